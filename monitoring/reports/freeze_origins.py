"""The origin of a value: its revision, its explanation, the function (never the name) of its author."""

import datetime

from django.utils import timezone

from forums.models import BodyMember, GoverningBody, TeamMember
from monitoring.models import IndicatorValue

from .frozen import Frozen, both

LOADED = "loaded"
STATISTICS = "statistics"
REPORTER = "reporter"
OTHER = "other"


class Origins:
    """Looks up the origin of many values in three queries, and remembers which authors occurred."""

    def __init__(self, as_of: datetime.date):
        next_day = datetime.datetime.combine(as_of + datetime.timedelta(days=1), datetime.time())
        values = IndicatorValue.objects.filter(
            state=IndicatorValue.State.VERIFIED, published_at__lt=timezone.make_aware(next_day)
        )
        rows = values.values_list("pk", "revision", "explanation", "author", "link", "official")
        self._rows = {pk: origin for pk, *origin in rows}
        self._functions = _functions()
        self._met: dict[str, Frozen] = {}

    def of(self, value: int) -> Frozen:
        """Revision, explanation and author's function of a value."""
        revision, explanation, user, link, figure = self._rows[value]
        author = self._author(user)
        if author == LOADED and (link or figure):
            author = REPORTER if link else STATISTICS
        return {"revision": revision, "explanation": explanation, "author": author}

    def authors(self) -> dict[str, Frozen]:
        """The functions that occurred, with their names in both languages."""
        return dict(sorted(self._met.items()))

    def day(self, moment: datetime.datetime | None) -> str | None:
        """The day of a moment, in the portal's time zone."""
        return None if moment is None else timezone.localtime(moment).date().isoformat()

    def _author(self, user: int | None) -> str:
        if user is None:
            return LOADED
        key, name = self._functions.get(user, (OTHER, None))
        if name is not None:
            self._met[key] = name
        return key


def _functions() -> dict[int, tuple[str, Frozen]]:
    """User -> team or Office. Who sits in both works for the Office."""
    found = {}
    for member in TeamMember.objects.select_related("team").order_by("pk"):
        found[member.user_id] = (f"team:{member.team.slug}", both(member.team, "name"))
    people = BodyMember.objects.filter(body__kind=GoverningBody.Kind.OFFICE).select_related("body")
    for person in people.order_by("pk"):
        found[person.user_id] = (f"office:{person.body.slug}", both(person.body, "name"))
    return found
