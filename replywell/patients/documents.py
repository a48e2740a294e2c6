"""Pictures that come with an intake: what they may be, kept in the database under ids that tell nothing.

They are kept as they came, with whatever a phone wrote into them (place and time of the picture too): staff see them,
nobody else does. All run in the practice's scope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from replywell.audit.record import record
from replywell.patients.models import Intake, IntakeDocument

KINDS = ("insurance_front", "insurance_back")
LARGEST = 8 * 1024 * 1024
"""Bytes of one picture: what phones take by themselves is smaller."""
ENDINGS: Mapping[str, str] = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic", "application/pdf": "pdf",
}  # fmt: skip
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")


class BadDocument(ValueError):  # noqa: N818
    """What was sent cannot be kept; `code` says why: empty, too_large, no_picture."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Checked:
    """A picture that may be kept."""

    content: bytes
    media_type: str


def check(content: bytes) -> Checked:
    """Whether this may be kept, by its bytes; its name and what a browser says of it count for nothing.

    Raises BadDocument.
    """
    if not content:
        raise BadDocument("empty")
    if len(content) > LARGEST:
        raise BadDocument("too_large")
    media_type = _media_type(content)
    if not media_type:
        raise BadDocument("no_picture")
    return Checked(content, media_type)


def _media_type(content: bytes) -> str:
    """By the first bytes, and for what has one, the end."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return "image/heic"
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return "application/pdf"
    return ""


def keep(intake: Intake, kind: str, checked: Checked, now: datetime) -> None:
    """Keep one of a kind: a later one replaces it. Before the intake is signed."""
    IntakeDocument.objects.filter(intake=intake, kind=kind).delete()
    IntakeDocument.objects.create(
        practice_id=intake.practice_id, intake=intake, kind=kind, media_type=checked.media_type,
        size=len(checked.content), content=checked.content,
    )  # fmt: skip
    record(
        intake.practice_id, "intake.document", f"patient:{intake.patient_id}", actor="patient", at=now, kind=kind,
        size=len(checked.content),
    )  # fmt: skip


def of_intake(intake: Intake | None) -> QuerySet[IntakeDocument]:
    """What came with an intake, without the bytes."""
    found = IntakeDocument.objects.filter(intake=intake) if intake else IntakeDocument.objects.none()
    return found.defer("content").order_by("kind")


def of_patient(patient_id: int, public_id: UUID) -> IntakeDocument | None:
    """One picture of this patient, with its bytes."""
    return IntakeDocument.objects.filter(intake__patient_id=patient_id, public_id=public_id).first()
