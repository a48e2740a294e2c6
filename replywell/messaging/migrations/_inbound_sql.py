"""The SQL of 0003_inbound, function by function."""

# A post begins, and an opt-out commits, under this lock: neither can slip past the other.
LOCK_PHONE = """
CREATE FUNCTION lock_phone(p_practice bigint, p_phone text) RETURNS void LANGUAGE sql AS
  $$ SELECT pg_advisory_xact_lock(hashtextextended(p_practice || ':' || p_phone, 7465787473)) $$;
"""

# True: the number was not suppressed before. Each request is kept as evidence, also a repeated one.
# Posts under way are marked; the confirmation and safety texts are what may still be sent.
STOP_TEXTS = """
CREATE FUNCTION stop_texts(
  p_practice bigint, p_phone text, p_words text, p_why text, p_actor text, p_channel text,
  p_at timestamptz, p_details jsonb
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_new bigint; v_contact bigint;
BEGIN
  PERFORM lock_phone(p_practice, p_phone);
  INSERT INTO patients_suppression (practice_id, phone, why, words, since, lifted_why)
  VALUES (p_practice, p_phone, p_why, p_words, p_at, '')
  ON CONFLICT (practice_id, phone) WHERE lifted_at IS NULL DO NOTHING
  RETURNING id INTO v_new;
  INSERT INTO patients_consentevent
    (practice_id, phone, purpose, granted, words, channel, wording_version, actor, at)
  VALUES (p_practice, p_phone, '', false, p_words, p_channel, '', p_actor, p_at);
  SELECT id INTO v_contact FROM patients_contact WHERE practice_id = p_practice AND phone = p_phone;
  INSERT INTO audit_event (practice_id, at, actor, verb, subject, details)
  VALUES (p_practice, p_at, p_actor, 'texts.stopped',
          CASE WHEN v_contact IS NULL THEN 'suppression:' || coalesce(v_new, 0) ELSE 'contact:' || v_contact END,
          p_details || jsonb_build_object('why', p_why, 'channel', p_channel, 'first', v_new IS NOT NULL));
  UPDATE messaging_attempt a SET crossed = true
    FROM messaging_message m
   WHERE a.practice_id = p_practice AND a.ended_at IS NULL AND NOT a.crossed
     AND m.practice_id = a.practice_id AND m.id = a.message_id AND m.phone = p_phone
     AND m.purpose NOT IN ('safety', 'opt_out', 'page');
  RETURN v_new IS NOT NULL;
END $$;
"""

# True: a suppression was lifted. Nothing to lift: nothing is written, a grant needs more than START. A START that
# is found late lifts no STOP that came after it.
START_TEXTS = """
CREATE FUNCTION start_texts(
  p_practice bigint, p_phone text, p_words text, p_why text, p_actor text, p_channel text,
  p_at timestamptz, p_details jsonb
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_lifted bigint; v_contact bigint;
BEGIN
  PERFORM lock_phone(p_practice, p_phone);
  UPDATE patients_suppression SET lifted_at = p_at, lifted_why = p_why
   WHERE practice_id = p_practice AND phone = p_phone AND lifted_at IS NULL AND since <= p_at
  RETURNING id INTO v_lifted;
  IF v_lifted IS NULL THEN RETURN false; END IF;
  INSERT INTO patients_consentevent
    (practice_id, phone, purpose, granted, words, channel, wording_version, actor, at)
  VALUES (p_practice, p_phone, '', true, p_words, p_channel, '', p_actor, p_at);
  SELECT id INTO v_contact FROM patients_contact WHERE practice_id = p_practice AND phone = p_phone;
  INSERT INTO audit_event (practice_id, at, actor, verb, subject, details)
  VALUES (p_practice, p_at, p_actor, 'texts.started',
          CASE WHEN v_contact IS NULL THEN 'suppression:' || v_lifted ELSE 'contact:' || v_contact END,
          p_details || jsonb_build_object('why', p_why, 'channel', p_channel));
  RETURN true;
END $$;
"""

# The whole of an inbound text, once. The conversation is locked before the text gets its id, so that within one
# conversation ids stand in the order in which they become visible. Plans are made once: every look-up is by a key.
RECORD_INBOUND = """
CREATE FUNCTION record_inbound(
  p_account text, p_carrier text, p_carrier_id text, p_from text, p_to text, p_body text, p_media jsonb,
  p_segments int, p_answered text, p_red_flags text[], p_opt_out text, p_stop boolean, p_start boolean,
  p_received_at timestamptz,
  OUT fresh boolean, OUT routed boolean, OUT practice bigint, OUT practice_public uuid,
  OUT conversation bigint, OUT conversation_public uuid, OUT message bigint
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_number bigint; v_contact bigint; v_now timestamptz; v_made boolean := false; v_unreachable timestamptz;
  v_failures int;
BEGIN
  SELECT m.id, m.practice_id, m.conversation_id INTO message, practice, conversation
    FROM messaging_message m
   WHERE m.carrier = p_carrier AND m.carrier_id = p_carrier_id AND m.direction = 'in';
  IF FOUND THEN
    fresh := false; routed := true;
    RETURN;
  END IF;

  SELECT n.id, n.practice_id, p.public_id INTO v_number, practice, practice_public
    FROM practices_number n
    JOIN practices_carrieraccount a ON a.id = n.account_id
    JOIN practices_practice p ON p.id = n.practice_id
   WHERE n.phone = p_to AND n.active AND a.key = p_account AND a.carrier = p_carrier;
  IF NOT FOUND THEN
    INSERT INTO messaging_unroutedtext (account_id, carrier, carrier_id, from_phone, to_phone, body)
    SELECT a.id, p_carrier, p_carrier_id, p_from, p_to, p_body
      FROM practices_carrieraccount a WHERE a.key = p_account AND a.carrier = p_carrier
    ON CONFLICT (carrier, carrier_id) DO NOTHING;
    fresh := FOUND; routed := false;
    IF NOT fresh AND NOT EXISTS (
        SELECT 1 FROM messaging_unroutedtext u WHERE u.carrier = p_carrier AND u.carrier_id = p_carrier_id) THEN
      RAISE EXCEPTION 'No % account has the key %', p_carrier, p_account;
    END IF;
    RETURN;
  END IF;
  routed := true;

  SELECT c.id, v.id, v.public_id, c.unreachable_at, c.failures
    INTO v_contact, conversation, conversation_public, v_unreachable, v_failures
    FROM patients_contact c
    JOIN messaging_conversation v ON v.practice_id = c.practice_id AND v.contact_id = c.id
   WHERE c.practice_id = practice AND c.phone = p_from
     FOR NO KEY UPDATE OF v;
  v_now := domain_now();
  IF p_received_at IS NOT NULL THEN
    v_now := least(v_now, p_received_at);
  END IF;
  IF conversation IS NULL THEN
    INSERT INTO patients_contact
      (practice_id, phone, language, line_type, unreachable_why, zone, state, failures)
    VALUES (practice, p_from, '', 'unknown', '', '', '', 0)
    ON CONFLICT (practice_id, phone) DO NOTHING;
    SELECT c.id, c.unreachable_at, c.failures INTO v_contact, v_unreachable, v_failures
      FROM patients_contact c WHERE c.practice_id = practice AND c.phone = p_from;
    INSERT INTO messaging_conversation
      (practice_id, contact_id, number_id, language, last_in_at, last_message_at, unread)
    VALUES (practice, v_contact, v_number, '', v_now, v_now, true)
    ON CONFLICT (practice_id, contact_id) DO NOTHING
    RETURNING id, public_id INTO conversation, conversation_public;
    v_made := conversation IS NOT NULL;
    IF NOT v_made THEN
      SELECT v.id, v.public_id INTO conversation, conversation_public FROM messaging_conversation v
       WHERE v.practice_id = practice AND v.contact_id = v_contact FOR NO KEY UPDATE;
    END IF;
  END IF;

  INSERT INTO messaging_message
    (practice_id, conversation_id, number_id, direction, phone, body, language, encoding, segments, media, status,
     carrier, carrier_id, created_at, opt_out, carrier_answered, red_flags, handle_tries, ended_in,
     purpose, lane, workflow, about, gate_answer, gate_reason, tries, error_code, failure)
  VALUES
    (practice, conversation, v_number, 'in', p_from, p_body, '', '', coalesce(p_segments, 1), p_media, 'received',
     p_carrier, p_carrier_id, v_now, p_opt_out, p_answered, p_red_flags, 0, '',
     '', 2, '', '[]', '', '', 0, '', '')
  ON CONFLICT (carrier, carrier_id) WHERE direction = 'in' DO NOTHING
  RETURNING id INTO message;
  fresh := message IS NOT NULL;
  IF NOT fresh THEN
    SELECT m.id INTO message FROM messaging_message m
     WHERE m.carrier = p_carrier AND m.carrier_id = p_carrier_id AND m.direction = 'in';
    RETURN;
  END IF;

  IF NOT v_made THEN
    UPDATE messaging_conversation v
       SET number_id = v_number, unread = true,
           last_in_at = greatest(v.last_in_at, v_now), last_message_at = greatest(v.last_message_at, v_now)
     WHERE v.id = conversation;
  END IF;
  -- Who texts can be texted.
  IF v_unreachable IS NOT NULL OR v_failures > 0 THEN
    UPDATE patients_contact SET unreachable_at = NULL, unreachable_why = '', failures = 0,
           line_type = CASE line_type WHEN 'landline' THEN 'unknown' ELSE line_type END
     WHERE id = v_contact;
  END IF;
  IF p_stop THEN
    PERFORM stop_texts(practice, p_from, p_body, 'opt_out', 'patient', 'text', v_now,
                       jsonb_build_object('message', message));
  ELSIF p_start THEN
    PERFORM start_texts(practice, p_from, p_body, 'start', 'patient', 'text', v_now,
                        jsonb_build_object('message', message));
  END IF;
  UPDATE messaging_unroutedtext u SET settled_at = clock_timestamp()
   WHERE u.carrier = p_carrier AND u.carrier_id = p_carrier_id AND u.settled_at IS NULL;
END $$;
"""

RANK = """
CREATE FUNCTION message_rank(p_status text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_status
    WHEN 'sending' THEN 5 WHEN 'unknown' THEN 6 WHEN 'accepted' THEN 10 WHEN 'sent' THEN 30
    WHEN 'delivered' THEN 50 WHEN 'undelivered' THEN 50 WHEN 'failed' THEN 50 ELSE 0 END $$;
"""

# Forward only, each word once; a failure acts on the contact or on our number in the same transaction.
MOVE_MESSAGE = """
CREATE FUNCTION move_message(
  p_practice bigint, p_message bigint, p_to text, p_word text, p_code text, p_failure text, p_action text,
  p_carrier_id text, p_at timestamptz, OUT fresh boolean, OUT moved boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_old text; v_phone text; v_contact bigint; v_number bigint; v_effects jsonb := '{}'; v_failures int; v_count int;
BEGIN
  fresh := false; moved := false;
  IF p_action = 'suppress' THEN
    SELECT phone INTO v_phone FROM messaging_message WHERE practice_id = p_practice AND id = p_message;
    IF v_phone IS NOT NULL THEN PERFORM lock_phone(p_practice, v_phone); END IF;
  END IF;
  SELECT status, phone, number_id INTO v_old, v_phone, v_number
    FROM messaging_message WHERE practice_id = p_practice AND id = p_message AND direction = 'out'
     FOR NO KEY UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM messaging_statusupdate s WHERE s.practice_id = p_practice
                             AND s.message_id = p_message AND s.status = p_word) THEN
    RETURN;
  END IF;
  fresh := true;
  moved := message_rank(p_to) > message_rank(v_old);
  IF moved THEN
    UPDATE messaging_message
       SET status = p_to,
           accepted_at = CASE WHEN p_to = 'failed' THEN accepted_at ELSE coalesce(accepted_at, p_at) END,
           delivered_at = CASE WHEN p_to = 'delivered' THEN p_at ELSE delivered_at END,
           error_code = CASE WHEN p_failure = '' THEN error_code ELSE p_code END,
           failure = CASE WHEN p_failure = '' THEN failure ELSE p_failure END
     WHERE practice_id = p_practice AND id = p_message;
  END IF;
  IF p_carrier_id <> '' THEN
    UPDATE messaging_message SET carrier_id = p_carrier_id
     WHERE practice_id = p_practice AND id = p_message AND coalesce(carrier_id, '') = '';
  END IF;

  IF moved AND p_failure <> '' THEN
    SELECT id INTO v_contact FROM patients_contact WHERE practice_id = p_practice AND phone = v_phone;
    IF p_action = 'suppress' THEN
      PERFORM stop_texts(p_practice, v_phone, '', 'carrier', 'carrier', 'carrier', p_at,
                         jsonb_build_object('message', p_message, 'code', p_code));
      v_effects := '{"opted_out": true}';
    ELSIF p_action IN ('mark_invalid', 'mark_landline') AND v_contact IS NOT NULL THEN
      UPDATE patients_contact
         SET unreachable_at = coalesce(unreachable_at, p_at),
             unreachable_why = CASE p_action WHEN 'mark_landline' THEN 'landline' ELSE 'bad_number' END,
             line_type = CASE p_action WHEN 'mark_landline' THEN 'landline' ELSE line_type END
       WHERE practice_id = p_practice AND id = v_contact;
      v_effects := jsonb_build_object('unreachable', v_contact, 'why',
                                      CASE p_action WHEN 'mark_landline' THEN 'landline' ELSE 'bad_number' END);
    ELSIF p_action = 'stop_number' AND v_number IS NOT NULL THEN
      UPDATE practices_number SET stopped_at = p_at, stopped_reason = p_code
       WHERE practice_id = p_practice AND id = v_number AND stopped_at IS NULL;
      GET DIAGNOSTICS v_count = ROW_COUNT;
      IF v_count > 0 THEN v_effects := jsonb_build_object('number_stopped', v_number); END IF;
    ELSIF v_contact IS NOT NULL AND (p_failure = 'transient' AND p_action IN ('retry_once', 'stop_message')
                                     OR p_failure = 'unknown' AND p_action = 'retry_once') THEN
      UPDATE patients_contact SET failures = failures + 1 WHERE practice_id = p_practice AND id = v_contact
      RETURNING failures INTO v_failures;
      IF v_failures >= 3 THEN
        UPDATE patients_contact SET unreachable_at = p_at, unreachable_why = 'transient'
         WHERE practice_id = p_practice AND id = v_contact AND unreachable_at IS NULL;
        GET DIAGNOSTICS v_count = ROW_COUNT;
        IF v_count > 0 THEN
          v_effects := jsonb_build_object('unreachable', v_contact, 'why', 'transient');
        END IF;
      END IF;
    ELSIF p_action IN ('alert', 'stop_template') THEN
      v_effects := jsonb_build_object('flagged', p_action);
    END IF;
    IF v_effects <> '{}' THEN
      INSERT INTO audit_event (practice_id, at, actor, verb, subject, details)
      VALUES (p_practice, p_at, 'carrier', 'message.failed', 'message:' || p_message,
              v_effects || jsonb_build_object('code', p_code, 'failure', p_failure));
    END IF;
  ELSIF moved AND p_to = 'delivered' THEN
    UPDATE patients_contact
       SET failures = 0,
           unreachable_at = CASE unreachable_why WHEN 'transient' THEN NULL ELSE unreachable_at END,
           unreachable_why = CASE unreachable_why WHEN 'transient' THEN '' ELSE unreachable_why END
     WHERE practice_id = p_practice AND phone = v_phone AND failures > 0;
  END IF;

  INSERT INTO messaging_statusupdate
    (practice_id, message_id, status, code, at, moved_from, moved_to, failure, effects, told_at)
  VALUES (p_practice, p_message, p_word, p_code, p_at,
          CASE WHEN moved THEN v_old ELSE '' END, CASE WHEN moved THEN p_to ELSE '' END,
          p_failure, v_effects, CASE WHEN moved THEN NULL ELSE clock_timestamp() END);
END $$;
"""

# A carrier's report. It must come through the account the text left by.
RECORD_STATUS = """
CREATE FUNCTION record_status(
  p_account text, p_carrier text, p_our_id uuid, p_carrier_id text, p_to text, p_word text,
  p_code text, p_failure text, p_action text,
  OUT known boolean, OUT fresh boolean, OUT moved boolean, OUT practice bigint, OUT practice_public uuid,
  OUT message bigint, OUT message_public uuid, OUT conversation_public uuid
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE v_conversation bigint;
BEGIN
  known := false; fresh := false; moved := false;
  IF p_our_id IS NOT NULL THEN
    SELECT m.id, m.practice_id, m.public_id, m.conversation_id
      INTO message, practice, message_public, v_conversation
      FROM messaging_message m JOIN practices_number n ON n.practice_id = m.practice_id AND n.id = m.number_id
      JOIN practices_carrieraccount a ON a.id = n.account_id
     WHERE m.public_id = p_our_id AND m.direction = 'out' AND a.key = p_account AND a.carrier = p_carrier;
  END IF;
  IF message IS NULL THEN
    SELECT m.id, m.practice_id, m.public_id, m.conversation_id
      INTO message, practice, message_public, v_conversation
      FROM messaging_message m JOIN practices_number n ON n.practice_id = m.practice_id AND n.id = m.number_id
      JOIN practices_carrieraccount a ON a.id = n.account_id
     WHERE m.carrier = p_carrier AND m.carrier_id = p_carrier_id AND m.direction = 'out'
       AND a.key = p_account AND a.carrier = p_carrier
     LIMIT 1;
  END IF;
  IF message IS NULL THEN RETURN; END IF;
  known := true;
  SELECT s.fresh, s.moved INTO fresh, moved
    FROM move_message(practice, message, p_to, p_word, p_code, p_failure, p_action, p_carrier_id, domain_now()) s;
  IF moved THEN
    SELECT p.public_id INTO practice_public FROM practices_practice p WHERE p.id = practice;
    SELECT v.public_id INTO conversation_public FROM messaging_conversation v WHERE v.id = v_conversation;
  END IF;
END $$;
"""

# Claims for the worker: ids only, oldest first.
MOVES_TO_TELL = """
CREATE FUNCTION moves_to_tell(p_limit int) RETURNS TABLE (practice bigint, update_id bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan TO off AS $$
  SELECT s.practice_id, s.id FROM messaging_statusupdate s WHERE s.told_at IS NULL ORDER BY s.id LIMIT p_limit $$;
"""

# A carrier's account belongs to no practice, so its texts to nobody's number are counted by the owner.
HEALTH = """
-- Wall time since when there have been workers without a gap; NULL: there is none.
CREATE FUNCTION workers_since() RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT min(since) FROM messaging_heartbeat
   WHERE starts_with(process, 'worker') AND at > clock_timestamp() - interval '60 seconds' $$;

CREATE FUNCTION health_facts() RETURNS jsonb
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object(
    'processes', (SELECT coalesce(jsonb_object_agg(h.process, round(extract(epoch FROM clock_timestamp() - h.at))), '{}')
                    FROM messaging_heartbeat h),
    'unhandled', (SELECT count(*) FROM messaging_message m
                   WHERE m.direction = 'in' AND m.handled_at IS NULL
                     AND m.stored_at < clock_timestamp() - interval '60 seconds'),
    'oldest_unhandled', (SELECT round(extract(epoch FROM clock_timestamp() - min(m.stored_at)))
                           FROM messaging_message m WHERE m.direction = 'in' AND m.handled_at IS NULL),
    'unrouted', (SELECT count(*) FROM messaging_unroutedtext u WHERE u.settled_at IS NULL),
    'outbound_stuck', (
      SELECT count(*) FROM messaging_message m
        JOIN practices_practice p ON p.id = m.practice_id
        LEFT JOIN practices_number n ON n.practice_id = m.practice_id AND n.id = m.number_id
       WHERE m.status = 'queued'
         AND greatest(m.stored_at, p.resumed_at, n.resumed_at, (SELECT workers_since()))
             < clock_timestamp() - interval '120 seconds'
         AND (m.send_at IS NULL OR m.send_at < domain_now() - interval '120 seconds')
         AND (m.retry_at IS NULL OR m.retry_at < clock_timestamp() - interval '120 seconds')
         AND p.paused_at IS NULL AND n.stopped_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM messaging_message i WHERE i.conversation_id = m.conversation_id
                            AND i.direction = 'in' AND i.handled_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM messaging_attempt a WHERE a.practice_id = m.practice_id
                            AND a.id > (SELECT coalesce(max(x.id), 0) - 100 FROM messaging_attempt x)
                            AND a.began_at > clock_timestamp() - interval '120 seconds')),
    'numbers_stopped', (
      SELECT coalesce(jsonb_agg(jsonb_build_array(p.code, n.stopped_reason) ORDER BY p.code, n.id), '[]')
        FROM practices_number n JOIN practices_practice p ON p.id = n.practice_id
       WHERE n.active AND n.stopped_at IS NOT NULL),
    'nobody_on_call', (
      SELECT coalesce(jsonb_agg(p.code ORDER BY p.code), '[]') FROM practices_practice p
       WHERE EXISTS (SELECT 1 FROM practices_number n WHERE n.practice_id = p.id AND n.active)
         AND NOT EXISTS (
           SELECT 1 FROM practices_oncall o
             JOIN practices_staff s ON s.practice_id = o.practice_id AND s.id = o.staff_id
            WHERE o.practice_id = p.id AND s.active AND (s.phone <> '' OR s.email <> '')
              AND (o.starts_at IS NULL OR o.starts_at <= domain_now())
              AND (o.ends_at IS NULL OR o.ends_at > domain_now())))
  ) $$;
"""

# Whose pages are open: the session's row, and what proves that it still counts.
LIVE_SESSION = """
CREATE FUNCTION session_of_key(p_key text, OUT data text, OUT expires timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
  $$ SELECT session_data, expire_date FROM django_session
      WHERE session_key = p_key AND expire_date > clock_timestamp() $$;
CREATE FUNCTION public_ids_of_practices(p_ids bigint[]) RETURNS TABLE (id bigint, public_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
  $$ SELECT p.id, p.public_id FROM practices_practice p WHERE p.id = ANY (p_ids) $$;
"""

# What looks across practices is for the app alone.
FOR_THE_APP = """
DO $$
DECLARE one regprocedure;
BEGIN
  FOR one IN SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname IN (
    'record_inbound', 'record_status', 'moves_to_tell', 'health_facts', 'session_of_key', 'public_ids_of_practices')
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO replywell_app', one);
  END LOOP;
END $$;
"""

ALL = [
    LOCK_PHONE,
    STOP_TEXTS,
    START_TEXTS,
    RECORD_INBOUND,
    RANK,
    MOVE_MESSAGE,
    RECORD_STATUS,
    MOVES_TO_TELL,
    HEALTH,
    LIVE_SESSION,
    FOR_THE_APP,
]
