"""The schedule of a plan as rows: actions with days, what they wait for, and those without any day. Pure."""

from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from metropolis.ui.dates import short_date
from strategy.plans.content import ActionContent, PlanHead

from .wording import Named, Wording, span_of, title_of


@dataclass(frozen=True)
class Row:
    """An action in time. Open ends are None; `milestones` are those with a day, in their order."""

    code: str
    title: str
    kind: str
    is_flagship: bool
    start: date | None
    end: date | None
    milestones: tuple[tuple[date, str], ...]
    waits_for: tuple[str, ...]

    @property
    def days(self) -> list[date]:
        """Every day that the row needs room for."""
        return [day for day in (self.start, self.end, *(due for due, _name in self.milestones)) if day]

    @property
    def begins(self) -> date:
        """What the row is ordered by: its earliest day."""
        return min(self.days)

    @property
    def span(self) -> str:
        """From when until when, in words."""
        return span_of(self.start, self.end)


@dataclass(frozen=True)
class TableRow:
    """A row as the table says it, "" where nothing is known. Milestones and waits are items of a list."""

    code: str
    title: str
    start: str
    end: str
    milestones: SafeString
    waits_for: SafeString


@dataclass(frozen=True)
class Schedule:
    """Rows by their earliest day, and the actions that have none."""

    rows: list[Row]
    undated: list[Named]


def read_schedule(content) -> Schedule:
    """The schedule of the plan."""
    rows = [row_of(action) for action in content.actions]
    dated = sorted((row for row in rows if row.days), key=lambda row: (row.begins, row.code))
    return Schedule(dated, [Named(row.code, row.title) for row in rows if not row.days])


def row_of(action: ActionContent) -> Row:
    """One action as a row."""
    dated = sorted((one.due, one.name) for one in action.milestones if one.due)
    return Row(
        code=action.code,
        title=title_of(action),
        kind=action.kind,
        is_flagship=action.is_flagship,
        start=action.start,
        end=action.end,
        milestones=tuple(dated),
        waits_for=action.depends_on,
    )


def years_of(head: PlanHead, rows: list[Row]) -> tuple[int, int]:
    """The first and the last year of the axis: the plan's period, and every day outside of it too."""
    years = [day.year for row in rows for day in row.days]
    years += [year for year in (head.period_start, head.period_end) if year]
    return min(years), max(years)


def table_of(wording: Wording, rows: list[Row]) -> list[TableRow]:
    """The same rows in words: milestones without a day too, and what each action waits for."""
    actions = {action.code: action for action in wording.content.actions}
    return [_table_row(actions[row.code], actions) for row in rows]


def _table_row(action: ActionContent, actions: dict[str, ActionContent]) -> TableRow:
    ordered = sorted(action.milestones, key=lambda one: (one.due is None, one.due or date.min))
    steps = [(short_date(one.due) if one.due else _("no day yet"), one.name) for one in ordered]
    waits = [(code, title_of(actions[code]) if code in actions else "") for code in action.depends_on]
    return TableRow(
        code=action.code,
        title=title_of(action),
        start=short_date(action.start) if action.start else "",
        end=short_date(action.end) if action.end else "",
        milestones=_items(steps),
        waits_for=_items(waits),
    )


def _items(pairs: list[tuple[str, str]]) -> SafeString:
    """List items made here and not in the template: a plan has a thousand milestones."""
    items = (f'<li><span class="num soft">{escape(head)}</span> {escape(text)}</li>' for head, text in pairs)
    return mark_safe("".join(items))  # noqa: S308
