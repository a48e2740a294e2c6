"""What asks for a visit, and what is asked of no visit."""

import pytest

from .tables import texts, understand

ASKS_FOR_A_TIME = """
you got anything thursday
have anything open monday morning?
any openings next week
do you have tuesday at 3?
is there any availability this friday afternoon?
wednesday morning would be great if you have something
got any slots dec 14
any chance of getting seen tomorrow?
can we get in monday?
anything free this week?
is wednesday at 2 open for us?
tienen algo el viernes?
hay citas para el lunes en la tarde?
habrá espacio el miércoles?
¿tendrá disponibilidad mañana?
hay algo el 9 de diciembre
"""


@pytest.mark.parametrize("text", texts(ASKS_FOR_A_TIME))
def test_asking_for_a_free_time_asks_for_a_visit(text):
    reading = understand(text)
    assert (reading.intent, reading.auto) == ("book", True)


MOVES = """
got anything earlier on thursday for my appointment?
can't make my visit tuesday, do you have anything friday?
no puedo el lunes, hay algo el jueves?
tienen otro horario el viernes para mi cita?
"""


@pytest.mark.parametrize("text", texts(MOVES))
def test_asking_for_another_time_moves_the_visit(text):
    assert understand(text).intent != "book"


@pytest.mark.parametrize("text", ["got anything thursday?", "tienen algo el jueves?"])
def test_after_a_reminder_a_free_time_moves_the_visit(text):
    assert understand(text, "confirm_prompt").intent == "reschedule"


NO_VISIT = """
change the phone number on my file please
can you switch my address to the new one
necesito el certificado de vacunas
quiero cambiar mi número de teléfono
need a copy of the shot record tomorrow
can i still do my labs tomorrow
drop Ben, schedule Mia
necesito una constancia para la escuela
is there anything I should bring wednesday?
any openings for a nurse job next week
move my visit to zoom
hay estacionamiento libre el martes?
"""


@pytest.mark.parametrize("text", texts(NO_VISIT))
def test_what_is_asked_of_no_visit_brings_a_person(text):
    assert not understand(text).auto


@pytest.mark.parametrize(
    "text", ["I had it down for the 18th", "pensé que era el día 12", "lo tengo anotado para el jueves"]
)
def test_another_day_in_the_calendar_moves_nothing(text):
    assert not understand(text, "confirm_prompt").auto


@pytest.mark.parametrize("text", ["does the doctor speak Spanish?", "¿la doctora habla español?"])
def test_asking_who_speaks_a_language_changes_none(text):
    assert not understand(text).auto


@pytest.mark.parametrize("text", ["in Spanish please", "en español por favor"])
def test_a_language_is_changed_on_request(text):
    reading = understand(text)
    assert (reading.intent, reading.auto) == ("language_change", True)
