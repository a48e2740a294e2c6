# ruff: noqa: E501 - tables of words read better whole
"""Tagalog and Taglish, with the short forms of texting (d, di, nyo, ko, q) and some Visayan and Ilocano yes and no."""

SPACED = True
GAP = 5
MARKS = (
    "tama ayaw kulit hinto alis dibdib masakit gamot magpakamatay mamatay hirap huminga nahimatay hinimatay dumudugo pagdurugo sobrang sobra makahinga sakit tigilan itext padalhan maling atake ako po ang ng sa hindi opo salamat bukas ko mo na ba pwede kailangan yung lang naman siya sya ninyo nyo niyo huwag wag ay mga ito yan yun dito doon akin ating amin kami tayo sila nila namin natin kayo kang ikaw "
    "di nako nalang lng kasi dahil pero kung kapag pag mag nag mayroon meron wala walang may anak nanay tatay mama papa lola lolo asawa kapatid sakit masakit lagnat ubo hininga dibdib dugo ulo tiyan gamot doktor ospital "
    "ngayon kahapon kanina mamaya umaga hapon gabi linggo buwan araw lunes martes miyerkules huwebes biyernes sabado oo sige ge paki pakiusap sana gusto ayaw ayoko pa din rin nga eh ha ano sino saan kailan kelan bakit paano magkano ilan "
    "mong kong nung ung un tas tapos parang ganun ganon talaga sobra grabe maraming wag text tekst sched resched pupunta darating makakapunta punta tumigil itigil tigil tigilan alis alisin tanggalin kay"
)

THINGS = {
    "not": "wag|huwag|hindi|di|hinde|wala|walang|wla|ayaw|ayoko|ayko|ayaw ko|d|dna|di na|hnd|hindi na|never|no|not|tama na|huag|dont|ndi|bawal|ayaw na|indi|hwag",
    "send": "text|magtext|mag text|textext|nagtext|nagtetext|pagtetext|padala|magpadala|magsend|mag send|send|nagsesend|pagsesend|message|magmessage|mag message|msg|kontak*|kontakin|contact|mangulit|kulit*|istorbo*|istorbohin|abala*|abalahin|tawag|tumawag|tawagan|spam|remind|paalala|padalhan|itext|i text|nagpapadala|pagpapadala|kinukulit|tinetext|nanggugulo|guluhin|gulo|notify|update|mag update|texting|pakikontak|iniistorbo|tumext|mangistorbo|i message|imessage|bulabog*|isend|reply|magremind",
    "messages": "text|texts|message*|msg*|notif*|reminder*|paalala|txt|sms|mensahe|alert*|spam|update*|texting|pagtetext|text text|text blast|ganito|ganyan|pagpapadala|mga ito|blast",
    "stop_doing": "tigil*|itigil|hinto*|ihinto|tama|stop|stopin|istop|i stop|pastop|pa stop|titigil|tumigil|huminto|cease|end|quit|tapusin|ititigil|tigilan|patigil|pahinto|wakas|patayin|i off|off",
    "remove": "alis*|alisin|tanggal*|remove*|burahin|bura*|delete*|idelete|tatanggal*|iremove|pa remove|paremove|pa delete|padelete|unsub*|hugutin|unlist|block*|i block|blocked|iblock|opt out|optout|ikaltas|paalis|pakialis|pakitanggal|pakibura|erase|kalimutan|pa alis|pa tanggal|patanggal|i remove|i delete",
    "me": "ako|number|numero|numero ko|number ko|pangalan|listahan|list|nyo|niyo|inyo|system|sistema|account|kontak|database|contacts|record*|no ko|cp ko|cel ko|celphone|cp",
    "receive": "gusto|makatanggap|tumanggap|makareceive|mareceive|kailangan|need|interesado|pumapayag|payag|pahintulot|interested|receive|natatanggap|marinig|basahin|consent|tanggap|ma receive|makabasa",
    "chest": "dibdib|puso|chest|dib dib",
    "pain": "sakit|masakit|sumasakit|sikip|masikip|naninikip|paninikip|nanikip|kirot|kumikirot|mabigat|bigat|pressure|hapdi|mahapdi|tusok|tinutusok|parang may nakadagan|nakadagan|nakapatong|dinadaganan|pinipiga|piga|sinasaksak|saksak|naninigas|pain|tight|makirot|pananakit|nananakit|ang sakit|nagsisikip|dinudurog|dinudukot|sumisikip|binibiyak|kumakabog|humihilab|burning|init",
    "heart": "puso|heart|tibok|heartbeat|kabog|dibdib",
    "beats": "mabilis|bilis|ambilis|kumakabog|kabog|tibok|palpitat*|irregular|sobrang bilis|tumitigil|lumalakas|kinakabog|takbo|racing|palpitations|nagpapalpitate|lumulundag|laktaw|pumipintig|tumatalon|nagkakarera",
    "breath": "hininga|huminga|humihinga|paghinga|makahinga|hinga|breathe|hingal|hinihingal|hangin|hika|asthma|nakakahinga|mahinga|breathing|inhaler|nebulizer|breath",
    "breathless": "hirap|nahihirapan|mahirap|di|hindi|d|kapos|kinakapos|bilis|mabilis|ubos|naghahabol|habol|wala|walang|nauubusan|naubusan|cant|difficulty|short|mababaw|hnd|makahinga|inaatake|hingal|barado|maikli|malalim|nahirapan|kulang|sumasabay|bumabagal|mabagal|mahina|tumigil|hagok|sumisipol|atake|saglit|halos|di na tumatalab|tumatalab|umeepekto",
    "limb": "mukha|bibig|kamay|braso|binti|paa|bunganga|katawan|gilid|kalahati|pisngi|arm|side|nguso|panga|labi|kaliwang|kanang",
    "weak": "manhid|namamanhid|namanhid|tabingi|tumabingi|paralisado|paralyze*|nanghina|nanghihina|lupaypay|bagsak|di maigalaw|hindi maigalaw|maigalaw|baluktot|ngiwi|nakangiwi|ngumiwi|numb|di magalaw|magalaw|maangat|mahina|nanlambot|nanlalambot|lumaylay|nakalaylay|tabinge|hindi magalaw|maitaas|patay na|weak|droop*|namamanhid|bumagsak|nalumpo|lumpo|maramdaman|nangingimay|pangingimay|nalaglag|di maitaas|tagilid",
    "speech": "magsalita|salita|nagsasalita|pagsasalita|sinasabi|dila|boses|speech|makapagsalita|masabi|pananalita",
    "slurred": "bulol|nabubulol|utal|nauutal|di maintindihan|hindi maintindihan|maintindihan|di makapagsalita|hindi makapagsalita|makapagsalita|di malinaw|slurred|di makasalita|makasalita|magulo|lasing|hirap|di makabigkas|di na|hindi na|di makausap|parang lasing|naputol|kakaiba|nahihirapan|hindi malinaw|paputol|sabog|iba",
    "eye": "mata|paningin|makakita|makita|nakikita|eye|eyes|vision",
    "eye_bad": "malabo|lumabo|nanlalabo|dumilim|madilim|di makakita|hindi makakita|doble|wala|di makita|nagdilim|nagdidilim|bulag|nabulag|itim|blur*|blurred|hindi makita|dalawa|kidlat|nanlabo|dumoble|di ko makita|kumikislap|umiitim|kurtina|nawala|nawalan|anino|biglang|bituin|nawalang",
    "headache": "sakit ng ulo|masakit ang ulo|masakit ulo|ulo|headache|sumasakit ulo|sakit ulo|batok|migraine",
    "terrible": "sobra|sobrang|grabe|grabeng|matindi|tindi|parang sasabog|sasabog|biglang|bigla|pinakamasakit|pinaka masakit|parang binibiyak|binibiyak|worst|napakatindi|pumuputok|puputok|hindi ko na kaya|di kaya|di ko kaya|napakasakit|sakit na sakit|sumasabog|parang pinupukpok|pinukpok|biglaan|mabiyak|mabibiyak|di ko pa naranasan|pumutok|sobra sobra",
    "blood": "dugo|dumudugo|dinudugo|duguan|nagdurugo|bleeding|pagdurugo|dugong|namumuong dugo|nagdudugo|duga|bleed|blood",
    "out": "ubo|umuubo|inuubo|sumusuka|suka|nagsuka|sinusuka|dumi|tae|ihi|tumutulo|tumatagas|ayaw tumigil|di tumitigil|hindi tumitigil|tumitigil|tumigil|marami|madami|sobrang|malakas|sumisirit|buo|buo buo|napkin|ilong|itim|di maampat|maampat|lumalabas|dumudura|dura|isinuka|naihi|lakas|ang dami|tuloy tuloy|pumupuslit|heavy|pads|pad|clots|pagtae|pag ihi|walang tigil|umaagos|basang basa|ayaw huminto|ayaw maampat|bumubulwak|basa|puwet|nonstop|stop|dumumi|dura|di mapigil|isang palanggana|damit|tagas|ampat",
    "baby": "baby|bata|sanggol|anak|newborn|bunso|bebe|apo|pamangkin|bb|babies",
    "young": "buwan|linggo|araw|weeks|week|month|months|mos|days|kapapanganak|newborn|bagong panganak|old|wks|bagong silang",
    "fever": "lagnat|nilalagnat|mainit|38|39|40|41|101|102|103|104|fever|temp|temperature|nagdedeliryo|nag aapoy|inaapoy|lagnatin|sinat",
    "limp": "lata|nanlata|lantang|lanta|matamlay|nangingitim|nangitim|asul|maputla|ayaw dumede|ayaw magdede|dumede|ayaw gumising|di magising|magising|gumising|gumigising|hindi magising|di umiiyak|umiiyak|iyak ng iyak|malambot|nanlalambot|antukin|tulog ng tulog|nangangasul|nagkukulay|violet|namumutla|hindi kumikibo|kumikibo|gumagalaw|limp|blue|floppy|hindi humihinga|tuyo|lubog|bumbunan|ayaw kumain|lupaypay|walang ihi|di umiihi|umiihi|nanghihina|nanlulumo|tulala|lungayngay|tirik|tumitirik|violet|sumususo|ayaw sumuso|nanlalamig|di dumedede|dumedede|nangangitim|grey|gray|lethargic|unresponsive",
    "pregnant": "buntis|preggy|pregnant|nagbubuntis|months|weeks|wks|buwan|nanganak|kakapanganak|kapapanganak|baby|tiyan|bagong panganak|cs|trimester|ipinagbubuntis|dinadala|nakunan",
    "pregnancy_bad": "dinudugo|dugo|panubigan|tubig|di gumagalaw|hindi gumagalaw|gumagalaw|galaw|humihilab|hilab|contraction*|sakit ng ulo|masakit ang ulo|ulo|manas|namamaga|namamanas|malabo|giniginaw|baho|mabaho|spotting|bleeding|nahimatay|kumbulsyon|sumisipa|sipa|paningin|kumikislap|lagnat|nakunan|naninigas|dumudugo|likido|leak*|water broke|hilo|nahihilo|kirot|sobrang sakit|pumutok|nagkombulsyon|discharge|blurry|kick*|moving|malabo|cramps|cramping|headache|buo",
    "swallow": "nainom|ininom|uminom|iniinom|nalunok|nilunok|lumunok|kinain|nakain|kumain|nasinghot|suminghot|nakalunok|nakainom|tinira|inom|lunok|naturok*|tinurok|nag inject|nag take|take|took|nakakain|nalulon|nakalulon|sinubo|nasubo|kain|nakasinghot|drank|ate|swallowed|nguya|nalanghap|nasipsip",
    "poison": "zonrox|clorox|bleach|muriatic|muriatik|lason|panlinis|baterya|battery|barya|coin|coins|magnet|gas|gasolina|kerosene|gaas|sabon|detergent|pesticide|pang daga|racumin|panglason|rugby|thinner|silver cleaner|asido|acid|chlorine|domex|pamatay|insecticide|baygon|alcohol|rubbing|fabric conditioner|downy|mothball|naphthalene|kabute|pabango|toilet bowl|lysol|dishwashing|joy|hair dye|watusi|pintura|toxic|sosa|drain cleaner|lye",
    "pills": "gamot|tableta|tablet|tablets|kapsula|capsule*|pills|pill|dose|dosis|insulin|paracetamol|biogesic|pampatulog|sleeping|meds|banig|valium|tylenol|xanax|antidepressant*|mefenamic|morphine|bote|mga gamot|rivotril|maintenance",
    "too_many": "lahat|sobra|marami|sandamakmak|isang bote|isang banig|doble|dalawang beses|buong bote|buong banig|overdose|sumobra|napasobra|nasobrahan|20|30|40|50|10|15|ubos|naubos|dami|sangkatutak|isang dakot|triple|double|too many|whole bottle|dobleng|nadoble|dakot|bottle|sabay sabay|inubos|buong|lampas",
    "die": "mamatay|patay|magpapakamatay|magpakamatay|mamamatay|pakamatay|tumalon|mawala|maglaho|mawawala|tapusin ang buhay|tapusin buhay|wakasan|tapusin ang lahat|magbigti|bigti|laslas|maglaslas|die|kill myself|suicide|end my life|tapusin na ang lahat|tapusin na lahat|tapusin na|matapos na lahat|magpahinga na habambuhay|di na magising|hindi na magising|mawala na|matulog habambuhay|tatalon|magpatiwakal|kamatayan|sumunod|wag na magising|di na gumising|wag na gumising",
    "want": "gusto|nais|balak|iniisip|naiisip|plano|sana|parang|gusto ko|gusto ko na|pwede|want|handa|gustong|mas mabuti|mabuti|naisipan|nagbabalak|nagpaplano|pinaplano|feel ko|wanna|magtangka|ready|nag iisip|isip",
    "live": "mabuhay|buhay|mabuhay pa|life|living|live|nabubuhay|mundo",
    "kill": "papatay*|patayin|papatayin|saksakin|barilin|babarilin|sasaksakin|bugbugin|pagsasaksak*|susunugin|sunugin|gulpihin|gilitan|gigilitan|tatagain|tagain|kill|shoot|stab|sasakalin|sakalin|lasunin|saktan|sasaktan|gantihan|bobombahin|pagbababarilin|tatapusin|makapatay|mapatay|baril",
    "someone": "siya|sya|asawa|kapitbahay|boss|doktor|tao|nila|sila|ex|kayo|mister|misis|biyenan|kaklase|anak|mga|tatay|amo|him|her|them|kasama|kuya|tito|kapatid|nurse|teacher|ko yung|yung|baby|nanay|manugang",
    "weapon": "kutsilyo|baril|itak|gulok|patalim|gun|knife|blade|lubid|bolo|tabak|granada|bomba|sumpak|panaksak|icepick",
    "attacker": "asawa|mister|bf|boyfriend|tatay|papa|siya|sya|niya|nya|stepfather|amain|tito|kuya|ex|live in|partner|amo|kinakasama|kapatid|misis|yaya|caregiver|anak|stepdad|padrasto|biyenan|husband|lolo|coach|teacher|hubby|pinsan",
    "hurt": "sinasaktan|sinaktan|binubugbog|binugbog|sinakal|sinasakal|sinuntok|sinampal|sinasampal|ginahasa|ginagahasa|hinipuan|hinihipuan|minolestya|tinatakot|tinututukan|tinutukan|pinagbabantaan|nirape|rape*|inaabuso|abuso|kinulong|ikinulong|pinalo|pinapalo|tinadyakan|binabantaan|nananakit|nambubugbog|ginugulpi|gulpi|tinutok|binabato|minamaltrato|tinatali|nilatigo|kinuha ang passport|tinago|hinahawakan|hinahampas|hinampas|sinisipa|sinipa|hits|hit|beats|choked|abuse|inabuso|tinago ang|ayaw akong palabasin|ikinukulong|kinukulong|hinipo|hinahalay|hinalay|pinipilit|pinagsasamantalahan|sinuntok|sinusuntok|pinaso|kinukurot|sinabunutan|pinagsasampal|sinasabunutan|nanggugulpi|binabatukan",
    "victim": "ako|ko|kami|anak|akin|sakin|sa akin|nanay|mama|bata|lola|lolo|kapatid|baby|namin|me|niya|nya|samin|kong|siya|sya|tatay",
    "afraid": "takot|natatakot|nagtatago|nakakulong|nagkulong|delikado|hindi ligtas|di ligtas|nagtago|nakatago|hindi safe|di safe|not safe|takut|nakalock|nagkakulong|tago|nanginginig sa takot|ligtas",
    "home": "umuwi|bahay|asawa|mister|cr|banyo|kwarto|siya|sya|bf|ex|tatay|nya|niya|dito samin|dito sa amin|dito sa bahay|kinakasama|uwi",
    "throat": "lalamunan|dila|labi|mukha|mata|bibig|throat|leeg|nguso",
    "swell": "namamaga|namaga|maga|nagsara|sumasara|sumisikip|sumikip|lumaki|lumalaki|swelling|swollen|swell|magang|sumara|bumukol|kumapal|nagsisikip|closing|nangapal",
    "ate": "kumain|pagkakain|nakain|kain|mani|hipon|bubuyog|kinagat|alimango|seafood|antibiotic|allergy|allergic|allerg*|kumagat|nakagat|pantal*|alergy|alerhiya|tinusok|turok|injection|itlog|gatas|peanut*|shrimp|crab|putakti|gamot|bakuna|penicillin|nuts|lobster|alamang|isda|kasoy|pukyutan|hives|kagat",
    "faint": "nahimatay|hinimatay|himatay|nawalan ng malay|walang malay|nawalan malay|kinukumbulsyon|kinumbulsyon|kumbulsyon|kombulsyon|kinukombulsyon|seizure*|nangingisay|nangisay|epilep*|di na nagising|hindi na nagising|di magising|di gumigising|nag collapse|collapse*|bumagsak|natumba|bumubula|bula|nawalan ng ulirat|walang ulirat|di sumasagot|di na sumasagot|hindi sumasagot|unconscious|hinihimatay|passed out|nangingisay|tumirik|tirik|koma|di na gumagalaw|hindi na gumagalaw|nawawalan ng malay|nawalan po ng malay|hindi gumigising|hindi magising|fainted|kinokombulsyon|convulsion*|unresponsive|nagseizure|nag seizure|nagsi seizure|ayaw magising|nagblack out|blackout|nahihimatay|hindi nagigising|inatake ng epilepsy|di sya magising",
    "fall": "nahulog|natumba|nadapa|nabagok|bagok|nauntog|untog|naaksidente|nabangga|bumagsak|tumama|nadulas|hulog|aksidente|nasagasaan|binagsakan|nadaganan|tinamaan|fell|humampas|naumpog|umpog|pinukpok|nalaglag|sumemplang|gumulong|nahampas|hinampas",
    "head": "ulo|hagdan|bubong|kama|motor|head|batok|blood thinner*|bintana|puno|noo|duyan|balkonahe|bike|blood thinning|pampalabnaw|crib|taas|semento|leeg",
    "after_blow": "nagsuka|suka|sumusuka|nahihilo|hilo|inaantok|antok|tulog|nalilito|lito|dugo|dumudugo|nawalan|malay|blood thinner*|pampalabnaw|di magising|magising|bukol|masakit|sakit|nakakalimot|makaalala|kung ano ano|nagsusuka|himatay|wala sa sarili|tulala|headache|kinukumbulsyon|nagsasalita|groggy|malabo",
    "belly": "tiyan|sikmura|puson|tagiliran|tyan|stomach|bituka",
    "severe": "sobra|sobrang|grabe|matindi|matigas|tigas|di matiis|di ko matiis|namimilipit|mamilipit|parang sinasaksak|saksak|biglang|lagnat|di makatayo|di maituwid|di na kaya|di kaya|bigla|di ko na kaya|tindi|hindi matiis|nanigas|parang pinipilipit|severe|napapasigaw|pawis|pilipit|hiyaw|sumisigaw|di makalakad|sakit na sakit",
    "balls": "itlog|bayag|betlog|testicle*|testis|scrotum|yagballs",
    "sugar": "sugar|asukal|diabetes|glucose|insulin|diabetic|glucometer|hypo|blood sugar",
    "sugar_bad": "nanginginig|pinagpapawisan|pawis|nalilito|lito|hilo|nahihilo|nahimatay|kung ano ano|suka|nanghihina|nanlalamig|tulala|wala sa sarili|magising|gumising|sumusuka|antok|malamig|kausap|hi|lo|nanlalata|himatay|di makausap|makausap|confused|shaking|sweating|malay|inaantok|maputla|nagsusuka|nanlalabo|sumagot|sinasabi",
    "pressure": "bp|presyon|blood pressure|high blood|highblood|over|dugo",
    "septic": "nanginginig|nangangatog|giniginaw|nalilito|nagdedeliryo|deliryo|di nakakakilala|kung ano ano|di makakilala|makakilala|nakakakilala|matigas|batok|naninigas|leeg|pantal na violet|antok|nanlalamig|lito|hirap huminga|wala sa sarili|pasa|chemo|tulala|di na makausap|makausap|sabog|kombulsyon|nanghihina|mabilis huminga|maputla|catheter|nangangaligkig|chills|rash|nilalamig|violet|nanlalambot|stiff neck|confused|red streak|kausap|walang ihi|matamlay",
    "confused": "nalilito|kung ano ano|di nakakakilala|di makakilala|wala sa sarili|ulyanin bigla|di alam|lito|tulala|nagdedeliryo|di na kami kilala|hindi na kami kilala|di ako kilala|hindi ako kilala|nakikita na|hallucinat*|guniguni|di na makausap|di makausap|kinakausap|naguguluhan|di nya kami kilala|di na ko kilala|confused|sabog|hindi alam kung nasaan|wala sa huwisyo|wala sa wisyo|nakilala|magulo isip|disoriented|makilala",
    "elder": "nanay|tatay|lola|lolo|mama|papa|asawa|mister|bigla|biglang|siya|sya|misis|inay|itay|matanda|kanina|biyenan|mommy|daddy|mader|tita|tito|ermat|erpat|nya",
    "alcohol": "inom|alak|uminom|pag inom|drinking|alkohol|lasing|bisyo",
    "withdrawal": "nanginginig|nakakakita|guniguni|hallucinat*|insekto|kung ano ano|pawis|kombulsyon|multo|gumagapang|gagamba|naririnig|daga|ipis|seizure|shaking|nangangatog",
    "voices": "boses|bulong|naririnig|bumubulong|voices|tinig|nagsasabi",
    "leg": "binti|paa|hita|bukong|legs|leg|calf|alak alakan",
    "choke": "nabulunan|nabubulunan|nabilaukan|nasamid|nahirinan|nabara|bumara|choking|nalunod|nalulunod|bara|nasakal",
    "burn": "napaso|nasunog|nabanlian|paso|sunog|nakuryente|kuryente|burned|napaso|nabuhusan|natapunan|nalapnos|lapnos",
    "burn_where": "mukha|mantika|kumukulo|kumukulong|tubig|mata|kamay|braso|katawan|dibdib|asido|paltos|buong|binti|tyan|tiyan|acid|malala|apoy|likod|muriatic|mainit|hita|balat|gasul|kemikal|chemical",
    "better": "wala na|nawala na|gumaling|magaling na|ok na|okay na|last month|noon|dati|last year|nawala|gumaling na|nung nakaraan|tapos na|mabuti na|bumaba na|noong|taon|nakaraang|hindi na|di na|maayos na|humupa|fully recovered|nakaraan",
    "back": "ulit|pero|na naman|bumalik|ngayon|kanina|uli|nanaman|lalo|kaso|tapos|bumabalik",
    "medicine": "gamot|insulin|maintenance|antibiotic*|reseta|treatment|chemo|paninigarilyo|yosi|sigarilyo|alak|pills|vitamins|meds|paginom|aspirin|metformin|losartan|amlodipine|prescription",
    "visit": "appointment*|appt|check up|checkup|schedule|sched|konsulta|slot|visit|pacheck|doktor|doc|dentista|pa check|appoint|therapy|booking|bakuna|sked|nung|yung",
    "cancel": "cancel*|kansel*|kanselahin|i cancel|icancel|pacancel|pakicancel|ikansela|kanselado|pa cancel|cancelled|paki cancel",
    "move": "resched*|reschedule|palipat|ilipat|lipat|iusog|usog|palitan|palit|baguhin|iba|ibang|i move|move|pamove|pa move|ipagpaliban|postpone|usugin|agahan|mas maaga|mas late|next week|ibang araw|ibang oras|sa susunod|change|papalit|re sched|iba na lang|hapon sana|umaga sana|adjust|urong|iurong|change date|bago|ipagpaliban|i resched",
    "can_not_come": "di makakapunta|hindi makakapunta|di ako makakapunta|di kami makakapunta|hindi po makakapunta|di makakarating|hindi makakarating|di ako makakarating|hindi ako makakapunta|hindi po ako makakapunta|di po ako makakapunta|di po makakapunta|di na ako pupunta|hindi na ako pupunta|di na pupunta|hindi na pupunta|di kami matutuloy|di matutuloy|hindi matutuloy|di na matutuloy|hindi na po matutuloy|di pwede|hindi pwede|di kaya|di ko kaya|di muna|wag na lang|wag na po|hindi ako pwede|di ako pwede|wag na muna|hindi po ako pwede|hindi makapunta|di makapunta|di na po|hindi kami makakapunta|di po kami makakapunta|di po kaya|di makaka attend|hindi makaka attend|di makaka punta|hindi makaka punta|hindi po kami makakapunta|di po ako pwede|di makakadalo|di na tuloy|hindi na tuloy|di tuloy|di na ko makakapunta|di ko magagawang|di na kailangan",
    "late": "late|male late|malelate|mahuhuli|traffic|trapik|on the way|otw|malapit na|papunta na|parating|naiipit|naipit|mins|minuto|matatagalan|nasa daan|naghahanap ng parking|park lang|nasiraan|dadating na|darating na|nahuli|mahuli|na late|byahe|bus|ma late|mala late|stuck|na stuck|antay|hintay|hintayin",
    "book": "magpa schedule|magpaschedule|pa schedule|paschedule|magpacheck|magpa check|pacheck up|pa check up|magpa appointment|magpaappointment|kumuha|gusto ko|gusto ko pong|pa book|magbook|mag book|meron po bang slot|may slot|may available|available|pa appointment|magpatingin|patingin|magset|mag set|pa set|need|kailangan ko|book|pa sched|pasched|magpa sched|slot|gusto ko po|magpakonsulta|magpabakuna|magpalinis|paset",
    "sick": "masakit|sakit|lagnat|ubo|sipon|suka|hilo|nahihilo|kati|makati|pantal*|maga|namamaga|pagtatae|nagtatae|allergy|sumasakit|nilalagnat|nana|infection|hapdi|mahapdi|nasusuka|nanghihina|sugat|rashes|rash|sinisipon|inuubo|kirot|side effect|dysmenorrhea|trangkaso|namumula|lbm|constipated|kabag|balisawsaw",
}

DANGER = """
cardiac: kinuryente|kuryente|nakuryente|shock|sinhock|nagshock > pacemaker|defibrillator|icd
cardiac: pacemaker|defibrillator|icd > kinuryente|kuryente|nakuryente|shock|tumutunog
suicide: nagtangka|magtangka|gustong|muntik|nagbanta|balak > magbigti|mamatay|maglaslas|tumalon|magpakamatay
suicide: naglaslas|maglaslas|laslas|nilaslas|naglalaslas|magpapakamatay|nagpapakamatay|magpakamatay|nagpakamatay|pagpapakamatay|magbibigti|nagbibigti|magpatiwakal
suicide: ok|okay|masaya|mabuti|gagaan|mas > pag|kapag|kung > nawala ako|wala ako|wala na ako|mawala ako|patay na ako|nawala na ako
suicide: tulay|rooftop|bubong|building|bintana|riles + nandito|andito|nakatayo|gilid|mahangin|nasa taas|nakaupo
abuse: papatayin|sasaktan > ako|ko > pag|kapag|kung
mania: diyos|demonyo|bulong > sinabi|utos|inutos|sabi > tumalon|patay*|saktan
eye: mata + muriatic|zonrox|asido|acid|clorox|kemikal|sosa
cardiac: chest + pain
cardiac: heart + beats
cardiac: heart attack|atake sa puso|inatake sa puso|inaatake sa puso|inatake|inaatake ! hika
cardiac: kaliwang braso|kaliwang kamay|panga|braso + pawis|masakit|manhid|namamanhid|sakit|sikip + dibdib|malamig|panga|pawis|hininga|huminga|braso|likod
cardiac: pinagpapawisan|pawis|malamig na pawis + dibdib|puso|hininga|braso|hilo|panga|huminga|namumutla|maputla
cardiac: pacemaker|defibrillator + kuryente|shock|nakuryente
breathing: breathless + hininga|huminga|humihinga|makahinga|hinga|paghinga|breathe|breathing|hangin|nakakahinga|mahinga
breathing: hingal na hingal|hinihingal|kinakapos|kapos sa hininga|hirap huminga|hirap sa paghinga|naghahabol ng hininga|inaatake ng hika|di makahinga|hindi makahinga|hindi na humihinga|di na humihinga|cant breathe|hinihika|di humihinga|sob|sakal na sakal|nalunod|nalulunod|nasu suffocate|suffocat*|shortness of breath
breathing: labi|kuko|mukha|daliri|bibig + violet|asul|nangingitim|nangitim|blue|itim|nangangasul|nangangitim|kulay
breathing: choke ! sa trabaho
breathing: inhaler|nebulizer|nebu|ventolin|salbutamol + di|hindi|wala|ubos|walang|ayaw|d
breathing: oxygen|o2|spo2|oximeter|sat + low_oxygen
breathing: tadyang|rib|ribs|dibdib + lubog|lumulubog|lumalalim
stroke: limb + weak
stroke: speech + slurred
stroke: stroke|na stroke|nastroke|istroke|naistroke|mild stroke|inistroke
stroke: eye + eye_bad ! salamin
stroke: headache + terrible
stroke: tabingi|nakangiwi|ngiwi|ngumiwi + mukha|bibig|labi|bunganga|nguso
bleeding: blood + out ! test|presyon
bleeding: dinudugo|nagdurugo|duguan|hemorrhage|malakas na pagdurugo|dumudugo nang malakas|dinurugo
bleeding: daliri|kamay|paa + naputol|putol|nahiwa|naipit|natanggal|lagari
bleeding: tahi|sugat|hiwa|opera + bumuka|bumukas|nagbuka|dugo|dumudugo|nakabuka|lumabas|bituka|nabuksan
infant: baby + young + fever
infant: baby|bebe|sanggol|newborn + lagnat|nilalagnat|fever|38|39|40 + young
infant: baby + limp
infant: baby|anak|bata|sanggol + di|hindi|ayaw > magising|gumising|gumigising|dumedede|dumede|sumususo|humihinga
infant: baby + kombulsyon|kumbulsyon|nangingisay|seizure|tirik
pregnancy: pregnant + pregnancy_bad
pregnancy: panubigan|water broke|nakunan|nagle labor|naglalabor|manganganak na|humihilab|labor na|tubig na lumabas
pregnancy: baby|tiyan|bata > di|hindi|wala|d|bihira|humina > gumagalaw|galaw|sumisipa|sipa|magalaw|gumalaw|kumikilos
pregnancy: di|hindi|wala|d|tumigil > gumagalaw|galaw|sumisipa|magalaw|gumalaw|ramdam|maramdaman > baby|tiyan|bata
pregnancy: nanganak|kakapanganak|kapapanganak|panganganak|bagong panganak|na cs|after cs|post partum|postpartum + dinudugo|dugo|lagnat|giniginaw|baho|mabaho|ulo|himatay|malabo|saktan|patayin|umiiyak
overdose: too_many + pills ! reseta|refill|ubos na|bili|magkano
overdose: swallow + poison
overdose: swallow > too_many|lahat + pills
overdose: swallow + lahat|sobra|napasobra|doble|dalawang beses|maling + pills
overdose: overdose|na od|na overdose|nalason|food poison|carbon monoxide|fentanyl|nag od|nasobrahan sa gamot|napasobra sa gamot|lason|nasobrahan
overdose: gas|usok|tangke|lpg + hilo|nahihilo|amoy|leak*|suka|singaw|sumisingaw|sakit|nalanghap
overdose: droga|shabu|drugs|marijuana|heroin|ecstasy|tableta|solvent|adik + di|hindi|hininga|magising|bula|kombulsyon|humihinga|tumirik|malay|puso|violet
overdose: gamot + hawak ko|nasa harap ko|inipon|naipon|iniipon|handa
suicide: want + die ! tawa
suicide: ayaw|ayoko|di|hindi|pagod|sawa|wala|walang > live ! sakit ng
suicide: magpakamatay|pakamatay|suicide|suicidal|maglaslas|laslas|magbigti|tapusin ang buhay|tapusin na buhay|tapusin na lang|kitilin|wakasan|gusto ko nang mamatay|gusto ko na mamatay|ayoko na mabuhay|ayaw ko na mabuhay|pagod na ako mabuhay|pagod na akong mabuhay|wala nang saysay|walang saysay|sinasaktan ko sarili|kill myself|saktan ang sarili|saktan sarili|sinasaktan ko ang sarili|hiniwa ko|hinihiwa ko|nagbigti|nagpakamatay|magpatiwakal|mamatay na lang|mamatay na ako|mawala na lang ako|mawala na sana ako|sana mamatay na|sana di na ako magising|sana hindi na ako magising|ayoko na sa mundo|self harm|tatalon ako|di na ko magising|tinatapos ko na|tatapusin ko na|hindi ko na kaya mabuhay|ayoko nang mabuhay|gusto ko na mawala|gusto ko nang mawala|mawala sa mundo|ayoko na gumising|wala na kong dahilan|nilaslas
suicide: sarili + saktan|sinasaktan|patayin|hiwa|hiwain|hinihiwa|laslas|sugat|sinugatan|sinusugatan|tapusin|saksakin|barilin|blade|pinapatay
suicide: pabigat|pasanin|pahirap|burden|salot|sagabal + ako|lahat|inyo|pamilya|sa kanila|sa lahat|lang ako
suicide: mas > mabuti|maganda|masaya|magaan|ok|okay|gagaan > wala ako|wala na ako|mawala ako|wala na ko|wala ko|mawala
suicide: walang|wala > makakamiss|makaka miss|mamimiss|magmamahal|nagmamahal|may pake|pakialam|makakaalala|nakakaalala|iiyak
suicide: wala na ako|wala na ko|wala na po ako|wala nako + bukas|sa mundo|nun|nyan|mamaya|next week|dito|by then|non|sa susunod|noon
suicide: paalam|goodbye|last na to|huling|pamamaalam|farewell + lahat|salamat sa lahat|anak|pamilya|alagaan|text ko|na sa inyo|habilin|mensahe|patawad|sulat|mundo|kayo na bahala
suicide: pulso|braso|bisig|hita + hiwa|hiniwa|hinihiwa|laslas|blade|naglaslas|nilaslas
suicide: tulay|building|bubong|tren|bintana|rooftop|condo + tatalon|talon|tumalon
suicide: ipinamigay|pinamigay|inayos ko na|naayos ko na|handa na + lahat|gamit|habilin|iwan|paalam|burol
suicide: di|hindi|wag > magising|gumising > bukas|sana|na lang|kailanman
violence: kill + someone + ko|ako|mamaya|na|namin|gusto|promise
violence: papatayin|papatay|babarilin|sasaksakin|tatagain|gigilitan|susunugin
violence: voices + patay*|saktan|saksak*|tumalon|utos|inuutusan|nag uutos|boses|sinasabihan
violence: may bumubulong|may nag uutos|boses sa ulo|boses na nagsasabi|boses na
violence: weapon + kill|hawak|dala|tinutok|tinutukan|asawa|anak|siya|pupuntahan|labas|bag|hinahabol|kanto|pinto|school|sugod|susugod|nagwawala|may dala
abuse: attacker + hurt
abuse: hurt + victim
abuse: afraid + home
abuse: binubugbog|ginahasa|ginagahasa|hinipuan|hinihipuan|inaabuso|domestic violence|nirape|minolestya|minomolestya|binugbog|ginulpi|ginugulpi|hinahalay|sinasaktan
anaphylaxis: throat + swell
anaphylaxis: ate + namamaga|namaga|huminga|makahinga|hinihingal|sumisikip|labi|lalamunan|maga|hininga|hinga|swell|throat
anaphylaxis: anaphyla*|matinding allergy|severe allergy|epipen + namamaga|ginamit|hinga|severe|allergy|anaphyla*|turok|namaga|nagamit|allergic
consciousness: faint ! gutom
consciousness: di|hindi|ayaw|d > magising|gumising|gumigising|sumasagot|kumikibo|nagre respond|responsive|nagigising > siya|sya|asawa|nanay|tatay|lola|lolo|mama|papa|anak|si|mister
consciousness: si|siya|sya|asawa|nanay|tatay|lola|lolo|mama|papa|anak|mister > di|hindi|ayaw > magising|gumising|gumigising|kumikibo|sumasagot|nagigising
injury: fall + head + after_blow
injury: nauntog|nabagok|naumpog + ulo|head|noo|batok|suka|antok
injury: blood thinner*|pampalabnaw|eliquis|warfarin|xarelto + nahulog|natumba|nadulas|nabagok|nauntog|nadapa|umpog|ulo
injury: nahulog|nalaglag|tumalon + hagdan|bubong|palapag|floor|puno|kama|taas|balkonahe|crib|bintana
injury: aksidente|nabangga|nasagasaan|car accident|nakuryente|semplang|sumemplang + masakit|dugo|di|hindi|sakit|leeg|ulo|dibdib|malay|magalaw|paa|likod
injury: burn + burn_where
injury: buto + labas|lumabas|nakalabas|nakausli|kita
injury: ahas|kobra|alakdan|asong ulol|paniki|aso + kinagat|natuklaw|tinuklaw|kagat|nakagat|tuklaw
belly: belly + severe
belly: balls + masakit|sakit|namamaga|sumakit|sumasakit|namaga|kirot
belly: ihi|dumi + mapigil|mapigilan|kontrol + manhid|binti|paa|likod
sugar: sugar + low_sugar
sugar: sugar + high_sugar + sugar_bad
sugar: sugar + sugar_bad
pressure: pressure + high_pressure
pressure: high_pressure > over|sa
pressure: bp|presyon|blood pressure + low_pressure|mababa|bagsak + hilo|malamig|nahihilo|nanlalamig|himatay|maputla|60|70|50|nanghihina|pawis
infection: fever + septic
infection: confused + elder
infection: sepsis|meningitis|septic|pulang guhit|pulang linya
withdrawal: alcohol + withdrawal
clot: leg + namamaga|namaga|maga|mainit|mapula|manas + hininga|huminga|kinakapos|hingal|eroplano|byahe|hinga|dibdib|masakit
heat: heat stroke|heatstroke|na heat stroke|di na pinagpapawisan|hindi na pinagpapawisan|mainit ang balat
kidney: dialysis + di|hindi|nakaligtaan|namiss|absent|missed|kulang|skip*|lumiban + hingal|huminga|namamaga|nanghihina|manas|hirap|mahina|hininga|puso|dibdib
emergency: ambulansya|ambulance|911|emergency|saklolo|rescue + tawag|po|padala|kailangan|tulong|bilis|hintay|need|please|hinihintay|dali
emergency: saklolo|agaw buhay|naghihingalo|mamamatay na siya|mamamatay na sya|tulungan nyo ako
emergency: isinugod|sinugod|isusugod + er|ospital|emergency|icu
"""

CALM = """
gone/8: chest|pain|blood|breath|fever|headache|faint|dibdib|sakit|lagnat|hilo > wala na|nawala|gumaling|magaling|ok na|okay na|last month|noon|dati|last year|maayos na|humupa|noong ! back
gone: wala na|nawala na|gumaling na|magaling na|ok na|wala na po|okay na > sakit|dibdib|lagnat|dugo|hilo|hika|pain|ulo|masakit|yung sakit|ubo ! back
gone/3: wala|walang|wala naman|hindi|di|no|wala pong > lagnat|sakit|dugo|dumudugo|masakit|chest pain|hilo|kombulsyon|pananakit|nilalagnat|dinudugo|nahihilo|suka ! matiis|kaya|mapigil|maampat|tumitigil|gumagalaw
gone: blood test|kuha ng dugo|kukunan ng dugo|dugo test|magpakuha ng dugo|donate|extract
idiom: patay ang|patay na naman|patay kang|mamatay sa tawa|namatay sa tawa|patay gutom|mamamatay na ko sa|mamamatay na ako sa|patay malisya|namamatay sa gutom|patay na patay|pinapatay ako ng|nakakamatay|nakamatay|patay na ang phone|patay na phone|patay tayo|patay ako|deads|patay sindi|kamatayan sa gutom|mamatay matay|mamatay sa gutom|patay na ko sa|patay oras|patayin ang oras|himatay sa presyo|mamatay sa init|patay ilaw|mahimatay sa|mamatay sa inip
idiom: traffic|presyo|bill|trabaho|init|excitement|gutom|antok|tawa|trapik|inip|pagod|ngarag + patay|mamatay|papatay|mamamatay|pinapatay|himatay
idiom/5: libing|burol|lamay|namatay si|namatayan|ililibing|patay kami|yumao|namatay ang|pumanaw|nakikiramay|sumakabilang
place: heart center|heart doctor|doktor sa puso|cardiologist|cardio|saan ang er|obgyn|emergency room ba|ob gyne|psychiatr*|philippine heart|puso clinic
wish: buong puso|taos puso|mula sa puso|malinis na puso|from the heart
plan/4: prevention|bakuna|seminar|screening|class + stroke|heart attack|suicide|allergy
epipen/5: epipen + reseta|expired|refill|bago
"""

STOP = """
words: lubayan|layuan|tantanan|tigilan|pabayaan|iwasan|wag nyo na guluhin > ako|nyo|niyo|kami
words: sawa|sawang sawa|sawa na|pagod|inis|umay|naumay|bwisit|asar|pikon > text|texts|message*|notif*
words: wag|huwag|tigil*|stop|tama na|ayoko|ayaw|hindi na|ihinto|itigil|hinto|huag|bawal|hwag|titigil|tumigil|di na|dont|wag na wag|tantanan > send
words: send > tigil*|tama na|stop|ayoko|itigil|wag|huwag|hinto
words: not|ayaw|ayoko > messages ! natanggap|dumating|narec*|mabasa
words: stop_doing > messages
words: messages > stop_doing|ayoko|ayaw|tama na|nakakainis|nakakairita|sawa|pagod
words: remove + me ! appointment|sched|doktor|address|schedule
words: unsub*|opt out|opt me out|alisin nyo|alisin niyo|tanggalin nyo|tanggalin niyo|burahin nyo|burahin niyo|paki alis|pakialis|paki tanggal|pakitanggal|pa remove|paremove|tantanan|tigilan nyo|tigilan niyo|layuan|tigilan ako|leave me alone|iwan nyo ako|ihinto nyo|itigil nyo|itigil niyo|itigil na|tigilan mo|wag nyo na akong|wag nyo na ako|wag niyo na|pabayaan nyo|tumigil na kayo|tumigil kayo|titigil ba kayo|tigil nyo|kalimutan nyo|burahin mo|remove me|remove nyo|wag na kayo|wag nyo na kong|layas|pakibura|tama na kakatext|tama na yan|tigilan na|pakihinto|pakitigil
words: ayaw|ayoko|hindi|di|wala|walang|never > receive > messages|ganito|nito|to|yan|ng|text|na ito|pahintulot
words: ayaw|ayoko > makatanggap|mareceive|makareceive|receive
words: binabawi|bawi|binawi|revoke|withdraw|inaalis|binabawi ko > pahintulot|consent|permiso|pagpayag|permission
words: block|iblock|i block|ireport|report|irereport|isusumbong|rereport > kayo|ko|number|spam|nyo|na to
words: paano|pano|gusto|pwede > mag unsubscribe|umalis|tumigil|itigil|ihinto|makaalis|maalis|opt out|mag opt out|matigil|i stop|matanggal|i off
words: nakakainis|nakakairita|nakukulitan|ang kulit|kulit nyo|nakakaabala|istorbo|nakakaistorbo|naiinis|nauubos load|sayang load|ubos load|nakakabwisit|bwisit|pesteng + text|message*|na|nyo|kayo|stop|tigil*|itigil
words: tawag > na lang|nalang > wag|huwag|hindi > text|message
words: hindi|di|wala|never > pumayag|pumapayag|nag sign up|nagsubscribe|nag subscribe|nag signup|naka sign up|nagbigay > text|message*|number|ako|pahintulot|alisin|dito|nito
words: umaayaw|ayaw ko na|ayoko na|tama na > nito|neto|ng ganito|sa text|dito|po sa|yan|messages
"""
STOP_ALONE = "tigil|itigil|itigil na|itigil na po|tumigil|tumigil na|tumigil ka|hinto|hinto na|ihinto|huminto|tama na|tama na po|ayoko na|ayaw ko na|ayaw na|wag na|stop|stop na|stop na po|alis|alisin|tanggal|tanggalin|unsubscribe|quit|end|wakas|wag na po magtext|tigilan|tigilan na|sapat na|opt out|paki stop|pakistop|i stop na|stop nyo na|hinto na po|patigil|pahinto|putulin|tapusin na|tantanan"
STAY = """
else: wag|huwag|stop|tigil*|tama na > tawag*|tumawag|tawagan > text|itext|message*|magtext ! at|o|ni|rin|wag na mag|wag mag|wag mag text|wag itext
else: nagkamali|namali|di sinasadya|aksidente|napindot|mali + stop|unsub*|tigil*
else: wag na lang|huwag na lang|wag nalang|huwag nalang ! text|texts|message*|send
stay: kalimutan > ako|kami
stay: di|hindi > dumarating|dumadating|pumapasok|nagsesend|narereceive > messages
stay: alis*|pakialis|paki alis|tanggal*|pakitanggal > appointment|sched|schedule|slot
stay: ayoko|ayaw|di|hindi > nun|yun|yan|iyon
stay/4: itigil|tigil*|stop*|hinto*|ihinto|ititigil|tumigil > medicine
stay: medicine > itigil|tigil*|stop*|ititigil
else: wag|huwag > itigil|tigil*|ihinto|istop|i stop|titigil|tigilan
else: ituloy|tuloy nyo|tuloy lang|sige lang text|patuloy|wag nyo po kalimutan|wag kalimutan|wag nyo icancel|wag icancel|wag i cancel|wag po icancel|keep texting|wag nyo po icancel|wag kayo mag alala|wag mag alala|wag kang mag alala
stay: alisin|tanggalin|tanggal*|alis* > tahi|cast|address|dating|ngipin|nunal|kulugo|bukol|iud|insurance|stitches|gasa|benda|bato|pangalan ng asawa|luma
stay: cancel*|kansel*|alisin|tanggal* > appointment|sched|schedule|check up|huwebes|lunes|martes|miyerkules|biyernes|sabado|slot|nung sa|visit
stay: ubo|sipon|dugo|sakit|kati|iyak|suka|dumudugo|lagnat > di|hindi|ayaw > tigil*|tumitigil|tumigil|huminto|humihinto|matigil
stay: di|hindi|ayaw > tigil*|tumitigil|tumigil|matigil|humihinto > ubo|sipon|dugo|sakit|kati|suka|lagnat|dumudugo
stay: di|hindi|wala|walang > natanggap|dumating|narecieve|na receive|nareceive|nabasa|natatanggap|nakuha|naintindihan|maintindihan|makita|mabasa|pumasok > messages|text|code|resulta|result|tawag|sagot|reminder
stay: wala|walang > text|message|tawag|reply|sumasagot|sagot|update|nagreply > pa|natanggap|kayo|nyo|galing|na dumating|ba
stay: hihinto|huminto|hinto|stop*|stopover|tumigil > sandali|gas|botika|saglit|bus|jeep|7 11|gasolina|mercury
stay: di|hindi > makatawag|makatext|ako nakatext|nakareply|nakatext|ako nagtext|makareply|nakasagot
stay: stop muna sa|stop by|dumaan
stay: end of|katapusan
stay: waitlist|waiting list
stay: wala|walang|no > problem|problema
stay: wag|huwag > kalimutan
"""
HELP_ALONE = "tulong|help|info|patulong|pahelp|pa help|tulungan nyo po ako sa text|sino to|sino ito|sino po to|sino po ito|sino kayo|sino po kayo|sino po sila|who is this|hu u|hu this|sino yan|sino po yan|di ko maintindihan|hindi ko maintindihan|di ko gets|hindi ko gets|di ko po maintindihan|hindi ko po maintindihan|ano to|ano ito|ano po ito|ano po to|paano magreply|pano magreply|paano po magreply|pano po magreply|ano irereply|ano po irereply ko dito|ano irereply ko|ano isasagot ko|ano pong irereply|paano sumagot|paano po sumagot|paano gamitin|ano gagawin ko|ano po gagawin|ano po gagawin ko|ano ibig sabihin|anong ibig sabihin|ano po ibig sabihin nito|patulong po|impormasyon|saklolo tulong|anong clinic to|anong clinic po ito|di ko alam irereply|di ko alam isasagot|paano po ito|pano to|pano po to"
START_ALONE = "start|simulan|umpisa|simulan ulit|ibalik|subscribe|ituloy nyo ulit|magpatuloy"
WRONG = """
wrong: wrong number|maling number|maling numero|mali ang number|mali number|mali po kayo ng number|mali po|wrong send|mali ang tinext|nagkamali kayo|nagkakamali|hindi po ito|di po ito|maling tao|mali kayo ng natext|mali po kayo|wrong person|di to si|hindi to si|mali yata|mali ata|number na mali|na wrong send|mali natext ! oras|araw|gamot|bill|date|spelling|petsa
wrong: hindi|di|hndi > po ako|ako|ko po|to|ito|na|ito po > si
wrong: hindi|di > kilala > ko|siya|sya|yan|yung|namin|po
wrong: walang > ganyan|ganun|ganyang pangalan|nakatira|ganoong|tao dito|pasyenteng|pasyente
wrong: hindi nya number|hindi niya number|di nya number|di na nya number|hindi na nya number|bagong number ko to|bago na may ari|iba na may ari|hindi nya na number|di ako pasyente|hindi ako pasyente|hindi po ako pasyente|hindi na sa kanya|sino yan di ko
"""
WISHES = """
cancel: tutuloy > hindi|di
cancel: hindi|di > tutuloy|tuloy|matutuloy
reschedule: lipat lang|ilipat lang|lipat ng araw
running_late: late|male late|malelate|mahuhuli|traffic|trapik|otw|on the way|malapit na|papunta na|parating na|naipit|nasa daan|naghahanap ng parking|nasiraan|matatagalan|ma late|mala late|na stuck|stuck|byahe na|bumabyahe|tagal ng bus|paparating|hintayin ! resched*|cancel*|ilipat|iusog
cancel: cancel ! hindi cancel|di cancel|wag nyo icancel|wag icancel|wag i cancel|wag po icancel|wag nyo po icancel|wag po cancel|wag cancel|huwag icancel|huwag nyo icancel|huwag po icancel|hindi icancel|wag kanselahin|wag nyong icancel|wag nyo po i cancel|wag nyo i cancel
cancel: can_not_come
confirm: pupunta|darating|dadating|makakapunta|confirm*|andun ako|andyan ako|nandun|nandyan|syempre|tuloy|sasamahan|pupunta kami|makakarating|dadalo|kumpirm*|present|a attend|aattend|dadaan|papunta|attend ! can_not_come|di|hindi|hnd|late|traffic|otw
confirm: wag|huwag > icancel|i cancel|kanselahin|cancel
reschedule: resched*|palipat|ilipat|iusog|iurong|ibang araw|ibang oras|iba pa po bang oras|iba pang oras|next week na lang|next week sana|palitan ang|palitan yung|baguhin|i move|ipagpaliban|postpone|mas maaga|change sched*|change date|re sched|ibang schedule|ibang date|iba na lang|iba pong araw|iba pong oras|hapon sana|umaga sana|pa move|pamove|pwede bang iba|palit|mas late|mas hapon|ilipat|ilipat nyo|lipat sa|malipat|move sa|i move|sa susunod na|pwede po ba sa|pwede ba sa|paki lipat|adjust|ibang petsa|agahan|ipa resched
book: magpa schedule|magpaschedule|pa schedule|paschedule|magpacheck|magpa check|pacheck up|pa check up|pacheck|magpa appointment|magpaappointment|kumuha ng appointment|pa appointment|magpatingin|patingin|magbook|mag book|pa book|pabook|magpasched|magpa sched|pa sched|mag set ng|magset ng|new patient|bagong pasyente|bakuna|may slot|bang slot|may available|set an appointment|magpakonsulta|magpabakuna|magpalinis|kumuha ng sched|kuha ng sched|magpa set|pa set ! resched*|cancel*|magpa schedule ulit
refill_request: refill*|reseta|re seta|naubos na gamot|ubos na gamot|ubos na ang gamot|ubos na po gamot|ubos na yung gamot|paubos|pharmacy|botika|pa refill|wala na akong gamot|bagong reseta|pa reseta|wala na po akong gamot
billing_question: bill*|bayad|babayaran|magkano|sinisingil|singil|siningil|charge*|hmo|utang|resibo|copay|binayaran|presyo|refund|nagbayad|mahal|balance
clinical_concern: sick
complaint: reklamo|sungit|masungit|bastos|ang tagal|walang sumasagot|di sumasagot|hindi sumasagot|naghintay|pangit|bulok|nakakainis|galit|nakakadismaya|walang kwenta|walang pakialam|mabagal|disappointed|hindi propesyonal|palpak|sumagot sa telepono|bagal|unprofessional|nakakagalit|irereklamo|kapalpakan
waitlist_join: waitlist|waiting list|kung may magcancel|kung may mag cancel|pag may nagcancel|kung may mabakante|mabakante|kung may bakante|pag may bakante|pag may slot na maaga
question: ?|magkano|saan|san|kailan|kelan|paano|pano|ano|anong|bakit|pwede ba|pwede po ba|kailangan ba|may result|open ba|anong oras|ilang|sino|bukas ba kayo|may parking|tumatanggap|kailangan po ba|ba kayo|ba ako|po ba
thanks: salamat|thank|thanks|ty|tnx|maraming salamat|thank you|slmt|god bless
decline: hindi na|wag na|pass muna|pass|ok na ako|dito na lang|di na|ayoko|yung dati na lang|sa iba na lang|next time na lang|no thanks|dati na lang|huwag na|di kaya|di pwede
ready: ready|handa na|ready na
"""
WANTED = """
tl: tagalog|filipino|sa tagalog|pinoy
tl: di|hindi > marunong|makaintindi|nakakaintindi|maintindihan > english|ingles
en: english na lang|english please|english po|sa english|in english|ingles na lang|english nalang|english
es: spanish|espanol
"""
YES = (
    "oo|opo|oho|uu|oo naman|opo naman|yes|yes po|yup|yep|yess|sige|sige po|ge|cge|sge|sige sige|ok|ok po|okay|okay po|oks|oks lang|okie|k|kk|confirm|confirmed|confirmed po|confirm po|kumpirmado|pwede|pwede po|pwede naman|syempre|syempre naman|siyempre|tama|tama po|korek|sure|sure po|game|g|go|noted|copy|gets|ayos|ayos po|ayos lang|goods|"
    "pupunta ako|pupunta po ako|pupunta po|pupunta kami|pupunta po kami|darating ako|darating po ako|darating po kami|darating kami|dadating ako|dadating po ako|makakapunta ako|makakapunta po ako|makakapunta po kami|makakapunta kami|andun ako|andun po ako|andyan ako|andyan kami|nandun ako|nandyan ako|nandyan po ako|nandyan kami|nandun po kami|tuloy|tuloy po|tuloy po kami|tuloy ako|tuloy po ako|tuloy na tuloy|"
    "gusto ko|gusto ko po|kunin ko|kukunin ko|kukunin ko po|kunin ko na|tatanggapin ko|payag ako|payag po ako|payag|walang problema|no problem|no prob|oo pupunta|opo pupunta|wag nyo po icancel|wag nyo icancel|wag icancel|wag po icancel|huwag nyo po icancel|siguradong pupunta|sigurado|sigurado po|nainom ko na|nainom na|uminom na|uminom na po ako|nakainom na|tapos na po|ginawa ko na|a attend ako|aattend po ako|present|bet|bakit hindi|bakit naman hindi|sasama ako|wen|huo|oo gid|oo uy|wen po|pwedeng pwede|pupuntahan ko|punta ako|punta po ako|punta kami|syempre po|see you po|see you"
)
NO = "hindi|hindi po|di|dili|indi|hinde|hnd|ndi|no|no po|nope|ayaw|ayaw ko|ayoko|ayoko po|ayaw po|hindi na|hindi na po|di na|di na po|wag|wag na|wag na po|huwag na|huwag na po|di pwede|hindi pwede|hindi po pwede|di po pwede|hindi ako pwede|di ako pwede|di po ako pwede|hindi po ako pwede|di kaya|hindi kaya|di ko kaya|hindi ko kaya|pass|pass muna|pass po|wala|wala pa|hindi pa|hindi pa po|di pa|di pa po|no thanks|hindi salamat|hindi ko nainom|di ko nainom|next time na lang|sa susunod na lang|di muna|hindi muna|di po|ayoko na lang|di available|hindi available|hindi po ako available"
NONE = "wala sa mga yan|wala po sa mga yan|walang pwede|wala pong pwede|wala sa tatlo|wala dyan|wala po dyan|walang ok|lahat di pwede|wala sa choices|walang okay|wala akong pwede|kahit isa wala|wala po sa tatlo|wala po akong pwede"
ANY = "kahit alin|kahit ano|kahit alin po|kahit ano po|kahit saan dyan|kahit anong oras|kayo na bahala|any|any po|kahit alin dyan|alinman|kahit anong araw"
BOTH = "pareho|parehas|lahat|both|dalawa po sila|lahat po|kapwa|parehong"
LAST = "huli|sa huli|dun sa huli|yung huli|yung last|last|panghuli|yung panghuli|sa dulo|last one|pinakahuli"
THANKS = "salamat|salamat po|maraming salamat|maraming salamat po|thank you|thank you po|thanks|thanks po|ty|ty po|tnx|slmt|salamuch|daghang salamat|agyamanak"
OPTIONS = {
    1: "isa|una|1|unang|yung una|number 1|number one|no 1|pang una|uno|one|1st|first|panguna|number uno|ang una|option 1",
    2: "dalawa|pangalawa|ikalawa|2|yung pangalawa|number 2|number two|no 2|dos|two|2nd|second|ikalawang|pangalawang|number dos|option 2|yung gitna|sa gitna",
    3: "tatlo|pangatlo|ikatlo|3|yung pangatlo|number 3|number three|no 3|tres|three|3rd|third|pangatlong|number tres|option 3|ikatlong",
    4: "apat|pang apat|pangapat|ikaapat|4|number 4|fourth",
    5: "lima|panlima|ikalima|5|number 5",
    6: "anim|pang anim|ikaanim|6|number 6",
}
POLITE = "po|salamat|salamat po|please|pls|paki|pakiusap|naman|na|nga|lang|doc|dok|doktora|doktor|maam|mam|sir|miss|ate|kuya|hello|hi|hello po|hi po|good morning|good am|gud am|good pm|good afternoon|magandang umaga|magandang hapon|magandang araw|magandang gabi|thank you|thanks|ty|god bless|ngayon|agad|ngayon na|kayo|nyo|niyo|ako|ko|eh|ha|hehe|haha|hahaha|lol|ingat|ingat po|sorry|pasensya na|pasensya|sana|din|rin|talaga|kasi|yan|yun|yung|ang|sa|bye|ano|dear|nman|ba|ma|ay|yey"
PLAIN = (
    POLITE
    + "|gusto|pipiliin|piliin|pili|kunin|kukunin|option|number|oras|sched|schedule|slot|appointment|kami|dun|doon|nalang|mas|ok|okay|pwede|siguro|para|i|is|the|ng|mga|pili|book|pa|kay|si|for|will|be|there|anak|bukas|punta|pupunta|darating|oo"
)
TALK = "tagalog|english|ingles|filipino|magtext|text|marunong|di|hindi|ako|ko|mag|pwede|kayo|nakakaintindi|maintindihan|makaintindi|masyado|gaanong|lang|please|sa|message|nalang|na lang|spanish|can you|in|mas|gusto|salita|wika|magsalita|nagsasalita|nagtatagalog|may|meron|pinoy|mo|nakakaunawa|reply|magreply|sumagot|replyan"
