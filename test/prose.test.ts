import { describe, expect, it } from 'vitest';
import { hasErrors } from '../src/diagnostics/diagnostic.ts';
import { compileText, pageOf, saidOf } from './prose/compileText.ts';
import { corpus, type Sample } from './prose/corpus.ts';
import { answerOn, attribute, elementsOf, proseIn, visibleText } from './prose/visibleText.ts';

const head = 'title: Doses\nquestions:\n  - id: question\n    question: How much?\n    answer: ';

/** Each style gives the answer's YAML, or null where the style cannot hold the text. */
const styles: Readonly<Record<string, (typed: string) => string | null>> = {
  'a literal block': (typed) => `|${typed.startsWith(' ') ? '6' : ''}\n${typed.replaceAll(/^(?=.)/gm, '      ')}\n`,
  'double quotes': (typed) => `${JSON.stringify(typed)}\n`,
  'single quotes': (typed) =>
    /[ \t]\n|\n[ \t]/.test(typed)
      ? null
      : `'${typed.replaceAll("'", "''").replaceAll(/\n+/g, (lines) => `${lines}\n      `)}'\n`,
  'a folded block': (typed) =>
    /\n[ \t]|^[ \t]/.test(typed)
      ? null
      : `>\n${typed.replaceAll(/\n+/g, (lines) => `${lines}\n`).replaceAll(/^(?=.)/gm, '      ')}\n`,
  'plain text': (typed) => (isPlain(typed) ? `${typed}\n` : null),
};

function isPlain(typed: string): boolean {
  return !/\n|: |:$| #|[ \t]$/.test(typed) && /^[\p{L}\p{N}<(_(*^~][^*&]?/u.test(typed) && !/^[*&]/.test(typed);
}

function seen(yaml: string): { text: string | null; said: string[] } {
  const compilation = compileText(yaml);
  const said = saidOf(compilation).filter((entry) => !/^(?:no-url|uncited-answer)/.test(entry));
  if (hasErrors(compilation.diagnostics)) return { text: null, said };
  const onIndex = visibleText(answerOn(pageOf(compilation), 'question'));
  const onPage = visibleText(answerOn(pageOf(compilation, 'question.html'), 'question'));
  expect(onPage).toBe(onIndex);
  return { text: onIndex, said };
}

/** In a literal block the text begins in line 6 and column 7 of the file. */
function inFile({ said = [] }: Sample): string[] {
  return said.map((entry) =>
    entry.replace(/(\d+):(\d+)$/, (_, line, column) => `${Number(line) + 5}:${Number(column) + 6}`),
  );
}

const codesOf = (said: readonly string[]): string[] => said.map((entry) => entry.replace(/ .*/, '')).sort();

describe('medical prose comes out as it went in, or something is said', () => {
  for (const sample of corpus) {
    it(JSON.stringify(sample.typed), () => {
      const { text, said } = seen(`${head}${styles['a literal block']?.(sample.typed)}`);
      expect(text).toBe(sample.intent ?? null);
      // A sign that is printed as typed may be remarked on; what is lost or refused must be.
      const marks = said.filter((entry) => sample.said?.includes(entry) || !entry.startsWith('ambiguous-marker'));
      expect(marks.filter((entry) => !/^ambiguous-marker/.test(entry) || sample.intent === undefined)).toEqual(
        inFile(sample).filter((entry) => !/^ambiguous-marker/.test(entry)),
      );
      for (const entry of inFile(sample)) expect(said).toContain(entry);
    });
  }

  it('has a corpus worth the name', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(80);
    expect(new Set(corpus.map(({ typed }) => typed)).size).toBe(corpus.length);
  });
});

describe('the style of YAML changes neither the text nor what is said', () => {
  for (const [name, write] of Object.entries(styles).slice(1)) {
    it(name, () => {
      const written = corpus.flatMap((sample) => {
        const yaml = write(sample.typed);
        return yaml === null ? [] : [{ ...sample, yaml }];
      });
      expect(written.length).toBeGreaterThan(40);
      // All that can be published stands on one page.
      const published = written.filter(({ intent }) => intent !== undefined);
      const file = published.map(
        ({ yaml }, index) => `  - id: question${index || ''}\n    question: How much?\n    answer: ${yaml}`,
      );
      const html = pageOf(compileText(`title: Doses\npolicy: {index: answers}\nquestions:\n${file.join('')}`));
      const articles = new Map(elementsOf(html).map((element) => [attribute(element, 'id'), element]));
      for (const [index, { typed, intent }] of published.entries()) {
        const article = articles.get(`question${index || ''}`);
        expect({ typed, text: article && visibleText(proseIn(article)) }).toEqual({ typed, text: intent });
      }
      for (const { typed, yaml, said = [], intent } of written) {
        if (intent !== undefined) continue;
        expect({ typed, codes: codesOf(seen(`${head}${yaml}`).said) }).toEqual({ typed, codes: codesOf(said) });
      }
    });
  }
});

describe('scalars of YAML are the texts that were typed', () => {
  const scalars = [
    '1.10',
    '010',
    '0o17',
    'no',
    'No',
    'off',
    'yes',
    'true',
    '12:30',
    '1e3',
    '0x1F',
    '2026-01-01',
    '.5',
    '.inf',
    '.nan',
    '1_000',
    '+1',
    '-0',
    '12345678901234567890',
    '<<',
    '=',
    '1.',
    '5 %',
    'y',
  ];
  for (const scalar of scalars) {
    it(scalar, () => {
      const compilation = compileText(
        `title: ${scalar}
description: ${scalar}
urgent: {text: ${scalar}}
contact: {title: ${scalar}, text: ${scalar}, reasons: [${scalar}], hours: ${scalar}}
sources: {one: {title: ${scalar}, authors: ${scalar}}}
reviewers: {one: {name: ${scalar}, role: ${scalar}}}
related: [{title: ${scalar}, url: "https://example.org/", description: ${scalar}}]
disclaimer: {title: ${scalar}, text: ${scalar}}
questions:
  - id: question
    question: ${scalar}
    short: ${scalar}
    answer: ${scalar} [@one]
`,
      );
      expect(compilation.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const elements = elementsOf(pageOf(compilation));
      const texts = new Set(elements.map((element) => visibleText(element)));
      expect(texts).toContain(scalar);
      const textOf = (test: (name: string, className: string) => boolean) =>
        elements
          .filter((element) => test(element.tagName, attribute(element, 'class') ?? ''))
          .map((element) => visibleText(element));
      expect(textOf((name) => name === 'title')).toEqual([scalar]);
      expect(textOf((name) => name === 'h1')).toEqual([scalar]);
      expect(textOf((_, className) => className === 'short')).toEqual([scalar]);
      expect(textOf((_, className) => className === 'lede')).toEqual([scalar]);
      expect(textOf((name) => name === 'cite')).toEqual([scalar]);
      expect(visibleText(answerOn(pageOf(compilation), 'question'))).toBe(scalar);
    });
  }
});
