import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import type { Compilation } from '../../src/compile.ts';
import { cutsOf, formsIn, mayBeMisspelt, pairsOf, soughtIn, stemOf, unspaced } from '../../src/outputs/searchForm.ts';
import { pageOf } from './compileText.ts';
import { answerOn, linesShown } from './visibleText.ts';

const scriptOf = (name: string): string => readFileSync(new URL(`../../lib/scripts/${name}`, import.meta.url), 'utf8');

/** What is found for a query: how many questions, and the first of them by id. */
export type Find = (query: string) => Promise<{ count: number; ids: string[] }>;

/** The field of a front page that loads an index: its own script, with as much of a browser as it asks for. */
export function indexedField(fileOf: (path: string) => string, indexPath: string, lang = 'en'): Find {
  // biome-ignore lint/suspicious/noExplicitAny: elements of any kind, with what the script gives them
  type Part = Record<string, any>;
  const made: Part[] = [];
  const document: Part = {
    documentElement: { lang },
    currentScript: {
      src: 'https://x.example/assets/search.js',
      dataset: { index: indexPath, found: '{n}', none: '0', failed: 'failed' },
    },
    querySelector: () => ({ prepend() {} }),
    createElement() {
      const own: Part = { children: [], append: (...parts: Part[]) => own['children'].push(...parts), remove() {} };
      own['replaceChildren'] = (...parts: Part[]) => {
        own['children'] = parts;
      };
      made.push(own);
      return own;
    },
    head: {
      append(script: Part) {
        document['currentScript'] = script;
        runInNewContext(fileOf(script['src'].pathname.slice(1)), { faqgenShard: self['faqgenShard'] });
        script['onload']();
      },
    },
  };
  const self: Part = {};
  runInNewContext(scriptOf('search.js'), { self, document, URL, location: { hash: '' }, addEventListener() {} });
  const [field, status, results] = made as [Part, Part, Part];
  return async (query) => {
    field['value'] = query;
    status['textContent'] = null;
    field['oninput']();
    while (status['textContent'] === null) await new Promise(setImmediate);
    const links: Part[] = results['children'].map(({ children: [link] }: Part) => link);
    const count = Number(status['textContent'].replace(',', ''));
    return { count, ids: links.map(({ href }) => href.replace(/\.html$/, '')) };
  };
}

/** What the field of a page with answers finds for each query in the texts that its script read from the page. */
export function foundOn(
  texts: readonly (readonly [id: string, text: string])[],
  queries: readonly string[],
  lang = 'en',
): Map<string, string[]> {
  type Match = (texts: readonly (readonly [string, string])[], query: string) => string[][];
  const self: { faqgenMatch?: Match } = {};
  runInNewContext(scriptOf('match.js'), { self, document: { documentElement: { lang } } });
  // All at once: each call reads all texts anew.
  const all = queries.join('\n');
  const hits = self.faqgenMatch?.(texts, all) ?? [];
  const found = new Map(soughtIn(all).map((sought, index) => [JSON.stringify(sought), hits[index] ?? []]));
  return new Map(
    queries.map((query) => {
      const own = soughtIn(query).map((sought) => found.get(JSON.stringify(sought)) ?? []);
      const countOf = (id: string) => own.filter((ids) => ids.includes(id)).length;
      const most = Math.max(1, ...texts.map(([id]) => countOf(id)));
      return [query, texts.map(([id]) => id).filter((id) => countOf(id) === most)];
    }),
  );
}

/** A question and what the page shows of it, a line for each stretch. */
export interface Shown {
  readonly id: string;
  readonly lines: readonly string[];
}

/** What the pages of a FAQ by faqOf show of a question, with its own words and the title of its section. */
export function shownBy(compilation: Compilation, id: string, around = ['How much?', 'All']): Shown {
  return { id, lines: [...around, ...linesShown(answerOn(pageOf(compilation, `${id}.html`), id))] };
}

/** Which questions show all words of a query. An index finds beginnings alone. */
export function showing(all: readonly Shown[], isIndex: boolean): (query: string) => string[] {
  const entries = all.map(({ id, lines }) => {
    const forms = lines.flatMap(formsIn);
    return { id, keys: [...new Set(isIndex ? forms.flatMap(pairsOf) : forms)] };
  });
  const known = new Map<string, Set<string>>();
  const having = (key: string): Set<string> => {
    const isThere = (word: string) =>
      isIndex || /^\d|^[A-Z]{1,2}$/.test(key) ? word.startsWith(key) : word.includes(key);
    const ids = known.get(key) ?? new Set(entries.filter(({ keys }) => keys.some(isThere)).map(({ id }) => id));
    known.set(key, ids);
    return ids;
  };
  return (query) => {
    const keys = soughtIn(query).flatMap(({ whole }) => (isIndex ? pairsOf(whole) : [whole]));
    return entries.map(({ id }) => id).filter((id) => keys.every((key) => having(key).has(id)));
  };
}

/** What somebody may type who reads the page: each stretch between spaces. */
export function typedFrom(all: readonly Shown[]): string[] {
  const words = all.flatMap(({ lines }) => lines.flatMap((line) => line.split(/\s+/)));
  return [...new Set(words)].filter((word) => soughtIn(word).length > 0);
}

/** What stands on no page: shown words that go on in another way, and the ends of stretches run together, where neither is a slip or another form of a word. */
export function unseenIn(all: readonly Shown[], isIndex: boolean, lang: string): string[] {
  // Each asks for all slips of all words: some of them are enough.
  const longer = typedFrom(all)
    .filter((_, index) => index % 8 === 0)
    .map((word) => `${/^[\p{L}\p{M}\p{N}]*/u.exec(word)}${/^\d+$/.test(word) ? '77' : 'qxq'}`);
  const joined = all.flatMap(({ lines }) =>
    lines
      .slice(1)
      .map(
        (line, index) =>
          `${/[\p{L}\p{N}]{2,}$/u.exec(lines[index] ?? '') ?? ''}${/^[\p{L}\p{N}]{2,}/u.exec(line) ?? ''}`,
      ),
  );
  const shown = showing(all, isIndex);
  const forms = [...new Set(all.flatMap(({ lines }) => lines.flatMap(formsIn)))];
  const stems = new Set(forms.map((form) => stemOf(form, lang)));
  const isNear = (word: string): boolean => {
    const cuts = new Set(cutsOf(word));
    return forms.some((form) =>
      [-1, 0, 1].some((more) => cutsOf(form.slice(0, word.length + more)).some((cut) => cuts.has(cut))),
    );
  };
  return [...new Set([...longer, ...joined])].filter((word) => {
    const [{ whole, parts } = { whole: '', parts: [] }, ...others] = soughtIn(word);
    // A run of words without spaces is found by its words.
    if (unspaced.test(whole) && parts.length > 0) return false;
    if (whole === '' || others.length > 0 || stems.has(stemOf(whole, lang)) || shown(word).length > 0) return false;
    return longer.includes(word) || !mayBeMisspelt(whole) || !isNear(whole);
  });
}
