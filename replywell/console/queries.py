"""What a conversation shows: the thread and the patient. The number of queries never grows with the rows.

All run inside the practice scope of the request; `now` is domain time, UTC.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from replywell.common import phones
from replywell.common.clock import wall
from replywell.console import words
from replywell.console.delivery import told, what_to_do
from replywell.console.ground import Ground
from replywell.console.trail import IN_THREAD, OfThread, Span, in_thread
from replywell.console.window import Window
from replywell.dialogue import corrections, snooze
from replywell.dialogue.models import Correction, PageSent, Prompt, Snooze, Suggestion, Task, TaskNote
from replywell.messaging.models import Conversation, Message
from replywell.patients.models import Suppression
from replywell.practices.models import Role

FAILED = ("failed", "undelivered", "unknown")
MOST_NOTES = 200
LATELY = timedelta(days=7)
"""What is noted of a visit is noted within this time after it."""


# The thread


@dataclass(frozen=True)
class Line:
    """One thing in a thread: a text, a note between staff, what happened, or that some of that is not shown."""

    kind: str
    at: datetime
    day: str = ""
    message: Message | None = None
    words: str = ""
    label: str = ""
    tone: str = ""
    delivery: str = ""
    hidden: bool = False
    correction: Correction | None = None
    suggestion: Suggestion | None = None
    note: TaskNote | None = None
    advice: str = ""
    may_share: bool = False
    link: str = ""

    @property
    def waits(self) -> bool:
        """Whether a person can still take the text back."""
        return self.message is not None and self.message.status == "deferred" and self.message.author_id is not None

    @property
    def trouble(self) -> bool:
        """Whether it did not arrive and nobody has dealt with that."""
        one = self.message
        if one is None or one.direction != "out" or one.settled_at is not None:
            return False
        return one.status in ("failed", "undelivered", "unknown") or (
            one.status == "suppressed" and bool(one.author_id)
        )

    @property
    def read_as(self) -> str:
        """What the software took the text for."""
        reading = self.message.reading if self.message is not None else None
        return str(words.MEANINGS.get(reading["intent"], "")) if reading else ""

    @property
    def meant(self) -> str:
        """The meaning that holds: what staff say, else what the software took it for; as in `words.MEANINGS`."""
        if self.correction is not None:
            return self.correction.means
        reading = self.message.reading if self.message is not None else None
        return str(reading["intent"]) if reading else ""

    @property
    def means(self) -> str:
        """What staff say that it means."""
        return str(words.MEANINGS.get(self.correction.means, "")) if self.correction else ""

    @property
    def suggests(self) -> str:
        """What the language model takes it for."""
        return str(words.MEANINGS.get(self.suggestion.intent, "")) if self.suggestion else ""

    @property
    def is_theirs(self) -> bool:
        """Whether the patient wrote it."""
        return self.message is not None and self.message.direction == "in"


@dataclass
class Thread:
    """One conversation as the page shows it."""

    conversation: Conversation
    now: datetime
    name: str
    language: str
    lines: list[Line]
    tasks: list[Task]
    prompt: Prompt | None
    pages: list[PageSent] = field(default_factory=list)
    suppression: Suppression | None = None
    with_the_nurse: bool = False
    window: Window = field(default_factory=lambda: Window([]))
    snooze: Snooze | None = None

    @property
    def paged(self) -> str:
        """Who was called and when: "Nia Cole 7:30 pm and 7:35 pm, Omar Haddad 7:35 pm"."""
        times: dict[str, list[str]] = {}
        for page in self.pages:
            at = words.time_of(page.at)
            if at not in times.setdefault(page.staff.name, []):
                times[page.staff.name].append(at)
        called = ", ".join(f"{name} {_listed(found[-3:])}" for name, found in times.items())
        if any(not page.failed_why for page in self.pages):
            return called
        return _("%(called)s; nothing got through, so fetch somebody") % {"called": called}

    @property
    def waited(self) -> str:
        """How long the open red flag has waited."""
        return words.span((self.now - self.emergency.created_at).total_seconds()) if self.emergency else ""

    @property
    def pause_kind(self) -> str:
        """On a phone the way to end a pause waits until somebody has the emergency."""
        return "not-phone" if self.emergency and not self.emergency.taken_by_id else ""

    @property
    def to_human(self) -> str:
        """How long the open red flag waited for a person."""
        return words.span(max(60, self.emergency.seconds_to_human or 0)) if self.emergency else ""

    @property
    def emergency(self) -> Task | None:
        """The open red flag, if there is one."""
        return next((task for task in self.tasks if task.emergency), None)


def _listed(found: list[str]) -> str:
    """ "7:25 pm, 7:30 pm and 7:35 pm"."""
    return _("%(some)s and %(last)s") % {"some": ", ".join(found[:-1]), "last": found[-1]} if found[1:] else found[0]


def conversation_of(public_id: UUID | str) -> Conversation | None:
    """One of this practice's conversations, or None."""
    return Conversation.objects.filter(public_id=public_id).select_related("contact", "taken_by", "number").first()


def thread(ground: Ground) -> Thread:
    """The texts shown and what happened between them, oldest first. At most eight queries.

    To a reader who reads nothing clinical, such a text is a line without its words.
    """
    conversation, now, veil, window = ground.conversation, ground.now, ground.veil, ground.window
    name = ground.names or phones.display(conversation.contact.phone)
    lines = [*_texts(ground), *_notes(ground), *_events(ground, name)]
    open_ = sorted(
        (task for task in ground.tasks if task.closed_at is None), key=lambda task: (-task.emergency, task.due_at)
    )
    emergency = next((task for task in open_ if task.emergency), None)
    return Thread(
        conversation=conversation,
        now=now,
        name=name,
        language=conversation.language or conversation.contact.language or ground.practice.language,
        lines=_with_days(lines, now),
        tasks=[task for task in open_ if not veil.hides_task(task)],
        with_the_nurse=any(veil.hides_task(task) for task in open_),
        prompt=next((one for one in reversed(ground.prompts) if one.opened_at is not None), None),
        pages=list(PageSent.objects.filter(task=emergency).select_related("staff").order_by("at")) if emergency else [],
        suppression=ground.suppression,
        window=window,
        snooze=(
            snooze.asleep(now).filter(conversation=conversation).select_related("by").first()
            if "snooze" in ground.there
            else None
        ),
    )


def _texts(ground: Ground) -> list[Line]:
    messages, now = ground.window.messages, ground.now
    theirs = [one.pk for one in messages if one.direction == "in"]
    corrected = corrections.latest(theirs) if "correction" in ground.there else {}
    suggested = {}
    if "suggestion" in ground.there:
        suggestions = Suggestion.objects.filter(message_id__in=theirs).exclude(summary="")
        suggested = {one.message_id: one for one in suggestions}
    return [
        Line(
            "text", one.created_at, message=one, words=_(ground.veil.instead(one)),
            delivery=words.time_of(one.created_at), hidden=True,
        )
        if ground.veil.hides(one)
        else Line(
            "text", one.created_at, message=one, correction=corrected.get(one.pk), suggestion=suggested.get(one.pk),
            hidden=False, **_said(one, now),
        )
        for one in messages
    ]  # fmt: skip


def _notes(ground: Ground) -> list[Line]:
    """Those written since the first text that is shown."""
    if "note" not in ground.there:
        return []
    notes = TaskNote.objects.filter(conversation=ground.conversation).select_related("author").order_by("-at")
    if ground.window.since is not None:
        notes = notes.filter(at__gte=ground.window.since)
    if ground.window.until is not None:
        notes = notes.filter(at__lte=ground.window.until)
    return [
        Line(
            "note", note.at, words=note.body, label=note.author.name, note=note,
            may_share=ground.clinical and note.author.role == Role.CLINICAL and not note.shared,
        )
        for note in notes[:MOST_NOTES]
        if not ground.veil.hides_note(note)
    ]  # fmt: skip


def _events(ground: Ground, name: str) -> list[Line]:
    """What happened since the first text that is shown; of the last thirteen months until somebody asks for more."""
    window, conversation = ground.window, ground.conversation
    visits = {visit.pk: visit for visit in ground.visits}
    about = [one for one in ground.visits if window.since is None or one.ends_at >= window.since - LATELY]
    subjects = [f"conversation:{conversation.pk}", f"contact:{conversation.contact_id}"]
    subjects += [f"appointment:{one.pk}" for one in about]
    subjects += [f"task:{task.pk}" for task in ground.tasks if not ground.veil.hides_task(task)]
    lately = wall() - IN_THREAD
    stored = window.stored_since
    if stored is not None and not window.earlier:
        stored -= IN_THREAD  # the visit that the first text is about was booked before it
    asked_for = bool(window.start or window.around)
    begin = stored if stored is not None and asked_for else max(stored or lately, lately)
    known = OfThread(conversation, name, ground.staff, frozenset(task.pk for task in ground.tasks))
    told, too_many = in_thread(subjects, visits, known, Span(window.since, window.until, begin, window.stored_until))
    lines = [Line("event", event.at, words=event.sentence) for event in told]
    if too_many:
        lines.append(Line("gap", told[-1].at if told else ground.now, words=_("More happened before this.")))
    elif window.messages and begin > window.messages[0].stored_at:
        at = min(ground.now, max(begin, window.messages[0].created_at))
        left_out = _("What happened before %(day)s, apart from the texts, is left out.") % {
            "day": words.day_of(at, ground.now)
        }
        lines.append(Line("gap", at, words=left_out, link=window.first_id))
    return lines


def _said(message: Message, now: datetime) -> dict[str, Any]:
    if message.direction == "in":
        return {"label": "", "tone": "", "delivery": words.time_of(message.created_at)}
    tone, delivery = told(message, now)
    label = message.author.name if message.author else words.workflow(message.workflow)
    if not message.author and message.purpose == "safety":
        label = _("Safety text")
    return {"label": label, "tone": tone, "delivery": delivery, "advice": what_to_do(message)}


def _with_days(lines: list[Line], now: datetime) -> list[Line]:
    """In order, the first line of each day with its day. What happened stands before our answer."""
    rank = {"gap": -1, "text": 2, "event": 1, "note": 3}
    lines = sorted(lines, key=lambda one: (one.at, 0 if one.is_theirs else rank[one.kind]))
    dated, before, zone = [], None, words.reader_zone()
    for line in lines:
        day = line.at.astimezone(zone).date()
        dated.append(line if day == before else _on(line, words.day_of(line.at, now)))
        before = day
    return dated


def _on(line: Line, day: str) -> Line:
    return replace(line, day=day)
