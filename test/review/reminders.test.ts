import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

/** `faqgen next --format github`, as on 1 December 2026. */

const yaml = `title: Bees
questions:
  - {id: sting, question: "Does @moss sting <b>#1</b> [at](x) *night*?", answer: Rarely.}
  - {id: hive, question: Who takes a hive away?, answer: A beekeeper.}
  - {id: swarm, question: When do they swarm?, answer: In May.}
  - {id: honey, question: How long does honey keep?, answer: For years.}
  - {id: gone, question: Is there a fair?, answer: In December., expires: 2026-12-05}
  - {id: draft, question: Is it so?, answer: Maybe.}
  - {id: new, question: Who are you?, answer: Beekeepers.}
reviewers:
  doe: {name: Jane Doe, role: Nurse}
  roe: {name: John Roe, role: Beekeeper}
`;

async function reminders(change: (text: string) => string = (text) => text) {
  const folder = await temporaryFolder();
  const file = join(folder, 'faq.yaml');
  await writeFile(file, yaml);
  const sign = async (by: string, until: string, ...ids: string[]) => {
    const days = ['--on', '2026-10-01', '--until', until];
    const { exitCode, stderr } = await run(['review', 'sign', ...ids, '--by', by, ...days, '--yes'], folder);
    expect(exitCode, stderr).toBe(0);
  };
  await sign('doe', '2026-12-31', 'sting');
  await sign('doe', '2027-01-01', 'hive');
  await sign('roe', '2026-11-30', 'swarm');
  await sign('roe', '2027-10-01', 'honey', 'draft');
  await sign('doe', '2026-12-05', 'gone');
  await writeFile(file, change(yaml).replace('answer: Maybe.', 'answer: No., draft: true'));
  const { exitCode, stdout } = await run(['next', '--format', 'github', '--as-of', '2026-12-01'], folder);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as { reviewer: string; title: string; body: string }[];
}

describe('what reviewers are reminded of', () => {
  test('is what ran out, runs out within 30 days or has changed, and nothing that is hidden by then or that nobody approved yet', async () => {
    const due = await reminders((text) => text.replace('For years.', 'For two years.'));
    expect(due.map(({ reviewer, title }) => [reviewer, title])).toEqual([
      ['doe', 'Reviews due: Jane Doe (doe), Bees'],
      ['roe', 'Reviews due: John Roe (roe), Bees'],
    ]);
    const [doe = '', roe = ''] = due.map(({ body }) => body);
    expect(doe).toContain('(`sting`): the review runs out on 2026-12-31\n');
    expect(doe).not.toMatch(/hive|gone|new/);
    expect(doe).toContain('\nfaqgen review sign sting --by doe\n');
    expect(roe).toContain('(`swarm`): the review ran out on 2026-11-30\n');
    expect(roe).toContain('(`honey`): has changed since it was approved on 2026-10-01: the answer\n');
    expect(roe).toContain('\nfaqgen review sign swarm honey --by roe\n');
  });

  test('is shown as it was typed, and calls nobody', async () => {
    const [{ body } = { body: '' }] = await reminders();
    const html = await marked.parse(body);
    expect(html).toContain(
      'Does @<!-- -->moss sting &lt;b&gt;#<!-- -->1&lt;/b&gt; [at](x) *night*? (<code>sting</code>)',
    );
    expect(body).not.toMatch(/@\w/);
  });

  test('fits into an issue, whatever there is to read', async () => {
    const name = `Dr. ${'語'.repeat(300)}`;
    const more = Array.from(
      { length: 900 },
      (_, at) => `  - {id: q${at}, question: "${'蜂'.repeat(400)}${at}", answer: Yes.}\n`,
    );
    const days = `title: ${'🐝'.repeat(300)}\nquestions:\n${more.join('')}reviewers:\n  doe: {name: ${name}}\n`;
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), days);
    const signed = await run(
      ['review', 'sign', '--all', '--by', 'doe', '--on', '2026-10-01', '--until', '2026-12-02', '--yes'],
      folder,
    );
    expect(signed.exitCode, signed.stderr).toBe(0);
    const { stdout } = await run(['next', '--format', 'github', '--as-of', '2026-12-01'], folder);
    const [{ title, body } = { title: '', body: '' }] = JSON.parse(stdout) as { title: string; body: string }[];
    expect(title.length).toBeLessThanOrEqual(256);
    expect(title).toMatch(/^Reviews due: Dr\. 語+… \(doe\), 🐝+…$/u);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
    const shown = [...body.matchAll(/^- \[ \] .*\(`(q\d+)`\)/gm)].map(([, id]) => id);
    expect(shown.length).toBeGreaterThan(50);
    expect(body).toContain(`\nBehind these wait ${900 - shown.length} more; `);
    expect(body).toContain(`\nfaqgen review sign ${shown.join(' ')} --by doe\n`);
  });

  test('is nothing where everything holds, and where the pages tell of no review', async () => {
    expect(await reminders((text) => text.replaceAll(/ {2}- \{id: (?:sting|swarm),.*\n/g, ''))).toEqual([]);
    expect(await reminders((text) => `${text}policy: {review: off}\n`)).toEqual([]);
  });
});
