"""Schedules, when they work, what can be booked on them, and the visits."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow
from replywell.patients.models import Patient
from replywell.practices.models import Location, Practitioner


class ScheduleKind(models.TextChoices):
    PRACTITIONER = "practitioner"
    ROOM = "room"
    DEVICE = "device"
    TEAM = "team"


class Schedule(PracticeRow):
    """What is booked: a practitioner's calendar, or a room's, a device's, a team's."""

    public_id = PublicIdField()
    code = models.TextField()
    name = models.TextField()
    kind = models.TextField(choices=ScheduleKind.choices)
    practitioner = PracticeForeignKey(Practitioner, null=True)
    location = PracticeForeignKey(Location)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "code"], name="schedule_code")]


class AppointmentType(PracticeRow):
    """A kind of visit: how long, what it needs, and whether a text may book it."""

    public_id = PublicIdField()
    code = models.TextField()
    name = models.TextField(help_text="For staff.")
    text_names = models.JSONField(default=dict, help_text='For patients, by language: {"en": "visit"}.')
    minutes = models.PositiveSmallIntegerField()
    buffer_before = models.PositiveSmallIntegerField(default=0, help_text="Minutes")
    buffer_after = models.PositiveSmallIntegerField(default=0, help_text="Minutes")
    lead_minutes = models.PositiveIntegerField(default=60, help_text="No booking by text closer than this.")
    horizon_days = models.PositiveSmallIntegerField(default=60, help_text="No booking by text further than this.")
    step_minutes = models.PositiveSmallIntegerField(default=15, help_text="Starts are offered on this grid.")
    bookable_by_text = models.BooleanField(default=True)
    reminders = ArrayField(models.TextField(), default=list, help_text='When to ask, e.g. ["72h", "24h", "2h"].')
    video = models.BooleanField(default=False, db_default=False, help_text="It takes place by video, over a link.")
    video_link = models.TextField(blank=True, db_default="", help_text="For clinicians without a link of their own.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "code"], name="appointment_type_code"),
            models.CheckConstraint(condition=Q(minutes__gt=0, step_minutes__gt=0), name="a_visit_takes_time"),
        ]


class TypeNeeds(PracticeRow):
    """A visit of `type` occupies one schedule out of each `part`: ("practitioner": Lee or Ortiz, "room": 1 or 2)."""

    type = PracticeForeignKey(AppointmentType)
    part = models.TextField()
    schedule = PracticeForeignKey(Schedule)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "type", "part", "schedule"], name="type_needs_once")]


class Session(PracticeRow):
    """A stretch in which a schedule works each week, in the location's wall time. Lunch is the gap between two."""

    schedule = PracticeForeignKey(Schedule)
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    starts = models.TimeField()
    ends = models.TimeField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True, help_text="Last day")
    types = ArrayField(models.TextField(), default=list, help_text="Codes of the types taken here; empty: all.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts__lt=F("ends"), weekday__lte=6), name="session_makes_sense")
        ]


class SessionException(PracticeRow):
    """One day that differs: `working` adds a stretch, otherwise the stretch (or, without times, the day) is off."""

    schedule = PracticeForeignKey(Schedule)
    day = models.DateField()
    working = models.BooleanField(default=False)
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True, working=False) | Q(starts__lt=F("ends")),
                name="exception_makes_sense",
            )
        ]


class Status(models.TextChoices):
    """FHIR R4 Appointment.status, with `held` for a hold (FHIR: pending)."""

    HELD = "held"
    BOOKED = "booked"
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"
    NOSHOW = "noshow"
    EXPIRED = "expired", "a hold that ran out"


OCCUPYING = [Status.HELD, Status.BOOKED, Status.ARRIVED, Status.FULFILLED]


class Confirmation(models.TextChoices):
    UNASKED = "unasked"
    ASKED = "asked"
    CONFIRMED = "confirmed"


class Appointment(PracticeRow):
    """A visit; or, `held`, a slot kept for somebody until `hold_expires_at`."""

    public_id = PublicIdField()
    external_id = models.TextField(blank=True, help_text="The record system's id. Empty: made here.")
    patient = PracticeForeignKey(Patient, null=True)
    type = PracticeForeignKey(AppointmentType)
    location = PracticeForeignKey(Location)
    practitioner = PracticeForeignKey(Practitioner, null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.TextField(choices=Status.choices)
    confirmation = models.TextField(choices=Confirmation.choices, default=Confirmation.UNASKED)
    version = models.PositiveIntegerField(
        default=1,
        help_text="Grows when time, place, practitioner or status change: what was said before is stale.",
    )
    hold_expires_at = models.DateTimeField(null=True)
    overbooked = models.BooleanField(default=False)
    late_minutes = models.PositiveSmallIntegerField(null=True, help_text="The patient said they run late.")
    silent_version = models.PositiveIntegerField(
        null=True, help_text="At this version a person stopped all texts about it; moved, it is texted about again."
    )
    video_link = models.TextField(blank=True, db_default="", help_text="This visit's own link; empty: the clinician's.")
    booked_via = models.TextField(default="staff", help_text="staff, text, import")
    end_reason = models.TextField(blank=True, help_text="Why it was cancelled or moved.")
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="visit_takes_time"),
            models.CheckConstraint(
                condition=~Q(status="held") | Q(hold_expires_at__isnull=False), name="a_hold_has_an_expiry"
            ),
            models.UniqueConstraint(
                fields=["practice", "external_id"], condition=~Q(external_id=""), name="external_id_once"
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "patient", "starts_at"], name="visits_of_a_patient"),
            models.Index(fields=["practice", "starts_at"], name="visits_by_time"),
            models.Index(fields=["hold_expires_at"], condition=Q(status="held"), name="holds_by_expiry"),
        ]


class Occupancy(PracticeRow):
    """One row per schedule that a visit occupies, buffers included. Here the database refuses an overlap.

    `occupies`, `overbooked` and `free_after` follow the visit by triggers, so that no code path can forget it.
    Overbookings made by staff or imported stand outside the constraint; `free_slots` counts them as taken.
    """

    appointment = PracticeForeignKey(Appointment)
    schedule = PracticeForeignKey(Schedule)
    period = DateTimeRangeField()
    occupies = models.BooleanField(default=True)
    overbooked = models.BooleanField(default=False)
    free_after = models.DateTimeField(null=True, help_text="When the hold that keeps it runs out.")
    # Range operators are not leakproof, so row-level security keeps them from any index: search compares these.
    starts_at = models.GeneratedField(
        expression=Func(F("period"), function="lower"), output_field=models.DateTimeField(), db_persist=True
    )
    ends_at = models.GeneratedField(
        expression=Func(F("period"), function="upper"), output_field=models.DateTimeField(), db_persist=True
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["practice", "schedule", "ends_at", "starts_at"],
                condition=Q(occupies=True),
                name="taken_times",
            )
        ]
        constraints = [
            ExclusionConstraint(
                name="no_two_visits_on_one_schedule",
                expressions=[
                    (
                        Func(F("schedule_id"), F("schedule_id"), models.Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(occupies=True, overbooked=False),
            ),
            models.UniqueConstraint(fields=["practice", "appointment", "schedule"], name="occupied_once"),
        ]


class FreedSlot(PracticeRow):
    """A slot that came free while it still lay ahead: written in the transaction that freed it."""

    appointment = PracticeForeignKey(Appointment)
    type = PracticeForeignKey(AppointmentType)
    location = PracticeForeignKey(Location)
    practitioner = PracticeForeignKey(Practitioner, null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why = models.TextField(help_text="cancelled, moved, noshow, hold_expired, hold_released")
    freed_at = models.DateTimeField()


# At the end: its tables refer to those above.
from replywell.scheduling import waitlist_models as waitlist_models  # noqa: E402
