"""The addresses of the public pages. No address holds anything about a patient."""

from django.urls import path

from replywell.booking_pages.views import visits

OWN = "v/<str:token>/"

urlpatterns = [
    path(OWN, visits.visits, name="page_visits"),
    path(OWN + "book/", visits.book, name="page_book_again"),
    path(OWN + "<uuid:visit_id>/move/", visits.move, name="page_move"),
    path(OWN + "<uuid:visit_id>/cancel/", visits.cancel, name="page_cancel"),
    path(OWN + "<uuid:visit_id>/visit.ics", visits.calendar, name="page_calendar"),
]
