"""What a task is about, in the reader's language. The worker writes tasks in English; the pages say them again.

What is not among these sentences (it names a day, or a reason of the carrier's) stays as it was written.
"""

from django.utils.translation import gettext, gettext_noop

KNOWN = (
    gettext_noop("Wants to move a visit"),
    gettext_noop("Wants to cancel a visit"),
    gettext_noop("Wants to book a visit"),
    gettext_noop("Says yes, and it is not clear to what"),
    gettext_noop("Says no, and it is not clear to what"),
    gettext_noop("Picks something we no longer offer"),
    gettext_noop("Is running late"),
    gettext_noop("Would like an earlier visit"),
    gettext_noop("Waits for an earlier visit; what the text says about times is not kept yet"),
    gettext_noop("Asks a question"),
    gettext_noop("Would like another language"),
    gettext_noop("Says that this is the wrong number"),
    gettext_noop("Is ready"),
    gettext_noop("A clinical concern"),
    gettext_noop("A measured value"),
    gettext_noop("Asks for a refill"),
    gettext_noop("A question about a bill"),
    gettext_noop("Is not satisfied"),
    gettext_noop("Wants a visit"),
    gettext_noop("Needs to be read by a person"),
    gettext_noop("Wants to move a visit; we see none ahead"),
    gettext_noop("Wanted another time and has not picked one; the visit stands"),
    gettext_noop("Wants another time; this kind is not booked by text"),
    gettext_noop("Wants another time and none is open by text; the visit stands"),
    gettext_noop("Is running late; not clear for which visit"),
    gettext_noop("A planned text waits because a person has the conversation"),
    gettext_noop("Software failed at a planned text: please look"),
    gettext_noop("Software failed at this text: please read it"),
    gettext_noop("Software failed at refilling a slot: please look"),
    gettext_noop("Software failed at a text, which did not leave: call"),
    gettext_noop("CANCEL crossed a change of the visit: call"),
    gettext_noop("The same text again and again: a machine, or somebody in need"),
    gettext_noop("Wrote again after an urgent text"),
    gettext_noop("Wrote to the person who has the conversation"),
    gettext_noop("Wrote after opting out: call"),
    gettext_noop("Sent a picture"),
    gettext_noop("Our answer could not be sent: call"),
    gettext_noop("Taken over and forgotten: nobody wrote for four working hours"),
    gettext_noop("A conversation was not handed back"),
    gettext_noop("An urgent text: open it now"),
    gettext_noop("An urgent text: open it now; opted out, so CALL"),
    gettext_noop("An urgent text: open it now; our text does not reach the phone, so CALL"),
    gettext_noop("An urgent text, and our answer did not arrive: CALL"),
    gettext_noop("A new patient booked: prepare the chart"),
    gettext_noop("A new patient's details came in: check them in the chart"),
    gettext_noop("A newcomer may have a chart already: compare, and make them one"),
    gettext_noop("Asked about a first visit and never said yes to texts: call"),
    gettext_noop("New patient stopped answering half-way: call"),
    gettext_noop("New patient: none of the offered times suits"),
    gettext_noop("New patient: no time is open by text"),
    gettext_noop("New patient: the kind of visit is not clear"),
    gettext_noop("New patient: the questions lead to a person"),
    gettext_noop("a patient's text has waited for more than a minute"),
    gettext_noop("texts are due and do not leave"),
    gettext_noop("no worker is running"),
    gettext_noop("nobody is on call"),
    gettext_noop("the carrier refuses our number"),
    gettext_noop("texts come to a number nobody here owns"),
    gettext_noop("the carrier's list of texts cannot be read, so texts whose webhook was lost are not found"),
    gettext_noop("it is unknown whether a text arrived: check it and call"),
)


def said(summary: str) -> str:
    """A task's summary in the reader's language."""
    return gettext(summary) if summary else ""
