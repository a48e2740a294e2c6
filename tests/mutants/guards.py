"""The guards, by invariant: what to take away, and the test that must notice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """Replace `old` by `new` in a file of the checkout."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Guard:
    """One guard (with its twin, where there are two) and the test that fails without it."""

    invariant: int
    name: str
    test: str
    changes: tuple[Change, ...] = ()
    ddl: str = ""


AT_HAND = "replywell/dialogue/migrations/0004_thread.py"
ATTEMPTS = "replywell/messaging/attempts.py"
BACKFILL = "replywell/scheduling/backfill.py"
BOOKING = "replywell/scheduling/booking.py"
CLOCK = "replywell/common/clock.py"
DISPATCH = "replywell/messaging/dispatch.py"
DOOR = "replywell/console/middleware.py"
DOUBT = "replywell/messaging/doubt.py"
DUE = "replywell/messaging/migrations/0004_outbound.py"
GATE = "replywell/messaging/gate.py"
INBOUND = "replywell/dialogue/inbound.py"
OFFERS = "replywell/dialogue/offers.py"
PAGING = "replywell/dialogue/paging.py"
SEND = "replywell/messaging/send.py"
STANDS = "replywell/messaging/migrations/0007_offers_at_agreed_hours.py"
STORE = "replywell/messaging/migrations/_inbound_sql.py"
TENANCY = "replywell/common/tenancy.py"
TROUBLES = "replywell/dialogue/troubles.py"
VEIL = "replywell/console/clinical.py"

AGAIN = "tests/invariants/test_02_the_gate_at_sending.py::test_what_changed_since_it_was_queued_is_heeded"
HOURS = "tests/dialogue/test_backfill_hours.py"
RUSH = "tests/scheduling/test_backfill_rush.py"
SENDING = "tests/messaging/outbound/test_dispatch.py"
SAYING = "tests/messaging/outbound/test_say.py"
STORING = "tests/messaging/inbound/test_record.py"

GUARDS: tuple[Guard, ...] = (
    # 1: stored once, and each ends in something.
    Guard(
        1,
        "a text is stored once (constraint and ON CONFLICT)",
        f"{STORING}::test_twenty_at_once_of_one_stop_are_one_text_and_one_opt_out",
        (Change(STORE, "ON CONFLICT (carrier, carrier_id) WHERE direction = 'in' DO NOTHING\n", ""),),
        "ALTER TABLE messaging_message DROP CONSTRAINT IF EXISTS an_inbound_text_is_stored_once; "
        "DROP INDEX IF EXISTS an_inbound_text_is_stored_once",
    ),
    Guard(
        1,
        "claim, answer and end of a text are one transaction",
        "tests/invariants/test_01_every_text_ends.py"
        "::test_a_worker_killed_at_any_statement_loses_nothing_and_does_nothing_twice",
        (
            Change(
                TENANCY,
                "    with transaction.atomic():\n        with connection.cursor() as cursor:",
                "    if True:\n        with connection.cursor() as cursor:",
            ),
            Change(TENANCY, "set_config('app.practice', %s, true)", "set_config('app.practice', %s, false)"),
            Change(AT_HAND, " FOR UPDATE SKIP LOCKED", ""),
        ),
    ),
    Guard(
        1,
        "no text is handled without an end (constraint)",
        "tests/invariants/test_01_every_text_ends.py::test_no_text_can_be_marked_handled_without_an_end",
        ddl="ALTER TABLE messaging_message DROP CONSTRAINT every_text_ends",
    ),
    Guard(
        1,
        "a text that fails twice becomes a task",
        "tests/dialogue/test_drain.py::test_a_handler_that_raises_twice_makes_a_task_and_the_conversation_goes_on",
        (Change(INBOUND, "            _count_failure(practice_id, message.pk)\n", "            pass\n"),),
    ),
    Guard(
        1,
        "a text to nobody's number is kept",
        f"{STORING}::test_a_text_to_nobodys_number_is_kept_once",
        (
            Change(
                STORE,
                "WHERE a.key = p_account AND a.carrier = p_carrier\n    ON CONFLICT",
                "WHERE false\n    ON CONFLICT",
            ),
            Change(STORE, "RAISE EXCEPTION 'No % account", "RAISE NOTICE 'No % account"),
        ),
    ),
    # 2: nothing past the gate, asked twice.
    Guard(
        2,
        "the gate is asked when a text is queued",
        f"{SAYING}::test_without_consent_nothing_unasked_leaves_but_an_answer_does",
        (
            Change(
                SEND,
                "answer = gate.decide(facts, now)",
                'answer = gate.Answer(Kind.QUEUED, "ok")',
            ),
        ),
    ),
    Guard(
        2,
        "the gate is asked again at the moment of sending",
        f"{AGAIN}[consent_withdrawn-suppressed-no_consent] {AGAIN}[night-deferred-quiet_hours]",
        (
            Change(
                ATTEMPTS,
                "answers = {row.message_id: gate.decide(facts[row.message_id], now) for row in rows}",
                'answers = {row.message_id: gate.Answer(Kind.QUEUED, "ok") for row in rows}',
            ),
        ),
    ),
    Guard(
        2,
        "a paused practice sends safety only (claim and gate)",
        f"{SENDING}::test_a_paused_practice_sends_safety_only",
        (
            Change(DUE, "AND (p.paused_at IS NULL OR m.lane <= 1)", ""),
            Change(
                GATE,
                "    if facts.practice_paused:\n        return Answer(Kind.DEFERRED",
                "    if False:\n        return Answer(Kind.DEFERRED",
            ),
        ),
    ),
    Guard(
        2,
        "caps hold at the moment of sending",
        f"{SENDING}::test_two_reminders_for_one_phone_keep_the_cap_at_the_moment_of_sending",
        (Change(GATE, "        return _caps(facts, moment)\n", "        return None\n"),),
    ),
    # 3: after an opt-out.
    Guard(
        3,
        "an opt-out takes the phone's lock",
        "tests/invariants/test_03_stop_and_the_post.py"
        "::test_an_opt_out_waits_for_a_post_that_is_beginning_and_marks_it_as_crossed",
        (Change(STORE, "  PERFORM lock_phone(p_practice, p_phone);\n", ""),),
    ),
    Guard(
        3,
        "the beginning of a post takes the phone's lock",
        "tests/invariants/test_03_stop_and_the_post.py"
        "::test_a_post_waits_for_an_opt_out_that_is_being_written_and_then_does_not_begin",
        (
            Change(
                ATTEMPTS,
                "        cursor.execute(_LOCK_PHONES, [practice_id, sorted({phone for _, phone in due})])\n",
                "",
            ),
        ),
    ),
    Guard(
        3,
        "an opted-out number gets nothing",
        f"{AGAIN}[opted_out-suppressed-opted_out]",
        (Change(GATE, '    if facts.suppressed_since is not None:\n        return _no("opted_out")\n', ""),),
    ),
    Guard(
        3,
        "a post that starts late asks the gate again",
        f"{SENDING}::test_a_post_that_starts_late_asks_the_gate_again",
        (Change(DISPATCH, "if time.monotonic() - item.committed > BEGIN_WITHIN:", "if False:"),),
    ),
    Guard(
        3,
        "a post under way is marked as crossed",
        f"{SENDING}::test_an_opt_out_during_the_post_is_recorded_as_crossed",
        (Change(STORE, "SET crossed = true", "SET crossed = a.crossed"),),
    ),
    Guard(
        3,
        "one confirmation an opt-out",
        f"{SAYING}::test_an_opted_out_number_gets_one_confirmation_and_safety_texts_only",
        (Change(GATE, "if facts.confirmed_already:", "if False:"),),
    ),
    # 4: one slot, one winner.
    Guard(
        4,
        "the database refuses two visits on one schedule",
        "tests/scheduling/test_concurrency.py::test_raw_rows_written_at_once_never_overlap",
        ddl="ALTER TABLE scheduling_occupancy DROP CONSTRAINT no_two_visits_on_one_schedule",
    ),
    Guard(
        4,
        "one of fifty wins (constraint, locks and the search)",
        "tests/scheduling/test_concurrency.py::test_of_fifty_who_ask_for_one_slot_one_gets_it_and_all_get_an_answer",
        (Change(BOOKING, "                _lock(slot.schedule_ids)\n", ""),),
        "ALTER TABLE scheduling_occupancy DROP CONSTRAINT no_two_visits_on_one_schedule",
    ),
    Guard(
        4,
        "an occupancy is what its visit says",
        "tests/scheduling/test_booking.py::test_the_database_keeps_an_occupancy_as_its_visit_is",
        ddl="DROP TRIGGER occupancy_is ON scheduling_occupancy; "
        "DROP TRIGGER occupancy_follows ON scheduling_appointment",
    ),
    Guard(
        4,
        "of many verbs on one visit one wins",
        "tests/scheduling/test_concurrency.py::test_of_many_verbs_on_one_visit_one_wins",
        (
            Change(
                BOOKING,
                "being or Q(status=Status.BOOKED), pk=appointment_id, version=version)\n    if not found.update(",
                "pk=appointment_id)\n    if not found.update(",
            ),
            Change(
                BOOKING,
                "(pk=appointment_id, version=version, status=Status.BOOKED).first()",
                "(pk=appointment_id).first()",
            ),
        ),
    ),
    Guard(
        4,
        "the first yes wins a freed slot (the look, the UPDATE and the constraint)",
        f"{RUSH}::test_of_many_who_say_yes_at_once_one_wins",
        (
            Change(
                BACKFILL, "filter(pk=offer_id, backfill__status__in=GOING_ON).first()", "filter(pk=offer_id).first()"
            ),
            Change(
                BACKFILL,
                "filter(pk=offer.backfill_id, status__in=GOING_ON).update(",
                "filter(pk=offer.backfill_id).update(",
            ),
        ),
        "DROP INDEX one_accepted_offer_a_slot",
    ),
    Guard(
        4,
        "a held slot is nobody else's (search and constraint)",
        f"{RUSH}::test_a_slot_that_is_held_is_nobody_elses",
        (Change("replywell/scheduling/calendar.py", "AND occupies AND", "AND occupies AND free_after IS NULL AND"),),
        "ALTER TABLE scheduling_occupancy DROP CONSTRAINT no_two_visits_on_one_schedule",
    ),
    Guard(
        4,
        "what ends a refilling gives its slot back",
        f"{RUSH}::test_a_held_slot_that_nobody_takes_is_free_again",
        (Change(BACKFILL, "        booking.release(backfill.hold_id, now=now, actor=actor)", "        pass"),),
    ),
    Guard(
        8,
        "who left the waitlist is not offered a slot (when it is queued and when it leaves)",
        f"{HOURS}::test_who_left_the_list_since_they_were_chosen_is_not_offered_it",
        (
            Change(OFFERS, " or offer.entry.status != EntryStatus.WAITING", ""),
            Change(STANDS, "visit.same AND coalesce(offer.stands, true)", "visit.same"),
        ),
    ),
    Guard(
        8,
        "an offer that was queued before somebody left is dropped",
        f"{HOURS}::test_who_left_the_list_is_not_offered_what_was_queued_before[entry]",
        (Change(STANDS, "visit.same AND coalesce(offer.stands, true)", "visit.same"),),
    ),
    Guard(
        2,
        "agreed hours open no earlier than the state allows",
        f"{HOURS}::test_at_two_past_seven_it_is_the_state_that_decides[FL-opens1]",
        (
            Change(
                "replywell/messaging/quiet_hours.py",
                "for state in who.states:",
                "for state in who.states if who.agreed is None else ():",
            ),
        ),
    ),
    # 5: nothing twice.
    Guard(
        5,
        "a text under way is not claimed again",
        f"{SENDING}::test_a_worker_killed_between_commit_and_post_leaves_unknown_and_no_second_post",
        (
            Change(ATTEMPTS, "m.status IN ('queued', 'deferred') ORDER BY m.lane", "true ORDER BY m.lane"),
            Change(
                DUE,
                "WHERE m.status = 'queued' AND (m.retry_at",
                "WHERE m.status IN ('queued', 'sending') AND (m.retry_at",
            ),
            Change(DUE, "o.status IN ('queued', 'sending')", "o.status = 'queued'"),
        ),
    ),
    Guard(
        5,
        "a post past its lease is unknown, not due again",
        "tests/invariants/test_05_sent_once.py::test_a_sender_killed_at_any_statement_posts_nothing_twice",
        (Change(DOUBT, "SET status = 'unknown', retry_at = NULL", "SET status = 'queued', retry_at = NULL"),),
    ),
    Guard(
        5,
        "no answer means unknown, not due again",
        f"{SENDING}::test_a_text_taken_without_an_answer_is_found_in_the_list",
        (
            Change(
                ATTEMPTS,
                "SET status = 'unknown', retry_at = clock_timestamp()",
                "SET status = 'queued', retry_at = clock_timestamp()",
            ),
        ),
    ),
    Guard(
        5,
        "two candidates are a person's to judge",
        f"{SENDING}::test_two_candidates_are_a_persons_to_judge",
        (Change(DOUBT, "if len(candidates) == 1:", "if candidates:"),),
    ),
    Guard(
        5,
        "our id is in the status address",
        f"{SENDING}::test_a_text_is_posted_with_our_id_in_the_status_address_and_accepted",
        (
            Change(
                "replywell/carriers/twilio/client.py",
                "status_address(outgoing.status_url, outgoing.our_id)",
                'outgoing.status_url + "#rc=5&rp=all"',
            ),
        ),
    ),
    Guard(
        5,
        "a safety text in doubt is sent again",
        f"{SENDING}::test_a_safety_text_in_doubt_is_sent_again_after_a_minute",
        (Change(DOUBT, "doubt.purpose == Purpose.SAFETY and age > SAFETY_AGAIN", "False"),),
    ),
    # 6: in order.
    Guard(
        6,
        "of a conversation the oldest text leaves first",
        "tests/invariants/test_06_in_order.py::test_a_reply_is_not_due_before_the_one_decided_earlier_has_left",
        (
            Change(DUE, "o.status IN ('queued', 'sending')", "false"),
            Change(
                DUE,
                "SELECT DISTINCT ON (coalesce(m.conversation_id, -m.id), CASE WHEN m.lane <= 1 THEN m.id END)",
                "SELECT",
            ),
        ),
    ),
    Guard(
        6,
        "stop and safety overtake",
        f"{SENDING}::test_stop_and_safety_overtake_a_reply_that_waits",
        (Change(DUE, "AND (m.lane <= 1 OR NOT EXISTS (", "AND (NOT EXISTS ("),),
    ),
    Guard(
        6,
        "a conversation is handled by one worker at a time",
        "tests/dialogue/test_drain.py::test_two_workers_at_once_keep_the_order_of_each_conversation",
        (Change(AT_HAND, " FOR UPDATE SKIP LOCKED", ""),),
    ),
    Guard(
        6,
        "a status moves forward only",
        "tests/messaging/inbound/test_status.py::test_in_whatever_order_reports_come_the_furthest_stands[order5]",
        (Change(STORE, "moved := message_rank(p_to) > message_rank(v_old);", "moved := true;"),),
    ),
    # 7: practices apart, evidence kept.
    Guard(
        7,
        "row-level security hides another practice's rows",
        "tests/test_ground.py::test_rows_of_another_practice_are_invisible_and_cannot_be_written",
        ddl="ALTER TABLE patients_patient DISABLE ROW LEVEL SECURITY",
    ),
    Guard(
        7,
        "composite keys refuse another practice's patient",
        "tests/test_ground.py::test_a_reference_to_another_practices_row_is_refused",
        ddl="ALTER TABLE scheduling_appointment DROP CONSTRAINT scheduling_appointment_patient_id_in_practice",
    ),
    Guard(
        7,
        "a version of a triage table stays as it was",
        "tests/practices/test_triage_tables.py::test_the_database_refuses",
        ddl="DROP TRIGGER a_version_never_changes ON practices_triagetable; "
        "DROP TRIGGER a_version_stays ON practices_triagetable",
    ),
    Guard(
        7,
        "consent is only added to (trigger and rights)",
        "tests/test_ground.py::test_consent_rows_cannot_be_changed_even_by_the_owner",
        ddl="DROP TRIGGER append_only ON patients_consentevent; "
        "GRANT UPDATE, DELETE ON patients_consentevent TO replywell_app",
    ),
    Guard(
        7,
        "the audit trail is only added to (trigger and rights)",
        "tests/audit/test_audit.py::test_nobody_changes_the_trail",
        ddl="DROP TRIGGER append_only ON audit_event; DROP TRIGGER append_only_whole ON audit_event; "
        "GRANT UPDATE, DELETE, TRUNCATE ON audit_event TO replywell_app",
    ),
    Guard(
        7,
        "every look at a thread is audited",
        "tests/invariants/test_07_looks_are_audited.py::test_every_look_at_a_thread_is_in_the_trail",
        (Change("replywell/console/views/inbox.py", '"thread.viewed"', '"thread.passed"'),),
    ),
    Guard(
        7,
        "every look at a chart is audited",
        "tests/console/test_charts.py::test_the_chart_tells_visits_family_consent_and_notes_and_is_audited",
        (Change("replywell/console/views/patients.py", '"chart.viewed"', '"chart.passed"'),),
    ),
    # 8: still true.
    Guard(
        8,
        "a text about a visit that changed is dropped at sending",
        f"{AGAIN}[visit_moved-dropped-changed]",
        (Change(GATE, "if not facts.same_versions:", "if False:"),),
    ),
    Guard(
        8,
        "an unasked text waits for the patient's own",
        f"{AGAIN}[patient_wrote-deferred-waits_for_handling]",
        (Change(GATE, "if facts.has_unhandled:", "if False:"),),
    ),
    # 9: time.
    Guard(
        9,
        "a day before is the same wall time",
        "tests/test_ground.py::test_a_day_before_is_the_same_wall_time_across_both_changes",
        (Change(CLOCK, "    local = moment.astimezone(zone)\n", "    return moment - timedelta(days=days)\n"),),
    ),
    Guard(
        9,
        "the clock stays with a real carrier",
        "tests/test_ground.py::test_the_clock_cannot_move_while_a_real_carrier_is_active",
        ddl="DROP TRIGGER clock_stays ON common_clock",
    ),
    Guard(
        9,
        "no real carrier on a moved clock",
        "tests/test_ground.py::test_a_real_carrier_cannot_start_on_a_moved_clock",
        ddl="DROP TRIGGER no_real_carrier ON practices_carrieraccount",
    ),
    # 10: somebody learns of it.
    Guard(
        10,
        "each trouble is a task, a page and a reason",
        "tests/invariants/test_10_somebody_learns.py",
        (Change(TROUBLES, "page=kind in PAGED", "page=False"),),
    ),
    Guard(
        10,
        "a worker that is gone is noticed",
        "tests/dialogue/test_people.py::test_a_worker_that_is_gone_pages",
        (Change(TROUBLES, "    if _no_worker():\n", "    if False:\n"),),
    ),
    Guard(
        10,
        "paging goes on to the next person",
        "tests/dialogue/test_people.py::test_a_page_goes_to_the_next_person_every_five_minutes_until_somebody_takes_it",
        (Change(PAGING, "called[: task.page_round + 1]", "called[:1]"),),
    ),
    # 7, continued: rights, and what is clinical.
    Guard(
        7,
        "an address without a right is refused, and so is who has not the right",
        "tests/console/test_access_rights.py::test_a_view_that_names_no_right_is_refused_to_everybody",
        (Change(DOOR, "if right not in request.rights and _is_there(request):", "if False:"),),
    ),
    Guard(
        7,
        "clinical texts are hidden from who may not read them",
        "tests/console/test_access_rights.py::test_the_front_desk_reads_with_the_nurse_in_place_of_a_clinical_text",
        (
            Change(
                VEIL,
                "        if self.lifted:\n            return False\n        matters",
                "        return False\n        matters",
            ),
        ),
    ),
    Guard(
        7,
        "a search does not tell which words a clinical text holds",
        "tests/inbox/test_search.py::test_a_search_does_not_tell_that_a_word_is_in_the_nurses_text",
        (
            Change(
                "replywell/console/finding.py",
                "return [one for one in rows if not veil.hides(one)]",
                "return rows",
            ),
        ),
    ),
    Guard(
        7,
        "a note of clinical staff is theirs until they share it",
        "tests/inbox/test_inbox.py::test_the_nurse_shares_a_note_or_it_stays_clinical",
        (Change("replywell/console/queries.py", "if not veil.hides_note(note)", "if True"),),
    ),
    Guard(
        7,
        "a page that refreshes itself keeps no session alive",
        "tests/console/test_access_login.py::test_a_click_keeps_a_session_and_a_page_that_refreshes_itself_does_not",
        (Change(DOOR, "if not sessions.is_automatic(request) and", "if"),),
    ),
)
