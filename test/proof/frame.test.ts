import { describe, expect, it, test } from 'vitest';
import { Html } from '../../src/html/html.ts';
import { nodesOfPage } from '../../src/html/parseHtml.ts';
import { Frame, factsOf, partOf } from '../../src/proof/frame.ts';
import { scanPage } from '../../src/proof/scanPage.ts';
import { holeFor, viewOpener } from '../../src/theme/holes.ts';
import { escapeWords } from '../../src/theme/templates.ts';

const site = 'https://help.example/';
const [first, second] = [holeFor(0), holeFor(1)];

function frameOf(body: string, head = ''): Frame | null {
  const html = `<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>A</title>${head}</head><body>${body}</body></html>`;
  return Frame.of(html, nodesOfPage(html), factsOf(scanPage(html, site)), site);
}

describe('a frame', () => {
  it('has, filled, the facts of the page that it becomes', () => {
    const frame = frameOf(
      `<main id="top"><h1 id="${first}">${second}</h1><a href="${first}.html" title="On ${second}">x</a><div>${holeFor(2)}</div></main>`,
      `<meta property="og:image" content="${holeFor(3)}"><script type="application/ld+json">${holeFor(4)}</script>`,
    );
    const answer = new Html('<p id="inner">See <a href="other.html#x">that</a>.</p>\n<ul><li>a &lt; b</li></ul>');
    const filled = frame?.fill(['one', 'Is it <b>"5 & 6"</b>?', answer, `${site}a.png`, new Html('{"a":"\\u003c"}')]);
    expect(filled?.html).toContain(escapeWords('Is it <b>"5 & 6"</b>?'));
    const { links, loads, pictures, anchors } = filled?.facts ?? {};
    const scanned = factsOf(scanPage(filled?.html ?? '', site));
    expect([...(anchors ?? [])].sort()).toEqual([...scanned.anchors].sort());
    expect([...(links ?? [])].sort()).toEqual([...scanned.links].sort());
    expect([loads, pictures]).toEqual([scanned.loads, scanned.pictures]);
  });

  test.each([
    ['an attribute without quotation marks', `<p id=${first}>x</p>`],
    ['a class', `<p class="${first}">x</p>`],
    ['the name of an attribute', `<p ${first}="x">x</p>`],
    ['the name of an element', `<${first}>x</p>`],
    ['the name of an end', `<p>x</${first}></p>`],
    ['a reference', `<p>&${first};</p>`],
    ['a reference in an attribute', `<p title="&${first};">x</p>`],
    ['a style', `<style>a { color: ${first} }</style>`],
    ['a style at an element', `<p style="color: ${first}">x</p>`],
    ['a comment', `<!-- ${first} -->`],
    ['an address that is loaded', `<img src="${first}" alt="">`],
    ['a part of the address of a picture', `<meta property="og:image" content="${site}${first}">`],
    ['text that ends with its element', `<textarea>${first}</textarea>`],
    ['the target of a form', `<form action="${first}"></form>`],
    ['what an element does', `<p onclick="${first}">x</p>`],
  ])('has no hole in %s', (_, body) => {
    expect(frameOf(body)).toBeNull();
  });

  test.each([
    ['an address that runs', `<a href="${first}">x</a>`, ['javascript:alert(1)']],
    ['what an address in CSS loads', `<time datetime="${first}">x</time>`, ['url(https://evil.example/)']],
    ['an anchor that is there already', `<p id="${first}">x</p><p id="x">y</p>`, ['x']],
    ['two equal anchors', `<p id="${first}">x</p><p id="${second}">y</p>`, ['x', 'x']],
    ['nothing but space', `<p>${first}</p>`, [' ']],
    ['a sign that no page may hold', `<p>${first}</p>`, ['a\0b']],
    ['words that run from right to left', `<p>${first}</p>`, ['שלום']],
    ['a hole for which there is nothing', `<p>${first}</p><p>${second}</p>`, ['x']],
    ['markup in a paragraph', `<p>${first}</p>`, [new Html('<p>x</p>')]],
    ['markup in a heading', `<h2>${first}</h2>`, [new Html('<h3>x</h3>')]],
    ['markup in a link', `<a href="x.html">${first}</a>`, [new Html('<a href="y.html">x</a>')]],
    ['markup in a table', `<table><tbody><tr><td>${first}</td></tr></tbody></table>`, [new Html('<p>x</p>')]],
    ['the same markup twice', `<div>${first}</div><div>${first}</div>`, [new Html('<p>x</p>')]],
    ['the end of data', `<script type="application/ld+json">${first}</script>`, [new Html('</script><img>')]],
    ['words as data', `<script type="application/ld+json">${first}</script>`, ['x']],
    ['the end of an attribute', `<p title="${first}">x</p>`, [new Html('" onclick="x')]],
  ])('is not filled with %s', (_, body, values) => {
    expect(frameOf(body)?.fill(values) ?? null).toBeNull();
  });
});

describe('a part', () => {
  test.each([
    ['an element that is not closed', '<p>x'],
    ['an end without its start', '<p>x</p></div>'],
    ['elements that are closed in another order', '<p><em>x</p></em>'],
    ['an entry without its list', '<li>x</li>'],
    ['a row without its table', '<tr><td>x</td></tr>'],
    ['a script', '<script src="x.js"></script>'],
    ['data', '<script type="application/ld+json">{}</script>'],
    ['an element that runs', '<iframe src="x.html"></iframe>'],
    ['a comment', '<!-- x --><p>x</p>'],
    ['a style', '<p style="color: red">x</p>'],
    ['the mark of a signed answer', '<p class="review signed">x</p>'],
    ['an address that runs', '<p><a href="javascript:x">x</a></p>'],
    ['one anchor twice', '<p id="a">x</p><p id="a">y</p>'],
    ['a picture for other sites', '<meta property="og:image" content="x.png">'],
    ['more elements than may stand inside of each other', `${'<div>'.repeat(150)}x${'</div>'.repeat(150)}`],
    ['words from right to left', '<p>שלום</p>'],
  ])('has no %s', (_, html) => {
    expect(partOf(html, site)).toBeNull();
  });
});

describe('a view', () => {
  it('has another shape where a template can tell', () => {
    const open = viewOpener({ title: 'Help', short: null });
    const shapeOf = (view: object) => open?.(view).shape;
    const shape = shapeOf({ title: 'Help', short: 'a', list: ['b', 'c'], state: 'signed' });
    expect(shapeOf({ title: 'Help', short: 'x', list: ['y', 'z'], state: 'signed' })).toBe(shape);
    for (const other of [
      { title: 'Help', short: null, list: ['b', 'c'], state: 'signed' },
      { title: 'Help', short: '', list: ['b', 'c'], state: 'signed' },
      { title: 'Help', short: 'a', list: ['b'], state: 'signed' },
      { title: 'Help', short: 'a', list: ['b', 'c'], state: 'expired' },
      { title: 'Help', short: 'a', list: ['b', 'b'], state: 'signed' },
      { title: 'Help', short: 'a', list: ['b', 'Help'], state: 'signed' },
      { title: 'Help', short: new Html('a'), list: ['b', 'c'], state: 'signed' },
    ])
      expect(shapeOf(other)).not.toBe(shape);
  });

  it('is not opened where the sign of a hole was typed', () => {
    expect(viewOpener({ title: `Help ${holeFor(3)}` })).toBeNull();
  });
});
