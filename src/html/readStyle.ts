/** A declaration of a style sheet, without comments, and without escapes outside of strings. The places are offsets in the text of the sheet. */
export interface Declaration {
  /** In small letters, custom properties apart. */
  readonly property: string;
  /** Without `!important`. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface StyleRule {
  /** Selectors; those of a nested rule with that of its parent in the place of `&`. Empty in `@font-face` and its like. */
  readonly selectors: readonly string[];
  /** The at-rules in which it stands, from the outside, as in `@media print`. */
  readonly conditions: readonly string[];
  readonly declarations: readonly Declaration[];
}

/** An address that a sheet loads: `start` to `end` is what stands for it, `url(` and quotation marks included. */
export interface LoadedAddress {
  readonly address: string;
  readonly start: number;
  readonly end: number;
}

export interface StyleSheet {
  readonly rules: readonly StyleRule[];
  readonly addresses: readonly LoadedAddress[];
  /** What a browser would pass over without a word. */
  readonly faults: readonly StyleFault[];
}

export interface StyleFault {
  readonly problem:
    | 'unclosed-block'
    | 'unclosed-string'
    | 'unclosed-comment'
    | 'stray-brace'
    | 'no-declaration'
    | 'import';
  readonly start: number;
  readonly end: number;
}

/** Reads a style sheet by its blocks (CSS Syntax Level 3), nested rules included. Never throws. */
export function readStyle(text: string): StyleSheet {
  return new Reader(text).read();
}

/** Rules in rules: more would be no style, and exhaust the stack. */
const deepest = 40;

/** At-rules whose blocks hold rules. */
const grouping = /^@(?:media|supports|layer|container|scope|starting-style|document|(?:-\w+-)?keyframes)\b/i;

interface Context {
  readonly selectors: readonly string[];
  readonly conditions: readonly string[];
  readonly depth: number;
}

class Reader {
  readonly #text: string;
  readonly #rules: StyleRule[] = [];
  readonly #addresses: LoadedAddress[] = [];
  readonly #faults: StyleFault[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): StyleSheet {
    while (this.#at < this.#text.length) {
      this.#readBlock({ selectors: [], conditions: [], depth: 0 });
      if (this.#at < this.#text.length) this.#fault('stray-brace', this.#at, ++this.#at);
    }
    const addresses = [...this.#addresses].sort((a, b) => a.start - b.start);
    return { rules: this.#rules, addresses, faults: this.#faults };
  }

  /** Ends before `}`, or at the end of the text. */
  #readBlock(context: Context): void {
    const declarations: Declaration[] = [];
    for (;;) {
      this.#skipSpace();
      const sign = this.#text[this.#at];
      if (sign === undefined || sign === '}') break;
      if (sign === ';') this.#at++;
      else this.#readItem(context, declarations);
    }
    if (declarations.length > 0)
      this.#rules.push({ selectors: context.selectors, conditions: context.conditions, declarations });
  }

  #readItem({ selectors, conditions, depth }: Context, declarations: Declaration[]): void {
    const start = this.#at;
    const stop = this.#readUntilMark(/^--[^:{]*:/.test(this.#text.slice(start, start + 200)));
    const prelude = plainCss(this.#text.slice(start, this.#at)).trim();
    const end = start + this.#text.slice(start, this.#at).trimEnd().length;
    if (stop !== '{') {
      if (/^@import\b/i.test(prelude)) {
        const [, double, single] = /^@import\s*(?:"([^"]*)"|'([^']*)')/i.exec(prelude) ?? [];
        const address = double ?? single;
        if (address !== undefined) this.#addresses.push({ address, start, end });
        this.#fault('import', start, end);
      }
      if (prelude.startsWith('@')) return;
      const colon = prelude.indexOf(':');
      if (colon < 1) this.#fault('no-declaration', start, end);
      else declarations.push(declarationOf(prelude, colon, start, end));
      return;
    }
    this.#at++;
    const isAtRule = prelude.startsWith('@');
    const inner: Context = isAtRule
      ? { selectors: grouping.test(prelude) ? selectors : [], conditions: [...conditions, prelude], depth: depth + 1 }
      : { selectors: nestedIn(selectors, prelude), conditions, depth: depth + 1 };
    if (depth < deepest) this.#readBlock(inner);
    else this.#at = this.#text.length;
    if (this.#text[this.#at] === '}') this.#at++;
    else this.#fault('unclosed-block', start, end);
  }

  /** To `;`, `{` or `}` outside of brackets. `isCustom`: of a custom property, whose value may hold braces. */
  #readUntilMark(isCustom: boolean): string | undefined {
    let brackets = 0;
    for (let sign = this.#text[this.#at]; sign !== undefined; sign = this.#text[this.#at]) {
      if (brackets === 0 && (sign === ';' || sign === '}' || (sign === '{' && !isCustom))) return sign;
      // A bracket that is not closed ends with its block.
      if (sign === '}' && !isCustom) return sign;
      if ('([{'.includes(sign)) brackets++;
      if (')]}'.includes(sign)) brackets = Math.max(0, brackets - 1);
      if (!this.#skipToken(sign)) this.#at++;
    }
    return undefined;
  }

  /** A string, a comment, an escape or an address as a whole. */
  #skipToken(sign: string): boolean {
    if (sign === '"' || sign === "'") return this.#skipString(sign) !== null;
    if (sign === '\\') {
      this.#at += 2;
      return true;
    }
    if (this.#text.startsWith('/*', this.#at)) return this.#skipComment();
    loading.lastIndex = this.#at;
    const call = loading.exec(this.#text)?.[0];
    const isInName = /[\w-]/.test(this.#text[this.#at - 1] ?? '');
    return call !== undefined && !isInName && this.#skipAddresses(call);
  }

  #skipAddresses(call: string): boolean {
    const start = this.#at;
    this.#at += call.length;
    if (/^url\(\s*$/i.test(call) && !/["']/.test(this.#text[this.#at] ?? '')) {
      const close = this.#text.indexOf(')', this.#at);
      const end = close < 0 ? this.#text.length : close + 1;
      const address = unescaped(this.#text.slice(this.#at, close < 0 ? end : close)).trim();
      this.#addresses.push({ address, start, end });
      this.#at = end;
      return true;
    }
    for (let depth = 1; depth > 0 && this.#at < this.#text.length; ) {
      const sign = this.#text[this.#at] ?? '';
      const from = this.#at;
      if (sign === '"' || sign === "'") {
        const address = this.#skipString(sign);
        if (address !== null && !/type\(\s*$/i.test(this.#text.slice(Math.max(0, from - 8), from)))
          this.#addresses.push({ address, start: from, end: this.#at });
        continue;
      }
      if (sign === '}' || sign === ';') break;
      if (sign === '(') depth++;
      if (sign === ')') depth--;
      if (!this.#skipToken(sign)) this.#at++;
    }
    return true;
  }

  /** Behind a string: what it says; null where it ends with its line, which ends it for browsers as well. */
  #skipString(quote: string): string | null {
    const start = this.#at;
    for (let at = start + 1; ; at++) {
      const sign = this.#text[at];
      if (sign === quote) {
        this.#at = at + 1;
        return unescaped(this.#text.slice(start + 1, at));
      }
      if (sign === '\\') at++;
      else if (sign === undefined || sign === '\n') {
        this.#fault('unclosed-string', start, Math.min(at, this.#text.length));
        this.#at = Math.min(at, this.#text.length);
        return '';
      }
    }
  }

  #skipComment(): boolean {
    const end = this.#text.indexOf('*/', this.#at + 2);
    if (end < 0) this.#fault('unclosed-comment', this.#at, this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return true;
  }

  #skipSpace(): void {
    for (;;) {
      const sign = this.#text[this.#at] ?? '';
      if (/\s/.test(sign)) this.#at++;
      else if (this.#text.startsWith('/*', this.#at)) this.#skipComment();
      else if (/^<!--|^-->/.test(this.#text.slice(this.#at, this.#at + 4)))
        this.#at += this.#text.startsWith('-->', this.#at) ? 3 : 4;
      else return;
    }
  }

  #fault(problem: StyleFault['problem'], start: number, end: number): void {
    this.#faults.push({ problem, start, end });
  }
}

const loading = /(?:url|src|(?:-webkit-)?image-set)\(\s*/iy;

function declarationOf(prelude: string, colon: number, start: number, end: number): Declaration {
  const name = unescaped(prelude.slice(0, colon).trim());
  const value = prelude
    .slice(colon + 1)
    .replace(/!\s*important\s*$/i, '')
    .trim();
  // In a string, escapes stand for signs that would end it.
  const plain = /["']/.test(value) ? value : unescaped(value);
  return { property: name.startsWith('--') ? name : name.toLowerCase(), value: plain, start, end };
}

function nestedIn(parents: readonly string[], prelude: string): string[] {
  const own = splitAt(prelude, ',');
  if (parents.length === 0) return own;
  const parent = `:is(${parents.join(',')})`;
  return own.map((selector) => (selector.includes('&') ? selector.replaceAll('&', parent) : `${parent} ${selector}`));
}

/** The parts of a text between signs outside of brackets and strings, without the space around them. */
export function splitAt(text: string, sign: string): string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const one = text[at] ?? '';
    if (one === '\\') at++;
    else if (one === '"' || one === "'") {
      const end = text.indexOf(one, at + 1);
      if (end > 0) at = end;
    } else if ('([{'.includes(one)) depth++;
    else if (')]}'.includes(one)) depth--;
    else if (one === sign && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()].filter((part) => part !== '');
}

function plainCss(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')|\/\*[\s\S]*?\*\//g,
    (_, string?: string) => string ?? ' ',
  );
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|\n|([\s\S]))/gi, (_, hex?: string, sign?: string) =>
    hex === undefined ? (sign ?? '') : String.fromCodePoint(Math.min(Number.parseInt(hex, 16) || 0xfffd, 0x10ffff)),
  );
}
