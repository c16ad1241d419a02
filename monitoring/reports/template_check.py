"""What a template of Word has to be before reports are written in it. Bytes in, a reason out."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from metropolis.documents.word.markup import paragraph

from .word.letterhead import KNOWN, Letterhead

MEGABYTE = 1_000_000
MAX_BYTES = 5 * MEGABYTE
MAX_UNPACKED = 50 * MEGABYTE
MAX_PARTS = 1_000
# Ten centimetres, in twentieths of a point: tables of a report need as much.
NARROWEST = 5_670
_EXTERNAL = re.compile(rb'<Relationship\b[^>]*TargetMode="External"[^>]*>')
# Links are read by people; the template's own template is left out when a report is written.
_HARMLESS = (b"/hyperlink", b"/attachedTemplate")


class NotATemplate(ValueError):
    """Reports cannot be written in this file; the text says why and what to do."""


def check(data: bytes) -> None:
    """Nothing for a template that works; raises NotATemplate for any other file."""
    if not data:
        raise NotATemplate(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise NotATemplate(
            _("The template may have %(limit)s MB at most. Make its pictures smaller.")
            % {"limit": MAX_BYTES // MEGABYTE}
        )
    _look_through(data)
    _try(data)


def _look_through(data: bytes) -> None:
    """Size, macros, embedded and foreign parts, before anything is opened."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise NotATemplate(_("The file unpacks to far more than a template needs."))
            _check_parts(archive, {part.filename for part in parts})
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, KeyError) as fault:
        raise NotATemplate(_not_word()) from fault


def _check_parts(archive: ZipFile, names: set[str]) -> None:
    if not {"[Content_Types].xml", "word/document.xml"} <= names:
        raise NotATemplate(_not_word())
    low = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in low) or b"macroEnabled" in archive.read(
        "[Content_Types].xml"
    ):
        raise NotATemplate(_("The template has macros. Save it as .docx without macros and send it again."))
    if any("/embeddings/" in name or "/activex/" in name for name in low):
        raise NotATemplate(_("The template has an embedded file or a control. Remove it and send it again."))
    for name in names:
        content = archive.read(name) if name.endswith((".xml", ".rels")) else b""
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise NotATemplate(_not_word())
        if name.endswith(".rels"):
            _refuse_foreign(content)


def _refuse_foreign(relations: bytes) -> None:
    for found in _EXTERNAL.findall(relations):
        if not any(kind in found for kind in _HARMLESS):
            raise NotATemplate(
                _("The template fetches a picture or a file from elsewhere. Put it into the document itself.")
            )


def _try(data: bytes) -> None:
    """Write a small report in it, as a build will."""
    try:
        letterhead = Letterhead(data, "pl")
        reason = _why_not(letterhead)
    except Exception as fault:  # the library says in many ways that a document is broken
        raise NotATemplate(_not_word()) from fault
    if reason:
        raise NotATemplate(reason)
    try:
        letterhead.fill({}, cover=paragraph("Title"), contents=paragraph("TOC1"),
                        text=paragraph("Heading1"), lists=[2])  # fmt: skip
        letterhead.document.save(BytesIO())
    except Exception as fault:  # as above
        raise NotATemplate(_not_word()) from fault


def _why_not(letterhead: Letterhead) -> str:
    """What has to be changed in a document that can be opened; "" for nothing."""
    if letterhead.text_width < NARROWEST:
        return _("The margins of the template leave less than 10 cm for the text. Make them smaller.")
    if letterhead.has_tracked_changes() or letterhead.has_lost_parts():
        return _(
            "The template has comments, tracked changes, diagrams or charts. Accept the changes, remove the "
            "rest and send it again."
        )
    if broken := letterhead.broken():
        return _(
            "The template has a placeholder that is not known: %(broken)s. These can be used: %(known)s."
        ) % {"broken": ", ".join(broken), "known": ", ".join(f"{{{{{name}}}}}" for name in KNOWN)}
    if misplaced := letterhead.misplaced():
        return _("%(places)s has to stand in a paragraph of its own, not in a table, header or sentence.") % {
            "places": ", ".join(misplaced)
        }
    return ""


def _not_word() -> str:
    return _("This is not a document of Word that can be opened. Save it as .docx and send it again.")
