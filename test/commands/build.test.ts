import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');
const small = `title: Bees
policy: {review: off, citations: off}
questions:
  - id: sting
    question: What helps with a sting?
    answer: Cold water.
`;

async function project(faq = small): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), faq);
  return folder;
}

async function snapshot(folder: string): Promise<Record<string, string>> {
  const entries = ['.', ...(await readdir(folder, { recursive: true }))].sort();
  const described = entries.map(async (path) => {
    const facts = await stat(join(folder, path));
    const contents = facts.isFile() ? await readFile(join(folder, path), 'base64') : 'folder';
    return [path, `${facts.mtimeMs} ${contents}`] as const;
  });
  return Object.fromEntries(await Promise.all(described));
}

test('the repository’s own faq.yaml makes an index, nine question pages and a 404, each answer in full on both', async () => {
  const folder = await temporaryFolder();
  const { exitCode } = await run(['build', join(repository, 'faq.yaml'), '--out', folder], repository);
  expect(exitCode).toBe(0);
  const ids = [
    'how-it-works',
    'approval',
    'how-long-it-lasts',
    'depression',
    'anxiety',
    'insurance',
    'cost',
    'course',
    'feeling-high',
  ];
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.html')).sort();
  expect(pages).toEqual([...ids.map((id) => `${id}.html`), 'index.html', '404.html'].sort());
  const index = await readFile(join(folder, 'index.html'), 'utf8');
  for (const id of ids) {
    const page = await readFile(join(folder, `${id}.html`), 'utf8');
    const words = (html: string): string => html.replaceAll(/<sup.*?<\/sup>|<[^>]+>|\s+/g, '');
    const answer =
      /<div class="prose">([\s\S]*?)<\/div>\s*<footer class="foot">/.exec(page.slice(page.indexOf('<h1>')))?.[1] ?? '';
    expect(words(answer).length, id).toBeGreaterThan(300);
    expect(words(index), id).toContain(words(answer));
    expect(page).toContain('This answer is waiting for its review.');
  }
});

test('a second build writes nothing and changes no byte and no time', async () => {
  const folder = await project();
  expect((await run(['build'], folder)).exitCode).toBe(0);
  const before = await snapshot(join(folder, 'dist'));
  const again = JSON.parse((await run(['build', '--format', 'json'], folder)).stdout);
  expect(again).toMatchObject({ ok: true, files: 13, written: 0, unchanged: 13, removed: 0 });
  expect(await snapshot(join(folder, 'dist'))).toEqual(before);
});

test('the bytes depend on the input and --as-of alone', async () => {
  const first = await project(`${small}    expires: 2026-12-01\n  - {id: two, question: Two?, answer: Text.}\n`);
  const second = await project(`${small}    expires: 2026-12-01\n  - {id: two, question: Two?, answer: Text.}\n`);
  await run(['build', '--as-of', '2026-11-30'], first);
  await run(['build', '--as-of', '2026-11-30'], second);
  const contents = async (folder: string): Promise<string[]> =>
    Object.values(await snapshot(join(folder, 'dist'))).map((entry) => entry.replace(/^\S+ /, ''));
  expect(await contents(second)).toEqual(await contents(first));
  const later = await run(['build', '--as-of', '2026-12-01', '--format', 'json'], first);
  expect(JSON.parse(later.stdout)).toMatchObject({
    removed: 2,
    diagnostics: [{ code: 'no-url' }, { code: 'left-out' }],
  });
});

test('a build that fails leaves the site as it was', async () => {
  const folder = await project();
  await run(['build'], folder);
  const before = await snapshot(join(folder, 'dist'));
  await writeFile(join(folder, 'faq.yaml'), small.replace('answer:', 'awnser:'));
  expect((await run(['build'], folder)).exitCode).toBe(1);
  expect(await snapshot(join(folder, 'dist'))).toEqual(before);
});

test('a draft is checked, but needs neither source nor plain words yet', async () => {
  const drafted = `title: Bees
policy: {review: off, citations: require, readingGrade: 9}
questions:
  - {id: sting, question: What helps?, answer: "Cold water [@a]."}
  - {id: next, question: What else?, answer: Considerable multisyllabic uncertainty., draft: true}
sources: {a: {title: A}}
`;
  const codes = async (faq: string): Promise<string[]> => {
    const { stdout } = await run(['check', '--format', 'json'], await project(faq));
    return JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
  };
  expect(await codes(drafted)).toEqual(['no-url', 'left-out']);
  expect(await codes(drafted.replace('true', 'false'))).toEqual(['no-url', 'reading-grade', 'uncited-answer']);
  expect(await codes(drafted.replace(/Considerable[^,]*/, '"See [@b]"'))).toContain('unknown-source');
});

test('--format json prints one object with places from 1', async () => {
  const folder = await project(small.replace('answer:', 'awnser:'));
  const { exitCode, stdout, stderr } = await run(['build', '--format', 'json'], folder);
  expect(exitCode).toBe(1);
  expect(stderr).toBe('');
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ ok: false, files: 0, written: 0, unchanged: 0, removed: 0, durationMs: 0 });
  expect(report.diagnostics).toContainEqual({
    code: 'unknown-key',
    severity: 'error',
    message: '`awnser` is not a key of a question',
    file: 'faq.yaml',
    line: 6,
    column: 5,
    endLine: 6,
    endColumn: 11,
    help: 'the nearest key is `answer`',
    notes: [],
  });
});

test('--format github and sarif tell the same places', async () => {
  const folder = await project(small.replace('answer:', 'awnser:'));
  const github = await run(['check', '--format', 'github'], folder);
  expect(github.stdout).toContain('::error file=faq.yaml,line=6,endLine=6,col=5,endColumn=11,title=unknown-key::');
  const sarif = JSON.parse((await run(['check', '--format', 'sarif'], folder)).stdout);
  expect(sarif.version).toBe('2.1.0');
  const result = sarif.runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === 'unknown-key');
  expect(result.locations[0].physicalLocation.region).toEqual({
    startLine: 6,
    startColumn: 5,
    endLine: 6,
    endColumn: 11,
  });
});

test('check says what build says, and writes nothing', async () => {
  const folder = await project(`${small}extra: key\n`);
  const checked = await run(['check'], folder);
  const built = await run(['build'], folder);
  expect(checked.exitCode).toBe(1);
  expect(`${checked.stderr.trimEnd()}: nothing was written\n`).toBe(built.stderr);
  expect(await readdir(folder)).toEqual(['faq.yaml']);
});

test('--strict fails on warnings, and a note is none', async () => {
  const folder = await project();
  expect((await run(['build', '--strict'], folder)).exitCode).toBe(0);
  await writeFile(join(folder, 'faq.yaml'), small.replace('citations: off', 'citations: warn'));
  const { exitCode, stderr } = await run(['build', '--strict'], folder);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('--strict accepts none');
});

test('--quiet keeps to warnings and errors', async () => {
  const folder = await project();
  expect(await run(['build', '-q'], folder)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});

test('the summary tells what was built and what was left out', async () => {
  const folder = await project(`${small}  - {id: two, question: Two?, answer: Text., draft: true}\n`);
  const { stdout, stderr } = await run(['build'], folder);
  expect(stdout).toBe(
    '✓ 1 question (1 left out) built into dist in 0 ms\n  13 files: 13 written, 0 unchanged, 0 removed; no warnings\n',
  );
  expect(stderr).toContain('note[left-out]: `two` is left out: it is a draft');
});

test.each([
  [['build', '--as-of', '2026-02-30'], 'Write a day that exists'],
  [['build', '--url', 'example.org'], 'Write an absolute address'],
  [['build', '--format', 'xml'], 'Allowed choices are text, json, github, sarif'],
  [['biuld'], 'Did you mean build?'],
  [['build', '--strickt'], 'Did you mean --strict?'],
  [['build', 'no-such.yaml'], 'there is no such file'],
])('%j is a mistake of usage: exit 2, nothing written', async (argv, said) => {
  const folder = await project();
  const { exitCode, stderr } = await run(argv, folder);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(said);
  expect(await readdir(folder)).toEqual(['faq.yaml']);
});

test('colour comes with a terminal alone, and NO_COLOR takes it away', async () => {
  const folder = await project(small.replace('answer:', 'awnser:'));
  const escapeCode = String.fromCharCode(27);
  expect((await run(['check'], folder)).stderr).not.toContain(escapeCode);
  expect((await run(['check'], folder, { FORCE_COLOR: '1' })).stderr).toContain(`${escapeCode}[31m`);
  expect((await run(['check'], folder, { FORCE_COLOR: '1', NO_COLOR: '1' })).stderr).not.toContain(escapeCode);
});

test('--url brings canonical addresses, a sitemap and robots.txt', async () => {
  const folder = await project(`${small}    updated: 2026-11-01\n`);
  await run(['build', '--url', 'https://example.org/a&b'], folder);
  const read = (path: string): Promise<string> => readFile(join(folder, 'dist', path), 'utf8');
  expect(await read('sting.html')).toContain('<link rel="canonical" href="https://example.org/a&amp;b/sting.html">');
  expect(await read('sitemap.xml')).toContain(
    '<url><loc>https://example.org/a&amp;b/sting.html</loc><lastmod>2026-11-01</lastmod></url>',
  );
  expect(await read('robots.txt')).toContain('Sitemap: https://example.org/a&b/sitemap.xml');
  expect(await read('404.html')).toContain('href="https://example.org/a&amp;b/"');
});

test('a file outside of the project is never published, by its path or by a link', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'project'));
  await writeFile(join(folder, 'secret.svg'), '<svg/>');
  await symlink(join(folder, 'secret.svg'), join(folder, 'project', 'link.svg'));
  for (const path of ['../secret.svg', join(folder, 'secret.svg'), 'link.svg', 'sub/../../secret.svg']) {
    await writeFile(join(folder, 'project', 'faq.yaml'), `${small}publisher: {name: Bees, logo: ${path}}\n`);
    const { exitCode, stderr } = await run(['build'], join(folder, 'project'));
    expect(exitCode, path).toBe(1);
    expect(stderr, path).toContain('[missing-file]');
  }
});

test('a theme replaces templates, stylesheet and icon by name', async () => {
  const folder = await project(`${small}theme: {templates: theme, accent: "#112233"}\n`);
  await mkdir(join(folder, 'theme'));
  await writeFile(join(folder, 'theme', 'footer.hbs'), '<footer>Made by hand</footer>');
  await writeFile(join(folder, 'theme', 'style.css'), 'body { color: navy }');
  expect((await run(['build', '-q'], folder)).stderr).toBe('');
  expect(await readFile(join(folder, 'dist', 'index.html'), 'utf8')).toContain('<footer>Made by hand</footer>');
  const [style] = (await readdir(join(folder, 'dist', 'assets'))).filter((name) => name.endsWith('.css'));
  const css = await readFile(join(folder, 'dist', 'assets', style ?? ''), 'utf8');
  expect(css).toContain('color:navy');
  expect(css).toContain('--accent-light:#112233');
});

test('files are named from the current folder, in every format', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'a #b/site'), { recursive: true });
  await writeFile(join(folder, 'a #b/site/faq.yaml'), small.replace('answer:', 'awnser:'));
  const path = 'a #b/site/faq.yaml';
  const told = async (cwd: string, ...argv: string[]) => run(['check', ...argv], join(folder, cwd));
  expect((await told('', path)).stderr).toContain(`  ${path}:6:5\n   6 │     awnser`);
  expect((await told('a #b/site')).stderr).toContain('  faq.yaml:6:5');
  expect((await told('a #b', '../a #b/site/faq.yaml')).stderr).toContain('  site/faq.yaml:6:5');
  expect(JSON.parse((await told('', path, '--format', 'json')).stdout).diagnostics).toContainEqual(
    expect.objectContaining({ code: 'unknown-key', file: path }),
  );
  expect((await told('', path, '--format', 'github')).stdout).toContain(`::error file=${path},line=6`);
  expect((await told('', path, '--format', 'sarif')).stdout).toContain('"uri": "a%20%23b/site/faq.yaml"');
  for (const format of ['json', 'github', 'sarif'])
    expect((await told('', path, '-q', '--format', format)).stdout, format).not.toContain('no-url');
});

test('hidden files are published by no link, and every asset has a name that every system can store', async () => {
  const names = ['LICENSE', 'a.b.TXT', 'con.pdf', 'Ünï & co.pdf', `${'x'.repeat(200)}.pdf`, 'odd.p d', 'dot.'];
  const linked = (all: readonly string[]): string =>
    small.replace('Cold water.', `"${all.map((name) => `[x](${encodeURI(name)})`).join(' ')}"`);
  const folder = await project(linked(names));
  for (const name of [...names, '.env']) await writeFile(join(folder, name), `of ${name}`);
  expect((await run(['build', '-q'], folder)).stderr).toBe('');
  const assets = (await readdir(join(folder, 'dist/assets'))).filter(
    (name) => !/^(?:find|icon|match|style)\./.test(name),
  );
  expect(assets).toHaveLength(names.length);
  for (const name of assets) {
    expect(name).toMatch(/^[a-z0-9_-]{1,61}\.[0-9a-f]{10}(?:\.[a-z0-9]{1,10})?$/);
    expect(name).not.toMatch(/^con\./);
  }
  await writeFile(join(folder, 'faq.yaml'), linked(['.env', './.env', 'sub/.env']));
  const { stdout } = await run(['build', '-q', '--format', 'json'], folder);
  expect(stdout.match(/"missing-file"/g)).toHaveLength(3);
});

test('a file that is no map, or no file at all, is said', async () => {
  const folder = await project('- a\n- b\n');
  expect((await run(['check'], folder)).stderr).toMatch(
    /^error\[wrong-type\].*\n {2}faq\.yaml:1:1\n[\s\S]*\n1 error\n$/,
  );
  spawnSync('mkfifo', [join(folder, 'pipe')]);
  expect(await run(['check', 'pipe'], folder)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('it is no regular file'),
  });
});

test('ten thousand slips are told in time', async () => {
  const folder = await project(`${small}${Array.from({ length: 10_000 }, (_, index) => `k${index}: 1\n`).join('')}`);
  const { stderr } = await run(['check', '-q'], folder);
  expect(stderr.match(/error\[unknown-key\]/g)?.length).toBe(2);
  expect(stderr).toContain('… and 498 more `unknown-key`');
});

test('a reader of its words who leaves early, or a full disk under them, makes no stack trace', async () => {
  const folder = await project();
  const program = join(repository, 'lib', 'cli.js');
  const shell = (line: string) =>
    spawnSync('bash', ['-c', line, process.execPath, program], { cwd: folder, encoding: 'utf8' });
  const early = shell('{ "$0" "$1" build; echo "exit code $?" >code; } 2>&1 | true; cat code');
  expect(early).toMatchObject({ stdout: 'exit code 0\n', stderr: '' });
  if (process.platform !== 'linux') return;
  const full = shell('"$0" "$1" check --format json >/dev/full');
  expect(full.status).toBe(2);
  expect(full.stderr).toMatch(/^error: cannot print: ENOSPC.*\n$/);
  expect(shell('"$0" "$1" check 2>/dev/full').status).toBe(2);
});
