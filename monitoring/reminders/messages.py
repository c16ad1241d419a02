"""The words of a reminder, written at sending: what was done since then is left out."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from metropolis.notifications.notices import NoticeText, notice_kind, register_topic
from metropolis.notifications.outbox import Built, message_kind

from .dues import Due, outstanding
from .receivers import TOPIC

KIND, MAIL = "reminder", "reminder"

register_topic(
    TOPIC,
    gettext_lazy("Reminders"),
    "at_once",
    gettext_lazy(
        "What you owe and by when. Where you want none, somebody else of your municipality is asked."
    ),
)


def gather_dues(notices) -> None:
    """What is still owed of the things that many notices name, read once."""
    named = {thing for notice in notices for thing in _things(notice.context)}
    dues = {due.thing: due for due in outstanding(named)}
    for notice in notices:
        notice.about = dues


@notice_kind(KIND, gather=gather_dues)
def reminder(notice) -> NoticeText | None:
    """All that the person owes, in one text; nothing when it is done."""
    return _text(notice.context, notice.about)


@message_kind(MAIL)
def reminder_mail(message) -> Built:
    """To a secretariat, or to the Office where nobody wants reminders."""
    dues = {due.thing: due for due in outstanding(_things(message.context))}
    text = _text(message.context, dues)
    if text is None:
        return None
    where = _("The list of tasks, for those who have an account:")
    address = f"{settings.BASE_URL.rstrip('/')}{reverse('tasks')}"
    return text.title, f"{text.text}\n\n{where}\n{address}"


def _things(context):
    return [thing for group in context.values() for thing in group]


def _text(context, dues: dict[str, Due]) -> NoticeText | None:
    groups = ("own", "passed", "late")
    own, passed, late = ([dues[thing] for thing in context.get(name, ()) if thing in dues] for name in groups)
    count = len(own) + len(passed) + len(late)
    if not count:
        return None
    title = ngettext("Reminder: %(n)s task", "Reminder: %(n)s tasks", count) % {"n": count}
    parts = [_lines(own)] if own else []
    if passed:
        parts += [
            _("Nobody nearer could be reached for this. Please pass it on or see to it:"),
            _lines(passed),
        ]
    if late:
        parts += [
            _("This is late, and nobody has reacted to the reminders. Please see to it:"),
            _lines(late),
        ]
    return NoticeText(title, "\n".join(parts))


def _lines(dues):
    return "\n".join(f"- {due.sentence()}" for due in sorted(dues, key=lambda due: (due.deadline, due.thing)))
