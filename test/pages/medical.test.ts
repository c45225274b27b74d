import { expect, test } from 'vitest';
import { compileText } from '../prose/compileText.ts';

const questions = (count: number, indent: string): string =>
  Array.from(
    { length: count },
    (_, index) => `${indent}- {id: q${count}-${index}, question: "${count}-${index}?", answer: A.}\n`,
  ).join('');

const flat = `questions:\n${questions(2, '  ')}`;
const listed = `policy: {index: sections}\nsections:\n  - title: Few\n    id: few\n    questions:\n${questions(2, '      ')}  - title: Many\n    id: many\n    questions:\n${questions(150, '      ')}`;

/** The first node of the JSON-LD of each page, by its path. */
function nodesOf(text: string): Map<string, Record<string, unknown>> {
  const { files } = compileText(`title: T\nurl: https://t.example/\n${text}`);
  expect(files.length).toBeGreaterThan(0);
  return new Map(
    files.flatMap(({ path, contents }) => {
      const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(String(contents))?.[1];
      return data ? [[path, JSON.parse(data)['@graph'][0]] as const] : [];
    }),
  );
}

test('each page of a medical FAQ is a medical page to programs, for whom and of which branch it says', () => {
  const said = 'about: medical\naudience: clinicians\nspecialty: Psychiatric\n';
  const pages = new Map([
    ...nodesOf(said + flat),
    ...[...nodesOf(said + listed)].map(([path, node]) => [`listed/${path}`, node] as const),
  ]);
  const typeOf = (path: string): unknown => pages.get(path)?.['@type'];
  expect(typeOf('index.html')).toEqual(['FAQPage', 'MedicalWebPage']);
  expect(typeOf('q2-0.html')).toBe('MedicalWebPage');
  expect(typeOf('listed/index.html')).toEqual(['CollectionPage', 'MedicalWebPage']);
  expect(typeOf('listed/few.html')).toEqual(['FAQPage', 'MedicalWebPage']);
  expect(typeOf('listed/q150-7.html')).toBe('MedicalWebPage');
  for (const [path, node] of pages)
    expect([path, node['medicalAudience'], node['specialty']]).toEqual([
      path,
      'https://schema.org/Clinician',
      'https://schema.org/Psychiatric',
    ]);
});

test.each([
  ['patients', { '@type': 'Patient' }],
  ['researchers', 'https://schema.org/MedicalResearcher'],
])('`audience: %s` is a term of schema.org', (audience, term) => {
  const page = nodesOf(`about: medical\naudience: ${audience}\n${flat}`).get('index.html');
  expect(page?.['medicalAudience']).toEqual(term);
  expect(page).not.toHaveProperty('specialty');
});

test('a FAQ that does not say so is none', () => {
  for (const text of [flat, listed]) expect(JSON.stringify([...nodesOf(text)])).not.toMatch(/medical|specialty/i);
});
