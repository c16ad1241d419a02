"""Which page of a report holds which chapter: the first the report's own page, each other one of its own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from .chapters.chapter import Chapter
from .document import Document, compose
from .models import ProgressReport


@dataclass(frozen=True)
class Place:
    """A chapter in the contents of a report."""

    id: str
    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Contents:
    """The chapters of a report as they are read; `here` is the one on the page, None where all are."""

    slug: str
    document: Document
    here: Chapter | None

    @property
    def places(self) -> list[Place]:
        """All chapters, in their order."""
        chapters = self.document.chapters
        return [Place(one.id, one.title, self._address(one), one is self.here) for one in chapters]

    @property
    def before(self) -> Place | None:
        """The chapter before this one."""
        return self._beside(-1)

    @property
    def after(self) -> Place | None:
        """The chapter after this one."""
        return self._beside(1)

    def _address(self, chapter: Chapter) -> str:
        if self.here is None:
            return f"#{chapter.id}"
        return chapter_address(self.slug, self.document, chapter)

    def _beside(self, step: int) -> Place | None:
        if self.here is None:
            return None
        places = self.places
        wanted = self.document.chapters.index(self.here) + step
        return places[wanted] if 0 <= wanted < len(places) else None


def chapter_address(slug: str, document: Document, chapter: Chapter) -> str:
    """Where a chapter is read."""
    if chapter is document.chapters[0]:
        return f"{reverse('report', args=[slug])}#{chapter.id}"
    return reverse("report_chapter", args=[slug, chapter.id])


def readable_chapters(report: ProgressReport) -> set[str]:
    """The ids of the chapters that were built: one that has nothing to tell stays out of a report."""
    if report.snapshot is None:
        return set()
    return {chapter.id for chapter in compose(report.snapshot.content, get_language() or "pl").chapters}
