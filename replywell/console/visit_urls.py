"""The addresses of visits and patients: by themselves, and under a conversation."""

from django.urls import URLPattern, path

from replywell.console.views import backfills, calendar, documents, patient_phones, patients, today, visits, waitlist

DEEDS = ("confirm", "cancel", "arrive", "no-show", "done", "reopen", "release")
ONE = "inbox/<uuid:public_id>/"


def _of_visits(start: str, prefix: str) -> list[URLPattern]:
    one = f"{start}visits/<uuid:visit_id>/"
    return [
        *(
            path(f"{one}{deed}/", visits.change, {"deed_name": deed}, name=f"{prefix}visit_{deed.replace('-', '_')}")
            for deed in DEEDS
        ),
        path(f"{one}times/", visits.times, name=f"{prefix}visit_times"),
        path(f"{one}move/", visits.move, name=f"{prefix}visit_move"),
        path(f"{one}skip/", visits.skip, name=f"{prefix}visit_skip"),
        path(f"{one}stop/", visits.stop, name=f"{prefix}visit_stop"),
    ]


def _of_patients(start: str, prefix: str) -> list[URLPattern]:
    one = f"{start}patients/<uuid:patient_id>/"
    return [
        path(f"{one}times/", patients.times, name=f"{prefix}patient_times"),
        path(f"{one}book/", patients.book, name=f"{prefix}patient_book"),
        path(f"{one}wait/", waitlist.form, name=f"{prefix}patient_wait"),
        path(f"{one}wait/add/", waitlist.add, name=f"{prefix}patient_wait_add"),
        path(f"{one}notes/", patients.patient_note, name=f"{prefix}patient_note"),
    ]


VISITS = [
    path("today/", today.today, name="today"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("patients/", patients.patients, name="patients"),
    path("patients/<uuid:patient_id>/", patients.chart, name="chart"),
    path("visits/<uuid:visit_id>/", calendar.card, name="visit"),
    path("waitlist/", waitlist.waitlist, name="waitlist"),
    path("waitlist/<uuid:entry_id>/", waitlist.entry, name="waitlist_entry"),
    path("waitlist/<uuid:entry_id>/off/", waitlist.take_off, name="waitlist_off"),
    path("backfill/", backfills.backfills, name="backfills"),
    path("backfill/<uuid:backfill_id>/", backfills.one, name="backfill"),
    path("backfill/<uuid:backfill_id>/whom/", backfills.whom, name="backfill_whom"),
    path("backfill/<uuid:backfill_id>/take/", backfills.take, name="backfill_take"),
    path("backfill/<uuid:backfill_id>/stop/", backfills.stop, name="backfill_stop"),
    path("settings/charts/", patients.chart_link, name="chart_link"),
    path("patients/<uuid:patient_id>/runs/stop/", patients.stop_run, name="patient_stop"),
    path(ONE + "runs/stop/", patients.stop_run, name="thread_stop"),
    path("patients/<uuid:patient_id>/documents/<uuid:document_id>/", documents.document, name="document"),
    path("patients/<uuid:patient_id>/phones/", patient_phones.put_on, name="phone_put_on"),
    path("patients/<uuid:patient_id>/phones/<uuid:contact_id>/off/", patient_phones.take_off, name="phone_take_off"),
    path("patients/<uuid:patient_id>/phones/<uuid:contact_id>/use/", patient_phones.use, name="phone_use"),
    *_of_visits("", ""),
    *_of_visits(ONE, "thread_"),
    *_of_patients("", ""),
    *_of_patients(ONE, "thread_"),
]
