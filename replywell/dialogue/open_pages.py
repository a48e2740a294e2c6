"""Tells open staff pages that something in a conversation changed."""

from __future__ import annotations

from replywell.common.notify import poke_live
from replywell.dialogue.hours import practice_hours
from replywell.messaging.models import Conversation


def tell(practice_id: int, *conversations: int | None) -> None:
    """After commit, pages that show these conversations look again. None stands for no conversation."""
    practice = practice_hours(practice_id).practice.public_id
    wanted = [key for key in conversations if key]
    for public_id in Conversation.objects.filter(pk__in=wanted).order_by("pk").values_list("public_id", flat=True):
        poke_live(practice, "conversation", public_id)
