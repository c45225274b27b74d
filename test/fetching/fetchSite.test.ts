import { createServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { isPrivateAddress } from '../../src/fetching/connection.ts';
import { fetchSite } from '../../src/fetching/fetchSite.ts';
import { defaultLimits, type FetchLimits, FetchRefused, folderOf } from '../../src/fetching/walkSite.ts';
import { leadingAddresses } from '../../src/published/leadingAddresses.ts';
import { type Served, serve, serveFiles } from '../servedSite.ts';

let server: Served | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const small = {
  'index.html': '<a href="tea.html">Tea</a> <a href="/other.html">Other</a> <link href=assets/style.0.css>',
  'milk.html': 'Milk',
  'tea.html': '<a href="../elsewhere.html">Out</a><img src="assets/cup%20a.png"><a href="./#x">Top</a>',
  'faq.json':
    '{"sections": [null, 1, {"questions": 5}, {"questions": [{"id": "milk"}, {"id": "../x"}, {"id": 7}, null]}]}',
  'assets/style.0.css': 'p{}',
  'assets/cup a.png': 'png',
  'other.html': 'of another system',
  '404.html': 'nothing here',
};

async function fetched(address: string, limits: Partial<FetchLimits> = {}) {
  return await fetchSite(address, {
    isPrivateAllowed: true,
    addressesIn: leadingAddresses,
    limits: { ...defaultLimits, ...limits },
  });
}

async function refusal(address: string, limits: Partial<FetchLimits> = {}, isPrivateAllowed = true): Promise<string> {
  return await fetchSite(address, {
    isPrivateAllowed,
    addressesIn: leadingAddresses,
    limits: { ...defaultLimits, ...limits },
  }).then(
    () => 'not refused',
    (error) => {
      expect(error).toBeInstanceOf(FetchRefused);
      return error.message;
    },
  );
}

describe('the files of a site', () => {
  test('are those of its list and those to which its data and pages lead, as readers get them', async () => {
    const list = JSON.stringify({ faqgen: 1, files: ['index.html', 'lost.md', '_headers', '.htaccess'] });
    server = await serveFiles({ ...small, '.faqgen.json': list }, '/help/');
    const { address, files, missing } = await fetched(`${server.origin}/help/tea.html`);
    expect(address).toBe(`${server.origin}/help/`);
    expect(files.map(({ path }) => path)).toEqual([
      '404.html',
      'assets/cup a.png',
      'assets/style.0.css',
      'faq.json',
      'index.html',
      'milk.html',
      'tea.html',
    ]);
    expect(missing).toEqual(['lost.md']);
    expect(server.asked).toContain('/help/');
    expect(server.asked.filter((path) => /index\.html|_headers|htaccess|other|elsewhere/.test(path))).toEqual([]);
  });

  test('are found without a list, which a host may keep to itself', async () => {
    server = await serveFiles(small);
    const { files, missing } = await fetched(server.origin);
    expect(files.map(({ path }) => path)).toContain('tea.html');
    expect(missing).toEqual([]);
  });

  test.each([
    ['is no JSON', 'nothing'],
    ['names no files', '{"files": 7}'],
    [
      'leads out',
      '{"files": ["../secret.html", "/etc/passwd", "//other.example/x.html", "https://other.example/", "a\\\\b", 7]}',
    ],
  ])('stay within the site where its list %s', async (_, list) => {
    server = await serveFiles({ ...small, '.faqgen.json': list }, '/help/');
    await fetched(`${server.origin}/help/`);
    expect(server.asked.every((path) => path.startsWith('/help/'))).toBe(true);
    expect(server.asked.filter((path) => /secret|passwd|other/.test(path))).toEqual([]);
  });

  test.each([
    ['an entity', 'te&#97;.html', 'tea.html'],
    ['a dot at its start', '.tea.html', '.tea.html'],
    ['a colon', './t:ea.html', 't:ea.html'],
    ['two slashes', './/tea.html', '/tea.html'],
    ['a backslash in its name', 't%5cea.html', 't%5cea.html'],
    ['what is no text', 'te%ff.html', 'te%ff.html'],
    ['its own scheme', 'http:tea.html', 'tea.html'],
  ])('are found behind a link with %s', async (_, href, path) => {
    const page = `<p title=" href='"><a class="x"href="${href}">Tea</a>'`;
    server = await serve((request, response) =>
      request.url === '/' ? response.end(page) : response.writeHead(/ea|ff/.test(request.url ?? '') ? 200 : 404).end(),
    );
    expect((await fetched(server.origin)).files.map((file) => file.path)).toContain(path);
  });

  test('are found in a page of any depth', async () => {
    server = await serveFiles({ ...small, 'index.html': `${'<div>'.repeat(50_000)}<a href="tea.html">` });
    expect((await fetched(server.origin)).files.map(({ path }) => path)).toContain('tea.html');
  });

  test('are not what stands in another folder, to which a host leads who asks for what it does not have', async () => {
    server = await serve((request, response) => {
      if (request.url === '/help/') response.end('<p>');
      else if (request.url === '/') response.end('of another system');
      else response.writeHead(302, { location: '/' }).end();
    });
    expect((await fetched(`${server.origin}/help/`)).files.map(({ path }) => path)).toEqual(['index.html']);
  });

  test('come as they are behind compression and redirects within the site', async () => {
    server = await serve((request, response) => {
      const { url = '' } = request;
      if (url === '/tea.html') response.writeHead(308, { location: '/tea' }).end();
      else if (url === '/tea')
        response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(small['tea.html']));
      else if (url === '/') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(small['index.html']));
      else response.writeHead(404).end();
    });
    const { files } = await fetched(server.origin);
    expect(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)])).toEqual([
      ['index.html', small['index.html']],
      ['tea.html', small['tea.html']],
    ]);
  });

  test('hold the page for what is missing as the site has it, and none that the host has of its own', async () => {
    const printed = '<meta http-equiv="Content-Security-Policy" content="">';
    const list = JSON.stringify({ faqgen: 1, files: ['index.html', '404.html'] });
    for (const [said, isTheirs] of [
      [printed, true],
      ['<h1>404</h1>nginx', false],
    ] as const) {
      server = await serve((request, response) => {
        const found = { '/': small['index.html'], '/tea.html': small['tea.html'], '/.faqgen.json': list }[
          request.url ?? ''
        ];
        response.writeHead(found === undefined ? 404 : 200).end(found ?? said);
      });
      const { files, missing } = await fetched(server.origin);
      expect([files.some(({ path }) => path === '404.html'), missing]).toEqual([isTheirs, []]);
      await server.close();
    }
  });

  test('come although the host closes each connection that it kept open as it is used again', async () => {
    const used = new WeakSet<object>();
    server = await serve((request, response) => {
      if (used.has(request.socket)) {
        request.socket.destroy();
        return;
      }
      used.add(request.socket);
      response.end(request.url === '/' ? small['index.html'] : '');
    });
    expect((await fetched(server.origin)).files.map(({ path }) => path)).toContain('tea.html');
  });

  test.each([
    ['https://faq.example', 'https://faq.example/'],
    ['https://faq.example/help', 'https://faq.example/help/'],
    ['https://faq.example/help/tea.html?x=1#y', 'https://faq.example/help/'],
    ['https://faq.example/v1.2/', 'https://faq.example/v1.2/'],
  ])('of %s lie in %s', (address, folder) => {
    expect(folderOf(address).href).toBe(folder);
  });
});

describe('what has no end, or leads elsewhere, is refused with its reason', () => {
  const page = (size: number) => serve((_, response) => response.end('x'.repeat(size)));

  test('a file that is too large, as it is sent or behind its compression', async () => {
    server = await page(2000);
    expect(await refusal(server.origin, { bytesOfFile: 1000 })).toMatch(/ is larger than 0\.001 MB$/);
    await server.close();
    server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('0'.repeat(5e6))),
    );
    expect(await refusal(server.origin, { bytesOfFile: 1e6 })).toMatch(/ is larger than 1 MB$/);
  });

  test('a body without an end', async () => {
    server = await serve((_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(65536), () => setImmediate(more));
      };
      more();
    });
    expect(await refusal(server.origin, { bytesOfFile: 1e6 })).toMatch(/ is larger than 1 MB$/);
  });

  test('a site that is too large, and a list that is too long', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `a${index}.html`);
    const files = Object.fromEntries(names.map((name) => [name, 'x'.repeat(1000)]));
    server = await serveFiles({ ...files, '.faqgen.json': JSON.stringify({ files: names }) });
    expect(await refusal(server.origin, { bytes: 20_000 })).toBe('it is larger than 0.02 MB');
    expect(await refusal(server.origin, { files: 30 })).toBe('it names more than 30 files');
  });

  test('pages that lead to ever more pages', async () => {
    let number = 0;
    server = await serve((_, response) => {
      number += 1;
      response.end(`<a href="p${number}.html"></a><a href="q${number}.html"></a>`);
    });
    expect(await refusal(server.origin, { files: 50 })).toBe('it names more than 50 files');
  });

  test('a host that says nothing, or says it too slowly', async () => {
    server = await serve(() => undefined);
    expect(await refusal(server.origin, { silence: 50 })).toMatch(/^nothing came of .* for 0\.05 seconds$/);
    expect(await refusal(server.origin, { file: 50 })).toMatch(/ takes longer than 0\.05 seconds$/);
    expect(await refusal(server.origin, { whole: 50 })).toBe('it takes longer than 0.05 seconds');
  });

  test('redirects without an end, to another site, and to no address', async () => {
    let to = '/again';
    server = await serve((_, response) => response.writeHead(302, { location: to }).end());
    expect(await refusal(server.origin)).toMatch(/ redirects more than 5 times$/);
    to = 'https://other.example/';
    expect(await refusal(server.origin)).toMatch(/ redirects to another site, https:\/\/other\.example\/$/);
    to = 'http://[';
    expect(await refusal(server.origin)).toMatch(/ redirects to what is no address, http:\/\/\[$/);
  });

  test('a redirect to another folder, where the links of the page lead elsewhere', async () => {
    server = await serve((request, response) =>
      request.url === '/' ? response.writeHead(302, { location: '/en/' }).end() : response.end('<a href="tea.html">'),
    );
    expect(await refusal(server.origin)).toMatch(
      /\/ redirects to another folder, .*\/en\/; give the address of the site$/,
    );
  });

  test.each(['br, br', 'zstd'])('what is packed as %s', async (encoding) => {
    server = await serve((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end('<p>'));
    expect(await refusal(server.origin)).toBe(`.faqgen.json is packed as \`${encoding}\`, for which nobody asked`);
  });

  test('a name that is too long for its host, of which the reason holds the start', async () => {
    server = await serveFiles({ ...small, '.faqgen.json': JSON.stringify({ files: ['x'.repeat(100_000)] }) });
    expect(await refusal(server.origin)).toBe(`its host answers with 431 for ${'x'.repeat(200)}`);
  });

  test.each([401, 403, 404, 410])('an address at which nothing is, told by %i', async (status) => {
    server = await serve((_, response) => response.writeHead(status).end('<h1>Sorry</h1>'));
    expect(await refusal(server.origin)).toBe('its host gives nothing at this address');
  });

  test('a switch to another protocol', async () => {
    server = await serve((request) =>
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    );
    expect(await refusal(server.origin)).toBe('its host broke off');
  });

  test('and nothing more is asked for', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `a${index}.html`);
    server = await serve((request, response) => {
      if (request.url === '/.faqgen.json') response.end(JSON.stringify({ files: names }));
      else response.writeHead(request.url === '/' ? 503 : 404).end();
    });
    expect(await refusal(server.origin)).toMatch(/503/);
    for (let turn = 0; turn < 2000; turn++) await new Promise((done) => setImmediate(done));
    expect(server.asked.length).toBeLessThan(20);
  });

  test('a host that is not there, breaks off, fails, or sends what cannot be unpacked', async () => {
    const closed = createServer();
    await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
    const { port } = closed.address() as { port: number };
    await new Promise((done) => closed.close(done));
    expect(await refusal(`http://127.0.0.1:${port}`)).toBe('nobody answers there');
    expect(await refusal('http://no-such-host.invalid/')).toBe('there is no host no-such-host.invalid');
    server = await serve((request) => request.socket.destroy());
    expect(await refusal(server.origin)).toBe('its host broke off');
    await server.close();
    server = await serve((request, response) => response.writeHead(request.url === '/' ? 503 : 404).end());
    expect(await refusal(server.origin)).toBe('its host answers with 503 for index.html');
    await server.close();
    server = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'));
    expect(await refusal(server.origin)).toBe('incorrect header check');
  });

  test('a private address, however it is written, unless it was asked for', async () => {
    server = await serveFiles(small);
    const port = new URL(server.origin).port;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0'])
      expect(await refusal(`http://${host}:${port}/`, {}, false)).toMatch(
        / is a host of a private network; --private /,
      );
    expect(server.asked).toEqual([]);
    const addresses = [
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      'fd00::1',
      'fe80::1',
      '64:ff9b::7f00:1',
    ];
    expect(addresses.filter((address) => !isPrivateAddress(address))).toEqual([]);
    expect(['1.1.1.1', '172.32.0.1', '2606:4700::1111'].filter(isPrivateAddress)).toEqual([]);
  });
});
