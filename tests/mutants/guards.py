"""The guards, by invariant: what to take away, and the test that must notice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """Replace `old` by `new` in a file of the checkout."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Guard:
    """One guard (with its twin, where there are two) and the test that fails without it."""

    invariant: int
    name: str
    test: str
    changes: tuple[Change, ...] = ()
    ddl: str = ""


GUARDS: tuple[Guard, ...] = (
    Guard(
        4,
        "the database refuses two visits on one schedule",
        "tests/scheduling -k fifty",
        ddl="ALTER TABLE scheduling_occupancy DROP CONSTRAINT no_two_visits_on_one_schedule",
    ),
    Guard(
        7,
        "row-level security hides another practice's rows",
        "tests/test_ground.py::test_rows_of_another_practice_are_invisible_and_cannot_be_written",
        ddl="ALTER TABLE patients_patient DISABLE ROW LEVEL SECURITY",
    ),
    Guard(
        7,
        "composite keys refuse another practice's patient",
        "tests/test_ground.py::test_a_reference_to_another_practices_row_is_refused",
        ddl="ALTER TABLE scheduling_appointment DROP CONSTRAINT scheduling_appointment_patient_id_in_practice",
    ),
    Guard(
        7,
        "consent is only added to (trigger and rights)",
        "tests/test_ground.py::test_consent_rows_cannot_be_changed_even_by_the_owner",
        ddl="DROP TRIGGER append_only ON patients_consentevent; "
        "GRANT UPDATE, DELETE ON patients_consentevent TO replywell_app",
    ),
    Guard(
        7,
        "the audit trail is only added to (trigger and rights)",
        "tests/audit/test_audit.py::test_nobody_changes_the_trail",
        ddl="DROP TRIGGER append_only ON audit_event; DROP TRIGGER append_only_whole ON audit_event; "
        "GRANT UPDATE, DELETE, TRUNCATE ON audit_event TO replywell_app",
    ),
)
