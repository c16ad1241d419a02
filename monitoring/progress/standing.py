"""How actions stand, by accepted reports: one action with its history, and counts of many."""

import datetime
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.dates import long_date
from monitoring.values.naming import period_name
from strategy.models import Action

from .answers import ABANDONED, DELAYED, DONE, IN_PROGRESS, STARTED_NOT
from .models import ActionProgress, MilestoneProgress, ProgressRevision
from .subjects import with_plan

NO_REPORT = ""
SOON = datetime.timedelta(days=365)
BADGES = {
    STARTED_NOT: "todo",
    IN_PROGRESS: "progress",
    DELAYED: "problem",
    DONE: "done",
    ABANDONED: "waiting",
}


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone of the plan and what is known of it, in words."""

    name: str
    due: datetime.date | None
    badge: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class MoneyLine:
    """One source: needed and secured by the plan, spent by the latest accepted report (None: not said)."""

    name: str
    planned: Decimal
    secured: Decimal
    spent: Decimal | None


@dataclass(frozen=True)
class PeriodLine:
    """An accepted report of one period."""

    key: ActionProgress
    revision: ProgressRevision

    @property
    def period(self) -> str:
        return period_name(self.key.period)


@dataclass(frozen=True)
class Standing:
    """An action in force with everything that was accepted about it, the latest report first."""

    action: Action
    reports: list[PeriodLine]
    milestones: list[MilestoneLine]
    money: list[MoneyLine]

    @property
    def latest(self) -> PeriodLine | None:
        return self.reports[0] if self.reports else None

    @property
    def earlier(self) -> list[PeriodLine]:
        return self.reports[1:]

    @property
    def badge(self) -> str:
        """The kind of the state badge of the latest report."""
        return BADGES[self.latest.revision.stage] if self.latest else "todo"

    @property
    def money_together(self) -> MoneyLine | None:
        """All sources together; None where no money is known."""
        if not self.money:
            return None
        known = [line.spent for line in self.money if line.spent is not None]
        planned = sum((line.planned for line in self.money), Decimal(0))
        secured = sum((line.secured for line in self.money), Decimal(0))
        return MoneyLine(_("Together"), planned, secured, sum(known, Decimal(0)) if known else None)


def standing_of(plan, code: str) -> Standing | None:
    """What is known of an action of the plan in force; None where it is not in force."""
    action = with_plan(Action.objects.filter(plan=plan, code=code, withdrawn_at__isnull=True)).first()
    if action is None:
        return None
    keys = ActionProgress.objects.accepted().filter(action=action).select_related("current")
    keys = keys.prefetch_related("current__milestones", "current__spending__source")
    reports = [PeriodLine(key, key.current) for key in reversed(keys)]
    latest = reports[0].revision if reports else None
    return Standing(action, reports, milestone_lines(action, latest), money_lines(action, latest))


def milestone_lines(action: Action, revision: ProgressRevision | None) -> list[MilestoneLine]:
    """The milestones of the plan, reached, late or to come; "late" needs no report, only the calendar."""
    said = {one.key: one for one in revision.milestones.all()} if revision else {}
    today = timezone.localdate()
    lines = []
    for one in action.milestones.all():
        known = said.get(one.key) or MilestoneProgress(key=one.key)
        place = milestone_place(one.due, known.reached_on, known.expected_on, today)
        words = milestone_words(place, known.reached_on, known.expected_on)
        badge = _milestone_badge(place, known.expected_on)
        lines.append(MilestoneLine(one.name, one.due, badge, words, known.note))
    return lines


def milestone_place(due, reached_on, expected_on, today) -> str:
    """`reached`, `reached_late`, `late` or `to_come` on a day. The plan's day, and what is said of it."""
    if reached_on:
        return "reached_late" if due and reached_on > due else "reached"
    if expected_on:
        return "late" if (due and expected_on > due) or expected_on < today else "to_come"
    return "late" if due and due < today else "to_come"


def milestone_words(place: str, reached_on, expected_on) -> str:
    """Where a milestone is, in words."""
    if reached_on:
        text = _("reached late, on %(day)s") if place == "reached_late" else _("reached on %(day)s")
        return text % {"day": long_date(reached_on)}
    if expected_on:
        text = _("late, now expected on %(day)s") if place == "late" else _("expected on %(day)s")
        return text % {"day": long_date(expected_on)}
    return _("late: not reported as reached") if place == "late" else _("to come")


def _milestone_badge(place: str, expected_on) -> str:
    if place == "to_come":
        return "progress" if expected_on else "todo"
    return "problem" if place == "late" else "done"


def money_lines(action: Action, revision: ProgressRevision | None) -> list[MoneyLine]:
    """Money by source: that of the plan, and whatever else was reported."""
    names, planned, secured = {}, Counter(), Counter()
    for row in action.funding.all():
        names[row.source_id] = row.source.name
        planned[row.source_id] += row.planned
        secured[row.source_id] += row.secured
    spent = Counter()
    for one in revision.spending.all() if revision else ():
        names.setdefault(one.source_id, one.source.name)
        spent[one.source_id] += one.amount
    return [
        MoneyLine(name, Decimal(planned[pk]), Decimal(secured[pk]), spent.get(pk))
        for pk, name in names.items()
    ]


@dataclass(frozen=True)
class Counts:
    """How many actions are where. `late`: said to be delayed, or past their end and not ended."""

    total: int
    reported: int
    done: int
    late: int
    going: int
    soon: int
    abandoned: int

    @property
    def lines(self) -> list[tuple[str, str]]:
        """(kind of badge, words) of each count that is not nothing."""
        words = [
            ("done", self.done, ngettext("%(n)s action done", "%(n)s actions done", self.done)),
            ("problem", self.late, ngettext("%(n)s action late", "%(n)s actions late", self.late)),
            ("progress", self.going, ngettext("%(n)s action going on", "%(n)s actions going on", self.going)),
            ("todo", self.soon, ngettext(
                "%(n)s action starts within a year", "%(n)s actions start within a year", self.soon)),
            ("waiting", self.abandoned, ngettext(
                "%(n)s action abandoned", "%(n)s actions abandoned", self.abandoned)),
        ]  # fmt: skip
        return [(badge, text % {"n": number}) for badge, number, text in words if number]

    @property
    def sentence(self) -> str:
        """On how many actions there is a report."""
        text = ngettext(
            "Reports were accepted on %(reported)s of %(total)s action.",
            "Reports were accepted on %(reported)s of %(total)s actions.",
            self.total,
        )
        return text % {"reported": self.reported, "total": self.total}


def counts_of(actions) -> Counts:
    """The counts of a list of actions; one query."""
    today = timezone.localdate()
    latest = ActionProgress.objects.accepted().filter(action=OuterRef("pk")).order_by("-period_end")
    known = actions.annotate(stage=Subquery(latest.values("current__stage")[:1]))
    rows = [
        (stage or NO_REPORT, start, end) for stage, start, end in known.values_list("stage", "start", "end")
    ]
    places = Counter(place_of(*row, today) for row in rows)
    return Counts(
        total=len(rows), reported=sum(bool(stage) for stage, _start, _end in rows), done=places["done"],
        late=places["late"], going=places["going"], soon=places["soon"], abandoned=places["abandoned"],
    )  # fmt: skip


def place_of(stage, start, end, today) -> str:
    """The one count that an action belongs to on a day; "" for what nobody can tell.

    `stage` is that of the latest accepted report, "" where there is none.
    """
    if stage in (DONE, ABANDONED):
        return {DONE: "done", ABANDONED: "abandoned"}[stage]
    if stage == DELAYED or (end and end < today):
        return "late"
    if stage == IN_PROGRESS:
        return "going"
    return "soon" if start and today < start <= today + SOON else ""
