"""The intake page by a signed link that ends: one step a page, saved at each, signed at the end."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from replywell.booking_pages import intake_fields as fields
from replywell.booking_pages import words
from replywell.booking_pages.doors import Visitor, linked
from replywell.dialogue import tasks
from replywell.patients import documents, intake, page_links
from replywell.patients.documents import BadDocument, Checked
from replywell.patients.intake import AlreadySigned, Unfinished
from replywell.scheduling.queries import upcoming_visits

PICTURES_WITH = "insurance"
"""The step that asks for pictures of the card."""


@linked(page_links.VISIT)
def begin(visitor: Visitor) -> HttpResponse:
    """From the patient's own page to the intake: a link of its own, which ends sooner."""
    if visitor.request.method != "POST" or not intake.is_wanted(visitor.patient):
        return redirect(f"/v/{visitor.token}/")
    address = page_links.make(
        visitor.practice.pk, page_links.INTAKE, visitor.patient.pk, now=visitor.now,
        expires_at=visitor.now + page_links.INTAKE_FOR, language=visitor.language, actor="patient",
    )  # fmt: skip
    return redirect(f"/{page_links.PATHS[page_links.INTAKE]}/{address.rstrip('/').rsplit('/', 1)[1]}/")


@linked(page_links.INTAKE)
def start(visitor: Visitor) -> HttpResponse:
    """Where the patient stopped."""
    return _go(visitor, intake.next_step(intake.latest(visitor.patient.pk)))


@linked(page_links.INTAKE)
def step(visitor: Visitor, name: str) -> HttpResponse:
    """One step: shown with what was saved; POST saves it, the last one signs."""
    if name not in (*fields.ORDER, "done"):
        raise Http404("There is no such step.")
    found = intake.latest(visitor.patient.pk)
    waiting = intake.next_step(found)
    if waiting == "":
        return _done(visitor) if name == "done" else _go(visitor, "")
    if name == "done" or fields.ORDER.index(name) > fields.ORDER.index(waiting):
        return _go(visitor, waiting)
    if visitor.request.method != "POST":
        return _form(visitor, name, dict(found.answers.get(name, {})) if found else {}, {})
    answers, wrong = fields.read(name, visitor.request.POST.dict(), visitor.now.date())
    pictures = _pictures(visitor, wrong) if name == PICTURES_WITH else {}
    if wrong:
        return _form(visitor, name, answers, wrong)
    try:
        if name == "signature":
            _sign(visitor, answers["signature_name"])
            return _go(visitor, "")
        saved = intake.save(visitor.patient, name, answers, visitor.now)
        for kind, picture in pictures.items():
            documents.keep(saved, kind, picture, visitor.now)
    except (AlreadySigned, Unfinished):
        return redirect(_address(visitor))
    return _go(visitor, fields.ORDER[fields.ORDER.index(name) + 1])


def _pictures(visitor: Visitor, wrong: dict[str, str]) -> dict[str, Checked]:
    """The pictures that came, checked; what is wrong with one goes into `wrong`."""
    found: dict[str, Checked] = {}
    for kind in documents.KINDS:
        sent = visitor.request.FILES.get(kind)
        if sent is None:
            continue
        try:
            found[kind] = documents.check(sent.read(documents.LARGEST + 1))
        except BadDocument as bad:
            wrong[kind] = f"intake.picture_{bad.code}"
    return found


def _sign(visitor: Visitor, name: str) -> None:
    """Signed, and a task for whoever completes the chart."""
    patient = visitor.patient
    intake.sign(patient, name, visitor.say("intake.signature_words"), visitor.now)
    ahead = upcoming_visits([patient.pk], now=visitor.now)
    tasks.create(
        visitor.practice.pk, "front_desk", "intake", "A new patient's details came in: check them in the chart",
        now=visitor.now, patient_id=patient.pk, appointment_id=ahead[0].pk if ahead else None,
        location_id=ahead[0].location_id if ahead else None, key=f"intake:{patient.pk}", actor="patient",
    )  # fmt: skip


def _form(visitor: Visitor, name: str, answers: dict[str, str], wrong: dict[str, str]) -> HttpResponse:
    shown: list[dict[str, Any]] = [
        {
            "name": one.name,
            "kind": one.kind,
            "required": one.required,
            "fills": one.fills,
            "words": visitor.say(f"intake.{one.name}"),
            "value": fields.shown(one, answers.get(one.name, "")),
            "wrong": visitor.say(wrong[one.name]) if one.name in wrong else "",
        }
        for one in fields.FIELDS[name]
    ]
    kept = set(documents.of_intake(intake.latest(visitor.patient.pk)).values_list("kind", flat=True))
    pictures = [
        {
            "name": kind,
            "words": visitor.say(f"intake.{kind}"),
            "kept": kind in kept,
            "wrong": visitor.say(wrong[kind]) if kind in wrong else "",
        }
        for kind in documents.KINDS
        if name == PICTURES_WITH
    ]
    assert visitor.link is not None
    place = fields.ORDER.index(name)
    context = {
        "title": visitor.say(f"intake.{name}"),
        "wrong": bool(wrong),
        "fields": shown,
        "pictures": pictures,
        "megabytes": documents.LARGEST // 1024**2,
        "sexes": [(one, visitor.say(f"intake.sex_{one}")) for one in fields.SEXES],
        "longest": fields.LINE,
        "longest_lines": fields.LINES,
        "number": place + 1,
        "count": len(fields.ORDER),
        "until": words.when(visitor.language, visitor.link.expires_at, visitor.practice.zone),
        "signing": name == "signature",
        "back_to": f"{_address(visitor)}{fields.ORDER[place - 1]}/" if place else "",
    }
    return visitor.page("intake", context)


def _done(visitor: Visitor) -> HttpResponse:
    context = {"title": visitor.say("intake.done.title"), "lines": [visitor.say("intake.done.what")]}
    return visitor.page("says", context)


def _go(visitor: Visitor, name: str) -> HttpResponse:
    return redirect(f"{_address(visitor)}{name or 'done'}/")


def _address(visitor: Visitor) -> str:
    return f"/{page_links.PATHS[page_links.INTAKE]}/{visitor.token}/"
