import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addToLock, lockPath, readLock } from '../../src/faq/idsLock.ts';
import { rewriteFile } from '../../src/writing/rewriteFile.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';
import { startWatching } from '../watching.ts';

const program = join(import.meta.dirname, '../..', 'lib', 'cli.js');
const head = `title: Bees
policy: {review: off, citations: off}
questions:
`;
const question = (id: string, more = ''): string => `  - {id: ${id}, question: ${id}?, answer: Text.${more}}\n`;

async function project(...questions: string[]): Promise<string> {
  const folder = await temporaryFolder();
  await save(folder, ...questions);
  return folder;
}

async function save(folder: string, ...questions: string[]): Promise<void> {
  await writeFile(join(folder, 'faq.yaml'), head + questions.join(''));
}

/** The lines of ids.lock that name an id. */
async function locked(folder: string, name = 'ids.lock'): Promise<string[]> {
  const text = await readFile(join(folder, name), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

async function codes(folder: string, command = 'check', ...more: string[]): Promise<string[]> {
  const { stdout } = await run([command, '--format', 'json', ...more], folder);
  return JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
}

describe('ids.lock', () => {
  test('takes what a build publishes, and never a draft or what is not due', async () => {
    const folder = await project(
      question('wax', ', formerly: [comb]'),
      question('draft', ', draft: true'),
      question('coming', ', publish: 2026-12-01'),
      question('past', ', expires: 2026-11-01'),
      question('honey'),
    );
    const built = await run(['build', '--publish'], folder);
    expect(built.stderr).toContain('note[new-ids]: there was no `ids.lock` that says what was published');
    expect(await readFile(join(folder, 'ids.lock'), 'utf8')).toMatch(
      /^# .*\n# .*\n# .*\nquestion comb\nquestion honey\nquestion wax\n$/,
    );
    const before = await stat(join(folder, 'ids.lock'), { bigint: true });
    const again = await run(['build', '--publish'], folder);
    expect(again.stderr).not.toContain('ids.lock');
    expect((await stat(join(folder, 'ids.lock'), { bigint: true })).mtimeNs).toBe(before.mtimeNs);
    // What is left out later was published once.
    await run(['build', '--publish', '--as-of', '2026-11-23'], folder);
    expect(await locked(folder)).toEqual(['question comb', 'question honey', 'question wax']);
  });

  test('takes the anchors of sections, with their old ones', async () => {
    const folder = await temporaryFolder();
    const sections = `sections:
  - {title: Of honey, formerly: [sweets], questions: [{id: honey, question: Honey?, answer: Text.}]}
  - {title: Empty today, questions: [{id: draft, question: Draft?, answer: Text., draft: true}]}
`;
    await writeFile(join(folder, 'faq.yaml'), head.replace('questions:\n', sections));
    await run(['build', '--publish'], folder);
    expect(await locked(folder)).toEqual(['question honey', 'section of-honey', 'section sweets']);
  });

  test('is written by no other command, and by no build that fails or is for a day to come', async () => {
    const folder = await project(question('honey', ', publish: 2026-11-24'), question('wax'));
    await run(['check'], folder);
    await run(['audit'], folder);
    await run(['build', '--publish', '--as-of', '2026-11-24'], folder);
    await writeFile(join(folder, 'file'), '');
    expect((await run(['build', '--publish', '--out', 'file'], folder)).exitCode).toBe(2);
    await save(folder, question('honey', ', awnser: x'));
    expect((await run(['build', '--publish'], folder)).exitCode).toBe(1);
    await save(folder, question('honey'));
    await writeFile(join(folder, 'faq.yaml'), (head + question('honey')).replace('citations: off', 'citations: warn'));
    expect((await run(['build', '--publish', '--strict'], folder)).exitCode).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['dist', 'faq.yaml', 'file']);
  });

  test('takes nothing of what an author builds to look at, who may word it anew', async () => {
    const folder = await project('  - {question: Is wax food?, answer: No.}\n');
    for (const wording of ['Is wax a food?', 'Can one eat wax?']) {
      expect((await run(['build'], folder)).exitCode).toBe(0);
      expect(await readdir(folder)).not.toContain('ids.lock');
      await save(folder, `  - {question: ${wording}, answer: No.}\n`);
      expect(await codes(folder)).toEqual(['no-url']);
    }
    const watching = await startWatching(folder);
    expect(watching.reports.at(-1)).toMatchObject({ ok: true });
  });

  test.each(['true', '1', 'woodpecker'])('takes what a CI publishes, and asks for the commit: CI=%s', async (CI) => {
    const folder = await project(question('wax'));
    const first = await run(['build', '--strict'], folder, { CI });
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain('note[new-ids]: there was no `ids.lock`');
    expect(await locked(folder)).toEqual(['question wax']);
    await save(folder, question('wax'), question('honey'));
    expect((await run(['build'], folder, { CI })).stderr).toContain('did not have all ids that are published now');
    expect((await run(['build'], folder, { CI })).stderr).not.toContain('new-ids');
    await save(folder, question('honey'));
    expect((await run(['build'], folder, { CI })).exitCode).toBe(1);
    // Also for whoever builds to look at it.
    expect(await codes(folder)).toContain('lost-id');
  });

  test.each(['false', '0', ''])('takes CI=%j for none', async (CI) => {
    const folder = await project(question('wax'));
    await run(['build'], folder, { CI });
    expect(await readdir(folder)).not.toContain('ids.lock');
  });

  test('belongs to one FAQ of a folder', async () => {
    expect(['faq.yaml', 'faq.es.yaml', 'faq.yml', 'bees.yaml'].map(lockPath)).toEqual([
      'ids.lock',
      'faq.es.ids.lock',
      'faq.ids.lock',
      'bees.ids.lock',
    ]);
    const folder = await project(question('honey'));
    await writeFile(join(folder, 'faq.es.yaml'), head + question('miel'));
    await run(['build', '--publish'], folder);
    const spanish = await run(['build', '--publish', 'faq.es.yaml', '--out', 'dist/es'], folder);
    expect(spanish.stderr).toContain('help: commit `faq.es.ids.lock`');
    expect(await locked(folder)).toEqual(['question honey']);
    expect(await locked(folder, 'faq.es.ids.lock')).toEqual(['question miel']);
  });

  test('decides no byte of the site', async () => {
    const folder = await project(question('honey'));
    await run(['build', '--publish'], folder);
    await writeFile(join(folder, 'ids.lock'), 'question honey\n');
    const again = JSON.parse((await run(['build', '--publish', '--format', 'json'], folder)).stdout);
    expect(again).toMatchObject({ ok: true, written: 0, removed: 0 });
    expect(await readdir(join(folder, 'dist'))).not.toContain('ids.lock');
  });
});

describe('an id that was published', () => {
  test('is missed at every command that builds, as soon as it is gone', async () => {
    const folder = await project(question('honey'), question('wax'));
    await run(['build', '--publish'], folder);
    await save(folder, question('honey'));
    expect(await codes(folder)).toContain('lost-id');
    const before = await readFile(join(folder, 'dist/wax.html'), 'utf8');
    const built = await run(['build', '--publish', '--format', 'json'], folder);
    expect(built.exitCode).toBe(1);
    expect(JSON.parse(built.stdout).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'lost-id', file: 'ids.lock', line: 5, column: 1, endColumn: 13 }),
    );
    expect(await readFile(join(folder, 'dist/wax.html'), 'utf8')).toBe(before);
    expect(await locked(folder)).toEqual(['question honey', 'question wax']);
  });

  test('is missed in the file that a reader of the message can open', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'site'));
    await save(join(folder, 'site'), question('honey'));
    await writeFile(join(folder, 'site/ids.lock'), 'question honey\nquestion wax\n');
    const { stderr } = await run(['check', 'site/faq.yaml'], folder);
    expect(stderr).toContain('  site/ids.lock:2:1\n   2 │ question wax\n');
  });

  test('is missed while one watches, which writes nothing into the file', async () => {
    const folder = await project(question('honey'), question('wax'));
    await writeFile(join(folder, 'ids.lock'), 'question honey\n');
    const watching = await startWatching(folder);
    await writeFile(join(folder, 'ids.lock'), 'question honey\nquestion comb\n');
    const bad = await watching.report(({ ok }) => !ok);
    expect(bad.diagnostics).toContainEqual(expect.objectContaining({ code: 'lost-id' }));
    await save(folder, question('honey', ', formerly: [comb]'), question('wax'));
    await watching.report(({ ok }) => ok, watching.reports.indexOf(bad) + 1);
    expect(existsSync(join(folder, 'dist/comb.html'))).toBe(true);
    expect(await locked(folder)).toEqual(['question honey', 'question comb']);
  });

  test('is missed in time where thousands are', async () => {
    const ids = (prefix: string) => Array.from({ length: 5000 }, (_, index) => `${prefix}-of-question-${index}`);
    const folder = await project(...ids('new').map((id) => question(id)));
    await writeFile(join(folder, 'ids.lock'), `question ${ids('old').join('\nquestion ')}\n`);
    expect((await codes(folder)).filter((code) => code === 'lost-id')).toHaveLength(500);
  });

  test('is missed when a question without an id is worded anew', async () => {
    const folder = await project('  - {question: Is wax food?, answer: No.}\n');
    await run(['build', '--publish'], folder);
    await save(folder, '  - {question: Is wax a food?, answer: No.}\n');
    const { stderr } = await run(['check'], folder);
    expect(stderr).toContain('help: name it in `formerly` of `is-wax-a-food`, if that question answers it now');
  });

  test('is kept by `formerly`, of a question or of a section, or by its line’s deletion', async () => {
    const folder = await project(question('honey'), question('wax'));
    await run(['build', '--publish'], folder);
    await save(folder, question('honey', ', formerly: [wax]'));
    expect(await codes(folder)).not.toContain('lost-id');
    const section =
      'sections:\n  - {title: All, formerly: [wax], questions: [{id: honey, question: A?, answer: B.}]}\n';
    await writeFile(join(folder, 'faq.yaml'), head.replace('questions:\n', section));
    expect(await codes(folder)).not.toContain('lost-id');
    await save(folder, question('honey'));
    expect(await codes(folder)).toContain('lost-id');
    await writeFile(join(folder, 'ids.lock'), 'question honey\n');
    expect((await run(['build', '--publish'], folder)).exitCode).toBe(0);
    expect(existsSync(join(folder, 'dist/wax.html'))).toBe(false);
  });

  test('is not gone while it expires, hides or is a draft again', async () => {
    const folder = await project(question('honey'), question('wax'), question('comb'));
    await run(['build', '--publish'], folder);
    await save(folder, question('honey'), question('wax', ', expires: 2026-11-01'), question('comb', ', draft: true'));
    expect(await codes(folder, 'build', '--publish')).toEqual(['no-url', 'left-out', 'left-out']);
    expect(await locked(folder)).toHaveLength(3);
  });

  test('is not called gone where the file has other errors, which may be why', async () => {
    const folder = await project(question('honey'), question('wax'));
    await run(['build', '--publish'], folder);
    await save(folder, question('honey'), question('wax').replace('id: wax', 'id: W ax'));
    expect(await codes(folder)).toEqual(['no-url', 'invalid-id']);
  });

  test('is found again in a file that a merge left out of order, doubled or with Windows line ends', async () => {
    const folder = await project(question('honey'), question('wax'));
    await writeFile(
      join(folder, 'ids.lock'),
      '\uFEFF# kept\r\nquestion wax\r\n\r\n  question\thoney \r\nquestion wax\r\n',
    );
    expect(await codes(folder, 'build', '--publish')).toEqual(['no-url']);
    await save(folder, question('wax'));
    expect(await codes(folder)).toContain('lost-id');
  });
});

describe('adding to ids.lock', () => {
  const file = (text: string) => ({ path: 'ids.lock', bytes: Buffer.from(text) });
  const added = (text: string, ...ids: string[]): string | null =>
    addToLock(
      file(text),
      ids.map((id) => ({ kind: 'question', id })),
    );

  test('puts each id in its place, and keeps every line that is there', () => {
    expect(added('# mine\n\nquestion b\n# of d\nquestion d\nsection a\n', 'c', 'a', 'z', 'c', 'b')).toBe(
      '# mine\n\nquestion a\nquestion b\n# of d\nquestion c\nquestion d\nquestion z\nsection a\n',
    );
    expect(added('question b\r\nquestion a', 'c')).toBe('question b\r\nquestion a\r\nquestion c\r\n');
    expect(added('', 'a')).toBe('\nquestion a\n');
  });

  test('leaves a file alone that has them all, or that cannot be read', () => {
    expect(added('question a\n', 'a')).toBeNull();
    expect(added('question a\nwhat\n', 'b')).toBeNull();
    expect(added('<<<<<<< a\n=======\n>>>>>>> b\n', 'b')).toBeNull();
    expect(
      addToLock({ path: 'ids.lock', bytes: Buffer.from([0xff, 0x0a]) }, [{ kind: 'question', id: 'b' }]),
    ).toBeNull();
  });

  test('what it writes, it reads', () => {
    const text = addToLock(null, [
      { kind: 'section', id: 'a' },
      { kind: 'question', id: 'b' },
    ]);
    const { value, diagnostics } = readLock(file(text ?? ''));
    expect(diagnostics).toEqual([]);
    expect(value.ids.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['question b', 'section a']);
  });
});

describe('writing ids.lock', () => {
  const add = (path: string, line: string) => rewriteFile(path, (bytes) => `${bytes ?? ''}${line}\n`);

  test('loses no line where many write at once', async () => {
    const path = join(await temporaryFolder(), 'ids.lock');
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    await Promise.all(lines.map((line) => add(path, line)));
    expect((await readFile(path, 'utf8')).trim().split('\n').sort()).toEqual([...lines].sort());
    expect(await readdir(join(path, '..'))).toEqual(['ids.lock']);
  });

  test('two programs at once keep the ids of both', async () => {
    const folder = await project(question('shared'));
    const build = (name: string) =>
      new Promise<number | null>((resolve) => {
        const child = spawn(process.execPath, [program, 'build', '--publish', '-q', '--out', `out-${name}`], {
          cwd: folder,
          stdio: 'inherit',
        });
        child.on('close', resolve);
      });
    const first = build('a');
    await save(folder, question('shared'), question('added'));
    expect(await Promise.all([first, build('b')])).toEqual([0, 0]);
    expect(await locked(folder)).toEqual(['question added', 'question shared']);
  });

  test('goes on where a killed program left its temporary file', async () => {
    const path = join(await temporaryFolder(), 'ids.lock');
    const left = join(path, '..', '.ids.lock.faqgen-tmp');
    await writeFile(left, 'half');
    const long = new Date(Date.now() - 60_000);
    await utimes(left, long, long);
    await add(path, 'line');
    expect(await readFile(path, 'utf8')).toBe('line\n');
    expect(existsSync(left)).toBe(false);
  });

  test('a change of mind leaves nothing behind', async () => {
    const path = join(await temporaryFolder(), 'ids.lock');
    let asked = 0;
    // Another program wrote the very same between the two questions.
    expect(await rewriteFile(path, () => (++asked === 1 ? 'text' : null))).toBe(false);
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  test('a file that cannot be written is a warning, and fails no build, however strict', async () => {
    const folder = await project(question('honey'));
    await mkdir(join(folder, 'ids.lock'));
    const built = await run(['build', '--publish'], folder);
    expect(built.exitCode).toBe(0);
    expect(built.stderr).toContain('warning[lock-not-written]');
    expect(existsSync(join(folder, 'dist/honey.html'))).toBe(true);
    const strict = await run(['build', '--publish', '--strict'], folder);
    expect(strict.exitCode).toBe(0);
    expect(strict.stderr).toContain('note[lock-not-written]');
  });
});
