"""What a document says of one action: heading, facts, description, schedule, product indicators, money."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metropolis.ui.numbers import format_decimal
from strategy.models import Action
from strategy.plans.content import ActionContent, PlanContent

from .figures import day, money, term, with_unit
from .parts import Block, Cell, Part, Row, Table, cell, head_row, heading, words
from .rich import blocks_of

FACT_WIDTHS = (1, 2.6)


class ActionParts:
    """The parts of one action of a plan, in one language."""

    def __init__(self, content: PlanContent, action: ActionContent, language: str):
        self.content, self.action, self.language = content, action, language

    def parts(self) -> list[Part]:
        """The parts in order; what is empty is left out."""
        title = self.action.title or _("no title yet")
        found: list[tuple[str, Sequence[Block]]] = [
            ("heading", [heading(2, f"{self.action.code} {title}", own=True)]),
            ("facts", [self._facts()]),
            ("description", blocks_of(self.action.description, under=2)),
            ("milestones", self._milestones()),
            ("products", self._products()),
            ("funding", self._funding()),
        ]
        key = f"action:{self.action.code}"
        return [Part(f"{key}/{name}", tuple(blocks)) for name, blocks in found if blocks]

    def _facts(self) -> Table:
        rows = [
            fact(name, label, text, own=own)
            for name, label, text, own in (*self._what(), *self._who(), *self._why())
            if text
        ]
        return Table("facts", FACT_WIDTHS, tuple(rows))

    def _what(self):
        action = self.action
        kind = dict(Action.Kind.choices).get(action.kind, action.kind)
        duty = _("obligatory for all municipalities") if action.is_obligatory else _("voluntary")
        cost = action.planned if action.cost is None else action.cost
        yield "kind", _("Kind"), str(kind), False
        yield "duty", _("Participation"), duty, False
        yield "flagship", _("Flagship"), _("yes") if action.is_flagship else "", False
        yield "term", _("Term"), term(action), False
        yield "cost", _("Cost"), with_unit(cost) if cost else _("not given yet"), False

    def _who(self):
        action = self.action
        missing = _("not given yet")
        lead = self._named("municipalities", [action.lead_municipality] if action.lead_municipality else [])
        lead = lead or self._named("partners", [action.lead_partner] if action.lead_partner else [])
        others = [slug for slug in action.municipalities if slug != action.lead_municipality]
        team = self._named("teams", [action.responsible_team] if action.responsible_team else [])
        responsible = ", ".join(filter(None, [team, action.responsible_function]))
        yield "lead", _("Lead"), lead or missing, True
        yield "municipalities", _("Municipalities taking part"), self._named("municipalities", others), True
        yield "partners", _("Partners"), self._named("partners", action.partners), True
        yield "responsible", _("Responsible"), responsible or missing, True

    def _why(self):
        action = self.action
        yield "goals", _("Goals served"), self._listed("goals", action.goals) or _("none yet"), True
        yield (
            "indicators",
            _("Indicators it should move"),
            self._listed("indicators", action.indicators),
            True,
        )
        yield "depends_on", _("Depends on"), self._dependencies(), True

    def _named(self, kind: str, codes: Iterable[str]) -> str:
        return ", ".join(self.content.name(kind, code, self.language) for code in codes)

    def _listed(self, kind: str, codes: Iterable[str]) -> str:
        return "\n".join(numbered(self.content, kind, code, self.language) for code in codes)

    def _dependencies(self) -> str:
        found = ((code, self.content.action(code)) for code in self.action.depends_on)
        return "\n".join(f"{code} {action.title}" if action else code for code, action in found)

    def _milestones(self) -> list[Table]:
        rows = [
            Row(one.key, (cell(one.name, own=True), cell(day(one.due)))) for one in self.action.milestones
        ]
        head = head_row(_("Milestone"), pgettext("day of a milestone", "Due"))
        return self._table(_("Milestones of action %(code)s"), (4, 1), head, rows)

    def _products(self) -> list[Table]:
        rows = [
            Row(one.key, (cell(one.name, own=True), cell(one.unit, own=True), target_cell(one.target)))
            for one in self.action.products
        ]
        head = head_row(_("Product indicator"), _("Unit"), pgettext("of a product", "Target"), numbers=[2])
        return self._table(_("Product indicators of action %(code)s"), (4, 1.5, 1.2), head, rows)

    def _funding(self) -> list[Table]:
        rows = [
            Row(
                f"{one.source} {one.year}",
                (
                    cell(self.content.name("sources", one.source, self.language), own=True),
                    cell(str(one.year)),
                    *amounts(one.planned, one.secured),
                ),
            )
            for one in sorted(self.action.funding, key=lambda row: (row.year, row.source))
        ]
        if len(rows) > 1:
            total = amounts(self.action.planned, self.action.secured, bold=True)
            rows.append(Row("total", (cell(_("Together"), bold=True), Cell(), *total), is_total=True))
        head = head_row(_("Source"), _("Year"), *amount_labels(), numbers=[2, 3, 4])
        return self._table(_("Funding of action %(code)s, PLN"), (2.6, 0.7, 1.2, 1.2, 1.2), head, rows)

    def _table(self, caption: str, widths, head: Row, rows: list[Row]) -> list[Table]:
        if not rows:
            return []
        caption = caption % {"code": self.action.code}
        return [Table("data", widths, (head, *rows), 1, words(caption))]


def fact(key: str, label: str, text: str, *, own: bool = False) -> Row:
    """A row of facts: what it is, and what it says."""
    return Row(key, (Cell(words(label), is_head=True), cell(text, own=own)))


def numbered(content: PlanContent, kind: str, code: str, language: str) -> str:
    """The code with the name; the code alone where the name is not known."""
    name = content.name(kind, code, language)
    return code if name == code else f"{code} {name}"


def amount_labels() -> tuple[str, str, str]:
    """The headings above money."""
    return (
        pgettext("money", "Needed"),
        pgettext("money", "Secured"),
        pgettext("money", "Missing"),
    )


def amounts(planned: Decimal, secured: Decimal, *, bold: bool = False) -> tuple[Cell, ...]:
    """Needed, secured of it, and the gap."""
    sums = (planned, secured, planned - secured)
    return tuple(cell(money(amount), number=True, bold=bold) for amount in sums)


def target_cell(target: Decimal | None) -> Cell:
    """The number to reach, or a word that none is set."""
    return cell(_("not set") if target is None else format_decimal(target), number=True)
