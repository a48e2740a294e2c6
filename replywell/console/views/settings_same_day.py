"""Settings of booking by text, and of the tables that sort same-day wishes: read, tried, changed, switched on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replywell.console import triage_words, tryout
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.setup import triage as parts
from replywell.console.setup.booking import KIND, BookingForm
from replywell.console.setup.fields import Known, Setting
from replywell.console.setup.practice import LANGUAGES
from replywell.console.setup.triage import title_of
from replywell.console.views.settings import both, edit_page, show
from replywell.console.words import span
from replywell.ehr.edit import Edited
from replywell.practices import triage, triage_body, triage_tables
from replywell.practices.booking_models import TriageTable
from replywell.practices.models import Staff
from replywell.practices.triage import TableError
from replywell.practices.triage_tables import TableRefused
from replywell.scheduling.models import AppointmentType

HOME = "/settings/triage/"


@needs(Right.SETTINGS)
@both
def booking(request: StaffRequest) -> HttpResponse:
    """Which kind of visit a text books."""
    known = Known(request.practice, request.now)
    kinds = [
        {
            "name": one.name, "address": f"/settings/visits/{one.public_id}/", "by_text": one.bookable_by_text,
            "lead": span(60 * one.lead_minutes), "days": one.horizon_days, "video": one.video,
        }
        for one in AppointmentType.objects.order_by("name")
    ]  # fmt: skip
    return edit_page(
        request, BookingForm, KIND, KIND, title=_("Booking by text"), first=_("Default"), known=known,
        intro=_("Which kind of visit a patient gets who writes that they want to come."),
        template="console/settings/booking.html", kinds=kinds,
    )  # fmt: skip


# Triage tables: the list


@dataclass(frozen=True)
class Own:
    """A table of the practice: its newest version, and the one in use, if any."""

    newest: TriageTable
    used: TriageTable | None
    title: str
    versions: int


def own_tables() -> list[Own]:
    """The practice's tables by name. One query."""
    found: dict[str, list[TriageTable]] = {}
    for row in TriageTable.objects.order_by("code", "-version"):
        found.setdefault(row.code, []).append(row)
    return sorted(
        (
            Own(rows[0], next((one for one in rows if one.in_use), None), title_of(rows[0].body), len(rows))
            for rows in found.values()
        ),
        key=lambda one: (one.used is None, one.title),
    )


@needs(Right.TRIAGE)
@require_GET
def tables(request: StaffRequest) -> HttpResponse:
    """The practice's tables, and the examples that come along."""
    return render(
        request,
        "console/settings/triage.html",
        {
            "title": _("Same-day triage"),
            "intro": _(
                "Sorts who writes how they feel: who comes today, whom a nurse calls. It never says what somebody has."
            ),
            "own": own_tables(),
            "examples": [
                (code, title_of(body), len(body["symptoms"]), len(triage_body.rule_ids(body)))
                for code, body in triage.shipped().items()
            ],
        },
    )


@needs(Right.TRIAGE)
@require_POST
def copy(request: StaffRequest) -> HttpResponse:
    """A table of the practice's own, with the content of an example or of another of its tables."""
    source = request.POST.get("of", "")
    body = triage.shipped().get(source) or _table(source).body
    try:
        made = triage_tables.copy(
            request.practice.pk, body, name=request.POST.get("name", ""), actor=actor(request), now=request.now
        )
    except (TableRefused, TableError) as trouble:
        messages.error(request, str(trouble))
        return redirect(HOME)
    messages.success(request, _("Added. It is not in use: read it with a clinician, and change what does not fit."))
    return redirect(f"{HOME}{made.public_id}/")


# One table


@needs(Right.TRIAGE)
@require_GET
def table(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """One version, row by row."""
    row = _table(table_id)
    versions = list(TriageTable.objects.filter(code=row.code).order_by("-version"))
    others = TriageTable.objects.filter(in_use=True).exclude(pk=row.pk).first()
    return render(
        request,
        "console/settings/triage_table.html",
        {
            "title": title_of(row.body), "row": row, "versions": versions, "newest": versions[0],
            "back": (_("Same-day triage"), HOME), "in_its_place": others and title_of(others.body),
            "intro": _("Version %(version)s") % {"version": row.version},
            "try_address": f"{HOME}{row.public_id}/try/", "changeable": row.pk == versions[0].pk,
            "names": dict(Staff.objects.values_list("code", "name")),
            **readable(row.body),
        },
    )  # fmt: skip


@needs(Right.TRIAGE)
@require_GET
def example(request: StaffRequest, example_code: str) -> HttpResponse:
    """One example that comes along, row by row."""
    body = _example(example_code)
    return render(
        request,
        "console/settings/triage_table.html",
        {
            "title": title_of(body), "back": (_("Same-day triage"), HOME), "code": example_code,
            "intro": _("An example, which no practice uses as it is: add a copy, and let a clinician review it."),
            "try_address": f"{HOME}examples/{example_code}/try/",
            **readable(body),
        },
    )  # fmt: skip


def readable(body: Mapping[str, Any]) -> dict[str, Any]:
    """A table as its page shows it: symptoms with words and rules, questions."""
    found, language = triage.parse(body), get_language() or "en"
    symptoms = [
        {
            "code": one.code, "name": triage_words.name_of(one.code),
            "words": parts.by_language(body["symptoms"][one.code]["words"]),
            "rules": [
                {
                    "id": rule.id, "if": triage_words.conditions(found, rule, language),
                    "then": triage_words.OUTCOMES[rule.then], "tone": triage_words.TONES[rule.then],
                }
                for rule in one.rules
            ],
        }
        for one in found.symptoms.values()
    ]  # fmt: skip
    questions = [
        {
            "code": one.code, "name": triage_words.name_of(one.code), "text": one.text,
            "choices": [triage_words.in_language(words, language) for words in one.choices.values()],
            "ages": triage_words.ages(one.ages), "said": parts.by_language(body["questions"][one.code].get("said")),
        }
        for one in found.questions.values()
    ]  # fmt: skip
    return {"symptoms": symptoms, "questions": questions}


@needs(Right.SETTINGS)
@require_POST
def switch_on(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """Use this version, with the name of the clinician who reviewed it."""
    row = _table(table_id)
    try:
        if request.POST.get("sure") != "yes":
            raise TableRefused(_("Tick that every row was reviewed."))
        with transaction.atomic():
            triage_tables.switch_on(
                request.practice.pk, row.code, row.version, reviewed_by=request.POST.get("reviewed_by", ""),
                actor=actor(request), now=request.now,
            )  # fmt: skip
    except TableRefused as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, _("In use from now on."))
    return redirect(f"{HOME}{table_id}/")


@needs(Right.SETTINGS)
@require_POST
def switch_off(request: StaffRequest) -> HttpResponse:
    """Sort no wishes any more."""
    if triage_tables.switch_off(request.practice.pk, actor=actor(request), now=request.now):
        messages.success(request, _("No table is in use: who writes how they feel goes to a nurse."))
    return redirect(HOME)


# Changes: each is a new version


@needs(Right.TRIAGE)
@both
def symptom(request: StaffRequest, table_id: UUID, symptom: str = "") -> HttpResponse:
    """A symptom's words and rules; without a code a new one."""
    row = _table(table_id)
    if request.method != "POST" and (newer := _newer(request, row)):
        return newer
    if symptom and symptom not in row.body["symptoms"]:
        raise Http404("There is no such symptom in this table.")
    known = parts.Content(request.practice, request.now, row.body, symptom)
    have = Edited(row.pk, parts.shown_symptom(row.body, symptom)) if symptom else None
    form = parts.SymptomForm(have, known, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = _saved(request, row, form.body(), form)
        if made:
            return redirect(f"{HOME}{made.public_id}/")
    return show(
        request, form, triage_words.name_of(symptom) if symptom else _("Add a symptom"),
        _("Saving makes a new version. It is used only after a clinician reviewed it and it is switched on."),
        "console/settings/triage_symptom.html", 400 if form.is_bound else 200, verb=_("Save as a new version"),
        back=(title_of(row.body), f"{HOME}{table_id}/"), first=_("What patients call it"), have=have,
        remove=f"{HOME}{table_id}/symptoms/{symptom}/remove/" if symptom and len(row.body["symptoms"]) > 1 else "",
    )  # fmt: skip


@needs(Right.TRIAGE)
@require_POST
def symptom_remove(request: StaffRequest, table_id: UUID, symptom: str) -> HttpResponse:
    """A version without this symptom."""
    row = _table(table_id)
    if symptom not in row.body["symptoms"]:
        raise Http404("There is no such symptom in this table.")
    made = _saved(request, row, triage_body.without_symptom(row.body, symptom))
    return redirect(f"{HOME}{made.public_id if made else table_id}/")


@needs(Right.TRIAGE)
@both
def question(request: StaffRequest, table_id: UUID, question: str = "") -> HttpResponse:
    """A question; without a code a new one, with the rule that asks it."""
    row = _table(table_id)
    if request.method != "POST" and (newer := _newer(request, row)):
        return newer
    if question and question not in row.body["questions"]:
        raise Http404("There is no such question in this table.")
    known = parts.Content(request.practice, request.now, row.body)
    have = Edited(row.pk, parts.shown_question(row.body, question)) if question else None
    form = parts.QuestionForm(have, known, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = _saved(request, row, form.body(question), form)
        if made:
            return redirect(f"{HOME}{made.public_id}/")
    return show(
        request, form, triage_words.name_of(question) if question else _("Add a question"),
        _("Saving makes a new version. It is used only after a clinician reviewed it and it is switched on."),
        "console/settings/form.html", 400 if form.is_bound else 200, verb=_("Save as a new version"),
        back=(title_of(row.body), f"{HOME}{table_id}/"), first=_("The question"), have=have,
    )  # fmt: skip


def _saved(
    request: StaffRequest, row: TriageTable, body: triage_body.Body, form: Setting | None = None
) -> TriageTable | None:
    """The next version; None where it cannot be one, which the form or the page then says."""
    try:
        with transaction.atomic():
            made = triage_tables.revise(request.practice.pk, row, body, actor=actor(request), now=request.now)
    except TableError as trouble:
        words = [f"{one[:1].upper()}{one[1:]}." for one in trouble.problems]
    except TableRefused as trouble:
        words = [str(trouble)]
    else:
        if made.pk == row.pk:
            messages.success(request, _("Nothing was changed."))
        else:
            messages.success(request, _("Saved as version %(version)s. It is not in use.") % {"version": made.version})
        return made
    for one in words:
        if form is not None:
            form.add_error(None, one)
        else:
            messages.error(request, one)
    return None


# Trying it


@needs(Right.TRIAGE)
@both
def try_table(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """What would happen if a patient wrote this."""
    row = _table(table_id)
    words = _("Version %(version)s") % {"version": row.version}
    return _try(request, row.body, (f"{title_of(row.body)}, {words}", f"{HOME}{table_id}/"))


@needs(Right.TRIAGE)
@both
def try_example(request: StaffRequest, example_code: str) -> HttpResponse:
    """The same with an example."""
    body = _example(example_code)
    return _try(request, body, (title_of(body), f"{HOME}examples/{example_code}/"))


def _try(request: StaffRequest, body: Mapping[str, Any], back: tuple[str, str]) -> HttpResponse:
    given = request.POST
    language = given.get("language") if given.get("language") in LANGUAGES else request.practice.language
    age, problem, trial = given.get("age", "").strip().lower().replace(" ", ""), "", None
    months = triage.months_of(f"{age}y" if age.isdecimal() else age)
    texts = [one for one in given.getlist("text") if one.strip()]
    said = given.get("pick") or given.get("say", "").strip()
    if request.method == "POST" and "again" not in given:
        texts += [said] if said else []
        if age and months is None:
            problem = _("Write the age in years, or 8m for 8 months.")
        elif texts:
            trial = tryout.play(
                request.practice, triage.parse(body), texts, months=months, language=str(language), now=request.now
            )
    return render(
        request,
        "console/settings/triage_try.html",
        {
            "title": _("Try it"), "back": back, "trial": trial, "texts": texts if trial else [], "problem": problem,
            "age": given.get("age", ""), "language": language, "languages": LANGUAGES.items(),
            "intro": _("What would happen if a patient wrote this? Nothing is sent, and nothing is kept."),
            "typed": said if problem else "", "most": tryout.LONGEST,
            "outcome": triage_words.OUTCOMES.get(trial.outcome, "") if trial else "",
        },
        status=400 if problem else 200,
    )  # fmt: skip


# What they share


def actor(request: StaffRequest) -> str:
    """The member of staff, as the audit trail names them."""
    return f"staff:{request.staff.code}"


def _table(wanted: UUID | str) -> TriageTable:
    try:
        found = TriageTable.objects.filter(public_id=UUID(str(wanted))).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404("There is no such table here.")
    return found


def _newer(request: StaffRequest, row: TriageTable) -> HttpResponse | None:
    """The way to the newest version, where this one is not it: only that one is changed."""
    newest = TriageTable.objects.filter(code=row.code, version__gt=row.version).order_by("-version").first()
    if newest is None:
        return None
    messages.error(request, _("There is a newer version. Only the newest is changed."))
    return redirect(f"{HOME}{newest.public_id}/")


def _example(code: str) -> Mapping[str, Any]:
    found = triage.shipped().get(code)
    if found is None:
        raise Http404("There is no such example.")
    return found
