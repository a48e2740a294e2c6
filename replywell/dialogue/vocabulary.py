"""What this practice's patients call its clinicians, places and kinds of visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import connection

from replywell.understanding.normalise import prepare
from replywell.understanding.vocabulary import (
    LOCATION,
    PRACTITIONER,
    TYPE,
    Term,
    Vocabulary,
    of_place,
    of_practitioner,
    of_type,
    vocabulary_of,
)


@dataclass(frozen=True)
class Words:
    """The vocabulary that texts are read with, and the row that each of its codes stands for."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    ids: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def id_of(self, kind: str, code: object) -> int | None:
        """The primary key of what a code of a reading's slots stands for."""
        return self.ids.get((kind, str(code))) if code else None


NO_WORDS = Words()

# All in one look; each part is a few dozen rows. The practice is the scope's.
_WORDS = """
SELECT 0, kind, code, 0, ARRAY[words] FROM practices_practiceword
UNION ALL SELECT 1, 'practitioner', code, id, ARRAY[text_name, name] || also_called FROM practices_practitioner
UNION ALL SELECT 2, 'location', code, id, ARRAY[name] FROM practices_location
UNION ALL SELECT 3, 'type', code, id, ARRAY[name] FROM scheduling_appointmenttype
ORDER BY 1, 3, 5"""


def load() -> Words:
    """The words of the practice whose scope this is, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS)
        rows = cursor.fetchall()
    own = {_plain(names[0]) for part, _, _, _, names in rows if part == 0}
    terms = dict.fromkeys(_terms(rows, own))
    ids = {(kind, code): key for part, kind, code, key, _ in rows if part}
    return Words(vocabulary_of(tuple(terms)), ids)


def _terms(rows: list[tuple[int, str, str, int, list[str]]], own: set[tuple[str, ...]]) -> Iterator[Term]:
    """The practice's own entries; then the names of its rows, where no entry of its own says something else."""
    for part, kind, code, _, names in rows:
        found: Iterator[Term] = iter(())
        if part == 0:
            yield Term(names[0], kind, code)
        elif kind == PRACTITIONER:
            found = of_practitioner(code, *names)
        elif kind == LOCATION:
            found = of_place(code, names[0])
        elif kind == TYPE:
            found = of_type(code, names[0])
        yield from (term for term in found if _plain(term.words) not in own)


def _plain(words: str) -> tuple[str, ...]:
    return prepare(words).words
