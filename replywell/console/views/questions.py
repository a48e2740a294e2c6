"""The questions for new patients: look at them, change a draft, try it as on a phone, use it from now on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.setup import question_forms as forms
from replywell.console.setup.question_preview import talk
from replywell.console.views.settings import both
from replywell.dialogue import question_drafts, questions
from replywell.dialogue.question_drafts import ChangedMeanwhile, Draft
from replywell.dialogue.questions import Question
from replywell.patients.models import QuestionSet
from replywell.practices.models import Staff

HERE = "/settings/questions/"


@needs(Right.SETTINGS)
@both
def overview(request: StaffRequest) -> HttpResponse:
    """All questions in order, and where their answers lead; POST moves, removes, throws the draft away or uses it."""
    draft = question_drafts.current()
    wrong: list[str] = draft.wrong if draft.stamp else []
    if request.method == "POST":
        try:
            with transaction.atomic():
                said = _do(request)
            messages.success(request, said)
            return redirect(HERE)
        except ChangedMeanwhile as trouble:
            messages.error(request, str(trouble))
            return redirect(HERE)
        except ValueError as trouble:
            wrong = draft.wrong or [str(trouble)]
    return render(
        request,
        "console/settings/questions.html",
        {
            "title": _("Questions for new patients"),
            "intro": _("What somebody without a chart is asked by text, one question a text, before times are shown."),
            "draft": draft,
            "wrong": wrong,
            "rows": [_row(draft, one) for one in draft.questions],
            "history": list(QuestionSet.objects.order_by("-version")[:20]),
            "names": dict(Staff.objects.values_list("code", "name")),
        },
        status=400 if request.method == "POST" else 200,
    )


def _do(request: StaffRequest) -> str:
    """What the pressed button says, `do` and `key`; returns what to tell."""
    key, deed = request.POST.get("key", ""), request.POST.get("do", "")
    how: dict[str, Any] = {"stamp": _stamp(request), "now": request.now}
    match deed:
        case "up" | "down":
            question_drafts.move(request.staff, key, -1 if deed == "up" else 1, **how)
            return _("Moved, in the draft.")
        case "remove":
            question_drafts.remove(request.staff, key, **how)
            return _("Removed from the draft.")
        case "discard":
            question_drafts.discard(request.staff, **how)
            return _("The draft is gone. What is in use stays.")
        case "publish":
            version = question_drafts.publish(request.staff, **how)
            return _("Version %(version)s is in use. Who is being asked now finishes with the one before.") % {
                "version": version
            }
    raise ValueError(_("The page is out of date. Reload it and try again."))


def _row(draft: Draft, question: Question) -> dict[str, Any]:
    options = [
        {"text": one.get("text") or {}, "leads": _leads(draft, str(one.get("next") or ""))}
        for one in question.get("options") or ()
    ]
    return {
        "key": question["key"],
        "text": question.get("text") or {},
        "name": questions.name_of(question),
        "kind": forms.kind_words(str(question["kind"])) if question["kind"] != "choice" else "",
        "options": options,
        "leads": _leads(draft, str(question.get("next") or "")),
    }


def _leads(draft: Draft, key: str) -> str:
    """Where something leads, if not simply on."""
    return _("then %(what)s") % {"what": forms.way_words(draft.questions, key)} if key else ""


@needs(Right.SETTINGS)
@both
def add(request: StaffRequest) -> HttpResponse:
    """A new question, at the end of the list."""
    return _edit(request, question_drafts.current(), None)


@needs(Right.SETTINGS)
@both
def question(request: StaffRequest, question_key: str) -> HttpResponse:
    """One question."""
    draft = question_drafts.current()
    found = draft.question(question_key)
    if found is None:
        raise Http404("There is no such question.")
    return _edit(request, draft, found)


def _edit(request: StaffRequest, draft: Draft, have: Question | None) -> HttpResponse:
    shown: Question = have or {"key": "", "kind": "choice", "text": {}, "next": "", "options": []}
    wrong: list[str] = []
    if request.method == "POST":
        shown = forms.read(request.POST.dict(), have, [one["key"] for one in draft.questions])
        wrong = questions.check_one(shown)
        if not wrong:
            try:
                with transaction.atomic():
                    question_drafts.put(request.staff, shown, stamp=_stamp(request), now=request.now)
            except ChangedMeanwhile as trouble:
                wrong = [str(trouble)]
            else:
                messages.success(request, _("Kept in the draft. Nobody is asked it before you use the draft."))
                return redirect(HERE)
    spoken = forms.languages(request.practice.languages)
    return render(
        request,
        "console/settings/question.html",
        {
            "title": questions.name_of(have) if have else _("Add a question"),
            "back": (_("Questions for new patients"), HERE),
            "draft": draft,
            "have": have,
            "shown": shown,
            "wrong": wrong,
            "texts": [(code, name, shown["text"].get(code, "")) for code, name in spoken],
            "answers": [
                (row, [(code, name, row.text.get(code, "")) for code, name in spoken]) for row in forms.rows_of(shown)
            ],
            "own": shown["kind"] == "choice",
            "kind_words": forms.kind_words(str(shown["kind"])),
            "kinds": forms.kinds(),
            "onward": forms.ways(draft.questions, str(shown["key"])),
            "longest": questions.LONGEST,
            "longest_answer": questions.LONGEST_OPTION,
        },
        status=400 if wrong else 200,
    )


@needs(Right.SETTINGS)
@require_GET
def preview(request: StaffRequest) -> HttpResponse:
    """The draft as a conversation on a phone (`say`: what was answered so far, `lang`). Nothing is sent."""
    draft = question_drafts.current()
    spoken = forms.languages(request.practice.languages)
    language = request.GET.get("lang", "")
    if language not in dict(spoken):
        language = request.practice.language if request.practice.language in dict(spoken) else "en"
    picks = request.GET.getlist("say")
    wrong = draft.wrong
    played = None if wrong else talk(request.practice, draft.questions, language, picks, request.now)
    asked = len(draft.questions)
    return render(
        request,
        "console/settings/questions_preview.html",
        {
            "title": _("Try it as on a phone"),
            "intro": ngettext(
                "%(count)s question, as a newcomer gets it. Nothing is sent.",
                "%(count)s questions, as a newcomer gets them. Nothing is sent.", asked,
            ) % {"count": asked},
            "back": (_("Questions for new patients"), HERE),
            "talk": played,
            "wrong": wrong,
            "picks": picks,
            "language": language,
            "spoken": spoken,
        },
    )  # fmt: skip


def _stamp(request: StaffRequest) -> int:
    try:
        return int(request.POST.get("stamp", ""))
    except ValueError:
        raise ValueError(_("The page is out of date. Reload it and try again.")) from None
