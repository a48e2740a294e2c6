# ruff: noqa: E501 - tables of words and patterns read better whole
"""Usual misspellings, texting shorthand and contractions, to the word the rules know."""


def _pairs(table: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for line in table.strip().splitlines():
        good, _, bad = line.partition("<")
        out.update(dict.fromkeys(bad.split(), good.strip()))
    return out


CONTRACTIONS = _pairs("""
can not < can't cann't
will not < won't
i am < i'm
let us < let's
it is < it's
that is < that's
what is < what's
where is < where's
there is < there's
""")

# Contractions typed without their apostrophe, where no other word is meant.
SPELLING = _pairs("""
can not < cant cannot cnt canot cantt
will not < wont
do not < dont dnt donot
does not < doesnt doesn
did not < didnt
is not < isnt aint
have not < havent
has not < hasnt
would not < wouldnt
could not < couldnt couldn
should not < shouldnt
was not < wasnt
are not < arent
i am < im iam
i have < ive
it is < its
that is < thats
what is < whats wats
where is < wheres
there is < theres
you are < youre ur
you < u yu
please < pls plz plse pleas plese pleaze
thanks < thx tnx thnx thks thnks thanx tks ty tysm thankyou thnk
thank < thnak thankk
going to < gonna gunna
want to < wanna
got to < gotta
tomorrow < tmrw tmr tmrow tomorow tommorow tommorrow tomorro tomorrw 2morrow 2moro tomm tmw
appointment < appt appts apt appmt appointmet appointmnt apointment appoinment appoitment appointent appoint apptmt appintment apppointment appointments appontment
reschedule < resched reschedual rescedule reshedule resechdule reschdule rescheduel reschedul re-schedule rescheule reschedle rechedule reschudule
cancel < cancle cancell cancal cansel cancl cacel canel cnacel canx
confirm < confrim comfirm cofirm confirn confim conferm
confirmed < confrimed comfirmed confimed
schedule < shedule scedule schedual schdule
available < avail availible avalable avaliable
minutes < min mins mns minuts mintues minuets minute mints
hours < hrs hour hr
message < msg mssg mesage
messages < msgs texts
prescription < rx script scrip perscription prescripton presciption perscriptions scripts
medication < meds med medicine medicines medecine medications
doctor < dr doc docter
because < bc cuz coz becuz
thursday < thurs thur thr thursdy thrusday thurday
wednesday < weds wednesdy wensday wendsday wednsday
tuesday < tues tuesdy teusday
ok < okay okey okie okk k kk oki okej okeydokey
yes < yess ye yea yeah yep yup yeh yas yessir yesh yezz yees
no < nope nah naw noo
unsubscribe < unsubcribe unsuscribe unsubscibe unsubscribed unsub
stop < stp st0p sotp stopp stpo
breathe < breath breth brethe breeth
breathing < breating breathin breathng
bleeding < bleading bleedin bleding
suicidal < suicidle sucidal
wrong number < wrongnumber
running < runing runnin
late < l8
before < b4
great < gr8
que < q
por favor < porfa porfavor xfa xfavor xfavour
porque < xq pq xk porq
cita < sita citas
cancelar < canselar cancelarr
confirmo < comfirmo confirmno
mensajes < mensages msjs msj mjs
tambien < tmb tb
gracias < grasias grcias grax
necesito < nesesito nececito
hacer < aser haser
ayuda < aiuda
""")
