import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compilation } from '../src/compile.ts';
import { hasErrors } from '../src/diagnostics/diagnostic.ts';
import { locateIn } from '../src/diagnostics/position.ts';
import { expectLinear } from './growth.ts';
import { compileText } from './prose/compileText.ts';
import { everywhere } from './prose/everywhere.ts';
import { injections } from './prose/injections.ts';
import { elementsOf } from './prose/visibleText.ts';

/** Compiles, and keeps what every compilation promises. */
function compileHostile(yaml: string | Uint8Array): Compilation {
  const compilation = compileText(yaml, { 'picture.png': 'x' });
  const { files, diagnostics, texts } = compilation;
  expect(files.length === 0).toBe(hasErrors(diagnostics));
  const locate = locateIn(texts);
  for (const { span } of diagnostics.slice(0, 200)) {
    if (!span) continue;
    const length = texts.get(span.file)?.text.length ?? -1;
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.start).toBeLessThanOrEqual(length);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(locate(span)?.line).toBeGreaterThan(0);
  }
  return compilation;
}

const own = readFileSync(new URL('../faq.yaml', import.meta.url));

describe('any bytes', () => {
  it('random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        compileHostile(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('random signs of YAML and Markdown', () => {
    const sign = fc.constantFrom(
      ...'-:?,[]{}#&*!|>\'"%@`\n\t \\<()_~=+.0a',
      '\r\n',
      '---\n',
      'questions:\n',
      '  - ',
      'é',
      '\0',
      '\uFEFF',
      '\u202E',
    );
    const yaml = fc.array(sign, { maxLength: 80 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(yaml, (text) => {
        compileHostile(text);
      }),
      { numRuns: 300 },
    );
  });

  it('random Markdown', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '```\n',
      '[',
      ']',
      '(',
      ')',
      '![',
      '[@',
      '[!NOTE]',
      '<',
      '>',
      '> ',
      '\n',
      '\n\n',
      '- ',
      '+ ',
      '1. ',
      '02. ',
      '|',
      '|-|\n',
      '\\',
      '&',
      '&#x41;',
      '#',
      '# ',
      '    ',
      '\t',
      '~~~',
      '---\n',
      '===\n',
      'a',
      '5',
      ' ',
      ': ',
      '"',
      'https://example.org/',
      '[a]: #question\n',
      '<b>',
      '中',
      '💊',
      '\u2067',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        compileHostile(answering(pieces.join('')));
      }),
      { numRuns: 300 },
    );
  });

  it('mutations of our own faq.yaml', () => {
    const insert = fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(
        ...[
          '"',
          "'",
          '\n',
          '  ',
          '[',
          '{',
          ': ',
          '- ',
          '# ',
          '|',
          '>',
          '*',
          '&a ',
          '!',
          '\t',
          '<',
          '`',
          '\\',
          '\u202E',
          '\0',
          'null',
        ].map((text) => new Uint8Array(Buffer.from(text))),
      ),
    );
    const mutation = fc.record({ at: fc.nat({ max: own.length }), drop: fc.nat({ max: 30 }), insert });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const bytes = mutations.reduce(
          (all, { at, drop, insert }) => Buffer.concat([all.subarray(0, at), insert, all.subarray(at + drop)]),
          own as Buffer,
        );
        compileHostile(bytes);
      }),
      { numRuns: 100 },
    );
  });
});

/** A file whose one answer is `text`. */
function answering(text: string): string {
  return `title: Doses\nquestions:\n  - id: question\n    question: How much?\n    answer: ${JSON.stringify(text || '5')}\n`;
}

describe('texts on which a reader of Markdown can be slow', () => {
  const many = 40_000;
  const pathological: Readonly<Record<string, (many: number) => string>> = {
    '*a ': (many) => '*a '.repeat(many),
    '*a*b': (many) => 'a*b'.repeat(many),
    '**a ': (many) => '**a '.repeat(many),
    '(*a ': (many) => '(*a '.repeat(many),
    '[*a': (many) => '[*a'.repeat(many),
    '*a _b ': (many) => '*a _b '.repeat(many),
    '*…a…*': (many) => `${'*'.repeat(many)}a${'*'.repeat(many)}`,
    '_*_*': (many) => '_*'.repeat(many),
    _a: (many) => '_a'.repeat(many),
    '_a ': (many) => '_a '.repeat(many),
    '[': (many) => '['.repeat(many),
    '[…]': (many) => `${'['.repeat(many)}a${']'.repeat(many)}`,
    '![': (many) => '!['.repeat(many),
    '](': (many) => ']('.repeat(many),
    '[a](': (many) => '[a]('.repeat(many),
    '[a](<b': (many) => '[a](<b'.repeat(many),
    '[a][b]': (many) => '[a][b]'.repeat(many),
    '[a](b "': (many) => '[a](b "'.repeat(many),
    '[a](((': (many) => `[a]${'('.repeat(many)}`,
    '[a]: b': (many) => '[a]: b\n'.repeat(many / 5),
    '[aN]: #question, used': (many) =>
      Array.from({ length: many / 8 }, (_, number) => `[a${number}]: #question\n`).join('') +
      Array.from({ length: many / 8 }, (_, number) => `\n\n[a${number}]`).join(''),
    '\\[': (many) => '\\['.repeat(many),
    '<': (many) => '<'.repeat(many),
    '<a': (many) => '<a'.repeat(many),
    '<a ': (many) => '<a '.repeat(many),
    '<!--': (many) => '<!--'.repeat(many),
    '<b>': (many) => '<b>'.repeat(many / 5),
    '<a:': (many) => '<a:'.repeat(many),
    '`': (many) => '`'.repeat(many),
    '`a': (many) => '`a'.repeat(many),
    'grave accents of every length': (many) =>
      Array.from({ length: Math.sqrt(many * 4) }, (_, count) => '`'.repeat(count + 1)).join(' '),
    '\\': (many) => '\\'.repeat(many),
    '&': (many) => '&'.repeat(many),
    '&#1': (many) => '&#1'.repeat(many),
    '&amp;': (many) => '&amp;'.repeat(many),
    '[@': (many) => '[@'.repeat(many / 4),
    '[@a;': (many) => '[@a;'.repeat(many / 4),
    '[@a] in paragraphs': (many) => '[@a]\n\n'.repeat(many / 8),
    'a@b.': (many) => 'a@b.'.repeat(many),
    '<a@b.': (many) => '<a@b.'.repeat(many),
    'one long word': (many) => 'a'.repeat(many * 10),
    'one long line': (many) => 'take 5 mg. '.repeat(many),
    blanks: (many) => `a${' '.repeat(many)}b`,
    tabs: (many) => `a\n${'\t'.repeat(many)}b`,
    'empty lines': (many) => `a${'\n'.repeat(many)}b`,
    'blank lines': (many) => `a${' \n'.repeat(many)}b`,
    '>': (many) => '>'.repeat(many / 4),
    '- ': (many) => '- '.repeat(many / 8),
    '1. ': (many) => '1. '.repeat(many / 8),
    '- > ': (many) => '- > '.repeat(many / 8),
    'a list of depth 1000': (many) =>
      Array.from({ length: many / 40 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
    'a list of depth 1000 in a quotation': (many) =>
      Array.from({ length: many / 40 }, (_, depth) => `> ${' '.repeat(depth * 2)}- a`).join('\n'),
    'a list as deep as may be': (many) =>
      Array.from({ length: 40 }, (_, depth) => `${' '.repeat(depth * 2)}- a\n`)
        .join('')
        .repeat(many / 4000),
    'quotations and lists as deep as may be': (many) => '> - > - > - > - > - a\n'.repeat(many / 20),
    '- a': (many) => '- a\n'.repeat(many / 2),
    '1. a': (many) => '1. a\n'.repeat(many / 2),
    '> a, lazy': (many) => '> a\nb\n'.repeat(many),
    '> a': (many) => '> a\n\n'.repeat(many / 4),
    '> 5': (many) => '> 5\n'.repeat(many / 4),
    'a row of bars': (many) => `${'|'.repeat(many)}\n${'|-'.repeat(many)}`,
    'a wide table': (many) => `${'|a'.repeat(many / 2)}|\n${'|-'.repeat(many / 2)}|\n${'|b'.repeat(many / 2)}|`,
    'a long table': (many) => `| a | b |\n| - | - |\n${'| 1 | 2 |\n'.repeat(many)}`,
    'a long table with too many cells': (many) => `| a |\n| - |\n${'| a | b |\n'.repeat(many / 8)}`,
    'escaped bars': (many) => `| a |\n| - |\n${'| \\| |\n'.repeat(many / 2)}`,
    tables: (many) => '| a |\n| - |\n| b |\n\n'.repeat(many / 8),
    fences: (many) => '```\n'.repeat(many / 5),
    'tilde fences': (many) => '~~~ a\n'.repeat(many / 5),
    rules: (many) => '---\n'.repeat(many / 5),
    headings: (many) => '# a\n'.repeat(many / 5),
    underlined: (many) => 'a\n---\n'.repeat(many / 5),
    '#': (many) => '#'.repeat(many),
    '~': (many) => '~~a'.repeat(many),
    'hard breaks': (many) => 'a  \n'.repeat(many / 5),
    'indented lines': (many) => '    a\n\n'.repeat(many / 5),
  };
  for (const [name, text] of Object.entries(pathological)) {
    it(name, () => {
      expectLinear((count) => compileHostile(answering(text(count))), many);
    });
  }

  it('says where it gives up', () => {
    for (const text of ['['.repeat(many), '- '.repeat(5000)]) {
      const { diagnostics, texts } = compileHostile(answering(text));
      const refusal = diagnostics.find(({ code }) => code === 'markdown-too-deep');
      expect(refusal?.span && locateIn(texts)(refusal.span)?.line).toBe(5);
    }
  });

  it('does not give up on a long text of an ordinary kind', () => {
    const paragraph = 'Take *one* [tablet](#question) of **5 mg** (or _two_), see [below](#question) and [the note].';
    const text = Array.from({ length: 1000 }, () => `${paragraph} ${paragraph} ${paragraph}`).join('\n\n');
    expect(compileHostile(answering(text)).files.length).toBeGreaterThan(0);
  });
});

describe('texts that try to become markup', () => {
  const quoted = JSON.stringify;
  it('has a list worth the name', () => {
    expect(new Set(injections).size).toBeGreaterThanOrEqual(60);
  });

  for (const payload of injections) {
    it(quoted(payload), () => {
      expectHarmless(compileHostile(everywhere(payload, 'words')), true);
      expectHarmless(compileHostile(everywhere('words', payload)), false);
    });
  }

  /** Values that are no words: addresses, ids, numbers, colours. */
  it.each([
    ['url: "javascript:alert(1)"'],
    ['url: "https://example.org/\\"><script>/"'],
    ['publisher: {name: a, url: "javascript:alert(1)"}'],
    ['publisher: {name: a, url: "https://example.org/\\" onclick=\\"x"}'],
    ['publisher: {name: a, logo: "https://evil.example/x.png"}'],
    ['publisher: {name: a, logo: "//evil.example/x.png"}'],
    ['publisher: {name: a, logo: "../x.png"}'],
    ['reviewers: {a: {name: a, image: "javascript:x.png"}}'],
    ['reviewers: {a: {name: a, url: "data:text/html,x"}}'],
    ['reviewers: {"\\"><script>": {name: a}}'],
    ['sources: {"\\"><script>": {title: a}}'],
    ['sources: {a: {title: a, url: "vbscript:x"}}'],
    ['sources: {a: {title: a, doi: "10.1000/\\"><script>alert(1)</script>"}}\nurgent: {text: "[@a]"}'],
    ['sources: {a: {title: a, date: "2026<script>"}}'],
    ['contact: {phone: "+1\\" onclick=\\"alert(1)"}'],
    ['contact: {phone: "javascript:1"}'],
    ['contact: {link: {label: a, url: "javascript:alert(1)"}}'],
    ['chat: {url: "javascript:alert(1)", label: a}'],
    ['chat: {provider: livechat, license: "1/../../x"}'],
    ['related: [{title: a, url: "javascript:alert(1)"}]'],
    ['related: [{title: a, url: "//evil.example"}]'],
    ['theme: {accent: "#fff;}</style><script>"}'],
    ['theme: {accent: "red;background:url(//evil.example)"}'],
    ['theme: {templates: "../../etc"}'],
    ['language: "en\\" onload=\\"x"'],
  ])('%s', (line) => {
    expectHarmless(compileHostile(`${line}\n${answering('5 mg')}`), false);
  });
});

const attributes: Readonly<Record<string, readonly string[]>> = {
  '*': ['id', 'class', 'lang', 'dir', 'aria-label', 'aria-labelledby', 'aria-hidden', 'title', 'role', 'tabindex'],
  a: ['href', 'rel', 'data-keywords'],
  img: ['src', 'alt', 'width', 'height', 'loading'],
  link: ['rel', 'href', 'type', 'title'],
  meta: ['charset', 'name', 'content', 'property', 'http-equiv'],
  ol: ['start'],
  li: ['value'],
  time: ['datetime'],
  th: ['scope', 'style'],
  td: ['style'],
};

const elements = new Set(
  `html head meta title link body a header main nav section article aside footer div span p h1 h2 h3 h4 h5 h6 ul ol li
  strong em code pre br hr img blockquote table thead tbody tr th td sup cite bdi bdo time style dl dt dd address details summary small`.split(
    /\s+/,
  ),
);

/** No page holds an element, an attribute or an address that is not known to be harmless. */
function expectHarmless({ files, diagnostics }: Compilation, mustPublish: boolean): void {
  if (mustPublish) expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const { path, contents } of files) {
    if (!path.endsWith('.html')) continue;
    for (const { tagName, attrs } of elementsOf(String(contents))) {
      if (tagName === 'script') {
        // Data for search engines, or the site's own file: never code of the author's, never from elsewhere.
        const [first, ...others] = attrs;
        if (first?.name === 'src') {
          expect(first.value).toMatch(/^assets\/find\.[0-9a-f]{10}\.js$/);
          expect(others.every(({ name }) => name === 'defer' || name.startsWith('data-'))).toBe(true);
        } else expect(attrs).toEqual([{ name: 'type', value: 'application/ld+json' }]);
        continue;
      }
      expect(elements).toContain(tagName);
      for (const { name, value } of attrs) {
        expect([...(attributes['*'] ?? []), ...(attributes[tagName] ?? [])], `${name} of ${tagName}`).toContain(name);
        // The page for what is missing has no icon, so that no browser asks for one.
        if (tagName === 'link' && value === 'data:,') continue;
        if (name === 'href')
          expect(value).toMatch(/^(?:https?:\/\/[^/]|mailto:|tel:|sms:|#|\.?\/?[\w.-]+(?:[/?#]|$)|\/(?!\/)|\.\.\/)/);
        if (name === 'href' && !/^(?:https?|mailto|tel|sms):/.test(value))
          expect(value).not.toMatch(/^[^/?#]*:|^\/\/|\\|[\0-\x20]/);
        if (name === 'src') expect(value).toMatch(/^(?:https:\/\/faq\.example\/)?assets\/[\w.-]+$/);
        if (name === 'style') expect(value).toMatch(/^text-align: ?(?:left|right|center|start|end)$/);
        if (name === 'http-equiv') expect(value.toLowerCase()).not.toBe('refresh');
      }
    }
  }
}
