"""Every page of the staff pages, found in the table of addresses, with something on each of them."""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue import tasks
from replywell.messaging import saved, templates
from replywell.messaging.models import Conversation, Message
from replywell.patients import page_rules
from replywell.patients.models import Contact, ContactLink, Patient, PatientNote
from replywell.practices import triage, triage_tables
from replywell.practices.models import Role
from replywell.processes.login import set_login
from replywell.scheduling import booking, waitlist
from replywell.scheduling.waitlist_models import Backfill, BackfillRules, JoinedVia, Offer
from tests.console.access import add_staff
from tests.console.furnished import more
from tests.console.site import PASSWORD
from tests.practice import Oak, make_patient, make_visit

OMAR = "omar"
"""A manager: of all roles the one with most pages."""
NIA = "nia"
"""The nurse."""
FOR_STRANGERS = ("/login/", "/login/forgotten/", "/link/none/")
NO_PAGE = {"mfa_authenticate", "front", "home", "mfa_view_recovery_codes"}
"""Lead elsewhere, or stand between two steps of a log-in."""


def furnish(oak: Oak) -> dict[str, str]:
    """A practice with a little of everything; what stands in addresses, by the name it has there."""
    now = clock.now()
    patient = make_patient(oak)
    visit = make_visit(oak, patient, now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
    sick = make_patient(oak, "Tom", "Baker", "+12125550177")
    add_staff(oak, OMAR, Role.MANAGER, "Omar Haddad")
    set_login(oak.id, OMAR, OMAR, PASSWORD)
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
        page_rules.change(oak.id, booking_page=True, now=now, actor=f"staff:{OMAR}")
        if not templates.Template.objects.exists():
            templates.install(oak.id, now)
        for one, words in ((patient, "is there parking?"), (sick, "a text")):
            contact = contact_of(one)
            thread = Conversation.objects.create(
                practice=oak.practice, contact=contact, number=oak.number, last_message_at=now, unread=True
            )
            common = {"practice": oak.practice, "conversation": thread, "number": oak.number, "phone": contact.phone}
            common |= {"created_at": now, "carrier": "simulator"}
            Message.objects.create(
                direction="in",
                body=words,
                status="received",
                handled_at=now,
                ended_in="reply",
                carrier_id=f"in-{one.pk}",
                **common,
            )
            Message.objects.create(
                direction="out", body="Yes.", status="delivered", purpose="answer", author=oak.anna,
                carrier_id=f"out-{one.pk}", **common,
            )  # fmt: skip
            PatientNote.objects.create(practice=oak.practice, patient=one, author=oak.anna, body="Likes tea.", at=now)
            tasks.create(
                oak.id, "front_desk", "question", "asks about parking", now=now, conversation_id=thread.pk,
                emergency=one is sick,
            )  # fmt: skip
            if one is patient:
                conversation = thread
        also = more(oak, conversation, visit, now)
        table = triage_tables.copy(
            oak.id, triage.shipped()["paediatrics"], name="Our children", actor="staff:anna", now=now
        )  # fmt: skip
        reply = saved.save(oak.practice, oak.anna, "Parking", {"en": "Yes, behind the house."}, now=now)
        entry = waitlist.join(
            contact_of(patient), patient_id=patient.pk, type_id=oak.visit_type.pk, via=JoinedVia.STAFF,
            words="Yes, text me", now=now, actor="staff:anna",
        )  # fmt: skip
        BackfillRules.objects.create(practice=oak.practice)
        other = make_visit(oak, sick, now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=30))
        booking.cancel(other.pk, other.version, now=now, actor="staff:anna")
        slot = Backfill.objects.get()
        Offer.objects.create(
            practice=oak.practice, backfill=slot, entry=entry, contact=entry.contact, group=1, status="sent",
            planned_at=now, offered_at=now, expires_at=now + timedelta(minutes=30),
        )  # fmt: skip
    return also | {
        "entry_id": str(entry.public_id),
        "backfill_id": str(slot.public_id),
        "inbox": str(conversation.public_id),
        "settings/staff": str(oak.anna.public_id),
        "patient_id": str(patient.public_id),
        "visit_id": str(visit.public_id),
        "location_id": str(oak.location.public_id),
        "practitioner_id": str(oak.lee.public_id),
        "schedule_id": str(oak.room.public_id),
        "type_id": str(oak.visit_type.public_id),
        "number_id": str(oak.number.public_id),
        "reply_id": str(reply.public_id),
        "table_id": str(table.public_id),
        "example_code": "dermatology",
        "symptom": "cough",
        "question": "days",
        "key": "visit.confirm",
        "token": "none",
        "question_key": "who",
        "practice_code": oak.practice.code,
    }


def contact_of(patient: Patient) -> Contact:
    """The phone of a patient."""
    return Contact.objects.get(pk=ContactLink.objects.get(patient=patient).contact_id)


def addresses(ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(name, address) of everything in the table that can be filled with these ids."""

    def walk(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
        for one in found:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns)
            else:
                yield one

    for pattern in walk(get_resolver().url_patterns):
        route = str(pattern.pattern)

        def fill(place: re.Match[str], route: str = route) -> str:
            name = place.group(1)
            return ids.get(name) or ids.get(route[: place.start()].rstrip("/")) or str(uuid.uuid4())

        yield str(pattern.name), "/" + re.sub(r"<\w+:(\w+)>", fill, route)


def pages(browser: Client, ids: dict[str, str]) -> list[str]:
    """The addresses that answer with a whole page; what answers with a part of one, or only to a form, is left out."""
    found = []
    for name, address in addresses(ids):
        if name in NO_PAGE or address.startswith(("/logout/", "/inbox/changes")):
            continue
        answer = browser.get(address)
        assert answer.status_code < 500, (address, answer.status_code)
        if answer.status_code == 200 and answer.content.lstrip().lower().startswith(b"<!doctype html"):
            found.append(address)
    return list(dict.fromkeys(found))
