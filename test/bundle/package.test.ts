import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offlineEnvironment, packRepository } from './installing.ts';

/** The package as its users have it: packed, installed in a folder of its own, and offline from then on. */
const repository = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const env = offlineEnvironment;

const faq = `title: Bees
url: https://example.org/bees/
policy: {review: off, citations: off}
disclaimer: {text: No advice.}
questions:
  - {id: sting, question: Does it sting?, answer: "Yes, *often*."}
`;

let folder = '';
let tarball = '';
let project = '';
let installed = { stdout: '', stderr: '' };

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'faqgen-package-')));
  project = join(folder, 'project');
  await mkdir(project);
  tarball = await packRepository(folder);
  installed = await run('npm', ['install', tarball], { cwd: project, env });
  await writeFile(join(project, 'faq.yaml'), faq);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Node with no way out: the install is over. */
const node = (argv: readonly string[]) => run(process.execPath, argv, { cwd: project, env });

test('holds the program, its schema, theme, pages and licences, and nothing that is of this machine', async () => {
  const { stdout } = await run('tar', ['tzf', tarball]);
  const paths = stdout
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
  expect([...new Set(paths.map((path) => path.split('/')[0]))].sort()).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'README.md', 'docs', 'lib', 'package.json', 'schema', 'templates', 'test'].sort(),
  );
  expect(paths).toEqual(
    expect.arrayContaining([
      'lib/LICENSES.txt',
      'schema/faq.schema.json',
      'docs/faq-yaml.md',
      'lib/index.d.mts',
      'lib/faqgen.1',
    ]),
  );
  // Of the tests the examples of `explain` alone.
  expect(paths.filter((path) => path.startsWith('test/') && !/^test\/cases\/invalid\/[a-z0-9-]+\//.test(path))).toEqual(
    [],
  );
  expect(paths.filter((path) => /--|expected\.txt$/.test(path))).toEqual([]);
  expect(paths.filter((path) => /\.map$|\.v\d|cache/.test(path))).toEqual([]);
});

test('installs alone, and npm warns of nothing', async () => {
  expect(installed.stderr).toBe('');
  expect((await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['faqgen']);
  const { scripts, dependencies, repository, homepage } = JSON.parse(
    await readFile(join(project, 'node_modules/faqgen/package.json'), 'utf8'),
  );
  expect({ scripts, dependencies, repository, homepage }).toEqual({});
});

test('builds with its share images where it is called by npx', async () => {
  const { stdout } = await run('npx', ['--no-install', 'faqgen', 'build'], { cwd: project, env });
  expect(stdout).toContain('1 question built into dist');
  const assets = await readdir(join(project, 'dist/assets'));
  expect(assets.filter((name) => name.endsWith('.png'))).toHaveLength(2);
});

test('brings its manual page to where man looks', async () => {
  const prefix = join(folder, 'global');
  await run('npm', ['install', '--global', '--prefix', prefix, tarball], { cwd: folder, env });
  expect(await readFile(join(prefix, 'share/man/man1/faqgen.1'), 'utf8')).toMatch(/^\.TH FAQGEN 1/);
});

test('explains a code with its example', async () => {
  const { stdout } = await run('npx', ['--no-install', 'faqgen', 'explain', 'unknown-key'], { cwd: project, env });
  expect(stdout).toContain('not part of the format');
  expect(stdout).toContain('7 │     answer: |');
});

test('begins a project that has the same package, and its scripts build it offline', async () => {
  const site = join(project, 'my site');
  const { stdout } = await run('npx', ['--no-install', 'faqgen', 'init', 'my site', '--ci', 'none'], {
    cwd: project,
    env,
  });
  expect(stdout).toContain('Next: cd "my site" && npx --no-install faqgen watch --open\n');
  const { devDependencies } = JSON.parse(await readFile(join(site, 'package.json'), 'utf8'));
  expect(devDependencies).toEqual({ faqgen: `file:../../${basename(tarball)}` });
  expect((await run('npm', ['install'], { cwd: site, env })).stderr).toBe('');
  const built = await run('npm', ['run', 'build', '--', '--strict'], { cwd: site, env });
  expect(built.stdout).toContain('3 questions built into dist');
});

test('begins one from the tarball alone', async () => {
  const empty = join(folder, 'empty');
  await mkdir(empty);
  const cache = { ...env, npm_config_cache: join(folder, 'cache') };
  const argv = ['--yes', '--package', tarball, 'faqgen', 'init', '--ci', 'none'];
  const { stdout } = await run('npx', argv, { cwd: empty, env: cache });
  expect(stdout).toContain('Next: npm install && npx --no-install faqgen watch --open\n');
  const { devDependencies } = JSON.parse(await readFile(join(empty, 'package.json'), 'utf8'));
  expect(devDependencies).toEqual({ faqgen: `file:../${basename(tarball)}` });
});

/** The programs of docs/library.md. */
async function readExamples(): Promise<string[]> {
  const page = await readFile(join(repository, 'docs/library.md'), 'utf8');
  return [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, text = '']) => text);
}

test('the example of docs/library.md runs as it stands there, imported and required', async () => {
  const [example] = await readExamples();
  await writeFile(
    join(project, 'example.mjs'),
    `${example}console.log(JSON.stringify({ ok, questions, version, out, written }));`,
  );
  const said = (await node(['example.mjs'])).stdout.trim().split('\n');
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
  const result = JSON.parse(said.at(-1) ?? '');
  expect(result).toMatchObject({ ok: true, questions: 1, version, out: join(project, 'public') });
  expect(await readdir(join(project, 'public'))).toContain('index.html');
  const required = await node(['-e', "require('faqgen').check().then(({ ok }) => console.log(ok))"]);
  expect(required.stdout).toBe('true\n');
});

test('the watch of docs/library.md runs as it stands there, says what it built and ends', async () => {
  const [, example] = await readExamples();
  await writeFile(join(project, 'watch.mjs'), `${example}console.log(watching.address);`);
  const { stdout, stderr } = await node(['watch.mjs']);
  expect(stdout).toMatch(/^\d+ pages and files are others now\nhttp:\/\/127\.0\.0\.1:\d+\/\n$/);
  expect(stderr).toBe('');
});

test('compile gives the bytes that build writes', async () => {
  const script = `
    import { readFile } from 'node:fs/promises';
    import { build, compile } from 'faqgen';
    const { files } = await compile({ asOf: '2026-11-23' });
    const { out, files: count } = await build({ asOf: '2026-11-23', out: 'same' });
    const same = await Promise.all(files.map(async ({ path, contents }) => (await readFile(out + '/' + path)).equals(contents)));
    console.log(JSON.stringify({ count, files: files.length, same: same.every(Boolean) }));`;
  const { count, files, same } = JSON.parse((await node(['--input-type=module', '-e', script])).stdout);
  expect(same).toBe(true);
  expect(files).toBe(count);
});

test('what is wrong with a FAQ is a diagnostic with its place; what is wrong with an option is thrown', async () => {
  await mkdir(join(project, 'bad'));
  await writeFile(join(project, 'bad/faq.yaml'), faq.replace('answer:', 'awnser:'));
  const script = `
    import { build, check } from 'faqgen';
    const thrown = (promise) => promise.then(() => null, (error) => [error.name, error.message]);
    const bad = await build({ file: 'bad/faq.yaml' });
    const none = await check({ file: 'none.yaml' });
    const strict = await build({ file: 'faq.yaml', strict: true, out: 'strict' });
    console.log(JSON.stringify({ bad, none, strict, thrown: [await thrown(check({ url: 'example' })), await thrown(check({ asOf: '2026-02-30' }))] }));`;
  const { stdout, stderr } = await node(['--input-type=module', '-e', script]);
  expect(stderr).toBe('');
  const { bad, none, strict, thrown } = JSON.parse(stdout);
  expect(bad).toMatchObject({ ok: false, questions: 0, files: 0, written: 0 });
  expect(bad.diagnostics).toEqual(
    expect.arrayContaining([expect.objectContaining({ code: 'unknown-key', file: 'bad/faq.yaml', line: 6 })]),
  );
  expect(none).toMatchObject({ ok: false, diagnostics: [{ code: 'missing-faq', file: null, line: null }] });
  expect(strict).toMatchObject({ ok: true });
  expect(thrown).toEqual([
    ['TypeError', expect.stringContaining('https://example.org/faq/')],
    ['TypeError', expect.stringContaining('2026-03-31')],
  ]);
});

/** What the compiler says of a program of its own in the project, under strict and by the package's types. */
async function complaintsOf(
  name: string,
  program: string,
  options: Readonly<Record<string, unknown>>,
): Promise<string> {
  const own = join(project, `types-${name}`);
  await mkdir(own);
  await writeFile(join(own, 'use.mts'), program);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: 'es2023',
    lib: ['es2023'],
    types: [],
    module: 'nodenext',
    ...options,
  };
  await writeFile(join(own, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['use.mts'] }));
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [compiler, '-p', own], { cwd: project, env }).then(
    ({ stdout }) => stdout,
    ({ stdout }) => stdout,
  );
}

test.each([
  ['nodenext', {}],
  ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
])('the types compile under strict with the module resolution %s', async (name, options) => {
  const program = `import { type BuildOptions, type BuildResult, build, type CheckResult, type Config, check, compile, type Diagnostic, type Rebuild, type SiteFile, version, type Watch, type WatchOptions, watch } from 'faqgen';
const options: BuildOptions = { file: 'faq.yaml', strict: true };
const built: BuildResult = await build(options);
const checked: CheckResult = await check();
const files: readonly SiteFile[] = (await compile({ asOf: '2026-11-23' })).files;
export const lines: (number | null)[] = built.diagnostics.map(({ line }: Diagnostic) => line);
export const size: number = files.reduce((sum, { contents }) => sum + contents.byteLength, version.length);
export const isGood: boolean = checked.ok;
export const config: Config = {
  rules: { long: (faq, report) => faq.sections[0]?.questions.forEach(({ answer }) => report({ at: answer, message: answer.plain })) },
  outputs: { list: (faq) => [{ path: 'list.txt', contents: faq.title.text }] },
  inlines: [{ marks: '==', element: 'mark', class: 'own-note' }],
};
// @ts-expect-error No such element.
export const wrong: Config = { inlines: [{ marks: '==', element: 'del' }] };
// @ts-expect-error No such option.
await check({ fil: 'faq.yaml' });
const told: WatchOptions = { port: null, onBuild: ({ changed, bug, written, diagnostics }: Rebuild) => [changed[0], bug?.message, written, diagnostics] };
await using disposed: Watch = await watch(told);
export const address: string | null = disposed.address;
export const closed: void = await (await watch({ ...told, onBuild: async ({ ok }) => ok, signal: undefined })).close();
// @ts-expect-error A watch publishes nothing.
await watch({ publish: true });
`;
  expect(await complaintsOf(name, program, options)).toBe('');
});

test.each([
  ['dom', { lib: ['es2023', 'dom'] }],
  ['node', { types: ['node'], typeRoots: [join(repository, 'node_modules/@types')] }],
])('the signal of a watch may be one of the types of %s', async (name, options) => {
  const program = "import { watch } from 'faqgen';\nawait watch({ signal: AbortSignal.timeout(1000) });\n";
  expect(await complaintsOf(name, program, options)).toBe('');
});

const { exports: doors } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));

test('opens no door but those that docs/library.md names', async () => {
  const page = await readFile(join(repository, 'docs/library.md'), 'utf8');
  for (const door of Object.keys(doors)) expect(page).toContain(`\`faqgen${door.slice(1)}\``);
  const script = "import('faqgen/lib/cli.js').catch(({ code }) => console.log(code))";
  expect((await node(['-e', script])).stdout).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
  const names = "import('faqgen').then((all) => console.log(Object.keys(all).join()))";
  expect((await node(['-e', names])).stdout).toBe('build,check,compile,version,watch\n');
  expect(page).toContain('import { build, check, compile, version }');
  expect(page).toContain("import { watch } from 'faqgen'");
});
