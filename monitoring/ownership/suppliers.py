"""Who else supplies indicators: partners, the Office, official statistics."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Max

from forums.bodies.audience import office_people
from monitoring.values.models import IndicatorValue
from strategy.models import Indicator, Partner

Kind = Indicator.Supplier


@dataclass(frozen=True)
class Supplier:
    """A partner, the Office or official statistics (which the Office fetches), with what it supplies.

    `people`: how many of the Office see to it today; a partner's values are entered by the Office, too.
    """

    name: str
    indicators: int
    people: int
    last_update: datetime.datetime | None


def read_suppliers() -> list[Supplier]:
    """Partners in the order of their names, then statistics and the Office; four queries."""
    counts = _grouped(Indicator.objects.all(), "supplier", "partner", Count("pk"))
    typed = IndicatorValue.objects.filter(author__isnull=False)
    path = "observation__indicator__"
    updates = _grouped(typed, f"{path}supplier", f"{path}partner", Max("created_at"))
    partners = Partner.objects.in_bulk([partner for _kind, partner in counts if partner])
    people = office_people().count()
    rows = [
        Supplier(_name(kind, partners.get(partner)), count, people, updates.get((kind, partner)))
        for (kind, partner), count in counts.items()
        if kind != Kind.MUNICIPALITY and (kind != Kind.PARTNER or partner)
    ]
    return sorted(rows, key=lambda row: (row.name.lower(), -row.indicators))


def _grouped(rows, kind, partner, figure) -> dict[tuple, object]:
    found = rows.values_list(kind, partner).annotate(figure=figure).order_by()
    return {(kind, partner if kind == Kind.PARTNER else None): figure for kind, partner, figure in found}


def _name(kind, partner) -> str:
    return partner.name if partner else str(Kind(kind).label)
