"""The files that a report is made of, each with the function that writes it. A new format is named here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from . import pdf, snapshot, xlsx
from .document import Document
from .frozen import Frozen
from .models import ReportFile


@dataclass(frozen=True)
class Planned:
    """A file that a build has to write; `text` tells a person what is being done."""

    path: Path
    format: str
    language: str
    text: str
    write: Callable[[], object]


def planned(content: Frozen, documents: Sequence[Document], folder: Path, slug: str) -> Iterator[Planned]:
    """Every file of the report, in the order in which they are written; the snapshot comes last."""
    for document in documents:
        yield _pdf(content, document, folder, slug)
        yield _xlsx(content, document, folder, slug)
    path = folder / f"{slug}.json"
    yield Planned(
        path, ReportFile.Format.JSON, "", _("Writing the snapshot"),
        lambda: path.write_bytes(snapshot.canonical(content)),
    )  # fmt: skip


def _pdf(content: Frozen, document: Document, folder: Path, slug: str) -> Planned:
    as_of, checksum = date.fromisoformat(content["report"]["as_of"]), snapshot.digest(content)
    path = folder / f"{slug}-{document.language}.pdf"
    text = _("Writing the PDF (%(language)s)") % _named(document)
    return Planned(
        path, ReportFile.Format.PDF, document.language, text,
        lambda: pdf.write(document, path, as_of=as_of, checksum=checksum),
    )  # fmt: skip


def _xlsx(content: Frozen, document: Document, folder: Path, slug: str) -> Planned:
    path = folder / f"{slug}-{document.language}.xlsx"
    text = _("Writing the workbook (%(language)s)") % _named(document)
    return Planned(
        path, ReportFile.Format.XLSX, document.language, text, lambda: xlsx.write(content, document, path)
    )


def _named(document: Document) -> dict[str, str]:
    return {"language": {"pl": _("Polish"), "en": _("English")}[document.language]}
