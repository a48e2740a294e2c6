"""Who waits for an earlier visit, how a freed slot is filled again, and who was offered it."""

from django.db import models
from django.db.models import F, Q

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow
from replywell.patients.models import ConsentEvent, Contact, Patient
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.models import Appointment, AppointmentType, FreedSlot


class EntryStatus(models.TextChoices):
    WAITING = "waiting"
    BOOKED = "booked", "an offer was taken, or they got an earlier time otherwise"
    LEFT = "left"
    EXPIRED = "expired", "their last day, or the visit itself, came"


class Priority(models.IntegerChoices):
    """Who is asked first; among equals, who has waited longest."""

    ROUTINE = 0
    SOON = 1
    URGENT = 2


class JoinedVia(models.TextChoices):
    TEXT = "text"
    STAFF = "staff"
    BOOKING_PAGE = "booking_page"
    AT_BOOKING = "at_booking"


class WaitlistEntry(PracticeRow):
    """Somebody who wants an earlier visit: what, with whom, where, when. Offers go to `contact`.

    With `visit`, taking an offer moves that visit; without, it books one. Empty wishes ask nothing.
    """

    public_id = PublicIdField()
    patient = PracticeForeignKey(Patient)
    contact = PracticeForeignKey(Contact)
    type = PracticeForeignKey(AppointmentType)
    visit = PracticeForeignKey(Appointment, null=True, help_text="The later visit to bring forward.")
    practitioner = PracticeForeignKey(Practitioner, null=True, help_text="Null: anybody.")
    location = PracticeForeignKey(Location, null=True, help_text="Null: anywhere.")
    windows = models.JSONField(
        default=list,
        help_text='When they can come, wall time of the place: [{"weekday": 0, "from": "08:00", "until": "12:00"}]. '
        "The whole visit must lie in one. Empty: at any time.",
    )
    from_day = models.DateField(null=True, help_text="Not before this day, by the place's wall time.")
    until_day = models.DateField(null=True, help_text="Last day")
    notice_minutes = models.PositiveIntegerField(default=0, help_text="Travel and preparation: no offer closer.")
    gender_wish = models.TextField(blank=True, help_text="Of the practitioner: female, male; empty: any.")
    language_wish = models.CharField(max_length=8, blank=True, help_text="That the practitioner speaks.")
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.ROUTINE)
    joined_at = models.DateTimeField(help_text="Domain time")
    joined_via = models.TextField(choices=JoinedVia.choices)
    words = models.TextField(blank=True, help_text="What they agreed with, verbatim.")
    consent = PracticeForeignKey(ConsentEvent, null=True, help_text="The grant that their words are kept in.")
    text_from = models.TimeField(null=True, help_text="They agreed to offers from this hour on, their wall time.")
    text_until = models.TimeField(null=True)
    last_offered_at = models.DateTimeField(null=True, help_text="Domain time")
    status = models.TextField(choices=EntryStatus.choices, default=EntryStatus.WAITING)
    left_at = models.DateTimeField(null=True, help_text="Domain time: since when they wait no more.")
    left_why = models.TextField(blank=True, help_text="asked, opted_out, booked, visit_cancelled, staff, expired ...")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "patient", "type"],
                condition=Q(status="waiting"),
                name="one_waiting_entry_a_patient_and_type",
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", left_at__isnull=True) | ~Q(status="waiting") & Q(left_at__isnull=False),
                name="who_waits_has_not_left",
            ),
            models.CheckConstraint(
                condition=Q(from_day__isnull=True) | Q(until_day__isnull=True) | Q(from_day__lte=F("until_day")),
                name="waits_from_before_until",
            ),
            models.CheckConstraint(
                condition=Q(text_from__isnull=True, text_until__isnull=True) | Q(text_from__lt=F("text_until")),
                name="texting_hours_make_sense",
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "type"], condition=Q(status="waiting"), name="who_waits"),
            models.Index(fields=["practice", "contact"], name="entries_of_a_contact"),
            models.Index(fields=["practice", "patient"], name="entries_of_a_patient"),
            models.Index(fields=["visit"], condition=Q(status="waiting"), name="who_waits_with_a_visit"),
        ]


class BackfillStatus(models.TextChoices):
    OPEN = "open", "the slot is held, or about to be, and offered"
    RESTING = "resting", "held until somebody may be texted again"
    FILLED = "filled"
    ENDED = "ended", "given back, or taken otherwise"


GOING_ON = [BackfillStatus.OPEN, BackfillStatus.RESTING]


class Backfill(PracticeRow):
    """The refilling of one freed slot: owns the hold, the groups and their pace. Its row lock orders all of it.

    Whoever changes offers of a backfill changes or locks its row first, except to say that a text left.
    """

    public_id = PublicIdField()
    freed = PracticeForeignKey(FreedSlot, null=True, help_text="Null: a new session was opened.")
    type = PracticeForeignKey(AppointmentType)
    practitioner = PracticeForeignKey(Practitioner, null=True)
    location = PracticeForeignKey(Location)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    hold = PracticeForeignKey(Appointment, null=True, help_text="The held slot; the winner's visit may be this row.")
    status = models.TextField(choices=BackfillStatus.choices, default=BackfillStatus.OPEN)
    group = models.PositiveSmallIntegerField(default=0, help_text="Groups asked so far.")
    next_step_at = models.DateTimeField(null=True, help_text="Domain time; null once it is over and cleared up.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Steps in a row that failed.")
    depth = models.PositiveSmallIntegerField(default=0, help_text="In a chain: 0 is the slot that came free first.")
    parent = PracticeForeignKey("self", null=True, help_text="Whose winner freed this slot.")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(
        blank=True, help_text="taken_by_patient, taken_by_staff, taken, stopped, nobody, night, too_late, off ..."
    )
    winner = PracticeForeignKey(WaitlistEntry, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "freed"], name="one_backfill_a_freed_slot"),
            models.UniqueConstraint(fields=["practice", "hold"], name="one_backfill_a_hold"),
            models.CheckConstraint(
                condition=(
                    Q(status__in=["open", "resting"], ended_at__isnull=True, next_step_at__isnull=False)
                    | Q(status__in=["filled", "ended"], ended_at__isnull=False)
                ),
                name="a_backfill_goes_on_or_is_over",
            ),
            models.CheckConstraint(
                condition=Q(status="filled", winner__isnull=False) | ~Q(status="filled") & Q(winner__isnull=True),
                name="a_filled_slot_has_a_winner",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_step_at"], condition=Q(next_step_at__isnull=False), name="backfills_by_next_step"
            ),
            models.Index(fields=["practice", "-started_at"], name="backfills_by_start"),
            models.Index(fields=["practice", "starts_at"], name="backfills_by_slot"),
        ]


class OfferStatus(models.TextChoices):
    PLANNED = "planned", "chosen; the text has not left yet"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired", "no answer within the deadline"
    LOST = "lost", "somebody else was faster, or the slot went otherwise"
    UNSENT = "unsent", "the text was refused or dropped"


ASKED = [OfferStatus.PLANNED, OfferStatus.SENT]
"""An answer may still come in time."""


class Offer(PracticeRow):
    """One text that offers a slot to one who waits. Nobody, and no phone, is offered the same slot twice."""

    public_id = PublicIdField()
    backfill = PracticeForeignKey(Backfill)
    entry = PracticeForeignKey(WaitlistEntry)
    contact = PracticeForeignKey(Contact, help_text="The phone it went to.")
    group = models.PositiveSmallIntegerField()
    status = models.TextField(choices=OfferStatus.choices, default=OfferStatus.PLANNED)
    planned_at = models.DateTimeField(help_text="Domain time")
    offered_at = models.DateTimeField(null=True, help_text="Domain time of the carrier's acceptance.")
    answered_at = models.DateTimeField(null=True, help_text="Domain time of the patient's yes or no.")
    said_yes = models.BooleanField(null=True, help_text="What they answered; null: nothing, or nothing clear.")
    expires_at = models.DateTimeField(help_text="The deadline that the text names.")
    run_id_then = models.BigIntegerField(null=True, help_text="The run that asks; it lives a room above.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "backfill", "entry"], name="one_offer_an_entry"),
            models.UniqueConstraint(fields=["practice", "backfill", "contact"], name="one_offer_a_phone"),
            models.UniqueConstraint(
                fields=["practice", "backfill"], condition=Q(status="accepted"), name="one_accepted_offer_a_slot"
            ),
            models.UniqueConstraint(
                fields=["practice", "contact"],
                condition=Q(status__in=["planned", "sent"]),
                name="one_offer_in_play_a_phone",
            ),
        ]
        indexes = [
            models.Index(fields=["practice", "entry", "-planned_at"], name="offers_of_an_entry"),
            models.Index(fields=["run_id_then"], name="offer_of_a_run"),
        ]


class BackfillRules(PracticeRow):
    """How a practice refills freed slots. Without a row nothing is refilled by itself."""

    active = models.BooleanField(default=True)
    wait_minutes = models.PositiveSmallIntegerField(
        default=1, help_text="Between the cancellation and the first group: time to take a mistake back."
    )
    group_size = models.PositiveSmallIntegerField(default=5)
    pause_minutes = models.PositiveSmallIntegerField(
        default=5, help_text="Between two groups; shorter as the start nears."
    )
    stop_minutes = models.PositiveIntegerField(default=60, help_text="No offer counts closer to the start than this.")
    answer_minutes = models.PositiveIntegerField(
        default=30, help_text="How long an offer may be answered; shorter as the start nears."
    )
    most_offers = models.PositiveSmallIntegerField(default=30, help_text="For one slot.")
    chain_limit = models.PositiveSmallIntegerField(
        default=3, help_text="A visit brought forward frees the next slot, so many times in a row."
    )
    other_types = models.BooleanField(
        default=False, help_text="Also offer it to those who wait for another kind of visit that fits in."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice"], name="one_set_of_backfill_rules"),
            models.CheckConstraint(
                condition=Q(group_size__gt=0, pause_minutes__gt=0, answer_minutes__gt=0, most_offers__gt=0),
                name="backfill_rules_make_sense",
            ),
        ]
