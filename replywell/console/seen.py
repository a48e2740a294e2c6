"""Every look at a thread or a day is audited, once: a page that refreshes itself is not a new look each second."""

import time

from replywell.audit.record import record
from replywell.console.middleware import StaffRequest

ANEW = 3600.0
"""Seconds after which a page that is still open counts as looked at again."""


def viewed(request: StaffRequest, verb: str, subject: str, *, refresh: bool, **details: str) -> None:
    """Audit that the member of staff saw `subject`.

    `refresh`: the page updates itself. That is a look of its own only if this log-in has none of the last hour, so
    asking for a refresh of something never opened leaves its trace too.
    """
    key = " ".join((verb, subject, *details.values()))
    now = time.time()
    seen = {one: at for one, at in request.session.get("seen", {}).items() if now - at < ANEW}
    if refresh and key in seen:
        return
    record(request.practice.pk, verb, subject, actor=f"staff:{request.staff.code}", at=request.now, **details)
    if key not in seen:
        request.session["seen"] = seen | {key: now}
