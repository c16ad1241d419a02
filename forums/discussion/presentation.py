"""A proposal as its page shows it: the text with its changes in place, or the fields of an action."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from forums.discussion.hunks import (
    Change,
    FieldChange,
    Hunk,
    Standing,
    changes_of,
    field_changes,
    present_words,
    text_changes,
)
from forums.drafting import checking
from forums.drafting.field_words import lines_of
from forums.drafting.labels import label_of
from forums.drafting.models import DraftItem, Proposal
from forums.drafting.vocabulary import Vocabulary, read_vocabulary
from metropolis.ui import richtext
from metropolis.ui.worddiff import redline, redline_words

# A run of so many unchanged blocks is folded, but for those beside a change.
LEAST_FOLDED = 3
RICH = ("html", "description")


@dataclass(frozen=True)
class Shown:
    """A change on the page: old and new words in one, and those of today where they differ from the old."""

    change: Change
    label: str
    redline: SafeString
    old: SafeString
    new: SafeString
    present: str = ""
    ticked: bool = False

    @property
    def number(self) -> int:
        return self.change.number

    @property
    def is_list(self) -> bool:
        """Whether the words are short lines and no running text."""
        return isinstance(self.change, FieldChange) and self.change.name not in RICH

    @property
    def is_ready(self) -> bool:
        return self.change.standing == Standing.READY

    @property
    def is_outdated(self) -> bool:
        return self.change.standing == Standing.OUTDATED

    @property
    def is_present(self) -> bool:
        return self.change.standing == Standing.PRESENT


@dataclass(frozen=True)
class Segment:
    """A piece of the text: unchanged words, which may be folded, or a change."""

    words: str = ""
    shown: Shown | None = None
    folded: int = 0


@dataclass
class Screen:
    """Everything that the page of a proposal shows of its changes."""

    segments: list[Segment]

    @property
    def changes(self) -> list[Shown]:
        return [one.shown for one in self.segments if one.shown]

    def tick(self, numbers: Iterable[str]) -> None:
        """Keep the ticks of a form that could not be saved."""
        wanted = set(numbers)
        for place, segment in enumerate(self.segments):
            if segment.shown and str(segment.shown.number) in wanted:
                self.segments[place] = replace(segment, shown=replace(segment.shown, ticked=True))

    @property
    def ready(self) -> list[Shown]:
        return [one for one in self.changes if one.is_ready]

    @property
    def outdated(self) -> list[Shown]:
        return [one for one in self.changes if one.is_outdated]


def screen_of(proposal: Proposal) -> Screen:
    """The changes of a proposal: an open one towards the draft of today, a decided one towards its result."""
    item = proposal.item
    head = item.head.content if proposal.state == Proposal.State.OPEN else _settled(proposal)
    texts = [checking.normal(item, one) for one in (proposal.base.content, proposal.content, head)]
    if item.kind == DraftItem.Kind.SECTION:
        return Screen(_segments(*(one["html"] for one in texts)))
    changes = [one for one in changes_of(item.kind, *texts) if isinstance(one, FieldChange)]
    return Screen(_fields(changes, texts[2], read_vocabulary(item.plan)))


def preview_of(item: DraftItem, base: dict, proposed: dict) -> Screen:
    """The changes between two contents of a part in their stored form, before they are sent."""
    if item.kind == DraftItem.Kind.SECTION:
        return Screen(_segments(base["html"], proposed["html"], base["html"]))
    changes = field_changes(base, proposed, base)
    return Screen(_fields(changes, base, read_vocabulary(item.plan)))


def _settled(proposal: Proposal) -> dict:
    """What the decision left behind; of a proposal that brought nothing, the text that it was made on."""
    return (proposal.result or proposal.base).content


def _segments(base: str, proposed: str, head: str) -> list[Segment]:
    blocks, place, segments = richtext.blocks(base), 0, []
    changes = text_changes(base, proposed, head)
    for hunk in changes:
        segments += _unchanged(blocks[place : hunk.start], before=place > 0, after=True)
        is_outdated = hunk.standing == Standing.OUTDATED
        present = _html(present_words(hunk, base, head)) if is_outdated else ""
        segments.append(Segment(shown=_shown_hunk(hunk, present)))
        place = hunk.end
    return segments + _unchanged(blocks[place:], before=bool(changes), after=False)


def _shown_hunk(hunk: Hunk, present: str) -> Shown:
    old, new = richtext.write(hunk.old), richtext.write(hunk.new)
    return Shown(hunk, "", redline(old, new), _html(old), _html(new), present)


def _unchanged(blocks: list, *, before: bool, after: bool) -> list[Segment]:
    """Blocks without changes; a long run is folded, but for its ends beside a change."""
    first, last = int(before), int(after)
    middle = blocks[first : len(blocks) - last]
    if len(middle) < LEAST_FOLDED:
        return [Segment(_html(richtext.write(blocks)))] if blocks else []
    runs = [(blocks[:first], 0), (middle, len(middle)), (blocks[len(blocks) - last :] if last else [], 0)]
    return [Segment(_html(richtext.write(run)), folded=count) for run, count in runs if run]


def _fields(changes: Iterable[FieldChange], head: dict, vocabulary: Vocabulary) -> list[Segment]:
    return [Segment(shown=_shown_field(change, head.get(change.name), vocabulary)) for change in changes]


def _shown_field(change: FieldChange, today, vocabulary: Vocabulary) -> Shown:
    def words(value) -> SafeString:
        if change.name in RICH:
            return _html(value or "")
        lines = lines_of(change.name, value, vocabulary)
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines))

    old, new = change.old, change.new
    line = redline(old or "", new or "") if change.name in RICH else _lines(change, vocabulary)
    present = words(today) if change.standing == Standing.OUTDATED else ""
    return Shown(change, label_of(change.name), line, words(old), words(new), present)


def _lines(change: FieldChange, vocabulary: Vocabulary) -> SafeString:
    """Old and new lines of a field: a text word by word, anything else whole things that came and went."""
    old, new = (lines_of(change.name, value, vocabulary) for value in (change.old, change.new))
    if len(old) == len(new) == 1 or change.name in ("title", "responsible_function"):
        return format_html_join("", "<p>{}</p>", [(redline_words("\n".join(old), "\n".join(new)),)])
    kept = [line for line in new if line in old]
    gone = [line for line in old if line not in new]
    marked: list[tuple[Callable, str]] = [(_gone, line) for line in gone]
    marked += [(_same if line in kept else _came, line) for line in new]
    return format_html_join("", "<p>{}</p>", ((mark(line),) for mark, line in marked))


def _gone(line: str) -> SafeString:
    return redline_words(line, "")


def _came(line: str) -> SafeString:
    return redline_words("", line)


def _same(line: str) -> SafeString:
    return redline_words(line, line)


def _html(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - rich text of the draft, cleaned when it was stored
