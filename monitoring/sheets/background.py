"""Large files: reading and saving as jobs, with a page that says how far they are."""

from django.utils.translation import gettext as _

from metropolis.documents.tables.guards import NotReadable
from metropolis.jobs.lease import JobContext
from metropolis.jobs.models import Job
from metropolis.jobs.queue import enqueue
from metropolis.jobs.runner import JobFailed
from monitoring.values.refusals import Refused

from .importing import State, prepare, read_upload, save_upload, scope_of
from .models import SheetUpload

READ, SAVE = "sheet_read", "sheet_save"


def start_reading(upload: SheetUpload) -> Job:
    """Read the file and compare it, in the background."""
    title = _("Reading of the file %(name)s") % {"name": upload.file_name[:120]}
    return enqueue(
        READ, key=f"sheet-read:{upload.pk}", title=title, params={"upload": upload.pk}, by=upload.user
    )


def start_saving(upload: SheetUpload, take: set[int]) -> Job:
    """Save what the preview showed, in the background."""
    title = _("Saving of the file %(name)s") % {"name": upload.file_name[:120]}
    upload.state = State.SAVING
    upload.save(update_fields=["state"])
    params = {"upload": upload.pk, "take": sorted(take)}
    return enqueue(SAVE, key=f"sheet-save:{upload.pk}", title=title, params=params, by=upload.user)


def read_in_job(job: JobContext) -> str:
    """The preview; the result is its page."""
    upload = _upload(job)
    job.progress(0, 1, _("Reading the file"))
    try:
        read_upload(upload)
    except NotReadable as fault:
        raise JobFailed(fault.message) from fault
    prepare(upload, lambda done, total: job.progress(done, total, _("Comparing the rows")))
    return scope_of(upload).address("sheet_check", upload.pk)


def save_in_job(job: JobContext) -> None:
    """The rows, in the transaction that ends the job."""
    upload = _upload(job)
    scope = scope_of(upload)
    job.progress(0, 1, _("Saving the rows"))
    try:
        with job.finish(scope.address("sheet_check", upload.pk)):
            save_upload(upload, set(job.params["take"]))
    except Refused as refusal:
        prepare(upload)
        raise JobFailed(str(refusal)) from refusal


def _upload(job: JobContext) -> SheetUpload:
    found = SheetUpload.objects.select_related("campaign", "user").filter(pk=job.params["upload"]).first()
    if found is None:
        raise JobFailed(_("The file is no longer kept. Send it again."))
    return found
