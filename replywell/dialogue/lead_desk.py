"""What staff see of somebody without a chart, and do for them: answer, skip, book, ask on, send a link, close.

What staff do takes the way of a text: through the workflow and the gate. While a person has the conversation nothing
is asked by itself; it is asked on from the right question when they hand it back. All run in the practice's scope.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from replywell.audit.models import AuditEvent
from replywell.audit.record import record
from replywell.common import rows
from replywell.dialogue import calling_off, leads, open_pages, questions, runs, thread, wishes
from replywell.dialogue.facts import Option
from replywell.dialogue.models import WorkflowRun
from replywell.dialogue.staff import CHANNELS
from replywell.dialogue.thread import Thread
from replywell.dialogue.turn import REGISTRY
from replywell.messaging import send
from replywell.messaging.models import Conversation, Direction, Message, Purpose
from replywell.patients import intake, page_links
from replywell.patients.models import ConsentEvent, ConsentPurpose, Intake, Lead, LeadStatus, PageLink, Patient
from replywell.practices.models import Staff
from replywell.scheduling.booking import SlotTaken
from replywell.scheduling.free_slots import Slot

BY_STAFF, BOOKS = "by_staff", "books"
"""The timers of the workflow that these deeds play."""
AGREEING, ASKING, PICKING = "agreeing", "asking", "picking"
GOES_ON = (ASKING, PICKING)
CLOSED_AS = (LeadStatus.HANDED_OVER, LeadStatus.DECLINED, LeadStatus.ABANDONED)
"""What a person may close a lead as."""


class AnsweredMeanwhile(ValueError):  # noqa: N818
    """The patient, or a colleague, was faster. Nothing was changed."""


@dataclass(frozen=True)
class Told:
    """A question that was put and what was answered; empty: skipped. `by`: the staff code, if not they themselves."""

    key: str
    asked: str
    answer: str
    by: str = ""


@dataclass(frozen=True)
class Choice:
    """An answer that staff may give for them."""

    key: str
    words: str


@dataclass
class Newcomer:
    """A lead as its thread shows it."""

    lead: Lead
    run: WorkflowRun | None
    told: list[Told]
    wanted: str = ""
    open_question: str = ""
    choices: list[Choice] = field(default_factory=list)
    may_skip: bool = False
    kind_id: int | None = None
    practitioner_id: int | None = None
    stopped_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a visit or an end."""
        return self.lead.status == LeadStatus.OPEN

    @property
    def may_ask_on(self) -> bool:
        """Whether the questions can go on from where they stopped: only with somebody who said yes to them."""
        given_up = self.lead.status in (LeadStatus.OPEN, *leads.GIVEN_UP)
        return self.run is None and given_up and self.stopped_at in GOES_ON


@dataclass(frozen=True)
class IntakeState:
    """How far somebody is with the intake page. Moments are domain time."""

    patient: Patient
    sent_at: datetime | None
    opened_at: datetime | None
    ends_at: datetime | None
    may_take_back: bool
    intake: Intake | None

    @property
    def wanted(self) -> bool:
        """Whether their details are still to come."""
        return self.intake is None or self.intake.finished_at is None

    @property
    def step(self) -> int:
        """How many steps have answers."""
        return len(self.intake.answers) if self.intake else 0

    @property
    def steps(self) -> int:
        """How many there are before the signature."""
        return len(intake.STEPS)


def of_conversation(conversation: Conversation, language: str) -> Newcomer | None:
    """The last lead of the phone, with what it was asked, in this language. Two queries."""
    lead = Lead.objects.filter(contact_id=conversation.contact_id).order_by("-id").first()
    if lead is None:
        return None
    run = _last_run(conversation.pk)
    told = [Told(one["key"], one["asked"], one["answer"], one.get("by", "")) for one in lead.answers]
    found = Newcomer(lead, None, told)
    if run is None or lead.status not in (LeadStatus.OPEN, *leads.GIVEN_UP):
        return found
    found.wanted = ", ".join(filter(None, (one.get("text") for one in run.data.get("wanted", []))))
    found.kind_id, found.practitioner_id = questions.chosen_type(run.data), questions.chosen_person(run.data)
    if run.ended_at is not None or lead.status != LeadStatus.OPEN:
        found.stopped_at = run.state
        return found
    found.run = run
    if run.state == ASKING:
        question = questions.asked_in(run.data)
        if question is not None:
            answers = questions.answers(question, run.data)
            found.open_question = questions.said(question["text"], language)
            found.choices = [
                Choice(str(one["key"]), questions.said(one["text"], language))
                for one in answers
                if one.get("next") != questions.PERSON
            ]
            found.may_skip = question["kind"] != "reason"
    return found


def intake_of(patient: Patient, now: datetime) -> IntakeState:
    """How far a patient whose chart began here is with the intake page. Four queries."""
    links = PageLink.objects.filter(patient=patient).order_by("-made_at", "-id")
    alive = links.filter(revoked_at__isnull=True, expires_at__gt=now)
    sent = links.values_list("made_at", flat=True).first()  # the visit's own page leads there too
    opens = list(alive.values_list("purpose", "expires_at"))
    looks = AuditEvent.objects.filter(
        practice_id=patient.practice_id, subject=f"patient:{patient.pk}", verb="page.opened",
        details__page=page_links.INTAKE,
    )  # fmt: skip
    opened = looks.order_by("-id").values_list("at", flat=True).first()
    return IntakeState(
        patient,
        sent,
        opened,
        opens[0][1] if opens else None,
        any(purpose == page_links.INTAKE for purpose, _ends in opens),
        intake.latest(patient.pk),
    )


# Deeds


def agreed(conversation: Conversation, staff: Staff, words: str, channel: str, *, version: int, now: datetime) -> None:
    """They said yes to texts to a person: kept as evidence, and the first question follows.

    `words` verbatim, `channel` one of staff.CHANNELS (47 CFR 64.1200(f)(9): consent is the called party's own).
    Raises ValueError.
    """
    if not words.strip():
        raise ValueError(_("Write down what they said. It is kept as evidence."))
    if channel not in CHANNELS:
        raise ValueError(_("Choose how they agreed to texts."))
    at_hand, run = _run(conversation, version, now, AGREEING)
    ConsentEvent.objects.create(
        practice_id=staff.practice_id, phone=conversation.contact.phone, purpose=ConsentPurpose.LEAD, granted=True,
        words=words.strip(), channel=channel, actor=f"staff:{staff.code}", at=now,
    )  # fmt: skip
    record(
        staff.practice_id, "consent.granted", f"contact:{conversation.contact_id}", actor=f"staff:{staff.code}", at=now,
        purpose=str(ConsentPurpose.LEAD), channel=channel,
    )  # fmt: skip
    _play(at_hand, run, BY_STAFF, staff)


def answer(conversation: Conversation, staff: Staff, key: str, *, version: int, now: datetime) -> None:
    """Give the answer `key` to the open question for them; empty skips it. `version`: of the run as the page had it.

    Raises AnsweredMeanwhile; ValueError for what cannot be.
    """
    at_hand, run = _run(conversation, version, now, ASKING)
    question = questions.asked_in(run.data)
    found = questions.answers(question, run.data) if question else []
    chosen = next((one for one in found if one["key"] == key and one.get("next") != questions.PERSON), None)
    if question is None or (key and chosen is None):
        raise ValueError(_("Choose one of the answers."))
    if not key and question["kind"] == "reason":
        raise ValueError(_("Without the kind of visit no time can be found: answer this question."))
    option = None
    if chosen is not None:
        value = {name: one for name, one in chosen.items() if name != "text"}
        option = Option(1, questions.said(chosen["text"], at_hand.language), value)
    _play(at_hand, run, BY_STAFF, staff, option)
    record(
        staff.practice_id, "lead.answered" if key else "lead.skipped", f"conversation:{conversation.pk}",
        actor=f"staff:{staff.code}", at=now, question=str(question["key"]),
    )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation.pk)


def book(conversation: Conversation, staff: Staff, slot: Slot, *, version: int, now: datetime) -> None:
    """Book the first visit at a time that was chosen with them, and text it. Raises AnsweredMeanwhile, SlotTaken."""
    at_hand, run = _run(conversation, version, now, ASKING, PICKING)
    done = _play(at_hand, run, BOOKS, staff, Option(1, "", wishes.slot_value(slot)))
    if not done.ended:
        raise SlotTaken(slot)
    open_pages.tell(staff.practice_id, conversation.pk)


def ask_on(conversation: Conversation, staff: Staff, *, now: datetime) -> None:
    """The questions go on where they stopped: the lead is open again, with what it was told. Raises ValueError."""
    calling_off.lock([conversation.pk])
    before = _last_run(conversation.pk)
    lead = Lead.objects.filter(contact_id=conversation.contact_id).order_by("-id").first()
    at_hand = thread.look(conversation.pk, now)
    over = before is not None and before.ended_at is not None and before.state in GOES_ON
    if before is None or not over or lead is None or not leads.is_stranger(at_hand):
        raise AnsweredMeanwhile(_("There is nothing to go on with: the questions are under way, or there is a chart."))
    if lead.status != LeadStatus.OPEN and not leads.reopen(conversation.contact_id, since=lead.created_at):
        raise ValueError(_("This request is over. A new text of theirs begins a new one."))
    data = {key: value for key, value in before.data.items() if key != "nudged"}
    run = WorkflowRun(
        practice_id=staff.practice_id, conversation=conversation, workflow=before.workflow,
        workflow_version=before.workflow_version, state=before.state, data=data, started_at=now,
    )  # fmt: skip
    rows.insert(run)
    if conversation.taken_by_id is None:
        _play(at_hand, run, leads.AGAIN, staff)
    record(staff.practice_id, "lead.asked_on", f"conversation:{conversation.pk}", actor=f"staff:{staff.code}", at=now)
    open_pages.tell(staff.practice_id, conversation.pk)


def close(conversation: Conversation, staff: Staff, status: str, *, now: datetime) -> None:
    """The lead is over, as one of CLOSED_AS; what is asked ends with it. Raises AnsweredMeanwhile, ValueError."""
    if status not in CLOSED_AS:
        raise ValueError(_("Say how it ended."))
    calling_off.lock([conversation.pk])
    run = leads.under_way(conversation.pk)
    if run is not None:
        calling_off.end_run(run, now)
    found = Lead.objects.filter(contact_id=conversation.contact_id, status=LeadStatus.OPEN)
    if not found.update(status=status, ended_at=now):
        raise AnsweredMeanwhile(_("It is over already: they booked, or a colleague was faster."))
    record(
        staff.practice_id, "lead.closed", f"conversation:{conversation.pk}", actor=f"staff:{staff.code}", at=now,
        status=status,
    )  # fmt: skip
    open_pages.tell(staff.practice_id, conversation.pk)


def send_intake(conversation: Conversation, patient: Patient, staff: Staff, *, now: datetime) -> Message:
    """Text a new link to the intake page, through the gate; earlier ones are taken back. Raises ValueError.

    What was filled in stays: whoever opens the new link goes on at the same step.
    """
    if not intake.is_wanted(patient):
        raise ValueError(_("Their details are here already, or the chart came from the record system."))
    _take_back(patient, staff, now)
    language = conversation.language or conversation.contact.language or conversation.practice.language
    address = page_links.make(
        staff.practice_id, page_links.INTAKE, patient.pk, now=now, expires_at=now + page_links.INTAKE_FOR,
        language=language, actor=f"staff:{staff.code}",
    )  # fmt: skip
    last = Message.objects.filter(conversation=conversation, direction=Direction.IN).order_by("-id").first()
    message = send.say(
        conversation, "lead.intake", {"link": address}, purpose=Purpose.STAFF, now=now, answers=last, author=staff
    )
    record(
        staff.practice_id, "message.written", f"message:{message.pk}", actor=f"staff:{staff.code}", at=now,
        conversation=conversation.pk,
    )  # fmt: skip
    return message


def revoke_intake(conversation: Conversation, patient: Patient, staff: Staff, *, now: datetime) -> None:
    """Links to the intake page open nothing any more. Raises ValueError when none did."""
    if not _take_back(patient, staff, now):
        raise ValueError(_("No link is open: it ended, or a colleague took it back."))
    open_pages.tell(staff.practice_id, conversation.pk)


def _take_back(patient: Patient, staff: Staff, now: datetime) -> int:
    return page_links.revoke(patient.pk, now=now, actor=f"staff:{staff.code}", purpose=page_links.INTAKE)


def _last_run(conversation_id: int) -> WorkflowRun | None:
    found = WorkflowRun.objects.filter(conversation_id=conversation_id, workflow=leads.WORKFLOW)
    return found.order_by("-id").first()


def _run(conversation: Conversation, version: int, now: datetime, *states: str) -> tuple[Thread, WorkflowRun]:
    """The conversation and its run as the page showed it; nobody else plays it until the end of the transaction."""
    calling_off.lock([conversation.pk])
    run = leads.under_way(conversation.pk)
    if run is None or run.version != version or run.state not in states:
        raise AnsweredMeanwhile(_("They answered, or a colleague was faster. It is shown as it is now; look again."))
    return thread.look(conversation.pk, now), run


def _play(at_hand: Thread, run: WorkflowRun, name: str, staff: Staff, option: Option | None = None) -> Any:
    """One step of the run, by a person. In their hands nothing is asked; it is, when they hand it back."""
    workflow = REGISTRY[run.workflow]
    rule = workflow.rule("timer", run.state, name)
    if rule is None:
        raise ValueError(_("That cannot be done here."))
    silent = at_hand.conversation.taken_by_id is not None
    return runs.play(
        at_hand, workflow, rule, cause="timer", run=run, option=option, data={"silent": True} if silent else None,
        by=staff,
    )  # fmt: skip
