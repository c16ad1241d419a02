"""One of everything that an address can name, for the table of access."""

import datetime
from decimal import Decimal

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone

from forums.models import TeamMember
from forums.tests.plan_world import build_plan
from metropolis.accounts.factories import UserFactory
from metropolis.jobs.models import Job
from monitoring.factories import (
    CampaignFactory,
    DueValueFactory,
    IndicatorValueFactory,
    ObservationFactory,
    SubmissionFactory,
)
from monitoring.models import PeriodLock, ProgressReport, ReportFile, ReportTemplate, Snapshot
from monitoring.progress.tests.access_rows import build_report
from monitoring.reports.snapshot import digest, freeze
from monitoring.reports.tests.approval_access_rows import send_out
from monitoring.sheets.tests.access_world import build_upload
from monitoring.values.evidence import add_file
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


def build(people, folder) -> dict[str, object]:
    """Make the rows; returns what the table's arguments stand for. `folder` holds files of reports."""
    team = people.member.teammembers.get().team
    campaign = CampaignFactory(slug="kampania", state="open")
    submission = SubmissionFactory(
        campaign=campaign, team=team, state="submitted", submitted_at=timezone.now()
    )
    due = DueValueFactory(submission=submission)
    evidence = add_file(due.observation, SimpleUploadedFile("a.csv", b"1;2"), by=people.member)
    TargetFactory(indicator__code="4.1", indicator__baseline_period="2020", indicator__baseline_value=1)
    observation = ObservationFactory(indicator__code="4.2", indicator__scope="metropolis", municipality=None)
    IndicatorValueFactory(observation=observation)
    GoalFactory(code="1.S1")
    Authenticator.objects.create(user=UserFactory(), type="totp", data={})
    job = Job.objects.create(kind="report", key="praca", title="Praca", created_by=people.member)
    world = {
        "due": due.pk,
        "evidence": evidence.pk,
        "seat": TeamMember.objects.get(user=people.member).pk,
        "job": job.pk,
        "observation": observation.pk,
        "value": observation.values.get().pk,
        "lock": PeriodLock.objects.create(
            period="2019", locked_by=people.office, locked_at=timezone.now()
        ).pk,
        "teryt": team.municipality.teryt,
        "template": ReportTemplate.objects.create(language="pl", name="a.docx", content=b"PK").pk,
    }
    _report("opublikowany", folder, people, state="published", published_at=timezone.now())
    _report("szkic", folder, people, state="built")
    world |= send_out(_report("uwagi", folder, people), people)
    world |= build_plan(people) | build_report(people) | build_upload(people)
    return world | dict(key for model in list(admin.site._registry) for key in _keys(model))


def _keys(model):
    """The key of a row, and that of its latest record of change."""
    label, one = model._meta.label_lower, some(model)
    yield label, one.pk
    if hasattr(model, "history"):
        yield f"{label} before", model.history.filter(id=one.pk).values_list("pk", flat=True).first()


def _report(slug, folder, people, **fields) -> ProgressReport:
    """A report with its frozen data and one file."""
    report = ProgressReport.objects.create(
        slug=slug,
        title_pl=slug,
        title_en=slug,
        period="2024",
        as_of=timezone.localdate(),
        created_by=people.office,
    )
    content = freeze(report)
    report.snapshot = Snapshot.objects.create(content=content, sha256=digest(content))
    (folder / f"{slug}.json").write_text("{}")
    ReportFile.objects.create(report=report, format="json", path=f"{slug}.json", size=2, sha256="0" * 64)
    for name, value in fields.items():
        setattr(report, name, value)
    report.save()
    return report


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
