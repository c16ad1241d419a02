"""Reads a snapshot in one language: what chapters ask, so that none of them digs in the JSON."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from monitoring.charts import palette
from monitoring.status.sentences import with_unit

from . import blocks, frozen
from .frozen import Frozen
from .scope import kind_of, where_of

WORK = ("consultations", "opinions", "resolutions", "versions")


class Reader:
    """A snapshot in one language, of schema 2 or 1. Compose under `translation.override(language)`.

    What schema 1 did not hold is read as not known: chapters about it stay out of those reports.
    """

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
    def kind(self) -> str:
        """The kind of the report."""
        return kind_of(self.content)

    @property
    def where(self) -> dict[str, str]:
        """The area or municipality that the report keeps to; nothing for the whole metropolis."""
        return where_of(self.content["report"])

    @property
    def wanted(self) -> list[str]:
        """The ids of the chapters that were asked for, in their order; none: all of the kind."""
        return self.content["report"].get("chapters", [])

    @property
    def day(self) -> date:
        """The day of the data."""
        return date.fromisoformat(self.content["report"]["as_of"])

    @property
    def tells_actions(self) -> bool:
        """Whether the snapshot knows of actions and of the work of forums at all."""
        return "actions" in self.content

    @property
    def actions(self) -> list[Frozen]:
        """The actions of public plans, in the order of the plans."""
        return self.content.get("actions", [])

    def actions_of(self, area: str) -> list[Frozen]:
        """The actions of the plans of an area."""
        return [action for action in self.actions if action["area"] == area]

    def work_of(self, kind: str, area: str | None = None) -> list[Frozen]:
        """One kind of the work of forums in the period (see `WORK`); of an area, or of all of them."""
        rows = self.content.get("work", {}).get(kind, [])
        return rows if area is None else [row for row in rows if row["area"] == area]

    def work_in_order(self, area: str | None = None) -> list[tuple[str, Frozen]]:
        """All of that work with its kind, day by day."""
        rows = [(kind, row) for kind in WORK for row in self.work_of(kind, area)]
        return sorted(rows, key=lambda one: (one[1]["day"], WORK.index(one[0]), one[1]["plan"]))

    @property
    def previous(self) -> Frozen | None:
        """The report that this one is compared with."""
        return self.content.get("previous")

    @property
    def changes(self) -> Frozen | None:
        """What changed since then; None without an earlier report."""
        return self.content.get("changes")

    @property
    def indicators(self) -> list[Frozen]:
        """All indicators, area after area."""
        return self.content["indicators"]

    def indicators_of(self, area: str | None) -> list[Frozen]:
        """The indicators that carry an area; None: those that belong to none."""
        return [indicator for indicator in self.indicators if indicator["area"] == area]

    @cached_property
    def by_code(self) -> dict[str, Frozen]:
        """Code -> indicator."""
        return {row["code"]: row for row in self.indicators}

    def called(self, indicator: Frozen) -> str:
        """`4.2 Nowe podmioty`."""
        return f"{indicator['code']} {self.text(indicator['name'])}"

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

    @property
    def term(self) -> str:
        """The period of the report."""
        return self.content["report"]["period"]

    @cached_property
    def members(self) -> dict[str, str]:
        """Those of the municipalities that belonged to the metropolis by the end of the period."""
        end = frozen.period(self.term).end.isoformat()
        late = {row["slug"] for row in self.content["municipalities"] if (row.get("member_from") or "") > end}
        return {slug: name for slug, name in self.municipalities.items() if slug not in late}

    @property
    def holds_municipal_values(self) -> bool:
        """Whether the values of all municipalities are in the snapshot; those of thousands are left out."""
        return "municipal_values" not in self.content

    @cached_property
    def reporting(self) -> set[str]:
        """The members with a value for the period."""
        return self.sent_for(self.indicators)

    def sent_for(self, indicators: Iterable[Frozen]) -> set[str]:
        """The members with a value of any of the indicators for the period."""
        of_term = [row for row in indicators if row["data_period"] == self.term and row["coverage"]]
        return {slug for row in of_term for slug in set(self.members).difference(row["coverage"]["missing"])}

    @property
    def asks_municipalities(self) -> bool:
        """Whether any indicator of the report is measured in municipalities."""
        return any(row["scope"] == "municipality" for row in self.indicators)

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
        """What the Office or a forum wrote in a chapter, where there is something."""
        written = self.content["narrative"].get(chapter)
        text = self.text(written).strip() if written else ""
        return [blocks.narrative(self._writer(written), text)] if text else []

    def _writer(self, written: Frozen) -> str:
        """Whose text it is; snapshots of schema 1 knew the Office only."""
        forum = written.get("forum")
        if forum is None:
            return _("Comment of the Association Office")
        return _("Comment of the forum: %(forum)s") % {"forum": self.text(forum)}

    def name_of_author(self, key: str) -> str:
        """The function that entered a value."""
        if key in self.content["authors"]:
            return self.text(self.content["authors"][key])
        match key:
            case "loaded":
                return _("loaded with the strategy's content")
            case "statistics":
                return _("imported from official statistics")
            case "reporter":
                return _("entered by an institution that was asked")
            case _other:
                return _("entered in the portal")

    def name_of_approver(self, key: str | None) -> str:
        """The function that verified a value; empty where nobody did in the portal."""
        if key is None:
            return ""
        known = self.content["authors"].get(key)
        return self.text(known) if known else _("verified in the portal")


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
