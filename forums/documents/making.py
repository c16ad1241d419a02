"""The four documents of a plan: the plan and the changes in it, for Word and as PDF."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import cache as store
from django.utils.translation import gettext as _

from forums.adoption.models import PlanVersion
from forums.versions.editions import Edition
from metropolis.documents.word.package import CONTENT_TYPE

from . import summary
from .docx import Origin
from .front import base_of, file_name, front_of, moment_of, since
from .outline import compose
from .parts import Outline
from .redline import compare

TYPES = {
    "docx": CONTENT_TYPE,
    "pdf": "application/pdf",
}
PLAN, CHANGES = "plan", "zmiany"
# Only documents of adopted texts are kept: they are public, few, and never change.
KEPT_SECONDS = 24 * 60 * 60


class NothingToCompare(LookupError):
    """There is no adopted text before this one."""


@dataclass(frozen=True)
class Made:
    """A file with its name and type. `is_public`: everybody may have it, and keep it for a while."""

    content: bytes
    name: str
    content_type: str
    is_public: bool


def make(edition: Edition, kind: str, ending: str, language: str, base: PlanVersion | None = None) -> Made:
    """The document; changes are those since `base`, or since the last adopted text before this one.

    Raises NothingToCompare, and PdfFailed where the PDF could not be made.
    """
    outline, origin = compose(edition.content, front_of(edition), language), _origin(edition)
    if kind == CHANGES:
        base = base or base_of(edition)
        if base is None:
            raise NothingToCompare
        outline, origin = _changes(edition, outline, base), replace(origin, changes_by=since(base))
    else:
        base = None
    is_public = edition.version is not None and edition.version.is_adopted
    is_public = is_public and (base is None or base.is_adopted)
    content = _kept(outline, origin, ending) if is_public else _written(outline, origin, ending)
    return Made(content, file_name(edition, base, language, ending), TYPES[ending], is_public)


def _origin(edition: Edition) -> Origin:
    return Origin(str(settings.PORTAL_NAME), settings.OPERATOR_NAME, moment_of(edition))


def _changes(edition: Edition, outline: Outline, base: PlanVersion) -> Outline:
    """The redline, named as such, with a summary on its cover."""
    old = compose(base.document, front_of(Edition(edition.plan, base.document, base)), outline.language)
    redline = compare(old, outline)
    running = f"{since(base)} · {outline.running}"
    return replace(
        redline, genre=_("Changes in the action plan"), running=running, notes=summary.lines_of(redline)
    )


def _written(outline: Outline, origin: Origin, ending: str) -> bytes:
    from . import docx, pdf

    writers = {"docx": docx.write, "pdf": pdf.write}
    return writers[ending](outline, origin)


def _kept(outline: Outline, origin: Origin, ending: str) -> bytes:
    """The file from the cache, where the same document was made before by the same program."""
    words = json.dumps([asdict(outline), asdict(origin)], default=str, sort_keys=True)
    key = hashlib.sha256(f"{_program()} {ending} {words}".encode()).hexdigest()
    made = store.get(f"plan-document:{key}")
    if made is None:
        made = _written(outline, origin, ending)
        store.set(f"plan-document:{key}", made, KEPT_SECONDS)
    return made


@cache
def _program() -> str:
    """What the files of this program are: another look makes another document."""
    from metropolis.documents.typesetting import HOUSE
    from metropolis.documents.word.package import ASSETS

    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *here.glob("word/*"), *here.glob("*.typ"), *ASSETS.glob("*"), HOUSE])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.is_file())).hexdigest()
