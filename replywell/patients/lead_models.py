"""Who has no chart yet: leads, the questions they are asked, the links they get, and what they tell of themselves."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow


class LeadSource(models.TextChoices):
    TEXT = "text", "a text from a number nobody knew"
    FORM = "form", "the form on the website"
    PAGE = "page", "the booking page"


class LeadStatus(models.TextChoices):
    OPEN = "open"
    BOOKED = "booked"
    DECLINED = "declined", "said no to texts"
    HANDED_OVER = "handed_over", "a person goes on"
    ABANDONED = "abandoned", "nudged once, and never answered"


class Lead(PracticeRow):
    """Somebody with a contact and no chart yet, on the way to a first visit."""

    public_id = PublicIdField()
    contact = PracticeForeignKey("patients.Contact")
    source = models.TextField(choices=LeadSource.choices)
    status = models.TextField(choices=LeadStatus.choices, default=LeadStatus.OPEN)
    questions_version = models.PositiveIntegerField(default=0, help_text="0: the questions Replywell ships.")
    answers = models.JSONField(default=list, help_text='[{"key", "asked", "answer"}], as shown, in order.')
    first_name = models.TextField(blank=True, db_default="", help_text="As they wrote it on a page.")
    last_name = models.TextField(blank=True, db_default="")
    patient = PracticeForeignKey("patients.Patient", null=True, help_text="The chart made for the first visit.")
    visit_id_then = models.BigIntegerField(null=True, help_text="The first visit; visits live a room above.")
    created_at = models.DateTimeField(help_text="Domain time")
    ended_at = models.DateTimeField(null=True, help_text="Domain time")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "contact"], condition=Q(status="open"), name="one_open_lead_a_contact"
            )
        ]
        indexes = [models.Index(fields=["practice", "patient"], name="leads_of_a_patient")]


class PageRules(PracticeRow):
    """What a practice has on its public pages. Without a row: nothing for people without a link."""

    booking_page = models.BooleanField(
        default=False, help_text="Who has no link sees free times there, and may ask for one."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice"], name="one_set_of_page_rules")]


class QuestionSet(PracticeRow):
    """The questions a new patient is asked by text. Never changed, only followed by its next version."""

    version = models.PositiveIntegerField()
    questions = models.JSONField(help_text="See patients/questions.py.")
    made_by = models.TextField(help_text="A staff code")
    made_at = models.DateTimeField(help_text="Domain time")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "version"], name="question_set_version")]


class PageLink(PracticeRow):
    """What a signed address opens. The address holds `public_id`, its end and a signature, nothing else."""

    public_id = PublicIdField()
    purpose = models.TextField(help_text="visit, intake")
    patient = PracticeForeignKey("patients.Patient")
    visit_id_then = models.BigIntegerField(null=True, help_text="The visit it shows; visits live a room above.")
    language = models.CharField(max_length=8, blank=True)
    asked_for = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()),
        help_text='The visit that was asked for: {"type": id, "location": id, "time": a value of the times page}.',
    )  # fmt: skip
    made_at = models.DateTimeField(help_text="Domain time")
    expires_at = models.DateTimeField(help_text="Domain time")
    revoked_at = models.DateTimeField(null=True, help_text="Domain time")

    class Meta:
        indexes = [models.Index(fields=["practice", "patient"], name="links_to_pages")]


class Intake(PracticeRow):
    """What a patient tells of themselves before the first visit, step by step."""

    public_id = PublicIdField()
    patient = PracticeForeignKey("patients.Patient")
    answers = models.JSONField(default=dict, help_text='By step: {"identity": {...}, "address": {...} ...}')
    started_at = models.DateTimeField(help_text="Domain time")
    saved_at = models.DateTimeField(help_text="Domain time")
    signed_name = models.TextField(blank=True)
    signed_words = models.TextField(blank=True, help_text="What was signed, verbatim.")
    finished_at = models.DateTimeField(null=True, help_text="Domain time")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "patient"], condition=Q(finished_at__isnull=True), name="one_open_intake"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | ~Q(signed_name=""), name="a_finished_intake_is_signed"
            ),
        ]
        indexes = [models.Index(fields=["practice", "patient"], name="intakes_of_a_patient")]


class IntakeDocument(PracticeRow):
    """A picture or a scan that came with an intake: checked for its size and what it is."""

    public_id = PublicIdField()
    intake = PracticeForeignKey(Intake)
    kind = models.TextField(help_text="insurance_front, insurance_back")
    media_type = models.TextField(help_text="By its first bytes, not by its name.")
    size = models.PositiveIntegerField(help_text="Bytes")
    content = models.BinaryField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="a_document_has_content")]
        indexes = [models.Index(fields=["practice", "intake"], name="documents_of_an_intake")]
