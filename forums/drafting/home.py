"""What the home of a draft shows: every part with its state, who is at it, and what waits for an answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from metropolis.ui.dates import clock, short_date
from metropolis.ui.richtext import word_count
from strategy.plans.content import ActionContent, PlanContent, SectionContent

from .desk import Desk
from .models import Comment, DraftItem, Proposal, Revision
from .presence import present
from .reading import draft_content

Kind = DraftItem.Kind


@dataclass(frozen=True)
class Line:
    """A part of the draft in the list."""

    key: str
    name: str
    state: str  # code of the badge
    state_label: str
    facts: str = ""  # days and money of an action, length of a section
    changed: str = ""
    present: str = ""
    proposals: str = ""
    comments: str = ""


@dataclass(frozen=True)
class Home:
    """The draft as a list, and as a document; `removed` are actions taken out, which can come back."""

    sections: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)
    removed: list[DraftItem] = field(default_factory=list)
    content: PlanContent | None = None


@dataclass(frozen=True)
class _Waiting:
    """Open proposals, open threads of comments and people at work, by the item's key in the database."""

    proposals: dict[int | None, int]
    comments: dict[int | None, int]
    people: dict[int, list[str]]


def read_home(desk: Desk) -> Home:
    """The whole list in a number of queries that does not depend on the number of parts."""
    items = list(desk.plan.draft_items.filter(head__isnull=False).select_related("head", "head__author"))
    content = draft_content(desk.plan, [item for item in items if not item.removed_at])
    described = {action.code: action for action in content.actions}
    waiting = _waiting(desk)
    sections = {item.key: item for item in items if item.kind == Kind.SECTION}
    actions = [item for item in items if item.kind == Kind.ACTION]
    return Home(
        sections=[_section_line(one, sections.get(one.key), waiting) for one in content.sections],
        actions=[_action_line(item, described[item.key], waiting) for item in actions if not item.removed_at],
        removed=[item for item in actions if item.removed_at],
        content=content,
    )


def change_words(revision: Revision | None) -> str:
    """Who changed a part last, and when; nothing for one that nobody has touched."""
    if revision is None or revision.origin == Revision.Origin.START:
        return ""
    who = str(revision.author) if revision.author else _("nobody named")
    return _("changed: %(who)s, %(when)s") % {"who": who, "when": moment(revision.made_at)}


def moment(at: datetime) -> str:
    """A moment in a few words: today's by the clock alone."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return _("today at %(time)s") % {"time": clock(at)}
    return _("%(day)s at %(time)s") % {"day": short_date(at), "time": clock(at)}


def at_work(people: Iterable[Any]) -> str:
    """Who is at a part, as a sentence; nothing for nobody."""
    names = ", ".join(str(person) for person in people)
    return _("Editing now: %(names)s") % {"names": names} if names else ""


def _waiting(desk: Desk) -> _Waiting:
    plan, user = desk.plan, desk.user
    proposals = Proposal.objects.filter(item__plan=plan, state=Proposal.State.OPEN)
    threads = Comment.objects.filter(plan=plan, thread__isnull=True, resolved_at__isnull=True)
    people = defaultdict(list)
    for item, person, _seen in present(plan, excluding=user):
        people[item.pk].append(str(person))
    return _Waiting(_counts(proposals), _counts(threads), people)


def _counts(rows) -> dict[int | None, int]:
    return dict(rows.order_by().values_list("item").annotate(n=Count("pk", filter=Q(pk__isnull=False))))


def _section_line(section: SectionContent, item: DraftItem | None, waiting: _Waiting) -> Line:
    words = word_count(section.html)
    empty = _("empty") if section.is_required else _("empty, optional")
    return _line(
        section.key,
        item,
        waiting,
        name=section.title_en if get_language() == "en" else section.title_pl,
        state="progress" if words else ("todo" if section.is_required else "waiting"),
        state_label=_("text is there") if words else empty,
        facts=ngettext("%(n)s word", "%(n)s words", words) % {"n": words} if words else "",
    )


def _action_line(item: DraftItem, action: ActionContent, waiting: _Waiting) -> Line:
    ready = bool(action.start and action.end and (action.responsible_team or action.responsible_function))
    return _line(
        item.key,
        item,
        waiting,
        name=f"{item.key} {action.title}",
        state="progress" if ready else "todo",
        state_label=_("described") if ready else _("to be completed"),
        facts=_days(action),
    )


def _days(action: ActionContent) -> str:
    if action.start and action.end:
        return f"{short_date(action.start)} – {short_date(action.end)}"
    return _("no dates yet")


def _line(key: str, item: DraftItem | None, waiting: _Waiting, **words) -> Line:
    pk = item.pk if item else 0
    proposals, comments = waiting.proposals.get(pk, 0), waiting.comments.get(pk, 0)
    return Line(
        key=key,
        changed=change_words(item.head if item else None),
        present=at_work(waiting.people.get(pk, ())),
        proposals=ngettext("%(n)s proposal", "%(n)s proposals", proposals) % {"n": proposals}
        if proposals
        else "",
        comments=ngettext("%(n)s open comment", "%(n)s open comments", comments) % {"n": comments}
        if comments
        else "",
        **words,
    )
