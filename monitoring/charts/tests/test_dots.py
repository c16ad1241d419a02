from decimal import Decimal

from monitoring.charts.bands import Span
from monitoring.charts.dots import Dots, dots_layout
from monitoring.charts.lines import Line, Point, line_layout
from strategy.indicators.periods import Period

ROWS = [("Kraków", Decimal("30")), ("Skawina", Decimal("12.5")), ("Wieliczka", None)]


def test_each_municipality_has_a_row_and_a_missing_value_has_words_and_no_dot():
    layout = dots_layout(Dots(ROWS, "osoby", 1))
    rows = {row["name"]: (row["label"], row["known"]) for row in layout["data"]["values"]}
    assert rows == {"Kraków": ("30,0", True), "Skawina": ("12,5", True), "Wieliczka": ("brak danych", False)}
    dots = [layer for layer in layout["layer"] if layer["mark"]["type"] == "point"]
    assert [dot["transform"] for dot in dots] == [[{"filter": "datum.known"}]]


def test_the_median_is_named_and_the_middle_half_is_drawn():
    layout = dots_layout(Dots(ROWS, "osoby", 1, quartiles=(Decimal(12), Decimal(20), Decimal(25))))
    band, _rule, text = layout["layer"][:3]
    assert band["data"]["values"] == [{"x": 12.0, "x2": 25.0}]
    assert text["data"]["values"][0]["label"] == "mediana: 20,0"


def test_both_widths_are_as_wide_as_asked():
    for width in (720, 360):
        layout = dots_layout(Dots(ROWS, "osoby", 1), width)
        assert layout["width"] + layout["padding"]["left"] + layout["padding"]["right"] == width


def test_a_forecast_opens_from_the_last_value_and_is_named():
    year = Period.parse
    line = Line(
        points=[Point(year("2023"), Decimal(1)), Point(year("2024"), Decimal(2))],
        frequency="year",
        unit="km",
        band=[Span(year("2026"), Decimal(3), Decimal(9))],
    )
    layout = line_layout(line)
    wash = next(layer for layer in layout["layer"] if layer["mark"]["type"] == "area")
    assert [(row["y"], row["y2"]) for row in wash["data"]["values"]] == [(2.0, 2.0), (3.0, 9.0)]
    said = [row.get("label") for layer in layout["layer"] for row in layer["data"]["values"]]
    assert "prognoza z przedziałem" in said
    assert layout["encoding"]["x"]["scale"]["domain"][1] == 2026
