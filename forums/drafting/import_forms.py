"""Forms of the import: the file, and which column of it is which field."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .import_entries import letter_of
from .models import ActionImport
from .sheet_columns import ACTIONS

EXAMPLE = 60


class UploadForm(forms.Form):
    """The workbook to import."""

    file = forms.FileField(
        label=gettext_lazy("Excel workbook (.xlsx)"),
        help_text=gettext_lazy(
            "At most 10 MB and 5,000 rows in a sheet. You confirm before anything is saved."
        ),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file to import.")},
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )


@dataclass(frozen=True)
class MappedColumn:
    """A column of the file: its letter and heading, a value from it, and the field chosen for it."""

    index: int
    letter: str
    heading: str
    example: str
    chosen: str

    @property
    def field_id(self) -> str:
        """The name and id of its select."""
        return f"column-{self.index}"


def mapped_columns(upload: ActionImport, mapping: dict[str, str]) -> list[MappedColumn]:
    """The columns of the sheet of actions."""
    sheet = upload.rows["actions"]
    columns = []
    for index, heading in enumerate(sheet["header"]):
        texts = (cells[index] for _number, cells in sheet["rows"] if index < len(cells) and cells[index])
        example = next(texts, "")
        example = f"{example[:EXAMPLE]}…" if len(example) > EXAMPLE else example
        columns.append(MappedColumn(index, letter_of(index), heading, example, mapping.get(str(index), "")))
    return columns


def field_choices() -> list[tuple[str, str]]:
    """What a column can be."""
    return [("", _("Do not import")), *((column.field, str(column.label)) for column in ACTIONS.columns)]


def posted_mapping(upload: ActionImport, data) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The mapping that the person chose, and what is wrong with it as (id of the field, sentence)."""
    known = {column.field: str(column.label) for column in ACTIONS.columns}
    mapping: dict[str, str] = {}
    errors = []
    for index in range(len(upload.rows["actions"]["header"])):
        name = data.get(f"column-{index}", "")
        if name not in known:
            continue
        if name in mapping.values():
            message = _("Two columns are “%(label)s”. Choose one of them.") % {"label": known[name]}
            errors.append((f"column-{index}", message))
        mapping[str(index)] = name
    return mapping, errors
