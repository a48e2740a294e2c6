"""What is danger by the question alone: "no" to whether home is safe, "yes" to chest pain."""

import pytest

from .tables import rows, texts, understand

HOME = "Before your visit: do you feel safe at home? Reply YES or NO."
CASA = "Antes de su visita: ¿se siente segura en casa? Responda SI o NO."
PROCEDURE = "Any bleeding or trouble breathing since your procedure? Reply YES or NO."
SELF_HARM = "In the last two weeks, have you had thoughts of hurting yourself? Reply YES or NO."
HISTORY = "Before your visit: any history of heart disease, stroke or seizures? Reply in a few words."
MOVES = "Have you felt your baby move today? Reply YES or NO."
MUEVE = "¿Ha sentido moverse a su bebé hoy? SI o NO"
STOPPED = "Has the bleeding stopped? Reply YES or NO."
ASKED = {
    "home": HOME,
    "casa": CASA,
    "procedure": PROCEDURE,
    "self-harm": SELF_HARM,
    "history": HISTORY,
    "stopped": STOPPED,
    "moves": MOVES,
    "mueve": MUEVE,
}

DANGER = """
home | no
home | NO but please keep it to yourself
home | it depends on the day
home | yes when my brother is away
casa | no
casa | segun el dia
casa | si cuando no toma
procedure | yes
procedure | Yes since this morning
procedure | a little
self-harm | yes
self-harm | sometimes
self-harm | no, well maybe lately
moves | no
moves | hardly since last night
mueve | No
mueve | casi nada y antes parecía futbolista
"""


@pytest.mark.parametrize(("asked", "text"), list(rows(DANGER)))
def test_an_answer_can_be_danger_by_its_question(asked: str, text: str) -> None:
    reading = understand(text, "intake_question", 0, ASKED[asked])
    assert reading.red_flag, reading
    assert not reading.auto


CALM = """
home | yes
home | Yes, very
home | yep, I live with my sister
casa | si
casa | sí, muy tranquila
procedure | no
procedure | nope, all good
procedure | no, just a bruise
self-harm | no
self-harm | never
history | yes, seizures as a kid, none since 1994
history | none that I know of
stopped | yes
moves | yes all morning
mueve | si, mucho
"""


@pytest.mark.parametrize(("asked", "text"), list(rows(CALM)))
def test_the_calm_answer_alarms_nobody(asked: str, text: str) -> None:
    assert not understand(text, "intake_question", 0, ASKED[asked]).red_flag


def test_a_no_to_a_visit_is_no_danger() -> None:
    prompt = "Oak Street: visit Thu Dec 3 2:30 PM with Dr. Lee. Reply C to confirm, R to move, X if you can't come."
    assert not understand("no", "confirm_prompt", 0, prompt).red_flag


PLAIN = """
no preference
no preference really
sin preferencia
myself
I pay myself
my knee hurts
back pain
skin rash
me duele la rodilla
dolor de espalda
"""


@pytest.mark.parametrize("text", texts(PLAIN))
def test_a_newcomer_s_plain_answers_are_no_danger_and_no_opt_out(text: str) -> None:
    reading = understand(text, "intake_question", 0, "What is the reason for the visit?")
    assert (reading.red_flags, reading.opt_out) == ((), None)


@pytest.mark.parametrize(
    "text", ["back pain and I can't feel my legs", "I want to hurt myself", "knee pain and chest pain"]
)
def test_danger_beside_a_plain_ache_is_seen(text: str) -> None:
    assert understand(text, "intake_question").red_flag
