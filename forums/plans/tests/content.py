"""Plans for tests of the pages, made in memory."""

from datetime import date
from decimal import Decimal

from strategy.plans.content import ActionContent, Funding, Milestone, PlanContent, PlanHead

HEAD = PlanHead("4.P1", "plan", "Plan", "Plan", "4", 2026, 2030)
NAMES = {
    "municipalities": {"skawina": {"pl": "Skawina", "en": "Skawina"}, "lisia": {"pl": "Łysa", "en": "Łysa"}},
    "goals": {"4.G": {"pl": "Cel główny", "en": "Main goal"}},
    "sources": {"A": {"pl": "Program A", "en": "Programme A"}, "B": {"pl": "Budżety", "en": "Budgets"}},
    "teams": {"zespol-skawina": {"pl": "Zespół Skawina", "en": "Team Skawina"}},
}


def action(number, **fields) -> ActionContent:
    return ActionContent(code=f"4.P1.{number}", **({"title": f"Działanie {number}"} | fields))


def plan_of(*actions, **fields) -> PlanContent:
    return PlanContent(**({"head": HEAD, "actions": actions, "names": NAMES} | fields))


def money(source, year, planned, secured=0) -> Funding:
    return Funding(source, year, Decimal(planned), Decimal(secured))


def step(day: str, name="Odbiór", key="m1") -> Milestone:
    return Milestone(key, name, date.fromisoformat(day) if day else None)
