"""The page for everybody: free times, a form, a text to its owner, and nothing before the owner says yes."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from re import findall, search

import pytest

from replywell.booking_pages import doors, words
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.console.limits import Limit
from replywell.dialogue import wake_ups
from replywell.messaging import opt_out
from replywell.patients import page_rules
from replywell.patients.models import ConsentEvent, Contact, ContactLink, Lead, PageLink, Patient, QuestionSet
from replywell.practices.models import Location
from replywell.scheduling.models import Appointment, AppointmentType, Schedule, TypeNeeds
from tests.booking_pages.asking import NEW, PAGE, choose, form, practice_with_a_page, times
from tests.booking_pages.browsing import browser, words_of
from tests.dialogue.talk import bodies, deliver, open_tasks, said, text
from tests.practice import Oak, make_patient, make_visit

ROOT = Path(doors.__file__).parents[1]


@pytest.fixture
def oak(frozen: datetime) -> Oak:
    return practice_with_a_page()


def visits(oak: Oak) -> list[Appointment]:
    with practice_scope(oak.id):
        return list(Appointment.objects.select_related("patient").order_by("id"))


def leads(oak: Oak) -> list[Lead]:
    with practice_scope(oak.id):
        return list(Lead.objects.order_by("id"))


def days_pass(days: int) -> None:
    """Nobody writes; what is due meanwhile is done every half day."""
    for _ in range(2 * days):
        clock.freeze(clock.now() + timedelta(hours=12))
        wake_ups.run_due(10)
        deliver()


# What it shows


def test_it_shows_free_times_and_who_is_asked_first(oak: Oak) -> None:
    response = browser().get(PAGE)
    page = words_of(response)
    assert "Monday, March 2" in page
    assert len(times(browser())) > 10
    assert "Text us “Visit” at (212) 555-0100" in page
    assert "<script" not in page
    assert "Set-Cookie" not in response.headers


def test_no_page_is_there_until_the_practice_wants_one(oak: Oak) -> None:
    with practice_scope(oak.id):
        page_rules.change(oak.id, booking_page=False, now=clock.now(), actor="staff:anna")
    response = browser().get(PAGE)
    assert response.status_code == 404
    assert "call (212) 555-0111" in words_of(response)
    assert browser().get("/book/nowhere/").status_code == 404
    assert browser().post(f"{PAGE}ask/", form()).status_code == 404


def test_kind_place_and_language_are_carried_from_the_address(oak: Oak) -> None:
    with practice_scope(oak.id):
        uptown = Location.objects.create(practice=oak.practice, code="uptown", name="Uptown", zone=oak.location.zone)
        Schedule.objects.filter(pk=oak.ortiz_schedule.pk).update(location=uptown)
        other = AppointmentType.objects.create(
            practice=oak.practice, code="physical", name="P", text_names={"en": "check-up", "es": "chequeo"}, minutes=60
        )
        TypeNeeds.objects.create(practice=oak.practice, type=other, part="practitioner", schedule=oak.lee_schedule)
    visitor = browser()
    assert findall(r'href="\?(type=\w+)"', words_of(visitor.get(PAGE))) == ["type=visit", "type=physical"]
    page = words_of(visitor.get(f"{PAGE}?type=visit&lang=es"))
    assert findall(r'href="\?([^"]*place=\w+)"', page) == [
        f"type=visit&lang=es&place={one}" for one in ("main", "uptown", "any")
    ]
    assert "¿Dónde quiere venir?" in page
    found = times(visitor, f"{PAGE}?type=visit&place=uptown&lang=es")
    assert all(f"%2F{oak.ortiz.pk}%2F{uptown.pk}" in address and "lang=es" in address for address, _ in found)
    page = words_of(visitor.get(found[0][0]))
    assert '<html lang="es">' in page
    assert "Dr. Ortiz" in page
    assert "Uptown" in page


def test_a_page_is_light_enough_for_a_slow_phone(oak: Oak) -> None:
    visitor = browser()
    one = times(visitor)[0][0]
    styles = ("console/static/console/tokens.css", "booking_pages/static/booking_pages/pages.css")
    rest = sum((ROOT / one).stat().st_size for one in styles)
    for address in (PAGE, one, f"{PAGE}sent/"):
        assert len(visitor.get(address).content) + rest < 60_000, address


def test_no_address_of_the_page_tells_anything_about_a_person(oak: Oak) -> None:
    visitor = browser()
    response = visitor.post(times(visitor)[0][0], form())
    assert response.status_code == 302
    assert not search(r"(?i)ana|ruiz|646|555", response["Location"])


# A new patient


def test_yes_from_the_phone_books_what_was_chosen(oak: Oak) -> None:
    assert choose() == 302
    assert visits(oak) == []
    assert bodies(oak, NEW) == [
        "Oak Street: you chose Mon Mar 2, 11:30 am on our page. Reply YES to book it, or NO. "
        "Msg & data rates may apply. Reply STOP to end"
    ]
    deliver()
    text("yes", NEW)
    [visit] = visits(oak)
    assert visit.patient is not None
    assert (visit.patient.full_name, visit.starts_at) == ("Ana Ruiz", datetime(2026, 3, 2, 16, 30, tzinfo=UTC))
    assert said(oak, NEW)[1:] == ["lead.booked", "lead.page"]
    [lead] = leads(oak)
    assert (lead.source, lead.status, lead.patient_id) == ("page", "booked", visit.patient_id)
    assert [(one["key"], one["answer"]) for one in lead.answers] == [
        ("who", "Me"), ("reason", "Visit"), ("payment", "With insurance"), ("practitioner", "Dr. Lee"),
    ]  # fmt: skip


def test_what_was_agreed_to_is_kept_word_for_word_with_its_version(oak: Oak) -> None:
    choose()
    deliver()
    text("Yes please", NEW)
    with practice_scope(oak.id):
        ticked, said_yes, care = ConsentEvent.objects.filter(phone=NEW).order_by("id")
    assert ticked.words == words.say("en", "ask.consent", practice="Oak Street Family Practice")
    assert (ticked.channel, ticked.wording_version, ticked.at) == ("form", "page en 2026-11", clock.now())
    assert (said_yes.purpose, said_yes.channel, said_yes.words) == ("lead", "text", "Yes please")
    assert said_yes.wording_version == "lead.chose en 1"
    assert (care.purpose, care.words) == ("care", "Yes please")


@pytest.mark.parametrize(
    ("key", "language", "digest"),
    [
        ("ask.consent", "en", "077c7f001ed7"), ("ask.consent", "es", "d0b38249e128"),
        ("wait.consent", "en", "f44bfd4513b0"), ("wait.consent", "es", "09a4a34e25f9"),
    ],
)  # fmt: skip
def test_other_words_of_consent_need_another_version(key: str, language: str, digest: str) -> None:
    kept = words.say(language, f"{key}_version") + words.of(language)[key]
    assert sha256(kept.encode()).hexdigest()[:12] == digest, "Give the new words a new version, and this its digest."


def test_without_a_yes_there_is_one_text_and_no_booking(oak: Oak) -> None:
    choose()
    deliver()
    for _ in range(4):
        clock.freeze(clock.now() + timedelta(hours=13))
        wake_ups.run_due(50)
        deliver()
    assert said(oak, NEW) == ["lead.chose"]
    assert visits(oak) == []
    assert [one.status for one in leads(oak)] == ["abandoned"]
    assert open_tasks(oak) == [("front_desk", "new_patient_waits")]


@pytest.mark.parametrize("wish", ["I'd like an appointment on thursday", "I need to book a visit"])
def test_a_wish_for_a_visit_is_no_yes_to_the_time_on_the_page(oak: Oak, wish: str) -> None:
    choose()
    deliver()
    text(wish, NEW)
    assert visits(oak) == []
    assert said(oak, NEW) == ["lead.chose", "lead.pick_time"]
    assert ("Thu Mar 5" in bodies(oak, NEW)[1]) is ("thursday" in wish)


def test_no_ends_it_kindly(oak: Oak) -> None:
    choose()
    deliver()
    text("no", NEW)
    assert said(oak, NEW) == ["lead.chose", "lead.no_texts"]
    assert [one.status for one in leads(oak)] == ["declined"]
    assert visits(oak) == []


def test_a_time_that_went_before_the_yes_brings_others_by_text(oak: Oak) -> None:
    choose()
    deliver()
    other = make_patient(oak)
    make_visit(oak, other, datetime(2026, 3, 2, 16, 30, tzinfo=UTC))
    text("yes", NEW)
    assert said(oak, NEW) == ["lead.chose", "visit.pick_again"]
    deliver()
    text("1", NEW)
    assert [one.patient.full_name for one in visits(oak) if one.patient] == ["Maria Diaz", "Ana Ruiz"]


def test_a_time_that_went_before_the_form_brings_three_others_on_the_page(oak: Oak) -> None:
    visitor = browser()
    address, _ = times(visitor)[2]
    make_visit(oak, make_patient(oak), datetime(2026, 3, 2, 16, 30, tzinfo=UTC))
    for response in (visitor.get(address), visitor.post(address, form())):
        page = words_of(response)
        assert "that time was just taken" in page
        nearest = page.split("The nearest free times")[1].split("Other times")[0]
        assert len(findall(r'class="button main"', nearest)) == 3
        assert 'href="/book/oak/ask/?type=visit&"' in page
    assert said(oak, NEW) == []


def test_without_a_time_the_questions_go_on_by_text(oak: Oak) -> None:
    assert browser().post(f"{PAGE}ask/", form(**{"q-who": "child"})).status_code == 302
    deliver()
    text("yes", NEW)
    assert said(oak, NEW) == ["lead.wrote", "lead.question"]
    assert bodies(oak, NEW)[1].startswith("What kind of visit would you like?")
    for answer in ("1", "first available", "1"):
        deliver()
        text(answer, NEW)
    [visit] = visits(oak)
    assert visit.patient is not None
    [lead] = leads(oak)
    assert (lead.source, lead.status) == ("form", "booked")
    with practice_scope(oak.id):
        assert ContactLink.objects.get(patient=visit.patient).role == "guardian"


def test_who_agreed_and_went_silent_is_nudged_once(oak: Oak) -> None:
    browser().post(f"{PAGE}ask/", form())
    deliver()
    text("yes", NEW)
    for _ in range(6):
        clock.freeze(clock.now() + timedelta(hours=12))
        wake_ups.run_due(50)
        deliver()
    assert said(oak, NEW) == ["lead.wrote", "lead.question", "lead.still"]
    assert [one.status for one in leads(oak)] == ["abandoned"]


def test_an_answer_that_leads_to_a_person_does_so_after_the_yes(oak: Oak) -> None:
    with practice_scope(oak.id):
        made = {"en": "Which plan?"}
        options = [
            {"key": key, "text": {"en": key}, "next": after} for key, after in (("blue", ""), ("none", "person"))
        ]
        QuestionSet.objects.create(
            practice=oak.practice, version=1, made_by="anna", made_at=clock.now(),
            questions=[
                {"key": "plan", "kind": "choice", "text": made, "next": "", "options": options},
                {"key": "reason", "kind": "reason", "text": {"en": "What for?"}, "next": ""},
            ],
        )  # fmt: skip
    visitor = browser()
    visitor.post(times(visitor)[2][0], {**form(), "q-plan": "none"})
    deliver()
    text("yes", NEW)
    assert visits(oak) == []
    assert ("front_desk", "new_patient_waits") in open_tasks(oak)
    assert [one.status for one in leads(oak)] == ["handed_over"]


# A phone that is known, and phones that must not be texted


def test_a_known_phone_gets_its_own_page_with_the_time(oak: Oak) -> None:
    make_patient(oak, "Ána", "Ruiz", NEW)
    assert choose() == 302
    assert said(oak, NEW) == ["lead.own_page"]
    assert leads(oak) == []
    found = search(r"/v/\S+/", bodies(oak, NEW)[0])
    assert found
    visitor = browser()
    page = words_of(visitor.get(found[0]))
    assert "You asked for Monday, March 2, 11:30 am." in page
    action, value = findall(r'action="(/v/[^"]+book/[^"]+)">.*?name="time" value="([^"]+)"', page)[0]
    response = visitor.post(action, {"time": value}, follow=True)
    assert "your visit is booked" in words_of(response)
    assert "You asked for" not in words_of(response)
    assert [one.booked_via for one in visits(oak)] == ["page"]


def test_a_familys_phone_is_asked_for_whom(oak: Oak) -> None:
    make_patient(oak, "Luis", "Ruiz", NEW)
    make_patient(oak, "Eva", "Ruiz", NEW)
    choose()
    assert said(oak, NEW) == ["lead.whom"]
    with practice_scope(oak.id):
        assert not PageLink.objects.exists()


def test_the_page_says_the_same_of_every_number(oak: Oak) -> None:
    make_patient(oak, "Ana", "Ruiz", "+12125550123")
    with practice_scope(oak.id):
        opt_out.stop(
            oak.id, "+12125550166", words="STOP", why="opt_out", actor="patient", channel="text", at=clock.now()
        )
    told = []
    for phone in ("(646) 555-0177", "(212) 555-0123", "(212) 555-0166"):
        visitor = browser()
        response = visitor.post(times(visitor)[2][0], form(phone=phone))
        told.append((response.status_code, response["Location"], words_of(visitor.get(response["Location"]))))
    assert told[0] == told[1] == told[2]


def test_at_night_too_the_page_says_the_same_of_every_number(oak: Oak) -> None:
    clock.freeze(datetime(2026, 3, 3, 2, 0, tzinfo=UTC))
    with practice_scope(oak.id):
        opt_out.stop(oak.id, NEW, words="STOP", why="opt_out", actor="patient", channel="text", at=clock.now())
    told = []
    for phone in ("(646) 555-0177", "(212) 555-0123"):
        visitor = browser()
        told.append(visitor.post(times(visitor)[2][0], form(phone=phone))["Location"])
    assert told[0] == told[1]


def test_a_form_that_is_sent_twice_is_one(oak: Oak) -> None:
    assert [choose() for _ in range(4)] == [302] * 4
    assert said(oak, NEW) == ["lead.chose"]


def test_a_stopped_number_is_never_texted_and_a_person_sees_it(oak: Oak) -> None:
    with practice_scope(oak.id):
        opt_out.stop(oak.id, NEW, words="STOP", why="opt_out", actor="patient", channel="text", at=clock.now())
    assert choose() == 302
    assert said(oak, NEW) == []
    assert open_tasks(oak) == [("front_desk", "new_patient_waits")]
    assert [one.status for one in leads(oak)] == ["handed_over"]


def test_at_night_the_text_waits_and_the_page_says_how_to_go_on_now(oak: Oak) -> None:
    clock.freeze(datetime(2026, 3, 3, 2, 0, tzinfo=UTC))  # nine in the evening
    visitor = browser()
    response = visitor.post(times(visitor)[2][0], form(), follow=True)
    page = words_of(response)
    assert "our text comes in the morning" in page
    assert 'href="sms:+12125550100?&body=Visit"' in page
    deliver()
    text("Visit", NEW)
    deliver()
    text("yes", NEW)
    assert said(oak, NEW)[-2:] == ["lead.booked", "lead.page"]
    assert len(visits(oak)) == 1


# What will not do, and limits


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"phone": "555-0177"}, "Please write a mobile number"),
        ({"phone": "(800) 555-0199"}, "Please write a mobile number"),
        ({"phone": "+44 7700 900123"}, "Please write a mobile number"),
        ({"consent": ""}, "Please tick that we may text you, or call us."),
        ({"first_name": " "}, "Please fill this in."),
        ({"last_name": "R" * 61}, "This is longer than we can keep."),
        ({"q-who": "nobody"}, "Please choose one."),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_texted(oak: Oak, sent: dict[str, str], says: str) -> None:
    visitor = browser()
    page = words_of(visitor.post(times(visitor)[2][0], form(**sent)))
    assert says in page
    assert 'role="alert"' in page
    assert leads(oak) == []
    with practice_scope(oak.id):
        assert not ConsentEvent.objects.exists()
        assert not Contact.objects.exists()


def test_a_number_is_texted_twice_a_day_and_four_times_in_thirty_days(oak: Oak) -> None:
    told = []
    for day in range(4):
        clock.freeze(datetime(2026, 3, 2 + day, 15, 0, tzinfo=UTC))
        visitor = browser()
        free = [address for address, _ in times(visitor)]
        told.append([visitor.post(free[one], form()).status_code for one in range(3)])
    assert told == [[302, 302, 429], [302, 302, 429], [429] * 3, [429] * 3]
    with practice_scope(oak.id):
        assert ConsentEvent.objects.filter(phone=NEW).count() == 4


def test_who_chooses_again_is_asked_about_the_last_choice_only(oak: Oak) -> None:
    choose()
    deliver()
    visitor = browser()
    visitor.post(times(visitor)[5][0], form())
    deliver()
    text("yes", NEW)
    [visit] = visits(oak)
    assert visit.starts_at == datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
    assert len(leads(oak)) == 1


def test_the_form_of_the_same_person_after_a_silent_one_is_the_same_request_asked_anew(oak: Oak) -> None:
    choose()
    deliver()
    days_pass(2)
    assert [one.status for one in leads(oak)] == ["abandoned"]
    choose(browser(), **{"q-who": "child"})
    deliver()
    [lead] = leads(oak)
    assert (lead.status, lead.ended_at) == ("open", None)
    assert next(one["answer"] for one in lead.answers if one["key"] == "who") == "My child"
    assert said(oak, NEW) == ["lead.chose", "lead.chose"]
    text("yes", NEW)
    [visit] = visits(oak)
    assert visit.starts_at > clock.now()
    assert [one.status for one in leads(oak)] == ["booked"]


def test_the_form_of_somebody_else_or_after_a_month_or_a_no_is_a_request_of_its_own(oak: Oak) -> None:
    choose()
    deliver()
    days_pass(2)
    choose(first_name="Leo")
    deliver()
    assert [(one.first_name, one.status) for one in leads(oak)] == [("Ana", "abandoned"), ("Leo", "open")]
    text("no", NEW)
    choose(first_name="Leo")
    deliver()
    days_pass(2)
    assert [one.status for one in leads(oak)] == ["abandoned", "declined", "abandoned"]
    days_pass(31)
    choose(first_name="Leo")
    assert [one.status for one in leads(oak)] == ["abandoned", "declined", "abandoned", "open"]


def test_one_address_and_one_practice_have_their_limits(oak: Oak, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = browser()
    address = times(visitor)[0][0]
    bad = form(consent="")
    assert [visitor.post(address, bad).status_code for _ in range(13)] == [200] * 12 + [429]
    monkeypatch.setattr(doors, "PRACTICE_ASKS", Limit("page_practice", 14))
    told = [browser().post(address, bad, REMOTE_ADDR=f"192.0.2.{one}").status_code for one in range(4)]
    assert told == [200, 200, 429, 429]
    assert browser().get(PAGE).status_code == 200


def test_another_practices_page_shows_nothing_of_this_one(oak: Oak) -> None:
    assert browser().get("/book/elm/").status_code == 404
    with practice_scope(oak.id):
        assert Patient.objects.count() == 0
