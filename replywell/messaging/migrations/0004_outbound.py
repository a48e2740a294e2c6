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
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  WITH ready AS MATERIALIZED (
    SELECT m.id, m.lane FROM messaging_message m
      LEFT JOIN practices_number n ON n.id = m.number_id
      JOIN practices_practice p ON p.id = m.practice_id
      WHERE m.status = 'queued' AND (m.retry_at IS NULL OR m.retry_at <= clock_timestamp())
        AND (m.send_at IS NULL OR m.send_at <= moment)
        AND n.stopped_at IS NULL AND (n.next_free_at IS NULL OR n.next_free_at <= clock_timestamp())
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
  SELECT practice_id, id, phone FROM first ORDER BY lane, id LIMIT most
$$;

-- Seconds of wall time until a pace or a pause between tries lets the next text go; NULL: none waits.
CREATE FUNCTION outbound_next_in() RETURNS double precision
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT extract(epoch FROM min(greatest(n.next_free_at, m.retry_at)) - clock_timestamp())::double precision
  FROM messaging_message m LEFT JOIN practices_number n ON n.id = m.number_id
  WHERE m.status = 'queued' AND greatest(n.next_free_at, m.retry_at) > clock_timestamp() AND n.stopped_at IS NULL
$$;

-- Posts whose end nobody wrote down: their worker died.
CREATE FUNCTION attempts_past_lease(most integer) RETURNS TABLE (practice_id bigint, attempt_id bigint)
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT practice_id, id FROM messaging_attempt WHERE ended_at IS NULL AND lease_until < clock_timestamp()
  ORDER BY id LIMIT most
$$;

CREATE FUNCTION outbound_in_doubt(most integer) RETURNS TABLE (practice_id bigint, message_id bigint)
  LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  SELECT practice_id, id FROM messaging_message
  WHERE status = 'unknown' AND (retry_at IS NULL OR retry_at <= clock_timestamp()) AND failure = ''
  ORDER BY id LIMIT most
$$;
REVOKE EXECUTE ON FUNCTION outbound_due, outbound_next_in, attempts_past_lease, outbound_in_doubt FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outbound_due, outbound_next_in, attempts_past_lease, outbound_in_doubt TO replywell_app;
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_inbound"), ("practices", "0002_guard")]
    operations = [
        migrations.RunSQL(AWAITS, migrations.RunSQL.noop),
        migrations.RunSQL(DUE, migrations.RunSQL.noop),
    ]
