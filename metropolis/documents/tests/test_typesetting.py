import datetime

import pytest

from metropolis.documents import typesetting, typography
from metropolis.documents.typesetting import Limits, PdfFailed

DAY = datetime.date(2026, 11, 22)
DATA = {
    "language": "pl",
    "title": "Próba",
    "association": "Związek",
    "keywords": [],
    "imprint": [],
    "words": {"page": "strona", "contents": "Spis treści"},
    "text": "Tekst",
}


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "one.typ"
    path.write_text("#set page(..cover-page)\n#title(data.title)\n#data.text")
    return path


def test_the_same_data_give_the_same_bytes(template, tmp_path):
    for name in ("a", "b"):
        typesetting.write(DATA, template, tmp_path / name, day=DAY)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("limits", "reason"),
    [(Limits(seconds=0.001), "longer than"), (Limits(memory_bytes=60 * 1024**2), "died")],
)
def test_a_compiler_that_takes_too_much_is_stopped(template, tmp_path, limits, reason):
    with pytest.raises(PdfFailed, match=reason):
        typesetting.write(DATA, template, tmp_path / "a", day=DAY, limits=limits)


def test_what_the_template_lacks_is_said(template, tmp_path):
    with pytest.raises(PdfFailed, match="refused"):
        typesetting.write({**DATA, "text": None} | {"title": {}}, template, tmp_path / "a", day=DAY)


def test_short_words_are_tied_and_long_ones_can_break():
    assert typography.no_orphans("w domu i w lesie") == "w\u00a0domu i\u00a0w\u00a0lesie"
    assert typography.breakable("x" * 100).count("\u200b") == 2


def test_codes_stay_as_they_are():
    part = {"id": "a b", "text": ["a b"]}
    assert typography.each_text(part, str.upper, {"id"}) == {"id": "a b", "text": ["A B"]}
