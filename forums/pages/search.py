"""Search over the public content. It forgives missing accents and capitals."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.models import Commission, Forum, GoverningBody, Team
from metropolis.ui.text import fold
from strategy.models import Action, ActionPlan, Goal, Indicator, Municipality, ThematicArea

LONGEST = 100
SHOWN = 8  # in a group, while all groups are on the page


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    title: str
    url: str
    detail: str
    rank: int


@dataclass(frozen=True)
class Group:
    """The things of one kind, the nearest first."""

    key: str
    label: str
    hits: list[Hit]
    number: int

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.number - len(self.hits)


@dataclass(frozen=True)
class Results:
    """Everything that the page shows. `unknown` is a kind that does not exist."""

    question: str
    kind: str
    unknown: str
    was_cut: bool
    groups: list[Group]
    total: int


def search(question: str, kind: str = "") -> Results:
    """What fits every word of the question, by kind; of one kind only, when one is named."""
    asked = question.replace("\x00", " ").strip()
    text = asked[:LONGEST]
    words = fold(text).split()
    known = kind in KINDS
    groups = []
    for key, (label, rows, hit_of) in KINDS.items():
        hits = _found(rows(words), hit_of, fold(text)) if words else []
        if hits:
            shown = hits if key == kind else hits[:SHOWN]
            groups.append(Group(key, label(), shown, len(hits)))
    return Results(
        question=text,
        kind=kind if known else "",
        unknown="" if known else kind,
        was_cut=len(asked) > LONGEST,
        groups=groups,
        total=sum(group.number for group in groups),
    )


def _found(rows: Iterable, hit_of: Callable[..., Hit], question: str) -> list[Hit]:
    """The nearest first; among equals the order of the list stays."""
    return sorted((hit_of(row, question) for row in rows), key=lambda hit: hit.rank)


def _rank(name: str, question: str) -> int:
    """0: the very name, 1: begins with the question, 2: a word does, 3: it is elsewhere."""
    folded = fold(name)
    if folded == question:
        return 0
    if folded.startswith(question):
        return 1
    return 2 if f" {question}" in folded else 3


def _with_words(rows: QuerySet, words: list[str]) -> QuerySet:
    for word in words:
        rows = rows.filter(search_text__contains=word)
    return rows


def _areas(words):
    return _with_words(ThematicArea.objects.all(), words)


def _goals(words):
    return _with_words(Goal.objects.select_related("area"), words)


def _indicators(words):
    return _with_words(Indicator.objects.select_related("area"), words)


def _municipalities(words):
    return _with_words(Municipality.objects.members_on(timezone.localdate()), words)


def _bodies(words):
    today = timezone.localdate()
    for model in (GoverningBody, Commission, Forum, Team):
        yield from _with_words(model.objects.valid_on(today), words)


def _plans(words):
    return _with_words(ActionPlan.objects.select_related("area"), words)


def _actions(words):
    return _with_words(Action.objects.in_force().select_related("plan"), words)


def _area_hit(area, question):
    return Hit(area.name, reverse("area", args=[area.slug]), area.scope, _rank(area.name, question))


def _goal_hit(goal, question):
    detail = f"{goal.get_level_display()}, {goal.area.name}"
    rank = _code_rank(goal.code, goal.text, question)
    return Hit(f"{goal.code} {goal.text}", reverse("goal", args=[goal.code]), detail, rank)


def _indicator_hit(indicator, question):
    detail = ", ".join(part for part in (indicator.area and indicator.area.name, indicator.unit) if part)
    rank = _code_rank(indicator.code, indicator.name, question)
    title = f"{indicator.code} {indicator.name}"
    return Hit(title, reverse("indicator", args=[indicator.code]), detail, rank)


def _municipality_hit(one, question):
    url = reverse("municipality", args=[one.slug])
    return Hit(one.name, url, f"{one.get_kind_display()}, {one.county}", _rank(one.name, question))


def _body_hit(body, question):
    url = reverse("body", args=[body.slug])
    return Hit(body.name, url, str(body._meta.verbose_name), _rank(body.name, question))


def _plan_hit(plan, question):
    detail = _("%(area)s, state: %(state)s") % {
        "area": plan.area.name,
        "state": plan.get_state_display() if plan.state else _("not known"),
    }
    if plan.is_example:
        detail = _("%(detail)s, example plan: invented data") % {"detail": detail}
    url = reverse("plan", args=[plan.slug])
    return Hit(f"{plan.code} {plan.name}", url, detail, _code_rank(plan.code, plan.name, question))


def _action_hit(action, question):
    detail = f"{action.get_kind_display()}, {action.plan.name}"
    url = reverse("plan_action", args=[action.plan.slug, action.code])
    rank = _code_rank(action.code, action.title, question)
    return Hit(f"{action.code} {action.title}", url, detail, rank)


def _code_rank(code: str, name: str, question: str) -> int:
    return 0 if fold(code) == question else _rank(name, question)


# Kind in the address -> its heading, how to find rows, how to show one. In the order of the page.
KINDS: dict[str, tuple[Callable[[], str], Callable[..., Iterable], Callable[..., Hit]]] = {
    "obszary": (lambda: _("Thematic areas"), _areas, _area_hit),
    "gminy": (lambda: _("Municipalities"), _municipalities, _municipality_hit),
    "cele": (lambda: _("Goals and directions"), _goals, _goal_hit),
    "wskazniki": (lambda: _("Indicators"), _indicators, _indicator_hit),
    "plany": (lambda: _("Action plans"), _plans, _plan_hit),
    "dzialania": (lambda: _("Actions of plans"), _actions, _action_hit),
    "organy": (lambda: _("Bodies, forums and teams"), _bodies, _body_hit),
}
