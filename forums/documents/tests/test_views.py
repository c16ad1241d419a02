import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.documents import views
from forums.drafting.models import Revision
from forums.models import PlanVersion
from forums.tests.plan_world import ACTION, add_item, build_plan, version_of
from forums.versions.editions import Edition
from metropolis.documents.typesetting import PdfFailed
from strategy.models import ActionPlan

from .word_reading import after, lines, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world(people):
    build_plan(people)


def address(slug, name, **query):
    return reverse("plan_document", args=[slug, name], query=query)


def amend(slug, people):
    """Another text of the section, adopted as version 2."""
    plan = ActionPlan.objects.get(slug=slug)
    item = plan.draft_items.get(kind="section")
    html = "<p>Autobusy jeżdżą często.</p>"
    item.head = Revision.objects.create(item=item, number=2, content={"html": html}, origin="edit")
    item.save()
    return version_of(plan, people.office, adopted_number=2)


@pytest.mark.parametrize(
    ("role", "query", "status"),
    [
        ("public", {}, 200),
        ("public", {"wersja": "1"}, 200),
        ("public", {"wersja": "projekt"}, 302),
        ("public", {"wersja": "7"}, 302),
        ("member", {"wersja": "7"}, 404),
        ("member", {"wersja": "<b>"}, 404),
        ("former_member", {"wersja": "projekt"}, 404),
    ],
)
def test_who_gets_which_text_of_an_adopted_plan(role, query, status, client_of):
    assert client_of(role).get(address("plan-przyjety", "plan.docx", **query)).status_code == status


@pytest.mark.parametrize(("role", "status"), [("public", 302), ("former_member", 404), ("member", 200)])
def test_a_draft_is_for_insiders(role, status, client_of):
    response = client_of(role).get(address("plan-w-projekcie", "plan.docx"))
    assert response.status_code == status
    if status == 200:
        assert response["Cache-Control"] == "private, no-store"
        assert 'filename="plan-4.P1-projekt-20' in response["Content-Disposition"]


def test_a_working_version_is_for_insiders(client_of):
    assert client_of("member").get(address("plan-w-projekcie", "plan.docx", wersja="1")).status_code == 200
    assert client_of("public").get(address("plan-w-projekcie", "plan.docx", wersja="1")).status_code == 302


def test_changes_are_those_since_the_last_adopted_text(client_of, people):
    amend("plan-przyjety", people)
    response = client_of("public").get(address("plan-przyjety", "zmiany.docx"))
    assert response["Content-Disposition"].endswith('zmiany-4.P2-przyjeta-2-od-przyjeta-1.docx"')
    assert "Autobusy jeżdżą często." in after(response.content, accept=True)
    assert "Autobusy jeżdżą rzadko." in after(response.content, accept=False)
    assert "Zmiany od wersji przyjętej 1" in opened(response.content).element.xml


def test_the_version_to_compare_with_can_be_named(client_of, people):
    amend("plan-przyjety", people)
    same = client_of("public").get(address("plan-przyjety", "zmiany.docx", od="2"))
    assert "w obu wersjach takie same" in "\n".join(lines(opened(same.content).element.body))
    assert client_of("member").get(address("plan-przyjety", "zmiany.docx", od="99")).status_code == 404


def test_where_nothing_was_adopted_before_there_are_no_changes(client_of):
    assert client_of("public").get(address("plan-przyjety", "zmiany.pdf")).status_code == 404
    assert client_of("member").get(address("plan-w-projekcie", "zmiany.docx")).status_code == 404


def test_other_names_are_not_found(client_of):
    assert client_of("member").get(address("plan-przyjety", "plan.exe")).status_code == 404


def test_an_adopted_text_says_its_resolution_checksum_and_keeps_its_bytes(client_of):
    client, url = client_of("public"), address("plan-przyjety", "plan.docx")
    first = client.get(url).content
    text = "\n".join(lines(opened(first).element.body))
    version = PlanVersion.objects.get(plan__slug="plan-przyjety")
    assert "1/2026" in text
    assert version.checksum in text
    assert client.get(url).content == first


def test_in_english_the_headings_are_english(client_of):
    response = client_of("public").get("/en" + address("plan-przyjety", "plan.docx"))
    text = "\n".join(lines(opened(response.content).element.body))
    assert "2. Actions" in text
    assert "Autobusy jeżdżą rzadko." in text
    assert response["Content-Disposition"].endswith('-en.docx"')


def test_the_pdf_is_shown_in_the_browser(client_of):
    response = client_of("public").get(address("plan-przyjety", "plan.pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response.content.startswith(b"%PDF")


def test_a_pdf_that_cannot_be_made_is_said_so_and_not_a_fault_of_the_page(client_of, monkeypatch):
    def fail(*args):
        raise PdfFailed("too long")

    monkeypatch.setattr(views, "make", fail)
    response = client_of("member").get(address("plan-przyjety", "plan.pdf"))
    assert response.status_code == 302
    assert response.url == "/plany/plan-przyjety/"


def test_the_document_costs_the_same_for_two_actions_and_thirty(client_of, django_assert_num_queries):
    client, url = client_of("member"), address("plan-w-projekcie", "plan.docx")
    client.get(url)
    plan = ActionPlan.objects.get(slug="plan-w-projekcie")
    add_item(plan, "action", "4.P1.3", ACTION, order=3)  # so that the draft is read anew, as below
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(4, 32):
        add_item(plan, "action", f"4.P1.{number}", ACTION, order=number)
    assert len(few) <= 15
    with django_assert_num_queries(len(few)):
        client.get(url)


def test_the_panel_keeps_to_the_text_and_offers_changes_only_where_there_are_any(client_of):
    plan = ActionPlan.objects.get(slug="plan-przyjety")
    version = plan.versions.get()
    edition = Edition(plan, version.document, version, "1")
    context = {"plan": plan, "edition": edition, "base": None}
    page = render_to_string("forums/documents/_downloads.html", context)
    assert address("plan-przyjety", "plan.pdf", wersja="1") in page
    assert "zmiany" not in page
    page = render_to_string("forums/documents/_downloads.html", context | {"base": version})
    assert "dokumenty/zmiany.docx?wersja=1&amp;od=1" in page
    assert "Co się zmieniło od wersji przyjętej 1" in page
