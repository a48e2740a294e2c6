"""Visits that came from a file are planned for like those booked here."""

from __future__ import annotations

from replywell.dialogue import runs
from replywell.dialogue.facts import LOAD
from replywell.ehr.events import Loaded
from replywell.patients.models import ContactLink
from replywell.scheduling.events import VisitChange
from replywell.scheduling.models import Appointment, Status


def plan_loaded_visits(loaded: Loaded) -> None:
    """Plan reminders for the new visits that lie ahead; the changed ones were told by the verbs that changed them."""
    reached = ContactLink.objects.filter(preferred=True, ended_at__isnull=True).values("patient_id")
    ahead = Appointment.objects.filter(
        pk__in=loaded.new_appointment_ids, status=Status.BOOKED, starts_at__gt=loaded.now, patient_id__in=reached
    ).order_by("id")
    for appointment_id, patient_id in ahead.values_list("id", "patient_id"):
        runs.visit_changed(
            VisitChange(loaded.practice_id, appointment_id, patient_id, "booked", None, loaded.now, LOAD)
        )
