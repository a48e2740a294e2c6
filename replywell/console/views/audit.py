"""The audit trail in words, for those who answer for it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replywell.console import trail
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.seen import viewed
from replywell.console.views.inbox import conversation_or_404


@needs(Right.AUDIT)
@require_GET
def audit(request: StaffRequest) -> HttpResponse:
    """Newest first; `about` one conversation, `before` an event to page on, `views` to see who looked at what."""
    about = request.GET.get("about", "")
    conversation = conversation_or_404(about) if about else None
    subjects = trail.subjects_of(conversation) if conversation else None
    before = request.GET.get("before", "")
    views = request.GET.get("views") == "1"
    events = trail.newest(subjects, before=int(before) if before.isdecimal() else None, views=views)
    subject = f"conversation:{conversation.pk}" if conversation else f"practice:{request.practice.pk}"
    viewed(request, "audit.viewed", subject, refresh="HX-Request" in request.headers)
    name = ""
    if conversation:
        name = trail.contact_names([conversation.contact_id]).get(conversation.contact_id) or conversation.contact.phone
    return render(
        request,
        "console/audit.html",
        {
            "events": events,
            "more": events[-1].id if len(events) == trail.PAGE else None,
            "conversation": conversation,
            "name": name,
            "views": views,
            "live_url": settings.LIVE_URL,
        },
    )
