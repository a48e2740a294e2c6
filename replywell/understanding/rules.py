"""Named patterns that are only tried when one of their words is in the text: cheap on texts without them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

STEM = 4  # characters of a word that the index looks at


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is tried on the mended text when one of `anchors` (words, by their first letters) is there."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired, and where."""

    name: str
    weight: float
    start: int
    end: int


class Rules:
    """A set of rules with its index."""

    def __init__(self, rows: Iterable[tuple[str, float, str, str]]) -> None:
        """Rows are (name, weight 0-1, anchor words, pattern); a blank in a pattern is one blank."""
        self._index: dict[str, list[int]] = {}
        self._rules: list[Rule] = []
        for name, weight, anchors, pattern in rows:
            keys = frozenset(a[:STEM] for a in anchors.split())
            for key in keys:
                self._index.setdefault(key, []).append(len(self._rules))
            self._rules.append(Rule(name, weight, re.compile(rf"(?<= )(?:{pattern})(?= )"), keys))

    def hits(self, fixed: str, words: tuple[str, ...]) -> list[Hit]:
        """Every rule that fires, strongest first."""
        todo: set[int] = set()
        for word in words:
            found = self._index.get(word[:STEM])
            if found:
                todo.update(found)
        out = []
        for number in todo:
            rule = self._rules[number]
            match = rule.pattern.search(fixed)
            if match:
                out.append(Hit(rule.name, rule.weight, match.start(), match.end()))
        if len(out) > 1:
            out.sort(key=lambda h: (-h.weight, h.start, h.name))
        return out
