"""Contacts, patients, who answers for whom, what was agreed to, and who must not be texted."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow
from replywell.patients.lead_models import (
    Intake,
    IntakeDocument,
    Lead,
    LeadSource,
    LeadStatus,
    PageLink,
    PageRules,
    QuestionSet,
)
from replywell.practices.models import Staff

__all__ = [
    "ChartAddress",
    "ConsentEvent",
    "ConsentPurpose",
    "Contact",
    "ContactLink",
    "ContactRole",
    "Intake",
    "IntakeDocument",
    "Lead",
    "LeadSource",
    "LeadStatus",
    "LineType",
    "PageLink",
    "PageRules",
    "Patient",
    "PatientNote",
    "QuestionSet",
    "Suppression",
]


class LineType(models.TextChoices):
    UNKNOWN = "unknown"
    MOBILE = "mobile"
    LANDLINE = "landline"
    VOIP = "voip"


class Contact(PracticeRow):
    """One phone number as one practice knows it."""

    public_id = PublicIdField()
    phone = models.TextField(help_text="E.164")
    language = models.CharField(max_length=8, blank=True, help_text="Empty: the practice's.")
    line_type = models.TextField(choices=LineType.choices, default=LineType.UNKNOWN)
    unreachable_at = models.DateTimeField(null=True)
    unreachable_why = models.TextField(blank=True)
    zone = models.TextField(blank=True, help_text="Known zone of the recipient; empty: practice and area code both.")
    state = models.CharField(max_length=2, blank=True, help_text="US state, for quiet hours.")
    wrong_number_at = models.DateTimeField(null=True, help_text="Patients here are suspended until staff verify.")
    failures = models.PositiveSmallIntegerField(default=0, help_text="Sends failed in a row.")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "phone"], name="one_contact_a_phone")]


class Patient(PracticeRow):
    """A person with a chart."""

    public_id = PublicIdField()
    chart_id = models.TextField()
    first_name = models.TextField()
    last_name = models.TextField()
    birth_date = models.DateField(null=True)
    language = models.CharField(max_length=8, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "chart_id"], name="one_patient_a_chart")]
        indexes = [models.Index(fields=["practice", "birth_date"], name="patients_by_birth")]

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class ContactRole(models.TextChoices):
    SELF = "self", gettext_lazy("the patient's own phone")
    GUARDIAN = "guardian", gettext_lazy("parent or guardian")
    CAREGIVER = "caregiver", gettext_lazy("caregiver")


class ContactLink(PracticeRow):
    """This phone speaks for this patient. Consent by purpose lives here; the ledger is `ConsentEvent`."""

    contact = PracticeForeignKey(Contact)
    patient = PracticeForeignKey(Patient)
    role = models.TextField(choices=ContactRole.choices, default=ContactRole.SELF)
    preferred = models.BooleanField(default=True, help_text="Texts about this patient go here.")
    first_name_ok = models.BooleanField(default=False, help_text="They agreed to be named by first name in texts.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "contact", "patient"],
                condition=models.Q(ended_at__isnull=True),
                name="one_link_a_contact_and_patient",
            )
        ]
        indexes = [models.Index(fields=["practice", "patient"], name="links_of_a_patient")]


class ConsentPurpose(models.TextChoices):
    """What somebody may agree to be texted about. 47 CFR 64.1200(a)(9)(iv) and (f)(9) set care apart from the rest."""

    CARE = "care", gettext_lazy("visits: reminders, changes, instructions")
    WAITLIST = "waitlist", gettext_lazy("earlier openings")
    RESULTS = "results", gettext_lazy("results are ready")
    CARE_PLAN = "care_plan", gettext_lazy("check-ins between visits")
    BILLING = "billing", gettext_lazy("bills")
    MARKETING = "marketing", gettext_lazy("news of the practice")
    LEAD = "lead", gettext_lazy("finding a first visit")


class ConsentEvent(PracticeRow):
    """A grant or a revocation, with its evidence. Append-only: the latest one of (phone, patient, purpose) holds.

    `patient` null: everybody on that phone; `purpose` empty: every purpose (an opt-out).
    """

    append_only = True

    phone = models.TextField(help_text="E.164. No key: evidence outlives its contact.")
    patient_id_then = models.BigIntegerField(null=True, help_text="The patient, or null for all on the phone.")
    purpose = models.TextField(blank=True)
    granted = models.BooleanField()
    words = models.TextField(help_text="Verbatim.")
    channel = models.TextField(help_text="text, form, paper, verbal, import, carrier")
    wording_version = models.TextField(blank=True)
    actor = models.TextField(help_text='"patient", "carrier", or a staff code')
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["practice", "phone", "-at", "-id"], name="consent_of_a_phone")]


class Suppression(PracticeRow):
    """This number must not be texted. No key to any other row, so nothing that happens to them lifts it."""

    phone = models.TextField(help_text="E.164")
    why = models.TextField(help_text="opt_out, cancel_silence, carrier, staff, wrong_number, import")
    words = models.TextField(blank=True, help_text="Verbatim.")
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "phone"],
                condition=models.Q(lifted_at__isnull=True),
                name="one_suppression_a_phone",
            )
        ]


class PatientNote(PracticeRow):
    """What staff want to remember about a patient."""

    patient = PracticeForeignKey(Patient)
    author = PracticeForeignKey(Staff, null=True)
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["practice", "patient", "-at"], name="notes_of_a_patient")]


class ChartAddress(PracticeRow):
    """Where the practice's record system shows a chart."""

    template = models.TextField(help_text="Where the record system shows a chart: https://ehr.example/chart/{chart_id}")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice"], name="one_chart_address")]
