"""A newcomer on the real path, without processes: texts in, wake-ups, texts out, and what is known of them."""

from datetime import datetime

from replywell.common.tenancy import practice_scope
from replywell.dialogue import inbound, lead_desk, wake_ups
from replywell.dialogue.lead_desk import Newcomer
from replywell.messaging.models import Message
from replywell.patients.models import Lead
from tests.dialogue import talk
from tests.dialogue.talk import conversation
from tests.practice import Oak

NEW = "+16465550177"


def text(*bodies: str, phone: str = NEW) -> None:
    """One after the other, each answered before the next."""
    for body in bodies:
        talk.text(body, phone)
        work()


def work() -> None:
    """Whatever is due is done and leaves."""
    inbound.drain(50)
    wake_ups.run_due(50)
    talk.deliver()


def newcomer(oak: Oak, phone: str = NEW) -> Newcomer:
    """What staff see of them."""
    with practice_scope(oak.id):
        found = lead_desk.of_conversation(conversation(oak, phone), "en")
    assert found is not None
    return found


def leads_of(oak: Oak) -> list[tuple[str, datetime | None]]:
    """(status, ended at) of every lead, oldest first."""
    with practice_scope(oak.id):
        return list(Lead.objects.order_by("id").values_list("status", "ended_at"))


def sent(oak: Oak, phone: str = NEW) -> list[str]:
    """The wordings of the texts that reached the phone, oldest first."""
    with practice_scope(oak.id):
        found = Message.objects.filter(direction="out", phone=phone, accepted_at__isnull=False)
        return list(found.order_by("id").values_list("template__key", flat=True))
