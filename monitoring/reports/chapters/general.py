"""Indicators that belong to no area: what all the others are seen against."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.reports import blocks
from monitoring.reports.notes import Notes
from monitoring.reports.reader import Reader

from .area import indicator_section
from .chapter import Chapter

ID = "general"
TITLE = gettext_lazy("General indicators")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter, when there are such indicators."""
    indicators = reader.indicators_of(None)
    if not indicators:
        return
    notes = Notes()
    parts = [
        blocks.lead(_("These indicators belong to no single area. They are the background of all of them.")),
        *reader.narrative(ID),
        *indicator_section(reader, indicators, notes),
    ]
    yield Chapter(ID, str(TITLE), parts).with_notes(notes)
