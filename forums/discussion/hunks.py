"""The changes in a proposal, numbered, each of which can be accepted by itself. Pure.

A change of a section replaces, adds or removes blocks in one place of the text that the proposal was
made on; a change of an action is a field. What it means today follows from what has changed since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from metropolis.ui import richtext
from metropolis.ui.richtext import Block
from metropolis.ui.worddiff import diff_blocks

Content = dict[str, Any]


class Standing(StrEnum):
    """What a change is today: ready to accept, made on words that are gone, or in the draft already."""

    READY = "ready"
    OUTDATED = "outdated"
    PRESENT = "present"


@dataclass(frozen=True)
class Hunk:
    """A change of a section: the blocks from `start` until `end` of the base give way to `new`."""

    number: int
    start: int
    end: int
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    standing: Standing = Standing.READY

    def is_same_as(self, other: "Hunk") -> bool:
        """Whether the other one says the same in the same place."""
        return (self.start, self.end, self.new) == (other.start, other.end, other.new)

    def touches(self, other: "Hunk") -> bool:
        """Whether both want to change the same words, or to add something in the same place."""
        if self.start == self.end == other.start == other.end:
            return True
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class FieldChange:
    """A change of an action: what one field said in the base, and what it should say."""

    number: int
    name: str
    old: Any
    new: Any
    standing: Standing = Standing.READY


Change = Hunk | FieldChange


def changes_of(kind: str, base: Content, proposed: Content, head: Content) -> list[Change]:
    """The numbered changes of a part; the numbers depend on base and proposal alone."""
    if kind == "section":
        return list(text_changes(base.get("html", ""), proposed.get("html", ""), head.get("html", "")))
    return list(field_changes(base, proposed, head))


def apply(kind: str, base: Content, head: Content, chosen: Iterable[Change]) -> Content:
    """What the draft says with the chosen changes; only changes that are ready may be chosen."""
    if kind == "section":
        return {**head, "html": apply_text(base.get("html", ""), head.get("html", ""), list(chosen))}
    return head | {change.name: change.new for change in chosen}


def text_changes(base: str, proposed: str, head: str) -> list[Hunk]:
    """The changes between two rich texts, and how each stands towards the text of today."""
    since = hunks_between(base, head)
    return [replace(hunk, standing=_standing(hunk, since)) for hunk in hunks_between(base, proposed)]


def _standing(hunk: Hunk, since: list[Hunk]) -> Standing:
    if any(hunk.is_same_as(other) for other in since):
        return Standing.PRESENT
    return Standing.OUTDATED if any(hunk.touches(other) for other in since) else Standing.READY


def hunks_between(old_html: str, new_html: str) -> list[Hunk]:
    """What changed between two texts: each changed block by itself, what was added or removed by the run."""
    old, new = richtext.blocks(old_html), richtext.blocks(new_html)
    hunks: list[Hunk] = []
    i = j = run_i = run_j = 0

    def close_run():
        """What came and went since the last common block is one change."""
        if run_i < i or run_j < j:
            hunks.append(Hunk(len(hunks) + 1, run_i, i, tuple(old[run_i:i]), tuple(new[run_j:j])))

    for change in diff_blocks(old_html, new_html):
        if change.kind == "removed":
            i += 1
            continue
        if change.kind == "added":
            j += 1
            continue
        close_run()
        if old[i] != new[j]:
            hunks.append(Hunk(len(hunks) + 1, i, i + 1, (old[i],), (new[j],)))
        i, j = i + 1, j + 1
        run_i, run_j = i, j
    close_run()
    return hunks


def apply_text(base: str, head: str, chosen: list[Hunk]) -> str:
    """The text of today with the chosen changes put in."""
    # In one place, what others have added stands before what is added now.
    moves = [*hunks_between(base, head), *chosen]
    moves.sort(key=lambda hunk: (hunk.start, hunk.end))  # stable: `since` stays first
    blocks, taken, place = richtext.blocks(base), [], 0
    for move in moves:
        taken += [*blocks[place : move.start], *move.new]
        place = move.end
    return richtext.write([*taken, *blocks[place:]])


def field_changes(base: Content, proposed: Content, head: Content) -> list[FieldChange]:
    """The fields that differ, in the order of the stored action."""
    names = [name for name in proposed if name != "code" and proposed[name] != base.get(name)]
    return [
        FieldChange(number, name, base.get(name), proposed[name], _field_standing(name, base, proposed, head))
        for number, name in enumerate(names, start=1)
    ]


def _field_standing(name: str, base: Content, proposed: Content, head: Content) -> Standing:
    if head.get(name) == proposed[name]:
        return Standing.PRESENT
    return Standing.READY if head.get(name) == base.get(name) else Standing.OUTDATED


def present_words(hunk: Hunk, base: str, head: str) -> str:
    """What stands today in the place that an outdated change speaks of, as rich text."""
    since = [other for other in hunks_between(base, head) if hunk.touches(other)]
    if not since:
        return richtext.write(hunk.old)
    blocks, words = richtext.blocks(base), []
    place = min([hunk.start, *(other.start for other in since)])
    end = max([hunk.end, *(other.end for other in since)])
    for other in since:
        words += [*blocks[place : other.start], *other.new]
        place = other.end
    return richtext.write([*words, *blocks[place:end]])
