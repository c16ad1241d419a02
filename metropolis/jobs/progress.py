"""How far a job is, in words a person reads. No database, request or clock."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

ENOUGH_TO_GUESS = datetime.timedelta(seconds=5)


@dataclass(frozen=True)
class Progress:
    """What the progress component shows of one job."""

    done: int
    total: int
    text: str
    elapsed: str
    left: str
    share: int | None = None

    @property
    def percent(self) -> int:
        """Whole per cents done; 0 while the total is not known."""
        if self.share is not None:
            return self.share // 10
        return self.done * 100 // self.total if self.total else 0

    @property
    def quarter(self) -> int:
        """Quarters done: what is announced aloud changes only with it."""
        return self.percent // 25


def progress_of(job, now: datetime.datetime) -> Progress:
    """Done, total and times of a job as they stand at `now`."""
    elapsed = (job.finished_at or now) - job.started_at if job.started_at else datetime.timedelta()
    done, total, share = job.progress_done, job.progress_total, job.progress_share
    if share is not None:
        share = 1000 if job.state == "succeeded" else share
        done, total = share, 1000
    left = time_left(done, total, elapsed) if job.is_open else None
    return Progress(
        done=job.progress_done,
        total=job.progress_total,
        text=job.progress_text,
        elapsed=duration(elapsed) if job.started_at else "",
        left=duration(left) if left else "",
        share=share,
    )


def time_left(done: int, total: int, elapsed: datetime.timedelta) -> datetime.timedelta | None:
    """The time still needed if the rest goes as fast; None while that would be a mere guess."""
    if not done or done >= total or elapsed < ENOUGH_TO_GUESS:
        return None
    return elapsed / done * (total - done)


def duration(span: datetime.timedelta) -> str:
    """`45 s`, `2 min 05 s`, `1 h 20 min`."""
    seconds = max(0, round(span.total_seconds()))
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    if seconds < 3600:
        return _("%(minutes)d min %(seconds)02d s") % {"minutes": seconds // 60, "seconds": seconds % 60}
    return _("%(hours)d h %(minutes)02d min") % {"hours": seconds // 3600, "minutes": seconds // 60 % 60}
