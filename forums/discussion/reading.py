"""Threads and proposals as pages list them: filtered, with everything that a row shows, in few queries."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from forums.bodies.permissions import teams_of
from forums.discussion.hunks import Standing
from forums.discussion.parts import Part, holds_quote
from forums.discussion.proposing import changes_in
from forums.drafting.models import Comment, DraftItem, Proposal
from strategy.models import ActionPlan


@dataclass
class Thread:
    """A comment with its answers, and what the page says of both."""

    first: Comment
    part: Part
    answers: list[Comment] = field(default_factory=list)

    @property
    def is_resolved(self) -> bool:
        return self.first.resolved_at is not None

    @property
    def quote_is_gone(self) -> bool:
        """Whether the passage has changed since the comment was written."""
        return not holds_quote(self.first.item, self.first.quote)


@dataclass(frozen=True)
class ProposalRow:
    """A proposal in a list."""

    proposal: Proposal
    part: Part

    @property
    def is_open(self) -> bool:
        return self.proposal.state == Proposal.State.OPEN

    @property
    def is_outdated(self) -> bool:
        """Whether an open proposal changes words that have changed since."""
        return self.is_open and is_outdated(self.proposal)


def is_outdated(proposal: Proposal) -> bool:
    """Whether any change of the proposal speaks of words that are gone (item with head, and base loaded)."""
    item = proposal.item
    if item.removed_at:
        return True
    if proposal.base_id == item.head_id:
        return False
    return any(change.standing == Standing.OUTDATED for change in changes_in(proposal))


def proposals_of(plan: ActionPlan) -> QuerySet[Proposal]:
    """Proposals to a plan with what a row needs."""
    rows = Proposal.objects.filter(item__plan=plan)
    return rows.select_related("item__head", "base", "author", "decided_by")


def threads_of(plan: ActionPlan) -> QuerySet[Comment]:
    """First comments of the threads of a plan; the newest thread first."""
    rows = Comment.objects.filter(plan=plan, thread__isnull=True).select_related("item__head")
    return rows.select_related("author", "resolved_by").order_by("-made_at", "-pk")


def taking_part(threads: QuerySet[Comment], user) -> QuerySet[Comment]:
    """Threads that the person wrote in, or in which the person or one's team is named."""
    mine = Q(author=user) | Q(mentioned_people=user) | Q(mentioned_teams__in=teams_of(user).values("pk"))
    answers = Comment.objects.filter(mine, thread=OuterRef("pk"))
    own = Comment.objects.filter(mine, pk=OuterRef("pk"))
    return threads.filter(Exists(own) | Exists(answers))


def with_answers(firsts: Sequence[Comment], parts: dict[int | None, Part]) -> list[Thread]:
    """The threads of these comments with answers and mentions: four queries, however many there are."""
    rows = Comment.objects.filter(thread__in=[one.pk for one in firsts]).select_related("author")
    answers = defaultdict(list)
    for row in rows.prefetch_related("mentioned_people", "mentioned_teams"):
        answers[row.thread_id].append(row)
    return [Thread(first, parts[first.item_id], answers[first.pk]) for first in firsts]


@dataclass(frozen=True)
class OpenCounts:
    """How many open threads and waiting proposals each part has, by the item's key in the database."""

    threads: Counter
    proposals: Counter


def open_counts(plan: ActionPlan) -> OpenCounts:
    """What is open in all parts of a plan, in two queries."""
    threads = Comment.objects.filter(plan=plan, thread__isnull=True, resolved_at__isnull=True)
    waiting = Proposal.objects.filter(item__plan=plan, state=Proposal.State.OPEN)
    return OpenCounts(
        Counter(threads.order_by().values_list("item", flat=True)),
        Counter(waiting.order_by().values_list("item", flat=True)),
    )


def open_in(item: DraftItem) -> tuple[QuerySet[Comment], QuerySet[Proposal]]:
    """Open threads and waiting proposals of one part."""
    threads = threads_of(item.plan).filter(item=item, resolved_at__isnull=True)
    return threads, proposals_of(item.plan).filter(item=item, state=Proposal.State.OPEN)
