"""Settings, read from the environment (.env.example names every variable, its unit and its default).

Two ways of running, chosen by environment variables alone: *embedded*, the default (SQLite, Celery's broker in
a folder), and *full* (DATABASE_URL to PostgreSQL, CELERY_BROKER_URL to Redis). With DEBUG off, the secrets have
no defaults and the process does not start without them.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", str(BASE_DIR / ".env")))

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # the demo service's bar to become another person; never on a real installation
VAR_DIR = BASE_DIR / env.str("VAR_DIR", "var")  # database, broker, media and mail of the embedded way


def secret(name: str, for_development: str) -> str:
    """A secret from the environment; only with DEBUG on may it be missing."""
    value = env.str(name, for_development if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment. See .env.example.")
    return value


SECRET_KEY = secret("SECRET_KEY", "for-development-only-" + "0123456789" * 4)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG or DEMO else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the host names that this site answers to. See .env.example.")
SITE_URL = env.str("SITE_URL", "http://localhost:8000" if DEBUG or DEMO else "")  # written into e-mails
if not SITE_URL:
    raise ImproperlyConfigured("Set SITE_URL to the address of this site. See .env.example.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "accounts",
    "audit",
    "channels",
    "policies",
    "posts",
    "moderation",
    "insights",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ServiceMiddleware",
]

ROOT_URLCONF = "sendiass.urls"
WSGI_APPLICATION = "sendiass.wsgi.application"
APPEND_SLASH = True

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
                "insights.frame.frame",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database. ATOMIC_REQUESTS stays off: a move opens its own transaction, and none is open while a network answers.
DATABASES = {"default": env.db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds that a writer waits for the one before it
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A page's query of many small counts looks dear to the planner; compiling it takes longer than running it.
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["options"] = f"{_options.get('options', '')} -c jit=off".strip()
if test_name := env.str("DATABASE_TEST_NAME", ""):
    DATABASES["default"]["TEST"] = {"NAME": test_name}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reaches the address, which proves it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "SENDIASS"

SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Celery
REDIS_URL = env.str("CELERY_BROKER_URL", "")
BROKER_DIR = VAR_DIR / "broker"  # messages of the embedded way: sendiass/broker.py
CELERY_BROKER_URL = REDIS_URL or "folder://localhost"
if REDIS_URL:
    # A killed worker's task comes back after 120 s, looked for every 2 s (no task runs longer than 100 s).
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 120,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,  # seconds
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"folder": str(BROKER_DIR), "polling_interval": 0.1}  # seconds
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # needs broadcasts, which a folder has not
# A message that the broker does not take is left to the next tick (sendiass/celery.py), after a second at most.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.4}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1 if REDIS_URL else 4  # a folder is looked at ten times a second only
CELERY_TASK_TIME_LIMIT = 100  # seconds, below the visibility time-out
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "posts.tasks.look_at_link": {"queue": "fetch"},
    "posts.tasks.look_at_links": {"queue": "fetch"},
    "posts.tasks.*": {"queue": "publish"},
    "moderation.tasks.read_comments": {"queue": "fetch"},
    "channels.tasks.*": {"queue": "fetch"},
    "moderation.tasks.classify": {"queue": "classify"},
    "moderation.tasks.import_comments": {"queue": "classify"},
    "accounts.tasks.*": {"queue": "mail"},
    "insights.tasks.remind": {"queue": "mail"},
}
CELERY_TIMEZONE = "Europe/London"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# Sending. A worker that has not answered for as long as the lease is taken for dead, so the lease is longer than
# any task lives, and a call to a network is shorter by far.
NETWORKS = {  # a channel's connector: what speaks to it
    "sandbox": "channels.networks.sandbox.Sandbox",
    "by_hand": "channels.networks.by_hand.ByHand",
    "bluesky": "channels.networks.bluesky.Bluesky",
    "mastodon": "channels.networks.mastodon.Mastodon",
    "facebook": "channels.networks.facebook.Facebook",
    "x": "channels.networks.x.X",
}
NETWORKS_ON_LOOPBACK = env.bool("NETWORKS_ON_LOOPBACK", False)  # servers on this machine, for trying connectors
FACEBOOK_APP_ID = env.str("FACEBOOK_APP_ID", "")
FACEBOOK_APP_SECRET = env.str("FACEBOOK_APP_SECRET", "")
FACEBOOK_VERIFY_TOKEN = env.str("FACEBOOK_VERIFY_TOKEN", "")
FACEBOOK_API = env.str("FACEBOOK_API", "https://graph.facebook.com/v25.0")
X_CLIENT_ID = env.str("X_CLIENT_ID", "")
X_CLIENT_SECRET = env.str("X_CLIENT_SECRET", "")
X_API = env.str("X_API", "https://api.x.com")
BLUESKY_SERVER = env.str("BLUESKY_SERVER", "https://bsky.social")
CREDENTIALS_KEYS = env.list("CREDENTIALS_KEYS", default=[])  # Fernet keys, the newest first
if not CREDENTIALS_KEYS:
    if not (DEBUG or DEMO):
        raise ImproperlyConfigured("Set CREDENTIALS_KEYS in the environment. See .env.example.")
    CREDENTIALS_KEYS = [urlsafe_b64encode(sha256(SECRET_KEY.encode()).digest()).decode()]
SENDING_LEASE_S = env.int("SENDING_LEASE_S", 120)
SENDING_CALL_LIMIT_S = env.int("SENDING_CALL_LIMIT_S", 30)

# E-mail: files in var/mail unless EMAIL_URL names a server.
vars().update(env.email_url("EMAIL_URL", "filemail:"))
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "no-reply@localhost")
EMAIL_TIMEOUT = 20  # seconds

# Counters of rate limits, shared by the web processes of one machine; no part of it stops a page when it is away.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(VAR_DIR / "cache")}
}

# Words and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "sendiass" / "locale"]  # what fields say when something is missing or wrong

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = BASE_DIR / env.str("MEDIA_ROOT", str(VAR_DIR / "media"))
MEDIA_URL = "/media/"  # never served from here: pictures go through a view that asks who may see them
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_100  # a plan of 2,000 lines has a box for each
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "sendiass.static.BundledManifestStaticFilesStorage"
    },
}

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's arrows are data images
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = env.bool("HTTPS", not (DEBUG or DEMO))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes speak to the process itself
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"celery.beat": {"level": "WARNING"}, "celery.worker.strategy": {"level": "WARNING"}},
}
