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

from . import freeze_indicators, freeze_strategy
from .frozen import both, number
from .models import ProgressReport

SCHEMA = "progress-report/1"


def freeze(report: ProgressReport) -> dict:
    """All that the report says, read at one moment."""
    with _one_moment():
        return _content(report)


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


def _content(report: ProgressReport) -> dict:
    thresholds = Thresholds.from_settings()
    indicators = freeze_indicators.indicators(as_of=report.as_of, until=Period.parse(report.period).end)
    return {
        "schema": SCHEMA,
        "report": {
            "slug": report.slug,
            "title": both(report, "title"),
            "period": report.period,
            "as_of": report.as_of.isoformat(),
        },
        "rules": {
            "on_track_from": number(thresholds.on_track),
            "at_risk_from": number(thresholds.at_risk),
            "no_data_after_frequencies": STALE_AFTER,
            "population_indicator": settings.POPULATION_INDICATOR,
        },
        "narrative": narrative_of(report),
        **freeze_strategy.everything(report.as_of),
        **indicators,
    }


def narrative_of(report: ProgressReport) -> dict:
    """Chapter -> the Office's text in both languages; chapters without a text are left out."""
    sections = report.sections.order_by("chapter")
    return {
        section.chapter: both(section, "text")
        for section in sections
        if section.text_pl.strip() or section.text_en.strip()
    }
