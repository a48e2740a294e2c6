"""What is going on in a conversation: runs of workflows, open prompts, wake-ups, and tasks for people."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Patient
from replywell.practices.models import Staff
from replywell.scheduling.models import Appointment


class WorkflowRun(PracticeRow):
    """One instance of a workflow for one contact."""

    public_id = PublicIdField()
    conversation = PracticeForeignKey(Conversation)
    workflow = models.TextField()
    workflow_version = models.PositiveSmallIntegerField(default=1)
    state = models.TextField()
    version = models.PositiveIntegerField(default=1, help_text="Grows with every step: older wake-ups are void.")
    data = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["conversation"], condition=Q(ended_at__isnull=True), name="runs_in_progress"),
        ]


class RunVisit(PracticeRow):
    """The visits a run is about."""

    run = PracticeForeignKey(WorkflowRun)
    appointment = PracticeForeignKey(Appointment)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "run", "appointment"], name="run_visit_once")]
        indexes = [models.Index(fields=["appointment"], name="runs_of_a_visit")]


class Prompt(PracticeRow):
    """An outbound message that awaits an answer. Open from the carrier's acceptance until closed or expired."""

    conversation = PracticeForeignKey(Conversation)
    run = PracticeForeignKey(WorkflowRun)
    message = PracticeForeignKey(Message)
    context = models.TextField(help_text="What `understanding.read` is told was asked: confirm_prompt, slot_offer ...")
    state = models.TextField(default="", help_text="The run's state in which it was asked: late answers go there.")
    about = models.JSONField(default=list, help_text="[[appointment id, version]] as told to the patient.")
    solicited = models.BooleanField(default=False, help_text="It followed from the patient's own text.")
    accepts = ArrayField(models.TextField(), help_text="Intents that answer it.")
    options = models.JSONField(default=list, help_text="What 1, 2, 3 mean.")
    asks_choice = models.BooleanField(default=True, help_text="Awaits digits or yes/no: one such at a time.")
    opened_at = models.DateTimeField(null=True, help_text="Domain time of the carrier's acceptance.")
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_why = models.TextField(blank=True, help_text="answered, expired, replaced, taken_over, void, never_sent")

    class Meta:
        indexes = [models.Index(fields=["conversation"], condition=Q(closed_at__isnull=True), name="open_prompts")]
        constraints = [models.UniqueConstraint(fields=["practice", "message"], name="one_prompt_a_message")]


class WakeUp(PracticeRow):
    """A due row: what starts on our side. Void when its run has moved on."""

    conversation = PracticeForeignKey(Conversation, null=True)
    run = PracticeForeignKey(WorkflowRun, null=True)
    run_version = models.PositiveIntegerField(null=True, help_text="Null: not bound to the run's step.")
    workflow = models.TextField()
    name = models.TextField()
    data = models.JSONField(default=dict)
    appointment = PracticeForeignKey(Appointment, null=True, help_text="What a wake-up without a run is about.")
    appointment_version = models.PositiveIntegerField(null=True, help_text="Void once the visit has another.")
    due_at = models.DateTimeField(help_text="Domain time")
    done_at = models.DateTimeField(null=True)
    done_how = models.TextField(blank=True, help_text="ran, void, task, failed")
    tries = models.PositiveSmallIntegerField(default=0)
    key = models.TextField(blank=True, help_text="Same key: replaced, not doubled.")

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="wake_ups_due"),
            models.Index(fields=["run"], condition=Q(done_at__isnull=True), name="wake_ups_of_a_run"),
            models.Index(fields=["appointment"], condition=Q(done_at__isnull=True), name="wake_ups_of_a_visit"),
            models.Index(fields=["conversation"], condition=Q(done_how="task"), name="wake_ups_put_aside"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "key"],
                condition=Q(done_at__isnull=True) & ~Q(key=""),
                name="one_wake_up_a_key",
            )
        ]


class Queue(models.TextChoices):
    FRONT_DESK = "front_desk", gettext_lazy("Front desk")
    CLINICAL = "clinical", gettext_lazy("Clinical")
    BILLING = "billing", gettext_lazy("Billing")
    SCHEDULING = "scheduling", gettext_lazy("Scheduling")


class Task(PracticeRow):
    """Work for a person."""

    public_id = PublicIdField()
    conversation = PracticeForeignKey(Conversation, null=True)
    message = PracticeForeignKey(Message, null=True, help_text="The text it came from.")
    patient = PracticeForeignKey(Patient, null=True)
    appointment = PracticeForeignKey(Appointment, null=True)
    queue = models.TextField(choices=Queue.choices)
    reason = models.TextField(help_text="A short code: red_flag, question, running_late, unknown_outcome ...")
    summary = models.TextField(help_text="One line for the list: why this is here. No clinical detail.")
    emergency = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    taken_by = PracticeForeignKey(Staff, null=True)
    taken_at = models.DateTimeField(null=True)
    closed_by = PracticeForeignKey(Staff, null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True, help_text="Forgotten by its taker and back in its queue.")
    seconds_to_human = models.PositiveIntegerField(null=True, help_text="From its making to the first who took it.")
    page_round = models.PositiveSmallIntegerField(default=0)
    next_page_at = models.DateTimeField(null=True, help_text="Domain time; null: nobody is to be paged (any more).")
    key = models.TextField(blank=True, help_text="Same key while open: one task, not two.")

    class Meta:
        indexes = [
            models.Index(
                fields=["practice", "queue", "due_at"], condition=Q(closed_at__isnull=True), name="open_tasks"
            ),
            models.Index(fields=["conversation"], condition=Q(closed_at__isnull=True), name="tasks_of_a_thread"),
            models.Index(
                fields=["next_page_at"],
                condition=Q(closed_at__isnull=True, next_page_at__isnull=False),
                name="pages_due",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "key"],
                condition=Q(closed_at__isnull=True) & ~Q(key=""),
                name="one_open_task_a_key",
            )
        ]


class TaskNote(PracticeRow):
    """What staff wrote on a task or a thread for each other; no patient sees it."""

    public_id = PublicIdField()
    conversation = PracticeForeignKey(Conversation, null=True)
    task = PracticeForeignKey(Task, null=True)
    author = PracticeForeignKey(Staff)
    body = models.TextField()
    at = models.DateTimeField()
    shared = models.BooleanField(default=False, help_text="Clinical staff let everybody on the desk read it.")

    class Meta:
        indexes = [models.Index(fields=["conversation", "at"], name="notes_of_a_thread")]


class Mention(PracticeRow):
    """A note that names a colleague: it waits for them until they have seen it."""

    note = PracticeForeignKey(TaskNote)
    staff = PracticeForeignKey(Staff)
    seen_at = models.DateTimeField(null=True, help_text="Domain time")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "note", "staff"], name="named_once_in_a_note")]
        indexes = [models.Index(fields=["staff"], condition=Q(seen_at__isnull=True), name="mentions_to_see")]


class Snooze(PracticeRow):
    """A conversation put aside until a moment, or until its patient writes: it comes back by itself.

    Whether it is over is a question, not a job: `until` has passed, or there is a newer text than `last_in`.
    """

    conversation = PracticeForeignKey(Conversation)
    by = PracticeForeignKey(Staff)
    at = models.DateTimeField(help_text="Domain time")
    until = models.DateTimeField(help_text="Domain time")
    last_in_id_then = models.BigIntegerField(default=0, help_text="The patient's last text when it was put aside.")
    ended_at = models.DateTimeField(null=True, help_text="Domain time: a person ended it, or put it aside anew.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "conversation"], condition=Q(ended_at__isnull=True), name="one_snooze_a_thread"
            ),
            models.CheckConstraint(condition=Q(until__gt=models.F("at")), name="a_snooze_ends_later"),
        ]


class PageSent(PracticeRow):
    """Whom we called to a task, when and how."""

    task = PracticeForeignKey(Task)
    staff = PracticeForeignKey(Staff)
    round = models.PositiveSmallIntegerField()
    channel = models.TextField(help_text="text, email")
    message = PracticeForeignKey(Message, null=True)
    at = models.DateTimeField()
    failed_why = models.TextField(blank=True)
    posted_at = models.DateTimeField(null=True, help_text="Wall time at which the mail server took it.")
    mail_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=Q(channel="email", posted_at__isnull=True, failed_why=""), name="mails_to_post"
            )
        ]


class Correction(PracticeRow):
    """What staff say a text meant: an example to review and learn from. Append-only; the last one of a text counts."""

    message = PracticeForeignKey(Message)
    prompt = PracticeForeignKey(Prompt, null=True, help_text="What we had asked when the text came.")
    read = models.JSONField(help_text="The reading as it was: intents, confidence, slots.")
    means = models.TextField(help_text="The intent it has, as staff say.")
    by = PracticeForeignKey(Staff)
    at = models.DateTimeField()

    append_only = True

    class Meta:
        indexes = [models.Index(fields=["message"], name="corrections_of_a_text")]


class Suggestion(PracticeRow):
    """What a language model makes of a text that went to a person. Shown to staff, and nothing acts on it.

    The row is made before the model is asked, so that a text leaves once at most.
    """

    message = PracticeForeignKey(Message)
    model = models.TextField()
    asked_at = models.DateTimeField(help_text="Domain time")
    done_at = models.DateTimeField(null=True)
    failed_why = models.TextField(blank=True, help_text="A short code: slow, refused, malformed ...")
    intent = models.TextField(blank=True)
    confidence = models.FloatField(null=True)
    summary = models.TextField(blank=True)
    reply = models.TextField(blank=True, help_text="Words that staff may use or not.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "message"], name="a_text_is_suggested_once")]


class QuestionDraft(PracticeRow):
    """The questions for new patients while somebody changes them: in nobody's use, at most one a practice."""

    questions = models.JSONField(help_text="See dialogue/questions.py. May still be wrong.")
    stamp = models.PositiveIntegerField(default=1, help_text="Grows with every change: an older page changes nothing.")
    changed_by = models.TextField(help_text="A staff code")
    changed_at = models.DateTimeField(help_text="Domain time")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice"], name="one_draft_of_questions")]
