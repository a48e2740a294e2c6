"""What texts say about leaving the waitlist and about the hours in which we may write."""

from datetime import UTC, datetime, time

import pytest

from replywell.dialogue.waiting_words import hours_named, leaves
from replywell.understanding import Asked, Intent, read

SURELY = """
take me off the waitlist
Please take me off your waiting list, thank you!
can you remove me from the wait list?
Hi, please remove my name from the waitlist
I don't want to be on the waitlist anymore
I no longer need the waitlist
leave the waitlist
I want to get off the waiting list please
ya no quiero la lista de espera
quíteme de la lista de espera
Por favor sáquenme de la lista de espera, gracias
Quiero que me quiten de la lista de espera por favor
¿Pueden borrarme de la lista de espera?
ya no quiero estar en la lista de espera
"""
PERHAPS = """
don't take me off the waitlist
take me off the waitlist and put me on for Dr Ortiz
I found another appointment, take me off the waiting list
cancel my waitlist spot
remove Leo from the waitlist but not Ana
no me quiten de la lista de espera
"""
NOT = """
put me on the waitlist
am I still on the waitlist?
anything earlier? I am on the waiting list
take me off
no quiero
avíseme si alguien cancela
"""


@pytest.mark.parametrize("text", SURELY.strip().splitlines())
def test_a_text_that_is_nothing_else_leaves_the_list(text: str) -> None:
    assert leaves(text) == "surely"


@pytest.mark.parametrize("text", SURELY.strip().splitlines())
def test_leaving_the_list_is_never_read_as_an_opt_out_nor_as_danger(text: str) -> None:
    for context in ("none", "waitlist_offer"):
        reading = read(text, Asked(context=context), datetime(2026, 3, 16, 13, tzinfo=UTC))
        assert reading.intent is not Intent.OPT_OUT
        assert not reading.opt_out
        assert not reading.red_flags


@pytest.mark.parametrize("text", PERHAPS.strip().splitlines())
def test_what_says_more_or_less_goes_to_a_person(text: str) -> None:
    assert leaves(text) == "perhaps"


@pytest.mark.parametrize("text", NOT.strip().splitlines())
def test_what_does_not_touch_leaving_is_left_alone(text: str) -> None:
    assert leaves(text) == ""


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("put me on the waitlist, you can text me from 7 am", (time(7), None)),
        ("waitlist please, text me between 7:30am and 9 p.m.", (time(7, 30), time(21))),
        ("Avíseme si hay algo antes, pueden escribirme desde las 7 de la mañana", (time(7), None)),
        ("escríbanme desde las 7 de la mañana hasta las 9 de la noche", (time(7), time(21))),
        ("I can come any time after 7 am", None),
        ("text me after 7", None),
        ("text me between 9 pm and 7 am", None),
        ("text me from 17 am", None),
    ],
)
def test_hours_for_our_texts_count_when_they_are_told_of_texts_and_say_which_half_of_the_day(
    text: str, hours: tuple[time, time | None] | None
) -> None:
    assert hours_named(text) == hours
