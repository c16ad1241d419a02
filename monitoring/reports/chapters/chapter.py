"""What a chapter is."""

from dataclasses import dataclass

from monitoring.charts import palette
from monitoring.reports.blocks import Block, notes
from monitoring.reports.notes import Notes


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language. `id` is its anchor on the web and the key of the Office's comment."""

    id: str
    title: str
    blocks: list[Block]
    colour: str = palette.BLUE

    def with_notes(self, collected: Notes) -> "Chapter":
        """The chapter with its notes at the end."""
        ending = [notes(collected.items)] if collected.items else []
        return Chapter(self.id, self.title, [*self.blocks, *ending], self.colour)
