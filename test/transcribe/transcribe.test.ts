import { describe, expect, it } from 'vitest';
import { Html } from '../../src/html/html.ts';
import { linesOfHtml } from '../../src/html/linesOfHtml.ts';
import { type TranscribeOptions, transcribeMarkup } from '../../src/transcribe/transcribe.ts';
import { printed } from '../markdownSpec.ts';

/** The Markdown of a markup, after a proof that its built page says the words of the source. */
function markdownOf(markup: string, options: TranscribeOptions = {}): string {
  const { markdown, words } = transcribeMarkup(markup, options);
  const built = linesOfHtml(new Html(printed(markdown).replaceAll(/<p class="callout-title">.*?<\/p>/g, ''))).join(' ');
  expect(built.replaceAll(/\s+/g, ' ').trim()).toBe(words.replaceAll(/\s+/g, ' '));
  return markdown;
}

const remarksOf = (markup: string, options: TranscribeOptions = {}): string[] =>
  transcribeMarkup(markup, options).remarks.map(({ kind, what }) => `${kind}: ${what}`);

describe('signs of the source are signs of the page', () => {
  it.each([
    ['10<sup>3</sup> m<sup>2</sup>', '10³ m²'],
    ['H<sub>2</sub>O, CO<sub>2</sub> and V<sub>max</sub>', 'H₂O, CO₂ and V_max'],
    [
      '2<sup>10x</sup>, a 1<sup>st</sup> and 22<sup>nd</sup>, M<sup>me</sup> X, Mark<sup>®</sup>',
      '2^10x, a 1st and 22nd, Mme X, Mark®',
    ],
    ['10<sup>-3</sup> g, x<sup>n</sup>, 1<sup>1</sup>/<sub>2</sub>', '10⁻³ g, xⁿ, 1¹/₂'],
    ['4<br>5', '4\\\n5'],
    ['2 * 3 * 4, 2*3*4 and **not bold**, _not_ it', '2 * 3 * 4, 2\\*3\\*4 and \\*\\*not bold\\*\\*, \\_not\\_ it'],
    ['&gt; 5 mg', '\\> 5 mg'],
    ['- 5 °C', '\\- 5 °C'],
    ['3. May', '3\\. May'],
    ['# of tablets', '\\# of tablets'],
    ['&lt;b&gt; is a tag, &amp;amp; an entity, &lt; 5 a sign', '\\<b> is a tag, &amp;amp; an entity, < 5 a sign'],
    ['[@smith-2020] and [see](this) and [Note]: it', '\\[@smith-2020] and [see\\](this) and [Note\\]: it'],
    ['a `tick` and C:\\_data\\*', 'a \\`tick\\` and C:\\\\\\_data\\\\\\*'],
    ['one | two', 'one | two'],
    ['Wow!<a href="https://example.org/">More</a>', 'Wow\\![More](https://example.org/)'],
    ['3&nbsp;minutes', '3\u00a0minutes'],
    ['soft&shy;hyphen', 'softhyphen'],
    ['<math><mi>&#x202e;x</mi></math>', 'x'],
  ])('%s', (markup, markdown) => {
    expect(markdownOf(`<p>${markup}</p>`)).toBe(markdown);
  });
});

describe('blocks', () => {
  it.each([
    ['<p>a</p>b<p>c</p>', 'a\n\nb\n\nc'],
    ['in <code>bus\n</code>Then<tt> wait</tt>.', 'in `bus` Then `wait`.'],
    ['one<br><br>two', 'one\n\ntwo'],
    ['<ol start="0"><li>a<li>b</ol>', '0. a\n1. b'],
    ['<ol><li value="3">a<li value="7">b</ol>', '3. a\n7. b'],
    ['<ol reversed><li>a<li>b</ol>', '2. a\n1. b'],
    ['<ol type="a"><li>one<li>two</ol>', '- a. one\n- b. two'],
    ['<ol style="list-style-type: upper-roman" start=4><li>one</ol>', '- IV. one'],
    ['<ul><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ul>', '- a\n  - b\n    1. c\n- d'],
    ['<ul><li>a<ol start=3><li>c</ol></ul>', '- a\n\n  3. c'],
    ['<ul><li><p>a</p><p>b</p><li>c</ul>', '- a\n\n  b\n\n- c'],
    ['<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>', '- a\n  - b\n- c'],
    ['<ul><li>a</li><ol start=2><li>b</li></ol></ul>', '- a\n\n  2. b'],
    ['<ul><li>a</ul><ul><li>b</ul>', '- a\n\n* b'],
    ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['<pre class="language-sh"><code>a  b\n  * c\n</code></pre>', '```sh\na  b\n  * c\n```'],
    ['run <code>a `b` "c"</code>', 'run ``a `b` "c"``'],
    ['<h3>If you <em>are</em> 66</h3><p>Half.</p>', '### If you *are* 66\n\nHalf.'],
    ['<dl><dt>Dose<dd>5 ml<dt>Limit<dd>7 ml</dl>', '**Dose**\n\n5 ml\n\n**Limit**\n\n7 ml'],
    ['<details><summary>More</summary><p>Yes.</p></details>', '**More**\n\nYes.'],
    ['<table><tr><th>a<th>b<tr><td colspan=2>free</table>', '| a | b |\n| --- | --- |\n| free | free |'],
    [
      '<table><tr><td rowspan=2>2 y<td>1<tr><td>3 | 4<br>5</table>',
      '| 2 y | 1 |\n| --- | --- |\n| 2 y | 3 \\| 4<br>5 |',
    ],
    ['<table><tr><th>Adult<td>£6<tr><th>Child<td>£3</table>', '|  |  |\n| --- | --- |\n| Adult | £6 |\n| Child | £3 |'],
    ['<table><caption>May</caption><tr><td>a<td>b</table>', 'May\n\n| a | b |\n| --- | --- |'],
    ['<table><tr><td><ul><li>x<li>y</ul><td><ol><li>z</ol></table>', '| x<br>y | 1. z |\n| --- | --- |'],
    ['<table role="presentation"><tr><td><p>a</p><td><p>b</p></table>', 'a\n\nb'],
    ['<div class="alert alert-warning"><b>No</b> knives.</div>', '> [!WARNING]\n> **No** knives.'],
    ['<div class="alert alert-warning"><ol start=3><li>a</ol></div>', '> [!WARNING]\n>\n> 3. a'],
    ['<div class="alert alert-warning">Warning: no knives.</div>', 'Warning: no knives.'],
    [
      '<div class="nhsuk-card--care--urgent"><h3>Call 111 if</h3><p>it hurts</p></div>',
      '> [!URGENT]\n> ### Call 111 if\n>\n> it hurts',
    ],
    ['<b>bold </b>word, <b>a</b><b>b</b>, <i></i>and<em> it</em>', '**bold** word, **ab**, and *it*'],
    ['un<b>glaub</b>lich, <b>5</b>mg, <b>(a)</b>b', 'un**glaub**lich, **5**mg, (a)b'],
    ['<strong><p>a</p><p>b</p></strong>', '**a**\n\n**b**'],
    ['<q>so</q> he said', '“so” he said'],
    ['<blockquote>5 mg</blockquote>', '>\n> 5 mg'],
    ['<ol><li>a</ol><ol><li>b</ol>', '1. a\n\n1\\. b'],
    ['<ol><li><ol start=3><li>a</ol></ol>', '1.\n   3. a'],
    ['<b>a<br></b>b, <b>c<br>d</b>', '**a**\\\nb, **c**\\\n**d**'],
    ['<table><tr><td>https://x.example/a*b<td>c<br>d</table>', '| https://x.example/a\\*b | c<br>d |\n| --- | --- |'],
    ['<math><msup><mn>10</mn><mn>3</mn></msup><mo>=</mo><mfrac><mn>1</mn><mi>x</mi></mfrac></math>', '10³=1/x'],
    ['<p style="white-space: pre-line">a\nb</p>', 'a\\\nb'],
  ])('%s', (markup, markdown) => {
    expect(markdownOf(markup)).toBe(markdown);
  });
});

describe('what is left out is named', () => {
  it.each([
    [
      'a <span class="sr-only">(opens in a tab)</span>b',
      'a b',
      'left-out: text for screen readers alone “(opens in a tab)”',
    ],
    ['a <span aria-hidden="true">▾</span>b', 'a b', null],
    ['a <span aria-hidden="true">Open</span> b', 'a b', 'left-out: text hidden by aria-hidden “Open”'],
    [
      '<span class="sr-only">12 pounds</span><span aria-hidden="true">£12</span>',
      '£12',
      'left-out: text for screen readers alone “12 pounds”',
    ],
    ['a <i style="display: none">b</i>', 'a', 'left-out: hidden text “b”'],
    ['a <del>€2</del> €3', 'a €3', 'left-out: struck text “€2”'],
    ['run it <button>Copy</button>', 'run it', 'left-out: button “Copy”'],
    [
      'Yes.<p>Was this helpful? <button>Yes</button> <button>No</button></p>',
      'Yes.',
      'left-out: question about the answer “Was this helpful? Yes No”',
    ],
    ['a <img src="/a.jpg" alt="The hut">', 'a', 'left-out: picture “The hut”, https://x.example/a.jpg'],
    ['<abbr title="as soon as possible">ASAP</abbr>', 'ASAP', 'left-out: the long form of ASAP: “as soon as possible”'],
    ['a <script>alert(1)</script><style>b{}</style>', 'a', null],
    ['<form><input name=q> Search <button>Go</button></form>a', 'a', 'left-out: form “Search Go”'],
  ])('%s', (markup, markdown, remark) => {
    const options = { base: new URL('https://x.example/faq/') };
    expect(markdownOf(markup, options)).toBe(markdown);
    expect(remarksOf(markup, options).slice(0, 1)).toEqual(remark === null ? [] : [remark]);
  });

  it('keeps what is shown at a press', () => {
    expect(markdownOf('a <span hidden>b</span>', { isShown: () => true })).toBe('a b');
  });

  it('keeps a button that is a part of its sentence', () => {
    expect(markdownOf('Hand in the <button>form</button>.')).toBe('Hand in the form.');
  });
});

describe('links', () => {
  const options = {
    base: new URL('https://x.example/help/faq.html'),
    page: new URL('https://x.example/help/faq.html'),
    anchorOf: (id: string) => (id === 'bees' ? id : null),
  };
  it.each([
    ['<a href="/a b.pdf">a</a>', '[a](https://x.example/a%20b.pdf)'],
    ['<a href="terms#x">a</a>', '[a](https://x.example/help/terms#x)'],
    ['<a href="//y.example/(1)">a</a>', '[a](https://y.example/%281%29)'],
    ['<a href="#bees">a</a> and <a href="faq.html#bees">b</a>', '[a](#bees) and [b](#bees)'],
    ['<a href="mailto:a@x.example">a@x.example</a>', '[a@x.example](mailto:a@x.example)'],
    ['<a href="https://x.example/"><b>a [1]</b></a>', '[**a \\[1\\]**](https://x.example/)'],
    ['<a href="https://x.example/"><p>a</p><p>b</p></a>', '[a](https://x.example/)\n\n[b](https://x.example/)'],
    [
      '<a href="/cdn-cgi/l/email-protection"><span data-cfemail="42233129023a6c273a232f322e27"></span></a>',
      '[ask@x.example](mailto:ask@x.example)',
    ],
    [
      '<iframe src="https://www.youtube.com/embed/abc" title="How to"></iframe>',
      '[How to](https://www.youtube.com/watch?v=abc)',
    ],
    ['<video><source src="/v.mp4"></video>', '[/v.mp4](https://x.example/v.mp4)'],
  ])('%s', (markup, markdown) => {
    expect(markdownOf(markup, options)).toBe(markdown);
  });

  it.each([
    ['<a href="#top">a</a>', 'left-out: the link of “a”: its target #top is not taken'],
    ['<a href="javascript:x()">a</a>', 'left-out: the link of “a”: it leads nowhere without scripts'],
    [
      '<a href="tel:112">a 020 7946 0018</a>',
      'left-out: the link of “a 020 7946 0018”: it dials 112, and shows another',
    ],
  ])('%s is no link', (markup, remark) => {
    expect(markdownOf(markup, options)).not.toContain('](');
    expect(remarksOf(markup, options)).toEqual([remark]);
  });

  it('says what it could not resolve', () => {
    expect(markdownOf('<a href="/a">b</a> <a href="c.html">d</a>')).toBe('[b](/a) d');
    expect(remarksOf('<a href="/a">b</a> <a href="c.html">d</a>')).toEqual([
      'changed: the link of “b” stays /a: the source does not say where it is published',
      'left-out: the link of “d”: c.html is relative, and the source does not say to what',
    ]);
  });
});
