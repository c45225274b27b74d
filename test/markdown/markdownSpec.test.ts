import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error it has no types
import spec from 'commonmark-spec';
import { describe, expect, it } from 'vitest';
import { normalized, printed, said, wordsOf } from '../markdownSpec.ts';

interface Example {
  readonly number: number;
  readonly markdown: string;
  readonly html: string;
}

const tabbed = (text: string): string => text.replaceAll('→', '\t');
const examples: readonly Example[] = spec.tests.map(({ number, markdown, html }: Example) => ({
  number,
  markdown: tabbed(markdown),
  html: tabbed(html),
}));

/** Where an answer reads otherwise than CommonMark 0.31.2 says, by reason; docs/markdown.md prints it. */
const departures: readonly {
  readonly reason: string;
  readonly instead: string;
  readonly numbers: readonly number[];
}[] = [
  {
    reason: 'HTML is text',
    instead: 'it is printed as typed; elements of HTML get the warning `raw-html`',
    numbers: [
      21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168,
      169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191,
      201, 308, 309, 344, 475, 476, 477, 491, 494, 524, 536, 613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630,
      631, 642, 643,
    ],
  },
  {
    reason: 'A definition is one where a link uses it, and where it holds an address',
    instead: 'the line is printed as typed: `[Note]: take with food` must not vanish',
    numbers: [194, 195, 200, 203, 204, 207, 208, 210, 317, 540, 545, 549, 573, 576, 577],
  },
  {
    reason: 'A link leads to an address that is on the list of safe ones',
    instead: 'an error at the address; its words are printed',
    numbers: [20, 202, 484, 485, 486, 487, 502, 567, 596, 598, 599, 601, 603],
  },
  {
    reason: 'A picture is a file of the project',
    instead: 'an error at the picture; its words are printed',
    numbers: [572, 574, 575, 579, 581, 582, 583, 584, 585, 586, 587, 588, 589, 591],
  },
  {
    reason: 'Bare addresses are links, as in GFM',
    instead: 'the same words, as a link',
    numbers: [602, 608, 611, 612],
  },
  {
    reason: 'Stars between letters or digits multiply, or name a gene, unless they mark a part of one word',
    instead: 'they are printed as typed',
    numbers: [356, 415, 417, 429],
  },
  {
    reason: 'Names of programs keep their underscores, as `__init__.py`',
    instead: 'they are printed as typed',
    numbers: [402, 458],
  },
  {
    reason: 'Numbers keep their zeros, and inequalities their sign',
    instead: 'the line is printed as typed',
    numbers: [259, 268],
  },
  {
    reason: 'Words behind a fence that are no name of a language with its settings',
    instead: 'they are printed in front of the code',
    numbers: [146],
  },
];

const listed = new Map(departures.flatMap(({ reason, numbers }) => numbers.map((number) => [number, reason])));

describe('the examples of CommonMark 0.31.2', () => {
  it('are all there', () => {
    expect(examples.length).toBe(652);
  });

  it('print as the specification says, or stand on the list of departures', () => {
    const others = examples.filter(({ markdown, html }) => normalized(printed(markdown)) !== normalized(html));
    expect(others.map(({ number }) => number)).toEqual([...listed.keys()].sort((one, other) => one - other));
  });

  it('are never silently different: what is typed is seen, or something is said', () => {
    const silent = examples.filter(({ number, markdown, html }) => {
      if (!listed.has(number) || said(markdown).length > 0) return false;
      const seen = wordsOf(printed(markdown));
      return seen !== wordsOf(html) && !holdsInOrder(seen, markdown);
    });
    expect(silent).toEqual([]);
  });

  it('are counted in the documentation', () => {
    const page = join(import.meta.dirname, '../..', 'docs', 'markdown.md');
    const text = readFileSync(page, 'utf8');
    const equal = examples.length - listed.size;
    const table = [
      `${equal} of the ${examples.length} examples print as CommonMark 0.31.2 says. The others:`,
      '',
      '| reason | what happens instead | examples |',
      '| --- | --- | --- |',
      ...departures.map(({ reason, instead, numbers }) => `| ${reason} | ${instead} | ${runs(numbers)} |`),
    ].join('\n');
    const current = text.replace(/(?<=<!-- departures -->\n\n)[\s\S]*?(?=\n\n<!-- end of departures -->)/, table);
    if (process.env['UPDATE_CASES']) writeFileSync(page, current);
    expect(readFileSync(page, 'utf8')).toBe(current);
  });
});

/** Whether every word that was typed is seen, in its order; a definition that a link uses is not. */
function holdsInOrder(seen: string, markdown: string): boolean {
  let from = 0;
  const typed = markdown.replaceAll(/^\[[^\]]+\]: \S+\n?/gm, (line) =>
    seen.includes(line.replaceAll(/\s/g, '')) ? line : '',
  );
  return (typed.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => {
    const at = seen.indexOf(word, from);
    from = at + word.length;
    return at >= 0;
  });
}

/** `1, 2, 3, 5` as `1–3, 5`. */
function runs(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const last = parts.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
