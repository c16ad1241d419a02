"""What is missing: indicators without values, targets or rules, and municipalities that sent nothing."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.ui.dates import long_date
from monitoring.reports import blocks
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.reader import Reader, has_data

from .chapter import Chapter
from .wording import named, of, of_municipalities

ID = "missing"
TITLE = gettext_lazy("What is missing")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter, also to say that nothing is missing."""
    lines = counted(reader)
    gaps = [_gap(reader, row) for row in reader.indicators if _has_gap(row)]
    nothing = _("Nothing is missing.") if not lines and not gaps else ""
    parts = [blocks.lead(nothing or coverage_text(reader)), *reader.narrative(ID)]
    if lines:
        parts.append(blocks.bullets(lines))
    if gaps:
        parts += [blocks.heading(_("Incomplete values of municipalities")), blocks.bullets(gaps)]
    joined = _joined(reader)
    if joined:
        parts += [blocks.heading(_("Municipalities that joined in the period")), blocks.bullets(joined)]
    yield Chapter(ID, str(TITLE), parts)


def coverage_text(reader: Reader) -> str:
    """From how many municipalities the report has a value of its period."""
    sent, members = reader.reporting, reader.members
    return _("Values for %(period)s came from %(part)s.") % {
        "period": period(reader.term).label,
        "part": of_municipalities(len(sent), len(members)),
    }


def counted(reader: Reader) -> list[str]:
    """What is missing in numbers, and which municipalities sent no value of the period."""
    whole, indicators = reader.summary_of(None), reader.indicators
    total = whole["total"]
    without_baseline = sum(row["baseline"] is None for row in indicators)
    unsettled = sum(has_data(row) and row["why_no_figure"] == "not_set" for row in indicators)
    lines = [
        (_("Indicators without any verified value: %(part)s."), total - whole["with_data"]),
        (_("Indicators without a target: %(part)s."), total - whole["with_target"]),
        (_("Indicators without a baseline: %(part)s."), without_baseline),
        (_("Indicators with municipal values, but without a rule to add them up: %(part)s."), unsettled),
    ]
    said = [line % {"part": of(count, total)} for line, count in lines if count]
    silent = [name for slug, name in reader.members.items() if slug not in reader.reporting]
    if silent and reader.asks_municipalities:
        said.append(
            _("Without any value for %(period)s: %(part)s (%(names)s).")
            % {
                "period": period(reader.term).label,
                "part": of_municipalities(len(silent), len(reader.members)),
                "names": named(silent),
            }
        )
    return said


def _has_gap(indicator: Frozen) -> bool:
    coverage = indicator["coverage"]
    return bool(coverage and coverage["present"] and coverage["present"] < coverage["expected"])


def _gap(reader: Reader, indicator: Frozen) -> str:
    coverage = indicator["coverage"]
    missing = set(coverage["missing"])
    names = [name for slug, name in reader.municipalities.items() if slug in missing]
    facts = {
        "indicator": reader.called(indicator),
        "part": of(coverage["present"], coverage["expected"]),
        "names": named(names),
    }
    if not names:
        return _("%(indicator)s: values of %(part)s municipalities.") % facts
    return _("%(indicator)s: values of %(part)s municipalities; missing: %(names)s.") % facts


def _joined(reader: Reader) -> list[str]:
    """Members that were not there when the period began: nothing is asked of them for the time before."""
    term = period(reader.term)
    first, last = term.start.isoformat(), term.end.isoformat()
    rows = [row for row in reader.content["municipalities"] if first < (row.get("member_from") or "") <= last]
    return [
        _("%(name)s: in the metropolis since %(day)s; values are expected from then on.")
        % {
            "name": reader.text(row["name"]),
            "day": long_date(datetime.date.fromisoformat(row["member_from"])),
        }
        for row in rows
    ]
