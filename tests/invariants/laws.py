"""What must hold after every step of a random day, said in SQL: each statement finds whatever breaks its law."""

from collections.abc import Mapping

EXEMPT = "('safety', 'opt_out', 'page')"
NEW = (
    "FROM messaging_attempt a JOIN messaging_message m ON m.id = a.message_id"
    " LEFT JOIN messaging_conversation v ON v.id = m.conversation_id WHERE a.id > %(since)s"
)
"""Posts that began in this step; nothing else happened in it."""
UNASKED = f"m.answers_id IS NULL AND m.author_id IS NULL AND m.purpose NOT IN {EXEMPT}"

ALWAYS: Mapping[str, str] = {
    "1 a handled text has an end, an unhandled one has none": """
        SELECT id FROM messaging_message WHERE direction = 'in' AND (handled_at IS NULL) <> (ended_in = '')""",
    "1 who was to be answered was answered": """
        SELECT id FROM messaging_message m WHERE direction = 'in' AND ended_in = 'reply' AND NOT EXISTS (
          SELECT 1 FROM messaging_message o WHERE o.direction = 'out' AND o.answers_id = m.id)""",
    "1 what was left to a person is a task": """
        SELECT id FROM messaging_message m WHERE direction = 'in' AND ended_in = 'task' AND NOT EXISTS (
          SELECT 1 FROM dialogue_task t WHERE t.conversation_id = m.conversation_id
            AND (t.closed_at IS NULL OR t.closed_at >= m.created_at))""",
    "2 a post had the gate's yes": f"SELECT a.id {NEW} AND (m.gate_answer <> 'queued' OR m.gate_asked_at <> %(now)s)",
    "2 nothing from a paused practice": f"""
        SELECT a.id {NEW} AND m.purpose NOT IN {EXEMPT} AND EXISTS (
          SELECT 1 FROM practices_practice p WHERE p.id = m.practice_id AND p.paused_at IS NOT NULL)""",
    "2 automation is silent where a person talks": f"""
        SELECT a.id {NEW} AND m.purpose NOT IN {EXEMPT} AND m.author_id IS NULL
          AND (v.taken_by_id IS NOT NULL OR v.paused_at IS NOT NULL)""",
    "2 nothing unasked at night": f"""
        SELECT a.id {NEW} AND {UNASKED} AND ((%(now)s::timestamptz AT TIME ZONE 'America/New_York')::time < '08:00'
          OR (%(now)s::timestamptz AT TIME ZONE 'America/New_York')::time > '21:00')""",
    "2 nothing unasked without consent": f"""
        SELECT a.id {NEW} AND {UNASKED} AND NOT EXISTS (
          SELECT 1 FROM patients_consentevent e WHERE e.phone = m.phone AND e.granted)""",
    "2 one reminder a day": """
        SELECT min(m.id) FROM messaging_message m WHERE m.purpose = 'reminder' AND m.answers_id IS NULL AND m.tries > 0
        GROUP BY m.phone, (m.gate_asked_at AT TIME ZONE 'America/New_York')::date HAVING count(*) > 1""",
    "3 nothing but a confirmation or safety after an opt-out": f"""
        SELECT a.id {NEW} AND m.purpose NOT IN {EXEMPT} AND EXISTS (
          SELECT 1 FROM patients_suppression s WHERE s.phone = m.phone AND s.lifted_at IS NULL)""",
    "3 one confirmation an opt-out": """
        SELECT s.id FROM patients_suppression s JOIN messaging_message m ON m.phone = s.phone AND m.tries > 0
          AND m.created_at >= s.since AND (s.lifted_at IS NULL OR m.created_at < s.lifted_at)
        JOIN messaging_template t ON t.id = m.template_id AND t.key = 'opt_out.confirmed'
        GROUP BY s.id HAVING count(*) > 1""",
    "3 every suppression has its evidence": """
        SELECT s.id FROM patients_suppression s WHERE NOT EXISTS (
          SELECT 1 FROM patients_consentevent e WHERE e.phone = s.phone AND NOT e.granted AND e.at = s.since)""",
    "4 no two visits on one schedule": """
        SELECT one.id FROM scheduling_occupancy one JOIN scheduling_appointment x ON x.id = one.appointment_id
        JOIN scheduling_occupancy two
          ON two.schedule_id = one.schedule_id AND two.id > one.id AND two.period && one.period
        JOIN scheduling_appointment y ON y.id = two.appointment_id
        WHERE x.status IN ('held', 'booked') AND y.status IN ('held', 'booked')
          AND NOT (x.overbooked OR y.overbooked)""",
    "4 a visit occupies its time": """
        SELECT a.id FROM scheduling_appointment a WHERE a.status IN ('held', 'booked') AND NOT EXISTS (
          SELECT 1 FROM scheduling_occupancy o WHERE o.appointment_id = a.id AND o.occupies
            AND o.period @> tstzrange(a.starts_at, a.ends_at))""",
    "5 one open post a text": """
        SELECT message_id FROM messaging_attempt WHERE ended_at IS NULL GROUP BY message_id HAVING count(*) > 1""",
    "6 replies leave in order": f"""
        SELECT a.id {NEW} AND m.lane > 1 AND EXISTS (
          SELECT 1 FROM messaging_message o WHERE o.conversation_id = m.conversation_id AND o.direction = 'out'
            AND o.id < m.id AND o.lane > 1 AND o.status IN ('queued', 'sending'))""",
    "6 texts are handled in order": """
        SELECT late.id FROM messaging_message late JOIN messaging_message early
          ON early.conversation_id = late.conversation_id AND early.direction = 'in' AND early.id < late.id
        WHERE late.direction = 'in' AND late.handled_at IS NOT NULL AND early.handled_at IS NULL
          AND late.red_flags = '{}'""",
    "7 a freed, moved or booked visit is in the trail": """
        SELECT a.id FROM scheduling_appointment a WHERE a.booked_via <> 'import' AND NOT EXISTS (
          SELECT 1 FROM audit_event e WHERE e.subject = 'appointment:' || a.id
          HAVING count(*) >= a.version)""",
    "8 nothing about what changed since": f"""
        SELECT a.id {NEW} AND EXISTS (
          SELECT 1 FROM jsonb_array_elements(m.about) pair LEFT JOIN scheduling_appointment x
            ON x.id = (pair ->> 0)::bigint AND x.version = (pair ->> 1)::int WHERE x.id IS NULL)""",
    "8 nothing unasked before the patient's own text is handled": f"""
        SELECT a.id {NEW} AND {UNASKED} AND EXISTS (
          SELECT 1 FROM messaging_message i WHERE i.conversation_id = m.conversation_id AND i.direction = 'in'
            AND i.handled_at IS NULL)""",
}

AT_REST: Mapping[str, str] = {
    "1 every text is handled": "SELECT id FROM messaging_message WHERE direction = 'in' AND handled_at IS NULL",
    "5 nothing is left half sent": "SELECT id FROM messaging_message WHERE status IN ('queued', 'sending')",
    "5 every post has an end": "SELECT id FROM messaging_attempt WHERE ended_at IS NULL",
    "10 somebody was called to every urgent text, or came by themselves": """
        SELECT m.id FROM messaging_message m WHERE m.direction = 'in' AND m.red_flags <> '{}' AND NOT EXISTS (
          SELECT 1 FROM dialogue_task t WHERE t.conversation_id = m.conversation_id AND t.reason = 'red_flag'
            AND (t.taken_by_id IS NOT NULL OR t.closed_at IS NOT NULL
              OR EXISTS (SELECT 1 FROM dialogue_pagesent p WHERE p.task_id = t.id)))""",
}
