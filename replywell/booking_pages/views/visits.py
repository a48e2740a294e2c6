"""A patient's own page by a signed link: see, confirm, move or cancel visits, book one, take it to one's calendar.

Two taps confirm (the link, the button); three move, cancel or book.
"""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect

from replywell.booking_pages import calendar_file, times, words
from replywell.booking_pages.doors import Visitor, linked
from replywell.patients import intake, page_links
from replywell.scheduling import booking
from replywell.scheduling.booking import SlotTaken, VisitChanged
from replywell.scheduling.models import Appointment, AppointmentType, Status
from replywell.scheduling.queries import upcoming_visits, visit

PATIENT = "patient"
SAID = ("confirmed", "moved", "cancelled", "booked")


@linked(page_links.VISIT)
def visits(visitor: Visitor) -> HttpResponse:
    """Every visit ahead; POST confirms one."""
    if visitor.request.method == "POST":
        found = _visit(visitor, visitor.request.POST.get("visit", ""))
        if found is None:
            return _stale(visitor)
        try:
            booking.confirm(found.pk, _version(visitor), now=visitor.now, actor=PATIENT)
        except VisitChanged:
            return _stale(visitor)
        return _back(visitor, "confirmed")
    ahead = upcoming_visits([visitor.patient.pk], now=visitor.now)
    done = visitor.request.GET.get("done", "")
    context = {
        "title": visitor.say("visits.title"),
        "visits": [_shown(visitor, one) for one in ahead],
        "said": visitor.say(f"visits.done_{done}") if done in SAID else "",
        "intake_wanted": intake.is_wanted(visitor.patient),
        "may_book": AppointmentType.objects.filter(bookable_by_text=True).exists(),
    }
    return visitor.page("visits", context)


@linked(page_links.VISIT)
def cancel(visitor: Visitor, visit_id: UUID) -> HttpResponse:
    """Ask once, then cancel."""
    found = _visit(visitor, str(visit_id))
    if found is None:
        return _stale(visitor)
    if visitor.request.method == "POST":
        try:
            booking.cancel(found.pk, _version(visitor), now=visitor.now, actor=PATIENT, reason="patient")
        except VisitChanged:
            return _stale(visitor)
        return _back(visitor, "cancelled")
    return visitor.page("cancel", {"title": visitor.say("cancel.title"), "visit": _shown(visitor, found)})


@linked(page_links.VISIT)
def move(visitor: Visitor, visit_id: UUID) -> HttpResponse:
    """Other free times with the same practitioner at the same place; one tap takes one."""
    found = _visit(visitor, str(visit_id))
    if found is None or not found.type.bookable_by_text:
        return _stale(visitor)
    gone = False
    if visitor.request.method == "POST":
        slot = times.slot_of(
            found.type, visitor.request.POST.get("time", ""), now=visitor.now, ignoring=found.pk
        )  # fmt: skip
        try:
            if slot is None:
                raise SlotTaken
            booking.move(found.pk, _version(visitor), slot, now=visitor.now, actor=PATIENT, reason="patient")
        except SlotTaken:
            gone = True
        except VisitChanged:
            return _stale(visitor)
        else:
            return _back(visitor, "moved")
    shown = _shown(visitor, found)
    page = times.page(
        found.type, visitor.language, now=visitor.now, start=times.day_of(visitor.request.GET.get("from", "")),
        practitioner_id=found.practitioner_id, location_id=found.location_id, ignoring=found.pk,
    )  # fmt: skip
    context = {
        "title": visitor.say("times.title"),
        "now_words": visitor.say("times.now", when=shown["when"]),
        "version": found.version,
        "page": page,
        "gone": gone,
        "carries": "",
        "home": f"/v/{visitor.token}/",
    }
    return visitor.page("times", context)


@linked(page_links.VISIT)
def book(visitor: Visitor) -> HttpResponse:
    """A known patient books: the kind of visit, then the time. A text may have named the kind and the place."""
    kinds = list(AppointmentType.objects.filter(bookable_by_text=True).order_by("name"))
    chosen = visitor.request.GET.get("type", "")
    kind = next((one for one in kinds if str(one.public_id) == chosen), kinds[0] if len(kinds) == 1 else None)
    if kind is None:
        choices = [(one.public_id, name_of(one, visitor.language)) for one in kinds]
        return visitor.page("kinds", {"title": visitor.say("book.reason"), "choices": choices, "home": _home(visitor)})
    gone = False
    if visitor.request.method == "POST":
        slot = times.slot_of(kind, visitor.request.POST.get("time", ""), now=visitor.now)
        try:
            if slot is None:
                raise SlotTaken
            booking.book(slot, patient_id=visitor.patient.pk, now=visitor.now, actor=PATIENT, via="page")
        except SlotTaken:
            gone = True
        else:
            return _back(visitor, "booked")
    start = times.day_of(visitor.request.GET.get("from", ""))
    context = {
        "title": visitor.say("times.title"),
        "now_words": "",
        "page": times.page(kind, visitor.language, now=visitor.now, start=start),
        "gone": gone,
        "carries": f"type={kind.public_id}&",
        "home": _home(visitor),
    }
    return visitor.page("times", context)


@linked(page_links.VISIT)
def calendar(visitor: Visitor, visit_id: UUID) -> HttpResponse:
    """The visit for the patient's own calendar."""
    found = _visit(visitor, str(visit_id))
    if found is None:
        return _stale(visitor)
    file = calendar_file.of_visit(
        found, visitor.practice, visitor.practice.text_name, now=visitor.now,
        address=page_links.address(page_links.VISIT, visitor.token),
    )  # fmt: skip
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


def name_of(kind: AppointmentType, language: str) -> str:
    """What patients call this kind of visit."""
    return str(kind.text_names.get(language) or kind.text_names.get("en") or kind.name)


def _visit(visitor: Visitor, public_id: str) -> Appointment | None:
    """A booked visit of this patient that lies ahead."""
    try:
        key = UUID(public_id)
    except ValueError:
        return None
    found = Appointment.objects.filter(
        public_id=key, patient_id=visitor.patient.pk, status=Status.BOOKED, starts_at__gt=visitor.now
    ).values_list("pk", flat=True)
    first = found.first()
    return visit(first) if first is not None else None


def _version(visitor: Visitor) -> int:
    raw = visitor.request.POST.get("version", "")
    return int(raw) if raw.isdecimal() and len(raw) < 9 else 0


def _shown(visitor: Visitor, found: Appointment) -> dict[str, object]:
    """A visit as the page tells it: when, with whom, where; the kind of visit stays out of sight."""
    zone = found.location.zone
    return {
        "id": found.public_id,
        "version": found.version,
        "when": words.when(visitor.language, found.starts_at, zone),
        "machine": found.starts_at.astimezone(ZoneInfo(zone)).isoformat(),
        "who": found.practitioner.text_name if found.practitioner else "",
        "place": found.location.address or found.location.name,
        "confirmed": found.confirmation == "confirmed",
        "may_move": found.type.bookable_by_text,
    }


def _home(visitor: Visitor) -> str:
    return f"/v/{visitor.token}/"


def _back(visitor: Visitor, done: str) -> HttpResponse:
    return redirect(f"/v/{visitor.token}/?done={done}")


def _stale(visitor: Visitor) -> HttpResponse:
    context = {"title": visitor.say("stale.title"), "lines": [visitor.say("stale.what")], "home": _home(visitor)}
    return visitor.page("says", context, status=409)
