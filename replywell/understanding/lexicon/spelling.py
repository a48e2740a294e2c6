# ruff: noqa: E501 - tables of words and patterns read better whole
"""Usual misspellings, texting shorthand and contractions, to the word the rules know."""


def _pairs(table: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for line in table.strip().splitlines():
        good, _, bad = line.partition("<")
        out.update(dict.fromkeys(bad.split(), good.strip()))
    return out


CONTRACTIONS = _pairs("""
can not < can't cann't
will not < won't
overdosed < od'd od'ed
i am < i'm
let us < let's
it is < it's
that is < that's
what is < what's
where is < where's
there is < there's
""")

# Contractions typed without their apostrophe, where no other word is meant.
SPELLING = _pairs("""
hinchada < inchada
todavia < todabia todabía todaviaa
something < somethings
hinchadas < inchadas
hinchado < inchado
hinchados < inchados
hinchazon < inchazon inchason hinchason
can not < cant cannot cnt canot cantt
will not < wont
do not < dont dnt donot
does not < doesnt doesn
did not < didnt
is not < isnt aint
have not < havent
has not < hasnt
would not < wouldnt
could not < couldnt couldn
should not < shouldnt
was not < wasnt
are not < arent
i am < im iam
i have < ive
it is < its
that is < thats
what is < whats wats
where is < wheres
there is < theres
you are < youre ur
you < u yu
sorry < sry srry sory
please < pls plz plse pleas plese pleaze
thanks < thx tnx thnx thks thnks thanx tks ty tysm thankyou thnk
thank < thnak thankk
going to < gonna gunna
want to < wanna
got to < gotta
tomorrow < tmrw tmr tmrow tomorow tommorow tommorrow tomorro tomorrw 2morrow 2moro tomm tmw
appointment < appt appts apt appmt appointmet appointmnt apointment appoinment appoitment appointent appoint apptmt appintment apppointment appointments appontment
reschedule < resched reschedual rescedule reshedule resechdule reschdule rescheduel reschedul re-schedule rescheule reschedle rechedule reschudule
cancel < cancle cancell cancal cansel cancl cacel canel cnacel canx
confirm < confrim comfirm cofirm confirn confim conferm
confirmed < confrimed comfirmed confimed
schedule < shedule scedule schedual schdule
available < avail availible avalable avaliable
minutes < min mins mns minuts mintues minuets minute mints
hours < hrs hour hr
message < msg mssg mesage
messages < msgs texts
prescription < rx script scrip perscription prescripton presciption perscriptions scripts
medication < meds med medicine medicines medecine medications
doctor < dr doc docter
because < bc cuz coz becuz cus
until < til till
about < bout abt
around < arnd
right now < rn
on my way < omw
got to go < gtg
got to < gotta
though < tho
little < lil
probably < prob prolly prbly
different < diff
what have you got < whatcha
week < wk
weeks < wks
see you < cya
for sure < fs
never mind < nvm nevermind
be right there < brt
let me know < lmk
going < goin
coming < comin
waiting < waitin
getting < gettin
cancel < cxl cncl cansel cancl cnacel canel
do not know < idk dunno
no problem < np ntp
tonight < tonite 2nite
anything < anythin anyting
something < somethin
there < ther
forward < fwd
after < aftr
with < w
overslept < over slept
friday < fri fryday firday
monday < mondy munday
saturday < sat saterday
hola < ola
voy < voi
aqui < aki
quiero < kiero qiero
quien < kien
esta < sta
estoy < stoy
llegando < yegando llegano
llego < yego yego
ya < lla
bien < vien
sabado < savado
jueves < jueve juebes
viernes < vierne biernes
miercoles < miercole miercoes
martes < marte
lunes < lune
domingo < domngo
buenos < wenos
buenas < wenas guenas
vamos < bamos
puedo < pueo
ok < okis oki okk
thursday < thurs thur thr thursdy thrusday thurday
wednesday < weds wednesdy wensday wendsday wednsday
tuesday < tues tuesdy teusday
ok < okay okey okie okk k kk oki okej okeydokey
yes < yess ye yea yeah yep yup yeh yas yessir yesh yezz yees
no < nope nah naw noo
unsubscribe < unsubcribe unsuscribe unsubscibe unsubscribed unsub
stop < stp st0p sotp stopp stpo
breathe < breath breth brethe breeth brethe breathe breat
breathing < breating breathin breathng
bleeding < bleading bleedin bleding
suicidal < suicidle sucidal
chest pain < chestpain chestpains
heart attack < heartattack
shortness of breathe < sob
wrong number < wrongnumber
wrong < wrng worng rong
number < numba numbr nmber nuber
numero < num
running < runing runnin
late < l8
before < b4
great < gr8
que < q
por favor < porfa porfavor xfa xfavor xfavour
porque < xq pq xk porq
cita < sita citas
cancelar < canselar cancelarr
confirmo < comfirmo confirmno
mensajes < mensages msjs msj mjs
tambien < tmb tb
gracias < grasias grcias grax
necesito < nesesito nececito
hacer < aser haser
ayuda < aiuda
""")

# Words that matter most, also with one slip of the finger (a letter swapped, dropped, doubled or wrong).
_MENDED = [
    "breathing",
    "bleeding",
    "suicide",
    "suicidal",
    "overdose",
    "overdosed",
    "seizure",
    "unconscious",
    "stroke",
    "pregnant",
    "ambulance",
    "emergency",
    "swelling",
    "dizzy",
    "appointment",
    "reschedule",
    "rescheduling",
    "confirm",
    "confirmed",
    "tomorrow",
    "message",
    "messages",
    "unsubscribe",
    "texting",
    "reminders",
    "wednesday",
    "thursday",
    "respirar",
    "sangrando",
    "infarto",
    "mensajes",
    "emergencia",
    "embarazada",
    "convulsion",
    "pastillas",
    "garganta",
    "corazon",
    "confirmo",
    "cancelar",
    "reagendar",
    "desmaye",
    "equivocado",
    "numero",
]
_OTHER_WORDS = frozenset(
    [
        "respirer",
        "respire",
        "respirare",
        "strike",
        "stoke",
        "strokes",
        "breeding",
        "blending",
        "messages",
        "message",
        "message's",
        "massage",
        "massages",
        "confirms",
        "confirm",
        "confirmed",
        "conform",
        "reminder",
        "breathings",
        "bleedings",
        "numeros",
        "pregnancy",
        "cancela",
        "cancelan",
        "cancelen",
        "cancelas",
        "emergencies",
        "dwelling",
        "spelling",
        "smelling",
        "selling",
        "welling",
        "swilling",
        "testing",
        "resting",
        "pastilla",
        "corazones",
        "desmayo",
        "desmaya",
        "desmayar",
        "conforme",
        "confirma",
        "confirme",
        "confirman",
        "embarazadas",
        "embarazado",
        "equivocada",
        "equivocados",
        "suicides",
        "overdoses",
        "overdosing",
        "seizures",
        "strokes",
        "appointments",
        "ambulances",
        "respira",
        "respiro",
        "reschedules",
        "cancelara",
    ]
)


def _slips(word: str) -> set[str]:
    """Every spelling one slip away from a word; the first letter is kept."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    out = set()
    for n in range(1, len(word)):
        out.add(word[:n] + word[n + 1 :])
        out.add(word[:n] + word[n : n + 2][::-1] + word[n + 2 :])
        for letter in letters:
            out.add(word[:n] + letter + word[n + 1 :])
            out.add(word[:n] + letter + word[n:])
    return out


def _with_slips() -> dict[str, str]:
    plain = frozenset(_MENDED) | _OTHER_WORDS
    return {slip: word for word in _MENDED for slip in _slips(word) if slip not in plain}


SPELLING = {**_with_slips(), **SPELLING}

_VERBS = r"(?:be|see|take|come|go|keep|wait|make|need|try|do|have|call|stick|stay|pick|leave|get|just|still|definitely|arrive|attend|confirm|cancel|pass|let|hold|probably|also|both|all)"

# What dictation and missing apostrophes make of plain wordings: (pattern, plain form).
MISHEARD = [
    (rf"ill(?= {_VERBS} )", "i will"),
    (r"id(?= (?:like|love|rather|prefer|be|need|appreciate) )", "i would"),
    (r"well(?= (?:be|see|take|keep|do|need|make|have) )", "we will"),
    (r"wed(?= (?:like|love|rather|prefer|be|need|appreciate) )", "we would"),
    (r"were(?= (?:on|coming|good|all|still|running|here|stuck|leaving|going|not|late|almost|about|set|gonna|in the|at the|both|outside) )", "we are"),
    (r"(?<=[.,] )hes", "he is"), (r"(?<=^ )hes", "he is"), (r"(?<=[.,] )shes", "she is"), (r"(?<=^ )shes", "she is"),
    (r"theyll", "they will"), (r"lets(?= (?:do|go|make|try|move|get|keep|book|set|take) )", "let us"),
    (r"question mark", "?"), (r"exclamation (?:point|mark)|smiley face|signo de exclamacion", "."),
    (r"(?<!my )(?<!her )(?<!grace )(?<!a )(?<!the )period(?= [.,?]| $| (?:thank|thanks|please))", "."), (r"(?<!un )(?<!el )punto(?= [.,?]| $| gracias)", "."),
    (r"comma|coma|um|uh", ","), (r"re (schedul\w+)", r"re\1"),
    (r"(?:an )?a pointment", "an appointment"),
]  # fmt: skip
