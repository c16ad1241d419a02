"""Where a plan is on its way, in words and as a path; one set of words for panels, pages and notices."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from metropolis.ui.dates import long_date
from strategy.models import ActionPlan

from .facts import Facts
from .models import Consultation
from .step_words import NEXT, WAITS_FOR
from .table import state_here

State = ActionPlan.State
DONE, HERE, AHEAD = "done", "here", "ahead"
STAND_WORDS: dict[str, str | Promise] = {
    DONE: gettext_lazy("done"),
    HERE: gettext_lazy("now here"),
    AHEAD: gettext_lazy("still ahead"),
}


@dataclass(frozen=True)
class Station:
    """A state on the path of a plan: what it is called, and whether the plan has been there."""

    label: str
    stand: str

    @property
    def words(self) -> str | Promise:
        """The same for those who do not see the picture."""
        return STAND_WORDS[self.stand]


def path_of(facts: Facts) -> list[Station]:
    """All states in their order; an amendment's path ends with its adoption.

    An area without a commission has no such station, unless the plan is there all the same.
    """
    plan = facts.plan
    states = [*State] if not plan.is_amended else [*State][: [*State].index(State.ADOPTED) + 1]
    now = state_here(plan)
    if now != State.WITH_COMMISSION and not facts.commissions:
        states.remove(State.WITH_COMMISSION)
    place = states.index(State(now)) if now in states else -1
    return [
        Station(str(state.label), HERE if order == place else DONE if order < place else AHEAD)
        for order, state in enumerate(states)
    ]


def waits_for(facts: Facts) -> str:
    """What the plan waits for now, in a sentence."""
    state = state_here(facts.plan)
    if state == State.CONSULTATION:
        words = WAITS_FOR["consultation" if facts.is_early else "consultation over"]
        return _filled(words, facts.consultation)
    if state == State.OPINION_GIVEN and facts.is_negative:
        return str(WAITS_FOR["opinion negative"])
    return str(WAITS_FOR[state])


def early_words(facts: Facts) -> str:
    """That a consultation would be ended before its deadline, and how many teams have answered by now."""
    if not facts.is_early:
        return ""
    answers = facts.consultation.answers.count()
    lasts = _("The consultation lasts until the end of %(day)s. You would end it earlier: say why.")
    count = ngettext("%(n)s team has answered so far.", "%(n)s teams have answered so far.", answers)
    return f"{lasts % {'day': long_date(facts.consultation.deadline)}} {count % {'n': answers}}"


def next_words(name: str, plan: ActionPlan) -> list[str]:
    """What happens after a step that was taken."""
    if name in ("give_opinion", "record_opinion") and Facts(plan).is_negative:
        return [str(WAITS_FOR["opinion negative"])]
    consultation = plan.consultations.first() if name == "open_consultation" else None
    return [_filled(words, consultation) for words in NEXT[name]]


def _filled(words, consultation: Consultation | None) -> str:
    text = str(words)
    return text % {"deadline": long_date(consultation.deadline)} if consultation else text
