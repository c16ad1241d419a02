"""How a reporting period is called in headings and sentences."""

from django.utils.translation import pgettext

from strategy.indicators.periods import Period


def period_name(code: str) -> str:
    """`2025 rok`, `III kwartał 2025`; in Polish it fits after "za"."""
    period = Period.parse(code)
    if period.months == 12:
        return pgettext("a reporting period", "%(year)s") % {"year": period.start.year}
    return period.label
