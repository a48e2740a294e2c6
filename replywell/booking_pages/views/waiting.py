"""The waitlist on a patient's own page: for an earlier time than a visit's, or for a kind of visit; joined, left."""

from datetime import time
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from replywell.booking_pages import words
from replywell.booking_pages.doors import Visitor, linked
from replywell.booking_pages.showing import PATIENT, home, name_of, own_visit, shown, stale
from replywell.common import phones
from replywell.patients import page_links
from replywell.patients.models import Contact, ContactLink
from replywell.scheduling import backfill, waitlist
from replywell.scheduling.models import Appointment, AppointmentType
from replywell.scheduling.waitlist_models import EntryStatus, JoinedVia, WaitlistEntry

PARTS = {"any": None, "morning": ("00:00", "12:00"), "afternoon": ("12:00", "23:59")}
NOTICES = (60, 120, 1440)
"""Minutes"""
EARLY = (time(6), time(7), time(8))
"""Hours from which they may agree to be texted, where the practice begins later."""
AT_BOOKING = "booking"
"""In the address: they come from a booking just made."""


@linked(page_links.VISIT)
def wait(visitor: Visitor) -> HttpResponse:
    """What they wait for, when they can come, when they may be texted; POST joins, or leaves (`do`)."""
    if visitor.request.method == "POST" and visitor.request.POST.get("do") == "leave":
        return _leave(visitor)
    visit = own_visit(visitor, visitor.request.GET.get("visit", ""))
    kind = visit.type if visit else _kind(visitor.request.GET.get("type", ""))
    contact = phone_of(visitor)
    if kind is None or not kind.bookable_by_text or contact is None:
        return stale(visitor)
    if visitor.request.method == "POST":
        _join(visitor, contact, kind, visit)
        return redirect(f"{home(visitor)}?done=waiting")
    context = {
        "title": visitor.say("wait.title"),
        "visit": shown(visitor, visit) if visit else None,
        "what": name_of(kind, visitor.language),
        "ends": phones.last_two(contact.phone),
        "days": list(enumerate(words.of(visitor.language)["days"].split()))[:6],
        "parts": [(key, visitor.say(f"wait.part_{key}")) for key in PARTS],
        "notices": [(one, visitor.say(f"wait.notice_{one}")) for one in NOTICES],
        "hours": _hours(visitor),
        "consent": visitor.say("wait.consent", practice=visitor.practice.name),
        "home": home(visitor),
    }
    return visitor.page("wait", context)


def phone_of(visitor: Visitor) -> Contact | None:
    """The phone that offers go to; None where there is none, or the practice offers no freed slots."""
    if not backfill.rules_of(visitor.practice.pk).active:
        return None
    links = ContactLink.objects.filter(
        patient=visitor.patient, preferred=True, ended_at__isnull=True, contact__wrong_number_at__isnull=True
    )
    found = links.select_related("contact").order_by("id").first()
    return found.contact if found else None


def entries(visitor: Visitor) -> dict[int, WaitlistEntry]:
    """kind of visit -> what they wait for."""
    found = WaitlistEntry.objects.filter(patient=visitor.patient, status=EntryStatus.WAITING)
    return {one.type_id: one for one in found}


def _join(visitor: Visitor, contact: Contact, kind: AppointmentType, visit: Appointment | None) -> None:
    sent = visitor.request.POST
    text_from = next((one for one in EARLY if sent.get("hours") == f"{one:%H:%M}"), None)
    agreed = visitor.say("wait.consent", practice=visitor.practice.name)
    if text_from is not None:
        agreed += " " + visitor.say("wait.hours_said", time=_clock(text_from))
    notice = sent.get("notice", "")
    waitlist.join(
        contact, patient_id=visitor.patient.pk, type_id=kind.pk,
        via=JoinedVia.AT_BOOKING if visitor.request.GET.get("at") == AT_BOOKING else JoinedVia.BOOKING_PAGE,
        words=agreed, now=visitor.now, actor=PATIENT, visit=visit,
        wording_version=f"page {visitor.language} {visitor.say('wait.consent_version')}",
        practitioner_id=visit.practitioner_id if visit else None, location_id=visit.location_id if visit else None,
        windows=_windows(sent.getlist("day"), sent.get("part", "")),
        notice_minutes=int(notice) if notice in map(str, NOTICES) else NOTICES[0],
        text_from=text_from, text_until=visitor.practice.quiet_from if text_from else None,
    )  # fmt: skip


def _windows(days: list[str], part: str) -> list[dict[str, object]]:
    """Days and part of the day as the waitlist keeps them; none: at any time."""
    hours = PARTS.get(part)
    chosen = [day for day in range(7) if str(day) in days]
    if not chosen and hours is None:
        return []
    begins, ends = hours or ("00:00", "23:59")
    return [{"weekday": day, "from": begins, "until": ends} for day in chosen or range(7)]


def _hours(visitor: Visitor) -> list[tuple[str, str]]:
    opens = visitor.practice.quiet_until
    early = [(f"{one:%H:%M}", visitor.say("wait.hours_early", time=_clock(one))) for one in EARLY if one < opens]
    return [("", visitor.say("wait.hours_usual")), *early] if early else []


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02} am"


def _leave(visitor: Visitor) -> HttpResponse:
    try:
        key = UUID(visitor.request.POST.get("entry", ""))
    except ValueError:
        return stale(visitor)
    found = WaitlistEntry.objects.filter(public_id=key, patient=visitor.patient).values_list("pk", flat=True).first()
    if found is None or not waitlist.leave(found, "asked", now=visitor.now, actor=PATIENT):
        return stale(visitor)
    return redirect(f"{home(visitor)}?done=left")


def _kind(public_id: str) -> AppointmentType | None:
    return next((one for one in AppointmentType.objects.all() if str(one.public_id) == public_id), None)
