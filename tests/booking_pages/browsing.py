"""A browser without script, and what it reads."""

from html import unescape
from typing import Protocol

from django.test import Client


class Page(Protocol):
    """What was answered."""

    @property
    def content(self) -> bytes:
        """The page's bytes."""
        ...


def browser() -> Client:
    """Without any memory, on a host that the pages answer to."""
    return Client(SERVER_NAME="localhost")


def words_of(response: Page) -> str:
    """The page's source, with its marks undone."""
    return unescape(response.content.decode())
