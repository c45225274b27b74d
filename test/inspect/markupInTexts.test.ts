import { describe, expect, it } from 'vitest';
import { compileText } from '../prose/compileText.ts';

/** Each mark that is told in a question, and the help. */
function told(question: string, key = 'question'): string[] {
  const rest = key === 'question' ? '' : `\n    ${key}: ${JSON.stringify(question)}`;
  const yaml = `title: A\npolicy: {citations: off}\nquestions:\n  - id: a\n    question: ${JSON.stringify(key === 'question' ? question : 'What?')}${rest}\n    answer: That.\n`;
  const { diagnostics } = compileText(yaml);
  return diagnostics
    .filter(({ code }) => !['no-url', 'unused-source'].includes(code))
    .map(({ code, message, help }) =>
      code === 'markup-in-text' ? `${/`(.*)` is printed/s.exec(message)?.[1]} → ${help}` : code,
    );
}

describe('what a text that is no Markdown would show as typed', () => {
  it.each([
    ['When is it **safe**?', '**safe** → write the words alone: safe'],
    ['When is it __safe__?', '__safe__ → write the words alone: safe'],
    ['When is it *safe*?', '*safe* → write the words alone: safe'],
    ['Is _E. coli_ harmful?', '_E. coli_ → write the words alone: E. coli'],
    ['请**注意**什么？', '**注意** → write the words alone: 注意'],
    ['What does `git pull` do?', '`git pull` → write it without the backticks, or between quotation marks: “git pull”'],
    [
      'See [the guide](https://example.org).',
      '[the guide](https://example.org) → write the words alone: the guide; the answer can hold the link',
    ],
    ['See <https://example.org>.', '<https://example.org> → write https://example.org alone'],
    ['![Map](map.png) Where?', '![Map](map.png) → delete it; the answer can show the picture'],
    ['Is it so [@who]?', '[@who] → delete it, and cite the source in the answer'],
    ['# Where?', '# Where? → write the words alone: Where?'],
    ['### Where?', '### Where? → write the words alone: Where?'],
    ['> Where?', '> Where? → write the words alone, without >'],
    ['- Where?', '- Where? → write a sentence in the place of the list; the answer can hold it'],
    ['Is it 5 \\* 3?', '\\* → write * alone, without the backslash'],
    ['Q &amp; A', '&amp; → write the character itself: &'],
    ['Yes &mdash; or no?', '&mdash; → write the character itself: —'],
    ['Yes &#8212; or no?', '&#8212; → write the character itself: —'],
    ['Yes &amp;mdash; or no?', '&amp;mdash; → write the character itself: —'],
    ['5&nbsp;mg?', '&nbsp; → write a space, or nothing'],
    ['x &lt; 5?', '&lt; → write the character itself: <'],
    ['What is <b>bold</b>?', '<b>bold</b> → write the words alone: bold'],
    ['What is <span class="x"><i>it</i></span>?', '<span class="x"><i>it</i></span> → write the words alone: it'],
    ['One<br>two?', '<br> → write a comma or a full stop instead'],
    ['One<br/>two?', '<br/> → write a comma or a full stop instead'],
    ['What</p>', '</p> → delete it, and write the words alone'],
    ['H<sub>2</sub>O?', '<sub>2</sub> → write the small sign itself, as in H₂O or m²'],
    ['What is **it?', '**it? → write what it stands for, or the words alone, without these signs'],
    ['See [the guide][1]', '[the guide][1] → write what it stands for, or the words alone, without these signs'],
    ['What is {{ name }}?', '{{ name }} → write what it stands for, or the words alone, without these signs'],
    ['Good :smile: news?', ':smile: → write what it stands for, or the words alone, without these signs'],
    ['~~Old~~ new?', '~~Old~~ → write what it stands for, or the words alone, without these signs'],
    ['Yes &mdash or no?', '&mdash → write —'],
  ])('%j', (text, ...marks) => {
    expect(told(text)).toEqual(marks);
    expect(told(text, 'short')).toEqual(marks);
  });

  it('each slip of a text has its own', () => {
    expect(told('**A** and `b` &mdash; <i>c</i>?')).toHaveLength(4);
  });
});

describe('honest words are left alone', () => {
  it.each([
    'What is 5 * 3?',
    'Is it 2*3*4?',
    'AT&T, R&D or Q&A?',
    'Is x < 5 and y > 3?',
    'Is <5 mg enough, or >10?',
    'What does *p<0.05 mean?',
    'Is it [sic] so?',
    '[Letter to the editor]',
    'What is snake_case, or a_b_c?',
    'What does __init__ do?',
    'Where is C:\\x, or C:\\Users\\me?',
    'HLA-A*02:01 or HLA-B*27:05?',
    '1. What comes first?',
    '# of pills: how many?',
    '#1 question: what?',
    'Is C++ or C# better?',
    'See https://example.org/a_b_c',
    'Write to info@example.org',
    'How do <b> and <strong> differ?',
    'List<String> or <name>?',
    'What costs $5, and what 5 %?',
    '- 5 °C: too cold?',
    '> 5 mg: too much?',
    '+ 5 mg: too much?',
    'Yes ~5 mg (approx.)?',
    'Is it :) or :(?',
    'A | B',
    '* Only on working days',
    '“Quoted” and \'quoted\' and "quoted"',
    "It's 5'10\" tall",
    'Name: ____ and date: ____',
    'a^2 + b^2 = c^2?',
    'Is it 3:30 or 15:30?',
    '{a, b} and [a, b]',
    '***',
  ])('%j', (text) => {
    expect(told(text)).toEqual([]);
  });
});

it('looks into every text that is no Markdown, and says where', () => {
  const yaml = `title: A **b**
description: A **b**
publisher: {name: A **b**}
reviewers: {doe: {name: A **b**, role: A **b**, credentials: [MD, A **b**]}}
contact:
  title: A **b**
  reasons: [A **b**]
  phones: [{label: A **b**, number: +1 555 010 0199}]
  hours: A **b**
  cost: A **b**
  link: {label: A **b**, url: https://example.org/}
  disclosure: We answer.
chat: {url: https://example.org/chat, label: A **b**}
related: [{title: A **b**, url: https://example.org/, description: A **b**}]
disclaimer: {title: A **b**, text: A **b**}
sources: {s: {title: A **b**, authors: A **b**, publisher: A **b**}}
sections:
  - title: A **b**
    intro: A **b**
    questions:
      - {question: A **b**, short: A **b**, keywords: [A **b**], answer: "A **b** [@s]"}
`;
  const said = compileText(yaml).diagnostics.filter(({ code }) => code === 'markup-in-text');
  expect(said).toHaveLength(22);
  expect(said.map(({ message }) => /`(\w+)` is no Markdown/.exec(message)?.[1])).toContain('credentials');
});
