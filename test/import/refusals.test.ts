import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importSurroundings } from '../../src/host/importSurroundings.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

describe('what cannot be imported gives one line, and nothing is written', () => {
  test.each<[name: string, bytes: string | Uint8Array, line: RegExp]>([
    ['page.html', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), /it is a ZIP archive, whatever its name says/],
    ['list.csv', '%PDF-1.7\n%âãÏÓ\n', /it is a PDF file/],
    ['logo.html', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /it is a picture/],
    ['data.json', Uint8Array.from({ length: 300 }, (_, index) => (index * 7) % 31), /it is no text/],
    ['one.csv', 'Questions\nWhere is it?\nWhen is it?\n', /it has one column/],
    ['two.csv', 'name;city\nAnn;Rome\nBob;Oslo\n', /no row names its columns, and no column holds questions/],
    ['open.csv', 'question,answer\nWhat?,"It is\nnot closed\n', /the quotation mark in line 2 is not closed/],
    ['empty.csv', '', /it is empty/],
    ['blank.csv', '\n\n', /it is empty/],
    ['broken.json', '{"faqs": [{"question": "Why?", "answer": }]}', /it is no JSON from line 1, column 42 on/],
    ['deep.json', '['.repeat(5000), /nests more deeply than any list of questions/],
    ['quotes.md', `# Why?\n\n${'>'.repeat(5000)} so\n`, /nests more deeply than any text/],
    [
      'lists.rst',
      `Why?\n====\n\n${Array.from({ length: 1500 }, (_, level) => `${' '.repeat(level)}- a\n\n`).join('')}`,
      /nests more deeply than any text/,
    ],
    [
      'field.json',
      JSON.stringify([{ question: 'Why?', answer: `${'<div>'.repeat(30_000)}so` }]),
      /nests more deeply than any text/,
    ],
    [
      'aliases.yaml',
      `a: &a [x, x]\n${Array.from({ length: 22 }, (_, level) => {
        const [one, two] = [level, level + 1].map((at) => String.fromCharCode(97 + at));
        return `${two}: &${two} [*${one}, *${one}]\n`;
      }).join('')}`,
      /nests more deeply than any list/,
    ],
    ['broken.yaml', '- q: "Why?\n  a: yes\n', /line \d is no YAML that could be read/],
    ['feed.xml', '<?xml version="1.0"?><feed><entry/></feed>', /it is XML, but no export of WordPress/],
    [
      'none.html',
      '<!doctype html><title>Shop</title><h1>Our shop</h1><p>Come and see.</p>',
      /no question with an answer was found/,
    ],
    ['none.md', '# Notes\n\nNothing here asks.\n', /no question with an answer was found/],
    ['bare.md', '# What is it?\n', /no question with an answer was found/],
    ['text.txt', 'Just a line.\n', /no question with an answer was found/],
    ['video.mov', 'moov', /“\.mov” is no kind of file that is read/],
    ['sheet.xlsx', Uint8Array.from([0x50, 0x4b, 3, 4]), /read-excel-file.*\n.*save the sheet as CSV \(UTF-8\)/],
    ['text.docx', Uint8Array.from([0x50, 0x4b, 3, 4]), /mammoth.*\n.*save the document as HTML/],
    [
      'own.yaml',
      '# yaml-language-server: $schema=./node_modules/faqgen/schema/faq.schema.json\ntitle: A\n',
      /it is a faq\.yaml already/,
    ],
  ])('%s', async (name, bytes, line) => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, name), bytes);
    const { exitCode, stdout, stderr } = await run(['import', name], folder);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(line);
    expect(stderr).toMatch(
      /^error\[unusable-source\]: `.*` cannot be imported: .*\n {2}help: .*\n\n1 error: nothing was written\n$/,
    );
    expect(readdirSync(folder)).toEqual([name]);
  });

  test('a page of 50 MB', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'big.html'), `<!doctype html><h2>Why?</h2><p>${'word '.repeat(10_000_000)}`);
    const { exitCode, stderr } = await run(['import', 'big.html'], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('it has 50 MB, and at most 20 MB are read');
  });

  test('what is not there, an address, and a folder without questions', async () => {
    const folder = await temporaryFolder();
    expect((await run(['import', 'gone.html'], folder)).stderr).toContain(
      '`gone.html` cannot be imported: there is no such file',
    );
    expect((await run(['import', 'https://example.org/faq'], folder)).stderr).toContain('save the page in a browser');
    writeFileSync(join(folder, 'notes.txt'), 'Nothing.');
    expect((await run(['import', '.'], folder)).stderr).toContain('no file in it holds a question');
  });
});

const csv = 'question,answer\nWhere is it?,In Bergen.\n';

test('nothing is overwritten, and -o names another file', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'q.csv'), csv);
  writeFileSync(join(folder, 'faq.yaml'), 'mine');
  const { exitCode, stderr } = await run(['import', 'q.csv'], folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('faq.yaml is there already\n  help: name another file by `-o`');
  expect(readFileSync(join(folder, 'faq.yaml'), 'utf8')).toBe('mine');
  const other = await run(['import', 'q.csv', '-o', 'new/faq.yaml'], folder);
  expect(other.exitCode).toBe(0);
  expect(other.stdout).toMatch(
    /Next: npm install --save-dev \S+ && npx --no-install faqgen watch --open new\/faq.yaml\n$/,
  );
  expect(JSON.parse((await run(['check', 'new/faq.yaml', '--format', 'json'], folder)).stdout)).toMatchObject({
    ok: true,
    questions: 1,
  });
});

test('--dry-run writes nothing, and JSON holds the text as well', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'q.csv'), `${csv}When?,\n`);
  const { exitCode, stdout } = await run(['import', 'q.csv', '--dry-run', '--format', 'json'], folder);
  expect(exitCode).toBe(0);
  expect(readdirSync(folder)).toEqual(['q.csv']);
  const { text, ...data } = JSON.parse(stdout);
  expect(text).toContain('question: Where is it?');
  expect(data).toEqual({
    ok: true,
    file: null,
    questions: 1,
    drafts: 0,
    groups: 0,
    proven: 1,
    taken: [{ id: 'where-is-it', question: 'Where is it?', draft: false, file: 'q.csv', line: 2, column: 1 }],
    differences: [],
    remarks: [{ kind: 'left-out', what: '“When?” has no answer', file: 'q.csv', line: 3, column: 1 }],
    redirects: [],
    diagnostics: [],
  });
  expect(JSON.parse((await run(['import', 'no.csv', '--format', 'json'], folder)).stdout)).toMatchObject({
    ok: false,
    file: null,
    diagnostics: [{ code: 'unusable-source', severity: 'error' }],
  });
});

test('pictures that lie outside of the new project are copied into it', async () => {
  const folder = await temporaryFolder();
  const picture = readFileSync(join(import.meta.dirname, 'cases/several-files/source/map.png'));
  writeFileSync(join(folder, 'map.png'), picture);
  writeFileSync(join(folder, 'faq.md'), '# Where is it?\n\n![A map](map.png) and ![gone](gone.png)\n');
  const { exitCode, stdout } = await run(['import', 'faq.md', '-o', 'site/faq.yaml'], folder);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('picture “gone”');
  expect(readFileSync(join(folder, 'site/faq.yaml'), 'utf8')).toContain('![A map](pictures/map.png)');
  expect(readFileSync(join(folder, 'site/pictures/map.png'))).toEqual(picture);
});

test('spreadsheets and documents are read where their packages are', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'sheet.xlsx'), Uint8Array.from([0x50, 0x4b, 3, 4]));
  writeFileSync(join(folder, 'text.docx'), Uint8Array.from([0x50, 0x4b, 3, 4]));
  const rows = [
    ['Question', 'Answer', 'Updated'],
    ['How many?', 12, new Date('2026-02-03T00:00:00Z')],
  ];
  const html =
    '<h1>Rules</h1><h2>Who begins?</h2><p>The youngest.</p><h2>Who goes next?</h2><p>On the left.</p><h2>Who wins?</h2><p>Who has 10<sup>2</sup>.</p>';
  const forImport = async () => ({ ...importSurroundings(), rows: async () => rows, html: async () => html });
  const { exitCode } = await run(['import', 'sheet.xlsx', 'text.docx'], folder, {}, undefined, { forImport });
  expect(exitCode).toBe(0);
  const yaml = readFileSync(join(folder, 'faq.yaml'), 'utf8');
  expect(yaml).toMatch(/answer: \|\n {6}12\n {4}updated: 2026-02-03/);
  expect(yaml).toContain('Who has 10².');
});

test('nothing that could run reaches the page, and nothing is reviewed', async () => {
  const folder = await temporaryFolder();
  const answer =
    '<p onclick="x()">Yes.<script>alert(1)</script><a href="javascript:alert(2)">go</a><img src=x onerror=alert(3)></p>';
  writeFileSync(join(folder, 'q.json'), JSON.stringify([{ question: 'Is it <b>safe</b>?', answer, review: 'signed' }]));
  expect((await run(['import', 'q.json'], folder)).exitCode).toBe(0);
  const yaml = readFileSync(join(folder, 'faq.yaml'), 'utf8');
  expect(yaml).toContain('question: Is it safe?\n    answer: |\n      Yes.go\n');
  expect(yaml).not.toMatch(/alert|onerror|^reviewers|signed:/m);
});
