import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse, parseFragment } from 'parse5';
import { describe, expect, it, test } from 'vitest';
import { type KnownTags, readPlainFragment, readPlainPage } from '../../src/html/readPlainPage.ts';

/** Pages that faqgen makes: what its own reader is for. */
const cases = join(import.meta.dirname, '../cases', 'valid');
// What other sites put into their pages is no page.
const paths = (await readdir(cases, { recursive: true }))
  .filter((path) => /\/expected\/.*\.html$/.test(path) && !path.endsWith('embed/fragment.html'))
  .sort();
const pages = await Promise.all(paths.map((path) => readFile(join(cases, path), 'utf8')));

const numRuns = Number(process.env['PLAIN_RUNS'] ?? 1500);

/** A tree as text, with a mark where a node does not know its parent. */
function shapeOf(node: object): string {
  const { parentNode, childNodes, attrs, ...own } = node as Record<string, unknown> & { childNodes?: object[] };
  const children = (childNodes ?? []).map((child) =>
    'parentNode' in child && child.parentNode === node ? shapeOf(child) : 'a child of another',
  );
  return JSON.stringify([Object.entries(own).sort(), attrs ?? null, children]);
}

/** Reads twice, the second time with what is known of the first: a tag that is known is read as one that is not. */
function expectSamePage(html: string, tags: KnownTags): boolean {
  const read = [readPlainPage(html), readPlainPage(html, tags), readPlainPage(html, tags)];
  for (const document of read) if (document) expect(shapeOf(document)).toBe(shapeOf(parse(html)));
  expect(new Set(read.map((document) => document === null)).size).toBe(1);
  return read[0] !== null;
}

function expectSameFragment(html: string, tags: KnownTags): boolean {
  const read = [readPlainFragment(html), readPlainFragment(html, tags)];
  for (const fragment of read) if (fragment) expect(shapeOf(fragment)).toBe(shapeOf(parseFragment(html)));
  return read[0] !== null;
}

describe('readPlainPage', () => {
  const tags: KnownTags = new Map();

  test.each(paths.map((path, index) => [path, index] as const))('reads %s as the parser does', (_, index) => {
    expect(expectSamePage(pages[index] ?? '', tags)).toBe(true);
  });

  /** Where a rule of the standard moves, drops, adds or renames something. */
  const nasty = [
    ...'<p>|</p>|<p><div>|<div></p></div>|<ul><li>a<li>b</ul>|<li>|</li>|<ul>|</ul>|<dt>|<dd>|<dl><div><dt>a</dt></div></dl>'.split(
      '|',
    ),
    ...'<dl><dd><div><dt>a</dt></div></dd></dl>|<a href="b">|</a>|<a>a<a>b</a></a>|<a><p>b</a></p>|<b><p>x</b>y</p>'.split(
      '|',
    ),
    ...'<b><b><b><b>x</b></b></b></b>y|<h2>|</h2>|<h1><h2>a</h2></h1>|<h1><div><h2>a</h2></div></h1>|<nobr><nobr>'.split(
      '|',
    ),
    ...'<table>|</table>|<table>x</table>|<table><tr><td>a</td></tr></table>|<table><tbody><tr>x<td>a</td></tr></tbody></table>'.split(
      '|',
    ),
    ...'<table><caption>a</caption><thead>\n<tr><th>a</th></tr></thead><tbody><tr><td><p>b</p></td></tr></tbody></table>'.split(
      '|',
    ),
    ...'<p><table></table></p>|<tr>|<td>|<tbody>|<caption>|<colgroup><col></colgroup>|<select><option>a<option>b</select>'.split(
      '|',
    ),
    ...'<pre>\na</pre>|<pre>&#10;a</pre>|<pre> \na</pre>|<textarea>\na</textarea>|<textarea>|<title>|</title>|<title>a<b></title>'.split(
      '|',
    ),
    ...'<script>|</script>|<script><!--<script></script>--></script>|<style>|</style>|<style>&amp;</style>|<noscript><p></noscript>'.split(
      '|',
    ),
    ...'<template><p></template>|<svg><a></svg>|<svg><title><p></title></svg>|<math><mi></math>|<svg/>|<br/>|<br></br>|</br>|<hr>|<p><hr>'.split(
      '|',
    ),
    ...'<img>|<image>|<input>|<button><button>|<form><form>|<iframe>|<plaintext>|<object>|<ruby>a<rt>b</ruby>|<frameset>'.split(
      '|',
    ),
    ...'<html lang="x">|<head>|<body class="y">|</head>|</body>|</html>|<!-- a -->|<!doctype html>|<!DOCTYPE HTML>|<![CDATA[a]]>|<?a?>'.split(
      '|',
    ),
    ...'&|&amp|&amp;|&lt;|&quot;|&#x27;|&#39;|&#x3D;|&#x60;|&notit;|&nbsp;|&#0;|&#128;|&#xD;|&Amp;|&;|&amp;amp;|;'.split(
      '|',
    ),
    ...'<|>|</|<>|</>|"|\'|=|/| |\n|\t|\f|\r|\r\n|\0|\uFEFF|\u00a0|\ud800|é|😀|-|<P>|</DIV>|<DIV>|<div/>|<x-y>|<Ä>'.split(
      '|',
    ),
    ...' a="b"| a="b" a="c"| a=b| a=\'b\'| a| A="b"| a = "b"|="b"| a="b"c="d"| href="x>y"| a="&amp;&lt;"| a="&notit;"| xlink:href="a"| a="b"/'.split(
      '|',
    ),
  ];

  it('reads a changed page as the parser does, or not at all', () => {
    const known: KnownTags = new Map();
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    const change = fc.oneof(
      fc.record({ at: place, drop: fc.nat(3), text: fc.constantFrom('', ...nasty) }),
      // Before or behind a tag, where more of it is still a page.
      fc.record({ tag: place, isBehind: fc.boolean(), text: fc.constantFrom(...nasty) }),
      fc.record({ tag: place, name: fc.constantFrom('p', 'div', 'a', 'li', 'td', 'tr', 'h2', 'svg', 'dd', 'span') }),
      fc.record({ from: place, to: place }),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.constantFrom(...pages), fc.array(change, { minLength: 1, maxLength: 3 }), (page, changes) => {
        const html = changes.reduce<string>((text, one) => {
          if ('from' in one) {
            // Two tags change places.
            const all = [...text.matchAll(/<[^>]*>/g)];
            const [first, second] = [one.from, one.to]
              .map((at) => all[Math.floor(at * (all.length - 1))])
              .sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0));
            if (!first || !second || first === second) return text;
            const middle = text.slice(first.index + first[0].length, second.index);
            const rest = text.slice(second.index + second[0].length);
            return text.slice(0, first.index) + second[0] + middle + first[0] + rest;
          }
          if ('tag' in one) {
            const all = [...text.matchAll(/<\/?([a-z0-9]+)[^>]*>/g)];
            const match = all[Math.floor(one.tag * (all.length - 1))];
            if (!match) return text;
            if ('name' in one) {
              const start = match.index + match[0].indexOf(match[1] ?? '');
              return text.slice(0, start) + one.name + text.slice(start + (match[1] ?? '').length);
            }
            const at = match.index + (one.isBehind ? match[0].length : 0);
            return text.slice(0, at) + one.text + text.slice(at);
          }
          const at = Math.floor(one.at * text.length);
          return text.slice(0, at) + one.text + text.slice(at + one.drop);
        }, page);
        if (expectSamePage(html, known)) accepted++;
      }),
      { numRuns },
    );
    // The property is about those.
    expect(accepted).toBeGreaterThan(numRuns / 50);
  });

  const names = [
    ...'p div span a b i em h1 h2 ul ol li dl dt dd table thead tbody tfoot tr th td caption pre code br hr img'.split(
      ' ',
    ),
    ...'details summary section blockquote header sup bdi cite time'.split(' '),
  ];
  const text = fc.constantFrom('', '', ' ', '\n', 'a', 'b c', '&amp;', 'x &lt; y', '\n d');
  const attributes = fc.constantFrom('', '', ' class="a"', ' id="b" hidden', ' href="c&amp;d"', '\n  title="&quot;"');
  type Tree = { name: string; own: string; children: Tree[]; before: string; inside: string };
  const treeOf = fc.memo(
    (depth): fc.Arbitrary<Tree> =>
      fc.record({
        name: fc.oneof(fc.constantFrom(...names), fc.constantFrom('div', 'span', 'b')),
        own: attributes,
        children: depth > 1 ? fc.array(treeOf(), { maxLength: 3 }) : fc.constant([]),
        before: text,
        inside: text,
      }),
  );
  const tree = treeOf(4);
  const isVoid = (name: string): boolean => ['br', 'hr', 'img'].includes(name);
  const print = ({ name, own, children, before, inside }: Tree): string =>
    `${before}<${name}${own}>${isVoid(name) ? '' : `${inside}${children.map(print).join('')}</${name}>`}`;

  it.each([
    ['page', (body: string, known: KnownTags) => expectSamePage(around(body), known)],
    ['fragment', expectSameFragment],
  ] as const)('reads any well nested %s as the parser does, or not at all', (_, expectSame) => {
    const known: KnownTags = new Map();
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), text, (trees, end) => {
        if (expectSame(trees.map(print).join('') + end, known)) accepted++;
      }),
      { numRuns: numRuns * 2 },
    );
    expect(accepted).toBeGreaterThan(numRuns / 4);
  });

  it.each(nasty)('reads %j as the parser does, or not at all', (markup) => {
    const known: KnownTags = new Map();
    for (const body of [markup, `a${markup}b`, `<p>a${markup}b</p>`, `<div>${markup}</div>`, `<p${markup}>a</p>`]) {
      expectSamePage(around(body), known);
      expectSameFragment(body, known);
    }
    for (const html of [
      around('').replace('</title>', `${markup}</title>`),
      // As long as the end tag that it stands for.
      around('').replace('</title>', markup.padEnd(8)),
      around('').replace('</head>', `${markup}$&`),
    ])
      expectSamePage(html, known);
    for (const tag of ['<!doctype html>', '<html>', '<head>', '</head>', '<body>', '</body>', '</html>'])
      for (const html of [around('').replace(tag, `${markup}$&`), around('').replace(tag, `$&${markup}`)])
        expectSamePage(html, known);
  });

  function around(body: string): string {
    return `<!doctype html>\n<html>\n<head>\n<title>a</title>\n</head>\n<body>\n${body}\n</body>\n</html>\n`;
  }
});
