import { describe, expect, it } from 'vitest';
import { printed } from '../markdownSpec.ts';

const link = (href: string, words = href): string => `<a href="${href}">${words}</a>`;
const inParagraph = (html: string): string => `<p>${html}</p>`;

/** Section 6.9 of the specification of GFM, "Autolinks (extension)": what each of its examples shows. */
describe('the examples of GFM', () => {
  const web = 'www.commonmark.org';
  it.each([
    [web, link(`http://${web}`, web)],
    [`Visit ${web}/help for more.`, `Visit ${link(`http://${web}/help`, `${web}/help`)} for more.`],
    [`Visit ${web}.`, `Visit ${link(`http://${web}`, web)}.`],
    [`Visit ${web}/a.b.`, `Visit ${link(`http://${web}/a.b`, `${web}/a.b`)}.`],
    ['www.google.com/search?q=M+(b)', link('http://www.google.com/search?q=M+(b)', 'www.google.com/search?q=M+(b)')],
    [
      'www.google.com/search?q=M+(b)))',
      `${link('http://www.google.com/search?q=M+(b)', 'www.google.com/search?q=M+(b)')}))`,
    ],
    [
      '(www.google.com/search?q=M+(b))',
      `(${link('http://www.google.com/search?q=M+(b)', 'www.google.com/search?q=M+(b)')})`,
    ],
    [
      '(www.google.com/search?q=M+(b)',
      `(${link('http://www.google.com/search?q=M+(b)', 'www.google.com/search?q=M+(b)')}`,
    ],
    ['www.google.com/search?q=(b)+ok', link('http://www.google.com/search?q=(b)+ok', 'www.google.com/search?q=(b)+ok')],
    [
      'www.google.com/search?q=c&hl=en',
      link('http://www.google.com/search?q=c&amp;hl=en', 'www.google.com/search?q=c&amp;hl=en'),
    ],
    [
      'www.google.com/search?q=c&hl;',
      `${link('http://www.google.com/search?q=c', 'www.google.com/search?q=c')}&amp;hl;`,
    ],
    [`${web}/he<lp`, `${link(`http://${web}/he`, `${web}/he`)}&lt;lp`],
    ['http://commonmark.org', link('http://commonmark.org')],
    ['(Visit https://e.google.com/s?q=M+(b))', `(Visit ${link('https://e.google.com/s?q=M+(b)')})`],
    ['foo@bar.baz', link('mailto:foo@bar.baz', 'foo@bar.baz')],
    [
      "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
      `hello@mail+xyz.example isn&#39;t valid, but ${link('mailto:hello+xyz@mail.example', 'hello+xyz@mail.example')} is.`,
    ],
    ['a.b-c_d@a.b', link('mailto:a.b-c_d@a.b', 'a.b-c_d@a.b')],
    ['a.b-c_d@a.b.', `${link('mailto:a.b-c_d@a.b', 'a.b-c_d@a.b')}.`],
    ['a.b-c_d@a.b-', 'a.b-c_d@a.b-'],
    ['a.b-c_d@a.b_', 'a.b-c_d@a.b_'],
    ['mailto:foo@bar.baz', link('mailto:foo@bar.baz')],
    ['mailto:a.b-c_d@a.b-', 'mailto:a.b-c_d@a.b-'],
  ])('%s', (typed, html) => {
    expect(printed(typed)).toBe(inParagraph(html));
  });
});

describe('bare addresses', () => {
  const at = 'https://a.example/b';
  it.each([
    [`**${at}**, *${at}* and _${at}_`, `<strong>${link(at)}</strong>, <em>${link(at)}</em> and <em>${link(at)}</em>`],
    [
      `"${at}", “${at}”, «${at}», [${at}]; ${at}!`,
      `&quot;${link(at)}&quot;, “${link(at)}”, «${link(at)}», [${link(at)}]; ${link(at)}!`,
    ],
    [`请看${at}。谢谢`, `请看${link(at)}。谢谢`],
    [`请看${at}了解`, `请看${link(at)}了解`],
    [`（${at}）`, `（${link(at)}）`],
    ['https://zh.wiki.example/wiki/中文', link('https://zh.wiki.example/wiki/中文')],
    ['邮箱：a@b.example。', `邮箱：${link('mailto:a@b.example', 'a@b.example')}。`],
    ['https://a.example/_b_c_ d', `${link('https://a.example/_b_c', 'https://a.example/_b_c')}_ d`],
    ['https://a.example:8080/x?y=1#z', link('https://a.example:8080/x?y=1#z')],
    ['_me@b.example_', `<em>${link('mailto:me@b.example', 'me@b.example')}</em>`],
    ['HTTPS://A.EXAMPLE', link('HTTPS://A.EXAMPLE')],
    ['https://a.example/b\\_c', link('https://a.example/b_c')],
  ])('%s', (typed, html) => {
    expect(printed(typed)).toBe(inParagraph(html));
  });

  it.each([
    '1.www.5 mg',
    'www.example',
    'wwww.a.example',
    'http://localhost',
    'https://me:secret@b',
    'ftp://a.example',
    'xhttps://a.example',
    'müller@b.example',
    '10 mg@night, 5@2.5, one a@b two',
    'https://a_b.c_d.example_e',
  ])('%s is text', (typed) => {
    expect(printed(typed)).toBe(inParagraph(typed));
  });

  it('are none in code, in the words of a link, in a picture, and behind a link that was not closed', () => {
    expect(printed(`\`${at}\``)).toBe(inParagraph(`<code>${at}</code>`));
    expect(printed(`[${at}](https://b.example)`)).toBe(inParagraph(link('https://b.example', at)));
    expect(printed(`![${at}](a.png)`)).not.toContain('<a');
    expect(printed(`[x](${at} c)`)).not.toContain('<a');
    expect(printed(`<a href="${at}">`)).not.toContain('<a ');
  });
});
