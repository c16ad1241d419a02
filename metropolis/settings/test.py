"""Settings of the tests: fast hashing, mail in memory, no manifest of static files.

SQLite in a file and queues in memory by default; `DATABASE_URL`, `CELERY_BROKER_URL` and `CACHE_URL`
name servers.
"""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import CACHES, CELERY_BROKER_URL, DATABASES, STORAGES, env
from .logs import logging_config

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
_folder = tempfile.TemporaryDirectory(prefix="metropolis-test-")  # gone when the tests end
VAR_DIR = Path(_folder.name)
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
MEDIA_ROOT = VAR_DIR / "media"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as people have it. A database in memory is one connection for the live server and the test,
    # and sqlite3 locks up for good when one thread calls a function of Python's while another binds a value.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if env.str("CACHE_URL", ""):
    # Each test process clears its cache before a test: it needs a Redis database of its own.
    server, _slash, number = CACHES["default"]["LOCATION"].rpartition("/")
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{server}/{int(number) + process}"
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if CELERY_BROKER_URL.startswith("filesystem"):
    CELERY_BROKER_URL = "memory://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {}
LOGGING = logging_config(as_json=False)
BDL_BASE_URL = "http://127.0.0.1:9/api/v1"  # nobody answers there: no test ever asks the real bank
