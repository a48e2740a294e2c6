"""Locations, clinicians, rooms, when they work, and what can be booked on them."""

# ruff: noqa: ARG002 (a page with one table need not ask which)

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.console.setup.fields import (
    DAYS,
    TIMES_HELP,
    Read,
    Row,
    Setting,
    Table,
    also_possible,
    day_field,
    name_field,
    number_field,
    phone_field,
    show_stretches,
    stretches_field,
    zone_field,
)
from replywell.console.setup.practice import LANGUAGES, ClosureRow, closure_rows, today_of, wanted_closures
from replywell.ehr import values
from replywell.messaging import lint

LONGEST = 400
"""Days that one exception may last."""
WEEK = tuple(f"day{number}" for number in range(7))


SPOKEN = {
    **LANGUAGES,
    "ar": gettext_lazy("Arabic"), "fr": gettext_lazy("French"), "ht": gettext_lazy("Haitian Creole"),
    "ko": gettext_lazy("Korean"), "pt": gettext_lazy("Portuguese"), "ru": gettext_lazy("Russian"),
    "tl": gettext_lazy("Tagalog"), "vi": gettext_lazy("Vietnamese"), "zh": gettext_lazy("Chinese"),
}  # fmt: skip
"""Languages that a clinician may speak."""


def video_field() -> Read:
    """Where video visits take place."""
    return Read(
        values.link, gettext_lazy("Write an address that begins with https://, at most 120 characters."),
        label=gettext_lazy("Address of the video room"), required=False,
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "off"}),
        help_text=gettext_lazy("It is texted to whoever has a video visit. A clinician's own goes before a visit's."),
    )  # fmt: skip


class WeekForm(Setting):
    """A page with the stretches of each day of the week."""

    day0 = stretches_field(DAYS[0])
    day1 = stretches_field(DAYS[1])
    day2 = stretches_field(DAYS[2])
    day3 = stretches_field(DAYS[3])
    day4 = stretches_field(DAYS[4])
    day5 = stretches_field(DAYS[5])
    day6 = stretches_field(DAYS[6])

    @staticmethod
    def week(found: Iterable[Sequence[Any]]) -> dict[str, str]:
        """The fields of [weekday, starts, ends]."""
        days: dict[str, list[tuple[str, str]]] = {}
        for weekday, starts, ends in found:
            days.setdefault(f"day{weekday}", []).append((starts, ends))
        return {name: show_stretches(one) for name, one in days.items()}

    def weekly(self) -> list[list[Any]]:
        """[weekday, starts, ends] of the fields."""
        return [[number, *one] for number, name in enumerate(WEEK) for one in self.cleaned_data[name]]


class LocationForm(WeekForm):
    """A clinic: where it is, when somebody is there."""

    name = name_field(gettext_lazy("Name"))
    zone = zone_field(gettext_lazy("Time zone"))
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=300)
    phone = phone_field(gettext_lazy("Phone"), required=False)
    groups = ((gettext_lazy("Opening hours"), WEEK),)
    tables: Mapping[str, Table] = {
        "closures": Table(
            ClosureRow, gettext_lazy("Closed days of this location"),
            gettext_lazy("Days on which the whole practice is closed are on their own page."),
        )
    }  # fmt: skip

    def show(self) -> dict[str, Any]:
        """With the week; a new one is open Monday to Friday."""
        hours = self.values.get("hours", [[day, "08:00", "17:00"] for day in range(5)])
        return {"zone": self.known.practice.zone, **super().show(), **self.week(hours)}

    def begin(self) -> None:
        """Keep a zone that the file brought."""
        also_possible(self.fields["zone"], self.values.get("zone"))
        self.fields["day0"].help_text = TIMES_HELP

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Closed days ahead."""
        return closure_rows(self.values.get("closures", []), today_of(self.known))

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have it."""
        found = {name: self.cleaned_data[name] for name in ("name", "zone", "address", "phone")}
        closures = wanted_closures(self, self.values.get("closures", []), today_of(self.known))
        return {**found, "hours": self.weekly(), "closures": closures}


class PractitionerForm(Setting):
    """A clinician; a new one gets a calendar at a location."""

    name = name_field(gettext_lazy("Name"))
    text_name = name_field(gettext_lazy("Name in texts"), help_text=gettext_lazy("Such as Dr. Lee."))
    also_called = forms.CharField(
        label=gettext_lazy("What patients also call them"), required=False, max_length=500,
        help_text=gettext_lazy("With commas between."),
    )  # fmt: skip
    location = forms.ChoiceField(label=gettext_lazy("Works at"))
    gender = forms.ChoiceField(
        label=gettext_lazy("Gender"), required=False,
        choices=[("", "-"), ("female", gettext_lazy("Female")), ("male", gettext_lazy("Male"))],
        help_text=gettext_lazy("For patients on the waitlist who wish one."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Speaks with patients"), required=False, choices=list(SPOKEN.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For patients on the waitlist who wish somebody who speaks their language."),
    )  # fmt: skip
    video_link = video_field()
    groups = (
        (gettext_lazy("What patients may wish"), ("gender", "languages")),
        (gettext_lazy("Video visits"), ("video_link",)),
    )

    def show(self) -> dict[str, Any]:
        """The other names as one line."""
        return {**super().show(), "also_called": ", ".join(self.values.get("also_called", []))}

    def begin(self) -> None:
        """The location is asked once; a language that the file brought stays possible."""
        for language in self.values.get("languages", []):
            also_possible(self.fields["languages"], language)
        if self.have:
            del self.fields["location"]
        else:
            self.fields["location"].choices = self.known.names("location")  # type: ignore[attr-defined]

    def clean_text_name(self) -> str:
        """It stands in texts."""
        for finding in lint.findings(self.cleaned_data["text_name"]):
            raise forms.ValidationError(_("Not in a text: %(why)s") % {"why": finding.words})
        return str(self.cleaned_data["text_name"])

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have them."""
        names = [one.strip() for one in self.cleaned_data["also_called"].split(",")]
        return {
            "name": self.cleaned_data["name"],
            "text_name": self.cleaned_data["text_name"],
            "also_called": list(dict.fromkeys(one for one in names if one)),
            "gender": self.cleaned_data["gender"],
            "languages": sorted(self.cleaned_data["languages"]),
            "video_link": self.cleaned_data["video_link"],
        }


class NewScheduleForm(Setting):
    """A room, a device or a team; or another place where a clinician works."""

    name = name_field(gettext_lazy("Name"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[("room", gettext_lazy("Room")), ("device", gettext_lazy("Device")), ("team", gettext_lazy("Team"))],
    )
    location = forms.ChoiceField(label=gettext_lazy("Where"))

    def begin(self) -> None:
        """Fill in the places."""
        self.fields["location"].choices = self.known.names("location")  # type: ignore[attr-defined]


class SpecialRow(Row):
    """Working times for a while, or for some kinds of visit."""

    weekday = forms.ChoiceField(
        label=gettext_lazy("Day"), required=False, choices=[("", "-"), *((str(n), day) for n, day in enumerate(DAYS))]
    )
    times = stretches_field(gettext_lazy("Times"))
    first = day_field(gettext_lazy("First day"))
    last = day_field(gettext_lazy("Last day"))
    types = forms.MultipleChoiceField(label=gettext_lazy("Only these visits"), required=False)
    needed = ("weekday", "times")

    def begin(self) -> None:
        """Fill in the kinds of visit."""
        names = self.known.names("type")
        self.fields["types"].choices = names  # type: ignore[attr-defined]
        self.fields["types"].widget.attrs["size"] = str(min(4, max(2, len(names))))

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        found = super().clean()
        if found.get("first") and found.get("last") and found["last"] < found["first"]:
            self.add_error("last", _("It must not be before the first day."))
        return found


class ExceptionRow(Row):
    """Days that differ."""

    first = day_field(gettext_lazy("First day"))
    last = day_field(gettext_lazy("Last day"), help_text=gettext_lazy("empty: one day"))
    what = forms.ChoiceField(
        label=gettext_lazy("What"), required=False,
        choices=[("", "-"), ("off", gettext_lazy("is away")), ("works", gettext_lazy("works besides"))],
    )  # fmt: skip
    times = stretches_field(gettext_lazy("Times"), help_text=gettext_lazy("empty: all day"))
    reason = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=120)
    needed = ("first", "what")

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and whoever works has times."""
        found = super().clean()
        if found.get("what") == "works" and not found.get("times") and not found.get("off"):
            self.add_error("times", _("Write from when to when."))
        if found.get("first") and found.get("last"):
            days = (date.fromisoformat(found["last"]) - date.fromisoformat(found["first"])).days
            if not 0 <= days < LONGEST:
                self.add_error("last", _("It must be the first day or later, within a year."))
        return found


class ScheduleForm(WeekForm):
    """One calendar: where, when it works each week, and the days that differ."""

    name = name_field(gettext_lazy("Name"))
    location = forms.ChoiceField(label=gettext_lazy("Where"))
    active = forms.BooleanField(
        label=gettext_lazy("Can be booked"), required=False,
        help_text=gettext_lazy("Switched off, nothing new is booked here; visits that stand stay."),
    )  # fmt: skip
    groups = ((gettext_lazy("Each week"), WEEK),)
    tables: Mapping[str, Table] = {
        "special": Table(
            SpecialRow, gettext_lazy("For a while, or for some visits only"),
            gettext_lazy("Besides each week's times."), extra=1,
        ),
        "exceptions": Table(
            ExceptionRow, gettext_lazy("Days that differ"),
            gettext_lazy("Holidays, conferences, an extra Saturday. Past days are kept and not shown."),
        ),
    }  # fmt: skip

    def show(self) -> dict[str, Any]:
        """With what holds each week."""
        always = [one[:3] for one in self.values.get("sessions", []) if not any(one[3:])]
        return {**super().show(), **self.week(always)}

    def begin(self) -> None:
        """A clinician's calendar has the clinician's name."""
        self.fields["location"].choices = self.known.names("location")  # type: ignore[attr-defined]
        self.fields["day0"].help_text = TIMES_HELP
        if self.values.get("practitioner"):
            del self.fields["name"]

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Special times; exceptions from today on, days in a row as one line."""
        if table == "special":
            special = [one for one in self.values.get("sessions", []) if any(one[3:])]
            return [
                {"weekday": str(day), "times": f"{starts}-{ends}", "first": first, "last": last, "types": types}
                for day, starts, ends, first, last, types in special
            ]
        today = today_of(self.known).isoformat()
        return in_runs([one for one in self.values.get("exceptions", []) if one[0] >= today])

    def sessions(self) -> list[list[Any]]:
        """What holds each week and what is special."""
        found: list[list[Any]] = [[*one, None, None, []] for one in self.weekly()]
        for row in self.kept("special"):
            more = [row["first"], row["last"], sorted(row["types"])]
            found += [[int(row["weekday"]), *one, *more] for one in row["times"]]
        return found

    def check(self) -> None:
        """A practitioner is in one place at a time: all their calendars count."""
        who = self.values.get("practitioner")
        own = self.sessions()
        others = [
            (row.values["name"], row.values["location"], session)
            for code, row in self.known.rows("schedule").items()
            if who and row.values.get("practitioner") == who and row != self.have
            for session in row.values["sessions"]
        ]
        places = dict(self.known.names("location"))
        for number, one in enumerate(own):
            for other in own[:number]:
                if overlap(one, other):
                    self.add_error(None, _("%(day)s: %(one)s and %(other)s overlap.") % clash(one, other))
                    return
            for _name, place, other in others:
                if overlap(one, other):
                    words = clash(one, other) | {"place": places.get(place, place)}
                    self.add_error(None, _("%(day)s: %(one)s overlaps %(other)s at %(place)s.") % words)
                    return

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have it."""
        found: dict[str, Any] = {
            name: self.cleaned_data[name] for name in ("name", "location", "active") if name in self.fields
        }
        today = today_of(self.known).isoformat()
        exceptions = [one for one in self.values.get("exceptions", []) if one[0] < today]
        for row in self.kept("exceptions"):
            works = row["what"] == "works"
            for day in days_of(row["first"], row["last"]):
                for starts, ends in row["times"] or [(None, None)]:
                    exceptions.append([day, works, starts, ends, row["reason"]])
        unique = {str(one): one for one in exceptions}
        return {**found, "sessions": self.sessions(), "exceptions": [unique[one] for one in sorted(unique)]}


def overlap(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether two sessions are at the same time in any week."""
    in_force = (one[3] or "") <= (other[4] or "9999") and (other[3] or "") <= (one[4] or "9999")
    return bool(one[0] == other[0] and one[1] < other[2] and other[1] < one[2] and in_force)


def clash(one: Sequence[Any], other: Sequence[Any]) -> dict[str, Any]:
    """Two sessions in words."""
    return {"day": DAYS[one[0]], "one": f"{one[1]}-{one[2]}", "other": f"{other[1]}-{other[2]}"}


def days_of(first: str, last: str | None) -> list[str]:
    """Each day from the first to the last."""
    begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
    return [(begins + timedelta(days=number)).isoformat() for number in range((ends - begins).days + 1)]


def in_runs(exceptions: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Exceptions of days in a row that are alike, as one line each."""
    runs: list[dict[str, Any]] = []
    for alike, group in itertools.groupby(
        sorted(exceptions, key=lambda one: (str(one[1:]), one[0])), lambda one: one[1:]
    ):
        works, starts, ends, reason = alike
        for day in (one[0] for one in group):
            run = runs[-1] if runs else None
            joined = run and run["alike"] == alike and days_of(run["last"], day)[1:] == [day]
            if run and joined:
                run["last"] = day
            else:
                times = f"{starts}-{ends}" if starts else ""
                what = "works" if works else "off"
                runs.append({"alike": alike, "first": day, "last": day, "what": what, "times": times, "reason": reason})
    for run in runs:
        del run["alike"]
        if run["last"] == run["first"]:
            run["last"] = None
    return sorted(runs, key=lambda run: str(run["first"]))


class NeedRow(Row):
    """What a visit occupies: one of these."""

    part = forms.CharField(label=gettext_lazy("What"), required=False, max_length=40)
    schedules = forms.MultipleChoiceField(
        label=gettext_lazy("One of"), required=False, widget=forms.CheckboxSelectMultiple
    )
    needed = ("part", "schedules")

    def begin(self) -> None:
        """Fill in the calendars; the place tells two of one name apart."""
        rows = sorted(self.known.rows("schedule").items(), key=lambda one: str(one[1].values["name"]))
        often = Counter(row.values["name"] for _code, row in rows)
        places = dict(self.known.names("location"))
        self.fields["schedules"].choices = [  # type: ignore[attr-defined]
            (code, f"{name}, {places.get(row.values['location'], '')}" if often[name] > 1 else name)
            for code, row in rows
            for name in [row.values["name"]]
            if row.values["active"] or code in self.initial.get("schedules", [])
        ]


class TypeForm(Setting):
    """A kind of visit."""

    name = name_field(gettext_lazy("Name for staff"))
    name_en = forms.CharField(label=gettext_lazy("Name in English texts"), required=False, max_length=40)
    name_es = forms.CharField(label=gettext_lazy("Name in Spanish texts"), required=False, max_length=40)
    minutes = number_field(gettext_lazy("Minutes"), 1, 1440)
    buffer_before = number_field(gettext_lazy("Minutes kept free before"), 0, 1440)
    buffer_after = number_field(gettext_lazy("Minutes kept free after"), 0, 1440)
    bookable_by_text = forms.BooleanField(label=gettext_lazy("Patients may book and move it by text"), required=False)
    lead_minutes = Read(
        values.length("m", "m"), gettext_lazy("Write a length of time such as 2h, 90m or 1d."),
        label=gettext_lazy("Not closer than"), help_text=gettext_lazy("Such as 2h. By text only."),
        show=lambda minutes: length_of(minutes),  # noqa: PLW0108 - defined below
    )  # fmt: skip
    horizon_days = number_field(gettext_lazy("Days ahead, at most"), 1, 730, help_text=gettext_lazy("By text only."))
    step_minutes = number_field(
        gettext_lazy("A start every so many minutes"), 1, 1440, help_text=gettext_lazy("15: at 9:00, 9:15, 9:30 ...")
    )
    reminders = Read(
        values.reminders, gettext_lazy("Write times before the visit such as 72h, 24h, 2h."), none=[],
        label=gettext_lazy("Reminders before the visit"), required=False, show=", ".join,
        help_text=gettext_lazy("Such as 72h, 24h, 2h. Visits booked from now on; empty: none."),
    )  # fmt: skip
    video = forms.BooleanField(
        label=gettext_lazy("It takes place by video"), required=False,
        help_text=gettext_lazy("The link is texted when it is booked and shortly before it."),
    )  # fmt: skip
    video_link = video_field()
    groups = (
        (gettext_lazy("How long"), ("minutes", "buffer_before", "buffer_after")),
        (gettext_lazy("By text"), ("bookable_by_text", "lead_minutes", "horizon_days", "step_minutes", "reminders")),
        (gettext_lazy("By video"), ("video", "video_link")),
    )
    tables: Mapping[str, Table] = {
        "needs": Table(
            NeedRow, gettext_lazy("What it occupies"),
            gettext_lazy("One of each row is taken: a clinician, and a room, if it needs one."), extra=1,
        )
    }  # fmt: skip

    def show(self) -> dict[str, Any]:
        """The names by language; a new one with what is usual."""
        usual = {
            "minutes": 30, "buffer_before": 0, "buffer_after": 0, "lead_minutes": 60, "horizon_days": 60,
            "step_minutes": 15, "bookable_by_text": True, "reminders": ["72h", "24h", "2h"],
        }  # fmt: skip
        names = self.values.get("text_names", {})
        return {**usual, **super().show(), "name_en": names.get("en", ""), "name_es": names.get("es", "")}

    def clean(self) -> dict[str, Any]:
        """What stands in texts tells nothing clinical."""
        for name in ("name_en", "name_es"):
            for finding in lint.findings(self.cleaned_data.get(name) or ""):
                self.add_error(name, _("Not in a text: %(why)s") % {"why": finding.words})
        return dict(self.cleaned_data)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The parts with their calendars."""
        parts: dict[str, list[str]] = {}
        for part, schedule in self.values.get("needs", []):
            parts.setdefault(part, []).append(schedule)
        if not self.have:
            parts = {"practitioner": []}
        return [{"part": part, "schedules": schedules} for part, schedules in parts.items()]

    def check(self) -> None:
        """It occupies something."""
        rows = self.kept("needs")
        if not rows:
            self.add_error(None, _("Say what it occupies: tick at least one clinician or room."))
        if len({row["part"].strip().lower() for row in rows}) < len(rows):
            self.add_error(None, _("Two rows of what it occupies have the same name."))
        rooms = [one.values["video_link"] for one in self.known.rows("practitioner").values()]
        if self.cleaned_data["video"] and not self.cleaned_data["video_link"] and not any(rooms):
            self.add_error("video_link", _("Write one, here or for each clinician: patients need a link."))

    def wanted(self) -> dict[str, Any]:
        """As the practice file would have it."""
        found = super().wanted()
        names = {"en": found.pop("name_en"), "es": found.pop("name_es")}
        others = {code: name for code, name in self.values.get("text_names", {}).items() if code not in names}
        found["text_names"] = others | {code: name for code, name in names.items() if name}
        found["needs"] = sorted(
            [row["part"].strip().lower().replace(" ", "-"), schedule]
            for row in self.kept("needs")
            for schedule in row["schedules"]
        )
        return found


def length_of(minutes: int) -> str:
    """ "2h" for 120."""
    if minutes and minutes % 1440 == 0:
        return f"{minutes // 1440}d"
    return f"{minutes // 60}h" if minutes and minutes % 60 == 0 else f"{minutes}m"
