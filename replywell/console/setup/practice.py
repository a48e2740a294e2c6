"""The practice itself, when it may text unasked, and its closed days."""

# ruff: noqa: ARG002 (a page with one table need not ask which)

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import holidays as holiday_library
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.console.setup.fields import (
    Known,
    Row,
    Setting,
    Table,
    also_possible,
    day_field,
    name_field,
    number_field,
    phone_field,
    time_field,
    zone_field,
)
from replywell.console.words import wall
from replywell.ehr import values
from replywell.messaging import lint, quiet_hours
from replywell.patients.models import Patient

LANGUAGES = {"en": gettext_lazy("English"), "es": gettext_lazy("Spanish")}
MOST_A_DAY, MOST_A_WEEK = 5, 15
"""More unasked texts than these no page allows."""


class PracticeForm(Setting):
    """Name, phone, zone, languages, the cancel word, the pilot."""

    name = name_field(gettext_lazy("Name"))
    text_name = name_field(
        gettext_lazy("Name in texts"),
        help_text=gettext_lazy("Short. It must not tell the specialty: anybody may read a locked screen."),
    )
    phone = phone_field(gettext_lazy("Phone"), help_text=gettext_lazy("The voice line patients are told to call."))
    zone = zone_field(gettext_lazy("Time zone"))
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False,
        choices=[("", "-"), *((one, one) for one in sorted(values.STATES))],
        help_text=gettext_lazy("Its law on hours of texting counts."),
    )  # fmt: skip
    late_limit = number_field(
        gettext_lazy("Minutes a patient may be late"), 0, 240, help_text=gettext_lazy("Past it a person decides.")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Your own language"), choices=list(LANGUAGES.items()),
        help_text=gettext_lazy("Used where a text has no wording in the patient's."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of texts"), choices=list(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple
    )
    plain_accents = forms.BooleanField(
        label=gettext_lazy("Send Spanish without accents (á as a)"), required=False,
        help_text=gettext_lazy("Many texts then cost one instead of two; ñ is always kept."),
    )  # fmt: skip
    cancel_word = forms.ChoiceField(
        label=gettext_lazy("When a patient texts CANCEL"), widget=forms.RadioSelect,
        choices=[
            ("careful", gettext_lazy("Free the visit, then ask: KEEP or STOP texts? No answer in 24 hours is a stop")),
            ("visit", gettext_lazy("It means the visit only; texts go on")),
        ],
        help_text=gettext_lazy("The law lists CANCEL among the words that end texts (47 CFR 64.1200(a)(10))."),
    )  # fmt: skip
    pilot = forms.ChoiceField(
        label=gettext_lazy("Who is texted unasked"), widget=forms.RadioSelect,
        choices=[("everybody", gettext_lazy("Everybody who agreed")), ("some", gettext_lazy("Only these patients"))],
    )  # fmt: skip
    pilot_chart_ids = forms.CharField(
        label=gettext_lazy("Chart numbers of the pilot"), required=False, max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("One after the other, with commas or lines."),
    )  # fmt: skip
    groups = (
        (gettext_lazy("Languages"), ("language", "languages", "plain_accents")),
        (gettext_lazy("The word CANCEL"), ("cancel_word",)),
        (gettext_lazy("Pilot"), ("pilot", "pilot_chart_ids")),
    )

    def show(self) -> dict[str, Any]:
        """The pilot as a choice and a list."""
        charts = self.values.get("pilot_chart_ids")
        return {
            **super().show(),
            "pilot": "everybody" if charts is None else "some",
            "pilot_chart_ids": ", ".join(charts or []),
        }

    def begin(self) -> None:
        """Keep a zone and languages that the file brought."""
        also_possible(self.fields["zone"], self.values.get("zone"))
        for one in [self.values.get("language"), *self.values.get("languages", [])]:
            also_possible(self.fields["language"], one)
            also_possible(self.fields["languages"], one)

    def clean_text_name(self) -> str:
        """It stands in every text."""
        name: str = self.cleaned_data["text_name"]
        for finding in lint.findings(name):
            raise forms.ValidationError(_("Not in a text: %(why)s") % {"why": finding.words})
        if len(name) > 40:
            raise forms.ValidationError(_("That is too long for a text. Write at most 40 characters."))
        return name

    def clean(self) -> dict[str, Any]:
        """The own language is among the languages; the pilot's charts are there."""
        found = dict(self.cleaned_data)
        if found.get("language") and found.get("languages") and found["language"] not in found["languages"]:
            self.add_error("languages", _("Your own language must be among them."))
        if found.get("pilot") == "some":
            charts = sorted({one for one in re.split(r"[,;\s]+", found.get("pilot_chart_ids", "")) if one})
            there = set(Patient.objects.filter(chart_id__in=charts).values_list("chart_id", flat=True))
            missing = [one for one in charts if one not in there]
            if missing:
                words = {"charts": ", ".join(missing[:5])}
                self.add_error("pilot_chart_ids", _("No patient has these chart numbers: %(charts)s.") % words)
        return found

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have them."""
        found = super().wanted()
        charts = re.split(r"[,;\s]+", found["pilot_chart_ids"])
        found["pilot_chart_ids"] = sorted({one for one in charts if one}) if found.pop("pilot") == "some" else None
        found["languages"] = sorted(set(found["languages"]))
        return found


class TextingForm(Setting):
    """Caps and quiet hours of what nobody asked for: never looser than the law allows."""

    caps_a_day = number_field(gettext_lazy("Texts a day, at most"), 0, MOST_A_DAY)
    caps_a_week = number_field(gettext_lazy("Texts a week, at most"), 0, MOST_A_WEEK)
    quiet_until = time_field(gettext_lazy("Texts leave from"))
    quiet_from = time_field(gettext_lazy("Texts leave until"))
    groups = (
        (gettext_lazy("How many to one phone"), ("caps_a_day", "caps_a_week")),
        (gettext_lazy("At what time, where the patient is"), ("quiet_until", "quiet_from")),
    )

    def clean(self) -> dict[str, Any]:
        """Within what the law allows on its most generous day; narrower days are kept by the gate."""
        found = dict(self.cleaned_data)
        begins, ends = found.get("quiet_until"), found.get("quiet_from")
        if begins and ends:
            least, most = widest(self.values.get("state", ""))
            if begins >= ends:
                self.add_error("quiet_from", _("It must be later than the beginning."))
            if begins < least:
                self.add_error("quiet_until", _("The law allows no earlier time than %(time)s.") % {"time": least})
            if ends > most:
                self.add_error("quiet_from", _("The law allows no later time than %(time)s.") % {"time": most})
        a_day, a_week = found.get("caps_a_day"), found.get("caps_a_week")
        if a_day is not None and a_week is not None and a_week < a_day:
            self.add_error("caps_a_week", _("It must not be less than a day's."))
        return found

    @property
    def law(self) -> list[tuple[str, str]]:
        """(days, hours) that the law allows in the practice's state."""
        names = {"weekday": _("Monday to Friday"), "saturday": _("Saturday"), "sunday": _("Sunday")}
        hours = quiet_hours.allowed(self.values.get("state", ""))
        return [
            (names[day], f"{wall(time(one[0]))} - {wall(time(one[1]))}" if one else _("no texts"))
            for day, one in hours.items()
        ]


def widest(state: str) -> tuple[str, str]:
    """The earliest and the latest wall time that the law of a state allows on any day."""
    open_days = [one for one in quiet_hours.allowed(state).values() if one]
    return f"{min(one[0] for one in open_days):02}:00", f"{max(one[1] for one in open_days):02}:00"


class ClosureRow(Row):
    """A closed day."""

    day = day_field(gettext_lazy("Day"))
    name = forms.CharField(label=gettext_lazy("Why"), max_length=120, required=False)
    needed = ("day", "name")


def closure_rows(found: list[list[str]], today: date) -> list[dict[str, Any]]:
    """Closed days from today on, for a table."""
    return [{"day": day, "name": name} for day, name in found if day >= today.isoformat()]


def wanted_closures(form: Setting, had: list[list[str]], today: date) -> list[list[str]]:
    """Those of before today as they were, and the table's; each day once."""
    past = {day: name for day, name in had if day < today.isoformat()}
    return [
        [day, name] for day, name in sorted((past | {row["day"]: row["name"] for row in form.kept("closures")}).items())
    ]


class ClosuresForm(Setting):
    """Days on which the whole practice is closed."""

    tables: Mapping[str, Table] = {"closures": Table(ClosureRow, gettext_lazy("Closed days"), extra=3)}

    def __init__(self, *args: Any, fill: int | None = None, **more: Any) -> None:
        self.fill = fill
        super().__init__(*args, **more)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """From today on; with the public holidays of a year, if they are asked for."""
        today = today_of(self.known)
        found = dict(self.values.get("closures", []))
        if self.fill:
            for day, name in public_holidays(self.fill, self.known.practice.state).items():
                found.setdefault(day, name)
        return closure_rows([[day, name] for day, name in sorted(found.items())], today)

    def wanted(self) -> dict[str, Any]:
        """All closed days."""
        return {"closures": wanted_closures(self, self.values.get("closures", []), today_of(self.known))}


def today_of(known: Known) -> date:
    """The day it is, where the practice is."""
    return known.now.astimezone(ZoneInfo(known.practice.zone)).date()


def public_holidays(year: int, state: str) -> dict[str, str]:
    """Public holidays of a year by ISO day, those of the state too."""
    try:
        found = holiday_library.country_holidays("US", subdiv=state or None, years=year, language="en_US")
    except NotImplementedError:
        found = holiday_library.country_holidays("US", years=year)
    return {day.isoformat(): name for day, name in sorted(found.items()) if day.year == year}
