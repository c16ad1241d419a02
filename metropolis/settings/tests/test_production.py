"""Production refuses what is insecure or missing, and says which. Each case is a start of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
GOOD = {
    "SECRET_KEY": "w7Yq0LrT5xBn2vKc8dHs4jFg6mPz1aQe3uIo9RtXyEbWkVhNfC",
    "ALLOWED_HOSTS": "strategia.example.org",
    "BASE_URL": "https://strategia.example.org",
    "DATABASE_URL": "postgres://portal:secret-of-database@db.example.org:5432/portal",
    "CELERY_BROKER_URL": "redis://redis.example.org:6379/0",
    "CACHE_URL": "redis://redis.example.org:6379/1",
    "EMAIL_URL": "smtp+tls://portal:secret-of-mail@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
}
SHOW = """
import json
from metropolis.settings import production as p
print(json.dumps({name: str(getattr(p, name)) for name in sys.argv[1:]}))
"""


def start(*, show=(), **changes):
    """Load the production settings in a fresh process with nothing else in its environment."""
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": "/nonexistent", **GOOD, **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, "-c", "import sys" + SHOW, *show]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)


def test_it_starts_with_the_settings_it_asks_for():
    done = start(show=["EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "DEMO", "DEBUG"])
    assert done.returncode == 0, done.stderr
    expected = '{"EMAIL_HOST": "mail.example.org", "EMAIL_PORT": "587", "EMAIL_USE_TLS": "True", '
    assert done.stdout.strip() == expected + '"DEMO": "False", "DEBUG": "False"}'


@pytest.mark.parametrize("name", sorted(GOOD))
def test_it_refuses_to_start_without(name):
    done = start(**{name: None})
    assert done.returncode != 0
    assert f"{name} is not set" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DEBUG", "1", "DEBUG is on"),
        ("DEMO", "1", "DEMO is on"),
        ("SECRET_KEY", "short", "SECRET_KEY is weak"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is weak"),
        ("SECRET_KEY", "django-insecure-" + GOOD["SECRET_KEY"], "SECRET_KEY is weak"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is *"),
        ("BASE_URL", "http://strategia.example.org", "BASE_URL must begin with https://"),
        ("DATABASE_URL", "sqlite:///portal.sqlite3", "DATABASE_URL must name PostgreSQL"),
        ("CELERY_BROKER_URL", "filesystem://", "CELERY_BROKER_URL must name a Redis server"),
        ("CACHE_URL", "locmemcache://", "CACHE_URL must name a Redis server"),
        ("EMAIL_URL", "filemail:///mail", "EMAIL_URL must name an SMTP server"),
        ("EMAIL_URL", "smtp://mail.example.org:25", "EMAIL_URL sends without encryption"),
        ("DEFAULT_FROM_EMAIL", "portal@localhost", "DEFAULT_FROM_EMAIL must be a real address"),
        ("TRUSTED_PROXY_COUNT", "0", "TRUSTED_PROXY_COUNT is 0"),
        ("HSTS_SECONDS", "60", "HSTS_SECONDS is below an hour"),
    ],
)
def test_it_refuses_an_unsafe_value_and_names_it(name, value, message):
    done = start(**{name: value})
    assert done.returncode != 0
    assert message in done.stderr


def test_it_names_every_fault_at_once_and_no_secret():
    done = start(SECRET_KEY=None, DEMO="1", CACHE_URL=None)
    for name in ("SECRET_KEY is not set", "DEMO is on", "CACHE_URL is not set"):
        assert name in done.stderr
    assert "secret-of" not in done.stderr


def test_the_example_names_every_variable_that_the_settings_read():
    settings = "".join(file.read_text() for file in (PROJECT / "metropolis/settings").glob("*.py"))
    read = set(re.findall(r'(?:env\.\w+|required)\(\s*"([A-Z_]+)"', settings))
    named = set(re.findall(r"^#? ?([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))
    assert read - named == set()
