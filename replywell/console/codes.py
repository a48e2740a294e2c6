"""What the trail keeps as a code or a machine's date, in the reader's words."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, gettext_noop

from replywell.console.rights import Right
from replywell.messaging.wording import local_when

_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
REASONS: Mapping[str, str] = {
    "red_flag": gettext_noop("an urgent text"),
    "taken_over": gettext_noop("they wrote to the person who has the conversation"),
    "hand_back_forgotten": gettext_noop("the conversation was not handed back"),
    "forgotten": gettext_noop("nobody wrote for four working hours"),
    "not_handled": gettext_noop("software failed at a text"),
    "not_answered": gettext_noop("our answer could not be sent"),
    "not_reminded": gettext_noop("a reminder could not be sent"),
    "nobody_on_call": gettext_noop("nobody is on call"),
    "loop": gettext_noop("the same text again and again"),
    "picture": gettext_noop("a picture came"),
    "which_one": gettext_noop("not clear which visit is meant"),
    "no_openings": gettext_noop("no time is open"),
    "waiting_text": gettext_noop("a planned text waits for a person"),
    "slot_open": gettext_noop("a freed time found nobody"),
    "new_patient": gettext_noop("somebody new"),
    "new_patient_waits": gettext_noop("somebody new waits"),
    "intake": gettext_noop("an intake page was signed"),
    "no_answer": gettext_noop("no answer came"),
    "none_suits": gettext_noop("none of the offered times suits"),
    "triage": gettext_noop("the practice's own rule says so"),
    "move": gettext_noop("wants another time"),
    "waitlist": gettext_noop("wants an earlier visit"),
    "waitlist_wishes": gettext_noop("waits for an earlier visit; the wished times are to be read"),
    "opted_out": gettext_noop("they wrote after opting out"),
    "unreachable": gettext_noop("texts do not reach the phone"),
}
"""Why a person was asked for, besides what the patient wants (`words.MEANINGS`)."""
FACTORS: Mapping[str, str] = {
    "totp": gettext_noop("an authenticator app"),
    "webauthn": gettext_noop("a passkey"),
    "recovery_codes": gettext_noop("recovery codes"),
}


def reason(code: str, meanings: Mapping[str, object]) -> str:
    """Why a person was asked for; a code that nobody knows is left out."""
    return gettext(REASONS[code]) if code in REASONS else str(meanings.get(code, ""))


def right(code: str) -> str:
    """A right as the page of rights names it."""
    return gettext(Right[code.upper()].value) if code.upper() in Right.__members__ else code


def factor(code: str) -> str:
    """A kind of second factor."""
    return gettext(FACTORS[code]) if code in FACTORS else code


def day(value: str) -> str:
    """ "Thu Mar 12, 2026" for "2026-03-12", and so the days of "2026-03-09 to 2026-03-15"; other words stay."""
    first, to, last = value.partition(" to ")
    if to and _DAY.match(first) and _DAY.match(last):
        return f"{day(first)} - {day(last)}"
    if not _DAY.match(value):
        return value
    noon = datetime.fromisoformat(value).replace(hour=12, tzinfo=UTC)
    return f"{local_when(noon, ZoneInfo('UTC'), get_language() or 'en').rpartition(',')[0]}, {noon.year}"


def is_moment(value: str) -> bool:
    """Whether this is a moment as machines write it."""
    return bool(_MOMENT.match(value))
