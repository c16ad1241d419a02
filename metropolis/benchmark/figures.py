"""Made-up values of the data set: ten years for every series, written by the database itself.

3.7 million values take minutes this way and hours through objects. The numbers follow from the row's
number, so the same set gives the same figures.
"""

import datetime

from django.db import connection, models, transaction
from django.utils import timezone

from monitoring.models import IndicatorValue, Observation
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality

from .size import Size


def build_values(size: Size) -> int:
    """A verified value for each indicator x (municipality or metropolis) x year; returns how many."""
    observation, value = _table(Observation), _table(IndicatorValue)
    with transaction.atomic(), connection.cursor() as cursor:
        for year in size.years:
            period = Period.parse(str(year))
            cursor.execute(
                f"INSERT INTO {observation} "
                f"(indicator_id, municipality_id, period, period_start, period_end) "
                f"SELECT i.id, m.id, %s, %s, %s FROM {_table(Indicator)} i CROSS JOIN "
                f"(SELECT id FROM {_table(Municipality)} UNION ALL SELECT NULL) m",
                [period.code, period.start, period.end],
            )
        names, given = _value_columns()
        cursor.execute(
            f"INSERT INTO {value} (observation_id, value, {', '.join(names)}) "
            f"SELECT id, 90 + (CAST(period AS integer) - 2016) * 4 + (id * 7919) %% 19 - 9, "
            f"{', '.join(['%s'] * len(names))} FROM {observation}",
            given,
        )
        cursor.execute(
            f"UPDATE {observation} SET current_id = "
            f"(SELECT v.id FROM {value} v WHERE v.observation_id = {observation}.id)"
        )
        cursor.execute("ANALYZE")  # a database in use has its statistics; a filled one not yet
    return IndicatorValue.objects.count()


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _value_columns() -> tuple[list[str], list]:
    """Columns and values of a verified revision; the defaults are Django's, not the database's."""
    day = timezone.make_aware(datetime.datetime(2026, 1, 31))
    given = {
        "state": "verified", "source": "przykład / example", "published_at": day, "created_at": day,
        "updated_at": day,
    }  # fmt: skip
    for field in IndicatorValue._meta.concrete_fields:
        if field.column not in {"id", "observation_id", "value"} and not field.null:
            given.setdefault(field.column, field.get_default())
    adapt = {column: _adapted(column, value) for column, value in given.items()}
    return list(adapt), list(adapt.values())


def _adapted(column: str, value):
    field = next(field for field in IndicatorValue._meta.concrete_fields if field.column == column)
    return field.get_db_prep_save(value, connection)
