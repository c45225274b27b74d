/** What the columns of tables and the keys of data are called. */

/** A part of an item that a column or key may hold. */
export type Field =
  | 'question'
  | 'answer'
  | 'group'
  | 'keywords'
  | 'status'
  | 'updated'
  | 'anchor'
  | 'address'
  | 'language';

const names: Readonly<Record<Field, string>> = {
  question:
    'question questions q name title heading titel frage fragen f pregunta preguntas p domanda vraag pergunta fråga spørgsmål spørsmål pytanie вопрос 質問 问题 問題 질문 سؤال otázka otazka kérdés întrebare intrebare soru pitanje kysymys питання въпрос ερώτηση שאלה پرسش pertanyaan câuhỏi คำถาม questiontitle questiontext faqquestion query prompt summary header',
  answer:
    'answer answers a response reply content body text description desc antwort antworten réponse reponse réponses respuesta respuestas r risposta antwoord resposta svar odpowiedź ответ 回答 答え 答案 답변 جواب إجابة odpověď odpoved odpoveď válasz răspuns raspuns cevap yanıt odgovor vastaus відповідь отговор απάντηση תשובה پاسخ jawaban trảlời คำตอบ acceptedanswer answertext faqanswer html bodyhtml descriptionhtml markdown value',
  group:
    'group category categories section topic theme subject kategorie bereich thema gruppe rubrik abschnitt catégorie categorie rubrique thème section categoría categoria sección tema grupo sezione rubriek onderwerp kategori kategoria kategorien раздел категория カテゴリ カテゴリー 分类 分類 카테고리',
  keywords:
    'keywords keyword tags tag labels labelnames schlagworte schlagwörter schlagwort stichworte stichwörter motsclés motsclefs mots-clés etiquetas palabrasclave etichette trefwoorden synonyms synonyme',
  status:
    'status state draft published publish visibility veröffentlicht entwurf sichtbarkeit statut état estado stato zustand isdraft ispublished active aktiv visible publishedat private restricted internal hidden enabled',
  updated:
    'editedat updated updatedat updatedon lastmodifiedat lastupdatedat dateupdated lastupdated lastupdate lastmodified lastmod modified modifiedat datemodified lastchanged lastchange changed editedat lastedited geändert geändertam letzteänderung zuletztgeändert aktualisiert stand modifiéle modifié dernièremodification misàjour actualizado últimaactualización modificado aggiornato bijgewerkt',
  anchor: 'anchor id slug fragment key anker ancre ancla',
  language: 'language lang locale sprache langue idioma lingua taal språk язык 言語 语言 اللغة',
  address: 'address url link permalink htmlurl publicurl href adresse lien enlace weburl',
};

export const allFields = Object.keys(names) as readonly Field[];

const ranks = new Map<string, Map<Field, number>>();
for (const field of allFields) {
  for (const [rank, name] of names[field].split(' ').entries()) {
    const own = ranks.get(foldName(name)) ?? new Map<Field, number>();
    if (!own.has(field)) own.set(field, rank);
    ranks.set(foldName(name), own);
  }
}

/** How well a name says that it holds a field, from 0; null where it does not. `Last changed`, `last_changed` and `lastChanged` are one name. */
export function rankOfName(name: string, field: Field): number | null {
  return ranks.get(foldName(name))?.get(field) ?? null;
}

export function foldName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** What may become of an item. */
export type Publication = 'published' | 'draft' | 'restricted' | 'unknown';

const words: Readonly<Record<Exclude<Publication, 'unknown'>, string>> = {
  published:
    'published publish live active public visible online approved final done yes true 1 ja veröffentlicht freigegeben aktiv öffentlich sichtbar fertig publié publie actif oui en ligne publicado activo sí si pubblicato attivo gepubliceerd actief everyone all',
  draft:
    'draft drafts pending unpublished notpublished review inreview scheduled future autodraft todo wip new no false 0 nein entwurf inarbeit inprüfung unveröffentlicht offen brouillon nonpublié enattente non borrador pendiente bozza concept inactive inaktiv',
  restricted:
    'internal private restricted hidden archived deleted trash agents agentsonly staff loggedin members companies confidential intern privat vertraulich archiviert gelöscht versteckt interne privé archivé interno privado archivado interno riservato',
};
const publications = new Map<string, Publication>();
for (const one of Object.keys(words) as (keyof typeof words)[])
  for (const word of words[one].split(' ')) publications.set(word, one);

/** `name`: of the column or key, since `draft: true` and `published: true` are opposites. */
export function publicationOf(name: string, value: string): Publication {
  const said = publications.get(foldName(value)) ?? 'unknown';
  const key = foldName(name);
  if (/^\d{4}-\d/.test(value.trim())) return 'published';
  const isTrue = said === 'published';
  const isFalse = said === 'draft';
  if (/^(?:isdraft|draft|entwurf)$/.test(key) && (isTrue || isFalse)) return isTrue ? 'draft' : 'published';
  if (/^(?:private|restricted|internal|hidden)$/.test(key) && (isTrue || isFalse))
    return isTrue ? 'restricted' : 'published';
  return said;
}
