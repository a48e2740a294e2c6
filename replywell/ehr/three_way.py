"""The three-way compare: a row as the last file had it, as this file has it, and as it is here now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from replywell.ehr.events import Difference

Values = Mapping[str, Any]


@dataclass
class Verdict:
    """What to do with one row: `apply` these values; `kept` ours for these; these `conflicts` are for a person."""

    apply: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    conflicts: list[Difference] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether file and row agree."""
        return not (self.apply or self.kept or self.conflicts)


def compare(last: Values | None, file: Values, ours: Values) -> Verdict:
    """Judge each value by itself.

    A value the file does not have says nothing. Without a last load, the file fills what is empty here, and what
    differs is a conflict.
    """
    verdict = Verdict()
    for name, wanted in file.items():
        have = ours.get(name)
        if wanted == have:
            continue
        if last is not None and name in last:
            before = last[name]
            if wanted == before:
                verdict.kept.append(name)
                continue
            untouched = have == before
        else:
            before = None
            untouched = have in (None, "", [], {})
        if untouched:
            verdict.apply[name] = wanted
        else:
            verdict.conflicts.append(Difference(name, _words(before), _words(wanted), _words(have)))
    return verdict


def compare_whole(last: Values | None, file: Values, ours: Values) -> Verdict:
    """As `compare`, but the row is one thing: where both sides changed anything and disagree, nothing is applied."""
    if all(ours.get(name) == wanted for name, wanted in file.items()):
        return Verdict()
    differing = [name for name, wanted in file.items() if ours.get(name) != wanted]
    if last is not None and all(last.get(name) == wanted for name, wanted in file.items()):
        return Verdict(kept=differing)
    if last is not None and all(ours.get(name) == last.get(name) for name in file):
        return Verdict(apply={name: file[name] for name in differing})
    before = last or {}
    return Verdict(
        conflicts=[
            Difference(name, _words(before.get(name)), _words(file[name]), _words(ours.get(name))) for name in differing
        ]
    )


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    return str(value)
