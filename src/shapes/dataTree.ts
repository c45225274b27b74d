import { UnusableSource } from '../import/found.ts';
import { type ForeignValue, readForeignYaml } from '../yaml/readForeignYaml.ts';

export type DataNode = ForeignValue;

/** Deeper than any list of questions. */
const deepest = 100;

/** YAML, or the head of a page in YAML. */
export function readYamlTree(text: string, firstLine = 1): DataNode {
  const read = readForeignYaml('\n'.repeat(firstLine - 1) + text);
  if ('value' in read) return read.value;
  throw new UnusableSource(`line ${read.line} is no YAML that could be read: ${read.fault}`, 'mend that line');
}

/** JSON (RFC 8259); numbers, `true` and `false` are the texts that were typed. */
export function readJsonTree(text: string): DataNode {
  return new JsonReader(text).read();
}

class JsonReader {
  readonly #text: string;
  readonly #token = /[ \t\n\r]*([{}[\],:]|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|-?\d[\d.eE+-]*|true|false|null)/y;
  #at = 0;
  #line = 1;
  #lineStart = 0;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): DataNode {
    const node = this.#value(this.#next(), 0);
    if (this.#text.slice(this.#at).trim() !== '') this.#fail();
    return node;
  }

  #next(): string {
    this.#token.lastIndex = this.#at;
    const match = this.#token.exec(this.#text);
    if (!match) return this.#fail();
    this.#at = this.#token.lastIndex;
    return match[1] ?? '';
  }

  #fail(): never {
    const { line, column } = this.#place(
      this.#at + (/^[ \t\n\r]*/.exec(this.#text.slice(this.#at, this.#at + 10_000))?.[0].length ?? 0),
    );
    throw new UnusableSource(
      `it is no JSON from line ${line}, column ${column} on`,
      'export it once more, or mend that place',
    );
  }

  #place(at: number): { line: number; column: number } {
    for (
      let end = this.#text.indexOf('\n', this.#counted);
      end !== -1 && end < at;
      end = this.#text.indexOf('\n', this.#counted)
    ) {
      this.#line++;
      this.#counted = end + 1;
      this.#lineStart = end + 1;
    }
    return { line: this.#line, column: at - this.#lineStart + 1 };
  }

  #value(token: string, depth: number): DataNode {
    const place = this.#place(this.#at - token.length);
    if (depth > deepest)
      throw new UnusableSource(`line ${place.line} nests more deeply than any list of questions`, 'name another file');
    if (token === '[') return { value: this.#entries(']', depth), ...place };
    if (token === '{') return { value: this.#map(depth), ...place };
    if (token.startsWith('"')) return { value: this.#textOf(token), ...place };
    if (/^[\]},:]$/.test(token)) {
      this.#at -= 1;
      return this.#fail();
    }
    return { value: token === 'null' ? null : token, ...place };
  }

  #entries(end: string, depth: number): DataNode[] {
    const nodes: DataNode[] = [];
    for (let token = this.#next(); token !== end; token = this.#next()) {
      nodes.push(this.#value(token, depth + 1));
      token = this.#next();
      if (token === end) break;
      if (token !== ',') this.#fail();
    }
    return nodes;
  }

  #map(depth: number): Map<string, DataNode> {
    const map = new Map<string, DataNode>();
    for (let token = this.#next(); token !== '}'; token = this.#next()) {
      if (!token.startsWith('"') || this.#next() !== ':') this.#fail();
      map.set(this.#textOf(token), this.#value(this.#next(), depth + 1));
      token = this.#next();
      if (token === '}') break;
      if (token !== ',') this.#fail();
    }
    return map;
  }

  #textOf(token: string): string {
    try {
      return JSON.parse(token);
    } catch {
      return this.#fail();
    }
  }
}
