# ruff: noqa: E501 - tables of words and patterns read better whole
"""Vietnamese dates and times as items, written with diacritics or without.

Without them "toi" is "evening", "next" or "I" and "sau" is "six" or "after". A text that has diacritics says
which, so such words are marked with a capital letter before lexing; the rows know both forms.
"""

import re

from .when_items import Item, Now
from .when_lexer import word
from .when_makers import Makers, Words, alt, no_time
from .when_tidy import tidy

_ONES = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "sau": 6,
    "sAu": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
NUMBERS: dict[str, int] = {w: n for w, n in _ONES.items() if w != "lam"} | {"muoi": 10, "khong": 0, "muoi lam": 15}
NUMBERS |= {f"muoi {w}": 10 + n for w, n in _ONES.items()}
for _tens, _value in (("hai", 20), ("ba", 30), ("bon", 40), ("nam", 50)):
    NUMBERS[f"{_tens} muoi"] = _value
    NUMBERS |= {f"{_tens} muoi {w}": _value + n for w, n in (_ONES | {"mOt": 1, "nham": 5}).items()}
NUMBERS |= {"ham mot": 21, "ham mOt": 21, "hai mOt": 21, "hai lam": 25, "bon lam": 45, "ba lam": 35}
_M = Makers(
    months={f"thang {w}": n for w, n in NUMBERS.items() if 1 <= n <= 12 and w not in ("sau",)}
    | {f"thang {n}": n for n in range(1, 13)}
    | {f"thang 0{n}": n for n in range(1, 10)}
    | {"thang gieng": 1, "thang chap": 12},
    weekdays={f"{p}{w}": n for p in ("thu ", "t") for n, ws in enumerate(("hai 2", "ba 3", "tu bon 4", "nam 5", "sau sAu 6", "bay 7")) for w in ws.split() if p != "t" or w.isdigit()}
    | {f"thu{n + 2}": n for n in range(6)}
    | {"chu nhat": 6, "cn": 6, "chua nhat": 6},
    numbers=NUMBERS,
    units={
        "phut": "minute", "p": "minute", "tieng": "hour", "gio": "hour", "h": "hour", "tieng dong ho": "hour", "gio dong ho": "hour", "ngay": "day", "hom": "day", "bua": "day",
        "tuan": "week", "thang": "month", "nam": "year",
    },
    parts={
        "sang": "morning", "buoi sang": "morning", "trua": "noon", "buoi trua": "noon", "chieu": "afternoon", "buoi chieu": "afternoon", "toi": "evening", "tOi": "evening",
        "buoi toi": "evening", "buoi tOi": "evening", "dem": "night", "khuya": "night", "ban dem": "night", "xe chieu": "afternoon", "am": "am", "pm": "pm", "a.m": "am", "p.m": "pm", "sa": "am", "ch": "pm",
    },
    fractions={"ruoi": 30},
)  # fmt: skip
_NUM = alt(w for w in NUMBERS if w not in ("sau", "nam", "tu", "khong"))
_ANY = alt(NUMBERS)
_DN = rf"(?:(?:mung|mong|mùng)\s*)?(?:\d{{1,2}}(?![\d:h])|{_ANY})"
_D = rf"(?:ngay )?(?:mung |mong )?(?P<d>\d{{1,2}}(?![\d:h])|{_ANY})"
_D2 = rf"(?:ngay )?(?:mung |mong )?(?P<d2>\d{{1,2}}(?![\d:h])|{_ANY})"
_MO, _MO2 = rf"(?P<mo>{_M.mo})", rf"(?P<mo2>{_M.mo})"
_Y = r"(?:,?\s*(?:nam |/)?(?P<y>\d{4}))?"
_WD = rf"(?P<wd>{_M.wd})"
_TO = r"\s*(?:-|den|tEi|toi|va)\s*(?:het )?"
_HW = alt(w for w in NUMBERS if 1 <= NUMBERS[w] <= 23)
_H = rf"(?P<h>\d{{1,2}}|{_HW})"
_MI = rf"(?P<mi>[0-5]?\d|{alt(w for w in NUMBERS if 4 < NUMBERS[w] < 60 and w not in ('sau',))})"
_PW = r"(?:buoi |ban )?(?:sang|trua|chieu|toi|tOi|dem|khuya)"
_P = rf"(?:\s*(?:vao )?(?P<p>{_PW}(?! (?:hom )?nay)|[ap]\.?m\b|sa\b|ch\b))?"
_HOUR = r"(?:gio|h|g)"
_N = rf"(?P<n>\d{{1,3}}|{_ANY})"
_U = r"(?P<u>phut|tieng dong ho|gio dong ho|tieng|gio|ngay|hom|bua|tuan|thang|nam)"
_NEXT = r"(?:toi|tEi|sau|ke tiep|ke|tiep theo|sap toi|sap tEi)"
_LAST = r"(?:truoc|roi|vua roi|vua qua|qua)"
_NOT = r"(?!\s*(?:gio|h\b|h\d|:|/|phut|ngay|tuan|thang|nam\b|tieng|tuoi|lan|vien|nguoi|con\b|%|mg|kg|do\b|[.,]\d))"

_ROWS = (
    (
        rf"chao (?:buoi )?\w+|chuc (?:\w+ ){{0,2}}(?:ngay|buoi|tuan)(?: \w+)?|may (?:hom|bua) nay|(?:\w+ )?(?:ten|ten la) mai|hom (?:qua|kia|truoc|bua)|(?:sang|trua|chieu|toi|tOi|dem) (?:qua|hom qua|hom kia)|ngay (?:hom )?qua|(?:tuan|thang|nam|ngay|hom|cuoi tuan) (?:truoc|roi|vua roi|vua qua)(?! \d)|(?:moi|hang|tung) (?:ngay|tuan|thang|sang|toi|tOi|nam|gio)|(?:tF|tu) (?:sang|trua|chieu|tOi|toi|dem)(?: nay| qua| hom qua| som)?(?! (?:den|tEi|toi|thu|mai|ngay mai))|ca (?:ngay|tuan|dem|buoi)(?: \w+)?|suot (?:ngay|dem|tuan)|may gio|bao gio|bay gio|gio (?:lam viec|hanh chinh)|ngay sinh|sinh nhat|bao nhieu|sau (?:do|nay|khi)|truoc (?:do|khi|day)|ngay (?:lap tuc|bay gio)|thoi gian|nam nay|nam ngoai|con (?:toi|trai|gai|sau)|(?:chi|anh|co|em|ba|ong|bs|ten|bac si) mai(?! [ht]\w+)|tieng (?:viet|anh|hoa|tay)|ba (?:toi|noi|ngoai|me)|me toi|cua toi|cho toi|giup toi|toi (?:muon|khong|bi|dang|co|se|la|can|xin|ten|da|duoc|den|phai|chua|cung|van|rat|nghi|thay|o|se|di|doi|huy|toi|hen|xac)"
        rf"|(?:\d+|{_NUM}) (?:phut|gio|tieng|ngay|tuan|thang|nam) (?:truoc|roi|nay|qua)(?! \d)",
        no_time(),
    ),
    (
        rf"(?:suot|keo dai|da|bi|hon|duoc) (?:\d+|{_NUM}) (?:phut|gio|tieng|ngay|tuan|thang|nam)(?! (?:nua|toi|tEi|sau|tiep|chieu|sang|tOi))|(?:tre|muon|cham|den tre) (?:khoang )?(?:\d+|{_NUM}) ?(?:phut|p|gio|tieng)|(?:\d+|{_NUM}) (?:tuoi|thang tuoi|lan|vien|nguoi|dua|con|dong|do la|do|ky|ki|can|ong|cai|mui|lieu)|(?:\d+|{_NUM}) thang(?= (?:thai|bau|mang))|(?:so|phong|tang|quan|duong|lua chon|benh vien) \d+|\d+ ?(?:phut|p) tre|(?:toi|tXi) (?:\d+|{_NUM}) tuoi",
        no_time(),
    ),
    *_M.common(),
    # days
    (rf"(?:tF |tu )?(?:{_M.wd},? )?{_D}(?: ?/?\s*{_MO})?{_TO}(?:{_M.wd},? )?{_D2}\s*{_MO2}{_Y}", _M.days),
    (rf"(?:{_WD},? )?(?:ngay )?(?:mung |mong )?(?P<d>\d{{1,2}}(?![\d:h])|{_ANY}),? {_MO}{_Y}", _M.day),
    (rf"(?:tF |tu )?{_D}{_TO}{_D2} thang (?:nay)", _M.day_in(0)),
    (rf"(?:tF |tu )?{_D}{_TO}{_D2} thang {_NEXT}", _M.day_in(1)),
    (rf"{_D} thang nay", _M.day_in(0)),
    (rf"{_D} thang {_NEXT}(?! \d)", _M.day_in(1)),
    (rf"(?:tF |tu )?ngay (?P<d>\d{{1,2}}|{_ANY}){_TO}ngay (?P<d2>\d{{1,2}}|{_ANY}){_NOT}", _M.days_of_month),
    (rf"tuan (?:le )?(?:cua |co |bat dau |bat dau tF |tF |tu )?ngay (?P<d>\d{{1,2}})(?: ?/?\s*{_MO}{_Y})?", _M.week_of),
    (rf"ngay cuoi(?: cung)?(?: cua)? {_MO}{_Y}", _M.nth_day),
    (rf"(?:dau) {_MO}{_Y}", _M.third_of_month(0)),
    (rf"(?:giua) {_MO}{_Y}", _M.third_of_month(1)),
    (rf"(?:cuoi) {_MO}{_Y}", _M.third_of_month(2)),
    (rf"dau thang {_NEXT}", _M.third_of_month(0, 1)),
    (rf"cuoi thang {_NEXT}", _M.third_of_month(2, 1)),
    (r"dau thang(?: nay)?", _M.third_of_month(0)),
    (r"giua thang(?: nay)?", _M.third_of_month(1)),
    (r"cuoi thang(?: nay)?", _M.third_of_month(2)),
    (rf"(?:vao |trong )?{_MO}(?! (?:tuoi|nua|truoc|roi)){_Y}(?: (?P<ny>nam (?:sau|toi|tEi)))?", _M.month),
    (rf"{_WD},? (?:ngay )(?:mung |mong )?(?P<d>\d{{1,2}}|{_ANY}){_NOT}", _M.weekday_number),
    (rf"{_WD},? (?P<d>\d{{1,2}})(?! ?[-/])$", _M.weekday_number),
    (rf"(?:vao )?ngay (?:mung |mong )?(?P<d>\d{{1,2}}|{_ANY})(?! ?[-/]\d){_NOT}(?! nua)", _M.day_of_month),
    (rf"(?:vao )?(?:mung|mong) (?P<d>\d{{1,2}}|{_ANY}){_NOT}", _M.day_of_month),
    (rf"{_WD} tuan {_NEXT}(?: nua)?", _M.weekday_in(1)),
    (rf"tuan {_NEXT},? (?:vao )?{_WD}", _M.weekday_in(1)),
    (rf"{_WD} tuan nay", _M.weekday_in(0)),
    (rf"{_WD} (?:nay)", _M.weekday_in(0)),
    (rf"(?:vao )?{_WD} (?P<la>truoc|vua roi|tuan truoc|roi)(?! \d)", _M.weekday),
    (rf"(?:vao )?{_WD} (?P<nx>toi|tEi|sap toi|sap tEi|ke tiep|tiep theo|sau)(?! \d)", _M.weekday),
    (rf"(?:vao |ngay )?{_WD}", _M.weekday),
    (r"(?:ngay |hom )?(?:hom )nay|bua nay|hnay|ngay nay", _M.rel(0)),
    (r"ngay (?:mOt|mot)|(?:ngay )kia|mOt|hom mOt|bua mOt", _M.rel(2)),
    (r"(?:ngay |hom |bua )mai|nmai|hom sau|ngay hom sau", _M.rel(1)),
    (r"mai(?! (?:mai|sau|mot))", _M.rel(1)),
    (rf"(?P<p>{_PW}) (?:hom )?nay", _M.part_on(0)),
    (rf"(?P<p>{_PW}) (?:ngay )?mai", _M.part_on(1)),
    (rf"(?P<p>{_PW}) (?:ngay )?(?:mOt|mot|kia)", _M.part_on(2)),
    (rf"cuoi tuan {_NEXT}", _M.next_weekend),
    (r"(?:vao |dip )?cuoi tuan(?: nay)?", _M.weekend(0)),
    (rf"(?:hai|2) tuan {_NEXT} nua", _M.week(2)),
    (rf"(?:vao |trong )?tuan {_NEXT}", _M.week(1)),
    (r"(?:vao |trong )?tuan nay", _M.week(0)),
    (rf"(?:vao |trong )?thang {_NEXT}", _M.whole_month(1)),
    (r"(?:vao |trong )?thang nay", _M.whole_month(0)),
    (rf"(?:trong )?{_N} (?P<u>ngay|tuan|thang) (?:toi|tEi|tiep theo|sap toi|sap tEi|ke tiep)", _M.next_units),
    (r"(?:trong )?(?:vong )?(?:may|vai) (?P<u>ngay|tuan) (?:toi|tEi|nua)", _M.next_units),
    (rf"trong vong {_N} (?P<u>ngay|tuan|thang)(?: nua| toi| tEi)?", _M.next_units),
    (rf"(?:trong |con )?(?:vong )?{_N} {_U} (?P<hf>ruoi) (?:nua|sau)", _M.in_units),
    (r"(?P<hf>nua) (?P<u>tieng|gio)(?: dong ho)? (?:nua|sau)", _M.in_units),
    (rf"(?:trong |con |khoang )?{_N} {_U} (?:nua|sau)(?! \d)", _M.in_units),
    (rf"sau {_N} (?P<u>tuan|ngay|thang|phut|tieng)(?! \d)(?: nua)?", _M.in_units),
    (rf"trong (?:vong )?{_N} (?P<u>phut|tieng)(?: nua)?", _M.in_units),
    (r"sau gio lam|sau khi tan (?:so|lam)|tan (?:so|lam)", _M.after_work),
    (r"(?:le )?giang sinh|(?:le )?noel", _M.holiday(12, 25)),
    (r"tet (?:duong lich|tay)|nam moi duong lich", _M.holiday(1, 1)),
    (r"(?:le )?quoc khanh", _M.holiday(9, 2)),
    (r"(?:le )?quoc te lao dong", _M.holiday(5, 1)),
    (r"(?:le )?tinh nhan|valentine", _M.holiday(2, 14)),
    # times
    (rf"{_H}\s*{_HOUR}\s*kem\s*(?P<less>\d{{1,2}}|{_ANY})(?: phut)?{_P}", _M.clock),
    (rf"{_H}\s*{_HOUR}\s*(?P<fr>ruoi){_P}", _M.clock),
    (rf"(?:luc |vao )?{_H} (?P<fr>ruoi){_P}", _M.clock),
    (rf"{_H}\s*{_HOUR}\s*{_MI}(?: ?(?:phut|p\b))?(?! (?:gio|ngay|tuan|thang|nguoi)){_P}", _M.clock),
    (rf"{_H}\s*{_HOUR}(?: dung| chan)?{_P}(?! (?:truoc|nua|dong ho|roi))", _M.clock),
    (rf"(?P<h>\d{{1,2}}):(?P<mi>\d\d)(?::\d\d)?(?: ?(?:gio|h))?{_P}", _M.clock),
    (r"(?P<h>\d{1,2}) ?(?P<p>[ap]\.?m)", _M.clock),
    (rf"{_H} (?P<p>{_PW})(?! (?:muon|khong|bi))", _M.clock),
    (r"(?:12 gio |giua )trua|chinh ngo", _M.clock_at(720)),
    (r"nua dem", _M.clock_at(0)),
    # parts of the day
    (r"(?:sang som|sang som)", _M.day_part("morning")),
    (r"(?:vao |trong |cac |moi )?(?P<p>buoi (?:sang|trua|chieu|toi|tOi)|ban dem|sang|trua|chieu|tOi|khuya)(?: som| muon)?", _M.part),
    (r"(?:vao |trong )(?P<p>toi|dem)", _M.part),
    (r"(?P<p>toi) (?=thu |chu nhat|t[2-7]\b)", _M.part),
    (r"sau (?:gio )?(?:an trua|com trua|bua trua)", _M.day_part("afternoon")),
    # words
    (r"tro (?:di|len|ve sau)", word("A", "later")),
    (r"tro (?:xuong|lai|ve truoc)", word("B", "earlier")),
    (r"(?:tF|tu|bat dau tF|bat dau tu|ke tF|ke tu)(?= ?(?:\d|ngay|thu|hom|mai|tuan|luc|gio|chu|thang|sang|chieu|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|t\d|cn))(?: luc)?|khong truoc", word("a", "since")),
    (r"giua", word("f")),
    (r"(?:bat cu luc nao )?sau(?: luc)?", word("a", "after")),
    (r"(?:muon nhat|tre nhat|cham nhat)(?: la)?|khong qua|khong sau", word("b", "by")),
    (r"truoc(?: luc)?", word("b", "before")),
    (r"cho den|cho toi|cho tEi", word("t", "until")),
    (r"den|tEi|toi(?= (?:\d|ngay|thu|hom|mai|mot|hai|ba|bon|bay|tam|chin|muoi))|-", word("t", "a")),
    (r"va|&", word("&")),
    (r"(?:vao )?(?:khoang|tam|luc|vao luc|gan|co|chung)(?: luc| khoang| tam)?|vao|@", word("@")),
    (r"(?:khong the|ko the|k the|khong|ko)(?: den| di| toi| tEi| ranh| duoc)?(?: vao| luc)?|tru|ngoai tru|dung", word("!", "neg")),
    (r"(?:co )?duoc (?:khong|ko|k|hong|hok|kg)(?: a| vay| nhi| em| chi| anh| bac si)?(?=\W*$|\s*[,.?])|(?:khong|ko)(?: a| vay| nhi)?(?=\s*\?)", word("o")),
    (r"(?:thi )?(?:khong|ko|k)(?: duoc| the| ranh| tien| di duoc| den duoc)?|ban(?: roi)?(?= |$|[,.])", word("n")),
    (r",", word(",", ",")),
    (r"hoac(?: la)?|hay(?: la)?", word("|", "or")),
    (r"ngay", word("o", "dia")),
    (r"la|thi|cua|cho|o|trong|nay|vao", word("o")),
    (rf"(?<![\d:/.])\d{{1,2}}(?![\d:/%]|[.]\d){_NOT}", _M.count),
    (rf"{_NUM}{_NOT}(?! (?:cau|cuoc|nguoi|dua|chut))", _M.count),
)  # fmt: skip

_LETTERS = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_MARKS = {"sáu": "sAu", "tối": "tOi", "tới": "tEi", "mốt": "mOt", "từ": "tF"}
# spellings of a word that the rows mean; other ones are other words
_MEANT = {
    "ba": ("ba",), "nam": ("năm",), "mai": ("mai",), "bay": ("bảy", "bẩy", "bảỷ"), "tam": ("tám", "tầm"), "mot": ("một",), "sau": ("sau",), "tu": ("tư",), "thu": ("thứ",), "ngay": ("ngày",),
    "sang": ("sáng",), "toi": (), "dem": ("đêm",), "kia": ("kia",), "tru": ("trừ",), "ban": ("bận",), "giua": ("giữa",), "dung": ("đừng", "đúng"), "ke": ("kể", "kế"), "den": ("đến",), "co": ("cỡ",),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def _mark(flat: str, raw: str) -> str:
    lower = raw.lower()
    if len(lower) != len(flat) or not _LETTERS.search(lower):
        return flat
    out = list(flat)
    for match in _WORD.finditer(lower):
        said, plain = match[0], flat[match.start() : match.end()]
        if said in _MARKS:
            out[match.start() : match.end()] = _MARKS[said]
        elif plain in _MEANT and said not in _MEANT[plain]:
            out[match.start()] = "X"
    return "".join(out)


_LEXER = Words(
    _ROWS,
    skip=r"toi|tXi|Xoi|em|anh|chi|co the|the|duoc|xin|hen|muon|di|gap|doi|sang|Xang|se|ranh|a|oi|nhe|da|vang|chi|Xhi",
)
EARLIER = re.compile(r"\bsom hon\b")
LATER = re.compile(r"\b(?:tre hon|muon hon|lui lai|doi lai sau)\b")
SAME = re.compile(r"\bcung (?:gio|thoi gian|luc)\b")
FROM = re.compile(r"(?:\b(?:hen|lich|lich hen)(?: vao| ngay| luc)*|\b(?:tu))$")
OWN = re.compile(r"(?!)")
MOVING = re.compile(r"\b(?:doi|doi lich|chuyen|doi sang|doi hen)\b")


def lex(flat: str, raw: str, now: Now) -> list[Item]:
    """Items of a Vietnamese text."""
    return tidy(_LEXER.lex(_mark(flat, raw), now))
