"""What software settles alone after each question of ours, and what it leaves to a person: tables by class."""

import pytest

from replywell.understanding import Asked, Reading, read

from .tables import NOW, rows

PROMPTS = {
    "confirm_prompt": (
        "Maria, visit Tue Nov 24 2:30 PM with Dr. Lee. Reply C to confirm, R to move, X if you can't come.",
        0,
    ),
    "slot_offer": (
        "1) Mon Nov 30 9:00 AM Dr. Lee 2) Wed Dec 2 1:30 PM Dr. Patel 3) Fri Dec 4 4:15 PM Dr. Lee. Reply 1, 2 or 3.",
        3,
    ),
    "waitlist_offer": (
        "Earlier time: Mon Nov 23 8:40 AM with Dr. Lee (now Thu Dec 10 2:00 PM). Want it? Reply YES or NO.",
        0,
    ),
    "which_one": (
        "Two visits: 1) Tue Nov 24 9:00 AM Dr. Lee 2) Thu Dec 3 1:30 PM Dr. Patel. Which one do you want to cancel?",
        2,
    ),
    "keep_texting": ("Your visit is cancelled. Reply KEEP to keep getting texts, STOP for none.", 0),
    "checkin_bp": ("Please reply with today's blood pressure, like 120/80.", 0),
    "checkin_glucose": ("Please text your fasting sugar this morning (mg/dL).", 0),
    "checkin_yesno": ("Did you take your blood pressure pill today? Reply YES or NO.", 0),
    "result_ready": ("You have a new result. Reply READY when you are in a private place and want the link.", 0),
    "recall_prompt": ("Gloria, you are due for your yearly checkup. Reply YES to book, NO if not now.", 0),
    "lead_prompt": ("Thanks for reaching out! Would you like to book a first visit? YES or NO", 0),
    "triage_question": ("What is it about? 1) An appointment 2) A medicine 3) New or worse symptoms.", 3),
    "intake_question": ("How should we reach you? 1) Text 2) Phone call 3) Email.", 3),
    "postvisit": ("Any problems since your visit? 1) No 2) Yes, have a nurse call.", 2),
    "none": ("", 0),
}


def after(context: str, text: str, lang: str = "en") -> Reading:
    prompt, options = PROMPTS[context]
    return read(text, Asked(context, prompt, options=options, lang=lang), NOW)


CONDITIONS = """
confirm_prompt | yes if my son can drive me
confirm_prompt | c as long as the snow stops
confirm_prompt | I'll be there unless they call me into work
slot_offer     | 2 but only if it's before 1
slot_offer     | wednesday if my boss lets me off
slot_offer     | la 1 si me dan permiso
lead_prompt    | yes if you take my plan
recall_prompt  | yes if its covered
confirm_prompt | si me dan permiso si voy
"""
SECOND_THOUGHTS = """
confirm_prompt | yes, well actually let me ask my wife first
confirm_prompt | creo que si, luego le confirmo
slot_offer     | 1... no 3... ugh let me check
which_one      | not sure which is which
checkin_glucose | I think 110
result_ready   | ready when I get home
lead_prompt    | yes but let me see what the other place says
"""
HALF_ANSWERS = """
confirm_prompt | C for one of them, I'll let you know about the other
slot_offer     | 2 and 3 both work
slot_offer     | either
slot_offer     | la 1 o la 3, la que sea
slot_offer     | dr lee
slot_offer     | the second one is for my wife right
confirm_prompt | cancel my husband's not mine
confirm_prompt | yes for me, no for my daughter
"""
OTHER_QUESTIONS = """
confirm_prompt  | 134 over 80 this morning
waitlist_offer  | sugar was 118
checkin_glucose | 128/79
checkin_bp      | running 10 late
checkin_yesno   | Yes I will be there
which_one       | neither, I wanted to move it not cancel it
triage_question | yes
intake_question | call my daughter Beth
postvisit       | not yet
none            | cancel my credit card on file
"""
VALUES_IN_DOUBT = """
checkin_bp      | 131/84 then 118/76 a half hour later
checkin_bp      | between 130 and 140
checkin_glucose | 112 mine and 98 my husband's
checkin_glucose | 12o8
checkin_glucose | 11.2
none            | 151/93 today doc
"""
GRAVE_CHOICES = """
triage_question | 3
triage_question | 2
postvisit       | 2
"""
UNMET_WISHES = """
slot_offer    | 3 for mom and can dad come the same day
recall_prompt | YES and do I need my mammogram order first
result_ready  | ready, and was my a1c in there too
result_ready  | send it to my sister too
result_ready  | just tell me positive or negative
waitlist_offer | no and cancel the december one too
confirm_prompt | cancelela, yo ya no voy a estar, perdonenme
"""


@pytest.mark.parametrize(
    ("context", "text"),
    [
        row
        for table in (
            CONDITIONS,
            SECOND_THOUGHTS,
            HALF_ANSWERS,
            OTHER_QUESTIONS,
            VALUES_IN_DOUBT,
            GRAVE_CHOICES,
            UNMET_WISHES,
        )
        for row in rows(table)
    ],
)
def test_what_is_left_open_waits_for_a_person(context, text):
    assert not after(context, text).auto


SETTLED = """
confirm_prompt | you can count on us tuesday | confirm
confirm_prompt | yep my daughter is driving me | confirm
confirm_prompt | could you push me back an hour | reschedule
confirm_prompt | can we do it next month instead | reschedule
confirm_prompt | leaving the house now, 20 min behind | running_late
waitlist_offer | sure, switch me over | confirm
waitlist_offer | monday 8:40 works | confirm
waitlist_offer | swap it | confirm
waitlist_offer | no i'll stick with december | decline
keep_texting   | KEEP | opt_in
keep_texting   | i want to keep getting them | opt_in
keep_texting   | please keep texting | opt_in
keep_texting   | stop them all | opt_out
checkin_bp     | it was one thirty two over eighty | value_report
checkin_glucose | one twelve | value_report
checkin_yesno  | did it with breakfast | confirm
result_ready   | I'm by myself now, go ahead | ready
result_ready   | not now, at work | decline
recall_prompt  | yes, mornings are best | book
recall_prompt  | yes but not until April | book
recall_prompt  | no thanks maybe next year | decline
lead_prompt    | went with someone else | decline
slot_offer     | none of those, have anything on a saturday | reschedule
slot_offer     | do you have december 10 | reschedule
none           | see you tomorrow at 10 | confirm
none           | let me know if anything opens up sooner | waitlist_join
"""


@pytest.mark.parametrize(("context", "text", "intent"), list(rows(SETTLED)))
def test_a_plain_answer_in_own_words_is_settled(context, text, intent):
    reading = after(context, text)
    assert (reading.intent, reading.auto) == (intent, True)


PICKED = """
slot_offer | monday at 9 | 1
slot_offer | the friday one please | 3
slot_offer | dr patel is fine | 2
slot_offer | I'd like the 1:30 | 2
slot_offer | not 1 not 2 so 3 | 3
slot_offer | latest in the day | 3
which_one  | cancel the one with dr lee | 1
which_one  | the december one | 2
which_one  | keep dr patel, cancel the other | 1
which_one  | Keep 2, drop 1 | 1
which_one  | Not the 24th. The other one. | 2
triage_question | an appointment | 1
triage_question | first | 1
triage_question | First one. just need a physical for work | 1
intake_question | the last | 3
intake_question | give me a ring instead | 2
postvisit  | no problems | 1
postvisit  | Nope | 1
postvisit  | one | 1
"""


@pytest.mark.parametrize(("context", "text", "number"), list(rows(PICKED)))
def test_a_choice_is_picked_by_its_words(context, text, number):
    reading = after(context, text)
    assert (reading.intent, reading.slots.get("option"), reading.auto) == ("select_option", int(number), True)


def test_a_value_put_right_counts():
    reading = after("checkin_glucose", "190, oops I mean 109")
    assert (reading.slots["value"], reading.auto) == (109, True)


def test_a_mark_for_the_visit_is_an_option_and_a_value():
    asked = Asked("postvisit", "How was your visit? Reply 1 to 5 (5 is best).", options=5)
    reading = read("5 stars", asked, NOW)
    assert (reading.intent, reading.slots["option"], reading.slots["value"], reading.auto) == (
        "select_option",
        5,
        5,
        True,
    )
    assert not read("1. never again", asked, NOW).auto
    assert not read("10/10", asked, NOW).auto
