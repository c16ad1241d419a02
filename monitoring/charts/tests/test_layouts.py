from decimal import Decimal

import pytest

from monitoring.charts import axes, palette, theme
from monitoring.charts.lines import NARROW, WIDE, Line, Point, line_layout, starts_at_zero
from monitoring.charts.multiples import Multiples, multiples_layout, own_scales
from monitoring.charts.ranking import Ranking, ranking_layout
from monitoring.charts.words import multiples_sentence, ranking_sentence
from strategy.indicators.periods import Period


def points(values, **kwargs):
    return [Point(Period.parse(str(year)), Decimal(value), **kwargs) for year, value in values.items()]


def line(values, **kwargs):
    return Line(points=points(values), frequency="year", unit="km", **kwargs)


def marks(layout, kind):
    """The layers of one kind of mark."""
    return [layer for layer in layout["layer"] if layer["mark"]["type"] == kind]


def texts(layout):
    return [row["label"] for layer in marks(layout, "text") for row in layer["data"]["values"]]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "18929", [0, 5000, 10000, 15000, 20000]),
        ("0", "0.9", ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ("-3", "7", [-4, -2, 0, 2, 4, 6, 8]),
        ("5", "5", [0, 1, 2, 3, 4, 5]),
        ("0", "0", ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_ticks_are_round_and_reach_over_the_values(low, high, expected):
    assert axes.nice_ticks(Decimal(low), Decimal(high)) == [Decimal(value) for value in expected]


def test_a_line_starts_at_zero_unless_that_would_flatten_it():
    assert starts_at_zero(line({2019: "13625", 2020: "18929"}))
    assert not starts_at_zero(line({2019: "1076117", 2020: "1145723"}))


def test_a_cut_axis_says_so_in_the_picture():
    cut = line_layout(line({2019: "1076117", 2020: "1145723"}))
    assert cut["encoding"]["y"]["axis"]["title"] == "km (oś nie zaczyna się od zera)"
    assert line_layout(line({2019: "1", 2020: "9"}))["encoding"]["y"]["axis"]["title"] == "km"


def test_a_missing_period_breaks_the_line():
    rows = marks(line_layout(line({2019: "1", 2021: "3"})), "line")[0]["data"]["values"]
    assert [(row["x"], row["y"]) for row in rows] == [(2019, 1.0), (2020, None), (2021, 3.0)]


def test_a_survey_of_every_second_year_has_no_gap_in_the_odd_year():
    survey = Line(points=points({2022: "5", 2024: "6"}), frequency="two_years", unit="%")
    rows = marks(line_layout(survey), "line")[0]["data"]["values"]
    assert [row["x"] for row in rows] == [2022, 2024]


def test_incomplete_figures_are_drawn_hollow():
    some = Line(points=points({2020: "1"}) + points({2021: "2"}, complete=False), frequency="year", unit="km")
    dots = marks(line_layout(some), "point")[0]
    assert [row["complete"] for row in dots["data"]["values"]] == [True, False]
    assert dots["encoding"]["fill"]["value"] == palette.PAPER


def test_the_last_value_the_baseline_and_the_target_are_named():
    with_target = line(
        {2021: "7.6", 2024: "20.53"},
        precision=2,
        name="Metropolia",
        baseline=points({2021: "7.6"})[0],
        path=points({2021: "7.6", 2030: "45.5"}),
    )
    said = texts(line_layout(with_target))
    assert "20,53" in said
    assert ["45,50", "wartość docelowa"] in said
    assert "wartość bazowa 2021" in said


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_picture_has_the_size_it_was_asked_for(size):
    layout = line_layout(line({2019: "1", 2030: "1234567"}), size)
    padding = layout["padding"]
    assert layout["width"] + padding["left"] + padding["right"] == size.width
    assert layout["height"] + padding["top"] + padding["bottom"] == size.height


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_word_of_a_target_has_room_beside_a_short_number(size):
    layout = line_layout(line({2024: "22"}, path=points({2024: "22", 2030: "26"})), size)
    [(value, word)] = [label for label in texts(layout) if isinstance(label, list)]
    [label] = [one["mark"] for one in marks(layout, "text") if one["mark"].get("lineHeight")]
    assert (value, word) == ("26", "wartość docelowa")
    assert layout["padding"]["right"] >= label["dx"] + theme.text_width(word)


def test_a_single_value_is_named_beside_the_axis_not_on_it():
    layout = line_layout(line({2024: "22"}, path=points({2024: "22", 2030: "26"})))
    [mark] = [one["mark"] for one in marks(layout, "text") if one["mark"].get("fontWeight")]
    assert (mark["align"], mark["dx"] > 0) == ("left", True)


def test_the_ranking_names_every_municipality_also_those_without_a_value():
    rows = [("Skawina", Decimal("5")), ("Wieliczka", None)]
    layout = ranking_layout(Ranking(rows, "%", 1))
    shown = {row["name"]: (row["label"], row["known"]) for row in layout["data"]["values"]}
    assert shown == {"Skawina": ("5,0", True), "Wieliczka": ("brak danych", False)}
    assert layout["encoding"]["x"]["scale"]["domain"] == [0, 5.0]


def test_bars_start_at_zero_also_below_it():
    layout = ranking_layout(Ranking([("A", Decimal("-2")), ("B", Decimal("3"))], "%"))
    assert layout["encoding"]["x"]["scale"]["domain"] == [-2.0, 3.0]


def test_the_ranking_in_a_sentence_says_how_many_are_missing():
    ranking = Ranking([("Skawina", Decimal("5")), ("Biskupice", Decimal("2")), ("Wieliczka", None)], "%", 1)
    sentence = ranking_sentence(ranking, Period.parse("2024"))
    assert sentence == (
        "W 2024 roku najwyższa wartość: Skawina (5,0), najniższa: Biskupice (2,0). 1 gmina nie ma danych."
    )


def multiples(**tops):
    first, last = Period.parse("2023"), Period.parse("2024")
    return Multiples(
        {name: [(first, Decimal(1)), (last, Decimal(top))] for name, top in tops.items()}, "year"
    )


def test_a_city_and_a_village_have_scales_of_their_own_and_the_words_say_so():
    assert not own_scales(multiples(Kraków=40, Skawina=50))
    assert own_scales(multiples(Kraków=24000, Skawina=50))
    assert "własną skalę" in multiples_sentence(multiples(Kraków=24000, Skawina=50))


def test_all_small_charts_are_equally_large():
    layout = multiples_layout(multiples(A=1, B=2, C=3, D=4, E=5, F=6))
    floors = layout["layer"][0]["data"]["values"]
    assert len(floors) == 6
    assert len({round(row["x2"] - row["x"], 3) for row in floors}) == 1


def test_the_colours_are_those_of_the_design_tokens(settings):
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    for number, colour in enumerate(palette.AREAS, start=1):
        assert f"--area-{number}: {colour}" in tokens
    assert f"--blue: {palette.BLUE}" in tokens
    assert f"--ink: {palette.INK}" in tokens
