"""One patient among many is found by whatever the person at the desk has, and never one of another practice."""

import os
import time
from datetime import date

import psycopg
import pytest
from django.db import connection

from replywell.common.tenancy import practice_scope
from replywell.patients import chart_address
from replywell.patients.models import ChartAddress, Patient
from replywell.patients.search import find, read
from tests.practice import Oak, make_patient, make_practice

TODAY = date(2026, 3, 2)


def names(oak: Oak, query: str) -> list[str]:
    with practice_scope(oak.id):
        return [one.full_name for one in find(query, TODAY)]


@pytest.fixture
def oak(db: None) -> Oak:
    made = make_practice()
    make_patient(made, "José", "Núñez-Ortega", "+12125550123", chart_id="MRN-77", born=date(1980, 5, 1))
    make_patient(
        made, "Leo", "Núñez-Ortega", "+12125550123", chart_id="MRN-78", born=date(2015, 11, 30), role="guardian"
    )
    make_patient(made, "Siobhán", "O'Brien", "+14155550188", chart_id="100", born=date(1980, 5, 1))
    return made


FOUND = {
    "nunez": ["José Núñez-Ortega", "Leo Núñez-Ortega"],
    "ortega jo": ["José Núñez-Ortega"],
    "  LEO   Núñ ": ["Leo Núñez-Ortega"],
    "obrien": ["Siobhán O'Brien"],
    "o'bri": ["Siobhán O'Brien"],
    "(212) 555-0123": ["José Núñez-Ortega", "Leo Núñez-Ortega"],
    "+1 415 555 0188": ["Siobhán O'Brien"],
    "0188": ["Siobhán O'Brien"],
    "415555": ["Siobhán O'Brien"],
    "5/1/1980": ["José Núñez-Ortega", "Siobhán O'Brien"],
    "1980-05-01": ["José Núñez-Ortega", "Siobhán O'Brien"],
    "May 1, 1980": ["José Núñez-Ortega", "Siobhán O'Brien"],
    "5/1/80 obrien": ["Siobhán O'Brien"],
    "mrn-7": ["José Núñez-Ortega", "Leo Núñez-Ortega"],
    "MRN-78": ["Leo Núñez-Ortega"],
    "100": ["Siobhán O'Brien"],
    "zz": [],
    "": [],
    "'": [],
    "%": [],
    "\\": [],
    "& | ! :*": [],
    "2/30/1980": [],
}


def test_a_patient_is_found_by_name_phone_birth_date_or_chart_id(oak: Oak) -> None:
    assert {query: names(oak, query) for query in FOUND} == FOUND


def test_a_patient_of_another_practice_is_never_found(oak: Oak) -> None:
    elm = make_practice("elm", "+12125550200")
    for query in ("nunez", "0123", "5/1/1980", "mrn-77"):
        assert names(elm, query) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM find_patients('nunez', NULL, '', '', 10)")
        assert cursor.fetchall() == []


def test_years_of_two_digits_lie_in_the_past() -> None:
    assert read("1/2/26", TODAY).born == date(2026, 1, 2)
    assert read("1/2/27", TODAY).born == date(1927, 1, 2)


def test_among_many_no_search_reads_a_whole_table(oak: Oak) -> None:
    with psycopg.connect(os.environ["REPLYWELL_TEST_SUPERUSER_URL"], autocommit=True) as owner:
        owner.execute(
            "INSERT INTO patients_patient (practice_id, chart_id, first_name, last_name, language, active, birth_date) "
            "SELECT %s, 'c' || n, 'First' || n %% 900, 'Last' || n %% 997, '', true, "
            "date '1940-01-01' + n %% 20000 FROM generate_series(1, 20000) n",
            [oak.id],
        )
        owner.execute("ANALYZE patients_patient")
    for query in ("first12 last77", "5/1/1980", "c77", "last5 5/1/1980"):
        with practice_scope(oak.id):
            before, began = _whole_reads(), time.monotonic()
            for _ in range(7):  # from the sixth on PostgreSQL may use one plan for all values
                find(query, TODAY)
            assert _whole_reads() == before, query
            assert time.monotonic() - began < 7 * 0.1


def _whole_reads() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'patients_patient'")
        return int(cursor.fetchone()[0] or 0)


def test_a_chart_opens_in_the_record_system(oak: Oak) -> None:
    with practice_scope(oak.id):
        chart_address.set_template(oak.id, "https://ehr.example/chart?id={chart_id}")
        patient = Patient.objects.get(chart_id="MRN-77")
        patient.chart_id = "A/7 &x=1"
        assert (
            chart_address.address(chart_address.template(), patient) == "https://ehr.example/chart?id=A%2F7%20%26x%3D1"
        )
        chart_address.set_template(oak.id, " ")
        assert chart_address.address(chart_address.template(), patient) == ""
        assert not ChartAddress.objects.exists()


def test_an_address_that_is_none_is_refused(oak: Oak) -> None:
    for wrong in (
        "javascript:alert({chart_id})",
        "ehr.example/{chart_id}",
        "https://ehr.example/",
        "https://{chart_id}.example/",
        "//x/{chart_id}",
    ):
        with practice_scope(oak.id), pytest.raises(ValueError, match=r"Write|belongs"):
            chart_address.set_template(oak.id, wrong)
