import { isCalloutKind } from '../markdown/callouts.ts';
import { citationMark } from '../markdown/citations.ts';
import {
  calloutBody,
  calloutKind,
  childrenOf,
  isCitation,
  type Markdown,
  type Token,
  type Tokens,
} from '../markdown/markdown.ts';
import { codeText, inlineText, numbersOf } from '../markdown/printMarkdown.ts';
import type { Words } from '../words/words.ts';

/**
 * What the page shows of a text, and so what it is found by: a line for each
 * stretch whose words stand side by side. The field of a page with answers
 * reads the same from the page itself (templates/match.js).
 */
export function searchedLines(markdown: Markdown, words: Words): string[] {
  return linesOf(markdown.tokens, words).map((line) => line.replaceAll(/\s+/g, ' '));
}

function linesOf(tokens: readonly Token[], words: Words): string[] {
  return tokens.flatMap((token) => linesOfBlock(token, words));
}

function linesOfBlock(token: Token, words: Words): string[] {
  switch (token.type) {
    case 'paragraph':
    case 'heading':
      return linesOfInline(token.tokens ?? []);
    case 'text':
      return linesOfInline(token.tokens ?? [token]);
    case 'code':
      return codeText(token as Tokens.Code).split('\n');
    case 'list': {
      const list = token as Tokens.List;
      const { numbers } = numbersOf(list);
      return list.items.flatMap((item, index) => [
        ...(list.ordered ? [String(numbers[index])] : []),
        ...linesOf(item.tokens, words),
      ]);
    }
    case 'blockquote': {
      const kind = calloutKind(token as Tokens.Blockquote)?.toLowerCase() ?? '';
      if (!isCalloutKind(kind)) return linesOf(childrenOf(token), words);
      return [words.callouts[kind], ...linesOf(calloutBody(token as Tokens.Blockquote), words)];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows].flatMap((row) => row.flatMap(({ tokens }) => linesOfInline(tokens)));
    }
    default:
      return [];
  }
}

function linesOfInline(tokens: readonly Token[]): string[] {
  return textOf(tokens).split(lineBreak);
}

/** No text holds it. */
const lineBreak = '\0';

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      // The number of a source depends on the page; what the author says beside it does not.
      if (isCitation(token))
        return lineBreak + token.cited.map((place) => citationMark(place, '')).join(lineBreak) + lineBreak;
      if (token.type === 'br') return lineBreak;
      if (token.type === 'image') return lineBreak + inlineText([token]) + lineBreak;
      return token.tokens?.length ? textOf(token.tokens) : inlineText([token]);
    })
    .join('');
}
