"""Ratios are kept as numerator and denominator, so that they can be aggregated. Pure."""

import re
from decimal import Decimal


def ratio_scale(*, is_share: bool, unit: str) -> Decimal:
    """By how much the unit multiplies the plain ratio.

    `%` by 100, `per 1000` and `per 1,000` by 1000, `na 10 tys.` by 10,000, others by 1. Both languages
    of a unit give the same.
    """
    if is_share or unit.strip() == "%":
        return Decimal(100)
    found = re.search(r"\b(10[0,\s\u00a0]*)(tys\b|thousand\b)?", unit)
    if found is None:
        return Decimal(1)
    return Decimal(re.sub(r"\D", "", found[1])) * (1000 if found[2] else 1)


def ratio_value(numerator: Decimal, denominator: Decimal, *, is_share: bool, unit: str) -> Decimal:
    """The value that the unit shows, to the six places that the database keeps."""
    scale = ratio_scale(is_share=is_share, unit=unit)
    return (numerator / denominator * scale).quantize(Decimal("0.000001"))
