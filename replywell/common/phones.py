"""Phone numbers: read what people type into E.164, show it, and say where it may ring.

A mobile number keeps its area code when its owner moves, so time zones and states are a best guess by design:
`zones` gives every zone of the area code, and who asks must respect all of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

# Codes laid over an older one that spans two time zones, by which the data of the older one holds too.
_OVERLAYS = {"364": "270", "448": "850", "458": "541", "930": "812", "986": "208"}
_TERRITORIES = frozenset({"PR", "VI", "GU", "AS", "MP"})
_US_REGIONS = _TERRITORIES | {"US"}

_STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "Florida": "FL", "Georgia": "GA", "Hawaii": "HI", "Idaho": "ID",
    "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY", "Louisiana": "LA",
    "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV",
    "New Hampshire": "NH", "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC",
    "North Dakota": "ND", "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA",
    "Rhode Island": "RI", "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX",
    "Utah": "UT", "Vermont": "VT", "Virginia": "VA", "Washington State": "WA", "Washington D.C.": "DC",
    "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip


class BadPhone(ValueError):  # noqa: N818
    """A number that cannot be texted; the message says what would be right and never repeats the number."""


def parse(raw: str, region: str = "US") -> str:
    """What somebody typed, as E.164 (`+14155550123`). `region` is the country of numbers without a `+`.

    Raises BadPhone with a sentence for the person who typed it.
    """
    return _parse(str(raw).strip(), region)


@lru_cache(maxsize=65_536)
def _parse(raw: str, region: str) -> str:
    example = _example(region)
    if not raw:
        raise BadPhone(f"The phone number is empty. Write it like {example}.")
    if re.search(r"(?:ext|x|#|;)\.?\s*\d", raw, re.IGNORECASE):
        raise BadPhone(f"A number with an extension cannot get texts. Write a direct number like {example}.")
    if any(char.isalpha() for char in raw):
        raise BadPhone(f"The phone number has letters in it. Write digits only, like {example}.")
    if len(raw) > 40:
        raise BadPhone(f"That is too long for one phone number. Write one number, like {example}.")
    try:
        number = phonenumbers.parse(raw, region)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            raise BadPhone(f"No country has that calling code. Write + and the right one, or just {example}.") from None
        raise BadPhone(f"That is not a phone number. Write it like {example}.") from None
    if not phonenumbers.is_valid_number(number):
        raise BadPhone(_why_invalid(number, example))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _why_invalid(number: phonenumbers.PhoneNumber, example: str) -> str:
    verdict = phonenumbers.is_possible_number_with_reason(number)
    nanp = number.country_code == 1
    size = "10 digits with the area code" if nanp else "the number of digits its country uses"
    if verdict == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return f"The area code is missing. Write all 10 digits, like {example}."
    if verdict == ValidationResult.TOO_SHORT:
        return f"The phone number is too short: it should have {size}, like {example}."
    if verdict == ValidationResult.TOO_LONG:
        return f"The phone number is too long: it should have {size}, like {example}."
    if nanp and not _area_is_known(str(number.national_number)[:3]):
        return f"No area code {str(number.national_number)[:3]} exists. Check the first three digits."
    return f"No phone can have that number. Check it digit by digit; it should look like {example}."


def _area_is_known(area: str) -> bool:
    return any(
        phonenumbers.is_valid_number(phonenumbers.PhoneNumber(1, int(f"{area}{rest}")))
        for rest in ("2345678", "5550123")
    )


@lru_cache(maxsize=256)
def _example(region: str) -> str:
    if region == "US":
        return "(415) 555-0123"  # kept free for examples, rings nobody
    number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if number is None:
        return "+1 415-555-0123"
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def is_valid(raw: str, region: str = "US") -> bool:
    """Whether `parse` would take it."""
    try:
        parse(raw, region)
    except BadPhone:
        return False
    return True


@lru_cache(maxsize=65_536)
def is_us(e164: str) -> bool:
    """Whether it is a number of the United States or its territories (toll-free ones included)."""
    number = _number(e164)
    return number is not None and phonenumbers.region_code_for_number(number) in _US_REGIONS


@lru_cache(maxsize=65_536)
def display(e164: str, region: str = "US") -> str:
    """For people's eyes: `(415) 555-0123` at home, `+44 20 7946 0018` abroad; what is no number, as is."""
    number = _number(e164)
    if number is None:
        return e164
    home = number.country_code == phonenumbers.country_code_for_region(region)
    shape = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, shape)


def last_two(e164: str) -> str:
    """The last two digits: enough to tell two phones apart on a page or in a log, too few to dial."""
    return "".join(char for char in e164 if char.isdigit())[-2:]


@lru_cache(maxsize=65_536)
def zones(e164: str) -> tuple[str, ...]:
    """Every time zone (IANA names, sorted) where the number may be at home; empty if nothing tells.

    For numbers of North America all zones of the area code count, also those of other exchanges in it: mobile
    numbers are dealt out without regard to the exchange's town. Toll-free numbers have none.
    """
    number = _number(e164)
    if number is None:
        return ()
    if number.country_code == 1:
        return _area_zones(str(number.national_number)[:3])
    if not phonenumbers.is_number_geographical(number):
        return ()
    from phonenumbers import timezone

    found = timezone.time_zones_for_geographical_number(number)
    return tuple(sorted(zone for zone in found if zone != "Etc/Unknown"))


@lru_cache(maxsize=1_000)
def _area_zones(area: str) -> tuple[str, ...]:
    from phonenumbers.tzdata import TIMEZONE_DATA

    prefixes = ("1" + area, "1" + _OVERLAYS.get(area, area))
    found: set[str] = set()
    for prefix, names in TIMEZONE_DATA.items():
        if prefix.startswith(prefixes):
            found.update(names)
    return tuple(sorted(found))


@lru_cache(maxsize=65_536)
def state_of(e164: str) -> str | None:
    """The two-letter US state or territory of the area code, or None (toll-free, foreign, unknown)."""
    number = _number(e164)
    if number is None or number.country_code != 1:
        return None
    region = phonenumbers.region_code_for_number(number)
    if region in _TERRITORIES:
        return str(region)
    if region != "US" or not phonenumbers.is_number_geographical(number):
        return None
    return _area_state(str(number.national_number)[:3])


@lru_cache(maxsize=1_000)
def _area_state(area: str) -> str | None:
    # The tables of places take long to load: only on first use.
    from phonenumbers import geocoder

    # Not every exchange has an entry; a few tries find the state.
    for exchange in ("200", "555", "345", "678", "222"):
        number = phonenumbers.PhoneNumber(1, int(f"{area}{exchange}0123"))
        place = geocoder.description_for_number(number, "en")
        if place in _STATES:
            return _STATES[place]
        _, comma, state = place.rpartition(", ")
        if comma and state in _STATES.values():
            return state
    return None


def _number(e164: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(e164, None)
    except NumberParseException:
        return None
