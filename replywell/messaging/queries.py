"""Reads of the outbound side: the gate's facts, for many messages in one query (SQL function gate_facts)."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from replywell.messaging import lint
from replywell.messaging.gate import Consent, Counted, Facts
from replywell.messaging.models import Message, Purpose
from replywell.messaging.quiet_hours import recipient_of

FACTS = "SELECT * FROM gate_facts(%s)"
_OF_DRAFT = "SELECT * FROM gate_facts('{}', %s::jsonb)"
_LAST_ID = 2**63 - 1
"""A draft is asked about as if it came after every text that is stored."""


def load_facts(message_ids: Iterable[int]) -> dict[int, Facts]:
    """The gate's facts by message id, in one query, within the practice's scope.

    The words are linted when the gate is asked for the first time; they never change afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [list(message_ids)])
        return {row[0]: _facts(row) for row in cursor.fetchall()}


def facts_of_draft(draft: Message) -> tuple[Facts, str]:
    """The gate's facts of a text before it is stored, within the practice's scope, and the carrier it would go by.

    `draft.number_id` is the wish; `Facts.number_id` the number of ours that would be used.
    """
    columns = {name: getattr(draft, name) for name in _READ}
    columns |= {"id": _LAST_ID, "direction": "out", "gate_answer": ""}
    with connection.cursor() as cursor:
        cursor.execute(_OF_DRAFT, [json.dumps(columns, default=datetime.isoformat)])
        row = cursor.fetchone()
    return _facts(row), row[_CARRIER] or ""


_READ = (
    "practice_id", "conversation_id", "purpose", "phone", "number_id", "planned_for", "send_by", "author_id", "body",
    "answers_id", "template_id", "about", "created_at",
)  # fmt: skip
_CARRIER = 20


def _facts(row: Sequence[Any]) -> Facts:
    (
        message_id, purpose, conversation_id, phone, number_id, planned_for, send_by, by_a_person, body,
        practice_paused, caps_a_day, caps_a_week, pilot, zone, state, quiet_from, quiet_until,
        practice_phone, our_phone, number_stopped, _,
        suppressed_since, confirmed_already, unreachable_at, wrong_number, contact_zone, contact_state,
        taken, paused, asked_to_keep_at, last_in_at, answers_at, has_unhandled, awaits, prompt_until,
        template_key, approved, visits, same, live, visit_at, about_patients, patients, charts, events, others,
        agreed_from, agreed_until,
    ) = row  # fmt: skip
    agreed = (agreed_from, agreed_until) if agreed_from and agreed_until else None
    return Facts(
        message_id=message_id,
        purpose=Purpose(purpose),
        recipient=recipient_of(phone, contact_zone, contact_state, zone, state, quiet_from, quiet_until, agreed),
        conversation_id=conversation_id,
        phone=phone,
        number_id=number_id,
        number_stopped=number_stopped,
        planned_for=planned_for,
        send_by=send_by,
        by_a_person=by_a_person,
        practice_paused=practice_paused,
        caps_a_day=caps_a_day,
        caps_a_week=caps_a_week,
        pilot_chart_ids=None if pilot is None else frozenset(pilot),
        suppressed_since=suppressed_since,
        confirmed_already=confirmed_already,
        unreachable_at=unreachable_at,
        wrong_number=wrong_number,
        consents=[Consent(*event) for event in events or ()],
        patients=dict(zip(patients or (), charts or (), strict=True)),
        about_patients=about_patients,
        counted=[_counted(other) for other in others or ()],
        taken=taken,
        paused=paused,
        asked_to_keep_at=asked_to_keep_at,
        last_in_at=last_in_at,
        answers_at=answers_at,
        has_unhandled=has_unhandled,
        waits_for_prompt=awaits,
        prompt_until=prompt_until,
        template_key=template_key,
        approved=approved,
        lint=tuple(finding.code for finding in lint.findings(body, (practice_phone, our_phone or ""))) if body else (),
        visits=frozenset(visits or ()),
        same_versions=same is not False,
        visits_live=live is not False,
        visit_at=visit_at,
    )


def _counted(other: Sequence[Any]) -> Counted:
    at, begun, about, visit_at = other
    return Counted(
        datetime.fromisoformat(at),
        begun,
        frozenset(pair[0] for pair in about),
        datetime.fromisoformat(visit_at) if visit_at else None,
    )
