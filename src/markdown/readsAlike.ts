import { en } from '../words/en.ts';
import { withoutUnseenSpaces } from '../yaml/softBreaks.ts';
import { readMarkdown } from './markdown.ts';
import { printMarkdown } from './printMarkdown.ts';

/**
 * Whether two Markdown texts make the same words, blocks and links of a page.
 * Breaks of lines count as spaces, and as nothing where a script has none. A text that cannot be read is like itself alone.
 */
export function readsAlike(text: string, other: string): boolean {
  if (text.trim() === other.trim()) return true;
  const [one, two] = [reading(text), reading(other)];
  return one !== null && one === two;
}

function reading(text: string): string | null {
  // Blanks at the end of a line are no part of what is signed; behind a backslash they make it a sign.
  const markdown = readMarkdown({ text: text.replaceAll(/(?<![\\ \t])[ \t]+$/gm, ''), path: [] });
  if (!markdown) return null;
  const html = printMarkdown(markdown, {
    words: en,
    inlines: [],
    headingLevel: 2,
    linkTo: (id) => `#${id}`,
    fileAt: (path) => path,
    sizeOf: () => null,
    countTable: () => 1,
    cite: (id) => ({ number: 1, href: id, id: '' }),
  });
  return withoutUnseenSpaces(html.toHTML().replaceAll('<br>', ' ').replaceAll(/\s+/g, ' '));
}
