"""What Twilio's webhooks say, and what is no webhook of Twilio's."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.carriers import get
from replywell.carriers.base import Action, FailureClass, MalformedRequest, Media, Status
from replywell.carriers.twilio.webhooks import status_address

TWILIO = get("twilio")
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
SID = "SM" + "0" * 32
INBOUND = {
    "ToCountry": "US", "ToState": "CA", "SmsMessageSid": SID, "NumMedia": "0", "ToCity": "", "FromZip": "94105",
    "SmsSid": SID, "FromState": "CA", "SmsStatus": "received", "FromCity": "SAN FRANCISCO", "Body": "Yes, see you",
    "FromCountry": "US", "To": "+14155550100", "MessagingServiceSid": "MG1", "ToZip": "", "NumSegments": "1",
    "MessageSid": SID, "AccountSid": "AC1", "From": "+14155550123", "ApiVersion": "2010-04-01",
}  # fmt: skip
STATUS = {"MessageSid": SID, "MessageStatus": "delivered", "To": "+14155550123", "From": "+14155550100"}
STATUS_URL = "https://example.org/hooks/twilio/k1/status?id=m-1"


def inbound(**changes: str | None) -> Any:
    form = {key: value for key, value in (INBOUND | changes).items() if value is not None}
    (text,) = TWILIO.parse_inbound(FORM, urlencode(form).encode(), "https://example.org/h")
    return text


def status(*, url: str = STATUS_URL, **changes: Any) -> Any:
    form = {key: value for key, value in (STATUS | changes).items() if value is not None}
    (event,) = TWILIO.parse_status(FORM, urlencode(form).encode(), url)
    return event


def test_a_text_is_read_whole() -> None:
    text = inbound()
    assert (text.carrier, text.carrier_id) == ("twilio", SID)
    assert (text.from_number, text.to_number, text.body) == ("+14155550123", "+14155550100", "Yes, see you")
    assert (text.media, text.segments, text.received_at, text.carrier_answered) == ((), 1, None, None)


@pytest.mark.parametrize("body", ["", " ", "¿Mañana a las 3? 😀", "a&b=c%20+d", "line\nline\r\n", "ة中"])
def test_the_words_arrive_as_written(body: str) -> None:
    assert inbound(Body=body).body == body


def test_nul_which_the_database_cannot_hold_is_replaced() -> None:
    assert inbound(Body="a\x00b").body == "a\ufffdb"


@pytest.mark.parametrize(("word", "answered"), [("STOP", "stop"), ("HELP", "help"), ("START", "start")])
def test_what_twilio_answered_itself_is_known(word: str, answered: str) -> None:
    assert inbound(OptOutType=word).carrier_answered == answered


def test_pictures_come_by_reference_and_need_no_words() -> None:
    text = inbound(
        NumMedia="2", Body=None, MediaUrl0="https://x.org/1", MediaContentType0="image/png", MediaUrl1="https://x.org/2"
    )
    assert text.body == ""
    assert text.media == (
        Media("https://x.org/1", "image/png"),
        Media("https://x.org/2", "application/octet-stream"),
    )


def test_a_short_code_may_write_to_us() -> None:
    assert inbound(From="72345").from_number == "72345"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"MessageSid": None, "SmsSid": None}, "MessageSid"),
        ({"MessageSid": ""}, "MessageSid"),
        ({"MessageSid": "SM 1; drop"}, "MessageSid"),
        ({"MessageSid": "S" * 65}, "MessageSid"),
        ({"From": None}, "From"),
        ({"From": "anonymous"}, "From"),
        ({"From": "whatsapp:+14155550123"}, "From"),
        ({"From": "+1415555012٣"}, "From"),
        ({"To": "4155550100x"}, "To"),
        ({"To": ""}, "To"),
        ({"Body": None}, "Body"),
        ({"NumMedia": "-1"}, "NumMedia"),
        ({"NumMedia": "99999"}, "NumMedia"),
        ({"NumMedia": "1"}, "MediaUrl0"),
        ({"NumMedia": "1", "MediaUrl0": "javascript:alert(1)"}, "MediaUrl0"),
        ({"NumSegments": "many"}, "NumSegments"),
        ({"OptOutType": "MAYBE"}, "OptOutType"),
    ],
)
def test_a_text_that_cannot_be_read_names_the_field(changes: dict[str, str | None], field: str) -> None:
    with pytest.raises(MalformedRequest) as caught:
        inbound(**changes)
    assert caught.value.field == field
    assert str(caught.value).startswith(field + ": ")


@pytest.mark.parametrize(
    ("headers", "raw", "field"),
    [
        (FORM, b"Body=\xff\xfe", "body"),
        (FORM, b"Body=%ff%fe&MessageSid=SM1", "body"),
        (FORM, b"a=1&" * 300, "body"),
        (FORM, b"Body=" + b"x" * 200_000, "body"),
        ({"Content-Type": "application/json"}, b"{}", "Content-Type"),
        (FORM, b"", "Body"),
        (FORM, urlencode(INBOUND).encode() + b"&From=%2B14155550199", "From"),
    ],
)
def test_what_is_no_form_is_refused(headers: dict[str, str], raw: bytes, field: str) -> None:
    with pytest.raises(MalformedRequest) as caught:
        TWILIO.parse_inbound(headers, raw, "https://example.org/h")
    assert caught.value.field == field


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_no_bytes_make_the_reader_fail_otherwise(raw: bytes) -> None:
    for parse in (TWILIO.parse_inbound, TWILIO.parse_status):
        with pytest.raises(MalformedRequest):
            parse(FORM, raw, "https://example.org/h?id=%ff")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("accepted", Status.QUEUED),
        ("scheduled", Status.QUEUED),
        ("queued", Status.QUEUED),
        ("sending", Status.SENDING),
        ("sent", Status.SENT),
        ("delivered", Status.DELIVERED),
        ("canceled", Status.CANCELED),
        ("read", Status.READ),
    ],
)
def test_every_status_has_its_place(word: str, expected: Status) -> None:
    event = status(MessageStatus=word)
    assert (event.status, event.our_id, event.carrier_id) == (expected, "m-1", SID)
    assert (event.failure, event.action, event.error_code) == (None, None, None)


def test_a_failure_is_explained() -> None:
    event = status(MessageStatus="undelivered", ErrorCode="30005")
    assert (event.status, event.error_code) == (Status.UNDELIVERED, "30005")
    assert (event.failure, event.action) == (FailureClass.BAD_NUMBER, Action.MARK_INVALID)
    assert status(MessageStatus="failed").failure == FailureClass.UNKNOWN


def test_the_id_in_the_address_survives_the_round_trip() -> None:
    url = status_address("https://example.org/h?x=1#old", "m/1 &ñ")
    assert url.endswith("#rc=5&rp=all")
    assert url.count("#") == 1
    assert status(url=url.partition("#")[0]).our_id == "m/1 &ñ"
    assert status(url="https://example.org/h").our_id is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"MessageStatus": None}, "MessageStatus"),
        ({"MessageStatus": "received"}, "MessageStatus"),
        ({"MessageStatus": "eaten"}, "MessageStatus"),
        ({"MessageSid": None}, "MessageSid"),
    ],
)
def test_a_status_that_cannot_be_read_names_the_field(changes: dict[str, str | None], field: str) -> None:
    with pytest.raises(MalformedRequest) as caught:
        status(**changes)
    assert caught.value.field == field


def test_twilio_is_answered_with_nothing_to_say() -> None:
    assert TWILIO.acknowledgement() == ("text/xml", "<Response/>")
    assert TWILIO.webhook_url("https://example.org/h") == "https://example.org/h#rc=5&rp=all"
