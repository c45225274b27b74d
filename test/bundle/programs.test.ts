import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';

/** What stands beside the pages for programs, held against the vocabularies and formats that it claims to follow. */

const project = join(import.meta.dirname, '../..');
const cases = join(project, 'test/cases/valid');
const golden = (await readdir(cases)).map((name) => ({ name, folder: join(cases, name, 'expected') }));

async function filesOf(folder: string, extension: string): Promise<[string, string][]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension));
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as [string, string]));
}

/** The types of schema.org with their parents and properties, as `schema-dts` generates them from its vocabulary. */
async function readVocabulary() {
  const text = await readFile(join(project, 'node_modules/schema-dts/dist/schema.d.ts'), 'utf8');
  const types = new Map<string, { parents: string[]; properties: Map<string, string> }>();
  for (const [, name = '', parents = '', body = ''] of text.matchAll(
    /^(?:export )?interface (\w+?)Base extends ([^{]*)\{\n([\s\S]*?)^\}/gm,
  )) {
    const properties = new Map(
      [...body.matchAll(/^ {4}"(\w+)"\?: (.*);$/gm)].map(([, key = '', range = '']) => [key, range] as const),
    );
    types.set(name, { parents: [...parents.matchAll(/(\w+)Base/g)].map(([, parent = '']) => parent), properties });
  }
  // A type without properties of its own has no base.
  for (const [, name = '', parents = ''] of text.matchAll(/^export interface (\w+?)Leaf extends ([^{]*)\{/gm)) {
    if (types.has(name)) continue;
    const named = [...parents.matchAll(/(\w+)Base/g)].map(([, parent = '']) => parent);
    types.set(name, { parents: named, properties: new Map() });
  }
  const lineage = (name: string): string[] => [name, ...(types.get(name)?.parents.flatMap(lineage) ?? [])];
  const rangeOf = (type: string, property: string): string | undefined =>
    lineage(type).flatMap((one) => types.get(one)?.properties.get(property) ?? [])[0];
  /** The addresses of what a type of enumeration holds, and of what its own types hold. */
  const membersOf = (name: string): string[] => {
    const union = new RegExp(`^export type ${name} = (.*);$`, 'm').exec(text)?.[1] ?? '';
    return union
      .split(' | ')
      .flatMap(
        (one) => /^"(https:.*)"$/.exec(one)?.[1] ?? (/^[A-Z]\w+$/.test(one) && one !== name ? membersOf(one) : []),
      );
  };
  return { types, lineage, rangeOf, membersOf };
}

describe('JSON-LD', async () => {
  const { types, lineage, rangeOf, membersOf } = await readVocabulary();

  /** What schema.org does not know in a node and below it. */
  function strangers(node: Readonly<Record<string, unknown>>): string[] {
    const all = [node['@type']].flat().map(String);
    const unknown = all.filter((one) => !types.has(one));
    if (unknown.length > 0) return unknown.map((one) => `the type ${one}`);
    const type = all.join(' and ');
    return Object.entries(node).flatMap(([property, value]) => {
      if (property === '@type' || property === '@id') return [];
      const range = all.flatMap((one) => rangeOf(one, property) ?? [])[0];
      if (range === undefined) return [`${property} of ${type}`];
      return [value].flat().flatMap((one) => {
        if (typeof one !== 'object' || one === null) {
          // A member of an enumeration stands in its range by its address.
          if ([...range.matchAll(/\w+/g)].some(([name]) => membersOf(name).includes(String(one)))) return [];
          const fits = typeof one === 'number' ? /\b(?:Number|Integer)\b/ : /\b(?:Text|URL|Date|DateTime)\b/;
          return fits.test(range) ? [] : [`${typeof one} as ${property} of ${type}`];
        }
        const inner = one as Readonly<Record<string, unknown>>;
        const fits = lineage(String(inner['@type'])).some((name) => new RegExp(`\\b${name}\\b`).test(range));
        return [...(fits ? [] : [`${inner['@type']} as ${property} of ${type}`]), ...strangers(inner)];
      });
    });
  }

  test('the vocabulary is read whole, and what it does not know is seen', () => {
    expect(types.size).toBeGreaterThan(800);
    expect(lineage('FAQPage')).toEqual(['FAQPage', 'WebPage', 'CreativeWork', 'Thing']);
    expect(strangers({ '@type': 'WebPage', lastReviewed: '2026-11-10', reviewed: 'x' })).toEqual([
      'reviewed of WebPage',
    ]);
    expect(strangers({ '@type': 'CreativeWork', author: 'x' })).toEqual(['string as author of CreativeWork']);
    expect(strangers({ '@type': 'WebPage', reviewedBy: { '@type': 'Answer', text: 'x' } })).toHaveLength(1);
    expect(strangers({ '@type': 'Webpage' })).toEqual(['the type Webpage']);
    expect(membersOf('Specialty')).toContain('https://schema.org/Psychiatric');
    expect(strangers({ '@type': 'MedicalWebPage', specialty: 'https://schema.org/Beer' })).toHaveLength(1);
    expect(
      strangers({ '@type': ['FAQPage', 'MedicalWebPage'], medicalAudience: 'https://schema.org/Clinician' }),
    ).toEqual([]);
  });

  test.each(golden)('schema.org knows every type and property used: $name', async ({ folder }) => {
    let read = 0;
    for (const [name, html] of await filesOf(folder, '.html')) {
      const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)];
      expect(scripts.length, name).toBeLessThanOrEqual(1);
      for (const [, json = ''] of scripts) {
        const { '@context': context, '@graph': graph, ...others } = JSON.parse(json);
        expect([context, others]).toEqual(['https://schema.org', {}]);
        for (const node of graph) expect(strangers(node), name).toEqual([]);
        // What carries several answers is a FAQPage: the front page, or the pages of the sections instead.
        const kind = /<body class="(\w+)">/.exec(html)?.[1] ?? '';
        const type = { index: 'FAQPage', section: 'FAQPage', list: 'CollectionPage', question: 'WebPage' }[kind];
        const data = JSON.parse(await readFile(join(folder, 'faq.json'), 'utf8'));
        const medical = type === 'WebPage' ? 'MedicalWebPage' : [type, 'MedicalWebPage'];
        expect(graph[0]['@type'], name).toEqual(data.about ? medical : type);
        read++;
      }
    }
    expect(read).toBeGreaterThan(1);
  });
});

/** No key that the schema passes over, so that it describes them all. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}

describe('faq.json', () => {
  test.each(golden)('is as its schema says, to the last key: $name', async ({ folder }) => {
    const data = JSON.parse(await readFile(join(folder, 'faq.json'), 'utf8'));
    const schema = JSON.parse(await readFile(join(folder, data.$schema), 'utf8'));
    const whole = closed(schema) as { properties: Record<string, unknown> };
    whole.properties['$schema'] = { const: 'faq.schema.json' };
    const validate = new Ajv2020({ allowUnionTypes: true, allErrors: true }).compile(whole);
    validate(data);
    expect(validate.errors).toBeNull();
    validate({ ...data, format: 2, sections: [{ questions: [{ id: 'A b' }] }] });
    expect(validate.errors?.length).toBeGreaterThan(5);
  });
});

describe('llms.txt', () => {
  // One of them does without.
  test.each(golden.filter(({ name }) => name !== 'closed'))(
    'has the parts of version 2, each link leads to a file, and pages name it: $name',
    async ({ folder }) => {
      const text = await readFile(join(folder, 'llms.txt'), 'utf8');
      const tokens = marked.lexer(text).filter(({ type }) => type !== 'space');
      expect(tokens[0]).toMatchObject({ type: 'heading', depth: 1 });
      const firstList = tokens.findIndex((token) => token.type === 'heading' && token['depth'] === 2);
      for (const { type } of tokens.slice(1, firstList)) expect(['blockquote', 'paragraph']).toContain(type);
      const lists = tokens.slice(firstList);
      expect(lists.map(({ type }) => type)).toEqual(lists.map((_, index) => (index % 2 === 0 ? 'heading' : 'list')));
      expect(lists.at(-2)).toMatchObject({ text: 'Optional' });
      const { url } = JSON.parse(await readFile(join(folder, 'faq.json'), 'utf8'));
      // The expression by which the specification's own program reads a line of a list.
      const links = text.split('\n').filter((line) => line.startsWith('- '));
      const named = links.map((line) => /^- \[(?:\\.|[^\]\\])+\]\(([^)]+)\)(?:: .+)?$/.exec(line)?.[1] ?? line);
      const files = (await readdir(folder)).map((name) => `${url ?? ''}${encodeURI(name)}`);
      expect(named.filter((address) => !files.includes(address))).toEqual([]);
      const pages = (await filesOf(folder, '.html')).filter(([, html]) =>
        html.includes('rel="alternate" type="text/markdown"'),
      );
      // The notice of an answer that was withdrawn is on no list.
      const listed = pages.filter(([, html]) => !html.includes('<meta name="robots" content="noindex">'));
      expect(named.filter((address) => address.endsWith('.md'))).toHaveLength(listed.length);
      for (const [name, html] of pages) {
        expect(html, name).toContain(
          `<link rel="alternate" type="text/markdown" href="${name.replace(/html$/, 'md')}">`,
        );
        expect(html, name).toContain('<link rel="describedby" href="llms.txt">');
      }
    },
  );
});
