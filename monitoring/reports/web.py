"""The report as a web page: the blocks of the document with what a page needs around them."""

from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

from metropolis.ui import vega
from metropolis.ui.past import on_day
from monitoring.charts.pictures import size_of
from strategy.models import ThematicArea

from .blocks import Block
from .document import Document
from .models import ProgressReport

_BAR_WIDTH = 200


def page_chapters(report: ProgressReport, document: Document) -> list[dict]:
    """Chapters with blocks that name their template; each number leads to where it comes from."""
    numbers = {"table": 0, "ranking": 0, "figure": 0}
    slugs = dict(ThematicArea.objects.values_list("code", "slug"))
    return [
        {
            "id": chapter.id,
            "title": chapter.title,
            "area": area_class(chapter.id, document),
            "blocks": [_prepared(report, block, numbers, chapter.id) for block in chapter.blocks],
            "counting": _counting(report, slugs.get(chapter.id.removeprefix("area-"))),
        }
        for chapter in document.chapters
    ]


def area_class(chapter: str, document: Document) -> str:
    """The class that gives a chapter the colour of its area."""
    areas = [row.id for row in document.chapters if row.id.startswith("area-")]
    return f"area-{areas.index(chapter) % 7 + 1}" if chapter in areas else ""


def _prepared(report: ProgressReport, block: Block, numbers: dict[str, int], chapter: str) -> dict:
    kind = block["kind"]
    page = {**block, "template": f"monitoring/reports/blocks/{kind}.html", "chapter": chapter}
    if kind in numbers:
        counter = "table" if kind == "ranking" else kind
        numbers[counter] += 1
        page["no"] = numbers[counter]
    return page | _EXTRAS[kind](report, block) if kind in _EXTRAS else page


def _figure(report: ProgressReport, block: Block) -> dict:
    """Two widths of the picture; the specifications themselves stay here."""
    page: dict = {"spec": None, "narrow": None}
    for prefix, spec in (("", block["spec"]), ("narrow_", block["narrow"])):
        page[f"{prefix}width"], page[f"{prefix}height"] = size_of(spec)
        page[f"{prefix}src"] = reverse("report_chart", args=[report.slug, vega.fingerprint(spec)])
    return page


def _table(report: ProgressReport, block: Block) -> dict:
    """Cells beside their columns, with the address of where a number comes from."""
    rows = [
        [
            {**cell, "number": column["number"], "url": origin(report, cell)}
            for cell, column in zip(row, block["columns"], strict=True)
        ]
        for row in block["rows"]
    ]
    return {"rows": rows}


def _ranking(report: ProgressReport, block: Block) -> dict:
    rows = [
        # A string: a number would be written with a decimal comma, which no picture understands.
        {**row, "bar": None if row["share"] is None else f"{row['share'] * _BAR_WIDTH:.1f}"}
        for row in block["rows"]
    ]
    return {"rows": rows, "bar_width": _BAR_WIDTH, "url": origin(report, block | {"area": ""})}


def _indicator(report: ProgressReport, block: Block) -> dict:
    code, day = block["code"], report.as_of
    status = _address(get_language(), "status_calculation", (code,), day)
    return {"url": _address(get_language(), "indicator", (code,), None), "status_url": status}


def _counting(report: ProgressReport, area: str | None) -> str:
    """Where the counts of an area's chapter come from; "" for other chapters."""
    return _address(get_language(), "area_calculation", (area,), report.as_of) if area else ""


def origin(report: ProgressReport, cell: dict) -> str:
    """Where a number comes from, as it was known on the day of the report; "" where nothing says it."""
    if cell["indicator"] and cell["period"]:
        return _address(get_language(), "calculation", (cell["indicator"], cell["period"]), report.as_of)
    if cell["indicator"]:
        return _address(get_language(), "indicator", (cell["indicator"],), None)
    return _address(get_language(), "area_calculation", (cell["area"],), report.as_of) if cell["area"] else ""


@lru_cache(maxsize=8192)
def _address(_language: str | None, name: str, args: tuple, day: date | None) -> str:
    """A long table asks for the same addresses again and again."""
    return on_day(reverse(name, args=args), day)


_EXTRAS = {
    "figure": _figure,
    "table": _table,
    "ranking": _ranking,
    "indicator": _indicator,
}
