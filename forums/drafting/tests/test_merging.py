"""Three-way merging: what does not overlap merges, what does is a conflict, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.drafting.contents import normal_action
from forums.drafting.merging import keeps, merge_part
from forums.drafting.merging_text import merge_html
from metropolis.ui.richtext import Block, Cell, Run, plain, write

WORD = st.sampled_from(["bilet", "kolej", "3", "mln", "zł", "gmina", ",", "ż"])
RUN = st.builds(Run, st.lists(WORD, min_size=1, max_size=6).map(" ".join), bold=st.booleans())
ROW = st.lists(st.builds(Cell, st.tuples(RUN)), min_size=1, max_size=3).map(tuple)
BLOCK = st.one_of(
    st.builds(Block, st.just("paragraph"), st.tuples(RUN)),
    st.builds(Block, st.just("item"), st.tuples(RUN), level=st.just(1), ordered=st.booleans()),
    st.builds(Block, st.just("table"), rows=st.lists(ROW, min_size=1, max_size=3).map(tuple)),
)
TEXT = st.lists(BLOCK, max_size=5).map(write)
DAY = st.sampled_from([None, "2026-01-01", "2027-05-05", "2028-02-02"])
CODES = st.lists(st.sampled_from(["1.1", "1.2", "1.10", "2.1"]), unique=True)
MILESTONE = st.fixed_dictionaries({"key": st.sampled_from("abcd"), "name": WORD, "due": DAY})
FUNDING = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["budget", "eu"]),
        "year": st.sampled_from([2026, 2027]),
        "planned": st.sampled_from(["5.00", "7.50"]),
        "secured": st.sampled_from(["0", "5.00"]),
    }
)
ACTION = st.fixed_dictionaries(
    {
        "title": WORD,
        "description": TEXT,
        "is_flagship": st.booleans(),
        "goals": CODES,
        "lead_municipality": st.sampled_from(["", "skawina"]),
        "lead_partner": st.sampled_from(["", "agh"]),
        "start": DAY,
        "milestones": st.lists(MILESTONE, max_size=4, unique_by=lambda row: row["key"]),
        "funding": st.lists(FUNDING, max_size=4, unique_by=lambda row: (row["source"], row["year"])),
    }
).map(normal_action)


@given(TEXT, TEXT)
def test_one_who_changes_a_text_alone_gets_it(base, changed):
    assert merge_html(base, changed, base).mine == changed
    assert merge_html(base, base, changed).mine == changed
    assert merge_html(base, changed, changed).mine == changed


@given(TEXT, TEXT, TEXT)
def test_texts_merge_the_same_whoever_asks(base, one, other):
    first, second = merge_html(base, one, other), merge_html(base, other, one)
    assert (first.base, first.mine, first.theirs, first.clash) == (
        second.base,
        second.theirs,
        second.mine,
        second.clash,
    )


@given(TEXT, TEXT, TEXT)
def test_no_word_that_one_side_added_is_lost(base, mine, theirs):
    merged = merge_html(base, mine, theirs)
    told = plain(merged.mine).split() + plain(merged.theirs).split()
    for side in (mine, theirs):
        assert set(plain(side).split()) - set(plain(base).split()) <= set(told)


@given(ACTION, ACTION)
def test_one_who_changes_an_action_alone_gets_it(base, changed):
    for merged in (
        merge_part(base, changed, base),
        merge_part(base, base, changed),
        merge_part(base, changed, changed),
    ):
        assert merged.content == changed
        assert merged.conflicts == ()


@given(ACTION, ACTION, ACTION)
def test_actions_without_conflicts_merge_the_same_whoever_asks(base, one, other):
    first, second = merge_part(base, one, other), merge_part(base, other, one)
    assert {conflict.field for conflict in first.conflicts} == {one.field for one in second.conflicts}
    if not first.conflicts:
        assert first.content == second.content


@given(ACTION, ACTION, ACTION)
def test_what_one_side_put_into_a_field_is_in_the_result_or_in_a_conflict(base, mine, theirs):
    merged = merge_part(base, mine, theirs)
    shown = {conflict.field: conflict.mine for conflict in merged.conflicts}
    for name in ("title", "is_flagship", "start", "lead_partner"):
        assert mine[name] in (base[name], merged.content[name], shown.get(name, ...))
    assert set(mine["goals"]) - set(base["goals"]) <= set(merged.content["goals"])
    for name in ("milestones", "funding"):
        said = _values(merged.content[name]) | _values(shown.get(name, []))
        assert _values(mine[name]) - _values(base[name]) <= said


def _values(rows):
    """What the rows say: (row, field, value)."""
    return {
        (row.get("key") or (row["source"], row["year"]), name, value)
        for row in rows
        for name, value in row.items()
    }


PARAGRAPH = "<p>Kolej kosztuje 3 mln zł w roku 2026.</p>"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (
            "Kolej kosztuje 4 mln zł w roku 2026.",
            "Kolej kosztuje 3 mln zł w roku 2027.",
            "4 mln zł w roku 2027",
        ),
        ("Nowa kolej kosztuje 3 mln zł w roku 2026.", "Kolej kosztuje 3 mln zł rocznie.", "Nowa kolej"),
    ],
)
def test_edits_with_an_untouched_word_between_them_merge(mine, theirs, merged):
    result = merge_html(PARAGRAPH, f"<p>{mine}</p>", f"<p>{theirs}</p>")
    assert not result.clash
    assert merged in plain(result.mine)


def test_a_number_and_its_unit_changed_by_two_people_clash():
    result = merge_html(PARAGRAPH, PARAGRAPH.replace("3 mln", "4 mln"), PARAGRAPH.replace("3 mln", "3 mld"))
    assert result.clash
    assert ("4 mln" in result.mine, "3 mld" in result.theirs, "3 mln" in result.base) == (True,) * 3


def test_a_paragraph_added_and_another_changed_merge():
    base = "<p>Pierwszy akapit.</p><p>Drugi akapit planu.</p>"
    result = merge_html(base, base + "<p>Nowy.</p>", base.replace("Drugi akapit", "Inny akapit"))
    assert result.mine == "<p>Pierwszy akapit.</p><p>Inny akapit planu.</p><p>Nowy.</p>"


def test_a_clash_shows_the_edits_elsewhere_on_both_sides():
    base = "<p>Alfa.</p><p>Beta.</p><p>Gamma jest tu.</p>"
    mine = "<p>Alfa moja.</p><p>Beta.</p><p>Gamma jest moja.</p>"
    theirs = "<p>Alfa.</p><p>Beta ich.</p><p>Gamma jest ich.</p>"
    result = merge_html(base, mine, theirs)
    assert result.mine == "<p>Alfa moja.</p><p>Beta ich.</p><p>Gamma jest moja.</p>"
    assert result.theirs == "<p>Alfa moja.</p><p>Beta ich.</p><p>Gamma jest ich.</p>"


def test_cells_of_a_table_merge_one_by_one():
    table = "<table><tbody><tr><td>2026</td><td>5 mln zł</td></tr></tbody></table>"
    result = merge_html(table, table.replace("2026", "2027"), table.replace("5 mln", "6 mln"))
    assert result.mine == table.replace("2026", "2027").replace("5 mln", "6 mln")


def action(**fields):
    return normal_action({"title": "Bilet", **fields})


def test_sets_of_codes_merge_as_sets():
    merged = merge_part(
        action(goals=["1.1", "1.2"]), action(goals=["1.2", "1.10"]), action(goals=["1.1", "1.2", "2.1"])
    )
    assert merged.content["goals"] == ["1.2", "1.10", "2.1"]
    assert merged.conflicts == ()


def test_two_leads_set_by_two_people_are_one_conflict():
    merged = merge_part(action(), action(lead_municipality="skawina"), action(lead_partner="agh"))
    assert [conflict.field for conflict in merged.conflicts] == ["lead_municipality", "lead_partner"]


def test_a_milestone_removed_by_one_and_moved_by_another_is_a_conflict():
    point = {"key": "a", "name": "Start", "due": "2026-01-01"}
    base, moved = action(milestones=[point]), action(milestones=[point | {"due": "2027-01-01"}])
    merged = merge_part(base, action(milestones=[]), moved)
    assert [conflict.field for conflict in merged.conflicts] == ["milestones"]
    assert merged.conflicts[0].mine == []
    assert merged.content == moved


def test_name_and_day_of_one_milestone_merge():
    point = {"key": "a", "name": "Start", "due": "2026-01-01"}
    merged = merge_part(
        action(milestones=[point]),
        action(milestones=[point | {"name": "Umowa"}]),
        action(milestones=[point | {"due": "2027-01-01"}]),
    )
    assert merged.content["milestones"] == [{"key": "a", "name": "Umowa", "due": "2027-01-01"}]


def test_a_choice_keeps_mine_when_all_my_words_are_in_it():
    base, mine = {"html": "<p>a b c d</p>"}, {"html": "<p>a B c d</p>"}
    assert keeps(base, mine, {"html": "<p>a B c D</p>"})
    assert not keeps(base, mine, {"html": "<p>a b c D</p>"})
