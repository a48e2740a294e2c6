"""Answers in people's own words: what they deny, correct, explain, pick by name or say in spoken numbers."""

import pytest

from replywell.understanding import Intent

from .tables import rows, texts, understand

REMINDER = (
    "Oak Street: Maria, visit Thu Dec 3 2:30 PM with Dr. Lee. Reply C to confirm, R to move, X if you can't come."
)
OFFER = (
    "Here are times: 1) Mon Dec 7 9:00 AM with Dr. Lee 2) Tue Dec 8 1:30 PM with Dr. Lee "
    "3) Thu Dec 10 4:15 PM with Dr. Gomez. Reply with a number."
)
EARLIER = "An earlier time opened: Wed Dec 2 11:00 AM. Reply YES to take it or NO to keep yours."

DENIED = """
no need to move it, I can make it after all | confirm
please don't reschedule me again, I will be there | confirm
I won't be late this time | confirm
I don't want to reschedule, just cancel please | cancel
not looking for another day, only cancel | cancel
I don't want to cancel, just move it to Friday | reschedule
no la cambien, ahi voy a estar | confirm
no quiero cancelar, quiero cambiarla para el viernes | reschedule
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(DENIED)))
def test_what_a_text_denies_is_not_its_wish(text, intent):
    assert understand(text, "confirm_prompt", 0, REMINDER).intent == intent


CORRECTED = """
I said C but I meant R | reschedule
X was a mistake, I meant C | confirm
puse C pero queria R | reschedule
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(CORRECTED)))
def test_the_corrected_code_counts(text, intent):
    assert understand(text, "confirm_prompt", 0, REMINDER).intent == intent


CODED = """
R please, they changed my shift | reschedule
C! see you then | confirm
X, I have to work | cancel
2 por favor, me cambiaron el turno | reschedule
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(CODED)))
def test_a_code_may_be_followed_by_a_reason(text, intent):
    reading = understand(text, "confirm_prompt", 0, REMINDER)
    assert (reading.intent, reading.auto) == (intent, True)


PICKED = """
the one with dr gomez | 3
middle one | 2
the soonest | 1
not 1 or 2, so 3 | 3
1 wait no 3 | 3
I said 1 but sorry, 2 | 2
tuesday afternoon works | 2
la de las 4:15 | 3
la 3, que el lunes trabajo | 3
el martes me queda bien | 2
perdon no la 2, la 3 | 3
"""


@pytest.mark.parametrize(("text", "option"), list(rows(PICKED)))
def test_an_option_is_picked_by_whatever_names_it(text, option):
    reading = understand(text, "slot_offer", 3, OFFER)
    assert (reading.intent, reading.slots.get("option")) == (Intent.SELECT_OPTION, int(option))


@pytest.mark.parametrize("text", texts("I have 2 kids\nno to all three\nmonday or tuesday\nis 2 a video visit?"))
def test_a_number_or_day_that_picks_nothing_is_not_acted_on(text):
    reading = understand(text, "slot_offer", 3, OFFER)
    assert not (reading.intent is Intent.SELECT_OPTION and reading.auto)


TO_AN_EARLIER_TIME = """
I'd rather keep my old date | decline
give it to somebody else | decline
that's too soon for me but thank you | decline
ok but no | decline
I'll hang on to December thanks | decline
muy temprano para mi, dejeme la mia | decline
I'll grab it | confirm
la quiero, apunteme | confirm
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(TO_AN_EARLIER_TIME)))
def test_an_earlier_time_is_taken_or_left_in_any_wording(text, intent):
    assert understand(text, "waitlist_offer", 0, EARLIER).intent == intent


SPOKEN = """
checkin_bp | one thirty over eighty | systolic=130 diastolic=80
checkin_bp | hundred forty one over eighty eight | systolic=141 diastolic=88
checkin_bp | ciento cuarenta sobre noventa | systolic=140 diastolic=90
checkin_bp | 118 75 | systolic=118 diastolic=75
checkin_bp | top 138 bottom 81 | systolic=138 diastolic=81
checkin_bp | la alta 118 la baja 72 | systolic=118 diastolic=72
checkin_bp | first 151/90 then I sat down and it was 139/81 | systolic=139 diastolic=81
checkin_bp | not 150 like last time, only 132/84 | systolic=132 diastolic=84
checkin_glucose | one oh five | value=105
checkin_glucose | ciento treinta y uno | value=131
"""


@pytest.mark.parametrize(("context", "text", "slots"), list(rows(SPOKEN)))
def test_spoken_and_repeated_readings_are_read(context, text, slots):
    reading = understand(text, context)
    assert reading.intent is Intent.VALUE_REPORT
    for name, value in (pair.split("=") for pair in slots.split()):
        assert reading.slots[name] == float(value)


FAR_OUT = """
checkin_bp | 179/101
checkin_bp | 86/50
checkin_glucose | 312
checkin_glucose | it was 62 so I drank some juice, now 88
none | oxygen 84
"""


@pytest.mark.parametrize(("context", "text"), list(rows(FAR_OUT)))
def test_a_reading_far_out_is_never_settled_alone(context, text):
    assert not understand(text, context).auto


SEVERAL = """
confirm_prompt | yes ill be there, how much is the copay | confirm | billing_question
confirm_prompt | cancel me, but I still need the lisinopril called in | cancel | refill_request
none | stop texting me and cancel my visit | opt_out | cancel
checkin_bp | 126/80 and please stop these texts now | opt_out | value_report
none | need another day, the rash on my arm is back | reschedule | clinical_concern
"""


@pytest.mark.parametrize(("context", "text", "intent", "also"), list(rows(SEVERAL)))
def test_a_second_wish_is_kept_and_needs_a_person(context, text, intent, also):
    reading = understand(text, context)
    assert reading.intent == intent
    assert also in reading.also
    assert not reading.auto


@pytest.mark.parametrize(
    "text", texts("yes on Friday\nI will be there Saturday at 10\nsee you on the 9th\nahi estare el viernes")
)
def test_a_yes_that_names_another_day_is_not_acted_on(text):
    reading = understand(text, "confirm_prompt", 0, REMINDER)
    assert not (reading.intent is Intent.CONFIRM and reading.auto)


@pytest.mark.parametrize("text", texts("yes thursday at 2:30\nsee you thursday\nahi estare el jueves a las 2:30"))
def test_a_yes_that_names_our_day_is_one(text):
    reading = understand(text, "confirm_prompt", 0, REMINDER)
    assert (reading.intent, reading.auto) == (Intent.CONFIRM, True)
