"""Pages of a plan: each opens one text of it and shows one side of it."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.adoption.checklist import unserved
from forums.adoption.gathering import goals_of
from forums.bodies.models import Team
from forums.bodies.permissions import municipalities_of
from forums.drafting.permissions import drafting_forum
from forums.drafting.workbook import CONTENT_TYPE, actions_workbook
from strategy.models import Municipality
from strategy.pages.money import short_zloty

from . import gantt_svg, overview, table
from .action_page import read_action
from .money import read_money
from .places import read_places
from .reading import Opened, SignInFirst, banner_of, open_plan
from .schedule import read_schedule, table_of, years_of
from .table_heads import labels
from .taking_part import share_of
from .work import work_on

ROWS = 50
AS_TABLE = "tabela"


def opens_plan(view):
    """A page that gets the opened plan; a visitor who asks for a draft is asked to sign in."""

    @require_safe
    @wraps(view)
    def page(request, slug, **kwargs):
        try:
            opened = open_plan(request, slug)
        except SignInFirst:
            return redirect_to_login(request.get_full_path())
        return view(request, opened, **kwargs)

    return page


def plan_context(opened: Opened) -> dict:
    """The plan at a glance, with its words; one known by name only says what is known.

    The page itself stands in `monitoring.pages`: it says how the actions go as well.
    """
    context = opened.context("plan") | {"forum": drafting_forum(opened.plan)}
    if opened.edition is None:
        return context
    content = opened.content
    return context | {
        "sentence": overview.sentence_of(content),
        "sections": overview.sections_of(opened.wording),
        "served": overview.served_goals(opened.wording),
        "unserved": unserved(content.actions, goals_of(opened.plan)),
        "resolution": opened.resolution,
        "own_places": list(municipalities_of(opened.user)) if opened.insider else [],
    }


@opens_plan
def actions(request, opened: Opened):
    """The table of actions; filters and order live in the address."""
    listing = table.read_table(opened.wording, request.GET)
    page = Paginator(listing.actions, ROWS).get_page(request.GET.get("page"))
    funded = listing.money.needed > 0
    context = opened.context("plan_actions", _("Actions of the plan")) | {
        "listing": listing,
        "labels": labels(),
        "needed": short_zloty(listing.money.needed) if funded else "",
        "secured": short_zloty(listing.money.secured),
        "page": page,
        "rows": table.rows_in_words(page.object_list, opened.wording),
        "export_url": f"{reverse('plan_actions_xlsx', args=[opened.plan.slug])}?{listing.query}",
    }
    return render(request, "forums/plans/actions.html", context)


@opens_plan
def actions_xlsx(request, opened: Opened):
    """Exactly the actions that the table shows under these filters, in its order, as a workbook."""
    listing = table.read_table(opened.wording, request.GET)
    book = actions_workbook(opened.content, source=banner_of(opened).text, actions=listing.actions)
    name = f"{opened.plan.slug}_dzialania_{timezone.localdate().isoformat()}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(book, content_type=CONTENT_TYPE, headers=headers)


def action_context(opened: Opened, code: str) -> dict:
    """One action; its page stands in `monitoring.pages`, with how it goes."""
    screen = read_action(opened.wording, code)
    if screen is None:
        raise Http404
    context = opened.context("plan_actions", f"{code} {screen.title}")
    context["crumbs"].insert(-1, (_("Actions of the plan"), opened.address("plan_actions")))
    return context | {"screen": screen, "work": work_on(opened, code)}


@opens_plan
def schedule(request, opened: Opened):
    """The schedule as a chart, or the same as a table."""
    found = read_schedule(opened.content)
    as_table = request.GET.get("widok") == AS_TABLE
    own = opened.address("plan_schedule")
    context = opened.context("plan_schedule", _("Schedule")) | {
        "schedule": found,
        "as_table": as_table,
        "chart_url": own,
        "table_url": f"{own}{'&' if opened.query else '?'}widok={AS_TABLE}",
    }
    if as_table:
        context["rows"] = table_of(opened.wording, found.rows)
    elif found.rows:
        context["chart"] = gantt_svg.draw(
            found.rows,
            years_of(opened.content.head, found.rows),
            today=timezone.localdate(),
            address=lambda code: opened.address("plan_action", code=code),
        )
    return render(request, "forums/plans/schedule.html", context)


@opens_plan
def money(request, opened: Opened):
    """Needed, secured and missing, by source and year."""
    context = opened.context("plan_money", _("Money of the plan")) | {"money": read_money(opened.wording)}
    return render(request, "forums/plans/money.html", context)


@opens_plan
def municipalities(request, opened: Opened):
    """Who takes part, as a map and a list."""
    tiles, places = read_places(
        opened.content, lambda slug: opened.address("plan_municipality", municipality=slug)
    )
    context = opened.context("plan_municipalities", _("Municipalities in the plan")) | {
        "tiles": tiles,
        "places": [place for place in places if place.number],
        "without": [place for place in places if not place.number],
        "obligatory": sum(one.is_obligatory for one in opened.content.actions),
    }
    return render(request, "forums/plans/municipalities.html", context)


@opens_plan
def municipality(request, opened: Opened, municipality: str):
    """What one municipality does in the plan."""
    row = get_object_or_404(Municipality, slug=municipality)
    teams = set(Team.objects.filter(municipality=row).values_list("slug", flat=True))
    title = _("%(municipality)s in this plan") % {"municipality": row.name}
    context = opened.context("plan_municipalities", title) | {
        "municipality": row,
        "share": share_of(opened.content, row.slug, teams, timezone.localdate()),
    }
    context["crumbs"].insert(-1, (_("Municipalities in the plan"), opened.address("plan_municipalities")))
    return render(request, "forums/plans/municipality.html", context)
