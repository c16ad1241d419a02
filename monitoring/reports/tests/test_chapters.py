"""What chapters say: in both languages, with plural forms, and honest about what is not known."""

import datetime
import json
from copy import deepcopy
from decimal import Decimal

import jsonschema
import pytest
from django.utils import timezone
from django.utils.translation import override

from monitoring.factories import IndicatorValueFactory
from monitoring.models import KeptForecast, MilestoneProgress, ReportSection
from monitoring.reports import snapshot
from monitoring.reports.chapters.declared import DECLARED, USUAL, all_available, available
from monitoring.reports.comparing import compare
from monitoring.reports.document import compose
from monitoring.reports.kinds import ReportKind
from monitoring.reports.prose import lines_of
from monitoring.reports.scope import Scope
from strategy.factories import IndicatorFactory, MunicipalityFactory, TargetFactory
from strategy.models import Indicator, Municipality

from .conftest import measure
from .test_freeze_actions import LONG_AGO
from .world import accept, adopted_plan, as_schema_1, decide, spent

pytestmark = pytest.mark.django_db

LANGUAGES = ("pl", "en")
RIGHT_TO_LEFT = "שלום עולם 😀👩‍👩‍👧 مرحبا"


def chapter(content, id, language="pl"):
    return next(one for one in compose(content, language).chapters if one.id == id)


def said(content, id, language="pl"):
    """All words of a chapter, with plain spaces."""
    text = json.dumps(chapter(content, id, language).blocks, ensure_ascii=False)
    return text.replace("\u00a0", " ")


def tables(content, id):
    return [block for block in chapter(content, id).blocks if block["kind"] == "table"]


def turned(content, **statuses):
    """The same content as an earlier report had it: with other statuses."""
    old = deepcopy(content)
    for row in old["indicators"]:
        row["status"]["code"] = statuses.get(row["code"], row["status"]["code"])
    return old


def since(content, old):
    """The content of a report that follows another one."""
    head = {name: old["report"][name] for name in ("slug", "title", "period", "as_of")}
    return {**content, "previous": {**head, "sha256": "0" * 64}, "changes": compare(old, content)}


@pytest.fixture
def whole(content, report, area, people):
    """A plan in force with a report on one action, money spent, and decisions."""
    plan = adopted_plan(area, people, made_at=LONG_AGO)
    decide(plan, people)
    revision = accept(
        "4.P9.1", by=people.member, decided_by=people.office, stage="delayed", blocks="Brak wykonawcy."
    )
    spent(revision, "OWN", "250000")
    accept("4.P9.2", by=people.member, decided_by=people.office, stage="done", percent=100, done="Otwarto.")
    return snapshot.freeze(report)


def test_the_summary_says_what_improved_slipped_is_missing_and_was_decided(whole):
    new = since(whole, turned(whole, **{"4.2": "off_track"}))
    text = said(new, "summary")
    assert "4.2 Nowe podmioty: zagrożone (poprzednio: poza planem)" in text
    assert "1 działanie opóźnione" in text
    assert "Bez żadnej wartości za 2024: 1 z 2 gmin (Wieliczka)." in text
    assert "plan przyjęto uchwałą nr 7/2024 z dnia 20 maja 2024" in text
    assert "opinia pozytywna z uwagami" in text
    assert "adopted by resolution no. 7/2024 of 20 May 2024" in said(new, "summary", "en")


def test_a_long_list_of_the_summary_is_cut_and_counted(content, report):
    for number in range(9):
        row = IndicatorFactory(area=content["each"].area, code=f"7.{number}", scope="metropolis")
        measure(row, 2023, "1")
        measure(row, 2024, "2")
    text = said(snapshot.freeze(report), "summary")
    assert "i jeszcze 6, w dalszych rozdziałach" in text


def test_an_area_tells_its_actions_money_and_the_work_of_its_forum(whole):
    text = said(whole, "area-4")
    assert "1 działanie zakończone, 1 działanie opóźnione." in text
    assert "Przyjęte sprawozdania: 2 z 3 działań." in text
    assert "Brak wykonawcy. (2024)" in text
    assert "Otwarto. (2024)" in text
    assert "Potrzeba 2 mln zł, zapewniono 1 mln zł" in text
    assert "Według sprawozdań wydano dotąd 250 000 zł." in text
    assert "konsultacje wśród zespołów do 20 maja 2024" in text
    assert "Znamy wartości za 2024 z 1 z 2 gmin." in text


def test_milestones_stand_by_action_reached_late_and_to_come(content, report, area, people):
    adopted_plan(area, people, made_at=LONG_AGO)
    revision = accept("4.P9.1", by=people.member, decided_by=people.office)
    MilestoneProgress.objects.create(
        revision=revision,
        key="a",
        name="Umowa gmin",
        reached_on=datetime.date(2024, 4, 2),
        note="Podpis po sesji.",
    )
    MilestoneProgress.objects.create(
        revision=revision, key="b", name="Pierwszy bilet", expected_on=datetime.date(2030, 5, 1)
    )
    frozen = snapshot.freeze(report)
    table = next(one for one in tables(frozen, "area-4") if one["caption"].startswith("Kamienie milowe"))
    assert [one["label"] for one in table["columns"]] == [
        "Działanie",
        "Osiągnięte",
        "Opóźnione",
        "Przed nami",
    ]
    (row,) = table["rows"]
    assert [one["text"].replace("\u00a0", " ") for one in row] == [
        "4.P9.1 Wspólny bilet",
        "Umowa gmin: 02.04.2024 (w planie 31.03.2024)",
        "Pierwszy bilet: 01.05.2030 (w planie 31.10.2024)",
        "brak",
    ]
    assert len(row[1]["marks"]) == 1
    assert "Podpis po sesji." in said(frozen, "area-4")


def test_the_money_adds_up(whole):
    money = tables(whole, "actions")[1]
    amounts = {
        row[0]["text"]: [cell["text"].replace("\u00a0", " ") for cell in row[1:]] for row in money["rows"]
    }
    assert amounts["Środki własne"] == ["1 500 100 zł", "1 000 100,50 zł", "499 999,50 zł", "250 000 zł"]
    assert amounts["Fundusze europejskie"] == ["500 000 zł", "0 zł", "500 000 zł", "nie podano"]
    assert amounts["Razem"] == ["2 000 100 zł", "1 000 100,50 zł", "999 999,50 zł", "250 000 zł"]


def test_a_forecast_is_told_with_its_interval_and_stays_as_it_was(content, report):
    KeptForecast.objects.all().delete()
    frozen = snapshot.freeze(report)
    found = next(row for row in frozen["indicators"] if row["code"] == "4.2")["forecast"]
    assert Decimal(found["low"]) <= Decimal(found["value"]) <= Decimal(found["high"])
    assert (found["period"], found["values"]) == ("2030", 4)
    assert "Jeśli utrzyma się trend z okresu 2021–2024, w 2030 roku" in said(frozen, "area-4")
    assert "with a probability of 80%" in said(frozen, "area-4", "en")


def test_every_value_is_listed_with_who_entered_and_who_verified_it(content, report, people, municipality):
    measure(content["each"], 2023, "3", municipality, author=people.member, decided_by=people.office)
    frozen = snapshot.freeze(report)
    assert people.office.name not in snapshot.canonical(frozen).decode()
    office = next(name["pl"] for key, name in frozen["authors"].items() if key.startswith("office:"))
    rows = [[cell["text"] for cell in row] for row in tables(frozen, "values")[0]["rows"]]
    assert [row[5].replace("\u00a0", " ") for row in rows if row[0] == "4.4"] == ["nie zapisano", office]


def test_numbers_of_values_that_lie_apart_are_not_all_printed(content, report):
    frozen = snapshot.freeze(report)
    row = next(one for one in frozen["indicators"] if one["code"] == "4.2")
    first = row["values"][0]
    row["values"] = [first | {"id": number} for number in (1, 2, 3, 10, 20, 30, 40, 50, 51)]

    def printed():
        rows = [[cell["text"] for cell in line] for line in tables(frozen, "values")[0]["rows"]]
        return next(line[-1] for line in rows if line[0] == "4.2").replace("\u00a0", " ")

    assert printed() == "1–3, 10, 20, 30, 40 i jeszcze 2 w skoroszycie"
    row["values"] = row["values"][:7]
    assert printed() == "1–3, 10, 20, 30, 40"


def test_what_changed_since_the_last_report_is_told(whole, people):
    old = turned(whole, **{"4.2": "on_track"})
    for row in old["indicators"]:
        if row["code"] == "4.2":
            row["targets"][0]["value"], row["name"]["pl"] = "24000", "Firmy"
            row["values"][3]["id"], row["values"][3]["value"] = 0, "18000"
            del row["values"][0]
    old["municipalities"] = old["municipalities"][:1]
    old["actions"][1]["place"] = "going"
    new = since(whole, old)
    text = said(new, "changes")
    assert "gorszy status ma 1 wskaźnik" in text
    assert "4.2 Nowe podmioty: zagrożone (poprzednio: zgodnie z planem)" in text
    assert "25 000 [podmioty] (2030); poprzednio: 24 000 [podmioty] (2030)" in text
    assert "4.2: „Nowe podmioty”; poprzednio: „Firmy”" in text
    assert "Gminy, które przystąpiły: Wieliczka." in text
    assert "4.P9.2 Parkingi przy stacjach: zakończone (poprzednio: w toku)" in text
    revised = tables(new, "changes")[0]["rows"][0]
    assert [cell["text"].replace("\u00a0", " ") for cell in revised[2:]] == ["2024", "18 000", "18 745"]


def test_nothing_changed_is_said_too(whole):
    assert "Od tego czasu nic się nie zmieniło." in said(since(whole, whole), "changes")
    assert "Nothing has changed since then." in said(since(whole, whole), "changes", "en")


def test_a_first_report_says_that_it_is_compared_with_none(whole):
    assert "nie ma z czym porównać danych" in said(whole, "summary")
    assert "changes" not in [one.id for one in compose(whole, "pl").chapters]


def test_a_snapshot_of_schema_1_still_makes_a_report(whole, settings):
    old = as_schema_1(whole)
    schema = json.loads((settings.BASE_DIR / "docs" / "report-snapshot-1.schema.json").read_text())
    jsonschema.validate(json.loads(snapshot.canonical(old)), schema)
    for language in LANGUAGES:
        ids = [one.id for one in compose(old, language).chapters]
        assert ids == ["summary", "overview", "area-4", "plans", "missing", "method", "values"]


@pytest.mark.parametrize("kind", ReportKind.values)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_composed_with_every_chapter_it_can_have(content, report, area, people, kind, language):
    adopted_plan(area, people, made_at=LONG_AGO)
    where = {"area": {"area_code": "4"}, "municipality": {"municipality_slug": "skawina"}}.get(kind, {})
    ids = [id for id, _title in available(kind)]
    assert set(USUAL[kind]) <= set(ids) <= set(DECLARED)
    document = compose(snapshot.freeze(report, Scope(kind, chapters=ids, **where)), language)
    made = [one.id for one in document.chapters]
    assert len(made) == len(set(made))
    assert all(one.blocks for one in document.chapters)


# --- bad input ---------------------------------------------------------------------------------


def test_an_empty_period_is_told(content, report):
    report.period = "2010"
    frozen = snapshot.freeze(report)
    for language in LANGUAGES:
        assert compose(frozen, language).chapters
    assert "Nie ma jeszcze zweryfikowanych wartości" in said(frozen, "summary")
    assert "Bez żadnej wartości za 2010: 2 z 2 gmin" in said(frozen, "missing")


def test_no_verified_values_at_all_are_told(report, area, municipality):
    IndicatorFactory(area=area, code="4.1")
    frozen = snapshot.freeze(report)
    assert "Nie ma jeszcze zweryfikowanych wartości" in said(frozen, "summary")
    assert "Żaden nie ma jeszcze zweryfikowanej wartości." in said(frozen, "area-4")
    assert "Wskaźniki bez żadnej zweryfikowanej wartości: 1 z 1." in said(frozen, "missing")
    assert "W raporcie nie ma żadnych wartości." in said(frozen, "values")


def test_an_indicator_without_a_target_has_no_forecast_and_no_judgement(content, report):
    frozen = snapshot.freeze(report)
    row = next(row for row in frozen["indicators"] if row["code"] == "4.4")
    assert (row["forecast"], row["why_no_forecast"]) == (None, "no_target")
    assert row["status"]["code"] == "no_target"
    assert "Wskaźniki bez wartości docelowej: 2 z 3." in said(frozen, "missing")


def test_too_few_values_for_a_forecast_are_told(content, report, area):
    row = IndicatorFactory(area=area, code="4.7", scope="metropolis", frequency="year")
    TargetFactory(indicator=row, period="2030", value=Decimal(50))
    measure(row, 2023, "1")
    measure(row, 2024, "2")
    assert "potrzebne są co najmniej cztery" in said(snapshot.freeze(report), "area-4")


def test_a_municipality_that_joined_midway_is_named_with_its_day(content, report, municipality):
    MunicipalityFactory(slug="nowa", name_pl="Nowa Gmina", member_from=datetime.date(2024, 7, 1))
    frozen = snapshot.freeze(report)
    assert "Nowa Gmina: w metropolii od 1 lipca 2024; dane są oczekiwane od tego dnia." in said(
        frozen, "missing"
    )
    earlier = next(row for row in frozen["indicators"] if row["code"] == "4.4")
    assert earlier["coverage"]["expected"] == 3


def test_a_municipality_that_joined_after_the_period_is_not_missing_in_it(content, report):
    MunicipalityFactory(slug="nowa", name_pl="Nowa Gmina", member_from=datetime.date(2025, 1, 1))
    frozen = snapshot.freeze(report)
    assert "nowa" in [row["slug"] for row in frozen["municipalities"]]
    text = said(frozen, "missing")
    assert "Wartości za 2024 pochodzą z 1 z 2 gmin." in text
    assert "Nowa Gmina" not in text


@pytest.mark.parametrize("text", ["x" * 5000, RIGHT_TO_LEFT, "=1+1\n\n#eval(1) <b>"])
def test_whatever_is_written_in_a_narrative_is_in_the_document(content, report, text):
    ReportSection.objects.create(report=report, chapter="summary", text_pl=text, text_en="")
    frozen = snapshot.freeze(report)
    for language in LANGUAGES:
        [block] = [one for one in chapter(frozen, "summary", language).blocks if one["kind"] == "narrative"]
        assert "\n\n".join(lines_of(block["parts"])) == text


def test_long_and_strange_words_in_reports_on_actions_stay_text(whole, report, people):
    accept(
        "4.P9.1", by=people.member, decided_by=people.office, stage="delayed", at=timezone.now(),
        blocks="y" * 4000, explanation=RIGHT_TO_LEFT,
    )  # fmt: skip
    text = said(snapshot.freeze(report), "area-4")
    assert "y" * 4000 in text
    assert RIGHT_TO_LEFT in text


def test_a_value_that_was_corrected_is_told_as_revised(content, report):
    value = content["whole"].observations.get(period="2024").current
    before = snapshot.freeze(report)
    IndicatorValueFactory(observation=value.observation, value=Decimal(20000))
    new = since(snapshot.freeze(report), before)
    assert [row["after"]["value"] for row in new["changes"]["values"]["revised"]] == ["20000"]
    assert "poprawiono 1 wartość" in said(new, "changes")


def test_a_goal_renamed_later_does_not_change_what_was_frozen(content, report):
    frozen = snapshot.freeze(report)
    Indicator.objects.filter(code="4.2").update(name_pl="Inna nazwa")
    Municipality.objects.update(name_pl="Inna gmina")
    assert "Nowe podmioty" in said(frozen, "area-4")
    assert "Inna" not in said(frozen, "area-4")


def test_the_chapter_of_one_kind_alone_says_so_where_all_are_offered():
    with override("pl"):
        titles = dict(all_available())
    assert titles["municipality"] == "Gmina na tle metropolii (tylko w wyciągu dla gminy)"
    assert "tylko" not in titles["summary"]
