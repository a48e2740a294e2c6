"""Settings come from the environment or from REPLYWELL_ENV_FILE; `replywell settings` shows them all.

Every setting is declared once in `SETTINGS`, so that its meaning, default and secrecy stand in one place.
"""

import os
from dataclasses import dataclass
from pathlib import Path


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
    Setting(
        "REPLYWELL_MODEL_DIALECT",
        "",
        "openai or anthropic: a language model (yours, or under a BAA) suggests to staff. Empty: off, nothing leaves.",
    ),
    Setting("REPLYWELL_MODEL_URL", "", "Its address: https://host/v1 (openai) or https://host (anthropic)."),
    Setting("REPLYWELL_MODEL_NAME", "", "The model's name there."),
    Setting("REPLYWELL_MODEL_KEY", "", "Its key, if it wants one.", secret=True),
    Setting("REPLYWELL_MODEL_SECONDS", "20", "Seconds an answer may take."),
    Setting("REPLYWELL_MODEL_HOURLY", "200", "Texts of one practice it is asked about in an hour, at most."),
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
