"""Texts of the strategy with the word on which they stand."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from strategy.provenance import SourcedModel


@dataclass(frozen=True)
class Passage:
    """Neighbouring items that stand on the same word: it is said once, under all of them."""

    items: list[SourcedModel]

    @property
    def word(self) -> SourcedModel:
        """The item whose status and sources hold for all."""
        return self.items[0]


def passages(items: Iterable[SourcedModel]) -> list[Passage]:
    """The items in their order, parted where the status or the sources change."""
    return [Passage(list(group)) for _word, group in groupby(items, key=_word_of)]


def _word_of(item: SourcedModel) -> tuple[str, str, str]:
    return item.provenance, item.confidence, json.dumps(item.sources, sort_keys=True)
