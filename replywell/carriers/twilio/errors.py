"""Twilio's error codes and what each asks of us (https://www.twilio.com/docs/api/errors)."""

from __future__ import annotations

from collections.abc import Mapping

from replywell.carriers.base import Action, Failure, FailureClass

_OPTED_OUT = FailureClass.OPTED_OUT
_NUMBER = FailureClass.BAD_NUMBER
_CONTENT = FailureClass.CONTENT_BLOCKED
_SENDER = FailureClass.SENDER_CONFIG
_RATE = FailureClass.RATE
_TRANSIENT = FailureClass.TRANSIENT
_UNKNOWN = FailureClass.UNKNOWN

TABLE: Mapping[str, Failure] = {
    # The patient or the phone.
    "21610": Failure(_OPTED_OUT, Action.SUPPRESS, "The number has opted out of this sender."),
    "30640": Failure(_OPTED_OUT, Action.SUPPRESS, "The number is on a list of known litigators."),
    "21211": Failure(_NUMBER, Action.MARK_INVALID, "The number is not valid."),
    "21217": Failure(_NUMBER, Action.MARK_INVALID, "The number does not seem to be valid."),
    "21612": Failure(_NUMBER, Action.MARK_INVALID, "The number cannot be reached by text from this sender."),
    "21614": Failure(_NUMBER, Action.MARK_LANDLINE, "The number is not a mobile number."),
    "21635": Failure(_NUMBER, Action.MARK_LANDLINE, "The number is a landline."),
    "30005": Failure(_NUMBER, Action.MARK_INVALID, "The number does not exist (any more)."),
    "30006": Failure(_NUMBER, Action.MARK_LANDLINE, "A landline, or a network that takes no texts."),
    "30003": Failure(_TRANSIENT, Action.RETRY_ONCE, "The phone is off or out of reach."),
    "30008": Failure(_UNKNOWN, Action.RETRY_ONCE, "The network gave no reason."),
    "30610": Failure(_TRANSIENT, Action.RESCHEDULE, "Quiet hours where the phone is."),
    "30036": Failure(_TRANSIENT, Action.STOP_MESSAGE, "The text expired before it could be delivered."),
    # The words.
    "30004": Failure(_CONTENT, Action.STOP_MESSAGE, "The text was blocked on its way to this phone."),
    "30007": Failure(_CONTENT, Action.STOP_TEMPLATE, "The network filtered the text as unwanted."),
    "30450": Failure(_CONTENT, Action.STOP_MESSAGE, "Blocked by protection against message pumping."),
    "21602": Failure(_CONTENT, Action.STOP_MESSAGE, "The text is empty."),
    "21617": Failure(_CONTENT, Action.STOP_MESSAGE, "The text is longer than 1,600 characters."),
    "21620": Failure(_CONTENT, Action.STOP_MESSAGE, "The address of a picture is not valid."),
    "21623": Failure(_CONTENT, Action.STOP_MESSAGE, "More than ten pictures."),
    # Our number and account.
    "30034": Failure(_SENDER, Action.STOP_NUMBER, "Our number is not registered for 10DLC."),
    "30032": Failure(_SENDER, Action.ALERT, "Our toll-free number is not verified."),
    "30002": Failure(_SENDER, Action.ALERT, "The account is suspended."),
    "20003": Failure(_SENDER, Action.ALERT, "The account SID and token or key do not match."),
    "20404": Failure(_SENDER, Action.ALERT, "The account or address does not exist."),
    "21408": Failure(_SENDER, Action.ALERT, "The account may not text that country."),
    "21603": Failure(_SENDER, Action.ALERT, "No sender number is set."),
    "21606": Failure(_SENDER, Action.STOP_NUMBER, "Our number cannot send texts."),
    "21608": Failure(_SENDER, Action.ALERT, "A trial account may text verified numbers only."),
    "21609": Failure(_SENDER, Action.ALERT, "The address for status reports is not valid."),
    "21701": Failure(_SENDER, Action.ALERT, "The Messaging Service does not exist."),
    "21703": Failure(_SENDER, Action.ALERT, "The Messaging Service has no numbers."),
    "35118": Failure(_SENDER, Action.ALERT, "Scheduling needs a Messaging Service."),
    # Pace.
    "20429": Failure(_RATE, Action.BACK_OFF, "Too many requests; this one was not processed."),
    "21611": Failure(_RATE, Action.BACK_OFF, "Our number's queue is full."),
    "30001": Failure(_RATE, Action.BACK_OFF, "Our number's queue overflowed."),
    "30022": Failure(_RATE, Action.BACK_OFF, "Faster than our 10DLC registration allows."),
    "30025": Failure(_RATE, Action.BACK_OFF, "Half of T-Mobile's daily limit is used."),
    "30026": Failure(_RATE, Action.BACK_OFF, "70 % of T-Mobile's daily limit is used."),
    "30023": Failure(_RATE, Action.DEFER, "The 10DLC daily limit is reached."),
    "30027": Failure(_RATE, Action.DEFER, "T-Mobile's daily limit is reached."),
    "30410": Failure(_TRANSIENT, Action.BACK_OFF, "The next network did not answer in time."),
}

# For refusals without a code we know.
_BY_HTTP_STATUS: Mapping[int, Failure] = {
    401: TABLE["20003"],
    403: Failure(_SENDER, Action.ALERT, "The account may not do this."),
    404: TABLE["20404"],
    429: TABLE["20429"],
}


def explain(code: str) -> Failure:
    """What a code means. A code not listed stops the text and nothing else, so that a person looks."""
    meaning = f"Twilio error {code or 'without a code'}."
    return TABLE.get(code) or Failure(_UNKNOWN, Action.STOP_MESSAGE, meaning)


def explain_refusal(http_status: int, code: str) -> Failure:
    """What a refused request means, by its code first and its HTTP status where the code is not listed."""
    if http_status == 429:  # whatever the code: it was not processed
        return TABLE["20429"]
    return TABLE.get(code) or _BY_HTTP_STATUS.get(http_status) or explain(code)
