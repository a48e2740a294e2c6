"""What the tests of the waitlist's and the freed times' pages share."""

from datetime import UTC, datetime, timedelta
from typing import Any

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import backfills
from replywell.patients.models import ContactLink, Patient
from replywell.scheduling import booking, waitlist
from replywell.scheduling.models import Appointment
from replywell.scheduling.waitlist_models import Backfill, BackfillRules, JoinedVia, WaitlistEntry
from tests.practice import Oak, make_patient, make_visit

MONDAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten o'clock in New York."""
FREED = MONDAY + timedelta(days=1, hours=4)
"""Tuesday, two o'clock in New York, with Dr. Lee."""


def waits(oak: Oak, patient: Patient, *, via: JoinedVia = JoinedVia.TEXT, **wishes: Any) -> WaitlistEntry:
    """The patient waits for an office visit."""
    words = wishes.pop("words", "anything earlier?")
    with practice_scope(oak.id):
        contact = ContactLink.objects.filter(patient=patient).select_related("contact")[0].contact
        return waitlist.join(
            contact, patient_id=patient.pk, type_id=oak.visit_type.pk, via=via, words=words, now=clock.now(),
            actor="patient", **wishes,
        )  # fmt: skip


def freed(oak: Oak, *, asked: bool = True, **rules: Any) -> Backfill:
    """Ana cancels her visit of Tuesday at two; `asked`: the first people are chosen."""
    with practice_scope(oak.id):
        BackfillRules.objects.create(practice=oak.practice, **{"wait_minutes": 0, **rules})
    ana = make_patient(oak, "Ana", "Cruz", "+12125550120")
    visit = make_visit(oak, ana, FREED)
    with practice_scope(oak.id):
        booking.cancel(visit.pk, visit.version, now=clock.now(), actor="patient")
    if asked:
        backfills.run_due(10)
    with practice_scope(oak.id):
        return Backfill.objects.get()


def visits_of(oak: Oak, patient: Patient) -> list[tuple[datetime, str]]:
    """When and how the visits of a patient stand."""
    with practice_scope(oak.id):
        found = Appointment.objects.filter(patient=patient).order_by("starts_at")
        return list(found.values_list("starts_at", "status"))
