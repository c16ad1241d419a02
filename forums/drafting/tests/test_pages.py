"""The pages of drafting through the web: who sees what, saving, colliding, and text that is kept."""

import pytest

from forums.drafting import editing
from forums.drafting.action_forms import ActionEditor
from forums.drafting.vocabulary import read_vocabulary
from forums.models import DraftItem, Presence, Revision
from forums.tests.plan_world import ACTION, add_item, draft_plan
from strategy.factories import GoalFactory
from strategy.plans.content import ActionContent

from .pages import HOME, NEW, ONE, SECTION, form_of, save


@pytest.mark.parametrize(
    ("role", "word"),
    [
        ("forum_member", "Edytuj"),
        ("office", "Edytuj"),
        ("member", "Zaproponuj zmianę"),
        ("board_member", "Czytaj"),
    ],
)
def test_the_home_offers_each_role_what_it_may_do(plan, client_of, role, word):
    text = client_of(role).get(HOME).content.decode()
    words = {"Edytuj", "Zaproponuj zmianę", "Czytaj"}
    assert [one for one in sorted(words) if f">{one}<span" in text] == [word]
    assert ("Dodaj działanie" in text) is (word == "Edytuj")


def test_the_home_says_who_is_at_work_and_what_waits(plan, section, people, client_of):
    Presence.objects.create(item=section, user=people.forum_chair)
    section.comments.create(plan=plan, text="Skąd?", author=people.member)
    editing.save_part(section, {"html": "<p>Nowy tekst tu</p>"}, base=1, by=people.office)
    text = client_of("forum_member").get(HOME).content.decode()
    assert f"Teraz edytuje: {people.forum_chair.name}" in text
    assert people.office.name in text
    assert "1 otwarta uwaga" in text
    assert "3 słowa" in text


def test_the_home_costs_the_same_for_one_action_and_for_thirty(
    plan, client_of, django_assert_max_num_queries
):
    for number in range(3, 33):
        add_item(plan, "action", f"4.P1.{number}", ACTION, order=number)
    browser = client_of("forum_member")
    with django_assert_max_num_queries(17):
        browser.get(HOME)


@pytest.mark.parametrize("address", [SECTION, ONE, NEW])
def test_an_edit_page_is_cheap(plan, client_of, django_assert_max_num_queries, address):
    browser = client_of("forum_member")
    with django_assert_max_num_queries(15):
        assert browser.get(address).status_code == 200


def test_no_draft_no_page(people, client_of):
    area = people.forum_member.forummembers.get().forum.area
    draft_plan(area, state="adopted")
    browser = client_of("forum_member")
    assert browser.get(HOME).headers["Location"] == "/plany/plan-w-projekcie/"
    assert browser.get(SECTION).status_code == 404


def test_a_section_is_saved_and_its_writer_comes_back_to_the_list(section, client_of, people):
    browser = client_of("forum_member")
    answer = save(browser, "<p>Autobusy jeżdżą <b>rzadko</b></p>", 1, note="  krócej  ")
    assert answer.headers["Location"].startswith(f"{HOME}?saved=")
    section.refresh_from_db()
    assert section.head.content == {"html": "<p>Autobusy jeżdżą <strong>rzadko</strong></p>"}
    assert (section.head.author, section.head.note) == (people.forum_member, "krócej")
    assert "Zapisano: Diagnoza" in browser.get(HOME).content.decode()


def test_save_and_go_on_stays_on_the_page(section, client_of):
    answer = save(client_of("forum_member"), "<p>x</p>", 1, then="stay")
    assert answer.headers["Location"].startswith(SECTION)


def test_those_who_only_read_get_the_text_without_a_form(plan, client_of):
    text = client_of("member").get(SECTION).content.decode()
    assert "Autobusy jeżdżą rzadko." in text
    assert "<textarea" not in text


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<p>Tekst<img src='data:x'></p>", "obraz"),
        ("słowo " * 60_000, "limit"),
        ("<p><iframe src=x></iframe>a</p>", "iframe"),
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_in_the_field(section, client_of, html, word):
    answer = save(client_of("forum_member"), html, 1)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Błąd:" in text
    assert word in text
    assert answer.context["form"]["html"].value() == html
    assert section.revisions.count() == 1


def collide(client_of, section, people):
    editing.save_part(section, {"html": "<p>Autobusy jeżdżą co godzinę.</p>"}, base=1, by=people.office)
    return save(client_of("forum_member"), "<p>Autobusy jeżdżą co kwadrans.</p>", 1)


def test_a_collision_shows_three_texts_and_saves_nothing(section, client_of, people):
    answer = collide(client_of, section, people)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert people.office.name in text
    for words in ("rzadko", "co kwadrans", "co godzinę", "<ins", "<del"):
        assert words in text
    assert section.revisions.count() == 2


@pytest.mark.parametrize(
    ("choice", "stands", "aside"),
    [("mine", "co kwadrans", 0), ("theirs", "co godzinę", 1), ("own", "co pół godziny", 1)],
)
def test_every_choice_keeps_the_other_text_in_history(section, client_of, people, choice, stands, aside):
    collide(client_of, section, people)
    answer = save(
        client_of("forum_member"),
        "<p>Autobusy jeżdżą co kwadrans.</p>",
        1,
        seen=2,
        choice=choice,
        resolved="<p>Autobusy jeżdżą co pół godziny.</p>",
    )
    assert answer.status_code == 302, answer.content.decode()
    section.refresh_from_db()
    assert stands in section.head.content["html"]
    texts = " ".join(row.content["html"] for row in section.revisions.all())
    assert "co godzinę" in texts
    assert "co kwadrans" in texts
    assert section.revisions.filter(origin=Revision.Origin.SET_ASIDE).count() == aside


def test_a_third_save_while_deciding_asks_again(section, client_of, people):
    collide(client_of, section, people)
    editing.save_part(section, {"html": "<p>Autobusy jeżdżą co dwie godziny.</p>"}, base=2, by=people.office)
    decided = {"seen": 2, "choice": "own", "resolved": "<p>Autobusy jeżdżą co pół godziny.</p>"}
    answer = save(client_of("forum_member"), "<p>Autobusy jeżdżą co kwadrans.</p>", 1, **decided)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "co dwie godziny" in text
    assert "co pół godziny" in text


def test_a_decision_without_a_choice_is_asked_for(section, client_of, people):
    collide(client_of, section, people)
    answer = save(
        client_of("forum_member"), "<p>Autobusy jeżdżą co kwadrans.</p>", 1, seen=2, resolved="<p>x</p>"
    )
    assert answer.status_code == 422
    assert answer.context["form"]["resolved"].value() == "<p>x</p>"


def test_edits_of_different_paragraphs_need_no_decision(section, client_of, people):
    both = "<p>Jeden.</p><p>Dwa.</p>"
    editing.save_part(section, {"html": both}, base=1, by=people.office)
    editing.save_part(section, {"html": "<p>Jeden ich.</p><p>Dwa.</p>"}, base=2, by=people.office)
    browser = client_of("forum_member")
    assert save(browser, "<p>Jeden.</p><p>Dwa moje.</p>", 2).status_code == 302
    section.refresh_from_db()
    assert section.head.content["html"] == "<p>Jeden ich.</p><p>Dwa moje.</p>"
    assert "razem z" in browser.get(HOME).content.decode()


def test_an_action_is_added_with_the_next_code(plan, client_of):
    words = read_vocabulary(plan)
    editor = ActionEditor.of(words, ActionContent(code="", title="Tramwaj"), 0)
    data = dict(editor.pairs())
    answer = client_of("forum_member").post(NEW, data)
    assert answer.status_code == 302
    assert plan.draft_items.get(key="4.P1.3").head.content["title"] == "Tramwaj"


def test_an_action_is_saved_with_dates_and_money_as_typed(plan, action, client_of):
    data = form_of(plan, action, start="1.3.2027", end="31.12.2028 r.", cost="1 234,50 zł", title="Bilet")
    answer = client_of("forum_member").post(ONE, data)
    assert answer.status_code == 302, answer.context["errors"]
    action.refresh_from_db()
    stored = action.head.content
    assert [stored[name] for name in ("start", "end", "cost", "title")] == [
        "2027-03-01",
        "2028-12-31",
        "1234.50",
        "Bilet",
    ]


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"start": "1.1.2040"}, "id_start"),
        ({"start": "1.1.2028", "end": "1.1.2027"}, "id_end"),
        ({"cost": "-5"}, "id_cost"),
        ({"goals": ["9.9"]}, "id_goals"),
        ({"depends_on": ["4.P1.9"]}, "id_depends_on"),
        ({"title": ""}, "id_title"),
        ({"cost": "dużo"}, "id_cost"),
    ],
)
def test_bad_input_of_an_action_is_named_and_all_that_was_typed_stays(plan, action, client_of, fields, where):
    data = form_of(plan, action, responsible_function="kierownik referatu", **fields)
    answer = client_of("forum_member").post(ONE, data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert where in [link for link, _sentence in answer.context["errors"]]
    assert f'id="{where}"' in text
    assert f'href="#{where}"' in text
    assert "kierownik referatu" in text
    assert action.revisions.count() == 1


def test_a_row_is_added_without_scripts_and_without_saving(plan, action, client_of):
    data = form_of(plan, action, title="Inny tytuł", add="milestones")
    answer = client_of("forum_member").post(ONE, data)
    assert answer.status_code == 200
    assert answer.context["rows"]["milestones"].total_form_count() == 2
    assert "Inny tytuł" in answer.content.decode()
    assert action.revisions.count() == 1


def collide_in_action(plan, action, client_of, people):
    mine = form_of(plan, action, title="Mój tytuł", cost="10", municipalities=["skawina"])
    theirs = {**action.head.content, "title": "Ich tytuł", "cost": "20", "partners": []}
    editing.save_part(action, theirs, base=1, by=people.office)
    return mine, client_of("forum_member").post(ONE, mine)


def test_a_collision_of_actions_is_decided_field_by_field(plan, action, client_of, people):
    mine, answer = collide_in_action(plan, action, client_of, people)
    assert answer.status_code == 409
    assert len(answer.context["questions"]) == 2
    assert ("kind", "partnership") in answer.context["carried"]
    decided = {"seen": 2, "choice-title": "own", "own-title": "Nasz tytuł", "choice-cost": "theirs"}
    answer = client_of("forum_member").post(ONE, mine | decided)
    assert answer.status_code == 302, answer.context["errors"]
    action.refresh_from_db()
    stored = action.head.content
    assert (stored["title"], stored["cost"]) == ("Nasz tytuł", "20.00")
    assert stored["municipalities"] == ["skawina"]
    assert action.revisions.filter(origin=Revision.Origin.SET_ASIDE, content__title="Mój tytuł").exists()


def test_own_words_of_a_decision_are_checked_too(plan, action, client_of, people):
    mine, _answer = collide_in_action(plan, action, client_of, people)
    decided = {"seen": 2, "choice-title": "mine", "choice-cost": "own", "own-cost": "dużo", "own-title": ""}
    answer = client_of("forum_member").post(ONE, mine | decided)
    assert answer.status_code == 422
    assert "dużo" in answer.content.decode()
    decided = {"seen": 2, "choice-title": "own", "choice-cost": "mine", "own-cost": "", "own-title": " "}
    assert client_of("forum_member").post(ONE, mine | decided).status_code == 422


def test_an_action_is_taken_out_and_comes_back(plan, action, client_of):
    browser = client_of("forum_chair")
    assert browser.post(f"{ONE}usun/", {"base": 1}).status_code == 302
    text = browser.get(HOME).content.decode()
    assert "Przywróć" in text
    assert browser.get(ONE).status_code == 200
    assert browser.post(f"{ONE}przywroc/").status_code == 302
    action.refresh_from_db()
    assert action.removed_at is None


def test_what_changed_meanwhile_is_not_taken_out_unseen(plan, action, client_of, people):
    editing.save_part(action, {**action.head.content, "title": "Inny"}, base=1, by=people.office)
    answer = client_of("forum_chair").post(f"{ONE}usun/", {"base": 1})
    assert answer.status_code == 409
    assert DraftItem.objects.get(pk=action.pk).removed_at is None


# --- presence


def test_presence_tells_of_others_and_of_a_newer_text(section, people, client_of):
    address = f"{HOME}obecnosc/{section.pk}/"
    assert client_of("forum_chair").post(address, {"base": 1}).json() == {"others": "", "newer": ""}
    editing.save_part(section, {"html": "<p>Nowe</p>"}, base=1, by=people.forum_chair)
    answer = client_of("forum_member").post(address, {"base": 1}).json()
    assert people.forum_chair.name in answer["others"]
    assert people.forum_chair.name in answer["newer"]
    client_of("forum_chair").post(address, {"leave": 1})
    assert client_of("forum_member").post(address, {"base": 2}).json() == {"others": "", "newer": ""}


def test_presence_is_of_those_who_edit(section, client_of):
    assert client_of("member").post(f"{HOME}obecnosc/{section.pk}/").status_code == 404


def test_the_pulse_gives_a_token_to_those_who_are_signed_in(plan, client_of):
    assert client_of("forum_member").get(f"{HOME}polaczenie/").json()["token"]
    assert client_of("public").get(f"{HOME}polaczenie/").status_code == 302


def test_unchosen_goals_of_other_areas_are_offered_too(plan, client_of):
    GoalFactory(code="3.1", text_pl="Tramwaj wszędzie")
    assert "Tramwaj wszędzie" in client_of("forum_member").get(ONE).content.decode()


def test_ten_megabytes_of_text_come_back_with_a_message(client_of, plan, section):
    typed = "<p>Zażółć gęślą jaźń.</p>" * 400_000
    answer = client_of("forum_member").post(SECTION, {"html": typed, "base": section.head.number})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "znaków, a limit to" in page
    assert page.count("Zażółć") > 100_000
    section.refresh_from_db()
    assert section.head.number == 1
