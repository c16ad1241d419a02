"""Is the portal alive, and can it work? The answers name what is wrong and nothing secret."""

import os
from collections.abc import Callable
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from metropolis import celery_app

CONNECT_SECONDS = 2

log = structlog.get_logger(__name__)


class NotReady(Exception):
    """What is missing, in words for the one who watches the machine."""


@require_safe
@never_cache
def alive(request):
    """The web process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def ready(request):
    """Database, broker and migrations, each by name; 503 when one of them is not in order."""
    answers = {name: _answer(name, check) for name, check in CHECKS.items()}
    is_ready = set(answers.values()) == {"ok"}
    body = {"status": "ready" if is_ready else "not ready", **answers}
    return JsonResponse(body, status=200 if is_ready else 503)


def _answer(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except NotReady as missing:
        return str(missing)
    except Exception:  # whatever it is: the address of the server stays in the log
        log.warning("not_ready", check=name, exc_info=True)
        return "no answer"
    return "ok"


def check_database() -> None:
    """The database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_broker() -> None:
    """The queue takes messages."""
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        folder = Path(settings.BROKER_DIR)
        if not (folder.is_dir() and os.access(folder, os.W_OK)):
            raise NotReady("folder missing or not writable")
        return
    with celery_app.connection_for_write(connect_timeout=CONNECT_SECONDS) as broker:
        broker.transport_options = {
            **broker.transport_options,
            "socket_connect_timeout": CONNECT_SECONDS,
            "socket_timeout": CONNECT_SECONDS,
        }
        broker.connect()


def check_migrations() -> None:
    """The tables are those that this version of the program expects."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations are missing")


CHECKS = {"database": check_database, "broker": check_broker, "migrations": check_migrations}
