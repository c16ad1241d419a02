"""The files that a report is made of, each with the function that writes it. A new format is named here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from . import docx, pack, pdf, snapshot, xlsx
from .document import Document
from .frozen import Frozen
from .models import ReportFile
from .template_models import template_of


@dataclass(frozen=True)
class Planned:
    """A file that a build has to write; `text` tells a person what is being done."""

    path: Path
    format: str
    language: str
    text: str
    write: Callable[[], object]


def planned(content: Frozen, documents: Sequence[Document], folder: Path, slug: str) -> Iterator[Planned]:
    """Every file of the report, in the order in which they are written.

    The pack comes last: it is made of the files before it.
    """
    checksum = snapshot.digest(content)  # once: it takes as long as a small file
    files = [
        *(file for document in documents for file in _of_language(content, document, folder, slug, checksum)),
        _json(content, folder, slug),
    ]
    yield from files
    yield _pack(content, documents, [file.path for file in files], folder / f"{slug}.zip", checksum)


def _of_language(
    content: Frozen, document: Document, folder: Path, slug: str, checksum: str
) -> Iterator[Planned]:
    yield _pdf(content, document, folder, slug, checksum)
    yield _docx(content, document, folder, slug, checksum)
    yield _xlsx(content, document, folder, slug)


def _pdf(content: Frozen, document: Document, folder: Path, slug: str, checksum: str) -> Planned:
    path = folder / f"{slug}-{document.language}.pdf"
    text = _("Writing the PDF (%(language)s)") % _named(document)
    return Planned(
        path, ReportFile.Format.PDF, document.language, text,
        lambda: pdf.write(document, path, as_of=_day(content), checksum=checksum),
    )  # fmt: skip


def _docx(content: Frozen, document: Document, folder: Path, slug: str, checksum: str) -> Planned:
    path = folder / f"{slug}-{document.language}.docx"
    return Planned(
        path, ReportFile.Format.DOCX, document.language,
        _("Writing the Word document (%(language)s)") % _named(document),
        lambda: docx.write(
            document, path, as_of=_day(content), checksum=checksum,
            template=template_of(document.language),
        ),
    )  # fmt: skip


def _xlsx(content: Frozen, document: Document, folder: Path, slug: str) -> Planned:
    path = folder / f"{slug}-{document.language}.xlsx"
    text = _("Writing the workbook (%(language)s)") % _named(document)
    return Planned(
        path, ReportFile.Format.XLSX, document.language, text, lambda: xlsx.write(content, document, path)
    )


def _json(content: Frozen, folder: Path, slug: str) -> Planned:
    path = folder / f"{slug}.json"
    return Planned(
        path, ReportFile.Format.JSON, "", _("Writing the snapshot"),
        lambda: path.write_bytes(snapshot.canonical(content)),
    )  # fmt: skip


def _pack(
    content: Frozen, documents: Sequence[Document], files: Sequence[Path], path: Path, checksum: str
) -> Planned:
    return Planned(
        path, ReportFile.Format.ZIP, "", _("Packing all files into one"),
        lambda: pack.write(documents, files, path, as_of=_day(content), checksum=checksum),
    )  # fmt: skip


def _day(content: Frozen) -> date:
    return date.fromisoformat(content["report"]["as_of"])


def _named(document: Document) -> dict[str, str]:
    return {"language": {"pl": _("Polish"), "en": _("English")}[document.language]}
