import fc from 'fast-check';
import { marked } from 'marked';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { Compilation } from '../src/compile.ts';
import { compileText, pageOf } from './prose/compileText.ts';
import { corpus } from './prose/corpus.ts';
import { answerOn, type Element, visibleText } from './prose/visibleText.ts';

/** What the page shows of a text stands in every other output, word by word and number by number. */

interface Asked {
  readonly id: string;
  readonly typed: string;
}

const indented = (text: string): string =>
  `|${/^[ \n]/.test(text) ? '6' : ''}\n${text.replaceAll(/^(?=.)/gm, '      ')}\n`;

/** Each text as the answer to a question of its own; some lead to `#question`. */
function compileAnswers(texts: readonly string[], policy = ''): { asked: Asked[]; compilation: Compilation } {
  const asked = texts.map((typed, index) => ({ typed, id: index === 0 ? 'question' : `q${index}` }));
  const questions = asked.map(
    ({ id, typed }) => `  - id: ${id}\n    question: How much?\n    answer: ${indented(typed)}`,
  );
  const yaml = `title: Doses\nurl: https://doses.example/\npolicy: {citations: off${policy}}\n`;
  return {
    asked,
    compilation: compileText(`${yaml}sections:\n- title: All\n  id: all\n  questions:\n${questions.join('')}`),
  };
}

const shown = (compilation: Compilation, { id }: Asked, page = `${id}.html`): string =>
  visibleText(answerOn(pageOf(compilation, page), id));

/** As programs get it: no signs for cells and rules, one sign behind the numbers of all lists, the mark of a callout. */
function words(text: string): string {
  return text
    .replaceAll(/^---$/gm, '')
    .replaceAll(/ \|(?: |$)/gm, ' ')
    .replaceAll(/(?<=^(?:\d+[.)] )*\d+)\)/gm, '.')
    .replaceAll(/^\[!WARNING\]/gm, 'Warning')
    .replaceAll(/\s+/g, '');
}

/** Markdown as GitHub and most other programs read it. */
function readElsewhere(markdown: string): string {
  const root = parseFragment(`<div>${marked.parse(markdown, { async: false })}</div>`);
  return visibleText(root.childNodes[0] as Element);
}

/** The part of a page's twin below the heading that asks the question. */
function twinOf(compilation: Compilation, { id }: Asked, page = `${id}.md`): string {
  const twin = pageOf(compilation, page).split(/^#{1,3} How much\\?\?$/m);
  if (page === `${id}.md`) return twin[1] ?? '';
  return twin[1 + (id === 'question' ? 0 : Number(id.slice(1)))] ?? '';
}

function saidInData(compilation: Compilation, page: string): string[] {
  const [, json = '{}'] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(pageOf(compilation, page)) ?? [];
  const entries: { acceptedAnswer: { text: string } }[] = [JSON.parse(json)['@graph'][0].mainEntity].flat();
  return entries.map(({ acceptedAnswer }) => acceptedAnswer.text);
}

const published = corpus.filter(({ intent }) => intent !== undefined).map(({ typed }) => typed);

// A section of more than 200 questions has no page with all answers.
describe.each([
  ['the front page', ', index: answers', 'index', published],
  ['the page of a section', ', index: sections', 'all', published.slice(0, 150)],
  ['the page of another section', ', index: sections', 'all', published.slice(150)],
] as const)('the answers on %s', (_, policy, whole, texts) => {
  const { asked, compilation } = compileAnswers(texts, policy);
  const data = saidInData(compilation, `${whole}.html`);
  const json = JSON.parse(pageOf(compilation, 'faq.json')).sections[0].questions;

  it('are those of each question’s own page', () => {
    for (const one of asked) expect(shown(compilation, one, `${whole}.html`)).toBe(shown(compilation, one));
  });

  it.each(asked.map((one, index) => ({ ...one, index })))('are in every output: $typed', ({ index, ...one }) => {
    const said = words(shown(compilation, one));
    expect(words(readElsewhere(twinOf(compilation, one))), `${one.id}.md`).toBe(said);
    expect(words(readElsewhere(twinOf(compilation, one, `${whole}.md`))), `${whole}.md`).toBe(said);
    expect(words(saidInData(compilation, `${one.id}.html`)[0] ?? ''), 'JSON-LD').toBe(said);
    expect(words(data[index] ?? ''), `JSON-LD of ${whole}.html`).toBe(said);
    // Here the text stands as it was typed, to be read by the same rules as faq.yaml.
    expect(json[index].answer).toBe(one.typed.replace(/\n*$/, '\n'));
  });
});

describe('a question, its short answer and the title', () => {
  const lines = published.filter((typed) => !typed.includes('\n'));
  const questions = lines.map(
    (typed, index) =>
      `  - {id: q${index}, question: ${JSON.stringify(typed)}, short: ${JSON.stringify(typed)}, answer: Yes., updated: 2026-01-01}\n`,
  );
  const compilation = compileText(
    `title: ${JSON.stringify(lines.join(' '))}\nurl: https://doses.example/\npolicy: {citations: off}\nquestions:\n${questions.join('')}`,
  );
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const asXml = (text: string): string =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;');

  it('stand in the feed', () => {
    const feed = pageOf(compilation, 'feed.xml');
    for (const typed of lines) {
      expect(feed).toContain(`<title>${asXml(typed)}</title>`);
      expect(feed).toContain(`<summary>${asXml(typed)}</summary>`);
    }
  });

  it('stand in the Markdown of their pages, in llms.txt, JSON-LD and faq.json', () => {
    const llms = readElsewhere(pageOf(compilation, 'llms.txt')).split('\n');
    const { sections, title } = JSON.parse(pageOf(compilation, 'faq.json'));
    expect(title).toBe(lines.join(' '));
    for (const [index, typed] of lines.entries()) {
      expect(
        readElsewhere(pageOf(compilation, `q${index}.md`))
          .split('\n')
          .slice(0, 2),
      ).toEqual([plain(typed), plain(typed)]);
      expect(llms).toContain(`${plain(typed)}: ${plain(typed)}`);
      expect(saidInData(compilation, `q${index}.html`)[0]?.split('\n')[0]).toBe(typed);
      expect(sections[0].questions[index]).toMatchObject({ question: typed, short: typed });
    }
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'dose',
      '5',
      ' ',
      ' ',
      '\n',
      '\n\n',
      '*',
      '**',
      '_',
      '~',
      '`',
      '<',
      '>',
      '[',
      ']',
      '(',
      ')',
      '!',
      '\\',
      '&',
      ';',
      '#',
      '+',
      '-',
      '1. ',
      '3) ',
      '- ',
      '|',
      ':',
      '. ',
      'amp',
      'b>',
      '=',
      '。',
      '“',
      '"',
    ],
  );
  it('is in the Markdown of its page and in JSON-LD as a reader of the page sees it', () => {
    const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        for (const typed of texts) {
          const { asked, compilation } = compileAnswers([typed]);
          const [one] = asked as [Asked];
          if (compilation.files.length === 0) continue;
          const said = words(shown(compilation, one));
          expect(
            words(readElsewhere(twinOf(compilation, one))),
            JSON.stringify([typed, twinOf(compilation, one)]),
          ).toBe(said);
          expect(words(saidInData(compilation, 'question.html')[0] ?? ''), JSON.stringify(typed)).toBe(said);
        }
      }),
      { numRuns: 15 },
    );
  });
});
