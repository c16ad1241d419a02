"""An answer becomes a row: the draft overwritten, or the next revision."""

from metropolis.rest.counters import bump

from .answers import Answer
from .models import ActionProgress, MilestoneProgress, ProgressRevision, Spending
from .subjects import Subject, sources_by_code

TEXTS = ("done", "blocks", "explanation")


def write(subject: Subject, answer: Answer, *, by, **facts) -> ProgressRevision:
    """Keep the answer with its parts; `facts` are further fields. The caller holds the key's lock."""
    row = subject.latest
    if row is None or row.state != ProgressRevision.State.DRAFT:
        key = ActionProgress.objects.get(action=subject.action, period=subject.period)
        row = ProgressRevision(progress=key, revision=_last_revision(key) + 1)
    else:
        row.version += 1
    row.stage, row.percent, row.author = answer.stage, answer.percent, by
    for name in TEXTS:
        setattr(row, name, getattr(answer, name))
    for name, fact in facts.items():
        setattr(row, name, fact)
    row.save()
    _write_parts(subject, row, answer)
    return row


def _last_revision(key):
    """The number of the last one, whatever became of it."""
    return key.revisions.order_by("-revision").values_list("revision", flat=True).first() or 0


def _write_parts(subject, row, answer):
    MilestoneProgress.objects.filter(revision=row).delete()
    Spending.objects.filter(revision=row).delete()
    said = {one.key: one for one in answer.milestones}
    MilestoneProgress.objects.bulk_create(
        MilestoneProgress(
            revision=row, key=one.key, order=order, name=one.name, due=one.due,
            reached_on=said[one.key].reached_on, expected_on=said[one.key].expected_on,
            note=said[one.key].note,
        )
        for order, one in enumerate(subject.action.milestones.all(), start=1)
        if one.key in said
    )  # fmt: skip
    sources = sources_by_code({one.source for one in answer.spending})
    Spending.objects.bulk_create(
        Spending(revision=row, source=sources[one.source], year=one.year, amount=one.amount)
        for one in answer.spending
    )
    bump(MilestoneProgress, Spending)
