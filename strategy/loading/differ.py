"""Makes the database say what the file says, row by row, and touches nothing else.

The rule: the file wins where the file changed. Each item is remembered as it was loaded; a column
that the file says the same about as last time stays as people left it in the portal (`take_back`
overrules that). Rows that people made are never touched. An item that has gone from the file is
deleted, unless something refers to it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from strategy.document.models import Statement
from strategy.frameworks.models import FrameworkGoal
from strategy.funding.models import Allocation
from strategy.indicators.models import Target
from strategy.references import referring

from .models import LoadedItem
from .outcome import Outcome
from .rows import Book, Ref, Row

# How a row of the database is recognised as one of the file; others by `code` or else `slug`.
KEYS: dict[type[models.Model], tuple[str, ...]] = {
    Statement: ("kind", "code"),
    Allocation: ("source.code", "code"),
    FrameworkGoal: ("strategy.code", "code"),
    Target: ("indicator.code", "period"),
}
SINGLE_KEYS = ("code", "slug", "teryt", "name", "key")


class Differ:
    """One load: remembers what it found and made, so that references can be resolved."""

    def __init__(self, book: Book, take_back: bool = False):
        self.book = book
        self.take_back = take_back
        self.outcome = Outcome()
        self.objects: dict[tuple[type[models.Model], str], Any] = {}
        self.memory = {(item.model, item.key): item for item in LoadedItem.objects.all()}

    def apply(self) -> Outcome:
        """Add and change, then remove what has gone from the file."""
        for model in self.book.rows:
            self._find(model)
        for of_model in self.book.rows.values():
            for row in of_model.values():
                self._write(row)
        for of_model in self.book.rows.values():
            for row in of_model.values():
                self._link(row)
        return self.outcome

    def remove_gone(self, known: Iterable[type[models.Model]]) -> None:
        """Delete remembered items that the file no longer holds; the newest kinds of rows first."""
        for model in reversed(list(known)):
            label = model._meta.label_lower
            gone = [
                key for of, key in self.memory if of == label and key not in self.book.rows.get(model, {})
            ]
            if gone and model not in self.book.rows:
                self._find(model)
            for key in gone:
                self._remove(model, key)

    # --- one row -----------------------------------------------------------------------------

    def _write(self, row: Row) -> None:
        values = {name: self._resolve(value) for name, value in row.values.items()}
        instance = self.objects.get((row.model, row.key))
        if instance is None:
            instance = row.model(**values)
            self._save(instance)
            self.objects[row.model, row.key] = instance
            self.outcome.added.append((row.model, row.key, ""))
            return
        if changes := self._changes(row, instance, values):
            for name, value in changes.items():
                setattr(instance, name, value)
            self._save(instance)
            self.outcome.changed.append((row.model, row.key, ", ".join(changes)))

    def _changes(self, row: Row, instance: models.Model, values: dict[str, Any]) -> dict[str, Any]:
        values = {name: value for name, value in values.items() if name not in _out_of_reach(instance)}
        differing = {n: v for n, v in values.items() if not same(_current(instance, n), v)}
        fresh = {name for name in differing if self._is_new(row, name, row.values[name])}
        if kept := [name for name in differing if name not in fresh]:
            self._keep(row, kept)
        return {name: value for name, value in differing.items() if name in fresh}

    def _link(self, row: Row) -> None:
        instance = self.objects[row.model, row.key]
        for name, refs in row.sets.items():
            wanted = {self._resolve(ref).pk for ref in refs}
            manager = getattr(instance, name)
            if wanted == {other.pk for other in manager.all()}:
                continue
            if not self._is_new(row, name, refs):
                self._keep(row, [name])
                continue
            manager.set(wanted)
            if (row.model, row.key, "") not in self.outcome.added:
                self.outcome.changed.append((row.model, row.key, name))
        self._remember(row)

    def _is_new(self, row: Row, name: str, value: Any) -> bool:
        """Whether the file says something else than last time (or said nothing yet)."""
        item = self.memory.get((row.model._meta.label_lower, row.key))
        return self.take_back or item is None or name not in item.data or item.data[name] != plain(value)

    def _keep(self, row: Row, names: list[str]) -> None:
        detail = _("edited in the portal: %(fields)s") % {"fields": ", ".join(names)}
        self.outcome.kept.append((row.model, row.key, detail))

    def _remove(self, model: type[models.Model], key: str) -> None:
        instance = self.objects.get((model, key))
        if instance is not None and (refers := referring(instance)):
            detail = _("no longer in the file, but referred to by: %(what)s") % {"what": ", ".join(refers)}
            self.outcome.kept.append((model, key, detail))
            return
        if instance is not None:
            instance.delete()
            self.outcome.removed.append((model, key, ""))
        self.memory.pop((model._meta.label_lower, key)).delete()

    # --- the database ------------------------------------------------------------------------

    def _find(self, model: type[models.Model]) -> None:
        paths = KEYS.get(model) or (single_key(model),)
        related = [path.split(".")[0] for path in paths if "." in path]
        sets = {name for row in self.book.rows.get(model, {}).values() for name in row.sets}
        for instance in model._default_manager.select_related(*related).prefetch_related(*sets):
            self.objects.setdefault((model, "/".join(_follow(instance, path) for path in paths)), instance)

    def _resolve(self, value: Any) -> Any:
        if not isinstance(value, Ref):
            return value
        row = self.book.find(value)
        return self.objects[value.model, row.key if row else value.key]

    def _save(self, instance: Any) -> None:
        instance._change_reason = _("Loaded from the content file")
        instance.save()

    def _remember(self, row: Row) -> None:
        data = {name: plain(value) for name, value in (row.values | row.sets).items()}
        label = row.model._meta.label_lower
        self.recall(label, row.key, data)

    def recall(self, label: str, key: str, data: dict[str, Any]) -> None:
        """Remember an item as the file has it now."""
        item = self.memory.get((label, key))
        if item is None:
            self.memory[label, key] = LoadedItem.objects.create(model=label, key=key, data=data)
        elif item.data != data:
            item.data = data
            item.save()


def single_key(model: type[models.Model]) -> str:
    """The field by which rows of a model are told apart in the file."""
    names = {column.name for column in model._meta.concrete_fields}
    if "slug" in names and "code" not in names:
        return "slug"
    return next(name for name in SINGLE_KEYS if name in names)


def same(stored: Any, wanted: Any) -> bool:
    """Whether a column needs no change. An empty text may be stored as none."""
    return stored == wanted or (stored in (None, "") and wanted in (None, ""))


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Ref):
        return value.key
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _out_of_reach(instance: models.Model) -> tuple[str, ...]:
    """Columns that no file may change, whatever it says: the state of a plan that goes through the portal."""
    return ("state",) if getattr(instance, "run_in_portal", False) else ()


def _current(instance: models.Model, name: str) -> Any:
    return getattr(instance, name)


def _follow(instance: Any, path: str) -> str:
    for name in path.split("."):
        instance = getattr(instance, name)
    return str(instance)
