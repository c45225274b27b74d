import { execFile } from 'node:child_process';
import { access, cp, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporaryFolder.ts';
import { type Run, run } from './testHost.ts';

/** The program that `npm run prepare` makes, beside the sources of which it was made. */
const repository = join(import.meta.dirname, '..');
const asOf = ['--as-of', '2026-11-23'];

const faq = `title: Bees
url: https://example.org/bees/
policy: {review: off, citations: off}
disclaimer: {text: No advice.}
theme: {templates: theme}
questions:
  - id: sting
    question: Does it sting? هل تلسع؟
    answer: |
      Yes, *often*. See [honey](#honey).
  - id: honey
    question: Is there honey?
    answer: A spoonful is 21&nbsp;g &notin; &fjlig; &CounterClockwiseContourIntegral; &amp no &nosuch; reference.
`;

function start(program: string, argv: readonly string[], cwd: string, cache: string): Promise<Run> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      XDG_CACHE_HOME: cache,
      NO_COLOR: '1',
      FORCE_COLOR: '',
      NODE_DISABLE_COMPILE_CACHE: '',
    };
    execFile(process.execPath, [program, ...argv], { cwd, env }, (error, stdout, stderr) => {
      resolve({ exitCode: (error?.code ?? 0) as Run['exitCode'], stdout, stderr });
    });
  });
}

async function contentsOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.sort().map(async (path) => [path.slice(folder.length), (await readFile(path)).toString('base64')] as const),
    ),
  );
}

async function writeProject(templates: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'theme'));
  const text = Object.keys(templates).length === 0 ? faq.replace(/^theme:.*\n/m, '') : faq;
  await writeFile(join(folder, 'faq.yaml'), text);
  for (const [name, text] of Object.entries(templates)) await writeFile(join(folder, 'theme', name), text);
  return folder;
}

/** A copy of what is published of the package, without any other package beside it. */
async function copyProgram(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ['lib', 'templates', 'package.json'])
    await cp(join(repository, name), join(folder, name), { recursive: true });
  return folder;
}

async function compiledCode(program: string): Promise<string> {
  const name = (await readdir(join(program, 'lib/program'))).find((name) => name.includes(`.${process.version}-`));
  return join(program, 'lib/program', name ?? 'no code of this Node');
}

const own = {
  builtIn: {},
  'of the author': { 'stamp.hbs': await readFile(join(repository, 'templates/stamp.hbs'), 'utf8') },
};

test.each(Object.entries(own))('makes the same bytes as the sources, with the theme %s', async (_, templates) => {
  const folder = await writeProject(templates);
  const cache = join(await temporaryFolder(), 'cache');
  const bySource = await run(['build', '--out', 'by-source', ...asOf], folder);
  const byProgram = await start(
    join(repository, 'lib/cli.js'),
    ['build', '--out', 'by-program', ...asOf],
    folder,
    cache,
  );
  expect({ ...byProgram, stdout: '' }).toEqual({ ...bySource, stdout: '' });
  expect(await contentsOf(join(folder, 'by-program'))).toEqual(await contentsOf(join(folder, 'by-source')));
});

test('says of a theme with faults what the sources say', async () => {
  const folder = await writeProject({
    'stamp.hbs': '{{#if}}{{titel}}{{{title}}}',
    'footer.hbs': '{{#if updatd}}x{{/if}}',
  });
  const bySource = await run(['build', ...asOf], folder);
  expect(bySource.stderr).toContain('error[template-unknown-name]');
  expect(await start(join(repository, 'lib/cli.js'), ['build', ...asOf], folder, folder)).toEqual(bySource);
});

test('reads no font, no rasterizer and no other package where the pictures are kept from an earlier build', async () => {
  const folder = await writeProject({});
  const cache = join(folder, 'cache');
  const program = await copyProgram();
  const build = (out: string) => start(join(program, 'lib/cli.js'), ['build', '--out', out, ...asOf], folder, cache);
  expect((await build('nothing')).stderr).toMatch(/@resvg|amiri/);
  await symlink(join(repository, 'node_modules'), join(program, 'node_modules'));
  expect((await build('painted')).exitCode).toBe(0);
  await rm(join(program, 'node_modules'));
  expect(await build('kept')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await contentsOf(join(folder, 'kept'))).toEqual(await contentsOf(join(folder, 'painted')));
});

test('runs the same without the code that V8 made, or with one that is cut off or altered', async () => {
  const folder = await writeProject({});
  const cache = join(folder, 'cache');
  const program = await copyProgram();
  await symlink(join(repository, 'node_modules'), join(program, 'node_modules'));
  const code = await compiledCode(program);
  const build = (out: string) => start(join(program, 'lib/cli.js'), ['build', '--out', out, ...asOf], folder, cache);
  expect((await build('whole')).exitCode).toBe(0);
  const whole = await contentsOf(join(folder, 'whole'));

  const bytes = await readFile(code);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
  await writeFile(code, bytes);
  expect((await build('altered')).exitCode).toBe(0);
  expect(await contentsOf(join(folder, 'altered'))).toEqual(whole);

  await truncate(code, 1000);
  expect((await build('cut')).exitCode).toBe(0);
  expect(await contentsOf(join(folder, 'cut'))).toEqual(whole);

  await rm(code);
  expect((await build('none')).exitCode).toBe(0);
  expect(await contentsOf(join(folder, 'none'))).toEqual(whole);
  const hasCompileCache = await access(join(program, 'lib/compile-cache')).then(
    () => true,
    () => false,
  );
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  expect(hasCompileCache).toBe(major > 22 || (major === 22 && minor >= 8));
});

test('names the licence of every package that is in it', async () => {
  const licences = await readFile(join(repository, 'lib/program/LICENSES.txt'), 'utf8');
  for (const name of ['commander', 'yaml', 'marked', 'handlebars', 'parse5', 'valibot'])
    expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
});
