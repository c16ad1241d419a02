"""What an evidence file is, told by what is in it and not by its name. Pure: bytes in, a kind out."""

import re
import unicodedata
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from .evidence_models import Evidence

Kind = Evidence.Kind
NAME_LENGTH = 120
MAX_PARTS = 5_000
MAX_UNPACKED = 300_000_000
# A PDF may begin and end with a little rubbish: readers allow about this much.
SLACK = 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*\Z")


class NotEvidence(ValueError):
    """The file is not kept; the message says why and what to do."""


def kind_of(name: str, data: bytes) -> Evidence.Kind:
    """The kind of the file. Raises NotEvidence."""
    if not data:
        raise NotEvidence(_("The file is empty."))
    if b"%PDF-" in data[:SLACK]:
        return _pdf(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPG
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(_OLD_OFFICE):
        raise NotEvidence(_old_office(data))
    if name.lower().endswith((".csv", ".txt")) and _is_plain_text(data):
        return Kind.CSV
    raise NotEvidence(_not_accepted())


def safe_name(name: str, kind: Evidence.Kind) -> str:
    """The name for people: without folders, control characters and other traps, ending as the kind does."""
    base = re.split(r"[\\/]", name)[-1]
    kept = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in base)
    stem = re.sub(r'[<>:"|?*%;\s]+', " ", kept.rsplit(".", 1)[0]).strip(" .")
    ending = f".{kind}"
    return (stem[: NAME_LENGTH - len(ending)].strip(" .") or str(_("file"))) + ending


def _pdf(data):
    if b"%%EOF" not in data[-2 * SLACK :]:
        raise NotEvidence(_("The PDF is damaged. Save it again and send it once more."))
    if b"/JavaScript" in data or b"/Launch" in data:
        raise NotEvidence(_("The PDF has a program in it. Print it to a new PDF and send that one."))
    return Kind.PDF


def _package(data):
    """A document that is packed: of Word, Excel or LibreOffice."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _kind_of_parts(archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as fault:
        if isinstance(fault, NotEvidence):
            raise
        raise NotEvidence(_("The file is damaged. Save it again and send it once more.")) from fault


def _kind_of_parts(archive):
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise NotEvidence(_("The file unpacks to far more than a document needs. Save it as PDF."))
    names = {part.filename for part in parts}
    if any(_is_program(name) for name in names):
        raise NotEvidence(_("The file has macros. Save it without them and send it again."))
    kind = _open_document(archive, names) or _office(names)
    if kind is None:
        raise NotEvidence(_not_accepted())
    return kind


def _is_program(name):
    low = name.lower()
    return low.endswith("vbaproject.bin") or low.startswith(("basic/", "scripts/")) or "/activex/" in low


def _office(names):
    if "[Content_Types].xml" not in names:
        return None
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    return Kind.DOCX if "word/document.xml" in names else None


def _open_document(archive, names):
    if not {"mimetype", "META-INF/manifest.xml"} <= names:
        return None
    if b"encryption-data" in _beginning(archive, "META-INF/manifest.xml"):
        raise NotEvidence(_("The file has a password. Save it without one and send it again."))
    kinds = {f"{_OPEN_DOCUMENT}text": Kind.ODT, f"{_OPEN_DOCUMENT}spreadsheet": Kind.ODS}
    return kinds.get(_beginning(archive, "mimetype").decode("ascii", "replace").strip())


def _beginning(archive, name):
    with archive.open(name) as part:
        return part.read(1_000_000)


def _old_office(data):
    if _ENCRYPTED in data:
        return _("The file has a password. Save it without one and send it again.")
    return _("This is an old Office file (.xls, .doc). Save it as .xlsx or .docx and send it again.")


def _is_plain_text(data):
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return bool(_TEXT.match(text)) and not text.lstrip().startswith("<")
    return False


def _not_accepted():
    return _("Send a PDF, XLSX, DOCX, ODS, ODT, CSV, PNG or JPG.")
