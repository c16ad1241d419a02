"""What people are told of the steps of plans, and who is told of which."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.bodies.audience import office_people, people_in, people_of_teams
from forums.drafting.permissions import can_read_drafts, drafting_forum
from metropolis.notifications.notices import NoticeText, notice_kind, notify, register_topic
from metropolis.ui.dates import long_date
from strategy.models import ActionPlan

from .models import Consultation, Opinion, PlanEvent, Resolution
from .permissions import commissions_for
from .signals import plan_moved
from .table import STEPS

TOPIC, KIND = "plan_steps", "plan_step"
State = ActionPlan.State

register_topic(
    TOPIC,
    gettext_lazy("Steps of plans"),
    "at_once",
    gettext_lazy("A plan goes to consultation, to the commission, is adopted or returns to draft."),
)


def forum_people(plan: ActionPlan) -> QuerySet:
    """Everybody in the forum that drafts the plan today."""
    forum = drafting_forum(plan)
    return people_in(forum) if forum else people_in()


def commission_people(plan: ActionPlan) -> QuerySet:
    """Everybody in the commissions of the plan's area today."""
    return people_in(*commissions_for(plan))


def returned_to(plan: ActionPlan, event: PlanEvent) -> QuerySet:
    """The forum and the Office, and those who were reading the text."""
    told = forum_people(plan) | office_people()
    if event.source == State.CONSULTATION:
        return told | people_of_teams()
    return told | commission_people(plan)


def _everybody(plan: ActionPlan, event: PlanEvent) -> QuerySet:
    return forum_people(plan) | office_people() | people_of_teams() | commission_people(plan)


# The page that the notice leads to, and whom it goes to.
Audience = Callable[[ActionPlan, PlanEvent], QuerySet]
TOLD: dict[str, tuple[str, Audience]] = {
    "start_drafting": ("draft", lambda plan, event: forum_people(plan)),
    "open_consultation": ("plan_consultation", lambda plan, event: people_of_teams()),
    "send_to_commission": ("plan_review", lambda plan, event: commission_people(plan)),
    "give_opinion": ("plan_review", lambda plan, event: forum_people(plan) | office_people()),
    "record_opinion": ("plan_review", lambda plan, event: forum_people(plan) | office_people()),
    "adopt": ("plan", _everybody),
    "close": ("plan", _everybody),
    "start_amendment": ("draft", lambda plan, event: forum_people(plan)),
    "drop_amendment": ("plan_course", lambda plan, event: forum_people(plan) | office_people()),
    "return_to_draft": ("plan_course", returned_to),
}


@receiver(plan_moved)
def tell(sender, plan: ActionPlan, step: str, event: PlanEvent, by, **kwargs) -> None:
    """Notices for everybody concerned, in the transaction of the step; not for the one who took it."""
    if step not in TOLD:
        return
    address, audience = TOLD[step]
    notify(
        TOPIC,
        KIND,
        key=f"plan-step-{event.pk}",
        users=audience(plan, event).exclude(pk=by.pk),
        path=reverse(address, args=[plan.slug]),
        group=plan.slug,
        context={"event": event.pk},
    )


@dataclass(frozen=True)
class Told:
    """An event with what it brought."""

    event: PlanEvent
    consultation: Consultation | None
    opinion: Opinion | None
    resolution: Resolution | None


def gather_events(notices: list[Any]) -> None:
    """The events of many notices with what they brought, in four queries."""
    rows = PlanEvent.objects.select_related("plan", "by")
    events = rows.in_bulk({notice.context["event"] for notice in notices})
    versions = {event.version_id for event in events.values() if event.version_id}
    consultations = _by_version(Consultation.objects, versions)
    opinions = _by_version(Opinion.objects.select_related("commission"), versions)
    resolutions = _by_version(Resolution.objects.select_related("body"), versions)
    for notice in notices:
        event = events.get(notice.context["event"])
        key = event.version_id if event else None
        brought = (rows.get(key) for rows in (consultations, opinions, resolutions))
        notice.about = Told(event, *brought) if event else None


def _by_version(rows, versions: set[int]) -> dict[int, Any]:
    return {row.version_id: row for row in rows.filter(version__in=versions)}


@notice_kind(KIND, gather=gather_events)
def plan_step(notice) -> NoticeText | None:
    """What was done with which plan, by whom, why, and what is asked of the reader."""
    told = notice.about
    if told is None or not can_read_drafts(notice.user):
        return None
    event = told.event
    lines = [_what(told), _("Taken by: %(person)s.") % {"person": event.by}]
    if event.reason:
        lines.append(_("Reason: %(text)s") % {"text": event.reason})
    title = f"{_titles(event)}: {event.plan.name}"
    return NoticeText(title, "\n\n".join(line for line in lines if line), about=event.plan.name)


def _titles(event: PlanEvent) -> str:
    asked = {
        "open_consultation": _("The plan waits for the answer of your team"),
        "send_to_commission": _("The plan waits for the opinion of the commission"),
    }
    return asked.get(event.step) or str(STEPS[event.step].done)


def _what(told: Told) -> str:
    """What the step brought, in a sentence or two."""
    step = told.event.step
    if step == "open_consultation" and told.consultation:
        words = _(
            "The consultation lasts until the end of %(day)s. The coordinator answers for the team; "
            "everybody in it may propose changes and comment."
        )
        return words % {"day": long_date(told.consultation.deadline)}
    if step == "send_to_commission":
        return _("Read what changed and give the opinion: positive, positive with remarks, or negative.")
    if step in ("give_opinion", "record_opinion") and told.opinion:
        return _opinion(told.opinion)
    if step == "adopt" and told.resolution:
        words = _(
            "Resolution %(number)s of %(day)s, %(body)s. The plan is public, and its actions are in force."
        )
        resolution = told.resolution
        day = long_date(resolution.adopted_on)
        return words % {"number": resolution.number, "day": day, "body": resolution.body.name}
    if step == "return_to_draft":
        return _("The forum can change the text again. After that the plan goes the whole way once more.")
    return ""


def _opinion(opinion: Opinion) -> str:
    giver = opinion.commission.name if opinion.commission else opinion.given_by
    words = _("Opinion: %(verdict)s (%(giver)s).") % {
        "verdict": opinion.get_verdict_display(),
        "giver": giver,
    }
    return f"{words} {opinion.text}".strip()
