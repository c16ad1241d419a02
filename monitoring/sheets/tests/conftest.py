"""An open campaign of four indicators, and ways to send a file to it as a person does."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from metropolis.accounts.factories import UserFactory
from monitoring.campaigns.tests.conftest import campaign, rows, submission  # noqa: F401
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import SheetUpload
from monitoring.sheets.columns import COLUMNS
from strategy.factories import IndicatorFactory

HOME = "/kampanie/2025/skawina/plik/"


@pytest.fixture
def indicators(area, municipality):
    """Kilometres with a last value, a share, a ratio, and one that nobody knows of yet."""
    made = [
        IndicatorFactory(area=area, code="4.1", name_pl="Drogi dla rowerów", unit_pl="km"),
        IndicatorFactory(area=area, code="4.2", name_pl="Recykling", unit_pl="%", is_share=True),
        IndicatorFactory(area=area, code="4.3", name_pl="Dzieci", aggregation="ratio", unit_pl="%"),
        IndicatorFactory(area=area, code="4.4", name_pl="Drzewa", unit_pl="szt.", unit_en="trees"),
    ]
    observation = ObservationFactory(indicator=made[0], municipality=municipality, period="2024")
    IndicatorValueFactory(observation=observation, value=12, source="GUS", author=UserFactory())
    return made


@pytest.fixture
def member(client_of, campaign):  # noqa: F811
    """The browser of a member of the team."""
    return client_of("member")


@pytest.fixture
def send(member):
    """Send a file to the team's page, or to another; returns the answer after the redirect."""

    def sender(data: bytes, name="dane.xlsx", home=HOME, browser=None):
        file = SimpleUploadedFile(name, data)
        return (browser or member).post(home, {"file": file}, follow=True)

    return sender


@pytest.fixture
def plan_of(send):
    """The preview of a file, as it is kept."""

    def planned(data: bytes, name="dane.xlsx"):
        answer = send(data, name)
        assert answer.status_code == 200, answer.content.decode()[-3000:]
        return SheetUpload.objects.latest("made_at").plan

    return planned


@pytest.fixture
def template(member):
    """The workbook of the team, open in openpyxl; `saved` gives its bytes back."""
    return openpyxl.load_workbook(io.BytesIO(read(member.get(f"{HOME}pobierz/xlsx/"))))


def read(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def saved(book) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def column(field: str) -> int:
    """The number of a column, as openpyxl counts."""
    return [one.field for one in COLUMNS].index(field) + 1


def put(book, row: int, **cells) -> None:
    """Write into the data sheet, by fields."""
    for field, value in cells.items():
        book.worksheets[1].cell(row, column(field)).value = value


def only_fault(plan) -> dict:
    """The one fault of a plan that would save nothing."""
    [fault] = plan["faults"]
    return fault
