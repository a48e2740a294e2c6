"""Triage tables in words: who a rule is for, what it leads to, and what stands of it in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from replywell.practices.triage import Ages, Question, Rule, Table

OUTCOMES = {
    "emergency": gettext_lazy("Emergency: told to call 911, and somebody is paged"),
    "nurse_call": gettext_lazy("A nurse calls"),
    "slot_today": gettext_lazy("A visit within 24 hours"),
    "telehealth": gettext_lazy("A video visit within 48 hours"),
    "another_day": gettext_lazy("A visit another day"),
}
"""Where a rule leads, most urgent first."""
TONES = {
    "emergency": "urgent", "nurse_call": "overdue", "slot_today": "waiting", "telehealth": "waiting",
    "another_day": "done",
}  # fmt: skip

_TRAIL = {
    "emergency": gettext_noop("emergency"),
    "nurse_call": gettext_noop("a nurse calls"),
    "slot_today": gettext_noop("a visit within 24 hours"),
    "telehealth": gettext_noop("a video visit within 48 hours"),
    "another_day": gettext_noop("a visit another day"),
    "no_answer": gettext_noop("no answer came, so a nurse calls"),
    "nurse_call:unclear_answer": gettext_noop("the answer was not clear, so a nurse calls"),
    "nurse_call:says_more": gettext_noop("the patient said more than was asked, so a nurse calls"),
    "nurse_call:age_unknown": gettext_noop("the age is not known, so a nurse calls"),
    "nurse_call:many_questions": gettext_noop("it would take too many questions, so a nurse calls"),
    "nurse_call:not_by_text": gettext_noop("texts do not book that kind of visit, so a nurse calls"),
    "nurse_call:no_table": gettext_noop("the table is gone, so a nurse calls"),
}
"""What a wish came to, by the code in the trail."""


def age(months: int) -> str:
    """ "8 months", "2 years"."""
    if months % 12 or months < 12:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    return ngettext("%(count)s year", "%(count)s years", months // 12) % {"count": months // 12}


def ages(found: Ages | None) -> str:
    """ "under 3 months", "65 years or older"; empty for every age."""
    if found is None:
        return ""
    if found.start is None:
        return _("under %(age)s") % {"age": age(found.end or 0)}
    if found.end is None:
        return _("%(age)s or older") % {"age": age(found.start)}
    return _("%(age)s or older, under %(end)s") % {"age": age(found.start), "end": age(found.end)}


def answers(question: Question, chosen: frozenset[str], language: str) -> str:
    """What was answered, in the order of the choices: "yes", "several days or more than a week"."""
    words = [in_language(one, language) for code, one in question.choices.items() if code in chosen]
    return _(" or ").join(words)


def conditions(table: Table, rule: Rule, language: str) -> list[tuple[str, str]]:
    """(what, how) of each condition: an age has no `how`. Empty: whatever else."""
    found = [(ages(rule.ages), "")] if rule.ages else []
    for code, chosen in rule.answers.items():
        question = table.questions[code]
        found.append((in_language(question.text, language), answers(question, chosen, language)))
    return found


def in_language(text: Mapping[str, str], language: str) -> str:
    """A text of a table in the reader's language."""
    return text.get(language) or text["en"]


def name_of(code: str) -> str:
    """A code as words: "Sore throat"."""
    return code.replace("_", " ").capitalize()


_HAPPENED = {
    "triage.decided": gettext_noop("sorted a same-day wish by the table %(table)s, version %(version)s: %(outcome)s"),
    "triage.added": gettext_noop("added the triage table %(table)s, version %(version)s; it is not in use"),
    "triage.switched_on": gettext_noop(
        "switched on the triage table %(table)s, version %(version)s, reviewed by %(who)s"
    ),
    "triage.switched_off": gettext_noop("switched off the triage table %(table)s, version %(version)s"),
}


def happened(verb: str, details: Mapping[str, Any]) -> str:
    """The predicate of a row of the audit trail about triage."""
    values = {
        "table": name_of(str(details.get("table", ""))), "version": details.get("version", ""),
        "who": details.get("reviewed_by", ""),
        "outcome": decided(str(details.get("rule", "")), str(details.get("outcome", ""))),
    }  # fmt: skip
    if verb == "triage.decided" and not details.get("table"):
        return _("sorted a same-day wish without a table: %(outcome)s") % values
    return _(_HAPPENED[verb]) % values if verb in _HAPPENED else verb.replace("_", " ")


def decided(rule: str, outcome: str) -> str:
    """ "a visit within 24 hours (rule PC-EAR-3)"."""
    words = _(_TRAIL[outcome]) if outcome in _TRAIL else outcome
    return _("%(outcome)s (rule %(rule)s)") % {"outcome": words, "rule": rule} if rule else words
