"""Reads a snapshot in one language: what chapters ask, so that none of them digs in the JSON."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from monitoring.charts import palette
from monitoring.status.sentences import with_unit

from . import blocks, frozen
from .frozen import Frozen


class Reader:
    """A snapshot in one language. Compose under `translation.override(language)`."""

    def __init__(self, content: Frozen, language: str):
        self.content, self.language = content, language

    def text(self, pair: Frozen) -> str:
        """A text of the snapshot in this language."""
        return frozen.text(pair, self.language)

    @property
    def areas(self) -> list[Frozen]:
        """The areas in their official order."""
        return self.content["areas"]

    @property
    def indicators(self) -> list[Frozen]:
        """All indicators, area after area."""
        return self.content["indicators"]

    def indicators_of(self, area: str | None) -> list[Frozen]:
        """The indicators that carry an area; None: those that belong to none."""
        return [indicator for indicator in self.indicators if indicator["area"] == area]

    def goals_of(self, area: str) -> list[Frozen]:
        """The goals of an area, in the strategy's order."""
        return [goal for goal in self.content["goals"] if goal["area"] == area]

    def summary_of(self, area: str | None) -> Frozen:
        """The counts of an area; None: of the whole strategy."""
        summary = self.content["summary"]
        return summary["strategy"] if area is None else summary["areas"][area]

    @cached_property
    def municipalities(self) -> dict[str, str]:
        """Slug -> name of the member municipalities, in Polish order."""
        return {row["slug"]: self.text(row["name"]) for row in self.content["municipalities"]}

    def colour(self, area: Frozen) -> str:
        """The colour of an area."""
        return palette.area_colour(area["order"])

    def number(self, indicator: Frozen, value: str | Decimal | None) -> str:
        """A value of an indicator, with its precision, without unit."""
        return "" if value is None else format_decimal(Decimal(value), indicator["precision"])

    def with_unit(self, indicator: Frozen, value: str | None) -> str:
        """A value of an indicator with its unit."""
        if value is None:
            return _("no data")
        return with_unit(Decimal(value), self.text(indicator["unit"]), indicator["precision"])

    def narrative(self, chapter: str) -> list[blocks.Block]:
        """The Office's comment on a chapter, where it wrote one."""
        pair = self.content["narrative"].get(chapter)
        text = self.text(pair).strip() if pair else ""
        return [blocks.narrative(_("Comment of the Association Office"), text)] if text else []

    def name_of_author(self, key: str) -> str:
        """The function behind a value."""
        if key in self.content["authors"]:
            return self.text(self.content["authors"][key])
        names = {
            "loaded": _("loaded with the strategy's content"),
            "statistics": _("imported from official statistics"),
            "reporter": _("entered by an institution that was asked"),
        }
        return names.get(key) or _("entered in the portal")


def has_data(indicator: Frozen) -> bool:
    """Whether any verified value exists."""
    return indicator["data_period"] is not None


def latest(indicator: Frozen) -> Frozen | None:
    """The newest figure of the metropolis."""
    return indicator["figures"][-1] if indicator["figures"] else None


def values_of(indicator: Frozen, period: str) -> list[Frozen]:
    """The values of one period."""
    return [value for value in indicator["values"] if value["period"] == period]


def municipal_values(indicator: Frozen, period: str) -> dict[str, Frozen]:
    """Municipality -> its value of one period."""
    return {row["municipality"]: row for row in values_of(indicator, period) if row["municipality"]}


def moved(indicators: Iterable[Frozen], good: bool | None) -> list[Frozen]:
    """The indicators whose change since the baseline is good, bad, or neither (None)."""
    return [row for row in indicators if row["trend"] and row["trend"]["good"] is good]
