import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signerOf, signersOf } from '../../src/review/sshSignature.ts';
import { readTrustedKeys, UnusableKeys } from '../../src/review/trustedKeys.ts';
import { readPublicKey } from '../../src/schema/publicKey.ts';
import { accepts, makeKey, sign } from '../signing.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

interface Try {
  message: string;
  signature: string;
  publicKey: string;
}

interface Made extends Try {
  readonly folder: string;
}

/** Turns one bit of the binary signature, `at` bytes from its begin, or from its end where it is negative. */
function flip({ signature }: Try, at: number): string {
  const bytes = Buffer.from(signature.replaceAll(/-----.*-----|\n/g, ''), 'base64');
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return armored(bytes);
}

function armored(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  return `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`;
}

const bytesOf = ({ signature }: Try): Buffer => Buffer.from(signature.replaceAll(/-----.*-----|\n/g, ''), 'base64');

/** Each makes another try of a good one; the first ones are good as well. */
const tries: Readonly<Record<string, (made: Made) => Partial<Try> | Promise<Partial<Try>>>> = {
  'as it was signed': () => ({}),
  'signed with SHA-256': async ({ folder, message }) => ({
    signature: await sign(folder, message, 'key', 'review@faqgen', ['-O', 'hashalg=sha256']),
  }),
  'a comment behind the key': ({ publicKey }) => ({
    publicKey: `${publicKey.split(' ').slice(0, 2).join(' ')} somebody else`,
  }),
  // OpenSSH takes the version 0 for 1; the signature does not cover it.
  'one bit of its version': (made) => ({ signature: flip(made, 9) }),
  'a version to come': (made) => ({ signature: flip(made, 8) }),
  'one letter of the text': ({ message }) => ({ message: message.replace('mg', 'Mg') }),
  'one digit of the text': ({ message }) => ({ message: message.replace('5', '6') }),
  'a line end more': ({ message }) => ({ message: `${message}\n` }),
  'a line end less': ({ message }) => ({ message: message.trimEnd() }),
  'a space at a line end': ({ message }) => ({ message: message.replace('\n', ' \n') }),
  'no text': () => ({ message: '' }),
  'Windows line ends in the text': ({ message }) => ({ message: message.replaceAll('\n', '\r\n') }),
  'one bit of the signature': (made) => ({ signature: flip(made, -1) }),
  'one bit in its first half': (made) => ({ signature: flip(made, -60) }),
  'one bit of the key inside': (made) => ({ signature: flip(made, 40) }),
  'one bit of its namespace': (made) => ({ signature: flip(made, 70) }),
  'one bit of its magic': (made) => ({ signature: flip(made, 0) }),
  'one bit of the name of the hash': (made) => ({ signature: flip(made, 90) }),
  'another namespace': async ({ folder, message }) => ({ signature: await sign(folder, message, 'key', 'file') }),
  'the key of somebody else in the list': async ({ folder }) => ({ publicKey: await makeKey(folder, 'other') }),
  'signed by somebody else': async ({ folder, message }) => {
    await makeKey(folder, 'third');
    return { signature: await sign(folder, message, 'third') };
  },
  'cut off': (made) => ({ signature: armored(bytesOf(made).subarray(0, -10)) }),
  'a byte more': (made) => ({ signature: armored(Buffer.concat([bytesOf(made), Buffer.from([0])])) }),
  'no armour': (made) => ({ signature: bytesOf(made).toString('base64') }),
  nothing: () => ({ signature: '' }),
  'the signature of another text': async ({ folder }) => ({ signature: await sign(folder, 'another text\n') }),
};

describe.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('a signature, judged as ssh-keygen does', () => {
  test('there are more than twenty tamperings', () => {
    expect(Object.keys(tries).length).toBeGreaterThanOrEqual(23);
  });

  test.each(Object.entries(tries))('%s', async (name, tamper) => {
    const folder = await temporaryFolder();
    const publicKey = await makeKey(folder);
    const message = 'question: "How much?"\nanswer: |2-\n  Take 5 mg.\n';
    const made = { folder, message, publicKey, signature: await sign(folder, message) };
    const one = { ...made, ...(await tamper(made)) };
    const key = readPublicKey(one.publicKey);
    expect(key).not.toBeNull();
    const signer = signerOf(one.message, one.signature);
    const ours = 'key' in signer && signer.key === key;
    expect(ours).toBe(await accepts(folder, one.message, one.signature, one.publicKey));
    expect(ours).toBe(Object.keys(tries).indexOf(name) < 4);
    expect(await signersOf([one, made])).toEqual([signer, signerOf(made.message, made.signature)]);
  });

  test('keys of other kinds than Ed25519 are refused in faq.yaml', async () => {
    const folder = await temporaryFolder();
    for (const type of ['ecdsa', 'rsa']) expect(readPublicKey(await makeKey(folder, type, type))).toBeNull();
    const good = await makeKey(folder);
    expect(readPublicKey(good)).toBe(good.split(' ')[1]);
    for (const bad of [
      '',
      good.slice(0, -8).trimEnd().slice(0, 60),
      good.replace('ssh-ed25519', 'ssh-rsa'),
      ` ${good}`,
      `x ${good}`,
      (await readFile(join(folder, 'key'), 'utf8')).trim(),
    ])
      expect(readPublicKey(bad), bad).toBeNull();
  });

  test('a signature by a key of another kind proves nothing', async () => {
    const folder = await temporaryFolder();
    await makeKey(folder, 'ecdsa', 'ecdsa');
    expect(signerOf('text', await sign(folder, 'text', 'ecdsa'))).toEqual({
      fault: 'it was not made with an Ed25519 key',
    });
  });
});

describe('a file of trusted keys', () => {
  const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIGSlEvMfF4s5lMwnFzXtwDgNC90cXQMA1pKSqqbOWk5M';
  test.each([
    [`doe ssh-ed25519 ${key}`, ['doe']],
    [`# the reviewers\n\n  doe   ssh-ed25519 ${key} Jane\r\n`, ['doe']],
    [`"doe" namespaces="review@faqgen,file" ssh-ed25519 ${key}`, ['doe']],
    [`doe namespaces="git" ssh-ed25519 ${key}`, []],
    ['', []],
  ])('%j', (text, reviewers) => {
    expect([...readTrustedKeys(text)]).toEqual(
      reviewers.map((reviewer) => [reviewer, [{ key, from: null, until: null, path: [] }]]),
    );
  });

  test('gives one person several keys', () => {
    expect(
      readTrustedKeys(`doe ssh-ed25519 ${key}\ndoe ssh-ed25519 ${key}`)
        .get('doe')
        ?.map((one) => one.key),
    ).toEqual([key, key]);
  });

  test.each([
    `doe`,
    `doe ssh-rsa ${key}`,
    `doe,roe ssh-ed25519 ${key}`,
    `doe ssh-ed25519 ${key}\nroe ssh-ed25519 ${key} another comment`,
    `* ssh-ed25519 ${key}`,
    `d?e ssh-ed25519 ${key}`,
    `doe@example.org ssh-ed25519 ${key}`,
    `doe cert-authority ssh-ed25519 ${key}`,
    `doe valid-before="2030" ssh-ed25519 ${key}`,
    `doe valid-before="20301301" ssh-ed25519 ${key}`,
    `doe valid-after="202611101200" ssh-ed25519 ${key}`,
    `doe verify-required,valid-after="20261110" ssh-ed25519 ${key}`,
    `doe ssh-ed25519 ${key.slice(4)}`,
    '{"doe": 1}',
  ])('%j is refused', (text) => {
    expect(() => readTrustedKeys(`# first\n${text}\n`)).toThrow(UnusableKeys);
  });

  test.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('is read by ssh-keygen alike', async () => {
    const folder = await temporaryFolder();
    const publicKey = await makeKey(folder);
    const signature = await sign(folder, 'text');
    expect(await accepts(folder, 'text', signature, publicKey)).toBe(true);
    expect(await accepts(folder, 'text', signature, publicKey, 'roe')).toBe(false);
    const keys = readTrustedKeys(await readFile(join(folder, 'allowed'), 'utf8'));
    expect([...keys.keys()]).toEqual(['doe']);
    await writeFile(join(folder, 'allowed'), '');
  });
});
