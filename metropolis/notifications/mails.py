"""The e-mails of notices, written at sending in the reader's language: one notice, or a digest of many.

A mail alone is enough to understand, and never says more than its reader may see at that moment.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from metropolis.ui.dates import clock, long_date

from . import unsubscribing
from .models import Notice
from .notices import MAIL
from .outbox import Built, message_kind
from .registry import NoticeText, texts_of, topic

DIGEST = "digest"
MOST = 100

Told = tuple[Notice, NoticeText]


@message_kind(MAIL)
def notice_mail(message) -> Built:
    """One notice, at once."""
    told = readable(Notice.objects.filter(pk=message.context["notice"]))
    if not told:
        return None
    notice, text = told[0]
    lines = [text.about, text.text or text.title, _("Open it in the portal:") + f"\n{page_of(notice)}"]
    return _letter(text.title, lines, notice.user, [notice.topic])


@message_kind(DIGEST)
def digest_mail(message) -> Built:
    """What came since the last digest, by plan; what was read in the portal meanwhile is left out."""
    rows = Notice.objects.filter(pk__in=message.context["notices"], read_at__isnull=True)
    told = readable(rows.order_by("created_at", "pk"))
    if not told:
        return None
    number = len(told)
    subject = ngettext("%(n)s notice from the portal", "%(n)s notices from the portal", number)
    parts = [_part(name, rows) for name, rows in by_group(told[:MOST])]
    if number > MOST:
        text = ngettext("%(n)s more is in the portal.", "%(n)s more are in the portal.", number - MOST)
        parts.append(text % {"n": number - MOST})
    parts.append(_("All notices:") + f"\n{_full('notice_list')}")
    topics = list(dict.fromkeys(notice.topic for notice, _text in told))
    return _letter(subject % {"n": number}, parts, told[0][0].user, topics)


def readable(notices) -> list[Told]:
    """The notices with their texts; those that their person may not see (any more) are left out."""
    return [(one, text) for one, text in texts_of(notices.select_related("user")) if text]


def by_group(told: Iterable[Told]) -> list[tuple[str, list[Told]]]:
    """Gathered by what they belong to, under its name of today; what belongs to nothing comes last."""
    groups: dict[str, list[Told]] = {}
    for notice, text in told:
        groups.setdefault(notice.group, []).append((notice, text))
    rest = groups.pop("", [])
    named = [(next((t.about for _n, t in rows if t.about), group), rows) for group, rows in groups.items()]
    return named + ([(_("Other matters") if named else "", rest)] if rest else [])


def page_of(notice: Notice) -> str:
    """The address that marks the notice as read and leads to its page."""
    return _full("notice_open", notice.pk)


def _part(name: str, rows: list[Told]) -> str:
    """One plan of a digest: its name underlined, then what happened, the oldest first."""
    heading = f"{name}\n{'=' * min(len(name), 60)}\n\n" if name else ""
    return heading + "\n\n".join(_entry(notice, text) for notice, text in rows)


def _entry(notice: Notice, text: NoticeText) -> str:
    words = {"day": long_date(notice.created_at), "time": clock(notice.created_at)}
    when = pgettext("notice", "%(day)s, at %(time)s") % words
    return "\n".join(line for line in (f"{text.title} ({when})", text.text, page_of(notice)) if line)


def _letter(subject: str, paragraphs: list[str], user, topics: list[str]) -> Built:
    """The mail with the ways out of it below; the button of mail programs stops all of its topics."""
    ways = [_("You get this mail because you wish so. To stop it, open the link and confirm:")]
    for name in topics:
        if found := topic(name):
            ways.append(f"{found.label}: {unsubscribing.address(user.pk, [name])}")
    ways.append(_("How often you get which mail:") + f" {_full('notice_wishes')}")
    text = "\n\n".join([*(one for one in paragraphs if one), "\n".join(ways)])
    return subject, text, unsubscribing.headers(unsubscribing.address(user.pk, topics))


def _full(name: str, *args) -> str:
    return settings.BASE_URL.rstrip("/") + reverse(name, args=args)
