"""The page for everybody: which visit, where, when; then who, and a text to their phone that asks whether it was they.

Nothing is booked or held here, and nothing tells whether a phone is known. What is chosen stands in the address:
`type` and `place` (codes or ids, as a website may link them), `time`, `lang`.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect

from replywell.booking_pages import intake_fields, times, words
from replywell.booking_pages.doors import Visitor, public
from replywell.booking_pages.showing import name_of
from replywell.common import phones
from replywell.common.phones import BadPhone
from replywell.dialogue import questions, web_leads
from replywell.dialogue.questions import Question
from replywell.dialogue.web_leads import TooOften, Wish
from replywell.practices.models import Location, Practitioner
from replywell.scheduling.free_slots import Slot
from replywell.scheduling.models import AppointmentType

ANY = "any"
NAME = 60
"""Characters of a name."""


@public
def book(visitor: Visitor) -> HttpResponse:
    """The kind of visit, the place if there are several, and the free times."""
    asked = visitor.request.GET
    kinds = list(AppointmentType.objects.filter(bookable_by_text=True).order_by("name"))
    kind = _one(kinds, asked.get("type", "")) or (kinds[0] if len(kinds) == 1 else None)
    if kind is None:
        choices = [(one.code, name_of(one, visitor.language)) for one in kinds]
        return _choices(visitor, "book.reason", choices, "type", _carried(visitor, None))
    places = times.places_of(kind)
    place = _one(places, asked.get("place", "")) or (places[0] if len(places) == 1 else None)
    if place is None and len(places) > 1 and asked.get("place") != ANY:
        choices = [(one.code, one.name) for one in places] + [(ANY, visitor.say("book.any_place"))]
        return _choices(visitor, "book.place", choices, "place", _carried(visitor, kind))
    return _times(visitor, kind, place)


@public
def ask(visitor: Visitor) -> HttpResponse:
    """Who it is for, and which phone; POST sends the text."""
    kind, slot = _wanted(visitor)
    value = visitor.request.GET.get("time", "")
    if value and kind is not None and slot is None:
        return _times(visitor, kind, _one(times.places_of(kind), visitor.request.GET.get("place", "")), gone=value)
    asked = web_leads.asked_on_pages()
    if visitor.request.method != "POST":
        return _form(visitor, kind, slot, asked, {}, {})
    sent = {key: intake_fields.clean(str(given)) for key, given in visitor.request.POST.items()}
    wish, wrong = _read(visitor, sent, asked)
    if wrong:
        return _form(visitor, kind, slot, asked, sent, wrong)
    if slot is not None:
        wish = replace(wish, slot=slot, time=value, zone=_zone(slot))
    try:
        now = web_leads.ask(visitor.practice, wish, now=visitor.now)
    except TooOften:
        lines = [visitor.say("often.what", phone=visitor.phone)]
        return visitor.page("says", {"title": visitor.say("often.title"), "lines": lines}, status=429)
    return redirect(f"{_home(visitor)}sent/?{urlencode({'lang': visitor.language} | ({} if now else {'later': 1}))}")


@public
def sent(visitor: Visitor) -> HttpResponse:
    """What happens next. The same words for every number."""
    later = "later" in visitor.request.GET
    number, word = visitor.text_number, visitor.say("book.word")
    context = {
        "title": visitor.say("sent.title"),
        "later": visitor.say("sent.later", word=word) if later and number else "",
        "sms": f"sms:{number}?&body={word}" if later and number else "",
        "number": phones.display(number),
        "carries": "later=1&" if later else "",
    }
    return visitor.page("sent", context)


# Pages


def _choices(visitor: Visitor, title: str, choices: list[tuple[str, str]], asks: str, carries: str) -> HttpResponse:
    context = {"title": visitor.say(title), "choices": choices, "asks": asks, "carries": carries}
    return visitor.page("kinds", {**context, **_ways(visitor, carries)})


def _times(visitor: Visitor, kind: AppointmentType, place: Location | None, gone: str = "") -> HttpResponse:
    where = place.pk if place else None
    onward = _carried(visitor, kind, time=False)
    context: dict[str, Any] = {
        "title": visitor.say("times.title"),
        "what": name_of(kind, visitor.language),
        "where": place.name if place else "",
        "page": times.page(
            kind, now=visitor.now, start=times.day_of(visitor.request.GET.get("from", "")),
            location_id=where,
        ),
        "gone": bool(gone),
        "nearest": times.nearest(kind, visitor.language, gone, now=visitor.now, location_id=where) if gone else [],
        "link_to": f"{_home(visitor)}ask/?{onward}time=",
        "later_at": _home(visitor),
        "carries": _carried(visitor, kind),
    }  # fmt: skip
    return visitor.page("times", {**context, **_ways(visitor, onward)})


def _form(
    visitor: Visitor,
    kind: AppointmentType | None,
    slot: Slot | None,
    asked: list[Question],
    given: dict[str, str],
    wrong: dict[str, str],
) -> HttpResponse:
    when = who = place = ""
    if slot is not None:
        location = Location.objects.get(pk=slot.location_id)
        when = words.when(visitor.language, slot.starts_at, location.zone)
        place = location.address or location.name
        found = Practitioner.objects.filter(pk=slot.practitioner_id or 0).values_list("text_name", flat=True).first()
        who = found or ""
    context = {
        "title": visitor.say("ask.title" if slot else "ask.title_open"),
        "when": when,
        "who": who,
        "place": place,
        "wrong": wrong,
        "given": given,
        "questions": [_shown(visitor, one, given, wrong) for one in asked],
        "consent": _consent(visitor),
        "longest": NAME,
        "carries": _carried(visitor, kind),
        "back_to": f"{_home(visitor)}?{_carried(visitor, kind, time=False)}",
    }
    return visitor.page("ask", context)


def _shown(visitor: Visitor, question: Question, given: dict[str, str], wrong: dict[str, str]) -> dict[str, Any]:
    name = f"q-{question['key']}"
    options = [(one["key"], questions.said(one["text"], visitor.language)) for one in question["options"]]
    return {
        "name": name,
        "words": questions.said(question["text"], visitor.language),
        "options": options,
        "value": given.get(name, ""),
        "wrong": wrong.get(name, ""),
    }


def _ways(visitor: Visitor, carries: str) -> dict[str, str]:
    """The ways round the free times: a text for whoever is new, and one's own page."""
    number = visitor.text_number
    known = visitor.say("book.known", word=visitor.say("book.word"), number=phones.display(number)) if number else ""
    return {"by_text": f"{_home(visitor)}ask/?{carries}", "known": known}


# What was sent


def _read(visitor: Visitor, sent: dict[str, str], asked: list[Question]) -> tuple[Wish, dict[str, str]]:
    """The wish, and by field what is wrong with it."""
    wrong: dict[str, str] = {}
    for name in ("first_name", "last_name"):
        if not sent.get(name):
            wrong[name] = visitor.say("intake.required")
        elif len(sent[name]) > NAME:
            wrong[name] = visitor.say("intake.too_long")
    phone = ""
    try:
        phone = phones.parse(sent.get("phone", ""))
        if not phones.is_us(phone) or not phones.zones(phone):  # toll-free numbers are nowhere
            raise BadPhone
    except BadPhone:
        wrong["phone"] = visitor.say("ask.bad_phone")
    answers: dict[str, str] = {}
    for question in asked:
        value = sent.get(f"q-{question['key']}", "")
        if value not in [one["key"] for one in question["options"]]:
            wrong[f"q-{question['key']}"] = visitor.say("ask.choose")
        answers[question["key"]] = value
    if not sent.get("consent"):
        wrong["consent"] = visitor.say("ask.consent_missing")
    version = f"page {visitor.language} {visitor.say('ask.consent_version')}"
    wish = Wish(
        phone, visitor.language, sent.get("first_name", ""), sent.get("last_name", ""), _consent(visitor), version,
        answers,
    )  # fmt: skip
    return wish, wrong


def _wanted(visitor: Visitor) -> tuple[AppointmentType | None, Slot | None]:
    """The kind and the free slot that the address names."""
    asked = visitor.request.GET
    kinds = list(AppointmentType.objects.filter(bookable_by_text=True))
    kind = _one(kinds, asked.get("type", "")) or (kinds[0] if len(kinds) == 1 else None)
    slot = times.slot_of(kind, asked.get("time", ""), now=visitor.now) if kind else None
    return kind, slot


def _consent(visitor: Visitor) -> str:
    return visitor.say("ask.consent", practice=visitor.practice.name)


def _zone(slot: Slot) -> str:
    return str(ZoneInfo(Location.objects.get(pk=slot.location_id).zone))


def _carried(visitor: Visitor, kind: AppointmentType | None, *, time: bool = True) -> str:
    """What the address said, for the next one: "type=visit&place=main&"."""
    asked = visitor.request.GET
    kept = {"type": kind.code if kind else "", "place": asked.get("place", "")}
    if time:
        kept["time"] = asked.get("time", "") if visitor.request.path.endswith("/ask/") else ""
    kept["lang"] = asked.get("lang", "")
    if kept["lang"] not in words.LANGUAGES:
        kept["lang"] = ""
    made = urlencode({key: value for key, value in kept.items() if value})
    return f"{made}&" if made else ""


def _one(found: list[Any], wanted: str) -> Any:
    """The row with this code or id."""
    return next((one for one in found if wanted in (one.code, str(one.public_id))), None)


def _home(visitor: Visitor) -> str:
    return f"/book/{visitor.practice.code}/"
