// node bench/reviews.mjs [questions] [rounds]
// What sign-offs cost a build: the same FAQ without records, with a record for
// each answer, and with a signature in each, built in turn (A B C A B C …).
// "share" is the part of the build with records that is spent on them.
import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSource } from './importSource.mjs';

const { parseFaq } = await importSource('faq/parseFaq.ts');
const { creditOf, currentFormat, recordOf, statementOf, wordingOf } = await importSource('review/signOff.ts');

const questions = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 5);
const cli = new URL('../lib/cli.js', import.meta.url).pathname;
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const text = (value) => prefixed(Buffer.from(value));
const keyBlob = Buffer.concat([
  text('ssh-ed25519'),
  prefixed(Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url')),
]);

const root = mkdtempSync(join(tmpdir(), 'faqgen-bench-'));
try {
  const projects = ['without', 'records', 'signatures'].map((name) => ({ name, folder: makeProject(name), times: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const { name, folder, times } of projects) {
      rmSync(join(folder, 'dist'), { recursive: true, force: true });
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, [cli, 'build', '--as-of', '2026-11-23'], {
        cwd: folder,
        // Nothing of an earlier round is to help.
        env: { ...process.env, XDG_CACHE_HOME: join(root, `cache-${round}-${name}`) },
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
      times.push(performance.now() - start);
    }
  }
  const medians = projects.map(({ name, times }) => ({
    name,
    ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)],
  }));
  for (const { name, ms } of medians) {
    const share = name === 'without' ? '' : `  share ${(100 * (1 - medians[0].ms / ms)).toFixed(1)}%`;
    console.log(`${questions} answers, ${name.padEnd(10)}  ${Math.round(ms)} ms${share}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

function makeProject(name) {
  const folder = join(root, name);
  mkdirSync(join(folder, 'reviews'), { recursive: true });
  const entries = Array.from({ length: questions }, (_, index) => {
    const words = Array.from({ length: 60 }, (_, word) => `word${(index * 7 + word * 13) % 997}`).join(' ');
    return `  - id: question-${index}\n    question: What of number ${index}?\n    answer: |\n      ${words} [@label].\n\n      - never ${index} mg\n      - see [another](#question-${(index + 1) % questions})\n`;
  });
  const key = name === 'signatures' ? `, key: ssh-ed25519 ${keyBlob.toString('base64')}` : '';
  const yaml = `title: Bench\nurl: https://bench.example/\nquestions:\n${entries.join('')}sources:\n  label: {title: The label, url: https://label.example/}\nreviewers:\n  doe: {name: Jane Doe, role: Reviewer${key}}\n`;
  writeFileSync(join(folder, 'faq.yaml'), yaml);
  if (name === 'without') return folder;
  const { faq } = parseFaq({ path: 'faq.yaml', text: yaml });
  for (const question of faq.sections[0].questions) {
    const statement = statementOf({
      ...wordingOf(question, faq, currentFormat),
      format: currentFormat,
      id: question.id,
      reviewer: 'doe',
      ...creditOf(faq.reviewers[0]),
      date: '2026-11-01',
      until: '2027-11-01',
    });
    writeFileSync(
      join(folder, 'reviews', `${question.id}.yaml`),
      recordOf(statement, name === 'signatures' ? sshSignature(statement) : null),
    );
  }
  return folder;
}

function sshSignature(message) {
  const frame = [text('review@faqgen'), text(''), text('sha512')];
  const signed = Buffer.concat([
    Buffer.from('SSHSIG'),
    ...frame,
    prefixed(createHash('sha512').update(message).digest()),
  ]);
  const inner = Buffer.concat([text('ssh-ed25519'), prefixed(signBytes(null, signed, privateKey))]);
  const blob = Buffer.concat([
    Buffer.from('SSHSIG'),
    Buffer.from([0, 0, 0, 1]),
    prefixed(keyBlob),
    ...frame,
    prefixed(inner),
  ]);
  return `-----BEGIN SSH SIGNATURE-----\n${blob
    .toString('base64')
    .match(/.{1,70}/g)
    .join('\n')}\n-----END SSH SIGNATURE-----\n`;
}

function prefixed(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
