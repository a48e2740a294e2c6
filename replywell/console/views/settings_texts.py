"""Settings of texts and of who is reached: numbers, wordings, the practice's own words, on call."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replywell.common import phones
from replywell.console import delivery
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.setup import numbers as deeds
from replywell.console.setup import wordings as texts
from replywell.console.setup.fields import Known
from replywell.console.setup.overview import Line
from replywell.console.setup.texts import NewNumberForm, NumberForm, OnCallForm, WordsForm, own_accounts
from replywell.console.views.settings import add_page, both, edit_page, saved
from replywell.dialogue.paging import on_call as who_is_on_call
from replywell.ehr import edit
from replywell.messaging import approve
from replywell.messaging import wording as shipped
from replywell.messaging.approve import Refused
from replywell.practices.models import Number, Staff

# Numbers


@needs(Right.SETTINGS)
@require_GET
def numbers(request: StaffRequest) -> HttpResponse:
    """The numbers we text from."""
    lines = []
    for one in Number.objects.select_related("account").order_by("-active", "id"):
        missing = _("the carrier refuses it") if one.stopped_at else "" if one.active else _("not in use")
        words = f"{one.account.carrier.capitalize()} · {one.account.key}"
        lines.append(Line(phones.display(one.phone), f"/settings/numbers/{one.public_id}/", words, missing))
    return render(
        request,
        "console/settings/list.html",
        {
            "title": _("Numbers"), "intro": _("What patients see as the sender, and text to."), "lines": lines,
            "new_address": "/settings/numbers/new/", "new_words": _("Add a number"), "empty": _("No number yet."),
            "empty_how": _("The first number comes with the practice's file, which names its carrier account."),
        },
    )  # fmt: skip


@needs(Right.SETTINGS)
@both
def number(request: StaffRequest, number_id: UUID) -> HttpResponse:
    """One number: in use or not, its pace, its tests."""
    found = _number(number_id)
    colleagues = [one for one in Staff.objects.filter(active=True).exclude(phone="").order_by("name")]  # noqa: C416
    tests = [(one, *delivery.told(one, request.now)) for one in deeds.last_tests(found)]
    return edit_page(
        request, NumberForm, "number", found.phone, title=phones.display(found.phone),
        intro=f"{found.account.carrier.capitalize()} · {found.account.key}", back=(_("Numbers"), "/settings/numbers/"),
        template="console/settings/number.html", number=found, colleagues=colleagues, tests=tests, first=_("Use"),
    )  # fmt: skip


@needs(Right.SETTINGS)
@require_POST
def number_deed(request: StaffRequest, number_id: UUID, deed_name: str) -> HttpResponse:
    """A test text, sending again, the test of CANCEL."""
    found = _number(number_id)
    try:
        if deed_name == "test":
            to = Staff.objects.filter(code=request.POST.get("to", ""), active=True).first()
            if to is None:
                raise deeds.NotPossible(_("Choose a colleague."))
            message = deeds.send_test(request.staff, found, to, now=request.now)
            _tone, words = delivery.told(message, request.now)
            said_words = {"name": to.name, "how": words}
            messages.success(request, _("A test text to %(name)s: %(how)s.") % said_words)
        elif deed_name == "resume":
            deeds.resume(request.staff, found, now=request.now)
            messages.success(request, _("Texts leave from it again."))
        elif deeds.check_cancel(request.staff, found, now=request.now):
            messages.success(request, _("CANCEL came through untouched."))
        else:
            messages.error(request, _("The carrier answered CANCEL itself: take the word off its list of stop words."))
    except deeds.NotPossible as trouble:
        messages.error(request, str(trouble))
    return redirect(f"/settings/numbers/{number_id}/")


@needs(Right.SETTINGS)
@both
def number_new(request: StaffRequest) -> HttpResponse:
    """Another number of a carrier account that the practice uses."""
    if not own_accounts():
        messages.error(request, _("The first number comes with the practice's file, which names its carrier account."))
        return redirect("/settings/numbers/")
    known = Known(request.practice, request.now)
    form = NewNumberForm(None, known, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            edit.add(
                request.practice.pk, "number", phone, form.wanted(), actor=f"staff:{request.staff.code}",
                now=request.now,
            )  # fmt: skip
        except edit.Taken as trouble:
            form.add_error("phone", str(trouble))
        else:
            saved(request)
            messages.success(request, _("Added. Send a test text from it."))
            return redirect(f"/settings/numbers/{Number.objects.get(phone=phone).public_id}/")
    return add_page(
        request, form, title=_("Add a number"), back=(_("Numbers"), "/settings/numbers/"), first=_("Number")
    )


def _number(wanted: UUID) -> Number:
    found = Number.objects.select_related("account").filter(public_id=wanted).first()
    if found is None:
        raise Http404("There is no such number here.")
    return found


# On call and words


@needs(Right.SETTINGS)
@both
def on_call(request: StaffRequest) -> HttpResponse:
    """Who is paged when a text cannot wait."""
    called = who_is_on_call(request.now)
    return edit_page(
        request, OnCallForm, "on_call", "on_call", title=_("On call"),
        intro=_("Whom an emergency, or trouble with texting, reaches by text and by mail."),
        template="console/settings/on_call.html", called=called, phones=any(one.phone for one in called),
    )  # fmt: skip


@needs(Right.SETTINGS)
@both
def words(request: StaffRequest) -> HttpResponse:
    """What patients call clinicians, places and visits."""
    return edit_page(
        request, WordsForm, "vocabulary", "vocabulary", title=_("Your own words"),
        intro=_("What patients call your clinicians, places and visits besides their names: with commas between."),
    )  # fmt: skip


# Wordings


@needs(Right.SETTINGS)
@require_GET
def wordings(request: StaffRequest) -> HttpResponse:
    """Every text that the software sends."""
    return render(
        request,
        "console/settings/wordings.html",
        {
            "title": _("Wordings"),
            "intro": _("What the software texts, filled in with an example. Each change is a new version."),
            "groups": texts.every(request.practice, request.now),
        },
    )


@needs(Right.SETTINGS)
@both
def wording(request: StaffRequest, key: str) -> HttpResponse:
    """One text in every language: look at a change, then use it."""
    if key not in shipped.shipped("en"):
        raise Http404("There is no such text.")
    text = texts.one(request.practice, key, request.now)
    typed: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        language = request.POST.get("language", "")
        had = next((one for one in text.wordings if one.language == language), None)
        after = request.POST.get("after", "")
        if had is None or not after.isdecimal():
            raise Http404("There is no such language here.")
        body = request.POST.get("body", "").strip().replace("\r\n", "\n")
        typed = {"language": language, "body": body, "wrong": approve.refusals(key, language, body), "sample": None}
        try:
            typed["sample"] = texts.sample_of(request.practice, key, language, body, request.now)
            if request.POST.get("do") == "use" and not typed["wrong"]:
                if body == had.body:
                    raise Refused([_("That is the wording in use. Nothing was changed.")])
                made = approve.approve(
                    request.practice.pk, key, language, body, after=int(after), by=request.staff.code, now=request.now
                )
                messages.success(request, _("Version %(version)s is in use.") % {"version": made.version})
                return redirect(request.path)
        except Refused as trouble:
            typed["wrong"] = typed["wrong"] or trouble.why
        status = 400 if typed["wrong"] else 200
    return render(
        request,
        "console/settings/wording.html",
        {
            "title": text.title,
            "intro": _(
                "Words in {braces} are filled in; a part in [brackets] is left out when there is nothing to say."
            ),
            "back": (_("Wordings"), "/settings/wordings/"),
            "text": text,
            "typed": typed,
            "history": texts.history(key),
            "names": dict(Staff.objects.values_list("code", "name")),
            "may_be_long": key in shipped.may_be_long("en"),
        },
        status=status,
    )
