import re

import pytest

from metropolis.accounts.factories import UserFactory
from metropolis.notifications.models import Notice
from metropolis.notifications.wishes import wishes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, reader):
    client.force_login(reader)
    return client


def page(browser, address="/powiadomienia/"):
    return browser.get(address).content.decode()


def bell(text):
    (name,) = re.findall(r'class="bell[ "].*?visually-hidden">(.*?)</span>', text, re.S)
    return name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (0, "Powiadomienia"),
        (1, "Powiadomienia: 1 nieprzeczytane"),
        (2, "Powiadomienia: 2 nieprzeczytane"),
        (5, "Powiadomienia: 5 nieprzeczytanych"),
        (12, "Powiadomienia: 12 nieprzeczytanych"),
        (22, "Powiadomienia: 22 nieprzeczytane"),
        (100, "Powiadomienia: 100 nieprzeczytanych"),
    ],
)
def test_the_bell_counts_what_is_unread(browser, reader, number, name):
    Notice.objects.bulk_create(
        Notice(user=reader, topic="news", kind="word", key=str(one), path="/") for one in range(number)
    )
    text = page(browser, "/pomoc/")
    assert bell(text) == name
    assert ("99+" in text) is (number == 100)


def test_the_public_has_no_bell(client, db):
    assert 'class="bell"' not in page(client, "/pomoc/")


def test_the_newest_is_first_and_others_are_not_there(world, browser, reader):
    world.tell(reader, key="first")
    world.tell(reader, key="second")
    world.tell(UserFactory(), key="foreign")
    text = page(browser)
    assert text.index("Gmina: second") < text.index("Gmina: first")
    assert "foreign" not in text
    assert text.count("nieprzeczytane</span>") == 2 + 1  # in words at each, and at the bell
    assert "Plan A" in text


def test_opening_one_marks_it_read_and_goes_to_its_page(world, browser, reader):
    world.tell(reader, path="/plany/plan-a/#uwaga-1")
    notice = reader.notices.get()
    browser.head(f"/powiadomienia/{notice.pk}/")
    assert reader.notices.get().read_at is None
    assert browser.get(f"/en/powiadomienia/{notice.pk}/").url == "/en/plany/plan-a/#uwaga-1"
    read_at = reader.notices.get().read_at
    assert browser.get(f"/powiadomienia/{notice.pk}/").url == "/plany/plan-a/#uwaga-1"
    assert reader.notices.get().read_at == read_at is not None


def test_a_notice_of_somebody_else_is_not_there(world, browser):
    world.tell(UserFactory())
    assert browser.get(f"/powiadomienia/{Notice.objects.get().pk}/").status_code == 404


def test_the_unread_alone(world, browser, reader):
    world.tell(reader, key="old")
    browser.get(f"/powiadomienia/{reader.notices.get().pk}/")
    world.tell(reader, key="new")
    text = page(browser, "/powiadomienia/?stan=nieprzeczytane")
    assert "Gmina: new" in text
    assert "Gmina: old" not in text


def test_all_as_read_spares_what_came_after_the_page(world, browser, reader):
    world.tell(reader, key="seen")
    newest = reader.notices.get().pk
    world.tell(reader, key="unseen")
    foreign = UserFactory()
    world.tell(foreign, key="foreign")
    browser.post("/powiadomienia/przeczytane/", {"newest": newest})
    assert [one.key for one in Notice.objects.filter(read_at__isnull=True)] == ["foreign", "unseen"]
    answer = browser.post("/powiadomienia/przeczytane/", {"newest": "all"}, follow=True)
    assert "Oznaczono 1 powiadomienie jako przeczytane." in answer.content.decode()
    assert "Oznacz wszystkie jako przeczytane" not in answer.content.decode()
    assert foreign.notices.get().read_at is None


def test_what_the_person_may_not_see_any_more_says_only_that(world, browser, reader):
    world.tell(reader, key="secret", path="/plany/tajny/")
    world.hidden.add("secret")
    text = page(browser)
    assert "Sprawa już niedostępna" in text
    assert "secret" not in text
    assert "tajny" not in text


@pytest.mark.parametrize("number", ["0", "7", "x", "-1"])
def test_a_page_that_is_not_there_is_the_nearest_one(world, browser, reader, number):
    for one in range(25):
        world.tell(reader, key=f"k{one}")
    answer = browser.get(f"/powiadomienia/?page={number}")
    assert answer.status_code == 200
    assert "Gmina: k" in answer.content.decode()


def test_the_list_costs_the_same_for_one_and_for_thirty(
    world, browser, reader, django_assert_max_num_queries
):
    world.tell(reader, key="k")
    with django_assert_max_num_queries(8) as few:
        page(browser)
    for one in range(30):
        world.tell(reader, key=f"k{one}")
    with django_assert_max_num_queries(8) as many:
        page(browser)
    assert len(many) == len(few)
    assert world.gathered == [1, 20]


def test_an_empty_list_says_what_will_be_here(browser):
    assert "Nie ma jeszcze powiadomień" in page(browser)
    assert "Wszystko przeczytane" in page(browser, "/powiadomienia/?stan=nieprzeczytane")


def test_wishes_are_kept_and_shown(world, browser, reader):
    address = "/konto/powiadomienia/"
    text = page(browser, address)
    assert re.search(r'name="talk" value="daily"[^>]*checked', text)
    assert "Co się dzieje." in text
    answer = browser.post(address, {"news": "weekly", "talk": "none"}, follow=True)
    assert "Zapisano ustawienia." in answer.content.decode()
    assert wishes_of(reader) == {"news": "weekly", "talk": "none"}


def test_a_wish_that_is_missing_is_asked_for_and_the_others_stay_typed(world, browser, reader):
    text = browser.post("/konto/powiadomienia/", {"talk": "weekly", "news": "hourly"}).content.decode()
    assert "Wybierz, jak często chcesz dostawać e-maile: Wieści." in text
    assert re.search(r'name="talk" value="weekly"[^>]*checked', text)
    assert wishes_of(reader) == {"news": "at_once", "talk": "daily"}


def test_the_profile_leads_to_the_wishes(browser):
    assert 'href="/konto/powiadomienia/"' in page(browser, "/konto/profil/")
