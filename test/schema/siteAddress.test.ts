import { describe, expect, it } from 'vitest';
import { compileText, pageOf } from '../prose/compileText.ts';
import { elementsOf } from '../prose/visibleText.ts';

const yaml = (url: string): string =>
  `title: Keys\n${url}policy: {citations: off}\nquestions:\n  - {id: lost, question: Lost yours?, answer: Ring us.}\n`;

describe('addresses and lines of a page', () => {
  it.each([
    ['https://keys.example', 'https://keys.example/'],
    ['https://keys.example/faq', 'https://keys.example/faq/'],
    ['https://keys.example/faq//', 'https://keys.example/faq/'],
    ['https://keys.example/index.html', 'https://keys.example/'],
    ['https://keys.example/faq/Index.htm', 'https://keys.example/faq/'],
    ['https://keys.example/faq/index.html/', 'https://keys.example/faq/'],
    ['https://keys.example/my-index.html', 'https://keys.example/my-index.html/'],
  ])('%s is that of the folder %s', (typed, folder) => {
    const compilation = compileText(yaml(`url: ${typed}\n`));
    expect(pageOf(compilation)).toContain(`<link rel="canonical" href="${folder}">`);
    expect(pageOf(compilation, 'lost.html')).toContain(`<link rel="canonical" href="${folder}lost.html">`);
    expect(pageOf(compilation, '404.html')).toContain(`<a href="${folder}">`);
  });

  it('keeps lines of hours apart', () => {
    const hours = 'contact:\n  phone: "112"\n  disclosure: Us.\n  hours: |\n    Mon 9 to 12\n    Tue 13 to 17\n';
    const compilation = compileText(yaml(hours));
    expect(pageOf(compilation)).toContain('<p class="lines">Hours: Mon 9 to 12\nTue 13 to 17');
    expect(pageOf(compilation, 'index.md')).toContain('Hours: Mon 9 to 12\\\nTue 13 to 17\n');
  });

  it('has a way home from a missing page where nobody knows it', () => {
    const page = pageOf(compileText(yaml('')), '404.html');
    const hrefs = elementsOf(page).flatMap(({ tagName, attrs }) =>
      tagName === 'a' ? attrs.filter(({ name }) => name === 'href').map(({ value }) => value) : [],
    );
    expect(hrefs.filter((href) => href === 'index.html')).toHaveLength(2);
  });
});
