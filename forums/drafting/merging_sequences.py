"""Three-way merging of values and sequences, pure: what two people did to one base, put together.

Every function answers with an `Outcome`: what the base, mine and theirs say once all that does not
overlap is merged into each of them. Without a clash the three are the same, and that is the result.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

# A rewritten passage with less than this in common with the old one (percent) counts as another one.
LIKENESS = 50
# Looking for the likeness of everything with everything is done in passages up to this size.
MAX_PAIRS = 900


@dataclass(frozen=True)
class Outcome:
    """The three texts with all that does not overlap merged in; they differ where `clash` says so."""

    base: Any
    mine: Any
    theirs: Any
    clash: bool = False

    @classmethod
    def agreed(cls, value: Any) -> "Outcome":
        """One result for everybody."""
        return cls(value, value, value)


@dataclass(frozen=True)
class Hunk:
    """`base[start:end]` became `items` on one side."""

    start: int
    end: int
    items: tuple


@dataclass(frozen=True)
class Rules:
    """How to merge one kind of sequence.

    `merge_one` merges an element that both changed; `text` gives the words by which a changed element is
    recognised (None: elements are the same or they are not); `parts` says whether unchanged elements
    between two edits keep them apart.
    """

    merge_one: Callable[[Any, Any, Any], Outcome] | None = None
    text: Callable[[Any], str] | None = None
    parts: Callable[[Sequence], bool] | None = None


def merge_value(base, mine, theirs) -> Outcome:
    """One value: who changed it wins; two different changes clash."""
    if mine == theirs or theirs == base:
        return Outcome.agreed(mine)
    if mine == base:
        return Outcome.agreed(theirs)
    return Outcome(base, mine, theirs, clash=True)


def merge_sequence(base: Sequence[Hashable], mine: Sequence, theirs: Sequence, rules: Rules) -> Outcome:
    """Sequences element by element; the three texts of the outcome are tuples."""
    if (simple := merge_value(base, mine, theirs)) and not simple.clash:
        return Outcome.agreed(tuple(simple.mine))
    sides = hunks(base, mine, rules), hunks(base, theirs, rules)
    told: tuple[list, list, list] = ([], [], [])
    done, clash = 0, False
    for start, end, own, other in _regions(base, *sides, rules):
        part = _region(base, start, end, own, other, rules)
        clash = clash or part.clash
        for kept, text in zip(told, (part.base, part.mine, part.theirs), strict=True):
            kept += [*base[done:start], *text]
        done = end
    return Outcome(*((*kept, *base[done:]) for kept in told), clash=clash)


def hunks(base: Sequence[Hashable], side: Sequence[Hashable], rules: Rules) -> list[Hunk]:
    """What a side did to the base, in order; a changed element is told from one that is new."""
    found: list[Hunk] = []
    changes = [code for code in LCSseq.opcodes(base, side) if code.tag != "equal"]
    spans: list[list[int]] = []
    for code in changes:
        if spans and spans[-1][1] == code.src_start and spans[-1][3] == code.dest_start:
            spans[-1][1], spans[-1][3] = code.src_end, code.dest_end
        else:
            spans.append([code.src_start, code.src_end, code.dest_start, code.dest_end])
    for start, end, first, last in spans:
        found += _finer(Hunk(start, end, tuple(side[first:last])), base, rules)
    return found


def _finer(hunk: Hunk, base: Sequence, rules: Rules) -> list[Hunk]:
    """A hunk parted so that each element alike to one of the base stands against it alone."""
    old, new = base[hunk.start : hunk.end], hunk.items
    if rules.text is None or not (old and new) or len(old) * len(new) > MAX_PAIRS:
        return [hunk]
    text, parts = rules.text, []
    i = j = 0
    for a, b in _pairs([text(one) for one in old], [text(one) for one in new]):
        if a > i or b > j:
            parts.append(Hunk(hunk.start + i, hunk.start + a, new[j:b]))
        parts.append(Hunk(hunk.start + a, hunk.start + a + 1, (new[b],)))
        i, j = a + 1, b + 1
    if i < len(old) or j < len(new):
        parts.append(Hunk(hunk.start + i, hunk.end, new[j:]))
    return parts


def _pairs(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which old text became which new one, in order: the pairs with the most likeness together."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    likeness = [[fuzz.ratio(one, other) for other in new] for one in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= LIKENESS else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if likeness[i][j] >= LIKENESS and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _regions(base: Sequence, mine: list[Hunk], theirs: list[Hunk], rules: Rules):
    """Stretches of the base with the hunks of both sides in them; those that touch nothing else alone."""
    marked = [(hunk, 0) for hunk in mine] + [(hunk, 1) for hunk in theirs]
    marked.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[1]))
    region: list[tuple[Hunk, int]] = []
    start = end = 0
    for hunk, side in marked:
        if region and not _meet(base, start, end, hunk, rules):
            yield _told(start, end, region)
            region = []
        start = start if region else hunk.start
        end = max(end, hunk.end) if region else hunk.end
        region.append((hunk, side))
    if region:
        yield _told(start, end, region)


def _meet(base: Sequence, start: int, end: int, hunk: Hunk, rules: Rules) -> bool:
    """Whether the hunk cannot be told apart from the region before it."""
    if hunk.start < end or (hunk.start == hunk.end == start == end):
        return True
    return rules.parts is not None and not rules.parts(base[end : hunk.start])


def _told(start: int, end: int, region) -> tuple[int, int, list[Hunk], list[Hunk]]:
    return start, end, [h for h, side in region if side == 0], [h for h, side in region if side == 1]


def _region(base: Sequence, start: int, end: int, mine: list[Hunk], theirs: list[Hunk], rules) -> Outcome:
    old = tuple(base[start:end])
    own, other = _applied(base, start, end, mine), _applied(base, start, end, theirs)
    simple = merge_value(old, own, other)
    if not simple.clash or rules.merge_one is None or not len(old) == len(own) == len(other):
        return simple
    merged = [rules.merge_one(*three) for three in zip(old, own, other, strict=True)]
    sides = (tuple(getattr(one, side) for one in merged) for side in ("base", "mine", "theirs"))
    return Outcome(*sides, clash=any(one.clash for one in merged))


def _applied(base: Sequence, start: int, end: int, changes: list[Hunk]) -> tuple:
    kept: list = []
    for hunk in changes:
        kept += [*base[start : hunk.start], *hunk.items]
        start = hunk.end
    return (*kept, *base[start:end])
