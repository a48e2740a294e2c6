"""Every address of the web process."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("replywell.booking_pages.urls")),
    path("", include("replywell.console.urls")),
]
