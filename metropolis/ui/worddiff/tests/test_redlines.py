"""The difference as HTML: marked for the eye and the ear, and safe whatever went in."""

import re

import nh3
from hypothesis import given
from hypothesis import strategies as st

from metropolis.ui import richtext
from metropolis.ui.worddiff import redline, redline_words

TAGS = {"p", "ins", "del", "span"}
ATTRIBUTES = {"p": {"class"}, "span": {"class", "lang"}}


def test_changes_are_marked_and_said():
    html = redline("<p>Autobusy jeżdżą rzadko.</p>", "<p>Autobusy jeżdżą często.</p>")
    assert html == (
        '<p>Autobusy jeżdżą <del><span class="visually-hidden" lang="pl">usunięto: </span>rzadko'
        '<span class="visually-hidden" lang="pl"> koniec </span></del>'
        '<ins><span class="visually-hidden" lang="pl">wstawiono: </span>często'
        '<span class="visually-hidden" lang="pl"> koniec </span></ins>.</p>'
    )


def test_a_text_that_stayed_is_itself():
    html = "<h3>Cele</h3><ul><li>a<ol><li>b</li></ol></li><li>c</li></ul><p>Dalej.</p>"
    assert redline(html, html) == html


def test_lists_keep_their_depth():
    old = "<ul><li>kolej<ul><li>stacje</li></ul></li></ul>"
    new = "<ul><li>kolej<ul><li>stacje</li><li>tory</li></ul></li><li>autobusy</li></ul>"
    tory, autobusy = redline_words("", "tory"), redline_words("", "autobusy")
    assert redline(old, new) == (
        f'<ul><li>kolej<ul><li>stacje</li><li class="redline__added">{tory}</li></ul></li>'
        f'<li class="redline__added">{autobusy}</li></ul>'
    )


def test_a_long_run_without_changes_folds():
    same = "".join(f"<p>Akapit numer {number}.</p>" for number in range(1, 8))
    html = redline(f"<p>Stary wstęp do planu.</p>{same}", f"<p>Nowy wstęp do planu.</p>{same}", fold=True)
    assert html.count("<details") == 1
    assert "6 części bez zmian" in html
    assert html.index("Akapit numer 1.") < html.index("<details") < html.index("Akapit numer 2.")
    assert redline(same, same, fold=True) == same


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_but_own_tags_comes_out(old, new):
    html = redline_words(old, new)
    assert set(re.findall(r"<[^>]*>?", html)) <= {
        *("<ins>", "</ins>", "<del>", "</del>", "</span>", "<br>"),
        '<span class="visually-hidden" lang="pl">',
    }


def test_markup_in_a_text_stays_text():
    html = redline(
        richtext.clean("<p>1 &lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        richtext.clean('<p>2 &lt;img src=x onerror="a"&gt; &amp;lt;</p>'),
    )
    assert "<script" not in html
    assert "<img" not in html
    assert nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None) == html


def test_a_change_of_lines_alone_can_be_seen():
    assert "↵<br>" in redline("<p>a b</p>", "<p>a<br>b</p>")


def test_heads_of_a_table_say_what_they_head():
    table = "<table><tr><th>Rok</th><th>Kwota</th></tr><tr><th>2027</th><td>1</td></tr></table>"
    html = redline(table, table)
    assert '<th scope="col">Kwota</th>' in html
    assert '<th scope="row">2027</th>' in html


def test_a_numbered_list_goes_on_counting_where_an_item_changed():
    old = "<ol><li>jeden dwa trzy</li><li>bez zmian</li><li>trzeci</li></ol>"
    new = "<ol><li>jeden dwa cztery</li><li>bez zmian</li><li>trzeci</li><li>nowy</li></ol>"
    html = redline(old, new, fold=True)
    assert html.count("<ol>") == 1
    assert html.count("<li") == 4


def test_a_fold_never_cuts_a_list():
    items = "".join(f"<li>punkt {number}</li>" for number in range(9))
    html = redline(f"<ol><li>stary</li>{items}</ol>", f"<ol><li>nowy</li>{items}</ol>", fold=True)
    assert html.count("<ol>") == 1
    assert "redline__fold" not in html
