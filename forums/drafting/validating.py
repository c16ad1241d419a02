"""Hard faults of an action: what is refused when it is saved, by whatever way it came.

What a draft may leave open (no dates yet, no team yet) is no fault; the checklist names it before the
next step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from strategy.models import Action
from strategy.plans.content import ActionContent

from .references import References

MAX_TITLE = MAX_NAME = 300
MAX_FUNCTION = 200
MAX_UNIT = 60
MAX_ROWS = 500
MONEY_DIGITS, MONEY_PLACES = 12, 2
TARGET_DIGITS, TARGET_PLACES = 14, 4


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field; a row's field is named "funding.0.planned"."""

    field: str
    message: str


def faults_of(
    action: ActionContent, *, plan, known: References, others: Iterable[ActionContent]
) -> list[Fault]:
    """Everything that is wrong with the action, in the order of its fields.

    `plan` has the period (a plan's row or its `PlanHead`); `others` are the actions of the same draft.
    """
    return [
        *_text_faults(action),
        *_reference_faults(action, known),
        *_day_faults(action, plan),
        *_amount("cost", action.cost),
        *_row_faults(action),
        *_funding_faults(action, plan, known),
        *_dependency_faults(action, known, {other.code: other for other in others}),
    ]


def _text_faults(action: ActionContent) -> Iterator[Fault]:
    if not action.title.strip():
        yield Fault("title", _("Enter the title of the action."))
    yield from _length("title", action.title, MAX_TITLE)
    if action.kind not in Action.Kind.values:
        yield Fault("kind", _("Choose the kind of the action from the list."))
    yield from _length("responsible_function", action.responsible_function, MAX_FUNCTION)


def _length(name: str, text: str, limit: int) -> Iterator[Fault]:
    if len(text) > limit:
        message = _("The text has %(count)s characters, and the limit here is %(limit)s. Shorten it.")
        yield Fault(name, message % {"count": len(text), "limit": limit})


def _reference_faults(action: ActionContent, known: References) -> Iterator[Fault]:
    advice = _("Take it out or choose another.")
    if action.lead_municipality and action.lead_partner:
        yield Fault("lead_partner", _("Choose one lead: a municipality or a partner, not both."))
    for name, codes, there, message in (
        ("goals", action.goals, known.goals, _("There is no goal “%(code)s” in the strategy (any more).")),
        ("indicators", action.indicators, known.indicators, _("There is no indicator “%(code)s”.")),
        ("lead_municipality", [action.lead_municipality], known.municipalities, _no_municipality()),
        ("lead_partner", [action.lead_partner], known.partners, _no_partner()),
        ("municipalities", action.municipalities, known.municipalities, _no_municipality()),
        ("partners", action.partners, known.partners, _no_partner()),
        ("responsible_team", [action.responsible_team], known.teams, _("There is no team “%(code)s”.")),
    ):
        for code in codes:
            if code and code not in there:
                yield Fault(name, f"{message % {'code': code}} {advice}")


def _no_municipality() -> str:
    return _("There is no municipality “%(code)s” in the Metropolis.")


def _no_partner() -> str:
    return _("There is no partner “%(code)s”.")


def _day_faults(action: ActionContent, plan) -> Iterator[Fault]:
    if action.start and action.end and action.end < action.start:
        message = _("The end (%(end)s) comes before the start (%(start)s).")
        both = {"start": short_date(action.start), "end": short_date(action.end)}
        yield Fault("end", message % both)
    days = [("start", action.start), ("end", action.end)]
    days += [(f"milestones.{number}.due", row.due) for number, row in enumerate(action.milestones)]
    for name, day in days:
        if day and not _in_period(plan, day.year):
            message = _("%(day)s lies outside the period of the plan (%(period)s).")
            yield Fault(name, message % {"day": short_date(day), "period": _period(plan)})


def _in_period(plan, year: int) -> bool:
    known = date.min.year < year < date.max.year
    after = plan.period_start is None or plan.period_start <= year
    return known and after and (plan.period_end is None or year <= plan.period_end)


def _period(plan) -> str:
    return f"{plan.period_start or '…'}–{plan.period_end or '…'}"


def _row_faults(action: ActionContent) -> Iterator[Fault]:
    for name in ("milestones", "products", "funding"):
        if len(getattr(action, name)) > MAX_ROWS:
            yield Fault(name, _("An action can have at most %(limit)s rows here.") % {"limit": MAX_ROWS})
    for number, point in enumerate(action.milestones):
        yield from _name(f"milestones.{number}.name", point.name, _("Enter the name of the milestone."))
    for number, product in enumerate(action.products):
        yield from _name(f"products.{number}.name", product.name, _("Enter the name of the indicator."))
        yield from _length(f"products.{number}.unit", product.unit, MAX_UNIT)
        if product.target is not None:
            yield from _size(f"products.{number}.target", product.target, TARGET_DIGITS, TARGET_PLACES)


def _name(name: str, text: str, missing: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(name, missing)
    yield from _length(name, text, MAX_NAME)


def _funding_faults(action: ActionContent, plan, known: References) -> Iterator[Fault]:
    seen: set[tuple[str, int]] = set()
    for number, row in enumerate(action.funding):
        name = f"funding.{number}"
        if row.source not in known.sources:
            message = _("There is no source of money “%(code)s”. Choose one from the list.")
            yield Fault(f"{name}.source", message % {"code": row.source})
        if (row.source, row.year) in seen:
            message = _("Money from this source in %(year)s stands twice. Put it in one row.")
            yield Fault(f"{name}.source", message % {"year": row.year})
        seen.add((row.source, row.year))
        if not _in_period(plan, row.year):
            message = _("The year %(year)s lies outside the period of the plan (%(period)s).")
            yield Fault(f"{name}.year", message % {"year": row.year, "period": _period(plan)})
        yield from _amount(f"{name}.planned", row.planned)
        yield from _amount(f"{name}.secured", row.secured)
        if row.secured.is_finite() and row.planned.is_finite() and row.secured > row.planned >= 0:
            message = _("More is secured (%(secured)s) than planned (%(planned)s).")
            amounts = {"secured": format_decimal(row.secured, 2), "planned": format_decimal(row.planned, 2)}
            yield Fault(f"{name}.secured", message % amounts)


def _amount(name: str, amount: Decimal | None) -> Iterator[Fault]:
    if amount is None:
        return
    if amount.is_finite() and amount < 0:
        yield Fault(name, _("An amount of money cannot be negative."))
    else:
        yield from _size(name, amount, MONEY_DIGITS, MONEY_PLACES)


def _size(name: str, number: Decimal, digits: int, places: int) -> Iterator[Fault]:
    """What the database can hold: digits before the comma, and after it."""
    if not number.is_finite() or number.adjusted() >= digits:
        yield Fault(name, _("The number is too large."))
    elif number != number.quantize(Decimal(1).scaleb(-places)):
        yield Fault(name, _("Give at most %(count)s decimal places.") % {"count": places})


def _dependency_faults(
    action: ActionContent, known: References, others: dict[str, ActionContent]
) -> Iterator[Fault]:
    advice = _("Take it out or choose another.")
    for code in action.depends_on:
        if code != action.code and code not in others and code not in known.actions:
            message = _("There is no action “%(code)s”, or it was removed.")
            yield Fault("depends_on", f"{message % {'code': code}} {advice}")
    if circle := circle_of(action, known, others):
        message = _("The dependencies run in a circle: %(circle)s.")
        yield Fault("depends_on", message % {"circle": " → ".join(circle)})


def circle_of(action: ActionContent, known: References, others: dict[str, ActionContent]) -> tuple[str, ...]:
    """Codes from the action back to itself along its dependencies; () where they lead nowhere."""
    needed = dict(known.actions) | {code: other.depends_on for code, other in others.items()}
    seen: set[str] = set()
    waiting = [(action.code, (action.code,))] if action.code else []
    needed[action.code] = action.depends_on
    while waiting:
        code, path = waiting.pop()
        for following in needed.get(code, ()):
            if following == action.code:
                return (*path, following)
            if following not in seen:
                seen.add(following)
                waiting.append((following, (*path, following)))
    return ()
