import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { diagnosticPages } from '../../src/manual/diagnosticPages.ts';
import { differingLines } from '../../src/manual/mendedCase.ts';
import { plainPage } from '../../src/manual/plainPage.ts';

const documentation = await readFile(join(import.meta.dirname, '../../docs/diagnostics.md'), 'utf8');
const pages = diagnosticPages(documentation);

test('each code has its section, and a sentence of its own that begins and ends as one', () => {
  expect(pages.map(({ code }) => code).sort()).toEqual(Object.keys(catalogue).sort());
  for (const { code, summary, explanation } of pages) {
    expect(summary, code).toMatch(/^[^a-z].*[.]$|^`.*[.]$|^faq\.yaml .*[.]$/);
    expect(summary, code).not.toMatch(/^(?:Error|Warning|Note|They|It) /);
    expect((summary.match(/`/g) ?? []).length % 2, code).toBe(0);
    expect(explanation, code).not.toMatch(/^#{1,3} /m);
  }
  expect(new Set(pages.map(({ summary }) => summary)).size).toBe(pages.length);
});

test('a section ends where the next heading of any kind begins', () => {
  const text = '### `no-url`\n\nNote. One.\n\n## The next part\n\nOf all.\n\n### `left-out`\n\nNote. Two.\n';
  expect(diagnosticPages(text).map(({ explanation }) => explanation)).toEqual(['Note. One.', 'Note. Two.']);
});

test('a stop in code or in a name ends no sentence', () => {
  const summary = (text: string) => diagnosticPages(`### \`no-url\`\n\n${text}\n`)[0]?.summary;
  expect(summary('Error. Write `[@id, p. 5]` or\nanything else. More.')).toBe('Write `[@id, p. 5]` or anything else.');
  expect(summary('Error, exit code 2. faq.yaml is not there. More.')).toBe('faq.yaml is not there.');
  expect(summary('There is none. More.')).toBe('There is none.');
});

test.each([40, 80, 100])('every section keeps its words, within %i columns', (width) => {
  for (const { code, explanation } of pages) {
    const shown = plainPage(explanation, width);
    const prose = shown.split('\n').filter((line) => !line.startsWith('    ') && line.includes(' '));
    expect(Math.max(...prose.map((line) => line.length)), code).toBeLessThanOrEqual(width);
    const rest = shown.split(/\s+/);
    // What is a mark, or stands in a link, is held below.
    const words = explanation.replaceAll(/^```\w*$|(?<!`)\[[^[\]]+\]\([^()\s]+\)\S*/gm, ' ').split(/\s+/);
    for (const word of words.filter((one) => one !== '' && !/\*\*|\\/.test(one))) {
      const place = rest.indexOf(word);
      expect(place, `${code}: ${word}`).not.toBe(-1);
      rest.splice(0, place + 1);
    }
  }
});

test('prose is filled, code is kept, short code stays in one piece, and links say where they lead', () => {
  const page = `One **two**
three \`10 mg\` four, see [the list](a.md#b) and [a.md](a.md#c).

- an entry that is longer than a line of it is
- \\*another\\*

\`\`\`yaml
short:   as it **is**
\`\`\``;
  expect(plainPage(page, 22)).toBe(`One two three \`10 mg\`
four, see the list
(a.md#b) and a.md#c.

- an entry that is
  longer than a line
  of it is

- *another*

    short:   as it **is**`);
});

test('code keeps what would be a mark beside it, also in the words of a link', () => {
  expect(plainPage('Write `[text](#id)` or `\\*`, as in [`ids.lock`](a.md), \\*here\\*.', 80)).toBe(
    'Write `[text](#id)` or `\\*`, as in `ids.lock` (a.md), *here*.',
  );
  expect(plainPage('It does `not break` here', 14)).toBe('It does\n`not break`\nhere');
});

test('the lines that differ have their own numbers; what only one side has stands beside a line of both', () => {
  const lines = (wrong: string | null, right: string) => {
    const shown = differingLines({ path: 'faq.yaml', wrong, right });
    return [shown.wrong, shown.right].map((side) => side.map(({ number, text }) => `${number}${text}`).join(' '));
  };
  expect(lines('a\nb\nc\n', 'a\nB\nc\n')).toEqual(['2b', '2B']);
  expect(lines('a\nb\nc\n', 'a\nc\n')).toEqual(['1a 2b', '1a']);
  expect(lines('a\nc\n', 'x\na\nc\nd\n')).toEqual(['1a 2c', '1x 2a 3c 4d']);
});
