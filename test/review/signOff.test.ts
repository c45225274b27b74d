import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFaq } from '../../src/faq/parseFaq.ts';
import { readsAlike } from '../../src/markdown/readsAlike.ts';
import { canonicalLine, canonicalMarkdown } from '../../src/review/canonicalText.ts';
import { readRecord, readRecordAsWritten } from '../../src/review/readRecord.ts';
import { digestOf, recordOf, type SignOff, statementOf, wordingOf } from '../../src/review/signOff.ts';
import { wordDiff } from '../../src/review/wordDiff.ts';
import { compileText, pageOf } from '../prose/compileText.ts';
import { corpus } from '../prose/corpus.ts';
import { answerOn, visibleText } from '../prose/visibleText.ts';
import { surroundingsOf } from '../surroundings.ts';

const ofFormat2: SignOff = {
  format: 2,
  language: 'en',
  id: 'dose',
  reviewer: 'doe',
  name: 'Jane Doe',
  role: 'Pharmacist',
  as: null,
  date: '2026-11-01',
  until: '2027-11-01',
  question: 'How much is "safe"? \\ 5 µg — or <5?',
  short: 'No more than 5 mg.',
  answer: 'Take 5 mg [@label].\n\n- never more\n- never twice\n\n    code  kept\n\nSee [more](#more) [@label; @trial].',
  sources: [
    {
      id: 'label',
      title: 'Label: “new”',
      authors: null,
      publisher: 'FDA',
      date: '2024-11',
      url: 'https://a.example/?q=1',
      doi: null,
    },
    { id: 'trial', title: 'Trial', authors: 'Doe J', publisher: null, date: null, url: null, doi: '10.1001/x.2024' },
  ],
  files: [],
  links: [],
  related: [],
};

const signOff: SignOff = {
  ...ofFormat2,
  format: 3,
  as: 'clinical',
  files: [{ name: 'img/my “cup”.png', digest: `sha256:${'0a'.repeat(32)}` }],
  links: [{ id: 'more', question: 'What is "more"?' }],
  related: [
    { id: 'never', question: 'Why: never?' },
    { id: 'twice', question: '# Twice?' },
  ],
};

describe('the canonical form', () => {
  test.each([
    ['line ends', 'a b\r\n\r\nc\rd', 'a b\n\nc d'],
    ['trailing space', 'a  \nb\t\n\n\n\nc \n\n', 'a b\n\nc'],
    ['lines of a paragraph', 'one\n two\n   three', 'one two three'],
    ['lines of an entry of a list', '- one\n  two\n- three', '- one two\n- three'],
    ['numbered lists', 'Steps:\n\n1. one\n   more\n2. two', 'Steps:\n\n1. one more\n2. two'],
    [
      'lines of a quotation',
      '> [!WARNING]\n> Never\n> twice.\n\n> So\n> it is.',
      '> [!WARNING]\n> Never twice.\n\n> So it is.',
    ],
    ['paragraphs of a quotation', '> a\n> b\n> \t\n> c\n>d', '> a b\n>\n> c d'],
    ['an empty line at the end of a quotation', '> a\n> ', '> a\n>'],
    ['a sign that may be no mark', '> 5 mg\n> 6 mg', '> 5 mg\n> 6 mg'],
    ['tables', '| a | b |\n| --- | --- |\n| 1 | 2 |', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
    ['rows of a table without bars', '| a |\n| - |\n5 mg\n10 mg\n\nb\nc', '| a |\n| - |\n5 mg\n10 mg\n\nb c'],
    ['code', '```\na\n\n\nb\n```\nc\nd', '```\na\n\n\nb\n```\nc\nd'],
    ['indented code', 'a\n\n    b\n    c', 'a\n\n    b\n    c'],
    ['headings', '# A\nb\nc\n\nD\n===\ne', '# A\nb c\n\nD\n===\ne'],
    ['hard breaks', 'a\\\nb', 'a\\\nb'],
    [
      'definitions of links',
      'see [a]\n\n[a]: https://a.example/\n[b]: https://b.example/',
      'see [a]\n\n[a]: https://a.example/\n[b]: https://b.example/',
    ],
  ])('of %s', (_, typed, canonical) => {
    for (const format of [1, 2] as const) expect(canonicalMarkdown(typed, format)).toBe(canonical);
  });

  const pieces = fc.constantFrom(
    'a',
    'B9',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '> ',
    '- ',
    '1. ',
    '7) ',
    '# ',
    '|',
    '```',
    '~~~',
    '    ',
    '*',
    '\\',
    '[@s]',
    '---',
    '===',
    '\t',
    '.',
    '[x]: y',
    '请',
    '。',
  );
  const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

  test('is its own canonical form, and keeps every sign but white space and marks of quotations', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = canonicalMarkdown(text, 2);
        expect(canonicalMarkdown(once, 2)).toBe(once);
        expect(once.replaceAll(/[\s>]/g, '')).toBe(text.replaceAll(/[\s>]/g, ''));
        expect(canonicalMarkdown(text.replaceAll(/\r\n|\r|\n/g, ' \t\r\n'), 2)).toBe(once);
        expect(canonicalLine(canonicalLine(text))).toBe(canonicalLine(text));
      }),
      { numRuns: 5_000 },
    );
  });

  test('keeps the blocks of quotations, wherever their lines are broken', () => {
    const line = fc.constantFrom(
      'a',
      '',
      '>',
      '> ',
      '>  \t',
      '> a',
      '>b c',
      '  > d',
      '> > e',
      '>>',
      '>   f',
      '> # g',
      '> [!NOTE]',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const text = lines.join('\n');
        const once = canonicalMarkdown(text, 2);
        expect(canonicalMarkdown(once, 2)).toBe(once);
        expect(readsAlike(text, once)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('shows readers the same as the text that was typed', () => {
    const seen = (...answers: string[]): (string | undefined)[] | null => {
      const entries = answers.map(
        (answer, at) => `  - {id: q${at}, question: Q?, answer: ${JSON.stringify(answer)}}\n`,
      );
      const compilation = compileText(`title: T\nquestions:\n${entries.join('')}`);
      if (compilation.files.length === 0) return null;
      return answers.map((_, at) => visibleText(answerOn(pageOf(compilation), `q${at}`)));
    };
    let compared = 0;
    for (const { typed } of corpus) {
      // A line break of two spaces is no part of what is signed.
      const text = typed.replaceAll(/[ \t]+$/gm, '');
      const both = seen(text, canonicalMarkdown(text, 2));
      if (both === null) {
        expect(seen(text), text).toBeNull();
        continue;
      }
      expect(both[1], text).toBe(both[0]);
      compared++;
    }
    expect(compared).toBeGreaterThan(150);
  });
});

describe('the record', () => {
  test('that would keep whoever reads it busy is none', () => {
    const text = recordOf(statementOf(signOff), null).repeat(5000);
    const { record, diagnostics } = readRecord({ path: 'reviews/dose.yaml', text });
    expect([record, diagnostics.map(({ message }) => message)]).toEqual([
      null,
      [expect.stringContaining('the record is longer than 1000000 characters')],
    ]);
    expect(readRecordAsWritten(text, (head) => ({ ...signOff, ...head }))).toBeNull();
  });

  test.each([ofFormat2, signOff, { ...signOff, as: null, role: null, files: [], links: [], related: [] }])(
    'is read back as it was written, quickly and by way of YAML',
    (one) => {
      const signature = '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----';
      for (const expected of [null, signature]) {
        const text = recordOf(statementOf(one), expected);
        const { record, diagnostics } = readRecord({ path: 'reviews/dose.yaml', text });
        expect(diagnostics).toEqual([]);
        const { signature: read = null, ...rest } = record ?? {};
        expect(rest).toEqual({ signOff: one, statement: statementOf(one), digest: digestOf(statementOf(one)) });
        expect(read?.trim() ?? null).toBe(expected);
        const quick = readRecordAsWritten(text, (head) => ({ ...one, ...head }));
        expect(quick?.signOff).toEqual(one);
        expect(quick?.signature?.trim() ?? null).toBe(expected);
      }
    },
  );

  test('begins with exactly the bytes that its digest covers', () => {
    const text = recordOf(statementOf(signOff), null);
    const covered = text.slice(0, text.indexOf('\ndigest: ') + 1);
    expect(text).toContain(`digest: sha256:${createHash('sha256').update(covered).digest('hex')}\n`);
  });

  test('keeps any text, whatever it holds', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map(canonicalLine)
      .filter((text) => text !== '' && !/[\p{Cc}\u2028\u2029\uFEFF]/u.test(text));
    const prose = fc
      .array(
        fc.constantFrom(
          'word',
          '\n',
          '\n\n',
          ' ',
          '"',
          "'",
          '#',
          ': ',
          '- ',
          '    ',
          '|',
          '%',
          '&',
          '---',
          'é',
          '🙂',
          'ش',
          '\\',
          '\t',
        ),
        { minLength: 1 },
      )
      .map((parts) => canonicalMarkdown(parts.join(''), 2))
      .filter((text) => text !== '');
    fc.assert(
      fc.property(line, prose, line, (question, answer, title) => {
        const one: SignOff = {
          ...signOff,
          question,
          short: null,
          answer,
          sources: [{ ...(signOff.sources[0] as SignOff['sources'][0]), title }],
        };
        const text = recordOf(statementOf(one), null);
        expect(readRecord({ path: 'r.yaml', text }).record?.signOff).toEqual(one);
        expect(readRecordAsWritten(text, (head) => ({ ...one, ...head }))?.statement).toBe(statementOf(one));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the digest', () => {
  const words = fc.stringMatching(/^[A-Za-z0-9]{1,8}(?: [A-Za-z0-9]{1,8}){0,4}$/);
  const content = fc.record({
    question: words,
    answer: fc.array(words, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
    title: words,
    url: fc.stringMatching(/^[a-z0-9]{1,8}$/).map((path) => `https://s.example/${path}`),
  });
  type Content = typeof content extends fc.Arbitrary<infer T> ? T : never;

  const digest = (yaml: string): string => {
    const { faq, diagnostics } = parseFaq({ path: 'faq.yaml', text: yaml });
    // Of a comment or a line that one style takes for words and another does not, no more than a warning is given.
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const question = faq?.sections[0]?.questions[0];
    if (!faq || !question) throw new Error(yaml);
    return digestOf(statementOf({ ...signOff, ...wordingOf(question, faq, 2, surroundingsOf()) }));
  };
  const written = ({ question, answer, title, url }: Content): string =>
    `title: T\nquestions:\n  - id: q\n    question: ${JSON.stringify(question)}\n    answer: ${JSON.stringify(`${answer} [@s]`)}\nsources:\n  s: {title: ${JSON.stringify(title)}, url: ${JSON.stringify(url)}}\n`;

  test('is another one after any edit of a letter or digit', () => {
    const edits = fc.record({
      content,
      key: fc.constantFrom('question', 'answer', 'title', 'url' as const),
      at: fc.nat(),
      sign: fc.constantFrom(...'abcxyzABC0159'),
      kind: fc.constantFrom('change', 'insert', 'remove'),
    });
    fc.assert(
      fc.property(edits, ({ content, key, at, sign, kind }) => {
        const text = content[key as keyof Content];
        const first = key === 'url' ? 'https://s.example/'.length : 0;
        const places = [...text].flatMap((character, index) => (index >= first && /\w/.test(character) ? [index] : []));
        const place = places[at % places.length] as number;
        const edited =
          text.slice(0, place) + (kind === 'remove' ? '' : sign) + text.slice(kind === 'insert' ? place : place + 1);
        fc.pre(edited !== text && edited.trim() !== '');
        // A word of one letter that goes leaves white space alone behind.
        fc.pre(edited.replaceAll(/\s/g, '') !== text.replaceAll(/\s/g, ''));
        expect(digest(written({ ...content, [key]: edited }))).not.toBe(digest(written(content)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('is another one after any edit of a unit or a punctuation mark', () => {
    const edit = (from: string, to: string) => [{ ...signOff, answer: signOff.answer.replace(from, to) }, signOff];
    for (const [from, to] of [
      ['mg', 'g'],
      ['mg', 'µg'],
      ['.', ','],
      ['5 mg', '5mg'],
      ['[@label].', '[@trial].'],
      ['(#more)', '(#less)'],
      ['- never more\n- ', '- never more '],
    ]) {
      const [edited, before] = edit(from as string, to as string);
      expect(digestOf(statementOf(edited as SignOff)), to).not.toBe(digestOf(statementOf(before as SignOff)));
    }
    for (const key of ['id', 'reviewer', 'name', 'role', 'date', 'until', 'question', 'short'] as const)
      expect(digestOf(statementOf({ ...signOff, [key]: 'other' })), key).not.toBe(digestOf(statementOf(signOff)));
  });

  test('stays the same in any style of YAML', () => {
    const styles: ((content: Content) => string)[] = [
      written,
      (one) => written(one).replaceAll('\n', '\r\n'),
      (one) => `# A comment\n${written(one)}`,
      (one) =>
        written(one)
          .replaceAll('"', "'")
          .replace(
            /answer: '.*'/,
            () => `answer: |+\n      ${`${one.answer} [@s]`.replaceAll('\n', '  \n      ')}   \n\n`,
          ),
      (one) =>
        written(one).replace(
          /answer: ".*"/,
          () => `answer: >-\n            ${`${one.answer} [@s]`.replaceAll('\n', '\n            ')}`,
        ),
      (one) =>
        written(one).replace(
          /answer: ".*"/,
          () => `answer: ${JSON.stringify(`${one.answer.replaceAll('\n', ' ')} [@s]\n`)}`,
        ),
      (one) =>
        `sources: {s: {"url": '${one.url}',\n     title: >\n       ${one.title}}}`.replace(/>\n\s+(.*)\}\}/, '"$1"}}') +
        `\nquestions:\n- {answer: ${JSON.stringify(`${one.answer} [@s]`)}, question: '${one.question}', id: q, updated: 2026-01-01}\ntitle: Another\n`,
    ];
    fc.assert(
      fc.property(content, fc.constantFrom(...styles), (one, style) => {
        expect(digest(style(one))).toBe(digest(written(one)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the word diff', () => {
  test.each([
    ['take 5 mg daily', 'take 50 mg daily', ['=take', '-5', '+50', '=mg daily']],
    ['a b', 'a b', ['=a b']],
    ['', 'new words', ['+new words']],
    ['a\n\nb', 'a b', ['=a', '-\n\n', '=b']],
  ])('of %j and %j', (before, after, runs) => {
    const signs = { same: '=', removed: '-', added: '+' };
    expect(wordDiff(before, after).map(({ kind, words }) => signs[kind] + words.join(' '))).toEqual(runs);
  });

  test('makes the one text of the other, and keeps what can be kept', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '5'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const runs = wordDiff(a.join(' '), b.join(' '));
        const side = (without: string) => runs.filter(({ kind }) => kind !== without).flatMap(({ words }) => words);
        expect(side('added')).toEqual(a);
        expect(side('removed')).toEqual(b);
      }),
    );
  });

  test('of two long texts with nothing in common takes no time', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`).join(' ');
    expect(wordDiff(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
