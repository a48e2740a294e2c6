"""All settings on one page: what is set, and what is missing before patients are texted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from replywell.common import phones
from replywell.console import rules, second_factor
from replywell.console.rights import Right
from replywell.console.setup import booking, filling, triage
from replywell.console.setup.fields import ZONES, Known, Words
from replywell.console.words import day, reader_zone, wall
from replywell.dialogue import question_drafts, questions
from replywell.dialogue.paging import on_call
from replywell.messaging import wording
from replywell.messaging.models import Template
from replywell.patients import page_rules
from replywell.practices.models import Number, Practice, Staff


@dataclass(frozen=True)
class Line:
    """One settings page: its name, what is set there, and what is missing (empty: nothing)."""

    name: str
    address: str
    words: str
    missing: str = ""


@dataclass(frozen=True)
class Group:
    """Lines that belong together."""

    name: str
    lines: list[Line]


WAYS: Sequence[tuple[Words, Sequence[tuple[Right, Words, str]]]] = (
    (
        gettext_lazy("The practice"),
        (
            (Right.SETTINGS, gettext_lazy("Practice"), "/settings/practice/"),
            (Right.SETTINGS, gettext_lazy("Closed days"), "/settings/closures/"),
            (Right.SETTINGS, gettext_lazy("Locations and hours"), "/settings/locations/"),
        ),
    ),
    (
        gettext_lazy("The calendar"),
        (
            (Right.SETTINGS, gettext_lazy("Clinicians"), "/settings/clinicians/"),
            (Right.SETTINGS, gettext_lazy("Rooms and devices"), "/settings/rooms/"),
            (Right.SETTINGS, gettext_lazy("Kinds of visit"), "/settings/visits/"),
            (Right.SETTINGS, gettext_lazy("Booking by text"), "/settings/booking/"),
            (Right.TRIAGE, gettext_lazy("Same-day triage"), "/settings/triage/"),
            (Right.SETTINGS, gettext_lazy("Filling freed times"), "/settings/backfill/"),
            (Right.SETTINGS, gettext_lazy("Booking page"), "/settings/page/"),
            (Right.RULES, gettext_lazy("Link to charts"), "/settings/charts/"),
        ),
    ),
    (
        gettext_lazy("Texts"),
        (
            (Right.SETTINGS, gettext_lazy("Numbers"), "/settings/numbers/"),
            (Right.SETTINGS, gettext_lazy("How often and when"), "/settings/texting/"),
            (Right.SETTINGS, gettext_lazy("Wordings"), "/settings/wordings/"),
            (Right.SETTINGS, gettext_lazy("Questions for new patients"), "/settings/questions/"),
            (Right.SETTINGS, gettext_lazy("Your own words"), "/settings/words/"),
            (Right.ANSWER, gettext_lazy("Saved replies"), "/settings/replies/"),
        ),
    ),
    (
        gettext_lazy("People"),
        (
            (Right.SETTINGS, gettext_lazy("On call"), "/settings/on-call/"),
            (Right.PEOPLE, gettext_lazy("Staff"), "/settings/staff/"),
            (Right.STAFF, gettext_lazy("Who may do what"), "/settings/rights/"),
        ),
    ),
    (
        gettext_lazy("If something goes wrong"),
        ((Right.PAUSE, gettext_lazy("Pause all texts"), "/settings/pause/"),),
    ),
)
"""Every settings page in a calm order: who may open it, its name, its address."""


def overview(practice: Practice, now: datetime, rights: Collection[Right], *, demo: bool = False) -> list[Group]:
    """The settings pages that somebody may open, with what is missing. Queries do not grow with rows."""
    known = Known(practice, now)
    told: Mapping[str, Callable[[], tuple[str, str]]] = {
        "practice": lambda: _practice(practice),
        "closures": lambda: _closures(known),
        "locations": lambda: _locations(known),
        "clinicians": lambda: _practitioners(known),
        "rooms": lambda: _rooms(known),
        "visits": lambda: _types(known),
        "booking": lambda: booking.in_short(known),
        "triage": lambda: (triage.in_short(), ""),
        "page": lambda: (_page(practice), ""),
        "backfill": lambda: (filling.in_short(known), ""),
        "charts": lambda: (_("opens the record system from a patient"), ""),
        "numbers": lambda: _numbers(practice),
        "texting": lambda: (_texting(practice), ""),
        "wordings": lambda: _wordings(practice),
        "questions": _questions,
        "words": lambda: (_words(known), ""),
        "replies": lambda: (_("answers that are written often"), ""),
        "on-call": lambda: _on_call(now),
        "staff": lambda: _staff(demo=demo),
        "rights": lambda: (_rights(), ""),
        "pause": lambda: _pause(practice),
    }
    groups = []
    for title, ways in WAYS:
        mine = [(name, address) for right, name, address in ways if right in rights]
        lines = [Line(str(name), address, *told[address.split("/")[2]]()) for name, address in mine]
        if lines:
            groups.append(Group(str(title), lines))
    return groups


def _practice(practice: Practice) -> tuple[str, str]:
    zone = ZONES.get(practice.zone, practice.zone)
    words = f"{practice.name} · {phones.display(practice.phone)} · {zone}"
    missing = "" if practice.state else _("no state: only the federal hours of texting count")
    if practice.pilot_chart_ids is not None:
        words += " · " + _("pilot: %(count)s patients are texted unasked") % {"count": len(practice.pilot_chart_ids)}
    return words, missing


def _page(practice: Practice) -> str:
    return _("open to everybody") if page_rules.of_practice(practice.pk).booking_page else _("closed")


def _closures(known: Known) -> tuple[str, str]:
    today = known.now.astimezone(ZoneInfo(known.practice.zone)).date().isoformat()
    closures = next(iter(known.rows("practice").values())).values["closures"]
    ahead = sorted(day for day, _name in closures if day >= today)
    if not ahead:
        return "", _("no closed day ahead, no holidays")
    first = datetime.fromisoformat(ahead[0]).replace(tzinfo=reader_zone())
    said = {"count": len(ahead), "day": day(first)}
    return ngettext(
        "%(count)s closed day ahead, next %(day)s", "%(count)s closed days ahead, next %(day)s", len(ahead)
    ) % said, ""


def _locations(known: Known) -> tuple[str, str]:
    rows = [row.values for row in known.rows("location").values()]
    without = [row["name"] for row in rows if not row["hours"]]
    missing = _("no location yet") if not rows else ""
    if without:
        missing = _("no opening hours: %(names)s") % {"names": ", ".join(without)}
    return _named(row["name"] for row in rows), missing


def _practitioners(known: Known) -> tuple[str, str]:
    working = Counter(
        row.values["practitioner"]
        for row in known.rows("schedule").values()
        if row.values["active"] and row.values["sessions"]
    )
    rows = known.names("practitioner")
    idle = [name for code, name in rows if not working[code]]
    missing = _("nobody yet") if not rows else ""
    if idle and rows:
        missing = _("no working times: %(names)s") % {"names": _named(idle)}
    return _named(name for _code, name in rows), missing


def _rooms(known: Known) -> tuple[str, str]:
    rows = [row.values["name"] for row in known.rows("schedule").values() if not row.values["practitioner"]]
    return _named(rows) or _("none, which is fine if visits need none"), ""


def _types(known: Known) -> tuple[str, str]:
    rows = [row.values for row in known.rows("type").values()]
    by_text = sum(row["bookable_by_text"] for row in rows)
    without = [row["name"] for row in rows if not row["needs"]]
    words = _("%(count)s, %(by_text)s of them by text") % {"count": len(rows), "by_text": by_text} if rows else ""
    missing = "" if rows else _("no kind of visit yet")
    if without:
        missing = _("occupies nobody: %(names)s") % {"names": _named(without)}
    return words, missing


def _numbers(practice: Practice) -> tuple[str, str]:
    rows = list(Number.objects.filter(active=True).select_related("account").order_by("id"))
    missing = "" if rows else _("no number yet: nothing can be sent")
    stopped = [phones.display(one.phone) for one in rows if one.stopped_at]
    real = [one for one in rows if one.account.carrier != "simulator"]
    if stopped:
        missing = _("the carrier refuses %(numbers)s") % {"numbers": ", ".join(stopped)}
    elif practice.cancel_word != "visit" and any(one.cancel_tested_at is None for one in real):
        missing = _("the test with the word CANCEL is still to be done")
    return _named(phones.display(one.phone) for one in rows), missing


def _texting(practice: Practice) -> str:
    return _("at most %(day)s a day and %(week)s a week unasked, from %(begins)s to %(ends)s") % {
        "day": practice.caps_a_day,
        "week": practice.caps_a_week,
        "begins": wall(practice.quiet_until),
        "ends": wall(practice.quiet_from),
    }


def _wordings(practice: Practice) -> tuple[str, str]:
    found = set(Template.objects.filter(approved_at__isnull=False).values_list("key", "language"))
    own = Template.objects.filter(approved_at__isnull=False).exclude(approved_by="replywell")
    changed = own.values("key").distinct().count()
    lacking = [
        one
        for one in practice.languages
        if not wording.shipped(one) and not any(language == one for _key, language in found)
    ]
    words = ngettext("%(count)s text is your own", "%(count)s texts are your own", changed) % {"count": changed}
    missing = _("no wordings in: %(languages)s") % {"languages": ", ".join(lacking)} if lacking else ""
    return words if changed else _("as they came"), missing


def _questions() -> tuple[str, str]:
    draft = question_drafts.current()
    count = len(questions.latest()[1]) if draft.stamp else len(draft.questions)
    words = ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    return f"{words} · " + _("a draft waits") if draft.stamp else words, ""


def _words(known: Known) -> str:
    count = len(known.rows("vocabulary")["vocabulary"].values["entries"])
    return ngettext("%(count)s word", "%(count)s words", count) % {"count": count} if count else _("none yet, optional")


def _on_call(now: datetime) -> tuple[str, str]:
    called = on_call(now)
    missing = "" if any(one.phone for one in called) else _("nobody with a phone is on call now")
    return _named(one.name for one in called), missing


def _staff(*, demo: bool) -> tuple[str, str]:
    here = Staff.objects.filter(active=True)
    with_login = here.filter(~Q(user=None)).count()
    words = _("%(count)s people, %(with_login)s with a log-in") % {"count": here.count(), "with_login": with_login}
    lacking = [] if demo else without_second_factor()
    missing = _("no second factor yet: %(names)s") % {"names": _named(one.name for one in lacking)} if lacking else ""
    return words, missing


def without_second_factor() -> list[Staff]:
    """Staff with a log-in whose role asks for a second factor and who have none. Three queries."""
    roles = rules.of_practice().second_factor_roles
    asked = list(Staff.objects.filter(active=True, user__isnull=False, role__in=roles).order_by("name"))
    have = second_factor.kinds([one.user_id for one in asked if one.user_id])
    return [one for one in asked if one.user_id not in have]


def _rights() -> str:
    minutes = rules.of_practice().idle_minutes
    return _("a session ends %(minutes)s minutes after the last click") % {"minutes": minutes}


def _pause(practice: Practice) -> tuple[str, str]:
    words = "" if practice.paused_at else _("texts leave")
    missing = _("texts are paused: %(why)s") % {"why": practice.paused_reason} if practice.paused_at else ""
    return words, missing


def _named(names: object) -> str:
    """ "Ann, Bo and 3 more"."""
    found = [str(one) for one in names]  # type: ignore[attr-defined]
    if len(found) <= 4:
        return ", ".join(found)
    return _("%(names)s and %(count)s more") % {"names": ", ".join(found[:3]), "count": len(found) - 3}
