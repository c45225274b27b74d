// How long builds take, and how much memory, on one machine in one run: faqgen, Hugo (where it is installed), Eleventy,
// Astro (up to 10,000 questions), and an empty Node process, in turn (A B C A B C …), on the same questions.
//
//   node bench/speed.mjs [sizes]          (9 1000 10000 100000; prints tables)
//     --rounds N                          builds a job, instead of a number for each size
//     --out docs/speed                    writes the tables into docs/speed.md and the chart to docs/speed.svg
//   node bench/speed.mjs --watch [sizes]  (9 10000) from a save to the served page, beside Eleventy's server
//     --rounds N, --out docs/speed        saves, and the same document
//
// Needs the npm registry once, for the peers. Projects and output stand in the system's temporary folder (TMPDIR).

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { cpus, release, tmpdir, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { makeCorpus } from './corpus.mjs';
import { astro, eleventy, faqgen, faqgenWhole, hugo } from './layouts.mjs';
import { astroNode, astroNodeVersion, astroVersion, eleventyVersion, installPeers, peersFolder } from './peers.mjs';
import { checkAnswer, checkSameWork } from './sameWork.mjs';
import { jobs, speedChart, speedTables, watchTable, withGenerated } from './speedReport.mjs';
import { startServer } from './startServer.mjs';

/** Up to this many questions the index carries every answer; above, a page for each section does. */
const answersOnIndexUpTo = 200;
/** Up to this many it lists them; above, it lists the sections alone, with their numbers. */
const questionsOnIndexUpTo = 1000;
/** Here Astro takes more than a gigabyte, and several times as long as the others: above, it would take most of the run. */
const astroUpTo = 10_000;
const roundsFor = (size) => (size < 100 ? 11 : size < 5_000 ? 7 : size < 50_000 ? 3 : 1);
const savesFor = (size) => (size < 1_000 ? 50 : 10);
/** A build that takes longer is stopped, and shown as such. */
const patienceMs = 240_000;
/** After a save that took longer than this to be served, a server is asked for no more. */
const watchPatienceMs = 5_000;
const seed = 1;

const repository = join(import.meta.dirname, '..');
const faqgenPackage = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const faqgenProgram = join(repository, faqgenPackage.bin.faqgen);
const eleventyProgram = join(peersFolder, 'node_modules/@11ty/eleventy/cmd.cjs');
const astroProgram = join(peersFolder, 'node_modules/astro/bin/astro.mjs');
const gnuTime = '/usr/bin/time';
const hasGnuTime = /GNU/.test(spawnSync(gnuTime, ['--version'], { encoding: 'utf8' }).stdout ?? '');

/** What generators keep from build to build. `ids.lock` is no cache, but to write it belongs to a first build. */
const kept = ['.cache', '.astro', 'node_modules/.cache', 'node_modules/.astro', 'node_modules/.vite', 'ids.lock'];

const buildByFaqgen = (out) => [process.execPath, faqgenProgram, 'build', '--quiet', '--publish', '--out', out];

const runners = [
  { name: 'faqgen', layout: faqgen, build: buildByFaqgen },
  { name: 'faqgen, all outputs', layout: faqgenWhole, build: buildByFaqgen },
  { name: 'Hugo', layout: hugo, build: (out) => ['hugo', '--quiet', '--destination', out] },
  {
    name: 'Eleventy',
    layout: eleventy,
    build: (out) => [process.execPath, eleventyProgram, '--quiet', `--output=${out}`],
  },
  { name: 'Astro', layout: astro, build: (out) => [astroNode, astroProgram, 'build', '--silent', '--outDir', out] },
  { name: 'empty Node', layout: null, build: () => [process.execPath, '-e', '0'] },
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, out: { type: 'string' }, watch: { type: 'boolean', default: false } },
});
const sizes = (positionals.length > 0 ? positionals : options.watch ? [9, 10_000] : [9, 1_000, 10_000, 100_000]).map(
  (size) => wholeNumber(size, 'a size'),
);
const rounds = options.rounds === undefined ? null : wholeNumber(options.rounds, '--rounds');

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => interruption.abort(new Error(`stopped by ${signal}`)));
}

const room = await mkdtemp(join(tmpdir(), 'faqgen-bench-'));
// Where the file system is ext4, its folders then lie apart: what a generator deletes slows down no other.
spawnSync('chattr', ['+T', room]);
try {
  const hugoVersion = versionOfHugo();
  if (hugoVersion === null) process.stderr.write('hugo is not on the PATH: left out\n');
  const present = runners.filter(({ name }) => name !== 'Hugo' || hugoVersion !== null);
  await installPeers(
    options.watch || sizes.every((size) => size > astroUpTo) ? ['@11ty/eleventy'] : ['@11ty/eleventy', 'astro'],
  );
  const surroundings = [machine(), programs(hugoVersion), placeOfAnswers()].join('  \n');
  if (options.watch) {
    const results = [];
    for (const size of sizes) results.push(...(await measureSaves(size)));
    await publish('watch', `${surroundings}\n\n${watchTable(results)}`);
  } else {
    const results = [];
    for (const size of sizes) results.push(await measureSize(size, present));
    await publish('speed', `${surroundings}\n\n${speedTables(results)}`);
    if (options.out) await writeFile(`${options.out}.svg`, speedChart(results, `${today()}, ${cpus().length} cores.`));
  }
} finally {
  // Not before: where many files were deleted a moment ago, ext4 takes ten times as long to make new ones.
  await rm(room, { recursive: true, force: true });
}

/** Every job at one size, round by round, runner by runner. */
async function measureSize(size, present) {
  const sections = makeCorpus(size, seed);
  const plan = planFor(size);
  const count = rounds ?? roundsFor(size);
  const taking = present
    .filter(({ name }) => name !== 'Astro' || size <= astroUpTo)
    .map((runner) => ({ ...runner, project: makeProject(runner, size, sections, plan), outputs: 0, stopped: null }));
  const measured = new Map(taking.map(({ name }) => [name, { fresh: [], cached: [], unchanged: [], edited: [] }]));

  /** One build of one runner; one that ends for want of time or memory is noted, and the runner has no more turns. */
  const turn = async (runner, job, counts = true) => {
    if (runner.stopped) return;
    if (job === 'fresh') emptyCaches(runner);
    if (job === 'fresh' || job === 'cached') runner.outputs++;
    const out = join(room, `${size}-${runner.name}-output-${runner.outputs}`);
    const built = await runBuild(runner.build(out), runner.project);
    if (typeof built === 'string') {
      runner.stopped = built;
      measured.get(runner.name)[job] = built;
    } else if (counts) {
      measured.get(runner.name)[job].push(built);
    }
    progress(size, runner.name, job, built);
    return typeof built === 'string' || runner.layout === null ? null : out;
  };

  // The first build of each is checked. It also brings programs and sources into memory, and is not counted, except
  // where a build takes so long that this makes no difference.
  const firstCounts = size >= 100_000;
  for (const runner of taking) {
    const out = await turn(runner, 'fresh', firstCounts);
    if (out) named(runner, size, () => checkSameWork(out, sections, plan));
  }
  for (const job of Object.keys(jobs)) {
    for (let round = job === 'fresh' && firstCounts ? 1 : 0; round < count; round++) {
      const place = (37 * round + 4) % size;
      if (job === 'edited') editAnswer(sections, place, `Edited${round}`);
      for (const runner of taking) {
        if (job === 'edited' && runner.layout) writeSource(runner.project, runner.layout.edited(sections, place));
        const out = await turn(runner, job);
        if (out && job === 'edited') named(runner, size, () => checkAnswer(out, sections, plan, place));
      }
    }
  }
  for (const { name, stopped } of taking) {
    const found = measured.get(name);
    for (const job of Object.keys(jobs)) if (stopped && found[job].length === 0) found[job] = stopped;
  }
  return { size, rounds: count, runners: taking.map(({ name }) => ({ name, jobs: measured.get(name) })) };
}

/** A build's time, and where GNU time is installed its CPU time and the memory of its largest process; or why it ended. */
async function runBuild(command, project) {
  interruption.signal.throwIfAborted();
  const account = join(room, 'account');
  rmSync(account, { force: true });
  const argv = hasGnuTime ? [gnuTime, '-f', '%U %S %M', '-o', account, ...command] : command;
  // What earlier builds wrote goes to the disk now, not in the middle of this one.
  spawnSync('sync');
  const start = performance.now();
  const child = spawn(argv[0], argv.slice(1), {
    cwd: project,
    env: environment(project),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-4_000);
  });
  const { code, signal, ms, isLate } = await ending(child, start);
  interruption.signal.throwIfAborted();
  if (isLate) return `over ${patienceMs / 1_000} s`;
  if (code === 0) {
    if (!hasGnuTime) return { ms, cpuMs: null, kB: null };
    const [user, system, kB] = readFileSync(account, 'utf8').trim().split(' ').map(Number);
    return { ms, cpuMs: 1_000 * (user + system), kB };
  }
  // 137: the system took the process away.
  if (code === 137 || /out of memory|heap limit|cannot allocate memory/i.test(complaint)) return 'out of memory';
  throw new Error(`${command.join(' ')} ended with ${signal ?? code}\n${complaint}`);
}

/** Waits until the process ends by itself, takes too long, or the benchmark is stopped. */
function ending(child, start) {
  return new Promise((resolve, reject) => {
    let isLate = false;
    let ms = 0;
    // The group: a process that only accounts for another would leave that one running.
    const stop = () => process.kill(-child.pid, 'SIGKILL');
    const timer = setTimeout(() => {
      isLate = true;
      stop();
    }, patienceMs);
    interruption.signal.addEventListener('abort', stop);
    child.once('error', reject);
    child.once('exit', () => {
      ms = performance.now() - start;
      clearTimeout(timer);
      interruption.signal.removeEventListener('abort', stop);
    });
    child.once('close', (code, signal) => resolve({ code, signal, ms, isLate }));
  });
}

/** From the rename that ends a save until the served page of the edited question holds the new word. */
async function measureSaves(size) {
  const results = [];
  for (const { name, layout, serve, page } of [
    {
      name: 'faqgen watch',
      layout: faqgenWhole,
      serve: [process.execPath, faqgenProgram, 'watch', '--port', '0'],
      page: /(http:\/\/127\.0\.0\.1:\d+\/)/,
    },
    {
      name: 'Eleventy --serve',
      layout: eleventy,
      serve: [process.execPath, eleventyProgram, '--quiet', '--serve', '--port=0'],
      page: /(http:\/\/localhost:\d+\/)/,
    },
  ]) {
    const sections = makeCorpus(size, seed);
    const place = 4 % size;
    const project = makeProject({ name: `${name} watching`, layout }, size, sections, planFor(size));
    const { child, address } = await startServer(serve, project, environment(project), page, patienceMs);
    const url = `${address}${sections[0].questions[place].id}.html`;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const times = [];
    try {
      await servedWith(url, agent, '</html>');
      for (let save = 1; save <= (rounds ?? savesFor(size)); save++) {
        // A server that still writes what it has served, or paints for the first time, is given the time to end.
        await pause(save > 1 && size < 1_000 ? 300 : 3_000);
        const word = `Saved${save}`;
        editAnswer(sections, place, word);
        const [path, text] = layout.edited(sections, place);
        // Beside the project: the temporary file is none of the watcher's business.
        const temporary = join(room, 'save.tmp');
        await writeFile(temporary, text);
        const start = performance.now();
        await rename(temporary, join(project, path));
        await servedWith(url, agent, word);
        times.push(performance.now() - start);
        if (times.at(-1) > watchPatienceMs) break;
      }
    } finally {
      child.kill('SIGKILL');
      agent.destroy();
    }
    progress(size, name, `${times.length} saves`, { ms: times.at(-1) });
    results.push({ size, name, ms: times });
  }
  return results;
}

/** Asks for the page every millisecond until it holds the word. */
async function servedWith(url, agent, word) {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    interruption.signal.throwIfAborted();
    const body = await new Promise((resolve) => {
      get(url, { agent }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
        // A server that is busy with its files may let go of a connection: the next turn asks again.
      }).on('error', () => resolve(''));
    });
    if (body.includes(word)) return;
    await pause(1);
  }
  throw new Error(`${url} did not show "${word}" in ${patienceMs / 1_000} s`);
}

/** A project on disk. The folder node_modules of its own is where generators keep what they remember. */
function makeProject({ name, layout }, size, sections, plan) {
  const project = join(room, `${size}-${name}`);
  mkdirSync(join(project, '.cache'), { recursive: true });
  if (layout === null) return project;
  mkdirSync(join(project, 'node_modules/@11ty'), { recursive: true });
  for (const source of layout.files(sections, plan)) writeSource(project, source);
  for (const one of layout.packages) {
    symlinkSync(join(peersFolder, 'node_modules', one), join(project, 'node_modules', one));
  }
  return project;
}

function writeSource(project, [path, text]) {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Moved away, not deleted: see the end of the run. */
function emptyCaches({ name, project }) {
  const away = join(room, 'away', `${name}-${performance.now()}`);
  mkdirSync(away, { recursive: true });
  for (const [place, path] of kept.entries()) {
    try {
      renameSync(join(project, path), join(away, String(place)));
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
  }
  mkdirSync(join(project, '.cache'));
}

/** A runner's environment: all that it may keep outside its project is led into it. */
function environment(project) {
  const cache = join(project, '.cache');
  return {
    ...process.env,
    TMPDIR: cache,
    XDG_CACHE_HOME: cache,
    HUGO_CACHEDIR: cache,
    ASTRO_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
  };
}

function editAnswer(sections, place, word) {
  const question = sections.flatMap(({ questions }) => questions)[place];
  question.answer = `${word} ${question.answer}`;
}

/** Runs a check of a runner's output, whose fault then says whose it is. */
function named({ name }, size, check) {
  try {
    check();
  } catch (error) {
    throw new Error(`${name} did other work at ${size} questions: ${error.message}`);
  }
}

/** @returns {import('./layouts.mjs').Plan} */
function planFor(size) {
  return { answersOnIndex: size <= answersOnIndexUpTo, questionsOnIndex: size <= questionsOnIndexUpTo };
}

function machine() {
  const [{ model }] = cpus();
  const { stdout } = spawnSync('df', ['--output=fstype', room], { encoding: 'utf8' });
  const filesystem = /\n(\S+)/.exec(stdout ?? '')?.[1] ?? 'an unknown file system';
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`;
  return `${today()}: ${cpus().length} cores (${model.trim()}), ${memory}, ${type()} ${release()}, files on ${filesystem}, Node ${process.version}.`;
}

function programs(hugoVersion) {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: repository,
    encoding: 'utf8',
  }).stdout?.trim();
  const faqgenVersion = `faqgen ${faqgenPackage.version}${commit ? ` (${commit})` : ''}`;
  if (options.watch) return `${faqgenVersion}, Eleventy ${eleventyVersion}.`;
  const names = [
    faqgenVersion,
    hugoVersion === null ? 'no Hugo' : `Hugo ${hugoVersion}`,
    `Eleventy ${eleventyVersion}`,
    `Astro ${astroVersion} on Node ${astroNodeVersion}`,
  ];
  return `${names.join(', ')}.`;
}

function placeOfAnswers() {
  const limits = [answersOnIndexUpTo, questionsOnIndexUpTo].map((limit) => limit.toLocaleString('en'));
  return answersOnIndexUpTo === Number.POSITIVE_INFINITY
    ? 'In each of them, the index carries every answer.'
    : `In each of them, the index carries every answer up to ${limits[0]} questions, and lists the questions up to ${limits[1]}; above, a page for each section does.`;
}

function versionOfHugo() {
  const { stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
  return /v(\d[\d.]*)/.exec(stdout ?? '')?.[1] ?? null;
}

async function publish(name, text) {
  console.log(text);
  if (!options.out) return;
  const path = `${options.out}.md`;
  await writeFile(path, withGenerated(await readFile(path, 'utf8'), name, text));
}

function progress(size, name, what, built) {
  const said = typeof built === 'string' ? built : `${(built.ms / 1_000).toFixed(3)} s`;
  process.stderr.write(`${String(size).padStart(7)}  ${name.padEnd(16)}  ${what.padEnd(10)}  ${said}\n`);
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

function wholeNumber(given, what) {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${what} is a whole number above 0, not "${given}"`);
  return number;
}
