"""The page of a collision: what stands on it, and what the person decided there."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.ui.richtext_fields import RichTextField
from metropolis.ui.worddiff import redline
from strategy.plans.content import ActionContent

from .action_forms import LEADS, ActionEditor, ActionForm
from .field_words import lines_of
from .labels import label_of
from .merging import Conflict, merge_part
from .models import DraftItem
from .refusals import Collision
from .vocabulary import Vocabulary

MINE, THEIRS, OWN = "mine", "theirs", "own"
# Fields in which a third text can be written; of lists one is chosen, and corrected afterwards.
WRITABLE = ("title", "description", "responsible_function", "start", "end", "cost")


@dataclass(frozen=True)
class Side:
    """One of the three: its name, and its words (rich text, or a line for each thing)."""

    label: str
    html: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A field to decide: its three sides, and the fields of the form that answer it."""

    label: str
    sides: list[Side]
    choice: forms.BoundField
    own: forms.BoundField | None


class SectionDecision(forms.Form):
    """The text of a section after a collision."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Which text should stand in the plan?"), widget=forms.RadioSelect
    )
    resolved = RichTextField(label=gettext_lazy("The text put together"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = _choices(_("the text below, put together and corrected by me"))


class ActionDecision(forms.Form):
    """What should stand in each field that two people changed."""

    def __init__(self, *args, collision: Collision, **kwargs):
        super().__init__(*args, **kwargs)
        self.collision = collision
        names = ("lead" if one.field in LEADS else one.field for one in collision.conflicts)
        self.names = list(dict.fromkeys(names))  # the two fields of the lead are one question
        for name in self.names:
            self.fields[f"choice-{name}"] = forms.ChoiceField(
                label=_("What should stand in the plan: %(field)s") % {"field": self.label(name)},
                choices=_choices(_("what I write here") if name in WRITABLE else ""),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose which one should stand in the plan.")},
            )
            if name in WRITABLE:
                self.fields[f"own-{name}"] = self._own(name)

    def _own(self, name: str) -> forms.Field:
        field = deepcopy(ActionForm.base_fields[name])
        field.label = _("%(field)s: my own words") % {"field": field.label}
        field.required, field.help_text = False, ""
        field.initial = getattr(ActionContent.from_json({**self.collision.merged, "code": ""}), name)
        return field

    def label(self, name: str) -> str:
        """What the field is called."""
        if name == "lead":
            return str(ActionForm.base_fields[name].label)
        return next(one.label for one in self.collision.conflicts if one.field == name)

    def field_of(self, fault: str) -> str | None:
        """The field of this form that a fault of the action belongs to; None is the form as a whole."""
        name = fault.partition(".")[0]
        name = f"choice-{'lead' if name in LEADS else name}"
        return name if name in self.fields else None


def questions(form: ActionDecision, collision: Collision, words: Vocabulary) -> list[Question]:
    """The fields to decide, with their three sides."""
    return [
        Question(
            label=form.label(name),
            sides=_sides(name, collision, words),
            choice=form[f"choice-{name}"],
            own=form[f"own-{name}"] if name in WRITABLE else None,
        )
        for name in form.names
    ]


def section_sides(collision: Collision) -> list[Side]:
    """The three texts of a section, with what each person changed marked in place."""
    texts = [(one.base, one.mine, one.theirs) for one in collision.conflicts]
    base, mine, theirs = texts[0] if texts else (collision.merged["html"],) * 3
    return [
        Side(_("The text that both started from"), html=base),
        Side(_("Your text"), html=redline(base, mine)),
        Side(_("The other person's text"), html=redline(base, theirs)),
    ]


def collision_again(
    item: DraftItem, mine: dict[str, Any], base: int, seen: int, asked: Iterable[str] = ()
) -> Collision:
    """The collision that the page showed, worked out again from what the form carried.

    `asked` are fields that the page asked about; two rightful changes can be wrong only together.
    """
    rows = item.revisions.filter(number__in=(base, seen)).select_related("author")
    found = {row.number: row for row in rows}
    theirs = found.get(seen, item.head)
    first = found.get(base, theirs)
    merged = merge_part(first.content, mine, theirs.content)
    conflicts = list(merged.conflicts)
    known = {conflict.field for conflict in conflicts}
    for name in asked:
        if name in mine and name not in known:
            values = (first.content.get(name), mine[name], theirs.content.get(name))
            conflicts.append(Conflict(name, label_of(name), *values))
    return Collision(item, first, theirs, mine, merged.content, conflicts)


def decide_action(form: ActionDecision, collision: Collision) -> dict[str, Any]:
    """The action with what was decided; ask the form whether it is valid first."""
    known = {conflict.field: conflict for conflict in collision.conflicts}
    content, own = dict(collision.merged), {}
    for name in form.names:
        decided = form.cleaned_data[f"choice-{name}"]
        if decided == OWN:
            own[name] = form.cleaned_data[f"own-{name}"]
        elif decided == MINE:
            for field in LEADS if name == "lead" else (name,):
                content[field] = known[field].mine if field in known else collision.mine[field]
    action = replace(ActionContent.from_json({**content, "code": ""}), **own)
    return {name: value for name, value in action.to_json().items() if name != "code"}


def carried_pairs(collision: Collision, words: Vocabulary | None = None) -> Iterator[tuple[str, str]]:
    """Mine as hidden fields of the page, so that it can be decided about without any script."""
    if words is None:
        yield "html", collision.mine["html"]
        yield "base", str(collision.base.number)
        return
    content = ActionContent.from_json({**collision.mine, "code": collision.item.key})
    yield from ActionEditor.of(words, content, collision.base.number).pairs()


def _sides(name: str, collision: Collision, words: Vocabulary) -> list[Side]:
    labels = {"base": _("Before"), "mine": _("Yours"), "theirs": _("The other person's")}
    fields = LEADS if name == "lead" else (name,)
    rows = [one for one in collision.conflicts if one.field in fields]
    if name == "description":
        [row] = rows
        texts = [row.base, redline(row.base, row.mine), redline(row.base, row.theirs)]
        return [Side(label, html=text) for label, text in zip(labels.values(), texts, strict=True)]
    return [
        Side(
            label,
            lines=tuple(line for row in rows for line in lines_of(row.field, getattr(row, side), words)),
        )
        for side, label in labels.items()
    ]


def _choices(own: str) -> list[tuple[str, str]]:
    choices = [(MINE, _("my text")), (THEIRS, _("the other person's text"))]
    return [*choices, (OWN, own)] if own else choices
