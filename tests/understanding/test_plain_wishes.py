"""Plain wishes with a reason, a figure of speech or a second word beside them: software settles them alone."""

import pytest

from .tables import rows, texts, understand

AFTER_A_REMINDER = """
no, couldn't get a ride | cancel
no, can't find a sitter | cancel
I'll be there if the heat don't kill me first lol | confirm
si voy, si no me mata este calor jaja | confirm
C, and do not stop sending me reminders | confirm
can't wait! | confirm
con gusto, gracias por el aviso | confirm
R - Wednesday 2pm possible? | reschedule
could my visit be moved to Friday? | reschedule
ese día no puedo, dime si el viernes hay | reschedule
same day but is the afternoon possible? | reschedule
C merci beaucoup | confirm
C salamat po | confirm
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(AFTER_A_REMINDER)))
def test_a_plain_answer_to_a_reminder_is_settled(text, intent):
    reading = understand(text, "confirm_prompt")
    assert (reading.intent, reading.auto) == (intent, True)


UNASKED = """
cannot do friday, cancel it please | cancel
please cancel my tuesday visit. I will call to reschedule | cancel
have to cancel, sorry for the short notice | cancel
cancele mi cita de mañana, me salió un compromiso | cancel
cancel my visit please, the rash is gone | cancel
can we push to next tuesday, the 8th? | reschedule
appt please | book
cita | book
my son needs an appointment with Dr. Lee. any time is fine | book
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(UNASKED)))
def test_a_plain_wish_is_settled(text, intent):
    reading = understand(text)
    assert (reading.intent, reading.auto) == (intent, True)


@pytest.mark.parametrize("text", ["no", "NO", "nope"])
def test_a_bare_no_to_a_question_about_ills_is_settled(text):
    asked = "Oak Street Clinic: any swelling today? Reply YES or NO."
    assert understand(text, "checkin_yesno", prompt=asked).auto


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("yes", "have you gained more than 3 pounds?"),
        ("yes up 4", "have you gained more than 3 pounds?"),
        ("sí subí 5", "¿Ha subido más de 3 libras?"),
        ("no", "Do you feel safe at home?"),
        ("no", "Are you able to breathe well?"),
        ("no but my ankle is", "Any swelling today?"),
    ],
)
def test_an_answer_that_may_be_an_ill_brings_a_person(text, asked):
    assert not understand(text, "checkin_yesno", prompt=f"Oak Street Clinic: {asked} Reply YES or NO.").auto


NOT_SETTLED = """
I can't cancel my visit can I
cancel my visit, the rash is gone but now I have a fever
no appointment
mejor cancelo, tengo tos
cancel it, I feel better but my leg is swollen
me salió sangre, cancele mi cita
con gusto pero tengo una pregunta
"""


@pytest.mark.parametrize("text", texts(NOT_SETTLED))
def test_more_than_a_plain_wish_brings_a_person(text):
    assert not understand(text, "confirm_prompt").auto
