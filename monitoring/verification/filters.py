"""What the Office narrows the queue of values to; it stands in the address."""

from dataclasses import dataclass, fields
from operator import itemgetter
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from metropolis.ui.patterns import filled
from monitoring.campaigns.models import DueValue
from monitoring.values.models import IndicatorValue
from monitoring.values.naming import period_name
from strategy.indicators.listed import listed_indicators
from strategy.models import Municipality

_OPTION = '<option value="{}"{}>{}</option>'
NAMES = {"campaign": "kampania", "area": "obszar", "indicator": "wskaznik", "municipality": "gmina"}


@dataclass(frozen=True)
class Filters:
    """Slugs and codes; an empty one narrows nothing, an unknown one leaves nothing."""

    campaign: str = ""
    area: str = ""
    indicator: str = ""
    municipality: str = ""

    @classmethod
    def of(cls, query) -> "Filters":
        """As they stand in the address."""
        return cls(**{field: query.get(name, "") for field, name in NAMES.items()})

    @property
    def query(self) -> str:
        """The address without what narrows nothing."""
        asked = {NAMES[one.name]: getattr(self, one.name) for one in fields(self)}
        return urlencode({name: text for name, text in asked.items() if text})

    def narrow(self, values):
        """The values that match."""
        if self.campaign:
            due = DueValue.objects.filter(observation=OuterRef("observation"))
            values = values.filter(Exists(due.filter(submission__campaign__slug=self.campaign)))
        paths = {
            "area": "indicator__area__slug",
            "indicator": "indicator__code",
            "municipality": "municipality__slug",
        }
        for name, path in paths.items():
            if asked := getattr(self, name):
                values = values.filter(**{f"observation__{path}": asked})
        return values


@dataclass(frozen=True)
class Choice:
    """A filter as a field of the page: options are (value, words)."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str

    @property
    def options_html(self) -> SafeString:
        """The options as the field holds them: every indicator may be one."""
        chosen = SafeString(" selected")
        return SafeString("".join([
            filled(_OPTION, value, chosen if value == self.chosen else "", words)
            for value, words in self.options
        ]))  # fmt: skip

    @property
    def chosen_label(self) -> str:
        """What was chosen, in words; as it was asked for where it is not in the list."""
        return dict(self.options).get(self.chosen, self.chosen)


def choices(filters: Filters) -> list[Choice]:
    """Fields with what waits today; two queries, and a small one for the indicators."""
    measured, placed, asked = _waiting_subjects()
    indicators = [one for one in listed_indicators() if one.pk in measured]
    areas = {one.area: None for one in indicators if one.area}  # in the official order, as the indicators are
    campaigns = sorted(sorted(asked), key=itemgetter(1), reverse=True)  # the latest first
    places = Municipality.objects.filter(pk__in=placed).only("slug", "name").order_by("sort_key")
    found = {
        "campaign": (_("Campaign"), [(slug, period_name(period)) for slug, period in campaigns]),
        "area": (_("Area"), [(one.slug, one.name) for one in areas]),
        "indicator": (
            _("Indicator"),
            [(one.code, str(one)) for one in sorted(indicators, key=lambda one: one.code)],
        ),
        "municipality": (_("Municipality"), [(one.slug, one.name) for one in places]),
    }
    rows = [
        Choice(NAMES[field], label, options, getattr(filters, field))
        for field, (label, options) in found.items()
    ]
    return [row for row in rows if len(row.options) > 1 or row.chosen]


def _waiting_subjects() -> tuple[set, set, set]:
    """Of all values that wait: keys of indicators and municipalities, slugs and periods of campaigns."""
    campaign = "observation__due__submission__campaign"
    waiting = (
        IndicatorValue.objects.waiting()
        .order_by()
        .values_list(
            "observation__indicator", "observation__municipality", f"{campaign}__slug", f"{campaign}__period"
        )
    )
    measured, placed, asked = set(), set(), set()
    for indicator, place, *of_campaign in waiting:
        measured.add(indicator)
        placed.add(place)
        asked.add(tuple(of_campaign))
    return measured, placed - {None}, asked - {(None, None)}
