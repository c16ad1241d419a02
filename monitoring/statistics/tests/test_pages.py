"""Pages of statistics: for the Office to import, for a team to answer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metropolis.jobs import runner
from monitoring.models import IndicatorValue, OfficialFigure, StatisticsRun
from strategy.factories import IndicatorFactory

from .conftest import SKAWINA, WIELICZKA

CSV = f"variable_id;unit_id;year;value;attr_id;last_update\n72305;{SKAWINA};2024;43500,5;1;2026-11-12\n"


@pytest.fixture
def answers_url(municipality):
    return reverse("statistics_answers", args=[municipality.slug])


@pytest.fixture
def upload(client_of):
    """Send a file as the Office."""

    def send(content, name="dane.csv", **fields):
        content = content.encode() if isinstance(content, str) else content
        return client_of("office").post(
            reverse("statistics_file"), {"file": SimpleUploadedFile(name, content)} | fields
        )

    return send


def test_the_office_chooses_and_starts(filled, indicator, client_of):
    office = client_of("office")
    page = office.get(reverse("statistics")).content.decode()
    assert "Ludność" in page
    assert "72305" in page
    answer = office.post(
        reverse("statistics"), {"year_from": "2023", "year_to": "2024", "indicators": [indicator.pk]}
    )
    run = StatisticsRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert "czeka" in office.get(answer.url).content.decode()
    runner.run(run.job_id)
    page = office.get(answer.url).content.decode()
    assert "43\u00a0500" in page
    assert "Skawina" in office.get(reverse("statistics")).content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"year_from": "2024", "year_to": "2023"},
        {"year_from": "rok", "year_to": "2023"},
        {"year_from": "1900", "year_to": "2023"},
        {"year_from": "1995", "year_to": "2999"},
    ],
)
def test_a_wrong_choice_is_explained_and_starts_nothing(posted, indicator, client_of):
    answer = client_of("office").post(reverse("statistics"), posted | {"indicators": [indicator.pk]})
    assert answer.status_code == 422
    assert StatisticsRun.objects.count() == 0


def test_a_file_is_shown_before_it_is_imported(members, indicator, upload, client_of):
    answer = upload(CSV)
    run = StatisticsRun.objects.get()
    assert answer.url == run.get_absolute_url()
    assert IndicatorValue.objects.count() == 0
    office = client_of("office")
    assert "Zaimportuj" in office.get(answer.url).content.decode()
    office.post(answer.url)
    run.refresh_from_db()
    runner.run(run.job_id)
    value = IndicatorValue.objects.get()
    assert (str(value.value), value.author, value.official.updated_on.isoformat()) == (
        "43500.500000", run.started_by, "2026-11-12",
    )  # fmt: skip
    office.post(answer.url)  # a second click imports nothing more
    assert StatisticsRun.objects.get().new == 1


def test_an_answer_of_the_bank_saved_as_a_file_says_the_same(filled, members, indicator, upload, import_all):
    query = {"year": ["2023", "2024"], "page": ["0"], "page-size": ["100"]}
    import json

    pages = [
        filled.body(72305, query | {"unit-parent-id": [f"{unit[:9]}000"]}) for unit in (SKAWINA, WIELICZKA)
    ]
    import_all(indicator)
    upload(json.dumps(pages), "bdl.json")
    page = StatisticsRun.objects.first()
    assert (page.origin, len(page.payload)) == ("file", 4)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "pusty"),
        (b"PK\x03\x04rest", "Excel"),
        (b"\x81\x8d\xff\x81", "UTF-8"),
        ("a;b\n1;2\n", "variable_id"),
        (CSV.replace("43500,5", "czterdzieści"), "Wiersz 2"),
        (CSV.replace("43500,5", "1 2"), "Wiersz 2"),
        (CSV.replace("2024", "24"), "Wiersz 2"),
        (CSV.replace(SKAWINA, "12"), "12 cyfr"),
        (CSV.replace("72305", "99"), "zmiennej"),
        (CSV.split("\n")[0], "żadnych"),
        ('{"results": 1}', "wyników"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_bad_file_is_refused_with_the_place(content, says, members, indicator, upload):
    answer = upload(content)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert StatisticsRun.objects.count() == 0


def test_a_file_of_a_spreadsheet_is_read_too(members, indicator, upload):
    text = f"variable_id,unit_id,year,value\n72305,{SKAWINA.lstrip('0')},2024,43500.5\n\n"
    assert upload(text.encode("cp1250")).status_code == 302
    assert StatisticsRun.objects.get().payload[0]["unit"] == SKAWINA


EXPORT = """"Kod";"Nazwa";"Płeć";"Rok";"Wartosc";"Jednostka miary";"Atrybut";
1200000;"MAŁOPOLSKIE";"ogółem";"2024";3410901;"osoba";"";
1206113;"Skawina (3)";"ogółem";"2024";43500,5;"osoba";"";
1206114;"Skawina - miasto (4)";"ogółem";"2024";24000;"osoba";"";
1219053;"Wieliczka (3)";"ogółem";"2024";;"osoba";"";
"""


def test_a_table_exported_on_the_pages_of_the_bank_is_read(members, indicator, upload, client_of):
    answer = upload("\ufeff" + EXPORT, variable="72305")
    page = client_of("office").get(answer.url).content.decode()
    assert "miasto albo obszar wiejski gminy" in page
    run = StatisticsRun.objects.get()
    client_of("office").post(answer.url)
    run.refresh_from_db()
    runner.run(run.job_id)
    value = IndicatorValue.objects.get()
    assert (str(value.value), value.observation.municipality) == ("43500.500000", members[0])


@pytest.mark.parametrize(
    ("content", "variable", "says"),
    [
        (EXPORT, "", "Wybierz ją pod plikiem"),
        (EXPORT, "1", "Wybierz poprawną"),
        (EXPORT + '1219053;"Wieliczka (3)";"kobiety";"2024";1;"osoba";"";\n', "72305", "kobiety"),
        (EXPORT.replace("43500,5", "b.d."), "72305", "Wiersz 3"),
        ('"Kod";"Nazwa";"ogółem;2024;[osoba]";\n1206113;"Skawina (3)";43500;\n', "72305", "relacyjnym"),
        (EXPORT.replace('"Skawina (3)"', '"Skawina" (3)'), "72305", "uszkodzona"),
    ],
)
def test_an_exported_table_that_cannot_be_read_says_why(members, indicator, upload, content, variable, says):
    answer = upload(content, variable=variable)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert StatisticsRun.objects.count() == 0


def test_the_team_finds_the_task_confirms_and_contests(filled, indicator, import_all, client_of, answers_url):
    import_all(indicator)
    team = client_of("member")
    assert answers_url in team.get(reverse("tasks")).content.decode()
    first, _second = OfficialFigure.objects.filter(unit=SKAWINA)
    empty = team.post(answers_url, {"contest": first.pk, "reason": " "})
    assert empty.status_code == 422
    assert f'id="reason-{first.pk}"' in empty.content.decode()
    team.post(answers_url, {"contest": first.pk, "reason": "Liczyliśmy inaczej."})
    team.post(answers_url, {"all": "1"})
    answered = OfficialFigure.objects.filter(unit=SKAWINA).order_by("pk")
    assert list(answered.values_list("opinion", flat=True)) == ["contested", "confirmed"]
    assert answers_url not in team.get(reverse("tasks")).content.decode()
    queue = client_of("office").get(reverse("verification")).content.decode()
    assert "Liczyliśmy inaczej." in queue
    history = team.get(reverse("observation", args=[first.value.observation_id])).content.decode()
    assert "Liczyliśmy inaczej." in history


def test_a_figure_of_another_municipality_is_not_found(filled, indicator, import_all, client_of, answers_url):
    import_all(indicator)
    other = OfficialFigure.objects.filter(unit=WIELICZKA).first()
    assert client_of("member").post(answers_url, {"confirm": other.pk}).status_code == 404
    assert client_of("member").post(answers_url, {"confirm": "x"}).status_code == 404
    own = OfficialFigure.objects.filter(unit=SKAWINA).first()
    assert client_of("office").post(answers_url, {"confirm": own.pk}).status_code == 404
    assert not OfficialFigure.objects.exclude(opinion="").exists()


@pytest.mark.parametrize("page", ["statistics", "run", "answers", "verification"])
def test_pages_cost_the_same_for_few_and_for_many(
    page, filled, indicator, import_all, client_of, answers_url, area
):
    run = import_all(indicator)
    address = {"run": run.get_absolute_url(), "answers": answers_url}.get(page) or reverse(page)
    browser = client_of("member" if page == "answers" else "office")
    browser.get(address)
    few = _queries(browser, address)
    for number in range(6):
        more = IndicatorFactory(area=area, bdl_variable_id=100 + number, unit_pl="osoby")
        filled.put(100 + number, SKAWINA, 2024, number)
        import_all(more)
    OfficialFigure.objects.update(run=run)
    browser.get(address)  # the first page after a change loads the list of indicators
    many = _queries(browser, address)
    assert many == few
    assert many <= 15


def _queries(browser, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)
