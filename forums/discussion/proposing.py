"""Proposals: members of teams say how a part should read, and those who draft it answer.

Every change of a proposal's state is here. The row of the plan is locked first and the proposal after
it, as everywhere in the drafting of a plan, so that of two people who decide at once one is told so.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from forums.bodies.audience import office_people, people_in
from forums.discussion.hunks import Change, Standing, apply, changes_of
from forums.discussion.permissions import Rights
from forums.discussion.refusals import AlreadyDecided, Closed, Refused, TextChanged
from forums.drafting import checking, editing
from forums.drafting.models import DraftItem, Proposal, Revision
from forums.drafting.permissions import drafting_forum, drafts_for
from metropolis.notifications.notices import notify
from metropolis.ui.dates import clock, short_date
from strategy.models import ActionPlan

State = Proposal.State
TOPIC = "plan_proposals"
REASON_LIMIT = 2000


@transaction.atomic
def propose(item: DraftItem, content: dict[str, Any], *, base: int, reason: str, by) -> Proposal:
    """Send a proposal; `content` is the whole part as it should read, `base` the number it was made on.

    Raises `Refused` when nothing differs, the reason is missing or the plan takes no proposals, and
    `editing.Invalid` when the part could not be saved like this.
    """
    plan = _locked(item.plan_id)
    rights = Rights(by, plan)
    if not rights.proposes:
        raise _closed(plan) if rights.ever_proposes else PermissionDenied
    item = DraftItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.removed_at:
        raise Refused(_("This action is no longer in the draft, so it cannot be changed."))
    revision = Revision.objects.get(item=item, number=base)
    item.plan = plan
    proposed, reason = checking.checked(item, content), _reason(reason)
    if proposed == checking.normal(item, revision.content):
        raise Refused(_("Nothing differs from the present text. Change it before you send the proposal."))
    proposal = Proposal.objects.create(item=item, base=revision, content=proposed, reason=reason, author=by)
    _tell(proposal, plan, "proposal_made", [one for one in deciders(plan) if one.pk != by.pk])
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, by) -> Proposal:
    """The author takes the proposal back."""
    proposal = _open_proposal(proposal)
    if not Rights(by, proposal.item.plan).withdraws(proposal):
        raise PermissionDenied
    return _decide(proposal, State.WITHDRAWN, by)


@transaction.atomic
def accept(proposal: Proposal, *, by, parts: Iterable[int] | None = None, note: str = "") -> Proposal:
    """Put all changes of the proposal, or those of the given numbers, into the draft.

    Raises `TextChanged` when one of them speaks of words that have changed since; none is applied then.
    `editing.Invalid` says why the part would not hold together with these changes alone.
    """
    proposal = _open_proposal(proposal)
    _may_decide(by, proposal)
    item, changes = proposal.item, changes_in(proposal)
    numbers = {change.number for change in changes} if parts is None else set(parts)
    chosen = [change for change in changes if change.number in numbers]
    if not chosen:
        raise Refused(_("Choose at least one change, or decline the proposal."))
    _refuse_outdated(item, chosen)
    revision = _saved(proposal, [one for one in chosen if one.standing == Standing.READY], by)
    left_out = [one for one in changes if one not in chosen and one.standing != Standing.PRESENT]
    state = State.PARTLY if left_out else State.ACCEPTED
    return _decide(proposal, state, by, note=_limited(note), result=revision)


@transaction.atomic
def decline(proposal: Proposal, *, by, reason: str) -> Proposal:
    """Say no, and why."""
    proposal = _open_proposal(proposal)
    _may_decide(by, proposal)
    if not reason.strip():
        raise Refused(_("Write why you decline: the author will read it."))
    return _decide(proposal, State.DECLINED, by, note=_limited(reason))


@transaction.atomic
def close_open(plan: ActionPlan, by) -> int:
    """Close what waits when the plan is adopted; the authors are told. Returns how many there were."""
    waiting = Proposal.objects.select_for_update(of=("self",)).filter(item__plan=plan, state=State.OPEN)
    rows = list(waiting.select_related("item__plan", "author"))
    for proposal in rows:
        _decide(proposal, State.CLOSED, by)
    return len(rows)


def changes_in(proposal: Proposal) -> list[Change]:
    """The numbered changes of a proposal towards the draft of today (item, its head and base loaded)."""
    item = proposal.item
    contents = (proposal.base.content, proposal.content, item.head.content)
    return changes_of(item.kind, *(checking.normal(item, one) for one in contents))


def deciders(plan: ActionPlan) -> list:
    """Whom a new proposal waits for: the drafting forum, or the Office where no forum drafts the plan."""
    forum = drafting_forum(plan)
    return list(people_in(forum) if forum else office_people())


def _locked(plan_id: int) -> ActionPlan:
    return ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan_id)


def _open_proposal(proposal: Proposal) -> Proposal:
    """The proposal under the lock, with its part as it is now; refuses one that has its answer."""
    plan = _locked(proposal.item.plan_id)
    rows = Proposal.objects.select_for_update(of=("self",))
    proposal = rows.select_related("item__head", "base", "author", "decided_by").get(pk=proposal.pk)
    proposal.item.plan = plan
    if proposal.state != State.OPEN:
        raise AlreadyDecided(_answered(proposal))
    return proposal


def _answered(proposal: Proposal) -> str:
    text = _("This proposal has its answer already: %(state)s, %(who)s, %(day)s at %(time)s.")
    return text % {
        "state": proposal.get_state_display(),
        "who": proposal.decided_by,
        "day": short_date(proposal.decided_at),
        "time": clock(proposal.decided_at),
    }


def _may_decide(by, proposal: Proposal) -> None:
    plan = proposal.item.plan
    if not Rights(by, plan).decides:
        raise _closed(plan) if drafts_for(by, plan) else PermissionDenied


def _closed(plan: ActionPlan) -> Closed:
    state = ActionPlan.State(plan.working_state).label if plan.working_state else "–"
    text = _("The plan takes no proposals and answers in its present state (%(state)s).")
    return Closed(text % {"state": state})


def _refuse_outdated(item: DraftItem, chosen: list[Change]) -> None:
    if item.removed_at:
        raise TextChanged(_("This action was taken out of the draft. The proposal can only be declined."))
    if outdated := [str(one.number) for one in chosen if one.standing == Standing.OUTDATED]:
        text = _("The text has changed since. Nothing was saved: look again at these changes: %(numbers)s.")
        raise TextChanged(text % {"numbers": ", ".join(outdated)})


def _saved(proposal: Proposal, chosen: list[Change], by) -> Revision:
    """The draft with the chosen changes; what is in it already makes no new revision."""
    item = proposal.item
    if not chosen:
        return item.head
    base, head = (checking.normal(item, one) for one in (proposal.base.content, item.head.content))
    with override(settings.LANGUAGE_CODE):  # the note stays in the history, whoever reads it
        note = _("Proposal %(number)s: %(author)s") % {"number": proposal.pk, "author": proposal.author}
    content = apply(item.kind, base, head, chosen)
    return editing.save_part(item, content, base=item.head.number, by=by, note=note[:300], origin="proposal")


def _decide(proposal: Proposal, state: str, by, *, note: str = "", result=None) -> Proposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.decision_note, proposal.result = note, result
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decision_note", "result"])
    if proposal.author_id != by.pk:
        _tell(proposal, proposal.item.plan, "proposal_decided", [proposal.author])
    return proposal


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(_("Write why you propose this change."))
    return _limited(text)


def _limited(text: str) -> str:
    if len(text.strip()) > REASON_LIMIT:
        text = _("The text is too long: %(count)s characters of at most %(limit)s.") % {
            "count": len(text.strip()),
            "limit": REASON_LIMIT,
        }
        raise Refused(text)
    return text.strip()


def _tell(proposal: Proposal, plan: ActionPlan, kind: str, people: list) -> None:
    notify(
        TOPIC,
        kind,
        key=f"{kind}-{proposal.pk}",
        users=people,
        path=reverse("proposal", args=[plan.slug, proposal.pk]),
        group=plan.slug,
        context={"proposal": proposal.pk},
    )
