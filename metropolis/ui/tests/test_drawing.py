import pytest

from metropolis.ui import drawing, vega


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def spec(number: int, **data):
    layout = {"data": data or {"values": [{"a": number}]}, "mark": "point", "encoding": {"x": {"field": "a"}}}
    return vega.specification(layout, title=f"Obraz {number}", description="Opis", language="pl")


def places(number: int):
    return [vega.place("reports", vega.fingerprint(spec(number)), form) for form in ("svg", "png")]


def test_what_the_store_lacks_is_drawn_once_in_both_forms_as_the_web_draws_it():
    vega.stored(spec(1), "reports")
    specs = [spec(0), spec(1), spec(0)]
    assert list(drawing.draw_missing(specs, "reports")) == [(1, 2), (2, 2)]
    svg, png = places(0)
    assert svg.read_text(encoding="utf-8") == vega.draw(spec(0))
    assert png.read_bytes() == vega.draw_png(vega.draw(spec(0)))
    assert list(drawing.draw_missing(specs, "reports")) == []


def test_a_place_that_cannot_be_written_is_the_callers_error(store):
    (store / "charts").write_text("no folder")
    with pytest.raises(NotADirectoryError):
        list(drawing.draw_missing([spec(0)], "reports"))


def test_a_picture_that_cannot_be_drawn_is_told_and_those_before_it_stay(capfd):
    reaching_out = spec(1, url="https://example.org/data.json")
    drawn = drawing.draw_missing([spec(0), reaching_out, spec(2)], "reports")
    assert next(drawn) == (1, 3)
    with pytest.raises(drawing.DrawingFailed):
        next(drawn)
    assert [path.exists() for number in (0, 2) for path in places(number)] == [True, True, False, False]
    assert "example.org" in capfd.readouterr().err


def test_the_drawing_ends_with_the_one_who_asked_for_it():
    drawn = drawing.draw_missing(map(spec, range(300)), "reports")
    next(drawn)
    drawn.close()
    assert not places(299)[0].exists()
