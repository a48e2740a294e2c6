"""The gate's facts know a waitlist offer: the hours its patient agreed to, and whether it still stands."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("replywell.messaging.migrations.0004_outbound").GATE_FACTS

# Whoever left the waitlist, or whose slot is gone, is not offered it by a text that was queued before.
OFFER = """
  LEFT JOIN LATERAL (
    SELECT e.text_from, e.text_until,
      o.status IN ('planned', 'sent') AND e.status = 'waiting' AND b.status IN ('open', 'resting') AS stands
    FROM scheduling_backfill b
    JOIN scheduling_offer o ON o.practice_id = b.practice_id AND o.backfill_id = b.id AND o.contact_id = v.contact_id
    JOIN scheduling_waitlistentry e ON e.practice_id = o.practice_id AND e.id = o.entry_id
    WHERE m.purpose = 'waitlist' AND b.practice_id = m.practice_id AND b.hold_id = ANY (visit.ids)
  ) offer ON true
"""
CHANGES = (
    ("events json, others json\n", "events json, others json,\n  agreed_from time, agreed_until time\n"),
    ("ledger.events, others.found\n", "ledger.events, others.found, offer.text_from, offer.text_until\n"),
    ("visit.same, visit.live,", "visit.same AND coalesce(offer.stands, true), visit.live,"),
    ("  LEFT JOIN conversation_awaits(", OFFER.lstrip("\n") + "  LEFT JOIN conversation_awaits("),
)


def _changed(text: str) -> str:
    for old, new in CHANGES:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


DROP = "DROP FUNCTION gate_facts(bigint[], jsonb);"


class Migration(migrations.Migration):
    dependencies = [("messaging", "0006_lead_texts"), ("scheduling", "0005_waitlist")]
    operations = [migrations.RunSQL(DROP + _changed(BEFORE), DROP + BEFORE)]
