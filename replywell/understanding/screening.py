# ruff: noqa: E501 - patterns read better whole
"""Answers that are danger only by what was asked: "no" to "do you feel safe at home?", "yes" to "any chest pain?"."""

import re
from functools import lru_cache

from .model import Asked
from .normalise import Prepared, prepare

_SAFE = re.compile(
    r" (?:safe|unsafe|en securite|a salvo|em seguranca) | segur[oa] (?:\w+ )?(?:casa|hogar|pareja|alli|ahi|em casa)(?= )| (?:siente|sientes|esta|estas) (?:\w+ )?segur[oa](?= )"
)
_SELF_HARM = re.compile(
    r" (?:suicid\w*|(?:kill|hurt|harm)(?:ing)? yourself|better off dead|end(?:ing)? your life|wish(?:ed)? (?:\w+ )?dead|hacerse (?:\w+ )?dano|lastimarse|matarse|quitarse la vida|estaria mejor muert[oa]|"
    r"vous faire du mal|se machucar|tirar a (?:propria )?vida)(?= )"
)
_MOVES = re.compile(
    r" (?:baby|bebe|bb) (?:\w+ ){0,6}?(?:mov\w*|kick\w*|patad\w*)(?= )| (?:mov\w*|kick\w*|patad\w*) (?:\w+ ){0,5}?(?:baby|bebe|bb)(?= )"
)
_DANGER = re.compile(
    r" (?:chest (?:pain|pressure|tightness)|(?:trouble|difficulty|problems?) breathe|breathing|short(?:ness)? of breathe?|bleed(?:ing)?|faint\w*|pass(?:ed|ing)? out|"
    r"(?:weakness|numbness|droop\w*)|worst headache|seizures?|dolor (?:de|en el) pecho|falta de aire|dificultad (?:para|al) respirar|respirar|sangr\w+|desmay\w*|convulsion\w*|"
    r"douleur (?:a|dans) la poitrine|essoufflement|saignement|dor no peito|falta de ar|sangramento)(?= )"
)
# What was, what is over or is being treated is no danger now.
_NOT_NOW = re.compile(
    r" (?:history|ever|family|relatives?|in the past|before|better|stop(?:ped)?|gone|improv\w*|went away|antecedentes|historia|historial|alguna vez|familia|familiares|mejor\w*|paro|pasad[oa]|antes|antecedents|famille|historico)(?= )"
)
_YES = re.compile(
    r"^ (?:yes|yeah|yea|yep|yup|ya|y|si|sip|s|claro|correct|true|i (?:do|am|have|did)|a (?:little|bit)|some(?:times|what)?|kind of|sort of|maybe|possibly|lately|once|twice|un poco|poquito|algo|a veces|tal vez|quizas?|1)(?= )"
)
_NO = re.compile(
    r"^ (?:(?:well|um|honestly|pues|la verdad|mmm?) )?(?:no|nope|nah|not|never|n|nop|nunca|ya no|i (?:do not|am not)|hardly|rarely|2)(?= )"
)
_RESERVED = re.compile(
    r" (?:when|only if|but|except|depends|depend|depending|sometimes|some days|mostly|usually|kind of|not (?:really|always|sure)|if (?:he|she|they)|until|as long as|"
    r"cuando|pero|segun|depende|a veces|menos|salvo|excepto|casi|mientras|no siempre)(?= )"
)
_HEDGED = re.compile(
    r" (?:a (?:little|bit)|sometimes|some days|once in a while|now and then|maybe|lately|thoughts?|thought about|un poco|a veces|tal vez|quizas?|de vez en cuando|lo he pensado|pensado)(?= )"
)
_HARDLY = re.compile(
    r" (?:hardly|barely|scarcely|less|fewer|little|not (?:much|as|like|since|today|really)|casi|poco|poquito|menos|apenas|nada|ni una)(?= )"
)
_SPOKE_WELL = re.compile(
    r" (?:better|good|fine|great|ok|okay|taken|took|easily|easy|bien|mejor|normal|tomad[oa]|tome)(?= )"
)


def flag(text: Prepared, asked: Asked) -> str | None:
    """The sign of danger that an answer is by its question alone, or None.

    A doubtful answer counts as one: a person asks again, which costs a minute.
    """
    about = _asks(asked.prompt) if asked.prompt else None
    if about is None:
        return None
    said = text.fixed
    if about == "moves":
        return "pregnancy" if _NO.search(said) or _HARDLY.search(said) else None
    if about == "safe":
        return "abuse" if _NO.search(said) or _RESERVED.search(said) else None
    if about == "self_harm":
        return "suicide" if _YES.search(said) or _HEDGED.search(said) else None
    yes = _YES.search(said) and not _SPOKE_WELL.search(said) and not _NO.search(said)
    return "possible_danger" if yes else None


@lru_cache(maxsize=4096)
def _asks(prompt: str) -> str | None:
    """What a text of ours asks about: "safe", "self_harm", "moves", "danger", or None."""
    found = None
    for sentence in re.split(r"(?<=[.!:])\s", prompt):
        if "?" not in sentence:
            continue
        fixed = prepare(sentence).fixed
        if _SELF_HARM.search(fixed):
            return "self_harm"
        if _SAFE.search(fixed):
            return "safe"
        if _MOVES.search(fixed):
            return "moves"
        if _DANGER.search(fixed) and not _NOT_NOW.search(fixed):
            found = "danger"
    return found
