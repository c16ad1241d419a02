"""What each municipality does in a plan. Pure, over the document."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from metropolis.ui.dates import long_date, short_date
from strategy.plans.content import ActionContent, PlanContent

from .wording import span_of, title_of

DARKEST = 3  # levels of the tile map
NEAREST = 10


@dataclass(frozen=True)
class Deadline:
    """A milestone or an end that is still to come."""

    day: date
    words: str
    name: str
    code: str
    title: str


@dataclass(frozen=True)
class Part:
    """An action of a municipality with its roles in it, in words, and its next milestone."""

    code: str
    title: str
    roles: list[str]
    span: str
    next_step: str
    is_obligatory: bool
    is_flagship: bool


@dataclass(frozen=True)
class Share:
    """Everything that one municipality does in the plan."""

    leads: int
    takes_part: int
    answers_for: int
    obligatory: int
    parts: list[Part]
    deadlines: list[Deadline]
    later: int


def counts_of(content: PlanContent) -> Counter[str]:
    """In how many actions each municipality is named as leading or taking part."""
    return Counter(slug for action in content.actions for slug in action.taking_part)


def level_of(number: int, most: int) -> int | None:
    """How dark the tile is: None for no action, else 1-3 by thirds of the largest number."""
    return math.ceil(DARKEST * number / most) if number else None


def share_of(content: PlanContent, municipality: str, teams: set[str], today: date) -> Share:
    """The part of a municipality; `teams` are the addresses of its teams."""
    involved = [one for one in content.actions if roles_of(one, municipality, teams)]
    deadlines = deadlines_of(involved, today)
    return Share(
        leads=sum(one.lead_municipality == municipality for one in involved),
        takes_part=sum(
            municipality in one.taking_part and one.lead_municipality != municipality for one in involved
        ),
        answers_for=sum(one.responsible_team in teams for one in involved if one.responsible_team),
        obligatory=sum(one.is_obligatory for one in involved),
        parts=[_part(one, municipality, teams, today) for one in _ranked(involved, municipality)],
        deadlines=deadlines[:NEAREST],
        later=max(len(deadlines) - NEAREST, 0),
    )


def roles_of(action: ActionContent, municipality: str, teams: set[str]) -> list[str]:
    """What the municipality has to do with the action, the strongest first; empty for nothing."""
    roles = []
    if action.lead_municipality == municipality:
        roles.append(_("leads"))
    elif municipality in action.municipalities:
        roles.append(_("takes part"))
    if action.responsible_team and action.responsible_team in teams:
        roles.append(_("its team answers for it"))
    if action.is_obligatory:
        roles.append(_("obligatory for all municipalities"))
    return roles


def deadlines_of(actions: list[ActionContent], today: date) -> list[Deadline]:
    """Milestones and ends from today on, the nearest first."""
    found = []
    for action in actions:
        steps = [(one.due, one.name) for one in action.milestones]
        steps.append((action.end, _("end of the action")))
        found += [
            Deadline(day, long_date(day), name, action.code, title_of(action))
            for day, name in steps
            if day and day >= today
        ]
    return sorted(found, key=lambda one: (one.day, one.code))


def _ranked(actions: list[ActionContent], municipality: str) -> list[ActionContent]:
    """Those that it leads first, then those it is named in, then the rest; the plan's order stays."""
    return sorted(
        actions,
        key=lambda one: (one.lead_municipality != municipality, municipality not in one.taking_part),
    )


def _part(action: ActionContent, municipality: str, teams: set[str], today: date) -> Part:
    coming = sorted((one.due, one.name) for one in action.milestones if one.due and one.due >= today)
    return Part(
        code=action.code,
        title=title_of(action),
        roles=roles_of(action, municipality, teams),
        span=span_of(action.start, action.end),
        next_step=f"{short_date(coming[0][0])}: {coming[0][1]}" if coming else "",
        is_obligatory=action.is_obligatory,
        is_flagship=action.is_flagship,
    )
