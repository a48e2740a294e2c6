"""Readings that were once acted on wrongly, and where software leaves to a person what it seldom reads right."""

from datetime import datetime

import pytest

from replywell.understanding import Asked, Intent, read

NOW = datetime(2026, 11, 22, 9, 0)  # a Sunday

BEHIND = "We can see you Mon Nov 23 at 8:20 AM (1) or Tue Nov 24 at 4:10 PM (2). Which do you prefer?"
DOCTORS = "Dr. Lee on Mon Nov 23 at 9 AM (1) or Dr. Ortiz on Tue Nov 24 at 9 AM (2)?"
UNDATED = "Dr. Rivera tiene: a las 10:00 AM (1), 11:30 AM (2) o 3:30 PM (3)."
LETTERED = "Openings for your MRI: A) Thu Dec 3 7:00 AM B) Thu Dec 3 6:30 PM. Which works?"
DATES = "We have these times: 1 Jan 12 8:10am, 2 Jan 12 1:50pm, 3 Jan 19 9:30am. Reply 1-3, or 0 for other times."
EITHER = "Available for your consult: Mon Dec 7 at 1:15 PM or Wed Dec 9 at 10:45 AM. Which works? Reply MON or WED."
SPOKEN = "Ok no problem. Would Thursday at 11 or Friday at 2 be better for Bella's ear recheck?"
IN_FRONT = "Tenemos: 1) lun 23 nov 9:00 AM 2) mar 24 nov 2:00 PM 3) mié 25 nov 4:30 PM. Responda 1, 2 o 3."


def after(context, prompt, text, options=0, lang="en"):
    return read(text, Asked(context, prompt=prompt, options=options, lang=lang), NOW)


@pytest.mark.parametrize(
    ("prompt", "options", "lang", "text", "picked"),
    [
        (BEHIND, 2, "en", "the 4:10, mornings are murder", 2),
        (BEHIND, 2, "en", "tuesday", 2),
        (BEHIND, 2, "en", "monday works", 1),
        (BEHIND, 2, "en", "2", 2),
        (DOCTORS, 2, "en", "the one with Dr Lee", 1),
        (DOCTORS, 2, "en", "dr ortiz please", 2),
        (UNDATED, 3, "es", "la de las 11:30", 2),
        (LETTERED, 2, "en", "6:30", 2),
        (LETTERED, 2, "en", "the later slot", 2),
        (LETTERED, 2, "en", "B", 2),
        (LETTERED, 2, "en", "B works for me", 2),
        (DATES, 3, "en", "Jan 19th would be fine", 3),
        (DATES, 3, "en", "the afternoon on the 12th", 2),
        (DATES, 3, "en", "the 19th please", 3),
        (EITHER, 0, "en", "Wednesday works better for her", 2),
        (EITHER, 0, "en", "MON", 1),
        (SPOKEN, 2, "en", "Friday at 2 would be great thank you", 2),
        (IN_FRONT, 3, "es", "el 2, el trafico del lunes me mata", 2),
    ],
)
def test_an_opening_is_picked_wherever_its_number_stands(prompt, options, lang, text, picked):
    reading = after("slot_offer", prompt, text, options, lang)
    assert (reading.intent, reading.auto) == (Intent.SELECT_OPTION, True)
    assert reading.slots["option"] == picked


@pytest.mark.parametrize(
    "prompt",
    [
        "Reply 1 for Mon Nov 23 9am, 2 for Tue Nov 24 2pm",
        "Openings: Mon Nov 23 9am - 1, Tue Nov 24 2pm - 2. Reply with the number",
        "#1 Mon Nov 23 9:00 AM #2 Tue Nov 24 2:00 PM",
        "Mon Nov 23 9:00 AM (reply 1), Tue Nov 24 2 PM (reply 2)",
        "a. Mon Nov 23 9 AM b. Tue Nov 24 2 PM",
        "We have Mon Nov 23 9am or Tue Nov 24 2pm. Which works?",
        "Mon Nov 23 9 AM [1] or Tue Nov 24 2 PM [2]",
        "Press 1 = Mon Nov 23 9 AM; press 2 = Tue Nov 24 2 PM",
        "1. Mon Nov 23 9 AM\n2. Tue Nov 24 2 PM",
        "Option A: Mon Nov 23 at 9 AM. Option B: Tue Nov 24 at 2 PM.",
        "Mon Nov 23 9 AM=1 Tue Nov 24 2 PM=2",
        "Your visit on Fri Nov 27 at 3 PM needs to move. We have Mon Nov 23 9 AM (1), Tue Nov 24 2 PM (2).",
        "Dr. Lee: text 1 Mon Nov 23 9 AM, text 2 Tue Nov 24 2 PM. Reply 1 or 2.",
        "Mon Nov 23 9 AM reply A / Tue Nov 24 2 PM reply B",
    ],
)
@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("tuesday", 2),
        ("monday works", 1),
        ("9am", 1),
        ("2pm please", 2),
        ("2", 2),
        ("the later one", 2),
        ("tues at 2", 2),
    ],
)
def test_openings_are_understood_in_every_way_of_writing_them(prompt, text, picked):
    reading = after("slot_offer", prompt, text, 2)
    assert (reading.intent, reading.auto, reading.slots["option"]) == (Intent.SELECT_OPTION, True, picked)


def test_a_yes_to_two_earlier_times_takes_neither():
    prompt = "Earlier times: 1) Thu Sep 17 8:00 AM 2) Thu Sep 17 12:15 PM. Reply 1, 2 or NO."
    assert not after("waitlist_offer", prompt, "yes great, lunch break", 2).auto


def test_a_good_day_wished_moves_no_visit():
    assert after("none", "", "Muchas gracias por su atención, que pase buen día").intent is Intent.THANKS


def test_a_visit_named_before_the_openings_is_none_of_them():
    prompt = "Instead of Fri Nov 27 3 PM we have 1) Mon Nov 23 9 AM 2) Tue Nov 24 2 PM"
    assert after("slot_offer", prompt, "friday", 2).slots.get("option") is None
    assert after("slot_offer", prompt, "tuesday", 2).slots["option"] == 2


@pytest.mark.parametrize("text", ["the 2nd", "the 2"])
def test_a_number_that_is_an_offered_day_as_well_is_asked_back(text):
    prompt = "1) Wed Dec 2 7:00 AM 2) Thu Dec 3 6:30 PM. Reply 1 or 2."
    assert not after("slot_offer", prompt, text, 2).auto


STOPS = 'You wrote "I\'m done." Did you want to stop getting texts? Reply YES to stop, NO to keep them.'
KEEPS = "Do you still want texts from us? Reply YES to keep them or STOP."
ASKS = "Antes de borrar su número: ¿seguro que no quiere más mensajes? 1 seguir, 2 parar"


@pytest.mark.parametrize(
    ("prompt", "text", "intent", "auto"),
    [
        (STOPS, "YES", Intent.OPT_OUT, True),
        (STOPS, "no", Intent.OPT_IN, True),
        (KEEPS, "yes", Intent.OPT_IN, True),
        (KEEPS, "no", Intent.OPT_OUT, True),
        (ASKS, "sí", Intent.UNKNOWN, False),
        (ASKS, "no", Intent.UNKNOWN, False),
        (ASKS, "1", Intent.OPT_IN, True),
        (ASKS, "2", Intent.OPT_OUT, True),
        (STOPS, "KEEP", Intent.OPT_IN, True),
        (KEEPS, "STOP", Intent.OPT_OUT, True),
    ],
)
def test_a_yes_is_to_what_was_asked_also_where_that_is_to_stop(prompt, text, intent, auto):
    reading = after("keep_texting", prompt, text, lang="es" if prompt is ASKS else "en")
    assert (reading.intent, reading.auto) == (intent, auto)


VISIT = "You have a visit Mon Nov 23 at 9 AM. "
TAKE = "An earlier time opened: Mon Nov 23 9 AM. "
YEARLY = "It is time for your yearly exam. "


@pytest.mark.parametrize(
    ("context", "prompt", "text", "intent"),
    [
        ("confirm_prompt", VISIT + "Reply C yes, R move, X can't come.", "C", Intent.CONFIRM),
        ("confirm_prompt", VISIT + "Reply C yes, R move, X can't come.", "2", Intent.RESCHEDULE),
        ("confirm_prompt", VISIT + "Reply 1 to confirm, 2 to cancel.", "2", Intent.CANCEL),
        (
            "confirm_prompt",
            VISIT + "Reply 1 to confirm, 2 to cancel or 3 to reschedule.",
            "3 please",
            Intent.RESCHEDULE,
        ),
        ("confirm_prompt", VISIT + "Reply C to cancel, K to keep it.", "c", Intent.CANCEL),
        ("confirm_prompt", VISIT + "Reply C to change it or Y to confirm.", "C", Intent.RESCHEDULE),
        ("confirm_prompt", VISIT + "Reply YES to cancel it, NO to keep it.", "yes", Intent.CANCEL),
        ("confirm_prompt", VISIT + "Y to confirm, N to cancel, R to reschedule", "N", Intent.CANCEL),
        ("confirm_prompt", VISIT + "To confirm reply C, to cancel reply X, to reschedule call us.", "X", Intent.CANCEL),
        ("confirm_prompt", VISIT + "Confirm (1) Cancel (2) Move (3)", "2", Intent.CANCEL),
        ("confirm_prompt", VISIT + "Reply CONFIRM, CANCEL or CHANGE", "Change", Intent.RESCHEDULE),
        ("confirm_prompt", VISIT + "¿Confirma? Responda SÍ / CAMBIAR / CANCELAR", "SÍ", Intent.CONFIRM),
        (
            "confirm_prompt",
            VISIT + "To confirm text 1, to move text 2, to cancel text 3",
            "1 see u there",
            Intent.CONFIRM,
        ),
        ("keep_texting", "Do you still want texts? 1 Yes, keep them. 2 No, remove me.", "2", Intent.OPT_OUT),
        ("keep_texting", "¿Seguimos en contacto? 1 sí / 2 no", "1", Intent.OPT_IN),
        (
            "waitlist_offer",
            TAKE + "Para tomarlo conteste TOMAR, para seguir esperando conteste ESPERAR.",
            "tomar",
            Intent.CONFIRM,
        ),
        (
            "waitlist_offer",
            TAKE + "Para tomarlo conteste TOMAR, para seguir esperando conteste ESPERAR.",
            "ESPERAR",
            Intent.DECLINE,
        ),
        ("waitlist_offer", TAKE + "1 Take it / 2 Pass / 3 Take me off the waitlist", "1", Intent.CONFIRM),
        (
            "waitlist_offer",
            TAKE + "1 Take it / 2 Pass / 3 Take me off the waitlist",
            "3 I found someone closer",
            Intent.DECLINE,
        ),
        (
            "confirm_prompt",
            "Do you need to change your visit Tue 11/24? Reply NO to keep it or YES to change it.",
            "NO",
            Intent.CONFIRM,
        ),
        (
            "confirm_prompt",
            VISIT + "1-Confirmo 2-Cambiar dia 3-Cancelar 4-Hablar con alguien",
            "3 ya se alivio",
            Intent.CANCEL,
        ),
        ("waitlist_offer", "Hay un lugar mié 25 nov 11:30. 1 = lo tomo, 2 = no gracias", "1", Intent.CONFIRM),
        ("confirm_prompt", VISIT + "Responda 1 para cancelar, 2 para confirmar.", "1", Intent.CANCEL),
        ("confirm_prompt", VISIT + "Si no puede venir marque 2, para confirmar marque 1.", "2", Intent.CANCEL),
        (
            "confirm_prompt",
            VISIT + "Call us if you need to cancel or have questions. Can you make it?",
            "yes",
            Intent.CONFIRM,
        ),
        ("waitlist_offer", TAKE + "Reply 1 to take it, 2 to keep yours.", "2", Intent.DECLINE),
        ("waitlist_offer", TAKE + "Reply 1 to take it, 2 to keep yours.", "1", Intent.CONFIRM),
        ("recall_prompt", YEARLY + "Reply 1 to book, 2 for later, 3 if done elsewhere.", "1", Intent.BOOK),
        ("checkin_yesno", "Took your pill today? 2=yes 1=no", "2", Intent.CONFIRM),
        ("checkin_yesno", "Took your pill today? 2=yes 1=no", "1", Intent.DECLINE),
        ("recall_prompt", YEARLY + "Reply 1 to book, 2 for later, 3 if done elsewhere.", "3", Intent.DECLINE),
    ],
)
def test_a_code_means_what_the_prompt_says(context, prompt, text, intent):
    reading = after(context, prompt, text)
    assert (reading.intent, reading.auto) == (intent, True)


@pytest.mark.parametrize(
    ("context", "prompt", "text"),
    [
        ("confirm_prompt", VISIT + "Reply YES to cancel it, NO to keep it.", "keep it"),
        ("confirm_prompt", VISIT + "Reply YES to cancel it, NO to keep it.", "ok"),
        ("confirm_prompt", VISIT + "Reply YES to cancel it, NO to keep it.", "yes, see you then"),
        ("confirm_prompt", VISIT + "Reply YES to cancel it.", "no"),
        ("confirm_prompt", VISIT + "Reply 1 to confirm, 2 to cancel.", "3"),
        ("confirm_prompt", VISIT + "Reply 1 to confirm, 2 to cancel.", "2 see you then"),
        ("confirm_prompt", VISIT + "Reply 1 to confirm, 2 to move, 3 to cancel.", "3 friends will drive me"),
        ("confirm_prompt", VISIT + "Reply 1 to confirm, 2 to move, 3 to cancel.", "3 cuadras y llego"),
        ("confirm_prompt", VISIT + "Reply 1 to confirm, 2 to move, 3 to cancel.", "3 ninos conmigo"),
        ("confirm_prompt", VISIT + "Reply 1 to confirm, 2 to move, 3 to cancel.", "2 cars in front of me"),
        ("intake_question", "What is the main reason you'd like to be seen?", "rather tell the doc in person"),
        ("checkin_glucose", "¿Cuánto marcó su azúcar hoy?", "ayer 130 hoy no me la e checado"),
        (
            "keep_texting",
            "¿Desea seguir recibiendo recordatorios? Responda SI o NO.",
            "Sí pero pueden mandarlos más temprano?",
        ),
        (
            "slot_offer",
            "Tue 11/24 10:00 AM (1), Mon 11/30 9:15 AM (2)",
            "wait is this with the same lady i saw last time",
        ),
        ("none", "", "I'd rather see someone else than Dr. Hall. Is that possible?"),
        ("confirm_prompt", "Do you need to cancel your visit Mon Nov 23 at 9 AM?", "yes"),
        ("confirm_prompt", "Shall we cancel your visit Mon Nov 23 at 9 AM?", "no"),
        ("confirm_prompt", "¿Quiere cancelar su cita del lun 23 nov 9 AM?", "sí"),
        ("waitlist_offer", TAKE + "Keep your current visit? Y/N", "Y"),
        ("keep_texting", "Do you want us to stop texting you? Reply 1 for yes, 2 for no", "1"),
        ("recall_prompt", YEARLY + "Have you already had it elsewhere? YES/NO", "yes"),
    ],
)
def test_a_yes_or_a_code_that_may_be_two_things_is_left_to_a_person(context, prompt, text):
    assert not after(context, prompt, text).auto


@pytest.mark.parametrize(
    ("context", "prompt", "text"),
    [
        ("none", "", "off at 7 so 8-10am or forget it im asleep"),
        ("none", "", "I can be very flexible should another soul cancel"),
        ("none", "", "My brother passed so please cancel my own visit this week"),
        ("none", "", "Cita para mi y para mi niño de 6 y mi niña de 2 el mismo dia"),
        ("none", "", "a visit for me and my husband on friday"),
        ("none", "", "quite la de Emiliano nomas, la de Regina si va"),
        ("none", "", "omg the kids are going to be the end of me today lol wrong chat sorry"),
        ("recall_prompt", "Time for your yearly exam. Reply YES.", "yes, for my wife and me, both of us"),
        ("confirm_prompt", "Cirugía lun 7 dic 6:30 AM. Responda SI.", "Sí, aunque todavía no consigo quién me recoja"),
        ("waitlist_offer", "Jue 10 dic 8:00 AM. SI para tomarla.", "mañana no pero el viernes si"),
        ("checkin_yesno", "¿Se ha sentido triste o sin esperanza?", "si"),
        ("checkin_yesno", "Have you been feeling down or hopeless?", "yes"),
        ("confirm_prompt", "You have a visit Wed Dec 2 at 4:10 PM.", "parenle a los mensajes y a la cita tambien"),
    ],
)
def test_what_is_open_or_more_than_one_thing_is_left_to_a_person(context, prompt, text):
    assert not after(context, prompt, text).auto


@pytest.mark.parametrize(
    ("prompt", "text"),
    [
        ("Es hora de su examen anual. Responda SI para agendar o MAS TARDE.", "Más tarde, ando viajando"),
        ("Time for your yearly exam. Reply YES to book or LATER.", "later"),
        ("Time for your yearly exam. Reply YES to book or LATER.", "not yet thanks"),
    ],
)
def test_later_books_nothing(prompt, text):
    assert after("recall_prompt", prompt, text).intent is Intent.DECLINE


def test_later_today_is_a_time():
    assert after("recall_prompt", "Time for your yearly exam.", "later today works").intent is Intent.BOOK


@pytest.mark.parametrize(
    "text",
    [
        "No. nobody can make me stop",
        "my wife wont leave me alone till i say yes so yes",
        "mi señora no me deja en paz hasta que vaya",
        "nunca dije alto, siganle",
        "No es que quiera parar los mensajes, lo que quiero es quitar la cita del jueves",
        "dejen de decir que ya están y mándenlos",
        "dejen de colgarme, llevo media hora marcando",
        "yall keep saying results in and the link never comes. stop playing and send it",
        "got signal back. turn my messages on again",
        "ok im in my car alone",
    ],
)
def test_what_others_stop_or_will_not_stop_opts_out_of_nothing(text):
    reading = after("none", "", text)
    assert reading.opt_out is None
    assert reading.intent is not Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "stop playing with me and stop texting me",
        "dejen de decir mentiras y dejen de mandarme mensajes",
        "my husband wont leave me alone about it, take me off your texts",
        "leave me alone",
        "déjenme en paz",
    ],
)
def test_an_opt_out_beside_such_words_still_is_one(text):
    assert after("none", "", text).opt_out in ("words", "keyword")


@pytest.mark.parametrize(
    "text",
    [
        "me asaltaron y me picaron abajito de la costilla",
        "i got stabbed last night",
        "le dieron, me dieron un balazo en la pierna",
        "tengo el revólver del viejo limpiecito",
        "i have the gun loaded",
        "nah give it to someone who wants to stick around",
    ],
)
def test_weapons_and_wounds_alarm(text):
    assert after("none", "", text).red_flag


@pytest.mark.parametrize(
    "text", ["911", "help 911", "stroke", "overdose", "emergency!", "derrame", "sobredosis por favor"]
)
def test_the_gravest_words_alarm_by_themselves(text):
    assert after("none", "", text).red_flag


@pytest.mark.parametrize("text", ["view", "Todas", "skin", "more", "parking"])
def test_a_strange_word_by_itself_alarms_nobody(text):
    assert not after("none", "", text).red_flag


@pytest.mark.parametrize("text", ["me picaron los mosquitos en la fiesta", "i have a massage gun, does it help?"])
def test_gnats_and_massage_guns_do_not(text):
    assert not {"suicide", "injury"} & set(after("none", "", text).red_flags)
