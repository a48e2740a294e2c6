"""The form of an entry of the waitlist: what somebody waits for, with whom, where, when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.console import words
from replywell.console.filling_words import PRIORITIES
from replywell.console.setup.fields import DAYS, Read, day_field, show_stretches, time_field
from replywell.ehr import values
from replywell.practices.models import Location, Practice, Practitioner
from replywell.scheduling.models import Appointment, AppointmentType, TypeNeeds
from replywell.scheduling.waitlist_by_staff import stamp
from replywell.scheduling.waitlist_models import Priority, WaitlistEntry

WHOLE_DAY = ("00:00", "23:59")
NOTICE = (0, 30, 60, 120, 240, 1440, 2880)
"""Minutes of travel and preparation that can be chosen."""
WEEK = tuple(f"day{number}" for number in range(7))


def _stretches(raw: str) -> list[tuple[str, str]]:
    whole = raw.strip().lower() in ("all day", "yes", "todo el día", "todo el dia", "sí", "si")
    return [WHOLE_DAY] if whole else values.stretches(raw)


def _show(found: Any) -> str:
    return str(_("all day")) if [tuple(one) for one in found] == [WHOLE_DAY] else show_stretches(found)


def _day(label: Any) -> Read:
    right = gettext_lazy("Write stretches such as 08:00-12:00, 13:00-17:00, or: all day.")
    return Read(
        _stretches, right, none=[], show=_show, label=label, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class WaitForm(forms.Form):
    """What somebody waits for. A new entry asks for the kind and for the words they agreed with."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    type = forms.ModelChoiceField(
        AppointmentType.objects.none(), label=gettext_lazy("Kind of visit"), to_field_name="public_id", empty_label=None
    )
    visit = forms.ModelChoiceField(
        Appointment.objects.none(), label=gettext_lazy("Brings forward"), to_field_name="public_id", required=False,
        empty_label=gettext_lazy("No visit: a new one is booked"),
    )  # fmt: skip
    practitioner = forms.ModelChoiceField(
        Practitioner.objects.none(), label=gettext_lazy("With"), to_field_name="public_id", required=False,
        empty_label=gettext_lazy("Anybody"),
    )  # fmt: skip
    location = forms.ModelChoiceField(
        Location.objects.none(), label=gettext_lazy("Where"), to_field_name="public_id", required=False,
        empty_label=gettext_lazy("Anywhere"),
    )  # fmt: skip
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"), coerce=int, choices=[(int(key), name) for key, name in PRIORITIES.items()],
        help_text=gettext_lazy("Urgent is asked first, then soon. Among equals, who has waited longest."),
    )  # fmt: skip
    notice_minutes = forms.TypedChoiceField(label=gettext_lazy("Needs to get here"), coerce=int)
    from_day = day_field(gettext_lazy("Not before"))
    until_day = day_field(gettext_lazy("Not after"))
    gender_wish = forms.ChoiceField(
        label=gettext_lazy("Wishes to see"), required=False,
        choices=[("", gettext_lazy("No wish")), ("female", gettext_lazy("a woman")), ("male", gettext_lazy("a man"))],
    )  # fmt: skip
    language_wish = forms.ChoiceField(label=gettext_lazy("Who speaks"), required=False)
    text_from = time_field(
        gettext_lazy("May be texted from"), required=False,
        help_text=gettext_lazy("Only if they named hours. Earlier than the practice texts: as far as the law allows."),
    )  # fmt: skip
    text_until = time_field(gettext_lazy("Until"), required=False)
    day0, day1, day2, day3, day4, day5, day6 = (_day(DAYS[number]) for number in range(7))
    words = forms.CharField(
        label=gettext_lazy("What they said"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        help_text=gettext_lazy("In their words: kept as the consent to offers by text."),
    )  # fmt: skip

    MAIN = ("type", "visit", "practitioner", "location", "priority", "words")
    MORE = (
        "from_day", "until_day", "notice_minutes", "gender_wish", "language_wish", "text_from", "text_until",
    )  # fmt: skip

    def __init__(
        self, practice: Practice, ahead: list[Appointment], entry: WaitlistEntry | None, data: Any = None
    ) -> None:
        self.entry = entry
        super().__init__(data, initial=self._shown(entry, ahead), label_suffix="", prefix=None, auto_id="wait_%s")
        kinds = AppointmentType.objects.filter(bookable_by_text=True).order_by("name")
        fields: Mapping[str, Any] = self.fields
        fields["type"].queryset = kinds
        of = kinds.filter(pk=entry.type_id) if entry else kinds
        able = TypeNeeds.objects.filter(type__in=of, schedule__practitioner__isnull=False)
        fields["practitioner"].queryset = Practitioner.objects.filter(
            pk__in=able.values("schedule__practitioner_id")
        ).order_by("name")
        fields["practitioner"].label_from_instance = lambda one: one.name
        fields["type"].label_from_instance = lambda one: one.name
        fields["location"].queryset = Location.objects.order_by("name")
        fields["location"].label_from_instance = lambda one: one.name
        fields["visit"].queryset = Appointment.objects.filter(pk__in=[one.pk for one in ahead])
        named = {one.pk: f"{words.when(one.starts_at, one.location.zone)}, {one.type.name}" for one in ahead}
        fields["visit"].label_from_instance = lambda one: named[one.pk]
        fields["notice_minutes"].choices = [
            (one, words.span(one * 60) if one else _("nothing")) for one in self._notices(entry)
        ]
        spoken = sorted({*practice.languages, practice.language, *([entry.language_wish] if entry else [])} - {""})
        fields["language_wish"].choices = [("", _("No wish")), *((one, words.language(one)) for one in spoken)]
        if not ahead:
            del self.fields["visit"]
        if fields["location"].queryset.count() < 2:
            del self.fields["location"]
        if entry is not None:
            del self.fields["type"], self.fields["words"]

    @staticmethod
    def _notices(entry: WaitlistEntry | None) -> list[int]:
        return sorted({*NOTICE, *([entry.notice_minutes] if entry else [])})

    @staticmethod
    def _shown(entry: WaitlistEntry | None, ahead: list[Appointment]) -> dict[str, Any]:
        if entry is None:
            usual: dict[str, Any] = {"priority": int(Priority.ROUTINE), "notice_minutes": 0}
            if ahead:
                usual |= {"type": ahead[0].type.public_id, "visit": ahead[0].public_id}
            return usual
        days: dict[str, list[tuple[str, str]]] = {}
        for one in entry.windows:
            days.setdefault(f"day{one['weekday']}", []).append((one["from"][:5], one["until"][:5]))
        return {
            "stamp": stamp(entry),
            "visit": entry.visit.public_id if entry.visit else None,
            "practitioner": entry.practitioner.public_id if entry.practitioner else None,
            "location": entry.location.public_id if entry.location else None,
            "priority": entry.priority,
            "notice_minutes": entry.notice_minutes,
            "from_day": entry.from_day.isoformat() if entry.from_day else None,
            "until_day": entry.until_day.isoformat() if entry.until_day else None,
            "gender_wish": entry.gender_wish,
            "language_wish": entry.language_wish,
            "text_from": f"{entry.text_from:%H:%M}" if entry.text_from else "",
            "text_until": f"{entry.text_until:%H:%M}" if entry.text_until else "",
            **{name: _show(found) for name, found in days.items()},
        }

    def clean(self) -> dict[str, Any]:
        """What belongs together."""
        found = dict(self.cleaned_data)
        begins, ends = found.get("from_day"), found.get("until_day")
        if begins and ends and begins > ends:
            self.add_error("until_day", _("It must not be before the first day."))
        if bool(found.get("text_from")) != bool(found.get("text_until")):
            self.add_error("text_until", _("Write both hours, or none."))
        elif found.get("text_from") and found["text_from"] >= found["text_until"]:
            self.add_error("text_until", _("It must be later than the beginning."))
        kind, who, visit = found.get("type"), found.get("practitioner"), found.get("visit")
        if kind and who:
            needs = TypeNeeds.objects.filter(type=kind, schedule__practitioner__isnull=False)
            if not needs.filter(schedule__practitioner=who).exists():
                self.add_error("practitioner", _("%(name)s does not see such visits.") % {"name": who.name})
        wanted = kind.pk if kind else self.entry.type_id if self.entry else None
        if visit and wanted and visit.type_id != wanted:
            self.add_error("visit", _("That visit is of another kind."))
        return found

    def wishes(self) -> dict[str, Any]:
        """The columns of the entry that the form tells."""
        found = self.cleaned_data
        told: dict[str, Any] = {
            f"{name}_id": found[name].pk if found.get(name) else None
            for name in ("practitioner", "location", "visit")
            if name in self.fields
        }
        for name in ("from_day", "until_day"):
            told[name] = date.fromisoformat(found[name]) if found[name] else None
        for name in ("text_from", "text_until"):
            told[name] = time.fromisoformat(found[name]) if found[name] else None
        for name in ("priority", "notice_minutes", "gender_wish", "language_wish"):
            told[name] = found[name]
        told["windows"] = [
            {"weekday": number, "from": begins, "until": ends}
            for number, name in enumerate(WEEK)
            for begins, ends in found[name]
        ]
        return told

    @property
    def main(self) -> list[forms.BoundField]:
        """What is asked of everybody."""
        return [self[name] for name in self.MAIN if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        """Days, hours and wishes that few have."""
        return [self[name] for name in self.MORE]

    @property
    def days(self) -> list[forms.BoundField]:
        """The days of the week."""
        return [self[name] for name in WEEK]

    @property
    def more_is_open(self) -> bool:
        """Whether something of `more` is told, or wrong."""
        names = [*self.MORE, *WEEK]
        told = [self[name].value() for name in names]
        return any(name in self.errors for name in names) or any(one not in (None, "", 0, "0") for one in told)
