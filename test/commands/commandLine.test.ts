import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = 'title: T\nquestions: [{id: aa, question: A?, answer: A.}]\nreviewers: {doe: {name: Jane Doe}}\n';

async function project(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'other'));
  await writeFile(join(folder, 'other/mine.yaml'), yaml);
  return folder;
}

describe('the FAQ is named in the same ways', () => {
  const commands = [['build'], ['check'], ['review', 'status'], ['next'], ['audit']];
  test.each(commands.map((command) => [command.join(' '), command] as const))('%s', async (_, command) => {
    const folder = await project();
    const path = 'other/mine.yaml';
    const ways = [[path], ['-f', path], ['--file', path]];
    const runs = await Promise.all(ways.map((way) => run([...command, ...way], folder)));
    for (const { exitCode, stderr } of runs) expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const twice = await run([...command, path, '-f', 'faq.yaml'], folder);
    expect(twice.exitCode).toBe(2);
    expect(twice.stderr).toContain('the FAQ is named twice, as other/mine.yaml and as faq.yaml');
    const last = await run([...command, '-f', 'faq.yaml', '-f', path], folder);
    expect(last.exitCode).toBe(2);
    expect(last.stderr).toContain('It names one file, and did name faq.yaml.');
    const missing = await run([...command, '-f', 'nowhere.yaml'], folder);
    expect(missing.stderr).toContain('nowhere.yaml');
    expect(missing.exitCode).toBe(2);
  });

  test.each([[['review', 'sign', 'aa', '--by', 'doe', '--yes']], [['review', 'verify']]])(
    '%j takes it by -f',
    async (argv) => {
      const { exitCode, stderr } = await run([...argv, '-f', 'other/mine.yaml'], await project());
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    },
  );
});

test.each([
  [['check', ''], 'an argument is empty'],
  [['build', '-o', ''], "the value of '-o, --out <dir>' is empty"],
  [['review', 'verify', '-f', ''], "the value of '-f, --file <file>' is empty"],
  [['init', ''], 'an argument is empty'],
])('%j names no current folder', async (argv, told) => {
  const { exitCode, stderr } = await run(argv, await project());
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`${told}: is a variable not set?`);
});

describe('help', () => {
  test.each([
    [['help', 'buidl'], ['buidl'], "unknown command 'buidl'\n(Did you mean build?)"],
    [['help', 'nonsense'], ['nonsense'], "unknown command 'nonsense'"],
    [['help', 'review', 'sgn'], ['review', 'sgn'], "unknown command 'sgn'\n(Did you mean sign?)"],
    [['review', 'help', 'nothing'], ['review', 'nothing'], "unknown command 'nothing'"],
  ])('%j fails as %j', async (argv, alone, told) => {
    const folder = await project();
    const failed = await run(argv, folder);
    expect(failed).toEqual(await run(alone, folder));
    expect(failed).toEqual({ exitCode: 2, stdout: '', stderr: `error: ${told}\n` });
  });

  test.each([
    [['help'], ['--help']],
    [
      ['help', 'build'],
      ['build', '--help'],
    ],
    [
      ['help', 'review', 'sign'],
      ['review', 'sign', '--help'],
    ],
    [
      ['review', 'help'],
      ['review', '--help'],
    ],
    [
      ['review', 'help', 'status'],
      ['review', 'status', '--help'],
    ],
  ])('%j prints what %j prints', async (argv, same) => {
    const folder = await project();
    const printed = await run(argv, folder);
    expect(printed).toEqual(await run(same, folder));
    expect(printed).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('is the name of a file to a command that takes one', async () => {
    expect((await run(['check', 'help'], await project())).stderr).toContain('`help` cannot be read');
  });
});

test('that an answer was approved is said after the question whether it is', async () => {
  const folder = await project();
  const argv = ['review', 'sign', 'aa', '--by', 'doe', '-f', 'other/mine.yaml'];
  const asked = { isInteractive: true, confirm: async () => true };
  const { stdout } = await run(argv, folder, {}, asked);
  expect(stdout).toBe(`aa: A?

A.

An approval would be of 2026-11-23 and hold until 2027-11-23, in the language \`en\`.
✓ reviews/aa.yaml: approved on 2026-11-23, until 2027-11-23

1 answer signed as Jane Doe, until 2027-11-23
`);
});

test.each([
  ['http://localhost:4000', 'localhost (127.0.0.1) is a host of a private network; --private lets it be read'],
  ['http://10.0.0.7/faq/', '10.0.0.7 is a host of a private network; --private lets it be read'],
  ['https://', 'there is no such file'],
  ['ftp://coffee.example/', 'there is no such file'],
])('%s cannot be read as a site', async (address, reason) => {
  const { exitCode, stderr } = await run(['review', 'verify', address], await project());
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^error\[unreadable-pages\]: /);
  expect(stderr).toContain(reason);
  expect(stderr).not.toContain('missing-faq');
});
