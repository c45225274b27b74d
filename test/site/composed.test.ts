import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { type Compilation, type CompileOptions, compile } from '../../src/compile.ts';
import type { Project } from '../../src/faq/project.ts';
import { openProject } from '../../src/host/projectReader.ts';
import { Frame } from '../../src/proof/frame.ts';

const root = join(import.meta.dirname, '../..');
const options: CompileOptions = { asOf: '2026-11-23', url: null, preview: false };
const project = openProject(join(root, 'test/cases/valid/sections/faq.yaml')).read();

/** Numbers from 0 to below 1, the same in each run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const answers = [
  'Call us before you come, and bring your card.',
  'Take it *with* food.\n\n- in the morning\n- at noon\n\nThen rest, see [the other one](#q-3).',
  '## Before\n\nNothing to eat.\n\n## After\n\nSee [the first one](#q-1) and [this one](#q-7).',
  'About 1 in 10 feel it [@smith, p. 4], and fewer later [@lee; @smith].',
  '| Dose | Hours |\n| --- | --- |\n| 5 mg | 4 |\n\nSee [a page](https://example.org/a?b=1&c=%22d%22).',
  'Press `<Enter>` & wait; "5 < 6" is true, it\'s `a=b`.',
  '> [!WARNING]\n> Not for children.\n\n1. Sit down\n2. Breathe',
  'The word is שלום, and no other.',
];

/** Questions with all that a page may show besides, each with some of it. */
function faqOf(count: number, seed: number): string {
  const random = sequence(seed);
  const some = (chance: number, line: string): string[] => (random() < chance ? [line] : []);
  const questions = Array.from({ length: count }, (_, index) => {
    const answer = answers[Math.floor(random() * random() * answers.length)] ?? '';
    return [
      `      - id: q-${index + 1}`,
      `        question: ${JSON.stringify(random() < 0.1 ? `Is "${index}" < 5 & 'more' = <b>?` : `How is number ${index}?`)}`,
      ...some(0.3, `        short: It is <fine> & "well" ${index}.`),
      ...some(0.2, `        keywords: [word ${index}, "a & b"]`),
      ...some(0.3, `        updated: 2026-0${1 + Math.floor(random() * 9)}-11`),
      ...some(0.2, `        formerly: [old-${index}]`),
      ...some(0.2, `        related: [q-1, q-2]`),
      `        answer: |\n${answer.replaceAll(/^(?=.)/gm, '          ')}`,
    ].join('\n');
  });
  const half = Math.ceil(count / 2);
  return `title: Help & "more"
url: https://help.example/
language: en
urgent: {text: Call **112** when it cannot wait.}
disclaimer: {text: This is *no* advice.}
contact: {phone: "+44 20 7946 0018", text: Ask us., disclosure: Our own staff answer.}
policy: {review: off, citations: off, index: sections}
sources:
  smith: {title: On <doses> & more, authors: Smith, url: "https://example.org/?a=1&b=2"}
  lee: {title: Later effects, date: 2024}
sections:
  - id: first-half
    title: The first half
    questions:
${questions.slice(0, half).join('\n')}
  - id: other-half
    title: The other half
    intro: What comes <after> it, as [here](#q-2).
    questions:
${questions.slice(half).join('\n')}
`;
}

/** `isWhole`: with a theme of its own, which prints what ours does, but of which every page is printed and proven whole. */
function build(text: string, isWhole: boolean, answers = 'open'): Compilation {
  const copy = project.templates.find(({ path }) => path.endsWith('neighbours.hbs'));
  const own: Project = {
    ...project,
    faq: {
      ...project.faq,
      bytes: Buffer.from(`${text}theme: {answers: ${answers}${isWhole ? ', templates: ours' : ''}}\n`),
    },
    files: {
      read: () => null,
      list: () => [{ path: 'ours/neighbours.hbs', bytes: copy?.bytes ?? null }],
    },
  };
  return compile(own, options);
}

function told({ files, diagnostics }: Compilation) {
  return {
    files: files.map(({ path, contents }) => [path, Buffer.from(contents).toString()]),
    diagnostics: diagnostics.map(({ code, message }) => `${code} ${message}`),
  };
}

it.each([
  [1, 'open'],
  [2, 'open'],
  [3, 'open'],
  [4, 'open'],
  [1, 'closed'],
] as const)('gives the same pages put together as printed whole, seed %i, answers %s', (seed, answers) => {
  const fill = vi.spyOn(Frame.prototype, 'fill');
  try {
    const text = faqOf(80, seed);
    const composed = told(build(text, false, answers));
    const filled = fill.mock.results.filter(({ type, value }) => type === 'return' && value !== null).length;
    const whole = told(build(text, true, answers));
    expect(composed.files.length, composed.diagnostics.join('\n')).toBeGreaterThan(160);
    expect(filled).toBeGreaterThan(40);
    expect(composed).toEqual(whole);
  } finally {
    fill.mockRestore();
  }
});
