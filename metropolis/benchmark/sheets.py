"""A campaign of 10,000 rows as a workbook: written, filled in, previewed and imported as a job does it."""

import datetime
import io
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from metropolis.accounts.models import User
from metropolis.jobs import runner
from metropolis.jobs.models import Job
from monitoring.campaigns.opening import open_campaign
from monitoring.models import Campaign, IndicatorValue
from monitoring.sheets.background import start_reading, start_saving
from monitoring.sheets.columns import COLUMNS
from monitoring.sheets.importing import keep_upload
from monitoring.sheets.scope import Scope
from monitoring.sheets.xlsx_writing import write_xlsx
from strategy.models import Indicator, Municipality

from .measure import PeakMemory, Row, timed
from .structure import EXAMPLE, both, bulk

ROWS = 10_000
SECONDS, MEGABYTES = 10, 200  # megabytes beyond what the process had before


def measure(clerk: User) -> list[Row]:
    """Time of the download, and of preview and import together; memory beyond what was there before."""
    scope = Scope(_campaign(clerk))
    made: list[bytes] = []
    what = f"XLSX of {scope.row_count()} rows written"
    written = _row(what, lambda: made.append(write_xlsx(scope).read()), lambda: True)
    # By another process: what it needs for a whole workbook is not what the portal needs.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        filled = pool.submit(_filled_in, made[0]).result()
    return [written, _imported(scope, clerk, filled)]


def _campaign(clerk: User) -> Campaign:
    """Open, with so many indicators that all teams together owe enough rows."""
    count = -(-ROWS // Municipality.objects.count())
    extra = bulk(Indicator, [
        Indicator(
            code=f"Y.{n}", order=n, kind="output", scope="municipality", direction="increase",
            supplier="municipality", frequency="year", precision=1, weight=1, aggregation="sum",
            **both("name", f"Do pliku {n}"), **both("unit", "szt."), **EXAMPLE,
        )
        for n in range(count)
    ])  # fmt: skip
    campaign = Campaign.objects.create(slug="plik", period="2026", deadline=datetime.date(2099, 12, 31))
    campaign.indicators.set(extra)
    open_campaign(campaign, by=clerk)
    return campaign


def _filled_in(data: bytes) -> bytes:
    """A value in every row, typed by a program that keeps the rest as it is."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book.worksheets[1]
    column = [one.field for one in COLUMNS].index("value") + 1
    for number in range(2, page.max_row + 1):
        page.cell(number, column).value = number / 2
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _imported(scope: Scope, clerk: User, data: bytes) -> Row:
    before = IndicatorValue.objects.filter(state="draft").count()
    upload = keep_upload(scope, SimpleUploadedFile("plik.xlsx", data), by=clerk)

    def work() -> None:
        runner.run(start_reading(upload).pk)
        upload.refresh_from_db()
        runner.run(start_saving(upload, set()).pk)

    def is_saved() -> bool:
        saved = IndicatorValue.objects.filter(state="draft").count() - before
        failed = Job.objects.filter(kind__startswith="sheet", state="failed").exists()
        return saved == scope.row_count() and not failed

    return _row(f"XLSX of {scope.row_count()} rows previewed and imported", work, is_saved)


def _row(what: str, work: Callable[[], object], is_done: Callable[[], bool]) -> Row:
    with PeakMemory() as start:
        time.sleep(0.1)  # until it was read a few times
    with PeakMemory() as memory:
        seconds, cpu = timed(work)
    growth = memory.peak - start.peak
    kept = seconds <= SECONDS and growth < MEGABYTES and is_done()
    return Row(
        what, f"{seconds:.1f} s, {growth:.0f} MB more", f"<= {SECONDS} s, < {MEGABYTES} MB more", kept,
        f"{cpu:.1f} s",
    )  # fmt: skip
