import { type Diagnostic, diagnose, sortDiagnostics } from '../diagnostics/diagnostic.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { type Broken, checkShape } from '../schema/checkShape.ts';
import { type Duration, readDuration } from '../schema/dates.ts';
import { folderAddress } from '../schema/folderAddress.ts';
import { idByDigest, idFrom } from '../schema/identifiers.ts';
import { originFrom } from '../schema/origins.ts';
import { readPublicKey } from '../schema/publicKey.ts';
import type { FaqInput, QuestionInput } from '../schema/schema.ts';
import { isWords } from '../schema/schemaPlaces.ts';
import { isStandIn, standInId } from '../schema/standIn.ts';
import { findSlips, type Mended } from '../slips/findSlips.ts';
import { beginsWithCurlyQuote, withinCurlyQuotes } from '../yaml/curlyQuotes.ts';
import { findForbiddenCharacters, forbiddenIn } from '../yaml/forbiddenCharacters.ts';
import { conflictFound, conflictHelp, findConflict } from '../yaml/mergeConflict.ts';
import type { Path, Places, Prose } from '../yaml/places.ts';
import { readYaml, type YamlMap, type YamlValue } from '../yaml/readYaml.ts';
import type {
  ApprovalPolicy,
  Change,
  Chat,
  Contact,
  Faq,
  FilePath,
  Medical,
  Publisher,
  Question,
  Reviewer,
  ReviewerKey,
  Section,
  SiteFrame,
  SiteLink,
  Source,
  Theme,
  Translation,
} from './faq.ts';
import { newestMajor } from './history.ts';
import { languageMeant, readLanguageTag } from './languageTags.ts';
import { parseInParts } from './parseInParts.ts';
import { noRecollection, type Recollection } from './recollection.ts';

/** `faq` is null where nothing can be made of the file; `places` answers in any case. */
export interface ParsedFaq {
  readonly faq: Faq | null;
  readonly places: Places;
  readonly diagnostics: readonly Diagnostic[];
  readonly broken: Broken;
}

/**
 * Reads faq.yaml: its text, its YAML and its shape. With errors the Faq holds
 * placeholders for what is broken, so that later checks can still run.
 */
export function parseFaq(file: TextFile, memory: Recollection = noRecollection): ParsedFaq {
  const diagnostics: Diagnostic[] = findForbiddenCharacters(file);
  const conflict = findConflict(file);
  const plain = diagnostics.length === 0 && !conflict ? parseInParts(file, memory) : null;
  if (plain) {
    const { places } = plain;
    if (beginsWithCurlyQuote.test(file.text))
      diagnostics.push(...curlyQuotes(plain.input as unknown as YamlMap, [], file, places));
    return { faq: buildFaq(plain.input, { places, diagnostics }), places, diagnostics, broken: new Set() };
  }
  const yaml = readYaml(file);
  if (conflict) {
    const found = diagnose('yaml-syntax', conflict, { problem: conflictFound, help: conflictHelp });
    return { faq: null, places: yaml.places, diagnostics: [found], broken: new Set() };
  }
  const { places } = yaml;
  const isReadable = yaml.diagnostics.every(({ code }) => code !== 'yaml-too-deep');
  const isUnread = yaml.value === null && yaml.diagnostics.length > 0;
  const checked = isUnread ? null : checkShape(yaml.value, places);
  const mended = diagnostics.length === 0 && isReadable ? findSlips(file, yaml, checked) : null;
  if (mended)
    return { faq: null, places, diagnostics: [...mended.slips, ...stillWrong(mended, file.path)], broken: new Set() };
  diagnostics.push(...firstOfSyntax(yaml.diagnostics));
  const emptied = new Set<number>();
  for (const { path, span, isEmpty } of yaml.commented) {
    // A colour begins with the same sign.
    const isValue = isEmpty && /^#[\da-f]/i.test(file.text.slice(span.start, span.end));
    // `#12` behind a number is its extension.
    const isExtension =
      /^(?:phone|number)$/.test(String(path.at(-1))) && /^#\d/.test(file.text.slice(span.start, span.end));
    if (!isWords(path) && !isValue && !isExtension) continue;
    const severity = isEmpty ? 'error' : 'warning';
    diagnostics.push(diagnose('comment-in-text', span, { key: String(path.at(-1)) }, { severity }));
    if (isEmpty) emptied.add(places.key(path).start);
  }
  for (const { path, sign, isFolded, isBlock, line } of yaml.joined) {
    const key = String(path.at(-1));
    if (markdownKeys.has(key) || key === 'hours')
      diagnostics.push(diagnose('joined-lines', sign, { in: 'yaml', key, isFolded, isBlock, line }));
  }
  // After a syntax error what was read is a guess, and complaints about its shape would mislead.
  if (!checked) return { faq: null, places, diagnostics, broken: new Set() };

  const backslashes = new Map(yaml.backslashes.map((one) => [JSON.stringify(one.path), one]));
  diagnostics.push(...forbiddenEscapes(yaml.value, [], places, backslashes));
  for (const { path, span, isForbidden, ...said } of backslashes.values()) {
    const key = typeof path.at(-1) === 'string' ? String(path.at(-1)) : null;
    const severity = isForbidden ? 'error' : 'warning';
    diagnostics.push(diagnose('lost-backslash', span, { ...said, key }, { severity }));
  }
  diagnostics.push(...curlyQuotes(yaml.value, [], file, places));
  const { input, diagnostics: shape, broken } = checked;
  // That the whole text became a comment has been said.
  const forbidden = new Set(
    diagnostics.flatMap(({ code, span }) => (code === 'forbidden-character' ? (span?.start ?? []) : [])),
  );
  diagnostics.push(
    ...shape.filter(({ code, span }) => {
      const start = span?.start ?? -1;
      return code === 'empty-value' ? !emptied.has(start) : code !== 'unknown-key' || !forbidden.has(start);
    }),
  );
  if (!input) return { faq: null, places, diagnostics, broken: new Set() };
  const builder: Builder = { places, diagnostics };
  return { faq: buildFaq(input, builder), places, diagnostics, broken };
}

/** What remains to be said where the slips that were found are mended. */
function stillWrong(mended: Mended, path: string): Diagnostic[] {
  const { value, places, diagnostics } = readYaml({ path, text: mended.text });
  if (value === null && diagnostics.length > 0) return firstOfSyntax(diagnostics).map(mended.placed);
  const told = [...diagnostics, ...checkShape(value, places).diagnostics].map(mended.placed);
  // Of a question that is a text alone, it has been said that its answer is missing.
  const starts = new Set(mended.slips.map(({ span }) => span?.start));
  return told.filter(({ code, span }) => code !== 'missing-key' || !starts.has(span?.start));
}

/** Behind a fault of YAML, all is read otherwise than it was meant. */
function firstOfSyntax(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const first = sortDiagnostics(diagnostics).find(({ code }) => code === 'yaml-syntax');
  return diagnostics
    .filter(({ code, span }) =>
      first === undefined ? true : code === 'yaml-unsupported' && (span?.start ?? 0) < (first.span?.start ?? 0),
    )
    .concat(first ?? []);
}

/** Keys whose texts are Markdown, in which lines matter. */
const markdownKeys: ReadonlySet<string> = new Set(['about', 'answer', 'bio', 'disclosure', 'intro', 'text']);

interface Builder {
  readonly places: Places;
  readonly diagnostics: Diagnostic[];
}

function buildFaq(input: FaqInput, builder: Builder): Faq {
  const reviewers = Object.entries(input.reviewers ?? {}).map(([id, reviewer]): Reviewer => {
    const path = ['reviewers', id];
    return {
      id,
      name: reviewer.name,
      role: reviewer.role ?? null,
      credentials: reviewer.credentials ?? [],
      bio: prose(reviewer.bio, [...path, 'bio']),
      url: reviewer.url ?? null,
      image: filePath(reviewer.image, [...path, 'image']),
      keys: keysOf(reviewer, path, builder),
    };
  });
  return {
    title: withoutEnd(input.title),
    description: line(input.description),
    language: language(input.language, ['language'], builder) ?? 'en',
    translations: translations(input, builder),
    url: input.url ? folderAddress(input.url) : null,
    publisher: publisher(input.publisher, builder),
    urgent: prose(input.urgent?.text, ['urgent', 'text']),
    sections: sections(input, builder),
    sources: sources(input),
    reviewers,
    contact: contact(input.contact),
    chat: chat(input.chat, builder),
    related: (input.related ?? []).map(({ title, url, description }) => ({
      title,
      url,
      description: line(description),
    })),
    disclaimer: input.disclaimer
      ? { title: line(input.disclaimer.title), text: { text: input.disclaimer.text, path: ['disclaimer', 'text'] } }
      : null,
    policy: {
      // Where nobody is named who could review, no page says that it waits for a review.
      review: input.policy?.review ?? (reviewers.length > 0 ? 'warn' : 'off'),
      unreviewed: input.policy?.unreviewed ?? 'show',
      approvals: approvalPolicy(input.policy?.approvals),
      reviewEvery: duration(input.policy?.reviewEvery),
      sourcesEvery: duration(input.policy?.sourcesEvery),
      // A FAQ of opening hours has no sources, and needs none.
      citations: input.policy?.citations ?? (input.sources ? 'warn' : 'off'),
      readingGrade: input.policy?.readingGrade ?? null,
      index: input.policy?.index ?? 'auto',
      origins: originsOf(input.policy?.origins),
      frameAncestors: originsOf(input.policy?.frameAncestors),
    },
    outputs: {
      markdown: input.outputs?.markdown ?? true,
      json: input.outputs?.json ?? true,
      feed: input.outputs?.feed ?? true,
      llms: input.outputs?.llms ?? true,
      shareImages: input.outputs?.shareImages ?? 'all',
      verify: input.outputs?.verify ?? null,
      fragment: input.outputs?.fragment ?? false,
    },
    theme: theme(input.theme),
    site: siteFrame(input.site),
    words: mapped(input.words),
    origin: originFrom(input.origin ?? ''),
    medical: medical(input, builder),
  };
}

/** What is said of medicine alone is said of nothing else. */
function medical({ about, audience, specialty }: FaqInput, { places, diagnostics }: Builder): Medical | null {
  if (about === 'medical') return { audience: audience ?? null, specialty: specialty ?? null };
  const [key] = [...(audience === undefined ? [] : ['audience']), ...(specialty === undefined ? [] : ['specialty'])];
  // What was typed for `about` may have been told already.
  if (key !== undefined && !diagnostics.some(({ severity }) => severity === 'error'))
    diagnostics.push(diagnose('not-medical', places.key([key]), { key }));
  return null;
}

function approvalPolicy(typed: string | readonly string[] | undefined): ApprovalPolicy | null {
  if (typed === undefined) return null;
  if (typeof typed === 'string' && /^\d+$/.test(typed)) return { count: Number(typed), kinds: [] };
  const kinds = [typed].flat();
  return { count: kinds.length, kinds };
}

function originsOf(addresses: readonly string[] | undefined): string[] {
  return (addresses ?? []).filter((address) => !isStandIn(address)).map((address) => new URL(address).origin);
}

function keysOf(
  { key, keys }: NonNullable<FaqInput['reviewers']>[string],
  path: Path,
  { places, diagnostics }: Builder,
): ReviewerKey[] {
  const fault = keys?.length === 0 ? 'none' : keys && key !== undefined ? 'both' : null;
  if (fault) diagnostics.push(diagnose('key-days', places.key([...path, 'keys']), { id: String(path[1]), fault }));
  if (key !== undefined) return [{ key: readPublicKey(key) ?? '', from: null, until: null, path: [...path, 'key'] }];
  return (keys ?? []).map((one, at) => ({
    key: readPublicKey(one.key) ?? '',
    from: one.from ?? null,
    until: one.until ?? null,
    path: [...path, 'keys', at],
  }));
}

function sections(input: FaqInput, builder: Builder): Section[] {
  const { places, diagnostics } = builder;
  if (input.questions && input.sections) {
    diagnostics.push(diagnose('questions-or-sections', places.key(['sections']), { both: true }));
  }
  const flat = input.questions?.length ?? 0;
  const grouped = (input.sections ?? []).reduce((sum, section) => sum + section.questions.length, 0);
  if (flat + grouped === 0 && !diagnostics.some(({ severity }) => severity === 'error')) {
    const path = input.questions ? ['questions'] : input.sections ? ['sections'] : [];
    diagnostics.push(diagnose('questions-or-sections', places.key(path), { both: false }));
  }
  const list: Section[] = [];
  if (input.questions) {
    list.push({
      id: null,
      title: null,
      intro: null,
      formerly: [],
      questions: questions(input.questions, ['questions'], input.origin, builder),
      path: [],
    });
  }
  for (const [index, section] of (input.sections ?? []).entries()) {
    const path = ['sections', index];
    if (section.questions.length === 0 && !diagnostics.some(({ severity }) => severity === 'error'))
      diagnostics.push(diagnose('empty-value', places.key([...path, 'questions']), { what: '`questions`' }));
    list.push({
      id: section.id === undefined ? sectionId(section.title, path) : idOr(section.id, path),
      title: withoutEnd(section.title),
      intro: prose(section.intro, [...path, 'intro']),
      formerly: section.formerly ?? [],
      questions: questions(section.questions, [...path, 'questions'], input.origin, builder),
      path,
    });
  }
  return list;
}

function sectionId(title: string, path: Path): string {
  return isStandIn(title) ? standInId(path) : (idFrom(title) ?? `section-${Number(path[1]) + 1}`);
}

function questions(
  inputs: readonly QuestionInput[],
  listPath: Path,
  origin: string | undefined,
  builder: Builder,
): Question[] {
  return inputs.map((input, index) => {
    const path = [...listPath, index];
    return {
      id: input.id === undefined ? questionId(input, path, builder) : idOr(input.id, path),
      question: withoutEnd(input.question),
      short: line(input.short),
      answer: { text: input.answer, path: [...path, 'answer'] },
      keywords: input.keywords ?? [],
      updated: input.updated ?? newestMajor(changesOf(input)),
      changes: changesOf(input),
      evidence: input.evidence?.until ?? null,
      publish: input.publish ?? null,
      expires: input.expires ?? null,
      withdrawn: input.withdrawn
        ? {
            on: input.withdrawn.on,
            reason: withoutEnd(input.withdrawn.reason),
            instead: input.withdrawn.instead ?? null,
          }
        : null,
      draft: input.draft ?? false,
      formerly: input.formerly ?? [],
      related: input.related ?? [],
      translatedFrom: input.translatedFrom ?? null,
      origin: originFrom(input.origin ?? origin ?? ''),
      path,
    };
  });
}

function changesOf({ changes }: QuestionInput): Change[] {
  return (changes ?? []).map(({ on, note, kind }) => ({ on, note: withoutEnd(note), kind: kind ?? 'minor' }));
}

function questionId(input: QuestionInput, path: Path, { places, diagnostics }: Builder): string {
  const id = idFrom(input.question);
  if (id) return id;
  if (isStandIn(input.question)) return standInId(path);
  const made = idByDigest(input.question);
  diagnostics.push(diagnose('no-id', places.value([...path, 'question']), { id: made }));
  return made;
}

/** Each broken id is another one: two of them do not collide. */
function idOr(id: string, path: Path): string {
  return isStandIn(id) ? standInId(path) : id;
}

function sources(input: FaqInput): Map<string, Source> {
  return new Map(
    Object.entries(input.sources ?? {}).map(([id, source]) => [
      id,
      {
        id,
        title: line(source.title),
        authors: line(source.authors),
        publisher: line(source.publisher),
        date: source.date ?? null,
        url: source.url ?? null,
        doi: source.doi ?? null,
        checked: source.checked ?? null,
        path: ['sources', id],
      },
    ]),
  );
}

function publisher(input: FaqInput['publisher'], { places, diagnostics }: Builder): Publisher | null {
  if (!input) return null;
  if (input.logoDark !== undefined && input.logo === undefined)
    diagnostics.push(
      diagnose('missing-key', places.key(['publisher', 'logoDark']), { key: 'logo', owner: '`publisher`' }),
    );
  return {
    name: withoutEnd(input.name),
    url: input.url ?? null,
    about: prose(input.about, ['publisher', 'about']),
    logo: filePath(input.logo, ['publisher', 'logo']),
    logoDark: filePath(input.logoDark, ['publisher', 'logoDark']),
  };
}

function contact(input: FaqInput['contact']): Contact | null {
  if (!input) return null;
  return {
    title: line(input.title),
    text: prose(input.text, ['contact', 'text']),
    reasons: (input.reasons ?? []).map(withoutEnd),
    phone: input.phone ?? null,
    phones: input.phones ?? [],
    hours: line(input.hours),
    cost: line(input.cost),
    link: input.link ?? null,
    disclosure: prose(input.disclosure, ['contact', 'disclosure']),
  };
}

/** LiveChat's direct chat page is addressed by the licence number. */
const liveChatPage = 'https://direct.lc.chat/';

function chat(input: FaqInput['chat'], { places, diagnostics }: Builder): Chat | null {
  if (!input) return null;
  const { provider, license, embed = false } = input;
  const label = input.label ?? null;
  if (input.url && !embed) return { url: input.url, label, embedded: null };
  if (provider && license)
    return { url: input.url ?? `${liveChatPage}${license}/`, label, embedded: embed ? license : null };
  if (embed) {
    diagnostics.push(
      diagnose('chat-incomplete', places.key(['chat', 'embed']), { missing: provider ? 'license' : 'provider', embed }),
    );
    return null;
  }
  const missing = input.provider ? 'license' : input.license ? 'provider' : 'url';
  diagnostics.push(diagnose('chat-incomplete', places.key(['chat']), { missing, embed }));
  return null;
}

function translations(input: FaqInput, builder: Builder): Translation[] {
  return (input.translations ?? []).flatMap(({ language: tag, url, file, original }, index) => {
    const path = ['translations', index];
    const known = language(tag, [...path, 'language'], builder);
    if (known === null) return [];
    return {
      language: known,
      url: isStandIn(url) ? url : folderAddress(url),
      file: filePath(file, [...path, 'file']),
      isOriginal: original ?? false,
      path,
    };
  });
}

/** Null where there is none, or one that cannot be. */
function language(tag: string | undefined, path: Path, { places, diagnostics }: Builder): string | null {
  if (tag === undefined || isStandIn(tag)) return null;
  const read = readLanguageTag(tag);
  if (read === null)
    diagnostics.push(diagnose('invalid-language', places.value(path), { value: tag, meant: languageMeant(tag) }));
  return read;
}

function mapped(texts: Readonly<Record<string, string | undefined>> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts ?? {}).flatMap(([key, text]) => (text === undefined ? [] : [[key, withoutEnd(text)]])),
  );
}

function siteFrame(input: FaqInput['site']): SiteFrame {
  const link = ({ label, url }: { label: string; url: string }, path: Path): SiteLink => ({
    label: withoutEnd(label),
    url,
    path,
  });
  const links = (key: 'nav' | 'footer') => (input?.[key] ?? []).map((one, at) => link(one, ['site', key, at]));
  return {
    home: input?.home ? link(input.home, ['site', 'home']) : null,
    nav: links('nav'),
    footer: links('footer'),
    pages: (input?.pages ?? []).map((file, at) => ({ file, path: ['site', 'pages', at] })),
  };
}

function theme(input: FaqInput['theme']): Theme {
  const { style = [] } = input ?? {};
  const path = ['theme', 'style'];
  return {
    accent: input?.accent ?? null,
    answers: input?.answers ?? 'open',
    styles:
      typeof style === 'string' ? [{ file: style, path }] : style.map((file, at) => ({ file, path: [...path, at] })),
    fonts: (input?.fonts ?? []).flatMap((font, at) => {
      const place = ['theme', 'fonts', at];
      if (isStandIn(font.family) || isStandIn(font.file)) return [];
      return {
        family: font.family,
        file: { file: font.file, path: [...place, 'file'] },
        weight: font.weight ?? '400',
        style: font.style ?? 'normal',
        range: font.unicodeRange?.replaceAll(/\s/g, '') ?? null,
        use: font.for ?? null,
        path: place,
      };
    }),
    params: mapped(input?.params),
    templates: filePath(input?.templates, ['theme', 'templates']),
  };
}

function duration(text: string | undefined): Duration | null {
  return text === undefined ? null : readDuration(text);
}

function prose(text: string | undefined, path: Path): Prose | null {
  return text === undefined ? null : { text, path };
}

/** Behind `|` and `>` YAML ends each text with a line break, which no text without Markdown is to hold. Blanks were typed. */
function withoutEnd(text: string): string {
  return text.replace(/\n+$/, '');
}

function line(text: string | undefined): string | null {
  return text === undefined ? null : withoutEnd(text);
}

function filePath(file: string | undefined, path: Path): FilePath | null {
  return file === undefined ? null : { file, path };
}

/** Texts that were to stand between quotes of YAML. The title of a work is often quoted. */
function curlyQuotes(value: YamlValue, path: Path, file: TextFile, places: Places): Diagnostic[] {
  if (typeof value === 'object' && value !== null) {
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return entries.flatMap(([key, entry]) => curlyQuotes(entry, [...path, key], file, places));
  }
  const inner = typeof value === 'string' ? withinCurlyQuotes(value) : null;
  if (typeof value !== 'string' || inner === null || path[0] === 'sources' || !isWords(path)) return [];
  const span = places.value(path);
  // Between straight quotes, or below `|`, they are meant.
  const ahead = file.text.slice(file.text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  if (file.text[span.start] !== value[0] || ahead.trim() === '') return [];
  const lead = typeof path.at(-1) === 'string' ? `${path.at(-1)}: ` : '- ';
  const [kept, bare] = [value.trim(), inner].map((text) => lead + (text.includes('"') ? `'${text}'` : `"${text}"`));
  const quotes = `${value.trim().charAt(0)} ${value.trim().slice(-1)}`;
  return [diagnose('curly-quotes', span, { quotes, bare: bare ?? '', kept: kept ?? '' })];
}

/** Escapes of double-quoted YAML can make characters that the file itself does not hold; of a text in `told` that is said. */
function forbiddenEscapes(
  value: YamlValue,
  path: Path,
  places: Places,
  told: ReadonlyMap<string, unknown>,
): Diagnostic[] {
  if (value === null || told.has(JSON.stringify(path))) return [];
  if (typeof value === 'string') {
    return [...forbiddenIn(value)].map(({ offset, length, name }) =>
      diagnose('forbidden-character', places.within(path, offset, offset + length), { name }),
    );
  }
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, entry]) => forbiddenEscapes(entry, [...path, key], places, told));
}
