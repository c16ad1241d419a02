"""The verification queue: values with what helps to decide about them."""

from dataclasses import dataclass

from django.db.models import Case, Value, When

from metropolis.ui.numbers import format_decimal

from .evidence import evidence_of
from .evidence_models import Evidence
from .history import expectation, pasts
from .models import IndicatorValue
from .permissions import can_verify
from .plausibility import Past, questions
from .surroundings import Surroundings


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
    def change(self):
        """The difference from the last value; None when there is none."""
        return self.value.value - self.past.value if self.past else None

    @property
    def change_text(self) -> str:
        """`+1,2`, `−0,3`, `0`."""
        text = format_decimal(self.change)
        return f"+{text}" if self.change > 0 else text


def waiting_values(user, municipality: str = ""):
    """Values to decide about, the odd ones first (they carry an explanation), then the oldest.

    What the person entered comes last: somebody else decides about it.
    """
    own_last = Case(When(author=user, then=Value(1)), default=Value(0))
    odd_first = Case(When(explanation="", then=Value(1)), default=Value(0))
    values = IndicatorValue.objects.waiting().with_subject()
    values = values.order_by(own_last, odd_first, "submitted_at", "pk")
    return values.filter(observation__municipality__slug=municipality) if municipality else values


def items_of(values, *, user, errors=None, typed=None) -> list[Item]:
    """The values with their past and their question; seven queries more at most."""
    values = list(values)
    earlier = pasts([value.observation for value in values])
    files = evidence_of([value.observation_id for value in values])
    around = Surroundings([value.observation for value in values])
    return [
        Item(
            value=value,
            past=earlier.get(value.observation_id),
            question=_question(value, earlier.get(value.observation_id), around),
            may_decide=can_verify(user, value),
            evidence=tuple(files.get(value.observation_id, [])),
            error=(errors or {}).get(value.pk, ""),
            typed=(typed or {}).get(value.pk, ""),
        )
        for value in values
    ]


def _question(value, past, around):
    known = expectation(value.observation.indicator, past, **around.of(value.observation))
    asked = questions(value.value, known)
    return asked[0].text if asked else ""
