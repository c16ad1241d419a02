"""Pages of frozen versions: the list, one version, its exact bytes, and the comparison of any two."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.adoption.models import PlanVersion
from forums.drafting.permissions import can_edit, can_read_drafts
from metropolis.ui.dates import clock, long_date
from strategy.models import ActionPlan
from strategy.plans.comparing import compare
from strategy.plans.content import canonical, checksum

from .choosing import before, choose
from .editions import NoSuchEdition
from .listing import Line, line_of, lines_for, title_of
from .opening import opens_plan, page_context, versions_crumb
from .reading import read_actions, read_sections
from .summary import facts_of


@require_safe
@opens_plan
def plan_versions(request, plan: ActionPlan):
    """All versions that the reader may see; two can be chosen to be compared, and a file be checked."""
    lines = lines_for(plan, request.user)
    context = page_context(
        plan, _("Versions of the plan"), lines=lines, insider=can_read_drafts(request.user)
    )
    context["frozen"] = [line for line in lines if not line.is_draft]
    context["nothing_yet"] = not lines
    return render(request, "forums/versions/list.html", context)


@require_safe
@opens_plan
def plan_version(request, plan: ActionPlan, number: int):
    """One frozen version to read, with its checksum."""
    version = find_version(plan, request.user, number)
    insider = can_read_drafts(request.user)
    line, content = line_of(version, insider=insider), version.document
    context = page_context(plan, line.title, above=[versions_crumb(plan)]) | {
        "version": version,
        "line": line,
        "facts": _facts(line),
        "file_name": file_name(version),
        "is_intact": checksum(version.content) == version.checksum,
        "sections": read_sections(content),
        "actions": read_actions(content),
        "edition_query": f"?wersja={number}",
        "before": before(lines_for(plan, request.user), str(number)),
        "may_restore": can_edit(request.user, plan),
    }
    return render(request, "forums/versions/version.html", context)


@require_safe
@opens_plan
def plan_version_content(request, plan: ActionPlan, number: int):
    """The bytes whose SHA-256 is the checksum: what was frozen, nothing more and nothing less."""
    version = find_version(plan, request.user, number)
    response = HttpResponse(canonical(version.content), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(version)}"'
    return response


@require_safe
@opens_plan
def plan_compare(request, plan: ActionPlan):
    """What changed between two texts: words in sections, fields in actions, the schedule and the money."""
    lines = lines_for(plan, request.user)
    chosen = choose(plan, request.user, lines, request.GET.get("od", ""), request.GET.get("do", ""))
    context = page_context(plan, _("Comparison of versions"), above=[versions_crumb(plan)], lines=lines)
    if chosen is None:
        if not lines:
            raise NoSuchEdition
        return render(request, "forums/versions/compare.html", context)
    difference = compare(chosen.old.content, chosen.new.content)
    context |= {
        "old": _value(chosen.old.version),
        "new": _value(chosen.new.version),
        "old_title": title_of(chosen.old.version),
        "new_title": title_of(chosen.new.version),
        "difference": difference,
        "facts": facts_of(difference),
    }
    return render(request, "forums/versions/compare.html", context)


def find_version(plan: ActionPlan, user, number: int) -> PlanVersion:
    """A version that the reader may see, with what is said about it; NoSuchEdition for any other."""
    rows = plan.versions.select_related("made_by", "resolution__body").prefetch_related("events")
    version = rows.filter(number=number).first()
    if version is None or not (version.is_adopted or can_read_drafts(user)):
        raise NoSuchEdition
    return version


def file_name(version: PlanVersion) -> str:
    """The name under which the exact content is given out."""
    return f"{version.plan.slug}-{version.number}.json"


def _value(version: PlanVersion | None) -> str:
    return str(version.number) if version else "projekt"


def _facts(line: Line) -> list[tuple[str, str]]:
    made = _("%(day)s at %(time)s") % {"day": long_date(line.made_at), "time": clock(line.made_at)}
    rows = [
        (_("Adopted by"), line.resolution),
        (_("Made on"), made),
        (_("Made by"), line.made_by),
        (_("Made when"), line.step),
    ]
    return [(term, value) for term, value in rows if value]
