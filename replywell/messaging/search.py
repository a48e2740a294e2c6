"""Full-text search over the texts of a practice, and its index. See `migrations/_search_sql.py` for how it works."""

import re

from django.db import connection

MOST_WORDS = 8
BATCH = 2_000
_word = re.compile(r"[^\W_]+")


def words_of(asked: str) -> list[str]:
    """The words that are looked for, at most eight."""
    return [word.lower() for word in _word.findall(asked)][:MOST_WORDS]


def text_ids(asked: str, most: int) -> list[int]:
    """Keys of the texts that hold all these words, newest first, within the practice's scope.

    The last word may be a beginning if it has three letters; accents and capitals do not count. Whoever shows the
    texts asks first whether the reader may read them.
    """
    words = words_of(asked)
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_texts(%s::text[], %s)", [words, most])
        return sorted({row[0] for row in cursor.fetchall()}, reverse=True)


def index_texts(most: int = 20_000) -> int:
    """Take up to `most` texts of all practices that are some minutes old into the index. Returns how many."""
    done = 0
    while done < most:
        with connection.cursor() as cursor:
            cursor.execute("SELECT index_texts(%s)", [min(BATCH, most - done)])
            made = int(cursor.fetchone()[0])
        done += made
        if made < BATCH:
            break
    return done


_ACCENTS = str.maketrans("áéíóúüñàèìòùâêîôûäëïöç", "aeiouunaeiouaeiouaeioc")


def plain(text: str) -> str:
    """Without capitals and accents, character by character, as the index has it."""
    return "".join(char.lower()[:1] or char for char in text).translate(_ACCENTS)


def marked(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where in a `plain` text its words begin with one that was looked for: (from, to), in order."""
    found = []
    for match in _word.finditer(text):
        given = [word for word in words if match[0] == word or (word == words[-1] and match[0].startswith(word))]
        if given:
            found.append((match.start(), match.start() + max(map(len, given))))
    return found
