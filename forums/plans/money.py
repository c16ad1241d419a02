"""Money of a plan: needed, secured and the gap, by source and by year. Pure; PLN in `Decimal`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui.numbers import NBSP, format_decimal
from strategy.pages.money import short_zloty, zloty
from strategy.plans.content import ActionContent, Funding

from .wording import Wording, title_of

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """Money needed, and the part of it that is certain."""

    needed: Decimal = ZERO
    secured: Decimal = ZERO

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.needed + other.needed, self.secured + other.secured)

    @property
    def gap(self) -> Decimal:
        """What is still missing; never below nothing."""
        return max(self.needed - self.secured, ZERO)


@dataclass(frozen=True)
class Line:
    """A sum with its name, in words, and its two bars as widths of 0-100."""

    name: str
    needed: str
    secured: str
    gap: str
    secured_width: str
    gap_width: str


@dataclass(frozen=True)
class Cell:
    """A source in a year; both empty where the plan puts no money there."""

    needed: str = ""
    secured: str = ""


@dataclass(frozen=True)
class Grid:
    """Source by year with the sums of both."""

    years: list[int]
    rows: list[tuple[str, list[Cell], Cell]]
    totals: list[Cell]


@dataclass(frozen=True)
class Unfunded:
    """An action without money: its cost where it is given, in words."""

    code: str
    title: str
    cost: str


@dataclass(frozen=True)
class MoneyPage:
    """Everything that the page of money shows; `total` is None where no money is named at all."""

    total: Line | None
    sentence: str
    by_source: list[Line]
    by_year: list[Line]
    grid: Grid | None
    unfunded: list[Unfunded]


def rows_of(actions: Iterable[ActionContent]) -> list[Funding]:
    """All money of the actions."""
    return [row for action in actions for row in action.funding]


def total_of(rows: Iterable[Funding]) -> Sum:
    """The sum of all rows."""
    return sum((Sum(row.planned, row.secured) for row in rows), Sum())


def sums_by(rows: Iterable[Funding], *columns: str) -> dict[tuple, Sum]:
    """Sums by the values of these columns (`source`, `year`): the parts always add up to the total."""
    sums: dict[tuple, Sum] = defaultdict(Sum)
    for row in rows:
        key = tuple(getattr(row, column) for column in columns)
        sums[key] += Sum(row.planned, row.secured)
    return dict(sums)


def read_money(wording: Wording) -> MoneyPage:
    """The page of a plan's money."""
    actions = wording.content.actions
    rows = rows_of(actions)
    without = [
        Unfunded(one.code, title_of(one), "" if one.cost is None else zloty(one.cost))
        for one in actions
        if not one.funding
    ]
    if not rows:
        return MoneyPage(None, _("The plan names no money yet."), [], [], None, without)
    total = total_of(rows)
    by_source = {code: one for (code,), one in sums_by(rows, "source").items()}
    by_year = {year: one for (year,), one in sorted(sums_by(rows, "year").items())}
    names = {code: wording.name("sources", code) for code in by_source}
    sources = sorted(by_source, key=lambda code: (-by_source[code].needed, names[code]))
    return MoneyPage(
        total=line_of(_("Together"), total, total.needed),
        sentence=sentence_of(total),
        by_source=lines_of([(names[code], by_source[code]) for code in sources]),
        by_year=lines_of([(str(year), one) for year, one in by_year.items()]),
        grid=grid_of(rows, sources, names, list(by_year)),
        unfunded=without,
    )


def sentence_of(total: Sum) -> str:
    """How much is needed, how much is certain, and what is missing."""
    words = {
        "needed": short_zloty(total.needed),
        "secured": short_zloty(total.secured),
        "gap": short_zloty(total.gap),
        "share": percent(total.secured, total.needed),
    }
    if not total.gap:
        return _("%(needed)s is needed, and all of it is secured.") % words
    if not total.secured:
        return _("%(needed)s is needed; nothing is secured yet.") % words
    return _("%(needed)s is needed, %(secured)s is secured (%(share)s). %(gap)s is missing.") % words


def percent(part: Decimal, whole: Decimal) -> str:
    """A share in whole percent: `65 %`, `65%` in English. What is not all is never rounded up to all."""
    share = part / whole * 100 if whole else ZERO
    share = min(share, Decimal(99)) if part < whole else share
    space = "" if get_language() == "en" else NBSP
    return f"{format_decimal(share, 0)}{space}%"


def lines_of(sums: list[tuple[str, Sum]]) -> list[Line]:
    """Lines whose bars share one scale: the largest is full."""
    longest = max((one.needed for _name, one in sums), default=ZERO)
    return [line_of(name, one, longest) for name, one in sums]


def line_of(name: str, one: Sum, longest: Decimal) -> Line:
    """One sum in words and widths."""
    return Line(
        name=name,
        needed=zloty(one.needed),
        secured=zloty(one.secured),
        gap=zloty(one.gap),
        secured_width=_width(min(one.secured, one.needed), longest),
        gap_width=_width(one.gap, longest),
    )


def grid_of(rows: list[Funding], sources: list[str], names: dict[str, str], years: list[int]) -> Grid:
    """The table of sources by years; an empty cell has no money, which is not the same as nothing secured."""
    sums = sums_by(rows, "source", "year")
    by_source, by_year = sums_by(rows, "source"), sums_by(rows, "year")
    lines = [
        (names[code], [_cell(sums.get((code, year))) for year in years], _cell(by_source[(code,)]))
        for code in sources
    ]
    totals = [_cell(by_year[(year,)]) for year in years]
    return Grid(years, lines, [*totals, _cell(total_of(rows))])


def _cell(one: Sum | None) -> Cell:
    return Cell(zloty(one.needed), zloty(one.secured)) if one else Cell()


def _width(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.2f}" if whole else "0"
