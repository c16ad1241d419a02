"""Whom a comment names: "@" and the name of a person or of a team, as it stands in the text.

What the reader sees is who is told: there is nothing hidden behind the text. Only people with a role
today can be named, for nobody else may read a draft.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from forums.bodies.models import Team
from forums.bodies.rights import PLACES
from metropolis.ui.text import fold

SUGGESTIONS = 8
MOST_SIGNS = 50
MOST_WORDS = 12
PERSON, TEAM = "person", "team"
_SIGN = re.compile(r"(?<!\w)@(?=\w)")
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True)
class Named:
    """People and teams that are to be told."""

    people: tuple = ()
    teams: tuple[Team, ...] = ()

    def __or__(self, other: "Named") -> "Named":
        people = {one.pk: one for one in [*self.people, *other.people]}
        rows = {one.pk: one for one in [*self.teams, *other.teams]}
        return Named(tuple(people.values()), tuple(rows.values()))


@dataclass(frozen=True)
class Suggestion:
    """Somebody who can be named; `key` is how a form refers to them."""

    kind: str
    pk: int
    name: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"


def insiders() -> QuerySet:
    """Active people with a role today: an administrator, or a seat in a body that holds today."""
    today = timezone.localdate()
    seats = Q(is_administrator=True)
    for model, place in PLACES.items():
        bodies = model._meta.get_field(place).related_model.objects.valid_on(today)
        rows = model.objects.valid_on(today).filter(**{f"{place}__in": bodies.order_by().values("pk")})
        seats |= Q(pk__in=rows.values("user"))
    return get_user_model().objects.filter(seats, is_active=True).order_by("name", "pk")


def teams() -> QuerySet[Team]:
    """Teams of today."""
    return Team.objects.valid_on(timezone.localdate())


def everybody() -> list[Suggestion]:
    """All who can be named, teams first; two queries."""
    rows = [Suggestion(TEAM, row.pk, row.name) for row in teams().only("name_pl", "name_en")]
    return rows + [Suggestion(PERSON, one.pk, one.name) for one in insiders().only("name")]


def suggestions(typed: str) -> list[Suggestion]:
    """Those with a word that begins with what was typed; accents and case do not matter."""
    wanted = fold(typed)
    found = [one for one in everybody() if f" {wanted}" in f" {fold(one.name)}"]
    found.sort(key=lambda one: (not fold(one.name).startswith(wanted), fold(one.name)))
    return found[:SUGGESTIONS]


def chosen(keys: Iterable[str]) -> Named:
    """The people and teams of such keys; what is unknown is left out."""
    numbers: dict[str, set[int]] = {PERSON: set(), TEAM: set()}
    for key in keys:
        kind, _, number = key.partition(":")
        if kind in numbers and number.isdecimal() and len(number) < 18:
            numbers[kind].add(int(number))
    return Named(
        tuple(insiders().filter(pk__in=numbers[PERSON])) if numbers[PERSON] else (),
        tuple(teams().filter(pk__in=numbers[TEAM])) if numbers[TEAM] else (),
    )


def named_in(text: str) -> Named:
    """The people and teams that a text names; of names that begin alike the longest one counts.

    Two people of one name are both told. Two queries, none for a text without "@".
    """
    openings = openings_of(text)
    candidates = {start for starts in openings for start in starts}
    if not candidates:
        return Named()
    people = list(insiders().filter(name__in=candidates))
    rows: list[Any] = list(teams().filter(Q(name_pl__in=candidates) | Q(name_en__in=candidates)))
    names = {one.name for one in people} | {name for row in rows for name in (row.name_pl, row.name_en)}
    said = {longest(starts, names) for starts in openings}
    return Named(
        tuple(one for one in people if one.name in said),
        tuple(row for row in rows if said & {row.name_pl, row.name_en}),
    )


def openings_of(text: str) -> list[list[str]]:
    """For each "@", what a name behind it could be: one word, two words and so on, to the end of the line."""
    return [_starts(text[sign.end() :]) for sign in list(_SIGN.finditer(text))[:MOST_SIGNS]]


def _starts(rest: str) -> list[str]:
    line = rest.split("\n", 1)[0]
    starts = [line[: word.end()] for word in list(_WORDS.finditer(line))[:MOST_WORDS]]
    # A mark behind a name ends the sentence or a bracket, unless it belongs to the name.
    endings = (start.rstrip(ends) for start in starts for ends in (".,;:!?)", ".,;:!?", ""))
    return list(dict.fromkeys(" ".join(one.split()) for one in endings))


def longest(starts: list[str], known: set[str]) -> str | None:
    """The longest beginning that is a name."""
    return next((start for start in reversed(starts) if start in known), None)
