"""Which paragraph became which: pairs of parts (blocks, rows, cells) of two texts, in order.

Equal parts are paired first. Between them, all words are aligned at once, and a part is paired with the
one that most of its words went to; so the cost grows with the words, and not with the pairs of parts.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

from metropolis.ui.worddiff.words import Token, letters_of, opcodes

# Two parts are versions of one when this share of their letters is common, or nearly all of the shorter one.
ALIKE = 0.4
CONTAINED = 0.75
LEAST_CONTAINED = 20


class Part(NamedTuple):
    """What is aligned: two of another `shape` (a heading, a paragraph) are never versions of one."""

    shape: Hashable
    tokens: tuple[Token, ...]
    thing: Any = None

    @property
    def letters(self) -> int:
        """How much text there is."""
        return letters_of(self.tokens)

    @property
    def identity(self) -> Hashable:
        """What makes two parts equal: everything in them, spaces and spans of cells too."""
        return self.shape, self.thing


# The places of a part in the old and in the new text; None where it is in one of them only.
Pair = tuple[int | None, int | None]


def pairs_of(old: Sequence[Part], new: Sequence[Part], *, by_place: Hashable = None) -> list[Pair]:
    """The parts of both texts in reading order, removed ones before those that came in their place.

    Parts of the shape `by_place` that resemble nothing are paired in turn where there is the same number
    of them on both sides: tables, rows and cells are versions of each other even if all numbers changed.
    """
    pairs: list[Pair] = []
    for is_same, i1, i2, j1, j2 in opcodes([part.identity for part in old], [part.identity for part in new]):
        if is_same:
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            old_gap, new_gap = old[i1:i2], new[j1:j2]
            anchors = _in_turn(old_gap, new_gap, _alike(old_gap, new_gap), by_place)
            pairs += [_moved(pair, i1, j1) for pair in _filled(anchors, len(old_gap), len(new_gap))]
    return pairs


def _alike(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    """Pairs of parts that resemble each other, in order and without crossing."""
    if not old or not new:
        return []
    shared = _shared_letters(old, new)
    chosen: list[tuple[int, int]] = []
    for (i, j), letters in shared.most_common():
        free = all(i != other_i and j != other_j for other_i, other_j in chosen)
        if free and _is_version(old[i], new[j], letters):
            chosen.append((i, j))
    return sorted(chosen)


def _shared_letters(old: Sequence[Part], new: Sequence[Part]) -> Counter[tuple[int, int]]:
    """How many letters of words that are aligned each two parts have in common."""
    old_words = [(i, token) for i, part in enumerate(old) for token in part.tokens]
    new_words = [(j, token) for j, part in enumerate(new) for token in part.tokens]
    shared: Counter[tuple[int, int]] = Counter()
    runs = opcodes([token.word for _, token in old_words], [token.word for _, token in new_words])
    for is_same, i1, i2, j1, j2 in runs:
        if is_same:
            for (i, token), (j, _) in zip(old_words[i1:i2], new_words[j1:j2], strict=True):
                shared[i, j] += len(token.word)
    return shared


def _is_version(old: Part, new: Part, shared: int) -> bool:
    if old.shape != new.shape:
        return False
    shorter = min(old.letters, new.letters)
    is_contained = shorter >= LEAST_CONTAINED and shared >= CONTAINED * shorter
    return is_contained or 2 * shared >= ALIKE * (old.letters + new.letters)


def _in_turn(
    old: Sequence[Part], new: Sequence[Part], alike: list[tuple[int, int]], shape: Hashable
) -> list[tuple[int, int]]:
    """The pairs, and between them the parts of the shape in turn, where there are as many on both sides."""
    anchors: list[tuple[int, int]] = []
    i = j = 0
    for end_i, end_j in [*alike, (len(old), len(new))]:
        olds = [place for place in range(i, end_i) if old[place].shape == shape]
        news = [place for place in range(j, end_j) if new[place].shape == shape]
        if len(olds) == len(news):
            anchors += zip(olds, news, strict=True)
        anchors.append((end_i, end_j))
        i, j = end_i + 1, end_j + 1
    return anchors[:-1]


def _filled(anchors: list[tuple[int, int]], old: int, new: int) -> list[Pair]:
    """The pairs, with the parts between them that have none."""
    pairs: list[Pair] = []
    i = j = 0
    for next_i, next_j in [*anchors, (old, new)]:
        pairs += [(removed, None) for removed in range(i, next_i)]
        pairs += [(None, added) for added in range(j, next_j)]
        pairs.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return pairs[:-1]


def _moved(pair: Pair, old: int, new: int) -> Pair:
    i, j = pair
    return None if i is None else i + old, None if j is None else j + new
