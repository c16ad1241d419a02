"""The workbook of a plan's actions: its sheets and columns, which the writer and the reader share."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .labels import FIELDS, ROW_FIELDS

# How a cell is written and read.
TEXT, RICH, FLAG, KIND, DAY, MONEY, NUMBER, YEAR, ONE, MANY = [
    "text",
    "rich",
    "flag",
    "kind",
    "day",
    "money",
    "number",
    "year",
    "one",
    "many",
]
SEPARATOR = "; "
# The reader names a new action so, to hang milestones and money on it: "nowe 1", "new 1".
NEW_WORDS = ("nowe", "new")


@dataclass(frozen=True)
class Column:
    """A column: which field it is, how it reads, how wide it is, and of which kind its names are."""

    field: str
    label: Promise
    kind: str = TEXT
    width: int = 16
    hint: Promise | str = ""
    names: str = ""


@dataclass(frozen=True)
class SheetPlan:
    """A sheet: its key, its name, its columns, and how many of the first stand still."""

    key: str
    name: Promise
    columns: tuple[Column, ...]
    frozen: int = 1

    def column(self, field: str) -> Column | None:
        """The column of a field."""
        return next((column for column in self.columns if column.field == field), None)


_MANY_CODES = _("Several codes are parted by a semicolon. Codes stand in the sheet of lists.")
_MANY_NAMES = _("Several names are parted by a semicolon. Names stand in the sheet of lists.")
_ONE_NAME = _("One name from the sheet of lists.")
_DAY = _("A date, for example 2027-03-31 or 31.03.2027, in the period of the plan.")
_MONEY = _("An amount in PLN, not negative.")
_OWNER = Column(
    "action",
    pgettext_lazy("column", "Code of the action"),
    width=14,
    hint=_("The code from the sheet of actions; for a new action what stands there, for example “new 1”."),
)
_KEY = Column(
    "key", _("Identifier of the row"), width=12, hint=_("Do not change it; leave it empty in new rows.")
)

ACTIONS = SheetPlan(
    "actions",
    pgettext_lazy("sheet", "Actions"),
    (
        Column(
            "code",
            pgettext_lazy("column", "Code"),
            width=12,
            hint=_("Empty for a new action, or “new 1”, “new 2” to name it in other sheets."),
        ),
        Column("title", FIELDS["title"], width=44, hint=_("Required, at most 300 characters.")),
        Column("description", FIELDS["description"], RICH, 60, _("Plain text, a paragraph for each line.")),
        Column("kind", FIELDS["kind"], KIND, 30, _("One of the list in the cell.")),
        Column("is_obligatory", FIELDS["is_obligatory"], FLAG, 14, _("Yes or no.")),
        Column("is_flagship", FIELDS["is_flagship"], FLAG, 12, _("Yes or no.")),
        Column("goals", FIELDS["goals"], MANY, 20, _MANY_CODES, "goals"),
        Column("indicators", FIELDS["indicators"], MANY, 20, _MANY_CODES, "indicators"),
        Column("lead_municipality", FIELDS["lead_municipality"], ONE, 20, _ONE_NAME, "municipalities"),
        Column("lead_partner", FIELDS["lead_partner"], ONE, 24, _ONE_NAME, "partners"),
        Column("municipalities", FIELDS["municipalities"], MANY, 32, _MANY_NAMES, "municipalities"),
        Column("partners", FIELDS["partners"], MANY, 32, _MANY_NAMES, "partners"),
        Column("responsible_team", FIELDS["responsible_team"], ONE, 26, _ONE_NAME, "teams"),
        Column(
            "responsible_function",
            FIELDS["responsible_function"],
            width=26,
            hint=_("A function, not the name of a person."),
        ),
        Column("start", FIELDS["start"], DAY, 13, _DAY),
        Column("end", FIELDS["end"], DAY, 13, _DAY),
        Column("cost", FIELDS["cost"], MONEY, 18, _MONEY),
        Column("depends_on", FIELDS["depends_on"], MANY, 20, _MANY_CODES, "actions"),
    ),
    frozen=2,
)
MILESTONES = SheetPlan(
    "milestones",
    pgettext_lazy("sheet", "Milestones"),
    (
        _OWNER,
        Column("name", ROW_FIELDS["milestones"]["name"], width=60),
        Column("due", ROW_FIELDS["milestones"]["due"], DAY, 18, _DAY),
        _KEY,
    ),
)
PRODUCTS = SheetPlan(
    "products",
    pgettext_lazy("sheet", "Product indicators"),
    (
        _OWNER,
        Column("name", ROW_FIELDS["products"]["name"], width=60),
        Column("unit", ROW_FIELDS["products"]["unit"], width=16),
        Column("target", ROW_FIELDS["products"]["target"], NUMBER, 16, _("A number, or empty.")),
        _KEY,
    ),
)
FUNDING = SheetPlan(
    "funding",
    pgettext_lazy("sheet", "Funding"),
    (
        _OWNER,
        Column("source", ROW_FIELDS["funding"]["source"], ONE, 40, _ONE_NAME, "sources"),
        Column("year", ROW_FIELDS["funding"]["year"], YEAR, 10, _("A year in the period of the plan.")),
        Column("planned", ROW_FIELDS["funding"]["planned"], MONEY, 18, _MONEY),
        Column(
            "secured",
            ROW_FIELDS["funding"]["secured"],
            MONEY,
            18,
            _("The part of the planned amount that is certain; empty means none."),
        ),
    ),
)
SHEETS = (ACTIONS, MILESTONES, PRODUCTS, FUNDING)
ROW_SHEETS = {sheet.key: sheet for sheet in SHEETS[1:]}
GUIDE_NAME = _("How to read")
LISTS_NAME = pgettext_lazy("sheet", "Lists")
