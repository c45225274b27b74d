import { corpus } from './corpus.ts';

/** Constructs that need a source, a file or a second question, which the corpus of plain prose has not. */
export const constructs: Readonly<Record<string, string>> = {
  'a citation': 'Half of them [@trial] sleep.',
  'a citation with its place': 'Half of them [see @trial, pp. 33-35] sleep; a third [@trial; @guide, table 4] do not.',
  'a picture': 'See ![Left knee, bent by 30°](knee.png) here.',
  'a picture in a list': '1. ![Knee](knee.png)\n2. ![Hip <5 mm](knee.png)',
  'breaks in cells': '| Day | Dose |\n| --- | --- |\n| Monday<br>Tuesday | 5 mg<br>10 mg |',
  'an aligned table with code': '| Dose | Name |\n| ---: | :---: |\n| **5** | `a \\| b` |\n| 7 | [q](#question) |',
  'bare addresses': 'Write to help@clinic.example or see https://clinic.example/a_b?x=1 and www.clinic.example.',
  'addresses that are no links': 'Fetch ftp://clinic.example/_old_/x and type <a href="https://clinic.example/x_y_">.',
  'an address in brackets': 'See <https://clinic.example/> or <help@clinic.example>.',
  'a link with marks': '[**Take** `5` *mg*](#question) and [![Knee](knee.png)](https://clinic.example/).',
  'a telephone number': 'Call [+1 800 662 4357](tel:+18006624357) or [112](tel:112).',
  'care cards':
    '> [!NON-URGENT]\n> ### See a doctor if\n>\n> - 38 °C\n\n> [!URGENT]\n> ### Ask today\n> Now.\n\n> [!IMMEDIATE]\n> ### Call 112 now if\n> it is 41 °C.\n\n> [!TIP]\n> Rest.',
  'a callout with all':
    '> [!NOTE]\n> 3. three\n> 5. five\n>\n> | a | b |\n> | - | - |\n> | 1 | 2 |\n>\n> ```\n> dose = 5\n> ```',
  'lists in lists': '3. three\n   1) one\n   2) two\n      - deep\n        5. five\n4. four',
  'steps with more': '1. Wash.\n\n   Dry.\n\n   | a |\n   | - |\n   | 9 |\n\n   ```\n   x\n   y\n   ```\n2. Go.',
  'headings of all levels': '## Doses\n\n### *Adults* 5\n\nx\n\n#### Children\n\ny',
  'code of a language': '```js\nconst dose = 5;\n\nconst more = `a`;\n```',
  'breaks of lines': 'Monday 8  \nTuesday 9\\\nWednesday 10',
  'two directions': 'Take < 5 mg, خذ 5 - 10 ملغ, קח 5 מ"ג, call 555-0100.',
  'wide letters': '**注意：**请\n每天*两次*服用。\n\n**复诊**を予約 한국어 ไทย',
};

/** All that can be published, by a name. */
export const publishable: readonly { readonly name: string; readonly typed: string }[] = [
  ...Object.entries(constructs).map(([name, typed]) => ({ name, typed })),
  ...corpus.flatMap(({ typed, intent }) => (intent === undefined ? [] : [{ name: typed, typed }])),
];

const indented = (text: string): string =>
  `|${/^[ \n]/.test(text) ? '6' : ''}\n${text.replaceAll(/^(?=.)/gm, '      ')}\n`;

/** Each text as the answer to a question of its own; some lead to `#question`. */
export function faqOf(texts: readonly string[], settings = ''): { yaml: string; ids: string[] } {
  const ids = texts.map((_, index) => (index === 0 ? 'question' : `q${index}`));
  const questions = texts.map(
    (typed, index) => `  - id: ${ids[index]}\n    question: How much?\n    answer: ${indented(typed)}`,
  );
  const yaml = `title: Doses
url: https://doses.example/
${settings}
sources: {trial: {title: Trial}, guide: {title: Guide}}
sections:
- title: All
  id: all
  questions:
${questions.join('')}`;
  return { yaml, ids };
}

/** A picture of one pixel, as every file that the constructs name. */
export const files: Readonly<Record<string, string>> = { 'knee.png': '' };
