"""Claims across practices: functions of the owner role that return ids only."""

from django.db import migrations

ACROSS = """
CREATE FUNCTION conversations_to_handle(most integer, passing bigint[])
  RETURNS TABLE (practice_id bigint, conversation_id bigint, texts bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT practice_id, conversation_id, count(*)
      FROM messaging_message
     WHERE direction = 'in' AND handled_at IS NULL AND conversation_id IS NOT NULL
       AND conversation_id <> ALL (passing)
     GROUP BY practice_id, conversation_id
     ORDER BY bool_and(red_flags = '{}'), min(id)
     LIMIT most $$;

CREATE FUNCTION wake_ups_due(at timestamptz, most integer, passing bigint[])
  RETURNS TABLE (practice_id bigint, wake_up_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT practice_id, id FROM dialogue_wakeup
     WHERE done_at IS NULL AND due_at <= at AND id <> ALL (passing)
     ORDER BY due_at, id LIMIT most $$;

CREATE FUNCTION pages_due(at timestamptz, most integer, passing bigint[])
  RETURNS TABLE (practice_id bigint, task_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT practice_id, id FROM dialogue_task
     WHERE closed_at IS NULL AND next_page_at <= at AND id <> ALL (passing)
     ORDER BY emergency DESC, next_page_at, id LIMIT most $$;

CREATE FUNCTION page_mails_to_post(most integer)
  RETURNS TABLE (practice_id bigint, page_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT practice_id, id FROM dialogue_pagesent
     WHERE channel = 'email' AND posted_at IS NULL AND failed_why = ''
     ORDER BY id LIMIT most $$;

-- Open work that began with a patient's text, nobody in danger, and no language model asked about it yet.
CREATE FUNCTION texts_to_suggest_on(since timestamptz, most integer, passing bigint[])
  RETURNS TABLE (practice_id bigint, message_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.practice_id, t.message_id FROM dialogue_task t
      JOIN messaging_message m ON m.practice_id = t.practice_id AND m.id = t.message_id
     WHERE t.closed_at IS NULL AND NOT t.emergency AND t.created_at > since AND t.practice_id <> ALL (passing)
       AND m.direction = 'in' AND m.red_flags = '{}' AND m.body <> '' AND NOT EXISTS (
         SELECT 1 FROM dialogue_suggestion s WHERE s.practice_id = t.practice_id AND s.message_id = t.message_id)
     GROUP BY t.practice_id, t.message_id
     ORDER BY min(t.id) LIMIT most $$;

-- Taken and silent since: the task goes back to its queue.
CREATE FUNCTION conversations_left_alone(since timestamptz, most integer)
  RETURNS TABLE (practice_id bigint, conversation_id bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT practice_id, id FROM messaging_conversation
     WHERE taken_at IS NOT NULL AND coalesce(staff_spoke_at, taken_at) <= since
     ORDER BY id LIMIT most $$;

-- A person has seen to it that texts come to nobody's number. Only whose practice has a number there may say so.
CREATE FUNCTION settle_unrouted(account bigint) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE messaging_unroutedtext SET settled_at = clock_timestamp()
     WHERE account_id = account AND settled_at IS NULL AND EXISTS (
       SELECT 1 FROM practices_number n WHERE n.account_id = account
          AND n.practice_id = nullif(current_setting('app.practice', true), '')::bigint) $$;

-- What a person must learn of: (practice, what, to which row). Leases and ages are wall time. What stays in its row
-- for ever, or until the carrier's list is read again, is over for a person who closed its task. A text in doubt is a
-- person's once the search for it was given up, which its `failure` says.
CREATE FUNCTION troubles_now(at timestamptz)
  RETURNS TABLE (practice_id bigint, kind text, ref bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT practice_id, 'unhandled_text', min(id) FROM messaging_message
     WHERE direction = 'in' AND handled_at IS NULL AND stored_at < now() - interval '60 seconds'
     GROUP BY practice_id
    UNION ALL
    SELECT m.practice_id, 'outbound_stuck', min(m.id) FROM messaging_message m
      JOIN practices_practice p ON p.id = m.practice_id
      LEFT JOIN practices_number n ON n.practice_id = m.practice_id AND n.id = m.number_id
     WHERE m.status = 'queued' AND m.direction = 'out' AND m.lane <= 2
       AND greatest(m.stored_at, n.resumed_at, (SELECT workers_since()), CASE WHEN m.lane > 1 THEN p.resumed_at END)
           < now() - interval '5 minutes'
       AND (m.send_at IS NULL OR m.send_at <= at - interval '5 minutes')
       AND (m.retry_at IS NULL OR m.retry_at < now() - interval '5 minutes')
       AND (p.paused_at IS NULL OR m.lane <= 1) AND n.stopped_at IS NULL
     GROUP BY m.practice_id
    UNION ALL
    SELECT m.practice_id, 'unknown_outcome', m.id FROM messaging_message m
     WHERE m.status = 'unknown' AND m.failure <> '' AND NOT EXISTS (
       SELECT 1 FROM dialogue_task t WHERE t.practice_id = m.practice_id AND t.message_id = m.id
          AND t.key = 'trouble:unknown_outcome:' || m.id AND t.closed_by_id IS NOT NULL)
    UNION ALL
    SELECT n.practice_id, 'number_stopped', n.id FROM practices_number n
     WHERE n.active AND n.stopped_at IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM dialogue_task t WHERE t.practice_id = n.practice_id AND t.key = 'trouble:number_stopped:' || n.id
          AND t.closed_by_id IS NOT NULL AND t.closed_at >= n.stopped_at)
    UNION ALL
    SELECT DISTINCT n.practice_id, 'unrouted_text', u.account_id
      FROM messaging_unroutedtext u JOIN practices_number n ON n.account_id = u.account_id AND n.active
     WHERE u.settled_at IS NULL
    UNION ALL
    SELECT DISTINCT n.practice_id, 'list_unread', a.id
      FROM messaging_heartbeat h JOIN practices_carrieraccount a ON h.process = 'no list ' || a.key AND a.active
      JOIN practices_number n ON n.account_id = a.id AND n.active
     WHERE h.at < clock_timestamp() - interval '30 minutes' AND NOT EXISTS (
       SELECT 1 FROM dialogue_task t WHERE t.practice_id = n.practice_id AND t.key = 'trouble:list_unread:' || a.id
          AND t.closed_by_id IS NOT NULL AND t.closed_at >= h.at)
    UNION ALL
    SELECT p.id, 'nobody_on_call', p.id FROM practices_practice p
     WHERE EXISTS (SELECT 1 FROM practices_number n WHERE n.practice_id = p.id AND n.active)
       AND NOT EXISTS (
         SELECT 1 FROM practices_oncall o JOIN practices_staff s ON s.practice_id = o.practice_id AND s.id = o.staff_id
          WHERE o.practice_id = p.id AND s.active AND (s.phone <> '' OR s.email <> '')
            AND (o.starts_at IS NULL OR o.starts_at <= at) AND (o.ends_at IS NULL OR o.ends_at > at)) $$;
"""

# Asked with every poke, of tables that grow: the index must be used also while they are small or unknown to the
# planner, because the plan is kept.
RIGHTS = """
ALTER FUNCTION conversations_to_handle SET enable_seqscan TO off;
ALTER FUNCTION wake_ups_due SET enable_seqscan TO off;
ALTER FUNCTION pages_due SET enable_seqscan TO off;
ALTER FUNCTION page_mails_to_post SET enable_seqscan TO off;
ALTER FUNCTION conversations_left_alone SET enable_seqscan TO off;
REVOKE EXECUTE ON FUNCTION conversations_to_handle, wake_ups_due, pages_due, page_mails_to_post,
  conversations_left_alone, texts_to_suggest_on, troubles_now, settle_unrouted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION conversations_to_handle, wake_ups_due, pages_due, page_mails_to_post,
  conversations_left_alone, texts_to_suggest_on, troubles_now, settle_unrouted TO replywell_app;
"""

# Unsolicited texts wait for a question that is open, four hours at most, so that an old one never silences a reminder.
AWAITS = """
CREATE OR REPLACE FUNCTION conversation_awaits(wanted bigint[])
  RETURNS TABLE (conversation_id bigint, until timestamptz) LANGUAGE sql STABLE AS $$
    SELECT p.conversation_id, max(least(p.expires_at, m.accepted_at + interval '4 hours'))
      FROM dialogue_prompt p
      JOIN messaging_message m ON m.practice_id = p.practice_id AND m.id = p.message_id
     WHERE p.conversation_id = ANY (wanted) AND p.closed_at IS NULL AND p.asks_choice
       AND m.accepted_at IS NOT NULL AND p.expires_at > domain_now()
       AND m.accepted_at + interval '4 hours' > domain_now()
     GROUP BY p.conversation_id $$;
"""

EVERY_TEXT_ENDS = """
ALTER TABLE messaging_message ADD CONSTRAINT every_text_ends
  CHECK (direction <> 'in' OR handled_at IS NULL OR ended_in IN ('reply', 'action', 'task'));
"""


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0002_guard"), ("messaging", "0004_outbound")]
    operations = [
        migrations.RunSQL(ACROSS, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(AWAITS, migrations.RunSQL.noop),
        migrations.RunSQL(EVERY_TEXT_ENDS, "ALTER TABLE messaging_message DROP CONSTRAINT IF EXISTS every_text_ends"),
    ]
