"""The indicators with their baselines and targets. Their values belong to `monitoring`."""

from django.utils.translation import gettext as _

from strategy.areas.models import ThematicArea
from strategy.goals.models import Goal
from strategy.indicators.models import Indicator, Target, comes_after, fits
from strategy.indicators.periods import Frequency
from strategy.partners.models import Partner
from strategy.provenance import Provenance

from .fields import Choice, Flag, Group, Many, Number, Text, To, Translated, Whole
from .nodes import Node
from .rows import Book, Row
from .sections import items, read_row

BASELINE = (
    Text("period", into="baseline_period", required=True),
    Number("value", into="baseline_value", required=True),
    Translated("basis", into="baseline_basis"),
)
INDICATOR = (
    Text("code", required=True),
    To("area", model=ThematicArea),
    Many("goals", model=Goal),
    Translated("name", required=True),
    Translated("definition"),
    Translated("unit", required=True),
    Choice("kind", required=True, choices=Indicator.Kind),
    Choice("scope", required=True, choices=Indicator.Scope),
    Choice("direction", required=True, choices=Indicator.Direction),
    Choice("direction_status", into="direction_provenance", choices=Provenance),
    Choice("supplier", required=True, choices=Indicator.Supplier),
    To("partner", model=Partner),
    Translated("data_source"),
    Whole("bdl_variable_id"),
    Number("bdl_factor"),
    Whole("bdl_numerator_id"),
    Whole("bdl_denominator_id"),
    Choice("frequency", required=True, choices=Frequency),
    Choice("aggregation", choices=Indicator.Aggregation),
    Choice("collection_status", into="collection_provenance", choices=Provenance),
    Choice("accumulation", choices=Indicator.Accumulation),
    Whole("precision"),
    Flag("is_share"),
    Number("range_low"),
    Number("range_high"),
    Number("keep_low"),
    Number("keep_high"),
    To("part_of", model=Indicator),
    Number("weight"),
    Group("baseline", BASELINE),
    Text("first_due_period"),
)
TARGET = (Text("period", required=True), Number("value", required=True))
ABOVE = ("values",)  # read by monitoring


def read_indicators(book: Book) -> None:
    """Section `indicators`."""
    for order, node in items(book, book.root, "indicators"):
        row = read_row(book, node, Indicator, INDICATOR, also=("targets", *ABOVE), order=order)
        _check_ranges(book, row)
        _check_supplier(book, row)
        _check_whole(book, row)
        _check_statistics(book, row)
        _check_fits(book, row, row.values["baseline_period"], node.get("baseline"))
        _check_fits(book, row, row.values["first_due_period"], node.get("first_due_period"))
        for _place, target in items(book, node, "targets"):
            aim = read_row(book, target, Target, TARGET, key="period", scope=row.key, indicator=row.ref)
            _check_target(book, row, aim)


def _check_fits(book: Book, row: Row, period: str, node: Node | None) -> bool:
    if fits(period, row.values["frequency"]):
        return True
    if node is not None:
        book.fault(node, _("The period %(period)s does not fit the frequency.") % {"period": period})
    return False


def _check_target(book: Book, row: Row, aim: Row) -> None:
    node, period = aim.node.at("period"), aim.values["period"]
    if _check_fits(book, row, period, node) and not comes_after(period, row.values["baseline_period"]):
        book.fault(node, _("A target comes after the baseline."))


def _check_supplier(book: Book, row: Row) -> None:
    by_partner = row.values["supplier"] == Indicator.Supplier.PARTNER
    if by_partner != (row.values["partner"] is not None):
        message = _("Name the partner exactly when a partner supplies the values.")
        book.fault(row.node.at("partner"), message, f"{row.node.path}.partner")


def _check_whole(book: Book, row: Row) -> None:
    """The total stands above its parts in the file, and is no part itself."""
    if row.values["part_of"] is None:
        return
    whole = book.find(row.values["part_of"])
    if whole is None or whole is row or whole.values["part_of"] is not None:
        message = _("Name an indicator that stands above in the file and is no part itself.")
        book.fault(row.node.at("part_of"), message)


def _check_statistics(book: Book, row: Row) -> None:
    factor, parts = row.values["bdl_factor"], ("bdl_numerator_id", "bdl_denominator_id")
    if factor is not None and factor <= 0:
        book.fault(row.node.at("bdl_factor"), _("A factor is greater than 0."))
    missing = [name for name in parts if row.values[name] is None]
    if len(missing) == 1:
        message = _("Name both variables of the ratio, or none.")
        book.fault(row.node.at(missing[0]), message, f"{row.node.path}.{missing[0]}")


def _check_ranges(book: Book, row: Row) -> None:
    for low, high in (("range_low", "range_high"), ("keep_low", "keep_high")):
        lower, upper = row.values[low], row.values[high]
        if lower is not None and upper is not None and lower >= upper:
            book.fault(row.node.at(low), _("The lower bound must be below the upper one."))
    if row.values["weight"] is not None and row.values["weight"] <= 0:
        book.fault(row.node.at("weight"), _("A weight is greater than 0."))
