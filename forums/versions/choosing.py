"""Which two texts of a plan are compared: those that the address names, or the two newest ones."""

from dataclasses import dataclass

from strategy.models import ActionPlan

from .editions import DRAFT, Edition, NoSuchEdition, find_edition
from .listing import Line


@dataclass(frozen=True)
class Chosen:
    """Two texts, the older one first."""

    old: Edition
    new: Edition


def choose(plan: ActionPlan, user, lines: list[Line], old: str, new: str) -> Chosen | None:
    """The two texts that a reader asked for, put in order; None where the reader has only one.

    What is not there, or not for this reader, raises NoSuchEdition. With one given, the other is the one
    before it; with none, the two newest are compared.
    """
    values = [line.value for line in lines]
    asked = [value for value in (old, new) if value]
    if any(value not in values for value in asked):
        raise NoSuchEdition
    if len(values) < 2:
        return None
    if len(asked) < 2:
        place = values.index(asked[0]) if asked else 0
        asked = [values[min(place, len(values) - 2)], values[min(place, len(values) - 2) + 1]]
    older, newer = sorted(asked, key=values.index, reverse=True)
    return Chosen(find_edition(plan, user, older), find_edition(plan, user, newer))


def before(lines: list[Line], value: str) -> str:
    """The version made before the one of that number; "" for the first."""
    values = [line.value for line in lines if line.value != DRAFT]
    place = values.index(value) + 1 if value in values else len(values)
    return values[place] if place < len(values) else ""
