"""What a report is about: its kind, and the part of the metropolis that it keeps to. Pure."""

from dataclasses import dataclass, field
from typing import Any

from .frozen import Frozen
from .kinds import ReportKind, Scoped


@dataclass(frozen=True)
class Scope:
    """Kind, chapters in their order (none: all of the kind), and an area or a municipality or neither."""

    kind: str = ReportKind.ANNUAL
    area_code: str = ""
    municipality_slug: str = ""
    chapters: list[str] = field(default_factory=list)

    @property
    def where(self) -> dict[str, str]:
        """The part of the metropolis, as the snapshot holds it."""
        if self.area_code:
            return {"area": self.area_code}
        return {"municipality": self.municipality_slug} if self.municipality_slug else {}

    @property
    def parts(self) -> Frozen:
        """What the `report` part of a snapshot says of it."""
        return {"kind": str(self.kind), "scope": self.where, "chapters": list(self.chapters)}


def scope_of(report: Scoped) -> Scope:
    """The scope of a report, as its row says."""
    return Scope(
        kind=report.kind,
        area_code=report.area.code if report.area else "",
        municipality_slug=report.municipality.slug if report.municipality else "",
        chapters=list(report.chapters),
    )


def kind_of(content: Frozen) -> str:
    """The kind of a report; snapshots of schema 1 knew one only."""
    return content["report"].get("kind", ReportKind.ANNUAL)


def where_of(report: Frozen) -> dict[str, str]:
    """The part of the metropolis that a `report` part names; nothing for the whole."""
    return report.get("scope", {})


def within(content: Frozen, scope: Scope) -> Frozen:
    """The part of the content that a report of this scope holds. The rest is not in its snapshot at all."""
    if scope.area_code:
        return _of_area(content, scope.area_code)
    if scope.municipality_slug:
        return _of_municipality(content, scope.municipality_slug)
    return content


def _of_area(content: Frozen, code: str) -> Frozen:
    def mine(rows: list[Frozen]) -> list[Frozen]:
        return [row for row in rows if row["area"] == code]

    summary = content["summary"]["areas"]
    return {
        **content,
        "areas": [area for area in content["areas"] if area["code"] == code],
        "goals": mine(content["goals"]),
        "plans": mine(content["plans"]),
        "indicators": mine(content["indicators"]),
        "actions": mine(content["actions"]),
        "work": {kind: mine(rows) for kind, rows in content["work"].items()},
        "summary": {"strategy": summary[code], "areas": {code: summary[code]}} if code in summary else
        {**content["summary"], "areas": {}},
    }  # fmt: skip


def _of_municipality(content: Frozen, slug: str) -> Frozen:
    """Its own values, beside the figures of the metropolis and what those were reported as."""
    indicators = [_with_values_of(row, slug) for row in content["indicators"]]
    return {
        **content,
        "indicators": [row for row in indicators if row["scope"] == "municipality" or row["values"]],
        "actions": [row for row in content["actions"] if takes_part(row, slug)],
    }


def _with_values_of(indicator: Frozen, slug: str) -> Frozen:
    values = [row for row in indicator["values"] if row["municipality"] in (slug, None)]
    own = any(row["municipality"] == slug for row in values)
    return {**indicator, "values": values if own or indicator["scope"] == "municipality" else []}


def takes_part(action: Frozen, slug: str) -> bool:
    """Whether a municipality leads an action, takes part in it, or has to."""
    return action["is_obligatory"] or slug == action["lead_municipality"] or slug in action["municipalities"]


def used_authors(content: Frozen) -> set[str]:
    """The functions that the rows of a content name."""
    named: list[Any] = [row for indicator in content["indicators"] for row in indicator["values"]]
    named += [row["report"] for row in content["actions"] if row["report"]]
    return {row[role] for row in named for role in ("author", "approver") if row[role]}
