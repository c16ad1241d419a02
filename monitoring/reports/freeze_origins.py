"""The origin of what was reported: revision, explanation, and the functions (never names) of two people."""

import datetime
from functools import lru_cache

from django.db.models import Q
from django.utils import timezone

from forums.models import BodyMember, GoverningBody, TeamMember
from monitoring.models import IndicatorValue

from .frozen import Frozen, both

LOADED = "loaded"
STATISTICS = "statistics"
REPORTER = "reporter"
OTHER = "other"


def end_of(day: datetime.date) -> datetime.datetime:
    """The moment at which a day is over: what is before it was known on that day."""
    next_day = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(next_day)


@lru_cache(maxsize=4096)
def day_of(moment: datetime.datetime | None) -> str | None:
    """The day of a moment, in the portal's time zone."""
    return None if moment is None else timezone.localtime(moment).date().isoformat()


class Functions:
    """User -> team or Office, in two queries; remembers which occurred.

    Who sits in both works for the Office.
    """

    def __init__(self):
        self._known: dict[int, tuple[str, Frozen]] = {}
        self._met: dict[str, Frozen] = {}
        for member in TeamMember.objects.select_related("team").order_by("pk"):
            self._known[member.user_id] = (f"team:{member.team.slug}", both(member.team, "name"))
        people = BodyMember.objects.filter(body__kind=GoverningBody.Kind.OFFICE).select_related("body")
        for person in people.order_by("pk"):
            self._known[person.user_id] = (f"office:{person.body.slug}", both(person.body, "name"))

    def of(self, user: int | None) -> str | None:
        """The key of a person's function; None for nobody."""
        if user is None:
            return None
        key, name = self._known.get(user, (OTHER, None))
        if name is not None:
            self._met[key] = name
        return key

    def met(self) -> dict[str, Frozen]:
        """The functions that occurred, with their names in both languages."""
        return dict(sorted(self._met.items()))


class Origins:
    """Looks up the origin of many values, chosen by `where`, in one query."""

    def __init__(self, as_of: datetime.date, functions: Functions, where: Q):
        values = IndicatorValue.objects.filter(
            where, state=IndicatorValue.State.VERIFIED, published_at__lt=end_of(as_of)
        )
        rows = values.values_list(
            "pk", "revision", "explanation", "decided_at", "decided_by", "author", "link", "official"
        )
        self._rows = {pk: origin for pk, *origin in rows}
        self._functions = functions

    def of(self, value: int) -> Frozen:
        """Revision, explanation, who entered a value and who verified it, and when."""
        revision, explanation, decided_at, decided_by, user, link, figure = self._rows[value]
        author = self._functions.of(user)
        if author is None:
            author = REPORTER if link else STATISTICS if figure else LOADED
        return {
            "revision": revision,
            "explanation": explanation,
            "author": author,
            "approver": self._functions.of(decided_by),
            "verified_on": day_of(decided_at),
        }
