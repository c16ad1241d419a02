import json

import jsonschema
import pytest
from django.utils import timezone

from monitoring.models import ProgressReport, Snapshot
from monitoring.reports import freeze_indicators, freeze_values, snapshot
from monitoring.reports.approval.steps import what_hinders
from monitoring.reports.approval.table import STEPS
from monitoring.reports.document import compose
from monitoring.reports.freeze_origins import Functions
from monitoring.reports.kinds import ReportKind
from monitoring.reports.previous import previous_of
from monitoring.reports.scope import Scope, within
from strategy.factories import GoalFactory, IndicatorFactory, ThematicAreaFactory
from strategy.indicators.periods import Period

from .conftest import measure
from .test_freeze_actions import LONG_AGO
from .world import adopted_plan, as_schema_1

pytestmark = pytest.mark.django_db

AREA = Scope(ReportKind.AREA, area_code="4")
MUNICIPALITY = Scope(ReportKind.MUNICIPALITY, municipality_slug="skawina")


@pytest.fixture
def other_area(content, people, area):
    """A second area with an indicator and a value; the first one has a plan in force."""
    other = ThematicAreaFactory(code="5", slug="kultura", name_pl="Kultura", roman="V", order=9000)
    measure(IndicatorFactory(area=other, code="5.1", name_pl="Widzowie"), 2024, "7")
    adopted_plan(area, people, made_at=LONG_AGO)
    return other


def words_of(content, language="pl"):
    return json.dumps([chapter.blocks for chapter in compose(content, language).chapters], ensure_ascii=False)


def test_a_report_on_an_area_holds_this_area_only(other_area, report, settings):
    frozen = snapshot.freeze(report, AREA)
    assert [row["code"] for row in frozen["areas"]] == ["4"]
    assert {row["area"] for row in frozen["indicators"]} == {"4"}
    assert frozen["summary"]["strategy"] == frozen["summary"]["areas"]["4"]
    assert "Widzowie" not in snapshot.canonical(frozen).decode()
    schema = json.loads((settings.BASE_DIR / "docs" / "report-snapshot.schema.json").read_text())
    jsonschema.validate(json.loads(snapshot.canonical(frozen)), schema)


def test_reading_one_area_alone_tells_what_reading_everything_tells(other_area, content, report):
    area = content["each"].area
    elsewhere = IndicatorFactory(area=other_area, code="5.2", name_pl="Bilety", scope="metropolis")
    elsewhere.goals.add(
        GoalFactory(area=area, code="4.G")
    )  # counts in the summary of an area that is not its own
    measure(elsewhere, 2024, "8")
    alone = snapshot.freeze(report, AREA)
    parts = snapshot.freeze(report, Scope(ReportKind.ANNUAL))
    cut = within({key: parts[key] for key in alone}, AREA)
    for part in ("indicators", "summary", "actions", "goals"):
        assert alone[part] == cut[part]
    assert alone["summary"]["areas"]["4"]["total"] == len(alone["indicators"]) + 1
    read = freeze_indicators.indicators(
        as_of=report.as_of, until=Period.parse(report.period).end, functions=Functions(), area="4"
    )
    assert "5.2" in {row["code"] for row in read["indicators"]}
    assert "5.1" not in {row["code"] for row in read["indicators"]}


@pytest.fixture
def large(monkeypatch):
    """The metropolis counts as one of too many municipalities."""
    monkeypatch.setattr(freeze_values, "MOST_MUNICIPALITIES", 1)


def without_values(content):
    return [{**row, "values": None} for row in content["indicators"]]


def test_a_large_metropolis_reports_the_same_figures_without_single_values(
    content, report, large, settings, monkeypatch
):
    measure(content["each"], 2024, "9", source="Urząd")
    frozen = snapshot.freeze(report)
    monkeypatch.undo()
    small = snapshot.freeze(report)
    assert without_values(frozen) == without_values(small)
    assert frozen["summary"] == small["summary"]
    held = [row for one in frozen["indicators"] for row in one["values"]]
    assert held == [
        row for one in small["indicators"] for row in one["values"] if row["municipality"] is None
    ]
    assert "Urząd" in {row["source"] for row in held}
    assert (frozen["municipal_values"], small.get("municipal_values")) == ("left_out", None)
    schema = json.loads((settings.BASE_DIR / "docs" / "report-snapshot.schema.json").read_text())
    jsonschema.validate(json.loads(snapshot.canonical(frozen)), schema)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_report_of_a_large_metropolis_says_where_the_values_are(content, report, large, language):
    text = words_of(snapshot.freeze(report), language)
    assert {"pl": "w otwartych danych portalu", "en": "in the open data of the portal"}[
        language
    ] in text.replace("\u00a0", " ")
    assert {"pl": "1 z 2 gmin", "en": "1 of 2 municipalities"}[language] in text.replace("\u00a0", " ")


def test_an_extract_of_a_large_metropolis_holds_the_values_of_its_municipality(
    content, report, large, monkeypatch
):
    frozen = snapshot.freeze(report, MUNICIPALITY)
    monkeypatch.undo()
    assert {row["municipality"] for one in frozen["indicators"] for row in one["values"]} == {"skawina"}
    assert frozen["indicators"] == snapshot.freeze(report, MUNICIPALITY)["indicators"]


def test_an_area_without_anything_is_told_all_the_same(other_area, report):
    empty = ThematicAreaFactory(code="6", slug="edukacja", name_pl="Edukacja", roman="VI", order=6)
    text = words_of(snapshot.freeze(report, Scope(ReportKind.AREA, area_code=empty.code)))
    assert "Obszar nie ma jeszcze wskaźników." in text


def test_an_extract_holds_the_values_of_one_municipality_beside_the_metropolis(
    other_area, content, report, other_municipality, municipality, area
):
    measure(content["each"], 2024, "9.1", other_municipality)
    summed = IndicatorFactory(area=area, code="4.6", name_pl="Firmy", aggregation="sum", precision=0)
    measure(summed, 2023, "10", municipality)
    measure(summed, 2024, "12", municipality)
    measure(summed, 2024, "30", other_municipality)
    frozen = snapshot.freeze(report, MUNICIPALITY)
    values = [value for row in frozen["indicators"] for value in row["values"]]
    assert {value["municipality"] for value in values} == {
        "skawina",
        None,
    }  # None: the metropolis, as reported
    [chapter] = [one for one in compose(frozen, "pl").chapters if one.id == "municipality"]
    table = next(block for block in chapter.blocks if block["kind"] == "table")
    rows = {row[0]["text"]: [cell["text"] for cell in row[2:]] for row in table["rows"]}
    assert rows["4.6 Firmy"] == ["2024", "12", "10", "42"]
    assert rows["4.4 Bezrobotni"][1] == "2,8"


def test_an_extract_tells_the_actions_it_leads_and_their_money_alone(other_area, report):
    frozen = snapshot.freeze(report, MUNICIPALITY)
    assert [row["code"] for row in frozen["actions"]] == ["4.P9.1"]
    assert "2 000 000 zł" in words_of(frozen).replace("\u00a0", " ")


def test_a_municipality_without_values_has_an_extract_that_says_so(content, report, other_municipality):
    scope = Scope(ReportKind.MUNICIPALITY, municipality_slug=other_municipality.slug)
    frozen = snapshot.freeze(report, scope)
    assert "nie ma jeszcze zweryfikowanych wartości tej gminy" in words_of(frozen)


def test_the_quarterly_note_is_short(other_area, report):
    note = compose(snapshot.freeze(report, Scope(ReportKind.QUARTERLY_NOTE)), "pl")
    assert [one.id for one in note.chapters] == ["summary", "late", "missing"]


def test_chapters_come_as_they_are_wanted(other_area, report):
    wanted = Scope(ReportKind.ANNUAL, chapters=["values", "areas", "no-such-chapter", "summary"])
    ids = [one.id for one in compose(snapshot.freeze(report, wanted), "pl").chapters]
    assert ids == ["values", "area-4", "area-5", "summary"]


def published(report, scope, day, *, state="published", told=dict):
    """The report as it was published with the data of a day; `told` changes what was frozen."""
    report.as_of = day
    frozen = told(snapshot.freeze(report, scope))
    report.snapshot = Snapshot.objects.create(content=frozen, sha256=snapshot.digest(frozen))
    report.state, report.published_at = state, timezone.now()
    report.save()
    return report


def later_than():
    return ProgressReport(slug="later", title_pl="P", title_en="L", period="2024", as_of=timezone.localdate())


def test_a_report_is_compared_with_the_published_one_of_the_same_scope(content, report, yesterday):
    published(report, Scope(), yesterday)
    later = later_than()
    found = previous_of(later, snapshot.report_part(later))
    assert (found.head["slug"], found.head["as_of"]) == (report.slug, yesterday.isoformat())
    assert found.head["sha256"] == report.snapshot.sha256
    assert previous_of(later, snapshot.report_part(later, AREA)) is None


def test_a_report_that_is_not_published_is_compared_with_nothing(content, report, yesterday):
    published(report, Scope(), yesterday, state="built")
    later = later_than()
    assert previous_of(later, snapshot.report_part(later)) is None


def test_a_published_report_of_schema_1_is_the_one_before(content, report, yesterday):
    published(report, Scope(), yesterday, told=as_schema_1)
    later = later_than()
    later.save()
    frozen = snapshot.freeze(later)
    assert frozen["previous"]["slug"] == report.slug
    # Everything in this world was published today: the report of yesterday had none of it.
    assert {row["indicator"] for row in frozen["changes"]["values"]["new"]} == {"4.2", "4.4"}
    text = words_of(frozen)
    assert "Porównano z raportem" in text.replace("\u00a0", " ")


def test_a_snapshot_of_another_scope_has_to_be_built_again_before_it_is_published(content, report):
    frozen = snapshot.freeze(report, AREA)
    report.snapshot = Snapshot.objects.create(content=frozen, sha256=snapshot.digest(frozen))
    report.state = "built"
    assert any("Zbuduj raport ponownie" in line for line in what_hinders(STEPS["open_comments"], report))
