"""The answers of the API as its documentation describes them, read or refused. No database, no network."""

import datetime
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _


class Malformed(ValueError):
    """An answer is not of the documented shape; the sentence says where."""


@dataclass(frozen=True)
class Figure:
    """One number for a unit and a year; `value` is None where the bank has none."""

    unit: str
    year: int
    value: Decimal | None
    attribute: int | None = None


@dataclass(frozen=True)
class Page:
    """One page of `by-variable`. `next` is the address of the next one, empty on the last."""

    variable: int
    updated_on: datetime.date | None
    total: int
    units: int
    next: str = ""
    itself: str = ""
    figures: list[Figure] = field(default_factory=list)


def loads(text: str) -> Any:
    """JSON with exact numbers; `Malformed` for anything else."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise Malformed(_("The answer is not valid JSON.")) from fault


def _no_number(name):
    raise ValueError(name)


def read_page(data: Any, variable: int | None = None) -> Page:
    """A page of `by-variable`; when `variable` is given, of that one and no other."""
    _need(isinstance(data, dict) and isinstance(data.get("results"), list), _("There is no list of results."))
    found = data.get("variableId")
    _need(_is_whole(found), _("The variable is not named."))
    _need(variable in (None, found), _("The answer is about another variable."))
    links = data.get("links") or {}
    _need(isinstance(links, dict), _("The links are not readable."))
    figures = [figure for unit in data["results"] for figure in _figures(unit)]
    total = data.get("totalRecords")
    return Page(
        variable=found,
        updated_on=read_day(data.get("lastUpdate")),
        total=total if _is_whole(total) else len(data["results"]),
        units=len(data["results"]),
        next=_text(links.get("next")),
        itself=_text(links.get("self")),
        figures=figures,
    )


def read_day(text: Any) -> datetime.date | None:
    """The day of a moment in ISO form; None where it is not one."""
    try:
        return datetime.date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def reason_of(text: str) -> str:
    """What an error of the documented shapes says, in a line; empty when it says nothing readable."""
    try:
        data = loads(text)
    except Malformed:
        return ""
    if isinstance(data, dict) and isinstance(data.get("errors"), list) and data["errors"]:
        data = data["errors"][0]
    if not isinstance(data, dict):
        return ""
    words = [_text(data.get(name)) for name in ("errorResult", "errorReason")]
    return ": ".join(word for word in words if word)[:300]


def _figures(unit: Any) -> list[Figure]:
    _need(isinstance(unit, dict) and isinstance(unit.get("id"), str), _("A unit without a number."))
    values = unit.get("values")
    _need(isinstance(values, list), _("A unit without values: %(unit)s.") % {"unit": unit["id"][:20]})
    return [_figure(unit["id"], value) for value in values]


def _figure(unit: str, value: Any) -> Figure:
    where = {"unit": unit[:20]}
    _need(isinstance(value, dict), _("A value that is not readable (unit %(unit)s).") % where)
    year = str(value.get("year", ""))
    _need(year.isascii() and year.isdigit() and len(year) == 4, _("A year is wrong (unit %(unit)s).") % where)
    number = value.get("val")
    _need(
        number is None or (isinstance(number, int | Decimal) and not isinstance(number, bool)),
        _("A value is not a number (unit %(unit)s).") % where,
    )
    mark = value.get("attrId")
    exact = None if number is None else Decimal(number)
    return Figure(unit, int(year), exact, mark if _is_whole(mark) else None)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _need(fine: bool, sentence: str) -> None:
    if not fine:
        raise Malformed(sentence)
