"""When a session ends: so many minutes after the last thing a person did. A page that refreshes itself is no person."""

import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

OF_THE_DEMO = 12 * 60
"""Minutes. The demo's staff are made up."""
EVERY = 30.0
"""Seconds between two writings of the session's end: a busy person's clicks are not all worth a write."""
WARNING = 120
"""Seconds before the end at which the page warns; a quarter of a short session."""
AUTOMATIC = ("changes", "demo_changes")
"""Addresses that only pages ask for by themselves."""


def is_automatic(request: HttpRequest) -> bool:
    """Whether the page asked by itself: a live update, a look every few seconds."""
    match = request.resolver_match
    return request.headers.get("X-Automatic") == "1" or (match is not None and match.url_name in AUTOMATIC)


def stay(request: HttpRequest, minutes: int) -> None:
    """A person was here: the session ends `minutes` from now (wall time). Its end in the database is what counts.

    A moment, not a length: a length would begin anew whenever anything is noted in the session.
    """
    now, before = time.time(), request.session.get("here", [0.0, 0])
    if now - before[0] < EVERY and before[1] == minutes:
        return
    request.session["here"] = [now, minutes]
    request.session.set_expiry(timezone.now() + timedelta(minutes=minutes))


def warning(minutes: int) -> int:
    """Seconds before the end at which the page warns."""
    return min(WARNING, minutes * 60 // 4)


def minutes_of(rule: int) -> int:
    """Minutes after which a session ends under a practice's rule."""
    return OF_THE_DEMO if settings.DEMO else rule


def minutes_so_far(request: HttpRequest) -> int:
    """The rule of the practice that was open last; before any was, the default."""
    before: list[int] = request.session.get("here") or [0, minutes_of(settings.SESSION_COOKIE_AGE // 60)]
    return before[1]


def forget_ended() -> int:
    """Remove the sessions that are over; nobody could use them. Returns how many."""
    removed: int = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    return removed


def end_all(user_id: int) -> int:
    """End every session of a log-in now. Returns how many. Open pages go with them: see `poke_live`, "access"."""
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user_id):
            session.delete()
            ended += 1
    return ended
