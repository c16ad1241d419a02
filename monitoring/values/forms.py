"""What a person typed into a row, read as numbers and texts, or refused with a sentence per field."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import NotANumber, parse_decimal

from .mistyping import fault_of_number, without_unit
from .ratios import ratio_value

PLACES = 6
LIMITS = {"source": 300, "note": 2000, "explanation": 2000, "reason": 300}


@dataclass(frozen=True)
class Answer:
    """The texts of a row as they were typed. `reason` says why there are no data.

    `confirm` is not empty where a person says that a proposed value is right.
    """

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    note: str = ""
    explanation: str = ""
    reason: str = ""
    confirm: str = ""
    token: str = ""

    @property
    def has_number(self) -> bool:
        """Whether anything stands in a field for numbers."""
        return bool((self.value + self.numerator + self.denominator).strip())


@dataclass(frozen=True)
class Typed:
    """An answer that was understood; `value` is None where there are no data.

    `proposed`: nobody has said so yet, it was filled in from the last value.
    """

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    source: str = ""
    note: str = ""
    explanation: str = ""
    reason: str = ""
    proposed: bool = False


class Mistyped(ValueError):
    """`errors` holds a sentence for each field that was not understood."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(errors)
        self.errors = errors


def read_answer(answer: Answer, indicator) -> Typed:
    """The numbers and texts of a row; `Mistyped` with all faults at once."""
    errors = _faults_of_texts(answer)
    if answer.reason.strip() and answer.has_number:
        errors["reason"] = _("Write either the value or why there are no data, not both.")
    numbers = {"value": None}
    try:
        numbers = _numbers(answer, indicator)
    except Mistyped as fault:
        errors |= fault.errors
    if errors:
        raise Mistyped(errors)
    texts = {name: getattr(answer, name).strip() for name in LIMITS}
    return Typed(**numbers, **texts)


def _faults_of_texts(answer):
    return {
        name: _("Shorten the text to at most %(limit)s characters.") % {"limit": limit}
        for name, limit in LIMITS.items()
        if len(getattr(answer, name)) > limit
    }


def _numbers(answer, indicator):
    """The value, or for a ratio both parts and the value that follows from them."""
    if not answer.has_number:
        return {"value": None}
    if indicator.aggregation != indicator.Aggregation.RATIO:
        message = _("Write the value of the indicator as a number, for example 12.5")
        return {"value": _number("value", without_unit(answer.value, indicator.unit), message)}
    message = _("Write both the numerator and the denominator as numbers, for example 120 and 800")
    numerator = _number("numerator", answer.numerator, message)
    denominator = _number("denominator", answer.denominator, message)
    if denominator <= 0:
        raise Mistyped({"denominator": _("The denominator has to be greater than zero.")})
    value = ratio_value(numerator, denominator, is_share=indicator.is_share, unit=indicator.unit)
    return {"value": value, "numerator": numerator, "denominator": denominator}


def _number(field, text, message):
    try:
        number = parse_decimal(text)
    except NotANumber as fault:
        raise Mistyped({field: fault_of_number(text, message)}) from fault
    if number != round(number, PLACES):
        raise Mistyped({field: _("Write at most 6 decimal places.")})
    return number
