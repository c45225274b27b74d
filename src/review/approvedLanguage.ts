/** Words with the language in which they were approved; null where that is not known. */
interface ApprovedWords {
  readonly language: string | null;
  readonly question: string;
  readonly short: string | null;
  readonly answer: string;
}

/**
 * Whether approved words, on a page in `language`, are read as the reviewer read
 * them: in the same language and script, which has one direction. A region
 * makes no difference to them. Format 1 does not say the language: there most of
 * the letters must be of the script in which the page's language is written.
 */
export function isReadAsApproved(approved: ApprovedWords, language: string): boolean {
  const today = likelyReading(language);
  if (today === null) return false;
  if (approved.language === null) return isWrittenIn(approved, today.script);
  const before = likelyReading(approved.language);
  return before !== null && before.language === today.language && before.script === today.script;
}

/** The language itself and its script (ISO 15924); null where the tag is none. */
function likelyReading(tag: string): { language: string; script: string } | null {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return { language, script: script ?? '' };
  } catch {
    return null;
  }
}

/** Scripts that are written with the letters of several, by the names that Unicode gives those. */
const lettersOf: Readonly<Record<string, readonly string[]>> = {
  Aran: ['Arab'],
  Hans: ['Hani', 'Bopo'],
  Hant: ['Hani', 'Bopo'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
};

function isWrittenIn({ question, short, answer }: ApprovedWords, script: string): boolean {
  const text = [question, short ?? '', answer.replaceAll(unread, ' ')].join('\n');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const own = text.match(letterOf(script))?.length ?? 0;
  return own > letters / 2;
}

/** What stands in an answer and is no word of its language: addresses, citations and code. */
const unread = /\]\([^)\n]{0,3000}\)|<[^\s<>]{1,3000}>|https?:\/\/\S{1,3000}|\[@[^\]]{0,3000}\]|`[^`]{0,3000}`/g;

function letterOf(script: string): RegExp {
  const names = lettersOf[script] ?? [script];
  try {
    return new RegExp(`(?=\\p{L})[${names.map((name) => `\\p{Script_Extensions=${name}}`).join('')}]`, 'gu');
  } catch {
    // A script that Unicode does not know by this name.
    return /(?!)/g;
  }
}

/** Whether it is a tag as BCP 47 writes it: a record names a language in one way. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text)[0] === text;
  } catch {
    return false;
  }
}
