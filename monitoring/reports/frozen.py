"""How single things are written into a snapshot, and read from it again."""

from decimal import Decimal

from strategy.indicators.periods import Period

Frozen = dict


def both(row, field: str) -> dict[str, str]:
    """A text in both languages."""
    return {language: getattr(row, f"{field}_{language}") or "" for language in ("pl", "en")}


def number(value: Decimal | None) -> str | None:
    """A decimal as a string, without trailing zeros; None stays None, since missing is not zero."""
    return None if value is None else f"{value.normalize() + 0:f}"


def share(value: Decimal | None) -> str | None:
    """A computed number, rounded so that it reads the same on every machine."""
    return None if value is None else number(round(value, 6))


def text(pair: dict[str, str], language: str) -> str:
    """The text in a language, in Polish where it has no other."""
    return pair.get(language) or pair["pl"]


def decimal(value: str | None) -> Decimal | None:
    """The number that `number` wrote."""
    return None if value is None else Decimal(value)


def period(code: str) -> Period:
    """The period of a code in the snapshot."""
    return Period.parse(code)
