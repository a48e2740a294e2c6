"""What texts say about the earlier time that somebody waits for, and how it is said back."""

from datetime import UTC, date, datetime

import pytest

from replywell.common import segments
from replywell.dialogue.facts import Waits
from replywell.dialogue.waiting_wishes import fields, of_text, told
from replywell.messaging.wording import fill, local_when, shipped
from replywell.scheduling.waitlist_models import WaitlistEntry
from replywell.understanding import Asked, read
from replywell.understanding.vocabulary import of_practitioner, vocabulary_of

NOW = datetime(2026, 3, 16, 13, tzinfo=UTC)  # a Monday
VISIT = datetime(2026, 3, 25, 14, tzinfo=UTC)
WORDS = vocabulary_of(
    (*of_practitioner("lee", "Dr. Lee", "Susan Lee"), *of_practitioner("ortiz", "Dr. Ortiz", "Ana Ortiz"))
)
KEPT = """
put me on the waitlist for mornings | in the morning
póngame en la lista de espera para las mañanas | por la mañana
anything earlier with Dr. Lee, Tuesdays or Thursdays after 3? | Tue and Thu after 3 pm
¿hay algo antes con la Dra. Ortiz, los martes o jueves después de las 3? | mar y jue desde las 3 pm
¿hay algo antes, por las mañanas? | por la mañana
let me know if something opens up on a monday morning | Mon in the morning
¿hay algo antes los lunes por la mañana? | lun por la mañana
put me on the waitlist, after school | 3 pm to 6 pm
put me on the waitlist before 10am | before 10 am
waitlist me mon wed fri 8 to 10 am | Mon, Wed and Fri 8 am to 10 am
póngame en lista de espera los sábados entre 9 y 12 | sáb de 9 am a 12 pm
put me on the waitlist mondays mornings and fridays afternoons | Mon in the morning or Fri in the afternoon
put me on the waitlist, not mondays | not Mon
avíseme si se abre algo, menos los lunes | menos lun
put me on the waitlist for tuesday | Tue Mar 17
¿me puede anotar en la lista de espera para el martes? | mar 17 mar
put me on the waitlist for tomorrow morning | Tue Mar 17, in the morning
put me on the waitlist until friday | until Fri Mar 20
avíseme si alguien cancela antes del viernes | hasta el jue 19 mar
if anything opens up next week tell me | from Mon Mar 23, until Sun Mar 29
anything earlier on Tuesday? | Tue Mar 17
put me on the waitlist please, you can text me from 7 am |
good morning, anything earlier? |
can you put me on the waitlist for any openings before my appointment |
buenos días, ¿hay algo antes? |
"""
NOT_SURE = """
put me on the waitlist, weekdays after 5
text me if someone cancels, I can do mornings on monday, afternoons on friday
put me on the waitlist for next tuesday
put me on the waitlist at 3pm
put me on the waitlist with any doctor
put me on the waitlist, I work until 3
I work mornings so put me on the waitlist for afternoons
anything earlier with Dr. Smith?
anything earlier? after 3 works best
is there anything earlier than my friday appointment?
put me on the waitlist for the 25th
put me on the waitlist from april 1
póngame en la lista de espera hasta el 3 de abril, por las mañanas
¿hay algo antes? solo puedo lunes
avíseme si se abre algo, prefiero por las tardes
lista de espera con cualquier doctor
"""


def heard(text: str) -> Waits:
    return of_text(text, read(text, Asked(vocabulary=WORDS), NOW), starts_at=VISIT, zone="America/New_York", now=NOW)


@pytest.mark.parametrize("line", KEPT.strip().splitlines())
def test_what_a_text_names_is_kept_and_said_back(line: str) -> None:
    text, _, words = (part.strip() for part in line.partition("|"))
    found = heard(text)
    assert found.sure
    entry = WaitlistEntry(**fields(found))
    assert told(entry, read(text, Asked(), NOW).lang) == words


@pytest.mark.parametrize("text", NOT_SURE.strip().splitlines())
def test_what_cannot_be_kept_for_sure_is_not_kept_at_all(text: str) -> None:
    found = heard(text)
    assert not found.sure
    assert not fields(found)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("anything earlier?", True),
        ("Do you have anything sooner, mornings only?", True),
        ("any earlier appointments available?", True),
        ("¿tienen algo más temprano?", True),
        ("¿hay algo antes?", True),
        ("¿tienen una cita antes?", True),
        ("I called earlier, need to move to Thursday", False),
        ("can we do Thursday afternoon instead", False),
        ("¿puedo cambiar mi cita para el jueves?", False),
    ],
)
def test_who_asks_for_an_earlier_time_and_who_for_another(text: str, earlier: bool) -> None:
    assert heard(text).earlier is earlier


def test_windows_are_kept_as_the_waitlist_keeps_them() -> None:
    found = heard("put me on the waitlist, tuesdays and thursdays after 3, until april 3")
    assert fields(found) == {
        "windows": [{"weekday": day, "from": "15:00", "until": "23:59"} for day in (1, 3)],
        "from_day": None,
        "until_day": date(2026, 4, 3),
    }


def test_days_after_the_visit_are_no_earlier_time() -> None:
    assert heard("let me know if anything opens up the week of april 6").too_late


def test_any_time_ends_the_wishes_of_before() -> None:
    assert fields(heard("put me on the waitlist, any time works")) == {
        "windows": [], "from_day": None, "until_day": None,
    }  # fmt: skip
    assert not fields(heard("put me on the waitlist"))


def test_another_question_in_the_text_is_not_settled_by_the_list() -> None:
    assert heard("¿hay algo antes, por las mañanas?").only_that
    assert not heard("anything earlier and do you validate parking?").only_that
    assert not heard("anything earlier? is parking free?").only_that


@pytest.mark.parametrize("key", ["waitlist.joined", "waitlist.joined_none_open"])
@pytest.mark.parametrize(
    ("language", "wishes"),
    [
        ("en", "Mon in the morning or Fri in the afternoon, until Fri Apr 3, with Dr. Ortiz"),
        ("es", "lun por la mañana o vie por la tarde, hasta el vie 3 abr, con Dr. Ortiz"),
    ],
)
def test_saying_it_back_takes_two_segments_at_most(key: str, language: str, wishes: str) -> None:
    when = local_when(VISIT, "America/New_York", language)
    values = {"wishes": wishes, "when": when, "practice": "Oak Street Family Practice"}
    assert segments.count(fill(key, shipped(language)[key], values)).segments <= 2
