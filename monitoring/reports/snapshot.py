"""The frozen data of a report: everything that it says, as one dictionary of plain JSON.

`docs/report-snapshot.md` describes the schema. The same data always give the same bytes: nothing in here
knows the time of the build, the order of the database or the name of a person.
"""

import contextlib
import hashlib
import json

from django.conf import settings
from django.db import connection, transaction

from monitoring.status.rules import STALE_AFTER, Thresholds
from strategy.indicators.periods import Period

from . import freeze_actions, freeze_indicators, freeze_strategy, freeze_work
from .comparing import compare
from .freeze_origins import Functions
from .frozen import both, number
from .models import ProgressReport
from .previous import previous_of
from .scope import Scope, scope_of, used_authors, within

SCHEMA = "progress-report/2"


def freeze(report: ProgressReport, scope: Scope | None = None) -> dict:
    """All that the report says, read at one moment. `scope` None: that of the report."""
    with _one_moment():
        return _content(report, scope or scope_of(report))


def report_part(report: ProgressReport, scope: Scope | None = None) -> dict:
    """What the snapshot says of the report itself: when it differs, the report has to be built again."""
    return {
        "slug": report.slug,
        "title": both(report, "title"),
        "period": report.period,
        "as_of": report.as_of.isoformat(),
        "edition": report.edition,
        "correction": both(report, "correction") if report.corrects_id else None,
        **(scope or scope_of(report)).parts,
    }


def canonical(content: dict) -> bytes:
    """The one way to write a snapshot as JSON; this is what the checksum is of."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(content: dict) -> str:
    """The SHA-256 of a snapshot."""
    return hashlib.sha256(canonical(content)).hexdigest()


@contextlib.contextmanager
def _one_moment():
    """A transaction that sees one state of the data, however long the reading takes.

    SQLite gives that to every transaction; PostgreSQL wants to be asked, before the first query.
    """
    inner = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not inner:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _content(report: ProgressReport, scope: Scope) -> dict:
    part = report_part(report, scope)
    content = within(_read(report, scope), scope)
    used, previous = used_authors(content), previous_of(report, part)
    return {
        "schema": SCHEMA,
        "report": part,
        "narrative": narrative_of(report),
        **content,
        "authors": {key: name for key, name in content["authors"].items() if key in used},
        "previous": previous.head if previous else None,
        "changes": compare(previous.content, content) if previous else None,
    }


def _read(report: ProgressReport, scope: Scope) -> dict:
    """What is known of the metropolis on the day of the report; of indicators, those that the scope needs."""
    day, period, functions = report.as_of, Period.parse(report.period), Functions()
    return {
        "rules": _rules(),
        **freeze_strategy.everything(day),
        **freeze_indicators.indicators(
            as_of=day,
            until=period.end,
            functions=functions,
            area=scope.area_code,
            municipality=scope.municipality_slug,
        ),
        "actions": freeze_actions.actions(day, period.end, functions),
        "work": freeze_work.work(day, period),
        "authors": functions.met(),
    }


def _rules() -> dict:
    thresholds = Thresholds.from_settings()
    return {
        "on_track_from": number(thresholds.on_track),
        "at_risk_from": number(thresholds.at_risk),
        "no_data_after_frequencies": STALE_AFTER,
        "population_indicator": settings.POPULATION_INDICATOR,
    }


def narrative_of(report: ProgressReport) -> dict:
    """Chapter -> its text in both languages and the forum that writes it (None: the Office)."""
    sections = report.sections.select_related("forum").order_by("chapter")
    return {
        section.chapter: {**both(section, "text"), "forum": section.forum and both(section.forum, "name")}
        for section in sections
        if section.text_pl.strip() or section.text_en.strip()
    }
