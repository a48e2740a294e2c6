"""The practice, its places, its people and the numbers it texts from."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow


class Practice(models.Model):
    """The legal sender: one brand, one opt-out list. Every other row belongs to one."""

    public_id = PublicIdField()
    code = models.TextField(unique=True)
    name = models.TextField()
    text_name = models.TextField(help_text="The name in texts. It must not tell the specialty.")
    phone = models.TextField(help_text="The voice line patients are told to call, E.164.")
    zone = models.TextField(default="America/New_York")
    state = models.CharField(max_length=2, blank=True, help_text="US state of the practice, for quiet hours.")
    language = models.CharField(max_length=8, default="en")
    languages = ArrayField(models.CharField(max_length=8), default=list)

    paused_at = models.DateTimeField(null=True, help_text="Kill switch: nothing but safety, STOP and HELP leaves.")
    paused_reason = models.TextField(blank=True)
    resumed_at = models.DateTimeField(null=True, help_text="Wall time: when the last pause ended (by the database).")
    pilot_chart_ids = ArrayField(
        models.TextField(), null=True, help_text="Only these patients are texted unasked. Null: everybody."
    )
    caps_a_day = models.PositiveSmallIntegerField(default=1)
    caps_a_week = models.PositiveSmallIntegerField(default=3)
    quiet_from = models.TimeField(default="20:00", help_text="Unsolicited texts stop, recipient's wall time.")
    quiet_until = models.TimeField(default="09:00")
    late_limit = models.PositiveSmallIntegerField(
        default=15, help_text="Minutes a patient may be late and still be seen; past it a person decides."
    )
    cancel_word = models.TextField(
        default="careful",
        choices=[("careful", "frees the visit, then asks KEEP or STOP"), ("visit", "means the visit only")],
    )
    plain_accents = models.BooleanField(
        default=False, help_text="Send á í ó ú without accents, to stay in one segment (ñ is always kept)."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text_name=""), name="practice_has_a_text_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Location(PracticeRow):
    """One of the practice's clinics."""

    public_id = PublicIdField()
    code = models.TextField()
    name = models.TextField()
    zone = models.TextField()
    address = models.TextField(blank=True)
    phone = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "code"], name="location_code")]


class OpeningHours(PracticeRow):
    """When people are there. A day may have several stretches; weekday 0 is Monday."""

    location = PracticeForeignKey(Location)
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(opens__lt=models.F("closes")), name="opens_before_closes"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="opening_weekday"),
        ]


class Closure(PracticeRow):
    """A holiday or a one-off closed day, of one location or of all (null)."""

    location = PracticeForeignKey(Location, null=True)
    day = models.DateField()
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "location", "day"], name="one_closure_a_day", nulls_distinct=False
            )
        ]


class Practitioner(PracticeRow):
    """A clinician."""

    public_id = PublicIdField()
    code = models.TextField()
    name = models.TextField()
    text_name = models.TextField(help_text='How texts call them: "Dr. Lee".')
    also_called = ArrayField(models.TextField(), default=list)
    gender = models.TextField(blank=True, help_text="female, male or empty: for patients who wish one.")
    languages = ArrayField(models.CharField(max_length=8), default=list, help_text='Spoken with patients: ["es"].')
    video_link = models.TextField(blank=True, db_default="", help_text="Where their video visits take place, https.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "code"], name="practitioner_code")]


class PracticeWord(PracticeRow):
    """Words of patients for a clinician, a place or a kind of visit, or for nothing that needs a code.

    The kind of visit lives a room above, so `code` is a code, which the loader checks.
    """

    words = models.TextField()
    kind = models.TextField(blank=True, help_text="practitioner, location, type, or empty: the word is only known")
    code = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "words"], name="a_word_stands_once"),
            models.CheckConstraint(
                condition=models.Q(kind="", code="")
                | (models.Q(kind__in=["practitioner", "location", "type"]) & ~models.Q(code="")),
                name="a_word_means_one_thing",
            ),
        ]


class Role(models.TextChoices):
    FRONT_DESK = "front_desk", gettext_lazy("Front desk")
    CLINICAL = "clinical", gettext_lazy("Clinical")
    BILLING = "billing", gettext_lazy("Billing")
    MANAGER = "manager", gettext_lazy("Manager")
    PRIVACY_OFFICER = "privacy_officer", gettext_lazy("Privacy officer")
    ADMIN = "admin", gettext_lazy("Administrator")


class Staff(PracticeRow):
    """A person who works here. The log-in (`user`) may belong to several practices."""

    public_id = PublicIdField()
    code = models.TextField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    name = models.TextField()
    role = models.TextField(choices=Role.choices)
    phone = models.TextField(blank=True, help_text="E.164; where pages go.")
    email = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "code"], name="staff_code"),
            models.UniqueConstraint(fields=["practice", "user"], name="one_staff_row_a_login"),
        ]


class OnCall(PracticeRow):
    """Who is paged, lowest rank first. Without start and end: always."""

    staff = PracticeForeignKey(Staff)
    rank = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(starts_at__lt=models.F("ends_at")),
                name="on_call_starts_before_it_ends",
            )
        ]


class CarrierAccount(models.Model):
    """An account at an SMS company. `key` stands in the webhook address and picks the secrets.

    Secrets are never here: they come from the environment, named after the key (docs/operations.md).
    Not a practice's row: a group's practices may share one account; the number texted picks the practice.
    """

    key = models.TextField(unique=True)
    carrier = models.TextField()
    config = models.JSONField(default=dict)
    active = models.BooleanField(default=True)


class Number(PracticeRow):
    """A number the practice texts from."""

    public_id = PublicIdField()
    account = models.ForeignKey(CarrierAccount, models.PROTECT, related_name="+")
    phone = models.TextField(help_text="E.164")
    pool = models.TextField(blank=True, help_text="The carrier's sender pool (Twilio: Messaging Service sid).")
    active = models.BooleanField(default=True)
    segments_a_second = models.FloatField(null=True, help_text="The carrier's pace. Null: no pace.")
    next_free_at = models.DateTimeField(null=True, help_text="Wall time: when the pace allows the next segment.")
    stopped_at = models.DateTimeField(null=True, help_text="The carrier refuses this sender; an admin must act.")
    stopped_reason = models.TextField(blank=True)
    resumed_at = models.DateTimeField(null=True, help_text="Wall time: when it could send again (by the database).")
    cancel_tested_at = models.DateTimeField(null=True, help_text="A test text CANCEL came through untouched.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone"], condition=models.Q(active=True), name="number_picks_one_practice"
            ),
        ]


# At the end: its tables are this room's too.
from replywell.practices import booking_models as booking_models  # noqa: E402
