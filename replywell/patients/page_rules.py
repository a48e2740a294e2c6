"""What a practice has on its public pages: read and set, within its scope."""

from datetime import datetime

from replywell.audit.record import record
from replywell.patients.models import PageRules


def of_practice(practice_id: int) -> PageRules:
    """The rules; without a row the defaults: no page for people without a link."""
    return PageRules.objects.first() or PageRules(practice_id=practice_id)


def change(practice_id: int, *, booking_page: bool, now: datetime, actor: str) -> bool:
    """Set them; False when they were so before."""
    if of_practice(practice_id).booking_page == booking_page:
        return False
    PageRules.objects.update_or_create(practice_id=practice_id, defaults={"booking_page": booking_page})
    record(
        practice_id, "pages.rules_set", f"practice:{practice_id}", actor=actor, at=now, booking_page=booking_page
    )  # fmt: skip
    return True
