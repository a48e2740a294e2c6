from django.apps import AppConfig


class BookingPagesConfig(AppConfig):
    name = "replywell.booking_pages"
    label = "booking_pages"
