"""What the report says about one indicator: head, sentences, chart, values, municipalities, sources."""

from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from monitoring.reports import blocks, charts
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.frozen import Frozen, decimal, period
from monitoring.reports.notes import Notes
from monitoring.reports.reader import Reader, municipal_values
from monitoring.status.forecast import Silence
from monitoring.status.rules import Reading, Reason, Status, Trend
from monitoring.status.sentences import change_text as size_of_change
from strategy.indicators.periods import Frequency
from strategy.models import Indicator
from strategy.provenance import Confidence

# As many periods as fit across a page.
MOST_PERIODS = 8
# More municipalities than this are read in the workbook, not on a page.
MOST_MUNICIPALITIES = 40
# The badge beside the name says it already.
_SAID_BY_BADGE = (Reason.NO_TARGET, Reason.NEUTRAL)
# Why there is no forecast: without a target, or with the target behind, nobody would look for one.
_WORTH_SAYING = (Silence.NOT_COMPARABLE, Silence.TOO_FEW, Silence.STALE)


def indicator_blocks(reader: Reader, indicator: Frozen, notes: Notes) -> list[Block]:
    """All about an indicator that has data."""
    return [
        _head(reader, indicator, notes),
        blocks.paragraph(sentences(reader, indicator)),
        *_forecast(reader, indicator),
        *_chart(reader, indicator),
        *_series(reader, indicator, notes),
        *_municipalities(reader, indicator, notes),
        blocks.quiet(_sources(reader, indicator)),
    ]


def sentences(reader: Reader, indicator: Frozen) -> str:
    """The generated sentences, without what the badge says."""
    reason = indicator["status"]["reason"]
    said = str(Reason(reason).label) if reason in _SAID_BY_BADGE else ""
    return " ".join(text for text in indicator["sentences"][reader.language] if text != said)


def _forecast(reader: Reader, indicator: Frozen) -> list[Block]:
    """What to expect by the target, or why nobody can say it; nothing where there is nothing to forecast."""
    if found := indicator.get("forecast"):
        return [blocks.paragraph(" ".join(found["sentences"][reader.language]))]
    silence = indicator.get("why_no_forecast")
    return [blocks.quiet(str(Silence(silence).label))] if silence in _WORTH_SAYING else []


def change_text(reader: Reader, indicator: Frozen) -> str:
    """The change since the baseline with its sign: `+13,7 %`."""
    row = indicator["trend"]
    trend = Trend(
        since=Reading(period(row["since"]["period"]), Decimal(row["since"]["value"])),
        until=Reading(period(row["until"]["period"]), Decimal(row["until"]["value"])),
        change=Decimal(row["change"]),
        share=decimal(row["share"]),
        course=row["course"],
        good=row["good"],
    )
    sign = {"up": "+", "down": "\u2212"}.get(row["course"], "")
    size = size_of_change(trend, unit=reader.text(indicator["unit"]), precision=indicator["precision"])
    return f"{sign}{size}"


def short_facts(reader: Reader, indicator: Frozen) -> str:
    """Unit, frequency and desired direction on one line."""
    facts = [
        reader.text(indicator["unit"]),
        str(Frequency(indicator["frequency"]).label),
        _direction(indicator["direction"]),
    ]
    if indicator["targets"]:
        target = indicator["targets"][-1]
        value = reader.with_unit(indicator, target["value"])
        facts.append(
            _("target %(period)s: %(value)s") % {"period": period(target["period"]).label, "value": value}
        )
    return " · ".join(facts)


def _direction(code: str) -> str:
    label = str(Indicator.Direction(code).label)
    if code == Indicator.Direction.NEUTRAL:
        return label
    return _("desired direction: %(direction)s") % {"direction": label}


def _head(reader: Reader, indicator: Frozen, notes: Notes) -> Block:
    status = indicator["status"]["code"]
    marks = [*notes.mark(reader.text(indicator["note"])), *_baseline_mark(reader, indicator, notes)]
    return blocks.indicator(
        indicator["code"],
        reader.text(indicator["name"]),
        status=status,
        status_label=str(Status(status).label),
        facts=short_facts(reader, indicator),
        marks=marks,
    )


def _baseline_mark(reader: Reader, indicator: Frozen, notes: Notes) -> list[str]:
    return notes.mark(reader.text(indicator["baseline"]["basis"])) if indicator["baseline"] else []


def _chart(reader: Reader, indicator: Frozen) -> list[Block]:
    specs = charts.line_specifications(indicator, reader.language)
    if specs is None:
        return []
    wide, narrow = specs
    alt = wide["usermeta"]["description"]
    return [blocks.figure(_caption(reader, indicator), alt=alt, spec=wide, narrow=narrow)]


def _caption(reader: Reader, indicator: Frozen) -> str:
    periods = [figure["period"] for figure in indicator["figures"]]
    name, unit = reader.text(indicator["name"]), reader.text(indicator["unit"])
    if not periods:
        return f"{name} ({unit})"
    first, last = period(periods[0]).label, period(periods[-1]).label
    span = first if first == last else f"{first}–{last}"
    return f"{name}, {span} ({unit})"


def _series(reader: Reader, indicator: Frozen, notes: Notes) -> list[Block]:
    """The figures of the metropolis: periods across, as many as fit."""
    figures = indicator["figures"][-MOST_PERIODS:]
    if len(figures) < 2:
        return []
    columns = [column(_("Period"), width=3)]
    columns += [column(period(figure["period"]).label, number=True, width=2) for figure in figures]
    values = [_figure_cell(reader, indicator, figure, notes) for figure in figures]
    rows = [[cell(_("Metropolis"), strong=True), *values]]
    if any(figure["coverage"] for figure in figures):
        covered = [_coverage_cell(indicator, figure) for figure in figures]
        rows.append([cell(_("Municipalities with data")), *covered])
    return [blocks.table(_("The values of the chart"), columns, rows)]


def _figure_cell(reader: Reader, indicator: Frozen, figure: Frozen, notes: Notes) -> blocks.Cell:
    marks = _odd_marks(_reported(indicator, figure), notes)
    if figure["differs"]:
        computed = reader.with_unit(indicator, figure["computed"])
        marks += notes.mark(
            _("Reported for the whole metropolis; the sum of the municipalities gives %(value)s.")
            % {"value": computed}
        )
    if figure["revised"]:
        marks += notes.mark(_("Revised: it corrects a value published earlier."))
    shown, code = reader.number(indicator, figure["counted"]), indicator["code"]
    return cell(shown, indicator=code, period=figure["period"], marks=marks)


def _reported(indicator: Frozen, figure: Frozen) -> Frozen | None:
    if figure["basis"] != "reported":
        return None
    rows = (row for row in indicator["values"] if row["municipality"] is None)
    return next((row for row in rows if row["period"] == figure["period"]), None)


def _odd_marks(value: Frozen | None, notes: Notes) -> list[str]:
    """Notes and explanations that came with a value."""
    if value is None:
        return []
    return [*notes.mark(value["explanation"]), *notes.mark(value["note"])]


def _coverage_cell(indicator: Frozen, figure: Frozen) -> blocks.Cell:
    coverage = figure["coverage"]
    if coverage is None:
        return cell(_("reported"), quiet=True)
    part = {"part": format_decimal(coverage["present"]), "whole": format_decimal(coverage["expected"])}
    return cell(_("%(part)s of %(whole)s") % part, indicator=indicator["code"], period=figure["period"])


def _municipalities(reader: Reader, indicator: Frozen, notes: Notes) -> list[Block]:
    """The municipalities in the latest period, highest first; those without a value are named last."""
    latest = indicator["data_period"]
    values = municipal_values(indicator, latest)
    if not values or len(reader.municipalities) > MOST_MUNICIPALITIES:
        return []
    known = {slug: Decimal(values[slug]["value"]) for slug in reader.municipalities if slug in values}
    top = max((abs(value) for value in known.values()), default=Decimal(0)) or Decimal(1)
    order = sorted(reader.municipalities, key=lambda slug: (slug not in known, -known.get(slug, Decimal(0))))
    rows = [
        {
            "name": reader.municipalities[slug],
            "value": reader.number(indicator, known[slug]) if slug in known else _("no data"),
            "share": float(max(known[slug], Decimal(0)) / top) if slug in known else None,
            "marks": _odd_marks(values.get(slug), notes),
        }
        for slug in order
    ]
    name, when = reader.text(indicator["name"]), period(latest).label
    caption = _("%(name)s: municipalities, %(period)s") % {"name": name, "period": when}
    heads = [_("Municipality"), reader.text(indicator["unit"])]
    return [blocks.ranking(caption, heads, rows, indicator=indicator["code"], period=latest)]


def _sources(reader: Reader, indicator: Frozen) -> str:
    """Where the values come from, and how sure they are."""
    parts = []
    if data_source := reader.text(indicator["data_source"]):
        parts.append(_("Source of the data: %(source)s.") % {"source": data_source})
    named = sorted(
        {(value["source"], value["confidence"]) for value in indicator["values"] if value["source"]}
    )
    for source, confidence in named:
        parts.append(_("Values: %(source)s.") % {"source": _with_confidence(source, confidence)})
    return " ".join(parts)


def _with_confidence(source: str, confidence: str) -> str:
    if not confidence:
        return source
    return _("%(source)s, confidence: %(level)s") % {"source": source, "level": Confidence(confidence).label}
