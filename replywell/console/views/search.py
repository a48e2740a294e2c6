"""Search over all texts of the practice."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replywell.audit.record import record
from replywell.console import finding
from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs


@needs(Right.READ)
@require_GET
def search(request: StaffRequest) -> HttpResponse:
    """Texts that hold the words of `q` and that this reader may read, newest first. Each search is audited."""
    asked = " ".join(request.GET.get("q", "").split())[:200]
    found = finding.texts(asked, clinical=Right.CLINICAL in request.rights)
    if asked:
        record(
            request.practice.pk, "texts.searched", f"practice:{request.practice.pk}",
            actor=f"staff:{request.staff.code}", at=request.now, words=len(asked.split()), found=len(found.hits),
        )  # fmt: skip
    return render(request, "console/search.html", {"asked": asked, "found": found})
