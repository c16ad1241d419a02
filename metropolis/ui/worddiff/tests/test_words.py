"""The algebra of a difference of words, and that it reads well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropolis.ui.worddiff import words
from metropolis.ui.worddiff.words import diff_words, tokens_of

# Few words, so that texts have something in common; odd signs, so that nothing is lost.
TEXTS = st.lists(
    st.sampled_from(["autobus", "i", "w", "gminie", " ", "  ", ",", ".", "1 234,5", "<b>", "\n"])
)
TEXTS = TEXTS.map("".join) | st.text(max_size=40)


def shown(old, new):
    signs = {"same": "{}", "added": "[+{}]", "removed": "[-{}]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in diff_words(old, new))


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_difference_to_the_character(old, new):
    pieces = diff_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert all(piece.kind == "same" for piece in diff_words(text, text))


@given(TEXTS)
def test_words_put_together_are_the_text(text):
    assert "".join(token.word + token.space for token in tokens_of(text)) == text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Jeżdżą rzadko.", "Jeżdżą za rzadko.", "Jeżdżą [+za ]rzadko."),
        ("a b c", "a x c", "a [-b][+x] c"),
        ("gmina Skawina", "gmina", "gmina[- Skawina]"),
        ("koszt 1 234,50 zł", "koszt 1 234,60 zł", "koszt [-1 234,50][+1 234,60] zł"),
        (
            "podmiejsko-wiejski dom kultury",
            "miejsko-wiejski dom kultury",
            "[-podmiejsko-wiejski][+miejsko-wiejski] dom kultury",
        ),
        ("duży dom", "bardzo duży i piękny dom", "[+bardzo ]duży [+i piękny ]dom"),
        ("w  gminie", "w gminie", "w[-  ][+ ]gminie"),
        ("", "x", "[+x]"),
    ],
)
def test_whole_words_change(old, new, expected):
    assert shown(old, new) == expected


def test_a_short_common_word_between_changes_is_no_island():
    old, new = "przystanki przy szkołach i szpitalach miasta", "parkingi przy stacjach i dworcach miasta"
    assert shown(old, new).count("[-") == 1


def test_texts_with_next_to_nothing_in_common_replace_each_other():
    old, new = "Budowa ścieżek rowerowych w gminie.", "Zakup autobusów elektrycznych dla szkół średnich."
    assert shown(old, new) == f"[-{old}][+{new}]"


@given(TEXTS, TEXTS)
def test_a_text_cut_into_windows_is_still_whole(old, new):
    whole, words.MOST_PAIRS = words.MOST_PAIRS, 4
    try:
        pieces = diff_words(old, new)
    finally:
        words.MOST_PAIRS = whole
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
