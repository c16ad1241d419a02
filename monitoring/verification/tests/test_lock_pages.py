"""The Office's pages for locking periods."""

import pytest
from django.utils import timezone

from monitoring.factories import IndicatorValueFactory
from monitoring.models import PeriodLock

LOCKS = "/weryfikacja/okresy/"


def test_a_period_is_locked_and_opened_again(people, client_of):
    office = client_of("office")
    page = office.post(LOCKS, {"period": "2024-q3", "note": "Raport wysłany"}, follow=True).content.decode()
    assert "III kwartał 2024" in page
    assert "Raport wysłany" in page
    lock = PeriodLock.objects.get()
    empty = office.post(f"{LOCKS}{lock.pk}/otworz/", {"reason": ""})
    assert empty.status_code == 422
    page = office.post(f"{LOCKS}{lock.pk}/otworz/", {"reason": "Błąd GUS"}, follow=True).content.decode()
    assert "Otwarte ponownie" in page
    assert "Błąd GUS" in page
    assert office.get(f"{LOCKS}{lock.pk}/otworz/").status_code == 404


@pytest.mark.parametrize("period", ["", "rok", "2024-Q9", "24"])
def test_what_is_no_period_is_said_at_the_field(client_of, period):
    answer = client_of("office").post(LOCKS, {"period": period})
    assert answer.status_code == 422
    assert 'href="#period"' in answer.content.decode()
    assert not PeriodLock.objects.exists()


def test_what_is_not_decided_is_named_before_the_period_is_locked(client_of):
    IndicatorValueFactory(state="submitted", observation__period="2024")
    office = client_of("office")
    page = office.post(LOCKS, {"period": "2024"}).content.decode()
    assert "1 wartość czeka na weryfikację" in page
    assert not PeriodLock.objects.exists()
    office.post(LOCKS, {"period": "2024", "anyway": "1"})
    assert PeriodLock.objects.in_force().count() == 1


def test_a_period_is_not_locked_twice(people, client_of):
    PeriodLock.objects.create(period="2024", locked_by=people.office, locked_at=timezone.now())
    answer = client_of("office").post(LOCKS, {"period": "2024"})
    assert (answer.status_code, PeriodLock.objects.count()) == (409, 1)
