import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Faq } from '../../src/faq/faq.ts';
import { parseFaq } from '../../src/faq/parseFaq.ts';
import { Memory } from '../../src/memory.ts';
import {
  longestNote,
  noteOf,
  readRequests,
  requestPath,
  requestText,
  wordsDigest,
} from '../../src/reviewing/changeRequest.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** What reviewers ask the editor to change, on 23 November 2026. */

const yaml = `title: Bees
policy: {citations: off}
questions:
  - {id: sting, question: What helps?, answer: Cold water.}
  - {id: hive, formerly: [nest], question: Who takes a hive?, answer: A beekeeper.}
reviewers:
  doe: {name: Jane Doe, role: Nurse}
  roe: {name: John Roe}
`;

function read(text = yaml): Faq {
  const { faq } = parseFaq({ path: 'faq.yaml', text }, new Memory());
  if (!faq) throw new Error('no FAQ');
  return faq;
}

const digestOf = (id: string, text = yaml): string => {
  const faq = read(text);
  const question = faq.sections.flatMap(({ questions }) => questions).find((one) => one.id === id);
  return question ? wordsDigest(question, faq) : '';
};

async function project(requests: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), yaml);
  await mkdir(join(folder, 'reviews/requests'), { recursive: true });
  for (const [name, text] of Object.entries(requests)) await writeFile(join(folder, 'reviews/requests', name), text);
  const told = async (command = 'check') => {
    const { stdout } = await run([command, '--format', 'json'], folder);
    const { diagnostics } = JSON.parse(stdout) as {
      diagnostics: { code: string; message: string; severity: string; file: string; line: number; column: number }[];
    };
    return diagnostics.filter(({ code }) => /request|orphan/.test(code));
  };
  return { folder, told };
}

const request = (id: string, reviewer: string, note = 'How cold?', words = digestOf(id)): string =>
  requestText({ id, reviewer, date: '2026-11-20', words, note });

describe('a change that a reviewer asks for', () => {
  test('is told at its answer, by check and build, until the words change; and no file of it is published', async () => {
    const { folder, told } = await project({
      'sting.doe.yaml': request('sting', 'doe', 'How *cold*?\n\n  # and: how long'),
      'nest.roe.yaml': request('nest', 'roe', 'Which one?', digestOf('hive')),
    });
    expect(
      (await told()).map(({ code, severity, message, line, column }) => [code, severity, message, line, column]),
    ).toEqual([
      [
        'change-requested',
        'warning',
        'Jane Doe asked on 2026-11-20 for a change of `sting`: “How *cold*? # and: how long”',
        4,
        40,
      ],
      ['change-requested', 'warning', 'John Roe asked on 2026-11-20 for a change of `hive`: “Which one?”', 5, 63],
    ]);
    expect(await told('build')).toHaveLength(2);
    const names = await readdir(join(folder, 'dist'), { recursive: true });
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => /request|reviews/.test(name))).toEqual([]);
    for (const name of names.filter((one) => /\.(?:html|json|md|txt)$/.test(one)))
      expect(await readFile(join(folder, 'dist', name), 'utf8'), name).not.toContain('how long');
    await writeFile(join(folder, 'faq.yaml'), yaml.replace('Cold water', 'Water of 10 °C'));
    expect((await told()).map(({ message }) => message)).toEqual([expect.stringContaining('John Roe')]);
    // Of what readers get no more, nothing has to be changed.
    const withdrawn = '{on: 2026-11-20, reason: Nobody takes one.}';
    await writeFile(join(folder, 'faq.yaml'), yaml.replace('id: hive,', `id: hive, withdrawn: ${withdrawn},`));
    expect((await told()).map(({ message }) => message)).toEqual([expect.stringContaining('Jane Doe')]);
  });

  test('is taken away by its own reviewer’s approval, and by nobody else’s', async () => {
    const { folder, told } = await project({
      'sting.doe.yaml': request('sting', 'doe'),
      'sting.roe.yaml': request('sting', 'roe'),
    });
    const signed = await run(['review', 'sign', 'sting', '--by', 'doe', '--yes'], folder);
    expect(signed).toMatchObject({ exitCode: 0 });
    // Whoever approves is told of it before.
    expect(signed.stdout).toContain('John Roe asked for a change on 2026-11-20:\n  How cold?\n');
    expect(await readdir(join(folder, 'reviews/requests'))).toEqual(['sting.roe.yaml']);
    expect((await told()).map(({ message }) => message)).toEqual([expect.stringContaining('John Roe')]);
    // Nothing of it is taken for a record, and no record for it.
    const { exitCode, stdout } = await run(['review', 'verify'], folder);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('1 record proven')]);
  });

  test('keeps what was typed, whatever signs it holds', () => {
    for (const typed of [
      'a: b # c',
      '"',
      "'",
      '- x\n  - y\n',
      '  indented\n\nmore',
      '|2-',
      'é ü 中',
      '---\n...',
      '<b>&amp;',
    ]) {
      const kept = noteOf(typed);
      const note = 'note' in kept ? kept.note : '';
      expect(note.length, typed).toBeGreaterThan(0);
      const path = 'reviews/requests/sting.doe.yaml';
      const files = {
        read: () => null,
        list: () => [{ path, bytes: new TextEncoder().encode(request('sting', 'doe', note)) }],
      };
      const { requests, diagnostics } = readRequests({ faq: { path: 'faq.yaml' }, files }, read());
      expect(diagnostics).toEqual([]);
      expect(requests).toEqual([
        { id: 'sting', reviewer: 'doe', date: '2026-11-20', words: digestOf('sting'), note, path, isOpen: true },
      ]);
    }
    expect(noteOf('a\r\nb  \r\n')).toEqual({ note: 'a\nb' });
    expect(noteOf(' \n ')).toEqual({ fault: 'the note is empty' });
    expect(noteOf('x'.repeat(longestNote + 1))).toHaveProperty('fault');
    expect(noteOf('a\u0007b')).toHaveProperty('fault');
  });

  test('names words by what a reader gets, and a cited source is a part of it', () => {
    const cited = yaml
      .replace('Cold water.', '"Cold water [@who]."')
      .replace('reviewers:', 'sources: {who: {title: Stings}}\nreviewers:');
    expect(digestOf('sting')).toBe(digestOf('sting', yaml.replace('answer: Cold water.', 'answer: "Cold water. "')));
    expect(digestOf('sting')).not.toBe(digestOf('sting', yaml.replace('Cold', 'Hot')));
    expect(digestOf('sting', cited)).not.toBe(digestOf('sting', cited.replace('title: Stings', 'title: Bites')));
    // A language of its own, whose records lie in a folder of its own.
    expect(requestPath('faq.es.yaml', 'sting', 'doe')).toBe('reviews.es/requests/sting.doe.yaml');
  });

  test.each([
    [
      'of no question',
      'wasp.doe.yaml',
      request('sting', 'doe').replace('"sting"', '"wasp"'),
      'there is no question `wasp`',
    ],
    ['under another name', 'hive.doe.yaml', request('sting', 'doe'), 'belongs into the file sting.doe.yaml'],
    ['that is no map', 'sting.doe.yaml', '- a\n', 'must be a map'],
    ['that is empty', 'sting.doe.yaml', '', 'must be a map'],
    ['that is no YAML', 'sting.doe.yaml', 'id: "sting\n', ''],
    [
      'with a merge conflict',
      'sting.doe.yaml',
      `<<<<<<< a\nid: a\n=======\nid: b\n>>>>>>> b\n`,
      'left here by a merge',
    ],
    [
      'with a path for an id',
      'sting.doe.yaml',
      request('sting', 'doe').replace('"sting"', '"../x"'),
      '`id` cannot be read',
    ],
    ['without a note', 'sting.doe.yaml', request('sting', 'doe').replace(/note:[\s\S]*/, ''), 'no `note`'],
    ['that is no UTF-8', 'sting.doe.yaml', '\ufffe\u0000x\u0000', ''],
  ])('a file %s is told with its place, and fails nothing', async (_, name, text, message) => {
    const { folder, told } = await project({ [name]: text });
    const found = await told();
    const { exitCode, stderr } = await run(['check'], folder);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining(`reviews/requests/${name}`)]);
    if (message !== '')
      expect(found).toContainEqual(
        expect.objectContaining({
          code: 'invalid-request',
          severity: 'warning',
          file: `reviews/requests/${name}`,
          message: expect.stringContaining(message),
        }),
      );
  });
});
