"""Letting in and keeping out: tries that are counted, a practice's rules of access, links for one person."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from replywell.common.ids import PublicIdField
from replywell.common.tenancy import PracticeForeignKey, PracticeRow
from replywell.console.rights import SECOND_FACTOR
from replywell.messaging.models import Conversation
from replywell.practices.models import Staff


class Attempt(models.Model):
    """Something that was tried and is counted, by wall time. No practice's row: nobody is logged in yet."""

    kind = models.TextField()
    key = models.TextField(help_text="A name and an address, as typed, case-folded.")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "at"], name="tries_of_a_kind")]


def _second_factor() -> list[str]:
    return [role.value for role in SECOND_FACTOR]


class AccessRules(PracticeRow):
    """How a practice lets its staff in. A practice without a row has the defaults."""

    second_factor_roles = ArrayField(models.TextField(), default=_second_factor)
    idle_minutes = models.PositiveSmallIntegerField(
        default=30, help_text="A session ends so long after the last click."
    )
    clinical_roles = ArrayField(
        models.TextField(), default=list, help_text="Roles besides clinical that read what is clinical."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice"], name="one_set_of_rules"),
            models.CheckConstraint(
                condition=models.Q(idle_minutes__gte=5, idle_minutes__lte=480),
                name="idle_between_5_minutes_and_8_hours",
            ),
        ]


class InvitationKind(models.TextChoices):
    JOIN = "join", gettext_lazy("Invitation")
    RESET = "reset", gettext_lazy("New password")


class Invitation(PracticeRow):
    """A link for one member of staff, to be used once: to join, or to set a new password. Wall time."""

    public_id = PublicIdField()
    staff = PracticeForeignKey(Staff)
    kind = models.TextField(choices=InvitationKind.choices)
    token_hash = models.TextField(unique=True, help_text="SHA-256 of what the link ends with.")
    made_by = PracticeForeignKey(Staff, null=True, help_text="Null: the command line, or the person's own request.")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True, help_text="Replaced by a newer one, or its person has left.")


class Presence(PracticeRow):
    """Somebody is writing in a conversation. Ends by itself, by wall time."""

    conversation = PracticeForeignKey(Conversation)
    staff = PracticeForeignKey(Staff)
    until = models.DateTimeField(help_text="Wall time")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "conversation", "staff"], name="one_presence_a_thread")
        ]


class Preferences(models.Model):
    """How one person likes the pages, in every practice. Nobody without a row has chosen anything."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    language = models.TextField(blank=True, help_text="en, es; empty: as the browser asks.")
    theme = models.TextField(blank=True, help_text="light, dark; empty: as the device has it.")
    sound = models.BooleanField(default=False, help_text="A sound when an emergency comes.")
