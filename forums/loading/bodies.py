"""Bodies from the content file: teams, forums, commissions, governing bodies. Never their members."""

from django.utils.translation import gettext as _

from forums.models import Commission, Forum, GoverningBody, Team
from strategy.loading.fields import Choice, Day, Flag, Many, Text, To, Translated, Whole
from strategy.loading.rows import Book, Row
from strategy.loading.sections import check_order, items, read_row
from strategy.models import Municipality, ThematicArea
from strategy.provenance import Provenance

NAMED = (Text("slug", required=True), Translated("name", required=True), Translated("role"))
TERM = (Day("valid_from"), Day("valid_to"))
FORUM = (
    *NAMED,
    *TERM,
    To("area", required=True, model=ThematicArea),
    Flag("is_lead"),
    Choice("lead_status", into="lead_provenance", choices=Provenance),
    Day("founded_on"),
)
COMMISSION = (*NAMED, *TERM, Whole("seats"), Many("areas", model=ThematicArea))
GOVERNING = (
    *NAMED,
    *TERM,
    Whole("seats"),
    Choice("kind", required=True, choices=GoverningBody.Kind),
    Translated("composition"),
    Translated("decision_rule"),
)
TEAM = (Translated("name", required=True), Translated("role"))
PLACEHOLDER = "{municipality}"
SECTIONS = ("forums", "commissions", "governing_bodies", "team")


def read_bodies(book: Book) -> None:
    """Sections `forums`, `commissions`, `governing_bodies` and `team`."""
    for model, section, fields in (
        (Forum, "forums", FORUM),
        (Commission, "commissions", COMMISSION),
        (GoverningBody, "governing_bodies", GOVERNING),
    ):
        for order, node in items(book, book.root, section):
            row = read_row(book, node, model, fields, key="slug", order=order)
            check_order(book, row, "valid_from", "valid_to")
    _check_one_lead(book)
    _read_teams(book)


def _check_one_lead(book: Book) -> None:
    leading: dict[str, Row] = {}
    for row in book.rows.get(Forum, {}).values():
        area = row.values["area"]
        if row.values["is_lead"] and area and leading.setdefault(area.key, row) is not row:
            message = _("Area %(area)s already has a leading forum: %(forum)s.")
            names = {"area": area.key, "forum": leading[area.key].key}
            book.fault(row.node.at("is_lead"), message % names)


def _read_teams(book: Book) -> None:
    """One team of the described kind in every municipality of the file."""
    node = book.root.get("team")
    if node is None:
        return
    pattern = read_row(Book(book.root, sources=book.sources, faults=book.faults), node, Team, TEAM)
    for municipality in book.rows.get(Municipality, {}).values():
        values = dict(pattern.values)
        for column in ("name_pl", "name_en"):
            place = municipality.values[column] or municipality.values["name_pl"]
            values[column] = (values[column] or "").replace(PLACEHOLDER, place)
        values |= {"slug": municipality.key, "municipality": municipality.ref}
        values["order"] = municipality.values["order"]
        book.add(Row(Team, municipality.key, values, {}, municipality.node))
