"""Log in, log out, and which practice is open."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from replywell import settings as own
from replywell.common.tenancy import practice_scope
from replywell.console import lockout
from replywell.practices.models import Practice
from replywell.practices.queries import memberships


def front(request: HttpRequest) -> HttpResponse:
    """`/`: the demo's phones in the demo, the inbox otherwise."""
    if settings.DEMO:
        from replywell.console.views.demo import enter

        return enter(request)
    return redirect("inbox")


@ensure_csrf_cookie
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Name and password. After ten failures the name waits, even with the right password."""
    onward = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        onward = settings.LOGIN_REDIRECT_URL
    if request.method != "POST":
        return render(request, "console/login.html", {"next": onward})
    name, address = request.POST.get("name", "").strip(), client_address(request)
    context = {"next": onward, "name": name}
    if lockout.is_locked(name, address):
        context["problem"] = (
            f"Too many wrong passwords. Wait {lockout.MINUTES} minutes and try again, "
            "or ask your administrator for a new password."
        )
        return render(request, "console/login.html", context, status=429)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        lockout.failed(name, address)
        context["problem"] = "Name and password do not belong together. Nothing was changed; please try again."
        return render(request, "console/login.html", context, status=400)
    lockout.succeeded(name, address)
    login(request, user)
    return redirect(onward)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("log_in")


@require_http_methods(["GET", "HEAD", "POST"])
def practices(request: HttpRequest) -> HttpResponse:
    """Choose among the practices of one log-in."""
    if not request.user.is_authenticated:
        return redirect("log_in")
    user_id = request.user.pk
    assert user_id is not None
    found = []
    for key in memberships(user_id):
        with practice_scope(key):
            found.append(Practice.objects.get(pk=key))
    if request.method == "POST":
        chosen = next((one for one in found if str(one.public_id) == request.POST.get("practice")), None)
        if chosen is not None:
            request.session["practice"] = chosen.pk
            return redirect("inbox")
    return render(request, "console/practices.html", {"found": found, "active": request.session.get("practice")})


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; a trusted proxy's word for it counts, nobody else's."""
    address = str(request.META.get("REMOTE_ADDR") or "")
    trusted = {one.strip() for one in own.read("REPLYWELL_TRUSTED_PROXIES").split(",") if one.strip()}
    if address in trusted:
        # The last entry is the one that our own proxy has written.
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    return address
