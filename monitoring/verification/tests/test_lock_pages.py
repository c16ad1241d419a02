"""The Office's pages for locking periods."""

import pytest
from django.utils import timezone

from monitoring.factories import IndicatorValueFactory
from monitoring.models import ActionProgress, PeriodLock, ProgressRevision
from monitoring.values.locking import lock_period
from strategy.factories import ActionFactory

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


def test_every_kind_of_what_waits_is_named_before_the_lock_and_while_it_holds(client_of):
    for state in ("submitted", "provisional", "draft", "verified"):
        IndicatorValueFactory(state=state, observation__period="2024-Q2")
    IndicatorValueFactory(state="provisional", observation__period="2025")
    key = ActionProgress.objects.create(action=ActionFactory(), period="2024-H1")
    for number, state in enumerate(("submitted", "draft")):
        ProgressRevision.objects.create(progress=key, revision=number, state=state, stage="done", percent=100)
    words = [
        "1 wartość czeka na weryfikację", "1 wstępna liczba z importu czeka na weryfikację",
        "1 wartość wpisano i nie wysłano", "1 sprawozdanie z działania czeka na przyjęcie",
        "1 sprawozdanie z działania wpisano i nie wysłano",
    ]  # fmt: skip
    office = client_of("office")
    before = office.post(LOCKS, {"period": "2024"}).content.decode()
    after = office.post(LOCKS, {"period": "2024", "anyway": "1"}, follow=True).content.decode()
    assert [word for word in words if word not in before or word not in after] == []


def test_the_page_of_locks_costs_the_same_for_one_lock_and_many(
    people, client_of, django_assert_max_num_queries
):
    office = client_of("office")
    for year in range(2015, 2025):
        lock_period(str(year), by=people.office)
    office.get(LOCKS)
    with django_assert_max_num_queries(12):
        office.get(LOCKS)


def test_a_period_is_not_locked_twice(people, client_of):
    PeriodLock.objects.create(period="2024", locked_by=people.office, locked_at=timezone.now())
    answer = client_of("office").post(LOCKS, {"period": "2024"})
    assert (answer.status_code, PeriodLock.objects.count()) == (409, 1)
