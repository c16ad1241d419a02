"""The words of a report's narrative: a narrower subset of rich text than that of plans.

Kept are p, h3, ul, ol, li, strong, em and a with its address: what the web page, the PDF and Word can all
show. Everything that is written passes `clean`, whoever wrote it and by whatever way.
"""

from collections.abc import Iterable
from dataclasses import replace

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui import richtext
from metropolis.ui.numbers import format_decimal
from metropolis.ui.richtext import Block, NotAllowed, Run
from metropolis.ui.richtext_blocks import HEADING, PARAGRAPH, QUOTE, TABLE, tidy

LONGEST = 20_000
_KEPT = {"p", "h3", "ul", "ol", "li", "strong", "em", "a"}


def clean(html: str) -> str:
    """The text in its stored form, "" for an empty one; plain text becomes paragraphs.

    Raises NotAllowed for what cannot be kept: pictures, tables, more than `LONGEST` characters.
    """
    blocks = richtext.blocks(richtext.clean(html))
    if any(block.kind == TABLE for block in blocks):
        raise NotAllowed([_("The text has a table. Tables cannot be kept in a report's text: remove it.")])
    count = sum(len(block.text) for block in blocks)
    if count > LONGEST:
        raise NotAllowed([_too_long(count)])
    narrow = richtext.write(part for block in blocks for part in _narrowed(block))
    return nh3.clean(narrow, tags=_KEPT, attributes={"a": {"href"}}, link_rel=None)


def from_sentences(parts: Iterable[tuple[str, list[str]]]) -> str:
    """Plain sentences as a text: (`p` or `ul`, lines)."""
    blocks = [
        Block("item" if kind == "ul" else PARAGRAPH, (Run(line),), level=1 if kind == "ul" else 0)
        for kind, lines in parts
        for line in lines
    ]
    return clean(richtext.write(blocks))


def _narrowed(block: Block) -> list[Block]:
    """The block with what every format can show: a break of a line begins a new paragraph."""
    if block.kind in (PARAGRAPH, QUOTE):
        return [Block(PARAGRAPH, line) for line in _lines(block.runs)]
    level = 3 if block.kind == HEADING else block.level
    runs = tidy(replace(run, text=run.text.replace("\n", " ")) for run in block.runs)
    return [replace(block, level=level, runs=runs)]


def _lines(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """The runs of each line; empty lines are left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=part)] for part in others]
    return [line for line in map(tidy, lines) if line]


def _too_long(count: int) -> str:
    return ngettext(
        "The text has %(count)s character, and the limit is %(limit)s. Shorten it.",
        "The text has %(count)s characters, and the limit is %(limit)s. Shorten it.",
        count,
    ) % {"count": format_decimal(count), "limit": format_decimal(LONGEST)}
