"""Pages that show visits, and how they answer a deed: with their parts anew, in the same request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString

from replywell.console.middleware import StaffRequest
from replywell.console.parts import respond

Parts = Callable[[StaffRequest, QueryDict], dict[str, SafeString]]


@dataclass(frozen=True)
class Shown:
    """A page: how its parts are made anew, and its address, both from what its links carry."""

    parts: Parts
    address: Callable[[QueryDict], str]


PAGES: dict[str, Shown] = {}
"""By the name that forms carry as `page`. Each page's module enters itself."""


def answer(request: StaffRequest, said: str, problem: str = "") -> HttpResponse:
    """After a deed: the parts of the page it came from to a script, the page itself to a browser without."""
    shown = PAGES.get(request.GET.get("page", ""), PAGES["today"])
    if request.headers.get("HX-Request"):
        return respond(request, shown.parts(request, request.GET), said, problem)
    if problem:
        return render(
            request, "console/problem.html", {"problem": problem, "back_to": shown.address(request.GET)}, status=409
        )
    return redirect(shown.address(request.GET))


def fragment(request: StaffRequest, template: str, context: dict[str, Any], alone: str) -> HttpResponse:
    """A piece that goes into an open page; to a browser without script a page of its own, headed `alone`."""
    if request.headers.get("HX-Request"):
        return render(request, template, context)
    return render(request, "console/alone.html", context | {"fragment": template, "alone": alone})


def query(page: str, **more: str) -> str:
    """What a form's address ends with, so that the answer is the page's: "?page=today&day=2026-03-02"."""
    return "?" + urlencode({"page": page, **{key: value for key, value in more.items() if value}})
