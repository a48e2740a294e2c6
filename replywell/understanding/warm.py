"""What reading loads when a text first needs it, loaded before: tables of words, patterns of times, weights."""

from datetime import UTC, datetime

from .model import Asked
from .read import read

_NEEDS_EVERYTHING = {
    "en": "can I move my visit to thursday at 3 pm?",
    "es": "¿puedo cambiar mi cita al jueves a las 3?",
}


def warm_up() -> None:
    """Load what English and Spanish texts need: about a second, which the first patient after a restart need not wait.

    Each other language loads what is its own with its first text: a quarter of a second.
    """
    for language, text in _NEEDS_EVERYTHING.items():
        read(text, Asked(lang=language), datetime(2026, 3, 2, 15, tzinfo=UTC))
