"""Dates and times in the further languages, said on Monday 23 November 2026 at 9:00 in a practice open 8 to 17."""

from datetime import datetime
from pathlib import Path

import pytest

from replywell.understanding import when, when_other
from replywell.understanding.normalise import prepare

from .tables import understand
from .when_lines import HOURS, resolve

_NOW = datetime(2026, 11, 23, 9)
_TABLE = Path(__file__).parent / "data" / "when_other.txt"


def _cases() -> list[tuple[str, str, dict[str, str | None] | None]]:
    out: list[tuple[str, str, dict[str, str | None] | None]] = []
    lang = ""
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            lang = line[2:]
            continue
        text, kind, start, end = [*(cell.strip() for cell in line.split("|")), "", ""][:4]
        out.append((lang, text, None if kind == "none" else {"kind": kind, "start": start or None, "end": end or None}))
    return out


CASES = _cases()


def _all(lang: str, text: str, now: datetime = _NOW) -> list[tuple[str | None, str | None, bool]]:
    plain = prepare(text)
    return [(w.start, w.end, w.excluded) for w in when.find(plain.flat, plain.raw, now, HOURS, lang).when]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_each_language_says_when(lang: str, text: str, expected: dict[str, str | None] | None) -> None:
    assert resolve({"text": text, "lang": lang, "reference": "2026-11-23T09:00"}) == expected


def test_every_language_has_a_table_of_its_own() -> None:
    for lang in when_other.LANGUAGES:
        assert sum(1 for code, _, _ in CASES if code == lang) >= 25


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("fr", "je ne peux pas jeudi", "2026-11-26"),
        ("fr", "jeudi impossible", "2026-11-26"),
        ("pt", "quinta não dá", "2026-11-26"),
        ("pt", "não posso na quinta", "2026-11-26"),
        ("zh", "周四不行", "2026-11-26"),
        ("zh", "除了周四都可以", "2026-11-26"),
        ("vi", "thứ năm không được", "2026-11-26"),
        ("ru", "не могу в четверг", "2026-11-26"),
        ("ru", "кроме четверга", "2026-11-26"),
        ("ko", "목요일은 안 돼요", "2026-11-26"),
        ("ar", "الخميس لا يناسبني", "2026-11-26"),
        ("tl", "hindi ako pwede sa Huwebes", "2026-11-26"),
        ("ht", "mwen pa kapab jedi", "2026-11-26"),
    ],
)
def test_a_refused_day_is_no_wish(lang: str, text: str, day: str) -> None:
    assert _all(lang, text) == [(day, None, True)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "mardi ou jeudi matin"),
        ("pt", "terça ou quinta de manhã"),
        ("zh", "周二或周四上午"),
        ("vi", "thứ ba hoặc thứ năm buổi sáng"),
        ("ru", "во вторник или в четверг утром"),
        ("ko", "화요일이나 목요일 오전"),
        ("ar", "الثلاثاء أو الخميس صباحا"),
    ],
)
def test_alternatives_share_their_part_of_the_day(lang: str, text: str) -> None:
    assert _all(lang, text) == [
        ("2026-11-24T08:00", "2026-11-24T12:00", False),
        ("2026-11-26T08:00", "2026-11-26T12:00", False),
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "peut-on déplacer mon rendez-vous de lundi à mercredi ?"),
        ("pt", "pode mudar a consulta de segunda para quarta?"),
        ("zh", "把周一的预约改到周三"),
        ("vi", "đổi lịch hẹn thứ hai sang thứ tư"),
        ("ru", "перенесите с понедельника на среду"),
        ("ko", "예약을 월요일에서 수요일로 변경해 주세요"),
        ("ar", "أريد تغيير موعدي من الاثنين إلى الأربعاء"),
    ],
)
def test_the_day_moved_away_from_is_no_wish(lang: str, text: str) -> None:
    days = _all(lang, text)
    assert [d[0] for d in days if not d[2]] == ["2026-11-25"]
    assert [d[0] for d in days if d[2]] == ["2026-11-30"]


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        ("fr", "du lundi matin au mercredi soir", "2026-11-30T08:00", "2026-12-02T22:00"),
        ("zh", "周一上午到周三下午", "2026-11-30T08:00", "2026-12-02T17:00"),
        ("ko", "월요일 2시부터 화요일 4시까지", "2026-11-30T14:00", "2026-12-01T16:00"),
    ],
)
def test_a_span_may_reach_over_days(lang: str, text: str, start: str, end: str) -> None:
    assert _all(lang, text) == [(start, end, False)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "avant 10h ou après 16h"),
        ("pt", "antes das 10 ou depois das 16"),
        ("ru", "до 10 или после 16"),
        ("vi", "trước 10 giờ hoặc sau 4 giờ"),
        ("ko", "10시 전이나 4시 이후"),
        ("ar", "قبل الساعة 10 أو بعد الساعة 4"),
    ],
)
def test_before_or_after_are_two_wishes(lang: str, text: str) -> None:
    assert _all(lang, text) == [(None, "10:00", False), ("16:00", None, False)]


@pytest.mark.parametrize(
    ("lang", "text", "shift"),
    [
        ("fr", "plus tôt si possible", "earlier"),
        ("fr", "plus tard svp", "later"),
        ("pt", "mais cedo se possível", "earlier"),
        ("zh", "早一点可以吗", "earlier"),
        ("zh", "晚一点", "later"),
        ("ru", "можно пораньше", "earlier"),
        ("ko", "더 일찍 가능해요?", "earlier"),
    ],
)
def test_earlier_and_later_are_a_shift(lang: str, text: str, shift: str) -> None:
    plain = prepare(text)
    found = when.find(plain.flat, plain.raw, _NOW, HOURS, lang)
    assert (found.when, found.shift) == ([], shift)


@pytest.mark.parametrize("lang", sorted(when_other.LANGUAGES))
def test_an_english_time_is_read_in_any_conversation(lang: str) -> None:
    assert _all(lang, "tomorrow at 3pm") == [("2026-11-24T15:00", None, False)]


def test_day_and_month_follow_the_languages_order_and_stay_ambiguous() -> None:
    for lang, day in (("fr", "2026-12-03"), ("pt", "2026-12-03"), ("ru", "2026-12-03"), ("zh", "2027-03-12")):
        plain = prepare("3/12")
        found = when.find(plain.flat, plain.raw, _NOW, HOURS, lang).when
        assert [(w.start, w.ambiguous) for w in found] == [(day, True)]


def test_next_weekday_is_ambiguous_while_this_week_still_has_one() -> None:
    plain = prepare("jeudi prochain")
    (found,) = when.find(plain.flat, plain.raw, _NOW, HOURS, "fr").when
    assert found.ambiguous
    plain = prepare("lundi prochain")
    (found,) = when.find(plain.flat, plain.raw, _NOW, HOURS, "fr").when
    assert (found.start, found.ambiguous) == ("2026-11-30", False)


def test_vietnamese_is_read_with_diacritics_and_without() -> None:
    assert _all("vi", "8 giờ tối thứ sáu") == _all("vi", "8 gio toi thu sau") == [("2026-11-27T20:00", None, False)]
    assert _all("vi", "tôi muốn hỏi") == _all("vi", "toi muon hoi") == []


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    assert (
        _all("zh", "下個禮拜三下午兩點半") == _all("zh", "下个礼拜三下午两点半") == [("2026-12-02T14:30", None, False)]
    )


def test_arabic_vowel_signs_change_nothing_and_the_words_are_the_patients() -> None:
    assert _all("ar", "غداً صباحاً") == _all("ar", "غدا صباحا")
    plain = prepare("نعم، غداً الساعة الثالثة عصرًا")
    (found,) = when.find(plain.flat, plain.raw, _NOW, HOURS, "ar").when
    assert found.text == "غداً الساعة الثالثة عصرًا"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "jeudi à 14h"),
        ("pt", "quinta às 14h"),
        ("zh", "星期四下午两点"),
        ("vi", "thứ năm lúc 14h"),
        ("ru", "в четверг в 14:00"),
        ("ko", "목요일 오후 2시"),
        ("ar", "الخميس الساعة 2"),
    ],
)
def test_a_reading_names_the_time(lang: str, text: str) -> None:
    reading = understand(text, lang=lang)
    assert [w.start for w in reading.slots["when"]] == ["2026-11-26T14:00"]


@pytest.mark.parametrize("lang", sorted(when_other.LANGUAGES))
def test_shifting_the_reference_by_weeks_shifts_the_weekdays_alike(lang: str) -> None:
    later = _NOW.replace(year=2027, month=3, day=1)  # a Monday too
    for code, text, expected in CASES:
        if code == lang and expected and expected["kind"] == "time":
            assert _all(lang, text) == _all(lang, text, later)


@pytest.mark.parametrize("lang", sorted(when_other.LANGUAGES))
def test_any_jumble_is_read_without_an_error(lang: str) -> None:
    words = [text for code, text, _ in CASES if code == lang]
    for n in range(len(words)):
        jumble = " ".join(words[n : n + 5])[::-1] + " ".join(words[n : n + 7])
        for start, end, _ in _all(lang, jumble):
            assert start or end
