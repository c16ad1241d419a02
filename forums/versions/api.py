"""`plans/`, `plans/{slug}/versions/`, `plans/{slug}/draft/`, and `actions/` with the responsible team.

The public reads what was adopted; people with a role read drafts and every frozen version too.
"""

from collections.abc import Callable
from decimal import Decimal

import django_filters
from django.db.models import Count, OuterRef, Prefetch, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from forums.adoption.models import ActionResponsibility, PlanVersion, Resolution
from forums.bodies.models import Forum, GoverningBody, Team
from forums.drafting.models import PlanAssignment
from forums.drafting.permissions import can_read_drafts
from forums.drafting.reading import READS, draft_content, last_change
from metropolis.rest.queries import Filters, Ordering
from metropolis.rest.views import ReadOnlyViewSet
from strategy.actions.api import ActionViewSet
from strategy.actions.outputs import ActionOutput
from strategy.api import CodeFilter
from strategy.models import Action, ActionPlan, Funding, ThematicArea

from .api_outputs import DraftOutput, PlanDetailOutput, PlanOutput, VersionOutput, draft_output

SLUG = r"[-a-zA-Z0-9_]+"
VERSIONS = PlanVersion.objects.defer("content").select_related("plan", "resolution__body")
ADOPTED = VERSIONS.filter(adopted_number__isnull=False)


def _of_plan(rows, path: str, figure) -> Subquery:
    """A figure of the rows of each plan, without a join that would multiply the others."""
    grouped = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(figure=figure)
    return Subquery(grouped.values("figure"))


def forums_by_plan() -> Callable[[ActionPlan], str | None]:
    """Which forum drafts a plan, as `drafting_forum` says of one: the assigned, else the lead one today."""
    assigned = dict(PlanAssignment.objects.values_list("plan", "forum__slug"))
    leads = Forum.objects.valid_on(timezone.localdate()).filter(is_lead=True)
    lead_of = dict(leads.values_list("area", "slug"))
    return lambda plan: assigned.get(plan.pk) or lead_of.get(plan.area_id)


class PlanFilters(django_filters.FilterSet):
    area = CodeFilter(field_name="area", queryset=ThematicArea.objects.all())

    class Meta:
        model = ActionPlan
        fields = ["state"]


class PlanViewSet(ReadOnlyViewSet):
    """Action plans by area, each with its adopted version, if there is one."""

    _actions, _funding = Action.objects.in_force(), Funding.objects.filter(action__withdrawn_at=None)
    queryset = (
        ActionPlan.objects.select_related("area")
        .prefetch_related(Prefetch("versions", ADOPTED.order_by("-number"), to_attr="adopted_versions"))
        .annotate(
            actions_in_force=_of_plan(_actions, "plan", Count("pk")),
            money_planned=Coalesce(_of_plan(_funding, "action__plan", Sum("planned")), Decimal(0)),
            money_secured=Coalesce(_of_plan(_funding, "action__plan", Sum("secured")), Decimal(0)),
        )
    )
    serializer_class = PlanOutput
    filterset_class = PlanFilters
    lookup_field = "slug"
    lookup_value_regex = SLUG
    depends_on_caller = True
    reads: tuple = (
        ActionPlan, ThematicArea, PlanVersion, Resolution, GoverningBody, PlanAssignment, Forum, Action,
        Funding,
    )  # fmt: skip
    orderings = {
        "order": ("area__order", "order"),
        "code": ("code",),
        "name": ("sort_key",),
        "updated_at": ("updated_at",),
    }
    csv_columns = (
        "code", "slug", "name", "area", "forum", "state", "amendment_state", "period_start", "period_end",
        "is_example", "current_version.adopted_number", "current_version.checksum",
        "current_version.resolution.body", "current_version.resolution.number",
        "current_version.resolution.adopted_on", "actions_count", "planned", "secured", "html_url",
        "updated_at",
    )  # fmt: skip

    def get_serializer_class(self):
        return PlanDetailOutput if self.action == "retrieve" else PlanOutput

    def get_serializer_context(self):
        """Which forum drafts what: read once for a whole list."""
        return super().get_serializer_context() | {"forum_of": forums_by_plan()}

    @extend_schema(responses=DraftOutput)
    @action(detail=True, url_path="draft", filter_backends=[], pagination_class=None)
    def draft(self, request, slug):
        """The draft as it stands: for people with a role, while the plan or an amendment is under work."""
        if not can_read_drafts(request.user):
            raise Http404
        self.reads = (*self.reads, *READS)
        return self.answer(request, lambda: Response(self._draft(slug)))

    def _draft(self, slug: str) -> dict:
        plan = get_object_or_404(ActionPlan.objects.select_related("area"), slug=slug)
        if not plan.is_under_work:
            raise Http404
        document = draft_content(plan).to_json()
        changed_at = max(plan.updated_at, last_change(plan) or plan.updated_at)
        return DraftOutput(draft_output(self.request, plan, document, changed_at)).data


class VersionFilters(django_filters.FilterSet):
    class Meta:
        model = PlanVersion
        fields: list[str] = []


PLAN_PARAMETER = OpenApiParameter(
    "slug", OpenApiTypes.STR, OpenApiParameter.PATH, pattern=SLUG, description="The plan."
)


@extend_schema_view(
    list=extend_schema(parameters=[PLAN_PARAMETER]), retrieve=extend_schema(parameters=[PLAN_PARAMETER])
)
class VersionViewSet(ReadOnlyViewSet):
    """Frozen versions of a plan, the newest first: adopted ones, and all for people with a role."""

    queryset = PlanVersion.objects.none()
    serializer_class = VersionOutput
    filterset_class = VersionFilters
    filter_backends = [Filters, Ordering]
    lookup_field = "number"
    lookup_value_regex = r"\d{1,9}"
    depends_on_caller = True
    reads = (ActionPlan, PlanVersion, Resolution, GoverningBody)
    orderings = {"number": ("number",), "made_at": ("made_at",)}
    csv_columns = (
        "plan", "number", "adopted_number", "checksum", "made_at", "resolution.body", "resolution.number",
        "resolution.adopted_on", "content_url", "html_url",
    )  # fmt: skip

    def get_queryset(self):
        """What the caller may see of one plan; a plan that is not there is not found."""
        plan = get_object_or_404(ActionPlan, slug=self.kwargs["slug"])
        versions = VERSIONS if can_read_drafts(self.request.user) else ADOPTED
        return versions.filter(plan=plan).order_by("-number")

    def known_parameters(self):
        return super().known_parameters() - {"search"}  # versions have nothing to search in


class TeamedActionOutput(ActionOutput):
    """An action with the team that answers for it."""

    responsible_team = serializers.CharField(source="responsibility.team.slug", default=None, allow_null=True)

    class Meta(ActionOutput.Meta):
        fields = [*ActionOutput.Meta.fields[:-3], "responsible_team", *ActionOutput.Meta.fields[-3:]]


class TeamedActionViewSet(ActionViewSet):
    """Actions in force: those of the adopted text of each plan, in the order of the plans."""

    queryset = ActionViewSet.queryset.select_related("responsibility__team")
    serializer_class = TeamedActionOutput
    reads = (*ActionViewSet.reads, ActionResponsibility, Team)
    csv_columns = (*ActionViewSet.csv_columns[:-2], "responsible_team", *ActionViewSet.csv_columns[-2:])
