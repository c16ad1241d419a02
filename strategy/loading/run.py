"""The two steps of a load: read and judge the whole file, then write it in one transaction."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from .areas import read_areas, read_plan_sections
from .differ import Differ
from .faults import FaultyContent
from .fields import known_keys
from .indicators import read_indicators
from .outcome import Outcome
from .reading import read_tree
from .rows import Book, check_references, check_unique
from .sections import read_sources
from .strategy import read_strategy
from .surroundings import read_frameworks, read_funding, read_municipalities, read_partners

FORMAT = "1"
READERS: tuple[Callable[[Book], None], ...] = (
    read_strategy,
    read_frameworks,
    read_areas,
    read_plan_sections,
    read_municipalities,
    read_partners,
    read_funding,
    read_indicators,
)
SECTIONS = (
    "format",
    "sources",
    "strategy",
    "statements",
    "preparation_steps",
    "documents",
    "framework_strategies",
    "areas",
    "plan_sections",
    "municipalities",
    "partners",
    "networks",
    "sister_metropolises",
    "funding_sources",
    "indicators",
)


def read_book(path: Path, readers=READERS, sections=SECTIONS) -> Book:
    """The file as rows. Raises `Unreadable` or `FaultyContent` with every fault."""
    book = Book(read_tree(path))
    known_keys(book, book.root, sections)
    _check_format(book)
    read_sources(book)
    for read in readers:
        read(book)
    check_references(book)
    check_unique(book)
    if book.faults:
        raise FaultyContent(book.faults)
    return book


@transaction.atomic
def write_book(book: Book, models, writers=(), take_back: bool = False) -> Outcome:
    """Make the database say what the book says. `writers` belong to the rooms above; `models` are all
    kinds of rows that a file can hold, in the order in which they are written."""
    differ = Differ(book, take_back)
    differ.apply()
    for write in writers:
        write(differ)
    differ.remove_gone(models)
    return differ.outcome


def _check_format(book: Book) -> None:
    node = book.root.get("format")
    if node is None or not node.is_scalar or node.text != FORMAT:
        message = _("Write “format: 1”: this portal reads content files of format 1.")
        book.fault(node or book.root, message, "format")
