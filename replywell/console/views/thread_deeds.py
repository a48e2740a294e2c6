"""What staff do about a whole conversation: pass a task on, put it aside, note a stop, a wrong number, a language."""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from replywell.console import colleagues, moments, words
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.views.inbox import deed, reads_task
from replywell.dialogue import snooze, tasks
from replywell.dialogue import staff as desk
from replywell.dialogue.models import Queue, Task
from replywell.messaging.models import Conversation


@needs(Right.ANSWER)
@deed
def assign(request: StaffRequest, conversation: Conversation, task_id: UUID) -> str:
    """Pass a task on: to a person (`to`) or into another queue (`to` as "queue:billing")."""
    found = Task.objects.filter(public_id=task_id, conversation=conversation).first()
    if found is None or not reads_task(request, found):
        raise Http404("There is no such task here.")
    if found.emergency:
        raise ValueError(_("An emergency is not passed on: take it, or let it page who is on call."))
    wanted = request.POST.get("to", "")
    if wanted.startswith("queue:"):
        queue = wanted.removeprefix("queue:")
        if queue not in Queue.values:
            raise ValueError(_("Choose a person or a queue."))
        tasks.reassign(found.pk, by=request.staff, now=request.now, queue=queue)
        return _("Passed on to %(name)s.") % {"name": Queue(queue).label}
    who = next(
        (
            one
            for one in colleagues.everybody(request.clinical_roles)
            if str(one.staff.public_id) == wanted and one.answers
        ),
        None,
    )
    if who is None:
        raise ValueError(_("Choose a person or a queue."))
    if found.queue == Queue.CLINICAL and not who.clinical:
        raise ValueError(_("%(name)s does not read what is clinical. Choose somebody else.") % {"name": who.staff.name})
    tasks.reassign(found.pk, by=request.staff, now=request.now, to=who.staff)
    return _("%(name)s has it now.") % {"name": who.staff.name}


@needs(Right.ANSWER)
@deed
def put_aside(request: StaffRequest, conversation: Conversation) -> str:
    """Out of the lists until a moment, or until the patient writes."""
    wanted = request.POST.get("until") or request.POST.get("until_at", "")
    until = moments.parse(wanted, request.practice, request.now)
    snooze.put_aside(conversation.pk, request.staff, until, now=request.now)
    when = words.soon(until, request.now)
    return _("Put aside. It comes back %(when)s, or when they write.") % {"when": when}


@needs(Right.ANSWER)
@deed
def wake(request: StaffRequest, conversation: Conversation) -> str:
    """Back into the lists."""
    if not snooze.wake(conversation.pk, request.staff, now=request.now):
        raise ValueError(_("It is back already."))
    return _("It is back in its list.")


@needs(Right.ANSWER)
@deed
def asked_to_stop(request: StaffRequest, conversation: Conversation) -> str:
    """The patient told a person that they want no more texts: the words and the way are kept as evidence."""
    fresh = desk.asked_to_stop(
        conversation, request.staff, request.POST.get("words", ""), request.POST.get("channel", ""), now=request.now
    )
    if fresh:
        return _("Texts to this number have stopped, and what was planned is over.")
    return _("Texts had stopped before. What the patient said now is kept too.")


@needs(Right.ANSWER)
@deed
def wrong_number(request: StaffRequest, conversation: Conversation) -> str:
    """Somebody else has this number."""
    if not desk.wrong_number(conversation, request.staff, now=request.now):
        raise ValueError(_("It is marked as a wrong number already."))
    return _("Marked. Texts about its patients wait until somebody says that the number is right.")


@needs(Right.ANSWER)
@deed
def language(request: StaffRequest, conversation: Conversation) -> str:
    """Which language texts to this phone are in."""
    wanted = request.POST.get("language", "")
    desk.set_language(conversation, request.staff, wanted, now=request.now)
    return _("Texts to this phone are in %(language)s from now on.") % {"language": words.language(wanted)}
