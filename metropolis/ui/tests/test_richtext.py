"""Rich text: one stored form, harmless, with nothing dropped in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropolis.ui import richtext
from metropolis.ui.richtext import Block, Cell, NotAllowed, Run, blocks, clean, plain, write
from metropolis.ui.richtext_blocks import tidy

WORD_LIST = (
    '<p class="MsoListParagraph" style="text-indent:-18pt;mso-list:l0 level1 lfo1"><![if !supportLists]>'
    '<span style="mso-list:Ignore">1.<span>&nbsp;&nbsp; </span></span><![endif]>Bilet<o:p></o:p></p>'
    '<p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o </span>strefy</p>'
)
EXCEL = (
    "<html><head><style>td{color:red}</style></head><body><!--StartFragment--><table border=0><col width=64>"
    '<tr><td class=xl65 style="width:48pt">Rok</td><td>Kwota</td></tr><tr><td>2026</td><td align=right>'
    "1&nbsp;200</td></tr></table><!--EndFragment--></body></html>"
)


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("", ""),
        (" \n ", ""),
        ("<p> </p><p><br></p>", ""),
        ("a < b\n\nc\nd", "<p>a &lt; b</p><p>c<br>d</p>"),
        ("<div>a <b>b</b><div>c</div></div>", "<p>a <strong>b</strong></p><p>c</p>"),
        ("<h1>A</h1><h5>B</h5>", "<h3>A</h3><h4>B</h4>"),
        ("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<p>a<br><br>b</p>", "<p>a</p><p>b</p>"),
        ('<span style="font-weight:700;font-style:italic">x</span>', "<p><strong><em>x</em></strong></p>"),
        ('<p class="MsoNormal" style="margin:0">x<o:p>&nbsp;</o:p></p>', "<p>x</p>"),
        ('<p>a<a href="#_ftn1">[1]</a></p>', "<p>a[1]</p>"),
        (WORD_LIST, "<ol><li>Bilet<ul><li>strefy</li></ul></li></ol>"),
        (
            EXCEL,
            "<table><tbody><tr><td>Rok</td><td>Kwota</td></tr>"
            "<tr><td>2026</td><td>1&nbsp;200</td></tr></tbody></table>",
        ),
    ],
)
def test_what_is_pasted_becomes_the_few_kept_elements(pasted, stored):
    assert clean(pasted) == stored


def test_table_heads_get_their_scope():
    stored = clean(
        "<table><tr><th>Rok</th><th>Cel</th></tr><tr><th>2026</th><td colspan=2>x</td></tr></table>"
    )
    assert stored == (
        '<table><thead><tr><th scope="col">Rok</th><th scope="col">Cel</th></tr></thead>'
        '<tbody><tr><th scope="row">2026</th><td colspan="2">x</td></tr></tbody></table>'
    )
    assert blocks(stored)[0].rows[1][0] == Cell((Run("2026"),), is_head=True)


@pytest.mark.parametrize(
    ("typed", "word", "rest"),
    [
        ('<p>a<img src="data:image/png;base64,AAAA">b</p>', "picture", "<p>ab</p>"),
        ("<p>a</p><script>alert(1)</script>", "script", "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "javascript:alert(1)", "<p>a</p>"),
        ("<p>a<iframe src=//x></iframe></p>", "iframe", "<p>a</p>"),
    ],
)
def test_what_cannot_be_kept_is_said(typed, word, rest, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(NotAllowed) as refused:
        clean(typed)
    assert refused.value.cleaned == rest
    assert len(refused.value.messages) == 1


def test_a_text_of_ten_megabytes_is_refused_at_once():
    with pytest.raises(NotAllowed) as refused:
        clean("<p>słowo </p>" * 900_000)
    assert "300" in refused.value.messages[0]


def test_a_text_over_the_limit_is_refused_by_its_own_length():
    with pytest.raises(NotAllowed):
        clean("a" * richtext.MAX_CHARACTERS)
    assert clean("a" * (richtext.MAX_CHARACTERS - 7))


def test_a_thousand_nested_elements_leave_their_words():
    assert plain(clean("<blockquote>" * 3000 + "słowo")) == "słowo"


def test_plain_text_has_a_line_for_each_paragraph():
    assert plain(clean("<p>a&amp;b</p><ul><li>c</li></ul><table><tr><td>d</td><td>e</td></tr></table>")) == (
        "a&b\nc\nd\te"
    )


WORDS = st.text(alphabet="aąż <&>\u00a0\n\"'", max_size=12)
MARKUP = (
    "<p> </p> <ul> </ul> <ol> <li> </li> <td> <table> <tr> <th> </table> <b> </b> <em> </em> <br> <h2> </h2>"
    ' <blockquote> </blockquote> <div> </div> <a|href="https://x.pl"> </a> <span|style="font-weight:bold">'
    ' <p|style="mso-list:l0|level3|lfo1"> <!-- --> &nbsp; &amp;lt; <svg> <style> </style>'
)
TAGS = st.sampled_from(MARKUP.split()).map(lambda tag: tag.replace("|", " "))


@given(st.lists(st.one_of(WORDS, TAGS), max_size=25).map("".join))
def test_cleaning_twice_changes_nothing(html):
    try:
        stored = clean(html)
    except NotAllowed as refused:
        stored = refused.cleaned
    assert clean(stored) == stored
    assert write(blocks(stored)) == stored


@given(st.text("a. \t\n\u00a0", max_size=12), st.integers(0, 12))
def test_spaces_are_the_same_wherever_a_run_of_one_look_is_cut(text, place):
    whole, cut = tidy([Run(text)]), tidy([Run(text[:place]), Run(text[place:])])
    assert whole == cut


@given(st.lists(WORDS, max_size=6).map("<p>".join))
def test_no_letter_is_lost(html):
    typed = [letter for letter in html.replace("<p>", "") if letter in "ąż"]
    try:
        kept = plain(clean(html))
    except NotAllowed as refused:
        kept = plain(refused.cleaned)
    assert [letter for letter in kept if letter in "ąż"] == typed or "<" in html.replace("<p>", "")


def test_blocks_know_their_depth():
    assert blocks("<ol><li>a<ul><li>b</li></ul></li></ol><h4>c</h4>") == [
        Block("item", (Run("a"),), level=1, ordered=True),
        Block("item", (Run("b"),), level=2),
        Block("heading", (Run("c"),), level=4),
    ]


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("", 0),
        ("<p>jeden dwa</p><p>trzy</p>", 3),
        ("<p>a &lt; b</p>", 3),
        ("<p>1<br>2</p>", 2),
        ("<p> </p>", 0),
    ],
)
def test_words_of_a_stored_text_are_counted(html, count):
    assert richtext.word_count(html) == count


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><style>.xl65 {color:black}</style>
<body><table border=0 width=128 style='border-collapse:collapse'><!--StartFragment--><col width=64 span=2>
<tr height=20><td height=20 class=xl65 width=64>Gmina</td><td class=xl65>Kwota</td></tr>
<tr height=20><td class=xl65>Skawina</td><td class=xl65 align=right x:num>1 234,50</td></tr><!--EndFragment-->
</table></body></html>"""


def test_cells_from_excel_become_a_clean_table():
    html = clean(EXCEL)
    assert [[cell.runs[0].text for cell in row] for row in blocks(html)[0].rows] == [
        ["Gmina", "Kwota"],
        ["Skawina", "1 234,50"],
    ]
    assert "xl65" not in html
    assert "width" not in html
