"""Comments on a passage, on a part or on a whole plan: threads, answers, resolving and reopening.

Nobody edits or deletes a comment: a thread is the record of what was said.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.bodies.audience import people_in
from forums.discussion import mentions
from forums.discussion.mentions import Named
from forums.discussion.permissions import Rights
from forums.discussion.proposing import deciders
from forums.discussion.refusals import Closed, Refused
from forums.drafting.models import Comment, DraftItem
from metropolis.notifications.notices import notify
from strategy.models import ActionPlan

TEXT_LIMIT = 5000
QUOTE_LIMIT = 500
COMMENTS, MENTIONS = "plan_comments", "plan_mentions"
CLOSED = gettext_lazy("The plan is no longer under work, so nobody comments on it. Nothing was saved.")


@transaction.atomic
def comment(
    plan: ActionPlan,
    *,
    by,
    text: str,
    item: DraftItem | None = None,
    quote: str = "",
    thread: Comment | None = None,
    tell: Named | None = None,
) -> Comment:
    """Say something; an answer names its `thread` and stands where that one stands.

    Those whom the text names, and those in `tell`, are told as mentioned. Raises `Refused` for an empty or
    too long text, `Closed` when nobody comments on the plan any more.
    """
    _may_comment(by, plan)
    if thread is not None:
        thread = _locked(thread)
        if thread.resolved_at:
            raise Refused(_("This thread is resolved. Open it again to answer."))
        item, quote = thread.item, ""
    text = text.replace("\r\n", "\n").strip()
    quote = " ".join(quote.split())
    _check(text, quote)
    row = Comment.objects.create(plan=plan, item=item, thread=thread, quote=quote, text=text, author=by)
    named = mentions.named_in(text) | (tell or Named())
    row.mentioned_people.set(named.people)
    row.mentioned_teams.set(named.teams)
    _tell_of_comment(row, named)
    return row


@transaction.atomic
def resolve(thread: Comment, *, by) -> bool:
    """Close a thread; False when it was closed before and nothing changed."""
    thread = _locked(thread)
    _may_comment(by, thread.plan)
    if thread.resolved_at:
        return False
    thread.resolved_at, thread.resolved_by = timezone.now(), by
    thread.save(update_fields=["resolved_at", "resolved_by"])
    moment = thread.resolved_at.isoformat()
    _tell(COMMENTS, "thread_resolved", thread, _without(by, [thread.author]), key=f"{thread.pk}-{moment}")
    return True


@transaction.atomic
def reopen(thread: Comment, *, by) -> bool:
    """Open a resolved thread again; False when it is open."""
    thread = _locked(thread)
    _may_comment(by, thread.plan)
    if not thread.resolved_at:
        return False
    was_resolved_by, moment = thread.resolved_by, thread.resolved_at.isoformat()
    thread.resolved_at = thread.resolved_by = None
    thread.save(update_fields=["resolved_at", "resolved_by"])
    people = _without(by, [thread.author, was_resolved_by])
    _tell(COMMENTS, "thread_reopened", thread, people, key=f"{thread.pk}-{moment}", by=by)
    return True


def _may_comment(by, plan: ActionPlan) -> None:
    if Rights(by, plan).comments:
        return
    if plan.is_under_work:
        raise PermissionDenied
    raise Closed(str(CLOSED))


def _locked(thread: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).filter(thread__isnull=True)
    return rows.select_related("plan", "item", "author", "resolved_by").get(pk=thread.pk)


def _check(text: str, quote: str) -> None:
    if not text:
        raise Refused(_("Write the comment."))
    for words, limit, message in (
        (text, TEXT_LIMIT, _("The comment is too long: %(count)s characters of at most %(limit)s.")),
        (quote, QUOTE_LIMIT, _("The passage is too long: %(count)s characters of at most %(limit)s.")),
    ):
        if len(words) > limit:
            raise Refused(message % {"count": len(words), "limit": limit})


def _tell_of_comment(row: Comment, named: Named) -> None:
    """The named ones as named; of the others those in the thread and those who draft the plan."""
    told = _without(row.author, [*named.people, *(people_in(*named.teams) if named.teams else ())])
    _tell(MENTIONS, "mentioned", row, told, key=str(row.pk))
    others = _without(row.author, [*_in_thread(row), *deciders(row.plan)])
    told_before = {one.pk for one in told}
    others = [one for one in others if one.pk not in told_before]
    _tell(COMMENTS, "commented", row, others, key=str(row.pk))


def _in_thread(row: Comment) -> list:
    if row.thread is None:
        return []
    answers = row.thread.replies.select_related("author")
    return [row.thread.author, *(one.author for one in answers)]


def _without(by, people) -> list:
    """Each person once, without the one who acted."""
    return list({one.pk: one for one in people if one.pk != by.pk}.values())


def _tell(topic: str, kind: str, row: Comment, people: list, *, key: str, by=None) -> None:
    if not people:
        return
    thread = row.thread_id or row.pk
    notify(
        topic,
        kind,
        key=f"{kind}-{key}",
        users=people,
        path=f"{reverse('comment_thread', args=[row.plan.slug, thread])}#uwaga-{row.pk}",
        group=row.plan.slug,
        context={"comment": row.pk, **({"by": by.pk} if by else {})},
    )
