"""The summaries of a plan: schedule, money, who does what, goals and the actions that serve them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.text import sort_key
from strategy.plans.content import ActionContent, Funding, PlanContent

from .action_parts import amount_labels, amounts, numbered
from .figures import money, term, with_unit
from .parts import Cell, Row, Table, Text, cell, head_row, quiet, words

# More years than these have no room beside the names of actions.
MOST_YEARS = 7
# A year's column holds nine digits, or seven and grosze.
YEARS_IN_A_TABLE, YEARS_WITH_GROSZE = 5, 4
_QUARTERS = ("I", "II", "III", "IV")


def schedule(content: PlanContent) -> list[Table]:
    """Actions with their terms, and the quarters of each year in which they go on."""
    years = _years_of(content.actions)
    years = years if len(years) <= MOST_YEARS else []
    rows = [
        Row(
            action.code,
            (
                cell(action.code),
                cell(action.title, own=True),
                cell(term(action)),
                *(_quarters(action, year) for year in years),
            ),
        )
        for action in content.actions
    ]
    head = head_row(_("Code"), _("Action"), _("Term"), *map(str, years))
    widths = (1, 3.4, 1.7, *[0.8] * len(years))
    caption = _("Actions in time; below each year its quarters") if years else _("Actions in time")
    return [Table("data", widths, (head, *rows), 1, words(caption), has_years=bool(years))]


def _years_of(actions: Iterable[ActionContent]) -> list[int]:
    days = [day.year for action in actions for day in (action.start, action.end) if day]
    return list(range(min(days), max(days) + 1)) if days else []


def _quarters(action: ActionContent, year: int) -> Cell:
    """The quarters of a year in which the action goes on, and their place in the year."""
    if not action.start or not action.end:
        return Cell()
    first = max(action.start, date(year, 1, 1))
    last = min(action.end, date(year, 12, 31))
    if first > last:
        return Cell()
    begin, end = (first.month - 1) // 3, (last.month - 1) // 3
    names = _QUARTERS[begin] if begin == end else f"{_QUARTERS[begin]}–{_QUARTERS[end]}"
    return cell(names, bar=(begin / 4, (end + 1) / 4))


@dataclass(frozen=True)
class _Sum:
    planned: Decimal
    secured: Decimal

    @classmethod
    def of(cls, rows: Iterable[Funding]) -> "_Sum":
        rows = list(rows)
        return cls(
            sum((row.planned for row in rows), Decimal(0)), sum((row.secured for row in rows), Decimal(0))
        )


def funding(content: PlanContent, language: str) -> list[Text | Table]:
    """The sums in a sentence, by year, by source, and by source and year."""
    rows = [row for action in content.actions for row in action.funding]
    if not rows:
        return [quiet(_("No funding is given yet."))]
    sources = sorted({row.source for row in rows})
    names = {source: content.name("sources", source, language) for source in sources}
    by_year = [(str(year), str(year), [r for r in rows if r.year == year]) for year in _years(rows)]
    by_source = [(source, names[source], [r for r in rows if r.source == source]) for source in sources]
    blocks = [
        _sentence(_Sum.of(rows)),
        _sums(_("Money by year, PLN"), _("Year"), by_year, rows),
        _sums(_("Money by source, PLN"), _("Source"), by_source, rows),
    ]
    if len(sources) > 1 and len(_years(rows)) > 1:
        blocks += _crossed(rows, names)
    return blocks


def _years(rows: list[Funding]) -> list[int]:
    return sorted({row.year for row in rows})


def _sentence(total: _Sum) -> Text:
    text = _("The actions need %(planned)s, of which %(secured)s are secured and %(gap)s are missing.") % {
        "planned": with_unit(total.planned),
        "secured": with_unit(total.secured),
        "gap": with_unit(total.planned - total.secured),
    }
    return Text("paragraph", words(text))


def _sums(caption: str, label: str, groups, rows: list[Funding]) -> Table:
    lines = []
    for key, name, members in groups:
        total = _Sum.of(members)
        lines.append(Row(key, (cell(name, own=True), *amounts(total.planned, total.secured))))
    total = _Sum.of(rows)
    sums = amounts(total.planned, total.secured, bold=True)
    lines.append(Row("total", (cell(_("Together"), bold=True), *sums), is_total=True))
    head = head_row(label, *amount_labels(), numbers=[1, 2, 3])
    return Table("data", (2.4, 1, 1, 1), (head, *lines), 1, words(caption))


def _crossed(rows: list[Funding], names: dict[str, str]) -> list[Table]:
    """What is needed from each source in each year; a long period is cut into several tables."""
    whole = all(row.planned == row.planned.to_integral_value() for row in rows)
    chunks = _even_chunks(_years(rows), YEARS_IN_A_TABLE if whole else YEARS_WITH_GROSZE)
    needed: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for row in rows:
        needed[row.source, row.year] += row.planned
    return [_crossed_table(chunk, needed, names) for chunk in chunks]


def _even_chunks(years: list[int], most: int) -> list[list[int]]:
    """The years in parts of at most so many, none much shorter than the others."""
    parts = -(-len(years) // most)
    size = -(-len(years) // parts)
    return [years[start : start + size] for start in range(0, len(years), size)]


def _crossed_table(years: list[int], needed, names: dict[str, str]) -> Table:
    lines = []
    for source, name in names.items():
        sums = [needed.get((source, year), Decimal(0)) for year in years]
        cells = [cell(money(amount) if amount else "–", number=True) for amount in [*sums, sum(sums)]]
        lines.append(Row(source, (cell(name, own=True), *cells)))
    sums = [sum(needed.get((source, year), Decimal(0)) for source in names) for year in years]
    cells = [cell(money(amount), number=True, bold=True) for amount in [*sums, sum(sums)]]
    lines.append(Row("total", (cell(_("Together"), bold=True), *cells), is_total=True))
    head = head_row(_("Source"), *map(str, years), _("Together"), numbers=range(1, len(years) + 2))
    caption = _("Money needed from each source in each year, PLN")
    return Table("data", (1.7, *[1] * (len(years) + 1)), (head, *lines), 1, words(caption))


def responsibilities(content: PlanContent, language: str) -> list[Table]:
    """What each municipality leads and takes part in; the same of partners; what each team answers for."""
    leads: dict[tuple[str, str], list[str]] = defaultdict(list)
    joins: dict[tuple[str, str], list[str]] = defaultdict(list)
    for action in content.actions:
        for kind, lead, others in (
            ("municipalities", action.lead_municipality, action.municipalities),
            ("partners", action.lead_partner, action.partners),
        ):
            if lead:
                leads[kind, lead].append(action.code)
            for slug in others:
                if slug != lead:
                    joins[kind, slug].append(action.code)
    captions = {
        "municipalities": (_("What each municipality does"), _("Municipality")),
        "partners": (_("What each partner does"), _("Partner")),
    }
    found = []
    for kind, (caption, label) in captions.items():
        slugs = {slug for where, slug in [*leads, *joins] if where == kind}
        named = sorted(((content.name(kind, slug, language), slug) for slug in slugs), key=_by_name)
        rows = [
            Row(slug, (cell(name, own=True), _codes(leads[kind, slug]), _codes(joins[kind, slug])))
            for name, slug in named
        ]
        if rows:
            head = head_row(label, _("Leads actions"), _("Takes part in actions"))
            found.append(Table("data", (1.3, 1.5, 2.6), (head, *rows), 1, words(caption)))
    return found + _teams(content, language)


def _by_name(pair: tuple[str, str]) -> str:
    return sort_key(pair[0])


def _teams(content: PlanContent, language: str) -> list[Table]:
    answers: dict[str, list[str]] = defaultdict(list)
    for action in content.actions:
        if action.responsible_team:
            answers[action.responsible_team].append(action.code)
    named = sorted(((content.name("teams", slug, language), slug) for slug in answers), key=_by_name)
    rows = [Row(slug, (cell(name, own=True), _codes(answers[slug]))) for name, slug in named]
    head = head_row(_("Team"), _("Answers for actions"))
    caption = words(_("What each team answers for"))
    return [Table("data", (1.8, 3), (head, *rows), 1, caption)] if rows else []


def _codes(codes: list[str]) -> Cell:
    return cell(", ".join(codes) or "–")


def goals_served(content: PlanContent, language: str) -> list[Table]:
    """The goals that actions serve, and which."""
    serving: dict[str, list[str]] = defaultdict(list)
    for action in content.actions:
        for goal in action.goals:
            serving[goal].append(action.code)
    rows = [
        Row(goal, (cell(numbered(content, "goals", goal, language), own=True), _codes(codes)))
        for goal, codes in sorted(serving.items())
    ]
    head = head_row(_("Goal or direction of action"), _("Actions that serve it"))
    return [Table("data", (3, 1.6), (head, *rows), 1, words(_("Goals and actions")))] if rows else []
