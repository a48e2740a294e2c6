"""The addresses of the settings pages."""

from django.urls import path

from replywell.console import same_day_urls
from replywell.console.views import settings, settings_calendar, settings_filling, settings_same_day, settings_texts
from replywell.console.views.settings_page import booking_page

SETTINGS = [
    path("settings/", settings.overview, name="settings"),
    path("settings/practice/", settings.practice, name="set_practice"),
    path("settings/texting/", settings.texting, name="set_texting"),
    path("settings/closures/", settings.closures, name="set_closures"),
    path("settings/pause/", settings.pause, name="set_pause"),
    path("settings/locations/", settings_calendar.locations, name="set_locations"),
    path("settings/locations/new/", settings_calendar.location_new, name="set_location_new"),
    path("settings/locations/<uuid:location_id>/", settings_calendar.location, name="set_location"),
    path("settings/clinicians/", settings_calendar.clinicians, name="set_clinicians"),
    path("settings/clinicians/new/", settings_calendar.clinician_new, name="set_clinician_new"),
    path("settings/clinicians/<uuid:practitioner_id>/", settings_calendar.clinician, name="set_clinician"),
    path("settings/clinicians/<uuid:practitioner_id>/works-at/", settings_calendar.works_at, name="set_works_at"),
    path("settings/calendars/<uuid:schedule_id>/", settings_calendar.calendar, name="set_calendar"),
    path("settings/rooms/", settings_calendar.rooms, name="set_rooms"),
    path("settings/rooms/new/", settings_calendar.room_new, name="set_room_new"),
    path("settings/visits/", settings_calendar.visits, name="set_visits"),
    path("settings/visits/new/", settings_calendar.visit_new, name="set_visit_new"),
    path("settings/visits/<uuid:type_id>/", settings_calendar.visit, name="set_visit"),
    path("settings/numbers/", settings_texts.numbers, name="set_numbers"),
    path("settings/numbers/new/", settings_texts.number_new, name="set_number_new"),
    path("settings/numbers/<uuid:number_id>/", settings_texts.number, name="set_number"),
    *(
        path(
            f"settings/numbers/<uuid:number_id>/{deed}/", settings_texts.number_deed, {"deed_name": deed},
            name=f"set_number_{deed.replace('-', '_')}",
        )
        for deed in ("test", "resume", "cancel-test")
    ),
    path("settings/backfill/", settings_filling.backfill, name="set_backfill"),
    path("settings/booking/", settings_same_day.booking, name="set_booking"),
    *same_day_urls.TRIAGE,
    path("settings/page/", booking_page, name="set_booking_page"),
    path("settings/on-call/", settings_texts.on_call, name="set_on_call"),
    path("settings/words/", settings_texts.words, name="set_words"),
    path("settings/wordings/", settings_texts.wordings, name="set_wordings"),
    path("settings/wordings/<str:key>/", settings_texts.wording, name="set_wording"),
]  # fmt: skip
