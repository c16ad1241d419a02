"""What a chapter is."""

from dataclasses import dataclass

from monitoring.charts import palette
from monitoring.reports.blocks import Block, notes
from monitoring.reports.notes import Notes
from monitoring.reports.prose import lines_of

# A chapter of words alone, and of so few, goes on the page of the one before.
_SHORT = 1000
# A line takes its room however short it is.
_LINE = 60
_WORDS = {
    "lead": lambda block: [block["text"]],
    "text": lambda block: [block["text"]],
    "quiet": lambda block: [block["text"]],
    "bullets": lambda block: block["lines"],
    "narrative": lambda block: lines_of(block["parts"]),
}


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language. `id` is its anchor on the web and the key of the Office's comment."""

    id: str
    title: str
    blocks: list[Block]
    colour: str = palette.BLUE

    @property
    def is_short(self) -> bool:
        """Whether a page of its own would stay almost empty."""
        if any(block["kind"] not in _WORDS for block in self.blocks):
            return False
        lines = [line for block in self.blocks for line in _WORDS[block["kind"]](block)]
        return sum(max(len(line), _LINE) for line in lines) <= _SHORT

    def with_notes(self, collected: Notes) -> "Chapter":
        """The chapter with its notes at the end."""
        ending = [notes(collected.items)] if collected.items else []
        return Chapter(self.id, self.title, [*self.blocks, *ending], self.colour)
