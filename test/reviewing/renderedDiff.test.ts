import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Html } from '../../src/html/html.ts';
import { attributeOf, isElement, type Node, textIn } from '../../src/html/nodes.ts';
import { nodesOfHtml } from '../../src/html/parseHtml.ts';
import { approvedHtml } from '../../src/proof/answerTranscript.ts';
import { Markup } from '../../src/reviewing/markup.ts';
import { markChanges, markWords } from '../../src/reviewing/renderedDiff.ts';

/** What has changed between two answers, marked in what readers see. */

const printed = (markdown: string): Markup => new Markup(approvedHtml(markdown, 'en').toHTML());
const diff = (before: string, after: string): string =>
  markChanges(printed(before), printed(after)).text.replaceAll(/<span class="spoken">[^<]*<\/span>/g, '');
const wordsOf = (nodes: readonly Node[], without: string): string =>
  nodes
    .map((node): string => {
      if (!isElement(node)) return textIn(node) ?? '';
      const isLeftOut = node.tagName === without || /^(?:spoken|numbers)$/.test(attributeOf(node, 'class') ?? '');
      return isLeftOut ? ' ' : ` ${wordsOf(node.childNodes, without)} `;
    })
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
const textOf = (markup: Markup, without = ''): string =>
  wordsOf(nodesOfHtml(new Html(markup.text)), without).replaceAll(' ', '');

describe('changes in the rendered text', () => {
  test.each([
    ['a number', 'Take 95 mg.', 'Take 96 mg.', '<p>Take <del>95</del> <ins>96</ins> mg.</p>'],
    [
      'a bold word',
      'Take **95 mg**.',
      'Take **96 mg**.',
      '<p>Take <del><strong>95</strong></del> <ins><strong>96</strong></ins> <strong>mg</strong>.</p>',
    ],
    [
      'emphasis alone',
      'Take it now.',
      'Take it **now**.',
      '<p>Take it <del>now.</del><ins><strong>now</strong>.</ins></p>',
    ],
    ['a paragraph that comes', 'One.', 'One.\n\nTwo new words.', '<p>One.</p><ins><p>Two new words.</p></ins>'],
    ['a paragraph that goes', 'One.\n\nTwo.', 'Two.', '<del><p>One.</p></del><p>Two.</p>'],
    [
      'an entry of a list',
      '- a\n- b',
      '- a\n- c\n- b',
      '<ul><li>a</li><li class="ins"><ins>c</ins></li><li>b</li></ul>',
    ],
    [
      'a first number',
      '3. a\n4. b',
      '4. a\n5. b',
      '<ol start="4"><li class="numbers">The numbers begin with <del>3.</del> <ins>4.</ins></li><li>a</li>\n<li>b</li></ol>',
    ],
    [
      'code',
      '```\na  b\n```',
      '```\na  c\n```',
      '<pre tabindex="0"><code>a  </code><del><code>b</code></del><ins><code>c</code></ins></pre>',
    ],
    ['the signs of Chinese', '每天95毫克', '每天96毫克', '<p>每天<del>95</del><ins>96</ins>毫克</p>'],
    ['where a link leads', '[x](https://a.example/1)', '[x](https://a.example/2)', '(https://a.example/2)'],
    ['a citation', 'So it is [@a].', 'So it is [@b].', '<ins><sup class="cite">'],
    ['the number before a source', 'So [see ch. 5 @a].', 'So [see ch. 6 @a].', '<ins><sup class="cite">'],
    ['a blank in a number of two parts', '`1`0 mg', '`1` 0 mg', '<ins><code>1</code> 0</ins> mg'],
    [
      'where two words touch',
      '`a`b c',
      '`a`b **c**',
      '<p><code>a</code>b <del>c</del><ins><strong>c</strong></ins></p>',
    ],
    ['a kind of callout', '> [!NOTE]\n> Stop.', '> [!WARNING]\n> Stop.', '<ins><div class="callout warning">'],
    ['a picture', '![a](a.png)', '![a](b.png)', '<ins><img src="assets/b.png"'],
  ])('%s', (_, before, after, marked) => {
    const found = diff(before, after);
    const flat = (text: string) => text.replaceAll(/\n|<code><\/code>/g, '');
    expect(flat(found).includes(flat(marked)) || found).toBe(true);
  });

  test('a row and a cell of a table', () => {
    const table = (...rows: string[]) => ['| Age | mg |', '| --- | ---: |', ...rows].join('\n');
    const cell = diff(table('| 1 | 10 |', '| 2 | 20 |'), table('| 1 | 10 |', '| 2 | 25 |'));
    expect(cell).toContain('<td>2</td><td class="right"><del>20</del><ins>25</ins></td>');
    const row = diff(table('| 1 | 10 |', '| 2 | 20 |'), table('| 2 | 20 |'));
    expect(row).toContain('<tr class="del"><td class="del"><del>1</del></td><td class="del"><del>10</del></td></tr>');
    expect(diff(table('| 1 | 10 |'), '| Age |\n| --- |\n| 1 |')).toMatch(
      /^<div class="table"[^>]*><del><table>[\s\S]*<ins><table>/,
    );
  });

  test('numbers of sources are those of the page, and no change', () => {
    const number = (shift: number) => (id: string) => (id === 'a' ? 1 : 2) + shift;
    const html = (shift: number) => new Markup(approvedHtml('So [@a; @b].', 'en', number(shift)).toHTML());
    expect(markChanges(html(0), html(3)).text).not.toMatch(/<(?:ins|del)>/);
  });

  test('text that is markup stays text', () => {
    expect(markWords('a', '<script>alert(1)</script>').text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(diff('a', '`<img src=x onerror=alert(1)>` "b"')).not.toMatch(/<img/);
  });

  test('of any two answers: without what is new it is the old one, and without what was taken out the new one', () => {
    const word = fc.constantFrom(
      'take',
      '95',
      'mg',
      '10–20',
      'never',
      '**bold**',
      '`code`',
      '*a b*',
      'é',
      '剂量',
      '[x](https://a.example/)',
      'so [@who]',
    );
    const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    const block = fc.oneof(
      line,
      line.map((text) => `## ${text}`),
      fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.map((text) => `- ${text}`).join('\n')),
      fc
        .array(line, { minLength: 1, maxLength: 3 })
        .map((lines) => lines.map((text, index) => `${index + 1}. ${text}`).join('\n')),
      fc
        .array(fc.tuple(line, line), { minLength: 1, maxLength: 3 })
        .map((rows) => ['| A | B |', '| - | - |', ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join('\n')),
      line.map((text) => `> ${text}`),
      line.map((text) => `> [!WARNING]\n> ${text}`),
      line.map((text) => `- ${text}\n  - ${text}\n\n    more`),
    );
    const blocks = fc.array(block, { maxLength: 5 });
    // What has changed is mostly alike: parts of both come from one pool.
    const pair = fc
      .tuple(blocks, blocks, blocks)
      .map(([shared, one, other]) => [
        [...shared, ...one].join('\n\n'),
        [...one.slice(0, 1), ...shared, ...other].join('\n\n'),
      ]);
    fc.assert(
      fc.property(pair, ([before = '', after = '']) => {
        const [old, now] = [printed(before), printed(after)];
        const marked = markChanges(old, now);
        expect(textOf(marked, 'ins')).toBe(textOf(old));
        expect(textOf(marked, 'del')).toBe(textOf(now));
        const isMarked = /<(?:ins|del)>/.test(marked.text);
        if (before === after) expect(isMarked).toBe(false);
      }),
      { numRuns: 400, seed: 7 },
    );
  });
});
