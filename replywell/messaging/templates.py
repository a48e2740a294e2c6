"""Approved wordings of a practice: install what is shipped, render the latest approved version."""

import logging
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from replywell.common import phones, segments
from replywell.messaging import lint, wording
from replywell.messaging.models import Template
from replywell.messaging.wording import WordingError
from replywell.practices.models import Practice

log = logging.getLogger(__name__)

BY_US = "replywell"


@dataclass(frozen=True)
class Rendered:
    """A text ready to send. `fallback`: the language asked for has no approved wording, so it is another."""

    body: str
    language: str
    template_id: int | None
    fallback: bool


def install(practice_id: int, now: datetime) -> int:
    """Add the shipped wordings the practice lacks, as version 1, approved by "replywell". Returns how many.

    Runs in the caller's practice_scope. What a practice has, in any version, is left alone.
    """
    there = set(Template.objects.values_list("key", "language").distinct())
    missing = [
        Template(
            practice_id=practice_id,
            key=key,
            language=language,
            version=1,
            body=body,
            approved_at=now,
            approved_by=BY_US,
        )
        for language in wording.LANGUAGES
        for key, body in wording.shipped(language).items()
        if (key, language) not in there
    ]
    Template.objects.bulk_create(missing, ignore_conflicts=True)
    forget()
    return len(missing)


MUST_STAY = ("STOP", "START", "HELP", "KEEP", "911", "988")
"""What patients are told to answer or to call: a wording that has one keeps it."""


def check(key: str, body: str, language: str = "en") -> list[str]:
    """What forbids a new wording for `key`, in sentences; empty: it may be approved."""
    wrong = [_("Not allowed: %(why)s") % {"why": one.words} for one in lint.findings(wording_without_places(body))]
    if re.search(r"\bCANCEL\b", body):
        wrong.append(_("Not allowed: nobody is asked to text CANCEL, for carriers take it as the end of all texts."))
    if body.count("{") != body.count("}") or body.count("[") != body.count("]"):
        wrong.append(_("A bracket is not closed."))
    ours = wording.shipped(language).get(key) or wording.shipped("en").get(key)
    if ours is not None:
        needed, optional = wording.places(ours)
        used = frozenset().union(*wording.places(body))
        strange, gone = used - needed - optional - {"practice", "phone"}, needed - {"phone"} - used
        wrong += [_("There is no place {%(name)s} in %(key)s.") % {"name": one, "key": key} for one in sorted(strange)]
        wrong += [_("The place {%(name)s} must stay.") % {"name": one} for one in sorted(gone)]
        lost = [word for word in MUST_STAY if word in ours and word not in body]
        wrong += [_("The word %(word)s must stay: patients need it.") % {"word": word} for word in lost]
        if ours.startswith("{practice}") and "{practice}" not in body[:20]:
            wrong.append(_("It must begin with {practice}: whoever gets it unasked must see who writes."))
    return wrong


def wording_without_places(body: str) -> str:
    """The fixed words of a wording."""
    return body.replace("{", "").replace("}", "").replace("[", "").replace("]", "")


def render(
    practice_id: int, key: str, language: str, values: Mapping[str, str], *, practice: Practice | None = None
) -> Rendered:
    """The latest approved wording of `key` in `language`, filled in; else in the practice's default language.

    {practice} and {phone} are filled from the practice. Runs in its scope. Raises WordingError.
    """
    practice = practice or Practice.objects.get(pk=practice_id)
    found = _latest(practice_id, key)
    if not found and key in wording.shipped("en"):
        # A practice made before this wording was shipped, or without any.
        from replywell.common import clock

        install(practice_id, clock.now())
        found = _approved(key)  # not to be kept: this transaction may still be undone
    template = found.get(language) or found.get(practice.language) or found.get("en")
    if template is None:
        raise WordingError(f"The practice has no approved wording {key!r} in {language!r} or its own language.")
    given = {"practice": practice.text_name, "phone": phones.display(practice.phone), **values}
    body = wording.fill(key, template.body, given)
    fallback = template.language != language
    if fallback:
        log.warning(
            "practice %s has no approved wording %s in %s: used %s", practice_id, key, language, template.language
        )
    return Rendered(segments.to_gsm7(body, accents=practice.plain_accents), template.language, template.pk, fallback)


def forget() -> None:
    """Read wordings again at the next use."""
    _kept.clear()


KEPT_SECONDS = 5.0
"""How long a process may use what it read of a wording (wall time); the gate looks anew whether it is approved."""
_kept: dict[tuple[int, str], tuple[float, dict[str, Template]]] = {}


def _latest(practice_id: int, key: str) -> dict[str, Template]:
    """The latest approved version of a wording by language."""
    kept = _kept.get((practice_id, key))
    if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    found = _approved(key)
    if found:
        _kept[practice_id, key] = (time.monotonic(), found)
    return found


def _approved(key: str) -> dict[str, Template]:
    rows = Template.objects.filter(key=key, approved_at__isnull=False)
    return {row.language: row for row in rows.order_by("version")}
