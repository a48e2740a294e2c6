# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Short answers: yes, no, numbers and emoji, in every language."""

YES = frozenset(
    "yes accept accepted y ok si s sip sii simon claro dale vale va sure absolutely definitely certainly correct right alright aye affirmative confirm confirmed confirmo confirmado "
    "confirmada correcto perfecto perfect great good fine cool bueno bien bet deal exacto seguro listo afirmativo oui ouais bien d'accord sim da wi vang co opo oo sige "
    "да хорошо конечно ок подтверждаю 是 是的 好 好的 可以 行 确认 確認 对 네 예 응 넵 좋아요 확인 نعم ايوه أيوه اي موافق حسنا أكيد تمام oke yup aight mhm yuppp affirmative bet roger yessum yus uhuh yepp yse simon sipi sipo okis obvio fierro joya hagale dele claramente exactamente efectivamente".split()
)
NO = frozenset(
    "no n negative never non nao khong hindi нет не 不 不是 不行 不要 否 아니요 아니오 아뇨 아니 لا كلا nada tampoco negativo nunca ayaw".split()
)
YES_PHRASES = frozenset(
    [
        "of course", "yes please", "yes confirm", "yes i can", "yes we can", "por supuesto", "de acuerdo", "esta bien", "si claro", "claro que si", "si puedo", "si por favor", "for sure",
        "i will be there", "i am in", "that works", "works for me", "works", "sounds good", "all good", "we are good", "i reckon so", "reckon so", "i reckon", "de ley", "ta to", "quedamos asi", "quedamos asi entonces", "still good", "still on", "you bet", "got it", "i do", "we will", "i will",
        "you know it", "will do", "bien sur", "com certeza", "dong y", "si senor", "si senora", "si senorita", "asi es", "ahi estare", "alli estare", "yes sir", "yes mam", "yes maam", "i accept", "acepto", "aceptar", "i will take it", "take it", "i want it",
        "si esta bien", "si por mi esta bien", "la quiero", "lo quiero", "la tomo", "lo tomo", "yes i will", "yes that works", "good to go", "ya", "that is right", "thats right", "that is correct", "you got it", "you know it", "it is a date", "10 4", "roger that", "roger", "count me in", "aye aye", "by all means", "no problem", "not a problem", "for real", "i am down", "i am game", "all set", "sure thing", "no doubt", "okie dokie", "sin falta", "ahi voy", "alla voy", "si voy", "va pues", "como no", "va que va", "alla estaremos", "ahi le caigo", "me parece bien", "me queda bien", "see you then", "i would like that", "me gustaria", "book it", "keep it", "keep",
    ]
)  # fmt: skip
NO_PHRASES = frozenset(
    [
        "no thanks", "no thank you", "no gracias", "not now", "not today", "not interested", "no me interesa", "por ahora no", "ahora no", "not at this time", "no por ahora", "maybe later", "i am good", "pass", "i pass",
        "i will pass", "no can do", "no sorry", "sorry no", "hard pass", "no way", "yeah no", "no creo", "fijese que no", "pues no", "claro que no", "negativo", "paso", "nel", "no puedo", "no i can not", "no we can not", "todavia no", "aun no", "not yet", "not really", "para nada", "nop", "no need", "no es necesario", "can not", "i can not", "i did not", "no lo quiero", "no la quiero", "did not", "no i did not", "no lo tome", "no la tome", "no i have not",
    ]
)  # fmt: skip
NONE_OF_THEM = frozenset(
    [*"none neither ninguna ninguno 0 zero nada".split(), "none of those", "none of these", "none of them", "none work", "none of those work", "none of these work", "neither works", "not any of those", "none of the above", "neither one", "ninguna de esas", "ninguno de esos", "ninguna me queda", "ninguna me sirve", "ninguno me sirve", "ninguna de las tres", "ninguna de las anteriores", "ninguno me queda", "ninguna funciona", "no me sirve ninguna", "none work for me", "none of those work for me", "none of them work", "none of these times work", "neither of those", "neither of these", "neither of those three", "none of those three", "none of the three", "ninguna de esas tres"]
)  # fmt: skip
ANY_OF_THEM = frozenset(
    ["any", "either", "either one", "any of them", "any works", "either works", "whichever", "any of those", "anyone", "any one", "any is fine", "either is fine", "cualquiera", "cualquiera de las dos", "la que sea", "el que sea", "cualquiera esta bien", "any of those work", "any time works", "whatever"]
)  # fmt: skip
ALL_OF_THEM = frozenset(
    ["both", "all", "all of them", "both of them", "all three", "all of those", "both appointments", "los dos", "las dos", "todas", "todos", "ambas", "ambos", "las tres", "los tres", "everything"]
)  # fmt: skip

GOOD_EMOJI = "👍✅👌🙏💯✔☑🙂😊😀😁🥰🆗🤙🙌👏🤝"
HEART_EMOJI = "❤♥💕💙💚💛🧡💜🫶😍"
BAD_EMOJI = "👎❌🚫🙅✖"

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
    "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "primera": 1, "primero": 1, "primer": 1, "segunda": 2, "segundo": 2, "tercera": 3, "tercero": 3, "tercer": 3, "cuarta": 4,
    "cuarto": 4, "quinta": 5, "quinto": 5, "un": 1, "premier": 1, "premiere": 1, "deuxieme": 2, "troisieme": 3, "deux": 2, "trois": 3, "um": 1, "dois": 2, "duas": 2, "mot": 1, "hai": 2, "isa": 1, "dalawa": 2, "tatlo": 3,
    "de": 2, "twa": 3, "yon": 1, "one️⃣": 1, "一": 1, "二": 2, "三": 3, "四": 4, "第一个": 1, "第二个": 2, "第三个": 3, "하나": 1, "둘": 2, "셋": 3, "один": 1, "два": 2, "три": 3, "первый": 1, "второй": 2, "третий": 3, "واحد": 1, "اثنين": 2, "ثلاثة": 3, "الأول": 1, "الثاني": 2, "الثالث": 3,
    "1a": 1, "2a": 2, "3a": 3, "1ro": 1, "2do": 2, "3ro": 3, "1ra": 1, "2da": 2, "3ra": 3, "a": 1, "b": 2, "c": 3, "to": 2, "too": 2,
}  # fmt: skip
PICKING = frozenset(
    "the option number num no opcion numero la el i will take want pick choose choice slot one please let us do go with would like book prefer me quedo con quiero elijo escojo tomo prefiero works "
    "st nd rd th ra da ro do for is good fine perfect great ok yes si por favor thanks gracias can you we that appointment cita hora time lo para a mi and y it to bien esta queda number hold give me dame reserve agendar apartame sounds".split()
)
FILLER = frozenset(
    "please porfis porfa plis thanks thank you gracias muchas very much so por favor hi hello hola hey buenos buenas dias tardes noches doctor ma'am sir mam maam senor senora ok and y i we am is it me "
    "that bye god bless dios bendiga los le day your un una dear all again lol haha jaja it's a the to for".split()
)
