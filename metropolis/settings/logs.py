"""Structured logs: lines to read on one's own machine, JSON in production. No personal data in either."""

import logging
from typing import Any

import structlog

TIMESTAMP = structlog.processors.TimeStamper(fmt="iso", utc=True)
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    TIMESTAMP,
    structlog.processors.StackInfoRenderer(),
]


class WithoutPath(logging.Filter):
    """Django names the path of a failed request, and paths may hold tokens: our own line has the route."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = "unhandled_error", ()
        return True


def logging_config(*, as_json: bool, level: str = "INFO") -> dict:
    """Set structlog up and return Django's LOGGING for everything that logs the ordinary way."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_path": {"()": WithoutPath}},
        "formatters": {
            "portal": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_rendering(as_json),
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "portal"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # 4xx are told by our own request line; what is left are faults, with their traceback.
            "django.request": {"level": "ERROR", "filters": ["without_path"]},
            "django.server": {"handlers": [], "propagate": True},
            # Every second a tick of the clock: only what goes wrong is worth a line.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
        },
    }


def _rendering(as_json: bool) -> list[Any]:
    """The last step: a traceback holds no local variables, for these may be personal data."""
    if as_json:
        return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    return [
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback, pad_event_to=24, pad_level=False
        )
    ]
