import { nearest } from '../diagnostics/nearest.ts';

/**
 * The canonical form of a tag of BCP 47; null where it is none, or names a
 * language, a script or a region that is not known. A rare language of three
 * letters passes: what Unicode has no name for may be registered all the same.
 */
export function readLanguageTag(typed: string): string | null {
  const tag = canonical(typed);
  if (tag === null) return null;
  const { language, script, region } = new Intl.Locale(tag);
  const isLanguage =
    !notOneLanguage.test(language ?? '') && (/^[a-z]{3}$/.test(language) || nameOf('language', language));
  const isScript = script === undefined || nameOf('script', script) !== undefined;
  const isRegion = region === undefined || nameOf('region', region) !== undefined;
  return isLanguage && isScript && isRegion ? tag : null;
}

/** The tag that was most likely meant by the name of a language or a country, or by other signs between the parts of a tag. */
export function languageMeant(typed: string): string | null {
  const words = typed
    .normalize('NFC')
    .replace(/[.@;,/].*/s, '')
    .split(/[\s_()-]+/)
    .filter(Boolean);
  const joined = readLanguageTag(words.join('-'));
  if (joined) return joined;
  const [first = ''] = words;
  const language = [words.join(' '), ...words].map(languageNamed).find((found) => found !== null);
  const region = words.find((word) => canonical(`en-${word}`) === `en-${word.toUpperCase()}`);
  if (language) return (region && readLanguageTag(`${language}-${region}`)) ?? language;
  return readLanguageTag(first) ?? likelyIn(first);
}

/** Several languages, none, one that nobody has determined, one of private use. */
const notOneLanguage = /^(?:|und|mul|mis|zxx|q[a-t][a-z])$/;

function canonical(typed: string): string | null {
  try {
    return Intl.getCanonicalLocales(typed)[0] ?? null;
  } catch {
    return null;
  }
}

/** What is called how in English; each takes 10 ms to make. */
const names: Partial<Record<'language' | 'script' | 'region', Intl.DisplayNames>> = {};

function nameOf(type: keyof typeof names, code: string): string | undefined {
  names[type] ??= new Intl.DisplayNames('en', { type, fallback: 'none' });
  return names[type].of(code);
}

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

/** What languages are called in English and call themselves, in small letters; made where a tag is wrong. */
let namesOfLanguages: ReadonlyMap<string, string> | null = null;

function collectNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string | undefined, code: string): void => {
    if (name && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), code);
  };
  for (const code of pairs) {
    add(nameOf('language', code), code);
    if (nameOf('language', code))
      add(new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code), code);
  }
  for (const code of pairs.flatMap((pair) => letters.map((last) => pair + last))) add(nameOf('language', code), code);
  return names;
}

/** Also where a letter or two are wrong. */
function languageNamed(word: string): string | null {
  namesOfLanguages ??= collectNames();
  const name = word.toLowerCase();
  const code = namesOfLanguages.get(name) ?? null;
  if (code !== null || name.length < 5) return code && readLanguageTag(code);
  return readLanguageTag(namesOfLanguages.get(nearest(name, namesOfLanguages.keys()) ?? '') ?? '');
}

/** The language of a country, by its code or its name in English. */
function likelyIn(country: string): string | null {
  const name = country.toLowerCase();
  const code = pairs.find((pair) => pair === name || nameOf('region', pair.toUpperCase())?.toLowerCase() === name);
  if (code === undefined || nameOf('region', code.toUpperCase()) === undefined) return null;
  return readLanguageTag(new Intl.Locale(`und-${code}`).maximize().language ?? '');
}
