import { hasErrors } from '../diagnostics/diagnostic.ts';
import { locateIn } from '../diagnostics/position.ts';
import { UnusableSource } from '../import/found.ts';
import type { Path } from '../yaml/places.ts';
import { readYaml, type YamlValue } from '../yaml/readYaml.ts';

/** A value of JSON or YAML, as the text that was typed, and where it begins, both from 1. */
export interface DataNode {
  readonly value: string | null | readonly DataNode[] | ReadonlyMap<string, DataNode>;
  readonly line: number;
  readonly column: number;
}

/** Deeper than any list of questions. */
const deepest = 100;

/** YAML, or the head of a page in YAML. */
export function readYamlTree(text: string, firstLine = 1): DataNode {
  const file = { path: 'data', text };
  const { value, places, diagnostics } = readYaml(file);
  const locate = locateIn(new Map([[file.path, file]]));
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault && hasErrors(diagnostics)) {
    const line = (fault.span ? (locate(fault.span)?.line ?? 1) : 1) + firstLine - 1;
    throw new UnusableSource(`line ${line} is no YAML that could be read: ${fault.message}`, 'mend that line');
  }
  const nodeOf = (one: YamlValue, path: Path): DataNode => {
    const place = locate(places.value(path)) ?? { line: 1, column: 1 };
    const { column } = place;
    const line = place.line + firstLine - 1;
    if (one === null || typeof one === 'string') return { value: one, line, column };
    if (Array.isArray(one)) return { value: one.map((item, index) => nodeOf(item, [...path, index])), line, column };
    const entries = Object.entries(one).map(([key, item]) => [key, nodeOf(item, [...path, key])] as const);
    return { value: new Map(entries), line, column };
  };
  return nodeOf(value, []);
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
