"""The addresses of the public pages. No address holds anything about a patient."""

from django.urls import path

from replywell.booking_pages.views import intake, public, visits, waiting

OWN = "v/<str:token>/"
INTAKE = "i/<str:token>/"

PUBLIC = "book/<slug:practice_code>/"

urlpatterns = [
    path(PUBLIC, public.book, name="page_book"),
    path(PUBLIC + "ask/", public.ask, name="page_ask"),
    path(PUBLIC + "sent/", public.sent, name="page_sent"),
    path(OWN + "wait/", waiting.wait, name="page_wait"),
    path(OWN, visits.visits, name="page_visits"),
    path(OWN + "book/", visits.book, name="page_book_again"),
    path(OWN + "details/", intake.begin, name="page_intake_begin"),
    path(OWN + "<uuid:visit_id>/move/", visits.move, name="page_move"),
    path(OWN + "<uuid:visit_id>/cancel/", visits.cancel, name="page_cancel"),
    path(OWN + "<uuid:visit_id>/visit.ics", visits.calendar, name="page_calendar"),
    path(INTAKE, intake.start, name="page_intake"),
    path(INTAKE + "<slug:name>/", intake.step, name="page_intake_step"),
]
