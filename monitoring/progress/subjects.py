"""An action with what is known of it for a period: the latest answer, the one before, what the plan says."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Prefetch, Q

from strategy.indicators.periods import Period
from strategy.models import Action, Funding, FundingSource, Milestone

from .answers import Answer, MilestoneAnswer, Planned, SpendingAnswer, questions
from .models import ProgressRevision


@dataclass
class Subject:
    """An action in a period. `latest` is the last revision that stands; `past` the accepted one before."""

    action: Action
    period: str
    latest: ProgressRevision | None = None
    past: ProgressRevision | None = None
    past_period: str = ""

    @property
    def state(self) -> str | None:
        """The state of the latest revision; None: nothing was said yet."""
        return self.latest.state if self.latest else None

    @property
    def token(self) -> str:
        """Names what a page has shown, so that a stale page is noticed."""
        latest = self.latest
        return f"{latest.pk}.{latest.version}.{latest.state}" if latest else ""

    @property
    def shown(self) -> ProgressRevision | None:
        """What the form starts from: the answer of this period, else that of the one before."""
        return self.latest or self.past

    @cached_property
    def planned(self) -> Planned:
        """What the plan says, for the rules."""
        return planned_of(self.action)

    @property
    def questions(self) -> list[str]:
        """What is odd about the latest answer."""
        return questions(answer_of(self.latest), self.planned) if self.latest else []

    @property
    def is_unexplained(self) -> bool:
        """Whether something is odd and nobody has said why."""
        return bool(self.questions) and not self.latest.explanation


def with_plan(actions):
    """Actions with the milestones and the money of their plan."""
    milestones = Milestone.objects.order_by(F("due").asc(nulls_last=True), "order")
    funding = Funding.objects.select_related("source").order_by("year", "source__order")
    return actions.prefetch_related(Prefetch("milestones", milestones), Prefetch("funding", funding))


def subjects_of(actions, period: str, *, whole: bool = True) -> list[Subject]:
    """The actions with their answers, in the order of the plans; a constant number of queries.

    `whole` reads milestones and money as well, which forms and questions need and lists do not.
    """
    actions = actions.select_related("plan__area", "lead_municipality")
    actions = actions.order_by("plan__area__order", "plan__order", "order", "code")
    actions = list(with_plan(actions) if whole else actions)
    if not actions:
        return []
    latest, past = _answers(actions, period, whole)
    return [
        Subject(action, period, latest.get(action.pk), *past.get(action.pk, (None, ""))) for action in actions
    ]


def subject_of(action: Action, period: str) -> Subject:
    """One action with everything."""
    return subjects_of(Action.objects.filter(pk=action.pk), period)[0]


def _answers(actions, period, whole):
    """By action: the last revision in the period; the accepted one of the period before, with its period."""
    before = Q(pk=F("progress__current"), progress__period_end__lt=Period.parse(period).end)
    rows = ProgressRevision.objects.filter(Q(progress__period=period) | before, progress__action__in=actions)
    rows = rows.standing().select_related("progress", "author", "decided_by")
    latest, past = {}, {}
    for row in (rows.with_parts() if whole else rows).order_by("progress__period_end", "revision"):
        if row.progress.period == period:
            latest[row.progress.action_id] = row
        else:
            past[row.progress.action_id] = (row, row.progress.period)
    return latest, past


def planned_of(action: Action) -> Planned:
    """What the rules ask of the plan; the action comes from `with_plan`."""
    secured: dict[str, Decimal] = {}
    for row in action.funding.all():
        secured[row.source.code] = secured.get(row.source.code, Decimal(0)) + row.secured
    return Planned(
        milestones={one.key: one.name for one in action.milestones.all()},
        sources={row.source.code: row.source.name for row in action.funding.all()},
        secured=secured,
        first_year=action.start and action.start.year,
        last_year=action.end and action.end.year,
    )


def answer_of(revision: ProgressRevision) -> Answer:
    """The answer that a stored revision holds."""
    return Answer(
        stage=revision.stage,
        percent=revision.percent,
        done=revision.done,
        blocks=revision.blocks,
        explanation=revision.explanation,
        milestones=tuple(
            MilestoneAnswer(one.key, one.reached_on, one.expected_on, one.note)
            for one in revision.milestones.all()
        ),
        spending=tuple(
            SpendingAnswer(row.source.code, row.year, row.amount) for row in revision.spending.all()
        ),
    )


def sources_by_code(codes) -> dict[str, FundingSource]:
    """Funding sources by their codes."""
    return {source.code: source for source in FundingSource.objects.filter(code__in=codes)}
