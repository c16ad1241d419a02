"""The table of some indicators, written once for all readers until a number in it changes."""

import datetime
from collections.abc import Collection

from django.template.loader import render_to_string

from monitoring.status.kept_pages import kept_with
from monitoring.status.overview import Overview
from strategy.indicators.listed import listed_indicators
from strategy.models import Indicator

from .figures import indicator_row


def listed_among(wanted: Collection[int]) -> list[Indicator]:
    """The wanted indicators, in the official order."""
    return [one for one in listed_indicators() if one.pk in wanted]


def indicator_table(request, indicators: list[Indicator], known: Overview, day: datetime.date | None) -> str:
    """Each indicator with its latest value and status; "" for none. On a past day links lead to that day."""

    def written() -> str:
        rows = [indicator_row(one, known.standings[one.pk]) for one in indicators]
        # Today's table is for everybody, so it sees no request.
        return render_to_string(
            "monitoring/pages/_indicator_table.html", {"rows": rows}, request if day else None
        )

    if not indicators:
        return ""
    if day is not None:
        return written()
    return kept_with(known, "indicator table", *(one.pk for one in indicators), make=written)
