"""Ten wrong passwords in fifteen minutes lock a name, seen from one address, for the rest of them. Wall time."""

from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now

from replywell.console.models import LoginFailure

MOST = 10
MINUTES = 15
_WINDOW = timedelta(minutes=MINUTES)


def is_locked(name: str, address: str) -> bool:
    """Whether this name may not try again from this address yet, even with the right password."""
    return _failures(name, address).filter(at__gt=Now() - _WINDOW).count() >= MOST


def failed(name: str, address: str) -> None:
    """Note a wrong password, and forget what is too old to count."""
    LoginFailure.objects.filter(at__lt=Now() - 4 * _WINDOW).delete()
    LoginFailure.objects.create(name=_key(name), address=address)


def succeeded(name: str, address: str) -> None:
    """Forget the failures."""
    _failures(name, address).delete()


def _failures(name: str, address: str) -> QuerySet[LoginFailure]:
    return LoginFailure.objects.filter(name=_key(name), address=address)


def _key(name: str) -> str:
    return name.strip().casefold()[:150]
