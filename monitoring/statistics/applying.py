"""Figures become provisional revisions: nothing is overwritten, and what is the same makes nothing."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from metropolis.rest.counters import bump, bump_parts
from monitoring.values.entry import latest_values
from monitoring.values.models import IndicatorValue, Observation
from strategy.indicators.periods import Period
from strategy.models import Indicator

from .candidates import Candidate, Sorted
from .models import OfficialFigure, StatisticsRun

State = IndicatorValue.State

REASONS = {
    "part": pgettext_lazy("why a figure was left out", "town or rural part of a municipality"),
    "unknown": pgettext_lazy("why a figure was left out", "unit outside the metropolis"),
    "empty": pgettext_lazy("why a figure was left out", "the bank has no value"),
    "year": pgettext_lazy("why a figure was left out", "another year"),
    "frequency": pgettext_lazy("why a figure was left out", "the indicator is not measured yearly"),
    "other_part": pgettext_lazy("why a figure was left out", "the other part of the ratio is missing"),
    "denominator": pgettext_lazy("why a figure was left out", "the denominator is not above zero"),
    "size": pgettext_lazy("why a figure was left out", "too large a number"),
    "twice": pgettext_lazy("why a figure was left out", "the same municipality and year a second time"),
    "draft": pgettext_lazy("why a figure was left out", "somebody is entering this value"),
    "returned": pgettext_lazy("why a figure was left out", "somebody was asked to correct this value"),
    "submitted": pgettext_lazy("why a figure was left out", "a value that was sent waits to be verified"),
}


@dataclass
class Outcome:
    """What became (or, before an import, would become) of the figures of an indicator."""

    new: list[Candidate] = field(default_factory=list)
    revised: list[Candidate] = field(default_factory=list)
    same: int = 0
    skipped: dict[str, int] = field(default_factory=dict)


@dataclass
class _Known:
    """What the portal has for the indicator's observations, by (municipality, period)."""

    observations: dict[tuple[int, str], Observation]
    latest: dict[int, IndicatorValue]
    figures: dict[int, OfficialFigure]


def foresee(indicator: Indicator, found: Sorted) -> Outcome:
    """What applying would do; changes nothing."""
    return _judge(found, _known(indicator, found.candidates, lock=False))


def apply_figures(run: StatisticsRun, indicator: Indicator, found: Sorted) -> Outcome:
    """Write new and changed figures as provisional revisions, and the counts into the run's record.

    Call it in a transaction: the observations are locked until it ends.
    """
    _make_observations(indicator, found.candidates)
    known = _known(indicator, found.candidates, lock=True)
    outcome = _judge(found, known)
    _write(run, indicator, outcome, known)
    _count(run, outcome)
    return outcome


def _judge(found, known):
    outcome = Outcome(skipped=dict(found.skipped))
    for candidate in found.candidates:
        observation = known.observations.get((candidate.municipality, candidate.period))
        latest = known.latest.get(observation.pk) if observation else None
        before = known.figures.get(observation.pk) if observation else None
        if before is None and latest is None:
            outcome.new.append(candidate)
        elif _is_same(candidate, before.value if before else latest):
            outcome.same += 1
        elif why := _in_hand(latest):
            outcome.skipped[why] = outcome.skipped.get(why, 0) + 1
        else:
            (outcome.revised if before else outcome.new).append(candidate)
    return outcome


def _in_hand(latest):
    """Why a person is not done with the value; empty when nobody works on it."""
    if latest.state in (State.DRAFT, State.SUBMITTED):
        return latest.state
    asked_again = latest.state == State.RETURNED and latest.entered_by is not None
    return State.RETURNED if asked_again else ""


def _is_same(candidate, value):
    """Whether the bank says what it said before; the parts count where both have them."""
    parts = (candidate.numerator, candidate.denominator)
    known = (value.numerator, value.denominator)
    return candidate.value == value.value and (None in parts or None in known or parts == known)


def _known(indicator, candidates, *, lock):
    periods = {candidate.period for candidate in candidates}
    rows = Observation.objects.filter(indicator=indicator, municipality__isnull=False, period__in=periods)
    observations = {(row.municipality_id, row.period): row for row in rows}
    ids = [row.pk for row in observations.values()]
    latest = latest_values(ids, lock=lock)
    figures = OfficialFigure.objects.filter(value__observation__in=ids).select_related("value")
    by_observation = {figure.value.observation_id: figure for figure in figures.order_by("value__revision")}
    return _Known(observations, latest, by_observation)


def _make_observations(indicator, candidates):
    """The observations that are not there yet."""
    wanted = {(candidate.municipality, candidate.period) for candidate in candidates}
    known = Observation.objects.filter(indicator=indicator).values_list("municipality", "period")
    rows = []
    for place, code in sorted(wanted - set(known)):
        period = Period.parse(code)
        rows.append(
            Observation(
                indicator=indicator,
                municipality_id=place,
                period=code,
                period_start=period.start,
                period_end=period.end,
            )
        )
    if rows:
        Observation.objects.bulk_create(rows, ignore_conflicts=True)
        bump_parts(Observation, [indicator.pk])


def _write(run, indicator, outcome, known):
    revised = {id(candidate) for candidate in outcome.revised}
    pairs = [
        (candidate, known.observations[candidate.municipality, candidate.period])
        for candidate in (*outcome.new, *outcome.revised)
    ]
    if not pairs:
        return
    _put_aside([known.latest.get(row.pk) for _candidate, row in pairs])
    values = IndicatorValue.objects.bulk_create(
        [_value(run, indicator, candidate, row, known.latest.get(row.pk)) for candidate, row in pairs]
    )
    variable = indicator.bdl_numerator_id or indicator.bdl_variable_id
    OfficialFigure.objects.bulk_create(
        OfficialFigure(
            value=value,
            run=run,
            variable=variable,
            unit=candidate.unit,
            attribute=candidate.attribute,
            updated_on=candidate.updated_on,
            revises=id(candidate) in revised,
        )
        for (candidate, _row), value in zip(pairs, values, strict=True)
    )
    bump(IndicatorValue)


def _put_aside(latest):
    """Earlier provisional figures that nobody decided about: a newer one came, which is decided about."""
    old = [value.pk for value in latest if value and value.state == State.PROVISIONAL]
    IndicatorValue.objects.filter(pk__in=old, state=State.PROVISIONAL).update(
        state=State.RETURNED, reason=_("Official statistics have published a newer figure."),
        decided_at=timezone.now(), updated_at=timezone.now(),
    )  # fmt: skip


def _value(run, indicator, candidate, observation, latest):
    return IndicatorValue(
        observation=observation,
        revision=latest.revision + 1 if latest else 1,
        state=State.PROVISIONAL,
        value=candidate.value,
        numerator=candidate.numerator,
        denominator=candidate.denominator,
        source=source_of(indicator, candidate),
        source_url=_address(indicator),
        # Numbers of a file are the word of whoever brought it, and somebody else verifies them.
        author=run.started_by if run.origin == StatisticsRun.Origin.FILE else None,
        submitted_at=timezone.now(),
    )


def source_of(indicator: Indicator, candidate: Candidate) -> str:
    """How the source is named in tables and reports: the bank, the variables, the day of their update."""
    variables = [indicator.bdl_numerator_id, indicator.bdl_denominator_id]
    if not indicator.bdl_numerator_id:
        variables = [indicator.bdl_variable_id]
    text = f"GUS BDL, {' / '.join(str(variable) for variable in variables)}"
    return f"{text}, {candidate.updated_on.isoformat()}" if candidate.updated_on else text


def _address(indicator):
    variable = indicator.bdl_numerator_id or indicator.bdl_variable_id
    return f"{settings.BDL_BASE_URL.rstrip('/')}/data/by-variable/{variable}"


@transaction.atomic
def _count(run, outcome):
    """Add to the record what this indicator brought."""
    run = StatisticsRun.objects.select_for_update().get(pk=run.pk)
    run.new += len(outcome.new)
    run.revised += len(outcome.revised)
    run.same += outcome.same
    for reason, number in outcome.skipped.items():
        run.skipped[reason] = run.skipped.get(reason, 0) + number
    run.save(update_fields=["new", "revised", "same", "skipped"])
