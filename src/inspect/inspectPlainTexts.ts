import { decodeHTMLStrict } from 'entities';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { type Faq, questionsOf, siteLinksOf } from '../faq/faq.ts';
import { tagsIn } from '../html/htmlElements.ts';
import {
  childrenOf,
  isCitation,
  type Markdown,
  offsetsOf,
  readMarkdown,
  type Token,
  type Tokens,
} from '../markdown/markdown.ts';
import { marks } from '../marks/knownMarks.ts';
import { shownTextsIn } from '../marks/shownText.ts';
import { strayMarksIn } from '../marks/strayMarks.ts';
import { isStandIn } from '../schema/standIn.ts';
import type { Path, Places } from '../yaml/places.ts';

/** Marks of Markdown, tags of HTML and names of characters in titles, questions, names: readers would see them as typed. */
export function inspectPlainTexts(faq: Faq, places: Places): Diagnostic[] {
  return plainTextsOf(faq).flatMap(([text, path]) => {
    if (!text || isStandIn(text) || !mayHoldMarkup.test(text)) return [];
    const key = String(path.findLast((step) => typeof step === 'string'));
    const hasAnswer = path.includes('questions');
    return markupIn(text, hasAnswer).map(({ start, end, help }) =>
      diagnose('markup-in-text', places.within(path, start, end), { mark: oneLine(text.slice(start, end)), key, help }),
    );
  });
}

/** Every text of today's FAQ that readers see and that is no Markdown, with its place. */
function plainTextsOf(faq: Faq): [text: string | null | undefined, path: Path][] {
  const each = (texts: readonly string[] | undefined, path: Path): [string, Path][] =>
    (texts ?? []).map((text, index) => [text, [...path, index]]);
  const { contact } = faq;
  return [
    [faq.title, ['title']],
    [faq.description, ['description']],
    [faq.publisher?.name, ['publisher', 'name']],
    ...faq.sections.map(({ title, path }): [string | null, Path] => [title, [...path, 'title']]),
    ...questionsOf(faq).flatMap(({ question, short, changes, withdrawn, path }): [string | null, Path][] => [
      [question, [...path, 'question']],
      [short, [...path, 'short']],
      [withdrawn?.reason ?? null, [...path, 'withdrawn', 'reason']],
      ...changes.map(({ note }, index): [string, Path] => [note, [...path, 'changes', index, 'note']]),
    ]),
    ...[...faq.sources.values()]
      .filter(({ path }) => path[0] === 'sources')
      .flatMap(({ title, authors, publisher, path }): [string | null, Path][] => [
        [title, [...path, 'title']],
        [authors, [...path, 'authors']],
        [publisher, [...path, 'publisher']],
      ]),
    ...faq.reviewers.flatMap(({ id, name, role, credentials }): [string | null, Path][] => [
      [name, ['reviewers', id, 'name']],
      [role, ['reviewers', id, 'role']],
      ...each(credentials, ['reviewers', id, 'credentials']),
    ]),
    [contact?.title, ['contact', 'title']],
    ...each(contact?.reasons, ['contact', 'reasons']),
    ...(contact?.phones ?? []).map(({ label }, index): [string, Path] => [
      label,
      ['contact', 'phones', index, 'label'],
    ]),
    [contact?.hours, ['contact', 'hours']],
    [contact?.cost, ['contact', 'cost']],
    [contact?.link?.label, ['contact', 'link', 'label']],
    [faq.chat?.label, ['chat', 'label']],
    ...faq.related.flatMap(({ title, description }, index): [string | null, Path][] => [
      [title, ['related', index, 'title']],
      [description, ['related', index, 'description']],
    ]),
    [faq.disclaimer?.title, ['disclaimer', 'title']],
    ...Object.entries(faq.words).map(([key, text]): [string, Path] => [text, ['words', key]]),
    ...Object.entries(faq.theme.params).map(([key, text]): [string, Path] => [text, ['theme', 'params', key]]),
    ...siteLinksOf(faq).map(({ label, path }): [string, Path] => [label, [...path, 'label']]),
  ];
}

/** Most texts hold none of it. */
const mayHoldMarkup = /[*_`[<&\\|~{$^%=+]|''|:[:a-z]|^[ \t]*(?:#|>|-[ \t])/m;

interface Markup {
  readonly start: number;
  readonly end: number;
  readonly help: string;
}

/** What in a text that is no Markdown readers would see as a mark, by its place. */
export function markupIn(text: string, hasAnswer: boolean): Markup[] {
  const markdown = readMarkdown({ text, path: [] });
  if (!markdown) return [];
  const found = [...marksOf(markdown, hasAnswer), ...tagsOf(text), ...charactersOf(text), ...straysOf(markdown)];
  let end = 0;
  return found
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((markup) => {
      if (markup.start < end) return false;
      end = markup.end;
      return true;
    });
}

/** What Markdown would make of it. */
function marksOf(markdown: Markdown, hasAnswer: boolean): Markup[] {
  const { text } = markdown.prose;
  const offsets = offsetsOf(markdown);
  const found: Markup[] = [];
  const visit = (token: Token): void => {
    const start = offsets.get(token) ?? 0;
    const help = helpFor(token, text.slice(Math.max(start - 2, 0), start), hasAnswer);
    if (help === null) {
      childrenOf(token).forEach(visit);
      return;
    }
    const isBlock = ['heading', 'blockquote', 'list', 'table', 'code'].includes(token.type);
    const typed = token.raw.trim();
    found.push({ start, end: start + (isBlock ? (typed.split('\n')[0] ?? '') : typed).length, help });
  };
  markdown.tokens.forEach(visit);
  return found;
}

/** What to write instead; null where it is as it should be. */
function helpFor(token: Token, before: string, hasAnswer: boolean): string | null {
  if (isCitation(token)) return hasAnswer ? 'delete it, and cite the source in the answer' : 'delete it';
  switch (token.type) {
    case 'strong':
    case 'em':
      // HLA-A*02:01 and HLA-B*27:05 are names, and so is A*B*C.
      return token.type === 'em' && /[\p{L}\p{N}]$/u.test(before) ? null : `write the words alone: ${wordsOf(token)}`;
    case 'codespan':
      return `write it without the backticks, or between quotation marks: “${wordsOf(token)}”`;
    case 'link': {
      const { raw, text } = token as Tokens.Link;
      if (raw === text) return null;
      if (raw.startsWith('<')) return `write ${text} alone`;
      return `write the words alone: ${wordsOf(token)}${hasAnswer ? '; the answer can hold the link' : ''}`;
    }
    case 'image':
      return `delete it${hasAnswer ? '; the answer can show the picture' : ''}`;
    case 'escape':
      return `write ${token.raw.slice(1)} alone, without the backslash`;
    case 'heading':
      return /^\s*#{1,6}[ \t]+(?!of\b|\p{N})/u.test(token.raw) ? `write the words alone: ${wordsOf(token)}` : null;
    case 'blockquote':
      return /^\s*>[ \t]*[\p{L}[]/u.test(token.raw) ? 'write the words alone, without >' : null;
    case 'list': {
      const { raw, items } = token as Tokens.List;
      const isMeant = items.length > 1 ? /^\s*[-*+]/.test(raw) : /^\s*-[ \t]+\p{L}/u.test(raw);
      return isMeant ? `write a sentence in the place of the list${hasAnswer ? '; the answer can hold it' : ''}` : null;
    }
    case 'table':
      return `write a sentence in the place of the table${hasAnswer ? '; the answer can hold it' : ''}`;
    case 'code':
      return /^\s*[`~]/.test(token.raw) ? 'write the words alone, without the lines around them' : null;
    default:
      return null;
  }
}

function wordsOf(token: Token): string {
  const children = childrenOf(token);
  if (children.length > 0) return oneLine(children.map(wordsOf).join(''));
  const text = 'text' in token ? String(token.text) : token.raw;
  return decodeHTMLStrict(tagsIn(text).reduce((words, [tag]) => words.replace(tag, ''), text));
}

/** Elements that hold nothing, or whose end is often left out. `<b>` alone may be what is spoken of. */
const aloneAsMarkup = /^<(?:br|hr|img|wbr|input)\b|^<(?:p|li|div|span)>|^<[/!?]|=/i;

function tagsOf(text: string): Markup[] {
  const tags = tagsIn(text);
  const found: Markup[] = [];
  for (let at = 0; at < tags.length; at++) {
    const [tag, name = ''] = tags[at] ?? [''];
    const start = tags[at]?.index ?? 0;
    const closing = tag.startsWith('</')
      ? -1
      : tags.findIndex((other, index) => index > at && other[0].toLowerCase() === `</${name.toLowerCase()}>`);
    const close = tags[closing];
    if (close) {
      const inside = text.slice(start + tag.length, close.index);
      const words = tagsIn(inside).reduce((rest, [inner]) => rest.replace(inner, ''), inside);
      const help = /^su[bp]$/i.test(name)
        ? 'write the small sign itself, as in H₂O or m²'
        : `write the words alone: ${oneLine(decodeHTMLStrict(words))}`;
      found.push({ start, end: close.index + close[0].length, help });
      at = closing;
    } else if (aloneAsMarkup.test(tag)) {
      const help = /^<br\b/i.test(tag)
        ? 'write a comma or a full stop instead'
        : 'delete it, and write the words alone';
      found.push({ start, end: start + tag.length, help });
    }
  }
  return found;
}

function charactersOf(text: string): Markup[] {
  return [...text.matchAll(/&(?:amp;)?#?\w{1,32};/g)].flatMap(({ 0: typed, index }) => {
    const once = decodeHTMLStrict(typed);
    if (once === typed) return [];
    return { start: index, end: index + typed.length, help: helpForCharacter(decodeHTMLStrict(once)) };
  });
}

function helpForCharacter(character: string): string {
  return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(character)
    ? `write the character itself: ${character}`
    : 'write a space, or nothing';
}

/** What Markdown would not read either, and what other generators do. */
function straysOf(markdown: Markdown): Markup[] {
  return strayMarksIn(shownTextsIn(markdown), marks).map(({ start, end, mark, help }) => ({
    start,
    end,
    help: mark.startsWith('&') ? help : 'write what it stands for, or the words alone, without these signs',
  }));
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}
