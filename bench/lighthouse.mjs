// Builds the repository's FAQ, serves it as a good static host does, and holds the front page and a
// question page against Lighthouse as on a phone: once as the file is, once with an address of its own.
// Fails where a category is below 100.
//
//   node bench/lighthouse.mjs [question]      (cost; needs Chromium, and the npm registry for Lighthouse)

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

// Lighthouse 13 runs on Node 22.19 or newer.
const packages = ['node@24', 'lighthouse@13.5.0'];
const chromeFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const question = process.argv[2] ?? 'cost';
const repository = join(import.meta.dirname, '..');
const room = await mkdtemp(join(tmpdir(), 'faqgen-lighthouse-'));

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.xml': 'application/xml; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};
const compressed = /^(?:text\/|application\/(?:json|xml)|image\/svg)/;

function run(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: repository, env: { ...process.env, ...env } });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'])
      child[stream].setEncoding('utf8').on('data', (chunk) => {
        output[stream] += chunk;
      });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}:\n${output.stderr}`)),
    );
  });
}

/** The headers of a file, as the site's own `_headers` asks for them. */
function headersOf(folder, path) {
  const file = join(folder, '_headers');
  const headers = {};
  let applies = false;
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (/^\S/.test(line)) {
      const [start = '', ...rest] = line.trim().split('*');
      applies = rest.length > 0 ? path.startsWith(start) && path.endsWith(rest.at(-1)) : path === start;
    } else if (applies) {
      const colon = line.indexOf(':');
      headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    }
  }
  return headers;
}

/** The server stands before the site does: `--url` has to name its port. */
async function serve(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const found = await readFile(join(folder, path)).catch(() => null);
    const body = found ?? (await readFile(join(folder, '404.html')));
    const type = found ? (types[extname(path)] ?? 'application/octet-stream') : types['.html'];
    // Browsers take Brotli by HTTPS and from this machine, as most hosts send it.
    const accepted = compressed.test(type) ? (request.headers['accept-encoding'] ?? '') : '';
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
    response.writeHead(found ? 200 : 404, {
      'content-type': type,
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      ...(encoding && { 'content-encoding': encoding }),
      ...headersOf(folder, path),
    });
    response.end(encoding === 'br' ? brotliCompressSync(body) : encoding === 'gzip' ? gzipSync(body) : body);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, origin: `http://localhost:${server.address().port}/` };
}

async function judge(address) {
  const { stdout } = await run(
    'npx',
    [
      '--yes',
      ...packages.flatMap((name) => ['-p', name]),
      'lighthouse',
      address,
      '--output=json',
      '--quiet',
      `--only-categories=${categories}`,
      `--chrome-flags=${chromeFlags.join(' ')}`,
    ],
    { CHROME_PATH: process.env.FAQGEN_CHROMIUM || '/usr/bin/chromium' },
  );
  return JSON.parse(stdout);
}

/** What weighs in a category and is not at its best, for whoever has to mend it. */
function faultsOf(report) {
  return categories
    .filter((name) => report.categories[name].score < 1)
    .flatMap((name) => report.categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (report.audits[id].score ?? 1) < 1)
    .map(({ id }) => {
      const { title, displayValue, details } = report.audits[id];
      return `  ${id}: ${title} ${displayValue ?? ''} ${JSON.stringify(details?.items ?? [])}`;
    });
}

try {
  console.log('page'.padEnd(36) + [...categories, 'CLS', 'LCP', 'bytes'].map((name) => name.padStart(15)).join(''));
  for (const withUrl of [false, true]) {
    const folder = join(room, withUrl ? 'with-url' : 'as-it-is');
    const { server, origin } = await serve(folder);
    try {
      const url = withUrl ? ['--url', origin] : [];
      await run(process.execPath, ['lib/cli.js', 'build', '--quiet', '--out', folder, ...url]);
      for (const page of ['index.html', `${question}.html`]) {
        const report = await judge(origin + (page === 'index.html' ? '' : page));
        if (report.runtimeError) throw new Error(report.runtimeError.message);
        const { audits } = report;
        const scores = categories.map((name) => Math.round(report.categories[name].score * 100));
        const bytes = audits['network-requests'].details.items.reduce((sum, { transferSize }) => sum + transferSize, 0);
        const figures = [
          ...scores,
          audits['cumulative-layout-shift'].numericValue.toFixed(3),
          `${Math.round(audits['largest-contentful-paint'].numericValue)} ms`,
          bytes,
        ];
        console.log(
          `${page}${withUrl ? ', with url' : ''}`.padEnd(36) +
            figures.map((figure) => String(figure).padStart(15)).join(''),
        );
        for (const fault of faultsOf(report)) console.log(fault);
        if (scores.some((score) => score < 100)) process.exitCode = 1;
      }
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }
} finally {
  await rm(room, { recursive: true, force: true });
}
