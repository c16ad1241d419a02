"""An action in force as the API shows it. References are codes; texts are in the plan's language, Polish."""

from decimal import Decimal

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from metropolis.rest.fields import AddressField, amount, full_address, written

from .models import Action

MONEY_PLACES = 2
TARGET_PLACES = 4


@extend_schema_field(serializers.ListField(child=serializers.CharField()))
class ColumnField(serializers.Field):
    """One column of the related rows, which the view has prefetched."""

    def __init__(self, column: str = "code", **kwargs):
        self.column = column
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, related):
        return [getattr(item, self.column) for item in related.all()]


class LeadOutput(serializers.Serializer):
    """Who leads: a municipality (by TERYT) or a partner; both are null where nobody is named."""

    municipality = serializers.CharField(allow_null=True)
    partner = serializers.CharField(allow_null=True)


class MilestoneOutput(serializers.Serializer):
    """A point in the schedule. `key` stays the same through all versions."""

    key = serializers.CharField()
    name = serializers.CharField()
    due = serializers.DateField(allow_null=True)


class ProductOutput(serializers.Serializer):
    """What the action delivers, counted. `target` is null where no number is set."""

    key = serializers.CharField()
    name = serializers.CharField()
    unit = serializers.CharField(allow_blank=True)
    target = amount(allow_null=True)


class FundingOutput(serializers.Serializer):
    """Money from one source in one year, in PLN: `planned` is needed, `secured` the certain part of it."""

    source = serializers.CharField()
    year = serializers.IntegerField()
    planned = amount()
    secured = amount()


class ActionOutput(serializers.ModelSerializer):
    """An action of the adopted text of its plan. Money is in PLN; `description` is HTML."""

    plan = serializers.CharField(source="plan.slug")
    area = serializers.CharField(source="plan.area.code")
    obligatory = serializers.BooleanField(source="is_obligatory")
    flagship = serializers.BooleanField(source="is_flagship")
    goals = ColumnField()
    indicators = ColumnField()
    lead = serializers.SerializerMethodField()
    municipalities = ColumnField("teryt")
    partners = ColumnField("slug")
    cost = serializers.SerializerMethodField()
    planned = serializers.SerializerMethodField()
    secured = serializers.SerializerMethodField()
    funding = serializers.SerializerMethodField()
    milestones = MilestoneOutput(many=True)
    products = serializers.SerializerMethodField()
    depends_on = ColumnField()
    url = AddressField("api:action-detail", source="code")
    html_url = serializers.SerializerMethodField()

    class Meta:
        model = Action
        fields = [
            "code", "plan", "area", "title", "description", "kind", "obligatory", "flagship", "goals",
            "indicators", "lead", "municipalities", "partners", "responsible_function", "start", "end",
            "cost", "planned", "secured", "funding", "milestones", "products", "depends_on",
            "url", "html_url", "updated_at",
        ]  # fmt: skip

    @extend_schema_field(LeadOutput)
    def get_lead(self, action):
        municipality, partner = action.lead_municipality, action.lead_partner
        return {"municipality": municipality and municipality.teryt, "partner": partner and partner.slug}

    @extend_schema_field(amount(allow_null=True))
    def get_cost(self, action):
        return money(action.cost)

    @extend_schema_field(amount())
    def get_planned(self, action):
        return money(sum((row.planned for row in action.funding.all()), Decimal(0)))

    @extend_schema_field(amount())
    def get_secured(self, action):
        return money(sum((row.secured for row in action.funding.all()), Decimal(0)))

    @extend_schema_field(FundingOutput(many=True))
    def get_funding(self, action):
        return [
            {
                "source": row.source.code,
                "year": row.year,
                "planned": money(row.planned),
                "secured": money(row.secured),
            }
            for row in action.funding.all()
        ]

    @extend_schema_field(ProductOutput(many=True))
    def get_products(self, action):
        return [
            {"key": row.key, "name": row.name, "unit": row.unit, "target": plain(row.target)}
            for row in action.products.all()
        ]

    @extend_schema_field(serializers.URLField())
    def get_html_url(self, action):
        return full_address(self.context["request"], "plan_action", action.plan.slug, action.code)


def money(value: Decimal | None) -> str | None:
    """An amount of PLN as text."""
    return written(value, MONEY_PLACES)


def plain(value: Decimal | None) -> str | None:
    """A number without a precision of its own: without zeros at the end."""
    text = written(value, TARGET_PLACES)
    return text and text.rstrip("0").rstrip(".")
