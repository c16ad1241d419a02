"""Money of actions: needed, secured and spent. The sums are those of the rows in the snapshot."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forums.plans.money import Sum, sentence_of
from monitoring.reports import blocks
from monitoring.reports.action_origins import Which
from monitoring.reports.blocks import Block, Cell, cell, column
from monitoring.reports.frozen import Frozen, decimal
from monitoring.reports.reader import Reader
from strategy.pages.money import zloty

ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """PLN together; `spent` is None where no report says anything of it."""

    planned: Decimal = ZERO
    secured: Decimal = ZERO
    spent: Decimal | None = None

    def __add__(self, other: "Line") -> "Line":
        known = [one for one in (self.spent, other.spent) if one is not None]
        spent = sum(known, ZERO) if known else None
        return Line(self.planned + other.planned, self.secured + other.secured, spent)


def sums_by(actions: Iterable[Frozen], key: Callable[[Frozen, Frozen], str]) -> dict[str, Line]:
    """Sums of the money by `key(action, row)`: the parts always add up to the total."""
    sums: dict[str, Line] = {}
    for action in actions:
        for row in action["money"]:
            line = Line(Decimal(row["planned"]), Decimal(row["secured"]), decimal(row["spent"]))
            name = key(action, row)
            sums[name] = sums.get(name, Line()) + line
    return sums


def money_section(
    reader: Reader, actions: list[Frozen], which: Which, *, by_area: bool = False
) -> list[Block]:
    """What is needed, certain and spent, by source; with `by_area` by area as well. `which`: what the actions
    have in common.
    """
    by_source = sums_by(actions, lambda _action, row: row["source"])
    if not by_source:
        return [blocks.heading(_("Money")), blocks.paragraph(_("The actions name no money yet."))]
    total = sum(by_source.values(), Line())
    names = {row["source"]: reader.text(row["name"]) for action in actions for row in action["money"]}
    order = sorted(by_source, key=lambda code: (-by_source[code].planned, names[code]))
    rows = [(names[code], by_source[code], replace(which, source=code)) for code in order]
    section = [
        blocks.heading(_("Money")),
        blocks.paragraph(sentence_of(Sum(total.planned, total.secured)) + " " + _spent_sentence(total)),
        _table(
            _("Money of the actions by source, all years"), pgettext("money", "Source"), rows, (total, which)
        ),
    ]
    if by_area:
        sums = sums_by(actions, lambda action, _row: action["area"])
        areas = [area for area in reader.areas if area["code"] in sums]
        named = [
            (f"{area['roman']}. {reader.text(area['name'])}", sums[area["code"]], Which(area=area["code"]))
            for area in areas
        ]
        caption = _("Money of the actions by area, all years")
        section.append(_table(caption, _("Area"), named, (total, which)))
    return section


def _spent_sentence(total: Line) -> str:
    if total.spent is None:
        return _("No report says yet how much was spent.")
    return _("Spent so far, as reported: %(amount)s.") % {"amount": zloty(total.spent)}


def _table(caption: str, head: str, rows: list[tuple[str, Line, Which]], total: tuple[Line, Which]) -> Block:
    columns = [
        column(head, width=5),
        column(pgettext("money", "Needed"), number=True, width=3),
        column(pgettext("money", "Secured"), number=True, width=3),
        column(pgettext("money", "Missing"), number=True, width=3),
        column(pgettext("money", "Spent"), number=True, width=3),
    ]
    lines = [[cell(name), *_amounts(line, which)] for name, line, which in rows]
    if len(rows) > 1:
        lines.append([cell(_("Together"), strong=True), *_amounts(*total, strong=True)])
    return blocks.table(caption, columns, lines)


def _amounts(line: Line, which: Which, *, strong: bool = False) -> list[Cell]:
    cells = [cell(amount, strong=strong, actions=which.query) for amount in amounts_in_words(line)]
    return cells if line.spent is not None else [*cells[:-1], cell(cells[-1]["text"], quiet=True)]


def amounts_in_words(line: Line) -> list[str]:
    """Needed, secured, missing and spent."""
    gap = Sum(line.planned, line.secured).gap
    spent = _("not reported") if line.spent is None else zloty(line.spent)
    return [*(zloty(amount) for amount in (line.planned, line.secured, gap)), spent]
