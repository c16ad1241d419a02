"""Rich texts compared: which paragraph became which, tables cell by cell."""

from hypothesis import given
from hypothesis import strategies as st

from metropolis.ui import richtext
from metropolis.ui.richtext_blocks import text_of, tidy
from metropolis.ui.worddiff import diff_blocks

PARTS = (
    "<p>Autobusy jeżdżą za rzadko.</p>",
    "<p>Autobusy jeżdżą <strong>co godzinę</strong>, a pociągi co dwie.</p>",
    "<h3>Cele</h3>",
    "<ul><li>wspólny bilet</li><li>parkingi<ul><li>przy stacjach</li></ul></li></ul>",
    "<ol><li>pierwszy krok</li></ol>",
    '<p>Zob. <a href="https://example.org/">raport</a>.</p>',
    "<table><tr><th>Rok</th><th>Kwota</th></tr><tr><td>2027</td><td>100</td></tr></table>",
    "<table><tr><th>Rok</th></tr><tr><td>2027</td></tr><tr><td>2028</td></tr></table>",
    "<blockquote><p>Z badań mieszkańców.</p></blockquote>",
)
HTML = st.lists(st.sampled_from(PARTS), max_size=6).map("".join)


def kinds(changes):
    return [change.kind for change in changes]


def table_of(*rows):
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def side(changes, unwanted):
    """The words of one side, a line for each text, cells apart."""
    lines = []
    for change in changes:
        cells = [cell for row in change.rows for cell in row.cells]
        for pieces in [cell.pieces for cell in cells] or [change.pieces]:
            lines.append("".join(piece.text for piece in pieces if piece.kind != unwanted))
    return [line for line in lines if line]


def words_of(html):
    texts = []
    for block in richtext.blocks(html):
        cells = [text_of(cell.runs) for row in block.rows for cell in row]
        texts += cells or [block.text]
    return [text for text in texts if text]


@given(HTML, HTML)
def test_both_texts_are_in_the_difference(old, new):
    changes = diff_blocks(old, new)
    assert side(changes, "added") == words_of(old)
    assert side(changes, "removed") == words_of(new)


@given(HTML)
def test_a_text_does_not_differ_from_itself(html):
    changes = diff_blocks(html, html)
    assert set(kinds(changes)) <= {"same"}
    runs = [tidy(richtext.Run(p.text, p.bold, p.italic, p.href) for p in change.pieces) for change in changes]
    assert runs == [block.runs for block in richtext.blocks(html)]


def test_a_paragraph_put_between_leaves_its_neighbours_alone():
    old = "<p>Pierwszy akapit o kolei.</p><p>Drugi akapit o autobusach.</p>"
    new = "<p>Pierwszy akapit o kolei.</p><p>Wstawka.</p><p>Drugi akapit o autobusach.</p>"
    assert kinds(diff_blocks(old, new)) == ["same", "added", "same"]


def test_an_edited_paragraph_is_found_though_another_came_before_it():
    old = "<p>Gminy kupią dziesięć autobusów do 2028 roku.</p>"
    new = "<p>Zupełnie nowy wstęp.</p><p>Gminy kupią dwanaście autobusów do 2028 roku.</p>"
    added, changed = diff_blocks(old, new)
    assert (added.kind, changed.kind) == ("added", "changed")
    assert [piece.text for piece in changed.pieces if piece.kind == "removed"] == ["dziesięć"]


def test_words_made_bold_or_linked_elsewhere_are_a_change():
    assert kinds(diff_blocks("<p>Jeden cel.</p>", "<p>Jeden <strong>cel</strong>.</p>")) == ["changed"]
    (change,) = diff_blocks(
        '<p><a href="https://a.pl/">Dane</a></p>', '<p><a href="https://b.pl/">Dane</a></p>'
    )
    assert [(piece.kind, piece.href) for piece in change.pieces] == [
        ("removed", "https://a.pl/"),
        ("added", "https://b.pl/"),
    ]


def test_a_paragraph_made_a_heading_goes_and_comes():
    assert kinds(diff_blocks("<p>Cele</p>", "<h3>Cele</h3>")) == ["removed", "added"]


def test_a_table_is_compared_by_rows_and_cells():
    old = table_of(["2027", "100"], ["2028", "200"])
    new = table_of(["2027", "150"], ["2028", "200"], ["2029", "9"])
    (table,) = diff_blocks(old, new)
    assert kinds(table.rows) == ["changed", "same", "added"]
    assert kinds(table.rows[0].cells) == ["same", "changed"]


def test_a_new_column_is_a_new_cell_in_each_row():
    old = table_of(["Rok", "Kwota"], ["2027", "100"])
    new = table_of(["Rok", "Źródło", "Kwota"], ["2027", "UE", "100"])
    (table,) = diff_blocks(old, new)
    assert [kinds(row.cells) for row in table.rows] == [["same", "added", "same"]] * 2


def test_cells_joined_are_a_change_though_the_words_stayed():
    old = "<table><tr><td>Razem</td><td>1</td></tr></table>"
    new = '<table><tr><td colspan="2">Razem</td><td>1</td></tr></table>'
    assert kinds(diff_blocks(old, new)) == ["changed"]
