"""What a row of a campaign says in a file: one value for each column, the same in every format."""

from decimal import Decimal

from django.utils.translation import gettext as _

from monitoring.campaigns.rows import Row

from .scope import row_key

Value = str | Decimal


def line_of(row: Row) -> dict[str, Value]:
    """The columns of a row by field. Inputs hold what is saved, and the source of the last time."""
    known, past = row.latest, row.past
    line: dict[str, Value] = {
        "code": row.indicator.code,
        "indicator": row.indicator.name,
        "place": place_of(row),
        "period": row.due.observation.period,
        "unit": row.indicator.unit,
        "last": past.value if past else "",
        "last_period": past.period if past else "",
        "last_source": past.source if past else "",
        "reason": row.due.no_data_reason,
        "state": str(row.state.label),
        "key": row_key(row),
    }
    if known is None:
        return line | {"source": (past.source if past else "") or row.indicator.data_source}
    line |= {"source": known.source, "note": known.note, "explanation": known.explanation}
    if row.due.no_data_reason:
        return line
    if row.is_ratio:
        numbers = {"numerator": known.numerator, "denominator": known.denominator}
    else:
        numbers = {"value": known.value}
    return line | {name: "" if number is None else number for name, number in numbers.items()}


def place_of(row: Row) -> str:
    """The municipality, or the metropolis in words."""
    return row.municipality.name if row.municipality else _("The metropolis as a whole")


def open_fields(row: Row) -> set[str]:
    """Which columns a person may fill in, in this row."""
    if not row.editable:
        return set()
    numbers = {"numerator", "denominator"} if row.is_ratio else {"value"}
    return numbers | {"reason", "source", "note", "explanation"}
