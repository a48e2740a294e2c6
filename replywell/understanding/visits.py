# ruff: noqa: E501 - patterns read better whole
"""What asks whether a time is free, what speaks of a visit that is there already, and what is asked of no visit at all."""

import re
from dataclasses import replace

from .intents import NEEDS_PERSON
from .model import Asked, Intent, Reading
from .normalise import Prepared

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|today|tonight|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec) \d+\S*|next (?:week|month)|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|hoy)"
_OPENING = r"(?:(?:anything|something)(?! (?:i|we|he|she|you|they|to|else|my|that|wrong|special|back|about|from|new|came|come|like|in writing|due))|openings?|availabilit\w+|available|slots?|spots?|room|space|appointments?|free|open(?! (?:on|at|for lunch|late|early|until|till)))"
_HUECO = r"(?:algo(?! (?:que|mal|malo|mas|de|para (?:la|el) (?!lunes|martes|miercoles|jueves|viernes|sabado|domingo|tarde|manana|semana)|especial|contagios\w+))|citas?|citicas?|citita|disponib\w+|espacios?|lugar|campos?|campito|cupos?|huecos?|huequito|turnos?|horarios?)"
_AVAILABLE = re.compile(
    rf" (?:(?:got|have|see|is there|are there|there is|there are|theres|if you have|any|chance of) (?:\S+ ){{0,4}}?{_OPENING}|anything (?:\S+ )?(?:on |for |the |this |week of )*{_DAY}|anything (?:open|available|free)|is (?:\S+ ){{1,4}}?(?:available|free|open)(?: for| at|(?= [?]))|(?:can|could|may) (?:i|we|he|she) (?:please )?(?:get in(?! trouble| touch| line| on)|be seen|get seen)|any (?:chance|way) (?:of |for |to |i could |i can |you could |you can )*(?:get|getting|be|being|come|coming|fit|squeeze|see)|"
    rf"(?:do (?:you|yall|u) have|have you got|you got|got) (?:the |a |an |any |this |next )*(?:{_DAY}|\d)|"
    rf"(?:hay|habra|tienen?|tendran?|tendrian?|tendras?|si (?:hay|tienen)) (?:\S+ ){{0,3}}?(?:{_HUECO}|{_DAY})|(?:what|whats|what is) (?:\S+ )?(?:open|available|free)(?= |[?])|algo (?:libre |disponible )?(?:para |el |la |este |pal )+(?:\S+ )?{_DAY}) "
)
# It speaks of a visit that is there already, or of another time than one named before.
_MOVED = re.compile(
    r" (?:mov(?:e|es|ed|ing)|switch\w*|chang\w*|re ?schedul\w*|rebook\w*|instead|rather|another|other|different|earlier|later|sooner|better|bump\w*|push\w*|swap\w*|shift\w*|postpon\w*|cancel\w*|not|can not|could not|else|mine|my (?:\S+ )?(?:appointment|visit|slot|time)|(?:the|our|his|her) (?:appointment|visit)|"
    r"otr[oa]s?|cambi\w*|mover\w*|muev\w*|reagend\w*|reprogram\w*|mejor|en vez|en lugar|antes|mas (?:temprano|tarde|pronto|tardecito)|(?:mi|la|su) (?:cita|turno|consulta)|adelant\w*|pospon\w*|aplaz\w*|no puedo|no podre|no alcanzo) "
)
_OUR_HOURS = re.compile(
    r" (?:are (?:you|yall) open|is the office open|close|closed|hours|holiday|parking|abren|abierto|cierran|cierra|results?|resultados?) "
)
_A_NEW_ONE = re.compile(
    r" (?:another|(?:a|the|your) (?:new|next)|(?<! a )otra|nueva) (?:one|appointment|visit|cita|consulta|para|el|la)(?= )"
)
_NOTHING_OPEN = frozenset({"none", "postvisit"})

# Things that are changed, asked for or taken away, and are no visit.
_THING = r"(?:phone|number|cell|address|e ?mail|name|last name|chart|file|profile|insurance|pharmacy|birthday|birthdate|contact|plan|card|doctor|provider|telefono|numero|celular|direccion|correo|nombre|apellido|expediente|seguro|aseguranza|farmacia|fecha de nacimiento|contacto)"
_PAPER = r"(?:cartilla|cartillas|carnet|carne|certificad[oa]|constancia|comprobante|justificante|papel\w*|carta|nota|copia|copias|expediente|historial|record|records|shot record|immunization record|letter|note|form|forms|copy|paperwork|excuse|certificate|documents?|results?)"
_NO_VISIT = re.compile(
    rf" (?:(?:chang\w*|updat\w*|correct|fix|switch|replace|add|edit|put|cambi\w*|actualiz\w*|corrig\w*|correg\w*|agreg\w*|pong\w*) (?:\S+ )?(?:my |the |our |her |his |your |new |phone |mi |mis |el |la |su |numero de |number on )*{_THING}|"
    rf"(?:need|want|get|send|have|like|pick up|print|fill out|necesit\w*|ocup\w*|quier\w*|quisiera|mand\w*|envi\w*|dar|dan|da|saco|sacar|recoger) (?:\S+ ){{0,3}}?{_PAPER}) (?!visit|appointment)"
)
_AT_THE_TIME = re.compile(r" (?:change|switch) (?:\S+ )?(?:my |the |our |her |his )?(?:doctor|provider) appointment")
# "I had it down for the 16th": what is right, not what is wanted
_HAD_IT_DOWN = re.compile(
    r" (?:(?:i|we) (?:had|have|wrote|got) (?:it |that |this )?(?:\S+ )?(?:down|written|marked|in my (?:calendar|phone|book)|on my calendar)(?: \S+){0,2} (?:for|as|it is|it was|at|on)|(?:i|we) (?:thought|was told|were told|had thought|could have sworn|swear|remember\w*)(?: \S+){0,3}? (?:was|is)|(?:card|calendar|portal|letter|message|email) (?:says|said|shows)|"
    r"(?:tengo|tenia|teniamos|lo tengo|la tengo) (?:\S+ )?(?:apuntad\w+|anotad\w+|escrit\w+)|(?:yo )?(?:pense|pensaba|crei|creia|juraba|entendi)(?: \S+){0,2}? (?:era|es|que)|me (?:dijeron|habian dicho|dieron)(?: \S+){0,2}? (?:era|es)|(?:papelito|tarjeta|calendario|portal|mensaje) dice) "
)
# "can I still do bloodwork tomorrow": whether it may be done, not that it should be booked
_MAY_STILL = re.compile(
    r" (?:can|could|may|should|am) (?:i|we|he|she|they) (?:still|even) (?:do|have|get|take|go|come|be|allowed)|(?:todavia|aun|igual) (?:me )?(?:puedo|puede|podria|podemos) "
)
# something else than a visit is free or open, or to be brought
_FREE_OTHERWISE = re.compile(
    r" (?:(?:need|have|supposed|ought) to (?:bring|wear|know|fill|pay|prepare)|should (?:i|we) (?:bring|wear|know)|(?:debo|deba|tengo que|hay que|necesito) (?:llevar|traer|saber|pagar|llenar)|estacionamiento|parqueo|parking|wheelchair|silla de ruedas|jobs?|hiring|position|interview|receptionist|empleo|vacante|results?|resultados?|alguien|anyone|donacion|donate|support group) "
)
# not another time but another way: by video, by phone
_OTHER_WAY = re.compile(
    r" (?:to|by|on|a|por|de|via) (?:a |an |el |la )?(?:video\S*|zoom|telehealth|telemedicine|virtual\S*|phone(?: visit| call)?|telefono|videollamada|in person|en persona|presencial|online|en linea) "
)
# "cancel Noah, book Lily"
_ONE_FOR_ANOTHER = re.compile(
    r" (?:cancel\w*|drop|take off|quit\w*) (?:a |to |the one for |la de |lo de )?(?!it|my|mine|the|this|that|me|us|our|all|both|mi|la|el|esa|ese|esta|todo|and|y|please|por|for|on|today|tomorrow|then)[a-z]+ (?:[.,] |and |y |pero |but )+(?:please )?(?:book|schedule|put|add|make|sign|agend\w*|pong\w*|met\w*|apunt\w*|anot\w*) (?:a |in )?(?!it|me|us|another|a|an|one|the|for|my|new|otra|una|la|el|mi)[a-z]+ "
)


OFF_LIST = re.compile(
    r" (?:(?:off|from|out of|leave) (?:of )?(?:the |your |that |this |any |all )?(?:\S+ )?(?:wait|waiting|wait ?list|waitlist|lists?|standby)|remove|no longer|cancel me|drop me|forget (?:about )?the|(?:sac|saqu|quit|borr|elimin|baj|tach)\S+ (?:\S+ )?de (?:la |su |esa |toda )*(?:lista|espera|cancelaciones)|(?:sac|saqu|quit|borr)\S+|ya no (?:quiero|necesito|hace falta|me interesa)) "
)


def moves(text: Prepared) -> bool:
    """Whether a text speaks of a visit that is there already, or of another time than one named before."""
    return bool(_MOVED.search(text.fixed))


def put_right(text: Prepared, asked: Asked, reading: Reading) -> Reading:
    """The reading of a text that asks whether a time is free: where nothing was asked and no visit is to be moved,
    it asks for a visit. `auto` is left for the checks that follow."""
    if not text.words or any(i in NEEDS_PERSON for i in reading.also):
        return reading
    if asked.context == "keep_texting" and reading.intent is Intent.RESCHEDULE and _A_NEW_ONE.search(text.fixed):
        return replace(reading, intent=Intent.BOOK)  # the visit that it would move is cancelled
    if reading.intent is Intent.WAITLIST_JOIN and OFF_LIST.search(text.fixed):
        return replace(reading, intent=Intent.DECLINE, auto=False)  # to leave the list, not to join it
    if asked.context not in _NOTHING_OPEN:
        return reading
    timed = any(not w.excluded for w in reading.slots.get("when", ()))
    if reading.intent is Intent.RESCHEDULE:
        asks = bool(_AVAILABLE.search(text.fixed))
    elif reading.intent in (Intent.QUESTION, Intent.THANKS, Intent.UNKNOWN) or (
        reading.intent is Intent.BOOK and not reading.auto and not reading.also
    ):
        asks = timed and bool(_AVAILABLE.search(text.fixed)) and not _OUR_HOURS.search(text.fixed)
    else:
        return reading
    if not asks or _MOVED.search(text.fixed) or text.fixed.count("?") > 1:
        return reading
    also = tuple(i for i in reading.also if i not in (Intent.QUESTION, Intent.CONFIRM, Intent.THANKS))
    return replace(reading, intent=Intent.BOOK, confidence=max(reading.confidence, 0.75), also=also, auto=not also)


def other_than_a_visit(text: Prepared, reading: Reading) -> bool:
    """Whether what is asked for is no visit ("change the phone on her chart"), or two visits at once."""
    intent, fixed = reading.intent, text.fixed
    if intent is Intent.BOOK and (_MAY_STILL.search(fixed) or _FREE_OTHERWISE.search(fixed)):
        return True
    if intent is Intent.RESCHEDULE and _OTHER_WAY.search(fixed):
        return True
    if intent in (Intent.RESCHEDULE, Intent.CONFIRM) and _HAD_IT_DOWN.search(fixed):
        return True
    if intent not in (Intent.RESCHEDULE, Intent.BOOK, Intent.CANCEL):
        return False
    return bool(_ONE_FOR_ANOTHER.search(fixed) or (_NO_VISIT.search(fixed) and not _AT_THE_TIME.search(fixed)))
