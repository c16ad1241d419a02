"""Charts with addresses of their own: the same numbers everywhere, files, frames, fair comparison."""

import io
import json
import statistics
from decimal import Decimal

import openpyxl
import pytest

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import IndicatorFactory, MunicipalityFactory, TargetFactory, ThematicAreaFactory
from strategy.models import ComparisonGroup, Municipality

pytestmark = pytest.mark.django_db
KINDS = ["linia", "gminy-w-czasie", "porownanie"]


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def three(db):
    return [
        MunicipalityFactory(name_pl=name, slug=name.lower(), population=n * 1000, area_km2=km2)
        for n, (name, km2) in enumerate((("Aa", 10), ("Bb", 50), ("Cc", None)), start=1)
    ]


@pytest.fixture
def indicator(area, three):
    """Counts of three municipalities in two years, one gap, and a target."""
    made = IndicatorFactory(
        area=area, code="4.2", name_pl="Miejsca", aggregation="sum", direction="increase", precision=1,
        unit_pl="miejsca", baseline_period="2023", baseline_value=Decimal("1234.5"),
    )  # fmt: skip
    TargetFactory(indicator=made, period="2030", value=Decimal("4000"))
    for period, values in (("2023", ("1000", "234.5", None)), ("2024", ("1500.5", "400", "600"))):
        for one, value in zip(three, values, strict=True):
            if value is not None:
                observation = ObservationFactory(indicator=made, municipality=one, period=period)
                IndicatorValueFactory(observation=observation, value=Decimal(value), source="Spis")
    return made


def page_cells(client, kind, query=""):
    chart = client.get(f"/wskazniki/4.2/wykresy/{kind}/{query}").context["chart"]
    return [[text for text, _is_number in row] for row in chart.table.written]


def plain(text):
    return text.replace("\u00a0", "").replace("−", "-")


@pytest.mark.parametrize(
    ("kind", "query"),
    [("linia", ""), ("gminy-w-czasie", ""), ("porownanie", ""), ("porownanie", "?miara=na-km2"),
     ("porownanie", "?miara=wartosc&okres=2023")],
)  # fmt: skip
def test_the_table_the_csv_and_the_workbook_say_the_same(client, indicator, kind, query):
    shown = [[plain(cell) for cell in row] for row in page_cells(client, kind, query)]
    file = client.get(f"/wskazniki/4.2/wykresy/{kind}.csv{query}")
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()[1:]
    assert [[cell.strip('"') for cell in line.split(";")] for line in lines] == shown
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/wskazniki/4.2/wykresy/{kind}.xlsx{query}").content)
    )
    for row, words in zip(list(book.worksheets[1].iter_rows(min_row=2)), shown, strict=True):
        for cell, text in zip(row, words, strict=True):
            if isinstance(cell.value, int | float):
                assert Decimal(str(cell.value)) == Decimal(text.replace(",", "."))
            else:
                assert plain(cell.value) == text


def test_the_line_says_what_the_dashboard_the_api_and_the_indicator_say(client, indicator):
    """One figure, followed through every place that shows it."""
    figure = "2500.5"
    series = client.get("/api/v1/indicators/4.2/series/").json()
    assert series["metropolis"][-1]["value"] == figure
    assert client.get("/api/v1/indicators/4.2/").json()["latest"]["value"] == figure
    row = next(row for row in page_cells(client, "linia") if row[0] == "2024")
    assert plain(row[1]) == "2500,5"
    improved = client.get("/pulpit/").context["screen"].lists[0].first[0]
    assert plain(improved.value) == "2500,5"
    trend = client.get("/api/v1/indicators/4.2/").json()["trend"]
    assert plain(improved.change) == f"+{trend['change'].replace('.', ',')} (wobec: 2023)"
    spec = client.get("/api/v1/indicators/4.2/chart.vl.json").json()
    drawn = [row["y"] for layer in spec["layer"] for row in layer["data"]["values"] if row.get("x") == 2024]
    assert set(drawn) == {2500.5}
    csv = b"".join(client.get("/wskazniki/4.2/dane.csv").streaming_content).decode()
    assert "2500,5" in csv
    book = openpyxl.load_workbook(io.BytesIO(client.get("/wskazniki/4.2/dane.xlsx").content))
    assert [line[3].value for line in book.worksheets[1].iter_rows(min_row=2)].count(2500.5) == 1


def test_every_number_of_the_dashboard_is_that_of_the_api_and_of_the_files(client, indicator, area):
    for code, values in (("4.5", ("10", "7.25")), ("4.6", ("3", "8")), ("4.7", ("5", "5")), ("4.8", ())):
        other = IndicatorFactory(
            area=area, code=code, scope="metropolis", aggregation="reported", direction="increase",
            precision=2, unit_pl="km",
        )  # fmt: skip
        for period, value in zip(("2023", "2024"), values, strict=False):
            observation = ObservationFactory(indicator=other, municipality=None, period=period)
            IndicatorValueFactory(observation=observation, value=Decimal(value))
    screen = client.get("/pulpit/").context["screen"]
    told = {one["code"]: one for one in client.get("/api/v1/indicators/").json()["results"]}
    csv = b"".join(client.get("/api/v1/indicators/?format=csv").streaming_content).decode("utf-8-sig")
    filed = {line.split(",")[0]: line for line in csv.splitlines()}
    improved, slipped = (one.first for one in screen.lists)
    assert ({row.indicator.code for row in improved}, {row.indicator.code for row in slipped}) == (
        {code for code, one in told.items() if one["trend"] and one["trend"]["good"] is True},
        {code for code, one in told.items() if one["trend"] and one["trend"]["good"] is False},
    )
    for row in [*improved, *slipped]:
        code, number = row.indicator.code, plain(row.value).replace(",", ".").removesuffix("km")
        assert number == told[code]["latest"]["value"]
        assert number in filed[code]
        assert plain(row.change).split()[0].replace(",", ".").lstrip("+") == told[code]["trend"]["change"]
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"/wskazniki/{code}/dane.xlsx").content))
        cells = {cell.value for line in book.worksheets[1].iter_rows(min_row=2) for cell in line}
        assert float(number) in cells
    assert {row.indicator.code for row in screen.missing} == {
        code for code, one in told.items() if one["latest_data_period"] is None
    }
    summary = client.get("/api/v1/areas/").json()["results"][0]["summary"]
    assert (screen.summary.total, screen.summary.with_data) == (summary["indicators"], summary["with_data"])
    assert dict(screen.summary.counts) == summary["statuses"]


@pytest.fixture
def measured(area, three, indicator):
    """Six municipal indicators of two areas: both directions, a gap, one neutral, one without data."""
    other = ThematicAreaFactory(order=2)
    kinds = {
        "4.21": (area, "mean", "decrease", True, ("10", "20.5", "30")),
        "4.22": (area, "mean", "increase", True, ("5", None, "7")),
        "4.23": (other, "sum", "decrease", False, ("100", "100", "900")),
        "4.24": (other, "mean", "", True, ("1", "2", "3")),
        "4.25": (other, "mean", "increase", True, (None, None, None)),
    }
    for code, (where, aggregation, direction, is_share, values) in kinds.items():
        made = IndicatorFactory(
            area=where, code=code, scope="municipality", aggregation=aggregation, direction=direction,
            is_share=is_share, unit_pl="%" if is_share else "szt.",
        )  # fmt: skip
        for one, value in zip(three, values, strict=True):
            if value is not None:
                observation = ObservationFactory(indicator=made, municipality=one, period="2024")
                IndicatorValueFactory(observation=observation, value=Decimal(value))
    return {"4.2": (area, "sum", "increase"), **{code: kind[:3] for code, kind in kinds.items()}}


def from_api(client, code):
    """Values of 2024 by TERYT code, as the API tells them."""
    rows = client.get(f"/api/v1/values/?indicator={code}&period_from=2024").json()["results"]
    return {row["municipality"]: Decimal(row["value"]) for row in rows}


def from_csv(client, code):
    """The same of the file of the indicator."""
    lines = b"".join(client.get(f"/wskazniki/{code}/dane.csv").streaming_content).decode("utf-8-sig")
    rows = [[cell.strip('"') for cell in line.split(";")] for line in lines.splitlines()]
    return {row[2]: Decimal(plain(row[3]).replace(",", ".")) for row in rows if row[0] == "2024" and row[2]}


def from_book(client, code):
    """The same of its workbook."""
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/wskazniki/{code}/dane.xlsx").content))
    rows = book.worksheets[1].iter_rows(min_row=2, values_only=True)
    return {row[2]: Decimal(str(row[3])) for row in rows if row[0] == "2024" and row[2]}


def counted(told, one, code, kind):
    """(with data, asked, not worse, compared) of a municipality for one indicator, counted by hand."""
    _area, aggregation, direction = kind
    people = {town.teryt: town.population for town in Municipality.objects.all()}
    fair = {key: value / people[key] if aggregation == "sum" else value for key, value in told[code].items()}
    has = int(one.teryt in fair)
    if len(fair) < 3 or not direction:
        return has, 1, 0, 0
    middle, own = statistics.median(fair.values()), fair.get(one.teryt)
    good = own is not None and (own >= middle if direction == "increase" else own <= middle)
    return has, 1, int(good), has


@pytest.mark.parametrize("read", [from_api, from_csv, from_book])
def test_every_number_of_the_table_of_municipalities_follows_from_the_api_and_the_files(
    client, measured, three, read
):
    told = {code: read(client, code) for code in measured}
    assert sum(len(values) for values in told.values()) == 14
    for question, (part, whole) in (("dane", (0, 1)), ("mediana", (2, 3))):
        answer = client.get(f"/pulpit/?pytanie={question}")
        screen, page = answer.context["screen"], answer.content.decode()
        assert [row.municipality for row in screen.rows] == three
        for row in screen.rows:
            lines = {code: counted(told, row.municipality, code, kind) for code, kind in measured.items()}
            for where, box in zip([*screen.areas, None], [*row.boxes, row.total], strict=True):
                mine = [line for code, line in lines.items() if where in (None, measured[code][0])]
                assert (box.part, box.whole) == (
                    sum(line[part] for line in mine), sum(line[whole] for line in mine),
                )  # fmt: skip
                assert not box.whole or f'>{box.part}<span aria-hidden="true">/</span>' in page


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_is_given_as_svg_png_and_specification(client, indicator, kind):
    svg = client.get(f"/wskazniki/4.2/wykresy/{kind}.svg")
    assert svg["Content-Type"].startswith("image/svg+xml")
    assert b"Miejsca" in b"".join(svg.streaming_content)
    assert (
        client.get(f"/wskazniki/4.2/wykresy/{kind}.svg", headers={"If-None-Match": svg["ETag"]}).status_code
        == 304
    )
    png = b"".join(client.get(f"/wskazniki/4.2/wykresy/{kind}.png").streaming_content)
    assert png.startswith(b"\x89PNG")
    spec = json.loads(client.get(f"/wskazniki/4.2/wykresy/{kind}.vl.json").content)
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


@pytest.mark.parametrize("address", ["kolo/", "linia.exe", "linia/", "porownanie/", "porownanie.svg"])
def test_what_there_is_not_is_not_found(client, area, address):
    IndicatorFactory(area=area, code="4.9")
    assert client.get(f"/wskazniki/4.9/wykresy/{address}").status_code == 404


def test_other_sites_may_frame_the_embedded_chart_and_nothing_else(client, indicator):
    frame = client.get("/wskazniki/4.2/wykresy/porownanie/osadz/?miara=na-km2")
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert not frame.cookies
    page = client.get("/wskazniki/4.2/wykresy/porownanie/?miara=na-km2")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    text = page.content.decode()
    assert "&lt;iframe src=&quot;" in text or "&lt;iframe src=" in text
    assert "/wykresy/porownanie/osadz/?miara=na-km2" in text
    assert "/wykresy/porownanie/?miara=na-km2" in frame.content.decode()


def test_counts_are_compared_per_inhabitant_at_first_and_per_km2_with_who_is_left_out(client, indicator):
    chart = client.get("/wskazniki/4.2/wykresy/porownanie/").context["chart"]
    assert chart.title == "Miejsca: gminy, 2024, na 1000 mieszkańców"
    assert [row[:3] for row in page_cells(client, "porownanie")] == [
        ["1", "Aa", "1\u00a0501"], ["2", "Bb", "200"], ["2", "Cc", "200"],
    ]  # fmt: skip
    assert "powierzchni nie ma w publicznych źródłach: Cc" in (
        client.get("/wskazniki/4.2/wykresy/porownanie/?miara=na-km2").context["chart"].sentence
    )


def test_where_there_is_nothing_to_choose_no_empty_form_stands(client, area, three):
    share = IndicatorFactory(area=area, code="4.4", unit_pl="%", is_share=True, aggregation="mean")
    for period, has_form in (("2023", False), ("2024", True)):
        for one in three:
            observation = ObservationFactory(indicator=share, municipality=one, period=period)
            IndicatorValueFactory(observation=observation)
        page = client.get("/wskazniki/4.4/wykresy/porownanie/").content.decode()
        assert ('class="filters"' in page) == has_form


def test_a_share_is_never_divided(client, area, three):
    share = IndicatorFactory(area=area, code="4.4", unit_pl="%", is_share=True, aggregation="mean")
    for one in three:
        IndicatorValueFactory(observation=ObservationFactory(indicator=share, municipality=one))
    page = client.get("/wskazniki/4.4/wykresy/porownanie/?miara=na-km2")
    asked = page.context["chart"].compared.asked
    assert (asked.measure, asked.unknown) == ("wartosc", ["na-km2"])
    assert "Nie ma filtra „na-km2”" in page.content.decode()


def test_the_map_shows_the_compared_values_in_the_order_of_the_comparison(client, indicator):
    tiles = client.get("/wskazniki/4.2/wykresy/porownanie/?miara=na-km2").context["chart"].map.tiles
    assert [(tile["label"], tile["value"]) for tile in tiles] == [("Aa", "150"), ("Bb", "8"), ("Cc", "–")]
    assert tiles[-1]["level"] is None


def small_group(members):
    group = ComparisonGroup.objects.create(
        slug="male", name_pl="Małe gminy", name_en="Small municipalities", basis_pl="Przykład"
    )
    group.municipalities.set(members)
    return group


def test_a_group_of_the_office_narrows_the_comparison_and_stands_in_the_address(client, indicator, three):
    group = ComparisonGroup.objects.create(
        slug="male", name_pl="Małe gminy", name_en="Small", basis_pl="Przykład"
    )
    group.municipalities.set(three[:2])
    page = client.get("/wskazniki/4.2/wykresy/porownanie/?grupa=male")
    assert {row[1] for row in page_cells(client, "porownanie", "?grupa=male")} == {"Aa", "Bb"}
    assert "Małe gminy" in page.context["chart"].title
    assert "grupa=male" in page.context["address"]
    assert "Przykład" in page.content.decode()


def test_who_belonged_to_a_group_stays_in_its_history(three):
    group = ComparisonGroup.objects.create(
        slug="male", name_pl="Małe gminy", name_en="Small", basis_pl="Przykład"
    )
    group.municipalities.set(three[:2])
    group.municipalities.set(three[1:])
    sizes = [{one.municipality.name for one in past.municipalities.all()} for past in group.history.all()]
    assert sizes[0] == {"Bb", "Cc"}
    assert {"Aa", "Bb"} in sizes


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_a_chart_costs_little(client, indicator, kind, django_assert_max_num_queries):
    client.get(f"/wskazniki/4.2/wykresy/{kind}/")
    with django_assert_max_num_queries(15):
        client.get(f"/wskazniki/4.2/wykresy/{kind}/")


def test_the_chart_of_the_api_follows_the_language(client, indicator):
    polish = client.get("/api/v1/indicators/4.2/chart.svg")
    assert polish["Content-Type"].startswith("image/svg+xml")
    assert 'lang="pl"' in b"".join(polish.streaming_content).decode()[:400]
    english = client.get("/api/v1/indicators/4.2/chart.svg", headers={"Accept-Language": "en"})
    assert 'lang="en"' in b"".join(english.streaming_content).decode()[:400]
    again = client.get("/api/v1/indicators/4.2/chart.svg", headers={"If-None-Match": polish["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("form", ["svg", "vl.json"])
def test_the_api_has_no_chart_of_nothing(client, area, form):
    IndicatorFactory(area=area, code="4.9")
    answer = client.get(f"/api/v1/indicators/4.9/chart.{form}")
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")
