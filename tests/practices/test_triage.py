"""The example tables: every row decides where it says, in both languages, by texts a patient may really write."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from replywell.common import segments
from replywell.messaging import lint, wording
from replywell.practices import triage
from replywell.practices.triage import NO, OUTCOMES, Question, Rule, Table, TableError
from replywell.understanding import Asked, Intent, read
from replywell.understanding.normalise import prepare

TABLES = {code: triage.parse(body) for code, body in triage.shipped().items()}
ROWS = [
    pytest.param(table, rule, id=rule.id)
    for table in TABLES.values()
    for symptom in table.symptoms.values()
    for rule in symptom.rules
]
QUESTIONS = [
    pytest.param(table, question, language, id=f"{table.code}-{question.code}-{language}")
    for table in TABLES.values()
    for question in table.questions.values()
    for language in triage.LANGUAGES
]
MONTHS = (0, 2, 4, 8, 30, 100, 200, 400, 620, 800)
NOW = datetime(2026, 3, 9, 13, tzinfo=UTC)


def walk(table: Table, symptom: str, months: int, answers: dict[str, str]) -> Iterator[tuple[Rule, dict[str, str]]]:
    """Every way through a symptom's questions at an age: the rule at its end, and what was answered."""
    found = table.decide([symptom], months, answers)
    if isinstance(found, Rule):
        yield found, answers
        return
    for choice in found.choices:
        yield from walk(table, symptom, months, {**answers, found.code: choice})


def test_three_tables_come_along_and_wait_for_a_clinician() -> None:
    assert set(TABLES) == {"primary_care", "paediatrics", "dermatology"}
    assert all(table.review == "to be reviewed by a clinician" for table in TABLES.values())


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_every_row_is_reached_and_decides_what_it_says(table: Table, rule: Rule) -> None:
    ends = [end for months in MONTHS for end in walk(table, rule.symptom, months, {})]
    mine = [answers for found, answers in ends if found.id == rule.id]
    assert mine, f"No age and no answers lead to {rule.id}."
    for answers in mine:
        for question, wanted in rule.answers.items():
            assert answers[question] in wanted


@pytest.mark.parametrize(("table", "rule"), ROWS)
def test_no_row_is_milder_than_one_that_its_answers_also_fit(table: Table, rule: Rule) -> None:
    for months in MONTHS:
        for found, answers in walk(table, rule.symptom, months, {}):
            of_age = rule.ages is None or rule.ages.holds(months)
            fits = all(answers.get(code) in wanted for code, wanted in rule.answers.items())
            if of_age and fits and (rule.answers or rule.ages):
                assert found.urgency <= rule.urgency, (found.id, rule.id)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_of_several_symptoms_the_most_urgent_rule_decides(table: Table) -> None:
    first, second = list(table.symptoms)[:2]
    milder = {code: list(one.choices)[-1] for code, one in table.questions.items()}
    found = table.decide([first, second], 400, milder)
    alone = [table.decide([one], 400, milder) for one in (first, second)]
    assert isinstance(found, Rule)
    assert found in alone
    assert found.urgency == min(one.urgency for one in alone if isinstance(one, Rule))


@pytest.mark.parametrize(("table", "question", "language"), QUESTIONS)
def test_every_answer_to_every_question_is_understood(table: Table, question: Question, language: str) -> None:
    choices = [words[language] for words in question.choices.values()]
    text = wording.fill(
        "triage.ask",
        wording.shipped(language)["triage.ask"],
        {"question": question.text[language], "options": wording.options(choices)},
    )
    assert lint.findings(text) == []
    assert segments.count(segments.to_gsm7(text, accents=True)).segments <= 2
    asked = Asked(context="triage_question", prompt=text, options=len(choices), lang=language)
    for number, words in enumerate(choices, 1):
        for said in (str(number), words):
            reading = read(said, asked, NOW)
            told = reading.intent is Intent.SELECT_OPTION and reading.slots.get("option") == number
            # A yes to a question of danger is danger by itself; the mildest answer never is.
            assert told or (reading.red_flag and number == 1), (said, reading)


def test_the_youngest_with_a_fever_are_an_emergency_before_anything_is_asked() -> None:
    for code in ("primary_care", "paediatrics"):
        found = TABLES[code].decide(["fever"], 2, {})
        assert isinstance(found, Rule)
        assert found.then == "emergency"


def test_who_cannot_expect_a_baby_is_not_asked() -> None:
    table = TABLES["primary_care"]
    for months in (100, 800):
        asked = {code for _, answers in walk(table, "back", months, {}) for code in answers}
        assert "expecting" not in asked
    assert any("expecting" in answers for _, answers in walk(table, "back", 400, {}))


def test_an_age_that_is_not_known_is_not_guessed() -> None:
    with pytest.raises(LookupError):
        TABLES["primary_care"].decide(["cough"], None, {})


@pytest.mark.parametrize(
    ("code", "text", "heard"),
    [
        ("primary_care", "sore throat and cough for 3 days", ("throat", "cough")),
        ("primary_care", "Me duele la espalda y tengo vómitos", ("back", "belly")),
        ("paediatrics", "she's been vomiting since breakfast", ("belly",)),
        ("dermatology", "my rash is back", ("rash",)),
        ("dermatology", "tengo un lunar nuevo", ("mole",)),
        ("primary_care", "what time do you open", ()),
    ],
)
def test_symptoms_are_heard_in_the_words_of_patients(code: str, text: str, heard: tuple[str, ...]) -> None:
    assert TABLES[code].heard(prepare(text).words) == heard


def test_what_the_text_says_is_not_asked_again() -> None:
    told = TABLES["primary_care"].told(prepare("a cough with a fever").words)
    assert told == {"fever": "yes"}


def test_months_are_counted_by_the_calendar() -> None:
    assert triage.age_in_months(date(2025, 12, 10), date(2026, 3, 9)) == 2
    assert triage.age_in_months(date(2025, 12, 9), date(2026, 3, 9)) == 3


def table_of(**changed: object) -> dict[str, object]:
    return {
        "code": "own",
        "version": "1",
        "questions": {"hot": {"text": {"en": "Hot?", "es": "¿Caliente?"}}},
        "symptoms": symptom(ASKS, FREE),
        **changed,
    }


def symptom(*rules: object) -> dict[str, object]:
    return {"throat": {"words": {"en": ["throat"], "es": ["garganta"]}, "rules": list(rules)}}


FREE = {"id": "A-2", "then": "slot_today"}
ASKS = {"id": "A-1", "if": {"hot": "yes"}, "then": "nurse_call"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"version": "new"}, "needs a version"),
        ({"code": "Our table"}, "needs a code"),
        ({"colour": "red"}, "no such key: colour"),
        ({"symptoms": {}}, "has no symptoms"),
        ({"questions": {"hot": {"text": {"en": "Hot?"}}}}, "no text in es"),
        ({"questions": {"hot": {"text": {"en": "H" * 111, "es": "¿?"}}}}, "longer than 110"),
        ({"symptoms": symptom(ASKS)}, "must have no conditions"),
        ({"symptoms": symptom(FREE, ASKS)}, "most urgent rules must come first"),
        ({"symptoms": symptom({**ASKS, "then": "sleep"}, FREE)}, "then must be one of"),
        ({"symptoms": symptom({**ASKS, "if": {"cold": "yes"}}, FREE)}, "which is no question"),
        ({"symptoms": symptom({**ASKS, "if": {"hot": "maybe"}}, FREE)}, "hot is one of yes, no"),
        ({"symptoms": symptom({**ASKS, "id": "A-2"}, FREE)}, "needs an id of its own"),
        ({"symptoms": symptom({**ASKS, "ages": {"under": "soon"}}, FREE)}, "soon is no age"),
    ],
)
def test_a_table_that_would_go_wrong_is_refused_in_words(changed: dict[str, object], told: str) -> None:
    assert isinstance(triage.parse(table_of()), Table)
    with pytest.raises(TableError) as refused:
        triage.parse(table_of(**changed))
    assert any(told in problem for problem in refused.value.problems), refused.value.problems


def test_outcomes_are_ordered_by_how_soon_somebody_looks() -> None:
    assert OUTCOMES[0] == "emergency"
    assert {rule.then for table in TABLES.values() for one in table.symptoms.values() for rule in one.rules} == set(
        OUTCOMES
    )
    assert NO in triage.YES_NO
