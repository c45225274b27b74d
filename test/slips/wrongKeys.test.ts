import { describe, expect, test } from 'vitest';
import { locateIn } from '../../src/diagnostics/position.ts';
import { compileText } from '../prose/compileText.ts';

/** Well-formed; each wrong key is put into it. */
const sound = `title: Allotments, answered
url: https://example.org/allotments/
sections:
  - id: water
    title: Water
    questions:
      - id: months
        question: When is the water on?
        answer: From April to October [@rules].
  - id: gate
    title: The gate
    questions:
      - id: key
        question: Who has the key?
        answer: The warden [@rules].
sources:
  rules: {title: Water rules, url: https://council.example/water}
contact:
  phone: 020 7946 0018
  disclosure: The warden answers.
`;

function told(yaml: string) {
  const { diagnostics, texts } = compileText(yaml);
  const locate = locateIn(texts);
  return diagnostics
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, message, help, span }) => {
      const place = span && locate(span);
      return { code, line: place?.line ?? 0, column: place?.column ?? 0, message, help: help ?? '' };
    });
}

const ofQuestion = (lines: string): string =>
  sound.replace('October [@rules].\n', `October [@rules].\n${lines.replaceAll(/^/gm, '        ')}\n`);
const ofSection = (line: string): string => sound.replace('    title: Water\n', `    title: Water\n    ${line}\n`);
const ofFile = (lines: string): string => `${sound}${lines}\n`;
const changed = (from: string, to: string): string => {
  const text = sound.replace(from, to);
  if (text === sound) throw new Error(`nothing was changed: ${from}`);
  return text;
};

test('the file without a wrong key has no fault', () => {
  expect(told(sound)).toEqual([]);
});

describe('a wrong key in the place of another is told once, and renaming it mends the file', () => {
  const cases: readonly [yaml: string, renamed: Record<string, string>][] = [
    [ofQuestion('withdrawn: {date: 2027-01-01, reason: A leak.}'), { date: 'on' }],
    [ofQuestion('withdrawn: {seit: 2027-01-01, weil: A leak.}'), { seit: 'on', weil: 'reason' }],
    [ofQuestion('withdrawn:\n  because: A leak.\n  as of: 2027-01-01'), { because: 'reason', 'as of': 'on' }],
    [ofQuestion('changes: [{day: 2026-03-01, what: October.}]'), { day: 'on', what: 'note' }],
    [ofQuestion('evidence: {searched: 2026-03-01}'), { searched: 'until' }],
    [changed('{title: Water', '{título: Water'), { título: 'title' }],
    [changed('url: https://council', 'link: https://council'), { link: 'url' }],
    [changed('question: Who has', 'titre: Who has'), { titre: 'question' }],
    [changed('question: Who has', 'title: Who has'), { title: 'question' }],
    [changed('answer: The warden', 'Réponse: The warden'), { Réponse: 'answer' }],
    [changed('answer: The warden', 'text: The warden'), { text: 'answer' }],
    [changed('title: The gate', 'name: The gate'), { name: 'title' }],
    [changed('title: Allotments', 'Titel: Allotments'), { Titel: 'title' }],
    [changed('sources:', 'Quellen:'), { Quellen: 'sources' }],
    [
      changed('  phone: 0', '  phones: [{for: Gate, tel: 020 7946 0019}]\n  Telefon: 0'),
      { for: 'label', tel: 'number', Telefon: 'phone' },
    ],
    [ofFile('related: [{text: Soil, href: "https://soil.example/"}]'), { text: 'title', href: 'url' }],
    [ofFile('site: {nav: [{title: Home, url: ./}]}'), { title: 'label' }],
    [ofFile('publisher: {title: The council}'), { title: 'name' }],
    [ofFile('disclaimer: {note: It informs.}'), { note: 'text' }],
    [ofFile('urgent: {message: "Call [999](tel:999)."}'), { message: 'text' }],
    [ofFile('reviewers: {roe: {full_name: Jane Roe}}\npolicy: {review: off}'), { full_name: 'name' }],
  ];
  test.each(cases.map(([yaml, renamed]) => [Object.keys(renamed).join(', '), yaml, renamed] as const))(
    '%s',
    (_, yaml, renamed) => {
      const found = told(yaml);
      const lines = yaml.split('\n');
      for (const { line, column, help } of found.toReversed()) {
        const text = lines[line - 1] ?? '';
        const typed = Object.entries(renamed).find(([from]) => text.startsWith(from, column - 1));
        expect(help).toContain(typed?.[1]);
        lines[line - 1] =
          text.slice(0, column - 1) + text.slice(column - 1).replace(typed?.[0] ?? '', typed?.[1] ?? '');
      }
      expect(found).toHaveLength(Object.keys(renamed).length);
      expect(told(lines.join('\n'))).toEqual([]);
    },
  );
});

describe('a key on the wrong level is told once, with the place where it belongs', () => {
  const cases: readonly (readonly [yaml: string, key: string, help: string])[] = [
    [ofSection('expires: 2027-01-01'), 'expires', '`expires` belongs to a question: write it beside its `question`'],
    [ofSection('answer: All of it.'), 'answer', 'belongs to a question'],
    [ofSection('reviewer: roe'), 'reviewer', 'listed in `reviewers`'],
    [ofSection('language: de'), 'language', '`language` belongs to the file: begin its line at the left edge'],
    [ofSection('sections: [{title: Taps}]'), 'sections', 'a section holds no others'],
    [
      ofQuestion('intro: On water.\nupdated: 2026-03-01'),
      'intro',
      '`intro` belongs to a section: write it beside its `title`',
    ],
    [ofQuestion('reason: A leak.'), 'reason', 'write `withdrawn: {on: …, reason: A leak.}`'],
    [
      ofQuestion('withdrawn: {on: 2027-01-01, reason: A leak.}\ninstead: key'),
      'instead',
      'write `instead: key` on a line below `withdrawn:`, further right',
    ],
    [ofQuestion('category: Water'), 'category', 'questions are grouped by `sections:`'],
    [ofQuestion('source: rules'), 'source', 'as in `[@smith-2020]`'],
    [ofQuestion('link: https://example.org/'), 'link', '`[its words](https://example.org/page)`'],
    [ofQuestion('image: tap.jpg'), 'image', '`![what it shows](pictures/cup.jpg)`'],
    [ofFile('site: {language: de}'), 'language', '`language` belongs to the file'],
    [ofFile('theme: {outputs: {feed: false}}'), 'outputs', '`outputs` belongs to the file'],
    [ofFile('reviewEvery: 6 months'), 'reviewEvery', 'write `policy: {reviewEvery: 6 months}`, at the left edge'],
    [
      ofFile('policy: {index: auto}\nreadingGrade: 9'),
      'readingGrade',
      'write `readingGrade: 9` on a line below `policy:`',
    ],
    [ofFile('policy: {feed: false}'), 'feed', '`feed` belongs to `outputs`'],
    [ofFile('accent: "#0a5c5a"'), 'accent', '`accent` belongs to `theme`'],
    [ofFile('acent: "#0a5c5a"'), 'acent', '`accent` belongs to `theme`'],
    [ofFile('phone: 020 7946 0019'), 'phone', '`phone` belongs to `contact`, which has one: delete one of the two'],
    [`cost: Free\n${sound}`, 'cost', 'write `cost: Free` on a line below `contact:`, further right'],
    [ofFile('logo: tap.svg'), 'logo', 'write `publisher: {name: …, logo: tap.svg}`, at the left edge'],
    [ofFile('e-mail: desk@example.org'), 'e-mail', '`link: {label: desk@example.org, url: mailto:desk@example.org}`'],
    [ofFile('updated: 2026-01-01'), 'updated', '`updated` belongs to a question'],
  ];
  test.each(cases.map(([yaml, key, help]) => [key, help, yaml] as const))('%s: %s', (key, help, yaml) => {
    const lines = yaml.split('\n');
    const line = lines.findIndex((text) => new RegExp(`(?<![\\w-])${key}:`).test(text) && !sound.includes(text));
    expect(told(yaml)).toEqual([
      {
        code: 'unknown-key',
        line: line + 1,
        column: (lines[line] ?? '').indexOf(`${key}:`) + 1,
        message: expect.stringContaining(`\`${key}\` is not a key of`),
        help: expect.stringContaining(help),
      },
    ]);
  });
});

test('what is no key anywhere is told with the keys there are, and what is missing beside it for itself', () => {
  const text = changed('question: Who has the key?', 'colour: green');
  expect(told(text).map(({ code, line }) => `${code} ${line}`)).toEqual(['missing-key 13', 'unknown-key 14']);
});

describe('a text in the place of a map', () => {
  const cases: readonly (readonly [yaml: string, help: string])[] = [
    [
      ofQuestion('evidence: strong'),
      'write `until: …` on a line of its own below `evidence:`, further right: the day to which the evidence was searched, as in 2026-03-31',
    ],
    [
      ofQuestion('evidence: 2026-03-01'),
      'write `until: 2026-03-01` on a line of its own below `evidence:`, further right',
    ],
    [ofQuestion('withdrawn: 2027-03-01'), '`on: 2027-03-01` and `reason: …`'],
    [ofFile('theme: "#0a5c5a"'), 'write `accent: "#0a5c5a"` on a line of its own below `theme:`, further right'],
    [ofFile('theme: dark'), 'one of its keys: `accent`, `answers`'],
    [ofFile('publisher: The council'), 'write `name: "The council"`'],
    [ofFile('publisher: https://council.example/'), '`name: …` and `url: https://council.example/`'],
    [ofFile('chat: https://chat.example/'), '`url: https://chat.example/`'],
    [
      ofQuestion('related:\n  - {title: Soil, url: "https://soil.example/"}'),
      'pages elsewhere stand in `related` at the left edge of the file',
    ],
    [ofFile('related: [months]'), 'ids of questions stand in `related` of a question'],
    [
      changed('  rules: {title', '  - id: rules\n    title')
        .replace('rules, url', 'rules\n    url')
        .replace('water}', 'water'),
      'write `rules:` in the place of `- id: rules`',
    ],
  ];
  test.each(cases.map(([yaml, help]) => [help, yaml] as const))('%s', (help, yaml) => {
    expect(told(yaml)).toEqual([expect.objectContaining({ code: 'wrong-type', help: expect.stringContaining(help) })]);
  });
});

test.each([
  ['https://schema.org/Psychiatric', 'did you mean `Psychiatric`?'],
  ['schema:Oncology', 'did you mean `Oncologic`?'],
  ['Kinderheilkunde', 'did you mean `Pediatric`?'],
  ['Surgery', 'did you mean `Surgical`?'],
  [
    'sleep',
    'write one of the 43 names that docs/faq-yaml.md lists, as in `Psychiatric`; where none fits, leave the key out',
  ],
])('the specialty %s', (typed, help) => {
  expect(told(ofFile(`about: medical\nspecialty: ${typed}`))).toEqual([
    expect.objectContaining({ code: 'invalid-value', help }),
  ]);
});

describe('what contradicts itself', () => {
  const draft = 'withdrawn: {on: 2026-01-01, reason: A leak.}\ndraft: true';
  test('is an answer that is withdrawn and a draft, told once', () => {
    expect(told(ofQuestion(draft))).toMatchObject([{ code: 'withdrawn-order', line: 11, column: 9 }]);
  });
  test.each([
    [
      'with `review: off`',
      'reviewers: {roe: {name: Jane Roe}}\npolicy: {review: off, unreviewed: last-approved}',
      '`review` is `off`',
    ],
    ['without reviewers', 'policy: {unreviewed: hide}', 'without `reviewers`'],
  ])('is `unreviewed` %s', (_, lines, said) => {
    expect(told(ofFile(lines))).toMatchObject([{ code: 'idle-unreviewed', message: expect.stringContaining(said) }]);
  });
  test('is no `unreviewed: show`', () => {
    expect(told(ofFile('policy: {review: off, unreviewed: show}'))).toEqual([]);
  });
});

test('a font without its file is told by the key alone', () => {
  const fonts = ofFile('theme: {fonts: [{name: Brand, src: brand.woff2}]}');
  expect(told(fonts).map(({ code }) => code)).toEqual(['unknown-key', 'unknown-key']);
});

test('a key of the file among those of the last question is not called a line that stands askew', () => {
  const yaml = `title: Allotments
url: https://example.org/
policy: {citations: off}
questions:
  - id: months
    question: When is the water on?
    answer: From April to October.
    language: en
`;
  expect(told(yaml)).toEqual([
    expect.objectContaining({
      line: 8,
      column: 5,
      message: '`language` stands among the keys above it, and is none of theirs',
      help: 'begin it below them, with no space in front: `language: en`',
    }),
  ]);
});
