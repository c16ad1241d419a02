"""The strategy as a document: itself, its statements, how it was made, its documents."""

from django.utils.translation import gettext as _

from strategy.document.models import Document, ProcessStep, Statement, Strategy

from .fields import Day, Number, Sources, Text, Translated, Whole, known_keys
from .rows import Book, Ref
from .sections import items, read_row

STRATEGY = (
    Text("code", required=True),
    Translated("name", required=True),
    Translated("kind", required=True),
    Translated("owner", required=True),
    Text("owner_abbr", required=True),
    Translated("area_name", required=True),
    Day("adopted_on"),
    Translated("adopted_by"),
    Translated("adoption_note"),
    Whole("horizon_year", required=True),
    Number("total_area_km2"),
    Sources("total_area_source", into="total_area_sources"),
    Translated("total_area_note"),
)
STATEMENT = (Text("code", required=True), Translated("text", required=True), Translated("detail"))
STEP = (Text("code", required=True), Translated("text", required=True))
DOCUMENT = (
    Text("code", required=True),
    Translated("title", required=True),
    Text("publisher"),
    Day("published_on"),
    Text("language"),
)


def read_strategy(book: Book) -> None:
    """Sections `strategy`, `statements`, `preparation_steps` and `documents`."""
    node = book.root.get("strategy")
    if node is None:
        book.fault(book.root, _("The section “%(key)s” is missing.") % {"key": "strategy"}, "strategy")
        return
    strategy = read_row(book, node, Strategy, STRATEGY).ref
    _read_statements(book, strategy)
    for order, step in items(book, book.root, "preparation_steps"):
        read_row(book, step, ProcessStep, STEP, strategy=strategy, order=order)
    for order, document in items(book, book.root, "documents"):
        read_row(book, document, Document, DOCUMENT, order=order)


def _read_statements(book: Book, strategy: Ref) -> None:
    section = book.root.get("statements")
    if section is None:
        return
    if not section.is_mapping:
        book.fault(section, _("Write the statements by their kinds, for example “vision:”."))
        return
    known_keys(book, section, Statement.Kind.values)
    for kind in Statement.Kind.values:
        for order, node in items(book, section, kind):
            values = {"strategy": strategy, "kind": kind, "order": order}
            read_row(book, node, Statement, STATEMENT, scope=kind, **values)
