import { execFile, execFileSync } from 'node:child_process';
import { access, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { type Run, run } from '../testHost.ts';

/** The program that `npm run prepare` makes, beside the sources of which it was made. */
const repository = join(import.meta.dirname, '../..');
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
    answer: A spoonful is 21&nbsp;g &notin; &fjlig; &CounterClockwiseContourIntegral; &copy no &nosuch; reference.
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

test('knows signs beyond ASCII as the sources do', async () => {
  const folder = await writeProject({});
  const answers = [
    '« Bonjour » est poli.',
    '1、洗手\n2、服药',
    '• milk\n• tea',
    '请**“不要”**服用。',
    '这是\n第二行',
    '٣:٣٠',
  ];
  const questions = answers.map((answer, n) => ({ question: `What is ${n}？`, answer }));
  const phones = [{ label: '電話', number: '（０２０）７９４６－００１８' }];
  await writeFile(join(folder, 'faq.yaml'), JSON.stringify({ title: 'Bees', contact: { phones }, questions }));
  const bySource = await run(['build', '--out', 'by-source', ...asOf], folder);
  expect(bySource.stderr).toContain('`1、` begins no list');
  expect(bySource.stderr).not.toContain('«');
  const byProgram = await start(
    join(repository, 'lib/cli.js'),
    ['build', '--out', 'by-program', ...asOf],
    folder,
    folder,
  );
  expect({ ...byProgram, stdout: '' }).toEqual({ ...bySource, stdout: '' });
  expect(await contentsOf(join(folder, 'by-program'))).toEqual(await contentsOf(join(folder, 'by-source')));
});

test('reads no font, no rasterizer and no other package where the pictures are kept from an earlier build', async () => {
  const folder = await writeProject({});
  const cache = join(folder, 'cache');
  const program = await copyProgram();
  const build = (out: string) => start(join(program, 'lib/cli.js'), ['build', '--out', out, ...asOf], folder, cache);
  const painted = await build('painted');
  expect(painted.exitCode).toBe(0);
  for (const name of ['fonts', 'host']) await rm(join(program, 'lib', name), { recursive: true });
  expect(await build('kept')).toMatchObject({ exitCode: 0, stderr: painted.stderr });
  expect(await contentsOf(join(folder, 'kept'))).toEqual(await contentsOf(join(folder, 'painted')));
});

/** Where a byte of a file of that size is changed: at its two ends, and evenly between. */
function positionsIn(size: number): number[] {
  const ends = Array.from({ length: 96 }, (_, n) => n);
  const between = Array.from({ length: 100 }, (_, n) => Math.floor((size * (n + 1)) / 101));
  return [...ends, ...between, ...ends.map((n) => size - 1 - n)];
}

function withChangedByte(bytes: Buffer, position: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(bytes.readUInt8(position) ^ 0xff, position);
  return changed;
}

const { load, provenCode, seal } = createRequire(import.meta.url)('../../bundle/load.cjs');

test('gives V8 no code of which a byte is another, wherever it lies', async () => {
  const path = await compiledCode(repository);
  const program = path.slice(0, path.indexOf('.cjs') + '.cjs'.length);
  const [sealed, source] = await Promise.all([readFile(path), readFile(program)]);
  const code = provenCode(source, sealed);
  expect(code.length).toBeGreaterThan(source.length >> 1);
  // A process of its own, since V8 takes no code that was made under other flags.
  const question = `
    const { load, provenCode } = require('./bundle/load.cjs');
    const [source, sealed] = process.argv.slice(1).map((path) => require('node:fs').readFileSync(path));
    const { script } = load(process.argv[1], source, provenCode(source, sealed));
    console.log(script.cachedDataRejected);`;
  expect(execFileSync(process.execPath, ['-e', question, program, path], { cwd: repository, encoding: 'utf8' })).toBe(
    'false\n',
  );
  for (const position of positionsIn(sealed.length))
    expect(provenCode(source, withChangedByte(sealed, position)), `byte ${position}`).toBe(null);
  for (const position of positionsIn(source.length))
    expect(provenCode(withChangedByte(source, position), sealed), `byte ${position} of the program`).toBe(null);
  for (const length of [0, 1, 31, 32, 33, 1000, sealed.length >> 1, sealed.length - 1])
    expect(provenCode(source, sealed.subarray(0, length)), `cut off after ${length}`).toBe(null);
  for (const foreign of [code, source, Buffer.concat([sealed, Buffer.of(0)]), Buffer.alloc(sealed.length)])
    expect(provenCode(source, foreign)).toBe(null);
});

test('has V8 compile the program where the code that is kept is of another V8', () => {
  const source = Buffer.from('exports.answer = 42;');
  const ofAnother = provenCode(source, seal(source, Buffer.from('code of another V8')));
  const { script } = load('program.cjs', source, ofAnother);
  expect(script.cachedDataRejected).toBe(true);
});

test('runs the same without the code that V8 made, or with one that is cut off, altered or of something else', async () => {
  const folder = await writeProject({});
  const cache = join(folder, 'cache');
  const program = await copyProgram();
  const code = await compiledCode(program);
  const build = (out: string) => start(join(program, 'lib/cli.js'), ['build', '--out', out, ...asOf], folder, cache);
  const { exitCode, stderr } = await build('whole');
  expect(exitCode).toBe(0);
  const whole = await contentsOf(join(folder, 'whole'));

  const bytes = await readFile(code);
  const altered = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => withChangedByte(bytes, Math.floor(part * bytes.length)));
  for (const [n, kept] of [...altered, bytes.subarray(0, 1000), Buffer.of(), Buffer.from('no code'), null].entries()) {
    await (kept === null ? rm(code) : writeFile(code, kept));
    expect(await build(`${n}`)).toMatchObject({ exitCode: 0, stderr });
    expect(await contentsOf(join(folder, `${n}`))).toEqual(whole);
  }
  const hasCompileCache = await access(join(program, 'lib/compile-cache')).then(
    () => true,
    () => false,
  );
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  expect(hasCompileCache).toBe(major > 22 || (major === 22 && minor >= 8));
});

test('names the licence of every package that is in it', async () => {
  const licences = await readFile(join(repository, 'lib/LICENSES.txt'), 'utf8');
  for (const name of ['commander', 'yaml', 'marked', 'handlebars', 'parse5', 'valibot', '@resvg/resvg-wasm'])
    expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(licences).toContain('SIL OPEN FONT LICENSE Version 1.1');
  expect(licences).toContain('Mozilla Public License Version 2.0');
  expect(licences.match(/by its package\.json/g)).toHaveLength(
    licences.match(/by its package\.json.* Source: .+/g)?.length ?? 0,
  );
});
