import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { feed, makeKey } from '../signing.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** Keys that come and go, on 23 November 2026. */

const yaml = (keys: string): string => `title: Bees
questions:
  - {id: sting, question: What helps?, answer: Cold water.}
  - {id: hive, question: Who takes a hive?, answer: A beekeeper.}
  - {id: swarm, question: When do they swarm?, answer: In May.}
reviewers:
  doe: {name: Jane Doe, role: Nurse${keys}}
  roe: {name: John Roe}
`;

async function project() {
  const folder = await temporaryFolder();
  const [old, young] = [await makeKey(folder, 'old'), await makeKey(folder, 'young')];
  const use = (keys: string): Promise<void> => writeFile(join(folder, 'faq.yaml'), yaml(keys));
  const sign = (id: string, on: string, key?: string) =>
    run(['review', 'sign', id, '--by', 'doe', '--on', on, '--yes', ...(key ? ['--key', key] : [])], folder);
  const told = async (...argv: string[]) => {
    const { stdout } = await run([...(argv.length > 0 ? argv : ['check']), '--format', 'json'], folder);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; line: number; message: string }[] };
    return diagnostics
      .filter(({ code }) => /invalid-review|key/.test(code))
      .map(({ code, message }) => `${code}: ${message}`);
  };
  await use('');
  return { folder, old, young, use, sign, told };
}

describe('keys of a reviewer', () => {
  test('come, change and end, and what was approved before still holds', async () => {
    const { folder, old, young, use, sign, told } = await project();
    expect(await sign('sting', '2026-09-01')).toMatchObject({ exitCode: 0 });
    await use(`, keys: [{key: ${old}, from: 2026-10-01}]`);
    expect(await told()).toEqual([]);
    expect(await sign('hive', '2026-10-10', 'old')).toMatchObject({ exitCode: 0 });
    await use(`, keys: [{key: ${old}, from: 2026-10-01, until: 2026-10-31}, {key: ${young}, from: 2026-11-01}]`);
    expect(await told()).toEqual([]);
    // An approval of a day on which only the new key holds.
    const late = await sign('swarm', '2026-11-10', 'old');
    expect(late).toMatchObject({ exitCode: 2 });
    expect(late.stderr).toContain('the key that signed it held until 2026-10-31');
    expect(await sign('swarm', '2026-11-10', 'young')).toMatchObject({ exitCode: 0 });
    expect(await told()).toEqual([]);
    const { stdout } = await run(['review', 'verify', '--format', 'json'], folder);
    const records = JSON.parse(stdout).records as { id: string; state: string; isSigned: boolean }[];
    expect(records.map(({ id, state, isSigned }) => [id, state, isSigned])).toEqual([
      ['sting', 'signed', false],
      ['hive', 'signed', true],
      ['swarm', 'signed', true],
    ]);

    await run(['build'], folder);
    const { reviewers } = JSON.parse(await readFile(join(folder, 'dist/faq.json'), 'utf8'));
    const bare = (key: string): string => key.split(' ').slice(0, 2).join(' ');
    expect(reviewers[0]).toMatchObject({
      key: bare(young),
      keys: [
        { key: bare(old), from: '2026-10-01', until: '2026-10-31' },
        { key: bare(young), from: '2026-11-01', until: null },
      ],
    });
    expect((await run(['review', 'verify', 'dist'], folder)).exitCode).toBe(0);

    // A key that is taken out is trusted for nothing.
    await use(`, keys: [{key: ${young}, from: 2026-10-01}]`);
    expect(await told()).toEqual(['invalid-review: the signature was made with another key than that of `doe`']);
  });

  test('on the wrong days are told with the day', async () => {
    const { old, use, sign, told } = await project();
    expect(await sign('sting', '2026-09-01')).toMatchObject({ exitCode: 0 });
    await use(`, keys: [{key: ${old}, from: 2026-10-01}]`);
    expect(await sign('hive', '2026-10-10', 'old')).toMatchObject({ exitCode: 0 });
    const about = async (keys: string) => {
      await use(keys);
      return await told();
    };
    expect(await about(`, keys: [{key: ${old}, from: 2026-10-11}]`)).toEqual([
      'invalid-review: the key that signed it holds from 2026-10-11 on, and the approval is of 2026-10-10',
    ]);
    expect(await about(`, keys: [{key: ${old}, from: 2026-09-02, until: 2026-10-09}]`)).toEqual([
      'invalid-review: the key that signed it held until 2026-10-09, and the approval is of 2026-10-10',
    ]);
    const unsigned = 'invalid-review: the record carries no signature, but `doe` has a key';
    expect(await about(`, keys: [{key: ${old}, from: 2026-09-01}]`)).toEqual([unsigned]);
    expect(await about(`, keys: [{key: ${old}}]`)).toEqual([unsigned]);
    expect(await about(`, key: ${old}`)).toEqual([unsigned]);
  });

  test('that hold on no such day sign nothing', async () => {
    const { old, use, sign } = await project();
    await use(`, keys: [{key: ${old}, from: 2026-10-01, until: 2026-10-31}]`);
    const { exitCode, stderr } = await sign('sting', '2026-11-10', 'old');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no key of `doe` in faq.yaml signs approvals of 2026-11-10');
    expect(stderr).toContain('add one whose days include it to `reviewers.doe.keys`');
  });

  test.each([
    ['both', 'key-days: `doe` has `key` and `keys`', (key: string) => `, key: ${key}, keys: [{key: ${key}}]`],
    ['none', 'key-days: the list of keys of `doe` is empty', () => ', keys: []'],
    [
      'twice',
      'key-days: a key of `doe` stands twice in its list',
      (key: string) => `, keys: [{key: ${key}}, {key: ${key}}]`,
    ],
    [
      'reversed',
      'key-days: a key of `doe` ends before it begins',
      (key: string) => `, keys: [{key: ${key}, from: 2026-10-02, until: 2026-10-01}]`,
    ],
    [
      'no key',
      'invalid-key: the key of `doe` is not an Ed25519 public key of SSH',
      () => ', keys: [{key: ssh-rsa AAAA}]',
    ],
    [
      'of two',
      'shared-key: the key of `roe` is that of `doe` as well',
      (key: string) => `, keys: [{key: ${key}}]}\n  moe: {name: Moe}\n  roe: {name: John Roe, keys: [{key: ${key}}]`,
    ],
  ])('that make no sense are told: %s', async (_, message, keys) => {
    const { folder, old, told } = await project();
    const text = yaml(keys(old)).replace(/\n {2}roe: \{name: John Roe\}\n$/, '\n');
    await writeFile(join(folder, 'faq.yaml'), text);
    expect(await told()).toEqual([message]);
  });

  test('in a file of trusted keys have the days that ssh-keygen gives them', async () => {
    const { folder, old, use, sign } = await project();
    await use(`, key: ${old}`);
    await sign('sting', '2026-10-31', 'old');
    await run(['build'], folder);
    const record = await readFile(join(folder, 'reviews/sting.yaml'), 'utf8');
    await writeFile(join(folder, 'signature'), record.replace(/^[\s\S]*signature: \|\n/, '').replaceAll(/^ {2}/gm, ''));
    const statement = record.slice(0, record.indexOf('digest: '));
    const bare = old.split(' ').slice(0, 2).join(' ');
    for (const [options, holds] of [
      ['valid-after="20261031"', true],
      ['valid-after="20261101"', false],
      ['valid-before="20261101"', true],
      ['valid-before="20261031"', false],
      ['namespaces="review@faqgen",valid-after="20261001",valid-before="20261101"', true],
    ] as const) {
      await writeFile(join(folder, 'trusted'), `doe ${options} ${bare}\n`);
      const trust = ['--trust', 'trusted'];
      expect((await run(['review', 'verify', 'dist', ...trust], folder)).exitCode, options).toBe(holds ? 0 : 1);
      expect((await run(['review', 'verify', ...trust], folder)).exitCode, options).toBe(holds ? 0 : 1);
      const files = ['-f', join(folder, 'trusted'), '-s', join(folder, 'signature')];
      const words = '-Y verify -I doe -n review@faqgen -O verify-time=20261031120000';
      const { exitCode } = await feed('ssh-keygen', [...words.split(' '), ...files], statement);
      expect(exitCode === 0, options).toBe(holds);
    }
  });
});

const hasScript = existsSync('/usr/bin/script');

test.skipIf(!hasScript)(
  'a passphrase is asked for in the terminal, also where there is a desktop without a window for it',
  async () => {
    const folder = await temporaryFolder();
    await feed('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'secret', '-f', join(folder, 'key')], '');
    const key = (await readFile(join(folder, 'key.pub'), 'utf8')).trim();
    await writeFile(join(folder, 'faq.yaml'), yaml(`, key: ${key}`));
    const program = join(import.meta.dirname, '..', '..', 'lib', 'cli.js');
    const line = `cd ${folder} && DISPLAY=:99 SSH_ASKPASS=/nowhere ${process.execPath} ${program} review sign sting --by doe --yes --key key`;
    const child = spawn('script', ['-qec', line, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let stdout = '';
    // What is typed before it asks is dropped.
    child.stdout.on('data', (chunk) => {
      if (!stdout.includes('passphrase') && String(chunk).includes('passphrase')) child.stdin.write('secret\n');
      stdout += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    expect(stdout).toContain('Enter passphrase');
    expect(stdout).toContain('1 answer signed as Jane Doe');
  },
);
