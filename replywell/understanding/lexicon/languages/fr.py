# ruff: noqa: E501 - tables of words read better whole
"""French, as patients from France, Quebec, Haiti and West Africa write it. Accents are off; l', d', j' stand apart."""

SPACED = True
GAP = 5
MARKS = (
    "desinscription arret arretez poitrine respirer mourir mauvais cachets comprimes envie textos medicaments crise respire je j vous nous merci bonjour bonsoir oui pas est suis les des une mon ma mes pour avec dans chez demain lundi mardi mercredi jeudi vendredi samedi dimanche rdv rendez svp stp ai c ca ce cette qui que quoi "
    "il elle on au aux du et ou mais plus tres bien peux peut veux voudrais serai sera viens viendrai annuler confirme docteur medecin mal douleur votre vos mois heures matin soir apres midi deja encore beaucoup "
    "n ne qu d l s t a quelle quel heure ouais nan fait faire pouvez avez etes sont ete etre ont parce desole desolee retard notre leur lui moi toi"
)

THINGS = {
    "not": "pas|plus|jamais|aucun|aucune|sans|incapable|impossible|narrive|narrivons|peine",
    "stop_doing": "arret*|cess*|stop|stopp*|fini*|interromp*|suspend*|coup*|termin*|basta|assez|marre|suffit",
    "send": "envoy*|envoi|envois|ecri*|text*|contact*|messag*|spam*|sms|harcel*|derang*|embet*|solliciter|sollicit*|rappel*|relanc*|appel*|notifi*|importun*|saoul*|soul*|emmerd*|communiqu*|utilis*",
    "messages": "message*|messages|msg*|texto*|textos|sms|rappel*|notif*|texte*|pub|pubs|alerte*|spam*|trucs|courriels|annonces|publicite*|communications|abonnement",
    "remove": "retir*|enlev*|supprim*|effac*|desabon*|desinscri*|ray*|ot*|sort*|radi*|bloqu*|vir*",
    "me": "moi|me|m|mon numero|mon nom|mon num|mon tel|mon telephone|mon contact|mes coordonnees|ce numero|mon portable|liste|listes|base|fichier|fichiers|systeme|mes donnees|repertoire",
    "receive": "recevoir|recoi*|avoir|besoin|veux|veut|voulons|souhait*|envie|desire*|interess*|accept*|consen*|autoris*|permission",
    "chest": "poitrine|thorax|thoracique|torse|sternum|cage thoracique|cote gauche",
    "heart": "coeur|cardiaque",
    "pain": "mal|mals|douleur*|fait mal|serr*|oppress*|pression|brul*|etau|pince*|pinc*|poids|ecras*|pique|coup de poignard|poignard*|lourd*|compress*|point|barre|elancement*|tire",
    "beats": "palpit*|bat trop|bat tres|bat vite|bat fort|bat n importe|s emball*|emball*|rat*|accelere|irreguli*|saute",
    "breathe": "respir*|souffle|souffl*|air|haleine|inspirer|asthm*|crise d asthme",
    "hard": "mal a|du mal|difficile*|difficulte*|peine|court|manqu*|essouffl*|plus d|coup*|a bout|bloqu*|siffl*|etouff*|faible*|arrive pas|arrive plus|narrive pas|narrive plus|presque plus|creus*|inhalateur|ventoline",
    "limb": "bras|jambe*|visage|bouche|main|face|cote|joue|figure|moitie|machoire",
    "numb": "engourdi*|paralys*|tordu*|tomb*|devi*|faible*|bouge pas|bouge plus|lourd*|de travers|insensible*|fourmill*|repond plus|sent plus|sens plus|mou|molle|pend|asymetri*|leve plus|lever",
    "speech": "parler|parle|parole|mots|elocution|articul*|phrases|dit|discours",
    "garbled": "bizarre*|n importe quoi|importe quoi|mal|embrouill*|plus|bafouill*|incoherent*|pateux|confus*|charabia|arrive pas",
    "sight": "vue|vois|voit|vision|yeux|oeil",
    "sight_lost": "plus rien|rien|trouble*|double|floue|flou|voile|noir|noire|perdu*|aveugle|etoiles|mouches|points|brouill*|tache*|rideau|baiss*|flash*|plus",
    "sudden": "soudain*|coup|brusqu*|subit*|tout a coup|d un coup|brutal*",
    "headache": "mal de tete|maux de tete|mal de crane|mal a la tete|migraine*|cephalee*|mal au crane|la tete qui|tete",
    "terrible": "terrible*|pire|horrible*|atroce*|insupportable*|explos*|eclat*|enorme*|affreux|affreuse|intense*|violent*|gros|grosse|fort|forte|jamais|foudroyant*",
    "blood": "sang|saign*|hemorrag*|caillot*",
    "out": "crach*|touss*|vomi*|selle*|caca|pipi|urine*|perds|perd|coule*|arret*|beaucoup|partout|plein|giclé*|gicl*|flot*|abondam*|imbib*|serviette*|noir*|quantite|nez|stop*|inond*|jailli*",
    "baby": "bebe*|nourrisson*|nouveau ne|nouveau nee|petit|petite|fils|fille|enfant|puce|jumeau*|nouveaune",
    "young": "semaine*|sem|jours|mois|nouveau ne|nouveaune",
    "fever": "fievre|temperature|38|39|40|41|101|102|103|104|brulant*|chaud|chaude|febrile",
    "limp": "mou|molle|molles|mous|bleu*|reveil*|reagi*|repond*|amorphe|gris*|tete plus|boit plus|boit pas|mange plus|pleure plus|inerte*|lethargi*|couche*|geign*|inconsol*|fontanelle|somnol*|endormi*|flasque|dort tout",
    "pregnant": "enceinte|grossesse|sem|semaines|mois de|accouch*|femme enceinte|sa|trimestre|bebe|terme",
    "pregnancy_bad": "saign*|sang|pertes|eaux|contraction*|mal de tete|maux de tete|mal de crane|etoiles|vision|vois|bouge plus|bouge pas|remue*|bouger|sens plus|liquide|tete|gonfl*|oedeme|vertige*|crampe*|evanoui*|fievre|frisson*|sent mauvais|pu*|mouche*",
    "swallow": "aval*|bu|boit|mang*|ingere*|pris|prise|prend|bois|ingurgit*|gob*|suc*",
    "poison": "javel|detergent|produit*|poison|pile|piles|lessive|aimant*|antigel|destop|deboucheur|raticide|mort aux rats|essence|white spirit|nettoyant*|comprimes|medicaments|cachets|champignon*|parfum|acide|ammoniac|solvant|cigarette*|piece|batterie|liquide vaisselle|eau de javel|pesticide*|insecticide*|petrole",
    "pills": "comprime*|cachet*|medicament*|pilule*|dose*|gelule*|somnifere*|paracetamol|doliprane|tylenol|insuline|boite|flacon|plaquette*|medoc*|morphine|xanax|antidepresseur*",
    "too_many": "trop|tous|toute|toutes|boite|entier|entiere|plein|beaucoup|double|surdos*|overdos*|poignee|30|20|40|50|10|15|triple|vid*|tout le",
    "die": "mourir|meurs|crever|mort|morte|disparaitre|suicid*|tuer|me foutre en l air|pendre|sauter|en finir|endormir|reveiller",
    "want": "veux|voudrais|veut|envie|pense|penser|idee*|souhait*|vais|prefer*|prefere|pourrais|compte|prevu|esper*",
    "live": "vivre|vie|la vie|continuer|exister|etre la|tenir|supporter",
    "kill": "tuer|tue|frapper|poignard*|descendre|buter|planter|massacr*|faire la peau|abattre|egorg*|assassin*|regler son compte|tirer|crever|bute|etrangl*|casser la gueule|faire payer|faire mal",
    "someone": "quelqu un|mon mari|ma femme|voisin*|gens|patron*|ex|docteur|tout le monde|lui|le|les|mon bebe|mes enfants|mon enfant|collegue*|mon pere|ma mere|ce type|ce mec|cet homme|cette femme|lycee|ecole|prof|quelquun",
    "weapon": "couteau|arme|armes|pistolet|fusil|lame|machette|flingue|cutter|revolver|rasoir|corde",
    "attacker": "il|mari|conjoint|copain|compagnon|pere|beau pere|elle|homme|ex|patron|oncle|soignant*|frere|fils|femme|aide",
    "hurt": "frapp*|tap*|bat|battu*|cogn*|gifl*|viol*|agress*|menac*|etrangl*|touch*|serre la gorge|serr* la gorge|serrait|abus*|maltrait*|enferm*|sequest*|tabass*|brutalis*|secou*|cache mes papiers|force|confisqu*",
    "victim": "me|m|moi|ma fille|mon fils|enfant*|petite|petit|ma mere|mon pere|bebe|nous|mamie|papi|la|le",
    "afraid": "peur|danger|pas en securite|en securite|terroris*|cach*|enferm*",
    "home": "rentrer|maison|chez moi|mari|conjoint|lui|copain|salle de bain|toilettes|chambre|foyer|ce soir",
    "throat": "gorge|langue|levre*|visage|lips|bouche|yeux|paupiere*",
    "swell": "gonfl*|enfl*|serre|se ferme|oedeme|doubl*",
    "ate": "mang*|cacahuete*|arachide*|crevette*|noix|fruits de mer|poisson|guepe*|abeille*|piqu*|antibiotique*|penicilline|medicament|allerg*|oeuf*|lait|urticaire|plaques|boutons|crustace*|sesame|kiwi|amoxicilline",
    "faint": "evanoui*|inconscien*|connaissance|malaise|convuls*|crise d epilepsie|epilep*|repond plus|repond pas|reagit plus|reagit pas|reveille pas|reveille plus|tombe dans les pommes|coma|effondr*|ecroul*|syncope|tombee raide|se reveille|spasmes|tremble de partout|yeux revulses|revuls*|dans les vapes|crise de convulsions",
    "fall": "tomb*|chute*|cogn*|coup|choc|accident|renvers*|heurt*|percut*|frapp*|glisse",
    "head": "tete|crane|front|escalier*|echelle|toit|table a langer|lit|nuque|anticoagulant*|velo|voiture|hauteur",
    "after_blow": "vomi*|confus*|dort|endormi*|somnol*|n importe quoi|importe quoi|evanoui*|inconscien*|connaissance|maux de tete|mal de tete|mal a la tete|saign*|pupille*|desoriente*|souvient*|anticoagulant*|bizarre|parle plus|vertige*|tourne|bosse|repond*",
    "thinner": "anticoagulant*|eliquis|coumadine|warfarine|xarelto|fluidifiant*|sintrom|previscan",
    "belly": "ventre|abdomen|estomac|bas ventre|flanc|cote droit|bas a droite",
    "severe": "atroce*|insupportable*|terrible*|horrible*|dur|dure|dur comme|brutal*|soudain*|intense*|plie*|violent*|poignard*|enorme*|intolerable*|plus me redresser|pliee en deux|affreu*|pire|fievre|tordre|tord*|hurle*|vomi*",
    "balls": "testicule*|couille*|bourse*|scrotum",
    "sugar": "sucre|glycemie|diabet*|dextro|glucose|hypo|insuline",
    "sugar_bad": "trembl*|confus*|bizarre*|transpir*|evanoui*|sueur*|repond*|vomi*|inconscien*|somnol*|delire*|malaise|faible*|dort|lo|hi|tourne|vertige*",
    "pressure": "tension|pression arterielle|ta",
    "septic": "frisson*|grelott*|trembl*|confus*|delir*|reconnait*|n importe quoi|importe quoi|marbr*|somnol*|froid|froide|glace*|faible*|raide|nuque|boutons violets|taches violettes|purpura|repond*|incoherent*|bleu*|catheter|sonde|chimio|chimiotherapie|greff*",
    "strange_mind": "confus*|desoriente*|delir*|reconnait plus|reconnait pas|reconnait personne|sait plus ou|n importe quoi|importe quoi|hallucin*|incoherent*|perd la tete|voit des betes|betes|voit des choses",
    "alcohol": "alcool|boire|sevrage|bu",
    "withdrawal": "trembl*|hallucin*|betes|convuls*|sueurs|bestioles|delir*|insectes|vois des",
    "voices": "voix|voices",
    "voices_say": "enten*|disent|dit|dise*|parlent|ordonn*|tuer",
    "leg": "mollet|jambe|cuisse|mollets",
    "choke": "etouff*|etrangl*|avale de travers|coince*|s etouffe|aspir*",
    "blue": "bleu*|violet*|violac*|gris*|cyanos*",
    "burn": "brul*|ebouillant*|electrocut*|acide",
    "burn_where": "visage|huile|bouillant*|eau|main*|corps|poitrine|bras|cloque*|graisse|oeil|yeux|produit|javel|ventre|dos|jambe*|2e|3e|noire|courant",
    "better": "parti*|partie|disparu*|passee|passe|mieux|finie|terminee|gueri*|guerie|calme|ca va mieux|plus mal|il y a longtemps|annees|ans|l an dernier|l annee derniere|mois dernier|etait|avait|resolu*|opere|operation reussie",
    "back": "revenu*|revient|reviennent|recommenc*|encore|mais|toujours|pire|maintenant|ce matin|aujourd hui|de nouveau",
    "medicine": "medicament*|traitement|ordonnance|pilule|antibiotique*|insuline|aspirine|prescription|vitamine*|cachet*|metformine|fumer|tabac|cigarette*|boire|saigne*|travail|bus|allaiter|kine|manger",
    "going": "viendrai*|serai*|sera|serons|arrive*|viens|vient|presente*|presents|vais venir|va venir|allons venir|on vient|y sera|la demain|ok pour|bon pour",
    "cancel": "annul*|supprim*|decommand*|enlever mon rdv|cancel*|laisser tomber",
    "visit": "rdv|rendez vous|rendezvous|consultation|visite|seance|creneau|place|rv|rendez",
    "move": "decal*|report*|repouss*|deplac*|chang*|modifi*|avanc*|reprogramm*|autre jour|autre date|autre heure|autre moment|une autre|plutot|avancer|remettre|autre creneau|plus tard|plus tot|reprendre|a la place",
    "can_not_come": "peux pas|pourrai pas|peut pas|viendrai pas|viendra pas|serai pas|peux plus|pourrons pas|ne pourrai|empech*|viens pas|viendrai plus|pourrais pas|peux pas venir|sera pas|serons pas|pas pouvoir|pas venir|vient pas|viens plus|pas disponible|pas dispo|viendrons pas|viendra plus|irai pas|plus besoin",
    "late": "retard|en retard|bouchon*|embouteill*|circulation|traffic|trafic|arrive dans|serai la dans|en route|coince*|metro|bus|minutes de|min de|garez|gare|me gare|parking|tard de|bloque*",
    "book": "prendre|voudrais|fixer|reserver|besoin d un|besoin d une|obtenir|avoir un|veux un|avoir une|il me faut|faudrait|voir le|voir la|voir un|disponibilite*|place|peut me voir|consulter|prise de|programmer|cherche",
    "asks": "?|combien|quand|ou est|est ce|comment|quel|quelle|quels|quelles|pourquoi|peut on|dois je|puis je|acceptez|faut il|je peux|y a t il|vous etes ou",
    "refill": "renouvel*|ordonnance*|renouvell*|recharge|plus de medicament*|plus de comprime*|prescription*|refill*|pharmacie|rupture|manque de|reste plus|presque plus de",
    "bill": "facture*|payer|paye*|paiement|rembours*|frais|cher|dollars|euros|debit*|preleve*|carte|argent|solde|copay",
    "sick": "mal|douleur*|fievre|tousse|toux|vomi*|malade|nausee*|vertige*|demange*|gratte|gonfl*|infect*|boutons|diarrhee|brul*|rougeur*|rouge|grippe|rhume|saigne*|essouffle*|effets secondaires|constip*|fatigu*|enfl*",
    "angry": "honteux|scandaleu*|inadmissible*|nul|nulle|honte|inaccept*|plainte|impoli*|malpoli*|incompet*|decu*|attendu*|attend*|personne ne repond|personne repond|repond jamais|service|n importe quoi|mecontent*|desagreable*|furieu*|insult*|toujours pareil|ras le bol|marre|accueil|raccroch*|secretaire|deplorable*",
}

DANGER = """
suicide: essay*|tent*|voulu|veut|voulait|menace > pendre|se tuer|suicid*|sauter|en finir|jeter|ouvrir les veines|avaler des
suicide: mal|coup*|entaill*|blesse* + lame|rasoir|cutter|ciseaux ! rasage
suicide: fais du mal|faire du mal|fait du mal + me|moi meme|m
clot: jambe|mollet|cuisse > gonfl*|chaud*|enfl* ! chaussure*
pregnancy: accouch* + jambe|mollet|gonfl*|souffle|tete|vue
suicide: toit|pont|fenetre|balcon|rails|immeuble > saut*|bord|jeter|tomber
suicide: sur le toit|au bord du pont|sur le pont|sur les rails
abuse: tuer|tue|tuera > si je > pars|parle|quitte|bouge|porte
mania: dieu|diable > dit|parle|ordonne|demande > saut*|tuer|tue
eye: oeil|yeux > soude|javel|acide|produit*|destop|lave
eye: soude|javel|acide|produit*|projection > oeil|yeux
cardiac: chest + pain
cardiac: heart + pain
cardiac: heart + beats
cardiac: crise cardiaque|infarctus|arret cardiaque|attaque cardiaque|attaque au coeur|angine de poitrine
cardiac: bras gauche|machoire|bras qui + pain|engourdi*|lourd* + sueur*|chest|heart|machoire|bras gauche|nausee*|essouffl*
cardiac: defibrillateur|pacemaker + choc*|decharge*|sonne
breathing: breathe > not|hard|siffl*|presque plus|plus|creus*
breathing: not|hard > breathe
breathing: etouff*|suffoqu*|j etouffe|asphyxi*|essouffle au repos|a bout de souffle|arrive plus a respirer|manque d air|cyanos*
breathing: essouffl* + couche*|repos|parle*|dormir|phrase*|assis*|marche*|pire|soudain*|beaucoup|jambe*|pieds
breathing: inhalateur|ventoline|pompe|nebuliseur|bouffees + pas|plus|rien|effet|marche
breathing: levre*|ongle*|visage|doigts + blue
breathing: choke + bebe*|fils|fille|il|elle|manger|bonbon|viande|rouge|gateau|jouet|parle*
breathing: cotes + creus*|rentr*|tirage
breathing: saturation|oxymetre|spo2|sat + low_oxygen
stroke: limb + numb
stroke: speech + garbled
stroke: avc|attaque cerebrale|infarctus cerebral|hemiplegi*
stroke: sight + sight_lost ! lunettes
stroke: headache + terrible
stroke: headache + sudden
bleeding: blood + out
bleeding: hemorragi*|se vide de son sang|saigne abondam*|saigne beaucoup
bleeding: blood > pas|arrete
bleeding: doigt*|main + coupe*|arrach*|tranche*|scie|amput*
bleeding: cicatrice|plaie|points|suture*|incision + ouvert*|lach*|ouvre*|sang|saign*|intestin*
bleeding: artere|jet + blood
infant: baby + young + fever
infant: baby|il|elle + limp
infant: baby + couche* > seche*|mouillee*
infant: baby + convuls*|blue
pregnancy: pregnant + pregnancy_bad
pregnancy: perdu les eaux|perte des eaux|poche des eaux|poche a perce|eaux se sont rompues|eaux ont perce|rupture de la poche|fausse couche
pregnancy: bebe > bouge*|remue* + pas|plus|moins
pregnancy: pas|plus|moins > bebe > bouger|bouge*|remue*
pregnancy: accouch* + fievre|frisson*|saign*|sang|serviette*|pu*|odeur*|evanoui*|mal de tete|sombre|peur
overdose: too_many + pills
overdose: swallow + poison
overdose: overdose*|surdose*|surdosage|intoxi*|empoisonn*|monoxyde|fentanyl
overdose: swallow + too_many + pills
overdose: gaz|fumee + malaise*|mal*|odeur|tete|vomi*|inhal*
overdose: seringue|shoot*|heroine|drogue*|pris un truc|opiace*|crack|cocaine + respir*|reveil*|bleu*|repond*|coeur|chest
overdose: pills + devant moi|a cote de moi|pret*|ce soir
suicide: want > die
suicide: not > live|vivre
suicide: want + me > tuer|pendre|faire du mal|couper|mutil*
suicide: me|m > suicid*|tuer|mutil*|scarifi*|pendre|coupe*|taillad*
suicide: suicid*|en finir|mettre fin a|plus envie de vivre|envie de mourir|idees noires|me foutre en l air|fin a mes jours|a quoi bon vivre|rejoindre ma|rejoindre mon|vaut pas la peine|ne sert a rien de vivre
suicide: mieux|soulag* > sans moi
suicide: fardeau|poids + pour|famille|tout le monde|tous|vous
suicide: manquer|manquerai|regrett* > personne
suicide: personne > manqu*|remarqu*|regrett* ! rdv|appel*
suicide: serai > mort|morte|plus la|pas la|plus de ce monde|parti|partie
suicide: adieu|lettre d adieu|dit au revoir|donne mes affaires|donne toutes mes affaires|tout regle + merci|tous|docteur|enfants|famille|demain|vie
suicide: veines|poignets|avant bras|bras > coup*|taillad*|entaill*
suicide: coup*|taillad*|entaill* > veines|poignets|avant bras|cuisses
suicide: weapon + tempe|en finir|moi meme|bouche|nuit|vivre
suicide: tout finir|finisse|arreter de souffrir|plus me reveiller|jamais me reveiller|dormir pour toujours|dormir et ne plus|plus la force|n en peux plus de vivre|pas me reveiller
suicide: plus la|plus de ce monde + demain|bientot|semaine|annulez|place ! visite
violence: kill > someone
violence: someone > kill
violence: want + kill
violence: voices + voices_say
violence: weapon + kill|en bas|docteur|voisin*|j arrive|mari|menac*|ecole|parking|sac|lui|someone|devant
abuse: attacker + hurt + victim
abuse: afraid + home
abuse: viol|violee|viole|agresse sexuell*|agression sexuelle|me frappe|violence conjugale|me bat|m a frappe*|m etrangle*|coups de poing
anaphylaxis: throat + swell
anaphylaxis: ate + swell|respir*|etouff*|siffl*|tousse*|breathe
anaphylaxis: anaphyla*|choc allergique|reaction allergique|epipen + breathe|swell|ate|utilis*|choc|vomi*|urticaire|grave|allergique|anaphyla*
anaphylaxis: epipen > utilis*|fait|donne|pique
anaphylaxis: utilis*|fait|donne|injecte > epipen
consciousness: faint
consciousness: yeux > revuls*|retourn*
consciousness: crise > minutes|epilep*|arrete pas|tremble*
injury: fall + head + after_blow
injury: thinner + fall
injury: fall > head ! question
injury: accident de voiture|accident de moto|renverse par|chute de + mal|douleur|bouge*|saign*|etage|toit|echelle|tete|cou|dos
injury: burn + burn_where
injury: os > sort*|voit|visible*
injury: serpent|vipere|scorpion|chien + mordu*|pique*|morsure
belly: belly + severe
belly: testicle|balls + pain|gonfl*|mal
belly: sent|sens|controle > pipi|selles|vessie|entrejambe
sugar: sugar + low_sugar
sugar: sugar + high_sugar + sugar_bad
sugar: sugar + sugar_bad
pressure: pressure + high_pressure
pressure: pressure + low_pressure + sugar_bad|froid*|faible*|tourne|malaise
infection: fever + septic
infection: strange_mind + pere|mere|papa|maman|mari|grand*|mamie|papi|il|elle|vieux|fievre|soudain*|matin|depuis ! tourne
infection: purpura|septicemie|meningite|taches violettes|trainee rouge|ligne rouge|strie rouge
withdrawal: alcohol + withdrawal
clot: leg + gonfl*|enfl*|rouge|chaud* + breathe|essouffl*|respir*|avion|douleur
heat: coup de chaleur|insolation|peau chaude|transpire plus
kidney: dialyse + manqu*|rate*|saute* + essouffl*|respir*|faible*|gonfl*|coeur|mal
emergency: appel*|ambulance|samu|pompiers|911|15 + urgence|vite|secours|attends|attendons|arrive|en route|aide*
emergency: au secours|aidez moi vite|a l aide|urgence vitale|secours
"""

CALM = """
gone: plus|pas|aucune* > idees noires|envie de mourir|pensees suicidaires ! vivre
gone/8: pain|chest|heart|blood|breathe|fever|headache > better ! back
gone/4: plus|pas|sans|aucun*|ni > pain|blood|fever|headache|essouffl*|palpit*|saign* ! breathe|arrete|coul*
gone: test*|prise de sang|don de sang|bilan sanguin|analyse de sang|analyse* + blood
idiom: mort de rire|morte de rire|mdr|tue moi|me tue|creve de faim|mort de faim|morte de faim|mort de fatigue|morte de fatigue|mourir d ennui|mort d ennui|meurs d envie|meurs de faim|meurs de soif|meurs d impatience|meurt d impatience|tuer le temps|crise de rire|a mourir|morts de rire|vie de fou|va me tuer|vont me tuer|creve|crevee|a en mourir
idiom: prix|facture|embouteillage*|circulation|trafic|boulot|travail|chaleur|pression du travail + tue|tuer|mort|mourir|crise
idiom/4: enterrement|obseques|deces|decede*|funerailles|deuil|mort de mon|mort de ma|est mort|est morte
place: cardiologue|cardiologie|gyneco*|oncolog*|urgences|pneumolog*|neurolog*
place: chez le cardiologue|centre cardiaque|service des urgences|medecin du coeur|docteur du coeur
wish: bon coeur|de tout coeur|par coeur|coup de coeur|mal au coeur|merci de tout coeur|coeur sur la main
plan/4: prevention|vaccin*|depistage|formation|cours + avc|cardiaque|suicid*|allergi*|saign*
epipen/5: epipen + ordonnance|perime*|nouvel|nouveau|renouvel*
hero/3: numero > urgence
"""

STOP = """
words: mettez fin|mettre fin|mets fin|mettez un terme > messages|envois|a ces|a ca|cela
words: pas|plus|aucun > besoin > messages
words: trop > de > messages|notifs
words: resili*|desactiv*|annul*|suspend*|supprim* > les|vos|mes|ces|tous > messages
words: vir*|sort*|retir*|degag*|enlev* > moi|nous > de la|d ici|de votre|de vos|des|de cette
words: not > send
words: send > not|jamais|rien ! visit|viens|question
words: not > messages ! recois|recoit|recu
words: stop_doing > messages
words: stop_doing > send
words: messages > stop_doing
words: stop_doing > ca|ces|tout ca|cela|tout de suite ! mal
words: remove + me
words: desabon*|desinscri*|me desinscrire|me retire|retirez moi|enlevez moi|m enlever|supprimez moi|otez moi|rayez moi|effacez moi|opt out|sortez moi
words: not > receive > messages|cela|rien|ca|recevoir
words: not > recevoir|recois ! vos messages
words: laiss* > tranquille|en paix|paix
words: fich*|fout* > paix|camp
words: lachez moi|lache moi|lachez nous|foutez moi|degagez|oubliez moi|oubliez mon numero|ne me parlez plus|silence
words: revoqu*|retire*|annul* > consentement|accord|autorisation|permission|abonnement|inscription
words: messages > assez|suffit|marre|ras le bol|stop|trop|terminer|fini|desactiv*|termine
words: assez|suffit|marre|ras le bol|stop|trop|desactiv*|couper|coupez|mettez fin a|mettre fin a|refus* > messages
words: bloqu*|signal* > vous|ce numero|spam|numero
words: vous|numero > bloqu*|signal* ! pass*
words: comment|possible|je veux|souhaite|voudrais > desabon*|desinscri*|arreter les|ne plus recevoir|stopper
words: appel* > plutot que|au lieu de > messages|ecri*|text*
words: jamais > donne|autorise|accepte > numero|accord|messages|permission|consentement
words: interess* > contact*|messages|ecri*
words: spam|harcelement ! bloque
words: plus vous entendre|plus entendre parler|plus de nouvelles|plus aucun contact|aucun contact
words: desactivez|desactiver|stoppez tout|arretez tout|arretez ca|arrete ca|arretez svp
"""
STOP_ALONE = "arret|arretez|arreter|arrete|stop|stopper|stoppez|desabonner|desabonnement|desabonnez|desabonne|desinscrire|desinscription|desinscrivez|fin|finir|quitter|ca suffit|assez|cessez|cesser|plus rien|terminer|retirer|resilier|resiliation|plus jamais|refus|refuse|je refuse|sortir|unsubscribe"
STAY = """
else: supprim*|enlev*|retir*|effac* > ancien*|vieux > numero|adresse|portable
else: enlev*|retir*|ray*|supprim* > moi > lundi|mardi|mercredi|jeudi|vendredi|samedi|agenda|planning ! messages
else: arret*|cess*|pas|plus > appel*|telephon* > texto|textos|ecri*|message|messages|sms|text* ! ni|stop|et de|ne m ecrivez|pas m ecrire|ou
else: n|ne > arret*|cess*|stopp*|coup* > pas > messages|send|visit
else: erreur|accident|expres|voulu|trompe* + stop|arret*|desabon*|desinscri*
else: remettez|reprenez|renvoyez|recommencez|reactivez|remettre > messages|send
else: supprim*|effac*|enlev* > photo*|message|fichier|image > envoy*|erreur|trompe*
stay: recois|recoit|recevons > pas|plus|jamais > messages
stay/4: arret*|stop*|coup*|cess* > medicine
stay: medicine > arret*|stop*
stay: arret*|stop > bus|metro|tram|tabac|travail|maladie|fumer
stay: arret de travail|arret maladie|arret de bus
else: n arretez|ne pas arreter|arretez pas|n arrete|ne cessez|continuez|gardez les|pas arreter
stay: plaint*|touss*|mal|saign*|pleur*|coul*|vomi*|tourn* + arret*|stop*|cess*
stay: arret* > saign*|touss*|vomi*|pleur*|fumer|boire|tousser|respir*|changer
stay: ne > repond* > messages
stay/3: pas|plus > recu|recus > messages|rappel*|sms|notif*|resultat*|texto*
stay: pas > recu|vu|lu|compris|eu|recois|recoit > messages|rappel*|sms|notif*|texto*|texte
stay: pas > oubli* > rappel*
stay: rappelez moi|rappeler|me rappeler|rappelez
stay: supprim*|annul*|enlev*|retir* > visit|seance
stay: retir*|enlev* > fils|points|platre|agrafes|suture*|sterilet|verrue*|grain*|dent*|pansement|vieille adresse|ancien*|attente
stay: liste d attente|liste attente
stay: fin du|fin de|fin du mois|en fin
stay: sans|pas > probleme
stay: pas pu|peux pas|pouvais pas > appel*|ecrire|repondre
stay: comment|pourquoi > dit > stop
"""
HELP_ALONE = "je comprends pas ce que je dois repondre|je ne comprends pas ce que je dois repondre|je sais pas quoi repondre|je ne sais pas quoi repondre|comprends rien|qui c est|aide|aidez moi|help|info|infos|au secours aide|c est qui|c qui|qui est ce|qui etes vous|qui est la|vous etes qui|comprends pas|je ne comprends pas|je comprends pas|comment ca marche|comment repondre|comment je reponds|besoin d aide|j ai besoin d aide|assistance|c est quoi|c est quoi ca|c est quoi ce numero|je comprends rien|que faire|quoi faire|je dois repondre quoi|que dois je repondre|expliquez|pas compris|j ai pas compris|je n ai pas compris"
START_ALONE = "start|demarrer|commencer|reprendre|reabonner|reabonnez moi|recommencer|m abonner|oui envoyez"
WRONG = """
wrong: mauvais numero|faux numero|mauvaise personne|trompe* de numero|erreur de numero|pas le bon numero|pas la bonne personne|erreur de destinataire|mauvais destinataire|trompe* de personne|vous vous trompez|numero errone|vous faites erreur
wrong: connais > pas|aucun|aucune > personne|monsieur|madame|nom|clinique|docteur ! adresse
wrong: connais pas|connais aucun*
wrong: pas > son numero|son telephone|le numero de|la personne
wrong: je ne suis pas|je suis pas|ce n est pas moi|c est pas moi|moi c est pas ! la|disponible|dispo|sur|malade|libre|en retard|arrive|dans|chez|au|a|encore|en|bien|d accord|satisfait*|content*|certain*|sure|fumeur|enceinte|allergique
wrong: y a pas de|il n y a pas de > ici
wrong: plus > son numero|ce numero|le sien
wrong: personne ici|pas votre patient*|jamais ete patient*|jamais venu* chez vous|nouveau numero|quelqu un d autre
"""
WISHES = """
running_late: bouchons|bloque dans|coince dans
cancel: laisse* tomber ! pas laisse*
reschedule: pas > lundi|mardi|mercredi|jeudi|vendredi|samedi > lundi|mardi|mercredi|jeudi|vendredi|samedi
book: place|dispo* > semaine|demain|aujourd hui|vaccin*
running_late: late ! annul*
running_late/3: arrive|serai la > dans > any_number
cancel: cancel ! n annul*|pas annuler|annulez pas|annulez rien
cancel: can_not_come
cancel: viendra*|viens|irai|venir > plus|pas ! pourquoi
confirm: going ! can_not_come|pas|retard
confirm: confirm*|c est bon|c bon|entendu|present*|tout est bon|c est note|note|sans faute ! pas
confirm: pas > annul*
reschedule: move ! lunettes|pansement|adresse|assurance|medecin traitant|pharmacie
reschedule: can_not_come + mais|plutot|autre|possible
reschedule: arrange pas|convient pas|trop tot|trop tard|trop loin|pas le matin|c mieux|c est mieux|serait mieux|vous avez rien|vous auriez
book: book > visit|docteur|medecin|consultation|dentiste|pediatre|gyneco*|check up|vaccin*|controle|bilan
book: visit > svp|possible|urgent|disponible|gyneco*|dentiste|pour ma|pour mon|avec le docteur|avec dr|avec un
book: nouveau patient|nouvelle patiente|premiere visite
refill_request: refill
billing_question: bill
clinical_concern: sick
complaint: angry
waitlist_join: liste d attente|si une place se libere|si quelqu un annule|si ca se libere|plus tot si
language_change: WANTED
question: asks
thanks: merci*|mercii|remerci*
decline: non|nan|pas interesse*|ca va aller|arrange pas|laisse la place|donnez la place|garde mon|garde le mien|je garde|pas la peine|non merci
ready: pret|prete|je suis pret|vas y|allez y
"""
WISHES = WISHES.replace("language_change: WANTED\n", "")
WANTED = """
fr: en francais|parlez francais|parlez vous francais|francais svp|francais stp|francais please|francais
en: en anglais|anglais svp|anglais
es: en espagnol|espagnol
ht: en creole|creole
fr: pas > anglais
"""
YES = (
    "oui|ouais|ui|yes|ok|okay|oki|okey|d accord|dac|dacc|daccord|c est bon|c bon|ca marche|ca me va|parfait|tres bien|entendu|bien sur|bien sur que oui|certainement|absolument|evidemment|je confirme|confirme|confirmer|confirmee|c confirme|c est confirme|"
    "on confirme|nous confirmons|oui je confirme|j y serai|j y serais|on y sera|nous y serons|je serai la|on sera la|nous serons la|je serai present|je serai presente|je viens|on vient|je viendrai|j arrive|je suis la|nous viendrons|on y est|j y vais|"
    "presente|present|sans faute|sans probleme|pas de probleme|pas de souci|pas de soucis|aucun probleme|volontiers|avec plaisir|super|genial|impeccable|nickel|top|exact|exactement|correct|vu|bien recu|je serai au rdv|je serai au rendez vous|"
    "c est note|c note|note|je prends|je le prends|je la prends|ca me convient|ca convient|cela me convient|c est parfait|comptez sur moi|vous pouvez compter sur moi|va pour|ok pour moi|c est ok|je suis d accord|oui je viens|je veux bien|ca roule|carrement|affirmatif|ouep|ouip|voui|oui oui|"
    "elle sera la|il sera la|elle viendra|il viendra|je n annule pas|n annulez pas|annulez pas|pourquoi je viendrais pas|je ne manquerai pas|fait|c est fait|pris"
)
NO = "non|nan|nn|no|nope|pas du tout|non merci|pas possible|impossible|jamais|negatif|non pas possible|ca ne m arrange pas|ca m arrange pas|je ne peux pas|je peux pas|je peux plus|pas interesse|pas interessee|ca ne va pas|ca va pas|pas maintenant|pas encore|pas pour l instant|non desole|non desolee|c est non|je passe|sans facon|une autre fois|pas pour moi|je garde le mien|je garde mon rdv|je garde mon rendez vous|pas la peine"
NONE = "aucun|aucune|aucun des trois|aucune des trois|aucun des deux|aucun de ces|aucune de ces dates|aucun ne me convient|aucune ne me convient|ni l un ni l autre|aucun ne va|rien ne va|aucun creneau|rien de tout ca"
ANY = "n importe|n importe lequel|n importe laquelle|peu importe|celui que vous voulez|comme vous voulez|n importe quand|les deux me vont|tous me vont"
BOTH = "les deux|tous les deux|toutes les deux|tous|les trois|tous les trois"
LAST = "dernier|derniere|le dernier|la derniere"
THANKS = "merci|merci beaucoup|merci bcp|mille mercis|merci infiniment|grand merci|je vous remercie|merci a vous|merci docteur|merci bien"
OPTIONS = {
    1: "un|une|premier|premiere|1er|1ere|1 er|1 ere|1|prem|le un",
    2: "deux|deuxieme|second|seconde|2eme|2e|2 eme|2 e|2 nd|2 nde|2",
    3: "trois|troisieme|3eme|3e|3 eme|3 e|3",
    4: "quatre|quatrieme|4eme|4e|4 eme|4",
    5: "cinq|cinquieme|5eme|5",
    6: "six|sixieme|6eme|6",
}
POLITE = "svp|s il vous plait|s il te plait|stp|please|merci|bonjour|bonsoir|salut|allo|coucou|docteur|dr|madame|monsieur|mme|mr|bonne journee|bonne soiree|cordialement|beaucoup|bcp|a bientot|tout de suite|maintenant|immediatement|la|le|l|les|je|j|tres|et|desole|desolee|pardon|excusez moi|lol|mdr|cher|chere|bien|alors|donc|bon|ah|oh|eh|hein|vraiment|deja|aussi"
PLAIN = (
    POLITE
    + "|pour|nous|vous|on|a|au|y|ca|c|est|ce|me|moi|mon|ma|option|numero|choix|creneau|choisis|prends|prefere|voudrais|veux|rdv|rendez vous|rendez|rendezvous|horaire|heure|mieux|convient|va|sera|de|du|des|"
    "a demain|a mardi|a lundi|a jeudi|a mercredi|a vendredi|a tout a l heure|tout|jour|date|il|elle|serai|en|avec|proposition|reponse|plutot|problemo|que"
)
TALK = "parle|parlez|comprends|lis|pas|ne|francais|anglais|creole|espagnol|messages|message|envoyez|ecrivez|ecrire|textos|sms|svp|en|langue|changer|possible|preferer|prefere|mieux|peu|bien|pouvez|mettre|mettez|recevoir|plutot|repondez|repondre"
