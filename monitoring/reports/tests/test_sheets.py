"""What the sheets hold of actions, money and the ways of values, without writing a workbook."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from monitoring.models import ProgressRevision
from monitoring.reports import sheets, snapshot
from monitoring.reports.document import compose
from monitoring.reports.reader import Reader

from .conftest import measure
from .test_freeze_actions import LONG_AGO
from .world import accept, adopted_plan, reached, spent

pytestmark = pytest.mark.django_db


def data_of(report):
    frozen = snapshot.freeze(report)
    with override("pl"):
        return sheets.data_of(Reader(frozen, "pl"), compose(frozen, "pl"))


def by_label(sheet, row):
    cells = dict(zip([column.label for column in sheet.columns], row, strict=True))
    return {label: getattr(value, "value", value) for label, value in cells.items()}


@pytest.fixture
def told(content, area, people):
    adopted_plan(area, people, made_at=LONG_AGO)
    spent(
        accept("4.P9.1", by=people.member, decided_by=people.office, at=timezone.now(), blocks="Brak zgody."),
        "OWN",
        "250000.10",
    )


def test_an_action_stands_beside_what_the_accepted_report_says(told, report):
    sheet = data_of(report).actions
    first = by_label(sheet, next(row for row in sheet.rows if row[0] == "4.P9.1"))
    assert (first["Na jakim etapie jest"], first["Stan według sprawozdania"]) == ("opóźnione", "w toku")
    assert (first["Co zrobiono"], first["Co je wstrzymuje"]) == ("Podpisano umowę.", "Brak zgody.")
    assert first["Wykonano"] == Decimal(40)
    assert isinstance(first["Koniec"], datetime.date)
    silent = by_label(sheet, next(row for row in sheet.rows if row[0] == "4.P9.3"))
    assert (silent["Sprawozdanie za"], silent["Co zrobiono"]) == (None, None)


def test_a_milestone_stands_with_its_days_and_what_is_said_of_it(told, report):
    reached(ProgressRevision.objects.get(), "a", datetime.date(2024, 4, 2))
    rows = [by_label(sheet, row) for sheet in [data_of(report).milestones] for row in sheet.rows]
    assert [
        (row["Kod"], row["Kamień milowy"], row["Termin w planie"], row["Osiągnięte"]) for row in rows
    ] == [
        ("4.P9.1", "Umowa gmin", datetime.date(2024, 3, 31), datetime.date(2024, 4, 2)),
        ("4.P9.1", "Pierwszy bilet", datetime.date(2024, 10, 31), None),
    ]
    assert rows[0]["Stan"] == "osiągnięty z opóźnieniem, 2 kwietnia 2024"
    assert "opóźniony" in rows[1]["Stan"]


def test_money_that_nobody_reported_is_an_empty_cell(told, report):
    sheet = data_of(report).money
    rows = {row[2]: by_label(sheet, row) for row in sheet.rows if row[0] == "4.P9.1"}
    own, other = (
        next(row for name, row in rows.items() if (row["Wydano"] is None) == bool(empty)) for empty in (0, 1)
    )
    assert (own["Potrzebne"], own["Zapewnione"], own["Wydano"]) == (
        Decimal("1500000"), Decimal("1000000.5"), Decimal("250000.1"),
    )  # fmt: skip
    assert other["Wydano"] is None


def test_a_value_names_the_function_that_verified_it_and_the_day(content, report, people, other_municipality):
    measure(
        content["each"], 2024, "3.1", other_municipality, decided_by=people.office, decided_at=timezone.now()
    )
    sheet = data_of(report).values
    row = next(
        by_label(sheet, row) for row in sheet.rows if by_label(sheet, row)["Wartość"] == Decimal("3.1")
    )
    assert "Biuro" in row["Zweryfikował"]
    assert row["Data weryfikacji"] == timezone.localdate()


def test_sheets_without_rows_are_left_out(content, report):
    names = [sheet.name for sheet in data_of(report).shown]
    assert not {"Działania", "Kamienie milowe", "Pieniądze", "Komentarze"} & set(names)
