"""Mail to staff, by the mail server of the settings. Never about a patient."""

import logging
import smtplib
from email.message import EmailMessage

from replywell.environment import read

log = logging.getLogger(__name__)

SECONDS = 10
"""How long the mail server may take."""


def has_server() -> bool:
    """Whether mail can be sent at all."""
    return bool(read("SMTP_HOST"))


def post(to: str, subject: str, words: str) -> str:
    """Send one mail. Empty when the server took it, else why not. No I/O inside a transaction, please."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = subject, read("SMTP_FROM"), to
    mail.set_content(words)
    try:
        with smtplib.SMTP(read("SMTP_HOST"), int(read("SMTP_PORT")), timeout=SECONDS) as server:
            if read("SMTP_TLS") != "0":
                server.starttls()
            if read("SMTP_USER"):
                server.login(read("SMTP_USER"), read("SMTP_PASSWORD"))
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("A mail could not be sent: %s", type(error).__name__)
        return f"{type(error).__name__} from the mail server"
    return ""
