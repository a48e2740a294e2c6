"""Dates and times, said on Monday 23 November 2026 at 9:00 in a practice open 8 to 17."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from replywell.understanding import Asked, read, when
from replywell.understanding.normalise import prepare

from .tables import NOW, rows, understand

ENGLISH = """
thursday | date | 2026-11-26 |
on Thursday | date | 2026-11-26 |
this friday | date | 2026-11-27 |
next tuesday | date | 2026-12-01 |
tomorrow | date | 2026-11-24 |
tmrw | date | 2026-11-24 |
day after tomorrow | date | 2026-11-25 |
today | date | 2026-11-23 |
monday | date | 2026-11-30 |
the 15th | date | 2026-12-15 |
the 24th | date | 2026-11-24 |
december 3 | date | 2026-12-03 |
Dec 3rd | date | 2026-12-03 |
12/3 | date | 2026-12-03 |
12/3/2026 | date | 2026-12-03 |
3rd of december | date | 2026-12-03 |
in two weeks | date | 2026-12-07 |
in 10 days | date | 2026-12-03 |
a week from friday | date | 2026-12-04 |
thursday of next week | date | 2026-12-03 |
next week thursday | date | 2026-12-03 |
Wednesday, Dec 2 | date | 2026-12-02 |
next week | daterange | 2026-11-30 | 2026-12-07
this week | daterange | 2026-11-23 | 2026-11-30
the week of the 12th | daterange | 2026-12-07 | 2026-12-14
this weekend | daterange | 2026-11-28 | 2026-11-30
next month | daterange | 2026-12-01 | 2027-01-01
between dec 2 and dec 5 | daterange | 2026-12-02 | 2026-12-06
dec 2-5 | daterange | 2026-12-02 | 2026-12-06
thursday afternoon | datetimerange | 2026-11-26T12:00 | 2026-11-26T17:00
tomorrow morning | datetimerange | 2026-11-24T08:00 | 2026-11-24T12:00
thursday after 3 | datetimerange | 2026-11-26T15:00 |
friday before 11 | datetimerange | | 2026-11-27T11:00
tomorrow between 2 and 4 | datetimerange | 2026-11-24T14:00 | 2026-11-24T16:00
at 3 | time | 15:00 |
can I come at 3 instead | time | 15:00 |
at 10 | time | 10:00 |
at 11:30 | time | 11:30 |
3pm | time | 15:00 |
3:45 pm | time | 15:45 |
half past ten | time | 10:30 |
quarter to 3 | time | 14:45 |
quarter past 9 | time | 09:15 |
3ish | time | 15:00 |
noon | time | 12:00 |
4 o'clock | time | 16:00 |
after 4 | timerange | 16:00 |
before noon | timerange | | 12:00
mornings only | timerange | 08:00 | 12:00
afternoons are best | timerange | 12:00 | 17:00
between 2 and 4 | timerange | 14:00 | 16:00
2-4pm | timerange | 14:00 | 16:00
from 9 to 11 | timerange | 09:00 | 11:00
tomorrow at 3 | datetime | 2026-11-24T15:00 |
thursday at 2:30 | datetime | 2026-11-26T14:30 |
3pm on friday | datetime | 2026-11-27T15:00 |
friday at 9am | datetime | 2026-11-27T09:00 |
dec 3 at 10 | datetime | 2026-12-03T10:00 |
need to move to Thursday | date | 2026-11-26 |
move it to friday at 2 | datetime | 2026-11-27T14:00 |
next day | date | 2026-11-24 |
"""

SPANISH = """
jueves | date | 2026-11-26 |
el jueves | date | 2026-11-26 |
este viernes | date | 2026-11-27 |
mañana | date | 2026-11-24 |
manana | date | 2026-11-24 |
pasado mañana | date | 2026-11-25 |
hoy | date | 2026-11-23 |
el 15 | date | 2026-12-15 |
el dia 15 | date | 2026-12-15 |
el 3 de diciembre | date | 2026-12-03 |
3 de dic | date | 2026-12-03 |
en dos semanas | date | 2026-12-07 |
dentro de 10 días | date | 2026-12-03 |
el miércoles | date | 2026-11-25 |
la semana que viene | daterange | 2026-11-30 | 2026-12-07
la próxima semana | daterange | 2026-11-30 | 2026-12-07
esta semana | daterange | 2026-11-23 | 2026-11-30
el fin de semana | daterange | 2026-11-28 | 2026-11-30
el próximo mes | daterange | 2026-12-01 | 2027-01-01
del 2 al 5 de diciembre | daterange | 2026-12-02 | 2026-12-06
jueves por la tarde | datetimerange | 2026-11-26T12:00 | 2026-11-26T17:00
el jueves en la tarde | datetimerange | 2026-11-26T12:00 | 2026-11-26T17:00
mañana por la mañana | datetimerange | 2026-11-24T08:00 | 2026-11-24T12:00
mañana en la tarde | datetimerange | 2026-11-24T12:00 | 2026-11-24T17:00
el viernes después de las 3 | datetimerange | 2026-11-27T15:00 |
a las 3 | time | 15:00 |
a las 3 y media | time | 15:30 |
a las tres y media | time | 15:30 |
a las diez | time | 10:00 |
a las 10:30 | time | 10:30 |
a las 3 de la tarde | time | 15:00 |
a la una | time | 13:00 |
a las 4 menos cuarto | time | 15:45 |
al mediodía | time | 12:00 |
3 pm | time | 15:00 |
después de las 4 | timerange | 16:00 |
antes de las 10 | timerange | | 10:00
entre las 2 y las 4 | timerange | 14:00 | 16:00
de 9 a 11 | timerange | 09:00 | 11:00
por la mañana | timerange | 08:00 | 12:00
en las tardes | timerange | 12:00 | 17:00
mañana a las 3 | datetime | 2026-11-24T15:00 |
el jueves a las 2:30 | datetime | 2026-11-26T14:30 |
el viernes a las 9 de la mañana | datetime | 2026-11-27T09:00 |
es posible el viernes a las 10? | datetime | 2026-11-27T10:00 |
puedo cambiar la cita para el jueves? | date | 2026-11-26 |
"""

NO_TIME = """
yes
ok thanks
good morning
Good afternoon, this is Ana
have a great day
my number is 305-555-0142
I'm 45 years old
the first one
room 12
my bp is 140/90
the second option please
I sat in the waiting room
I may need help
buenos días
buenas tardes, gracias
llego tarde
la primera
otro dia
mi hijo de 3 meses
tengo 2 preguntas
"""


@pytest.mark.parametrize(("text", "kind", "start", "end"), [*rows(ENGLISH)])
def test_english(text, kind, start, end):
    _check(text, "en", kind, start, end)


@pytest.mark.parametrize(("text", "kind", "start", "end"), [*rows(SPANISH)])
def test_spanish(text, kind, start, end):
    _check(text, "es", kind, start, end)


def _check(text, lang, kind, start, end):
    found = understand(text, lang=lang).slots.get("when", [])
    assert [(w.kind, w.start, w.end) for w in found] == [(kind, start or None, end or None)]


@pytest.mark.parametrize("row", [*rows(NO_TIME)])
def test_no_time_is_made_up(row):
    assert "when" not in understand(row[0]).slots


@pytest.mark.parametrize(
    ("text", "wished", "ruled_out"),
    [
        ("not Monday", [], ["2026-11-30"]),
        ("next week but not monday", ["2026-11-30"], ["2026-11-30"]),
        ("any day except friday", [], ["2026-11-27"]),
        ("thursday doesn't work", [], ["2026-11-26"]),
        ("can't do tuesday, friday?", ["2026-11-27"], ["2026-11-24"]),
        ("no puedo el martes, el viernes si", ["2026-11-27"], ["2026-11-24"]),
        ("mañana no puedo", [], ["2026-11-24"]),
        ("move my tuesday appointment to friday", ["2026-11-27"], ["2026-11-24"]),
        ("can we move it from thursday to friday", ["2026-11-27"], ["2026-11-26"]),
        ("monday or tuesday", ["2026-11-30", "2026-11-24"], []),
    ],
)
def test_what_is_ruled_out_is_marked(text, wished, ruled_out):
    found = understand(text, "confirm_prompt").slots["when"]
    assert [w.start for w in found if not w.excluded] == wished
    assert [w.start for w in found if w.excluded] == ruled_out


def test_earlier_and_later_are_kept_as_wishes():
    assert understand("can I come earlier?", "confirm_prompt").slots["shift"] == "earlier"
    assert understand("algo mas tarde?", "confirm_prompt").slots["shift"] == "later"
    assert understand("same time next day?", "confirm_prompt").slots["same_time"]


def test_an_hour_that_the_opening_hours_do_not_settle_is_marked():
    (seven,) = understand("at 7").slots["when"]
    assert seven.ambiguous
    (three,) = understand("at 3").slots["when"]
    assert not three.ambiguous


def test_the_practice_hours_and_zone_decide():
    late = Asked(hours=("12:00", "21:00"))
    assert read("at 8", late, NOW).slots["when"][0].start == "20:00"
    tokyo = Asked(zone="Asia/Tokyo")  # there it is 23:00 of the same Monday
    assert read("in 2 hours", tokyo, NOW).slots["when"][0].start == "2026-11-24T01:00"
    assert read("tomorrow", tokyo, NOW.replace(hour=12)).slots["when"][0].start == "2026-11-25"


def test_the_words_are_the_patients_own():
    found = understand("Could we do Thursday at 2:30 PM please").slots["when"][0]
    assert found.text == "Thursday at 2:30 PM"
    assert understand("El Miércoles").slots["when"][0].text == "El Miércoles"


def test_dates_shift_with_the_moment():
    from datetime import timedelta

    for weeks in (1, 5, 30):
        found = read("thursday at 3", None, NOW + timedelta(weeks=weeks)).slots["when"][0]
        base = understand("thursday at 3").slots["when"][0]
        from datetime import datetime

        assert datetime.fromisoformat(found.start) - datetime.fromisoformat(base.start) == timedelta(weeks=weeks)


MONDAY = datetime(2026, 11, 23, 9, 0)
KINDS = {"date": "d", "time": "t", "datetime": "dt", "daterange": "r", "timerange": "tr", "datetimerange": "dtr"}


def _lines(lang):
    """(texts, what they say) of the tables in data/, one line each; the first line of when_en.txt explains the form."""
    data = Path(__file__).parent / "data"
    table = "\n".join((data / f"when_{lang}{more}.txt").read_text("utf-8") for more in ("", "_more"))
    for line in table.splitlines():
        if line and not line.startswith("#"):
            texts, _, said = line.rpartition(" | ")
            yield texts.split(" ;; "), said


def _said(text, lang, now=MONDAY, hours=("08:00", "17:00")):
    prepared = prepare(text)
    out = []
    for found in when.find(prepared.flat, prepared.raw, now, hours, lang).when:
        start, end = ((x or "").replace("2026-", "") for x in (found.start, found.end))
        ranged = found.kind.endswith("range")
        out.append(f"{'-' * found.excluded}{KINDS[found.kind]} {start}{'..' + end if ranged else ''}")
    return ", ".join(out) or "none"


@pytest.mark.parametrize(("texts", "said"), [*_lines("en")])
def test_english_table(texts, said):
    assert {text: _said(text, "en") for text in texts} == dict.fromkeys(texts, said)


@pytest.mark.parametrize(("texts", "said"), [*_lines("es")])
def test_spanish_table(texts, said):
    assert {text: _said(text, "es") for text in texts} == dict.fromkeys(texts, said)


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_time_stays_in_a_sentence(lang):
    """What stands around a date does not change it."""
    before, after = {"en": ("hi can I come ", " please?"), "es": ("hola puedo ir ", " por favor?")}[lang]
    alone = 0
    for texts, said in _lines(lang):
        if said[:2] in ("d ", "dt"):
            for text in texts:
                if _said(before + text + after, lang) != said:
                    alone += 1
    total = sum(len(texts) for texts, said in _lines(lang) if said[:2] in ("d ", "dt"))
    assert alone <= total * 0.05


@pytest.mark.parametrize("lang", ["en", "es"])
def test_weekdays_shift_with_the_week(lang):
    texts = {
        "en": ["thursday at 3", "next week", "in two weeks"],
        "es": ["el jueves a las 3", "la semana que viene", "en dos semanas"],
    }
    for text in texts[lang]:
        first = prepare(text)
        one = when.find(first.flat, first.raw, MONDAY, ("08:00", "17:00"), lang).when[0].start
        two = when.find(first.flat, first.raw, MONDAY + timedelta(weeks=9), ("08:00", "17:00"), lang).when[0].start
        assert datetime.fromisoformat(two) - datetime.fromisoformat(one) == timedelta(weeks=9)


def test_this_week_on_a_sunday_is_the_one_ahead():
    sunday = datetime(2026, 11, 22, 9, 0)
    assert _said("this week", "en", sunday) == "r 11-23..11-30"
    assert _said("esta semana", "es", sunday) == "r 11-23..11-30"


def test_a_misspelt_day_keeps_the_patients_words():
    prepared = prepare("can I come Thrusday afternon?")
    (found,) = when.find(prepared.flat, prepared.raw, MONDAY, ("08:00", "17:00"), "en").when
    assert found.text == "Thrusday afternon"
