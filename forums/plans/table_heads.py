"""The heads of the table of actions: filters, chips and columns as links that keep everything else. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

QUESTION, SORT, EDITION = "q", "sort", "wersja"
NUMBERS = ("potrzeba", "zapewniono")
LONGEST_LABEL = 80
Options = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Choice:
    """One option of a filter."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A list to choose from."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    remove: str


@dataclass(frozen=True)
class Column:
    """A head of the table that sorts: `direction` is that of `aria-sort`, "" where it does not sort now."""

    label: str
    href: str
    direction: str
    is_number: bool = False


def labels() -> dict[str, str]:
    """The heads of the columns."""
    return {
        "kod": _("Code"),
        "nazwa": _("Action"),
        "rodzaj": _("Kind"),
        "prowadzi": _("Led by"),
        "termin": _("When"),
        "potrzeba": _("Needed"),
        "zapewniono": _("Secured"),
    }


def short(text: str) -> str:
    """A label that fits a list to choose from."""
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"


def _label(name: str) -> str:
    return {
        "rodzaj": _("Kind"),
        "cel": _("Goal"),
        "gmina": _("Municipality"),
        "rok": _("Year"),
        "obowiazkowe": _("Obligatory"),
        "flagowe": _("Flagship"),
    }[name]


def filter_of(name: str, pairs: list[tuple[str, str]], chosen: str | None) -> Filter:
    """A filter with what it may be set to."""
    return Filter(name, _label(name), [Choice(value, label, value == chosen) for value, label in pairs])


def chips_of(active: dict[str, str], options: Options, kept: dict[str, str]) -> list[Chip]:
    """The filters in force, each with the address without it."""
    chips = []
    for name, value in active.items():
        if name == QUESTION:
            label = _("words: %(words)s") % {"words": value}
        else:
            label = f"{_label(name)}: {dict(options[name])[value]}"
        rest = {key: one for key, one in active.items() if key != name}
        chips.append(Chip(label, f"?{urlencode(kept | rest)}"))
    return chips


def columns_of(sort: str, kept: dict[str, str]) -> list[Column]:
    """The heads: each sorts by its column, and turns the order round where it does so already."""
    columns = []
    for name, label in labels().items():
        now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        following = f"-{name}" if sort == name else name
        href = f"?{urlencode(kept | {SORT: following})}"
        columns.append(Column(label, href, now, name in NUMBERS))
    return columns
