"""An opt-out that is not all: an answer beside it, some hours only, or words of stopping that stop nothing."""

import pytest

from .tables import rows, texts, understand

WITH_AN_ANSWER = """
X and please quit texting me | cancel
C and stop texting me after that | confirm
R but no more of these messages | reschedule
sí voy, y luego ya no me manden mensajes | confirm
I will be there but stop these texts | confirm
X. stop all this | cancel
C STOP | confirm
"""


@pytest.mark.parametrize(("text", "answer"), list(rows(WITH_AN_ANSWER)))
def test_an_answer_beside_an_opt_out_is_kept_for_a_person(text, answer):
    reading = understand(text, "confirm_prompt")
    assert reading.opt_out in ("words", "keyword")
    assert answer in (reading.intent, *reading.also)
    assert not reading.auto


SOME_HOURS = """
stop texting after 10pm
no messages in the morning please
no me manden mensajes de noche
stop texting me until thursday
stop texting my dad
please don't text my phone, my girlfriend reads it
"""


@pytest.mark.parametrize("text", texts(SOME_HOURS))
def test_who_minds_some_texts_only_is_not_cut_off_by_software_alone(text):
    assert not understand(text).auto


STOPS_NOTHING = """
could you remind me which floor it is
put me down with Doctor Ruiz please
sign me back up for messages please
if I opt out do I still get emails? just asking
I am not opting out
do I need to fast, and when is it that I should stop
goodbye, see you at the next one
adiós, que tenga buen día
"""


@pytest.mark.parametrize("text", texts(STOPS_NOTHING))
def test_what_ends_no_texts_is_no_opt_out(text):
    assert understand(text).opt_out is None


@pytest.mark.parametrize("text", ["ya no, así déjelo", "ya no, déjela como está"])
def test_ya_no_before_other_words_keeps_the_texts(text):
    assert understand(text, "slot_offer", 3).opt_out is None


ENDS_THEM = """
refrain from texting this number again
kítenme de sus mensajes
I've had enough of these texts
please take this number off
STOP
ya no
"""


@pytest.mark.parametrize("text", texts(ENDS_THEM))
def test_an_opt_out_by_itself_is_settled(text):
    reading = understand(text)
    assert (reading.intent, reading.auto) == ("opt_out", True)


def test_no_more_advertising_is_an_opt_out_that_a_person_may_narrow():
    reading = understand("no more promos please")
    assert (reading.opt_out, reading.auto) == ("words", False)


def test_a_visit_cancelled_from_a_hospital_is_a_person_s():
    for text in ("cancel, I'm at urgent care", "X, I'm at urgent care with my son"):
        assert not understand(text, "confirm_prompt").auto


@pytest.mark.parametrize("context", ["none", "slot_offer", "confirm_prompt"])
def test_a_span_of_days_alone_is_no_danger(context):
    assert understand("dentro de 10 días", context, 3).red_flags == ()


def test_a_wrong_bill_is_no_wrong_number():
    assert understand("you have the wrong amount on my bill").intent == "billing_question"
