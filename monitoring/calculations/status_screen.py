"""How the status of an indicator was decided: what was asked in which order, and with which numbers."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from metropolis.ui.past import on_day
from monitoring.status.figures import Standing, expected_path
from monitoring.status.rules import Reading, Reason, Status, Thresholds, leg_of
from monitoring.status.sentences import PERCENT, target_text, with_unit
from monitoring.status.series import read_standings
from strategy.models import Indicator

from .formulas import attainment_formula, expected_formula


@dataclass(frozen=True)
class Question:
    """One rule in the order of asking. `answer`: matched, passed or not asked."""

    status: str
    label: str
    asked: str
    answer: str
    matched: bool


@dataclass(frozen=True)
class StatusScreen:
    """Everything that the page of a status shows, written out."""

    indicator: Indicator
    standing: Standing
    facts: list[tuple[str, str]]
    formulas: list[tuple[str, str]]
    questions: list[Question]
    judged_url: str
    judged_label: str
    skipped: str


def read_status(indicator: Indicator, as_of: datetime.date | None = None) -> StatusScreen:
    """The page of the status of `indicator` on a day, in a constant number of queries."""
    standing = read_standings([indicator], as_of=as_of)[indicator.pk]
    judged = standing.verdict.judged
    return StatusScreen(
        indicator=indicator,
        standing=standing,
        facts=_facts(indicator, standing),
        formulas=_formulas(indicator, standing),
        questions=_questions(standing),
        judged_url=_calculation(indicator, judged, as_of) if judged else "",
        judged_label=judged.period.label if judged else "",
        skipped=_skipped(standing),
    )


def _calculation(indicator: Indicator, judged: Reading, as_of: datetime.date | None) -> str:
    return on_day(reverse("calculation", args=[indicator.code, judged.period.code]), as_of)


def _facts(indicator: Indicator, standing: Standing) -> list[tuple[str, str]]:
    yardstick, verdict, thresholds = standing.yardstick, standing.verdict, Thresholds.from_settings()
    rows = [
        (_("Desired direction"), indicator.get_direction_display()),
        (_("Baseline"), _written(yardstick.baseline, indicator) or _("none")),
    ]
    targets = [
        target_text(one, unit=indicator.unit, precision=indicator.precision) for one in yardstick.targets
    ]
    rows.append((_("Targets on the path"), "; ".join(targets) or _("none")))
    if yardstick.keep_low is not None or yardstick.keep_high is not None:
        rows.append((_("Range to be kept"), _range(indicator)))
    if yardstick.first_period:
        rows.append((_("First period due"), yardstick.first_period.label))
    rows.append((_("Value that was judged"), _written(verdict.judged, indicator) or _("none")))
    levels = [with_unit(share * 100, PERCENT) for share in (thresholds.on_track, thresholds.at_risk)]
    words = _("on track from %(on_track)s, at risk from %(at_risk)s of the expected change")
    rows.append((_("Thresholds"), words % {"on_track": levels[0], "at_risk": levels[1]}))
    return rows


def _range(indicator: Indicator) -> str:
    low, high = (
        "" if limit is None else with_unit(limit, indicator.unit, indicator.precision)
        for limit in (indicator.keep_low, indicator.keep_high)
    )
    if low and high:
        return f"{low} – {high}"
    return _("from %(limit)s") % {"limit": low} if low else _("up to %(limit)s") % {"limit": high}


def _formulas(indicator: Indicator, standing: Standing) -> list[tuple[str, str]]:
    """The expected value on the path and the attainment, with the numbers put in."""
    verdict, places = standing.verdict, indicator.precision
    path, judged = expected_path(standing.yardstick), verdict.judged
    if judged is None or verdict.expected is None or not path:
        return []
    leg = leg_of(judged.period, path=path)
    when = {"period": judged.period.label}
    expected = expected_formula(leg, places) if leg else format_decimal(verdict.expected, places)
    rows = [(_("Expected at the end of the period (%(period)s), counted in months") % when, expected)]
    if verdict.attainment is None:
        return rows
    numbers = {"baseline": path[0].value, "expected": verdict.expected, "value": judged.value}
    share = attainment_formula(**numbers, share=verdict.attainment, places=places)
    return [*rows, (_("Attainment: the change that has happened / the change that was expected"), share)]


def _questions(standing: Standing) -> list[Question]:
    order = list(Status)
    at = order.index(Status(standing.verdict.status))
    answers = [_("no, so the next rule was asked")] * at + [standing.verdict.explanation]
    answers += [_("not asked any more")] * (len(order) - len(answers))
    asked = _asked()
    return [
        Question(status, str(status.label), asked[status], answers[n], n == at)
        for n, status in enumerate(order)
    ]


def _asked() -> dict[Status, str]:
    thresholds = Thresholds.from_settings()
    facts = {
        "on_track": with_unit(thresholds.on_track * 100, PERCENT),
        "at_risk": with_unit(thresholds.at_risk * 100, PERCENT),
    }
    return {
        Status.NO_TARGET: _("Is a target missing, or a good direction?"),
        Status.NOT_DUE: _("Has the first period not ended yet?"),
        Status.NO_DATA: _("Is there no verified value that can be judged and is not too old?"),
        Status.ACHIEVED: _("Has the value reached the target?"),
        Status.ON_TRACK: _("Is the attainment at least %(on_track)s, or the value in its range?") % facts,
        Status.AT_RISK: _("Is the attainment at least %(at_risk)s?") % facts,
        Status.OFF_TRACK: _("Everything else."),
    }


def _skipped(standing: Standing) -> str:
    """That a later figure was not judged, because it is incomplete."""
    latest, judged = standing.latest, standing.verdict.judged
    if latest is None or latest.is_comparable or standing.verdict.status == Status.NO_TARGET:
        return ""
    if judged is None and standing.verdict.reason != Reason.INCOMPLETE:
        return ""
    return _("The figure of %(period)s is incomplete, so it was not compared with the target.") % {
        "period": latest.period.label
    }


def _written(reading: Reading | None, indicator: Indicator) -> str:
    if reading is None:
        return ""
    return f"{with_unit(reading.value, indicator.unit, indicator.precision)} ({reading.period.label})"
