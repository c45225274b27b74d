import { westernWordCharacter } from './easternLetters.ts';
import type { Token } from './token.ts';

/** Elements that change how words look, and add none. */
export const inlineElements = ['b', 'dfn', 'i', 'kbd', 'mark', 'samp', 'small', 'span', 'u', 'var'] as const;

/** Words between two marks that a project prints as an element of its own choice. */
export interface OwnInline {
  /** What stands before the words; behind them it is mirrored, as `]]` is to `[[`. */
  readonly marks: string;
  readonly element: (typeof inlineElements)[number];
  readonly class: string | null;
}

export interface OwnInlineToken extends Token {
  readonly type: 'own';
  readonly inline: OwnInline;
  readonly tokens: Token[];
}

export function isOwnInline(token: Token): token is OwnInlineToken {
  return token.type === 'own';
}

/** Signs of which marks are made: none of them means anything to Markdown, an address or a number. */
export const markSigns = /^[=+^:%![\](){}]{2,4}$/;

/** No class of the program begins so. */
export const ownClass = /^own-[a-z0-9]+(?:-[a-z0-9]+)*$/;

const mirrored: Readonly<Record<string, string>> = {
  '[': ']',
  ']': '[',
  '(': ')',
  ')': '(',
  '{': '}',
  '}': '{',
};

/** The marks behind the words. */
export function closingMarks(marks: string): string {
  return [...marks]
    .reverse()
    .map((sign) => mirrored[sign] ?? sign)
    .join('');
}

/**
 * Puts what stands between marks, in the tokens of one run of words, into tokens of its own. The
 * tokens themselves stay as they were read, so that whoever knows no such marks reads the same
 * words with the marks around them. Marks touch their words on the inside and none on the outside:
 * without them, no two words or numbers become one.
 */
export function withOwnInlines(tokens: readonly Token[], inlines: readonly OwnInline[]): readonly Token[] {
  if (inlines.length === 0) return tokens;
  for (const [index, token] of tokens.entries()) {
    if (!isWords(token)) continue;
    for (const { at, inline } of openingsIn(token.raw, tokens[index - 1], inlines)) {
      const inner = token.raw.slice(at + inline.marks.length);
      const end = findEnd([words(inner), ...tokens.slice(index + 1)], closingMarks(inline.marks));
      if (end === null) continue;
      const [before, after] = [token.raw.slice(0, at), end.after];
      const own: OwnInlineToken = { type: 'own', raw: '', inline, tokens: [...end.inside] };
      return [
        ...tokens.slice(0, index),
        ...(before === '' ? [] : [words(before)]),
        own,
        ...withOwnInlines([...(after === '' ? [] : [words(after)]), ...end.rest], inlines),
      ];
    }
  }
  return tokens;
}

function isWords(token: Token): boolean {
  return token.type === 'text' && !token.tokens;
}

function words(raw: string): Token {
  return { type: 'text', raw, text: raw } as Token;
}

function openingsIn(
  text: string,
  previous: Token | undefined,
  inlines: readonly OwnInline[],
): { readonly at: number; readonly inline: OwnInline }[] {
  return inlines
    .flatMap((inline) => {
      const found: { at: number; inline: OwnInline }[] = [];
      for (let at = text.indexOf(inline.marks); at >= 0; at = text.indexOf(inline.marks, at + 1)) {
        const before = at === 0 ? (previous?.raw ?? '').replace(/[*_`]+$/, '') : text.slice(0, at);
        const behind = text[at + inline.marks.length];
        // A longer row of one sign is no pair of marks.
        const isRow = before.at(-1) === inline.marks[0] || behind === inline.marks.at(-1);
        if (!isRow && !/\s/.test(behind ?? '') && !wordBefore.test(before)) found.push({ at, inline });
      }
      return found;
    })
    .sort((a, b) => a.at - b.at || b.inline.marks.length - a.inline.marks.length);
}

/** What would be one word or number with what stands between the marks; scripts without spaces between words have none. */
const wordBefore = new RegExp(`${westernWordCharacter}[.,]?$`, 'u');
const wordBehind = new RegExp(`^[.,]?${westernWordCharacter}`, 'u');

/** What stands before the closing marks, and behind them; null where there are none. */
function findEnd(
  tokens: readonly Token[],
  close: string,
): { readonly inside: Token[]; readonly after: string; readonly rest: readonly Token[] } | null {
  for (const [index, token] of tokens.entries()) {
    if (!isWords(token)) continue;
    for (let at = token.raw.indexOf(close); at >= 0; at = token.raw.indexOf(close, at + 1)) {
      const after = token.raw.slice(at + close.length);
      const behind = after === '' ? (tokens[index + 1]?.raw ?? '').replace(/^[*_`\\]+/, '') : after;
      const inside = token.raw.slice(0, at);
      const isEmpty = index === 0 && inside === '';
      if (isEmpty || /\s$/.test(inside) || wordBehind.test(behind) || behind[0] === close.at(-1)) continue;
      return {
        inside: [...tokens.slice(0, index), ...(inside === '' ? [] : [words(inside)])],
        after,
        rest: tokens.slice(index + 1),
      };
    }
  }
  return null;
}
