"""What staff do with a visit, from any page that shows one. Parse, call a verb of the calendar, answer with the page.

The addresses stand alone (`/visits/…`), or under a conversation whose phone must then speak for the patient.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replywell.common.clock import at_wall
from replywell.common.notify import poke_live
from replywell.console import words
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.views import answers, inbox
from replywell.console.views.inbox import actor, conversation_or_404
from replywell.dialogue import calling_off
from replywell.messaging.models import Conversation
from replywell.patients.models import ContactLink
from replywell.practices.models import Practitioner
from replywell.scheduling import booking
from replywell.scheduling.free_slots import Slot, free_slots, openings
from replywell.scheduling.models import Appointment, AppointmentType, Status
from replywell.scheduling.queries import WITH

MOST_OPENINGS = 6
MOST_OF_A_DAY = 60
SOON_DAYS = 90
"""How far ahead the first free times are looked for when no day is named."""
P = ParamSpec("P")
View = Callable[..., HttpResponse]


def visit_deed(done: Callable[Concatenate[StaffRequest, Appointment, P], str]) -> View:
    """A POST about one visit: does it, then shows anew the page it came from with the sentence it returns."""

    @require_POST
    @wraps(done)
    def view(
        request: StaffRequest, visit_id: UUID, public_id: UUID | None = None, *more: P.args, **named: P.kwargs
    ) -> HttpResponse:
        conversation = conversation_or_404(public_id) if public_id else None
        visit = visit_or_404(visit_id, conversation)
        said, problem = "", ""
        try:
            with transaction.atomic():
                said = done(request, visit, *more, **named)
                poke_live(request.practice.public_id, "visit", visit.public_id)
        except PROBLEMS as trouble:
            problem = in_words(trouble)
        return answer(request, conversation, said, problem)

    return view


PROBLEMS = (booking.BookingError, calling_off.NothingToStop, ValueError)


def in_words(trouble: Exception) -> str:
    """What happened, that nothing was done, and what to do now."""
    if isinstance(trouble, booking.VisitChanged):
        if trouble.visit is None:
            return _("That visit is not there any more. Nothing was changed.")
        return _("A colleague or the patient changed this visit a moment ago. It is shown as it is now; look again.")
    if isinstance(trouble, booking.SlotTaken):
        return _("That time is not free any more. Nothing was changed; choose another one.")
    return str(trouble)


def answer(request: StaffRequest, conversation: Conversation | None, said: str, problem: str = "") -> HttpResponse:
    """The page that the deed came from, anew."""
    if conversation is not None:
        return inbox.answer(request, conversation, said, problem)
    return answers.answer(request, said, problem)


@needs(Right.VISITS)
@visit_deed
def change(request: StaffRequest, visit: Appointment, deed_name: str) -> str:
    """Confirm, cancel, mark as here, missed or done, take a mark back, let a kept time go."""
    version = _version(request)
    how: Any = {"now": request.now, "actor": actor(request)}
    match deed_name:
        case "confirm":
            booking.confirm(visit.pk, version, **how)
            return _("Confirmed.")
        case "cancel":
            booking.cancel(visit.pk, version, reason="staff", **how)
            return _("Cancelled. The time is free again.")
        case "arrive":
            booking.arrive(visit.pk, version, **how)
            return _("{patient} is here.").format(patient=_who(visit))
        case "no-show":
            booking.no_show(visit.pk, version, reason="staff", **how)
            return _("{patient} is marked as missed.").format(patient=_who(visit))
        case "done":
            booking.fulfil(visit.pk, version, **how)
            return _("The visit of {patient} is done.").format(patient=_who(visit))
        case "reopen":
            now = booking.reopen(visit.pk, version, **how)
            if now.status == Status.ARRIVED:
                return _("{patient} is here; the visit is not done yet.").format(patient=_who(visit))
            return _("The mark is taken back: {patient} is expected.").format(patient=_who(visit))
        case _:
            if visit.version != version:
                raise booking.VisitChanged(visit)
            booking.release(visit.pk, **how)
            return _("The time is free again.")


@needs(Right.VISITS)
@visit_deed
def move(request: StaffRequest, visit: Appointment) -> str:
    """Move a visit to one of the times shown."""
    slot = slot_of(request, visit.type, location_id=visit.location_id, ignoring=visit.pk)
    moved = booking.move(visit.pk, _version(request), slot, now=request.now, actor=actor(request), via="staff")
    return _("Moved to {when}. The old time is free again.").format(
        when=words.when(moved.starts_at, visit.location.zone)
    )


@needs(Right.VISITS)
@visit_deed
def skip(request: StaffRequest, visit: Appointment) -> str:
    """The next reminder of a visit does not go out."""
    try:
        wake_up = int(request.POST.get("reminder", ""))
    except ValueError:
        raise ValueError(_("The page is out of date. Reload it and try again.")) from None
    due = calling_off.skip(visit.pk, wake_up, request.staff, now=request.now)
    return _("Skipped: the reminder of {when} does not go out.").format(when=words.when(due))


@needs(Right.VISITS)
@visit_deed
def stop(request: StaffRequest, visit: Appointment) -> str:
    """No more reminders and questions about a visit."""
    calling_off.stop(visit.pk, request.staff, now=request.now)
    return _("Stopped. The visit stays booked; no more texts go out about it.")


@needs(Right.VISITS)
@require_GET
def times(request: StaffRequest, visit_id: UUID, public_id: UUID | None = None) -> HttpResponse:
    """The openings nearest to a visit, or those of one day (`day`), by whatever rules staff may book."""
    conversation = conversation_or_404(public_id) if public_id else None
    visit = visit_or_404(visit_id, conversation)
    day = day_of(request.GET.get("when", ""))
    common: dict[str, Any] = {"now": request.now, "location_id": visit.location_id, "ignoring": visit.pk}
    if day is not None:
        slots = of_day(visit.type, day, visit.location.zone, **common)
    else:
        near = openings(
            visit.type, near=visit.starts_at, practitioner_id=visit.practitioner_id, count=MOST_OPENINGS, **common
        )
        slots = sorted(near.slots, key=lambda slot: slot.starts_at) or first_free(visit.type, **common)
    base = f"/inbox/{conversation.public_id}/visits/" if conversation else "/visits/"
    context = {
        "slots": with_names(slots),
        "visit": visit,
        "zone": visit.location.zone,
        "day": day,
        "target": f"times-{visit.public_id}",
        "post_to": f"{base}{visit.public_id}/move/{carried(request)}",
        "look_at": f"{base}{visit.public_id}/times/{carried(request)}",
        "version": visit.version,
    }
    title = _("Another time for {patient}").format(patient=_who(visit))
    return answers.fragment(request, "console/parts/times.html", context, title)


# What the pages that book share


def carried(request: StaffRequest) -> str:
    """What says which page it was, for the next address: "?page=today&day=…"."""
    kept = {key: value for key, value in request.GET.items() if key in ("page", "on", "day", "show", "who", "as", "p")}
    return "?" + urlencode(kept) if kept else ""


def slot_of(
    request: StaffRequest, kind: AppointmentType, *, location_id: int | None, ignoring: int | None = None
) -> Slot:
    """The slot that the form names, if it is still free. Raises SlotTaken, ValueError."""
    try:
        starts_at = datetime.fromisoformat(request.POST.get("starts_at", ""))
        if starts_at.tzinfo is None:
            raise ValueError
        practitioner = request.POST.get("practitioner", "")
        wanted = (starts_at, int(practitioner) if practitioner else None)
    except ValueError:
        raise ValueError(_("Choose one of the times.")) from None
    found = free_slots(
        kind, now=request.now, start=starts_at, end=starts_at + timedelta(minutes=1), location_id=location_id,
        ignoring=ignoring, by_text=False,
    )  # fmt: skip
    slot = next((one for one in found if (one.starts_at, one.practitioner_id) == wanted), None)
    if slot is None:
        raise booking.SlotTaken
    return slot


def of_day(kind: AppointmentType, day: datetime, zone_name: str, **common: Any) -> list[Slot]:
    """The free times of a wall day."""
    zone = ZoneInfo(zone_name)
    start, end = at_wall(day, zone), at_wall(day + timedelta(days=1), zone)
    return free_slots(kind, start=start, end=end, by_text=False, limit=MOST_OF_A_DAY, **common)


def first_free(kind: AppointmentType, *, now: datetime, **common: Any) -> list[Slot]:
    """The soonest free times, one an hour at most, so that a whole morning does not fill the list."""
    found = free_slots(
        kind, now=now, start=now, end=now + timedelta(days=SOON_DAYS), by_text=False, limit=MOST_OF_A_DAY, **common
    )
    chosen: dict[object, Slot] = {}
    for slot in found:
        chosen.setdefault(slot.starts_at.replace(minute=0), slot)
    return list(chosen.values())[: 2 * MOST_OPENINGS]


def visit_or_404(visit_id: UUID, conversation: Conversation | None = None) -> Appointment:
    """A visit of this practice; with a conversation, of somebody its phone speaks for."""
    found = Appointment.objects.filter(public_id=visit_id)
    if conversation is not None:
        links = ContactLink.objects.filter(contact_id=conversation.contact_id, ended_at__isnull=True)
        found = found.filter(patient_id__in=links.values("patient_id"))
    visit = found.select_related(*WITH).first()
    if visit is None:
        raise Http404("There is no such visit here.")
    return visit


def day_of(text: str) -> datetime | None:
    """A wall day from a date field, at midnight; None for what is none."""
    try:
        found = datetime.strptime(text, "%Y-%m-%d") if text else None  # noqa: DTZ007 - a wall day
    except ValueError:
        return None
    return found if found is None or 1900 < found.year < 2200 else None


def with_names(slots: list[Slot]) -> list[tuple[Slot, str]]:
    """Each slot with whom it is with."""
    found = Practitioner.objects.filter(pk__in={slot.practitioner_id for slot in slots if slot.practitioner_id})
    names = dict(found.values_list("id", "text_name"))
    return [(slot, names.get(slot.practitioner_id or 0, "")) for slot in slots]


def _version(request: StaffRequest) -> int:
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        raise ValueError(_("The page is out of date. Reload it and try again.")) from None


def _who(visit: Appointment) -> str:
    return visit.patient.full_name if visit.patient else _("Nobody")
