"""The report that came before, of the same part of the metropolis: what "since the last report" means."""

from dataclasses import dataclass

from django.db.models import JSONField
from django.db.models.fields.json import KeyTransform

from .frozen import Frozen
from .models import ProgressReport
from .scope import where_of


@dataclass(frozen=True)
class Previous:
    """A published report: how a later one names it, and what it says."""

    head: Frozen
    content: Frozen


def previous_of(report: ProgressReport, part: Frozen) -> Previous | None:
    """The latest published report on the same part of the metropolis, of an earlier day. Two queries.

    Reports of every kind are compared with each other: they differ in chapters, not in what they know.
    `part` is the `report` part of the new snapshot.
    """
    rows = ProgressReport.objects.published().filter(as_of__lt=report.as_of).exclude(pk=report.pk)
    rows = rows.order_by("-as_of", "-period", "-published_at", "-pk")
    where = KeyTransform("scope", KeyTransform("report", "snapshot__content"), output_field=JSONField())
    same = (
        pk
        for pk, found in rows.annotate(where=where).values_list("pk", "where")
        if (found or {}) == where_of(part)
    )
    pk = next(same, None)
    if pk is None:
        return None
    found = ProgressReport.objects.select_related("snapshot").get(pk=pk)
    content = found.snapshot.content
    head = {name: content["report"][name] for name in ("slug", "title", "period", "as_of")}
    return Previous({**head, "sha256": found.snapshot.sha256}, content)
