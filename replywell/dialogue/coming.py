"""Somebody wants a visit: who it is for, of which kind, and what the practice's triage table makes of their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from replywell.dialogue.facts import Coming, KindFacts, PersonFacts
from replywell.dialogue.thread import Thread
from replywell.practices import booking_models, triage
from replywell.scheduling.models import AppointmentType
from replywell.understanding import Reading
from replywell.understanding.normalise import prepare
from replywell.understanding.vocabulary import TYPE

# What a wish to be seen sounds like in a text that is about how somebody feels.
_WANTS = re.compile(
    r" (?:come (?:in|by|over)|be seen|get seen|get in|fit (?:me|us|him|her) in|squeeze (?:me|us|him|her) in|"
    r"see (?:the|a|my|your|our|dr|doctor|someone|somebody|anyone|anybody|you|us|me|him|her)|appointments?|appts?|visit|"
    r"citas?|consulta|turno|verme|vernos|verlo|verla|ver al?|me vean?|lo vean?|la vean?|atender\w*|revis\w+|"
    r"(?:puedo|podemos|quiero|queremos|quisiera) (?:ir|pasar|venir))(?= )"
)
_USUAL = """
SELECT DISTINCT ON (patient_id) patient_id, practitioner_id FROM (
  SELECT patient_id, practitioner_id, count(*) AS often, max(starts_at) AS last FROM scheduling_appointment
   WHERE patient_id = ANY (%s) AND practitioner_id IS NOT NULL AND status IN ('booked', 'arrived', 'fulfilled')
   GROUP BY patient_id, practitioner_id) seen
 ORDER BY patient_id, often DESC, last DESC"""


def facts(thread: Thread, reading: Reading | None, data: Mapping[str, Any]) -> Coming:
    """What a workflow that books may know. `data` is the run's: it keeps to the triage table it began with."""
    body = thread.message.body if thread.message else ""
    named = thread.hours.words.id_of(TYPE, reading.slots.get(TYPE)) if reading else None
    return of_text(body, people=_people(thread, prepare(body).words), table=_table(data), named=named)


def of_text(body: str, *, people: tuple[PersonFacts, ...], table: triage.Table | None, named: int | None) -> Coming:
    """The same of one text. `named`: the kind that it names by the practice's vocabulary. Two queries."""
    text = prepare(body)
    rules = booking_models.BookingRules.objects.first()
    kinds = list(AppointmentType.objects.order_by("id"))
    by_code = {kind.code: kind.pk for kind in kinds}
    outcomes = dict(rules.outcome_types) if rules else {}
    kind_id = named if named is not None else _kind(text.words, rules, by_code)
    if kind_id is None and not (rules and rules.default_type):
        alone = [kind.pk for kind in kinds if kind.bookable_by_text and not kind.video]
        kind_id = alone[0] if len(alone) == 1 else None
    wants = bool(_WANTS.search(text.fixed))
    return Coming(
        people=people,
        kinds={kind.pk: KindFacts(kind.pk, kind.bookable_by_text, kind.video) for kind in kinds},
        kind_id=kind_id,
        outcome_kinds={name: by_code[code] for name, code in outcomes.items() if code in by_code},
        wants_to_come=wants,
        only_that=wants and text.fixed.count("?") <= 1,
        table=table,
        symptoms=table.heard(text.words) if table else (),
        told=table.told(text.words) if table else {},
    )


def _kind(words: tuple[str, ...], rules: booking_models.BookingRules | None, by_code: Mapping[str, int]) -> int | None:
    """The kind that the words stand for by the practice's rules; else the default one."""
    if rules is None:
        return None
    longest_first = sorted(rules.words, key=lambda one: -len(triage.phrase_of(one[0])))
    for phrase, code in longest_first:
        if code in by_code and triage.says(words, triage.phrase_of(phrase)):
            return by_code[code]
    return by_code.get(rules.default_type)


def _people(thread: Thread, words: tuple[str, ...]) -> tuple[PersonFacts, ...]:
    ids = [link.patient_id for link in thread.links]
    if not ids:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_USUAL, [ids])
        usual = dict(cursor.fetchall())
    today = thread.now.astimezone(ZoneInfo(thread.practice.zone)).date()
    found = []
    for link in thread.links:
        born = link.patient.birth_date
        months = triage.age_in_months(born, today) if born else None
        minor = months is not None and months < 18 * 12
        first = triage.phrase_of(link.patient.first_name)
        found.append(
            PersonFacts(
                id=link.patient_id,
                name=link.patient.first_name if minor or link.first_name_ok else "",
                own=link.role == "self" and not minor,
                named=bool(first) and triage.says(words, first),
                months=months,
                usual_id=usual.get(link.patient_id),
            )
        )
    return tuple(found)


def _table(data: Mapping[str, Any]) -> triage.Table | None:
    began = data.get("table")
    tables = booking_models.TriageTable.objects.all()
    tables = tables.filter(code=began[0], version=began[1]) if began else tables.filter(in_use=True)
    body = tables.values_list("body", flat=True).first()
    return triage.parse(body) if body is not None else None
