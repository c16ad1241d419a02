"""The table of actions: filters and order that live in the address. Pure, over the document."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from forums.drafting.contents import natural
from metropolis.ui.text import fold, sort_key
from strategy.pages.money import zloty
from strategy.plans.content import ActionContent

from .money import Sum, rows_of, total_of
from .table_heads import EDITION, QUESTION, SORT, Chip, Column, Filter, chips_of, columns_of, filter_of, short
from .wording import Wording, span_of, title_of

FILTERS = ("rodzaj", "cel", "gmina", "rok", "obowiazkowe", "flagowe")
YES, NO = "tak", "nie"


@dataclass(frozen=True)
class ListRow:
    """An action as a row: everything in words."""

    code: str
    title: str
    kind: str
    is_flagship: bool
    is_obligatory: bool
    lead: str
    span: str
    needed: str
    secured: str


@dataclass(frozen=True)
class Listing:
    """Everything that the page shows. `unknown` names values that mean nothing and were left out."""

    actions: list[ActionContent]
    total: int
    question: str
    filters: list[Filter]
    chips: list[Chip]
    columns: list[Column]
    unknown: list[str]
    query: str
    sort: str
    money: Sum
    clear: str


def read_table(wording: Wording, parameters: Mapping[str, str]) -> Listing:
    """The actions that the address asks for, in its order."""
    options = options_of(wording)
    asked = {name: parameters.get(name, "").strip() for name in (*FILTERS, QUESTION, SORT)}
    known = {name: {value for value, _label in pairs} for name, pairs in options.items()}
    unknown = [asked[name] for name in FILTERS if asked[name] and asked[name] not in known[name]]
    active = {name: asked[name] for name in FILTERS if asked[name] in known[name]}
    if asked[QUESTION]:
        active = {QUESTION: asked[QUESTION], **active}
    sort = asked[SORT]
    if sort and sort.removeprefix("-") not in ORDERS:
        unknown, sort = [*unknown, sort], ""
    kept = {EDITION: parameters[EDITION]} if parameters.get(EDITION) else {}
    actions = in_order([one for one in wording.content.actions if matches(one, active)], sort, wording)
    return Listing(
        actions=actions,
        total=len(wording.content.actions),
        question=asked[QUESTION],
        filters=[filter_of(name, options[name], active.get(name)) for name in FILTERS],
        chips=chips_of(active, options, kept | _only(SORT, sort)),
        columns=columns_of(sort, kept | active),
        unknown=unknown,
        query=urlencode(kept | active | _only(SORT, sort)),
        sort=sort,
        money=total_of(rows_of(actions)),
        clear=f"?{urlencode(kept | _only(SORT, sort))}",
    )


def options_of(wording: Wording) -> dict[str, list[tuple[str, str]]]:
    """What each filter may be set to: only what occurs in the plan."""
    actions = wording.content.actions
    kinds = {one.kind: wording.kind(one) for one in actions}
    goals = sorted({code for one in actions for code in one.goals}, key=natural)
    places = wording.named("municipalities", {slug for one in actions for slug in one.taking_part})
    both = [(YES, _("yes")), (NO, _("no"))]
    return {
        "rodzaj": sorted(kinds.items(), key=lambda pair: sort_key(pair[1])),
        "cel": [(one.code, short(f"{one.code} {one.name}")) for one in wording.named("goals", goals)],
        "gmina": sorted(((one.code, one.name) for one in places), key=lambda pair: sort_key(pair[1])),
        "rok": [(str(year), str(year)) for year in years_of(wording.content.head, actions)],
        "obowiazkowe": both,
        "flagowe": both,
    }


def years_of(head, actions: Iterable[ActionContent]) -> list[int]:
    """All years of the plan: its period, and every day and every money of its actions."""
    years = {row.year for row in rows_of(actions)}
    years |= {day.year for one in actions for day in _days(one)}
    years |= {year for year in (head.period_start, head.period_end) if year}
    return list(range(min(years), max(years) + 1)) if years else []


def runs_in(action: ActionContent, year: int) -> bool:
    """Whether anything of the action falls in the year: its time, a milestone or its money."""
    if action.start or action.end:
        begun = action.start is None or action.start.year <= year
        if begun and (action.end is None or year <= action.end.year):
            return True
    return any(day.year == year for day in _days(action)) or any(row.year == year for row in action.funding)


TESTS: dict[str, Callable[[ActionContent, str], bool]] = {
    QUESTION: lambda one, text: all(word in fold(f"{one.code} {one.title}") for word in fold(text).split()),
    "rodzaj": lambda one, kind: one.kind == kind,
    "cel": lambda one, code: code in one.goals,
    "gmina": lambda one, slug: slug in one.taking_part,
    "rok": lambda one, year: runs_in(one, int(year)),
    "obowiazkowe": lambda one, answer: one.is_obligatory == (answer == YES),
    "flagowe": lambda one, answer: one.is_flagship == (answer == YES),
}


def matches(action: ActionContent, active: Mapping[str, str]) -> bool:
    """Whether the action fits every filter."""
    return all(TESTS[name](action, value) for name, value in active.items())


# What each column sorts by; the second value says whether it is known at all: what is not comes last.
ORDERS: dict[str, Callable[[ActionContent, Wording], tuple[object, bool]]] = {
    "kod": lambda one, _words: (natural(one.code), True),
    "nazwa": lambda one, _words: (sort_key(one.title), bool(one.title)),
    "rodzaj": lambda one, words: (sort_key(words.kind(one)), True),
    "prowadzi": lambda one, words: (sort_key(words.lead(one)), bool(words.lead(one))),
    "termin": lambda one, _words: (one.start or one.end or date.max, bool(one.start or one.end)),
    "potrzeba": lambda one, _words: (one.planned, bool(one.funding)),
    "zapewniono": lambda one, _words: (one.secured, bool(one.funding)),
}


def in_order(actions: list[ActionContent], sort: str, wording: Wording) -> list[ActionContent]:
    """The actions in the asked order; "" keeps that of the plan, and what is not known stands last."""
    if not sort:
        return actions
    key = ORDERS[sort.removeprefix("-")]
    known = [one for one in actions if key(one, wording)[1]]
    unknown = [one for one in actions if not key(one, wording)[1]]
    known.sort(key=lambda one: key(one, wording)[0], reverse=sort.startswith("-"))
    return known + unknown


def rows_in_words(actions: Iterable[ActionContent], wording: Wording) -> list[ListRow]:
    """Rows for reading; an action without money has empty amounts."""
    return [
        ListRow(
            code=one.code,
            title=title_of(one),
            kind=wording.kind(one),
            is_flagship=one.is_flagship,
            is_obligatory=one.is_obligatory,
            lead=wording.lead(one),
            span=span_of(one.start, one.end),
            needed=_amount(one, one.planned),
            secured=_amount(one, one.secured),
        )
        for one in actions
    ]


def _amount(action: ActionContent, amount: Decimal) -> str:
    return zloty(amount) if action.funding else ""


def _days(action: ActionContent) -> list[date]:
    days = (action.start, action.end, *(one.due for one in action.milestones))
    return [day for day in days if day]


def _only(name: str, value: str) -> dict[str, str]:
    return {name: value} if value else {}
