"""Is it Twilio? Checked against Twilio's own package and its documented examples."""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from replywell.carriers import get
from replywell.carriers.base import Account, BadSignature, require_signature
from replywell.carriers.twilio.webhooks import sign, verify

TOKEN = "12345"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CALL = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("Caller", "+14158675309"),
    ("To", "+18005551212"),
]
REPEATED = [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]


def check(signature: str, pairs: list[tuple[str, str]], url: str = URL, secrets: tuple[str, ...] = (TOKEN,)) -> bool:
    headers = {**FORM, "x-twilio-signature": signature}
    return verify(headers, urlencode(pairs).encode(), url, secrets)


@pytest.mark.parametrize(
    ("pairs", "signature"),
    [(CALL, "RSOYDt4T1cUTdK1PDd93/VVr8B8="), (REPEATED, "IK+Dwps556ElfBT0I3Rgjkr1wJU=")],
)
def test_documented_examples_hold(pairs: list[tuple[str, str]], signature: str) -> None:
    assert check(signature, pairs)
    assert check(signature, pairs[::-1])
    assert not check(signature, [*pairs, ("Extra", "1")])
    assert not check(signature, pairs[1:])
    assert not check(signature, pairs, url=URL + "&x=1")
    assert not check(signature, pairs, secrets=("54321",))


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(text.filter(bool), text), max_size=12), st.sampled_from(["", ":443", ":8443"]))
@settings(max_examples=200)
def test_twilios_own_package_makes_the_same_signature(pairs: list[tuple[str, str]], port: str) -> None:
    url = f"https://hooks.example.org{port}/hooks/twilio/k1/inbound?id=a%20b"
    theirs = RequestValidator(TOKEN).compute_signature(url, MultiDict(pairs))
    assert sign(url, pairs, TOKEN) == theirs
    assert check(theirs, pairs, url=url)


@pytest.mark.parametrize(
    ("signed", "seen"),
    [
        ("https://example.org/h", "https://example.org:443/h"),
        ("https://example.org:443/h", "https://example.org/h"),
        ("http://example.org:80/h", "http://example.org/h"),
        ("https://example.org/h", "https://example.org:8443/h"),
        ("https://me:pw@example.org:443/h", "https://me:pw@example.org/h"),
        ("http://[::1]/h", "http://[::1]:80/h"),
        ("https://example.org/h", "https://example.org/h#rc=5&rp=all"),
    ],
)
def test_ports_and_fragments_that_come_and_go_do_not_matter(signed: str, seen: str) -> None:
    signature = RequestValidator(TOKEN).compute_signature(signed, dict(CALL))
    assert check(signature, CALL, url=seen)


@pytest.mark.parametrize(
    "seen",
    [
        "http://example.org/h",
        "https://example.com/h",
        "https://example.org/H",
        "https://example.org:99999/h",
        "//[",
        "",
    ],
)
def test_another_address_is_refused(seen: str) -> None:
    signature = RequestValidator(TOKEN).compute_signature("https://example.org/h", dict(CALL))
    assert not check(signature, CALL, url=seen)


def test_either_token_is_good_while_they_rotate() -> None:
    old, new = "old-token", "new-token"
    account = Account("k", secrets={"auth_token": new, "auth_token_secondary": old})
    tokens = get("twilio").signing_secrets(account)
    for token in (old, new):
        assert check(sign(URL, CALL, token), CALL, secrets=tokens)
    assert not check(sign(URL, CALL, "older"), CALL, secrets=tokens)


def test_no_secret_means_nobody_is_believed() -> None:
    tokens = get("twilio").signing_secrets(Account("k", secrets={"auth_token": ""}))
    assert tokens == ()
    assert not check(sign(URL, CALL, ""), CALL, secrets=("",))
    assert not check("", CALL)


def test_a_json_body_is_proved_by_its_hash_in_the_address() -> None:
    body = b'{"property": "value", "boolean": true}'
    digest = hashlib.sha256(body).hexdigest()
    assert (digest[:6], digest[-4:]) == ("0a1ff7", "6620")
    url = f"https://example.org/h?bodySHA256={digest}"
    headers = {
        "Content-Type": "application/json",
        "X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(url, {}),
    }
    assert RequestValidator(TOKEN).validate(url, body.decode(), headers["X-Twilio-Signature"])
    assert verify(headers, body, url, (TOKEN,))
    assert not verify(headers, body + b" ", url, (TOKEN,))
    assert not verify(headers, body, "https://example.org/h", (TOKEN,))


def test_strange_bytes_are_refused_without_a_crash() -> None:
    headers = {**FORM, "X-Twilio-Signature": "naïve ☃"}
    assert not verify(headers, b"Body=%ff%fe\xff", URL, (TOKEN,))
    assert not verify(headers, b"&".join(b"a%d=1" % i for i in range(1_000)), URL, (TOKEN,))


def test_a_bad_signature_is_told_what_to_check() -> None:
    account = Account("k1", secrets={"auth_token": TOKEN})
    with pytest.raises(BadSignature, match="auth token"):
        require_signature(get("twilio"), account, {**FORM, "X-Twilio-Signature": "x"}, b"", URL)
    good = {**FORM, "X-Twilio-Signature": sign(URL, CALL, TOKEN)}
    require_signature(get("twilio"), account, good, urlencode(CALL).encode(), URL)
