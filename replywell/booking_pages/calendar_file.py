"""A visit as an iCalendar file (RFC 5545) for the patient's own calendar: when, where, whom to call. No reason."""

from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from replywell.common import phones
from replywell.practices.models import Practice
from replywell.scheduling.models import Appointment

BEFORE = timedelta(hours=2)


def of_visit(visit: Appointment, practice: Practice, title: str, *, now: datetime, address: str = "") -> bytes:
    """The file. The same visit has the same UID, and a moved one a higher SEQUENCE, so that calendars replace it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Replywell//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{visit.public_id}@replywell")
    event.add("sequence", visit.version - 1)
    event.add("dtstamp", now)
    event.add("dtstart", visit.starts_at)
    event.add("dtend", visit.ends_at)
    event.add("summary", title)
    place = ", ".join(part for part in (practice.name, visit.location.address) if part)
    event.add("location", place)
    event.add("description", "\n".join(part for part in (phones.display(practice.phone), address) if part))
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
