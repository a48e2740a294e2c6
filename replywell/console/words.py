"""How pages say things: moments, waiting, deliveries and what happened, in the reader's words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from replywell.messaging.gate import REASONS
from replywell.messaging.models import Message
from replywell.messaging.wording import local_when

LANGUAGES = {"en": "English", "es": "Spanish"}
WORKFLOWS = {
    "confirm_visit": "Confirm a visit",
    "move_visit": "Move a visit",
    "cancel_visit": "Cancel a visit",
    "running_late": "Running late",
    "keep_texting": "Keep or stop",
}


MEANINGS = {
    "confirm": "Will come",
    "cancel": "Wants to cancel",
    "decline": "Says no",
    "reschedule": "Wants another time",
    "book": "Wants to book",
    "running_late": "Running late",
    "select_option": "Picks an option",
    "waitlist_join": "Wants an earlier visit",
    "question": "Has a question",
    "thanks": "Thanks",
    "ready": "Is ready",
    "value_report": "Reports a value",
    "refill_request": "Needs a refill",
    "billing_question": "Asks about a bill",
    "clinical_concern": "Is unwell, or worried",
    "emergency": "Emergency",
    "complaint": "Complains",
    "opt_out": "Wants no more texts",
    "opt_in": "Wants texts again",
    "help": "Asks for help",
    "wrong_number": "Wrong number",
    "language_change": "Another language",
    "unknown": "Something else, or unclear",
}
"""What a text can mean, as staff say it, in the order of the menu."""


def reader_zone(zone: str = "") -> ZoneInfo:
    """The zone a moment is told in: the place's if given, else the practice's."""
    return ZoneInfo(zone) if zone else ZoneInfo(timezone.get_current_timezone_name())


def when(moment: datetime, zone: str = "") -> str:
    """ "Thu Mar 12, 2:30 pm" in the place's zone; the zone's name only where it is another time than the practice's."""
    return local_when(moment, reader_zone(zone), "en", reader_zone() if zone else None)


def time_of(moment: datetime, zone: str = "") -> str:
    """ "2:30 pm"."""
    local = moment.astimezone(reader_zone(zone))
    return f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"


def day_of(moment: datetime, now: datetime) -> str:
    """ "Today", "Yesterday", "Tomorrow" or "Thu Mar 12"."""
    zone = reader_zone()
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get((local - today).days)
    if near:
        return near
    words = f"{local:%a %b} {local.day}"
    return words if local.year == today.year else f"{words}, {local.year}"


def soon(moment: datetime, now: datetime) -> str:
    """ "now", "2:30 pm", "9:00 am tomorrow" or "Thu Mar 12, 2:30 pm"."""
    if moment <= now + timedelta(seconds=30):
        return "now"
    day = day_of(moment, now)
    if day == "Today":
        return time_of(moment)
    return f"{time_of(moment)} tomorrow" if day == "Tomorrow" else when(moment)


def span(seconds: float) -> str:
    """ "now", "4 min", "2 h", "3 days": how long something has waited or is overdue."""
    minutes = int(max(0.0, seconds) // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // 1440} days"


def language(code: str) -> str:
    """ "English" for "en"."""
    return LANGUAGES.get(code, code or "not known")


def workflow(name: str) -> str:
    """ "Confirm a visit" for "confirm_visit"; what speaks without a workflow is Replywell itself."""
    return WORKFLOWS.get(name) or name.replace("_", " ").capitalize() or "Replywell"


# What became of a text


FAILURES = {
    "opted_out": "the carrier says this number opted out",
    "bad_number": "the number takes no texts",
    "landline": "landline",
    "content_blocked": "the carrier did not pass the words",
    "sender_config": "our number may not send; an administrator must act",
    "rate": "too many texts at once",
    "transient": "the phone could not be reached",
    "unknown": "no reason given",
    "software": "our own software failed at it",
}


def delivery(message: Message, now: datetime) -> tuple[str, str]:
    """(tone, words) of how far our text got. Tones: plain, wait, good, bad."""
    status, code = message.status, f" ({message.error_code})" if message.error_code else ""
    why = REASONS.get(message.gate_reason, "").rstrip(".")
    why = why[:1].lower() + why[1:]
    if status == "delivered":
        return "good", f"delivered {time_of(message.delivered_at or message.accepted_at or message.created_at)}"
    if status in ("accepted", "sent"):
        return "plain", f"sent {time_of(message.accepted_at or message.created_at)}"
    if status in ("queued", "sending"):
        return "wait", "on its way"
    if status == "deferred":
        moment = f"will be sent {soon(message.send_at, now)}" if message.send_at and message.send_at > now else "waits"
        return "wait", f"{moment}: {why}" if why and message.gate_reason != "planned" else moment
    if status in ("suppressed", "dropped"):
        return "bad" if status == "suppressed" else "plain", f"not sent: {why or 'no longer needed'}"
    if status == "unknown":
        return "bad", "we do not know whether it arrived"
    return "bad", f"not delivered: {FAILURES.get(message.failure, message.failure) or FAILURES['unknown']}{code}"


# What happened, from the audit trail


_VISIT = {
    "booked": "booked the visit for {starts}",
    "moved": "moved the visit to {starts}",
    "rearranged": "moved the visit to {starts}",
    "cancelled": "cancelled the visit of {starts}",
    "confirmed": "confirmed the visit of {starts}",
    "asked": "asked about the visit of {starts}",
    "arrived": "marked the patient as arrived",
    "noshow": "marked the visit as missed",
    "loaded": "loaded the visit",
    "late": "said they run {minutes} minutes late",
}
_OTHER = {
    "task.made": "asked for a person: {reason}",
    "task.taken": "took the task",
    "task.given_back": "gave the task back",
    "task.reassigned": "passed the task on to {queue}",
    "task.closed": "closed the task",
    "page.sent": "paged {staff}",
    "reading.corrected": "said what a text means",
    "corrections.exported": "wrote the corrected texts of patients to a file",
    "suggestion.asked": "asked the language model about a text",
    "thread.viewed": "opened the conversation",
    "calendar.viewed": "opened the calendar of {day}",
    "audit.viewed": "read the audit trail",
    "conversation.taken": "took the conversation over",
    "conversation.handed_back": "handed the conversation back",
    "conversation.returned": "gave the conversation back: nobody wrote for four working hours",
    "consent.granted": "noted consent to texts",
    "consent.revoked": "noted that consent to texts was withdrawn",
    "red_flag": "saw an urgent text and called for a person",
    "red_flag.ended": "ended the pause after an urgent text",
    "texts.stopped": "stopped texts to this number",
    "texts.started": "allowed texts to this number again",
    "message.failed": "could not deliver a text",
    "contact.wrong_number": "said that this is the wrong number",
    "contact.verified": "checked whose number this is",
    "message.written": "wrote a text",
    "note.written": "wrote a note for colleagues",
    "patient.noted": "added a note",
    "login.set": "set a password",
    "login.joined": "joined with a log-in of another practice",
    "login.locked": "was locked out after too many wrong tries",
    "login.factor_added": "set up a second factor: {factor}",
    "login.factor_removed": "removed a second factor: {factor}",
    "login.factor_reset": "reset the second factor of a colleague",
    "login.codes_renewed": "made new recovery codes",
    "login.password_changed": "changed the password",
    "session.began": "logged in",
    "practice.opened": "opened this practice",
    "access.refused": "was refused: no right to {right}",
    "access.rules_set": "set the rules of access",
    "link.join": "made an invitation",
    "link.reset": "made a link to a new password",
    "staff.added": "added a colleague as {role}",
    "staff.role_changed": "made a colleague {role}",
    "staff.left": "ended the access of a colleague",
    "staff.came_back": "let a colleague in again",
    "practice.created": "set the practice up",
    "wording.missing": "found no approved wording in the patient's language",
    "slot.held": "kept a time free",
    "slot.hold_ended": "let a kept time go",
    "load.done": "loaded the practice's files",
    "clock.moved": "moved the demo's clock to {to}",
}


def happened(verb: str, details: Mapping[str, Any], zone: str = "") -> str:
    """The predicate of an audit row's sentence: "moved the visit to Thu Mar 5, 2:30 pm"."""
    room, _, name = verb.partition(".")
    sentence = _VISIT.get(name) if room == "visit" else _OTHER.get(verb)
    if sentence is None:
        sentence = f"{name.replace('_', ' ')} ({room.replace('_', ' ')})"
    values = {key: str(value).replace("_", " ") for key, value in details.items()}
    for key in ("starts_at", "to"):
        if details.get(key):
            values["starts" if key == "starts_at" else key] = when(_moment(details[key]), zone)
    filled = sentence
    for key in ("staff", "starts", "minutes", "reason", "queue", "day", "to", "factor", "right", "role"):
        filled = filled.replace("{" + key + "}", values.get(key, ""))
    return filled.replace(" of .", ".").replace(" for .", ".").rstrip(" :").removesuffix(" of").removesuffix(" for")


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def waking(name: str) -> str:
    """What the software is about to do, from a wake-up's name."""
    stem = name.rstrip("0123456789_")
    known = {
        "reminder": "asks to confirm, or reminds",
        "silence": "asks once more, or calls for a person",
        "over": "ends when the visit is over",
        "keep_or_stop": "no answer to KEEP or STOP: texts stop",
    }
    return known.get(stem) or name.replace("_", " ")
