"""Fields and forms of the settings pages. They read values with the readers of the practice file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.common import phones
from replywell.ehr import edit, values
from replywell.ehr.edit import Edited
from replywell.ehr.problems import Wrong
from replywell.practices.models import Practice

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
Values = Mapping[str, Any]
MOST_ROWS = 200
"""Rows of one table that a page saves."""

DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
ZONES = {
    "America/New_York": gettext_lazy("Eastern (New York)"),
    "America/Chicago": gettext_lazy("Central (Chicago)"),
    "America/Denver": gettext_lazy("Mountain (Denver)"),
    "America/Phoenix": gettext_lazy("Mountain without summer time (Phoenix)"),
    "America/Los_Angeles": gettext_lazy("Pacific (Los Angeles)"),
    "America/Anchorage": gettext_lazy("Alaska (Anchorage)"),
    "Pacific/Honolulu": gettext_lazy("Hawaii (Honolulu)"),
    "America/Puerto_Rico": gettext_lazy("Atlantic (Puerto Rico)"),
}
TIMES_HELP = gettext_lazy("Such as 08:00-12:00, 13:00-17:00. Empty: closed.")


class Known:
    """What stands in the practice besides the row at hand, read once for a page: rows by kind and code."""

    def __init__(self, practice: Practice, now: datetime) -> None:
        self.practice, self.now = practice, now
        self._rows: dict[str, dict[str, Edited]] = {}

    def rows(self, kind: str) -> dict[str, Edited]:
        """The rows of a kind by their code."""
        if kind not in self._rows:
            self._rows[kind] = edit.rows_of(self.practice.pk, kind, self.now)
        return self._rows[kind]

    def names(self, kind: str) -> list[tuple[str, str]]:
        """(code, name) of each row of a kind, by name."""
        return sorted(((code, row.values["name"]) for code, row in self.rows(kind).items()), key=lambda one: one[1])


class Read(forms.CharField):
    """Words that a reader of `ehr.values` reads. `right` says how to write them; `none`: what nothing means."""

    def __init__(
        self,
        reader: Callable[[str], Any],
        right: Words,
        *,
        none: Any = "",
        show: Callable[[Any], str] = str,
        **more: Any,
    ) -> None:
        super().__init__(**{"max_length": 500, **more})
        self.reader, self.right, self.none, self.show = reader, right, none, show

    def clean(self, value: Any) -> Any:
        """The value, or a sentence on how to write it."""
        words = super().clean(value)
        if not words:
            return self.none
        try:
            return self.reader(words)
        except Wrong:
            raise forms.ValidationError(self.right) from None

    def prepare_value(self, value: Any) -> Any:
        """As a person would write it."""
        return value if value is None or isinstance(value, str) else self.show(value)


class Phone(Read):
    """A phone number, shown as people write it."""

    def prepare_value(self, value: Any) -> Any:
        """ "(415) 555-0123"."""
        return phones.display(value) if value else value


def name_field(label: Words, **more: Any) -> forms.CharField:
    """A name that must not be empty."""
    return forms.CharField(label=label, max_length=120, **more)


def phone_field(label: Words, **more: Any) -> Read:
    """A phone number, kept as E.164."""
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
    right = gettext_lazy("Write all 10 digits of a direct number, like (415) 555-0123.")
    return Phone(values.phone, right, label=label, widget=widget, **more)


def number_field(label: Words, low: int, high: int, **more: Any) -> forms.IntegerField:
    """A whole number."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": "6"})
    return forms.IntegerField(label=label, min_value=low, max_value=high, widget=widget, **more)


def time_field(label: Words, **more: Any) -> Read:
    """A time of day, kept as "20:00"."""
    widget = forms.TextInput(attrs={"type": "time"})
    right = gettext_lazy("Write a time such as 14:30.")
    return Read(lambda raw: f"{values.wall_time(raw):%H:%M}", right, label=label, widget=widget, **more)


def day_field(label: Words, **more: Any) -> Read:
    """A date, kept as ISO."""
    widget = forms.TextInput(attrs={"type": "date"})
    right = gettext_lazy("Write a date such as 2026-03-12.")
    return Read(
        lambda raw: values.day(raw).isoformat(), right, none=None, label=label, required=False, widget=widget, **more
    )


def stretches_field(label: Words, **more: Any) -> Read:
    """Stretches of a day, kept as [("08:00", "12:00")]."""
    right = gettext_lazy("Write stretches such as 08:00-12:00, 13:00-17:00: each start before its end, none twice.")
    return Read(
        values.stretches, right, none=[], show=show_stretches, label=label, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}), **more,
    )  # fmt: skip


def show_stretches(found: Iterable[Sequence[str]]) -> str:
    """ "08:00-12:00, 13:00-17:00"."""
    return ", ".join(f"{starts}-{ends}" for starts, ends in sorted(found, key=str))


def zone_field(label: Words) -> forms.ChoiceField:
    """A time zone of the United States; one that the file brought stays possible."""
    return forms.ChoiceField(label=label, choices=list(ZONES.items()))


def also_possible(field: forms.Field, value: Any) -> None:
    """Let a choice that is there already be kept."""
    assert isinstance(field, forms.ChoiceField)
    choices: list[tuple[Any, Any]] = list(field.choices)  # type: ignore[arg-type]
    if value and value not in {one[0] for one in choices}:
        field.choices = [*choices, (value, value)]


class Row(forms.Form):
    """One row of a table. An empty one, or one that is ticked off, is not kept."""

    off = forms.BooleanField(label=gettext_lazy("Remove"), required=False)
    needed: tuple[str, ...] = ()
    """Fields without which a row that is not empty is wrong."""

    def __init__(self, *args: Any, known: Known, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.known = known
        number = int((self.prefix or "x-0").rpartition("-")[2].replace("__prefix__", "0") or 0) + 1
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = _("%(field)s, row %(number)s") % {"field": field.label, "number": number}
            if name in self.needed:
                field.required = False
        self.begin()

    def begin(self) -> None:
        """Fill in choices."""

    @property
    def visible(self) -> list[forms.BoundField]:
        """Its cells, without the one that removes it."""
        return [self[name] for name in self.fields if name != "off"]

    @property
    def kept(self) -> dict[str, Any] | None:
        """Its values; None: there is no such row."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "off"}
        return None if self.cleaned_data.get("off") or not any(found.values()) else found

    def clean(self) -> dict[str, Any]:
        """What is needed is there, in rows that count."""
        found = dict(self.cleaned_data)
        if any(found.get(name) for name in self.fields if name != "off") and not found.get("off"):
            for name in self.needed:
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or empty the row."))
        return found


@dataclass(frozen=True)
class Table:
    """A table of rows on a page."""

    form: type[Row]
    title: Words
    help: Words = ""
    extra: int = 2


class Setting(forms.Form):
    """One settings page: fields in groups, and tables of rows. Made from the row's values; gives back `wanted`."""

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    groups: tuple[tuple[Words, tuple[str, ...]], ...] = ()
    """(title, fields); fields in no group come first."""
    tables: Mapping[str, Table] = {}

    def __init__(self, have: Edited | None, known: Known, data: Any = None) -> None:
        self.have, self.known = have, known
        self.values: Values = have.values if have else {}
        initial = {"stamp": have.stamp if have else "", **self.show()}
        super().__init__(data, initial=initial, label_suffix="")
        self.begin()
        self.sets: dict[str, BaseFormSet[Row]] = {
            name: formset_factory(
                table.form, extra=table.extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1, validate_max=True
            )(data, prefix=name, initial=self.rows(name), form_kwargs={"known": known})
            for name, table in self.tables.items()
        }

    # What each page says

    def show(self) -> dict[str, Any]:
        """The row's values as the fields have them."""
        return {name: self.values[name] for name in self.base_fields if name in self.values}

    def rows(self, table: str) -> list[dict[str, Any]]:  # noqa: ARG002 - for pages that have tables
        """What a table shows."""
        return []

    def begin(self) -> None:
        """Fill in choices."""

    def wanted(self) -> dict[str, Any]:
        """The values to write."""
        return {name: value for name, value in self.cleaned_data.items() if name != "stamp"}

    def check(self) -> None:
        """What concerns the rows and the fields together; `add_error(None, ...)` says what is wrong."""

    # What is the same everywhere

    def is_valid(self) -> bool:
        """Whether everything on the page can be saved."""
        good = super().is_valid()
        good = all([one.is_valid() for one in self.sets.values()]) and good  # noqa: C419 - every one is asked
        if good:
            self.check()
        return good and not self.errors

    def kept(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table that count."""
        return [found for row in self.sets[table] if (found := row.kept) is not None]

    @property
    def loose(self) -> list[forms.BoundField]:
        """Visible fields that stand in no group."""
        grouped = {name for _title, names in self.groups for name in names}
        return [field for field in self.visible_fields() if field.name not in grouped]

    @property
    def grouped(self) -> list[tuple[Words, list[forms.BoundField]]]:
        """The groups with their fields."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups]

    @property
    def shown_tables(self) -> list[tuple[Table, BaseFormSet[Row]]]:
        """The tables with their rows."""
        return [(table, self.sets[name]) for name, table in self.tables.items()]


def code_of(name: str, taken: Iterable[str]) -> str:
    """A code from a name that no other row has: "main-street", "main-street-2"."""
    try:
        stem = values.code(name)
    except Wrong as error:
        stem = error.right if " " not in error.right else "row"
    stem, used = stem.lower()[:50], set(taken)
    return next(code for n in range(1, len(used) + 3) if (code := stem if n == 1 else f"{stem}-{n}") not in used)
