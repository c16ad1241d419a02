"""What stands on the edit page of an action: the form, its rows, and the sums of the saved money."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.shortcuts import render
from django.utils.translation import gettext as _

from strategy.plans.content import ActionContent

from . import presence
from .action_forms import ActionEditor
from .desk import Desk
from .field_words import lines_of
from .labels import FIELDS
from .parts import kept_key
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class Sums:
    """The money of a saved action, in PLN; `unfunded` is planned and not secured yet."""

    planned: Decimal
    secured: Decimal
    unfunded: Decimal
    differs: Decimal  # planned against the cost; zero where the cost is not known


def sums_of(action: ActionContent) -> Sums | None:
    """The sums; None where no money was entered."""
    if not action.funding:
        return None
    differs = abs(action.planned - action.cost) if action.cost is not None else Decimal(0)
    return Sums(action.planned, action.secured, action.planned - action.secured, differs)


def said(action: ActionContent, words: Vocabulary) -> list[tuple[str, list[str]]]:
    """Everything that an action says, for reading: (label, lines); the description stands by itself."""
    content = action.to_json()
    rows = ((FIELDS[name], lines_of(name, content[name], words)) for name in FIELDS if name in content)
    skipped = (FIELDS["title"], FIELDS["description"])
    return [(str(label), lines) for label, lines in rows if lines and label not in skipped]


def action_page(request, context: dict[str, Any], words: Vocabulary, editor=None, status: int = 200):
    """The form with the stored action or with what was typed; the action alone for those who may not edit."""
    item = context["item"]
    stored = ActionContent.from_json({**item.head.content, "code": item.key})
    if not context["desk"].may_edit or item.removed_at:
        context |= {"said": said(stored, words), "html": stored.description}
        return render(request, "forums/drafting/action_read.html", context)
    presence.touch(item, request.user)
    editor = editor or ActionEditor.of(words, stored, item.head.number)
    context |= _form(editor) | {"sums": sums_of(stored)}
    return render(request, "forums/drafting/action.html", context, status=status)


def new_action_page(request, desk: Desk, editor: ActionEditor, status: int = 200):
    """The form of an action that is not there yet."""
    title = _("New action")
    context = {
        "nav": "plans",
        "desk": desk,
        "plan": desk.plan,
        "title": title,
        "crumbs": desk.crumbs((title, None)),
        "kept_key": kept_key(desk, None),
    }
    return render(request, "forums/drafting/action.html", context | _form(editor), status=status)


def _form(editor: ActionEditor) -> dict[str, Any]:
    return {
        "editor": editor,
        "form": editor.form,
        "rows": editor.rows,
        "errors": editor.errors() if editor.form.is_bound else [],
    }
