// The page that a reader gets: this repository's FAQ as faqgen builds it, beside the same words by the patterns of
// nhs.uk (its answers below headings, and in expanders) and of Starlight, each from its own package.
//
//   node bench/pages.mjs                    (prints tables; about seven minutes)
//     --out docs/pages.md                   writes them into that document
//     --pictures FOLDER                     saves each page as it looks at each width
//
// Needs Chromium, and the npm registry once, for the packages. The pages are built in the system's temporary folder.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, type } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { axeVersion, figuresOf, heightsOf, launchBrowser, picture } from './pageFigures.mjs';
import { nhsFiles, nhsFolder, nhsPage, starlightProject } from './pageLayouts.mjs';
import { checkAnchors, checkSameWords, readParts } from './pageParts.mjs';
import { changeTable, pageTables, weightTable } from './pageReport.mjs';
import { weightOf } from './pageWeight.mjs';
import {
  astroNode,
  astroNodeVersion,
  astroVersion,
  installPeers,
  nhsVersion,
  peersFolder,
  starlightVersion,
} from './peers.mjs';
import { withGenerated } from './speedReport.mjs';

const repository = join(import.meta.dirname, '..');
const faqgenPackage = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));

/** What was reported of the page before it was changed, with 25 other short answers; what is found of it here, at b313341. */
const reported = { answer: 1314, masthead: 410, short: [8365, 5188], pages: 11, gzip: '17.1 kB' };
const before = { answer: 1141, masthead: 417, short: [8926, 5772], pages: 11, br: 14265, gzip: 17058 };

const { values: options } = parseArgs({ options: { out: { type: 'string' }, pictures: { type: 'string' } } });
const room = await mkdtemp(join(tmpdir(), 'faqgen-pages-'));
const browser = await launchBrowser();
try {
  await installPeers(['astro', '@astrojs/starlight', 'nhsuk-frontend', 'nunjucks']);
  const own = await buildAll('own', join(repository, 'faq.yaml'));
  const short = await buildAll('short', await shortAnswers());
  const results = [];
  for (const { name, folder } of own.sites) {
    process.stderr.write(`${name}\n`);
    const figures = await figuresOf(browser, folder, own.parts);
    if (figures.missing.length > 0) throw new Error(`${name} has no ${figures.missing.join(', ')}`);
    const shortHeights = await heightsOf(browser, short.sites.find((site) => site.name === name).folder);
    results.push({ name, figures, shortHeights });
    if (options.pictures) await saveLooks(name, folder);
  }
  const [{ figures, shortHeights }] = results;
  const [narrow, , wide] = figures.places;
  const rows = [
    { title: 'first answer at 320 px', of: ({ answer }) => answer, now: narrow.heading },
    { title: 'above the first answer at 1,280 px', of: ({ masthead }) => masthead, now: wide.heading },
    { title: '25 short answers at 320 px', of: ({ short: [tall] }) => tall, now: shortHeights[0] },
    { title: '25 short answers at 1,280 px', of: ({ short: [, tall] }) => tall, now: shortHeights[1] },
    { title: 'sheets of A4', of: ({ pages }) => pages, now: figures.pages },
    { title: 'bytes, gzip', of: ({ gzip }) => gzip, now: figures.gzip },
    { title: 'bytes, Brotli', of: ({ br = '' }) => br, now: figures.br },
  ].map(({ title, of, now }) => ({ title, reported: of(reported), before: of(before), now }));
  await publish('surroundings', surroundings());
  await publish('pages', pageTables(results));
  await publish('change', changeTable(rows));
  await publish('weight', weightTable(await weightOf(own.sites[0].folder)));
} finally {
  await browser.close();
  await rm(room, { recursive: true, force: true });
}

/** The front page of a FAQ by each system, proven to show the same words; faqgen's first. */
async function buildAll(name, faq) {
  const at = (system) => join(room, name, system);
  run(process.execPath, ['lib/cli.js', 'build', '--quiet', '--out', at('faqgen'), faq], repository);
  const html = await readFile(join(at('faqgen'), 'index.html'), 'utf8');
  const parts = readParts(html);
  const sites = [
    { name: 'faqgen', folder: at('faqgen') },
    { name: 'nhs.uk, headings', folder: await writeNhs(at('nhs-open'), nhsPage(parts, false)) },
    { name: 'nhs.uk, expanders', folder: await writeNhs(at('nhs-closed'), nhsPage(parts, true)) },
    { name: 'Starlight', folder: await buildStarlight(at('starlight'), parts) },
  ];
  for (const site of sites) {
    try {
      const page = await readFile(join(site.folder, 'index.html'), 'utf8');
      checkSameWords(page, parts);
      checkAnchors(page);
    } catch (error) {
      throw new Error(`${site.name} does not show the same: ${error.message}`);
    }
  }
  return { parts, sites };
}

/** The nine questions over and over, each with its short answer alone: a FAQ of 25 answers of one sentence. */
async function shortAnswers() {
  const own = parse(await readFile(join(repository, 'faq.yaml'), 'utf8'));
  const questions = Array.from({ length: 25 }, (_, place) => {
    const { question, short } = own.questions[place % own.questions.length];
    return { id: `question-${place + 1}`, question: `${place + 1}: ${question}`, answer: short };
  });
  const { title, description, publisher } = own;
  const faq = { title, description, publisher, questions, policy: { review: 'off', citations: 'off' } };
  const path = join(room, 'short.yaml');
  await writeFile(path, stringify(faq));
  return path;
}

async function writeNhs(folder, page) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), page);
  for (const name of nhsFiles) await cp(join(nhsFolder, name), join(folder, name), { recursive: true });
  return folder;
}

async function buildStarlight(folder, parts) {
  const icon = await readFile(join(repository, 'templates/icon.svg'), 'utf8');
  for (const [path, text] of starlightProject(parts, icon)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(join(peersFolder, 'node_modules'), join(folder, 'node_modules'));
  run(astroNode, ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], folder);
  return join(folder, 'dist');
}

function run(program, argv, cwd) {
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
}

async function saveLooks(name, folder) {
  await mkdir(options.pictures, { recursive: true });
  await picture(browser, folder, join(options.pictures, name.replaceAll(/\W+/g, '-')));
}

function surroundings() {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: repository,
    encoding: 'utf8',
  }).stdout.trim();
  const today = new Date().toISOString().slice(0, 10);
  return [
    `${today}: faqgen ${faqgenPackage.version}${commit && ` (${commit})`}, nhsuk-frontend ${nhsVersion}, Starlight ${starlightVersion}`,
    `on Astro ${astroVersion} and Node ${astroNodeVersion}; axe-core ${axeVersion}, Chromium ${browser.version()}, fonts of ${type()}.`,
  ].join('\n');
}

async function publish(name, text) {
  console.log(`${text}\n`);
  if (options.out) await writeFile(options.out, withGenerated(await readFile(options.out, 'utf8'), name, text));
}
