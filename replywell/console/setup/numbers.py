"""What staff do with the numbers we text from: a test text, the test of CANCEL, sending again; and the pause of all."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common.notify import OUTBOUND, poke
from replywell.console.limits import Limit
from replywell.messaging import send
from replywell.messaging.models import Direction, Message
from replywell.practices.models import Number, Practice, Staff

TEST = "page.test"
"""The wording of a test text."""
TESTS = Limit("test_text", 5)
"""Test texts of one practice: a page must not become a way to flood a phone."""
LOOK_BACK = timedelta(hours=1)
"""How old a test text CANCEL may be."""


class NotPossible(ValueError):  # noqa: N818 - what happened, not a fault
    """It cannot be done; the message says why and what to do."""


def send_test(by: Staff, number: Number, to: Staff, *, now: datetime) -> Message:
    """A test text from this number to a colleague's phone: the gate's `page` purpose, which is for staff alone.

    A phone that somebody types in has agreed to nothing, so no purpose of the gate covers it (47 CFR 64.1200(a)(1)):
    test texts go to staff only.
    """
    if not number.active:
        raise NotPossible(_("This number is not in use. Put it to use first."))
    if number.stopped_at:
        raise NotPossible(_("The carrier refuses this number. Let it send again first, then test it."))
    if not to.active or not to.phone:
        raise NotPossible(_("%(name)s has no mobile phone here. Add it first.") % {"name": to.name})
    key = f"practice:{by.practice_id}"
    if TESTS.reached(key):
        raise NotPossible(_("Enough test texts for now. Try again in a quarter of an hour."))
    TESTS.count(key)
    message = send.page(by.practice_id, to, TEST, {"who": by.name}, now=now, number_id=number.pk)
    record(
        by.practice_id, "number.tested", f"number:{number.pk}", actor=f"staff:{by.code}", at=now, staff=to.code,
        message=message.pk, number=number.phone[-2:],
    )  # fmt: skip
    return message


def last_tests(number: Number) -> QuerySet[Message]:
    """The latest test texts from a number."""
    return Message.objects.filter(
        number=number, direction=Direction.OUT, purpose="page", template__key=TEST
    ).order_by("-id")[:5]  # fmt: skip


def resume(by: Staff, number: Number, *, now: datetime) -> None:
    """The carrier takes texts from it again, a person says: let them leave."""
    if not Number.objects.filter(pk=number.pk, stopped_at__isnull=False).update(stopped_at=None, stopped_reason=""):
        raise NotPossible(_("It sends already."))
    record(
        by.practice_id, "number.resumed", f"number:{number.pk}", actor=f"staff:{by.code}", at=now,
        before=number.stopped_reason, number=number.phone[-2:],
    )  # fmt: skip
    poke(OUTBOUND)


def check_cancel(by: Staff, number: Number, *, now: datetime) -> bool:
    """Look for a text CANCEL of the last hour to this number that the carrier did not answer itself.

    One that it did answer, with its own opt-out, proves the contrary. Returns whether the test passed.
    """
    found = (
        Message.objects.filter(
            number=number, direction=Direction.IN, created_at__gte=now - LOOK_BACK, body__iregex=r"^\s*cancel\W*$"
        )
        .order_by("-id")
        .first()
    )
    if found is None:
        raise NotPossible(
            _("No text CANCEL came to this number in the last hour. Send it from a phone of your own, then look again.")
        )
    passed = not found.carrier_answered
    Number.objects.filter(pk=number.pk).update(cancel_tested_at=now if passed else None)
    record(
        by.practice_id, "number.cancel_tested", f"number:{number.pk}", actor=f"staff:{by.code}", at=now, passed=passed,
        message=found.pk, number=number.phone[-2:],
    )  # fmt: skip
    return passed


def pause(by: Staff, reason: str, *, now: datetime) -> None:
    """Nothing leaves but safety texts, pages, and the answers to STOP and HELP."""
    why = " ".join(reason.split())[:200]
    if not why:
        raise NotPossible(_("Write why, for your colleagues."))
    if not Practice.objects.filter(pk=by.practice_id, paused_at__isnull=True).update(paused_at=now, paused_reason=why):
        raise NotPossible(_("Texts are paused already."))
    record(by.practice_id, "texting.paused", f"practice:{by.practice_id}", actor=f"staff:{by.code}", at=now, reason=why)


def unpause(by: Staff, *, now: datetime) -> int:
    """Let texts leave again. What waited is asked about anew by the gate. Returns how many waited."""
    waiting = waiting_texts().count()
    changed = Practice.objects.filter(pk=by.practice_id, paused_at__isnull=False).update(
        paused_at=None, paused_reason=""
    )
    if not changed:
        raise NotPossible(_("Texts are not paused."))
    record(
        by.practice_id, "texting.unpaused", f"practice:{by.practice_id}", actor=f"staff:{by.code}", at=now,
        waiting=waiting,
    )  # fmt: skip
    poke(OUTBOUND)
    return waiting


def waiting_texts() -> QuerySet[Message]:
    """Texts that would leave as soon as nothing is paused."""
    return Message.objects.filter(direction=Direction.OUT, status__in=["queued", "deferred"])
