"""CSV that is safe to open in Excel."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropolis.rest.tables import BOM, pick, safe_cell, stream


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_what_a_spreadsheet_would_run_is_quoted(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5.3", "+2", "41.70", "4.S1", "Gmina Wieliczka"])
def test_numbers_and_plain_texts_stay_as_they_are(text):
    assert safe_cell(text) == text


def test_nothing_true_false_lists_and_objects_have_a_form():
    assert safe_cell(None) == ""
    assert safe_cell(True) == "true"
    assert safe_cell(["1.G1", "1.G2"]) == "1.G1 | 1.G2"
    assert safe_cell(["=1", "2"]) == "'=1 | 2"
    assert safe_cell([{"period": "2030"}]) == '[{"period": "2030"}]'


def test_dotted_columns_read_into_objects_and_stop_at_nothing():
    row = {"baseline": {"value": "1"}, "target": None}
    assert pick(row, "baseline.value") == "1"
    assert pick(row, "target.value") is None


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_a_cell_comes_back_as_it_was_and_never_as_a_formula(cells):
    columns = [f"c{number}" for number in range(len(cells))]
    text = "".join(stream(columns, [dict(zip(columns, cells, strict=True))]))
    assert text.startswith(BOM)
    read = list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))[1]
    for cell, original in zip(read, cells, strict=True):
        assert cell in (original, f"'{original}")
        if not cell.removeprefix("+").removeprefix("-").replace(".", "").isdigit():
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))
