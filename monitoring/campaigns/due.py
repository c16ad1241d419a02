"""Which values a campaign asks for, and from whom."""

from collections import defaultdict

from django.db.models import Q

from forums.models import Team
from strategy.indicators.periods import Frequency, Period
from strategy.models import Indicator, Municipality

OFFICE = ("office", None)


def is_due(indicator: Indicator, period: Period) -> bool:
    """Whether an indicator is measured in the period: its frequency fits and its first period has come.

    A two-yearly survey is due in every second year counted from its first period; where that is not
    known it is not due by itself, and the Office adds it in the year of the survey.
    """
    if not period.fits(indicator.frequency):
        return False
    every_second_year = indicator.frequency == Frequency.TWO_YEARS
    if not indicator.first_due_period:
        return not every_second_year
    first = Period.parse(indicator.first_due_period)
    if period < first:
        return False
    return not every_second_year or (period.start.year - first.start.year) % 2 == 0


def members_during(period: Period):
    """Municipalities that belonged to the metropolis at any time in the period."""
    return Municipality.objects.filter(
        Q(member_from__isnull=True) | Q(member_from__lte=period.end),
        Q(member_to__isnull=True) | Q(member_to__gte=period.start),
    )


def owed(indicators, period: Period) -> dict[tuple, list[tuple[int, int | None]]]:
    """(indicator, municipality) pairs by supplier: ("team", id), ("partner", id) or the Office.

    Statistics and surveys are the Office's. What has nobody to supply it (a municipality without a
    team, a partner that is not named) is the Office's as well, so that it is not lost.
    """
    places = list(members_during(period).values_list("pk", flat=True))
    teams = dict(Team.objects.filter(municipality__in=places).values_list("municipality", "pk"))
    rows = defaultdict(list)
    for indicator in indicators:
        of_metropolis = indicator.scope == Indicator.Scope.METROPOLIS
        for place in [None] if of_metropolis else places:
            rows[_supplier(indicator, place, teams)].append((indicator.pk, place))
    return rows


def _supplier(indicator, place, teams):
    if indicator.supplier == Indicator.Supplier.MUNICIPALITY and place in teams:
        return ("team", teams[place])
    if indicator.supplier == Indicator.Supplier.PARTNER and indicator.partner_id:
        return ("partner", indicator.partner_id)
    return OFFICE
