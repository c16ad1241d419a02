"""What a file would change in a campaign: every difference, every fault and every question, by its place.

Pure but for the rows it is given. The result is plain JSON, so that a preview of thousands of rows can
wait in the database; its answers carry the token of the row that the preview has shown.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from metropolis.documents.tables.cells import Cell, letter_of, text
from metropolis.ui.numbers import format_decimal
from monitoring.campaigns.filling import theirs, understand
from monitoring.campaigns.forms import stored_answer
from monitoring.campaigns.rows import LOCKED, Row
from monitoring.values.forms import Answer, Mistyped, Typed

from .columns import BY_FIELD, INPUTS
from .differing import NUMBERS, TEXTS, differences, question_of
from .lines import place_of
from .locating import Table
from .matching import Cells, Finder, Found, NotFound
from .merges import merged_faults
from .scope import Scope, mark
from .understanding import Wrong, number_of, words_of

# So many lines with one and the same fault are told once: it is the wrong file.
ALL_ALIKE = 3
HIDDEN_SHOWN = 10


@dataclass
class Plan:
    """What would be saved, and everything that has to be said before."""

    language: str
    changes: list[dict[str, Any]] = field(default_factory=list)
    conflicts: list[dict[str, Any]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    unchanged: int = 0
    left: int = 0

    def to_json(self) -> dict[str, Any]:
        """For a JSON column."""
        return dict(vars(self))


def plan_import(
    scope: Scope,
    rows: list[Row],
    table: Table,
    mapping: dict[str, str],
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Plan:
    """Compare the file with the rows as they are now. `tell` hears how many lines are done."""
    planning = _Planning(scope, rows, table, mapping)
    for count, (number, cells) in enumerate(table.rows, 1):
        planning.line(number, cells)
        if count % 500 == 0:
            tell(count, len(table.rows))
    planning.end()
    return planning.plan


class _Planning:
    """Goes through the lines and collects."""

    def __init__(self, scope: Scope, rows: list[Row], table: Table, mapping: dict[str, str]):
        self.table, self.mapping = table, mapping
        self.plan, self.finder = Plan(get_language() or "pl"), Finder(scope, rows)
        self.letters = {name: letter_of(int(index)) for index, name in mapping.items()}
        self.seen: dict[int, int] = {}
        self.not_found: Counter[str] = Counter()
        self.lines = 0

    def line(self, number: int, texts: list[Cell]) -> None:
        """One line of the file."""
        cells = {
            name: texts[int(index)] if int(index) < len(texts) else "" for index, name in self.mapping.items()
        }
        if not any(text(cell).strip() for cell in cells.values()):
            return
        self.lines += 1
        try:
            found = self.finder.find(cells)
        except NotFound as fault:
            self.not_found[fault.code] += 1
            self._say(self.plan.faults, number, fault.field, fault.message, fault.code)
            return
        pk = found.row.due.pk
        if pk in self.seen:
            message = _("The same row stands twice, here and in row %(row)s. Leave one of them.")
            self._say(self.plan.faults, number, "code", message % {"row": self.seen[pk]})
            return
        self.seen[pk] = number
        self._doubtful_code(number, found)
        self._compare(number, found, cells)

    def _doubtful_code(self, number: int, found: Found) -> None:
        """A spreadsheet that takes codes for numbers writes 4.1 for 4.10; an identifier would tell."""
        code = found.row.indicator.code
        if not found.mark and f"{code}0" in self.finder.by_code:
            message = _("Read as %(code)s. If it should be %(other)s, set the format of the column to text.")
            self._say(self.plan.warnings, number, "code", message % {"code": code, "other": f"{code}0"})

    def end(self) -> None:
        """What can be said only of the whole file."""
        _code, times = next(iter(self.not_found.most_common(1)), ("", 0))
        if times == self.lines >= ALL_ALIKE:
            first = self.plan.faults[0]
            message = _("This holds for all rows: is it the right file?")
            self.plan.faults = [first | {"message": f"{first['message']} {message}"}]
        for letter, row, message in merged_faults(self.table, self.letters.values()):
            self.plan.faults.append(_spot(row, letter, "", message))
        self._hidden()
        self.plan.faults.sort(key=lambda fault: fault["row"])

    def _hidden(self) -> None:
        numbers = {number for number, _cells in self.table.rows}
        hidden = [number for number in self.table.hidden if number in numbers]
        if hidden:
            shown = ", ".join(map(str, hidden[:HIDDEN_SHOWN])) + ("…" if len(hidden) > HIDDEN_SHOWN else "")
            sentence = ngettext(
                "%(count)s hidden row was read as well (%(rows)s).",
                "%(count)s hidden rows were read as well (%(rows)s).",
                len(hidden),
            )
            self.plan.notices.append(sentence % {"count": format_decimal(len(hidden)), "rows": shown})

    def _compare(self, number: int, found: Found, cells: Cells) -> None:
        row = found.row
        before = len(self.plan.faults)
        answer = self._answer(number, found, cells)
        if len(self.plan.faults) > before:
            return
        try:
            typed, unchanged = understand(answer, row)
        except Mistyped as fault:
            for name, message in fault.errors.items():
                self._say(self.plan.faults, number, name, message)
            return
        is_stale = bool(found.mark) and found.mark != mark(row)
        is_empty = typed.value is None and not typed.reason
        if unchanged:
            self.plan.unchanged += 1
            self._lost_words(number, row, typed)
        elif is_empty and (is_stale or not found.mark):
            self.plan.left += 1
        elif not row.editable:
            self._say(self.plan.faults, number, "value", _why_locked(row))
        else:
            self._change(number, row, typed, answer, is_stale=is_stale)

    def _answer(self, number: int, found: Found, cells: Cells) -> Answer:
        """What a person would have typed: the cells of the file over what is saved."""
        row, saved = found.row, stored_answer(found.row)
        answer: dict[str, str] = {name: getattr(saved, name) for name in INPUTS}
        if row.is_ratio:
            answer["value"] = ""
        for name in (name for name in INPUTS if name in cells):
            try:
                if name in TEXTS:
                    answer[name] = _same_words(words_of(cells[name]), answer[name])
                else:
                    answer[name] = self._number(number, row, name, cells[name])
            except Wrong as wrong:
                self._say(self.plan.faults, number, name, str(wrong))
        if answer["reason"] and not any(name in cells for name in NUMBERS):
            answer |= dict.fromkeys(NUMBERS, "")
        elif "reason" not in cells and any(answer[name] for name in NUMBERS if name in cells):
            answer["reason"] = ""
        return Answer(**answer, token=row.token)

    def _number(self, number: int, row: Row, name: str, cell: Cell) -> str:
        understood = number_of(cell, row.indicator, is_value=name == "value")
        if understood.text and row.is_ratio != (name != "value"):
            raise Wrong(_not_this_number(row))
        if understood.remark:
            self._say(self.plan.warnings, number, name, understood.remark)
        return understood.text

    def _lost_words(self, number: int, row: Row, typed: Typed) -> None:
        """A note beside neither a value nor a reason is kept nowhere."""
        if typed.value is None and row.latest is None and (typed.note or typed.explanation):
            message = _("A note is kept with a value only. Write the value too.")
            self._say(self.plan.warnings, number, "note" if typed.note else "explanation", message)

    def _change(self, number: int, row: Row, typed: Typed, answer: Answer, *, is_stale: bool) -> None:
        change = {
            "pk": row.due.pk,
            "submission": row.due.submission_id,
            "row": number,
            "code": row.indicator.code,
            "name": row.indicator.name,
            "place": place_of(row),
            "unit": row.indicator.unit,
            "fields": differences(row, typed),
            "question": question_of(row, typed),
            "answer": dict(vars(answer)),
        }
        if is_stale:
            change["theirs"] = _since_then(row)
        (self.plan.conflicts if is_stale else self.plan.changes).append(change)

    def _say(self, where: list, number: int, name: str, message: str, code: str = "") -> None:
        label = str(BY_FIELD[name].label) if name in BY_FIELD else ""
        where.append(_spot(number, self.letters.get(name, ""), label, message))


def _spot(row: int, letter: str, label: str, message: str) -> dict[str, Any]:
    return {"row": row, "letter": letter, "label": label, "message": message}


def _why_locked(row: Row) -> str:
    if row.state in LOCKED:
        return _("This value has already been sent and cannot be changed here.")
    return _("The campaign is closed. Write to the Association Office if you have data to add.")


def _since_then(row: Row) -> str:
    if row.is_returned:
        return _("Since the download the Association Office has returned this value.")
    return theirs(row)


def _not_this_number(row: Row) -> str:
    if row.is_ratio:
        return _("The portal counts this value from numerator and denominator. Leave the cell empty.")
    return _("This indicator has no numerator and denominator. Write the value and leave the cell empty.")


def _same_words(told: str, saved: str) -> str:
    """What is saved where the cell says the same: cells change line breaks and spaces."""
    return saved if told.split() == saved.split() else told
