"""Settings of `make run` and of development: one machine, nothing to install."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env
from .keys import stored_key

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = stored_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
DEMO = env.bool("DEMO", True)
