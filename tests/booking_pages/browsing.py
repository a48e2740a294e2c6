"""A browser without script, and what it reads."""

from html import unescape

from django.http import HttpResponse
from django.test import Client


def browser() -> Client:
    """Without any memory, on a host that the pages answer to."""
    return Client(SERVER_NAME="localhost")


def words_of(response: HttpResponse) -> str:
    """The page's source, with its marks undone."""
    return unescape(response.content.decode())
