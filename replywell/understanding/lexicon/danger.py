# ruff: noqa: E501 - tables of words and patterns read better whole
"""Red-flag patterns on the mended text (no accents, contractions written out), in English and Spanish.

They lean to alarm: a false one costs a person a look, a missed one may cost a life.
"""

_WHO = r"(?:my|the|his|her|our|mi|el|la|su)"
_GAP = r"(?:\S+ ){0,4}?"
_PEOPLE = (
    r"(?:he|she|husband|wife|boyfriend|girlfriend|partner|ex|dad|father|mom|mother|son|daughter|brother|uncle|"
    r"caregiver|stepdad|stepfather|someone|somebody|they)"
)
_SWELL = r"(?:numb|tingl(?:y|ing)|swell(?:s|ing)?|swollen|puffy|puffed up|clos(?:ing|ed|es)|tight(?:ening|ens)?|itchy and swollen)"

# Idioms that only sound like danger; taken out before the patterns look.
IDIOMS = (
    r"(?:traffic|parking|wait(?:ing)?|suspense|heat|stairs|job|work|kids?|schedule|commute|boss|back|feet|knees?) "
    r"(?:is|are|was) (?:\S+ )?killing me|dying (?:to|for|of curiosity|laughing)|dead tired|die laughing|"
    r"heart(?:felt| is full| goes out| melts?)|family emergency|work emergency|emergency (?:contacts?|number on file)|"
    r"stroke of (?:luck|genius)|no (?:emergency|hay emergencia)|not an emergency|no es (?:una )?emergencia|"
    r"(?:if (?:this|it) is an? (?:\S+ )?emergency|in an emergency|for (?:an )?emergenc(?:y|ies))(?: \S+){0,6}? 911|"
    r"if (?:this|it) is an emergency|in (?:an|case of) emergency|en caso de emergencia|si es una emergencia|"
    r"seizure (?:medication|medications|disorder|clinic)|gums? bleed(?:s|ing)?|bleed the brakes|muriendo de (?:risa|ganas)|"
    r"me muero (?:de (?:risa|ganas|hambre|sueno|calor|frio)|por)|"
    r"suicide prevention (?:month|walk|class|training)|breathe easy|breathing (?:exercises?|class)|"
    r"heart ?burn|poison ivy|food poisoning last \S+|take my breathe away|hold(?:ing)? my breathe|"
    r"can not breathe a word|breathing (?:test|tests|machine|treatment)|pass(?:ed|ing)? out (?:\S+ ){0,2}?(?:flyers|of (?:the|his|her) (?:program|class|school)|papers|cards)|pass(?:ed|ing) out of the|"
    r"(?:nearly|almost|about|liked? to) (?:gave|give|had|have) (?:me )?a heart attack|(?:gives?|giving|gave) (?:me|him|her|us) (?:a|heart) (?:heart )?attack|(?:nearly |almost )?gave me a heart attack|casi me da (?:un infarto|algo)|overdos\S+ on (?:coffee|caffeine|sugar|candy|netflix|cookies)|"
    r"(?:car|truck|engine|radiator|tire) (?:\S+ ){0,4}?bleeding(?: oil| fluid)?|bleeding (?:oil|fluid|coolant)|me ahogo en (?:trabajo|papel\S*|tarea\S*)|drowning in (?:\S+ )?(?:work|paperwork|emails)|"
    r"(?:not|no) (?:want|quiero|quiere) (?:to )?(?:live|vivir) (?:\S+ )?(?:in|here in|that far|so far|en|tan lejos|lejos)(?! (?:pain|this body|misery))|"
    r"epi ?pens? (?:expired|refill|is expired|prescription|ran out)|(?:refill|renew|new|expired) (?:\S+ ){0,4}?epi ?pens?|"
    r"(?:boss|coach|teacher|mother in law|mother|mom|sister|roommate) (?:is |will |would |is going to |going to |gonna )+(?:kill|murder|shoot) me if (?:i|we) (?:\S+ ){0,3}?(?:late|miss\S*|off|forget|skip|do not show)|"
    r"(?:behind|saw|hear|heard|past|see) (?:an|the|that) ambulance|ambulance (?:bill|charge|ride (?:bill|charge))|(?:charged|billed|bill|paid|pay) (?:\S+ ){0,3}?ambulance|"
    r"laugh\S* (?:\S+ ){0,8}?(?:not|could not) breathe|can breathe again|bleedin(?:g)? hours|not in labor|"
    r"no (?:\S+ )?thoughts? of (?:hurting|harming|killing) (?:my ?self|anyone|himself|herself)|"
    r"stop bleeding me dry|bleeding money|knock(?:ed)? out of the park|kill(?:ing|ed)? it|kill(?:ing)? time"
)

# What is over, or long ago; taken out like the idioms, so that anything else in the text still counts.
_THING = r"(?:chest pains?|pains?|bleeding|headaches?|fever|swelling|palpitations|shortness of breathe|seizures?|numbness|dolor(?: de \S+)?|sangrado|fiebre|hinchazon)"
PAST = (
    rf"(?:my |the |all )?(?:chest )?{_THING} (?:\S+ )?(?:is|are|has|have|was|went|finally|all|se|ya)(?: \S+)? (?:gone|stopped|better|resolved|away|cleared|over|fue|quito|paso)|"
    rf"no longer (?:have|having) {_THING}|{_THING} stopped|(?:stopped|quit) bleeding|"
    r"ya no (?:me |le |tengo |tiene )?(?:duele|dolor|sangro|sangra|sangre)(?: (?:de |el |la |en )*(?:pecho|cabeza|brazo|corazon))?|ya (?:paro|dejo|deje|pare) de sangrar|"
    r"(?:had|tuvo|tuve|has had|have had|sufrio|dio) (?:\S+ ){0,2}?(?:heart attack|stroke|seizure|overdose|derrame|infarto|embolia|convulsion|convulsiones|ataque) (?:\S+ )?(?:back |in |last |en |hace |el |when |at |years? |\d+ )+(?:\S+ )?(?:years?|year|ago|anos?|pasado|meses|20\d\d|19\d\d|month|summer|winter|\d+)(?: ago)?|"
    r"(?:used to|i once) (?:be |get |feel )?(?:suicidal|hit me|pass out|faint)|he used to \S+ me|hace (?:un|dos|tres|cuatro|cinco|muchos|\d+) (?:anos?|meses) (?:\S+ ){0,3}?(?:desmay\S+|derrame|infarto|convuls\S+)|"
    r"(?:heart attack|stroke|seizures?|infarto|derrame) (?:\S+ )?(?:19|20)\d\d(?= )|"
    r"(?:seizure|pain|bleeding|fever|symptom) free|sin (?:fiebre|dolor|sangrado)|"
    r"(?:stroke|seizure|suicide|cardiac|asthma) (?:follow ?up|clinic|risk|medication|specialist|screening|awareness|walk)|stress test"
)

ROWS: list[tuple[str, str, str]] = [
    # cardiac
    ("cardiac", "chest", r"chest (?:is |feels |felt |has |having |was |really |so |and \S+ |started )*(?:pains?|hurt(?:s|ing)?|tight(?:ness|ening)?|"
     r"pressure|heavy|heaviness|crushing|discomfort|ache?s?|aching|burning|squeez\S+|killing)"),
    ("cardiac", "chest", r"(?:pains?|hurt(?:s|ing)?|tight(?:ness)?|pressure|crushing|heavy|heaviness|discomfort|squeezing|stabbing|elephant) "
     r"(?:in|on|across|to|of|around|inside|feeling in) (?:\S+ )?(?:\S+ )?chest"),
    ("cardiac", "heart", r"heart attack|cardiac arrest|heart (?:is |keeps |feels |has been |was |just )*(?:racing|pounding|stopp(?:ed|ing)|"
     r"skipping|fluttering|beating (?:so |very |really |too )?(?:fast|hard|irregular\S*)|hurts?|hurting)|(?:racing|pounding) heart"),
    ("cardiac", "palp", r"(?:heart )?palpitations?|palpitaciones"),
    ("cardiac", "arm jaw", rf"pain {_GAP}(?:down|in|into|to) (?:\S+ )?(?:left )?(?:arm|jaw) {_GAP}(?:chest|sweat\S*|and|jaw|arm)|"
     r"left arm (?:is |feels |hurts?|went |has )+(?:numb|pain\S*|tingl\S+|heavy)?|pain (?:down|in) my left arm"),
    ("cardiac", "pecho", r"(?:dolor(?:es)?|presion|opresion|ardor|punzadas?|apretado|molestia|duele\S*|aprieta|oprim\S+) (?:\S+ ){0,3}?pecho|"
     r"pecho (?:\S+ ){0,2}?(?:duele|aprieta|oprim\S+|apretado|pesado|arde)"),
    ("cardiac", "infarto ataque corazon", r"infart\S+|ataque (?:al|del|de) corazon|ataque cardiaco|corazon (?:\S+ ){0,2}?(?:acelerado|rapido|late muy|se me sale|duele)|"
     r"duele (?:\S+ )?(?:corazon|brazo izquierdo)|dolor (?:\S+ ){0,2}?brazo izquierdo"),
    # breathing
    ("breathing", "breathe breathing", r"(?:not|hardly|barely|never|unable to|cannot|hard to|difficult to|hurts to|struggl\S+ to|trouble|trouble with|problems?|difficulty|"
     r"difficulties|stopped|short of|shortness of|labored|gasping for|out of|catch my|struggl\S+) (?:\S+ ){0,2}?breath(?:e|ing)"),
    ("breathing", "breathing", r"breathing (?:is |has |gets |been |getting )*(?:trouble|problems?|difficult\S*|hard(?:er)?|worse|bad|heavy|fast|shallow|weird|issues?)"),
    ("breathing", "gasping choking suffocat asthma wheez", r"gasping|(?:am |is |are |he |she |baby )choking|choking on|suffocat\S+|asthma attack|wheezing (?:bad\S*|a lot|so|really|and)|"
     r"can not stop wheezing|really wheezing"),
    ("breathing", "air sob inhaler", r"can not get (?:any |enough )?air|not getting (?:enough )?air|gasp\S* (?:for )?air|inhaler (?:is )?not (?:helping|working)"),
    ("breathing", "lips face fingers", r"(?:lips|face|fingers|mouth) (?:\S+ ){0,3}?(?:blue|purple)|blue lips"),
    ("breathing", "respir", r"no (?:\S+ )?(?:puedo|puede|consigo|logra|esta|estoy) (?:\S+ )?respir\S+|(?:cuesta|dificil|dificultad|problemas?|trabajo|dificultades) (?:\S+ ){0,3}?respir\S+|"
     r"no respira|respira (?:muy )?(?:mal|rapido|con dificultad)|respirando mal|apenas (?:puedo|puede) respirar|dejo de respirar"),
    ("breathing", "aire ahog asfixi labios asma", r"(?:falta|sin|quedo sin|falto) (?:\S+ ){0,2}?aire|me falta el aire|me (?:estoy )?ahog\S+|se (?:esta )?ahog\S+|ahogando\S*|asfixi\S+|"
     r"labios (?:\S+ ){0,2}?(?:azul\S*|morad\S*)|ataque de asma"),
    # stroke
    ("stroke", "face mouth smile", r"(?:face|mouth|smile|eyelid) (?:is |looks |started |on one side |side |has |was |suddenly )*(?:droop\S*|crooked|sagging|lopsided|uneven|paraly\S+)|facial droop\S*|droop\S* face"),
    ("stroke", "droop", r"(?:side|half) (?:\S+ ){0,5}?droop\S*|droop\S* (?:\S+ ){0,4}?(?:side|face|mouth)"),
    ("stroke", "slur speech talk speak", r"slurr?\S*|speech (?:is |sounds |was |got )*(?:slurr?\S*|garbled|weird|funny|off)|"
     r"can not (?:talk|speak|get (?:my |the )?words out)(?! (?:now|right|on|at|to|about|by|today|because|until|i|at the moment|english|much|with))|"
     r"(?:trouble|difficulty) (?:speaking|talking)"),
    ("stroke", "stroke", r"(?:having|had|has|is|is it|think|thinks?|maybe|might|like|signs? of|symptoms? of|possible|mini|be|this) (?:\S+ ){0,3}?a?(?: mini)? ?stroke|stroke (?:symptoms?|signs?)"),
    ("stroke", "numb weak tingl paraly", r"(?:numb(?:ness)?|weak(?:ness)?|tingl\S+|paraly\S+|no feeling) (?:\S+ ){0,3}?(?:face|arm|side|half|leg and arm)|"
     r"(?:face|arm|side|half) (?:\S+ ){0,4}?(?:numb(?:ness)?|weak(?:ness)?|paraly\S+)"),
    ("stroke", "move vision see blind worst confus sudden thunderclap", r"can not (?:move|feel|lift) (?:my|his|her|one) (?:\S+ )?(?:arm|leg|face|side|left|right)|"
     r"(?:sudden\S*|all of a sudden) (?:\S+ ){0,4}?(?:vision|blind|see|confus\S+|weak\S*|headache|dizz\S+|double|numb(?:ness)?)|(?:lost|losing) (?:\S+ )?(?:vision|sight)|"
     r"can not see (?:out of|from|anything|suddenly)|went blind|worst headache|thunderclap"),
    ("stroke", "derrame embolia cerebr", r"derrames?(?: cerebral)?|embolia|ataque cerebral|acv"),
    ("stroke", "cara boca", r"(?:cara|boca) (?:\S+ ){0,3}?(?:caid\S+|torcid\S+|chuec\S+|paraliz\S+|dormid\S+|entumecid\S+|adormecid\S+)|"
     r"(?:se (?:le|me)|tiene) (?:\S+ ){0,2}?(?:cayo|torcio|durmio|caida|torcida|paralizo) (?:\S+ ){0,3}?(?:cara|boca|lado|mitad)"),
    ("stroke", "hablar habla", r"no (?:\S+ )?(?:puedo|puede) hablar(?! (?:ahora|ahorita|en|por|con|de|hoy|ingles|al|a|mucho|porque|estoy|luego))|habla (?:\S+ ){0,2}?(?:raro|enredado|trabado|arrastrando)|arrastra las palabras|no se le entiende (?:lo que|al) habla"),
    ("stroke", "adormec entumec dormid mover parali vista siento perdi", r"(?:adormecid\S+|entumecid\S+|paralizad\S+|dormid\S+) (?:\S+ ){0,4}?(?:cara|brazo|lado|mitad)|(?:brazo|lado|mitad) (?:\S+ ){0,5}?(?:adormecid\S+|entumecid\S+|paralizad\S+|dormido)|"
     r"no (?:\S+ )?(?:puedo|puede|siento) (?:mover )?(?:\S+ )?(?:brazo|lado|cara|mitad|pierna)|perdi\S* la vista|peor dolor de cabeza"),
    # bleeding
    ("bleeding", "bleed", r"(?<!no )(?<!not )(?<!stopped )(?:bleeding|bleeds?|bled)(?! (?:has |is |finally |already )*(?:stopped|better|gone|disorder|time))"),
    ("bleeding", "blood hemorrh gush", r"(?:cough\S*|throw\S*|vomit\S*|puk\S+|spit\S*|pee\S*|piss\S*|poop\S*|urinat\S+|pass\S*|losing|lost) (?:\S+ ){0,3}?blood(?! (?:work|test|sugar|pressure|type|draw|results?))|"
     r"blood (?:\S+ )?(?:everywhere|gushing|pouring|clots?|in (?:\S+ )?(?:stool|urine|vomit|poop|pee|toilet))|hemorrhag\S+|gushing|lots? of blood(?! (?:work|test))|so much blood|bloody (?:stool|vomit|diarrhea)"),
    ("bleeding", "sangr hemorr", r"(?<!sin )(?<!no hay )(?<!no tengo )(?:sangrand\S+|sangrado|sangra|sangro|sangrar|desangr\S+|hemorragias?)|(?:vomit\S+|tos\S+|orin\S+|escup\S+|echando|mucha|perdiendo|pierde|popo con|heces con|evacu\S+ con) (?:\S+ )?sangre|"
     r"sangre (?:por|en) (?:\S+ ){0,2}?(?:nariz|boca|heces|orina|vomito|popo|recto|excremento)"),
    # overdose, poison
    ("overdose", "overdos od poison", r"overdos\S+|(?:took|has|i) od(?:ed|d)?|poison(?:ed|ing)?|drank (?:\S+ )?(?:bleach|antifreeze|poison)"),
    ("overdose", "took taken take takes swallow ate drank popped", r"(?:took|taken|take|takes|swallowed|ate|popped|drank|got into) (?:\S+ ){0,3}?(?:too many|too much|whole bottle|entire bottle|all (?:of )?(?:my|his|her|the) (?:pills?|medication|tablets?)|"
     r"bottle of (?:\S+ )?(?:pills?|tylenol|advil|aspirin)|handful of|bunch of pills|extra (?:pills|insulin|doses)|double (?:\S+ )?(?:dose|insulin)|(?:grandma s?|grandpa s?|someone s?) (?:\S+ )?pills)(?! (?:as|like|you|the doctor|this morning|today|del tratamiento))"),
    ("overdose", "toddler son daughter kid child baby grandson hijo hija nino nina nieto nieta bebe", r"(?:toddler|son|daughter|kid|child|baby|grandson|hij[oa]|nin[oa]|niet[oa]|bebe|year old) (?:\S+ )?(?:\S+ )?(?:took|ate|swallowed|got into|drank|trago|tomo|comio|bebio) (?:\S+ ){0,3}?(?:my|mis|grandma|grandpa|someone|las de|abuela) (?:\S+ ){0,3}?(?:pills?|medication\S*|pastillas?|medicina\S*)"),
    ("overdose", "od oding ods", r"od(?:ing|ed)? (?:on|from)"),
    ("overdose", "swallow", r"swallowed (?:\S+ ){0,3}?(?:battery|bleach|magnet\S*|coin|poison|detergent|pills?|cleaner)"),
    ("overdose", "sobred envenen intoxic", r"sobredosis|envenen\S+|intoxic\S+ con"),
    ("overdose", "tome tomo trago comio tomaron tragado tragaste tomado", r"(?:tome|tomo|trago|trague|comio|tomado|tragado) (?:\S+ ){0,3}?(?:demasiad\S+|muchas (?:pastillas|pildoras)|todas (?:las|mis|sus) (?:pastillas|pildoras|medicinas)|todo el frasco|frasco|cloro|veneno|pila|bateria|doble dosis)"),
    # suicide, self-harm
    ("suicide", "suicid", r"suicid\S*"),
    ("suicide", "kill end ending take taking took kms unalive", r"kill(?:ing)? (?:my ?self|himself|herself|themselves)|kms|unalive|(?:end|ending|take|taking|took) (?:my|his|her|their) (?:own )?life|end(?:ing)? it all|(?:like|about|of) ending it"),
    ("suicide", "die dying dead live alive exist wake better without born here", r"(?:want(?:s|ed)? to|wish(?:es)? (?:i|he|she) (?:was|were|could)|ready to|rather|should|going to|better off) (?:just )?(?:die|dead|be dead|dying)|better (?:off )?without me|"
     r"(?:not|never) want(?:s)? to (?:live|be alive|be here any ?more|wake up|exist|go on)|(?:no|any) (?:reason|point) (?:to|in) (?:live|living|be alive)|wish i (?:had never been born|did not wake up)|i am going to die|do not want to be here any ?more"),
    ("suicide", "hurt harm cut cutting burn self selfharm", r"(?:hurt(?:ing)?|harm(?:ing|ed)?|cut(?:ting)?|burn(?:ing)?) (?:my ?self|himself|herself)|self ?harm\S*"),
    ("suicide", "go can hopeless", r"can not (?:go on|do this any ?more|take (?:it|this) any ?more|live like this|keep going)|no way out"),
    ("suicide", "matar mato quitar morir vivir muert dano cortar acabar lastim", r"(?:me )?(?:quiero|voy a|pienso|ganas de|quiere|va a|pensando en|intent\S+) (?:a )?(?:matar(?:me|se)?|morir(?:me|se)?|quitar(?:me|se) la vida|no vivir|acabar con (?:mi vida|todo))|"
     r"matarme|quitarme la vida|quitarse la vida|no (?:quiero|quiere|vale la pena) (?:seguir )?(?:vivir|viviendo|vivo|viva)|mejor (?:estar )?muert\S+|(?:hacerme|hacerse) dano|cortarme(?! (?:el pelo|las unas|el cabello))|lastimarme|acabar con mi vida|estaria mejor muert\S+|ganas de morir\S*|ya no quiero vivir"),
    # anaphylaxis
    ("anaphylaxis", "throat tongue lips face mouth", rf"(?:throat|tongue|lips?|face|mouth) (?:is |are |feels? |started |getting |keeps |has |all |and \S+ |got )*{_SWELL}(?! tooth)|{_SWELL} (?:of |in )?(?:my |the |his |her )?(?:throat|tongue|lips?)"),
    ("anaphylaxis", "anaph epipen epi allergic hives", r"anaph\S+|epi ?pen|(?:severe |bad |having |had |an? |serious )allergic reaction|allergic reaction|hives (?:all over|everywhere|and|spreading)"),
    ("anaphylaxis", "garganta lengua labios cara anafil alergic ronchas", r"(?:garganta|lengua|labios?|cara|boca) (?:\S+ ){0,4}?(?:hinch\S+|inflam\S+|cierra|cerrando|cerrada)|(?:hinch\S+|inflam\S+|cierra|cerrando) (?:\S+ ){0,3}?(?:garganta|lengua|labios|cara)|anafil\S+|reaccion alergica|ronchas (?:en|por) todo"),
    # infant
    ("infant", "baby infant newborn week weeks wk month months mo day days", r"(?:baby|infant|newborn|(?:\d{1,2}|one|two|three|four|five|six) (?:week|weeks|wk|wks|month|months|mo|day|days) old|preemie) (?:\S+ ){0,10}?"
     r"(?:fever|temperature|temp|10[0-5](?:\.\d)?|4[01](?:\.\d)?|3[89]\.\d|not breathing|blue|limp|floppy|not wak\S+|will not (?:wake|eat|feed|nurse|stop crying)|not (?:eating|feeding|nursing|responding|peeing)|lethargic|seiz\S+|vomit\S+|dehydrat\S+|turning \S+|fell|burning up|very hot|purple|no wet)"),
    ("infant", "fever temperature burning hot", r"(?:fever|temperature|temp|burning up) (?:\S+ ){0,10}?(?:baby|infant|newborn|(?:\d{1,2}|one|two|three|four|five|six) (?:week|weeks|wk|month|months|mo|day|days) old)"),
    ("infant", "bebe recien semanas meses dias nene nena", r"(?:bebe|recien nacid\S+|nen[ea]|(?:\d{1,2}|un|una|dos|tres|cuatro|cinco|seis) (?:semanas?|mes|meses|dias)) (?:\S+ ){0,10}?(?:fiebre|calentura|temperatura|no (?:come|despierta|quiere comer|respira|deja de llorar|reacciona|moja)|morad\S+|azul|vomit\S+|convuls\S+|flacid\S+|se cayo|ardiendo)"),
    ("infant", "fiebre calentura", r"(?:fiebre|calentura) (?:\S+ ){0,8}?(?:bebe|recien nacid\S+|(?:\d{1,2}|un|una|dos|tres|cuatro|cinco|seis) (?:semanas?|mes|meses|dias) (?:de (?:edad|nacid\S+|vida)))"),
    # pregnancy
    ("pregnancy", "pregn trimester along expecting", r"(?:pregnan\S+|trimester|weeks along|expecting) (?:\S+ ){0,12}?(?:bleed\S*|blood|spotting|cramp\S*|contraction\S*|pain\S*|water broke|leak\S*|not moving|no movement|not moved|headache|dizzy|fell|fall|swell\S*|swollen|vision|faint\S*|hurts?|fluid|passed out|fever|kick\S* less)"),
    ("pregnancy", "bleed spotting cramp contraction pain water leaking fell headache swollen hurts fever", r"(?:bleed\S*|spotting|cramp\S*|contraction\S*|pains?|leaking|fell|headache|swollen|hurts|fever|dizzy) (?:\S+ ){0,12}?(?:pregnan\S+|trimester|weeks along)"),
    ("pregnancy", "water baby contraction labor kicking miscarr", r"water (?:just |has |has just )?(?:broke\S*|breaking)|baby (?:is |has |stopped |has been )*(?:not |stopped )(?:moving|moved|kicking|kicked|kick|move)|(?:not|have not|has not) (?:\S+ )?(?:felt|feel) (?:\S+ )?baby (?:move|kick)\S*|contractions|(?:in|going into) labor|miscarr\S+"),
    ("pregnancy", "embaraz", r"embaraz\S+ (?:\S+ ){0,12}?(?:sangr\S+|dolor\S*|duele|contraccion\S*|manch\S+|liquido|no se mueve|caida|cai|fiebre|hinchad\S+|mare\S+|colicos)|(?:sangr\S+|dolor\S*|contraccion\S*|manchando|fiebre|cai|colicos) (?:\S+ ){0,12}?embaraz\S+"),
    ("pregnancy", "fuente contraccion bebe aborto parto", r"(?:rompio|rompi|rompe|rompieron|rota) (?:\S+ )?(?:la )?fuente|contracciones|bebe (?:\S+ )?(?:no|dejo de) (?:\S+ )?(?:se )?(?:mueve|mover\S*)|no (?:\S+ )?(?:siento|se mueve) (?:\S+ ){0,3}?bebe(?: moverse)?|(?:un |tengo |amenaza de )aborto|trabajo de parto"),
    # loss of consciousness
    ("consciousness", "pass faint uncons black unrespons collaps seiz convuls knocked", r"pass(?:ed|ing|es) out|faint(?:ed|ing|s)|(?:going to|about to|might) (?:faint|pass out|black out)|unconscious|lost consciousness|black(?:ed|ing) out|unresponsive|collaps(?:ed|ing)|seizures?|seizing|convuls\S+|knocked out"),
    ("consciousness", "wake waking responding respond", r"(?:not|never|can not|will not) (?:wake|waking)(?: (?:him|her|my \S+))? up(?! (?:early|that early|in time|before|at|to|on|until|by))|(?:is|are) not (?:waking|responding)(?! to (?:my |the )?(?:calls?|texts?|messages?|emails?))|(?:he|she|dad|mom|husband|wife|baby|son|daughter|mother|father) (?:is not|will not|does not) (?:respond|wake)\S*(?! (?:to|early|until|at))"),
    ("consciousness", "desmay incons convuls conocimiento concien despierta reacciona responde", r"desmay\S+|inconsciente|convulsi\S+|perdi\S* (?:el conocimiento|la conciencia)|no (?:se )?(?:despierta|reacciona|puedo despertarl\S+)|(?:mama|papa|hij\S|espos\S|abuel\S|bebe|el|ella|madre|padre) no (?:me )?responde(?! (?:el|mis|los|al))"),
    # abuse
    ("abuse", "hit hits hitting beat beats beating hurt hurts hurting chok abus threat punch slap kick kicks rape force touch", rf"{_PEOPLE} (?:\S+ )?(?:is |was |has |keeps |has been |tried to |threatened to |just )*(?:hit|hits|hitting|beat|beats|beating|hurts?|hurting|chok\S+|abus\S+|threaten\S*|punch\S*|slap\S*|kick\S*|rap(?:ed|es|ing)|forc\S+|touch(?:ed|es|ing) me|kill) (?:\S+ )?me"),
    ("abuse", "abus domestic violen safe afraid scared rape raped molest assault", r"(?:being|was|been|am|is|getting) (?:\S+ )?(?:abused|beaten|raped|molested|assaulted)|abusive|domestic (?:violence|abuse)|not (?:\S+ )?safe (?:at home|here|with (?:him|her|my))|(?:do not|never) feel safe|(?:afraid|scared) (?:of|for my life) ?(?:my (?:husband|boyfriend|partner|wife|dad|father|stepdad|ex))?|(?:raped?|molested|sexual(?:ly)? assault\S*)|abuses? me|sexual abuse|(?:child|elder) abuse"),
    ("abuse", "pega golpe maltrat amenaz violen viol abus miedo segur", r"me (?:pega|pego|golpea|golpeo|maltrata|amenaza|viol[oa]|pegan|golpean|maltratan)(?! (?:el sol|en el estomago))|violencia (?:domestica|familiar)|abus(?:a|o|aron|an|ando) de (?:mi|ella|el)|me violaron|fui violada|no (?:estoy|me siento) segur[oa] en (?:mi )?casa|(?:tengo )?miedo (?:de|a) mi (?:espos\S|marido|pareja|novi\S|papa|padrastro|ex)"),
    # said in so many words
    ("emergency", "911 ambulance emergency medical er dying help", r"(?:call\S*|dial\S*|need|should i call|on hold with|going to) 911|911 (?:now|please|help)|ambulance|(?:this is|it is|is|have|having|medical|an|real|dental) (?:an )?emergency(?! (?:room|department|contact|number|walk|line|phone|fund) (?:last|yesterday|bill|visit))|emergency (?:please|help|now)|help me (?:please )?(?:i am dying|now)|i am dying(?! (?:to|for|of|with|laughing))|(?:he|she|mom|dad|baby|husband|wife|father|mother|son|daughter) is dying(?! (?:to|for|laughing))"),
    ("emergency", "emergencia ambulancia muriendo auxilio 911 llam", r"(?:es|tengo|una|hay) (?:una )?emergencia(?! (?:familiar|en (?:el|mi) trabajo|de(?:l)? trabajo|laboral))|emergencia (?:medica|por favor|ayuda)|ambulancia|me (?:estoy )?muri?endo|me estoy muriendo|se (?:esta )?muriendo|auxilio|llam\S+ al 911"),
    ("suicide", "jump tirar aventar puente bridge", r"(?:jump(?:ing)?|throw(?:ing)? myself) (?:off|from|in front of) \S+|(?:tirarme|aventarme|lanzarme) (?:del?|al|por)"),
    ("suicide", "reason point keep", r"(?:no|any|a|the|see the|see any) (?:reason|point) (?:to|in|of|for) (?:keep |even )?(?:going|living|live|be here|go on|being here)|can not keep (?:living|going|doing this)"),
    ("poison", "carbon snake rattlesnake vibora", r"carbon monoxide|monoxido de carbono|rattlesnake|snake ?bite|(?:bit|bitten|mordio) (?:\S+ ){0,2}?(?:snake|vibora|serpiente)"),
    ("bleeding", "cut sliced chopped", r"(?:cut|sliced|chopped|tore|ripped) (?:\S+ )?(?:part of )?(?:\S+ )?(?:finger|thumb|toe|hand|fingertip)s? (?:\S+ )?off|(?:cut|sliced|chopped) off (?:\S+ ){0,3}?(?:finger|thumb|toe|hand)"),
    ("emergency", "help ayuda auxilio hurry hurry send manden mandenme", r"(?<=^ )(?:(?:please|pls|god|oh) )*help me(?: please| now| help)*(?= [.]? ?$)|(?:please )?send help|(?<=^ )(?:por favor )?ayuden?me(?: por favor)?(?= [.]? ?$)|mand(?:en|e)(?:me)? (?:una )?(?:ambulancia|ayuda)"),
    ("stroke", "stoke strok stork", r"having (?:a )?(?:stoke|strok|stork)|(?:a|mini) (?:stoke|strok)(?= [.,]| $)"),
    ("cardiac", "heart hart", r"(?:heart|hart|heat) (?:atack|attak|atak|attck|attac|attact|attack)"),
    ("cardiac", "chset cheast ches chst chesst", r"(?:chset|cheast|ches|chst|chesst|cest) (?:\S+ )?(?:pains?|hurts?|tight\S*|pian|pressure)|chest (?:pian|pan|paim|painn|oain)"),
    ("sepsis", "fever fiebre", r"fever (?:\S+ ){0,6}?(?:neck|confused|purple (?:spots|rash))|fiebre (?:\S+ ){0,6}?(?:cuello|confundid\S|manchas moradas)"),
    ("breathing", "inhaler inhalador nebulizer", r"(?:inhaler|inhalador|nebulizer) (?:\S+ ){0,3}?(?:not|no|nothing) (?:\S+ ){0,2}?(?:help\S*|work\S*|doing|touch\S*|hace|sirve|ayuda|funciona|quita)"),
    ("breathing", "choking atragant", r"(?<!been )choking(?! (?:up|hazard))|atragant\S+"),
    ("suicide", "end over want", r"want(?:s|ed)? (?:it|everything) all (?:to (?:end|be over|stop)|over)|it all to (?:end|be over|stop)|everything to (?:end|be over)"),
    ("suicide", "without sin miss extranar here aqui", r"better (?:\S+ ){0,2}?without me|mejor(?:es)? (?:\S+ )?sin mi|(?:no one|nobody) (?:would|will|is going to) (?:even )?(?:miss|care|notice)(?: \S+)?|nadie me (?:va a )?extran\S+|"
     r"(?:do not|not) want to be here any ?more|ya no quiero (?:estar aqui|seguir|nada|vivir)(?! (?:recib\S+|con (?:los|el|sus)))|ya no (?:quiero estar|aguanto) (?:\S+ ){0,3}?(?:aqui|vida|mas)|done with (?:life|living)"),
    ("suicide", "dano dana lastim", r"(?:me|se) (?:\S+ ){0,2}?(?:hacer|hago|haga|hizo|haciendo) dano|(?:hacerme|hacerse) dano"),
    ("abuse", "kill matar", rf"{_PEOPLE} (?:\S+ ){{0,4}}?kill me|(?:me )?(?:amenazo|amenaza|dijo) (?:\S+ ){{0,4}}?(?:matarme|matar)"),
    ("bleeding", "bleed sangr", r"(?:will not|does not|not|can not|cannot|no) (?:\S+ )?(?:stop|quit|para|deja de|dejo de) (?:de )?(?:bleeding|sangr\S+)"),
    ("anaphylaxis", "throat garganta", r"throat (?:\S+ ){0,3}?(?:clos\S+|swell\S+|swollen|tight\S*)|garganta (?:\S+ ){0,3}?(?:cierra|cerrando|hinch\S+)"),
    ("stroke", "see veo ver ve", r"no (?:puedo ver|veo|ve) (?:\S+ ){0,2}?(?:ojo|nada de un|de repente)|(?:sudden\S*|de repente) (?:\S+ ){0,3}?(?:no (?:veo|ve|puedo ver)|not see)"),
    ("stroke", "fue lado", r"se (?:le|me) (?:fue|va|hizo|cae|cayo) (?:\S+ )?(?:cara|boca)"),
    ("consciousness", "confus", r"(?:very|suddenly|so|really|is|and|getting|she|he) confused(?! (?:about|on|by|as|which|what|if|whether))|muy confundid[oa]|esta confundid[oa]"),
    ("suicide", "life", r"(?:unsubscribe|remove|take|sign) (?:me )?(?:\S+ ){0,6}?(?:from|out of|off) (?:the )?(?:rest of )?(?:my )?(?:life|this world|this earth)"),
    ("overdose", "gramoxone paraquat raticida veneno insecticida fosforo herbicida", r"(?:tom\w*|beb\w*|trag\w*|ingiri\w*) (?:\S+ ){0,2}?(?:gramoxone|paraquat|raticida|matarratas|insecticida|herbicida|fosforo blanco)"),
    ("suicide", "tren via carretera", r"(?:cruzo|cruzar|me (?:tiro|aviento|lanzo|echo)|tirarme|aventarme|echarme) (?:\S+ ){0,6}?(?:tren|metro|camiones)"),
    ("cardiac", "corason corazon", r"(?:dar|da|dando) (?:\S+ )?algo (?:\S+ )?(?:al|en el|del|en) cora[sz]on"),
    ("breathing", "reso", r"no (?:\S+ )?(?:puedo|puede|logro) (?:\S+ )?reso(?:l|ll|y|ly)ar"),
    ("overdose", "di dio dimos", r"(?:le|les) (?:di|dio|dimos|dieron) (?:\S+ ){0,3}?(?:nin[oa]|bebe|hij[oa]|niet[oa]) (?:\S+ ){0,3}?(?:gotas|pastillas?|medicinas?) (?:mi[ao]s?|de mi|del cora[sz]on|de la presion|del azucar)"),
    ("bleeding", "sang", r"(?:plein|pleine|couvert|couverte) de sang"),
    ("poison", "needle", r"needle ?stick|stuck (?:myself )?(?:with|by) (?:a|an|the) (?:\S+ )?needle(?! (?:in|for) my)"),
    ("suicide", "dead", r"i (?:\S+ ){0,3}?be dead (?:soon|by|tomorrow|tonight|before|anyway|in (?:a|the|two|three|\d))"),
    ("suicide", "through", r"(?:energy|nerve|courage|guts|strength) (?:\S+ ){0,3}?go through with it"),
    ("suicide", "revolver pistola escopeta rifle arma gun pistol shotgun", r"(?:tengo|traigo|saque|cargue|limpie|limpiando|compre|consegui) (?:\S+ ){0,2}?(?:revolver|pistola|escopeta|rifle|arma)(?= )|"
     r"(?:got|have|cleaned|cleaning|loaded|bought|holding|took out) (?:\S+ ){0,3}?(?<!nerf )(?<!massage )(?<!nail )(?<!glue )(?<!heat )(?<!staple )(?<!water )(?<!temperature )(?:gun|pistol|revolver|shotgun|rifle)(?= )(?! (?:range|show|license|permit|class|season|club))|"
     r"(?<!nerf )(?<!massage )(?<!nail )(?<!glue )(?<!heat )(?:gun|pistol|revolver|pistola|escopeta|rifle) (?:\S+ ){0,3}?(?:loaded|ready|lista|cargad[ao]|limpi\S+)"),
    ("suicide", "stick live alive here", r"(?:someone|somebody|anyone|people) (?:else )?who (?:actually |really )?(?:wants?|deserves?) to (?:stick around|be here|be alive|live|stay alive|keep living)(?= )"),
    ("injury", "picaron apunalaron navajearon balacearon dispararon balazo navajazo tiro machetazo stabbed shot", r"me (?:picaron(?! (?:\S+ ){0,3}?(?:mosquit|zancud|hormig|abej|avisp|pulg|chinch|bicho|insect|medus|mosc|jejen|aranas?))|apunal\S+|navajearon|balacearon|dispararon|(?:dieron|metieron|pegaron) (?:\S+ )?(?:balazo|navajazo|tiro|machetazo))|"
     r"(?:got|was|been|gotten|were) (?:stabbed|shot)(?! (?:up|down|at))"),
    ("suicide", "cielo heaven", r"(?:\S*llev\w+|ir\w*|reunir\w*) (?:\S+ ){0,4}?al cielo|(?:take|taking|bring) (?:\S+ ){0,4}?(?:to|up to) heaven(?! with hugs)"),
    ("suicide", "look find police busquen", r"if i (?:do not|am not|never) (?:\S+ ){0,5}?(?:look for me|call the (?:police|cops)|come find)|si (?:ven )?(?:que )?no (?:llego|contesto|aparezco|respondo) (?:\S+ ){0,3}?(?:busquen\S*|llamen a la policia)"),
    ("consciousness", "fits", r"(?:had|having|has|have) (?:another|two|three|four|five|several|few|\d+) fits(?= )"),
    ("stroke", "hand arm leg side foot", r"(?:hand|arm|leg|side|foot) (?:just |suddenly )?(?:quit(?: on me)?|stopped working|gave out|went dead|will not (?:work|grip|lift|hold))(?! (?:\S+ )?(?:hurt\S*|bleed\S*|swell\S*|ach\S*|itch\S*|cramp\S*|tingl\S*))(?=(?: (?:on me|working|again|today|this morning|since|and|now|too))? ?(?:[.,]| ?$| and| since))"),
    ("bleeding", "dedo exploto revento", r"(?:me |le )?falta (?:un|el|medio) dedo|(?:exploto|revento|trono) (?:\S+ ){0,4}?(?:mano|cara|ojos?)(?= )|blew (?:up|off) (?:\S+ ){0,2}?(?:hand|fingers?|face)"),
    ("cardiac", "salir sale", r"corazon (?:\S+ ){0,3}?sal(?:ir|e)|sal(?:ir|e) el corazon"),
]  # fmt: skip

# The plainest words in other languages. Latin script: whole words of the mended text.
ROWS += [
    ("cardiac", "douleur mal crise dor dores ataque dau doule kriz sakit masakit atake nhoi", r"douleurs? (?:\S+ ){0,3}?poitrine|mal (?:a|dans) la poitrine|crise cardiaque|dor(?:es)? (?:\S+ )?peito|ataque cardiaco|dau nguc|dau tim|nhoi mau|doule (?:nan )?(?:pwatrin|lestomak)|kriz kadyak|masakit ang dibdib|sakit (?:ng|sa) dibdib|atake sa puso"),
    ("cardiac", "poitrine peito nguc pwatrin dibdib", r"(?:poitrine|peito|nguc|pwatrin\S*|dibdib) (?:\S+ ){0,3}?(?:mal|doendo|doi|dau|fe m mal|masakit|serre\S*|apertado)|(?:tuc|dau|nang) nguc|pwatrin (?:mwen|m) ap fe mal"),
    ("breathing", "respirer respirar respire kho makahinga huminga etouff sem falta", r"(?:peux|arrive|peut) (?:pas|plus) (?:a )?respirer|(?:du mal|difficulte\S*) a respirer|j etouffe|etouffe|nao (?:consigo|consegue) respirar|falta de ar|sem ar|kho tho|khong tho (?:duoc)?|pa ka respire|hindi (?:ako |siya )?makahinga|hirap (?:\S+ )?huminga"),
    ("breathing", "tho respire", r"(?:kho|khong) tho|tho khong (?:duoc|noi)|mwen pa (?:ka|kapab) respire"),
    ("stroke", "avc dot accident", r"avc|derrame cerebral|dot quy|accident vasculaire|konjesyon serebral"),
    ("bleeding", "saign hemorr sangr chay dumudugo senyen", r"saign\S+|hemorragie|sangrando|sangramento|chay (?:nhieu )?mau|dumudugo|pagdurugo|senyen|ap senyen"),
    ("overdose", "surdose overdose qua sobra trop", r"surdose|superdose|uong qua (?:lieu|nhieu thuoc)|qua lieu|trop de (?:medicaments|comprimes|cachets)|twop (?:grenn|medikaman)|sobrang dami(?:ng)? gamot"),
    ("suicide", "suicid tuer mourir matar morrer tu muon magpakamatay mamatay touye mouri", r"me tuer|(?:veux|envie de) mourir|me matar|quero morrer|tu tu|muon chet|magpakamatay|gusto ko(?:ng)? (?:nang )?mamatay|touye tet|vle mouri"),
    ("consciousness", "evanoui desmai ngat nahimatay endispoze inconsci bat pedi", r"evanoui\S*|inconscient\S*|desmai\S+|bat tinh|ngat xiu|bi ngat|nahimatay|hinimatay|walang malay|endispoze|pedi konesans"),
    ("emergency", "urgence emergencia cap ijans emerhensiya samu cuu tulong", r"(?:c est une|une) urgence|cap cuu|ijans|emerhensiya|cuu toi|cuu voi|tulong"),
]  # fmt: skip

# What by itself is no danger, or a nurse's matter in good time. The learned layer is asked again without it.
_SORE = r"(?:red|pink|swollen|puffy|itchy|sore|bruised|tender|warm|roj[ao]s?|rojit[ao]s?|hinchad[ao]s?)"
_JOINT = r"(?:knees?|back|shoulders?|elbows?|ankles?|wrists?|hips?|feet|foot|heels?|toes?|fingers?|thumbs?)"
_DOLOR = r"(?:rodillas?|espalda|hombros?|codos?|tobillos?|munecas?|caderas?|pies?|talon(?:es)?|dedos?)"
MILD = (
    r"(?:chest|head|brain|lung|heart|stroke) (?:x ?rays?|xrays?|ct|mri|scans?|ultrasound|echo|clinic|class|group|doctor|dr)|"
    r"(?:at|in) (?:the |an )?urgent care|blue (?:one|triangle|form|card|door|building|car|line|house|cross|shield)|"
    r"(?:not|never|no longer|nobody|no one) (?:respond|responds|responded|answer|answers|answered|answering|responding)"
    r" (?:to )?(?:my|our|the) (?:calls?|texts?|messages?|emails?|phone)|"
    r"(?:no contesta[n]?|no responde[n]?) (?:a )?(?:mis|el|las|los) (?:llamadas?|mensajes?|telefono)|"
    r"(?:can not|not able to|unable to|no puedo) (?:talk|speak|hablar)(?: on the phone| por telefono)?"
    r" (?:now|right now|at work|here|ahora|ahorita|ahora mismo|en el trabajo)|"
    r"(?:temp|temperature|temperatura) (?:is |was |of |at |es |es de |de |esta en |reads )?(?:9\d|10[0-2]|3[5-8])(?: ?\. ?\d)?|"
    rf"(?:my |the |his |her |a )*(?:(?:left|right|lower|upper|low) )*{_JOINT} (?:and (?:my )?{_JOINT} )?(?:hurts?|aches?|pain|is sore|are sore|bothers me|been hurting|has been hurting)(?: (?:a (?:bit|little)|sometimes|for (?:a (?:week|month|while)|\\w+ (?:weeks|months))))?|"
    rf"pain in (?:my|his|her|the|one) (?:(?:left|right|lower|upper) )?{_JOINT}|(?:a |my )?(?:skin |itchy |heat )?rash(?: on (?:my|his|her|the|one) (?:arms?|hands?|legs?|elbows?|knees?|back))?|"
    rf"(?:me|le) (?:duelen?|molestan?) (?:un poco )?(?:la|el|las|los|una?) {_DOLOR}|dolor(?:es)? (?:de|en) (?:la |el |las |los )?{_DOLOR}|"
    rf"(?:incision|wound|scar|stitches|bandage|herida|puntos) (?:is|are|looks?|esta|estan|se ve[n]?) (?:a (?:bit|little) |un poco )?{_SORE}(?: (?:and|y) (?:a (?:bit|little) )?{_SORE})*"
)
