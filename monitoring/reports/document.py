"""A snapshot as a document in one language: what the PDF and the web page both show."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from metropolis.ui.dates import long_date

from . import typography
from .chapters.chapter import Chapter
from .chapters.declared import all_chapters
from .frozen import Frozen, period
from .reader import Reader


@dataclass(frozen=True)
class Document:
    """All words of a report in one language, ready to be set."""

    language: str
    title: str
    period: str
    as_of: str
    association: str
    metropolis: str
    edition: str  # which one, and what it corrects; empty for the first
    chapters: list[Chapter]

    @property
    def specs(self) -> list[dict]:
        """The specifications of all charts, in order, as they are printed."""
        return [block["spec"] for block in self._figures()]

    @property
    def all_specs(self) -> list[dict]:
        """Those, and the same charts for narrow screens."""
        return [spec for block in self._figures() for spec in (block["spec"], block["narrow"])]

    def chapter(self, id: str) -> Chapter | None:
        """The chapter with this id; None where the report has none such."""
        return next((chapter for chapter in self.chapters if chapter.id == id), None)

    def _figures(self) -> list[dict]:
        parts = (block for chapter in self.chapters for block in chapter.blocks)
        return [block for block in parts if block["kind"] == "figure"]


def compose(content: Frozen, language: str) -> Document:
    """The document that a snapshot makes. Nothing but the snapshot is read."""
    with override(language):
        reader = Reader(content, language)
        report, strategy = content["report"], content["strategy"]
        return Document(
            language=language,
            title=_set(reader.text(report["title"]), language),
            period=period(report["period"]).label,
            as_of=long_date(date.fromisoformat(report["as_of"])),
            association=reader.text(strategy["owner"]) if strategy else "",
            metropolis=reader.text(strategy["name"]) if strategy else _("Strategy"),
            edition=_edition(reader),
            chapters=[_set_chapter(chapter, language) for chapter in all_chapters(reader)],
        )


def _edition(reader: Reader) -> str:
    """Snapshots of schema 1 know no editions."""
    report = reader.content["report"]
    if not report.get("correction"):
        return ""
    facts = {"number": report["edition"], "text": reader.text(report["correction"])}
    return _set(_("Edition %(number)s. It corrects: %(text)s") % facts, reader.language)


def _set(part, language: str):
    return typography.each_text(part, typography.no_orphans) if language == "pl" else part


def _set_chapter(chapter: Chapter, language: str) -> Chapter:
    return Chapter(chapter.id, _set(chapter.title, language), _set(chapter.blocks, language), chapter.colour)
