"""Comments and proposals beside a part of a plan, for pages of other subjects.

    {% load discussion %}
    {% part_discussion item user %}            {# a part of the draft: a DraftItem, or None #}
    {% action_discussion plan code user %}     {# the same for whoever knows the code alone #}
    {% discussion_counts plan as counts %}     {# for a list of parts: two queries for all of them #}
    {% part_counts counts item %}

All of them show nothing to people who may not read drafts.
"""

import re

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.discussion.forms import CommentForm
from forums.discussion.parts import parts_of
from forums.discussion.permissions import Rights, can_read
from forums.discussion.reading import OpenCounts, open_counts, open_in, with_answers
from forums.drafting.models import Comment, DraftItem
from metropolis.ui.dates import clock, local_day, long_date

register = template.Library()

SHOWN = 5
MONTH = 30


@register.inclusion_tag("forums/discussion/_part.html", takes_context=True)
def part_discussion(context, item: DraftItem | None, user) -> dict:
    """Open threads of a part with a short form, and how many proposals wait; a constant number of queries."""
    if item is None or not item.head_id or not can_read(user):
        return {"part": None}
    plan = item.plan
    part = parts_of(plan, [item])[item.pk]
    threads, waiting = open_in(item)
    firsts = list(threads.prefetch_related("mentioned_people", "mentioned_teams")[: SHOWN + 1])
    rights = Rights(user, plan)
    request = context.get("request")
    return {
        "plan": plan,
        "part": part,
        "threads": with_answers(firsts[:SHOWN], {item.pk: part}),
        "more": len(firsts) > SHOWN,
        "waiting": waiting.count(),
        "rights": rights,
        "back": request.get_full_path() if request else "",
        "form": CommentForm(people=[]) if rights.comments and not part.is_removed else None,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("forums/discussion/_part.html", takes_context=True)
def action_discussion(context, plan, code: str, user) -> dict:
    """The same for the action of that code in the draft of the plan."""
    items = plan.draft_items.filter(kind="action", key=code, head__isnull=False)
    item = items.select_related("head").first() if can_read(user) else None
    if item:
        item.plan = plan
    return part_discussion(context, item, user)


@register.simple_tag
def discussion_counts(plan) -> OpenCounts:
    """What is open in all parts of a plan."""
    return open_counts(plan)


@register.inclusion_tag("forums/discussion/_counts.html")
def part_counts(counts: OpenCounts, item: DraftItem) -> dict:
    """How many threads are open and how many proposals wait in a part of a list, as links."""
    return {
        "plan": item.plan,
        "key": item.key,
        "threads": counts.threads[item.pk],
        "proposals": counts.proposals[item.pk],
    }


@register.filter
def said(comment: Comment) -> SafeString:
    """The words of a comment: links can be followed, lines stay, and the names behind "@" stand out."""
    paragraphs = re.split(r"\n{2,}", str(urlize(comment.text, nofollow=True, autoescape=True)))
    text = "".join(f"<p>{one.replace(chr(10), '<br>')}</p>" for one in paragraphs)
    for name in _names(comment):
        shown = conditional_escape(f"@{name}")
        text = text.replace(shown, f'<b class="mention">{shown}</b>')
    return mark_safe(text)  # noqa: S308 - urlize has escaped the words


@register.simple_tag
def told(comment: Comment) -> list[str]:
    """Names of those who were told although the words do not name them."""
    return [name for name in _names(comment) if f"@{name}" not in comment.text]


def _names(comment: Comment) -> list[str]:
    """People and teams that the comment mentions, the longest name first."""
    names = [one.name for one in comment.mentioned_people.all()]
    names += [one.name for one in comment.mentioned_teams.all()]
    return sorted(set(names) - {""}, key=len, reverse=True)


@register.filter
def age(moment) -> str:
    """How old something is: today and yesterday with the hour, then days, after a month the date."""
    days = (timezone.localdate() - local_day(moment)).days
    if days <= 0:
        return _("today at %(time)s") % {"time": clock(moment)}
    if days == 1:
        return _("yesterday at %(time)s") % {"time": clock(moment)}
    if days <= MONTH:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    return long_date(moment)


@register.filter
def moment(value) -> str:
    """The day and the hour."""
    return _("%(day)s at %(time)s") % {"day": long_date(value), "time": clock(value)}
