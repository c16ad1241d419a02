"""One action of a plan as its page shows it. Pure, over the document."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from metropolis.ui.dates import long_date
from metropolis.ui.numbers import NBSP, format_decimal
from strategy.pages.money import zloty
from strategy.plans.content import ActionContent

from .money import Line, line_of, sentence_of, total_of
from .wording import Named, Wording, html_of, span_of, title_of


@dataclass(frozen=True)
class FundingRow:
    """Money from one source in one year, in words."""

    year: int
    source: str
    needed: str
    secured: str
    gap: str


@dataclass(frozen=True)
class Screen:
    """Everything that the page of an action says; what is not known is empty."""

    action: ActionContent
    title: str
    kind: str
    description: SafeString
    lead: Named | None
    lead_is_municipality: bool
    municipalities: list[Named]
    partners: list[Named]
    team: Named | None
    span: str
    cost: str
    goals: list[Named]
    indicators: list[Named]
    milestones: list[tuple[str, str]]
    products: list[tuple[str, str]]
    funding: list[FundingRow]
    money: Line | None
    money_sentence: str
    waits_for: list[Named]
    waiting: list[Named]
    previous: Named | None
    following: Named | None


def read_action(wording: Wording, code: str) -> Screen | None:
    """The action of that code with its neighbours; None where the text has none."""
    content = wording.content
    action = content.action(code)
    if action is None:
        return None
    titles = {one.code: Named(one.code, title_of(one)) for one in content.actions}
    codes = list(titles)
    index = codes.index(code)
    others = [slug for slug in action.municipalities if slug != action.lead_municipality]
    total = total_of(action.funding)
    return Screen(
        action=action,
        title=title_of(action),
        kind=wording.kind(action),
        description=html_of(action.description),
        lead=_lead(wording, action),
        lead_is_municipality=bool(action.lead_municipality),
        municipalities=wording.named("municipalities", others),
        partners=wording.named("partners", action.partners),
        team=next(iter(wording.named("teams", filter(None, [action.responsible_team]))), None),
        span=span_of(action.start, action.end),
        cost="" if action.cost is None else zloty(action.cost),
        goals=wording.named("goals", action.goals),
        indicators=wording.named("indicators", action.indicators),
        milestones=_milestones(action),
        products=[(one.name, _target(one)) for one in action.products],
        funding=_funding(wording, action),
        money=line_of(_("Together"), total, total.needed) if action.funding else None,
        money_sentence=sentence_of(total) if action.funding else "",
        waits_for=[titles.get(one, Named(one, "")) for one in action.depends_on],
        waiting=[titles[one.code] for one in content.actions if code in one.depends_on],
        previous=titles[codes[index - 1]] if index else None,
        following=titles[codes[index + 1]] if index + 1 < len(codes) else None,
    )


def _lead(wording: Wording, action: ActionContent) -> Named | None:
    code = action.lead_municipality or action.lead_partner
    return Named(code, wording.lead(action)) if code else None


def _milestones(action: ActionContent) -> list[tuple[str, str]]:
    """(day in words or "", name): by day, those without one last."""
    dated = sorted((one.due, one.name) for one in action.milestones if one.due)
    undated = [("", one.name) for one in action.milestones if not one.due]
    return [(long_date(due), name) for due, name in dated] + undated


def _target(product) -> str:
    if product.target is None:
        return ""
    return f"{format_decimal(product.target)}{NBSP}{product.unit}".strip()


def _funding(wording: Wording, action: ActionContent) -> list[FundingRow]:
    rows = sorted(action.funding, key=lambda row: row.year)
    return [
        FundingRow(
            year=row.year,
            source=wording.name("sources", row.source),
            needed=zloty(row.planned),
            secured=zloty(row.secured),
            gap=zloty(total_of([row]).gap),
        )
        for row in rows
    ]
