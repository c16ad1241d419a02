"""Who writes which chapter; nothing written is lost; what changed in the data under a text is shown."""

import datetime

import pytest
from django.utils import timezone

from forums.factories import ForumFactory
from metropolis.notifications.models import Notice
from metropolis.ui.richtext import NotAllowed
from monitoring.models import IndicatorValue, SectionRevision
from monitoring.reminders.dues import outstanding
from monitoring.reminders.receivers import Directory
from monitoring.reports import data_changes, narrative, narrative_text
from monitoring.reports.blocks import bullets, heading, lead
from monitoring.reports.chapters.generated import with_office_text
from monitoring.reports.todo import report_tasks
from monitoring.values.refusals import Refused, Stale

from .conftest import freeze_into, measure, publish

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + datetime.timedelta(days=3)


def write(report, by, text="Tekst.", *, chapter="area-4", version=0, **kwargs):
    return narrative.save_section(report, chapter, text_pl=text, text_en="", version=version, by=by, **kwargs)


def test_every_save_stays_readable_with_who_and_when(report, people, client_of):
    write(report, people.office, "pierwszy")
    write(report, people.office2, "drugi", version=1)
    rows = SectionRevision.objects.values_list("number", "text_pl", "by")
    assert list(rows) == [(2, "<p>drugi</p>", people.office2.pk), (1, "<p>pierwszy</p>", people.office.pk)]
    page = client_of("office").get(f"/raporty/{report.slug}/praca/area-4/wersje/").content.decode()
    assert page.index("drugi") < page.index("pierwszy")


def test_the_same_words_make_no_new_version(report, people):
    write(report, people.office)
    assert write(report, people.office2, version=1).version == 1
    assert SectionRevision.objects.count() == 1


def test_a_stale_save_changes_nothing_and_shows_both(report, people, client_of):
    write(report, people.office2, "ich tekst")
    answer = client_of("office").post(
        f"/raporty/{report.slug}/praca/area-4/", {"text_pl": "mój tekst", "text_en": "", "version": "0"}
    )
    assert answer.status_code == 409
    assert "ich tekst" in answer.content.decode()
    assert "mój tekst" in answer.content.decode()
    with pytest.raises(Stale):
        write(report, people.office, "mój tekst", version=0)
    assert SectionRevision.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Zwykły tekst", "<p>Zwykły tekst</p>"),
        ("Raz\ndwa\n\ntrzy", "<p>Raz</p><p>dwa</p><p>trzy</p>"),
        ("<h2>Tytuł</h2><p>a<br>b</p>", "<h3>Tytuł</h3><p>a</p><p>b</p>"),
        ("<h4>Tytuł</h4>", "<h3>Tytuł</h3>"),
        ("<blockquote><p>cytat</p></blockquote>", "<p>cytat</p>"),
        ("<p onclick='x()'>a<script>alert(1)</script></p>", None),
        ("<p style='color:red'>a <b>b</b></p>", "<p>a <strong>b</strong></p>"),
        ('<p><a href="javascript:x()">a</a></p>', None),
        ('<p><a href="https://example.org">a</a></p>', '<p><a href="https://example.org">a</a></p>'),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<table><tr><td>1</td></tr></table>", None),
        ("<p> </p>", ""),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("\u202eobcy 🦄", "<p>\u202eobcy 🦄</p>"),
    ],
)
def test_only_what_every_format_can_show_is_stored(typed, stored):
    if stored is None:
        with pytest.raises(NotAllowed):
            narrative_text.clean(typed)
    else:
        assert narrative_text.clean(typed) == stored
        assert narrative_text.clean(stored) == stored


def test_unsafe_text_never_reaches_the_database(report, people):
    with pytest.raises(NotAllowed):
        write(report, people.office, "<script>alert(1)</script>x")
    assert not report.sections.exists()


def test_the_chair_writes_the_chapter_given_to_the_forum_and_no_other(report, forum, people, client_of):
    narrative.assign(report, "area-4", forum=forum, deadline=SOON, by=people.office)
    assert write(report, people.forum_chair).updated_by == people.forum_chair
    with pytest.raises(Refused):
        write(report, people.forum_chair, chapter="summary")
    for role in ("forum_member", "coordinator", "board_member", "administrator", "public"):
        with pytest.raises(Refused):
            write(report, people.by_role(role), "inne", version=1)
    chair = client_of("forum_chair")
    assert chair.get(f"/raporty/{report.slug}/praca/area-4/").status_code == 200
    assert chair.get(f"/raporty/{report.slug}/praca/summary/").status_code == 404
    assert chair.get(f"/raporty/{report.slug}/praca/area-4/przydziel/").status_code == 404
    assert chair.get(f"/raporty/{report.slug}/praca/").status_code == 404


def test_only_the_office_gives_chapters_away(report, forum, people):
    for role in ("forum_chair", "forum_member", "member", "public", "administrator"):
        with pytest.raises(Refused):
            narrative.assign(report, "area-4", forum=forum, deadline=SOON, by=people.by_role(role))
    with pytest.raises(Refused, match="Termin nie może być"):
        narrative.assign(
            report, "area-4", forum=forum, deadline=SOON - datetime.timedelta(days=9), by=people.office
        )
    assert not report.sections.exists()


def test_the_chair_is_told_finds_the_chapter_in_tasks_and_is_reminded(report, forum, people):
    section = narrative.assign(report, "area-4", forum=forum, deadline=SOON, by=people.office)
    assert [notice.user for notice in Notice.objects.all()] == [people.forum_chair]
    [task] = report_tasks(people.forum_chair)
    assert (task.state, task.deadline) == ("todo", SOON)
    assert report_tasks(people.forum_member) == []
    [due] = outstanding([f"chapter-{section.pk}"])
    assert Directory.read().who(due).people == (people.forum_chair,)
    assert report.title in due.sentence()
    write(report, people.forum_chair, is_ready=True)
    assert outstanding([f"chapter-{section.pk}"]) == []
    assert [task.state for task in report_tasks(people.forum_chair)] == ["done"]


def test_where_a_forum_has_no_chair_the_office_is_reminded(report, area, people):
    narrative.assign(report, "area-4", forum=ForumFactory(area=area), deadline=SOON, by=people.office)
    [due] = outstanding()
    assert set(Directory.read().who(due).people) == {people.office, people.office2}


def test_a_chapter_is_not_started_in_progress_or_ready(report, forum, people):
    section = narrative.assign(report, "area-4", forum=forum, deadline=None, by=people.office)
    assert section.state == "not_started"
    assert write(report, people.forum_chair).state == "in_progress"
    assert write(report, people.forum_chair, "Gotowe.", version=1, is_ready=True).state == "ready"
    assert write(report, people.forum_chair, "", version=2, is_ready=True).state == "not_started"


def test_the_office_assigns_from_the_working_page(report, forum, people, client_of):
    address = f"/raporty/{report.slug}/praca/area-4/przydziel/"
    browser = client_of("office")
    assert browser.post(address, {"forum": forum.pk, "deadline": "wkrótce"}).status_code == 422
    browser.post(address, {"forum": forum.pk, "deadline": SOON.strftime("%d.%m.%Y")})
    section = report.sections.get()
    assert (section.forum, section.deadline, section.version) == (forum, SOON, 0)
    assert forum.name in browser.get(f"/raporty/{report.slug}/praca/").content.decode()


def test_what_changed_in_the_data_is_shown_until_the_text_is_saved_again(drafted, content, people, client_of):
    write(drafted, people.office)
    assert narrative.data_changes(drafted, drafted.sections.get()) == []
    values = IndicatorValue.objects.filter(observation__indicator__code="4.2", observation__period="2024")
    values.update(value=20000)
    freeze_into(drafted)
    [change] = narrative.data_changes(drafted, drafted.sections.get())
    assert (change.code, change.before["value"], change.after["value"]) == ("4.2", "18745", "20000")
    page = client_of("office").get(f"/raporty/{drafted.slug}/praca/area-4/").content.decode()
    assert "18\u00a0745" in page
    assert "20\u00a0000" in page
    assert "Pod tekstem zmieniła się 1 liczba" in client_of("office").get(
        f"/raporty/{drafted.slug}/praca/"
    ).content.decode().replace("\n", " ")
    write(drafted, people.office, version=1)
    assert narrative.data_changes(drafted, drafted.sections.get()) == []


def figures(*rows):
    return {
        "indicators": [
            {
                "code": code, "area": area, "name": {}, "unit": {}, "precision": 0,
                "figures": [{"period": "2024", "value": value}] if value else [],
                "status": {"code": "no_target"},
            }
            for code, area, value in rows
        ]
    }  # fmt: skip


def test_changes_under_a_text_are_those_of_its_chapter():
    before = figures(("1.1", "1", "5"), ("4.2", "4", "7"), ("4.3", "4", "1"), ("0.1", None, "3"))
    after = figures(("1.1", "1", "6"), ("4.2", "4", "8"), ("4.9", "4", "2"), ("0.1", None, "4"))

    def changed(chapter):
        pair = (data_changes.figures_under(one, chapter) for one in (before, after))
        return [change.code for change in data_changes.changes(*pair)]

    assert changed("area-4") == ["4.2", "4.9", "4.3"]
    assert changed("area-1") == ["1.1"]
    assert changed("general") == ["0.1"]
    assert changed("plans") == []
    assert changed("summary") == ["1.1", "4.2", "4.9", "0.1", "4.3"]


def test_the_same_data_change_nothing_under_any_text():
    frozen = figures(("1.1", "1", "5"), ("4.2", "4", None))
    for chapter in ("summary", "area-1", "area-4", "general"):
        under = data_changes.figures_under(frozen, chapter)
        assert data_changes.changes(under, under) == []


def test_the_office_starts_from_the_generated_sentences(drafted, client_of):
    page = client_of("office").get(f"/raporty/{drafted.slug}/praca/summary/?generated=1").content.decode()
    assert "Raport obejmuje" in page
    assert "The report covers" in page
    assert not drafted.sections.exists()


def test_a_text_of_the_office_replaces_the_generated_sentences_only():
    parts = [lead("Zdanie."), {"kind": "facts", "facts": []}, bullets(["a"]), heading("Dalej"), lead("Inne.")]
    written = [{"kind": "narrative"}]
    assert with_office_text(parts, []) == parts
    kinds = [block["kind"] for block in with_office_text(parts, written)]
    assert kinds == ["narrative", "facts", "heading", "lead"]


def test_a_text_typed_while_signed_out_is_given_back(report, client):
    answer = client.post(
        f"/raporty/{report.slug}/praca/area-4/", {"text_pl": "Długi tekst", "text_en": "", "version": "0"}
    )
    assert answer.status_code == 403
    assert "Długi tekst" in answer.content.decode()


def test_versions_stay_readable_after_the_publication(drafted, people, client_of):
    write(drafted, people.office, "Zostaje.")
    publish(freeze_into(drafted), by=people.office)
    browser = client_of("office")
    assert "Zostaje." in browser.get(f"/raporty/{drafted.slug}/praca/area-4/wersje/").content.decode()
    assert browser.get(f"/raporty/{drafted.slug}/praca/area-4/").status_code == 404


def test_new_values_do_not_count_as_changes_before_the_next_build(drafted, content, people, municipality):
    write(drafted, people.office)
    measure(content["each"], 2023, "3.1", municipality)
    assert narrative.data_changes(drafted, drafted.sections.get()) == []
