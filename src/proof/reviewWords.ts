/** The words of one language by which a text claims that somebody stands behind it: parts of regular expressions, without accents. */
export interface ReviewWords {
  /** Read by somebody who knows: nothing else but a text is meant, where no subject is named. */
  readonly reviewed: string;
  /** Found right: said of many things besides texts. */
  readonly approved: string;
  /** Before whoever did it. */
  readonly by: string;
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

export const reviewWords: readonly ReviewWords[] = [en, de, fr, es, ar];
