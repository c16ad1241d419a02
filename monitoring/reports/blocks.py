"""The parts that chapters are made of. A block is plain JSON: the PDF, the web page and tests read the same.

Text in a block is always text: neither the web page nor the PDF reads markup in it.
"""

from collections.abc import Iterable, Sequence

from .prose import parts_of

Block = dict
Cell = dict


def heading(text: str) -> Block:
    """A heading inside a chapter."""
    return {"kind": "heading", "text": text}


def lead(text: str) -> Block:
    """The first sentences of a chapter, larger."""
    return {"kind": "lead", "text": text}


def paragraph(text: str, marks: Sequence[str] = ()) -> Block:
    """A paragraph, with the numbers of its notes."""
    return {"kind": "text", "text": text, "marks": list(marks)}


def quiet(text: str) -> Block:
    """Small print: sources and how to read what stands above."""
    return {"kind": "quiet", "text": text}


def bullets(items: Iterable[str]) -> Block:
    """A list of short sentences."""
    return {"kind": "bullets", "lines": list(items)}


def facts(items: Iterable[tuple[str, str, bool]], *, area: str | None = None) -> Block:
    """Large numbers with what they count: (value, label, whether it is one of the counts).

    The web page leads from those to the counts of an area (its code); None: of the whole strategy.
    """
    rows = [{"value": value, "label": label, "counted": counted} for value, label, counted in items]
    return {"kind": "facts", "facts": rows, "area": area}


def strip(counts: Iterable[tuple[str, str, int]]) -> Block:
    """How many indicators have which status: (status, label, count)."""
    rows = [{"status": status, "label": label, "count": count} for status, label, count in counts]
    return {"kind": "strip", "counts": rows}


def column(label: str, *, number: bool = False, width: int | None = None) -> dict:
    """A column of a table; `width` is its share of the free room, None as wide as its content."""
    return {"label": label, "number": number, "width": width}


def cell(
    text: str,
    *,
    strong: bool = False,
    quiet: bool = False,
    status: str = "",
    indicator: str = "",
    period: str = "",
    area: str = "",
    moves: str = "",
    actions: str | None = None,
    marks: Sequence[str] = (),
) -> Cell:
    """A cell. `status` draws its shape before the word.

    The web page leads from it to where it comes from: `indicator` with the code of a `period` to the making
    of that figure, `indicator` alone to the indicator, `area` (a code) to the counts of that area, `moves`
    (the code of an area) to how its indicators moved, `actions` (a query of `action_origins.Which`, "" for
    all) to the actions that a number is made of.
    """
    return {
        "text": text,
        "strong": strong,
        "quiet": quiet,
        "status": status,
        "indicator": indicator,
        "period": period,
        "area": area,
        "moves": moves,
        "actions": actions,
        "marks": list(marks),
    }


def table(caption: str, columns: Sequence[dict], rows: Iterable[Sequence[Cell]]) -> Block:
    """A numbered table. The first column heads its rows."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": [list(row) for row in rows],
    }


def figure(caption: str, *, alt: str, spec: dict, narrow: dict) -> Block:
    """A numbered chart: a Vega-Lite specification, one for narrow screens, and its sentence."""
    return {"kind": "figure", "caption": caption, "alt": alt, "spec": spec, "narrow": narrow}


def ranking(
    caption: str, columns: Sequence[str], rows: Iterable[dict], *, indicator: str = "", period: str = ""
) -> Block:
    """Municipalities with a value and a bar: rows of name, value, share (0..1; None without a value).

    `indicator` and the code of a `period` say where the values come from.
    """
    return {
        "kind": "ranking",
        "caption": caption,
        "columns": list(columns),
        "rows": list(rows),
        "indicator": indicator,
        "period": period,
    }


def goals(items: Iterable[dict]) -> Block:
    """The tree of goals: items of level, text, marks, children."""
    return {"kind": "goals", "goals": list(items)}


def indicator(
    code: str, name: str, *, status: str, status_label: str, facts: str, marks: Sequence[str]
) -> Block:
    """The head of an indicator: code, name, status, and its unit, frequency and direction."""
    return {
        "kind": "indicator",
        "code": code,
        "name": name,
        "status": status,
        "status_label": status_label,
        "facts": facts,
        "marks": list(marks),
    }


def narrative(label: str, text: str) -> Block:
    """What a person wrote, rich text or plain, in the parts of prose.py."""
    return {"kind": "narrative", "label": label, "parts": parts_of(text)}


def notes(items: Iterable[str]) -> Block:
    """The notes at the end of a chapter, numbered from 1."""
    return {
        "kind": "notes",
        "notes": [{"number": number, "text": text} for number, text in enumerate(items, start=1)],
    }
