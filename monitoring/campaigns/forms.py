"""The entry page as a form: names of its fields, what was posted, and what each line shows."""

from dataclasses import dataclass, field, fields

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from metropolis.ui.numbers import format_decimal
from monitoring.values.forms import Answer

from .rows import Row

NAMES = [item.name for item in fields(Answer)]


class UnknownRow(ValueError):
    """A field of the form does not belong to any row."""


def posted_answers(data) -> dict[int, Answer]:
    """The answers of a posted page by row; each row brings its `token-<row>`."""
    ids = [name.removeprefix("token-") for name in data if name.startswith("token-")]
    if not all(text.isascii() and text.isdigit() and len(text) < 18 for text in ids):
        raise UnknownRow
    return {int(pk): Answer(**{name: data.get(f"{name}-{pk}", "") for name in NAMES}) for pk in ids}


def editable_number(number) -> str:
    """A number as it stands in a field: grouped by spaces, so that it can be read back."""
    if number is None:
        return ""
    text = format_decimal(number, language="pl")
    return text if get_language() == "pl" else text.replace(",", ".")


def stored_answer(row: Row) -> Answer:
    """What is known about a row; the source stands there from the last time."""
    known = row.latest
    past_source = row.past.source if row.past else ""
    if known is None:
        return Answer(
            source=past_source or row.indicator.data_source,
            reason=row.due.no_data_reason,
            token=row.token,
        )
    shown = not row.due.no_data_reason
    return Answer(
        value=editable_number(known.value) if shown else "",
        numerator=editable_number(known.numerator) if shown else "",
        denominator=editable_number(known.denominator) if shown else "",
        source=known.source,
        note=known.note,
        explanation=known.explanation,
        reason=row.due.no_data_reason,
        token=row.token,
    )


@dataclass
class Line:
    """A line of the entry page: the row, the texts in its fields, and what is wrong with them."""

    row: Row
    texts: Answer
    errors: dict[str, str] = field(default_factory=dict)
    stale: str = ""

    @cached_property
    def pk(self) -> SafeString:
        """The row's key, as safe text: it stands thirty times in a line and needs no formatting there."""
        return SafeString(self.row.due.pk)

    @cached_property
    def faults(self) -> dict[str, str]:
        """The sentence under each field, empty where nothing is wrong."""
        return dict.fromkeys(NAMES, "") | self.errors

    @property
    def first_field(self) -> str:
        """Where a link to this line leads."""
        return f"{'numerator' if self.row.is_ratio else 'value'}-{self.pk}"

    @property
    def past_number(self) -> str:
        """The last value as it would be typed."""
        return editable_number(self.row.past.value) if self.row.past else ""

    @property
    def past_parts(self) -> str:
        """The last value as its number fields would be filled in, parted by `|`."""
        past = self.row.past
        if not self.row.can_repeat:
            return ""
        parts = [past.numerator, past.denominator] if self.row.is_ratio else [past.value]
        return "|".join(map(editable_number, parts))


def lines_of(rows: list[Row], filled=None, answers=None) -> list[Line]:
    """Lines for the page. After a failed save, what was typed stands there, not what is stored."""
    lines = []
    for row in rows:
        line = Line(row, stored_answer(row))
        if filled is not None and row.due.pk in answers:
            line.errors = filled.errors.get(row.due.pk, {})
            line.stale = filled.stale.get(row.due.pk, "")
            if line.errors or line.stale:
                typed = answers[row.due.pk]
                line.texts = Answer(
                    **{name: getattr(typed, name) for name in NAMES if name != "token"},
                    token=row.token if line.stale else typed.token,
                )
        lines.append(line)
    return lines


def error_links(lines: list[Line]) -> list[tuple[str, str]]:
    """(field id, sentence) for the summary above the form."""
    links = []
    for line in lines:
        code = line.row.indicator.code
        if line.stale:
            links.append((line.first_field, f"{code}: {line.stale}"))
        links += [(f"{name}-{line.pk}", f"{code}: {text}") for name, text in line.errors.items()]
    return links
