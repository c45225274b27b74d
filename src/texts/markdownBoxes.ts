/** Names of boxes, of Docusaurus, VitePress, MkDocs, MyST, Hugo and Mintlify, by the callout that they become. */
const kinds: Readonly<Record<string, string>> = {
  note: 'note info abstract summary tldr todo seealso example quote cite primary secondary default notice callout',
  tip: 'tip hint success check done',
  important: 'important',
  warning: 'warning attention caution',
  caution: 'danger error bug failure fail missing',
};
const kindOf = new Map(
  Object.entries(kinds).flatMap(([kind, names]) => names.split(' ').map((name): [string, string] => [name, kind])),
);
/** What opens at a press, with its title on it; the titles of the last ones are questions, be they open or not. */
const opening =
  /^(?:details|dropdown|collapse|collapsible|expand|expandable|accordion|accordionitem|toggle|spoiler|question|faq|faqitem|help)$/;
const boxes = new RegExp(`^(?:admonition|aside|alert|box|${[...kindOf.keys()].join('|')})$`);

/** In letters and lines: what is not closed by then is no box. */
const longest = 50_000;
const mostLines = 600;

/** A part of a text with marks around it, or set in below one. */
export interface MarkdownBox {
  /** All of it. */
  readonly raw: string;
  readonly name: string;
  /** Null where it has none of its own. */
  readonly title: string | null;
  /** What stands in it, from the margin. */
  readonly inside: string;
}

/** Where a box may begin within a paragraph that goes on, as marked asks. */
export function startOfBox(text: string): number | undefined {
  const starts = paragraphOf(text).matchAll(
    /\n(?= {0,3}(?::{3,} ?\{?[A-Za-z]|`{3,}\{[a-z]|(?:!!!|\?\?\?\+?|===\+?) |\{\{[<%] |<[A-Z]))/g,
  );
  // Who opens so many boxes in one paragraph closes none.
  for (const { index } of [...starts].slice(0, 50)) if (boxAt(text.slice(index + 1)) !== null) return index + 1;
  return undefined;
}

export function paragraphOf(text: string): string {
  const end = text.indexOf('\n\n');
  return end === -1 ? text : text.slice(0, end + 4);
}

/**
 * The box with which a text begins: `:::tip Title` up to `:::`, `!!! note "Title"` and `??? "Title"` above what is set in,
 * `{{< details "Title" >}}`, `<Accordion title="Title">`. Null where none does.
 */
export function boxAt(text: string): MarkdownBox | null {
  const box = fencedBox(text) ?? setInBox(text) ?? taggedBox(text);
  return box && { ...box, inside: `${withoutMargin(box.inside)}\n` };
}

/** As HTML. `title`, `inside`: markup. */
export function htmlOfBox(name: string, title: string, inside: string): string {
  if (opening.test(name) && title !== '') return `<details><summary>${title}</summary>\n${inside}</details>\n`;
  const head = title === '' ? '' : `<p><strong>${title}</strong></p>\n`;
  const kind = kindOf.get(name) ?? (boxes.test(name) ? 'note' : null);
  return kind === null ? `${head}${inside}` : `<div class="admonition ${kind}">${head}${inside}</div>\n`;
}

function fencedBox(text: string): MarkdownBox | null {
  const [first, fence = '', braced, bare, rest = ''] =
    /^ {0,3}(:{3,}|`{3,}(?=\{))[ \t]*(?:\{([\w-]+)\}|([\w-]+))[ \t]*([^\n]*)(?:\n|$)/.exec(text) ?? [];
  const name = (braced ?? bare)?.toLowerCase();
  if (first === undefined || name === undefined) return null;
  // Between backticks may be code in any language.
  if (fence.startsWith('`') && !opening.test(name) && !boxes.test(name)) return null;
  const window = text.slice(first.length, first.length + longest);
  if (!/^\s*(?::{3,}|`{3,})[ \t]*$/m.test(window)) return null;
  const lines = window.split('\n', mostLines);
  const [mark = ':'] = fence;
  const fences = new RegExp(`^\\s*(${mark}{3,})\\s*(\\S?)`);
  let [depth, code]: [number, string | null] = [1, null];
  const end = lines.findIndex((line) => {
    const [, ticks] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    if (code !== null) code = ticks?.startsWith(code) && line.trim() === ticks ? null : code;
    else if (ticks !== undefined && mark === ':') code = ticks;
    const [, own, more] = fences.exec(line) ?? [];
    if (code !== null || own === undefined || (own.length < fence.length && more === '')) return false;
    if (own.length >= fence.length) depth += more === '' ? -1 : own.length === fence.length ? 1 : 0;
    return depth === 0;
  });
  if (end === -1) return null;
  const inside = lines.slice(0, end).join('\n');
  const [, bracketed] = /^\[(.*?)\]/.exec(rest) ?? [];
  const typed = (bracketed ?? rest).replace(/\{[^{}]*\}\s*$/, '').trim();
  return {
    raw: `${first}${lines.slice(0, end + 1).join('\n')}${end + 1 < lines.length ? '\n' : ''}`,
    name,
    title: typed === '' ? null : typed,
    // MyST says options of a box in its first lines.
    inside: braced === undefined ? inside : inside.replace(/^(?::[\w-]+:[^\n]*(?:\n|$))+/, ''),
  };
}

function setInBox(text: string): MarkdownBox | null {
  const [first, names = '', title] =
    /^ {0,3}(?:(?:!!!|\?\?\?\+?)[ \t]+|===\+?[ \t]+(?="))((?:[A-Za-z][\w-]*[ \t]*)*)(?:"([^\n]*)")?[ \t]*(?:\n|$)/.exec(
      text,
    ) ?? [];
  if (first === undefined) return null;
  const [body = ''] =
    /^(?:(?: {4}|\t)[^\n]*(?:\n|$)|[ \t]*\n(?=(?:[ \t]*\n)*(?: {4}|\t)))*/.exec(text.slice(first.length)) ?? [];
  const name = names.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
  // What opens asks where it says no kind.
  return {
    raw: first + body,
    name: name === '' && /^\s*\?/.test(first) ? 'details' : name,
    title: title ?? null,
    inside: body,
  };
}

function taggedBox(text: string): MarkdownBox | null {
  const [first, shortcode, tag] =
    /^ {0,3}(?:\{\{[<%]\s*([\w/-]+)[^\n]*?[>%]\}\}|<([A-Z][A-Za-z.]*)(?:\s(?:[^<>"'{]|"[^"]*"|'[^']*'|\{[^}]*\})*)?>)/.exec(
      text,
    ) ?? [];
  const typed = shortcode ?? tag;
  const name = typed?.toLowerCase() ?? '';
  if (first === undefined || typed === undefined || first.endsWith('/>')) return null;
  if (!opening.test(name) && !boxes.test(name) && !/^(?:accordiongroup|accordions|faqs)$/.test(name)) return null;
  const closing =
    shortcode === undefined ? `</${typed}>` : new RegExp(`\\{\\{[<%]\\s*/\\s*${typed}\\s*[>%]\\}\\}`).exec(text)?.[0];
  const end = closing === undefined ? -1 : text.slice(0, longest).indexOf(closing);
  if (closing === undefined || end === -1) return null;
  const [, , said] = /\b(?:title|summary|question|header|label|heading)\s*=\s*(["'])(.*?)\1/s.exec(first) ?? [];
  const [, , other] = /(["'])(.*?)\1/.exec(first) ?? [];
  const [, word = ''] = /^\W*[\w/-]+\s+([a-z]+)\b(?!=)/.exec(first) ?? [];
  const title = said ?? (shortcode === undefined ? undefined : (other ?? (kindOf.has(word) ? word : undefined)));
  const raw = text.slice(0, end + closing.length);
  const isKind = title !== undefined && kindOf.has(title.toLowerCase());
  return {
    raw,
    name: isKind ? title.toLowerCase() : name,
    title: isKind ? null : (title ?? null),
    inside: text.slice(first.length, end),
  };
}

/** Without the indentation of all lines. */
function withoutMargin(text: string): string {
  const lines = text.replaceAll('\t', '    ').split('\n');
  const widths = lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const width = Math.min(...widths, 99);
  return lines
    .map((line) => line.slice(width))
    .join('\n')
    .replace(/^\n+/, '');
}
