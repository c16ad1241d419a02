"""A plan as the outline of a document in one language. Pure: what the database knows comes in as `Front`.

Parts have keys that stay the same from version to version, so that a redline is a comparison of two
outlines (`redline.py`), with everything in them: texts, facts, schedules, sums.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from strategy.plans.content import PlanContent

from . import overview
from .action_parts import FACT_WIDTHS, ActionParts, fact, numbered
from .parts import Block, Outline, Part, Table, cleaned, heading, quiet, text_of
from .rich import blocks_of


@dataclass(frozen=True)
class Front:
    """What the content does not say of itself.

    `edition` is which text it is ("Version 3"), `state` where it stands, `resolution` what adopted it,
    `remarks` what else the foot of the cover says.
    """

    edition: str
    state: str = ""
    resolution: str = ""
    remarks: tuple[str, ...] = ()


def compose(content: PlanContent, front: Front, language: str) -> Outline:
    """The document that a plan makes."""
    with override(language):
        name = content.head.name_en if language == "en" else content.head.name_pl
        return Outline(
            language=language,
            genre=_("Action plan"),
            title=cleaned(name),
            facts=_facts(content, front, language),
            parts=tuple(_parts(content, language)),
            imprint=tuple(cleaned(line) for line in front.remarks),
            running=cleaned(f"{content.head.code} · {front.edition}"),
            words=_words(),
        )


def _words() -> dict[str, str]:
    return {"page": _("page"), "of": pgettext("page x of y", "of"), "contents": _("Contents")}


def _facts(content: PlanContent, front: Front, language: str) -> Table:
    head = content.head
    lines = [
        ("area", _("Thematic area"), numbered(content, "areas", head.area, language)),
        ("code", _("Code of the plan"), head.code),
        ("period", _("Period"), _period(head.period_start, head.period_end)),
        ("edition", _("Version"), front.edition),
        ("state", _("State"), front.state),
        ("resolution", _("Resolution"), front.resolution),
    ]
    return Table("facts", FACT_WIDTHS, tuple(fact(*line) for line in lines if line[2]))


def _period(start: int | None, end: int | None) -> str:
    return f"{start or '…'}–{end or '…'}" if start or end else ""


def _parts(content: PlanContent, language: str) -> Iterator[Part]:
    number = 0
    for section in content.sections:
        number += 1
        title = section.title_en if language == "en" else section.title_pl
        blocks = blocks_of(section.html, under=1) or (quiet(_("This part has no text yet.")),)
        yield from _chapter(f"section:{section.key}", number, title, blocks)
    yield from _actions(content, language, number + 1)


def _actions(content: PlanContent, language: str, number: int) -> Iterator[Part]:
    if not content.actions:
        yield from _chapter("actions", number, _("Actions"), [quiet(_("The plan has no actions yet."))])
        return
    yield from _chapter("actions", number, _("Actions"), (), new_page=True)
    for action in content.actions:
        yield from ActionParts(content, action, language).parts()
    chapters = [
        ("schedule", _("Schedule"), overview.schedule(content)),
        ("funding", _("Money"), overview.funding(content, language)),
        ("responsibilities", _("Who does what"), overview.responsibilities(content, language)),
        ("goals", _("Goals that the actions serve"), overview.goals_served(content, language)),
    ]
    for key, title, blocks in chapters:
        if blocks:
            number += 1
            yield from _chapter(key, number, title, blocks, new_page=key == "schedule")


def _chapter(
    key: str, number: int, title: str, blocks: Iterable[Block], *, new_page: bool = False
) -> Iterator[Part]:
    """Its heading, and its blocks: a table is a part of its own, texts in a row are one part."""
    yield Part(key, (heading(1, f"{number}. {title}", new_page=new_page),))
    blocks = tuple(blocks)
    if key.startswith("section:"):
        yield Part(f"{key}/text", blocks)
        return
    for block in blocks:
        name = text_of(block.caption) if isinstance(block, Table) else "text"
        yield Part(f"{key}/{name}", (block,))
