"""Who waits for an earlier visit, and the refilling of freed slots."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

import replywell.common.ids
import replywell.common.tenancy
from replywell.common.tenancy import guard_room

# What the worker may ask across practices: ids only.
ACROSS = """
CREATE FUNCTION backfills_due(at timestamptz, most integer, passing bigint[])
  RETURNS TABLE (practice_id bigint, backfill_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan TO off AS $$
    SELECT practice_id, id FROM scheduling_backfill
     WHERE next_step_at <= at AND id <> ALL (passing)
     ORDER BY next_step_at, id LIMIT most $$;

-- Who need not wait any more: their last day is over, or the visit to bring forward has come or is gone.
CREATE FUNCTION waiting_is_over(at timestamptz, most integer)
  RETURNS TABLE (practice_id bigint, entry_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.practice_id, e.id FROM scheduling_waitlistentry e
      JOIN practices_practice p ON p.id = e.practice_id
      LEFT JOIN scheduling_appointment v ON v.practice_id = e.practice_id AND v.id = e.visit_id
     WHERE e.status = 'waiting' AND (e.until_day < (at AT TIME ZONE p.zone)::date OR v.starts_at <= at)
     ORDER BY e.id LIMIT most $$;
REVOKE EXECUTE ON FUNCTION backfills_due, waiting_is_over FROM PUBLIC;
GRANT EXECUTE ON FUNCTION backfills_due, waiting_is_over TO replywell_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0003_search"),
        ("practices", "0004_practitioner_traits"),
        ("scheduling", "0004_silent_visits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Backfill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("open", "the slot is held, or about to be, and offered"),
                            ("resting", "held until somebody may be texted again"),
                            ("filled", "Filled"),
                            ("ended", "given back, or taken otherwise"),
                        ],
                        default="open",
                    ),
                ),
                ("group", models.PositiveSmallIntegerField(default=0, help_text="Groups asked so far.")),
                (
                    "next_step_at",
                    models.DateTimeField(help_text="Domain time; null once it is over and cleared up.", null=True),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, help_text="Steps in a row that failed.")),
                (
                    "depth",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="In a chain: 0 is the slot that came free first."
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_why",
                    models.TextField(
                        blank=True,
                        help_text="taken_by_patient, taken_by_staff, taken, stopped, nobody, night, too_late, off ...",
                    ),
                ),
                (
                    "freed",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="Null: a new session was opened.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.freedslot",
                    ),
                ),
                (
                    "hold",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="The held slot; the winner's visit may be this row.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.appointment",
                    ),
                ),
                (
                    "location",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.location",
                    ),
                ),
                (
                    "parent",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="Whose winner freed this slot.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.backfill",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
                (
                    "practitioner",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practitioner",
                    ),
                ),
                (
                    "type",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.appointmenttype",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WaitlistEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                (
                    "windows",
                    models.JSONField(
                        default=list,
                        help_text='When they can come, wall time of the place: [{"weekday": 0, "from": "08:00", "until": "12:00"}]. The whole visit must lie in one. Empty: at any time.',
                    ),
                ),
                ("from_day", models.DateField(help_text="Not before this day, by the place's wall time.", null=True)),
                ("until_day", models.DateField(help_text="Last day", null=True)),
                (
                    "notice_minutes",
                    models.PositiveIntegerField(default=0, help_text="Travel and preparation: no offer closer."),
                ),
                (
                    "gender_wish",
                    models.TextField(blank=True, help_text="Of the practitioner: female, male; empty: any."),
                ),
                (
                    "language_wish",
                    models.CharField(blank=True, help_text="That the practitioner speaks.", max_length=8),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(choices=[(0, "Routine"), (1, "Soon"), (2, "Urgent")], default=0),
                ),
                ("joined_at", models.DateTimeField(help_text="Domain time")),
                (
                    "joined_via",
                    models.TextField(
                        choices=[
                            ("text", "Text"),
                            ("staff", "Staff"),
                            ("booking_page", "Booking Page"),
                            ("at_booking", "At Booking"),
                        ]
                    ),
                ),
                ("words", models.TextField(blank=True, help_text="What they agreed with, verbatim.")),
                (
                    "text_from",
                    models.TimeField(help_text="They agreed to offers from this hour on, their wall time.", null=True),
                ),
                ("text_until", models.TimeField(null=True)),
                ("last_offered_at", models.DateTimeField(help_text="Domain time", null=True)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("booked", "an offer was taken, or they got an earlier time otherwise"),
                            ("left", "Left"),
                            ("expired", "their last day, or the visit itself, came"),
                        ],
                        default="waiting",
                    ),
                ),
                ("left_at", models.DateTimeField(help_text="Domain time: since when they wait no more.", null=True)),
                (
                    "left_why",
                    models.TextField(
                        blank=True, help_text="asked, opted_out, booked, visit_cancelled, staff, expired ..."
                    ),
                ),
                (
                    "consent",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="The grant that their words are kept in.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.consentevent",
                    ),
                ),
                (
                    "contact",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.contact",
                    ),
                ),
                (
                    "location",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="Null: anywhere.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.location",
                    ),
                ),
                (
                    "patient",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.patient",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
                (
                    "practitioner",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="Null: anybody.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practitioner",
                    ),
                ),
                (
                    "type",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.appointmenttype",
                    ),
                ),
                (
                    "visit",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="The later visit to bring forward.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.appointment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    replywell.common.ids.PublicIdField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=replywell.common.ids.new_id,
                        editable=False,
                        unique=True,
                    ),
                ),
                ("group", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("planned", "chosen; the text has not left yet"),
                            ("sent", "Sent"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("expired", "no answer within the deadline"),
                            ("lost", "somebody else was faster, or the slot went otherwise"),
                            ("unsent", "the text was refused or dropped"),
                        ],
                        default="planned",
                    ),
                ),
                ("planned_at", models.DateTimeField(help_text="Domain time")),
                ("offered_at", models.DateTimeField(help_text="Domain time of the carrier's acceptance.", null=True)),
                ("answered_at", models.DateTimeField(help_text="Domain time of the patient's yes or no.", null=True)),
                (
                    "said_yes",
                    models.BooleanField(help_text="What they answered; null: nothing, or nothing clear.", null=True),
                ),
                ("expires_at", models.DateTimeField(help_text="The deadline that the text names.")),
                (
                    "run_id_then",
                    models.BigIntegerField(help_text="The run that asks; it lives a room above.", null=True),
                ),
                (
                    "backfill",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.backfill",
                    ),
                ),
                (
                    "contact",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        help_text="The phone it went to.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="patients.contact",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
                (
                    "entry",
                    replywell.common.tenancy.PracticeForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scheduling.waitlistentry",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="backfill",
            name="winner",
            field=replywell.common.tenancy.PracticeForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="scheduling.waitlistentry",
            ),
        ),
        migrations.CreateModel(
            name="BackfillRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("active", models.BooleanField(default=True)),
                (
                    "wait_minutes",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Between the cancellation and the first group: time to take a mistake back.",
                    ),
                ),
                ("group_size", models.PositiveSmallIntegerField(default=5)),
                (
                    "pause_minutes",
                    models.PositiveSmallIntegerField(
                        default=5, help_text="Between two groups; shorter as the start nears."
                    ),
                ),
                (
                    "stop_minutes",
                    models.PositiveIntegerField(default=60, help_text="No offer counts closer to the start than this."),
                ),
                (
                    "answer_minutes",
                    models.PositiveIntegerField(
                        default=30, help_text="How long an offer may be answered; shorter as the start nears."
                    ),
                ),
                ("most_offers", models.PositiveSmallIntegerField(default=30, help_text="For one slot.")),
                (
                    "chain_limit",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="A visit brought forward frees the next slot, so many times in a row."
                    ),
                ),
                (
                    "other_types",
                    models.BooleanField(
                        default=False,
                        help_text="Also offer it to those who wait for another kind of visit that fits in.",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("practice",), name="one_set_of_backfill_rules"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_minutes__gt", 0),
                            ("group_size__gt", 0),
                            ("most_offers__gt", 0),
                            ("pause_minutes__gt", 0),
                        ),
                        name="backfill_rules_make_sense",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="waitlistentry",
            index=models.Index(
                condition=models.Q(("status", "waiting")), fields=["practice", "type"], name="who_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="waitlistentry",
            index=models.Index(fields=["practice", "contact"], name="entries_of_a_contact"),
        ),
        migrations.AddIndex(
            model_name="waitlistentry",
            index=models.Index(fields=["practice", "patient"], name="entries_of_a_patient"),
        ),
        migrations.AddIndex(
            model_name="waitlistentry",
            index=models.Index(
                condition=models.Q(("status", "waiting")), fields=["visit"], name="who_waits_with_a_visit"
            ),
        ),
        migrations.AddConstraint(
            model_name="waitlistentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "waiting")),
                fields=("practice", "patient", "type"),
                name="one_waiting_entry_a_patient_and_type",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitlistentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at__isnull", True), ("status", "waiting")),
                    models.Q(models.Q(("status", "waiting"), _negated=True), ("left_at__isnull", False)),
                    _connector="OR",
                ),
                name="who_waits_has_not_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitlistentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_day__isnull", True),
                    ("until_day__isnull", True),
                    ("from_day__lte", models.F("until_day")),
                    _connector="OR",
                ),
                name="waits_from_before_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitlistentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text_from__isnull", True), ("text_until__isnull", True)),
                    ("text_from__lt", models.F("text_until")),
                    _connector="OR",
                ),
                name="texting_hours_make_sense",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["planned", "sent"])),
                fields=("practice", "contact"),
                name="one_offer_in_play_a_phone",
            ),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["practice", "entry", "-planned_at"], name="offers_of_an_entry"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["run_id_then"], name="offer_of_a_run"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("practice", "backfill", "entry"), name="one_offer_an_entry"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("practice", "backfill", "contact"), name="one_offer_a_phone"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "accepted")),
                fields=("practice", "backfill"),
                name="one_accepted_offer_a_slot",
            ),
        ),
        migrations.AddIndex(
            model_name="backfill",
            index=models.Index(
                condition=models.Q(("next_step_at__isnull", False)),
                fields=["next_step_at"],
                name="backfills_by_next_step",
            ),
        ),
        migrations.AddIndex(
            model_name="backfill",
            index=models.Index(fields=["practice", "-started_at"], name="backfills_by_start"),
        ),
        migrations.AddConstraint(
            model_name="backfill",
            constraint=models.UniqueConstraint(fields=("practice", "freed"), name="one_backfill_a_freed_slot"),
        ),
        migrations.AddConstraint(
            model_name="backfill",
            constraint=models.UniqueConstraint(fields=("practice", "hold"), name="one_backfill_a_hold"),
        ),
        migrations.AddConstraint(
            model_name="backfill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("next_step_at__isnull", False), ("status__in", ["open", "resting"])
                    ),
                    models.Q(("ended_at__isnull", False), ("status__in", ["filled", "ended"])),
                    _connector="OR",
                ),
                name="a_backfill_goes_on_or_is_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="backfill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "filled"), ("winner__isnull", False)),
                    models.Q(models.Q(("status", "filled"), _negated=True), ("winner__isnull", True)),
                    _connector="OR",
                ),
                name="a_filled_slot_has_a_winner",
            ),
        ),
        guard_room("scheduling"),
        migrations.RunSQL(ACROSS, migrations.RunSQL.noop),
    ]
