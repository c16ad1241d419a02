"""What changed in the fields of a plan's head and of an action, as values that people read. Pure."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext

from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from strategy.actions.models import Action
from strategy.pages.money import zloty

from . import labels
from .comparing_notes import moved, paid
from .content import ActionContent, PlanContent

# "words" are compared word by word, "rich" too and are HTML; "value" goes from one to the other;
# "list" has what was added and removed, "rows" has rows with fields of their own.
Form = Literal["words", "rich", "value", "list", "rows"]


@dataclass(frozen=True)
class RowDifference:
    """A milestone, a product or money of one source and year."""

    kind: Literal["added", "removed", "changed"]
    name: str
    fields: tuple["FieldChange", ...]


@dataclass(frozen=True)
class FieldChange:
    """A field whose value changed. `old` and `new` are "" where nothing is said; `note` says by how much."""

    name: str
    label: str | Promise
    form: Form
    old: str = ""
    new: str = ""
    note: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    rows: tuple[RowDifference, ...] = ()


# How a value is read: it gets the document that it stands in, for the names.
Reader = Callable[[PlanContent, Any], str]


def _named(kind: str) -> Reader:
    def read(content: PlanContent, code: str) -> str:
        return content.name(kind, code, get_language() or "pl") if code else ""

    return read


def _coded(kind: str) -> Reader:
    """Goals and indicators are known by their codes, too."""

    def read(content: PlanContent, code: str) -> str:
        name = content.name(kind, code, get_language() or "pl")
        return code if name == code else f"{code} {name}"

    return read


def _text(_content: PlanContent, value: str) -> str:
    return value


def _kind_of_action(_content: PlanContent, value: str) -> str:
    return str(dict(Action.Kind.choices).get(value, value))


def _yes_or_no(_content: PlanContent, value: bool) -> str:
    return pgettext("value of a field", "yes") if value else pgettext("value of a field", "no")


def _day(_content: PlanContent, value: date) -> str:
    return short_date(value)


def _money(_content: PlanContent, value: Decimal) -> str:
    return zloty(value)


def _number(_content: PlanContent, value: Decimal) -> str:
    return format_decimal(value)


def _year(_content: PlanContent, value: int) -> str:
    return str(value)


def _other_action(content: PlanContent, code: str) -> str:
    action = content.action(code)
    return f"{code} {action.title}".strip() if action else code


HEAD_READERS: dict[str, tuple[Form, Reader]] = {
    "name_pl": ("words", _text),
    "name_en": ("words", _text),
    "area": ("value", _named("areas")),
    "period_start": ("value", _year),
    "period_end": ("value", _year),
}
ACTION_READERS: dict[str, tuple[Form, Reader]] = {
    "title": ("words", _text),
    "description": ("rich", _text),
    "kind": ("value", _kind_of_action),
    "is_obligatory": ("value", _yes_or_no),
    "is_flagship": ("value", _yes_or_no),
    "goals": ("list", _coded("goals")),
    "indicators": ("list", _coded("indicators")),
    "lead_municipality": ("value", _named("municipalities")),
    "lead_partner": ("value", _named("partners")),
    "municipalities": ("list", _named("municipalities")),
    "partners": ("list", _named("partners")),
    "responsible_team": ("value", _named("teams")),
    "responsible_function": ("words", _text),
    "start": ("value", _day),
    "end": ("value", _day),
    "cost": ("value", _money),
    "milestones": ("rows", _text),
    "products": ("rows", _text),
    "funding": ("rows", _text),
    "depends_on": ("list", _other_action),
}
ROW_READERS: dict[str, tuple[Form, Reader]] = {
    "name": ("words", _text),
    "due": ("value", _day),
    "unit": ("value", _text),
    "target": ("value", _number),
    "planned": ("value", _money),
    "secured": ("value", _money),
}


def head_fields(old: PlanContent, new: PlanContent) -> tuple[FieldChange, ...]:
    """What changed of the plan itself."""
    return _changes(old, new, old.head, new.head, HEAD_READERS, labels.HEAD)


def action_fields(
    before: PlanContent, after: PlanContent, old: ActionContent | None, new: ActionContent | None
) -> tuple[FieldChange, ...]:
    """What changed of an action; of one that came or went, everything that it says."""
    return _changes(before, after, old, new, ACTION_READERS, labels.ACTION)


def _changes(before, after, old, new, readers, names) -> tuple[FieldChange, ...]:
    changes = []
    for name, label in names.items():
        form, read = readers[name]
        values = getattr(old, name, None), getattr(new, name, None)
        if values[0] == values[1] or all(_is_unsaid(value) for value in values):
            continue
        if form == "list":
            changes.append(_list_change(name, label, read, (before, after), values))
        elif form == "rows":
            changes.append(_rows_change(name, label, (before, after), values))
        else:
            changes.append(_value_change(name, label, form, read, (before, after), values))
    return tuple(change for change in changes if change)


def _is_unsaid(value: Any) -> bool:
    """Nothing at all; an amount of 0 is something."""
    return value is None or value is False or value in ("", ())


def _value_change(name, label, form, read, documents, values) -> FieldChange:
    pairs = zip(documents, values, strict=True)
    old, new = ("" if one is None else read(document, one) for document, one in pairs)
    note = moved(*values) if name in ("start", "end", "due") else ""
    note = paid(*values) if name in ("cost", "planned", "secured") else note
    return FieldChange(name, label, form, old, new, note)


def _list_change(name, label, read, documents, values) -> FieldChange | None:
    old, new = (dict.fromkeys(one or ()) for one in values)
    added = tuple(read(documents[1], code) for code in new if code not in old)
    removed = tuple(read(documents[0], code) for code in old if code not in new)
    return FieldChange(name, label, "list", added=added, removed=removed) if added or removed else None


def _rows_change(name, label, documents, values) -> FieldChange | None:
    before, after = documents
    old, new = ({_row_key(row): row for row in one or ()} for one in values)
    rows = []
    for key in [*(key for key in old if key not in new), *new]:
        fields = _changes(before, after, old.get(key), new.get(key), ROW_READERS, labels.ROWS[name])
        if not fields and key in old and key in new:
            continue
        kind = "changed" if key in old and key in new else "added" if key in new else "removed"
        document, row = (after, new[key]) if key in new else (before, old[key])
        rows.append(RowDifference(kind, _row_name(document, row), fields))
    return FieldChange(name, label, "rows", rows=tuple(rows)) if rows else None


def _row_key(row: Any) -> Hashable:
    return (row.source, row.year) if hasattr(row, "source") else row.key


def _row_name(document: PlanContent, row: Any) -> str:
    if hasattr(row, "source"):
        return f"{_named('sources')(document, row.source)}, {row.year}"
    return row.name
