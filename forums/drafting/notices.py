"""The forum is told once a day that work went on in its draft, and where."""

from collections import defaultdict
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.bodies.audience import people_in
from metropolis.notifications.models import Notice
from metropolis.notifications.notices import NoticeText, notice_kind, notify, register_topic
from metropolis.ui.dates import local_day, long_date
from strategy.models import ActionPlan, SectionTemplate

from .models import DraftItem, Revision
from .permissions import can_read_drafts, drafting_forum

TOPIC, KIND = "plan_drafting", "draft_changed"

register_topic(
    TOPIC,
    gettext_lazy("Changes in drafts of plans"),
    "daily",
    gettext_lazy("Others changed the draft of a plan that your forum prepares: which parts, once a day."),
)


def tell_of_change(item: DraftItem, by) -> None:
    """Tell the other people of the drafting forum, at most once a day for each plan."""
    plan, day = item.plan, timezone.localdate()
    forum = drafting_forum(plan)
    people = [person for person in people_in(forum) if person.pk != getattr(by, "pk", None)] if forum else []
    if people:
        notify(
            TOPIC,
            KIND,
            key=f"draft-{plan.pk}-{day}",
            users=people,
            path=reverse("draft", args=[plan.slug]),
            group=plan.slug,
            context={"plan": plan.pk, "day": day.isoformat()},
        )


def gather_changes(notices: list[Notice]) -> None:
    """Plans, and the parts that changed on the day of each notice, in three queries."""
    keys = {notice.context["plan"] for notice in notices}
    plans = ActionPlan.objects.in_bulk(keys)
    titles = dict(SectionTemplate.objects.values_list("key", "title"))
    changed: dict[tuple[int, date], dict[str, None]] = defaultdict(dict)
    first = timezone.localtime(min(notice.created_at for notice in notices)).replace(
        hour=0, minute=0, second=0
    )
    rows = Revision.objects.filter(item__plan__in=keys, made_at__gte=first).order_by("item__kind", "pk")
    for plan, kind, key, made_at in rows.values_list("item__plan", "item__kind", "item__key", "made_at"):
        name = titles.get(key, key) if kind == DraftItem.Kind.SECTION else key
        changed[plan, local_day(made_at)][name] = None
    for notice in notices:
        notice.plan = plans.get(notice.context["plan"])
        notice.parts = list(changed[notice.context["plan"], date.fromisoformat(notice.context["day"])])


@notice_kind(KIND, gather=gather_changes)
def draft_changed(notice):
    """Which parts changed on that day."""
    if notice.plan is None or not can_read_drafts(notice.user):
        return None
    day = long_date(date.fromisoformat(notice.context["day"]))
    title = _("The draft was changed on %(day)s") % {"day": day}
    text = _("Changed parts: %(parts)s.") % {"parts": ", ".join(notice.parts)} if notice.parts else ""
    return NoticeText(title, text, about=notice.plan.name)
