"""Who is asked for what is owed: the nearest who can be reached and wants mail; in the end the Office."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from forums.bodies.audience import office_people
from forums.models import ForumMember, Team, TeamMember
from metropolis.notifications.registry import Frequency
from metropolis.notifications.wishes import wishes_about

from .dues import Due
from .models import Reminder

TOPIC = "reminders"
Level = Reminder.Level


@dataclass(frozen=True)
class Reached:
    """Whom a reminder goes to: people, or the address of a secretariat.

    `forced`: nobody of the Office wants such mail, and somebody has to get it.
    """

    level: str
    people: tuple = ()
    email: str = ""
    forced: bool = False

    @property
    def count(self) -> int:
        return len(self.people) + bool(self.email)

    @property
    def level_label(self) -> str:
        """Whose turn it is, in words."""
        return str(Level(self.level).label)

    @property
    def names(self) -> str:
        """Who it is, for the Office to read."""
        return self.email or ", ".join(str(person) for person in self.people)


@dataclass
class Directory:
    """Everybody who may be reminded today, read at once: six queries whatever is owed."""

    seats: dict[tuple[int, str], list] = field(default_factory=lambda: defaultdict(list))
    chairs: dict[int, list] = field(default_factory=lambda: defaultdict(list))
    emails: dict[int, str] = field(default_factory=dict)
    office: list = field(default_factory=list)
    silent: set[int] = field(default_factory=set)

    @classmethod
    def read(cls) -> "Directory":
        """As it is today."""
        today, read = timezone.localdate(), cls(office=list(office_people().order_by("name", "pk")))
        seats = TeamMember.objects.valid_on(today).filter(user__is_active=True).select_related("user")
        for seat in seats.order_by("user__name", "user"):
            read.seats[seat.team_id, seat.role].append(seat.user)
        chairs = ForumMember.objects.valid_on(today).filter(user__is_active=True, role=ForumMember.Role.CHAIR)
        for chair in chairs.select_related("user").order_by("user__name", "user"):
            read.chairs[chair.forum_id].append(chair.user)
        named = Team.objects.exclude(secretariat_email="").values_list("pk", "secretariat_email")
        read.emails = dict(named)
        groups = [*read.seats.values(), *read.chairs.values(), read.office]
        everybody = {person.pk for people in groups for person in people}
        read.silent = {pk for pk, wish in wishes_about(TOPIC, everybody).items() if wish == Frequency.NONE}
        return read

    def who(self, due: Due) -> Reached | None:
        """From the members, or the chair, to the Office: the first; None when the Office is empty, too."""
        if due.team is not None:
            for level, role in _roles(due):
                if people := self._willing(self.seats.get((due.team, role), [])):
                    return Reached(level, people)
            if email := self.emails.get(due.team):
                return Reached(Level.SECRETARIAT, email=email)
        if due.forum is not None and (people := self._willing(self.chairs.get(due.forum, []))):
            return Reached(Level.CHAIR, people)
        if people := self._willing(self.office):
            return Reached(Level.OFFICE, people)
        return Reached(Level.OFFICE, tuple(self.office), forced=True) if self.office else None

    def also(self, due: Due, nearest: Reached, levels: tuple[str, ...]) -> tuple[Reached, ...]:
        """Those of the levels above the nearest who can be reached: nobody reacted, and time passes."""
        if due.team is None:
            return ()
        order = list(Level)
        above = [level for level in levels if order.index(level) > order.index(nearest.level)]
        found = [self._at(due.team, level) for level in above]
        return tuple(one for one in found if one and one.count)

    def _at(self, team, level):
        if level == Level.SECRETARIAT:
            return Reached(level, email=self.emails.get(team, ""))
        coordinators = self.seats.get((team, TeamMember.Role.COORDINATOR), [])
        return Reached(level, self._willing(self.office if level == Level.OFFICE else coordinators))

    def _willing(self, people):
        return tuple(person for person in people if person.pk not in self.silent)


def _roles(due):
    """Who enters is asked before who sends, unless only the sending is left."""
    sends = (Level.COORDINATOR, TeamMember.Role.COORDINATOR)
    return [sends] if due.only_sending else [(Level.MEMBERS, TeamMember.Role.MEMBER), sends]
