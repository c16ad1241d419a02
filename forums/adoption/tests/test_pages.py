"""The pages of steps, of the consultation, of the reading view, and the document of a resolution."""

import pytest
from django.urls import reverse

from forums.adoption.table import BY_SLUG
from forums.models import Consultation, ConsultationAnswer, PlanEvent, Proposal
from forums.tests.plan_world import draft_plan
from metropolis.ui.tests.access import LOGIN
from strategy.models import ActionPlan

from .world import WAY, bring, change, details_of, in_days, pdf, ready_plan, take

TYPED = {"deadline": in_days(14).strftime("%d.%m.%Y"), "seen": "draft"}


@pytest.fixture
def plan(people, area):
    return ready_plan(area)


def page_of(browser, plan, name, **kwargs):
    return browser.get(reverse(name, args=[plan.slug, *kwargs.values()]))


def step_url(plan, name):
    slug = next(slug for slug, step in BY_SLUG.items() if step.name == name)
    return reverse("plan_step", args=[plan.slug, slug])


def words(response) -> str:
    return response.content.decode()


def test_the_chair_opens_the_consultation_and_reads_what_happens_next(plan, client_of):
    browser = client_of("forum_chair")
    response = browser.post(step_url(plan, "open_consultation"), TYPED, follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[0][0].endswith("/gotowe/")
    assert Consultation.objects.get().deadline == in_days(14)
    assert "Co dalej" in words(response) or "What happens next" in words(response)


@pytest.mark.parametrize("typed", ["", "31.02.2027", "1.1.2020", "wkrótce"])
def test_a_bad_deadline_is_told_at_the_field_and_kept(plan, client_of, typed):
    response = client_of("office").post(step_url(plan, "open_consultation"), TYPED | {"deadline": typed})
    assert response.status_code == 422
    assert len(response.context["form"].errors["deadline"]) == 1
    assert f'value="{typed}"' in words(response) or not typed
    assert not Consultation.objects.exists()


def test_a_page_that_is_out_of_date_says_what_happened_and_keeps_the_words(plan, client_of, people):
    bring(plan, people.office, "open_consultation", "send_to_commission")
    take(plan, "return_to_draft", people.office2, reason="Błąd w budżecie.")
    given = {
        "verdict": "remarks",
        "text": "Moje długie uwagi.",
        "given_on": "1.1.2026",
        "seen": "with_commission",
    }
    url = step_url(plan, "give_opinion")
    response = client_of("commission_member").post(url, given | {"seen": "with_commission"})
    assert response.status_code == 409
    assert people.office2.name in words(response)
    assert "Moje długie uwagi." in words(response)


def test_gaps_stand_in_the_way_with_links(plan, client_of):
    change(plan.draft_items.get(key="4.P1.1"), responsible_team="")
    page = words(client_of("forum_chair").get(step_url(plan, "open_consultation")))
    assert reverse("draft_action", args=[plan.slug, "4.P1.1"]) in page
    assert 'name="deadline"' not in page
    response = client_of("forum_chair").post(step_url(plan, "open_consultation"), TYPED)
    assert response.status_code == 409


def test_the_office_records_the_resolution_with_its_file_which_everybody_may_read(
    plan, client_of, people, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    bring(plan, people.office, *WAY[:3])
    typed = details_of("adopt") | {"seen": "opinion_given", "document": pdf()}
    typed |= {"body": typed["body"].pk, "adopted_on": typed["adopted_on"].strftime("%d.%m.%Y")}
    assert client_of("office").post(step_url(plan, "adopt"), typed).status_code == 302
    resolution = plan.resolutions.get()
    response = client.get(reverse("resolution_document", args=[plan.slug, resolution.pk]))
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'attachment; filename="uchwala-7-2026.pdf"'
    other = draft_plan(plan.area, slug="inny-plan", code="4.P9")
    assert client.get(reverse("resolution_document", args=[other.slug, resolution.pk])).status_code == 404
    settings.X_ACCEL_REDIRECT = "/files/"
    response = client.get(reverse("resolution_document", args=[plan.slug, resolution.pk]))
    assert response["X-Accel-Redirect"].startswith("/files/resolutions/")


@pytest.mark.parametrize("content", [b"", b"<html><script>alert(1)</script>", b"%PDF-1.4 half"])
def test_what_is_no_pdf_is_refused_and_nothing_is_adopted(plan, client_of, people, content):
    bring(plan, people.office, *WAY[:3])
    typed = details_of("adopt") | {"seen": "opinion_given", "document": pdf(content)}
    typed |= {"body": typed["body"].pk, "adopted_on": typed["adopted_on"].strftime("%d.%m.%Y")}
    response = client_of("office").post(step_url(plan, "adopt"), typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["document"]
    assert "7/2026" in words(response)
    assert ActionPlan.objects.get(pk=plan.pk).state == "opinion_given"


def test_a_coordinator_answers_and_may_change_the_answer_until_the_deadline(plan, client_of, people):
    bring(plan, people.office, "open_consultation")
    browser, url = client_of("coordinator"), reverse("plan_consultation", args=[plan.slug])
    assert browser.post(url, {"verdict": "remarks", "text": ""}).status_code == 422
    assert browser.post(url, {"verdict": "remarks", "text": "Za mało autobusów."}).status_code == 302
    assert browser.post(url, {"verdict": "no_remarks", "text": ""}).status_code == 302
    assert ConsultationAnswer.objects.get().verdict == "no_remarks"
    Consultation.objects.update(deadline=in_days(-1))
    response = browser.post(url, {"verdict": "remarks", "text": "Jednak uwagi."})
    assert response.status_code == 409
    assert "Jednak uwagi." in words(response)


@pytest.mark.parametrize(
    ("role", "status"),
    [("member", 403), ("forum_chair", 403), ("commission_member", 403), ("former_member", 404)],
)
def test_nobody_else_answers_for_a_team(plan, client_of, people, role, status):
    bring(plan, people.office, "open_consultation")
    url = reverse("plan_consultation", args=[plan.slug])
    given = {"verdict": "no_remarks"}
    assert client_of(role).post(f"{url}?zespol=skawina", given).status_code == status
    assert not ConsultationAnswer.objects.exists()


def test_the_office_answers_for_any_team_and_a_coordinator_for_the_own_only(plan, client_of, people):
    bring(plan, people.office, "open_consultation")
    url = reverse("plan_consultation", args=[plan.slug]) + "?zespol=wieliczka"
    assert client_of("coordinator").post(url, {"verdict": "no_remarks"}).status_code == 403
    assert client_of("office").post(url, {"verdict": "no_remarks"}).status_code == 302
    assert ConsultationAnswer.objects.get().team.slug == "wieliczka"


def test_the_reading_view_shows_the_whole_text_first_and_a_redline_later(plan, client_of, people):
    browser, url = client_of("commission_member"), reverse("plan_review", args=[plan.slug])
    bring(plan, people.office, *WAY[:2])
    assert "Autobusy jeżdżą rzadko." in words(browser.get(url))
    bring(plan, people.office, *WAY[2:], "start_amendment")
    item = plan.draft_items.get(key="diagnoza")
    change(item, html="<p>Autobusy jeżdżą często.</p>")
    page = words(browser.get(url))
    assert "<del>" in page
    assert "często" in page


def test_the_public_reads_steps_of_plans_in_force_without_persons_and_reasons(plan, client, people):
    plan = bring(plan, people.office, *WAY, "begin_implementation")
    page = words(client.get(reverse("plan_course", args=[plan.slug])))
    assert people.office.name not in page
    assert "Bo tak ustalono." not in page
    assert "7/2026" in page
    assert [line.title for line in client.get(reverse("plan_course", args=[plan.slug])).context["lines"]] == [
        BY_SLUG["rozpocznij-wdrazanie"].done,
        BY_SLUG["przyjmij"].done,
    ]


@pytest.mark.parametrize("name", ["plan_course", "plan_consultation", "plan_review"])
def test_pages_cost_the_same_for_one_row_and_many(
    name, plan, client_of, people, django_assert_max_num_queries
):
    bring(plan, people.office, *WAY, "start_amendment", "open_consultation")
    take(plan, "return_to_draft", people.office)
    bring(plan, people.office, "open_consultation")
    for number in range(5):
        item = plan.draft_items.get(key="4.P1.1")
        Proposal.objects.create(
            item=item, base=item.head, content={}, reason=str(number), author=people.member
        )
    browser = client_of("office")
    with django_assert_max_num_queries(15):
        assert page_of(browser, plan, name).status_code == 200


@pytest.mark.parametrize("name", ["open_consultation", "adopt", "return_to_draft"])
def test_visitors_are_asked_to_sign_in_and_strangers_find_nothing(name, plan, client_of):
    response = client_of("public").get(step_url(plan, name))
    assert response.status_code == 302
    assert "/konto/login/" in response.url, LOGIN
    assert client_of("member").get(step_url(plan, name)).status_code == 404
    assert client_of("member").post(step_url(plan, name)).status_code == 404
    assert not PlanEvent.objects.exists()
