"""Say something to a patient, or page staff: the row is made, the gate is asked, its answer is written down.

Every call makes a row, also when the gate says no, so that staff see what was not sent and why. All run in the
caller's practice_scope; the text leaves after commit.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common import notify, rows, segments
from replywell.messaging import gate, lint, queries, templates, tone
from replywell.messaging.gate import Kind
from replywell.messaging.models import LANES, Conversation, Direction, Message, MessageStatus, Purpose
from replywell.patients.models import Contact
from replywell.practices.models import Number, Practice, Staff

LONGEST = 1_600
"""Characters: the most that carriers take."""


@dataclass(frozen=True)
class Preview:
    """What the composer shows before sending. `leaves_at` None: it will not leave, see `warnings`."""

    body: str
    segments: int
    encoding: str
    language: str
    leaves_at: datetime | None
    warnings: tuple[str, ...]


class EmptyText(ValueError):  # noqa: N818
    """A person's text without words, or longer than carriers take."""


def say(
    conversation: Conversation,
    key: str,
    values: Mapping[str, str],
    *,
    purpose: Purpose,
    now: datetime,
    language: str | None = None,
    workflow: str = "",
    run_id: int | None = None,
    answers: Message | None = None,
    author: Staff | None = None,
    about: Sequence[tuple[int, int]] = (),
    send_at: datetime | None = None,
    send_by: datetime | None = None,
) -> Message:
    """One text by an approved wording. `about`: (appointment id, version) it stands for; `send_at`: not before;
    `send_by`: of no use after; `author`: who pressed for it, so that it passes as their own words do. The
    confirmations of STOP, START, HELP and of a wrong number have purpose opt_out and name the text they answer.

    A safety text is also said in the practice's language. Raises WordingError when a place is not filled.
    """
    practice, contact = conversation.practice, conversation.contact
    wanted = language or conversation.language or contact.language or practice.language
    rendered = templates.render(practice.pk, key, wanted, values, practice=practice)
    body = rendered.body
    if purpose == Purpose.SAFETY and rendered.language != practice.language:
        body += "\n" + templates.render(practice.pk, key, practice.language, values, practice=practice).body
    message = _add(
        practice,
        conversation,
        contact.phone,
        body,
        rendered.language,
        purpose=purpose,
        now=now,
        workflow=workflow,
        run_id_then=run_id,
        answers=answers,
        author=author,
        template_id=rendered.template_id,
        about=[list(pair) for pair in about],
        send_at=send_at,
        send_by=send_by,
    )
    if rendered.fallback:
        record(
            practice.pk,
            "wording.missing",
            f"message:{message.pk}",
            actor="system",
            at=now,
            key=key,
            wanted=wanted,
            used=rendered.language,
        )
    return message


def say_words(
    conversation: Conversation,
    body: str,
    *,
    author: Staff,
    now: datetime,
    answers: Message | None = None,
    send_at: datetime | None = None,
    patient_id: int | None = None,
) -> Message:
    """A person's own words. They are linted for warnings in `preview`, not refused. Raises EmptyText.

    `patient_id`: whom they are about, where a phone is shared.
    """
    practice, contact = conversation.practice, conversation.contact
    words = segments.to_gsm7(body.strip(), accents=practice.plain_accents)
    if not words:
        raise EmptyText(_("The text is empty. Write something first."))
    if len(words) > LONGEST:
        raise EmptyText(
            _("The text has %(count)s characters; carriers take %(most)s. Shorten it or send two.")
            % {"count": len(words), "most": LONGEST}
        )
    return _add(
        practice,
        conversation,
        contact.phone,
        words,
        conversation.language or contact.language or practice.language,
        purpose=Purpose.STAFF,
        now=now,
        author=author,
        answers=answers,
        send_at=send_at,
        patient_id=patient_id,
    )


def withdraw(texts: QuerySet[Message], *, now: datetime) -> int:
    """Drop those of our texts that somebody takes back before they leave. Returns how many still waited."""
    return texts.filter(direction=Direction.OUT, status__in=(MessageStatus.QUEUED, MessageStatus.DEFERRED)).update(
        status=MessageStatus.DROPPED, gate_answer=Kind.DROPPED.value, gate_reason="withdrawn", gate_asked_at=now
    )


def page(
    practice_id: int,
    staff: Staff,
    key: str,
    values: Mapping[str, str],
    *,
    now: datetime,
    number_id: int | None = None,
) -> Message:
    """A text to staff on call, in their language, without anything about a patient. ValueError without a phone.

    `number_id`: the number of ours it shall go by, if it can send.
    """
    if not staff.phone:
        raise ValueError(f"{staff.name} has no phone number to page.")
    practice = Practice.objects.get(pk=practice_id)
    rendered = templates.render(practice_id, key, staff.language, values, practice=practice)
    return _add(
        practice,
        None,
        staff.phone,
        rendered.body,
        rendered.language,
        purpose=Purpose.PAGE,
        now=now,
        template_id=rendered.template_id,
        number_id=number_id,
    )


def preview(
    conversation: Conversation,
    body: str = "",
    *,
    now: datetime,
    key: str = "",
    values: Mapping[str, str] | None = None,
    send_at: datetime | None = None,
) -> Preview:
    """What a person's words (or the wording `key`) would be as a text. Nothing is written."""
    practice, contact = conversation.practice, conversation.contact
    language = conversation.language or contact.language or practice.language
    warnings = []
    if key:
        rendered = templates.render(practice.pk, key, language, values or {}, practice=practice)
        body, language = rendered.body, rendered.language
        if rendered.fallback:
            warnings.append(_("There is no approved wording in the patient's language."))
    else:
        body = segments.to_gsm7(body.strip(), accents=practice.plain_accents)
    size = segments.count(body)
    if len(body) > LONGEST:
        warnings.append(
            _("It has %(count)s characters; carriers take %(most)s.") % {"count": len(body), "most": LONGEST}
        )
    if body:
        ours = (practice.phone, *Number.objects.values_list("phone", flat=True))
        warnings += [_("Please check: %(what)s") % {"what": _(finding.words)} for finding in lint.findings(body, ours)]
    if not key:
        warnings += tone.warnings(body, language)
    answer = gate.decide(_facts_of_words(conversation, contact, practice, send_at), now)
    leaves_at = {Kind.QUEUED: now, Kind.DEFERRED: answer.until}.get(answer.kind)
    if answer.kind != Kind.QUEUED and answer.reason != "planned":
        warnings.append(answer.words)
    return Preview(body, size.segments, size.encoding, language, leaves_at, tuple(warnings))


_RELEASE = """
UPDATE messaging_message SET send_at = %s WHERE conversation_id = %s AND status = 'deferred'
   AND gate_reason IN ('waits_for_handling', 'waits_for_prompt', 'asked_to_keep') AND send_at > %s
"""
_END = f"""
WITH ended AS (
  UPDATE messaging_message SET handled_at = statement_timestamp(), ended_in = %s, reading = %s
   WHERE id = %s AND handled_at IS NULL RETURNING id
), released AS ({_RELEASE} RETURNING id)
SELECT (SELECT count(*) FROM ended), (SELECT count(*) FROM released)
"""


def release_waiting(conversation_id: int, now: datetime) -> int:
    """Let go what waited for the patient's answer (a prompt closed, KEEP came). Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_RELEASE, [now, conversation_id, now])
        released = int(cursor.rowcount)
    if released:
        notify.poke(notify.OUTBOUND)
    return released


def end_text(text: Message, ended_in: str, now: datetime) -> None:
    """The text has been handled: keep its reading and what became of it, and let go what waited for that.

    RuntimeError when it was handled before: its conversation was not locked.
    """
    reading = None if text.reading is None else json.dumps(text.reading)
    with connection.cursor() as cursor:
        cursor.execute(_END, [ended_in, reading, text.pk, now, text.conversation_id, now])
        ended, released = cursor.fetchone()
    if not ended:
        raise RuntimeError(f"Text {text.pk} was handled twice.")
    if released:
        notify.poke(notify.OUTBOUND)


def _facts_of_words(
    conversation: Conversation, contact: Contact, practice: Practice, send_at: datetime | None
) -> gate.Facts:
    """The gate's facts of a person's text that is not there yet."""
    draft = Message(
        practice=practice,
        conversation=conversation,
        phone=contact.phone,
        number_id=conversation.number_id,
        body="-",
        created_at=conversation.created_at,
        purpose=Purpose.STAFF,
    )
    facts, _ = queries.facts_of_draft(draft)
    return replace(facts, by_a_person=True, planned_for=send_at)


def _add(
    practice: Practice,
    conversation: Conversation | None,
    phone: str,
    body: str,
    language: str,
    *,
    purpose: Purpose,
    now: datetime,
    send_at: datetime | None = None,
    number_id: int | None = None,
    **more: object,
) -> Message:
    size = segments.count(body)
    message = Message(
        practice=practice,
        conversation=conversation,
        direction=Direction.OUT,
        phone=phone,
        number_id=conversation.number_id if conversation else number_id,
        body=body,
        language=language,
        encoding=size.encoding,
        segments=max(size.segments, 1),
        created_at=now,
        purpose=purpose,
        lane=LANES[purpose],
        gate_asked_at=now,
        planned_for=send_at,
        **more,
    )
    facts, message.carrier = queries.facts_of_draft(message)
    message.number_id = facts.number_id
    answer = gate.decide(facts, now)
    message.status = message.gate_answer = answer.kind.value
    message.gate_reason = answer.reason
    if answer.kind == Kind.DEFERRED and answer.until:
        message.send_at = max(answer.until, send_at or answer.until)
    if conversation is None:
        rows.insert(message)
    else:
        rows.insert(message, _NEWS, [now, conversation.pk])
        notify.poke_live(practice.public_id, "conversation", conversation.public_id)
    if answer.kind == Kind.QUEUED:
        notify.poke(notify.OUTBOUND)
    return message


_NEWS = "WITH said AS (UPDATE messaging_conversation SET last_message_at = %s WHERE id = %s)"
