import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ReviewSurroundings, SigningError } from '../../src/host/host.ts';
import { reviewSurroundings } from '../../src/host/reviewSurroundings.ts';
import { makeKey } from '../signing.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const yaml = (dose: string, key = ''): string => `title: Coffee
questions:
  - {id: cup, question: How much is in a cup?, answer: About ${dose} mg.}
reviewers: {doe: {name: Jane Doe${key}}}
policy: {citations: off}
`;

/** An answer that was signed twice, with the record of the first approval beside it. */
async function signedTwice(): Promise<{ folder: string; former: string; trust: string }> {
  const folder = await temporaryFolder();
  const keys = await temporaryFolder();
  const line = await makeKey(keys);
  const write = (dose: string) => writeFile(join(folder, 'faq.yaml'), yaml(dose, `, key: ${line}`));
  const sign = async (...options: string[]) => {
    const argv = ['review', 'sign', 'cup', '--by', 'doe', '--yes', '--key', join(keys, 'key'), ...options];
    const { exitCode, stderr } = await run(argv, folder);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  };
  await write('950');
  await sign();
  const former = join(keys, 'former.yaml');
  await copyFile(join(folder, 'reviews/cup.yaml'), former);
  await run(['build', '-o', 'former'], folder);
  await write('95');
  await sign();
  const trust = join(keys, 'trusted/reviewers');
  await mkdir(join(keys, 'trusted/reviews'), { recursive: true });
  await writeFile(trust, `doe ${line}\n`);
  await copyFile(join(folder, 'reviews/withdrawn'), join(keys, 'trusted/reviews/withdrawn'));
  return { folder, former, trust };
}

const putBack = async (folder: string, former: string): Promise<void> => {
  await copyFile(former, join(folder, 'reviews/cup.yaml'));
  const text = await readFile(join(folder, 'faq.yaml'), 'utf8');
  await writeFile(join(folder, 'faq.yaml'), text.replace('About 95 mg', 'About 950 mg'));
};

describe.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('an approval whose place a newer one has taken', () => {
  test('does not count again when it is put back with its text', async () => {
    const { folder, former } = await signedTwice();
    expect((await run(['build'], folder)).exitCode).toBe(0);
    await putBack(folder, former);
    for (const argv of [['build'], ['check'], ['review', 'verify'], ['review', 'status']]) {
      const { exitCode, stderr } = await run(argv, folder);
      expect(exitCode, argv.join(' ')).toBe(1);
      expect(stderr).toContain('this approval was withdrawn, or a newer one has taken its place');
      expect(stderr).toMatch(/reviews\/cup\.yaml:\d+:/);
    }
  });

  test('nor where the list of the project was cut as well, if a trusted one stands beside the keys', async () => {
    const { folder, former, trust } = await signedTwice();
    await putBack(folder, former);
    await rm(join(folder, 'reviews/withdrawn'));
    // Nothing within the project tells any more.
    expect((await run(['review', 'verify'], folder)).exitCode).toBe(0);
    const { exitCode, stderr } = await run(['review', 'verify', '--trust', trust], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('a newer one has taken its place');
    // The pages of that time say as much, without the project.
    await rm(join(folder, 'faq.yaml'));
    expect((await run(['review', 'verify', 'former', '--trust', trust], folder)).stdout).toMatch(/^unproven /m);
  });

  test('nor on a page that was published before', async () => {
    const { folder } = await signedTwice();
    const { exitCode, stdout } = await run(['review', 'verify', 'former'], folder);
    expect(stdout).toMatch(/^unproven .*a newer one has taken its place/m);
    expect(exitCode).toBe(1);
  });
});

describe('the list of withdrawn approvals', () => {
  async function signed(): Promise<string> {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml('95'));
    await run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
    return folder;
  }
  const digestIn = async (folder: string): Promise<string> =>
    /^digest: (.*)$/m.exec(await readFile(join(folder, 'reviews/cup.yaml'), 'utf8'))?.[1] ?? '';

  test.each([
    ['the record', 'cup.yaml', /cannot write/, 'approved'],
    [
      'the list',
      'withdrawn',
      /reviews\/cup\.yaml is written: the answer is approved; [^\n]*list sha256:[0-9a-f]{64} in withdrawn/,
      'changed',
    ],
  ])('loses no approval where %s cannot be written', async (_, failing, told, before) => {
    const folder = await signed();
    const digest = await digestIn(folder);
    await writeFile(join(folder, 'faq.yaml'), yaml('96'));
    const world = reviewSurroundings();
    const { exitCode, stderr } = await run(
      ['review', 'sign', 'cup', '--by', 'doe', '--yes'],
      folder,
      {},
      {
        isInteractive: false,
        writeRecord: async (root, name, text) => {
          if (name.endsWith(failing)) throw new SigningError(`cannot write ${name}: the disk is full`);
          await world.writeRecord(root, name, text);
        },
      },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(told);
    expect((await digestIn(folder)) === digest).toBe(before === 'approved');
    await writeFile(join(folder, 'faq.yaml'), yaml(before === 'approved' ? '95' : '96'));
    expect((await run(['review', 'status', '--format', 'json'], folder)).stdout).toContain('"state": "signed"');
  });

  test('grows by nothing where another approval was given while a key waited', async () => {
    const folder = await temporaryFolder();
    const write = async (dose: string) => writeFile(join(folder, 'faq.yaml'), yaml(dose, `, key: ${line}`));
    const line = await makeKey(folder);
    const argv = ['review', 'sign', 'cup', '--by', 'doe', '--yes', '--key', join(folder, 'key')];
    await write('95');
    expect((await run(argv, folder)).exitCode).toBe(0);
    await write('96');
    const world = reviewSurroundings();
    const inBetween: Partial<ReviewSurroundings> = {
      isInteractive: false,
      sign: async (...all) => {
        await run([...argv, '--until', '2027-01-01'], folder);
        return world.sign(...all);
      },
    };
    const { exitCode, stderr } = await run(argv, folder, {}, inBetween);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('another approval was written to reviews/cup.yaml meanwhile');
    expect(await readFile(join(folder, 'reviews/cup.yaml'), 'utf8')).toContain('until: 2027-01-01');
    expect((await readFile(join(folder, 'reviews/withdrawn'), 'utf8')).match(/superseded/g)).toHaveLength(1);
  });

  test('grows where an answer is signed anew, and not where it is the same approval', async () => {
    const folder = await signed();
    const digest = await digestIn(folder);
    const sign = () => run(['review', 'sign', 'cup', '--by', 'doe', '--yes'], folder);
    await sign();
    await expect(readFile(join(folder, 'reviews/withdrawn'))).rejects.toThrow();
    await writeFile(join(folder, 'faq.yaml'), yaml('96'));
    await sign();
    expect(await readFile(join(folder, 'reviews/withdrawn'), 'utf8')).toBe(
      `# Approvals that count no longer (docs/sign-offs.md). Lines are added, and never deleted.\n${digest} cup superseded 2026-11-23\n`,
    );
    // To the byte the approval that was superseded.
    await writeFile(join(folder, 'faq.yaml'), yaml('95'));
    const again = await sign();
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('this approval of `cup` was withdrawn before');
    const argv = ['review', 'sign', 'cup', '--by', 'doe', '--yes', '--until', '2027-11-22'];
    expect((await run(argv, folder)).exitCode).toBe(0);
    expect((await run(['build'], folder)).exitCode).toBe(0);
  });

  test('is written by hand to take an approval back', async () => {
    const folder = await signed();
    await writeFile(join(folder, 'reviews/withdrawn'), `\n${await digestIn(folder)} cup: a new study\r\n`);
    expect((await run(['build'], folder)).stderr).toContain('delete the record, or have the answer signed anew');
    await rm(join(folder, 'reviews/cup.yaml'));
    expect((await run(['build'], folder)).exitCode).toBe(0);
    expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).not.toContain('class="review signed"');
  });

  test('has no line that nobody can read', async () => {
    const folder = await signed();
    await writeFile(join(folder, 'reviews/withdrawn'), '# ours\n<<<<<<< HEAD\nsha256:12\n');
    const { exitCode, stderr } = await run(['check'], folder);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /error\[invalid-review\]: this line does not begin with the digest[^\n]*\n {2}reviews\/withdrawn:2:1/,
    );
    expect(stderr).toContain('reviews/withdrawn:3:1');
  });
});
