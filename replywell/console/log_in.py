"""How django-allauth logs in here: by name, without e-mail, tries counted in rows, secrets encrypted, all audited.

What is not overridden is allauth's: the order password, second factor, session; passkeys; recovery codes.
"""

import base64
import hashlib
import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm as AllauthPasswordForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import limits
from replywell.practices.models import Staff
from replywell.practices.queries import memberships

log = logging.getLogger(__name__)

LATELY = 300.0
"""Seconds after a log-in in which nobody is asked for the password again."""
USED_FOR = 150
"""Seconds for which a used code is remembered: longer than any code is valid (three periods of 30)."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Names and passwords."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy(
            "Name and password do not belong together. Nothing was changed; please try again."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong passwords. Wait %(minutes)s minutes and try again, "
            "or ask your manager for a link to a new password."
        )
        % {"minutes": limits.MINUTES},
        "incorrect_password": gettext_lazy("That is not your password. Nothing was changed; please try again."),
        "enter_current_password": gettext_lazy("That is not your password. Nothing was changed; please try again."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a locked name, even with the right password."""
        if limits.is_locked(credentials.get("username", ""), limits.client_address(request)):
            request.locked = True  # type: ignore[attr-defined]
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The user, or None. A success forgets the name's failures."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            limits.succeeded(credentials.get("username", ""), limits.client_address(request))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it; the one that locks is audited where the name belongs."""
        name = credentials.get("username", "")
        if limits.failed(name, limits.client_address(request)):
            user = get_user_model().objects.filter(username__iexact=name).first()
            if user is not None:
                tell(user.pk, "login.locked")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of the log-in: who is led to set up a second factor has just typed the password."""
        request = context.request
        records = get_authentication_records(request, request.user)
        lately = any(time.time() - one.get("at", 0) < LATELY for one in records)
        return not lately and bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is told, once, on the next page."""
        if level >= messages.ERROR:
            request.session["problem"] = gettext(
                "That passkey did not fit. Nothing was changed; try again, or use your password."
            )

    def get_client_ip(self, request: HttpRequest) -> str:
        """As limits see it."""
        return limits.client_address(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Told only to who gave the right password."""
        request.session["problem"] = gettext("This log-in has ended. Ask your manager if that is a mistake.")
        return redirect("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own log-in."""
        tell(request.user.pk or 0, "login.password_changed")
        return "/security/?done=password"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors. Their secrets are encrypted with a key made from the secret key: a stolen dump opens nothing."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "That code does not fit, or was used already. Wait for the next one and try again."
        ),
        "too_many_codes": gettext_lazy("Too many wrong codes. Wait %(minutes)s minutes, then try again.")
        % {"minutes": limits.MINUTES},
    }

    def encrypt(self, text: str) -> str:
        """With the secret key of now."""
        return _fernet().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """With the secret key of now or one before it; with another one, a secret that no code fits."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.warning("A second factor was set up under another secret key: reset it on the Staff page")
            return str(generate_totp_secret())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys are bound to the host of the address."""
        found: dict[str, str] = super().get_public_key_credential_rp_entity()
        return found | {"name": "Replywell"}

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002 - allauth's name
        """ "Passkey 2"."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"


def _fernet() -> MultiFernet:
    keys = [str(one) for one in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_derive(key)) for key in keys])


def _derive(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"replywell second factor").derive(secret.encode())
    return base64.urlsafe_b64encode(made)


class _Counted:
    """Five wrong codes lock the log-in's codes, and a code that was used is used up, in every process."""

    user: Any

    def clean_code(self) -> str:
        """The code, if it fits, for the first time."""
        adapter, key = MfaAdapter(), str(self.user.pk)
        if limits.CODE.reached(key):
            raise adapter.validation_error("too_many_codes")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            digest = hashlib.sha256(code.strip().encode()).hexdigest()
            if not cache.add(f"code:{key}:{digest}", 1, USED_FOR):
                raise adapter.validation_error("incorrect_code")
        except ValidationError:
            limits.CODE.count(key)
            if limits.CODE.reached(key):
                tell(self.user.pk, "login.locked")
            raise
        limits.CODE.forget(key)
        return code


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """The code after the password."""


class CodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """The code before something that matters."""


class FirstCodeForm(_Counted, ActivateTOTPForm):  # type: ignore[misc]
    """The code that shows that the app was set up."""


class PasswordForm(AllauthPasswordForm):  # type: ignore[misc]
    """The password of now is guessed no oftener here than at the log-in."""

    def clean_oldpassword(self) -> str:
        """The password of now."""
        name, address = self.user.username, limits.client_address(context.request)
        if limits.is_locked(name, address):
            raise AccountAdapter().validation_error("too_many_login_attempts")
        try:
            found: str = super().clean_oldpassword()
        except ValidationError:
            limits.failed(name, address)
            raise
        return found


# The audit trail


def tell(user_id: int, verb: str, **details: Any) -> None:
    """Audit something about a log-in in every practice that it opens. Outside any other practice's transaction."""
    for practice in memberships(user_id):
        with practice_scope(practice):
            staff = Staff.objects.get(user_id=user_id)
            record(practice, verb, f"staff:{staff.pk}", actor=f"staff:{staff.code}", at=clock.now(), **details)


@receiver(user_logged_in)
def _began(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    methods = [one.get("type") or one["method"] for one in get_authentication_records(request, user)]
    if not settings.DEMO:
        tell(user.pk, "session.began", by=", ".join(methods))


@receiver(authenticator_added)
def _added(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    tell(user.pk, "login.factor_added", factor=authenticator.type)


@receiver(authenticator_removed)
@receiver(authenticator_reset)
def _removed(sender: Any, request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    renewed = authenticator.type == Authenticator.Type.RECOVERY_CODES
    # What was seen once in this session is looked up again: the last factor may be gone.
    request.session.pop("second_factor", None)
    tell(user.pk, "login.codes_renewed" if renewed else "login.factor_removed", factor=authenticator.type)
