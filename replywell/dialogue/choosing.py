"""Which prompt a text answers and which visit it means. Recency never decides: if two could be meant, we ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from django.db import connection

from replywell.dialogue import effects, prompts, wishes
from replywell.dialogue.facts import VisitFacts
from replywell.dialogue.models import Prompt, WorkflowRun
from replywell.dialogue.prompts import Candidate
from replywell.dialogue.thread import Thread
from replywell.messaging import send, wording
from replywell.messaging.models import Purpose
from replywell.scheduling.waitlist_models import Offer
from replywell.understanding import Asked, Intent, Reading, Slots, When, read
from replywell.understanding.normalise import prepare

WHICH_ONE = "which_one"
WHICH_FOR = timedelta(hours=24)
SURE = 0.6
"""Below this confidence a reading settles nothing."""
OFFER = "waitlist_offer"
OFFER_LATE = timedelta(hours=24)
"""So long after its deadline a yes is still taken for the answer to an offer."""
OF_ONE_VISIT = frozenset({Intent.CANCEL, Intent.DECLINE, Intent.RESCHEDULE, Intent.RUNNING_LATE})
"""These are about one visit: with several, we ask."""


@dataclass(frozen=True)
class Choice:
    """What a text answers. Several `among`: it could be any of them, so ask."""

    candidate: Candidate
    reading: Reading
    among: tuple[Candidate, ...] = ()


def open_choice(thread: Thread, found: Sequence[Candidate], text: str, reading: Reading, put: Asked) -> Choice | None:
    """The open prompt that the text answers, if any does. `reading`: what the text means if `put` was asked last."""
    live = [one for one in found if not one.late]
    if not live:
        return None
    newest = live[0]
    asked = prompts.to_read(thread, newest)
    if asked != put:
        reading = read(text, asked, thread.now)
    number = _word_for_word(newest, text)
    if number is not None and newest.accepts(Intent.SELECT_OPTION):
        slots = Slots(**{**reading.slots, "option": number})
        reading = replace(reading, intent=Intent.SELECT_OPTION, confidence=1.0, auto=True, also=(), slots=slots)
    if reading.confidence < SURE:
        return None
    if newest.prompt.solicited and newest.accepts(reading.intent):
        # The patient is in the middle of this one.
        return Choice(newest, reading)
    fits: list[tuple[Candidate, Reading]] = []
    for candidate in _competing(thread, found, newest):
        own = reading if candidate is newest else read(text, prompts.to_read(thread, candidate), thread.now)
        if own.confidence >= SURE and candidate.accepts(own.intent):
            fits.append((candidate, own))
    fits = _narrowed(thread, fits, text)
    if not fits:
        return None
    among = tuple(candidate for candidate, _ in fits)
    return Choice(fits[0][0], fits[0][1], among if len(among) > 1 else ())


def _word_for_word(candidate: Candidate, text: str) -> int | None:
    """The one option whose words the text is, and nothing more: that needs no understanding."""
    words = prepare(text).words
    found = [one.number for one in prompts.options_of(candidate.prompt) if words and prepare(one.text).words == words]
    return found[0] if len(found) == 1 else None


def _competing(thread: Thread, found: Sequence[Candidate], newest: Candidate) -> list[Candidate]:
    """Open prompts, and those a newer one replaced before they were answered, each about visits of its own."""
    ahead = {visit.id: visit for visit in thread.visits}
    kept = [newest]
    taken = set(newest.visit_ids)
    for candidate in found:
        if candidate is newest or (candidate.late and candidate.prompt.closed_why != "replaced"):
            continue
        own = [ahead[one] for one in candidate.visit_ids if one in ahead]
        unsettled = [visit for visit in own if visit.confirmation != "confirmed"]
        if candidate.late and (not unsettled or taken & candidate.visit_ids):
            continue
        taken |= candidate.visit_ids
        kept.append(candidate)
    return kept


def _narrowed(thread: Thread, fits: list[tuple[Candidate, Reading]], text: str) -> list[tuple[Candidate, Reading]]:
    """What is left when the text names a patient, a day or a practitioner."""
    if not fits or fits[0][1].intent is Intent.SELECT_OPTION:
        return fits
    meant = {visit.id for visit in wishes.named(text, fits[0][1], thread.visits, thread.real_names, thread.hours.words)}
    if not meant or len(meant) == len(thread.visits):
        return fits
    return [(candidate, reading) for candidate, reading in fits if candidate.visit_ids & meant]


def late_choice(thread: Thread, found: Sequence[Candidate], text: str) -> Choice | None:
    """The prompt, no longer open, that the text answers by itself."""
    fits: list[tuple[Candidate, Reading]] = []
    for candidate in found:
        if not candidate.late or candidate.prompt.run.workflow == WHICH_ONE:
            continue
        reading = read(text, prompts.to_read(thread, candidate), thread.now)
        if reading.confidence >= SURE and candidate.accepts(reading.intent):
            fits.append((candidate, reading))
    ahead = {visit.id for visit in thread.visits}
    alive = [fit for fit in fits if fit[0].visit_ids & ahead or _offered(fit[0], thread)]
    if any(_offered(candidate, thread) for candidate, _ in alive):
        # What was answered before does not compete with an offer that was not.
        alive = [fit for fit in alive if _offered(fit[0], thread) or fit[0].prompt.closed_why != "answered"]
    fits = _narrowed(thread, alive, text) or (fits[:1] if not alive else [])
    if not fits:
        return None
    among: list[Candidate] = []
    taken: set[int] = set()
    for candidate, _ in fits:
        if not taken & candidate.visit_ids:
            among.append(candidate)
            taken |= candidate.visit_ids
    return Choice(fits[0][0], fits[0][1], tuple(among) if len(among) > 1 else ())


def _offered(candidate: Candidate, thread: Thread) -> bool:
    """Whether it offers a slot, was not answered, and its deadline is not long past."""
    prompt = candidate.prompt
    unanswered = prompt.context == OFFER and prompt.closed_why != "answered"
    return unanswered and prompt.run.ended_why != "declined" and prompt.expires_at > thread.now - OFFER_LATE


def meant(thread: Thread, reading: Reading, text: str, among: Sequence[VisitFacts]) -> tuple[VisitFacts, ...]:
    """Of `among`, the visits that the text is about: those it names, else all of them."""
    return wishes.named(text, reading, among, thread.real_names, thread.hours.words) or tuple(among)


_NEWER = """
SELECT EXISTS (
  SELECT 1 FROM audit_event WHERE practice_id = %s AND subject = %s AND at > %s
     AND verb IN ('visit.booked', 'visit.moved', 'visit.loaded', 'visit.overbooked'))"""


def newer_than_the_text(thread: Thread, visit: VisitFacts) -> bool:
    """Whether the visit was made or moved after the text was written: it cannot mean the visit as it is now.

    Such a text was found late, or crossed the change. The audit has the domain time of both.
    """
    assert thread.message is not None
    with connection.cursor() as cursor:
        cursor.execute(_NEWER, [thread.practice_id, f"appointment:{visit.id}", thread.message.created_at])
        return bool(cursor.fetchone()[0])


def ask_which(
    thread: Thread,
    reading: Reading,
    visits: Sequence[VisitFacts],
    *,
    candidates: Sequence[Candidate] = (),
    offered: Sequence[Candidate] = (),
    frees_by_cancel: bool = False,
) -> None:
    """Ask which of these visits, or of these offers, is meant; the answer goes on where the text left off."""
    options = []
    for number, visit in enumerate(visits, 1):
        prompt = next((one.prompt.pk for one in candidates if visit.id in one.visit_ids), None)
        value = {"visit": visit.id, "version": visit.version, "prompt": prompt}
        options.append({"number": number, "text": thread.line(visit), "value": value})
    for number, one in enumerate(offered, len(options) + 1):
        slot = Offer.objects.select_related("backfill__location").get(run_id_then=one.prompt.run_id).backfill
        value = {"visit": 0, "version": 0, "prompt": one.prompt.pk}
        text = thread.when(slot.starts_at, slot.location.zone)
        options.append({"number": number, "text": text, "value": value})
    run = WorkflowRun.objects.create(
        practice_id=thread.practice_id,
        conversation=thread.conversation,
        workflow=WHICH_ONE,
        state="asked",
        started_at=thread.now,
        data={
            "reading": reading_to_json(reading),
            "cancel_word": frees_by_cancel,
            "text": thread.message.pk if thread.message else None,
        },
    )
    lines = wording.options([str(option["text"]) for option in options])
    message = send.say(
        thread.conversation,
        "visit.which_one",
        {"options": lines},
        purpose=Purpose.ANSWER,
        now=thread.now,
        workflow=WHICH_ONE,
        run_id=run.pk,
        answers=thread.message,
    )
    Prompt.objects.create(
        practice_id=thread.practice_id,
        conversation=thread.conversation,
        run=run,
        message=message,
        context=WHICH_ONE,
        state="asked",
        about=[[visit.id, visit.version] for visit in visits],
        solicited=True,
        accepts=[Intent.SELECT_OPTION.value],
        options=options,
        expires_at=thread.now + WHICH_FOR,
    )
    effects.plan(
        thread.practice_id,
        thread.conversation.pk,
        workflow=WHICH_ONE,
        name="silence",
        due=thread.now + WHICH_FOR,
        key=f"{WHICH_ONE}:{run.pk}",
        run_id=run.pk,
        run_version=run.version,
    )


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """A reading as a row keeps it."""
    slots: dict[str, Any] = dict(reading.slots)
    if "when" in reading.slots:
        slots["when"] = [asdict(one) for one in reading.slots["when"]]
    return {
        "intent": reading.intent.value,
        "confidence": reading.confidence,
        "auto": reading.auto,
        "lang": reading.lang,
        "slots": slots,
        "also": [intent.value for intent in reading.also],
        "red_flags": list(reading.red_flags),
        "opt_out": reading.opt_out,
        "auto_reply": reading.is_auto_reply,
        "reaction": reading.is_reaction,
    }


def reading_from_json(row: dict[str, Any]) -> Reading:
    """The reading a row kept."""
    slots: dict[str, Any] = dict(row["slots"])
    if "when" in slots:
        slots["when"] = [When(**one) for one in slots["when"]]
    return Reading(
        Intent(row["intent"]),
        row["confidence"],
        row["auto"],
        row["lang"],
        Slots(**slots),  # type: ignore[typeddict-item]
        tuple(Intent(one) for one in row["also"]),
        bool(row["red_flags"]),
        tuple(row["red_flags"]),
        row["opt_out"],
        row["auto_reply"],
        row["reaction"],
    )
