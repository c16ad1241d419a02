"""Doing one job, whatever happens to it on the way."""

import contextlib
from types import SimpleNamespace

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import translation
from django.utils.functional import Promise
from simple_history.models import HistoricalRecords

from . import lease, registry
from .reasons import BROKEN, UNREACHED, WORN_OUT

log = structlog.get_logger(__name__)

# Faults of the surroundings, not of the work: worth another attempt.
PASSING = (OperationalError, InterfaceError, ConnectionError, TimeoutError)


class JobFailed(Exception):
    """A handler cannot go on. People read the reason: a lazy message each in their own language."""

    def __init__(self, reason: str | Promise):
        super().__init__(reason)
        self.reason = reason


class PutOff(Exception):
    """A handler has to wait for somebody else until `until`: no worker sleeps meanwhile."""

    def __init__(self, until, reason: str):
        super().__init__(reason)
        self.until = until


def run(job_id: int) -> None:
    """Take the job if it is free and do it. Harmless when called twice."""
    context = lease.take(job_id)
    if context is None:
        return
    language = context.by.language if context.by else settings.LANGUAGE_CODE
    logged = structlog.contextvars.bound_contextvars(job=context.id, kind=context.kind)
    with logged, translation.override(language), acting_as(context.by):
        _work(context)


@contextlib.contextmanager
def acting_as(user):
    """Let the history say who started the job."""
    if user is None:
        yield
        return
    HistoricalRecords.context.request = SimpleNamespace(user=user)
    try:
        yield
    finally:
        del HistoricalRecords.context.request


def _work(context: lease.JobContext) -> None:
    """Call the handler under a heartbeat and write down how it ended."""
    log.info("job_started", attempt=context.attempt)
    try:
        with lease.heartbeat(context):
            result_url = registry.kind_named(context.kind).handler(context)
            if not context.finished:
                with context.finish(result_url or ""):
                    pass
        log.info("job_done")
    except lease.LeaseLost:
        log.warning("job_lost")
    except PutOff as wait:
        log.info("job_put_off", until=wait.until.isoformat())
        context.put_off(wait.until, str(wait))
    except JobFailed as failure:
        log.warning("job_failed", reason=str(failure))
        context.fail(failure.reason)
    except PASSING:
        log.exception("job_interrupted")
        _try_later(context)
    except Exception:
        log.exception("job_broken")
        context.fail(BROKEN)


def _try_later(context: lease.JobContext) -> None:
    if context.attempt >= lease.MAX_ATTEMPTS:
        context.fail(WORN_OUT)
    else:
        context.give_back(UNREACHED)
