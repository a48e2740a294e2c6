"""The waitlist and the refilling of freed times as the pages show them. More rows never mean more queries.

All run inside the practice scope of the request; `now` is domain time, UTC.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from replywell.console import words
from replywell.console.clinical import WORDS as WITH_THE_NURSE
from replywell.console.clinical import Veil
from replywell.console.filling_words import ENDED, FREED, JOINED, LEFT, PRIORITIES
from replywell.console.setup.fields import DAYS
from replywell.messaging.models import Conversation, Direction, Message
from replywell.scheduling.waitlist_models import (
    ASKED,
    GOING_ON,
    Backfill,
    BackfillStatus,
    EntryStatus,
    JoinedVia,
    Offer,
    OfferStatus,
    Priority,
    WaitlistEntry,
)

PAGE = 100
"""Entries of the waitlist on one page."""
RECENT = timedelta(days=28)
"""So far back the list of refilled slots goes."""
MOST = 200


def took(time: timedelta) -> str:
    """ "40 s", "2 min", "3 h": how long somebody took to answer, or a slot to be filled."""
    seconds = max(0, int(time.total_seconds()))
    return f"{seconds} s" if seconds < 60 else words.span(seconds)


def why_left(entry: WaitlistEntry) -> str:
    """Why somebody waits no more."""
    if entry.status == EntryStatus.BOOKED:
        return str(LEFT["booked"])
    return str(LEFT.get(entry.left_why, entry.left_why.replace("_", " ")))


def ended(backfill: Backfill) -> str:
    """How the refilling of a slot ended; empty while it goes on."""
    if backfill.ended_at is None:
        return ""
    return str(ENDED.get(backfill.ended_why, backfill.ended_why.replace("_", " ")))


def state(backfill: Backfill) -> tuple[str, str]:
    """(CSS class of the badge, words) of where a backfill stands."""
    if backfill.status == BackfillStatus.FILLED or backfill.ended_why == "taken_by_staff":
        return "done", _("filled")
    if backfill.status == BackfillStatus.RESTING:
        return "waiting", _("resting")
    if backfill.status == BackfillStatus.OPEN:
        return "waiting", _("being offered") if backfill.group else _("about to begin")
    return "", _("not filled")


def why_free(backfill: Backfill) -> str:
    """ "The visit of Ana Cruz was cancelled: the time came free." Empty where the calendar was opened."""
    freed = backfill.freed
    if freed is None or freed.appointment.patient is None or freed.why not in FREED:
        return ""
    return str(FREED[freed.why]) % {"name": freed.appointment.patient.full_name}


def how_it_ended(backfill: Backfill) -> str:
    """ "Walter Stone took it by text at 9:04 am"; empty while it goes on."""
    if backfill.ended_at is None:
        return ""
    at = words.time_of(backfill.ended_at, backfill.location.zone)
    who = backfill.winner.patient if backfill.winner else backfill.hold.patient if backfill.hold else None
    if backfill.ended_why == "taken_by_patient" and who:
        return _("%(name)s took it by text at %(time)s") % {"name": who.full_name, "time": at}
    if backfill.ended_why == "taken_by_staff" and who:
        return _("a colleague booked it for %(name)s at %(time)s") % {"name": who.full_name, "time": at}
    return f"{ended(backfill)} ({at})"


def next_step(backfill: Backfill, now: datetime, *, waits: bool) -> str:
    """What happens by itself next, and when; empty when it is over. `waits`: answers are awaited."""
    if backfill.ended_at is not None or backfill.next_step_at is None:
        return ""
    at = {"when": words.soon(backfill.next_step_at, now)}
    if backfill.status == BackfillStatus.RESTING:
        return _("Nobody who waits may be texted before %(when)s. Until then the time is kept.") % at
    if not backfill.group:
        return _("The first people are asked %(when)s.") % at
    if waits:
        return _("If nobody says yes, the next people are asked %(when)s.") % at
    return _("The next people are asked %(when)s.") % at


def answer(offer: Offer, zone: str) -> tuple[str, str]:
    """(CSS class, words) of what became of an offer: who answered what, how long it took, and who won."""
    asked, answered = offer.offered_at or offer.planned_at, offer.answered_at
    time = {"time": took(answered - asked)} if answered else {"time": ""}
    match offer.status:
        case OfferStatus.ACCEPTED if not offer.said_yes:
            return "done", _("Got it from the desk")
        case OfferStatus.ACCEPTED:
            return "done", _("Yes after %(time)s: got it") % time
        case OfferStatus.DECLINED:
            return "", _("No after %(time)s") % time
        case OfferStatus.LOST if offer.said_yes:
            return "overdue", _("Yes after %(time)s: too late, told so, keeps the place") % time
        case OfferStatus.LOST:
            return "", _("Had not answered when it ended")
        case OfferStatus.EXPIRED:
            return "", _("No answer by %(time)s") % {"time": words.time_of(offer.expires_at, zone)}
        case OfferStatus.UNSENT:
            return "", _("Not texted: it was refused, or too late")
        case OfferStatus.SENT:
            return "waiting", _("May answer until %(time)s") % {"time": words.time_of(offer.expires_at, zone)}
    return "waiting", _("The text is about to leave")


# Who waits


@dataclass(frozen=True)
class Waiting:
    """One entry of the waitlist in words."""

    entry: WaitlistEntry
    wish: str
    hours: str
    joined: str
    words: str
    priority: str
    why_left: str = ""

    @property
    def address(self) -> str:
        """Its page."""
        return f"/waitlist/{self.entry.public_id}/"


WITH = ("patient", "contact", "type", "visit__location", "practitioner", "location")


@dataclass(frozen=True)
class Asked:
    """What a reader of the waitlist wants to see of it."""

    left: bool = False
    name: str = ""
    kind: UUID | None = None
    who: UUID | None = None
    place: UUID | None = None
    priority: int | None = None

    def rows(self) -> QuerySet[WaitlistEntry]:
        """These entries: who is asked first comes first; of those who left, the latest."""
        found = WaitlistEntry.objects.select_related(*WITH)
        if self.left:
            found = found.exclude(status=EntryStatus.WAITING).order_by("-left_at", "-id")
        else:
            found = found.filter(status=EntryStatus.WAITING).order_by("-priority", "joined_at", "id")
        for word in self.name.split():
            found = found.filter(Q(patient__first_name__icontains=word) | Q(patient__last_name__icontains=word))
        if self.kind:
            found = found.filter(type__public_id=self.kind)
        if self.who:
            found = found.filter(Q(practitioner__public_id=self.who) | Q(practitioner=None))
        if self.place:
            found = found.filter(Q(location__public_id=self.place) | Q(location=None))
        if self.priority is not None:
            found = found.filter(priority=self.priority)
        return found


def in_words(entries: Sequence[WaitlistEntry], *, clinical: bool) -> list[Waiting]:
    """Entries as the reader may see them. At most two queries."""
    hidden = _hidden(entries, clinical=clinical)
    return [
        Waiting(
            one,
            wish(one),
            hours(one),
            str(JOINED.get(one.joined_via, one.joined_via)),
            _(WITH_THE_NURSE) if one.pk in hidden else one.words,
            str(PRIORITIES[one.priority]) if one.priority != Priority.ROUTINE else "",
            why_left(one) if one.status != EntryStatus.WAITING else "",
        )
        for one in entries
    ]


def of_patient(patient_id: int, *, clinical: bool) -> list[Waiting]:
    """What a patient waits for now."""
    found = WaitlistEntry.objects.filter(patient_id=patient_id, status=EntryStatus.WAITING)
    return in_words(list(found.select_related(*WITH).order_by("joined_at")), clinical=clinical)


def wish(entry: WaitlistEntry) -> str:
    """ "Office visit with Dr. Lee, Oak Street" or "Office visit with anybody"."""
    named = {"what": entry.type.name, "who": entry.practitioner.text_name if entry.practitioner else _("anybody")}
    words_of = _("%(what)s with %(who)s") % named
    return f"{words_of}, {entry.location.name}" if entry.location else words_of


def hours(entry: WaitlistEntry) -> str:
    """ "Monday to Friday 8:00 am - 12:00 pm; from Mar 3; until Mar 20; 2 h to get here"; empty: at any time."""
    told = [_week(entry.windows)] if entry.windows else []
    if entry.from_day:
        told.append(_("from %(day)s") % {"day": date_format(entry.from_day, _("D M j"))})
    if entry.until_day:
        told.append(_("until %(day)s") % {"day": date_format(entry.until_day, _("D M j"))})
    if entry.notice_minutes:
        told.append(_("needs %(time)s to get here") % {"time": words.span(entry.notice_minutes * 60)})
    if entry.gender_wish:
        told.append(_("a woman") if entry.gender_wish == "female" else _("a man"))
    if entry.language_wish:
        told.append(_("speaks %(language)s") % {"language": words.language(entry.language_wish)})
    if entry.text_from and entry.text_until:
        span = {"begins": clock_words(f"{entry.text_from}"), "ends": clock_words(f"{entry.text_until}")}
        told.append(_("may be texted from %(begins)s to %(ends)s") % span)
    return "; ".join(told)


def clock_words(at: str) -> str:
    """ "7:30 am" for "07:30:00"."""
    return words.wall(time.fromisoformat(at))


def _week(windows: Iterable[dict[str, Any]]) -> str:
    """ "Monday to Friday 8:00 am - 12:00 pm, Saturday"; days that are alike stand together."""
    days: defaultdict[int, list[str]] = defaultdict(list)
    for one in windows:
        whole = (one["from"][:5], one["until"][:5]) == ("00:00", "23:59")
        days[one["weekday"]].append("" if whole else f"{clock_words(one['from'])} - {clock_words(one['until'])}")
    runs: list[tuple[int, int, str]] = []
    for day in sorted(days):
        said = ", ".join(sorted(days[day]))
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == said:
            runs[-1] = (runs[-1][0], day, said)
        else:
            runs.append((day, day, said))
    told = []
    for first, last, said in runs:
        names = {"first": _weekday(first), "last": _weekday(last)}
        name = names["first"] if first == last else _("%(first)s to %(last)s") % names
        told.append(f"{name} {said}".strip())
    return ", ".join(told)


def _weekday(number: int) -> str:
    """Within a sentence: Spanish begins a day with a small letter."""
    return str(DAYS[number]).lower() if get_language() == "es" else str(DAYS[number])


def _hidden(entries: Sequence[WaitlistEntry], *, clinical: bool) -> set[int]:
    """Entries whose words this reader does not read: the text that they came with is clinical."""
    texted = [one for one in entries if one.joined_via == JoinedVia.TEXT and one.words]
    if clinical or not texted:
        return set()
    came = Message.objects.filter(
        direction=Direction.IN, conversation__contact_id__in={one.contact_id for one in texted},
        body__in={one.words for one in texted},
    ).select_related("author", "conversation")  # fmt: skip
    texts = list(came)
    veil = Veil.over({one.conversation_id for one in texts if one.conversation_id}, clinical=False)
    secret = {(one.conversation.contact_id, one.body) for one in texts if one.conversation and veil.hides(one)}
    return {one.pk for one in texted if (one.contact_id, one.words) in secret}


# Freed times


@dataclass(frozen=True)
class Line:
    """A freed time in the list."""

    backfill: Backfill
    tone: str
    state: str
    said: str
    asked: int

    @property
    def address(self) -> str:
        """Its page."""
        return f"/backfill/{self.backfill.public_id}/"


@dataclass(frozen=True)
class Figures:
    """How the freed times of the last weeks went. `share` and `accepted` are per cent; None without any."""

    over: int
    filled: int
    share: int | None
    time: str
    offers: int
    accepted: int | None


def figures(now: datetime) -> Figures:
    """Of the last four weeks. Three queries."""
    over = Backfill.objects.filter(started_at__gt=now - RECENT, ended_at__isnull=False)
    filled = over.filter(Q(status=BackfillStatus.FILLED) | Q(ended_why="taken_by_staff"))
    times = [(end - start).total_seconds() for start, end in filled.values_list("started_at", "ended_at") if end]
    offers = Offer.objects.filter(backfill__started_at__gt=now - RECENT, offered_at__isnull=False).aggregate(
        sent=Count("id"), taken=Count("id", filter=Q(status=OfferStatus.ACCEPTED))
    )
    count = over.count()
    return Figures(
        over=count,
        filled=len(times),
        share=round(100 * len(times) / count) if count else None,
        time=took(timedelta(seconds=median(times))) if times else "",
        offers=offers["sent"],
        accepted=round(100 * offers["taken"] / offers["sent"]) if offers["sent"] else None,
    )


def lines(now: datetime) -> tuple[list[Line], list[Line]]:
    """(what goes on, soonest slot first; what is over, latest first) of the last four weeks. Three queries."""
    found = Backfill.objects.select_related("type", "practitioner", "location", "winner__patient")
    going = list(found.filter(status__in=GOING_ON).order_by("starts_at", "id"))
    over = list(found.filter(ended_at__isnull=False, started_at__gt=now - RECENT).order_by("-ended_at", "-id")[:MOST])
    offers = Offer.objects.filter(backfill__in=[one.pk for one in [*going, *over]]).exclude(status=OfferStatus.UNSENT)
    asked = dict(offers.values_list("backfill_id").annotate(Count("id")))
    return [_line(one, asked.get(one.pk, 0), now) for one in going], [
        _line(one, asked.get(one.pk, 0), now) for one in over
    ]


def _line(one: Backfill, asked: int, now: datetime) -> Line:
    tone, said = state(one)
    how = ended(one)
    if one.winner is not None and one.ended_at is not None:
        how = _("%(name)s, %(time)s after it came free") % {
            "name": one.winner.patient.full_name, "time": took(one.ended_at - one.started_at),
        }  # fmt: skip
    return Line(one, tone, said, how or next_step(one, now, waits=bool(asked)), asked)


@dataclass(frozen=True)
class Answer:
    """One who was offered the time."""

    offer: Offer
    tone: str
    said: str
    words: str
    thread: str
    may_take: bool


@dataclass(frozen=True)
class Group:
    """Who was asked together."""

    number: int
    at: datetime
    answers: list[Answer]


@dataclass(frozen=True)
class Case:
    """One freed time with everything that was done to fill it."""

    backfill: Backfill
    tone: str
    state: str
    why_free: str
    ended: str
    next: str
    groups: list[Group]
    children: list[Backfill]
    asked: int
    open: int
    no: int
    late: int
    took: str

    @property
    def goes_on(self) -> bool:
        """Whether it may still be taken or stopped."""
        return self.backfill.ended_at is None


def backfill_of(public_id: UUID) -> Backfill | None:
    """A freed time with what its page shows."""
    found = Backfill.objects.select_related(
        "type", "practitioner", "location", "hold__patient", "winner__patient", "parent__location",
        "parent__winner__patient", "freed__appointment__patient",
    )  # fmt: skip
    return found.filter(public_id=public_id).first()


def case(backfill: Backfill, now: datetime, *, clinical: bool) -> Case:
    """What happened and what comes. At most five queries."""
    zone = backfill.location.zone
    offers = list(
        Offer.objects.filter(backfill=backfill)
        .select_related("entry__patient", "entry__type", "entry__visit__location", "contact")
        .order_by("group", F("offered_at").asc(nulls_last=True), "id")
    )
    threads = dict(
        Conversation.objects.filter(contact_id__in={one.contact_id for one in offers}).values_list(
            "contact_id", "public_id"
        )
    )
    replies = _replies([one.run_id_then for one in offers if one.run_id_then], clinical=clinical)
    groups: dict[int, list[Answer]] = {}
    for one in offers:
        tone, said = answer(one, zone)
        groups.setdefault(one.group, []).append(
            Answer(
                one,
                tone,
                said,
                replies.get(one.run_id_then or 0, ""),
                str(threads.get(one.contact_id, "")),
                backfill.ended_at is None and one.entry.status == EntryStatus.WAITING,
            )
        )
    tone, said = state(backfill)
    waits = [one for one in offers if one.status in ASKED]
    return Case(
        backfill=backfill,
        tone=tone,
        state=said,
        why_free=why_free(backfill),
        ended=ended(backfill),
        next=next_step(backfill, now, waits=bool(waits)),
        groups=[Group(number, min(one.offer.planned_at for one in group), group) for number, group in groups.items()],
        children=list(
            Backfill.objects.filter(parent=backfill).select_related("location", "practitioner").order_by("id")
        ),
        asked=sum(one.status != OfferStatus.UNSENT for one in offers),
        open=len(waits) if backfill.ended_at is None else 0,
        no=sum(one.status == OfferStatus.DECLINED for one in offers),
        late=sum(one.status == OfferStatus.LOST and bool(one.said_yes) for one in offers),
        took=took(backfill.ended_at - backfill.started_at) if backfill.ended_at and tone == "done" else "",
    )


def _replies(runs: Sequence[int], *, clinical: bool) -> dict[int, str]:
    """What patients wrote back to an offer, by its run, as this reader may see it."""
    answered = Message.objects.filter(run_id_then__in=runs, answers__isnull=False, direction=Direction.OUT)
    found: dict[int, Message] = {}
    for one in answered.select_related("answers__author").order_by("id"):
        if one.answers is not None and one.run_id_then is not None:
            found[one.run_id_then] = one.answers
    veil = Veil.over({one.conversation_id for one in found.values() if one.conversation_id}, clinical=clinical)
    return {run: _(WITH_THE_NURSE) if veil.hides(text) else text.body for run, text in found.items()}
