"""How a text is recognised as a table."""

import pytest

from metropolis.documents.tables.cells import MAX_COLUMNS
from metropolis.documents.tables.delimited import Dialect, read_delimited, write_delimited
from metropolis.documents.tables.guards import NotReadable


def _cells(text: str, encoding="utf-8"):
    sheet, _dialect = read_delimited(text.encode(encoding))
    return [cells for _number, cells in sheet.rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_the_one_outside_quotes(separator):
    line = separator.join(["a", '"x;y,z;t,u;v"', "c"])
    assert _cells(f"{line}\n") == [["a", "x;y,z;t,u;v", "c"]]


def test_decimal_commas_beside_semicolons_part_nothing():
    assert _cells("Kod;Wartość\n4.1;12,5\n")[1] == ["4.1", "12,5"]


def test_a_separator_that_the_file_names_counts():
    sheet, dialect = read_delimited(b"sep=,\na;b,c\n")
    assert sheet.rows == [(2, ["a;b", "c"])]
    assert dialect.separator == ","


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_polish_letters_in_every_encoding(encoding):
    assert _cells("żółć;ąę\n", encoding) == [["żółć", "ąę"]]


def test_rows_keep_their_numbers_over_empty_ones():
    sheet, _dialect = read_delimited(b"\n\na;b\n;;\nc;d\n")
    assert [number for number, _cells in sheet.rows] == [3, 5]


def test_columns_beyond_all_reason_are_left_out():
    assert len(_cells(";".join("x" * 500) + "\n")[0]) == MAX_COLUMNS


def test_a_field_that_never_ends_is_refused():
    with pytest.raises(NotReadable):
        read_delimited(b'a;"' + b"x" * 200_000)


def test_what_is_written_is_read_again():
    rows = [["Kod", 'cudzy"słów'], ["4.1", "dwa\nwiersze; i średnik"]]
    data = write_delimited(rows, Dialect("cp1250", ";"))
    sheet, dialect = read_delimited(data)
    assert [cells for _number, cells in sheet.rows] == rows
    assert dialect == Dialect("cp1250", ";", "\r\n")
