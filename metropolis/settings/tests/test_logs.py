import json
import logging
import sys

import pytest
import structlog
from structlog.testing import capture_logs

from metropolis.settings.logs import SHARED, WithoutPath, logging_config


@pytest.fixture
def untouched_structlog():
    """The configuration is global: give back what was there."""
    yield
    structlog.reset_defaults()


def formatted(config, record):
    """A record as the configured formatter writes it."""
    options = {name: value for name, value in config["formatters"]["portal"].items() if name != "()"}
    return structlog.stdlib.ProcessorFormatter(**options).format(record)


def fault():
    """What Django logs of a request that failed, with a secret in a variable near by."""
    try:
        fail("".join(["ha", "sło"]))
    except ValueError:
        info = sys.exc_info()
    return logging.LogRecord("django.request", logging.ERROR, "", 0, "Fault at %s", ("/token/",), info)


def fail(password):
    raise ValueError("broken")


def test_production_logs_one_json_object_a_line_with_the_traceback_inside(untouched_structlog):
    line = formatted(logging_config(as_json=True), fault())
    assert "\n" not in line
    written = json.loads(line)
    assert written["level"] == "error"
    assert "ValueError: broken" in written["exception"]
    assert "hasło" not in line


def test_development_logs_a_line_to_read(untouched_structlog):
    record = logging.LogRecord("metropolis", logging.INFO, "", 0, "started", (), None)
    assert "started" in formatted(logging_config(as_json=False), record)


def test_the_path_of_a_failed_request_is_left_out():
    record = fault()
    assert WithoutPath().filter(record)
    assert "token" not in record.getMessage()


def test_what_is_bound_to_a_request_stands_in_every_line():
    assert structlog.contextvars.merge_contextvars in SHARED


@pytest.mark.django_db
def test_a_request_is_logged_by_its_route_and_without_what_was_typed(client):
    with capture_logs() as lines:
        client.get("/poczta/20261122T100000000000-0123abcd/?q=Kowalska")
    (line,) = [line for line in lines if line["event"] == "request"]
    assert line["route"] == "poczta/<str:name>/"
    assert line["status"] == 404
    assert "Kowalska" not in str(line)
    assert "0123abcd" not in str(line)
