"""Software acts alone only on texts that hold nothing else that a person should see."""

import pytest

from tests.pace import quiet_seconds

from . import evaluate
from .tables import understand

CASES = [c for c in evaluate.cases() if c["table"] == "scheduling" and c["act"] == "may"]
ALONE = [(c, r) for c, r in map(evaluate.judge, CASES) if r.auto]

JOINTS = (". ", " ", " and ", ", ")
QUESTIONS = (
    "can my son come too?",
    "do I need to fast?",
    "will my insurance cover it?",
    "is Dr. Chen still there?",
    "puedo llevar a mi hijo?",
    "que documentos llevo?",
)
SYMPTOMS = (
    "my knee is swollen",
    "I have had a fever since yesterday",
    "the new pills make me dizzy",
    "me duele la rodilla",
    "tengo mucha tos",
)
COMPLAINTS = (
    "the wait last time was ridiculous",
    "your front desk was rude",
    "nobody called me back",
    "nadie me contesta",
)
DANGERS = ("my chest hurts", "I can't breathe", "I want to die", "me duele el pecho", "no puedo respirar")
ERRANDS = (
    "please refill my metformin",
    "I got a bill for 200 dollars",
    "my address changed",
    "please call me",
    "necesito mi receta",
    "cambie de seguro",
)


@pytest.mark.parametrize("more", [*QUESTIONS, *SYMPTOMS, *COMPLAINTS, *DANGERS, *ERRANDS])
def test_anything_more_in_an_automatic_text_brings_a_person(more):
    assert len(ALONE) > 150
    wrong = []
    for n, (case, _) in enumerate(ALONE):
        joint = JOINTS[(n + len(more)) % len(JOINTS)]
        longer = {**case, "text": case["text"].rstrip(".!? ") + joint + more}
        _, reading = evaluate.judge(longer)
        if reading.auto:
            wrong.append((longer["text"], reading.intent.value))
    assert not wrong


@pytest.mark.parametrize("more", DANGERS)
def test_danger_after_any_answer_is_an_emergency(more):
    for case, _ in ALONE:
        assert understand(f"{case['text']}. {more}", case["context"]).red_flag


def test_a_stop_after_any_answer_is_an_opt_out():
    for case, _ in ALONE:
        text = case["text"].rstrip("?. ")
        assert understand(f"{text}. STOP", case["context"]).opt_out, text


@pytest.mark.parametrize(
    "text", ["yes but I need a ride", "yes if my son can come", "yes unless it snows", "si pero no se a que hora"]
)
def test_a_yes_with_a_reserve_is_not_acted_on(text):
    assert not understand(text, "confirm_prompt").auto


@pytest.mark.parametrize("text", ["do not cancel my appointment", "dont cancel", "no cancelen mi cita"])
def test_do_not_cancel_never_cancels(text):
    assert not understand(text, "confirm_prompt").auto


@pytest.mark.parametrize(
    ("text", "context"), [("bp 195/125", "checkin_bp"), ("41", "checkin_glucose"), ("520", "checkin_glucose")]
)
def test_values_far_out_go_to_a_person(text, context):
    assert not understand(text, context).auto


def test_no_safety_figure_is_below_its_floor(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["evaluate"])
    assert evaluate.main() == 0
    assert "red flags found" in capsys.readouterr().out


def test_heaps_of_numbers_are_read_quickly():
    for text in (
        "1" * 2000,
        "1 " * 1000,
        "12/" * 660,
        "1-" * 1000,
        "1." * 1000,
        "3 de " * 400,
        "12:" * 660,
        "1,2;" * 500,
    ):
        assert quiet_seconds(lambda text=text: understand(text, "confirm_prompt")) < 0.02, text[:6]
