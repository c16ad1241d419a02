from metropolis.rest.kept import Kept, forget_all


def test_a_thing_is_given_for_the_version_it_was_made_of_only():
    kept = Kept[str](2)
    assert kept.put("a", "1", "first") == "first"
    assert kept.get("a", "1") == "first"
    assert kept.get("a", "2") is None
    assert kept.get("b", "1") is None


def test_nothing_is_kept_while_no_change_was_ever_told():
    kept = Kept[str](2)
    assert kept.put("a", "", "thing") == "thing"
    assert kept.get("a", "") is None


def test_one_more_lets_go_of_the_oldest_alone():
    kept = Kept[str](2)
    for key in "abc":
        kept.put(key, "1", key)
    assert [kept.get(key, "1") for key in "abc"] == [None, "b", "c"]


def test_a_newer_version_takes_the_place_of_the_older():
    kept = Kept[str](2)
    kept.put("a", "1", "old"), kept.put("b", "1", "b"), kept.put("a", "2", "new")
    assert (kept.get("a", "2"), kept.get("b", "1")) == ("new", "b")


def test_all_of_them_forget_at_a_word():
    kept = Kept[str](2)
    kept.put("a", "1", "thing")
    forget_all()
    assert kept.get("a", "1") is None
