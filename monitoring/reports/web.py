"""The report as a web page: the blocks of the document with what a page needs around them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

from metropolis.ui import vega
from metropolis.ui.past import on_day
from monitoring.charts.pictures import size_of
from strategy.models import ThematicArea

from .blocks import Block, Cell, cell
from .chapters.chapter import Chapter
from .document import Document
from .models import ProgressReport
from .numbering import numbers_of

_BAR_WIDTH = 200


class Origins:
    """Where numbers come from, as it was known on the day of the report. One query.

    Areas are named by their codes in a report; their addresses are those of today.
    """

    def __init__(self, report: ProgressReport):
        self.day, self.slug = report.as_of, report.slug
        self.slugs = dict(ThematicArea.objects.values_list("code", "slug"))

    def of(self, cell: Cell, *, number: bool) -> str:
        """The address for a cell; "" where nothing says it. Names lead to the indicator of today."""
        if cell["actions"] is not None:
            return self._actions(cell["actions"])
        if cell["indicator"] and cell["period"]:
            return self._then("calculation", cell["indicator"], cell["period"])
        if cell["indicator"]:
            return _address(get_language(), "indicator", (cell["indicator"],), self.day if number else None)
        return self.counts(cell["area"]) or self._of_area("area", cell["moves"])

    def counts(self, area: str) -> str:
        """How the statuses of an area were counted; "" for what is none."""
        return self._of_area("area_calculation", area)

    def all_counts(self) -> str:
        """The same of the whole strategy."""
        return self._then("strategy_calculation")

    def status(self, indicator: str) -> str:
        """How the status of an indicator was found."""
        return self._then("status_calculation", indicator)

    def _actions(self, query: str) -> str:
        address = _address(get_language(), "report_actions", (self.slug,), None)
        return f"{address}?{query}" if query else address

    def _of_area(self, name: str, code: str) -> str:
        return self._then(name, self.slugs[code]) if code in self.slugs else ""

    def _then(self, name: str, *args: str) -> str:
        return _address(get_language(), name, args, self.day)


def page_chapters(
    report: ProgressReport, document: Document, chapters: Sequence[Chapter], *, level: int = 3
) -> list[dict]:
    """These chapters of the document, with blocks that name their template; each number leads to where it
    comes from. `level` is that of the headings in them.
    """
    numbers, origins = numbers_of(document.chapters), Origins(report)
    return [
        {
            "id": chapter.id,
            "title": chapter.title,
            "area": area_class(chapter.id, document),
            "blocks": [
                _prepared(report, origins, block, {"no": number, "chapter": chapter.id, "level": level})
                for block, number in zip(chapter.blocks, numbers[chapter.id], strict=True)
            ],
            "counting": origins.counts(chapter.id.removeprefix("area-")),
        }
        for chapter in chapters
    ]


def area_class(chapter: str, document: Document) -> str:
    """The class that gives a chapter the colour of its area."""
    areas = [row.id for row in document.chapters if row.id.startswith("area-")]
    return f"area-{areas.index(chapter) % 7 + 1}" if chapter in areas else ""


def _prepared(report: ProgressReport, origins: Origins, block: Block, place: dict) -> dict:
    kind = block["kind"]
    page = {**block, **place, "template": f"monitoring/reports/blocks/{kind}.html"}
    if kind == "figure":
        return page | _figure(report, block)
    return page | _EXTRAS[kind](origins, block) if kind in _EXTRAS else page


def _figure(report: ProgressReport, block: Block) -> dict:
    """Two widths of the picture; the specifications themselves stay here."""
    page: dict = {"spec": None, "narrow": None}
    for prefix, spec in (("", block["spec"]), ("narrow_", block["narrow"])):
        page[f"{prefix}width"], page[f"{prefix}height"] = size_of(spec)
        page[f"{prefix}src"] = reverse("report_chart", args=[report.slug, vega.fingerprint(spec)])
    return page


def _table(origins: Origins, block: Block) -> dict:
    """Cells beside their columns, with the address of where a number comes from."""
    rows = [
        [
            {**cell, "number": column["number"], "url": origins.of(cell, number=column["number"])}
            for cell, column in zip(row, block["columns"], strict=True)
        ]
        for row in block["rows"]
    ]
    return {"rows": rows}


def _ranking(origins: Origins, block: Block) -> dict:
    rows = [
        # A string: a number would be written with a decimal comma, which no picture understands.
        {**row, "bar": None if row["share"] is None else f"{row['share'] * _BAR_WIDTH:.1f}"}
        for row in block["rows"]
    ]
    of = cell("", indicator=block["indicator"], period=block["period"])
    return {"rows": rows, "bar_width": _BAR_WIDTH, "url": origins.of(of, number=True)}


def _facts(origins: Origins, block: Block) -> dict:
    return {"url": origins.counts(block["area"]) if block["area"] else origins.all_counts()}


def _indicator(origins: Origins, block: Block) -> dict:
    named = cell("", indicator=block["code"])
    return {"url": origins.of(named, number=False), "status_url": origins.status(block["code"])}


@lru_cache(maxsize=8192)
def _address(_language: str | None, name: str, args: tuple[str, ...], day: date | None) -> str:
    """A long table asks for the same addresses again and again."""
    return on_day(reverse(name, args=args), day)


_EXTRAS = {
    "table": _table,
    "ranking": _ranking,
    "facts": _facts,
    "indicator": _indicator,
}
