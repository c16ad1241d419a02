"""A report is read chapter by chapter; together its pages say what the one page with everything says."""

import re
from itertools import pairwise

import pytest
from django.utils import timezone
from lxml import html

from monitoring.reports import web
from monitoring.reports.approval.steps import take_step
from monitoring.reports.document import compose
from strategy.factories import IndicatorFactory

from .conftest import freeze_into

pytestmark = pytest.mark.django_db
HEADING = re.compile(r"h([1-6])")


@pytest.fixture
def read(client_of):
    """`read(address)`: the page, as a tree of elements."""

    def page(address, role="office"):
        answer = client_of(role).get(address)
        assert answer.status_code == 200, address
        return html.fromstring(answer.content.decode())

    return page


@pytest.fixture
def chapters(drafted):
    """The ids of the chapters, in their order."""
    return [chapter.id for chapter in compose(drafted.snapshot.content, "pl").chapters]


def address(report, chapter=""):
    return f"/raporty/{report.slug}/" + (f"rozdzial/{chapter}/" if chapter else "")


def shown(page):
    """The ids of the chapters on a page."""
    return [section.get("id") for section in page.find_class("report-chapter")]


def parts(page):
    """Numbers and captions of tables and figures, in their order."""
    captions = page.xpath("//section//caption | //section//figcaption")
    return [" ".join(one.text_content().split()) for one in captions]


def entries(page):
    return page.xpath("//nav[@aria-labelledby='contents']//li")


def test_the_reports_page_shows_its_first_chapter_and_leads_to_the_others(drafted, chapters, read):
    page = read(address(drafted))
    assert shown(page) == chapters[:1] == ["summary"]
    links = [entry.find("a") for entry in entries(page)]
    own = f"{address(drafted)}#summary"
    assert [link.get("href") for link in links] == [own] + [address(drafted, one) for one in chapters[1:]]
    assert [link.get("aria-current") for link in links] == ["page"] + [None] * (len(chapters) - 1)


def test_each_chapter_has_a_page_with_its_title_as_heading(drafted, chapters, read):
    for chapter in compose(drafted.snapshot.content, "pl").chapters[1:]:
        page = read(address(drafted, chapter.id))
        assert shown(page) == [chapter.id]
        assert [one.text_content() for one in page.iter("h1")] == [chapter.title]
        assert page.find(".//title").text.startswith(chapter.title)


def test_numbers_of_tables_and_figures_are_those_of_the_whole_document(drafted, chapters, read):
    one_by_one = parts(read(address(drafted)))
    for chapter in chapters[1:]:
        one_by_one += parts(read(address(drafted, chapter)))
    assert one_by_one == parts(read(f"{address(drafted)}calosc/"))
    tables = [int(text.split()[1].rstrip(".")) for text in one_by_one if text.startswith("Tabela")]
    assert tables == list(range(1, len(tables) + 1))
    assert len(tables) > 5


def test_every_mark_of_a_note_has_its_note_on_the_same_page(drafted, chapters, read):
    marks = 0
    for chapter in chapters[1:]:
        page = read(address(drafted, chapter))
        ids = {one.get("id") for one in page.xpath("//*[@id]")}
        found = [one.find("a").get("href") for one in page.find_class("report-mark")]
        assert {mark.removeprefix("#") for mark in found} <= ids, chapter
        marks += len(found)
    assert marks


def test_the_next_chapters_lead_through_the_whole_report_and_the_previous_ones_back(drafted, chapters, read):
    onwards, back, at = ["summary"], [], address(drafted)
    while follow := read(at).xpath("//a[@rel='next']/@href"):
        at = follow[0]
        onwards += shown(read(at))
    assert onwards == chapters
    while follow := read(at).xpath("//a[@rel='prev']/@href"):
        at = follow[0].partition("#")[0]
        back += shown(read(at))
    assert back == chapters[-2::-1]


def test_the_first_chapter_is_read_on_the_reports_own_page(drafted, client_of):
    answer = client_of("office").get(address(drafted, "summary"))
    assert (answer.status_code, answer["Location"]) == (302, f"{address(drafted)}#summary")


@pytest.mark.parametrize("chapter", ["area-99", "Overview", "areas", "late", "%00", "ą"])
def test_a_chapter_that_the_report_does_not_have_is_not_found(drafted, client_of, chapter):
    assert client_of("office").get(address(drafted, chapter)).status_code == 404


def test_before_the_first_build_there_is_no_chapter_and_no_whole(report, client_of):
    for path in ("rozdzial/summary/", "calosc/"):
        assert client_of("office").get(address(report) + path).status_code == 404


def test_the_whole_report_is_for_paper_and_not_for_search_engines(drafted, chapters, read):
    noindex = "//meta[@name='robots']/@content"
    whole = read(f"{address(drafted)}calosc/")
    assert (shown(whole), whole.xpath(noindex)) == (chapters, ["noindex"])
    assert [entry.find("a").get("href") for entry in entries(whole)] == [f"#{one}" for one in chapters]
    for page in (read(address(drafted)), read(address(drafted, "overview"))):
        assert page.xpath(noindex) == []
        assert page.xpath(f"//a[@href='{address(drafted)}calosc/']")


def test_each_page_names_itself_in_the_other_language(drafted, read):
    for path in ("rozdzial/overview/", "calosc/"):
        [other] = read(address(drafted) + path).xpath("//link[@hreflang='en']/@href")
        assert other.endswith(f"/en{address(drafted)}{path}")


def test_only_the_chapter_that_is_read_is_prepared(drafted, client_of, monkeypatch):
    prepared, real = [], web._prepared
    monkeypatch.setattr(web, "_prepared", lambda *args: prepared.append(args[-1]["chapter"]) or real(*args))
    client_of("office").get(address(drafted, "area-4"))
    assert set(prepared) == {"area-4"}


@pytest.mark.parametrize("path", ["", "rozdzial/area-4/", "calosc/"])
def test_headings_skip_no_level_and_no_id_is_given_twice(drafted, read, path):
    page = read(address(drafted) + path)
    levels = [
        int(match[1]) for one in page.find(".//main").iter() if (match := HEADING.fullmatch(str(one.tag)))
    ]
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_old_link_to_a_place_in_the_report_comes_to_the_entry_that_leads_there(drafted, chapters, read):
    """Links from letters and other sites name the chapter only after `#`, which no server sees."""
    anchors = {entry.get("id"): entry.find("a").get("href") for entry in entries(read(address(drafted)))}
    del anchors[None]  # the first chapter, which is on the page itself
    assert anchors == {one: address(drafted, one) for one in chapters[1:]}


def test_a_team_comments_beside_the_chapter_while_comments_are_open(drafted, chapters, read, people):
    take_step(drafted, "open_comments", by=people.office, deadline=timezone.localdate())
    path = f"{address(drafted)}uwagi"
    assert read(address(drafted, "area-4"), "member").xpath(f"//section//a[@href='{path}/area-4/']")
    assert read(address(drafted), "member").xpath(f"//section//a[@href='{path}/summary/']")
    # Nobody writes in the chapter on methods, so nobody comments on it; the Office answers comments.
    assert not read(address(drafted, "method"), "member").xpath("//section//a[contains(@href, '/uwagi/')]")
    assert not read(address(drafted, "area-4")).xpath("//section//a[contains(@href, '/uwagi/')]")


def test_every_chapter_that_the_page_of_comments_leads_to_can_be_read(
    report, content, read, people, client_of
):
    """Without an indicator that belongs to no area, that chapter is asked about but has nothing to show."""
    take_step(freeze_into(report), "open_comments", by=people.office, deadline=timezone.localdate())
    links = read(f"{address(report)}uwagi/", "member").find_class("report-talk__read")
    places = [link.get("href") for link in links]
    assert address(report, "area-4") in places
    assert address(report, "general") not in places
    for place in places:
        assert client_of("member").get(place, follow=True).status_code == 200, place


def test_the_writer_of_a_chapter_reads_it_as_it_was_built(drafted, read):
    assert read(f"{address(drafted)}praca/area-4/").xpath(f"//a[@href='{address(drafted, 'area-4')}']")
    assert not read(f"{address(drafted)}praca/general/").xpath("//a[contains(@href, '/rozdzial/')]")


def test_a_page_grows_with_its_own_chapter_only(content, report, client_of):
    def size(path):
        return len(client_of("office").get(address(report) + path).content)

    freeze_into(report)
    before = {path: size(path) for path in ("rozdzial/plans/", "calosc/")}
    for number in range(40):
        IndicatorFactory(area=content["each"].area, code=f"4.{number + 100}", name_pl=f"Miara {number}")
    freeze_into(report)
    assert size("calosc/") > before["calosc/"] + 4_000
    assert abs(size("rozdzial/plans/") - before["rozdzial/plans/"]) < 200


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_with_scripts_goes_from_an_old_anchor_to_the_chapter_at_once(drafted, people, at_desk):
    page = at_desk("office").open(f"{address(drafted)}#area-4")
    page.wait_for_url(f"**{address(drafted, 'area-4')}")
    page.goto("about:blank")  # the same page with another anchor would not be loaded anew
    page = at_desk("office").open(f"{address(drafted)}#t3")
    page.wait_for_url(f"**{address(drafted)}calosc/#t3")
