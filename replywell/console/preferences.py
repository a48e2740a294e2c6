"""How one person likes the pages: language, colours, a sound. Kept with the log-in, carried in the session."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from replywell.console.models import Preferences

CHOICES: dict[str, tuple[str, ...]] = {"language": ("en", "es"), "theme": ("", "light", "dark"), "sound": ("0", "1")}


def choose(request: HttpRequest, name: str, value: str) -> None:
    """Keep one choice, for this session and the next ones. ValueError when there is no such choice."""
    if value not in CHOICES.get(name, ()):
        raise ValueError(f"{name} cannot be {value!r}.")
    user_id = request.user.pk
    assert user_id is not None
    kept: str | bool = value == "1" if name == "sound" else value
    Preferences.objects.update_or_create(user_id=user_id, defaults={name: kept})
    request.session[name] = kept


@receiver(user_logged_in)
def _carry(request: HttpRequest, user: Any, **_: Any) -> None:
    found = Preferences.objects.filter(user_id=user.pk).first()
    for name in CHOICES:
        value = getattr(found, name, "")
        if value:
            request.session[name] = value
        else:
            request.session.pop(name, None)


class LanguageMiddleware:
    """The page's language: what the person chose, else what the browser asks for, else English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.session.get("language")
        language = chosen if chosen in dict(settings.LANGUAGES) else translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language",))
        return response
