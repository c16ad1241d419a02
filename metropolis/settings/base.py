"""What all settings share. The environment is read only in this package."""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
ENV_FILE = Path(env.str("ENV_FILE", str(BASE_DIR / ".env")))
if ENV_FILE.is_file():
    env.read_env(ENV_FILE)  # what is set outside the file wins
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "modeltranslation",
    "metropolis.ui",
    "metropolis.accounts",
    "metropolis.jobs",
    "metropolis.notifications",
    "metropolis.rest",
    "metropolis.benchmark",
    "strategy",
    "forums",
    "monitoring",
    "metropolis.accounts.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "csp",
    "django_htmx",
    "js_asset",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "metropolis.jobs.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "metropolis.ui.maintenance.MaintenanceMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "metropolis.urls"
WSGI_APPLICATION = "metropolis.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "metropolis.ui.context_processors.portal",
            ],
        },
    },
]

FORM_RENDERER = "metropolis.ui.form_renderer.Renderer"  # writes plain fields without a template for each

# --- database -------------------------------------------------------------------------------
# SQLite needs nothing installed; PostgreSQL comes by DATABASE_URL. No ATOMIC_REQUESTS: with
# IMMEDIATE each GET would take the write lock.
DATABASES = {
    "default": env.db_url_config(env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache: shared by the processes, without a server unless CACHE_URL names one --------------
if env.str("CACHE_URL", ""):
    CACHES = {"default": env.cache_url("CACHE_URL")}
else:
    CACHES = {
        "default": {
            "BACKEND": "metropolis.settings.file_cache.SharedFileCache",
            "LOCATION": str(VAR_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }

# --- queue ------------------------------------------------------------------------------------
BROKER_DIR = VAR_DIR / "broker"
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "") or "filesystem://localhost//"
if CELERY_BROKER_URL.startswith("filesystem"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR),
        "data_folder_out": str(BROKER_DIR),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # its answers would pile up as files
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # a long job holds back nobody else's
CELERY_TASK_TIME_LIMIT = 15 * 60  # a job that hangs is cut off; its lease ends and it counts as an attempt
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000  # KiB: charts and documents leave memory behind
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")
CELERY_TIMEZONE = "Europe/Warsaw"
# A tick that nobody took before the next one is worth nothing.
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "metropolis.jobs.tasks.sweep", "schedule": 10.0, "options": {"expires": 10}},
    "send-messages": {
        "task": "metropolis.notifications.tasks.send_due",
        "schedule": 20.0,
        "options": {"expires": 20},
    },
    # Digests of notices: daily and weekly mail, for whoever chose it. A missed hour is caught up by the next.
    "send-digests": {
        "task": "metropolis.notifications.tasks.send_digests",
        "schedule": 15 * 60.0,
        "options": {"expires": 15 * 60},
    },
    # Standings and forecasts of what has changed: a glance where nothing has.
    "keep-counts": {
        "task": "monitoring.status.tasks.keep_counts",
        "schedule": 20.0,
        "options": {"expires": 20},
    },
    # Files of campaigns that somebody uploaded and did not confirm: private, and kept for a week.
    "prune-sheets": {
        "task": "monitoring.sheets.tasks.prune",
        "schedule": 60 * 60.0,
        "options": {"expires": 60 * 60},
    },
    # Every hour of the day's work: the first run sends, the others find nothing left. So an hour that was
    # missed delays the reminders and loses none.
    "send-reminders": {
        "task": "monitoring.reminders.tasks.remind",
        "schedule": crontab(minute=10, hour="7-18"),
        "options": {"expires": 30 * 60},
    },
    # Every half-hour: the first run of a day opens what is due, the others find nothing left. A day that was
    # missed is caught up by the next tick.
    "open-due-reports": {
        "task": "monitoring.reports.tasks.open_due",
        "schedule": crontab(minute="5,35"),
        "options": {"expires": 25 * 60},
    },
    # Files that a build left behind when its worker was killed.
    "tidy-reports": {
        "task": "monitoring.reports.tasks.tidy",
        "schedule": 10 * 60.0,
        "options": {"expires": 10 * 60},
    },
}

# --- reminders: days before and after a deadline, then every so many days ------------------------
REMINDERS = {
    "before": (14, 3),
    "after": (3, 7),
    "every": 14,
    # From so many days after the deadline on, these are asked as well as whoever is nearest.
    "escalate": {"coordinator": 3, "secretariat": 7, "office": 21},
}

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["metropolis.accounts.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tasks"
ACCOUNT_ADAPTER = "metropolis.accounts.adapter.PortalAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation that reached it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_RATE_LIMITS = {"invite": "60/h/user", "reporter_link": "60/h/user", "report_check": "60/m/ip"}
ACCOUNT_FORMS = {
    "login": "metropolis.accounts.forms.LoginForm",
    "reset_password": "metropolis.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "metropolis.accounts.forms.ResetPasswordKeyForm",
    "change_password": "metropolis.accounts.forms.ChangePasswordForm",
    "set_password": "metropolis.accounts.forms.SetPasswordForm",
    "reauthenticate": "metropolis.accounts.forms.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "metropolis.accounts.adapter.PortalMfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Metropolia Krakowska 2030"
MFA_TOTP_TOLERANCE = 1  # clocks of phones drift
MFA_FORMS = {
    "authenticate": "metropolis.accounts.forms.AuthenticateForm",
    "reauthenticate": "metropolis.accounts.forms.MfaReauthenticateForm",
    "activate_totp": "metropolis.accounts.forms.ActivateTOTPForm",
}

# --- languages --------------------------------------------------------------------------------
LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "Polski"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "metropolis" / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "pl"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("pl",)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Warsaw"

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
# A team posts a grid of hundreds of values, each with its source, note and explanation.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# A section that is far too long comes back to its author with a message; beyond this the server hangs up.
DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024  # 10 MB of text, each letter of it encoded
EVIDENCE_MAX_MB = env.int("EVIDENCE_MAX_MB", 10)  # of one file that shows where a value comes from
# Where the proxy finds the media folder under an internal address; empty: the portal sends files itself.
X_ACCEL_REDIRECT = env.str("X_ACCEL_REDIRECT", "")

# --- e-mail: files that only the owner of the process may read, unless EMAIL_URL names a server -
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_BACKEND = "metropolis.notifications.backends.PrivateFileBackend"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "portal@localhost")
BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{env.int('PORT', 8000)}")

# --- logs: set up by dev and production, each in its own shape ----------------------------------
LOG_LEVEL = env.str("LOG_LEVEL", "INFO")

# --- browser security -------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60  # at most; it ends with the browser (ACCOUNT_SESSION_REMEMBER)
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "metropolis.ui.errors.csrf_failure"

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "metropolis.rest.negotiation.Negotiation",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["metropolis.rest.throttles.MinuteThrottle"],
    "EXCEPTION_HANDLER": "metropolis.rest.problems.handle",
    "NUM_PROXIES": env.int("TRUSTED_PROXY_COUNT", 0),
}
API_RATE_ADDRESS = env.int("API_RATE_ADDRESS", 300)  # requests in a minute from one address
API_RATE_PERSON = env.int("API_RATE_PERSON", 1200)  # and of one person signed in
SPECTACULAR_SETTINGS = {
    "ENUM_NAME_OVERRIDES": {"ProvenanceEnum": "strategy.provenance.Provenance"},
    "TITLE": "Metropolitan strategy portal",
    "DESCRIPTION": (
        "Read-only access to everything that the portal publishes; nobody needs to sign in. Texts follow "
        "`Accept-Language` (`pl`, `en`), decimals are texts, `null` is not known. Every list comes as CSV "
        "too (`format=csv`); every answer has an `ETag`; an unknown parameter is refused and named."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "metropolis.rest.schema.complete",
    ],
}
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_CREDENTIALS = False
CORS_EXPOSE_HEADERS = ["ETag", "Content-Language", "Retry-After"]
CORS_URLS_REGEX = r"^/api/.*$"

VERSIONED_APPS = ["strategy", "forums", "monitoring"]  # whose models have version counters

# --- the portal's own -------------------------------------------------------------------------
DEMO = env.bool("DEMO", False)
STATUS_ON_TRACK_FROM = env.str("STATUS_ON_TRACK_FROM", "0.95")
STATUS_AT_RISK_FROM = env.str("STATUS_AT_RISK_FROM", "0.75")
# Code of the indicator whose municipal values are the yearly weights of population means; empty: the
# population kept with the municipality.
POPULATION_INDICATOR = env.str("POPULATION_INDICATOR", "")
# The Local Data Bank of GUS: who asks, how often, and how much one import may ask.
BDL_BASE_URL = env.str("BDL_BASE_URL", "https://bdl.stat.gov.pl/api/v1")
BDL_CLIENT_ID = env.str("BDL_CLIENT_ID", "")
BDL_TIMEOUT_SECONDS = env.int("BDL_TIMEOUT_SECONDS", 30)
BDL_CALLS_PER_SECOND = env.int("BDL_CALLS_PER_SECOND", 4)
_REGISTERED = 5 if BDL_CLIENT_ID else 1  # whoever registered may ask five times as often
BDL_CALLS_15_MINUTES = env.int("BDL_CALLS_15_MINUTES", 100 * _REGISTERED)
BDL_CALLS_12_HOURS = env.int("BDL_CALLS_12_HOURS", 1000 * _REGISTERED)
BDL_CALLS_7_DAYS = env.int("BDL_CALLS_7_DAYS", 10_000 * _REGISTERED)
BDL_CALLS_PER_RUN = env.int("BDL_CALLS_PER_RUN", 1000)
# Day of the month on which all mapped variables are asked for; 0: only when the Office starts it.
BDL_IMPORT_DAY = env.int("BDL_IMPORT_DAY", 0)
if BDL_IMPORT_DAY:
    CELERY_BEAT_SCHEDULE["import-statistics"] = {
        "task": "monitoring.statistics.tasks.import_regularly",
        "schedule": crontab(minute="15", hour="3", day_of_month=str(BDL_IMPORT_DAY)),
    }
PORTAL_NAME = _("Metropolia Krakowska 2030")
MAINTENANCE = env.bool("MAINTENANCE", False)  # everything answers 503, to update in peace
# Who runs the portal and how to reach them; the pages say plainly what is not set.
OPERATOR_NAME = env.str("OPERATOR_NAME", "Stowarzyszenie Metropolia Krakowska")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
CONTACT_PHONE = env.str("CONTACT_PHONE", "")
CONTACT_ADDRESS = env.str("CONTACT_ADDRESS", "")
# Days in the accessibility statement, as 2026-11-22.
PORTAL_PUBLISHED_ON = env.str("PORTAL_PUBLISHED_ON", "")
PORTAL_CHANGED_ON = env.str("PORTAL_CHANGED_ON", "")
ACCESSIBILITY_STATEMENT_ON = env.str("ACCESSIBILITY_STATEMENT_ON", "")
