"""Functions of the outbound side: what is due across practices, and whether a conversation awaits an answer."""

from django.db import migrations

# The room above replaces it: it knows the open prompts. (conversation, until when at the longest)
AWAITS = """
CREATE FUNCTION conversation_awaits(wanted bigint[]) RETURNS TABLE (conversation_id bigint, until timestamptz)
  LANGUAGE sql STABLE AS $$ SELECT NULL::bigint, NULL::timestamptz WHERE false $$;
"""

# Safety (lane 0), pages and STOP's answers (lane 1) overtake; of the rest only a conversation's oldest text.
DUE = """
CREATE FUNCTION outbound_due(moment timestamptz, most integer)
  RETURNS TABLE (practice_id bigint, message_id bigint, phone text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode TO force_generic_plan
  SET enable_seqscan TO off SET enable_hashjoin TO off SET enable_mergejoin TO off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY WITH ready AS MATERIALIZED (
    SELECT m.id, m.lane FROM messaging_message m
      LEFT JOIN practices_number n ON n.id = m.number_id
      JOIN practices_practice p ON p.id = m.practice_id
      WHERE m.status = 'queued' AND (m.retry_at IS NULL OR m.retry_at <= clock_timestamp())
        AND (m.send_at IS NULL OR m.send_at <= moment)
        AND (n.stopped_at IS NULL OR m.purpose IN ('safety', 'page'))
        AND (n.next_free_at IS NULL OR n.next_free_at <= clock_timestamp())
        AND (p.paused_at IS NULL OR m.lane <= 1)
        AND (m.lane <= 1 OR NOT EXISTS (
          SELECT 1 FROM messaging_message o
          WHERE o.conversation_id = m.conversation_id AND o.id < m.id AND o.status IN ('queued', 'sending')))
      ORDER BY m.lane, m.id LIMIT most FOR UPDATE OF m SKIP LOCKED
  ), ripe AS MATERIALIZED (
    SELECT m.id, m.lane FROM messaging_message m
      LEFT JOIN practices_number n ON n.id = m.number_id
      JOIN practices_practice p ON p.id = m.practice_id
      WHERE m.status = 'deferred' AND (m.send_at IS NULL OR m.send_at <= moment)
        AND n.stopped_at IS NULL AND (n.next_free_at IS NULL OR n.next_free_at <= clock_timestamp())
        AND p.paused_at IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM messaging_message o
          WHERE o.conversation_id = m.conversation_id AND o.id < m.id AND o.status IN ('queued', 'sending'))
      ORDER BY m.lane, m.id LIMIT most FOR UPDATE OF m SKIP LOCKED
  ), near AS (
    SELECT id FROM ready UNION ALL SELECT id FROM ripe
  ), first AS (
    SELECT DISTINCT ON (coalesce(m.conversation_id, -m.id), CASE WHEN m.lane <= 1 THEN m.id END)
      m.practice_id, m.id, m.phone, m.lane
    FROM near JOIN messaging_message m ON m.id = near.id
    ORDER BY coalesce(m.conversation_id, -m.id), CASE WHEN m.lane <= 1 THEN m.id END, m.id
  )
  SELECT practice_id, id, phone FROM first ORDER BY lane, id LIMIT most;
END $$;

-- Seconds of wall time until a pace or a pause between tries lets the next text go; NULL: none waits.
CREATE FUNCTION outbound_next_in() RETURNS double precision
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan TO off AS $$
  SELECT extract(epoch FROM min(greatest(n.next_free_at, m.retry_at)) - clock_timestamp())::double precision
  FROM messaging_message m LEFT JOIN practices_number n ON n.id = m.number_id
  WHERE m.status = 'queued' AND greatest(n.next_free_at, m.retry_at) > clock_timestamp() AND n.stopped_at IS NULL
$$;

-- Posts whose end nobody wrote down: their worker died.
CREATE FUNCTION attempts_past_lease(most integer) RETURNS TABLE (practice_id bigint, attempt_id bigint)
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan TO off AS $$
  SELECT practice_id, id FROM messaging_attempt WHERE ended_at IS NULL AND lease_until < clock_timestamp()
  ORDER BY id LIMIT most
$$;

CREATE FUNCTION outbound_in_doubt(most integer) RETURNS TABLE (practice_id bigint, message_id bigint)
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan TO off AS $$
  SELECT practice_id, id FROM messaging_message
  WHERE status = 'unknown' AND (retry_at IS NULL OR retry_at <= clock_timestamp()) AND failure = ''
  ORDER BY id LIMIT most
$$;
REVOKE EXECUTE ON FUNCTION outbound_due, outbound_next_in, attempts_past_lease, outbound_in_doubt FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outbound_due, outbound_next_in, attempts_past_lease, outbound_in_doubt TO replywell_app;
"""

# The gate's facts. A plan for so many joins takes longer to make than to run, so it is made once a session and
# kept; it must not depend on how small the tables were that day, hence indexes and nested loops only.
# `draft` is a text that is not stored yet (its columns; by last id): it goes by the number the patient last wrote
# to, if that may send, else by another of the practice that may.
GATE_FACTS = """
CREATE FUNCTION gate_facts(wanted bigint[], draft jsonb DEFAULT NULL) RETURNS TABLE (
  message_id bigint, purpose text, conversation bigint, phone text, number bigint, planned_for timestamptz,
  send_by timestamptz, by_a_person boolean, body text,
  practice_paused boolean, caps_a_day smallint, caps_a_week smallint, pilot text[], practice_zone text,
  practice_state text, quiet_from time, quiet_until time, practice_phone text, our_phone text,
  number_stopped boolean, carrier text, suppressed_since timestamptz, confirmed_already boolean, unreachable_at timestamptz, wrong_number boolean,
  contact_zone text, contact_state text, taken boolean, paused boolean, asked_to_keep_at timestamptz,
  last_in_at timestamptz, answers_at timestamptz, has_unhandled boolean, awaits boolean, prompt_until timestamptz,
  template_key text, approved boolean, visits bigint[], same boolean, live boolean, visit_at timestamptz,
  about_patients boolean, patients bigint[], charts text[], events json, others json
) LANGUAGE plpgsql STABLE SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off
  SET enable_hashjoin TO off SET enable_mergejoin TO off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH m AS MATERIALIZED (
    SELECT * FROM messaging_message WHERE id = ANY(wanted) AND direction = 'out'
    UNION ALL
    SELECT * FROM jsonb_populate_record(NULL::messaging_message, draft || jsonb_build_object('number_id', (
      SELECT n.id FROM practices_number n
       WHERE n.practice_id = (draft ->> 'practice_id')::bigint AND n.active
       ORDER BY n.stopped_at IS NOT NULL, n.id <> (draft ->> 'number_id')::bigint, n.id LIMIT 1)))
    WHERE draft IS NOT NULL
  )
  SELECT m.id, m.purpose, m.conversation_id, m.phone, m.number_id, m.planned_for, m.send_by, m.author_id IS NOT NULL,
    CASE WHEN m.gate_answer = '' THEN m.body ELSE '' END,
    p.paused_at IS NOT NULL, p.caps_a_day, p.caps_a_week, p.pilot_chart_ids, p.zone, p.state::text, p.quiet_from,
    p.quiet_until, p.phone, n.phone, n.stopped_at IS NOT NULL, ca.carrier,
    s.since, m.purpose = 'opt_out' AND s.since IS NOT NULL AND EXISTS (
      SELECT 1 FROM messaging_message o JOIN messaging_template ot
        ON ot.practice_id = m.practice_id AND ot.id = o.template_id
      WHERE o.practice_id = m.practice_id AND o.phone = m.phone AND o.direction = 'out' AND o.id <> m.id
        AND o.created_at >= s.since AND ot.key = 'opt_out.confirmed'
        AND (o.status NOT IN ('suppressed', 'dropped', 'failed', 'queued') OR (o.status = 'queued' AND o.id < m.id))),
    c.unreachable_at, c.wrong_number_at IS NOT NULL, coalesce(c.zone, ''), coalesce(c.state::text, ''),
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
  LEFT JOIN practices_number n ON n.practice_id = m.practice_id AND n.id = m.number_id
  LEFT JOIN practices_carrieraccount ca ON ca.id = n.account_id
  LEFT JOIN messaging_conversation v ON v.practice_id = m.practice_id AND v.id = m.conversation_id
  LEFT JOIN patients_contact c ON c.practice_id = m.practice_id AND c.id = v.contact_id
  LEFT JOIN patients_suppression s ON s.practice_id = m.practice_id AND s.phone = m.phone AND s.lifted_at IS NULL
  LEFT JOIN messaging_message i ON i.practice_id = m.practice_id AND i.id = m.answers_id
    AND i.direction = 'in' AND i.phone = m.phone
  LEFT JOIN messaging_template t ON t.practice_id = m.practice_id AND t.id = m.template_id
  LEFT JOIN LATERAL (
    SELECT array_agg((pair ->> 0)::bigint) AS ids, bool_and(a.version = (pair ->> 1)::int AND a.id IS NOT NULL) AS same,
      bool_and(a.status IN ('held', 'booked')) AS live, min(a.starts_at) AS starts_at,
      array_agg(a.patient_id) FILTER (WHERE a.patient_id IS NOT NULL) AS patients
    FROM jsonb_array_elements(m.about) pair
    LEFT JOIN scheduling_appointment a ON a.practice_id = m.practice_id AND a.id = (pair ->> 0)::bigint
    HAVING count(*) > 0
  ) visit ON true
  LEFT JOIN LATERAL (
    SELECT array_agg(l.patient_id ORDER BY l.id) AS patients, array_agg(q.chart_id ORDER BY l.id) AS charts
    FROM patients_contactlink l JOIN patients_patient q
      ON q.practice_id = m.practice_id AND q.id = l.patient_id
    WHERE l.practice_id = m.practice_id AND l.contact_id = c.id AND l.ended_at IS NULL
      AND (visit.patients IS NULL OR l.patient_id = ANY(visit.patients))
  ) link ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(e.patient_id_then, e.purpose, e.granted) ORDER BY e.at, e.id) AS events
    FROM patients_consentevent e WHERE e.practice_id = m.practice_id AND e.phone = m.phone
  ) ledger ON true
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(
        CASE WHEN o.status IN ('queued', 'deferred') THEN coalesce(o.send_at, o.planned_for, o.created_at)
          ELSE coalesce(o.accepted_at, o.gate_asked_at, o.created_at) END,
        o.status NOT IN ('queued', 'deferred'), o.about,
        (SELECT min(a.starts_at) FROM jsonb_array_elements(o.about) pair
          JOIN scheduling_appointment a
            ON a.practice_id = m.practice_id AND a.id = (pair ->> 0)::bigint AND a.version = (pair ->> 1)::int
            AND a.status IN ('held', 'booked')))) AS found
    FROM messaging_message o
    WHERE m.purpose IN ('reminder', 'recall') AND o.practice_id = m.practice_id AND o.phone = m.phone
      AND o.direction = 'out' AND o.id <> m.id AND o.purpose IN ('reminder', 'recall') AND o.answers_id IS NULL
      AND o.status NOT IN ('suppressed', 'dropped', 'failed') AND o.created_at > m.created_at - interval '40 days'
  ) others ON true
  LEFT JOIN conversation_awaits(
    (SELECT array_agg(conversation_id) FROM m WHERE answers_id IS NULL AND conversation_id IS NOT NULL)
  ) w ON w.conversation_id = m.conversation_id;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_inbound"), ("practices", "0002_guard")]
    operations = [
        migrations.RunSQL(AWAITS, migrations.RunSQL.noop),
        migrations.RunSQL(GATE_FACTS, migrations.RunSQL.noop),
        migrations.RunSQL(DUE, migrations.RunSQL.noop),
    ]
