"""What the tests of access share: a practice with log-ins, a client with a session, codes of an authenticator app."""

import base64
import hashlib
import hmac
import struct
import time

from django.contrib.auth import get_user_model
from django.test import Client

from replywell.common.tenancy import practice_scope
from replywell.practices.models import Role, Staff
from tests.console.site import PASSWORD
from tests.practice import Oak


def client(**more: object) -> Client:
    """A browser without pictures, on a host that the pages answer to."""
    return Client(SERVER_NAME="localhost", **more)  # type: ignore[arg-type]


def logged_in(name: str) -> Client:
    """A client with a session, as after a log-in."""
    made = client()
    made.force_login(get_user_model().objects.get(username=name))
    return made


def give_login(staff: Staff, name: str) -> None:
    """A log-in without a password: hashing one takes a tenth of a second."""
    user = get_user_model()(username=name)
    user.set_unusable_password()
    user.save()
    with practice_scope(staff.practice_id):
        Staff.objects.filter(pk=staff.pk).update(user=user)


def with_password(name: str) -> Client:
    """A client that has given name and password."""
    made = client()
    answer = made.post("/login/", {"login": name, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return made


def add_staff(oak: Oak, code: str, role: Role, name: str = "") -> Staff:
    """Somebody with a log-in of the same name as the code."""
    with practice_scope(oak.id):
        staff = Staff.objects.create(practice=oak.practice, code=code, name=name or code.title(), role=role)
    give_login(staff, code)
    return staff


def code_of(secret: str, step: int = 0) -> str:
    """The six digits of an authenticator app (RFC 6238), `step` half minutes from now."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def set_up_app(browser: Client) -> str:
    """Set up an authenticator app; its secret. The code of the half minute before is used up."""
    browser.get("/security/app/")
    secret: str = browser.session["mfa.totp.secret"]
    answer = browser.post("/security/app/", {"code": code_of(secret, -1)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/security/codes/")
    return secret
