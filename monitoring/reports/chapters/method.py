"""How the figures were made: rules, thresholds, what a missing value means."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.ui.dates import long_date
from monitoring.reports import blocks
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.reader import Reader
from monitoring.status.rules import Status
from monitoring.status.sentences import PERCENT, with_unit
from monitoring.status.summary import READING_ORDER
from strategy.models import Indicator

from .chapter import Chapter
from .wording import count_indicators

ID = "method"
TITLE = gettext_lazy("Annex A. How the figures were made")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter."""
    parts = [
        *_scope(reader),
        *_statuses(reader.content["rules"]),
        *_aggregation(reader),
    ]
    yield Chapter(ID, str(TITLE), parts)


def _scope(reader: Reader) -> list[Block]:
    report = reader.content["report"]
    facts = {
        "day": long_date(date.fromisoformat(report["as_of"])),
        "period": period(report["period"]).label,
    }
    lines = [
        _("The report shows values that were verified and published by %(day)s.") % facts,
        _("It holds periods that ended no later than the period of the report: %(period)s.") % facts,
        _("A missing value is not zero. Where municipalities are missing, the report says how many."),
        _("Changes are counted from the baseline; without one, from the first known value."),
        _(
            "All figures, charts and sentences come from one frozen snapshot of the data. "
            "It can be downloaded with the report."
        ),
        _("Comments of the Association Office are marked as such."),
    ]
    if reader.tells_actions:
        lines += _of_actions()
    return [blocks.heading(_("What the report is made from")), blocks.bullets(lines)]


def _of_actions() -> list[str]:
    return [
        _(
            "A forecast goes on along the trend of at least four values: the median of all changes between "
            "two of them. The interval holds four values in five."
        ),
        _(
            "Actions are those of the adopted text that was in force on the day of the data. How they stand "
            "is said by the latest report that the Office has accepted. An action past its end without an "
            "accepted report that it is done is late."
        ),
        _(
            "Money is that of the actions: needed and secured by the plan, spent by the latest accepted "
            "report."
        ),
        _("Work of forums and bodies is shown for plans that were adopted by the day of the data."),
    ]


def _statuses(rules: Frozen) -> list[Block]:
    intro = _(
        "Attainment is the change since the baseline, divided by the change expected by then. "
        "The expected value lies on straight lines through the baseline, intermediate targets and target."
    )
    columns = [column(_("Status"), width=2), column(_("When"), width=6)]
    meaning = _meanings(rules)
    rows = [
        [cell(str(status.label), status=status.value, strong=True), cell(meaning[status])]
        for status in READING_ORDER
    ]
    table = blocks.table(_("What the statuses mean"), columns, rows)
    return [blocks.heading(_("How statuses are given")), blocks.paragraph(intro), table]


def _meanings(rules: Frozen) -> dict[str, str]:
    facts = {"on_track": _percent(rules["on_track_from"]), "at_risk": _percent(rules["at_risk_from"])}
    return {
        Status.ACHIEVED: _("The latest value has reached the target."),
        Status.ON_TRACK: _("Attainment is at least %(on_track)s, or the value lies in the range to be kept.")
        % facts,
        Status.AT_RISK: _("Attainment is at least %(at_risk)s, but below %(on_track)s.") % facts,
        Status.OFF_TRACK: _("Attainment is below %(at_risk)s.") % facts,
        Status.NO_DATA: _(
            "There is a target, but no verified value, or the latest is older than two periods."
        ),
        Status.NOT_DUE: _("The first period to be measured has not ended yet."),
        Status.NO_TARGET: _("There is no target or no good direction. The report shows the change only."),
    }


def _percent(share: str) -> str:
    return with_unit(Decimal(share) * 100, PERCENT)


def _aggregation(reader: Reader) -> list[Block]:
    used = [row["aggregation"] for row in reader.indicators]
    columns = [
        column(_("How municipalities make up the metropolis"), width=5),
        column(_("Indicators"), width=2),
    ]
    rows = [
        [cell(str(method.label)), cell(count_indicators(used.count(method.value)))]
        for method in Indicator.Aggregation
        if method.value in used
    ]
    if not rows:
        return []
    explained = _(
        "Where a value was reported for the whole metropolis, the report shows it as reported. "
        "Where no rule has been settled, it gives no figure of the metropolis."
    )
    table = blocks.table(_("Rules of aggregation in use"), columns, rows)
    return [blocks.heading(_("From municipalities to the metropolis")), blocks.paragraph(explained), table]
