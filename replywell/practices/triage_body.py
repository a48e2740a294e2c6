"""Change a triage table as it is kept (the content of its file): each function gives back a new body. Pure.

What comes out is only checked by `triage.parse`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from replywell.practices.triage import OUTCOMES

UNREVIEWED = "to be reviewed by a clinician"
"""What a table says of itself until it is switched on."""

Body = dict[str, Any]


def code_of(name: str, taken: Iterable[str]) -> str:
    """A code from a name that no other has: "sore_throat", "sore_throat_2"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30]
    stem = stem if stem[:1].isalpha() else f"own_{stem}".rstrip("_")
    used = set(taken)
    return next(code for n in range(1, len(used) + 3) if (code := stem if n == 1 else f"{stem}_{n}") not in used)


def rule_ids(body: Mapping[str, Any]) -> set[str]:
    """Every rule's id."""
    return {str(rule["id"]) for one in body["symptoms"].values() for rule in one["rules"]}


def next_rule_id(body: Mapping[str, Any], symptom: str, taken: Iterable[str]) -> str:
    """An id that no rule has: what the symptom's ids begin with, and the next number."""
    own = [str(rule["id"]) for rule in body["symptoms"].get(symptom, {}).get("rules", [])]
    stem = own[0].rpartition("-")[0] if own and "-" in own[0] else symptom.upper().replace("_", "-")
    used = rule_ids(body) | set(taken)
    return next(found for n in range(1, len(used) + 2) if (found := f"{stem[:34]}-{n}") not in used)


def named(body: Mapping[str, Any], *, code: str, title: str, version: int) -> Body:
    """The same table under a code and a name of its own."""
    return {**deepcopy(dict(body)), "code": code, "title": title, "version": str(version), "review": UNREVIEWED}


def with_symptom(body: Mapping[str, Any], code: str, words: Mapping[str, Sequence[str]], rules: Sequence[Any]) -> Body:
    """A symptom as it shall be; a new one comes last. Questions that no rule asks any more are gone."""
    found = deepcopy(dict(body))
    by_language = {language: list(one) for language, one in words.items()}
    found["symptoms"] = {**found["symptoms"], code: {"words": by_language, "rules": in_order(rules)}}
    return _tidy(found)


def without_symptom(body: Mapping[str, Any], code: str) -> Body:
    """Without a symptom, and without the questions that only it asks."""
    found = deepcopy(dict(body))
    found["symptoms"] = {one: kept for one, kept in found["symptoms"].items() if one != code}
    return _tidy(found)


def with_question(body: Mapping[str, Any], code: str, question: Mapping[str, Any]) -> Body:
    """A question as it shall be. A new one needs a rule that asks it: see `with_rule`."""
    found = deepcopy(dict(body))
    found["questions"] = {**(found.get("questions") or {}), code: deepcopy(dict(question))}
    return found


def with_rule(body: Mapping[str, Any], symptom: str, rule: Mapping[str, Any]) -> Body:
    """One more rule of a symptom, after those that are as urgent."""
    found = deepcopy(dict(body))
    one = found["symptoms"][symptom]
    one["rules"] = in_order([*one["rules"], dict(rule)])
    return found


def in_order(rules: Sequence[Any]) -> list[Any]:
    """The most urgent first, as they stood among their like; the one without conditions last among its own."""
    return sorted(rules, key=lambda one: (OUTCOMES.index(one["then"]), not (one.get("if") or one.get("ages"))))


def _tidy(body: Body) -> Body:
    asked = {code for one in body["symptoms"].values() for rule in one["rules"] for code in rule.get("if") or {}}
    body["questions"] = {code: one for code, one in (body.get("questions") or {}).items() if code in asked}
    return body
