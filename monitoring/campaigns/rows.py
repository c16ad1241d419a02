"""What one supplier has to answer: each row with its past, its target, its state and its question."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import pgettext_lazy

from monitoring.values.entry import draft_token, latest_values
from monitoring.values.evidence import evidence_of
from monitoring.values.evidence_models import Evidence
from monitoring.values.history import expectation, pasts
from monitoring.values.locking import lock_on
from monitoring.values.models import IndicatorValue
from monitoring.values.plausibility import Expectation, Past, Question, is_as_before, questions
from monitoring.values.states import OPEN_TO_TYPING
from monitoring.values.surroundings import Surroundings
from strategy.indicators.listed import listed_indicators
from strategy.indicators.periods import Period
from strategy.models import Municipality, Target

from .models import Campaign, DueValue, Submission


class RowState(models.TextChoices):
    """How far a row is, in the words of the page."""

    TODO = "todo", pgettext_lazy("state of an answer", "To do")
    RETURNED = "returned", pgettext_lazy("state of an answer", "To correct")
    PROPOSED = "proposed", pgettext_lazy("state of an answer", "To confirm")
    ODD = "odd", pgettext_lazy("state of an answer", "Explain")
    SAVED = "saved", pgettext_lazy("state of an answer", "Saved")
    NO_DATA = "no_data", pgettext_lazy("state of an answer", "No data")
    SENT = "sent", pgettext_lazy("state of an answer", "Sent")
    VERIFIED = "verified", pgettext_lazy("state of an answer", "Verified")

    @property
    def badge(self) -> str:
        """The kind of the state badge that shows it."""
        return _BADGES[self]

    @property
    def letter(self) -> str:
        """One sign for narrow tables; a legend explains it."""
        return str(_LETTERS[self])


_BADGES = {
    RowState.TODO: "todo",
    RowState.RETURNED: "problem",
    RowState.PROPOSED: "progress",
    RowState.ODD: "problem",
    RowState.SAVED: "done",
    RowState.NO_DATA: "done",
    RowState.SENT: "waiting",
    RowState.VERIFIED: "done",
}
_LETTERS = {
    RowState.TODO: "–",
    RowState.RETURNED: pgettext_lazy("letter for: to correct", "C"),
    RowState.PROPOSED: "≈",
    RowState.ODD: "?",
    RowState.SAVED: pgettext_lazy("letter for: draft saved", "D"),
    RowState.NO_DATA: pgettext_lazy("letter for: no data", "N"),
    RowState.SENT: pgettext_lazy("letter for: sent", "S"),
    RowState.VERIFIED: "✓",
}
UNANSWERED = {RowState.TODO, RowState.RETURNED, RowState.PROPOSED}
LOCKED = {RowState.SENT, RowState.VERIFIED}
_FROM_VALUE = {
    IndicatorValue.State.DRAFT: RowState.SAVED,
    IndicatorValue.State.RETURNED: RowState.RETURNED,
    IndicatorValue.State.SUBMITTED: RowState.SENT,
    IndicatorValue.State.PROVISIONAL: RowState.SENT,
    IndicatorValue.State.VERIFIED: RowState.VERIFIED,
}


@dataclass(frozen=True)
class Aim:
    """The next target of an indicator."""

    period: str
    value: Decimal


@dataclass
class Row:
    """A value due, with everything that its line on the page shows."""

    due: DueValue
    latest: IndicatorValue | None = None
    past: Past | None = None
    target: Aim | None = None
    editable: bool = True
    locked: bool = False
    evidence: list[Evidence] = field(default_factory=list)
    surroundings: Surroundings = field(default_factory=lambda: Surroundings([]))

    @cached_property
    def indicator(self):
        return self.due.observation.indicator

    @cached_property
    def municipality(self):
        return self.due.observation.municipality

    @property
    def address(self) -> str:
        """Where the row is answered."""
        return self.due.submission.row_address(self.due.pk)

    @property
    def evidence_address(self) -> str:
        """Where its evidence files are."""
        return self.due.submission.evidence_address(self.due.pk)

    @property
    def is_ratio(self) -> bool:
        """Whether numerator and denominator are asked for instead of the value."""
        return self.indicator.aggregation == self.indicator.Aggregation.RATIO

    @property
    def can_repeat(self) -> bool:
        """Whether the last value can be taken again: of a ratio both parts have to be known."""
        return self.past is not None and (not self.is_ratio or self.past.numerator is not None)

    @property
    def token(self) -> str:
        """Names what the page has shown, so that a stale page is noticed."""
        reason = self.due.no_data_reason
        return f"no:{reason}" if reason else draft_token(self.latest)

    @cached_property
    def question(self) -> Question | None:
        """What is asked about a draft that looks wrong, answered or not."""
        if self.latest is None or self.latest.state != IndicatorValue.State.DRAFT:
            return None
        return next(iter(questions(self.latest.value, self.expected)), None)

    @property
    def expected(self) -> Expectation:
        """What is known before a value is typed; the first row that asks reads what stands around all."""
        return expectation(self.indicator, self.past, **self.surroundings.of(self.due.observation))

    @property
    def question_text(self) -> str:
        """The question as a sentence; empty when nothing is asked."""
        return self.question.text if self.question else ""

    @property
    def is_returned(self) -> bool:
        """Whether the Office wants the value corrected."""
        return self.latest is not None and self.latest.state == IndicatorValue.State.RETURNED

    @cached_property
    def state(self) -> RowState:
        """Asked many times a page; a row that was saved is loaded again."""
        state = row_state(self.latest and self.latest.state, self.due.no_data_reason)
        if state == RowState.SAVED and self.latest.proposed:
            return RowState.PROPOSED
        if state == RowState.SAVED and self.question and not self.latest.explanation:
            return RowState.ODD
        return state

    @property
    def answered(self) -> bool:
        """Whether nothing more is asked of the supplier here."""
        return self.state not in UNANSWERED and self.state != RowState.ODD


def row_state(value_state: str | None, no_data_reason: str) -> RowState:
    """The state that follows from the latest revision; whether it looks odd is not known here."""
    if no_data_reason:
        return RowState.NO_DATA
    return _FROM_VALUE[value_state] if value_state else RowState.TODO


def is_editable(submission: Submission, value_state: str | None) -> bool:
    """Whether a supplier may type into the row.

    Sent and verified values never. Else while the campaign is open: everything before the sending, and
    after it the rows without data, which may come later. After the closing only what came back from
    the Office: an open submission that was sent before.
    """
    if value_state not in OPEN_TO_TYPING:
        return False
    if submission.state == Submission.State.SUBMITTED:
        return submission.campaign.state == Campaign.State.OPEN and value_state is None
    if submission.campaign.state == Campaign.State.OPEN:
        return True
    return submission.submitted_at is not None and value_state is not None


def load_rows(submission: Submission, *, ids=None, lock: bool = False, as_saved: bool = True) -> list[Row]:
    """The rows of a submission in the order of the indicators; `ids` picks some. Constant queries.

    `as_saved`: questions are asked of the saved values only. Else other values may be put into drafts.
    """
    due = submission.rows.select_related("observation").annotate(is_locked=lock_on("observation__"))
    due = due.order_by(
        models.F("observation__indicator__area__order").asc(nulls_last=True),
        "observation__indicator__order",
        "observation__municipality__sort_key",
    )
    due = list(due if ids is None else due.filter(pk__in=ids))
    observations = [row.observation for row in due]
    indicators = listed_indicators()
    _attach_subjects(observations, indicators, submission.team.municipality if submission.team_id else None)
    latest = latest_values([row.pk for row in observations], lock=lock)
    past = pasts(observations)
    targets = _targets(observations, submission.campaign.period)
    if ids is None:
        around = _around_drafts(observations, latest, past, indicators, as_saved=as_saved)
    else:
        around = Surroundings(observations, indicators)  # all of them are about to be typed into
    files = evidence_of(observations)
    return [
        Row(
            due=row,
            latest=(value := latest.get(row.observation_id)),
            past=past.get(row.observation_id),
            target=targets.get(row.observation.indicator_id),
            editable=not row.is_locked and is_editable(submission, value and value.state),
            locked=row.is_locked,
            evidence=files.get(row.observation_id, []),
            surroundings=around,
        )
        for row in due
    ]


def _around_drafts(observations, latest, past, indicators, *, as_saved: bool) -> Surroundings:
    """What stands around the drafts: nothing else is questioned."""
    drafts = {key: value for key, value in latest.items() if value.state == IndicatorValue.State.DRAFT}
    settled = {key for key, draft in drafts.items() if is_as_before(draft.value, past.get(key))}
    asked = [row for row in observations if row.pk in drafts]
    return Surroundings(asked, indicators, not_compared=settled if as_saved else ())


def _attach_subjects(observations, indicators, own: Municipality | None):
    """Indicator with its area, and place of each: built once and shared, which joins would not do.

    `own` is the municipality of the team that answers; the Office's rows are of all of them.
    """
    by_key = {one.pk: one for one in indicators}
    municipalities = {own.pk: own} if own else {}
    if places := {row.municipality_id for row in observations} - {None, *municipalities}:
        municipalities |= Municipality.objects.in_bulk(places)
    for row in observations:
        row.indicator = by_key[row.indicator_id]
        row.municipality = municipalities.get(row.municipality_id)


def _targets(observations, period):
    """The next target at or after the period, by indicator."""
    end = Period.parse(period)
    found = Target.objects.filter(indicator__in={row.indicator_id for row in observations})
    known = found.values_list("indicator", "period", "value")
    targets = {}
    for indicator, period, value in sorted(known, key=lambda target: Period.parse(target[1])):
        if Period.parse(period).end >= end.end:
            targets.setdefault(indicator, Aim(period, value))
    return targets
