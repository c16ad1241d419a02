"""Everything that an action can name, in both languages: for workbooks, where people write names."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from metropolis.ui.models import in_column_order

from .reading import NAME_COLUMNS
from .references import References, actions_elsewhere

Names = dict[str, dict[str, dict[str, str]]]
# These are written by their codes; the others by their names.
BY_CODE = ("goals", "indicators", "actions")


def all_names() -> Names:
    """Names by kind and code, as in `PlanContent.names`, in one query."""
    parts = [
        _rows(model)
        .annotate(
            v_kind=Value(kind, CharField()),
            v_code=Cast(key, CharField()),
            v_pl=Cast(f"{text}_pl", CharField()),
            v_en=Cast(f"{text}_en", CharField()),
        )
        .values_list("v_kind", "v_code", "v_pl", "v_en")
        for kind, (model, key, text) in NAME_COLUMNS.items()
        if kind != "areas"
    ]
    names: Names = {kind: {} for kind in NAME_COLUMNS}
    for kind, code, pl, en in parts[0].union(*parts[1:], all=True):
        names[kind][code] = {"pl": pl or "", "en": en or pl or ""}
    return names


def _rows(model: Any):
    return in_column_order(model.objects.order_by())


def references(plan, names: Names) -> References:
    """The same as what may be referred to."""
    kinds = ("goals", "indicators", "municipalities", "partners", "teams", "sources")
    return References(**{kind: frozenset(names[kind]) for kind in kinds}, actions=actions_elsewhere(plan))


@dataclass
class Dictionary:
    """Words for codes and codes for words; a name that two things bear is written as the code."""

    names: Names

    def word(self, kind: str, code: str) -> str:
        """What is written for a code."""
        if kind in BY_CODE or code not in self.names.get(kind, {}):
            return code
        name = self.name(kind, code)
        return name if self._readings(kind).get(_fold(name)) == code else code

    def code(self, kind: str, word: str) -> str:
        """The code that was meant; the word itself where nothing is called so."""
        known = self.names.get(kind, {})
        if word in known or kind == "actions":
            return word
        first = word.split(" ")[0]
        if kind in BY_CODE and first in known:  # "4.1 Mieszkańcy jeżdżą koleją"
            return first
        return self._readings(kind).get(_fold(word), word)

    def name(self, kind: str, code: str) -> str:
        """What something is called in the reader's language."""
        names = self.names[kind][code]
        return names.get("en" if get_language() == "en" else "pl") or names.get("pl") or code

    def _readings(self, kind: str) -> dict[str, str]:
        """Codes by what people call the things, in either language; what is ambiguous is left out."""
        known = self.names.get(kind, {})
        if kind not in self._read:
            pairs = {(_fold(name), code) for code, names in known.items() for name in names.values() if name}
            count = Counter(name for name, _code in pairs)
            self._read[kind] = {name: code for name, code in pairs if count[name] == 1}
        return self._read[kind]

    def __post_init__(self) -> None:
        self._read: dict[str, dict[str, str]] = {}


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
