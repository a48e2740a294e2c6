"""How often something may be tried: passwords, codes, links. Counted in rows, by wall time, for all processes.

Ten wrong passwords in fifteen minutes lock a name, seen from one address, for the rest of them; a hundred from one
address lock the address. Five wrong codes lock a log-in's second factor, from wherever they come.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models.functions import Now
from django.http import HttpRequest

from replywell.console.models import Attempt
from replywell.environment import read

MINUTES = 15
_WINDOW = timedelta(minutes=MINUTES)


@dataclass(frozen=True)
class Limit:
    """At most so many in fifteen minutes."""

    kind: str
    most: int

    def reached(self, key: str) -> bool:
        """Whether it may not be tried again yet."""
        found = Attempt.objects.filter(kind=self.kind, key=_key(key), at__gt=Now() - _WINDOW)
        return found.count() >= self.most

    def count(self, key: str) -> None:
        """Note one."""
        Attempt.objects.create(kind=self.kind, key=_key(key))

    def forget(self, key: str) -> None:
        """It went well: begin anew."""
        Attempt.objects.filter(kind=self.kind, key=_key(key)).delete()


def forget_old() -> None:
    """Remove what is too old to count."""
    Attempt.objects.filter(at__lt=Now() - 4 * _WINDOW).delete()


PASSWORD = Limit("password", 10)
"""Wrong passwords of a name from one address."""
ADDRESS = Limit("address", 100)
"""Wrong passwords from one address, whatever the names."""
CODE = Limit("code", 5)
"""Wrong codes of one log-in."""
PASSKEY = Limit("passkey", 60)
"""Log-ins with a passkey begun or failed at one address: nothing can be guessed, but each leaves a session."""
LINK = Limit("link", 20)
"""Links that do not exist, opened from one address."""
FORGOTTEN = Limit("forgotten", 10)
"""Forgotten passwords told from one address."""
FORGOTTEN_NAME = Limit("forgotten_name", 3)
"""Forgotten passwords of one name: nobody's mail box is to be filled."""


def is_locked(name: str, address: str) -> bool:
    """Whether this name may not try a password again from this address yet, even with the right one."""
    return PASSWORD.reached(_pair(name, address)) or ADDRESS.reached(address)


def failed(name: str, address: str) -> bool:
    """Note a wrong password. True when it was the one that locks."""
    PASSWORD.count(_pair(name, address))
    ADDRESS.count(address)
    return PASSWORD.reached(_pair(name, address))


def succeeded(name: str, address: str) -> None:
    """Forget the name's failures; the address's stay, or a log-in of one's own would buy another hundred guesses."""
    PASSWORD.forget(_pair(name, address))


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; a trusted proxy's word for it counts, nobody else's."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    trusted = {one.strip() for one in read("REPLYWELL_TRUSTED_PROXIES").split(",") if one.strip()}
    if address in trusted:
        # The last entry is the one that our own proxy has written.
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    return address


def _pair(name: str, address: str) -> str:
    return f"{name.strip().casefold()[:150]} {address}"


def _key(key: str) -> str:
    return key.casefold()[:250]
