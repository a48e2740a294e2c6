"""The numbers we text from, who is on call, and the practice's own words."""

# ruff: noqa: ARG002 (a page with one table need not ask which)

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.console.setup.fields import Read, Row, Setting, Table, Words, phone_field
from replywell.ehr import values
from replywell.ehr.problems import Wrong
from replywell.practices.models import CarrierAccount, Number, Staff
from replywell.understanding import vocabulary


def pace_field() -> Read:
    """Segments a second."""
    return Read(
        values.pace, gettext_lazy("Write a number above 0, such as 1."), none=None, required=False, show="{:g}".format,
        label=gettext_lazy("Texts a second, at most"),
        help_text=gettext_lazy("What the carrier granted, in segments. Empty: no limit."),
    )  # fmt: skip


class NumberForm(Setting):
    """A number that is there."""

    active = forms.BooleanField(
        label=gettext_lazy("In use"), required=False,
        help_text=gettext_lazy("Switched off, nothing leaves from it, and nothing that patients text to it arrives."),
    )  # fmt: skip
    pool = forms.CharField(
        label=gettext_lazy("Sender pool"), required=False, max_length=120,
        help_text=gettext_lazy("Twilio: the sid of the Messaging Service. Empty: none."),
    )  # fmt: skip
    segments_a_second = pace_field()


class NewNumberForm(Setting):
    """A number of a carrier account that the practice has."""

    phone = phone_field(gettext_lazy("Number"))
    account = forms.ChoiceField(label=gettext_lazy("Carrier account"))
    pool = forms.CharField(
        label=gettext_lazy("Sender pool"), required=False, max_length=120,
        help_text=gettext_lazy("Twilio: the sid of the Messaging Service. Empty: none."),
    )  # fmt: skip
    segments_a_second = pace_field()

    def begin(self) -> None:
        """Only accounts that the practice uses: another's would send in its name."""
        self.fields["account"].choices = [  # type: ignore[attr-defined]
            (one.key, f"{one.key} ({one.carrier})") for one in own_accounts()
        ]

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have it."""
        return {name: value for name, value in super().wanted().items() if name != "phone"} | {"active": True}


def own_accounts() -> list[CarrierAccount]:
    """The carrier accounts that numbers of this practice go by."""
    used = list(Number.objects.values_list("account_id", flat=True).distinct())
    return list(CarrierAccount.objects.filter(pk__in=used).order_by("key"))


def moment_field(label: Words) -> forms.CharField:
    """A day and a time."""
    widget = forms.TextInput(attrs={"type": "datetime-local"})
    return forms.CharField(label=label, required=False, max_length=40, widget=widget)


class OnCallRow(Row):
    """Somebody who is paged."""

    staff = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    begins = moment_field(gettext_lazy("From"))
    ends = moment_field(gettext_lazy("Until"))
    needed = ("staff",)

    def begin(self) -> None:
        """Fill in who can be reached."""
        people = Staff.objects.filter(active=True).exclude(phone="", email="").order_by("name")
        mail_only = _("mail only")
        self.fields["staff"].choices = [  # type: ignore[attr-defined]
            ("", "-"),
            *((one.code, one.name if one.phone else f"{one.name} ({mail_only})") for one in reachable(self, people)),
        ]

    def clean(self) -> dict[str, Any]:
        """Moments in the practice's zone, kept as UTC."""
        found = super().clean()
        for name in ("begins", "ends"):
            if found.get(name):
                try:
                    found[name] = values.moment(found[name], self.known.practice.zone).isoformat()
                except Wrong:
                    self.add_error(name, _("Write a day and a time such as 2026-03-12 14:30."))
        if not self.errors and found.get("begins") and found.get("ends") and found["begins"] >= found["ends"]:
            self.add_error("ends", _("It must be after the beginning."))
        return found


def reachable(row: OnCallRow, people: Any) -> list[Staff]:
    """The staff of a page, read once for all its rows."""
    kept: list[Staff] | None = getattr(row.known, "staff_on_call", None)
    if kept is None:
        kept = list(people)
        row.known.staff_on_call = kept  # type: ignore[attr-defined]
    return kept


class OnCallForm(Setting):
    """Who is paged when a text cannot wait, in order."""

    tables: Mapping[str, Table] = {
        "entries": Table(
            OnCallRow, gettext_lazy("Who is paged"),
            gettext_lazy(
                "The first at once, the next ones every five minutes until somebody takes it. Without times: always."
            ),
        )
    }  # fmt: skip

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The entries by rank; those that are over are kept and not shown."""
        return [
            {"staff": code, "begins": self._local(begins), "ends": self._local(ends)}
            for code, _rank, begins, ends in self._ordered()
            if not self._over(ends)
        ]

    def _ordered(self) -> list[list[Any]]:
        return sorted(self.values.get("entries", []), key=lambda one: one[1])

    def _over(self, ends: str | None) -> bool:
        return ends is not None and datetime.fromisoformat(ends) <= self.known.now

    def _local(self, moment: str | None) -> str:
        if moment is None:
            return ""
        local = datetime.fromisoformat(moment).astimezone(ZoneInfo(self.known.practice.zone))
        return f"{local:%Y-%m-%dT%H:%M}"

    def check(self) -> None:
        """With a real carrier somebody with a phone is on call now: nothing may leave that nobody can be paged for."""
        if not Number.objects.filter(active=True, account__active=True).exclude(account__carrier="simulator").exists():
            return
        now = self.known.now.isoformat()
        here = [
            row["staff"]
            for row in self.kept("entries")
            if (row["begins"] or "") <= now and now < (row["ends"] or "9999")
        ]
        if not Staff.objects.filter(code__in=here).exclude(phone="").exists():
            self.add_error(None, _("Somebody with a mobile phone must be on call now: emergencies page them."))

    def wanted(self) -> dict[str, Any]:
        """Past ones, then the rows in their order."""
        past = [[code, begins, ends] for code, _rank, begins, ends in self._ordered() if self._over(ends)]
        rows = [[row["staff"], row["begins"] or None, row["ends"] or None] for row in self.kept("entries")]
        return {"entries": [[code, n, begins, ends] for n, (code, begins, ends) in enumerate([*rows, *past], 1)]}


KINDS = {
    vocabulary.PRACTITIONER: gettext_lazy("Clinicians"),
    vocabulary.LOCATION: gettext_lazy("Locations"),
    vocabulary.TYPE: gettext_lazy("Visits"),
}


class WordsForm(Setting):
    """What patients call clinicians, places and visits; and words that only need to be known."""

    def begin(self) -> None:
        """A field for each clinician, place and visit, and one for words that stand for nothing here."""
        had: dict[str, list[str]] = {}
        for words, kind, code in self.values.get("entries", []):
            had.setdefault(field_name(kind, code), []).append(words)
        groups = []
        for kind, title in KINDS.items():
            names = []
            for code, name in self.known.names(kind):
                names.append(field_name(kind, code))
                self.fields[names[-1]] = _words_field(name, had)
                self.initial[names[-1]] = ", ".join(had.get(names[-1], []))
            groups.append((title, tuple(names)))
        self.fields["known_words"] = _words_field(_("Words that are only known"), had)
        self.fields["known_words"].help_text = _("Names of your programs, streets, machines: with commas between.")
        self.initial["known_words"] = ", ".join(had.get(field_name("", ""), []))
        self.groups = (*groups, (_("Others"), ("known_words",)))

    def check(self) -> None:
        """Each word once, and none that means something to everybody."""
        seen: dict[str, str] = {}
        for words, kind, code in self._entries():
            name = field_name(kind, code) if kind else "known_words"
            refused = vocabulary.refusal(words)
            if refused:
                self.add_error(name, _("“%(words)s” cannot be one: %(why)s.") % {"words": words, "why": refused})
            elif words.casefold() in seen:
                self.add_error(name, _("“%(words)s” stands here twice.") % {"words": words})
            seen[words.casefold()] = name
        if len(seen) > vocabulary.MOST_TERMS:
            self.add_error(None, _("At most %(most)s words.") % {"most": vocabulary.MOST_TERMS})

    def _entries(self) -> list[list[str]]:
        found: list[list[str]] = []
        for kind in KINDS:
            for code, _name in self.known.names(kind):
                found += [[words, kind, code] for words in split(self.cleaned_data[field_name(kind, code)])]
        # What stands for a row that is gone is kept.
        there = {field_name(kind, code) for kind in KINDS for code in self.known.rows(kind)}
        found += [one for one in self.values.get("entries", []) if one[1] and field_name(one[1], one[2]) not in there]
        return found + [[words, "", ""] for words in split(self.cleaned_data["known_words"])]

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have them."""
        return {"entries": self._entries()}


def field_name(kind: str, code: str) -> str:
    """The field of what a word stands for."""
    return f"{kind}__{code}"


def split(words: str) -> list[str]:
    """The words between commas and lines."""
    return [one.strip() for one in re.split(r"[,\n]+", words) if one.strip()]


def _words_field(label: str, had: Mapping[str, list[str]]) -> forms.CharField:
    rows = 2 if sum(map(len, had.values())) else 1
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=50_000, widget=widget)
