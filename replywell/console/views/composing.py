"""What staff write: a text to the patient, a note for colleagues. Texts leave by the gate and by nothing else."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replywell.console import colleagues, composer, delivery, presence, words
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.views.inbox import conversation_or_404, deed, veil_of
from replywell.dialogue import notes
from replywell.dialogue import staff as desk
from replywell.dialogue.models import TaskNote
from replywell.messaging import saved
from replywell.messaging.models import Conversation, Message
from replywell.practices.models import Role


@needs(Right.ANSWER)
@deed
def reply(request: StaffRequest, conversation: Conversation) -> str:
    """A person's own words to the patient, now or at the moment chosen."""
    body = request.POST.get("body", "")
    if unfilled := saved.unfilled(body):
        raise ValueError(_("Fill in %(places)s first.") % {"places": ", ".join(unfilled)})
    link = composer.patient_of(composer.people_of(conversation), request.POST.get("about", ""))
    message = desk.reply(
        conversation.pk, request.staff, body, now=request.now, send_at=composer.send_at_of(request),
        patient_id=link.patient_id if link else None, newest=_newest(request, conversation),
    )  # fmt: skip
    presence.leave(conversation, request.staff, request.practice)
    return _what_became(request, message)


def _newest(request: StaffRequest, conversation: Conversation) -> int | None:
    """The key of the last text that the writer's page shows; None where it does not say."""
    try:
        wanted = UUID(request.POST.get("newest", ""))
    except ValueError:
        return None
    return Message.objects.filter(public_id=wanted, conversation=conversation).values_list("pk", flat=True).first()


def _what_became(request: StaffRequest, message: Message) -> str:
    why = delivery.reason(message.gate_reason)
    if message.status in ("suppressed", "dropped"):
        return _("Not sent. %(why)s Your words are kept in the thread.") % {"why": why}
    if message.status == "deferred" and message.send_at:
        when = words.soon(message.send_at, request.now)
        return _("It will be sent %(when)s. %(why)s") % {"when": when, "why": why}
    return _("Sent.")


@needs(Right.ANSWER)
@require_POST
def preview(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """What the words being typed would be as a text. Colleagues see that somebody writes."""
    conversation = conversation_or_404(public_id)
    body = request.POST.get("body", "")
    if body.strip():
        presence.touch(conversation, request.staff, request.practice)
    else:
        presence.leave(conversation, request.staff, request.practice)
    people = composer.people_of(conversation)
    link = composer.patient_of(people, request.POST.get("about", ""))
    try:
        send_at = composer.send_at_of(request)
    except ValueError:
        send_at = None
    return HttpResponse(
        composer.note(request, conversation, body, send_at=send_at, about=composer.about_words(people, link))
    )


@needs(Right.ANSWER)
@require_GET
def saved_words(request: StaffRequest, public_id: UUID, reply_id: UUID) -> HttpResponse:
    """A saved reply, filled for this conversation as far as it can be; plain text."""
    conversation = conversation_or_404(public_id)
    found = saved.one(reply_id)
    if found is None:
        raise Http404("There is no such saved reply.")
    people = composer.people_of(conversation)
    link = composer.patient_of(people, request.GET.get("about", ""))
    wanted = conversation.language or conversation.contact.language or request.practice.language
    body, language = found.in_language(wanted, request.practice.language)
    filled = saved.fill(body, composer.values_for(request, conversation, link, people, language))
    return HttpResponse(filled, content_type="text/plain; charset=utf-8")


@needs(Right.ANSWER)
@deed
def note(request: StaffRequest, conversation: Conversation) -> str:
    """A note for colleagues in the thread. Whoever is named with @ finds it among their mentions."""
    body = request.POST.get("body", "")
    here = colleagues.everybody(request.clinical_roles)
    named = notes.named(body, [one.staff for one in here if one.reads])
    shared = bool(request.POST.get("shared")) and request.staff.role == Role.CLINICAL
    if request.staff.role == Role.CLINICAL and not shared:
        blind = [one.staff.name for one in here if one.staff in named.staff and not one.clinical]
        if blind:
            raise ValueError(
                _("%(names)s cannot read notes of clinical staff. Share the note, or do not name them.")
                % {"names": ", ".join(blind)}
            )
    notes.write(conversation.pk, request.staff, body, now=request.now, naming=named.staff, shared=shared)
    if named.unknown:
        return _("Noted, but nobody here is called %(names)s, so nobody was told.") % {
            "names": ", ".join(f"@{name}" for name in named.unknown)
        }
    if named.staff:
        return _("Noted. %(names)s will find it under Mentions.") % {
            "names": ", ".join(one.name for one in named.staff)
        }
    return _("Noted. Only staff can see it.")


@needs(Right.CLINICAL)
@deed
def share_note(request: StaffRequest, conversation: Conversation, note_id: UUID) -> str:
    """Let the whole desk read a note of clinical staff."""
    found = TaskNote.objects.select_related("author").filter(public_id=note_id, conversation=conversation).first()
    if found is None:
        raise Http404("There is no such note here.")
    if not notes.share(found, request.staff, now=request.now):
        raise ValueError(_("Everybody can read this note already."))
    return _("Shared. Everybody who reads this conversation can read the note.")


def _text(request: StaffRequest, conversation: Conversation, text_id: UUID) -> Message:
    found = Message.objects.select_related("author").filter(
        public_id=text_id, conversation=conversation, direction="out"
    ).first()  # fmt: skip
    if found is None or veil_of(request, conversation).hides(found):
        raise Http404("There is no such text here.")
    return found


@needs(Right.ANSWER)
@deed
def withdraw(request: StaffRequest, conversation: Conversation, text_id: UUID) -> str:
    """Take a person's text back before it leaves."""
    found = _text(request, conversation, text_id)
    if found.author_id is None:
        raise ValueError(_("Replywell sends this by itself. Take the conversation over to stop it."))
    desk.withdraw(found, request.staff, now=request.now)
    return _("Taken back. It will not be sent.")


@needs(Right.ANSWER)
@deed
def again(request: StaffRequest, conversation: Conversation, text_id: UUID) -> str:
    """Send a text that did not arrive once more; the gate is asked anew."""
    return _what_became(request, desk.again(_text(request, conversation, text_id), request.staff, now=request.now))


@needs(Right.ANSWER)
@deed
def settle(request: StaffRequest, conversation: Conversation, text_id: UUID) -> str:
    """Somebody has called, or it does not matter any more."""
    desk.settle(_text(request, conversation, text_id), request.staff, now=request.now)
    return _("Noted. It is off the list of what was not delivered.")
