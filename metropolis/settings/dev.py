"""Settings of `make run` and of development: one machine, nothing to install."""

from .base import *  # noqa: F403
from .base import LOG_LEVEL, VAR_DIR, env
from .keys import stored_key
from .logs import logging_config

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or stored_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
DEMO = env.bool("DEMO", True)
LOGGING = logging_config(as_json=False, level=LOG_LEVEL)
