"""Telling people: a notice in the portal for each, and a mail at once for those who wish it so.

register_topic("plan_steps", _("Steps of plans"))

@notice_kind("plan_adopted")
def plan_adopted(notice): ...  # returns NoticeText(title, text, about=plan.name), or None

notify("plan_steps", "plan_adopted", key=f"adopted-{event.pk}", users=people, path=url, group=plan.slug)
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import outbox
from .models import Notice
from .registry import Frequency, NoticeText, notice_kind, register_topic
from .wishes import wishes_about

__all__ = ["NoticeText", "notice_kind", "notify", "register_topic"]

MAIL = "notice"


def notify(
    topic: str,
    kind: str,
    *,
    key: str,
    users: Iterable,
    path: str,
    group: str = "",
    context: dict[str, Any] | None = None,
) -> None:
    """Tell each of `users`, in the caller's transaction; nobody is told the same `key` twice.

    Whoever acted is left out by the caller. `path` is the page; `group` gathers notices of one thing in
    the digest, under the name that their builder gives; `context` holds identifiers, never secrets or
    texts that the reader may lose the right to see. The number of queries is constant.
    """
    people = {user.pk: user for user in users if user.is_active}
    with transaction.atomic():
        told = Notice.objects.filter(key=key, user__in=people).values_list("user", flat=True)
        wishes = wishes_about(topic, people.keys() - set(told))
        if not wishes:
            return
        about = {"topic": topic, "kind": kind, "key": key, "group": group, "context": context or {}}
        _write(wishes, {**about, "path": without_language(path)})
        at_once = [pk for pk, wish in wishes.items() if wish == Frequency.AT_ONCE]
        _mail_at_once(Notice.objects.filter(key=key, user__in=at_once), people)


def _write(wishes: dict[int, str], row: dict[str, Any]) -> None:
    """A notice for each person. What waits for no digest counts as dealt with, whatever is wished later."""
    now = timezone.now()
    waits = (Frequency.DAILY, Frequency.WEEKLY)
    rows = [
        Notice(user_id=pk, created_at=now, mailed_at=None if wishes[pk] in waits else now, **row)
        for pk in sorted(wishes)
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)  # another process may tell them the same now


def _mail_at_once(notices, people) -> None:
    """One message for each notice; its key comes from the notice, so a repeat is harmless."""
    letters = [
        (f"notice-{notice.pk}", people[notice.user_id], {"notice": notice.pk})
        for notice in notices.only("user_id")
    ]
    outbox.post_many(MAIL, letters)


def without_language(path: str) -> str:
    """The address without the prefix of a language: each reader gets one's own. Only pages of the portal."""
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(f"not an address in the portal: {path}")
    for code, _name in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path.removeprefix(f"/{code}")
    return path


def in_language(path: str, language: str) -> str:
    """The address that a reader of that language opens."""
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"
