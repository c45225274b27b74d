// What it takes to write 20,000 pages: into a new folder, over the same site, with one page and with every
// page another one. Several builds of the program are measured in turn, each write in a process of its own.
//
//   node bench/writing.mjs [folder] [rounds] [lib …]      (the system's folder for temporary files, 3, this lib)

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const jobs = ['fresh', 'unchanged', 'one changed', 'all changed'];
const pages = 10_000;

if (process.argv[2] === '--write') await write(...process.argv.slice(3));
else compareBuilds(...process.argv.slice(2));

function compareBuilds(folder = tmpdir(), rounds = '3', ...libs) {
  const builds = libs.length > 0 ? libs : [join(import.meta.dirname, '../lib')];
  const room = mkdtempSync(join(folder, 'faqgen-writing-'));
  const figures = new Map();
  try {
    // Job by job, those that remove files last: ext4 makes files slowly for minutes after many were removed.
    for (const job of jobs) {
      for (let round = 0; round < Number(rounds); round += 1) {
        for (const [number, lib] of builds.entries()) {
          const request = ['--write', resolve(lib), room, `site-${round}-${number}`, job];
          const { stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, ...request]);
          if (stdout.length === 0) throw new Error(stderr.toString());
          const key = `${job}, ${lib}`;
          figures.set(key, [...(figures.get(key) ?? []), JSON.parse(stdout.toString())]);
        }
      }
    }
  } finally {
    rmSync(room, { recursive: true });
  }
  for (const [key, runs] of figures) {
    const median = (name) => runs.map((run) => run[name]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
    const each = runs.map(({ seconds }) => seconds.toFixed(2)).join(' ');
    console.log(
      `${key}: ${median('seconds').toFixed(2)} s (${each}), ${median('cpu').toFixed(2)} s of CPU, ${median('added')} MB`,
    );
  }
}

/** Seconds on the clock and on the processor, and megabytes above what holds the site itself. */
async function write(lib, room, name, job) {
  const { writeSite } = await import(pathToFileURL(join(lib, 'host/writeSite.js')).href);
  const files = [];
  for (let n = 0; n < pages; n += 1) {
    const edit = job === 'all changed' || (job === 'one changed' && n === 4711) ? 'again' : 'first';
    files.push({ path: `question-${n}.html`, contents: `<p>${edit} ${n}</p>${'A page of words. '.repeat(276)}` });
    files.push({ path: `question-${n}.md`, contents: `first ${n} ${'Less of it. '.repeat(66)}` });
  }
  const before = process.memoryUsage.rss();
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await writeSite(files, { out: join(room, name), projectRoot: import.meta.dirname });
  const { user, system } = process.cpuUsage(cpu);
  const added = Math.round(process.resourceUsage().maxRSS / 1024 - before / 2 ** 20);
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, added }));
}
