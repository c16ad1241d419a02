"""What changed between two texts of a plan: its sections, actions, schedule and money. Pure.

Values are readable, in the language that is active; labels are translated when shown. The order of
actions and of rows is no change, and neither is another name of the same thing: codes are compared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import get_language

from .comparing_fields import FieldChange, action_fields, head_fields
from .content import ActionContent, PlanContent, SectionContent

Kind = Literal["same", "added", "removed", "changed"]


@dataclass(frozen=True)
class SectionDifference:
    """A section in both texts; HTML is "" where the section was not there. The heading is the new one."""

    kind: Kind
    key: str
    title: str
    old_title: str
    old_html: str
    new_html: str


@dataclass(frozen=True)
class ActionDifference:
    """An action in both texts. One that came or went lists what it says, as fields with one side."""

    kind: Kind
    code: str
    title: str
    fields: tuple[FieldChange, ...]
    old: ActionContent | None
    new: ActionContent | None

    @property
    def is_moved(self) -> bool:
        """Whether the schedule changed of an action that stayed."""
        return self.kind == "changed" and any(field.name in ("start", "end") for field in self.fields)


@dataclass(frozen=True)
class Sum:
    """An amount of the whole plan before and after, PLN."""

    old: Decimal
    new: Decimal

    @property
    def change(self) -> Decimal:
        """What was added; below zero where the plan needs less."""
        return self.new - self.old


@dataclass(frozen=True)
class PlanDifference:
    """Everything that changed; sections and actions that stayed are listed too, as "same"."""

    head: tuple[FieldChange, ...]
    sections: tuple[SectionDifference, ...]
    actions: tuple[ActionDifference, ...]
    planned: Sum
    secured: Sum

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not (self.head or self.changed_sections or self.changed_actions)

    @property
    def changed_sections(self) -> list[SectionDifference]:
        """Sections that came, went or have another text or heading."""
        return [section for section in self.sections if section.kind != "same"]

    @property
    def changed_actions(self) -> list[ActionDifference]:
        """Actions that came, went or say something else."""
        return [action for action in self.actions if action.kind != "same"]

    @property
    def moved_actions(self) -> list[ActionDifference]:
        """Actions whose start or end changed."""
        return [action for action in self.actions if action.is_moved]

    def actions_that(self, kind: Kind) -> list[ActionDifference]:
        """Actions of one kind of change."""
        return [action for action in self.actions if action.kind == kind]


def compare(old: PlanContent, new: PlanContent) -> PlanDifference:
    """What changed from the old text of a plan to the new one."""
    return PlanDifference(
        head=head_fields(old, new),
        sections=tuple(_section(*pair) for pair in _paired(old.sections, new.sections, "key")),
        actions=tuple(_action(old, new, *pair) for pair in _paired(old.actions, new.actions, "code")),
        planned=Sum(_total(old, "planned"), _total(new, "planned")),
        secured=Sum(_total(old, "secured"), _total(new, "secured")),
    )


def _total(content: PlanContent, name: str) -> Decimal:
    return sum((getattr(action, name) for action in content.actions), Decimal(0))


def _section(old: SectionContent | None, new: SectionContent | None) -> SectionDifference:
    title, old_title = _heading(new or old), _heading(old or new)
    old_html, new_html = old.html if old else "", new.html if new else ""
    is_same = title == old_title and old_html == new_html
    return SectionDifference(_kind(old, new, is_same), (new or old).key, title, old_title, old_html, new_html)


def _heading(section: SectionContent) -> str:
    return (section.title_en if get_language() == "en" else "") or section.title_pl


def _action(
    before: PlanContent, after: PlanContent, old: ActionContent | None, new: ActionContent | None
) -> ActionDifference:
    fields = action_fields(before, after, old, new)
    shown = new or old
    return ActionDifference(_kind(old, new, not fields), shown.code, shown.title, fields, old, new)


def _kind(old: object | None, new: object | None, is_same: bool) -> Kind:
    if old is None or new is None:
        return "added" if old is None else "removed"
    return "same" if is_same else "changed"


def _paired(old: Sequence, new: Sequence, key: str) -> Iterable[tuple]:
    """The things of both texts by their key, in the new order; what went stays behind its old neighbour."""
    olds = {getattr(one, key): one for one in old}
    news = {getattr(one, key): one for one in new}
    order = list(news)
    place = 0
    for name in olds:
        if name in news:
            place = order.index(name) + 1
        else:
            order.insert(place, name)
            place += 1
    return [(olds.get(name), news.get(name)) for name in order]
