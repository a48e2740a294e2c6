"""What is known about patients, beside a thread and on a page of their own. More rows never mean more queries.

All run inside the practice scope of the request; `now` is domain time, UTC.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from replywell.console.clinical import Veil
from replywell.console.doing import Doing, doing
from replywell.console.ground import Ground
from replywell.dialogue import lead_desk, same_person
from replywell.dialogue.lead_desk import IntakeState, Newcomer
from replywell.messaging.models import Conversation
from replywell.patients import chart_address, documents, intake
from replywell.patients.models import (
    ConsentEvent,
    Contact,
    ContactLink,
    ContactRole,
    Intake,
    IntakeDocument,
    Patient,
    PatientNote,
    Suppression,
)
from replywell.practices.models import Practice
from replywell.scheduling.models import Appointment
from replywell.scheduling.queries import WITH

RECENT = timedelta(days=400)
MOST = 200
NO_VISITS = ("held", "expired")
PAST_BESIDE = 6
"""Past visits shown beside a thread; the chart's own page shows them all."""

CLINICAL_STEPS = ("allergies", "medications")
"""What of an intake only clinical eyes read."""

PURPOSES = {
    "": "everything",
    "care": "visits",
    "waitlist": "earlier openings",
    "results": "results",
    "care_plan": "check-ins",
    "billing": "bills",
    "marketing": "news of the practice",
}


@dataclass(frozen=True)
class Person:
    """Somebody this phone speaks for."""

    link: ContactLink
    visits: list[Appointment]
    past: list[Appointment]
    consent: ConsentEvent | None
    consents: list[ConsentEvent]
    notes: list[PatientNote]
    chart_url: str = ""

    @property
    def last(self) -> Appointment | None:
        """The visit before now."""
        return self.past[0] if self.past else None


@dataclass(frozen=True)
class Context:
    """What stands beside the thread."""

    contact: Contact
    people: list[Person]
    next_visit: Appointment | None
    doing: list[Doing]
    suppression: Suppression | None
    language: str
    newcomer: Newcomer | None = None
    intakes: tuple[IntakeState, ...] = ()

    @property
    def others(self) -> list[Appointment]:
        """Every later visit of anybody on this phone."""
        later = [visit for person in self.people for visit in person.visits if visit != self.next_visit]
        return sorted(later, key=lambda visit: visit.starts_at)


@dataclass(frozen=True)
class Phone:
    """A phone of a patient, with everybody else on it."""

    link: ContactLink
    contact: Contact
    conversation: Conversation | None
    suppression: Suppression | None
    consent: ConsentEvent | None
    consents: list[ConsentEvent]
    family: list[ContactLink]


@dataclass(frozen=True)
class Chart:
    """One patient on a page of their own."""

    patient: Patient
    phones: list[Phone]
    ahead: list[Appointment]
    past: list[Appointment]
    notes: list[PatientNote]
    doing: list[Doing]
    language: str
    chart_url: str
    age: int | None = None
    intake: Intake | None = None
    told: tuple[tuple[str, str], ...] = ()
    documents: tuple[tuple[str, IntakeDocument], ...] = ()
    alike: tuple[Patient, ...] = ()
    roles: tuple[tuple[str, object], ...] = tuple(ContactRole.choices)

    @property
    def next_visit(self) -> Appointment | None:
        """The visit that comes first."""
        return self.ahead[0] if self.ahead else None

    @property
    def family(self) -> list[ContactLink]:
        """Everybody else on the patient's phones, once."""
        found = {one.patient_id: one for phone in self.phones for one in phone.family}
        return list(found.values())


@dataclass(frozen=True)
class Found:
    """One line of a search."""

    patient: Patient
    phones: list[str] = field(default_factory=list)
    next_visit: Appointment | None = None


def beside(ground: Ground) -> Context:
    """The people on this phone, their visits, consent and notes, and what is planned. At most seven queries.

    For a newcomer two more, and four for each chart that began here.
    """
    conversation, contact, now = ground.conversation, ground.conversation.contact, ground.now
    visits = [one for one in ground.visits if one.status not in NO_VISITS and one.starts_at > now - RECENT]
    consents: list[ConsentEvent] = []
    if "consent" in ground.there:
        consents = list(ConsentEvent.objects.filter(phone=contact.phone).order_by("at", "id"))
    noted = [link.patient_id for link in ground.links] if "patient_note" in ground.there else []
    notes = _notes(noted, clinical=ground.clinical)
    template = chart_address.template() if "chart_address" in ground.there else ""
    ahead = [visit for visit in visits if _is_ahead(visit, now)]
    people = [
        Person(
            link=link,
            visits=[visit for visit in ahead if visit.patient_id == link.patient_id],
            past=[one for one in visits[::-1] if one.patient_id == link.patient_id and not _is_ahead(one, now)][
                :PAST_BESIDE
            ],
            consent=_holds(consents, link.patient_id),
            consents=_told(consents, link.patient_id),
            notes=notes[link.patient_id],
            chart_url=chart_address.address(template, link.patient),
        )
        for link in ground.links
    ]
    language = conversation.language or contact.language or ground.practice.language
    # Only who has no chart yet, or one that began here, was ever asked.
    ours = [one.link.patient for one in people if one.link.patient.chart_id.startswith(intake.BEGINS_WITH)]
    asked = lead_desk.of_conversation(conversation, language) if ours or not people else None
    return Context(
        contact=contact,
        people=people,
        next_visit=ahead[0] if ahead else None,
        doing=doing([conversation], ahead, now, there=ground.there, asked=ground.prompts),
        suppression=ground.suppression,
        language=language,
        newcomer=asked,
        intakes=tuple(lead_desk.intake_of(one, now) for one in ours),
    )


def chart(patient: Patient, practice: Practice, now: datetime, *, clinical: bool) -> Chart:
    """One patient: visits past and coming, phones and family, consent, notes, what is planned. At most 14 queries.

    For a newcomer six more: which charts of the record system may be theirs.
    """
    links = list(
        ContactLink.objects.filter(patient=patient, ended_at__isnull=True)
        .select_related("contact")
        .order_by("-preferred", "id")
    )
    contacts = [link.contact_id for link in links]
    numbers = [link.contact.phone for link in links]
    threads = {
        one.contact_id: one for one in Conversation.objects.filter(contact_id__in=contacts).select_related("contact")
    }
    family: defaultdict[int, list[ContactLink]] = defaultdict(list)
    for other in (
        ContactLink.objects.filter(contact_id__in=contacts, ended_at__isnull=True)
        .exclude(patient=patient)
        .select_related("patient")
        .order_by("id")
    ):
        family[other.contact_id].append(other)
    stopped = {one.phone: one for one in Suppression.objects.filter(phone__in=numbers, lifted_at__isnull=True)}
    consents: defaultdict[str, list[ConsentEvent]] = defaultdict(list)
    for event in ConsentEvent.objects.filter(phone__in=numbers).order_by("at", "id"):
        consents[event.phone].append(event)
    told = intake.latest(patient.pk)
    visits = _visits([patient.pk])
    ahead = [visit for visit in visits if _is_ahead(visit, now)]
    preferred = links[0].contact if links else None
    spoken = threads[preferred.pk].language if preferred and preferred.pk in threads else ""
    return Chart(
        patient=patient,
        phones=[
            Phone(
                link=link,
                contact=link.contact,
                conversation=threads.get(link.contact_id),
                suppression=stopped.get(link.contact.phone),
                consent=_holds(consents[link.contact.phone], patient.pk),
                consents=_told(consents[link.contact.phone], patient.pk),
                family=family[link.contact_id],
            )
            for link in links
        ],
        ahead=ahead,
        past=[visit for visit in visits[::-1] if visit not in ahead][:MOST],
        notes=_notes([patient.pk], clinical=clinical)[patient.pk],
        doing=doing(list(threads.values()), ahead, now, of_patient=patient.pk),
        language=spoken or (preferred.language if preferred else "") or patient.language or practice.language,
        chart_url=chart_address.address(chart_address.template(), patient),
        age=_age(patient.birth_date, now.date()),
        intake=told,
        told=told_of_themselves(told, clinical=clinical) if told else (),
        documents=tuple((_document_name(one.kind), one) for one in _in_order(documents.of_intake(told))),
        alike=tuple(same_person.candidates(patient)) if patient.chart_id.startswith(intake.BEGINS_WITH) else (),
    )


def told_of_themselves(found: Intake, *, clinical: bool) -> tuple[tuple[str, str], ...]:
    """(what was asked, the answer) of an intake. Allergies and medicines only for `clinical` eyes."""
    shown = [step for step in intake.STEPS if clinical or step not in CLINICAL_STEPS]
    answers = {key: value for step in shown for key, value in found.answers.get(step, {}).items()}
    return tuple((name, _answer(key, answers[key])) for key, name in _intake_names().items() if key in answers)


def _answer(key: str, value: str) -> str:
    if key == "birth_date":
        return date_format(date.fromisoformat(value), _("M j, Y"))
    if key == "sex":
        return {"female": _("Female"), "male": _("Male"), "other": _("Another")}.get(value, value)
    return _("yes") if value == "yes" else value


def _in_order(found: Iterable[IntakeDocument]) -> list[IntakeDocument]:
    return sorted(found, key=lambda one: documents.KINDS.index(one.kind))


def _document_name(kind: str) -> str:
    return {"insurance_front": _("Insurance card, front"), "insurance_back": _("Insurance card, back")}.get(kind, kind)


def _intake_names() -> dict[str, str]:
    return {
        "first_name": _("First name"), "last_name": _("Last name"), "birth_date": _("Date of birth"),
        "sex": _("Sex in the records"), "language": _("Would like to speak"), "guardian": _("Filled in by"),
        "street": _("Street"), "city": _("City"), "state": _("State"), "zip": _("ZIP code"),
        "emergency_contact": _("In an emergency call"), "insurer": _("Insurance"), "member_id": _("Member number"),
        "group": _("Group number"), "holder": _("Held by"), "self_pay": _("Pays without insurance"),
        "allergies_what": _("Allergies"), "allergies_none": _("No known allergies"),
        "medications_what": _("Medicines"), "medications_none": _("Takes no medicines"),
    }  # fmt: skip


def found(patients: Sequence[Patient], now: datetime) -> list[Found]:
    """Patients of a search with their phones and next visits. Two queries."""
    ids = [one.pk for one in patients]
    phones: defaultdict[int, list[str]] = defaultdict(list)
    links = ContactLink.objects.filter(patient_id__in=ids, ended_at__isnull=True).order_by("-preferred", "id")
    for patient_id, phone in links.values_list("patient_id", "contact__phone"):
        phones[patient_id].append(phone)
    next_visits: dict[int, Appointment] = {}
    ahead = Appointment.objects.filter(patient_id__in=ids, status__in=["booked", "arrived"], ends_at__gt=now)
    for visit in ahead.select_related(*WITH).order_by("starts_at", "id"):
        next_visits.setdefault(visit.patient_id or 0, visit)
    return [Found(one, phones[one.pk], next_visits.get(one.pk)) for one in patients]


def consent_words(event: ConsentEvent) -> str:
    """ "Agreed to texts about visits" or "Stopped texts about everything"."""
    about = _(PURPOSES.get(event.purpose, event.purpose))
    if event.granted:
        return _("Agreed to texts about {purpose}").format(purpose=about)
    return _("Stopped texts about {purpose}").format(purpose=about)


def _is_ahead(visit: Appointment, now: datetime) -> bool:
    return visit.status in ("booked", "arrived") and visit.ends_at > now


def _visits(patient_ids: Sequence[int]) -> list[Appointment]:
    """Every visit of these patients, soonest first; holds are no visits."""
    found = Appointment.objects.filter(patient_id__in=patient_ids).exclude(status__in=NO_VISITS)
    return list(found.select_related(*WITH).order_by("starts_at", "id"))


def _notes(patient_ids: Sequence[int], *, clinical: bool) -> defaultdict[int, list[PatientNote]]:
    veil = Veil(lifted=clinical)
    notes: defaultdict[int, list[PatientNote]] = defaultdict(list)
    for note in PatientNote.objects.filter(patient_id__in=patient_ids).select_related("author").order_by("-at")[:MOST]:
        if not veil.hides_words_of(note.author):
            notes[note.patient_id].append(note)
    return notes


def _told(events: Iterable[ConsentEvent], patient_id: int) -> list[ConsentEvent]:
    """What this patient, or everybody on the phone, agreed to and took back; newest first."""
    return [event for event in events if event.patient_id_then in (None, patient_id)][::-1]


def _holds(events: Sequence[ConsentEvent], patient_id: int) -> ConsentEvent | None:
    """The event that holds for texts about care: the latest of this patient or of everybody on the phone."""
    return next((event for event in _told(events, patient_id) if event.purpose in ("", "care")), None)


def _age(born: date | None, today: date) -> int | None:
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def last_type(patient_id: int) -> int | None:
    """The kind of the patient's last visit."""
    found = Appointment.objects.filter(patient_id=patient_id).exclude(status__in=NO_VISITS)
    return found.order_by("-starts_at").values_list("type_id", flat=True).first()
