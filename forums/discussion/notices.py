"""What people are told of proposals and comments."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from forums.discussion.parts import parts_of
from forums.discussion.permissions import can_read
from forums.drafting.models import Comment, Proposal
from metropolis.notifications.notices import NoticeText, notice_kind, register_topic

SHOWN = 600

register_topic(
    "plan_proposals",
    gettext_lazy("Proposals to plans"),
    "at_once",
    gettext_lazy("A new proposal to a plan that your forum drafts, and the answer to your own proposal."),
)
register_topic(
    "plan_mentions",
    gettext_lazy("Mentions of you and your team"),
    "at_once",
    gettext_lazy("Somebody names you or your team in a comment on a plan."),
)
register_topic(
    "plan_comments",
    gettext_lazy("Comments on plans"),
    "daily",
    gettext_lazy("Comments on a plan that your forum drafts, and answers in threads in which you take part."),
)


def gather_proposals(notices: list[Any]) -> None:
    """The proposals of many notices with the names of their parts, in a few queries."""
    keys = {notice.context["proposal"] for notice in notices}
    rows = Proposal.objects.select_related("item__plan", "item__head", "author", "decided_by")
    found = rows.in_bulk(keys)
    names = parts_of(None, {row.item for row in found.values()})
    for notice in notices:
        notice.about = found.get(notice.context["proposal"])
        notice.part = names[notice.about.item_id].name if notice.about else ""


def gather_comments(notices: list[Any]) -> None:
    """The comments of many notices with the names of their parts, in a few queries."""
    keys = {notice.context["comment"] for notice in notices}
    rows = Comment.objects.select_related("plan", "item__head", "author", "resolved_by")
    found = rows.in_bulk(keys)
    who = {notice.context["by"] for notice in notices if "by" in notice.context}
    people = get_user_model().objects.in_bulk(who) if who else {}
    names = parts_of(None, {row.item for row in found.values()})
    for notice in notices:
        notice.about = found.get(notice.context["comment"])
        notice.part = names[notice.about.item_id].name if notice.about else ""
        notice.by = people.get(notice.context.get("by"))


def text_of(notice: Any, title: str, text: str) -> NoticeText | None:
    """The notice, unless its reader may no longer read drafts."""
    if not can_read(notice.user):
        return None
    about = notice.about
    plan = about.plan if isinstance(about, Comment) else about.item.plan
    values = {"part": notice.part, "author": about.author, "plan": plan}
    return NoticeText(title % values, text, about=plan.name)


@notice_kind("proposal_made", gather=gather_proposals)
def proposal_made(notice):
    """To those who answer it: who proposes, where and why."""
    if notice.about is None:
        return None
    reason = _("Reason: %(text)s") % {"text": _shortened(notice.about.reason)}
    return text_of(notice, _("New proposal from %(author)s: %(part)s"), reason)


@notice_kind("proposal_decided", gather=gather_proposals)
def proposal_decided(notice):
    """To the author: what became of the proposal, and why."""
    proposal = notice.about
    if proposal is None:
        return None
    titles = {
        "accepted": _("Your proposal was accepted: %(part)s"),
        "partly": _("Your proposal was accepted in part: %(part)s"),
        "declined": _("Your proposal was declined: %(part)s"),
        "closed": _("Your proposal was closed without an answer: %(part)s"),
    }
    if proposal.state not in titles:
        return None
    text = _shortened(proposal.decision_note)
    if proposal.state == "closed":
        text = _("The plan was adopted, so proposals to its draft are closed.")
    return text_of(notice, titles[proposal.state], text)


@notice_kind("mentioned", gather=gather_comments)
def mentioned(notice):
    """To somebody who is named in a comment."""
    if notice.about is None:
        return None
    return text_of(notice, _("%(author)s mentions you: %(part)s"), _said(notice.about))


@notice_kind("commented", gather=gather_comments)
def commented(notice):
    """To those in the thread and those who draft the plan."""
    if notice.about is None:
        return None
    title = _("Comment from %(author)s: %(part)s")
    if notice.about.thread_id:
        title = _("Answer from %(author)s: %(part)s")
    return text_of(notice, title, _said(notice.about))


@notice_kind("thread_resolved", gather=gather_comments)
def thread_resolved(notice):
    """To the author of a thread that was closed; nothing to say when it is open again."""
    if notice.about is None or notice.about.resolved_by is None:
        return None
    text = _("Resolved by %(who)s. Your comment: %(text)s")
    text %= {"who": notice.about.resolved_by, "text": _shortened(notice.about.text)}
    return text_of(notice, _("Your comment was resolved: %(part)s"), text)


@notice_kind("thread_reopened", gather=gather_comments)
def thread_reopened(notice):
    """To the author of a thread and to whoever had resolved it."""
    if notice.about is None:
        return None
    who = notice.by or pgettext("who did it", "somebody")
    text = _("Opened again by %(who)s. The comment: %(text)s")
    text %= {"who": who, "text": _shortened(notice.about.text)}
    return text_of(notice, _("A comment was opened again: %(part)s"), text)


def _said(comment: Comment) -> str:
    if not comment.quote:
        return _shortened(comment.text)
    return _("On the passage “%(quote)s”: %(text)s") % {
        "quote": Truncator(comment.quote).chars(200),
        "text": _shortened(comment.text),
    }


def _shortened(text: str) -> str:
    return Truncator(text).chars(SHOWN)
