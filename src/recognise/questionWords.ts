/** Words by which a question, or a page of questions, is told, in the languages that the theme speaks and a few more. */

const opening =
  /^(?:(?:and|but|so) )?(?:what|who|whom|whose|when|where|why|which|how|can|could|may|might|must|should|shall|will|would|do|does|did|is|are|am|was|were|has|have|had|if|was|wer|wen|wem|wann|wo|woher|wohin|warum|wieso|weshalb|welche[rsnm]?|wie|kann|können|darf|dürfen|muss|müssen|soll|ist|sind|gibt|habe|hat|qu['’]|que|quoi|qui|quand|où|pourquoi|quel(?:le)?s?|comment|combien|est-ce|puis-je|peut-on|dois-je|qué|quién|cuándo|dónde|por qué|cuál|cómo|cuánto|puedo|puede|es|hay|che|chi|quando|dove|perché|quale|come|quanto|posso|wat|waar|wanneer|waarom|welke|hoe|kan|mag|moet)(?![\p{L}\p{N}])/iu;

export function endsAsQuestion(text: string): boolean {
  // The question mark of Greek is a semicolon.
  return /[?？؟՞]\s*["'”’»)\]]*$/u.test(text) || /\p{Script=Greek}[^;]*;$/u.test(text);
}

/** A question of East Asia without its mark: it ends with か, 吗 or 까요, or asks for help. */
const easternEnding =
  /(?:\p{Script=Hiragana}か|[吗嗎呢]|(?:나요|까요|니까|가요|[는은]가)|(?:教えて|おしえて)(?:下さい|ください)?)\s*[。.]?\s*["'”’»)\]」』]*$/u;
const easternOpening =
  /^(?:如何|怎[么麼样樣]|什[么麼]|[为為]什[么麼]|[为為]何|哪|谁|誰|能否|能不能|可否|可不可以|是否|有没有|有沒有)/u;

/** Whether a text asks, with its mark or without. */
export function isQuestionLike(text: string): boolean {
  return (
    endsAsQuestion(text) ||
    /^[¿]/.test(text) ||
    /[?？؟]\s*\([^)]*\)$/u.test(text) ||
    easternEnding.test(text) ||
    easternOpening.test(text) ||
    (opening.test(text) && !/(?:\.\.\.|…)$/.test(text))
  );
}

const pageOfQuestions =
  /(?<![\p{L}])(?:faqs?|f\.a\.q|frequently[ -]asked(?: questions)?|frequent questions|common(?:ly asked)? questions|q ?(?:&|and) ?as?|questions? ?(?:&|and) ?answers?|your questions(?: answered)?|questions|help ?cent(?:er|re)|häufige? (?:gestellte )?fragen|häufig gestellte fragen|fragen (?:und|&) antworten|foire aux questions|questions? (?:fréquentes?|fréquemment|et réponses)|preguntas (?:frecuentes|y respuestas)|domande (?:frequenti|e risposte)|veel ?gestelde vragen|perguntas frequentes|vanliga frågor|ofte stilte spørgsmål|ofte stilte spørsmål|najczęściej zadawane|часто задаваемые(?: вопросы)?|частые вопросы|пош?ирені (?:за)?питання|часті (?:за)?питання|често задавани|συχνές ερωτήσεις|často kladené|časté (?:dotazy|otázky)|najčastejšie otázky|(?:gyakori|gyakran ismételt) kérdések|sık(?:ça)? sorulan(?: sorular)?|usein kysyt\p{L}+|întrebări frecvente|preguntes (?:freqüents|més freqüents)|česta pitanja|često postavljana|pogosta vprašanja|korduma kippuvad|câu hỏi thường gặp|pertanyaan (?:umum|yang sering)|คำถามที่พบบ่อย|سؤالات متداول|سوالات متداول|вопросы и ответы|よくある(?:ご)?質問|常见问题|常見問題|자주 묻는 질문|الأسئلة الشائعة|שאלות נפוצות)(?![\p{L}])/iu;

/** Whether a title or heading, or the words of an address or id, announce questions. */
export function announcesQuestions(text: string): boolean {
  return pageOfQuestions.test(text.replaceAll(/[-_/]+/g, ' '));
}

/** A title that says no more than that questions follow. */
export function isGenericTitle(text: string): boolean {
  return announcesQuestions(text) && text.replace(pageOfQuestions, '').replaceAll(/\P{L}/gu, '').length < 4;
}

/** Headings of what stands below the questions of a page, and is none. */
const aside =
  /^(?:(?:still|any|more|other|further|got|have)\b.{0,20}\bquestions?|(?:can|could|did)(?:n['’]t| ?not) (?:you )?find|didn['’]t find|couldn['’]t find|not sure\?|(?:are you )?ready to|(?:do you )?(?:want|wish) to|would you like|why (?:choose|trust|work with|us\b)|looking for|interested in|have you (?:tried|seen)|need (?:more |any |some |further )?(?:help|assistance|support|information)|get (?:help|in touch|support)|contact(?: us| details| information)?$|call us|ask us|talk to us|was this|is this page|did this|related|you (?:may|might) (?:also )?(?:like|be interested)|see also|further (?:reading|information)|more information$|read more|useful links|updates? to this page|update history|history of this page|about the author|share this|newsletter|subscribe|sign up|comments?$|leave a (?:comment|reply)|contents|table of contents|on this page|search|cookies?\b.{0,20}$|sources$|references$|disclaimer|noch fragen|weitere fragen|haben sie (?:noch )?(?:weitere )?fragen|kontakt$|siehe auch|weiterführend|inhalt$|verwandte|une question|d['’]autres questions|contactez|voir aussi|sommaire$|¿?(?:aún )?tienes? (?:más|otras|alguna) (?:dudas?|preguntas?)|contacto$|véase también|indice$)/iu;

export function isAsideHeading(text: string): boolean {
  return aside.test(text.trim());
}

/** The text of a question without its number and the signs around it. */
export function cleanQuestion(text: string): { readonly question: string; readonly prefix: string | null } {
  const trimmed = text
    .replaceAll(/[\u00ad\u200b\ufeff\u2060\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[#¶§🔗▸▶►▾▼▲△▽›»+–—•·\s]+(?=\S)/u, '')
    .replace(/[\s#¶🔗▸▶►▾▼▲△▽›»+–—∨⌄]+$/u, '')
    .trim();
  const prefix =
    /^(?:Q|Question|Frage|F|Pregunta|P|Domanda|D|Vraag|V)\s*\.?\s*(?:\d{1,3}(?:\.\d{1,3})*\s*[.:)–-](?!\d)|[:：])\s*(?=\S)|^Q\.\s+(?=\S)|^(?:Q|Question|Frage)\s*\d{1,3}(?:\.\d{1,3})*\s+(?=\S)/u.exec(
      trimmed,
    )?.[0] ?? null;
  const question = prefix === null ? trimmed : trimmed.slice(prefix.length);
  return { question, prefix };
}

/** As two spellings of one question are the same: by their letters and digits. */
export function foldQuestion(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\p{L})\+\+/gu, 'plusplus')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
