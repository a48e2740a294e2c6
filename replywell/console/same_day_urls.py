"""The addresses of the pages of triage tables."""

from django.urls import path

from replywell.console.views import settings_same_day as views

HOME = "settings/triage/"
ONE = f"{HOME}<uuid:table_id>/"
EXAMPLE = f"{HOME}examples/<slug:example_code>/"

TRIAGE = [
    path(HOME, views.tables, name="set_triage"),
    path(f"{HOME}copy/", views.copy, name="set_triage_copy"),
    path(f"{HOME}off/", views.switch_off, name="set_triage_off"),
    path(EXAMPLE, views.example, name="set_triage_example"),
    path(f"{EXAMPLE}try/", views.try_example, name="set_triage_try_example"),
    path(ONE, views.table, name="set_triage_table"),
    path(f"{ONE}on/", views.switch_on, name="set_triage_on"),
    path(f"{ONE}try/", views.try_table, name="set_triage_try"),
    path(f"{ONE}symptoms/new/", views.symptom, name="set_triage_symptom_new"),
    path(f"{ONE}symptoms/<slug:symptom>/", views.symptom, name="set_triage_symptom"),
    path(f"{ONE}symptoms/<slug:symptom>/remove/", views.symptom_remove, name="set_triage_symptom_remove"),
    path(f"{ONE}questions/new/", views.question, name="set_triage_question_new"),
    path(f"{ONE}questions/<slug:question>/", views.question, name="set_triage_question"),
]
