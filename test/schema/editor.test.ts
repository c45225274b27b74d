import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileText, saidOf } from '../prose/compileText.ts';
import { type Complaint, YamlLanguageServer } from '../yamlLanguageServer.ts';

const root = join(import.meta.dirname, '../..');
let server: YamlLanguageServer;
let count = 0;

beforeAll(async () => {
  server = await YamlLanguageServer.start(join(root, 'schema', 'faq.schema.json'));
});
afterAll(() => server.stop());

function complaintsOf(yaml: string): Promise<Complaint[]> {
  // What the file says of its schema is left to its own place.
  return server.complaintsOf(`file:///faqs/${++count}.yaml`, yaml.replace(/^# yaml-language-server:/, '#'));
}

const linesOf = (complaints: readonly Complaint[]) => complaints.map(({ range }) => range.start.line + 1);

async function faqsBelow(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  return names.filter((name) => /(?:^|\/)faq[\w.]*\.yaml$/.test(name)).map((name) => join(folder, name));
}

const small = 'title: T\nquestions:\n  - question: Q\n    answer: A\n';

describe('what builds has no complaint in an editor', async () => {
  it.each(['faq.yaml', ...(await faqsBelow('examples')), ...(await faqsBelow('test/cases/valid'))])(
    '%s',
    async (file) => {
      expect(await complaintsOf(await readFile(join(root, file), 'utf8'))).toEqual([]);
    },
  );

  it.each([
    small.replace('T', '2026'),
    small.replace('T', 'yes'),
    small.replace('T', 'No'),
    small.replace('T', 'true'),
    small.replace('T', '1.10'),
    small.replace('T', '0x1F'),
    small.replace('T', '.nan'),
    small.replace('T', '12:30'),
    small.replace('T', 'null and void'),
    small.replace('T', '"null"'),
    small.replace('T', 'T # the title').replace('title: T # the title', '# the title\ntitle: T'),
    small.replace('answer: A', 'answer: 42'),
    small.replace('answer: A', 'answer: >-\n      folded\n      text'),
    small.replace('question: Q', 'id: 2024\n    question: Q'),
    small.replace('question: Q', 'id: true\n    question: Q'),
    small.replace('question: Q', 'id: 什么是\n    question: Q'),
    `${small}    keywords: [988, 1.5, true, no, 2024-01-05]\n`,
    `${small}    draft: "false"\n`,
    `${small}    draft: False\n`,
    `${small}    draft: "FALSE"\ntranslations: [{language: de, url: ../de/, original: TRUE}]\n`,
    `${small}    draft: false\n    updated: 2026-1-5\n    publish: 2026-01-05T10:00:00Z\n    formerly: [firstSession, 3, faq_3]\n`,
    `${small}sources:\n  2024: {title: 1984, date: 2024}\n  Smith_2020: {date: 1999-12, authors: 5}\n  true: {date: "0999"}\n`,
    `${small}reviewers: {7: {name: 007, credentials: [1, true]}}\n`,
    `${small}contact: {phone: 988, disclosure: Us.}\n`,
    `${small}contact: {phone: 000, disclosure: Us.}\n`,
    `${small}contact: {phone: +442079460018, disclosure: Us.}\n`,
    `${small}contact: {phone: 020.79460018, disclosure: Us.}\n`,
    `${small}contact: {phone: 116 123, disclosure: Us.}\n`,
    `${small}contact: {phones: [{label: 1, number: 1-800-FLOWERS}, {label: no, number: ٠٢٠ ٧٩٤٦ ٠٠١٨}], disclosure: Us.}\n`,
    `${small}contact: {hours: 24, cost: 0, disclosure: Us., reasons: [1, 2]}\n`,
    `${small}chat: {provider: livechat, license: 123456, label: 24}\ncontact: {disclosure: Us.}\n`,
    `${small}policy: {review: off, readingGrade: 8, reviewEvery: 12 months, index: auto}\n`,
    `${small}policy: {readingGrade: "8"}\ntheme: {accent: "#0a5c5a"}\n`,
    `${small}translations: [{language: no, url: ../no/}]\n`,
    `${small}disclaimer: {title: 1, text: 2}\n`,
  ])('%s', async (yaml) => {
    const errors = compileText(yaml).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
    expect(await complaintsOf(yaml)).toEqual([]);
  });
});

/** Faults of one value or key, which a schema can tell without the rest of the file, and without a calendar. */
const tellable = [
  ...['wrong-type', 'missing-key', 'unknown-key', 'unknown-key--far', 'empty-value', 'invalid-value', 'invalid-id'],
  ...['invalid-address', 'invalid-origin', 'invalid-key', 'invalid-phone', 'invalid-phone--several'],
  ...['invalid-phone--short', 'duplicate-key'],
];

describe('what a schema can tell is told at the line of the build', () => {
  it.each(tellable)('%s', async (name) => {
    const folder = join(root, 'test', 'cases', 'invalid', name);
    expect(existsSync(folder)).toBe(true);
    const yaml = await readFile(join(folder, 'faq.yaml'), 'utf8');
    const code = name.replace(/--.*/, '');
    const lines = saidOf(compileText(yaml)).flatMap((said) =>
      said.startsWith(`${code} `) ? Number(/ (\d+):/.exec(said)?.[1]) : [],
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(linesOf(await complaintsOf(yaml))).toEqual(expect.arrayContaining(lines));
  });
});

it.each(['English', 'pt_BR', 'de-DE.UTF-8', '"de, en"'])('the language %s is told at its line', async (language) => {
  const yaml = `${small}language: ${language}\n`;
  expect(saidOf(compileText(yaml))).toContain('invalid-language 5:11');
  expect(await complaintsOf(yaml)).toMatchObject([
    { message: 'Write a tag of BCP 47, as in en, de or pt-BR.', range: { start: { line: 4 } } },
  ]);
});

it.each(['pt-BR', 'zh-Hans-CN', 'gsw', 'EN-us', 'no', 'sl-rozaj'])(
  'the language %s has no complaint',
  async (language) => {
    const yaml = `${small}language: ${language}\n`;
    expect(saidOf(compileText(yaml)).join()).not.toContain('invalid-language');
    expect(await complaintsOf(yaml)).toEqual([]);
  },
);

describe('an editor helps', () => {
  const file = 'file:///faqs/help.yaml';

  it('tells what a key is, with an example', async () => {
    const yaml = `${small}publisher: {name: P}\npolicy: {index: auto}\ncontact: {phone: "112"}\ntheme: {accent: "#0a5c5a"}\n`;
    await server.complaintsOf(file, yaml);
    for (const [line, words] of [
      [4, 'Who publishes'],
      [5, 'What a build demands'],
      [6, 'Whom readers can ask'],
      [7, 'How the site looks'],
    ] as const) {
      const hover = await server.ask<{ contents: { value: string } }>('textDocument/hover', {
        textDocument: { uri: file },
        position: { line, character: 1 },
      });
      expect(hover.contents.value).toContain(words);
    }
    const phone = await server.ask<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: file },
      position: { line: 6, character: 12 },
    });
    expect(phone.contents.value).toContain('+1 800 662 4357');
  });

  it('says how a value is written that is wrong', async () => {
    const [complaint] = await complaintsOf(`${small}    updated: 31/03/2026\n`);
    expect(complaint?.message).toBe('Write the year, the month and the day, as in 2026-03-31.');
  });

  it('offers what stands below a key', async () => {
    const uri = 'file:///faqs/complete.yaml';
    await server.complaintsOf(uri, `${small}contact:\n  \n`);
    const { items } = await server.ask<{ items: { label: string; insertText: string }[] }>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 5, character: 2 },
    });
    const inserted = items.map(({ insertText }) => insertText);
    expect(inserted.join('\n')).toMatch(/phone: .*800 662 4357[\s\S]*disclosure: /);
  });
});
