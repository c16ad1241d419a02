"""Plans and their versions as the API shows them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from forums.adoption.models import PlanVersion
from forums.drafting.permissions import can_read_drafts
from metropolis.rest.fields import AddressField, amount, full_address
from strategy.actions.outputs import money
from strategy.api import ProvenanceField
from strategy.models import ActionPlan

from .editions import DRAFT


def one_of(states, *, or_null: bool = True) -> dict:
    """A state in the schema: a pattern, for enumerations of several resources would clash by name."""
    kind = ["string", "null"] if or_null else "string"
    return {"type": kind, "pattern": f"^({'|'.join(states)})$"}


class ResolutionOutput(serializers.Serializer):
    """The resolution by which a body adopted the version."""

    body = serializers.CharField()
    number = serializers.CharField()
    adopted_on = serializers.DateField()
    document_url = serializers.URLField(allow_null=True)


class VersionOutput(serializers.ModelSerializer):
    """A frozen version. It never changes: `sha256sum` of what `content_url` gives is its `checksum`."""

    plan = serializers.CharField(source="plan.slug")
    resolution = serializers.SerializerMethodField()
    content_url = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    html_url = serializers.SerializerMethodField()
    updated_at = serializers.DateTimeField(source="made_at")

    class Meta:
        model = PlanVersion
        fields = [
            "plan", "number", "adopted_number", "checksum", "made_at", "resolution", "content_url",
            "url", "html_url", "updated_at",
        ]  # fmt: skip

    @extend_schema_field(ResolutionOutput(allow_null=True))
    def get_resolution(self, version):
        resolution = getattr(version, "resolution", None)
        if resolution is None:
            return None
        address = resolution.document_url or None
        if resolution.document and not address:
            address = self._address("resolution_document", version.plan.slug, resolution.pk)
        return {
            "body": resolution.body.slug,
            "number": resolution.number,
            "adopted_on": resolution.adopted_on.isoformat(),
            "document_url": address,
        }

    @extend_schema_field(serializers.URLField())
    def get_content_url(self, version):
        return self._address("plan_version_content", version.plan.slug, version.number)

    @extend_schema_field(serializers.URLField())
    def get_url(self, version):
        return self._address("api:plan-version-detail", version.plan.slug, version.number)

    @extend_schema_field(serializers.URLField())
    def get_html_url(self, version):
        return self._address("plan_version", version.plan.slug, version.number)

    def _address(self, name: str, *args) -> str:
        return full_address(self.context["request"], name, *args)


class SectionOutput(serializers.Serializer):
    """A section of a plan. `html` is in the plan's language, Polish."""

    key = serializers.CharField()
    title = serializers.CharField()
    html = serializers.CharField(allow_blank=True)


class PlanOutput(serializers.ModelSerializer):
    """An action plan.

    Counts and money are those of the adopted text, and null where none was adopted in the portal.
    """

    slug = serializers.SlugField(read_only=True)
    area = serializers.CharField(source="area.code")
    state = serializers.SerializerMethodField(help_text="null where public sources do not say.")
    amendment_state = serializers.SerializerMethodField(
        help_text="State of an amendment under work; only for people with a role, null for others."
    )
    forum = serializers.SerializerMethodField(help_text="The forum that drafts it.")
    current_version = serializers.SerializerMethodField()
    actions_count = serializers.SerializerMethodField()
    planned = serializers.SerializerMethodField()
    secured = serializers.SerializerMethodField()
    provenance = ProvenanceField()
    url = AddressField("api:plan-detail", source="slug")
    html_url = AddressField("plan", source="slug")

    class Meta:
        model = ActionPlan
        fields = [
            "code", "slug", "name", "area", "forum", "state", "amendment_state", "period_start",
            "period_end", "is_example", "current_version", "actions_count", "planned", "secured",
            "provenance", "url", "html_url", "updated_at",
        ]  # fmt: skip

    @extend_schema_field(one_of(ActionPlan.State.values))
    def get_state(self, plan):
        return plan.state or None

    @extend_schema_field(one_of(ActionPlan.UNDER_WORK))
    def get_amendment_state(self, plan):
        return plan.amendment_state if plan.amendment_state and self._sees_drafts() else None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_forum(self, plan):
        return self.context["forum_of"](plan)

    @extend_schema_field(VersionOutput(allow_null=True))
    def get_current_version(self, plan):
        version = current(plan)
        return version and VersionOutput(version, context=self.context).data

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_actions_count(self, plan):
        return (plan.actions_in_force or 0) if current(plan) else None

    @extend_schema_field(amount(allow_null=True))
    def get_planned(self, plan):
        return money(plan.money_planned) if current(plan) else None

    @extend_schema_field(amount(allow_null=True))
    def get_secured(self, plan):
        return money(plan.money_secured) if current(plan) else None

    def _sees_drafts(self) -> bool:
        return can_read_drafts(self.context["request"].user)


class PlanDetailOutput(PlanOutput):
    """A plan with the sections of its adopted text."""

    sections = serializers.SerializerMethodField()
    actions_url = serializers.SerializerMethodField()
    versions_url = serializers.SerializerMethodField()

    class Meta(PlanOutput.Meta):
        fields = [*PlanOutput.Meta.fields, "sections", "actions_url", "versions_url"]

    @extend_schema_field(SectionOutput(many=True))
    def get_sections(self, plan):
        version = current(plan)
        if version is None:
            return []
        english = self.context["request"].LANGUAGE_CODE == "en"
        return [
            {"key": row.key, "title": row.title_en if english else row.title_pl, "html": row.html}
            for row in version.document.sections
        ]

    @extend_schema_field(serializers.URLField())
    def get_actions_url(self, plan):
        return f"{full_address(self.context['request'], 'api:action-list')}?plan={plan.slug}"

    @extend_schema_field(serializers.URLField())
    def get_versions_url(self, plan):
        return full_address(self.context["request"], "api:plan-version-list", plan.slug)


@extend_schema_field(one_of(ActionPlan.UNDER_WORK, or_null=False))
class StateField(serializers.CharField):
    """A state of what is under work."""


class DraftOutput(serializers.Serializer):
    """The draft as it stands, in the shape of the files that `content_url` of a version gives."""

    plan = serializers.CharField()
    state = StateField()
    is_amendment = serializers.BooleanField()
    document = serializers.DictField()
    url = serializers.URLField()
    html_url = serializers.URLField()
    updated_at = serializers.DateTimeField()


def draft_output(request, plan: ActionPlan, document: dict, changed_at) -> dict:
    """What a reader of drafts gets."""
    return {
        "plan": plan.slug,
        "state": plan.working_state,
        "is_amendment": plan.is_amended,
        "document": document,
        "url": full_address(request, "api:plan-draft", plan.slug),
        "html_url": f"{full_address(request, 'plan', plan.slug)}?wersja={DRAFT}",
        "updated_at": changed_at,
    }


def current(plan) -> PlanVersion | None:
    """The adopted version that is in force; the view has prefetched the adopted ones, newest first."""
    return next(iter(plan.adopted_versions), None)
