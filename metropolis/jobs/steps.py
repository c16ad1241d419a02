"""A job as a chain of small steps: what one worker has finished, the next does not do again.

    chain = Chain(job)
    chain.expect([Step("read", _("Reading the data"), 2), Step("write", _("Writing the file"), 5)])
    chain.do("read", read, holds=lambda result: ...)

A step may be cut off at any line and begun anew, so each must be harmless to repeat. What it returns (plain
JSON) is kept with it; `holds` judges on the next attempt whether that still stands.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from .lease import JobContext
from .models import Job, JobStep

Result = dict[str, Any]
# How a long step tells how far it is: done, total, and a text if the step's own does not fit.
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Step:
    """What a step is called, what a person reads, and about how many seconds it takes."""

    name: str
    text: str
    weight: float = 1.0


def always(_result: Result) -> bool:
    """What a finished step left behind cannot have been lost."""
    return True


class Chain:
    """The steps of one job, kept as rows. Only the worker that holds the job can write them."""

    def __init__(self, job: JobContext):
        self._job = job
        self._seconds = measured(job)
        self._rows: dict[str, JobStep] = {row.name: row for row in JobStep.objects.filter(job=job.id)}

    def expect(self, steps: Iterable[Step], *, more_to_come: bool = False) -> None:
        """The steps that this job has, in order. Those that an earlier attempt has done stay done.

        `more_to_come`: the rest is not known yet, and what an earlier attempt knew of it is kept.
        """
        with self._job.holding():
            wanted = {step.name: self._kept(number, step) for number, step in enumerate(steps, 1)}
            if not more_to_come:
                JobStep.objects.filter(job=self._job.id).exclude(name__in=wanted).delete()
                self._rows = {}
            self._rows |= wanted

    def _kept(self, number: int, step: Step) -> JobStep:
        row = self._rows.get(step.name) or JobStep(job_id=self._job.id, name=step.name)
        row.number, row.text = number, step.text[:200]
        row.share = self._seconds.get(step.name, step.weight)
        row.save()
        return row

    def do(
        self,
        name: str,
        work: Callable[[Tell], Result | None],
        *,
        holds: Callable[[Result], bool] = always,
    ) -> Result:
        """Do a step and keep its result; nothing is done where an earlier attempt did it and that holds."""
        row = self._rows[name]
        if row.state == JobStep.State.DONE and holds(row.result):
            return row.result
        self.begin(name)
        result = work(lambda done, total, text: self._tell(row, done / total if total else 0, text)) or {}
        with self._job.holding():
            self.end(name, result)
        return result

    def begin(self, name: str) -> None:
        """Mark a step as begun, and tell how far the job is."""
        row = self._rows[name]
        row.state, row.started_at, row.finished_at = JobStep.State.RUNNING, timezone.now(), None
        row.attempt = self._job.attempt
        with self._job.holding():
            row.save()
        self._tell(row, 0, row.text)

    def end(self, name: str, result: Result) -> None:
        """Mark a step as done. The caller holds the job."""
        row = self._rows[name]
        row.state, row.finished_at, row.result = JobStep.State.DONE, timezone.now(), result
        row.save()

    def result(self, name: str) -> Result:
        """What a step that is done left behind."""
        return self._rows[name].result

    def _tell(self, current: JobStep, part: float, text: str) -> None:
        """How many steps are behind us, and how much of the time: by what each took the last time."""
        rows = list(self._rows.values())
        past = [row for row in rows if row.state == JobStep.State.DONE]
        whole = sum(row.share for row in rows) or 1.0
        done = sum(row.share for row in past) + current.share * min(max(part, 0.0), 1.0)
        self._job.progress(len(past), len(rows), text or current.text, share=min(done / whole, 1.0))


def measured(job: JobContext) -> dict[str, float]:
    """Seconds that each step took in the last job of this kind that ended well, best of the same thing."""
    ended = Job.objects.filter(kind=job.kind, state=Job.State.SUCCEEDED)
    last = (
        ended.filter(key=job.key).order_by("-finished_at").first() or ended.order_by("-finished_at").first()
    )
    if last is None:
        return {}
    rows = JobStep.objects.filter(job=last).values_list("name", "started_at", "finished_at")
    return {
        name: max((finished - started).total_seconds(), 0.01)
        for name, started, finished in rows
        if started and finished
    }
