"""Words of two texts, aligned. Spaces belong to the word before them, and are compared after the words.

Short common words between two changes are taken into the change ("confetti" reads badly), so the result
is not the shortest difference; but what was removed and what stayed is the old text to the character,
and what stayed and what was added is the new one.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import count, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from metropolis.ui.worddiff.changes import Kind, Piece

# A number with its separators, a word with its inner hyphens, any other sign; each with the space behind it.
TOKEN = re.compile(
    r"(\d{1,3}(?: \d{3})+(?:,\d+)?(?!\w)|\d+(?:[.,\u00a0\u202f]\d+)+|\w+(?:[-'’]\w+)*|[^\w\s]|^(?=\s))(\s*)"
)
# The aligner keeps a bit for each pair: 25,000 words on both sides are about 80 MB for a moment.
MOST_PAIRS = 25_000**2
# A common run of at most so many words may be taken into the changes around it.
SHORT_RUN = 3
# Texts that share less than this (of their letters) are shown as one replaced by the other.
LEAST_SHARED = 0.25


class Marks(NamedTuple):
    """How some characters look and where they lead."""

    bold: bool = False
    italic: bool = False
    href: str = ""


PLAIN = Marks()


class Token(NamedTuple):
    """A word or a sign with the space behind it; two are the same word whatever the space."""

    word: str
    space: str = ""
    marks: Marks = PLAIN


_make = tuple.__new__
# What makes two tokens the same word.
KEY = itemgetter(0, 2)
LOOK = itemgetter(2)


# A word on its way into a piece: its kind, its looks, its characters.
Word = tuple[Kind, Marks, str]


class Hunk(NamedTuple):
    """A run of words: the same in both texts, or what was removed and what came in its place."""

    is_same: bool
    old: list[Token]
    new: list[Token]


def diff_words(old: str, new: str) -> list[Piece]:
    """What changed between two plain texts."""
    return diff_tokens(tokens_of(old), tokens_of(new))


def tokens_of(text: str, marks: Marks = PLAIN) -> list[Token]:
    """The words of a text; put together again they are the text."""
    # By the tuple's own maker: a long text has tens of thousands, and that of the class takes twice the time.
    return [_make(Token, (word, space, marks)) for word, space in TOKEN.findall(text)]


def diff_tokens(old: Sequence[Token], new: Sequence[Token]) -> list[Piece]:
    """What changed between two lists of words, as pieces that follow each other in the text."""
    words = (word for hunk in hunks_of(old, new) for word in (_same if hunk.is_same else _changed)(hunk))
    kinds = groupby((word for word in words if word[2]), key=itemgetter(0, 1))
    return [Piece(kind, "".join(map(itemgetter(2), group)), *marks) for (kind, marks), group in kinds]


def hunks_of(old: Sequence[Token], new: Sequence[Token]) -> list[Hunk]:
    """The runs of words, common and changed by turns, without confetti."""
    raw: list[Hunk] = []
    for is_same, i1, i2, j1, j2 in opcodes(list(map(KEY, old)), list(map(KEY, new))):
        raw.append(Hunk(is_same, list(old[i1:i2]), list(new[j1:j2])))
    merged: list[Hunk] = []
    for hunk in raw:
        while len(merged) > 1 and _is_confetti(merged[-2], merged[-1], hunk):
            same, before = merged.pop(), merged.pop()
            hunk = _joined(before, same, hunk)
        merged.append(hunk)
    shared = sum(letters_of(hunk.new) for hunk in merged if hunk.is_same)
    if 0 < shared < LEAST_SHARED * max(letters_of(old), letters_of(new)):
        return [Hunk(False, list(old), list(new))]
    return merged


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterable[tuple[bool, int, int, int, int]]:
    """Runs of two sequences (is_same, old from, until, new from, until), common and changed by turns.

    Two sequences that are too long for the aligner are cut in the middle; only a text of some hundred
    pages without one common paragraph gets there.
    """
    numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
    runs: list[tuple[bool, int, int, int, int]] = []
    old_numbers = [numbers[one] for one in old]
    new_numbers = [numbers[one] for one in new]
    for i0, i9, j0, j9 in _windows(len(old), len(new)):
        for code in Indel.opcodes(old_numbers[i0:i9], new_numbers[j0:j9]):
            is_same = code.tag == "equal"
            run = (is_same, i0 + code.src_start, i0 + code.src_end, j0 + code.dest_start, j0 + code.dest_end)
            if runs and runs[-1][0] == is_same:
                run = (is_same, runs[-1][1], run[2], runs[-1][3], run[4])
                runs.pop()
            runs.append(run)
    return runs


def _windows(old: int, new: int) -> list[tuple[int, int, int, int]]:
    parts = 1
    while (old // parts) * (new // parts) > MOST_PAIRS:
        parts += 1
    cuts = [(old * part // parts, new * part // parts) for part in range(parts + 1)]
    return [(i0, i9, j0, j9) for (i0, j0), (i9, j9) in pairwise(cuts)]


def _is_confetti(before: Hunk, same: Hunk, after: Hunk) -> bool:
    if before.is_same or after.is_same or not same.is_same:
        return False
    words = [token for token in same.new if token.word.isalnum() or len(token.word) > 1]
    if len(words) > SHORT_RUN or not (before.old or after.old) or not (before.new or after.new):
        return False
    smaller = min(max(letters_of(hunk.old), letters_of(hunk.new)) for hunk in (before, after))
    return not words or letters_of(same.new) <= smaller


def _joined(before: Hunk, same: Hunk, after: Hunk) -> Hunk:
    return Hunk(False, before.old + same.old + after.old, before.new + same.new + after.new)


def letters_of(tokens: Iterable[Token]) -> int:
    """How much text there is, spaces left out."""
    return sum([len(word) for word, _, _ in tokens])


def _same(hunk: Hunk) -> Iterator[Word]:
    """Words that stayed; where only the space behind one changed, the space is a change of its own."""
    if hunk.old == hunk.new:  # nearly always: runs of one look are joined at once
        for marks, run in groupby(hunk.new, key=LOOK):
            yield "same", marks, "".join([word + space for word, space, _ in run])
        return
    for (_, old_space, old_marks), (word, space, marks) in zip(hunk.old, hunk.new, strict=True):
        if old_space == space:
            yield "same", marks, word + space
        else:
            yield "same", marks, word
            yield "removed", old_marks, old_space
            yield "added", marks, space


def _changed(hunk: Hunk) -> Iterator[Word]:
    """Removed words, then added ones; a space that both end with stays outside of the change."""
    old, new, space = hunk.old, hunk.new, ""
    if old and new and old[-1][1:] == new[-1][1:]:
        space = new[-1].space
        old, new = [*old[:-1], old[-1]._replace(space="")], [*new[:-1], new[-1]._replace(space="")]
    for token in old:
        yield "removed", token.marks, token.word + token.space
    for token in new:
        yield "added", token.marks, token.word + token.space
    if space:
        yield "same", new[-1].marks, space
