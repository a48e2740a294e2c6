"""What waits for whoever opens the desk: emergencies, what was late already, then what came in while it was closed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import lists, morning
from replywell.console.models import AccessRules
from replywell.dialogue import hours, tasks
from replywell.dialogue.hours import Hours
from replywell.practices.models import Closure
from tests.practice import Oak, make_practice

NEW_YORK = ZoneInfo("America/New_York")
WEEK: dict[int, tuple[tuple[time, time], ...]] = {day: ((time(8), time(12)), (time(13), time(17))) for day in range(5)}


def local(day: str, at: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=NEW_YORK, fold=fold).astimezone(UTC)


def closed(now: datetime, *days: str) -> list[tuple[str, str]]:
    """The closed stretches, by the wall."""
    open_hours = Hours(NEW_YORK, WEEK, frozenset(map(date.fromisoformat, days)))
    found = morning.of(open_hours, now).closed
    return [tuple(one.astimezone(NEW_YORK).strftime("%a %d %H:%M") for one in pair) for pair in found]  # type: ignore[misc]


def test_a_morning_is_about_the_night_and_a_monday_about_the_weekend() -> None:
    assert closed(local("2026-03-10", "08:05")) == [("Mon 09 17:00", "Tue 10 08:00")]
    assert closed(local("2026-03-09", "09:30")) == [("Fri 06 17:00", "Mon 09 08:00")]
    assert closed(local("2026-03-10", "07:30")) == [("Mon 09 17:00", "Tue 10 07:30")], "Whoever comes early, too."


def test_lunch_counts_and_what_came_in_while_open_does_not() -> None:
    assert closed(local("2026-03-10", "13:10")) == [("Mon 09 17:00", "Tue 10 08:00"), ("Tue 10 12:00", "Tue 10 13:00")]
    assert closed(local("2026-03-10", "12:20"))[-1] == ("Tue 10 12:00", "Tue 10 12:20")


def test_holidays_and_closed_days_belong_to_it() -> None:
    tuesday = local("2026-05-26", "08:10")
    assert closed(tuesday, "2026-05-25") == [("Fri 22 17:00", "Tue 26 08:00")], "Memorial Day after a weekend."
    assert closed(local("2026-03-11", "08:10"), "2026-03-10") == [("Mon 09 17:00", "Wed 11 08:00")]
    assert closed(local("2026-03-10", "10:00"), "2026-03-10") == [("Mon 09 17:00", "Tue 10 10:00")]


@pytest.mark.parametrize("day", ["2026-03-08", "2026-11-01"])
def test_the_weekend_of_a_clock_change_is_whole(day: str) -> None:
    monday = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    ((start, end),) = morning.of(Hours(NEW_YORK, WEEK), local(monday, "08:30")).closed
    assert (start.astimezone(NEW_YORK).hour, end.astimezone(NEW_YORK).hour) == (17, 8)
    assert end - start == timedelta(hours=63 + (1 if day == "2026-11-01" else -1))


@pytest.fixture
def oak(frozen: object) -> Oak:
    """Oak Street, open from 8 to 17."""
    hours.forget()
    made = make_practice()
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    return made


def task(oak: Oak, at: datetime, summary: str, queue: str = "front_desk", *, emergency: bool = False) -> None:
    with practice_scope(oak.id):
        tasks.create(oak.id, queue, "question", summary, now=at, emergency=emergency)


def shown(oak: Oak, now: datetime, view: str = "all", *, clinical: bool = True) -> list[str]:
    """The list as it is read: headings and lines."""
    clock.freeze(now)
    with practice_scope(oak.id), timezone.override(NEW_YORK):
        found = lists.rows(view, oak.nurse, now, clinical=clinical)
    return [line for row in found for line in (row.heading, row.why) if line]


def test_the_morning_queue_is_sorted_for_whoever_opens_it(oak: Oak) -> None:
    task(oak, local("2026-03-09", "09:00"), "late since yesterday")
    task(oak, local("2026-03-09", "16:50"), "just before closing")
    task(oak, local("2026-03-09", "21:00"), "asks at nine")
    task(oak, local("2026-03-09", "18:00"), "asks at six")
    task(oak, local("2026-03-10", "02:00"), "unwell at two", "clinical")
    task(oak, local("2026-03-10", "05:00"), "chest pain at five", "clinical", emergency=True)
    task(oak, local("2026-03-10", "08:02"), "asks at opening")
    morning_list = shown(oak, local("2026-03-10", "08:05"))
    assert morning_list == [
        "chest pain at five", "late since yesterday", "While you were closed: 3 waiting, 1 of them clinical",
        "unwell at two", "asks at six", "asks at nine", "Before and since", "just before closing", "asks at opening",
    ]  # fmt: skip
    assert "While you were closed: 2 waiting" in shown(oak, local("2026-03-10", "08:05"), "front_desk")
    assert shown(oak, local("2026-03-10", "08:05"), "mine") == []
    unclinical = shown(oak, local("2026-03-10", "08:05"), clinical=False)
    assert "While you were closed: 2 waiting" in unclinical
    assert "unwell at two" not in unclinical
    assert not [line for line in shown(oak, local("2026-03-11", "08:05")) if "asks at" in line and "closed" in line]


def test_the_next_day_they_are_late_and_no_news(oak: Oak) -> None:
    task(oak, local("2026-03-09", "21:00"), "asks at nine")
    assert shown(oak, local("2026-03-11", "09:00")) == ["asks at nine"]


def test_a_one_off_closed_day_is_honoured(oak: Oak) -> None:
    with practice_scope(oak.id):
        Closure.objects.create(practice=oak.practice, day=date(2026, 3, 10), name="Inventory")
    hours.forget()
    task(oak, local("2026-03-10", "11:00"), "asks on the closed day")
    assert shown(oak, local("2026-03-11", "08:05"))[0] == "While you were closed: 1 waiting"
