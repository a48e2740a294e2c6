"""What a text says about the waitlist beyond its intent: that they want to leave it, and when we may write. Pure.

Both are strict: a wish to leave counts only when the whole text is it, hours only when they are told of our texts and
say am or pm. Everything else that touches them goes to a person, or changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from typing import Literal

LIST = r"(?:(?:the|your|that|this|my|la|su|esa) )?(?:waitlist|wait list|waiting list|lista de espera)"
_ASKS = (
    r"hi|hello|hey|ok|okay|please|pls|can you|could you|would you|will you|you can|i would like you to|i want you to"
    r"|i d like you to|i want to|i would like to|i d like to|i need to|just|kindly|so|now"
    r"|hola|buenos dias|buenas tardes|buenas|por favor|favor de|porfavor|porfa|disculpe|puede|pueden|podria|podrian"
    r"|quiero|quisiera|deseo|me pueden|me puede|quiero que|necesito que"
)
_THANKS = (
    r"please|pls|thanks|thank you|thx|anymore|any more|any longer|now|por favor|porfavor|gracias|muchas gracias|ya"
)
_LEAVES = "|".join((
    rf"(?:take|remove|drop|get|cross|delete) (?:me|my name|us) (?:off|from|off of|out of) {LIST}",
    rf"(?:leave|get off|get off of|come off|be off|be taken off|be removed from|withdraw from|drop off) {LIST}",
    rf"(?:i )?(?:do not|don t|dont|no longer) (?:want|need|wish|care) (?:to be|to stay)? ?(?:on )?{LIST}",
    rf"(?:i am|i m|im) (?:no longer|not) interested in {LIST}",
    rf"(?:quite(?:n)?me|quitame|saque(?:n)?me|sacame|borre(?:n)?me|borrame|elimine(?:n)?me|remueva(?:n)?me"
    rf"|quitarme|sacarme|borrarme|eliminarme|de(?:n)?me de baja|darme de baja|salir|salirme|me quiten|me saquen"
    rf"|me borren|me eliminen) de {LIST}",
    r"(?:ya )?no (?:quiero|necesito|deseo|me interesa) (?:(?:estar|seguir|continuar) )?(?:mas )?(?:en )?"
    rf"{LIST}(?: mas)?",
))  # fmt: skip
_SURE = re.compile(rf"(?:(?:{_ASKS}) )*(?:{_LEAVES})(?: (?:{_THANKS}))*")
_LIST = re.compile(rf"\b{LIST}\b")
_TOUCHES = re.compile(
    r"\b(?:off|remove|removed|drop|delete|leave|cancel|stop|quit|end|no longer|not|no|don t|dont|do not|anymore"
    r"|quit\w+|saqu\w+|sac[ae]\w+|borr\w+|elimin\w+|baja|salir\w*|ya no|cancel\w+)\b"
)


def leaves(text: str) -> Literal["", "perhaps", "surely"]:
    """Whether a text asks to be taken off the waitlist: as a whole, perhaps (a person reads it), or not."""
    words = plain(text)
    if not _LIST.search(words):
        return ""
    if _SURE.fullmatch(words):
        return "surely"
    return "perhaps" if _TOUCHES.search(words) else ""


_CLOCK = r"(\d{1,2})(?: ?: ?(\d\d))? ?(a ?m|p ?m|de la manana|de la tarde|de la noche)\b"
_HOURS = re.compile(
    r"\b(?:(?:text|texting|message|write|write to|send me texts|reach) (?:me |us )?"
    r"(?:any ?time )?(?:from|after|as early as|starting at|starting|between)"
    r"|(?:escriba(?:n)?me|escribirme|textearme|mande(?:n)?me (?:un )?mensajes?|mandarme (?:un )?mensajes?"
    r"|enviarme (?:un )?mensajes?) (?:desde|a partir de|despues de|entre|de))"
    rf" (?:las? )?{_CLOCK}(?: ?(?:on|en adelante)?(?: ?(?:to|until|till|and|a|y|hasta) (?:las? )?{_CLOCK})?)?"
)


def hours_named(text: str) -> tuple[time, time | None] | None:
    """From and until when (their wall time) a text says that we may write; None: it says nothing sure of it."""
    found = _HOURS.search(plain(text, keep=":"))
    if found is None:
        return None
    begins = _time(*found.group(1, 2, 3))
    ends = _time(*found.group(4, 5, 6)) if found.group(4) else None
    if begins is None or (found.group(4) and (ends is None or ends <= begins)):
        return None
    return begins, ends


def without_hours(text: str) -> str:
    """The text, in plain words, without the hours in which it says that we may write."""
    if hours_named(text) is None:
        return text
    return _HOURS.sub(" ", plain(text, keep=":"))


def _time(hour: str, minute: str | None, half: str) -> time | None:
    number, minutes = int(hour), int(minute or 0)
    if not 1 <= number <= 12 or minutes > 59:
        return None
    late = half.replace(" ", "") == "pm" or half in ("de la tarde", "de la noche")
    return time(number % 12 + 12 * late, minutes)


def plain(text: str, keep: str = "") -> str:
    """Lower case without accents, everything but letters, digits and `keep` as one space."""
    letters = "".join(
        letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter)
    )
    return " ".join(re.sub(rf"[^\w{keep}]+", " ", letters.replace("a.m", "am").replace("p.m", "pm")).split())
