"""A small practice in files, and helpers that write and load them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from replywell.ehr.load import LoadReport, load_files

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Monday 2 March 2026, 10:00 in New York."""

PRACTICE = """\
practice:
  code: elm
  name: Elm Clinic
  text_name: Elm
  phone: (212) 555-0111
  zone: America/New_York
  state: NY
  languages: [en, es]
  caps: {day: 2, week: 4}
  quiet_hours: {from: 20:00, until: 9:00}
  closures:
    - {day: 2026-03-20, name: Inventory}
locations:
  - code: main
    name: Main
    hours:
      mon-fri: 08:00-12:00, 13:00-17:00
    holidays: {country: US, except: [Columbus Day]}
practitioners:
  - {code: lee, name: Grace Lee, text_name: Dr. Lee, also_called: [Grace]}
  - {code: ortiz, name: Luis Ortiz, text_name: Dr. Ortiz}
rooms:
  - {code: room1, name: Room 1}
  - {code: room2, name: Room 2}
appointment_types:
  - code: office
    name: Office visit
    text_names: {en: visit, es: cita}
    minutes: 30
    buffer_after: 5
    lead_time: 2h
    horizon: 60d
    step: 15
    needs: {practitioner: [lee, ortiz]}
    reminders: 3d/24h/2h
  - code: procedure
    name: Procedure
    minutes: 60
    bookable_by_text: no
    needs: {practitioner: [lee, ortiz], room: [room1, room2]}
sessions:
  - {schedules: [lee, ortiz, room1, room2], days: mon-fri, times: "08:00-12:00, 13:00-17:00"}
exceptions:
  - {schedules: [lee], day: 2026-03-10, off: all day, reason: Conference}
  - {schedules: [ortiz], day: 2026-03-14, works: 09:00-11:00}
staff:
  - {code: anna, name: Anna Reed, role: front desk, phone: (212) 555-0190, login: anna}
  - {code: nia, name: Nia Cole, role: clinical, phone: (212) 555-0191}
on_call:
  - {staff: nia, from: 2026-03-01 08:00, until: 2026-04-01 08:00}
  - {staff: anna}
numbers:
  - {phone: (212) 555-0100, account: elm-sim, carrier: simulator, segments_a_second: 1}
"""

PATIENT_COLUMNS = (
    "chart_id,first_name,last_name,birth_date,language,phone,role,consent,consent_when,consent_how,consent_words"
)
AGREED = "care,2026-01-05,form,You may text me."
PATIENTS = (
    f"1,Maria,Diaz,1980-05-01,es,(212) 555-0123,self,{AGREED}",
    f"2,Leo,Diaz,2018-07-09,es,(212) 555-0123,guardian,{AGREED}",
    f"3,Sam,Fox,1970-02-03,en,(212) 555-0124,self,{AGREED}",
    "3,Sam,Fox,1970-02-03,en,(212) 555-0125,caregiver,,,,",
)
VISIT_COLUMNS = "external_id,chart_id,type,practitioner,location,date,time,status"
VISITS = (
    "v1,1,office,lee,main,2026-03-09,10:00,booked",
    "v2,3,office,ortiz,main,2026-03-09,2:30 pm,confirmed",
    "v3,2,procedure,lee,main,2026-03-12,09:00,booked",
)


def write(folder: Path, name: str, head: str, rows: Iterable[str]) -> Path:
    """A CSV file with these lines."""
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return path


def write_all(
    folder: Path,
    practice: str = PRACTICE,
    patients: Iterable[str] = PATIENTS,
    visits: Iterable[str] = VISITS,
) -> list[Path]:
    """All three files."""
    definition = folder / "practice.yaml"
    definition.write_text(practice, "utf-8")
    return [
        definition,
        write(folder, "patients.csv", PATIENT_COLUMNS, patients),
        write(folder, "appointments.csv", VISIT_COLUMNS, visits),
    ]


def load(
    folder: Path,
    practice: str = PRACTICE,
    patients: Iterable[str] = PATIENTS,
    visits: Iterable[str] = VISITS,
    *,
    complete: bool = False,
    now: datetime = NOW,
) -> LoadReport:
    """Write the files and load them."""
    return load_files(write_all(folder, practice, patients, visits), complete=complete, now=now)
