import { describe, expect, it, test } from 'vitest';
import { readMarkdown } from '../../src/markdown/markdown.ts';
import { shownTextsIn } from '../../src/marks/shownText.ts';
import { type StrayMark, strayMarksIn } from '../../src/marks/strayMarks.ts';
import { expectLinear } from '../growth.ts';
import { compileText, complaintsOf } from '../prose/compileText.ts';

function strays(text: string): StrayMark[] {
  const markdown = readMarkdown({ text, path: [] });
  if (!markdown) throw new Error('the text cannot be read');
  return strayMarksIn(shownTextsIn(markdown));
}

/** Each mark as it is shown, behind the line and column where it begins. */
function seen(text: string): string[] {
  return strays(text).map(({ start, mark }) => {
    const before = text.slice(0, start).split('\n');
    return `${before.length}:${(before.at(-1) ?? '').length + 1} ${mark}`;
  });
}

const kinds: Readonly<Record<string, readonly [typed: string, ...marks: string[]][]>> = {
  'stars that make nothing bold': [
    ['A cup holds ** about 95 mg ** of it.', '1:13 ** about 95 mg **'],
    ['**about 95 mg ** of it', '1:1 **about 95 mg **'],
    ['Now ** about 95 mg** of it', '1:5 ** about 95 mg**'],
    ['**Note:**please', '1:1 **Note:**'],
    ['**Stop!**Now', '1:1 **Stop!**'],
    ['**Never: do not drive', '1:1 **Never:'],
    ['Please **do not drive today.', '1:8 **do'],
    ['Take with food** every day.', '1:11 food**'],
    ['Important:** do not drive.', '1:1 Important:**'],
    ['*** x *** y', '1:1 *** x ***'],
    ['*Note:*please', '1:1 *Note:*'],
    ['- one\n- ** two ** three', '2:3 ** two **'],
    ['| a | b |\n| - | - |\n| ** x ** | y |', '3:3 ** x **'],
    ['> # A\n> ** x ** y', '2:3 ** x **'],
    ['** a ** and ** b **', '1:1 ** a **', '1:13 ** b **'],
    ['**a** then ** b ** then', '1:12 ** b **'],
  ],
  'underscores and backticks': [
    ['__Never: do not drive', '1:1 __Never:'],
    ['__word:__next', '1:1 __word:__'],
    ['Type `git pull and wait.', '1:6 `git'],
    ["He said `no' to it.", "1:9 `no'"],
    ['Run ``npm now', '1:5 ``npm'],
    ['(`a b) c', '1:2 `a'],
  ],
  'links and pictures': [
    ['See the [floor plan](floor plan.pdf).', '1:9 [floor plan](floor plan.pdf)'],
    ['![the map](my map.png)', '1:1 ![the map](my map.png)'],
    ['[form](https://example.org/my form)', '1:1 [form](https://example.org/my form)'],
    ['see [decaf] (#decaf).', '1:5 [decaf] (#decaf)'],
    ['see [the site] (https://example.org)', '1:5 [the site] (https://example.org)'],
    ['see (decaf)[#decaf].', '1:5 (decaf)[#decaf]'],
    ['see (the site)[https://example.org]', '1:5 (the site)[https://example.org]'],
    ['see [the guide][guide].', '1:5 [the guide][guide]'],
    ['see [the guide][1].', '1:5 [the guide][1]'],
    ['see [the guide][].', '1:5 [the guide][]'],
    ['[guide]: https://example.org', '1:1 [guide]: https:'],
    ['[//]: # (ask Jane)', '1:1 [//]: #'],
    ['see [[Decaf]].', '1:5 [[Decaf]]'],
    ['![[map.png]]', '1:1 ![[map.png]]'],
    ['see [[https://example.org][the site]]', '1:5 [[https://example.org][the site]]'],
    ['![a map] is missing', '1:1 ![a map]'],
    ['"the site":https://example.org', '1:1 "the site":https://example.org'],
    ['[**bold** words] (#a)', '1:1 [bold words] (#a)'],
  ],
  tables: [
    ['| Drink | mg |\n| Tea | 40 |', '1:1 | Drink | mg |'],
    ['Drink | mg\nTea | 40', '1:1 Drink | mg'],
    ['Here:\n| Drink | mg |\n| Tea | 40 |', '2:1 | Drink | mg |'],
    ['| Drink | mg | cups |', '1:1 | Drink | mg | cups |'],
    ['| Drink | mg |\n\n| --- | --- |\n| Tea | 40 |', '1:1 | Drink | mg |'],
    ['- | a | b |\n  | c | d |', '1:3 | a | b |'],
  ],
  'signs that begin no list': [
    ['Bring with you:\n• your passport\n• a towel', '2:1 •'],
    ['•your passport\n•a towel', '1:1 •'],
    ['• only one', '1:1 •'],
    ['• one\n\n• two\n\n• three', '1:1 •'],
    ['– one\n– two', '1:1 –'],
    ['Bring:\n– a towel', '2:1 –'],
    ['‣ one\n‣ two', '1:1 ‣'],
    ['· one\n· two', '1:1 ·'],
    ['o one\no two', '1:1 o'],
    ['✓ one\n✓ two', '1:1 ✓'],
    ['→ one\n→ two', '1:1 →'],
    ['✅ one\n✅ two', '1:1 ✅'],
    ['*) one\n*) two', '1:1 *)'],
    ['*Ensure this\n*Ensure that', '1:1 *Ensure'],
    ['Do:\n-Ensure this', '2:1 -Ensure'],
    ['-one\n-two', '1:1 -one'],
    ['- one\n-two things\n-three', '2:1 -two'],
    ['1. First\n2. Second\n3.Third', '3:1 3.Third'],
    ['1)One', '1:1 1)One'],
    ['1.Open it\n2.Close it', '1:1 1.Open'],
    ['1.打开\n2.关上', '1:1 1.打开'],
    ['1、打开\n2、关上', '1:1 1、'],
    ['a) one\nb) two', '1:1 a)'],
    ['i. one\nii. two', '1:1 i.'],
    ['(1) one\n(2) two', '1:1 (1)'],
    ['i) one\nii) two', '1:1 i)'],
    ['① one\n② two', '1:1 ①'],
    ['Bring:\n• a card\n-Ensure this\n1)One', '2:1 •', '3:1 -Ensure', '4:1 1)One'],
    ['- [ ] open\n- [x] done', '1:3 [ ]'],
    ['\uf0b7 one\n\uf0b7 two', '1:1 \uf0b7'],
  ],
  'headings and terms': [
    ['#Side effects', '1:1 #'],
    ['##Side effects', '1:1 ##'],
    ['####### seven', '1:1 #######'],
    ['Words\n###Side effects', '2:1 ###'],
    ['h2. Side effects', '1:1 h2. Side effects'],
    ['== Side effects ==', '1:1 == Side effects =='],
    ['Decaf\n: coffee without', '2:1 : coffee without'],
  ],
  'marks of other generators': [
    ['See the [form](https://example.org/){:target="_blank"}.', '1:37 {:target="_blank"}'],
    ['Words {: .note}', '1:7 {: .note}'],
    ['## Title {#title}', '1:10 {#title}'],
    ['Words {.wide}', '1:7 {.wide}'],
    ['the [page]({{ site.baseurl }}/contact)', '1:12 {{ site.baseurl }}'],
    ['{% include note.html %}', '1:1 {% include note.html %}'],
    ['{% if a %}b{% endif %}', '1:1 {% if a %}'],
    ['{{< figure src="a.png" >}}', '1:1 {{< figure src="a.png" >}}'],
    ['Costs <%= price %> now', '1:7 <%= price %>'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a mark of a template language is what is meant.
    ['Dear ${name}', '1:6 ${name}'],
    [':::warning\nHot\n:::', '1:1 :::warning'],
    [':::note\n\nHot\n\n:::', '1:1 :::note'],
    ['!!! note "Hot"', '1:1 !!! note "Hot"'],
    ['.. note:: Hot', '1:1 .. note::'],
    ['[TOC]', '1:1 [TOC]'],
    ['It is free[^1].\n\n[^1]: In June.', '1:11 [^1]'],
    ['Free[^a] and cold[^b].', '1:5 [^a]', '1:18 [^b]'],
    ['Free^[in June].', '1:5 ^[in June]'],
    ['It is ==new== now', '1:7 ==new=='],
    ['It is ~~10 mg~~ 5 mg', '1:7 ~~10 mg~~'],
    ['H~2~O and 10^9^/L', '1:2 ~2~', '1:13 ^9^'],
    ['[caption id="a"]A cup[/caption]', '1:1 [caption id="a"]'],
    ['[b]Never[/b] drive', '1:1 [b]'],
    ['Never[/b] drive', '1:6 [/b]'],
    ['[gallery ids="1,2"]', '1:1 [gallery ids="1,2"]'],
    ['{code}x{code}', '1:1 {code}'],
    ["'''Never''' drive", "1:1 '''Never'''"],
    ['a %%ask Jane%% b', '1:3 %%ask Jane%%'],
    ['5 {++10++} mg', '1:3 {++10++}'],
    [':warning: Hot', '1:1 :warning:'],
    ['*[HTML]: a language', '1:1 *[HTML]: a language'],
    ['\\pagebreak', '1:1 \\pagebreak'],
    ['$x^2$ and $$y$$', '1:1 $x^2$', '1:11 $$y$$'],
    ['Use \\frac{1}{2} of it', '1:5 \\frac{1}'],
    ['One.\\nTwo.', '1:5 \\n'],
    ['caf\\u00e9', '1:4 \\u00e9'],
  ],
  'names of characters': [
    ['5&nbps;mg', '1:2 &nbps;'],
    ['one &mdash two', '1:5 &mdash'],
    ['one &amp;mdash; two', '1:5 &amp;mdash;'],
    ['one &#8211 two', '1:5 &#8211'],
    ['R&amp;amp;D', '1:2 &amp;amp;'],
    ['caf&eacut;', '1:4 &eacut;'],
  ],
};

for (const [kind, samples] of Object.entries(kinds)) {
  describe(`told once, at its place: ${kind}`, () => {
    it.each(samples)('%j', (typed, ...marks) => expect(seen(typed)).toEqual(marks));
  });
}

describe('nothing is said of honest prose', () => {
  it.each([
    '`one` and\n`two` are commands',
    '`one` is listed\n[@smith-2020], and so is `two`',
    // Stars
    'Marked 5* and 6**.\n\n*Adjusted for age.\n\n**Not adjusted.',
    '| Drug | Rate |\n| - | - |\n| A | 5** |\n| B** | 7 |\n\n** significant at 1 %',
    '*p<0.05, **p<0.01, ***p<0.001',
    '** p < 0.01\n*** p < 0.001',
    'NS, *, ** and *** as above',
    '2 ** 3 and 2**3 and (a)**2',
    'He said F*** and s***.',
    'He said d**n, and f**k.',
    'weight * height * age',
    'Rows with [**] and rows with (**)',
    '**Bold:** next, **bold**, and ***both***',
    // Blanks to fill in, names of programs
    'Name: __ Dose: __ mg, ____ kg',
    'I weigh __kg and am __cm tall',
    'Edit __init__.py and run __main__ again',
    'snake__case and dose_mg_kg',
    "rock 'n' roll, the `90s, 5`10, don`t",
    // Brackets
    'The group [n = 5] (all adults) [sic] (see [below])',
    'Vitamin D [25-OH-D] (calcidiol) and [Na+] (serum)',
    'a[1], b[2][3], [1][2], [1-3], [5] (2019)',
    'f(x)[1] and (5 mg)[2] or (a)[b]',
    '[Note]: take it with food. [1]: Smith 2019.',
    'Wow! [1] and stop![2]',
    '{} and {x} and 10^{-3} and 10^-3',
    '[b] means baseline, [i] intake',
    'Brackets [] and [ ] and () here',
    '[[1, 2], [3, 4]]',
    // Bars
    'Open A | B | C, or a || b, |x| and 5|6.',
    'Choose Menu | Settings\nand then Start.',
    '| not a table |',
    'P(A|B) and P(B|A)\nor P(C|D) and P(D|C)',
    // Signs at the start of a line
    '-itis means inflammation.',
    'The ending\n-itis means inflammation.',
    '– Jane Doe',
    'It lasts from 10\n– 20 minutes',
    '-5 °C\n-7 °C',
    '>5 mg\n>7 mg',
    '$5\n$7',
    '€5\n€7',
    '± 5\n± 7',
    '~5 mg\n~7 mg',
    '«Bonjour»\n«Bonsoir»',
    '"One"\n"Two"',
    '¿Qué?\n¿Cuándo?',
    '(one)\n(two)',
    '@jane\n@john',
    'Questo\no quello',
    'a) first, b) second, 1) third',
    'A. Smith\nand B. Jones',
    '1.5 mg\n2.5 mg',
    '10.30 and\n11.30',
    'in the\n3.x version',
    '24. December',
    '#1 cause of death',
    '#StopSmoking is a campaign.',
    '#one #two',
    'C# and F#',
    'Mon • Tue • Wed',
    // Tildes, equals, carets, prices
    'Sleep 1~2 hours or 3~4 hours, ~5 mg, ~~~5 mg~~~',
    'a == b, x==y and a==b',
    'mg/m^2, 10^9/L, 5^3 and 2^5',
    'From $400 to $800, $5/$10, US$5 and $1_000',
    'Ca++ and Mg++, oedema ++ to +++',
    'C++ and D++',
    // Colons, backslashes, percent
    'at 10:30:15, a::b, 1:2:3, :) and :-(',
    'C:\\path\\to\\new and mg\\kg',
    '5% to 10%, 100%%',
    // Ampersands
    'AT&T, R&D; Q&A & more, a&b;c&d, &copy; &frac12; &mdash;',
    'https://example.org/?a=1&amp=2&lt=3',
    // Addresses hold many signs
    'https://example.org/__a__/==b==/{{c}}/~~d~~',
    '<https://example.org/__a__/==b==>',
    // Code and what stands behind a backslash is meant
    '`** x **` and `{{ a }}` and `[a] (#b)`',
    '\\*\\* x \\*\\* and \\{\\{ a \\}\\} and \\[a\\] (#b)',
    '```\n• one\n• two\n{% if %}\n```',
    // Scripts without spaces
    '每次服用5–10毫克，每日三次。',
    '**注意**请饭后服用',
  ])('%j', (typed) => expect(seen(typed)).toEqual([]));
});

const faq = (answer: string): string =>
  `title: Coffee\nquestions:\n  - id: decaf\n    question: Is decaf free of it?\n    answer: |\n${answer.replaceAll(/^(?=.)/gm, '      ')}\n`;

test('the place is that of the file, in quotations and lists as well', () => {
  expect(complaintsOf(compileText(faq('> one\n> - two ** x ** y')))).toEqual(['stray-mark 7:15']);
  expect(complaintsOf(compileText(faq('a **b** c\n{{<figure src="a.png">}}')))).toEqual(['stray-mark 7:7']);
});

test('the help says what to type', () => {
  const helpOf = (typed: string): string | undefined => strays(typed)[0]?.help;
  expect(helpOf('** x ** y')).toBe('write **x**: no blank behind the opening **, and none before the closing **');
  expect(helpOf('**x ** y')).toBe('write **x**: no blank before the closing **');
  expect(helpOf('[floor plan](floor plan.pdf)')).toBe(
    'write [floor plan](floor%20plan.pdf), or [floor plan](<floor plan.pdf>)',
  );
  expect(helpOf('(decaf)[#decaf]')).toBe('write [decaf](#decaf)');
  expect(helpOf('[decaf] (#decaf)')).toBe('write [decaf](#decaf), without the space');
  expect(helpOf('3.Third')).toBe('write a space behind the number: 3. Third');
  expect(helpOf('| a | b |\n| c | d |')).toBe('write | --- | --- | on a line of its own below the first row');
  expect(helpOf('5&nbps;mg')).toBe('write &nbsp;');
  expect(helpOf('a &mdash b')).toBe('write —');
});

test.each([
  '** ',
  '**a',
  '[a](b c',
  '[a]',
  '(a)[',
  '{{',
  '{%',
  '[a][',
  '`a ',
  '|a',
  '• ',
  '==a',
  '$a_',
  '&amp',
  ':::a\n',
  '[/a]',
  '[[',
  "'''",
  '"a":',
  '%%',
  '*[a',
  '1.Aa\n',
  '| a |\n',
  '~~a ',
  '__Aa ',
])('a long text of %j takes no longer than it is long', (part) => {
  expectLinear(
    (count) => strayMarksIn([{ text: part.repeat(count), isInList: false, order: 0, placeOf: (index) => index }]),
    20_000,
  );
});
