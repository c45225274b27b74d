import { expect, test } from 'vitest';
import { readConfig } from '../../src/hooks/readConfig.ts';

const read = (value: unknown, text = '') =>
  readConfig({ file: { path: 'faqgen.config.js', text }, value, fault: null });
const said = (value: unknown): string[] => read(value).diagnostics.map(({ message }) => message);

test('an empty configuration asks for nothing', () => {
  expect(read({})).toMatchObject({ inlines: [], diagnostics: [] });
});

test.each([
  ['nothing', undefined, 'it exports nothing by default, and no object'],
  ['a function', () => ({}), 'it exports a function by default, and no object'],
  ['a list', [], 'it exports a list by default, and no object'],
  [
    'a part that throws',
    {
      get rules() {
        throw new Error('no');
      },
    },
    'it cannot be read: Error: no',
  ],
  ['an unknown part', { rulez: {} }, 'it has no part `rulez`'],
  ['rules in a list', { rules: [] }, '`rules` is a list, and no object'],
  ['rules in a Map', { rules: new Map() }, '`rules` is a Map, and no object'],
  ['a rule that is none', { rules: { short: true } }, '`rules.short` is a boolean, and no function'],
  ['a name with capitals', { rules: { noJargon: () => {} } }, '`noJargon` cannot name one of `rules`'],
  ['an output that is none', { outputs: { table: 'csv' } }, '`outputs.table` is a text, and no function'],
  ['inlines by name', { inlines: {} }, '`inlines` is an object, and no list'],
  ['an inline that is none', { inlines: ['=='] }, 'an inline is a text, and no object'],
  ['marks of Markdown', { inlines: [{ marks: '**', element: 'b' }] }, '`**` cannot be the marks of an inline'],
  ['a sign of doses', { inlines: [{ marks: '++', element: 'b' }] }, '`++` cannot be the marks of an inline'],
  ['a sign of rates', { inlines: [{ marks: '(%', element: 'b' }] }, '`(%` cannot be the marks of an inline'],
  ['a single sign', { inlines: [{ marks: '=', element: 'b' }] }, '`=` cannot be the marks of an inline'],
  ['letters', { inlines: [{ marks: 'mm', element: 'b' }] }, '`mm` cannot be the marks of an inline'],
  ['marks by another name', { inlines: [{ mark: '==', element: 'b' }] }, 'an inline has no `mark`'],
  ['no marks', { inlines: [{ element: 'b' }] }, 'nothing cannot be the marks of an inline'],
  ['an element that hides', { inlines: [{ marks: '==', element: 'del' }] }, '`del` cannot be the element of an inline'],
  ['raised digits', { inlines: [{ marks: '^^', element: 'sup' }] }, '`sup` cannot be the element of an inline'],
  [
    'a class of the theme',
    { inlines: [{ marks: '==', element: 'b', class: 'skip' }] },
    '`skip` cannot be the class of an inline',
  ],
  ['a style', { inlines: [{ marks: '==', element: 'b', style: 'x' }] }, 'an inline has no `style`'],
  [
    'marks twice',
    {
      inlines: [
        { marks: '==', element: 'b' },
        { marks: '==', element: 'i' },
      ],
    },
    'two inlines have the marks `==`',
  ],
])('%s', (_name, value, message) => {
  expect(said(value)).toEqual([`the configuration cannot be used: ${message}`]);
});

test('every slip is told at its place, and what is right is kept', () => {
  const text =
    "export default {\n  rules: { Loud: 1, calm: () => {} },\n  inlines: [{ marks: '==', element: 'blink' }],\n};\n";
  const hooks = read({ rules: { Loud: () => {}, calm: () => {} }, inlines: [{ marks: '==', element: 'blink' }] }, text);
  expect([...hooks.rules.keys()]).toEqual(['calm']);
  expect(hooks.diagnostics.map(({ span }) => span && text.slice(span.start, span.end))).toEqual(['Loud', '==']);
});
