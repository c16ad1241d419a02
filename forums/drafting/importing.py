"""What a workbook would change in a draft: every action anew and every fault by sheet, row and column.

Pure: reads the sheets as `workbook_reading` gave them and the draft as a document. Rows without a known
code are new actions; actions that the workbook does not name stay as they are; a sheet or a column that
is not in the file changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from metropolis.ui.richtext import NotAllowed, from_lines, plain
from strategy.plans.content import ActionContent, PlanContent

from .cells import Wrong, value_of
from .contents import normal_action
from .import_entries import CellFault, Entry, Spot, fold, letter_of, mapping_of
from .naming import Dictionary, Names
from .sheet_columns import ACTIONS, NEW_WORDS, ROW_SHEETS, Column, SheetPlan
from .validating import References, faults_of
from .workbook import too_long_for_a_cell
from .workbook_reading import Sheets

# Without these a sheet says nothing.
NEEDED = {
    "milestones": ("action", "name"),
    "products": ("action", "name"),
    "funding": ("action", "source", "year", "planned"),
}


@dataclass(frozen=True)
class ImportPlan:
    """What would be saved: whole contents by code, new ones with the codes that they would get."""

    changed: dict[str, dict[str, Any]]
    new: dict[str, dict[str, Any]]
    unchanged: tuple[str, ...]
    faults: tuple[CellFault, ...]
    before: PlanContent
    after: PlanContent

    @property
    def can_be_saved(self) -> bool:
        """Whether there is something to save, and nothing wrong."""
        return bool(self.changed or self.new) and not self.faults


def plan_import(
    draft: PlanContent,
    sheets: Sheets,
    mapping: dict[str, str],
    *,
    names: Names,
    known: References,
    next_number: int,
) -> ImportPlan:
    """Everything that the workbook changes in the draft. New actions are numbered from `next_number`."""
    reading = _Reading(draft, sheets, Dictionary(names), next_number)
    reading.read_actions(mapping)
    for key, sheet in ROW_SHEETS.items():
        if key in sheets:
            reading.read_rows(sheet)
    contents = {entry.code: reading.content(entry) for entry in reading.entries.values()}
    before = {action.code: action for action in draft.actions}
    after = tuple(contents.get(action.code, action) for action in draft.actions)
    after += tuple(content for code, content in contents.items() if code not in before)
    touched = {code: content for code, content in contents.items() if _differs(before.get(code), content)}
    for code in touched:
        faults = faults_of(touched[code], plan=draft.head, known=known, others=after)
        reading.faults += [reading.entries[code].place(fault) for fault in faults]
    bare = {code: _bare(content) for code, content in touched.items()}
    return ImportPlan(
        changed={code: content for code, content in bare.items() if code in before},
        new={code: content for code, content in bare.items() if code not in before},
        unchanged=tuple(code for code in contents if code not in touched),
        faults=tuple(sorted(reading.faults, key=lambda one: (reading.order(one.sheet), one.row, one.letter))),
        before=draft,
        after=replace(draft, actions=after),
    )


class _Reading:
    """Goes through the sheets and collects entries and faults."""

    def __init__(self, draft: PlanContent, sheets: Sheets, words: Dictionary, next_number: int):
        self.draft, self.sheets, self.words = draft, sheets, words
        self.before = {action.code: action for action in draft.actions}
        self.next_number = next_number
        self.entries: dict[str, Entry] = {}
        self.handles: dict[str, str] = {}
        self.faults: list[CellFault] = []

    def order(self, name: str) -> int:
        """Sheets in the order of the file."""
        return [sheet["name"] for sheet in self.sheets.values()].index(name)

    def read_actions(self, mapping: dict[str, str]) -> None:
        """One entry for each row of the sheet of actions."""
        for spot, cells in self._lines(ACTIONS, mapping):
            typed = cells.pop("code", (spot, ""))[1]
            if (entry := self._entry(typed, spot)) is not None:
                for name, (where, text) in cells.items():
                    self._read(entry.values, entry, name, ACTIONS.column(name), where, text)
        for entry in self.entries.values():
            if "depends_on" in entry.values:
                codes = entry.values["depends_on"]
                entry.values["depends_on"] = [self.handles.get(fold(code), code) for code in codes]

    def read_rows(self, sheet: SheetPlan) -> None:
        """Milestones, products or money: rows that name their action by its code."""
        header = self.sheets[sheet.key]["header"]
        mapping = mapping_of(header, sheet)
        if missing := [name for name in NEEDED[sheet.key] if name not in mapping.values()]:
            if self.sheets[sheet.key]["rows"]:
                labels = ", ".join(str(sheet.column(name).label) for name in missing)
                spot = Spot(self.sheets[sheet.key]["name"], 1)
                self.faults.append(spot.fault(_("A column is missing: %(labels)s.") % {"labels": labels}))
            return
        for entry in self.entries.values():
            if entry.is_listed:
                entry.rows[sheet.key] = []
        for spot, cells in self._lines(sheet, mapping):
            where, code = cells.pop("action", (spot, ""))
            if (entry := self._owner(code, where)) is None:
                continue
            rows = entry.rows.setdefault(sheet.key, [])
            row: dict[str, Any] = {}
            entry.spots[f"{sheet.key}.{len(rows)}"] = spot
            for name, (place, text) in cells.items():
                path = f"{sheet.key}.{len(rows)}.{name}"
                self._read(row, entry, name, sheet.column(name), place, text, path)
            rows.append(row)

    def content(self, entry: Entry) -> ActionContent:
        """The whole action as it would be."""
        old = self.before.get(entry.code)
        data = (old or ActionContent(code=entry.code)).to_json()
        data |= {name: value for name, value in entry.values.items() if not (name == "kind" and not value)}
        if "description" in entry.values:
            data["description"] = self._description(entry, old)
        for key in entry.rows:
            have = old.to_json()[key] if old else []
            data[key] = entry.contents_of(key, have)
        normal = {**normal_action(data), "code": entry.code}
        return ActionContent.from_json(normal)

    def _description(self, entry: Entry, old: ActionContent | None) -> str:
        """The old text where the cell says the same words: a cell has no headings, lists or tables."""
        typed, before = entry.values["description"], old.description if old else ""
        if old and (_lines(plain(before)) == _lines(typed) or typed in _too_long()):
            return before
        try:
            return from_lines(typed)
        except NotAllowed as refused:
            spot = entry.spots.get("description", entry.spot)
            self.faults += [spot.fault(message) for message in refused.messages]
            return before

    def _lines(
        self, sheet: SheetPlan, mapping: dict[str, str]
    ) -> Iterator[tuple[Spot, dict[str, tuple[Spot, str]]]]:
        """Rows as cells by field, each with where it stands; what is empty in mapped cells is skipped."""
        own = self.sheets[sheet.key]
        for number, texts in own["rows"]:
            cells = {}
            for index, name in mapping.items():
                text = texts[int(index)] if int(index) < len(texts) else ""
                label = str(sheet.column(name).label)
                cells[name] = (Spot(own["name"], number, letter_of(int(index)), label), text)
            if any(text for _spot, text in cells.values()):
                yield Spot(own["name"], number), cells

    def _entry(self, typed: str, spot: Spot) -> Entry | None:
        """The entry that a row of the sheet of actions begins; None where its code is at fault."""
        is_new = not typed or fold(typed).split(" ")[0] in NEW_WORDS
        code = f"{self.draft.head.code}.{self.next_number}" if is_new else typed
        if not is_new and code not in self.before:
            message = _("The draft has no action “%(code)s”. Leave the code of a new action empty.")
            self.faults.append(spot.fault(message % {"code": typed}))
            return None
        if code in self.entries or (typed and fold(typed) in self.handles):
            self.faults.append(spot.fault(_("The code “%(code)s” stands twice.") % {"code": typed}))
            return None
        self.next_number += is_new
        if typed and is_new:
            self.handles[fold(typed)] = code
        self.entries[code] = Entry(code, spot)
        return self.entries[code]

    def _owner(self, typed: str, spot: Spot) -> Entry | None:
        """The entry of a row that hangs on an action, which may be named in that sheet only."""
        code = self.handles.get(fold(typed), typed)
        if code in self.entries:
            return self.entries[code]
        if code in self.before:
            self.entries[code] = Entry(code, spot, is_listed=False)
            return self.entries[code]
        message = _("There is no action “%(code)s” in the draft or in the sheet of actions.")
        self.faults.append(spot.fault(message % {"code": typed}))
        return None

    def _read(
        self, into: dict, entry: Entry, name: str, column: Column, spot: Spot, text: str, path: str = ""
    ) -> None:
        entry.spots[path or name] = spot
        try:
            into[name] = value_of(column, text, self.words)
        except Wrong as wrong:
            self.faults.append(spot.fault(str(wrong)))


def _differs(old: ActionContent | None, new: ActionContent) -> bool:
    return old is None or normal_action(old.to_json()) != _bare(new)


def _bare(action: ActionContent) -> dict[str, Any]:
    data = action.to_json()
    del data["code"]
    return data


def _too_long() -> set[str]:
    texts = set()
    for language in ("pl", "en"):
        with override(language):
            texts.add(too_long_for_a_cell())
    return texts


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(one.split()) for one in text.splitlines()) if line]
