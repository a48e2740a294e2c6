# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Words and wordings by which people opt out, ask for help, or say that we have the wrong number.

The seven words of 47 CFR 64.1200(a)(10) are stop, quit, end, revoke, opt out, cancel, unsubscribe.
"""

KEYWORDS = frozenset(
    [
        "stop", "stopall", "stop all", "unsubscribe", "cease", "desist", "cease and desist", "end", "quit", "revoke", "opt out", "optout", "remove", "remove me", "stop it", "stop this",
        "stop now", "stop stop", "stop stop stop", "end now", "quit it", "unsubscribe me", "opt me out", "stop me", "please stop", "i quit", "i opt out",
        "alto", "pare", "paren", "parar", "para ya", "paren ya", "basta", "ya basta", "no mas", "baja", "dar de baja", "darme de baja", "dame de baja", "denme de baja",
        "detener", "detenga", "detengan", "desuscribir", "desuscribirme", "desuscribirse", "salir", "terminar", "fin", "suspender", "eliminar", "ya no", "no mas por favor",
        "arret", "arretez", "arreter", "stopper", "desabonner", "desinscrire", "sair", "remover", "td", "descadastrar", "parem", "cancelar inscricao",
        "dung", "dung lai", "ngung", "huy dang ky", "itigil", "tigil", "hinto", "huminto", "tumigil", "itigil na", "sispann", "kanpe", "rete", "dezabone",
        "стоп", "отписаться", "отпишите", "хватит", "прекратите", "отписка", "停止", "退订", "退訂", "取消订阅", "取消訂閱", "别发了", "不要再发",
        "중지", "그만", "수신거부", "정지", "그만하세요", "توقف", "إيقاف", "ايقاف", "إلغاء الاشتراك", "الغاء الاشتراك", "قف", "أوقف", "اوقف",
    ]
)  # fmt: skip
CANCEL_WORDS = frozenset(["cancel", "cancelar", "cancela", "cancelled", "canceled", "annuler"])
HELP_WORDS = frozenset(["help", "info", "ayuda", "information", "informacion", "aide", "ajuda", "帮助", "幫助", "tulong po", "tro giup", "ed", "도움", "도움말", "помощь", "مساعدة"])  # fmt: skip
START_WORDS = frozenset(["start", "unstop", "iniciar", "comenzar", "opt in", "optin", "resubscribe", "empezar"])
COURTESY = frozenset(
    "please favor thanks thank you gracias now ya already hi hello hola hey dear sir madam ok merci s'il vous plait "
    "immediately asap but just people guys ahora mismo inmediatamente the word a all".split()
) - {"all", "a", "ya", "no"}
# Words that a name beside the keyword cannot be; with one of them the text says something else.
NOT_NAMES = frozenset(
    "by at in over on to for taking the my it this that bleeding smoking pain medication medications doctor yes no not it's is are was can could will would should "
    "i me we he she they do does did when why where how what if and or but so then date of month week day year today tomorrow monday tuesday wednesday thursday friday saturday "
    "sunday morning afternoon time season meeting visit appointment texting texts messages message insulin metformin aspirin drinking eating work here there bus mejor de la el los "
    "las a al en que con una un su mi es son para por cita consulta dolor tomar autopay autopayment bills bill billing charges charging payments payment invoices statements refills insulin full non never stop bus pit one first front dead week weekend sign light mes ano dia semana tomando "
    "asi dejelo dejela dejalo dejala dejenlo dejenla dejemoslo dejemosla dejeme dejame olvidelo olvidela olvidalo quiero puedo hace falta importa esta como".split()
)

_SEND = r"(?:send(?:ing)?|text(?:ing)?|messag(?:e|ing)|contact(?:ing)?|call(?:ing)?|bother(?:ing)?|spamm?(?:ing)?|harass(?:ing)?|writ(?:e|ing)(?: to)?|blow(?:ing)? up|bugg?(?:ing)?|pester(?:ing)?|nagg?(?:ing)?|hound(?:ing)?|ping(?:ing)?|notify(?:ing)?|remind(?:ing)?|sms)"
_MAIL = r"(?:text messages?|messages?|text|texting|sms|reminders?|notifications?|alerts?|spam|communications?|these|contact|calls?)"
_QUIET_HOURS = r"(?! (?:\S+ ){0,2}?(?:before|after|until|till|while|at (?:work|night)|during|so (?:early|late)|in the (?:morning|middle)|my (?:husband|wife|mom|son|daughter)))"
_NO_MORE_ES = r"(?:manden|mande|mandes|envien|envie|envies|escriban|escriba|escribas|llamen|llame|molesten|moleste|molestes|contacten|contacte|text[ei]\w+|embi\w+|escribirme|mandarme|enviarme)"
_MAIL_ES = r"(?:mensajes?(?: de texto)?|textos?|sms|recordatorios?|notificaciones|avisos|alertas|comunicaciones|esto)"

_THINGS = r"(?:texts|texting|text messages?|text alerts?|text reminders?|messages?|messaging|sms|reminders?|notifications?|alerts|robo ?texts?|spam|this list|these|mensajes|textos)"

# (name, anchors, pattern)
ROWS: list[tuple[str, str, str]] = [
    ("words", "stop quit cease end halt", rf"(?<!do not )(?<!you )(?<!they )(?<!not to )(?<!why )(?<!never )(?<!can not )(?:stop|quit|cease|halt) (?:with )?(?:all |of )?(?:the |these |those |your |ur |my |any )?(?:\S+ )?(?:{_SEND}|{_MAIL})"
     r"(?! (?:my (?:refill|medication|prescription)|pain|going|(?:me |us )?(?:\S+ )?(?:bills?|invoices?|statements?|paper|mail|samples|catheters|supplies)))"),
    ("words", "end cancel discontinue turn", r"(?:end|cancel|discontinue|turn off|shut off|disable) (?:all |of )?(?:the |these |those |this |your |my )?(?:\S+ )?(?:text messages?|messages|texting|sms|text alerts?|alerts|text reminders?|reminders|notifications|subscription|text subscription|enrollment in texts?)"),
    ("words", "do dont never", rf"(?:do not|never) (?:ever )?(?:{_SEND})(?: (?:me|us|this (?:number|phone|line)|here|my (?:phone|number|cell)|any|any more|anymore|again|another|to me)){_QUIET_HOURS}(?! about (?:my|the) (?:bill|lab))"),
    ("words", "do dont never", r"(?:do not|never) contact"),
    ("words", "want wish like need receive get", rf"(?:not|no longer|never|stopped) (?:want(?:ing)?|wish|need|like|care)(?: to)?(?: (?:be )?(?:get(?:ting)?|receiv(?:e|ing)|hear(?:ing)?|have))? ?(?:any more |any |anymore |these |your |more |to be |the |those |from you )*(?:{_MAIL}|text(?:ed)?|from you|contacted|messaged|reminded|on (?:this|your) list|to be on (?:this|your) list)"),
    ("words", "hear", r"(?:not|never) want to hear from (?:you|your|this|the)"),
    ("words", "no", rf"no more (?:of )?(?:these |your |text |the |automated )?(?:{_MAIL})|no more please"),
    ("words", "leave", r"leave (?:me|us) (?:the \S+ )?alone"),
    ("words", "take remove get delete erase drop scrub unlist", r"(?:take|remove|get|delete|drop|scrub|erase|pull|strike) (?:me|us|my (?:name|number|phone|cell|info|phone number|cell number)|this (?:number|phone)) (?:off|from|out of|of)(?! (?:of )?(?:the |your )?(?:wait|waiting|waitlist|cancellation|cancel|standby|insurance))(?: \S+){0,3}? (?:list|lists|texts?|messages|system|database|contacts|texting|messaging|this|service|reminders|records|mailing|distribution)"),
    ("words", "remove delete erase", r"(?:remove|delete|erase) (?:me|my (?:phone )?number|my cell)(?: please)?(?= [.,]| $)|take me off(?: please)?(?= [.]| $)|take me off (?:of )?(?:this|your|it|that)(?! (?:wait|waitlist|waiting|cancellation|standby|appointment|schedule|medication|med|one|pill))"),
    ("words", "take off remove delete", r"take (?:me|us) off(?= [.,]| $| please| now| (?:of )?(?:this|your|all|here|everything|the (?:text\S*|list|messag\S*|system))(?! (?:wait|waiting|waitlist|cancellation|standby|schedule)))|remove my (?:phone |cell )?number|off (?:of )?(?:this|your) (?:\S+ )?list|delete my (?:phone |cell )?number|remove me from"),
    ("words", "unsubscribe opt revoke withdraw", r"(?<!how do i not )(?<!not )unsubscribe(?! (?:\S+ )?(?:by (?:accident|mistake)|accidentally))|(?:want|like|wish|need|choose|how (?:do|can) i|let me|i|we|please|me) (?:to )?opt(?:ing)? (?:me )?out|opt me out|opting out|opt out of|(?:revoke|revoking|withdraw|withdrawing|rescind) (?:my |all |any )?(?:consent|permission|authorization|authorisation)|revoke consent"),
    ("words", "lose", r"lose (?:my|this) (?:number|phone)"),
    ("words", "fuck f off screw piss buzz", r"(?:fuck|piss|bug|buzz|screw|f) (?:off|you)|go to hell"),
    ("words", "permission consent authorize", r"(?:do not|never|not) (?:have my |give |gave |have )(?:you )?(?:my )?(?:permission|consent)|(?:do not|never) (?:consent|authorized?|agreed?) to (?:\S+ )?(?:text|message|messages|being|be|get|getting|receive)\S*"),
    ("words", "block report reporting blocking cease this spam", r"(?:will |going to |i am )?(?:block(?:ing)?|report(?:ing)?) (?:you|this number|this as spam)|report spam|cease and desist|this is (?:spam|harassment)"),
    ("words", "stop", r"(?:i said|said|no thanks|no thank you|just|told you to|ok|no) stop(?= [.]| $)"),
    ("words", "take", r"take (?:this number|us|this phone) off"),
    ("words", "out", r"(?:i )?want out(?: of (?:this|these|your)|(?= [.]| $|$))|count me out of (?:these|the|your) (?:messages|text\S*|reminders)"),
    ("words", "no", rf"no (?:me |nos )?(?:vuelv\S+ a )?{_NO_MORE_ES}(?: (?:mas|nada|ya|otra vez|otro|nunca))?(?: {_MAIL_ES})?(?! (?:\S+ )?(?:antes|despues|tan|en la (?:noche|madrugada)|cuando|mientras|a (?:mi trabajo|las)|la receta|al trabajo|(?:el|la|los|las|mi|mis) (?:recibo|factura|cuenta|especialista|laboratorio|hospital|papel|paquete|resultado|receta|medicina|cuentas|estado)\S*|por correo|al (?:especialista|laboratorio|hospital|doctor|otro)|, (?:mejor |solo |prefiero )*(?:mensajes?|textos?|mandeme|escribame)|mejor (?:mensajes?|textos?)))"),
    ("words", "no ya", rf"(?:ya )?no (?:quiero|deseo|queremos|deseamos|necesito|me interesa)(?: (?:seguir |volver a )?(?:recibir|recibiendo|que me \S+|tener|leer))?(?: mas| ya| sus| estos| los| tus| esos| ningun)* {_MAIL_ES}|no quiero que me (?:escriban|manden|envien|contacten|llamen|molesten)"),
    ("words", "deje deja paren pare basta alto dejen para cese detenga suspendan terminen", rf"(?<!no )(?:dejen|deje|deja|dejar|paren|pare|para|parar|cesen|terminen) (?:ya )?(?:de|con) (?:\S+ )?(?:enviar\S*|mandar\S*|escribir\S*|molestar\S*|textear\S*|llamar\S*|contactar\S*|{_MAIL_ES})|(?:basta|alto|no mas|detengan?|suspendan?|suspender|detener|paren|pare) (?:ya )?(?:de |a |con )?(?:los |las |estos |esos |sus |tus )?{_MAIL_ES}"),
    ("words", "mas", rf"no mas {_MAIL_ES}"),
    ("words", "dejen dejenme deje dejame dejanos", r"dej(?:en|e|a)(?:me|nos) (?:ya )?(?:en paz|tranquil\S+)"),
    ("words", "borr quit saqu elimin saca remuev retir", r"(?:borr|quit|saqu|elimin|sac|remuev|retir|sacar|quitar)\S* (?:me )?(?:mi (?:numero|nombre|telefono)|(?:me )?de (?:la|su|esta|sus|tu) (?:lista|listas|sistema|base|contactos))|(?:borrenme|borreme|quitenme|quiteme|saquenme|saqueme|eliminenme|elimineme|borrame|quitame|sacame)(?! (?:la|el|las|los|una|un|mi|esa|ese) )(?: (?:de (?:la|su|esta|aqui).*|ya|por favor))?"),
    ("words", "baja", r"(?:dar(?:me|se|nos)?|den(?:me|nos)?|de(?:me)?|dame|doy|me (?:doy|den|dan)|solicito|quiero|pido) (?:de |la |mi |me )*(?:dar de |dar )?baja(?! (?:de peso|de presion|del trabajo|laboral|medica|por (?:enfermedad|maternidad|incapacidad)))"),
    ("words", "cancelar cancelen anular suscrip", rf"(?:cancelar|cancelen|cancele|anular|terminar) (?:los |la |mi |estos |sus |todos los )*(?:suscripcion|{_MAIL_ES})|desuscrib\S+"),
    ("words", "revoco autorizo permiso consentimiento", r"(?:revoco|retiro|revocar) (?:mi )?(?:consentimiento|permiso|autorizacion)|no (?:autorizo|doy permiso|les di permiso|di permiso)(?: .*)?"),
    ("words", "arret cess pare nao sem tigilan sispann pa dung xin huwag wag ngung", r"(?:arretez|cessez) de (?:m |me )?(?:ecrire|envoyer|texter|contacter|deranger)\S*|(?:ne )?(?:m |me )(?:ecrivez|envoyez|contactez) (?:plus|pas)|plus de messages|(?:parem?|para) de (?:me )?(?:enviar|mandar)\S*|nao (?:me )?(?:enviem?|mandem?|quero) (?:mais )?(?:receber )?(?:mais )?mensage\S*|dung (?:nhan tin|gui|lien lac)\S*|ngung (?:nhan|gui) tin\S*|(?:huwag|wag) (?:na |niyo |nyo |mo |kayo )*(?:akong |ako )?(?:i ?text|itext|mag ?text|padalhan)\S*|tigilan (?:nyo|niyo|mo) (?:na )?ako|sispann (?:voye|ekri|tekste)\S*|pa (?:voye|ekri) (?:m|mwen) (?:mesaj )?anko"),
    # Less mail, whatever the verb: a word that ends something near a word for our texts.
    ("words", "enough tired sick cut knock done over disable deactivate turn shut discontinue block reject refuse opt disenroll unenroll enroll uninstall deregister",
     rf"(?:enough|sick|tired|cut it out|knock it off|done|over it|fed up|disable|deactivate|turn off|shut off|turn|shut|discontinue|block|refuse|(?:dis|un) ?enroll|uninstall|deregister) (?:\S+ ){{0,3}}?(?:{_THINGS})(?! (?:me|him|her|the (?:form|code|address)))"),
    ("words", "unenroll enroll uninstall unregister unlist deregister disenroll block", r"(?:un ?enroll|disenroll|uninstall|unregister|deregister|unlist|block) (?:me|us|my number|this number)"),
    ("words", "off", rf"(?:{_THINGS}|reminders) off(?! (?:work|my (?:mind|chest)))|(?:get|take|keep|leave|drop) (?:me|us|my name|my number|this number|my phone) (?:off|out)(?= [.,]| $| (?:of|from) (?:here|this|it|these|that|everything|all)(?= [.,]| $| (?:list|service|system|thread|group|program|text)))"),
    ("words", "no not never without zero only", r"(?:no|zero|without|not) (?:more |mas |any |any more |automated |automatic |robot |computer |marketing |these |phone )*(?:texts|texting|text messages|messages|sms|mensajes|textos|mensajitos|txt)(?! (?:from|about|yet|today|received|came|back|you|for|arriv\S+|llego|llegaron|de |hoy|aun|in (?:my|the)))"),
    ("words", "do not", r"do not (?:text|sms|message)(?= [.,]| $| (?:please|me|again|here|anymore|any more|ever|at (?:work|all)|this|us|back))(?! me (?:the|my|about|before|after|between|during|while|until|so))"),
    ("words", "do want", rf"(?:do not|never|not) (?:want|like|need|disturb|authorize) (?:\S+ ){{0,3}}?(?:texting|messaging|{_THINGS})(?! (?:to (?:stop|end)))(?! (?:or|and) (?:miss|lose))"),
    ("words", "make get want how texts messages", rf"(?:make|get|want|would like|how (?:do|can) i (?:make|get)|like) (?:this|these|those|it|them|the|your|you|{_THINGS}|messages to|all|\S+ (?:{_THINGS}))(?: (?:{_THINGS}|people|all))*(?: to)? (?:stop|end|quit|cease)(?= [.,?]| $| (?:please|now|texting|messaging|already))"),
    ("words", "harass spam stalking bother report reported", r"harass\S*|(?:this|it|that|reported?|reporting|you|es|are|as|esto) (?:is )?(?:\S+ )?(?:spam|spamming|acoso|phishing|scam)|(?:stop|quit) spam\S*|(?:report|reported) (?:you|this number|this)(?: (?:to|for|as|if).*)?(?= [.]| $)"),
    ("words", "stop quit cease", r"(?:will|would|can|could) you (?:people |guys |please |just )*(?:stop|quit|cease)(?= [.?,]| $| (?:please|already|it|this|that|now|with))|(?:told|asked|tell|ask|said|begged|want|need|like) (?:\S+ ){1,4}?(?:to )?(?:stop|quit)(?= [.?,]| $| (?:please|already|it|this|that|now))|(?:replied|replying|reply|texted|txt|text|wrote|said|sent|send|answer|type) (?:\S+ )?stop(?= [.,]| $| to)|(?:stop|quit) (?:doing|with) (?:this|that|it|these)|stop asking (?:for|about|me)|stop robo\S+|stop to (?:end|opt|quit)"),
    ("words", "go away", r"(?:please )?(?:go away|get lost|fuck off|buzz off|piss off|shut up)"),
    ("words", "call list registry", r"do not (?:call|contact|text) (?:list|registry)"),
    ("words", "remove", r"(?:please|,|[.]) remove(?= [.]? ?$)"),
    ("words", "not refrain avoid", r"(?:not|refrain from|avoid|quit|rather you not|rather not be|prefer not to be) (?:ever |be )?(?:text(?:ed|ing)?|messag(?:ing|e|ed)|sms|contact(?:ing|ed)) (?:me|us|this (?:number|phone)|my (?:phone|number))(?! (?:the|my|about|before|after|between|during|while|until|so|back|yet|today|that|when|for))"),
    ("words", "further additional extra", rf"no (?:further|additional|extra|new|other|such) (?:{_THINGS}|communications?|contact)"),
    ("words", "removed taken unsubscribed opting opted", r"(?:be|get|like to be|want to be|please be|being) (?:removed|unsubscribed|taken off|opted out|deleted|unenrolled)(?! (?:the|from (?:the )?(?:wait|schedule|insurance)))|(?<=^ )opt(?:ing|ed) out"),
    ("words", "permission consent approval", r"(?:not|never|no) (?:giving|gave|give|given|have|had|ok with|okay with|granting)(?: \S+){0,2}? (?:permission|consent|approval)|(?:take|taking|took|pull|pulling) back (?:my )?(?:consent|permission)"),
    ("words", "leave let", r"(?:leave|let) (?:me|us) (?:be|in peace)(?= [.,]| $)"),
    ("words", "sick tired fed done enough over", r"(?:sick|tired|fed up|done|enough|over) (?:of |with )?(?:being |getting |all (?:of )?|the |this |your |you |always )*(?:nagg\w*|nags?|bugged|pestered|hounded|bothered|harass\w*|spammed|texted|messaged|pinged|reminded)(?= )(?! by (?:my|him|her|them|the (?:doctor|nurse)))"),
    ("words", "texting texts messages texter person text", r"(?:texting|texts|text messages?|messages) (?:is|are) (?:just |really )?not (?:really )?for (?:me|us)|(?<!why )not (?:really )?(?:a |much of a |big on )(?:texting|text|texter)(?: person| guy| gal| woman| man)?(?= [.,]| $)|do not (?:do|use|like|read|care for|believe in) (?:texts?|texting|text messages|messages)(?= [.,]| $)"),
    ("words", "cancel stop end drop lose not keep", r"(?:cancel|stop|end|drop|lose|kill|ditch) (?:only |just )?(?:the |my |your |these |all )*(?:text |automated )?(?:texts|texting|messages|reminders|alerts|notifications|reminder texts)(?: only)?(?: [.,])?(?: and)? (?:not|but not|keep|but keep|and keep) (?:the|my|our) (?:appointments?|visits?|appt|spot)"),
    ("words", "recordatorios mensajes textos avisos notificaciones", rf"{_MAIL_ES} (?:[.,] )?(?:si |pero |por favor |ya |me |los |las |pueden |puede )*(?:quit|saqu|cancel|apag|elimin|borr|suspend|desactiv|par)\w*(?:los|las|melos|melas|noslos|noslas)(?= )"),
    ("words", "end stop cancel kill quit", r"(?:texts?|messages?|reminders?|alerts?|notifications?|texting|messaging)(?: (?!do |not |never )\S+){0,8}? (?:please |just )?(?:end|stop|cancel|kill|quit) (?:them|those)(?= [.,]| $| please| all| now)"),
    ("words", "desapunt descabez desuscrib desinscrib desafili", r"(?:desapunt|desuscrib|desinscrib|desafili)\w*(?! (?:de )?(?:la |el )?(?:cita|lista de espera|gimnasio|seguro))"),
    ("words", "borr elimin", r"(?:borr|elimin)\w+ (?:todos |todas )?(?:mis|nuestros) datos"),
    ("words", "saber", r"no (?:quiero|queremos|me interesa|deseo) saber (?:mas |nada |mas nada |nada mas )*de (?:ustedes|uds|vds|nadie de ahi|esa clinica|su clinica|este numero)"),
    ("words", "salir salirme saquenme", r"(?:quiero |deseo |quisiera |para )?salir(?:me|nos)? de (?:la|su|esta|esa) lista(?! de espera)"),
    ("words", "mejor", rf"no (?:me |nos )?{_NO_MORE_ES} (?:\S+ ){{0,7}}?mejor (?:nunca|nada|ya no)(?= )|(?:mejor|o) ya no (?:me |nos )*{_NO_MORE_ES}(?= )"),
    ("words", "text again", r"(?:text|message|contact) (?:me|us) (?:again|one more time) (?:and|or) (?:i|we|my)"),
    ("words", "enviar mandar escribir favor harta harto tantos", rf"no (?:me )?(?:enviar|mandar|escribir|textear|contactar|molestar)(?:me|nos)?(?: (?:mas|ya))?(?: {_MAIL_ES})?(?= [.,]| $)|(?:hart[oa]s?|cansad[oa]s?|fastidiad[oa]s?) (?:\S+ ){{0,3}}?{_MAIL_ES}|tantos {_MAIL_ES}"),
    ("words", "cut knock", r"(?:cut|knock) it (?:out|off)"),
    ("words", "remove delete erase borr elimin quit", r"(?:remove|delete|erase) (?:this|my|our) (?:\S+ )?(?:number|phone|phone number|cell|cell phone|cell number)(?! (?:on file|and (?:use|put|add|replace)|to|with))|(?:borr|elimin|quit|saqu|remuev)\S* (?:este|mi) (?:numero|telefono|celular)(?! (?:y|por))"),
    ("words", "lleguen llegan quiten desactiven elimin suspend paren cancelen sigan no mandando manden texteen molest sigan siga vuelv escribir mandar contact bloque apag suficient harto harta cansad estuvo basta dejen",
     rf"(?:ya )?no (?:me |nos )*(?:sigan|siga|sigas|vuelv\S+|anden|esten) (?:\S+ )?(?:a )?(?:escrib\S+|mand\S+|envi\S+|contact\S+|molest\S+|texte\S+|llam\S+|mensaje\S*)|(?:que )?ya no (?:me )?(?:lleguen|llegue|envien|manden|escriban|contacten)(?! (?:tarde|la receta|los resultados))|"
     rf"(?:apag\S*|quit\S*|desactiv\S*|suspend\S*|elimin\S*|bloque\S*|cancel\S*|par[ae]\S*) (?:\S+ ){{0,2}}?{_MAIL_ES}|no (?:me |nos )?(?:sigan|siga|sigas|anden) (?:mandando|enviando|escribiendo|molestando|llamando|texteando)\S*|bloqueen(?:me)?|bloqueame|(?:suficientes?|demasiados?|hart[oa] de|cansad[oa] de|ya estuvo(?: bueno)?|ya basta|basta) (?:\S+ ){{0,3}}?{_MAIL_ES}|"
     rf"dej(?:en|e|a|es|ame|enme) (?:ya )?de (?:spam\S*|fastidiar\S*|chingar\S*|jod\S+|acosar\S*|insistir)|(?:solo|solamente|mejor|prefiero|nada mas) (?:llamadas|que me llamen|por telefono|correo)(?: \S+){{0,3}}? no (?:\S+ )?{_MAIL_ES}"),
]  # fmt: skip

WRONG_NUMBER: list[tuple[str, str, str]] = [
    ("wrong_number", "wrong", r"wrong (?:number|person|phone|num|patient|contact|cell|guy|lady)(?! (?:of|for (?:the|my) (?:pharmacy|doctor|insurance)))"),
    ("wrong_number", "number phone", r"(?:not|is not|no longer|this is not|is no longer) (?:my |the |his |her |their |\S+ s |the right |a |\S+ )(?:phone |cell )?(?:number|phone)(?: any ?more)?(?! (?:on file|for))"),
    ("wrong_number", "here live person patient named name", r"(?:no one|nobody|no) (?:here )?(?:is )?(?:named|called|by (?:that|the|this) name|with that name)(?: \S+)?|no \S+ (?:here|at this number)|\S+ does not (?:live here|have this (?:number|phone))|(?:i am|this is) not (?:the|that|your) (?:person|patient|one you)|not (?:the|your) patient|there is no \S+ (?:here|at this)|who ?ever \S+ (?:is|was)(?= )"),
    ("wrong_number", "know new", r"do not know (?:any(?:one|body)? |a |who )(?:named |called |by )?(?:that name|\S+(?: is)?)(?= [.]| $)|(?:just got|new|got this) (?:this )?(?:phone )?number (?:\S+ )?(?:last|recently|this|yesterday|a|so)"),
    ("wrong_number", "equivoc", r"(?:numero|persona|telefono) (?:esta )?equivocad[oa]|equivocad[oa] de (?:numero|persona)|se (?:equivoc\S+|han? equivocad\S+) (?:de )?(?:numero|persona|telefono)|(?:esta|estan|tiene|tienen) (?:\S+ )?equivocad[oa]s?(?! de (?:hora|dia|fecha))"),
    ("wrong_number", "no aqui conozco numero", r"no soy (?:el|la|ese|esa) (?:persona|paciente)(?: que)?|aqui no (?:vive|hay) (?:nadie|ningun|ninguna)?(?: \S+)?|no (?:conozco|se quien es) (?:a )?(?:nadie|ningun\S*|esa persona|\S+)(?= [.]| $)|(?:este|esto|ese) (?:ya )?no es (?:el|su|mi) (?:numero|telefono|celular)(?: de)?"),
    ("wrong_number", "mauvais errado nham maling move", r"mauvais numero|numero errado|nham so|maling numero|wrong send|move nimewo"),
    ("wrong_number", "wrong incorrect mistaken bad mistake", r"(?:wrong|incorrect|mistaken|bad) (?:number|numbers|numba|nbr|phone|cell|person|contact|recipient|patient|individual)|(?<= )wrong(?= [.]? ?$)"),
    ("wrong_number", "someone somebody belong belongs meant intended used", r"(?:meant|intended|trying|want|looking) (?:\S+ ){0,2}?(?:for|to (?:text|reach|contact|message|call)) (?:\S+ )?(?:someone|somebody|another|other)(?: else| person)?|not (?:meant|intended) for (?:me|us)|"
     r"(?:number|phone|cell) (?:\S+ ){0,3}?(?:belongs?|belonged|was) (?:\S+ )?(?:to )?(?:someone|somebody|another|my ex)|(?:does not|do not|no longer) belongs? to (?!the (?:plan|network))\S+"),
    ("wrong_number", "belong number mal me", r"(?:number|phone) (?:now )?belongs? to \S+|not me(?= [.,]| $)|(?:tienen|tiene) mal (?:el|mi|este) (?:numero|telefono)"),
    ("wrong_number", "longer has have uses use changed", r"(?:no longer|does not|do not) (?:has|have|use|uses|own|owns) this (?:number|phone|cell)(?! for)"),
    ("wrong_number", "never heard patient been", r"never (?:been (?:to (?:your|this|that)|there|a patient)|heard of (?:you|this|that|your|him|her)|made (?:an|any) appointment)|not (?:a|your|their) (?:patient|client|customer)(?= [.,]| $| (?:there|here|of|at|anywhere))|do not (?:have|know) (?:an?|any) (?:appointment|doctor) (?:with|at|there|by)"),
    ("wrong_number", "not name me is", r"(?:this|that) is not (?!a |an |the |what |ok |good |acceptable |right |fair |working |my |for |about |urgent |true |correct |funny |cool |how |covered |convenient |going |possible |enough |great |so |too |very |due |until |on |in |at |her |his |where |why |when |which |fun |easy |fine |new |cheap |helpful |helping |normal |like |happening |really |ready |available |open |happening |professional |safe )\S+(?: \S+)?(?= [.,]| $)|"
     r"(?:that|this) is not me|(?<=^ )not me(?= )|my name is (?:not \S+|\S+(?: \S+)? (?:, )?not \S+)|name is not \S+|(?:this|that) is not (?:\S+ ){1,3}?(?:number|phone|cell)"),
    ("wrong_number", "who know", r"(?:do not|have no idea) (?:know )?who (?:\S+ ){0,2}?(?:is|that is|you are looking for)(?= [.,]| $)|who is \S+(?: \S+)? [?.,] (?:\S+ )?(?:you have|wrong|i do not|never)"),
    ("wrong_number", "equivoc incorrecto incorrecta errado", r"(?<!me )(?:se )?equivoc(?:ad[oa]s?|o|aron|an|a)(?! (?:en (?:la|el|mi) (?:factura|cuenta|receta|hora|fecha|dosis)|de (?:hora|dia|fecha|medicina)))|(?:numero|telefono|persona|num) (?:incorrect[oa]|errad[oa])"),
    ("wrong_number", "soy paciente cita conozco persona tiene numero telefono compr", r"(?:no soy|ese no soy|esa no soy) (?:yo|el|ella|la senora|el senor|ese|esa)(?= [.,]| $| \S+ [.,]| \S+ $)|(?<!si )no soy (?!alergic|diabetic|un|muy|de |segur|capaz|mayor|menor|bueno|buena|creyente|casad|residente|ciudadan)\S+(?: \S+)?(?= [.,]| $)|no soy (?:\S+ )?paciente|no tengo (?:ninguna )?cita con (?:ustedes|ese|esa|usted)|no es mi cita|"
     r"no (?:la|lo|le|los) conozco|(?:para|de|a) otra persona|ya no (?:tiene|usa|es de) (?:este|ese) (?:numero|telefono|celular)|(?:este|ese|el) (?:numero|telefono|celular) (?:ya )?no es (?:de|el|suyo|la)|(?:este|ese) no es (?:el )?(?:numero|telefono|celular)|ningun[a]? (?:\S+ )?(?:aqui|con ese nombre)|aqui no hay \S+"),
]  # fmt: skip
AUTO_REPLIES = (
    r"\bauto[- ]?(?:mated|matic)?[- ]?(?:reply|response|respuesta)\b|respuesta automatica|mensaje automatico|\bout of (?:the )?office\b|"
    r"driving (?:focus|mode)|do not disturb|\bi'?m driving (?:right now )?(?:with|and (?:will|can'?t)|right now[.,] (?:and |but )?(?:i'?ll|i will))|"
    r"i'?ll (?:see|get|read|reply to) your (?:message|text) (?:when|once|later)|not receiving notifications|fuera de (?:la )?oficina|"
    r"estoy conduciendo[^a-z]+(?:te|le|les|vere|respond)|(?:con|modo) (?:no molestar|conduccion)|"
    r"(?:this|the) (?:number|inbox|mailbox|phone|line) (?:does not|doesn'?t|cannot|is not|isn'?t) (?:able to )?(?:accept|receive|support|monitored|being monitored|take)|"
    r"(?:away from (?:my|the) (?:desk|phone|email)|on vacation|on leave) (?:until|and will|through|from)|"
    r"we (?:have )?received your message and will (?:get back|respond|reply)|thank(?:s| you) for (?:contacting|reaching out to|your message to|messaging|texting) [^.!?]{2,40}[.!]|"
    r"gracias por (?:contactar|comunicarse)|message blocking is active|unable to receive (?:sms|text|messages)|sent automatically|\bvacation responder"
)

# What speaks of stopping and does not ask for it: asks us to go on, asks what STOP does, tells who sent it by accident.
NOT_STOPPING = (
    # They want another way of hearing from us, or to know how it works.
    r"(?:texts|texting|messages|reminders) (?:are|is) (?:just )?(?:fine|ok|okay|good|great|helpful|useful|welcome)|(?:textos?|mensajes|recordatorios) (?:si|dejen\w*|dejel\w*|sigan|esta\w* bien|me (?:gustan|sirven))|"
    r"(?:do not|never|no|not) (?:call|ring|phone|llamen?|me llamen?|mail|email) (?:(?!(?:or|nor|and|not|never|no|ni|o|y) )\S+ ){0,3}?(?:text|message|texto|mensajes?|escriban?\S*|manden?\S*)(?: me| us)?|"
    r"how (?:do|does|can|to) (?:\S+ ){0,3}?(?:text|texting|texts|messages?|messaging) (?:\S+ ){0,2}?works?|"
    r"(?:do not|never|not|dont|nunca|ni) (?:you )?(?:ever |even |me |nos |la |lo |los |vayan a |vaya a |te |se |please |dare |want you to |want to )*"
    r"(?:stop|quit|cease|unsubscribe|take (?:me|us) off|taking (?:me|us) off|remove (?:me|us)|removing (?:me|us)|drop me|cut me off|opt me out|delete me)(?! sending me (?:these|this))|"
    r"no (?:me |nos |la |lo |los |se |vayan a |vaya a |dejen de |por favor )*(?:quiten|quite|saquen|saque|borren|borre|eliminen|paren|dejen de (?:mandar\S*|enviar\S*|avisar\S*|escribir\S*)|den de baja|bajen)|"
    r"(?:what|how come|why|who|when|cuando|si|does|do|will|is|que|porque|por que) (?:\S+ ){0,5}?(?:stop|unsubscribe\S*|opt\S* out|alto|baja|parar) (?:\S+ ){0,14}?[?]|"
    r"(?:if|si) (?:\S+ ){0,3}?(?:text|reply|say|send|type|write|unsubscribe|pongo|escribo|mando|digo|respondo|contesto) (?:\S+ ){0,3}?(?:stop|alto|parar|baja|do i|do you|will i|sigo|pierdo)|"
    r"(?:what|que) (?:does|is|happens|happen|quiere|significa|pasa|es) (?:\S+ ){0,4}?(?:stop|unsubscribe|alto|baja|parar|opt)|"
    r"(?:kid|son|daughter|baby|toddler|husband|wife|grandson|nephew|nino|nina|hijo|hija|nieto|nieta|bebe|esposo|marido|cat) (?:\S+ ){0,6}?(?:stop|alto|parar|pare|unsubscribe\S*)(?! (?:texting|messag|sending|mand))|"
    r"(?:did not|never|no) (?:me |mean to |ask to |want to |try to |wanted to )*(?:unsubscribe\S*|opt\S* out|di de baja|dieron de baja|text stop|desuscrib\S*)|"
    r"(?:got|get|gets|sent|an|that|your) (?:\S+ )?unsubscribe (?:from|link|button|notice|message|text)|may unsubscribe|"
    r"undo (?:\S+ )?(?:stop|unsubscribe)|put (?:me|us) back (?:on|in)|(?:want|like|need) (?:the|my|your) (?:texts|messages|reminders) still|still (?:want|like|need) (?:the|my|your|to get|getting) (?:\S+ )?(?:texts|messages|reminders)|"
    r"(?:(?:mand|envi|escrib)\S*mel[oa]s?) (?:a mi|mejor|solo|aqui)|(?:para )?salir\S* de (?:los|estos|sus) (?:textos|mensajes) (?:como|que|con quien)|ya no (?:los |las |les |la |lo )?molesto(?: mas)?(?= )|"
    r"(?<=^ )(?:why|how come) (?:\S+ ){0,2}?(?:my|the) (?:reminders|texts|messages) (?:stop\w*|quit|end\w*)|"
    r"(?:resume|continue with|continue) (?:the |my |your |all |sending )*(?:texts?|sms|messages|reminders)|(?:texts?|messages|reminders) (?:can |should |do |to )?stay|same texts|(?<!not )want (?:the |my )?(?:texts?|messages|sms|reminders) again|again (?:the )?(?:messages|texts)|"
    r"(?<!not )(?<!you )do want (?:them|those|the texts|texts|it|reminders|messages)|(?:take|took|taking) (?:it |that )?back (?:(?:the|my|that) )?(?:stop|unsubscribe)|no need to (?:quit|stop)|(?:no stop|do not stop) [.,]? ?keep|"
    r"(?:did|have) (?:the |you |all |your )*texts? (?:stop\w*|quit)|my messages from you stop|tell (?:the|your|her|him|them) \S+ to (?:stop|quit)|stop of my (?:whole )?day|stop this people|stop these people|quiero (?:parar|dejarlo) (?:\S+ )?pero no puedo|resubscribe|turn (?:\S+ ){0,4}?back on|start (?:\S+ ){0,4}?(?:again|back up)|(?:otra vez|de nuevo|volver a|again) (?:\S+ ){0,4}?(?:recib\S*|getting|receiv\S*)|"
    r"(?:recib\S*|lleguen|avisen|manden|getting|receiving) (?:\S+ ){0,4}?(?:otra vez|de nuevo|again)|"
    r"(?:text|message|call|txt) me (?:who|what|where|which|when|if|once|after|before|at|only|instead)|instead of text\S*|(?:text\S*|messag\S*|mensaj\S*|escrib\S*|mand\S*) (?:\S+ ){0,3}?(?:before|after|antes de|despues de)(?: las| la)? \d+|"
    # one of our texts did not come, or nobody answered theirs
    r"no (?:\S+ )?(?:text|texts|message|messages|reminder|mensaje|mensajes|texto|aviso|recordatorio) (?:\S+ )?(?:came|arrived|yet|llego)|(?:got|received|see|saw) no (?:\S+ )?(?:text|message|reminder|mensaje)\S*|"
    r"(?:did not|does not|never|have not|has not) (?:ever )?(?:get|got|gotten|receive|received|see|seen|come|came) (?:\S+ ){0,4}?(?:text|message|reminder|code|link)\S*|"
    r"(?:no|nunca|ni) (?:me |he |nos )?(?:recibi|recibimos|recibido|llego|llegaron|llegan|llega|tengo|respondieron|contestaron|contesto|respondio) (?:\S+ ){0,4}?(?:mensaj|aviso|recordatorio|texto|codigo|link)\S*"
)
# Our texts, by any name; and what else one may be taken off, or be rid of.
OUR_TEXTS = r"(?:text|texts|texting|texted|message\S*|messaging|msgs?|sms|reminders?|reminding|notif\S*|alerts?|mensaj\S*|texto\S*|textee\S*|avis\S*|recordatorio\S*|escrib\S*|contact|contacting|contacten|spam|surveys?|encuestas?|number|numero|manden|mandar|propaganda|anuncios|ads)"
OTHER_LISTS = (
    r"(?:wait ?list|waiting list|cancellation list|standby list|lista de espera|schedule|calendar|agenda|books|allergy list|med list|emergency contacts?|contactos de emergencia|"
    r"voicemail|voice mail|buzon|collections|cobranzas?|cobros?|paper|correos?|emails?|newsletter|bills?|billing|invoices?|statements?|facturas?|recibos?|card|tarjeta|autopay|"
    r"refills?|receta|resurtido|pharmacy|farmacia|medicine|medication|medicina|antibiotics?|insulin|metformin\S*|smoking|fumar|bus|camion|metro|train)"
)
