"""The one table of steps of a report: from which state to which. Pages and tests read it.

All of them are the Office's ("build, edit, publish a report"); nothing else moves a report, but for the
build that makes a draft of a new one.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from monitoring.reports.models import ProgressReport

State = ProgressReport.State


@dataclass(frozen=True)
class Step:
    """A step: `label` is its button, `done` the line in the record, `slug` its part of the address.

    `will` are the sentences that say what happens. A step that `freezes` is taken only when the files hold
    everything that was written.
    """

    name: str
    slug: str
    sources: tuple[str, ...]
    target: str
    label: str | Promise
    done: str | Promise
    will: tuple[str | Promise, ...]
    needs_reason: bool = False
    needs_deadline: bool = False
    freezes: bool = False
    is_main: bool = True


_ROWS = (
    Step(
        "open_comments",
        "otworz-uwagi",
        (State.BUILT,),
        State.COMMENTS,
        _("Send for comments"),
        pgettext_lazy("step of a report", "Sent for comments"),
        (
            _("Everybody with a role in the portal can read the draft and its files; the public cannot."),
            _("Teams and forums are told, and can comment on each chapter until the end of the last day."),
            _("You can still change the texts and build the report again."),
        ),
        needs_deadline=True,
        freezes=True,
    ),
    Step(
        "move_deadline",
        "zmien-termin-uwag",
        (State.COMMENTS,),
        State.COMMENTS,
        _("Change the last day for comments"),
        pgettext_lazy("step of a report", "Last day for comments changed"),
        (_("Comments can be added until the end of the new last day. Teams and forums are told."),),
        needs_deadline=True,
        is_main=False,
    ),
    Step(
        "approve",
        "zatwierdz",
        (State.COMMENTS,),
        State.APPROVED,
        _("Approve the report"),
        pgettext_lazy("step of a report", "Approved"),
        (
            _("From now on nobody changes the texts or builds the report again."),
            _("Whoever finds a mistake can return it to draft, with a reason."),
            _("The report is not public yet: publication is the next step."),
        ),
        freezes=True,
    ),
    Step(
        "publish",
        "opublikuj",
        (State.APPROVED,),
        State.PUBLISHED,
        _("Publish the report"),
        pgettext_lazy("step of a report", "Published"),
        (
            _("The report appears in the list of reports, and everybody can read it without signing in."),
            _("Its files can be downloaded by everybody, and so can the snapshot of its data."),
            _("It can never be changed, built again or taken back. A correction is a new edition."),
            _("Values corrected later change the pages of the indicators, but not this report."),
        ),
        freezes=True,
    ),
    Step(
        "return_to_draft",
        "cofnij-do-projektu",
        (State.COMMENTS, State.APPROVED),
        State.BUILT,
        _("Return to draft"),
        pgettext_lazy("step of a report", "Returned to draft"),
        (
            _("The texts can be changed and the report can be built again."),
            _("After that it goes the whole way once more: comments, approval, publication."),
            _("Comments and answers stay where they are."),
        ),
        needs_reason=True,
        is_main=False,
    ),
)
STEPS: dict[str, Step] = {step.name: step for step in _ROWS}
BY_SLUG: dict[str, Step] = {step.slug: step for step in _ROWS}


def steps_from(state: str) -> list[Step]:
    """The steps that start in a state, in the order of the table."""
    return [step for step in _ROWS if state in step.sources]
