"""A patient's own page by a signed link: see, confirm, move or cancel visits, book one, take it to one's calendar.

Two taps confirm (the link, the button); three move, cancel or book.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from replywell.booking_pages import calendar_file, times, words
from replywell.booking_pages.doors import Visitor, linked
from replywell.booking_pages.showing import PATIENT, home, name_of, own_visit, shown, stale
from replywell.booking_pages.views import waiting
from replywell.patients import intake, page_links
from replywell.patients.models import PageLink
from replywell.practices.models import Location
from replywell.scheduling import booking
from replywell.scheduling.booking import SlotTaken, VisitChanged
from replywell.scheduling.models import Appointment, AppointmentType
from replywell.scheduling.queries import upcoming_visits
from replywell.scheduling.waitlist_models import WaitlistEntry

SAID = ("confirmed", "moved", "cancelled", "booked", "waiting", "left")
JUST_MADE = ("moved", "booked")


@linked(page_links.VISIT)
def visits(visitor: Visitor) -> HttpResponse:
    """Every visit ahead; POST confirms one."""
    if visitor.request.method == "POST":
        found = own_visit(visitor, visitor.request.POST.get("visit", ""))
        if found is None:
            return stale(visitor)
        try:
            booking.confirm(found.pk, _version(visitor), now=visitor.now, actor=PATIENT)
        except VisitChanged:
            return stale(visitor)
        return _back(visitor, "confirmed")
    ahead = upcoming_visits([visitor.patient.pk], now=visitor.now)
    done = visitor.request.GET.get("done", "")
    waits, may_wait = waiting.entries(visitor), waiting.phone_of(visitor) is not None
    context = {
        "title": visitor.say("visits.title"),
        "visits": [shown(visitor, one) | _waits(one, waits, may_wait=may_wait) for one in ahead],
        "said": visitor.say(f"visits.done_{done}") if done in SAID else "",
        "wanted": _wanted(visitor),
        "others_waited_for": [one for key, one in waits.items() if key not in {visit.type_id for visit in ahead}],
        "at": "&at=booking" if done in JUST_MADE else "",
        "intake_wanted": intake.is_wanted(visitor.patient),
        "may_book": AppointmentType.objects.filter(bookable_by_text=True).exists(),
    }
    return visitor.page("visits", context)


@linked(page_links.VISIT)
def cancel(visitor: Visitor, visit_id: UUID) -> HttpResponse:
    """Ask once, then cancel."""
    found = own_visit(visitor, str(visit_id))
    if found is None:
        return stale(visitor)
    if visitor.request.method == "POST":
        try:
            booking.cancel(found.pk, _version(visitor), now=visitor.now, actor=PATIENT, reason="patient")
        except VisitChanged:
            return stale(visitor)
        return _back(visitor, "cancelled")
    return visitor.page("cancel", {"title": visitor.say("cancel.title"), "visit": shown(visitor, found)})


@linked(page_links.VISIT)
def move(visitor: Visitor, visit_id: UUID) -> HttpResponse:
    """Other free times with the same practitioner at the same place; one tap takes one."""
    found = own_visit(visitor, str(visit_id))
    if found is None or not found.type.bookable_by_text:
        return stale(visitor)
    gone = False
    value = visitor.request.POST.get("time", "")
    if visitor.request.method == "POST":
        slot = times.slot_of(found.type, value, now=visitor.now, ignoring=found.pk)
        try:
            if slot is None:
                raise SlotTaken
            booking.move(found.pk, _version(visitor), slot, now=visitor.now, actor=PATIENT, reason="patient")
        except SlotTaken:
            gone = True
        except VisitChanged:
            return stale(visitor)
        else:
            return _back(visitor, "moved")
    same: dict[str, Any] = {
        "practitioner_id": found.practitioner_id, "location_id": found.location_id, "ignoring": found.pk,
    }  # fmt: skip
    start = times.day_of(visitor.request.GET.get("from", ""))
    context = {
        "title": visitor.say("times.title"),
        "now_words": visitor.say("times.now", when=shown(visitor, found)["when"]),
        "version": found.version,
        "page": times.page(found.type, now=visitor.now, start=start, **same),
        "gone": gone,
        "nearest": times.nearest(found.type, visitor.language, value, now=visitor.now, **same) if gone else [],
        "carries": "",
        "home": f"/v/{visitor.token}/",
    }
    return visitor.page("times", context)


@linked(page_links.VISIT)
def book(visitor: Visitor) -> HttpResponse:
    """A known patient books: the kind of visit, then the time. A text may have named the kind and the place."""
    kinds = list(AppointmentType.objects.filter(bookable_by_text=True).order_by("name"))
    chosen = visitor.request.GET.get("type", "")
    wanted = _asked_for(visitor)
    kind = next((one for one in kinds if str(one.public_id) == chosen), None)
    if kind is None and not chosen:
        kind = next((one for one in kinds if one.pk == wanted.get("type")), kinds[0] if len(kinds) == 1 else None)
    if kind is None:
        choices = [(one.public_id, name_of(one, visitor.language)) for one in kinds]
        return visitor.page("kinds", {"title": visitor.say("book.reason"), "choices": choices, "home": home(visitor)})
    where = wanted.get("location") if kind.pk == wanted.get("type") else None
    gone = False
    value = visitor.request.POST.get("time", "")
    if visitor.request.method == "POST":
        slot = times.slot_of(kind, value, now=visitor.now)
        try:
            if slot is None:
                raise SlotTaken
            booking.book(slot, patient_id=visitor.patient.pk, now=visitor.now, actor=PATIENT, via="page")
            assert visitor.link is not None
            PageLink.objects.filter(pk=visitor.link.pk).update(asked_for={})
        except SlotTaken:
            gone = True
        else:
            return _back(visitor, "booked")
    start = times.day_of(visitor.request.GET.get("from", ""))
    context = {
        "title": visitor.say("times.title"),
        "now_words": "",
        "what": name_of(kind, visitor.language),
        "page": times.page(kind, now=visitor.now, start=start, location_id=where),
        "gone": gone,
        "nearest": times.nearest(kind, visitor.language, value, now=visitor.now, location_id=where) if gone else [],
        "carries": f"type={kind.public_id}&",
        "wait_at": f"{home(visitor)}wait/?type={kind.public_id}" if waiting.phone_of(visitor) else "",
        "home": home(visitor),
    }
    return visitor.page("times", context)


@linked(page_links.VISIT)
def calendar(visitor: Visitor, visit_id: UUID) -> HttpResponse:
    """The visit for the patient's own calendar."""
    found = own_visit(visitor, str(visit_id))
    if found is None:
        return stale(visitor)
    file = calendar_file.of_visit(
        found, visitor.practice, visitor.practice.text_name, now=visitor.now,
        address=page_links.address(page_links.VISIT, visitor.token),
    )  # fmt: skip
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


def _version(visitor: Visitor) -> int:
    raw = visitor.request.POST.get("version", "")
    return int(raw) if raw.isdecimal() and len(raw) < 9 else 0


def _waits(visit: Appointment, waits: dict[int, WaitlistEntry], *, may_wait: bool) -> dict[str, object]:
    """Whether they wait for an earlier time than this visit's, or may."""
    entry = waits.get(visit.type_id)
    return {
        "waits": entry.public_id if entry else None,
        "may_wait": entry is None and may_wait and visit.type.bookable_by_text,
    }


def _asked_for(visitor: Visitor) -> dict[str, Any]:
    """What the link was asked for on the public page."""
    assert visitor.link is not None
    found: dict[str, Any] = visitor.link.asked_for
    return found


def _wanted(visitor: Visitor) -> dict[str, object] | None:
    """The time that the link was asked for, to book with one tap; None when none was, or one was booked since."""
    wanted = _asked_for(visitor)
    kind = AppointmentType.objects.filter(pk=wanted.get("type", 0), bookable_by_text=True).first()
    if kind is None:
        return None
    slot = times.slot_of(kind, str(wanted.get("time", "")), now=visitor.now)
    zones = dict(Location.objects.values_list("pk", "zone"))
    return {
        "when": words.when(visitor.language, slot.starts_at, zones[slot.location_id]) if slot else "",
        "time": wanted.get("time", ""),
        "type": kind.public_id,
    }


def _back(visitor: Visitor, done: str) -> HttpResponse:
    return redirect(f"/v/{visitor.token}/?done={done}")
