"""How far our texts got, why one was held or refused, and what a person can do about it, in words."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from replywell.console import words
from replywell.messaging.gate import REASONS
from replywell.messaging.models import Message, MessageStatus

FAILURES: Mapping[str, str] = {
    "opted_out": gettext_noop("the carrier says this number opted out"),
    "bad_number": gettext_noop("the number takes no texts"),
    "landline": gettext_noop("landline"),
    "content_blocked": gettext_noop("the carrier did not pass the words"),
    "sender_config": gettext_noop("our number may not send; an administrator must act"),
    "rate": gettext_noop("too many texts at once"),
    "transient": gettext_noop("the phone could not be reached"),
    "unknown": gettext_noop("no reason given"),
    "software": gettext_noop("our own software failed at it"),
}
ADVICE: Mapping[str, str] = {
    "practice_paused": gettext_noop("It leaves by itself when a manager ends the pause."),
    "opted_out": gettext_noop("Call instead. Only the patient's own START lifts it."),
    "wrong_number": gettext_noop("Check the number with the patient, then press “The number is right”."),
    "unreachable": gettext_noop("Call instead. It ends by itself when they text us."),
    "no_number": gettext_noop("Call instead, and ask an administrator to set a number up."),
    "number_stopped": gettext_noop("Call instead if it cannot wait, and tell an administrator."),
    "no_consent": gettext_noop("Call instead, and ask whether they want texts. An answer to their own text may leave."),
    "not_in_pilot": gettext_noop("Call instead."),
    "quiet_hours": gettext_noop("It leaves by itself in the morning. Call if it cannot wait."),
    "no_window": gettext_noop("Enter the time zone of this contact, or call."),
    "cap_day": gettext_noop("Call if it cannot wait."),
    "cap_week": gettext_noop("Call if it cannot wait."),
    "taken": gettext_noop("Say it yourself, or hand the conversation back."),
    "red_flag": gettext_noop("End the pause when the emergency is over."),
}
"""What to do about the gate's answer, by its reason; reasons that need nothing are not here."""
AFTER_FAILURE: Mapping[str, str] = {
    "opted_out": gettext_noop("Call instead. Only the patient's own START lifts it."),
    "bad_number": gettext_noop("Call, and ask for another number."),
    "landline": gettext_noop("Call, and ask for a mobile number."),
    "content_blocked": gettext_noop("Say it in other words, without links and long numbers."),
    "sender_config": gettext_noop("Call if it cannot wait."),
    "rate": gettext_noop("Try again in some minutes."),
    "transient": gettext_noop("Try again later, or call."),
    "unknown": gettext_noop("Try again, or call."),
    "software": gettext_noop("Try again, or call."),
}


def reason(code: str) -> str:
    """The gate's reason as a sentence; empty for none."""
    return _(REASONS[code]) if code in REASONS else ""


def advice(code: str) -> str:
    """What a person can do about the gate's answer; empty when nothing is needed."""
    return _(ADVICE[code]) if code in ADVICE else ""


def told(message: Message, now: datetime) -> tuple[str, str]:
    """(tone, words) of how far our text got. Tones: plain, wait, good, bad."""
    status, why = message.status, _clause(reason(message.gate_reason))
    if status == "delivered":
        at = message.delivered_at or message.accepted_at or message.created_at
        return "good", _("delivered %(time)s") % {"time": words.time_of(at)}
    if status in ("accepted", "sent"):
        return "plain", _("sent %(time)s") % {"time": words.time_of(message.accepted_at or message.created_at)}
    if status in ("queued", "sending"):
        return "wait", _("on its way")
    if status == "deferred":
        moment = _("waits")
        if message.send_at and message.send_at > now:
            moment = _("will be sent %(when)s") % {"when": words.soon(message.send_at, now)}
        if not why or message.gate_reason == "planned":
            return "wait", moment
        return "wait", _("%(when)s: %(why)s") % {"when": moment, "why": why}
    if status in ("suppressed", "dropped"):
        tone = "bad" if status == "suppressed" else "plain"
        return tone, _("not sent: %(why)s") % {"why": why or _("no longer needed")}
    if status == "unknown":
        return "bad", _("we do not know whether it arrived")
    return "bad", _("not delivered: %(why)s") % {"why": _failure(message)}


def what_to_do(message: Message) -> str:
    """A sentence under a text that waits, was refused or did not arrive; empty when there is nothing to do."""
    if message.direction != "out" or message.settled_at is not None:
        return ""
    if message.status in ("deferred", "suppressed"):
        return advice(message.gate_reason)
    if message.status == "unknown":
        return _("Look at the patient's phone with them, or call, before you send it again.")
    if message.status in ("failed", "undelivered"):
        return _(AFTER_FAILURE.get(message.failure) or AFTER_FAILURE["unknown"])
    return ""


def not_arrived(message: Message, now: datetime) -> str:
    """One line about a text that did not arrive, or has not left."""
    if message.status == MessageStatus.QUEUED:
        return _("Stuck: it should have left %(when)s ago") % {
            "when": words.span((now - (message.send_at or message.created_at)).total_seconds())
        }
    said = told(message, now)[1]
    return said[:1].upper() + said[1:]


def _failure(message: Message) -> str:
    why = _(FAILURES.get(message.failure) or message.failure or FAILURES["unknown"])
    return f"{why} ({message.error_code})" if message.error_code else why


def _clause(sentence: str) -> str:
    """A sentence as a part of another one."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
