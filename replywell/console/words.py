"""How pages say things: moments, waiting, deliveries and what happened, in the reader's words."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, gettext_noop

from replywell.console import codes, filling_words
from replywell.console.setup import told
from replywell.console.triage_words import happened as triaged
from replywell.dialogue.models import Queue
from replywell.messaging.wording import local_when
from replywell.practices.models import Role

LANGUAGES = {"en": gettext_noop("English"), "es": gettext_noop("Spanish")}
WORKFLOWS = {
    "confirm_visit": gettext_noop("Confirm a visit"),
    "move_visit": gettext_noop("Move a visit"),
    "cancel_visit": gettext_noop("Cancel a visit"),
    "running_late": gettext_noop("Running late"),
    "keep_texting": gettext_noop("Keep or stop"),
    "new_patient": gettext_noop("New patient"),
    "offer_slot": gettext_noop("Offer a freed time"),
    "join_waitlist": gettext_noop("Waitlist"),
}


MEANINGS = {
    "confirm": gettext_lazy("Will come"),
    "cancel": gettext_lazy("Wants to cancel"),
    "decline": gettext_lazy("Says no"),
    "reschedule": gettext_lazy("Wants another time"),
    "book": gettext_lazy("Wants to book"),
    "running_late": gettext_lazy("Running late"),
    "select_option": gettext_lazy("Picks an option"),
    "waitlist_join": gettext_lazy("Wants an earlier visit"),
    "question": gettext_lazy("Has a question"),
    "thanks": gettext_lazy("Thanks"),
    "ready": gettext_lazy("Is ready"),
    "value_report": gettext_lazy("Reports a value"),
    "refill_request": gettext_lazy("Needs a refill"),
    "billing_question": gettext_lazy("Asks about a bill"),
    "clinical_concern": gettext_lazy("Is unwell, or worried"),
    "emergency": gettext_lazy("Emergency"),
    "complaint": gettext_lazy("Complains"),
    "opt_out": gettext_lazy("Wants no more texts"),
    "opt_in": gettext_lazy("Wants texts again"),
    "help": gettext_lazy("Asks for help"),
    "wrong_number": gettext_lazy("Wrong number"),
    "language_change": gettext_lazy("Another language"),
    "unknown": gettext_lazy("Something else, or unclear"),
}
"""What a text can mean, as staff say it, in the order of the menu."""
CHANNELS: Mapping[str, object] = {
    "text": gettext_lazy("by text"),
    "form": gettext_lazy("on a form"),
    "paper": gettext_lazy("on paper"),
    "verbal": gettext_lazy("by word of mouth"),
    "voicemail": gettext_lazy("by voice mail"),
    "email": gettext_lazy("by e-mail"),
    "booking_page": gettext_lazy("on the booking page"),
    "at_booking": gettext_lazy("when the visit was booked"),
    "staff": gettext_lazy("by the desk"),
    "import": gettext_lazy("by the record system"),
    "carrier": gettext_lazy("by the carrier"),
}
"""How a consent came."""


def reader_zone(zone: str = "") -> ZoneInfo:
    """The zone a moment is told in: the place's if given, else the practice's."""
    return ZoneInfo(zone) if zone else ZoneInfo(timezone.get_current_timezone_name())


def when(moment: datetime, zone: str = "") -> str:
    """ "Thu Mar 12, 2:30 pm" in the place's zone; the zone's name only where it is another time than the practice's."""
    return local_when(moment, reader_zone(zone), get_language() or "en", reader_zone() if zone else None)


def time_of(moment: datetime, zone: str = "") -> str:
    """ "2:30 pm"."""
    return wall(moment.astimezone(reader_zone(zone)).time())


def wall(at: time) -> str:
    """ "2:30 pm" for what a clock on the wall shows."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"


def day_of(moment: datetime, now: datetime) -> str:
    """ "Today", "Yesterday", "Tomorrow" or "Thu Mar 12"."""
    zone = reader_zone()
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    near = {0: gettext("Today"), -1: gettext("Yesterday"), 1: gettext("Tomorrow")}.get((local - today).days)
    if near:
        return near
    return day(moment) if local.year == today.year else f"{day(moment)}, {local.year}"


def day(moment: datetime) -> str:
    """ "Thu Mar 12", "jue 12 mar"."""
    return when(moment).rpartition(",")[0]


def soon(moment: datetime, now: datetime) -> str:
    """ "now", "2:30 pm", "9:00 am tomorrow" or "Thu Mar 12, 2:30 pm"."""
    if moment <= now + timedelta(seconds=30):
        return gettext("now")
    zone = reader_zone()
    away = (moment.astimezone(zone).date() - now.astimezone(zone).date()).days
    if away == 0:
        return time_of(moment)
    return gettext("%(time)s tomorrow") % {"time": time_of(moment)} if away == 1 else when(moment)


def span(seconds: float) -> str:
    """ "now", "4 min", "2 h", "3 days": how long something has waited or is overdue."""
    minutes = int(max(0.0, seconds) // 60)
    if minutes < 1:
        return gettext("now")
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return gettext("%(count)s days") % {"count": minutes // 1440}


def language(code: str) -> str:
    """ "English" for "en"."""
    return gettext(LANGUAGES[code]) if code in LANGUAGES else code or gettext("not known")


def workflow(name: str) -> str:
    """ "Confirm a visit" for "confirm_visit"; what speaks without a workflow is Replywell itself."""
    return gettext(WORKFLOWS[name]) if name in WORKFLOWS else name.replace("_", " ").capitalize() or "Replywell"


# What happened, from the audit trail


_VISIT = {
    "booked": gettext_noop("booked the visit for {starts}"),
    "moved": gettext_noop("moved the visit to {starts}"),
    "rearranged": gettext_noop("moved the visit to {starts}"),
    "cancelled": gettext_noop("cancelled the visit of {starts}"),
    "confirmed": gettext_noop("confirmed the visit of {starts}"),
    "asked": gettext_noop("asked about the visit of {starts}"),
    "arrived": gettext_noop("marked the patient as arrived"),
    "noshow": gettext_noop("marked the visit as missed"),
    "fulfilled": gettext_noop("marked the visit as done"),
    "reopened": gettext_noop("took back a mark on the visit"),
    "loaded": gettext_noop("loaded the visit"),
    "late": gettext_noop("said they run {minutes} minutes late"),
}
_OTHER = {
    "patient.loaded": gettext_noop("loaded the patient"),
    "task.made": gettext_noop("asked for a person: {reason}"),
    "task.taken": gettext_noop("took the task"),
    "task.given_back": gettext_noop("gave the task back"),
    "task.reassigned": gettext_noop("passed the task on to {queue}"),
    "task.assigned": gettext_noop("gave the task to {staff}"),
    "task.closed": gettext_noop("closed the task"),
    "page.sent": gettext_noop("paged {staff}"),
    "reading.corrected": gettext_noop("said what a text means"),
    "corrections.exported": gettext_noop("wrote the corrected texts of patients to a file"),
    "suggestion.asked": gettext_noop("asked the language model about a text"),
    "thread.viewed": gettext_noop("opened the conversation"),
    "calendar.viewed": gettext_noop("opened the calendar of {day}"),
    "audit.viewed": gettext_noop("read the audit trail"),
    "conversation.taken": gettext_noop("took the conversation over"),
    "conversation.handed_back": gettext_noop("handed the conversation back"),
    "conversation.returned": gettext_noop("gave the conversation back: nobody wrote for four working hours"),
    "consent.granted": gettext_noop("noted consent to texts"),
    "consent.revoked": gettext_noop("noted that consent to texts was withdrawn"),
    "red_flag": gettext_noop("saw an urgent text and called for a person"),
    "red_flag.ended": gettext_noop("ended the pause after an urgent text"),
    "texts.stopped": gettext_noop("stopped texts to this number"),
    "texts.started": gettext_noop("allowed texts to this number again"),
    "message.failed": gettext_noop("could not deliver a text"),
    "contact.wrong_number": gettext_noop("said that this is the wrong number"),
    "contact.verified": gettext_noop("checked whose number this is"),
    "message.written": gettext_noop("wrote a text"),
    "note.written": gettext_noop("wrote a note for colleagues"),
    "patient.noted": gettext_noop("added a note"),
    "chart.viewed": gettext_noop("opened the chart"),
    "link.visit": gettext_noop("made a link to the page with the patient's visits"),
    "link.intake": gettext_noop("made a link to the intake page"),
    "link.revoked": gettext_noop("took links to the patient's pages back"),
    "page.opened": gettext_noop("opened a page by a link"),
    "intake.saved": gettext_noop("filled in part of the intake page"),
    "intake.document": gettext_noop("sent a picture with the intake page"),
    "document.opened": gettext_noop("opened a picture that the patient sent"),
    "intake.signed": gettext_noop("signed the intake page"),
    "lead.made": gettext_noop("asked for a first visit"),
    "pages.rules_set": gettext_noop("opened or closed the booking page"),
    "lead.answered": gettext_noop("answered a question for a newcomer: {question}"),
    "lead.skipped": gettext_noop("skipped a question for a newcomer: {question}"),
    "lead.asked_on": gettext_noop("let the questions go on"),
    "lead.closed": gettext_noop("closed the request for a first visit"),
    "patient.joined": gettext_noop("made the chart of a newcomer one with {chart}"),
    "questions.published": gettext_noop("published version {version} of the questions for new patients"),
    "questions.drafted": gettext_noop("changed the draft of the questions for new patients"),
    "questions.discarded": gettext_noop("threw the draft of the questions for new patients away"),
    "patient.made": gettext_noop("made a chart for a new patient"),
    "patients.searched": gettext_noop("searched the patients"),
    "run.stopped": gettext_noop("stopped what the software did about it"),
    "reminder.skipped": gettext_noop("skipped a reminder"),
    "chart_address.set": gettext_noop("set where the record system shows charts"),
    "conversation.snoozed": gettext_noop("put the conversation aside until {until}"),
    "conversation.woken": gettext_noop("brought the conversation back"),
    "message.withdrawn": gettext_noop("took a text back before it left"),
    "message.settled": gettext_noop("dealt with a text that did not arrive"),
    "note.shared": gettext_noop("shared a note with the whole desk"),
    "contact.language_set": gettext_noop("set the language of this phone to {language}"),
    "saved_reply.written": gettext_noop("wrote a saved reply"),
    "saved_reply.retired": gettext_noop("retired a saved reply"),
    "texts.searched": gettext_noop("searched all texts"),
    "login.set": gettext_noop("set a password"),
    "login.joined": gettext_noop("joined with a log-in of another practice"),
    "login.locked": gettext_noop("was locked out after too many wrong tries"),
    "login.factor_added": gettext_noop("set up a second factor: {factor}"),
    "login.factor_removed": gettext_noop("removed a second factor: {factor}"),
    "login.factor_reset": gettext_noop("reset the second factor of a colleague"),
    "login.codes_renewed": gettext_noop("made new recovery codes"),
    "login.password_changed": gettext_noop("changed the password"),
    "session.began": gettext_noop("logged in"),
    "practice.opened": gettext_noop("opened this practice"),
    "access.refused": gettext_noop("was refused. The right that is missing: {right}"),
    "access.rules_set": gettext_noop("set the rules of access"),
    "link.join": gettext_noop("made an invitation"),
    "link.reset": gettext_noop("made a link to a new password"),
    "staff.added": gettext_noop("added a colleague as {role}"),
    "staff.role_changed": gettext_noop("made a colleague {role}"),
    "staff.left": gettext_noop("ended the access of a colleague"),
    "staff.came_back": gettext_noop("let a colleague in again"),
    "practice.created": gettext_noop("set the practice up"),
    "wording.missing": gettext_noop("found no approved wording in the patient's language"),
    "slot.held": gettext_noop("kept a time free"),
    "slot.hold_ended": gettext_noop("let a kept time go"),
    "load.done": gettext_noop("loaded the practice's files"),
    "clock.moved": gettext_noop("moved the demo's clock to {to}"),
    "load.conflict": gettext_noop("loaded a file in which something does not fit"),
    "patient.changed": gettext_noop("loaded changes of the patient"),
    "patient.ended": gettext_noop("loaded that somebody is no longer a patient"),
    "link.made": gettext_noop("put a phone on a chart"),
    "link.changed": gettext_noop("changed what a phone is used for"),
    "link.ended": gettext_noop("took a phone off a chart"),
    "lead.consent": gettext_noop("noted consent to texts"),
    "triage.added": gettext_noop("added version {version} of the rules for what patients write"),
    "triage.switched_on": gettext_noop("switched version {version} of the rules for what patients write on"),
    "triage.switched_off": gettext_noop("switched the rules for what patients write off"),
    "triage.decided": gettext_noop("decided by the practice's rules what to ask or do"),
    "settings.changed": gettext_noop("changed {thing}: {changes}"),
    "settings.added": gettext_noop("added {thing}"),
    "number.tested": gettext_noop("sent a test text to {staff}"),
    "number.resumed": gettext_noop("let a number send again"),
    "number.cancel_tested": gettext_noop("tested the word CANCEL"),
    "texting.paused": gettext_noop("paused all texts: {reason}"),
    "texting.unpaused": gettext_noop("let texts leave again"),
    "wording.approved": gettext_noop("approved version {version} of the text {key}, {language}"),
    "audit.exported": gettext_noop("exported the audit trail"),
}


def happened(verb: str, details: Mapping[str, Any], zone: str = "") -> str:
    """The predicate of an audit row's sentence: "moved the visit to Thu Mar 5, 2:30 pm"."""
    room, _, name = verb.partition(".")
    if room == "triage":
        return triaged(verb, details)
    sentence = _VISIT.get(name) if room == "visit" else _OTHER.get(verb)
    if room in ("waitlist", "backfill"):
        sentence = filling_words.sentence(verb, details)
    if sentence is None:
        sentence = f"{name.replace('_', ' ')} ({room.replace('_', ' ')})"
    values = {key: str(value).replace("_", " ") for key, value in details.items()}
    for key in ("starts_at", "to", "until"):
        if details.get(key):
            values["starts" if key == "starts_at" else key] = when(_moment(details[key]), zone)
    if room == "settings":
        kind, key = str(details.get("kind", "")), str(details.get("key", ""))
        values |= {"thing": told.thing(kind, key), "changes": told.changes(details.get("changes", {}))}
    for key, value in values.items():
        values[key] = when(_moment(value), zone) if codes.is_moment(value) else codes.day(value)
    for key, say in (("right", codes.right), ("factor", codes.factor)):
        if key in values:
            values[key] = say(str(details[key]))
    if room == "task" and "reason" in values:
        values["reason"] = codes.reason(str(details["reason"]), MEANINGS)
    _say_codes(values)
    if room in ("waitlist", "backfill"):
        values |= filling_words.codes(verb, details)
    filled = gettext(sentence)
    for key in (
        "staff", "starts", "minutes", "reason", "queue", "day", "to", "factor", "right", "role", "until", "language",
        "version", "key", "thing", "changes", "patient", "why", "question", "chart",
    ):  # fmt: skip
        filled = filled.replace("{" + key + "}", values.get(key, ""))
    filled = filled.rstrip(" :")
    for loose in _LOOSE.get(get_language() or "en", ()):
        filled = filled.replace(f" {loose}.", ".").removesuffix(f" {loose}")
    return filled


_LOOSE = {"en": ("of", "for"), "es": ("del", "de", "para el", "para", "a")}
"""Words that nothing follows where a detail is missing."""


def _say_codes(values: dict[str, str]) -> None:
    """Codes in the reader's words."""
    for key, choices in (("role", Role), ("queue", Queue)):
        code = values.get(key, "").replace(" ", "_")
        if code in choices.values:
            values[key] = str(choices(code).label).lower()
    if values.get("language") in LANGUAGES:
        values["language"] = language(values["language"])


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def waking(name: str) -> str:
    """What the software is about to do, from a wake-up's name."""
    stem = name.rstrip("0123456789_")
    known = {
        "reminder": gettext("asks to confirm, or reminds"),
        "silence": gettext("asks once more, or calls for a person"),
        "over": gettext("ends when the visit is over"),
        "offer": gettext("offers a time that came free"),
        "deadline": gettext("an offer runs out"),
        "keep_or_stop": gettext("no answer to KEEP or STOP: texts stop"),
    }
    return known.get(stem) or name.replace("_", " ")
