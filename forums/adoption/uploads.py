"""The file of a resolution: a PDF of at most 10 MB, checked by what is in it, not by its name."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal

MEGABYTE = 1024 * 1024
LIMIT = 10 * MEGABYTE
# A PDF may begin with a little rubbish, and end with some: readers allow about this much.
SLACK = 1024


def fault_of_pdf(file: UploadedFile) -> str:
    """What is wrong with an uploaded file, in words; "" for a PDF that can be kept."""
    size = file.size or 0
    if not size:
        return _("The file is empty. Choose it again.")
    if size > LIMIT:
        megabytes = format_decimal(size // MEGABYTE + 1)
        return _("The file has %(size)s MB, and the limit is 10 MB.") % {"size": megabytes}
    if not _is_pdf(file, size):
        return _("This is not a PDF, or it is damaged. Save the document as PDF and send it again.")
    return ""


def _is_pdf(file: UploadedFile, size: int) -> bool:
    """Whether it begins and ends as a PDF does. A cut-off upload has no end."""
    file.seek(0)
    head = file.read(SLACK)
    file.seek(max(size - 2 * SLACK, 0))
    tail = file.read()
    file.seek(0)
    return b"%PDF-" in head and b"%%EOF" in tail and b"startxref" in tail
