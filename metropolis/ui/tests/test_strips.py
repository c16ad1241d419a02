from metropolis.ui.strips import MOST_BLOCKS, segments, shares


def test_a_strip_has_one_block_for_each_indicator():
    strip = segments(2, 5)
    assert [part.full for part in strip.parts] == [True, True, False, False, False]
    assert [part.x for part in strip.parts] == ["0", "10", "20", "30", "40"]


def test_many_indicators_become_one_line():
    strip = segments(10, MOST_BLOCKS + 1)
    assert [(part.width, part.full) for part in strip.parts] == [("100", True), ("310", False)]


def test_a_strip_without_indicators_is_empty():
    assert segments(0, 0).parts == []


def test_statuses_share_the_width_by_their_number():
    strip = shares([("on_track", "on track", 3), ("no_data", "no data", 0), ("at_risk", "at risk", 1)])
    assert strip.width == 40
    assert [(part.code, part.x) for part in strip.parts] == [("on_track", "0"), ("at_risk", "30")]


def test_no_status_draws_nothing():
    assert shares([("on_track", "on track", 0)]).parts == []
