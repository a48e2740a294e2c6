"""The demo practice: Oak Street Family Practice, made up from end to end.

The files beside this one hold its people; dates are written when the demo starts, so that reminders fall due as the
clock is moved. In appointments.csv a `day` is the n-th working day after today.
"""

import csv
import json
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import holidays

HERE = Path(__file__).parent
THURSDAY = 3
WEEKS = 4
FILLED = 0.72
"""How much of the calendar others take, Thursday afternoons aside."""

_FIRST = (
    "Alice", "Ben", "Clara", "David", "Elena", "Frank", "Gloria", "Henry", "Irene",
    "Jack", "Karen", "Leo", "Martha", "Nathan", "Opal", "Paul", "Queenie", "Ray",
    "Sarah", "Tom", "Ursula", "Victor", "Wendy", "Xavier", "Yolanda", "Zach",
)  # fmt: skip
_LAST = "Abbott Bell Cruz Dunn Ellis Frost Gray Hale Irwin Jensen Klein Lowe".split()  # noqa: SIM905

# Who works when (weekdays, stretches), as in practice.yaml: others' visits fill these.
_WORK = (
    ("lee", "main", (0, 1, 2, 3, 4), ((8, 0, 12, 0), (13, 0, 17, 0))),
    ("ortiz", "main", (0, 1, 2, 3), ((9, 0, 12, 0), (13, 0, 17, 30))),
    ("kim", "main", (0, 1, 3), ((8, 30, 12, 0), (13, 0, 16, 30))),
    ("kim", "riverside", (2, 4), ((9, 0, 12, 0), (13, 0, 16, 0))),
)
_MINUTES = {"office": 30, "checkup": 20, "new-patient": 45, "procedure": 75}


def demo_files(today: date, folder: Path) -> list[Path]:
    """Write practice.yaml, patients.csv and appointments.csv for a demo that starts on `today`; return their paths.

    The same day gives the same files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    practice, patients, visits = (folder / name for name in ("practice.yaml", "patients.csv", "appointments.csv"))
    practice.write_text(_practice(today), "utf-8")
    story = list(_story(today))
    others = list(_others(today, story))
    charts = sorted({visit["chart_id"] for visit in others})
    with (HERE / "patients.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    people += [dict.fromkeys(people[0], "") | _other_patient(chart) for chart in charts]
    _write(patients, people)
    _write(visits, story + others)
    return [practice, patients, visits]


def _practice(today: date) -> str:
    """The practice works through the holidays of the next weeks: there is always something to play with."""
    text = (HERE / "practice.yaml").read_text("utf-8")
    ahead = {today + timedelta(days=number) for number in range(WEEKS * 7 + 7)}
    found = holidays.country_holidays("US", years=[today.year, today.year + 1])
    near = {
        part.removesuffix(" (observed)") for on, names in found.items() if on in ahead for part in names.split("; ")
    }
    if not near:
        return text
    return text.replace("holidays: US", f"holidays: {{country: US, except: {json.dumps(sorted(near))}}}")


def _working_days(today: date) -> list[date]:
    days = (today + timedelta(days=number) for number in range(1, WEEKS * 7 + 1))
    return [day for day in days if day.weekday() < 5]


def _story(today: date) -> Iterator[dict[str, str]]:
    """The visits of the people with phones."""
    days = _working_days(today)
    with (HERE / "appointments.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = days[int(row.pop("day")) - 1]
            works = [who for who, _, weekdays, _ in _WORK if day.weekday() in weekdays]
            if row["practitioner"] and row["practitioner"] not in works:
                row["practitioner"] = "lee" if row["practitioner"] != "lee" else "ortiz"
            yield {
                "external_id": row["external_id"],
                "chart_id": row["chart_id"],
                "type": row["type"],
                "practitioner": row["practitioner"],
                "location": row["location"],
                "date": day.isoformat(),
                "time": row["time"],
                "status": row["status"],
            }


def _others(today: date, story: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Visits of patients without phones, around those of the story: most of the calendar, few on Thursday afternoon."""
    dice = random.Random(7)  # noqa: S311 (a made-up calendar, the same each time)
    taken: dict[tuple[str, str], list[tuple[datetime, datetime]]] = {}
    for visit in story:
        start = datetime.fromisoformat(f"{visit['date']}T{visit['time']}")
        end = start + timedelta(minutes=_MINUTES.get(visit["type"], 15))
        taken.setdefault((visit["practitioner"], visit["date"]), []).append((start, end))
    count = 0
    for day in _working_days(today):
        for who, where, weekdays, stretches in _WORK:
            if day.weekday() not in weekdays:
                continue
            busy = taken.get((who, day.isoformat()), [])
            for from_hour, from_minute, to_hour, to_minute in stretches:
                at = datetime.combine(day, time(from_hour, from_minute))
                until = datetime.combine(day, time(to_hour, to_minute))
                while at < until:
                    kind = dice.choices(("office", "checkup"), (3, 1))[0]
                    end = at + timedelta(minutes=30)
                    quiet = day.weekday() == THURSDAY and from_hour >= 12
                    wanted = dice.random() < (0.2 if quiet else FILLED)
                    clash = any(start < end and at < stop for start, stop in busy)
                    if wanted and not clash and end <= until:
                        count += 1
                        yield {
                            "external_id": f"OAK-W{count:04}",
                            "chart_id": f"OAK-{5001 + count % 240}",
                            "type": kind,
                            "practitioner": who,
                            "location": where,
                            "date": day.isoformat(),
                            "time": f"{at:%H:%M}",
                            "status": "booked",
                        }
                    at = end


def _other_patient(chart_id: str) -> dict[str, str]:
    number = int(chart_id.removeprefix("OAK-")) - 5001
    return {
        "chart_id": chart_id,
        "first_name": _FIRST[number % len(_FIRST)],
        "last_name": _LAST[number // len(_FIRST) % len(_LAST)],
        "birth_date": date(1940 + number * 7 % 75, number % 12 + 1, number % 28 + 1).isoformat(),
        "language": "en",
    }


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
