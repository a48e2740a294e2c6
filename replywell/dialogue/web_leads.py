"""Somebody asks for a visit on a public page: one text to the phone they gave, and nothing before its owner says yes.

Whoever fills in a form may type any number. So no page tells whether a number is known, nothing is booked or held, and
a number gets at most one text for each form, two a day and four in thirty days. Every verb runs in a scope.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from replywell.audit.record import record
from replywell.dialogue import calling_off, leads, questions, runs, tasks, wishes
from replywell.dialogue.questions import PERSON, Question
from replywell.dialogue.thread import Thread, look
from replywell.dialogue.turn import REGISTRY, START
from replywell.messaging import quiet_hours, send
from replywell.messaging.models import Conversation, Message, MessageStatus, Purpose
from replywell.patients import consent, page_links
from replywell.patients.models import (
    ConsentEvent,
    ConsentPurpose,
    Contact,
    ContactLink,
    Lead,
    LeadSource,
    LeadStatus,
    Patient,
)
from replywell.practices.models import Practice
from replywell.scheduling.free_slots import Slot

PAGE, CONFIRMING = "page", "confirming"
"""The timer of the workflow by which a run begins on a page, and the state in which it waits for the yes."""
TAPPED_TWICE = timedelta(minutes=10)
FORM = "form"
LIMITS = ((timedelta(days=1), 2), (timedelta(days=30), 4))
"""Forms that lead to a text to one number."""
LINK_FOR = timedelta(days=3)
NO_TEXT = (MessageStatus.SUPPRESSED, MessageStatus.DROPPED)


class TooOften(Exception):  # noqa: N818
    """The number was typed in more often than `LIMITS` allow. Nothing was done."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form says. `phone` is E.164; `words` what they agreed to, verbatim, `wording` which version of it.

    `answers`: question -> answer, by their keys. `time`: the value by which the times page knows the slot.
    """

    phone: str
    language: str
    first_name: str
    last_name: str
    words: str
    wording: str
    answers: Mapping[str, str] = field(default_factory=dict)
    slot: Slot | None = None
    time: str = ""
    zone: str = ""


def asked_on_pages() -> list[Question]:
    """The practice's questions that a form can ask: those with answers of their own, if none leads to another one."""
    found = list(questions.facts()["questions"])
    leads_on = {str(one.get("next") or "") for one in found}
    leads_on |= {str(option.get("next") or "") for one in found for option in one.get("options") or ()}
    return [] if leads_on - {"", PERSON} else [one for one in found if one["kind"] == "choice"]


def ask(practice: Practice, wish: Wish, *, now: datetime) -> bool:
    """Text the phone whether it was they. False: it is no hour for that, a text would wait. Raises TooOften.

    A phone that a chart is on gets the patient's own page instead. Where no text may leave, a person sees it; the
    answer here is the same, so that nobody learns from it. The same form sent twice in a row is one.
    """
    contact, _ = Contact.objects.get_or_create(
        practice_id=practice.pk, phone=wish.phone, defaults={"language": wish.language}
    )
    conversation, _ = Conversation.objects.get_or_create(
        practice_id=practice.pk, contact=contact, defaults={"created_at": now}
    )
    calling_off.lock([conversation.pk])
    waits = not quiet_hours.is_open(quiet_hours.recipient(Contact(phone=wish.phone), practice), now)
    if _is_asked(conversation.pk, wish, now):
        return not waits
    _not_too_often(wish.phone, now)
    consent.grant(
        practice.pk, wish.phone, ConsentPurpose.LEAD, words=wish.words, channel=FORM, actor="patient", at=now,
        wording_version=wish.wording,
    )  # fmt: skip
    record(
        practice.pk, "consent.granted", f"contact:{contact.pk}", actor="patient", at=now,
        purpose=str(ConsentPurpose.LEAD), channel=FORM,
    )  # fmt: skip
    thread = look(conversation.pk, now)
    message = _known(thread, wish) if thread.links else _new(thread, wish)
    if message is None or message.status in NO_TEXT:
        _for_a_person(thread)
    return not waits


def _is_asked(conversation_id: int, wish: Wish, now: datetime) -> bool:
    """Whether just this was asked there a moment ago: somebody tapped twice."""
    run = leads.under_way(conversation_id)
    wanted = wishes.slot_value(wish.slot) if wish.slot else None
    return (
        run is not None
        and run.state == CONFIRMING
        and run.started_at > now - TAPPED_TWICE
        and run.data.get("chosen") == wanted
    )


def _not_too_often(phone: str, now: datetime) -> None:
    before = ConsentEvent.objects.filter(phone=phone, purpose=ConsentPurpose.LEAD, channel=FORM)
    for within, most in LIMITS:
        if before.filter(at__gt=now - within).count() >= most:
            raise TooOften


def _for_a_person(thread: Thread) -> None:
    tasks.create(
        thread.practice_id, "front_desk", "new_patient_waits",
        "Asked for a visit on the booking page, and no text may leave: call", now=thread.now,
        conversation_id=thread.conversation.pk, patient_id=thread.patient_id,
        key=f"new_patient_waits:{thread.conversation.pk}",
    )  # fmt: skip


# A phone that a chart is on


def _known(thread: Thread, wish: Wish) -> Message:
    """The own page of the one whose name was written; else the phone is asked whom it is for."""
    meant = [link.patient for link in thread.links if _same(link, wish)]
    key, values = "lead.whom", {}
    if len(meant) == 1:
        key, values = "lead.own_page", {"link": _own_page(meant[0], thread, wish)}
    return send.say(thread.conversation, key, values, purpose=Purpose.LEAD, now=thread.now)


def _own_page(patient: Patient, thread: Thread, wish: Wish) -> str:
    wanted: dict[str, Any] = {}
    if wish.slot is not None:
        wanted = {"type": wish.slot.type_id, "location": wish.slot.location_id, "time": wish.time}
    return page_links.make(
        thread.practice_id, page_links.VISIT, patient.pk, now=thread.now, expires_at=thread.now + LINK_FOR,
        language=thread.language, asked_for=wanted,
    )  # fmt: skip


def _same(link: ContactLink, wish: Wish) -> bool:
    return _plain(link.patient.full_name) == _plain(_full_name(wish))


def _full_name(wish: Wish) -> str:
    return f"{wish.first_name} {wish.last_name}"


def _plain(name: str) -> str:
    """Without accents, capitals and needless blanks."""
    letters = (one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return " ".join("".join(letters).casefold().split())


# A phone that nobody's chart is on


def _new(thread: Thread, wish: Wish) -> Message | None:
    """A lead, and the run that asks whether it was they. What was asked there before is over."""
    former = leads.under_way(thread.conversation.pk)
    if former is not None:
        calling_off.end_run(former, thread.now)
    facts = leads.facts()
    given, told = _given(facts, wish)
    lead = _lead(thread, wish, int(facts["questions_version"]), told)
    data = {
        **facts,
        "given": given,
        "to_person": any(one.get("next") == PERSON for one in given.values()),
        "chosen": wishes.slot_value(wish.slot) if wish.slot else None,
        "when": thread.when(wish.slot.starts_at, wish.zone) if wish.slot else "",
        "wanted": [],
    }
    if asked_on_pages():
        data["questions"] = [one for one in facts["questions"] if one["key"] not in given]
    workflow = REGISTRY[leads.WORKFLOW]
    rule = workflow.rule("timer", START, PAGE)
    assert rule is not None
    done = runs.play(thread, workflow, rule, cause="timer", data=data)
    if done.refused or done.run is None:
        Lead.objects.filter(pk=lead.pk).update(status=LeadStatus.HANDED_OVER, ended_at=thread.now)
        return None
    return Message.objects.filter(run_id_then=done.run.pk).order_by("-id").first()


def _lead(thread: Thread, wish: Wish, version: int, told: list[dict[str, str]]) -> Lead:
    """One request a phone: an open one is what the last form says, and so is theirs that was given up lately."""
    _reopen(thread, wish)
    values = {
        "source": LeadSource.PAGE if wish.slot else LeadSource.FORM,
        "first_name": wish.first_name,
        "last_name": wish.last_name,
        "questions_version": version,
        "answers": told,
    }
    lead, fresh = Lead.objects.update_or_create(
        practice_id=thread.practice_id, contact=thread.conversation.contact, status=LeadStatus.OPEN,
        defaults=values, create_defaults={**values, "created_at": thread.now},
    )  # fmt: skip
    if fresh:
        record(
            thread.practice_id, "lead.made", f"lead:{lead.pk}", actor="patient", at=thread.now,
            source=str(values["source"]),
        )  # fmt: skip
    return lead


def _reopen(thread: Thread, wish: Wish) -> None:
    """Somebody else with the same phone begins anew; who wrote no name before may be anybody."""
    contact = thread.conversation.contact
    last = Lead.objects.filter(contact=contact).order_by("-id").first()
    if last is not None and _plain(f"{last.first_name} {last.last_name}") in ("", _plain(_full_name(wish))):
        leads.reopen(contact.pk, since=thread.now - leads.GIVEN_UP_FOR)


def _given(facts: Mapping[str, Any], wish: Wish) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The answers as a run keeps them, and as staff read them. The chosen time answers what it is and with whom."""
    given: dict[str, Any] = {}
    told: list[dict[str, str]] = []
    for question in facts["questions"]:
        option = _answer(question, facts, wish)
        if option is None:
            continue
        given[question["key"]] = {key: value for key, value in option.items() if key != "text"}
        asked = questions.said(question["text"], wish.language)
        told.append({"key": question["key"], "asked": asked, "answer": questions.said(option["text"], wish.language)})
    return given, told


def _answer(question: Question, facts: Mapping[str, Any], wish: Wish) -> Question | None:
    if question["kind"] == "choice":
        wanted = wish.answers.get(question["key"])
        return next((one for one in question["options"] if one["key"] == wanted), None)
    if wish.slot is None:
        return None
    if question["kind"] == "reason":
        return next((one for one in question["options"] if one.get("type") == wish.slot.type_id), None)
    people = facts["people"].get(str(wish.slot.type_id), [])
    name = next((name for key, name in people if key == wish.slot.practitioner_id), "")
    return {"key": f"p{wish.slot.practitioner_id}", "who": wish.slot.practitioner_id, "text": {"en": name}, "next": ""}
