"""The verification queue: values with what helps to decide about them, the odd ones first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Abs, Cast, Coalesce
from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from monitoring.campaigns.models import DueValue
from monitoring.statistics.models import OfficialFigure
from monitoring.values.evidence import evidence_of
from monitoring.values.evidence_models import Evidence
from monitoring.values.history import expectation, pasts
from monitoring.values.locking import lock_on
from monitoring.values.models import IndicatorValue, Observation
from monitoring.values.permissions import can_verify
from monitoring.values.plausibility import JUMP, Past, is_as_before, questions
from monitoring.values.surroundings import Surroundings
from strategy.indicators.listed import listed_indicators
from strategy.models import Indicator, Municipality

from .filters import Filters

State = IndicatorValue.State
Opinion = OfficialFigure.Opinion


@dataclass(frozen=True)
class Item:
    """A value that waits for a decision."""

    value: IndicatorValue
    past: Past | None
    question: str
    may_decide: bool
    evidence: tuple[Evidence, ...] = ()
    error: str = ""
    typed: str = ""

    @property
    def indicator(self):
        return self.value.observation.indicator

    @property
    def place(self) -> str:
        """Where it was measured, in words."""
        municipality = self.value.observation.municipality
        return municipality.name if municipality else _("The metropolis as a whole")

    @property
    def change(self):
        """The difference from the last value; None when there is none."""
        return self.value.value - self.past.value if self.past else None

    @property
    def change_text(self) -> str:
        """`+1,2`, `−0,3`, `0`."""
        text = format_decimal(self.change)
        return f"+{text}" if self.change > 0 else text

    @property
    def standing(self):
        """The verified value that this one would replace; None when there is none."""
        return self.value.observation.current

    @property
    def is_odd(self) -> bool:
        """Whether it deserves a closer look."""
        return bool(self.question or self.value.explanation or self.value.returned_before or self.standing)

    @property
    def marks(self) -> list[str]:
        """What is special about it, in words."""
        value, words = self.value, []
        if value.correction_reason:
            words.append(_("late correction"))
        elif self.standing:
            words.append(_("newer figure for a verified value"))
        if value.state == State.PROVISIONAL:
            words.append(_("provisional, from an import"))
        if value.is_late:
            words.append(_("sent after the deadline"))
        if value.is_locked and not value.correction_reason:
            words.append(_("period locked"))
        return words


def waiting_keys(user, filters: Filters | None = None) -> list[int]:
    """Values to decide about, by their keys: what the author had to explain or a jump, then what was
    contested before, then what came late, then the oldest.

    What the person entered comes last: somebody else decides about it. Only a page of them is read in full.
    """
    values = (filters or Filters()).narrow(IndicatorValue.objects.waiting())
    values = values.alias(
        returned_before=_returned_before(), is_late=_is_late(), size=_size("value"), last=_size_of_last()
    )
    own_last = Case(When(author=user, then=Value(1)), default=Value(0))
    return list(values.order_by(own_last, _oddness(), "submitted_at", "pk").values_list("pk", flat=True))


def _oddness():
    far = float(JUMP)
    jumped = Q(last__lt=F("size") / far) | Q(last__gt=F("size") * far)
    return Case(
        When(~Q(correction_reason="") | ~Q(explanation=""), then=Value(0)),
        When(jumped, then=Value(0)),
        When(official__opinion=Opinion.CONTESTED, then=Value(0)),
        When(~Q(returned_before=""), then=Value(1)),
        When(observation__current__isnull=False, then=Value(1)),
        When(is_late=True, then=Value(2)),
        default=Value(3),
    )


def _returned_before():
    """Why an earlier revision was returned; empty when none was."""
    earlier = IndicatorValue.objects.filter(
        observation=OuterRef("observation"), state=State.RETURNED, revision__lt=OuterRef("revision")
    )
    last = Subquery(earlier.order_by("-revision").values("reason")[:1])
    nothing = Value("", output_field=TextField())
    return Case(When(revision__gt=1, then=Coalesce(last, nothing)), default=nothing)


def _is_late():
    """Whether it was sent after the deadline of a campaign that asked for it."""
    due = DueValue.objects.filter(
        observation=OuterRef("observation"), submission__campaign__deadline__lt=OuterRef("submitted_at__date")
    )
    return Exists(due)


def _size_of_last():
    """Of an imported value, which nobody was asked about: the size of the value of the period before.

    Only municipal ones: the few values of the whole metropolis are questioned on the page all the same.
    """
    years = Observation.objects.filter(
        indicator=OuterRef("observation__indicator"),
        municipality=OuterRef("observation__municipality"),
        current__isnull=False,
        period_end__lt=OuterRef("observation__period_start"),
    )
    last = Subquery(years.order_by("-period_end").values("current__value")[:1])
    return Case(When(state=State.PROVISIONAL, then=_size(last)), default=None, output_field=FloatField())


def _size(number):
    return Cast(Abs(number), FloatField())


def items_of(keys: Sequence[int], *, user, errors=None, typed=None) -> list[Item]:
    """These values, in this order, with their past and their question; ten queries at most."""
    indicators = listed_indicators()
    values = _values_of(keys, indicators)
    observations = [value.observation for value in values]
    earlier, files = pasts(observations), evidence_of(observations)
    settled = {
        value.observation_id
        for value in values
        if is_as_before(value.value, earlier.get(value.observation_id))
    }
    around = Surroundings(observations, indicators, not_compared=settled)
    return [
        Item(
            value=value,
            past=earlier.get(value.observation_id),
            question=_question(value, earlier.get(value.observation_id), around),
            may_decide=can_verify(user, value) and not (value.is_locked and not value.correction_reason),
            evidence=tuple(files.get(value.observation_id, [])),
            error=(errors or {}).get(value.pk, ""),
            typed=(typed or {}).get(value.pk, ""),
        )
        for value in values
    ]


def _values_of(keys: Sequence[int], indicators: Sequence[Indicator]) -> list[IndicatorValue]:
    """The values with all that a line says of them. Indicators and places are shared: joins would not do."""
    values = IndicatorValue.objects.select_related(
        "observation__current", "author", "link", "official"
    ).annotate(returned_before=_returned_before(), is_late=_is_late(), is_locked=lock_on("observation__"))
    found = values.in_bulk(keys)
    observations = [value.observation for value in found.values()]
    by_key = {one.pk: one for one in indicators}
    places = Municipality.objects.only("name").in_bulk({one.municipality_id for one in observations} - {None})
    for one in observations:
        one.indicator, one.municipality = by_key[one.indicator_id], places.get(one.municipality_id)
    return [found[key] for key in keys if key in found]


def _question(value, past, around):
    known = expectation(value.observation.indicator, past, **around.of(value.observation))
    asked = questions(value.value, known)
    return asked[0].text if asked else ""
