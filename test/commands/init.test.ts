import { spawn, spawnSync } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { initSurroundings } from '../../src/host/initSurroundings.ts';
import { forges, siteHosts } from '../../src/init/choices.ts';
import { apacheConf, netlifyToml, vercelJson } from '../../src/init/hostFiles.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');
const page = (name: string): Promise<string> => readFile(join(repository, 'docs', name), 'utf8');

async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.sort().map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const),
    ),
  );
}

/** A run with a person at the terminal, who types these lines, and then leaves. */
async function runWith(lines: readonly string[], argv: readonly string[], cwd: string, env = {}) {
  const asked: string[] = [];
  const typed = [...lines];
  const forInit = async () => ({
    ...initSurroundings(repository),
    isInteractive: true,
    ask: async (question: string) => {
      asked.push(question);
      return typed.shift() ?? null;
    },
  });
  return { ...(await run(argv, cwd, env, undefined, { forInit })), asked };
}

const always = ['.gitignore', '.vscode/settings.json', 'faq.yaml', 'package.json'];

test('makes a project that builds without a warning, with three questions', async () => {
  const folder = await temporaryFolder();
  const { exitCode, stdout, stderr } = await run(['init', 'a/new one', '--yes'], folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/Next: cd "a\/new one" && npm install && npx --no-install faqgen watch --open\n$/);
  const project = join(folder, 'a/new one');
  const files = await filesIn(project);
  expect([...files.keys()].sort()).toEqual([...always, '.github/workflows/faq.yml'].sort());
  for (const path of files.keys()) expect(stdout).toContain(`  new        ${path}\n`);
  expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({
    private: true,
    scripts: { build: 'faqgen build', watch: 'faqgen watch --open' },
    devDependencies: { faqgen: expect.stringMatching(/^file:\.\.\//) },
  });

  const built = JSON.parse((await run(['build', '--strict', '--format', 'json'], project)).stdout);
  expect(built).toMatchObject({ ok: true, diagnostics: [{ code: 'no-url' }] });
  expect(JSON.parse((await run(['check', '--format', 'json'], project)).stdout).questions).toBe(3);
  const published = { ...(await run(['build', '--strict', '--url', 'https://example.org/'], project, { CI: 'true' })) };
  expect(published.exitCode).toBe(0);
  expect(published.stderr).not.toContain('warning');
});

test('every example in its comments may be used: all of them together build', async () => {
  const folder = await temporaryFolder();
  await run(['init', '--yes'], folder);
  const text = await readFile(join(folder, 'faq.yaml'), 'utf8');
  const used = text.replaceAll(/^#(?=\w| {2})/gm, '');
  expect(Object.keys(parse(used))).toEqual(
    expect.arrayContaining(['url', 'publisher', 'urgent', 'sources', 'reviewers', 'contact', 'policy']),
  );
  await writeFile(join(folder, 'faq.yaml'), used);
  const { diagnostics } = JSON.parse((await run(['check', '--format', 'json'], folder)).stdout);
  const codes = new Set((diagnostics as { code: string; severity: string }[]).map(({ code }) => code));
  // What the examples ask for, and three answers do not have yet.
  expect([...codes].sort()).toEqual(['uncited-answer', 'unreviewed-answer', 'unused-source']);
});

test.each(siteHosts.flatMap((host) => forges.map((ci) => [host, ci] as const)))(
  'for %s and %s writes what docs/starting.md says, and a workflow that is sound',
  async (host, ci) => {
    const rows = [...(await page('starting.md')).matchAll(/^\| `(\w+)` \| (?:`([^`]+)`)? ?\|/gm)];
    const written = (choice: string) => rows.filter(([, name]) => name === choice).flatMap(([, , file]) => file ?? []);
    const folder = await temporaryFolder();
    const url = ['--url', 'https://example.org/a/deep/path'];
    expect((await run(['init', '--host', host, '--ci', ci, ...url], folder)).exitCode).toBe(0);
    const files = await filesIn(folder);
    expect([...files.keys()].sort()).toEqual([...always, ...written(host), ...written(ci)].sort());
    expect((await run(['check', '--strict', '-q'], folder)).exitCode).toBe(0);
    if (ci === 'github') {
      const workflow = parse(files.get('.github/workflows/faq.yml') ?? '');
      expect(workflow.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
      const steps = workflow.jobs.build.steps.map(({ run: line }: { run?: string }) => line);
      expect(steps.slice(2, 4)).toEqual(['npm ci', 'npx --no-install faqgen build --format github']);
      expect('deploy' in workflow.jobs).toBe(host === 'pages');
      expect(steps.join('').includes('BUILD_HOOK')).toBe(['netlify', 'cloudflare', 'vercel'].includes(host));
    }
    if (ci === 'gitlab') {
      const pipeline = parse(files.get('.gitlab-ci.yml') ?? '');
      const job = pipeline[host === 'pages' ? 'pages' : 'build'];
      expect(job.script[0]).toBe('npx --no-install faqgen build --out "$CI_PROJECT_DIR/public"');
      expect(job.artifacts.paths).toEqual(['public']);
    }
  },
);

test('without an address, a site on Pages is built with the one that the forge gives it', async () => {
  const folder = await temporaryFolder();
  await run(['init', '--host', 'pages', '--ci', 'github'], folder);
  await run(['init', '--host', 'pages', '--ci', 'gitlab'], folder);
  const files = await filesIn(folder);
  const { steps } = parse(files.get('.github/workflows/faq.yml') ?? '').jobs.build;
  const build = steps.find(({ env }: { env?: object }) => env !== undefined);
  expect(build.env.PAGES).toMatch(/^\$\{\{ steps\.pages\.outputs\.base_url \}\}$/);
  const said = (pages: string) =>
    spawnSync('bash', ['-c', build.run.replace('npx', 'echo')], {
      env: { ...process.env, PAGES: pages },
      encoding: 'utf8',
    }).stdout;
  expect(said('')).toBe('--no-install faqgen build --format github\n');
  expect(said('https://a.b/c')).toBe('--no-install faqgen build --format github --url https://a.b/c\n');
  expect(files.get('.gitlab-ci.yml')).toContain('--url "$CI_PAGES_URL"');
});

test('its workflow makes an issue for each reviewer, brings it up to date, and closes it when nothing is left', async () => {
  const folder = await temporaryFolder();
  await run(['init', '--yes'], folder);
  const workflow = parse((await filesIn(folder)).get('.github/workflows/faq.yml') ?? '');
  const { steps, permissions } = workflow.jobs.reviews;
  expect(permissions).toEqual({ contents: 'read', issues: 'write' });
  expect(steps.at(-2).run).toBe('npx --no-install faqgen next --format github > reminders.json');
  const due = [
    { reviewer: 'doe', title: 'Reviews due: Jane Doe (doe), Bees', body: 'new\n' },
    { reviewer: 'roe', title: 'Reviews due: "$(id)" `id` (roe), Bees', body: '--close $HOME\n' },
    { reviewer: 'moe', title: 'Reviews due: Moe (moe), Bees', body: '- [ ] as\n- [ ] it was\n' },
  ];
  const open = [
    { number: 3, title: due[0]?.title, body: 'old' },
    { number: 4, title: due[2]?.title, body: '- [x] as\r\n- [ ] it was' },
    { number: 5, title: 'Reviews due: Al (al), Bees', body: 'read' },
  ];
  await writeFile(join(folder, 'reminders.json'), JSON.stringify(due));
  await writeFile(
    join(folder, 'gh'),
    `#!${process.execPath}
const words = process.argv.slice(2);
require('node:fs').appendFileSync('asked', JSON.stringify(words) + '\\n');
if (words[1] === 'list') console.log(${JSON.stringify(JSON.stringify(open))});
`,
    { mode: 0o755 },
  );
  const PATH = `${folder}:${process.env['PATH']}`;
  const { status, stderr } = spawnSync('bash', ['-e', '-c', steps.at(-1).run], {
    cwd: folder,
    env: { ...process.env, PATH },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const asked = (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n');
  expect(asked.slice(2).map((line) => JSON.parse(line))).toEqual([
    ['issue', 'edit', '3', '--body', 'new\n'],
    ['issue', 'create', '--label', 'faq-review', '--title', due[1]?.title, '--body', '--close $HOME\n'],
    ['issue', 'close', '5', '--comment', 'Nothing is left to read.'],
  ]);
});

test('the files for hosts are those of docs/hosting.md', async () => {
  const hosting = await page('hosting.md');
  const example = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(hosting)?.[1];
  expect(netlifyToml).toBe(example('toml'));
  expect(vercelJson).toBe(example('json'));
  expect(apacheConf('/a/deep/path')).toBe(example('apache'));
  expect(apacheConf('')).toContain('Alias "/" "/srv/faq/dist/"\n');
  expect(apacheConf('')).toContain('ErrorDocument 404 /404.html\n');
});

test('leaves whatever is there as it was, says so, and says what to add', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.git'));
  const own = {
    'README.md': 'mine',
    'faq.yaml': 'title: Mine\nquestions: [{question: A, answer: B}]\n',
    '.gitignore': 'dist\n',
    'package.json': '{"name":"mine"}',
    '.git/HEAD': 'ref',
  };
  for (const [name, text] of Object.entries(own)) await writeFile(join(folder, name), text);
  await symlink('/nowhere/at/all', join(folder, 'netlify.toml'));
  const { exitCode, stdout } = await run(['init', '--host', 'netlify'], folder);
  expect(exitCode).toBe(0);
  const files = await filesIn(folder);
  for (const [name, text] of Object.entries(own)) expect(files.get(name), name).toBe(text);
  expect((await lstat(join(folder, 'netlify.toml'))).isSymbolicLink()).toBe(true);
  expect(stdout).toContain('  as it was  faq.yaml\n');
  expect(stdout).toContain('  as it was  .gitignore: add `node_modules/`\n');
  expect(stdout).toMatch(/ {2}as it was {2}package\.json: `npm install --save-dev .+`; `npm pkg set scripts\.watch=/);
  expect(stdout).toContain('  as it was  netlify.toml\n');
  expect(stdout).toContain('  new        .vscode/settings.json\n');
  expect(stdout).not.toContain('README');

  const again = await run(['init', '--host', 'netlify'], folder);
  expect(again.stdout).not.toContain('  new ');
  expect(await filesIn(folder)).toEqual(files);
});

test.each([['-a'], ["it's $HOME"], ['b"`c`'], ['two words']])(
  'the next command leads a shell into %j',
  async (name) => {
    const folder = await temporaryFolder();
    const { stdout } = await run(['init', '--yes', '--', name], folder);
    const enter = /Next: (cd .+?) && npm/.exec(stdout)?.[1];
    const { stdout: there } = spawnSync('sh', ['-c', `${enter} && ls faq.yaml`], { cwd: folder, encoding: 'utf8' });
    expect(there).toBe('faq.yaml\n');
  },
);

test.each([['.git'], ['README.md']])('writes all beside %s alone', async (name) => {
  const folder = await temporaryFolder();
  await (name === '.git' ? mkdir(join(folder, name)) : writeFile(join(folder, name), ''));
  const { stdout } = await run(['init', '--yes'], folder);
  expect(stdout).not.toContain('as it was');
  expect(stdout).not.toContain('root of the repository');
  for (const path of always) await lstat(join(folder, path));
});

test('in a part of a repository its workflow works in that part, and has to be moved', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.git'));
  const { stdout } = await run(['init', 'docs/faq', '--yes'], folder);
  expect(stdout).toContain('move it to ../../.\n');
  const workflow = parse(await readFile(join(folder, 'docs/faq/.github/workflows/faq.yml'), 'utf8'));
  expect(workflow.defaults.run['working-directory']).toBe('docs/faq');
  expect(workflow.jobs.build.steps.at(-1).with.path).toBe('docs/faq/dist');
});

test.each(['.', 'faq', 'a/b/c'])('the schema is found from %s, where faqgen is installed above', async (name) => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'node_modules/faqgen/schema'), { recursive: true });
  const schema = join(folder, 'node_modules/faqgen/schema/faq.schema.json');
  await writeFile(schema, '{}');
  const { stdout } = await run(['init', name, '--yes'], folder);
  expect(stdout).toMatch(/Next: (?:cd \S+ && )?npx --no-install faqgen watch --open\n$/);
  const path = join(folder, name, 'faq.yaml');
  const [, typed = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(await readFile(path, 'utf8')) ?? [];
  expect(resolve(dirname(path), typed)).toBe(schema);
  const settings = JSON.parse(await readFile(join(folder, name, '.vscode/settings.json'), 'utf8'));
  expect(settings['yaml.schemas']).toEqual({ [typed]: ['faq.yaml', 'faq.*.yaml'] });
});

test('asks for what no option says, asks again, and writes what was answered', async () => {
  const folder = await temporaryFolder();
  const lines = ['  Bees "&" \\ #bees: ', 'example', 'https://example.org/bees', 'none', 'Vercel'];
  const { exitCode, asked } = await runWith(lines, ['init', '--ci', 'none'], folder);
  expect(exitCode).toBe(0);
  expect(asked).toEqual([
    'Title [Questions and answers]: ',
    'Address of the site, if it is known []: ',
    expect.stringMatching(/^Write an absolute address.*\nAddress/),
    'Where will it stand (pages, netlify, cloudflare, vercel, apache, plain) [plain]: ',
    expect.stringMatching(/^Write one of pages, .*\nWhere/),
  ]);
  expect([...(await filesIn(folder)).keys()].sort()).toEqual([...always, 'vercel.json'].sort());
  const { title, url } = parse(await readFile(join(folder, 'faq.yaml'), 'utf8'));
  expect({ title, url }).toEqual({ title: 'Bees "&" \\ #bees:', url: 'https://example.org/bees/' });
  expect((await run(['check', '--strict'], folder)).exitCode).toBe(0);
});

test.each<[string, readonly string[], Record<string, string>]>([
  ['with --yes', ['--yes'], {}],
  ['in CI', [], { CI: 'true' }],
  ['where options say all', ['--title', 'T', '--url', 'https://a.b/', '--host', 'plain', '--ci', 'none'], {}],
])('asks nothing %s', async (_, options, env) => {
  const { exitCode, asked } = await runWith([], ['init', ...options], await temporaryFolder(), env);
  expect({ exitCode, asked }).toEqual({ exitCode: 0, asked: [] });
});

test('writes nothing for a person who leaves before the last answer', async () => {
  const folder = await temporaryFolder();
  const { exitCode, stdout, stderr } = await runWith(['T', '', 'plain'], ['init', 'new'], folder);
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: '', stderr: '\nNothing was written.\n' });
  expect(await readdir(folder)).toEqual([]);
});

test.each<[string, readonly string[], RegExp]>([
  ['a file for a folder', ['file'], /^error\[output-refused\]: .*file is no folder\n/],
  ['a folder in a file', ['file/new'], /^error\[output-refused\]: .*file is no folder\n/],
  ['a forge that it does not know', ['--ci', 'foo'], /^error: .*Allowed choices are github, gitlab, none\.\n$/],
  ['a host that it does not know', ['--host', 'foo'], /^error: .*Allowed choices are pages, .*\n$/],
  ['no address', ['--url', 'foo'], /^error: .*Write an absolute address.*\n$/],
  ['no title', ['--title', ' '], /^error: .*Write a title of at least one letter\.\n$/],
  ['a title of two lines', ['--title', 'a\nb'], /Write a title of one line\.\n$/],
  ['two folders', ['a', 'b'], /^error: too many arguments.*\n$/],
  ['a file where a folder has to be', ['taken'], /^error\[write-failed\]: cannot write .*\n/],
])('%s: says so, and writes nothing', async (_, options, said) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  await mkdir(join(folder, 'taken'));
  await writeFile(join(folder, 'taken/.github'), '');
  const before = await filesIn(folder);
  const { exitCode, stdout, stderr } = await run(['init', ...options], folder);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(said);
  expect(await filesIn(folder)).toEqual(before);
  expect(await readdir(folder)).toEqual(['file', 'taken']);
  expect(await readdir(join(folder, 'taken'))).toEqual(['.github']);
});

/** What a real terminal shows, where each text is typed once its question is there. */
function converse(command: string, cwd: string, typed: readonly (readonly [question: string, text: string])[]) {
  const env = { ...process.env, CI: '', NO_COLOR: '1', FORCE_COLOR: '' };
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd, env, timeout: 120_000 });
  const waiting = [...typed];
  let shown = '';
  let seen = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    shown += bytes.toString();
    const [question, text] = waiting[0] ?? [];
    const at = question === undefined ? -1 : shown.indexOf(question, seen);
    if (at < 0) return;
    waiting.shift();
    seen = at + 1;
    child.stdin.write(text);
  });
  return new Promise<{ exitCode: number | null; shown: string }>((end) => {
    child.on('close', (exitCode) => end({ exitCode, shown }));
  });
}

test.runIf(process.platform === 'linux')('a person at a real terminal is asked, and may leave by Ctrl+C', async () => {
  const folder = await temporaryFolder();
  const init = `${process.execPath} ${join(repository, 'lib/cli.js')} init`;
  const left = await converse(`${init} left`, folder, [
    ['Title [', 'Bees\r'],
    ['Address of', '\x03'],
  ]);
  expect(left.shown).toContain('Nothing was written.');
  expect(left.exitCode).toBe(2);
  expect(await readdir(folder)).toEqual([]);

  const done = await converse(`${init} bees`, folder, [
    ['Title [', 'Bees\r'],
    ['Address of', '\r'],
    ['Where will', 'netlify\r'],
    ['Which forge', '\r'],
  ]);
  expect(done.exitCode, done.shown).toBe(0);
  const files = await filesIn(join(folder, 'bees'));
  expect(files.get('faq.yaml')).toContain('title: "Bees"\n');
  expect([...files.keys()]).toContain('netlify.toml');
});
