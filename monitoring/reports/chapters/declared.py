"""The chapters of a report, by kind and in their order. To add one, write its function and name it here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.reports.kinds import ReportKind
from monitoring.reports.reader import Reader

from . import (
    actions,
    area,
    changes,
    general,
    method,
    missing,
    municipality,
    overview,
    plans,
    summary,
    values,
)
from .chapter import Chapter

AREAS = "areas"


@dataclass(frozen=True)
class Declared:
    """A chapter, or a row of them, as forms offer it; people write a text only in those with `has_text`."""

    id: str
    title: str | Promise
    write: Callable[[Reader], Iterable[Chapter]]
    has_text: bool = True


DECLARED = {
    one.id: one
    for one in (
        Declared(summary.ID, summary.TITLE, summary.chapters),
        Declared(municipality.ID, municipality.TITLE, municipality.chapters),
        Declared(changes.ID, changes.TITLE, changes.chapters),
        Declared(overview.ID, overview.TITLE, overview.chapters),
        Declared(AREAS, gettext_lazy("Areas, a chapter each"), area.chapters),
        Declared(general.ID, general.TITLE, general.chapters),
        Declared(plans.ID, plans.TITLE, plans.chapters),
        Declared(actions.ID, actions.TITLE, actions.chapters),
        Declared(actions.LATE_ID, actions.LATE_TITLE, actions.late_chapters),
        Declared(missing.ID, missing.TITLE, missing.chapters),
        Declared(method.ID, method.TITLE, method.chapters, has_text=False),
        Declared(values.ID, values.TITLE, values.chapters, has_text=False),
    )
}

_ALL = (
    summary.ID, changes.ID, overview.ID, AREAS, general.ID, plans.ID, actions.ID, missing.ID,
    method.ID, values.ID,
)  # fmt: skip
USUAL: dict[str, tuple[str, ...]] = {
    ReportKind.QUARTERLY_NOTE: (summary.ID, changes.ID, actions.LATE_ID, missing.ID),
    ReportKind.HALF_YEAR: _ALL,
    ReportKind.ANNUAL: _ALL,
    ReportKind.EVALUATION: _ALL,
    ReportKind.AREA: (summary.ID, changes.ID, AREAS, plans.ID, missing.ID, method.ID, values.ID),
    ReportKind.MUNICIPALITY: (municipality.ID, changes.ID, method.ID, values.ID),
    ReportKind.CAMPAIGN: (summary.ID, changes.ID, missing.ID, method.ID, values.ID),
}


def available(kind: str) -> list[tuple[str, str]]:
    """Id and title of every chapter that a report of this kind can have, the usual ones first, in order."""
    usual = USUAL[kind]
    ids = usual if kind == ReportKind.MUNICIPALITY else (*usual, *(id for id in DECLARED if id not in usual))
    ids = [id for id in ids if id != municipality.ID or kind == ReportKind.MUNICIPALITY]
    return [(id, str(DECLARED[id].title)) for id in ids]


def all_available() -> list[tuple[str, str]]:
    """Id and title of the chapters of all kinds, each once; that of one kind alone says so."""
    only = {municipality.ID: _("%(title)s (only in the extract for a municipality)")}
    return [(one.id, only.get(one.id, "%(title)s") % {"title": one.title}) for one in DECLARED.values()]


def all_chapters(reader: Reader, wanted: Sequence[str] | None = None) -> list[Chapter]:
    """The chapters of a report in the reader's language, in the order that is wanted.

    `wanted` None: as the snapshot says; nothing said: the usual ones of its kind. An id that is not known any
    more is passed over, so that old reports can always be read.
    """
    ids = wanted or reader.wanted or USUAL[reader.kind]
    return [chapter for id in ids if id in DECLARED for chapter in DECLARED[id].write(reader)]
