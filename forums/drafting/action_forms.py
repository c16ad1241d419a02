"""The form of an action with its rows, and the way from what was typed to its content."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from metropolis.ui.richtext_fields import RichTextField
from strategy.models import Action
from strategy.plans.content import ActionContent

from .action_rows import ROWS
from .contents import natural
from .forms import PartForm, error_links
from .labels import FIELDS
from .validating import MAX_FUNCTION, Fault
from .vocabulary import Vocabulary
from .widgets import DayField, MoneyField, OpenChoiceField, OpenChoicesField

NOT_SAID = ("", _("not settled yet"))
LEADS = ("lead_municipality", "lead_partner")


class ActionForm(PartForm):
    """Everything of an action that is not in rows. Rules about its meaning are in `validating`."""

    title = forms.CharField(
        label=FIELDS["title"], error_messages={"required": _("Enter the title of the action.")}
    )
    description = RichTextField(label=FIELDS["description"], required=False)
    kind = forms.ChoiceField(label=FIELDS["kind"], choices=Action.Kind.choices, widget=forms.RadioSelect)
    is_obligatory = forms.BooleanField(label=FIELDS["is_obligatory"], required=False)
    is_flagship = forms.BooleanField(label=FIELDS["is_flagship"], required=False)
    goals = OpenChoicesField(label=FIELDS["goals"], required=False)
    indicators = OpenChoicesField(label=FIELDS["indicators"], required=False)
    lead = OpenChoiceField(label=_("Lead"), required=False)
    municipalities = OpenChoicesField(label=FIELDS["municipalities"], required=False)
    partners = OpenChoicesField(label=FIELDS["partners"], required=False)
    responsible_team = OpenChoiceField(label=FIELDS["responsible_team"], required=False)
    responsible_function = forms.CharField(
        label=FIELDS["responsible_function"],
        required=False,
        help_text=_("A function, not a name: names change, for example “head of the transport department”."),
        widget=forms.TextInput(attrs={"maxlength": MAX_FUNCTION}),
    )
    start = DayField(label=FIELDS["start"], help_text=_("For example 1.03.2027."))
    end = DayField(label=FIELDS["end"], help_text=_("For example 31.12.2028."))
    cost = MoneyField(
        label=FIELDS["cost"], help_text=_("For example 1 234 000,50. Leave it empty while it is not known.")
    )
    depends_on = OpenChoicesField(label=FIELDS["depends_on"], required=False)

    def __init__(self, *args, words: Vocabulary, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = words
        self._offer("goals", words.by_area("goals", self._chosen("goals")))
        self._offer("indicators", words.by_area("indicators", self._chosen("indicators")))
        self._offer("depends_on", words.needed_actions(self._chosen("depends_on")))
        self._offer("municipalities", words.choices("municipalities", self._chosen("municipalities")))
        self._offer("partners", words.choices("partners", self._chosen("partners")))
        self._offer(
            "responsible_team", [NOT_SAID, *words.choices("teams", [self._typed("responsible_team")])]
        )
        self._offer("lead", self._leads())

    def _offer(self, name: str, choices: list) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def _typed(self, name: str) -> Any:
        return self[name].value() or ""

    def _chosen(self, name: str) -> list[str]:
        return list(self._typed(name) or [])

    def _leads(self) -> list:
        """One list of who may lead, so that there cannot be two leads."""
        kind, _colon, code = str(self._typed("lead")).partition(":")
        groups = []
        for field, name, label in (
            ("lead_municipality", "municipalities", _("Municipalities")),
            ("lead_partner", "partners", _("Partners")),
        ):
            found = self.words.choices(name, [code] if kind == field else [])
            groups.append((label, [(f"{field}:{one}", text) for one, text in found]))
        return [NOT_SAID, *(group for group in groups if group[1])]


class ActionEditor:
    """The form of an action with its rows, as one thing."""

    def __init__(
        self, words: Vocabulary, *, data=None, initial: dict[str, Any] | None = None, more: str = ""
    ):
        """`data` is what was posted; `more` names the table of rows that gets an empty row."""
        self.words = words
        initial = initial or {}
        self.form = ActionForm(data, initial=initial, words=words)
        self.rows: dict[str, forms.BaseFormSet] = {}
        for name, formset in ROWS.items():
            known = list(initial.get(name, ()))
            known += [{}] if data is None and (name == more or not known) else []
            extra = {"form_kwargs": {"words": words}} if name == "funding" else {}
            self.rows[name] = formset(data, initial=known, prefix=name, **extra)
            self.rows[name].extra = 0 if data is not None or known else 1

    @classmethod
    def of(cls, words: Vocabulary, content: ActionContent, base: int) -> "ActionEditor":
        """The form with a stored action in it."""
        return cls(words, initial=initial_of(content) | {"base": base})

    @classmethod
    def as_typed(cls, words: Vocabulary, data, more: str = "") -> "ActionEditor":
        """What was typed, unchecked, with one more row: the form goes on being filled in."""
        typed = cls(words, data=data)
        initial = {name: typed.form[name].value() for name in typed.form.fields}
        for name, formset in typed.rows.items():
            initial[name] = [
                {field: row[field].value() for field in row.fields if field != "DELETE"}
                for row in formset.forms
                if not row["DELETE"].value()
            ]
        if more == "all-municipalities":
            initial["municipalities"] = [code for code, _name in words.choices("municipalities")]
        return cls(words, initial=initial, more=more)

    def is_valid(self) -> bool:
        """Whether everything typed can be read; what it means is checked when it is saved."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def content(self, code: str = "") -> ActionContent:
        """The action that was typed; ask `is_valid` first."""
        data = self.form.cleaned_data
        field, _colon, lead = data["lead"].partition(":")
        names = set(ActionContent.__dataclass_fields__) & set(data)
        values = {name: tuple(v) if isinstance(v := data[name], list) else v for name in names}
        rows = {name: tuple(row.content() for row in self._filled(name)) for name in self.rows}
        action = ActionContent(code=code, **values, **rows)
        return replace(action, **{field: lead}) if field in LEADS else action

    def add_faults(self, faults: list[Fault]) -> None:
        """Put what the rules say beside its field."""
        for fault in faults:
            name, _dot, rest = fault.field.partition(".")
            number, _dot, column = rest.partition(".")
            if column:
                self._row(name, int(number)).add_error(column, fault.message)
            elif name in self.rows:
                self.rows[name].non_form_errors().append(fault.message)
            else:
                name = "lead" if name in LEADS else name
                self.form.add_error(name if name in self.form.fields else None, fault.message)

    def errors(self) -> list[tuple[str, str]]:
        """(field id, sentence) for the summary: of the form, and of each row with its number."""
        links = error_links(self.form)
        for name, formset in self.rows.items():
            links += [(f"rows-{name}", f"{FIELDS[name]}: {error}") for error in formset.non_form_errors()]
            for number, row in enumerate(formset.forms, start=1):
                links += error_links(row, f"{FIELDS[name]}, {number}. ")
        return links

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names and values as the browser would post them, for a page that carries the form on."""
        forms_ = [
            self.form,
            *(form for rows in self.rows.values() for form in (rows.management_form, *rows.forms)),
        ]
        for form in forms_:
            for field in form:
                yield from _posted(field)

    def _filled(self, name: str) -> list:
        """Rows with something in them; money by year and source, as it is stored."""
        rows = [row for row in self.rows[name].forms if not row.is_blank]
        if name == "funding":
            rows.sort(key=lambda row: (row.cleaned_data["year"], natural(row.cleaned_data["source"])))
        return rows

    def _row(self, name: str, number: int):
        return self._filled(name)[number]


def initial_of(content: ActionContent) -> dict[str, Any]:
    """What stands in the fields for a stored action."""
    values = {name: getattr(content, name) for name in ActionContent.__dataclass_fields__}
    for field in LEADS:
        if code := values.pop(field):
            values["lead"] = f"{field}:{code}"
    for name in ROWS:
        values[name] = [vars(row) for row in values[name]]
    return values


def _posted(field) -> Iterator[tuple[str, str]]:
    value = field.value()
    if isinstance(value, bool):
        if value:
            yield field.html_name, "on"
    elif isinstance(value, list | tuple):
        for one in value:
            yield field.html_name, str(one)
    elif isinstance(field.field.widget, forms.DateInput):
        yield field.html_name, field.field.widget.format_value(value) or ""
    elif value is not None:
        yield field.html_name, str(value)
