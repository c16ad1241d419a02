"""`actions/`: the actions of the adopted plans, with schedule, money and who does what."""

import django_filters
from django.db.models import F, Prefetch, Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from metropolis.rest.views import ReadOnlyViewSet
from strategy.api import CodeFilter, indicator_filter
from strategy.areas.models import ThematicArea
from strategy.funding.models import FundingSource
from strategy.goals.models import Goal
from strategy.indicators.models import Indicator
from strategy.municipalities.models import Municipality
from strategy.partners.models import Partner
from strategy.plans.models import ActionPlan

from .models import Action, Funding, Milestone, ProductIndicator
from .outputs import ActionOutput

CODE = r"[0-9A-Za-z.-]+"
LINKS = ("goals", "indicators", "municipalities", "partners", "depends_on")


@extend_schema_field(OpenApiTypes.BOOL)
class YesOrNoFilter(django_filters.TypedChoiceFilter):
    """`true` or `false`; any other word is a mistake of the request."""

    def __init__(self, **kwargs):
        choices = [("true", "true"), ("false", "false")]
        super().__init__(choices=choices, coerce=lambda text: text == "true", **kwargs)


def only(model, name: str, column: str, *needed: str) -> Prefetch:
    """Related rows of which one column is shown; `needed` is what their order takes."""
    return Prefetch(name, model.objects.only(column, *needed))


class ActionFilters(django_filters.FilterSet):
    plan = CodeFilter(field_name="plan", field="slug", queryset=ActionPlan.objects.all())
    area = CodeFilter(field_name="plan__area", queryset=ThematicArea.objects.all())
    goal = CodeFilter(field_name="goals", queryset=Goal.objects.all())
    indicator = indicator_filter("indicators")
    municipality = CodeFilter(
        field_name="municipalities",
        field="teryt",
        queryset=Municipality.objects.all(),
        method="of_municipality",
        help_text="Actions that it leads or takes part in, and those obligatory for all.",
    )
    obligatory = YesOrNoFilter(
        field_name="is_obligatory", help_text="Obligatory for all municipalities, or not."
    )
    flagship = YesOrNoFilter(field_name="is_flagship", help_text="Flagship actions, or others.")

    class Meta:
        model = Action
        fields = ["kind"]

    def of_municipality(self, queryset, name, municipality):
        """As on the page of the municipality; without a join, which would double rows."""
        taking_part = Action.municipalities.through.objects.filter(municipality=municipality)
        return queryset.filter(
            Q(lead_municipality=municipality) | Q(pk__in=taking_part.values("action")) | Q(is_obligatory=True)
        )


class ActionViewSet(ReadOnlyViewSet):
    """Actions in force: those of the adopted text of each plan, in the order of the plans."""

    queryset = (
        Action.objects.in_force()
        .select_related("plan", "plan__area", "lead_municipality", "lead_partner")
        .prefetch_related(
            only(Goal, "goals", "code", "area", "order"),
            only(Indicator, "indicators", "code", "area", "order"),
            only(Municipality, "municipalities", "teryt"),
            only(Partner, "partners", "slug"),
            Prefetch("depends_on", Action.objects.in_force().only("code", "plan", "order")),
            Prefetch("funding", Funding.objects.select_related("source")),
            # Databases disagree on where a day that is not known comes.
            Prefetch("milestones", Milestone.objects.order_by(F("due").asc(nulls_last=True), "order")),
            "products",
        )
    )
    serializer_class = ActionOutput
    filterset_class = ActionFilters
    lookup_field = "code"
    lookup_value_regex = CODE
    reads: tuple = (
        Action, Milestone, ProductIndicator, Funding, FundingSource, ActionPlan, ThematicArea, Goal,
        Indicator, Municipality, Partner, *(getattr(Action, name).through for name in LINKS),
    )  # fmt: skip
    orderings = {
        "order": ("plan__area__order", "plan__order", "order"),
        "code": ("code",),
        "title": ("sort_key",),
        "start": ("start",),
        "end": ("end",),
        "cost": ("cost",),
        "updated_at": ("updated_at",),
    }
    csv_columns: tuple[str, ...] = (
        "code", "plan", "area", "title", "kind", "obligatory", "flagship", "goals", "indicators",
        "lead.municipality", "lead.partner", "municipalities", "partners", "responsible_function",
        "start", "end", "cost", "planned", "secured", "funding", "milestones", "products", "depends_on",
        "html_url", "updated_at",
    )  # fmt: skip
