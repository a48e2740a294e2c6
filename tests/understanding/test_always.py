# ruff: noqa: E501 - tables
"""What holds for every text, whatever its bytes, and how fast it is."""

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.understanding import CONTEXTS, Asked, Intent, Reading, as_json, read, screen
from replywell.understanding.lines import run
from tests.pace import quiet_seconds

from . import test_intents, test_safety, test_when
from .sources import Source, sources
from .tables import NOW, rows, texts, understand

ALL = [
    *(r[0] for r in rows(test_safety.RED_FLAGS)),
    *texts(test_safety.NOT_RED_FLAGS),
    *texts(test_safety.OPT_OUTS),
    *texts(test_safety.OPT_OUT_LOOKALIKES),
    *(r[0] for r in rows(test_intents.AFTER_A_REMINDER)),
    *(r[0] for r in rows(test_when.ENGLISH)),
    *(r[0] for r in rows(test_when.SPANISH)),
]
WORDS = sorted({w for t in (*ALL, *(s.text for s in sources())) for w in t.split()})
ANY_TEXT = st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, st.sampled_from(sorted(CONTEXTS)), st.integers(0, 4), st.sampled_from([None, "en", "es", "vi"]))
def test_reading_never_raises_and_danger_is_never_automatic(text, context, options, lang):
    reading = read(text, Asked(context=context, options=options, lang=lang), NOW)
    assert not (reading.red_flag and reading.auto)
    assert reading.red_flag == bool(reading.red_flags) == (reading.intent is Intent.EMERGENCY)
    assert 0 <= reading.confidence <= 1
    json.dumps(as_json(reading, 1))


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_the_first_look_and_the_reading_agree(text):
    seen, reading = screen(text), read(text, None, NOW)
    assert seen.red_flags == reading.red_flags
    assert seen.opt_out == reading.opt_out or reading.is_auto_reply
    assert (reading.intent is Intent.OPT_OUT) <= (seen.opt_out in ("keyword", "words"))


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\ud800",
        "a" * 5000,
        "1" * 3000,
        "٣" * 50,
        "\u200b" * 10,
        "🙂" * 800,
        "in 99999 years",
        "99/99/9999",
        "0000-00-00",
        "²",
        "①",
        "፩",
        "2²",
        "İ" * 30,
        "at 24:60",
        "ß" * 99,
    ],
)
def test_odd_texts_are_read(text):
    for context in sorted(CONTEXTS):
        understand(text, context, 3)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["utf-8", "latin-1", "utf-16-le", "cp037"]))
def test_reading_never_raises_whatever_the_bytes(raw, encoding):
    understand(raw.decode(encoding, "surrogateescape" if encoding == "utf-8" else "replace"))


# What must not change an intent. Each takes a text and gives it as somebody else would type it, or None.


def _other_case(text: str) -> str | None:
    """Shouted; a text that is shouted already, whispered."""
    loud = text.upper()
    if loud.lower() != text.lower():
        return None  # ß and its like have no way back
    return text.lower() if loud == text else loud


def _more_spaces(text: str) -> str | None:
    return f"  {text} \n"


def _another_end(text: str) -> str | None:
    """With a final mark, or without the one it has."""
    if text[-1:].isalnum():
        return text + ".!"[len(text) % 2]
    return text[:-1] if text[-1:] in (".", "!") and text[-2:-1].isalnum() else None


def _without_accents(text: str) -> str | None:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain if plain != text else None


CHANGES: tuple[Callable[[str], str | None], ...] = (_other_case, _more_spaces, _another_end)


def _gist(reading: Reading) -> tuple[object, ...]:
    return reading.intent, reading.opt_out, reading.red_flags


def _some(part: int = 0, of: int = 12) -> tuple[Source, ...]:
    """Every so-manieth text, from another one on for each test; in the long sweeps (REPLYWELL_SLOW=1) all of them."""
    return sources() if os.environ.get("REPLYWELL_SLOW") == "1" else sources()[part::of]


def _told(found: Iterable[tuple[object, ...]]) -> str:
    return "\n".join(" | ".join(str(part) for part in one) for one in found)


@pytest.mark.parametrize("change", CHANGES)
def test_case_spaces_and_a_final_mark_do_not_change_an_intent(change):
    wrong = []
    for one in _some(CHANGES.index(change)):
        other = change(one.text)
        if other is None:
            continue
        before, after = read(one.text, one.asked, one.now), read(other, one.asked, one.now)
        if _gist(before) != _gist(after):
            wrong.append((one.where, repr(one.text), repr(other), *_gist(before), *_gist(after)))
    assert not wrong, _told(wrong)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, st.sampled_from(CHANGES), st.sampled_from(["none", "confirm_prompt", "slot_offer"]))
def test_nor_in_a_text_that_nobody_wrote(text, change, context):
    other = change(text) if text.isprintable() and text.strip() == text else None
    if other is not None:
        assert _gist(understand(text, context, 3)) == _gist(understand(other, context, 3))


def test_missing_accents_do_not_change_an_intent_in_english_and_spanish():
    wrong = []
    for one in _some(3):
        other = _without_accents(one.text) if one.lang in ("en", "es") else None
        if other is None:
            continue
        before, after = read(one.text, one.asked, one.now), read(other, one.asked, one.now)
        if _gist(before) != _gist(after):
            wrong.append((one.where, repr(one.text), *_gist(before), *_gist(after)))
    assert not wrong, _told(wrong)


# A month, a day of the month, an age or a holiday stays where it is, whenever the text is written.
_FIXED_DAY = re.compile(
    r"\d\d?(?:st|nd|rd|th|ro)\b|\d[/.-]\d|\d{2,}|month|\bmes|\by(?:ea)?rs?\b|\ba[ñn]o|\bjan|\bfeb|\bmar(?:ch|zo)?\b|\bapr|\bmay\b|\bjun|\bjul|\baug|\bsept?|"
    r"\boct|\bnov|\bdec|\bdic|\bene(?:ro)?\b|\babr|\bmayo|\bago(?:sto)?\b|\b(?:el|del|al|d[ií]a|the|on) (?:\d|one|two|three|five|dos|tres|cuatro|cinco|primero)|"
    r"(?:day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|mon|tues?|weds?|thurs?|fri|sat|sun) (?:the )?\d|"
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twent|thirt|christmas|xmas|thanksgiving|gracias|turkey|fiestas|navidad|"
    r"holiday|muertos|day of the dead|feriado|easter|pascua|\blabor|\beve\b|halloween|black friday|valentine|quincena|fin de|end of|birthday|cumple|primero|veint|treinta|maundy|mardi|\bone\b",
    re.IGNORECASE,
)


def _times(reading: Reading, days: int = 0) -> list[tuple[object, ...]]:
    """The times of a reading, moved by so many days."""
    return [
        (when.kind, _moved(when.start, days), _moved(when.end, days), when.text, when.excluded, when.ambiguous)
        for when in reading.slots.get("when", ())
    ]


def _moved(moment: str | None, days: int) -> str | None:
    if moment is None or len(moment) < 10:
        return moment
    return (datetime.fromisoformat(moment) + timedelta(days)).strftime("%Y-%m-%d") + moment[10:]


def _local(one: Source) -> datetime:
    """When a text came, by the practice's clock on the wall."""
    return one.now.astimezone(ZoneInfo(one.asked.zone)).replace(tzinfo=None)


def test_a_reference_weeks_later_moves_the_dates_by_as_much():
    wrong, tried = [], 0
    for one in _some(of=2):
        if one.lang not in ("en", "es") or _FIXED_DAY.search(one.text):
            continue
        asked = Asked(one.asked.context, "", one.asked.zone, one.asked.hours, one.asked.options, one.asked.lang)
        now = _local(one)
        before = read(one.text, asked, now)
        if not before.slots.get("when"):
            continue
        tried += 1
        for weeks in (1, 7, 53):
            after = read(one.text, asked, now + timedelta(weeks=weeks))
            if after.intent != before.intent or _times(after) != _times(before, 7 * weeks):
                wrong.append((one.where, repr(one.text), weeks, _times(before, 7 * weeks), _times(after)))
    assert tried > 300
    assert not wrong, _told(wrong)


RELATIVE = [
    "today", "tomorrow", "monday", "on friday", "this thursday", "next week", "in two weeks", "in 3 days", "tomorrow at 3", "thursday morning",
    "monday or tuesday", "not wednesday", "this weekend", "friday after 2", "hoy", "mañana", "pasado mañana", "el lunes", "el viernes a las 3",
    "la próxima semana", "la semana que viene", "en dos semanas", "en 3 días", "el jueves por la tarde", "lunes o martes", "este sábado",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["{}", "can I come {} instead", "need to move it to {}", "puedo ir {}", "cambiar para {}"]),
    st.sampled_from(RELATIVE),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(1, 60),
)
def test_a_day_counted_from_today_moves_with_today(frame, day, now, weeks):
    text = frame.format(day)
    before, after = read(text, None, now), read(text, None, now + timedelta(weeks=weeks))
    assert _times(after) == _times(before, 7 * weeks)
    assert after.intent == before.intent


AROUND = ["please {}", "{} please", "{} por favor", "{} 🙏", "😡 {}", "{}👍🏽"]
NAMED = ["This is Maria Alvarez. {}", "soy Maria Alvarez, {}", "{} - Maria", "{}\nMaria Alvarez"]


@pytest.mark.parametrize("around", AROUND + NAMED)
def test_an_opt_out_stays_one_with_courtesy_emoji_or_a_name_around_it(around):
    wrong = []
    for one in _some((AROUND + NAMED).index(around) % 4):
        if not one.opts_out or screen(one.text).opt_out not in ("keyword", "words"):
            continue
        text = around.format(one.text)
        reading = read(text, one.asked, one.now)
        if Intent.OPT_OUT not in (reading.intent, *reading.also) or screen(text).opt_out not in ("keyword", "words"):
            wrong.append((one.where, repr(text), reading.intent, reading.also))
    assert not wrong, _told(wrong)


@pytest.mark.parametrize("text", [t for t in texts(test_safety.OPT_OUTS) if t.isascii()])
def test_courtesy_and_emoji_around_an_opt_out_change_nothing(text):
    for other in (f"{text} please", f"please {text}", f"{text} 🙏", f"{text} thanks", f"hola {text} gracias"):
        assert understand(other).intent is Intent.OPT_OUT


def test_only_what_software_may_settle_is_automatic():
    never = {
        "emergency",
        "clinical_concern",
        "complaint",
        "refill_request",
        "billing_question",
        "wrong_number",
        "unknown",
    }
    for text in ALL:
        for context in ("none", "confirm_prompt", "slot_offer"):
            reading = understand(text, context, 3)
            if reading.auto:
                assert reading.intent.value not in never
                assert not never.intersection(reading.also)


def test_lines_answer_one_for_one_and_survive_bad_ones():
    good = {
        "id": "1",
        "text": "can I come at 3 instead",
        "lang": "en",
        "context": "confirm_prompt",
        "reference": "2026-11-22T09:00:00-05:00",
        "zone": "America/New_York",
        "hours": "08:00-17:00",
        "options": 3,
    }
    bad = [
        "not json",
        "[1]",
        '{"id": 7}',
        json.dumps(good | {"id": 8, "context": "party"}),
        json.dumps(good | {"id": 9, "zone": "Mars/Base"}),
        json.dumps(good | {"id": 10, "hours": "all day"}),
        json.dumps(good | {"id": 11, "reference": "soon"}),
        "",
    ]
    out = io.StringIO()
    run(io.StringIO("\n".join([json.dumps(good), *bad, json.dumps(good)]) + "\n"), out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(answers) == len(bad) + 2
    assert answers[0] == answers[-1] == {
        "id": "1", "intent": "reschedule", "confidence": 0.9, "auto": True, "lang": "en",
        "slots": {"when": [{"kind": "time", "start": "15:00", "end": None, "text": "at 3"}]}, "also": [], "red_flag": False,
    }  # fmt: skip
    assert [a["id"] for a in answers[1:-1]] == [None, None, 7, 8, 9, 10, 11, None]
    assert all(a["error"] for a in answers[1:-1])


def test_the_first_look_costs_little():
    short = [t for t in ALL if len(t) < 60]
    assert quiet_seconds(lambda: [screen(t) for t in short]) / len(short) < 400e-6


def test_short_texts_are_read_swiftly():
    # `make eval` counts how many a second there are; this sees what makes it slower.
    short = [t for t in ALL if len(t) < 60 and t.isascii()]
    asked = Asked("confirm_prompt", lang="en")
    assert len(short) / quiet_seconds(lambda: [read(t, asked, NOW) for t in short]) > 1500


def test_reading_needs_neither_django_nor_our_other_rooms():
    code = "import sys, replywell.understanding; print([m for m in sys.modules if m.split('.')[0] in ('django', 'numpy', 'py3langid') or (m.startswith('replywell.') and not m.startswith('replywell.understanding'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
