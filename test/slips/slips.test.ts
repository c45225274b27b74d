import { describe, expect, test } from 'vitest';
import { locateIn } from '../../src/diagnostics/position.ts';
import { expectLinear } from '../growth.ts';
import { compileText } from '../prose/compileText.ts';

/** A well-formed file; each slip is made in it. */
const sound = `title: Bees, answered
url: https://example.org/bees/
questions:
  - id: sting
    question: What helps with a sting?
    answer: |
      Cold water, and **rest**.

      See [wax](#wax).
  - id: wax
    question: What is wax good for?
    answer: Candles, at 60 degrees.
    keywords: [candle, comb]
contact:
  phone: +1 555 010 0199
  disclosure: The keepers answer.
disclaimer:
  text: Informs only.
`;

const changed = (from: string | RegExp, to: string | ((found: string) => string)): string => {
  const text = typeof to === 'string' ? sound.replace(from, to) : sound.replace(from, to);
  if (text === sound) throw new Error(`nothing was changed: ${from}`);
  return text;
};

const errorsOf = (yaml: string | Uint8Array) => {
  const { diagnostics, texts } = compileText(yaml);
  const locate = locateIn(texts);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, help, span }) => {
      const place = span && locate(span);
      return { code, place: `${place?.line}:${place?.column}`, message, help: help ?? '' };
    });
};

test('the file without a slip has no fault', () => {
  expect(compileText(sound).diagnostics).toEqual([]);
});

/** Name, file, code, place, and a part of the help: the line to write, or what to do. */
type Case = readonly [string, string, string, string, string];

const slips: readonly Case[] = [
  [
    'a comma and a colon in a text between braces',
    changed('disclaimer:', 'sources:\n  bk: {title: Bees, wax: a study, url: https://example.org/}\ndisclaimer:'),
    'yaml-syntax',
    '18:15',
    'write `bk: {title: "Bees, wax: a study", url: https://example.org/}`',
  ],
  [
    'a first line of an entry that stands further left than its others',
    changed('  - id: wax\n', '- id: wax\n'),
    'yaml-syntax',
    '10:1',
    'write `  - id: wax`'.replace('write', 'begin it below them, with 2 spaces in front:'),
  ],
  [
    'questions right below the title of their section',
    'title: Bees\nurl: https://example.org/\nsections:\n  - title: Honey\n      - question: Why?\n        answer: Yes.\n',
    'yaml-syntax',
    '5:7',
    'write `    questions:` on a line of its own above it',
  ],
  [
    'a section among the questions of the one above',
    'title: Bees\nsections:\n  - title: Honey\n    questions:\n      - question: Why?\n        answer: Yes.\n      - title: Wax\n        questions:\n          - question: How?\n            answer: No.\n',
    'yaml-syntax',
    '7:7',
    'with 2 spaces in front: `  - title: Wax`',
  ],
  [
    'the last key of the file at the left edge',
    changed('  text: Informs', 'text: Informs'),
    'yaml-syntax',
    '18:1',
    'with 2 spaces in front: `  text: Informs only.`',
  ],
  [
    'a tab behind a hyphen',
    changed('  - id: wax', '  -\tid: wax'),
    'yaml-syntax',
    '10:4',
    'type a space: `  - id: wax`',
  ],
  [
    'a number of spaces that is not there',
    changed('answer: |', 'answer: |4'),
    'yaml-syntax',
    '6:13',
    'write `answer: |`',
  ],
  [
    'a bar that is escaped',
    changed('answer: |\n      Cold', 'answer: \\|\n      So: cold'),
    'yaml-syntax',
    '6:13',
    'write `answer: |`',
  ],
  ['two bars', changed('answer: |', 'answer: ||'), 'yaml-syntax', '6:13', 'write `answer: |`'],
  [
    'a bar behind what holds keys',
    changed('disclaimer:', 'disclaimer: |'),
    'yaml-syntax',
    '17:13',
    'write `disclaimer:`',
  ],
  [
    'a reviewer without an id',
    changed('disclaimer:', 'policy: {review: off}\nreviewers:\n  name: Ann Lee\n  role: Keeper\ndisclaimer:'),
    'yaml-syntax',
    '19:3',
    'write `  ann-lee:` on a line of its own above it',
  ],
  [
    'keys merged from another entry',
    changed('  - id: wax\n', '  - <<: *sting\n    id: wax\n'),
    'yaml-unsupported',
    '10:5',
    'write the keys themselves',
  ],
  [
    'a question in the text of the answer above it',
    changed(/ {2}- id: wax[\s\S]*?comb\]\n/, (text: string) => text.replaceAll(/^(?=.)/gm, '    ')),
    'swallowed-key',
    '10:7',
    'begin this line with 2 spaces',
  ],
  [
    'a letter for a zero in a number',
    changed('555 010', '555 O10'),
    'invalid-phone',
    '15:10',
    'write `phone: +1 555 010 0199`',
  ],
  [
    'a comma in the name of a host',
    changed('example.org', 'example,org'),
    'invalid-address',
    '2:6',
    'the whole address',
  ],
  ...(
    [
      ['“https://example.org/bees/”', 'quotes'],
      ['<https://example.org/bees/>', 'brackets'],
      ['htttps://example.org/bees/', 'a letter too many'],
      ['https:// example.org/bees/', 'a blank'],
      ['"[Bees](https://example.org/bees/)"', 'its words'],
    ] as const
  ).map(
    ([typed, what]): Case => [
      `an address with ${what}`,
      changed('https://example.org/bees/', typed),
      'invalid-address',
      '2:6',
      'write `https://example.org/bees/`',
    ],
  ),
  ...['‘2026-10-01’', '2026–10–01', '2026-10-01.', '2O26-10-01', '2026-10-01 (checked)', '2026-10-01,'].map(
    (typed): Case => [
      `a day as ${typed}`,
      changed('    keywords:', `    updated: ${typed}\n    keywords:`),
      'invalid-date',
      '13:14',
      'write `2026-10-01`',
    ],
  ),
  [
    'a brace too many',
    changed('disclaimer:', 'sources:\n  bk: {title: Bees, date: 2020}}\ndisclaimer:'),
    'yaml-syntax',
    '18:32',
    'delete it: `bk: {title: Bees, date: 2020}`',
  ],
  [
    'a comma too many',
    changed('[candle, comb]', '[candle, , comb]'),
    'yaml-syntax',
    '13:22',
    'delete it: `keywords: [candle , comb]`',
  ],
  [
    'a list between round brackets',
    changed('[candle, comb]', '(candle, comb)'),
    'wrong-type',
    '13:15',
    'write `keywords: [candle, comb]`',
  ],
  [
    'stars for hyphens',
    changed('[candle, comb]', '\n      * candle\n      * comb'),
    'yaml-syntax',
    '14:7',
    'type a hyphen and a space: `      - candle`',
  ],
  [
    'sections called questions',
    'title: Bees\nquestions:\n  - title: Honey\n    questions:\n      - question: Why?\n        answer: Yes.\n',
    'yaml-syntax',
    '2:1',
    'write `sections:`',
  ],
  [
    'keys of a map behind hyphens',
    changed('contact:', 'policy:\n  - review: off\ncontact:'),
    'wrong-type',
    '14:1',
    'without `- `, as in `review: …`',
  ],
  [
    'an origin as a key and its value',
    changed('contact:', 'origin: {generated: ChatGPT}\ncontact:'),
    'wrong-type',
    '14:1',
    'write `origin: generated by ChatGPT`',
  ],
  [
    'an address with a comma behind it',
    changed('org/bees/', 'org/bees/,'),
    'invalid-address',
    '2:6',
    'write `https://example.org/bees/`',
  ],
  ...['two', '[ann, bob]'].map(
    (typed): Case => [
      `approvals as ${typed}`,
      changed('contact:', `reviewers: {ann: {name: Ann}, bob: {name: Bob}}\npolicy: {approvals: ${typed}}\ncontact:`),
      'impossible-approvals',
      '15:21',
      '`approvals: 2`',
    ],
  ),
  [
    'a month for a day',
    changed('    keywords:', '    updated: 2026-10\n    keywords:'),
    'invalid-date',
    '13:14',
    'as in `2026-10-01`',
  ],
  [
    'a colour without its sign',
    changed('contact:', 'theme: {accent: 0a5c5a}\ncontact:'),
    'invalid-value',
    '14:17',
    '`"#0a5c5a"`',
  ],
  [
    'a menu as a map',
    changed('contact:', 'site:\n  nav:\n    Home: ./\ncontact:'),
    'wrong-type',
    '15:3',
    '`- {label: Home, url: ./}`',
  ],
  [
    'a page with keys',
    changed('contact:', 'site:\n  pages:\n    - title: About\n      file: about.md\ncontact:'),
    'wrong-type',
    '16:7',
    'write `- about.md` alone',
  ],
  [
    'an answer below a key of its own',
    changed('answer: Candles, at', 'answer:\n      text: Candles, at'),
    'wrong-type',
    '12:5',
    'write `answer: "Candles, at 60 degrees."`',
  ],
  [
    'the page of a question in `related`',
    changed('    keywords:', '    related: [sting.html]\n    keywords:'),
    'unknown-question',
    '13:15',
    'did you mean `sting`?',
  ],
  [
    'a mailbox for the contact',
    changed(/contact:[\s\S]*?disclosure.*\n/, 'contact: desk@example.org\n'),
    'wrong-type',
    '14:10',
    'write `link: {label: desk@example.org, url: mailto:desk@example.org}`',
  ],
  [
    'a byte order mark inside',
    changed('    keywords', '\uFEFF    keywords'),
    'forbidden-character',
    '13:1',
    'delete it',
  ],
  [
    'the day of a change as a key',
    changed('    keywords:', '    changes:\n      - 2026-06-01: The degrees are given.\n    keywords:'),
    'yaml-syntax',
    '14:7',
    '- {on: 2026-06-01, note: "The degrees are given."}`',
  ],
  [
    'another key than that of the note of a change',
    changed('    keywords:', '    changes:\n      - {on: 2026-06-01, note: A, type: major}\n    keywords:'),
    'unknown-key',
    '14:35',
    'the nearest key is `kind`',
  ],
  [
    'what a FAQ is about as a list',
    changed('questions:', 'about: [medical]\nquestions:'),
    'wrong-type',
    '3:1',
    'write one of them: `about: medical`',
  ],
  [
    'the page of another answer in the place of its id',
    changed(
      '    keywords:',
      '    withdrawn: {on: 2026-06-01, reason: It was wrong., instead: sting.html}\n    keywords:',
    ),
    'invalid-address',
    '13:65',
    'write `sting`',
  ],
  [
    'a link to an id without quotes in braces',
    changed('contact:', 'site:\n  nav:\n    - {label: About us, url: #wax}\ncontact:'),
    'yaml-syntax',
    '16:30',
    'write `url: "#wax"`',
  ],
  [
    'a first key with a capital',
    changed('- id: wax\n    question', '- Question'),
    'unknown-key',
    '10:5',
    'the nearest key is `question`',
  ],
  [
    'a question behind a question mark',
    changed('questions:\n', 'questions:\n  - ? What is honey\n'),
    'yaml-syntax',
    '4:5',
    'write `  - question: What is honey`, and `answer:` below it',
  ],
  [
    'a question and its answer as a key and its value',
    changed('  - id: wax', '  - ? What is honey\n    : Food\n  - id: wax'),
    'yaml-syntax',
    '10:5',
    'write `  - question: What is honey`, and `answer:` below it',
  ],
  [
    'a title of a section as a key',
    'title: Bees\nsections:\n  - Honey:\n    - question: Why?\n      answer: Yes.\n  - Wax:\n    - question: How?\n      answer: No.\n',
    'yaml-syntax',
    '3:5',
    'write `  - title: Honey`, and `    questions:` below it',
  ],
  [
    'a section without its list',
    'title: Bees\nsections:\n  - title: Honey\n  - question: Why?\n    answer: Yes.\n  - question: How?\n    answer: No.\n',
    'yaml-syntax',
    '4:3',
    'write `    questions:` on a line of its own above it',
  ],
  [
    'hours as keys',
    changed('  phone:', '  hours:\n    Monday: 9-5\n    Tuesday: 9-5\n  phone:'),
    'yaml-syntax',
    '15:3',
    'write `hours: |`, with the text below it',
  ],
  [
    'a semicolon between two keys',
    changed('disclaimer:', 'sources:\n  who: {title: WHO; url: https://who.int}\ndisclaimer:'),
    'yaml-syntax',
    '18:19',
    '`who: {title: WHO, url: https://who.int}`',
  ],
  [
    'a mailbox of the contact',
    changed('  phone:', '  email: bees@example.org\n  phone:'),
    'unknown-key',
    '15:3',
    'write `link: {label: bees@example.org, url: mailto:bees@example.org}`',
  ],
  ['a hyphen without its space', changed('- id: wax', '-id: wax'), 'yaml-syntax', '10:3', '`  - id: wax`'],
  [
    'a bar on the line below its key',
    changed('answer: |', 'answer:\n    |'),
    'yaml-syntax',
    '7:5',
    '`    answer: |`, with the text below it',
  ],
  [
    'a text with a number behind a bar',
    changed('answer: Candles', 'answer: | 60 candles'),
    'yaml-syntax',
    '12:13',
    '`answer: |`, and write `60 candles, at 60 degrees.` below it',
  ],
  ['a comment of programs', changed('  - id: wax', '// wax\n  - id: wax'), 'yaml-syntax', '10:1', '`# wax`'],
  [
    'a comment of HTML',
    changed('    keywords', '    <!-- later -->\n    keywords'),
    'yaml-syntax',
    '13:5',
    '`    # later`',
  ],
  ['a first hyphen without its space', changed('- id: sting', '-id: sting'), 'yaml-syntax', '4:3', '`  - id: sting`'],
  ['all hyphens without space', sound.replaceAll('- id', '-id'), 'yaml-syntax', '4:3', '`  - id: sting`'],
  [
    'hyphens of words without space',
    changed('[candle, comb]', '\n      -candle\n      -comb'),
    'yaml-syntax',
    '14:7',
    '`      - candle`',
  ],
  ['no hyphen, keys as before', changed('  - id: wax', '    id: wax'), 'yaml-syntax', '10:5', '`  - id: wax`'],
  ['no hyphen, first key in its place', changed('- id: wax', 'id: wax'), 'yaml-syntax', '10:3', '`  - id: wax`'],
  [
    'no hyphen, begun with the question',
    changed('  - id: wax\n    question', '    question'),
    'yaml-syntax',
    '10:5',
    '`  - question: What is wax good for?`',
  ],
  [
    'no hyphen at all',
    'title: T\nquestions:\n  id: a\n  question: Q?\n  answer: A\n',
    'yaml-syntax',
    '3:3',
    '- id: a`',
  ],
  [
    'no hyphens, two questions',
    'title: T\nquestions:\n  question: Q?\n  answer: A\n  question: R?\n  answer: B\n',
    'yaml-syntax',
    '3:3',
    '`  - question: Q?`',
  ],
  ['a dash for a hyphen', changed('- id: wax', '– id: wax'), 'yaml-syntax', '10:3', '`  - id: wax`'],
  ['an em dash for a hyphen', changed('- id: sting', '— id: sting'), 'yaml-syntax', '4:3', '`  - id: sting`'],
  ['a bullet for a hyphen', sound.replaceAll('- id', '• id'), 'yaml-syntax', '4:3', '`  - id: sting`'],
  ['a star for a hyphen', changed('- id: wax', '* id: wax'), 'yaml-syntax', '10:3', '`  - id: wax`'],
  [
    'curly quotes and a colon',
    changed('What is wax good for?', '“Wax: what for?”'),
    'yaml-syntax',
    '11:15',
    '`    question: "Wax: what for?"`',
  ],
  [
    'single curly quotes',
    changed('What is wax good for?', '‘Wax: what for?’'),
    'yaml-syntax',
    '11:15',
    '`    question: "Wax: what for?"`',
  ],
  [
    'angle quotes',
    changed('What is wax good for?', '«Wax: what for?»'),
    'yaml-syntax',
    '11:15',
    '`    question: "Wax: what for?"`',
  ],
  [
    'German quotes',
    changed('Candles, at 60 degrees.', '„Candles: at 60 degrees.“'),
    'yaml-syntax',
    '12:13',
    '`    answer: "Candles: at 60 degrees."`',
  ],
  [
    'a straight quote closed by a curly one',
    changed('What is wax good for?', '"Wax: what for?”'),
    'yaml-syntax',
    '11:15',
    'question: "Wax: what for?"`',
  ],
  ['a tab in a block', changed('      See [wax]', '\tSee [wax]'), 'yaml-syntax', '9:1', '`      See [wax](#wax).`'],
  [
    'a tab before a key',
    changed('    question: What is', '\tquestion: What is'),
    'yaml-syntax',
    '11:1',
    'question: What is wax good for?`',
  ],
  [
    'tabs before all keys',
    'title: T\nquestions:\n\t- question: Q?\n\t  answer: A\n',
    'yaml-syntax',
    '3:1',
    '- question: Q?`',
  ],
  [
    'a tab in front of the first line of a block',
    changed('      Cold', '\tCold'),
    'yaml-syntax',
    '7:1',
    '`      Cold water, and **rest**.`',
  ],
  [
    'a line of a block at the margin',
    changed('      See [wax](#wax).', 'See [wax](#wax).'),
    'yaml-syntax',
    '9:1',
    '`      See [wax](#wax).`',
  ],
  [
    'a line of a block one space short',
    changed('      See [wax]', '     See [wax]'),
    'yaml-syntax',
    '9:6',
    '`      See [wax](#wax).`',
  ],
  [
    'two lines of a block at the margin',
    changed('      See [wax](#wax).', 'See [wax](#wax).\nAnd more.'),
    'yaml-syntax',
    '9:1',
    '`      See [wax](#wax).`',
  ],
  [
    'a text no further than its key',
    changed('      Cold water, and **rest**.\n\n      See', '    Cold water, and **rest**.\n\n    See'),
    'yaml-syntax',
    '7:5',
    '`      Cold water, and **rest**.`',
  ],
  [
    'a sign | that is missing',
    sound.replace('answer: |', 'answer:').replace('See [wax]', 'So: see [wax]'),
    'yaml-syntax',
    '6:5',
    '`answer: |`',
  ],
  [
    'a sign | that is missing behind words',
    changed('answer: Candles, at 60 degrees.', 'answer: Candles.\n      Heat: 60 degrees.'),
    'yaml-syntax',
    '12:5',
    '`answer: |`',
  ],
  ['a sign | without its space', changed('answer: |', 'answer:|'), 'yaml-syntax', '6:11', '`    answer: |`'],
  ['words behind the sign |', changed('answer: |\n      Cold', 'answer: |Cold'), 'yaml-syntax', '6:13', '`answer: |`'],
  [
    'words and a space behind the sign |',
    changed('answer: |\n      Cold', 'answer: | Cold'),
    'yaml-syntax',
    '6:13',
    '`answer: |`',
  ],
  [
    'a colon without its space',
    changed('question: What is', 'question:What is'),
    'yaml-syntax',
    '11:13',
    '`    question: What is wax good for?`',
  ],
  [
    'a colon without its space in a title',
    changed('title: ', 'title:'),
    'yaml-syntax',
    '1:6',
    '`title: Bees, answered`',
  ],
  ['a colon without its space in an id', changed('- id: wax', '- id:wax'), 'yaml-syntax', '10:7', '`  - id: wax`'],
  [
    'no colon',
    changed('question: What is', 'question What is'),
    'yaml-syntax',
    '11:5',
    '`    question: What is wax good for?`',
  ],
  ['no colon behind a key alone', changed('disclaimer:', 'disclaimer'), 'yaml-syntax', '17:1', '`disclaimer:`'],
  ['no colon behind the list', changed('questions:', 'questions'), 'yaml-syntax', '3:1', '`questions:`'],
  [
    'an equals sign for a colon',
    changed('question: What is', 'question = What is'),
    'yaml-syntax',
    '11:5',
    '`    question: What is wax good for?`',
  ],
  [
    'a semicolon for a colon',
    changed('question: What is', 'question; What is'),
    'yaml-syntax',
    '11:5',
    '`    question: What is wax good for?`',
  ],
  [
    'a full-width colon',
    changed('question: What is', 'question：What is'),
    'yaml-syntax',
    '11:13',
    '`    question: What is wax good for?`',
  ],
  [
    'full-width colons everywhere',
    sound.replaceAll('question: ', 'question：'),
    'yaml-syntax',
    '5:13',
    '`    question: What helps with a sting?`',
  ],
  [
    'an unclosed quote',
    changed('What is wax good for?', '"What is wax good for?'),
    'yaml-syntax',
    '11:15',
    'question: "What is wax good for?"`',
  ],
  [
    'an unclosed single quote',
    changed('Candles, at 60 degrees.', "'Candles, at 60 degrees."),
    'yaml-syntax',
    '12:13',
    "answer: 'Candles, at 60 degrees.'`",
  ],
  [
    'a quote in front of a word',
    changed('What is wax', '"Wax" is'),
    'yaml-syntax',
    '11:21',
    `question: '"Wax" is good for?'`,
  ],
  [
    'a colon inside',
    changed('What is wax', 'Wax: what is it'),
    'yaml-syntax',
    '11:15',
    'question: "Wax: what is it good for?"`',
  ],
  [
    'a key too far to the right',
    changed('    answer: Candles', '      answer: Candles'),
    'yaml-syntax',
    '12:7',
    '`    answer: Candles, at 60 degrees.`',
  ],
  [
    'a key too far to the left',
    changed('    answer: Candles', '   answer: Candles'),
    'yaml-syntax',
    '12:4',
    '`    answer: Candles, at 60 degrees.`',
  ],
  [
    'a key one space to the right',
    changed('    question: What is', '     question: What is'),
    'yaml-syntax',
    '11:6',
    '`    question: What is wax good for?`',
  ],
  ['an entry one space to the left', changed('  - id: wax', ' - id: wax'), 'yaml-syntax', '10:2', '`  - id: wax`'],
  ['an entry one space to the right', changed('  - id: wax', '   - id: wax'), 'yaml-syntax', '10:4', '`  - id: wax`'],
  ['a root key with a space', changed('contact:', ' contact:'), 'yaml-syntax', '14:2', '`contact:`'],
  [
    'a nested key at the margin',
    changed('  disclosure: The', 'disclosure: The'),
    'yaml-syntax',
    '16:1',
    '`  disclosure: The keepers answer.`',
  ],
  [
    'a non-breaking space in front',
    changed('    answer: Candles', '\u00A0\u00A0\u00A0\u00A0answer: Candles'),
    'yaml-syntax',
    '12:1',
    '`    answer: Candles, at 60 degrees.`',
  ],
  [
    'a non-breaking space behind a colon',
    changed('question: What is', 'question:\u00A0What is'),
    'yaml-syntax',
    '11:14',
    '`    question: What is wax good for?`',
  ],
  [
    'an ideographic space in front',
    changed('    answer: Candles', '\u3000\u3000answer: Candles'),
    'yaml-syntax',
    '12:1',
    '`    answer: Candles, at 60 degrees.`',
  ],
  ['a percent sign first', changed('Candles, at', '%60 at'), 'yaml-syntax', '12:13', 'answer: "%60 at 60 degrees."`'],
  ['an at sign first', changed('Candles, at', '@home at'), 'yaml-syntax', '12:13', 'answer: "@home at 60 degrees."`'],
  ['a backtick first', changed('Candles, at', '`wax` at'), 'yaml-syntax', '12:13', 'answer: "`wax` at 60 degrees."'],
  [
    'a brace first',
    changed('Candles, at 60 degrees.', '{wax} melts'),
    'yaml-syntax',
    '12:13',
    'answer: "{wax} melts"`',
  ],
  [
    'a bracket first',
    changed('Candles, at', '[Draft] at'),
    'yaml-syntax',
    '12:13',
    'answer: "[Draft] at 60 degrees."`',
  ],
  ['a link first', changed('Candles, at 60 degrees.', '[Wax](#wax)'), 'yaml-syntax', '12:13', 'answer: "[Wax](#wax)"`'],
  [
    'a text all in brackets',
    changed('Candles, at 60 degrees.', '[see sting]'),
    'yaml-syntax',
    '12:13',
    'answer: "[see sting]"`',
  ],
  ['an ampersand first', changed('Candles, at', '& at'), 'yaml-unsupported', '12:13', 'answer: "& at 60 degrees."`'],
  [
    'stars first',
    changed('Candles, at', '**Candles**, at'),
    'yaml-unsupported',
    '12:13',
    'answer: "**Candles**, at 60 degrees."`',
  ],
  [
    'an exclamation mark first',
    changed('Candles, at', '!Candles, at'),
    'yaml-unsupported',
    '12:13',
    'answer: "!Candles, at 60 degrees."`',
  ],
  [
    'an unclosed bracket',
    changed('[candle, comb]', '[candle, comb'),
    'yaml-syntax',
    '13:15',
    'keywords: [candle, comb]`',
  ],
  [
    'a bracket closed by a brace',
    changed('[candle, comb]', '[candle, comb}'),
    'yaml-syntax',
    '13:15',
    'keywords: [candle, comb]`',
  ],
  [
    'a comma behind a quote',
    changed('What is wax good for?', '"What is wax good for?",'),
    'yaml-syntax',
    '11:38',
    'question: "What is wax good for?"`',
  ],
  [
    'two keys on a line',
    changed('wax\n    question', 'wax question'),
    'yaml-syntax',
    '10:13',
    '`    question: What is wax good for?`',
  ],
  [
    'a question as a text',
    changed('- id: wax\n    question: What', '- What'),
    'yaml-syntax',
    '10:5',
    '`  - question: What is wax good for?`',
  ],
  ['a mark of a merge', changed('contact:', '=======\ncontact:'), 'yaml-syntax', '14:1', 'delete this line'],
  ['another mark of a merge', changed('contact:', '>>>>>>> main\ncontact:'), 'yaml-syntax', '14:1', 'delete this line'],
  ['a fence', `\`\`\`yaml\n${sound}\`\`\`\n`, 'yaml-syntax', '1:1', 'delete this line'],
  ['a misspelt key', changed('answer: Candles', 'anwser: Candles'), 'unknown-key', '12:5', '`answer'],
  ['a key in capitals', changed('question: What is', 'QUESTION: What is'), 'unknown-key', '11:5', '`question'],
  ['a key with a capital', changed('answer: Candles', 'Answer: Candles'), 'unknown-key', '12:5', '`answer'],
  [
    'a required key without a value',
    changed('answer: Candles, at 60 degrees.', 'answer:'),
    'empty-value',
    '12:5',
    '`answer: …`',
  ],
  [
    'an optional key without a value',
    changed('keywords: [candle, comb]', 'keywords:'),
    'empty-value',
    '13:5',
    'or delete it',
  ],
  [
    'a key typed twice',
    changed('    answer: Candles', '    answer: A.\n    answer: Candles'),
    'duplicate-key',
    '13:5',
    'delete one of the two',
  ],
  [
    'a comment that leaves nothing',
    changed('Candles, at 60 degrees.', '#1 is candles'),
    'comment-in-text',
    '12:13',
    'between quotes',
  ],
  ['a second document', `${sound}---\ntitle: Again\n`, 'yaml-unsupported', '19:1', 'delete the line'],
  ['front matter that is closed', `---\n${sound}---\n`, 'yaml-unsupported', '20:1', 'delete the line'],
  [
    'front matter with a text behind it',
    `---\n${sound}---\n# Bees\n\nSome text: more\n`,
    'yaml-unsupported',
    '20:1',
    'delete the line',
  ],
];

describe('one slip is one error, at its place, with the remedy', () => {
  test.each(slips)('%s', (_, yaml, code, place, help) => {
    expect(errorsOf(yaml)).toEqual([{ code, place, message: expect.any(String), help: expect.stringContaining(help) }]);
  });

  test.each(slips)('%s, with the line ends of Windows', (_, yaml, code, place) => {
    expect(errorsOf(yaml.replaceAll('\n', '\r\n')).map((error) => [error.code, error.place])).toEqual([[code, place]]);
  });
});

const sections = 'title: T\nurl: https://example.org/\nsections:\n  - title: First\n    question: Q?\n    answer: A\n';
const related = (entry: string): string => `${sound}related:\n  - ${entry}\n`;

/** Name, file, place, and the whole help. */
test.each([
  ['two hyphens', changed('- id: wax', '- - id: wax'), '10:3', 'write `  - id: wax`'],
  [
    'two hyphens, and all lines below them',
    changed(
      '  - id: wax\n    question: What is wax good for?\n    answer: Candles, at 60 degrees.\n    keywords',
      '  - - id: wax\n      question: What is wax good for?\n      answer: Candles, at 60 degrees.\n      keywords',
    ),
    '10:3',
    'write `  - id: wax`, and begin the lines below it further left, as far as its first word',
  ],
  [
    'commas of JSON, also behind an id',
    changed('- id: wax\n    question: What is wax good for?\n', '- id: wax,\n    question: "What is wax good for?",\n'),
    '10:12',
    'write `  - id: wax`',
  ],
  [
    'a question in the place of the list of its section',
    sections,
    '5:5',
    'write `    questions:` on a line of its own above it, `      - question: Q?` below that, and the lines of the question further right',
  ],
  [
    'a list in the column of the key, behind a colon',
    changed('Candles, at 60 degrees.', 'For:\n    - candles\n    - combs'),
    '12:5',
    'write `answer: |`, and the whole text below it, indented: `      - candles`',
  ],
  [
    'a list in the column of its key',
    changed('answer: Candles, at 60 degrees.', 'answer:\n    - candles\n    - combs'),
    '12:5',
    'write `answer: |`, and the whole text below it, indented: `      - candles`',
  ],
  [
    'braces without a comma',
    related('{title: A url: https://example.org/a}'),
    '20:14',
    'write `- {title: A, url: https://example.org/a}`',
  ],
  [
    'braces without a space behind a colon',
    related('{title:A, url: https://example.org/a}'),
    '20:12',
    'write `- {title: A, url: https://example.org/a}`',
  ],
  [
    'braces without both',
    related('{title:A url:https://example.org/a}'),
    '20:12',
    'write `- {title: A, url: https://example.org/a}`',
  ],
  [
    'a key behind the one that holds it',
    changed('disclaimer:\n  text: Informs only.', 'disclaimer: text: Informs only.'),
    '17:13',
    'write `disclaimer:` alone, and begin the next line with `  text: Informs only.`',
  ],
  [
    'a key behind the one that holds it, with others below',
    changed('contact:\n  phone', 'contact: phone'),
    '14:10',
    'write `contact:` alone, and begin the next line with `  phone: +1 555 010 0199`',
  ],
  [
    'a question behind `questions`',
    changed('questions:\n  - id: sting', 'questions: - id: sting').replaceAll('\n    ', '\n    '),
    '3:12',
    'write `questions:` alone, and begin the next line with `  - id: sting`',
  ],
] as const)('%s: one error, with all that is to be written', (_, yaml, place, help) => {
  expect(errorsOf(yaml).map((error) => [error.place, error.help])).toEqual([[place, help]]);
});

test.each([
  ['a byte order mark', `\uFEFF${sound}`],
  ['line ends of Windows', sound.replaceAll('\n', '\r\n')],
  ['the sign of the beginning and of the end', `---\n${sound}...\n`],
  [
    'JSON',
    JSON.stringify(
      { title: 'T', url: 'https://example.org/', questions: [{ question: 'Q: what?', answer: 'A.' }] },
      null,
      2,
    ),
  ],
  ['curly quotes around a text without a colon', changed('What is wax good for?', '“Wax”')],
])('%s is no slip', (_, yaml) => {
  expect(errorsOf(yaml)).toEqual([]);
});

test.each([
  ['Windows-1252', Buffer.from(sound.replace('Cold', 'Caf\u00e9: \u0093cold\u0094'), 'latin1')],
  ['UTF-16', Buffer.from(`\uFEFF${sound}`, 'utf16le')],
  ['UTF-16 without a mark', Buffer.from(sound, 'utf16le')],
])('%s is one error', (_, bytes) => {
  expect(errorsOf(bytes).map(({ code }) => code)).toEqual(['invalid-utf8']);
});

test('two slips and a wrong date are three errors, each at its place in the file as it was typed', () => {
  const yaml = sound
    .replace('- id: sting', '-id: sting')
    .replace('question: What is', 'question:What is')
    .replace('    keywords', '    updated: yesterday\n    keywords');
  expect(errorsOf(yaml).map(({ code, place }) => `${code} ${place}`)).toEqual([
    'yaml-syntax 4:3',
    'yaml-syntax 11:13',
    'invalid-date 13:14',
  ]);
});

const inOneFile = (lines: string): string => `title: Bees\nquestions:\n${lines}`;

test.each([
  [
    'keys of another program',
    '  - q: What?\n    a: That.\n  - q: Who?\n    a: We.\n',
    [
      ['3:5', 'write `  - question: What?`'],
      ['4:5', 'write `    answer: That.`'],
    ],
  ],
  [
    'keys of another language',
    '  - Frage: Was?\n    Antwort: Das.\n',
    [
      ['3:5', 'write `  - question: Was?`'],
      ['4:5', 'write `    answer: Das.`'],
    ],
  ],
  [
    'questions as keys of a list',
    '  - "What: is it?": That.\n  - Who?: We.\n',
    [['3:3', 'write `  - question: "What: is it?"`, and `    answer: That.` below it']],
  ],
  [
    'questions as keys',
    '  What is it?: That.\n  Who are you?: We.\n',
    [['3:3', 'write `  - question: What is it?`, and `    answer: That.` below it']],
  ],
  [
    'an entry without anything',
    '  - question: What?\n    answer: That.\n  -\n  - question: Who?\n    answer: We.\n',
    [['5:3', 'fill it in, or delete it']],
  ],
])('%s', (_, lines, expected) => {
  expect(errorsOf(inOneFile(lines)).map(({ place, help }) => [place, help])).toEqual(expected);
});

test('a line of an example without its group is told at the group', () => {
  const yaml = sound
    .replace('contact:', '# Whom to ask.\n\n# Call us.\n#contact:')
    .replace('  disclosure', '#  disclosure');
  expect(errorsOf(yaml).map(({ place, message, help }) => [place, message, help])).toEqual([
    ['17:1', '`phone` belongs below `contact`, which is a remark', 'take away its `#` as well: `contact:`'],
  ]);
});

test('a group of a wrong kind does not draw the next one in', () => {
  const yaml = `title: Bees\nreviewers:\n  - name: Jane\nquestions:\n  - question: What?\n    answer: That.\n    tags: [a]\n    place: b\n`;
  expect(errorsOf(yaml).map(({ code, place }) => `${code} ${place}`)).toEqual([
    'wrong-type 2:1',
    'unknown-key 7:5',
    'unknown-key 8:5',
  ]);
});

test('the same slip in every question is told in each, and nothing that follows from it', () => {
  const questions = [1, 2, 3, 4].map((n) => `  - question: Hive ${n}: what is it?\n    answer: |\n      A box.\n`);
  expect(errorsOf(inOneFile(questions.join(''))).map(({ place, help }) => [place, help])).toEqual(
    [1, 2, 3, 4].map((n) => [`${3 * n}:15`, `write \`- question: "Hive ${n}: what is it?"\``]),
  );
});

test.each([
  [
    'texts instead of numbers with their labels',
    changed('  phone: +1 555 010 0199', '  phones:\n    - 555 010 0199\n    - 555 010 0198'),
    ['wrong-type 16:7', 'wrong-type 17:7'],
  ],
  [
    'keys of a source that there are not',
    `${sound}sources:\n  bees:\n    title: Bees\n    pages: 3\n    volume: 4\n`,
    ['unknown-key 22:5', 'unknown-key 23:5'],
  ],
  [
    'texts instead of lists, above a key that says nothing',
    changed('    keywords: [candle, comb]', '    keywords: candle\n    formerly: old\n    short: ~'),
    ['wrong-type 13:15', 'wrong-type 14:15', 'empty-value 15:5'],
  ],
  ['a list of languages', `language: [en, de]\n${sound}`, ['wrong-type 1:1']],
])('%s: no line is moved to where the fault cannot be seen', (_, yaml, expected) => {
  expect(errorsOf(yaml).map(({ code, place }) => `${code} ${place}`)).toEqual(expected);
});

test.each([
  ['a list as a text', '    related: wax; comb', 'write `related: [wax, comb]`'],
  ['the words of a question', '    related: [Is it safe?]', 'did you mean `safe`?'],
  ['the tags of other programs', '    tags: [a]', 'the nearest key is `keywords`'],
  ['the date of other programs', '    lastmod: 2026-01-31', 'the nearest key is `updated`'],
  ['no for false', '    draft: no', 'did you mean `false`?'],
  ['0 for false', '    draft: 0', 'did you mean `false`?'],
  ['ja for true', '    draft: ja', 'did you mean `true`?'],
])('in a question, %s: the line to write', (_, line, help) => {
  const yaml = inOneFile(`  - id: safe\n    question: Is it safe?\n    answer: Yes.\n${line}\n`);
  expect(errorsOf(yaml)[0]?.help).toBe(help);
});

test.each([
  ['a host', 'url: bees.example/faq', 'write `https://bees.example/faq`'],
  ['a host of the web', 'url: www.bees.example', 'write `https://www.bees.example`'],
  ['a query', 'url: https://bees.example/faq?x=1#top', 'write `https://bees.example/faq`'],
  ['one slash', 'url: https:/bees.example/', 'write `https://bees.example/`'],
  ['a word', 'url: soon', 'write the whole address, beginning with https://'],
  [
    'several languages',
    'language: [de, en]',
    'write `language: de`; each language has a file of its own, named in `translations`',
  ],
  ['a switch', 'outputs: {shareImages: false}', 'did you mean `none`?'],
  ['questions of other programs', 'faqs: []', 'the nearest key is `questions`'],
  ['the address of a DOI', 'sources: {a: {title: A, doi: https://doi.org/10.1000/182}}', 'did you mean `10.1000/182`?'],
  ['a DOI with its name', 'sources: {a: {title: A, doi: "doi:10.1000/182"}}', 'did you mean `10.1000/182`?'],
  [
    'two years',
    'sources: {a: {title: A, url: https://a.example/, date: 2020/21}}',
    'write a year, a month or a day, as in 2026, 2026-03 or 2026-03-31',
  ],
  [
    'authors in a list',
    'sources: {a: {title: A, url: https://a.example/, authors: [Smith J, Doe A]}}',
    'write `authors: Smith J, Doe A`',
  ],
  [
    'the year of other programs',
    'sources: {a: {title: A, url: https://a.example/, year: 2020}}',
    'the nearest key is `date`',
  ],
])('%s: the line to write', (_, line, help) => {
  const head = line.startsWith('faqs') ? 'title: Bees\n' : inOneFile('  - question: What?\n    answer: That.\n');
  expect(errorsOf(`${head}${line}\n`)[0]?.help).toBe(help);
});

test('a large file with a slip is told in a time that grows with it', () => {
  expectLinear((count) => {
    const many = Array.from(
      { length: count },
      (_, index) => `  - id: q${index}\n    question: What, ${index}?\n    answer: That.\n`,
    );
    const yaml = `title: T\nquestions:\n${many.join('')}  -id: last\n    question: What?\n    answer: That.\n`;
    expect(errorsOf(yaml).map(({ code, place }) => `${code} ${place}`)).toEqual([`yaml-syntax ${3 * count + 3}:3`]);
  }, 3000);
});

describe('what would be read otherwise than it was typed is a warning, told once', () => {
  const cited = `${changed('60 degrees.', '60 degrees.\n    draft: false')}policy: {citations: warn}\nsources:\n  bk: {title: Bees}\n`;
  const told = (yaml: string) =>
    compileText(yaml)
      .diagnostics.filter(({ severity }) => severity === 'warning')
      .map(({ code, message, help }) => `${code}: ${message} ${help}`);
  test.each([
    [
      'a key in the text above it',
      changed('[wax](#wax).', '[wax](#wax).\n      updated: 2026-10-01'),
      'swallowed-key',
      'begin this line with 4 spaces',
    ],
    [
      'a remark in the text',
      changed('[wax](#wax).', '[wax](#wax).\n\n      # TODO: ask Ann'),
      'stray-mark',
      'a line above `answer:`',
    ],
    ['an extension behind a number', changed('0199', '0199 #12'), 'comment-in-text', 'put the text between quotes'],
  ])('%s', (_, yaml, code, help) => {
    expect(told(yaml)).toEqual([expect.stringMatching(new RegExp(`^${code}: .*${help}`))]);
  });
  test('the key of a source without its @, in each answer', () => {
    expect(told(cited.replace('Cold water', 'Cold [bk] water').replace('Candles', 'Candles [@bk]'))).toEqual([
      'stray-mark: `[bk]` is no citation, and is printed as it stands write [@bk]',
    ]);
  });
  test('what is no citation is no answer without one besides', () => {
    const { diagnostics } = compileText(
      cited.replace('Cold water', 'Cold [@ bk] water').replace('Candles', 'Candles [@bk]'),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['malformed-citation']);
  });
  test.each([
    [
      'a question in an example that stands further right',
      changed('[wax](#wax).', '[wax](#wax).\n\n          - id: a\n            question: B?'),
    ],
    [
      'keys in an example',
      changed(
        '[wax](#wax).',
        '[wax](#wax).\n\n      ```yaml\n      - id: a\n        question: B?\n      updated: 2026-10-01\n      ```',
      ),
    ],
    ['a key in the middle of a text', changed('See [wax]', 'updated: 2026-10-01\n\n      See [wax]')],
    ['a sentence that begins as a key', changed('See [wax](#wax).', 'See [wax](#wax).\n      Updated: 2026-10-01')],
    ['a remark behind a number', changed('0199', '0199 # the desk')],
    ['a number with a word of letters and digits', changed('+1 555 010 0199', '1-800-GO2-FLIP')],
  ])('%s is none', (_, yaml) => {
    expect(told(yaml)).toEqual([]);
  });
});
