"""What stands in the way of a step besides the state and the right: gaps of the text, deadlines, opinions."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from forums.bodies.permissions import is_office
from metropolis.ui.dates import long_date

from .checklist import Gap
from .facts import Facts
from .gathering import gaps_of_frozen
from .permissions import commissions_speaking
from .table import Step

ENDS_CONSULTATION = ("send_to_commission", "record_opinion")
NEEDS_WHOLE_TEXT = ("open_consultation", *ENDS_CONSULTATION)


def needs_reason(step: Step, facts: Facts) -> bool:
    """Whether the step must be explained: some always, and what ends a consultation before its deadline."""
    return step.needs_reason or (step.name in ENDS_CONSULTATION and facts.is_early)


def obstacles(step: Step, facts: Facts, by) -> list[Gap]:
    """Everything that stands in the person's way; empty where the step can be taken."""
    find = _OBSTACLES.get(step.name)
    found = find(facts, by) if find else []
    if step.name in NEEDS_WHOLE_TEXT:
        found += [gap for gap in facts.gaps if gap.blocks]
    return found


def _sending(facts: Facts, by) -> list[Gap]:
    if not facts.commissions:
        return [Gap("no_commission", _("The Office records who gave the opinion."))]
    if not facts.is_early or is_office(by):
        return []
    words = _("The teams may answer until the end of %(day)s. Only the Office can end it earlier.")
    return [Gap("consultation_lasts", words % {"day": long_date(facts.consultation.deadline)})]


def _recording(facts: Facts, by) -> list[Gap]:
    return [Gap("has_commission", facts.commissions[0].name)] if facts.commissions else []


def _opinion(facts: Facts, by) -> list[Gap]:
    if commissions_speaking(by, facts.plan).exists():
        return []
    return [Gap("no_commission", _("Return the plan to draft and send it again."))]


def _adoption(facts: Facts, by) -> list[Gap]:
    if facts.opinion is None or facts.is_negative:
        return [Gap("negative_opinion", _("Return the plan to draft, so that the forum can change it."))]
    return [gap for gap in gaps_of_frozen(facts.plan, facts.opinion.version.document) if gap.blocks]


def _closing(facts: Facts, by) -> list[Gap]:
    if not facts.plan.is_amended:
        return []
    return [Gap("amendment_under_work", _("Adopt the amendment or drop it first."))]


_OBSTACLES: dict[str, Callable[[Facts, object], list[Gap]]] = {
    "send_to_commission": _sending,
    "give_opinion": _opinion,
    "record_opinion": _recording,
    "adopt": _adoption,
    "close": _closing,
}
