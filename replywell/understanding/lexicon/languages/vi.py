# ruff: noqa: E501 - tables of words read better whole
"""Vietnamese, with and without its marks: both are read without them, so words that differ by a tone are told
apart by the words beside them."""

SPACED = True
GAP = 5
MARKS = (
    "khong nguc tho thuoc ngat ngung toi khong ko hong hok khg duoc dc cam cám hen lich ngay mai vang bac chu anh chi em minh gio thu sang chieu toi cho xin dung nhan tin dau nguc kho tho muon doi kham benh thuoc nha con chau ong ba bo me vo chong "
    "roi nua di qua nhieu va voi khi thi la cung van dang se bi lam het hom nay tuan thang nam may nguoi gi sao dau dum gium giup nhe nha a oi huy lay tre ket xe duong so dien thoai tieng viet phong mach co phai cua nhung chac toi tui cai nay do moi them lai "
    "y ta mot hai ba bon xac dong da u ok da vang ho sot nhuc dau bung tuc ngat mau chay oi mua chong mat"
)

THINGS = {
    "not": "khong|ko|k|hong|hok|khg|dung|đung|chang|chua|cha|kg|khoi|thoi|het|ngung|ngưng|dưng|cam|tu choi|mien",
    "send": "gui|nhan|nhan tin|goi|lien lac|lien he|lam phien|phien|quay ray|quay|spam|nt|text|sms|tin|thong bao|nhac|bao|tin nhan|send|gởi|goi tin|nhac nho|viet",
    "messages": "tin nhan|tin|nhan tin|sms|text|thong bao|nhac nho|tn|messages|spam|nhac lich|nhac hen|nhan|quang cao|may cai nay|nhung cai nay|cai nay",
    "stop_doing": "ngung|dung|ngừng|thoi|cham dut|huy|tat|stop|khoi|dep|bo|ket thuc|rut",
    "remove": "xoa|bo|go|loai|rut|lay|huy|gach|tat|chan|khoa|go bo|xóa|xoa bo",
    "me": "so nay|so toi|so cua toi|so em|so cua em|ten toi|ten em|danh sach|so dien thoai|so dt|he thong|list|toi ra|em ra|dang ky|ten cua|thong tin cua|so cua|sdt|khoi danh sach|so|dong y",
    "chest": "nguc|tim|long nguc|lồng ngực|ngưc",
    "pain": "dau|tuc|nhoi|thắt|that|nang|de|ep|nhoi|kho chiu|bop|nong|rat|boi|siet|buot|danh trong ngưc|nghet|nghen|thot|quan|xiet",
    "heart": "tim|nhip tim",
    "beats": "dap nhanh|loan|dap manh|hoi hop|dap loan|nhanh qua|danh trong nguc|dap thinh thich|ngung dap|dap that thuong|dap lung tung|roi loan|dap nhanh qua|dap lien hoi",
    "breath": "tho|hoi tho|hoi|khong khi|hen|suyen|hen suyen",
    "breathless": "kho|khong duoc|khong noi|hut hoi|doc|gap|khoe|kho khe|rit|khong|ko|ngop|thieu|nghet|hong|nong|yeu|met|cham|khong ra|khong vo|dut|sap|khan|nang nhoc|kkong",
    "limb": "tay|chan|mieng|mat|nua nguoi|ben|mat mui|nguoi|canh tay|luoi|moi|ham|nua mat",
    "weak": "te|liet|meo|yeu|xe|bai|khong nhuc nhich|mat cam giac|khong cu dong|khong nhac|cung|xui|khong giơ|khong gio|khong nhuc|khong cam giac|ru|lech|khong dong|trung xuong|do ra|co lai",
    "speech": "noi|tieng|giong|luoi|phat am",
    "slurred": "khong ro|ngong|liu|dot|ap ung|khong ra|lap bap|kho|nham|lung tung|xam|bay|khong duoc|u o|liu luoi|cung|deu deu|lan|me",
    "eye": "mat|thi luc|nhin",
    "eye_bad": "mo|khong thay|toi sam|toi|mu|nhoe|doi|hai hinh|song thi|den|mo qua|choi|khong nhin|dom|hoa|1 mat|cham den|man den|chop",
    "headache": "nhuc dau|dau dau|dau nhuc|cai dau|dau nua dau",
    "terrible": "du doi|kinh khung|dot ngot|nhu bua bo|chua tung|nhat|tu nhien|bong nhien|khung khiep|vo dau|no tung|qua chung|chiu khong noi|khong chiu noi|nhu but|nhu set|nhu muon|tung co|muon no|bua|kinh|nhu ai|du",
    "blood": "mau|xuat huyet|bang huyet|huyet",
    "out": "chay|ra|ho|oi|non|tieu|di cau|phan|khong cam|cam|cuc|nhieu|dam|phun|tuon|lenh lang|tho|chay hoai|uot|bang|khac|khong ngung|hoai|hong ngung|den|ngoai|xoi|tron|vung|thau|dai|tum lum|dia|khong cầm|be bet",
    "baby": "em be|be|so sinh|con|chau|con trai|con gai|tre|thang be|bau|con nit|bé|cu ti|nhoc|baby|dua nho|tre so sinh|thang cu|cu",
    "young": "thang|tuan|ngay|so sinh|moi sinh|day thang|moi de",
    "fever": "sot|nong|nhiet do|38|39|40|41|101|102|103|104|hâm|ham ham",
    "limp": "tim|tim tai|tai|xanh|mem|li bi|khong tinh|khong thuc|kho danh thuc|bo bu|khong bu|khong chiu bu|ngu hoai|khong phan ung|khong khoc|lo do|mem nhun|oat|danh thuc|tai nhot|khong tieu|khong dai|ngu li bi|khoc hoai|khoc khong nin|ngu mai|nhun|mem oat|goi khong|khong day|la di|thop|lac di|lịm|lim|co giat|trun|xam|khong nhuc nhich",
    "pregnant": "bau|mang thai|thai|co thai|em be|tuan|sanh|sinh|de|thang|co bau|tam ca nguyet|san phu|be trong bung",
    "pregnancy_bad": "ra mau|chay mau|mau|vo oi|be oi|ri oi|nuoc oi|khong dap|khong may|it dap|dau bung|co that|sung|phu|nhuc dau|mo mat|hoa mat|sot|hoi|lanh run|co giat|mat mo|gò|go|ra nuoc|bang huyet|choang|ngat|xiu|khong cu dong|cu dong|mo|nuoc chay|rỉ|san dich|oi|nuoc ra",
    "swallow": "nuot|uong|an|ngam|hit|nhai|chich|lo uong|lo nuot|tiem|bu|liem|lo",
    "poison": "thuoc tay|nuoc tay|thuoc sau|thuoc diet|thuoc chuot|xang|dau hoa|pin|dong xu|nam cham|hoa chat|xa phong|bot giat|nuoc rua|axit|acid|nuoc lau|tay rua|nuoc hoa|diet co|diet chuot|bao chuot|tay|tay bon cau|con 90|thuoc do|nam|long nao|thuoc ray|javel|keo dan|sung nuoc|thuoc nhuom|la ngon|chai xang|diet con trung|diet gian",
    "pills": "thuoc|vien|lieu|insulin|thuoc ngu|thuoc an than|panadol|tylenol|chai thuoc|lo thuoc|vi thuoc|mui",
    "too_many": "ca chai|ca lo|ca vi|het|qua lieu|nhieu|gap doi|ca hu|nguyen chai|nguyen lo|nguyen vi|20|30|40|50|10|15|het chai|het lo|ca nam|mot nam|vốc|hai lan|qua nhieu|nguyen hop|ca hop|het hu|tat ca|lo tay|gap ba|sach|du lieu",
    "die": "chet|tu tu|tu sat|tu van|bien mat|nhay cau|nhay lau|treo co|cat tay|ket lieu|quyen sinh|ra di|ngu luon|khong thuc day|ngu mai|cho roi|giai thoat|nhay xuong|ra di mai mai",
    "want": "muon|dinh|tinh|nghi|se|ước|uoc|chi muon|chuan bi|san sang|tha|them|toan|quyet|cu muon|sap",
    "live": "song|doi nay|ton tai|coi doi|cuoc doi|tren doi|sống",
    "kill": "giet|dam|chem|ban|danh chet|dot|bop co|cho no chet|xu|thanh toan|cat co|cho mot nhat|dap chet|lay mang",
    "someone": "no|han|ong|chong|vo|nguoi|hang xom|thang|bac si|sep|con|tui bay|me|ba|ho|may nguoi|ban|thay|co giao|ca nha|ten",
    "weapon": "dao|sung|bua|ma tau|riu|luoi lam|xang|kiem|luoi dao|cay rua",
    "attacker": "chong|anh ay|anh ta|ong|bo|cha|duong|nguoi yeu|ban trai|no|han|me chong|con trai|vo|cau|chu|ba chu|thay|sep|anh|ho|chau",
    "hurt": "danh|dap|bop co|tat|dam|hiep|hanh ha|lam dung|so mo|doa giet|doa|nhot|cuong hiep|xam hai|bao hanh|giam|siet co|dong vao nguoi|so soang|khoa cua|lay dien thoai|giu giay to|nem|quang|dot|day|ep|cam giu|giat toc|da|quan ly|dam em",
    "victim": "toi|em|con toi|con em|con gai|con trai|chau|me|be|tui|minh|tre|ba|con|ba ngoai|ba noi",
    "afraid": "so|nguy hiem|khong an toan|tron|khoa cua|cuu|ho hai|sợ|khong dam|trốn|nup|chay tron",
    "home": "ve nha|nha|chong|ong ay|no|anh ta|phong tam|nha ve sinh|toilet|bo|duong|tolet|phong|ban trai",
    "throat": "hong|luoi|moi|mat|mieng|co hong|mi mat|mat mui|thanh quan|cuong hong",
    "swell": "sung|phu|nghen|nghet|that lai|phong|vu|to ra|bop|tit",
    "ate": "an|dau phong|tom|cua|ong chich|hai san|di ung|khang sinh|uong thuoc|sua|trung|dau|hat|ong dot|mui|chich|ong|thuoc|noi me day|me day|kien|noi man|ghẹ|oc|muc",
    "faint": "ngat|bat tinh|xiu|co giat|dong kinh|hon me|bat dong|goi khong day|khong tinh|xui bot mep|bot mep|te xiu|khong con biet|bat tinh nhan su|trợn mat|tron mat|khong biet gi|khong phan ung|giat kinh phong|kinh phong|len kinh|giat|khong nghe khong|mat y thuc|ngã quy|nga quy|lim di|goi khong thua|xỉu|khong nhan biet",
    "fall": "te|nga|dap|va|roi|tai nan|dung|tong|lon|truot|ngã|bi xe|trung|nhao|u",
    "head": "dau|lau|cau thang|thang|mai nha|giuong|gac|xe|co|goi|gay|sot|tran|so|o|xe may|ghe|vong|noi|cao|mau loang|loang mau",
    "after_blow": "oi|non|buon ngu|lo mo|me|chay mau|nhuc dau|ngat|noi bay|loang mau|lu lan|u|ngu|quen|mau|khong nho|lan|khong biet|chong mat|bat tinh|do dan|ngu ga|noi nham|lam nham|khoc thet|giat|mo mat|xiu|mat to mat nho|hoa mat|choang|khong tinh",
    "belly": "bung|da day|bao tu|ha vi|hong phai|bung duoi|ruot|ben phai|lung",
    "severe": "du doi|quan|quan quai|khong chiu noi|cung|dot ngot|kinh khung|sot|vat va|lan lon|khong dung thang|qua troi|dau qua|nhu dao|xe|kinh|cung ngac|nhu cung|kep|hoai khong het|chiu het noi|thau troi|tot cung|nhoi|gap nguoi|toat mo hoi",
    "sugar": "duong|duong huyet|tieu duong|insulin|tut duong|ha duong",
    "sugar_bad": "run|vat mo hoi|mo hoi|lu lan|lo mo|ngat|xiu|noi bay|noi sang|me|oi|choang|yeu|hi|lo|lan|khong tinh|met la|chong mat|bun run|hoa mat|lu|lam nham|lim|ngu|bủn|kieu",
    "pressure": "huyet ap|ap huyet|mau cao|tang xong|ap mau|cao mau",
    "septic": "run|lanh run|lu lan|noi bay|noi sang|me sang|khong nhan ra|cung co|co cung|lo mo|li bi|tim|tham|noi lung tung|hoa tri|tho nhanh|met la|mat|lan|tinh tao|nhan ra|gap co|noi nham|lanh toat|ret run|cung gay|vet do|mẩn|cham do|cham tim|xuat huyet|bam tim|me|kiet suc|bay|phat ban tim|khong tieu|ong thong|lua",
    "confused": "lu lan|noi bay|noi sang|lan|khong nhan ra|noi lung tung|lan lon|me sang|khong biet minh o dau|khong biet ai|khong nhan|lam nham|tinh than hoang loan|noi nham|khong nho ai|khong biet dang o dau|ngo ngan|ao giac|noi xam|noi chuyen lung tung|tam tri",
    "elder": "bo|me|ba|ong|ba ngoai|ong ngoai|ba noi|ong noi|cha|ma|chong|vo|tu nhien|dot ngot|bac|nguoi nha|sang nay|ba cu|ba toi|tia|co|chu|di|ngoai|noi",
    "alcohol": "ruou|nhau|bia|cai|bo ruou",
    "withdrawal": "run|thay con|trung|ao giac|vat mo hoi|co giat|ma|hoang tuong|ran|kien bo|nghe tieng",
    "voices": "tieng noi|nghe tieng|giong noi|nghe ai|tieng ai|ai do bao|ao thanh|co tieng",
    "leg": "chan|bap chan|bap chuoi|dui|cang chan|giò|gio",
    "burn": "bong|phong|phỏng|dien giat|chay|tat nuoc|do trung",
    "burn_where": "mat|nuoc soi|dau soi|dau|tay|nguc|lua|bong nuoc|phong nuoc|axit|soi|lung|bung|chan|dui|nguoi|mo|canh|lot da|hoa chat|da|noi chao|tay chan|phong rop|dien|gas",
    "better": "het|khoi|do|bot|on roi|khong con|binh thuong|da qua|nam ngoai|thang truoc|hoi truoc|lau roi|khoe|ngung roi|nam truoc|ngay xua|hoi xua|tuan truoc|ha|lui|lanh|on|hoi nho",
    "back": "lai|nua|nhung|bay gio|hom nay|van|tro lai|sang nay|gio|ma|chua",
    "medicine": "thuoc|insulin|tri lieu|khang sinh|toa|thuoc la|hut|ruou|uong|bu|dieu tri|aspirin|huyet ap|tiem|hoa tri|vitamin|toa thuoc",
    "visit": "hen|lich|lich hen|kham|cuoc hen|buoi hen|gap bac si|bac si|appointment|cuoc|buoi|ca|lich kham|slot|cho|gap",
    "cancel": "huy|cancel|bo hen|bo lich|xoa lich|xoa hen|huỷ|bo cuoc",
    "move": "doi|doi lich|doi gio|doi ngay|hoan|dời|rời|chuyen|sua|ngay khac|gio khac|hom khac|bua khac|sang ngay|som hon|tre hon|muon hon|tuan sau|tuan toi|thu khac|dip khac|thang sau|lui|qua ngay|qua thu|khac|dich|reschedule|tro di|re|don|dang",
    "can_not_come": "khong di duoc|khong toi duoc|khong den duoc|ko di duoc|ko toi duoc|ko den duoc|khong the den|khong the di|khong the toi|ban roi|khong di|khong toi|khong den|ko den|ko di|ko toi|khong ghe duoc|khong kham nua|khong can kham|khong qua duoc|hong di duoc|hong toi duoc|di khong duoc|den khong duoc|toi khong duoc|khoi kham|khong con can|het benh roi|hong di|vang mat|khong co mat|kg di duoc|khong len duoc|khong di kham|chua di duoc|nghi kham|khong ra duoc|di hong duoc|hok di duoc|ko qua duoc",
    "late": "tre|den muon|toi tre|ket xe|dang tren duong|sap toi|gan toi|dang di|tac duong|phut|cho em|doi em|kẹt|dang kiem cho|cho dau|tim cho dau|toi lien|den lien|toi ngay|dang chay|xe hu|dau xe|ghe do xang|toi gan|toi noi|xuong toi|xe buyt|toi chut",
    "book": "dat|lay hen|dat hen|dat lich|hen|xin|lam hen|muon gap|muon kham|cho toi hen|can kham|can gap|dang ky|lay lich|book|lay cho|can hen|sap lich|xep lich|xep|con cho|co cho|kham dum|cho hen|kham",
    "sick": "dau|nhuc|sot|ho|oi mua|non oi|bi oi|chong mat|ngua|sung|tieu chay|bi cam|cam cum|met|noi man|di ung|dau bung|dau hong|viem|non|buon non|dau lung|nhiem trung|rat hong|so mui|benh|kho chiu|te|mat ngu|tao bon|dau rang|tac dung phu",
}

DANGER = """
overdose: may|bao dong > khi|gas|co > keu|reo|hu|bao
suicide: song|doi|cuoc doi > khong con|khong|vo|het > y nghia|muc dich|nghia ly|gia tri
overdose: may bao|bao dong|khi co|khi gas|mui gas|ro ri|may > khi|gas|keu + nhuc dau|chong mat|dau dau|buon non|ngat
suicide: dinh|muon|tinh|da|toan|doa > treo co|nhay lau|nhay cau|tu tu|uong thuoc sau|cat tay
cardiac: chest > pain
cardiac: pain > chest ! hen|bac si tim|tim cho|tim duong|tim phong
cardiac: heart + beats
cardiac: nhoi mau|dau tim|truy tim|ngung tim|tai bien tim|con dau that nguc|nhoi mau co tim|suy tim cap|len con tim|tim ngung
cardiac: tay trai|ham|vai trai|canh tay + te|dau|nhuc|lan + mo hoi|nguc|ham|kho tho|tay trai|tho|lan
cardiac: vat mo hoi|mo hoi lanh|do mo hoi|toat mo hoi + nguc|tim|kho tho|tay trai|ngat|choang|met
cardiac: may tro tim|may tao nhip|may pha rung + giat|soc|dien
breathing/3: kho|khong|hut|ngop|nghet|thieu|hong|ko|het|ngung|ngat > tho|hoi
breathing/3: tho > kho|khong|ko|hong|het|doc|gap|khoe|rit|cham|yeu|nang|hut|kkong|yeu ot|nhanh qua|thoi thop|can
breathing: ngop tho|nghet tho|suyen|len con hen|con hen|hut hoi|kho khe|ngat tho|ngung tho|tho khong duoc|tho khong noi|thieu oxy|duoi nuoc|chet duoi|len con suyen
breathing: moi|mong|mat|ngon tay|mieng|nguoi|dau ngon|mon + tim|tim tai|tim ngat|xanh|tai mét
breathing: hoc|mac|sac|nghen|mac nghen > keo|thuc an|xuong|thit|trai|do choi|com|thach|sua|hot|hat|banh|co|chao|nho|nhan
breathing: hoc|mac nghen|hoc di vat|mac co|mac xuong|sac + tim|tho|noi|ho|tai
breathing: xit|ong hit|ventolin|phun khi|thuoc xit + khong|ko|het|chang
breathing: oxy|spo2|oxygen|nong do oxy + low_oxygen
breathing: xuong suon|nguc + lom|rut lom|hop
stroke: limb + weak ! nha khoa|ngu|ngoi
stroke: speech + slurred + tu nhien|dot ngot|mieng|tay|chan|bo|me|ba|ong|chong|vo|sang nay|meo|te|bac|cha|ma|nhien
stroke: mieng|moi|mat|mep > meo|lech|xe
stroke: meo > mieng|mom|mat
stroke: dot quy|tai bien|xuat huyet nao|nhoi mau nao|liet nua nguoi|te nua nguoi|mach mau nao|yeu nua nguoi|trung gio|bai liet|yeu han|nga quy
stroke: mat|thi luc + eye_bad + tu nhien|dot ngot|bong|mot|mot ben|ben|nguyen|1|tu sang|nhien|dau|man|dot
stroke: mat|thi luc > khong thay|toi sam|mu|khong nhin|toi thui|toi om
stroke: mot mat|mot ben mat > mo|khong|toi|mu|den
stroke: nhin > mot|thanh hai|hai hinh|doi|thanh 2|hoa hai
stroke: headache + terrible
bleeding: blood + out ! xet nghiem|thu|thu mau|hien|loang
bleeding: chay mau|bang huyet|xuat huyet|mat mau|ra mau|oi ra mau|ho ra mau|di cau ra mau|phan den|tieu ra mau|non ra mau|ho ra mau|mau chay|mau phun|mau tuon
bleeding: dut|cat|chat|may cua|cua > ngon tay|tay|ngon|chan
bleeding: vet mo|vet thuong|duong may|vet may|vet khau|mo > bung|ho|ra mau|chay|toac|rach|ho ra|xi
infant: baby + young + fever
infant: be|so sinh|tre|em be|baby + sot + moi|tuan|thang|ngay
infant: baby + limp ! kham mat|xe
infant: be|em be|chau|con|baby + khong bu|bo bu|tim tai|li bi|mem nhun|co giat|khong tinh
pregnancy: pregnant + pregnancy_bad ! hen|lich sinh
pregnancy: vo oi|be oi|vo nuoc oi|be nuoc oi|ri oi|sap sinh|sap sanh|sap de|chuyen da|dau de|say thai|doa say|thai chet|sinh non|vo nuoc|be nuoc|rỉ nuoc oi|thai luu|go tu cung|thai khong may|oi vo
pregnancy: em be|be|thai|bung|con > khong|it|het|chua|hong|ko|ngung|thoi > dap|may|cu dong|quay|cua quay|nhuc nhich
pregnancy: khong|it|hong|ko|chua > thay|thay be|be > dap|may|cua|cu dong
pregnancy: sau sinh|moi sinh|moi de|moi sanh|de xong|sanh xong|sanh|sinh mo|sinh duoc|o cu|hau san|sinh xong|sinh em be + sot|ra mau|lanh run|hoi|ngat|bang|nhuc dau|mau|co giat|hoa mat|chet|buon
overdose: swallow + poison
overdose: swallow > too_many + pills
overdose: swallow + pills > het|ca|nguyen|gap doi|qua lieu|lon|nham lieu|nhieu|gap ba|hai lan
overdose: too_many > thuoc ngu|vien|thuoc an than
overdose: qua lieu|ngo doc|sock thuoc|soc thuoc|trung doc|ngat khi|khi gas|ngo doc khi|hit keo|ma tuy|heroin|choi thuoc|fentanyl|dung thuoc qua|choi do|choi da|xi gas|phe thuoc|hang trang|thuoc phien|uong lon|chich choac
overdose: uong|nuot + thuoc + tu tu|chet|de chet|ca vi|het vi
overdose: thuoc + truoc mat|tren tay|trong tay|de danh|gom|da mua|chuan bi san|dem
suicide: want > die ! cuoi
suicide: khong|ko|hong|chan|het > muon|thiet|can|ham|song > song|live|doi|ton tai|thuc day|tinh day
suicide: khong muon song|chan song|chan doi|het muon song|tu tu|tu sat|tu van|ket lieu|chet di|song lam gi|song chi|chet cho roi|chet cho xong|thuoc ngu|tu ket thuc|quyen sinh|rach tay|cat tay|cua tay|tu lam dau|tu hai|rach co tay|nhay cau|nhay lau|treo co|di chet|chet quach|khong thiet song|chet con hon|song khong noi|khong song noi|chan ngan cuoc doi|chet cho nhe|chet cho xong|ngu mai khong|ngu luon|khong muon thuc|ngu mot giac|tu rach|chet duoc roi|thu di chet|rach tay
suicide: ganh nang|phien|lam kho + chet|gia dinh|moi nguoi|nha|ca nha|con chau|cho|song
suicide: khong co|thieu|vang > toi|em|con|tui > tot hon|nhe|do kho|vui hon|khoe|do kho|de song
suicide: khong ai|chang ai|ko ai|hong ai + nho|can|quan tam|biet|thuong|buon|hay
suicide: mai|ngay mai|tuan sau|mot|toi nay|luc do|hom do|khi do|sau nay|thang sau + khong con|khong con o day|khong con nua|di roi|di xa|khong con tren doi|chet|het roi
suicide: khong con > tren doi|o day|nua dau|song|tren coi doi
suicide: vinh biet|tu biet|di chuc|thu tuyet menh|tam biet moi nguoi|tam biet tat ca|loi cuoi|lan cuoi|di thu|tuyet menh|chao vinh biet|nho cham soc con|nho nuoi + cam on|moi nguoi|con|bac si|ca nha|tam biet|nhe|em|toi|tat ca|viet|roi|de lai|vinh
suicide: cat|rach|cua|rach nat|lam > tay|co tay|da|dui|cua minh ! dut|mong|toc
suicide: do dac|tai san|do|meo|cho + cho het|cho nguoi ta|phan phat + khong can|nua|di|het
violence: want + kill
violence: kill > someone + toi|tao|em|se|dinh|hom nay|di|cho|phai|muon|tui|phen nay|thiet|chac|toi nay
violence: voices + giet|dam|bao|noi|xui|keu|sai|chem|chui|ep|nhay
violence: weapon + kill|doa|cam|xong|truoc cua|duoi|di tim|dang|mang|trong tui|ke|giu
violence: doa > giet|dam|chem|ban
abuse: attacker + hurt + victim ! danh rang|danh may|danh thuc
abuse: afraid + home ! bac si
abuse: bi danh|bi hiep|cuong hiep|bao hanh|bao luc gia dinh|bi lam dung|bi xam hai|bi chong danh|danh dap|bop co|bi nhot|bi quay roi|hiep dam|bi hanh ha|bi bop co|dan mat|bi chong|danh em|danh toi|danh con|danh me|danh chau ! danh rang
anaphylaxis: hong|luoi|moi|mat|mieng|mi mat|mat mui > swell ! sau mo
anaphylaxis: sung > moi|luoi|mat|hong|mieng|mat mui|vu moi
anaphylaxis: ate + sung|ngua|kho tho|nghet|tho|hong|kho khe|phu + tho|moi|mat|luoi|hong|sung|nghet|nguoi|mi
anaphylaxis: soc phan ve|phan ve|di ung nang|soc thuoc|epipen
consciousness: faint ! cuoi
consciousness: goi|lay|lay nguoi|keu|danh thuc > khong|hoai|mai|hong|ko > day|tinh|thuc|thua|nhuc nhich|phan ung ! bat may|dien thoai|phong mach
consciousness: giat > phut|toan than|sui|bot|lien tuc|hoai
injury: fall + head + after_blow
injury: loang mau|chong dong|khang dong|eliquis|xarelto + te|nga|dap|dau|dung
injury: dap|va|trung|nga|te|dung|roi|bi danh > dau|dap dau ! dau xe|dau tien|o dau|dau bung
injury: nga|te|roi|lon|rot > lau|thang|mai nha|gac|giuong|cay|cao|cau thang|tang
injury: tai nan|bi xe tong|xe dung|xe tong|dien giat|dung xe|xe can + dau|mau|chay|khong|nguc|co|chan|ngat|bat tinh|tay|nang|bung
injury: burn + burn_where ! cháy may
injury: xuong + loi ra|dam ra|ra ngoai|lo ra|gay ho|thoi
injury: ran|cho dai|rit|bo cap|doi + can|cắn|chich|cao
belly: belly + severe + dau|nhoi|quan|cung|thot
belly: dau > bung > du doi|kinh khung|chiu het noi|khong chiu noi|khong dung|quan quai|dot ngot|vat va|lan lon|du
belly: hon dai|tinh hoan|bi dai|dai|trung dai|bìu|biu + dau|sung|nhuc
belly: khong nhin duoc|khong kiem soat|tieu khong|tieu ra quan|mat kiem soat|bi tieu + te|lung|chan|hang|ben
sugar: sugar + low_sugar
sugar: sugar + high_sugar + sugar_bad
sugar: sugar + sugar_bad + tut|xuong|ha|cao|thap|len|qua|con|chi|roi|khong|do|dang
sugar: tut duong|ha duong huyet|tut duong huyet|hon me duong|duong tut
pressure: pressure + high_pressure
pressure: pressure + low_pressure|tut|thap + lanh|ngat|mo hoi|choang|xiu|70|60|50|met|run|chong mat|lo mo|mat
infection: fever + septic
infection: confused + elder
infection: nhiem trung mau|nhiem trung huyet|viem mang nao|soi do|lan do|duong do|vet do chay
withdrawal: alcohol + withdrawal
clot: leg + sung|do|nong + tho|nguc|may bay|dau|met
heat: say nang|trung nang|soc nhiet|say nong|say nang
kidney: chay than|loc mau|loc than + bo|thieu|tre|lo|khong di|nghi + tho|met|yeu|phu|nguc|tim|sung
emergency: cuu|cap cuu|cuu thuong|911|xe cuu thuong|cap cuu gap + goi|voi|gap|mau|cho|den|toi|dang|dua|nhap
emergency: cuu voi|cuu toi|sap chet|nguy kich|hap hoi|cuu em|cuu con|nguy cap|nguy hiem tinh mang|cuu me
"""

CALM = """
calm: khong ai|chang ai > hoi|tra loi|bat may
calm: roi ban oi|ban oi
place: tim cho|kiem cho|cho dau xe|dau xe|bo ten|cao mau|thuoc cao mau|mau khong
gone/8: nguc|tim|dau|mau|tho|sot|nhuc dau|xiu|ngat > het|khoi|do|khong con|thang truoc|nam ngoai|lau roi|hoi truoc|nam truoc|binh thuong|khoe ! back
gone: het > dau nguc|kho tho|sot|chay mau|nhuc dau|dau|chong mat|tuc nguc ! chiu het
gone/3: khong|ko|hong|chua|chang > bi|co|he|thay > dau|sot|chay|mau|kho tho|ngat|co giat|nhuc|chong|non|te ! dap|may
gone/2: khong|ko|hong > dau|sot|kho tho|chay mau|nhuc dau|oi|te|chong mat|ra mau|ho ! khong dung|khong noi
gone: xet nghiem mau|thu mau|hien mau|lay mau|xet nghiem|cong thuc mau|rut mau|test mau
idiom: cuoi chet|chet cuoi|muon chet luon|met chet|met muon chet|doi chet|buon ngu chet|chet doi|mung muon chet|nong chet|dep chet|so chet|nho muon chet|chet me|chet mat|ket xe muon chet|ban muon chet|ngon chet|lanh chet|vui chet|doi muon chet|met gan chet|chet roi quen|thoi chet|buon cuoi|chan chet|mac co chet|tuc chet|buon chet|ket chet|met muon xiu|mac muon xiu|xiu ngang|muon xiu|chet toi|chet tui|chet em|chet con
idiom: gia|tien|bill|hoa don|ket xe|cong viec|giao thong|bai tap|lam viec + chet|giet|xiu|ngat
idiom/5: dam tang|dam ma|tang le|qua doi|mat hom|dua tang|gio|vieng|chia buon|viếng|mai tang|dam gio|cung gio
place: bac si tim|khoa tim|tim mach|khoa san|bac si san|khoa cap cuu o|tim cho|tim duong|tim phong|tim nha|tim bac si|tim khong ra|tim khong thay|dang tim|di tim|tim bai|tim lai|nho tim
wish: thanh tam|that long|trai tim nhan hau|yen tam|quan tam|co tam|an tam|tan tam|tam long
plan/4: ngua|phong ngua|chich ngua|tiem ngua|chung ngua|lop hoc|tu van + dot quy|tai bien|tim|tu tu|di ung
where: o dau|dau xe|cho dau|bai dau|dau tien|di dau|tu dau|khong dau|co dau|den dau|phong nao|bat dau|lan dau|tu dau
epipen/5: epipen|but tiem + toa|het han|xin|moi
"""

STOP = """
words: bao|bao cao|to cao|khieu nai > spam|quay roi|lua dao
words: stop|ngung|dung > gium|giup|dum|di|ngay|lai|lien ! thuoc|xe|mua|do xang|uong
words: cho > em|toi|tui|con|minh > ra khoi|khoi|thoat
words: bo ten|xoa ten|rut ten|gach ten
words: dung|khong|ko|hong|khoi|ngung|ngưng|thoi|cam|tu choi|dep|dung co|hok|hết|het > send
words: send > nua|hoai|mai + dung|khong|ngung|thoi|khoi|phien|chan|block|buc|met|qua|bao
words: send > hoai|mai|nhieu qua|qua nhieu|lien tuc|suot + chan|phien|block|met|dung|ngung|bo|khoa|buc|bực|nhuc dau|buc minh|mai|quá
words: ngung|dung|tat|cham dut|stop|chan|khoa|thoi|huy > messages
words: messages > ngung|tat|stop|khoi|thoi|huy|tu choi|chan
words: huy dang ky|huy nhan|huy tin|ngung dang ky|tu choi nhan|rut khoi|rut lai dong y|rut dong y|khong dong y|bo dang ky|thoat khoi danh sach|ra khoi danh sach|tha cho toi|de toi yen|de yen|mac ke toi|phien qua|bien di|cut di|im di|buong tha|unsubscribe|opt out|tha cho|khong nhan nua|khong muon nhan|khong can nhan|khong nhan tin|lam phien qua|thoi dung|dung lam phien|rut ten|bao cao spam|to cao|khong con muon|huy tat ca tin|lam on ngung|lam on dung|ngung lai|dung lai|dung nhan|dung goi|cam lien lac|ngung dum|ngung giup|ngung ngay|ngung di|stop di|rut khoi|huy dich vu tin|huy dich vu nhan
words: remove > me ! hen|lich
words: xoa|bo|rut|loai|go > ten|so|toi|em|thong tin > danh sach|he thong|di|khoi|ra|list
words: khong|ko|hong|khong con > muon|can|nhan|thich|dong y|cho phep|dang ky|yeu cau > messages|nhan|lien lac|cai nay
words: chan|block|khoa|bao cao > so nay|may nguoi|bay gio|luon|quy vi|toi|phong mach|cac nguoi|so
words: lam|nhan|gui > phien|hoai ! khong sao|xin loi
words: lam sao|lam the nao|cach|muon + ngung|huy|tat|khong nhan|dung + nhan|tin|messages
words: chua|khong|ko > dong y|cho phep|dang ky + nhan|tin|nt|send
words: goi > thoi|duoc roi|di + dung|khong|khoi + nhan
words: du roi|phien|buc minh|bực|chan qua|kho chiu qua > messages|nhan
"""
STOP_ALONE = "ngung|dung|dung lai|ngung lai|huy dang ky|thoi|du roi|ngung lai di|dung lai di|ngung di|dung di|dung nhan|khong nhan|huy nhan tin|ngung nhan|ngung gui|stop|cham dut|khong nhan nua|dung gui|khoi nhan|dung nhan nua|ngung nhan tin|dung nhan tin|dung gui nua|khoi gui|ket thuc|thoat|tu choi|tat|ngung het|ngung ngay|huy bo dang ky|thoi dung nhan nua|huy dk|huydangky|tat thong bao|xoa so|huy thong bao"
STAY = """
else: sao > ngung|dung|khong|ko|het > gui|nhan|nhac ! nua
else: dung|khong|khoi|ngung > goi > nhan tin|tin nhan|nhan ! hay nhan|va nhan|hoac|cung|dung nhan|khong nhan|khoi nhan
else: khong muon dung|khong muon tat|khong muon stop|khong he muon ngung|khong co y
else: lon|nham|lo tay|vo tinh + ngung|dung|stop|huy
else: cho > nhan lai|gui lai
else: xoa > tin|anh|hinh > gui > nham|lon
stay: xoa|bo|doi|cap nhat > so cu|so moi|dia chi
stay/4: ngung|dung|khong|bo|thoi|ngưng|cat|huy > medicine
stay: medicine > ngung|dung
stay: khong|ko|chua|hong > nhan duoc|thay|nhan dc|doc duoc|hieu|co nhan > tin|messages|ket qua|giay|thu|goi|thuoc
stay: nhan > tin > chua|khong + duoc|toi|den|thay
else: cu nhan tin|tiep tuc nhan|tiep tuc gui|cu gui|cu nhac|gui tiep|nhan tiep|dung ngung|dung co ngung|dung quen|dung huy|khong huy|dung lo|khong sao|khong can doi|dung bo|dung xoa|khong muon huy|khong muon ngung
stay: ho|chay|dau|ngua|khoc|oi|mau|non|so mui|mua|tieu > khong|hoai|chua > ngung|dung|het
stay: dung > xe|do|mua|cho|ghe|den|lai|chan > xang|chut|do|cho|thuoc|com|roi
stay: huy|doi|hoan|bo|xoa > lich|hen|kham|cuoc|buoi|ca|thu|ngay|hom
stay: danh sach cho|cuoi thang|het thang|cuoi tuan|cuoi nam
stay: thuoc|giay|toa|don > goi|gui|nhan
stay: goi > thuoc|toa|lai cho|dien cho|bac si|cho toi|cho em|hoai khong ai|khong ai|khong duoc|phong
stay: so nay > khong phai|phai khong|cua ai|la ai
stay: cat chi|rut chi|go bot|thao bot|nho rang|rut ong
stay: dau xe|do xe
stay: khong|ko > biet|hieu|ranh > tin|nhan|tra loi
stay: bo > nham|nham so
"""
HELP_ALONE = "ai vậy|ai vay ta|ai do vay|giup|giup toi|giup em|giup voi|tro giup|can giup|can giup do|help|info|thong tin|ai vay|ai do|ai day|ai vay a|ai the|so ai vay|cho hoi ai vay|cho hoi ai|day la ai|ai nhan vay|toi khong hieu|khong hieu|toi khong hieu tin nhan nay|khong hieu tin nhan nay|khong hieu gi|em khong hieu|tra loi sao|tra loi lam sao|tra loi the nao|nhan lai sao|lam sao tra loi|phai tra loi sao|day la gi|cai gi vay|cai gi day|la sao|nghia la sao|y la sao|huong dan|chi em voi|chi toi voi|bam so may|bam gi|lam sao|phai lam sao|giup do|can ho tro|ho tro|quy vi la ai|phong mach nao vay|phong mach nao|toi phai lam gi|cach tra loi|nhan gi|cuu giup"
START_ALONE = "bat dau|start|nhan lai|dang ky|dang ky lai|tiep tuc|nhan tin lai|bat dau lai|tiep tuc nhan tin"
WRONG = """
wrong: nham so|lon so|sai so|nham nguoi|lon nguoi|sai nguoi|goi lon|gui nham|nhan nham|nhan lon|gui lon|nham roi|lon roi|goi nham|so nay khong phai|wrong number|gui sai|nhan sai|khong dung nguoi|khong dung so|so nham
wrong: khong phai > la|cua|toi|em ! benh|thuoc|dau|lich|muon
wrong: khong|ko|hong > quen|biet > ai|nguoi|ten|ong|ba|anh|chi ! quen dau|khong quen|tieng|tra loi|duong|cho|sao|lam|gi
wrong: khong co ai ten|khong co nguoi|o day khong co|khong ai ten|khong co ai|doi so|so moi|khong phai benh nhan|khong phai khach|nguoi khac roi|so nay cua nguoi khac|chua bao gio kham|khong phai toi|khong phai em|khong phai la
"""
WISHES = """
cancel: thoi khoi di|khoi di
decline: giu hen cu|nhuong nguoi khac|de nguoi khac|khong kip|bo qua
running_late: late ! doi lich|doi hen|huy|dời|muon doi|muon huy|muon hoi|muon lay|muon dat|muon gap|muon kham|muon xin
running_late: toi tre|den tre|den muon|ket xe|tre chut|tre khoang|sap toi|gan toi|dang tren duong|toi lien|tac duong|dang di|den trễ|tre 10|tre 15|tre 5|tre 20|tre 30|dang toi|dang chay toi ! doi lich|huy
cancel: cancel ! khong huy|dung huy|khong muon huy|ko huy|hong huy|dung co huy
cancel: can_not_come
confirm: xac nhan|se den|se toi|se di|se co mat|toi se|em se|chac chan|dung gio|dung hen|toi duoc|den duoc|di duoc|di nha|toi nha|toi di|co mat|van di|van den|van toi|em toi|chac di|giu hen|se dua|se cho|se len ! can_not_come|huy
confirm/3: khong|dung > huy ! doi|nhung
reschedule: doi lich|doi gio|doi ngay|doi hen|doi qua|doi sang|dời|hoan lai|hoan|ngay khac|gio khac|hom khac|bua khac|chuyen qua|chuyen sang|tuan khac|som hon|tre hon|tuan sau duoc|doi lai|doi dum|doi giup|doi gium|xin doi|muon doi|cho doi|khac duoc|reschedule|lui lai|dip khac|thu khac|som qua|tre qua|tro di|doi thu|doi cho|lich khac|doi cai hen|qua thu|qua ngay|qua tuan|qua thang|qua buoi|roi lich|can doi|doi buoi|don lai|sang thu|sang tuan|doi den|doi thanh ! toi tre|doi bac si
book: book > hen|lich|kham|bac si|chich|kiem tra|nha si|slot|visit|mat|rang ! huy|cancel
book: lay hen|dat hen|dat lich|lam hen|muon kham|muon gap|can kham|can gap|xin hen|xin lich|hen gap|co cho trong|con cho|benh nhan moi|hen kham|xin kham|chich ngua|kham tong quat
refill_request: them thuoc|het thuoc|refill|xin thuoc|lay thuoc|toa thuoc|kê toa|ke toa|mua thuoc|gan het thuoc|cap lai|ke thuoc|nha thuoc|cho thuoc|goi thuoc|gui thuoc|thuoc het|can thuoc|xin lai thuoc|ra thuoc
billing_question: hoa don|bill|tien|thanh toan|tra tien|phi|gia|bao nhieu tien|copay|no|hoan tien|chi phi|tinh tien|tru tien|chi tra
clinical_concern: sick ! o dau|dau xe|ngay dau
complaint: te qua|qua te|phan nan|khieu nai|cho lau|doi lau|khong ai bat|khong ai nghe|thai do|buc minh|that vong|khong ai goi|lam an|vo trach nhiem|bat lich su|goi hoai|goi mai|tho lo|cho hoai|cho ca|tieng dong ho|kho chiu voi|ky vay|tham te|hach dich|cau
waitlist_join: danh sach cho|neu co ai huy|neu co cho som|co cho som|neu ai huy|co ai bo
question: ?|bao nhieu|o dau|may gio|khi nao|bao gio|lam sao|co can|co phai|duoc khong|co khong|the nao|tai sao|nhu the nao|khong vay|khong a|hay khong|chua|bao lau|dau vay|co duoc|o cho nao
thanks: cam on|cám on|cam on nhieu|thank|cam ta|biet on
decline: khong can|khong duoc|thoi khoi|thoi|khong lay|giu lich cu|giu hen cu|nhuong|de nguoi khac|khong tien|khong ranh|ban roi|cam on khoi|khoi doi|khong thich|giu nguyen|khong nhan
ready: san sang|toi san sang|em san sang
"""
WANTED = """
vi: tieng viet|vietnamese|noi tieng viet
vi: khong|ko|hong > biet|noi|hieu|doc|ranh|gioi > tieng anh|english|tieng my
en: nhan tieng anh|bang tieng anh|tieng anh di|doi sang tieng anh|muon tieng anh|english please
"""
YES = (
    "vang|da|da vang|vang a|da duoc|da co|co|co a|u|uh|uhm|um|ok|oke|okie|oki|okay|yes|y|dong y|duoc|duoc roi|duoc a|duoc nha|dc|dung|dung roi|chac chan|chac|xac nhan|toi xac nhan|em xac nhan|da xac nhan|xin xac nhan|nhat tri|tat nhien|di nhien|hop ly|tot|tot qua|tuyet|hay qua|on|on a|on nha|ro|biet roi|hieu roi|"
    "toi se den|toi se toi|toi se di|em se den|em se toi|em se di|se den|se toi|se di|se co mat|toi den|toi toi|em toi|em den|em di|toi di|di|di nha|toi nha|den nha|toi duoc|di duoc|den duoc|toi den duoc|toi toi duoc|toi di duoc|em di duoc|em toi duoc|em den duoc|chac chan di|chac chan den|chac chan toi|dung gio|se den dung gio|"
    "khong sao|khong van de|khong co gi|khong thay doi|van di|van den|van toi|em van di|toi van di|toi van den|em van den|con se den|con se toi|con toi|con se dua|chau se den|chau toi|minh se den|minh toi|tui toi|tui di|tui se toi|se den a|lay|toi lay|em lay|toi nhan|em nhan|muon|toi muon|em muon|roi|roi a|da roi|uong roi|da uong|da uong roi|co uong|lam roi|xong roi|khong huy|dung huy|chac chan di nha|hen gap|hen gap lai"
)
NO = "khong|khong a|da khong|ko|k|hong|hok|khg|kg|no|n|khong duoc|ko duoc|khong dc|ko dc|hong duoc|khong can|khong can dau|khong muon|thoi|da thoi|thoi khoi|da thoi khoi|khoi|chua|chua a|chua uong|khong phai|khong the|khong di duoc|khong toi duoc|khong den duoc|khong ranh|ban roi|toi ban|em ban|khong lay|khong nhan|khong dong y|khong tien|khong thich|khong di|khong toi|khong den|khong he|de lan sau|lan khac|thoi cam on|khong quan tam|khong uong|khong di dau|thoi khong can|khong phu hop"
NONE = "khong cai nao|khong gio nao|khong ngay nao|khong cai nao duoc|khong gio nao duoc|khong lua chon nao|deu khong duoc|ca ba deu khong|khong buoi nao|ca 3 deu khong|khong co gio nao|khong co cai nao|khong so nao"
ANY = "cai nao cung duoc|gio nao cung duoc|sao cung duoc|bat ky|bat cu|cai nao cung dc|ngay nao cung duoc|luc nao cung duoc|nao cung duoc|so nao cung duoc|tuy"
BOTH = "ca hai|ca 2|hai cai|tat ca|ca ba|ca 3|het thay"
LAST = "cuoi|cuoi cung|cai cuoi|gio cuoi|cai cuoi cung|gio cuoi cung|cai chot"
THANKS = "cam on|cam on nhieu|cam on bac si|cam on co|cam on anh|cam on chi|cam on em|thank you|thanks|thank|xin cam on|cam on a|cam on nha|cam on rat nhieu|cám on|cam ta"
OPTIONS = {
    1: "mot|1|so mot|so 1|cai dau|cai dau tien|cai thu nhat|thu nhat|dau tien|gio dau|gio dau tien|cai mot|cai 1|lua chon 1|lua chon mot|cai so 1|cai so mot",
    2: "hai|2|so hai|so 2|cai thu hai|cai thu nhi|cai hai|cai 2|lua chon 2|lua chon hai|thu nhi|cai so 2|cai so hai|cai giua|gio thu hai|gio giua|lua chon thu hai|gio so 2",
    3: "ba|3|so ba|so 3|cai thu ba|cai ba|cai 3|lua chon 3|lua chon ba|cai so 3|cai so ba|gio thu ba|lua chon thu ba|gio so 3",
    4: "bon|4|so bon|so 4|cai thu tu|cai thu bon",
    5: "nam|5|so nam|so 5|cai thu nam",
    6: "sau|6|so sau|so 6|cai thu sau",
}
POLITE = "da|a|dum|gium|giup|giup em|giup toi|lam on|xin|vui long|please|cam on|nhe|nha|nhen|nghe|di|oi|chao|xin chao|bac si|bs|co|chu|anh|chi|em|toi|tui|con|chau|minh|y ta|ngay|ngay lap tuc|lien|bay gio|roi|nua|cho|voi|hi|hello|thua|kinh|phong mach|bac|ong|ba|thoi|luon|nhieu|rat|xin loi|quy vi|moi nguoi|ha|vay|the|chi oi|co oi"
PLAIN = (
    POLITE
    + "|chon|lay|hen|lich|gio|lich hen|cai|so|muon|duoc|dat|giu|ngay|luc|lua chon|tot hon|la|se|den|toi|kham|do|nay|va|thi|tot|ok|buoi|giup|dung|gap|sang|chieu|mai|ngay mai|uong|thuoc|xac|nhan"
)
TALK = "toi|khong|biet|tieng anh|tieng viet|nhan|noi|doc|duoc|hieu|xin|gui|viet|tin|nhan tin|bang|ranh|gioi|ai|co|nguoi|doi|sang|qua|ngon ngu|tra loi|ko|hong|it|chi|may|cho|tin nhan|anh|english|vietnamese|my|lam on"
