"""One of everything that an address can name, for the table of access."""

import datetime
from decimal import Decimal

from django.contrib import admin
from django.db import models
from django.utils import timezone

from forums.models import TeamMember
from monitoring.factories import CampaignFactory, IndicatorValueFactory, SubmissionFactory
from strategy.factories import GoalFactory, TargetFactory

SAMPLES = {
    models.BooleanField: False,
    models.DateTimeField: timezone.now,
    models.DateField: datetime.date.today,
    models.DecimalField: Decimal(1),
    models.IntegerField: 1,
    models.JSONField: dict,
}
# Texts that must have a form of their own.
TEXTS = {"period": "2024", "as_of": datetime.date(2026, 1, 1), "teryt": "9999992", "slug": "przyklad"}


def build(people) -> dict[str, object]:
    """Make the rows; returns what the table's arguments stand for."""
    SubmissionFactory(campaign=CampaignFactory(slug="kampania"), team=people.member.teammembers.get().team)
    TargetFactory()
    GoalFactory(code="1.S1")
    IndicatorValueFactory()
    world = {"seat": TeamMember.objects.filter(user=people.member).get().pk}
    return world | {model._meta.label_lower: some(model).pk for model in list(admin.site._registry)}


def some(model) -> models.Model:
    """A row of a model: one that is there already, or a new one with the least it needs."""
    found = model._default_manager.first()
    return found or model._default_manager.create(**_least(model))


def _least(model) -> dict[str, object]:
    needed = [field for field in model._meta.concrete_fields if _is_needed(field)]
    return {field.name: _sample(field) for field in needed}


def _is_needed(field) -> bool:
    is_given = field.null or field.blank or field.has_default() or field.primary_key
    return not (is_given or getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _sample(field):
    if field.is_relation:
        return some(field.related_model)
    if field.name in TEXTS:
        return TEXTS[field.name]
    if field.choices:
        return field.choices[0][0]
    for kind, value in SAMPLES.items():
        if isinstance(field, kind):
            return value() if callable(value) else value
    return "1"
