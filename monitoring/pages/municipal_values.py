"""The values of a municipality as its page shows them, made once after each change of them."""

import datetime
from dataclasses import dataclass

from django.template.loader import render_to_string

from monitoring.history.past import overview_on
from monitoring.status.kept_pages import kept_with
from strategy.models import Municipality

from .municipal_changes import municipal_lists
from .municipalities import extract_links, value_groups


@dataclass(frozen=True)
class MunicipalValues:
    """The written section, and for how many indicators of the municipality's there are values."""

    html: str
    known: int
    total: int


def municipal_values(request, municipality: Municipality, day: datetime.date | None) -> MunicipalValues:
    """The values of today, or as known on a day."""
    if day is not None:
        return _written(request, municipality, day)
    known = overview_on(None)
    return kept_with(
        known, "municipal values", municipality.pk, make=lambda: _written(request, municipality, None)
    )


def _written(request, municipality: Municipality, day: datetime.date | None) -> MunicipalValues:
    groups = value_groups(municipality, day)
    known = sum(len(group.values) for group in groups)
    total = known + sum(len(group.without) for group in groups)
    context = {
        "municipality": municipality,
        "groups": groups,
        "changes": municipal_lists(one.moved for group in groups for one in group.values if one.moved),
        "known": known,
        "total": total,
        "extracts": extract_links(municipality, groups),
        "is_past": day is not None,
    }
    html = render_to_string("monitoring/pages/_municipal_values.html", context, request)
    return MunicipalValues(html, known, total)
