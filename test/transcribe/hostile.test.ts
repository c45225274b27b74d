import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Html } from '../../src/html/html.ts';
import { linesOfHtml } from '../../src/html/linesOfHtml.ts';
import { readMarkdown } from '../../src/markdown/markdown.ts';
import { transcribeMarkup } from '../../src/transcribe/transcribe.ts';
import { expectLinear } from '../growth.ts';
import { printed } from '../markdownSpec.ts';

const text = fc
  .array(
    fc.constantFrom(
      ...[
        '*',
        '**',
        '_',
        '__',
        '`',
        '```',
        '#',
        '# ',
        '> ',
        '- ',
        '+ ',
        '1. ',
        '12) ',
        '[',
        ']',
        '](',
        '(x)',
        '![',
        '[@a]',
        '[!NOTE]',
      ],
      ...[
        '&lt;',
        '&lt;b&gt;',
        '&amp;',
        '&amp;amp;',
        '&nbsp;',
        '|',
        '---',
        '===',
        '~~~',
        '\\',
        '\\*',
        'C:\\_x',
        '!',
        ':',
        '<br>',
        '\n',
        ' ',
      ],
      ...[
        'mg',
        '5',
        '>5',
        '< 5',
        'word',
        'a.',
        '“b”',
        'é',
        '中文',
        'https://x.example/a_b',
        'a@x.example',
        'www.x.example',
        '__init__.py',
        '2*3',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').replaceAll(/<(?!br>)/g, '&lt;'));

const inline = fc.letrec((tie) => ({
  one: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text,
    fc
      .tuple(
        fc.constantFrom(
          'b',
          'strong',
          'em',
          'i',
          'span',
          'code',
          'sup',
          'sub',
          'a href="https://x.example/_a_(b)"',
          'q',
          'u',
          'button',
          'del',
          'kbd',
          'abbr title="x"',
          'span hidden',
        ),
        fc.array(tie('one'), { maxLength: 3 }),
      )
      .map(([tag, inside]) => `<${tag}>${inside.join('')}</${tag.split(' ')[0]}>`),
  ),
})).one as fc.Arbitrary<string>;

const block = fc.letrec((tie) => ({
  one: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    inline,
    inline.map((inside) => `<p>${inside}</p>`),
    inline.map((inside) => `<h4>${inside}</h4>`),
    inline.map((inside) => `<pre>${inside}</pre>`),
    fc
      .array(fc.array(inline, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map(
        (rows) =>
          `<table>${rows.map((row) => `<tr>${row.map((cell, at) => `<td${at === 0 ? ' rowspan=2' : ''}>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
      ),
    fc
      .tuple(
        fc.constantFrom('ul', 'ol', 'ol start=3', 'ol reversed', 'ol type=a'),
        fc.array(tie('one'), { minLength: 1, maxLength: 4 }),
      )
      .map(([tag, items]) => `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag.split(' ')[0]}>`),
    fc
      .tuple(
        fc.constantFrom(
          'div',
          'blockquote',
          'section',
          'b',
          'a href="/x"',
          'div class="alert alert-warning"',
          'details',
        ),
        fc.array(tie('one'), { maxLength: 3 }),
      )
      .map(([tag, inside]) => `<${tag}>${inside.join('')}</${tag.split(' ')[0]}>`),
    fc.array(inline, { minLength: 2, maxLength: 2 }).map(([term, meaning]) => `<dl><dt>${term}<dd>${meaning}</dl>`),
  ),
})).one as fc.Arbitrary<string>;

describe('whatever the markup', () => {
  it('the built page says the words of the source', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), (blocks) => {
        const { markdown, words } = transcribeMarkup(blocks.join(''), { base: new URL('https://x.example/') });
        expect(readMarkdown({ text: markdown, path: [] })).not.toBeNull();
        const built = linesOfHtml(
          new Html(printed(markdown).replaceAll(/<p class="callout-title">.*?<\/p>/g, '')),
        ).join(' ');
        expect(built.replaceAll(/\s+/g, '')).toBe(words.replaceAll(/\s+/g, ''));
      }),
      { numRuns: 400, seed: 15 },
    );
  });

  it('never throws on random signs', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<',
            '>',
            '/',
            'p',
            'b',
            '&',
            '#',
            ';',
            '"',
            "'",
            '=',
            '!',
            '--',
            ' ',
            'table',
            'svg',
            'math',
            '\0',
            '\u202e',
            '\ud800',
          ),
          { maxLength: 40 },
        ),
        (signs) => {
          const { markdown } = transcribeMarkup(signs.join(''));
          expect(markdown).not.toMatch(/[\0\u202e]/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('time grows with the length of the text', () => {
  it.each([
    ['raised numbers', 'x<sup>2</sup> '],
    ['breaks', 'a<br>'],
    ['bold words', '<b>a</b> b '],
    ['entries', '<ul><li>a</li></ul>'],
    ['rows', '<table><tr><td>a<td>b</table>'],
  ])('%s', (_name, piece) => {
    expectLinear((count) => {
      transcribeMarkup(piece.repeat(count));
    }, 2000);
  });
});
