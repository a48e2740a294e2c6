# ruff: noqa: E501 - tables of words read better whole
"""Portuguese, mostly as Brazilians text it ("vc", "to", "pra", "nao da"), and of Portugal and Cabo Verde. Accents are off."""

SPACED = True
GAP = 5
MARKS = (
    "para de nada me mandar numero por favor basta amigo amiga cancela cancelar dentro que se te e automaticas mande mandem enviem envie parem chega tarde semana doutor doutora mesmo so como esta bem ajuda quem entre desde tudo todos todas cartao rs kkk errado errada la o a peito morrer parem parar receber sangrando consigo consegue sangramento doendo novo nao voce voces vc vcs obrigado obrigada obg brigado brigada amanha eu meu minha meus minhas posso quero estou uma segunda terca quarta quinta sexta feira bom dia sim tenho peito dor ta tou pra pro pros uma em com os dos das da na nas "
    "muito muita tambem mas ainda ja sou ele ela dele dela isso esse essa este esta aqui agora hoje ontem oi ola tudo bem tem tinha fazer faz foi vai vou ir dia noite tarde manha hora horas consulta medico medica medicacao remedio filho filha "
    "pai mae marido esposa gravida nenem neném bebe semanas meses mensagem mensagens nem sem ate quando onde qual quanto porque pq n ss blz pfv pf favor ao aos num numa depois antes preciso remarcar desmarcar marcar confirmo chego atrasado atrasada"
)

THINGS = {
    "not": "nao|n|sem|nem|nunca|jamais|nenhum|nenhuma|nada|num|mal consigo|impossivel",
    "stop_doing": "par*|chega|basta|cess*|interromp*|suspend*|deix*|encerr*|cancel*|desativ*|deslig*",
    "send": "mand*|envi*|escrev*|contat*|contact*|spam*|incomod*|perturb*|encher|enchendo|chat*|lig*|avis*|lembr*|notific*|text*|oferec*|chamar|procur*|irrit*|importun*|enche|torr*",
    "messages": "mensag*|msg|msgs|msn|torpedo*|sms|lembrete*|aviso*|notifica*|texto*|spam|isso|zap|whats|whatsapp|propaganda*|alerta*|comunica*|recado*",
    "remove": "remov*|tir*|apag*|exclu*|delet*|descadastr*|retir*|elimin*|sai*|risc*|desinscr*|bloque*|desvincul*|limp*",
    "me": "me|mim|meu numero|meu nome|meu contato|meu telefone|meu celular|meu cadastro|meus dados|lista|listas|cadastro|sistema|base|este numero|esse numero|o numero|meu cel|meu fone|mailing|grupo",
    "receive": "receb*|quero|queria|preciso|aceit*|autoriz*|consent*|interess*|desej*|gostaria|permit*|permissao",
    "chest": "peito|torax|toracic*|coracao|toracica|esterno|lado esquerdo do peito",
    "heart": "coracao|cardiac*|batimento*|peito",
    "pain": "dor|dores|doi|doendo|doeu|apert*|pression*|pressao|queim*|peso|pontada*|agul*|esmag*|ard*|fisgad*|pesad*|facada*|doi|estrangul*|incomod*|desconforto|oprimi*",
    "beats": "dispar*|acelera*|palpit*|bat*|descompass*|pulando|falh*|irregular*|galop*|saindo pela boca|a mil",
    "breathe": "respir*|folego|ar|puxar o ar|asma|asmatic*",
    "hard": "dificuldade|dificil|custa*|falta|faltando|consig*|conseg*|curt*|cansad*|sem|mal|ofegant*|chi*|chiado|pouco|pouquinho|ruim|quase nao|fraco|fraca|afund*|bombinha|puxando|rapid*",
    "limb": "braco*|perna*|rosto|boca|cara|mao|lado|face|metade|corpo|queixo|mandibula|beico",
    "numb": "dormente*|dormenc*|paralis*|tort*|caid*|caiu|fraco|fraca|fraqueza|formig*|nao mexe|sem forca|entortou|entort*|repux*|adormec*|morto|morta|mole|nao responde|nao levanta|nao mexo|nao sinto|nao sente|pesad*",
    "speech": "fala|falar|falando|palavras|voz|lingua",
    "garbled": "enrol*|embol*|arrast*|estranh*|nao consegue|nao sai|trav*|coisa com coisa|trocando|tort*|confus*|nada com nada|pesad*|engrol*",
    "sight": "vista|visao|olho|olhos|vejo|enxerg*|ver|vendo|ve",
    "sight_lost": "escur*|perd*|turv*|embac*|dupl*|preto|preta|nada|apag*|borrad*|ceg*|sumiu|pontos|estrel*|luz*|mancha*|cortina|nao|embaral*|brilhos*|moscas|faisca*|dobr*",
    "headache": "dor de cabeca|cabeca|enxaqueca|dores de cabeca",
    "terrible": "terrivel|pior|horrivel|insuportavel|explod*|rach*|muito forte|fortissima|forte|do nada|de repente|repentina|estour*|absurda|nunca|partindo|forte demais|latej*|demais",
    "sudden": "de repente|do nada|repentin*|subit*|subita*",
    "blood": "sangue|sangr*|hemorragia|coagulo*|sanguin*",
    "out": "cuspi*|toss*|vomit*|coco|fezes|xixi|urina|jorr*|muito|muita|saindo|sai|nao para|para|escorr*|empap*|absorvente*|pret*|vivo|descendo|perd*|nariz|esguich*|encharc*|cheio|pedaco*|evacu*|tosse|litros|fralda*|bacia|quantidade|cagando|estancar|estanc*|coagul*|desceu|golf*",
    "baby": "bebe*|nenem|neném|nene|recem nascido|recem nascida|recem|filho|filha|menino|menina|criança|crianca|bb|pequeno|pequena|miudo|miuda|rn|gemeos",
    "young": "semana*|dias|mes|meses|recem|recem nascid*",
    "fever": "febre|temperatura|febril|38|39|40|41|101|102|103|104|quente|arder|ardendo|37|fever",
    "limp": "mole|molinh*|molenga|rox*|azul*|nao acorda|nao reage|nao mama|acord*|reag*|cinza|caid*|prostrad*|gem*|moleira|sonolent*|letargic*|nao chora|nao quer mamar|mamar|palido|apatico|apatica|fralda seca|sem xixi|largad*|amolecid*|abatid*|afundad*|fundos|inconsolavel|desfalec*",
    "pregnant": "gravida|gestante|gravidez|semanas|meses|gestacao|ganhei nenem|pari|parto|cesarea|trimestre|bebe|nenem|barriga|gestacional|buchuda|gestante",
    "pregnancy_bad": "sangr*|sangue|agua|bolsa|liquido|contrac*|dor de cabeca|cabeca|vista|luz*|estrel*|nao mexe|mexe|mexeu|mexer|mexendo|chut*|mexido|inchad*|inchac*|inchou|perdendo|escorr*|convuls*|desmai*|tampao|febre|calafrio*|cheiro|corrimento|tontur*|pontinhos|colica*|escorreu|desceu",
    "swallow": "engoli*|beb*|tom*|com*|ingeri*|mastig*|chup*|cheir*|injet*|aspir*",
    "poison": "agua sanitaria|sanitaria|cloro|candida|veneno|chumbinho|detergente|bateria|pilha|moeda|ima|soda|soda caustica|desinfetante|querosene|gasolina|acido|remedio de rato|raticida|produto|produtos|naftalina|alvejante|lixivia|amonia|alcool gel|cogumelo*|pesticida|agrotoxico|thinner|cosmetico|perfume|inseticida|limpeza|qboa|pinho sol",
    "pills": "comprimido*|remedio*|medicamento*|capsula*|dose*|insulina|cartela*|calmante*|paracetamol|dipirona|rivotril|tylenol|pilula*|tarja|antidepressivo*|gotas|sonifero*|medicacao|clonazepam|frasco|morfina|xanax",
    "too_many": "muito|muitos|demais|todo|todos|toda|cartela*|frasco|caixa|inteir*|dobro|mais do que|overdose|superdosagem|vidro|um monte|punhado|30|20|40|15|10|50|triplo|varios|excesso|duas vezes|de uma vez",
    "die": "morrer|morta|morto|morre|sumir|desaparecer|suicid*|me matar|matar|acabar com tudo|acabar com a minha vida|dormir e nao acordar|nao acordar|tirar a minha vida|tirar minha vida|me jogar|me enforcar|partir|pular|por um fim|dar fim|fim em tudo|me mato",
    "want": "quer*|queria|pens*|vontade|desej*|vou|prefir*|preferia|plan*|gostaria|ideia|decid*|merec*|tentei|tentar|podia|devia|pronta|pronto",
    "live": "viver|vida|existir|continuar|seguir|aguento|aguentar|suporto|vivo|viva|acordar",
    "kill": "matar|mato|bater|esfaque*|atirar|acabar com|dar um tiro|estrangul*|assassin*|machucar|quebrar a cara|esgan*|enfiar a faca|dar cabo|pegar ele|dou cabo|fazer mal|surrar|furar|meto a faca|dar um fim",
    "someone": "alguem|ele|ela|marido|mulher|vizinho*|cara|chefe|ex|patrao|gente|todo mundo|pessoas|esposa|bebe|meus filhos|medico|pai|mae|irmao|colega*|professor*|filho|esse homem|desgracad*|voces",
    "weapon": "faca|arma|pistola|revolver|espingarda|facao|gilete|lamina|navalha|corda|machado|tiro",
    "attacker": "marido|namorado|companheiro|ele|ela|ex|pai|padrasto|homem|tio|cuidador*|esposo|patrao|irmao|filho|genro|pastor|mulher",
    "hurt": "bat*|bateu|agred*|espanc*|ameac*|estupr*|abus*|me toc*|tocou|passou a mao|enforc*|esgan*|estrangul*|apertou o pescoco|pescoco|soco*|chut*|maltrat*|tranc*|prend*|obrig*|forc*|machuc*|viol*|empurr*|belisc*|me prende|tom* meu|esconde*|mexe com|queim*",
    "victim": "me|mim|em mim|minha filha|meu filho|nela|nele|crianca|filho|filha|mae|pai|avo|bebe|nos|comigo|minha|meu|minhas|meus",
    "afraid": "medo|perigo|segura|seguro|apavorad*|escondid*|trancad*|pavor|socorro|ameacad*|assustad*",
    "home": "casa|marido|ele|namorado|banheiro|quarto|dele|companheiro|voltar|pai|padrasto|ex",
    "throat": "garganta|lingua|labio*|beico*|rosto|cara|boca|olho*|glote",
    "swell": "inchad*|inchou|inch*|fech*|apert*|engross*",
    "ate": "com*|amendoim|camarao|castanha|abelha|vespa|marimbondo|picad*|antibiotico|penicilina|dipirona|remedio|alerg*|ovo|leite|mariscos|caranguejo|urticaria|empolad*|placas|formiga*|benzetacil|noz*|peixe|manchas vermelhas|frutos do mar",
    "faint": "desmai*|inconscient*|desacordad*|convuls*|apagou|epilep*|nao acorda|nao responde|nao reage|perdi os sentidos|perdeu os sentidos|perdi a consciencia|perdeu a consciencia|ataque epileptico|coma|desfalec*|revirando os olhos|olhos revirados|revir*|se debatendo|debatendo|espumando|espuma|caiu duro|caiu dura|desacord*|sem sentidos|se tremendo todo|tremendo todo|desligou",
    "fall": "ca*|queda|bat*|tombo|acident*|atropel*|pancada|levou uma|capot*|escorreg*|tomb*|despenc*",
    "head": "cabeca|cabecada|nuca|testa|escada|telhado|beliche|laje|moto|cama|berco|altura|anticoagulante|andaime|cranio|bicicleta|pescoco|carro|sofa",
    "after_blow": "vomit*|confus*|sonolent*|sono|desmai*|sangr*|tont*|estranh*|dor de cabeca|galo|apagou|dorm*|coisa com coisa|enjo*|anticoagulante|inconscient*|nao acorda|nao lembra|convuls*|pupila*|desorient*|esquec*|fala*|acord*|sangue",
    "thinner": "anticoagulante*|xarelto|marevan|varfarina|eliquis|afinar o sangue|afina o sangue|ralo|varfine|coumadin|fino",
    "belly": "barriga|abdomen|estomago|pe da barriga|lado direito|ventre|bucho|costas",
    "severe": "insuportavel|terrivel|horrivel|muito forte|dura|duro|pior|de repente|febre|demais|rasg*|nao aguento|facada*|gritando|gritar|nao consigo ficar|insuportaveis|forte|absurda|encolhid*|dobrad*|curvad*|pontad*|do nada|subita|tabua|vomit*",
    "balls": "testiculo*|saco|bolas|escroto|ovo esquerdo|ovo direito",
    "sugar": "acucar|glicemia|glicose|diabete*|diabetic*|insulina|destro|dextro|hipoglicemia|glico",
    "sugar_bad": "trem*|confus*|suando|suor|suad*|desmai*|tont*|estranh*|vomit*|nao responde|sonolent*|fraco|fraca|gelad*|delir*|mole|apag*|nao acorda|hi|lo|coisa com coisa|desorient*|inconscient*|enrol*|palid*",
    "pressure": "pressao|pa|tensao|21 por|22 por|20 por|23 por|24 por|19 por",
    "septic": "calafrio*|trem*|confus*|delir*|nao reconhece|sonolent*|gelad*|manchas roxas|mancha roxa|nuca dura|pescoco duro|rigido|nuca|fraco|fraca|coisa com coisa|mole|variando|quimio*|sonda|cateter|palid*|pus|rox*|transplant*|desorient*|batendo queixo|nao urina|pele fria",
    "strange_mind": "confus*|delir*|nao reconhece|coisa com coisa|desorient*|variando|nao sabe onde|alucin*|nao conhece|nao fala nada com nada|nada com nada|fora de si|vendo coisa*|trocando as coisas|nao diz coisa|perdida das ideias",
    "alcohol": "beber|alcool|cachaca|bebida|pinga|bebendo",
    "withdrawal": "trem*|alucin*|bicho*|convuls*|suando|suor|delir*|vendo|aranha*",
    "voices": "voz|vozes",
    "voices_say": "ouv*|escut*|mand*|diz*|falam|falando|fala|ordena*|pedem",
    "leg": "perna|panturrilha|batata da perna|coxa|canela",
    "choke": "engasg*|sufoc*|asfix*|entalad*|entalou",
    "blue": "rox*|azul*|azulad*|arroxead*|cianot*|cinz*",
    "burn": "queim*|eletrocut*|choque eletrico|acido|escald*",
    "burn_where": "rosto|oleo|agua|fervend*|ferv*|mao|maos|corpo|peito|braco*|bolha*|gordura|olho*|perna*|cara|fogo|panela|cafe|barriga|quimico|feio|grave",
    "better": "passou|sumiu|melhor*|acabou|curad*|curou|foi embora|ano passado|anos|mes passado|tive|teve|ja foi|sarou|sarei|controlad*|nao sinto mais|desaparec*|resolv*|graças a deus|gracas a deus|tempo atras|estabiliz*|meses atras",
    "back": "volt*|mas|de novo|agora|ainda|novamente|outra vez|pior*|hoje|continua",
    "medicine": "remedio*|medicamento*|medicacao|receita|tratamento|antibiotico*|insulina|aspirina|anticoncepcional|losartana|pressao|vitamina*|fumar|cigarro|beber|amamentar|comer|fisioterapia|pilula|comprimido*|bombinha",
    "cancel": "cancel*|desmarc*|anul*|desist*",
    "visit": "consulta*|horario|visita|exame|agendamento|hora marcada|marcacao|agenda|vaga|encaixe|medico|medica|doutor|doutora|dr|dra|retorno|dentista|pediatra|ginecologista|check up|checkup|vacina|ginec*|oculista|dermat*",
    "move": "remarc*|mud*|troc*|alter*|adi*|passar pra|passar para|outro dia|outro horario|outra data|outra hora|reagend*|transfer*|antecip*|mais tarde|mais cedo|pra semana|semana que vem|joga pra|outra semana|empurra|adiant*|coloca pra|coloca na|outro momento|tem a tarde|tem de tarde|tem de manha|poe pra|joga|prefiro|de preferencia|so se for",
    "can_not_come": "nao vou poder|nao posso ir|nao vou|nao consigo ir|nao da|nao vai dar|nao posso|nao poderei|nao irei|nao vou conseguir|nao consigo|nao vamos|n vou|n posso|n da|n vai dar|nao vai poder|nao vem|nao podemos|nao vai|nao posso comparecer|nao comparecerei|nao precisa mais|nao preciso mais|nao podera|nao conseguirei|nao rola|nao vai rolar|impossivel ir|nao tenho como ir|sem condicoes de ir|nao estarei",
    "late": "atras*|transito|engarraf*|chego em|chego daqui|chegando|a caminho|onibus|minutos|min|ja to indo|estacion*|congestion*|preso no|presa no|demor*|cheg*|parad*",
    "book": "marcar|agendar|quero uma|queria|preciso de|preciso|consigo uma|tem vaga|tem horario|gostaria|marca|agenda|uma consulta|tem como marcar|ver o|ver a|passar no|passar com|encaixe|quero|precisava|tem disponibilidade|atende",
    "asks": "?|quanto|quando|onde|como|qual|quais|porque|por que|pq|posso|pode|tem que|que horas|preciso levar|aceita|voces tem|voces atendem|abre|abrem|sera que|o que",
    "refill": "receita*|renov*|repor|mais losartana|acabou meu|acabou o remedio|acabaram|refil|farmacia|reposicao|mais remedio|acabando|sem remedio",
    "bill": "conta|cobran*|cobr*|fatura|boleto|pag*|reembols*|caro|dolares|parcel*|debito|divida|copay|valor|preco",
    "sick": "dor|dores|doi|doendo|febre|tosse|tossindo|vomit*|enjo*|tont*|coceira|cocando|cocar|inchad*|alergia|gripe|resfriado|diarreia|infec*|inflam*|manchas|sangr*|fraqueza|passando mal|efeito*|ardencia|ardendo|queim*|inchou|mal estar|caroco|ferida|pus|nauseas|catarro|doente",
    "angry": "absurdo|vergonha|pessim*|reclam*|descaso|falta de respeito|grossa|grosso|mal educad*|esperei|esperando|ninguem atende|ninguem responde|demora|horrivel|palhacada|ridicul*|decepcion*|mal atendid*|uma porcaria|porcaria|nunca atende|nunca atendem|irresponsa*|insatisfeit*|denunci*|processar|atendente|recepcao|recepcionista",
}

DANGER = """
suicide: tent*|quis|quer|ameac*|queria|vai > enforc*|se matar|se jogar|pular|suicid*|acabar com a vida|tirar a vida
suicide: machuc*|cort*|fur*|ferindo|risc* + gilete|lamina|navalha|estilete|caco ! cozinha|barba
suicide: me > machuc*|firo|ferindo > mim|propria|proposito|de novo|gilete
suicide: me cortando|me corto|me cortei|se cortando|se corta|se cortou ! cozinha|dedo|faca de
stroke: lado|braco|perna|metade > parou|deixou > mexer|funcionar|responder
stroke: deixou|parou|nao > mexer|mexe|fala|falar > lado|braco|perna|nada ! bebe|nenem
eye: soda|acido|cloro|produto|cal|agua sanitaria > olho*
eye: olho* > soda|acido|cloro|produto|cal
mania: deus|diabo|voz|vozes|espirito* > mand* > pular|matar|morrer|se jogar
mania: nao dorme > noites|dias + vozes|deus|pular|matar|perseg*
suicide: telhado|terraco|ponte|viaduto|janela|laje|trilhos > em cima|beira|subi|sozinh*|parapeito
suicide: em cima|na beira|no alto|no parapeito|subi > telhado|terraco|ponte|viaduto|janela|laje|predio
abuse: matar|mata > se eu > sair|deixar|falar|largar|contar|for
clot: perna|panturrilha > inchada|inchou|quente ! sapato
cardiac: peito|torax|coracao + pain
cardiac: heart + beats ! consulta
cardiac: infarto|enfarte|enfarto|infartando|infart*|ataque cardiaco|parada cardiaca|ataque do coracao|angina|enfart*
cardiac: braco esquerdo|queixo|mandibula + dor|doi|doendo|dormente|formig* + suor|suando|peito|falta|enjo*|queixo|braco esquerdo|ar
cardiac: suor frio|suando frio + dor|braco|peito|queixo|enjo*|falta de ar|fraqueza|estomago
cardiac: marcapasso|marca passo|desfibrilador + choque*|dispar*
breathing: breathe + hard|not
breathing: not|hard > respir*|folego|ar
breathing: falta de ar|sem ar|sufoc*|asfix*|sem folego|faltando o ar|falta o ar|dispneia|crise de asma|ataque de asma|afogand*|afogou|me falta ar|perdendo o ar
breathing: bombinha|nebulizador|aerolin + nao|nada|adianta|efeito|resolv*|faz
breathing: labio*|boca|unha*|rosto|beico*|cara|dedos + blue
breathing: choke ! mensagem
breathing: costela* + afund*|puxando|puxa
breathing: saturacao|oximetro|oxigenio|sat + low_oxygen
breathing: pe|pes|perna* + inchad* + ar|respir*
stroke: limb + numb
stroke: speech + garbled
stroke: avc|derrame|trombose cerebral|isquemia
stroke: sight + sight_lost ! oculos
stroke: headache + terrible
stroke: headache + sudden
bleeding: blood + out
bleeding: hemorragia|sangrando muito|esvaindo|perdendo muito sangue|sangramento intenso
bleeding: blood > nao > par*|estanc*
bleeding: dedo*|mao|perna + cort*|decep*|arranc*|amput*|serra|motosserra
bleeding: ponto*|cirurgia|corte|ferida|cicatriz + abriu|aberto|aberta|abrindo|estour*|sangr*|sangue|viscera*|tripa*
infant: baby + young + fever
infant: baby + limp ! moleca
infant: ele|ela + nao acorda|molinh*|roxinh*|nao reage|nao quer mamar|rox*
infant: baby + convuls*|rox*|azul*
infant: baby + fralda* > sec*
pregnancy: pregnant + pregnancy_bad
pregnancy: bolsa + estour*|romp*|rasg*|vaz*
pregnancy: aborto espontaneo|perdendo o bebe|perdi o tampao|perder o bebe|abortando
pregnancy: bebe|nenem|barriga > mexe*|chut*|mex* + nao|parou|menos|hoje|nada|pouco
pregnancy: nao|parou|menos|sem > mexe*|chut*|mex* > bebe|nenem|barriga
pregnancy: parto|cesarea|ganhei nenem|pari|pos parto|depois que nasceu + sangr*|sangue|febre|calafrio*|cheiro|desmai*|absorvente*|tristeza|machucar|dor de cabeca|cabeca
overdose: too_many + pills ! renov*|receita|farmacia|caro
overdose: swallow + poison
overdose: swallow > pills > todo*|tod*|too_many|errad*|demais
overdose: overdose|superdosagem|intoxic*|envenen*|monoxido|fentanil
overdose: gas|fumaca + tont*|cabeca|vomit*|cheiro|vazamento|vaz*|mal|desmai*
overdose: drog*|heroina|cocaina|crack|tomou algo|usou|cheirou|bala|opioide + respir*|acord*|rox*|responde*|coracao|apag*
overdose: pills + na minha frente|na mao|em maos|separ*|guardando|juntei|juntando
suicide: want > die
suicide: nao|n|sem > viver|live
suicide: me|minha vida > mat*|suicid*|enforc*|cort*|mutil*|machucar|mutila*
suicide: suicid*|acabar com tudo|tirar a vida|tirar minha vida|tirar a propria vida|nao quero mais viver|cansei de viver|fim na minha vida|me cortando|me corto|se cort*|me cortei|automutil*|nao quero acordar|nao acordar mais|nao aguento mais viver|sem vontade de viver|nao vale a pena viver|desisti da vida|desistir da vida|pra que viver|dar cabo da minha vida
suicide: peso|fardo|estorvo|atrapalho + pra|para|todos|todo mundo|familia|minha|sou
suicide: ninguem > falta|sentir*|notar|importa*|liga ! atende
suicide: melhor|aliviad* > sem mim
suicide: nao|n > estar* > aqui|mundo|vivo|viva
suicide: nao estarei mais|nao vou estar mais|nao vou mais estar|nao vou mais existir|quando eu nao estiver|ja nao vou estar|nao estarei aqui|nao vou mais precisar|ja deixei tudo arrumado|deixei uma carta|carta de despedida|me despedir|despedida|adeus ! manda*
suicide: pulso*|veia* + cort*|gilete
suicide: cort*|gilete|lamina + braco*|perna*|coxa*|mim ! cozinha
suicide: weapon + me mat*|cabeca|na boca|fim|acabar
suicide: ponte|predio|trem|janela|viaduto + pular|jogar|jogo|atirar
suicide: obrigad* por tudo + adeus|arrumado|deixei|cuidem|ultima|despe*
violence: want + kill
violence: kill > someone + hoje|vou|vontade|quero|agora|juro
violence: vou|eu > acab* com a > vida|raca
violence: voices + voices_say
violence: weapon + kill|ameac*|vou|vizinho*|marido|pai|bolsa|escola|ele|someone|na mao|recepcao|ai
abuse: attacker + hurt + victim
abuse: afraid + home
abuse: estupr*|violencia domestica|abuso sexual|abusou|me espancou|me bate|me bateu|apanhei|apanho|me agrediu|me agride|nao me deixa sair|me enforcou
anaphylaxis: throat + swell
anaphylaxis: ate + inch*|respir*|fech*|garganta|chia*|falta de ar|ar|tosse
anaphylaxis: anafila*|choque anafilatico|alergia grave|reacao alergica|edema de glote
anaphylaxis: epipen|adrenalina|caneta + us*|aplic*|dei|inch*|pic*
consciousness: faint
consciousness: nao|sem > acord*|respond*|reag*|sentidos > ele|ela|pai|mae|marido|bebe|filho|filha|avo|esposa
consciousness: pai|mae|marido|filho|filha|avo|vo|esposa|bebe|colega|nenem|ele|ela > nao > acord*|respond*|reag*
injury: fall + head + after_blow
injury: thinner + fall|head
injury: bateu|bati|pancada|caiu > cabeca
injury: acidente de carro|acidente de moto|atropelad*|capotou|capotei + dor|doi|mexer|sangr*|pescoco|pernas|sinto|cabeca|peito
injury: burn + burn_where
injury: osso > fora|aparec*|exposto
injury: cobra|jararaca|escorpiao|aranha marrom|cascavel|cachorro|morcego + pic*|mord*
belly: belly + severe
belly: balls + dor|doi|inch*|pain
belly: segur*|sinto|control* > xixi|urina|bexiga|coco|entre as pernas
sugar: sugar + low_sugar
sugar: sugar + high_sugar + sugar_bad
sugar: sugar + sugar_bad
pressure: pressure + high_pressure
pressure: pressao|pa|tensao + 19|20|21|22|23|24|25 + por|cabeca|tont*|vista|nuca|peito|enjo*
pressure: pressao|tensao + low_pressure|8|7|6 + sugar_bad|fri*|tont*|gelad*
infection: fever + septic
infection: strange_mind + pai|mae|avo|vo|marido|ele|ela|velh*|idoso|sogr*|de repente|esposa|tia|tio
infection: meningite|sepse|septicemia|infeccao generalizada|listra vermelha|risca vermelha|linha vermelha
withdrawal: alcohol + withdrawal
clot: leg + inchad*|inchou|quente|vermelh* + respir*|ar|folego|viagem|aviao|dor|doi
heat: insolacao|golpe de calor|pele quente|parou de suar|nao sua
kidney: dialise|hemodialise + falt*|perd*|sem + ar|respir*|fraco|fraca|inchad*|mal|coracao
emergency: ambulancia|samu|911|bombeiros|resgate + cham*|manda*|vem|rapido|urgente|espera*|lig*|caminho|vindo
emergency: socorro|me ajuda pelo amor|emergencia medica|me acode|acudam|e urgente demais
"""

CALM = """
gone/8: pain|chest|heart|blood|breathe|fever|headache|faint > better ! back
gone/3: nao|n|sem|nenhum*|nem > pain|blood|fever|headache|palpit*|convuls*|desmai* ! respir*|par*|estanc*|ar|aguento
gone: exame*|doar|doacao|coleta|tirar|colher|teste* + blood
idiom: morri de rir|morrendo de rir|morta de rir|morto de rir|morri com|me mata de rir|morrendo de fome|morto de fome|morta de fome|morta de cansa*|morto de cansa*|morrendo de saudade*|morrendo de vontade|morrendo de medo de|morrendo de sono|morri|to morta de|to morto de|morto de vergonha|morta de vergonha|morro de medo de|de matar|matar a saudade|matar saudade|matar o tempo|matar aula|morrendo de calor|morrendo de frio|morrendo de ansiedade|morta com
idiom: transito|preco|conta|calor|trabalho|ansiedade|curiosidade|fila|saudade|valor + mat*|morr*
idiom/4: velorio|enterro|faleceu|falecid*|funeral|luto|morreu|falecimento|missa
place: cardiolog*|ginecolog*|pneumolog*|pronto socorro fica|neurolog*|oncolog*
place: medico do coracao|doutor do coracao|clinica do coracao|exame do coracao|consulta do coracao|cardiologista
wish: de coracao|do fundo do coracao|no coracao|bom coracao|abraco|abracos|meu coracao agradece
plan/4: prevencao|vacina*|palestra|curso|grupo + avc|derrame|infarto|suicid*|alergi*|sangr*
epipen/5: epipen|adrenalina + receita|vencid*|renov*|nova|novo
"""

STOP = """
words/3: para|pare|parem|chega|deixa|deixem > de > me mandar|mandar|enviar|escrever|incomodar|ligar|perturbar|me ligar|me enviar|me escrever|spam|me encher|me perturbar
words: nao|sem > receber|receba > messages|mais|nada
words: descadastrar|desinscrever
words: not > send ! parem meu
words: send > nao|nada > mais
words: not > messages > mais|quero|preciso
words: stop_doing > messages
words: stop_doing > send
words: messages > chega|basta|parar|parem|para|cancelar|demais
words: remove + me
words: remove + numero|contato|telefone|celular|cadastro|nome > lista|sistema|base|ai|favor|seus|vcs|voces|dai
words: descadastr*|desinscrev*|me remov*|me tira*|me tirem|me exclu*|me delet*|me apag*|me retir*|opt out|me desinscrev*|me descadastra|desinscri*|sair da lista|sair dessa lista|quero sair
words: not > receive > messages|contato|nada|receb*|nenhum*
words: not > receber|recebo|recebe
words: deix* > paz|sossego|em paz|quieto|quieta
words: larg* do meu pe|larga do pe|me esquec* de vez|esquec* meu numero|esquecam|sumam|vao encher|vai encher|nao me encham|cala a boca|me deixem|vaza|xo|fora daqui
words: revog*|retir*|cancel* > consentimento|autorizacao|permissao|inscricao|assinatura|cadastro|autoriz*
words: bloque*|denunci* > voces|vcs|numero|mandar|spam|mensag*|se mandar
words: vou bloquear|bloqueando|vou denunciar|vou te bloquear|vou processar
words: como|possivel|tem como|quero|gostaria|posso|queria|preciso > parar de receb*|descadastr*|cancelar as mensag*|sair da lista|desativ*|nao receber
words: dispens* > messages|lembrete*|contato
words: prefiro|so > lig* + messages|mand*|nada de
words: nunca > autoriz*|dei|pedi|aceitei > numero|messages|permissao|isso|autorizacao
words: nao > interess* > mand*|contat*|messages|par*
words: chega|basta > messages|disso|de
words: nao aguento mais|cansei|to de saco cheio|saco cheio|enjoei > messages|texto*|send
words: isso e spam|parem com isso|para com isso|parem ja|parem logo|chega disso|chega voces|nao encham|nao encha|parem por favor|parem de uma vez|sem mais mensag*|nada de mensag*|nada de sms|nao me procurem|nao me chamem mais
"""
STOP_ALONE = "para tudo|pare tudo|parem tudo|parar tudo|parar|pare|parem|para|chega|basta|sair|cancelar inscricao|descadastrar|descadastre|descadastro|stop|remover|remova|remove|me remove|desinscrever|encerrar|fim|cancelar mensagens|nao mais|nao quero mais|nao quero mais nada|desligar|desativar|cessar|terminar|excluir|para com isso|ja chega|ja deu|unsubscribe|suspender|interromper"
STAY = """
else: apag*|tir*|exclu*|remov* > numero antigo|numero velho|telefone antigo|numero anterior|email
else: tir*|remov*|risc*|exclu* > agenda|segunda|terca|quarta|quinta|sexta|fila ! mensag* ! lista
else: par*|nao|n|chega > lig*|chamar|telefon* > mensag*|escrev*|texto|msg|zap|mand* ! nem|tambem|nao manda|nao mande|nao mandem|e mandar|ou mandar
else: nao|n > par*|deix* > de mandar|mandar|enviar|lembr*|messages ! quero ! vcs ! voces
else: sem querer|engano|por engano|acidente|errado|errei + parar|pare|stop|sair|cancel*|descadastr*
else: volt*|quero de novo|religa*|reativ* > receb*|mand*|messages ! nao
else: apag*|delet*|exclu* > foto|mensagem|arquivo|imagem > mandei|enviei|errad*|engano
else: not > deix* > sair ! lista|mensag*|grupo|cadastro
stay: nao|n > consegui|consigo|deu|pude > lig*|mandar|falar|escrever|enviar
stay: nao|n > esquec*
stay/4: par*|suspend*|interromp*|deix*|cancel*|tir* > medicine
stay: medicine > par*|suspend*
else: nao par*|nao deix*|podem continuar|continuem|continua mandando|nao cancel*|nao tirem|pode mandar|nao parem|nao quero parar
stay: nao|n > par* > coc*|sangr*|toss*|chor*|vomit*|doer|de doer|coçar
stay: par* de > fumar|beber|tomar|comer|sangrar|tossir|chorar|amamentar|doer|vomitar|crescer
stay: par*|parei > farmacia|posto|mercado|carro|estacion*|onibus|transito|rapidinho|padaria|gasolina
stay: nao|n > receb* > messages|resultado*|lembrete*|ligacao|sms|retorno|ainda|codigo|confirmacao ! quero|queria|gostaria|desejo|prefiro
stay: nao|n > vi|li|entendi|recebi|chegou|consegui > messages|lembrete*
stay: nao|n > esquec* > mand*|avis*|lembr*
stay: nao|n > mand* > resultado*|receita|remedio|exame*|conta|pedido|guia
stay: nao|n > consig* > lig*|escrev*|mandar|text*
stay: nao|n > preciso|precisa > lig*|avis*
stay: nao|n > lig* pra mim|atend*
stay: retir*|tir* > pontos|gesso|raio x|sangue|dente|diu|siso|verruga|sinal|exame*|endereco|antigo|minha duvida|espera|ferias|nota
stay: cancel*|desmarc*|par* > visit
stay: lista de espera
stay: fim do|fim de|fim da|no fim
stay: sem|nao > problema*
stay: parada de onibus|parada do onibus|ponto de onibus|para o|para a|para as|para os|para mim|para meu|para minha|para que|para uma|para um|para ela|para ele|para eu
"""
HELP_ALONE = "nao entendi nada dessa mensagem|nao entendi essa mensagem|nao entendi a mensagem|nao to entendendo nada|que mensagem e essa|ajuda|me ajuda|me ajude|ajude|socorro ajuda|help|info|informacao|informacoes|quem e|quem e voce|quem e vc|quem sao voces|quem ta falando|quem esta falando|quem fala|quem e esse|de quem e esse numero|de onde e|nao entendi|nao entendo|como responder|como respondo|como eu respondo|como faco pra responder|como funciona|o que e isso|que isso|como assim|o que eu faco|o que faco|o que eu respondo|preciso de ajuda|oq e isso|nao to entendendo|nao entendi nada|quem|de que clinica|qual clinica|que numero e esse"
START_ALONE = (
    "start|comecar|iniciar|voltar a receber|quero voltar a receber|reativar|recomecar|me cadastra de novo|reinscrever"
)
WRONG = """
wrong: numero errado|pessoa errada|telefone errado|engano|engan*|errou de numero|erraram o numero|errou o numero|num errado|contato errado|numero trocado|destinatario errado|errad* de numero|errada a pessoa|mandou errado|mandaram errado
wrong: nao conheco ! lugar|bairro|endereco
wrong: nao|n > e > numero|telefone|celular + dele|dela|desse|dessa|dessa pessoa|desta|esse|este|do|da > desse|dessa|dele|dela|desta|do|da
wrong: nao sou|n sou|nao e a|nao e o|aqui nao e|nao sou eu|nao e comigo ! alerg*|diabetic*|fumante|de|hipertens*|bom|boa|capaz|novo|nova|meu|minha|remedio|consulta|dia|horario|problema|possivel
wrong: nao mora|nao vive aqui|nao tem ninguem|nao existe ninguem > aqui|nome ! atende
wrong: ninguem com esse nome|nao tem ninguem aqui|nunca fui paciente|nao sou paciente|numero novo|mudou de numero|trocou de numero|esse numero agora|outra pessoa
"""
WISHES = """
reschedule: da pra ser|pode ser na|pode ser no|pode ser as|tem na|tem no > segunda|terca|quarta|quinta|sexta|sabado|semana
running_late: transito parado|parado na ponte|parado no transito
cancel: nem precisa mais|nao precisa mais|ja melhorei|ja sarei
running_late: atras*|transito|engarraf*|congestion*|a caminho|chegando|ja to indo|preso no|presa no|demorar um pouco|vou demorar|segura minha vaga|estacionando|procurando vaga ! remarc*|desmarc*|cancel*
running_late/3: chego|chegamos|chegando|estou ai|to ai > em|daqui|uns > any_number
cancel: cancel* ! nao cancel*|nao quero cancelar|nao precisa cancelar
cancel: desmarc* ! nao quero desmarcar|nao desmarc*
cancel: can_not_come ! nao vou faltar|nao posso perder|nao vou perder|nao posso esperar|nao da mais pra esperar
confirm: vou sim|pode deixar|estarei ai|estarei la|estaremos|confirm*|combinado|nao vou faltar|pode contar|sim vou|to dentro|vamos sim|com certeza|estou confirmad*|ta confirmad*|la estarei|comparecerei|vou estar ai|nao desmarc*|nao cancel*|vou sim senhora|irei ! nao confirm*
reschedule: remarc*|reagend*|mudar|muda|trocar|troca|alterar|adiar|adia|antecipar|transferir|outro dia|outro horario|outra data|outra hora|outra semana|passar pra|passar para|mudanca|semana que vem|mais tarde|mais cedo|joga pra|pode ser + move ! endereco|remedio
reschedule: remarc*|reagend*|adiar|adia|antecipar|outro dia|outro horario|outra data|outra hora|mudar o horario|mudar o dia|mudar a data|mudar minha consulta|trocar o horario|trocar o dia|trocar a data|muda pra|mudar pra|passa pra|passar pra|joga pra|troca pra|transfere pra|so se for|mais cedo|mais tarde ! chego|atras*
reschedule: muito cedo|muito tarde|cedo demais|tarde demais|e possivel mudar|nao pode ser
book: book + visit
book: marca*|agenda* > consulta|horario|exame|visit
refill_request: refill
billing_question: bill
clinical_concern: sick
complaint: angry
waitlist_join: lista de espera|se alguem desmarcar|se abrir vaga|se surgir vaga|se desistirem|se aparecer vaga|encaixe
question: asks
thanks: obrigad*|obg|valeu|vlw|brigad*|agradec*|deus abencoe|deus te abencoe|deus lhe pague
decline: nao quero|nao obrigad*|deixa pra la|nao precisa|fico com|prefiro o que ja|ja tenho|to bem com|ta otimo o dia|n da|nao da|dispenso|passo essa|nao posso amanha|deixa como esta
ready: pronto|pronta|to pronto|to pronta|estou pronto|estou pronta|pode falar
"""
WANTED = """
pt: em portugues|fala portugues|falam portugues|portugues por favor|portugues pfv|portugues
pt: nao > ingles|espanhol
en: em ingles|ingles por favor|prefiro ingles
es: em espanhol|espanhol por favor
pt: alguem que fale
"""
YES = (
    "sim|s|ss|sss|sim sim|yes|ok|okay|okey|blz|beleza|claro|claro que sim|com certeza|certeza|certo|certinho|isso|isso mesmo|isso ai|exato|exatamente|perfeito|otimo|pode ser|pode|pode sim|confirmo|confirmado|confirmada|confirmar|ta confirmado|ta confirmada|sim confirmo|"
    "vou|vou sim|irei|irei sim|estarei ai|estarei la|estarei presente|estaremos ai|estaremos la|la estarei|la estaremos|vamos|vamos sim|pode deixar|pode contar comigo|pode contar|combinado|fechado|ta bom|ta bem|ta otimo|ta certo|tudo certo|tudo bem|de acordo|concordo|aceito|quero|quero sim|quero essa|quero esse|"
    "to dentro|estou dentro|nao vou faltar|nao vou faltar nao|nao falto|sem falta|sem problema|sem problemas|nao tem problema|bora|uhum|aham|demorou|joia|show|legal|topo|eu vou|eu vou sim|vou estar ai|vou estar la|eu estarei la|comparecerei|presente|fico com essa|fico com esse|serve|me serve|da certo|da sim|pode marcar|pode confirmar|"
    "ja tomei|tomei|fiz|ja fiz|feito|afirmativo|positivo|correto|estou de acordo|ta joia|confirmadissimo|sim senhora|sim senhor|nao cancela|nao desmarca|ele vai|ela vai|ela vai sim|ele vai sim|deixa comigo|pode crer"
)
NO = "nao|n|nn|nao nao|no|nunca|de jeito nenhum|negativo|nao obrigado|nao obrigada|nao da|n da|nao vai dar|nao posso|n posso|nao quero|nao tenho interesse|agora nao|hoje nao|ainda nao|nao agora|infelizmente nao|nao consigo|deixa|deixa pra la|nao precisa|nem pensar|nao tomei|nao fiz|nao dessa vez|passo|dispenso|essa nao|nao me serve|nao serve|nao mesmo|nao rola|fica pra proxima|impossivel"
NONE = "nenhum|nenhuma|nenhum deles|nenhuma delas|nenhum dos tres|nenhuma das tres|nenhum desses|nenhuma dessas|nenhum me serve|nenhuma serve|nenhum serve|nenhum da|nem um nem outro|nenhum dos horarios|nenhum horario"
ANY = "qualquer|qualquer um|qualquer uma|tanto faz|qualquer horario|o que for melhor|qualquer um serve|qualquer um dos tres|pode ser qualquer um"
BOTH = "os dois|as duas|ambos|ambas|todos|todas|os tres|as tres"
LAST = "ultimo|ultima|o ultimo|a ultima"
THANKS = "obrigado|obrigada|obg|muito obrigado|muito obrigada|brigado|brigada|valeu|vlw|agradeco|agradecida|agradecido|obrigadao|obrigadinha"
OPTIONS = {
    1: "um|uma|primeiro|primeira|1|1o|1a|opcao um",
    2: "dois|duas|segundo|2|2o|2a|a segunda opcao|segunda opcao|a segunda|o segundo",
    3: "tres|terceiro|terceira|3|3o|3a",
    4: "quatro|quarto|4",
    5: "cinco|quinto|5",
    6: "seis|sexto|6",
}
POLITE = "por favor|pfv|pf|pfvr|pls|please|obrigado|obrigada|obg|valeu|oi|ola|oie|bom dia|boa tarde|boa noite|doutor|doutora|dr|dra|moca|moco|senhora|senhor|tchau|abraco|abracos|bj|bjs|beijo|beijos|muito|agora|ja|imediatamente|a|o|as|os|e|eu|ai|rs|rsrs|kkk|kk|k|uai|ne|viu|ta|amigo|amiga|querida|flor|deus abencoe|deus te abencoe|desculpa|desculpe|gente|entao|mesmo|sim senhora|tudo bem|bem|ate|ate la|tambem"
PLAIN = (
    POLITE
    + "|pra|para|mim|me|meu|minha|consulta|horario|hora|opcao|numero|opçao|quero|queria|prefiro|escolho|pode|ser|fico|com|esse|essa|de|da|do|na|no|em|la|melhor|serve|fica|marcar|marca|reserva|vou|ir|estar|estarei|dia|que|voces|vcs|voce|vc|e|minha mae|bom|boa|otimo|amanha|ate amanha|confirmar|reservar|esta|estou|to"
)
TALK = "nao|falo|fala|falam|ingles|portugues|espanhol|entendo|leio|sei|escrevam|escreve|escrever|mandar|manda|mandem|mensagens|mensagem|pode|podem|poderia|lingua|idioma|mudar|so|em|receber|envia|enviem|responder|alguem|tem|fale|prefiro|direito"
