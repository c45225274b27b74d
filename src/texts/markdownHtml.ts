import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import { boxAt, htmlOfBox, paragraphOf, startOfBox } from './markdownBoxes.ts';

export type { Tokens } from 'marked';

const boxes: TokenizerAndRendererExtension = {
  name: 'box',
  level: 'block',
  start: startOfBox,
  tokenizer(text) {
    const box = boxAt(text);
    if (box === null) return undefined;
    const tokens: Token[] = [];
    this.lexer.blockTokens(box.inside, tokens);
    return { ...box, type: 'box', tokens, words: this.lexer.inline(box.title ?? '') };
  },
  renderer({ tokens = [], ...box }) {
    return htmlOfBox(box['name'], this.parser.parseInline(box['words']), this.parser.parse(tokens));
  },
};

/** Lines with a colon and what is set in below them, each below the term that it defines: as in kramdown and pandoc. */
const definitions: TokenizerAndRendererExtension = {
  name: 'definitions',
  level: 'block',
  start: (text) => /\n(?=\S[^\n]*\n\n?: )/.exec(paragraphOf(text))?.index,
  tokenizer(text) {
    const [raw] =
      /^(?:\S[^\n]*\n\n?(?::[ \t]+[^\n]*(?:\n|$)(?:(?:[ \t]*\n)*[ \t]+\S[^\n]*(?:\n|$))*(?:[ \t]*\n(?=:[ \t]))*)+\n*)+/.exec(
        text,
      ) ?? [];
    if (raw === undefined || /^[:#>|`-]/.test(raw)) return undefined;
    const tokens = raw.split(/\n(?=\S)/).flatMap((part): Token[] => {
      const [, mark = '', words = ''] = /^(:[ \t]+)?([\s\S]*)$/.exec(part.trimEnd()) ?? [];
      if (words === '') return [];
      const own: Token[] = [];
      this.lexer.blockTokens(words.replaceAll(/^(?: {1,4}|\t)/gm, ''), own);
      return [{ type: 'definition', raw: part, tag: mark === '' ? 'dt' : 'dd', tokens: own }];
    });
    return { type: 'definitions', raw, tokens };
  },
  renderer({ tokens = [] }) {
    const parts = tokens
      .map((one) => one as Tokens.Generic)
      .map(({ tag, tokens: own = [] }) => `<${tag}>${this.parser.parse(own)}</${tag}>`);
    return `<dl>${parts.join('\n')}</dl>\n`;
  },
};

/** The Markdown of strangers, as GitHub shows it, with its callouts and the boxes of other programs; but `1~2` and `3*4*5` are calculations. */
const reader = new Marked({
  gfm: true,
  extensions: [boxes, definitions],
  tokenizer: {
    emStrong(source, _masked, before = '') {
      return /\p{N}$/u.test(before) && /^\*+[\p{N}(]/u.test(source) ? undefined : false;
    },
    del(source) {
      return /^~(?!~)/.test(source) ? undefined : false;
    },
  },
  renderer: {
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    blockquote({ tokens }) {
      const inside = this.parser.parse(tokens);
      const [mark, kind = ''] = /^\s*<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*/i.exec(inside) ?? [];
      if (mark === undefined) return `<blockquote>${inside}</blockquote>\n`;
      return `<div class="admonition ${kind.toLowerCase()}"><p>${inside.slice(mark.length)}</div>\n`;
    },
  },
});

/** A block of Markdown, and the line in which it begins, from 1. */
export interface MarkdownBlock {
  readonly token: Token;
  readonly line: number;
}

export function markdownBlocks(
  text: string,
  firstLine = 1,
): { blocks: MarkdownBlock[]; htmlOf: (tokens: readonly Token[]) => string } {
  const tokens = reader.lexer(withoutAttributeLists(text));
  const blocks: MarkdownBlock[] = [];
  let line = firstLine;
  for (const token of tokens) {
    const before = /^\n*/.exec(token.raw)?.[0].length ?? 0;
    if (token.type !== 'space') blocks.push({ token, line: line + before });
    line += token.raw.split('\n').length - 1;
  }
  return { blocks, htmlOf: (some) => reader.parser([...some]) };
}

export function htmlOfMarkdown(text: string): string {
  return reader.parser(reader.lexer(withoutAttributeLists(text)));
}

/** Kramdown writes classes into lines of their own, `{: .note}`; the lines stay, empty. */
function withoutAttributeLists(text: string): string {
  return text.replaceAll(/^[ \t]*\{:[^}\n]*\}[ \t]*$/gm, '').replaceAll(/(?<=\S)\{:[^}\n]*\}/g, '');
}
