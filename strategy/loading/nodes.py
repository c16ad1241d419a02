"""A YAML document as it stands in the file: each node knows its line, its column and its path.

Scalars stay the text that was typed. What they mean is decided by the field that reads them, so a
code written as `4.10` stays `4.10` and no number passes through floating point.
"""

from __future__ import annotations

from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

NULL = "tag:yaml.org,2002:null"


class Node:
    """A mapping, a list or a single value of the file."""

    def __init__(self, raw, path: str = ""):
        self._raw = raw
        self.path = path
        self.line = raw.start_mark.line + 1
        self.column = raw.start_mark.column + 1

    @property
    def is_mapping(self) -> bool:
        return isinstance(self._raw, MappingNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self._raw, SequenceNode)

    @property
    def is_scalar(self) -> bool:
        return isinstance(self._raw, ScalarNode)

    @property
    def is_empty(self) -> bool:
        """Written, but with nothing in it: `note:` or `note: null`."""
        return self.is_scalar and (self._raw.tag == NULL or not self._raw.value.strip())

    @property
    def text(self) -> str:
        """The typed text of a single value."""
        return self._raw.value.strip()

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Keys and values of a mapping, in the order of the file."""
        for key, value in self._raw.value:
            name = key.value if isinstance(key, ScalarNode) else "?"
            path = f"{self.path}.{name}" if self.path else name
            yield Node(key, path), Node(value, path)

    def items(self) -> list[Node]:
        """The items of a list."""
        return [Node(raw, f"{self.path}[{index}]") for index, raw in enumerate(self._raw.value)]

    def at(self, name: str) -> Node:
        """Where a fault of a field is shown: at its value, or at the whole where there is none."""
        return self.get(name) or self

    def get(self, name: str) -> Node | None:
        """The value under a key; None where there is none or it is empty."""
        for key, value in self.pairs():
            if key.is_scalar and key.text == name:
                return None if value.is_empty else value
        return None
