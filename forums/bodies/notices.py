"""Both people of a hand-over learn of it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.bodies.models import HandOver
from forums.bodies.seats import PLACES, role_label
from metropolis.notifications.notices import NoticeText, notice_kind, notify, register_topic
from metropolis.ui.dates import long_date

TOPIC, KIND = "handovers", "handed_over"

register_topic(
    TOPIC,
    gettext_lazy("Hand-overs"),
    "at_once",
    gettext_lazy("Seats and duties that you give to another person or take from one."),
)


def tell_both(handover: HandOver) -> None:
    """In the transaction of the hand-over."""
    people = [handover.giver, handover.taker]
    context = {"handover": handover.pk}
    notify(TOPIC, KIND, key=f"handover-{handover.pk}", users=people, path=reverse("profile"), context=context)


def gather_handovers(notices) -> None:
    """The hand-overs of many notices, in one query."""
    rows = HandOver.objects.select_related("giver", "taker")
    found = rows.in_bulk({notice.context["handover"] for notice in notices})
    for notice in notices:
        notice.about = found.get(notice.context["handover"])


@notice_kind(KIND, gather=gather_handovers)
def handed_over(notice) -> NoticeText | None:
    """What goes from whom to whom, from which day, and why."""
    handover = notice.about
    if handover is None:
        return None
    names = {"giver": handover.giver, "taker": handover.taker, "day": long_date(handover.last_day)}
    lines = [
        _("%(giver)s is responsible to the end of %(day)s, then %(taker)s.") % names,
        *(f"- {words}" for words in seat_words(handover)),
        _("Reason: %(reason)s") % {"reason": handover.reason},
    ]
    return NoticeText(_("Hand-over: %(giver)s, %(taker)s") % names, "\n".join(lines))


def seat_words(handover: HandOver) -> list[str]:
    """The seats as they are called today; one query for each kind of body."""
    words = []
    for row in handover.seats:
        body, model = PLACES[row["place"]]
        found = body.objects.filter(slug=row["body"]).first()
        name = found.name if found else row["body"]
        role = role_label(model, row["role"])
        words.append(f"{name} ({role})" if role else name)
    return words
