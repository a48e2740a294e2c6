"""The rows of `bench console`: a practice of ten years, made by the database itself.

Texts run over ten years, some conversations are long and most are short; tasks are open and done, ten clinicians have
full days behind and before them, one text in ten is for the nurse. Rows that no page reads (attempts, status updates)
are left out, and of the time that visits occupy only what begins within a month before today.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from datetime import time as wall
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import connections, models

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue.models import Mention, Prompt, RunVisit, Snooze, Task, TaskNote, WakeUp, WorkflowRun
from replywell.messaging import templates
from replywell.messaging.models import Conversation, Message, TextIndex
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Patient, PatientNote, Suppression
from replywell.practices.create import create_practice
from replywell.practices.models import (
    CarrierAccount,
    Location,
    Number,
    OnCall,
    OpeningHours,
    Practice,
    Practitioner,
    Role,
    Staff,
)
from replywell.scheduling.models import Appointment, AppointmentType, Occupancy, Schedule, Session, TypeNeeds

ZONE = "America/New_York"
DAYS = 3_650
VISITS_A_DAY = 16
STARTS = [wall(hour, minute) for hour in (8, 9, 10, 11, 13, 14, 15, 16) for minute in (0, 30)]
FIRST = (
    "Maria", "John", "Wei", "Aisha", "Liam", "Olga", "Noah", "Emma", "Luis", "Ana", "Ivan", "Mia", "Omar", "Zoe", "Raj",
    "Eva", "Karl", "Ines", "Tom", "Lucia",
)  # fmt: skip
LAST = (
    "Smith", "Johnson", "Garcia", "Nguyen", "Patel", "Kim", "Brown", "Davis", "Lopez", "Diaz", "Ortiz", "Reed", "Cole",
    "Haddad", "Novak", "Rossi", "Weber", "Silva", "Khan", "Cohen", "Park", "Meyer", "Stone", "Walsh", "Ford", "Lane",
    "Price", "Shaw", "Wood", "Hayes",
)  # fmt: skip
RARE_NAME = "Quillfeather"
STAFF_SAID = (
    "Thank you, we have noted that. See you at your visit.",
    "The doctor is running a little late today, about fifteen minutes. Sorry about that.",
    "Yes, parking is free behind the building. Please use the side entrance.",
    "Your referral was sent to the specialist this morning. Their office will call you.",
    "We have your insurance card on file, nothing else is needed.",
    "Please bring the list of your medicines and your glasses to the visit.",
)
PATIENT_ASKED = (
    "Hi, is parking free at your place? I am coming with my mother who walks slowly.",
    "can I get a copy of my records please, my new job wants the vaccination dates",
    "Do you take Blue Cross insurance? they changed my plan in January",
    "I got a bill for 45 dollars and I thought the insurance paid for it",
    "running 10 minutes late, traffic on the bridge",
    "did the referral to the specialist go out? they say they have nothing from you",
    "Can I move my visit to thursday afternoon, any time after 3",
    "¿Puedo llevar a mi hijo a la cita mañana? No tengo con quién dejarlo",
)
CLINICAL_ASKED = (
    "the rash came back after I stopped the cream, should I start again?",
    "my blood pressure was 152 over 94 this morning and I feel a bit dizzy",
    "I need a refill of my lisinopril, the pharmacy says you must approve it",
)
RARE_WORD, FREQUENT_WORD = "zoster", "visit"
LARGE: tuple[type[models.Model], ...] = (
    Contact, Patient, ContactLink, ConsentEvent, Appointment, Message, TextIndex, Conversation, Task, TaskNote,
    WorkflowRun, RunVisit, Prompt, WakeUp, AuditEvent,
)  # fmt: skip
"""Tables whose indexes are made after they are full."""


@dataclass(frozen=True)
class Made:
    """A practice of the bench."""

    practice: Practice
    messages: int


def make(code: str, *, contacts: int, messages: int, number: str, days: int = DAYS, ahead: int = 60) -> Made:
    """A practice with so many contacts and texts over `days` days, visits for `ahead` days more.

    Two people can log in: "CODE-desk" and "CODE-nurse".
    """
    practice = _ground(code, number)
    _Rows(practice, contacts, messages, days, ahead).all()
    return Made(practice, messages)


def _ground(code: str, number: str) -> Practice:
    """The practice without patients: places, people, hours, kinds of visits."""
    practice = create_practice(
        code, name=f"Practice {code}", text_name="Bench", phone="+12125550111", zone=ZONE, state="NY",
        languages=["en", "es"],
    )  # fmt: skip
    account, _ = CarrierAccount.objects.get_or_create(
        key="bench", defaults={"carrier": "twilio", "config": {"account_sid": "AC" + "0" * 32}}
    )
    with practice_scope(practice.pk):
        templates.install(practice.pk, clock.now())
        places = [
            Location.objects.create(practice=practice, code=one, name=one.title(), zone=ZONE)
            for one in ("main", "north")
        ]
        OpeningHours.objects.bulk_create(
            OpeningHours(practice=practice, location=place, weekday=day, opens=wall(8), closes=wall(17))
            for place in places for day in range(7)
        )  # fmt: skip
        kinds = [
            AppointmentType.objects.create(
                practice=practice, code=name, name=name.title(), text_names={"en": name, "es": name}, minutes=30
            )
            for name in ("visit", "checkup", "vaccine")
        ]
        Number.objects.create(practice=practice, account=account, phone=number)
        for one in range(10):
            name = f"{FIRST[one]} {LAST[one]}"
            who = Practitioner.objects.create(
                practice=practice, code=f"p{one}", name=name, text_name=f"Dr. {LAST[one]}"
            )
            schedule = Schedule.objects.create(
                practice=practice, code=f"p{one}", name=name, kind="practitioner", practitioner=who,
                location=places[one % 2],
            )  # fmt: skip
            for kind in kinds:
                TypeNeeds.objects.create(practice=practice, type=kind, part="practitioner", schedule=schedule)
            Session.objects.bulk_create(
                Session(practice=practice, schedule=schedule, weekday=day, starts=start, ends=end)
                for day in range(7) for start, end in ((wall(8), wall(12)), (wall(13), wall(17)))
            )  # fmt: skip
        for role, name in ((Role.FRONT_DESK, "desk"), (Role.CLINICAL, "nurse")):
            user = get_user_model()(username=f"{code}-{name}")
            user.set_unusable_password()
            user.save()
            for one in range(6):
                staff = Staff.objects.create(
                    practice=practice, code=f"{name}{one}", role=role, user=None if one else user,
                    name=f"{FIRST[one + 3]} {name.title()}",
                )  # fmt: skip
            OnCall.objects.create(practice=practice, staff=staff, rank=1)
    return practice


class _Rows:
    """Fills the tables of one practice, each with one statement of the owner."""

    def __init__(self, practice: Practice, contacts: int, messages: int, days: int, ahead: int) -> None:
        self.practice, self.contacts, self.messages, self.days = practice, contacts, messages, days
        self.ahead = ahead
        self.patients = contacts * 11 // 10
        now = clock.now()
        self.today = now.astimezone(ZoneInfo(ZONE)).date()
        with practice_scope(practice.pk):
            self.desks = [*Staff.objects.filter(role=Role.FRONT_DESK).order_by("id").values_list("id", flat=True)]
            self.nurses = [*Staff.objects.filter(role=Role.CLINICAL).order_by("id").values_list("id", flat=True)]
            self.number = Number.objects.get().pk
            self.kinds = [*AppointmentType.objects.values_list("id", flat=True)]
            self.schedules = [
                *Schedule.objects.order_by("id").values_list("id", "practitioner_id", "location_id")
            ]  # fmt: skip
        self.cursor = connections["owner"].cursor()
        self.at: dict[type[models.Model], int] = {}

    def all(self) -> None:
        """Everything, in one transaction."""
        with connections["owner"].cursor() as self.cursor:
            self.cursor.execute("BEGIN")
            self.cursor.execute("SET LOCAL session_replication_role TO replica; SELECT setseed(0.42)")
            self._people()
            self._visits()
            self._texts()
            self._conversations()
            self._work()
            self._automation()
            self._trail()
            self.cursor.execute("COMMIT")

    def _people(self) -> None:
        self._fill(Contact, self.contacts, phone="'+1917' || lpad(n::text, 7, '0')", line_type="'mobile'")
        self._fill(
            Patient, self.patients, chart_id="'MRN-' || n",
            first_name=f"({_array(FIRST)})[1 + (n * 7919) % {len(FIRST)}]",
            last_name=f"CASE WHEN n % 20011 = 5 THEN '{RARE_NAME}' ELSE ({_array(LAST)})"
            f"[1 + (n / {len(FIRST)} * 104729) % {len(LAST)}] || CASE n % 3 WHEN 0 THEN '' ELSE '-' || ({_array(LAST)})"
            f"[1 + (n * 31) % {len(LAST)}] END END",
            birth_date="date '1935-01-01' + (n * 37 % 31000)::int",
        )  # fmt: skip
        # Every tenth phone speaks for a child too.
        self._fill(
            ContactLink, self.patients, patient_id=f"{self._first(Patient)} + n - 1",
            contact_id=f"{self._first(Contact)} + CASE WHEN n <= {self.contacts} THEN n - 1"
            f" ELSE (n - {self.contacts}) * 10 - 1 END",
            role=f"CASE WHEN n <= {self.contacts} THEN 'self' ELSE 'guardian' END",
        )  # fmt: skip
        self._fill(
            ConsentEvent, self.contacts, phone="'+1917' || lpad(n::text, 7, '0')", granted="true", words="'I agree'",
            channel="'form'", actor="'patient'", at=f"now() - {self.days} * interval '1 day'",
        )  # fmt: skip
        self._fill(
            Suppression, self.contacts // 100, phone="'+1917' || lpad((n * 97)::text, 7, '0')", why="'opt_out'",
            words="'STOP'", since="now() - n * interval '1 hour'",
        )  # fmt: skip
        self._fill(
            PatientNote, self.patients // 5, patient_id=f"{self._first(Patient)} + n * 5 - 1",
            author_id=f"({_array(self.desks + self.nurses)})[1 + n % {len(self.desks + self.nurses)}]",
            body="'Prefers mornings; walks with a cane.'", at="now() - n * interval '1 hour'",
        )  # fmt: skip

    def _visits(self) -> None:
        last = self.today + timedelta(days=self.ahead)
        first = self.today - timedelta(days=self.days)
        schedules = ",".join(f"({n}, {key}, {who}, {place})" for n, (key, who, place) in enumerate(self.schedules))
        times = _array([f"{one:%H:%M}" for one in STARTS])
        near = f"BETWEEN {_day(self.today - timedelta(days=14))} AND {_day(self.today + timedelta(days=14))}"
        self.cursor.execute(
            f"""CREATE TEMPORARY TABLE slots ON COMMIT DROP AS
            SELECT row_number() OVER (ORDER BY day, slot, who) AS n, random() AS r, schedule, who, place, starts_at
              FROM generate_series({_day(first)}, {_day(last)}, interval '1 day') AS day
              JOIN (VALUES {schedules}) AS s (k, schedule, who, place)
                ON extract(isodow FROM day) < 6 OR day::date {near}
              CROSS JOIN generate_series(1, {VISITS_A_DAY}) AS slot
              CROSS JOIN LATERAL
                (SELECT (day::date + ({times})[slot]::time) AT TIME ZONE '{ZONE}' AS starts_at) AS t"""
        )
        self._fill(
            Appointment, "slots", patient_id=f"{self._first(Patient)} + floor(random() * {self.patients})::bigint",
            type_id=f"({_array(self.kinds)})[1 + n % 3]", location_id="place", practitioner_id="who",
            starts_at="starts_at", ends_at="starts_at + interval '30 minutes'", version="1", booked_via="'staff'",
            status="CASE WHEN r < 0.07 THEN 'cancelled' WHEN starts_at > now() THEN 'booked'"
            " WHEN r < 0.12 THEN 'noshow' WHEN starts_at > now() - interval '1 hour' THEN 'arrived'"
            " ELSE 'fulfilled' END",
            confirmation="CASE WHEN starts_at > now() + interval '3 days' THEN 'unasked'"
            " WHEN r < 0.75 THEN 'confirmed' ELSE 'asked' END",
        )  # fmt: skip
        self._fill(
            Occupancy, f"(SELECT * FROM slots WHERE starts_at > {_day(self.today - timedelta(days=30))}) AS s",
            appointment_id=f"{self._first(Appointment)} + n - 1", schedule_id="schedule",
            period="tstzrange(starts_at, starts_at + interval '30 minutes')", occupies="r >= 0.07",
        )  # fmt: skip

    def _texts(self) -> None:
        pairs, today = self.messages // 2, min(150, self.messages // 20)
        self.cursor.execute(
            f"""CREATE TEMPORARY TABLE pairs ON COMMIT DROP AS
            SELECT p, {self._first(Conversation)} + c AS conversation, '+1917' || lpad((c + 1)::text, 7, '0') AS phone,
                   (ARRAY['remind','remind','remind','remind','remind','ask','ask','ask','ask','nurse'])[1 + p % 10]
                     AS kind,
                   CASE WHEN p > {pairs - today} THEN now() - ({pairs} - p + 1) * interval '2 minutes'
                        ELSE date_trunc('day', now()) - {self.days} * interval '1 day'
                           + floor({self.days}::float8 * p / {pairs + 1}) * interval '1 day'
                           + interval '13 hours' + interval '10 hours'
                           * ({self.days}::float8 * p / {pairs + 1} - floor({self.days}::float8 * p / {pairs + 1}))
                         - interval '1 day'
                   END AS at
              FROM generate_series(1, {pairs}) AS p,
                   LATERAL (SELECT floor({self.contacts} * random() ^ 2 + 0 * p)::bigint AS c) AS chosen"""
        )
        out = "(way = 'out')"
        desk = f"({_array(self.desks)})[1 + p % {len(self.desks)}]"
        nurse = f"({_array(self.nurses)})[1 + p % {len(self.nurses)}]"
        self._fill(
            Message,
            """(SELECT 2 * p - 1 + half AS n, pairs.*,
                  CASE WHEN (kind = 'remind') = (half = 0) THEN 'out' ELSE 'in' END AS way
                  FROM pairs CROSS JOIN generate_series(0, 1) AS half) AS texts""",
            conversation_id="conversation", direction="way", phone="phone", number_id=str(self.number),
            body=f"""CASE kind || way
              WHEN 'remindout' THEN 'Bench: your visit with Dr. ' || ({_array(LAST)})[1 + p % {len(LAST)}] ||
                ' is on ' || to_char(at + interval '3 days', 'Dy Mon FMDD') ||
                ' at 2:30 pm. Reply C to confirm, R to move it. Reply STOP to end texts.'
              WHEN 'remindin' THEN ({_array(["Yes", "C", "ok see you then", "Sí, ahí estaré", "R"])})[1 + p % 5]
              WHEN 'askin' THEN ({_array(PATIENT_ASKED)})[1 + p % {len(PATIENT_ASKED)}] ||
                CASE WHEN p % 20000 = 16 THEN ' It is about the {RARE_WORD} vaccine.'
                     WHEN p % 8 = 0 THEN ' ref ' || substr(md5(p::text), 1, 5) ELSE '' END
              WHEN 'nursein' THEN ({_array(CLINICAL_ASKED)})[1 + p % {len(CLINICAL_ASKED)}]
              ELSE ({_array(STAFF_SAID)})[1 + p % {len(STAFF_SAID)}] END""",
            status=f"CASE WHEN NOT {out} THEN 'received' WHEN p % 1500 = 7 THEN 'failed' ELSE 'delivered' END",
            settled_at=f"CASE WHEN {out} AND p % 1500 = 7 AND p < {pairs} * 0.9 THEN at END",
            failure=f"CASE WHEN {out} AND p % 1500 = 7 THEN 'unreachable' ELSE '' END",
            created_at=f"at + CASE WHEN {out} = (kind = 'remind') THEN interval '0' ELSE interval '1 minute' END",
            stored_at="at", handled_at=f"CASE WHEN NOT {out} THEN at END",
            carrier="'twilio'", carrier_id=f"'SM{self.practice.pk:06d}' || lpad(n::text, 26, '0')",
            reading="CASE kind || way "
            + " ".join(
                f"WHEN '{kind}' THEN '{json.dumps({'intent': intent, 'confidence': 0.95})}'::jsonb"
                for kind, intent in (("remindin", "confirm"), ("askin", "question"), ("nursein", "clinical_concern"))
            )
            + " END",
            ended_in=f"CASE WHEN {out} THEN '' WHEN kind = 'remind' THEN 'reply' ELSE 'task' END",
            purpose=f"CASE WHEN NOT {out} THEN '' WHEN kind = 'remind' THEN 'reminder' ELSE 'staff' END",
            workflow=f"CASE WHEN {out} AND kind = 'remind' THEN 'confirm_visit' ELSE '' END",
            author_id=f"CASE WHEN NOT {out} OR kind = 'remind' THEN NULL"
            f" WHEN kind = 'nurse' THEN {nurse} ELSE {desk} END",
            delivered_at=f"CASE WHEN {out} THEN at END", accepted_at=f"CASE WHEN {out} THEN at END",
            language="'en'",
        )  # fmt: skip

    def _conversations(self) -> None:
        first, last = self._first(Message), self._last(Message)
        newest = last - min(260, self.messages // 10)
        self._fill(
            Conversation,
            f"""(SELECT n, told, heard, coalesce(heard_id > {newest}, false) AS fresh
                   FROM generate_series(1, {self.contacts}) AS n LEFT JOIN (
                   SELECT conversation_id - {self._first(Conversation)} + 1 AS n, max(created_at) AS told,
                          max(created_at) FILTER (WHERE direction = 'in') AS heard,
                          max(id) FILTER (WHERE direction = 'in') AS heard_id
                     FROM messaging_message WHERE id BETWEEN {first} AND {last} GROUP BY 1) AS m USING (n)) AS c""",
            contact_id=f"{self._first(Contact)} + n - 1", number_id=str(self.number), last_in_at="heard",
            last_message_at="told", unread="fresh", language="'en'",
        )  # fmt: skip
        # Texts of the last minutes are not in the index yet, as on any day.
        self._fill(
            TextIndex,
            f"""(WITH found AS (SELECT row_number() OVER (ORDER BY id) AS n, id AS text, body FROM messaging_message
                                 WHERE id BETWEEN {first} AND {last - min(100, self.messages // 20)}),
                      words AS MATERIALIZED (SELECT body, search_words(body) AS words
                                               FROM (SELECT DISTINCT body FROM found) AS bodies)
                 SELECT n, text, words.words AS held FROM found JOIN words USING (body) ORDER BY n) AS m""",
            message_id="text",
            words=f"held || array_to_tsvector(ARRAY['@{self.practice.pk}:' || text / 16384])",
        )  # fmt: skip

    def _work(self) -> None:
        first, last = self._first(Message), self._last(Message)
        everybody = self.desks + self.nurses
        tasks = self.messages // 25
        open_ = min(300, tasks // 2)
        self._fill(
            Task,
            f"""(SELECT row_number() OVER (ORDER BY id) AS n, id AS text, conversation_id AS thread, created_at AS at,
                   reading ->> 'intent' = 'clinical_concern' AS clinical
                   FROM (SELECT * FROM messaging_message
                          WHERE id BETWEEN {first} AND {last} AND direction = 'in' AND ended_in = 'task'
                          ORDER BY id DESC LIMIT {tasks}) AS m) AS t""",
            conversation_id="thread", message_id="text", created_at="at", due_at="at + interval '4 hours'",
            queue=f"CASE WHEN clinical OR n = {tasks} THEN 'clinical'"
            " ELSE (ARRAY['front_desk','front_desk','billing','scheduling'])[1 + n % 4] END",
            reason="'question'", summary="'Has a question we cannot answer'",
            emergency=f"n > {tasks - open_} AND (clinical AND n % 40 = 0 OR n = {tasks})",
            taken_by_id=f"CASE WHEN n > {tasks - open_} AND n % 3 = 0 THEN {self.desks[0]} END",
            closed_at=f"CASE WHEN n <= {tasks - open_} THEN at + interval '2 hours' END",
            closed_by_id=f"CASE WHEN n <= {tasks - open_} THEN {self.desks[1]} END",
        )  # fmt: skip
        self._fill(
            TaskNote, self.messages // 50,
            conversation_id=f"{self._first(Conversation)} + floor({self.contacts} * random() ^ 2)::bigint",
            author_id=f"({_array(everybody)})[1 + n % {len(everybody)}]",
            body="'Called the insurance, they will send the form again.'",
            at=f"now() - ({self.messages // 50} - n) * interval '2 hours'", shared="n % 9 = 0",
        )  # fmt: skip
        self._fill(
            Mention, min(2_000, self.messages // 50), note_id=f"{self._last(TaskNote)} - n + 1",
            staff_id=f"({_array(self.desks)})[1 + n % 6]", seen_at="CASE WHEN n > 60 THEN now() END",
        )  # fmt: skip
        asleep = min(40, self.contacts // 10)
        snoozes = self.messages // 100
        self._fill(
            Snooze, snoozes, by_id=str(self.desks[0]), at="now() - interval '1 day'",
            conversation_id=f"{self._first(Conversation)} + CASE WHEN n <= {asleep} THEN n * 7"
            f" ELSE floor({self.contacts} * random())::bigint END",
            until="now() + interval '1 day'", last_in_id_then=str(last),
            ended_at=f"CASE WHEN n > {asleep} THEN now() - interval '1 hour' END",
        )  # fmt: skip

    def _automation(self) -> None:
        """A run for every reminder, ended; those of the next visits are under way."""
        first = self._first(Message)
        asked = self.messages // 2 // 10 * 5
        self.cursor.execute(
            f"""CREATE TEMPORARY TABLE asked ON COMMIT DROP AS
            SELECT row_number() OVER (ORDER BY p) AS n, p, conversation, at, {first} + 2 * p - 2 AS text
              FROM pairs WHERE kind = 'remind' ORDER BY p LIMIT {asked}"""
        )
        live = f"n > {asked} - {min(500, asked // 10)}"
        self._fill(
            WorkflowRun, "asked", conversation_id="conversation", workflow="'confirm_visit'",
            state=f"CASE WHEN {live} THEN 'asked' ELSE 'confirmed' END", started_at="at",
            ended_at=f"CASE WHEN NOT {live} THEN at + interval '1 minute' END",
            ended_why=f"CASE WHEN NOT {live} THEN 'confirmed' ELSE '' END",
        )  # fmt: skip
        ahead = f"(SELECT id FROM scheduling_appointment WHERE practice_id = {self.practice.pk} AND status = 'booked' "
        self._fill(
            RunVisit, "asked", run_id=f"{self._first(WorkflowRun)} + n - 1",
            appointment_id=f"CASE WHEN {live} THEN {ahead} LIMIT 1) + n % 300"
            f" ELSE {self._first(Appointment)} + n % {self._count(Appointment)} END",
        )  # fmt: skip
        self._fill(
            Prompt, "asked", conversation_id="conversation", run_id=f"{self._first(WorkflowRun)} + n - 1",
            message_id="text", context="'confirm_prompt'", accepts="ARRAY['confirm','cancel','reschedule']",
            opened_at="at", expires_at="at + interval '3 days'", state="'asked'",
            closed_at=f"CASE WHEN NOT {live} THEN at + interval '1 minute' END", closed_why="'answered'",
        )  # fmt: skip
        self._fill(
            WakeUp, f"(SELECT row_number() OVER (ORDER BY id) AS n, id AS visit, starts_at AS at, status"
            f" FROM scheduling_appointment WHERE practice_id = {self.practice.pk} AND id % 2 = 0) AS v",
            workflow="'confirm_visit'", name="'remind'", appointment_id="visit", appointment_version="1",
            due_at="at - interval '1 day'", done_at="CASE WHEN status <> 'booked' THEN at END", done_how="'ran'",
            key="'remind:' || visit",
        )  # fmt: skip

    def _trail(self) -> None:
        """Bookings, confirmations and looks, in the partition of their month."""
        start = self.today - timedelta(days=self.days + 31)
        self.cursor.execute("SELECT audit_make_partitions(%s, %s)", [start, self.days // 28 + 3])
        begins = f"FROM scheduling_appointment WHERE practice_id = {self.practice.pk} AND starts_at < now()"
        self._fill(
            AuditEvent,
            f"""(SELECT starts_at - interval '20 days' AS t, 'visit.booked' AS verb, 'appointment:' || id AS about,
                        '{{"via": "staff"}}'::jsonb AS more {begins}
                 UNION ALL SELECT starts_at - interval '1 day', 'visit.confirmed', 'appointment:' || id, '{{}}' {begins}
                 UNION ALL SELECT created_at, 'thread.viewed', 'conversation:' || conversation_id, '{{}}'
                   FROM messaging_message WHERE id BETWEEN {self._first(Message)} AND {self._last(Message)}
                    AND id % 2 = 0
                 UNION ALL SELECT created_at, 'conversation.taken', 'conversation:' || conversation_id, '{{}}'
                   FROM messaging_message WHERE id BETWEEN {self._first(Message)} AND {self._last(Message)}
                    AND id % 20 = 0) AS told""",
            at="t", wall_at="t", actor="'staff:desk0'", verb="verb", subject="about", details="more",
        )  # fmt: skip

    # How a table is filled

    def _first(self, model: type[models.Model]) -> int:
        """The key of this practice's first row of a table, also before it is filled."""
        if model not in self.at:
            self.cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {model._meta.db_table}")
            self.at[model] = int(self.cursor.fetchone()[0])
        return self.at[model]

    def _last(self, model: type[models.Model]) -> int:
        return self._first(model) + self._count(model) - 1

    def _count(self, model: type[models.Model]) -> int:
        self.cursor.execute(f"SELECT max(id) FROM {model._meta.db_table}")
        return int(self.cursor.fetchone()[0]) - self._first(model) + 1

    def _fill(self, model: type[models.Model], rows: int | str, **columns: str) -> None:
        """Insert rows; what is not given is the model's default. `rows`: a number, or a table with a column n."""
        table = model._meta.db_table
        source = f"generate_series(1, {rows}) AS n" if isinstance(rows, int) else rows
        if model is not AuditEvent:
            columns["id"] = f"{self._first(model)} + n - 1"
        columns["practice_id"] = str(self.practice.pk)
        for field in model._meta.local_concrete_fields:
            has_default = getattr(field, "db_default", models.NOT_PROVIDED) is not models.NOT_PROVIDED
            if field.column in columns or field.null or field.generated or (has_default and not field.has_default()):
                continue
            if field.column == "public_id" or (model is AuditEvent and field.primary_key):
                continue
            columns[str(field.column)] = _literal(field)
        self.cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {source}"
        )
        if model is not AuditEvent:
            self.cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )


def _literal(field: Any) -> str:
    value = field.get_default()
    if isinstance(field, ArrayField):
        return "'{}'"
    if isinstance(field, models.JSONField):
        return f"'{json.dumps(value)}'::jsonb"
    if isinstance(field, SearchVectorField):
        return "''::tsvector"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else _quoted(str(value or ""))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _array(values: Iterable[object]) -> str:
    found = list(values)
    return "ARRAY[" + ", ".join(str(one) if isinstance(one, int) else _quoted(str(one)) for one in found) + "]"


def _day(day: date) -> str:
    return f"date '{day.isoformat()}'"


WHILE_LOADING = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "'8GB'", "autovacuum": "off"}


def let_the_owner_load(server: psycopg.Connection[Any]) -> None:
    """`server`: a superuser's. The owner may load rows without the triggers that check each of them."""
    server.execute("GRANT SET ON PARAMETER session_replication_role TO replywell_owner")


@contextmanager
def loading(superuser_url: str) -> Iterator[None]:
    """On a server of one's own: rows without the checks of each row, indexes made once at the end, then VACUUM."""
    tables = [model._meta.db_table for model in LARGE]
    with psycopg.connect(superuser_url, autocommit=True) as server, connections["owner"].cursor() as owner:
        let_the_owner_load(server)
        for name, value in WHILE_LOADING.items():
            server.execute(f"ALTER SYSTEM SET {name} TO {value}".encode())
        server.execute("SELECT pg_reload_conf()")
        owner.execute(
            """SELECT i.indexrelid::regclass::text, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
                 FROM pg_index i WHERE i.indrelid = ANY(SELECT unnest(%s::text[])::regclass)
                  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)""",
            [tables],
        )
        indexes = owner.fetchall()
        for name, _ in indexes:
            owner.execute(f"DROP INDEX {name}")
        yield
        owner.execute("SET maintenance_work_mem TO '512MB'")
        for _, made in indexes:
            owner.execute(made)
        owner.execute("VACUUM (ANALYZE)")
        server.execute("ALTER SYSTEM RESET ALL")
        server.execute("SELECT pg_reload_conf()")
