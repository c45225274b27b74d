import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Html } from '../../src/html/html.ts';
import { linesOfHtml } from '../../src/html/linesOfHtml.ts';
import type { Found } from '../../src/import/found.ts';
import { recogniseHtml } from '../../src/recognise/recogniseHtml.ts';
import { printed, said } from '../markdownSpec.ts';

const folder = new URL('pages/', import.meta.url);
const names = readdirSync(folder).sort();

/** All that was found, to be read: `UPDATE_CASES=1` writes it anew. */
function told({ items, groups, remarks, ...others }: Found): string {
  const facts = Object.entries(others).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const sections = groups?.map(
    ({ title, anchor, intro }) => `section: ${title} #${anchor ?? ''}${intro ? ` (${intro})` : ''}`,
  );
  const questions = items.map(({ question, answer, words: _words, group, anchor, line, column, ...rest }) => {
    const more = Object.entries(rest).map(([key, value]) => ` ${key} ${value}`);
    return `? ${question}\n  ${group === undefined ? '' : `in ${group}, `}#${anchor ?? ''} ${line}:${column}${more.join('')}\n\n${answer}\n`;
  });
  const report = remarks.map(({ kind, what, line, column }) => `${line}:${column ?? '-'} ${kind}: ${what}`);
  return `${[...facts, ...(sections ?? [])].join('\n')}\n\n${questions.join('\n')}\n${report.join('\n')}\n`;
}

describe.each(names)('%s', (name) => {
  const found = recogniseHtml({
    bytes: readFileSync(new URL(`${name}/page.html`, folder)),
    pictureAt: (address) =>
      /^[\w-]+\.png$/.test(address) && existsSync(new URL(`${name}/${address}`, folder)) ? address : null,
  });

  it('finds what is expected', () => {
    const file = new URL(`${name}/found.txt`, folder);
    if (process.env['UPDATE_CASES']) writeFileSync(file, told(found));
    expect(told(found)).toBe(readFileSync(file, 'utf8'));
  });

  it.each(found.items)('$question: its page says the words of the source', ({ answer, words }) => {
    const markup = printed(answer).replaceAll(/<p class="callout-title">.*?<\/p>/g, '');
    const built = linesOfHtml(new Html(markup)).join(' ');
    expect(built.replaceAll(/\s+/g, ' ').trim()).toBe(words.replaceAll(/\s+/g, ' ').trim());
  });

  it.each(found.items)('$question: its Markdown is read as it is meant', ({ answer }) => {
    expect(said(answer).filter((code) => !['unknown-question', 'missing-file'].includes(code))).toEqual([]);
  });
});
