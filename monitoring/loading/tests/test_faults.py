"""Each kind of fault is found, with its place, and nothing is loaded."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from monitoring.loading.tests.sample import CONTENT, faults, line_of, spoiled, write
from strategy.loading.models import LoadedItem
from strategy.models import Strategy


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


SPOILED = [
    # what is written instead, where, what is said
    ("status: paraphrase", "status: guessed", "statements.vision[0].status", "Write one of: official"),
    ("      status: paraphrase\n", "", "statements.vision[0].status", "“status” is missing"),
    ("      source: [PAGE, BOOK]\n", "", "statements.vision[0].source", "“source” is missing"),
    ("[PAGE, BOOK]", "[PAGE, MAP]", "statements.vision[0].source[1]", "no source “MAP”"),
    ("[PAGE, BOOK]", "{a: b}", "statements.vision[0].source", "id of a source"),
    ("horizon_year: 2040", "horizon_year: soon", "strategy.horizon_year", "whole number"),
    ("horizon_year: 2040", "horizon_yaer: 2040", "strategy.horizon_yaer", "is not known here"),
    ("  horizon_year: 2040", "  adopted_on: 2021-02-30\n  horizon_year: 2040", "strategy.adopted_on", "date"),
    ("owner_abbr: ZD", "owner_abbr: ZD\n  owner_abbr: ZW", "strategy.owner_abbr", "written twice"),
    ("owner_abbr: ZD", "owner_abbr: " + "Z" * 30, "strategy.owner_abbr", "20"),
    ("pl: Zielona dolina, ", "", "statements.vision[0].text", "Polish text"),
    ("  vision:", "  visions:", "statements.visions", "is not known here"),
    ("code: A.S1", "code: A.G", "areas[0].goals[0].goals[0]", "used twice; the first is in line"),
    ("code: A.S1", "code: A ś", "areas[0].goals[0].goals[0].code", "letters without accents"),
    ("level: specific", "level: main", "areas[0].goals[0].goals[0].level", "cannot stand under"),
    ("level: specific", "level: sub", "areas[0].goals[0].goals[0].level", "Write one of: main"),
    ("challenges: [A.W1]", "challenges: [A.W7]", "areas[0].goals[0].goals[0].challenges[0]", "A.W7"),
    ("challenges: [A.W1]", "challenges: A.W1", "areas[0].goals[0].goals[0].challenges", "list of codes"),
    ("teryt: '9901011'", "teryt: '990101'", "municipalities[0].teryt", "7 digits"),
    ("slug: sosna", "slug: lipa", "municipalities[1]", "used twice"),
    ("neighbours: ['9901022']", "neighbours: ['9909999']", "municipalities[0].neighbours[0]", "9909999"),
    ("tile: {col: 1, row: 1}", "tile: {col: 1}", "municipalities[0].tile.row", "is missing"),
    ("area: A\n    name", "area: B\n    name", "indicators[0].area", "no thematic area “B”"),
    ("period: 2020, value", "period: 2020-Q1, value", "indicators[0].baseline", "does not fit the frequency"),
    ("period: 2020, value", "period: spring, value", "indicators[0].baseline.period", "2024-Q3"),
    ("period: 2030", "period: 2019", "indicators[0].targets[0].period", "comes after the baseline"),
    ("period: 2030", "period: 2030-07", "indicators[0].targets[0].period", "does not fit"),
    ("value: 20\n", "value: '20,5'\n", "indicators[0].targets[0].value", "decimal point"),
    ("precision: 1", "range_low: 9\n    range_high: 3", "indicators[0].range_low", "below the upper"),
    ("precision: 1", "part_of: Z.9", "indicators[0].part_of", "stands above in the file"),
    ("precision: 1", "weight: 0", "indicators[0].weight", "greater than 0"),
    ("precision: 1", "bdl_factor: 0", "indicators[0].bdl_factor", "greater than 0"),
    ("precision: 1", "bdl_numerator_id: 7", "indicators[0].bdl_denominator_id", "both variables"),
    ("supplier: municipality", "supplier: partner", "indicators[0].partner", "Name the partner"),
    ("source: BOOK", "source: ATLAS", "indicators[0].values.source", "no source “ATLAS”"),
    ("confidence: low", "confidence: some", "indicators[0].values.confidence", "Write one of: high"),
    ("2021: 11.5", "2021: dużo", "indicators[0].values.metropolis.2021", "decimal point"),
    ("2021: 11.5", "year_unknown: 11.5", "indicators[0].values.metropolis.year_unknown", "Write the period"),
    ("2021: 11.5", "2021-H1: 11.5", "indicators[0].values.metropolis.2021-H1", "does not fit"),
    ("2021: 11.5", "2020: 11.5", "indicators[0].values.metropolis.2020", "written twice"),
    ("'9901011': 4.5", "'9901': 4.5", "indicators[0].values.municipalities.2021.9901", "TERYT code 9901"),
    ("9901022': 7", "9901011': 7", "indicators[0].values.municipalities.2021.9901011", "written twice"),
    ("precision: 1", "is_share: maybe", "indicators[0].is_share", "true or false"),
    ("area: A\n    is_lead", "area: C\n    is_lead", "forums[0].area", "no thematic area “C”"),
    ("format: 1", "format: 2", "format", "format: 1"),
    ("url: https://example.org/", "url: example.org", "sources.PAGE.url", "http"),
    ("title: Księga", "name: Księga", "sources.BOOK.title", "is missing"),
    ("forums:\n  -", "forums:\n  first:\n   ", "forums", "Write a list here"),
]


@pytest.mark.parametrize(("old", "new", "path", "message"), SPOILED)
def test_a_fault_is_reported_with_its_place(tmp_path, old, new, path, message):
    found = faults(tmp_path, spoiled(old, new))
    assert [said for _line, place, said in found if place == path and message in said], found


def test_the_line_is_that_of_the_faulty_word(tmp_path):
    text = spoiled("level: specific", "level: sub")
    assert faults(tmp_path, text)[0][0] == line_of(text, "level: sub")


def test_a_share_lies_between_0_and_100(tmp_path):
    text = spoiled("precision: 1", "is_share: true").replace("11.5", "111.5")
    assert "share" in faults(tmp_path, text)[0][2]


def test_all_faults_are_reported_at_once_in_the_order_of_the_file(tmp_path):
    text = spoiled("owner_abbr: ZD", "owner_abbr: [Z]").replace("2021: 11.5", "2021: dużo")
    lines = [line for line, _path, _message in faults(tmp_path, text)]
    assert lines == [line_of(text, "owner_abbr"), line_of(text, "2021: dużo")]


def test_two_leading_forums_of_one_area_are_a_fault(tmp_path):
    forum = CONTENT[CONTENT.index("  - slug: forum-wody") : CONTENT.index("team:")]
    text = spoiled("team:", forum.replace("forum-wody", "forum-rzek") + "team:")
    assert [(place, "forum-wody" in said) for _line, place, said in faults(tmp_path, text)] == [
        ("forums[1].is_lead", True)
    ]


def test_the_sample_itself_has_no_fault(tmp_path):
    assert faults(tmp_path, CONTENT) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty"),
        ("# only a comment\n", "The file is empty"),
        ("- a\n- b\n", "named sections"),
        ("areas:\n\t- x\n", "line 2, column 1: This is not correct YAML"),
        ("a: b: c\n", "line 1, column 5: This is not correct YAML"),
        ("a: 1\n---\nb: 2\n", "not correct YAML"),
        ("[" * 5000, "not a readable YAML"),
        ("format: 1\n", "The section “strategy” is missing"),
        ("a: \0", "UTF-8"),
    ],
)
def test_a_broken_file_gets_a_clear_message(tmp_path, text, message):
    with pytest.raises(CommandError, match=message):
        call_command("load_strategy", write(tmp_path, text), language="en")


def test_a_file_that_is_missing_binary_huge_or_a_folder_gets_a_clear_message(tmp_path):
    (tmp_path / "picture.yaml").write_bytes(bytes(range(256)))
    (tmp_path / "huge.yaml").write_bytes(b"#" * (11 * 1024 * 1024))
    for name, message in [
        ("none.yaml", "no such file"),
        ("picture.yaml", "UTF-8"),
        ("huge.yaml", "11 MB; the limit is 10 MB"),
        (".", "a folder"),
    ]:
        with pytest.raises(CommandError, match=message):
            call_command("load_strategy", tmp_path / name, language="en")


def test_messages_are_polish_unless_asked_otherwise(tmp_path):
    path = write(tmp_path, spoiled("horizon_year: 2040", "horizon_year: soon"))
    with pytest.raises(CommandError, match="1 błąd, niczego nie wczytano:\n  wiersz 15, kolumna 17"):
        call_command("load_strategy", path)


@pytest.mark.django_db
def test_nothing_is_loaded_when_there_is_one_fault(tmp_path):
    with pytest.raises(CommandError):
        call_command("load_strategy", write(tmp_path, spoiled("value: 20", "value: x")), language="en")
    assert not Strategy.objects.exists()
    assert not LoadedItem.objects.exists()


def test_checking_asks_no_database(tmp_path, capsys):
    call_command("load_strategy", write(tmp_path), check=True, language="en")
    assert "no faults" in capsys.readouterr().out
