"""The dashboard: what improved, what slipped, what is missing, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from monitoring.dashboards.board import read_board
from monitoring.dashboards.changes import sort_changes
from monitoring.dashboards.heat import Cell, Heat, level
from monitoring.status.figures import Standing
from monitoring.status.kept_pages import kept_with
from monitoring.status.overview import overview
from monitoring.status.summary import Summary
from strategy.indicators.listed import listed_indicators
from strategy.models import Indicator, Municipality, ThematicArea
from strategy.municipalities.limits import MOST_MUNICIPALITIES

from .changes import ChangeList, change_lists, changes_sentence
from .figures import Row, indicator_row
from .maps import Map, members_on_the_map, read_map, tile_of


class Question(models.TextChoices):
    """What the table of municipalities and areas answers; the codes stand in addresses."""

    DATA = "dane", gettext_lazy("Are there data?")
    MEDIAN = "mediana", gettext_lazy("How does it stand against the median?")


@dataclass(frozen=True)
class Box:
    """A cell of the table: `2 of 3`, its level, and where it leads."""

    part: int
    whole: int
    level: int | None
    url: str


@dataclass(frozen=True)
class HeatRow:
    """A municipality with a box for each area, and one for all together."""

    municipality: Municipality
    boxes: list[Box]
    total: Box


@dataclass(frozen=True)
class Screen:
    """Everything that the dashboard shows."""

    summary: Summary
    sentence: str
    lists: list[ChangeList]
    missing: list[Row]
    question: str
    questions: list[tuple[str, str, str]]
    areas: list[ThematicArea | None]
    rows: list[HeatRow]
    heat_sentence: str
    map: Map


def read_screen(parameters) -> Screen:
    """The dashboard of the whole strategy, in a constant number of queries."""
    known = overview()
    indicators = listed_indicators()
    changes = sort_changes(indicators, known.standings)
    heat = read_board(known).heat
    areas: list[ThematicArea | None] = [one for one in ThematicArea.objects.all() if one.pk in heat.areas]
    areas += [None] if None in heat.areas else []
    question = Question.MEDIAN if parameters.get("pytanie") == Question.MEDIAN else Question.DATA
    drawn = members_on_the_map() if len(heat.totals) <= MOST_MUNICIPALITIES else []
    tiles = [share_tile(one, heat.totals.get(one.pk, Cell()), question) for one in drawn]
    return Screen(
        summary=known.strategy,
        sentence=changes_sentence(changes),
        lists=change_lists(changes, known.standings),
        missing=rows_of(changes.missing, known.standings),
        question=question,
        questions=_questions(parameters),
        areas=areas,
        rows=[_heat_row(one, areas, heat, question) for one in drawn],
        heat_sentence=kept_with(known, "heat", make=lambda: heat_sentence(heat, _names_of_members())),
        map=read_map(tiles, drawn, parameters, data_legend()),
    )


def _names_of_members() -> dict[int, str]:
    members = Municipality.objects.members_on(timezone.localdate())
    return {one.pk: one.name for one in members.only("name_pl", "name_en")}


def rows_of(indicators: Iterable[Indicator], standings: Mapping[int, Standing]) -> list[Row]:
    """Rows in the order of the official list."""
    order = sorted(indicators, key=lambda one: (one.area.order if one.area else 99, one.order))
    return [indicator_row(one, standings[one.pk]) for one in order]


def heat_sentence(heat: Heat, names: Mapping[int, str]) -> str:
    """Who has most data, who least, in words."""
    cells = {key: cell for key, cell in heat.totals.items() if key in names}
    if not cells or not next(iter(cells.values())).expected:
        return ""
    total = next(iter(cells.values())).expected
    most, least = (choose(cell.with_data for cell in cells.values()) for choose in (max, min))
    if most == least:
        return _("Each municipality has data for %(most)s of %(total)s indicators.") % {
            "most": most,
            "total": total,
        }
    facts = {
        "most": most,
        "least": least,
        "total": total,
        "best": _names(names[key] for key, cell in cells.items() if cell.with_data == most),
        "worst": _names(names[key] for key, cell in cells.items() if cell.with_data == least),
    }
    sentence = _(
        "Most data: %(best)s (%(most)s of %(total)s indicators); fewest: %(worst)s (%(least)s of %(total)s)."
    )
    return sentence % facts


def _names(names: Iterable[str]) -> str:
    """Up to three names; of more, how many there are."""
    found = list(names)
    if len(found) <= 3:
        return ", ".join(found)
    return ngettext("%(count)s municipality", "%(count)s municipalities", len(found)) % {"count": len(found)}


def _questions(parameters) -> list[tuple[str, str, str]]:
    """(code, words, query) of both questions, the other parameters of the address kept."""
    found = []
    for question in Question:
        wanted = parameters.copy()
        wanted["pytanie"] = question.value
        found.append((question.value, str(question.label), f"?{wanted.urlencode()}"))
    return found


def parts(cell: Cell, question: str) -> tuple[int, int]:
    """(part, whole) of a cell for one of the questions."""
    if question == Question.MEDIAN:
        return cell.not_worse, cell.compared
    return cell.with_data, cell.expected


def anchor(area: ThematicArea | None) -> str:
    """Where the page of a municipality shows the values of an area."""
    return f"obszar-{area.code if area else 0}"


def _heat_row(municipality: Municipality, areas, heat: Heat, question: str) -> HeatRow:
    page = reverse("municipality", args=[municipality.slug])
    boxes = [
        _box(
            heat.cells.get((municipality.pk, area.pk if area else None), Cell()),
            question,
            f"{page}#{anchor(area)}",
        )
        for area in areas
    ]
    return HeatRow(municipality, boxes, _box(heat.totals.get(municipality.pk, Cell()), question, page))


def _box(cell: Cell, question: str, url: str) -> Box:
    part, whole = parts(cell, question)
    return Box(part, whole, level(part, whole), url)


def share_tile(municipality: Municipality, cell: Cell, question: str) -> dict:
    """A tile with the share of a cell: `2/3`."""
    part, whole = parts(cell, question)
    return tile_of(municipality, f"{part}/{whole}" if whole else "–", level(part, whole))


def data_legend() -> list[tuple[int, str]]:
    """What the levels of a share mean."""
    return list(enumerate([_("none"), _("fewer than half"), _("half or more"), _("all")]))
