"""Who belongs to the metropolis, for the pages that name every one."""

import datetime

from django.utils import timezone

from monitoring.status.kept_pages import kept_with
from monitoring.status.overview import overview
from strategy.models import Municipality
from strategy.municipalities.limits import MOST_MUNICIPALITIES

from .maps import members_on_the_map


def members_shown(as_of: datetime.date | None = None) -> list[Municipality]:
    """The members of a day (None: today), with their boundaries while they are few enough for a map.

    Those of a country are kept with the overview, since thousands of objects take long to make: read only.
    """
    country = kept_with(overview(), "country", make=_country) if as_of is None else []
    return country or members_on_the_map(as_of)


def _country() -> list[Municipality]:
    members = Municipality.objects.members_on(timezone.localdate())
    return list(members) if members.count() > MOST_MUNICIPALITIES else []
