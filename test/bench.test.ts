import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporaryFolder.ts';

/** The benchmarks are plain JavaScript: what they export has no types here. */
const bench = (name: string) => import(new URL(`../bench/${name}`, import.meta.url).href);
const { makeCorpus } = await bench('corpus.mjs');
const { checkSameWork } = await bench('sameWork.mjs');
const { speedChart, speedTables, watchTable, withGenerated } = await bench('speedReport.mjs');
const layouts = await bench('layouts.mjs');

type Site = Record<string, string>;
type Plan = { answersOnIndex: boolean; questionsOnIndex: boolean };
type Question = { id: string; question: string; answer: string };
type Layout = {
  files: (sections: Section[], plan: Plan) => Iterable<[string, string]>;
  edited: (sections: Section[], place: number) => [string, string];
};
type Section = { id: string; title: string; questions: Question[] };

const whole = { answersOnIndex: true, questionsOnIndex: true };
const listed = { answersOnIndex: false, questionsOnIndex: true };
const sectioned = { answersOnIndex: false, questionsOnIndex: false };

/** A site that does the work: each answer on its page, and on the index or its section's page. */
function siteOf(sections: Section[], { answersOnIndex, questionsOnIndex }: Plan): Site {
  const page = (body: string): string =>
    `<!doctype html><html><head><title>Site</title></head><body>${body}</body></html>`;
  const html = ({ answer }: Question): string =>
    `<p>${answer
      .replaceAll('- ', '<li>')
      .replaceAll(/\*\*([^*]*)\*\*/g, '<b>$1</b>')
      .replaceAll(/\[([^\]]*)\]\(#([^)]*)\)/g, '<a href="$2.html">$1</a>')}`;
  const list = (of: Question[]): string => of.map(({ question }) => `<li>${question}`).join('');
  const full = (of: Question[]): string => list(of) + of.map(html).join('\n');
  const questions = sections.flatMap((section) => section.questions);
  const onIndex = answersOnIndex ? full(questions) : questionsOnIndex ? list(questions) : '';
  const site: Site = { 'index.html': page(sections.map(({ title }) => title).join() + onIndex) };
  for (const one of questions) site[`${one.id}.html`] = page(html(one));
  if (!answersOnIndex) for (const section of sections) site[`${section.id}.html`] = page(full(section.questions));
  const names = Object.keys(site).map((name) => name.replace('index.html', ''));
  site['sitemap.xml'] = names.map((name) => `<loc>https://bench.example/${name}</loc>`).join('');
  return site;
}

async function written(site: Site): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(site)) await writeFile(join(folder, name), text);
  return folder;
}

test('a site with the same pages and words passes the check of the benchmark', async () => {
  const sections = makeCorpus(101);
  for (const plan of [whole, listed, sectioned]) {
    const folder = await written(siteOf(sections, plan));
    expect(() => checkSameWork(folder, sections, plan, 101)).not.toThrow();
    for (const other of [whole, listed, sectioned].filter((one) => one !== plan)) {
      expect(() => checkSameWork(folder, sections, other, 101)).toThrow(/section-1\.html|index\.html l/);
    }
  }
});

test('a site with less or other work fails it', async () => {
  const sections = makeCorpus(3);
  const site = siteOf(sections, whole);
  const check = async (changed: Site, plan = whole): Promise<string> => {
    const folder = await written(changed);
    try {
      checkSameWork(folder, sections, plan, 3);
    } catch (error) {
      return (error as Error).message;
    }
    return 'passes';
  };
  const page = site['question-2.html'] ?? '';
  const word = /<p>(\w+ \w+)/.exec(page)?.[1] ?? '';
  const { 'question-3.html': _, ...oneLess } = site;
  expect(await check(site)).toBe('passes');
  expect(await check(oneLess)).toContain('2 pages, not 3; missing: question-3.html');
  expect(await check({ ...site, 'question-4.html': page })).toContain('not asked for: question-4.html');
  expect(await check({ ...site, 'question-2.html': page.replace(word, '') })).toContain('question-2.html lacks words');
  const hidden = page.replace(word, `<script>${word}</script>`);
  expect(await check({ ...site, 'question-2.html': hidden })).toContain('question-2.html lacks words');
  expect(await check({ ...site, 'question-2.html': page.replace(/<a [^>]*>/, '<a>') })).toContain('does not link to');
  expect(await check({ ...site, 'index.html': site['index.html']?.replace(word, '') ?? '' })).toContain(
    'index.html lacks words of the answer to question-2',
  );
  expect(await check({ ...site, 'sitemap.xml': '' })).toContain('0 addresses in sitemap.xml, not 4');
  const bySection = siteOf(sections, listed);
  expect(await check({ ...bySection, 'index.html': site['index.html'] ?? '' }, listed)).toContain('which belongs on');
});

test('each layout writes an edited answer where the whole project has it', () => {
  const sections = makeCorpus(120);
  for (const [name, layout] of Object.entries(layouts) as [string, Layout][]) {
    const files = new Map(layout.files(sections, sectioned));
    const [path, text] = layout.edited(sections, 110);
    expect(files.get(path), name).toBe(text);
    expect(text, name).toContain(sections[1].questions[10].answer.slice(0, 40));
  }
});

const builds = (...times: number[]) => times.map((ms) => ({ ms, cpuMs: ms / 2, kB: ms * 1024 }));
const runner = (name: string, ...times: number[]) => ({
  name,
  jobs: { fresh: builds(...times), cached: builds(90), unchanged: builds(80), edited: 'out of memory' },
});
const results = [
  { size: 9, rounds: 3, runners: [runner('faqgen', 300, 100, 200), runner('Hugo', 400, 400, 800)] },
  { size: 1000, rounds: 3, runners: [runner('faqgen', 3000), runner('Hugo', 1500)] },
];

test('the tables show medians, what part of a peer faqgen takes, the peak, growth, and why a figure is missing', () => {
  const tables = speedTables(results);
  expect(tables).toContain('### 9 questions, medians of 3 rounds');
  expect(tables).toContain('| faqgen | 0.200 s | 0.090 s | 0.080 s | out of memory | 0.100 s | 200 MB |');
  expect(tables).toContain('| Hugo | 0.400 s (0.50) | 0.090 s (1.00) | 0.080 s (1.00) | out of memory |');
  expect(tables).toContain('| 9 → 1,000 | faqgen | 15.0 × | 15.0 × |');
  expect(watchTable([{ size: 9, name: 'faqgen watch', ms: [12, 10, 2000] }])).toContain(
    '| 9 | faqgen watch | 12.0 ms | 10.0 ms | 2,000 ms | 3 |',
  );
});

test('the chart says in words what its bars show', () => {
  const chart = speedChart(results, 'Two cores & more.');
  expect(chart).toContain('aria-labelledby="title desc"');
  expect(chart).toContain('9 questions, Hugo: fresh, nothing cached 0.400 s');
  expect(chart).toContain('Two cores &amp; more.');
  expect(chart).not.toMatch(/NaN|undefined|null/);
  expect(chart.match(/<rect (class="ours"|class="") /g)).toHaveLength(12);
});

test('tables replace only what stands between their comments', () => {
  const document = 'a\n<!-- speed:begin -->\nold\n<!-- speed:end -->\nb\n';
  const renewed = withGenerated(document, 'speed', 'new');
  expect(renewed).toBe('a\n<!-- speed:begin -->\n\nnew\n\n<!-- speed:end -->\nb\n');
  expect(withGenerated(renewed, 'speed', 'new')).toBe(renewed);
  expect(() => withGenerated('a', 'speed', 'new')).toThrow('speed:begin');
});
