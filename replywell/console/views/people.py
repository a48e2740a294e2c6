"""The staff and who may do what: /settings/staff/ and /settings/rights/."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replywell.common import mail
from replywell.console import invitations, rules, second_factor, staffing, words
from replywell.console.middleware import StaffRequest
from replywell.console.models import Invitation
from replywell.console.rights import OF_EVERY_ROLE, TABLE, Right, may_manage, needs
from replywell.practices.models import Role, Staff

FACTORS = {"totp": gettext_lazy("app"), "webauthn": gettext_lazy("passkey")}


@dataclass(frozen=True)
class Person:
    """One line of the page."""

    staff: Staff
    log_in: str
    factor: str
    missing: bool
    managed: bool


@needs(Right.PEOPLE)
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """Everybody who works here, and who has left."""
    return _page(request)


@needs(Right.PEOPLE)
@require_POST
def add(request: StaffRequest) -> HttpResponse:
    """Somebody new, with their invitation."""
    post = request.POST
    try:
        with transaction.atomic():
            staff = staffing.add(
                request.staff, name=post.get("name", ""), role=post.get("role", ""), email=post.get("email", ""),
                phone=post.get("phone", ""), now=request.now,
            )  # fmt: skip
            made = staffing.send_link(request.staff, staff)
    except ValueError as problem:
        return _page(request, problem=str(problem))
    return _link(request, staff, made) if made else redirect(f"/settings/staff/?mailed={staff.public_id}")


@needs(Right.PEOPLE)
@require_GET
def person(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One of them, with what can be done."""
    return _person_page(request, _staff(public_id))


@needs(Right.PEOPLE)
@require_POST
def person_deed(request: StaffRequest, public_id: UUID, deed_name: str) -> HttpResponse:
    """Change a role, make a link, reset a second factor, end somebody's access or begin it again."""
    staff, said = _staff(public_id), ""
    try:
        with transaction.atomic():
            if deed_name == "link":
                made = staffing.send_link(request.staff, staff)
                if made:
                    return _link(request, staff, made)
                said = _("A link is on its way to %(email)s.") % {"email": staff.email}
            elif deed_name == "role":
                staffing.change_role(request.staff, staff, request.POST.get("role", ""), now=request.now)
                said = _("The role is changed, from their next click on.")
            elif deed_name == "second-factor":
                staffing.reset_second_factor(request.staff, staff, now=request.now)
                said = _("Done. With the next log-in they set up a new one.")
            elif deed_name == "deactivate":
                back = staffing.deactivate(request.staff, staff, now=request.now)
                said = _("%(name)s is out, on every open page. No task was open.") % {"name": staff.name}
                if back:
                    said = ngettext(
                        "%(name)s is out, on every open page. %(count)s open task went back to the queue.",
                        "%(name)s is out, on every open page. %(count)s open tasks went back to the queue.",
                        back,
                    ) % {"name": staff.name, "count": back}
            else:
                staffing.reactivate(request.staff, staff, now=request.now)
                said = _("%(name)s can log in again.") % {"name": staff.name}
    except ValueError as problem:
        return _person_page(request, _staff(public_id), problem=str(problem))
    return _person_page(request, _staff(public_id), said=said)


@needs(Right.STAFF, post=Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def rights_page(request: StaffRequest) -> HttpResponse:
    """The table of rights, and the practice's rules for those who set them."""
    problem, done = "", request.GET.get("done", "")
    if request.method == "POST":
        minutes = request.POST.get("idle_minutes", "")
        try:
            if not minutes.isdecimal():
                raise ValueError(_("Write the minutes as a number."))
            rules.change(
                request.staff, second_factor=request.POST.getlist("second_factor"), idle_minutes=int(minutes),
                clinical=request.POST.getlist("clinical"), now=request.now,
            )  # fmt: skip
        except ValueError as trouble:
            problem = str(trouble)
        else:
            return redirect("/settings/rights/?done=1")
    found = rules.of_practice()
    open_to = rules.clinical_roles(found)
    table = [
        (_(right.value), [right in TABLE[role] or (right is Right.CLINICAL and role in open_to) for role in Role])
        for right in Right
        if right not in OF_EVERY_ROLE
    ]
    return render(
        request,
        "console/access/rights.html",
        {
            "title": _("Who may do what"),
            "intro": _("By role. Everybody looks after their own log-in and sees this page."),
            "table": table,
            "roles": list(Role),
            "rules": found,
            "fallen_open": set(open_to) - set(found.clinical_roles),
            "may_read": [role for role in Role if Right.READ in TABLE[role] and role != Role.CLINICAL],
            "problem": problem,
            "done": done,
        },
        status=400 if problem else 200,
    )


def _staff(public_id: UUID) -> Staff:
    found = Staff.objects.select_related("practice", "user").filter(public_id=public_id).first()
    if found is None:
        raise Http404("There is nobody like that here.")
    return found


def _people(request: StaffRequest) -> list[Person]:
    """Everybody, in six queries at most."""
    found = list(Staff.objects.select_related("user").order_by("-active", "name"))
    factors = second_factor.kinds([one.user_id for one in found if one.user_id])
    needing = rules.of_practice().second_factor_roles
    links = Invitation.objects.filter(used_at__isnull=True, void_at__isnull=True, expires_at__gt=Now())
    ends = dict(links.values_list("staff_id", "expires_at"))
    lines = []
    for one in found:
        ready = one.user is not None and one.user.has_usable_password()
        if not one.active:
            log_in = _("has left")
        elif one.pk in ends:
            until = words.day(ends[one.pk])
            log_in = (_("new password until %(day)s") if ready else _("invited until %(day)s")) % {"day": until}
        else:
            log_in = one.user.username if ready and one.user else _("no log-in yet")
        kinds = sorted({str(FACTORS[kind]) for kind in factors.get(one.user_id or 0, [])})
        missing = one.active and ready and not kinds and one.role in needing and not request.demo
        factor = ", ".join(kinds) or (_("not set up yet") if missing else "")
        lines.append(Person(one, log_in, factor, missing, _may(request, one)))
    return lines


def _may(request: StaffRequest, one: Staff) -> bool:
    return one.pk != request.staff.pk and may_manage(request.staff.role, one.role)


def _page(request: StaffRequest, problem: str = "") -> HttpResponse:
    mailed = request.GET.get("mailed", "")
    found = _people(request)
    return render(
        request,
        "console/access/people.html",
        {
            "title": _("Staff"),
            "intro": _("Who works here, what they may do, and how they log in."),
            "people": found,
            "roles": [role for role in Role if may_manage(request.staff.role, role)],
            "mails": mail.has_server(),
            "mailed": next((one.staff for one in found if str(one.staff.public_id) == mailed), None),
            "problem": problem,
            "typed": request.POST,
        },
        status=400 if problem else 200,
    )


def _person_page(request: StaffRequest, staff: Staff, said: str = "", problem: str = "") -> HttpResponse:
    line = next(one for one in _people(request) if one.staff.pk == staff.pk)
    return render(
        request,
        "console/access/person.html",
        {
            "title": staff.name,
            "back": (_("Staff"), "/settings/staff/"),
            "line": line,
            "person": staff,
            "joins": invitations.kind_for(staff) == "join",
            "roles": [role for role in Role if may_manage(request.staff.role, role)],
            "mails": mail.has_server(),
            "said": said,
            "problem": problem,
        },
        status=400 if problem else 200,
    )


def _link(request: StaffRequest, staff: Staff, made: Invitation) -> HttpResponse:
    return render(
        request,
        "console/access/link_made.html",
        {"person": staff, "made": made, "link": invitations.address(made)},
    )
