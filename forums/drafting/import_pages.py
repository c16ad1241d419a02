"""What the pages of the import show."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext

from metropolis.ui.richtext import blocks
from strategy.plans.comparing import ActionDifference, compare

from .import_forms import field_choices, mapped_columns
from .import_saving import moved, moved_sentence, read_import
from .importing import ImportPlan
from .models import ActionImport, DraftItem

FAULTS_SHOWN = 200
CHANGES_SHOWN = 100


@dataclass(frozen=True)
class Preview:
    """The import as it would be saved, in words."""

    planned: ImportPlan
    actions: list[ActionDifference]
    flattened: list[str]
    moved: str

    @property
    def can_be_saved(self) -> bool:
        """Whether the button is there."""
        return self.planned.can_be_saved and not self.moved

    @property
    def faults(self) -> tuple:
        """The faults that are shown; a page of thousands would help nobody."""
        return self.planned.faults[:FAULTS_SHOWN]

    @property
    def faults_left(self) -> int:
        """How many faults are not shown."""
        return max(len(self.planned.faults) - FAULTS_SHOWN, 0)

    @property
    def changes_shown(self) -> list[ActionDifference]:
        """The differences that are shown."""
        return self.actions[:CHANGES_SHOWN]

    @property
    def changes_left(self) -> int:
        """How many actions that change are not shown."""
        return max(len(self.actions) - CHANGES_SHOWN, 0)

    @property
    def counts(self) -> list[tuple[int, str]]:
        """New, changed and unchanged actions, as figures with words."""
        new, changed, same = len(self.planned.new), len(self.planned.changed), len(self.planned.unchanged)
        return [
            (new, ngettext("new action", "new actions", new)),
            (changed, ngettext("changed action", "changed actions", changed)),
            (same, ngettext("action without changes", "actions without changes", same)),
        ]


def preview_of(upload: ActionImport, items: list[DraftItem]) -> Preview:
    """The upload compared with the draft as it stands."""
    planned = read_import(upload, items)
    codes = moved(upload, items)
    difference = compare(planned.before, planned.after)
    return Preview(
        planned, difference.changed_actions, _flattened(planned), moved_sentence(codes) if codes else ""
    )


def check_context(upload: ActionImport, preview: Preview, mapping: dict[str, str]) -> dict:
    """The page of the preview."""
    columns = mapped_columns(upload, mapping)
    return {
        "upload": upload,
        "preview": preview,
        "columns": columns,
        "choices": field_choices(),
        "has_title": "title" in mapping.values(),
        "left_out": [column for column in columns if not column.chosen and column.heading],
        "foreign": "" if get_language() == "pl" else "pl",
    }


def _flattened(planned: ImportPlan) -> list[str]:
    """Actions whose description loses headings, lists, tables or marked words: a cell has none."""
    codes = []
    for code, content in planned.changed.items():
        old = planned.before.action(code)
        if old and old.description != content["description"] and _is_formatted(old.description):
            codes.append(code)
    return codes


def _is_formatted(html: str) -> bool:
    return any(
        block.kind != "paragraph" or any(run.bold or run.italic or run.href for run in block.runs)
        for block in blocks(html)
    )
