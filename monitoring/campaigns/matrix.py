"""The Office's overview of a campaign: who has answered what, municipality by indicator."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from monitoring.values.models import IndicatorValue
from strategy.models import Indicator

from .models import Campaign, DueValue, Submission
from .rows import RowState, row_state


@dataclass(frozen=True)
class Cell:
    """One value due: its state, and the number when there is one."""

    row_id: int
    code: str
    state: RowState
    number: str
    address: str


@dataclass
class Line:
    """A municipality (or the metropolis as a whole) with its cells in the order of the indicators."""

    name: str
    cells: list[Cell | None]
    submission: Submission | None = None
    done: int = 0

    @property
    def is_late(self) -> bool:
        """Whether an answer is still owed after the deadline."""
        return bool(self.submission) and self.done < self.total and self.submission.campaign.is_overdue

    @property
    def total(self) -> int:
        return sum(cell is not None for cell in self.cells)


@dataclass
class Matrix:
    """What the overview shows."""

    indicators: list[Indicator] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def supplier_kinds(campaign: Campaign) -> list[tuple[str, str, int]]:
    """Kinds of suppliers in a campaign, as (code, name, number of rows), the teams first."""
    counts = campaign.submissions.aggregate(
        teams=Count("rows", filter=Q(team__isnull=False)),
        partners=Count("rows", filter=Q(partner__isnull=False)),
        office=Count("rows", filter=Q(team__isnull=True, partner__isnull=True)),
    )
    names = {"teams": _("Municipal teams"), "partners": _("Partners"), "office": _("Association Office")}
    return [(code, names[code], counts[code]) for code in names if counts[code]]


OF_KIND = {
    "teams": Q(submission__team__isnull=False),
    "partners": Q(submission__partner__isnull=False),
    "office": Q(submission__team__isnull=True, submission__partner__isnull=True),
}


def build_matrix(campaign: Campaign, kind: str) -> Matrix:
    """The rows of one kind of supplier; four queries whatever their number."""
    due = list(
        DueValue.objects.filter(OF_KIND[kind], submission__campaign=campaign)
        .select_related("submission__team__municipality", "submission__partner", "observation__municipality")
        .order_by(F("observation__municipality__sort_key").asc(nulls_last=True))
    )
    wanted = {row.observation.indicator_id for row in due}
    indicators = list(Indicator.objects.filter(pk__in=wanted).select_related("area"))
    latest = _latest_values(campaign, kind)
    places = defaultdict(dict)
    for row in due:
        row.submission.campaign = campaign
        places[row.observation.municipality][row.observation.indicator_id] = row
    return Matrix(indicators, [_line(place, rows, indicators, latest) for place, rows in places.items()])


def _latest_values(campaign, kind):
    """State and number of the latest revision, by observation."""
    due = DueValue.objects.filter(OF_KIND[kind], submission__campaign=campaign)
    values = IndicatorValue.objects.filter(observation__in=due.values("observation")).order_by("revision")
    return {
        key: (state, number) for key, state, number in values.values_list("observation", "state", "value")
    }


def _line(place, rows, indicators, latest):
    cells = [_cell(rows.get(indicator.pk), indicator.code, latest) for indicator in indicators]
    submissions = {row.submission_id: row.submission for row in rows.values()}
    finished = (RowState.SENT, RowState.VERIFIED)
    return Line(
        name=place.name if place else _("The metropolis as a whole"),
        cells=cells,
        submission=next(iter(submissions.values())) if len(submissions) == 1 else None,
        done=sum(_is_finished(cell, finished, rows[key]) for key, cell in _present(indicators, cells)),
    )


def _present(indicators, cells):
    return [(indicator.pk, cell) for indicator, cell in zip(indicators, cells, strict=True) if cell]


def _is_finished(cell, finished, row):
    """Whether the Office has the answer: a sent value, or a sent "no data"."""
    sent = row.submission.state == Submission.State.SUBMITTED
    return cell.state in finished or (sent and cell.state == RowState.NO_DATA)


def _cell(row, code, latest):
    if row is None:
        return None
    state, number = latest.get(row.observation_id, (None, None))
    seen = row_state(state, row.no_data_reason)
    shown = "" if number is None or seen == RowState.NO_DATA else format_decimal(number.normalize())
    return Cell(row.pk, code, seen, shown, f"{row.submission.address()}#row-{row.pk}")
