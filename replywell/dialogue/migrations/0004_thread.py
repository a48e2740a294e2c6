"""All that is known of a conversation, read in one call: it is asked for with every text."""

from django.db import migrations

# Each statement of a volatile function sees what was committed before it began: what is read here after the
# lock is as the last holder of the lock left it. Plans are made once a session; every look-up is by a key.
AT_HAND = """
CREATE FUNCTION thread_at_hand(wanted bigint, locking boolean, taking boolean, moment timestamptz, most integer)
  RETURNS json LANGUAGE plpgsql VOLATILE SET plan_cache_mode TO force_generic_plan SET enable_seqscan TO off
  SET enable_hashjoin TO off SET enable_mergejoin TO off AS $$
DECLARE v messaging_conversation; c patients_contact;
BEGIN
  IF locking THEN
    SELECT * INTO v FROM messaging_conversation WHERE id = wanted FOR UPDATE SKIP LOCKED;
  ELSE
    SELECT * INTO v FROM messaging_conversation WHERE id = wanted;
  END IF;
  IF v.id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO c FROM patients_contact WHERE practice_id = v.practice_id AND id = v.contact_id;
  moment := coalesce(moment, domain_now());
  RETURN json_build_object(
    'now', moment, 'conversation', row_to_json(v), 'contact', row_to_json(c),
    'suppressed_since', (SELECT s.since FROM patients_suppression s
      WHERE s.practice_id = v.practice_id AND s.phone = c.phone AND s.lifted_at IS NULL),
    'text', (
      SELECT json_build_array(row_to_json(m), (
        SELECT count(*) FROM messaging_message o
         WHERE o.conversation_id = m.conversation_id AND o.direction = 'in' AND o.id <= m.id
           AND o.created_at > m.created_at - interval '5 minutes' AND lower(btrim(o.body)) = lower(btrim(m.body))))
        FROM messaging_message m
       WHERE taking AND m.conversation_id = v.id AND m.direction = 'in' AND m.handled_at IS NULL
       ORDER BY (m.red_flags = '{}'), m.id LIMIT 1),
    'links', (
      SELECT json_agg(json_build_array(row_to_json(l), row_to_json(q)) ORDER BY l.id)
        FROM patients_contactlink l JOIN patients_patient q ON q.practice_id = l.practice_id AND q.id = l.patient_id
       WHERE l.practice_id = v.practice_id AND l.contact_id = c.id AND l.ended_at IS NULL
         AND c.wrong_number_at IS NULL),
    'visits', (
      SELECT json_agg(json_build_array(row_to_json(a), row_to_json(t), row_to_json(o), row_to_json(w))
                      ORDER BY a.starts_at, a.id)
        FROM scheduling_appointment a
        JOIN scheduling_appointmenttype t ON t.practice_id = a.practice_id AND t.id = a.type_id
        JOIN practices_location o ON o.practice_id = a.practice_id AND o.id = a.location_id
        LEFT JOIN practices_practitioner w ON w.practice_id = a.practice_id AND w.id = a.practitioner_id
       WHERE a.practice_id = v.practice_id AND a.status = 'booked' AND a.starts_at > moment
         AND c.wrong_number_at IS NULL AND a.patient_id = ANY (ARRAY(
           SELECT l.patient_id FROM patients_contactlink l
            WHERE l.practice_id = v.practice_id AND l.contact_id = c.id AND l.ended_at IS NULL))),
    'prompts', (
      SELECT json_agg(json_build_array(row_to_json(p), row_to_json(r), row_to_json(m)) ORDER BY p.id DESC)
        FROM (SELECT * FROM dialogue_prompt WHERE conversation_id = v.id ORDER BY id DESC LIMIT most) p
        JOIN dialogue_workflowrun r ON r.practice_id = p.practice_id AND r.id = p.run_id
        JOIN messaging_message m ON m.practice_id = p.practice_id AND m.id = p.message_id));
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0003_across")]
    operations = [
        migrations.RunSQL(AT_HAND, "DROP FUNCTION thread_at_hand(bigint, boolean, boolean, timestamptz, integer)")
    ]
