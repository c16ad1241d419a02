"""The chart of the schedule: where days lie, what is drawn, and that it is sound SVG."""

from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from forums.plans.gantt import BLOCK, ROW, Axis, arrows_of, bands_of, extent_of, tops_of
from forums.plans.gantt_svg import draw
from forums.plans.schedule import read_schedule, table_of, years_of
from forums.plans.wording import Wording

from .content import HEAD, action, plan_of, step

JANUARY, JUNE, DECEMBER = date(2026, 1, 1), date(2026, 6, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


def chart(*actions):
    rows = read_schedule(plan_of(*actions)).rows
    return draw(rows, years_of(HEAD, rows), today=TODAY, address=lambda code: f"/d/{code}/?a=1&b=2")


def parsed(svg):
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314


def classes(svg):
    return " ".join(one.get("class") or "" for one in parsed(svg).iter()).split()


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_later_days_lie_further_right_and_inside(one, other):
    axis = Axis.over(2026, 2030)
    first, second = sorted((one, other))
    assert 0 <= axis.x(first) <= axis.x(second) <= axis.width


@given(st.integers(0, 300))
def test_every_row_lies_in_one_block_and_blocks_do_not_overlap(number):
    tops, bands = tops_of(number), bands_of(number)
    rows = [row for band in bands for row in range(band.first, band.last)]
    assert rows == list(range(number))
    for band in bands:
        inside = tops[band.first : band.last]
        assert band.top < inside[0]
        assert inside[-1] + ROW == band.top + band.height
    ends = [band.top + band.height for band in bands]
    assert all(end <= after.top for end, after in zip(ends, bands[1:], strict=False))


def test_an_open_end_reaches_the_edge_and_milestones_alone_make_no_bar():
    axis = Axis.over(2026, 2026)
    rows = {row.code: row for row in read_schedule(
        plan_of(action(1, start=JUNE), action(2, end=JUNE), action(3, milestones=(step("2026-06-01"),)))
    ).rows}  # fmt: skip
    assert extent_of(axis, rows["4.P1.1"])[1] == axis.width
    assert extent_of(axis, rows["4.P1.2"])[0] == 0
    assert extent_of(axis, rows["4.P1.3"]) is None


def test_what_has_no_day_at_all_is_listed_and_not_drawn():
    schedule = read_schedule(plan_of(action(1), action(2, milestones=(step(""),)), action(3, end=JUNE)))
    assert [one.code for one in schedule.undated] == ["4.P1.1", "4.P1.2"]
    assert [row.code for row in schedule.rows] == ["4.P1.3"]


def test_an_arrow_needs_a_known_end_and_a_known_beginning():
    before = action(1, start=JANUARY, end=JUNE)
    rows = read_schedule(
        plan_of(
            before,
            action(2, start=DECEMBER, depends_on=("4.P1.1",)),
            action(3, end=DECEMBER, depends_on=("4.P1.1",)),
            action(4, start=DECEMBER, depends_on=("4.P1.2", "9.P9.9")),
        )
    ).rows
    assert len(arrows_of(Axis.over(2026, 2026), rows)) == 1


def test_the_axis_takes_in_days_outside_of_the_period():
    rows = read_schedule(plan_of(action(1, start=date(2024, 5, 1)))).rows
    assert years_of(HEAD, rows) == (2024, 2030)


def test_the_picture_is_sound_and_names_every_bar():
    svg = chart(action(1, title='<b>"Most" & most</b>', start=JANUARY, end=JUNE, is_flagship=True,
                       milestones=(step("2026-03-01", "Odbiór <1>"),)),
                action(2, kind="continuous", start=JANUARY, end=DECEMBER)).blocks[0].svg  # fmt: skip
    links = parsed(svg).findall(f"{SVG}a")
    assert links[0].get("aria-label").startswith('4.P1.1 <b>"Most" & most</b>, 01.01.2026–01.06.2026')
    assert links[0].get("href") == "/d/4.P1.1/?a=1&b=2"
    assert "style=" not in svg
    assert {"gantt__bar--flagship", "gantt__milestone", "gantt__today"} <= set(classes(svg))
    assert 'fill="url(#gantt-hatch)"' in svg


def test_two_hundred_actions_repeat_the_axis():
    many = [action(n, start=JANUARY, end=JUNE, milestones=(step("2026-03-01"),) * 5) for n in range(200)]
    drawn = chart(*many)
    assert [len(block.labels) for block in drawn.blocks] == [BLOCK] * 10
    assert sum(classes(block.svg).count("gantt__milestone") for block in drawn.blocks) == 1000
    assert all(classes(block.svg).count("gantt__band") == 1 for block in drawn.blocks)
    assert sum("<defs>" in block.svg for block in drawn.blocks) == 1


def test_an_arrow_runs_through_every_block_between_its_ends():
    between = [action(n, start=JUNE, end=DECEMBER) for n in range(100, 160)]
    last = action(900, start=DECEMBER, depends_on=("4.P1.1",))
    drawn = chart(action(1, start=JANUARY, end=JANUARY), *between, last)
    assert [classes(block.svg).count("gantt__arrow") for block in drawn.blocks] == [1, 1, 1, 1]


def test_the_table_says_the_same_in_words():
    content = plan_of(
        action(1, start=JANUARY, end=JUNE),
        action(2, start=JUNE, milestones=(step("", "Kiedyś"), step("2026-07-01", "<Wcześniej>")),
               depends_on=("4.P1.1", "9.P9.9")),
    )  # fmt: skip
    first, second = table_of(Wording(content, "pl"), read_schedule(content).rows)
    assert (first.start, first.end, second.end) == ("01.01.2026", "01.06.2026", "")
    assert second.milestones.index("01.07.2026") < second.milestones.index("bez daty")
    assert "&lt;Wcześniej&gt;" in second.milestones
    assert "Działanie 1" in second.waits_for
    assert "9.P9.9" in second.waits_for
