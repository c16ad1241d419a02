"""Questions about a value that looks wrong. Pure rules: they ask for one sentence and never block."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal

from .comparing import Family, Peers, excess_of_parts, far_from

JUMP = Decimal("2.5")
"""A value this many times larger or smaller than the last one is asked about."""
SLIP_TOLERANCE = Decimal("1.25")
SMALL_STEPS = 5
"""A change of so few of the smallest steps of the indicator is never a jump (1 place, then 3)."""


@dataclass(frozen=True)
class Past:
    """The last verified value, the period it was for, where it came from, and its parts if it is a ratio."""

    value: Decimal
    period: str
    source: str = ""
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True)
class Expectation:
    """What is known about an indicator before a value is typed."""

    is_percent: bool = False
    precision: int = 0
    is_share: bool = False
    range_low: Decimal | None = None
    range_high: Decimal | None = None
    is_ratio: bool = False
    past: Past | None = None
    peers: Peers | None = None
    family: Family | None = None


@dataclass(frozen=True)
class Question:
    """Why the value looks odd, as a sentence; `code` names the rule."""

    code: str
    text: str


def questions(value: Decimal, expected: Expectation) -> list[Question]:
    """What to ask about the value, the likeliest explanation first; empty when it looks right."""
    rules = (_fraction, _share, _slip, _zero, _jump, _outside, _parts, _unlike_others)
    return [question for rule in rules if (question := rule(value, expected))]


def _fraction(value, expected):
    """0.58 typed where per cent are meant."""
    if not expected.is_percent or not 0 < value < 1:
        return None
    if expected.past and not _near(value * 100, expected.past.value, factor=3):
        return None
    text = _("It looks like a fraction. Is it {guess} %? If not, say in one sentence why so little.")
    return Question("fraction", text.format(guess=_n(value * 100)))


def _share(value, expected):
    """A share is between 0 and 100."""
    if not expected.is_share or 0 <= value <= 100:
        return None
    if expected.is_ratio and value > 100:
        text = _("The numerator is above the denominator. Check both, or say in one sentence why.")
        return Question("share", text)
    text = _("A share lies between 0 and 100. Check the value, or say in one sentence where it comes from.")
    return Question("share", text)


def _slip(value, expected):
    """Ten, a hundred or a thousand times too much or too little: a slip of the point or of the unit."""
    past = expected.past
    if past is None or past.value == 0 or value == 0:
        return None
    for power in (10, 100, 1000):
        for code, guess in (("more", value / power), ("less", value * power)):
            if _near(guess, past.value, factor=SLIP_TOLERANCE):
                return Question("slip", _slip_text(code, power, guess, past))
    return None


def _slip_text(code, power, guess, past):
    texts = {
        ("more", 10): _("Ten times more than last time ({past} for {period}). Is it {guess}?"),
        ("more", 100): _("A hundred times more than last time ({past} for {period}). Is it {guess}?"),
        ("more", 1000): _("A thousand times more than last time ({past} for {period}). Is it {guess}?"),
        ("less", 10): _("Ten times less than last time ({past} for {period}). Is it {guess}?"),
        ("less", 100): _("A hundred times less than last time ({past} for {period}). Is it {guess}?"),
        ("less", 1000): _("A thousand times less than last time ({past} for {period}). Is it {guess}?"),
    }
    sentence = texts[code, power].format(past=_n(past.value), period=past.period, guess=_n(guess))
    return sentence + " " + _("If not, say in one sentence where the change comes from.")


def _zero(value, expected):
    """Zero after a number is often 'no data' in disguise."""
    past = expected.past
    if past is None or value != 0 or not _beyond_small_steps(value, expected):
        return None
    text = _("Zero, and last time {past} for {period}. If the data are missing, choose “no data”.")
    return Question("zero", f"{text.format(past=_n(past.value), period=past.period)} {_else()}")


def _jump(value, expected):
    """Far from the last value, in size or in sign."""
    past = expected.past
    if past is None or value == 0 or not _beyond_small_steps(value, expected):
        return None
    if past.value == 0 or _near(value, past.value, factor=JUMP):
        return None
    text = _("A big change: last time it was {past} for {period}.")
    return Question("jump", f"{text.format(past=_n(past.value), period=past.period)} {_else()}")


def _outside(value, expected):
    """Outside the range that the Office finds plausible for this indicator."""
    low, high = expected.range_low, expected.range_high
    if low is not None and value < low:
        return Question("range", _range_text(_("Usually it is not less than {bound}."), low))
    if high is not None and value > high:
        return Question("range", _range_text(_("Usually it is not more than {bound}."), high))
    return None


def _range_text(text, bound):
    return text.format(bound=_n(bound)) + " " + _("Say in one sentence where it comes from.")


def _parts(value, expected):
    """Parts are together no more than their total, and so is each of them."""
    family = expected.family
    if family is None:
        return None
    if family.whole is not None and excess_of_parts(family.whole, [value], expected.precision) is not None:
        text = _("It is a part of {name}, and more than it: {whole}. Check both, or say in one sentence why.")
        return Question("parts", text.format(name=family.whole_name, whole=_n(family.whole)))
    total = excess_of_parts(value, family.parts, expected.precision)
    if total is None:
        return None
    text = _("The parts ({names}) are {total} together, more than this total. Check them, or say why.")
    return Question("parts", text.format(names=", ".join(family.part_names), total=_n(total)))


def is_as_before(value: Decimal, past: Past | None) -> bool:
    """Whether the value is about the last one again: then it is not compared with other municipalities."""
    return past is not None and past.value != 0 and _near(value, past.value, factor=SLIP_TOLERANCE)


def _unlike_others(value, expected):
    """Far from similar municipalities, unless it was so the last time."""
    peers = expected.peers
    if peers is None or is_as_before(value, expected.past):
        return None
    middle = far_from(peers.comparable(value), peers.values)
    if middle is None:
        return None
    own = peers.comparable(value)
    numbers = {"own": _rounded(own), "middle": _rounded(middle), "n": len(peers.values)}
    if peers.population is None:
        text = _("Far from {n} similar municipalities, whose median is {middle}.")
    else:
        text = _("Per 1,000 inhabitants it is {own}; the median of {n} similar municipalities is {middle}.")
    return Question("peers", f"{text.format(**numbers)} {_other()}")


def _near(value, other, *, factor):
    """Whether one is at most `factor` times the other, with the same sign."""
    if other == 0 or value == 0:
        return value == other
    return 1 / Decimal(factor) <= value / other <= Decimal(factor)


def _beyond_small_steps(value, expected):
    return abs(value - expected.past.value) > SMALL_STEPS * Decimal(1).scaleb(-expected.precision)


def _else():
    return _("If it is right, say in one sentence where the change comes from.")


def _other():
    return _("If it is right, say in one sentence why it is different here.")


def _rounded(number):
    """Three significant digits: a comparison needs no more."""
    number = Decimal(number)
    return _n(round(number, 2 - number.adjusted()) if number else number)


def _n(number):
    return format_decimal(Decimal(number).normalize())
