"""What an action can name: goals, indicators, places, people and money, read anew after a change only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import CharField, IntegerField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forums.bodies.models import Team
from metropolis.rest.counters import version_of
from metropolis.rest.kept import Kept
from metropolis.ui.models import SearchableModel, in_column_order
from strategy.models import (
    Action,
    ActionPlan,
    FundingSource,
    Goal,
    Indicator,
    Municipality,
    Partner,
    ThematicArea,
)

Choices = list[tuple[str, str]]

# kind: model, column of the code, column of the name without its language, path of the area, own order
_SOURCES: dict[str, tuple[Any, str, str, str, str]] = {
    "goals": (Goal, "code", "text", "area", "order"),
    "indicators": (Indicator, "code", "name", "area", "order"),
    "municipalities": (Municipality, "slug", "name", "", ""),
    "partners": (Partner, "slug", "name", "", ""),
    "teams": (Team, "slug", "name", "", ""),
    "sources": (FundingSource, "code", "name", "", "order"),
    "others": (Action, "code", "title", "plan__area", "order"),
}
_CODE_FIRST = ("goals", "indicators", "others")


@dataclass(frozen=True)
class Term:
    """A thing that can be named: its code, what people call it, and the area that it belongs to."""

    code: str
    name: str
    area: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """Everything that an action of a plan can name, by kind; `own_area` is the plan's.

    "actions" are those of the same draft, "others" the actions of other plans in force.
    """

    own_area: str = ""
    terms: dict[str, tuple[Term, ...]] = field(default_factory=dict)

    def name(self, kind: str, code: str) -> str:
        """What something is called; the code with a word where it is not there any more."""
        found = next((term for term in self.terms.get(kind, ()) if term.code == code), None)
        return found.name if found else _("%(code)s (no longer there)") % {"code": code}

    def choices(self, kind: str, chosen: Iterable[str] = ()) -> Choices:
        """Choices of a form; what is chosen and no longer there stays visible, to be taken out."""
        known = [(term.code, term.name) for term in self.terms.get(kind, ())]
        return self._gone([kind], chosen) + known

    def by_area(self, kind: str, chosen: Iterable[str] = ()) -> list[tuple[str, Choices]]:
        """Choices under their areas, the plan's own area first."""
        groups = [
            (area or _("Across all areas"), [(term.code, term.name) for term in terms])
            for area, terms in groupby(self.terms.get(kind, ()), key=lambda term: term.area)
        ]
        groups.sort(key=lambda group: group[0] != self.own_area)
        gone = self._gone([kind], chosen)
        return [(_("No longer in the strategy"), gone), *groups] if gone else groups

    def needed_actions(self, chosen: Iterable[str] = ()) -> list[tuple[str, Choices]]:
        """Actions that another one can depend on: of this plan, and of other plans in force."""
        gone = self._gone(["actions", "others"], chosen)
        groups = [
            (_("No longer there"), gone),
            (_("Actions of this plan"), self.choices("actions")),
            (_("Actions of other plans in force"), self.choices("others")),
        ]
        return [group for group in groups if group[1]]

    def _gone(self, kinds: list[str], chosen: Iterable[str]) -> Choices:
        known = {term.code for kind in kinds for term in self.terms.get(kind, ())}
        return [(code, self.name(kinds[0], code)) for code in chosen if code and code not in known]


READS = (Goal, Indicator, Municipality, Partner, Team, FundingSource, Action, ActionPlan, ThematicArea)
_kept_terms: Kept[dict[str, tuple[Term, ...]]] = Kept(64)  # by plan, language and day


def read_vocabulary(plan: ActionPlan, but_action: str = "") -> Vocabulary:
    """The vocabulary of a plan's actions; an action cannot depend on itself."""
    terms = _terms(plan) | {"actions": _actions(plan, but_action)}
    return Vocabulary(str(plan.area.name), terms)


def _terms(plan: ActionPlan) -> dict[str, tuple[Term, ...]]:
    """Everything outside the plan that its actions can name: read anew only after a change."""
    version = version_of(*READS)
    key = (plan.pk, get_language(), timezone.localdate())
    return _kept_terms.get(key, version) or _kept_terms.put(key, version, _read_terms(plan))


def _read_terms(plan: ActionPlan) -> dict[str, tuple[Term, ...]]:
    first, *rest = (_rows(kind, plan) for kind in _SOURCES)
    # What belongs to no area has no order of one, and comes last.
    found = sorted(first.union(*rest, all=True), key=lambda row: [(part is None, part) for part in row[4:]])
    return {
        kind: tuple(
            Term(code, f"{code} {name}" if kind in _CODE_FIRST else name, area or "")
            for row_kind, code, name, area, *_order in found
            if row_kind == kind
        )
        for kind in _SOURCES
    }


def _actions(plan: ActionPlan, but_action: str) -> tuple[Term, ...]:
    """The actions of the draft, in its order."""
    items = plan.draft_items.filter(kind="action", removed_at__isnull=True, head__isnull=False)
    rows = items.exclude(key=but_action).values_list("key", "head__content__title")
    return tuple(Term(key, f"{key} {title or _('(no title yet)')}") for key, title in rows)


def _rows(kind: str, plan: ActionPlan):
    """Rows of (kind, code, name, area, order of the area, own order, sort key), alike for all kinds."""
    model, code, name, area, order = _SOURCES[kind]
    language = "en" if get_language() == "en" else "pl"
    rows = in_column_order(model.objects.order_by())
    if kind == "teams":
        rows = rows.valid_on(timezone.localdate())
    elif kind == "municipalities":
        rows = rows.members_on(timezone.localdate())
    elif kind == "others":
        rows = rows.in_force().exclude(plan=plan)
    column = name if kind == "others" else f"{name}_{language}"
    return rows.annotate(
        v_kind=Value(kind, CharField()),
        v_code=Cast(code, CharField()),
        v_name=Cast(column, CharField()),
        v_area=Cast(f"{area}__name_{language}", CharField()) if area else Value("", CharField()),
        v_area_order=Cast(f"{area}__order", IntegerField()) if area else Value(0, IntegerField()),
        v_order=Cast(order, IntegerField()) if order else Value(0, IntegerField()),
        v_sort=Cast("sort_key" if issubclass(model, SearchableModel) else column, CharField()),
    ).values_list("v_kind", "v_code", "v_name", "v_area", "v_area_order", "v_order", "v_sort")
