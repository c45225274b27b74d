import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatEach, formatText, plain } from '../../src/diagnostics/formatText.ts';
import { compileText } from '../prose/compileText.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const answers = (...texts: readonly string[]) =>
  `title: Bees\nurl: https://example.org/\nquestions:\n${texts
    .map((text, index) => `  - {id: q${index}, question: "Which, ${index}?", answer: ${JSON.stringify(text)}}\n`)
    .join('')}`;

const textOf = (yaml: string) => {
  const { diagnostics, texts } = compileText(yaml);
  return formatText(diagnostics, texts, plain);
};

test('the third of a code and all behind it are one line with their lines', () => {
  const text = textOf(answers(...Array<string>(30).fill('a <b>x')));
  expect(text.match(/warning\[raw-html\]/g)).toHaveLength(2);
  expect(text).toContain(
    `\n… and 28 more \`raw-html\`, at lines ${Array.from({ length: 20 }, (_, index) => index + 6).join(', ')} … (all: --format json)\n`,
  );
});

test('what differs in names and numbers is one kind, what differs in words is not', () => {
  const { diagnostics, texts } = compileText(answers('[a](#x1)', '[b](#x2)', '<i>', '> 5 mg', '# of it', '[c](#x3)'));
  const said = formatEach(diagnostics, texts, plain).map((text) => text.split('\n')[0]);
  expect(said).toEqual([
    'error[unknown-question]: there is no question `x1`',
    'error[unknown-question]: there is no question `x2`',
    'warning[raw-html]: `<i>` is HTML, and is printed as text',
    expect.stringContaining('warning[ambiguous-marker]'),
    expect.stringContaining('warning[ambiguous-marker]'),
    '… and 1 more `unknown-question`, in line 9 (`x3`) (all: --format json)',
  ]);
});

test('notes, and what has no place, are told one by one', () => {
  const drafts = answers('a', 'b', 'c', 'd', 'e')
    .replaceAll('answer:', 'draft: true, answer:')
    .replace('draft: true, ', '');
  expect(textOf(drafts).match(/note\[left-out\]/g)).toHaveLength(4);
});

test('the totals are true, and JSON and SARIF hold the place of each', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), answers(...Array<string>(9).fill('<b>')));
  const { stderr, stdout } = await run(['check'], folder);
  expect(stderr.match(/raw-html/g)).toHaveLength(3);
  expect(stdout).toContain('9 questions, 9 warnings');
  const { diagnostics } = JSON.parse((await run(['check', '--format', 'json'], folder)).stdout) as {
    diagnostics: { line: number }[];
  };
  expect(diagnostics.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect((await run(['check', '--format', 'sarif'], folder)).stdout.match(/"startLine"/g)).toHaveLength(9);
  expect((await run(['check', '--format', 'github'], folder)).stdout.match(/^::warning/gm)).toHaveLength(9);
});

const hours = [
  ['When is the pool open?', 'Every day from 7:00 to 21:00, and until 22:00 on Fridays.'],
  ['Where do I park?', 'Behind the hall. The first 2 hours are free, then it costs 1.50 an hour.'],
  ['Which bus stops there?', 'Lines 4 and 17, at the stop Town Hall.'],
  ['How do I pay?', 'In cash or by card.'],
  ['May I bring a dog?', 'No, with the exception of guide dogs.'],
];

test('a FAQ of 25 administrative questions without sources has no warning at all', async () => {
  const folder = await temporaryFolder();
  const questions = Array.from({ length: 25 }, (_, index) => {
    const [question = '', answer = ''] = hours[index % hours.length] ?? [];
    return `  - id: question-${index + 1}\n    question: "${question.replace('?', ` (${index + 1})?`)}"\n    answer: ${answer}\n`;
  });
  await writeFile(
    join(folder, 'faq.yaml'),
    `title: The pool\nurl: https://example.org/pool/\nquestions:\n${questions.join('')}disclaimer: {text: Prices may change.}\n`,
  );
  const { exitCode, stdout, stderr } = await run(['check', '--strict'], folder);
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '✓ 25 questions, no warnings\n', stderr: '' });
});

test('an answer without a source is remarked where others have some, and where the policy asks', () => {
  const codes = (yaml: string) => compileText(yaml).diagnostics.map(({ code }) => code);
  const yaml = answers('x', 'y');
  expect(codes(yaml)).toEqual([]);
  expect(codes(`${yaml}policy: {citations: warn}\n`)).toEqual(['uncited-answer', 'uncited-answer']);
  expect(codes(`${yaml.replace('"y"', '"y [@a]"')}sources: {a: {title: A}}\n`)).toEqual(['uncited-answer']);
});
