# ruff: noqa: E501 - tables of words read better whole
"""Haitian Creole, with the spellings of texting (map, pap, mpa, fe, kek) and its neighbours in French. Accents are off."""

SPACED = True
GAP = 5
MARKS = (
    "medikaman mouri mesaj nimewo senyen sispann touye tet tekste voye kadyak pwatrin lestomak doule grenn anko kapab endispoze konesans respire mwen m pa ka nan pou mesi bonjou bonswa randevou demen wi non kisa ki yon ou nou li yo se ap vle ekri sispann gen ak nan sou kay kounye kounya jodi semen lendi madi mekredi jedi vandredi samdi dimanch le le konn "
    "fe fè te la a an pral vin vini ale rive dokte doulè doule tet tet vant san lafyev pitit manman papa bebe tibebe mouri viv medikaman grenn remed lopital anpil ankò anko tanpri souple silvouple konsa paske poukisa kote ki kile kilè konbyen "
    "eske bagay moun fi gason map pap mpap mpa nap lap w wap yap gade bay voye mesaj nimewo telefon tèks rele reta wout blokis machin bis chanje anile konfime lot lòt jou maten midi aprè apremidi swa franse kreyol kreyòl angle jwenn bezwen "
    "pwoblem dako dakò oke mesye madanm souf respire lestomak kè ke"
)

THINGS = {
    "not": "pa|pap|mpa|mpap|janm|sispann|sans|okenn|kanpe|rete|ase|fini|sanzatann|nou pa|poko|anyen",
    "stop_doing": "sispann|kanpe|rete|fini|stop|stope|bloke|koupe|ase|sispan|arete|tenmen",
    "send": "voye|ekri|text|tex|teks|teks|rele|kontakte|kontak|deranje|mesaj|mesaje|anmede|nwi|fatige|sms|raple|annwiye|spam|notifye|tekste|tyake|ban m|ban mwen|jennen",
    "messages": "mesaj|teks|tex|text|texts|tekst|sms|rapel|notifikasyon|mesaje|spam|bagay sa|bagay sa yo|sa yo|anons|reklam|alet|avi|rapel yo",
    "remove": "retire|wete|efase|soti|raye|bloke|anile|dezabone|siprime|dezenskri|elimine|tire|retirem|wetem|wet|mete deyo",
    "me": "mwen|m|nimewo|non mwen|non m|lis|sistem|kontak|telefon|lis la|nimewo m|nimewo mwen|done|enfomasyon|pemisyon|ladan l|ladan",
    "receive": "resevwa|bezwen|enterese|dako|aksepte|bay pemisyon|otorize|jwenn|konsanti|pemet",
    "chest": "lestomak|pwatrin|kè|ke|estomak|kof lestomak|kof|ke m",
    "pain": "doule|dule|fe m mal|fem mal|fe l mal|fe mal|ap fe|sere|peze|peze l|boule|pike|pikan|pwa|lou|kwense|kenbe|mal|zinge|presyon|toufe|fe li mal|ap kraze|kraze|kout kouto|rachè|rache|chaje",
    "heart": "ke|kè|ke m|ke mwen|batman",
    "beats": "bat vit|bat fo|ap bat|palpitasyon|bat twop|sote|kouri|bat|kanpe|galope|vole|ap sote|depaman",
    "breath": "respire|souf|soufle|le|oksijen|opresyon|asm|souf kout|respirasyon|rale",
    "breathless": "pa|paka|pa ka|mal|difisil|kout|koupe|bloke|ap rale|rale|wo|manke|anpil pen|peni|ap fini|soufle|anfle|ap soufle|kriz|pran l|pran m|fo|pap|rize|fatige|vit|tou piti|mpa|toufe|ti kal|sifle|twop efo",
    "limb": "bouch|figi|bra|men|pye|janm|ko|bo|kote|machwe|vizaj|lang|jwe",
    "weak": "angoudi|mouri|paralize|kwochi|tode|febli|lou|pa ka leve|pa ka bouje|pa santi|pann|feb|desann|rale|mou|kole|pa mache|pa fonksyone|koule|devye|yon sel bo|yon bo|bloke|lage|pikotman|fremi",
    "speech": "pale|pawol|lang|mo",
    "slurred": "pa klè|pa kle|bege|pa ka|trennen|mele|lou|dwol|pa konprann|tankou moun sou|mangonmen|pawol san sans|tet anba|paka|depale|pa soti",
    "eye": "je|vizyon|we|je m|je mwen",
    "eye_bad": "pa we|pa ka we|twoub|flou|nwa|avèg|aveg|doub|de|ble|bouche|fe nwa|vwal|pedi|limye|zetwal|klere|rido|twouble|pa wè",
    "headache": "maltet|mal tet|tet fe mal|tet mwen|tet fe m mal|tet la|tet li|gwo maltet|tet m|tet ap",
    "terrible": "anpil|ekla|eklate|pete|fann|move|gwo|grav|toudenkou|sibit|pi fo|pa janm|terib|tankou l ap|fo|mouri|pa ka sipote|yon sel kou|rive mwen|fen|ap pati",
    "blood": "san|senyen|emoraji|senyman|boul san|ap senyen|senye",
    "out": "touse|vomi|rann|krache|poupou|pipi|watè|koule|anpil|pa sispann|pa vle rete|vide|desann|kayo|boul|gwo|soti|pete|moso|senyen|nen|sispann|kanpe|rete|lavabo|twalet|nwa|kouri|pa rete|serviet|kotex|tranpe|gicle|kon dlo|klere|bwòs|watе|wonn|pèdi",
    "baby": "bebe|tibebe|ti bebe|pitit|timoun|ti moun|ti pitit|pitit mwen|ti fi|ti gason|ti bout|jimo|ti nouvo|ti katkat",
    "young": "mwa|semen|jou|fek fet|fet|nouvo ne",
    "fever": "lafyev|fyev|cho|38|39|40|41|101|102|103|104|tanperati|bouyi|fyèv|boule",
    "limp": "mou|ble|pa reveye|reveye|pa reyaji|pa tete|pa vle tete|pa manje|pa kriye|vyolet|dòmi|domi|feb|san fos|leve|pa bouje|vire je|pipi|tet cho|fontenn|blem|gri|mouri|tete|pale|lache|pral ale|lage|kriz|sevre|pal|blanch|depafini|pafini",
    "pregnant": "ansent|gwos|akouche|mwa|semen|bebe|vant|trimes|fek akouche|gwosès|gwoses|sezaryen",
    "pregnancy_bad": "senyen|san|dlo|dlo kase|dlo a kase|kase|pete|tranche|kontraksyon|pa bouje|bouje|anfle|maltet|tet|we zetwal|zetwal|lafyev|frison|santi move|vizyon|kriz|kriye|doule|tonbe|endispoze|koule|kranp|vètij|vetij|twoub|sant|vomi",
    "swallow": "bwe|vale|manje|pran|bay|rale|pike|valè|souse|nifle|respire|mete nan bouch",
    "poison": "kloroks|klowoks|jif|poud|pwazon|rat|asid|kewozin|kewozen|gaz|gazolin|pil|batri|savon|detejan|pyes|leman|fab|mòtora|pwodwi|alkol|lesiv|javel|netwaye|pestisid|rak|mo rat|klorox|pafen|kreyolin|boul naftalin|femtoltou|naftalin|antijel|dissolvan|lizol|pwazonnen|kleren anpil|raticid|pwodui",
    "pills": "grenn|grenn domi|medikaman|renmed|remed|konprime|ensilin|dòz|doz|pilil|boutey|bwat|tylenol|asetaminofen|kapsil|flakon|mofin",
    "too_many": "tout|twop|anpil|yon boutey|boutey|bwat|doub|plen|yon pake|de fwa|20|30|40|50|10|15|antye|yon men|yon pil|twòp|fin|trip|yon bann|nèt|net",
    "die": "mouri|touye tet|touye tet mwen|touye tet li|fini|disparet|pann|koupe venn|lage ko|domi pou tout tan|pa reveye|touye tetm|fini ak lavi|sote|jete tet|kite lavi|ale jwenn|jete ko|pann tet|fin ak lavi|neye|antere",
    "want": "vle|anvi|panse|pral|ta renmen|pito|gen lide|prepare|pare|ta vle|lide|deside|plan|mande bondye",
    "live": "viv|lavi|egziste|vivan|kontinye|sou te a|sou late",
    "kill": "touye|tire|bat|kale|pike|koupe tet|fini ak|rache|bwile|boule|koupe|krabinen|trangle|masakre|mete dife|kreve|pwaye|frape|boule|manchete|koupe gòj|detwi",
    "someone": "li|l|moun|mesye|vwazen|neg|nèg|doktè|dokte|madanm|mari|patwon|yo|tout moun|pitit|ex|papa|manman|bos|sa|tout fanmi|tout moun|kolèg|fre|nou tout|nou",
    "weapon": "kouto|zam|revolve|manchet|pistole|fizi|bazoka|jilet|rach|kod|gaz",
    "attacker": "mari|mouche|menaj|li|papa|bope|nonk|mesye|neg|boul|madanm|fre|patwon|bòfrè|boyfriend|gason|pitit|l|pastè|paste|pwofese|bopè|kouzen|moun",
    "hurt": "bat|frape|kale|toufe|trangle|vyole|fose|menase|touche|manyen|fe abi|abize|bwote|kraze|sere gòj|kenbe gòj|fèmen|femen|maltrete|joure|pouse|souflete|kout pwen|kou|pran papye|kenbe m|anpeche m|kalot|kalote|boule m|dechire|pran paspo",
    "victim": "m|mwen|pitit|pitit fi|pitit mwen|manman|timoun|nou|grann|bebe|li|ti fi|ti gason|papa|sè|se m|granmoun|nou menm",
    "afraid": "pe|pè|danje|kache|kachè|femen|fèmen|an sekirite|sekirite|sove|tranble|krent",
    "home": "lakay|kay|mari|li|menaj|twalet|chanm|mouche|retounen|saldeben|papa|bopè|bope|mesye",
    "throat": "goj|gòj|lang|bouch|figi|je|lev|po bouch|figi l|kou",
    "swell": "anfle|gonfle|femen|sere|fèmen|bouche|vin gwo|ap gwosi",
    "ate": "manje|pistach|kribich|myel|gep|fomi|zannannan|antibyotik|piki|pwason|lèt|ze|krab|alèji|aleji|medikaman|lanbi|nwa|fwi de me|pike l|pike m|gratel|penisilin|mòde|woma|vaksen|amann|bet",
    "faint": "endispoze|pedi konesans|san konesans|konesans|kriz|malkadi|pa reveye|pa reponn|tonbe yon sel|convulsion|konvilsyon|tonbe leta|koma|vire je|pa ka leve l|endispozisyon|kim nan bouch|bouch li kim|kim|leve l li pa|tonbe mouri|dekonpoze|pèdi konesans|pedi konnesans|kò l ap tranble|ko l ap tranble|pa konn tet li|fè kriz|tonbe san|pa ka reveye|pèdi|san respire|ape tranble|etenn|san souf|evanwi|depafini",
    "fall": "tonbe|frape|aksidan|machin|chire|glise|woule|kou|so|pran yon kou|choute|ranvese|koze|pran so|tonbé|chape|fè aksidan|kase|degringole|pral tonbe",
    "head": "tet|mach eskalye|eskalye|do kay|kabann|nechel|moto|kou|medikaman pou san kle|san klè|san kle|mango|pye bwa|wo|fwon|balkon|bisiklet|mi|siman",
    "after_blow": "vomi|domi|dòmi|senyen|endispoze|pale|maltet|tet vire|san|konesans|konn|pa konn|bliye|konfize|tet chaje|boul|anfle|san kle|san klè|pran medikaman|dwol|vire|je|rann|somnole|reponn|leve|kote l ye|pa reveye",
    "belly": "vant|anba vant|lestomak anba|tete vant|bo dwat|ba vant|trip|do",
    "severe": "di|anpil|fo|pa ka kanpe|pa ka sipote|mouri|kokobe|kriye|lafyev|toudenkou|tode|rele|pa ka leve|tankou kouto|pliye|di kou wòch|grav|gwo|tranche|twop|pa ka ankò|pa kapab|kout kouto|sibit|vire|woch|kon woch|yon sel kou|tode|vomi",
    "balls": "grenn gason|testikil|boul grenn|sak grenn|boul mwen|grenn mwen|grenn li|bous",
    "sugar": "sik|glisemi|dyabet|ensilin|glikoz|dyabèt",
    "sugar_bad": "tranble|swe|konfize|pale dwol|pale|endispoze|vomi|feb|tet vire|depale|pa reponn|ba|desann|wo|hi|lo|ap domi|frèt|san fos|reveye|vire|dwol|leve|frison|fret|fou|pafini",
    "pressure": "tansyon|presyon|tansyon an|bp|tansion|san wo",
    "septic": "frison|tranble|depale|konfize|pa rekonet|rekonet|dwol|pale|kou red|kou rèd|tach|domi|feb|fret|redi|chimyo|sond|mab|pa konn|fou|tet vire|wouj|respire vit|kriz|kou di|endispoze|pa reveye|move lodè",
    "confused": "depale|konfize|pa rekonet|pa konnen ki kote|pale dwol|pale anpil pawol san sans|pa rekonnèt|pa konn kote l ye|tet li pati|pa konn ki moun|fou|pa rekonet moun|pa rekonet nou|pale nenpot ki|ap pale tet chaje|pa konn non|pèdi tèt|pedi tet|we bagay|tande bagay",
    "elder": "papa|manman|granpapa|grann|granmoun|mari|madanm|toudenkou|li|maten|tonton|l|matant|sibit|granpè|maren|bopè|belme",
    "alcohol": "alkol|kleren|bwe|gwog|wonm|byè|tafya",
    "withdrawal": "tranble|we bet|bet|wè bagay|tande bagay|kriz|swe|we bagay|we espri|lougarou|aloufa|zonbi|halisine",
    "voices": "vwa|vwa nan tet|tande vwa|lespri|vwa yo",
    "leg": "janm|mole|kwis|pye|gwo zotey",
    "choke": "trangle|toufe|bloke nan goj|bloke nan gòj|kole nan goj|kole nan gòj|vale mal|pran nan gòj|pran nan goj|bouche gòj|neye",
    "burn": "boule|brile|chode|dlo cho|lwil cho|elektrisite|kouran|dife",
    "burn_where": "figi|lwil|bouyi|bouyan|men|bra|ko|kò|je|pwatrin|po|vant|asid|dlo cho|janm|glob|zanpoud|bouyon|do|kouche|pran l|pran m|anpil",
    "better": "pase|ale|geri|refe|mye|miyo|disparet|mwa pase|ane pase|lontan|fini|pi byen|byen kounye|kalme|bese|ale net|pa genyen ankò|desann net|tounen byen",
    "back": "ankò|anko|toujou|tounen|men|kounye a|kounya|jodi a|retounen|malgre|pi mal|depi",
    "medicine": "medikaman|remed|renmed|grenn|tretman|antibyotik|ensilin|vaksen|sigaret|fimen|bwe|aspirin|preskripsyon|tansyon an|vitamin|bay tete|travay|doktè a",
    "visit": "randevou|vizit|apwentman|konsiltasyon|appointment|rdv|plas|randevou a|tchekòp|tchekop|egzamen|randevou m",
    "cancel": "anile|kansele|retire non|cancel|efase randevou|wete non|annile|anilel|anilem",
    "move": "chanje|deplase|ranvwaye|lot jou|lòt jou|lot le|lòt lè|lot dat|reskedile|pi ta|pi bone|repouse|repote|pouse|avanse|lot semen|semen pwochen|lòt semèn|bay yon lot|ba m yon lot|yon lot|mete l pou|met li|apremidi pito|pito|fe l|transfere|mwa pwochen|pa le sa a|lot randevou|yon lòt|lot moman|voye l|ranvoye|pito vini|ba l yon lòt",
    "can_not_come": "pa ka vini|pap vini|pap ka vini|pa kapab vini|m pap la|pap la|mpap vini|pap ka ale|pa ka ale|mpap ka vini|pa ap vini|pap kapab|m pa kapab|mpap ka|pa ka rive|pa ka la|mpa ka vini|pap vin|pa ka vin|pap ka vin|paka vini|paka vin|pap kapab vini|pap ale|pa vin|mpap la|li pap vini|li pap la|pa bezwen vini|pap prezan|pa bezwen randevou|pa bezwen anko|pa pral vini|p ap vini|p ap ka vini|p ap la|p ap kapab|pa kapab ale|pap kab",
    "late": "reta|anreta|blokis|sou wout|nan wout|prèske rive|preske rive|minit|ap vini|trafik|bis|machin|rive nan|pral rive|tann mwen|gade plas|kenbe plas|pakin|ap chache pakin|an wout|rive la|rive talè|mache rive",
    "book": "pran|bezwen|vle|fe|jwenn|ta renmen|vle we|bezwen we|mande|ka jwenn|rezeve|ban m|ba m|gen plas|mete|bay|pou we|fè|genyen",
    "sick": "doule|fe m mal|fem mal|fe mal|lafyev|grip|tous|touse|vomi|dyare|gratel|anfle|mal|malad|tet vire|bouton|enfeksyon|maltet|kè plen|vant|pus|rim|anflamasyon|fè mal|boule m|pike m|san fos|fèb|kò kraze|deranjman|kepлen",
}

DANGER = """
suicide: si m > ale|mouri|pa la|disparet|pati > pi byen|alez|mye|pi bon|soulaje
suicide: tout moun|fanmi|yo > ap|t ap > pi byen|alez|mye|pi bon > si|san
suicide: twati|do kay|pon|balkon|fenet|ray > kanpe|chita|bo|sou|wo
abuse: touye > m|mwen > si > m|mwen
mania: bondye|satan|lwa|demon > di|mande|voye > sote|touye|mouri
eye: je > kloroks|asid|jif|lesiv|pwodwi
cardiac: chest + pain
cardiac: heart + beats
cardiac: kriz kadyak|kriz ke|atak kadyak|atak ke|kè kanpe|arè kadyak|are kadyak|kriz kè|atak kè|arè kè|ke kanpe
cardiac: bra goch|machwe|zepol goch|bra gòch + doule|fe|angoudi|mouri|lou|mal + swe|lestomak|souf|kè|ke|pwatrin|machwe|bra goch|anvi
cardiac: swe fret|swe frèt|swe + ke|lestomak|doule|souf|endispoze|bra|pwatrin
cardiac: aparey ke|pacemaker|defibrilate + chok|choke|sone
breathing: breathless > respire|souf|rale|souf kout|respirasyon
breathing: respire|souf|soufle|rale > pa|difisil|kout|koupe|mal|bloke|wo|fini|pap|manke|vit|fo|feb|ti kal|piti
breathing: pa ka respire|paka respire|opresyon|toufe|souf kout|souf koupe|kriz asm|mwen toufe|bout souf|souf mwen|pa jwenn le|pa jwenn souf|neye|ap rale|ap sifle|san souf|trangle|m ap toufe|etoufe
breathing: bouch|zong|figi|lev|dwet|po bouch + ble|vyolet|nwa|mov|gri
breathing: choke + pale|respire|vyann|bonbon|ble|toufe|manje|touse|zo|pitit|bebe|li|wouj|pwason|grenn
breathing: ponp|ventolin|inale|nebilize|medikaman opresyon + pa|anyen|fini|pap
breathing: oksijen|spo2|oksimèt + low_oxygen
breathing: kot|zo kot + antre|rale|fonse
stroke: limb + weak
stroke: speech + slurred
stroke: pale mal|pa ka pale byen|avc|stroke|konjesyon|konjesyon serebral|anbolis|emoraji serebral|paralizi
stroke: eye + eye_bad ! linèt|linet
stroke: headache + terrible
bleeding: blood + out ! tes|analiz|tire san
bleeding: emoraji|ap senyen anpil|senyen anpil|m ap senyen|pedi san|pedi anpil san|san ap koule|ap vide san|vomi san|krache san|poupou san|ap senyen
bleeding: dwet|men|pye|zotey + koupe|rache|manchet|si
bleeding: koud|plè|ple|operasyon|blesi|sikatris|pwen + louvri|ouvri|senyen|san|pete|dekoud|trip
infant: baby + young + fever
infant: baby + limp ! randevou
infant: bebe|tibebe|ti bebe|ti pitit + lafyev|cho anpil|fyev
infant: baby + kriz|ble|vyolet|pa respire
infant: baby + kouchet|pipi + pa|sech
pregnancy: pregnant + pregnancy_bad
pregnancy: dlo + kase|pete|koule|ale|desann|kraze + bebe|ansent|mwa|semen|poko|bone|tèm|an|dat|vant|a|gwos
pregnancy: foskouch|fòskouch|pedi bebe|pedi pitit la|pral akouche|tranche akouchman|tranche akouche|ap akouche|avòtman
pregnancy: bebe|pitit|tibebe|vant > pa|sispann|pap|poko > bouje|fe mouvman|choute|souke
pregnancy: pa|sispann|poko|mpa > santi|we > bebe|pitit|tibebe|bouje
pregnancy: akouche|fek fe pitit|apre akouchman|fek akouche|sezaryen + lafyev|frison|senyen|san|sant|santi|move lode|kriz|maltet|tet|endispoze|fè bebe a mal|tris|touye
overdose: too_many + pills ! preskripsyon|famasi|renouvle|fini medikaman
overdose: swallow + poison
overdose: swallow > too_many|tout + pills
overdose: swallow + pills + tout|twop|de fwa|doub|san m pa|twòp|mal|pa t pou li|move
overdose: ovedoz|overdoz|overdose|surdoz|pran twop medikaman|pwazonnen|anpwazonnen|monoksid|fentanil|pran twòp|sidoz|anpwazone
overdose: gaz|lafimen|dife|kabòn + maltet|tet|endispoze|vomi|sant|respire|vire
overdose: dwog|kokayin|ewoyin|krak|pran yon bagay|pran bagay|drog + respire|reveye|ble|leve|reponn|mouri|ke|kim
overdose: grenn|medikaman + devan m|nan men m|sere|ranmase|pare
suicide: want + die ! ri
suicide: pa|paka|pap|bouke|mpa|las|fatige|poukisa|deyo > viv|live|lavi|egziste|sou te
suicide: touye tet|touye tet mwen|touye tetm|touye tet li|pann tet|koupe venn|swisid|suisid|pa vle viv|bouke viv|pa anvi viv|m anvi mouri|m vle mouri|mwen vle mouri|fini ak lavi|fini ak lavi m|pa vo anyen|lavi pa gen sans|m koupe tet|blese tet|koupe tet mwen|koupe tet li|domi pou m pa leve|domi san leve|domi pa reveye|domi pou m pa reveye|pa reveye anko|pa leve anko|fini ak tet mwen|pa vle la anko|fini ak tout bagay|fin ak tet mwen|m ta pito mouri|touye pwòp tèt|touye pwop tet|pito mouri|m swete mouri|fè tèt mwen mal|fe tet mwen mal|fe tet li mal|lage kò m|kite latè|mete fen|pann kò m
suicide: chay|fado|pwoblem|anbarasman + pou|tout moun|fanmi|mwen se|m se|sou do
suicide: pi byen|t ap pi bon|ap pi alez|mye|miyò|soulaje > san mwen|san m|si m pa la|pa t la|pa la
suicide: pesonn|okenn moun|pa gen moun > sonje|manke|renmen|kriye|bezwen|remake|konnen ! reponn
suicide: pap|p ap|m pap|mpap|pa|pral > la|sou te|vivan|mouri > demen|anko|ankò|semen|lot semen|le sa|talè|aswe
suicide: demen|semen|le sa|tale|talè|aswe > mouri|pap la anko|p ap la|pap nan mond|pap la ankò|pa la ankò|pap la
suicide: m pap la ankò|p ap la ankò|pap la anko|p ap la anko|pap nan mond|pap sou te|m ap mouri|mwen pral mouri|mwen pap viv|orevwa tout|adye|babay tout moun|denye mesaj|dènye mesaj|denye fwa|let adye|leta adye|m ap kite mond ! randevou
suicide: ponyet|venn|bra|kwis + koupe|jilet|kouto|rache
suicide: bay|separe|ranje + tout bagay|tout afe|tout afè + mwen|m|pare|adye|mesi|la
suicide: pon|bilding|tren|twati|lanme|kay wo + sote|jete|lage|vole
violence: want + kill
violence: kill + someone + map|m ap|pral|jodi|aswe|m pral|promet|vle|di
violence: fini ak|m ap fini ak|rele m asasen + l|li|neg|nèg|mesye|moun|yo
violence: voices + touye|di|mande|pale|fe|pouse|bay lod|koupe|mouri
violence: weapon + kill|menase|devan|m ap|gen|men|mari|vwazen|dokte|pran|tann|lekol|kenbe|deye|fini|desann
violence: tande vwa
abuse: attacker + hurt + victim
abuse: afraid + home
abuse: vyole|kadejak|fe abi|vyolans konjigal|ap bat mwen|bat mwen|bat m|kale m|frape m|abi seksyel|fè kadejak|manyen pitit|toufe m|trangle m|l ap bat|bat pitit|touche pati|te trangle|trangle mwen|ap bat manman
anaphylaxis: throat + swell
anaphylaxis: ate + anfle|respire|goj|gòj|souf|soufle|lev|lang|figi|ap gonfle
anaphylaxis: gwo aleji|gwo alèji|chok anafilaktik|anafilaksi|reyaksyon alejik|reyaksyon alèji|kriz alèji|epipen
consciousness: faint
consciousness: pa|pap|paka|poko > reveye|leve|reponn|bouje|reyaji > li|papa|manman|mari|pitit|grann|bebe|l|madanm
consciousness: li|papa|manman|mari|pitit|grann|bebe|l|madanm|granmoun > pa|pap|paka > reveye|reponn|reyaji
injury: fall + head + after_blow
injury: frape|tonbe|bay|kou|pran|konyen > tet > san|vomi|atè|fo|mi|beton|endispoze|domi|senyen|a
injury: tonbe sou tet|frape tet|kou nan tet|kraze tet|tet li frape|pran kou nan tet|tet li fann|konyen tet
injury: san kle|san klè|klè san|eliquis|koumadin|warfarin|anti koagilan|xarelto + tonbe|frape|kou
injury: tonbe|soti|so > eskalye|do kay|pye bwa|kabann|balkon|nechel|twati|etaj|fenet
injury: aksidan|machin frape|machin choute|moto frape|kouran pran|machin ranvese|moto + doule|senyen|san|bouje|mal|kou|leve|do|pye|konesans|tet|janm|pwatrin|kase
injury: burn + burn_where
injury: zo + deyo|soti|parèt|paret|louvri|pete|kase po
injury: koulèv|koulev|eskopyon|chen|anraje|arenyen|chòv|rat|krab arenyen + mode|pike|mòde
belly: belly + severe
belly: balls + doule|fe mal|anfle|mal|fe m mal|fè mal
belly: pipi|poupou + kontwole|kenbe|sou li|sou mwen + janm|angoudi|do|pye
sugar: sugar + low_sugar
sugar: sugar + high_sugar + sugar_bad
sugar: sugar + sugar_bad
pressure: pressure + high_pressure
pressure: tansyon + wo|moute|monte|22|20|21|23|24 + maltet|tet|je|lestomak|vomi|vire|nen|san
pressure: pressure + low_pressure|ba|desann + fret|endispoze|vire|swe|feb|60|70|50|blem
infection: fever + septic
infection: confused + elder
infection: menenjit|septisemi|enfeksyon nan san|liy wouj|tras wouj
withdrawal: alcohol + withdrawal
clot: leg + anfle|wouj|cho|gwosi + souf|respire|avyon|doule|lestomak|vwayaj|ke
heat: kou chale|kout chale|kou solèy|ensolasyon|pa swe anko|po cho sech|kout soley
kidney: dyaliz + rate|manke|pa fe|pa ale|sote|pap|pedi + souf|respire|anfle|feb|fatige|fèb|ke|lestomak|soufle
emergency: anbilans|911|sekou|ijans|ponpye + rele|vit|voye|bezwen|ap tann|sove|vini|tanpri|wout|nan
emergency: anmwe|amwe|sove m|sove lavi|ede m m ap mouri|sove pitit mwen|prèt pou mouri|pret pou mouri|sou wout pou mouri
"""

CALM = """
calm: pale mal > ave|avek|ak
idiom: mouri anvi|anvi mouri we|mouri grangou|mouri ak anvi
gone: doule > lestomak > ale|pase|fini ! anko|men
gas: pran gaz|mete gaz|estasyon gaz|nan gaz
gone/8: doule|lestomak|ke|kè|pwatrin|san|souf|lafyev|tet|maltet|vant|respire|senyen > better ! back
gone/3: pa|pa gen|san|okenn|mpa > doule|lafyev|senyen|maltet|endispoze|fyev|kriz|vomi|vetij|fe m mal ! ka|sispann|kanpe|rete|reveye
gone: tes san|analiz san|tire san|egzamen san|pran san|bay san|fe san|tès san
idiom: mouri ri|m mouri ak fatig|mouri grangou|mouri ak grangou|mouri ak dòmi|mouri anba travay|mouri ak somey|touye m ak ri|mouri wont|mouri fatige|mouri ak chale|mouri ak fredi|mouri pou w|mouri poum we|mouri ak ri|mouri bwa|mouri ak anvi|mouri pou
idiom: blokis|bodwo|pri|travay|fakti|trafik|chale|fatig|bòdwo|chalè|fredi + mouri|touye
idiom/5: antèman|anteman|lanmo|vèy|veye|te mouri|mouri mwa|mouri semen|mouri yè|mouri ye|lantèman|mouri nan ayiti|dey|anteremen|finray
place: doktè kè|dokte ke|kadyoloji|kadyolog|doktè je|dokte je|kadyologis|espesyalis ke|doktè ke|dokte kè|klinik ke|saldijans la|jinekolog
wish: tout kè|tout ke|bon ke|bon kè|tout ke m|ak kè|ke kontan|kè kontan|ak ke|ke poze|fe ke m|nan ke
plan/4: prevansyon|vaksen|klas|fomasyon + ke|swisid|aleji|avc
epipen/5: bezwen|renouvle|refill|preskripsyon + ponp opresyon|ponp|opresyon
epipen/5: epipen + preskripsyon|nouvo|espire|renouvle
"""

STOP = """
words: janm|pa te|pa t > dako|mande|aksepte > resevwa|messages
words: anile|koupe|etenn|dezaktive|siprime|retire > tout|messages > messages|rapel
words: anile|koupe|etenn|dezaktive|siprime > messages|rapel
words: pa|pat|janm > dako|mande|aksepte|enskri > messages|resevwa|sa
words: kite|lese|lage > telefon|nimewo|mwen|m|nou > an repo|anrepo|trankil|an pe|anpe
words: sispann|kanpe|rete|fini|stop|pa|pap|ase|bloke|stope|janm > send
words: send > sispann|fini|stop|ase|pa
words: stop_doing > messages
words: not > messages ! resevwa|konprann|jwenn|we|rive
words: messages > sispann|fini|ase|kanpe|stop|twop
words: remove + me ! randevou|jou|madi|lendi|mekredi|jedi|vandredi
words: retire m|wete m|efase m|retire nimewo|wete nimewo|efase nimewo|kite m an pe|kite m trankil|kite m anrepo|lage m|bliye m|bliye nimewo|dezabone|dezabòne|wete non|retire non|efase non|opt out|unsubscribe|ban m lape|ban m lapè|ban m repo|lese m|soti m|kite nou|lese nou|vag|kite nimewo m|pa kontakte|pa deranje|pa rele|pa ekri|pa voye|pa tekste|wete m sou|wete m ladan|retire kò|ban mwen lape ! sou lis madi|sou lis lendi|sou lis jedi|sou lis mekredi|sou lis vandredi
words: pa|pap|mpa|p ap > vle|bezwen|enterese|aksepte|dako|ka > resevwa|messages|anyen|mesaj|voye
words: pa|mpa > resevwa ! t|te|poko|jwenn
words: pa|mpa|janm > bay|otorize|aksepte|dako|mande|enskri > pemisyon|nimewo|messages|sa|pèmisyon
words: retire|anile|revoke|wete > pemisyon|konsantman|otorizasyon|abonman|enskripsyon
words: bloke|repote|rapote|denonse|siyale > nou|nimewo|spam|mesaj|w|n
words: m ap|pral > bloke
words: kijan|kouman|m vle|ki jan|mwen vle|eske > dezabone|sispann|soti|pa resevwa|retire|stop|kanpe + messages|pou|resevwa|lis|nan
words: nwi|anmede|fatige|agase|bouke|about|enève|deranje > mesaj|nou|m|teks|text|messages + messages|ase|sispann|twop|fini|kite
words: bouke|ase|about|las > messages
words: rele m > pa|olye > messages|ekri|voye
words: koupe kob|koute m kob|peye pou > messages
words: soti > bagay|lis|gwoup > mesaj|la|sa
"""
STOP_ALONE = "sispann|kanpe|rete|stop|stope|sispan|dezabone|dezabòne|fini|ase|ase sa|sa ase|sa sifi|fini ak sa|retire m|wete m|efase m|m pa vle|m pa vle anko|pa anko|pa ankò|mwen pa vle anko|sispann sa|sispann kounye a|kanpe la|kite m|kite m an pe|dezenskri|retire|anmede|fini net|pa voye anko|pa ekri|bouke|unsubscribe|soti|arete|tenmen|sispann li|kite m anrepo"
STAY = """
else: retire|wete > m|mwen > madi|lendi|mekredi|jedi|vandredi|samdi ! mesaj ! lis
else: stop > bis
else: pa|sispann|rete > rele > ekri|tekste|mesaj|voye|teks ! ni|epi pa|pa voye|pa ekri|pa tekste|pa teks|non plis
else: pa ere|pa aksidan|ere|aksidan|twonpe + stop|sispann|rete|kanpe
else: remete|rekomanse|kontinye > messages|send ! pa
stay: rezilta|egzamen|analiz > soti|pare
stay: bos|patwon|travay > lage
stay/4: sispann|kanpe|rete|bloke > medicine
stay: medicine > sispann|kanpe|rete
else: pa|pap|pinga|mpa > sispann > voye|bay|medikaman|remed|rele|raple|randevou|mesaj
else: pa sispann|kontinye voye|kontinye|pa bliye|pa enkyete|pa anile|pa pwoblem|pa gen pwoblem|san pwoblem|pa bezwen tann|pa bezwen anile
stay: grip|tous|san|doule|vomi|nen|kriye|senyen|tet|maltet > pa > sispann|kanpe|rete|vle
stay: pa > sispann|kanpe|rete > senyen|touse|koule|vomi|kriye|fe
stay: bis|machin|tren > kanpe|rete|sispann
stay: kanpe > nan|famasi|gaz|bò|bo|pran
stay: pa|poko|mpa > resevwa|jwenn|we|konprann|li|li yo > messages|rezilta|repons|apel|kod ! vle|dako|aksepte|mande
stay: pa|mpa > konprann > messages|mesaj
stay: pa|mpa > voye > preskripsyon|medikaman|rezilta|remed|fakti|bodwo
stay: anile|wete|retire > randevou|vizit|lis madi|madi|lendi|jedi|mekredi|vandredi
stay: wete|retire > fil|pwen|plat|dan|pansman|boul|adres|ansyen|po|koud
stay: pa|mpa > te > resevwa|we ! dako|mande|aksepte
stay: pa|mpap|pap > ka|kab > rele|voye|ekri|pale ! nou
stay: pa reponn|pa gen moun|pa gen pesonn
stay: lis datant|lis d atant
"""
HELP_ALONE = "ed|ede m|ede mwen|ed m|ede|help|info|enfomasyon|ki moun|ki moun sa|ki moun sa a|kiyes|kiyes sa|kiyes ki la|kiyes ki ekri|ki moun ki ekri m|kilès sa|m pa konprann|mwen pa konprann|m pa konprann mesaj sa|m pa konprann mesaj la|m pa konprann anyen|kijan pou m reponn|kouman pou m reponn|ki jan pou m reponn|sa sa ye|kisa sa ye|sa sa vle di|kisa sa vle di|kisa pou m fe|kisa pou m ekri|ki sa pou m reponn|bezwen ed|mwen bezwen ed|m bezwen ed|eksplike m|m pa konnen kisa pou m reponn|sa pou m fe|ki klinik sa|se ki moun|kisa pou m peze|kisa mwen dwe fe|kisa pou m reponn|sa k ap ekri m la|mpa konprann|ki biwo sa|kisa l ye"
START_ALONE = "komanse|start|kòmanse|rekomanse|abone m|rekòmanse|kontinye voye|abone|aktive"
WRONG = """
wrong: move nimewo|nimewo mal|twonpe nimewo|nou twonpe|erè nimewo|ere nimewo|pa bon nimewo|pa nimewo|twompe nimewo|move moun|pa bon moun|twonpe|wrong number|tronpe|mal nimewo|fe ere|fè erè nimewo|nimewo sa a pa|pa moun sa ! jou|le|dat
wrong: pa konnen|pa konn|mpa konn > moun|li|non|l ! kote|ki jan|kisa|reponn|si|le
wrong: se pa mwen|m pa|mwen pa|mpa|se pa m > ki|rele|se|pasyan
wrong: se pa nimewo|pa gen moun konsa|pa gen moun ki rele|nimewo sa chanje|nouvo nimewo|m pa pasyan|pa janm vin nan klinik|nimewo sa se pou|pa konn moun sa|li pa gen nimewo sa ankò|pa abite isit|pa rete isit|pa gen okenn
"""
WISHES = """
running_late: reta|anreta|blokis|trafik|sou wout|nan wout|an wout|preske rive|ap vini nan|tann mwen|kenbe plas|chache pakin|ap chache plas|pral rive|rive tale|toujou nan wout|wout la bloke ! anile|chanje|deplase
running_late/4: rive|la|vini > nan > any_number
cancel: cancel ! pa anile|pinga anile|pa kansele|pa vle anile
cancel: can_not_come
confirm: konfime|map vini|m ap vini|m ap la|map la|nap la|nou ap la|ap la a le|m ap prezan|pap manke|m ap ale|map ale|nap vini|n ap vini|n ap la|l ap vini|l ap la|mwen pral vini|ap mennen|mwen ap vini|mwen ap la|ap vini|ap rive a le|pa anile|m ap pare|mwen prezan|pral la|pap rate ! pap vini|pap la|reta|sou wout|anreta
reschedule: chanje jou|chanje le|chanje randevou|chanje dat|deplase|ranvwaye|lot jou|lot le|lot dat|reskedile|repouse|repote|semen pwochen|mwa pwochen|pi ta|pi bone|lot semen|yon lot|chanjel|chanje l|mete l pou|apremidi pito|pito madi|pito jedi|pito lendi|pa le sa a|fe l semen|pouse l|avanse randevou|lot moman|chanje pou|maten pito|ka vini pito|chanje ! reta|adres|telefon|pansman|dokte|famasi
book: book > randevou|dokte|vizit|dantis|tchekop|vaksen|konsiltasyon|plas|pedyat|jinekolog ! anile|reta|konfime|deplase|chanje
book: randevou > souple|pou pitit|pou manman|dantis|nouvo|pou mwen ak ! anile|konfime|chanje|deplase
book: nouvo pasyan|tchekop
refill_request: preskripsyon|renouvle|famasi|fini medikaman|medikaman mwen fini|grenn mwen fini|plis medikaman|refill|medikaman fini|pa gen grenn|medikaman m fini|pa gen medikaman anko|remed mwen fini|renmed|bezwen ponp|pa rete grenn|medikaman yo fini|medikaman tansyon fini
billing_question: bodwo|fakti|peye|lajan|konbyen|pri|asirans peye|kob|dola|bil|charge|ranbouse|de dola|kont
clinical_concern: sick
complaint: pa kontan|plent|move sevis|pa reponn|ap tann|malelve|pesonn pa reponn|wont|derespektan|move jan|m fache|pale mal|derespekte|twop tan|pa pwofesyonel|vye sevis|a tè|maltrete m|dezagreyab|pa serye|fache
waitlist_join: lis datant|lis d atant|si gen moun ki anile|si gen plas|si yon plas|si gen yon moun anile
question: ?|eske|ki kote|kile|kilè|konbyen|kijan|kouman|poukisa|ki le|ki adres|kisa|ki etaj|ki jan|ki dokiman|ki moun
thanks: mesi|bondye beni|gras a dye|remesye
decline: non|pa enterese|m byen konsa|kenbe sa m|pito kenbe|bay yon lot moun|pa kapab|sa m genyen an bon|pa bon pou mwen|m pa vle l|non mesi|lot fwa|kite l konsa|pa ka
ready: pare|mwen pare|m pare
"""
WANTED = """
ht: kreyol|creole|an kreyol|pale kreyol|kreyòl
ht: pa|mpa > angle
fr: an franse|franse|fransè
en: an angle|angle souple|pito angle
es: panyol|an panyol
"""
YES = (
    "wi|wi wi|men wi|ok|oke|okay|yes|y|dako|dakò|dako wi|byen|tres byen|trè byen|pafe|konfime|mwen konfime|m konfime|mwen konfime randevou a|konfime wi|map vini|m ap vini|m ap la|map la|nap la|n ap la|nou ap la|nap vini|n ap vini|mwen ap vini|mwen ap la|m ap prezan|prezan|m pral la|mwen pral vini|m pral vini|l ap la|l ap vini|li ap vini|li ap la|"
    "pa gen pwoblem|san pwoblem|pa pwoblem|se sa|se sa menm|egzakteman|bien si|byensi|natirelman|sèten|seten|sèten wi|m ap la a le|ap la a le|nou ap la a le|m pap manke|m p ap manke|pap manke|m pap rate|san manke|si bondye vle|bon|sa bon|li bon|sa bon pou mwen|li bon pou mwen|m pran l|mwen pran l|m ap pran l|map pran l|m dako|mwen dako|m aksepte|mwen aksepte|pran l|m vle l|mwen vle l|m vle|"
    "konte sou mwen|ou met konte sou mwen|m ap ale|map ale|wi m ap vini|m pran l deja|m te pran l|mwen pran l deja|m fe l|mwen fe l|fet|pa anile l|m konprann|wi se sa|antandi|trè bon|tre bon|ouè|wè|we|amen wi|se bon|sa mache|sa ap mache|ap vini|ap la|nou dako|oui|anfom"
)
NO = "non|non non|no|n|nop|non mesi|m pa kapab|mwen pa kapab|pa kapab|m pa ka|mwen pa ka|pa ka|m pap ka|m pa vle|mwen pa vle|m pa vle l|pa vle|pa bezwen|m pa bezwen|poko|poko non|pa kounye a|pa enterese|m pa enterese|jamè|jame|janm|enposib|pa posib|sa pa bon|sa pa bon pou mwen|li pa bon pou mwen|lot fwa|yon lot fwa|m pa dako|pa dako|m pa pran l|mwen pa pran l|m poko pran l|sa m genyen an bon|sa m genyen an bon deja|m pap la|m pap vini|m p ap kapab|ditou|pa ditou|non m pa kapab|kite sa"
NONE = "okenn|okenn nan yo|okenn ladan yo|youn pa bon|pa gen youn|okenn pa bon|pa youn|ni youn ni lot|okenn pa bon pou mwen|tout pa bon|pa gen youn ki bon"
ANY = "nenpot|nenpot ladan yo|nenpot ki|nenpot le|kelkeswa|sa w vle|sa ou vle|nenpòt|nenpot nan yo|tout bon"
BOTH = "toulede|tou de|tout|tout twa|toude|tou le de|tou twa"
LAST = "denye|denye a|dènye a|sa ki an denye|dènye|denyè"
THANKS = "mesi|mesi anpil|mèsi|anpil mesi|bondye beni w|bondye beni ou|bondye beni nou|gras a dye|mesi dokte|remesye|mwen remesye nou|m remesye w"
OPTIONS = {
    1: "youn|yon|premye|premye a|1|1e|nimewo 1|nimewo youn|nimewo en|premie|premyè|opsyon 1|en",
    2: "de|dezyem|dezyem nan|dezyem lan|2|2e|nimewo 2|nimewo de|2 a|opsyon 2|dezyèm|segond|mitan an",
    3: "twa|twazyem|twazyem nan|twazyem lan|3|3e|nimewo 3|nimewo twa|3 a|opsyon 3",
    4: "kat|katriyem|4|nimewo 4|katriyem nan",
    5: "senk|senkyem|5|nimewo 5|senkyem nan",
    6: "sis|sizyem|6|nimewo 6",
}
POLITE = "tanpri|souple|silvouple|sivouple|silteple|mesi|mesi anpil|bonjou|bonswa|alo|dokte|doktè|mesye|madanm|bondye beni w|bondye beni ou|si bondye vle|kounye a|kounya|touswit|a|la|an|nan|mwen|m|nou|ou|w|anpil|padon|eskize m|cheri|bon|non mesye|wi mesye|wi madanm|menm|tou|talè|nap we|n ap we|babay|orevwa|pou mwen|pou|svp|merci|ankò|ak|li|l|an pe"
PLAIN = (
    POLITE
    + "|vle|pran|chwazi|pito|pi bon|bon|bon pou mwen|randevou|le|jou|nimewo|opsyon|se|sa|konfime|ap|pral|la a|ban m|ba m|kenbe|mete|randevou a|demen|demen si dye vle|a le|ale|vini|rive|ye|map|nap|kite|premye|si|dye|pi|gen"
)
TALK = "ekri|pale|voye|m|mwen|pa|konn|konprann|li|angle|kreyol|franse|an|nan|mesaj|reponn|ka|eske|gen|moun|ki|pito|lang|chanje|tanpri|souple|yo|ban|ou|nou|sèlman|selman|espanyol|pou|di|tradui|tradiksyon|teks|se|bay|paka"
