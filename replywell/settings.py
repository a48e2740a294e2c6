"""Django's settings, made from the environment (`environment.py` declares what can be set).

Importing this starts the embedded PostgreSQL if it is used and does not run.
"""

import os
import secrets
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from replywell.environment import read as read
from replywell.environment import secret as secret

HOME = Path(read("REPLYWELL_HOME")) if read("REPLYWELL_HOME") else None
DEMO = read("REPLYWELL_DEMO") == "1"
DEBUG = read("REPLYWELL_DEBUG") == "1"


def _secret_key() -> str:
    """From the environment; else made once in the home (0600), so that a restart ends no session."""
    given = read("REPLYWELL_SECRET_KEY")
    if given:
        return given
    from replywell.common import database  # only when a home is needed

    path = (HOME or database.home()) / "secret_key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return path.read_text("ascii").strip()


SECRET_KEY = _secret_key()


def database_url(role: Literal["app", "owner", "retention"]) -> str:
    """The address of the database for a role. Embedded: it is started if it does not run."""
    name = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "retention": "DATABASE_RETENTION_URL"}[role]
    if read("DATABASE_URL"):
        return read(name)
    from replywell.common import database

    return database.ensure(HOME).url(role)


def _django_database(url: str, pool: bool = False) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = {"application_name": os.environ.get("REPLYWELL_PROCESS", "replywell")}
    # The server prepares what a connection runs for the third time: under row-level security, planning costs more
    # than running. (A PgBouncer in between must know prepared statements: 1.21 or later.)
    options |= {"server_side_binding": True, "prepare_threshold": 2}
    if not read("DATABASE_URL"):
        # While the embedded server is down, another program on its port must not be told a password.
        options["require_auth"] = "scram-sha-256"
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0 if pool else None,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"MIGRATE": False},
    }


DATABASES = {
    "default": _django_database(database_url("app"), pool=os.environ.get("REPLYWELL_PROCESS") == "web"),
    "owner": _django_database(database_url("owner") or database_url("app")),
}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "replywell.common",
    "replywell.audit",
    "replywell.practices",
    "replywell.patients",
    "replywell.scheduling",
    "replywell.ehr",
    "replywell.messaging",
    "replywell.dialogue",
    "replywell.workflows",
    "replywell.console",
    "replywell.booking_pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "replywell.console.preferences.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "replywell.console.middleware.StaffMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "replywell.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/home/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LOCALE_PATHS = [Path(__file__).with_name("locale")]
LANGUAGES = [("en", "English"), ("es", "Español")]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PUBLIC_URL = read("REPLYWELL_PUBLIC_URL") or f"http://{read('REPLYWELL_HOST')}:{read('REPLYWELL_PORT')}"
HOOKS_URL = read("REPLYWELL_HOOKS_URL") or f"http://{read('REPLYWELL_HOST')}:{read('REPLYWELL_LIVE_PORT')}"
LIVE_URL = read("REPLYWELL_LIVE_URL") or f"http://{read('REPLYWELL_HOST')}:{read('REPLYWELL_LIVE_PORT')}"
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or "localhost", "127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
_HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if read("REPLYWELL_TRUSTED_PROXIES") else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_HANDLERS = [
    "replywell.booking_pages.uploads.NotTooLarge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_AGE = 30 * 60
"""Seconds, until the practice's own rule takes over with the first page."""

# Second factors. Names log in, without e-mail; nobody signs up; tries are counted by console/limits.py.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "replywell.console.log_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"change_password": "replywell.console.log_in.PasswordForm"}
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "replywell.console.log_in.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "replywell.console.log_in.CodeForm",
    "reauthenticate": "replywell.console.log_in.CodeAgainForm",
    "activate_totp": "replywell.console.log_in.FirstCodeForm",
}
MFA_RATE_LIMITS = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Replywell"
# A passkey is bound to the name in the address; without TLS that is localhost, on a port of its own.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "console_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
"""Codes that were used: every process must know them."""

# Bodies and full numbers never go to a log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
