"""Who answers a text? The order of judgement, whole.

Red flags, then opt-out and its kin, then open prompts, late answers, new wishes, and a person for all else. Every
text ends in a reply, an action or a task: `answer` returns which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from replywell.dialogue import effects, leads, offers, people, prompts, runs, safety, stopping, tasks, wishes
from replywell.dialogue.choosing import (
    OF_ONE_VISIT,
    OFFER,
    SURE,
    WHICH_ONE,
    Choice,
    ask_which,
    late_choice,
    meant,
    newer_than_the_text,
    open_choice,
    reading_from_json,
    reading_to_json,
)
from replywell.dialogue.effects import Applied
from replywell.dialogue.facts import VisitFacts
from replywell.dialogue.models import Prompt, WorkflowRun
from replywell.dialogue.prompts import Candidate
from replywell.dialogue.thread import Thread
from replywell.dialogue.turn import REGISTRY, STARTERS, STRANGERS
from replywell.dialogue.waiting_words import leaves
from replywell.messaging import send
from replywell.messaging.models import Conversation, Direction, Message, Purpose
from replywell.patients.models import Contact
from replywell.scheduling.models import Appointment
from replywell.understanding import Asked, Intent, Reading, read

LOOP = 5
"""More like texts than this in five minutes are a machine's: they get no answer."""
SILENT = frozenset({Intent.THANKS, Intent.UNKNOWN})
NEEDS_NO_TASK = frozenset({Intent.THANKS, Intent.READY, Intent.OPT_OUT, Intent.UNKNOWN, Intent.DECLINE})
"""As a second wish in a text these leave nothing to do."""
ACTS = frozenset({Intent.CONFIRM, Intent.CANCEL, Intent.DECLINE, Intent.SELECT_OPTION})
"""These change a visit or close a question at once; the others only show times, or tell the desk."""
CLEAR = 0.85
"""A confidence at which one wish of several stands for itself: a yes with a reserve is below it."""
SHORT = 4
"""Words: what is no longer than this and not understood gets one clarifying question before a person."""


def answer(thread: Thread) -> str:
    """Judge the thread's text and do what follows: "reply", "action" or "task". The reading is kept on the row."""
    message = thread.message
    assert message is not None
    found = prompts.candidates(thread, message.created_at)
    live = next((one for one in found if not one.late), None)
    asked = prompts.to_read(thread, None if thread.conversation.asked_to_keep_at else live)
    reading = read(message.body, asked, thread.now)
    message.reading = reading_to_json(reading)
    signs = tuple(dict.fromkeys((*message.red_flags, *reading.red_flags)))
    stops = _stops(message, reading)
    _note_language(thread, reading)
    if signs:
        return safety.red_flag(thread, signs, opted_out=bool(stops) or thread.suppressed_since is not None)
    if thread.like_it > LOOP:
        return _loop(thread)
    if stops or reading.intent is Intent.OPT_OUT:
        return stopping.stopped(thread, reading)
    keeps = thread.conversation.asked_to_keep_at is not None and reading.intent in (Intent.CONFIRM, Intent.OPT_IN)
    # A YES that the carrier took for START is an opt-in only if we asked for one; it may confirm a visit.
    by_carrier = message.carrier_answered == "start" and not (
        keeps or reading.intent in (Intent.CONFIRM, Intent.THANKS)
    )
    wants_texts = reading.intent is Intent.OPT_IN and not (keeps and thread.suppressed_since is None)
    if by_carrier or wants_texts:
        return stopping.started(thread)
    if message.carrier_answered == "help" or reading.intent is Intent.HELP:
        return stopping.helped(thread)
    if keeps and not reading.is_auto_reply and thread.suppressed_since is None:
        # Also while a person has the conversation or it pauses: else the silence that follows would opt out.
        stopping.keep(thread)
    silent = _silent(thread, reading)
    if silent:
        return silent
    if reading.intent is Intent.WRONG_NUMBER:
        return stopping.wrong_number(thread)
    if message.media:
        return _picture(thread)
    if keeps:
        return stopping.thank_for_keeping(thread)
    if reading.opt_out == "cancel" and thread.practice.cancel_word == "careful":
        return _bare_cancel(thread, reading)
    return _settle(thread, found, reading, asked)


def _stops(message: Message, reading: Reading) -> bool:
    """Whether the text opts out, by what was seen when it was stored or by what it is read as now."""
    if message.carrier_answered == "stop" or message.opt_out in ("keyword", "words"):
        return True
    return reading.opt_out in ("keyword", "words")


def _note_language(thread: Thread, reading: Reading) -> None:
    """Go on in the language of a text that clearly has another one we speak."""
    conversation = thread.conversation
    if reading.lang != thread.language and reading.lang in thread.practice.languages and not reading.is_reaction:
        Conversation.objects.filter(pk=conversation.pk).update(language=reading.lang)
        conversation.language = reading.lang


def _loop(thread: Thread) -> str:
    assert thread.message is not None
    tasks.create(
        thread.practice_id, "front_desk", "loop", "The same text again and again: a machine, or somebody in need",
        now=thread.now, conversation_id=thread.conversation.pk, message_id=thread.message.pk,
        patient_id=thread.patient_id, key=f"loop:{thread.conversation.pk}",
    )  # fmt: skip
    return "task"


def _silent(thread: Thread, reading: Reading) -> str | None:
    """What automation must not answer: opted out, taken by a person, paused by a red flag, written by a machine."""
    conversation, message = thread.conversation, thread.message
    assert message is not None
    if reading.is_auto_reply:
        return "action"
    if thread.suppressed_since is not None:
        reason, summary, queue = "opted_out", "Wrote after opting out: call", people.QUEUES.get(reading.intent)
        tasks.create(
            thread.practice_id, queue[0] if queue else "front_desk", reason, summary, now=thread.now,
            conversation_id=conversation.pk, message_id=message.pk, patient_id=thread.patient_id,
            key=f"{reason}:{conversation.pk}",
        )  # fmt: skip
        return "task"
    if conversation.paused_at is not None:
        # The emergency's own task while it is open; else the pause has no task that somebody would end it by.
        tasks.create(
            thread.practice_id, "clinical", "red_flag", "Wrote again after an urgent text", now=thread.now,
            conversation_id=conversation.pk, message_id=message.pk, patient_id=thread.patient_id,
            due=thread.now, key=safety.key_of(conversation.pk),
        )  # fmt: skip
        return "task"
    if conversation.taken_by_id is not None:
        tasks.create(
            thread.practice_id, "front_desk", "taken_over", "Wrote to the person who has the conversation",
            now=thread.now, conversation_id=conversation.pk, message_id=message.pk, patient_id=thread.patient_id,
            taken_by_id=conversation.taken_by_id, key=f"taken_over:{conversation.pk}",
        )  # fmt: skip
        return "task"
    return None


def _picture(thread: Thread) -> str:
    assert thread.message is not None
    _, fresh = tasks.create(
        thread.practice_id, "clinical", "picture", "Sent a picture", now=thread.now,
        conversation_id=thread.conversation.pk, message_id=thread.message.pk, patient_id=thread.patient_id,
        key=f"picture:{thread.conversation.pk}",
    )  # fmt: skip
    if not fresh:
        return "task"
    _say(thread, "person.picture")
    people.when_closed(thread)
    return "reply"


def _bare_cancel(thread: Thread, reading: Reading) -> str:
    if len(thread.visits) > 1 and thread.conversation.asked_to_keep_at is None:
        ask_which(thread, replace(reading, intent=Intent.CANCEL, also=()), thread.visits, frees_by_cancel=True)
        return "reply"
    if thread.conversation.asked_to_keep_at is None and thread.visits and newer_than_the_text(thread, thread.visits[0]):
        return _to_person(thread, (Intent.CANCEL,))
    return stopping.bare_cancel(thread)


def _settle(thread: Thread, found: list[Candidate], reading: Reading, put: Asked) -> str:
    """Prompts, late answers, new wishes; what is left of the text goes to a person. `put`: what it was read with."""
    assert thread.message is not None
    text = thread.message.body
    leaving = leaves(text)
    if leaving:
        return _leave_the_list(thread, sure=leaving == "surely")
    choice = open_choice(thread, found, text, reading, put)
    if choice is not None:
        return _act(thread, choice.reading, lambda: _answered(thread, choice), own=_own(choice))
    asked = prompts.to_read(thread, None)
    alone = reading if asked == put else read(text, asked, thread.now)
    if alone.confidence >= SURE and alone.intent in STRANGERS and leads.is_stranger(thread):
        # Who has no chart is asked what is not clear yet: a half-understood wish for a visit is enough to begin.
        return _finish(thread, alone, _new_patient(thread, alone))
    if alone.confidence >= SURE and alone.intent in STARTERS:
        return _act(thread, alone, lambda: _new_wish(thread, alone))
    late = late_choice(thread, found, text)
    if late is not None:
        return _act(thread, late.reading, lambda: _answered(thread, late))
    return _anything_else(thread, alone if alone.confidence >= reading.confidence else reading)


def _leave_the_list(thread: Thread, *, sure: bool) -> str:
    """Off the waitlist, if that is all the text says; else a person reads it. An offer that is open is no yes by it."""
    try:
        left = sure and offers.leave_by_text(thread)
    except ValueError:
        sure = False
    if not sure:
        return _to_person(thread, (Intent.WAITLIST_JOIN,))
    _say(thread, "waitlist.left" if left else "waitlist.not_on")
    return "reply"


def _own(choice: Choice) -> bool:
    """Whether who asked has rules of its own for such an answer: a workflow, or we, who know what "both" is for."""
    if choice.candidate.prompt.context == WHICH_ONE and choice.reading.slots.get("all") and not choice.reading.also:
        return True
    workflow = REGISTRY.get(choice.candidate.prompt.run.workflow)
    own = workflow.settles.get(choice.candidate.prompt.context, frozenset()) if workflow else frozenset()
    return choice.reading.intent in own


def _act(thread: Thread, reading: Reading, do: Callable[[], Applied | None], *, own: bool = False) -> str:
    """Do what the text asks, unless it says more than was understood and acting on half of it could be wrong.

    "Yes, and is parking free?" is confirmed, and the question goes to a person. "Cancel, I'm at urgent care" is
    theirs whole: a cancellation that comes with anything else is never done by software. So is a text that names a
    clinician, a place or a kind of visit which no visit has.
    """
    unmet = _unmet(reading)
    whole = own or reading.auto or (unmet and reading.confidence >= CLEAR and reading.intent is not Intent.CANCEL)
    astray = reading.intent is not Intent.BOOK and wishes.elsewhere(reading, thread.visits, thread.hours.words)
    if astray or (reading.intent in ACTS and not whole):
        return _to_person(thread, (reading.intent, *reading.also))
    done = do()
    met = own or (done is not None and reading.intent in done.met)
    if not met and not reading.auto and not unmet and done is not None:
        done.tasks += people.make_task(thread, (Intent.UNKNOWN,), words=not done.said)[0]
    return _finish(thread, reading, done)


def _unmet(reading: Reading) -> tuple[Intent, ...]:
    """The further wishes of a text that something must be done about."""
    return tuple(one for one in reading.also if one not in NEEDS_NO_TASK and one is not Intent.CONFIRM)


def _answered(thread: Thread, choice: Choice) -> Applied | None:
    """Give an answer to the prompt it is for. None: this goes to a person."""
    assert thread.message is not None
    candidate, reading, prompt = choice.candidate, choice.reading, choice.candidate.prompt
    if prompt.run.workflow == WHICH_ONE:
        return _which_one(thread, candidate, reading)
    if choice.among:
        offered = [one for one in choice.among if one.prompt.context == OFFER]
        ids = frozenset().union(*(one.visit_ids for one in choice.among if one not in offered))
        several = meant(thread, reading, thread.message.body, [one for one in thread.visits if one.id in ids])
        if offered and len(several) + len(offered) > 1:
            ask_which(thread, reading, several, candidates=choice.among, offered=offered)
            return Applied(said=1)
        if len(several) > 1 and len({_of(choice.among, visit) for visit in several}) > 1:
            ask_which(thread, reading, several, candidates=choice.among)
            return Applied(said=1)
    told = effects.told(thread.visits, prompt.about)
    if prompt.about and not told:
        return _nothing_ahead(thread, prompt)
    visits = meant(thread, reading, thread.message.body, told)
    if reading.intent in OF_ONE_VISIT and len(visits) > 1:
        ask_which(thread, reading, visits, candidates=[candidate])
        return Applied(said=1)
    return _play_on(thread, candidate, reading, visits, told)


def _of(among: tuple[Candidate, ...], visit: VisitFacts) -> int:
    return next((one.prompt.pk for one in among if visit.id in one.visit_ids), 0)


def _play_on(
    thread: Thread,
    candidate: Candidate,
    reading: Reading,
    visits: tuple[VisitFacts, ...],
    told: tuple[VisitFacts, ...],
) -> Applied | None:
    prompt = candidate.prompt
    workflow = REGISTRY.get(prompt.run.workflow)
    rule = workflow.rule("on", prompt.state, reading.intent.value) if workflow else None
    if workflow is None or rule is None:
        return None
    number = reading.slots.get("option")
    option = next((one for one in candidate.asked.options if one.number == number), None)
    done = runs.play(
        thread, workflow, rule, cause="text", run=prompt.run, state=prompt.state, reading=reading,
        asked=candidate.asked, option=option, visits=visits, run_visits=told, late=candidate.late,
    )  # fmt: skip
    if done.moved_on and not done.ended and not candidate.late:
        prompts.close([prompt.pk], "answered", conversation_id=thread.conversation.pk, now=thread.now)
    return done if done.anything else None


def _nothing_ahead(thread: Thread, prompt: Prompt) -> Applied:
    """All the visits a prompt told of are over or gone: say so kindly."""
    ids = [pair[0] for pair in prompt.about]
    later = Appointment.objects.filter(pk__in=ids, starts_at__gt=thread.now).exists()
    _say(thread, "visit.changed_meanwhile" if later else "visit.already_passed")
    prompts.close([prompt.pk], "void", conversation_id=thread.conversation.pk, now=thread.now)
    return Applied(said=1)


def _which_one(thread: Thread, candidate: Candidate, picked: Reading) -> Applied | None:
    """Go on with what was asked, now that we know about which visit."""
    prompt = candidate.prompt
    asked = reading_from_json(prompt.run.data["reading"])
    thread.said_before = _body(prompt.run.data.get("text"))
    number = picked.slots.get("option")
    chosen = [one for one in prompt.options if picked.slots.get("all") or one["number"] == number]
    if not chosen:
        return None
    WorkflowRun.objects.filter(pk=prompt.run_id).update(
        ended_at=thread.now, ended_why="answered", version=prompt.run.version + 1
    )
    prompts.close([prompt.pk], "answered", conversation_id=thread.conversation.pk, now=thread.now)
    total = Applied()
    for one in chosen:
        value = one["value"]
        visits = effects.told(thread.visits, [[value["visit"], value["version"]]])
        if not visits and value["visit"]:
            total.said += _nothing_ahead(thread, prompt).said
            continue
        # Of several, the last asks KEEP or STOP: asked before, the next CANCEL would be an opt-out.
        if prompt.run.data.get("cancel_word") and one is chosen[-1]:
            done: Applied | None = _free_by_cancel(thread, visits[0])
        else:
            done = _go_on(thread, asked, visits, value.get("prompt"))
        if done is None:
            return None
        total.said, total.tasks = total.said + done.said, total.tasks + done.tasks
        total.changed, total.unsent = total.changed + done.changed, total.unsent + done.unsent
    return total


def _body(message_id: int | None) -> str:
    found = Message.objects.filter(pk=message_id).values_list("body", flat=True).first() if message_id else None
    return found or ""


def _free_by_cancel(thread: Thread, visit: VisitFacts) -> Applied:
    thread.__dict__["visits"] = (visit,)
    ended = stopping.bare_cancel(thread)
    thread.forget_visits()
    return Applied(said=1, changed=1) if ended == "reply" else Applied(tasks=1)


def _go_on(thread: Thread, asked: Reading, visits: tuple[VisitFacts, ...], prompt_id: int | None) -> Applied | None:
    prompt = next((one for one in thread.prompts if one.pk == prompt_id), None)
    if prompt is not None:
        done = _play_on(thread, Candidate(prompt, late=prompt.closed_at is not None), asked, visits, visits)
        if done is not None:
            return done
    return _start(thread, asked, visits)


def _new_wish(thread: Thread, reading: Reading) -> Applied | None:
    """Start the workflow that is for it, about the one visit it means. None: this goes to a person."""
    assert thread.message is not None
    visits: tuple[VisitFacts, ...] = ()
    if reading.intent is not Intent.BOOK:
        visits = meant(thread, reading, thread.message.body, thread.visits)
    if len(visits) > 1 and reading.intent is not Intent.CONFIRM:
        ask_which(thread, reading, visits)
        return Applied(said=1)
    if reading.intent is Intent.CANCEL and visits and newer_than_the_text(thread, visits[0]):
        return None
    return _start(thread, reading, visits)


def _new_patient(thread: Thread, reading: Reading) -> Applied | None:
    """Ask somebody without a chart, from the beginning or from where their run stands. None: this goes to a person."""
    run = leads.under_way(thread.conversation.pk)
    workflow, rule = STRANGERS.get(reading.intent) or STRANGERS[Intent.BOOK]
    if run is None:
        done = runs.play(thread, workflow, rule, cause="text", reading=reading, data=leads.facts())
        return done if done.anything else None
    on = workflow.rule("timer", run.state, leads.AGAIN)
    if on is None:
        return None
    done = runs.play(thread, workflow, on, cause="text", run=run, reading=reading)
    return done if done.anything else None


def _start(thread: Thread, reading: Reading, visits: tuple[VisitFacts, ...]) -> Applied | None:
    # Who wants to move a visit and has none wants a new one.
    anew = reading.intent is Intent.RESCHEDULE and not thread.visits and Intent.BOOK in STARTERS
    starter = STARTERS.get(Intent.BOOK if anew else reading.intent)
    if starter is None:
        return None
    workflow, rule = starter
    done = runs.play(thread, workflow, rule, cause="text", reading=reading, visits=visits)
    return done if done.anything else None


def _finish(thread: Thread, reading: Reading, done: Applied | None) -> str:
    """What is settled is done; the other wishes of the text become one task, and so does what could not be said."""
    if done is None:
        return _to_person(thread, (reading.intent, *reading.also))
    unmet = tuple(one for one in _unmet(reading) if one not in done.met)
    made = done.tasks
    if unmet:
        made += people.make_task(thread, unmet, words=not done.said)[0]
    if done.unsent and not done.said:
        assert thread.message is not None
        tasks.create(
            thread.practice_id, "front_desk", "not_answered", "Our answer could not be sent: call", now=thread.now,
            conversation_id=thread.conversation.pk, message_id=thread.message.pk, patient_id=thread.patient_id,
            key=f"not_answered:{thread.conversation.pk}",
        )  # fmt: skip
        return "task"
    if done.said:
        return "reply"
    return "task" if made else "action"


def _anything_else(thread: Thread, reading: Reading) -> str:
    """No prompt, no workflow: thanks and reactions need nothing, a language can change, the rest goes to a person."""
    assert thread.message is not None
    if reading.is_reaction and reading.intent is not Intent.QUESTION:
        return "action"
    if reading.intent is Intent.THANKS and not reading.also:
        return "action"
    if reading.intent is Intent.LANGUAGE_CHANGE and not reading.also:
        wanted = reading.slots.get("language", "")
        if wanted in thread.practice.languages:
            return _speak(thread, wanted)
    unclear = reading.intent is Intent.UNKNOWN or reading.confidence < SURE
    if unclear and len(thread.message.body.split()) <= SHORT and not _clarified(thread):
        if Intent.BOOK in STRANGERS and leads.is_stranger(thread) and not leads.was_asked(thread.conversation.pk):
            return _finish(thread, replace(reading, also=()), _new_patient(thread, reading))
        _say(thread, "person.clarify")
        return "reply"
    intents = (reading.intent, *reading.also) if reading.confidence >= SURE else (Intent.UNKNOWN,)
    return _to_person(thread, intents)


def _to_person(thread: Thread, intents: tuple[Intent, ...]) -> str:
    _, said = people.make_task(thread, tuple(one for one in intents if one is not Intent.THANKS))
    return "reply" if said else "task"


def _speak(thread: Thread, language: str) -> str:
    """The contact's language from now on; said in it."""
    contact = thread.conversation.contact
    Contact.objects.filter(pk=contact.pk).update(language=language)
    Conversation.objects.filter(pk=thread.conversation.pk).update(language=language)
    contact.language = thread.conversation.language = language
    _say(thread, "language.changed")
    return "reply"


def _clarified(thread: Thread) -> bool:
    """Whether our last text was the clarifying question."""
    last = (
        Message.objects.filter(conversation_id=thread.conversation.pk, direction=Direction.OUT)
        .order_by("-id")
        .values_list("template__key", flat=True)
        .first()
    )
    return last == "person.clarify"


def _say(thread: Thread, key: str) -> None:
    send.say(thread.conversation, key, {}, purpose=Purpose.ANSWER, now=thread.now, answers=thread.message)
