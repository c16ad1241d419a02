"""What the fields of a section and an action are called, in messages of drafting."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from strategy.plans import labels

FIELDS: dict[str, Promise] = {"html": _("Text of the section"), **labels.ACTION}
# Fields of the rows that hang on an action.
ROW_FIELDS: dict[str, dict[str, Promise]] = labels.ROWS | {
    "funding": {"source": _("Source of money"), "year": _("Year")} | labels.ROWS["funding"],
}


def label_of(field: str) -> str:
    """The label of a field; rows are named with their number: "funding.0.planned" → "Funding 1: Planned"."""
    name, _dot, rest = field.partition(".")
    number, _dot, column = rest.partition(".")
    label = str(FIELDS.get(name, name))
    if not column:
        return label
    return f"{label} {int(number) + 1}: {ROW_FIELDS.get(name, {}).get(column, column)}"
