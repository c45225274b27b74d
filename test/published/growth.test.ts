import { expect, test } from 'vitest';
import { type Judges, judgePublished } from '../../src/published/judgePublished.ts';
import { expectLinear } from '../growth.ts';
import { compileSigned, filesOf, type SiteFiles } from '../signedSite.ts';

const encoder = new TextEncoder();
const judges: Judges = {
  records: [],
  program: { files: new Map(), styles: new Set(), verifier: { script: '', style: '' } },
  trust: { keys: new Map(), isTrustRequired: false, withdrawn: new Set() },
  asOf: '2026-11-23',
  approvals: null,
  origins: [],
  reviewers: [],
  mayLackData: true,
  isLeftByBuild: () => false,
};
const yaml = `title: Tea
questions:
  - {id: tea, question: Is it hot?, answer: Yes.}
  - {id: milk, question: And milk?, answer: No.}
reviewers: {doe: {name: Jane Doe}}
outputs: {shareImages: none}
`;
const site = filesOf(compileSigned(yaml, ['tea', 'milk']));
const inputs = (files: SiteFiles) =>
  Object.entries(files).map(([path, text]) => ({ path, bytes: encoder.encode(text) }));

test('a record is proven once for all pages and copies that hold its answer', () => {
  let asked = 0;
  class Counting extends Map<string, []> {
    override get(reviewer: string) {
      asked++;
      return super.get(reviewer);
    }
  }
  const { findings } = judgePublished(
    { name: 'site', files: inputs(site), missing: [] },
    { ...judges, trust: { ...judges.trust, keys: new Counting() } },
  );
  expect(findings.filter(({ verdict }) => verdict === 'approved').length).toBeGreaterThan(2);
  expect(asked).toBe(2);
});

test('four times as many pages and records of one reviewer take about four times as long', () => {
  const record = String(site['reviews/tea.yaml']);
  const page = '<!doctype html><html lang="en"><article id="tea"><h1>Is it hot?</h1><p>Yes, a cook approved it.</p>';
  const many = (count: number): SiteFiles =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => `tea-${index}`).flatMap((id) => [
        [`${id}.html`, page.replace('tea', id)],
        [`reviews/${id}.yaml`, record.replace('"tea"', `"${id}"`)],
      ]),
    );
  const sites = new Map([350, 1400].map((count) => [count, inputs(many(count))]));
  expectLinear((count) => {
    const { findings } = judgePublished({ name: 'site', files: sites.get(count) ?? [], missing: [] }, judges);
    if (findings.length !== count) throw new Error(`${findings.length} answers were found`);
  }, 1400);
});
