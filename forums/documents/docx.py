"""A plan, or the changes in one, as a document of Word: real styles, contents, tracked changes."""

from dataclasses import dataclass
from datetime import UTC, datetime

from metropolis.documents.word import package

from .parts import Outline
from .word.body import Body
from .word.runs import Runs, Tracker


@dataclass(frozen=True)
class Origin:
    """Which portal and whose the document is, when its text was made, in whose name its changes stand."""

    portal: str
    house: str
    moment: datetime
    changes_by: str = ""


def write(outline: Outline, origin: Origin) -> bytes:
    """The file. The same outline and origin give the same bytes."""
    document = package.fresh(outline.language)
    links = package.Links(document.part)
    tracker = Tracker(origin.changes_by, _stamp(origin.moment))
    own_language = "" if outline.language == "pl" else package.LANGUAGES["pl"]
    body = Body(outline, (origin.portal, origin.house), Runs(tracker, links.number, own_language))
    package.put_body(document, body.xml())
    package.put_lists(document, body.lists)
    words = outline.words
    running = package.Running(outline.title, outline.running, words["page"], words["of"])
    package.put_pages(document, running)
    package.put_properties(document, _properties(outline, origin))
    return package.packed(document)


def _properties(outline: Outline, origin: Origin) -> package.Properties:
    return package.Properties(
        title=outline.title,
        subject=outline.running,
        author=origin.house,
        category=outline.genre,
        language=outline.language,
        moment=origin.moment,
    )


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
