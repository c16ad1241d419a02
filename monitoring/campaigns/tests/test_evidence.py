"""The page of a row's evidence files, and what becomes of them when the data are sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from monitoring.campaigns.filling import fill
from monitoring.campaigns.submitting import submit
from monitoring.models import Evidence, IndicatorValue
from monitoring.values.verification import return_value

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"


@pytest.fixture
def page(submission, rows, settings, tmp_path):
    """The address of the first row's files."""
    settings.MEDIA_ROOT = tmp_path
    return submission.evidence_address(rows[0].pk)


def upload(name="raport.pdf", data=PDF):
    return SimpleUploadedFile(name, data)


def test_several_files_are_added_and_one_is_deleted(page, client_of, submission):
    member = client_of("member")
    answer = member.post(page, {"files": [upload(), upload("dane.csv", b"1;2")]}, follow=True)
    assert "Dodano 2 pliki." in answer.content.decode()
    assert "raport.pdf" in answer.content.decode()
    assert "(2)" in member.get(submission.address()).content.decode()
    member.post(page, {"remove": Evidence.objects.first().pk})
    assert [one.name for one in Evidence.objects.all()] == ["dane.csv"]


def test_a_bad_file_is_named_and_the_good_one_is_kept(page, client_of):
    answer = client_of("member").post(page, {"files": [upload(), upload("gra.exe", b"MZ")]})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "gra.exe: Wyślij plik PDF" in text
    assert "Dodano 1 plik." in text


def test_no_file_at_all_is_told_at_the_field(page, client_of):
    answer = client_of("member").post(page, {})
    assert answer.status_code == 422
    assert 'href="#files"' in answer.content.decode()


@pytest.mark.parametrize("pk", ["", "x", "999999"])
def test_a_file_that_is_not_of_the_row_is_not_found(page, client_of, pk):
    assert client_of("member").post(page, {"remove": pk}).status_code == 404


def test_a_row_of_another_supplier_is_not_found(page, submission, campaign, other_team, client_of):
    foreign = campaign.submissions.get(team=other_team).rows.first()
    assert client_of("member").get(submission.evidence_address(foreign.pk)).status_code == 404


def test_sent_files_are_frozen_shown_to_the_office_and_stay_with_a_returned_value(
    page, submission, answers, client_of, people
):
    member, office = client_of("member"), client_of("office")
    member.post(page, {"files": [upload()]})
    fill(submission, answers, by=people.member)
    submit(submission, by=people.coordinator)
    assert member.post(page, {"files": [upload("b.pdf", PDF + b"2")]}).status_code == 409
    evidence = Evidence.objects.get()
    assert member.post(page, {"remove": evidence.pk}).status_code == 409
    assert "raport.pdf" in office.get("/weryfikacja/").content.decode()
    history = f"/wartosci/{evidence.observation_id}/"
    assert "raport.pdf" in client_of("other_coordinator").get(history).content.decode()
    return_value(evidence.value, "Check the unit.", by=people.office)
    member.post(page, {"files": [upload("b.pdf", PDF + b"2")]})
    text = member.get(page).content.decode()
    assert text.count('name="remove"') == 1
    assert IndicatorValue.objects.get(pk=evidence.value_id).evidence.count() == 1
    assert member.post(page, {"remove": evidence.pk}).status_code == 409


def test_the_files_are_on_the_page_for_checking(page, submission, client_of):
    member = client_of("member")
    member.post(page, {"files": [upload()]})
    assert "raport.pdf" in member.get(submission.address("campaign_check")).content.decode()
