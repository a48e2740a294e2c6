"""Many who wait for one slot, made and played by processes of their own on the database of a `Stack`."""

import sys
import threading
from datetime import UTC, datetime, timedelta

MANY = 200
YES = ("YES", "yes please", "Si", "sure, I'll take it", "Sí, gracias", "ok yes", "Yes!", "👍")
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Monday 2 March 2026, 10:00 in New York."""


def phone_of(number: int) -> str:
    """The phone of the one who waits with that number."""
    return f"+1917556{number:04d}"


def prepare(many: int = MANY, **rules: int) -> None:
    """A practice without a pace, so many who wait, and a visit on Thursday to be cancelled. Time stands still."""
    from replywell.common import clock
    from replywell.common.tenancy import practice_scope
    from replywell.messaging import templates
    from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient
    from replywell.scheduling import booking
    from replywell.scheduling.waitlist_models import BackfillRules, WaitlistEntry
    from tests.practice import make_patient, make_practice
    from tests.scheduling.calls import at, slot_of

    clock.freeze(START)
    oak = make_practice()
    ana = make_patient(oak, "Ana", "Cruz", "+12125550120", chart_id="ana")
    with practice_scope(oak.id):
        templates.install(oak.id, START)
        given = {"group_size": many, "most_offers": many, "wait_minutes": 0} | rules
        BackfillRules.objects.create(practice=oak.practice, **given)
        people = Patient.objects.bulk_create(
            Patient(practice=oak.practice, chart_id=f"w{number}", first_name=f"W{number}", last_name="Roe")
            for number in range(many)
        )
        phones = Contact.objects.bulk_create(
            Contact(practice=oak.practice, phone=phone_of(number), zone="America/New_York", state="NY")
            for number in range(many)
        )
        pairs = list(zip(people, phones, strict=True))
        ContactLink.objects.bulk_create(
            ContactLink(practice=oak.practice, patient=person, contact=phone, role="self") for person, phone in pairs
        )
        ConsentEvent.objects.bulk_create(
            ConsentEvent(
                practice=oak.practice, phone=phone.phone, patient_id_then=person.pk, purpose=purpose, granted=True,
                words="Text me.", channel="form", actor="patient", at=START,
            )
            for person, phone in pairs for purpose in ("care", "waitlist")
        )  # fmt: skip
        WaitlistEntry.objects.bulk_create(
            WaitlistEntry(
                practice=oak.practice, patient=person, contact=phone, type=oak.visit_type, joined_via="staff",
                joined_at=START - timedelta(days=number),
            )
            for number, (person, phone) in enumerate(pairs)
        )  # fmt: skip
        slot = slot_of(oak, START, at(5, 14))
        booking.book(slot, patient_id=ana.pk, now=START, actor="staff:anna", via="staff")


def free_the_slot() -> None:
    """Staff cancel Ana's visit."""
    from replywell.common.tenancy import practice_scope
    from replywell.practices.queries import practice_ids
    from replywell.scheduling import booking
    from replywell.scheduling.models import Appointment

    (practice_id,) = practice_ids()
    with practice_scope(practice_id):
        visit = Appointment.objects.get(patient__chart_id="ana")
        booking.cancel(visit.pk, visit.version, now=START, actor="staff:anna")


def everybody_says_yes(many: int = MANY) -> None:
    """At the same moment, each over a connection of their own that was used before, as those of the webhooks are."""
    from django.db import connection, transaction

    from replywell.carriers.base import InboundText
    from replywell.messaging import receive
    from tests.practice import PHONE

    at_once = threading.Barrier(many, timeout=60)
    failed: list[BaseException] = []

    def say(number: int) -> None:
        text = InboundText(
            carrier="simulator", carrier_id=f"yes-{number}", from_number=phone_of(number), to_number=PHONE,
            body=YES[number % len(YES)],
        )  # fmt: skip
        try:
            for _ in range(2):
                with transaction.atomic():
                    receive.record_inbound(text, "simulator-main")
                    transaction.set_rollback(True)
            at_once.wait()
            receive.record_inbound(text, "simulator-main")
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=say, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        sys.exit(f"{len(failed)} texts were not stored: {failed[0]!r}")
