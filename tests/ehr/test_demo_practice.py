"""The demo practice loads on any day, mostly full, with Thursday afternoons to offer."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from replywell.common.tenancy import practice_scope
from replywell.console.demo_data import demo_files
from replywell.ehr.load import load_files
from replywell.patients.models import Contact, ContactLink
from replywell.practices.models import Staff
from replywell.scheduling.free_slots import free_slots
from replywell.scheduling.models import Appointment, AppointmentType, Occupancy


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 3, 2), date(2026, 12, 18), date(2026, 10, 30)])
def test_the_demo_loads_on_any_day(db: None, tmp_path: Path, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 15, tzinfo=UTC)
    report = load_files(demo_files(today, tmp_path), now=now)
    assert (report.created, report.conflicts, report.warnings) == (True, [], [])
    with practice_scope(report.practice_id):
        assert Appointment.objects.filter(overbooked=True).count() == 0
        assert Appointment.objects.filter(starts_at__lte=now + timedelta(hours=1)).count() == 0
        assert sorted(Staff.objects.values_list("user__username", flat=True)) == ["anna", "nia", "omar"]
        family = ContactLink.objects.filter(contact__phone="+12125550102")
        assert sorted(family.values_list("role", flat=True)) == ["guardian", "guardian", "self"]
        assert Contact.objects.get(phone="+12125550102").language == "es"
        office = AppointmentType.objects.get(code="office")
        thursday = today + timedelta(days=(3 - today.weekday() - 1) % 7 + 1)
        start = datetime(thursday.year, thursday.month, thursday.day, 17, 30, tzinfo=UTC)
        afternoon = free_slots(office, now=now, start=start, end=start + timedelta(hours=5))
        assert len(afternoon) >= 6


def test_the_demo_calendar_is_mostly_full(db: None, tmp_path: Path) -> None:
    now = datetime(2026, 3, 2, 15, tzinfo=UTC)
    report = load_files(demo_files(now.date(), tmp_path), now=now)
    with practice_scope(report.practice_id):
        start = datetime(2026, 3, 3, 5, tzinfo=UTC)
        taken = Occupancy.objects.filter(
            schedule__code="lee", starts_at__gte=start, ends_at__lte=start + timedelta(days=28)
        )
        minutes = sum((end - begin).total_seconds() / 60 for begin, end in taken.values_list("starts_at", "ends_at"))
    assert 0.5 < minutes / (20 * 8 * 60) < 0.8


def test_the_same_day_gives_the_same_demo(tmp_path: Path) -> None:
    day = date(2026, 3, 2)
    one, two = demo_files(day, tmp_path / "one"), demo_files(day, tmp_path / "two")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
