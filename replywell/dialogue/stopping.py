"""STOP, START, HELP, CANCEL, KEEP and the wrong number: what the law and the carriers care about.

The suppression itself is made in the transaction that stores the text; here follow the one confirmation and the
end of everything under way.
"""

from __future__ import annotations

from datetime import timedelta

from replywell.audit.record import record
from replywell.dialogue import effects, prompts, runs, tasks
from replywell.dialogue.models import WakeUp
from replywell.dialogue.people import QUEUES
from replywell.dialogue.thread import Thread
from replywell.messaging import opt_out, send
from replywell.messaging.models import Conversation, Purpose
from replywell.patients import page_links
from replywell.patients.models import Contact, Lead, LeadStatus
from replywell.scheduling import booking, waitlist
from replywell.scheduling.booking import VisitChanged
from replywell.understanding import Intent, Reading

KEEP_SILENCE = "keep_silence"
KEEP_FOR = timedelta(hours=24)
WRONG_NUMBER = "wrong_number"
"""Why everything under way ends when somebody else has the number."""


def stopped(thread: Thread, reading: Reading) -> str:
    """An opt-out: everything under way ends, one confirmation leaves, unmet wishes become tasks."""
    message = thread.message
    assert message is not None
    fresh = _suppress(thread, "opt_out")
    finish(thread, "opted_out")
    unmet = tuple(intent for intent in reading.also if intent in QUEUES and intent is not Intent.OPT_OUT)
    if unmet:
        queue, reason, summary = QUEUES[unmet[0]]
        tasks.create(
            thread.practice_id, queue, reason, f"{summary}, and opted out: call", now=thread.now,
            conversation_id=thread.conversation.pk, message_id=message.pk, patient_id=thread.patient_id,
            key=f"opted_out:{thread.conversation.pk}",
        )  # fmt: skip
    if fresh and message.carrier_answered != "stop" and _answer(thread, "opt_out.confirmed"):
        return "reply"
    return "task" if unmet else "action"


def _suppress(thread: Thread, why: str) -> bool:
    """Make sure that the text's wish is applied. True when this text did it, here or when it was stored.

    What was applied at storing is not applied again: a later START may have lifted it since.
    """
    message = thread.message
    assert message is not None
    if message.carrier_answered == "stop" or message.opt_out in ("keyword", "words"):
        return thread.suppressed_since == message.created_at
    if thread.suppressed_since is not None:
        return False
    # As of the text's own time, so that a START which came after it lifts it.
    return opt_out.stop(
        thread.practice_id, message.phone, words=message.body, why=why, actor="patient", channel="text",
        at=message.created_at, message_id=message.pk,
    )  # fmt: skip


def finish(thread: Thread, why: str) -> None:
    """End runs with their wake-ups, prompts and the KEEP question. What is planned stays: START may come.

    With a wrong number the links to the patients' pages are taken back: somebody else has the texts they are in.
    """
    conversation = thread.conversation
    runs.end_all(conversation.pk, why, thread)
    prompts.close_all(conversation.pk, "void", now=thread.now)
    bound = WakeUp.objects.filter(conversation_id=conversation.pk, run__isnull=False, done_at__isnull=True)
    bound.update(done_at=thread.now, done_how="void")
    open_leads = Lead.objects.filter(contact_id=conversation.contact_id, status=LeadStatus.OPEN)
    open_leads.update(status=LeadStatus.DECLINED, ended_at=thread.now)
    waitlist.leave_all(conversation.contact_id, why, now=thread.now)
    if why == WRONG_NUMBER:
        page_links.revoke_on(conversation.contact_id, now=thread.now, actor="system")
    if conversation.asked_to_keep_at is not None:
        _ask_no_more(thread)


def started(thread: Thread) -> str:
    """START: the suppression is lifted, confirmed once unless the carrier did or a later STOP came."""
    message = thread.message
    assert message is not None
    opt_out.start(
        thread.practice_id, message.phone, words=message.body, why="START", actor="patient", channel="text",
        at=message.created_at, message_id=message.pk,
    )  # fmt: skip
    if thread.conversation.asked_to_keep_at is not None:
        _ask_no_more(thread)
    if message.carrier_answered == "start" or opt_out.is_suppressed(thread.practice_id, message.phone):
        return "action"
    return "reply" if _answer(thread, "opt_in.confirmed") else "action"


def helped(thread: Thread) -> str:
    """HELP is always answered, unless the carrier did."""
    message = thread.message
    assert message is not None
    if message.carrier_answered == "help":
        return "action"
    return "reply" if _answer(thread, "help.answer") else "action"


def wrong_number(thread: Thread) -> str:
    """Nothing more about anybody's patients to this phone, until staff have looked."""
    message = thread.message
    assert message is not None
    contact = thread.conversation.contact
    Contact.objects.filter(pk=contact.pk, wrong_number_at__isnull=True).update(wrong_number_at=thread.now)
    record(
        thread.practice_id, "contact.wrong_number", f"contact:{contact.pk}", actor="patient", at=thread.now,
        message=message.pk,
    )  # fmt: skip
    _, fresh = tasks.create(
        thread.practice_id, "front_desk", "wrong_number", "Says that this is the wrong number", now=thread.now,
        conversation_id=thread.conversation.pk, message_id=message.pk, patient_id=thread.patient_id,
        key=f"wrong_number:{thread.conversation.pk}",
    )  # fmt: skip
    finish(thread, WRONG_NUMBER)
    contact.wrong_number_at = thread.now
    if fresh and thread.suppressed_since is None and _answer(thread, "wrong_number.thanks"):
        return "reply"
    return "task"


def bare_cancel(thread: Thread) -> str:
    """CANCEL alone, with one visit ahead or none (47 CFR 64.1200(a)(10) lists the word as a revocation)."""
    conversation = thread.conversation
    if conversation.asked_to_keep_at is not None or not thread.visits:
        return stopped(thread, Reading(Intent.OPT_OUT, 1.0, True, thread.language))
    visit = thread.visits[0]
    try:
        booking.cancel(visit.id, visit.version, now=thread.now, actor="patient", reason="CANCEL")
    except VisitChanged:
        tasks.create(
            thread.practice_id, "scheduling", "cancel", "CANCEL crossed a change of the visit: call", now=thread.now,
            conversation_id=conversation.pk, patient_id=visit.patient_id, appointment_id=visit.id,
            key=f"cancel:{conversation.pk}",
        )  # fmt: skip
        return "task"
    ask_to_keep(thread, thread.values(visit))
    return "reply"


def ask_to_keep(thread: Thread, values: dict[str, str]) -> None:
    """Tell that the visit is freed and ask KEEP or STOP; all else unsolicited waits, and silence is an opt-out."""
    conversation = thread.conversation
    Conversation.objects.filter(pk=conversation.pk).update(asked_to_keep_at=thread.now)
    conversation.asked_to_keep_at = thread.now
    prompts.close_all(conversation.pk, "void", now=thread.now)
    send.say(
        conversation, "visit.cancelled_keep", values, purpose=Purpose.ANSWER, now=thread.now, answers=thread.message
    )
    effects.plan(
        thread.practice_id, conversation.pk, workflow="", name=KEEP_SILENCE, due=thread.now + KEEP_FOR,
        key=f"{KEEP_SILENCE}:{conversation.pk}",
    )  # fmt: skip


def keep(thread: Thread) -> None:
    """KEEP: texts go on, and what waited may leave. Says nothing."""
    _ask_no_more(thread)
    send.release_waiting(thread.conversation.pk, thread.now)


def thank_for_keeping(thread: Thread) -> str:
    """The answer to KEEP."""
    send.say(
        thread.conversation, "visit.keep_thanks", {}, purpose=Purpose.ANSWER, now=thread.now, answers=thread.message
    )
    return "reply"


def silence_after_cancel(thread: Thread) -> None:
    """Nobody answered KEEP or STOP for 24 hours: that is an opt-out, without another text."""
    if thread.conversation.asked_to_keep_at is None:
        return
    opt_out.stop(
        thread.practice_id, thread.conversation.contact.phone, words="CANCEL, then silence", why="cancel_silence",
        actor="system", channel="text", at=thread.now,
    )  # fmt: skip
    finish(thread, "opted_out")


def _ask_no_more(thread: Thread) -> None:
    Conversation.objects.filter(pk=thread.conversation.pk).update(asked_to_keep_at=None)
    thread.conversation.asked_to_keep_at = None
    WakeUp.objects.filter(key=f"{KEEP_SILENCE}:{thread.conversation.pk}", done_at__isnull=True).update(
        done_at=thread.now, done_how="void"
    )


def _answer(thread: Thread, key: str) -> bool:
    """Whether the gate let it out."""
    said = send.say(thread.conversation, key, {}, purpose=Purpose.OPT_OUT, now=thread.now, answers=thread.message)
    return said.status not in ("suppressed", "dropped")
