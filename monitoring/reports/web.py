"""The report as a web page: the blocks of the document with what a page needs around them."""

from django.urls import reverse

from metropolis.ui import vega
from monitoring.charts.pictures import size_of

from .blocks import Block
from .document import Document
from .models import ProgressReport

_BAR_WIDTH = 200


def page_chapters(report: ProgressReport, document: Document) -> list[dict]:
    """Chapters with blocks that name their template; each number leads to where it comes from."""
    numbers = {"table": 0, "ranking": 0, "figure": 0}
    return [
        {
            "id": chapter.id,
            "title": chapter.title,
            "area": area_class(chapter.id, document),
            "blocks": [_prepared(report, block, numbers, chapter.id) for block in chapter.blocks],
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


def _table(_report: ProgressReport, block: Block) -> dict:
    """Cells beside their columns, with the address of the indicator that a number comes from."""
    links = {cell["indicator"] for row in block["rows"] for cell in row if cell["indicator"]}
    urls = {code: reverse("indicator", args=[code]) for code in links}
    rows = [
        [
            {**cell, "number": column["number"], "url": urls.get(cell["indicator"])}
            for cell, column in zip(row, block["columns"], strict=True)
        ]
        for row in block["rows"]
    ]
    return {"rows": rows}


def _ranking(_report: ProgressReport, block: Block) -> dict:
    rows = [
        # A string: a number would be written with a decimal comma, which no picture understands.
        {**row, "bar": None if row["share"] is None else f"{row['share'] * _BAR_WIDTH:.1f}"}
        for row in block["rows"]
    ]
    return {"rows": rows, "bar_width": _BAR_WIDTH}


def _indicator(_report: ProgressReport, block: Block) -> dict:
    return {"url": reverse("indicator", args=[block["code"]])}


_EXTRAS = {"figure": _figure, "table": _table, "ranking": _ranking, "indicator": _indicator}
