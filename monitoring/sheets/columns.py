"""The columns of a campaign's file, which the writers and the reader share."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

KNOWN, NUMBER, WORDS, CHOICE = "known", "number", "words", "choice"


@dataclass(frozen=True)
class Column:
    """A column: the field it is, its heading, what to write in it, its width and kind.

    `KNOWN` columns tell what is known; the others are filled in.
    """

    field: str
    label: Promise
    hint: Promise
    kind: str = KNOWN
    width: int = 14

    @property
    def is_input(self) -> bool:
        """Whether a person fills it in."""
        return self.kind != KNOWN


COLUMNS = (
    Column("code", _("Code"), _("The code of the indicator. It tells which row this is."), width=9),
    Column("indicator", _("Indicator"), _("What is measured."), width=44),
    Column("place", _("Municipality"), _("Whose value it is."), width=20),
    Column("period", _("Period"), _("The period that the campaign asks about."), width=10),
    Column("unit", _("Unit"), _("Write the value in this unit, without the unit itself."), width=14),
    Column("last", _("Last value"), _("The last verified value, to compare with.")),
    Column("last_period", _("Period of the last value"), _("When it was."), width=12),
    Column("last_source", _("Source of the last value"), _("Where it came from."), width=24),
    Column(
        "numerator",
        _("Numerator"),
        _("Only for ratios: the upper number, for example 120. The portal counts the value itself."),
        NUMBER,
    ),
    Column("denominator", _("Denominator"), _("Only for ratios: the lower number, for example 800."), NUMBER),
    Column(
        "value",
        _("Value"),
        _("One number, for example 12.5 or 1 234,5. Missing data are not zero: choose a reason instead."),
        NUMBER,
    ),
    Column(
        "reason",
        _("No data, because"),
        _("Why there is no value: choose from the list or write in own words. Then leave the value empty."),
        CHOICE,
        30,
    ),
    Column("source", _("Source"), _("Where the value comes from."), WORDS, 30),
    Column("note", _("Note"), _("Optional: what readers of the report should know."), WORDS, 30),
    Column(
        "explanation",
        _("Explanation"),
        _("One sentence where the value differs much from the last one; it becomes a footnote."),
        WORDS,
        30,
    ),
    Column("state", pgettext_lazy("heading of a column", "State"), _("How far the row is."), width=12),
    Column(
        "key",
        _("Row identifier"),
        _("Do not change it. It tells the row, and whether somebody has changed it since the download."),
        width=18,
    ),
)
BY_FIELD = {column.field: column for column in COLUMNS}
INPUTS = tuple(column.field for column in COLUMNS if column.is_input)
# Not “remarks” alone: in Polish a note is called so, and a note must never be overwritten.
REMARKS = _("Remarks of the portal")
GUIDE_NAME = _("How to fill in")
DATA_NAME = pgettext_lazy("sheet", "Campaign data")
LISTS_NAME = pgettext_lazy("sheet", "Lists")
REASONS = (
    _("The data will be known later."),
    _("Nobody collects these data here."),
    _("The indicator does not concern this municipality."),
    _("The institution has not delivered the data."),
)


def fold(text: str) -> str:
    """A heading as it is compared: one space between words, no capitals."""
    return " ".join(text.split()).casefold()


def fields_by_heading() -> dict[str, str]:
    """Which field a heading means, in either language."""
    known = {column.field: column.field for column in COLUMNS}
    for language in ("pl", "en"):
        with override(language):
            known |= {fold(str(column.label)): column.field for column in COLUMNS}
    return known
