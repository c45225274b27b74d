import { decodeHTMLStrict } from 'entities';
import { sortAddress } from '../html/addresses.ts';
import { childrenOf, type Markdown, readMarkdown, type Token, type Tokens } from '../markdown/markdown.ts';
import type { Memory } from '../memory.ts';

/** Where the links and pictures of a text lead within the project. */
export interface Linked {
  /** Ids behind `#`. */
  readonly ids: readonly string[];
  /** The project's files. */
  readonly files: readonly string[];
}

/** What a text links to and shows, mostly without reading it as Markdown: links of the usual form cannot be mistaken. */
export function linkedIn(text: string, memory: Memory): Linked {
  if (!text.includes('](') && !text.includes(']:')) return nothing;
  return memory.recall('links', text, () => {
    if (isPlain(text))
      return { ids: [...text.matchAll(/\]\(#([\p{L}\p{M}\p{Nd}-]+)\)/gu)].map(([, id]) => id as string), files: [] };
    const markdown = readMarkdown({ text, path: [] });
    return markdown ? linkedBy(markdown) : nothing;
  });
}

/** Every link stands in brackets as `#id` or as an address elsewhere, without a title. */
function isPlain(text: string): boolean {
  if (text.includes(']:')) return false;
  const all = text.split('](').length - 1;
  return (
    (text.match(/\]\((?:#[\p{L}\p{M}\p{Nd}-]+|https?:\/\/[\w.~/?=%+:#-]+|mailto:[\w.@+-]+|tel:[\d+-]+)\)/gu)?.length ??
      0) === all
  );
}

const nothing: Linked = { ids: [], files: [] };

function linkedBy({ tokens }: Markdown): Linked {
  const ids: string[] = [];
  const files: string[] = [];
  const visit = (token: Token): void => {
    if (token.type === 'link' || token.type === 'image') {
      const address = sortAddress(decodeHTMLStrict((token as Tokens.Link).href));
      if (address.kind === 'anchor') ids.push(address.id);
      if (address.kind === 'file') files.push(address.path);
    }
    childrenOf(token).forEach(visit);
  };
  tokens.forEach(visit);
  return { ids, files };
}
