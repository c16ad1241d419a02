"""The chapters of a report as WordprocessingML."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from metropolis.documents.typography import NBSP
from metropolis.documents.word import markup
from metropolis.documents.word.markup import paragraph
from monitoring.charts.pictures import size_of

from ..blocks import Block
from ..chapters.chapter import Chapter
from . import pictures, tables, words

# The contents name chapters and their sections.
CONTENTS_DEPTH = 2
# Lists of numbering.xml: bullets, and above them the ordered ones, each with its own number.
BULLETS = 1
_SHOWN = {"figure", "table", "ranking"}
# The styles of words that may lead to them.
_LEADING = {"text": "Normal", "quiet": "SmallPrint"}
# Headings, captions and what leads on are never alone at the foot of a page. Said here too: the styles may be
# those of a letterhead.
_KEEP = "<w:keepNext/>"
_UNKEPT = re.compile(rf'(<w:pStyle w:val="[^"]*"/>)(?!{_KEEP})')
_NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'
_LIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/>'
_FIGURE_SHARE = 0.94
_DEEPEST_LIST = 6


class Body:
    """Writes chapters. Afterwards `headings` are those of the contents, `lists` the ordered lists in use.

    `relate` gives an address its number in the package, `embed` a chart's specification; `width` is that of
    the text in twentieths of a point.
    """

    def __init__(self, captions: dict[str, str], width: int, relate: Callable, embed: Callable):
        self.captions, self.width, self.relate, self.embed = captions, width, relate, embed
        self.headings: list[tuple[int, str]] = []
        self.lists: list[int] = []
        self._numbers, self._counts, self._chapter = count(1), {"table": 0, "figure": 0}, 0

    def chapters(self, chapters: Sequence[Chapter]) -> str:
        """All chapters, each on a new page, but for the short ones."""
        return "".join(self._chapter_of(chapter) for chapter in chapters)

    def contents(self, title: str) -> str:
        """The contents of what has been written."""
        return markup.contents(title, self.headings, CONTENTS_DEPTH)

    def _chapter_of(self, chapter: Chapter) -> str:
        text = "".join(self._of(chapter))
        return _together(text) if chapter.is_short else text

    def _of(self, chapter: Chapter) -> Iterator[str]:
        self._chapter += 1
        goes_on = chapter.is_short and self._chapter > 1
        yield self._title(1, chapter.title, "" if goes_on else _NEW_PAGE)
        following = [block["kind"] for block in chapter.blocks[1:]] + [""]
        for block, next_ in zip(chapter.blocks, following, strict=True):
            if block["kind"] in _LEADING:
                yield self._words(block, leads_on=next_ in _SHOWN)
            else:
                yield getattr(self, f"_{block['kind']}")(block, chapter)

    def _title(self, level: int, text: str, marks: str = "") -> str:
        runs = words.plain(text)
        if level <= CONTENTS_DEPTH:
            name = markup.anchor(len(self.headings))
            self.headings.append((level, markup.clean(text)))
            runs = markup.bookmarked(name, next(self._numbers), runs)
        return paragraph(f"Heading{level}", runs, _KEEP + marks)

    # --- one method for each kind of block --------------------------------------------------------

    def _heading(self, block: Block, _chapter) -> str:
        return self._title(2, block["text"])

    def _words(self, block: Block, *, leads_on: bool) -> str:
        """Words that lead to a chart or a table stay on its page."""
        if not block["text"]:
            return ""
        runs = words.plain(block["text"]) + self._marks(block)
        return paragraph(_LEADING[block["kind"]], runs, _KEEP if leads_on else "")

    def _lead(self, block: Block, _chapter) -> str:
        return paragraph("Lead", words.plain(block["text"]))

    def _bullets(self, block: Block, _chapter) -> str:
        return "".join(self._item(words.plain(line), BULLETS, 0) for line in block["lines"])

    def _facts(self, block: Block, _chapter) -> str:
        return "".join(
            paragraph(
                "Fact",
                words.plain(fact["value"], '<w:rStyle w:val="FactValue"/>')
                + words.plain(f"\t{fact['label']}"),
            )
            for fact in block["facts"]
        )

    def _strip(self, block: Block, _chapter) -> str:
        parting = words.plain("\u2003 ")
        shown = [
            words.status(row["status"], f"{row['label']}: ", strong=False)
            + words.plain(str(row["count"]), words.BOLD)
            for row in block["counts"]
            if row["count"]
        ]
        return paragraph("StatusLine", parting.join(shown)) if shown else ""

    def _table(self, block: Block, _chapter) -> str:
        return self._captioned(block, tables.table(block, self.width, self._chapter))

    def _ranking(self, block: Block, chapter: Chapter) -> str:
        return self._captioned(block, tables.ranking(block, self.width, self._chapter, _tone(chapter)))

    def _captioned(self, block: Block, table: str) -> str:
        caption = paragraph("Caption", self._caption("table", block["caption"]), _KEEP)
        return f"{caption}{table}{paragraph('AfterTable')}"

    def _figure(self, block: Block, _chapter) -> str:
        width, height = size_of(block["spec"])
        wide = round(self.width * _FIGURE_SHARE)
        caption = self._caption("figure", block["caption"])
        picture = pictures.inline(
            self.embed(block["spec"]),
            self._counts["figure"],
            (wide, round(wide * height / width)),
            title=block["caption"],
            alt=block["alt"],
        )
        return paragraph("Figure", picture) + paragraph("FigureCaption", caption)

    def _goals(self, block: Block, _chapter) -> str:
        return "".join(part for goal in block["goals"] for part in self._goal(goal))

    def _goal(self, goal: dict) -> Iterator[str]:
        yield paragraph("GoalLevel", words.plain(goal["level"]))
        if goal["text"]:
            yield paragraph("GoalText", words.plain(goal["text"]) + self._marks(goal))
        yield from self._branches(goal["children"], 0)

    def _branches(self, goals: Iterable[dict], depth: int) -> Iterator[str]:
        for goal in goals:
            yield self._item(words.plain(goal["text"]) + self._marks(goal), BULLETS, depth)
            yield from self._branches(goal["children"], depth + 1)

    def _indicator(self, block: Block, chapter: Chapter) -> str:
        name = words.plain(f"{block['code']}\u2002", words.colour(_tone(chapter))) + words.plain(
            block["name"]
        )
        facts = words.status(block["status"], block["status_label"]) + words.plain(f"\u2003{block['facts']}")
        return paragraph("Heading3", name + self._marks(block), _KEEP) + paragraph("StatusLine", facts)

    def _narrative(self, block: Block, _chapter) -> str:
        parts = "".join(self._part(part) for part in block["parts"])
        label = paragraph("CommentLabel", words.plain(block["label"]))
        return f"{label}{parts}{paragraph('CommentEnd')}"

    def _notes(self, block: Block, _chapter) -> str:
        number = self._new_list()
        lines = "".join(self._note(note, number) for note in block["notes"])
        return paragraph("NotesLabel", words.plain(self.captions["notes"])) + lines

    # --- what they are made of ----------------------------------------------------------------------

    def _note(self, note: dict, number: int) -> str:
        name = words.note_name(self._chapter, note["number"])
        runs = markup.bookmarked(name, next(self._numbers), words.plain(note["text"]))
        return self._item(runs, number, 0, style="Note")

    def _part(self, part: dict, depth: int = 0) -> str:
        """A part of what a person wrote."""
        if part["style"] != "list":
            style = {"heading": "CommentHeading", "quote": "Quote"}.get(part["style"], "CommentText")
            return paragraph(style, words.written(part["runs"], self.relate))
        number = self._new_list() if part["ordered"] else BULLETS
        lines = []
        for line in part["lines"]:
            lines.append(self._item(words.written(line["runs"], self.relate), number, depth))
            lines += [self._part(below, depth + 1) for below in line["below"]]
        return "".join(lines)

    def _item(self, runs: str, number: int, depth: int, *, style: str = "ListParagraph") -> str:
        level = min(depth, _DEEPEST_LIST - 1)
        marks = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(style, runs, marks)

    def _new_list(self) -> int:
        self.lists.append(len(self.lists) + BULLETS + 1)
        return self.lists[-1]

    def _marks(self, block: dict) -> str:
        return words.marks(block.get("marks", ()), self._chapter)

    def _caption(self, kind: str, text: str) -> str:
        """`Table 3. ...`, counted by Word, so that tables that the Office adds are counted too."""
        self._counts[kind] += 1
        label = self.captions[kind]
        number = markup.field(f"SEQ {label} \\* ARABIC", str(self._counts[kind]))
        return f"{words.plain(label + NBSP)}{number}{words.plain('. ')}{words.plain(text, _LIGHT)}"


def _together(text: str) -> str:
    """Paragraphs that stay on one page: each, but for the last, with the next."""
    before, start, last = text.rpartition("<w:p>")
    return _UNKEPT.sub(rf"\1{_KEEP}", before) + start + last


def _tone(chapter: Chapter) -> str:
    return chapter.colour.lstrip("#").upper()
