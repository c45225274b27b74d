// From the moment a save replaces the file until the new words are in the DOM of Chromium, for nine
// questions: `faqgen watch` beside Eleventy's own server, save by save in turn.
//
//   node bench/watch.mjs [saves]      (50; needs Chromium, and the npm registry for Eleventy)

import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { installPeers, peersFolder } from './peers.mjs';
import { startServer } from './startServer.mjs';

const saves = Number(process.argv[2] ?? 50);
const repository = join(import.meta.dirname, '..');

const questions = Array.from({ length: 9 }, (_, index) => ({
  id: `question-${index + 1}`,
  question: `What is question ${index + 1}?`,
  answer: 'A sentence of ten words stands here for an answer. '.repeat(24),
}));

/** The same nine answers; the one that is edited carries a word of its own. */
function answersWith(word) {
  return questions.map((question, index) =>
    index === 4 ? { ...question, answer: `${word} ${question.answer}` } : question,
  );
}

/** The repository's own FAQ, nine questions too, with nine times the parts of a page. */
const own = readFileSync(join(repository, 'faq.yaml'), 'utf8');

const layouts = {
  'faqgen, own faq.yaml': {
    edited: 'faq.yaml',
    text: (word) => own.replace(/^( +answer: \|\n +)/m, `$1${word} `),
    others: {},
    start: [process.execPath, join(repository, 'lib/cli.js'), 'watch', '--port', '0'],
    address: /(http:\/\/127\.0\.0\.1:\d+\/)/,
  },
  faqgen: {
    edited: 'faq.yaml',
    text: (word) =>
      `title: Bench\npolicy: {review: off, citations: off}\nquestions:\n${answersWith(word)
        .map(({ id, question, answer }) => `  - id: ${id}\n    question: ${question}\n    answer: |\n      ${answer}\n`)
        .join('')}`,
    others: {},
    start: [process.execPath, join(repository, 'lib/cli.js'), 'watch', '--port', '0'],
    address: /(http:\/\/127\.0\.0\.1:\d+\/)/,
  },
  eleventy: {
    edited: '_data/questions.json',
    text: (word) => JSON.stringify(answersWith(word)),
    others: {
      'index.liquid':
        '---\npermalink: index.html\n---\n<!doctype html><html lang="en"><head><title>Bench</title></head><body><h1>Bench</h1>{% for q in questions %}<article id="{{ q.id }}"><h2>{{ q.question }}</h2><p>{{ q.answer }}</p></article>{% endfor %}</body></html>',
      'page.liquid':
        '---\npagination: {data: questions, size: 1, alias: q}\npermalink: "{{ q.id }}.html"\n---\n<!doctype html><html lang="en"><head><title>{{ q.question }}</title></head><body><h1>{{ q.question }}</h1><p>{{ q.answer }}</p></body></html>',
    },
    start: [process.execPath, join(peersFolder, 'node_modules/@11ty/eleventy/cmd.cjs'), '--serve', '--port=0'],
    address: /(http:\/\/localhost:\d+\/)/,
  },
};

async function serveProject(layout, room) {
  const folder = await mkdtemp(join(room, 'project-'));
  await mkdir(join(folder, '_data'));
  for (const [name, text] of Object.entries(layout.others)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, layout.edited), layout.text('word-0'));
  return { folder, ...(await startServer(layout.start, folder, process.env, layout.address)) };
}

/** Opens the page, and resolves each wait when a word is in the DOM, with the time at which it was seen there. */
async function openPage(browser, address) {
  const page = await browser.newPage();
  let seen = () => undefined;
  await page.exposeFunction('reportWord', (word, time) => seen(word, time));
  await page.addInitScript(() => {
    let last = '';
    const look = () => {
      const word = /word-\d+/.exec(document.body?.textContent ?? '')?.[0] ?? '';
      if (word === last || word === '') return;
      last = word;
      window.reportWord(word, performance.timeOrigin + performance.now());
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto(address);
  return {
    wait: (wanted) =>
      new Promise((resolve) => {
        seen = (word, time) => word === wanted && resolve(time);
      }),
  };
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const room = await mkdtemp(join(tmpdir(), 'faqgen-bench-'));
await installPeers(['@11ty/eleventy']);
const browser = await chromium.launch({
  executablePath: process.env.FAQGEN_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const runners = [];
for (const [name, layout] of Object.entries(layouts)) {
  const server = await serveProject(layout, room);
  runners.push({ name, layout, server, page: await openPage(browser, server.address), times: [] });
}
try {
  await pause(1500);
  for (let save = 1; save <= saves; save++) {
    for (const { layout, server, page, times } of runners) {
      const path = join(server.folder, layout.edited);
      const word = `word-${save}`;
      // Beside the project: the temporary file is none of the watcher's business.
      const temporary = join(room, 'save.tmp');
      await writeFile(temporary, layout.text(word));
      const arrives = page.wait(word);
      const start = performance.timeOrigin + performance.now();
      await rename(temporary, path);
      times.push((await arrives) - start);
      await pause(300);
    }
  }
} finally {
  for (const { server } of runners) server.child.kill('SIGKILL');
  await browser.close();
  await rm(room, { recursive: true, force: true });
}
console.log(`save to DOM, 9 questions, ${saves} saves in turn, Node ${process.version}`);
console.log(`${''.padEnd(22)}    median     least      most`);
for (const { name, times } of runners) {
  const cells = [median(times), Math.min(...times), Math.max(...times)].map((time) =>
    `${time.toFixed(1)} ms`.padStart(10),
  );
  console.log(`${name.padEnd(22)}${cells.join('')}`);
}
const [, ours, theirs] = runners.map(({ times }) => median(times));
console.log(`ratio of the medians: ${(ours / theirs).toFixed(3)}`);
