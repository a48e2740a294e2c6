# ruff: noqa: E501, SIM905 - patterns and word lists read better whole
"""What a short answer means after what we asked: "1", "C", "si", a thumb, "the second one"."""

import re
from dataclasses import dataclass

from . import legend
from .lexicon.answers import (
    ALL_OF_THEM,
    ANY_OF_THEM,
    BAD_EMOJI,
    FILLER,
    GOOD_EMOJI,
    HEART_EMOJI,
    NO,
    NO_PHRASES,
    NONE_OF_THEM,
    NUMBERS,
    PICKING,
    YES,
    YES_PHRASES,
)
from .lexicon.answers_by_context import BY_CONTEXT
from .model import Asked, Intent, Slots
from .normalise import Prepared

OFFERS = frozenset({"slot_offer", "waitlist_offer", "which_one"})
PROMPTS_TO_BOOK = frozenset({"recall_prompt", "lead_prompt"})
_DIGIT = re.compile(r"\W*(?:#|no\.?|option|opcion|number|numero|num)?\s*(\d)\W*")
_CLOCK = re.compile(r"\d\s*(?:[ap]\.?m\b|:\d|[ap]\b)")
_NEITHER = frozenset({"none", "neither", "ninguna", "ninguno"})
_OPENERS = frozenset(
    "affirmative roger dale listo vale sale orale va simon obvio yeah yup yep heck oye eso fierro seguro".split()
)
_OPENS = re.compile(
    r" (?:that is |a |an )*(?:affirmative|roger(?: that)?|heck yes|(?:de ley|de una|asi es|asi mero)(?= [.,]| $)|(?:dale|listo|vale|sale|orale|va|simon|obvio|fierro|seguro|yeah|yup|yep)(?: (?:pues|si|mi|lo|la|alla|ahi|voy))?(?= [.,]| $| mi| lo| la| alla| ahi| voy| quiero))"
)
_GREETING = re.compile(
    r"(?:(?:hi|hello|hey|hola|good (?:morning|afternoon|evening|day)|buen(?:os|as) (?:dias|tardes|noches)|buen dia) )+"
)
_BY_CONTEXT = {
    context: tuple((Intent(name), weight, re.compile(rf"(?<= )(?:{pattern})(?= )")) for name, weight, pattern in rows)
    for context, rows in BY_CONTEXT.items()
}
# "I said C but I meant R", "X was a mistake, I meant C"
_MEANT = re.compile(
    r" (?:meant|mean|meaning|quise decir|queria(?: poner)?|era|quiero decir|supposed to be) (?:to (?:say|put|press|hit|type) )?(?:la |el |un |a )?(c|r|x|yes|no|si|[1-9]) (?=[.,]|$)"
)
_DID_NOT_MEAN = re.compile(r" (?:did not|not|no) (?:\S+ )?(?:mean|meant) ")
_NEITHER_WORDS = (
    FILLER
    | PICKING
    | _NEITHER
    | frozenset(
        "those these them of work works esas esos esas sirve sirven queda quedan dias times days dates neither either good me nos funciona funcionan ninguna estas estos unfortunately sorry perdon lo siento los las horarios puedo can i".split()
    )
)
_YES_OR_NO = FILLER | frozenset("yes yep yeah yup si sip no nope nah nop".split())
# "1 see you saturday"
_CODE_AND_COMING = re.compile(
    r" (?:ok )?([1-9crxy]) (?:see (?:you|u|ya)|i will be there|ahi (?:estare|estamos|nos vemos)|alla nos vemos|nos vemos|we will be there)(?: (?:then|there|soon|tomorrow|sat|saturday|sunday|mon|monday|tuesday|wednesday|thursday|fri|friday|manana|entonces|pronto|el \S+))? $"
)
# "C works for me", where the openings have letters
_LETTER = re.compile(
    r" (?:option )?([a-e]) (?:works|please|is (?:good|fine|great|perfect|best)|sounds|looks|would be|por favor|esta bien|me queda)(?= )"
)
_LETTERED = re.compile(r"(?:^|[\s(])A[.):]|\b[Oo]ption A\b|\b[Oo]pción A\b")
_FEW = 6
_TO_CHANGE = frozenset("change move cambiar cambio mover".split())
# "3 ya se alivio", "2 i have work": a code of the prompt and a reason. Before anything else a number may count
# ("3 friends will drive me", "3 cuadras y llego").
_CODE_AND_REASON = re.compile(
    r" (?:ok )?([1-9]) (?:i|we|my|he|she|it|ya|no|se|me|mi|nos|tengo|tenemos|need|estoy|ando|found|got|had|can|not|encontre)(?= )"
)
_SHORT_REASON = 9
_SPELT = frozenset("one two three uno dos tres".split())
_ONE_TIME = re.compile(r"\d{1,2}:\d{2}|\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r" (?:ok |no |maybe |mejor |tal vez )?(?:later(?! (?:today|this|that|in the day|on |times?|slots?|appointments?|than))|mas tarde|mas adelante|luego|despues(?! de)|en otro momento|ahorita no|not yet|not right now)(?= (?:[.,]|please|thanks|gracias|$))"
)
_RATED = frozenset({"postvisit", "triage_question", "intake_question", "result_ready", "recall_prompt"})
_SEVERAL = frozenset("all both todas todos ambas ambos las los".split()) - {"las", "los"}
# "none that we know about", "no allergies to any medications": nothing to tell, and no "but", "maybe", "remember"
_DENIES_ALL = re.compile(
    r" (?:(?:no|nope|none|negative|nothing|nada|ningun[oa]?|not any|neg|nop)(?: (?!but|well|maybe|just|only|except|remember|recuerd\S+|acuerd\S+|think|sure|pero|solo|though|pain|he|she|yo|my)[a-z]+| [.,])*) $"
)
_PRAISE = frozenset(
    "amen awesome amazing fantastic fab fabulous sweet rad dope wonderful brilliant bravo kudos props legend legends stars champ champs lifesaver lifesavers angel angels excellent superb outstanding stellar hooray yay woohoo hallelujah blessings cheers tremendous barbaro barbara genial chevere tuanis nitido bacano bacan chido padrisimo buenisimo buenisima brutal fantastico fantastica maravilloso maravillosa maravillosos maravillosas estupendo estupendos excelente excelentes lindo linda lindos lindas bello bella lujo fino calidad cracks crack angeles duros duras aleluya bendecidos increible increibles super guay fenomenal joya espectacular such so absolutely total totally que tan muy son guys folks todos".split()
)
# "2 when the harvest is in"
_LISTED = re.compile(
    r" (?:hi |hola |ok |option |opcion |la |el )?([1-9])(?: (?!am|pm|o|or|and|y|to|days?|weeks?|months?|years?|dias?|semanas?|meses|people)[a-z]+| [.,])"
)
_WELL_OFF = re.compile(
    r" (?:(?:no|nope|nah|thanks|gracias|oh|hi|hola|ok) [.,]? ?)*(?:i am|we are|am|asi|asi ya|estoy|estamos|me quedo) (?:fine|good|ok|okay|all set|set|bien|asi|estoy bien|estamos bien)(?: (?:as is|asi|where i am|with (?:mine|what i have)|con (?:la mia|la que tengo)|as i am))?(?:(?:[.,]| )+(?:thanks|thank you|gracias|but thanks|pero gracias))* $"
)
_KEEP = re.compile(
    r" (?:(?:yes|si|please|por favor|ok|hi|hola|no|pls) )*(?:ke+pp?|kip|quip|k e e p|seguir|seguri|sigan|segir|keep it|keep (?:them|em|those|texts?)(?: coming)?)(?:(?: |[.,])+(?:keep|please|por favor|gracias|thanks|thank you|seguir))* $"
)
_REFUSES = frozenset("no not never ni nunca neither nor".split())
# "R please, they changed my shift": the code that we asked for, and a reason
_CODE = re.compile(
    r" (?:hi |hola |ok )?(c|r|x|[1-9]) (?:[.,]|please|thanks|thank you|por favor|gracias|porque|because|para|for|as|que|sorry|-|is|es|despues|later|luego)(?= )"
)
_THANKS_ABROAD = frozenset(
    "merci beaucoup svp mesi anpil tanpri po opo salamat obrigado obrigada spasibo pozhaluysta cam on nhe a shukran xie gamsahamnida".split()
) - {"a", "on"}
_CODES = frozenset("c r x 1 2 3".split())
_VISIT = frozenset("appointment appt apt appointments cita citas sita visit turno consulta schedule".split())
_LONGEST = 40  # words; a longer text is a letter, not an answer
_KEYCAP = re.compile("[\ufe0f\u20e3]")


@dataclass(frozen=True, slots=True)
class Answer:
    """A reading by the prompt alone."""

    intent: Intent
    confidence: float
    slots: Slots
    whole: bool  # nothing else is in the text


def emoji_polarity(raw: str) -> int:
    """1 for emoji that agree, -1 for those that refuse, 0 for none or both."""
    good = any(c in raw for c in GOOD_EMOJI) or any(c in raw for c in HEART_EMOJI)
    bad = any(c in raw for c in BAD_EMOJI)
    return good - bad


def polarity(text: Prepared) -> tuple[int, bool]:
    """(1 yes, -1 no, 0 neither; whether that is the whole text)."""
    words = text.words
    if not words:
        return emoji_polarity(text.raw), True
    if len(words) > 40:
        return 0, False
    joined = " ".join(words)
    core = [w for w in words if w not in FILLER or w in ("y", "si")]
    stem = " ".join(core)
    for phrase in (joined, stem):
        if phrase in NO_PHRASES:
            return -1, True
        if phrase in YES_PHRASES:
            return 1, True
    if core and "?" not in text.fixed:
        if all(w in YES for w in core):
            return 1, True
        if all(w in NO for w in core):
            return -1, True
    greeting = _GREETING.match(joined)
    if greeting:
        words = tuple(joined[greeting.end() :].split()) or words
    if len(words) > 2 and words[:3] in (("that", "is", "a"), ("that", "is", "an"), ("that", "is", "affirmative")):
        words = words[3 if words[2] != "affirmative" else 2 :] or words
    first = words[0]
    if first in _OPENERS and _OPENS.match(text.fixed):
        return 1, False
    if first in (
        "yes",
        "si",
        "ok",
        "sure",
        "claro",
        "yup",
        "oui",
        "sim",
        "absolutely",
        "definitely",
        "confirm",
        "confirmo",
        "confirmed",
        "perfect",
        "perfecto",
        "sip",
        "great",
        "c",
    ) and (
        first != "si"
        or (
            text.flat.lstrip()[:3] in ("si,", "si.", "si ")
            and not text.fixed.startswith((" si puede", " si pueden", " si hay", " si se ", " si no ", " si es "))
        )
    ):
        return 1, False
    if first in ("no", "non", "nao") and words[1:2] not in (("problem",), ("problema",), ("worries",)):
        return -1, False
    return 0, False


def _letter_or_digit(text: Prepared) -> str | None:
    """The single letter or digit that a text consists of, courtesy and emoji aside."""
    flat = _KEYCAP.sub("", text.flat)
    if _CLOCK.search(flat):
        return None
    core = [w for w in text.words if w not in FILLER or len(text.words) == 1]
    if len(core) == 1 and len(core[0]) == 1 and core[0].isalnum() and (core[0].isascii() or not core[0].isdecimal()):
        return core[0]
    match = _DIGIT.fullmatch(flat)
    return match[1] if match else None


def coded(text: Prepared) -> str | None:
    """Our own code beside thanks in another language ("C merci beaucoup")."""
    first, *rest = text.words or ("",)
    return first if first in _CODES and 0 < len(rest) <= 3 and _THANKS_ABROAD.issuperset(rest) else None


def option_number(text: Prepared, options: int) -> int | None:
    """The option that a text names by digit, word or ordinal; None when it names none or several."""
    one = _letter_or_digit(text)
    limit = options or 9
    if one and one.isdecimal():
        return int(one) if 1 <= int(one) <= limit else None
    words = [w for w in text.words if w]
    if not words or len(words) > 9 or not _SEVERAL.isdisjoint(words) or "?" in text.fixed:
        return None
    if (
        len(words) > 2
        and not _REFUSES.isdisjoint(words)
        and text.words[:2] not in (("no", "1"), ("no", "2"), ("no", "3"))
    ):
        return None
    if (
        {"last", "ultima", "ultimo"} & set(words)
        and options
        and set(words) <= PICKING | {"last", "ultima", "ultimo", "one"}
    ):
        return options
    found: set[int] = set()
    strict = len(words) == 1
    for n, word in enumerate(words):
        number = NUMBERS.get(word)
        if word.isdecimal() and word.isascii() and len(word) == 1:
            number = int(word)
        if number is not None and (
            word not in ("a", "b", "c", "to", "too", "de", "un", "una", "one", "hai", "mot", "uno")
            or strict
            or (
                word in ("one", "uno", "una", "a", "b", "c")
                and n
                and words[n - 1] in ("option", "number", "opcion", "numero", "la")
            )
        ):
            found.add(number)
        elif word not in PICKING and word not in FILLER:
            return None
    if len(found) == 1:
        number = found.pop()
        return number if 1 <= number <= limit else None
    return None


def by_context(text: Prepared, fixed: str, context: str) -> Answer | None:
    """What a longer answer means after this question of ours, by its wording. `fixed` is without what it denies."""
    if len(text.words) > _LONGEST:
        return None
    for intent, weight, pattern in _BY_CONTEXT.get(context, ()):
        if pattern.search(fixed):
            return Answer(intent, weight, Slots(), False)
    return None


def worded_by_context(text: Prepared, context: str) -> set[str]:
    """The words by which a longer answer answers this question of ours."""
    for _, _, pattern in _BY_CONTEXT.get(context, ()):
        found = pattern.search(text.fixed)
        if found:
            words = found[0].split()
            return set(words) if len(words) <= 6 else set()
    return set()


def corrected(text: Prepared) -> str | None:
    """The answer that a text puts in place of an earlier one ("I said C but I meant R" is "r")."""
    if _DID_NOT_MEAN.search(text.fixed):
        return None
    found = _MEANT.findall(text.fixed)
    return found[-1] if found else None


def _said(text: Prepared, phrases: frozenset[str]) -> bool:
    joined = " ".join(text.words)
    return joined in phrases or " ".join(w for w in text.words if w not in FILLER) in phrases


def answer(text: Prepared, asked: Asked) -> Answer | None:
    """What the text answers to the prompt, or None when it is no plain answer."""
    context = asked.context
    sign, whole = polarity(text)
    one = _letter_or_digit(text)
    code = _CODE.match(text.fixed) if one is None else None
    told = _told(text, asked, sign, whole, one or (code[1] if code else None))
    if told:
        return told
    if context in ("none", *PROMPTS_TO_BOOK):
        core = [w for w in text.words if w not in FILLER]
        if context == "none" and core and len(core) <= 4 and _PRAISE.issuperset(core) and "?" not in text.fixed:
            return Answer(Intent.THANKS, 0.85, Slots(), True)
        if len(core) == 1 and core[0] in _VISIT and not _REFUSES & set(text.words):
            return Answer(Intent.BOOK, 0.85, Slots(), True)
    if code and context == "confirm_prompt" and _to_confirm(0, True, code[1]):
        found = _to_confirm(0, True, code[1])
        return Answer(found.intent, 0.93, found.slots, False) if found else None
    listed = _LISTED.match(text.fixed) if context in PROMPTS_TO_BOOK and asked.options and one is None else None
    if listed and int(listed[1]) <= asked.options:
        return Answer(Intent.SELECT_OPTION, 0.9, Slots(option=int(listed[1])), False)
    if code and asked.context in _RATED and code[1].isdecimal():
        number = int(code[1])
        if context == "postvisit":
            slots = Slots(option=number, value=float(number)) if number <= asked.options else Slots(value=float(number))
            return Answer(Intent.VALUE_REPORT, 0.9, slots, False)
        if number <= asked.options:
            return Answer(Intent.SELECT_OPTION, 0.9, Slots(option=number), False)
    meant = corrected(text) if len(text.words) > 2 else None
    if meant:
        if meant in ("yes", "si", "no"):
            sign, whole = (-1 if meant == "no" else 1), True
        else:
            one, sign, whole = meant, 0, True
    if context == "confirm_prompt":
        if len(text.words) == 1 and text.words[0] in _TO_CHANGE:
            return Answer(Intent.RESCHEDULE, 0.93, Slots(), True)
        return _to_confirm(sign, whole, one)
    if context in OFFERS:
        return _to_offer(text, asked, sign, whole)
    if context == "keep_texting":
        if (sign > 0 and whole) or _KEEP.match(text.fixed):
            return Answer(Intent.OPT_IN, 0.96, Slots(), True)
        if sign < 0 and whole:
            return Answer(Intent.OPT_OUT, 0.9, Slots(), True)
        return None
    if context in ("result_ready", *PROMPTS_TO_BOOK) and one and one.isdecimal() and 1 <= int(one) <= asked.options:
        return Answer(Intent.SELECT_OPTION, 0.93, Slots(option=int(one)), True)
    if context == "result_ready":
        if (sign > 0 and whole) or text.words in (("ready",), ("listo",), ("lista",)):
            return Answer(Intent.READY, 0.93, Slots(), True)
        if sign < 0 and not whole and " ready " not in text.fixed and " list" not in text.fixed:
            return Answer(Intent.DECLINE, 0.8, Slots(), False)
        return Answer(Intent.DECLINE, 0.88, Slots(), True) if sign < 0 and whole else None
    if context in PROMPTS_TO_BOOK:
        if _NOT_YET.match(text.fixed):
            return Answer(Intent.DECLINE, 0.85, Slots(), len(text.words) <= 2)
        if sign > 0:
            return Answer(Intent.BOOK, 0.93 if whole else 0.8, Slots(), whole)
        return Answer(Intent.DECLINE, 0.92, Slots(), True) if sign < 0 and whole else None
    if context in ("checkin_yesno", "intake_question", "triage_question", "postvisit"):
        if one and one.isdecimal() and context == "postvisit" and asked.options and 1 <= int(one) <= asked.options:
            return Answer(Intent.VALUE_REPORT, 0.92, Slots(option=int(one), value=float(one)), True)
        if one and one.isdecimal() and asked.options and 1 <= int(one) <= asked.options:
            return Answer(Intent.SELECT_OPTION, 0.92, Slots(option=int(one)), True)
        if one and one.isdecimal() and context == "postvisit":
            return Answer(Intent.VALUE_REPORT, 0.85, Slots(value=float(one)), True)
        if one in ("1", "2") and context == "checkin_yesno":
            return Answer(Intent.CONFIRM if one == "1" else Intent.DECLINE, 0.8, Slots(), True)
        if (
            context == "intake_question"
            and not asked.options
            and _DENIES_ALL.match(text.fixed)
            and len(text.words) <= 10
        ):
            return Answer(Intent.DECLINE, 0.88, Slots(), True)
        if context != "postvisit" and sign:
            return Answer(Intent.CONFIRM if sign > 0 else Intent.DECLINE, 0.93 if whole else 0.75, Slots(), whole)
        if context == "checkin_yesno" and re.search(
            r" (?:took(?! me)|taken|done|did|tome|tomado|tomada|hecho|hice) ", text.fixed
        ):
            negative = " not " in text.fixed or " no " in text.fixed
            return Answer(Intent.DECLINE if negative else Intent.CONFIRM, 0.9, Slots(), True)
        if sign and whole:
            return Answer(Intent.CONFIRM if sign > 0 else Intent.DECLINE, 0.85, Slots(), True)
        return None
    if whole and sign and text.words:
        if sign > 0:
            plain = all(
                w
                in ("ok", "good", "great", "cool", "perfect", "perfecto", "fine", "bueno", "dale", "vale", "va", "deal")
                or w in FILLER
                for w in text.words
            )
            if plain:
                return Answer(Intent.THANKS, 0.6, Slots(), True)
            return Answer(Intent.CONFIRM, 0.6, Slots(), False)  # nothing was asked: a person sees what it is for
        return Answer(Intent.DECLINE, 0.6, Slots(), True)
    if whole and sign and not text.words:
        return Answer(Intent.THANKS if sign > 0 else Intent.UNKNOWN, 0.7 if sign > 0 else 0.3, Slots(), True)
    return None


def _told(text: Prepared, asked: Asked, sign: int, whole: bool, one: str | None) -> Answer | None:
    """What the prompt itself says that a code, a yes or a no means."""
    if len(text.words) > 2 and not one and (meant := corrected(text)):
        one, sign = (None, -1 if meant == "no" else 1) if meant in ("yes", "si", "no") else (meant, 0)
        whole = True
    if one is None and len(core := [w for w in text.words if w not in FILLER]) == 1 and 0 < NUMBERS.get(core[0], 0) < 4:
        one = str(NUMBERS[core[0]]) if core[0] in _SPELT else None
    if one is None and asked.context == "confirm_prompt" and (beside := _CODE_AND_COMING.match(text.fixed)):
        one, whole = beside[1], True
    if one is None and len(text.words) == 1 and legend.meaning(asked, text.words[0]):
        one, whole = text.words[0], True
    reason = _CODE_AND_REASON.match(text.fixed) if one is None and "?" not in text.fixed else None
    if reason and len(text.words) <= _SHORT_REASON:
        found = legend.meaning(asked, reason[1])
        if found not in (None, Intent.UNKNOWN):
            return Answer(found, 0.93, Slots(), False)
    code = {"y": legend.YES, "n": legend.NO, "s": legend.YES}.get(one, one) if one else None
    if code is None and sign and whole and (_YES_OR_NO.issuperset(text.words) or not legend.turned(asked, sign)):
        code = legend.YES if sign > 0 else legend.NO  # "keep it" is no yes to "YES to cancel"
    if asked.context == "keep_texting" and _KEEP.match(text.fixed):
        return None
    if code is None:
        if not sign or not legend.turned(asked, sign):
            return None
        turned = legend.meaning(asked, legend.YES if sign > 0 else legend.NO) or Intent.UNKNOWN
        return (
            Answer(turned, 0.5, Slots(), False) if turned is not Intent.UNKNOWN else Answer(turned, 0.3, Slots(), True)
        )
    meant_by_us = legend.meaning(asked, code)
    if meant_by_us is None:
        return None
    if meant_by_us is Intent.UNKNOWN:
        return Answer(Intent.UNKNOWN, 0.3, Slots(), True)
    if (
        whole
        and sign == 0
        and _letter_or_digit(text) is None
        and meant_by_us is not Intent.CONFIRM
        and len(text.words) > 2
    ):
        return Answer(Intent.UNKNOWN, 0.3, Slots(), True)  # "2 see you then", where 2 is to cancel
    return Answer(meant_by_us, 0.97, Slots(), _letter_or_digit(text) is not None or whole)


def turned_around(text: Prepared, asked: Asked, intent: Intent) -> bool:
    """Whether a yes or no in a text is to a prompt that turns it round, and means something else than this."""
    sign, _ = polarity(text)
    if asked.context == "keep_texting" and _KEEP.match(text.fixed):
        return False
    return (
        bool(sign)
        and legend.turned(asked, sign)
        and intent is not legend.meaning(asked, legend.YES if sign > 0 else legend.NO)
    )


def _to_confirm(sign: int, whole: bool, one: str | None) -> Answer | None:
    coded = {
        "c": Intent.CONFIRM,
        "1": Intent.CONFIRM,
        "r": Intent.RESCHEDULE,
        "2": Intent.RESCHEDULE,
        "x": Intent.CANCEL,
        "3": Intent.CANCEL,
    }.get(one or "")
    if coded:
        return Answer(coded, 0.98, Slots(), True)
    if sign > 0:
        return Answer(Intent.CONFIRM, 0.97 if whole else 0.9, Slots(), whole)
    if sign < 0 and whole:
        return Answer(Intent.DECLINE, 0.85, Slots(), True)
    return None


def _to_offer(text: Prepared, asked: Asked, sign: int, whole: bool) -> Answer | None:
    several = asked.options > 1 or (asked.options == 0 and asked.context != "waitlist_offer")
    if asked.context == "waitlist_offer" and _WELL_OFF.match(text.fixed):
        return Answer(Intent.DECLINE, 0.93, Slots(), True)
    one = _letter_or_digit(text)
    number = option_number(text, asked.options)
    if (
        len(text.words) <= 6
        and _NEITHER_WORDS.issuperset(text.words)
        and not _NEITHER.isdisjoint(text.words)
        and not re.search(r"[?] |[.,] \S+ \S+ ", text.fixed)
    ):
        return Answer(Intent.DECLINE, 0.93, Slots(), True)
    if _said(text, NONE_OF_THEM):
        return Answer(Intent.DECLINE, 0.95, Slots(), True)
    letter = _LETTER.match(text.fixed) if number is None and len(text.words) <= _FEW and asked.options > 1 else None
    if letter and _LETTERED.search(asked.prompt) and "abcde".index(letter[1]) < asked.options:
        number = "abcde".index(letter[1]) + 1
    if number is not None:
        if not several and number == 1 and asked.context == "waitlist_offer":
            return Answer(Intent.CONFIRM, 0.93, Slots(), True)
        return Answer(Intent.SELECT_OPTION, 0.97, Slots(option=number), True)
    if one and one.isdecimal():
        return Answer(Intent.UNKNOWN, 0.4, Slots(), True)
    if _said(text, ANY_OF_THEM) and asked.context != "which_one":
        return Answer(Intent.SELECT_OPTION, 0.8, Slots(option=1), True)
    if _said(text, ALL_OF_THEM) and asked.context == "which_one":
        return Answer(Intent.SELECT_OPTION, 0.9, Slots(all=True), True)
    if sign > 0 and whole:
        if asked.context == "waitlist_offer" and not several:
            return Answer(Intent.CONFIRM, 0.96, Slots(), True)
        if asked.options == 1 or (asked.options == 0 and len(_ONE_TIME.findall(asked.prompt)) == 1):
            return Answer(Intent.SELECT_OPTION, 0.93, Slots(option=1), True)
        return Answer(Intent.CONFIRM, 0.45, Slots(), True)
    if sign > 0 and not several:
        return Answer(Intent.CONFIRM, 0.85, Slots(), False)
    if sign < 0 and whole:
        return Answer(Intent.DECLINE, 0.93, Slots(), True)
    if sign < 0 and asked.context == "waitlist_offer" and not {"yes", "si", "but", "pero"} & set(text.words):
        return Answer(Intent.DECLINE, 0.8, Slots(), False)
    return None
