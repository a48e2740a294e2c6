"""What is stopped, taken off or left alone and is not our texts, beside what opts out."""

import pytest

from replywell.understanding import screen

from .tables import texts

NO_OPT_OUTS = """
quit phoning the shop, just text me
dejen de marcarme al trabajo, mejor mándenme texto
arrêtez d'appeler au bureau, un texto suffit
não liga no meu serviço, manda mensagem
đừng gọi lúc em đang làm, nhắn tin cho em
wag po tumawag naka duty ako, text na lang
전화하지 말고 문자로 주세요
别打电话，发短信就好
не звоните мне на работу, лучше пишите
لا تتصلوا بالشغل، ابعتوا رسالة
take both of them off
take my noon slot off the calendar
remove me from monday
drop the cleaning but keep me posted
leave my appointment alone
block me out for an hour on friday
delete the picture I just sent
elimine la foto que mandé
quítenme el cobro de la consulta
quite a mi exesposo de los contactos
please don't take me off these
no me vayan a sacar de la lista
n'arrêtez pas vos rappels
don't text at 6 am, after 9 is fine
opt 2
my phone was off
por fin
stop right there, tuesday is perfect
did I get unsubscribed? I am not getting reminders
stop writing me in spanish, english please
"""
OPT_OUTS = """
quit phoning the shop and quit texting me
no calls and no texts
don't call, don't text
no me llamen, no me escriban
stop calling me and stop texting me
не звоните и не пишите
pa rele m, pa voye tèks non plis
how do I unsubscribe please
keep the appointment, cancel the reminders
cancel the reminders, not the appointment
delete my appointment and my number, no more texts
delete my 2 pm. STOP
los recordatorios quítenmelos, la cita no
ya no me textien cuando ando en la obra, mejor nunca
no quiero saber nada de ustedes
tired of being nagged
quit bugging me
stahp
STAHPPP texting me
stawp
stpo pls
unsubscrbie
🛑
🚫📱
This is Ana Ruiz. 🛑
📵 please
ya no embíen mensajes
"""


@pytest.mark.parametrize("text", texts(NO_OPT_OUTS))
def test_what_stops_something_else_is_no_opt_out(text: str) -> None:
    assert screen(text).opt_out is None


@pytest.mark.parametrize("text", texts(OPT_OUTS))
def test_what_stops_our_texts_is_one(text: str) -> None:
    assert screen(text).opt_out in ("keyword", "words")


def test_an_opt_out_beside_danger_is_seen_in_its_own_sentence() -> None:
    seen = screen("quit bugging me, my sugar is 38 and i am shaking")
    assert seen.red_flags
    assert seen.opt_out == "words"
