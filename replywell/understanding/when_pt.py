# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Portuguese dates and times as items (texts have no accents here: "marco", "terca", "amanha")."""

import re

from .when_items import Item, Now
from .when_lexer import word
from .when_makers import Makers, Words, alt, no_time, spoken, tens
from .when_tidy import tidy

_LOW = "um dois tres quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove".split()
_ONES = {w: n for n, w in enumerate(_LOW[:9], 1)} | {"uma": 1, "duas": 2}
_TENS = {"vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50}
NUMBERS: dict[str, int] = {w: n for n, w in enumerate(_LOW, 1)} | _TENS | _ONES
NUMBERS |= {"catorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "zero": 0, "meia duzia": 6}
NUMBERS |= tens(_ONES, _TENS, (" e ", "-e-", " "))
_ORDINALS = {"primeiro": 1, "primeira": 1, "segundo": 2, "segunda": 2, "terceiro": 3, "terceira": 3, "quarto": 4, "quarta": 4, "quinta": 5, "ultimo": 9, "ultima": 9}  # fmt: skip
_MONTHS = (
    "janeiro jan",
    "fevereiro fev",
    "marco mar",
    "abril abr",
    "maio mai",
    "junho jun",
    "julho jul",
    "agosto ago",
    "setembro set",
    "outubro out",
    "novembro nov",
    "dezembro dez",
)
_M = Makers(
    months={w: n for n, ws in enumerate(_MONTHS, 1) for w in ws.split()},
    weekdays={
        w: n
        for n, ws in enumerate(
            (
                "segunda-feira,segunda feira,segundas-feiras,segundas,segunda,seg,2a feira,2a-feira",
                "terca-feira,terca feira,tercas-feiras,tercas,terca,ter,3a feira,3a-feira",
                "quarta-feira,quarta feira,quartas-feiras,quartas,quarta,qua,4a feira,4a-feira",
                "quinta-feira,quinta feira,quintas-feiras,quintas,quinta,qui,5a feira,5a-feira",
                "sexta-feira,sexta feira,sextas-feiras,sextas,sexta,sex,6a feira,6a-feira",
                "sabados,sabado,sab",
                "domingos,domingo,dom",
            )
        )
        for w in ws.split(",")
    },
    numbers=NUMBERS | _ORDINALS,
    units={
        "minuto": "minute", "minutos": "minute", "min": "minute", "hora": "hour", "horas": "hour", "h": "hour", "dia": "day", "dias": "day",
        "semana": "week", "semanas": "week", "mes": "month", "meses": "month", "ano": "year", "anos": "year",
    },
    parts={
        "manha": "morning", "manhazinha": "morning", "tarde": "afternoon", "tardinha": "afternoon", "noite": "night", "noitinha": "night", "madrugada": "dawn", "meio-dia": "noon",
        "meio dia": "noon", "am": "am", "a.m.": "am", "a.m": "am", "pm": "pm", "p.m.": "pm", "p.m": "pm",
    },
    fractions={"meia": 30, "um quarto": 15, "quarto": 15, "quinze": 15},
)  # fmt: skip
# "dez" is ten, too: the month only after a day or before a full stop
_M.mo = rf"(?:{alt(w for w in _M.months if w != 'dez')}(?!\w)|(?:(?<=\d )|(?<=\d de )|(?<=/))dez(?!\w)|dez(?=\. ))"
_MO = rf"(?P<mo>{_M.mo})\.?"
_DAY = r"(?:(?:segundas?|tercas?|quartas?|quintas?|sextas?)(?:[- ]feiras?)?|[2-6]a[- ]feira|sabados?|domingos?)"
_WD = rf"(?P<wd>{_DAY})"
_NUM = spoken(NUMBERS, (" e ", "-e-", " "))
_DN = rf"(?:\d{{1,2}}[oaº°]?(?![\d:h])|primeiro|{_NUM})"
_D, _D2 = rf"(?P<d>{_DN})", rf"(?P<d2>{_DN})"
_Y = r"(?:,?\s*(?:de |do ano (?:de )?)?(?P<y>\d{4})(?![\d:h]))?"
_NOT_D = r"(?!\s*(?:noites|tardes|manhas|h\b|h\d|horas?|:|/|minutos?|min\b|dias?|semanas?|mes(?:es)?|anos?\b|vezes|pessoas|consultas?|%|mg|°|reais|euros?|pm|am|p\.m|a\.m|[.,]\d))"
_TO = r"\s*(?:-|a|ao|ate|ate o|ate ao|e|e o|ao dia|ate dia|ate o dia|e dia)\s*(?:o )?(?:dia )?"
_H = (
    rf"(?P<h>\d{{1,2}}|{alt([*_LOW, 'uma', 'duas', 'vinte', 'zero', *[w for w in NUMBERS if 21 <= NUMBERS[w] <= 23]])})"
)
_MI = rf"(?P<mi>[0-5]\d|\d(?= min)|{alt(w for w in NUMBERS if 4 < NUMBERS[w] < 60)})"
_ONE = alt([*_LOW[:12], "uma", "duas"])
_MUST = r"\s*(?:da |de |a |pela |na )(?P<p>manha|tarde|noite|madrugada)"
_P = (
    r"(?:\s*,?\s*(?:da |de |a |pela |na |de |do )(?P<p>manha|tarde|noite|madrugada|tardinha)|\s*(?P<p2>[ap]\.?m\b\.?))?"
)
_N, _N2 = rf"(?P<n>\d{{1,3}}|{_NUM})", rf"(?P<n2>\d{{1,3}}|{_NUM})"
_U, _U2 = rf"(?P<u>{_M.u})", rf"(?P<u2>{_M.u})"
_NEXT = r"(?:que vem|proxim[oa]|seguinte|que entra)"
_IN = r"(?:daqui a|daqui|dentro de|em|no prazo de|d'aqui a)\s*(?:uns |umas |mais )?"

_LED = re.compile(
    r"(?:^|\b)(?:as?|das?|pelas?|umas|ate|de|entre|e|apos|depois|antes|para|sao|segunda|terca|quarta|quinta|sexta|feira|sabado|domingo|amanha|hoje|\d|tarde|noite|manha)[ ,]+$|-\s*$"
)

_ROWS = (
    (
        r"b(?:om|oa)s? (?:dia|tarde|noite|semana|fim de semana|manha|final de semana)s?(?! (?:as|do|de|a partir))|tod[oa]s? (?:os |as |o |a )?(?:dias?|mes(?:es)?|semanas?|manhas?|noites?|tardes?|anos?)|cada \w+|ha (?:\w+ ){1,2}(?:minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?)|faz (?:\w+ ){1,2}(?:minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?)"
        r"|(?:na |a |o |no )?(?:semana|mes|fim de semana|ano) (?:passad[oa]|anterior)|passad[oa]|anteontem|ontem(?: \w+ \w+)?|desde (?:ontem|cedo|hoje|manha|de manha|a manha|a noite)(?: cedo)?|quase uma hora|(?:duas|tres|\d+) (?:noites|tardes|manhas)|(?:um|outro|qualquer|algum) dia|dia a dia|(?:muito|mais|ja e|ser|e|tao|chegar|um pouco) tarde(?! (?:de|do))|mais cedo|que horas(?: sao)?|(?:rua|avenida|praca|av) (?:\w+ )?(?:de )?(?:janeiro|abril|maio|julho|setembro|novembro)|de (?:segunda|primeira) (?:mao|classe|vez)|(?:a|uma|pela|na) (?:segunda|terceira|quarta|quinta) (?:vez|opcao|consulta|dose|sessao)|dose|o quarto|no quarto|meu quarto|^a (?:primeira|segunda|terceira|quarta|quinta)(?=\W*$)",
        no_time(),
    ),
    (
        rf"(?:durante|por|ha|tem|faz|leva|dura|a cada|tenho) (?:\d+|{_NUM}) (?:minutos?|horas?|dias?|semanas?|mes(?:es)?|anos?)|(?:\d+|{_NUM}) (?:anos|meses) (?:de idade|de gravidez)|(?:\d+|{_NUM}) ?(?:minutos?|min|horas?) (?:de atraso|atrasad[oa])|\d+ (?:comprimidos?|gotas?|capsulas?|pessoas|vezes|reais|euros?|dolares|filhos|quilos?|por cento|anos)|(?:rua|sala|quarto|numero|no\.|opcao|linha) \d+",
        no_time(),
    ),
    *_M.common(),
    (r"(?<=em )(?P<y>20\d\d)(?! ?-)", no_time()),
    # days
    (rf"(?:de |entre |entre o |do dia |do |dia |dias |a partir de |desde |a partir do dia )?(?:{_DAY} )?(?:dia )?{_D}(?: (?:de )?{_MO})?{_TO}(?:{_DAY} )?{_D2}\s*(?:de )?(?P<mo2>{_M.mo})\.?{_Y}", _M.days),
    (rf"(?:de |entre )?{_MO}\s*(?:dia )?{_D}{_TO}{_D2}{_NOT_D}{_Y}", _M.days),
    (rf"(?:de |entre |do |entre os dias |entre o |dias )?{_D}{_TO}{_D2} (?:deste|desse|este|do corrente|neste) mes", _M.day_in(0)),
    (rf"(?:de |entre |do |entre os dias |entre o |dias )?{_D}{_TO}{_D2} (?:do |no )?(?:proximo mes|mes (?:que vem|seguinte))", _M.day_in(1)),
    (r"(?:a |na )?(?P<n>primeira|segunda|terceira|quarta|ultima|\da) semana (?:de |do mes de )" + _MO + _Y, _M.nth_week),
    (rf"(?:a |na |o |no )?(?P<n>primeir[oa]|segund[oa]|terceir[oa]|quart[oa]|ultim[oa]|\d[ao]) {_WD} (?:de |do mes de |em ){_MO}{_Y}", _M.nth_weekday),
    (rf"(?:o |no )?(?P<n>primeiro|ultimo|segundo|terceiro) dia (?:de |do mes de ){_MO}{_Y}", _M.nth_day),
    (rf"(?:a |na |da )?semana (?:do dia|de|do|que comeca (?:no dia|em|dia|no)|a partir (?:do dia|de)|iniciada em) (?:segunda )?{_D}(?:\s*(?:de )?{_MO}{_Y})?{_NOT_D}", _M.week_of),
    (rf"(?:(?:n[oa] |est[ea] )?{_WD},?\s+)?(?:no |o )?(?:dia )?{_D}[ -]?(?:de |do |do mes de )?{_MO}{_Y}", _M.day),
    (rf"(?:no |o |em )?{_MO}\s*(?:dia )?{_D}{_NOT_D}{_Y}", _M.day),
    (rf"(?:no )?(?:inicio|comeco|principio|principios|comecinho) (?:do mes )?de {_MO}{_Y}", _M.third_of_month(0)),
    (rf"(?:em )?(?:meados|metade) (?:do mes )?de {_MO}{_Y}", _M.third_of_month(1)),
    (rf"(?:no |ao )?(?:fim|final|finais|fins) (?:do mes )?de {_MO}{_Y}", _M.third_of_month(2)),
    (rf"(?:no )?(?:inicio|comeco|principio) do (?:proximo mes|mes {_NEXT})", _M.third_of_month(0, 1)),
    (rf"(?:no |ao )?(?:fim|final) do (?:proximo mes|mes {_NEXT})", _M.third_of_month(2, 1)),
    (r"(?:no )?(?:inicio|comeco|principio) d[oe](?:ste)? mes", _M.third_of_month(0)),
    (r"(?:em )?(?:meados|metade) d[oe](?:ste)? mes", _M.third_of_month(1)),
    (r"(?:no |ao )?(?:fim|final|finzinho) d[oe](?:ste)? mes", _M.third_of_month(2)),
    (rf"(?:em |no mes de |mes de |de |para |todo o mes de |proximo )?(?P<mo>janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro){_Y}(?: (?P<ny>do ano que vem|do proximo ano|do ano seguinte))?", _M.month),
    (rf"(?:em |no mes de )(?P<mo>{_M.mo})\.?{_Y}", _M.month),
    (rf"(?:n[oa] )?{_WD},? (?:que e )?(?:dia )?(?P<d>\d{{1,2}}|primeiro)(?! d[ae] (?:manha|tarde|noite)){_NOT_D}", _M.weekday_number),
    (rf"(?:n?o )?dia {_D} (?:do |no )(?:proximo mes|mes {_NEXT})", _M.day_in(1)),
    (rf"(?:n?o )?(?:dia )?{_D} (?:deste|desse|neste) mes", _M.day_in(0)),
    (rf"(?:do |entre o |de |entre os )?dias? {_D}{_TO}{_D2}{_NOT_D}(?! d[ae] (?:manha|tarde|noite))", _M.days_of_month),
    (rf"(?:n?o |do |para o |pro )?dia {_D}{_NOT_D}", _M.day_of_month),
    (r"depois d[e']? ?amanha", _M.rel(2)),
    (r"amanha", _M.rel(1)),
    (r"(?:n?o )?(?:dia seguinte|proximo dia)", _M.rel(1)),
    (r"hoje(?: mesmo)?(?: em dia)?", _M.rel(0)),
    (rf"(?:n[oa] )?{_WD} (?:d[ae] )?(?:proxima semana|semana {_NEXT})", _M.weekday_in(1)),
    (rf"(?:n?a )?(?:proxima semana|semana {_NEXT}),? (?:n[oa] )?{_WD}", _M.weekday_in(1)),
    (rf"(?:n[oa] )?{_WD} (?:d?esta|dessa) semana", _M.weekday_in(0)),
    (rf"(?:d?n?[oa] )?(?P<nx>proxim[oa]) {_WD}", _M.weekday),
    (rf"(?:n[oa]s? |os? |ness[ea] |n?est[ea] |d?est[ea] )?{_WD}(?:,? (?:(?P<nx>que vem|proxim[oa]|seguinte|que entra)|(?P<la>passad[oa])))?", _M.weekday),
    (r"(?P<wd>seg|ter|qua|qui|sex|sab|dom)\.(?= |$|,)", _M.weekday),
    (r"(?P<wd>seg|ter|qua|qui|sex|sab|dom)(?=$| (?:as|\d|a tarde|de manha|a noite))", _M.weekday),
    (r"(?:n?a )?semana (?:depois da|apos a|seguinte a) (?:proxima|que vem)|daqui a duas semanas a semana", _M.week(2)),
    (rf"(?:n?a |para a |pra |d?a )?(?:proxima semana|semana {_NEXT})", _M.week(1)),
    (r"(?:ainda )?(?:n?esta|nessa|essa|na) (?:mesma )?semana(?! \w+a\b)|(?:n?esta) semana", _M.week(0)),
    (rf"(?:n?o )?(?:proximo (?:fim|final) de semana|(?:fim|final) de semana {_NEXT})", _M.next_weekend),
    (r"(?:n?o |n?este |nesse |n?os )?(?:fi(?:m|ns)|fina(?:l|is)) de semana", _M.weekend(0)),
    (rf"(?:n?o |para o |pro |d?o )?(?:proximo mes|mes {_NEXT})", _M.whole_month(1)),
    (r"(?:n?este|nesse|d?esse) mes|(?:n?o )?mes corrente", _M.whole_month(0)),
    (rf"(?:n?[oa]s |pel[oa]s |para [oa]s )?(?:proxim[oa]s|seguintes) (?:{_N} )?(?P<u>dias|semanas|meses)", _M.next_units),
    (rf"(?:n?[oa]s |pel[oa]s )?{_N} (?:proxim[oa]s|seguintes) (?P<u>dias|semanas|meses)", _M.next_units),
    (rf"(?:n?[oa]s )?{_N} (?P<u>dias|semanas|meses) (?:seguintes|que vem)", _M.next_units),
    (rf"{_IN}(?P<hf>meia) (?P<u>hora)", _M.in_units),
    (rf"{_IN}{_N} {_U} e (?P<hf>meia)", _M.in_units),
    (rf"{_IN}{_N} ?{_U}(?: e)? {_N2} ?{_U2}", _M.in_units),
    (rf"{_IN}(?:cerca de |mais ou menos )?{_N} ?{_U}", _M.in_units),
    (rf"{_N} {_U} (?:depois|mais tarde|a partir de (?:agora|hoje)|a contar de hoje)", _M.in_units),
    (r"(?:n?o )?(?:dia de |no )?natal", _M.holiday(12, 25)),
    (r"(?:n?a )?vespera de natal", _M.holiday(12, 24)),
    (r"(?:n?o )?(?:dia de )?ano novo|primeiro do ano", _M.holiday(1, 1)),
    (r"(?:n?a )?vespera de ano novo|reveillon", _M.holiday(12, 31)),
    (r"dia d[oe] trabalho|dia do trabalhador", _M.holiday(5, 1)),
    (r"(?:n?o )?(?:dia de )?finados", _M.holiday(11, 2)),
    (r"(?:n?a )?pascoa", _M.after_easter(0)),
    (r"sexta-feira santa|sexta santa", _M.after_easter(-2)),
    (r"(?:terca-feira de )?carnaval", _M.after_easter(-47)),
    (r"corpus christi", _M.after_easter(60)),
    (r"(?:hoje a|esta|hoje de|hoje pela|desta|nesta) (?P<p>noite|tarde|manha)", _M.part_on(0)),
    # times
    (r"(?:as )?(?:ao )?meio[- ]dia(?: e (?P<fr>meia|um quarto|quarto))", _M.clock_at(720)),
    (rf"meio[- ]dia e {_MI}", _M.clock_at(720)),
    (r"(?:quinze|um quarto|15) (?:para|pro) (?:o )?meio[- ]dia", _M.clock_at(705)),
    (r"(?:ao )?meio[- ]dia", _M.clock_at(720)),
    (r"(?:a )?meia[- ]noite(?: e (?P<fr>meia|um quarto|quarto))", _M.clock_at(0)),
    (r"(?:a )?meia[- ]noite", _M.clock_at(0)),
    (rf"(?P<less>\d{{1,2}}|{alt(('dez', 'cinco', 'vinte', 'vinte e cinco', 'quinze', 'um quarto'))})(?: minutos)? (?:para|pra|pras|antes d)[ae]?s? ?(?:as |a |s )?{_H}(?: horas?)?{_P}", _M.clock),
    (rf"{_H} ?(?:horas?|h)? menos (?P<less>um quarto|quarto|dez|cinco|vinte|quinze|\d{{1,2}}){_P}", _M.clock),
    (rf"{_H} ?(?:horas?|h|hrs)(?: e)? (?P<fr>meia|um quarto|quarto){_P}", _M.clock),
    (rf"(?:as |a |das |pelas |pela )?{_H} e (?P<fr>meia|um quarto|quarto){_P}(?! duzia)", _M.clock),
    (r"(?P<h>\d{1,2}) ?(?P<p>[ap]\.?m\b\.?) e (?P<fr>meia|um quarto)", _M.clock),
    (rf"{_H} ?(?:horas?|h|hrs)(?: e)? ?{_MI}(?: ?(?:minutos?|min|m))?(?! (?:horas|dias)){_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}) ?h ?(?P<mi>[0-5]\d)(?: ?m(?:in)?)?{_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}) ?(?:h|hrs|hs)(?: em ponto)?{_P}", _M.clock),
    (rf"{_H} ?horas?(?: em ponto)?{_P}(?! de (?:sono|viagem|trabalho|atraso|carro|espera)| (?:atrasad|antes|depois|por|seguidas))", _M.bare_clock(_LED)),
    (rf"(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::\d\d)?(?: ?(?:h|hrs|hs|horas))?{_P}", _M.clock),
    (r"(?P<h>\d{1,2})(?:[.](?P<mi>[0-5]\d))? ?(?P<p>[ap]\.?m\b\.?)", _M.clock),
    (rf"(?<=as )(?P<h>\d{{1,2}})[.](?P<mi>[0-5]\d)(?![\d%]){_P}", _M.clock),
    (rf"(?<=as )(?P<h>{_ONE}) (?P<mi>dez|quinze|vinte|vinte e cinco|trinta|quarenta|quarenta e cinco|cinquenta){_P}", _M.clock),
    (rf"(?<=as ){_H} e {_MI}(?: minutos?)?(?! d[eo] {_M.mo}){_P}", _M.clock),
    (rf"(?P<h>\d{{1,2}}|{_ONE}) e (?P<mi>dez|quinze|vinte|vinte e cinco|trinta|quarenta|quarenta e cinco|cinquenta|[1-5]\d){_MUST}", _M.clock),
    (rf"(?P<h>{_ONE}) e (?P<mi>quinze|vinte|trinta|quarenta|quarenta e cinco|cinquenta)(?=\W*$)", _M.clock),
    (rf"(?P<h>\d{{1,2}}|{alt([*_LOW[:12], 'uma', 'duas'])}) (?:da |pela |a )(?P<p>manha|tarde|noite|madrugada)", _M.clock),
    # parts of the day
    (r"(?:no |ao )?(?P<lt>final|fim) (?:da |de )(?P<p>manha|tarde)", _M.part),
    (r"(?:no |ao )?(?P<ea>inicio|comeco) (?:da |de )(?P<p>manha|tarde)", _M.part),
    (r"(?:bem |logo )?(?:de |pela |na |a |as |por |pelas |nas |da |logo |so |cedo |cedo pela )?(?P<p>manha|tarde|tardinha|noite|noitinha|madrugada)s?(?: cedo)?", _M.part),
    (r"(?<=amanha )cedo|(?:logo )?cedinho|(?:bem |logo )cedo|a primeira hora|primeira hora", _M.day_part("morning")),
    (r"(?:depois|apos) (?:do |o )?almoco", _M.day_part("afternoon")),
    (r"antes do almoco", _M.day_part("morning")),
    (r"(?:na |no )?(?:hora do |horario de |horario do )almoco", _M.day_part("noon")),
    (r"(?:depois|apos) (?:do |o )?trabalho", _M.after_work),
    # words
    (r"em diante|(?:e|ou) (?:mais tarde|depois(?=\W*$))", word("A", "later")),
    (r"(?:e|ou) (?:mais cedo|antes(?=\W*$))", word("B", "earlier")),
    (r"(?:a partir|desde|de)(?= as? \d)(?: d?as?)|a partir d[aeo]s?|a partir|desde(?: [oa]s?)?", word("a", "since")),
    (r"(?:qualquer hora |so |somente |logo )?(?:depois|apos|passad[ao]s?)(?: d[aeo]s?| as?| o)?|mais tarde (?:que|do que)(?: as?)?", word("a", "after")),
    (r"(?:o mais tardar|no maximo ate|no maximo)(?: as?| o)?", word("b", "by")),
    (r"(?:qualquer hora )?antes(?: d[aeo]s?)?|mais cedo (?:que|do que)", word("b", "before")),
    (r"ate(?: as?| a| o| ao)?", word("t", "until")),
    (r"(?:de|das|da|entre|do)(?: as?| o)?", word("f")),
    (r"as", word("t", "as")),
    (r"ao?|-", word("t", "a")),
    (r"e(?: as?| o)?|&", word("&")),
    (r"(?:por volta|perto|la pelas|em torno|cerca)(?: d[aeo]s?| as)?|pelas|umas|la para as|@|aproximadamente", word("@")),
    (r"(?:(?:eu )?nao (?:posso|consigo|poderei|podemos|vou poder|estarei disponivel|da)(?: ir| vir| comparecer)?|exceto|menos|salvo|mas nao|nao)", word("!", "neg")),
    (r"nao (?:me )?(?:da|serve|funciona|convem|rola|e possivel|vai dar|posso)|(?:e |esta )?impossivel|e ruim", word("n")),
    (r",", word(",", ",")),
    (r"ou|nem", word("|", "or")),
    (r"no|na|nos|nas|o|a|as|os|em|para|pra|pro|dia|este|esta|neste|nesta|durante|pela|pelo", word("o")),
    (rf"(?P<d>\d{{1,2}})[oº°]{_NOT_D}", _M.ordinal),
    (rf"(?<![\d:/.])\d{{1,2}}(?![\d:/%]|[.]\d){_NOT_D}", _M.count),
    (rf"(?!uma?\b){_NUM}{_NOT_D}(?! (?:de|consultas?|pessoas?|filhos?|outr[oa]|pouco|vez|momento))", _M.count),
)  # fmt: skip

_LEXER = Words(
    _ROWS,
    skip=r"eu|posso|pode|ser|por favor|favor|so|somente|apenas|talvez|ok|sim|melhor|prefiro|disponivel|livre|horas|um|uma",
)
EARLIER = re.compile(r"\b(?:mais cedo|antes)\b")
LATER = re.compile(r"\b(?:mais tarde|depois)\b")
SAME = re.compile(r"\bmesm[oa] (?:hora|horario)\b")
FROM = re.compile(
    r"(?:\b(?:consulta|visita|horario|agendamento|sessao)(?: marcad[oa])?(?: d[aeo]s?| n[ao]| as| para)*|\bd[aeo]s?)$"
)
OWN = re.compile(r"(?!)")
MOVING = re.compile(r"\b(?:mud\w+|remarc\w+|troc\w+|alter\w+|adi\w+|pass[ae]\w*|transfer\w+|reagend\w+)\b")


_FAREWELL = re.compile(
    r"\b(?:obrigad[oa]|ok|combinado|confirm\w+|sim|certo|beleza|tudo bem)\b.*\bate (?:a |o |as )?[\w-]+(?: feira)?\W*$"
)


def lex(flat: str, _raw: str, now: Now) -> list[Item]:
    """Items of a Portuguese text."""
    items = tidy(_LEXER.lex(flat, now))
    if _FAREWELL.search(flat):  # "thanks, see you on Monday"
        for item in items:
            if item.kind == "b" and item.word == "by":
                item.kind = "o"
    return items
