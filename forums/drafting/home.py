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

from metropolis.accounts.models import User
from metropolis.ui.dates import clock, short_date
from metropolis.ui.richtext import word_count
from strategy.models import ActionPlan
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
class _Part:
    """A part in the database: its key there, and who changed it last."""

    pk: int
    changed: str


@dataclass(frozen=True)
class _Waiting:
    """Open proposals, open threads of comments and people at work, by the item's key in the database."""

    proposals: dict[int | None, int]
    comments: dict[int | None, int]
    people: dict[int, list[str]]


@dataclass(frozen=True)
class _Known:
    """What the database knows of the parts beside what they say."""

    parts: dict[tuple[str, str], _Part]
    waiting: _Waiting


def read_home(desk: Desk) -> Home:
    """The whole list in a number of queries that does not depend on the number of parts."""
    content = draft_content(desk.plan)
    known = _Known(_parts(desk.plan), _waiting(desk))
    return Home(
        sections=[_section_line(one, known) for one in content.sections],
        actions=[_action_line(one, known) for one in content.actions],
        removed=list(
            desk.plan.draft_items.filter(kind=Kind.ACTION, removed_at__isnull=False, head__isnull=False)
            .select_related("head")
        ),
        content=content,
    )  # fmt: skip


def _parts(plan: ActionPlan) -> dict[tuple[str, str], _Part]:
    """Every part of the draft by its kind and key. As tuples: a plan has hundreds, and texts are known."""
    rows = list(
        plan.draft_items.filter(head__isnull=False)
        .order_by()
        .values_list("kind", "key", "pk", "head__origin", "head__author", "head__made_at")
    )
    authors = User.objects.in_bulk({author for *_more, author, _at in rows} - {None})
    return {
        (kind, key): _Part(pk, _change_words(origin, authors.get(author), at))
        for kind, key, pk, origin, author, at in rows
    }


def change_words(revision: Revision | None) -> str:
    """Who changed a part last, and when; nothing for one that nobody has touched."""
    if revision is None:
        return ""
    return _change_words(revision.origin, revision.author, revision.made_at)


def _change_words(origin: str, author: User | None, made_at: datetime) -> str:
    if origin == Revision.Origin.START:
        return ""
    who = str(author) if author else _("nobody named")
    return _("changed: %(who)s, %(when)s") % {"who": who, "when": moment(made_at)}


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


def _section_line(section: SectionContent, known: _Known) -> Line:
    words = word_count(section.html)
    empty = _("empty") if section.is_required else _("empty, optional")
    return _line(
        Kind.SECTION,
        section.key,
        known,
        name=section.title_en if get_language() == "en" else section.title_pl,
        state="progress" if words else ("todo" if section.is_required else "waiting"),
        state_label=_("text is there") if words else empty,
        facts=ngettext("%(n)s word", "%(n)s words", words) % {"n": words} if words else "",
    )


def _action_line(action: ActionContent, known: _Known) -> Line:
    ready = bool(action.start and action.end and (action.responsible_team or action.responsible_function))
    return _line(
        Kind.ACTION,
        action.code,
        known,
        name=f"{action.code} {action.title}",
        state="progress" if ready else "todo",
        state_label=_("described") if ready else _("to be completed"),
        facts=_days(action),
    )


def _days(action: ActionContent) -> str:
    if action.start and action.end:
        return f"{short_date(action.start)} – {short_date(action.end)}"
    return _("no dates yet")


def _line(kind: str, key: str, known: _Known, **words) -> Line:
    part, waiting = known.parts.get((kind, key)), known.waiting
    if part is None:
        return Line(key=key, **words)
    proposals, comments = waiting.proposals.get(part.pk, 0), waiting.comments.get(part.pk, 0)
    return Line(
        key=key,
        changed=part.changed,
        present=at_work(waiting.people.get(part.pk, ())),
        proposals=ngettext("%(n)s proposal", "%(n)s proposals", proposals) % {"n": proposals}
        if proposals
        else "",
        comments=ngettext("%(n)s open comment", "%(n)s open comments", comments) % {"n": comments}
        if comments
        else "",
        **words,
    )
