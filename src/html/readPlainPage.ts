import type { Element, Node } from './nodes.ts';

/** The nodes of a page in the form that a parser of HTML gives them. */
export interface PlainDocument {
  readonly nodeName: '#document';
  readonly mode: 'no-quirks';
  readonly childNodes: Node[];
}

/** The nodes of a piece of markup in the same form. */
export interface PlainFragment {
  readonly nodeName: '#document-fragment';
  readonly childNodes: Node[];
}

/**
 * Start tags that have been read, by their text: those of one theme are on
 * every page. Holds as many as a theme has, and no more.
 */
export type KnownTags = Map<string, StartTag>;

interface StartTag {
  readonly kind: Kind;
  readonly attrs: Element['attrs'];
}

/**
 * Reads a page that is written as plainly as ours are, many times faster than
 * a parser of HTML: null for any other page, which that parser has to read.
 *
 * What it reads has exactly the tree that the standard gives it (WHATWG HTML,
 * section 13.2), because nothing in it sets off a rule that moves, adds or
 * drops a node:
 * - Tokens (13.2.5): names of known elements in lower case, attributes in
 *   double quotes or without a value and each one once, no comment, the few
 *   character references of our printer, no NUL and no carriage return.
 * - Start and end (13.2.6.4.1 to 6 and 19 to 22): doctype, html, head and body
 *   all stand there; between them stands white space alone.
 * - Every element is closed by its own end tag, or is void: none is closed by
 *   another one (13.2.6.3, 13.2.6.4.7). So no block stands in a `p`, no
 *   heading in a heading, no `a` in an `a`, each `li`, `dt` and `dd` in its
 *   list; and no formatting element has to be opened again (13.2.4.3).
 * - Tables have all their parts, and between those white space (13.2.6.4.9 to 15).
 * - `title`, `style` and `script` stand in the head, and end at the next `<`
 *   (13.2.5.2 to 4). No other element has text of a kind of its own, and none
 *   is of another namespace.
 */
export function readPlainPage(html: string, tags: KnownTags = new Map()): PlainDocument | null {
  const document: PlainDocument = { nodeName: '#document', mode: 'no-quirks', childNodes: [] };
  const reader = new Reader(html, tags);
  return reader.readPage(document) ? document : null;
}

/** Reads what stands in the body of such a page, as the standard reads the content of a `template` (13.4). */
export function readPlainFragment(html: string, tags: KnownTags = new Map()): PlainFragment | null {
  const fragment: PlainFragment = { nodeName: '#document-fragment', childNodes: [] };
  const reader = new Reader(html, tags);
  return reader.readFragment(fragment) ? fragment : null;
}

/** Where an element may stand, and what may stand in it. */
interface Kind {
  readonly name: string;
  readonly endTag: string;
  readonly isVoid: boolean;
  /** Whether its start tag would close an open `p`. */
  readonly isBlock: boolean;
  /** Which elements may not be open any more where it starts. */
  readonly group: 'p' | 'heading' | 'a' | null;
  /** The only elements in which it may stand; null for any that is no part of a table. */
  readonly parents: readonly string[] | null;
  /** Whether its parts alone may stand in it, and white space. */
  readonly isTablePart: boolean;
  readonly isOfHead: boolean;
  readonly isOfBody: boolean;
}

const kinds: ReadonlyMap<string, Kind> = new Map(
  (
    [
      ['header nav main footer section article aside address div ul ol menu dl', { isBlock: true }],
      ['blockquote figure figcaption details summary', { isBlock: true }],
      ['p', { isBlock: true, group: 'p' }],
      ['h1 h2 h3 h4 h5 h6', { isBlock: true, group: 'heading' }],
      ['pre', { isBlock: true }],
      ['hr', { isBlock: true, isVoid: true }],
      ['li', { isBlock: true, parents: ['ul', 'ol', 'menu'] }],
      ['dt dd', { isBlock: true, parents: ['dl', 'div'] }],
      ['a', { group: 'a' }],
      ['b code em i s small strong u', {}],
      ['span cite bdi bdo time abbr sup sub q data mark dfn kbd samp var del ins', {}],
      ['br wbr img', { isVoid: true }],
      ['table', { isBlock: true, isTablePart: true }],
      ['thead tbody tfoot', { parents: ['table'], isTablePart: true }],
      ['tr', { parents: ['thead', 'tbody', 'tfoot'], isTablePart: true }],
      ['caption', { parents: ['table'] }],
      ['th td', { parents: ['tr'] }],
      ['meta link', { isVoid: true, isOfHead: true }],
      ['title style script', { isOfHead: true }],
    ] satisfies [string, Partial<Kind>][]
  ).flatMap(([names, own]) =>
    names.split(' ').map((name): [string, Kind] => [
      name,
      {
        name,
        endTag: `</${name}>`,
        isVoid: false,
        isBlock: false,
        group: null,
        parents: null,
        isTablePart: false,
        isOfHead: false,
        isOfBody: !('isOfHead' in own),
        ...own,
      },
    ]),
  ),
);

const frameKinds = { html: frameKind('html'), head: frameKind('head'), body: frameKind('body') };

function frameKind(name: string): Kind {
  return {
    name,
    endTag: `</${name}>`,
    isVoid: false,
    isBlock: true,
    group: null,
    parents: [],
    isTablePart: false,
    isOfHead: false,
    isOfBody: false,
  };
}

/** What our printer writes; Handlebars, what it escapes. */
const references: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&#x27;', "'"],
  ['&#x3D;', '='],
  ['&#x60;', '`'],
]);

/** The names that are met again and again, each as one string: those compare and hash at once. */
const attributeNames: ReadonlyMap<string, string> = new Map(
  'aria-hidden aria-label class content datetime defer dir href hreflang id lang name property rel src tabindex type'
    .split(' ')
    .map((name) => [name, name]),
);

const xhtml = 'http://www.w3.org/1999/xhtml' as Element['namespaceURI'];
type Parent = Element['parentNode'];
const mostTags = 1000;

class Reader {
  readonly #html: string;
  readonly #tags: KnownTags;
  #at = 0;
  /** Where the next `&` stands, or the end. */
  #reference = -1;
  #openParagraphs = 0;
  #openHeadings = 0;
  #openLinks = 0;

  constructor(html: string, tags: KnownTags) {
    this.#html = html;
    this.#tags = tags;
  }

  readPage(document: PlainDocument): boolean {
    const html = this.#html;
    if (!this.#isReadable() || !html.startsWith('<!doctype html>')) return false;
    const parent = document as unknown as Parent;
    const doctype = { nodeName: '#documentType', name: 'html', publicId: '', systemId: '', parentNode: parent };
    document.childNodes.push(doctype as Node);
    this.#at = 15;
    this.#skipSpace();
    const root = this.#startFrame(frameKinds.html, parent);
    if (!root) return false;
    this.#skipSpace();
    const head = this.#startFrame(frameKinds.head, root);
    if (!head || !this.#readHead(head)) return false;
    this.#appendSpace(root);
    const body = this.#startFrame(frameKinds.body, root);
    if (!body || !this.#readContent(body, frameKinds.body) || !this.#skip('</body>')) return false;
    // What stands behind the end of the body belongs to it (13.2.6.4.19 and 22).
    this.#appendSpace(body);
    if (!this.#skip('</html>')) return false;
    this.#appendSpace(body);
    return this.#at === html.length;
  }

  readFragment(fragment: PlainFragment): boolean {
    return (
      this.#isReadable() &&
      this.#readContent(fragment as unknown as Element, frameKinds.body) &&
      this.#at === this.#html.length
    );
  }

  #isReadable(): boolean {
    return !this.#html.includes('\0') && !this.#html.includes('\r');
  }

  #skip(text: string): boolean {
    if (!this.#html.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #skipSpace(): void {
    while (isSpace(this.#html.charCodeAt(this.#at))) this.#at++;
  }

  /** White space joins the text that ends the element. */
  #appendSpace(parent: Element): void {
    const start = this.#at;
    this.#skipSpace();
    if (this.#at === start) return;
    const space = this.#html.slice(start, this.#at);
    const last = parent.childNodes.at(-1);
    if (last?.nodeName === '#text') (last as { value: string }).value += space;
    else parent.childNodes.push(textNode(parent, space));
  }

  #startFrame(kind: Kind, parent: Parent): Element | null {
    const after = this.#at + 1 + kind.name.length;
    if (!this.#html.startsWith(`<${kind.name}`, this.#at)) return null;
    this.#at = after;
    const attrs = this.#readAttributes();
    return attrs && append(parent as Element, kind.name, attrs);
  }

  #readHead(head: Element): boolean {
    const html = this.#html;
    for (;;) {
      this.#appendSpace(head);
      if (this.#skip('</head>')) return true;
      const tag = this.#readStartTag();
      if (!tag?.kind.isOfHead) return false;
      const { kind, attrs } = tag;
      const element = append(head, kind.name, attrs);
      if (kind.isVoid) continue;
      const end = html.indexOf('<', this.#at);
      if (end < 0 || !html.startsWith(kind.endTag, end)) return false;
      if (end > this.#at) {
        const text = kind.name === 'title' ? this.#decode(this.#at, end) : html.slice(this.#at, end);
        if (text === null) return false;
        element.childNodes.push(textNode(element, text));
      }
      this.#at = end + kind.endTag.length;
    }
  }

  /** Up to the end tag of what it stands in, or the end. */
  #readContent(root: Element, rootKind: Kind): boolean {
    const html = this.#html;
    const open: Kind[] = [];
    // Nodes whose parent is still open, and where those of each begin: an array that is made at once holds no spare room.
    const nodes: Node[] = [];
    let end = 0;
    const starts: number[] = [];
    let from = 0;
    let parent = root;
    let kind = rootKind;
    for (;;) {
      const found = html.indexOf('<', this.#at);
      const start = found < 0 ? html.length : found;
      if (start > this.#at) {
        if (kind.isTablePart && !this.#isSpaceUntil(start)) return false;
        const text = this.#decode(this.#at, start);
        if (text === null) return false;
        nodes[end++] = textNode(parent, text);
        this.#at = start;
      }
      if (found < 0 || html.charCodeAt(start + 1) === 47 /* / */) {
        if (open.length > 0 && !html.startsWith(kind.endTag, start)) return false;
        if (end > from) parent.childNodes = nodes.slice(from, end);
        if (open.length === 0) return true;
        this.#at = start + kind.endTag.length;
        this.#count(kind, -1);
        parent = parent.parentNode as Element;
        kind = open.pop() as Kind;
        end = from;
        from = starts.pop() as number;
        continue;
      }
      const tag = this.#readStartTag();
      if (!tag || !this.#mayStart(tag.kind, kind, parent)) return false;
      const element = elementNode(parent, tag.kind.name, tag.attrs);
      nodes[end++] = element;
      if (tag.kind.isVoid) continue;
      // A line break there is dropped (13.2.6.4.7).
      if (tag.kind.name === 'pre' && html.charCodeAt(this.#at) === 10) return false;
      this.#count(tag.kind, 1);
      open.push(kind);
      starts.push(from);
      from = end;
      parent = element;
      kind = tag.kind;
    }
  }

  #mayStart({ isOfBody, isBlock, group, parents, name }: Kind, parent: Kind, parentElement: Element): boolean {
    if (!isOfBody || (isBlock && this.#openParagraphs > 0)) return false;
    if (group === 'heading' && this.#openHeadings > 0) return false;
    if (group === 'a' && this.#openLinks > 0) return false;
    if (parents === null) return !parent.isTablePart;
    if (!parents.includes(parent.name)) return false;
    return (
      (name !== 'dt' && name !== 'dd') ||
      parent.name === 'dl' ||
      (parentElement.parentNode as Element | null)?.tagName === 'dl'
    );
  }

  #count({ group }: Kind, by: number): void {
    if (group === null) return;
    if (group === 'p') this.#openParagraphs += by;
    else if (group === 'a') this.#openLinks += by;
    else this.#openHeadings += by;
  }

  #readStartTag(): StartTag | null {
    const html = this.#html;
    const start = this.#at;
    const end = html.indexOf('>', start) + 1;
    const text = html.slice(start, end);
    const known = this.#tags.get(text);
    if (known) {
      this.#at = end;
      return known;
    }
    if (html.charCodeAt(start) !== 60 /* < */) return null;
    let at = start + 1;
    while (isNameSign(html.charCodeAt(at))) at++;
    const kind = kinds.get(html.slice(start + 1, at));
    if (!kind) return null;
    this.#at = at;
    const attrs = this.#readAttributes();
    if (!attrs) return null;
    const tag = { kind, attrs };
    if (this.#at === end && this.#tags.size < mostTags) this.#tags.set(text, tag);
    return tag;
  }

  /** From the end of a name to behind the `>`. */
  #readAttributes(): Element['attrs'] | null {
    const html = this.#html;
    let attrs: Element['attrs'] = [];
    for (;;) {
      const sign = html.charCodeAt(this.#at);
      if (sign === 62 /* > */) {
        this.#at++;
        return attrs;
      }
      if (!isSpace(sign)) return null;
      this.#skipSpace();
      const start = this.#at;
      let at = start;
      while (isNameSign(html.charCodeAt(at))) at++;
      this.#at = at;
      if (at === start) {
        if (html.charCodeAt(at) !== 62) return null;
        continue;
      }
      const written = html.slice(start, at);
      const name = attributeNames.get(written) ?? written;
      for (const attribute of attrs) if (attribute.name === name) return null;
      let value: string | null = '';
      if (html.charCodeAt(at) === 61 /* = */) {
        const end = html.charCodeAt(at + 1) === 34 /* " */ ? html.indexOf('"', at + 2) : -1;
        if (end < 0) return null;
        value = this.#decode(at + 2, end);
        if (value === null) return null;
        this.#at = end + 1;
      }
      // Most have one, and an array that grows takes room for many.
      if (attrs.length === 0) attrs = [{ name, value }];
      else attrs.push({ name, value });
    }
  }

  /** The text from one place to another; null where it holds a reference that is none of ours. */
  #decode(start: number, end: number): string | null {
    const html = this.#html;
    if (this.#reference < start) {
      const found = html.indexOf('&', start);
      this.#reference = found < 0 ? html.length : found;
    }
    if (this.#reference >= end) return html.slice(start, end);
    let text = '';
    let at = start;
    while (this.#reference < end) {
      const semicolon = html.indexOf(';', this.#reference) + 1;
      if (semicolon - this.#reference > 6) return null;
      const sign = references.get(html.slice(this.#reference, semicolon));
      if (sign === undefined) return null;
      text += html.slice(at, this.#reference) + sign;
      at = semicolon;
      const found = html.indexOf('&', at);
      this.#reference = found < 0 ? html.length : found;
    }
    return text + html.slice(at, end);
  }

  #isSpaceUntil(end: number): boolean {
    for (let at = this.#at; at < end; at++) if (!isSpace(this.#html.charCodeAt(at))) return false;
    return true;
  }
}

function append(parent: Element, tagName: string, attrs: Element['attrs']): Element {
  const element = elementNode(parent, tagName, attrs);
  parent.childNodes.push(element);
  return element;
}

function elementNode(parentNode: Element, tagName: string, attrs: Element['attrs']): Element {
  return { nodeName: tagName, tagName, attrs, namespaceURI: xhtml, childNodes: [], parentNode };
}

function textNode(parentNode: Element, value: string): Node {
  return { nodeName: '#text', value, parentNode } as Node;
}

/** What HTML calls white space; not all that JavaScript does. */
function isSpace(sign: number): boolean {
  return sign === 32 || sign === 10 || sign === 9 || sign === 12;
}

/** Small letters, digits and hyphens; a name with any other sign is read by the parser. */
function isNameSign(sign: number): boolean {
  return (sign >= 97 && sign <= 122) || (sign >= 48 && sign <= 57) || sign === 45;
}
