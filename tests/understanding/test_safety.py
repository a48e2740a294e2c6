# ruff: noqa: E501 - tables
"""Danger, opt-out and their look-alikes."""

import pytest

from replywell.understanding import Intent, screen

from .tables import rows, texts, understand

RED_FLAGS = """
I have chest pain | cardiac
stop these messages, I plan to be dead soon | suicide
got enough energy now to actually go through with it | suicide
tengo que llevarme al niño al cielo conmigo | suicide
unsubscribe me from this and from the rest of life | suicide
stopped my meds and had 3 fits since friday | consciousness
wife is holding the phone cause my hand quit | stroke
me explotó un petardo en la mano | bleeding
needle stick at work 20 min ago | poison
my chest hurts really bad | cardiac
chest feels tight and heavy | cardiac
pressure in my chest since this morning | cardiac
I think I'm having a heart attack | cardiac
my heart is racing and won't slow down | cardiac
pain down my left arm | cardiac
me duele el pecho | cardiac
tengo dolor en el pecho | cardiac
siento presion en el pecho | cardiac
creo que es un infarto | cardiac
I can't breathe | breathing
cant breath | breathing
having trouble breathing | breathing
I'm short of breath | breathing
shortness of breath since last night | breathing
his lips are blue | breathing
she is choking | breathing
asthma attack and inhaler not working | breathing
no puedo respirar | breathing
me cuesta respirar | breathing
me falta el aire | breathing
mi hijo no puede respirar bien | breathing
half my face is drooping | stroke
her speech is slurred | stroke
my left side is numb | stroke
numbness in my arm and face | stroke
I think mom is having a stroke | stroke
sudden vision loss in one eye | stroke
worst headache of my life | stroke
se le cayo la cara de un lado | stroke
tiene la cara torcida | stroke
no puede hablar y tiene el brazo dormido | stroke
creo que es un derrame | stroke
I am bleeding a lot | bleeding
the bleeding won't stop | bleeding
coughing up blood | bleeding
there is blood in my stool | bleeding
estoy sangrando mucho | bleeding
no para de sangrar | bleeding
vomitando sangre | bleeding
I took too many pills | overdose
she overdosed | overdose
took the whole bottle of tylenol | overdose
my toddler swallowed a battery | overdose
me tome demasiadas pastillas | overdose
se tomo todo el frasco | overdose
creo que es una sobredosis | overdose
I want to die | suicide
I want to kill myself | suicide
thinking about suicide | suicide
I don't want to live anymore | suicide
everyone would be better off without me | suicide
i keep cutting myself | suicide
quiero morir | suicide
me quiero matar | suicide
no quiero vivir mas | suicide
pienso en quitarme la vida | suicide
my throat is closing | anaphylaxis
my lips are swelling up | anaphylaxis
face is swollen after the shrimp | anaphylaxis
having an allergic reaction | anaphylaxis
se me cierra la garganta | anaphylaxis
tengo la lengua hinchada | anaphylaxis
my 3 week old has a fever | infant
the baby has a temp of 101.5 | infant
newborn won't wake up to eat | infant
mi bebe tiene fiebre | infant
el recien nacido no despierta | infant
I'm pregnant and bleeding | pregnancy
32 weeks pregnant with bad cramps | pregnancy
my water broke | pregnancy
the baby isn't moving | pregnancy
estoy embarazada y estoy sangrando | pregnancy
se me rompio la fuente | pregnancy
I passed out this morning | consciousness
she fainted twice | consciousness
he had a seizure | consciousness
dad is unconscious | consciousness
me desmaye en la cocina | consciousness
mi papa esta inconsciente | consciousness
my husband hits me | abuse
I am being abused at home | abuse
I don't feel safe at home | abuse
mi esposo me pega | abuse
sufro violencia domestica | abuse
this is an emergency | emergency
should I call 911 | emergency
es una emergencia | emergency
J'ai une douleur dans la poitrine | cardiac
je ne peux pas respirer | breathing
estou com dor no peito | cardiac
nao consigo respirar | breathing
tôi bị đau ngực | cardiac
khó thở quá | breathing
masakit ang dibdib ko | cardiac
hindi ako makahinga | breathing
mwen pa ka respire | breathing
我胸痛 | cardiac
呼吸困难 | breathing
我想自杀 | suicide
가슴이 아파요 | cardiac
숨을 못 쉬겠어요 | breathing
у меня боль в груди | cardiac
не могу дышать | breathing
لا أستطيع التنفس | breathing
عندي ألم في الصدر | cardiac
STOP chest pain | cardiac
CHEST PAINS!!! | cardiac
no chest pain but I can't breathe | breathing
"""

NOT_RED_FLAGS = """
traffic is killing me, 10 min late
boss is gonna kill me if I miss another shift
10 min out, stuck behind an ambulance
why was I charged for an ambulance in march
dying to see you all
I'm dead tired, can we do it tomorrow
my back is killing me
family emergency, can't make it
what is your emergency contact number
I need to update my emergency contact
can't talk now, at work
no puedo hablar ahora
no chest pain today, all good
me muero de ganas de verlos
blood test tomorrow?
when are my blood work results in
my blood pressure is 120/80
analisis de sangre el lunes
chest x-ray is on thursday right?
I can't wait to see you
he will not respond to my calls
heartburn again
can't wake up that early
seizure medication refill please
my phone died
what a stroke of luck, see you then
llego tarde, mucho trafico
Out of office. If this is an emergency, please call 911
"""

OPT_OUTS = """
STOP
stop
Stop.
STOP!!!
stop please
please stop
STOPALL
stop all
END
quit
Quit.
revoke
opt out
opt-out
OPTOUT
unsubscribe
UNSUBSCRIBE me
Maria, stop
This is Bob, STOP
STOP - Ana
stopp
st0p
S T O P
stop 🙏
stop texting me
please stop sending me messages
stop these texts
stop messaging this number
quit texting me
don't text me anymore
do not contact me again
dont message me
never text me again
do not contact
leave me alone
take me off your list
take me off the list please
remove me from your list
remove my number
delete my number
lose my number
opt me out
I want to opt out
I want to unsubscribe
how do I unsubscribe
I don't want these texts
I no longer want to receive messages
I do not want to get any more texts
no more texts
no more messages please
I revoke my consent
cancel these texts
end these messages
you don't have my permission to text me
I'm going to block this number
this is spam
cease and desist
I don't want to hear from you
alto
ALTO por favor
pare
basta
dar de baja
no me escriban más
no me manden mensajes
no me envien mas mensajes
ya no me manden mensajes
no quiero mensajes
no quiero recibir mas mensajes
ya no quiero recibir sus mensajes
dejen de escribirme
deje de mandar mensajes
dejen de molestarme
paren de enviar mensajes
no mas mensajes
borren mi numero
quiten mi numero de su lista
saquenme de la lista
quiero darme de baja
denme de baja
dejenme en paz
cancelar los mensajes
no autorizo que me manden mensajes
arretez
停止
退订
стоп
توقف
수신거부
itigil
sispann
dừng lại
parar
"""

OPT_OUT_LOOKALIKES = """
can I stop by at 3?
undo stop
i take back unsubscribe
why did my reminders stop
how come the texts quit
how do I opt out of the generic and get brand name
did yall quit sending texts?
opt out of organ donor, do i do that with you?
no le manden mensajes a mi marido, mándenmelos a mi
ya no manden mis recetas a la Walgreens
ya no me manden a la otra oficina
ok ya no molesto más, gracias
I'll stop by tomorrow
don't stop my refills
should I stop taking the aspirin?
quit smoking class
I quit smoking!
end of the month works
weekend works
the pain won't stop
can you cancel my appointment
cancel my appointment please
I need to cancel
don't cancel my visit
is there a bus stop near the office
did you stop taking new patients?
we can't stop laughing thanks
my cough won't stop
text me the address
please text me when ready
call me instead of texting
don't call me at work, text me
no me llamen al trabajo, mejor mensaje
remove the stitches tomorrow?
what does it cost to remove a mole
no puedo ir
alto riesgo es lo que me dijo el doctor
la presion esta alta
no quiero cancelar
parar el tratamiento?
la fiebre no baja
yes
no
ok
end date of my prescription?
the end is near lol see you at 2
lost my phone number, can you call
get me in the list for tuesday
I want out of pocket prices
don't text me before 8am please
I'll be at the last stop on the line
"""

WRONG_NUMBERS = """
wrong number
sorry you have the wrong number
Wrong person
this is not Maria's phone
this is not her number
no one here by that name
nobody named Carlos here
numero equivocado
se equivoco de numero
tiene el numero equivocado
este no es el numero de Maria
you have the wrong person
no longer my number
"""

AUTO_REPLIES = """
I'm driving right now - I'll get back to you later. (Driving Focus)
I am out of the office until Monday
Auto-reply: I will respond when I return
This is an automatic response
Estoy conduciendo, te respondo luego
respuesta automatica: fuera de la oficina
I'm not receiving notifications. If this is urgent, reply "urgent" to send a notification through with your original message.
This inbox is not monitored
Thank you for contacting Smith Plumbing. We will reply soon
Do Not Disturb while driving is on
"""


@pytest.mark.parametrize(("text", "name"), list(rows(RED_FLAGS)))
def test_danger_is_seen_and_goes_to_a_person(text, name):
    reading = understand(text)
    assert name in reading.red_flags
    assert (reading.intent, reading.red_flag, reading.auto) == (Intent.EMERGENCY, True, False)


@pytest.mark.parametrize("text", texts(NOT_RED_FLAGS))
def test_what_only_sounds_like_danger_does_not_alarm(text):
    assert understand(text).red_flags == ()


@pytest.mark.parametrize("text", texts(OPT_OUTS))
def test_an_opt_out_is_one_in_any_wording_and_context(text):
    for context in ("none", "confirm_prompt", "slot_offer"):
        reading = understand(text, context, options=3)
        assert reading.intent is Intent.OPT_OUT
        assert reading.opt_out in ("keyword", "words")
        assert reading.auto
    assert screen(text).opt_out == reading.opt_out


@pytest.mark.parametrize("text", texts(OPT_OUT_LOOKALIKES))
def test_what_only_looks_like_an_opt_out_is_none(text):
    assert understand(text).opt_out is None
    assert understand(text, "confirm_prompt").intent is not Intent.OPT_OUT


@pytest.mark.parametrize("text", ["cancel", "CANCEL", "Cancel.", "cancel please", "cancelar", "CANCEL!"])
def test_a_bare_cancel_means_the_visit_and_maybe_the_texts(text):
    reading = understand(text, "confirm_prompt")
    assert (reading.intent, reading.also, reading.opt_out) == (Intent.CANCEL, (Intent.OPT_OUT,), "cancel")
    assert screen(text).opt_out == "cancel"


@pytest.mark.parametrize("text", texts(WRONG_NUMBERS))
def test_a_wrong_number_goes_to_a_person(text):
    reading = understand(text)
    assert (reading.intent, reading.auto) == (Intent.WRONG_NUMBER, False)
    assert screen(text).wrong_number


@pytest.mark.parametrize("text", texts(AUTO_REPLIES))
def test_an_automatic_reply_is_no_answer(text):
    reading = understand(text, "confirm_prompt")
    assert reading.is_auto_reply
    assert not reading.auto
    assert screen(text).auto_reply


@pytest.mark.parametrize(
    "text",
    ["I'm driving, running 10 minutes late", "I am on my way", "driving there now", "estoy manejando, llego tarde"],
)
def test_a_person_who_drives_is_no_automatic_reply(text):
    assert not understand(text).is_auto_reply


REACTIONS = """
Loved "Reply C to confirm, STOP to end" | confirm
Liked “See you Thursday. Reply STOP to opt out” | confirm
Le gustó "Responda C. STOP para salir" | confirm
Le encantó “Responda C” | confirm
👍 to "Reply C or STOP" | confirm
A ❤️ sobre “Responda C. STOP para salir” | confirm
Reacted 👍 to "Reply C" | confirm
Disliked "Reply C to confirm. STOP to end" | decline
👎 to “Reply C” | decline
Removed a heart from "Reply C" | unknown
Laughed at "Reply C, STOP to end" | unknown
Emphasized “chest pain? call 911. Reply STOP” | unknown
Questioned "Reply C" | question
Removed a like from “Reply STOP to end” | unknown
"""


@pytest.mark.parametrize(("text", "intent"), list(rows(REACTIONS)))
def test_a_reaction_that_quotes_us_is_read_as_its_emoji(text, intent):
    reading = understand(text, "confirm_prompt")
    assert (reading.intent, reading.is_reaction) == (intent, True)
    assert screen(text).opt_out is None
    assert screen(text).red_flags == ()


def test_a_loved_keep_texting_prompt_never_opts_out():
    assert understand('Disliked "Reply KEEP or STOP"', "keep_texting").intent is not Intent.OPT_OUT


def test_stop_beside_danger_is_both():
    for text in ("STOP chest pain", "I can't breathe. STOP", "Stop. I want to die", "me duele el pecho ALTO"):
        reading = understand(text)
        assert reading.intent is Intent.EMERGENCY
        assert Intent.OPT_OUT in reading.also
        assert screen(text).opt_out


def test_start_and_help_only_when_alone():
    for text in ("START", "unstop", "INICIAR", "start please"):
        assert screen(text).opt_in
        assert understand(text).intent is Intent.OPT_IN
    for text in ("YES", "si", "when do I start", "start over"):
        assert not screen(text).opt_in
    for text in ("HELP", "help", "ayuda", "INFO", "Help please"):
        assert screen(text).help
        assert understand(text).intent is Intent.HELP
    assert not screen("can you help me find a time").help
