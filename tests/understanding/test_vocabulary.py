"""A practice's own words: what they explain, what they name, and what they may not be."""

import json

import pytest

from replywell.understanding import Asked, Intent, Reading, Term, Vocabulary, read
from replywell.understanding.lines import answer_line
from replywell.understanding.vocabulary import common, of_place, of_practitioner, of_type, refusal

from .tables import NOW

OAK_STREET = Vocabulary(
    (
        *of_practitioner("lee", "Dr. Lee", "Grace Lee, MD"),
        *of_practitioner("ortiz", "Dr. Ortiz", "Luis Ortiz"),
        *of_practitioner("day", "Dr. Day"),
        *of_place("west", "Westside Clinic"),
        *of_place("main", "Oak Street"),
        *of_type("office", "Office visit"),
        *of_type("any", "Visit"),
        Term("zelprix", "type", "btx"),
        Term("Dr. G", "practitioner", "lee"),
        Term("the Águila building", "location", "main"),
        Term("陈医生", "practitioner", "lee"),
        Term("MyChart"),
    )
)


def understand(text: str, vocabulary: Vocabulary = OAK_STREET, context: str = "confirm_prompt") -> Reading:
    return read(text, Asked(context, vocabulary=vocabulary), NOW)


def named(text: str) -> dict[str, str]:
    slots = understand(text).slots
    return {kind: str(slots[kind]) for kind in ("practitioner", "location", "type") if kind in slots}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("can I see Dr. Lee on thursday instead", {"practitioner": "lee"}),
        ("move my visit with dr lee to friday", {"practitioner": "lee"}),
        ("need to move Dr Lee's appointment to friday", {"practitioner": "lee"}),
        ("reschedule with grace lee for monday", {"practitioner": "lee"}),
        ("CAN I COME TO DR G ON FRIDAY INSTEAD", {"practitioner": "lee"}),
        ("quiero mover mi cita con la dra. Ortiz al viernes", {"practitioner": "ortiz"}),
        ("can i come thursday to the westside office instead", {"location": "west"}),
        ("move it to the aguila building on friday", {"location": "main"}),
        ("need to reschedule my zelprix to thursday", {"type": "btx"}),
        ("reschedule my office visit with ortiz to friday", {"practitioner": "ortiz", "type": "office"}),
        ("move my appointment with Dr. Day to friday", {"practitioner": "day"}),
        ("can i come another day", {}),
        ("move my visit to friday", {}),
        ("anyone but dr lee on friday", {}),
        ("not with dr. lee please, friday", {}),
        ("friday instead of dr lee", {}),
        ("dr lee or dr ortiz on friday", {}),
    ],
)
def test_a_text_names_a_clinician_a_place_or_a_service(text, names):
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("cancel my qorvex brimolo tandril zelprix", Intent.CANCEL),
        ("yes see you at the qorvex brimolo tandril zelprix", Intent.CONFIRM),
        ("need to move my qorvex brimolo tandril zelprix to thursday", Intent.RESCHEDULE),
    ],
)
def test_a_known_word_makes_a_text_no_less_sure(text, intent):
    words = Vocabulary((Term("Qorvex Brimolo Tandril Zelprix"),))
    assert (understand(text, words).intent, understand(text, words).auto) == (intent, True)
    assert not understand(text, Vocabulary()).auto


@pytest.mark.parametrize(
    "text",
    [
        "move it to friday, anyone but dr lee",
        "not with dr lee, with dr ortiz on friday",
        "can I see Dr. Ortiz instead of Dr. Lee on friday",
        "cancel the one with dr lee not the one with dr ortiz",
    ],
)
def test_who_is_ruled_out_is_for_a_person(text):
    assert not understand(text).auto


def test_a_vocabulary_hides_neither_danger_nor_an_opt_out():
    words = Vocabulary((Term("chest pain clinic"), Term("stop smoking"), Term("texts")))
    assert understand("having chest pain at the chest pain clinic", words).red_flag
    assert understand("stop texts", words).intent is Intent.OPT_OUT


def test_of_two_with_one_name_neither_is_named_and_the_word_is_known():
    two = Vocabulary((*of_practitioner("lee1", "Dr. Lee"), *of_practitioner("lee2", "Dr. Lee")))
    assert "practitioner" not in understand("move my visit with dr lee to friday", two).slots
    assert understand("move my visit with lee to friday", two).auto


@pytest.mark.parametrize(
    "words", ["stop", "ALTO", "help", "start", "yes", "si", "visit", "friday", "2", "!!", "chest pain", "x" * 61]
)
def test_words_with_a_meaning_of_their_own_are_refused(words):
    assert refusal(words)


@pytest.mark.parametrize(
    "words", ["Dr. G", "the mall office", "flu clinic", "MyChart", "botox", "Dr. May", "la doctora nueva"]
)
def test_what_patients_call_things_is_taken(words):
    assert not refusal(words)


def test_everyday_words_name_nobody():
    assert [word for word in ("Day", "may", "Lee") if common(word)] == ["Day", "may"]
    assert [term.words for term in of_practitioner("day", "Dr. Day")] == ["dr day", "dra day", "doctora day"]


LINE = {
    "id": 1,
    "context": "confirm_prompt",
    "text": "need to move my zelprix with Dr. G to friday",
    "reference": "2026-11-22T09:00:00-05:00",
}


def test_replywell_read_takes_a_vocabulary():
    words = ["MyChart", {"words": "zelprix", "type": "btx"}, {"words": "Dr. G", "practitioner": "lee"}]
    answer = answer_line(json.dumps(LINE | {"vocabulary": words}))
    assert (answer["slots"]["type"], answer["slots"]["practitioner"], answer["auto"]) == ("btx", "lee", True)
    assert "type" not in answer_line(json.dumps(LINE))["slots"]
    assert answer_line(json.dumps(LINE | {"vocabulary": []})) == answer_line(json.dumps(LINE))


@pytest.mark.parametrize(
    "words",
    [
        "zelprix",
        [1],
        [{"words": 3}],
        [{"word": "x"}],
        [{"words": "x", "practitioner": "a", "type": "b"}],
        [{"words": "x", "type": 4}],
    ],
)
def test_a_vocabulary_that_cannot_be_read_is_answered_with_what_is_wrong(words):
    assert "vocabulary" in answer_line(json.dumps(LINE | {"vocabulary": words}))["error"]
