"""What a PATCH of a report may hold; fields that it does not name stay as they are."""

from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers

from .answers import Answer, MilestoneAnswer, SpendingAnswer
from .entry import starting_answer
from .models import ProgressRevision
from .subjects import Subject


class MilestoneInput(serializers.Serializer):
    """A milestone by its key: reached on a day, or expected on one."""

    key = serializers.CharField(max_length=12)
    reached_on = serializers.DateField(required=False, allow_null=True)
    expected_on = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True)


class SpendingInput(serializers.Serializer):
    """PLN spent from a source (by its code) in a year."""

    source = serializers.CharField(max_length=40)
    year = serializers.IntegerField()
    amount = serializers.DecimalField(max_digits=14, decimal_places=2)


class ReportInput(serializers.Serializer):
    """The fields of a report. What they may mean together is checked where the form is checked too."""

    stage = serializers.ChoiceField(choices=ProgressRevision.Stage.choices, required=False)
    percent = serializers.IntegerField(required=False, allow_null=True)
    done = serializers.CharField(required=False, allow_blank=True)
    blocks = serializers.CharField(required=False, allow_blank=True)
    explanation = serializers.CharField(required=False, allow_blank=True)
    milestones = MilestoneInput(many=True, required=False)
    spending = SpendingInput(many=True, required=False)
    correction = serializers.CharField(required=False, allow_blank=True)


def read_input(data: Any, subject: Subject) -> tuple[Answer, str | None]:
    """The answer that the report becomes, and the reason of a late correction (None: it is none).

    A field that is not known is refused by its name.
    """
    if not isinstance(data, dict):
        raise exceptions.ValidationError({"request": [_("Send an object with the fields of the report.")]})
    known = {field.name for field in fields(Answer)} | {"correction"}
    if strange := sorted(set(data) - known):
        raise exceptions.ValidationError({name: [_("There is no such field.")] for name in strange})
    read = ReportInput(data=data)
    read.is_valid(raise_exception=True)
    given = dict(read.validated_data)
    reason = given.pop("correction", None)
    if "milestones" in given:
        given["milestones"] = tuple(MilestoneAnswer(**row) for row in given["milestones"])
    if "spending" in given:
        given["spending"] = tuple(SpendingAnswer(**row) for row in given["spending"])
    base = starting_answer(subject)
    if base is None and "stage" not in given:
        raise exceptions.ValidationError({"stage": [_("Choose how the action stands.")]})
    if "stage" in given and "percent" not in given and base and base.stage != given["stage"]:
        base = replace(base, percent=None if given["stage"] in ("not_started", "done") else base.percent)
    return (replace(base, **given) if base else Answer(**given)), reason
