"""What staff say a text meant. A correction is kept as an example; it changes no reading, no visit and no answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from replywell.audit.record import record
from replywell.dialogue.hours import practice_hours
from replywell.dialogue.models import Correction, Prompt
from replywell.messaging.models import Direction, Message
from replywell.practices.models import Staff
from replywell.understanding import CONTEXTS, Intent

ALWAYS_A_PERSON = frozenset(
    {
        Intent.CLINICAL_CONCERN,
        Intent.COMPLAINT,
        Intent.WRONG_NUMBER,
        Intent.REFILL_REQUEST,
        Intent.BILLING_QUESTION,
        Intent.UNKNOWN,
    }
)


def correct(conversation_id: int, text: UUID, staff: Staff, means: str, *, now: datetime) -> Correction:
    """Keep what a text of this conversation means. Raises ValueError for what is no text read here, or no intent."""
    if means not in set(Intent):
        raise ValueError("Choose what the text means.")
    message = Message.objects.filter(
        public_id=text, conversation_id=conversation_id, direction=Direction.IN, reading__isnull=False
    ).first()
    if message is None or message.reading is None:
        raise ValueError("There is no such text here, or it has not been read yet.")
    asked = _asked(conversation_id, message.created_at)
    made = Correction.objects.create(
        practice_id=staff.practice_id,
        message=message,
        prompt=asked,
        read=message.reading,
        means=means,
        by=staff,
        at=now,
    )
    record(
        staff.practice_id, "reading.corrected", f"message:{message.pk}", actor=f"staff:{staff.code}", at=now,
        read=message.reading["intent"], means=means, conversation=conversation_id,
    )  # fmt: skip
    return made


def latest(messages: Iterable[int]) -> dict[int, Correction]:
    """message -> what was said of it last."""
    found = Correction.objects.filter(message_id__in=list(messages)).select_related("by").order_by("id")
    return {one.message_id: one for one in found}


def _asked(conversation_id: int, at: datetime) -> Prompt | None:
    """The question that was open at that moment."""
    return (
        Prompt.objects.filter(conversation_id=conversation_id, expires_at__gt=at)
        .filter(Q(opened_at__lte=at) | Q(message__accepted_at__lte=at))
        .filter(Q(closed_at__isnull=True) | Q(closed_at__gte=at))
        .order_by("-id")
        .first()
    )


def export(practice_id: int, *, actor: str, now: datetime, to: str) -> tuple[int, str]:
    """How many texts were corrected, and all of them as a texts file (training/FORMAT.md), the last word on each.

    The words of patients leave by this only: it is audited, with where `to`. Inside the practice's scope.
    """
    last = {
        one.message_id: one
        for one in Correction.objects.select_related("message", "by", "prompt__message").order_by("id")
    }
    hours = practice_hours(practice_id)
    lines = [
        f"# What staff of {_line(hours.practice.name)} corrected, as of {now:%Y-%m-%d}. The words are patients' own:",
        "# take out names, numbers and addresses, and look each label over, before they join any examples.",
    ]
    for one in last.values():
        lines += ["", *_example(one, hours.practice.zone, hours.of().of_day(one.message.created_at))]
    record(practice_id, "corrections.exported", f"practice:{practice_id}", actor=actor, at=now, texts=len(last), to=to)
    return len(last), "\n".join(lines) + "\n"


def _example(one: Correction, zone: str, hours: tuple[str, str]) -> list[str]:
    """A text with its header and its label. "~": whether software may settle it alone is for the reviewer."""
    read, prompt, means = one.read, one.prompt, Intent(one.means)
    lang, confidence = str(read.get("lang") or "en"), float(read.get("confidence") or 0)
    context = prompt.context if prompt is not None and prompt.context in CONTEXTS else "none"
    header = {"lang": lang, "context": context}
    if prompt is not None and context != "none":
        header |= {"prompt": _line(prompt.message.body), "options": str(len(prompt.options))}
    moment = one.message.created_at.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    header |= {"reference": moment.isoformat(), "zone": zone, "hours": "-".join(hours), "by": "a patient"}
    label = f"{means} ~"
    if means is Intent.EMERGENCY:
        label = f"{means} -!"
    elif means in ALWAYS_A_PERSON:
        label = f"{means} -"
    slots = {name: read["slots"][name] for name in ("option", "minutes") if name in (read.get("slots") or {})}
    if slots and read["intent"] == one.means:
        label += f" {json.dumps(slots)}"
    done = "settled it" if read.get("auto") else "left it to a person"
    return [
        f"# {one.at:%Y-%m-%d}, {one.by.code}: it was read as {read['intent']} ({confidence:.2f}), and software {done}",
        "@ " + " ; ".join(f"{key}={value.replace(';', ',')}" for key, value in header.items()),
        f"{label} | {_line(one.message.body) or '(no words)'}",
    ]


def _line(words: str) -> str:
    return " ".join(words.split())
