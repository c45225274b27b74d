import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { projectOf } from '../prose/compileText.ts';
import { filesOf } from '../signedSite.ts';

const names = ['shown', 'draft', 'expired', 'scheduled', 'withdrawn', 'empty'];
const files = Object.fromEntries(
  names.flatMap((name) => [
    [`${name}.svg`, `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${name}</title></svg>`],
    [`${name}.txt`, `Words of ${name}.`],
  ]),
);
const answer = (name: string): string => `answer: "![Picture](${name}.svg) and [text](${name}.txt)."`;
const yaml = `title: Tea
url: https://tea.example/
sections:
  - title: One
    questions:
      - {id: a, question: Shown?, ${answer('shown')}}
      - {id: b, question: Draft?, ${answer('draft')}, draft: true}
      - {id: c, question: Expired?, ${answer('expired')}, expires: 2026-01-01}
      - {id: d, question: Scheduled?, ${answer('scheduled')}, publish: 2027-01-01}
      - {id: e, question: Withdrawn?, ${answer('withdrawn')}, withdrawn: {on: 2026-01-01, reason: It was wrong.}}
  - title: Two
    intro: "![Picture](empty.svg) and [text](empty.txt)."
    questions:
      - {id: f, question: Draft too?, answer: "A draft.", draft: true}
`;
const copied = (preview: boolean): string[] => {
  const site = filesOf(compile(projectOf(yaml, files), { asOf: '2026-11-23', url: null, preview }));
  return names.filter((name) => {
    const found = Object.keys(site).filter((path) => path.startsWith(`assets/${name}.`));
    expect([0, 2]).toContain(found.length);
    return found.length > 0;
  });
};

test('a site holds no file that only an unpublished text names, and a preview holds those that it shows', () => {
  expect(copied(false)).toEqual(['shown']);
  expect(copied(true)).toEqual(['shown', 'draft', 'expired', 'scheduled', 'empty']);
});
