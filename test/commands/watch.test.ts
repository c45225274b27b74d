import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';
import { type Report, sendRaw, startWatching, type Watching } from '../watching.ts';

const templates = join(import.meta.dirname, '../..', 'templates');
const program = join(import.meta.dirname, '../..', 'lib', 'cli.js');

function faqWith(answer: string, extra = ''): string {
  return `title: Bees
policy: {review: off, citations: off}
questions:
  - id: sting
    question: What helps with a sting?
    answer: ${answer}
  - id: honey
    question: Who makes honey?
    answer: Bees do.
${extra}`;
}

async function project(faq = faqWith('Cold water.')): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), faq);
  return folder;
}

/** Saves as vim and VS Code can: into a new file that takes the place of the old one. */
async function saveAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.${Math.random().toString(36).slice(2)}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}

const isGood = ({ ok }: Report): boolean => ok;
const isBad = ({ ok }: Report): boolean => !ok;

async function shows(watching: Watching, words: string, path = '/'): Promise<void> {
  for (let turn = 0; turn < 400; turn++) {
    if ((await watching.get(path)).body.includes(words)) return;
    await pause(20);
  }
  expect((await watching.get(path)).body).toContain(words);
}

describe('a save', () => {
  it('is served and written, and names what it changed', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    expect((await watching.get('/')).body).toContain('Cold water.');
    const before = await watching.state();
    await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
    const report = await watching.report(({ written }) => written === 5, 1);
    const changed = ['faq.json', 'index.html', 'index.md', 'sting.html', 'sting.md'];
    expect([...report.changed].sort()).toEqual(changed);
    expect((await watching.get('/sting.html')).body).toContain('Warm water.');
    expect(await readFile(join(folder, 'dist/sting.html'), 'utf8')).toContain('Warm water.');
    const after = await watching.state();
    expect(after).toMatchObject({ previous: before.revision, style: null });
    expect([...after.changed].sort()).toEqual(changed);
  });

  it('of the original shows in a translation that it has changed', async () => {
    const folder = await project();
    const original = '{language: en, url: ../en/, file: faq.yaml, original: true}';
    const german = (digest: string): string =>
      `language: de\ntranslations: [${original}]\n${faqWith('Kaltes Wasser.', `    translatedFrom: ${digest}\n`)}`;
    await writeFile(join(folder, 'faq.de.yaml'), german('sha256:000000000000'));
    const help = (await run(['check', 'faq.de.yaml'], folder)).stderr;
    const digest = /`honey`[\s\S]*?write `translatedFrom: (sha256:\w+)`/.exec(help)?.[1] ?? '';
    await writeFile(join(folder, 'faq.de.yaml'), german(digest));
    const watching = await startWatching(folder, ['faq.de.yaml']);
    const said = 'Das Original wurde geändert, seit diese Antwort übersetzt wurde.';
    expect((await watching.get('/honey.html')).body).not.toContain(said);
    await writeFile(join(folder, 'faq.yaml'), faqWith('Cold water.').replace('Bees do.', 'Bees and some wasps.'));
    await shows(watching, said, '/honey.html');
  });

  it('of the stylesheet alone is told as such', async () => {
    const folder = await project(`${faqWith('Cold water.')}theme: {templates: theme}\n`);
    await mkdir(join(folder, 'theme'));
    await cp(join(templates, 'style.css'), join(folder, 'theme/style.css'));
    const watching = await startWatching(folder);
    const link = /assets\/style\.\w+\.css/.exec((await watching.get('/')).body)?.[0];
    await writeFile(join(folder, 'theme/style.css'), 'body { color: navy }');
    await watching.report(isGood, 1);
    const state = await watching.state();
    expect(state.style).toEqual({ from: link, to: expect.stringMatching(/^assets\/style\.\w+\.css$/) });
    // The page that carries its style is another one; all others only name it.
    expect(state.changed.filter((path) => path.endsWith('.html'))).toEqual(['404.html']);
    expect((await watching.get(`/${state.style?.to}`)).body).toContain('navy');
  });

  it('of a picture, of a template, or of one that was missing is seen', async () => {
    const folder = await project(faqWith('"![A bee](pictures/bee.svg)"', 'theme: {templates: theme}\n'));
    const watching = await startWatching(folder);
    expect(watching.reports[0]?.diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['missing-file', 'missing-file']),
    );
    await mkdir(join(folder, 'theme'));
    await mkdir(join(folder, 'pictures'));
    await writeFile(join(folder, 'pictures/bee.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await shows(watching, 'assets/bee.');
    const picture = async () => /assets\/bee\.\w+\.svg/.exec((await watching.get('/')).body)?.[0];
    const first = await picture();
    await writeFile(join(folder, 'pictures/bee.svg'), '<svg xmlns="http://www.w3.org/2000/svg" id="b"/>');
    for (let turn = 0; turn < 100 && (await picture()) === first; turn++) await pause(20);
    expect(await picture()).not.toBe(first);
    await writeFile(join(folder, 'theme/footer.hbs'), '<footer>Made by hand</footer>');
    await shows(watching, 'Made by hand');
  });

  it('of the same size with the old time of modification is seen', async () => {
    const folder = await project();
    const watching = await startWatching(folder, ['--poll']);
    const path = join(folder, 'faq.yaml');
    const { utimes, stat } = await import('node:fs/promises');
    const { atime, mtime } = await stat(path);
    await writeFile(path, faqWith('Cool water.'));
    await utimes(path, atime, mtime);
    await shows(watching, 'Cool water.');
  });

  it('during a build leads to one more: the last word counts', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    for (let turn = 0; turn < 30; turn++) {
      await writeFile(join(folder, 'faq.yaml'), faqWith(`Water of ${turn} degrees.`));
      await pause(turn);
    }
    await shows(watching, 'Water of 29 degrees.');
    const written = () => readFile(join(folder, 'dist/index.html'), 'utf8').catch(() => '');
    await expect.poll(written, { timeout: 60_000 }).toContain('Water of 29 degrees.');
  });

  it('that changes nothing of concern leads to no build', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    for (const name of [
      '.faq.yaml.swp',
      '4913',
      'faq.yaml~',
      '#faq.yaml#',
      'dist/index.html',
      'dist/notes.txt',
      'other.md',
    ])
      await writeFile(join(folder, name), 'x');
    await saveAtomically(join(folder, 'faq.yaml'), faqWith('Cold water.'));
    await pause(1200);
    expect(watching.reports).toHaveLength(1);
  });

  it.each([
    ['with polling', ['--poll'], true],
    ['without writing', ['--no-write'], false],
  ])('works %s', async (_, options, isWritten) => {
    const folder = await project();
    const watching = await startWatching(folder, options);
    await saveAtomically(join(folder, 'faq.yaml'), faqWith('Warm water.'));
    await shows(watching, 'Warm water.');
    await watching.report(isGood, 1);
    expect(existsSync(join(folder, 'dist/index.html'))).toBe(isWritten);
  });
});

describe('nothing kills it:', () => {
  it('broken YAML keeps the last good page, and says why over it', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    await writeFile(join(folder, 'faq.yaml'), faqWith('"Cold').replace('title', '\ttitle'));
    await watching.report(isBad, 1);
    expect((await watching.get('/')).body).toContain('Cold water.');
    const { problems } = await watching.state();
    expect(problems?.title).toMatch(/^\d+ errors?$/);
    expect(problems?.texts[0]).toMatch(/error\[yaml-syntax\].*\n {2}faq\.yaml:1:1\n/);
    expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).toContain('Cold water.');
    await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
    await watching.report(isGood, 2);
    expect((await watching.state()).problems).toBeNull();
  });

  it('broken YAML at the start, too: the first good page appears by itself', async () => {
    const folder = await project(faqWith('"Cold'));
    const watching = await startWatching(folder);
    expect(await watching.get('/')).toMatchObject({ status: 503, body: expect.stringContaining('/.faqgen/client.js') });
    await writeFile(join(folder, 'faq.yaml'), faqWith('Cold water.'));
    await shows(watching, 'Cold water.');
  });

  it('the file deleted and restored', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    await unlink(join(folder, 'faq.yaml'));
    await watching.report(isBad, 1);
    expect((await watching.state()).problems?.texts[0]).toContain('error[missing-faq]');
    expect((await watching.get('/')).body).toContain('Cold water.');
    await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
    await shows(watching, 'Warm water.');
  });

  it('the file away for a moment is no empty site', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    // Where the machine is so busy that the moment grew long, it is no moment, and is tried again.
    for (let turn = 0, away = Number.POSITIVE_INFINITY; away > 90; turn++) {
      const before = watching.reports.length;
      const start = performance.now();
      await unlink(join(folder, 'faq.yaml'));
      await pause(40);
      await writeFile(join(folder, 'faq.yaml'), faqWith(`Warm water ${turn}.`));
      away = performance.now() - start;
      await shows(watching, `Warm water ${turn}.`);
      if (away <= 90) expect(watching.reports.slice(before).every(isGood)).toBe(true);
    }
  });

  it('atomic saves, also two within three milliseconds, again and again', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    for (let turn = 0; turn < 10; turn++) {
      await saveAtomically(join(folder, 'faq.yaml'), faqWith(`Warm water ${turn}.`));
      await pause(3);
      await saveAtomically(join(folder, 'faq.yaml'), faqWith(`Hot water ${turn}.`));
      await shows(watching, `Hot water ${turn}.`);
    }
    // As vim does it with a backup: the old file is moved aside, the new one is written.
    await rename(join(folder, 'faq.yaml'), join(folder, 'faq.yaml~'));
    await writeFile(join(folder, 'faq.yaml'), faqWith('Vim was here.'));
    await unlink(join(folder, 'faq.yaml~'));
    await shows(watching, 'Vim was here.');
  });

  it('a folder renamed away and back, replaced, or made anew', async () => {
    const parent = await temporaryFolder();
    const folder = join(parent, 'project');
    await mkdir(join(folder, 'theme'), { recursive: true });
    await writeFile(join(folder, 'faq.yaml'), faqWith('Cold water.', 'theme: {templates: theme}\n'));
    const watching = await startWatching(parent, ['project/faq.yaml']);
    await rename(join(folder, 'theme'), join(folder, 'theme-away'));
    await watching.report(isBad, 1);
    await rename(join(folder, 'theme-away'), join(folder, 'theme'));
    await watching.report(isGood, 2);
    await writeFile(join(folder, 'theme/footer.hbs'), '<footer>One</footer>');
    await shows(watching, 'One');

    await rename(folder, `${folder}-away`);
    await watching.report(isBad, watching.reports.length);
    await rename(`${folder}-away`, folder);
    await writeFile(join(folder, 'faq.yaml'), faqWith('Back again.'));
    await shows(watching, 'Back again.');

    await rename(folder, `${folder}-old`);
    await mkdir(folder);
    await writeFile(join(folder, 'faq.yaml'), faqWith('Made anew.'));
    await shows(watching, 'Made anew.');
    await saveAtomically(join(folder, 'faq.yaml'), faqWith('And seen.'));
    await shows(watching, 'And seen.');
  });

  it('a template with an error', async () => {
    const folder = await project(faqWith('Cold water.', 'theme: {templates: theme}\n'));
    await mkdir(join(folder, 'theme'));
    const watching = await startWatching(folder);
    for (const [index, broken] of [
      '{{#if titel}}x{{/if}}',
      '{{#if title}}',
      '{{> nothing}}',
      '{{{title}}}',
    ].entries()) {
      await writeFile(join(folder, 'theme/footer.hbs'), broken);
      await watching.report(isBad, watching.reports.length);
      expect((await watching.state()).problems?.texts.join('\n')).toContain('theme/footer.hbs:1:');
      expect((await watching.get('/')).status).toBe(200);
      await writeFile(join(folder, 'theme/footer.hbs'), `<footer>Mended ${index}</footer>`);
      await shows(watching, `Mended ${index}`);
    }
  });

  it('dist/ deleted under it: the next build writes all of it', async () => {
    const folder = await project();
    const watching = await startWatching(folder);
    await rm(join(folder, 'dist'), { recursive: true });
    expect((await watching.get('/')).body).toContain('Cold water.');
    await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
    const { written } = await watching.report(isGood, 1);
    expect(written).toBe(15);
    expect(existsSync(join(folder, 'dist/404.html'))).toBe(true);
  });

  it('a disk that takes no more: said, and written when there is room', async () => {
    const folder = await project();
    // No file may be larger than 64 kB: to the writer a full disk of another name.
    const watching = await startWatching(folder, [], { before: 'ulimit -f 64;' });
    await writeFile(join(folder, 'faq.yaml'), faqWith('Much water. '.repeat(9000)));
    const { diagnostics } = await watching.report(isBad, 1);
    expect(diagnostics.map(({ code }) => code)).toContain('write-failed');
    expect((await watching.state()).problems?.texts.join('\n')).toContain('error[write-failed]');
    expect((await watching.get('/')).body).toContain('Much water.');
    expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).toContain('Cold water.');
    await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
    await watching.report(isGood, 2);
    expect(await readFile(join(folder, 'dist/index.html'), 'utf8')).toContain('Warm water.');
    expect((await watching.state()).problems).toBeNull();
  });

  it('a burst of 50 files becomes a few builds', async () => {
    const folder = await project(faqWith('Cold water.', 'theme: {templates: theme}\n'));
    await mkdir(join(folder, 'theme'));
    const watching = await startWatching(folder);
    const uses = Array.from({ length: 50 }, (_, index) => `{{> part-${index}}}`).join('');
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => writeFile(join(folder, `theme/part-${index}.hbs`), `<i>${index}</i>`)),
    );
    await writeFile(join(folder, 'theme/footer.hbs'), `<footer>${uses}</footer>`);
    await shows(watching, '<i>49</i>');
    await pause(600);
    expect(watching.reports.length).toBeLessThanOrEqual(5);
  });

  it.skipIf(process.platform !== 'linux')(
    '1,000 saves in a row, and its memory does not grow',
    async () => {
      const folder = await project();
      const watching = await startWatching(folder);
      const resident = (): number =>
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${watching.process.pid}/status`, 'utf8'))?.[1]);
      let after100 = 0;
      for (let save = 1; save <= 1000; save++) {
        await saveAtomically(join(folder, 'faq.yaml'), faqWith(`Water of ${save} degrees.`));
        await watching.report(({ changed }) => changed.includes('sting.html'), save);
        if (save === 100) after100 = resident();
      }
      expect(watching.reports).toHaveLength(1001);
      expect(resident()).toBeLessThan(after100 * 1.2);
      await shows(watching, 'Water of 1000 degrees.');
    },
    600_000,
  );

  it.each(['SIGINT', 'SIGTERM'] as const)('but %s ends it at once with 0, and leaves whole files', async (signal) => {
    for (const wait of [0, 15, 30, 60]) {
      const folder = await project();
      const begin = performance.now();
      const watching = await startWatching(folder);
      const started = performance.now();
      // An open page and an idle connection do not hold it up.
      const page = connect(watching.port, '127.0.0.1');
      page.on('error', () => undefined);
      page.write(`GET /.faqgen/events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
      await pause(wait);
      const start = performance.now();
      expect(await watching.stop(signal)).toBe(0);
      // Measured by what starting took: to wait until a connection is given up would take many times that.
      expect(performance.now() - start).toBeLessThan(20 * (started - begin));
      expect(watching.stderr()).toBe('');
      page.destroy();
      const left = await readdir(folder);
      expect(left.sort()).toEqual(['dist', 'faq.yaml']);
      for (const name of ['index.html', 'sting.html', 'honey.html', '404.html'])
        expect((await readFile(join(folder, 'dist', name), 'utf8')).trimEnd()).toMatch(/<\/html>$/);
    }
  });
});

describe('nobody else gets in:', () => {
  it('files are served by exact path alone', async () => {
    const folder = await project();
    await writeFile(join(folder, 'secret.txt'), 'SECRET');
    const watching = await startWatching(folder);
    const paths = [
      '/../faq.yaml',
      '/..%2ffaq.yaml',
      '/%2e%2e/faq.yaml',
      '/%2e%2e%2ffaq.yaml',
      '/assets/../../faq.yaml',
      '/assets/%2e%2e/%2e%2e/faq.yaml',
      '/..\\faq.yaml',
      '/..%5cfaq.yaml',
      '/assets%2f..%2f..%2fsecret.txt',
      '//etc/passwd',
      '//index.html',
      '/./index.html',
      '/index.html/',
      '/index.html%00',
      '/%00',
      '/%',
      '/%zz',
      '/%ff',
      '/%c0%ae%c0%ae/faq.yaml',
      '/faq.yaml',
      '/secret.txt',
      '/dist/index.html',
      '/.faqgen.json',
      '/.git/config',
      '/.env',
      '/.faqgen/',
      '/.faqgen/../faq.yaml',
      '/@fs/etc/passwd',
      `/${folder}/faq.yaml`,
      'http://evil.example/',
      'file:///etc/passwd',
      '*',
      'index.html',
    ];
    for (const path of paths) {
      const answer = await sendRaw(
        watching.port,
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect(answer, path).toMatch(/^HTTP\/1\.1 (?:400|403|404) /);
      expect(answer, path).not.toMatch(/SECRET|root:|title: Bees/);
    }
    expect(await watching.get('/index.html?query=1')).toMatchObject({ status: 200 });
  });

  it('only its own names, its own pages, and reading', async () => {
    const watching = await startWatching(await project());
    const { port } = watching;
    const own = `127.0.0.1:${port}`;
    const ask = async (method: string, headers: Record<string, string>, version = '1.1'): Promise<number> => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const answer = await sendRaw(port, `${method} / HTTP/${version}\r\n${lines.join('')}Connection: close\r\n\r\n`);
      expect(answer.toLowerCase()).not.toContain('access-control-');
      return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
    };
    expect(await ask('GET', { Host: own })).toBe(200);
    expect(await ask('HEAD', { Host: `localhost:${port}` })).toBe(200);
    expect(await ask('GET', { Host: `[::1]:${port}` })).toBe(200);
    expect(await ask('GET', { Host: own, Origin: `http://${own}`, 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    expect(await ask('GET', { Host: own, 'Sec-Fetch-Site': 'none' })).toBe(200);
    // A link to it may be followed from anywhere.
    const followed = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect(await ask('GET', { Host: own, ...followed })).toBe(200);

    expect(await ask('GET', {}, '1.0')).toBe(403);
    expect(await ask('GET', {})).toBe(400);
    const hosts = [
      'evil.example',
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `127.0.0.1.evil.example`,
      `localhost:${port}@evil.example`,
      `evil.example#localhost`,
      '192.0.2.1',
      '',
      'localhost:',
      'localhost:999999',
    ];
    for (const host of hosts) expect(await ask('GET', { Host: host }), host).toBe(403);
    for (const origin of ['http://evil.example', 'null', 'https://localhost', `http://localhost:${port + 1}`])
      expect(await ask('GET', { Host: `localhost:${port}`, Origin: origin }), origin).toBe(403);
    for (const site of ['cross-site', 'same-site'])
      expect(await ask('GET', { Host: own, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors' }), site).toBe(403);
    expect(await ask('GET', { Host: own, ...followed, 'Sec-Fetch-Dest': 'iframe' })).toBe(403);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])
      expect(await ask(method, { Host: own }), method).toBe(405);
    const events = await sendRaw(
      port,
      `GET /.faqgen/events HTTP/1.1\r\nHost: ${own}\r\nOrigin: http://evil.example\r\n\r\n`,
    );
    expect(events).toMatch(/^HTTP\/1\.1 403 /);
    const stream = await sendRaw(port, `GET /.faqgen/events HTTP/1.1\r\nHost: ${own}\r\n\r\n`);
    expect(stream).toMatch(/^HTTP\/1\.1 200 [\s\S]*text\/event-stream/);
    expect(stream.toLowerCase()).not.toContain('access-control-');
  });

  it('a name of its own is allowed by --host', async () => {
    const watching = await startWatching(await project(), ['--host', '0.0.0.0']);
    expect(watching.address).toBe(`http://localhost:${watching.port}/`);
    expect((await watching.get('/', { Host: 'localhost' })).status).toBe(200);
    expect((await watching.get('/', { Host: 'evil.example' })).status).toBe(403);
    const named = await startWatching(await project(), ['--host', 'localhost']);
    expect((await named.get('/', { Host: 'LOCALHOST' })).status).toBe(200);
  });

  it('10,000 random requests and 200 slow connections leave it answering', async () => {
    const watching = await startWatching(await project());
    const slow = Array.from({ length: 200 }, (_, index) => {
      const socket = connect(watching.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        index % 2 === 0 ? 'GET / HTTP/1.1\r\nHo' : 'GET /.faqgen/events HTTP/1.1\r\nHost: localhost\r\n\r\n',
      );
      return socket;
    });
    let seed = 42;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed % below;
    };
    const pieces = [
      'GET ',
      'POST ',
      '/',
      '/..',
      '%',
      '\r\n',
      '\n',
      '\0',
      ' HTTP/1.1',
      ' HTTP/9',
      'Host: localhost',
      'Host: x',
      ':',
      'Content-Length: 99',
      'Transfer-Encoding: chunked',
      'Upgrade: websocket',
      'Connection: Upgrade',
      '\r\n\r\n',
      'é',
      'A'.repeat(300),
      'PRI * HTTP/2.0',
    ];
    const one = async (): Promise<void> => {
      const bytes =
        random(4) === 0
          ? Buffer.from(Array.from({ length: random(200) }, () => random(256)))
          : Array.from({ length: random(14) }, () => pieces[random(pieces.length)]).join('');
      await sendRaw(watching.port, bytes, 20);
    };
    for (let turn = 0; turn < 100; turn++) await Promise.all(Array.from({ length: 100 }, one));
    expect(await watching.get('/')).toMatchObject({ status: 200 });
    for (const socket of slow) socket.destroy();
    await pause(50);
    expect((await watching.state()).problems).toBeNull();
    expect(watching.stderr()).toBe('');
    expect(await watching.stop('SIGINT')).toBe(0);
  }, 120_000);
});

describe('what is not published', () => {
  const drafted = `title: Bees
language: en
policy: {review: off, citations: off}
questions:
  - {id: sting, question: What helps?, answer: "Cold water, see [wax](#wax)."}
  - {id: wax, question: What is wax?, answer: Secret of the bees., draft: true}
  - {id: soon, question: What comes?, answer: Spring., publish: 2030-03-01}
  - {id: gone, question: What was?, answer: Winter., expires: 2020-03-01}
`;

  it('is shown and marked, and never written', async () => {
    const folder = await project(drafted);
    const watching = await startWatching(folder);
    const { body } = await watching.get('/');
    expect(body).toContain('This is a draft. It is not published.');
    expect(body).toContain('This answer is not published before March 1, 2030.');
    expect(body).toContain('This answer expired on March 1, 2020. It is no longer published.');
    expect((await watching.get('/wax.html')).body).toContain('This is a draft.');
    expect(watching.reports[0]?.diagnostics.filter(({ code }) => code === 'left-out')).toHaveLength(3);
    const written = await readdir(join(folder, 'dist'));
    expect(written).not.toContain('wax.html');
    for (const name of written.filter((each) => each.endsWith('.html')))
      expect(await readFile(join(folder, 'dist', name), 'utf8')).not.toMatch(/Secret of the bees|draft|not published/);
  });

  it('stays hidden with --no-drafts', async () => {
    const watching = await startWatching(await project(drafted), ['--no-drafts']);
    expect((await watching.get('/')).body).not.toContain('Secret of the bees');
    expect((await watching.get('/wax.html')).status).toBe(404);
  });
});

it('no file of the site knows of the script that watch adds', async () => {
  const folder = await project();
  const watching = await startWatching(folder);
  expect((await watching.get('/')).body).toContain('/.faqgen/client.js');
  for (const name of await readdir(join(folder, 'dist'), { recursive: true })) {
    if (/\.\w+$/.test(name) && name !== '.faqgen.json')
      expect(await readFile(join(folder, 'dist', name), 'utf8'), name).not.toContain('faqgen/');
  }
});

describe('it does not start', () => {
  it('where the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const { exitCode, stderr } = await run(['watch', '--port', String(port)], await project());
    taken.close();
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error[cannot-listen]: cannot serve at 127.0.0.1:${port}: another program listens there`);
  });

  it.each([
    ['without a file', ['watch', '--port', '0', 'none.yaml'], 'missing-faq'],
    ['with a folder that is not ours', ['watch', '--port', '0', '--out', '.'], 'output-refused'],
    ['with a port that is none', ['watch', '--port', '70000'], 'Write a number'],
  ])('%s', async (_, argv, words) => {
    const { exitCode, stdout, stderr } = await run(argv, await project());
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).not.toContain('the last good pages');
    expect(stderr).toContain(words);
  });
});

it('says to a person where it serves, and what each save changed; without --port it takes the next free one', async () => {
  const start = async (folder: string) => {
    const child = spawn(process.execPath, [program, 'watch'], { cwd: folder });
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await expect
      .poll(() => output, { timeout: 60_000 })
      .toMatch(/✓ 4 pages: index, sting, honey, 404; 6 other files, in \d+ ms; no warnings\n$/);
    return {
      port: Number(/^Serving http:\/\/127\.0\.0\.1:(\d+)\/ \(Ctrl\+C ends it\)\n/.exec(output)?.[1]),
      output: () => output,
    };
  };
  const folder = await project();
  const first = await start(folder);
  const second = await start(await project());
  expect(first.port).toBeGreaterThanOrEqual(4000);
  expect(second.port).toBeLessThan(4100);
  expect(second.port).not.toBe(first.port);
  await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
  await expect.poll(first.output, { timeout: 60_000 }).toMatch(/✓ 2 pages: index, sting, in \d+ ms; no warnings\n$/);
});

it('ends when nobody takes what it prints any more', async () => {
  const folder = await project();
  const watching = await startWatching(folder);
  const { process: child } = watching;
  child.stdout?.destroy();
  await writeFile(join(folder, 'faq.yaml'), faqWith('Warm water.'));
  await expect.poll(() => child.exitCode, { timeout: 60_000 }).toBe(0);
});

it('shows a sign-off at once, and that an edit ends it', async () => {
  const folder = await project();
  const signed = `${faqWith('Cold water.').replace('review: off', 'review: warn')}reviewers: {doe: {name: Jane Doe}}\n`;
  await writeFile(join(folder, 'faq.yaml'), signed);
  const watching = await startWatching(folder);
  expect((await watching.get('/')).body).toContain('waiting for its review');
  const { length } = watching.reports;
  expect((await run(['review', 'sign', 'sting', '--by', 'doe', '--yes'], folder)).exitCode).toBe(0);
  await watching.report(({ changed }) => changed.includes('sting.html'), length);
  expect((await watching.get('/sting.html')).body).toContain('Reviewed by Jane Doe');
  const before = watching.reports.length;
  await writeFile(join(folder, 'faq.yaml'), signed.replace('Cold', 'Warm'));
  await watching.report(({ changed }) => changed.includes('sting.html'), before);
  expect((await watching.get('/sting.html')).body).toContain('has changed since its last review');
});
