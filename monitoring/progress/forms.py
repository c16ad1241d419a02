"""The form of a report on an action, and the way from what was typed to an answer."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.drafting.widgets import DayField, MoneyField, YearField
from strategy.models import FundingSource

from .answers import NOTE_LIMIT, Answer, MilestoneAnswer, SpendingAnswer
from .entry import starting_answer
from .models import ProgressRevision
from .subjects import Subject

NEW_ROWS = 2
NOBODY = ("", _("choose a source"))
WHOLE_ROW = _("Give the source, the year and the amount, or leave the row empty.")


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone of the plan with its three fields."""

    milestone: Any
    reached: BoundField
    expected: BoundField
    note: BoundField


@dataclass(frozen=True)
class SpendingRow:
    """A source and a year with the field for the amount, and what the plan has for it."""

    source: FundingSource
    year: int
    planned: Any
    secured: Any
    amount: BoundField


class PercentField(forms.IntegerField):
    """Whole per cent; the sign behind it may be typed along."""

    default_error_messages = {"invalid": _("Write per cent as a whole number from 0 to 100.")}

    def validate(self, value):
        """What is missing is a fault only where the stage does not tell it: see `answers.percent_of`."""

    def to_python(self, value):
        """The number without its sign."""
        return super().to_python(str(value).replace("%", "").strip() if value is not None else value)


def _lines(label, hint="", rows=4):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget)


class ProgressForm(forms.Form):
    """How the action stands, its milestones, the money spent. What it means is checked when it is saved."""

    stage = forms.ChoiceField(
        label=_("How the action stands"),
        choices=ProgressRevision.Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the action stands.")},
    )
    percent = PercentField(
        label=_("Per cent done"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-short"}),
        help_text=_("A whole number from 0 to 100, an estimate is enough."),
    )
    done = _lines(_("What was done in this period"))
    blocks = _lines(
        _("What blocks the action"), _("Needed when it is delayed, blocked or abandoned."), rows=3
    )
    explanation = _lines(_("Explanation of what the portal asked about"), rows=2)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, subject: Subject, data=None):
        self.subject = subject
        self.answer_shown = starting_answer(subject)
        super().__init__(data, initial=self._initial(), auto_id="f-%s")
        self._money = _money_lines(subject, self.answer_shown)
        self._add_milestones()
        self._add_spending()

    def _initial(self):
        names = ("stage", "percent", "done", "blocks", "explanation")
        shown = self.answer_shown
        known = {name: getattr(shown, name) for name in names} if shown else {}
        return known | {"token": self.subject.token}

    def _add_milestones(self):
        said = {one.key: one for one in self.answer_shown.milestones} if self.answer_shown else {}
        for one in self.subject.action.milestones.all():
            known = said.get(one.key, MilestoneAnswer(one.key))
            self.fields[f"m-{one.key}-reached"] = DayField(label=_("Reached on"), initial=known.reached_on)
            self.fields[f"m-{one.key}-expected"] = DayField(
                label=_("Now expected on"), initial=known.expected_on
            )
            self.fields[f"m-{one.key}-note"] = forms.CharField(
                label=_("Note"), required=False, max_length=NOTE_LIMIT, initial=known.note
            )

    def _add_spending(self):
        for number, line in enumerate(self._money):
            self.fields[f"s-{number}"] = MoneyField(label=_("Spent, PLN"), initial=line["amount"])
        sources = [NOBODY, *((source.code, source.name) for source in FundingSource.objects.all())]
        for number in range(NEW_ROWS):
            self.fields[f"n-{number}-source"] = forms.ChoiceField(
                label=_("Source"), choices=sources, required=False
            )
            self.fields[f"n-{number}-year"] = YearField(label=_("Year"))
            self.fields[f"n-{number}-amount"] = MoneyField(label=_("Spent, PLN"))

    def clean(self):
        """A new row of money is whole or empty."""
        data = super().clean()
        for number in range(NEW_ROWS):
            names = [f"n-{number}-{part}" for part in ("source", "year", "amount")]
            if any(name in self.errors for name in names):
                continue
            empty = [name for name in names if data.get(name) in (None, "")]
            if empty and len(empty) < len(names):
                self.add_error(empty[0], WHOLE_ROW)
        return data

    def answer(self) -> Answer:
        """What was typed; ask `is_valid` first."""
        data = self.cleaned_data
        milestones = tuple(
            MilestoneAnswer(
                one.key,
                data[f"m-{one.key}-reached"],
                data[f"m-{one.key}-expected"],
                data[f"m-{one.key}-note"],
            )
            for one in self.subject.action.milestones.all()
        )
        plain = {name: data[name] for name in ("stage", "percent", "done", "blocks", "explanation")}
        return Answer(**plain, milestones=milestones, spending=tuple(row for _name, row in self._spent()))

    def _spent(self):
        """Field and row of each amount that was typed."""
        data = self.cleaned_data
        for number, line in enumerate(self._money):
            if (amount := data[f"s-{number}"]) is not None:
                yield f"s-{number}", SpendingAnswer(line["source"].code, line["year"], amount)
        for number in range(NEW_ROWS):
            source, year = data[f"n-{number}-source"], data[f"n-{number}-year"]
            if source and (amount := data[f"n-{number}-amount"]) is not None:
                yield f"n-{number}-amount", SpendingAnswer(source, year, amount)

    def add_faults(self, faults: dict[str, str]) -> None:
        """Put what the rules say beside its field."""
        spent = [name for name, _row in self._spent()]
        for place, sentence in faults.items():
            kind, _dot, rest = place.partition(".")
            if kind == "milestones":
                place = f"m-{rest}-reached"
            elif kind == "spending":
                place = spent[int(rest)]
            self.add_error(place if place in self.fields else None, sentence)

    def shows(self, token: str) -> None:
        """From now on the page speaks of this state: saving once more keeps what was typed."""
        self.data = {**{name: self.data[name] for name in self.data}, "token": token}

    @property
    def links(self) -> list[tuple[str, str]]:
        """(field id, sentence) for the summary of errors."""
        return [
            ("" if name == "__all__" else f"f-{name}{'_0' if name == 'stage' else ''}", str(sentence))
            for name, sentences in self.errors.items()
            for sentence in sentences
        ]

    @property
    def milestone_rows(self) -> list[MilestoneRow]:
        """The milestones with their fields."""
        return [
            MilestoneRow(one, *(self[f"m-{one.key}-{part}"] for part in ("reached", "expected", "note")))
            for one in self.subject.action.milestones.all()
        ]

    @property
    def spending_rows(self) -> list[SpendingRow]:
        """The known sources and years with their fields."""
        return [
            SpendingRow(line["source"], line["year"], line["planned"], line["secured"], self[f"s-{number}"])
            for number, line in enumerate(self._money)
        ]

    @property
    def has_new_rows(self) -> bool:
        """Whether something stands in the rows for other sources and years, so that they are not hidden."""
        return any(field.value() for fields in self.new_rows for field in fields)

    @property
    def new_rows(self) -> list[list[BoundField]]:
        """Empty rows for sources and years that the plan does not have."""
        return [
            [self[f"n-{number}-{part}"] for part in ("source", "year", "amount")]
            for number in range(NEW_ROWS)
        ]


class CorrectionForm(ProgressForm):
    """The same with the reason; whether there is one is checked where the correction is proposed."""

    correction = _lines(
        _("Why is it corrected?"),
        _("One sentence. It stays in the history, and explains what looks odd."),
        rows=2,
    )


def _money_lines(subject: Subject, answer: Answer | None) -> list[dict]:
    """Every source and year that the plan has until today, or that was reported; by year."""
    lines = {
        (row.year, row.source.order, row.source.code): {
            "source": row.source, "year": row.year, "planned": row.planned, "secured": row.secured,
            "amount": None,
        }
        for row in subject.action.funding.all()
        if row.year <= timezone.localdate().year
    }  # fmt: skip
    rows = subject.shown.spending.all() if answer else ()
    for row in rows:
        key = (row.year, row.source.order, row.source.code)
        line = lines.setdefault(
            key, {"source": row.source, "year": row.year, "planned": None, "secured": None}
        )
        line["amount"] = row.amount
    return [lines[key] for key in sorted(lines)]
