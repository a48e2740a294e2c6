"""What is wrong in a file: where, what was found, why that cannot be, and what would be right."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 50
"""How many problems are printed; the rest are counted."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a file. `line` counts from 1; `column` is the column's name (CSV) or its number (YAML)."""

    file: str
    line: int
    column: str
    found: str
    wrong: str
    right: str

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line else "")
        if self.column:
            place += f", column {self.column}"
        found = f'"{_short(self.found)}": ' if self.found else ""
        right = f" Right: {self.right}." if self.right else ""
        return f"{place}: {found}{self.wrong.rstrip('.')}.{right}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:57] + "..."


class Wrong(ValueError):  # noqa: N818
    """A value that cannot be; the reader adds where it stands."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.right = right


class LoadErrors(Exception):  # noqa: N818
    """The files cannot be loaded. Nothing was changed; `problems` has all that is wrong in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda one: (one.file, one.line))
        super().__init__(f"{len(self.problems)} problems")

    def __str__(self) -> str:
        count = len(self.problems)
        lines = [f"Nothing was loaded: {count} {'problem' if count == 1 else 'problems'}."]
        lines += [f"  {problem}" for problem in self.problems[:SHOWN]]
        if count > SHOWN:
            lines.append(f"  ... and {count - SHOWN} more.")
        return "\n".join(lines)


def nearest(name: str, known: Iterable[str], what: str = "") -> str:
    """What `name` was probably meant to be, as the `right` of a problem: the nearest, else what there is."""
    names = sorted(set(known))
    lower = {one.lower(): one for one in names}
    close = difflib.get_close_matches(name.lower(), lower, 1, 0.6)
    if close:
        return lower[close[0]]
    if not names:
        return f"define {what} first" if what else ""
    few = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return f"one of {few}"
