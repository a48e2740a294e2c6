"""What new patients tell of themselves before the first visit: saved step by step, signed at the end.

All run in the practice's scope; moments are domain time. What is signed is never changed. Sensitive details come by
page only, never by text.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from replywell.audit.record import record
from replywell.patients.models import Intake, Patient

STEPS = ("identity", "address", "insurance", "allergies", "medications")
"""What is asked before the signature, in order."""
BEGINS_WITH = "new-"
"""Chart ids of patients that the record system does not have yet."""

Answers = Mapping[str, str]


class Unfinished(Exception):  # noqa: N818
    """A step has no answers yet. Nothing was signed."""

    def __init__(self, step: str) -> None:
        super().__init__(f"The step {step} has no answers yet.")
        self.step = step


class AlreadySigned(Exception):  # noqa: N818
    """The intake was signed before. Nothing was changed."""


def latest(patient_id: int) -> Intake | None:
    """The newest intake of a patient, finished or not."""
    return Intake.objects.filter(patient_id=patient_id).order_by("-id").first()


def is_wanted(patient: Patient) -> bool:
    """Whether the practice has still to hear who this is: a chart that began here, and no signed intake."""
    if not patient.chart_id.startswith(BEGINS_WITH):
        return False
    return not Intake.objects.filter(patient=patient, finished_at__isnull=False).exists()


def next_step(found: Intake | None) -> str:
    """The first step without answers; "signature" when all have some, "" when it is signed."""
    if found is None:
        return STEPS[0]
    if found.finished_at is not None:
        return ""
    return next((step for step in STEPS if step not in found.answers), "signature")


def save(patient: Patient, step: str, answers: Answers, now: datetime) -> Intake:
    """Keep the answers of a step; the last ones count. Raises AlreadySigned; ValueError for a step we do not have."""
    if step not in STEPS:
        raise ValueError(f"{step} is no step of an intake.")
    with transaction.atomic():
        found = _locked(patient)
        if found is None:
            found = Intake(practice_id=patient.practice_id, patient=patient, started_at=now)
        found.answers = {**found.answers, step: dict(answers)}
        found.saved_at = now
        found.save()
        _note(patient, "intake.saved", now, step=step)
    return found


def sign(patient: Patient, name: str, words: str, now: datetime) -> Intake:
    """Finish: the name that was written under `words`. A chart that began here gets its names and birth date from it.

    Raises Unfinished, AlreadySigned.
    """
    with transaction.atomic():
        found = _locked(patient)
        missing = next_step(found)
        if found is None or missing != "signature":
            raise Unfinished(missing)
        found.signed_name, found.signed_words = name, words
        found.saved_at = found.finished_at = now
        found.save()
        told = found.answers["identity"]
        if patient.chart_id.startswith(BEGINS_WITH):
            Patient.objects.filter(pk=patient.pk).update(
                first_name=told["first_name"], last_name=told["last_name"],
                birth_date=date.fromisoformat(told["birth_date"]),
            )  # fmt: skip
        _note(patient, "intake.signed", now)
    return found


def _locked(patient: Patient) -> Intake | None:
    """The intake under way. The patient's row is locked, so that two tabs do not begin two."""
    Patient.objects.select_for_update().get(pk=patient.pk)
    found = latest(patient.pk)
    if found is not None and found.finished_at is not None:
        raise AlreadySigned
    return found


def _note(patient: Patient, verb: str, now: datetime, **details: str) -> None:
    record(patient.practice_id, verb, f"patient:{patient.pk}", actor="patient", at=now, **details)
