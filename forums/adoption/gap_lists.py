"""A checklist as pages show it: gaps of one kind together, each with the way to where it is mended."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from forums.drafting.permissions import can_edit
from metropolis.ui.addresses import address_of
from strategy.models import ActionPlan
from strategy.plans.content import PlanContent, SectionContent

from .checklist import ACTION, SECTION, Gap
from .gap_words import WORDS

SHOWN = 6


@dataclass(frozen=True)
class GapLine:
    """One gap: the name of its part, where it leads, and what more there is to say."""

    name: str
    url: str
    message: str

    @property
    def html(self) -> SafeString:
        """The line of the list; a plan has hundreds of them, so it is written here and not in a template."""
        name = format_html('<a href="{}">{}</a>', self.url, self.name) if self.url else escape(self.name)
        between = ": " if self.name and self.message else ""
        return format_html("<li>{}{}{}</li>\n", name, between, self.message)


@dataclass(frozen=True)
class GapGroup:
    """Gaps of one kind; those behind the first few are folded."""

    title: str | Promise
    lines: list[GapLine]

    @property
    def first(self) -> list[GapLine]:
        """What is shown at once."""
        return self.lines[:SHOWN]

    @property
    def more(self) -> list[GapLine]:
        """What is folded."""
        return self.lines[SHOWN:]

    @property
    def is_plain(self) -> bool:
        """Whether the title says everything: there is nothing to list."""
        return all(not (line.name or line.message) for line in self.lines)


def grouped(gaps: list[Gap], plan: ActionPlan, content: PlanContent | None, *, user) -> list[GapGroup]:
    """The gaps by their kinds, in the order of the list.

    For those who may change the text the links lead to where it is changed, for others to where it is read.
    """
    if not gaps:
        return []
    edits = can_edit(user, plan)
    by_kind = sorted(gaps, key=lambda gap: list(WORDS).index(gap.kind))
    return [
        GapGroup(WORDS[kind], [_line(gap, plan, content, edits=edits) for gap in same])
        for kind, same in groupby(by_kind, key=lambda gap: gap.kind)
    ]


def _line(gap: Gap, plan: ActionPlan, content: PlanContent | None, *, edits: bool) -> GapLine:
    if gap.part == ACTION:
        action = content.action(gap.key) if content else None
        name = f"{gap.key} {action.title}" if action else gap.key
        where = "draft_action" if edits else "plan_action"
        return GapLine(name, _address(where, plan, gap.key, edits=edits), gap.message)
    if gap.part == SECTION:
        section = content.section(gap.key) if content else None
        name = _heading(section) if section else gap.key
        url = _address("draft_section", plan, gap.key, edits=True) if edits else ""
        return GapLine(name, url, gap.message)
    return GapLine("", "", gap.message)


def _heading(section: SectionContent) -> str:
    return section.title_en if get_language() == "en" else section.title_pl


def _address(name: str, plan: ActionPlan, key: str, *, edits: bool) -> str:
    return address_of(name, plan.slug, key) + ("" if edits else "?wersja=projekt")
