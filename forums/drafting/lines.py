"""Parts of a draft as lines of its list: written here, not by a template, since a draft has hundreds."""

from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from metropolis.ui.addresses import address_of
from metropolis.ui.templatetags.portal import state_badge

from .desk import Desk
from .home import Line
from .models import DraftItem

_LINE = """<li class="draft-line" id="{kind}-{key}">
  <div class="draft-line__main">
    <a class="draft-line__name" href="{edit}">{name}</a>
    <p class="draft-line__facts">{facts}{changed}</p>
    {present}
    {waiting}
  </div>
  <div class="draft-line__state">{badge}</div>
  <div class="draft-line__deed"><a href="{href}">{deed}<span class="visually-hidden">: {name}</span></a></div>
</li>
"""
_PAGES = {
    DraftItem.Kind.SECTION: ("draft_section", "propose_section"),
    DraftItem.Kind.ACTION: ("draft_action", "propose_action"),
}


def lines_html(kind: str, lines: list[Line], desk: Desk) -> SafeString:
    """The lines of sections or of actions: state, last change, what waits, and the way in for this person."""
    deed, proposes = _deed(desk)
    return SafeString("".join(_line_html(kind, line, desk.plan.slug, deed, proposes) for line in lines))


def _deed(desk: Desk) -> tuple[str, bool]:
    """What the person can do with a part, and whether that is to propose."""
    if desk.may_edit:
        return _("Edit"), False
    return (_("Propose a change"), True) if desk.may_propose else (_("Read"), False)


def _line_html(kind: str, line: Line, slug: str, deed: str, proposes: bool) -> SafeString:
    edit, propose = (address_of(page, slug, line.key) for page in _PAGES[kind])
    return format_html(
        _LINE,
        kind=kind,
        key=line.key,
        edit=edit,
        name=line.name,
        facts=_if(line.facts, "<span>{}</span>"),
        changed=_if(line.changed, "<span>{}</span>"),
        present=_if(line.present, '<p class="draft-line__present">{}</p>'),
        waiting=_waiting(line, slug),
        badge=state_badge(line.state, line.state_label),
        href=propose if proposes else edit,
        deed=deed,
    )


def _waiting(line: Line, slug: str) -> SafeString | str:
    if not (line.proposals or line.comments):
        return ""
    part = urlencode({"czesc": line.key})
    links = [
        format_html('<a href="{}?{}">{}</a>', address_of(page, slug), part, words)
        for page, words in (("proposal_list", line.proposals), ("comment_list", line.comments))
        if words
    ]
    return format_html(
        '<p class="draft-line__waiting">\n      {}\n    </p>', SafeString("\n      ".join(links))
    )


def _if(words: str, html: str) -> SafeString | str:
    return format_html(html, words) if words else ""
