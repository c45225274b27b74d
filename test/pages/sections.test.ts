import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mostAnswers, mostListed } from '../../src/pages/pagePlan.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const templates = join(import.meta.dirname, '../..', 'templates');

/** A FAQ with so many questions in each of its sections, or a flat list of that many. */
function faqOf(sections: readonly number[] | number, policy = ''): string {
  let count = 0;
  const questions = (size: number, indent: string): string =>
    Array.from({ length: size }, () => {
      count++;
      return `${indent}- {id: q${count}, question: "What is ${count}?", answer: "It is ${count}."}\n`;
    }).join('');
  const body =
    typeof sections === 'number'
      ? `questions:\n${questions(sections, '  ')}`
      : `sections:\n${sections.map((size, index) => `  - title: Part ${index + 1}\n    id: part-${index + 1}\n    questions:\n${questions(size, '      ')}`).join('')}`;
  return `title: Numbers\n${body}policy: {citations: off${policy}}\n`;
}

async function build(text: string): Promise<{ folder: string; page: (path: string) => Promise<string | null> }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), text);
  const { exitCode, stderr } = await run(['build', '--quiet'], folder);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return { folder, page: (path) => readFile(join(folder, 'dist', path), 'utf8').catch(() => null) };
}

const answersOn = (html: string | null): number => html?.match(/<article class="answer"/g)?.length ?? 0;
const listedOn = (html: string | null): number => html?.match(/<li id="q\d+">/g)?.length ?? 0;

describe('the pages that carry the answers', () => {
  it('are the front page and no other up to the limit', async () => {
    const { page } = await build(faqOf([mostAnswers - 1, 1]));
    expect(answersOn(await page('index.html'))).toBe(mostAnswers);
    expect(await page('part-1.html')).toBe(null);
    expect(await page('part-1.md')).toBe(null);
    expect(await page('q1.html')).toContain('href="index.html#part-1"');
  });

  it('are those of the sections above it', async () => {
    const { page } = await build(faqOf([mostAnswers, 1]));
    const front = await page('index.html');
    expect([answersOn(front), listedOn(front)]).toEqual([0, mostAnswers + 1]);
    expect(answersOn(await page('part-1.html'))).toBe(mostAnswers);
    expect(answersOn(await page('part-2.html'))).toBe(1);
    expect(await page('part-2.md')).toContain(`It is ${mostAnswers + 1}.`);
    expect(await page('q1.html')).toContain('href="part-1.html#q1"');
  });

  it('are those of single questions alone where a section is too large for one page, or where there is none', async () => {
    const { page } = await build(faqOf([mostAnswers + 1]));
    const section = await page('part-1.html');
    expect([answersOn(section), listedOn(section)]).toEqual([0, mostAnswers + 1]);
    expect(section).toContain('"@type":"CollectionPage"');
    expect(section).not.toContain('<script src');
    const flat = await (await build(faqOf(mostAnswers + 1))).page('index.html');
    expect([answersOn(flat), listedOn(flat)]).toEqual([0, mostAnswers + 1]);
  });

  it('are what the policy says', async () => {
    const { page } = await build(faqOf([mostAnswers, 1], ', index: answers'));
    expect(answersOn(await page('index.html'))).toBe(mostAnswers + 1);
    const small = await build(faqOf([1, 1], ', index: sections'));
    expect(answersOn(await small.page('index.html'))).toBe(0);
    expect(answersOn(await small.page('part-2.html'))).toBe(1);
  });
});

it('the front page names sections alone where their questions are too many', async () => {
  const sizes = Array.from({ length: 10 }, () => mostListed / 10);
  const whole = await build(faqOf(sizes));
  expect(listedOn(await whole.page('index.html'))).toBe(mostListed);
  const { page } = await build(faqOf([...sizes, 1]));
  const front = await page('index.html');
  expect(listedOn(front)).toBe(0);
  expect(front?.match(/<h2><a href="part-\d+\.html">Part \d+<\/a><\/h2>/g)).toHaveLength(11);
  expect(front).toContain('Questions: 100');
  expect(await page('index.md')).toContain('## [Part 11](part-11.md)\n\nQuestions: 1\n');
  const programs = await page('llms.txt');
  expect(programs).toContain('- [Part 1](part-1.md)\n');
  expect(programs).not.toContain('q1.md');
});

describe('a theme may not leave out of a list or of the page of a section', () => {
  const faq = `title: Bees
policy: {review: warn, index: sections}
theme: {templates: theme}
urgent: {text: Call 112.}
sections:
  - title: Stings
    id: stings
    formerly: [pains]
    questions:
      - {id: sting, question: What helps?, answer: "Cold water [@a].", short: Cold., formerly: [bite]}
sources: {a: {title: Of bees, url: https://example.org/bees}}
reviewers: {doe: {name: Jane Doe, role: Nurse}}
disclaimer: {text: No advice.}
`;
  it.each([
    ['the way to `stings`', 'section-list.hbs', '{{title}}</a></h2>', '</a></h2>'],
    ['the way to `stings`', 'section-list.hbs', '<a href="{{href}}">', '<a href="sting.html">'],
    ['the way to `sting`', 'section-list.hbs', '{{> question-list}}', ''],
    ['the way to `sting`', 'question-list.hbs', '{{href}}', 'stings.html'],
    ['the way to `sting`', 'question-list.hbs', '{{question}}', ''],
    ['the old anchor `bite`', 'question-list.hbs', '<span id="{{this}}"></span>', ''],
    ['the old anchor `pains`', 'section-list.hbs', '<span id="{{this}}"></span>', ''],
    ['the old anchor `pains`', 'section.hbs', '<span id="{{this}}"></span>', ''],
    ['the title of `stings`', 'section.hbs', '{{group.title}}', ''],
    ['the whole answer to `sting`', 'section.hbs', '{{> answer}}', ''],
    ['the review state of `sting`', 'answer.hbs', '{{> review-state}}', ''],
    ['the source “Of bees”', 'section.hbs', '{{> sources}}', ''],
    ['the disclaimer', 'section.hbs', '{{> disclaimer}}', ''],
    ['the disclaimer', 'list.hbs', '{{> disclaimer}}', ''],
    ['the reviewer Jane Doe', 'section.hbs', '{{> reviewers}}', ''],
    ['the reviewer Jane Doe', 'list.hbs', '{{> reviewers}}', ''],
  ])('%s (%s, %#)', async (part, file, from, to) => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'theme'));
    const original = await readFile(join(templates, file), 'utf8');
    expect(original).toContain(from);
    await writeFile(join(folder, 'faq.yaml'), faq);
    await writeFile(join(folder, 'theme', file), original.replace(from, to));
    const { exitCode, stdout } = await run(['build', '--format', 'json'], folder);
    expect(exitCode).toBe(1);
    const messages = JSON.parse(stdout).diagnostics.map(
      ({ code, file: blamed, message }: Record<string, string>) => `${code} ${blamed} ${message}`,
    );
    expect(messages).toContainEqual(
      expect.stringMatching(new RegExp(`^page-incomplete theme/${file} .*${part.replaceAll(/[`“”]/g, '.')}`)),
    );
  });
});

it('review verify judges the answers on the pages of sections', async () => {
  const folder = await temporaryFolder();
  const faq = `title: Bees
policy: {citations: off, index: sections}
sections:
  - {title: Stings, id: stings, questions: [{id: sting, question: What helps?, answer: Cold water.}]}
  - {title: Hives, id: hives, questions: [{id: hive, question: Who comes?, answer: "A beekeeper: see [stings](#stings)."}]}
reviewers: {doe: {name: Jane Doe}}
`;
  await writeFile(join(folder, 'faq.yaml'), faq);
  expect((await run(['review', 'sign', '--all', '--by', 'doe', '--yes'], folder)).exitCode).toBe(0);
  expect((await run(['build'], folder)).exitCode).toBe(0);
  const verify = async () => {
    const { exitCode, stdout } = await run(['review', 'verify', 'dist', '--format', 'json'], folder);
    const { answers } = JSON.parse(stdout) as { answers: { file: string; verdict: string }[] };
    return { exitCode, verdicts: answers.map(({ file, verdict }) => `${file} ${verdict}`).sort() };
  };
  const approved = ['faq.json', 'faq.json', 'hive.html', 'hives.html', 'sting.html', 'stings.html'];
  expect(await verify()).toEqual({ exitCode: 0, verdicts: approved.map((file) => `dist/${file} approved`) });
  const path = join(folder, 'dist/stings.html');
  await writeFile(path, (await readFile(path, 'utf8')).replace('<p>Cold water.', '<p>Hot water.'));
  const altered = await verify();
  expect(altered.exitCode).toBe(1);
  expect(altered.verdicts).toContain('dist/stings.html differs');
});
