"""Which kind of visit a text books: by its words, by what a triage table says, or the default."""

# ruff: noqa: ARG002 (a page with one table need not ask which)

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from replywell.console.setup.fields import Known, Row, Setting, Table
from replywell.console.setup.texts import split
from replywell.practices import triage
from replywell.practices.triage import BOOKABLE

KIND = "booking_rules"
DOORS = {
    "slot_today": gettext_lazy("To be seen within 24 hours"),
    "telehealth": gettext_lazy("By video, within 48 hours"),
    "another_day": gettext_lazy("Another day"),
}
MOST_WORDS = 300


class WordsRow(Row):
    """Words of patients, and the kind of visit they stand for."""

    words = forms.CharField(label=gettext_lazy("Words in the text"), required=False, max_length=5000)
    type = forms.ChoiceField(label=gettext_lazy("Kind of visit"), required=False)
    needed = ("words", "type")

    def begin(self) -> None:
        """Fill in the kinds of visit."""
        self.fields["type"].choices = [("", "-"), *self.known.names("type")]  # type: ignore[attr-defined]


class BookingForm(Setting):
    """The kinds of visit that texts book."""

    default_type = forms.ChoiceField(
        label=gettext_lazy("When a text names no kind of visit"), required=False,
        help_text=gettext_lazy("Without one: the only kind that texts may book; where there are several, a person."),
    )  # fmt: skip
    slot_today = forms.ChoiceField(label=DOORS["slot_today"], required=False)
    telehealth = forms.ChoiceField(label=DOORS["telehealth"], required=False)
    another_day = forms.ChoiceField(label=DOORS["another_day"], required=False)
    groups = ((gettext_lazy("After same-day triage"), BOOKABLE),)
    tables: Mapping[str, Table] = {
        "words": Table(
            WordsRow, gettext_lazy("By the words of the text"),
            gettext_lazy(
                "With commas between; the longest that stands in a text decides. A * at the end stands for any ending:"
                " vaccin*. The names of your visits and your own words for them count by themselves, and first."
            ),
        )
    }  # fmt: skip

    def show(self) -> dict[str, Any]:
        """With the kinds by outcome."""
        return {"default_type": self.values.get("default_type", ""), **self.values.get("outcome_types", {})}

    def begin(self) -> None:
        """Only kinds that texts may book; one that is set stays possible."""
        by_text = [
            (code, name)
            for code, name in self.known.names("type")
            if self.known.rows("type")[code].values["bookable_by_text"]
        ]
        usual = {
            "default_type": _("none"),
            "slot_today": _("the kind that the text named, or the default"),
            "telehealth": _("the first kind of visit by video; without one, a visit within 24 hours"),
            "another_day": _("the kind that the text named, or the default"),
        }
        names = dict(self.known.names("type"))
        for field, words in usual.items():
            had = self.initial.get(field, "")
            kept = [(had, names.get(had, had))] if had and had not in dict(by_text) else []
            self.fields[field].choices = [("", words), *by_text, *kept]  # type: ignore[attr-defined]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The words of each kind in one line."""
        found: dict[str, list[str]] = {}
        for words, code in self.values.get("words", []):
            found.setdefault(code, []).append(words)
        return [{"words": ", ".join(words), "type": code} for code, words in found.items()]

    def check(self) -> None:
        """Each phrase once, and none that stands in every text."""
        seen: set[tuple[str, ...]] = set()
        entries = self._entries()
        for words, _code in entries:
            if trouble := triage.words_trouble(words):
                self.add_error(None, f"{trouble}.")
            elif triage.phrase_of(words) in seen:
                self.add_error(None, _("“%(words)s” stands here twice.") % {"words": words})
            seen.add(triage.phrase_of(words))
        if len(entries) > MOST_WORDS:
            self.add_error(None, _("At most %(most)s words.") % {"most": MOST_WORDS})
        by_text = self.known.rows("type")
        for field in ("default_type", *BOOKABLE):
            code = self.cleaned_data.get(field)
            if code and not (code in by_text and by_text[code].values["bookable_by_text"]):
                self.add_error(field, _("Texts do not book this kind: choose another, or let it be booked by text."))

    def _entries(self) -> list[list[str]]:
        return [[words, row["type"]] for row in self.kept("words") for words in split(row["words"])]

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have them."""
        doors = {door: self.cleaned_data[door] for door in BOOKABLE if self.cleaned_data[door]}
        return {"default_type": self.cleaned_data["default_type"], "words": self._entries(), "outcome_types": doors}


def in_short(known: Known) -> tuple[str, str]:
    """(what is set, what is missing) for the overview."""
    rules, kinds = known.rows(KIND)[KIND].values, known.rows("type")
    names = dict(known.names("type"))
    default, count = rules["default_type"], len(rules["words"])
    by_text = [code for code, row in kinds.items() if row.values["bookable_by_text"]]
    words = [_("else %(kind)s") % {"kind": names.get(default, default)}] if default else []
    if count:
        words.insert(
            0, ngettext("%(count)s word tells a kind", "%(count)s words tell a kind", count) % {"count": count}
        )
    used = [default, *rules["outcome_types"].values()]
    closed = [names.get(code, code) for code in used if code and code not in by_text]
    if closed:
        return ", ".join(words), _("texts do not book %(kind)s") % {"kind": closed[0]}
    missing = "" if default or len(by_text) == 1 else _("a text that names no kind of visit goes to a person")
    return ", ".join(words), missing if by_text else _("no kind of visit is booked by text")
