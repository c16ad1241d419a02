"""What a plan names, in the reader's language: pure, over the names that the document brings along."""

from dataclasses import dataclass, field
from datetime import date

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui.dates import short_date
from strategy.models import Action
from strategy.plans.content import ActionContent, PlanContent


@dataclass(frozen=True)
class Named:
    """Something that the plan refers to: its stable code and its name."""

    code: str
    name: str


@dataclass(frozen=True)
class Wording:
    """The words of one document for one reader."""

    content: PlanContent
    language: str = field(default_factory=lambda: get_language() or "pl")
    kinds: dict[str, str] = field(
        default_factory=lambda: {value: str(label) for value, label in Action.Kind.choices}
    )

    def named(self, kind: str, codes) -> list[Named]:
        """Codes with their names, in the given order."""
        return [Named(code, self.content.name(kind, code, self.language)) for code in codes]

    def name(self, kind: str, code: str) -> str:
        """One name; "" for no code."""
        return self.content.name(kind, code, self.language) if code else ""

    def kind(self, action: ActionContent) -> str:
        """The kind of an action in words."""
        return self.kinds.get(action.kind, action.kind)

    def lead(self, action: ActionContent) -> str:
        """Who leads; "" where the plan does not say."""
        return self.name("municipalities", action.lead_municipality) or self.name(
            "partners", action.lead_partner
        )

    def heading(self, section) -> str:
        """The heading of a section."""
        return (section.title_en if self.language == "en" else "") or section.title_pl

    @property
    def foreign(self) -> str:
        """The language of the plan's own texts where it is not the reader's: for the `lang` attribute."""
        return "" if self.language == "pl" else "pl"


def title_of(action: ActionContent) -> str:
    """The title; a draft may have an action without one."""
    return action.title or _("action without a title")


def span_of(start: date | None, end: date | None) -> str:
    """From when until when: `01.03.2026–31.12.2027`; "" where neither is known."""
    if start and end:
        return f"{short_date(start)}–{short_date(end)}"
    if start:
        return _("from %(day)s") % {"day": short_date(start)}
    return _("until %(day)s") % {"day": short_date(end)} if end else ""


def html_of(text: str) -> SafeString:
    """Rich text for the page: what is stored is clean already, and a second lock is cheap."""
    return mark_safe(nh3.clean(text))  # noqa: S308
