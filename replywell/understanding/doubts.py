# ruff: noqa: E501, SIM905 - patterns read better whole
"""What keeps software from acting on a plain answer: conditions, doubts, second thoughts, half answers, questions."""

import re

from .context import OFFERS
from .intents import without_denied
from .model import Asked, Intent, Reading
from .normalise import Prepared
from .visits import other_than_a_visit

# "yes if you take my plan", "la 1 si me dan permiso"; an opening that is only asked for is none.
_CONDITION = re.compile(
    r" (?:only if|only when|unless|pending|depending|assuming|as long as|provided|so long as|con tal|siempre y cuando|siempre que|dependiendo|pendiente de|a menos que|nada mas si|nomas si|solo si) |"
    r" if (?!you please|(?:\S+ ){1,3}(?:do not|does not|will not) (?:\S+ )?(?:kill|finish) (?:me|us)|possible|so |not too|(?:that|this|it) (?:is (?:ok|okay|fine|possible|still|available|open|good|alright|all|not|no|easier|better|convenient|cool)|works|would|kills|will)|(?:you|he|she|they|yall|doctor \S+) (?:can|could|have|has|do|are able|would|got|want|need|dont|do not|like)|i (?:can|could|may)|there (?:is|are)|any\S*|some\S*|still|need|available|able|god|the (?:good )?lord|the creek|all right|at all|(?:it )?ok|okay|that|open|convenient)\S+ |"
    r"^ si me (?:dan|dejan|sueltan|prestan) |(?<=[a-z0-9]) (?<!pues )(?<!claro )(?<!que )si (?!no me (?:mata|tumba|lleva))(?:me (?:dan|dejan|da|deja|sueltan|prestan|toca|llevan|lleva|pagan|sale)|mi |no (?!hay (?:problema|inconveniente)|es (?:mucha|molestia|posible)|le (?:molesta|importa))|consigo|encuentro|logro|salgo|toman|aceptan|cubren?|llego|deja|llueve|todavia|antes )"
)
_DOUBT = re.compile(
    r" (?:not sure|unsure|do not know|dont know|idk|no idea|(?:let|lemme|let me) (?:me )?(?:check|see|ask|look|think|talk|get back)|(?:will|ll|need to|have to|got to|gotta|going to|must|should|want to) (?:check|ask|look at|look into|think about|think on|talk to|see what|see if|get back|confirm later|let you know)|"
    r"get back to (?:you|u|y)|brb|hold on a|thinking about|thinking of|might have|may have|may be able|we will see|i will see|tbd|see what|see how|do not remember|can not remember|forget which|forgot which|which one (?:is|was)|not certain|not positive|i suppose|pretty sure|fairly sure|i think so|i think that is|"
    r"no se (?:si|cual|bien|todavia)|no estoy segur\S+|no me acuerdo|no recuerdo|deje(?:me|n)? (?:ver|checar|preguntar|pensar|revisar|checo|veo|pregunto|consulto)|deja (?:ver|checo|pregunto|veo)|voy a (?:ver|checar|preguntar|pensar|consultar|revisar)|(?:tengo|tendria) que (?:ver|checar|preguntar|revisar|consultar|pensar)|"
    r"(?:luego|despues|al rato|manana) (?:le|les|te) (?:digo|aviso|confirmo|marco)|(?:le|les|te) (?:aviso|confirmo) (?:luego|despues|manana|al rato|mas)|a ver si (?:puedo|alcanzo|me)|creo que (?:si|la|el|no)|quien sabe|tal vez|capaz que|puede que) "
)
_SECOND_THOUGHT = re.compile(
    r" (?:(?<!not )(?:no )?wait|hold on|on second thought|scratch that|actually (?:no|not|i|we|let|lemme|can)|changed my mind|mejor (?:no|olvidelo)|espere(?:me)? (?:no|mejor)|no espere|ay no|oh no|dang it no|uh no|well no|hmm no|oops|nvm|never ?mind|olvidelo|perdon no) "
)
# one of the two visits, one of the two people
_PART = re.compile(
    r" (?:(?:for )?(?:one|1|two) of (?:them|the|those|us|my)|the other(?: one| (?:kid|child|visit|appointment))?(?= |[.,])|(?:only|just) (?:for )?(?:her|him|hers|his|one|me|mom|dad|the (?:first|second|one|other))|not both|not all|uno de|una de|el otro|la otra|el otro nino|solo (?:uno|una|ella|el nino|la nina|yo)|nomas (?:uno|una|ella)) "
)
# "2 and 3 both work", "either": more than one is left open
_OPEN = re.compile(
    r" (?:either|any of (?:them|those|these|the)|both|whichever|whatever|any one|anyone|doesnt matter|does not matter|do not care|no preference|cualquiera|cualquier|la que sea|el que sea|las dos|los dos|las tres|ambas|ambos|me da igual|da lo mismo|indistinto) "
)
_CLAUSE = r"(?:^(?: (?:wait|um|hey|ok|so|oh|hi|hello|umm|uh|esperen?|oiga|oye|hola))*|[.,?]|[.,?] (?:and|but|also|y|so|oh|pero)| (?:and|but|also|plus|pero|so))"
_ASKS = re.compile(
    rf"{_CLAUSE} (?:did (?:you|u|i|he|she|they|we|dr|doctor|my|the|yall)|(?:was|were|is|are|am|do|does|can|could|will|would|should|may|has|have) (?:my|the|it|that|this|there|you|u|i|we|he|she|they|mom|dad|his|her|yall|doctor|dr|parking|anyone|someone)|(?:what|where|when|who|why|how|which) (?:is|are|do|does|did|was|were|can|could|should|will|would|about|much|long|many|time|if|to)|"
    r"(?:donde|cuando|cuanto|cuanta|cuantos|quien|a que hora|por que) (?:es|esta|queda|me|se|tengo|debo|puedo|seria|cuesta|abren|cierran|hay|fue|los|las|la|lo|tiempo)|(?:puedo|puede|pueden|podria|tengo que|debo|necesito|hay que|es necesario) (?:llevar|traer|ir con|comer|tomar|mi|entrar|pagar|estacionar\S*)) "
)
_TAG = re.compile(
    r" (?:is (?:that|it|this) (?:ok|okay|fine|alright|good|possible|cool)|will that work|would that work|does that work|do you (?:copy|hear)) "
)
_SOMEBODY = re.compile(
    r" (?:my|mi|his|her|su) (?:\S+ )?(?:mother|mom|dad|father|husband|wife|son|daughter|sister|brother|boyfriend|girlfriend|partner|roommate|suegra|suegro|mama|papa|espos[oa]|hij[oa]|herman[oa]|novi[oa]|marido|mujer|pareja|number|email|numero|correo) "
)
_TOO = re.compile(
    r" (?:and |y |, )?(?:can|could|may|puede|pueden|podria|would|does|do) (?:\S+ ){0,2}?(?:mom|dad|he|she|they|my \S+|mi \S+|ella|el nino|la nina|wife|husband|brother|sister)(?: \S+){0,3}? (?:come|go|be seen|be there|also|too|same|get|have|venir|ir|tambien|igual|atender) "
)
# What was done elsewhere belongs in the record.
_DONE_ELSEWHERE = re.compile(
    r" (?:(?:i|we|she|he|already) (?:just |already )?had (?:it|mine|one|that|this)(?: done)?|already (?:had|did|got|done)|got (?:it|mine|one) (?:done )?(?:at|in|from|last)|(?:ya )?me (?:lo|la) (?:hice|hicieron|pusieron|puse)|ya me hicieron|ya me vacun\S+) "
)
# An answer to "is it time for a visit?" that begins with a yes, or names a time and denies nothing, declines nothing.
_BEGINS_WITH_YES = re.compile(r"^ (?:yes|yeah|yep|sure|ok|okay|book|si|claro|cita|dale|bueno|va|please|por favor)(?= )")
_DENIES = re.compile(
    r" (?:no|not|nope|never|without|already|next|later|maybe|else|done|pass|ya|nunca|tampoco|luego|despues|otr[oa])(?= )"
)
_NONE_OF_THEM = re.compile(r" (?:neither|none|ningun[oa]?)(?= )")
# "Don't you dare send them again": a wish for texts with a denial in it is no wish for texts.
_NEVER_AGAIN = re.compile(r" (?:no|not|nunca|jamas|ni|tampoco|sin|never|stop|dejen|paren|basta)(?= )")
# A reading with a "but" is a reading and something that a nurse should see.
_BUT = re.compile(
    r" (?:but|pero|nomas que|nada mas que|although|though|except|excepto|aunque)(?= )"
    r"| (?:high|low|alta?|bajo|baja) (?:for|para|on) (?:me|mi|him|her|el|ella)(?= )"
)
# "ayer 130, hoy no me la he checado"
_NOT_TODAY = re.compile(
    r" (?:ayer|yesterday)(?= )| (?:hoy|today|yet|todavia|aun) (?:\S+ )?(?:no|not) (?:\S+ ){0,4}?(?:chec|med[ií]|tom|hec|hic|hiz|test|done|check|meas|took|take)"
)
_THANKS = re.compile(r" (?:thank\S*|gracias|gracia|appreciate\S*|merci|ty|bless\S*|bendi\S*|obrigad[oa]) ")
_ASKS_NOTHING = frozenset("anything any available opening openings free theres disponible algo".split())
_NUMBER_BESIDE = re.compile(r" [a-z]+ (?:\S+ ){0,9}?\d+(?![:/]) ")
# "does the doctor speak Spanish?" changes nothing
_WHO_SPEAKS = re.compile(
    r" (?:doctor\S*|dr|dra|nurse|enfermera|anyone|anybody|someone|somebody|alguien|staff|they|she|he) (?:\S+ ){0,2}?(?:speaks?|habla|hablan|hable)(?= )(?=.*[?])|"
    r" (?:does|do|is there|hay) (?:\S+ ){0,3}?(?:speaks?|habl\S+)(?= )(?=.*[?])|(?<= hay )(?:un|una|algun|alguna) \S+ que habl\S+ "
)
_LATER = re.compile(
    r" (?:when|once|after|cuando|despues|until|till|hasta|not now|ahora no|but|pero|later|mas tarde|luego) "
)
_TELL_HERE = re.compile(
    r" (?:just tell|tell me (?:positive|if|the|what|yes|here|now)|positive or|good or bad|is it (?:bad|good|positive|negative)|solo digame|digame (?:si|que|ya)|positivo o|bueno o malo|mal[oa]\?) "
)
# "C, and have him look at this toenail": a wish for the clinic
_LOOK_AT = re.compile(
    r" (?:have|ask|let|make|need|want|que|pida\S*|digale) (?:\S+ ){0,3}?(?:look|check|see about|examine|fill|write|order|bring|revis\S+|cheque\S*|mand\S+|llen\S+) (?:at |on |out |into )?(?:\S+)"
)
_TOO_MUCH = re.compile(
    r" (?:all of (?:it|them)|whole bottle|and then some|twice|double|extra|by mistake|too many|half|tod[oa]s? (?:el|la|las|los) (?:frasco|pastillas)|doble|de mas|la mitad|bottle|last one|ran out|almost out) "
)
_NEEDS = re.compile(
    r" (?:need|needs|necesito|ocupo|can you|could you|please (?:call|send|tell|refill)|more of|send me|call me|mande\S*|pueden?) "
)
_OF_ONE = re.compile(r" (?:hers|his) (?:needs|has to|one|can not|cant|to)|(?:el|la) de (?:ella|el) (?:no|si|mejor|hay)")
_RATHER_CALL = re.compile(
    r" (?:que me (?:hable|llame|marque)|por telefono|rather (?:have|get) a call|prefer a call|call me instead) "
)
_DEATH_WISH = re.compile(
    r" (?:want to die|wish (?:i was|i were) dead|kill (?:myself|my self)|end (?:my life|it all)|no quiero (?:seguir )?vivi\S*|quiero morir\S*|matarme|quitarme la vida) "
)
_FAREWELL = re.compile(
    r" (?:no voy a estar|will not be (?:around|here|alive|needing anything)|wont be (?:around|here)|perdon(?:en|e)me|forgive me|forgive us|goodbye|good bye|adios|no importa ya|ya no importa|nothing matters|does not matter anymore|never see|for good|forever|para siempre|ever again|nunca mas) "
)
_MAKE_LAST = re.compile(r" (?:make (?:it|them) last|half|skip\w*|pills?|dose|pastillas?|mitad|cut) ")
_OF_TEXTS = frozenset(
    "text texts texting message messages reminder reminders notifications mensaje mensajes textos recordatorio recordatorios".split()
)
_ONLY_VISITS = frozenset(
    {Intent.CANCEL, Intent.RESCHEDULE, Intent.BOOK, Intent.CONFIRM, Intent.RUNNING_LATE, Intent.READY}
)
_ANSWERS = frozenset({Intent.CONFIRM, Intent.SELECT_OPTION, Intent.READY})
_STRICT = _ANSWERS | {Intent.DECLINE, Intent.VALUE_REPORT, Intent.CANCEL}
_UNMEANT = re.compile(r" (?:(?:did not|not|never) (?:mean|meant|want)|no (?:quise|queria|era)|put (?:it|me) back) ")
_OF_A_VISIT = re.compile(
    r" (?:appointments?|visits?|slots?|reschedul\w*|doctor|dr|cita|citas|turno|consulta|hora|reagend\w*|reprogram\w*|come|coming|in) "
)
_CHECKINS = frozenset({"checkin_bp", "checkin_glucose", "checkin_yesno"})


_IS_IT = re.compile(r"(?<! is)(?<! all) (?:right|correct|verdad|cierto|o no|or no|or not) $")
_NOT_MINE = re.compile(
    r" (?:not (?:mine|my|for me)|(?:my|mi) (?:husband|wife|mom|dad|son|daughter|mother|father|brother|sister|friend|esposo|esposa|mama|papa|hijo|hija)s(?= (?:\S+ )?(?:appointment|visit|one|slot|cleaning|checkup|time|cita)| [.,]| $)|(?:la|el) de mi (?:\S+)) "
)
_TWO = re.compile(
    r" (?:[1-9]|one|two|three|uno|una|dos|tres) (?:o|or|y|and|u) (?:la |el |the |option |opcion )?(?:[1-9]|one|two|three|dos|tres|una?) (?!pm|am)"
)
_GUESSED = re.compile(r" (?:i think|i guess|guess|guessing|not sure|creo|mas o menos|ish|roughly) ")
_CANCELLED = re.compile(
    r" (?:cancel\w*|quit\w+|anul\w+|borr\w+|remove|delete|drop) (?:my|the|our|mi|la|el|this|that) (\S+)(?: (\S+))? "
)
_OTHER_GOODS = frozenset(
    "credit card subscription account order orders prescription prescriptions refill refills insurance payment payments autopay membership referral request membresia tarjeta cuenta pedido receta recetas seguro pago pagos surgery cirugia plan policy newsletter email number numero address records".split()
)


# "why do you need that", "how come"
_ASKS_WHY = re.compile(
    r" (?:but |and |wait |pero |y |hey |oiga )*(?:why|how come|who|what for|por que|para que|quien|y eso)(?= )"
)
# "how long does the first visit take"
_ASKS_FACTS = re.compile(
    r" (?:hi |hello |hola |ok |and |y |pero |but |oiga |disculpe )*(?:cuant[oa]s?|donde|quien|que (?:incluye|hacen|tan|doctor)|how (?:long|much|many|far)|where|who|do (?:you|yall) (?:take|accept|do|treat)|toman|aceptan(?! pacientes))(?= )"
)
# "if Kim is there, yes; if it is the other one, move me"
_EITHER_WAY = re.compile(
    r" (?:if|si) (?:[^.?]*?)(?: |[.,] )(?:but |and |pero |y )*(?:if|si) (?:it|its|is|she|he|the|es|esta|hay|anda|viene) |^ (?:if|si) (?:esta|es|anda|viene|hay|it is|she is|he is|the) (?:[^.?,]*) (?:voy|vamos|si|yes|i will|im in)(?= )|"
    r" (?:if|only if) (?:kim|she|he|they|it|the \S+|doctor \S+|\S+) (?:is|s|are) (?:there|in|working|available that day|the one)(?= )"
)
# "if I come at ten to, will you see me or do I lose it"
_SEEN_STILL = re.compile(
    r" (?:me|nos|lo|la) (?:atienden|atenderian|ven|esperan|reciben|dejan pasar|cobran)(?= )| (?:o|or) (?:pierdo|lo pierdo|la pierdo|me la quitan|i lose|do i lose|will i lose)(?= )"
)
_NEXT_ONE = re.compile(r" (?:at|for|on) the next (?:one|time)| en la proxima | hasta la proxima ")
# courtesy with a wish beside it, or with none at all
_WISHED_BESIDE = re.compile(
    r" (?:forgot to (?:make|book|schedule|ask)|next one|(?:monday|tuesday|wednesday|thursday|friday|\d+) please|waited|waiting|not (?:great|good|happy|so|really|the|very)|no (?:not|fue)|not? (?:great|bueno|buena)|pasal[oa]\S* (?:a|al)|reenvi\S+|compart\S+|forward (?:this|it)|pass (?:this|it) (?:on|along)|share (?:this|it)|(?:send|manda\S*|envi\S+) (?:this|it|esto|lo) (?:to|a)|olvide (?:hacer|sacar|pedir)|se me olvido (?:hacer|sacar|pedir))(?= )"
)
# "not at that hour, but tomorrow afternoon I can"
_BUT_THEN = re.compile(
    r" (?:but|pero|though) (?:\S+ ){0,6}?(?:yes|works|work|i can|we can|could|can do|available|free|si|puedo|podria|podemos|le caigo|me queda|me sirve|me funciona)(?= )"
)
# "8 to 10 or forget it"
_OR_NOTHING = re.compile(
    r" (?:or|o) (?:else )?(?:forget (?:it|about it)|never ?mind|olvid\w+|(?:mejor )?nada|nothing)(?= )"
)
_ALTHOUGH = re.compile(r" (?:although|even though|aunque)(?= )")
_GRIEF = re.compile(
    r" (?:passed(?= (?:away|on|last|this|yesterday|so|and|suddenly|in|[.,])| $)|died|dies|fallecio|murio)(?= )"
)
# a visit for one and another
_FOR_TWO = re.compile(
    r" (?:para|a|for) (?:me|mi|myself|(?:my|mi) \S+)(?: (?!y |and )\S+){0,4} (?:y|and|&) (?:(?:para|a|for) )?(?:my|mi|me|myself)(?= )"
    r"| (?:both|the two|all (?:two|three|four)) of us(?= )| (?:los dos|las dos) (?:juntos|juntas|el mismo dia)(?= )"
)
_ASKS_WHICH = re.compile(r" (?:or|o) (?:toca|es|con|el|la|does|is|do|should|will|the|a)(?= )")


def doubtful(text: Prepared, asked: Asked, reading: Reading) -> bool:
    """Whether a text leaves open what it seems to answer, or answers another question than ours."""
    if reading.intent in (Intent.CANCEL, Intent.DECLINE, Intent.RESCHEDULE) and _IN_CARE.search(text.fixed):
        return True
    return _misdirected(text, asked, reading) or _open(text, asked, reading)


# Who is there for something urgent is asked about it by a person.
_IN_CARE = re.compile(
    r" (?:at|in|to|from|the|en|al|del|la|el) (?:\S+ )?(?:urgent care|er|emergency room|emergency|hospital|icu|ambulance|hospice|urgencias|emergencias?) "
)


def _misdirected(text: Prepared, asked: Asked, reading: Reading) -> bool:
    """Whether it answers a question of another kind than the one we asked."""
    context, intent, slots = asked.context, reading.intent, reading.slots
    if intent is Intent.VALUE_REPORT:
        if context == "checkin_bp":
            return "systolic" not in slots
        if context == "checkin_glucose":
            return "systolic" in slots or slots.get("unit") not in ("mg/dL", "mmol/L")
        high, low = slots.get("systolic"), slots.get("diastolic")
        if context == "none":  # unasked, a higher one is a worry
            return high is not None and low is not None and (high >= 150 or low >= 95)
        value = slots.get("value", 0.0)
        if context == "postvisit" and not asked.options and not re.search(r"\d", asked.prompt):
            return True  # no mark was asked for
        return context != "postvisit" or (
            bool(asked.options) and not (value.is_integer() and 1 <= value <= asked.options)
        )
    if context == "keep_texting" and intent is Intent.RESCHEDULE and _UNMEANT.search(text.fixed):
        return True
    if context in _CHECKINS:
        if intent in (Intent.RUNNING_LATE, Intent.READY):
            return True
        if intent in (Intent.RESCHEDULE, Intent.BOOK, Intent.CANCEL) and not _OF_A_VISIT.search(text.fixed):
            return True  # of pills, perhaps
        if context != "checkin_yesno" and intent in (Intent.CONFIRM, Intent.DECLINE):
            return True
        if intent is Intent.CONFIRM and re.search(r" (?:there|see you|alli|ahi|alla|coming|voy|vamos) ", text.fixed):
            return True
        return intent is Intent.THANKS and context != "checkin_yesno" and not _THANKS.search(text.fixed)
    if context.startswith("checkin") and intent in (Intent.RESCHEDULE, Intent.CANCEL) and _MAKE_LAST.search(text.fixed):
        return True
    if intent is Intent.RUNNING_LATE and context not in ("none", "confirm_prompt"):
        return True
    if intent is Intent.BOOK and context in OFFERS:
        return True
    if context == "which_one":  # "both", "none": what for, a person asks
        return intent in (*_ONLY_VISITS, Intent.DECLINE) or (intent is Intent.SELECT_OPTION and "option" not in slots)
    if context in ("intake_question", "triage_question"):
        return intent in (Intent.CONFIRM, Intent.READY, Intent.VALUE_REPORT) or (
            intent is Intent.DECLINE and context == "triage_question"
        )
    if context == "postvisit":
        return intent in (Intent.CONFIRM, Intent.DECLINE)
    return False


def _open(text: Prepared, asked: Asked, reading: Reading) -> bool:
    fixed, intent = text.fixed, reading.intent
    if intent in (Intent.RUNNING_LATE, Intent.THANKS, Intent.CONFIRM) and _ASKS_WHY.match(fixed):
        return True
    if intent in (Intent.CONFIRM, Intent.RESCHEDULE, Intent.SELECT_OPTION, Intent.CANCEL) and _EITHER_WAY.search(fixed):
        return True
    if intent is Intent.CONFIRM and (_SEEN_STILL.search(fixed) or _NEXT_ONE.search(fixed)):
        return True
    if intent is Intent.BOOK and _ASKS_FACTS.match(fixed) and not reading.slots.get("when"):
        return True
    if intent in (Intent.CANCEL, Intent.BOOK, Intent.RESCHEDULE) and _OR_NOTHING.search(fixed):
        return True
    if intent is Intent.CONFIRM and _ALTHOUGH.search(fixed):
        return True
    if intent is Intent.CANCEL and _GRIEF.search(fixed):
        return True
    if intent is Intent.BOOK and _FOR_TWO.search(fixed):
        return True
    if intent is Intent.THANKS and _WISHED_BESIDE.search(fixed):
        return True
    if (
        intent in (Intent.DECLINE, Intent.WAITLIST_JOIN)
        and asked.context == "waitlist_offer"
        and _BUT_THEN.search(fixed)
    ):
        return True
    if intent in (Intent.SELECT_OPTION, Intent.CONFIRM) and "?" in fixed and _ASKS_WHICH.search(fixed):
        return True
    if _DEATH_WISH.search(fixed) or other_than_a_visit(text, reading):
        return True
    if intent is Intent.THANKS and not _THANKS.search(fixed) and not _ASKS_NOTHING.isdisjoint(text.words):
        return True
    if intent is Intent.LANGUAGE_CHANGE and _WHO_SPEAKS.search(fixed):
        return True
    if (
        asked.context == "checkin_yesno"
        and intent in (Intent.CONFIRM, Intent.DECLINE)
        and not reading.slots.get("when")
        and _NUMBER_BESIDE.search(fixed)
    ):
        return True  # "yes 3": how much is for a nurse
    one_thing = len(text.words) <= 2
    if one_thing:
        open_pick = asked.context in OFFERS and intent is Intent.SELECT_OPTION and not reading.slots.get("all")
        return open_pick and bool(_OPEN.search(fixed))
    if asked.context in OFFERS and intent is Intent.RESCHEDULE and _TWO.search(fixed):
        return True
    if intent in _ANSWERS and _IS_IT.search(fixed) and len(text.words) > 3:
        return True
    if intent is Intent.OPT_IN and asked.context != "keep_texting" and _NEVER_AGAIN.search(fixed):
        return True
    if intent is Intent.VALUE_REPORT and (_GUESSED.search(fixed) or _BUT.search(fixed) or _NOT_TODAY.search(fixed)):
        return True
    if (
        intent is Intent.DECLINE
        and asked.context in ("recall_prompt", "lead_prompt")
        and (_BEGINS_WITH_YES.search(fixed) or (reading.slots.get("when") and not _DENIES.search(fixed)))
    ):
        return True
    if intent is Intent.SELECT_OPTION and asked.context == "which_one" and _NONE_OF_THEM.search(fixed):
        return True
    if intent is Intent.RESCHEDULE and asked.context == "keep_texting" and not reading.slots.get("when"):
        return True
    if intent is Intent.CANCEL:
        if _NOT_MINE.search(fixed):
            return True
        what = _CANCELLED.search(fixed)
        if what and not _OTHER_GOODS.isdisjoint(g for g in what.groups() if g):
            return True
    if intent in _STRICT or intent is Intent.BOOK:
        if _CONDITION.search(fixed) and (
            intent is not Intent.BOOK or asked.context in ("recall_prompt", "lead_prompt")
        ):
            return True
        if intent is not Intent.DECLINE and _DOUBT.search(fixed):
            return True
    if intent in _ANSWERS or intent is Intent.BOOK:
        if _SECOND_THOUGHT.search(fixed) and intent is not Intent.SELECT_OPTION:
            return True
        if intent is not Intent.SELECT_OPTION and _PART.search(fixed) and asked.context == "confirm_prompt":
            return True
    if intent in _STRICT or (intent is Intent.BOOK and asked.context in ("recall_prompt", "lead_prompt")):
        asked_more = _ASKS.search(_TAG.sub(" ", fixed))
        if asked_more and (intent is not Intent.CANCEL or " cancel" not in fixed[asked_more.start() :]):
            return True
        if _TOO.search(fixed):
            return True
    if intent is Intent.SELECT_OPTION and asked.context in OFFERS and _OPEN.search(fixed):
        return not reading.slots.get("all")
    if intent is Intent.DECLINE and asked.context == "waitlist_offer" and " cancel" in without_denied(fixed):
        return True
    if intent is Intent.CONFIRM and (
        _LOOK_AT.search(fixed) or (asked.context == "checkin_yesno" and _TOO_MUCH.search(fixed))
    ):
        return True
    if intent is Intent.VALUE_REPORT and _NEEDS.search(fixed):
        return True
    if intent is Intent.RESCHEDULE and _OF_ONE.search(fixed):
        return True
    if intent is Intent.READY and _RATHER_CALL.search(fixed):
        return True
    if intent is Intent.CANCEL and _FAREWELL.search(fixed):
        return True
    if intent in (Intent.RESCHEDULE, Intent.BOOK) and not _OF_TEXTS.isdisjoint(text.words):
        return True
    if intent is Intent.DECLINE and asked.context == "result_ready" and " ready " in fixed:
        return True
    if intent is Intent.DECLINE and asked.context == "recall_prompt" and _DONE_ELSEWHERE.search(fixed):
        return True
    if intent is Intent.SELECT_OPTION and asked.context in ("intake_question", "result_ready"):
        return bool(_SOMEBODY.search(fixed)) or "..." in text.flat
    if intent is Intent.READY:
        return bool(_SOMEBODY.search(fixed) or _TELL_HERE.search(fixed) or _LATER.search(fixed))
    return False
