"""What the commission and the Board read: the text under work, and what changed since the adopted one."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from forums.drafting.models import Comment, Proposal
from forums.drafting.reading import draft_content
from metropolis.ui.dates import short_date
from strategy.models import ActionPlan
from strategy.pages.money import zloty
from strategy.plans.comparing import PlanDifference, compare
from strategy.plans.content import ActionContent, PlanContent

from .facts import Facts
from .models import Consultation, Opinion, PlanVersion
from .table import state_here

State = ActionPlan.State


@dataclass(frozen=True)
class UnderWork:
    """The text that is worked on or decided upon; `version` is None while it may still change."""

    content: PlanContent
    version: PlanVersion | None

    @property
    def wanted(self) -> str:
        """How pages of the plan are asked for this text (`?wersja=`)."""
        return str(self.version.number) if self.version else "projekt"


def text_under_work(plan: ActionPlan) -> UnderWork:
    """The frozen text while others decide on it, else the draft as it stands."""
    if state_here(plan) in (State.WITH_COMMISSION, State.OPINION_GIVEN):
        version = plan.versions.order_by("-number").first()
        if version:
            return UnderWork(version.document, version)
    return UnderWork(draft_content(plan), None)


@dataclass(frozen=True)
class ActionLine:
    """An action of a text that has no older one to be compared with."""

    code: str
    title: str
    lead: str
    period: str
    planned: str


@dataclass(frozen=True)
class Review:
    """Everything that is read before an opinion or a resolution."""

    text: UnderWork
    adopted: PlanVersion | None
    difference: PlanDifference | None
    consultation: Consultation | None
    opinions: list[Opinion]
    open_proposals: int
    open_comments: int

    @cached_property
    def answers(self) -> list:
        """What the teams said, remarks first."""
        if self.consultation is None:
            return []
        return sorted(
            self.consultation.answers.all(), key=lambda one: (one.verdict != "remarks", one.team.order)
        )

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Headings and texts, in the reader's language where there is one."""
        english = get_language() == "en"
        return [
            (section.title_en if english and section.title_en else section.title_pl, section.html)
            for section in self.text.content.sections
        ]

    @property
    def actions(self) -> list[ActionLine]:
        """Actions in a line each."""
        return [_line(self.text.content, action) for action in self.text.content.actions]


def read_review(facts: Facts) -> Review:
    """The text under work with all that was said of it; the number of queries does not grow with it."""
    plan = facts.plan
    text = text_under_work(plan)
    adopted = plan.versions.filter(adopted_number__isnull=False).order_by("-number").first()
    proposals, comments = _waiting(plan)
    return Review(
        text=text,
        adopted=adopted,
        difference=compare(adopted.document, text.content) if adopted else None,
        consultation=facts.latest_consultation,
        opinions=[*_opinions(plan, adopted)],
        open_proposals=proposals,
        open_comments=comments,
    )


def _opinions(plan: ActionPlan, adopted: PlanVersion | None) -> QuerySet[Opinion]:
    """Opinions on the text under work; those on what was adopted are history."""
    rows = plan.opinions.select_related("commission")
    return rows.filter(version__number__gt=adopted.number) if adopted else rows


def _waiting(plan: ActionPlan) -> tuple[int, int]:
    """Proposals without an answer and comments that are not resolved, in one query."""
    proposals = Proposal.objects.filter(item__plan=OuterRef("pk"), state=Proposal.State.OPEN)
    comments = Comment.objects.filter(plan=OuterRef("pk"), thread=None, resolved_at=None)
    counts = [_count(proposals, "item__plan"), _count(comments, "plan")]
    return ActionPlan.objects.filter(pk=plan.pk).order_by().values_list(*counts).get()


def _count(rows: QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _line(content: PlanContent, action: ActionContent) -> ActionLine:
    language = get_language() or "pl"
    kind, code = "municipalities", action.lead_municipality
    if action.lead_partner:
        kind, code = "partners", action.lead_partner
    days = [short_date(day) if day else "…" for day in (action.start, action.end)]
    return ActionLine(
        code=action.code,
        title=action.title,
        lead=content.name(kind, code, language) if code else "",
        period=" – ".join(days) if action.start or action.end else "",
        planned=zloty(action.planned) if action.funding else "",
    )
