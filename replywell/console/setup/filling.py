"""How freed times are filled again from the waitlist: each rule with what it means, and an example of all of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replywell.console.setup.fields import Known, Setting, number_field
from replywell.ehr.practice_file.keys import BACKFILL_LIMITS

KIND = "backfill_rules"


def _field(name: str, label: Any, help_text: Any) -> forms.IntegerField:
    low, high = BACKFILL_LIMITS[name]
    return number_field(label, low, high, help_text=help_text)


class BackfillForm(Setting):
    """On or off, who is asked how fast, and when it ends."""

    active = forms.BooleanField(
        label=gettext_lazy("Offer times that come free to those who wait"), required=False,
        help_text=gettext_lazy("Off: nothing is offered by itself. The waitlist stays, for you to call people."),
    )  # fmt: skip
    wait_minutes = _field(
        "wait_minutes", gettext_lazy("Minutes until the first offers"),
        gettext_lazy("After a cancellation: time to take a mistake back, or to give the time to somebody at the desk."),
    )  # fmt: skip
    group_size = _field(
        "group_size", gettext_lazy("People asked at once"),
        gettext_lazy("The first yes wins; each of the others hears that the time is gone, and keeps the place."),
    )  # fmt: skip
    pause_minutes = _field(
        "pause_minutes", gettext_lazy("Minutes until the next people are asked"),
        gettext_lazy("Less as the visit nears: at most a twentieth of the time that is left, but a minute."),
    )  # fmt: skip
    answer_minutes = _field(
        "answer_minutes", gettext_lazy("Minutes to answer"),
        gettext_lazy("The text names the hour. Less as the visit nears: a quarter of the time left, 5 at least."),
    )  # fmt: skip
    most_offers = _field(
        "most_offers", gettext_lazy("Offers for one time, at most"),
        gettext_lazy("About one in ten is taken: plan for ten or more. Then the time goes back to the calendar."),
    )  # fmt: skip
    stop_minutes = _field(
        "stop_minutes", gettext_lazy("Stop so many minutes before the visit"),
        gettext_lazy("Nobody is offered a time that is closer; what is kept free goes back to the calendar."),
    )  # fmt: skip
    chain_limit = _field(
        "chain_limit", gettext_lazy("How often in a row"),
        gettext_lazy("Who comes earlier frees a later time, which is offered in turn. 0: that one is not."),
    )  # fmt: skip
    other_types = forms.BooleanField(
        label=gettext_lazy("Also ask who waits for another kind of visit"), required=False,
        help_text=gettext_lazy("If it fits into the time that came free, and needs nothing else."),
    )  # fmt: skip
    groups = (
        (gettext_lazy("Whom to ask, and how fast"), ("wait_minutes", "group_size", "pause_minutes", "answer_minutes")),
        (gettext_lazy("When it ends"), ("most_offers", "stop_minutes", "chain_limit")),
        (gettext_lazy("Who else"), ("other_types",)),
    )

    def clean(self) -> dict[str, Any]:
        """What does not go together."""
        found = dict(self.cleaned_data)
        group, most = found.get("group_size"), found.get("most_offers")
        if group and most and group > most:
            self.add_error("most_offers", _("It must not be less than the people asked at once."))
        return found


def in_short(known: Known) -> str:
    """ "on: 5 people every 5 minutes, at most 30" for the overview."""
    rules = known.rows(KIND)[KIND].values
    if not rules["active"]:
        return _("off: nothing is offered by itself")
    return _("on: %(people)s people every %(minutes)s minutes, at most %(most)s") % {
        "people": rules["group_size"], "minutes": rules["pause_minutes"], "most": rules["most_offers"],
    }  # fmt: skip
