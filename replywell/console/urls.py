"""The addresses of the staff pages."""

from django.urls import path

from replywell.console.views import audit, calendar, demo, inbox, session, visits

ONE = "inbox/<uuid:public_id>/"

urlpatterns = [
    path("", session.front, name="front"),
    path("login/", session.log_in, name="log_in"),
    path("logout/", session.log_out, name="log_out"),
    path("practices/", session.practices, name="practices"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/changes/", inbox.changes, name="changes"),
    path("inbox/tasks/<uuid:task_id>/done/", inbox.loose_task, name="loose_task"),
    path(ONE, inbox.inbox, name="conversation"),
    path(ONE + "reply/", inbox.reply, name="reply"),
    path(ONE + "preview/", inbox.preview, name="preview"),
    path(ONE + "take/", inbox.take, name="take"),
    path(ONE + "hand-back/", inbox.hand_back, name="hand_back"),
    path(ONE + "end-pause/", inbox.end_pause, name="end_pause"),
    path(ONE + "note/", inbox.note, name="note"),
    path(ONE + "verified/", inbox.verified, name="verified"),
    *(
        path(
            f"{ONE}tasks/<uuid:task_id>/{deed}/", inbox.task, {"deed_name": deed}, name=f"task_{deed.replace('-', '_')}"
        )
        for deed in ("take", "give-back", "done")
    ),
    *(
        path(f"{ONE}visits/<uuid:visit_id>/{deed}/", visits.change, {"deed_name": deed}, name=f"visit_{deed}")
        for deed in ("confirm", "cancel", "arrive")
    ),
    path(ONE + "visits/<uuid:visit_id>/times/", visits.times, name="visit_times"),
    path(ONE + "visits/<uuid:visit_id>/move/", visits.move, name="visit_move"),
    path(ONE + "patients/<uuid:patient_id>/notes/", visits.patient_note, name="patient_note"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("audit/", audit.audit, name="audit"),
    path("demo/", demo.demo, name="demo"),
    path("demo/changes/", demo.demo_changes, name="demo_changes"),
    path("demo/send/", demo.demo_send, name="demo_send"),
    path("demo/clock/", demo.demo_clock, name="demo_clock"),
    path("demo/phone/", demo.demo_phone, name="demo_phone"),
    path("demo/as/", demo.demo_as, name="demo_as"),
]
