"""Evidence files of values: added and deleted while the value is a draft, frozen when it is sent."""

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal

from .evidence_checks import NotEvidence, kind_of, safe_name
from .evidence_models import Evidence
from .models import IndicatorValue, Observation
from .refusals import WrongState

MEGABYTE = 1_000_000
MOST_FILES = 20


def add_file(observation: Observation, upload, *, by) -> Evidence:
    """Keep an uploaded file under a random name. Raises NotEvidence. The caller has asked who may."""
    data = _content(upload)
    kind = kind_of(upload.name, data)
    checksum = hashlib.sha256(data).hexdigest()
    evidence = Evidence(
        observation=observation,
        name=safe_name(upload.name, kind),
        kind=kind,
        size=len(data),
        sha256=checksum,
        added_by=by,
    )
    with transaction.atomic():
        Observation.objects.select_for_update().get(pk=observation.pk)
        _check_room(observation, checksum)
        evidence.file.save("evidence", ContentFile(data), save=False)
        try:
            evidence.save()
        except BaseException:
            evidence.file.storage.delete(evidence.file.name)
            raise
    return evidence


@transaction.atomic
def remove_file(evidence: Evidence) -> None:
    """Delete a file that was not sent; its content goes when the change is certain."""
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if evidence.is_sent:
        raise WrongState(_("This file was sent with its value, so it stays."))
    storage, path = evidence.file.storage, evidence.file.name
    evidence.delete()
    transaction.on_commit(lambda: storage.delete(path))


def freeze_files(values: list[int]) -> None:
    """The files of values that are being sent belong to them from now on. Call it in that transaction."""
    sent = IndicatorValue.objects.filter(pk__in=values)
    own = sent.filter(observation=OuterRef("observation")).values("pk")[:1]
    waiting = Evidence.objects.filter(value__isnull=True, observation__in=sent.values("observation"))
    waiting.update(value=Subquery(own))


def evidence_of(observations) -> dict[int, list[Evidence]]:
    """The files by observation, oldest first; one query."""
    found: dict[int, list[Evidence]] = {}
    for evidence in Evidence.objects.filter(observation__in=observations).order_by("pk"):
        found.setdefault(evidence.observation_id, []).append(evidence)
    return found


def _content(upload):
    limit = settings.EVIDENCE_MAX_MB
    if upload.size > limit * MEGABYTE:
        sizes = {"size": format_decimal(-(-upload.size // MEGABYTE)), "limit": limit}
        raise NotEvidence(_("The file has %(size)s MB, and the limit is %(limit)s MB.") % sizes)
    return upload.read()


def _check_room(observation, checksum):
    known = set(observation.evidence.values_list("sha256", flat=True))
    if checksum in known:
        raise NotEvidence(_("This file is here already."))
    if len(known) >= MOST_FILES:
        raise NotEvidence(_("A value has at most %(count)s files.") % {"count": MOST_FILES})
