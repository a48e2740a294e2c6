# ruff: noqa: E501 - tables of texts read better whole
"""The languages beside English and Spanish: danger, opt-outs, short answers, and which language a text is in."""

from datetime import datetime
from typing import Any

import pytest

from replywell.understanding import Asked, read, screen
from replywell.understanding.hearing import Ear, found
from replywell.understanding.language import detect, likely
from replywell.understanding.lexicon.languages import CODES, of
from replywell.understanding.model import Intent
from replywell.understanding.normalise import prepare
from replywell.understanding.other_languages import dangers, in_english, opts_out, wishes

NOW = datetime(2026, 11, 22, 9)

DANGER = {
    "fr": """
        j'ai très mal à la poitrine et ça descend dans le bras
        ma mère n'arrive plus à respirer
        mon père a la bouche de travers et parle bizarrement
        je perds beaucoup de sang
        mon bébé de 3 semaines a 38,5 de fièvre
        ma fille a avalé de la javel
        j'ai pris toute la boîte de comprimés
        je veux mourir
        je suis enceinte de 8 mois et bébé ne bouge plus
        mon mari me frappe, j'ai peur de rentrer
        elle est tombée dans les pommes et ne répond pas
        il est tombé sur la tête et il vomit
        sa langue gonfle après avoir mangé des noix
        je vais me tuer ce soir
        mon fils a avalé une pile bouton
        papi délire et il a 40 de fièvre
        ça serre dans la poitrine quand je monte l'escalier
        je vois double depuis ce matin et j'ai la jambe qui ne répond plus
        il a essayé de se pendre
        je n'ai plus envie de me lever, la vie n'a plus de sens
        mon défibrillateur m'a envoyé des décharges
        ma glycémie est à 42 et je tremble
        j'ai les lèvres qui enflent et du mal à avaler
        mon ex me suit et menace de me tuer
        les eaux sont parties à 31 semaines
        douleur soudaine au testicule droit
        elle fait des convulsions depuis cinq minutes
        il s'étouffe avec un bonbon
        on a tous mal à la tête, le détecteur de monoxyde sonne
        la plaie de mon opération s'est ouverte et ça coule
        je me fais du mal avec une lame
        mon bébé ne se réveille pas pour téter
    """,
    "pt": """
        estou com dor forte no peito e suando frio
        minha mãe não consegue respirar
        meu pai ficou com o rosto torto e não consegue falar
        estou perdendo muito sangue
        meu bebê de 2 semanas está com febre de 38,5
        minha filha bebeu água sanitária
        tomei todos os comprimidos da caixa
        quero morrer
        estou grávida de 8 meses e o bebê parou de mexer
        meu marido me bate, tenho medo
        ela desmaiou e não acorda
        ele caiu e bateu a cabeça, está vomitando
        a língua dele inchou depois de comer camarão
        vou me matar hoje
        meu filho engoliu uma pilha
        vovó está delirando com febre alta
        sinto um peso no peito quando ando
        estou vendo tudo dobrado e a perna não obedece
        ele tentou se enforcar
        não vejo mais sentido na vida
        meu marcapasso deu choque
        minha glicemia tá 42 e tô tremendo
        meus lábios estão inchando e não consigo engolir
        meu ex me persegue e ameaça me matar
        a bolsa estourou com 31 semanas
        dor de repente no testículo
        ela está convulsionando faz cinco minutos
        engasgou com bala e tá ficando roxo
        todo mundo com dor de cabeça e o alarme de gás tocando
        o corte da cirurgia abriu e tá saindo pus e sangue
        tô me machucando com gilete
        o bebê não acorda pra mamar
    """,
    "zh": """
        我胸口很痛，一直冒冷汗
        妈妈喘不过气来
        爸爸嘴歪了，说话不清楚
        流了很多血止不住
        宝宝三周大，发烧38.5
        女儿喝了漂白水
        我吃了一整瓶药
        我不想活了
        怀孕八个月，宝宝今天都没动
        老公打我，我很害怕
        她昏倒了，叫不醒
        他從樓梯摔下來撞到頭，一直吐
        吃了花生之後舌頭腫起來
        我今晚要自殺
        儿子把电池吞下去了
        奶奶发高烧在说胡话
        走路胸口就发紧
        看东西有重影 腿也不听使唤
        他试过上吊
        觉得活着没有意义
        除颤器电了我好几下
        血糖只有42 我在发抖
        嘴唇肿了 吞不下东西
        前夫跟踪我还说要杀我
        31周破水了
        睪丸突然很痛
        她抽搐已经五分钟了
        被糖噎住 脸发紫
        全家都头痛 一氧化碳警报响了
        手術傷口裂開流膿流血
        我用刀片割自己
        寶寶叫不醒不肯喝奶
    """,
    "vi": """
        tôi bị đau ngực dữ dội và vã mồ hôi
        mẹ tôi không thở được
        ba tôi bị méo miệng, nói không rõ
        chảy máu nhiều quá không cầm được
        em bé 3 tuần tuổi sốt 38.5
        con gái tôi uống nhầm thuốc tẩy
        toi uong het ca chai thuoc ngu
        tôi muốn chết
        tôi mang thai 8 tháng mà em bé không đạp nữa
        chồng đánh tôi, tôi sợ lắm
        bà ngất xỉu rồi gọi không tỉnh
        ong te dap dau roi oi
        ăn tôm xong lưỡi sưng lên khó thở
        toi khong muon song nua
        con trai tôi nuốt cục pin
        bà nội sốt cao nói sảng
        đi bộ là ngực tôi thắt lại
        nhìn một thành hai, chân không nghe lời
        anh ấy định treo cổ
        tôi thấy sống không còn ý nghĩa
        máy khử rung giật tôi mấy lần
        đường huyết 42, tôi đang run
        môi sưng lên nuốt không được
        chồng cũ theo dõi và dọa giết tôi
        mới 31 tuần mà vỡ ối rồi
        tự nhiên đau tinh hoàn dữ dội
        con bé co giật năm phút rồi
        bị hóc kẹo mặt tím tái
        cả nhà nhức đầu, máy báo khí CO kêu
        vết mổ bị bung ra chảy máu mủ
        tôi lấy dao lam rạch tay
        em bé gọi hoài không dậy bú
    """,
    "tl": """
        ang sakit ng dibdib ko tapos pinagpapawisan ako ng malamig
        hindi makahinga si nanay
        tumabingi ang mukha ni tatay at bulol magsalita
        ang daming dugo ayaw tumigil
        3 weeks old pa lang si baby 38.5 ang lagnat
        nainom ng anak ko ang bleach
        ininom ko lahat ng tableta
        gusto ko nang mamatay
        8 months na akong buntis di na gumagalaw si baby
        sinasaktan ako ng asawa ko natatakot ako
        nahimatay siya at di magising
        nahulog siya sa hagdan nauntog ang ulo nagsusuka
        namamaga ang dila niya pagkatapos kumain ng hipon
        magpapakamatay na ako
        nakalunok ng baterya yung anak ko
        nagdedeliryo si lola at ang taas ng lagnat
        sumisikip ang dibdib ko pag naglalakad
        doble ang paningin ko at ayaw gumalaw ng paa ko
        nagtangka siyang magbigti
        parang wala nang saysay ang buhay
        kinuryente ako ng pacemaker ko
        42 ang sugar ko at nanginginig ako
        namamaga ang labi ko hirap lumunok
        sinusundan ako ng ex ko papatayin daw ako
        31 weeks pa lang pumutok na ang panubigan
        biglang sumakit ang itlog ko sobra
        limang minuto na siyang kinukumbulsyon
        nabulunan ng kendi nangingitim na
        masakit ulo namin lahat tumunog ang carbon monoxide alarm
        bumuka ang tahi ko may nana at dugo
        hinihiwa ko ang sarili ko ng blade
        ayaw magising ni baby para dumede
    """,
    "ht": """
        lestomak mwen ap fè m mal anpil epi m ap swe frèt
        manman m pa ka respire
        bouch papa m kwochi li pa ka pale
        san an pa vle kanpe
        ti bebe m gen 3 semèn li gen lafyèv 38.5
        pitit mwen bwè kloròks
        mwen bwè tout grenn ki te nan boutèy la
        mwen vle mouri
        mwen ansent 8 mwa bebe a pa bouje ankò
        mari m ap bat mwen mwen pè
        li endispoze li pa reveye
        li tonbe li frape tèt li l ap vomi
        lang li anfle apre li manje kribich
        m pral touye tèt mwen
        pitit gason m vale yon batri
        grann ap depale li gen gwo lafyèv
        lestomak mwen sere lè m ap mache
        m wè tout bagay doub epi janm mwen pa mache
        li te eseye pann tèt li
        lavi pa gen sans ankò
        aparèy kè a ban m chòk
        sik mwen 42 m ap tranble
        lèv mwen ap anfle m pa ka vale
        ansyen mari m ap swiv mwen l di l ap touye m
        dlo a kase nan 31 semèn
        yon sèl kou grenn gason m fè m mal anpil
        l ap fè kriz depi senk minit
        li trangle ak yon bonbon figi l ap vin ble
        nou tout gen maltèt alam gaz la ap sonnen
        operasyon an louvri li ap koule san ak pi
        m ap koupe tèt mwen ak yon lam
        bebe a pa vle reveye pou l tete
    """,
    "ko": """
        가슴이 너무 아프고 식은땀이 나요
        엄마가 숨을 못 쉬어요
        아빠 얼굴 한쪽이 처지고 말을 못해요
        피가 너무 많이 나고 멈추지 않아요
        3주 된 아기가 열이 38.5도예요
        딸이 락스를 마셨어요
        수면제를 한 통 다 먹었어요
        죽고 싶어요
        임신 8개월인데 아기가 안 움직여요
        남편이 저를 때려요 무서워요
        할머니가 쓰러져서 의식이 없어요
        계단에서 떨어져 머리를 부딪쳤고 토해요
        새우 먹고 혀가 부었어요
        오늘 밤 자살할 거예요
        아들이 단추 배터리를 삼켰어요
        할머니가 열이 높고 헛소리를 하세요
        걸으면 가슴이 조여요
        물체가 두 개로 보이고 다리가 말을 안 들어요
        동생이 목을 매려고 했어요
        사는 게 의미가 없어요
        제세동기가 여러번 충격을 줬어요
        혈당이 42고 손이 떨려요
        입술이 붓고 삼키기 힘들어요
        전남편이 따라다니면서 죽이겠대요
        31주인데 양수가 터졌어요
        갑자기 고환이 너무 아파요
        5분째 경련하고 있어요
        사탕이 목에 걸려서 얼굴이 파래요
        가족 모두 머리 아프고 일산화탄소 경보가 울려요
        수술 부위가 벌어져서 피고름이 나와요
        면도칼로 팔을 그었어요
        아기가 깨워도 안 일어나고 젖을 안 먹어요
    """,
    "ru": """
        сильная боль в груди и холодный пот
        мама не может дышать
        у папы перекосило лицо и речь невнятная
        очень много крови, не останавливается
        малышу три недели, температура 38.5
        дочка выпила отбеливатель
        я выпил всю пачку таблеток
        я хочу умереть
        я на восьмом месяце беременности, ребенок перестал шевелиться
        муж меня бьет, мне страшно
        она потеряла сознание и не отвечает
        он упал и ударился головой, его рвет
        съел креветки, язык опух
        сегодня покончу с собой
        сын проглотил батарейку
        бабушка бредит, высокая температура
        при ходьбе сжимает в груди
        двоится в глазах и нога не слушается
        он пытался повеситься
        жизнь потеряла смысл
        дефибриллятор ударил меня несколько раз
        сахар 42, меня трясет
        губы опухают, не могу глотать
        бывший преследует и грозится убить
        31 неделя, отошли воды
        внезапная сильная боль в яичке
        у нее судороги уже пять минут
        подавился конфетой, посинел
        у всех болит голова, сработал датчик угарного газа
        шов разошелся, идет гной и кровь
        режу себя лезвием
        младенец не просыпается на кормление
    """,
    "ar": """
        عندي ألم شديد في صدري وعرق بارد
        أمي لا تستطيع التنفس
        أبوي فمه مال وما يقدر يتكلم
        أنزف دم كثير وما يوقف
        الرضيع عمره ٣ أسابيع وحرارته ٣٨.٥
        بنتي شربت كلور
        أخذت كل الحبوب اللي بالعلبة
        أريد أن أموت
        أنا حامل بالشهر الثامن والجنين ما يتحرك
        زوجي يضربني وأنا خايفة
        أغمي عليها وما تصحى
        وقع على راسه ويستفرغ
        أكل فستق وورم لسانه
        راح أقتل نفسي الليلة
        ابني بلع بطارية صغيرة
        جدتي حرارتها عالية وتهذي
        صدري يضيق لما امشي
        اشوف كل شي دبل ورجلي ما تتحرك
        حاول يشنق نفسه
        الحياة ما عاد لها معنى
        جهاز القلب صعقني كم مرة
        سكري ٤٢ وعم ارجف
        شفايفي ورمت وما بقدر ابلع
        طليقي يلاحقني ويهدد يقتلني
        نزلت مية الراس وانا بالاسبوع ٣١
        وجع مفاجئ قوي بالخصية
        عم تتشنج من خمس دقايق
        غص بحبة حلوى وصار لونه ازرق
        كلنا عنا صداع وجهاز الغاز عم يرن
        جرح العملية انفتح وعم يطلع دم وقيح
        عم اجرح ايدي بالشفرة
        البيبي ما عم يصحى يرضع
    """,
}
STOPS = {
    "fr": "ne m'envoyez plus de messages / arrêtez de m'écrire / supprimez mon numéro / désinscription / je ne veux plus recevoir vos sms / laissez-moi tranquille / enlevez moi de la liste / plus de textos svp / vous pouvez arrêter de m'écrire maintenant / je n'ai jamais demandé à recevoir ça / ôtez mon nom de votre base / fichez moi la paix / j'en ai marre de vos sms / je bloque ce numéro / mettez fin à ces envois / merci de me retirer de vos contacts / pas besoin de rappels par texto / unsubscribe svp",
    "pt": "não me mandem mais mensagens / parem de me escrever / tirem meu número da lista / descadastrar / não quero mais receber sms / me deixem em paz / me tira dessa lista / chega de mensagem / podem parar de me enviar isso / nunca autorizei vocês a me mandarem mensagem / apaga meu contato aí / não me incomodem mais / cansei dessas mensagens / vou denunciar como spam / quero cancelar os avisos por sms / não preciso de lembrete, pode parar / sai fora, não manda mais / favor excluir meu telefone",
    "zh": "请不要再发短信 / 別再傳簡訊給我 / 退订 / 把我从名单删除 / 我不想再收到短信 / 不要骚扰我 / 停止發送訊息 / 唔好再send嘢俾我 / 可以不要再传了吗 / 我没同意收短信 / 把我号码去掉 / 别来烦我了 / 这种短信太多了 受够了 / 我要拉黑你们 / 取消所有提醒 / 以后不用通知我 / 請把我從系統移除 / 收到請停止",
    "vi": "đừng nhắn tin cho tôi nữa / dung gui tin nua / xóa số tôi khỏi danh sách / hủy đăng ký / tôi không muốn nhận tin nhắn / đừng làm phiền tôi / ngưng nhắn tin / toi khong muon nhan tin nhan nua / làm ơn ngừng nhắn cho tôi / tôi chưa từng đồng ý nhận cái này / bỏ số tôi ra đi / để tôi yên / chán mấy tin nhắn này quá rồi / tôi sẽ báo spam số này / hủy hết thông báo giùm / không cần nhắc hẹn nữa / tôi muốn ra khỏi danh sách / stop giùm cái",
    "tl": "wag na kayong magtext / tigilan nyo na ang pagtetext / tanggalin nyo number ko / ayoko na makatanggap ng text / itigil na po / tama na ang text / alisin nyo ako sa listahan / wag nyo na ako i-text / pwede bang itigil nyo na ang pagsend / hindi ako pumayag sa ganitong text / burahin nyo ang numero ko / lubayan nyo na ako / sawang sawa na ako sa mga text nyo / irereport ko kayo as spam / i-off nyo na ang reminders / di ko kailangan ng paalala, stop na / gusto ko nang umalis sa listahan / paki stop po",
    "ht": "pa voye mesaj ban mwen ankò / sispann ekri mwen / retire nimewo m nan lis la / m pa vle resevwa mesaj ankò / kite m trankil / sispann / efase nimewo mwen / pa tekste m ankò / èske nou ka sispann voye sa yo / mwen pa t janm dakò resevwa mesaj / efase non mwen sou sistèm nan / ban m lapè / mwen bouke ak mesaj nou yo / m pral rapòte nou kòm spam / anile tout rapèl yo / m pa bezwen rapèl ankò / mwen vle soti sou lis la / stop tanpri",
    "ko": "문자 보내지 마세요 / 그만 보내세요 / 제 번호 삭제해 주세요 / 수신거부 / 더 이상 문자 받고 싶지 않아요 / 연락하지 마세요 / 목록에서 제외해 주세요 / 문자 중단해 주세요 / 이제 안 보내셔도 됩니다 / 이런 문자 동의한 적 없어요 / 제 연락처 지워주세요 / 귀찮게 하지 마세요 / 문자 너무 많이 와서 짜증나요 그만요 / 스팸으로 신고할게요 / 알림 전부 꺼주세요 / 예약 알림 필요 없어요 / 명단에서 삭제 부탁 / 보내지 마요",
    "ru": "больше не пишите мне / перестаньте присылать сообщения / удалите мой номер / отписаться / не хочу получать смс / оставьте меня в покое / уберите меня из списка / хватит слать сообщения / можете больше не присылать / я не давал согласия на рассылку / сотрите мои данные / отстаньте от меня / надоели ваши смски / отправлю вас в спам / отключите все напоминания / напоминания мне не нужны / хочу выйти из списка / прекратите пожалуйста",
    "ar": "لا ترسلوا لي رسائل / توقفوا عن المراسلة / احذفوا رقمي / إلغاء الاشتراك / ما بدي رسايل / لا تزعجوني برسائلكم / شيلوني من القائمة / مش عايز رسايل تاني / ممكن توقفون ترسلون لي / ما وافقت استقبل هالرسائل / امسحوا رقمي من عندكم / اتركوني بحالي / تعبت من رسايلكم / راح ابلغ عنكم سبام / الغوا كل التذكيرات / ما احتاج تذكير خلاص / بدي اطلع من القائمة / وقفوا لو سمحتم",
}
NOT_STOPS = {
    "fr": "n'arrêtez pas mes médicaments / j'arrive à l'arrêt de bus / rendez-vous à la fin du mois / je n'ai pas reçu le message / je dois arrêter la pilule quand / pouvez vous m'envoyer l'adresse / rappelez moi demain / je n'ai pas pu appeler / enlever les points de suture c'est quand / supprimez mon ancienne adresse / ne m'oubliez pas / pas de souci je viens / arrêt maladie svp / je ne reçois pas vos messages",
    "pt": "não parem meu remédio / estou na parada de ônibus / consulta no fim do mês / não recebi a mensagem / quando paro o antibiótico / podem me mandar o endereço / me liga amanhã / não consegui ligar / tirar os pontos quando / não recebo as mensagens / não esqueçam de mim / sem problema eu vou / não para de doer / cancela a de terça",
    "zh": "我可以停药吗 / 停车在哪里 / 月底有空吗 / 没收到短信 / 抗生素什么时候停 / 请把地址发给我 / 明天打给我 / 拆线什么时候 / 收不到你们的短信 / 别忘了我 / 没问题我会去 / 一直疼不停 / 取消星期二那个 / 不要打针可以吗",
    "vi": "khi nào ngưng thuốc / tôi dừng mua thuốc rồi tới / cuối tháng được không / tôi chưa nhận được tin nhắn / khi nào ngưng kháng sinh / gửi địa chỉ cho tôi / mai gọi cho tôi / cắt chỉ khi nào / tôi không nhận được tin / đừng quên tôi nhé / không sao tôi tới / đau hoài không hết / hủy cái thứ ba / không uống thuốc được không",
    "tl": "kailan ko ititigil ang gamot / di ko natanggap ang text / katapusan ng buwan po sana / cancel po ang appointment / kailan ititigil ang antibiotic / paki send ng address / tawagan nyo ako bukas / kailan tatanggalin ang tahi / di dumarating ang text nyo / wag nyo ako kalimutan / walang problema pupunta ako / ayaw tumigil ng ubo / cancel yung martes / hindi ako makatawag",
    "ht": "kilè pou m sispann medikaman an / m poko resevwa mesaj la / anile randevou a / bis la kanpe lwen / kilè pou m sispann antibyotik / voye adrès la ban mwen / rele m demen / kilè pou wete fil yo / m pa jwenn mesaj nou yo / pa bliye m / pa gen pwoblèm m ap vini / tous la pa vle sispann / anile madi a / m pa ka rele",
    "ko": "약을 언제 끊어야 하나요 / 문자 못 받았어요 / 예약 취소해 주세요 / 월말에 가능해요? / 항생제 언제까지 먹어요 / 주소 보내주세요 / 내일 전화 주세요 / 실밥 언제 빼요 / 문자가 안 와요 / 잊지 마세요 / 문제없어요 갈게요 / 기침이 멈추지 않아요 / 화요일 거 취소요 / 전화가 안 돼요",
    "ru": "когда прекратить лекарство / я не получил сообщение / отмените запись / в конце месяца можно? / когда закончить антибиотик / пришлите адрес / позвоните мне завтра / когда снимать швы / сообщения не приходят / не забудьте про меня / без проблем приду / кашель не прекращается / отмените вторник / не могу дозвониться",
    "ar": "متى أوقف الدواء / ما وصلتني الرسالة / إلغاء الموعد لو سمحت / آخر الشهر ممكن؟ / متى اوقف المضاد / ارسلوا لي العنوان / اتصلوا علي بكرا / متى تشيلون الغرز / ما توصلني رسايلكم / لا تنسوني / ما في مشكلة جاي / الكحة ما توقف / الغوا موعد الثلاثاء / ما اقدر اتصل",
}
CALM = {
    "fr": "ma douleur à la poitrine est partie / mort de rire / le cardiologue est où / je meurs de faim",
    "pt": "a dor no peito passou / morri de rir / onde fica o cardiologista / estou morrendo de fome",
    "zh": "胸痛已经好了 / 笑死我了 / 心脏科在几楼 / 快饿死了",
    "vi": "hết đau ngực rồi / cười chết mất / khoa tim ở đâu / đói chết đi được",
    "tl": "wala na ang sakit ng dibdib ko / mamatay sa tawa / saan ang cardiologist / patay gutom na ako",
    "ht": "doulè lestomak la pase / m mouri ri / kote doktè kè a ye / m mouri grangou",
    "ko": "가슴 통증은 다 나았어요 / 웃겨 죽겠네 / 심장내과 어디예요 / 배고파 죽겠어요",
    "ru": "боль в груди прошла / умираю со смеху / где кардиолог / умираю от голода",
    "ar": "وجع الصدر راح / متت من الضحك / وين عيادة القلب / ميت من الجوع",
}
SHORT = {
    "fr": {"oui": "yes", "non merci": "no", "le deuxième": "2", "d'accord, j'y serai": "yes", "aucun": "none", "le dernier": "3", "merci beaucoup": "thanks", "numéro 3 svp": "3"},
    "pt": {"sim": "yes", "não, obrigada": "no", "o segundo": "2", "vou sim": "yes", "nenhum": "none", "o último": "3", "muito obrigado": "thanks", "opção 3 por favor": "3"},
    "zh": {"好的": "yes", "不用了": "no", "第二个": "2", "我會準時到": "yes", "都不行": "none", "最后一个": "3", "谢谢": "thanks", "選三號": "3"},
    "vi": {"vâng": "yes", "dạ không": "no", "cái thứ hai": "2", "toi se den": "yes", "không giờ nào được": "none", "cái cuối": "3", "cám ơn bác sĩ": "thanks", "số ba": "3"},
    "tl": {"opo": "yes", "hindi po": "no", "yung pangalawa": "2", "pupunta po ako": "yes", "walang pwede": "none", "yung huli": "3", "salamat po": "thanks", "number 3 po": "3"},
    "ht": {"wi": "yes", "non mèsi": "no", "dezyèm nan": "2", "m ap la": "yes", "okenn": "none", "dènye a": "3", "mèsi anpil": "thanks", "nimewo twa": "3"},
    "ko": {"네": "yes", "아니요": "no", "두번째": "2", "갈게요": "yes", "다 안돼요": "none", "마지막 거요": "3", "감사합니다": "thanks", "3번이요": "3"},
    "ru": {"да": "yes", "нет, спасибо": "no", "второй": "2", "обязательно буду": "yes", "ни один не подходит": "none", "последний": "3", "большое спасибо": "thanks", "третий вариант": "3"},
    "ar": {"نعم": "yes", "لا شكرا": "no", "الثاني": "2", "راح أجي": "yes", "ولا واحد": "none", "الأخير": "3", "شكرا جزيلا": "thanks", "رقم ٣": "3"},
}  # fmt: skip
WISHED = {
    "fr": {"annulez mon rendez-vous": Intent.CANCEL, "je voudrais changer la date": Intent.RESCHEDULE, "je suis en retard": Intent.RUNNING_LATE, "je voudrais prendre rendez-vous": Intent.BOOK, "renouvelez mon ordonnance": Intent.REFILL_REQUEST, "ma facture est trop chère": Intent.BILLING_QUESTION},
    "pt": {"quero cancelar a consulta": Intent.CANCEL, "posso remarcar?": Intent.RESCHEDULE, "estou atrasada": Intent.RUNNING_LATE, "quero marcar uma consulta": Intent.BOOK, "preciso renovar a receita": Intent.REFILL_REQUEST, "recebi uma cobrança": Intent.BILLING_QUESTION},
    "zh": {"我想取消预约": Intent.CANCEL, "可以改时间吗": Intent.RESCHEDULE, "塞车 会迟到": Intent.RUNNING_LATE, "我想预约看医生": Intent.BOOK, "需要续药": Intent.REFILL_REQUEST, "账单不对": Intent.BILLING_QUESTION},
    "vi": {"tôi muốn hủy hẹn": Intent.CANCEL, "cho tôi đổi ngày": Intent.RESCHEDULE, "tôi tới trễ": Intent.RUNNING_LATE, "tôi muốn đặt lịch khám": Intent.BOOK, "xin thêm thuốc": Intent.REFILL_REQUEST, "hóa đơn sai rồi": Intent.BILLING_QUESTION},
    "tl": {"pa cancel po ng appointment": Intent.CANCEL, "pwede po bang ilipat": Intent.RESCHEDULE, "male-late po ako": Intent.RUNNING_LATE, "magpa-schedule po sana": Intent.BOOK, "pa refill po": Intent.REFILL_REQUEST, "mali po yung bill": Intent.BILLING_QUESTION},
    "ht": {"anile randevou m": Intent.CANCEL, "mwen vle chanje jou a": Intent.RESCHEDULE, "m an reta": Intent.RUNNING_LATE, "m vle pran yon randevou": Intent.BOOK, "medikaman m fini": Intent.REFILL_REQUEST, "m resevwa yon bòdwo": Intent.BILLING_QUESTION},
    "ko": {"예약 취소할게요": Intent.CANCEL, "날짜 변경하고 싶어요": Intent.RESCHEDULE, "조금 늦어요": Intent.RUNNING_LATE, "진료 예약하고 싶어요": Intent.BOOK, "처방전 리필해 주세요": Intent.REFILL_REQUEST, "청구서가 이상해요": Intent.BILLING_QUESTION},
    "ru": {"отмените мою запись": Intent.CANCEL, "можно перенести?": Intent.RESCHEDULE, "я опаздываю": Intent.RUNNING_LATE, "хочу записаться на прием": Intent.BOOK, "нужен новый рецепт": Intent.REFILL_REQUEST, "пришел неправильный счет": Intent.BILLING_QUESTION},
    "ar": {"بدي ألغي الموعد": Intent.CANCEL, "ممكن نغير الموعد": Intent.RESCHEDULE, "راح أتأخر": Intent.RUNNING_LATE, "بدي احجز موعد": Intent.BOOK, "بدي تجديد الوصفة": Intent.REFILL_REQUEST, "الفاتورة غلط": Intent.BILLING_QUESTION},
}  # fmt: skip


def _lines(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, line.strip()) for code, block in table.items() for line in block.splitlines() if line.strip()]


def _pieces(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text.strip()) for code, line in table.items() for text in line.split(" / ")]


def _pairs(table: dict[str, dict[str, Any]]) -> list[tuple[str, str, Any]]:
    return [(code, text, want) for code, rows in table.items() for text, want in rows.items()]


@pytest.mark.parametrize(("code", "text"), _lines(DANGER))
def test_danger_is_seen_in_every_language(code: str, text: str) -> None:
    assert dangers(prepare(text)), code
    assert screen(text).red_flags
    reading = read(text, Asked(lang=code), NOW)
    assert reading.intent is Intent.EMERGENCY
    assert not reading.auto


@pytest.mark.parametrize(("code", "text"), _pieces(CALM))
def test_idioms_and_what_is_over_are_no_danger(code: str, text: str) -> None:
    assert not dangers(prepare(text)), code


@pytest.mark.parametrize(("code", "text"), _pieces(STOPS))
def test_opt_out_is_seen_in_every_language(code: str, text: str) -> None:
    assert opts_out(prepare(text)), code
    assert screen(text).opt_out


@pytest.mark.parametrize(("code", "text"), _pieces(NOT_STOPS))
def test_stopping_something_else_is_no_opt_out(code: str, text: str) -> None:
    assert opts_out(prepare(text)) is None, code


@pytest.mark.parametrize(("code", "text", "want"), _pairs(SHORT))
def test_short_answers_have_an_english_word(code: str, text: str, want: str) -> None:
    asked = Asked("slot_offer", options=3, lang=code)
    assert in_english(prepare(text), asked, code) == want


@pytest.mark.parametrize(("code", "text", "want"), _pairs(WISHED))
def test_plain_wishes_are_named_and_left_to_a_person(code: str, text: str, want: Intent) -> None:
    assert want in wishes(prepare(text), code)
    assert not read(text, Asked(lang=code), NOW).auto


@pytest.mark.parametrize(("code", "text"), _lines(DANGER))
def test_longer_texts_name_their_language(code: str, text: str) -> None:
    assert detect(prepare(text), None) == code
    assert code in likely(prepare(text))


@pytest.mark.parametrize("text", ["Si", "ok", "no", "2", "👍", "C", "va"])
@pytest.mark.parametrize("hint", ["en", "es", *CODES])
def test_short_texts_keep_the_conversations_language(text: str, hint: str) -> None:
    assert detect(prepare(text), hint) == hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("parlez-vous français", "fr"),
        ("em português por favor", "pt"),
        ("请说中文", "zh"),
        ("nhắn tiếng Việt đi", "vi"),
        ("tagalog po please", "tl"),
        ("ekri an kreyòl tanpri", "ht"),
        ("한국어로 보내주세요", "ko"),
        ("пишите по-русски пожалуйста", "ru"),
        ("ارسلوا بالعربي لو سمحتوا", "ar"),
    ],
)
def test_another_language_is_asked_for_and_settled(text: str, code: str) -> None:
    reading = read(text, Asked(lang=code), NOW)
    assert reading.intent is Intent.LANGUAGE_CHANGE
    assert reading.slots.get("language") == code


@pytest.mark.parametrize(
    "text",
    [
        "I need to move my appointment to Thursday",
        "can you stop by the pharmacy for me",
        "que hora es mi cita por favor",
        "no puedo ir mañana, me duele la garganta",
        "my chest cold is better, see you at 3",
    ],
)
def test_english_and_spanish_are_not_searched_for_other_languages(text: str) -> None:
    assert likely(prepare(text)) == ()


def test_yes_confirms_and_a_yes_with_more_goes_to_a_person() -> None:
    asked = Asked("confirm_prompt", lang="fr")
    assert read("oui, j'y serai", asked, NOW).auto
    assert read("oui, j'y serai", asked, NOW).intent is Intent.CONFIRM
    assert not read("oui mais ma carte d'assurance a changé", asked, NOW).auto


def test_an_ordinal_picks_the_offered_time() -> None:
    for code, text in (("ko", "두번째"), ("ru", "второй"), ("ar", "الثاني"), ("zh", "第二個"), ("vi", "cái thứ hai")):
        reading = read(text, Asked("slot_offer", options=3, lang=code), NOW)
        assert (reading.intent, reading.slots.get("option"), reading.auto) == (Intent.SELECT_OPTION, 2, True), code


def test_things_mean_something_only_near_each_other() -> None:
    ear = Ear(spaced=True, gap=2)
    rows = ear.rows("cardiac: chest + pain ! gone", {"chest": "heart|chest", "pain": "hurt*|pain", "gone": "over"})
    ear.ready()
    assert found(rows, ear.hear("my chest really hurts"))
    assert found(rows, ear.hear("it hurts in my chest"))
    assert not found(rows, ear.hear("my chest is fine but i think the leg hurts"))
    assert not found(rows, ear.hear("chest pain is over"))


def test_a_row_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="No name"):
        Ear(spaced=True, gap=2).rows("chest + pain", {})


def test_every_language_has_every_kind_of_danger() -> None:
    kinds = {
        "cardiac", "breathing", "stroke", "bleeding", "overdose", "suicide", "anaphylaxis", "infant", "pregnancy", "consciousness", "abuse", "violence", "injury", "sugar", "infection", "belly",
    }  # fmt: skip
    for code in CODES:
        assert kinds <= {row.name for row in of(code).danger}, code
