import { Marked, type Token } from 'marked';

export type { Tokens } from 'marked';

/** The Markdown of strangers, as GitHub shows it, with its callouts; but `1~2` and `3*4*5` are calculations. */
const reader = new Marked({
  gfm: true,
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
