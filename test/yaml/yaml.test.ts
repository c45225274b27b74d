import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/diagnostics/diagnostic.ts';
import { readYaml } from '../../src/yaml/readYaml.ts';
import { compileText, complaintsOf, pageOf, saidOf } from '../prose/compileText.ts';
import { answerOn, visibleText } from '../prose/visibleText.ts';

const valid = `title: Doses
sources:
  one: {title: The first}
questions:
  - id: first
    question: How much?
    short: A little.
    answer: |
      Take **5 mg** [@one].

      > [!WARNING]
      > Never more than > 50 mg.
  - question: How often?
    answer: "Once a day\\u2014not more."
`;

/** What is said of a small file that holds `yaml` behind its first, well-formed lines. */
function said(yaml: string): string[] {
  return complaintsOf(compileText(yaml));
}

const small = 'title: Doses\nquestions:\n  - question: How much?\n    answer: 5 mg\n';

describe('nesting', () => {
  it.each([
    ['a flow sequence', `a: ${'['.repeat(5000)}`],
    ['flow maps', `a: ${'{a: '.repeat(5000)}`],
    ['closed brackets', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['a block sequence', `a:\n  ${'- '.repeat(5000)}x`],
    ['explicit keys', `a:\n  ${'? '.repeat(5000)}x`],
  ])('too deep a %s ends neither the process nor the patience, again and again', (_, yaml) => {
    for (let round = 0; round < 5; round++)
      expect(said(yaml).map((entry) => entry.split(' ')[0])).toContain('yaml-too-deep');
  });

  it('deep indentation is too deep, too', () => {
    const yaml = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(said(yaml)[0]).toMatch(/^yaml-too-deep 6\d:/);
  });

  it('what a valid file holds is not', () => {
    expect(said(valid)).toEqual([]);
  });
});

describe('features that hide or change what was written', () => {
  const bomb = `a: &a [x, x, x, x, x, x, x, x, x]
${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`).join('\n')}
title: *i
`;
  // Written out it would hold half a milliard of signs.
  it('an alias bomb is refused', () => {
    const result = said(bomb);
    expect(result[0]).toBe('yaml-unsupported 1:4');
    expect(result).toContain('yaml-unsupported 10:8');
  });

  it.each([
    ['a directive', `%YAML 1.1\n---\n${small}`, 'yaml-unsupported 1:1'],
    ['a tag directive', `%TAG ! tag:example.org,2000:\n---\n${small}`, 'yaml-unsupported 1:1'],
    ['an unknown directive', `%FOO bar\n---\n${small}`, 'yaml-unsupported 1:1'],
    ['a local tag', small.replace('5 mg', '!dose 5 mg'), 'yaml-unsupported 4:13'],
    ['a tag of YAML', small.replace('5 mg', '!!int 5'), 'yaml-unsupported 4:13'],
    ['a tag for binary data', small.replace('5 mg', '!!binary NSBtZw=='), 'yaml-unsupported 4:13'],
    ['a tag for a day', small.replace('5 mg', '!!timestamp 2001-01-01'), 'yaml-unsupported 4:13'],
    ['a tag on a map', small.replace('title: Doses', 'title: Doses\npolicy: !!set {}'), 'yaml-unsupported 2:9'],
    ['an anchor', small.replace('5 mg', '&dose 5 mg'), 'yaml-unsupported 4:13'],
    ['an alias of nothing', small.replace('5 mg', '*dose'), 'yaml-unsupported 4:13'],
    ['a second document', `${small}---\n${small}`, 'yaml-unsupported 5:1'],
    ['a merge key', `<<: {title: other}\n${small}`, 'yaml-unsupported 1:1'],
  ])('%s is refused with its place', (_, yaml, expected) => {
    expect(said(yaml)).toContain(expected);
    expect(compileText(yaml).files).toEqual([]);
  });
});

describe('characters', () => {
  it.each([
    ['a NUL', small.replace('5 mg', '5\0 mg'), 'forbidden-character 4:14'],
    ['an escaped NUL', small.replace('5 mg', '"5\\0 mg"'), 'forbidden-character 4:15'],
    ['a lone surrogate', small.replace('5 mg', '"5\\uD800 mg"'), 'forbidden-character 4:15'],
    ['the other half', small.replace('5 mg', '"5 \\uDC00mg"'), 'forbidden-character 4:16'],
    ['an override', small.replace('5 mg', '5\u202E mg'), 'forbidden-character 4:14'],
    ['an escaped override', small.replace('5 mg', '"5\\u202e mg"'), 'forbidden-character 4:15'],
    ['an override in a comment', `# \u202E\n${small}`, 'forbidden-character 1:3'],
    ['an open isolate', small.replace('5 mg', '5\u2067 mg'), 'forbidden-character 4:14'],
    ['an override as an entity', small.replace('5 mg', '5 &#x202E;mg'), 'forbidden-character 4:15'],
    [
      'an override as an entity in a title',
      small.replace('5 mg', '\'[a](#how-much "&#x202E;")\''),
      'forbidden-character 4:14',
    ],
    ['a bell', small.replace('5 mg', '5\u0007 mg'), 'forbidden-character 4:14'],
  ])('%s is refused with its place', (_, yaml, expected) => {
    expect(said(yaml)).toContain(expected);
    expect(compileText(yaml).files).toEqual([]);
  });

  it.each([
    ['a pair of escaped surrogates', '"\\uD83D\\uDC8A 5 mg"', '💊 5 mg'],
    ['balanced isolates', '5 \u2067ملغ\u2069 mg', '5 \u2067ملغ\u2069 mg'],
    ['a replacement character that was typed', '5 \uFFFD mg', '5 \uFFFD mg'],
    ['marks and joiners', 'می\u200cخواهم \u200f5\u200e mg', 'می\u200cخواهم \u200f5\u200e mg'],
  ])('%s passes', (_, typed, seen) => {
    const compilation = compileText(small.replace('5 mg', typed));
    expect(complaintsOf(compilation)).toEqual([]);
    expect(visibleText(answerOn(pageOf(compilation), 'how-much'))).toBe(seen);
  });

  it.each([
    ['Latin-1', [0xe9], 'invalid-utf8 4:14'],
    ['a lonely continuation', [0x80], 'invalid-utf8 4:14'],
    ['an overlong form', [0xc0, 0xaf], 'invalid-utf8 4:14'],
    ['an encoded surrogate', [0xed, 0xa0, 0x80], 'invalid-utf8 4:14'],
    ['a cut sequence', [0xe2, 0x82], 'invalid-utf8 4:14'],
    ['Latin-1 behind other characters', [...Buffer.from('µ💊\uFFFD'), 0xe9], 'invalid-utf8 4:18'],
  ])('%s is no UTF-8', (_, bytes, expected) => {
    const [before = '', after = ''] = small.split(' mg');
    for (const mark of [[], [0xef, 0xbb, 0xbf]]) {
      const compilation = compileText(
        Buffer.concat([Buffer.from(mark), Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]),
      );
      expect(saidOf(compilation)).toContain(expected);
      expect(compilation.files).toEqual([]);
    }
  });

  it('a byte order mark and CRLF change no page, and CR alone is at least said', () => {
    const pages = ({ files }: ReturnType<typeof compileText>) =>
      files.map(({ path, contents }) => [path, String(contents)]);
    const expected = pages(compileText(valid));
    expect(expected.length).toBeGreaterThan(3);
    expect(pages(compileText(`\uFEFF${valid}`))).toEqual(expected);
    expect(pages(compileText(valid.replaceAll('\n', '\r\n')))).toEqual(expected);
    expect(pages(compileText(`\uFEFF${valid.replaceAll('\n', '\r\n')}`))).toEqual(expected);
    expect(compileText(valid.replaceAll('\n', '\r')).files).toEqual([]);
  });

  it('places are the same with CRLF', () => {
    const yaml = small.replace('5 mg', '|\n      one\n\n      two <b>three\n      [@nobody]');
    const expected = ['raw-html 7:11', 'unknown-source 8:8'];
    expect(said(yaml)).toEqual(expected);
    expect(said(yaml.replaceAll('\n', '\r\n'))).toEqual(expected);
  });
});

describe('keys', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'])(
    '%s is a key like any other',
    (key) => {
      expect(said(`${key}: {polluted: yes}\n${small}`)).toEqual([`unknown-key 1:1`]);
      expect(said(small.replace('    answer', `    ${key}: x\n    answer`))).toEqual([`unknown-key 4:5`]);
      expect(said(`policy: {${key}: x}\n${small}`)).toEqual(['unknown-key 1:10']);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it('a source named constructor is refused with its place', () => {
    const withSource = (id: string) =>
      `sources:\n  ${id}: {title: The first}\n${small.replace('5 mg', `5 mg [@${id}]`)}`;
    // Valibot's records refuse these names altogether.
    for (const id of ['constructor', 'prototype', '__proto__'])
      expect(said(withSource(id))[0]).toMatch(/^(?:reserved-id|invalid-id|unknown-key) 2:3$/);
    expect(pageOf(compileText(withSource('valueof')))).toContain('The first');
    expect(said(small.replace('5 mg', '5 mg [@constructor]'))).toEqual(['unknown-source 4:19']);
    expect(said(small.replace('5 mg', '5 [x](#constructor) [y](#__proto__)'))).toEqual([
      'unknown-question 4:19',
      'unknown-question 4:37',
    ]);
  });

  it.each(['constructor', 'prototype', 'hasownproperty', 'valueof'])('a question may be named %s', (id) => {
    const compilation = compileText(
      small.replace('question: How', `id: ${id}\n    question: How`).replace('5 mg', `5 mg [x](#${id})`),
    );
    expect(complaintsOf(compilation)).toEqual([]);
    expect(visibleText(answerOn(pageOf(compilation), id))).toBe('5 mg x');
  });

  it.each([
    ['twice the same', `${small}title: Again\n`, 'duplicate-key 5:1'],
    ['`1` and "1"', `sources: {1: {title: a}, "1": {title: b}}\n${small}`, 'duplicate-key 1:26'],
    ['quoted and not', `"title": Again\n${small}`, 'duplicate-key 2:1'],
    ['in a question', small.replace('    answer', '    answer: 1 mg\n    answer'), 'duplicate-key 5:5'],
    ['with an escape', `"\\x74itle": Again\n${small}`, 'duplicate-key 2:1'],
  ])('%s is a duplicate', (_, yaml, expected) => {
    expect(said(yaml)).toContain(expected);
    expect(compileText(yaml).files).toEqual([]);
  });
});

describe('syntax', () => {
  it.each([
    ['a comment behind a text', small.replace('5 mg', 'take 2 # tablets'), 'comment-in-text 4:20'],
    ['a comment behind a title', small.replace('Doses', 'Doses #1'), 'comment-in-text 1:14'],
    [
      'a comment behind a short answer',
      small.replace('    answer', '    short: Rule # 1\n    answer'),
      'comment-in-text 4:17',
    ],
    ['a tab as indentation', small.replace('    answer', '\t answer'), 'yaml-syntax 4:1'],
    ['an unclosed quote', small.replace('5 mg', '"5 mg'), 'yaml-syntax'],
    ['an unclosed single quote', small.replace('5 mg', "'5 mg"), 'yaml-syntax'],
    ['an unclosed bracket', `related: [\n${small}`, 'yaml-syntax'],
    ['text behind a quote', small.replace('5 mg', '"5" mg'), 'yaml-syntax 4:17'],
    ['a colon in plain text', small.replace('5 mg', 'Dose: 5 mg'), 'yaml-syntax 4:13'],
    ['a percent sign at the start', small.replace('5 mg', '%5'), 'yaml-syntax 4:13'],
    ['an at sign at the start', small.replace('5 mg', '@5'), 'yaml-syntax 4:13'],
    ['a grave accent at the start', small.replace('5 mg', '`5`'), 'yaml-syntax 4:13'],
    ['a bad escape', small.replace('5 mg', '"\\5 mg"'), 'yaml-syntax 4:14'],
  ])('%s is said with its place', (_, yaml, expected) => {
    const result = said(yaml);
    expect(result.some((entry) => entry === expected || (!expected.includes(' ') && entry.startsWith(expected)))).toBe(
      true,
    );
  });

  it('a comment on a line of its own, or behind a date, is fine', () => {
    expect(said(small.replace('    answer', '    # why\n    updated: 2026-01-01 # checked\n    answer'))).toEqual([]);
    expect(said(`${small}# the end\n`)).toEqual([]);
  });

  it.each([
    '',
    '\n',
    '# nothing',
    '---',
    '...',
    'null',
    '~',
    '[]',
    '{}',
    '5',
    '"text"',
    '- a',
    '? ',
    ': ',
    '|',
    '>',
    '&a',
    '*a',
    '!',
    '%',
    '\t',
    '\uFEFF',
    '{',
    '[',
    '"',
    "'",
    '@',
    '-',
    '---\n---\n---',
  ])('%j is no FAQ, and says so', (yaml) => {
    const compilation = compileText(yaml);
    expect(hasErrors(compilation.diagnostics)).toBe(true);
    expect(compilation.files).toEqual([]);
  });
});

describe('places within a text', () => {
  // Letters of one and of two code units, signs of YAML and of Markdown, quotes and backslashes.
  const word = fc.string({
    unit: fc.constantFrom('a', 'b', 'é', 'ж', '中', '💊', '<', '*', "'", '"', '\\', '&', '5', '-'),
    minLength: 1,
    maxLength: 6,
  });
  const line = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `x${words.join(' ')}y`);
  const paragraph = fc.array(line, { minLength: 1, maxLength: 3 });
  const text = fc.array(paragraph, { minLength: 1, maxLength: 3 });

  /** Every character that YAML takes over as it stands must be found where it stands. */
  function expectPlaces(yaml: string, isOwn: (character: string) => boolean): void {
    const { value, places, diagnostics } = readYaml({ path: 'faq.yaml', text: yaml });
    expect(diagnostics).toEqual([]);
    const parsed = (value as { key: string })['key'];
    expect(typeof parsed).toBe('string');
    let last = -1;
    for (let index = 0; index < parsed.length; index++) {
      const character = parsed[index] ?? '';
      const { start, end } = places.within(['key'], index, index + 1);
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      last = start;
      if (isOwn(character)) expect({ yaml, index, found: yaml[start] }).toEqual({ yaml, index, found: character });
    }
  }
  const always = (character: string) => character !== ' ' && character !== '\n';
  const lineEnd = fc.constantFrom('\n', '\r\n');
  const indent = fc.integer({ min: 1, max: 6 }).map((count) => ' '.repeat(count));
  const runs = { numRuns: 300 };

  it('literal blocks', () => {
    const inner = fc.array(fc.tuple(fc.constantFrom('', '', '  ', ' '), line), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        inner,
        indent,
        lineEnd,
        fc.constantFrom('|', '|-', '|+', '| # why'),
        fc.boolean(),
        (lines, pad, end, header, blank) => {
          // The first line decides the indentation.
          const body = lines.map(([more, typed], index) => `${pad}${index === 0 ? '' : more}${typed}`);
          expectPlaces(
            [
              'key: '.concat(header),
              ...(blank ? ['', ...body.flatMap((typed) => [typed, ''])] : body),
              'next: x',
              '',
            ].join(end),
            always,
          );
        },
      ),
      runs,
    );
  });

  it('literal and folded blocks with an indentation of their own', () => {
    const inner = fc.array(fc.tuple(fc.constantFrom('', '  ', '   '), line), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        inner,
        fc.integer({ min: 1, max: 6 }),
        lineEnd,
        fc.constantFrom('|', '>'),
        (lines, count, end, sign) => {
          const body = lines.map(([more, typed]) => `${' '.repeat(count)}${more}${typed}`);
          expectPlaces([`key: ${sign}${count}`, ...body, 'next: x', ''].join(end), always);
        },
      ),
      runs,
    );
  });

  it('folded blocks', () => {
    const inner = fc.array(fc.tuple(fc.constantFrom('', '', '', '  '), line, fc.nat({ max: 2 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(inner, indent, lineEnd, fc.constantFrom('>', '>-', '>+'), (lines, pad, end, header) => {
        const body = lines.flatMap(([more, typed, blanks], index) => [
          `${pad}${index === 0 ? '' : more}${typed}`,
          ...Array<string>(blanks).fill(''),
        ]);
        expectPlaces([`key: ${header}`, ...body, 'next: x', ''].join(end), always);
      }),
      runs,
    );
  });

  const flow = (paragraphs: string[][], pad: string, end: string): string =>
    paragraphs.map((lines) => lines.join(`${end}${pad}`)).join(`${end}${end}${pad}`);

  it('plain text', () => {
    const safe = text.map((paragraphs) =>
      paragraphs.map((lines) => lines.map((typed) => typed.replaceAll(/["'\\&*<-]/g, 'q'))),
    );
    fc.assert(
      fc.property(safe, indent, lineEnd, (paragraphs, pad, end) => {
        expectPlaces(`key: ${flow(paragraphs, pad, end)}${end}next: x${end}`, always);
      }),
      runs,
    );
  });

  it('single quotes', () => {
    fc.assert(
      fc.property(text, indent, lineEnd, (paragraphs, pad, end) => {
        const quoted = paragraphs.map((lines) => lines.map((typed) => typed.replaceAll("'", "''")));
        expectPlaces(`key: '${flow(quoted, pad, end)}'${end}next: x${end}`, always);
      }),
      runs,
    );
  });

  it('double quotes, with escapes of every length', () => {
    const escaped = fc.constantFrom('\\n', '\\t', '\\x41', '\\u00e9', '\\U0001F48A', '\\\\', '\\"', '\\ ', '\\_');
    const piece = fc.oneof(
      line.map((typed) => typed.replaceAll(/["\\]/g, '\\$&')),
      escaped,
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(piece, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        indent,
        lineEnd,
        fc.constantFrom('', '\\', '\n'),
        (lines, pad, end, joint) => {
          const typed = lines.map((pieces) => `x${pieces.join('')}y`);
          const between = joint === '\\' ? `\\${end}${pad}` : joint === '\n' ? `${end}${end}${pad}` : `${end}${pad}`;
          const plainLetters = /[bж中a*<&5']/;
          const yaml = `key: "${typed.join(between)}"${end}next: x${end}`;
          expectPlaces(yaml, (character) => plainLetters.test(character) || character === 'x' || character === 'y');
        },
      ),
      runs,
    );
  });
});

describe('a slip of an editor', () => {
  const comment = (yaml: string) => said(yaml).filter((entry) => entry.startsWith('comment-in-text'));

  it.each([
    ['a title', 'title: Doses #1\n', 'comment-in-text 1:14'],
    ['a source', 'sources:\n  a:\n    title: Study #5\n', 'comment-in-text 7:18'],
    ['a reviewer', 'reviewers:\n  r:\n    name: Dr. #1\n', 'comment-in-text 7:15'],
    ['a credential', 'reviewers:\n  r:\n    name: X\n    credentials:\n      - RN #5\n', 'comment-in-text 9:12'],
    ['hours', 'contact:\n  hours: Mon #2 door\n', 'comment-in-text 6:14'],
    ['a label', 'contact:\n  link:\n    label: Call #5\n    url: https://example.org/\n', 'comment-in-text 7:17'],
    ['a related page', 'related:\n  - title: Page #3\n    url: https://example.org/\n', 'comment-in-text 6:17'],
  ])('that cuts %s is reported', (_, yaml, place) => {
    const whole = yaml.startsWith('title') ? small.replace('title: Doses\n', yaml) : small + yaml;
    expect(comment(whole)).toEqual([place]);
  });

  it.each([
    ['below a plain text', 'Take tablets\n      # 2 at night', ['comment-in-text 5:7']],
    ['below an empty line', 'Take one.\n\n      # 2 if pain persists', ['comment-in-text 6:7']],
    ['on the head of a block', '| # Stop above 5 mg\n      and sleep', ['comment-in-text 4:15']],
    ['below a block, further right than its key', '|\n        Take one.\n      # at most 4', ['comment-in-text 6:7']],
    ['at the indentation of the key', '|\n      Take one.\n    # an ordinary remark', []],
    ['behind quotes', '"Take one." # an ordinary remark', []],
    ['inside of a block', '|\n      Take one.\n\n      #2 is a text', []],
  ])('that takes a line for a comment is reported: %s', (_, answer, places) => {
    expect(comment(small.replace('5 mg', answer))).toEqual(places);
  });

  it.each([
    ['a text that is all comment', small.replace('5 mg', '#2 at night'), ['comment-in-text 4:13']],
    [
      'a key without a value before a remark',
      `title: Doses\nquestions: # all of them\n  - question: Q\n    answer: A\n`,
      [],
    ],
    ['a key too far to the right', 'title: T\nquestions:\n  - question: Q\n      answer: A\n', ['yaml-syntax 4:7']],
    ['quotes inside of quotes', small.replace('5 mg', '"What is "this"?"'), ['yaml-syntax 4:23']],
    ['a blank of the web', small.replace('    answer', '\u00A0\u00A0\u00A0\u00A0answer'), ['yaml-syntax 4:1']],
    [
      'a misspelt list of sources',
      `${small.replace('5 mg', '"5 mg [@a]"')}source: {a: {title: A}}\n`,
      ['unknown-key 5:1'],
    ],
    [
      'an id of a source with a space',
      `${small.replace('5 mg', '"5 mg [@a]"')}sources: {a: {title: A}, b 1: {title: B}}\n`,
      ['invalid-id 5:26'],
    ],
    [
      'an id of a question with an underscore',
      `${small.replace('5 mg', '"See [it](#bad_id)."')}  - {id: bad_id, question: R, answer: S}\n`,
      ['invalid-id 5:10'],
    ],
    ['a null', small.replace('5 mg', 'null'), ['empty-value 4:5']],
    ['a tilde', small.replace('5 mg', '~'), ['empty-value 4:5']],
    ['a heading without words', small.replace('5 mg', '"#"'), ['empty-value 4:5']],
    ['a quotation without words', small.replace('5 mg', '"> "'), ['empty-value 4:5']],
    ['a blank of HTML', small.replace('5 mg', '"&nbsp;"'), ['empty-value 4:5']],
    [
      'a section without questions',
      'title: T\nsections:\n  - {title: A, intro: Never 5 mg., questions: []}\n  - {title: B, questions: [{question: R, answer: x}]}\n',
      ['empty-value 3:36'],
    ],
    ['a list of sources', `${small}sources:\n  - title: A\n`, ['wrong-type 5:1']],
    ['a list of contacts', `${small}contact: [{phone: 5}]\n`, ['wrong-type 5:1']],
    ['an empty list for a theme', `${small}theme: []\n`, ['wrong-type 5:1']],
    [
      'a conflict',
      small.replace('5 mg', '|\n      <<<<<<< HEAD\n      Take 5 mg\n      =======\n      Take 10 mg\n      >>>>>>> x'),
      ['yaml-syntax 5:7'],
    ],
    ['a conflict at the margin', `<<<<<<< HEAD\n${small}=======\n>>>>>>> x\n`, ['yaml-syntax 1:1']],
    ['a mark inside of a number', small.replace('5 mg', '1\uFEFF0 mg'), ['forbidden-character 4:14']],
    ['a C1 control', small.replace('5 mg', '1\u00850 mg'), ['forbidden-character 4:14']],
    ['a phone number in brackets', `${small}contact: {phone: (800) 555-1234, disclosure: Us.}\n`, []],
    ['brackets alone', `${small}contact: {phone: ( )}\n`, ['invalid-phone 5:18']],
  ])('%s', (_, yaml, places) => {
    expect(said(yaml)).toEqual(places);
  });

  it('a file of UTF-16 is one fault, not one for each letter', () => {
    const bytes = Buffer.from(`\uFEFF${small}`, 'utf16le');
    expect(compileText(bytes as unknown as string).diagnostics.map(({ code }) => code)).toEqual(['invalid-utf8']);
  });
});
