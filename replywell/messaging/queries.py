"""Reads of the outbound side: the gate's facts, for many messages in one query."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from replywell.messaging import lint
from replywell.messaging.gate import Consent, Counted, Facts
from replywell.messaging.models import Purpose
from replywell.messaging.quiet_hours import recipient_of

FACTS = """
WITH m AS MATERIALIZED (SELECT * FROM messaging_message WHERE id = ANY(%(ids)s) AND direction = 'out')
SELECT m.id, m.purpose, m.conversation_id, m.phone, m.number_id, m.send_at, m.send_by, m.author_id IS NOT NULL,
  CASE WHEN m.gate_answer = '' THEN m.body ELSE '' END,
  p.paused_at IS NOT NULL, p.caps_a_day, p.caps_a_week, p.pilot_chart_ids, p.zone, p.state, p.quiet_from,
  p.quiet_until, p.phone, n.phone,
  s.since, m.purpose = 'opt_out' AND s.since IS NOT NULL AND EXISTS (
    SELECT 1 FROM messaging_message o JOIN messaging_template ot ON ot.id = o.template_id
    WHERE o.practice_id = m.practice_id AND o.phone = m.phone AND o.direction = 'out' AND o.id <> m.id
      AND o.created_at >= s.since AND ot.key = 'opt_out.confirmed'
      AND (o.status NOT IN ('suppressed', 'dropped', 'failed', 'queued') OR (o.status = 'queued' AND o.id < m.id))),
  c.unreachable_at, c.wrong_number_at IS NOT NULL, coalesce(c.zone, ''), coalesce(c.state, ''),
  v.taken_by_id IS NOT NULL, v.paused_at IS NOT NULL, v.asked_to_keep_at, v.last_in_at, i.created_at,
  m.answers_id IS NULL AND EXISTS (
    SELECT 1 FROM messaging_message u
    WHERE u.conversation_id = m.conversation_id AND u.direction = 'in' AND u.handled_at IS NULL),
  w.conversation_id IS NOT NULL, w.until,
  coalesce(t.key, ''), m.template_id IS NULL OR t.approved_at IS NOT NULL,
  visit.ids, visit.same, visit.live, visit.starts_at, visit.patients IS NOT NULL,
  link.patients, link.charts, ledger.events, others.found
FROM m
JOIN practices_practice p ON p.id = m.practice_id
LEFT JOIN practices_number n ON n.id = m.number_id
LEFT JOIN messaging_conversation v ON v.id = m.conversation_id
LEFT JOIN patients_contact c ON c.id = v.contact_id
LEFT JOIN patients_suppression s ON s.practice_id = m.practice_id AND s.phone = m.phone AND s.lifted_at IS NULL
LEFT JOIN messaging_message i ON i.id = m.answers_id AND i.direction = 'in' AND i.phone = m.phone
LEFT JOIN messaging_template t ON t.id = m.template_id
LEFT JOIN LATERAL (
  SELECT array_agg((pair ->> 0)::bigint) AS ids, bool_and(a.version = (pair ->> 1)::int AND a.id IS NOT NULL) AS same,
    bool_and(a.status IN ('held', 'booked')) AS live, min(a.starts_at) AS starts_at,
    array_agg(a.patient_id) FILTER (WHERE a.patient_id IS NOT NULL) AS patients
  FROM jsonb_array_elements(m.about) pair
  LEFT JOIN scheduling_appointment a ON a.id = (pair ->> 0)::bigint
  HAVING count(*) > 0
) visit ON true
LEFT JOIN LATERAL (
  SELECT array_agg(l.patient_id ORDER BY l.id) AS patients, array_agg(q.chart_id ORDER BY l.id) AS charts
  FROM patients_contactlink l JOIN patients_patient q ON q.id = l.patient_id
  WHERE l.practice_id = m.practice_id AND l.contact_id = c.id AND l.ended_at IS NULL
    AND (visit.patients IS NULL OR l.patient_id = ANY(visit.patients))
) link ON true
LEFT JOIN LATERAL (
  SELECT json_agg(json_build_array(e.patient_id_then, e.purpose, e.granted) ORDER BY e.at, e.id) AS events
  FROM patients_consentevent e WHERE e.practice_id = m.practice_id AND e.phone = m.phone
) ledger ON true
LEFT JOIN LATERAL (
  SELECT json_agg(json_build_array(
      CASE WHEN o.status IN ('queued', 'deferred') THEN coalesce(o.send_at, o.created_at)
        ELSE coalesce(o.accepted_at, o.gate_asked_at, o.created_at) END,
      o.status NOT IN ('queued', 'deferred'), o.about,
      (SELECT min(a.starts_at) FROM jsonb_array_elements(o.about) pair
        JOIN scheduling_appointment a ON a.id = (pair ->> 0)::bigint AND a.version = (pair ->> 1)::int
          AND a.status IN ('held', 'booked')))) AS found
  FROM messaging_message o
  WHERE m.purpose IN ('reminder', 'recall') AND o.practice_id = m.practice_id AND o.phone = m.phone
    AND o.direction = 'out' AND o.id <> m.id AND o.purpose IN ('reminder', 'recall') AND o.answers_id IS NULL
    AND o.status NOT IN ('suppressed', 'dropped', 'failed') AND o.created_at > m.created_at - interval '40 days'
) others ON true
LEFT JOIN conversation_awaits(
  (SELECT array_agg(conversation_id) FROM m WHERE answers_id IS NULL AND conversation_id IS NOT NULL)
) w ON w.conversation_id = m.conversation_id
"""


def load_facts(message_ids: Iterable[int]) -> dict[int, Facts]:
    """The gate's facts by message id, in one query, within the practice's scope.

    The words are linted when the gate is asked for the first time; they never change afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(FACTS, {"ids": list(message_ids)})
        return {row[0]: _facts(row) for row in cursor.fetchall()}


def _facts(row: Sequence[Any]) -> Facts:
    (
        message_id, purpose, conversation_id, phone, number_id, send_at, send_by, by_a_person, body,
        practice_paused, caps_a_day, caps_a_week, pilot, zone, state, quiet_from, quiet_until,
        practice_phone, our_phone,
        suppressed_since, confirmed_already, unreachable_at, wrong_number, contact_zone, contact_state,
        taken, paused, asked_to_keep_at, last_in_at, answers_at, has_unhandled, awaits, prompt_until,
        template_key, approved, visits, same, live, visit_at, about_patients, patients, charts, events, others,
    ) = row  # fmt: skip
    return Facts(
        message_id=message_id,
        purpose=Purpose(purpose),
        recipient=recipient_of(phone, contact_zone, contact_state, zone, state, quiet_from, quiet_until),
        conversation_id=conversation_id,
        phone=phone,
        number_id=number_id,
        send_at=send_at,
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
