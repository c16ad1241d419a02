"""A plan's draft as one document (`PlanContent`), in a constant number of queries."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import CharField, Max, Value

from forums.bodies.models import Team
from forums.drafting.models import DraftItem, Revision
from metropolis.rest.counters import version_of
from metropolis.rest.kept import Kept
from metropolis.ui.models import in_column_order
from strategy.models import (
    ActionPlan,
    FundingSource,
    Goal,
    Indicator,
    Municipality,
    Partner,
    SectionTemplate,
    ThematicArea,
)
from strategy.plans.content import ActionContent, PlanContent, PlanHead, SectionContent

# Where each kind of name is read: the model, the column that the content refers by, the column of the name.
NAME_COLUMNS = {
    "areas": (ThematicArea, "code", "name"),
    "goals": (Goal, "code", "text"),
    "indicators": (Indicator, "code", "name"),
    "municipalities": (Municipality, "slug", "name"),
    "partners": (Partner, "slug", "name"),
    "teams": (Team, "slug", "name"),
    "sources": (FundingSource, "code", "name"),
}


NAMED_MODELS = tuple(model for model, _key, _text in NAME_COLUMNS.values())
READS = (DraftItem, Revision, SectionTemplate, *NAMED_MODELS)

_drafts: Kept[PlanContent] = Kept(32)  # by plan: more than are ever under work at once


def _live(plan: ActionPlan):
    return plan.draft_items.filter(removed_at__isnull=True, head__isnull=False)


def draft_items(plan: ActionPlan) -> list[DraftItem]:
    """The parts of a draft with what they say now, in order; removed actions are not among them."""
    return list(_live(plan).select_related("head", "head__author"))


def last_change(plan: ActionPlan) -> datetime | None:
    """When a part of the draft was saved last; None where there is no part."""
    return _live(plan).aggregate(last=Max("head__made_at"))["last"]


def draft_content(plan: ActionPlan) -> PlanContent:
    """The draft as it stands, with the names of today: read anew only after a change.

    It is shared by all requests of this process: to be read, never to be changed.
    """
    head, version = head_of(plan), version_of(*READS)
    known = _drafts.get(plan.pk, version)
    if known is not None and known.head == head:
        return known
    parts = list(_live(plan).values_list("kind", "key", "head__content"))
    return _drafts.put(plan.pk, version, _put_together(head, parts))


def _put_together(head: PlanHead, parts: list[tuple[str, str, dict]]) -> PlanContent:
    texts = {key: said.get("html", "") for kind, key, said in parts if kind == DraftItem.Kind.SECTION}
    actions = tuple(
        ActionContent.from_json({**said, "code": key})
        for kind, key, said in parts
        if kind == DraftItem.Kind.ACTION
    )
    return PlanContent(head, sections_of(texts), actions, names_for(head, actions))


def head_of(plan: ActionPlan) -> PlanHead:
    """What the plan's row says of it."""
    return PlanHead(
        code=plan.code,
        slug=plan.slug,
        name_pl=plan.name_pl or "",
        name_en=plan.name_en or plan.name_pl or "",
        area=plan.area.code,
        period_start=plan.period_start,
        period_end=plan.period_end,
    )


def sections_of(texts: dict[str, str]) -> tuple[SectionContent, ...]:
    """Sections by the template, in its order; one not in use stays where it has text."""
    return tuple(
        SectionContent(
            key=row.key,
            title_pl=row.title_pl or "",
            title_en=row.title_en or row.title_pl or "",
            html=texts.get(row.key, ""),
            is_required=row.is_required and row.is_active,
        )
        for row in SectionTemplate.objects.all()
        if row.is_active or texts.get(row.key)
    )


def names_for(head: PlanHead, actions: Iterable[ActionContent]) -> dict[str, dict[str, dict[str, str]]]:
    """What everything that the plan names is called today, in one query. What is gone is left out."""
    codes = {kind: set() for kind in NAME_COLUMNS} | {"areas": {head.area}}
    for action in actions:
        codes["goals"].update(action.goals)
        codes["indicators"].update(action.indicators)
        codes["municipalities"].update(action.taking_part)
        codes["partners"].update({*action.partners, action.lead_partner} - {""})
        codes["teams"].update({action.responsible_team} - {""})
        codes["sources"].update(row.source for row in action.funding)
    names: dict[str, dict[str, dict[str, str]]] = {kind: {} for kind in NAME_COLUMNS}
    first, *rest = [_names(kind, wanted) for kind, wanted in codes.items() if wanted]
    for kind, code, polish, english in first.union(*rest, all=True):
        names[kind][code] = {"pl": polish or "", "en": english or polish or ""}
    return names


def _names(kind: str, wanted: set[str]):
    model, key, text = NAME_COLUMNS[kind]
    rows = in_column_order(model.objects.filter(**{f"{key}__in": wanted}).order_by())
    label = Value(kind, output_field=CharField())
    return rows.annotate(of_kind=label).values_list("of_kind", key, f"{text}_pl", f"{text}_en")
