import { decodeXML } from 'entities';
import fc from 'fast-check';
import { marked } from 'marked';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { Compilation } from '../../src/compile.ts';
import { en } from '../../src/words/en.ts';
import { compileText, pageOf } from '../prose/compileText.ts';
import { faqOf, files, publishable } from '../prose/constructs.ts';
import { answerOn, attribute, type Element, elementsOf, visibleText } from '../prose/visibleText.ts';

/** What the page shows of a text stands in every other output, word by word and number by number. */

interface Asked {
  readonly id: string;
  readonly typed: string;
}

/** Each text as the answer to a question of its own; some lead to `#question`. */
function compileAnswers(texts: readonly string[], policy = ''): { asked: Asked[]; compilation: Compilation } {
  const { yaml, ids } = faqOf(texts, `policy: {citations: off${policy}}`);
  const asked = texts.map((typed, index) => ({ typed, id: ids[index] ?? '' }));
  return { asked, compilation: compileText(yaml, files) };
}

const shown = (compilation: Compilation, { id }: Asked, page = `${id}.html`, citations?: 'places' | 'all'): string =>
  visibleText(answerOn(pageOf(compilation, page), id), citations);

/** As programs get it: no signs for cells and rules, one sign behind the numbers of all lists, the mark of a callout. */
function words(text: string): string {
  return text
    .replaceAll(/^---$/gm, '')
    .replaceAll(/ \|(?: |$)/gm, ' ')
    .replaceAll(/(?<=^(?:\d+[.)] )*\d+)\)/gm, '.')
    .replaceAll(/^\[!WARNING\]/gm, 'Warning')
    .replaceAll(/^\[!(NOTE|TIP)\]/gm, (_, kind) => en.callouts[kind === 'TIP' ? 'tip' : 'note'])
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
  if (page === `${id}.md`) return (twin[1] ?? '').split(/^#+ Sources$/m)[0] ?? '';
  return (twin[1 + (id === 'question' ? 0 : Number(id.slice(1)))] ?? '').split(/^#+ Sources$/m)[0] ?? '';
}

function saidInData(compilation: Compilation, page: string): string[] {
  const [, json = '{}'] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(pageOf(compilation, page)) ?? [];
  const entries: { acceptedAnswer: { text: string } }[] = [JSON.parse(json)['@graph'][0].mainEntity].flat();
  return entries.map(({ acceptedAnswer }) => acceptedAnswer.text);
}

const published = publishable.map(({ typed }) => typed);

// A section of more than 200 questions has no page with all answers.
describe.each([
  ['the front page', ', index: answers', 'index', published],
  ['the page of a section', ', index: sections', 'all', published.slice(0, 150)],
  ['the page of another section', ', index: sections', 'all', published.slice(150)],
] as const)('the answers on %s', (_, policy, whole, texts) => {
  const { asked, compilation } = compileAnswers(texts, policy);
  const json = JSON.parse(pageOf(compilation, 'faq.json')).sections[0].questions;

  it('are those of each question’s own page', () => {
    for (const one of asked) expect(shown(compilation, one, `${whole}.html`)).toBe(shown(compilation, one));
  });

  it.each(asked.map((one, index) => ({ ...one, index })))('are in every output: $typed', ({ index, ...one }) => {
    for (const page of [one.id, whole]) {
      const said = words(shown(compilation, one, `${page}.html`, 'all'));
      expect(words(readElsewhere(twinOf(compilation, one, `${page}.md`))), `${page}.md`).toBe(said);
      const told = words(shown(compilation, one, `${page}.html`, 'places'));
      const data = saidInData(compilation, `${page}.html`);
      expect(words(data[page === whole ? index : 0] ?? ''), `JSON-LD of ${page}.html`).toBe(told);
    }
    // Here the text stands as it was typed, to be read by the same rules as faq.yaml.
    expect(json[index].answer).toBe(one.typed.replace(/\n*$/, '\n'));
  });
});

describe('a question, its short answer, the title of its section and those of the site', () => {
  const lines = [
    ...published.filter((typed) => !typed.includes('\n')),
    'See https://a.example/x_y?a=1&copy=2, www.b.example/*c*, <https://c.example/> and https://d.example/<e>.',
  ];
  const quoted = JSON.stringify;
  const sections = lines.map(
    (typed, index) =>
      `- {title: ${quoted(typed)}, id: s${index}, questions: [{id: q${index}, question: ${quoted(typed)}, short: ${quoted(typed)}, answer: Yes., updated: 2026-01-01}]}\n`,
  );
  const all = lines.join(' ');
  const compilation = compileText(
    `title: ${quoted(all)}\ndescription: ${quoted(all)}\npublisher: {name: ${quoted(all)}}\nurl: https://doses.example/\npolicy: {citations: off}\nsections:\n${sections.join('')}`,
  );
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

  it('stand on the page', () => {
    const elements = elementsOf(pageOf(compilation));
    const textsOf = (name: string) =>
      elements.filter(({ tagName }) => tagName === name).map((own) => plain(visibleText(own)));
    const shorts = elements.filter((element) => attribute(element, 'class') === 'short');
    expect(textsOf('title')).toEqual([plain(all)]);
    expect(textsOf('h1')).toEqual([plain(all)]);
    expect(textsOf('h2')).toEqual([...lines, all].map(plain));
    expect(textsOf('h3').map((text) => text.replace(/^\d+ /, ''))).toEqual(lines.map(plain));
    expect(shorts.map((own) => plain(visibleText(own)))).toEqual(lines.map(plain));
  });

  it('stand in the feed, each in its entry, so far as it reaches back', () => {
    const newest = lines.slice(0, 100);
    const feed = pageOf(compilation, 'feed.xml');
    const textsOf = (name: string): string[] =>
      [...feed.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => decodeXML(text));
    expect(textsOf('title')).toEqual([all, ...newest]);
    expect(textsOf('summary')).toEqual(newest);
    expect(textsOf('subtitle')).toEqual([all]);
    expect(textsOf('name')).toEqual([all]);
    expect(textsOf('id').slice(1)).toEqual(newest.map((_, index) => `https://doses.example/q${index}.html`));
  });

  it('stand in llms.txt, line by line, and nothing else does', () => {
    const read = readElsewhere(pageOf(compilation, 'llms.txt')).split('\n');
    expect(read.slice(0, read.indexOf('Optional'))).toEqual(
      [all, all, `Published by: ${all}`, ...lines.flatMap((typed) => [typed, `${typed}: ${typed}`])].map(plain),
    );
  });

  it('stand in the Markdown of their pages, JSON-LD and faq.json', () => {
    const { sections, title, description } = JSON.parse(pageOf(compilation, 'faq.json'));
    expect([title, description]).toEqual([all, all]);
    for (const [index, typed] of lines.entries()) {
      const twin = readElsewhere(pageOf(compilation, `q${index}.md`)).split('\n');
      expect(twin.slice(0, 2)).toEqual([plain(typed), plain(typed)]);
      expect(saidInData(compilation, `q${index}.html`)[0]?.split('\n')[0]).toBe(typed);
      expect(sections[index].title).toBe(typed);
      expect(sections[index].questions[0]).toMatchObject({ question: typed, short: typed });
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
