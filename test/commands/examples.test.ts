import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandTree } from '../../src/commandLine/commandTree.ts';
import { programFor } from '../../src/commandLine/program.ts';
import { reviewSurroundings } from '../../src/host/reviewSurroundings.ts';
import { allCommands } from '../../src/manual/commandTree.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { hostOf, run } from '../testHost.ts';

const commands = allCommands(commandTree(programFor(hostOf('/'), () => {})));

const faq = `title: Coffee
url: https://example.org/coffee/
policy: {citations: off}
questions: [{id: caffeine, question: How much caffeine?, answer: About 95 mg.}]
reviewers: {doe: {name: Jane Doe, role: Dietitian}}
`;

test.each(commands.map((command) => [command.name, command] as const))(
  '%s --help ends with two or three examples',
  async (name, { examples }) => {
    const { exitCode, stdout } = await run([...name.split(' ').slice(1), '--help'], '/');
    expect(exitCode).toBe(0);
    expect([2, 3]).toContain(examples.length);
    const lines = examples.map(({ line, does }) => `  $ ${line}\n      ${does}\n`);
    expect(stdout.endsWith(`\n\nExamples:\n${lines.join('')}`)).toBe(true);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const { line } of examples) if (name !== 'faqgen') expect(line).toMatch(new RegExp(`^${name}\\b`));
  },
);

const lines = [...new Set(commands.flatMap(({ examples }) => examples.map(({ line }) => line)))];

/** What the examples of `import` name, in a folder that has no FAQ yet. */
const sources = {
  'page.html':
    '<title>FAQ</title><h2>Is it hot?</h2><p>Yes.</p><h2>Is it strong?</h2><p>No.</p><h2>Is it here?</h2><p>Yes.</p>',
  'answers.csv': 'question,answer\nIs it hot?,Yes.\n',
  'more.json': '[{"question": "Is it strong?", "answer": "No."}]',
  'export/one.json': '[{"question": "Is it strong?", "answer": "No."}]',
};

/** They serve until somebody ends them. */
const serves = (line: string): boolean => /^faqgen (?:watch|review open)\b/.test(line);

test.each(lines.filter((line) => !serves(line)))('%s', async (line) => {
  const folder = await temporaryFolder();
  if (line.startsWith('faqgen import')) {
    await mkdir(join(folder, 'export'));
    for (const [path, text] of Object.entries(sources)) await writeFile(join(folder, path), text);
  } else await writeFile(join(folder, 'faq.yaml'), faq);
  // The host of the examples gives what a build wrote.
  const readSite = async (address: string) => {
    const files = await reviewSurroundings().readFolder(join(folder, 'dist'));
    return { address, files, missing: [] };
  };
  const reviewer = { isInteractive: true, confirm: async () => true, readSite };
  if (/ (?:dist|https:\S+)$/.test(line)) await run(['build'], folder);
  // A shell takes what stands behind < and > for itself.
  const [words = '', input] = line.replace(/ > .*/, '').split(' < ');
  const readInput = async () => readFile(join(folder, input ?? ''));
  const { exitCode, stdout, stderr } = await run(words.split(' ').slice(1), folder, {}, reviewer, { readInput });
  // It waits for its review, which is an error to `--strict` alone.
  expect({ exitCode, stderr }).toMatchObject({ exitCode: line.includes('--strict') ? 1 : 0 });
  expect(stderr).not.toMatch(/^error/m);
  if (exitCode === 0) expect(stdout).not.toBe('');
});

test.each(lines.filter(serves))('%s', async (line) => {
  const reached = new Error('the command line was understood');
  const forWatch = () => Promise.reject(reached);
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), faq);
  await expect(run(line.split(' ').slice(1), folder, {}, {}, { forWatch, forReviewPage: forWatch })).rejects.toBe(
    reached,
  );
});
