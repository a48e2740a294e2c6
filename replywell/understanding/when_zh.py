# ruff: noqa: E501 - tables of words and patterns read better whole
"""Chinese dates and times as items, Cantonese words included; traditional characters are read as simplified ones."""

import re
from datetime import timedelta

from .when_dense import Dense, prepose
from .when_items import Item, Now, settle, week_start
from .when_lexer import Maker, word
from .when_makers import Makers, alt, no_time

_SIMPLE = str.maketrans("點號禮週兩後這個鐘時間從開過內幾聽晝應該對還來飯書會為樓線醫選項現處聖誕節國慶陽幹號無歲顆錢塊種們樣嗎請說約預診體溫壓條見發產術檢驗單長問題給讓沒別換遲準夠剛離際隨便動與並於當總經實謝閒門裡裏里麼總勞婦親齋黃爾聖據舊廿贏屆晚較週曆歷氣淩冇係唔喺咗嘅啲", "点号礼周两后这个钟时间从开过内几听昼应该对还来饭书会为楼线医选项现处圣诞节国庆阳干号无岁颗钱块种们样吗请说约预诊体温压条见发产术检验单长问题给让没别换迟准够刚离际随便动与并于当总经实谢闲门里里里么总劳妇亲斋黄尔圣据旧廿赢届晚较周历历气凌没是不在了的些")  # fmt: skip
_DIGITS = "一二三四五六七八九"
NUMBERS: dict[str, int] = {c: n for n, c in enumerate(_DIGITS, 1)} | {
    "十": 10,
    "两": 2,
    "零": 0,
    "〇": 0,
    "廿": 20,
    "卅": 30,
}
NUMBERS |= {f"十{c}": 10 + n for n, c in enumerate(_DIGITS, 1)}
for _n, _c in enumerate(_DIGITS[1:], 2):
    NUMBERS[f"{_c}十"] = 10 * _n
    NUMBERS |= {f"{_c}十{c}": 10 * _n + n for n, c in enumerate(_DIGITS, 1)}
NUMBERS |= {f"廿{c}": 20 + n for n, c in enumerate(_DIGITS, 1)} | {"卅一": 31}
NUMBERS |= {f"初{c}": n for n, c in enumerate(_DIGITS, 1)} | {"初十": 10}
NUMBERS |= {f"零{c}": n for n, c in enumerate(_DIGITS, 1)} | {f"〇{c}": n for n, c in enumerate(_DIGITS, 1)}
_MONTHS = (
    {f"{c}月": n for c, n in NUMBERS.items() if 1 <= n <= 12 and c[0] not in "初零〇两"}
    | {f"{n}月": n for n in range(1, 13)}
    | {f"0{n}月": n for n in range(1, 10)}
    | {"正月": 1, "腊月": 12}
)
_DAYS = {
    f"{w}{c}": n
    for w in ("周", "星期", "礼拜", "拜")
    for n, cs in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for c in cs
}
_M = Makers(
    months=_MONTHS,
    weekdays=_DAYS,
    numbers=NUMBERS | {f"第{c}": n for n, c in enumerate("一二三四五", 1)} | {"最后": 9, "最后一": 9},
    units={
        "分钟": "minute", "分": "minute", "小时": "hour", "个小时": "hour", "个钟头": "hour", "钟头": "hour", "个钟": "hour", "天": "day", "日": "day", "周": "week", "个星期": "week", "星期": "week",
        "个礼拜": "week", "礼拜": "week", "个周": "week", "个月": "month", "年": "year",
    },
    parts={
        "早上": "morning", "早晨": "morning", "清晨": "morning", "清早": "morning", "一早": "morning", "大早": "morning", "大清早": "morning", "上午": "morning", "早间": "morning", "朝早": "morning", "上昼": "morning", "早": "morning", "朝": "morning",
        "凌晨": "dawn", "半夜": "night", "深夜": "night", "午夜": "night", "中午": "noon", "正午": "noon", "午间": "noon", "晌午": "noon", "晏昼": "afternoon", "下昼": "afternoon", "下午": "afternoon", "午后": "afternoon", "傍晚": "evening", "黄昏": "evening",
        "晚上": "evening", "晚间": "evening", "晚黑": "evening", "夜晚": "night", "夜里": "night", "夜间": "night", "晚": "evening", "夜": "night", "am": "am", "a.m.": "am", "pm": "pm", "p.m.": "pm", "a.m": "am", "p.m": "pm",
    },
    fractions={"半": 30, "一刻": 15, "1刻": 15, "两刻": 30, "三刻": 45, "3刻": 45},
    month_first=True,
    blanks=False,
)  # fmt: skip
_C = "(?:初?[一二三四五六七八九十两廿卅零〇]{1,3})"
_MO = rf"(?P<mo>{_M.mo})份?"
_DN = rf"(?:[0-3]?\d|{_C})"
_WD = rf"(?P<wd>{_M.wd})"
_Y = r"(?:(?P<y>\d{4}|[零〇一二三四五六七八九]{4})年|(?P<ny>明年)|今年)?的?\s*"
_HOUR = "(?:\\d{1,2}|[一二三四五六七八九十两廿零]{1,3})"
_MIN = "(?:[零〇一二三四五六七八九十廿]{1,3}|\\d{1,2})"
_PARTS = r"(?:大清早|早上|早晨|清晨|清早|一早|大早|上午|早间|朝早|上昼|凌晨|半夜|深夜|午夜|中午|正午|午间|晌午|晏昼|下昼|下午|午后|傍晚|黄昏|晚上|晚间|晚黑|夜晚|夜里|夜间)"
_P = rf"(?:(?P<p>{_PARTS}|早|晚)的?\s*)"
_N, _N2 = rf"(?P<n>\d{{1,3}}|{_C})", rf"(?P<n2>\d{{1,3}}|{_C})"
_U = r"(?P<u>分钟|个小时|小时|个钟头|钟头|个钟|天|日|个星期|星期|个礼拜|礼拜|周|个月|年)"
_THEN = r"\s*(?:以后|之后|过后|后(?!天|日))"
_NEXT = r"(?:下个?|下一个?|来)"
_THIS = r"(?:这个?|本|今个?)"
_WEEK = r"(?:星期|礼拜|周)(?![一二三四五六日天末1-7])"
_APM = r"\s*(?P<p2>[ap]\.?m\.?(?![a-z]))"
_TO = r"\s*(?:到|至|-|~|～|直到)\s*"


def _fives(m: re.Match[str], now: Now) -> Item | None:
    """Cantonese "three, touching one": the long hand's five minutes."""
    made = _M.clock(m, now)
    if made is None or made.t is None:
        return None
    made.t += 5 * _M.number(m["n"])
    return made


def _two_hours(m: re.Match[str], now: Now) -> Item | None:
    """ "Three four o'clock": from three to four."""
    first = _M.clock(m, now)
    if first is None or first.t is None or _M.number(m["h2"]) != _M.number(m["h"]) + 1:
        return None
    start, amb = settle(first.t, first.sure, now.hours)
    return Item("S", m.start(), m.end(), t=start, t2=start + 60, sure=True, amb=amb)


def _half_week(first: int, last: int) -> Maker:
    def make(m: re.Match[str], now: Now) -> Item:
        start = week_start(now.today)
        return Item("R", m.start(), m.end(), day=start + timedelta(days=first), day2=start + timedelta(days=last))

    return make


def _hour(m: re.Match[str], now: Now) -> Item | None:
    """ "Three o'clock"; "one o'clock" is also "a little", so it wants a part of the day or a sign of a time."""
    if m["h"] == "一" and not m["p"] and "钟" not in m[0]:
        before = m.string[: m.start()].rstrip()
        after = m.string[m.end() :]
        if not (
            before.endswith(("在", "到", "至", "-", "是", "天", "点", "从", "约"))
            or re.match(r"(?:以|之)?[前后到至]|$|[吗吧?]|可以", after)
        ):
            return Item("x", m.start(), m.end())
    return _M.clock(m, now)


_ROWS = (
    (
        r"(?:一|整个?|成个)(?:早上|上午|下午|晚上|晚)(?:了|都|没)|从(?:今天)?(?:早上|昨天|昨晚)(?:开始|起|就)|(?:早|晚|快|慢|好|有|多|少|大|小|近|高|低|差|轻|重|热|冷|疼|痛|再|迟)(?:了|过)?一?点(?!钟|半|\d|[一二三四五六七八九十]|以|之|前|后)|一点(?:也|都|儿|点|不|小|没|问)|有点|早安|晚安|早上好|下午好|晚上好|上午好|中午好|早晨好|早餐|早饭|晚饭|晚餐|中午饭|夜宵|今后|最后|然后|后来|以后再|上个?(?:周|星期|礼拜|月|次)(?:[一二三四五六日天末])?|昨[天日晚]|前[天日](?!\d)|大前天|去年|上一?个?(?:周|星期|月)"
        r"|(?:每|天天|有一|那|哪|某|整|改|白|聊|春|夏|秋|冬|另一|几|前几|这几|这些)[天日]|每个?(?:周|星期|礼拜|月)(?:[一二三四五六日天末])?|(?:一整|全|大半)天|星座|周围|周到|时候|(?:周末|新年|圣诞节?|节日)(?:愉快|快乐)|五月花|同时|及时|小时候|日子|生日|日期|周期|天气|月经|月子|头条|年龄|五角|三角|星期几|周几|几点钟?|几号|几月|多少号",
        no_time(),
    ),
    (
        rf"(?:\d+|{_C})\s*(?:岁|片|颗|粒|次|个人|位|毫克|克|毫升|公斤|斤|块|元|人|倍|号(?:线|楼|门|房|诊室|窗口?|选项|机)|楼|度|点(?:建议|意见|原因|问题)|米|公里|条|张|份(?!\d)|种|件|杯|针|期|级|成|%|周岁|个月大)|第(?:\d+|{_C})(?!天|周|个星期)|(?:持续|等了?|已经|有|疼了?|痛了?|住了?|吃了?)(?:\d+|{_C})(?:个?多?)(?:分钟|小时|天|周|星期|个月|年)了?|(?:\d+|{_C})(?:个?)(?:天|周|星期|个月|年|小时)前|(?:选|第)(?:\d|[一二三四])(?![点月号日:])",
        no_time(),
    ),
    *_M.common(),
    (r"(?P<a>\d{1,2})(?P<sep>-)(?P<b>\d{1,2})-(?P<y>\d{4})", _M.numeric),
    # days
    (rf"(?:从|由|自)?{_Y}{_MO}(?P<d>{_DN})[日号]?{_TO}(?:(?P<mo2>{_M.mo}))?(?P<d2>{_DN})[日号]", _M.days),
    (rf"(?:从|由|自)?{_Y}{_MO}(?P<d>{_DN})[日号]?{_TO}(?P<mo2>{_M.mo})(?P<d2>{_DN})[日号]?", _M.days),
    (rf"{_Y}{_MO}的?\s*(?P<n>第[一二三四五]|最后一?)个?{_WD}", _M.nth_weekday),
    (rf"{_WD}[,，(（\s]+{_Y}{_MO}\s*(?P<d>{_DN})[日号]?[)）]?", _M.day),
    (rf"{_N}个?(?:周|星期|礼拜)(?:以后|之后|后)的?(?:那个?)?{_WD}", _M.weekday_in(0)),
    (rf"{_Y}{_MO}的?\s*(?P<n>第?[一二三四]|最后一?)个?(?:星期|周|礼拜)(?![一二三四五六日天])", _M.nth_week),
    (rf"{_Y}{_MO}(?:份)?的?最后一[天日]", _M.nth_day),
    (rf"{_MO}(?P<d>{_DN})[日号]?(?:的)?那?个?{_WEEK}", _M.week_of),
    (rf"(?P<d>{_DN})[日号](?:的)?那?一?个?{_WEEK}", _M.week_of),
    (rf"{_Y}{_MO}\s*(?P<d>{_DN})\s*[日号]?(?:[,(（\s]*{_WD}[)）]?)?", _M.day),
    (rf"{_Y}{_MO}初", _M.third_of_month(0)),
    (rf"{_Y}{_MO}(?:中旬|中)", _M.third_of_month(1)),
    (rf"{_Y}{_MO}(?:底|末|下旬)", _M.third_of_month(2)),
    (rf"{_Y}{_MO}(?!\d|大)", _M.month),
    (rf"(?:{_NEXT}月|下月)\s*的?(?P<d>{_DN})[日号]?{_TO}(?P<d2>{_DN})[日号]", _M.day_in(1)),
    (rf"(?:{_NEXT}月|下月)\s*的?(?P<d>{_DN})[日号]", _M.day_in(1)),
    (rf"(?:{_THIS}月)\s*的?(?P<d>{_DN})[日号]?{_TO}(?P<d2>{_DN})[日号]", _M.day_in(0)),
    (rf"(?:{_THIS}月)\s*的?(?P<d>{_DN})[日号]", _M.day_in(0)),
    (rf"(?P<d>{_DN})[日号]?{_TO}(?P<d2>{_DN})[日号]", _M.days_of_month),
    (rf"{_WD}[,，(（\s]*(?P<d>{_DN})[日号][)）]?", _M.weekday_number),
    (rf"(?P<d>{_DN})[日号][,，(（\s]*{_WD}[)）]?", _M.weekday_number),
    (rf"(?P<d>{_DN})[日号](?!内|后|之后|以后|左右的)", _M.day_of_month),
    (rf"(?:过|再过|在)?{_N}\s*(?:个)?(?P<hf>半){_U}{_THEN}", _M.in_units),
    (rf"(?:过|再过|在)?(?P<hf>半)个?(?P<u>小时|钟头){_THEN}", _M.in_units),
    (rf"(?:再过|过)?一刻钟{_THEN}", _M.in_minutes(15)),
    (rf"(?:过|再过|在)?{_N}\s*{_U}零?{_N2}\s*(?P<u2>分钟|分|个?小时|天){_THEN}", _M.in_units),
    (rf"(?:过|再过|在)?{_N}\s*{_U}{_THEN}", _M.in_units),
    (rf"(?:再过|过){_N}\s*{_U}", _M.in_units),
    (r"(?:再过|过)(?P<hf>半)个?(?P<u>小时|钟头)", _M.in_units),
    (rf"(?:在)?{_N}\s*(?P<u>分钟|个?小时|个?钟头)(?:之?内|以内)", _M.in_units),
    (rf"(?:在)?(?:未来|接下来的?|今后|之后|后)?的?{_N}\s*(?P<u>天|日|周|个星期|个礼拜|个月)(?:之内|以内|内|里)", _M.next_units),
    (rf"(?:未来|接下来|今后|之后)的?{_N}\s*(?P<u>天|日|周|个星期|个礼拜|个月)", _M.next_units),
    (r"明后(?:两)?[天日]", _M.coming_days(2)),
    (r"(?:周|星期|礼拜)六(?:和|跟|、)?(?:(?:周|星期|礼拜)[日天]|[日天](?!\w))", _M.weekend(0)),
    (r"大后[天日]", _M.rel(3)),
    (r"后[天日](?!\d)", _M.rel(2)),
    (r"(?:明[天日儿]|听日|翌日|隔天|第二天|次日)", _M.rel(1)),
    (r"(?:今[天日儿]|当天)", _M.rel(0)),
    (r"今(?P<p>早|晚|夜|朝)上?", _M.part_on(0)),
    (r"明(?P<p>早|晚|夜|朝)上?", _M.part_on(1)),
    (r"听(?P<p>朝|晚)早?", _M.part_on(1)),
    (r"后(?P<p>晚)", _M.part_on(2)),
    (rf"下下个?{_WD}", _M.weekday_in(2)),
    (rf"{_NEXT}{_WD}", _M.weekday_in(1)),
    (rf"下个?{_WEEK}的?[\s,]*{_WD}", _M.weekday_in(1)),
    (rf"{_THIS}{_WD}", _M.weekday_in(0)),
    (r"下下个?(?:周|星期|礼拜)末", _M.weekend(2)),
    (rf"{_NEXT}(?:周|星期|礼拜|个周)末", _M.weekend(1)),
    (rf"{_THIS}?(?:周|星期|礼拜)末(?:两天)?", _M.weekend(0)),
    (r"(?:我)?下半周", _half_week(3, 7)),
    (r"上半周", _half_week(0, 3)),
    (rf"下下个?{_WEEK}", _M.week(2)),
    (rf"{_NEXT}{_WEEK}", _M.week(1)),
    (rf"{_THIS}{_WEEK}", _M.week(0)),
    (_WD, _M.weekday),
    (rf"{_NEXT}月初|下月初", _M.third_of_month(0, 1)),
    (rf"{_NEXT}月(?:中旬|中)|下月中", _M.third_of_month(1, 1)),
    (rf"{_NEXT}月(?:底|末)|下月[底末]", _M.third_of_month(2, 1)),
    (rf"{_THIS}?月(?:底|末)|{_THIS}月下旬", _M.third_of_month(2)),
    (rf"{_THIS}?月中旬|{_THIS}月中", _M.third_of_month(1)),
    (rf"{_THIS}?月初", _M.third_of_month(0)),
    (r"下下个?月", _M.whole_month(2)),
    (rf"(?:{_NEXT}月|下月)(?:份)?", _M.whole_month(1)),
    (rf"{_THIS}月(?:份)?", _M.whole_month(0)),
    (r"圣诞(?:节)?(?:当天)?(?!老|树|快)", _M.holiday(12, 25)),
    (r"平安夜", _M.holiday(12, 24)),
    (r"元旦(?:节)?|新年第一天", _M.holiday(1, 1)),
    (r"除夕夜?(?=阳历)", _M.holiday(12, 31)),
    (r"(?:五一)?(?:劳动节)|五一(?!点)", _M.holiday(5, 1)),
    (r"国庆(?:节)?|十一(?=假|长假)", _M.holiday(10, 1)),
    (r"情人节", _M.holiday(2, 14)),
    (r"(?:三八)?妇女节", _M.holiday(3, 8)),
    (r"儿童节|六一", _M.holiday(6, 1)),
    # times
    (rf"{_P}?差(?P<less>一刻|{_MIN})(?:分钟?)?(?:到|就)?(?P<h>{_HOUR})[点时]", _M.clock),
    (rf"{_P}?(?P<h>{_HOUR})[点时]差(?P<less>一刻|{_MIN})分?", _M.clock),
    (rf"{_P}?(?P<h>{_HOUR})[点时]钟?过?(?P<fr>半|[一1]刻|[三3]刻|两刻)(?:钟)?", _M.clock),
    (rf"{_P}?(?P<h>[一二两三四五六七八九])(?P<h2>[二三四五六七八九十])[点时]", _two_hours),
    (rf"{_P}(?P<h>\d{{1,2}})(?=、\d{{1,2}}[点时])", _M.clock),
    (r"、(?=\d{1,2}[点时])", word("t", "-")),
    (rf"{_P}?(?P<h>{_HOUR})点搭(?P<n>{alt(w for w in NUMBERS if 1 <= NUMBERS[w] <= 11)}|\d{{1,2}})", _fives),
    (rf"{_P}?(?P<h>{_HOUR})\s*[点时]\s*过?(?P<mi>{_MIN})(?:分|(?![\d天个周月年]))", _M.clock),
    (rf"{_P}?(?P<h>{_HOUR})\s*(?:点钟|点整|点正|点|时(?![间候段常刻机]))(?:左右|前后(?!天))?(?![一1]?些|名|评)", _hour),
    (rf"{_P}?(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::\d\d)?(?:{_APM})?(?:分)?(?:左右)?", _M.clock),
    (rf"(?P<h>\d{{1,2}}){_APM}", _M.clock),
    (rf"{_P}(?P<h>{_HOUR})(?={_TO}{_HOUR}[点时:])", _M.clock),
    (rf"(?<![\d:])(?:\d{{1,2}}|{alt(w for w in NUMBERS if 1 <= NUMBERS[w] <= 12 and '初' not in w)})(?={_TO}{_PARTS}?{_HOUR}[点时])", _M.count),
    (rf"{_P}(?P<h>{_HOUR})(?=[,。，!?\s]|$)", lambda m, n: _M.clock(m, n) if m["p"] not in ("早", "晚") else None),
    (r"正午|中午12点?", _M.clock_at(720)),
    (r"午夜|半夜12点", _M.clock_at(0)),
    # parts of the day
    (r"(?:一)?大?清?早(?=上|晨)?(?P<p>上|晨)", _M.day_part("morning")),
    (rf"(?P<p>{_PARTS})(?:的?时候|时段|时间)?", _M.part),
    (r"(?<=[号日天一二三四五六周])(?P<p>早|晚)(?![点些到上间饭餐了来])|(?<=号)(?P<p2>早)(?=到)", lambda m, n: _M.day_part("morning" if m[0] == "早" else "evening")(m, n)),
    (r"(?:午饭|午餐)(?:时间|的?时候)", _M.day_part("noon")),
    (r"(?:吃完)?(?:午饭|午餐)(?:以后|之后|后)", _M.day_part("afternoon")),
    (r"(?:午饭|午餐)(?:以前|之前|前)", _M.day_part("morning")),
    (r"下班(?:以后|之后|后)|放学(?:以后|之后|后)", _M.after_work),
    # words
    (r"以后|之后|过后|往后|后", word("A", "after")),
    (r"开始|起", word("A", "since")),
    (r"以前|之前|前", word("B", "before")),
    (r"不(?:晚|迟)于", word("b", "by")),
    (r"晚于", word("a", "after")),
    (r"早于", word("b", "before")),
    (r"从|由|自", word("f")),
    (r"(?<=[延改推换调挪移约排])到", word("o")),
    (r"直到|到|至|-|~|～", word("t", "until")),
    (r"和|跟|与|及", word("&")),
    (r"大约|大概|约|差不多|左右|前后|在|于|@", word("@")),
    (r"除了|除|不要|别(?:约|安排)?(?:在)?|不想(?:要)?|我?(?:没有?办?法|不能|不可以)(?:在)?", word("!", "neg")),
    (r"(?:我|都|就|是|也|可能|恐怕)*(?:不行|不可以|没空|没时间|不方便|有事|不能来?|来不了|去不了|不得闲|没有空|不合适)", word("n")),
    (r",|，|、", word(",", ",")),
    (r"或者?|还是", word("|", "or")),
    (r"行不行|可不可以|好不好|能不能|方不方便|得唔得|可唔可以", word("o")),
    (r"的|之间|期间|那天|这天|内", word("o")),
)  # fmt: skip


_LEXER = Dense(_ROWS, skip=r"[我你您能来吗吧呢啊呀可以想要]|可以|安排|预约|改到|改在|只有|只能")
EARLIER = re.compile(r"(?:早一?点|提前|早些|更早)")
LATER = re.compile(r"(?:晚一?点|推迟|晚些|更晚|迟一?点|延后)")
SAME = re.compile(r"(?:同样|同一|一样|相同)的?(?:时间|时候)|老时间")
FROM = re.compile(r"(?:从|由)$")
OWN = re.compile(r"的?(?:预约|约|号|门诊|诊|时间|appointment)")
MOVING = re.compile(r"(?:改|换|推|挪|移|调|延|提前)")


_YEAR_DIGITS = "〇一二三四五六七八九零"
_YEAR = re.compile(rf"二[{_YEAR_DIGITS}]{{3}}(?=年)")


def lex(flat: str, _raw: str, now: Now) -> list[Item]:
    """Items of a Chinese text."""
    plain = _YEAR.sub(lambda m: "".join(str(_YEAR_DIGITS.index(c) % 10) for c in m[0]), flat.translate(_SIMPLE))
    return prepose(_LEXER.lex(plain, now))
