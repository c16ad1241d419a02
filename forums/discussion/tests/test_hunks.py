"""The numbered changes of a proposal: putting them in, and what others change meanwhile."""

from hypothesis import given, settings
from hypothesis import strategies as st

from forums.discussion.hunks import (
    Standing,
    apply,
    apply_text,
    changes_of,
    hunks_between,
    present_words,
    text_changes,
)
from metropolis.ui import richtext

WORDS = ["Autobusy jeżdżą rzadko.", "Kolej łączy gminy.", "Brakuje parkingów.", "Rower ma swoje drogi."]
TEXTS = st.lists(st.sampled_from([*WORDS, *(f"{one} Od lat." for one in WORDS)]), max_size=6)


def html(*paragraphs):
    return "".join(f"<p>{one}</p>" for one in paragraphs)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_all_changes_make_the_proposed_text(base, proposed):
    changes = hunks_between(html(*base), html(*proposed))
    assert apply_text(html(*base), html(*base), changes) == html(*proposed)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_change_leaves_the_text_of_today(base, head):
    assert apply_text(html(*base), html(*head), []) == html(*head)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_ready_changes_keep_every_word_that_others_added(base, proposed, head):
    changes = text_changes(html(*base), html(*proposed), html(*head))
    ready = [one for one in changes if one.standing == Standing.READY]
    result = richtext.blocks(apply_text(html(*base), html(*head), ready))
    for theirs in hunks_between(html(*base), html(*head)):
        assert all(block in result for block in theirs.new)
    for mine in ready:
        assert all(block in result for block in mine.new)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_on_an_unchanged_text_nothing_is_outdated(base, proposed):
    changes = text_changes(html(*base), html(*proposed), html(*base))
    assert {one.standing for one in changes} <= {Standing.READY}


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_in_a_text_that_says_it_already_everything_is_present(base, proposed):
    changes = text_changes(html(*base), html(*proposed), html(*proposed))
    assert {one.standing for one in changes} <= {Standing.PRESENT}


def test_changed_paragraphs_side_by_side_are_changes_of_their_own():
    base = html("Autobusy jeżdżą rzadko.", "Kolej łączy gminy.", "Brakuje parkingów.")
    proposed = html("Autobusy jeżdżą za rzadko.", "Kolej łączy wszystkie gminy.", "Brakuje parkingów.")
    assert [(one.number, one.start, one.end) for one in hunks_between(base, proposed)] == [
        (1, 0, 1),
        (2, 1, 2),
    ]


def test_only_the_change_whose_words_are_gone_is_outdated():
    base = html("Autobusy jeżdżą rzadko.", "Kolej łączy gminy.", "Brakuje parkingów.")
    proposed = html("Autobusy jeżdżą za rzadko.", "Kolej łączy gminy.", "Brakuje parkingów przy stacjach.")
    head = html("Autobusy jeżdżą co godzinę.", "Kolej łączy gminy.", "Brakuje parkingów.")
    first, second = text_changes(base, proposed, head)
    assert (first.standing, second.standing) == (Standing.OUTDATED, Standing.READY)
    assert present_words(first, base, head) == html("Autobusy jeżdżą co godzinę.")
    assert apply_text(base, head, [second]) == html(
        "Autobusy jeżdżą co godzinę.", "Kolej łączy gminy.", "Brakuje parkingów przy stacjach."
    )


def test_a_new_paragraph_beside_a_changed_one_does_not_make_it_outdated():
    base, head = html("Kolej łączy gminy."), html("Kolej łączy gminy.", "Rower ma swoje drogi.")
    [change] = text_changes(base, html("Kolej łączy wszystkie gminy."), head)
    assert change.standing == Standing.READY
    assert apply_text(base, head, [change]) == html("Kolej łączy wszystkie gminy.", "Rower ma swoje drogi.")


def test_two_additions_in_one_place_are_looked_at_by_a_person():
    base = html("Kolej łączy gminy.")
    [change] = text_changes(base, base + html("Moje zdanie."), base + html("Zdanie innej osoby."))
    assert change.standing == Standing.OUTDATED


def test_a_field_of_an_action_is_outdated_by_a_change_of_the_same_field_only():
    base = {"title": "Bilet", "cost": "10.00", "kind": "bundle"}
    proposed = {"title": "Wspólny bilet", "cost": "12.00", "kind": "single"}
    head = {"title": "Jeden bilet", "cost": "10.00", "kind": "single"}
    changes = changes_of("action", base, proposed, head)
    assert [one.standing for one in changes] == [Standing.OUTDATED, Standing.READY, Standing.PRESENT]
    assert apply("action", base, head, [changes[1]]) == head | {"cost": "12.00"}


def test_items_of_a_list_are_changes_of_their_own():
    base = "<ul><li>Kolej łączy gminy</li><li>Autobusy jeżdżą rzadko</li></ul>"
    proposed = "<ul><li>Kolej łączy gminy</li><li>Autobusy jeżdżą za rzadko</li><li>Promy</li></ul>"
    first, second = hunks_between(base, proposed)
    assert apply_text(base, base, [second]) == (
        "<ul><li>Kolej łączy gminy</li><li>Autobusy jeżdżą rzadko</li><li>Promy</li></ul>"
    )
    assert apply_text(base, base, [first, second]) == proposed
