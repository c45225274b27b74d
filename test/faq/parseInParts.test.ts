import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { faqYaml, makeCorpus } from '../../bench/corpus.mjs';
import { parseFaq } from '../../src/faq/parseFaq.ts';
import { parseInParts } from '../../src/faq/parseInParts.ts';
import { noRecollection } from '../../src/faq/recollection.ts';
import { checkShape } from '../../src/schema/checkShape.ts';
import { forbiddenIn } from '../../src/yaml/forbiddenCharacters.ts';
import type { Path, Places } from '../../src/yaml/places.ts';
import { readPlainEntry } from '../../src/yaml/readPlainEntry.ts';
import { readYaml, type YamlValue } from '../../src/yaml/readYaml.ts';

const root = join(import.meta.dirname, '../..');
const paths = readdirSync(join(root, 'test/cases'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('faq.yaml'))
  .map((path) => `test/cases/${path}`);
const texts = ['faq.yaml', ...paths].map((path) => readFileSync(join(root, path), 'utf8'));
const corpus = faqYaml(makeCorpus(12)).replace('policy:', 'language: en\npolicy:');

/** Every question as a reader who goes through the whole file finds it: value, diagnostics, places. */
function expectTheSame(text: string): boolean {
  const file = { path: 'faq.yaml', text };
  const inParts = parseInParts(file, noRecollection);
  if (!inParts) return false;
  const whole = readYaml(file);
  expect(whole.diagnostics).toEqual([]);
  expect(whole.commented).toEqual([]);
  expect(holdsForbidden(whole.value)).toBe(false);
  const { input, diagnostics } = checkShape(whole.value, whole.places);
  expect(diagnostics).toEqual([]);
  expect(inParts.input).toEqual(input);
  for (const { path, length } of pathsIn(whole.value, [])) {
    expect(placesAt(inParts.places, path, length), path.join('.')).toEqual(placesAt(whole.places, path, length));
  }
  return true;
}

function holdsForbidden(value: YamlValue): boolean {
  if (value === null) return false;
  return typeof value === 'string' ? [...forbiddenIn(value)].length > 0 : Object.values(value).some(holdsForbidden);
}

function placesAt(places: Places, path: Path, length: number) {
  const within = [0, 1, Math.floor(length / 2), Math.max(length - 1, 0)].map((start) =>
    places.within(path, start, start + 3),
  );
  return { key: places.key(path), value: places.value(path), missing: places.value([...path, 'missing']), within };
}

function pathsIn(value: YamlValue, path: Path): { path: Path; length: number }[] {
  if (value === null || typeof value === 'string') return [{ path, length: value?.length ?? 0 }];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [{ path, length: 0 }, ...entries.flatMap(([key, entry]) => pathsIn(entry, [...path, key]))];
}

test('faq.yaml of the repository, the corpus and most of the valid cases are read in parts', () => {
  expect(expectTheSame(texts[0] as string)).toBe(true);
  expect(expectTheSame(corpus)).toBe(true);
  const valid = texts.filter((_, index) => index > 0 && paths[index - 1]?.includes('/valid/'));
  const read = valid.filter(expectTheSame).length;
  expect(read).toBeGreaterThan(valid.length / 2);
});

test('whatever is read in parts is read as the whole file is', () => {
  for (const text of texts) expectTheSame(text);
});

const short = faqYaml(makeCorpus(4)).replace(
  /(question: .*)\n/g,
  "$1\n        keywords: [one, two]\n        related:\n          - 'question-1'\n",
);

/** Three sections, as editors may write them. */
const sections = ['sa', 'sb', 'sc'].map((id) => {
  const questions = [1, 2].map(
    (n) => `      - id: ${id}-${n}\n        question: What is ${n}?\n        answer: Text.\n`,
  );
  return { id, title: `    title: ${id}\n`, questions: `    questions:\n${questions.join('')}` };
});
const grouped = (lead: (id: string) => string): string =>
  `title: T\npolicy: {review: off, citations: off}\nsections:\n${sections.map(({ id, title, questions }) => lead(id) + title + questions).join('')}`;

it.each([
  ['a dash on the line of the key', (id: string) => `  - id: ${id}\n`, true],
  ['a dash alone before the second', (id: string) => (id === 'sb' ? `  -\n    id: ${id}\n` : `  - id: ${id}\n`), false],
  ['a dash and a tab', (id: string) => (id === 'sb' ? `  -\tid: ${id}\n` : `  - id: ${id}\n`), false],
  ['a dash and a comment', (id: string) => `  - # ${id}\n    id: ${id}\n`, true],
  ['dashes alone', (id: string) => `  -\n    id: ${id}\n`, false],
])('keeps each question in its section: %s', (_, lead, isInParts) => {
  expect(expectTheSame(grouped(lead))).toBe(isInParts);
});

const groupedPlainly = grouped((id) => `  - id: ${id}\n`);

test('merge markers inside of an answer are told', () => {
  const text = short.replace(
    '\n          - ',
    '\n          <<<<<<< HEAD\n          a\n          =======\n          b\n          >>>>>>> b\n          - ',
  );
  expect(text).toContain('<<<<<<<');
  const { faq, diagnostics } = parseFaq({ path: 'faq.yaml', text });
  expect(faq).toBeNull();
  expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax']);
});

function isReadInParts(text: string): boolean {
  return parseInParts({ path: 'faq.yaml', text }, noRecollection) !== null;
}

/** What changes how the lines around it are read. */
const nasty = [
  ...[
    '\n',
    ' ',
    '  ',
    '- ',
    '-',
    '-\n',
    '  -\n',
    '-\t',
    '#',
    ' #',
    '# x\n',
    ': ',
    ':',
    '"',
    "'",
    '|',
    '|-\n',
    '|+\n',
    '>',
    '>-\n',
    '|2\n',
  ],
  ...['[', ']', '{', '}', ', ', '&a ', '*a', '!x ', '%', '@', '`', '? ', '~', 'null', '---\n', '...\n', '\t', '\r\n'],
  ...['questions:\n', 'sections:\n', '    questions:\n', '      - id: x\n', 'a: b\n', '\u00a0', '\u2028', '\ufeff'],
  ...['\\', '\\u202e', '<<: x\n', '__proto__: x\n', '  constructor: x\n', '\n\n', '   \n', '          \n'],
];

test('and so is whatever an editor may make of it', () => {
  let read = 0;
  const place = fc.record({ at: fc.nat(), drop: fc.nat({ max: 3 }), put: fc.constantFrom(...nasty) });
  const several = fc.constantFrom(...texts.filter(isReadInParts), short, short, groupedPlainly, groupedPlainly);
  fc.assert(
    fc.property(several, fc.array(place, { minLength: 1, maxLength: 4 }), fc.boolean(), (text, edits, atLine) => {
      let edited = text;
      for (const { at, drop, put } of edits) {
        const offset = at % (edited.length + 1);
        const from = atLine ? edited.lastIndexOf('\n', offset) + 1 : offset;
        edited = edited.slice(0, from) + put + edited.slice(from + (atLine ? 0 : drop));
      }
      if (expectTheSame(edited)) read++;
    }),
    { numRuns: 3000 },
  );
  expect(read).toBeGreaterThan(100);
});

describe('an entry in the plain style', () => {
  /** By the library, for comparison. */
  const byLibrary = (text: string): unknown => {
    const { value, diagnostics, commented } = readYaml({ path: '', text });
    return diagnostics.length + commented.length === 0 && Array.isArray(value) ? value[0] : undefined;
  };

  it.each([
    ['a literal block', '  - id: a\n    answer: |\n      One.\n\n        Two.\n    short: b\n'],
    ['a block that is stripped', '- answer: |-\n    One.\n\n\n- '.slice(0, -2)],
    ['texts between quotes', '- a: "x: y # z"\n  b: \'it\'\'s\'\n  c: ""\n'],
    ['lists of texts', '- related:\n    - one\n    - "two"\n  formerly:\n  - three\n  keywords: [a, b-c, 1]\n'],
    ['nothing', '- a:\n  b: null\n  c: x\n'],
    ['dates and numbers', '- updated: 2026-11-25\n  n: 1.10\n  draft: true\n'],
  ])('reads %s', (_, text) => {
    const value = readPlainEntry(text);
    expect(value).not.toBeNull();
    expect(value).toEqual(byLibrary(text));
  });

  it('leaves to the library what it does not know', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '  a: x',
        '  b: |',
        '    text',
        '  c:',
        '    - d',
        '  e: [f, g]',
        '',
        '      more',
        '  - h',
        "  i: 'j'",
      ),
      fc
        .tuple(fc.constantFrom('', '  ', '    '), fc.constantFrom(...nasty), fc.constantFrom('', 'x'))
        .map((parts) => parts.join('')),
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = `- z: y\n${lines.join('\n')}\n`;
        const value = readPlainEntry(text);
        if (!value) return;
        read++;
        expect(value).toEqual(byLibrary(text));
      }),
      { numRuns: 5000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
