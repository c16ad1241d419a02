"""The page on which a number on actions or money of a report shows what it is made of."""

from datetime import date
from decimal import Decimal

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metropolis.ui.dates import long_date
from monitoring.status.sentences import PERCENT, with_unit
from strategy.models import ActionPlan

from .action_origins import Which, asked_for
from .chapters.actions import in_words, place_name
from .chapters.money import Line, amounts_in_words, sums_by
from .frozen import Frozen, period
from .presentation import crumbs
from .reader import Reader
from .views import visible_report


@require_safe
def report_actions(request, slug):
    """The actions that make a number of the report, from its snapshot, with their sum."""
    found = visible_report(request, slug)
    if found.snapshot is None:
        raise Http404
    reader = Reader(found.snapshot.content, get_language() or "pl")
    which = asked_for(request.GET)
    actions = which.of(reader.actions)
    if not actions:
        raise Http404
    sums = sums_by(actions, lambda action, _row: action["code"])
    title = reader.text(reader.content["report"]["title"])
    context = {
        "nav": "reports",
        "crumbs": crumbs((title, reverse("report", args=[slug])), (_("Actions that make a number"), None)),
        "report": found,
        "title": title,
        "chosen": _chosen(reader, which, actions),
        "counted": in_words(actions),
        "lines": _lines(reader, actions, sums),
        "total": amounts_in_words(sum(sums.values(), Line())) if sums else None,
    }
    return render(request, "monitoring/reports/actions.html", context)


def _chosen(reader: Reader, which: Which, actions: list[Frozen]) -> list[tuple[str, str]]:
    """What the actions have in common, in words."""
    chosen = []
    if which.area:
        names = {area["code"]: f"{area['roman']}. {reader.text(area['name'])}" for area in reader.areas}
        chosen.append((_("Area"), names.get(which.area, which.area)))
    if which.source:
        chosen.append((_("Source of money"), reader.text(actions[0]["money"][0]["name"])))
    if which.place:
        chosen.append((_("State"), place_name(which.place)))
    if which.lead:
        chosen.append((_("Led by"), reader.municipalities.get(which.lead, which.lead)))
    return chosen


def _lines(reader: Reader, actions: list[Frozen], sums: dict[str, Line]) -> list[dict]:
    """An action a line, with its page in the version of its plan that was read."""
    slugs = dict(ActionPlan.objects.values_list("code", "slug"))
    return [
        {
            "name": f"{action['code']} {action['title']}",
            "url": _address(action, slugs),
            "version": _version(action.get("version")),
            "place": place_name(action["place"]),
            "report": _report(reader, action["report"]),
            "amounts": amounts_in_words(sums[action["code"]]) if action["code"] in sums else None,
        }
        for action in actions
    ]


def _address(action: Frozen, slugs: dict[str, str]) -> str:
    """Snapshots made before versions were named lead to the page of the plan."""
    slug, version = slugs.get(action["plan"]), action.get("version")
    if slug is None:
        return ""
    if version is None:
        return reverse("plan", args=[slug])
    return f"{reverse('plan_action', args=[slug, action['code']])}?wersja={version['number']}"


def _version(version: Frozen | None) -> str:
    """`wersja 2, przyjęta 12 marca 2026`."""
    if version is None:
        return ""
    day = long_date(date.fromisoformat(version["adopted_on"]))
    return _("version %(number)s, adopted on %(day)s") % {"number": version["adopted_number"], "day": day}


def _report(reader: Reader, report: Frozen | None) -> str:
    """`2024: 40 %; podaje Zespół Skawiny; przyjmuje Biuro`."""
    if report is None:
        return _("no report")
    said = [f"{period(report['period']).label}: {with_unit(Decimal(report['percent']), PERCENT)}"]
    said.append(_("reported by: %(function)s") % {"function": reader.name_of_author(report["author"])})
    if approver := reader.name_of_approver(report["approver"]):
        said.append(_("accepted by: %(function)s") % {"function": approver})
    return "; ".join(said)
