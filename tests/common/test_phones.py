"""Phone numbers: what people type, what people see, and where the phone may be."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from replywell.common import phones
from replywell.common.phones import BadPhone, parse


@pytest.mark.parametrize(
    "typed",
    ["415-555-0123", "(415) 555 0123", "4155550123", "1 415 555 0123", "+14155550123", " 415.555.0123 "],
)
def test_every_way_of_writing_gives_one_number(typed: str) -> None:
    assert parse(typed) == "+14155550123"


def test_a_number_from_abroad_needs_its_plus() -> None:
    assert parse("+44 20 7946 0018") == "+442079460018"
    assert parse("020 7946 0018", region="GB") == "+442079460018"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("555-0123", "area code is missing"),
        ("415555", "too short"),
        ("415555012345", "too long"),
        ("(999) 555-0123", "area code 999"),
        ("415-155-0123", "digit by digit"),
        ("415-555-0123 x12", "extension"),
        ("415-555-0123 ext. 4", "extension"),
        ("4155550123 cell", "letters"),
        ("call me", "letters"),
        ("+999 12345678", "calling code"),
        ("?", "not a phone number"),
        ("4155550123 / 4155550124 / 4155550125 / 4155550126", "one number"),
    ],
)
def test_a_bad_number_is_told_what_would_be_right(typed: str, says: str) -> None:
    with pytest.raises(BadPhone, match=says):
        parse(typed)
    assert not phones.is_valid(typed)


def test_the_complaint_never_repeats_the_number() -> None:
    with pytest.raises(BadPhone) as caught:
        parse("415-155-0199")
    assert "0199" not in str(caught.value)


def test_numbers_are_shown_as_people_write_them() -> None:
    assert phones.display("+14155550123") == "(415) 555-0123"
    assert phones.display("+442079460018") == "+44 20 7946 0018"
    assert phones.display("+14155550123", region="GB") == "+1 415-555-0123"
    assert phones.display("72345") == "72345"
    assert phones.last_two("+14155550123") == "23"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+14155550123", ("America/Los_Angeles",)),
        ("+12125550123", ("America/New_York",)),
        ("+16025550123", ("America/Phoenix",)),
        ("+18085550123", ("Pacific/Honolulu",)),
        ("+18505550123", ("America/Chicago", "America/New_York")),
        ("+14485550123", ("America/Chicago", "America/New_York")),
        ("+19305550123", ("America/Chicago", "America/New_York")),
        ("+442079460018", ("Europe/London",)),
        ("+18005550123", ()),
        ("72345", ()),
    ],
)
def test_zones_are_all_those_of_the_area_code(number: str, expected: tuple[str, ...]) -> None:
    assert phones.zones(number) == expected


def test_an_area_code_on_a_border_gives_its_zones_whatever_the_exchange() -> None:
    assert phones.zones("+12085550123") == phones.zones("+12083430123")
    assert {"America/Boise", "America/Los_Angeles"} <= set(phones.zones("+12085550123"))


def test_every_zone_is_known_to_the_clock_and_every_area_code_has_one() -> None:
    seen = 0
    for area in range(201, 990):
        number = f"+1{area}5550123"
        if phones.is_us(number) and phones.state_of(number):
            seen += 1
            found = phones.zones(number)
            assert found, number
            for name in found:
                ZoneInfo(name)
    assert seen > 300


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("+14155550123", "CA"),
        ("+12025550123", "DC"),
        ("+12065550123", "WA"),
        ("+12015550123", "NJ"),
        ("+19175550123", "NY"),
        ("+13055550123", "FL"),
        ("+17875550123", "PR"),
        ("+18005550123", None),
        ("+14165550123", None),
        ("+442079460018", None),
    ],
)
def test_the_state_follows_the_area_code(number: str, state: str | None) -> None:
    assert phones.state_of(number) == state


def test_home_is_the_states_and_their_territories() -> None:
    assert phones.is_us("+14155550123")
    assert phones.is_us("+17875550123")
    assert phones.is_us("+18005550123")
    assert not phones.is_us("+14165550123")
    assert not phones.is_us("+442079460018")
