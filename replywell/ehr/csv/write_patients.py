"""Bring patients, their phones and their consent to where a file wants them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from replywell.ehr.batch import AT_ONCE, Batch, chunks
from replywell.ehr.csv.patients import Link, PatientRow
from replywell.ehr.three_way import compare
from replywell.patients import page_links
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient

FIELDS = ("first_name", "last_name", "birth_date", "language", "active")


def write_patients(batch: Batch, file: str, rows: Mapping[str, PatientRow]) -> None:
    """Compare every patient three ways and write what is to be written; with `complete`, end who is absent.

    A phone that the last file gave a patient and this one does not is ended: the patient is in the file, so all
    their phones are. Suppressions are never touched.
    """
    _write_contacts(batch, rows)
    for part in chunks(rows.values()):
        _Part(batch, file, part).write()
    if batch.complete:
        _end_absent(batch, rows)


def link_key(chart_id: str, phone: str) -> str:
    """The key under which a phone of a patient is remembered."""
    return f"{chart_id} {phone}"


def _write_contacts(batch: Batch, rows: Mapping[str, PatientRow]) -> None:
    """Each phone is one contact, whoever uses it; it speaks the language of the patient whose own it is."""
    languages: dict[str, str] = {}
    for own in (True, False):
        for row in rows.values():
            for phone, link in row.links.items():
                if (link.values["role"] == "self") == own and not languages.get(phone):
                    languages[phone] = row.values.get("language", "")
    counts = batch.of("contact")
    for part in chunks(languages):
        contacts = {contact.phone: contact for contact in Contact.objects.filter(phone__in=part)}
        last = batch.last("contact", part)
        fresh = [
            Contact(practice_id=batch.practice_id, phone=phone, language=languages[phone])
            for phone in part
            if phone not in contacts
        ]
        Contact.objects.bulk_create(fresh, batch_size=AT_ONCE)
        counts.new += len(fresh)
        for phone in part:
            wanted = {"language": languages[phone]} if languages[phone] else {}
            contact = contacts.get(phone)
            if contact is not None:
                verdict = compare(last.get(phone), wanted, {"language": contact.language})
                if verdict.apply:
                    Contact.objects.filter(pk=contact.pk).update(**verdict.apply)
                # A language chosen here since stays: what people write in says more than a file.
                counts.changed += bool(verdict.apply)
                counts.kept += bool(verdict.kept or verdict.conflicts)
                counts.unchanged += verdict.nothing
            batch.remember("contact", phone, wanted, last.get(phone))


class _Part:
    """Some patients, compared and written together."""

    def __init__(self, batch: Batch, file: str, rows: list[PatientRow]) -> None:
        self.batch = batch
        self.file = file
        self.rows = rows
        self.practice_id = batch.practice_id
        self.last = batch.last("patient", [row.chart_id for row in rows])
        self.patients = {
            patient.chart_id: patient for patient in Patient.objects.filter(chart_id__in=[row.chart_id for row in rows])
        }
        self.links: dict[int, dict[str, ContactLink]] = defaultdict(dict)
        found = ContactLink.objects.filter(
            patient__in=[patient.pk for patient in self.patients.values()], ended_at__isnull=True
        )
        for link in found.select_related("contact"):
            self.links[link.patient_id][link.contact.phone] = link
        keys = {link_key(row.chart_id, phone) for row in rows for phone in row.links}
        keys |= {link_key(chart, phone) for chart, values in self.last.items() for phone in values.get("phones", [])}
        self.last_links = batch.last("link", keys)
        phones = {phone for row in rows for phone in row.links}
        self.contacts = {contact.phone: contact for contact in Contact.objects.filter(phone__in=phones)}
        self.consents: list[ConsentEvent] = []

    def write(self) -> None:
        """Write all of them."""
        self._people()
        fresh: list[ContactLink] = []
        for row in self.rows:
            self._links(row, fresh)
        ContactLink.objects.bulk_create(fresh, batch_size=AT_ONCE)
        ConsentEvent.objects.bulk_create(self.consents, batch_size=AT_ONCE)

    def _people(self) -> None:
        counts = self.batch.of("patient")
        fresh: list[Patient] = []
        for row in self.rows:
            last = self.last.get(row.chart_id)
            patient = self.patients.get(row.chart_id)
            if patient is None:
                patient = Patient(practice_id=self.practice_id, chart_id=row.chart_id, **row.values)
                fresh.append(patient)
                self.patients[row.chart_id] = patient
                counts.new += 1
            else:
                self._person(row, patient, last)
            self.batch.remember("patient", row.chart_id, {**row.values, "phones": sorted(row.links)}, last)
        Patient.objects.bulk_create(fresh, batch_size=AT_ONCE)
        for patient in fresh:
            self.batch.audit("patient.loaded", f"patient:{patient.pk}")

    def _person(self, row: PatientRow, patient: Patient, last: Mapping[str, Any] | None) -> None:
        counts = self.batch.of("patient")
        have = {name: getattr(patient, name) for name in FIELDS}
        have["birth_date"] = patient.birth_date.isoformat() if patient.birth_date else None
        verdict = compare(last, row.values, have)
        if verdict.apply:
            Patient.objects.filter(pk=patient.pk).update(**verdict.apply)
            self.batch.audit("patient.changed", f"patient:{patient.pk}", values=sorted(verdict.apply))
            counts.changed += 1
        elif not verdict.conflicts:
            counts.unchanged += verdict.nothing
            counts.kept += bool(verdict.kept)
        if verdict.conflicts:
            self.batch.conflict("patient", row.chart_id, patient.pk, self.file, row.line, verdict.conflicts)

    def _links(self, row: PatientRow, fresh: list[ContactLink]) -> None:
        patient = self.patients[row.chart_id]
        ours = self.links.get(patient.pk, {})
        counts = self.batch.of("link")
        for phone, link in row.links.items():
            key = link_key(row.chart_id, phone)
            last = self.last_links.get(key)
            have = ours.get(phone)
            if have is None and last is not None and not last.get("ended"):
                counts.kept += 1  # ended here since: a person decided so
            elif have is None:
                fresh.append(
                    ContactLink(
                        practice_id=self.practice_id,
                        contact=self.contacts[phone],
                        patient=patient,
                        **link.values,
                    )
                )
                counts.new += 1
            else:
                self._link(link, key, have, last)
            self._consent(patient, link, last)
            consent = sorted(link.consent.purposes) if link.consent else (last or {}).get("consent", [])
            self.batch.remember(
                "link", key, {**link.values, "consent": consent, "evidence": _evidence(link), "ended": False}, last
            )
        for phone in set((self.last.get(row.chart_id) or {}).get("phones", [])) - row.links.keys():
            self._end(row.chart_id, phone, ours.get(phone))

    def _link(self, link: Link, key: str, have: ContactLink, last: Mapping[str, Any] | None) -> None:
        counts = self.batch.of("link")
        values = {name: getattr(have, name) for name in link.values}
        verdict = compare(last, link.values, values)
        if verdict.apply:
            ContactLink.objects.filter(pk=have.pk).update(**verdict.apply)
            self.batch.audit("link.changed", f"link:{have.pk}", values=sorted(verdict.apply))
            counts.changed += 1
        elif not verdict.conflicts:
            counts.unchanged += verdict.nothing
            counts.kept += bool(verdict.kept)
        if verdict.conflicts:
            self.batch.conflict("link", key, have.pk, self.file, link.line, verdict.conflicts)

    def _end(self, chart_id: str, phone: str, have: ContactLink | None) -> None:
        key = link_key(chart_id, phone)
        if have is not None:
            ContactLink.objects.filter(pk=have.pk, ended_at__isnull=True).update(ended_at=self.batch.now)
            page_links.revoke(have.patient_id, now=self.batch.now, actor="load")
            self.batch.audit("link.ended", f"link:{have.pk}", why="the file has another phone")
            self.batch.of("link").ended += 1
        self.batch.remember("link", key, {"ended": True, "consent": []}, self.last_links.get(key))

    def _consent(self, patient: Patient, link: Link, last: Mapping[str, Any] | None) -> None:
        """Add what the file newly says of consent: grants with their evidence, and withdrawals as of now."""
        consent = link.consent
        if consent is None:
            return
        before = set((last or {}).get("consent", []))
        if (last or {}).get("evidence") != _evidence(link):
            grants = set(consent.purposes)
        else:
            grants = set(consent.purposes) - before
        same = {
            "practice_id": self.practice_id,
            "phone": link.phone,
            "patient_id_then": patient.pk,
            "actor": self.batch.actor,
        }
        for purpose in sorted(grants):
            self.consents.append(
                ConsentEvent(
                    **same,
                    purpose=purpose,
                    granted=True,
                    words=consent.words,
                    channel=consent.channel,
                    wording_version=consent.version,
                    at=consent.at,
                )
            )
            self.batch.audit("consent.granted", f"patient:{patient.pk}", purpose=purpose, channel=consent.channel)
        for purpose in sorted(before - set(consent.purposes)):
            self.consents.append(
                ConsentEvent(
                    **same,
                    purpose=purpose,
                    granted=False,
                    words="No longer in the record system's file.",
                    channel="import",
                    at=self.batch.now,
                )
            )
            self.batch.audit("consent.revoked", f"patient:{patient.pk}", purpose=purpose, channel="import")
        if grants or before - set(consent.purposes):
            self.batch.of("consent").new += len(grants | (before - set(consent.purposes)))


def _evidence(link: Link) -> list[str]:
    if link.consent is None or not link.consent.purposes:
        return []
    return [link.consent.at.isoformat(), link.consent.channel, link.consent.words, link.consent.version]


def _end_absent(batch: Batch, rows: Mapping[str, PatientRow]) -> None:
    """Patients of the last file who are not in this complete one are set inactive; their phones stay."""
    present = set(rows)
    for chart_id, last in batch.last("patient").items():
        if chart_id in present or last.get("active") is False:
            continue
        changed = Patient.objects.filter(chart_id=chart_id, active=True).update(active=False)
        if changed:
            batch.of("patient").ended += 1
            batch.audit("patient.ended", f"chart:{chart_id}", why="absent from a complete file")
        batch.remember("patient", chart_id, {"active": False}, last)
