"""The waitlist and the refilling of freed times in the reader's words: who waits for what, how a slot went."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop

from replywell.scheduling.waitlist_models import JoinedVia, Priority

PRIORITIES: Mapping[int, Promise] = {
    Priority.ROUTINE: gettext_lazy("routine"),
    Priority.SOON: gettext_lazy("soon"),
    Priority.URGENT: gettext_lazy("urgent"),
}
JOINED: Mapping[str, Promise] = {
    JoinedVia.TEXT: gettext_lazy("by text"),
    JoinedVia.STAFF: gettext_lazy("by the desk"),
    JoinedVia.BOOKING_PAGE: gettext_lazy("on the booking page"),
    JoinedVia.AT_BOOKING: gettext_lazy("when the visit was booked"),
}
LEFT: Mapping[str, Promise] = {
    "asked": gettext_lazy("they asked to be taken off"),
    "found": gettext_lazy("they have an earlier visit already"),
    "not_needed": gettext_lazy("they need the visit no more"),
    "unreachable": gettext_lazy("they cannot be reached"),
    "mistake": gettext_lazy("it was a mistake"),
    "staff": gettext_lazy("taken off by the desk"),
    "opted_out": gettext_lazy("they want no more texts"),
    "wrong_number": gettext_lazy("wrong number"),
    "booked": gettext_lazy("got an earlier time"),
    "visit_cancelled": gettext_lazy("the visit was cancelled"),
    "visit_noshow": gettext_lazy("they did not come to the visit"),
    "expired": gettext_lazy("the last day, or the visit itself, came"),
}
ENDED: Mapping[str, Promise] = {
    "taken_by_patient": gettext_lazy("taken by text"),
    "taken_by_staff": gettext_lazy("booked by the desk"),
    "taken": gettext_lazy("the time was taken otherwise"),
    "stopped": gettext_lazy("stopped by the desk: the time is free"),
    "nobody": gettext_lazy("nobody is left who could take it: the time is free"),
    "night": gettext_lazy("nobody may be texted in time: a person was asked to call"),
    "too_late": gettext_lazy("too close to the start: the time is free"),
    "off": gettext_lazy("switched off: the time is free"),
    "failed": gettext_lazy("the software failed: a person was asked to look"),
    "hold_expired": gettext_lazy("the kept time ran out"),
    "hold_released": gettext_lazy("somebody let the kept time go"),
}
FREED: Mapping[str, Promise] = {
    "cancelled": gettext_lazy("The visit of %(name)s was cancelled: the time came free."),
    "moved": gettext_lazy("The visit of %(name)s was moved: the time came free."),
    "noshow": gettext_lazy("%(name)s will not come: the time came free."),
}
HAPPENED: Mapping[str, str] = {
    "waitlist.joined": gettext_noop("asked to wait for an earlier visit"),
    "waitlist.joined.staff": gettext_noop("put the patient on the waitlist"),
    "waitlist.joined.at_booking": gettext_noop("put the patient on the waitlist while booking"),
    "waitlist.left": gettext_noop("ended the waiting for an earlier visit: {why}"),
    "waitlist.changed": gettext_noop("changed what the patient waits for"),
    "waitlist.viewed": gettext_noop("looked at the waitlist"),
    "backfill.viewed": gettext_noop("looked at who was offered the time of {starts}"),
    "backfill.started": gettext_noop("began to fill the time of {starts} again"),
    "backfill.asked": gettext_noop("offered {patient} the time of {starts}"),
    "backfill.filled": gettext_noop("got the time of {starts} from the waitlist"),
    "backfill.ended": gettext_noop("ended the filling of {starts}: {why}"),
}
"""Sentences of the audit trail."""


def sentence(verb: str, details: Mapping[str, object]) -> str | None:
    """The sentence of an event, with {why}, {starts}, {patient} still to be filled in."""
    return HAPPENED.get(f"{verb}.{details.get('via', '')}") or HAPPENED.get(verb)


def codes(verb: str, details: Mapping[str, object]) -> dict[str, str]:
    """What stands for {why}."""
    why = str(details.get("why") or "")
    known = LEFT if verb.startswith("waitlist.") else ENDED
    return {"why": str(known.get(why, why.replace("_", " ")))}
