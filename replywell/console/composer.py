"""What stands around the box in which staff write to a patient: its cost, when it leaves, what worries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from replywell.common import phones, segments
from replywell.console import moments, words
from replywell.console.ground import Ground
from replywell.console.middleware import StaffRequest
from replywell.messaging import saved, send
from replywell.messaging.models import Conversation
from replywell.messaging.wording import local_when
from replywell.patients.models import ContactLink
from replywell.scheduling.models import Appointment

LATEST = timedelta(days=60)
"""A text is planned at most so far ahead: what is true then is not known now."""


@dataclass(frozen=True)
class Size:
    """What a text costs, exactly. `left`: characters that cost nothing more; `odd`: what makes it cost more."""

    texts: int
    characters: int
    left: int
    odd: str = ""
    plain_texts: int = 0


def size_of(body: str) -> Size:
    """The size of a text as it would leave."""
    counted = segments.count(body)
    alone, part = (160, 153) if counted.encoding == "GSM-7" else (70, 67)
    room = alone if counted.segments <= 1 else part * counted.segments
    odd = "".join(dict.fromkeys(char for char in body if not segments.is_gsm7(char)))[:5]
    plain = segments.count("".join(char for char in body if segments.is_gsm7(char))).segments if odd else 0
    dearer = bool(odd) and plain < counted.segments
    return Size(
        counted.segments, counted.chars, max(0, room - counted.units), odd if dearer else "", plain if dearer else 0
    )


def note(
    request: StaffRequest, conversation: Conversation, body: str, send_at: datetime | None = None, about: str = ""
) -> str:
    """The lines under the box: size, language, when it leaves, and every warning."""
    found = send.preview(conversation, body, now=request.now, send_at=send_at)
    warnings = list(found.warnings)
    if unfilled := saved.unfilled(body):
        warnings.insert(0, _("Fill in %(places)s before you send it.") % {"places": ", ".join(unfilled)})
    return render_to_string(
        "console/parts/composer_note.html",
        {
            "size": size_of(found.body),
            "leaves": words.soon(found.leaves_at, request.now) if found.leaves_at else "",
            "language": words.language(found.language),
            "warnings": warnings,
            "about": about,
        },
    )


def of_page(request: StaffRequest, ground: Ground) -> dict[str, Any]:
    """What the composer offers. Two queries and those of the first preview."""
    people = ground.links
    return {
        "composer": note(request, ground.conversation, "", about=about_words(people, None)),
        "people": people,
        "saved": saved.offered() if "saved_reply" in ground.there else [],
        "moments": moments.ahead(request.practice, request.now),
    }


def people_of(conversation: Conversation) -> list[ContactLink]:
    """Whom the phone speaks for."""
    found = ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True)
    return list(found.select_related("patient").order_by("id"))


def patient_of(people: list[ContactLink], wanted: str) -> ContactLink | None:
    """Whom a text is about: the only one, or the one chosen. Http404 for somebody who is not on this phone."""
    if not wanted:
        return people[0] if len(people) == 1 else None
    try:
        key = UUID(wanted)
    except ValueError:
        raise Http404("There is no such patient on this phone.") from None
    found = next((link for link in people if link.patient.public_id == key), None)
    if found is None:
        raise Http404("There is no such patient on this phone.")
    return found


def about_words(people: list[ContactLink], link: ContactLink | None) -> str:
    """Whom the text is about, where that is not plain."""
    if len(people) < 2:
        return ""
    return link.patient.first_name if link else _("everybody on this phone")


def values_for(
    request: StaffRequest,
    conversation: Conversation,
    link: ContactLink | None,
    people: list[ContactLink],
    language: str,
) -> Mapping[str, str]:
    """What fills a saved reply in this conversation, in the patient's language. One query."""
    ids = [link.patient_id] if link else [one.patient_id for one in people]
    visit = (
        Appointment.objects.filter(patient_id__in=ids, status="booked", starts_at__gt=request.now)
        .select_related("location", "practitioner")
        .order_by("starts_at", "id")
        .first()
    )
    found = {
        "practice": request.practice.text_name,
        "phone": phones.display(request.practice.phone),
        "me": request.staff.name.split(" ")[0],
    }
    if link is not None:
        found["first_name"] = link.patient.first_name
    if visit is not None:
        zone = conversation.contact.zone or None
        found["visit"] = local_when(visit.starts_at, visit.location.zone, language, zone)
        found["location"] = visit.location.name
        if visit.practitioner:
            found["doctor"] = visit.practitioner.text_name
    return found


def send_at_of(request: StaffRequest) -> datetime | None:
    """When the writer wants it to leave, UTC; None: now. Raises ValueError for a moment that cannot be."""
    wanted = request.POST.get("later", "")
    if wanted == "at":
        wanted = request.POST.get("later_at", "")
        if not wanted:
            raise ValueError(_("Choose the day and the time at which it shall leave."))
    if not wanted:
        return None
    found = moments.parse(wanted, request.practice, request.now)
    if found <= request.now:
        raise ValueError(_("Choose a moment that lies ahead."))
    if found > request.now + LATEST:
        raise ValueError(_("Choose a moment within the next 60 days."))
    return found
