"""How often each person wants mail about a topic."""

from collections.abc import Iterable

from .models import Preference
from .registry import Frequency, topic, topics


def wishes_about(topic_name: str, users: Iterable[int]) -> dict[int, str]:
    """The wish of each user (by key) about one topic, in one query."""
    users = list(users)
    if not users:
        return {}
    rows = Preference.objects.filter(topic=topic_name, user__in=users)
    said = dict(rows.values_list("user", "frequency"))
    return {pk: said.get(pk) or default_of(topic_name) for pk in users}


def wishes_of(user) -> dict[str, str]:
    """The person's wish about each topic there is, in one query."""
    said = dict(Preference.objects.filter(user=user).values_list("topic", "frequency"))
    return {one.name: said.get(one.name) or one.default for one in topics()}


def default_of(topic_name: str) -> str:
    """What holds for people who said nothing; no mail about a topic that the portal has no longer."""
    found = topic(topic_name)
    return found.default if found else Frequency.NONE


def keep_wishes(user, wishes: dict[str, str]) -> None:
    """Keep what the person wants; what equals the default is kept too, for the default may change."""
    rows = [Preference(user=user, topic=name, frequency=wish) for name, wish in wishes.items()]
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "topic"], update_fields=["frequency"]
    )
