"""The content of a plan as one document: what is drafted, compared, frozen, printed and published.

Pure: no database, request or clock. A draft and a frozen version are the same shape, so every page,
document and check reads this and nothing else. Things outside the plan are named by their stable codes
(goals, indicators, funding sources) and addresses (municipalities, partners, teams); `names` says what
they were called when the document was made, so that a goal renamed later does not change a frozen plan.

Money is in PLN, rich text is sanitised HTML (`metropolis.ui.richtext`), dates are days.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

SCHEMA = 1
# Kinds of things that `names` knows.
NAMED = ("areas", "goals", "indicators", "municipalities", "partners", "teams", "sources")


@dataclass(frozen=True)
class Milestone:
    """A point in the schedule; `key` stays the same through all revisions."""

    key: str
    name: str
    due: date | None = None


@dataclass(frozen=True)
class Product:
    """A product indicator of the action; `target` is None where no number is set."""

    key: str
    name: str
    unit: str = ""
    target: Decimal | None = None


@dataclass(frozen=True)
class Funding:
    """Money from one source in one year: `planned` is needed, `secured` is the part that is certain."""

    source: str
    year: int
    planned: Decimal
    secured: Decimal = Decimal(0)


@dataclass(frozen=True)
class ActionContent:
    """An action. Empty texts and None mean "not said yet", which a draft may leave open."""

    code: str
    title: str = ""
    description: str = ""
    kind: str = "partnership"
    is_obligatory: bool = False
    is_flagship: bool = False
    goals: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    lead_municipality: str = ""
    lead_partner: str = ""
    municipalities: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    responsible_team: str = ""
    responsible_function: str = ""
    start: date | None = None
    end: date | None = None
    cost: Decimal | None = None
    milestones: tuple[Milestone, ...] = ()
    products: tuple[Product, ...] = ()
    funding: tuple[Funding, ...] = ()
    depends_on: tuple[str, ...] = ()

    @property
    def planned(self) -> Decimal:
        """All money that the action needs."""
        return sum((row.planned for row in self.funding), Decimal(0))

    @property
    def secured(self) -> Decimal:
        """The part of it that is certain."""
        return sum((row.secured for row in self.funding), Decimal(0))

    @property
    def taking_part(self) -> tuple[str, ...]:
        """Addresses of the municipalities that take part, the leading one first."""
        lead = (self.lead_municipality,) if self.lead_municipality else ()
        return lead + tuple(slug for slug in self.municipalities if slug != self.lead_municipality)

    def to_json(self) -> dict[str, Any]:
        """The action as it is stored: days and decimals are texts."""
        data = asdict(self)
        return {name: _plain(value) for name, value in data.items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ActionContent":
        """The action as it was stored; what is absent takes its default."""
        values = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        for name in ("goals", "indicators", "municipalities", "partners", "depends_on"):
            values[name] = tuple(values.get(name, ()))
        values |= {"start": _day(values.get("start")), "end": _day(values.get("end"))}
        values["cost"] = _number(values.get("cost"))
        values["milestones"] = tuple(
            Milestone(row["key"], row["name"], _day(row.get("due"))) for row in values.get("milestones", ())
        )
        values["products"] = tuple(
            Product(row["key"], row["name"], row.get("unit", ""), _number(row.get("target")))
            for row in values.get("products", ())
        )
        values["funding"] = tuple(
            Funding(row["source"], int(row["year"]), Decimal(row["planned"]), Decimal(row["secured"]))
            for row in values.get("funding", ())
        )
        return cls(**values)


@dataclass(frozen=True)
class SectionContent:
    """A section: its heading in both languages, and its text."""

    key: str
    title_pl: str
    title_en: str
    html: str = ""
    is_required: bool = True


@dataclass(frozen=True)
class PlanHead:
    """What the plan is: copied from its row when the document is made."""

    code: str
    slug: str
    name_pl: str
    name_en: str
    area: str
    period_start: int | None = None
    period_end: int | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the plan's period; a period that is not known holds every day."""
        after_start = self.period_start is None or self.period_start <= day.year
        return after_start and (self.period_end is None or day.year <= self.period_end)


@dataclass(frozen=True)
class PlanContent:
    """A whole plan. `names[kind][code]` is {"pl": ..., "en": ...} for the kinds in `NAMED`."""

    head: PlanHead
    sections: tuple[SectionContent, ...] = ()
    actions: tuple[ActionContent, ...] = ()
    names: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    def action(self, code: str) -> ActionContent | None:
        """The action of that code, or None."""
        return self._by_code.get(code)

    @cached_property
    def _by_code(self) -> dict[str, ActionContent]:
        """A checklist of a large plan asks for hundreds of actions."""
        return {action.code: action for action in reversed(self.actions)}

    def section(self, key: str) -> SectionContent | None:
        """The section of that key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def name(self, kind: str, code: str, language: str) -> str:
        """What something was called; the code itself where the document does not know it."""
        names = self.names.get(kind, {}).get(code, {})
        return names.get(language) or names.get("pl") or code

    def to_json(self) -> dict[str, Any]:
        """The document as it is frozen."""
        return {
            "schema": SCHEMA,
            "plan": asdict(self.head),
            "sections": [asdict(section) for section in self.sections],
            "actions": [action.to_json() for action in self.actions],
            "names": self.names,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "PlanContent":
        """The document as it was frozen."""
        return cls(
            head=PlanHead(**data["plan"]),
            sections=tuple(SectionContent(**row) for row in data["sections"]),
            actions=tuple(ActionContent.from_json(row) for row in data["actions"]),
            names=data["names"],
        )


def canonical(data: dict[str, Any]) -> bytes:
    """The bytes that are frozen, given out as a file and checked: sorted keys, UTF-8, one line."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def checksum(data: dict[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal: `sha256sum` of the given file says the same."""
    return hashlib.sha256(canonical(data)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text not in (None, "") else None
