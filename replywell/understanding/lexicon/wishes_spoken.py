# ruff: noqa: E501 - tables of words and patterns read better whole
"""Orders and wishes as people say them, with the forms of the verbs: (intent, weight, anchors, pattern)."""

_DAY = r"(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon|tue|tues|wed|weds|thu|thurs|fri|tomorrow|today|tonight|lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|hoy|pasado manana)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
_VISIT = r"(?:appointment|visit|slot|cleaning|checkup|time|spot|session)"
_CITA = r"(?:cita|citica|turno|consulta|hora|visita|limpieza|terapia|revision|espacio|campo|cupo)"
# an order in Spanish: tu, usted, ustedes, vos, vosotros, the infinitive, and the pronouns that follow it
_AR = r"(?:a|e|en|ad|ar|amos|as|es|ais|ais)?(?:me|nos|le|les|se)?(?:la|lo|las|los)?"
_NOT = r"(?<!no )(?<!no me )(?<!no la )(?<!no lo )(?<!no se )(?<!nos la )"
_DROP = rf"(?:cancel|anul|borr|elimin|tach|tumb|desagend|suspend|descart){_AR}"
_TAKE_OFF = rf"(?:quit|sac|saqu|baj){_AR}"
_MOVE = rf"(?:cambi|corr|recorr|atras|adelant|pas|muev|mov|mud|ech|tir|jal|traslad|reagend|reprogram|pospon|postpon|posterg|aplaz|dej|aparqu|acomod|acomodar)(?:er|ed)?{_AR}"
_PUT = rf"(?:pon|pong|d|den|dej|met)(?:er|ed)?{_AR}"
_TO_TIME = rf"(?:para|pa|pal|a|al|por|hasta|en) (?:el |la |las |los |este |esta |ese |esa |otro |otra |dia |proxim[oa] )*(?:{_DAY}|{_MONTH}|\d+\S*|tarde|tardecita|noche|mediodia|dia|semana|mes|hora|rato|fecha|primero|fin(?:es)? de|despues|ultima|siguiente)"

ROWS: list[tuple[str, float, str, str]] = [
    # off the calendar, English
    ("cancel", 0.9, "scrub scratch nix axe ditch drop yank pull forget kill lose", rf"(?<!not )(?:scrub|scratch|nix|axe|ditch|drop|yank|pull|forget(?: about)?|kill|lose) (?:my |the |our |this |that |his |her |for )?(?:{_DAY}|{_VISIT})(?! (?:off|by|in|reminder|that|if|hurts))"),
    ("cancel", 0.9, "take pull count cross scratch leave mark cancel", rf"(?:take|pull|cross|scratch|count|leave|mark|cancel|book) (?:me|us|him|her|my \S+) (?:off|out)(?: (?:of|for|from|on))?(?: (?:the|my|your|this|that))? ?(?:{_DAY}|schedule|calendar|books?|{_VISIT})|count (?:me|us|him|her) out"),
    ("cancel", 0.93, "cancel", r"cancel (?:everything|all|er|em|mine|his|hers|us|him|me out|me for)(?! messages| texts)"),
    ("cancel", 0.86, "out impossible no go off happening", rf"{_DAY} (?:is |just )?(?:out|off|a no go|not happening|impossible|no good|not going to happen)(?= [.,]| $| (?:for|because|my|i|we|since|as))|no go (?:on |for )?{_DAY}|(?<=^ )(?:sorry |hey |hi )?no can do(?= [.,]| $)"),
    ("cancel", 0.88, "be in trying try", rf"(?:will|am|are) not (?:be |going to be |try it |trying it |be trying it )*(?:in|coming in|there|able)? ?{_DAY}"),
    ("cancel", 0.88, "forget call calling", r"(?:forget (?:it|the whole thing)|call(?:ing)? it off)(?= [.,]| $| (?:he|she|i|my|her|his|for|please))"),
    # off the calendar, Spanish
    ("cancel", 0.92, "cancel anul borr elimin tach tumb desag suspe desca", rf"{_NOT}{_DROP} (?:(?:lo|la|el|las|los|esa|ese|eso|mi|mis|todo) ?)?(?:{_CITA} )?(?:mia )?(?:del?|de la|pa|para|pal)? ?(?:el |la |los |las |dia )*(?:{_DAY}|\d+|viernes)|{_NOT}{_DROP}(?= [.,]| $| (?:que|por|porfa|nomas|mejor|ya|y|caserit\S|patron\S|jef\S|compa\S*))|{_NOT}(?:cancel|anul|borr|tumb)\S* (?:lo|todo|eso|esa|la mia|la|el) ?(?:de|del|mia)?"),
    ("cancel", 0.9, "quit saqu sac baj", rf"{_NOT}{_TAKE_OFF} (?:la |lo |el |mi |esa |ese )?(?:{_CITA} )?(?:de |del |de la |pa |para )?(?:el |la |dia )*(?:{_DAY}|\d{{1,2}}(?= |[.,]))(?! lista)"),
    ("cancel", 0.88, "imposible", rf"imposible (?:el |para el |pa el |este |ese )?(?:{_DAY}|ir|llegar|dia|a esa)|(?:{_DAY}) (?:me |nos )?(?:es |sera |queda )?imposible"),
    ("cancel", 0.88, "estoy estamos llevar llevo traer va", rf"no (?:estoy|estamos|ando) yendo|no (?:lo |la |le |los )?(?:puedo|podemos|podre|voy a poder|alcanzo a) (?:llevar|traer)\S*|{_DAY} no (?:va|vamos|va a ir|voy)(?= [.,]| $)|no (?:va|vamos) (?:a ir )?{_DAY}"),
    # another time, English
    ("reschedule", 0.92, "shift slide scoot flip kick push bump swap nudge move switch put bring shuffle", rf"(?:shift|slide|scoot|flip|kick|push|bump|swap|nudge|move|switch) (?:(?:my|me|us|it|that|this|his|her|him|mom|moms|dad|dads|the|our|mine|from|\S+s) )*(?:{_VISIT} |thing |{_DAY} |one )?(?:to|until|till|down|back|up|over|for|from|into) (?:the |next |another |a |this )*(?:{_DAY}|day|week|\d+|road|bit|month|morning|afternoon|evening|later|little|{_MONTH}|different|other)|put (?:me|us|it|him|her|mine) (?:in |down |on |for |to )*(?:the |next )?(?:{_DAY}|{_MONTH} \d+|day after|week after|\d+(?:st|nd|rd|th))(?: after| instead)"),
    ("reschedule", 0.9, "visit appointment cleaning slot", rf"(?:could|can|may|might|would) (?:my|his|her|our|the|\S+s) (?:\S+ )?{_VISIT} (?:please )?(?:shift|go|move|slide|switch|wait|happen|be pushed)(?: \S+)? (?:to|till|until|on|for|into)"),
    ("reschedule", 0.9, "shuffle juggle different another move", r"(?:need|have|got|want|gonna|going|prolly|probably|like|must) (?:to )?(?:need )?(?:shuffle|juggle|a different (?:one|day|time|date|slot)|different (?:one|day|time)|another (?:one|day|time|date)|move (?:my|this|that|it|the) (?:thing|one|deal|\S+ thing))(?! (?:doctor|provider|for my))"),
    ("reschedule", 0.86, "wrong", r"(?:got|had|picked|gave me|booked|chose) (?:it (?:on|for) |me )?(?:the |a )?wrong (?:day|date|week)"),
    # another time, Spanish
    ("reschedule", 0.92, "cambi corr recor atras adela pas muev mov ech tir jal tras reag repr posp post apla dej acom", rf"{_NOT}(?:(?:me|nos|lo|la|le|se) )*(?:pueden? |puedes |podrian? |podras? )?{_MOVE} (?:(?:la|lo|mi|su|esa|eso|el|nomas|mejor|entonces) )*(?:{_CITA} )?(?:de mi \S+ |de el |de ella )?{_TO_TIME}"),
    ("reschedule", 0.86, "pon pong ponm den deme dame me da dej", rf"{_NOT}(?:ponme|ponmela|ponmelo|pongame|ponganme|pongamela|pongamelo|ponedme|deme|denme|dame|dejeme|dejenme|me pone|me ponen|me pones|me da|me dan) (?:(?:la|lo|mejor|nomas|entonces) )*(?:{_TO_TIME}|(?:el |la )?(?:{_DAY})|\d+ de)"),
    ("reschedule", 0.88, "sea puede", rf"(?:que|mejor) (?:me )?sea (?:el |la |a las? |para |en |por |la )*(?:{_DAY}|\d+|tarde|{_MONTH})|puede(?:n)? ser (?:el |la |a las? |para |en |por )*(?:{_DAY}|\d+|tarde|{_MONTH}|otr\S)"),
    # a new visit
    ("book", 0.9, "appointment appt request requesting", r"(?:appointment|visit) (?:request\w*|needed|wanted)|request(?:ing)? (?:an |a |one |my )?(?:\S+ )?(?:appointment|visit|slot)"),
    ("book", 0.88, "set hook fix sign spot slot opening spots bring", r"(?:set|hook|fix|sign|line) (?:me|us|him|her|my \S+) up (?:with|for)|would there (?:happen to )?be (?:a|any|an) (?:\S+ )?(?:spot|slot|opening|room|time)|(?:is|are) there (?:still )?(?:a |an |any )?(?:spots?|slots?|openings?)|bring (?:my \S+|him|her) (?:\S+ )?in for (?:\S+ ){0,2}?(?:shots?|checkup|physical|visit|cleaning)"),
    ("book", 0.9, "checkup physical cleaning exam wellness", r"(?:need|want|due for|like|get) (?:a |an |my |his |her |the |our |another )?(?:\S+ )?(?:checkup|physical|eye exam|wellness visit|skin check|annual|sports physical)(?= [.,?]| $| (?:for|over|before|on|in|this|next|please|sometime|any|when|after|with))"),
    ("book", 0.9, "apunt anot agend", r"(?:(?:me|nos|le|lo|la) )?(?:apunt|anot|agend)(?:a|e|en|ad|ais|as|an|o|ar|emos)?(?:me|nos|le|lo|la)? (?:para|pa|pal|con|una?|el|la|a mi|al|en) (?!lista|espera)(?! ?de espera)(?:\S+ )?"),
    ("book", 0.88, "hora cita campo hueco huequito lugar cupo espacio hace toca falta", r"(?:dej|guard|apart|reserv|busqu|busc|consig|consigu|encuentr|encontr|regal|cuadr)\w* (?:\S+ )?(?:una? |el |la |algun )?(?:hora|cita|campo|campito|hueco|huequito|lugar|lugarcito|espacio|turno|cupo)|(?:hace falta|me falta|le falta|nos falta|le toca|me toca|toca) (?:la|una|su|mi|el) (?:cita|consulta|vacuna|revision|chequeo|control|limpieza|fisico)|(?<=^ )(?:cita|turno|consulta)(?= [,.] )"),
    ("book", 0.88, "otra otro", r"otr[oa] (?:\S+ )?(?:para|pa) (?:la|el|mi|su|los|las) (?:\S+ )?(?:herman\w+|hij\w+|nin\w+|espos\w+|mama|papa|otr\w+|prim\w+|nuer\w+|abuel\w+)"),
    # late
    ("running_late", 0.88, "minut chisp rati pelin poqui", r"(?:\d+|cinco|siete|ocho|diez|doce|quince|veinte|veinticinco|treinta|unos|pocos) (?:minutill\w+|minutic\w+|minutit\w+)|un (?:chisp\w+|ratico|pelin|poquitin|cachito|toquecito|pelito) mas|(?:tres cuartos de hora|media hor\w+|una hora|un cuarto de hora|\d+ minutos) (?:mas )?tarde(?= [.,]| $| (?:por|que|porque|de lo))"),
    # the earlier list
    ("waitlist_join", 0.92, "alguien alguno alguna otra otro gap hole", r"si (?:alguien|alguno|alguna|una persona|otro paciente|otra persona|otro|otra) (?:\S+ ){0,2}?(?:cancel\w*|falla|falte|falta|no va|no viene|no llega|se (?:baja|borra|quita|raja|sale|echa|cae)|suelta|desiste|queda mal)|(?:if|when|whenever|in case) (?:a |any |some )?(?:gap|hole|spot|slot|seat|chair|crack)s? (?:shows? up|opens?|comes? up|frees|pops)|keep me in mind|tenga\w*me en cuenta|tenme en cuenta"),
    # coming
    ("confirm", 0.86, "reckon quedamos copy locked sigue sigo still all am are", r"(?:i )?reckon (?:so|i will|i am|i can)|(?:listo |va |sale )?quedamos (?:asi|en eso)|copy that|locked in|(?:all|still|we are|am) in for|sigue en pie|sigo en pie|(?:still )?on for (?:it|then|tomorrow|today)"),
    ("thanks", 0.8, "gracias thanks", r"gracias por (?:el|la|los|las|su|sus|tu|todo|toda)(?: (?!nada|doctor)[a-z]+)?(?= [.,]| $)|gracias por (?:recordar|avis|llam|escrib|confirm|atend|esper|ayud)\w+|thanks for (?:the|your|all|everything|all your) ?(?:[a-z]+)?(?= [.,]| $)|thanks for (?:reminding|letting|checking|the heads|texting|asking|calling|waiting|squeezing|fitting)(?: (?:me|us|up|in|know))*"),
    # praise
    ("thanks", 0.86, "rifa luci pasa bota rompie crack sol angel props legend rock nailed crushed look manos", r"se (?:la )?(?:rifaron|rifo|lucieron|lucio|botaron|fajaron)|(?<=^ )se pasaron(?= [.,]| $| (?:po|con|de buen))|la rompieron|(?:son|sois|eres|es|usted es|ustedes son) (?:(?:un|unos|unas|una|lo|los|las) )?(?:sol(?:es)?|crack\w*|angel\w*|maestr\w+|campeon\w+|mejor(?:es)?|maximo|tesoros?|amor(?:es)?|cielos?|ejemplo)|manos de (?:angel|seda|santo)|good look(?:in|ing|ing) out|(?:you|yall|you guys) (?:all )?(?:rock|rule|nailed it|crushed it)|(?:softest|gentlest|best|kindest) hands|props to|(?<=^ )props|legends?(?= [.,]| $)"),
]  # fmt: skip
