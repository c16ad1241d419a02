"""The strategy at a glance."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from metropolis.ui.past import on_day
from strategy.models import ActionPlan, FundingSource, ThematicArea
from strategy.pages.money import million_euros


@dataclass(frozen=True)
class Fact:
    """A number of the start page: the number, its words, and where it leads."""

    number: str
    words: str
    url: str


def facts(municipalities: Sequence[Any], as_of: datetime.date | None = None) -> list[Fact]:
    """How large the strategy is: areas, plans, municipalities, money that is known.

    Of municipalities `population` and `population_on` are read.
    """
    areas, plans = ThematicArea.objects.count(), ActionPlan.objects.real().count()
    found = [
        Fact(
            str(areas),
            npgettext("after a number", "thematic area", "thematic areas", areas),
            on_day(reverse("area_list"), as_of),
        ),
        Fact(str(plans), ngettext("action plan", "action plans", plans), reverse("plan_list")),
        Fact(str(len(municipalities)), _people(municipalities), on_day(reverse("municipality_list"), as_of)),
    ]
    money = _money()
    return [*found, money] if money else found


def _people(municipalities: Sequence[Any]) -> str:
    count = len(municipalities)
    words = ngettext("municipality", "municipalities", count)
    days = {one.population_on for one in municipalities}
    if count == 0 or any(one.population is None for one in municipalities) or len(days) != 1:
        return words
    population = sum(one.population or 0 for one in municipalities)
    day = days.pop()
    when = f" ({short_date(day)})" if day else ""
    return _("%(municipalities)s, population %(people)s%(when)s") % {
        "municipalities": words,
        "people": format_decimal(population),
        "when": when,
    }


def _money() -> Fact | None:
    """The largest funding source whose amount is known."""
    source = FundingSource.objects.filter(total_eur__isnull=False).order_by("-total_eur").first()
    if source is None or source.total_eur is None:
        return None
    return Fact(million_euros(source.total_eur), source.name, reverse("financing"))
