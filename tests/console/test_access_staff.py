"""Staff come, change and leave: invitations, new passwords, roles, and what happens to what a leaver had."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from replywell.audit.models import AuditEvent
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console import invitations, jobs, limits, staffing
from replywell.console.models import AccessRules, Invitation
from replywell.dialogue import take_over, tasks
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation
from replywell.patients.models import Contact, ContactLink
from replywell.practices.models import OnCall, Role, Staff
from replywell.processes import login as login_process
from replywell.processes.login import set_login
from tests.console.access import add_staff, client, give_login, logged_in, set_up_app, with_password
from tests.console.site import PASSWORD
from tests.fakes.fake_smtp import mail_server
from tests.practice import Oak, make_patient, make_practice

NEW = "quite another phrase"


@pytest.fixture
def oak(db: None) -> Oak:
    """Oak Street with a manager and an administrator; second factors are asked of nobody."""
    made = make_practice()
    give_login(made.anna, "anna")
    with practice_scope(made.id):
        AccessRules.objects.create(practice=made.practice, second_factor_roles=[])
    add_staff(made, "mona", Role.MANAGER, "Mona Fox")
    add_staff(made, "ada", Role.ADMIN, "Ada Ray")
    return made


def link_in(page: bytes) -> str:
    """The path of the link that a page or a mail shows."""
    found = re.search(r"/link/[\w-]+/", page.decode())
    assert found, page.decode()[:2000]
    return found[0]


def staff(oak: Oak, code: str) -> Staff:
    with practice_scope(oak.id):
        return Staff.objects.select_related("practice", "user").get(code=code)


def invite(oak: Oak, name: str = "Rosa Lima", role: str = "front_desk", by: str = "mona") -> str:
    page = logged_in(by).post("/settings/staff/add/", {"name": name, "role": role})
    assert page.status_code == 200, page.content.decode()
    return link_in(page.content)


def verbs(oak: Oak) -> list[str]:
    with practice_scope(oak.id):
        return list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))


def test_an_invitation_becomes_a_log_in_and_opens_nothing_twice(oak: Oak) -> None:
    link = invite(oak)
    guest = client()
    assert b"Welcome, Rosa Lima" in guest.get(link).content
    answer = guest.post(link, {"name": "Rosa", "password": NEW, "again": NEW})
    assert answer.headers["Location"] == "/login/?done=password"
    assert guest.get(link).status_code == 404
    assert guest.post(link, {"name": "rosa2", "password": NEW, "again": NEW}).status_code == 404
    assert guest.post("/login/", {"login": "rosa", "password": NEW}).headers["Location"] == "/home/"
    assert guest.get("/inbox/").status_code == 200
    assert [verb for verb in verbs(oak) if verb != "session.began"][:3] == ["staff.added", "link.join", "login.set"]


def test_only_a_digest_of_the_link_is_kept(oak: Oak) -> None:
    token = invite(oak).split("/")[2]
    with practice_scope(oak.id):
        assert token not in str(Invitation.objects.values_list().get())


def test_a_link_ends_when_its_time_is_over_or_a_newer_one_is_made(oak: Oak) -> None:
    first = invite(oak)
    rosa = staff(oak, "rosa")
    second = link_in(logged_in("mona").post(f"/settings/staff/{rosa.public_id}/link/").content)
    assert client().get(first).status_code == 404
    assert client().get(second).status_code == 200
    with practice_scope(oak.id):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client().get(second).status_code == 404
    assert client().post(second, {"name": "rosa", "password": NEW, "again": NEW}).status_code == 404


def test_guessing_links_is_limited(oak: Oak) -> None:
    stranger = client()
    for number in range(limits.LINK.most):
        assert stranger.get(f"/link/guess{number}/").status_code == 404
    assert stranger.get(invite(oak)).status_code == 429


def test_two_who_use_a_link_at_once_make_one_log_in(oak: Oak) -> None:
    link = invite(oak)
    answers: list[str] = []

    def use(name: str) -> None:
        from django.db import connection

        answer = client().post(link, {"name": name, "password": NEW, "again": NEW})
        answers.append(answer.headers.get("Location", str(answer.status_code)))
        connection.close()

    both = [threading.Thread(target=use, args=(name,)) for name in ("rosa", "eve")]
    for one in both:
        one.start()
    for one in both:
        one.join(20)
    assert sorted(answers) == ["/login/?done=password", "404"]
    assert get_user_model().objects.filter(username__in=["rosa", "eve"]).count() == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"name": "rosa", "password": "short", "again": "short"}, "too short"),
        ({"name": "rosa", "password": NEW, "again": "other words here"}, "not the same"),
        ({"name": "anna", "password": NEW, "again": NEW}, "is taken"),
        ({"name": "", "password": NEW, "again": NEW}, "Choose a name"),
        ({"name": "rosa lima", "password": NEW, "again": NEW}, "valid username"),
    ],
)
def test_a_form_with_a_mistake_leaves_the_link_as_it_was(oak: Oak, form: dict[str, str], words: str) -> None:
    link = invite(oak)
    page = client().post(link, form)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert client().get(link).status_code == 200
    assert staff(oak, "rosa").user is None


def test_somebody_who_has_a_log_in_joins_a_second_practice_with_it(oak: Oak) -> None:
    elm = make_practice("elm", "+12125550200")
    add_staff(elm, "elsa", Role.MANAGER)
    with practice_scope(elm.id):
        AccessRules.objects.create(practice=elm.practice, second_factor_roles=[])
    link = invite(elm, "Anna Reed (billing)", "billing", by="elsa")
    anna = logged_in("anna")
    assert b"Join with your log-in anna" in anna.get(link).content
    assert anna.post(link, {"join": "1"}).headers["Location"] == "/home/"
    assert anna.session["practice"] == elm.id
    assert anna.get("/inbox/").status_code == 200
    assert anna.post(link, {"join": "1"}).status_code == 404
    assert client().post(invite(elm, "Zoe Fay", "billing", by="elsa"), {"join": "1"}).status_code == 400


def test_a_practice_cannot_take_over_a_log_in_that_opens_another_one(oak: Oak) -> None:
    elm = make_practice("elm", "+12125550200")
    add_staff(elm, "elsa", Role.MANAGER)
    with practice_scope(elm.id):
        AccessRules.objects.create(practice=elm.practice, second_factor_roles=[])
        Staff.objects.filter(pk=elm.anna.pk).update(
            user=get_user_model().objects.get(username="anna"), email="elsa@example.org"
        )
    elsa = logged_in("elsa")
    for deed in ("link", "second-factor"):
        page = elsa.post(f"/settings/staff/{elm.anna.public_id}/{deed}/")
        assert page.status_code == 400
        assert not re.search(r"/link/[\w-]{20}", page.content.decode())
    assert invitations.for_forgotten("anna") is None


def test_a_link_to_a_new_password_ends_the_sessions_of_before(oak: Oak) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    anna = with_password("anna")
    link = link_in(logged_in("mona").post(f"/settings/staff/{oak.anna.public_id}/link/").content)
    assert anna.get("/inbox/").status_code == 200
    client().post(link, {"password": NEW, "again": NEW})
    assert anna.get("/inbox/").status_code == 302
    assert client().post("/login/", {"login": "anna", "password": PASSWORD}).status_code == 400
    assert client().post("/login/", {"login": "anna", "password": NEW}).status_code == 302


def test_a_new_password_leaves_the_second_factor_and_a_lost_phone_is_reset(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    with practice_scope(oak.id):
        AccessRules.objects.update(second_factor_roles=["clinical"])
    nia = with_password("nia")
    set_up_app(nia)
    mona = logged_in("mona")
    link = link_in(mona.post(f"/settings/staff/{oak.nurse.public_id}/link/").content)
    client().post(link, {"password": NEW, "again": NEW})
    again = client()
    assert again.post("/login/", {"login": "nia", "password": NEW}).headers["Location"] == "/login/code/"
    assert mona.post(f"/settings/staff/{oak.nurse.public_id}/second-factor/").status_code == 200
    anew = client()
    assert anew.post("/login/", {"login": "nia", "password": NEW}).headers["Location"] == "/home/"
    assert anew.get("/inbox/").headers["Location"] == "/security/"
    assert "login.factor_reset" in verbs(oak)


def test_whoever_leaves_is_out_and_their_work_goes_back(oak: Oak) -> None:
    patient = make_patient(oak)
    with practice_scope(oak.id):
        contact = Contact.objects.get(pk=ContactLink.objects.get(patient=patient).contact_id)
        talk = Conversation.objects.create(practice=oak.practice, contact=contact, number=oak.number)
        asked, _ = tasks.create(oak.id, "front_desk", "question", "Asks", now=clock.now(), conversation_id=talk.pk)
        loose, _ = tasks.create(oak.id, "billing", "billing", "A bill", now=clock.now())
        anna = Staff.objects.get(pk=oak.anna.pk)
        take_over.take(talk.pk, anna, now=clock.now())
        tasks.take(loose.pk, anna, now=clock.now())
        OnCall.objects.create(practice=oak.practice, staff=anna, rank=9)
    here, link = logged_in("anna"), None
    assert here.get("/inbox/").status_code == 200
    link = link_in(logged_in("mona").post(f"/settings/staff/{oak.anna.public_id}/link/").content)
    page = logged_in("mona").post(f"/settings/staff/{oak.anna.public_id}/deactivate/").content.decode()
    assert "2 open tasks went back" in page
    assert here.get("/inbox/").headers["Location"].startswith("/login/")
    assert client().get(link).status_code == 404
    assert not get_user_model().objects.get(username="anna").is_active
    with practice_scope(oak.id):
        assert Conversation.objects.get(pk=talk.pk).taken_by is None
        for task, queue in ((asked, "front_desk"), (loose, "billing")):
            found = Task.objects.get(pk=task.pk)
            assert (found.taken_by, found.closed_at, found.queue) == (None, None, queue)
        assert not OnCall.objects.filter(staff=oak.anna).exists()
    assert "staff.left" in verbs(oak)
    logged_in("mona").post(f"/settings/staff/{oak.anna.public_id}/reactivate/")
    assert logged_in("anna").get("/inbox/").status_code == 200


def test_a_leaver_keeps_the_other_practice(oak: Oak) -> None:
    elm = make_practice("elm", "+12125550200")
    user = get_user_model().objects.get(username="anna")
    with practice_scope(elm.id):
        Staff.objects.filter(pk=elm.anna.pk).update(user=user)
    logged_in("mona").post(f"/settings/staff/{oak.anna.public_id}/deactivate/")
    user.refresh_from_db()
    assert user.is_active
    anna = logged_in("anna")
    assert anna.get("/inbox/").status_code == 200
    assert anna.session["practice"] == elm.id


@pytest.mark.parametrize("deed", ["link", "role", "second-factor", "deactivate", "reactivate"])
def test_a_manager_manages_no_administrator_and_nobody_themselves(oak: Oak, deed: str) -> None:
    mona = logged_in("mona")
    for code in ("ada", "mona"):
        page = mona.post(f"/settings/staff/{staff(oak, code).public_id}/{deed}/", {"role": "front_desk"})
        assert page.status_code == 400
        assert not re.search(r"/link/[\w-]{20}", page.content.decode())
    assert [staff(oak, code).role for code in ("ada", "mona")] == ["admin", "manager"]
    assert staff(oak, "ada").active


def test_nobody_rises_by_inviting_or_promoting(oak: Oak) -> None:
    mona = logged_in("mona")
    for role in ("admin", "privacy_officer", "owner", ""):
        assert mona.post("/settings/staff/add/", {"name": "Eve", "role": role}).status_code == 400
        assert mona.post(f"/settings/staff/{oak.anna.public_id}/role/", {"role": role}).status_code == 400
    assert staff(oak, "anna").role == "front_desk"
    assert logged_in("ada").post(f"/settings/staff/{oak.anna.public_id}/role/", {"role": "admin"}).status_code == 200
    assert staff(oak, "anna").role == "admin"


def test_a_role_changes_from_the_next_click_on(oak: Oak) -> None:
    anna = logged_in("anna")
    assert anna.get("/settings/staff/").status_code == 403
    logged_in("mona").post(f"/settings/staff/{oak.anna.public_id}/role/", {"role": "manager"})
    assert anna.get("/settings/staff/").status_code == 200


def test_the_staff_page_says_who_has_which_second_factor(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    with practice_scope(oak.id):
        AccessRules.objects.update(second_factor_roles=["clinical"])
    before = logged_in("mona").get("/settings/staff/").content.decode()
    assert before.count("second factor not set up") == 1
    set_up_app(with_password("nia"))
    after = logged_in("mona").get("/settings/staff/").content.decode()
    assert "second factor: app" in after
    assert "not set up" not in after


def test_the_command_line_prints_a_link(oak: Oak, capsys: pytest.CaptureFixture[str]) -> None:
    assert login_process.invite("oak", "nia") == 0
    link = link_in(capsys.readouterr().out.encode())
    assert client().post(link, {"name": "nia", "password": NEW, "again": NEW}).status_code == 302
    assert login_process.invite("oak", "nobody") == 1
    assert login_process.invite("nowhere", "nia") == 1
    assert "No practice" in capsys.readouterr().err


# By mail


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str, str]]]:
    """A mail server on this machine that keeps what it is given: (to, subject, words)."""
    with mail_server() as (port, kept):
        monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("SMTP_PORT", str(port))
        monkeypatch.setenv("SMTP_TLS", "0")
        yield kept


def test_with_a_mail_server_the_link_goes_by_mail_and_is_shown_to_nobody(
    oak: Oak, mails: list[tuple[str, str, str]]
) -> None:
    answer = logged_in("mona").post(
        "/settings/staff/add/", {"name": "Rosa Lima", "role": "front_desk", "email": "rosa@example.org"}
    )
    assert answer.headers["Location"].startswith("/settings/staff/?mailed=")
    with practice_scope(oak.id):
        rosa = Staff.objects.get(code="rosa")
        assert not Invitation.objects.exists()
    jobs.mail_link(practice=oak.id, staff=rosa.pk, by=None)
    to, subject, words = mails[0]
    assert (to, subject) == ("rosa@example.org", "Your log-in at Oak Street Family Practice")
    assert client().get(link_in(words.encode())).status_code == 200


def test_a_forgotten_password_tells_nobody_who_has_a_log_in(oak: Oak, mails: list[tuple[str, str, str]]) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    with practice_scope(oak.id):
        Staff.objects.filter(pk=oak.anna.pk).update(email="anna@example.org")
    pages = []
    for name in ("anna", "nobody", "mona"):
        page = client().post("/login/forgotten/", {"name": name})
        pages.append((page.status_code, re.sub(r'value="\w{64}"', "", page.content.decode())))
        jobs.mail_forgotten(name=name)
    assert len(set(pages)) == 1
    assert [to for to, _, _ in mails] == ["anna@example.org"]
    link = link_in(mails[0][2].encode())
    assert client().post(link, {"password": NEW, "again": NEW}).headers["Location"] == "/login/?done=password"
    assert client().post("/login/", {"login": "anna", "password": NEW}).status_code == 302


def test_nobodys_mail_box_is_filled(oak: Oak, mails: list[tuple[str, str, str]]) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    for number in range(6):
        client(REMOTE_ADDR=f"192.0.2.{number}").post("/login/forgotten/", {"name": "anna"})
    assert ProcrastinateJob.objects.filter(task_name="replywell.mail_forgotten").count() == limits.FORGOTTEN_NAME.most
    one = client(REMOTE_ADDR="192.0.2.99")
    for _ in range(limits.FORGOTTEN.most):
        assert one.post("/login/forgotten/", {"name": "x"}).status_code == 200
    assert one.post("/login/forgotten/", {"name": "x"}).status_code == 429


def test_without_a_mail_server_the_page_says_whom_to_ask(oak: Oak) -> None:
    assert b"Ask your manager" in client().get("/login/forgotten/").content


def test_names_that_are_alike_get_codes_of_their_own(oak: Oak) -> None:
    mona = staff(oak, "mona")
    with practice_scope(oak.id):
        codes = [
            staffing.add(mona, name=name, role="billing", email="", phone="", now=clock.now()).code
            for name in ("Anna Bell", "Ánna Cruz", "李 娜")
        ]
    assert codes == ["anna2", "anna3", "staff"]
