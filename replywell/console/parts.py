"""Parts of a page that change by themselves: rendered with a mark, sent again only when the page has another one."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
"""Another one in each rendering: it must not make an unchanged part look new."""
SWAP = SafeString(' hx-swap-oob="true"')


def make(
    names: Iterable[str],
    context: Mapping[str, Any],
    request: HttpRequest,
    *,
    swap: bool = False,
    shown: Mapping[str, object] | None = None,
) -> dict[str, SafeString]:
    """Each part's HTML by its name, marked with a digest of what it shows. `swap`: to be put into an open page.

    `shown`: everything that a part depends on but the reader's language, by the part's name. Such a part is not
    rendered for a page that has it.
    """
    made = {}
    have = _marks(request) if swap else set()
    for name in names:
        mark = _digest(f"{get_language()} {shown[name]!r}") if shown and name in shown else ""
        if f"{name}:{mark}" in have:
            continue
        body = render_to_string(f"console/parts/{name}.html", dict(context), request=request)
        mark = mark or _digest(_TOKEN.sub("", body))
        made[name] = format_html(
            '<div id="part-{}" class="part part-{}" data-mark="{}:{}"{}>{}</div>',
            name, name, name, mark, SWAP if swap else "", SafeString(body),
        )  # fmt: skip
    return made


def respond(request: HttpRequest, made: Mapping[str, str], said: str = "", problem: str = "") -> HttpResponse:
    """The parts that the page does not have yet (`have` lists its marks), and a line at the foot; 204 for nothing."""
    have = _marks(request)
    answer = [part for part in made.values() if part.partition('data-mark="')[2].partition('"')[0] not in have]
    if said or problem:
        answer.append(
            format_html(
                '<div id="toast" hx-swap-oob="true" class="toast {}" role="{}">{}</div>',
                "problem" if problem else "said",
                "alert" if problem else "status",
                problem or said,
            )
        )
    return HttpResponse("".join(answer)) if answer else HttpResponse(status=204)


def _marks(request: HttpRequest) -> set[str]:
    return set((request.GET.get("have") or request.POST.get("have") or "").split(","))


def _digest(words: str) -> str:
    return hashlib.blake2s(words.encode(), digest_size=6).hexdigest()
