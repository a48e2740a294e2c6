"""What the learned layer looks at in a text: words, words near each other, things meant, and pieces of words."""

import re
from functools import lru_cache

from .lexicon.things import things_in, things_of, things_of_two
from .normalise import Prepared

REACH = 7  # two things meant this near each other are a feature of their own
MAX_TOKENS = 400
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_DIGIT = re.compile(r"\d")
_MARKS = frozenset(".,?")
_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nothing",
        "nobody",
        "cannot",
        "without",
        "stopped",
        "gone",
        "nunca",
        "nada",
        "nadie",
        "sin",
        "ni",
        "tampoco",
        "jamas",
        "pas",
        "jamais",
        "rien",
        "nao",
        "nem",
        "sem",
        "khong",
        "chua",
        "hindi",
        "wala",
        "huwag",
        "wag",
        "pa",
        "не",
        "нет",
        "без",
        "لا",
        "ما",
        "ليس",
        "لم",
    ]
)


def tokens(text: Prepared) -> list[str]:
    """Words and marks; writing without blanks is cut into characters."""
    found = text.fixed.split()[:MAX_TOKENS]
    if not text.foreign:
        return found
    out: list[str] = []
    for token in found:
        if _WIDE.search(token):
            out += token
        else:
            out.append(token)
    return out[:MAX_TOKENS]


@lru_cache(maxsize=20000)
def pieces(word: str) -> tuple[str, ...]:
    """Pieces of three to five characters of a word, with its edges."""
    if len(word) < 2 or word[0].isdigit():
        return ()
    edged = f"<{word[:40]}>"
    return tuple(dict.fromkeys(edged[i : i + n] for n in (3, 4, 5) for i in range(len(edged) - n + 1)))


def words_features(found: list[str], text: Prepared) -> set[str]:
    """Every feature that is about whole words and what they mean, of these tokens of a text."""
    out: set[str] = set()
    add = out.add
    before = last = "^"
    meant: list[tuple[int, str]] = []
    since = 0
    negated = False
    for n, token in enumerate(found):
        word = "#" + _DIGIT.sub("0", token)[:6] if token[0].isdigit() else token
        add(word)
        add(f"{before} {word}")
        since += 1
        if negated and since <= 3:
            add(f"!{word}")
        for thing in (*things_of(token), *things_of_two(last, token)):
            add(f"={thing}")
            add(f"{before} ={thing}")
            if negated and since <= 4:
                add(f"!={thing}")
            for at, other in meant:
                if n - at <= REACH and other != thing:
                    add(f"{other}+{thing}" if other < thing else f"{thing}+{other}")
            meant.append((n, thing))
        if len(meant) > 14:
            del meant[:-14]
        if token in _NEGATIONS:
            negated, since = True, 0
        elif token in _MARKS:
            negated = False
        before, last = word, token
    add(f"{before} $")
    if text.foreign:
        seen = sorted(things_in(text.flat))
        out.update(f"={thing}" for thing in seen)
        out.update(f"{a}+{b}" for i, a in enumerate(seen) for b in seen[i + 1 :])
    return out


def context_features(found: list[str], context: str) -> set[str]:
    """What the words say after this question of ours."""
    words = [t for t in found if t not in _MARKS][:12]
    out = {f"@{context}", f"@{context} | {' '.join(words[:3])}"}
    out.update(f"@{context} {word}" for word in words)
    if "?" in found:
        out.add(f"@{context} ?")
    return out
