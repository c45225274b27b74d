import { describe, expect, it } from 'vitest';
import { Html } from '../../src/html/html.ts';
import { linesOfHtml } from '../../src/html/linesOfHtml.ts';
import { isBelowTable } from '../../src/markdown/markdown.ts';
import { expectLinear } from '../growth.ts';
import { printed, read } from '../markdownSpec.ts';
import { compileText, complaintsOf, pageOf } from '../prose/compileText.ts';

/** The one paragraph that a text makes. */
const paragraph = (text: string): string => /^<p>([\s\S]*)<\/p>$/.exec(printed(text))?.[1] ?? printed(text);

describe('marks that are signs stay', () => {
  it.each([
    'Open __init__.py first, then __main__.',
    'The files __version__ and setup of module.__name__ differ.',
    'Call obj.__str__() twice.',
    'Set __my_var__ to 5.',
    'Look into src/__tests__/ and _config_.yml.',
    'A snake__case name, and a__b__c.',
    'Paste it into C:\\_data or C:\\new\\folder.',
    'Everything is in C:\\Program Files\\_clinic\\forms.',
    'Delete C:\\x\\*y* and C:\\logs\\*error*.log by hand.',
    'It lies on \\\\server\\share, or \\\\server\\_share\\*.txt.',
    'Go to ..\\_forms, or to %APPDATA%\\.config.',
    'Open HKLM\\Software\\*\\x and HKEY_USERS\\_x.',
    '12. 5. 2026 we are closed.',
    '3. 11. 2026: open',
    '3. 5. – 7. 5. 2026',
    '~~~5 mg~~~',
    '2**3**4, 10**9** and HLA-B*57*x',
    'Born on __/__/____, seen on __.__.____ at __:__, paid € __,__ or ___-___.',
    'Send “*.odt”, “*.ods” and scans/*.png, but not !*.tmp or (*.bak)',
    'Choose 3.*, 4.* or 1.x, *, 2.*; never **/*.tmp in logs/**/*.tmp',
    '*.pool.example and https://*.pool.example/',
    'The pattern .*pool.* holds (.*) and (.*), ^.*$ and ^.*$, [a-z]*[0-9]* and [a-z]*[0-9]*',
    'Smile ^_^, -_- or (*^_^*)',
    'weight *2*kg, 5 *2*days, (a + b) *2*rate and 2*3*times',
  ])('%s', (text) => {
    expect(paragraph(text)).toBe(text);
  });

  it.each([
    ['take __more__ than', 'take <strong>more</strong> than'],
    ['__a whole phrase__ here', '<strong>a whole phrase</strong> here'],
    ['(*.odt* files), *name*.odt, *and*/*or*', '(<em>.odt</em> files), <em>name</em>.odt, <em>and</em>/<em>or</em>'],
    ['(**Stop!**), **„Ja“**, **»x«**.', '(<strong>Stop!</strong>), <strong>„Ja“</strong>, <strong>»x«</strong>.'],
    ['not \\*bold\\*, snake\\_case', 'not *bold*, snake_case'],
    ['Sie **2**mal, ein **5**er-Pack', 'Sie <strong>2</strong>mal, ein <strong>5</strong>er-Pack'],
    [
      '**2,5**fach, **B12**haltig, un**glaub**lich',
      '<strong>2,5</strong>fach, <strong>B12</strong>haltig, un<strong>glaub</strong>lich',
    ],
    ['Das *2*mal, ein *5*fach', 'Das <em>2</em>mal, ein <em>5</em>fach'],
    ['__/ or _x/y_ and __a.b__', '__/ or <em>x/y</em> and <strong>a.b</strong>'],
    ['C:\\\\Users\\\\_x', 'C:\\Users\\_x'],
    ['**C:\\temp\\** it is', '<strong>C:\\temp\\</strong> it is'],
  ])('%s is Markdown', (text, html) => {
    expect(paragraph(text)).toBe(html);
  });

  it('reads lists of dates with their numbers', () => {
    expect(printed('24. December: closed\n26. December: open')).toBe(
      '<ol start="24">\n<li>December: closed</li>\n<li value="26">December: open</li>\n</ol>',
    );
  });

  it.each(['Never take two.', '不要超过两片。', 'At first, then,'])(
    'makes no heading of the sentence %s',
    (sentence) => {
      expect(printed(`${sentence}\n---\nMore`)).toBe(`<p>${sentence}</p>\n<hr>\n<p>More</p>`);
    },
  );

  it('keeps the lines of such a sentence together', () => {
    expect(printed('Take one,\nand never two.\n---')).toBe('<p>Take one,\nand never two.</p>\n<hr>');
    expect(printed('- Never two.\n  ---')).toBe('<ul>\n<li>Never two.\n<hr></li>\n</ul>');
  });

  it('makes a heading of a title and of a question', () => {
    expect(printed('Dose\n---')).toBe('<h1>Dose</h1>');
    expect(printed('How much?\n---')).toBe('<h1>How much?</h1>');
  });
});

describe('tables', () => {
  const table = '| Age | Dose |\n| --- | --- |\n| 1–5 | 5 mg |\n';

  it('end at a line without a bar', () => {
    const { tokens } = read(`${table}Never more.\n`);
    expect(tokens.map(({ type }) => type)).toEqual(['table', 'paragraph']);
    expect(isBelowTable(tokens[1] as never, tokens[0])).toBe(true);
    expect(printed(`${table}Never more.`)).toMatch(/<\/table><\/div>\n<p>Never more\.<\/p>$/);
  });

  it('know a paragraph behind a blank line', () => {
    const { tokens } = read(`${table}\nNever more.\n`);
    expect(tokens.every((token, index) => !isBelowTable(token, tokens[index - 1]))).toBe(true);
  });

  it.each(['> ', '- '])('end so behind `%s`, too', (mark) => {
    const inner = `${table}Never more.`.replaceAll('\n', mark === '> ' ? '\n> ' : '\n  ');
    expect(printed(mark + inner)).toMatch(/<\/table><\/div>\n?(?:<p>)?Never more\./);
  });

  it('keep rows of one column without bars', () => {
    expect(printed('Dose\n:---\n5 mg\n10 mg')).toContain('<tr><td>10 mg</td></tr>');
  });

  it.each(['<br>', '<br/>', '<br />', '<BR>'])('break a line in a cell by %s, and nowhere else', (mark) => {
    expect(printed(`| a |\n| - |\n| one${mark}**two${mark}three** \`${mark}\` |`)).toContain(
      `<td>one<br><strong>two<br>three</strong> <code>${mark.replace('<', '&lt;').replace('>', '&gt;')}</code></td>`,
    );
    expect(printed(`one${mark}two`)).not.toContain('<br>');
    expect(printed('| a |\n| - |\n| one\\<br>two |')).toContain('one&lt;br&gt;two');
  });
});

describe('fences', () => {
  it.each(['~~~~', '`````', '~~~'])('of %s hold shorter ones', (fence) => {
    expect(printed(`${fence}\n\`\`\`\nline\n${fence}`)).toBe('<pre tabindex="0"><code>```\nline</code></pre>');
  });

  it.each(['js title="app.js" {1}', 'py', 'sh {linenos=true}', ''])('leave out the information "%s"', (info) => {
    expect(printed(`\`\`\`${info}\nline\n\`\`\``)).toBe('<pre tabindex="0"><code>line</code></pre>');
  });

  it('print the words of a sentence behind one', () => {
    expect(printed('```Take 5 mg\nnow\n```')).toContain('<code>Take 5 mg\nnow</code>');
    expect(printed('```Take two = 10 mg\nnow\n```')).toContain('<code>Take two = 10 mg\nnow</code>');
  });
});

describe('Chinese, Japanese, Korean and Thai', () => {
  it.each([
    ['**警告：**不要', '<strong>警告：</strong>不要'],
    ['请看**“说明”**一节', '请看<strong>“说明”</strong>一节'],
    ['**飲まないで。**次に', '<strong>飲まないで。</strong>次に'],
    ['薬は**（食後）**に', '薬は<strong>（食後）</strong>に'],
    ['*注：*见下', '<em>注：</em>见下'],
    ['***注：***见下', '<em><strong>注：</strong></em>见下'],
    ['__警告：__不要', '<strong>警告：</strong>不要'],
    ['**복용(服用)**은', '<strong>복용(服用)</strong>은'],
    ['**คำเตือน:**ห้าม', '<strong>คำเตือน:</strong>ห้าม'],
    ['共**¥100**元', '共<strong>¥100</strong>元'],
    ['𠮟**(叱)**る', '𠮟<strong>(叱)</strong>る'],
    ['**5 mg**，**10 mg**。', '<strong>5 mg</strong>，<strong>10 mg</strong>。'],
    ['填写__年__月__日', '填写__年__月__日'],
    ['姓名：__年龄：__岁', '姓名：__年龄：__岁'],
    ['2*3*4毫克', '2*3*4毫克'],
    ['**word:**next', '**word:**next'],
  ])('%s', (text, html) => {
    expect(paragraph(text)).toBe(html);
  });

  it.each([
    ['每天两次，\n饭后服用。', '每天两次，饭后服用。'],
    ['**食後に**\n服用する', '<strong>食後に</strong>服用する'],
    ['他说\n“不要”。', '他说“不要”。'],
    ['하루에\n두 번', '하루에\n두 번'],
    ['每天\n5 mg', '每天\n5 mg'],
    ['กินยา\nวันละครั้ง', 'กินยา\nวันละครั้ง'],
  ])('joins the lines of %j as a reader of the language would', (text, html) => {
    expect(paragraph(text)).toBe(html);
  });

  it('joins them in lists and quotations, and looks through citations', () => {
    expect(printed('- 每天\n  两次')).toContain('<li>每天两次</li>');
    expect(printed('> 每天\n> 两次')).toContain('<p>每天两次</p>');
    expect(paragraph('每天[@a]\n两次')).toMatch(/^每天<sup.*<\/sup>两次$/);
  });
});

describe('addresses with spaces between < and >', () => {
  const yaml = `title: T
policy: {citations: off}
questions:
  - id: q
    question: Q?
    answer: |
      [Form](<my form.pdf>), [far](<https://example.org/my form.pdf>)
`;

  it('lead to the file, and to the address', () => {
    const compilation = compileText(yaml, { 'my form.pdf': '%PDF-1.4' });
    expect(complaintsOf(compilation)).toEqual([]);
    expect(pageOf(compilation, 'q.html')).toMatch(/<a href="assets\/my-form\.\w+\.pdf">Form<\/a>/);
    expect(pageOf(compilation, 'q.html')).toContain('href="https://example.org/my%20form.pdf"');
    expect(pageOf(compilation, 'q.md')).toMatch(/\[Form\]\(<?assets\/my-form\.\w+\.pdf>?\)/);
  });
});

describe('citations with the place that is meant', () => {
  const marks = (text: string): string[] =>
    [...printed(text).matchAll(/aria-label="([^"]*)">([^<]*)<\/a>/g)].map(([, label, mark]) => `${mark} ${label}`);

  it.each([
    ['x [@who].', ['[1] Source 1']],
    ['x [@who, p. 5].', ['[1, p. 5] Source 1, p. 5']],
    ['x [@who, pp. 5–7; @usda, table 2].', ['[1, pp. 5–7] Source 1, pp. 5–7', '[1, table 2] Source 1, table 2']],
    ['x [see @who].', ['[see 1] see Source 1']],
    ['x [see @who, § 3; also @usda].', ['[see 1, § 3] see Source 1, § 3', '[also 1] also Source 1']],
    ['见 [参见@who].', ['[参见 1] 参见 Source 1']],
    ['x [@Smith_2020a; @doi:10.1000/x].', ['[1] Source 1', '[1] Source 1']],
    ['x [@a_b] and y [@c_d].', ['[1] Source 1', '[1] Source 1']],
  ])('%s', (text, expected) => {
    expect(marks(text)).toEqual(expected);
  });

  it.each(['[infused @5 mL/h]', '[write to a@b]', '\\[see @who]', '[see @who](#q)'])('%s is none', (text) => {
    expect(marks(text)).toEqual([]);
  });

  const yaml = (answer: string): string => `title: T
questions:
  - id: q
    question: Q?
    answer: ${JSON.stringify(answer)}
sources:
  who: {title: W}
  usda: {title: U}
`;

  it.each(['[@who p. 5]', '[see @who p. 5]', '[@who, [p. 5]]', '[@who, usda]', '[@who, @usda]', '[@ who]', '[@who,]'])(
    '%s is told',
    (mark) => {
      expect(complaintsOf(compileText(yaml(`Yes ${mark}.`)))).toEqual([expect.stringMatching(/^malformed-citation /)]);
    },
  );

  it('are said in every output', () => {
    const compilation = compileText(yaml('Yes [see @who, p. 5].'));
    expect(complaintsOf(compilation)).toEqual([]);
    expect(pageOf(compilation, 'q.md')).toContain('Yes [see 1, p. 5].');
    expect(pageOf(compilation, 'q.html')).toContain('"text":"Yes [see 1, p. 5]."');
    expect(pageOf(compilation, 'faq.json')).toContain('[see @who, p. 5]');
    expect(JSON.parse(pageOf(compilation, 'faq.json')).sections[0].questions[0].sources).toEqual(['who']);
  });
});

describe('the data for search engines', () => {
  it('says the numbers of lists', () => {
    const text = '24. December: closed\n\nTake it on the\n\n3. day after\n   - inner\n5. day\n\n1) one\n2) two';
    expect(linesOfHtml(new Html(printed(text)))).toEqual([
      '24. December: closed',
      'Take it on the',
      '3. day after',
      'inner',
      '5. day',
      '1) one',
      '2) two',
    ]);
  });
});

describe('hostile texts', () => {
  it.each([
    ['underscores', '', '__a__ '],
    ['paths', '', 'C:\\a\\'],
    ['open paths', '', 'C:\\a b c d '],
    ['addresses', '', 'www.a.bc '],
    ['signs of mail', '', '@a.b'],
    ['brackets', 'https://a.bc/', ')'],
    ['words before sources', '', '[see @'],
    ['breaks in cells', '| a |\n| - |\n| ', '<br>'],
    ['lines of Chinese', '', '中\n'],
    ['tables', '', '| a |\n| - |\nx\n'],
  ])('of many %s are read in a time that grows as they do', (_, before, part) => {
    expectLinear((count) => {
      try {
        printed(before + part.repeat(count));
      } catch (error) {
        expect(String(error)).toContain('too deep');
      }
    }, 20_000);
  });
});
