"""Drafting in a real browser: typing, pasting from Word, colliding, losing the session, by keyboard."""

import re
from pathlib import Path

import pytest

from forums.drafting.editing import save_part
from forums.models import Revision
from metropolis.accounts.factories import PASSWORD

pytestmark = pytest.mark.browser

HOME = "/plany/plan-w-projekcie/projekt/"
SECTION = f"{HOME}czesci/diagnoza/"
ONE = f"{HOME}dzialania/4.P1.1/"

# What Word puts on the clipboard: a heading, bold and italic words, lists, a table, a picture.
WORD = (Path(__file__).parent / "word_paste.html").read_text()

PASTE = """([html, file]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  if (file) data.items.add(new File(["x"], "a.png", { type: "image/png" }));
  const place = document.querySelector(".ProseMirror");
  place.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


# Some 20 ms after focus the editor puts the caret where it was: this timer of the page is due after that.
CARET_SETTLED = "new Promise(done => setTimeout(done, 60))"

# The editor hears of a moved caret a moment after the key; Enter before that would split at the old place.
CARET_AT_END = """() => {
  const { selection, doc } = document.querySelector("[data-editor]").editor.state;
  return selection.empty && selection.to === doc.content.size - 1;
}"""


def caret_to_end(page):
    page.keyboard.press("Control+End")
    page.wait_for_function(CARET_AT_END)


def text_of(item) -> str:
    item.refresh_from_db()
    return item.head.content["html"]


def test_typing_formatting_and_saving_by_keyboard_alone(visit, people, section):
    person = visit()
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    box = page.get_by_role("textbox", name="Tekst części")
    box.wait_for()
    person.check_accessibility()
    person.check_width()
    box.focus()
    page.evaluate(CARET_SETTLED)
    caret_to_end(page)
    page.keyboard.press("Enter")
    page.keyboard.type("Tramwaj jedzie ")
    page.keyboard.press("Control+b")
    page.keyboard.type("szybko")
    page.keyboard.press("Shift+Tab")  # into the toolbar, whose one stop is moved by arrows
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.textContent") == "Nagłówek"
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Nagłówek", exact=True).get_attribute("aria-pressed") == "true"
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "note"
    page.keyboard.type("dopisany tramwaj")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HOME}*")
    page.get_by_text("Zapisano: Diagnoza").wait_for()
    assert "saved=" not in page.url
    assert text_of(section) == "<p>Autobusy jeżdżą rzadko.</p><h3>Tramwaj jedzie <strong>szybko</strong></h3>"
    assert section.head.note == "dopisany tramwaj"


def test_saving_what_the_editor_only_opened_changes_nothing(visit, people, section):
    html = (
        '<h3>A</h3><p>b <strong>c</strong> <em>d</em> <a href="https://x.pl">e</a><br>f</p>'
        "<ul><li>g<ol><li>h</li></ol></li></ul><blockquote><p>l</p></blockquote>"
        '<table><thead><tr><th scope="col">i</th><th scope="col">j</th></tr></thead>'
        '<tbody><tr><td colspan="2">k</td></tr></tbody></table>'
    )
    saved = save_part(section, {"html": html}, base=1, by=people.office)
    person = visit()
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    page.locator(".ProseMirror").wait_for()
    page.evaluate(
        "document.querySelectorAll('[data-editor]').forEach(one => one.value = one.editor.getHTML())"
    )
    page.get_by_role("button", name="Zapisz i wróć do projektu").click()
    page.get_by_text("nic się nie zmieniło").wait_for()
    assert text_of(section) == saved.content["html"]


def test_paste_from_word_gives_clean_text_lists_and_tables(visit, people, section):
    person = visit()
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, [WORD, False])
    page.get_by_text("Tekst wklejono bez obrazów").wait_for()
    page.get_by_role("button", name="Zapisz i pisz dalej").click()
    page.get_by_text("Zapisano: Diagnoza").wait_for()
    stored = text_of(section)
    for piece in (
        "<h3>Diagnoza</h3>",
        "<strong>Ważne</strong>: <em>autobusy </em>jeżdżą.",
        "<ul><li>pierwszy<ul><li>głębiej</li></ul></li></ul><ol><li>drugi</li></ol>",
        "<td>2027</td><td>1 000</td>",
    ):
        assert piece in stored, stored
    assert not re.search(r"mso|style|class|·|img|<p></p>", stored, re.IGNORECASE), stored


def test_a_pasted_picture_is_refused_in_words(visit, people, section):
    person = visit(width=390)
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    page.locator(".ProseMirror").click()
    page.evaluate(PASTE, ["", True])
    page.get_by_text("Tekst nie może zawierać obrazów").wait_for()
    person.check_width()
    assert "rzadko" in page.locator(".ProseMirror").inner_text()


def test_a_link_and_a_table_are_made_in_the_editor(visit, people, section):
    person = visit()
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.get_by_label("Adres strony albo e-mail").fill("nie wiem")
    page.keyboard.press("Enter")
    page.get_by_text("Wpisz pełny adres").wait_for()
    person.check_accessibility()
    page.get_by_label("Adres strony albo e-mail").fill("gzm.pl/dane")
    page.keyboard.press("Enter")
    caret_to_end(page)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Wstaw tabelę").click()
    page.keyboard.type("Rok")
    page.get_by_role("button", name="Usuń kolumnę").click()
    page.get_by_role("button", name="Dodaj wiersz").click()
    page.get_by_role("button", name="Zapisz i wróć do projektu").click()
    page.get_by_text("Zapisano: Diagnoza").wait_for()
    stored = text_of(section)
    assert '<a href="https://gzm.pl/dane">Autobusy jeżdżą rzadko.</a>' in stored
    assert stored.count("<tr>") == 4
    assert stored.count("<th ") == 2


def test_two_people_collide_and_one_decides(visit, people, section):
    first, second = visit(), visit(width=390)
    for person, user in ((first, people.forum_member), (second, people.forum_chair)):
        page = person.sign_in(user, PASSWORD)
        page = person.open(SECTION)
        page.locator(".ProseMirror").wait_for()
        page.locator(".ProseMirror").click()
        page.keyboard.press("Control+a")
    first.page.reload()
    first.page.get_by_text(f"Teraz edytuje: {people.forum_chair.name}").wait_for()
    for person, words in ((first, "co godzinę."), (second, "co kwadrans.")):
        person.page.locator(".ProseMirror").click()
        person.page.keyboard.press("Control+a")
        person.page.keyboard.type(f"Autobusy jeżdżą {words}")
        person.page.get_by_role("button", name="Zapisz i wróć do projektu").click()
    page = second.page
    page.get_by_role("heading", name="Dwie osoby zmieniły te same słowa").wait_for()
    second.check_accessibility()
    second.check_width()
    page.get_by_role("textbox", name="Tekst połączony").fill(
        "Autobusy jeżdżą co godzinę, a rano co kwadrans."
    )
    page.get_by_role("button", name="Zapisz moją decyzję").click()
    page.get_by_text("Zapisano zgodnie z twoją decyzją").wait_for()
    assert "rano co kwadrans" in text_of(section)
    assert section.revisions.filter(origin=Revision.Origin.SET_ASIDE).exists()


def test_typed_text_survives_a_reload_and_is_offered_back(visit, people, section):
    person = visit()
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    page.locator(".ProseMirror").click()
    caret_to_end(page)
    page.keyboard.type(" Bardzo.")
    page.reload()
    offer = page.get_by_text("Znaleziono niezapisany tekst")
    offer.wait_for()
    person.check_accessibility()
    assert "Bardzo" not in page.locator(".ProseMirror").inner_text()
    page.get_by_role("button", name="Przywróć").click()
    page.get_by_text("Tekst przywrócono").wait_for()
    assert "Bardzo" in page.locator(".ProseMirror").inner_text()
    page.get_by_role("button", name="Zapisz i pisz dalej").click()
    page.get_by_text("Zapisano: Diagnoza").wait_for()
    page.reload()
    page.locator(".ProseMirror").wait_for()
    assert not offer.is_visible()
    assert "Bardzo" in text_of(section)


def test_a_lost_network_and_a_lost_session_keep_the_text(visit, people, section):
    person = visit()
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    page.locator(".ProseMirror").click()
    caret_to_end(page)
    page.keyboard.type(" Bardzo.")
    person.context.set_offline(True)
    page.get_by_role("button", name="Zapisz i pisz dalej").click()
    page.get_by_text("Brak połączenia, nic nie zapisano").wait_for()
    person.context.set_offline(False)
    person.context.clear_cookies()
    page.get_by_role("button", name="Zapisz i pisz dalej").click()
    page.get_by_text("Sesja wygasła, nic nie zapisano").wait_for()
    other = person.context.new_page()
    other.goto(person.server_url + "/konto/login/")
    other.locator("input[name=login]").fill(people.forum_member.email)
    other.locator("input[name=password]").fill(PASSWORD)
    other.locator("main form button[type=submit]").first.click()
    other.wait_for_url(lambda url: "/login/" not in url)
    page.get_by_role("button", name="Zapisz i pisz dalej").click()
    page.get_by_text("Zapisano: Diagnoza").wait_for()
    assert text_of(section) == "<p>Autobusy jeżdżą rzadko. Bardzo.</p>"


def test_without_scripts_everything_works_by_forms(visit, people, section, plan):
    person = visit(width=390, scripts=False)
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(SECTION)
    page.get_by_text("Wystarczy zwykły tekst").wait_for()
    page.get_by_label("Tekst części").fill("Pierwszy.\n\nDrugi.")
    person.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Zapisz i wróć do projektu").click()
    page.get_by_role("heading", name="Nic nie zapisano, a twój tekst jest zachowany").wait_for()
    other = person.context.new_page()
    other.goto(person.server_url + "/konto/login/")
    other.locator("input[name=login]").fill(people.forum_member.email)
    other.locator("input[name=password]").fill(PASSWORD)
    other.locator("main form button[type=submit]").first.click()
    other.close()
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_text("Obejrzyj tekst i zapisz jeszcze raz").wait_for()  # signing in made a new token
    page.get_by_role("button", name="Zapisz", exact=True).click()
    page.get_by_text("Zapisano: Diagnoza").wait_for()
    assert text_of(section) == "<p>Pierwszy.</p><p>Drugi.</p>"


def test_an_action_is_described_row_by_row(visit, people, plan):
    person = visit(width=390)
    person.sign_in(people.forum_member, PASSWORD)
    page = person.open(ONE)
    page.get_by_role("textbox", name="Opis").wait_for()
    person.check_accessibility()
    person.check_width()
    page.get_by_label("Początek").fill("1.3.2027")
    page.get_by_label("Koniec").fill("31.12.2040")
    page.get_by_role("button", name="Zaznacz wszystkie").click()
    names = page.get_by_label("Nazwa kamienia milowego")
    names.first.fill("Umowa")
    page.locator("#rows-milestones").get_by_role("button", name="Dodaj wiersz").click()
    names.nth(1).fill("Start")
    page.get_by_label("Data kamienia milowego").nth(1).fill("30.06.2027")
    page.get_by_role("button", name="Zapisz i wróć do projektu").click()
    page.get_by_role("heading", name="Popraw błędy w formularzu").wait_for()
    person.check_accessibility()
    page.locator(".error-summary a[href='#id_end']").click()
    assert page.evaluate("document.activeElement.name") == "end"
    page.keyboard.press("Control+a")
    page.keyboard.type("31.12.2028")
    page.get_by_role("button", name="Zapisz i wróć do projektu").click()
    page.get_by_text("Zapisano: 4.P1.1").wait_for()
    person.check_accessibility()
    person.check_width()
    stored = plan.draft_items.get(key="4.P1.1").head.content
    assert [row["name"] for row in stored["milestones"]] == ["Umowa", "Start"]
    assert stored["municipalities"] == ["skawina", "wieliczka"]
