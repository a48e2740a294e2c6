"""Settings of how freed times are filled again."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from replywell.console.middleware import StaffRequest
from replywell.console.rights import Right, needs
from replywell.console.setup.filling import KIND, BackfillForm
from replywell.console.views.settings import both, edit_page


@needs(Right.SETTINGS)
@both
def backfill(request: StaffRequest) -> HttpResponse:
    """On or off, group, pause, deadlines, limits."""
    return edit_page(
        request, BackfillForm, KIND, KIND, title=_("Filling freed times"), first=_("On or off"),
        intro=_("A visit is cancelled or moved: who waits for an earlier one is asked by text. The first yes wins."),
    )  # fmt: skip
