"""What a field of an action says, as lines of text: for showing old, proposed and present words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forums.drafting.vocabulary import Vocabulary
from metropolis.ui import richtext
from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from strategy.models import Action

# Fields that hold codes, and the kind under which the vocabulary knows them.
NAMED = {
    "goals": "goals",
    "indicators": "indicators",
    "municipalities": "municipalities",
    "partners": "partners",
    "lead_municipality": "municipalities",
    "lead_partner": "partners",
    "responsible_team": "teams",
    "depends_on": "actions",
}


def lines_of(name: str, value: Any, vocabulary: Vocabulary) -> list[str]:
    """The value in the reader's language, a line for each thing in it; [] where it says nothing."""
    if value in (None, "", [], ()):
        return []
    if name in NAMED:
        codes = [value] if isinstance(value, str) else value
        return [_name(vocabulary, NAMED[name], code) for code in codes]
    if name in ROWS:
        return [ROWS[name](row, vocabulary) for row in value]
    return [_single(name, value)]


def _name(vocabulary: Vocabulary, kind: str, code: str) -> str:
    """An action that another plan has in force is known under another kind."""
    if kind == "actions" and any(term.code == code for term in vocabulary.terms.get("others", ())):
        kind = "others"
    return vocabulary.name(kind, code)


def _single(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in ("start", "end"):
        return short_date(date.fromisoformat(value))
    if name == "cost":
        return _money(value)
    if name == "kind":
        return str(dict(Action.Kind.choices).get(value, value))
    return richtext.plain(value) if name == "description" else str(value)


def _milestone(row: dict, vocabulary: Vocabulary) -> str:
    due = short_date(date.fromisoformat(row["due"])) if row.get("due") else _("no date")
    return f"{row['name']} ({due})"


def _product(row: dict, vocabulary: Vocabulary) -> str:
    if row.get("target") is None:
        return row["name"]
    unit = f" {row['unit']}" if row.get("unit") else ""
    return f"{row['name']}: {format_decimal(Decimal(row['target']))}{unit}"


def _funding(row: dict, vocabulary: Vocabulary) -> str:
    return pgettext(
        "money of an action", "%(source)s, %(year)s: %(planned)s, of which secured %(secured)s"
    ) % {
        "source": vocabulary.name("sources", row["source"]),
        "year": row["year"],
        "planned": _money(row["planned"]),
        "secured": _money(row["secured"]),
    }


def _money(text: str) -> str:
    return _("PLN %(amount)s") % {"amount": format_decimal(Decimal(text), 2)}


ROWS: dict[str, Callable[[dict, Vocabulary], str]] = {
    "milestones": _milestone,
    "products": _product,
    "funding": _funding,
}
