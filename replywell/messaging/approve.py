"""A practice's own wording: each change is a new version, used from its approval on; none is ever changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common import segments
from replywell.messaging import templates, wording
from replywell.messaging.models import Template
from replywell.messaging.wording import WordingError

LONGEST = 700
"""Characters of a wording."""


class Refused(ValueError):  # noqa: N818 - what happened, not a fault
    """It may not be approved. `why` has every reason as a sentence."""

    def __init__(self, why: list[str]) -> None:
        super().__init__(" ".join(why))
        self.why = why


@dataclass(frozen=True)
class Sample:
    """What a wording would be as a text."""

    body: str
    segments: int
    units: int
    encoding: str


def sample(key: str, body: str, values: Mapping[str, str], *, accents: bool) -> Sample:
    """The wording filled with `values`, and its exact size. Raises Refused where a place cannot be filled."""
    try:
        text = segments.to_gsm7(wording.fill(key, body, values), accents=accents)
    except WordingError as error:
        raise Refused([str(error)]) from error
    size = segments.count(text)
    return Sample(text, size.segments, size.units, size.encoding)


def refusals(key: str, language: str, body: str) -> list[str]:
    """Why this may not be a wording of `key`; empty: it may."""
    if key not in wording.shipped("en"):
        return [_("There is no text %(key)s.") % {"key": key}]
    if not body.strip():
        return [_("The text is empty. Write something first.")]
    if len(body) > LONGEST:
        return [_("The text has %(count)s characters; %(most)s are the most.") % {"count": len(body), "most": LONGEST}]
    return templates.check(key, body, language)


def approve(practice_id: int, key: str, language: str, body: str, *, after: int, by: str, now: datetime) -> Template:
    """The wording from now on, as the version after `after`, approved by the staff code `by`. Audited.

    Raises Refused; also when somebody else made a newer version meanwhile. Runs in the caller's practice_scope.
    """
    body = body.strip().replace("\r\n", "\n")
    wrong = refusals(key, language, body)
    if wrong:
        raise Refused(wrong)
    latest = Template.objects.filter(key=key, language=language).aggregate(latest=Max("version"))["latest"] or 0
    try:
        if latest != after:
            raise IntegrityError
        with transaction.atomic():
            made = Template.objects.create(
                practice_id=practice_id, key=key, language=language, version=after + 1, body=body, approved_at=now,
                approved_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused([_("Somebody changed this wording meanwhile. Look at it again, then change it.")]) from error
    record(
        practice_id, "wording.approved", f"template:{made.pk}", actor=f"staff:{by}", at=now, key=key,
        language=language, before=after, version=made.version,
    )  # fmt: skip
    templates.forget()
    return made
