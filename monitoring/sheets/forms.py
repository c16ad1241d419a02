"""Forms of the import: the file, and which column of it is which field."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.documents.tables.cells import letter_of, text

from .columns import BY_FIELD, COLUMNS
from .models import SheetUpload

EXAMPLE = 60
ACCEPTED = ".xlsx,.ods,.csv,.txt"


class UploadForm(forms.Form):
    """The filled-in file."""

    file = forms.FileField(
        label=gettext_lazy("Filled-in file (XLSX, ODS or CSV)"),
        help_text=gettext_lazy("At most 10 MB and 20,000 rows. You confirm before anything is saved."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file to send.")},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
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


def mapped_columns(upload: SheetUpload, mapping: dict[str, str]) -> list[MappedColumn]:
    """The columns of the file that have a heading or a value."""
    heading, rows = upload.table["heading"], upload.table["rows"][:50]
    width = max(len(heading), *(len(cells) for _number, cells in rows))
    columns = []
    for index in range(width):
        words = heading[index] if index < len(heading) else ""
        texts = (text(cells[index]) for _number, cells in rows if index < len(cells) and cells[index])
        example = next(texts, "")
        if words or example:
            shown = f"{example[:EXAMPLE]}…" if len(example) > EXAMPLE else example
            chosen = mapping.get(str(index), "")
            columns.append(MappedColumn(index, letter_of(index), words, shown, chosen))
    return columns


def field_choices() -> list[tuple[str, str]]:
    """What a column can be: what tells the row, and what is filled in."""
    named = ("code", "place", "period", "key")
    fields = [column for column in COLUMNS if column.is_input or column.field in named]
    return [("", _("Do not read")), *((column.field, str(column.label)) for column in fields)]


def posted_mapping(upload: SheetUpload, data) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The mapping that the person chose, and what is wrong with it as (id of the field, sentence)."""
    mapping: dict[str, str] = {}
    errors = []
    for column in mapped_columns(upload, {}):
        name = data.get(column.field_id, "")
        if name not in BY_FIELD:
            continue
        if name in mapping.values():
            words = {"label": str(BY_FIELD[name].label)}
            errors.append((column.field_id, _("Two columns are “%(label)s”. Choose one of them.") % words))
        mapping[str(column.index)] = name
    return mapping, errors
