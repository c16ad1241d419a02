"""What a content file says, as rows for the models, before the database is asked anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from .faults import Fault
from .nodes import Node


@dataclass(frozen=True)
class Ref:
    """Points to another row of the file. `by` names a field when it is not the row's own key."""

    model: type[models.Model]
    key: str
    by: str = ""
    node: Node | None = None


@dataclass
class Row:
    """A row that the file wants: `values` for columns, `sets` for many-to-many fields."""

    model: type[models.Model]
    key: str
    values: dict[str, Any]
    sets: dict[str, list[Ref]]
    node: Node

    @property
    def ref(self) -> Ref:
        return Ref(self.model, self.key)

    def refs(self) -> list[Ref]:
        """Everything that the row points to."""
        single = [value for value in self.values.values() if isinstance(value, Ref)]
        return single + [ref for refs in self.sets.values() for ref in refs]


@dataclass
class Book:
    """Everything read from one file: rows by model and key, named sources, faults."""

    root: Node
    rows: dict[type[models.Model], dict[str, Row]] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, node: Node, message: str, path: str = "") -> None:
        """Note that something is wrong at a node."""
        self.faults.append(Fault(node.line, node.column, path or node.path, message))

    def add(self, row: Row) -> Row:
        """Take a row in; a second one with the same key is a fault."""
        of_model = self.rows.setdefault(row.model, {})
        if (first := of_model.get(row.key)) is not None:
            where = {"key": row.key.split("/")[-1], "line": first.node.line}
            self.fault(row.node, _("“%(key)s” is used twice; the first is in line %(line)d.") % where)
        else:
            of_model[row.key] = row
        return row

    def find(self, ref: Ref) -> Row | None:
        """The row that a reference means."""
        of_model = self.rows.get(ref.model, {})
        if not ref.by:
            return of_model.get(ref.key)
        return next((row for row in of_model.values() if row.values.get(ref.by) == ref.key), None)


def check_references(book: Book) -> None:
    """Every reference leads to a row of the file."""
    for of_model in book.rows.values():
        for row in of_model.values():
            for ref in row.refs():
                if ref.node is not None and book.find(ref) is None:
                    what = {"what": ref.model._meta.verbose_name, "key": ref.key}
                    book.fault(ref.node, _("There is no %(what)s “%(key)s” in this file.") % what)


def check_unique(book: Book) -> None:
    """What the database wants unique (addresses, register codes) is unique in the file."""
    for model, of_model in book.rows.items():
        for column in model._meta.concrete_fields:
            if column.unique and not column.primary_key:
                _check_column(book, list(of_model.values()), column.name)


def _check_column(book: Book, rows: list[Row], name: str) -> None:
    first: dict[Any, Row] = {}
    for row in rows:
        value = row.values.get(name)
        if value in (None, "") or value == row.key or isinstance(value, Ref):
            continue
        if (other := first.setdefault(value, row)) is not row:
            node = row.node.at(name)
            where = {"key": value, "line": other.node.line}
            book.fault(node, _("“%(key)s” is used twice; the first is in line %(line)d.") % where)
