"""Letting in: passwords, second factors, sessions that end, and what an attacker would try."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.utils import timezone

from replywell.audit.models import AuditEvent
from replywell.common.tenancy import practice_scope
from replywell.console import limits, sessions
from replywell.console.models import AccessRules, Attempt
from replywell.practices.models import Role, Staff
from replywell.processes.login import set_login
from tests.console.access import add_staff, client, code_of, give_login, logged_in, set_up_app, with_password
from tests.console.site import PASSWORD
from tests.console.test_access_rights import addresses
from tests.practice import Oak, make_practice


@pytest.fixture
def oak(db: None) -> Oak:
    """Oak Street with the rules of every new practice: Nia is clinical, so she needs a second factor; Anna does not."""
    made = make_practice()
    give_login(made.anna, "anna")
    give_login(made.nurse, "nia")
    return made


def verbs(oak: Oak, actor: str) -> list[str]:
    with practice_scope(oak.id):
        return list(AuditEvent.objects.filter(actor=actor).order_by("id").values_list("verb", flat=True))


# The second factor


def test_who_needs_a_second_factor_sets_it_up_before_anything_else(oak: Oak) -> None:
    nia = logged_in("nia")
    for page in ("/home/", "/inbox/", "/calendar/", "/settings/rights/", "/session/stay/"):
        answer = nia.get(page)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/security/"), page
    assert nia.get("/inbox/changes/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/security/"
    assert b"Set up a second factor first" in nia.get("/security/").content
    assert logged_in("anna").get("/inbox/").status_code == 200


def test_the_code_of_an_app_lets_in_and_recovery_codes_do_once(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    first = with_password("nia")
    secret = set_up_app(first)
    shown = re.findall(r"<code>([^<]+)</code>", first.get("/security/codes/").content.decode())
    assert len(shown) == 10
    assert shown[0] not in first.get("/security/codes/").content.decode()
    assert first.get("/inbox/").status_code == 200

    for code in (code_of(secret), shown[0]):
        again = with_password("nia")
        assert again.get("/inbox/").headers["Location"].startswith("/login/")
        assert again.post("/login/code/", {"code": code}).headers["Location"] == "/home/"
        assert again.get("/inbox/").status_code == 200
        used = with_password("nia")
        assert b"does not fit" in used.post("/login/code/", {"code": code}).content
        assert used.get("/inbox/").status_code == 302
    assert verbs(oak, "staff:nia").count("session.began") == 3
    assert "login.factor_added" in verbs(oak, "staff:nia")


def test_five_wrong_codes_lock_the_second_factor_for_the_right_one_too(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    secret = set_up_app(with_password("nia"))
    for _ in range(5):
        guess = with_password("nia")
        assert b"does not fit" in guess.post("/login/code/", {"code": "000000"}).content
    late = with_password("nia")
    assert b"Too many wrong codes" in late.post("/login/code/", {"code": code_of(secret)}).content
    assert late.get("/inbox/").status_code == 302
    assert "login.locked" in verbs(oak, "staff:nia")


def test_secrets_of_second_factors_are_not_in_the_database_in_the_clear(oak: Oak) -> None:
    nia = logged_in("nia")
    session = nia.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(get_user_model().objects.get(username="nia").pk)
    session.save()
    secret = set_up_app(nia)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert "gAAAA" in kept


def test_with_another_secret_key_no_code_fits_and_nothing_breaks(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    secret = set_up_app(with_password("nia"))
    with override_settings(SECRET_KEY="another key, as after a restore without it"):
        late = with_password("nia")
        for code in (code_of(secret), "12345678"):
            assert b"does not fit" in late.post("/login/code/", {"code": code}).content


def test_a_session_alone_cannot_change_how_one_logs_in(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    nia = logged_in("nia")  # a stolen session: nobody typed a password lately
    for page in ("/security/app/", "/security/passkeys/add/"):
        assert nia.get(page).headers["Location"].startswith("/security/again/")
    assert nia.post("/security/again/", {"password": "not it"}).status_code == 200
    assert nia.get("/security/app/").headers["Location"].startswith("/security/again/")
    assert (
        nia.post("/security/again/?next=/security/app/", {"password": PASSWORD}).headers["Location"] == "/security/app/"
    )
    assert nia.get("/security/app/").status_code == 200


def test_removing_the_last_second_factor_leads_back_to_setting_one_up(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    nia = with_password("nia")
    set_up_app(nia)
    assert nia.get("/inbox/").status_code == 200
    assert nia.post("/security/app/remove/").headers["Location"] == "/security/"
    assert nia.get("/inbox/").headers["Location"] == "/security/"


def test_a_practice_says_which_roles_need_one(oak: Oak) -> None:
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=["front_desk"])
    assert logged_in("nia").get("/inbox/").status_code == 200
    assert logged_in("anna").get("/inbox/").headers["Location"] == "/security/"


def test_in_the_demo_nobody_needs_one_and_it_says_why(oak: Oak) -> None:
    with override_settings(DEMO=True):
        nia = logged_in("nia")
        assert nia.get("/inbox/").status_code == 200
        assert b"In the demo nobody needs a second factor" in nia.get("/security/").content


# Brute force


def test_names_and_addresses_lock(oak: Oak) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    other = client(REMOTE_ADDR="192.0.2.7")
    for _ in range(limits.PASSWORD.most):
        assert other.post("/login/", {"login": "ANNA", "password": "no"}).status_code == 400
    refused = other.post("/login/", {"login": "anna", "password": PASSWORD})
    assert refused.status_code == 429
    assert b"Wait 15 minutes" in refused.content
    assert client().post("/login/", {"login": "anna", "password": PASSWORD}).status_code == 302
    assert verbs(oak, "staff:anna")[0] == "login.locked"
    Attempt.objects.all().delete()
    for number in range(limits.ADDRESS.most):
        limits.failed(f"name{number}", "192.0.2.7")
    assert other.post("/login/", {"login": "anna", "password": PASSWORD}).status_code == 429


def test_an_unknown_name_and_a_wrong_password_cannot_be_told_apart(oak: Oak) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    answers = []
    for name in ("anna", "nobody"):
        page = client().post("/login/", {"login": name, "password": "wrong"})
        answers.append((page.status_code, _without_tokens(page.content.decode().replace(name, ""))))
    assert answers[0] == answers[1]


def test_a_locked_name_says_nothing_about_whether_it_exists(oak: Oak) -> None:
    for name in ("anna", "nobody"):
        for _ in range(limits.PASSWORD.most):
            limits.failed(name, "127.0.0.1")
        assert client().post("/login/", {"login": name, "password": "x"}).status_code == 429


def test_nobody_signs_up(oak: Oak) -> None:
    for page in ("/signup/", "/accounts/signup/", "/login/signup/"):
        assert client().get(page).headers["Location"].startswith("/login/")
        assert logged_in("anna").get(page).status_code == 404


# Sessions


def test_the_session_is_another_one_after_each_step_of_the_log_in(oak: Oak) -> None:
    set_login(oak.id, "nia", "nia", PASSWORD)
    secret = set_up_app(with_password("nia"))
    victim = client()
    victim.get("/security/")
    fixed = client().session
    fixed["planted"] = 1
    fixed.save()
    victim.cookies[settings.SESSION_COOKIE_NAME] = fixed.session_key
    victim.post("/login/", {"login": "nia", "password": PASSWORD})
    victim.post("/login/code/", {"code": code_of(secret)})
    assert victim.get("/inbox/").status_code == 200
    assert victim.cookies[settings.SESSION_COOKIE_NAME].value != fixed.session_key
    thief = client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = fixed.session_key
    assert thief.get("/inbox/").status_code == 302


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(oak: Oak) -> None:
    cookie = _last_session(logged_in("anna"))
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def _last_session(browser: Client) -> dict[str, str]:
    browser.get("/inbox/")
    return browser.cookies[settings.SESSION_COOKIE_NAME]


def _left(browser: Client) -> float:
    """Minutes until the session ends, as the database has it."""
    ends = Session.objects.get(session_key=browser.session.session_key).expire_date
    return (ends - timezone.now()).total_seconds() / 60


def _grow_old(browser: Client, minutes: int) -> None:
    """As if nobody had clicked for so long."""
    session = browser.session
    session["here"] = [time.time() - minutes * 60, 30]
    session.set_expiry(timezone.now() + timedelta(minutes=30 - minutes))
    session.save()


def test_a_click_keeps_a_session_and_a_page_that_refreshes_itself_does_not(oak: Oak) -> None:
    anna = logged_in("anna")
    anna.get("/inbox/")
    assert 29 < _left(anna) <= 30
    _grow_old(anna, 20)
    anna.get("/inbox/changes/")
    anna.get("/calendar/", headers={"X-Automatic": "1", "HX-Request": "true"})
    assert 9 < _left(anna) < 11
    assert anna.post("/session/stay/").status_code == 204
    assert 29 < _left(anna) <= 30


def test_a_session_that_nobody_used_is_over(oak: Oak) -> None:
    anna = logged_in("anna")
    anna.get("/inbox/")
    _grow_old(anna, 31)
    assert anna.get("/inbox/changes/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/login/"
    assert anna.get("/inbox/").headers["Location"] == "/login/?next=%2Finbox%2F"


def test_what_is_over_is_forgotten(oak: Oak) -> None:
    old, new = logged_in("anna"), logged_in("nia")
    old.get("/inbox/")
    _grow_old(old, 31)
    limits.failed("anna", "192.0.2.7")
    assert sessions.forget_ended() == 1
    limits.forget_old()
    assert Session.objects.get().session_key == new.session.session_key
    assert Attempt.objects.count() == 2
    Attempt.objects.update(at=timezone.now() - timedelta(hours=2))
    limits.forget_old()
    assert not Attempt.objects.exists()


def test_the_practice_says_when_a_session_ends(oak: Oak) -> None:
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, idle_minutes=10)
    anna = logged_in("anna")
    page = anna.get("/inbox/").content.decode()
    assert 9 < _left(anna) <= 10
    assert 'data-idle="10" data-warning="120"' in page
    anna.get("/security/")
    assert 9 < _left(anna) <= 10


def test_a_new_password_ends_every_other_session(oak: Oak) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    here, there = with_password("anna"), with_password("anna")
    wrong = {"oldpassword": "guess", "password1": "quite another phrase", "password2": "quite another phrase"}
    assert b"not your password" in here.post("/security/password/", wrong).content
    answer = here.post("/security/password/", wrong | {"oldpassword": PASSWORD})
    assert answer.headers["Location"] == "/security/?done=password"
    assert here.get("/inbox/").status_code == 200
    assert there.get("/inbox/").status_code == 302


def test_a_log_in_without_a_password_opens_every_page_of_its_own_and_gets_one_by_a_link(oak: Oak) -> None:
    """As everybody in the demo has one: nothing there may fall over."""
    add_staff(oak, "lena", Role.FRONT_DESK)
    lena = logged_in("lena")
    for route, _ in addresses():
        if route.startswith("security/"):
            address = "/" + route.replace("<int:pk>", "1")
            assert lena.get(address, follow=True).status_code < 500, address
    answer = lena.get("/security/password/")
    assert answer.headers["Location"] == "/security/password/none/"
    assert b"Ask your manager for a link" in lena.get("/security/password/none/").content
    given = {"password1": "quite another phrase", "password2": "quite another phrase"}
    assert lena.post("/security/password/", given).status_code == 302
    assert lena.post("/security/password/none/", given).status_code == 405
    assert not get_user_model().objects.get(username="lena").has_usable_password()
    set_login(oak.id, "anna", "anna", PASSWORD)
    assert with_password("anna").get("/security/password/none/").headers["Location"] == "/security/password/"


@pytest.mark.parametrize("password", ["short", "123456789012", "password1234"])
def test_weak_passwords_are_refused(oak: Oak, password: str) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    page = with_password("anna").post(
        "/security/password/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert page.status_code == 200
    assert b'role="alert"' in page.content


# CSRF, redirects, headers


def test_no_post_without_the_pages_token_is_taken_at_any_address(oak: Oak) -> None:
    anna = client(enforce_csrf_checks=True)
    anna.force_login(get_user_model().objects.get(username="anna"))
    some = "00000000-0000-0000-0000-000000000000"
    for address, _ in addresses():
        filled = "/" + re.sub(r"<\w+:(\w+)>", lambda found: "1" if found[1] == "pk" else some, address)
        if filled != "/":
            assert anna.post(filled).status_code == 403, filled


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.test/", "//evil.test/", "///evil.test", "/\\evil.test", "https:evil.test", "javascript:alert(1)",
        "http://localhost@evil.test/", "\thttps://evil.test",
    ],
)  # fmt: skip
def test_the_log_in_leads_nowhere_else(oak: Oak, onward: str) -> None:
    set_login(oak.id, "anna", "anna", PASSWORD)
    for answer in (
        client().post("/login/", {"login": "anna", "password": PASSWORD, "next": onward}),
        logged_in("anna").get("/login/", {"next": onward}),
        logged_in("anna").post("/logout/", {"next": onward}),
    ):
        assert answer.status_code == 302
        assert re.fullmatch(r"/(home|login)/", answer.headers["Location"]), onward


def test_every_page_forbids_inline_script_and_framing(oak: Oak) -> None:
    for browser, page in ((client(), "/login/"), (logged_in("nia"), "/security/"), (client(), "/link/none/")):
        headers = browser.get(page).headers
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"]


# One log-in, several practices


def test_one_log_in_opens_several_practices_one_at_a_time(oak: Oak) -> None:
    elm = make_practice("elm", "+12125550200")
    user = get_user_model().objects.get(username="anna")
    with practice_scope(elm.id):
        Staff.objects.filter(pk=elm.anna.pk).update(user=user, role=Role.BILLING)
    anna = logged_in("anna")
    assert b"Change practice" in anna.get("/inbox/").content
    assert anna.get("/calendar/").status_code == 200
    anna.post("/practices/", {"practice": str(elm.practice.public_id)})
    assert anna.session["practice"] == elm.id
    assert anna.get("/inbox/").status_code == 200
    assert "practice.opened" in verbs(elm, "staff:anna")
    anna.post("/practices/", {"practice": "00000000-0000-0000-0000-000000000000"})
    assert anna.session["practice"] == elm.id
    with practice_scope(elm.id):
        Staff.objects.filter(pk=elm.anna.pk).update(active=False)
    anna.get("/inbox/")
    assert anna.session["practice"] == oak.id


def test_a_practice_that_asks_for_a_second_factor_asks_when_it_is_opened(oak: Oak) -> None:
    elm = make_practice("elm", "+12125550200")
    user = get_user_model().objects.get(username="anna")
    with practice_scope(elm.id):
        Staff.objects.filter(pk=elm.anna.pk).update(user=user, role=Role.MANAGER)
    anna = logged_in("anna")
    assert anna.get("/inbox/").status_code == 200
    anna.post("/practices/", {"practice": str(elm.practice.public_id)})
    assert anna.get("/inbox/").headers["Location"] == "/security/"
    anna.post("/practices/", {"practice": str(oak.practice.public_id)})
    assert anna.get("/inbox/").status_code == 200


def test_an_administrator_reads_no_patients_words_and_lands_on_the_staff_page(oak: Oak) -> None:
    add_staff(oak, "ada", Role.ADMIN)
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    ada = logged_in("ada")
    assert ada.get("/home/").headers["Location"] == "/settings/staff/"
    assert ada.get("/inbox/").status_code == 403


def _without_tokens(page: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)
