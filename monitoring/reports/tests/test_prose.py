"""What people write becomes the same parts whatever form it came in, and nothing of it is lost."""

import json

from hypothesis import given
from hypothesis import strategies as st

from metropolis.ui import richtext
from monitoring.reports.prose import parts_of


def words(part):
    """All words of a part, in order."""
    if isinstance(part, list):
        return "".join(words(one) for one in part)
    if "text" in part:
        return part["text"]
    return "".join(words(part[key]) for key in ("runs", "lines", "below") if key in part)


def test_plain_text_becomes_paragraphs_with_their_lines():
    assert [words(part) for part in parts_of("Raz\r\ndwa\n \n\nTrzy")] == ["Raz\ndwa", "Trzy"]
    assert parts_of(" \n ") == []


def test_signs_of_markup_in_plain_text_are_only_signs():
    [part] = parts_of("Wynik: <b>dobry</b> & *tani* #let")
    assert words(part) == "Wynik: <b>dobry</b> & *tani* #let"


def test_looks_and_links_are_kept_and_unsafe_addresses_are_not():
    html = (
        '<p>Zwykłe, <strong>ważne</strong>, <em>inne</em>, <a href="https://example.org/ż">link</a>, '
        '<a href="javascript:alert(1)">zły</a></p>'
    )
    [part] = parts_of(html)
    looks = {run["text"].strip(", "): (run["bold"], run["italic"], run["href"]) for run in part["runs"]}
    assert looks["ważne"] == (True, False, "")
    assert looks["inne"] == (False, True, "")
    assert looks["link"] == (False, False, "https://example.org/%C5%BC")
    assert "javascript" not in str(part)


def test_lists_are_nested_as_they_were_written():
    html = "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul><h3>Dalej</h3><ol><li>e</li></ol>"
    first, heading, last = parts_of(html)
    assert (first["style"], first["ordered"]) == ("list", False)
    assert [words(line["runs"]) for line in first["lines"]] == ["a", "d"]
    [below] = first["lines"][0]["below"]
    assert (below["ordered"], [words(line) for line in below["lines"]]) == (True, ["b", "c"])
    assert (heading["style"], words(heading)) == ("heading", "Dalej")
    assert last["ordered"]


def test_a_pasted_table_keeps_its_words():
    [part] = parts_of("<table><tr><td>Gmina</td><td>12</td></tr></table>")
    assert words(part) == "Gmina | 12"


TAGS = st.sampled_from(["<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<h3>", "<strong>", "<a>"])


@given(st.lists(TAGS | st.text("aż 1<&>", max_size=5), max_size=30))
def test_no_word_is_lost_whatever_the_markup(pieces):
    html = "<p>" + "".join(pieces)
    kept = "".join(words(part) for part in parts_of(html))
    assert "".join(kept.split()) == "".join(richtext.plain(html).split())


@given(st.text())
def test_any_text_can_be_read(text):
    parts = parts_of(text)
    assert {part["style"] for part in parts} <= {"paragraph", "heading", "quote", "list"}
    assert json.loads(json.dumps(parts)) == parts  # a snapshot's document is plain JSON
