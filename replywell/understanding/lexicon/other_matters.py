# ruff: noqa: E501 - patterns read better whole
"""What is stopped, taken off or left alone and is not our texts: taken out of a text first, so that the rest decides.

"Drop the appointment pls but keep me posted by text", "stop calling. TEXT me", "do not take me off the texts",
"delete the photo I just sent". English and Spanish; the other languages have rows of their own (`STAY`).
"""

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|next week|this week|january|february|march|april|may|june|july|august|september|october|november|december)"
_VISIT = r"(?:appointments?|appts?|visits?|spot|slot|booking|reservation|consult\w*|sessions?|check ?ups?|procedure|surgery|physical|cleaning|exam|follow ?ups?|lab work|labs|mri|xray|x ray|ultrasound|infusion)"
# The same words before one of our texts ("the appointment reminders") or beside them ("my appointment and my number") are about texts.
_NOT_TEXTS = (
    r"(?! (?:reminders?|remind\w*|texts?|texting|messages?|messaging|alerts?|notif\S*|stuff|spam|lists?|updates?|confirmations?|numbers?))"
    r"(?! (?:and|or|nor|,|plus|&) (?:also |then |please |just )*(?:stop|quit|remove|delete|take|lose|leave|unsubscribe|end|opt)?(?: ?(?:the|my|all|your|these|those|any|this|sending|me|us))* ?(?:number|name|phone|texts?|texting|reminders?|messages?|messaging|off))"
)
_RID = r"(?:delete|deleting|remove|removing|drop|dropping|erase|scrub|cancel|cancelling|end|ending|take|taking|pull|kill|axe|scratch|nix|clear|strike|stop|stopping|wipe)"
_WHOSE = r"(?:the|my|his|her|our|their|that|this|those|these|both|all|one of|of|future|upcoming|remaining|old|other|first|second|last|next|\d+|pm|am|\d\S*|two|three|mom s|dad s|\w+ s|\w+day)"
_MEDICAL = r"(?:charges?|fees?|late fee|copays?|co pays?|balance|autopay|insurance|card|meds?|medication|allerg\w+|mole|wart|stitch\w*|cast|staples?|sutures?|bandages?|splint|boot|drain|catheter|iud|implant|tooth|teeth|cysts?|tonsils|gallbladder|appendix|toenail|nail|tick|splinter|earwax|polyps?|dressing|gauze|brace|braces|nexplanon|picc line|port)"
# Not after these: "you do not take me off" asks for it.
BEGINS = r"(?<! you)(?<! they)(?<! why)(?<! people)(?<! guys)(?<! still)(?<! all)(?<! yall)(?<! porque)(?<! que) "

_CALLS = r"(?:call\w*|ring\w*|phon(?:e|ing)|voicemails?|voice mails?|dial\w*|robocall\w*)"
_RATHER = r"(?:just |only |please |rather |instead |i prefer |prefer |i would rather |would rather |you can |can you |could you |better to |it is better to |better |send (?:me )?(?:a |an )?)*"
ENGLISH = (
    # to be texted rather than called
    rf"(?:do not|never|no|stop|quit|instead of|rather than|no more|cease|enough) (?:with )?(?:the |those |these |your |all |please |me |ever )*{_CALLS}"
    rf"(?: (?!(?:or|nor|and|text\w*|messag\w*|write|stop|quit|also|not|no|never|dont) )\S+){{0,6}}?(?: and| but)? {_RATHER}(?:text|message|write)(?: me| us| here| only| instead| is | please|(?= [.,]| $))(?! (?:me |us )?(?:or|nor|either|again|anymore|any more|ever))",
    rf"(?:text|message|texts|messages|texting|messaging)(?: me| us)? (?:only|instead|is better|is best|is fine|is easier|works better|works best|work best|are fine|are better|rather)(?: (?:please|for me))?(?: (?:[.,] )?(?:and |so )?(?:do not|never|no|stop|quit|instead of|rather than|not)(?: \S+){{0,3}}? {_CALLS})",
    # visits, and days
    rf"{_RID} (?:off |out )?(?:{_WHOSE} ){{0,4}}{_VISIT}(?: (?:off|out|down))?{_NOT_TEXTS}",
    rf"(?:remove|take|delete|drop|cancel|scratch|cross|pull|knock) (?:me|us|him|her|them|my \w+|our \w+) (?:off|from|out|down|out of|off of|off for|for|on)(?: (?:of|the|your|for|on|a|our|dr|doctor))* (?:{_DAY}(?: s)?|schedule|calendar|agenda|books?|(?:\w+ )?wait ?\S*|standby|cancellation|\d+(?::\d\d)?(?: [ap]m)?(?: slot)?|{_VISIT}|morning|afternoon)(?: list)?{_NOT_TEXTS}",
    r"(?:take|remove|cross|knock|cancel|delete|drop|strike) (?:them both|em both|both(?: of (?:them|those))?|all (?:two|three|of those)|the (?:first|second|third|last|other|later|earlier) one|(?:number )?\d{1,2}(?: and \d)?|that one)(?: (?:off|out))?(?= [.,]| $| please| and keep| keep)(?! [.,] (?:and )?(?:stop|no))",
    rf"leave (?:{_WHOSE} )+(?:appointments?|visit|spot|slot|place|time|one|{_DAY}|it) (?:alone|be|as it is|as is|where it is|on|in|the way it is)|leave (?:it|that|things|everything) (?:as is|as it is|as it was|alone|be|the way it is|where it is|like it is|like that|how it is)",
    r"block (?:me |us |him |her )?(?:off|out) (?:(?:for|on) )?(?:a|an|the|some|my|all|\w+day|that|this|time|next|\d\S*|two|one)(?: \S+)?(?! (?:list|texts|messages|system))",
    # one message, a picture, a file
    r"(?:delete|remove|erase|ignore|disregard|unsend|take down|get rid of) (?:the |my |that |this |last |previous |first |other |old |wrong |earlier )+(?:one |blurry |bad )?(?:message|text|photos?|pictures?|pics?|image|attachment|voicemail|file|comment|answer|reply|review|post|selfie|screenshot|video|email|e mail|document|form|note|entry|reading|number i (?:just )?(?:sent|gave|typed))(?: (?:i|we) (?:just )?(?:sent|wrote|texted|posted|left))?"
    r"(?! (?:thread|thing|lists?|service|program|alerts?|reminders?|subscription|messages?|number|line|chain|system|stuff|business|group|from your|and (?:my|stop|remove)))",
    # what is on a body or on a bill
    rf"{_RID} (?:off |out )?(?:{_WHOSE} |a |an |some |your )*(?:\w+ ){{0,2}}?{_MEDICAL}(?! (?:and (?:stop|remove|delete|take|number)))",
    # somebody else in a chart
    r"(?:remove|take|delete|drop) (?:my |the |our )?(?:\w+ )?(?:ex(?: \w+)?|husband|wife|spouse|mom|mother|dad|father|son|daughter|brother|sister|boyfriend|girlfriend|partner|roommate|old \S+|him|her|them)(?: \S+)? (?:from|as|off)(?: of)? (?:my|the|being|our|his|her) (?:\w+ )?(?:chart|account|file|contacts?|emergency\S*|records?|hipaa|insurance|proxy|forms?|paperwork|portal|plan)(?: \S+)?",
    # mail, other lists, other numbers, another language, other hours
    rf"(?:unsubscribe|opt out|remove|take|get|stop|quit|no more|do not)(?: me| us)?(?: from| off| out)?(?: of)?(?: (?:getting|sending|send|the|your|all|any|those|these|my|our|with|paper|leaving))* (?:\w+ )?(?:e ?mails?|facebook|newsletters?|paper\w*|mailers|mailings?|letters|instagram|portal|membership|magazines?|catalogs?|app|faxes|phone calls|robocalls|voicemails?)(?: (?:thing|list|notices|notifications|fee|thingy))?(?: , (?:but )?not (?:from |for )?(?:the |your |these |my )?(?:texts|messages|reminders))?{_NOT_TEXTS}(?! (?:or|nor|either))",
    r"(?:stop|quit|no|do not) leav(?:e|ing) (?:me )?(?:any )?(?:voicemails?|vms?|messages (?:with|at|on) (?:my|the|our) \w+)",
    r"(?:remove|delete|drop|take|stop using|do not use|lose|erase|ditch|replace)(?: off| out)? (?:the |my |that |our )+(?:old|other|landline|home|house|work|office|previous|wrong|second|husband s|wife s|mom s|dad s|son s|daughter s) (?:\w+ )?(?:number|phone|cell|line|email|address|one)",
    r"(?:stop|quit|no more|do not)(?: (?:sending|send|texting|text|writing|write|using|use|with|me|us|it|them|these|the|messages|texts))* (?:in )?(?:spanish|english|chinese|french|korean|russian|portuguese|creole|vietnamese|tagalog|arabic|espanol|ingles)(?= )",
    r"(?:stop|quit|do not|no|never) (?:text\w*|send\w*|messag\w*)(?: me| us| any| it| these| texts| messages)* (?:at|before|after|so|during|while|in the|between|until|on) (?:\S+ ){1,9}?(?:(?:is|are|works) (?:ok|okay|fine|good|better|great)|instead|ok)(?= [.,]| $)",
    r"(?<!how )(?:did|have|has|was|am|got|were) (?:i|we|you|my \w+) (?:get |got |been |accidentally |somehow |just )*(?:unsubscribed?|opt(?:ed)? out|removed|taken off|dropped|kicked off)(?: [?.,])?(?: (?:i|we) (?:am|are|have|do|did) not (?:been )?(?:get\w*|receiv\w*|got|gotten) (?:any |my |the |your |any more )*(?:texts|messages|reminders)(?: anymore)?)?",
    r"(?:phone|cell|ringer|power|heat|water|electricity|volume|sound|lights?) (?:was|is|were|been|got cut|got shut) off",
    r"opt(?:ing)? (?:me |us )?out of (?!(?:\S+ ){0,4}?(?:text\w*|sms|messag\w*|remind\w*|alerts?|notif\w*|lists?|this|it|these|those|everything|all|program|system|service|you|communication\w*|contact\w*|auto\w*|spam|stuff|mailings?|updates?|yours|getting|receiving|being)(?= ))(?:\S+ ){0,3}?\S+(?= )",
    r"(?:did|have|has) (?:you|yall|y all|they|the office|we) (?:all |guys )?(?:stop\w*|quit) (?:sending|texting|doing|text|send)(?: (?:\S+ )?(?:texts?|messages?|reminders?|me|us))?(?= [?.,]| $| i | am | since)",
    r"opt(?:ing)? (?:me |us )?(?:back )?in(?: to| for)?(?: (?:the|your|these|getting|receiving|text))*(?: (?:texts?|messages|reminders|list))?(?! and out)",
    r"opt (?:\d|one|two|three|a|b|c)(?= )",
    # what others stop, or will not stop
    r"(?:make|makes|made) (?:me|us|him|her|them) stop",
    r"(?:he|she|they|wife|husband|mom|dad|boss|kids|(?:my|the|our) \S+) (?:will not|would not|does not|do not|is not going to|never) (?:leave|stop bugging|quit bugging) (?:me|us)(?: alone)?",
    r"(?:stop|quit) (?:playing|lying|joking|saying|hanging up|ghosting|teasing|stalling|looking for) ?(?:me|us|around|games)?(?= )",
    r"(?:call|ring|phone) (?:me|us) (?:rather than|instead of) (?:text\w*|messag\w*)",
    r"turn (?:my |the |your )?(?:messages|texts|reminders|alerts|notifications) (?:back )?on(?: again)?",
    # alone in a room
    r"(?:in|at|from) (?:my|the|a) (?:\w+ )?(?:car|room|office|house|home|place|bathroom|kitchen|truck|van|break room|bedroom) alone",
    # an idiom
    r"stop it (?:[.,] )?(?:that is|this is|i love|you are|no way|really|you guys are)",
    r"stop right there|stop (?:the press(?:es)?|at nothing)|stop , (?:wait , )?(?:i )?(?:do not|never|not) (?:\S+ ){0,2}?(?:cancel|move|change|reschedule)\w*(?: (?:any|of|them|it|my|the|appointment|visit|anything|both|either))*",
)

_GONE = r"(?:quit|saqu|sac|borr|elimin|remuev|remov|cancel|anul|baj|tach)\w*"
_HIS = r"(?:la|las|el|los|mi|mis|esa|ese|esas|esos|esta|este|una|un|su|ambas|las dos|todas|de|del|primera|segunda|otra|proxima|\w+s)"
_CITA = r"(?:citas?|consultas?|visitas?|turnos?|hora|horario|lugar|espacio|campo|reserva\w*|cargos?|cobros?|multa|copago|saldo|seguro|tarjeta|puntos?|puntadas|yeso|muelas?|dientes?|lunar\w*|verruga\w*|grapas|suturas?|venda\w*|sonda|drenaje|aparato|diu|implante|una enterrada|ferula|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
_NO_TEXTOS = r"(?! (?:y|,|ni|o) (?:\S+ ){0,2}?(?:numero|nombre|mensajes?|textos?|recordatorios?|quit\w*|no me|ya no|dejen|paren))"
SPANISH = (
    r"(?:dejen|deje|deja|dejar|paren|pare|no|ya no|en vez|en lugar|nunca|basta) (?:de |me |nos |que me )*(?:llam\w+|marc\w+|habl(?:en|e|es|ar|arme|enme)|telefon\w+)(?: (?!(?:ni|o|no|nunca|ya|tampoco|dejen?|dejar|paren?|basta|alto|text\w*|mensaj\w*|escrib\w*|mand\w*|envi\w*) )\S+){0,9}?(?: y| pero| sino)?"
    r" (?:(?:mejor|solo|solamente|prefiero|por|un|me|que|puro|puros|nomas|nada mas|[.,]) )*(?:text\w+|mensaj\w*|escrib\w+|mand\w+|envi\w+|msj\w*|whatsapp)(?: (?:un |me |por |mejor )*(?:mensaj\w*|texto\w*|aqui|mejor|msj\w*))?(?! (?:mas|nunca|tampoco|nada))",
    rf"{_GONE} (?:{_HIS} ){{1,4}}{_CITA}{_NO_TEXTOS}",
    rf"{_GONE} (?:por favor )?(?:a \w+ )?(?:de|del) (?:la |el |los |las )*(?:lista |agenda |cita |consulta |turno |calendario )?(?:del? )?(?:la |el |los )?(?:dia )?(?:doctor\w*|dra?|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|hoy|espera|agenda|cita|consulta|turno|calendario|\d+)(?= ){_NO_TEXTOS}",
    r"(?:ya )?no (?:me |le |les )?(?:mand\w+|envi\w+) (?:mas |ya )?(?:mis?|las?|los|su|sus) (?:recetas?|medicinas?|medicamentos?|pastillas|ordenes?|resultados?|estudios?|muestras?)(?: \S+){0,2}? (?:a|al) (?:la |el |otra |otro )*\S+",
    r"(?:ya )?no (?:me |nos |le |la |lo )?(?:mand\w+|envi\w+) (?:mas )?(?:a|al) (?:la |el |esa |ese |otra |otro |aquella )*(?:oficina|clinica|hospital|laboratorio|sucursal|farmacia|ventanilla|especialista|psicolog\w|terapia)",
    r"(?:dejen|deje|deja|paren|pare) de (?:decir(?!me|nos)|colgar|mentir|jugar|mover|perder|repetir|cambiar)\w*(?: que)?",
    r"(?:mi|la|el|su) \w+ no (?:me|nos) dejan? (?:en paz|tranquil\w+)",
    r"nunca (?:dije|puse|mande|escribi|quise decir) (?:alto|stop|parar|basta|baja|que pararan)",
    r"no (?:es|fue) que (?:yo )?(?:quiera|quisiera|queria) (?:parar|dejar|quitar|terminar|cancelar)(?: (?:de recibir|los|las|mis|sus|estos))*(?: (?:mensajes|textos|recordatorios|avisos))?",
    r"(?:llam\w+|habl\w+|marqu\w+)(?: \S+){0,2}? en (?:vez|lugar) de (?:escrib\w*|mandar\w*|textear\w*|mensaj\w*)",
    r"(?:ya )?no (?:los |las |les |la |lo )?molesto(?: mas)?(?= )",
    r"sin (?:mensajes?|noticias|avisos|textos?) (?:nuevos?|todavia|aun|de (?:ustedes|la|el|su)|hasta)",
    r"(?:no|dejen de|deje de|paren de|ya no) (?:me |nos )?(?:mand\w+|envi\w+|lleguen?) (?:mas |las |los |por |al |el )*(?:cartas?|papel\w*|correos?|emails?|recibos?|facturas?|estados? de cuenta|buzon)(?! (?:ni|y|o) )(?: a \S+ \S+)?",
    r"(?:no|dejen de|deje de|ya no) (?:me |nos )?(?:mand\w+|envi\w+|escrib\w+|habl\w+|text\w+)(?: (?:me|los|las|mensajes|textos|esto|todo))* en (?:ingles|espanol)",
    r"(?:ya )?(?:no usen|no use|no manden|no escriban|borr\w+|quit\w+|elimin\w+|cambi\w+) (?:mas )?(?:el|mi|ese|al|del|este|a) (?:numero|telefono|cel\w*|correo|email|direccion|numero de) ?(?:viejo|anterior|antiguo|de antes|otro|electronico|de mi \w+|de la casa|de casa)(?: de mi \w+)?",
    rf"{_GONE} (?:solo |solamente |nomas )?(?:\d|las dos|los dos|ambas|la (?:primera|segunda|otra|ultima|de \S+))(?= [.,]| $| por favor| y dej)",
    r"(?:dejen?|dejenme|dejeme|deja|dejame|dejenla|dejela|dejala|dejenlo) (?:mi |la |mis |esa |el )?(?:cita|lugar|hora|turno|consulta|visita)?(?: )?(?:asi|como esta\w*|en su lugar|donde esta|igual|tal cual)(?= [.,]| $| y | por| no )",
    r"(?:borr|elimin|quit|ignor)\w* (?:el |mi |ese |este |la |esa |esta )(?:ultim[oa] )?(?:mensaje|texto|foto|imagen|archivo|audio|video|captura|documento|nota|dato)(?: (?:anterior|de arriba|que (?:mande|envie|puse|les mande|acabo de mandar)))?(?! (?:de su|de la lista|y (?:no|mi)))",
    r"(?:quit|borr|elimin|saqu|sac|remuev)\w* (?:a )?(?:mi|la|el|al|a la) (?:\S+ )?(?:ex\w*|espos[oa]|marido|mama|papa|hij[oa]|herman[oa]|suegr[oa]|novi[oa]|vecin[oa])(?: \S+){0,2}? (?:de|del|como) (?:(?:los|las|mis|mi|la|el|su|sus) )*(?:contactos?|expediente|cuenta|archivo|seguro|emergencia|registro|hoja|portal|poliza)",
)  # fmt: skip
# Asks us not to stop, where a wish begins.
NOT_TO_STOP = (
    r"(?:do not|never|dont|no need to|not to|please do not|by no means) (?:please |ever |even |dare |yet )?(?:take (?:me|us) off|remove (?:me|us)|drop (?:me|us)|unsubscribe (?:me|us)|opt (?:me|us) out|cut (?:me|us) off|delete (?:me|us))(?: (?:of|from|off|the|these|your|our|this|that|any|all|text|texting|messages?|messaging|reminders?|alerts?|list|program|system|yet|please))*",
    r"(?:no|nunca) (?:me |nos |vayan a |vaya a |por favor )*(?:quiten|quite|saquen|saque|borren|borre|den de baja|dejen de (?:mandar\w*|enviar\w*|avisar\w*|escribir\w*|recordar\w*)|paren de (?:mandar\w*|enviar\w*|avisar\w*))(?: (?:me|de|la|los|las|el|lista|mensajes|recordatorios|textos|avisos|estos|por|favor))*",
)  # fmt: skip
