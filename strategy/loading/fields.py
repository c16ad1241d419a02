"""Fields of the content file: how each is written, and what is a fault in it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from strategy.provenance import Confidence, Provenance

from .nodes import Node
from .rows import Book, Ref

LANGUAGES = ("pl", "en")
NUMBER = re.compile(r"^-?\d{1,14}(\.\d{1,6})?\Z", re.ASCII)
WHOLE = re.compile(r"^\d{1,15}\Z", re.ASCII)


def column_of(model: type[models.Model], name: str) -> models.Field:
    """A column of a model by its name."""
    return next(column for column in model._meta.concrete_fields if column.name == name)


@dataclass(frozen=True)
class Text:
    """One text. `into` is the model's field, where it has another name than the key."""

    key: str
    into: str = ""
    required: bool = False

    @property
    def column(self) -> str:
        return self.into or self.key

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that this field fills."""
        return (self.column,)

    def read(self, book: Book, node: Node, model: type[models.Model]) -> dict[str, Any]:
        """Values by column; nothing where there was a fault."""
        if not node.is_scalar:
            book.fault(node, _("Write one value here, not a list or a group."))
            return {}
        try:
            value = self.parse(node.text)
            column_of(model, self.columns[0]).run_validators(value)
        except ValidationError as error:
            book.fault(node, " ".join(error.messages))
            return {}
        return {self.columns[0]: value}

    def parse(self, text: str) -> Any:
        """The value that the text means; `ValidationError` when it means none."""
        return text


@dataclass(frozen=True)
class Translated(Text):
    """A text in `pl` and `en`. Written as one text, it is the same in both."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(f"{self.column}_{language}" for language in LANGUAGES)

    def read(self, book, node, model):
        if node.is_scalar:
            one = super().read(book, node, model)
            return dict.fromkeys(self.columns, one[self.columns[0]]) if one else {}
        if not node.is_mapping:
            book.fault(node, _("Write the text in “pl” and “en”."))
            return {}
        known_keys(book, node, LANGUAGES)
        if node.get("pl") is None:
            book.fault(node, _("The Polish text (“pl”) is missing."))
        found: dict[str, Any] = {}
        for language in LANGUAGES:
            if (part := node.get(language)) is not None:
                found |= Text(f"{self.column}_{language}").read(book, part, model)
        return found


@dataclass(frozen=True)
class Number(Text):
    """A decimal number, with a point."""

    def parse(self, text):
        if not NUMBER.match(text):
            raise ValidationError(_("Write a number with a decimal point, for example 12.5."))
        return Decimal(text)


@dataclass(frozen=True)
class Whole(Text):
    """A whole number, zero or more."""

    def parse(self, text):
        if not WHOLE.match(text):
            raise ValidationError(_("Write a whole number, for example 15."))
        return int(text)


@dataclass(frozen=True)
class Day(Text):
    """A date: year-month-day."""

    def parse(self, text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError as error:
            message = _("Write an existing date as year-month-day, for example 2021-12-14.")
            raise ValidationError(message) from error


@dataclass(frozen=True)
class Flag(Text):
    """Yes or no: `true` or `false`."""

    def parse(self, text):
        if text not in ("true", "false"):
            raise ValidationError(_("Write true or false."))
        return text == "true"


@dataclass(frozen=True)
class Choice(Text):
    """One of the words that the model knows."""

    choices: Any = ()

    def parse(self, text):
        if text not in self.choices.values:
            allowed = {"text": text, "allowed": ", ".join(self.choices.values)}
            raise ValidationError(_("“%(text)s” is not known here. Write one of: %(allowed)s.") % allowed)
        return text


@dataclass(frozen=True)
class Sources(Text):
    """Ids of `sources:`, or addresses; one or a list."""

    def read(self, book, node, model):
        found = [_source(book, item) for item in (node.items() if node.is_list else [node])]
        return {self.column: [source for source in found if source]}


@dataclass(frozen=True)
class To(Text):
    """The code of another row of the file."""

    model: Any = None
    by: str = ""

    def read(self, book, node, model):
        if not node.is_scalar:
            book.fault(node, _("Write one value here, not a list or a group."))
            return {}
        return {self.column: Ref(self.model, node.text, self.by, node)}


@dataclass(frozen=True)
class Many(Text):
    """A list of codes of other rows: a many-to-many field."""

    model: Any = None
    by: str = ""

    def read(self, book, node, model):
        if not node.is_list or not all(item.is_scalar for item in node.items()):
            book.fault(node, _("Write a list of codes, for example [1, 2]."))
            return {}
        return {self.column: [Ref(self.model, item.text, self.by, item) for item in node.items()]}


@dataclass(frozen=True)
class Group:
    """Fields written together under one key: `tile: {col: 3, row: 2}`."""

    key: str
    fields: tuple[Text, ...]
    required: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for part in self.fields for column in part.columns)

    def read(self, book: Book, node: Node, model: type[models.Model]) -> dict[str, Any]:
        """Values by column."""
        return read_fields(book, node, model, self.fields)


PROVENANCE = (
    Choice("status", into="provenance", required=True, choices=Provenance),
    Sources("source", into="sources", required=True),
    Choice("confidence", choices=Confidence),
    Translated("note"),
)


def known_keys(book: Book, node: Node, known) -> None:
    """Refuse keys that nobody reads, and keys written twice: a misspelt one must not vanish."""
    seen: set[str] = set()
    for key, _value in node.pairs():
        name = key.text if key.is_scalar else "?"
        if name not in known:
            allowed = {"key": name, "allowed": ", ".join(known)}
            book.fault(key, _("“%(key)s” is not known here. Known are: %(allowed)s.") % allowed)
        elif name in seen:
            book.fault(key, _("“%(key)s” is written twice.") % {"key": name})
        seen.add(name)


def read_fields(book: Book, node: Node, model, fields, also=()) -> dict[str, Any]:
    """The values of a mapping, by column. `also` are keys that somebody else reads."""
    if not node.is_mapping:
        book.fault(node, _("Write named fields here, for example “code: 4.1”."))
        return {}
    known_keys(book, node, [*(part.key for part in fields), *also])
    found: dict[str, Any] = {}
    for part in fields:
        value = node.get(part.key)
        if value is not None:
            found |= part.read(book, value, model)
        elif part.required:
            path = f"{node.path}.{part.key}"
            book.fault(node, _("“%(key)s” is missing.") % {"key": part.key}, path)
    return found


def _source(book: Book, node: Node) -> dict[str, str] | None:
    if not node.is_scalar:
        book.fault(node, _("Write the id of a source or an address."))
        return None
    if node.text.startswith(("http://", "https://")):
        return {"title": node.text.split("/")[2].removeprefix("www."), "url": node.text}
    if (source := book.sources.get(node.text)) is None:
        book.fault(node, _("There is no source “%(key)s” in the section “sources”.") % {"key": node.text})
    return source
