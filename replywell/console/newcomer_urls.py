"""The addresses of what staff do for a newcomer, and of the questions that newcomers are asked."""

from django.urls import path

from replywell.console.views import newcomers, questions

ONE = "inbox/<uuid:public_id>/newcomer/"

NEWCOMERS = [
    path(ONE + "answer/", newcomers.answer, name="newcomer_answer"),
    path(ONE + "agreed/", newcomers.agreed, name="newcomer_agreed"),
    path(ONE + "times/", newcomers.times, name="newcomer_times"),
    path(ONE + "book/", newcomers.book, name="newcomer_book"),
    path(ONE + "ask-on/", newcomers.ask_on, name="newcomer_ask_on"),
    path(ONE + "close/", newcomers.close, name="newcomer_close"),
    path(ONE + "intake/<uuid:patient_id>/send/", newcomers.send_intake, name="newcomer_intake_send"),
    path(ONE + "intake/<uuid:patient_id>/revoke/", newcomers.revoke_intake, name="newcomer_intake_revoke"),
    path("patients/<uuid:patient_id>/join/", newcomers.join, name="newcomer_join"),
    path("settings/questions/", questions.overview, name="set_questions"),
    path("settings/questions/add/", questions.add, name="set_question_add"),
    path("settings/questions/preview/", questions.preview, name="set_questions_preview"),
    path("settings/questions/<slug:question_key>/", questions.question, name="set_question"),
]
