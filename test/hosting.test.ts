import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { attribute, elementsOf } from './prose/visibleText.ts';
import { run } from './testHost.ts';

/** The examples of docs/hosting.md, taken from the page and run by the servers that they are for. */
const page = await readFile(join(import.meta.dirname, '../docs/hosting.md'), 'utf8');

function blocksFor(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, block = '']) => block,
  );
}

/** With the rule for a withdrawn answer, where the page says that it has to stand: in front of the first `line`. */
function example(language: string, line: string, ruleOf = language): string {
  const [[whole, ...others], rule] = [blocksFor(language), blocksFor(ruleOf).at(-1)];
  if (!whole?.includes(line) || !rule || others.some((one) => one !== rule))
    throw new Error(`docs/hosting.md has not one example for ${language} and one rule`);
  return whole.replace(line, () => `${rule}${line}`);
}

interface Setup {
  readonly folder: string;
  readonly dist: string;
  readonly port: number;
}

interface Server {
  readonly name: string;
  /** The program that has to be there. */
  readonly program: string;
  /** Writes the configuration; returns the command that serves until it is ended. */
  prepare(setup: Setup): Promise<readonly string[]>;
}

const isRoot = process.getuid?.() === 0;

async function prepareApache({ folder, port }: Setup, site: string): Promise<readonly string[]> {
  const modules = ['mpm_event', 'authz_core', 'alias', 'deflate', 'dir', 'filter', 'headers', 'mime'];
  const configuration = `ServerRoot ${folder}
ServerName example.org
Listen 127.0.0.1:${port}
PidFile ${folder}/pid
ErrorLog ${folder}/errors
DocumentRoot ${folder}
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig /etc/mime.types
${isRoot ? 'User www-data\nGroup www-data' : ''}
${site}`;
  await writeFile(join(folder, 'apache.conf'), configuration);
  return ['apache2', '-X', '-d', folder, '-f', join(folder, 'apache.conf')];
}

const servers: Server[] = [
  {
    name: 'nginx',
    program: 'nginx',
    prepare: async ({ folder, dist, port }) => {
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      const configuration = `daemon off; master_process off; pid ${folder}/pid; error_log stderr;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  ${example('nginx', '    # An add_header in here').replaceAll('/srv/faq/dist', dist).replace('listen 80;', `listen 127.0.0.1:${port};`)}
}`;
      await writeFile(join(folder, 'nginx.conf'), configuration);
      return ['nginx', '-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
    },
  },
  {
    name: 'apache2',
    program: 'apache2',
    prepare: (setup) => prepareApache(setup, example('apache', '</Directory>').replaceAll('/srv/faq/dist', setup.dist)),
  },
  {
    name: 'htaccess',
    program: 'apache2',
    prepare: async (setup) => {
      const uploaded = join(setup.folder, 'uploaded');
      await cp(setup.dist, uploaded, { recursive: true });
      await writeFile(join(uploaded, '.htaccess'), example('htaccess', '<Files', 'apache'));
      return prepareApache(
        setup,
        `Alias "/a/deep/path" "${uploaded}"\n<Directory "${uploaded}">\nRequire all granted\nAllowOverride All\n</Directory>`,
      );
    },
  },
  {
    name: 'caddy',
    program: 'caddy',
    prepare: async ({ folder, dist, port }) => {
      const site = example('caddyfile', '\t\tfile_server\n')
        .replaceAll('/srv/faq/dist', dist)
        .replace('example.org {', `http://:${port} {`);
      await writeFile(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n\n${site}`);
      return ['caddy', 'run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')];
    },
  },
];

// `test/run` provides nginx and says so where it cannot; the others are tried where they are installed.
const isHere = ({ program }: Server): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const tried = servers.filter((server) =>
  server.name === 'nginx' ? !process.env['FAQGEN_WITHOUT_NGINX'] : isHere(server),
);

const faq = `title: Bees
url: https://example.org/a/deep/path/
policy: {review: off, citations: off}
outputs: {fragment: true}
questions:
  - {id: sting, question: What helps?, answer: "Cold water, never ice: ![bee](bee.svg) ${'Again. '.repeat(200)}", formerly: [bite], updated: 2026-11-01}
  - {id: dose, question: How much ice?, answer: A lot., withdrawn: {on: 2026-11-02, reason: It was wrong., instead: sting}}
disclaimer: {text: No advice.}
`;

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const security = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
};
/** What was withdrawn says so in its status, too. */
const statusOf = (path: string): number => (path.endsWith('dose.html') ? 410 : 200);
const forEver = 'public, max-age=31536000, immutable';

let room: string;
let dist: string;

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), 'faqgen-hosting-'));
  // Apache reads as a user of its own.
  await chmod(room, 0o755);
  await writeFile(join(room, 'faq.yaml'), faq);
  await writeFile(join(room, 'bee.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect((await run(['build', '-q'], room)).exitCode).toBe(0);
  dist = join(room, 'dist');
});

afterAll(() => rm(room, { recursive: true, force: true }));

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path, headers: { host: 'example.org', ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    asking.on('error', reject);
    asking.end();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

test('what the examples send is what `_headers` says, but for the digest of the style of 404.html', async () => {
  const rules = await readFile(join(dist, '_headers'), 'utf8');
  const forAll =
    /^\/\*\n((?: {2}.*\n)+)/
      .exec(rules)?.[1]
      ?.trim()
      .split(/\n {2}/) ?? [];
  const headers = Object.fromEntries(forAll.map((line) => line.split(': ') as [string, string]));
  const digest = / 'sha256-[\w+/=]+'/;
  expect(headers['Content-Security-Policy']).toMatch(digest);
  expect(headers['Content-Security-Policy']?.replace(digest, '')).toBe(security['content-security-policy']);
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.replace(digest, '')]);
  expect(Object.fromEntries(named)).toEqual(security);
  expect(rules).toContain(
    '\n/embed/*\n  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n',
  );
});

describe.each(tried)('$name', (server) => {
  let child: ChildProcess;
  let port: number;
  let said = '';

  beforeAll(async () => {
    const folder = join(room, server.name);
    await mkdir(folder);
    port = await freePort();
    const [command = '', ...options] = await server.prepare({ folder, dist, port });
    child = spawn(command, options, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', (error) => {
      said += error.message;
    });
    for (let turn = 0; turn < 200 && child.exitCode === null; turn++) {
      if (await ask(port, '/').catch(() => null)) return;
      await pause(50);
    }
    throw new Error(`${server.name} does not answer: ${said}`);
  });

  afterAll(async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  });

  const get = (path: string, headers?: Record<string, string>) => ask(port, `/a/deep/path/${path}`, headers);

  test('serves every file with its type, its caching and all headers', async () => {
    const files = (await readdir(dist, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !/^[._]/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
    expect(files).toEqual(expect.arrayContaining(['index.html', 'bite.html', 'sting.md', 'feed.xml', 'faq.json']));
    const types: Record<string, RegExp> = {
      css: /^text\/css; charset=utf-8$/i,
      html: /^text\/html; charset=utf-8$/i,
      js: /^text\/javascript; charset=utf-8$/i,
      json: /^application\/json$/,
      md: /^text\/markdown; charset=utf-8$/i,
      png: /^image\/png$/,
      svg: /^image\/svg\+xml$/,
      txt: /^text\/plain; charset=utf-8$/i,
      xml: /^application\/xml$/,
    };
    const met = new Set<string>();
    for (const path of files) {
      const { status, headers, body } = await get(path);
      expect(status, path).toBe(statusOf(path));
      expect(body.equals(await readFile(join(dist, path))), path).toBe(true);
      const extension = path.replace(/^.*\./, '');
      met.add(extension);
      const type = path === 'feed.xml' ? /^application\/atom\+xml$/ : types[extension];
      expect(headers['content-type'], path).toMatch(type ?? 'a type');
      expect(headers['cache-control'], path).toBe(path.startsWith('assets/') ? forEver : 'no-cache');
      const own =
        path === '404.html'
          ? security['content-security-policy'].replace("style-src 'self'", "style-src 'unsafe-inline'")
          : policy;
      const isShared = path.startsWith('embed/');
      expect(headers['access-control-allow-origin'], path).toBe(isShared ? '*' : undefined);
      expect(headers['cross-origin-resource-policy'], path).toBe(isShared ? 'cross-origin' : undefined);
      // Caddy knows that page only where it stands for another.
      expect(headers, path).toMatchObject({
        ...security,
        'content-security-policy': server.name === 'caddy' ? policy : own,
      });
    }
    expect([...met].sort()).toEqual(Object.keys(types).sort());
  });

  test('every link, anchor and file of every page is there', async () => {
    const names = (await readdir(dist)).filter((name) => name.endsWith('.html') && name !== '404.html');
    const pages = new Map<string, string>();
    expect(names).toContain('dose.html');
    for (const name of names) pages.set(name, (await get(name)).body.toString());
    const addresses = [...pages].flatMap(([name, html]) =>
      elementsOf(html).flatMap((element) =>
        ['href', 'src', 'data-target'].flatMap((key) => {
          const address = attribute(element, key);
          return address === undefined || /^[a-z]+:/.test(address) ? [] : [{ name, address }];
        }),
      ),
    );
    expect(addresses.length).toBeGreaterThan(20);
    for (const { name, address } of addresses) {
      const { pathname, hash } = new URL(address, `http://host/a/deep/path/${name}`);
      const where = `${address} on ${name}`;
      const answer = await ask(port, pathname);
      expect(answer.status, where).toBe(statusOf(pathname));
      const target = hash && elementsOf(answer.body.toString()).some((one) => attribute(one, 'id') === hash.slice(1));
      expect(target, where).toBe(hash && true);
    }
  });

  test('serves the front page at the path of the folder, and leads there without its slash', async () => {
    const { status, headers, body } = await get('');
    expect(status).toBe(200);
    expect(headers).toMatchObject({ ...security, 'cache-control': 'no-cache' });
    expect(headers['content-type']).toMatch(/^text\/html; charset=utf-8$/i);
    expect(body.equals(await readFile(join(dist, 'index.html')))).toBe(true);
    const bare = await ask(port, '/a/deep/path');
    expect(bare.status).toBe(301);
    expect(bare.headers.location).toMatch(/(?:^|example\.org)\/a\/deep\/path\/$/);
  });

  test.each(['nowhere.html', 'no/such/folder/', 'no/such/page', 'assets/style.0000000000.css', 'reviews/', 'assets/'])(
    'shows 404.html at %s, with its status and its style, and lets nobody keep it',
    async (path) => {
      const { status, headers, body } = await get(path);
      expect(status).toBe(404);
      expect(headers['content-type']).toMatch(/^text\/html; charset=utf-8$/i);
      expect(body.equals(await readFile(join(dist, '404.html')))).toBe(true);
      expect(headers).toMatchObject({
        ...security,
        'content-security-policy': policy.replace("style-src 'self'", "style-src 'unsafe-inline'"),
        'cache-control': 'no-cache',
      });
    },
  );

  test('compresses text, and finds unchanged what was compressed', async () => {
    for (const path of ['index.html', 'index.md', 'faq.json', 'feed.xml']) {
      const { headers, body } = await get(path, { 'accept-encoding': 'gzip' });
      expect(headers['content-encoding'], path).toBe('gzip');
      expect(headers.vary, path).toMatch(/accept-encoding/i);
      expect(gunzipSync(body).equals(await readFile(join(dist, path))), path).toBe(true);
      const again = await get(path, { 'accept-encoding': 'gzip', 'if-none-match': headers.etag ?? '' });
      expect(again.status, path).toBe(304);
      expect(again.headers['cache-control'], path).toBe('no-cache');
    }
  });
});

test('every example gives the same headers', () => {
  const { headers } = JSON.parse(blocksFor('json')[0] ?? '') as {
    headers: { source: string; headers: { key: string; value: string }[] }[];
  };
  const whole = {
    ...security,
    'content-security-policy': policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  };
  const vercel = Object.fromEntries(headers[0]?.headers.map(({ key, value }) => [key.toLowerCase(), value]) ?? []);
  expect(vercel).toEqual({ ...whole, 'cache-control': 'no-cache' });
  const cloud = parse(blocksFor('yaml')[0] ?? '', {
    customTags: ['!Ref', '!GetAtt'].map((tag) => ({ tag, resolve: (value: string) => value })),
  });
  const config = cloud.FaqHeaders.Properties.ResponseHeadersPolicyConfig;
  expect(config.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).toBe(
    whole['content-security-policy'],
  );
  expect(config.SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy).toBe(whole['referrer-policy']);
  const custom = config.CustomHeadersConfig.Items.map(({ Header, Value }: Record<string, string>) => [
    Header?.toLowerCase(),
    Value,
  ]);
  expect(whole).toMatchObject(Object.fromEntries(custom));
  for (const language of ['nginx', 'apache', 'caddyfile']) expect(blocksFor(language)[0]).toContain(policy);
  const [shared] = headers.filter(({ source }) => source === '/embed/(.*)');
  expect(shared?.headers.map(({ key, value }) => `${key}: ${value}`)).toEqual([
    'Access-Control-Allow-Origin: *',
    'Cross-Origin-Resource-Policy: cross-origin',
  ]);
});
