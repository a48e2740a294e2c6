# ruff: noqa: E501 - tables of words read better whole
"""Words by the thing they mean, across languages: what the learned layer sees beside the words themselves.

A wording heard in one language or from one writer then teaches something about the others. Words are lower case without
accents; a star ends a stem; an underscore joins two words that count only together. These are no rules: what a thing
weighs, alone or near another, is learned.
"""

from functools import lru_cache

THINGS: dict[str, str] = {
    # the body
    "chest": "chest breastbone sternum ribcage ribs rib pecho torax esternon costillas poitrine thorax peito nguc dibdib lestomak pwatrin",
    "heart": "heart heartbeat heartbeats pulse ticker cardiac corazon pulso cardiac* coeur pouls coracao batimento* tim_dap puso ke kè",
    "breath": "breath* breathe* breathing wheez* inhale* inhaler* airway gasp* gasping windpipe lungs lung winded suffocat* puff puffer nebulizer respir* aire aliento pulmon* silba silbid* resuell* ahog* sofoc* asfix* souffl* poumon* halein* essouffl* respire* folego ar pulmao* chiado chiando sufoc* tho hoi_tho hininga huminga makahinga hingal souf respire toufe",
    "head": "head skull temple forehead brain noggin cabeza craneo cerebro tete crane cabeca dau ulo tet",
    "headache": "headache* migraine* cefalea jaqueca migran* mal_tete enxaqueca dau_dau",
    "face": "face cheek eyelid smile cara rostro mejilla parpado sonrisa visage rosto sorriso mat mukha figi",
    "mouth": "mouth tongue lips lip throat jaw gums boca lengua labio* garganta quijada mandibula bouche langue levres gorge machoire lingua garganta mandibula mieng luoi moi hong bibig dila labi lalamunan bouch lang gòj goj",
    "limb": "arm arms leg legs hand hands foot feet finger* toe toes knee calf thigh ankle wrist* elbow brazo* pierna* mano* pie pies dedo* pantorrilla* muslo rodilla tobillo muneca* bras jambe* main pied doigt* mollet cheville braco* perna* mao maos dedo* pe panturrilha tay chan braso binti kamay paa bra janm men pye",
    "side": "side half left right_side lado mitad izquierd* derech* gauche cote moitie lado esquerd* metade nua kaliwa kabila goch bo",
    "belly": "belly stomach abdomen tummy gut guts flank pelvi* barriga estomago panza vientre abdomen ventre estomac bung tiyan sikmura vant",
    "groin": "testicle* balls nut nuts ball groin scrotum testic* huevo* ingle escroto couille* bourse* saco virilha tinh_hoan bayag grenn",
    "eye": "eye eyes vision eyesight sight sees ojo ojos vista vision oeil yeux olho* visao mat_mo mata je zye",
    "neck": "neck nape cuello nuca cou nuque pescoco co leeg kou",
    "blood": "blood bloody blod sangre sangr* sang sangue maau mau dugo san",
    "bleed": "bleed* bled hemorrhag* nosebleed* soak* gush* pour* spurt* dripp* clot clots sangr* hemorragi* chorro* empap* coagul* saign* hemorragi* caillot* sangr* coagul* jorra* chay_mau bang_huyet dumudugo pagdurugo nagdudugo senyen emoraji",
    "stool": "poop stool stools feces bowel diarrhea toilet popo excremento heces evacu* caca selles coco fezes phan dumi poupou",
    "black": "black tar tarry coffee_grounds negr* noir* pret* den itim nwa",
    "skin": "skin lips_blue fingertips nails piel unas peau ongles pele unhas da balat po",
    "wound": "wound incision stitch* suture* cut gash burn burned burnt scald* stab* slice* sliced staple* herida* incision puntos cortada quemad* quemo quemadura* plaie* coupure brulure* ferida* pontos queimad* vet_thuong phong sugat paso blesi boule",
    # what it does
    "pain": "pain* hurt* ache* aching sore stabbing cramp* agony throbb* burning sharp excruciat* dolor* duel* punzad* ardor colico* calambre* douleur* mal_a fait_mal douloureu* dor dores doendo doi dau nhuc sakit masakit kirot sumasakit doule fe_mal fem_mal fel_mal",
    "pressure": "pressure tight* squeez* crush* heavy heaviness elephant brick weight vise vice band clench* presion opres* apriet* apret* pesad* peso oprim* elefante serre* oppress* pression poids lourd* aperto aperta* pressao peso nang tuc de_nang paninikip mabigat bigat naninikip peze sere",
    "racing": "racing pound* flutter* palpit* skipp* irregular* thump* acelera* brinc* palpit* latido* galop* desbocad* emball* palpit* disparad* acelerad* hoi_hop kumakabog bat_vit",
    "swell": "swell* swollen swole puff* hives rash welts inflam* hinch* ronch* sarpullid* urticaria gonfl* enfl* bouton* inch* urtic* sung phat_ban namamaga pantal anfle gratel",
    "numb": "numb* tingl* weak weakness paraly* droop* lopsided crooked sagg* dragging entum* adorm* dormid* hormigue* debil* paraliz* chuec* torcid* caid* desviad* engourdi* paralys* faible tordu* deforme dormente* paralis* fraqueza torta te yeu meo liet manhid nakangiwi angourdi feb tòde",
    "speech": "slur* speech words garbled gibberish mumbl* talk* speak* making_sense palabras habla* hablar arrastr* traba* balbuc* parle* mots parler fala* falar enrola* noi noi_ngong magsalita salita pale",
    "confused": "confus* disorient* delirious incoherent hallucinat* know_who recognize* confundid* desorient* delira* reconoce* desvari* delire* reconnait* perdu* confus* desorientad* delirando lu_lan lito naguguluhan konfonn",
    "faint": "faint* pass passed blackout collaps* unconscious unrespons* woozy lightheaded dizz* spinning desmay* desvanec* inconscient* colaps* mare* atarant* sincope evanoui* malaise vertige* connaissance desmai* tont* desacordad* inconsciente ngat xiu chong_mat hinimatay nahimatay hilo nahihilo endispoze pedi_konesans tet_vire",
    "seizure": "seiz* convuls* shak* twitch* jerk* foam* epilep* fit convulsion* temblando tembl* tiembla* espuma ataca epilep* convuls* tremble* ecume convuls* tremend* espumando co_giat kombulsyon nangingisay kriz",
    "wake": "wake waking awake arous* respond* response responsive answer limp floppy lethargic listless sleepy drowsy nodding despiert* despert* reacciona* responde* aguad* flaccid* flacid* somnolient* adormil* reveill* reagi* repond* mou molle somnol* acord* acorda reage moli* molinh* sonolent* tinh danh_thuc gising magising nanghihina matamlay leve reyaji reponn mou",
    "blue": "blue bluish purple gray grey ashen pale white mottled azul* morad* palid* blanc* gris grisace* bleu* violet* pale gris blanc* rox* azulad* palid* tim_tai tai xanh_tai asul nangangasul maputla ble pal",
    "sweat": "sweat* clammy drenched cold_sweat sudor* sudand* suda frio_sudor helad* sueur* transpir* suando suor* mo_hoi pawis pinapawisan sue swe",
    "fever": "fever* temp temperature febrile hot feverish chills shiver* thermometer fiebre* calentura temperatura escalofrio* febril ardiendo fievre* frisson* temperature brulant febre* calafrio* quente sot ret_run lagnat nilalagnat giniginaw lafyev fyev",
    "vomit": "vomit* throw* threw puk* barf* keep_down vomit* devuelv* devolv* trasboc* guacare* vomi* rendu vomit* non oi nagsusuka suka vomi",
    "choke": "chok* gag gagging swallow* stuck lodged drool* atragant* atasc* atora* traga* tragar babe* etouff* avale* coince* bave* engasg* engol* engolir baband* nghen sac nuot nabulunan lunok trangle vale",
    "cough": "cough* tos tosi* tose* tosiendo toux tousse* tosse tossindo ho ubo touse",
    "fall": "fall fell fallen falls tumbl* drop* slipped crash* wreck accident* collision cayo cai caida caer* resbal* choque choqu* accidente* tombe* chute accident* caiu cair queda cai bateu nga te nahulog nadulas nadapa tonbe aksidan",
    "blow": "hit hits bump* bang* knock* smack* struck concuss* golpe* pego pegue peg* choc coup cogne* heurte* bateu bati pancad* dap va_dau nauntog tumama frape konyen",
    "blurry": "blur* double blind spots sparkles flashes floaters stars haze curtain borros* nubla* doble cieg* luces estrellit* manchas floue* double taches aveugle eclair* emba* embac* turv* pontinhos mo_mat nhin_doi malabo double_vision",
    "allergy": "allerg* anaphyl* epipen epi bee wasp sting stung peanut* nuts shellfish shrimp reaction alerg* anafil* abeja* avispa mani cacahuate* camaron* marisco* picadura reaccion allergi* abeille guepe cacahu* crevette* alergi* abelha amendoim camarao di_ung ong tom alerdyi bubuyog hipon alejik",
    "infection": "infect* pus septic sepsis streak* gangrene oozing foul smell* infec* pus rayas apest* huele infecte* pus odeur infecci* infeccao cheiro nhiem_trung mu impeksyon nana enfekte",
    "sugar": "sugar* glucose insulin diabet* ketone* meter azucar glucosa glucemia insulina diabet* cetonas sucre glycemie insuline glicose glicemia insulina acucar diabet* duong_huyet tieu_duong asukal sik",
    "bloodpressure": "bp blood_pressure hypertens* systolic presion_arterial tension baja_presion pression_arterielle tension pressao huyet_ap presyon tansyon",
    "oxygen": "oxygen oximeter o2 sats saturation oxigen* saturacion oximetro oxygene saturation oxigenio saturacao oxy oksihina oksijen",
    "urine": "pee urine urinat* peed diaper* wet_diaper bladder orin* panal* pipi orina vejiga urine* couche* xixi urin* fralda* tieu ta ihi lampin pise kouchet",
    # how bad, since when
    "worst": "worst severe severely terrible horrible awful extreme unbearable intense excruciating peor fuerte fuertisim* insoportable horrible terrible intens* severo pire intense insupportable atroce affreu* pior forte insuportavel terrivel du_doi khung_khiep kinh_khung grabe matindi sobra fo anpil",
    "sudden": "sudden* thunderclap instantly out_of repente pronto subit* golpe_de soudain* brusque* subit* repente dot_ngot bigla biglang toudenkou",
    "cannot": "cannot unable can_not couldnt barely hardly no_puedo no_puede no_puedes apenas casi_no peux_pas peut_pas arrive_pas consigo nao_consegue khong_the hindi_makapag di_maka pa_ka pap_ka",
    "keepson": "keep keeps continu* still constant worse worsening getting everywhere nonstop sigue siguen cada empeor* todavia aun continu* encore toujours empire* piora* ainda continua van mai lalong patuloy toujou toujou_ap",
    "now": "now rn currently right_now since today tonight morning hour hours minutes ago started ahora ahorita desde hoy hace rato anoche maintenant depuis agora desde hoje ontem gio tu_sang bay_gio ngayon kanina mula kounye_a depi",
    "stop_not": "wont_stop not_stop not_stopping no_para no_deja no_paran arrete_pas nao_para khong_ngung khong_cam ayaw_tumigil pa_rete pap_rete",
    # who
    "baby": "baby babys newborn infant preemie toddler neonate bebe bebito recien_nacido nacido tierno nene nena bebe nourrisson nouveau_ne bebe nenem recem em_be be sanggol beybi baby ti_bebe tibebe",
    "child": "son daughter kid child boy girl grandson granddaughter kiddo hijo hija nino nina nieto nieta chamaco muchacho fils fille enfant filho filha menino menina neto con_trai con_gai con chau anak apo pitit ti_gason ti_fi",
    "young": "weeks week_old month_old months_old wks mos days_old semanas_nacido meses semaines mois meses tuan_tuoi thang_tuoi linggo buwan semenn mwa",
    "pregnant": "pregnan* trimester contraction* gestation labor womb placenta preggo embaraz* contraccion* trimestre fuente parto encinta enceinte grossesse contraction* gravid* gestant* contracoes bolsa gestacao mang_thai bau co_thai chuyen_da buntis kontraksyon ansent",
    "postpartum": "postpartum birth gave_birth delivered csection c_section breastfeeding nursing di_a_luz parto cesarea aliviada puerperio accouche* cesarienne parto cesariana pari sau_sinh sinh nanganak akouche",
    "babymove": "kick* moving move moved movement* patead* patea mueve* movimiento* bouge* mexe* mexendo chuta dap gumagalaw sipa bouje",
    "family": "mom mother mama dad father papa husband wife grandma grandpa grandmother grandfather brother sister aunt uncle roommate neighbor friend partner nana mami abuelo abuela esposo esposa marido hermano hermana suegra tio tia vecin* mere pere mari femme grand_mere mae pai marido esposa vo avo irmao irma me bo ba ong chong vo anh chi nanay tatay asawa lolo lola kapatid manman papa mari madanm frè se",
    "me": "i me my myself im yo mi me mio moi je mon ma eu meu minha me toi em con ako ko aking mwen m",
    "patient_he": "he she him her they el ella le lo la il elle lui ele ela anh_ay ba_ay siya li",
    # harm by things
    "medicine": "pill* tablet* med meds medication* medicine* dose dosage doses tylenol advil aspirin ibuprofen benadryl xanax oxy* warfarin blood_thinner* antidepressant* pastilla* pildora* medicina* medicamento* tableta* dosis comprimido* remedio* cachet* medicament* comprime* dose remedio* comprimido* thuoc vien_thuoc gamot tableta grenn_medikaman medikaman",
    "ingest": "swallow* drank drink drinking ate eaten eat ingest* took taken taking inhal* chew* licked tomo tome tomado tomaron trago* comio bebio* inyect* avale* bu mange* pris prit tomei tomou engoliu comeu bebeu uong nuot an uminom nakainom nalunok kinain bwe manje vale pran",
    "toomany": "overdos* too_many bottle handful whole entire double twice extra bunch demasiad* frasco doble todo_el punado sobredosis surdose trop boite flacon demais cartela frasco overdose muita qua_lieu ca_lo ca_vi napasobra sobra isang_bote twop boutey",
    "poison": "bleach poison* antifreeze chemical* detergent drain cleaner windex lysol gasoline kerosene battery batteries magnet* pesticide rat_poison tide carbon_monoxide monoxide fumes gas_leak cloro veneno quimic* detergente limpiador pila pilas iman bateria gasolina raticida monoxido insecticida javel poison* pile produit essence empoisonn* alvejante veneno sanitaria pilha soda thuoc_tay doc pin lason asido klowoks pwazon batri",
    "drugs": "fentanyl heroin cocaine meth opioid* narcan weed gummies edible* drunk alcohol vodka beer withdrawal relapse* detox heroina cocaina droga* alcohol borrach* tequila fentanilo heroine drogue* ivre alcool alcool bebad* ruou ma_tuy droga alak dwog kleren",
    "weapon": "gun pistol rifle knife blade razor rope noose bullet* bridge cliff rail train tracks building roof garage pistola arma cuchillo navaja soga puente techo balcon tren fusil couteau corde pont rasoir arma faca corda ponte viaduto dao sung day_thung cau baril kutsilyo lubid tulay zam kouto kod pon",
    # wish to die, harm, fear
    "die": "die dying died dead death suicid* kill killing killed end_it muer* morir* suicid* matar* mato muert* mourir meurs mort suicid* tuer morrer morr* suicid* matar chet tu_tu tu_sat mamatay magpakamatay patay mouri touye",
    "live": "live living life alive exist existing wake_up around vivir vida viva existir despertar vivre vie exister viver vida existir song cuoc_song mabuhay buhay viv lavi",
    "selfharm": "cut_myself cutting hurt_myself harm_myself hurting_myself kill_myself end_my jump hang overdose cortarme cortando lastimarme hacerme_dano tirarme aventarme colgarme matarme me_corto me_couper me_tuer faire_du me_cortar me_matar me_jogar me_cortando rach_tay saktan_sarili maglaslas",
    "hopeless": "hopeless worthless pointless burden better_off without_me no_reason tired_of give_up giving_up goodbye goodbyes disappear cant_go carga estorb* sin_mi sentido nada_vale inutil rendir* despid* despedir* desaparecer cansad_de adios fardeau sans_moi a_quoi inutile adieu disparaitre fardo peso_pra sem_mim desistir sumir adeus ganh_nang vo_dung bien_mat tuyet_vong pabigat walang_silbi sawa_na paalam dekouraje fado",
    "nobody": "nobody no_one noone anyone nadie personne ninguem khong_ai walang_sinuman pesonn",
    "attack": "hit_me hits_me beat* chok* strangl* threat* abus* rap* molest* assault* punch* slapp* hurts_me touch* grab* pushed shoved kicked pega golpe* amenaz* viol* abus* manose* ahorc* maltrat* toc* empujo frappe* menac* viol* agress* battu etrangl* bate bateu ameac* estupr* abus* agred* danh do_doa cuong_hiep binugbog sinaktan ginahasa pinagbantaan bat menase kadejak",
    "afraid": "scared afraid fear* unsafe safe terrified hiding locked stalk* following escape miedo asustad* segur* peligro escond* encerrad* temo peur securite danger cache* enferme* medo segur* perigo trancad* so nguy_hiem an_toan takot ligtas nagtatago pe danje sekirite",
    "attacker": "boyfriend girlfriend ex partner stepdad stepfather landlord coach novio novia pareja padrastro exmarido copain compagnon ex namorado padrasto companheiro ban_trai chong_cu boyfriend kinakasama mennaj",
    "others": "someone somebody people everyone coworker* boss kids alguien gente jefe todos quelqu* gens alguem gente ai_do moi_nguoi ibang_tao moun",
    "voices": "voices voix voces vozes tieng_noi boses vwa hearing escucho oigo entends ouco",
    "call911": "911 ambulance paramedic* ems er emergency urgent hospital ambulancia emergencia* urgencia* hospital samu ambulance urgence* pronto_socorro ambulancia cap_cuu benh_vien xe_cuu ospital ijans lopital anbilans",
    # not now, not real
    "gone": "gone better resolved fine okay cleared healed recovered improved normal over stopped healthy good passed quito mejor bien paso curad* sano normal aliviad* mejor* passe mieux gueri* fini parti passou melhor* sarou curad* normal het khoi do binh_thuong wala_na magaling gumaling okay_na pase gueri anfom",
    "past": "ago last_year years year used_to back_in history old_days childhood when_i anos ano_pasado antes hace_anos antecedentes historial an ans il_y ancien autrefois passe anos atras antigamente nam_ngoai truoc_day hoi_truoc dati noon nakaraan ane lontan",
    "kin_past": "runs_in family_history grandfather_had father_had mother_had side_of hereditary inherited herencia hereditari* antecedente* familiar* famille hereditaire familia historico di_truyen lahi fanmi",
    "denial": "no_chest no_pain no_fever no_bleeding denies without negative sin_dolor sin_fiebre negativo ningun ninguna aucun sans negatif sem_dor negativo nenhum khong_bi wala_naman pa_gen",
    "laugh": "lol lmao haha* hehe* rofl jk joking kidding jaja* jeje* mdr ptdr kkk* rsrs* hihi hehe",
    "idiom": "traffic laughing curiosity hungry starving boredom bored excited joke prank movie game show show_up song book tv trafico risa hambre sueno ganas pelicula juego broma embouteillage rire faim film blague transito fome riso filme piada tac_duong cuoi doi_bung trapik tawa gutom blag",
    "topic": "appointment appt visit checkup follow_up followup physical screening exam test tests results scan mri xray ultrasound referral refill class clinic specialist doctor dr nurse office surgery procedure cita consulta chequeo examen* resultado* receta referido clinica doctor doctora cirugia estudio rendez_vous rdv consultation examen* resultat* ordonnance cabinet consulta exame* resultado* receita consultorio hen lich_hen kham xet_nghiem bac_si ket_qua tipanan checkup resulta doktor randevou rezilta dokte",
    "bill": "bill billing insurance copay pay payment charge* cost invoice factura cuenta seguro pago cobr* copago facture assurance payer fatura conta seguro pagar hoa_don bao_hiem tra_tien bayad singil seguro asirans peye",
    # texts from us
    "sendverb": "text texting texts texted message messaging messages sms send sending sent write writing contact contacting call calling calls bother* spam spamming notify notif* remind* reminder* ping blow* pester* email mensaje* texto* textee* mand* envi* escrib* escrit* llam* molest* contact* notific* recordatorio* aviso* message* texto* ecri* envo* appel* relanc* rappel* derang* sms mensag* mand* envi* escrev* lig* perturb* aviso* lembrete* nhan_tin tin_nhan tin gui goi lam_phien lien_lac text mensahe padala magtext tumawag paalala mesaj ekri voye rele deranje tekst",
    "stopverb": "stop stopped stopping quit quits cease desist end ends halt enough unsubscribe opt opt_out cancel discontinue turn_off done_with knock_it alto pare paren para parar basta deje dejen dejar detener detengan suspend* cancel* baja termin* arret* stop* cess* desabonn* desinscri* desist* annul* pare parem parar cheg* cancel* descadastr* sair dung ngung thoi huy cham_dut tigil itigil tama hinto ihinto huminto sispann rete kanpe ase",
    "remove": "remove delete erase take_me take_my take_off off_your off_this off_the scrub wipe drop lose list quit* borr* elimin* saqu* sacar* remuev* quiten lista retir* enlev* suppr* effac* liste ray* tir* apag* remov* exclu* lista xoa go_bo danh_sach alisin tanggalin burahin listahan retire efase lis",
    "alone": "leave_me leave_us alone peace en_paz dejenme_en tranquil* deixa_em laisse* tranquille paix sossego paz yen de_toi tantanan pabayaan kite_m trankil",
    "nomore": "no_more anymore any_more no_longer never_again ya_no no_mas nunca_mas jamas ne_plus plus_de plus_jamais nao_quero mais_nada dung_co khong_nua nua huwag_na wag_na ayoko ayaw_ko pa_vle ankò anko",
    "angry": "annoying annoyed harass* sick_of fed_up tired_of ridiculous sue lawyer attorney report block blocked blocking ftc fcc complaint hart* fastidi* acoso demand* abogado denunci* bloque* marre soule* harcel* plainte bloqu* avocat chega_de sac* processar denunci* bloque* phien bao_cao chan kulit nakakainis irereklamo fatige bloke plent",
    "consent": "consent permission authoriz* revoke withdraw opt signed_up subscribed subscription enroll* consent* permiso autoriz* revoc* suscri* inscri* consentement autoris* revoqu* abonn* consent* permissao autoriz* revog* dong_y dang_ky pahintulot payag pemisyon",
    "phone": "number phone cell telephone line numero telefono celular linea tel numero telephone portable numero telefone celular so_dien so_may dien_thoai telepono selpon nimewo telefon",
    "wrongperson": "wrong mistaken mistake who_is who_dis dont_know equivocad* equivoc* quien_es no_conozco no_soy tromp* erreur qui_est mauvais errad* engan* quem_e nham sai_so mali maling sino_ito move_nimewo mal_nimewo erè",
    "want": "want wants wish need like would please quiero quisiera deseo necesito quiere veux voudrais souhaite quero queria desejo muon can gusto nais vle",
    "carryon": "dont_stop not_stop do_not_stop keep_sending keep_texting keep_them no_dejen no_paren sigan continuez nao_parem tiep_tuc ituloy",
    "otherstops": "smoking bus gas exit station light traffic medication metformin antibiotics sugar train pharmacy fumar camion autobus gasolinera semaforo medicina farmacia fumer bus arret_de pharmacie fumar onibus farmacia hut_thuoc xe_buyt paninigarilyo bus_stop fimen",
    "month": "month week year day mes semana ano dia mois semaine annee semana ano thang tuan nam buwan linggo taon mwa semenn",
}  # fmt: skip

# Scripts that the words above are not written in; matched anywhere in the text.
FOREIGN_THINGS: dict[str, str] = {
    "chest": "胸 груд 가슴 صدر صدري",
    "heart": "心脏 心臟 心口 心跳 心 сердц пульс 심장 심박 قلب نبض",
    "breath": "呼吸 喘 气 氣 憋 窒息 дыш дыхан задых воздух удуш 숨 호흡 تنفس أتنفس اتنفس يتنفس نفس اختناق يختنق",
    "head": "头 頭 脑 腦 голов 머리 راس رأس",
    "headache": "头痛 頭痛 头疼 頭疼 головная мигрен 두통 صداع",
    "face": "脸 臉 嘴歪 лиц улыб 얼굴 وجه",
    "mouth": "嘴 舌 喉 唇 嗓 рот губ язык горл 입술 혀 목구멍 입이 فم لسان شف حلق",
    "limb": "手 腿 脚 腳 胳膊 臂 рук ног палец пальц 팔 다리 손 발 يد ذراع رجل ساق قدم",
    "side": "半边 半邊 一边 一邊 左 лев сторон 한쪽 왼쪽 반쪽 جانب يسار الأيسر نصف",
    "belly": "肚 腹 胃 живот желуд 배가 복통 아랫배 بطن معدة",
    "groin": "睾 蛋蛋 яич мошон 고환 خصي",
    "eye": "眼 视 視 глаз зрен видит вижу 눈 시야 عين عيون نظر",
    "neck": "脖 颈 頸 шея шею 목이 رقب",
    "blood": "血 кров 피 혈 دم",
    "bleed": "流血 出血 止不住 кровоточ кровь 출혈 피가 نزيف ينزف انزف أنزف",
    "stool": "大便 便 кал стул 변 대변 براز",
    "wound": "伤口 傷口 烫 燙 刀口 рана шов ожог порез 상처 화상 수술 جرح حرق",
    "pain": "痛 疼 бол 아프 아파 통증 아픈 ألم الم يؤلم وجع توجع",
    "pressure": "闷 悶 压 壓 紧 緊 давит сжима тяжес давлен 답답 조여 조이 짓눌 압박 ضغط ضيق ثقل",
    "racing": "心慌 心悸 跳得 колот бьется бьётся сердцебиен 두근 빨리 뛰 خفقان يدق دقات سريع",
    "swell": "肿 腫 疹 荨麻 蕁麻 опух отек отёк сып 붓 부었 부어 두드러기 تورم منتفخ انتفخ طفح",
    "numb": "麻 没力 沒力 无力 無力 瘫 癱 歪 онемел немеет перекос парализ слабос 마비 저려 저리 힘이 비뚤 خدر تنميل شلل ضعف مائل",
    "speech": "说话 說話 说不 說不 口齿 речь говор слова 말이 말을 어눌 كلام يتكلم ينطق",
    "confused": "糊涂 糊塗 不认 不認 神志 胡言 путает бред узнает узнаёт сознани 횡설 못 알아 헛소리 مشوش يهذي لا يعرف",
    "faint": "晕 暈 昏 倒 не в сознании обморок потерял голова кружится кружится 기절 쓰러 어지러 실신 إغماء اغمي أغمي دوخة دوار فقد الوعي",
    "seizure": "抽搐 抽筋 癫痫 癲癇 抽 судорог трясет трясёт припад 경련 발작 떨 تشنج نوبة صرع يرتجف",
    "wake": "叫不醒 醒 没反应 沒反應 软 軟 无精 просып разбуд реагир вялый вялая 깨어 깨워 안 일어 반응 축 늘어 يستيقظ يصحى لا يرد لا يستجيب خامل رخو",
    "blue": "发紫 發紫 紫 发青 發青 苍白 蒼白 син бледн посине 파래 파랗 창백 퍼래 أزرق ازرق شاحب زرقاء",
    "sweat": "冷汗 出汗 пот 식은땀 땀 تعرق عرق",
    "fever": "烧 燒 发热 發熱 度 температур жар озноб лихорад 열 오한 حرارة حمى سخون قشعريرة",
    "vomit": "吐 呕 嘔 рвот рвет рвёт тошн 토하 토해 구토 تقيؤ يتقيأ استفراغ ترجيع",
    "choke": "噎 卡住 咽 吞 подави проглот глота застря 삼키 삼켰 걸렸 목에 بلع ابتلع يبلع اختنق عالق",
    "cough": "咳 кашел кашля 기침 سعال كحة يسعل",
    "fall": "摔 跌 掉下 упал упала падал авари 넘어 떨어 사고 وقع سقط حادث",
    "blow": "撞 砸 磕 ударил ударила стукну 부딪 맞았 ضرب اصطدم خبط",
    "blurry": "模糊 看不清 重影 看不见 看不見 двоит расплы мутн пелен 흐릿 안 보 뿌옇 번쩍 ضباب غباش زغلل",
    "allergy": "过敏 過敏 蜜蜂 花生 аллерг укус пчел орех 알레르기 벌에 쏘 땅콩 حساسية نحلة لسع فول سوداني",
    "infection": "感染 脓 膿 化脓 инфекц гной воспал 감염 고름 التهاب صديد",
    "sugar": "血糖 糖 胰岛 胰島 сахар инсулин диабет 혈당 당뇨 인슐린 سكر انسولين",
    "bloodpressure": "血压 血壓 高压 давление 혈압 ضغط الدم ضغطي",
    "oxygen": "血氧 氧 кислород сатурац 산소 أكسجين اكسجين",
    "urine": "尿 小便 моч писа подгузник 소변 오줌 기저귀 بول حفاض",
    "worst": "特别 特別 非常 厉害 厲害 剧 劇 最 очень сильн ужасн невыносим 너무 심하 심한 극심 شديد جدا فظيع رهيب",
    "sudden": "突然 忽然 внезапн вдруг резк 갑자기 فجأة فجاة مفاجئ",
    "cannot": "不能 不了 不上 喘不 没法 沒法 не мог не может не могу 못 수 없 لا أستطيع لا استطيع ما اقدر ما أقدر لا يستطيع مش قادر",
    "now": "现在 現在 今天 刚才 剛才 小时 小時 сейчас сегодня утра час назад 지금 오늘 방금 아침부터 시간 الآن الان اليوم منذ من الصبح",
    "baby": "宝宝 寶寶 婴儿 嬰兒 新生 малыш младен новорожд грудн 아기 신생아 애기 رضيع بيبي مولود طفلي الطفل",
    "child": "孩子 儿子 兒子 女儿 女兒 сын дочь дочк ребен ребён 아들 딸 아이 애가 ابني ابنتي بنتي ولدي",
    "pregnant": "怀孕 懷孕 孕 宫缩 宮縮 羊水 胎 破水 беремен схватк воды отошл недел 임신 진통 양수 태동 حامل حمل الحمل تقلصات طلق ماء الرأس جنين",
    "postpartum": "生完 产后 產後 剖 родила роды кесарево 출산 산후 제왕 ولادة ولدت قيصرية",
    "babymove": "不动 不動 胎动 胎動 шевел толка 태동 움직 حركة يتحرك",
    "family": "妈 媽 爸 老公 老婆 丈夫 妻子 奶奶 爷爷 爺爺 мам пап муж жена бабушк дедушк 엄마 아빠 어머니 아버지 남편 아내 할머니 할아버지 أمي امي أبي ابي زوجي زوجتي جدتي جدي والدتي والدي",
    "medicine": "药 藥 片 таблет лекарств доз снотвор 약 알약 دواء حبوب حبة أدوية علاج",
    "ingest": "吃了 喝了 吞了 吃下 喝下 误食 誤食 误喝 выпил выпила съел съела проглотил 먹었 마셨 삼켰 먹어 شرب بلع أكل اكل أخذت اخذت ابتلع تناول",
    "toomany": "一瓶 整瓶 很多 过量 過量 全吃 пузыр пачк много всю горсть передоз 한 통 통째 많이 과다 한꺼번에 علبة كثير كلها جرعة زائدة",
    "poison": "漂白 毒 农药 農藥 洗涤 电池 電池 清洁 清潔 煤气 一氧化 отбелив яд отрав батарейк уксус моющ газ 표백 락스 독 농약 세제 건전지 가스 سم مبيض كلور مبيد بطارية منظف غاز",
    "drugs": "酒 毒品 喝醉 алкогол водк пьян наркот героин 술 마약 취했 خمر كحول مخدر سكران",
    "weapon": "枪 槍 刀 绳 繩 桥 橋 跳楼 跳樓 楼顶 нож пистолет верёвк веревк мост крыш 칼 총 밧줄 다리에서 옥상 سكين مسدس حبل جسر سطح",
    "die": "死 自杀 自殺 杀 殺 умереть умру умер покончить самоуб убить убью смерт 죽 자살 죽이 أموت اموت موت انتحر الانتحار قتل أقتل اقتل",
    "live": "活 生活 жить жизн 살고 살아 살기 삶 أعيش اعيش حياة الحياة عيش",
    "selfharm": "割腕 割 自残 自殘 режу порезать вскрыть 자해 손목을 그 أجرح أؤذي اذي نفسي",
    "hopeless": "没意思 沒意思 没意义 沒意義 累赘 拖累 遗书 遺書 再见 撑不 撐不 смысл обуз прощай устал надоел 의미가 의미없 짐이 사라지 포기 지쳤 유서 عبء لا معنى وداع تعبت سئمت أختفي",
    "attack": "打我 打了 威胁 威脅 强奸 強姦 摸 掐 家暴 虐 бьет бьёт избил угрож изнасил насил душил 때리 때렸 폭행 협박 성폭 학대 يضرب ضربني يهدد هددني اغتصب تحرش يعنف",
    "afraid": "怕 害怕 不安全 救命 救 躲 боюсь страшно спасите помогите опасн прячусь 무서 살려 도와 위험 숨어 خائف خايف أخاف اخاف أنقذ انقذ ساعد خطر نجد",
    "voices": "听到声音 聽到聲音 голоса 목소리 أصوات اصوات",
    "call911": "救护 救護 急诊 急診 急救 医院 醫院 скорую скорая больниц 구급 응급 병원 إسعاف اسعاف طوارئ مستشفى",
    "gone": "好了 没事 沒事 不疼了 不痛了 退了 正常 恢复 恢復 прошл лучше нормальн всё хорошо все хорошо 나았 괜찮 좋아졌 없어졌 정상 اختفى أحسن احسن بخير تحسن طبيعي زال",
    "past": "以前 去年 年前 曾经 曾經 小时候 раньше в прошлом год лет назад 예전 작년 년 전 옛날 السنة الماضية سنوات قبل سنين سابق",
    "laugh": "哈哈 呵呵 хаха ахах ))) ㅋㅋ ㅎㅎ ههه",
    "topic": "预约 預約 复查 複查 检查 檢查 结果 結果 医生 醫生 体检 體檢 诊所 診所 прием приём запис врач анализ осмотр результат 예약 진료 검사 결과 선생님 원장 검진 موعد طبيب دكتور فحص نتيجة نتائج عيادة تحاليل",
    "bill": "账单 帳單 保险 保險 付 费 費 счет счёт страхов оплат 보험 비용 청구 결제 فاتورة تأمين دفع",
    "sendverb": "短信 简讯 簡訊 消息 訊息 信息 发 發 联系 聯繫 打电话 打電話 骚扰 騷擾 通知 提醒 сообщен смс пишите писать присыла слать шлите звон беспоко рассылк напомин 문자 메시지 보내 연락 전화 알림 رسائل رسالة ترسل ارسال إرسال تراسل تتصل اتصال ازعاج إزعاج تذكير",
    "stopverb": "停 别 別 不要 退订 退訂 取消 够了 夠了 хватит прекрат перестан отпис стоп остановит отмен не надо 그만 중지 중단 멈 수신거부 취소 مت توقف أوقف اوقف ايقاف إيقاف كفى بس الغاء إلغاء الغ ألغ",
    "remove": "删 刪 移除 名单 名單 去掉 拉黑 удал убер вычерк исключ списк база 삭제 빼 지워 명단 목록 احذف حذف شيل أزل ازل قائمة القائمة امسح",
    "alone": "烦 煩 打扰 打擾 оставьте в покое покое отстан 귀찮 괴롭 내버려 اتركو دعوني وشأني",
    "nomore": "不要再 别再 別再 不再 больше не больше 다시는 더 이상 더이상 이제 안 لا أريد لا اريد ما ابغى ما أبغى مش عايز ما بدي بعد الآن",
    "angry": "投诉 投訴 举报 舉報 律师 律師 жалоб суд заблок спам надоел 신고 고소 차단 스팸 짜증 شكوى محامي حظر بلاغ مزعج سبام",
    "phone": "号码 號碼 手机 手機 电话 電話 номер телефон 번호 휴대폰 핸드폰 رقم هاتف جوال تلفون",
    "wrongperson": "打错 打錯 发错 發錯 错 錯 不认识 不認識 谁 誰 ошиб не туда не тот кто это не знаю 잘못 누구 모르 아닌데 خطأ خطا غلط من أنت من انت مين لا أعرف لا اعرف",
    "want": "想 要 请 請 хочу нужно пожалуйста 원해 싶 주세요 أريد اريد ابغى بدي عايز من فضلك",
}  # fmt: skip

_SHORTEST, _LONGEST = 2, 12


def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    foreign: dict[str, list[str]] = {}
    for thing, table in THINGS.items():
        for entry in dict.fromkeys(table.split()):
            (stems if entry.endswith("*") else words).setdefault(entry.rstrip("*").replace("_", " "), []).append(thing)
    for thing, table in FOREIGN_THINGS.items():
        for entry in dict.fromkeys(table.split()):
            foreign.setdefault(entry, []).append(thing)
    return words, stems, foreign


_WORDS, _STEMS, _FOREIGN = _tables()
_PAIRS = frozenset(word for word in _WORDS if " " in word)


@lru_cache(maxsize=20000)
def things_of(word: str) -> tuple[str, ...]:
    """What one word can mean, in order of the tables."""
    found = list(_WORDS.get(word, ()))
    for size in range(_SHORTEST, min(len(word), _LONGEST) + 1):
        found += _STEMS.get(word[:size], ())
    return tuple(dict.fromkeys(found))


def things_of_two(first: str, second: str) -> tuple[str, ...]:
    """What two words in a row mean together."""
    both = f"{first} {second}"
    return tuple(_WORDS[both]) if both in _PAIRS else ()


def things_in(flat: str) -> set[str]:
    """What a text in another script speaks of."""
    return {thing for entry, things in _FOREIGN.items() if entry in flat for thing in things}
