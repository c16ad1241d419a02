"""A part's content before it is saved: cleaned, in its stored form, and without hard faults."""

from typing import Any

from metropolis.ui.richtext import NotAllowed, clean
from strategy.plans.content import ActionContent

from .contents import normal_action, normal_section
from .models import DraftItem
from .refusals import Invalid
from .validating import Fault, References, faults_of


def normal(item: DraftItem, content: dict[str, Any]) -> dict[str, Any]:
    """The content in its stored form, which tells whether two are equal."""
    return normal_section(content) if item.kind == DraftItem.Kind.SECTION else normal_action(content)


def checked(item: DraftItem, content: dict[str, Any], known: References | None = None) -> dict[str, Any]:
    """The content cleaned and in its stored form; raises Invalid with every fault at once."""
    content, faults = cleaned(item, content)
    faults += faults_in(item, content, known)
    if faults:
        raise Invalid(faults)
    return content


def cleaned(item: DraftItem, content: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """The content in its stored form without what is not allowed in rich text, and what that was."""
    name = "html" if item.kind == DraftItem.Kind.SECTION else "description"
    faults: list[Fault] = []
    try:
        text = clean(content.get(name, ""))
    except NotAllowed as refused:
        text, faults = refused.cleaned, [Fault(name, message) for message in refused.messages]
    return normal(item, {**content, name: text}), faults


def faults_in(item: DraftItem, content: dict[str, Any], known: References | None) -> list[Fault]:
    """Faults of a content in its stored form, read against the rest of the draft."""
    if item.kind == DraftItem.Kind.SECTION:
        return []
    others = DraftItem.objects.filter(plan=item.plan, kind=item.kind, removed_at__isnull=True)
    needed = others.exclude(key=item.key).values_list("key", "head__content__depends_on")
    return faults_of(
        ActionContent.from_json({**content, "code": item.key}),
        plan=item.plan,
        known=known or References.read(item.plan),
        others=[ActionContent(code=code, depends_on=tuple(codes or ())) for code, codes in needed],
    )
