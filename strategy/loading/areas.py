"""The thematic areas with all that hangs under them: challenges, goals, key actions, plans."""

from django.utils.translation import gettext as _

from strategy.areas.models import ThematicArea
from strategy.frameworks.models import FrameworkGoal
from strategy.goals.models import Challenge, Goal, KeyAction
from strategy.plans.models import ActionPlan, SectionTemplate
from strategy.provenance import Confidence

from .fields import Choice, Flag, Many, Number, Sources, Text, Translated, Whole
from .nodes import Node
from .rows import Book, Ref, Row
from .sections import check_order, items, read_row

AREA = (
    Text("code", required=True),
    Text("slug", required=True),
    Text("roman", required=True),
    Translated("name", required=True),
    Translated("scope"),
    Number("project_value_mln_pln"),
    Translated("project_value_label"),
    Sources("project_value_source", into="project_value_sources"),
    Choice("project_value_confidence", choices=Confidence),
)
CODE_AND_TEXT = (Text("code", required=True), Translated("text", required=True))
GOAL = (
    *CODE_AND_TEXT,
    Choice("level", required=True, choices=Goal.Level),
    Text("official_code"),
    Many("challenges", model=Challenge),
    Many("framework_goals", model=FrameworkGoal),
)
PLAN = (
    Text("code", required=True),
    Translated("name", required=True),
    Choice("state", choices=ActionPlan.State),
    Sources("state_source", into="state_sources"),
    Translated("state_note"),
    Translated("structure_note"),
    Whole("period_start"),
    Whole("period_end"),
)
SECTION = (
    Text("key", required=True),
    Translated("title", required=True),
    Translated("hint"),
    Flag("is_required"),
)
INSIDE = ("challenges", "goals", "plans")


def read_plan_sections(book: Book) -> None:
    """Section `plan_sections`: the headings that every plan starts with."""
    for order, node in items(book, book.root, "plan_sections"):
        read_row(book, node, SectionTemplate, SECTION, key="key", order=order)


def read_areas(book: Book) -> None:
    """Section `areas`."""
    for order, node in items(book, book.root, "areas"):
        area = read_row(book, node, ThematicArea, AREA, also=INSIDE, order=order).ref
        for place, challenge in items(book, node, "challenges"):
            read_row(book, challenge, Challenge, CODE_AND_TEXT, area=area, order=place)
        _read_goals(book, node, area, None, Counter())
        for place, plan in items(book, node, "plans"):
            row = read_row(book, plan, ActionPlan, PLAN, area=area, order=place)
            check_order(book, row, "period_start", "period_end")


class Counter:
    """Numbers the goals of one area as they stand in the file, whatever their level."""

    def __init__(self):
        self.count = 0

    def next(self) -> int:
        """The next number."""
        self.count += 1
        return self.count


def _read_goals(book: Book, node: Node, area: Ref, parent: Row | None, counter: Counter) -> None:
    for _place, child in items(book, node, "goals"):
        values = {"area": area, "parent": parent.ref if parent else None, "order": counter.next()}
        goal = read_row(book, child, Goal, GOAL, also=("key_actions", "goals"), **values)
        if parent is not None:
            _check_level(book, goal, parent)
        for place, action in items(book, child, "key_actions"):
            read_row(book, action, KeyAction, CODE_AND_TEXT, goal=goal.ref, order=place)
        _read_goals(book, child, area, goal, counter)


def _check_level(book: Book, goal: Row, parent: Row) -> None:
    above, below = parent.values["level"], goal.values["level"]
    if above and below and Goal.RANK[above] >= Goal.RANK[below]:
        levels = {"below": Goal.Level(below).label, "above": Goal.Level(above).label}
        message = _("“%(below)s” cannot stand under “%(above)s”.") % levels
        book.fault(goal.node.at("level"), message)
