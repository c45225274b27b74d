import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Host } from '../../src/host/host.ts';
import { importSurroundings } from '../../src/host/importSurroundings.ts';
import type { Found, FoundItem } from '../../src/import/found.ts';
import { gather } from '../../src/import/gather.ts';
import { reportData, reportText } from '../../src/import/report.ts';
import { type Made, tryImport } from '../../src/import/tryImport.ts';
import { writeFaq } from '../../src/import/writeFaq.ts';
import { recogniseMarkdown } from '../../src/shapes/markdownText.ts';
import { recogniseCsv } from '../../src/shapes/table.ts';
import { recogniseWordpressExport } from '../../src/shapes/wordpressExport.ts';
import { expectLinear } from '../growth.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function made(items: readonly Partial<FoundItem>[], lock?: string): Promise<Made> {
  const found: Found = {
    items: items.map((item, index) => ({
      question: 'Why?',
      answer: '',
      words: '',
      line: index + 1,
      column: 1,
      ...item,
    })),
    remarks: [],
  };
  const sources = [{ path: 'a.html', found }];
  const folder = await temporaryFolder();
  if (lock !== undefined) await writeFile(join(folder, 'ids.lock'), lock);
  const host = { cwd: folder, today: () => '2026-11-23', renderTogether: () => null } as unknown as Host;
  return tryImport(
    gather(sources),
    (faq) => writeFaq(faq, sources, { schema: './faq.schema.json', title: 'Questions' }),
    join(folder, 'faq.yaml'),
    new Map(),
    { world: importSurroundings(), host, plain: (words) => words },
  );
}

test('an answer that says other words than its source is named, with the first that differ', async () => {
  const { faq, differences } = await made([
    { question: 'How much?', answer: 'Take 10 ml.', words: 'Take 10 ml.' },
    { question: 'How often?', answer: 'Take it 2 times a day.', words: 'Take it 12 times a day.' },
  ]);
  expect(differences).toMatchObject([
    { question: { id: 'how-often' }, source: 'Take it 12 times a day.', built: 'Take it 2 times a day.' },
  ]);
  expect(reportText({ faq, differences }).join('\n')).toContain(
    'other words than in the source (1)\n  a.html:2  “How often?”\n    source: … Take it 12 times a day. …\n    built:  … Take it 2 times a day. …',
  );
  expect(reportData({ faq, file: null, differences })).toMatchObject({
    proven: 1,
    differences: [{ id: 'how-often', line: 2 }],
  });
});

test('an answer whose Markdown does not build keeps its words', async () => {
  const { faq, text, diagnostics, differences } = await made([
    { question: 'Where?', answer: 'See [the *list*](list.pdf) of 5.', words: 'See the list of 5.' },
    { question: 'When?', answer: '**Today.**', words: 'Today.' },
  ]);
  expect({ diagnostics, differences }).toEqual({ diagnostics: [], differences: [] });
  expect(text).toContain('See the list of 5.');
  expect(text).toContain('**Today.**');
  expect(faq.remarks).toMatchObject([
    { kind: 'changed', what: expect.stringMatching(/^“Where\?” keeps its words alone: /), line: 1 },
  ]);
});

test('ids are those of the source where somebody chose them, and no two are one', async () => {
  const answer = { answer: 'Yes.', words: 'Yes.' };
  const { faq } = await made([
    { question: 'Is it open?', anchor: 'open', ...answer },
    { question: 'Is it free?', anchor: 'collapseTwo', ...answer },
    { question: 'Open', anchor: 'faq-7', ...answer },
    { question: 'Is it free??', anchor: 'index', answer: 'No.', words: 'No.' },
    { question: '💊?', ...answer },
  ]);
  expect(faq.questions.map(({ id, formerly }) => [id, ...formerly])).toEqual([
    ['open'],
    ['is-it-free', 'collapseTwo'],
    ['open-2', 'faq-7'],
    [expect.stringMatching(/^q-/)],
  ]);
  expect(faq.remarks).toMatchObject([
    { what: expect.stringContaining('kept as a draft, until somebody has read both') },
  ]);
});

test('time grows with the length of the source', () => {
  const source = (text: string) => ({ path: 'a', text, remarks: [], folder: null });
  const rows = (count: number): string =>
    Array.from({ length: count }, (_, row) => `Is it ${row}?;"It is ${row}; or ""more"".`).join('"\n');
  expectLinear((count) => recogniseCsv(source(`question;answer\n${rows(count)}"\n`)), 8000);
  expectLinear(
    (count) =>
      recogniseMarkdown(
        source(Array.from({ length: count }, (_, row) => `## Is it ${row}?\n\nIt is *${row}*.\n`).join('\n')),
      ),
    4000,
  );
  const post = (row: number): string =>
    `<item><title>Is it ${row}?</title><wp:post_type>faq</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[<p>${row}]]></content:encoded></item>`;
  expectLinear(
    (count) =>
      recogniseWordpressExport(
        source(
          `<rss>http://wordpress.org/export/1.2/${Array.from({ length: count }, (_, row) => post(row)).join('\n')}`,
        ),
      ),
    4000,
  );
});

test('ids that another FAQ in the folder has published say nothing of what is imported', async () => {
  const one = { answer: 'So.', words: 'So.' };
  expect(await made([one], 'question elsewhere\n')).toMatchObject({ diagnostics: [], differences: [] });
});
