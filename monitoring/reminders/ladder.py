"""The ladder of reminders: on which days before and after a deadline somebody is asked. Pure rules.

A rung is the number of days from the deadline (-3: three days before). Of rungs that were missed only the
latest is used, and a rung is used once; so a run repeated, or a week without runs, never asks twice.
"""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Ladder:
    """Days before and after the deadline; then `every` so many days, without an end."""

    before: tuple[int, ...] = (14, 3)
    after: tuple[int, ...] = (3, 7)
    every: int = 14

    @property
    def _named(self) -> list[int]:
        return sorted({*(-days for days in self.before), 0, *self.after})

    def reached(self, days: int) -> int | None:
        """The latest rung that has come when `days` have passed since the deadline; None before the first."""
        named = self._named
        if days >= named[-1]:
            return named[-1] + (days - named[-1]) // self.every * self.every
        return max((rung for rung in named if rung <= days), default=None)

    def following(self, rung: int | None) -> int:
        """The rung after this one; the first when there was none."""
        named = self._named
        if rung is not None and rung >= named[-1]:
            return (self.reached(rung) or 0) + self.every
        return min(one for one in named if rung is None or one > rung)


@dataclass(frozen=True)
class Escalation:
    """Days after the deadline from which somebody higher is asked, too; the nearest goes on being asked."""

    coordinator: int = 3
    secretariat: int = 7
    office: int = 21

    def on(self, rung: int) -> tuple[str, ...]:
        """Who is asked on this rung beside the nearest, from low to high."""
        levels = ("coordinator", "secretariat", "office")
        return tuple(level for level in levels if rung >= getattr(self, level))


@dataclass(frozen=True)
class Climb:
    """How far a thing is on the ladder. `since`: the day it was asked for; `used`: the last rung used."""

    deadline: datetime.date
    since: datetime.date | None = None
    used: int | None = None

    def day_of(self, rung: int) -> datetime.date:
        """The day on which the rung comes."""
        return self.deadline + datetime.timedelta(days=rung)

    def rung_on(self, today: datetime.date, ladder: Ladder) -> int | None:
        """The rung to use today; None when nobody is to be reminded.

        Not what came before or on the day of the asking: its own message has just said it.
        """
        rung = ladder.reached((today - self.deadline).days)
        return None if rung is None or self._is_past(rung) else rung

    def next_after(self, today: datetime.date, ladder: Ladder) -> tuple[datetime.date, int]:
        """When it is reminded of next, if nothing changes: the day (today for what is due) and the rung."""
        if (rung := self.rung_on(today, ladder)) is not None:
            return today, rung
        rung = ladder.following(ladder.reached((today - self.deadline).days))
        while self._is_past(rung):
            rung = ladder.following(rung)
        return self.day_of(rung), rung

    def _is_past(self, rung):
        if self.used is not None and rung <= self.used:
            return True
        return self.since is not None and self.day_of(rung) <= self.since
