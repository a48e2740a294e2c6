"""The inbox: the lists, one conversation, and what staff do in it. Parse, call a verb, render."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from replywell.console import charts, colleagues, composer, ground, lists, moments, presence, queries, window, words
from replywell.console import clinical as what_is_clinical
from replywell.console.ground import Ground
from replywell.console.middleware import StaffRequest
from replywell.console.parts import make, respond
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.dialogue import corrections, notes, take_over, tasks
from replywell.dialogue import staff as desk
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation, Message
from replywell.practices.models import Role
from replywell.scheduling.booking import BookingError

LIST_PARTS = ("queues", "list")
THREAD_PARTS = ("head", "thread", "presence", "patient")
CONFLICTS = (tasks.TaskChanged, take_over.AlreadyTaken, BookingError, ValueError)
"""What a person can act on: said on the page, nothing was changed."""

View = Callable[..., HttpResponse]
P = ParamSpec("P")


@needs(Right.READ)
@require_GET
def inbox(request: StaffRequest, public_id: UUID | None = None) -> HttpResponse:
    """The lists and, with an id, one conversation beside them."""
    conversation = conversation_or_404(public_id) if public_id else None
    known = ground_of(request, conversation)
    if known is not None:
        _seen(request, known)
    view = view_of(request)
    context: dict[str, Any] = {
        "view": view,
        "view_name": lists.NAMES[view.partition(":")[0]],
        "conversation": conversation,
        "live_url": settings.LIVE_URL,
        **{f"part_{name}": part for name, part in parts(request, view, known).items()},
    }
    if conversation is not None and known is not None:
        context |= composer.of_page(request, known)
        context |= {
            "conversation_key": str(conversation.public_id),
            "colleagues": colleagues.everybody(request.clinical_roles, known.staff),
            "channels": desk.CHANNELS.items(),
            "languages": _languages(request),
            "spoken": conversation.language or conversation.contact.language or request.practice.language,
        }
    return render(request, "console/inbox.html", context)


@needs(Right.READ)
@require_GET
def changes(request: StaffRequest) -> HttpResponse:
    """The parts of the page that are no longer as the page has them (`have`: their marks)."""
    conversation = conversation_or_404(request.GET["c"]) if request.GET.get("c") else None
    known = ground_of(request, conversation)
    if known is not None and request.GET.get("seen"):
        _seen(request, known)
    return respond(request, parts(request, view_of(request), known, swap=True))


def fresh(request: StaffRequest, conversation: Conversation | None, said: str = "", problem: str = "") -> HttpResponse:
    """The page's parts anew, to be put in place; `said` and `problem` are told in a line at the foot."""
    made = parts(request, view_of(request), ground_of(request, conversation), swap=True)
    return respond(request, made, said, problem)


def ground_of(request: StaffRequest, conversation: Conversation | None) -> Ground | None:
    """What the parts of a conversation's page share."""
    if conversation is None:
        return None
    clinical = Right.CLINICAL in request.rights
    asked = window.Asked.of((request.POST if request.method == "POST" else request.GET).dict())
    return ground.of(conversation, request.staff, request.practice, request.now, clinical=clinical, asked=asked)


def parts(request: StaffRequest, view: str, known: Ground | None, *, swap: bool = False) -> dict[str, SafeString]:
    """The parts of the page that change by themselves, each marked with a digest of its content."""
    conversation = known.conversation if known is not None else None
    context: dict[str, Any] = {"view": view, "conversation": conversation, "staff": request.staff, "now": request.now}
    clinical = Right.CLINICAL in request.rights
    context |= {
        "view_name": lists.NAMES[view.partition(":")[0]],
        "views": lists.views(request.staff, request.now, clinical=clinical),
        "rows": lists.rows(view, request.staff, request.now, clinical=clinical),
        "most_rows": lists.MOST_ROWS,
        "queue": view.partition(":")[0],
        "whose": lists.whose(view),
    }
    names: tuple[str, ...] = LIST_PARTS
    if known is not None and conversation is not None:
        viewed(request, "thread.viewed", f"conversation:{conversation.pk}", refresh=swap)
        context["thread"] = queries.thread(known)
        context["conversation_key"] = str(conversation.public_id)
        context["context"] = charts.beside(known)
        context["deed_base"] = f"/inbox/{conversation.public_id}/visits/"
        context["run_stop"] = f"/inbox/{conversation.public_id}/runs/stop/"
        context["writing"] = presence.writing(conversation, request.staff) if "presence" in known.there else []
        context["colleagues"] = colleagues.everybody(request.clinical_roles, known.staff)
        context["queues"] = [one for one in lists.QUEUES if one[0] != "emergency"]
        context["moments"] = moments.ahead(request.practice, request.now)
        names += THREAD_PARTS
    common = (view, str(request.may))
    shown = {
        "queues": (*common, [(one.key, one.count, one.urgent) for one in context["views"]]),
        "list": (*common, conversation and conversation.pk, [one.shown for one in context["rows"]]),
    }
    return make(names, context, request, swap=swap, shown=shown)


def view_of(request: StaffRequest) -> str:
    """The chosen view; what nobody knows is the front desk's own: all tasks."""
    view = lists.known(request.GET.get("view") or request.POST.get("view") or "all")
    if view.startswith("clinical") and Right.CLINICAL not in request.rights:
        raise PermissionDenied(Right.CLINICAL.value)
    return view


def _languages(request: StaffRequest) -> list[tuple[str, str]]:
    codes = dict.fromkeys([request.practice.language, *request.practice.languages])
    return [(code, words.language(code)) for code in codes]


def _seen(request: StaffRequest, known: Ground) -> None:
    """The reader has the thread open: what they can read there is read, and what named them is seen.

    What the reader does not see of the patient's last text stays unread, for the nurse.
    """
    conversation = known.conversation
    if "mention" in known.there:
        notes.seen(conversation.pk, request.staff, now=request.now)
    if conversation.unread and not known.hides_last_in:
        desk.mark_read(conversation.pk, request.staff)
        conversation.unread = False


def veil_of(request: StaffRequest, conversation: Conversation) -> what_is_clinical.Veil:
    """What this reader does not see in the conversation."""
    return what_is_clinical.Veil.over([conversation.pk], clinical=Right.CLINICAL in request.rights)


def actor(request: StaffRequest) -> str:
    """The member of staff, as the audit trail names them."""
    return f"staff:{request.staff.code}"


def conversation_or_404(public_id: UUID | str) -> Conversation:
    """The conversation."""
    try:
        found = queries.conversation_of(public_id)
    except ValidationError:
        found = None
    if found is None:
        raise Http404("There is no such conversation here.")
    return found


# Deeds


def deed(done: Callable[Concatenate[StaffRequest, Conversation, P], str]) -> View:
    """A POST about one conversation: does it, then shows the page anew with the sentence it returns."""

    @require_POST
    @wraps(done)
    def view(request: StaffRequest, public_id: UUID, *more: P.args, **named: P.kwargs) -> HttpResponse:
        conversation = conversation_or_404(public_id)
        said, problem = "", ""
        try:
            with transaction.atomic():
                said = done(request, conversation, *more, **named)
        except CONFLICTS as trouble:
            problem = str(trouble)
        return answer(request, conversation, said, problem)

    return view


def answer(request: StaffRequest, conversation: Conversation, said: str, problem: str = "") -> HttpResponse:
    """After a deed: the page's parts to a script, the page itself to a browser without."""
    if request.headers.get("HX-Request"):
        return fresh(request, queries.conversation_of(conversation.public_id), said, problem)
    if problem:
        return render(request, "console/problem.html", {"problem": problem, "back": conversation}, status=409)
    return redirect(f"/inbox/{conversation.public_id}/?view={view_of(request)}")


@needs(Right.ANSWER)
@deed
def take(request: StaffRequest, conversation: Conversation) -> str:
    """A person has the conversation. What the nurse is dealing with stays hers."""
    if Right.CLINICAL not in request.rights:
        waiting = Task.objects.filter(conversation=conversation, closed_at__isnull=True)
        if any(map(what_is_clinical.is_clinical, waiting)):
            raise ValueError("This conversation is with the nurse. You can still write to the patient.")
    take_over.take(conversation.pk, request.staff, now=request.now)
    return "It is yours. Replywell is silent here until you hand it back."


@needs(Right.ANSWER)
@deed
def hand_back(request: StaffRequest, conversation: Conversation) -> str:
    """Automation goes on."""
    holder = conversation.taken_by
    if holder is not None and holder.role == Role.CLINICAL and Right.CLINICAL not in request.rights:
        raise ValueError(f"{holder.name} has this conversation. Only clinical staff can hand it back.")
    take_over.hand_back(conversation.pk, request.staff, now=request.now)
    return "Handed back. Replywell answers here again."


@needs(Right.ANSWER)
@deed
def end_pause(request: StaffRequest, conversation: Conversation) -> str:
    """The episode after an urgent text is over."""
    if not take_over.end_pause(conversation.pk, request.staff, now=request.now):
        raise ValueError("There is no pause here: somebody ended it already.")
    return "The pause is over. Replywell answers here again."


@needs(Right.ANSWER)
@deed
def verified(request: StaffRequest, conversation: Conversation) -> str:
    """Staff have checked whose number it is."""
    desk.number_verified(conversation.contact_id, request.staff, now=request.now)
    return "Thank you. Texts about this patient may go to this number again."


@needs(Right.ANSWER)
@deed
def correct(request: StaffRequest, conversation: Conversation, text_id: UUID) -> str:
    """What a text meant, to learn from."""
    text = Message.objects.select_related("author").filter(public_id=text_id, conversation=conversation).first()
    if text is not None and veil_of(request, conversation).hides(text):
        raise Http404("There is no such text here.")
    corrections.correct(conversation.pk, text_id, request.staff, request.POST.get("means", ""), now=request.now)
    return "Noted, to learn from. Nothing else was changed: answer the patient as you see fit."


@needs(Right.ANSWER)
@deed
def task(request: StaffRequest, conversation: Conversation, task_id: UUID, deed_name: str) -> str:
    """Take a task, give it back, or be done with it."""
    found = Task.objects.filter(public_id=task_id, conversation=conversation).first()
    if found is None or not reads_task(request, found):
        raise Http404("There is no such task here.")
    if deed_name == "take":
        tasks.take(found.pk, request.staff, now=request.now)
        return "The task is yours."
    if deed_name == "give-back":
        tasks.give_back(found.pk, request.staff, now=request.now)
        return "Back in its queue."
    tasks.close(found.pk, request.staff, now=request.now, outcome="done")
    return "Done."


def reads_task(request: StaffRequest, found: Task) -> bool:
    """Whether the task is one that this reader sees."""
    return Right.CLINICAL in request.rights or not what_is_clinical.is_clinical(found)


@needs(Right.ANSWER)
@require_POST
def loose_task(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Be done with a task that belongs to no conversation."""
    found = Task.objects.filter(public_id=task_id, conversation__isnull=True).first()
    if found is None or not reads_task(request, found):
        raise Http404("There is no such task here.")
    said, problem = "Done.", ""
    try:
        tasks.close(found.pk, request.staff, now=request.now, outcome="done")
    except tasks.TaskChanged as trouble:
        said, problem = "", str(trouble)
    if request.headers.get("HX-Request"):
        return fresh(request, None, said, problem)
    return redirect(f"/inbox/?view={view_of(request)}")
