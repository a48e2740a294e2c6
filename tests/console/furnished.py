"""More for the pages to show: every fate of a text, a thread of the nurse, a trail in which everything happened."""

import uuid
from datetime import datetime, timedelta

from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import words
from replywell.dialogue import tasks
from replywell.dialogue.models import Correction, Suggestion, TaskNote
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Contact, ContactLink, Intake, IntakeDocument
from replywell.practices.models import Closure
from replywell.scheduling.models import Appointment
from tests.practice import Oak, make_patient, make_visit

WOUND = "my wound smells and looks green"
FATES: tuple[dict[str, object], ...] = (
    {"status": "deferred", "gate_reason": "quiet_hours", "send_at": timedelta(hours=9)},
    {"status": "suppressed", "gate_reason": "opted_out"},
    {"status": "dropped", "gate_reason": "visit_over"},
    {"status": "undelivered", "failure": "landline", "error_code": "30006"},
    {"status": "unknown"},
    {"status": "sent"},
)
DETAILS: dict[str, object] = {
    "queue": "front_desk", "day": "2026-03-12", "channel": "verbal", "reason": "running_late", "factor": "totp",
    "right": "people", "role": "privacy_officer", "language": "es", "version": 2, "key": "visit.confirm", "minutes": 15,
    "staff": "anna", "why": "patient", "status": "closed_by_staff", "via": "intake_page", "question": "reason",
    "chart": "B-2", "patient": "Tom Baker", "first": "2026-03-01", "last": "2026-03-12",
}  # fmt: skip
"""What audit rows hold, as machines write it."""


def more(oak: Oak, thread: Conversation, visit: Appointment, now: datetime) -> dict[str, str]:
    """Inside the practice's scope. Returns the nurse's conversation as `nurses`."""
    for number, fate in enumerate(FATES):
        at = fate.get("send_at")
        more_of_it = {"send_at": now + at} if isinstance(at, timedelta) else {}
        Message.objects.create(
            practice=oak.practice, conversation=thread, number=oak.number, phone=thread.contact.phone, direction="out",
            body=f"Text {number}: see you then.", purpose="answer", author=oak.anna, carrier="simulator",
            carrier_id=str(uuid.uuid4()), created_at=now, **(fate | more_of_it),
        )  # fmt: skip
    theirs = Message.objects.filter(conversation=thread, direction="in").first()
    assert theirs is not None
    Message.objects.filter(pk=theirs.pk).update(reading={"intent": "running_late", "confidence": 0.9})
    Correction.objects.create(
        practice=oak.practice, message=theirs, by=oak.anna, at=now, means="question", read={"intent": "running_late"}
    )  # fmt: skip
    Suggestion.objects.create(
        practice=oak.practice, message=theirs, model="local", intent="question", summary="Asks about parking.",
        reply="Yes.", asked_at=now,
    )  # fmt: skip
    TaskNote.objects.create(practice=oak.practice, conversation=thread, author=oak.nurse, body="Likes tea.", at=now)
    _told_by_the_patient(oak, visit, now)
    Closure.objects.create(practice=oak.practice, day=now.date() + timedelta(days=30), name="A holiday")
    _everything_happened(oak, thread, visit, now)
    return {"nurses": _with_the_nurse(oak, now)}


def _told_by_the_patient(oak: Oak, visit: Appointment, now: datetime) -> None:
    """A signed intake with a picture of a card."""
    identity = {"birth_date": "1984-05-27", "first_name": "Ana", "sex": "female", "guardian": "Luis Ruiz"}
    told = Intake.objects.create(
        practice=oak.practice, patient=visit.patient, started_at=now, saved_at=now, finished_at=now,
        signed_name="Luis Ruiz", answers={"identity": identity, "insurance": {"self_pay": "yes"}},
    )  # fmt: skip
    IntakeDocument.objects.create(
        practice=oak.practice, intake=told, kind="insurance_front", media_type="image/png", size=1, content=b"p"
    )


def _with_the_nurse(oak: Oak, now: datetime) -> str:
    make_patient(oak, "Rosa", "Luna", "+12125550178")
    contact = Contact.objects.get(pk=ContactLink.objects.get(patient__first_name="Rosa").contact_id)
    thread = Conversation.objects.create(
        practice=oak.practice, contact=contact, number=oak.number, last_message_at=now, unread=True
    )
    text = Message.objects.create(
        practice=oak.practice, conversation=thread, number=oak.number, phone=contact.phone, direction="in", body=WOUND,
        status="received", handled_at=now, ended_in="task", carrier="simulator", carrier_id="wound", created_at=now,
        reading={"intent": "clinical_concern", "confidence": 0.9},
    )  # fmt: skip
    tasks.create(
        oak.id, "clinical", "clinical_concern", "A clinical concern", now=now, conversation_id=thread.pk,
        message_id=text.pk,
    )  # fmt: skip
    TaskNote.objects.create(
        practice=oak.practice, conversation=thread, author=oak.nurse, body="Allergic to penicillin.", at=now
    )
    return str(thread.public_id)


def _everything_happened(oak: Oak, thread: Conversation, visit: Appointment, now: datetime) -> None:
    """One row of the trail for every sentence there is, with details as machines write them."""
    of_visit = {f"visit.{name}": f"appointment:{visit.pk}" for name in words._VISIT}
    verbs = dict.fromkeys(words._OTHER, f"conversation:{thread.pk}") | of_visit
    # What staff did of late is what limits and counts look at: this happened a day ago.
    for verb, subject in verbs.items():
        record(
            oak.id, verb, subject, actor="staff:anna", at=now - timedelta(days=1),
            starts_at=visit.starts_at.isoformat(), to=visit.starts_at.isoformat(), until=visit.starts_at.isoformat(),
            kind="location", changes={"hours": [["08:00"], ["09:00"]], "closures": [["2026-12-25"], []]}, **DETAILS,
        )  # fmt: skip


LONG = "We are behind the house with the green door, ring twice, and bring the card of your insurance and your list."


def fill(oak: Oak) -> str:
    """Sixty conversations with tasks, one of them with eighty texts: the address of that one."""
    now = clock.now()
    people = [make_patient(oak, f"Pat{number}", "Example", f"+1212555{1000 + number}") for number in range(59)]
    maria = make_patient(oak)
    make_visit(oak, maria, now.replace(minute=0, second=0, microsecond=0) + timedelta(days=1))
    with practice_scope(oak.id):
        contacts = dict(ContactLink.objects.values_list("patient_id", "contact_id"))
        talks = Conversation.objects.bulk_create(
            Conversation(practice=oak.practice, contact_id=contacts[one.pk], number=oak.number, last_message_at=now)
            for one in (*people, maria)
        )
        phones = dict(Contact.objects.values_list("id", "phone"))
        Message.objects.bulk_create(
            Message(
                practice=oak.practice, conversation=talk, number=oak.number, phone=phones[talk.contact_id],
                created_at=now - timedelta(minutes=200 - number), carrier="simulator", carrier_id=str(uuid.uuid4()),
                body=f"{number}: {LONG}", purpose="" if number % 2 else "answer",
                **(
                    {"direction": "in", "status": "received", "handled_at": now, "ended_in": "task",
                     "reading": {"intent": "question"}}
                    if number % 2
                    else {"direction": "out", "status": "delivered", "author": oak.anna}
                ),
            )
            for talk in talks
            for number in range(80 if talk is talks[-1] else 2)
        )  # fmt: skip
        for talk in talks:
            tasks.create(oak.id, "front_desk", "question", "Asks a question", now=now, conversation_id=talk.pk)
    return f"/inbox/{talks[-1].public_id}/"
