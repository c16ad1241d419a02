"""Production: everything dangerous must be named, or the portal refuses to start and says why."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CELERY_BROKER_URL, DATABASES, EMAIL_BACKEND, env


def required(name: str) -> str:
    """The value of an environment variable that production cannot do without."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set; production needs it (see .env.example).")
    return value


SECRET_KEY = required("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters.")
if env.bool("DEBUG", False):
    raise ImproperlyConfigured("DEBUG is on; production runs without it.")
if env.bool("DEMO", False):
    raise ImproperlyConfigured("DEMO is on; production refuses demonstration accounts.")
DEBUG = False
DEMO = False
ALLOWED_HOSTS = [host for host in required("ALLOWED_HOSTS").split(",") if host]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is *; name the portal's hosts.")
required("DATABASE_URL")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    raise ImproperlyConfigured("DATABASE_URL names SQLite; production runs on PostgreSQL.")
required("CELERY_BROKER_URL")
if not CELERY_BROKER_URL.startswith(("redis://", "rediss://")):
    raise ImproperlyConfigured("CELERY_BROKER_URL must name a Redis server.")
# A message that a dead worker held comes back soon; the job's row decides whether it still counts.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "unacked_restore_throttle": 1}
required("CACHE_URL")
BASE_URL = required("BASE_URL")
if not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must begin with https://.")
vars().update(env.email_url_config(required("EMAIL_URL")))
if "smtp" not in EMAIL_BACKEND:
    raise ImproperlyConfigured("EMAIL_URL must name an SMTP server; mail in files is refused.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
