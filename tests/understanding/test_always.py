# ruff: noqa: E501 - tables
"""What holds for every text, whatever its bytes, and how fast it is."""

import io
import json
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.understanding import CONTEXTS, Asked, Intent, as_json, read, screen
from replywell.understanding.lines import run

from . import test_intents, test_safety, test_when
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
WORDS = sorted({w for t in ALL for w in t.split()})
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
        "İ" * 30,
        "at 24:60",
        "ß" * 99,
    ],
)
def test_odd_texts_are_read(text):
    for context in sorted(CONTEXTS):
        understand(text, context, 3)


@pytest.mark.parametrize("text", [t for t in ALL if t])
def test_case_spaces_and_a_final_mark_change_nothing(text):
    base = understand(text, "confirm_prompt")
    for other in (text.upper(), f"  {text} ", f"{text}!", text.capitalize()):
        if text[-1] in ".!?" and other.endswith("!"):
            continue
        again = understand(other, "confirm_prompt")
        assert (again.intent, again.opt_out, again.red_flags) == (base.intent, base.opt_out, base.red_flags)


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


def _best(function, rounds=5):
    """Seconds of the fastest round: other work on the machine only makes rounds slower."""
    out = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        out.append(time.perf_counter() - start)
    return min(out)


def test_the_first_look_costs_little():
    short = [t for t in ALL if len(t) < 60]
    assert _best(lambda: [screen(t) for t in short]) / len(short) < 150e-6


def test_two_thousand_short_texts_a_second():
    short = [t for t in ALL if len(t) < 60 and t.isascii()]
    asked = Asked("confirm_prompt", lang="en")
    assert len(short) / _best(lambda: [read(t, asked, NOW) for t in short]) > 2000


def test_reading_needs_neither_django_nor_our_other_rooms():
    code = "import sys, replywell.understanding; print([m for m in sys.modules if m.split('.')[0] in ('django', 'numpy', 'py3langid') or (m.startswith('replywell.') and not m.startswith('replywell.understanding'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
