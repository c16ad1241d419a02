"""A frozen version as its page shows it: sections, and actions in a line each. Pure."""

from dataclasses import dataclass

from django.utils.translation import get_language

from metropolis.ui.dates import short_date
from strategy.pages.money import zloty
from strategy.plans.content import ActionContent, PlanContent


@dataclass(frozen=True)
class ReadSection:
    """A section with its heading in the reader's language."""

    key: str
    title: str
    html: str


@dataclass(frozen=True)
class ReadAction:
    """An action in a line of a table; "" is what the version does not say."""

    code: str
    title: str
    lead: str
    start: str
    end: str
    planned: str


def read_sections(content: PlanContent) -> list[ReadSection]:
    """Sections that have a text."""
    english = get_language() == "en"
    return [
        ReadSection(one.key, (english and one.title_en) or one.title_pl, one.html)
        for one in content.sections
        if one.html
    ]


def read_actions(content: PlanContent) -> list[ReadAction]:
    """Actions in their order."""
    return [_action(content, action) for action in content.actions]


def _action(content: PlanContent, action: ActionContent) -> ReadAction:
    language = get_language() or "pl"
    municipality, partner = action.lead_municipality, action.lead_partner
    lead = content.name("municipalities", municipality, language) if municipality else ""
    return ReadAction(
        code=action.code,
        title=action.title,
        lead=lead or (content.name("partners", partner, language) if partner else ""),
        start=short_date(action.start) if action.start else "",
        end=short_date(action.end) if action.end else "",
        planned=zloty(action.planned) if action.funding else "",
    )
