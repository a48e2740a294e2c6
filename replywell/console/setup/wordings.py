"""The texts that the software sends, as a page shows them: by occasion, in both languages, with their size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from replywell.common import clock, phones
from replywell.console.setup.fields import Words
from replywell.console.setup.wording_names import GROUPS, NAMES, OTHERS
from replywell.messaging import approve, wording
from replywell.messaging.approve import Refused, Sample
from replywell.messaging.models import Template
from replywell.practices.models import Practice, Practitioner


@dataclass(frozen=True)
class Wording:
    """One text in one language. `version` 0: as shipped, not yet written down for the practice."""

    key: str
    language: str
    body: str
    version: int
    by: str
    at: datetime | None
    sample: Sample | None

    @property
    def own(self) -> bool:
        """Whether the practice changed it."""
        return self.by not in ("", "replywell")


@dataclass(frozen=True)
class Text:
    """One text in every language."""

    key: str
    wordings: list[Wording]

    @property
    def title(self) -> str:
        """When it is sent: "Asks to confirm several visits" for "visit.confirm_many"."""
        return str(NAMES.get(self.key, self.key))

    @property
    def own(self) -> bool:
        """Whether the practice changed it in any language."""
        return any(one.own for one in self.wordings)

    @property
    def missing(self) -> list[str]:
        """Languages without an approved wording."""
        return [one.language for one in self.wordings if not one.body]


def every(practice: Practice, now: datetime) -> list[tuple[Words, list[Text]]]:
    """All texts by occasion. Two queries."""
    latest: dict[tuple[str, str], Template] = {}
    for row in Template.objects.filter(approved_at__isnull=False).order_by("version"):
        latest[row.key, row.language] = row
    values = {language: samples(practice, language, now) for language in languages(practice)}
    groups: dict[str, tuple[Words, list[Text]]] = {}
    for key in wording.shipped("en"):
        title = GROUPS.get(key.partition(".")[0], OTHERS)
        text = Text(
            key,
            [_wording(practice, key, one, latest.get((key, one)), values[one]) for one in languages(practice)],
        )
        groups.setdefault(str(title), (title, []))[1].append(text)
    order = [*map(str, dict.fromkeys(GROUPS.values())), str(OTHERS)]
    return sorted(groups.values(), key=lambda one: order.index(str(one[0])))


def one(practice: Practice, key: str, now: datetime) -> Text:
    """One text in every language of the practice."""
    found = Template.objects.filter(key=key, approved_at__isnull=False).order_by("version")
    latest = {row.language: row for row in found}
    return Text(
        key,
        [
            _wording(practice, key, language, latest.get(language), samples(practice, language, now))
            for language in languages(practice)
        ],
    )


def languages(practice: Practice) -> list[str]:
    """Those the practice texts in, its own first."""
    return list(dict.fromkeys([practice.language, *practice.languages]))


def history(key: str) -> list[Template]:
    """Every version, newest first."""
    return list(Template.objects.filter(key=key).order_by("-approved_at", "-version")[:50])


def samples(practice: Practice, language: str, now: datetime) -> dict[str, str]:
    """What stands in the places of a preview."""
    zone = ZoneInfo(practice.zone)
    soon = clock.at_wall(datetime.combine(now.astimezone(zone).date() + timedelta(days=2), time(14, 30)), zone)
    when = wording.local_when(soon, practice.zone, language)
    who = Practitioner.objects.order_by("id").values_list("text_name", flat=True).first() or "Dr. Lee"
    later = [wording.local_when(soon + timedelta(days=n), practice.zone, language) for n in range(3)]
    return {
        "practice": practice.text_name, "phone": phones.display(practice.phone), "when": when, "who": who,
        "name": "Leo", "options": wording.options([f"{one}, {who}" for one in later]), "reason": "...",
    }  # fmt: skip


def sample_of(practice: Practice, key: str, language: str, body: str, now: datetime) -> Sample:
    """What a wording would be as a text. Raises Refused."""
    return approve.sample(key, body, samples(practice, language, now), accents=practice.plain_accents)


def _wording(practice: Practice, key: str, language: str, row: Template | None, values: Mapping[str, str]) -> Wording:
    body = row.body if row else wording.shipped(language).get(key, "")
    try:
        sample = approve.sample(key, body, values, accents=practice.plain_accents) if body else None
    except Refused:
        sample = None
    if row is None:
        return Wording(key, language, body, 0, "", None, sample)
    return Wording(key, language, body, row.version, row.approved_by, row.approved_at, sample)
