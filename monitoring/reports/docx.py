"""The report as a document of Word: what an office expects, and can go on writing in."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from metropolis.documents.word import markup, package
from metropolis.documents.word.markup import paragraph

from . import charts
from .document import Document
from .front import Front, front_of
from .word import words
from .word.body import Body
from .word.letterhead import Letterhead


def write(
    document: Document, path: Path, *, as_of: date, checksum: str, template: bytes | None = None
) -> None:
    """Write the file, in the Association's own template or, without one, in the house's looks.

    The same document, day and template give the same bytes.
    """
    front = front_of(document, checksum)
    properties = _properties(document, front, as_of)
    path.write_bytes(_in_template(document, front, properties, template) if template else
                     _in_house(document, front, properties))  # fmt: skip


def _in_house(document: Document, front: Front, properties: package.Properties) -> bytes:
    made = package.fresh(document.language)
    body, text = _body(made, document, front, markup.TEXT_WIDTH)
    package.put_body(made, _cover(document, front) + body.contents(front.words["contents"]) + text)
    package.put_lists(made, body.lists)
    running = package.Running(document.title, front.running_foot, front.words["page"], front.words["of"])
    package.put_pages(made, running)
    package.put_properties(made, properties)
    return package.packed(made)


def _in_template(document: Document, front: Front, properties: package.Properties, template: bytes) -> bytes:
    letterhead = Letterhead(template, document.language)
    body, text = _body(letterhead.document, document, front, letterhead.text_width)
    contents = body.contents(front.words["contents"])
    fields = {
        "tytul": document.title,
        "rodzaj": front.kind,
        "okres": document.period,
        "stan_na": document.as_of,
        "zwiazek": document.association,
        "strategia": document.metropolis,
    }
    letterhead.fill(fields, cover=_cover(document, front), contents=contents, text=text, lists=body.lists)
    package.put_properties(letterhead.document, properties)
    return package.packed(letterhead.document)


def _body(made, document: Document, front: Front, width: int) -> tuple[Body, str]:
    def embed(spec: dict) -> str:
        return made.part.get_or_add_image(str(charts.drawn_png(spec)))[0]

    body = Body(front.words, width, package.Links(made.part).number, embed)
    return body, body.chapters(document.chapters)


def _cover(document: Document, front: Front) -> str:
    lines = [
        ("CoverPortal", document.metropolis),
        ("CoverHouse", document.association),
        ("CoverGenre", front.kind),
        ("Title", document.title),
        ("CoverNote", front.subtitle),
        *(("Imprint", line) for line in front.imprint),
    ]
    return "".join(paragraph(style, words.plain(line)) for style, line in lines)


def _properties(document: Document, front: Front, as_of: date) -> package.Properties:
    return package.Properties(
        title=document.title,
        subject=front.subtitle,
        author=document.association,
        category=front.kind,
        language=document.language,
        moment=datetime.combine(as_of, time(12), UTC),
        keywords=", ".join(front.keywords),
    )
