"""What a text settles or leaves open by more than one word of it: conditions, reasons, lists, two people."""

from datetime import datetime

import pytest

from replywell.understanding import Asked, Intent, Reading, read

NOW = datetime(2026, 11, 22, 9, 0)  # a Sunday
PROMPTS = {
    "confirm_prompt": (
        "Oak Street Clinic: Maria, visit Tue Nov 24 2:30 PM with Dr. Lee. Reply C to confirm, R to move, X if not."
    ),
    "slot_offer": (
        "Oak Street: 1) Mon Nov 30 9:00 AM Dr. Lee 2) Tue Dec 1 2:15 PM Dr. Patel 3) Thu Dec 3 11:30 AM Dr. Lee. "
        "Reply 1, 2 or 3."
    ),
    "waitlist_offer": "Oak Street: an earlier time opened, Mon Nov 23 8:40 AM with Dr. Lee. Want it? Reply YES or NO.",
    "which_one": "You have two visits: 1) Tue Nov 24 2:30 PM Dr. Lee 2) Mon Nov 30 9:00 AM lab. Which one?",
}
OPTIONS = {"slot_offer": 3, "which_one": 2}


def understand(text: str, context: str = "none") -> Reading:
    asked = Asked(context, prompt=PROMPTS.get(context, ""), options=OPTIONS.get(context, 0))
    return read(text, asked, NOW)


@pytest.mark.parametrize(
    ("context", "text"),
    [
        ("none", "please take me off the wait list"),
        ("none", "quíteme de la lista de espera"),
        ("which_one", "both"),
        ("which_one", "ambas"),
        ("confirm_prompt", "if Kim is there I'm coming, if it's the new one then move me"),
        ("confirm_prompt", "yes and can you squeeze her brother in at the same time"),
        ("waitlist_offer", "a esa hora no puedo pero el martes en la tarde sí puedo"),
        ("waitlist_offer", "take me off that list"),
        ("intake_question", "why do you ask that over text"),
        ("none", "god bless this sunday, forward this to ten friends"),
        ("none", "no"),
    ],
)
def test_a_person_looks_at_what_is_open(context: str, text: str) -> None:
    assert not understand(text, context).auto


@pytest.mark.parametrize(
    ("context", "text", "intent"),
    [
        ("none", "bye now, see you next time", Intent.THANKS),
        ("none", "adiós, nos vemos en la próxima", Intent.THANKS),
        ("none", "chévere 🙏", Intent.THANKS),
        ("waitlist_offer", "I'm fine, thank you", Intent.DECLINE),
        ("waitlist_offer", "así estoy bien gracias", Intent.DECLINE),
        ("waitlist_offer", "no, que la aproveche otro", Intent.DECLINE),
        ("confirm_prompt", "scratch tuesday", Intent.CANCEL),
        ("none", "bórreme del jueves por favor", Intent.CANCEL),
        ("confirm_prompt", "imposible el martes", Intent.CANCEL),
        ("confirm_prompt", "muévamela para el viernes por favor", Intent.RESCHEDULE),
        ("none", "si alguien cancela me avisan", Intent.WAITLIST_JOIN),
    ],
)
def test_a_wish_in_plain_words_of_its_own_is_settled(context: str, text: str, intent: Intent) -> None:
    reading = understand(text, context)
    assert (reading.intent, reading.auto) == (intent, True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tuesday, I work monday and thursday", 2),
        ("jueves, que los otros días tiene natación", 3),
        ("la del lunes, así no falto al trabajo", 1),
        ("too late for monday so lets do thursday", 3),
    ],
)
def test_the_first_clause_picks_and_the_rest_tells_why(text: str, number: int) -> None:
    reading = understand(text, "slot_offer")
    assert (reading.intent, reading.slots.get("option")) == (Intent.SELECT_OPTION, number)


@pytest.mark.parametrize("text", ["later", "más tarde", "del 7 de enero en adelante, antes no puedo"])
def test_another_time_picks_no_offered_one(text: str) -> None:
    assert understand(text, "slot_offer").intent is not Intent.SELECT_OPTION


def test_asking_for_our_hours_moves_no_visit() -> None:
    assert understand("what are your hours the day after christmas").intent is Intent.QUESTION


def test_the_sister_is_a_second_wish_beside_the_yes() -> None:
    reading = understand("yes and please fit my sister in right after", "confirm_prompt")
    assert (reading.intent, Intent.BOOK in reading.also, reading.auto) == (Intent.CONFIRM, True, False)


def test_a_list_beside_an_opt_out_keeps_both_wishes() -> None:
    reading = understand("no, and take me off every list you have", "waitlist_offer")
    assert (reading.intent, reading.opt_out, Intent.DECLINE in reading.also, reading.auto) == (
        Intent.OPT_OUT, "words", True, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("yes but I don't need it before spring", "recall_prompt"),
        ("Tuesday the 8th if you've got it", "recall_prompt"),
        ("cita sí, todavía no sé el día", "recall_prompt"),
        ("neither, I only ever made 1", "which_one"),
        ("182 but I ate an hour ago", "checkin_glucose"),
        ("151/94, high for me", "checkin_bp"),
        ("128, pero me siento rara", "checkin_glucose"),
        ("I would rather not", "keep_texting"),
    ],
)
def test_what_speaks_against_its_own_answer_is_a_persons(text: str, context: str) -> None:
    assert not understand(text, context).auto


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("por favor no me los quiten", "keep_texting"),
        ("reactívenme los mensajes", "none"),
        ("vuelvan a mandarme los recordatorios", "none"),
        ("what messages", "keep_texting"),
        ("prefiero no decirlo por mensaje", "checkin_yesno"),
        ("no le manden mensajes a mi mamá de esta cita, solo a mí", "none"),
    ],
)
def test_who_wants_texts_or_asks_about_them_opts_out_of_nothing(text: str, context: str) -> None:
    assert understand(text, context).opt_out is None


@pytest.mark.parametrize(
    "text",
    [
        "no vuelvan a mandarme mensajes",
        "que no me vuelvan a enviar nada",
        "jamás vuelvan a mandar mensajes",
        "ya no me vuelvan a mandar textos",
        "nunca más vuelvan a mandarme nada",
        "no reactiven los mensajes, ya pedí que no",
        "mándenlos a otro, a mí ya no me escriban",
        "ya dije que sí quiero que paren los mensajes",
        "prefiero no decirlo, y ya no me manden mensajes",
    ],
)
def test_never_again_opts_out(text: str) -> None:
    assert understand(text).opt_out == "words"


@pytest.mark.parametrize("text", ["ni se les ocurra volver a mandarme mensajes", "no me activen otra vez los mensajes"])
def test_a_wish_for_texts_that_is_denied_turns_none_on(text: str) -> None:
    reading = understand(text)
    assert reading.intent is not Intent.OPT_IN or not reading.auto


@pytest.mark.parametrize("text", ["no gracias, paren", "no, ya paren", "no, mejor quítenlos", "no ya quiten eso"])
def test_a_no_and_a_stop_keep_no_texts(text: str) -> None:
    assert understand(text, "keep_texting").intent is not Intent.OPT_IN
