import type { DataNode } from './dataTree.ts';

type Fields = ReadonlyMap<string, DataNode>;

/** Names of blocks and marks of Contentful, Sanity, Strapi, TipTap, Slate, Lexical and Editor.js. */
const tags: readonly (readonly [RegExp, string])[] = [
  [/^(?:paragraph|normal|p)$/, 'p'],
  [/^(?:unordered-?list|bullet-?list|bulleted-list|ul)$/, 'ul'],
  [/^(?:ordered-?list|numbered-list|ol)$/, 'ol'],
  [/^(?:list-?item|li)$/, 'li'],
  [/^(?:block-?quote|quote)$/, 'blockquote'],
  [/^(?:code-?block|code)$/, 'pre'],
  [/^(?:horizontal-?rule|hr|delimiter)$/, 'hr'],
  [/^(?:hard-?break|line-?break)$/, 'br'],
  [/^(?:hyper)?link$/, 'a'],
];

/** Whether a value is a document of blocks, as systems for content keep it, and no text. */
export function isRichText(node: DataNode): boolean {
  const one = Array.isArray(node.value) ? (node.value as readonly DataNode[])[0] : node;
  if (!(one?.value instanceof Map)) return false;
  const fields: Fields = one.value;
  const kind = textAt(fields, '_type', 'nodeType', 'type', 'root');
  const isDocument = ['children', 'content', 'blocks', 'data', 'root'].some(
    (key) => typeof fields.get(key)?.value === 'object' && fields.get(key)?.value !== null,
  );
  return isDocument && (kind !== '' || fields.has('blocks') || fields.has('root'));
}

/** As HTML: paragraphs, lists, headings, links and emphasis. */
export function htmlOfRichText(node: DataNode): string {
  if (Array.isArray(node.value))
    return joined((node.value as readonly DataNode[]).map((one) => [one, htmlOfRichText(one)]));
  if (typeof node.value === 'string') return escaped(node.value);
  if (!(node.value instanceof Map)) return '';
  const fields: Fields = node.value;
  const data = fields.get('data')?.value instanceof Map ? (fields.get('data')?.value as Fields) : new Map();
  const inner = ['children', 'content', 'blocks', 'root', 'items']
    .map((key) => fields.get(key) ?? data.get(key))
    .find(Boolean);
  const text = textAt(fields, 'text', 'value') || textAt(data, 'text');
  // Editor.js keeps HTML in its texts.
  const words = inner ? htmlOfRichText(inner) : data.has('text') ? text : escaped(text);
  const kind = (textAt(fields, 'style') || textAt(fields, '_type', 'nodeType', 'type')).toLowerCase();
  const heading =
    /^h(?:eading)?[-_]?([1-6])$/.exec(kind)?.[1] ?? (/^head(?:ing|er)$/.test(kind) ? level(fields, data) : null);
  if (heading !== null && heading !== undefined) return `<h${heading}>${words}</h${heading}>`;
  const isOrdered =
    /ordered|number/.test(`${textAt(fields, 'format', 'listType')} ${textAt(data, 'style')}`) &&
    !/unordered/.test(textAt(data, 'style'));
  if (kind === 'list') return listOf(isOrdered ? 'ol' : 'ul', inner, words);
  const tag = tags.find(([names]) => names.test(kind))?.[1];
  if (tag === 'hr' || tag === 'br') return `<${tag}>`;
  if (tag === 'a')
    return `<a href="${escaped(textAt(fields, 'url', 'href') || textAt(data, 'uri', 'href'))}">${words}</a>`;
  return tag === undefined ? marked(words, fields) : `<${tag}>${words}</${tag}>`;
}

/** The entries of Editor.js are bare texts. */
function listOf(tag: string, inner: DataNode | undefined, words: string): string {
  const entries = Array.isArray(inner?.value) ? (inner.value as readonly DataNode[]) : [];
  const isBare = entries.length > 0 && entries.every(({ value }) => typeof value === 'string');
  const inside = isBare ? entries.map(({ value }) => `<li>${value as string}</li>`).join('') : words;
  return `<${tag}>${inside}</${tag}>`;
}

/** Sanity says of each block that it is an entry of a list. */
function joined(parts: readonly (readonly [DataNode, string])[]): string {
  let html = '';
  let open = '';
  for (const [{ value }, part] of parts) {
    const listed = value instanceof Map ? textAt(value, 'listItem') : '';
    const list = listed === '' ? '' : listed === 'number' ? 'ol' : 'ul';
    if (list !== open) html += `${open && `</${open}>`}${list && `<${list}>`}`;
    open = list;
    html += list ? `<li>${part}</li>` : part;
  }
  return `${html}${open && `</${open}>`}`;
}

function marked(words: string, fields: Fields): string {
  const marks = Array.isArray(fields.get('marks')?.value) ? (fields.get('marks')?.value as readonly DataNode[]) : [];
  const names = marks.map((mark) => (mark.value instanceof Map ? textAt(mark.value, 'type') : String(mark.value)));
  const has = (...wanted: string[]): boolean =>
    wanted.some((name) => names.includes(name) || textAt(fields, name) === 'true');
  const link = marks.flatMap(({ value }) =>
    value instanceof Map && value.get('attrs')?.value instanceof Map ? [value.get('attrs')?.value as Fields] : [],
  )[0];
  let html = words;
  if (has('code')) html = `<code>${html}</code>`;
  if (has('italic', 'em')) html = `<em>${html}</em>`;
  if (has('bold', 'strong')) html = `<strong>${html}</strong>`;
  return link && textAt(link, 'href') ? `<a href="${escaped(textAt(link, 'href'))}">${html}</a>` : html;
}

function level(fields: Fields, data: Fields): string {
  const attrs = fields.get('attrs')?.value;
  const said = textAt(fields, 'level') || textAt(data, 'level') || (attrs instanceof Map ? textAt(attrs, 'level') : '');
  return /^[1-6]$/.test(said) ? said : '3';
}

function textAt(fields: Fields, ...names: string[]): string {
  for (const name of names) {
    const value = fields.get(name)?.value;
    if (typeof value === 'string') return value;
  }
  return '';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
