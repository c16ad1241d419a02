import subprocess
import sys

import pytest

from metropolis.ui import vega


def layout(text="ąęłż", **data):
    return {
        "width": 60,
        "height": 30,
        "autosize": "none",
        "config": {"aria": False, "font": vega.FONTS},
        "data": data or {"values": [{"t": text}]},
        "mark": {"type": "text", "fontSize": 24},
        "encoding": {"text": {"field": "t"}},
    }


def spec(text="ąęłż", language="pl", **data):
    return vega.specification(layout(text, **data), title="Tytuł", description="Opis <b>", language=language)


def pixels(text):
    return vega._library().svg_to_png(vega.draw(spec(text)))


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "charts"


def test_polish_letters_are_drawn_each_with_its_own_shape():
    unknown = pixels("\ue0ff")  # no font has it: the picture of a missing letter
    drawn = {letter: pixels(letter) for letter in "aąeęlłzżśćńóź"}
    assert len(set(drawn.values())) == len(drawn)
    assert unknown not in drawn.values()


def test_the_picture_is_named_in_its_own_language_and_has_no_english_words_of_the_library():
    svg = vega.draw(spec())
    assert "<title>Tytuł</title><desc>Opis &lt;b&gt;</desc>" in svg
    assert 'lang="pl"' in svg
    assert "aria-" not in svg
    assert "group mark container" not in svg


def test_the_picture_has_no_style_of_its_own_that_the_policy_of_the_page_would_refuse():
    svg = vega.draw(spec())
    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg


def test_nothing_is_fetched():
    with pytest.raises(ValueError, match=r"(?i)external data|not allowed|base url"):
        vega.draw(spec(url="https://example.org/data.json"))


def test_equal_data_have_one_name_and_other_data_or_languages_another():
    assert vega.fingerprint(spec()) == vega.fingerprint(spec())
    assert vega.fingerprint(spec("b")) != vega.fingerprint(spec())
    assert vega.fingerprint(spec(language="en")) != vega.fingerprint(spec())


def test_a_picture_is_drawn_once(monkeypatch):
    first = vega.stored(spec(), "pl").read_text()
    monkeypatch.setattr(vega, "draw", lambda _spec: pytest.fail("drawn twice"))
    assert vega.stored(spec(), "pl").read_text() == first


def test_a_drawing_that_fails_leaves_nothing_behind(store, monkeypatch):
    def broken(_spec):
        raise RuntimeError

    monkeypatch.setattr(vega, "draw", broken)
    with pytest.raises(RuntimeError):
        vega.stored(spec(), "pl")
    assert [path for path in store.rglob("*") if path.is_file()] == []


def test_the_web_process_does_not_load_the_libraries_of_drawing_and_setting():
    code = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "from django.contrib import admin; admin.autodiscover();"
        "print([name for name in ('vl_convert', 'typst') if name in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip().endswith("[]")
