"""Reading one item, a list of items, or the section of named sources."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models
from django.utils.translation import gettext as _

from .fields import LANGUAGES, PROVENANCE, Many, column_of, known_keys, read_fields
from .nodes import Node
from .rows import Book, Row


def items(book: Book, node: Node | None, key: str) -> Iterator[tuple[int, Node]]:
    """The items of the list under `key`, numbered from 1."""
    section = node.get(key) if node is not None and node.is_mapping else None
    if section is None:
        return
    if not section.is_list:
        book.fault(section, _("Write a list here: each item starts with “- ”."))
        return
    yield from enumerate(section.items(), start=1)


def read_row(book: Book, node: Node, model, fields, *, key="code", scope="", also=(), **values) -> Row:
    """A row of `model` with its own status and source, taken into the book.

    `key` names the field that tells rows apart, within `scope`. `values` come from around the item
    (its parent, its order). A column that the item does not mention is empty: the file holds it too.
    """
    fields = (*fields, *PROVENANCE)
    found = read_fields(book, node, model, fields, also)
    columns, sets = dict(values), {}
    for part in fields:
        if isinstance(part, Many):
            sets[part.column] = found.get(part.column, [])
        else:
            columns |= {name: found.get(name, empty(model, name)) for name in part.columns}
    own = str(found.get(key, ""))
    row = Row(model, f"{scope}/{own}" if scope else own, columns, sets, node)
    return book.add(row) if own else row


def empty(model: type[models.Model], name: str):
    """What a column holds when nothing is said about it."""
    column = column_of(model, name)
    if column.has_default():
        return column.get_default()
    return "" if isinstance(column, (models.CharField, models.TextField)) else None


def check_order(book: Book, row: Row, start: str, end: str) -> None:
    """What has a beginning and an end begins first."""
    first, last = row.values[start], row.values[end]
    if first and last and last < first:
        book.fault(row.node.at(end), _("The end comes before the beginning."))


def read_sources(book: Book) -> None:
    """The section `sources`: titles and addresses by id."""
    section = book.root.get("sources")
    if section is None:
        return
    if not section.is_mapping:
        book.fault(section, _("Write the sources by their ids."))
        return
    for key, node in section.pairs():
        if key.text in book.sources:
            book.fault(key, _("“%(key)s” is written twice.") % {"key": key.text})
        book.sources[key.text] = _read_source(book, node)


def _read_source(book: Book, node: Node) -> dict[str, str]:
    source = {"title": "", "url": ""}
    if not node.is_mapping:
        book.fault(node, _("Write named fields here, for example “code: 4.1”."))
        return source
    known_keys(book, node, ("title", "url"))
    title, url = node.get("title"), node.get("url")
    if url is not None and url.is_scalar:
        source["url"] = url.text
        if not url.text.startswith(("http://", "https://")):
            book.fault(url, _("An address starts with http:// or https://."))
    if title is None:
        book.fault(node, _("“%(key)s” is missing.") % {"key": "title"}, f"{node.path}.title")
    elif title.is_scalar:
        source["title"] = title.text
    elif title.is_mapping:
        known_keys(book, title, LANGUAGES)
        texts = {language: part.text for language in LANGUAGES if (part := title.get(language))}
        source["title"] = texts.get("pl", "")
        if "en" in texts:
            source["title_en"] = texts["en"]
    if title is not None and not source["title"]:
        book.fault(title, _("The Polish text (“pl”) is missing."))
    return source
