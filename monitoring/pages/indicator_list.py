"""The list of indicators: filters that live in the address, and rows."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from metropolis.ui.past import PARAMETER
from metropolis.ui.text import fold
from monitoring.history.past import overview_on
from monitoring.status.rules import Status
from strategy.indicators.listed import listed_indicators
from strategy.models import Indicator, ThematicArea

from .figures import Row, indicator_row

PARAMETERS = ("q", "obszar", "dostawca", "dane", "status")


@dataclass(frozen=True)
class Choice:
    """One option of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    remove: str


@dataclass(frozen=True)
class Listing:
    """Everything that the page shows. `unknown` names filters whose value means nothing."""

    rows: list[Row]
    total: int
    question: str
    filters: dict[str, list[Choice]]
    chips: list[Chip]
    unknown: list[str]
    query: str


def read_list(parameters, as_of: datetime.date | None = None) -> Listing:
    """The indicators that match the address; unknown values are left out and named."""
    options = _options()
    chosen = {name: parameters.get(name, "").strip() for name in PARAMETERS}
    unknown = [chosen[name] for name in options if chosen[name] and chosen[name] not in dict(options[name])]
    active = {
        name: value
        for name, value in chosen.items()
        if value and (name == "q" or value in dict(options[name]))
    }
    kept = {PARAMETER: as_of.isoformat()} if as_of else {}
    standings = overview_on(as_of).standings
    indicators = listed_indicators()
    rows = [indicator_row(one, standings[one.pk]) for one in indicators]
    return Listing(
        rows=[row for row in rows if _matches(row, active)],
        total=len(rows),
        question=chosen["q"],
        filters={
            name: [Choice(value, label, active.get(name) == value) for value, label in pairs]
            for name, pairs in options.items()
        },
        chips=[
            Chip(_chip(name, value, options), _without(active | kept, name)) for name, value in active.items()
        ],
        unknown=unknown,
        query=urlencode(active | kept),
    )


def _options() -> dict[str, list[tuple[str, str]]]:
    areas = [(area.code, str(area)) for area in ThematicArea.objects.all()]
    return {
        "obszar": areas,
        "dostawca": [(value, str(label)) for value, label in Indicator.Supplier.choices],
        "dane": [("tak", _("with data")), ("nie", _("without data"))],
        "status": [(value, str(label)) for value, label in Status.choices],
    }


def _matches(row: Row, active: dict[str, str]) -> bool:
    indicator = row.indicator
    tests = {
        "q": lambda text: all(word in indicator.search_text for word in fold(text).split()),
        "obszar": lambda code: indicator.area is not None and indicator.area.code == code,
        "dostawca": lambda supplier: indicator.supplier == supplier,
        "dane": lambda answer: row.has_data == (answer == "tak"),
        "status": lambda status: row.status == status,
    }
    return all(tests[name](value) for name, value in active.items())


def _chip(name: str, value: str, options) -> str:
    if name == "q":
        return _("words: %(words)s") % {"words": value}
    return dict(options[name])[value]


def _without(active: dict[str, str], name: str) -> str:
    rest = urlencode({key: value for key, value in active.items() if key != name})
    return f"?{rest}" if rest else "?"
