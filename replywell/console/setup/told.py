"""What changed in a setting, in words for the audit trail: "hours: 08:00-17:00 -> 09:00-16:00"."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from replywell.console import codes

LONGEST = 90
"""Characters of one value; the whole stands in the export."""
THINGS = {
    "practice": gettext_noop("the practice"),
    "location": gettext_noop("the location {key}"),
    "practitioner": gettext_noop("the clinician {key}"),
    "schedule": gettext_noop("the calendar {key}"),
    "type": gettext_noop("the visit {key}"),
    "number": gettext_noop("a number"),
    "on_call": gettext_noop("who is on call"),
    "vocabulary": gettext_noop("the practice's own words"),
    "backfill_rules": gettext_noop("how freed times are filled"),
    "booking_rules": gettext_noop("which visits texts book"),
    "page_rules": gettext_noop("the booking page"),
}
NAMES = {
    "name": gettext_noop("name"),
    "text_name": gettext_noop("name in texts"),
    "phone": gettext_noop("phone"),
    "zone": gettext_noop("time zone"),
    "state": gettext_noop("state"),
    "language": gettext_noop("own language"),
    "languages": gettext_noop("languages"),
    "caps_a_day": gettext_noop("texts a day"),
    "caps_a_week": gettext_noop("texts a week"),
    "quiet_from": gettext_noop("texts leave until"),
    "quiet_until": gettext_noop("texts leave from"),
    "late_limit": gettext_noop("minutes late"),
    "cancel_word": gettext_noop("the word CANCEL"),
    "plain_accents": gettext_noop("texts without accents"),
    "pilot_chart_ids": gettext_noop("pilot"),
    "closures": gettext_noop("closed days"),
    "hours": gettext_noop("hours"),
    "address": gettext_noop("address"),
    "also_called": gettext_noop("also called"),
    "location": gettext_noop("location"),
    "active": gettext_noop("in use"),
    "sessions": gettext_noop("working times"),
    "exceptions": gettext_noop("days that differ"),
    "text_names": gettext_noop("names in texts"),
    "minutes": gettext_noop("minutes"),
    "buffer_before": gettext_noop("minutes free before"),
    "buffer_after": gettext_noop("minutes free after"),
    "lead_minutes": gettext_noop("minutes ahead, at least"),
    "horizon_days": gettext_noop("days ahead, at most"),
    "step_minutes": gettext_noop("minutes between starts"),
    "bookable_by_text": gettext_noop("bookable by text"),
    "reminders": gettext_noop("reminders"),
    "needs": gettext_noop("what it occupies"),
    "pool": gettext_noop("sender pool"),
    "segments_a_second": gettext_noop("texts a second"),
    "entries": gettext_noop("entries"),
    "gender": gettext_noop("gender"),
    "video": gettext_noop("by video"),
    "video_link": gettext_noop("address of the video room"),
    "default_type": gettext_noop("kind when a text names none"),
    "words": gettext_noop("words that tell a kind"),
    "outcome_types": gettext_noop("kinds after triage"),
    "wait_minutes": gettext_noop("minutes before the first offers"),
    "group_size": gettext_noop("asked at once"),
    "pause_minutes": gettext_noop("minutes between groups"),
    "stop_minutes": gettext_noop("minutes before the visit at which offers end"),
    "answer_minutes": gettext_noop("minutes to answer"),
    "most_offers": gettext_noop("offers for one time, at most"),
    "chain_limit": gettext_noop("times in a row"),
    "other_types": gettext_noop("other kinds of visit"),
}


def thing(kind: str, key: str) -> str:
    """ "the location main"."""
    return _(THINGS[kind]).replace("{key}", key) if kind in THINGS else kind


def changes(found: Mapping[str, Any]) -> str:
    """Each value with what it was and is; of lists, what came and what went."""
    told = []
    for name, (before, after) in found.items():
        if isinstance(before, list) and isinstance(after, list):
            gone = [one for one in before if one not in after]
            came = [one for one in after if one not in before]
            words = [*(f"- {_words(one)}" for one in gone), *(f"+ {_words(one)}" for one in came)]
            told.append(f"{_(NAMES.get(name, name))}: {_cut('; '.join(words))}")
        else:
            told.append(f"{_(NAMES.get(name, name))}: {_cut(_words(before))} → {_cut(_words(after))}")
    return ", ".join(told)


def _words(value: Any) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return " ".join(_words(one) for one in value if one not in (None, "", []))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_words(one)}" for key, one in value.items())
    return codes.day(str(value))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 3] + "..."
