import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { openProject } from '../../src/host/projectReader.ts';
import { ejectedTemplate } from '../../src/theme/ejected.ts';
import { templateNames } from '../../src/theme/templateNames.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');
const templateOf = (name: string): Promise<string> => readFile(join(repository, 'templates', `${name}.hbs`), 'utf8');

const faq = `title: Bees
url: https://example.org/bees/
policy: {review: off, citations: off}
questions: [{id: sting, question: What helps?, answer: Cold water.}]
`;

async function project(text = faq): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), text);
  return folder;
}

test('knows every template of the theme', async () => {
  const names = (await readdir(join(repository, 'templates'))).filter((name) => name.endsWith('.hbs'));
  expect(templateNames.map((name) => `${name}.hbs`).sort()).toEqual(names.sort());
});

test('without a name it says what there is, and copies nothing', async () => {
  const folder = await project();
  const { exitCode, stdout } = await run(['eject'], folder);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^footer {2,}The foot of every page, of three parts: who publishes it,/m);
  expect(stdout).toContain('\nNothing was copied. ');
  expect(await readdir(folder)).toEqual(['faq.yaml']);
  const listed = await run(['eject', '--list'], folder);
  expect(stdout.startsWith(listed.stdout)).toBe(true);
  const lines = listed.stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(templateNames.length);
  for (const line of lines) expect(line).toMatch(/^[\w-]+ {2,}[A-Z].*\.$/);
});

test('into a new folder, with the line that faq.yaml lacks, and over nothing', async () => {
  const folder = await project();
  const first = await run(['eject', 'footer'], folder);
  expect(first).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `  new        theme/footer.hbs, of faqgen 0.0.0

  Add to faq.yaml, so that a build reads theme/:
    theme: {templates: theme}
`,
  });
  expect(await readFile(join(folder, 'faq.yaml'), 'utf8')).toBe(faq);
  const [head, ...rest] = (await readFile(join(folder, 'theme/footer.hbs'), 'utf8')).split('\n');
  expect(head).toMatch(/^\{\{!-- footer\.hbs of faqgen 0\.0\.0, [0-9a-f]{12} --\}\}$/);
  expect(rest.join('\n')).toBe(await templateOf('footer'));

  await writeFile(join(folder, 'theme/footer.hbs'), 'mine');
  await writeFile(join(folder, 'faq.yaml'), `${faq}theme: {templates: theme}\n`);
  const second = await run(['eject', 'footer.hbs', 'masthead', 'footer'], folder);
  expect(second.stdout).toBe(
    '  as it was  theme/footer.hbs, which was there already\n  new        theme/masthead.hbs, of faqgen 0.0.0\n',
  );
  expect(await readFile(join(folder, 'theme/footer.hbs'), 'utf8')).toBe('mine');
});

test.each([
  [
    'theme: {accent: "#0a5c5a"}',
    'theme/urgent.hbs',
    '`theme` in faq.yaml, so that a build reads theme/:\n    templates: theme\n',
  ],
  ['theme: {templates: ./look/parts/}', 'look/parts/urgent.hbs', null],
])('where faq.yaml has %s', async (line, path, added) => {
  const folder = await project(`${faq}${line}\n`);
  const { stdout } = await run(['eject', 'urgent', '-f', join(folder, 'faq.yaml')], join(folder, '..'));
  expect(stdout).toMatch(new RegExp(`^ {2}new {8}[^/]+/${path}, of`));
  expect(stdout.includes('Add to')).toBe(added !== null);
  expect(stdout).toContain(added ?? '');
  expect(await readFile(join(folder, path), 'utf8')).toContain(await templateOf('urgent'));
});

test.each([
  [['eject', 'foter'], 'there is no template `foter`\n  help: did you mean `footer`?'],
  [['eject', 'footer', 'zzzzzzz'], 'there is no template `zzzzzzz`\n  help: `faqgen eject --list` lists all of them'],
  [['eject', 'style.css'], '  help: a style of your own stands behind the built-in one: `theme.style`'],
])('%j is refused whole', async (argv, told) => {
  const folder = await project();
  const { exitCode, stdout, stderr } = await run(argv, folder);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(told);
  expect(await readdir(folder)).toEqual(['faq.yaml']);
});

test('a folder of which no build reads a template gets none', async () => {
  const outside = await temporaryFolder();
  for (const [typed, make] of [
    ['../elsewhere', null],
    ['/elsewhere', null],
    ['linked', (folder: string) => symlink(outside, join(folder, 'linked'))],
    ['linked/theme', (folder: string) => symlink(outside, join(folder, 'linked'))],
    ['file', (folder: string) => writeFile(join(folder, 'file'), '')],
  ] as const) {
    const folder = await project(`${faq}theme: {templates: ${typed}}\n`);
    await make?.(folder);
    const { exitCode, stderr } = await run(['eject', 'footer'], folder);
    expect(exitCode, typed).toBe(2);
    expect(stderr).toContain(`output-refused]: \`${typed}\` is no folder below that of faq.yaml`);
    expect(stderr).toContain('nothing was copied');
  }
  expect(await readdir(outside)).toEqual([]);
});

test('a broken or missing FAQ is told, and nothing is copied', async () => {
  const folder = await project(faq.replace('title:', 'titel:'));
  const { exitCode, stderr } = await run(['eject', 'footer'], folder);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('unknown-key');
  expect(await readdir(folder)).toEqual(['faq.yaml']);
  expect((await run(['eject', 'footer'], await temporaryFolder())).exitCode).toBe(2);
  const packaged = { read: () => null, list: () => [] };
  const lacking = await run(['eject', 'footer'], await project(), {}, {}, { packaged });
  expect(lacking.exitCode).toBe(2);
  expect(lacking.stderr).toContain('lacks templates/footer.hbs');
});

/** What between them the FAQs print: every template. */
const everyPart = `title: Bees
description: Of bees.
url: https://example.org/bees/
publisher: {name: Bee Society, about: We keep *bees*., url: "https://example.org/"}
policy: {review: warn, unreviewed: show, citations: off, index: INDEX}
urgent: {text: Call 112.}
sections:
  - id: stings
    title: Stings
    intro: What to do.
    formerly: [bites]
    questions:
      - {id: sting, question: What helps?, answer: "Cold water [@a].", short: Cold., formerly: [bite], related: [honey]}
      - {id: honey, question: Is it sweet?, answer: Yes., updated: 2026-11-01, keywords: [sugar], changes: [{on: 2026-11-01, kind: major, note: More is told.}]}
      - {id: swarm, question: Do they swarm?, answer: Never., withdrawn: {on: 2026-11-02, reason: They do., instead: sting}}
  - {id: wax, title: Wax, questions: [{id: candle, question: Does it burn?, answer: Yes.}]}
sources: {a: {title: Of bees, url: https://example.org/bees, checked: 2026-01-01}}
reviewers: {doe: {name: Jane Doe, role: Nurse, credentials: [Licensed]}}
contact: {phone: "112", phones: [{label: At night, number: "116117"}], disclosure: The state answers.}
chat: {provider: livechat, license: "1234567", embed: true}
related: [{title: Wasps, url: "https://example.org/wasps"}]
disclaimer: {text: No advice.}
outputs: {fragment: true}
site: {home: {label: Home, url: "https://example.org/"}, nav: [{label: About, url: "#about"}], footer: [{label: Imprint, url: "https://example.org/i"}], pages: [about.md]}
`;

const own = await readFile(join(repository, 'faq.yaml'), 'utf8');
/** The repository's own FAQ, and what prints each template at least once: with all answers on the front page and without, open and closed, published and as a preview. */
const faqs = [
  { root: repository, text: own, theme: '', preview: false },
  { root: '/nowhere', text: everyPart.replace('INDEX', 'answers'), theme: '', preview: false },
  { root: '/nowhere', text: everyPart.replace('INDEX', 'sections'), theme: 'answers: closed, ', preview: true },
];

/** What a build makes of a FAQ whose theme holds these files and no others. */
function built(
  { root, text, theme: settings, preview }: (typeof faqs)[number],
  theme: Readonly<Record<string, string>>,
) {
  const project = openProject(
    join(root, 'faq.yaml'),
    Buffer.from(`${text}theme: {${settings}templates: theme}\n`),
  ).read();
  const files = Object.entries(theme).map(([name, file]) => ({ path: `theme/${name}.hbs`, bytes: Buffer.from(file) }));
  const about = Buffer.from('# About us\n\nWe keep bees.\n');
  return compile(
    {
      ...project,
      files: {
        read: (path) => (path === 'about.md' ? about : project.files.read(path)),
        list: (folder) => (folder === 'theme' ? files : project.files.list(folder)),
      },
    },
    { asOf: '2026-11-27', url: null, preview },
  );
}

const without = faqs.map((one) => built(one, {}));

describe('a copy as it is makes the same pages, and is told nowhere', () => {
  test('which would prove nothing of a template that is in no page', async () => {
    for (const { diagnostics } of without)
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const marked = await Promise.all(
      templateNames.map(async (name) => [name, `${await templateOf(name)}<!-- ${name} -->`] as const),
    );
    const pages = faqs.flatMap((one) =>
      built(one, Object.fromEntries(marked)).files.map(({ contents }) => String(contents)),
    );
    for (const name of templateNames) expect(pages.join(''), name).toContain(`<!-- ${name} -->`);
  });

  test.each(templateNames)('%s', async (name) => {
    const copy = ejectedTemplate(name, await templateOf(name), '0.1.0');
    expect(faqs.map((one) => built(one, { [name]: copy }))).toEqual(
      without.map((one) => ({ ...one, texts: expect.anything() })),
    );
  });

  test('all of them at once', async () => {
    const copies = await Promise.all(
      templateNames.map(async (name) => [name, ejectedTemplate(name, await templateOf(name), '0.1.0')] as const),
    );
    expect(faqs.map((one) => built(one, Object.fromEntries(copies)))).toEqual(
      without.map((one) => ({ ...one, texts: expect.anything() })),
    );
  });
});

describe('a copy that an older version made', () => {
  const told = (theme: Record<string, string>) => {
    const known = new Set(without[1]?.diagnostics.map(({ code }) => code));
    const { files, diagnostics } = built(faqs[1] as (typeof faqs)[number], theme);
    const isBuilt = files.length > 0;
    return { isBuilt, codes: diagnostics.filter(({ code }) => !known.has(code)).map(({ code }) => code) };
  };

  test('builds, and is told where the template has changed since', async () => {
    const now = await templateOf('footer');
    expect(told({ footer: ejectedTemplate('footer', now, '0.0.1') })).toEqual({ isBuilt: true, codes: [] });
    const before = ejectedTemplate('footer', now.replace('class="footer"', 'class="foot"'), '0.0.1');
    expect(told({ footer: before })).toEqual({ isBuilt: true, codes: ['outdated-template'] });
    expect(told({ footer: before.replace(/^.*\n/, '') })).toEqual({ isBuilt: true, codes: [] });
    // Changed by the publisher, not by us.
    const changed = ejectedTemplate('footer', now, '0.0.1').replace('class="footer"', 'class="foot"');
    expect(told({ footer: changed })).toEqual({ isBuilt: true, codes: [] });
  });

  test('is told where a name that it prints is gone, and where it lacks what readers need', () => {
    expect(told({ footer: ejectedTemplate('footer', '<p>{{imprint}}</p>\n', '0.0.1') })).toEqual({
      isBuilt: false,
      codes: ['outdated-template', 'template-unknown-name'],
    });
    const { isBuilt, codes } = told({ disclaimer: ejectedTemplate('disclaimer', '<p>Soon</p>\n', '0.0.1') });
    expect({ isBuilt, codes }).toEqual({ isBuilt: false, codes: ['outdated-template', 'page-incomplete'] });
  });

  test('of a template that is gone is one that nothing uses', () => {
    const { isBuilt, codes } = told({ sidebar: ejectedTemplate('sidebar', '<p>Links</p>\n', '0.0.1') });
    expect({ isBuilt, codes }).toEqual({ isBuilt: true, codes: ['unused-template'] });
  });
});
