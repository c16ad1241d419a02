"""All files of a report in one archive for document systems, with metadata and checksums."""

import hashlib
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from metropolis.documents.word.package import CONTENT_TYPE, NO_TIME

from .document import Document
from .front import front_of

METADATA, CHECKSUMS = "metadata.xml", "SHA256SUMS"
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": CONTENT_TYPE,
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}
_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def write(
    documents: Sequence[Document], files: Sequence[Path], path: Path, *, as_of: date, checksum: str
) -> None:
    """Write the archive of `files`, whose names are plain letters already. Equal files give equal bytes.

    `checksum` is that of the snapshot, by which every edition of a report is known.
    """
    metadata = _metadata(documents, files, as_of, checksum).encode()
    sums = [(file.name, _sum(file.read_bytes())) for file in files] + [(METADATA, _sum(metadata))]
    lines = "".join(f"{digest}  {name}\n" for name, digest in sums)
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            _put(archive, file.name, file.read_bytes())
        _put(archive, METADATA, metadata)
        _put(archive, CHECKSUMS, lines.encode("ascii"))


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """The office formats are packed already: packing them once more only takes time."""
    kind = zipfile.ZIP_DEFLATED if name.endswith((".json", ".xml", ".pdf")) else zipfile.ZIP_STORED
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, kind)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _metadata(documents: Sequence[Document], files: Sequence[Path], as_of: date, checksum: str) -> str:
    """Dublin Core in all languages of the report."""
    lines = [line for document in documents for line in _of(document)]
    lines += [_element("dc:language", document.language) for document in documents]
    lines += [
        _element("dcterms:modified", as_of.isoformat(), 'xsi:type="dcterms:W3CDTF"'),
        _element("dc:identifier", f"urn:sha256:{checksum}"),
        _element("dc:type", "Text", 'xsi:type="dcterms:DCMIType"'),
        *(_element("dc:format", kind) for kind in dict.fromkeys(_TYPES[file.suffix] for file in files)),
        *(_element("dcterms:hasPart", file.name) for file in files),
    ]
    body = "\n".join(f"  {line}" for line in dict.fromkeys(filter(None, lines)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<metadata {_NAMESPACES}>\n{body}\n</metadata>\n'


def _of(document: Document) -> Iterable[str]:
    front, language = front_of(document, ""), f'xml:lang="{document.language}"'
    yield _element("dc:title", document.title, language)
    yield _element("dc:creator", document.association, language)
    yield _element("dc:publisher", document.association, language)
    yield _element("dc:description", f"{front.kind}. {front.subtitle}", language)
    yield from (_element("dc:subject", word, language) for word in front.keywords)
    yield _element("dcterms:temporal", document.period, language)


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{' ' + attributes if attributes else ''}>{escape(text)}</{name}>" if text else ""
