"""What changed between two texts of a plan, in a few words and numbers on top of the page."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.numbers import MINUS
from strategy.pages.money import zloty
from strategy.plans.comparing import PlanDifference, Sum

# A big figure, and what it counts.
Fact = tuple[str, str]


def facts_of(difference: PlanDifference) -> list[Fact]:
    """Sections, actions, schedule and money."""
    sections, moved = len(difference.changed_sections), len(difference.moved_actions)
    facts = [
        (str(sections), ngettext("section changed", "sections changed", sections)),
        _actions(difference),
        (
            str(moved),
            ngettext("action with another schedule", "actions with another schedule", moved),
        ),
        (signed(difference.planned.change), _money(difference.planned, _("money needed"))),
    ]
    if difference.secured.old or difference.secured.new:
        facts.append((signed(difference.secured.change), _money(difference.secured, _("money secured"))))
    return facts


def signed(amount: Decimal) -> str:
    """An amount with its sign: `+1 000 zł`."""
    return zloty(amount) if amount == 0 else f"{'+' if amount > 0 else MINUS}{zloty(abs(amount))}"


def _actions(difference: PlanDifference) -> Fact:
    count = len(difference.changed_actions)
    words = ngettext("action changed", "actions changed", count)
    added, removed = len(difference.actions_that("added")), len(difference.actions_that("removed"))
    parts = [
        ngettext("%(n)s of them new", "%(n)s of them new", added) % {"n": added} if added else "",
        ngettext("%(n)s of them removed", "%(n)s of them removed", removed) % {"n": removed}
        if removed
        else "",
    ]
    return str(count), ", ".join([words, *(part for part in parts if part)])


def _money(amount: Sum, words: str) -> str:
    if amount.change == 0:
        return _("%(what)s: %(amount)s, unchanged") % {"what": words, "amount": zloty(amount.new)}
    return _("%(what)s: %(new)s instead of %(old)s") % {
        "what": words,
        "new": zloty(amount.new),
        "old": zloty(amount.old),
    }
