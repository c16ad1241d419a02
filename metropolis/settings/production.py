"""Production: everything dangerous must be named, or the portal refuses to start and says why."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CACHES, CELERY_BROKER_URL, DATABASES, DEFAULT_FROM_EMAIL, LOG_LEVEL, REST_FRAMEWORK, env
from .logs import logging_config

faults: list[str] = []


def required(name: str) -> str:
    """The value of an environment variable that production cannot do without."""
    value = env.str(name, "").strip()
    if not value:
        faults.append(f"{name} is not set; production needs it.")
    return value


def refuse(wrong: bool, what: str) -> None:
    """Note a setting that is not safe."""
    if wrong:
        faults.append(what)


# --- what must not be switched on -------------------------------------------------------------
refuse(env.bool("DEBUG", False), "DEBUG is on; it shows the program's inside to everybody.")
refuse(env.bool("DEMO", False), "DEMO is on; its accounts have a password that everybody knows.")
DEBUG = False
DEMO = False

# --- secrets and hosts ------------------------------------------------------------------------
SECRET_KEY = required("SECRET_KEY")
if SECRET_KEY:
    weak = len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-")
    refuse(weak, "SECRET_KEY is weak; it needs at least 50 random characters.")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
refuse("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS is *; name the portal's hosts.")
BASE_URL = required("BASE_URL").rstrip("/")
refuse(bool(BASE_URL) and not BASE_URL.startswith("https://"), "BASE_URL must begin with https://.")

# --- servers ----------------------------------------------------------------------------------
if required("DATABASE_URL"):
    on_postgresql = DATABASES["default"]["ENGINE"].endswith("postgresql")
    refuse(not on_postgresql, "DATABASE_URL must name PostgreSQL.")
if required("CELERY_BROKER_URL"):
    on_redis = CELERY_BROKER_URL.startswith(("redis://", "rediss://"))
    refuse(not on_redis, "CELERY_BROKER_URL must name a Redis server.")
# A message that a dead worker held comes back soon; the job's row decides whether it still counts.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "unacked_restore_throttle": 1}
if required("CACHE_URL"):
    refuse("redis" not in CACHES["default"]["BACKEND"].lower(), "CACHE_URL must name a Redis server.")

# --- mail: it carries links that open accounts ------------------------------------------------
if mail_server := required("EMAIL_URL"):
    by_smtp = mail_server.startswith(("smtp://", "smtp+tls://", "smtp+ssl://"))
    refuse(not by_smtp, "EMAIL_URL must name an SMTP server; mail in files is refused.")
    mail = env.email_url_config(mail_server if by_smtp else "smtp://localhost")
    EMAIL_BACKEND = mail["EMAIL_BACKEND"]
    EMAIL_HOST = mail["EMAIL_HOST"] or "localhost"
    EMAIL_HOST_USER = mail["EMAIL_HOST_USER"] or ""
    EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_PASSWORD"] or ""
    EMAIL_USE_TLS = mail.get("EMAIL_USE_TLS", False)
    EMAIL_USE_SSL = mail.get("EMAIL_USE_SSL", False)
    EMAIL_PORT = mail["EMAIL_PORT"] or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
    encrypted = EMAIL_USE_TLS or EMAIL_USE_SSL or EMAIL_HOST in ("localhost", "127.0.0.1")
    refuse(not encrypted, "EMAIL_URL sends without encryption; use smtp+tls:// or smtp+ssl://.")
if required("DEFAULT_FROM_EMAIL"):
    refuse(DEFAULT_FROM_EMAIL.endswith("@localhost"), "DEFAULT_FROM_EMAIL must be a real address.")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- the proxy in front -----------------------------------------------------------------------
# Without the number of proxies everybody would share one address, and so one limit of attempts.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1)
refuse(ALLAUTH_TRUSTED_PROXY_COUNT < 1, "TRUSTED_PROXY_COUNT is 0; production stands behind a TLS proxy.")
REST_FRAMEWORK = REST_FRAMEWORK | {"NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
refuse(SECURE_HSTS_SECONDS < 3600, "HSTS_SECONDS is below an hour.")
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]

LOGGING = logging_config(as_json=True, level=LOG_LEVEL)

if faults:
    raise ImproperlyConfigured(
        "The portal does not start in production (see .env.example):\n- " + "\n- ".join(faults)
    )
