# ruff: noqa: E501, SIM905 - tables of words read better whole
"""The words of everyday scheduling. A text with any other word holds something that a person should see."""

WORDS = frozenset(
    # English: the small words, courtesy, days and times, visits
    "i you we he she they it me my our us your his her them him this that these those the a an and to of in on at for with by from be been am is are was were will would shall can could do does did doing done "
    "have has had get getting got go going come coming came make making made see seeing seen take taking give giving let lets know so just still all more than as what when where how which "
    "please thanks thank ok yes no not there here then now today tomorrow tonight yesterday morning mornings afternoon afternoons evening evenings noon midday night week weeks month months day days weekend weekday weekdays next coming last "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun mondays tuesdays wednesdays thursdays fridays january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec early earlier earliest late later latest sooner soon before after around about between until till through past half quarter am pm o'clock oclock hour hours minutes minute time times date dates "
    "appointment appointments visit visits doctor office clinic cleaning checkup physical consult session confirm confirmed confirming confirms confirmation reschedule rescheduled rescheduling cancel cancelled canceled canceling cancelling move moving moved change changing changed "
    "switch switching swap book booking booked schedule scheduled scheduling open opening openings available availability slot slots spot spots work works working good great perfect fine best better well sounds sound like want need needs needed prefer able unable possible possibly instead rather "
    "different another other others else new same one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty first second third fourth fifth ones any anything anytime something some none neither make keep keeping hold set put push pushed bump back up forward fit squeeze wait waiting waitlist list "
    "hi hello hey sorry apologies apologize unfortunately bye ma'am maam mam sir miss mr mrs ms god bless appreciate appreciated appreciate nice blessed everyone team guys yall again very much really super definitely absolutely certainly course plan planning planned on way running behind there arrive arriving "
    "reminder sure sounds lovely wonderful awesome excellent cool wow yay haha attend attending show expect expecting pass accept works swell deal bet noted understood following showing due asap delayed bit little few almost soon tiny minute sec stuck traffic only option number choice pick choose st nd rd th reply respond letter c r x y n "
    "star stars estrella estrellas not longer anymore any think believe hope ready out off too lot welcome weekend 's s d ll free happy glad looking seat help keep kindly if "
    # why people cannot come
    "came conflict conflicts job shift meeting meetings school class kid kids son daughter child children family emergency car ride transportation trip travel traveling town vacation flight busy forgot bus train weather snow storm babysitter childcare boss husband wife mom dad urgent unexpected unavailable "
    "tied called plans personal prior engagement commitment something run over sick feeling covid boat stay home pick leaving deadline both reminding trouble chance ill hizo problem problema worries thing but fa afuera "
    # Spanish
    "pero yo tu usted ustedes el la los las un una unos unas lo le les me mi mis se su sus nos nuestra nuestro que de del al a en con por para y o ni es esta este estas esto esa ese eso son sera seria estoy estamos estare estaremos estar ser voy vamos va van ir ire iremos irme voi iba vengo venir "
    "puedo puede pueden podemos podria podrian podre podremos poder pude tengo tiene tienen tenemos tener hay hago hacer quiero quiere quisiera queremos gustaria necesito necesitamos ocupo prefiero si no ya muy mas menos bien bueno buena buenos buenas mejor perfecto perfecta excelente claro seguro vale sale dale va "
    "gracias muchas mil favor hola dia dias tarde tardes noche noches manana hoy ayer pasado semana semanas mes meses fin hora horas minutos minuto media cuarto temprano tardecito pronto antes despues entre hasta desde como a las proximo proxima siguiente otra otro otros otras algo alguna alguno algun nada ninguna ninguno "
    "lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre cita citas consulta turno visita doctor doctora dra dr clinica oficina confirmo confirmada confirmado confirmar confirma confirmamos confirme asistencia asistir asistire asistiremos "
    "cancelar cancela cancelo cancele cancelen cancelarla cancelela cancelemela cancelada cambiar cambio cambia cambie cambiarla cambiarlo cambiamos cambiarme cambieme mover moverla muevala mueva reagendar reagendarla reprogramar reprogramarla programar agendar hacer sacar pedir apartar reservar espacio disponible disponibilidad horario horarios fecha pasar pasarla pasela pase ponga pongame "
    "llego llegar llegare llegamos retrasado retrasada retraso atrasado trafico camino ahi alli alla aca nos vemos veo dios bendiga bendiciones senor senora senorita igualmente acuerdo correcto entendido listo lista lastima disculpe disculpa perdon lamentablemente desgraciadamente pena lo siento "
    "trabajo trabajar salgo salir surgio surgieron complico complicado imprevisto compromiso familiar emergencia escuela junta reunion carro transporte viaje hijo hija ninos clase quien lleve olvido olvide enfermo enferma uno dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta primera primero segunda segundo tercera tercero ultima opcion numero "
    "queda sirve conviene funciona viene acomoda parece gusta elijo escojo tomo quedo apunte apunteme apuntame reservela reservemela reserveme reservar aparteme agende agendeme deme dame ok mismo misma igual cualquier cualquiera alcanzo alcanza creo contigo cuenten conmigo ahora ahorita rato mediodia libre abierto espera avisen aviseme jaja adelantar adelante atrasar posponer tampoco nunca jamas c".split()
)

# Beside a yes these make it a "yes, but": a person should see it.
RESERVES = frozenset(
    "but however except unless only if though although also plus depends maybe probably hopefully might try trying need needs wish pero excepto solo aunque tambien depende quiza quizas talvez ademas necesito "
    "no not never none nunca cancel cancelar move change else different another otra otro sick emergency emergencia urgent feeling enfermo enferma help why".split()
)
# Of these, what says little where the learned layer plainly sees a yes and nothing beside it.
SOFT_RESERVES = frozenset(
    "no not never none nunca though although aunque also tambien plus might maybe probably hopefully else feeling move change only solo another otra otro different try trying wish why".split()
)
# Words that soften an answer into a guess, whatever the intent.
DOUBTS = frozenset(
    "maybe probably might guess hopefully depends perhaps unsure quiza quizas talvez depende supongo".split()
)

# Words beside being late.
DELAYS = frozenset(
    "bad terrible awful heavy crazy horrible parking park lot highway freeway tire flat construction backed light found lost gps finding pesado horrible mucho accidente llanta autopista estacionando".split()
)

# Words of a reported value.
MEASURES = frozenset(
    "bp blood pressure sugar sugars glucose reading readings read pulse heart rate weight weigh weighed temp temperature fasting mg dl mmol lbs lb pounds kg kilos degrees f pain level out over score number numbers mine took taken take today's breakfast lunch dinner meal systolic diastolic top bottom average was is "
    "presion azucar glucosa ayunas peso pese libras temperatura grados lectura salio sali desayuno almuerzo comida cena sobre nivel pulso medi tome dio marco tension fue hg mmhg meter machine cuff monitor device sensor libre dexcom use using used gadget wrist arm sitting standing resting oatmeal coffee juice orange toast eggs cereal salad cake cookie pizza em after before bedtime supper snack meals ate eating sodas soda salt diet walk walking aparato maquina monitor brazo sentado sentada cafe cafecito jugo pan avena huevos tortillas comi cene desayune almorce despues antes acostarme".split()
)

# Words of a question that the practice's own facts answer.
FACTS = frozenset(
    "address location located directions direction parking park hours fax phone suite website building floor far close closing closed who end ends long garage lot street find entrance map far send again whats wheres "
    "direccion estacionamiento estacionar telefono abren cierran abre cierra queda donde cuando cual quien edificio piso calle llego ubicacion ubicados".split()
)

# Words of a wish to change the language, or for an earlier visit.
OTHER_WISHES = frozenset(
    "spanish english espanol ingles french francais portuguese portugues chinese mandarin vietnamese tagalog creole kreyol korean russian arabic haitian language speak text write read understand en in hablo habla entiendo idioma mensajes escribir switch switch "
    "waitlist wait list cancellation cancellations cancels opens notify standby lista espera avisar avise libera cancela cancele anyone someone somebody alguien sooner up add".split()
)
