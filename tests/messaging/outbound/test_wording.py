"""The shipped wordings: both languages alike, one segment each unless the file says why not."""

from datetime import UTC, datetime

import pytest

from replywell.common import segments
from replywell.messaging import lint, wording
from replywell.messaging.wording import WordingError

KEYS = [
    "visit.confirm",
    "visit.confirm_many",
    "visit.confirm_short",
    "visit.confirmed",
    "visit.confirmed_many",
    "visit.changed_meanwhile",
    "visit.pick_time",
    "visit.pick_again",
    "visit.none_fits",
    "visit.no_openings",
    "visit.moved",
    "visit.cancelled",
    "visit.cancelled_keep",
    "visit.keep_thanks",
    "visit.nothing_to_cancel",
    "visit.which_one",
    "visit.late_noted",
    "visit.late_call",
    "visit.already_passed",
    "visit.kept",
    "visit.ask_still",
    "visit.pick_time_gone",
    "person.will_answer",
    "person.will_answer_closed",
    "person.picture",
    "person.clarify",
    "wrong_number.thanks",
    "opt_out.confirmed",
    "opt_in.confirmed",
    "help.answer",
    "safety.medical",
    "safety.crisis",
    "safety.generic",
    "enrol.confirm",
    "thanks.reply",
    "page.red_flag",
    "page.trouble",
    "page.escalated",
    "page.test",
    "language.changed",
]
UNSOLICITED = (
    "visit.confirm",
    "visit.confirm_many",
    "visit.confirm_short",
    "visit.ask_still",
    "enrol.confirm",
    "offer.ask",
    "lead.still",
    "lead.go_on",
    "lead.still_times",
    "lead.go_on_times",
    "lead.chose",
    "lead.wrote",
    "lead.own_page",
    "lead.whom",
)
LINK = "https://text.oakstreet.example/i/" + "A" * 48 + "/"
# As long as values typically get; no practice's first name or day can be in every text at once.
VALUES = {
    "en": {"practice": "Oak Street Family", "phone": "(212) 555-0111", "when": "Wed Sep 30, 12:30 pm",
           "who": "Dr. Castellano", "name": "", "reason": "two texts stuck",
           "question": "What kind of visit would you like?", "link": LINK,
           "until": "12:30 pm"},
    "es": {"practice": "Oak Street Family", "phone": "(212) 555-0111", "when": "mié 30 sep, 12:30 pm",
           "who": "Dr. Castellano", "name": "", "reason": "dos mensajes detenidos",
           "question": "¿Qué clase de cita desea?", "link": LINK,
           "until": "12:30 pm"},
}  # fmt: skip


def filled(key: str, language: str, **more: str) -> str:
    values = VALUES[language]
    options = wording.options([f"{values['when']}, {values['who']}"] * 3)
    return wording.fill(key, wording.shipped(language)[key], {**values, "options": options, **more})


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_key_is_there_in_every_language(language: str) -> None:
    assert set(KEYS) <= set(wording.shipped(language)) == set(wording.shipped("en"))


@pytest.mark.parametrize("key", sorted(wording.shipped("en")))
def test_both_languages_have_the_same_places(key: str) -> None:
    assert wording.places(wording.shipped("en")[key]) == wording.places(wording.shipped("es")[key])


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("key", sorted(wording.shipped("en")))
def test_a_text_is_one_gsm7_segment_or_the_file_says_why_not(key: str, language: str) -> None:
    size = segments.count(filled(key, language))
    assert size.encoding == "GSM-7"
    if key in wording.may_be_long(language):
        assert 1 < size.segments <= 2
    else:
        assert size.segments == 1, f"{size.units} septets: {filled(key, language)}"


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_only_lists_are_excused(language: str) -> None:
    assert sorted(wording.may_be_long(language)) == sorted(
        key for key, body in wording.shipped(language).items() if "{options}" in body
    )


def test_the_named_patient_still_fits_in_one_segment() -> None:
    for language in wording.LANGUAGES:
        assert segments.count(filled("visit.confirm", language, name="Maria")).segments == 1


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("key", sorted(wording.shipped("en")))
def test_no_text_holds_what_the_lint_refuses_or_asks_for_the_word_cancel(key: str, language: str) -> None:
    text = filled(key, language)
    assert lint.findings(text, ["+12125550111"]) == []
    assert "CANCEL" not in text


@pytest.mark.parametrize("key", UNSOLICITED)
def test_what_nobody_asked_for_names_the_practice_and_how_to_stop(key: str) -> None:
    assert wording.shipped("en")[key].startswith("{practice}")
    assert wording.shipped("es")[key].startswith("{practice}")
    assert "STOP to end" in wording.shipped("en")[key] or "STOP to end" in filled(key, "en")
    assert wording.shipped("es")[key].rstrip(".").endswith("STOP para no recibir")


def test_safety_says_what_to_do_first_with_digits() -> None:
    for language in wording.LANGUAGES:
        assert "911" in filled("safety.medical", language).split(".")[0]
        assert "988" in filled("safety.crisis", language).split(".")[0].split(",")[0]
        assert {"911", "988"} <= set(filled("safety.generic", language).replace(".", " ").split())


def test_a_page_says_nothing_about_a_patient() -> None:
    for language in wording.LANGUAGES:
        for key in ("page.red_flag", "page.trouble", "page.escalated", "page.test"):
            needed, optional = wording.places(wording.shipped(language)[key])
            assert needed | optional <= {"practice", "reason"} | ({"who"} if key == "page.test" else set())


def test_an_optional_part_goes_with_its_place() -> None:
    assert wording.fill("k", "Visit {when}[ with {who}].", {"when": "now"}) == "Visit now."
    assert (
        wording.fill("k", "Visit {when}[ with {who}].", {"when": "now", "who": "Dr. Lee"}) == "Visit now with Dr. Lee."
    )
    with pytest.raises(WordingError, match=r"'k'.*\{when\}"):
        wording.fill("k", "Visit {when}.", {"when": ""})


def test_a_value_is_never_read_as_a_place() -> None:
    assert wording.fill("k", "Hi {name}", {"name": "{who} [x]"}) == "Hi {who} [x]"


def test_moments_are_written_for_patients() -> None:
    moment = datetime(2026, 3, 12, 18, 30, tzinfo=UTC)
    assert wording.local_when(moment, "America/New_York", "en") == "Thu Mar 12, 2:30 pm"
    assert wording.local_when(moment, "America/New_York", "es") == "jue 12 mar, 2:30 pm"
    assert wording.local_when(datetime(2026, 3, 14, 4, 0, tzinfo=UTC), "America/New_York", "es") == (
        "sáb 14 mar, 12:00 am"
    )


def test_the_zone_is_named_only_where_the_reader_has_another() -> None:
    moment = datetime(2026, 3, 12, 18, 30, tzinfo=UTC)
    assert wording.local_when(moment, "America/New_York", "en", "America/Detroit") == "Thu Mar 12, 2:30 pm"
    assert wording.local_when(moment, "America/New_York", "en", "America/Chicago") == "Thu Mar 12, 2:30 pm EDT"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Call me at 646-555-0188", ["foreign_phone"]),
        ("Call +442079460018", ["foreign_phone"]),
        ("Call us at (212) 555-0111", []),
        ("Your SSN 123-45-6789 please", ["ssn"]),
        ("Born 05/01/1980?", ["birth_date"]),
        ("DOB please", ["birth_date"]),
        ("See bit.ly/x1", ["short_link"]),
        ("Your biopsy is back", ["clinical"]),
        ("Recoja su insulina", ["clinical"]),
        ("About your cáncer treatment", ["clinical"]),
        ("See you at 3 on 3/12, room 204. It costs $40.", []),
        ("The doctor will see you Thursday", []),
    ],
)
def test_the_lint_finds_what_a_locked_screen_must_not_show(text: str, codes: list[str]) -> None:
    assert [finding.code for finding in lint.findings(text, ["+12125550111"])] == codes
