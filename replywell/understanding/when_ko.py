# ruff: noqa: E501 - tables of words and patterns read better whole
"""Korean dates and times as items; what "after" and "until" hang on stands before them."""

import re
from datetime import timedelta

from .when_dense import Dense, prepose
from .when_items import Item, Now, week_start
from .when_lexer import later, word
from .when_makers import Makers, alt, no_time

_SINO = "일이삼사오육칠팔구"
NUMBERS: dict[str, int] = {c: n for n, c in enumerate(_SINO, 1)} | {"십": 10, "영": 0, "공": 0}
NUMBERS |= {f"십{c}": 10 + n for n, c in enumerate(_SINO, 1)}
for _n, _c in enumerate(_SINO[1:5], 2):
    NUMBERS[f"{_c}십"] = 10 * _n
    NUMBERS |= {f"{_c}십{c}": 10 * _n + n for n, c in enumerate(_SINO, 1)}
_NATIVE = {"한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열하나": 11, "열두": 12, "열둘": 12}  # fmt: skip
_MONTHS = (
    {f"{n}월": n for n in range(1, 13)}
    | {f"0{n}월": n for n in range(1, 10)}
    | {f"{c}월": n for c, n in NUMBERS.items() if 1 <= n <= 12}
    | {"유월": 6, "시월": 10}
)
_M = Makers(
    months=_MONTHS,
    weekdays={f"{c}요일": n for n, c in enumerate("월화수목금토일")} | {f"{c}욜": n for n, c in enumerate("월화수목금토일")},
    numbers=NUMBERS | _NATIVE | {"첫": 1, "첫째": 1, "첫번째": 1, "첫 번째": 1, "둘째": 2, "두번째": 2, "두 번째": 2, "셋째": 3, "세번째": 3, "세 번째": 3, "넷째": 4, "네번째": 4, "네 번째": 4, "마지막": 9},
    units={"분": "minute", "시간": "hour", "일": "day", "주": "week", "주일": "week", "개월": "month", "달": "month", "년": "year"},
    parts={
        "오전": "am", "아침": "morning", "새벽": "dawn", "낮": "afternoon", "정오": "noon", "점심": "noon", "점심시간": "noon", "점심 시간": "noon", "오후": "pm", "저녁": "evening", "밤": "night",
        "am": "am", "pm": "pm", "a.m.": "am", "p.m.": "pm", "대낮": "afternoon", "한낮": "afternoon",
    },
    fractions={"반": 30},
    month_first=True,
    blanks=False,
)  # fmt: skip
_COUNTS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_MO = rf"(?P<mo>{_M.mo})"
_SINO_ANY = alt(w for w in NUMBERS if NUMBERS[w] > 0)
_D = rf"(?P<d>\d{{1,2}}|{_SINO_ANY})일"
_D2 = rf"(?P<d2>\d{{1,2}}|{_SINO_ANY})일"
_Y = r"(?:(?P<y>\d{4})년\s*|(?P<ny>내년)\s*|올해\s*)?"
_WD = rf"(?P<wd>{_M.wd})"
_PW = r"(?:오전|아침|새벽|대낮|한낮|낮(?!은|아|게|추|춰|고)|점심|오후|저녁|밤(?!새))"
_P = rf"(?:(?P<p>{_PW})(?:에)?\s*)?"
_H = rf"(?P<h>\d{{1,2}}|{alt(_NATIVE)}|{alt(w for w in NUMBERS if 13 <= NUMBERS[w] <= 24)})"
_MI = rf"(?P<mi>\d{{1,2}}|{_SINO_ANY})"
_N = rf"(?P<n>\d{{1,3}}|{_SINO_ANY}|{alt(_NATIVE)})"
_U = r"(?P<u>분|시간|일|주일|주|개월|달|년)"
_TO = r"\s*(?:부터|에서|-|~|～)\s*"
_NEXT = r"(?:다음|담|오는|돌아오는|차)"
_THIS = r"(?:이번|금)"
_THEN = r"\s*(?:뒤|후|이후|있다가|지나서)(?:에)?"
_NOT = r"(?!\s*(?:시|분|일|월|년|주|개|살|세|번|명|알|정|회|:|/|-|층|호|%|mg|kg|도|[.,]\d))"


def _counted(m: re.Match[str], now: Now) -> Item | None:
    return later(m, now, _COUNTS[m["c"]], "day")


def _week_part(m: re.Match[str], now: Now) -> Item:
    start = week_start(now.today) + timedelta(days=7 if m["nx"] else 0)
    return Item("R", m.start(), m.end(), day=start, day2=start + timedelta(days=3))


def _hour_and_half(m: re.Match[str], now: Now) -> Item | None:
    return later(m, now, _M.number(m["n"]) * 60 + 30, "minute")


def _before_hour(m: re.Match[str], now: Now) -> Item | None:
    """ "Ten minutes before three" says the minutes after the hour, yet means before it."""
    hour = _M.clock(m, now)
    if hour is None or hour.t is None:
        return None
    hour.t = (hour.t - 2 * _M.number(m["mi"])) % 1440
    return hour


_ROWS = (
    (
        r"지난\s*(?:주|달|번|해|월|화|수|목|금|토|일)(?:말|요일)?(?:\s*[월화수목금토일]요일)?|저번\s*(?:주|달)?(?:\s*[월화수목금토일]요일)?|(?:어제|그저께)(?:\s*(?:아침|저녁|밤|오전|오후|낮))?|엊그제|작년|매(?:일|주|월|년)(?:\s*[월화수목금토일]요일)?|날마다|하루\s*종일|온종일|종일|하루에|며칠|몇\s*(?:시|일|월|주|시간|분)|안녕|(?:좋은|즐거운|행복한)\s*(?:주말|한\s*주|아침|하루|저녁|밤|오후)|생일|일요일마다|평일|요즘|방금|지금|잠시|일단|일이|이일|일정|일찍(?!\s*[오가])|시간이|무슨\s*요일|언제|아침(?:을|식사|밥)|저녁(?:을|식사|밥)|점심(?:을|밥|식사(?!\s*(?:후|전|이후)))|열이|열도|열은|두통|세요|네요|한번|두번|세번|일본|오늘\s*하루",
        no_time(),
    ),
    (
        rf"(?!이번|이주|이달|일주|오전|오후|오늘|사이|이시)(?:\d+|{_SINO_ANY}|{alt(_NATIVE)})\s*(?:살|세(?!시)|번(?!째)|명|알|정|회|개(?!월)|층|호실?|번방|도(?!착)|원|가지|분(?:이|만)?\s*(?:늦|정도\s*늦)|년\s*전|개월\s*전|주\s*전|일\s*전|시간\s*전(?!까지)|분\s*전|달\s*전|주일\s*전|개월\s*(?:아기|된)|시간\s*동안|일\s*동안|주\s*동안|분\s*동안|일째|일\s*(?:됐|되었|됨|정도|전부터)|주\s*(?:됐|되었)|시간째|주째|분간|시간마다|일마다)|(?:하루|이틀|사흘|나흘|열흘|일주일|한\s*달|한\s*시간)\s*(?:전|동안|내내|째)",
        no_time(),
    ),
    *_M.common(),
    # days
    (rf"{_Y}{_MO}\s*{_D}{_TO}(?:(?P<mo2>{_M.mo})\s*)?{_D2}(?:까지)?(?:\s*사이)?", _M.days),
    (rf"{_Y}{_MO}\s*(?P<d>\d{{1,2}}){_TO}{_D2}(?:까지)?", _M.days),
    (rf"{_Y}{_MO}\s*(?P<n>첫\s?번?째?|둘째|두\s?번째|셋째|세\s?번째|넷째|네\s?번째|마지막)\s*주(?!말)(?:에)?", _M.nth_week),
    (rf"{_Y}{_MO}\s*(?P<n>첫\s?번?째?|둘째|두\s?번째|셋째|세\s?번째|넷째|네\s?번째|마지막)\s*{_WD}", _M.nth_weekday),
    (rf"{_Y}{_MO}\s*(?:의\s*)?마지막\s*날", _M.nth_day),
    (rf"(?:{_MO}\s*)?{_D}(?:이|가)?\s*(?:있는|포함된|들어있는|시작하는|이 있는|이 포함된|부터 시작하는)\s*주", _M.week_of),
    (rf"{_MO}\s*{_D}\s*주(?:에)?(?!일|말)", _M.week_of),
    (rf"{_Y}{_MO}\s*{_D}(?:\s*[,(]?\s*{_WD}\)?)?", _M.day),
    (rf"{_WD}\s*[,(]?\s*{_MO}\s*{_D}\)?", _M.day),
    (rf"{_Y}{_MO}\s*초(?:순)?(?:에)?", _M.third_of_month(0)),
    (rf"{_Y}{_MO}\s*(?:중순|중반)", _M.third_of_month(1)),
    (rf"{_Y}{_MO}\s*(?:말|하순)", _M.third_of_month(2)),
    (rf"{_Y}{_MO}(?!\s*\d)(?:달)?(?:에|중에)?", _M.month),
    (rf"{_NEXT}\s*달\s*{_D}", _M.day_in(1)),
    (rf"{_THIS}\s*달\s*{_D}", _M.day_in(0)),
    (rf"{_NEXT}\s*달\s*초", _M.third_of_month(0, 1)),
    (rf"{_NEXT}\s*달\s*말", _M.third_of_month(2, 1)),
    (rf"(?:{_THIS}\s*달\s*초|월초|이달\s*초)", _M.third_of_month(0)),
    (rf"(?:{_THIS}\s*달\s*중순|이달\s*중순)", _M.third_of_month(1)),
    (rf"(?:{_THIS}\s*달\s*말|월말|이달\s*말)", _M.third_of_month(2)),
    (r"다다음\s*달", _M.whole_month(2)),
    (rf"{_NEXT}\s*달|내달|다음\s*월", _M.whole_month(1)),
    (rf"{_THIS}\s*달|이달", _M.whole_month(0)),
    (rf"{_WD}\s*,?\s*{_D}", _M.weekday_number),
    (rf"{_D}\s*[,(]?\s*{_WD}\)?", _M.weekday_number),
    (r"글피", _M.rel(3)),
    (r"모레|낼모레|내일\s*모레|이튿날\s*다음", _M.rel(2)),
    (r"내일|(?<![가-힣])(?:낼|명일|담날)|이튿날|다음\s*날", _M.rel(1)),
    (r"오늘|(?<![가-힣])(?:금일|당일)", _M.rel(0)),
    (rf"다다음\s*주\s*{_WD}", _M.weekday_in(2)),
    (rf"(?:{_NEXT}\s*주|(?<![가-힣])(?:내주|차주))\s*{_WD}", _M.weekday_in(1)),
    (rf"(?:{_THIS}\s*주|(?<![가-힣])금주)\s*{_WD}", _M.weekday_in(0)),
    (rf"(?P<nx>다음|담)\s*{_WD}", _M.weekday),
    (rf"(?:(?:이번|오는|돌아오는)\s*)?{_WD}(?:날)?", _M.weekday),
    (r"(?P<wd>[월화수목금토일]욜)", _M.weekday),
    (r"다다음\s*주말", _M.weekend(2)),
    (rf"{_NEXT}\s*주\s*주말|{_NEXT}\s*주말", _M.weekend(1)),
    (rf"(?:{_THIS}\s*)?(?:주말)", _M.weekend(0)),
    (r"다다음\s*주(?!일)", _M.week(2)),
    (rf"(?P<nx>{_NEXT}\s*주)\s*초", _week_part),
    (rf"(?P<nx>(?!))?{_THIS}\s*주\s*초", _week_part),
    (rf"(?:{_NEXT}\s*주|(?<![가-힣])내주(?!세|시|실|십|면))(?!\s*(?:일|말))(?:\s*중)?", _M.week(1)),
    (rf"{_THIS}\s*주(?!\s*(?:일|말))(?:\s*중)?", _M.week(0)),
    (rf"(?P<n>\d{{1,3}}|{alt(_NATIVE)})\s*시간\s*반{_THEN}", _hour_and_half),
    (rf"(?:약\s*|한\s*)?{_N}\s*(?P<u>시간)\s*(?P<n2>\d{{1,2}}|{_SINO_ANY})(?P<u2>분){_THEN}", _M.in_units),
    (rf"{_N}\s*{_U}{_THEN}", _M.in_units),
    (rf"{_N}\s*(?P<u>분|시간)\s*(?:안에|이내에?|내에|내로|안으로|뒤|만에)", _M.in_units),
    (rf"(?:앞으로|향후)\s*{_N}\s*(?P<u>일|주|주일|개월|달)(?:간|\s*동안|\s*안에|\s*이내)?", _M.next_units),
    (rf"{_N}\s*(?P<u>일|주일|주|개월|달)\s*(?:안에|이내에?|내에|내로|안으로)", _M.next_units),
    (rf"(?:다음)\s*{_N}\s*(?P<u>일|주|주일)(?:간|\s*동안)", _M.next_units),
    (rf"(?P<c>{alt(_COUNTS)}){_THEN}", _counted),
    (rf"일주일{_THEN}", _M.in_days(7)),
    (rf"반\s*시간{_THEN}", _M.in_minutes(30)),
    (r"크리스마스(?!\s*(?:이브|선물))|성탄절", _M.holiday(12, 25)),
    (r"크리스마스\s*이브", _M.holiday(12, 24)),
    (r"신정|새해\s*첫날|양력\s*설", _M.holiday(1, 1)),
    (r"삼일절|3\.1절", _M.holiday(3, 1)),
    (r"어린이날", _M.holiday(5, 5)),
    (r"어버이날", _M.holiday(5, 8)),
    (r"현충일", _M.holiday(6, 6)),
    (r"광복절", _M.holiday(8, 15)),
    (r"개천절", _M.holiday(10, 3)),
    (r"한글날", _M.holiday(10, 9)),
    (r"발렌타인\s*데이|밸런타인데이", _M.holiday(2, 14)),
    # days of this or a later month by their number alone
    (rf"(?P<d>\d{{1,2}})일?{_TO}{_D2}(?:까지)?", _M.days_of_month),
    (rf"(?P<d>\d{{1,2}}|{alt(w for w in NUMBERS if 10 <= NUMBERS[w] <= 31)})일(?!\s*(?:정도|치|분|간|동안|후|뒤|전|째|안|이내|내))", _M.day_of_month),
    # times
    (rf"{_P}{_H}\s*시\s*(?P<fr>반)(?:쯤|경|정도)?(?:에)?", _M.clock),
    (rf"{_P}{_H}\s*시\s*{_MI}\s*분\s*전(?:쯤)?(?=에|$|\s)", _before_hour),
    (rf"{_P}{_H}\s*시\s*{_MI}\s*분(?:\s*\d+초)?(?:쯤|경|정도)?", _M.clock),
    (rf"{_P}{_H}\s*시(?!간)(?:\s*정각)?(?:쯤|경|정도|즈음)?", _M.clock),
    (rf"{_P}(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::\d\d)?(?:\s*(?P<p2>[ap]m))?(?:쯤|경|정도)?", _M.clock),
    (r"(?P<h>\d{1,2})\s*(?P<p>[ap]\.?m\.?)", _M.clock),
    (rf"(?P<p>{_PW})\s*(?P<h>\d{{1,2}})(?=\s*(?:부터|에서|-|~))", _M.clock),
    (rf"(?<![\d:])(?:\d{{1,2}}|{alt(_NATIVE)})(?=\s*(?:-|~|에서|부터)\s*{_PW}?\s*(?:\d{{1,2}}|{alt(_NATIVE)})\s*시)", _M.count),
    (r"정오", _M.clock_at(720)),
    (r"자정", _M.clock_at(0)),
    # parts of the day
    (r"오늘\s*(?P<p>밤|저녁|아침|오후|오전)", _M.part_on(0)),
    (r"점심\s*(?:식사)?\s*(?:먹고|먹은)\s*(?:나서|후|다음|뒤)?", _M.day_part("afternoon")),
    (r"퇴근\s*(?:후|하고|이후)|방과\s*후|하교\s*후", _M.after_work),
    (rf"(?:이른\s*|늦은\s*)?(?P<p>점심\s?시간|{_PW})(?:때|시간대?|쯤|중)?(?:에|에만|으로|만)?", _M.part),
    # words
    (r"(?:이후|후|뒤|지나서|넘어서|넘어)(?:에|로|부터|에만)?", word("A", "after")),
    (r"(?:이전|전)(?:까지|에|으로|에만)?", word("B", "before")),
    (r"(?:부터|에서)", word("F")),
    (r"까지(?:만|는|로)?", word("U")),
    (r"-|~|～", word("t", "-")),
    (r"(?:하고|와|과|랑)(?=\s)|&", word("&")),
    (r"쯤|경|정도|즈음|약|대략|한(?=\s*\d)|@", word("@")),
    (r"(?:은|는|만|도|에|엔|에는|이|가)?\s*(?:빼고|제외하고|말고|외에)", word("n")),
    (r"(?:은|는|에는|엔|에|이|도)?\s*(?:안\s*(?:돼요?|되요?|됩니다|되는데요?|될)|못\s*(?:가요?|갑니다|해요?|합니다|갈)|불가능|힘들|어려워|어렵|곤란|시간이?\s*없)(?![가-힣]*(?:까요|나요|\?))[가-힣]*(?!\?)", word("n")),
    (r",", word(",", ",")),
    (r"또는|이나|아니면|혹은", word("|", "or")),
    (r"에는|에만|에도|에|은|는|의|로|으로|사이|중|날|을|를|이|가|만|도|쪽", word("o")),
)  # fmt: skip

_LEXER = Dense(_ROWS, skip=r"[가-힣]{0,2}(?:가능|괜찮|좋)[가-힣]*|저는|제가|나는|혹시|예약|방문|요(?![가-힣])")
EARLIER = re.compile(r"(?:더\s*일찍|빨리|앞당|당겨)")
LATER = re.compile(r"(?:더\s*늦게|미뤄|미루|나중)")
SAME = re.compile(r"(?:같은|동일한)\s*시간")
FROM = re.compile(r"(?!)")
OWN = re.compile(r"(?:\s*예약|\s*진료)(?:을|를|에서)?|에서")
MOVING = re.compile(r"(?:옮기|옮겨|변경|바꾸|바꿔|미루|미뤄|연기|당겨|앞당)")


def lex(flat: str, _raw: str, now: Now) -> list[Item]:
    """Items of a Korean text."""
    return prepose(_LEXER.lex(flat, now))
