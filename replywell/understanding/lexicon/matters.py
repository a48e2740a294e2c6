# ruff: noqa: E501, SIM905 - tables of words read better whole
"""Words of matters that a person should see: where one stands in a text, software does not act on it alone.

A word counts with its endings: an entry that ends in * is the beginning of a word.
"""

from functools import lru_cache

# The body, illness, treatment. Beside a wish to book they are only the reason.
MEDICAL = (
    "pain* hurt* ache* aching sore* throb* agony fever* rash* swell* swollen swole* vomit* puk* nause* queasy dizz* woozy faint* infect* pus discharge drainage ooz* itch* cough* sneez* diarrhea constipat* headache* migraine* cramp* lump* numb* tingl* "
    "redness bruis* blister* stitch* incision* wound* chills blurr* sinus* strep limp* bleed* bled blood* burn* breath* chest heart stroke seiz* pregnan* miscarr* labor contractions diabet* sugar* glucose insulin inhaler* asthma* cancer* tumor* chemo* "
    "symptom* allerg* reaction* dose* dosage treatment* medicat* medicine* meds pill* tablet* antibiotic* refill* prescri* rx pharmac* walgreens cvs kroger riteaid ointment cream patch* vaccin* shot shots booster* biops* mri ct xray x-ray ultrasound mammogram* colonoscop* endoscop* surger* "
    "procedure* anesthe* sedat* fasting eat eating drink drinking drank ate bandage* cast dressing crutch* wheelchair* walker oxygen depress* anxi* panic* suicid* overdos* unsafe abus* addict* drunk drugs alcohol weak* tired exhaust* sleepy insomnia weight gained* worse worsen* worst sick sicker ill flu covid virus pneumonia bronch* hospital* "
    "er icu urgent ambulance 911 emergenc* surgeon ankle* knee* hip hips shoulder* elbow* wrist* finger* toe toes foot feet leg legs arm arms neck spine rib ribs stomach belly abdom* bowel* bladder kidney* liver lung lungs throat ear ears eye eyes nose mouth tooth teeth gum gums tongue skin mole wart* "
    "period uterus ovar* cervi* pap prostate testic* penis vagin* breast* nipple* pee peeing urin* poop* stool* sperm std stds hiv hepat* herpes thyroid cholest* pressure bp pulse ekg labs lab bloodwork test tests tested results result fallen injur* fractur* sprain* concuss* bite bitten stung poison* "
    "dolor* duel* doler fiebre calentura sarpullid* ronch* hinch* inflam* vomit* nause* mare* desmay* infecc* infect* pus supur* picaz* comez* tos tose* gripe gripa diarrea estren* migran* calambr* bolita* adormec* hormigue* moret* ampolla* puntos herida* sangr* quem* ardor arde respir* pecho corazon derrame convuls* embaraz* abort* "
    "azucar* glucosa insulina inhalador* asma cancer tumor* quimio* sintoma* alergi* dosis tratamiento* medicin* medicament* pastill* antibiotic* receta* resurt* farmaci* crema pomada gotas parche* vacun* inyecc* biops* resonancia radiograf* placa ultrasonido* mamograf* colonoscop* cirug* operac* operar* operaron anestesi* ayunas ayuno comer comi "
    "bano vendaj* yeso muleta* silla oxigeno depres* deprim* ansied* panico suicid* abuso maltrat* droga* borrach* debil* cansad* cansanci* insomni* peso bajada enferm* gripa covid virus pulmon* bronqui* hospital* internad* urgencia* ambulancia emergencia* tobill* rodilla* cadera hombro* codo muneca dedo* pie pies pierna* brazo* cuello "
    "espalda costilla* estomago barriga panza intestin* vejiga rinon* higado garganta oido* ojo ojos nariz boca muela* diente* encia* lengua piel lunar* verruga* regla menstru* utero ovari* papanicol* prostata testicul* seno senos pezon* orin* orina* popo excremento vih hepatit* tiroid* colester* presion pulso analisis examen* estudio* resultado* prueba* cai "
    "caida* golpe* fractur* torci* picad* mordid* mordi* veneno* mal peor malestar decaid*"
).split()
# Money, papers, people and requests: never part of a plain answer.
BUSINESS = (
    "bill bills billed billing invoice* charg* copay* copago* co-pay owe owed owes owing debt* pay paid paying payment* autopay refund* deductib* balance* statement* collection* cost costs price* fee fees dollar* insur* medicare medicaid aetna cigna humana bluecross coverage covered claim* hsa receipt* "
    "form forms fmla paperwork record records letter note notes copy copies fax faxed email emails portal login log password passcode code link link's username app website upload attach* photo* picture* pic pics video* zoom telehealth teleheath referral* refer referred authoriz* approv* preauth* prior disability "
    "address* moved zip insurance's license passport id social dob birthdate interpret* translator transport* wheelchair* stretcher lift* service dog nurse* manager* supervisor* receptionist* human person someone's lawyer* attorney* sue court's report reported complaint* complain* grievance* review reviews rude* unprofessional* unaccept* ridicul* "
    "pathetic disgust* horribl* terribl* awful nightmare furious angry mad pissed upset disappoint* frustrat* shame* garbage filthy liar lied lies incompet* neglig* malpractice racist discrimin* harass* scam fraud wrong mistake* error* incorrect confused confus* "
    "whose legal custody divorce guardian consent privacy hipaa died passed hospice deceased rehab jail prison police shelter homeless "
    "conozco conoce ask asks asked asking bring bringing question questions wonder* explain* why who whom whose "
    "factura* cobr* copago* debo debe deuda* pagar pague pago pagos paga reembols* deducibl* saldo* costo* cuesta* precio* dinero* dolares seguro* aseguranza* medicaid poliza recibo* "
    "formulario* papel papeles carta* nota copia* fax correo* portal contrasena* clave enlace link foto* video* referido* referid* autoriz* aprob* incapacidad* direccion* mude mudamos licencia pasaporte interprete* traduc* silla enfermera* gerente* supervisor* recepcion* abogado* demand* report* queja* quej* groser* maleduc* inacept* ridicul* pesim* horribl* terribl* asco "
    "enojad* molest* furios* verguenz* decepcion* basura mentir* incompet* neglig* racist* discrimin* acos* fraude* estafa* equivoc* error* confund* custodia divorci* tutor fallec* murio murieron difunt* hospicio carcel policia pregunt* pregunta* duda* explic* porque? quien* llevar traer traigo"
).split()
# Words for our own texts: beside anything but a wish about texts they may hide an opt-out.
TEXTS = (
    "end ends ended ending stop stops stopped stopping unsubscribe* text texts texting texted messag* sms spam quit quits opt opted list* alto basta paren mensaje* texto* textos recordatorio* baja notific* suscri*"
).split()


def _split(entries: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(e for e in entries if not e.endswith("*")), frozenset(e[:-1] for e in entries if e.endswith("*"))


_SORTS = tuple(
    (name, *_split(entries)) for name, entries in (("business", BUSINESS), ("medical", MEDICAL), ("texts", TEXTS))
)


@lru_cache(maxsize=20000)
def sort_of(word: str) -> str | None:
    """Which matter a word belongs to: "medical", "business", "texts" or None."""
    for name, whole, starts in _SORTS:
        if word in whole or any(word[:n] in starts for n in range(3, len(word) + 1)):
            return name
    return None
