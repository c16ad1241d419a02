"""Adoption writes the adopted text here: the actions in force, with their links, schedule and money.

The number of queries does not grow with the actions (but for the batches of large inserts).
"""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from metropolis.rest.counters import bump
from strategy.funding.models import FundingSource
from strategy.goals.models import Goal
from strategy.indicators.models import Indicator
from strategy.municipalities.models import Municipality
from strategy.partners.models import Partner
from strategy.plans.content import ActionContent, PlanContent
from strategy.plans.models import ActionPlan

from .models import Action, Funding, Milestone, ProductIndicator

PLAIN = ("title", "description", "kind", "is_obligatory", "is_flagship", "responsible_function")
TIME_AND_MONEY = ("start", "end", "cost")
LEADS = ("lead_municipality", "lead_partner")
KEPT_BY_US = ("order", "withdrawn_at", "updated_at", "sort_key", "search_text")
COLUMNS = (*PLAIN, *TIME_AND_MONEY, *LEADS, *KEPT_BY_US)
# Links to what the strategy knows: the column, the model, and the column that the content refers by.
LINKS = {
    "goals": (Goal, "code"),
    "indicators": (Indicator, "code"),
    "municipalities": (Municipality, "slug"),
    "partners": (Partner, "slug"),
    "depends_on": (Action, "code"),
}
BATCH = 100


class CannotPublish(ValueError):
    """The text names something that is gone, or a code that another plan has. The message says what."""


def put_in_force(plan: ActionPlan, content: PlanContent, *, at: datetime.datetime) -> dict[str, Action]:
    """Make the actions in force exactly those of the content; returns them by code.

    Actions that are gone from it are marked withdrawn as of `at`, those that are back come back. The
    caller holds the transaction and the lock on the plan. Raises CannotPublish before anything is written.
    """
    known = {action.code: action for action in Action.objects.filter(plan=plan)}
    found = _found(plan, content, known)
    actions = {one.code: known.get(one.code) or Action(plan=plan, code=one.code) for one in content.actions}
    for order, one in enumerate(content.actions, start=1):
        _write(actions[one.code], one, order, at, found)
    _save(actions.values())
    gone = [action.pk for code, action in known.items() if code not in actions]
    gone_now = Action.objects.filter(pk__in=gone, withdrawn_at__isnull=True)
    gone_now.update(withdrawn_at=at, updated_at=at)
    found["depends_on"] |= {code: action.pk for code, action in actions.items()}
    for name in LINKS:
        _link(name, actions, content, found[name])
    _write_rows(Milestone, actions, _milestones(content), ("key",))
    _write_rows(ProductIndicator, actions, _products(content), ("key",))
    _write_rows(Funding, actions, _funding(content, found["sources"]), ("source_id", "year"))
    bump(Action, Milestone, ProductIndicator, Funding, *(getattr(Action, name).through for name in LINKS))
    return actions


def _found(plan: ActionPlan, content: PlanContent, known: Collection[str]) -> dict[str, dict[str, int]]:
    """The rows that the content names, by kind and code. Raises CannotPublish for what is not there.

    `known` are the plan's own codes so far: an action taken out is nothing to depend on.
    """
    actions, own = content.actions, {one.code for one in content.actions}
    wanted = {name: {code for one in actions for code in getattr(one, name)} for name in LINKS}
    wanted["municipalities"] |= {one.lead_municipality for one in actions} - {""}
    wanted["partners"] |= {one.lead_partner for one in actions} - {""}
    wanted["depends_on"] -= own
    found = {name: _by_code(*LINKS[name], codes) for name, codes in wanted.items()}
    found["depends_on"] = {code: pk for code, pk in found["depends_on"].items() if code not in known}
    sources = {row.source for one in actions for row in one.funding}
    found["sources"] = _by_code(FundingSource, "code", sources)
    wanted["sources"] = sources
    lost = {code for name, codes in wanted.items() for code in codes - found[name].keys()}
    if lost:
        words = _("The plan refers to what is no longer there: %(codes)s.")
        raise CannotPublish(words % {"codes": ", ".join(sorted(lost))})
    taken = Action.objects.filter(~Q(plan=plan), code__in=own).values_list("code", flat=True)
    if codes := ", ".join(sorted(taken)):
        raise CannotPublish(_("Another plan has actions of these codes: %(codes)s.") % {"codes": codes})
    return found


def _by_code(model, column: str, codes: set[str]) -> dict[str, int]:
    rows = model.objects.in_force() if model is Action else model.objects
    return dict(rows.filter(**{f"{column}__in": codes}).values_list(column, "pk")) if codes else {}


def _write(action: Action, one: ActionContent, order: int, at: datetime.datetime, found) -> None:
    for name in (*PLAIN, *TIME_AND_MONEY):
        setattr(action, name, getattr(one, name))
    action.order, action.withdrawn_at, action.updated_at = order, None, at
    action.lead_municipality_id = found["municipalities"].get(one.lead_municipality)
    action.lead_partner_id = found["partners"].get(one.lead_partner)
    action.fill_search_keys()


def _save(actions: Iterable[Action]) -> None:
    """New ones are made, others updated; bulk operations send no signals, so `put_in_force` bumps."""
    rows = list(actions)
    Action.objects.bulk_create([row for row in rows if row._state.adding])
    Action.objects.bulk_update([row for row in rows if not row._state.adding], COLUMNS, batch_size=BATCH)


def _link(name: str, actions: dict[str, Action], content: PlanContent, found: dict[str, int]) -> None:
    """Make the links of one kind exactly those of the content."""
    through = getattr(Action, name).through
    near, far = _ends(name)
    pks = [action.pk for action in actions.values()]
    wanted = {(actions[one.code].pk, found[code]) for one in content.actions for code in getattr(one, name)}
    rows = through.objects.filter(**{f"{near}__in": pks}).values_list("pk", near, far)
    present = {(here, there): pk for pk, here, there in rows}
    through.objects.filter(pk__in=[pk for pair, pk in present.items() if pair not in wanted]).delete()
    new = sorted(wanted - present.keys())
    through.objects.bulk_create(through(**{near: here, far: there}) for here, there in new)


def _ends(name: str) -> tuple[str, str]:
    """The two columns of a table of links: of the action, and of what it is linked to."""
    field = Action._meta.get_field(name)
    return f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"


Rows = dict[str, list[dict[str, Any]]]


def _milestones(content: PlanContent) -> Rows:
    return {
        one.code: [
            {"key": row.key, "order": order, "name": row.name, "due": row.due}
            for order, row in enumerate(one.milestones, start=1)
        ]
        for one in content.actions
    }


def _products(content: PlanContent) -> Rows:
    return {
        one.code: [
            {"key": row.key, "order": order, "name": row.name, "unit": row.unit, "target": row.target}
            for order, row in enumerate(one.products, start=1)
        ]
        for one in content.actions
    }


def _funding(content: PlanContent, sources: dict[str, int]) -> Rows:
    return {
        one.code: [
            {
                "source_id": sources[row.source],
                "year": row.year,
                "planned": row.planned,
                "secured": row.secured,
            }
            for row in one.funding
        ]
        for one in content.actions
    }


def _write_rows(model, actions: dict[str, Action], wanted: Rows, key: tuple[str, ...]) -> None:
    """Rows that hang on actions. They keep their identity by `key`: others may refer to them."""
    rows = [model(action=actions[code], **values) for code, lines in wanted.items() for values in lines]
    kept = {(row.action_id, *(getattr(row, name) for name in key)) for row in rows}
    present = model.objects.filter(action__in=[action.pk for action in actions.values()])
    known = present.values_list("pk", "action_id", *key)
    gone = [pk for pk, *identity in known if tuple(identity) not in kept]
    model.objects.filter(pk__in=gone).delete()
    unique = ["action", *(name.removesuffix("_id") for name in key)]
    changing = [field.name for field in model._meta.concrete_fields if field.name not in {"id", *unique}]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=changing)
