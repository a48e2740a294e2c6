"""What patients want, by what was asked."""

import pytest

from replywell.understanding import Intent

from .tables import rows, texts, understand

AFTER_A_REMINDER = """
C | confirm
c. | confirm
1 | confirm
1️⃣ | confirm
yes | confirm
Yes! | confirm
YES | confirm
y | confirm
yep | confirm
yeah | confirm
ok | confirm
okay thanks | confirm
sure | confirm
👍 | confirm
👍🏽 | confirm
✅ | confirm
confirmed | confirm
confrim | confirm
I confirm | confirm
I'll be there | confirm
Yes I will be there thank you | confirm
we'll see you then | confirm
see you tomorrow | confirm
no problem, see you then | confirm
can't wait! | confirm
sounds good | confirm
works for me | confirm
perfect | confirm
sí | confirm
si | confirm
Si gracias | confirm
claro que si | confirm
confirmo | confirm
confirmado | confirm
ahí estaré | confirm
ahi estaremos, gracias | confirm
de acuerdo | confirm
nos vemos mañana | confirm
por supuesto | confirm
R | reschedule
2 | reschedule
need to move to Thursday | reschedule
can I come at 3 instead | reschedule
can we reschedule? | reschedule
I need to resched | reschedule
yes but I need to reschedule | reschedule
can't make it, anything thursday afternoon? | reschedule
I can't make it tomorrow, do you have anything next week? | reschedule
could we do friday instead | reschedule
can I come earlier? | reschedule
do you have a later time | reschedule
that time doesn't work for me | reschedule
what about next tuesday? | reschedule
can we push it back an hour | reschedule
necesito cambiar mi cita | reschedule
puedo cambiar la cita para el jueves? | reschedule
no puedo ir, hay algo el jueves por la tarde? | reschedule
se puede mover para otro dia | reschedule
mejor el viernes | reschedule
quiero reprogramar | reschedule
podria ser mas temprano? | reschedule
X | cancel
3 | cancel
can't make it | cancel
cant make it sorry | cancel
I won't be able to come | cancel
not going to make it | cancel
I need to cancel my appointment | cancel
please cancel | cancel
can you cancel my appointment | cancel
yes please cancel it | cancel
I'm not coming | cancel
tengo que cancelar | cancel
no puedo ir | cancel
no voy a poder ir mañana | cancel
mañana no puedo | cancel
cancele mi cita por favor | cancel
no podre asistir | cancel
running ten minutes late | running_late
I'm running late | running_late
stuck in traffic | running_late
traffic is killing me, be there in 15 | running_late
be there in 10 | running_late
on my way | running_late
llego 10 minutos tarde | running_late
voy tarde | running_late
estoy en camino | running_late
hay mucho trafico, llego en 20 minutos | running_late
no | decline
nope | decline
No gracias | decline
What's the address? | question
where do I park? | question
what time is my appointment | question
do I need to fast? | question
can I bring my daughter? | question
¿dónde están ubicados? | question
¿a qué hora es mi cita? | question
I need a refill of my lisinopril | refill_request
necesito mas pastillas | refill_request
how much do I owe? | billing_question
I got a bill for 200 | billing_question
cuanto cuesta la consulta? | billing_question
still in pain after the new med | clinical_concern
I have a fever, should I still come? | clinical_concern
me siento mal, tengo fiebre | clinical_concern
your staff is so rude | complaint
I waited two hours last time, unacceptable | complaint
pesimo servicio | complaint
español por favor | language_change
in spanish please | language_change
put me on the waitlist | waitlist_join
lista de espera por favor | waitlist_join
thank you | thanks
muchas gracias | thanks
blorp | unknown
asdf qwer | unknown
"""

AFTER_AN_OFFER = """
1 | select_option | 1
2 | select_option | 2
3. | select_option | 3
#2 | select_option | 2
option 3 | select_option | 3
2 please | select_option | 2
the first one | select_option | 1
the second | select_option | 2
second one please | select_option | 2
last one | select_option | 3
I'll take 2 | select_option | 2
number 3 works | select_option | 3
la primera | select_option | 1
la segunda por favor | select_option | 2
el tercero | select_option | 3
opcion 2 | select_option | 2
la ultima | select_option | 3
dos | select_option | 2
2️⃣ | select_option | 2
thursday | select_option | 1
el jueves | select_option | 1
2:30 works | select_option | 1
the 9am | select_option | 2
friday at 11 | select_option | 3
a las 9 | select_option | 2
viernes a las 11 | select_option | 3
none | decline |
none of those | decline |
none of those work for me | decline |
ninguna | decline |
ninguna me sirve | decline |
no | decline |
no thanks | decline |
what about monday | reschedule |
none of these, do you have anything next week? | reschedule |
cancel my appointment | cancel |
"""
OFFER = "We have 1) Thu Nov 26 2:30 PM 2) Fri Nov 27 9:00 AM 3) Fri Nov 27 11:00 AM. Reply 1, 2 or 3."

ELSEWHERE = """
waitlist_offer | yes | confirm
waitlist_offer | YES please | confirm
waitlist_offer | si | confirm
waitlist_offer | I'll take it | confirm
waitlist_offer | la quiero | confirm
waitlist_offer | no | decline
waitlist_offer | no gracias | decline
waitlist_offer | not interested | decline
which_one | 1 | select_option
which_one | la segunda | select_option
which_one | both | select_option
which_one | all of them | select_option
keep_texting | KEEP | opt_in
keep_texting | keep | opt_in
keep_texting | yes | opt_in
keep_texting | STOP | opt_out
keep_texting | no | opt_out
checkin_yesno | yes | confirm
checkin_yesno | no | decline
checkin_yesno | took it | confirm
checkin_yesno | not yet | decline
checkin_yesno | todavia no | decline
checkin_yesno | ya la tome | confirm
result_ready | yes | ready
result_ready | ready | ready
result_ready | listo | ready
result_ready | no | decline
recall_prompt | yes | book
recall_prompt | si por favor | book
recall_prompt | no thanks | decline
recall_prompt | next tuesday morning | book
lead_prompt | yes please | book
lead_prompt | quiero una cita | book
postvisit | still in pain after the new med | clinical_concern
postvisit | great, thank you | confirm
postvisit | worse than before | clinical_concern
postvisit | 8 | value_report
none | I'd like to book an appointment | book
none | quiero hacer una cita | book
none | necesito una cita para la proxima semana | book
none | do you have any openings this week? | book
none | I'm here | ready
none | ya llegue | ready
none | thanks! | thanks
none | HELP | help
none | hola | unknown
none | | unknown
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(AFTER_A_REMINDER)))
def test_answers_to_a_reminder(text, intent):
    assert understand(text, "confirm_prompt").intent == intent


@pytest.mark.parametrize(("text", "intent", "option"), list(rows(AFTER_AN_OFFER)))
def test_answers_to_an_offer(text, intent, option):
    reading = understand(text, "slot_offer", 3, OFFER)
    assert reading.intent == intent
    assert reading.slots.get("option") == (int(option) if option else None)


@pytest.mark.parametrize(("context", "text", "intent"), list(rows(ELSEWHERE)))
def test_answers_elsewhere(context, text, intent):
    assert understand(text, context).intent == intent


@pytest.mark.parametrize("text", ["4", "7", "0", "9"])
def test_an_option_that_was_not_offered_is_not_picked(text):
    reading = understand(text, "slot_offer", 3, OFFER)
    assert "option" not in reading.slots


def test_an_offer_answered_with_a_day_that_fits_two_options_is_not_settled():
    reading = understand("friday", "slot_offer", 3, OFFER)
    assert (reading.intent, "option" in reading.slots, reading.auto) == (Intent.SELECT_OPTION, False, False)


SEVERAL_WISHES = """
yes but can I bring my son, and is parking free? | confirm | question | no
yes and I need a refill of my lisinopril | confirm | refill_request | no
Confirmed. Also how much is the copay? | confirm | billing_question | no
si, pero tengo fiebre | clinical_concern,confirm | | no
yes but I'm running 15 min late | running_late | confirm | yes
please cancel my appointment and refill my metformin | cancel | refill_request | no
"""


@pytest.mark.parametrize(("text", "intents", "also", "auto"), list(rows(SEVERAL_WISHES)))
def test_every_wish_of_a_text_is_kept(text, intents, also, auto):
    reading = understand(text, "confirm_prompt")
    assert reading.intent in intents.split(",")
    if also:
        assert also in reading.also
    assert reading.auto == (auto == "yes")


NEVER_AUTOMATIC = """
I need a refill
how much do I owe
your staff is rude
I have a rash and a fever
wrong number
chest pain
blah blah blah
can I take ibuprofen with this?
is it ok to eat before the test?
please have the nurse call me
do you accept Aetna?
yes and my knee is swollen
"""


@pytest.mark.parametrize("text", texts(NEVER_AUTOMATIC))
def test_software_never_settles_what_needs_a_person(text):
    for context in ("none", "confirm_prompt", "slot_offer", "recall_prompt"):
        assert not understand(text, context, 3).auto


VALUES = """
checkin_bp | 140/90 | systolic=140 diastolic=90
checkin_bp | 150 over 95 | systolic=150 diastolic=95
checkin_bp | bp is 132/84 this morning | systolic=132 diastolic=84
checkin_bp | 118 sobre 76 | systolic=118 diastolic=76
none | my blood pressure was 160/100 | systolic=160 diastolic=100
none | mi presion esta en 145/92 | systolic=145 diastolic=92
checkin_glucose | 240 | value=240 unit=mg/dL
checkin_glucose | sugar was 240 after lunch | value=240 unit=mg/dL
checkin_glucose | 6.2 mmol | value=6.2 unit=mmol/L
checkin_glucose | 98 mg/dl | value=98 unit=mg/dL
none | azucar 180 en ayunas | value=180 unit=mg/dL
none | my temp is 101.2 | value=101.2 unit=F
none | fiebre de 38.5 | value=38.5 unit=C
none | weight 81 kg | value=81 unit=kg
none | I weigh 180 lbs | value=180 unit=lb
postvisit | pain 7/10 | value=7 unit=/10
"""


@pytest.mark.parametrize(("context", "text", "slots"), list(rows(VALUES)))
def test_measurements_are_read(context, text, slots):
    reading = understand(text, context)
    expected = dict(pair.split("=") for pair in slots.split())
    assert reading.intent is Intent.VALUE_REPORT
    for name, value in expected.items():
        got = reading.slots[name]
        assert got == (value if name == "unit" else float(value))


@pytest.mark.parametrize(
    ("context", "text"),
    [("checkin_bp", "110"), ("checkin_bp", "20/400"), ("checkin_glucose", "9999 1"), ("checkin_bp", "900/80")],
)
def test_a_measurement_that_cannot_be_is_not_settled(context, text):
    assert not understand(text, context).auto


MINUTES = """
running ten minutes late | 10
I'll be 15 min late | 15
running 20 mins behind | 20
be there in 10 | 10
half an hour late | 30
running about 5 minutes late | 5
llego 10 minutos tarde | 10
voy media hora tarde | 30
llego quince minutos tarde | 15
voy a llegar unos 20 minutos tarde | 20
"""


@pytest.mark.parametrize(("text", "minutes"), list(rows(MINUTES)))
def test_minutes_of_delay(text, minutes):
    reading = understand(text, "confirm_prompt")
    assert (reading.intent, reading.slots.get("minutes")) == (Intent.RUNNING_LATE, int(minutes))


LANGUAGES = """
necesito cambiar mi cita | es
¿dónde están? | es
gracias | es
can I come at 3 instead | en
I need to reschedule my appointment | en
我要取消预约 | zh
예약을 취소하고 싶어요 | ko
отмените запись | ru
أريد إلغاء الموعد | ar
tôi muốn đổi lịch hẹn | vi
Bonjour je voudrais annuler mon rendez-vous demain | fr
"""


@pytest.mark.parametrize(("text", "lang"), list(rows(LANGUAGES)))
def test_language_is_named(text, lang):
    assert understand(text).lang == lang


def test_a_short_answer_keeps_the_language_of_the_conversation():
    for text in ("ok", "no", "C", "2", "👍"):
        assert understand(text, "confirm_prompt", lang="es").lang == "es"
    assert understand("español por favor").slots["language"] == "es"
    assert understand("english please", lang="es").slots["language"] == "en"
    assert understand("no hablo ingles").slots["language"] == "es"


NOT_SETTLED_ALONE = """
no puedo confirmar
I can't confirm yet
be there at 3
yes for thursday but cancel friday
y'all open saturday?
ok but I need to be out by 4
I already cancelled this
"""


@pytest.mark.parametrize("text", texts(NOT_SETTLED_ALONE))
def test_a_doubtful_answer_to_a_reminder_goes_to_a_person(text):
    assert not understand(text, "confirm_prompt").auto


def test_a_question_for_another_time_picks_no_option():
    reading = understand("do you have anything in the afternoon?", "slot_offer", 3, OFFER)
    assert reading.intent is Intent.RESCHEDULE
    assert understand("the 2nd one", "slot_offer", 3, OFFER).slots["option"] == 2
    assert understand("No voy a llegar a tiempo, tengo trafico", "confirm_prompt").intent is Intent.RUNNING_LATE
    assert understand("¿Puedo ir hoy a las 4?", "confirm_prompt").intent is Intent.RESCHEDULE
