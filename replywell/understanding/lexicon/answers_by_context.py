# ruff: noqa: E501 - tables of words and patterns read better whole
"""What longer answers mean after one question of ours: (intent, weight, pattern), the first that fits counts.

The patterns are tried on the mended text after what it denies was put out of the way.
"""

_NOT_THAT = (
    r"(?:keep|keeping|stay with|stick with|stick to|rather have|rather keep|hold on to|hang on to|holding|leave me|leave it|prefer|stay on) (?:\S+ ){0,3}?(?:mine|original|what i (?:have|got)|the one|the old|old one|regular|where i was|as is|january|february|march|april|may|june|july|august|september|october|november|december|\S+ (?:date|appointment|time|one|slot))|i will (?:just )?wait|hold out|"
    r"(?:give|offer) it to (?:some|another|the next)\S*|too (?:soon|early|far|short notice|late)(?: for me)?|not (?:this time|that (?:one|day)|for me|today)|(?:can not|could not|will not|unable to|not able|not going to)(?! (?:wait|believe|say no|beat))|wish i could|would if i could|maybe next time|(?:would|i d) (?:love|say yes|be crazy|take it|be nice) .*(?:but|if)|"
    r"would be nice but|(?:ok|yes|yeah|thanks|out|up) but (?:no|i will|i am|not)|yeah no|no way|but (?:no|i have to|i can not|have to)(?= [.,]| $| )|(?:i am|am|at|have to|got to|gotta) (?:work|working|at work)(?= [.,]| $| that| then| until)|no (?:ride|babysitter|sitter|car|transportation)|(?:i )?have (?:a |an |my )?\S+ (?:then|that day|at that time)|as much as|unfortunately|i (?:will )?pass(?= [.,]| $| on)|"
    r"dej\S+ (?:\S+ )?(?:la mia|mi cita|la que|la del|asi|la de)|me quedo con (?:la mia|mi|la que|la del|la de|lo que|el)|(?:mantengo|conservo|prefiero|mejor) (?:\S+ )?(?:la mia|mi|la original|original|la otra|esperar|la que|la del)|a es[ae]s? horas? (?:\S+ )?(?:trabajo|no|ando|estoy)|no (?:\S+ )?(?:puedo|podria|voy|alcanzo|me (?:sirve|queda|conviene))|muy (?:temprano|pronto|lejos)|que se (?:la|lo) den|otro que|asi como esta|que (?:la|lo|se la|se lo) (?:aproveche\\w*|agarre\\w*|coja\\w*|tome\\w*|use\\w*|disfrute\\w*|gane\\w*|quede\\w*) (?:otr[oa]s?|alguien|un\\w*)|(?:pas(?:e|en|a)|de|den)(?:la|lo|sela|selo)? al (?:siguiente|proximo)|(?:let|give it to|offer it to) (?:someone|somebody|the next|another)|so no(?= [.,]| $)|asi (?:dej\\w+)|dejemos(?:la|lo)|estoy bien (?:asi|con)|asi (?:estoy|ya estoy) bien|me espero|esperar(?:e|me) (?:a )?(?:la mia|mi)|me (?:va|queda|viene|conviene) mejor|(?:stick|sticking) with"
    r"la que (?:ya )?tengo|no tengo (?:quien|carro|como|raite)|ahorita no|por ahora no|no gracias|pero no|si pudiera|me encantaria pero|otra persona"
)
_TAKES = (
    r"(?:take|grab|want|accept|snag|claim) (?:it|that|this|the|that one|one)|sold(?= [.,]| $)|give (?:me |it to me|that to me)|(?:would|will) (?:be (?:great|wonderful|perfect|amazing|awesome|good|fine|lovely)|love (?:it|that|to|the)|like (?:it|that|the|this))|go ahead|sign me up|put me (?:in|down|there)|(?:that|it|this|time|day|slot) (?:\S+ )?works|works for me|let anybody else|could i say no|brainer|would not mind|count me in|heck yes|hell yes|you bet|montame|montenme|ahi (?:le )?caigo|embullate|book it|yes please|"
    r"la (?:quiero|tomo|agarro|acepto)|lo (?:quiero|tomo|agarro|acepto)|(?:demela|delo|apunteme|apuntame|pongame|ponme|agarrela|reservemela|damela|aparte\S+)|me (?:queda|parece|sirve|viene) (?:bien|perfecto|super|excelente)|(?:acepto|tomo|quiero) (?:la|el|ese|esa)|me interesa|si voy|ahi (?:estoy|estare|voy)|cuente conmigo"
)
_NO_VISIT = (
    r"not (?:interested|now|due|looking|right now|at this time|ready)|no longer (?:looking|interested|need)|already (?:had|did|done|got|have|went|scheduled|booked|seen|did it)|(?:went|going|go|ended up going|goes) (?:with|elsewhere|somewhere|to (?:another|a different))|found (?:someone|somebody|another|a |one)|(?:had|got|did) (?:mine|it done|one|it)|all set|maybe (?:next|later|some|in the)|do not (?:want|wish|need|think|care)|"
    r"(?:am |are )?done with|hold off|just (?:wanted|asking|looking|curious|browsing)|we moved|(?:i )?moved (?:to|away|out)|pass (?:on|this)|i will pass|i pass|but no|saying no|check back|ask (?:me )?again|circle back|get back to me|try me (?:again|later|in)|hit me up (?:later|in)|no thanks|no thank you|somewhere else|i am (?:good|fine|ok)|we are (?:good|fine)|next year|for mine|pigs fly|not this (?:year|time|month)|some other time|changed my mind|(?:no )?(?:i )?can not afford|stop worrying|"
    r"ya (?:me (?:lo|la) hice|consegui|me cambie|fui|lo hice|la hice|tengo|encontre|no|me atendieron|me la hicieron|me lo hicieron)|no (?:me interesa|gracias|creo|quiero|estoy interesad\S+|vale|por ahora|necesito)|este ano no|dejelo asi|despues (?:yo )?(?:les |le )?(?:llamo|aviso)|todavia no|no hace falta|solo (?:estaba|queria|preguntaba)|por (?:los|el) momentos? no|sin seguro|en otro lado|paso(?= [.,]| $)|(?:busqu\S+|escrib\S+|llam\S+|preg\S+) (?:\S+ )?(?:despues|luego|mas adelante|en (?:la )?(?:primavera|enero))|otro (?:doctor|medico|lugar|dentista)|mas adelante|ahorita no|no tengo tiempo"
)
_WANTS_VISIT = (
    r"(?:yes|sure|ok|please|yeah) |set (?:it|me|one) up|go ahead|let us|been meaning|i am due|book|schedule|sign me|when can|what (?:days?|times?)|works for me|want (?:one|an|to come|to schedule)|"
    r"(?:deme|dame|denme|digame|dele|me da|quiero|apunteme|agend\S+|cuando|horarios|si |claro|ya era hora|por que no|no me vendria mal|a ver que)"
)
_READY = (
    r"ready|rdy|redy|ready to|go ahead|send (?:it|them|my|the|me)|show (?:me|it)|tell me|let me (?:have|see|know)|give (?:it|them) to me|(?:can|free to|able to) talk|available|alone|(?:somewhere )?private|what (?:does it|do they|did it|is it|are they) (?:say|show)?|no time like|hit me|lay it on|sitting down|"
    r"list[oa]|lysto|digame|dime|mand\S+|envi\S+|echemel\S+|dele|sol[oa]|ya puede|puede (?:enviar|mandar|decir)\S*|adelante|si quiero|privado|sentad[oa]"
)
_NOT_READY = r"not (?:ready|now|yet|right now|today)|later(?! today i)|at work|call you|no estoy list\S+|ahorita no|mas tarde|todavia no|luego|en el trabajo|no puedo (?:hablar|ahora)"
_NO_TEXTS = r"(?:do not|not|no need to|rather not|please no|stop|quit) (?:\S+ )?(?:keep|texts?|messages|texting|sending)|no (?:more )?(?:texts|messages|thanks|thank you)(?: on .*)?|none|no thanks|nope|stop|end it|end them|everything|done with|good on|no (?:los |me )?(?:quiero|manden|mensajes|textos|gracias)|ninguno|ya no|no hace falta|no mas|(?<!no )quit\S+|par(?:e|en)"
_STILL_TEXTS = (
    r"(?:like|want|wish|love) to keep|(?:texts|messages|reminders|mensajes|textos) (?:are|is|estan) (?:fine|ok|good|great|bien)|leave (?:the |my )?(?:texts|messages|reminders)(?: on)?|(?:do not|not|never|without|dont) (?:\S+ )?(?:stop|end|stopping|remove|take me off)(?: .*)?|not the (?:texts|messages|reminders)|only (?:\S+ ){0,4}?(?:visit|appointment)|keep(?:ing)?|kep|want (?:the |to keep |my )?(?:texts|reminders|messages|getting|them)|(?:still )?(?:text|remind) me|"
    r"sig(?:an|a)\S*|seguir recibiendo|quiero (?:los|seguir|recibir)|no (?:(?:me|nos|le|les|lo|la|los|las) ){0,2}(?:paren|pare|quiten|quite|borren|dejen)(?= )|mantener\S*|si quiero|mandenme"
)
_DID = (
    r"(?:took|taken|had|did|done|finished|got|have been|been taking|taking|checked|used|doing) (?:it|them|em|mine|my|all|both|that|every|the|this|everything|so)(?! off)(?<!off it)|always do|(?<=^ )(?:did|done|taken)|have not (?:missed|skipped|forgotten|stopped)|not missed|never (?:miss|skip|missed|skipped|forget)|every (?:day|night|morning|single)|all done|still (?:taking|doing|on)|of course|"
    r"(?:me )?(?:la|lo|las|los) (?:tome|tomo|hice|hago|he tomado|puse|use)|ya (?:la|lo|me|las)|tod(?:os|as) los dias|no (?:la|lo|las|los) he (?:dejado|fallado)|no he (?:fallado|dejado|faltado)|sin falta|claro|cada dia"
)
_NEVER_MISSED = r"(?:have not|has not|not|never|without) (?:missed|skipped|forgotten|stopped|missing|skipping|miss|skip)|no (?:la|lo|las|los|me) (?:he |ha )?(?:dejado|fallado|parado|olvidado|olvido|dejo|salto|saltado)|no he (?:fallado|dejado|faltado|parado)|sin falta|yes never"
_DID_NOT = (
    r"not (?:yet|today|taken|taking|done|really|every day)|forgot\S*|skipped|missed|ran out|have not(?! missed| skipped| stopped| forgotten)|did not|could not|can not|will tonight|no longer|stopped|quit|"
    r"no (?:la|lo|las|los|me la|me lo|he|pude|todavia)|se me olvido|me olvide|olvide|todavia no|aun no|se me (?:acabo|paso)|no pude|dias no"
)

BY_CONTEXT: dict[str, tuple[tuple[str, float, str], ...]] = {
    "waitlist_offer": (("decline", 0.86, _NOT_THAT), ("confirm", 0.88, _TAKES)),
    "recall_prompt": (("decline", 0.86, _NO_VISIT), ("book", 0.84, _WANTS_VISIT)),
    "lead_prompt": (("decline", 0.86, _NO_VISIT), ("book", 0.84, _WANTS_VISIT)),
    "result_ready": (("decline", 0.8, _NOT_READY), ("ready", 0.88, _READY)),
    "keep_texting": (("opt_in", 0.88, _STILL_TEXTS.replace("|keep(?:ing)?|kep|", "|(?<!not )(?<!to )(?<!no )(?<!want )keep(?:ing)?|kep|")), ("opt_out", 0.88, _NO_TEXTS)),
    "checkin_yesno": (("confirm", 0.84, _NEVER_MISSED), ("decline", 0.82, _DID_NOT), ("confirm", 0.84, _DID)),
}  # fmt: skip
