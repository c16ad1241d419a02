"""Three-way merging of a part of a draft, pure: what does not overlap merges, the rest is a conflict.

A conflict shows a whole field three ways, each with everything merged in that does not overlap; the
merged content holds theirs there, because that is what the draft says already.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .contents import CODE_SETS, natural
from .labels import label_of
from .merging_sequences import Outcome, merge_value
from .merging_text import merge_html

# Fields that say one thing together: two people who change them change the same thing.
TOGETHER = (("lead_municipality", "lead_partner"),)
# Rows of an action, and what names a row through all revisions.
ROWS = {"milestones": ("key",), "products": ("key",), "funding": ("source", "year")}
RICH = ("html", "description")


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed in the same place; values are as in the part's content."""

    field: str
    label: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merged:
    """The merged content, which says theirs wherever there is a conflict."""

    content: dict[str, Any]
    conflicts: tuple[Conflict, ...] = ()


def merge_part(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> Merged:
    """Two edits of a section or an action put together, field by field."""
    content, conflicts = dict(theirs), []
    together = {name for group in TOGETHER for name in group}
    for names in [*TOGETHER, *((name,) for name in {**theirs, **mine} if name not in together)]:
        three = [tuple(side.get(name) for name in names) for side in (base, mine, theirs)]
        outcome = merge_value(*three) if len(names) > 1 else _merge_field(names[0], *three)
        for name, *values in zip(names, outcome.base, outcome.mine, outcome.theirs, strict=True):
            if name in theirs or name in mine:
                content[name] = values[2]
            if outcome.clash:
                conflicts.append(Conflict(name, label_of(name), *values))
    return Merged(content, tuple(conflicts))


def keeps(base: dict[str, Any], mine: dict[str, Any], result: dict[str, Any]) -> bool:
    """Whether the result has everything that `mine` changed: then no words of mine were lost in it."""
    merged = merge_part(base, mine, result)
    return not merged.conflicts and merged.content == result


def _merge_field(name: str, base: tuple, mine: tuple, theirs: tuple) -> Outcome:
    merge: Callable[[Any, Any, Any], Outcome] = merge_value
    if name in RICH:
        merge = _merge_rich
    elif name in CODE_SETS:
        merge = merge_codes
    elif name in ROWS:
        merge = _rows_of(name)
    merged = merge(base[0], mine[0], theirs[0])
    return Outcome((merged.base,), (merged.mine,), (merged.theirs,), merged.clash)


def _merge_rich(base: str | None, mine: str | None, theirs: str | None) -> Outcome:
    return merge_html(base or "", mine or "", theirs or "")


def merge_codes(base: list[str], mine: list[str], theirs: list[str]) -> Outcome:
    """Sets of codes: what one added is there, what one took out is not. Sets never clash."""
    if not (simple := merge_value(base, mine, theirs)).clash:
        return simple
    first, own, other = set(base or ()), set(mine or ()), set(theirs or ())
    kept = (first & own & other) | (own - first) | (other - first)
    return Outcome.agreed(sorted(kept, key=natural))


def _rows_of(field: str):
    names = ROWS[field]

    def merge(base: list[dict], mine: list[dict], theirs: list[dict]) -> Outcome:
        if not (simple := merge_value(base, mine, theirs)).clash:
            return simple
        lists = [rows or [] for rows in (base, mine, theirs)]
        three = [{tuple(row[name] for name in names): row for row in rows} for rows in lists]
        if any(len(rows) != len(known) for rows, known in zip(lists, three, strict=True)):
            return simple  # rows that cannot be told apart are not merged
        order = _order(*(list(rows) for rows in three))
        merged = [_merge_row(*(rows.get(key) for rows in three)) for key in order]
        sides = (
            [row for one in merged if (row := getattr(one, side))] for side in ("base", "mine", "theirs")
        )
        return Outcome(*sides, clash=any(one.clash for one in merged))

    return merge


def _merge_row(base: dict | None, mine: dict | None, theirs: dict | None) -> Outcome:
    """A row field by field; one side's removal and another's change of it clash."""
    if not (simple := merge_value(base, mine, theirs)).clash or not (base and mine and theirs):
        return simple
    fields = [merge_value(base[name], mine[name], theirs[name]) for name in base]
    sides = (
        {name: getattr(one, side) for name, one in zip(base, fields, strict=True)}
        for side in ("base", "mine", "theirs")
    )
    return Outcome(*sides, clash=any(one.clash for one in fields))


def _order(base: list, mine: list, theirs: list) -> list:
    """All rows in one order, the same whoever of the two is called "mine"."""
    added = [[key for key in side if key not in base] for side in (mine, theirs)]
    moved = [
        order
        for side in (mine, theirs)
        if (order := [key for key in side if key in base]) != [key for key in base if key in side]
    ]
    known = min(moved) if moved else base
    known = [*known, *(key for key in base if key not in known)]
    rest = [key for group in sorted(added) for key in group]
    return [*known, *dict.fromkeys(rest)]
