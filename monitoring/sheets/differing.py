"""How a row would differ from what is saved, and what the portal would ask about it. Pure."""

from metropolis.ui.numbers import format_decimal
from monitoring.campaigns.rows import Row
from monitoring.values.forms import Typed
from monitoring.values.plausibility import questions

from .columns import BY_FIELD

NUMBERS = ("value", "numerator", "denominator")
TEXTS = ("reason", "source", "note", "explanation")


def differences(row: Row, typed: Typed) -> list[dict[str, str]]:
    """The columns that change, each with what is saved and what would be."""
    latest = row.latest
    found = []
    for name in (*NUMBERS, *TEXTS):
        if name == "reason":
            old, new = row.due.no_data_reason, typed.reason
        else:
            old = None if row.due.no_data_reason else getattr(latest, name, None)
            new = getattr(typed, name) if typed.value is not None else None
        if (old or old == 0) or (new or new == 0):
            pair = {"old": _shown(old), "new": _shown(new)}
            if pair["old"] != pair["new"]:
                found.append({"label": str(BY_FIELD[name].label)} | pair)
    return found


def _shown(value) -> str:
    if value is None or value == "":
        return ""
    return value if isinstance(value, str) else format_decimal(value)


def question_of(row: Row, typed: Typed) -> str:
    """What the portal asks about the value, as it would be asked of one that was typed; "" once explained."""
    if typed.value is None or typed.explanation:
        return ""
    asked = questions(typed.value, row.expected)
    return asked[0].text if asked else ""
