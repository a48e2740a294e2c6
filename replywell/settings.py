"""Settings come from the environment or from REPLYWELL_ENV_FILE; `replywell settings` shows them all.

Every setting is declared once in `SETTINGS`, so that its meaning, default and secrecy stand in one place.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

BASE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Setting:
    """One setting of the environment."""

    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS = (
    Setting(
        "REPLYWELL_HOME",
        "",
        "Folder for data, secrets and logs. Empty: /var/lib/replywell as root, else ~/.local/share/replywell.",
    ),
    Setting("REPLYWELL_ENV_FILE", "", "A file of NAME=value lines read before the environment (for secrets)."),
    Setting("DATABASE_URL", "", "PostgreSQL 15+ for the app role. Empty: the embedded PostgreSQL.", secret=True),
    Setting("DATABASE_OWNER_URL", "", "The same database for the owner role (migrations, back-up).", secret=True),
    Setting("DATABASE_RETENTION_URL", "", "The same database for the retention role.", secret=True),
    Setting(
        "REPLYWELL_SECRET_KEY",
        "",
        "Signs sessions and links. Empty: made once and kept in the home.",
        secret=True,
    ),
    Setting("REPLYWELL_HOST", "127.0.0.1", "Address the web and live processes listen on."),
    Setting("REPLYWELL_PORT", "8000", "Port of the staff pages."),
    Setting("REPLYWELL_LIVE_PORT", "8001", "Port of carrier webhooks and live updates."),
    Setting("REPLYWELL_PUBLIC_URL", "", "Address of the staff pages as browsers see it. Empty: host and port."),
    Setting(
        "REPLYWELL_HOOKS_URL",
        "",
        "Address of the webhooks as carriers see it, without /hooks. Empty: host and live port.",
    ),
    Setting("REPLYWELL_LIVE_URL", "", "Address of live updates as browsers see it. Empty: host and live port."),
    Setting("REPLYWELL_TRUSTED_PROXIES", "", "Comma-separated addresses whose X-Forwarded-* are believed."),
    Setting("REPLYWELL_DEMO", "", "1 in the demo: patient phones and the clock can be used."),
    Setting("REPLYWELL_DEBUG", "", "1 shows errors in pages. Never with real patients."),
    Setting("TWILIO_API_BASE", "https://api.twilio.com", "Twilio's REST address."),
    Setting("SMTP_HOST", "", "Mail server for pages to staff. Empty: no mail."),
    Setting("SMTP_PORT", "587", "Its port."),
    Setting("SMTP_USER", "", "Its user name."),
    Setting("SMTP_PASSWORD", "", "Its password.", secret=True),
    Setting("SMTP_TLS", "1", "0 turns STARTTLS off (a mail server on this machine)."),
    Setting("SMTP_FROM", "replywell@localhost", "Sender of pages by mail."),
    Setting("REPLYWELL_DISPATCH_BATCH", "60", "Texts claimed at once for sending."),
    Setting("REPLYWELL_DISPATCH_PARALLEL", "24", "Posts to the carrier under way at once in one worker."),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def _read_env_file() -> dict[str, str]:
    path = os.environ.get("REPLYWELL_ENV_FILE")
    if not path:
        return {}
    found = {}
    for number, raw in enumerate(Path(path).read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise SystemExit(f"{path}, line {number}: write NAME=value (found {name[:20]!r}).")
        found[name.strip()] = value.strip()
    return found


_ENV_FILE = _read_env_file()


def read(name: str) -> str:
    """The value of a declared setting: environment, then the file, then its default."""
    return os.environ.get(name) or _ENV_FILE.get(name) or _BY_NAME[name].default


def secret(name: str) -> str:
    """A secret that is named at run time (a carrier account's), from the environment or the file. Empty: unset."""
    return os.environ.get(name) or _ENV_FILE.get(name) or ""


def origin(name: str) -> str:
    """Where a setting's value comes from."""
    if os.environ.get(name):
        return "environment"
    return "file" if _ENV_FILE.get(name) else "default"


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
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
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
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "replywell.console.middleware.StaffMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "replywell.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/inbox/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en-us"
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
