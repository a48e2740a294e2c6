# ruff: noqa: E501 - patterns read better whole
"""Which of the numbered options of our prompt a text picks, by number, place, day, time or name."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from .lexicon.answers import FILLER, NUMBERS, PICKING
from .model import Asked, When
from .normalise import prepare
from .prompted import WEEKDAYS, Option, times

_DAY_WORD = re.compile(r"\b(" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")(?:s|s day)?\b")
_MONTHS = ("jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep", "oct", "nov", "dec dic")
_MONTH_ONE = re.compile(
    r" (?:the|my|la de|el de|la del mes de) (january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)(?: (?:one|visit|appointment|1))?(?= [.,]| $| please| por)"
)
_DATED = re.compile(
    r"\d ?(?:st|nd|rd|th)\b|\b(?:the|el|de) \d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]*\.? \d|\d{1,2} de |/|next|proxim|"
    r"\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo) \d"
)
_NOT = re.compile(
    r" (?:not?|can not|do not|will not|does not|without|anything but|any but|all but|except|no good|is out|no puedo|no me|ni|menos|excepto|nada de|neither|nor|tampoco|bad|wont|too (?:late|early|soon|far) (?:for|on)|to late for|muy (?:tarde|temprano|pronto) (?:para|el)|demasiado) "
)
_STRUCK = re.compile(
    r" (?:quit(?:e|a|en|ar)|descart\w+|elimin\w+|saqu(?:e|en)|tach\w+|scratch|skip|drop|rule out|cross (?:out|off)|strike|lose) (?:la|las|el|los|the|out|that|number|#|1|2|3)(?= )"
)
_CORRECTED = re.compile(
    r"(?: (?:wait no|no wait|wait|i mean|i meant|meant|actually|sorry|scratch that|make that|rather|instead|correction|"
    r"perdon|digo|quise decir|mejor dicho|era|pero mejor|no mejor|corrijo|disculpe))+(?= )"
)
_CUT = re.compile(
    r"[.,?]|(?<! la)(?<! el) que(?= (?:el|los|la|las|a|en|ese|esa|yo|no|ya|por) )| (?:because|porque|pq|cuz|cause|since)(?= )| (?:so|but|asi que|pero|entonces|and|y(?! (?:media|cuarto|pico|\d+|cinco|diez|quince|veinte|treinta) ))(?= )"
)
_NUMBER = re.compile(
    r"^ (?:(?:the|la|el|option|opcion|number|numero|give me|i want|ill take|i will take|deme|dame|quiero|yes|si|ok|mejor|please|hi|hola) )*([1-9]) "
)
_BARE_DAY = re.compile(
    r"^(?!.*(?:jan|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic|ene|day\b|lunes|martes|miercoles|jueves|viernes|sabado|domingo|/|next|week|month|mes|proxim)).*\b(?:(?:the|el|dia) \d{1,2}|\d{1,2}(?:st|nd|rd|th))\b"
)
_HALF_OF_DAY = re.compile(
    r"\d ?[ap]\b|[ap]\.?m|morning|afternoon|evening|night|noon|manana|mañana|tarde|noche|medi[ao]dia"
)
_BY_NUMBER = re.compile(r"(?:the|el|la) [1-9]")
_ALL = re.compile(
    r" (?:all (?:of (?:them|those|these)|(?:the )?(?:two|three|four|2|3|4))|both|tod[oa]s|amb[oa]s|l[oa]s (?:dos|tres|2|3)(?! (?:y|de la|en punto|pm|am|media))) (?!pm|am|y media|de la)"
)
_KEEPS = re.compile(
    r" (?:keep|keeping|stays?|staying|leave|leaving|si (?:voy|ire|vamos|quiero|puedo)|se quedan?|dej\S+|manten\S+|esa si|ese si|still (?:want|need|coming)|am coming) "
)
_OTHER_ONE = re.compile(r" (?:other(?: one)?|la otra|el otro|otra|otro) ")
_EITHER = re.compile(r" (?:or|nor|o|ni|y|and) ")
_LAST = re.compile(r" (?:last(?: one)?|at the (?:end|bottom)|the end|final|bottom|ultim[oa]|ultimit[oa]|del final) ")
_LATEST = re.compile(
    r" (?:latest|later one|the later|(?:la|el) mas (?:tarde|tardecito)|de mas tarde|most late|end of the week) "
)
_SOONEST = re.compile(
    r" (?:soonest|earliest|(?:the|that) (?:earlier|sooner)|(?:earlier|sooner) (?:one|slot|time)|asap|(?:la|el|lo) mas (?:temprano|temprana|pronto|cercana|cercano|antes)|lo antes posible|cuanto antes|lo mas pronto posible|(?:la|el) de antes) "
)
_MIDDLE = re.compile(r" (?:middle|en ?medio|del medio|de en medio|enmedio|center) ")
_SYNONYMS = {
    "teeth": "cleaning",
    "dental": "cleaning",
    "dentist": "cleaning",
    "dientes": "limpieza",
    "dentista": "limpieza",
}
_AFTER_NUMBER = (
    PICKING
    | FILLER
    | frozenset(
        [
            "and",
            "is",
            "for",
            "would",
            "works",
            "sounds",
            "se",
            "me",
            "si",
            "que",
            "y",
            "o",
            "or",
            "no",
            "that",
            "it",
            "i",
            "wait",
            "then",
            "yes",
            "thanks",
            "esta",
            "queda",
            "funciona",
            "sirve",
            "por",
            "gracias",
            "mejor",
            "ni",
            "nor",
            "with",
            "con",
            "lol",
            "ok",
            "perfecto",
            "seria",
            "son",
            "sino",
            "actually",
            "but",
            "pero",
            "am",
            "pm",
            "st",
            "nd",
            "rd",
            "th",
        ]
    )
)
_NO_NUMBERS = frozenset(
    ["a", "b", "c", "to", "too", "de", "un", "una", "one", "hai", "mot", "uno", "first", "primero", "segundo", "second"]
)


def names_our_time(asked: Asked, wished: list[When], local: datetime, lang: str) -> bool | None:
    """Whether every time in a text is one that our prompt names too; None when our prompt names none."""
    if not asked.prompt:
        return None
    ours = times(asked, local, lang)
    if not any(w.start and len(w.start) >= 10 for w in ours):
        return None
    return all(fits(w, Option(0, ours, frozenset())) for w in wished)


def dated(words: str) -> bool:
    """Whether a day is named by more than its weekday: "monday the 7th", "next monday"."""
    return _DATED.search(words) is not None


def _start(option: Option) -> str:
    return next((w.start for w in option.times if w.start and len(w.start) >= 10), "")


def _moment(option: Option) -> str:
    """When an option is, by its day or, where it names none, by its hour."""
    return _start(option) or next((w.start for w in option.times if w.kind == "time" and w.start), "")


def _clock(option: Option) -> str:
    return next((w.start[11:16] for w in option.times if w.start and len(w.start) >= 16), "")


def _same_hour(wish: When, offered: When) -> bool:
    """Whether both name one hour; "6:30" alone is either half of the day's."""
    low, clock = wish.start or "", offered.start or ""
    return low == clock or (
        not _HALF_OF_DAY.search(wish.text.lower())
        and low[2:] == clock[2:]
        and bool(low)
        and (int(low[:2]) - int(clock[:2])) % 12 == 0
    )


def several(listed: Sequence[Option]) -> bool:
    """Whether the options are more than one time."""
    return len({_moment(o) for o in listed} - {""}) > 1


def may_name_a_day(fixed: str, number: int, listed: Sequence[Option]) -> bool:
    """Whether "the 3" may as well be an offered day: the third option, or one on the 3rd of a month."""
    days = {int(_start(o)[8:10]) for o in listed if _start(o) and o.number != number}
    return number in days and re.search(rf" (?:the|el|la|del) {number}(?:st|nd|rd|th)? ", fixed) is not None


def fits(wish: When, option: Option) -> bool:
    """Whether a wish agrees with an option's time in every part that both name."""
    named = _DAY_WORD.search(wish.text.lower())
    if wish.kind == "time" and any(offered.kind == "time" and _same_hour(wish, offered) for offered in option.times):
        return True  # an option may name no day: "(1) 10:00 or (2) 11:30"
    for offered in option.times:
        if offered.start is None or len(offered.start) < 10:
            continue
        day, clock = offered.start[:10], offered.start[11:16]
        low, high = wish.start or "", wish.end or ""
        if wish.kind in ("time", "timerange"):
            if (wish.kind == "time" and low == clock) or (wish.kind == "timerange" and low <= clock < (high or "99")):
                return True
            continue
        same_day = (
            named is not None
            and WEEKDAYS[named[1]] == date.fromisoformat(day).weekday()
            and not _DATED.search(wish.text.lower())
        )
        # "the 12th" is the 12th that we offer, in whichever month
        same_day = same_day or (low[8:10] == day[8:10] and _BARE_DAY.search(wish.text.lower()) is not None)
        if wish.kind == "date" and (low == day or same_day):
            return True
        if wish.kind == "daterange" and low <= day < (high or "9999"):
            return True
        if wish.kind == "datetime" and (low[:16] == offered.start[:16] or (same_day and low[11:16] == clock)):
            return True
        if wish.kind == "datetimerange":
            if low[:16] <= offered.start[:16] < (high or "9999"):
                return True
            if same_day and (low[11:16] or "00:00") <= clock < (
                high[11:16] if high[:10] == low[:10] and high else "24:00"
            ):
                return True
    return False


def half_fits(wish: When, listed: tuple[Option, ...]) -> bool:
    """Whether a wish names the hour of one option and the day of another."""
    if wish.kind != "datetime" or not wish.start:
        return False
    day, clock = date.fromisoformat(wish.start[:10]), wish.start[11:16]
    return any(_clock(o) == clock for o in listed) and any(
        date.fromisoformat(_start(o)[:10]).weekday() == day.weekday() for o in listed if _start(o)
    )


def _named(clause: str, listed: tuple[Option, ...], wished: list[When], count: int) -> list[set[int]]:
    """The sets of options that the references of a clause name, one set for each reference."""
    out: list[set[int]] = []
    texts = [prepare(w.text).fixed for w in wished]
    taken = " ".join(texts)
    words = clause.split()
    for n, word in enumerate(words):
        number = int(word) if word.isdecimal() and len(word) == 1 else NUMBERS.get(word)
        if number is None or not 1 <= number <= count or (word in ("to", "too", "de") and len(words) > 2):
            continue
        before = words[n - 1] if n else ""
        after = words[n + 1] if n + 1 < len(words) else ""
        if word in ("one", "una", "uno") and before in (
            "the",
            "that",
            "this",
            "which",
            "el",
            "esa",
            "ese",
            "que",
            "what",
            "any",
            "no",
            "other",
            "last",
            "middle",
        ):
            continue
        if word in ("one", "una", "uno") and n and before not in ("option", "number", "num", "opcion", "numero", "la"):
            continue  # "the friday one"
        if word.isdecimal() and after and after not in _AFTER_NUMBER:
            continue
        if (
            before == "la"
            and word.isdecimal()
            and after not in ("y", "de", "en", "pm", "am")
            and not (n > 1 and words[n - 2] == "a")
        ):
            out.append({number})  # an hour would be "las 3"
            continue
        if before in ("option", "number", "num", "opcion", "numero", "la", "the", "el") and not (
            before == "the" and word in ("a",)
        ):
            pass
        elif word in _NO_NUMBERS and not (
            len(words) == 1
            or (after in ("one", "option", "opcion", "please", "por") and word not in ("a", "to", "too", "de"))
        ):
            continue
        if (
            after in ("am", "pm", "o", "oclock", "minutes", "hours", "y", "i")
            and word not in ("first", "second", "third", "primera", "segunda", "tercera", "uno")
            and not (after == "y" and before == "la")
            and (after not in ("y", "o", "i") or (after == "y" and words[n + 2 : n + 3] in (["media"], ["cuarto"])))
        ):
            continue
        if re.search(rf"(?:^|\D){re.escape(word)}(?:\D|$)", taken) and before not in (
            "option",
            "number",
            "opcion",
            "numero",
            "#",
        ):
            whole = next((w for w in wished if re.search(rf"(?:^|\W){re.escape(word)}(?:\W|$)", w.text.lower())), None)
            if whole is not None and any(fits(whole, o) for o in listed):
                continue
            numbered = whole is not None and whole.kind == "date" and _BY_NUMBER.fullmatch(whole.text.lower())
            if whole is not None and len(whole.text.split()) > 1 and not numbered:
                continue  # "the 2" is the second, where no offered day is a 2nd
        out.append({number})
    if _LAST.search(clause) and count:
        out.append({count})
    if listed:
        dated = [o for o in listed if _moment(o)]
        if (
            dated
            and _LATEST.search(clause)
            and not re.search(r" (?:\d+|hour|week|day) later | later (?:on|in) ", clause)
        ):
            by_clock = any(w in clause for w in ("tarde",)) and len({_clock(o) for o in dated}) == len(dated)
            out.append({max(dated, key=_clock if by_clock else _moment).number})
        if dated and _SOONEST.search(clause):
            out.append({min(dated, key=_moment).number})
        for wish, said in zip(wished, texts, strict=True):
            if said in clause and not _MONTH_ONE.search(clause):
                out.append({o.number for o in listed if fits(wish, o)})
        for match in _MONTH_ONE.finditer(clause):
            month = 1 + next(n for n, names in enumerate(_MONTHS) if match[1][:3] in names)
            out.append({o.number for o in listed if _start(o)[5:7] == f"{month:02}"})
        for match in _DAY_WORD.finditer(clause):
            day = WEEKDAYS[match[1]]
            if not any(match[1] in w.text.lower() for w in wished):
                out.append(
                    {o.number for o in listed if _start(o) and date.fromisoformat(_start(o)[:10]).weekday() == day}
                )
        for match in re.finditer(r" (?:the |las? |at )?(\d{1,2})(?::?(\d\d))? ?(?:am|pm|ish)? ", clause):
            if len(match[1] + (match[2] or "")) >= 3 and not any(match[1] in w.text for w in wished):
                hour = int(match[1]) % 12
                out.append(
                    {
                        o.number
                        for o in listed
                        if _clock(o) and int(_clock(o)[:2]) % 12 == hour and _clock(o)[3:] == match[2]
                    }
                )
        if re.search(r" (?:mornings?|en la manana|de la manana|por la manana|am|mananas) ", clause) and not wished:
            out.append({o.number for o in listed if _clock(o) and _clock(o) < "12:00"})
        if (
            re.search(r" (?:afternoons?|evenings?|en la tarde|de la tarde|por la tarde|pm|tardes) ", clause)
            and not wished
        ):
            out.append({o.number for o in listed if _clock(o) >= "12:00"})
        own = {_SYNONYMS.get(w, w) for w in words} | {w[:-1] for w in words if w.endswith("s")}
        names = sorted({w for o in listed for w in o.words} & own)
        out.extend({o.number for o in listed if name in o.words} for name in names)
    if _MIDDLE.search(clause) and count == 3:
        out.append({2})
    return [s for s in out if s]


def pick(
    fixed: str,
    wished: list[When],
    listed: tuple[Option, ...],
    count: int,
    excluded: Sequence[When] = (),
    keeps: bool = False,
) -> int | None:
    """The number of the one option that a text picks; None when it picks none or more than one.

    `excluded` are times that it rules out; with `keeps`, what it wants to keep is ruled out too.

    What it rules out ("not 1", "friday is no good") counts too, and a correction ("1, no wait, 3") replaces
    what stood before it.
    """
    count = count or len(listed)
    if _ALL.search(fixed):
        return None
    if not 1 <= count <= 9:
        return None
    out = {o.number for o in listed for w in excluded if fits(w, o)}
    first = leading(fixed, wished, listed, count) if not keeps else None
    if first is not None and first not in out:
        return first
    corrected = list(_CORRECTED.finditer(fixed))
    if corrected:
        found = _picked(f"{fixed[corrected[-1].end() :]} ", wished, listed, count, out, keeps)
        if found is not None:
            return found
    return _picked(fixed, wished, listed, count, out, keeps)


_BUSY = re.compile(
    r" (?:i|we|he|she|they|my \S+|mom|dad|yo|mi \S+|ella|el) (?:\S+ )?(?:has|have|had|got|am|is|are|work|works|working|finish|drive|drives|get|gets|start|starts|tengo|tiene|trabajo|trabaja|salgo|sale|ando|anda|ceno|dan|entro) | (?:tengo|tiene|tenemos|trabajo|salgo|hay|isnt|is not|que (?:el|la|los|las)) "
)
_TELLS = re.compile(r" (?=(?:i|we|he|she|yo) (?:finish|get|got|have|has|start|work|am|drive|salgo|trabajo|entro)(?= ))")
_TURNS = re.compile(
    r" (?:but|pero|or|o|except|if|si|instead|rather|unless|mejor|actually|wait|only|solo|que sea|unico|later|earlier|mas (?:tarde|temprano|tardecito)|(?<!los )(?<!las )otr[oa]s?|another) "
)


def leading(fixed: str, wished: list[When], listed: tuple[Option, ...], count: int) -> int | None:
    """The one option that the first clause names, where what follows only tells why ("wednesday, tuesday she has
    ballet"); None when it asks, turns or names none."""
    cuts = [m for pattern in (_CUT, _TELLS) for m in pattern.finditer(fixed) if fixed[: m.start()].strip()]
    cut = min(((m.start(), m.end()) for m in cuts), default=None)
    if cut is None or "?" in fixed or _CORRECTED.search(fixed):
        return None
    head, rest = f" {fixed[: cut[0]].strip()} ", f" {fixed[cut[1] :].strip()} "
    if len(head.split()) > 6 or _NOT.search(head) or _TURNS.search(head) or _TURNS.search(rest):
        return None
    sets = _named(head, listed, [w for w in wished if prepare(w.text).fixed in head], count)
    one = set.intersection(*sets) if sets else set()
    if len(one) != 1:
        return None
    later = [s for s in _named(rest, listed, [w for w in wished if prepare(w.text).fixed in rest], count) if s != one]
    if later and _NOT.search(rest) and not _BUSY.search(rest):
        return None
    return one.pop() if not later or _BUSY.search(f" {fixed[cut[0] :].strip(' .,')} ") else None


def _picked(
    fixed: str, wished: list[When], listed: tuple[Option, ...], count: int, out: set[int], keeps: bool
) -> int | None:
    explicit: set[int] = set()
    chosen: set[int] | None = None
    ruled_out: set[int] = set(out)
    refused = bool(out)
    start = 0
    cuts = [(m.start(), m.end()) for m in _CUT.finditer(fixed)] + [(len(fixed), len(fixed))]
    for cut, after in cuts:
        clause = f" {fixed[start:cut].strip()} "
        start = after
        if not clause.strip():
            continue
        sets = _named(clause, listed, wished, count)
        if not sets:
            continue
        if keeps and _KEEPS.search(clause):
            ruled_out.update(*sets)
            refused = True
            continue
        struck = not keeps and _STRUCK.search(clause)
        if (struck or _NOT.search(clause)) and not re.search(
            r" (?:no problem|can not beat|not bad|no brainer) ", clause
        ):
            ruled_out.update(*sets)
            refused = True
            continue
        one = set().union(*sets) if _EITHER.search(clause) else set.intersection(*sets) or set().union(*sets)
        said = _NUMBER.search(clause)
        if said and int(said[1]) in one:
            explicit |= one if _EITHER.search(clause) else {int(said[1])}
        chosen = one if chosen is None else (chosen & one or chosen | one)
    for wish in wished:
        words = prepare(wish.text).fixed
        if words in fixed and _CUT.search(words.strip()):  # "friday, the 4th"
            one = {o.number for o in listed if fits(wish, o)}
            chosen = one if chosen is None else (chosen & one or chosen)
    if len(explicit - ruled_out) == 1:
        return (explicit - ruled_out).pop()  # "la 3, que el lunes no puedo"
    if chosen is not None:
        left = chosen - ruled_out
        return left.pop() if len(left) == 1 else None
    if refused:
        left = set(range(1, count + 1)) - ruled_out
        named_rest = len(ruled_out) > 1 or (count == 2 and (keeps or _OTHER_ONE.search(fixed)))
        return left.pop() if len(left) == 1 and count > 1 and named_rest else None
    return None
