"""The summary: what the data say, in sentences made from them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from metropolis.ui.numbers import format_decimal
from monitoring.reports import blocks
from monitoring.reports.blocks import Block, cell, column
from monitoring.reports.frozen import Frozen, period
from monitoring.reports.reader import Reader, has_data, moved, municipal_values
from monitoring.status.summary import READING_ORDER

from .chapter import Chapter
from .generated import with_office_text
from .indicator import change_text

ID = "summary"
TITLE = gettext_lazy("Summary")


def chapters(reader: Reader) -> Iterable[Chapter]:
    """One chapter."""
    parts = [
        blocks.lead(lead_text(reader)),
        _facts(reader),
        *_statuses(reader),
        *_areas(reader),
        *_changes(reader),
        *_missing(reader),
    ]
    yield Chapter(ID, str(TITLE), with_office_text(parts, reader.narrative(ID)))


def lead_text(reader: Reader) -> str:
    """What the report covers, for what there are data and targets, and where it goes."""
    whole = reader.summary_of(None)
    if not whole["with_data"]:
        return " ".join([_covers(reader), _("There are no verified values yet, so it shows no changes.")])
    return " ".join([_covers(reader), _targets(whole), _direction(reader)]).strip()


def _covers(reader: Reader) -> str:
    whole = reader.summary_of(None)
    facts = {
        "areas": _count_areas(len(reader.areas)),
        "indicators": count_indicators(whole["total"]),
        "with_data": whole["with_data"],
        "total": whole["total"],
    }
    covers = _("The report covers %(areas)s and %(indicators)s.") % facts
    return f"{covers} " + _("Indicators with verified values: %(with_data)s of %(total)s.") % facts


def _targets(whole: Frozen) -> str:
    if not whole["with_target"]:
        return _("No indicator has a target yet, so the report shows changes and gives no statuses.")
    return _("Indicators with a target: %(with_target)s of %(total)s.") % whole


def _direction(reader: Reader) -> str:
    good, bad = len(moved(reader.indicators, True)), len(moved(reader.indicators, False))
    if not good and not bad:
        return ""
    return _("Change since the baseline: in the desired direction %(good)s, in the wrong one %(bad)s.") % {
        "good": count_indicators(good),
        "bad": count_indicators(bad),
    }


def count_indicators(count: int) -> str:
    """`5 wskaźników`."""
    return ngettext("%(count)s indicator", "%(count)s indicators", count) % {"count": format_decimal(count)}


def _count_areas(count: int) -> str:
    return ngettext("%(count)s area", "%(count)s areas", count) % {"count": count}


def of(part: int, whole: int) -> str:
    """`11 z 15`."""
    return _("%(part)s of %(whole)s") % {"part": format_decimal(part), "whole": format_decimal(whole)}


def _facts(reader: Reader) -> Block:
    whole, term = reader.summary_of(None), reader.content["report"]["period"]
    reporting = {slug for row in reader.indicators for slug in municipal_values(row, term)}
    members = len(reader.municipalities)
    label = _("municipalities with a value for %(period)s") % {"period": period(term).label}
    return blocks.facts(
        [
            (of(whole["with_data"], whole["total"]), _("indicators with data")),
            (of(whole["with_target"], whole["total"]), _("indicators with a target")),
            (of(len(reporting & set(reader.municipalities)), members), label),
        ]
    )


def status_rows(summary: Frozen) -> list[tuple[str, str, int]]:
    """(status, label, count), best first."""
    return [(status.value, str(status.label), summary["counts"][status.value]) for status in READING_ORDER]


def _statuses(reader: Reader) -> list[Block]:
    whole = reader.summary_of(None)
    return [blocks.strip(status_rows(whole))] if whole["with_target"] else []


def _areas(reader: Reader) -> list[Block]:
    columns = [
        column(_("Area"), width=5),
        column(_("Indicators"), number=True, width=2),
        column(_("With data"), number=True, width=2),
        column(_("With a target"), number=True, width=2),
        column(pgettext("change", "Desired direction"), number=True, width=2),
        column(pgettext("change", "Wrong direction"), number=True, width=2),
    ]
    rows = [_area_row(reader, area) for area in reader.areas]
    return [blocks.heading(_("Areas")), blocks.table(_("The areas at a glance"), columns, rows)]


def _area_row(reader: Reader, area: Frozen) -> list[blocks.Cell]:
    summary, indicators = reader.summary_of(area["code"]), reader.indicators_of(area["code"])
    counts = (summary["total"], summary["with_data"], summary["with_target"])
    ways = (len(moved(indicators, True)), len(moved(indicators, False)))
    name = cell(f"{area['roman']}. {reader.text(area['name'])}", strong=True)
    return [name, *(cell(format_decimal(count)) for count in (*counts, *ways))]


def _changes(reader: Reader) -> list[Block]:
    changed = [row for good in (True, False, None) for row in moved(reader.indicators, good)]
    title = blocks.heading(_("What has changed since the baseline"))
    if not changed:
        nothing = _("No change can be shown: that takes values of at least two periods.")
        return [title, blocks.paragraph(nothing)]
    columns = [
        column(_("Indicator"), width=7),
        column(_("Unit"), width=3),
        column(_("Starting value"), number=True, width=4),
        column(_("Latest value"), number=True, width=4),
        column(pgettext("column", "Change"), number=True, width=3),
        column(pgettext("column", "Direction"), width=3),
    ]
    caption = _("Changes since the baseline; without a baseline, since the first value")
    return [title, blocks.table(caption, columns, [_change_row(reader, row) for row in changed])]


def _change_row(reader: Reader, indicator: Frozen) -> list[blocks.Cell]:
    trend = indicator["trend"]

    def reading(end: Frozen) -> blocks.Cell:
        return cell(f"{reader.number(indicator, end['value'])} ({period(end['period']).label})")

    return [
        cell(f"{indicator['code']} {reader.text(indicator['name'])}", indicator=indicator["code"]),
        cell(reader.text(indicator["unit"])),
        reading(trend["since"]),
        reading(trend["until"]),
        cell(change_text(reader, indicator), strong=True),
        cell(_direction_word(trend["good"], trend["course"]), quiet=trend["good"] is None),
    ]


def _direction_word(good: bool | None, course: str) -> str:
    if good is None:
        return _("no change") if course == "flat" else _("not judged")
    return pgettext("change", "desired") if good else pgettext("change", "wrong")


def _missing(reader: Reader) -> list[Block]:
    whole = reader.summary_of(None)
    total = whole["total"]
    without_baseline = sum(row["baseline"] is None for row in reader.indicators)
    unsettled = sum(has_data(row) and row["why_no_figure"] == "not_set" for row in reader.indicators)
    lines = [
        (_("Indicators without any verified value: %(part)s."), total - whole["with_data"]),
        (_("Indicators without a target: %(part)s."), total - whole["with_target"]),
        (_("Indicators without a baseline: %(part)s."), without_baseline),
        (_("Indicators with municipal values, but without a rule to add them up: %(part)s."), unsettled),
    ]
    said = [line % {"part": of(count, total)} for line, count in lines if count]
    said += [_gap(reader, row) for row in reader.indicators if _has_gap(row)]
    if not said:
        return []
    return [blocks.heading(_("What is missing")), blocks.bullets(said)]


def _has_gap(indicator: Frozen) -> bool:
    coverage = indicator["coverage"]
    return bool(coverage and coverage["present"] and coverage["present"] < coverage["expected"])


def _gap(reader: Reader, indicator: Frozen) -> str:
    coverage = indicator["coverage"]
    names = [name for slug, name in reader.municipalities.items() if slug in coverage["missing"]]
    return _("%(indicator)s: values of %(part)s municipalities; missing: %(names)s.") % {
        "indicator": f"{indicator['code']} {reader.text(indicator['name'])}",
        "part": of(coverage["present"], coverage["expected"]),
        "names": ", ".join(names),
    }
