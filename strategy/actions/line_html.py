"""Actions of a list, written here: the page of a goal may have a hundred of them."""

import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from metropolis.ui.addresses import address_of
from metropolis.ui.past import on_day

from .lists import ActionLine

_LINE = """
  <li>
    <p><a href="{}" lang="pl"><span class="code">{}</span> {}</a></p>
    <p class="small soft">{} · <a href="{}">{}</a></p>
  </li>"""


def list_html(lines: list[ActionLine], day: datetime.date | None) -> SafeString:
    """Actions in force with their plan, their time and who leads; links speak of the same day."""
    written = format_html_join("", _LINE, (_parts(line, day) for line in lines))
    return format_html('<ul class="sourced">{}\n</ul>', written)


def _parts(line: ActionLine, day: datetime.date | None) -> tuple:
    action = line.action
    plan = action.plan
    return (
        on_day(address_of("plan_action", plan.slug, action.code), day),
        action.code,
        action.title,
        " · ".join(_words(line)),
        on_day(address_of("plan", plan.slug), day),
        plan.name,
    )


def _words(line: ActionLine) -> list[str]:
    """What kind of action it is, who leads it and when: what is known."""
    action = line.action
    words = [
        capfirst(action.get_kind_display()),
        _("flagship") if action.is_flagship else "",
        _("obligatory for all municipalities") if action.is_obligatory else "",
        ": ".join([_("led by"), line.who]) if line.who else "",
        line.when,
    ]
    return [word for word in words if word]
