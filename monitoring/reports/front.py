"""What the cover and the edges of pages say, in the PDF as in Word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from .document import Document


@dataclass(frozen=True)
class Front:
    """The words around the chapters, ready to be set."""

    kind: str
    subtitle: str
    keywords: list[str]
    imprint: list[str]
    running_foot: str
    words: dict[str, str]


def front_of(document: Document, checksum: str) -> Front:
    """The words in the document's language; `checksum` is that of the snapshot."""
    with override(document.language):
        day = {"day": document.as_of}
        return Front(
            kind=_("Report from the monitoring of the strategy"),
            subtitle=_("Period: %(period)s · data as of %(day)s") % {"period": document.period, **day},
            keywords=[_("strategy"), _("monitoring"), _("progress report")],
            imprint=[line for line in (document.edition, _snapshot(checksum)) if line],
            running_foot=_("Data as of %(day)s") % day,
            words={
                "table": _("Table"),
                "figure": _("Figure"),
                "page": _("page"),
                "of": pgettext("page x of y", "of"),
                "contents": _("Contents"),
                "notes": _("Notes"),
            },
        )


def _snapshot(checksum: str) -> str:
    return _("Snapshot of the data (SHA-256): %(checksum)s") % {"checksum": checksum}
