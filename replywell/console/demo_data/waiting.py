"""Who waits for an earlier visit in the demo, so that a cancelled one is filled again while one watches."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from replywell.common.tenancy import practice_scope
from replywell.patients.models import ContactLink
from replywell.practices.models import Practitioner
from replywell.scheduling import waitlist
from replywell.scheduling.models import Appointment, AppointmentType, Status
from replywell.scheduling.waitlist_models import JoinedVia, Priority

MORNINGS = [{"weekday": day, "from": "08:00", "until": "12:00"} for day in range(5)]
AFTERNOONS = [{"weekday": day, "from": "13:00", "until": "17:30"} for day in range(5)]


@dataclass(frozen=True)
class Waits:
    """One of the people with phones: `days` ago they asked, in these words."""

    chart: str
    days: int
    words: str
    via: JoinedVia = JoinedVia.TEXT
    kind: str = "office"
    who: str = ""
    left: str = ""
    wishes: dict[str, Any] = field(default_factory=dict)


PEOPLE = (
    Waits("OAK-1013", 9, "Let me know if anything earlier opens up", who="lee",
          wishes={"priority": Priority.SOON}),
    Waits(
        "OAK-1020", 7, "Sure, text me any time from 7 in the morning", JoinedVia.STAFF,
        wishes={"text_from": time(7), "text_until": time(20)},
    ),
    Waits("OAK-1022", 6, "¿Me avisan si hay algo antes?"),
    Waits("OAK-1015", 5, "Mornings only, but the sooner the better", JoinedVia.STAFF, wishes={"windows": MORNINGS}),
    Waits("OAK-1017", 4, "Any earlier afternoon would help", wishes={"windows": AFTERNOONS}),
    Waits("OAK-1018", 3, "Avísenme si el doctor tiene algo antes", who="ortiz"),
    Waits("OAK-1023", 2, "Call or text my daughter, she drives me", JoinedVia.AT_BOOKING, who="lee",
          wishes={"notice_minutes": 1440}),
    Waits("OAK-1012", 1, "Anything before my trip?", kind="checkup"),
    Waits("OAK-1024", 12, "Earlier would be nice", left="asked"),
)  # fmt: skip


def join_waitlist(practice_id: int, now: datetime) -> None:
    """Put them on the waitlist of the demo's practice, each for the visit they have. `now` is domain time."""
    with practice_scope(practice_id):
        kinds = dict(AppointmentType.objects.values_list("code", "pk"))
        clinicians = dict(Practitioner.objects.values_list("code", "pk"))
        for one in PEOPLE:
            links = ContactLink.objects.filter(patient__chart_id=one.chart, ended_at__isnull=True)
            link = links.select_related("contact").order_by("-preferred", "-id")[0]
            visit = Appointment.objects.filter(
                patient_id=link.patient_id, type__code=one.kind, status=Status.BOOKED, starts_at__gt=now
            ).first()
            entry = waitlist.join(
                link.contact, patient_id=link.patient_id, type_id=kinds[one.kind], via=one.via, words=one.words,
                now=now - timedelta(days=one.days), actor="patient" if one.via == JoinedVia.TEXT else "staff:anna",
                visit=visit, practitioner_id=clinicians.get(one.who), **one.wishes,
            )  # fmt: skip
            if one.left:
                waitlist.leave(entry.pk, one.left, now=now - timedelta(days=1), actor="patient")
