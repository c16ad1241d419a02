"""Reports on actions as the API shows them. Texts are in Polish, money is in PLN."""

from decimal import Decimal

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from forums.versions.api import TeamedActionOutput
from metropolis.rest.fields import amount, full_address, written

from .models import ProgressRevision
from .subjects import Subject

MONEY_PLACES = 2


class MilestoneProgressOutput(serializers.Serializer):
    """What is said of a milestone: reached on a day, or expected on one."""

    key = serializers.CharField()
    name = serializers.CharField()
    due = serializers.DateField(allow_null=True)
    reached_on = serializers.DateField(allow_null=True)
    expected_on = serializers.DateField(allow_null=True)
    note = serializers.CharField(allow_blank=True)


class SpendingOutput(serializers.Serializer):
    """What was spent from one source in one year."""

    source = serializers.CharField()
    year = serializers.IntegerField()
    amount = amount()


class AcceptedOutput(serializers.Serializer):
    """The latest accepted report on an action."""

    period = serializers.CharField()
    stage = serializers.ChoiceField(choices=ProgressRevision.Stage.choices)
    percent = serializers.IntegerField()
    done = serializers.CharField(allow_blank=True)
    blocks = serializers.CharField(allow_blank=True)
    explanation = serializers.CharField(allow_blank=True)
    milestones = MilestoneProgressOutput(many=True)
    spending = SpendingOutput(many=True)
    spent = amount()
    published_at = serializers.DateTimeField(allow_null=True)


class ActionReportOutput(AcceptedOutput):
    """A report in one period. `state`, `stage` and `percent` are null where nothing is said yet."""

    action = serializers.CharField()
    state = serializers.ChoiceField(choices=ProgressRevision.State.choices, allow_null=True)
    revision = serializers.IntegerField()
    stage = serializers.ChoiceField(choices=ProgressRevision.Stage.choices, allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    correction = serializers.CharField(allow_blank=True)
    questions = serializers.ListField(child=serializers.CharField())
    url = serializers.URLField()
    html_url = serializers.URLField()
    updated_at = serializers.DateTimeField(allow_null=True)


class ProgressedActionOutput(TeamedActionOutput):
    """An action with the latest accepted report on it; `progress` is null where there is none."""

    progress = serializers.SerializerMethodField()

    class Meta(TeamedActionOutput.Meta):
        fields = [*TeamedActionOutput.Meta.fields[:-3], "progress", *TeamedActionOutput.Meta.fields[-3:]]

    @extend_schema_field(AcceptedOutput(allow_null=True))
    def get_progress(self, action):
        keys = action.accepted_progress
        return AcceptedOutput(_said(keys[-1].current, keys[-1].period)).data if keys else None


def report_output(request, subject: Subject) -> dict:
    """What the API says of a report in its period."""
    action, latest = subject.action, subject.latest
    said = _said(latest or ProgressRevision(percent=None, stage=None, revision=0), subject.period)
    facts = {
        "action": action.code,
        "state": latest and latest.state,
        "revision": latest.revision if latest else 0,
        "reason": latest.reason if latest else "",
        "correction": latest.correction_reason if latest else "",
        "questions": subject.questions,
        "url": f"{full_address(request, 'api:action-progress', action.code)}?period={subject.period}",
        "html_url": full_address(request, "plan_action", action.plan.slug, action.code),
        "updated_at": latest and latest.updated_at,
    }
    return ActionReportOutput(said | facts).data


def _said(revision: ProgressRevision, period: str) -> dict:
    rows = list(revision.spending.all()) if revision.pk else []
    plain = ("stage", "percent", "done", "blocks", "explanation", "published_at")
    return {name: getattr(revision, name) for name in plain} | {
        "period": period,
        "milestones": revision.milestones.all() if revision.pk else [],
        "spending": [
            {"source": row.source.code, "year": row.year, "amount": written(row.amount, MONEY_PLACES)}
            for row in rows
        ],
        "spent": written(sum((row.amount for row in rows), Decimal(0)), MONEY_PLACES),
    }
