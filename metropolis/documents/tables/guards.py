"""What is looked at before an uploaded workbook is opened: size, password, macros, bombs, foreign parts."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal

MEGABYTE = 1_000_000
MAX_BYTES = 10 * MEGABYTE
MAX_UNPACKED = 60 * MEGABYTE
MAX_PARTS = 500
XLSX, ODS, CSV = "xlsx", "ods", "csv"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_CHUNK = 1 << 20
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class NotReadable(ValueError):
    """The file cannot be imported; the message says why and what to do."""

    @property
    def message(self) -> str:
        """The sentence for the person."""
        return str(self.args[0])


def bytes_of(upload) -> bytes:
    """The whole uploaded file, if it is neither empty nor too large."""
    if upload.size > MAX_BYTES:
        sizes = {"size": format_decimal(round(upload.size / MEGABYTE)), "limit": MAX_BYTES // MEGABYTE}
        raise NotReadable(_("The file has %(size)s MB, and the limit is %(limit)s MB.") % sizes)
    data = upload.read()
    if not data:
        raise NotReadable(_("The file is empty."))
    return data


def kind_of(data: bytes) -> str:
    """What the file is by its contents, whatever its name says; a workbook is looked through first."""
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise NotReadable(_("The file has a password. Save it without one and send it again."))
        raise NotReadable(_("This is an old Excel file (.xls). Save it as .xlsx and send it again."))
    return workbook_kind(data) if data.startswith(_ZIP) else CSV


def workbook_kind(data: bytes) -> str:
    """`xlsx` or `ods` for a workbook that can be opened without danger. Raises NotReadable."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _look_through(archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise NotReadable(not_a_workbook()) from fault


def not_a_workbook() -> str:
    """The sentence for a file that is something else, or broken."""
    return _("This is not an Excel workbook that can be read. Save it as .xlsx and send it again.")


def _look_through(archive: ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise NotReadable(_("The file is too large. Leave only the sheets of the template in it."))
    names = {part.filename for part in parts}
    if any(_is_macro(name.lower()) for name in names):
        raise NotReadable(_("The file has macros. Save it as .xlsx and send it again."))
    if "xl/workbook.xml" in names:
        _refuse_declarations(archive, parts)
        return XLSX
    if "content.xml" in names and "mimetype" in names and archive.read("mimetype").startswith(_ODS_TYPE):
        _refuse_password(archive, names)
        _refuse_declarations(archive, parts)
        return ODS
    raise NotReadable(not_a_workbook())


def _is_macro(name: str) -> bool:
    return name.endswith("vbaproject.bin") or (
        name.startswith(("basic/", "scripts/")) and not name.endswith(("/", "-lc.xml", "-lb.xml"))
    )


def _refuse_password(archive: ZipFile, names: set[str]) -> None:
    """An OpenDocument file keeps its parts encrypted one by one."""
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise NotReadable(_("The file has a password. Save it without one and send it again."))


def _refuse_declarations(archive: ZipFile, parts: list[ZipInfo]) -> None:
    """No part of an honest workbook declares entities, or is written in an encoding that would hide it."""
    for part in parts:
        if not part.filename.endswith((".xml", ".rels")):
            continue
        with archive.open(part) as stream:
            tail = b""
            while chunk := stream.read(_CHUNK):
                text = tail + chunk
                if b"\0" in chunk or any(word in text for word in _DECLARATIONS):
                    raise NotReadable(not_a_workbook())
                tail = chunk[-16:]


def unpacked_size(data: bytes) -> int:
    """How many bytes a workbook has once it is unpacked."""
    with ZipFile(BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())
