/** The words of one language by which a text claims that somebody stands behind it: parts of regular expressions, without accents. */
export interface ReviewWords {
  /** Read by somebody who knows: nothing else but a text is meant, where no subject is named. */
  readonly reviewed: string;
  /** Found right: said of many things besides texts. */
  readonly approved: string;
  /** Before whoever did it. */
  readonly by: string;
  /** Those of `by` that hold an article. */
  readonly byThe?: string;
  /** Between a review and whose it is. */
  readonly of: string;
  /** What joins a text to what was done to it: `has been`. */
  readonly was: string;
  /** Whoever reviews, as a label or after an adverb, and the review itself. */
  readonly reviewer: string;
  readonly review: string;
  /** What makes one of a reviewer: `medically`. */
  readonly expertly: string;
  /** Verbs in the active voice, behind a name. */
  readonly reviews: string;
  /** What such a text calls itself, `this answer`: what stands before its noun, the nouns, and what needs none. */
  readonly these: string;
  readonly texts: string;
  readonly everything: string;
  /** Before words of review, where these say that there was none. */
  readonly notYet: string;
  /** Articles before those who are no person. */
  readonly article: string;
  /** Those who review texts; those of them that are several, or a team; and whose they are, who says so of a text of theirs. */
  readonly expert: string;
  readonly experts: string;
  readonly our: string;
  /** Where the last review is told by its day. */
  readonly lastReviewed: string;
}

const en: ReviewWords = {
  reviewed: 're-?viewed|fact-? ?checked|proof-?read|vetted|signed[ -]off|refereed|peer[ -]reviewed(?= by)',
  approved:
    '(?:double-|cross-|re)?checked|approved|verified|validated|endorsed|certified|confirmed|audited|signed|cleared|authori[sz]ed|attested|assessed|evaluated|accredited|okayed',
  by: 'by',
  of: 'by|of|from',
  was: 'was|were|is|are|gets?|(?:has|have|had) been',
  reviewer: 'reviewer|reviewed by|fact-? ?checker|approver',
  review: 'review|approval|sign-?off|endorsement|validation|verification|certification|fact-? ?check',
  expertly:
    'medically|clinically|scientifically|professionally|independently|expert|medical|clinical|scientific|dietetic',
  reviews:
    'reviews|approves|checks|verifies|validates|endorses|certifies|vets|signs off|vouches for|stands behind|signed off|(?:has |have )?(?:re-?viewed|approved|checked|verified|validated|endorsed|vetted|confirmed|certified)',
  these: 'this|these|our|all|every|each|all of our|all our|all the|the above|all these',
  texts: 'answers?|pages?|articles?|texts?|faqs?|contents?|information|advice|leaflet|guide|entry|entries|summary',
  everything: 'everything|all',
  notYet:
    "not|never|n't|nor|no|without|awaiting|pending|await|awaits|waiting for|until|unless|before|will be|to be|must be|should be|shall be|can be|may be|if|whether|once|has yet to be",
  article: 'the|an?|two|three|several|many|some|both',
  expert:
    'doctors?|physicians?|dietitians?|dieticians?|nurses?|midwives|midwife|pharmacists?|experts?|professionals?|specialists?|editors?|reviewers?|clinicians?|psychiatrists?|psychologists?|therapists?|lawyers?|(?:medical|clinical|editorial|review|advisory|scientific) (?:board|team|staff|panel)',
  our: 'our|our own',
  experts:
    'doctors|physicians|dieti[ct]ians|nurses|midwives|pharmacists|experts|professionals|specialists|clinicians|psychiatrists|psychologists|therapists|lawyers|(?:medical|clinical|editorial|review|advisory|scientific|expert) (?:board|team|staff|panel)',
  lastReviewed:
    '(?:page |content |information )?(?:last |medically |clinically )+(?:re-?viewed|review|fact-? ?checked)|re-?viewed',
};

const de: ReviewWords = {
  reviewed: 'gepruft|uberpruft|begutachtet|gegengelesen|durchgesehen|lektoriert|freigegeben',
  approved: 'bestatigt|kontrolliert|zertifiziert|genehmigt|verifiziert|validiert|abgenommen|abgesegnet|gebilligt',
  by: 'vo[nm]|durch',
  byThe: 'vom',
  of: 'von|durch',
  was: 'wurden?|wird|werden|ist|sind',
  reviewer: 'prufer(?:in)?|prufende personen?|gutachter(?:in)?|fachliche prufung|gepruft von',
  review: 'prufung|uberprufung|freigabe|begutachtung|bestatigung|genehmigung|durchsicht|abnahme',
  expertly: 'fachlich|medizinisch|arztlich|wissenschaftlich|redaktionell|fachliche|medizinische|arztliche',
  reviews:
    'pruft|prufte|bestatigt|bestatigte|billigt|billigte|genehmigt|genehmigte|burgt fur|steht hinter|begutachtete',
  these: 'diese[rsnm]?|unsere[rsnm]?|alle|jede[rs]?',
  texts: 'antwort(?:en)?|seiten?|texte?s?|artikel|inhalte?|informationen|angaben?|faqs?|auskunfte?',
  everything: 'alles',
  notYet: 'nicht|nie|kein|keine|ohne|wartet auf|bis zur|vor der|wird|werden|muss|sollte|ob|wenn|sobald',
  article: 'der|die|das|den|dem|ein|eine|einem|einer|zwei|mehreren?',
  expert:
    'doktor|dr|professor(?:in)?|arzt|arzte|arzten|arztin|arztinnen|experten|expertinnen|fachleuten|fachpersonal|apothekern?|apothekerin|diatassistentin|redaktion|fachkraften|spezialisten|psychiatern?|psychologen',
  our: 'unser(?:e[nmr]?)?',
  experts:
    'arzten?|arztinnen|arzteteam|experten|expertenteam|expertinnen|fachleuten?|fachpersonal|apothekern|fachkraften?|spezialisten|psychiatern|psychologen|(?:medizinische|arztliche)[nms]? (?:team|beirat)',
  lastReviewed:
    '(?:zuletzt |letzte |fachlich |medizinisch )(?:gepruft|uberpruft|prufung|uberprufung)|(?:gepruft|uberpruft) am',
};

const fr: ReviewWords = {
  reviewed: 'relue?s?|revue?s?|relecture|revisee?s?',
  approved: 'approuvee?s?|verifiee?s?|validee?s?|controlee?s?|certifiee?s?|attestee?s?|confirmee?s?',
  by: 'par',
  of: 'par|de|du',
  was: '(?:a|ont) ete|est|sont|fut',
  reviewer: 'relecteurs?|relectrices?|relecture medicale|verificateur',
  review: 'relecture|revision|validation|verification|approbation|controle',
  expertly: 'medicalement|cliniquement|scientifiquement|medicale|scientifique',
  reviews:
    '(?:a |ont )(?:relu|revu|verifie|approuve|valide|certifie|controle|confirme)|relit|verifie|approuve|valide|garantit|certifie',
  these: 'cette|ce|cet|ces|nos|notre|toutes? (?:les|nos|cette)|tous (?:les|nos)|chaque',
  texts: 'reponses?|pages?|articles?|textes?|contenus?|informations?|fiches?|faq',
  everything: 'tout',
  notYet: 'pas|jamais|ni|sans|attente de|avant|sera|seront|doit etre|si|aucune?|non',
  article: 'le|la|les|une?|des|deux|plusieurs',
  expert:
    'docteurs?|docteure|professeure?s?|medecins?|experts?|specialistes?|pharmaciens?|pharmacienne|infirmiere?s?|dieteticiens?|dieteticienne|professionnels?|redaction|comite|psychiatres?',
  our: 'nos|notre',
  experts:
    'medecins|experts|specialistes|pharmaciens|infirmieres|dieteticiens|professionnels|psychiatres|(?:comite|equipe) (?:medicale?|scientifique)',
  lastReviewed: '(?:derniere |medicale ?)(?:relecture|revision|verification)|(?:relue?|revisee?) le',
};

const es: ReviewWords = {
  reviewed: 'revisad[oa]s?|corregid[oa]s?',
  approved:
    'aprobad[oa]s?|verificad[oa]s?|validad[oa]s?|certificad[oa]s?|comprobad[oa]s?|supervisad[oa]s?|confirmad[oa]s?|avalad[oa]s?|contrastad[oa]s?',
  by: 'por',
  of: 'por|de|del',
  was: '(?:ha|han) sido|fue|fueron|esta|estan|es|son',
  reviewer: 'revisor(?:a|es|as)?|persona revisora|revision medica|verificador',
  review: 'revision|aprobacion|validacion|verificacion|visto bueno|aval',
  expertly: 'medicamente|clinicamente|cientificamente|medica|cientifica',
  reviews:
    '(?:ha |han )(?:revisado|aprobado|verificado|validado|certificado|comprobado|confirmado|avalado)|revis(?:o|aron|a)|aprobo|aprobaron|aprueba|verific(?:o|aron|a)|valid(?:o|aron|a)|avala|certifica',
  these: 'esta|este|estas|estos|nuestr[oa]s?|tod[oa]s (?:las|los|nuestr[oa]s)|cada',
  texts: 'respuestas?|paginas?|articulos?|textos?|contenidos?|informacion|guias?|fichas?',
  everything: 'todo',
  notYet: 'no|nunca|ni|sin|pendiente de|antes de|sera|seran|debe ser|si|ninguna?',
  article: 'el|la|los|las|una?|unos|unas|dos|varios|varias',
  expert:
    'doctora?s?|dra?|profesora?|medic[oa]s?|expert[oa]s?|especialistas?|farmaceutic[oa]s?|enfermer[oa]s?|dietistas?|nutricionistas?|profesionales|redaccion|comite|psiquiatras?',
  our: 'nuestr[oa]s?',
  experts:
    'doctor[ae]s|medic[oa]s|expert[oa]s|especialistas|farmaceutic[oa]s|enfermer[oa]s|dietistas|nutricionistas|profesionales|psiquiatras|equipo medico|comite (?:medico|cientifico|editorial)',
  lastReviewed: '(?:ultima |medica ?)(?:revision|verificacion)|revisad[oa] el',
};

const ar: ReviewWords = {
  reviewed:
    'تمت المراجعة|تم مراجعته?ا?|تمت مراجعته?ا?|تمت مراجعة|روجعت?|راجعته?|راجعها?|راجعه|مراجعة|دققه?ا?|تم تدقيق|تدقيق',
  approved:
    'اعتمدت?|اعتمده?ا?|معتمدة?|تم اعتماده?ا?|تمت الموافقة|وافقت?|صادقت?|اجازت?|تم التحقق|تحققت?|اقرت?|اكدت?|اكدها',
  by: 'بواسطة|من قبل|من طرف|على يد',
  of: 'بواسطة|من قبل|من طرف|على يد|من',
  was: '',
  reviewer: 'المراجع|المراجعة|المراجعون|المدقق',
  review: 'مراجعة|اعتماد|موافقة|تدقيق',
  expertly: 'طبيا|علميا|الطبي|الطبية',
  reviews: 'راجعت?|راجعها|اعتمدت?|اعتمدها|اقرت?|اكدت?|دققت?|وافقت?',
  these: 'هذه|هذا|جميع|كل',
  texts: 'الاجابة|الاجابات|اجاباتنا|الصفحة|المقال|النص|المحتوى|المعلومات|الاسئلة',
  everything: '',
  notYet: 'لم|لا|ليس|ليست|بدون|دون|انتظار|قبل|لن|اذا|غير|سوف|ستتم',
  article: '',
  expert: 'طبيب|طبيبة|اطباء|الاطباء|خبراء|الخبراء|خبير|صيدلي|ممرضة?|اخصائي|اخصائية|فريق|مختصين|مختص',
  our: '',
  experts: 'اطباء|الاطباء|اطباونا|اطبائنا|خبراء|الخبراء|خبرائنا|مختصين',
  lastReviewed: 'اخر مراجعة|(?:تمت المراجعة|روجعت?) (?:في|بتاريخ)',
};

const pt: ReviewWords = {
  reviewed: 'revisad[oa]s?|revist[oa]s?|corrigid[oa]s?',
  approved:
    'aprovad[oa]s?|verificad[oa]s?|validad[oa]s?|certificad[oa]s?|confirmad[oa]s?|conferid[oa]s?|avaliad[oa]s?|supervisionad[oa]s?|atestad[oa]s?',
  by: 'por|pel[oa]s?',
  byThe: 'pel[oa]s?',
  of: 'por|pel[oa]s?|d[eoa]s?',
  was: 'foi|foram|e|sao|esta|estao|tem sido',
  reviewer: 'revisor(?:a|es|as)?|responsave(?:l|is) pela revisao|revisao (?:medica|cientifica|tecnica)|verificador',
  review: 'revisao|aprovacao|validacao|verificacao|aval',
  expertly: 'medicamente|clinicamente|cientificamente|tecnicamente|medica|cientifica',
  reviews:
    'revi(?:u|ram|sou|saram|sa)|aprov(?:ou|aram|a)|verific(?:ou|aram|a)|valid(?:ou|aram|a)|certific(?:ou|aram|a)|confirm(?:ou|aram|a)|conferi(?:u|ram)|atest(?:ou|aram|a)|garante',
  these: 'esta|este|estas|estes|noss[oa]s?|tod[oa]s [oa]s(?: noss[oa]s)?|cada',
  texts: 'respostas?|paginas?|artigos?|textos?|conteudos?|informacao|informacoes|guias?|folhetos?',
  everything: 'tudo',
  notYet: 'nao|nunca|nem|sem|aguardam?|aguardando|pendente de|antes d[aeo]|sera|serao|deve ser|devem ser|se|nenhuma?',
  article: '[oa]s?|uma?|uns|umas|dois|duas|varios|varias',
  expert:
    'doutora?s?|dra?|professora?|medic[oa]s?|especialistas?|peritos?|farmaceutic[oa]s?|enfermeir[oa]s?|dietistas?|nutricionistas?|profissionais|redacao|comite|psiquiatras?|psicolog[oa]s?',
  our: '(?:[oa]s? )?noss[oa]s?',
  experts:
    'doutor[ae]s|medic[oa]s|especialistas|peritos|farmaceutic[oa]s|enfermeir[oa]s|dietistas|nutricionistas|profissionais|psiquiatras|psicolog[oa]s|equip[ae] medica',
  lastReviewed: '(?:ultima )(?:revisao|verificacao)(?: medica)?|revisao medica|(?:revisad[oa]|revist[oa]) em',
};

const it: ReviewWords = {
  reviewed: 'revisionat[oaie]|rivist[oaie]|rivedut[oaie]|rilett[oaie]',
  approved:
    'approvat[oaie]|verificat[oaie]|validat[oaie]|convalidat[oaie]|controllat[oaie]|certificat[oaie]|confermat[oaie]|supervisionat[oaie]|attestat[oaie]',
  by: 'da|dal(?:la|lo|le|l)?|dai|dagli|a cura d(?:i|el|ella|ei)',
  byThe: 'dal(?:la|lo|le|l)?|dai|dagli',
  of: 'da|di|del(?:la|lo|l)?|dal(?:la|lo|l)?|a cura di',
  was: 'e stat[oa]|sono stat[ei]|e|sono|viene|vengono',
  reviewer: 'revisor[ei]|revisora|responsabil[ei] della revisione|revisione (?:medica|scientifica|clinica)',
  review: 'revisione|approvazione|validazione|convalida|verifica|controllo',
  expertly: 'clinicamente|scientificamente|medicalmente|medica|scientifica',
  reviews:
    '(?:ha |hanno )(?:rivisto|revisionato|riletto|verificato|approvato|validato|convalidato|certificato|controllato|confermato)|rivede|verifica|approva|convalida|certifica|garantisce',
  these: 'quest[aoei]?|(?:le|i) nostr[ei]|nostr[aoei]|tutt[eio] (?:le|i|gli|il)(?: nostr[ei])?|ogni',
  texts: 'rispost[ae]|pagin[ae]|articol[oi]|test[oi]|contenut[oi]|informazion[ei]|sched[ae]|guid[ae]',
  everything: 'tutto',
  notYet:
    'non|mai|ne|senza|in attesa|prima d(?:i|el|ella)|sara|saranno|deve essere|devono essere|va|vanno|se|nessun[ao]?',
  article: 'il|lo|la|i|gli|le|un|uno|una|due|alcuni|alcune|diversi',
  expert:
    'dott|dottssa|dottor[ei]?|dottoress[ae]|medic[oaih]|mediche|espert[oaie]|specialist[aei]|farmacist[aei]|infermier[aei]|dietist[aei]|nutrizionist[aei]|professor(?:e|essa|i)|professionisti|redazione|comitato|psichiatr[aei]|psicolog[oai]',
  our: '(?:il|la|i|le) nostr[oaei]|nostr[oaei]',
  experts:
    'dottori|dottoresse|medic(?:i|he)|espert[ie]|specialist[ie]|farmacist[ie]|infermieri|dietist[ie]|nutrizionist[ie]|professionisti|psichiatr[ie]|psicolog(?:i|he)|(?:equipe|comitato) (?:medic|scientific)[ao]',
  lastReviewed: 'ultima (?:revisione|verifica)(?: medica| scientifica)?|(?:revisionat[oa]|rivist[oa]) (?:il|in data)',
};

const nl: ReviewWords = {
  reviewed: 'beoordeeld|nagekeken|nagelezen|gereviewd|herzien|proefgelezen',
  approved:
    'goedgekeurd|gecontroleerd|gecheckt|geverifieerd|gevalideerd|bevestigd|gecertificeerd|getoetst|geaccordeerd|bekrachtigd',
  by: 'door',
  of: 'door|van',
  was: 'werd|werden|is|zijn|wordt|worden',
  reviewer: 'beoordelaars?|reviewers?|(?:medische|inhoudelijke) (?:controle|beoordeling)|(?:beoordeeld|nagekeken) door',
  review: 'beoordeling|controle|goedkeuring|toetsing|verificatie|validatie|review|akkoord',
  expertly: 'medisch|klinisch|wetenschappelijk|inhoudelijk|vakinhoudelijk|deskundig|medische|wetenschappelijke',
  reviews:
    'beoordeelt|beoordeelde|controleert|controleerde|keurt|keurde|bevestigt|bevestigde|toetste|staat achter|staat in voor',
  these: 'dit|deze|onze|ons|alle|al onze|elk|elke|ieder|iedere',
  texts: "antwoord(?:en)?|pagina(?:[’']?s)?|artikel(?:en)?|teksten?|tekst|inhoud|informatie|folders?|gegevens",
  everything: 'alles',
  notYet: 'niet|nooit|geen|zonder|wacht op|wachten op|voordat|zal|zullen|moet|moeten|laat|totdat|zodra|als',
  article: 'de|het|een|twee|drie|enkele|meerdere|verschillende',
  expert:
    'arts|artsen|(?:huis|kinder|tand)arts(?:en)?|dokters?|doctor|dr|drs|professor|hoogleraar|apothekers?|verpleegkundigen?|dietisten?|deskundigen?|experts?|specialist(?:en)?|redactie|psychiaters?|psycholog(?:en)?|psycholoog|zorgverleners?',
  our: 'onze|ons',
  experts:
    '(?:huis|kinder|tand)?artsen|dokters|apothekers|verpleegkundigen|dietisten|deskundigen|experts|specialisten|psychiaters|psychologen|zorgverleners|(?:medisch|redactie) ?team',
  lastReviewed:
    '(?:(?:voor het )?laatst |laatste |medisch |inhoudelijk )(?:beoordeeld|gecontroleerd|nagekeken|herzien|beoordeling|controle|herziening)|(?:beoordeeld|nagekeken|herzien) op',
};

const pl: ReviewWords = {
  reviewed: 'z?weryfikowan[aeyo]|z?recenzowan[aeyo]|przejrzan[aeyo]|skonsultowan[aeyo]',
  approved:
    'sprawdzon[aeyo]|sprawdzan[aey]|zatwierdzon[aeyo]|zaakceptowan[aeyo]|potwierdzon[aeyo]|skontrolowan[aeyo]|autoryzowan[aeyo]',
  by: 'przez',
  of: 'przez|od',
  was: 'zostal[aoy]?|zostaly|byl[aoy]?|jest|sa',
  reviewer:
    'recenzen(?:t|ci|tka|tki)|osob[ay] weryfikujac[ae]|(?:weryfikacja|konsultacja|recenzja) (?:merytoryczna|medyczna|naukowa)|(?:zweryfikowal|zrecenzowal|sprawdzil|zatwierdzil)a?',
  review: 'weryfikacja|recenzja|zatwierdzenie|akceptacja|sprawdzenie|potwierdzenie|konsultacja',
  expertly: 'merytorycznie|medycznie|klinicznie|naukowo|fachowo|merytoryczna|medyczna|naukowa',
  reviews:
    '(?:zweryfikowal|sprawdzil|zatwierdzil|zrecenzowal|zaakceptowal|potwierdzil|przejrzal|skonsultowal)[aiy]?|przejrzeli|weryfikuje|sprawdza|zatwierdza|potwierdza|recenzuje|reczy',
  these: 'ta|te|ten|to|nasz[ea]?|wszystkie(?: nasze| te)?|kazd[aey]',
  texts: 'odpowiedz|odpowiedzi|stron[aey]|artykul(?:y|ow)?|tekst(?:y|ow)?|tresci?|informacj[aei]|porad[aey]|ulotk[aei]',
  everything: 'wszystko',
  notYet:
    'nie|nigdy|ani|bez|czekaj?a?|oczekuj[ea]|przed|zanim|bedzie|beda|musi|musza|powinn[aoy]|powinien|czy|jesli|gdy|zadn[aey]',
  article: '',
  expert:
    'lekarz(?:a|y|e|em)?|lekark[aei]|lekarek|lek|dr|doktora?|profesora?|prof|farmaceut(?:a|e|y|ow|k[aei])|pielegniark[aei]|pielegniarek|ekspert(?:a|ow|k[aei])|specjalist(?:a|e|y|ow|k[aei])|dietetyk(?:a|ow)?|dietetyczk[aei]|psychiatr(?:a|e|y|ow)|psycholog(?:a|ow)?|redakcj[ae]|zespol',
  our: 'nasi|nasz(?:a|e|ych|ego|ej)?',
  experts:
    'lekarz[ey]|lekarki|lekarek|farmaceut(?:ow|ki)|farmaceuci|pielegniarki|pielegniarek|ekspert(?:ow|ki)|eksperci|specjalist(?:ow|ki)|specjalisci|dietetycy|dietetykow|psychiatrow|psychologow|zespol(?:u)? (?:medyczn|ekspert)\\p{L}*',
  lastReviewed:
    '(?:ostatnia |data )?(?:weryfikacj[ai]|recenzj[ai])(?: merytorycznej| merytoryczna| medyczna)?|(?:ostatnio )?(?:zweryfikowano|zrecenzowano)(?: dnia)?',
};

export const reviewWords: readonly ReviewWords[] = [en, de, fr, es, ar, pt, it, nl, pl];
