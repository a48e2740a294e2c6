"""Every key that the practice file may have, and how its value is read."""

from collections.abc import Iterable, Mapping

from yaml.nodes import Node, SequenceNode

from replywell.ehr import values
from replywell.ehr.practice_file import dates
from replywell.ehr.practice_file.nodes import Document, Key, Reader, items, mapping, pairs, scalar, several
from replywell.ehr.problems import Wrong, nearest
from replywell.practices.models import Role

CARRIERS = ("simulator", "twilio")
GENDERS = ("female", "male")
BACKFILL_LIMITS: Mapping[str, tuple[int, int]] = {
    "wait_minutes": (0, 120), "group_size": (1, 50), "pause_minutes": (1, 240), "stop_minutes": (0, 2880),
    "answer_minutes": (5, 1440), "most_offers": (1, 200), "chain_limit": (0, 10),
}  # fmt: skip
"""The least and the most of each rule of refilling freed slots, in files and on pages."""

_codes = several(values.code)


def _choice(raw: str, choices: Iterable[str]) -> str:
    word = raw.strip()
    if word not in choices:
        raise Wrong("that is not possible here", nearest(word, choices))
    return word


def _email(raw: str) -> str:
    found = raw.strip()
    name, at, host = found.partition("@")
    if not (name and at and "." in host) or " " in found:
        raise Wrong("that is not an e-mail address", "an address such as anna@example.org")
    return found


def _pilot(document: Document, node: Node) -> list[str] | None:
    if getattr(node, "value", None) == "everybody":
        return None
    found: list[str] = several(values.needed)(document, node)
    return sorted(set(found))


def _reminders(document: Document, node: Node) -> list[str]:
    if isinstance(node, SequenceNode):
        return values.reminders("/".join(str(one.value) for one in node.value))
    found: list[str] = scalar(values.reminders)(document, node)
    return found


def _languages(document: Document, node: Node) -> list[str]:
    found: list[str] = several(values.language)(document, node)
    return sorted(set(found))


def _days(document: Document, node: Node) -> list[int]:
    if isinstance(node, SequenceNode):
        return values.weekdays(",".join(str(one.value) for one in node.value))
    found: list[int] = scalar(values.weekdays)(document, node)
    return found


def _needs(document: Document, node: Node) -> list[tuple[str, list[str], Node]]:
    """part -> schedules: one out of each part is occupied."""
    found: list[tuple[str, list[str], Node]] = []
    nodes = getattr(node, "value", None)
    if not isinstance(nodes, list) or not all(isinstance(one, tuple) for one in nodes) or not nodes:
        raise Wrong("it must say which schedules a visit occupies", "practitioner: [lee, ortiz]")
    for key_node, value_node in nodes:
        try:
            found.append((scalar(values.code)(document, key_node), _codes(document, value_node), value_node))
            if not found[-1][1]:
                raise Wrong("a part needs at least one schedule", "practitioner: [lee, ortiz]")
        except Wrong as error:
            document.wrong(value_node, error.wrong, error.right)
    return found


def _minutes(name: str) -> Reader:
    """A length of time such as 5m or 2h, as minutes; a bare number is minutes."""
    read, (low, high) = values.length("m", "m"), BACKFILL_LIMITS[name]

    def take(raw: str) -> int:
        found = read(raw)
        if not low <= found <= high:
            raise Wrong("it is out of range", f"from {low}m to {high}m")
        return found

    return scalar(take)


def _count(name: str) -> Reader:
    return scalar(values.whole(*BACKFILL_LIMITS[name]))


_text, _needed, _code = scalar(values.text), scalar(values.needed), scalar(values.code)
_phone, _flag, _language = scalar(values.phone), scalar(values.flag), scalar(values.language)
CLOSURE = {"day": Key(scalar(values.day), True), "until": Key(scalar(values.day)), "name": Key(_needed, True)}
PRACTICE = {
    "code": Key(_code, True),
    "name": Key(_needed, True),
    "text_name": Key(_needed, True),
    "phone": Key(_phone, True),
    "zone": Key(scalar(values.zone), True),
    "state": Key(scalar(values.state)),
    "language": Key(_language),
    "languages": Key(several(values.language)),
    "caps": Key(
        lambda document, node: mapping(
            document,
            node,
            {"day": Key(scalar(values.whole(0, 50))), "week": Key(scalar(values.whole(0, 200)))},
            "caps",
        )
    ),
    "quiet_hours": Key(
        lambda document, node: mapping(
            document,
            node,
            {"from": Key(scalar(values.wall_time), True), "until": Key(scalar(values.wall_time), True)},
            "quiet_hours",
        )
    ),
    "late_limit": Key(scalar(values.whole(0, 240))),
    "cancel_word": Key(scalar(lambda raw: _choice(raw, ("careful", "visit")))),
    "plain_accents": Key(_flag),
    "pilot": Key(_pilot),
    "holidays": Key(dates.read_holidays),
    "closures": Key(items(CLOSURE, "closure")),
}
LOCATION = {
    "code": Key(_code, True),
    "name": Key(_needed, True),
    "zone": Key(scalar(values.zone)),
    "address": Key(_text),
    "phone": Key(_phone),
    "hours": Key(pairs(values.weekdays, values.stretches)),
    "holidays": Key(dates.read_holidays),
    "closures": Key(items(CLOSURE, "closure")),
}
PLACE = {"code": Key(_code, True), "location": Key(_code)}
PRACTITIONER = {
    "code": Key(_code, True),
    "name": Key(_needed, True),
    "text_name": Key(_needed, True),
    "also_called": Key(several(values.needed)),
    "gender": Key(scalar(lambda raw: _choice(raw, GENDERS))),
    "languages": Key(_languages),
    "video_link": Key(scalar(values.link)),
    "location": Key(_code),
    "schedules": Key(items(PLACE, "schedule")),
}
OTHER = {"code": Key(_code, True), "name": Key(_needed, True), "location": Key(_code), "active": Key(_flag)}
TYPE = {
    "code": Key(_code, True),
    "name": Key(_needed, True),
    "text_names": Key(pairs(values.language, values.needed)),
    "minutes": Key(scalar(values.whole(1, 1440)), True),
    "buffer_before": Key(scalar(values.whole(0, 1440))),
    "buffer_after": Key(scalar(values.whole(0, 1440))),
    "lead_time": Key(scalar(values.length("m", "m"))),
    "horizon": Key(scalar(values.length("d", "d"))),
    "step": Key(scalar(values.whole(1, 1440))),
    "needs": Key(_needs, True),
    "bookable_by_text": Key(_flag),
    "reminders": Key(_reminders),
    "video": Key(_flag),
    "video_link": Key(scalar(values.link)),
}
SESSION = {
    "schedules": Key(_codes, True),
    "days": Key(_days, True),
    "times": Key(scalar(values.stretches), True),
    "from": Key(scalar(values.day)),
    "until": Key(scalar(values.day)),
    "types": Key(_codes),
}
EXCEPTION = {
    "schedules": Key(_codes, True),
    "day": Key(scalar(values.day), True),
    "until": Key(scalar(values.day)),
    "off": Key(scalar(lambda raw: [] if raw.strip().lower() in ("all day", "yes", "true") else values.stretches(raw))),
    "works": Key(scalar(values.stretches)),
    "reason": Key(_text),
}
STAFF = {
    "code": Key(_code, True),
    "name": Key(_needed, True),
    "role": Key(scalar(lambda raw: _choice(raw.strip().replace(" ", "_").lower(), Role.values)), True),
    "phone": Key(_phone),
    "email": Key(scalar(_email)),
    "language": Key(_language),
    "login": Key(_code),
    "active": Key(_flag),
}
ON_CALL = {"staff": Key(_code, True), "from": Key(_text), "until": Key(_text)}
WORD = {
    "words": Key(several(values.needed), True),
    "practitioner": Key(_code),
    "location": Key(_code),
    "type": Key(_code),
}
BOOKING_WORD = {"words": Key(several(values.needed), True), "type": Key(_code, True)}
BOOKING = {
    "default": Key(_code),
    "words": Key(items(BOOKING_WORD, "entry")),
    "same_day": Key(
        lambda document, node: mapping(
            document, node, {"slot_today": Key(_code), "telehealth": Key(_code), "another_day": Key(_code)}, "same_day"
        )
    ),
}
NUMBER = {
    "phone": Key(_phone, True),
    "account": Key(_code, True),
    "carrier": Key(scalar(lambda raw: _choice(raw, CARRIERS)), True),
    "pool": Key(_text),
    "segments_a_second": Key(scalar(values.pace)),
    "active": Key(_flag),
}
BACKFILL = {
    "active": Key(_flag),
    "wait": Key(_minutes("wait_minutes")),
    "group_size": Key(_count("group_size")),
    "pause": Key(_minutes("pause_minutes")),
    "stop_before": Key(_minutes("stop_minutes")),
    "answer_within": Key(_minutes("answer_minutes")),
    "most_offers": Key(_count("most_offers")),
    "chain_limit": Key(_count("chain_limit")),
    "other_types": Key(_flag),
}
BOOKING_PAGE = {"open": Key(_flag, True)}
FILE = {
    "booking": Key(lambda document, node: mapping(document, node, BOOKING, "booking")),
    "triage_tables": Key(several(values.needed)),
    "practice": Key(lambda document, node: mapping(document, node, PRACTICE, "practice"), True),
    "locations": Key(items(LOCATION, "location"), True),
    "practitioners": Key(items(PRACTITIONER, "practitioner")),
    "rooms": Key(items(OTHER, "room")),
    "devices": Key(items(OTHER, "device")),
    "teams": Key(items(OTHER, "team")),
    "appointment_types": Key(items(TYPE, "appointment type")),
    "sessions": Key(items(SESSION, "session")),
    "exceptions": Key(items(EXCEPTION, "exception")),
    "staff": Key(items(STAFF, "staff member")),
    "on_call": Key(items(ON_CALL, "on-call entry")),
    "numbers": Key(items(NUMBER, "number")),
    "vocabulary": Key(items(WORD, "entry of the vocabulary")),
    "backfill": Key(lambda document, node: mapping(document, node, BACKFILL, "backfill")),
    "booking_page": Key(lambda document, node: mapping(document, node, BOOKING_PAGE, "booking_page")),
}
