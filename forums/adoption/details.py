"""What has to be said with a step, and what is wrong with what was said.

Forms and `take_step` ask the same functions: a sentence for each field, an empty dictionary when all is well.
"""

import datetime
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from forums.bodies.models import GoverningBody
from metropolis.ui.dates import local_day, long_date
from strategy.models import ActionPlan

from .facts import Facts
from .models import Opinion
from .obstacles import needs_reason
from .permissions import commissions_speaking
from .table import Step
from .uploads import fault_of_pdf

REASON_LIMIT = 2000
TEXT_LIMIT = 20_000
Faults = dict[str, str]


def faults_of(step: Step, facts: Facts, by, reason: str, details: dict) -> Faults:
    """Everything that is wrong with what a person says about a step."""
    faults = {}
    if not reason.strip() and needs_reason(step, facts):
        faults["reason"] = _("Write the reason: everybody concerned will read it.")
    elif len(reason) > REASON_LIMIT:
        faults["reason"] = _("The reason is too long: at most %(limit)s characters.") % {
            "limit": REASON_LIMIT
        }
    check = _CHECKS.get(step.name)
    return faults | (check(facts, by, **details) if check else {})


def _consultation(facts: Facts, by, *, deadline: datetime.date | None = None) -> Faults:
    if deadline is None:
        return {"deadline": _("Enter the last day of the consultation.")}
    if deadline <= timezone.localdate():
        return {"deadline": _("The consultation must last at least until tomorrow.")}
    return {}


def _opinion(facts: Facts, by, *, verdict="", text="", given_on=None, commission=None) -> Faults:
    faults = _verdict(facts, verdict, text, given_on)
    speaking = set(commissions_speaking(by, facts.plan).values_list("pk", flat=True))
    if getattr(commission, "pk", None) not in speaking and (commission or len(speaking) != 1):
        faults["commission"] = _("Choose the commission that gives the opinion.")
    return faults


def _recorded(facts: Facts, by, *, verdict="", text="", given_on=None, given_by="") -> Faults:
    faults = _verdict(facts, verdict, text, given_on)
    if not given_by.strip():
        faults["given_by"] = _("Write who gave the opinion.")
    return faults


def _verdict(facts: Facts, verdict, text, given_on) -> Faults:
    faults = {}
    if verdict not in Opinion.Verdict.values:
        faults["verdict"] = _("Choose the opinion.")
    elif verdict != Opinion.Verdict.POSITIVE and not text.strip():
        faults["text"] = _("Write the remarks or the reasons: the forum works with them.")
    if len(text) > TEXT_LIMIT:
        faults["text"] = _("The text is too long: at most %(limit)s characters.") % {"limit": TEXT_LIMIT}
    if given_on is None:
        faults["given_on"] = _("Enter the day of the opinion.")
    elif given_on > timezone.localdate():
        faults["given_on"] = _("The day of the opinion cannot be in the future.")
    elif (made := _version_day(facts.plan)) and given_on < made:
        words = _("The opinion cannot be older than the text it is about (%(day)s).")
        faults["given_on"] = words % {"day": long_date(made)}
    return faults


def _version_day(plan: ActionPlan) -> datetime.date | None:
    """The day on which the latest text was frozen: no opinion on it can be older."""
    made = plan.versions.order_by("-number").values_list("made_at", flat=True).first()
    return local_day(made) if made else None


def _resolution(
    facts: Facts, by, *, body=None, number="", adopted_on=None, document_url="", document=None
) -> Faults:
    faults = {}
    if body is None or body.kind == GoverningBody.Kind.OFFICE:
        faults["body"] = _("Choose the body that passed the resolution.")
    if not number.strip():
        faults["number"] = _("Enter the number of the resolution.")
    if adopted_on is None:
        faults["adopted_on"] = _("Enter the day of the resolution.")
    elif adopted_on > timezone.localdate():
        faults["adopted_on"] = _("The day of the resolution cannot be in the future.")
    elif (opinion := facts.opinion) and adopted_on < opinion.given_on:
        words = _("The resolution cannot be older than the opinion (%(day)s).")
        faults["adopted_on"] = words % {"day": long_date(opinion.given_on)}
    elif body and not _sat_on(body, adopted_on):
        faults["body"] = _("This body did not exist on the day of the resolution.")
    if document and (fault := fault_of_pdf(document)):
        faults["document"] = fault
    return faults


def _sat_on(body: GoverningBody, day: datetime.date) -> bool:
    return (not body.valid_from or body.valid_from <= day) and (not body.valid_to or day <= body.valid_to)


_CHECKS: dict[str, Callable[..., Faults]] = {
    "open_consultation": _consultation,
    "give_opinion": _opinion,
    "record_opinion": _recorded,
    "adopt": _resolution,
}
