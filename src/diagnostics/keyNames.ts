/** What keys are called in the files of other programs, and in other languages, as `plain` has them. */
const otherNames: readonly (readonly [key: string, names: string])[] = [
  ['questions', 'faq faqs items entries fragen preguntas domande perguntas vragen pytania'],
  [
    'sections',
    'category categories group groups topic topics chapter chapters kategorie kategorien abschnitt abschnitte',
  ],
  ['sections', 'secciones sezioni secties rubrique rubriques rubrik rubriken'],
  [
    'question',
    'title titre titel titulo heading headline header name q ask prompt query frage pregunta domanda pergunta vraag',
  ],
  [
    'answer',
    'a text body content contents description reply response solution markdown html antwort antworten reponse',
  ],
  ['answer', 'respuesta risposta resposta antwoord odpowiedz'],
  ['keywords', 'tags synonyms search stichworter schlagworter motscles motcle palabrasclave trefwoorden'],
  ['formerly', 'alias aliases redirect redirects redirectfrom oldid oldids previously fruher'],
  ['id', 'slug anchor permalink kennung'],
  ['related', 'seealso sieheauch verwandt voiraussi furtherreading'],
  [
    'updated',
    'lastmod lastmodified lastmodifiedat lastupdated modified changed date datum stand aktualisiert actualizado misajour',
  ],
  ['changes', 'changelog history revision revisions anderungen'],
  [
    'publish',
    'published publishon publishedon publishat publishfrom publishdate visiblefrom startdate validfrom gultigab',
  ],
  ['expires', 'expiry expiration expirydate expirationdate expireson expiresat validuntil validto enddate gultigbis'],
  ['withdrawn', 'retracted retraction removed recalled zuruckgezogen'],
  ['draft', 'unpublished hidden entwurf brouillon borrador bozza rascunho concept'],
  ['on', 'date day when since from asof at datum seit depuis desde fecha'],
  ['reason', 'why because cause grund begrundung raison motivo reden'],
  ['instead', 'useinstead replacedby replaceby replacement see now successor stattdessen'],
  ['note', 'what text description message comment change summary notiz hinweis'],
  ['kind', 'type level severity art'],
  ['until', 'date day searched searchdate asof to upto bis hasta'],
  ['date', 'year published issued jahr annee ano datum fecha'],
  ['publisher', 'journal containertitle organisation organization verlag editeur editorial uitgever herausgeber'],
  ['publisher', 'company owner editor anbieter'],
  ['authors', 'author by creator creators autor autoren autorin autores auteur auteurs autori'],
  ['checked', 'accessed accessdate retrieved lastchecked abgerufen consulte'],
  ['title', 'heading headline section name label text titel titre titulo titolo tytul'],
  ['name', 'title fullname person nombre nom naam nazwa'],
  ['label', 'title text name caption purpose for beschriftung'],
  ['number', 'phone tel telephone mobile nummer telefon value'],
  ['short', 'summary description excerpt tldr kurz kurzantwort kurzfassung resume resumen inshort samenvatting'],
  ['description', 'subtitle tagline lead lede beschreibung descripcion descrizione untertitel'],
  ['intro', 'description introduction lead text einleitung summary'],
  ['language', 'lang locale sprache langue idioma lingua taal jezyk'],
  ['url', 'baseurl siteurl canonical website homepage link href address adresse uri web'],
  ['sources', 'references bibliography citations quellen literatur fuentes fonti bronnen'],
  ['reviewers', 'author authors experts team staff people prufer gutachter relecteurs revisores'],
  ['contact', 'kontakt contacto contatto contato support help'],
  ['disclaimer', 'disclaimers legal haftungsausschluss avertissement aviso notice'],
  ['urgent', 'emergency alert banner notfall urgence urgencia crisis'],
  ['translations', 'translation languages sprachen ubersetzungen traductions traducciones'],
  ['policy', 'settings rules options richtlinie richtlinien'],
  ['theme', 'design style styling appearance layout'],
  ['phone', 'tel telephone mobile telefon telefono telefonnummer telefoon'],
  ['hours', 'openinghours open times offnungszeiten horaires horario'],
  ['cost', 'price fee kosten prix precio'],
  ['role', 'job position function rolle rol qualification'],
  ['bio', 'biography about description text'],
  ['image', 'photo picture portrait avatar bild img'],
  ['credentials', 'degree degrees titles qualifications'],
  ['text', 'body content contents message html markdown email mail address location texte texto testo tekst'],
  ['file', 'src path source datei url'],
  ['family', 'font fontfamily name'],
  ['accent', 'color colour primary brand maincolor farbe'],
  ['style', 'css stylesheet stylesheets styles'],
  ['origin', 'ai aigenerated generated generatedby writtenby provenance originby'],
  ['about', 'subject topic domain'],
  ['audience', 'readers readership targetgroup'],
  ['specialty', 'speciality specialities speciality discipline'],
];

/** What is said otherwise than by a key of a question. */
const ofQuestions: readonly (readonly [names: string, advice: string])[] = [
  [
    'category categories section sections topic topics group groups chapter kategorie kategorien thema rubrik abschnitt',
    'questions are grouped by `sections:` in the place of `questions:`, each with a `title` and `questions` of its own',
  ],
  [
    'review reviewer reviewers reviewed reviewedby reviewedon reviewdate approved approvedby author authors verifiedby gepruft',
    'nobody is named here: who stands behind the answers is listed in `reviewers`, and approves each by `faqgen review sign`',
  ],
  [
    'source sources reference references citation citations cite bibliography quelle quellen fuente fuentes literatur',
    'an answer names its sources in its text, as in `[@smith-2020]`; what they are stands in `sources`, at the left edge of the file',
  ],
  [
    'url link links href website more readmore',
    'a link stands in the text of the answer, as in `[its words](https://example.org/page)`',
  ],
  [
    'image images picture photo img bild video media attachment file files',
    'a picture stands in the text of the answer, as in `![what it shows](pictures/cup.jpg)`, and a file as a link to it',
  ],
  [
    'until',
    '`expires` is the first day on which it is no longer published; `evidence: {until: …}` tells to which day the evidence was searched',
  ],
  ['title heading headline header name', '`question` is its heading: take this line out'],
  ['order position weight sort rank number nr nummer', 'questions are shown in the order of the file: take it out'],
];

/** The keys that may be called so elsewhere, the likeliest first. */
export function keysNamed(typed: string): string[] {
  return otherNames.filter(([, names]) => isAmong(typed, names)).map(([key]) => key);
}

/** What to do where such a key stands beside an answer; null where nothing is known of it. */
export function besideAnswers(typed: string): string | null {
  return ofQuestions.find(([names]) => isAmong(typed, names))?.[1] ?? null;
}

/** A key without capitals, accents and what parts its words. */
function plain(key: string): string {
  return key
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function isAmong(key: string, names: string): boolean {
  return names.split(' ').includes(plain(key));
}
