"""What a ratio is multiplied by, from its unit."""

from decimal import Decimal

import pytest

from monitoring.values.ratios import ratio_scale, ratio_value


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("%", 100),
        ("na 1000 osób", 1000),
        ("per 1000 residents", 1000),
        ("na 10 tys. osób", 10000),
        ("per 10 000 residents", 10000),
        ("per 10,000 residents", 10000),
        ("per 10 thousand residents", 10000),
        ("km", 1),
        ("na 5 osób", 1),
    ],
)
def test_the_unit_says_the_scale_in_both_languages(unit, scale):
    assert ratio_scale(is_share=False, unit=unit) == scale


def test_a_share_is_in_per_cent_whatever_its_unit():
    assert ratio_scale(is_share=True, unit="") == 100


def test_a_ratio_is_kept_to_six_places():
    assert ratio_value(Decimal(1), Decimal(3), is_share=False, unit="%") == Decimal("33.333333")
