"""A plan at a glance: one sentence, the goals it serves and those that nothing serves. Pure."""

from collections import Counter
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.drafting.contents import natural
from strategy.pages.money import short_zloty
from strategy.plans.content import PlanContent

from .money import rows_of, total_of
from .taking_part import counts_of
from .wording import Named, Wording, html_of


@dataclass(frozen=True)
class ServedGoal:
    """A goal and how many actions name it, in words."""

    goal: Named
    actions: str


@dataclass(frozen=True)
class Section:
    """A section as it is read: `html` is "" where nothing is written yet."""

    key: str
    title: str
    html: SafeString


def sentence_of(content: PlanContent) -> str:
    """The plan in one sentence: actions, municipalities, money."""
    if not content.actions:
        return _("The plan has no actions yet.")
    parts = [_actions(content)]
    if places := len(counts_of(content)):
        parts.append(
            ngettext("%(n)s municipality takes part", "%(n)s municipalities take part", places)
            % {"n": places}
        )
    rows = rows_of(content.actions)
    if rows:
        total = total_of(rows)
        parts.append(
            _("%(needed)s is needed, %(secured)s is secured")
            % {"needed": short_zloty(total.needed), "secured": short_zloty(total.secured)}
        )
    return "; ".join(parts) + "."


def _actions(content: PlanContent) -> str:
    number = len(content.actions)
    words = ngettext("The plan has %(n)s action", "The plan has %(n)s actions", number) % {"n": number}
    if flagship := sum(action.is_flagship for action in content.actions):
        words += ngettext(", %(n)s of them flagship", ", %(n)s of them flagship", flagship) % {"n": flagship}
    return words


def served_goals(wording: Wording) -> list[ServedGoal]:
    """Goals that actions name, in the order of their codes, each with the number of its actions."""
    counts = Counter(code for action in wording.content.actions for code in action.goals)
    return [
        ServedGoal(
            goal, ngettext("%(n)s action", "%(n)s actions", counts[goal.code]) % {"n": counts[goal.code]}
        )
        for goal in wording.named("goals", sorted(counts, key=natural))
    ]


def sections_of(wording: Wording) -> list[Section]:
    """The sections with their headings."""
    return [Section(one.key, wording.heading(one), html_of(one.html)) for one in wording.content.sections]
