import { childrenOf, type Markdown, offsetsOf, originsOf, type Token, type Tokens } from '../markdown/markdown.ts';

/**
 * What readers see as one stretch: a paragraph, a heading, a cell of a table,
 * the line of a list. `text` holds the characters that nothing took for marks;
 * code, pictures, citations and characters behind a backslash each stand as
 * one `￼` (U+FFFC): they are meant as they are.
 */
export interface ShownText {
  readonly text: string;
  readonly isInList: boolean;
  /** Its paragraph, among the others of its parent; equal for the cells of one table. */
  readonly order: number;
  /** Where a character of `text` stands in the text of the answer. */
  placeOf(index: number): number;
}

export const object = '\uFFFC';

/** A line that its author ended; at any other line's end, a browser may go on in the same line. */
export const hardBreak = '\u2028';

export function shownTextsIn(markdown: Markdown): ShownText[] {
  const offsets = offsetsOf(markdown);
  const shown: ShownText[] = [];
  let order = 0;
  const visit = (token: Token, isInList: boolean): void => {
    if (token.type !== 'space') order++;
    if (token.type === 'table') {
      const { header, rows } = token as Tokens.Table;
      for (const cell of [header, ...rows].flat())
        shown.push(shownText(cell.tokens, { isInList, order }, markdown, offsets));
    } else if (['paragraph', 'heading', 'text'].includes(token.type)) {
      shown.push(shownText(token.tokens ?? [token], { isInList, order }, markdown, offsets));
    } else {
      for (const child of childrenOf(token)) visit(child, isInList || token.type === 'list');
    }
  };
  for (const token of markdown.tokens) visit(token, false);
  return shown.filter(({ text }) => text !== '');
}

/** Words, and an address that is a link by itself. */
function isTyped(token: Token): boolean {
  if (token.type === 'link') return token.raw.replaceAll(/^<|>$/g, '') === (token as Tokens.Link).text;
  return token.type === 'text' && childrenOf(token).length === 0;
}

interface Leaf {
  readonly token: Token;
  readonly at: number;
  /** Made when it is asked for: of most texts nothing is to be said. */
  originOf: ((index: number) => number) | null;
}

function shownText(
  tokens: readonly Token[],
  known: Pick<ShownText, 'isInList' | 'order'>,
  { prose }: Markdown,
  offsets: ReadonlyMap<Token, number>,
): ShownText {
  const leaves: Leaf[] = [];
  let text = '';
  const visit = (token: Token): void => {
    const children = isTyped(token) || token.type === 'image' ? [] : childrenOf(token);
    if (children.length > 0) {
      children.forEach(visit);
      return;
    }
    leaves.push({ token, at: text.length, originOf: null });
    text += isTyped(token) ? token.raw : token.type === 'br' ? hardBreak : object;
  };
  tokens.forEach(visit);
  const placeOf = (index: number): number => {
    const leaf = leaves.findLast(({ at }) => at <= index) ?? leaves[0];
    if (!leaf) return 0;
    const start = offsets.get(leaf.token) ?? 0;
    if (!isTyped(leaf.token)) return start;
    leaf.originOf ??= originsOf(leaf.token.raw, start, prose.text);
    return leaf.originOf(index - leaf.at);
  };
  return { ...known, text, placeOf };
}
