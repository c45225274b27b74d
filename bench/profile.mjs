// Where the time of a build goes: node bench/profile.mjs [questions, or a faq.yaml] [--kept] [more options of build]
// Nothing is kept from build to build, unless --kept asks for the time of those that change nothing.
// By phase, by package and by function, in milliseconds under V8's profiler, which itself takes some: the mean of five builds.
// A share is of the whole process, the start of Node included. The program has to be there: npm run prepare.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { faqYaml, makeCorpus } from './corpus.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);
const isKept = given.includes('--kept');
const [what = '9', ...options] = given.filter((argument) => argument !== '--kept');
const runs = 5;
const scratch = await mkdtemp(join(tmpdir(), 'faqgen-profile-'));

/** A sample counts for the innermost of these on its stack. */
const phases = [
  ['read faq.yaml', 'readContent'],
  ['compile the theme', 'compileTemplates'],
  ['read Markdown', 'readMarkdown'],
  ['draw share images', 'drawShareImages'],
  ['present', 'presentPage'],
  ['present', 'presentWhole'],
  ['print', 'print', 'src/theme/templates.ts'],
  ['Markdown of pages', 'markdownTwin'],
  ['verify', 'prove'],
  ['verify', 'judgeSite'],
  ['index for the search', 'searchIndex'],
  ['look for what is kept', 'find'],
  ['keys of pages', 'digestOf', 'src/site/renderPages.ts'],
  ['rest of pages', 'renderAnswers'],
  ['rest of pages', 'render', 'src/site/renderPages.ts'],
  ['rest of compile', 'compile', 'src/compile.ts'],
  ['paint', 'paint', 'src/host/paintingSurroundings.ts'],
  ['write', 'writeSite'],
  ['keep for the next build', 'save', 'src/host/pageArchive.ts'],
  ['command line', 'main', 'src/main.ts'],
  ['load the program', '(anonymous)', 'lib/cli.js'],
];

try {
  const faq = /^\d+$/.test(what) ? join(scratch, 'faq.yaml') : resolve(what);
  if (/^\d+$/.test(what)) await writeFile(faq, faqYaml(makeCorpus(Number(what))));
  const profiling = ['--cpu-prof', '--cpu-prof-interval', '100', '--cpu-prof-dir', scratch];
  for (let run = isKept ? -2 : 0; run < runs; run++) {
    const site = join(scratch, isKept ? 'site' : `site-${run}`);
    const build = [join(repository, 'lib/cli.js'), 'build', faq, '--quiet', '--out', site, ...options];
    const cache = join(scratch, isKept ? 'cache' : `cache-${run}`);
    await promisify(execFile)(process.execPath, [...(run < 0 ? [] : profiling), ...build], {
      maxBuffer: 2 ** 28,
      // Below a folder of the system there is no node_modules, which would come first.
      env: { ...process.env, XDG_CACHE_HOME: cache },
    });
  }
  const names = (await readdir(scratch)).filter((name) => name.endsWith('.cpuprofile'));
  report(
    await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(scratch, name), 'utf8')))),
    await readSourceMap(),
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** From a place in the program to the file from which it was made. */
async function readSourceMap() {
  const folder = join(repository, 'lib/program');
  const name = (await readdir(folder)).find((name) => name.endsWith('.map'));
  const map = new SourceMap(JSON.parse(await readFile(join(folder, name), 'utf8')));
  // What load.cjs puts before the first line.
  const before = '(function (exports, require, module, __filename, __dirname) {'.length;
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.endsWith(name.replace(/\.map$/, ''))) return { file: url.replace(/^file:\/\//, ''), line: lineNumber };
    const { originalSource, originalLine } = map.findEntry(lineNumber, columnNumber - (lineNumber === 0 ? before : 0));
    return originalSource === undefined
      ? { file: url, line: lineNumber }
      : { file: resolve(folder, originalSource), line: originalLine };
  };
}

function report(profiles, sourceOf) {
  const [byPhase, byPackage, own, inclusive] = [new Map(), new Map(), new Map(), new Map()];
  const add = (sums, key, time) => sums.set(key, (sums.get(key) ?? 0) + time / runs);
  let whole = 0;
  for (const { nodes, samples, timeDeltas } of profiles) {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    for (const node of nodes) {
      const { callFrame } = node;
      const { file, line } = callFrame.url === '' ? { file: '', line: 0 } : sourceOf(callFrame);
      node.file = relative(repository, file).replace(/^.*(?=node:)/, '');
      const name = callFrame.functionName || '(anonymous)';
      node.label = file === '' ? name : `${name}  ${node.file.replace(/^.*node_modules\//, '')}:${line + 1}`;
      node.self = 0;
      for (const child of node.children ?? []) byId.get(child).parent = node;
    }
    samples.forEach((id, index) => {
      byId.get(id).self += (timeDeltas[index + 1] ?? 0) / 1000;
    });
    for (const node of nodes) {
      const stack = [];
      for (let at = node; at; at = at.parent) stack.push(at);
      add(byPhase, phaseOf(stack), node.self);
      add(byPackage, packageOf(node), node.self);
      add(own, node.label, node.self);
      for (const label of new Set(stack.map(({ label }) => label))) add(inclusive, label, node.self);
      whole += node.self / runs;
    }
  }
  console.log(`${whole.toFixed(0)} ms, Node ${process.version}`);
  table('by phase', byPhase, whole, 20);
  table('by package or room, self', byPackage, whole, 16);
  table('by function, self', own, whole, 25);
  table('by function, with all that it calls', inclusive, whole, 40);
}

function phaseOf(stack) {
  for (const { callFrame, file } of stack) {
    if (callFrame.functionName === '(garbage collector)') return 'collect garbage';
    const phase = phases.find(
      ([, name, where]) => (callFrame.functionName || '(anonymous)') === name && file.startsWith(where ?? 'src/'),
    );
    if (phase) return phase[0];
  }
  return stack.some(({ callFrame }) => callFrame.functionName === '(idle)') ? 'wait' : 'Node itself';
}

function packageOf({ callFrame, file }) {
  if (file === '') return callFrame.functionName || 'Node';
  if (file.startsWith('node:')) return file.split('/').slice(0, 2).join('/');
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, 2).join('/');
}

function table(title, sums, whole, most) {
  console.log(`\n${title}`);
  const rows = [...sums].sort(([, a], [, b]) => b - a).slice(0, most);
  for (const [label, time] of rows)
    console.log(`${time.toFixed(1).padStart(9)} ${`${((100 * time) / whole).toFixed(1)} %`.padStart(7)}  ${label}`);
}
