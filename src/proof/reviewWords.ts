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
  /** What such a text calls itself: `this answer`. */
  readonly thisText: string;
  /** Before words of review, where these say that there was none. */
  readonly notYet: string;
  /** Articles before those who are no person. */
  readonly article: string;
  /** Those who review texts. */
  readonly expert: string;
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
  thisText:
    '(?:this|these|our|all|every|each|all of our|all our|all the|the above|all these)(?: \\p{L}+)? (?:answers?|pages?|articles?|texts?|faqs?|contents?|information|advice|leaflet|guide|entry|entries|summary)|everything|all',
  notYet:
    "not|never|n't|nor|no|without|awaiting|pending|await|awaits|waiting for|until|unless|before|will be|to be|must be|should be|shall be|can be|may be|if|whether|once|has yet to be",
  article: 'the|an?|two|three|several|many|some|both',
  expert:
    'doctors?|physicians?|dietitians?|dieticians?|nurses?|midwives|midwife|pharmacists?|experts?|professionals?|specialists?|editors?|reviewers?|clinicians?|psychiatrists?|psychologists?|therapists?|lawyers?|(?:medical|clinical|editorial|review|advisory|scientific) (?:board|team|staff|panel)',
  lastReviewed:
    '(?:page |content |information )?(?:last |medically |clinically )+(?:re-?viewed|review|fact-? ?checked)|re-?viewed',
};

const de: ReviewWords = {
  reviewed: 'gepruft|uberpruft|begutachtet|gegengelesen|durchgesehen|lektoriert|freigegeben',
  approved: 'bestatigt|kontrolliert|zertifiziert|genehmigt|verifiziert|validiert|abgenommen|abgesegnet|gebilligt',
  by: 'von|durch',
  of: 'von|durch',
  was: 'wurden?|wird|werden|ist|sind',
  reviewer: 'prufer(?:in)?|prufende personen?|gutachter(?:in)?|fachliche prufung|gepruft von',
  review: 'prufung|uberprufung|freigabe|begutachtung|bestatigung|genehmigung|durchsicht|abnahme',
  expertly: 'fachlich|medizinisch|arztlich|wissenschaftlich|redaktionell|fachliche|medizinische|arztliche',
  reviews:
    'pruft|prufte|bestatigt|bestatigte|billigt|billigte|genehmigt|genehmigte|burgt fur|steht hinter|begutachtete',
  thisText:
    '(?:diese[rsnm]?|unsere[rsnm]?|alle|jede[rs]?)(?: \\p{L}+)? (?:antwort(?:en)?|seiten?|texte?s?|artikel|inhalte?|informationen|angaben?|faqs?|auskunfte?)|alles',
  notYet: 'nicht|nie|kein|keine|ohne|wartet auf|bis zur|vor der|wird|werden|muss|sollte|ob|wenn|sobald',
  article: 'der|die|das|den|dem|ein|eine|einem|einer|zwei|mehreren?',
  expert:
    'doktor|dr|professor(?:in)?|arzt|arzte|arzten|arztin|arztinnen|experten|expertinnen|fachleuten|fachpersonal|apothekern?|apothekerin|diatassistentin|redaktion|fachkraften|spezialisten|psychiatern?|psychologen',
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
  thisText:
    '(?:cette|ce|cet|ces|nos|notre|toutes? (?:les|nos|cette)|tous (?:les|nos)|chaque)(?: \\p{L}+)? (?:reponses?|pages?|articles?|textes?|contenus?|informations?|fiches?|faq)|tout',
  notYet: 'pas|jamais|ni|sans|attente de|avant|sera|seront|doit etre|si|aucune?|non',
  article: 'le|la|les|une?|des|deux|plusieurs',
  expert:
    'docteurs?|docteure|professeure?s?|medecins?|experts?|specialistes?|pharmaciens?|pharmacienne|infirmiere?s?|dieteticiens?|dieteticienne|professionnels?|redaction|comite|psychiatres?',
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
    '(?:ha |han )(?:revisado|aprobado|verificado|validado|certificado|comprobado|confirmado|avalado)|reviso|revisa|aprobo|aprueba|verifico|verifica|valido|valida|avala|certifica',
  thisText:
    '(?:esta|este|estas|estos|nuestr[oa]s?|tod[oa]s (?:las|los|nuestr[oa]s)|cada)(?: \\p{L}+)? (?:respuestas?|paginas?|articulos?|textos?|contenidos?|informacion|guias?|fichas?)|todo',
  notYet: 'no|nunca|ni|sin|pendiente de|antes de|sera|seran|debe ser|si|ninguna?',
  article: 'el|la|los|las|una?|unos|unas|dos|varios|varias',
  expert:
    'doctora?s?|dra?|profesora?|medic[oa]s?|expert[oa]s?|especialistas?|farmaceutic[oa]s?|enfermer[oa]s?|dietistas?|nutricionistas?|profesionales|redaccion|comite|psiquiatras?',
  lastReviewed: '(?:ultima |medica ?)(?:revision|verificacion)|revisad[oa] el',
};

const ar: ReviewWords = {
  reviewed:
    'تمت المراجعة|تم مراجعته?ا?|تمت مراجعته?ا?|تمت مراجعة|روجعت?|راجعته?|راجعها?|راجعه|مراجعة|دققه?ا?|تم تدقيق|تدقيق',
  approved:
    'اعتمدت?|اعتمدها|معتمدة?|تم اعتماده?ا?|تمت الموافقة|وافقت?|صادقت?|اجازت?|تم التحقق|تحققت?|اقرت?|اكدت?|اكدها',
  by: 'بواسطة|من قبل|من طرف|على يد',
  of: 'بواسطة|من قبل|من طرف|على يد|من',
  was: '',
  reviewer: 'المراجع|المراجعة|المراجعون|المدقق',
  review: 'مراجعة|اعتماد|موافقة|تدقيق',
  expertly: 'طبيا|علميا|الطبي|الطبية',
  reviews: 'راجعت?|راجعها|اعتمدت?|اعتمدها|اقرت?|اكدت?|دققت?|وافقت?',
  thisText:
    '(?:هذه|هذا|جميع|كل)(?: \\p{L}+)? ?(?:الاجابة|الاجابات|اجاباتنا|الصفحة|المقال|النص|المحتوى|المعلومات|الاسئلة)',
  notYet: 'لم|لا|ليس|ليست|بدون|دون|انتظار|قبل|لن|اذا|غير|سوف|ستتم',
  article: '',
  expert: 'طبيب|طبيبة|اطباء|الاطباء|خبراء|الخبراء|خبير|صيدلي|ممرضة?|اخصائي|اخصائية|فريق|مختصين|مختص',
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
    'revi(?:u|sou|sa)|aprov(?:ou|a)|verific(?:ou|a)|valid(?:ou|a)|certific(?:ou|a)|confirm(?:ou|a)|conferiu|atest(?:ou|a)|garante',
  thisText:
    '(?:esta|este|estas|estes|noss[oa]s?|tod[oa]s [oa]s(?: noss[oa]s)?|cada)(?: \\p{L}+)? (?:respostas?|paginas?|artigos?|textos?|conteudos?|informacao|informacoes|guias?|folhetos?)|tudo',
  notYet: 'nao|nunca|nem|sem|aguardam?|aguardando|pendente de|antes d[aeo]|sera|serao|deve ser|devem ser|se|nenhuma?',
  article: '[oa]s?|uma?|uns|umas|dois|duas|varios|varias',
  expert:
    'doutora?s?|dra?|professora?|medic[oa]s?|especialistas?|peritos?|farmaceutic[oa]s?|enfermeir[oa]s?|dietistas?|nutricionistas?|profissionais|redacao|comite|psiquiatras?|psicolog[oa]s?',
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
  thisText:
    "(?:quest[aoei]?|(?:le|i) nostr[ei]|nostr[aoei]|tutt[eio] (?:le|i|gli|il)(?: nostr[ei])?|ogni)(?: \\p{L}+)? ?[’']?(?:rispost[ae]|pagin[ae]|articol[oi]|test[oi]|contenut[oi]|informazion[ei]|sched[ae]|guid[ae])|tutto",
  notYet:
    'non|mai|ne|senza|in attesa|prima d(?:i|el|ella)|sara|saranno|deve essere|devono essere|va|vanno|se|nessun[ao]?',
  article: 'il|lo|la|i|gli|le|un|uno|una|due|alcuni|alcune|diversi',
  expert:
    'dott|dottssa|dottor[ei]?|dottoress[ae]|medic[oaih]|mediche|espert[oaie]|specialist[aei]|farmacist[aei]|infermier[aei]|dietist[aei]|nutrizionist[aei]|professor(?:e|essa|i)|professionisti|redazione|comitato|psichiatr[aei]|psicolog[oai]',
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
  thisText:
    "(?:dit|deze|onze|ons|alle|al onze|elk|elke|ieder|iedere)(?: \\p{L}+)? (?:antwoord(?:en)?|pagina(?:[’']?s)?|artikel(?:en)?|teksten?|tekst|inhoud|informatie|folders?|gegevens)|alles",
  notYet: 'niet|nooit|geen|zonder|wacht op|wachten op|voordat|zal|zullen|moet|moeten|laat|totdat|zodra|als',
  article: 'de|het|een|twee|drie|enkele|meerdere|verschillende',
  expert:
    'arts|artsen|(?:huis|kinder|tand)arts(?:en)?|dokters?|doctor|dr|drs|professor|hoogleraar|apothekers?|verpleegkundigen?|dietisten?|deskundigen?|experts?|specialist(?:en)?|redactie|psychiaters?|psycholog(?:en)?|psycholoog|zorgverleners?',
  lastReviewed:
    '(?:(?:voor het )?laatst |laatste |medisch |inhoudelijk )(?:beoordeeld|gecontroleerd|nagekeken|herzien|beoordeling|controle|herziening)|(?:beoordeeld|nagekeken|herzien) op',
};

const pl: ReviewWords = {
  reviewed: 'z?weryfikowan[aeyo]|zrecenzowan[aeyo]|przejrzan[aeyo]|skonsultowan[aeyo]',
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
    '(?:zweryfikowal|sprawdzil|zatwierdzil|zrecenzowal|zaakceptowal|potwierdzil|przejrzal|skonsultowal)a?|weryfikuje|sprawdza|zatwierdza|potwierdza|recenzuje|reczy',
  thisText:
    '(?:ta|te|ten|to|nasz[ea]?|wszystkie(?: nasze| te)?|kazd[aey])(?: \\p{L}+)? (?:odpowiedz|odpowiedzi|stron[aey]|artykul(?:y|ow)?|tekst(?:y|ow)?|tresci?|informacj[aei]|porad[aey]|ulotk[aei])|wszystko',
  notYet:
    'nie|nigdy|ani|bez|czekaj?a?|oczekuj[ea]|przed|zanim|bedzie|beda|musi|musza|powinn[aoy]|powinien|czy|jesli|gdy|zadn[aey]',
  article: '',
  expert:
    'lekarz(?:a|y|e|em)?|lekark[aei]|lekarek|lek|dr|doktora?|profesora?|prof|farmaceut(?:a|e|y|ow|k[aei])|pielegniark[aei]|pielegniarek|ekspert(?:a|ow|k[aei])|specjalist(?:a|e|y|ow|k[aei])|dietetyk(?:a|ow)?|dietetyczk[aei]|psychiatr(?:a|e|y|ow)|psycholog(?:a|ow)?|redakcj[ae]|zespol',
  lastReviewed:
    '(?:ostatnia |data )?(?:weryfikacj[ai]|recenzj[ai])(?: merytorycznej| merytoryczna| medyczna)?|(?:ostatnio )?(?:zweryfikowano|zrecenzowano)(?: dnia)?',
};

export const reviewWords: readonly ReviewWords[] = [en, de, fr, es, ar, pt, it, nl, pl];
