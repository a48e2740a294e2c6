"""Conversations, messages and what happened to them on the way."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow
from replywell.patients.models import Contact, Patient
from replywell.practices.models import CarrierAccount, Number, Staff


class Conversation(PracticeRow):
    """The thread between a practice and a contact. Its row lock orders everything that happens in it."""

    public_id = PublicIdField()
    contact = PracticeForeignKey(Contact, db_index=False)
    number = PracticeForeignKey(
        Number, null=True, db_index=False, help_text="The number the patient last wrote to: we answer from it."
    )
    language = models.CharField(max_length=8, blank=True, help_text="Of the last text that clearly had one.")
    taken_by = PracticeForeignKey(Staff, null=True, help_text="A person has it: automation is silent.")
    taken_at = models.DateTimeField(null=True)
    staff_spoke_at = models.DateTimeField(null=True, help_text="The taker's last message, or the take-over.")
    paused_at = models.DateTimeField(null=True, help_text="A red flag: automation waits until a person ends it.")
    asked_to_keep_at = models.DateTimeField(null=True, help_text="After a bare CANCEL: KEEP or STOP; all else waits.")
    last_in_at = models.DateTimeField(null=True)
    last_message_at = models.DateTimeField(null=True)
    unread = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "contact"], name="one_conversation_a_contact")]
        indexes = [
            models.Index(fields=["practice", "-last_message_at"], name="conversations_by_news"),
            models.Index(
                fields=["practice", "-last_message_at"], condition=Q(unread=True), name="conversations_unread"
            ),
        ]


class Purpose(models.TextChoices):
    """Why a text leaves. The gate's rules hang on it."""

    SAFETY = "safety", "911 and 988 wording after a red flag"
    OPT_OUT = "opt_out", "the one confirmation of a stop, a start, or HELP's answer"
    PAGE = "page", "to staff on call, no patient data"
    ANSWER = "answer", "caused by the patient's own text"
    STAFF = "staff", "a person's own words"
    LEAD = "lead", "a first visit that somebody agreed to find by text"
    REMINDER = "reminder", "a visit"
    WAITLIST = "waitlist", "an earlier opening"
    RESULTS = "results", "results are ready"
    CARE_PLAN = "care_plan", "check-ins"
    RECALL = "recall", "time for a visit"
    ENROLMENT = "enrolment", "the one opt-in confirmation (CTIA 5.1.2.1)"


# Lower leaves first.
LANES = {
    Purpose.SAFETY: 0,
    Purpose.PAGE: 1,
    Purpose.OPT_OUT: 1,
    Purpose.ANSWER: 2,
    Purpose.STAFF: 2,
    Purpose.LEAD: 3,
    Purpose.WAITLIST: 3,
    Purpose.RESULTS: 4,
    Purpose.CARE_PLAN: 4,
    Purpose.REMINDER: 5,
    Purpose.ENROLMENT: 5,
    Purpose.RECALL: 6,
}


class Template(PracticeRow):
    """A wording. Never changed, only followed by its next version; used once approved."""

    key = models.TextField(help_text='e.g. "visit.confirm"')
    language = models.CharField(max_length=8)
    version = models.PositiveIntegerField()
    body = models.TextField(help_text="With {named} places.")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.TextField(blank=True, help_text='A staff code, or "replywell" for the wording it ships with.')

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "key", "language", "version"], name="template_version")
        ]


class Direction(models.TextChoices):
    IN = "in"
    OUT = "out"


class MessageStatus(models.TextChoices):
    """The life of a message.

    In:  received.
    Out: queued -> (deferred ->) sending -> accepted -> sent -> delivered
         queued -> suppressed (the gate said no) | dropped (no longer true or useful)
         sending -> failed | unknown (no answer came: maybe sent) | queued (not processed: paced again)
         accepted, sent -> undelivered | failed
    """

    RECEIVED = "received"
    QUEUED = "queued"
    DEFERRED = "deferred"
    SENDING = "sending"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SUPPRESSED = "suppressed"
    DROPPED = "dropped"


NOT_DELIVERED = Q(direction="out", settled_at__isnull=True) & (
    Q(status__in=["failed", "undelivered", "unknown"]) | Q(status="suppressed", author__isnull=False)
)
"""Texts of ours that did not arrive, as far as we know, and that nobody has dealt with."""


class Message(PracticeRow):
    """One text, in or out. Most foreign keys go without an index of their own: every text stored would pay for it."""

    public_id = PublicIdField()
    conversation = PracticeForeignKey(
        Conversation, null=True, db_index=False, help_text="Null only for a page to staff."
    )
    direction = models.TextField(choices=Direction.choices)
    phone = models.TextField(help_text="The other side, E.164.")
    number = PracticeForeignKey(Number, null=True, db_index=False, help_text="Ours.")
    body = models.TextField()
    language = models.CharField(max_length=8, blank=True)
    encoding = models.TextField(blank=True)
    segments = models.PositiveSmallIntegerField(default=1)
    media = models.JSONField(default=list, help_text="References only: [{url, content_type}].")
    status = models.TextField(choices=MessageStatus.choices)
    carrier = models.TextField(blank=True)
    carrier_id = models.TextField(null=True)
    created_at = models.DateTimeField(help_text="Domain time: received, or decided.")

    # In
    opt_out = models.TextField(blank=True, help_text='"keyword", "words" or "cancel", as first seen.')
    carrier_answered = models.TextField(blank=True, help_text='"stop", "start" or "help": the carrier replied itself.')
    red_flags = ArrayField(models.TextField(), default=list)
    reading = models.JSONField(null=True)
    stored_at = models.DateTimeField(db_default=Now(), help_text="Wall time.")
    handled_at = models.DateTimeField(null=True, help_text="Wall time. Null: still to be handled.")
    handle_tries = models.PositiveSmallIntegerField(
        default=0, help_text="How often it could not be handled; out: not be begun."
    )
    ended_in = models.TextField(blank=True, help_text="reply, action, task: what became of it.")

    # Out
    purpose = models.TextField(choices=Purpose.choices, blank=True)
    lane = models.PositiveSmallIntegerField(default=2)
    workflow = models.TextField(blank=True, help_text="The workflow that speaks, for the label in the thread.")
    run_id_then = models.BigIntegerField(null=True, help_text="The workflow run (a room above).")
    author = PracticeForeignKey(Staff, null=True, db_index=False)
    answers = PracticeForeignKey("self", null=True, db_index=False, help_text="The inbound text that caused it.")
    template = PracticeForeignKey(Template, null=True, db_index=False)
    about = models.JSONField(default=list, help_text="[[appointment id, version]]: dropped when one has changed.")
    gate_answer = models.TextField(blank=True, help_text="queued, deferred, suppressed, dropped")
    gate_reason = models.TextField(blank=True)
    gate_asked_at = models.DateTimeField(null=True)
    planned_for = models.DateTimeField(null=True, help_text="When it was to leave (domain time): never changed.")
    send_at = models.DateTimeField(null=True, help_text="Not before (domain time): the plan, or what the gate put off.")
    send_by = models.DateTimeField(null=True, help_text="Useless after (domain time): dropped.")
    tries = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(
        null=True, help_text="Wall time. Queued: not tried again before. Unknown: looked for again."
    )
    accepted_at = models.DateTimeField(null=True, help_text="Domain time of the carrier's acceptance.")
    delivered_at = models.DateTimeField(null=True)
    error_code = models.TextField(blank=True)
    failure = models.TextField(blank=True)
    patient = PracticeForeignKey(
        Patient, null=True, db_index=False, help_text="Whom a person's words are about, where a phone is shared."
    )
    settled_at = models.DateTimeField(null=True, help_text="A person has dealt with its failure (domain time).")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "carrier_id"],
                condition=Q(direction="in"),
                name="an_inbound_text_is_stored_once",
            ),
            models.CheckConstraint(
                condition=Q(conversation__isnull=False) | Q(purpose="page"), name="only_pages_stand_alone"
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "id"], name="thread"),
            models.Index(
                fields=["conversation", "id"],
                condition=Q(direction="in", handled_at__isnull=True),
                name="texts_to_handle",
            ),
            models.Index(fields=["lane", "id"], condition=Q(status="queued"), name="texts_to_send"),
            models.Index(fields=["send_at"], condition=Q(status="deferred"), name="texts_deferred"),
            models.Index(
                fields=["conversation", "id"],
                condition=Q(status__in=["queued", "sending"]),
                name="order_of_replies",
            ),
            models.Index(fields=["carrier", "carrier_id"], condition=Q(direction="out"), name="by_carrier_id"),
            models.Index(fields=["answers"], condition=Q(answers__isnull=False), name="answers_to_a_text"),
            models.Index(fields=["id"], condition=Q(status__in=["sending", "unknown"]), name="texts_in_doubt"),
            models.Index(
                fields=["practice", "phone", "-created_at"],
                condition=Q(direction="out"),
                name="texts_counted_by_caps",
            ),
            models.Index(fields=["practice", "-id"], condition=NOT_DELIVERED, name="texts_not_delivered"),
        ]


class Attempt(PracticeRow):
    """One post to the carrier. It begins when it commits, before the post; without an end past its lease: unknown."""

    message = PracticeForeignKey(Message)
    began_at = models.DateTimeField(db_default=Now(), help_text="Wall time")
    lease_until = models.DateTimeField(help_text="Wall time")
    ended_at = models.DateTimeField(null=True, help_text="Wall time")
    outcome = models.TextField(blank=True, help_text="accepted, rejected, unknown, withdrawn")
    carrier_id = models.TextField(blank=True)
    code = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    crossed = models.BooleanField(default=False, help_text="An opt-out committed while the post was under way.")

    class Meta:
        indexes = [models.Index(fields=["lease_until"], condition=Q(ended_at__isnull=True), name="open_attempts")]


class StatusUpdate(PracticeRow):
    """What became known of a message's way, each thing once: told by the carrier, or the outcome of our own post.

    A row is also the queue from which listeners hear of a move, exactly once: `status.drain_moves`.
    """

    message = PracticeForeignKey(Message)
    status = models.TextField(help_text="The carrier's word; for our own post the message's new status.")
    code = models.TextField(blank=True)
    at = models.DateTimeField(help_text="Domain time of arrival")
    moved_from = models.TextField(blank=True, db_default="", help_text="Empty, like moved_to: nothing moved.")
    moved_to = models.TextField(blank=True, db_default="")
    failure = models.TextField(blank=True, db_default="", help_text="Its class, when the text failed.")
    effects = models.JSONField(
        default=dict, db_default=models.Value({}, models.JSONField()), help_text="Ids of what the failure changed."
    )
    told_at = models.DateTimeField(null=True, help_text="Wall time: listeners have heard. Null: still to be told.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "message", "status"], name="a_status_once")]
        indexes = [models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="moves_to_tell")]


class TextIndex(PracticeRow):
    """The words of a text, for search. Written by a job some minutes later, so that no text waits for it.

    Besides its words a row holds one word for its practice and its stretch of ids: see `search`.
    """

    message = PracticeForeignKey(Message, db_index=False)
    words = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message"], name="a_text_is_indexed_once")]
        indexes = [GinIndex(fields=["words"], name="words_of_texts", fastupdate=False)]


class SavedReply(PracticeRow):
    """Words that staff send often, by a name they know them by."""

    public_id = PublicIdField()
    name = models.TextField()
    created_at = models.DateTimeField(help_text="Domain time")
    retired_at = models.DateTimeField(null=True, help_text="Domain time: no longer offered.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "name"], condition=Q(retired_at__isnull=True), name="one_saved_reply_a_name"
            )
        ]


class SavedWording(PracticeRow):
    """The words of a saved reply in one language. Append-only: the newest version counts, an empty one ends it."""

    append_only = True

    reply = PracticeForeignKey(SavedReply)
    language = models.CharField(max_length=8)
    version = models.PositiveIntegerField()
    body = models.TextField(blank=True, help_text="With {named} places.")
    author = PracticeForeignKey(Staff)
    at = models.DateTimeField(help_text="Domain time")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "reply", "language", "version"], name="saved_wording_version")
        ]


class UnroutedText(models.Model):
    """A text to a number nobody here owns: kept for the carrier account, with an alarm. No practice's row."""

    account = models.ForeignKey(CarrierAccount, models.PROTECT, related_name="+")
    carrier = models.TextField()
    carrier_id = models.TextField()
    from_phone = models.TextField()
    to_phone = models.TextField()
    body = models.TextField()
    received_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["carrier", "carrier_id"], name="unrouted_once")]


class Heartbeat(models.Model):
    """When a process was last alive, by wall time. No practice's row."""

    process = models.TextField(unique=True, help_text='e.g. "worker:host:4711"')
    at = models.DateTimeField(db_default=Now())
    since = models.DateTimeField(db_default=Now(), help_text="Since when there have been workers without a gap.")


class WebhookCount(models.Model):
    """What came in at the webhooks of an account, by day of wall time and by outcome. No practice's row."""

    account_key = models.TextField()
    day = models.DateField()
    outcome = models.TextField(help_text="stored, repeated, unrouted, forged, malformed, too_large, failed, status")
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_key", "day", "outcome"], name="webhooks_by_outcome")]
