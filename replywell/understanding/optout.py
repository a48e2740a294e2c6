# ruff: noqa: E501, SIM905 - tables of words and patterns read better whole
"""Opt-out, help, start, wrong number and automatic replies: what the law and the carriers care about."""

import re
from functools import lru_cache

from . import learned, other_languages
from .language import likely
from .lexicon.other_matters import BEGINS, ENGLISH, NOT_TO_STOP, SPANISH
from .lexicon.stopping import (
    AUTO_REPLIES,
    CANCEL_WORDS,
    COURTESY,
    HELP_WORDS,
    KEYWORDS,
    NOT_NAMES,
    NOT_STOPPING,
    OTHER_LISTS,
    OUR_TEXTS,
    ROWS,
    START_WORDS,
    WRONG_NUMBER,
)
from .normalise import Prepared, prepare
from .peeling import peeled
from .rules import Rules

_NOT_STOPPING = re.compile(rf" (?:{NOT_STOPPING})(?= )")
_OTHER_LISTS = re.compile(rf" (?:{OTHER_LISTS})(?= )")
_OUR_TEXTS = re.compile(rf" (?:{OUR_TEXTS})(?= )")
_OTHER_MATTERS = (
    *(re.compile(rf" (?:{pattern})(?= )") for pattern in (*ENGLISH, *SPANISH)),
    *(re.compile(rf"{BEGINS}(?:{pattern})(?= )") for pattern in NOT_TO_STOP),
)
_WORDS = Rules((name, 1.0, anchors, pattern) for name, anchors, pattern in ROWS)
_WRONG = Rules((name, 1.0, anchors, pattern) for name, anchors, pattern in WRONG_NUMBER)
_AUTO = re.compile(AUTO_REPLIES)
_AUTO_HINT = re.compile(
    r"auto|office|driving|disturb|your (?:me|te)|notifications|oficina|conduc|molestar|inbox|mailbox|number|line|until|"
    r"through|thank|received|gracias por|receive|blocking"
)
_STRONG = frozenset("stop unsubscribe stopall optout alto basta".split())
_FIRM = frozenset({"stop", "unsubscribe", "alto"})
_POLITE = frozenset("please thanks thank you now immediately ok already".split())
# STOP as the last word ends something else after these ("the pain won't stop", "which bus stop").
_NOT_ENDING = re.compile(
    r" (?:not|no|never|why|undo|bus|pit|full|next|first|last|one|a|the|make em|non|truck|rest|train|to|should i|i should|i must|i can|i have to|i need to|do i|can i|must i|it|pain|bleeding|cough|he|she|they|did|does|when|when i|i|nunca|se|para|el|la|que|de|sin|un|una) stop $"
)
# As the first word it does, before these ("stop by", "stop the metformin", "stop sign").
_OTHER_OBJECTS = frozenset(
    "by in at on over for sign signs light lights the my his her our taking worrying bleeding smoking drinking eating using hurting breathing crying working coughing growing going gap "
    "light light's watch loss motion payment payments autopay billing charging insulin metformin aspirin refill refills medication antibiotics when if before after and or is was are de en por para a la el "
    "right sharing leaving using judging ignoring transferring listening rushing giving making putting changing moving cancelling rescheduling sending billing holding treatment therapy pain meds one here there until mid".split()
)


@lru_cache(maxsize=256)
def core_words(text: Prepared) -> tuple[str, ...]:
    """The words of a text without courtesy ("STOP please", "hola, ALTO gracias")."""
    words = text.words
    return tuple(
        w for n, w in enumerate(words) if w not in COURTESY and (w != "por" or words[n + 1 : n + 2] != ("favor",))
    )


@lru_cache(maxsize=256)
def _said(text: Prepared) -> tuple[str, ...]:
    """The ways in which a short text may be a keyword: whole, without courtesy, spelt out, or one word again and again."""
    words = text.words
    if not words or len(words) > 8:
        return ()
    core = core_words(text)
    if len(core) >= 3 and all(len(w) == 1 for w in core):
        return " ".join(words), "".join(core)  # S T O P
    if len(set(core)) == 1:
        return " ".join(words), " ".join(core), core[0]
    return " ".join(words), " ".join(core)


def _keyword(text: Prepared, vocabulary: frozenset[str]) -> bool:
    said = _said(text)
    if not vocabulary.isdisjoint(said):
        return True
    if vocabulary is not KEYWORDS or not said:
        return False
    core = core_words(text)
    return len(core) == 1 and _slipped(core[0])


# Words that are one slip from "stop" and words of their own.
_NO_SLIPS = frozenset("top shop step atop stoop slop swop sop strop stomp stow stout stoup stops stoop tops".split())


@lru_cache(maxsize=1)
def _slips() -> frozenset[str]:
    """Every word one slip of the finger from "stop" or "unsubscribe", or two from the longer."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def near(word: str) -> set[str]:
        cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
        return {
            *(a + b[1:] for a, b in cuts if b),
            *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
            *(a + c + b[1:] for a, b in cuts if b for c in letters),
            *(a + c + b for a, b in cuts for c in letters),
        }

    long = near("unsubscribe") | near("unsuscribe") | near("unsubcribe") | near("unscribe") | near("unsubscibe")
    return frozenset((near("stop") | long) - _NO_SLIPS)


def _slipped(word: str) -> bool:
    return (
        (word[0] in "stdxawze" and 3 <= len(word) <= 5) or word[:2] in ("un", "us", "nu", "yn", "in")
    ) and word in _slips()


def _named_stop(text: Prepared) -> bool:
    """STOP with a name beside it: "Maria Lopez. STOP", "STOP - Ana", "this is Bob, stop"."""
    if "?" in text.fixed:
        return False
    sentences = [s.split() for s in text.fixed.split(".") if s.strip()]
    sentences = [[w for w in s if w not in COURTESY and w != ","] for s in sentences]
    if len(sentences) > 1 and any(len(s) == 1 and s[0] in _FIRM for s in (sentences[0], sentences[-1])):
        return True
    if len(text.words) > 8:
        return False
    pieces = [p.split() for p in re.split(r"[.,]", text.fixed) if p.strip()]
    core = [[w for w in p if w not in COURTESY] for p in pieces]
    core = [p for p in core if p]
    if any(len(p) == 1 and p[0] in _STRONG for p in core):
        return all(p[0] in _STRONG or NOT_NAMES.isdisjoint(p[2:] if p[:2] == ["this", "is"] else p) for p in core)
    if len(core) == 1 and 2 <= len(core[0]) <= 3:
        words = core[0]
        rest = words[1:] if words[0] in _STRONG else words[:-1] if words[-1] in _STRONG else None
        if rest and NOT_NAMES.isdisjoint(rest):
            return True
    return False


def _stop_at_an_end(text: Prepared) -> bool:
    """STOP as the first or the last word of a longer text: "I am done with this STOP", "STOP I told you"."""
    words = [w for w in text.words if w not in _POLITE]
    if len(words) < 2 or "?" in text.fixed:
        return False
    if words[-1] in ("stop", "unsubscribe") and not _NOT_ENDING.search(text.fixed.rstrip(" .,") + " "):
        return True
    return words[0] == "stop" and words[1] not in _OTHER_OBJECTS and len(words) <= 12


# An opt-out that was a mistake is a person's to undo, never a second opt-out.
_TAKEN_BACK = re.compile(
    r" (?:undo (?:\S+ )?(?:stop|unsub\S*)|(?:take|took) (?:it |that )?back (?:(?:the|my|that) )?(?:stop|unsub\S*)|put (?:me|us) back (?:on|in)|(?:stop|stopped|out|unsubscribe\S*) (?:by (?:accident|mistake)|accidentally|on accident)|accidentally (?:\S+ )?(?:text\S*|sent|said|replied|hit|unsub\S*|opted|typed)|did not mean to|me equivoque|por error|sin querer|turn (?:\S+ )?(?:back on|on again)|(?<!you )(?<!they )(?<!people )(?<!guys )(?<!why do you )(?:keep|continue) (?:sending|texting|the texts)(?! me (?:this|these))|"
    r"no me l[oa]s? (?:quit|par|borr|elimin|cancel)en?|(?:solo|only) (?:a mi|to me)(?= $)|"
    r"if i (?:\S+ )?(?:text|reply|say|send|type|write) stop|what happens (?:if|when)|(?<!no )sigan mandando|si quiero (?:\S+ )?(?:mensajes|recibir)|do not stop|no dejen de) "
)


# Who asks for texts, unless a word before it denies that ("no vuelvan a mandarme mensajes" is the plainest opt-out).
_WANTS_TEXTS = re.compile(
    r" (?:(?:re)?activ(?:a|e|en)me\S*|(?:re)?activ\S+ (?:otra vez|de nuevo)|vuelv\S+ a (?:mandar|enviar|activar|poner)\S*|(?:mand|envi)en(?:l[oa]s?|mel[oa]s?))(?= )"
)
_DENYING = frozenset("no not nunca jamas ni tampoco sin ya mas dejen dejar never".split())


def _wants_texts(text: Prepared) -> bool:
    return any(_DENYING.isdisjoint(text.fixed[: found.start()].split()) for found in _WANTS_TEXTS.finditer(text.fixed))


# A stop sign, a phone or a message crossed out, a bell switched off: one of them, courtesy aside, is the whole text.
_SIGNS = re.compile(
    "(?:\U0001f6d1|\U0001f4f5|\U0001f515|[\U0001f6ab\u26d4\u274c\u270b]\ufe0f?[\U0001f4f1\U0001f4f2\U0001f4ac\U0001f4e9\U0001f4e8\U0001f4e7\U0001f4de\u2709\U0001f5e8\U0001f48c\u260e]|[\U0001f4f1\U0001f4f2\U0001f4ac\U0001f4e9\U0001f4e8\U0001f4de\u2709]\ufe0f?[\U0001f6ab\u26d4\u274c])"
)


_FEW_BESIDE_A_SIGN = 5


def opt_out(text: Prepared, urgent: bool = False) -> str | None:
    """How a text opts out, whatever courtesy or name stands around its words; what `_opt_out` says, else None."""
    if len(text.words) <= _FEW_BESIDE_A_SIGN and not text.raw.isascii() and _SIGNS.search(text.raw):
        text = prepare(_SIGNS.sub(" STOP ", text.raw))
    found = _decided(text, urgent)
    if found is None and not other_languages.stays(text):
        found = next((f for core in peeled(text) if (f := _decided(core, urgent)) and f != "cancel"), None)
    if found is None and urgent and any(map(_plainly, re.split(r"[.,?]", text.fixed))):
        return "words"
    return found


def _decided(text: Prepared, urgent: bool) -> str | None:
    """What `_opt_out` says of the text and, where it speaks of stopping something else too, of what is left of it."""
    found = _opt_out(text, urgent)
    if found == "cancel" or _keyword(text, KEYWORDS):
        return found
    if found is None and _STRONG.isdisjoint(text.words) and by_rules(text) is None:
        return None
    rest = _other_matters_out(text)
    if rest is None or (found == "keyword" and not _STRONG.isdisjoint(rest.words)):
        return found
    if _keyword(rest, KEYWORDS):
        return "keyword"
    ruled = by_rules(rest)
    if found is None and not ruled:
        return None
    left = _opt_out(rest, urgent)
    if left == "cancel" or (not ruled and learned.judge(rest).opt_out < learned.SURE_OPT_OUT):
        return None
    return left


def overruled(text: Prepared) -> bool:
    """Whether the rules see an opt-out in a text that is taken for none: a person looks ("quit calling me Mr.")."""
    if by_rules(text) not in ("keyword", "words"):
        return False
    rest = _other_matters_out(text)
    return rest is None or by_rules(rest) in ("keyword", "words")


def _plainly(part: str) -> bool:
    """Whether a part of a text that speaks of danger opts out by itself: "quit bugging me, sugars 38 and im shaking"."""
    if not _OUT_LIKE.search(f" {part.strip()} "):
        return False
    text = prepare(part)
    return (
        by_rules(text) == "words" and learned.judge(text).opt_out >= learned.RULED_OPT_OUT and opt_out(text) == "words"
    )


_OUT_LIKE = re.compile(
    rf" (?:{OUR_TEXTS}|bug\w*|bother\w*|nag\w*|pester\w*|harass\w*|alone|list|lista|paz|molest\w*|unsub\w*|opt|hear(?:ing)? from|leave me|remove me|datos|data|info)(?= )|^ (?:stop|end|quit|alto|basta|baja|pare|paren)(?= )| (?:stop|alto) $"
)


def _other_matters_out(text: Prepared) -> Prepared | None:
    """The text without what is stopped or taken off and is not our texts; None when there is nothing of it."""
    left = text.fixed
    for pattern in _OTHER_MATTERS:
        left = pattern.sub(" ", left)
    if left == text.fixed:
        return None
    words = left.split()
    while words and words[0] in _LOOSE:
        words.pop(0)
    while words and words[-1] in _LOOSE:
        words.pop()
    return prepare(" ".join(words))


_LOOSE = frozenset(". , and or but also then y e o pero tambien luego plus".split())


def _opt_out(text: Prepared, urgent: bool) -> str | None:
    """How a text opts out: "keyword", "words", "cancel" (a bare CANCEL, which may mean the visit), or None.

    The key words alone are the law's and stand by themselves. Of everything else rules and the learned layer decide together.
    """
    if _ONLY_ASKS.search(text.fixed) or _FAREWELL.search(text.fixed):
        return None
    found = by_rules(text, urgent)
    if found == "cancel" or not text.words or _keyword(text, KEYWORDS) or (urgent and found == "keyword"):
        return found
    seen = learned.judge(text)
    urgent = urgent and seen.danger >= learned.DANGER_PLAIN
    if urgent and not found and not text.foreign and not _OUT_LIKE.search(text.fixed) and not likely(text):
        return None
    if not found and seen.opt_out < learned.OPT_OUT:  # the least that is ever enough
        return None
    needed = learned.NO_OPT_OUT if found else learned.LIKELY_OPT_OUT if urgent else learned.OPT_OUT
    speaks = not urgent and _speaks_of_it(text)
    if found == "keyword" and (not speaks or _SET_APART.search(text.fixed)):
        needed = 0.0
    elif found and not speaks and _FIRM_WORDING.search(text.fixed):
        needed = learned.NO_FIRM_OPT_OUT
    elif speaks:
        needed = learned.RULED_OPT_OUT if found else learned.SURE_OPT_OUT
    elif (
        not found and not _OUR_TEXTS.search(text.fixed) and (learned.plain(text) or _NOT_INTERESTED.search(text.fixed))
    ):
        needed = learned.SURE_OPT_OUT  # "none", after any other question than whether to keep texting
    elif not found and not text.foreign and len(text.words) <= _FEW:
        # "ya llegue": so few words of a wish to stop are in the rules
        needed = learned.RULED_OPT_OUT if len(text.words) > 1 else learned.ONE_WORD_OPT_OUT
    if not found and needed <= seen.opt_out < learned.RULED_OPT_OUT and not _speaks_of_ending(text):
        return None
    other = seen.wrong_number >= learned.WRONG_NUMBER or (len(text.words) <= _FEW + 1 and wrong_number(text))
    if seen.opt_out < needed or (not found and (other or auto_reply(text))):
        if not found or (urgent and seen.opt_out < learned.NO_FOREIGN_OPT_OUT):
            return None
        return other_languages.opts_out(text)  # their rules know more than the learned layer
    return found or "words"


# Plainly our texts: only a learned layer that is all but certain says that something else is meant.
_FIRM_WORDING = re.compile(
    r"(?<! i)(?<! not)(?<! never)(?<! no)(?<! nunca)(?<! nunca me)(?<! no me)(?<! they)(?<! way to)(?<! mean to) (?:stop|quit|cease|end|cancel|discontinue|drop|no more|do not want|no longer want|paren|dejen|cancelen|quiten|no quiero|ya no quiero)(?: (?:all|the|these|those|this|your|any|of|to|be|get|receive|getting|being|sending|me|my|more|de|mandar\w*|enviar\w*|los|sus|mas|recibir|esos|estos)){0,5}"
    r" (?:texts|texting|text messages|messages|messaging|reminders|texted|messaged|sms|alerts|notifications|mensajes|textos|recordatorios)(?= )"
)
_SET_APART = re.compile(r"[.,] stop $|^ stop [.,] ")
_ONLY_ASKS = re.compile(
    r" (?:am )?not (?:\S+ )?(?:opting out|unsubscribing|asking to (?:stop|opt out|unsubscribe))(?= [.,]| $)|[?] (?:\S+ ){0,9}just (?:asking|wondering|curious)(?= [.,]| $)|"
    r"^ (?:what|which|que|cuales) messages (?:[?.!] )*$|^ (?:yo )?prefiero no decir\S* (?:(?:eso|esto|nada|por|mensajes|aqui|gracias|[.,]) )*$|"
    r"^ (?:i have |i do not have (?:a |any )?|no tengo |sin |ninguna )?(?:no )?(?:real |particular |strong )?(?:preferences?|preferencias?)(?: (?:really|at all|thanks|gracias))? $"
)
_FAREWELL = re.compile(
    r"^ (?:(?:ok|okay|thank you|thanks|so much|a lot|take care|stay safe|bye|bye bye|good ?bye|good (?:night|day|evening|morning)|have a (?:good|great|nice|blessed|wonderful) (?:day|night|one|weekend|evening|week)|"
    r"see you(?: soon| then| later)?|see ya|god bless(?: you)?|all|too|gracias|muchas|mil|cuidense?|cuidese|adios|hasta (?:luego|pronto)|que tengan? (?:un )?(?:buen|lindo|bonito) dia|bendiciones|dios (?:los|la|lo|le) bendiga|[.,!]) )+$"
)
_NO_PROMOS = re.compile(
    r" no (?:more|mas) (?:\S+ )?(?:promo\S*|ads|offers|marketing|spam|promocion\S*|anuncios|ofertas|publicidad) "
)
_FEW = 3
# The world of opting out: where no rule sees an opt-out and none of its words is there, the learned layer must be sure.
_ENDING = re.compile(
    r" (?:st[aouh]+p\S*|quit\S*|ceas\S*|desist\S*|halt\S*|end\S*|unsub\S*|un ?subscri\S*|subscri\S*|opt\S*|out|off|remov\S*|delet\S*|eras\S*|scrub|drop|cut|cancel\S*|no|not|never|nah|nope|none|neither|nor|without|dont|do not|wo?nt|enough|tired|sick|leave|alone|lose|los[et]|block\S*|mut\S*|silence\S*|spam\S*|harass\S*|bother\S*|annoy\S*|pester\S*|"
    r"bug\S*|junk|scam\S*|report\S*|hat\S*|fuck\S*|piss\S*|shut|hush|quiet|peace|consent|permission|revok\S*|withdraw\S*|less|fewer|rather|instead|only|done|finished|over|away|anymore|longer|last|discontinu\S*|disabl\S*|deactivat\S*|turn\S*|unenroll\S*|disenroll\S*|take|knock|too|ya|ni|nunca|jamas|nada|sin|menos|basta\S*|alto|par[ae]\S*|dej\S*|suelt\S*|quit\S*|"
    r"borr\S*|elimin\S*|sac\S*|saqu\S*|saqe\S*|remuev\S*|retir\S*|baja|suficiente\S*|demasiad\S*|cansad\S*|hart\S*|moles\S*|fastid\S*|chinga\S*|jod\S*|bloque\S*|acos\S*|suspend\S*|deten\S*|termin\S*|desactiv\S*|apag\S*|olvid\S*|paz|tranquil\S*|mejor|solo|fin|salir\S*|desuscri\S*|desinscri\S*|revoc\S*|autoriz\S*|odi\S*|callen\S*|calla\S*) "
)


def _speaks_of_ending(text: Prepared) -> bool:
    """Whether a word of the world of opting out is in a text; only English and Spanish are asked."""
    return bool(_ENDING.search(text.fixed)) or text.foreign or bool(likely(text))


_NOT_INTERESTED = re.compile(
    r"^(?: no| thanks| thank you| sorry| i am| we are| not| really| at all){0,4} interested(?= )"
)


def _speaks_of_it(text: Prepared) -> bool:
    """Whether a text speaks of stopping, or of stopping something else, rather than asking us to stop."""
    if _NOT_STOPPING.search(text.fixed) or _TAKEN_BACK.search(text.fixed) or other_languages.stays(text):
        return True
    if _wants_texts(text):
        return True
    return bool(_OTHER_LISTS.search(text.fixed)) and not _OUR_TEXTS.search(text.fixed)


@lru_cache(maxsize=256)
def by_rules(text: Prepared, urgent: bool = False) -> str | None:
    """How the rules alone take a text.

    In an `urgent` text (one with a red flag) every word for stop counts at either end: "me duele el pecho ALTO".
    """
    if _keyword(text, KEYWORDS):
        return "keyword"
    if _keyword(text, CANCEL_WORDS):
        return "cancel"
    if _TAKEN_BACK.search(text.fixed):
        return None
    if not _STRONG.isdisjoint(text.words) and (_named_stop(text) or _stop_at_an_end(text)):
        return "keyword"
    if urgent and text.words and text.words[-1] in _FIRM and not _NOT_ENDING.search(text.fixed.rstrip(" .,") + " "):
        return "keyword"
    if _WORDS.hits(text.fixed, text.words) or _NO_PROMOS.search(text.fixed):
        return "words"
    return other_languages.opts_out(text)


def asks_help(text: Prepared) -> bool:
    """HELP, INFO, AYUDA alone."""
    return _keyword(text, HELP_WORDS) or other_languages.asks_help(text)


def opts_in(text: Prepared) -> bool:
    """START, UNSTOP, INICIAR alone; never YES."""
    return _keyword(text, START_WORDS) or other_languages.opts_in(text)


def wrong_number(text: Prepared) -> bool:
    """Says that the person we write to is not at this number."""
    if _WRONG.hits(text.fixed, text.words) or other_languages.wrong_number(text):
        return True
    if not text.words or _OTHER_WRONGS.search(text.fixed):
        return False  # a wrong bill is no wrong number
    return learned.judge(text).wrong_number >= learned.WRONG_NUMBER


_OTHER_WRONGS = re.compile(
    r" (?:bill\S*|copays?|charge\S*|statement|invoice|amount|balance|promo\S*|ads|offers|marketing|factura|cobr\S*|recibo|saldo|promocion\S*|anuncios|ofertas) "
)


def auto_reply(text: Prepared) -> bool:
    """An automatic answer of the phone or of another system, not the person."""
    whole = text.flat.rstrip(" .!") + "."  # people leave the final mark out, machines too
    return bool(_AUTO_HINT.search(whole)) and bool(_AUTO.search(whole))
