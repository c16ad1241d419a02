"""What stands around the strategy: municipalities, partners, networks, money, others' strategies."""

from django.utils.translation import gettext as _

from strategy.areas.models import ThematicArea
from strategy.frameworks.models import FrameworkGoal, FrameworkStrategy
from strategy.funding.models import Allocation, FundingSource
from strategy.municipalities.models import Municipality, MunicipalityCode
from strategy.partners.models import Network, Partner, SisterMetropolis
from strategy.provenance import Confidence, Provenance

from .fields import Choice, Day, Group, Many, Number, Sources, Text, To, Translated, Whole, read_fields
from .nodes import Node
from .rows import Book, Ref, Row
from .sections import check_order, items, read_row

TILE = (
    Whole("col", into="tile_col", required=True),
    Whole("row", into="tile_row", required=True),
    Whole("col_span", into="tile_col_span"),
    Whole("row_span", into="tile_row_span"),
)
MUNICIPALITY = (
    Text("slug", required=True),
    Text("teryt", required=True),
    Translated("name", required=True),
    Choice("kind", required=True, choices=Municipality.Kind),
    Translated("county", required=True),
    Translated("voivodeship", required=True),
    Text("bdl_unit_id"),
    Whole("population"),
    Day("population_on"),
    Sources("population_source", into="population_sources"),
    Choice("population_confidence", choices=Confidence),
    Number("area_km2"),
    Sources("area_source", into="area_sources"),
    Choice("area_confidence", choices=Confidence),
    Translated("area_note"),
    Number("lat"),
    Number("lon"),
    Group("tile", TILE, required=True),
    Many("neighbours", model=Municipality, by="teryt"),
    Day("member_from"),
    Day("member_to"),
)
CODE = (Text("teryt", required=True), Day("valid_from"), Day("valid_to"))
PARTNER = (
    Text("slug", required=True),
    Translated("name", required=True),
    Translated("kind"),
    Text("url"),
)
NETWORK = (
    Text("code", required=True),
    Text("name", required=True),
    Whole("founded"),
    Translated("description"),
    Translated("fields_of_cooperation"),
)
SISTER = (Text("name", required=True), Text("country", required=True))
FUNDING = (Text("code", required=True), Translated("name", required=True), Number("total_eur"))
ALLOCATION = (
    Text("code", required=True),
    Translated("name", required=True),
    Number("amount_eur", required=True),
    To("area", model=ThematicArea),
    Choice("area_status", into="area_provenance", choices=Provenance),
)
FRAMEWORK = (
    Text("code", required=True),
    Translated("name", required=True),
    Day("adopted_on"),
    Translated("adopted_by"),
    Text("resolution"),
    Translated("evaluation"),
)
FRAMEWORK_GOAL = (Text("code", required=True), Translated("text", required=True))


def read_municipalities(book: Book) -> None:
    """Section `municipalities`. A municipality whose kind changed lists its `earlier_codes` with dates."""
    for order, node in items(book, book.root, "municipalities"):
        also = ("teryt_from", "earlier_codes")
        row = read_row(book, node, Municipality, MUNICIPALITY, key="slug", also=also, order=order)
        check_order(book, row, "member_from", "member_to")
        if row.values["teryt"]:
            since = node.get("teryt_from")
            present = Day("valid_from").read(book, since, MunicipalityCode) if since else {}
            _add_code(book, row, node, {"teryt": row.values["teryt"], **present})
        for _place, code in items(book, node, "earlier_codes"):
            _add_code(book, row, code, read_fields(book, code, MunicipalityCode, CODE))


def _add_code(book: Book, municipality: Row, node: Node, found: dict) -> None:
    values = {"municipality": municipality.ref, "valid_from": None, "valid_to": None, **found}
    if teryt := found.get("teryt"):
        row = book.add(Row(MunicipalityCode, teryt, values, {}, node))
        check_order(book, row, "valid_from", "valid_to")


def read_partners(book: Book) -> None:
    """Sections `partners`, `networks` and `sister_metropolises`."""
    for _order, node in items(book, book.root, "partners"):
        read_row(book, node, Partner, PARTNER, key="slug")
    for _order, node in items(book, book.root, "networks"):
        read_row(book, node, Network, NETWORK)
    for order, node in items(book, book.root, "sister_metropolises"):
        read_row(book, node, SisterMetropolis, SISTER, key="name", order=order)


def read_funding(book: Book) -> None:
    """Section `funding_sources`. The parts may not be more than the whole."""
    for order, node in items(book, book.root, "funding_sources"):
        source = read_row(book, node, FundingSource, FUNDING, also=("allocations",), order=order)
        parts = []
        for place, part in items(book, node, "allocations"):
            values = {"source": source.ref, "order": place}
            parts.append(read_row(book, part, Allocation, ALLOCATION, scope=source.key, **values))
        total, amounts = source.values["total_eur"], [row.values["amount_eur"] or 0 for row in parts]
        if total is not None and sum(amounts) > total:
            book.fault(node.at("total_eur"), _("The allocations add up to more than the total."))


def read_frameworks(book: Book) -> None:
    """Section `framework_strategies`: strategies of others with their goals, on any number of levels."""
    for _order, node in items(book, book.root, "framework_strategies"):
        strategy = read_row(book, node, FrameworkStrategy, FRAMEWORK, also=("goals",)).ref
        _read_framework_goals(book, node, strategy, None)


def _read_framework_goals(book: Book, node: Node, strategy: Ref, parent: Ref | None) -> None:
    for order, child in items(book, node, "goals"):
        values = {"strategy": strategy, "parent": parent, "order": order}
        goal = read_row(
            book, child, FrameworkGoal, FRAMEWORK_GOAL, scope=strategy.key, also=("goals",), **values
        )
        _read_framework_goals(book, child, strategy, goal.ref)
