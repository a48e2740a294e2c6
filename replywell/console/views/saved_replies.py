"""The saved replies of a practice: a list, a form, and what each one said before."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replywell.console import composer, words
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.messaging import saved
from replywell.practices.models import Practice


@needs(Right.ANSWER)
@require_GET
def saved_replies(request: StaffRequest) -> HttpResponse:
    """All that are offered, in the practice's language."""
    rows = []
    for one in saved.offered():
        body, _language = one.in_language(request.practice.language, request.practice.language)
        rows.append({"saved": one, "body": body, "languages": [words.language(code) for code in one.bodies]})
    context = {
        "title": _("Saved replies"), "rows": rows,
        "intro": _("What staff send often. You put one into a conversation, read it, and send it."),
    }  # fmt: skip
    return render(request, "console/saved_replies.html", context)


@needs(Right.ANSWER)
@require_http_methods(["GET", "POST"])
def saved_reply(request: StaffRequest, reply_id: UUID | None = None) -> HttpResponse:
    """A new one, or the next version of one."""
    found = saved.one(reply_id) if reply_id else None
    if reply_id and found is None:
        raise Http404("There is no such saved reply.")
    name, bodies = (found.reply.name, found.bodies) if found else ("", {})
    problem = ""
    if request.method == "POST":
        name = request.POST.get("name", "")
        bodies = {code: request.POST.get(f"body_{code}", "") for code in _languages(request.practice)}
        try:
            saved.save(
                request.practice, request.staff, name, bodies, now=request.now, reply=found.reply if found else None
            )
        except saved.SavedReplyError as wrong:
            problem = str(wrong)
        else:
            messages.success(request, _("Saved. It is offered beside every conversation."))
            return redirect("/settings/replies/")
    fields = [
        {"code": code, "label": words.language(code), "body": bodies.get(code, ""), "size": _size(bodies.get(code, ""))}
        for code in _languages(request.practice)
    ]
    context = {
        "title": found.reply.name if found else _("New saved reply"),
        "back": (_("Saved replies"), "/settings/replies/"),
        "found": found, "name": name, "fields": fields, "problem": problem, "places": saved.PLACES.items(),
        "history": saved.history(found.reply) if found else [],
    }  # fmt: skip
    return render(request, "console/saved_reply.html", context, status=400 if problem else 200)


@needs(Right.ANSWER)
@require_POST
def retire(request: StaffRequest, reply_id: UUID) -> HttpResponse:
    """No longer offer it."""
    found = saved.one(reply_id)
    if found is None:
        raise Http404("There is no such saved reply.")
    saved.retire(found.reply, request.staff, now=request.now)
    messages.success(request, _("It is no longer offered."))
    return redirect("/settings/replies/")


def _languages(practice: Practice) -> list[str]:
    return list(dict.fromkeys([practice.language, *practice.languages]))


def _size(body: str) -> composer.Size:
    return composer.size_of(body)
