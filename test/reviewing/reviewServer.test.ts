import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SigningError } from '../../src/host/host.ts';
import { makeKey } from '../signing.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';
import { vnu } from '../vnu.ts';
import { sendRaw, startWatching } from '../watching.ts';
import { type OpenedReview, openReview } from './openedReview.ts';

/** Who gets in, what they get, and what is never done, on 23 November 2026. */

const yaml = `title: Bees
policy: {citations: off}
questions:
  - {id: sting, question: What helps?, answer: "Cold water, as [shown](leaflet.pdf). ![ice](ice.svg)"}
  - {id: hive, question: Who takes a hive?, answer: A beekeeper.}
reviewers:
  doe: {name: Jane Doe, role: Nurse}
  roe: {name: John Roe}
`;
const files = {
  'faq.yaml': yaml,
  'ice.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  'leaflet.pdf': '%PDF-1.4',
  'reviewer-key': 'PRIVATE',
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function ask(address: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(address, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** What the browser of the reviewer knows, and nobody else. */
async function enter(entrance: string) {
  const { origin, host } = new URL(entrance);
  const { headers } = await ask(entrance);
  const room = `${origin}${headers.location}`;
  const [cookie = ''] = (headers['set-cookie']?.[0] ?? '').split(';');
  const get = (path: string, more: Record<string, string> = {}) =>
    ask(`${room}${path}`, { headers: { cookie, ...more } });
  const whole = (await get('')).body;
  const [, token = ''] = /name="faqgen-token" content="([^"]+)"/.exec(whole) ?? [];
  const own = {
    cookie,
    origin,
    'x-faqgen-token': token,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
  };
  const post = (act: string, body: unknown, more: Record<string, string | undefined> = {}) => {
    const headers = Object.fromEntries(
      Object.entries({ ...own, ...more }).filter((one): one is [string, string] => one[1] !== undefined),
    );
    return ask(`${room}${act}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  };
  const shownOf = async (answer: string, by = 'doe') =>
    /data-shown="([^"]+)"/.exec((await get(`?by=${by}&answer=${answer}`)).body)?.[1] ?? '';
  const approve = async (answer: string, by = 'doe') =>
    post('approve', { by, answer, shown: await shownOf(answer, by) });
  return { origin, host, room, cookie, token, get, post, shownOf, approve };
}

const recordsOf = async ({ folder }: OpenedReview) => readdir(join(folder, 'reviews')).catch(() => []);

describe('who is let in', () => {
  test('the address that was printed becomes a cookie for one folder, and tells nobody of itself', async () => {
    const desk = await openReview(files);
    const { status, headers } = await ask(desk.entrance);
    expect(status).toBe(303);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^faqgen-review=[\w-]{32}; Path=\/[\w-]{12}\/; HttpOnly; SameSite=Strict$/);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers.location).toMatch(/^\/[\w-]{12}\/$/);
    const secret = desk.entrance.split('/').at(-1) as string;
    expect(secret.length).toBeGreaterThanOrEqual(24);
    // Printed once, and in no argument of this process.
    expect(desk.printed().split(secret)).toHaveLength(2);
    expect(process.argv.join(' ')).not.toContain(secret);
    const { get } = await enter(desk.entrance);
    const page = await get('');
    expect(page.status).toBe(200);
    expect(page.body).not.toContain(secret);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self';.* frame-ancestors 'none'$/,
    );
    expect(page.body).not.toMatch(/<script(?! src="review\.js" defer)|<style|\son\w+=|javascript:/);
  });

  test('whoever has found the port and knows no secret gets nothing', async () => {
    const desk = await openReview(files);
    const { room, cookie, origin } = await enter(desk.entrance);
    for (const path of ['', 'main', 'review.js', 'review.css', 'page?answer=sting', 'file?answer=sting&path=ice.svg']) {
      for (const headers of [
        {},
        { cookie: 'faqgen-review=' },
        { cookie: `faqgen-review=${'A'.repeat(32)}` },
        { cookie: `${cookie}x` },
      ] as Record<string, string>[]) {
        const { status, body } = await ask(`${room}${path}`, { headers });
        expect([status, body], path).toEqual([403, 'open the address that faqgen has printed\n']);
      }
    }
    for (const path of ['/', '/index.html', '/x/y', `${new URL(room).pathname.slice(0, -2)}A/`, '/%00', '//'])
      expect((await ask(`${origin}${path}`, { headers: { cookie } })).body, path).toBe(
        'open the address that faqgen has printed\n',
      );
    expect((await ask(`${desk.entrance}A`)).status).toBe(403);
    expect((await ask(desk.entrance, { method: 'POST', headers: { origin } })).status).toBe(403);
    expect(await recordsOf(desk)).toEqual([]);
  });

  test('it listens on this machine alone, by its own names', async () => {
    const desk = await openReview(files);
    const { port } = new URL(desk.entrance);
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect(Number(port), address, () => resolve(true));
        onTestFinished(() => void socket.destroy());
        socket.on('error', () => resolve(false));
      });
      expect(reached, address).toBe(false);
    }
    const { cookie, room } = await enter(desk.entrance);
    // A name that is made to lead here: DNS rebinding.
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', '0.0.0.0', 'faq.local'])
      expect((await ask(room, { headers: { cookie, host } })).status, host).toBeGreaterThanOrEqual(400);
    expect((await ask(room, { headers: { cookie, host: `localhost:${port}` } })).status).toBe(200);
  });

  test('in watch, whatever the site is served at, the review is a server of its own on this machine', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'faq.yaml'), yaml.replace(/ ?!\[.*?\)|\[shown\]\(.*?\)/g, 'shown'));
    const watching = await startWatching(folder, ['--host', '0.0.0.0', '--format', 'text'], {}, /To review: (\S+)/);
    const entrance = /To review: (\S+)/.exec(watching.stdout())?.[1] ?? '';
    const { port, hostname } = new URL(entrance);
    const served = /Serving http:\/\/[^:]+:(\d+)/.exec(watching.stdout())?.[1];
    expect([hostname, port === served]).toEqual(['127.0.0.1', false]);
    const { approve, room } = await enter(entrance);
    expect((await ask(`http://127.0.0.1:${served}${new URL(room).pathname}`)).status).toBe(404);
    expect((await approve('hive')).status).toBe(200);
    expect(await readdir(join(folder, 'reviews'))).toEqual(['hive.yaml']);
    expect(await watching.stop('SIGINT')).toBe(0);
    await expect(ask(entrance)).rejects.toThrow();
  });
});

test('a process of its own ends with Ctrl+C, and has the secret in none of its arguments', async () => {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const program = join(import.meta.dirname, '..', '..', 'lib', 'cli.js');
  const child = spawn(process.execPath, [program, 'review', 'open', '--port', '0'], { cwd: folder });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.on('close', resolve));
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  await expect.poll(() => printed, { timeout: 20_000 }).toMatch(/http:\S+\n/);
  const [entrance = ''] = /http:\S+/.exec(printed) ?? [];
  expect((await (await enter(entrance)).approve('hive')).status).toBe(200);
  if (process.platform === 'linux') {
    const visible = await readFile(`/proc/${child.pid}/cmdline`, 'utf8');
    for (const secret of new URL(entrance).pathname.split('/').filter(Boolean)) expect(visible).not.toContain(secret);
  }
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

describe('what another page of the same browser can do', () => {
  test('nothing: without the token, the origin, the type or the fetch metadata of this page', async () => {
    const desk = await openReview(files);
    const { post, shownOf, host, token } = await enter(desk.entrance);
    const act = { by: 'doe', answer: 'hive', shown: await shownOf('hive') };
    for (const [name, headers] of Object.entries({
      'no token': { 'x-faqgen-token': undefined },
      'another token': { 'x-faqgen-token': `${token.slice(0, -1)}~` },
      'no cookie': { cookie: undefined },
      'no origin': { origin: undefined },
      'another origin': { origin: 'https://evil.example' },
      'another port of this machine': { origin: 'http://127.0.0.1:1' },
      'a frame without an origin': { origin: 'null' },
      'another scheme': { origin: `https://${host}` },
      'another site': { 'sec-fetch-site': 'cross-site' },
      'another origin of this site': { 'sec-fetch-site': 'same-site' },
      'a form': { 'content-type': 'application/x-www-form-urlencoded' },
      'a form of text': { 'content-type': 'text/plain' },
      'no type': { 'content-type': undefined },
      'a rebound name': { host: 'evil.example', origin: 'http://evil.example' },
    })) {
      const { status } = await post('approve', act, headers);
      expect([403, 415], name).toContain(status);
    }
    expect(await recordsOf(desk)).toEqual([]);
    expect((await post('approve', act)).status).toBe(200);
    expect(await recordsOf(desk)).toEqual(['hive.yaml']);
  });

  test('a page from elsewhere neither frames it nor loads a part of it', async () => {
    const desk = await openReview(files);
    const { get } = await enter(desk.entrance);
    const cross = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    expect((await get('review.js', cross)).status).toBe(403);
    expect(
      (await get('', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }))
        .status,
    ).toBe(403);
    for (const path of ['', 'review.js', 'main', 'page?answer=sting', 'file?answer=sting&path=ice.svg']) {
      const { headers } = await get(path);
      expect(headers['cross-origin-resource-policy'], path).toBe('same-origin');
      expect(headers['referrer-policy'], path).toBe('no-referrer');
      expect(headers['cache-control'], path).toBe('no-store');
      expect(headers['x-content-type-options'], path).toBe('nosniff');
      expect(headers['content-security-policy'], path).toContain(
        path.startsWith('page') ? "frame-ancestors 'self'" : "frame-ancestors 'none'",
      );
    }
  });

  test('GET changes nothing, and no other method is answered', async () => {
    const desk = await openReview(files);
    const { get, room, cookie, shownOf, token, origin } = await enter(desk.entrance);
    const shown = await shownOf('hive');
    expect((await get(`approve?by=doe&answer=hive&shown=${shown}`, { 'x-faqgen-token': token })).status).toBe(404);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])
      expect((await ask(room, { method, headers: { cookie, origin } })).status, method).toBe(405);
    expect(await recordsOf(desk)).toEqual([]);
  });
});

describe('what is shown', () => {
  test('text that would be markup stays text, and the page of a theme comes without its scripts, into a frame in which nothing runs', async () => {
    const evil = `"<img src=x onerror=alert(1)>" </main><script>alert(1)</script>`;
    const desk = await openReview({
      'faq.yaml': `title: '${evil}'
theme: {templates: theme}
questions:
  - {id: sting, question: '${evil}', answer: '${evil} javascript:alert(1)', short: '${evil}'}
reviewers:
  doe: {name: '${evil}', role: '${evil}'}
`,
      'theme/style.css': 'body { background: url(https://evil.example/x) } </style><script>alert(1)</script>',
      'reviews/requests/sting.doe.yaml': `id: sting\nreviewer: doe\ndate: 2026-11-20\nwords: sha256:${'0'.repeat(64)}\nnote: '${evil}'\n`,
    });
    const { get } = await enter(desk.entrance);
    for (const path of [
      '',
      '?by=doe',
      '?by=doe&answer=sting',
      `?by=${encodeURIComponent(evil)}&answer=${encodeURIComponent(evil)}`,
    ]) {
      const { body } = await get(path);
      expect(body, path).not.toMatch(/<img src=x|<script>|onerror=alert\(1\)>"? </);
      expect(body.match(/<\/main>/g), path).toHaveLength(1);
    }
    const framed = await get('page?answer=sting');
    expect(framed.headers['content-security-policy'] ?? '').toMatch(/^(?:sandbox; )?default-src 'none'/);
    expect(framed.body).not.toMatch(/<script/);
    expect((await get('?by=doe&answer=sting')).body).toMatch(/<iframe [^>]*sandbox=""|cannot be made/);
  });

  test('first what waits, then what is reviewed, drafts and what was withdrawn; and --all signs the first alone', async () => {
    const desk = await openReview({
      'faq.yaml': `title: Bees
policy: {citations: off}
questions:
  - {id: a, question: First?, answer: Yes., withdrawn: {on: 2026-11-20, reason: Wrong.}}
  - {id: b, question: Second?, answer: Yes., draft: true}
  - {id: c, question: Third?, answer: Yes.}
  - {id: d, question: Fourth?, answer: Yes.}
reviewers: {doe: {name: Jane Doe}}
`,
    });
    const { get, approve } = await enter(desk.entrance);
    expect((await approve('c')).status).toBe(200);
    const { body } = await get('?by=doe');
    const order = [...body.matchAll(/<h2>([^<]+)<|answer=(\w)" lang/g)].map(([, title, id]) => title ?? id);
    expect(order).toEqual([
      'To be reviewed',
      'd',
      'Reviewed',
      'c',
      'Drafts, not ready for a review',
      'b',
      'Withdrawn from readers',
      'a',
    ]);
    expect(body).toContain('1 of 2 answers waits for a review.');
    expect((await get('?by=doe&answer=a')).body).toContain('It is withdrawn: readers get a notice in its place.');
    await run(['review', 'sign', '--all', '--by', 'doe', '--yes'], desk.folder);
    expect((await recordsOf(desk)).filter((name) => name !== 'withdrawn')).toEqual(['c.yaml', 'd.yaml']);
  });

  test('a text from right to left runs so, and its numbers stand in their order', async () => {
    const answer = 'تناول 10-20 ملغ يوميا.';
    const desk = await openReview({
      'faq.yaml': `title: نحل\nlanguage: ar\npolicy: {citations: off}\nquestions: [{id: a, question: متى؟, answer: ${answer}}]\nreviewers: {doe: {name: Jane Doe}}\n`,
    });
    const { get, approve } = await enter(desk.entrance);
    expect((await get('?by=doe&answer=a')).body).toMatch(
      /<article lang="ar" dir="rtl">[\s\S]*<bdi class="as-typed" dir="ltr">10-20<\/bdi>/,
    );
    await approve('a');
    const faq = await readFile(join(desk.folder, 'faq.yaml'), 'utf8');
    await desk.write('faq.yaml', faq.replace('10-20', '10-30'));
    expect((await get('?by=doe&answer=a')).body).toMatch(/<del>[\s\S]*10-20[\s\S]*<ins>[\s\S]*10-30/);
  });

  test.skipIf(Boolean(process.env['FAQGEN_WITHOUT_JAVA']))('its markup is in order, whatever has changed', async () => {
    const answer = (more: string) =>
      `policy: {citations: off}\nquestions:\n  - id: a\n    question: Which?\n    answer: |\n${[
        'Take **95 mg** [@who] or [more](#b).',
        '',
        more,
        '',
        '> [!WARNING]',
        '> Stop.',
        '',
        '## Why',
        '',
        'So.',
      ]
        .map((line) => `      ${line}\n`)
        .join(
          '',
        )}  - {id: b, question: And?, answer: Yes.}\nsources: {who: {title: Doses, url: "https://who.example/"}}\nreviewers: {doe: {name: Jane Doe}, roe: {name: John Roe}}\ntitle: Doses\n`;
    const table = '| A | B |\n      | - | - |\n      | 1 | 2 |\n      | 3 | 4 |\n\n      3. one\n      4. two';
    const desk = await openReview({ 'faq.yaml': answer(table) });
    const { get, approve, post, shownOf } = await enter(desk.entrance);
    await approve('a');
    await desk.write(
      'faq.yaml',
      answer(
        table
          .replace('| 3 | 4 |', '| 3 | 5 |\n      | 9 | 9 |')
          .replace('3. one', '5. one')
          .replace('4. two', '6. two'),
      ).replace('**95 mg**', '**96 mg**'),
    );
    await post('request', { by: 'doe', answer: 'a', shown: await shownOf('a'), note: 'No.' });
    const folder = await temporaryFolder();
    const places = ['', '?by=doe', '?by=doe&answer=a', '?by=doe&answer=b', '?answer=a'];
    const pages = await Promise.all(
      places.map(async (place, index) => {
        const path = join(folder, `${index}.html`);
        await writeFile(path, (await get(place)).body);
        return path;
      }),
    );
    expect(await readFile(pages[2] as string, 'utf8')).toMatch(/<tr class="ins">[\s\S]*<li class="numbers">/);
    expect((await vnu(...pages)).map(({ message, extract }) => `${message}: ${extract}`)).toEqual([]);
  });

  test('of the project, only the files that an answer shows or links', async () => {
    const desk = await openReview(files);
    await mkdir(join(desk.folder, 'x'));
    await symlink('/etc/passwd', join(desk.folder, 'passwd.pdf'));
    const { get } = await enter(desk.entrance);
    const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
    const file = (path: string, answer = 'sting', digest = digestOf(path in files ? files[path as 'ice.svg'] : '')) =>
      get(`file?${new URLSearchParams({ answer, path, digest })}`);
    expect((await get('?answer=sting')).body).toContain(`digest=${digestOf(files['ice.svg'])}`);
    expect((await file('ice.svg')).headers['content-type']).toBe('image/svg+xml');
    expect((await file('ice.svg')).headers['content-security-policy']).toMatch(/^sandbox/);
    expect((await file('leaflet.pdf')).status).toBe(200);
    for (const path of ['reviewer-key', 'faq.yaml', '../x', '/etc/passwd', 'passwd.pdf', '.env', 'x', '', 'ice.svg\0'])
      expect((await file(path)).status, path).toBe(404);
    expect((await file('ice.svg', 'hive')).status).toBe(404);
    // A picture of a moment ago is not what is shown under that address.
    await desk.write('ice.svg', '<svg/>');
    expect((await file('ice.svg')).status).toBe(404);
    expect((await file('ice.svg', 'sting', digestOf('<svg/>'))).body).toBe('<svg/>');
  });
});

describe('nothing is signed that was not shown', () => {
  test.each([
    ['a word', async ({ write }: OpenedReview) => write('faq.yaml', yaml.replace('Cold', 'Hot'))],
    ['the question', async ({ write }: OpenedReview) => write('faq.yaml', yaml.replace('What helps', 'What harms'))],
    ['the picture', async ({ write }: OpenedReview) => write('ice.svg', files['ice.svg'].replace('"9"', '"8"'))],
    ['the file that it links', async ({ write }: OpenedReview) => write('leaflet.pdf', '%PDF-1.5')],
    ['the reviewer’s role', async ({ write }: OpenedReview) => write('faq.yaml', yaml.replace('Nurse', 'Doctor'))],
    [
      'the language',
      async ({ write }: OpenedReview) => write('faq.yaml', yaml.replace('title: Bees', 'title: Bees\nlanguage: fr')),
    ],
    [
      'the last day',
      async ({ write }: OpenedReview) =>
        write('faq.yaml', yaml.replace('citations: off', 'citations: off, reviewEvery: 6 months')),
    ],
    ['the day', async ({ setDay }: OpenedReview) => setDay('2026-11-24')],
    [
      'an approval by somebody else',
      async ({ folder }: OpenedReview) => void (await run(['review', 'sign', 'sting', '--by', 'roe', '--yes'], folder)),
    ],
    [
      'a request by somebody else',
      async ({ write }: OpenedReview) =>
        write(
          'reviews/requests/sting.roe.yaml',
          `id: sting\nreviewer: roe\ndate: 2026-11-20\nwords: sha256:${'0'.repeat(64)}\nnote: No.\n`,
        ),
    ],
  ])('where %s is another one since, it is refused, and shown anew', async (_, change) => {
    const desk = await openReview(files);
    const { post, shownOf, approve } = await enter(desk.entrance);
    const act = { by: 'doe', answer: 'sting', shown: await shownOf('sting') };
    await change(desk);
    const before = await recordsOf(desk);
    const { status, body } = await post('approve', act);
    expect([status, JSON.parse(body).message]).toEqual([
      409,
      'This has changed since it was shown to you. Nothing was done. Here is how it is now.',
    ]);
    const refused = await post('request', { ...act, note: 'No.' });
    expect(refused.status).toBe(409);
    expect(await recordsOf(desk)).toEqual(before);
    expect((await approve('sting')).status).toBe(200);
  });

  test('a source is shown, and another one is another answer', async () => {
    const cited = (title: string) =>
      yaml
        .replace('A beekeeper.', '"A beekeeper [@who]."')
        .replace('reviewers:', `sources: {who: {title: ${title}, url: "https://who.example/"}}\nreviewers:`);
    const desk = await openReview({ ...files, 'faq.yaml': cited('Hives') });
    const { post, shownOf, get, approve } = await enter(desk.entrance);
    expect((await get('?by=doe&answer=hive')).body).toContain(
      '<a href="https://who.example/" target="_blank" rel="noopener noreferrer">Hives</a>',
    );
    const act = { by: 'doe', answer: 'hive', shown: await shownOf('hive') };
    await desk.write('faq.yaml', cited('Nests'));
    expect((await post('approve', act)).status).toBe(409);
    await approve('hive');
    await desk.write('faq.yaml', cited('Combs'));
    const { body } = await get('?by=doe&answer=hive');
    expect(body.replaceAll(/<span class="spoken">[^<]*<\/span>/g, '')).toMatch(
      /<del><a [^>]*>Nests<\/a><\/del>\s*<ins><a [^>]*>Combs<\/a><\/ins>/,
    );
  });

  test('what readers see who do not see a picture, titles of links, the role and the language are shown', async () => {
    const typed = yaml.replace('(leaflet.pdf)', '(leaflet.pdf \\"5 mg\\")').replace('![ice]', '![ice <2>]');
    const desk = await openReview({ ...files, 'faq.yaml': typed });
    const { get } = await enter(desk.entrance);
    const { body } = await get('?by=doe&answer=sting');
    const text = body.replaceAll(/<(?!img)[^>]*>/g, '');
    expect(text).toContain('shown (its title: 5 mg).');
    expect(text).toMatch(/<img [^>]*> \(in its place: ice &lt;2&gt;\)/);
    expect(text).toMatch(/in the language en, from .*, as Jane Doe, Nurse\./);
  });

  test('a picture that was replaced under its name is marked', async () => {
    const desk = await openReview(files);
    const { get, approve } = await enter(desk.entrance);
    await approve('sting');
    expect((await get('?by=doe&answer=sting')).body).not.toContain('<ins>');
    await desk.write('ice.svg', '<svg/>');
    const { body } = await get('?by=doe&answer=sting');
    expect(body).toContain('Changed since its review');
    expect(body.replaceAll(/<[^>]*>/g, '')).toContain('File: ice.svg new: (replaced by another one)');
  });

  test('the record is the one that `review sign` writes', async () => {
    const desk = await openReview(files);
    const { approve } = await enter(desk.entrance);
    await approve('hive');
    const ours = await readFile(join(desk.folder, 'reviews/hive.yaml'), 'utf8');
    const folder = await temporaryFolder();
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await run(['review', 'sign', 'hive', '--by', 'doe', '--yes'], folder);
    expect(ours).toBe(await readFile(join(folder, 'reviews/hive.yaml'), 'utf8'));
  });

  test('of answers that cannot be signed it says why', async () => {
    const desk = await openReview({
      ...files,
      'faq.yaml': yaml.replace('id: hive,', 'id: hive, updated: 2026-12-24,'),
    });
    const { get, post, shownOf } = await enter(desk.entrance);
    expect(await shownOf('hive')).not.toBe('');
    expect((await get('?by=doe&answer=hive')).body).toContain('You cannot approve it now');
    const { status, body } = await post('approve', { by: 'doe', answer: 'hive', shown: await shownOf('hive') });
    expect([status, JSON.parse(body).message]).toEqual([409, expect.stringContaining('It cannot be approved')]);
    await desk.write('faq.yaml', 'title: [');
    expect((await get('')).body).toContain('Nothing can be reviewed now');
    expect((await post('approve', { by: 'doe', answer: 'hive', shown: 'x' })).status).toBe(409);
  });

  test('with --by, nobody else is signed for', async () => {
    const desk = await openReview(files, ['--by', 'roe']);
    const { post, shownOf, approve } = await enter(desk.entrance);
    expect((await post('approve', { by: 'doe', answer: 'hive', shown: await shownOf('hive') })).status).toBe(403);
    expect((await approve('hive', 'roe')).status).toBe(200);
    expect(await run(['review', 'open', '--by', 'rose'], desk.folder)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('did you mean `roe`?'),
    });
    expect(await run(['review', 'open', 'no.yaml'], desk.folder)).toMatchObject({ exitCode: 2 });
  });
});

describe('what goes wrong', () => {
  test('requests that are too large, broken or of another shape are refused, and the server goes on', async () => {
    const desk = await openReview(files);
    const { post, shownOf, get, origin, room } = await enter(desk.entrance);
    const act = { by: 'doe', answer: 'hive', shown: await shownOf('hive') };
    for (const body of [
      '',
      '{',
      '[]',
      'null',
      '1',
      '"x"',
      '{"by":1}',
      JSON.stringify({ ...act, note: 1 }),
      JSON.stringify({ by: 'doe' }),
      '{"__proto__":{"by":"doe"}}',
      '\u0000',
    ])
      expect((await post('approve', body)).status, body).toBe(400);
    expect((await post('approve', 'x'.repeat(100_000))).status).toBe(413);
    const { port } = new URL(origin);
    const head = `POST ${new URL(room).pathname}approve HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    expect(await sendRaw(Number(port), `${head}${`4000\r\n${'x'.repeat(0x4000)}\r\n`.repeat(4)}`)).toMatch(
      /^HTTP\/1\.1 413/,
    );
    for (const raw of ['\0\0\0', 'GET / HTTP/1.1\r\nHost\r\n\r\n', `GET ${'/x'.repeat(20_000)} HTTP/1.1\r\n\r\n`])
      expect(await sendRaw(Number(port), raw)).toMatch(/^HTTP\/1\.1 4|^$/);
    for (const [answer, by] of [
      ['no', 'doe'],
      ['hive', 'nobody'],
      ['__proto__', 'constructor'],
    ])
      expect((await post('approve', { ...act, answer, by })).status).toBe(409);
    expect((await post('request', { ...act, note: ' ' })).status).toBe(422);
    expect((await post('request', { ...act, note: 'x'.repeat(4001) })).status).toBe(422);
    expect((await post('nothing', act)).status).toBe(404);
    expect((await get('')).status).toBe(200);
    expect(await recordsOf(desk)).toEqual([]);
  });

  test('one approval at a time; whoever leaves while a key waits has approved nothing', async () => {
    const keys = await temporaryFolder();
    const key = await makeKey(keys);
    let began = (): void => undefined;
    let signals: AbortSignal[] = [];
    const waits = new Promise<void>((resolve) => {
      began = resolve;
    });
    const sign = (_message: string, _key: object, stopped?: AbortSignal | null): Promise<string> =>
      new Promise((_, reject) => {
        began();
        if (stopped) signals = [...signals, stopped];
        stopped?.addEventListener('abort', () => reject(new SigningError('it was stopped')));
      });
    const desk = await openReview(
      { ...files, 'faq.yaml': yaml.replace('role: Nurse', `role: Nurse, key: ${key}`) },
      [],
      { sign },
    );
    const { shownOf, post, room, cookie, token, origin } = await enter(desk.entrance);
    const act = { by: 'doe', answer: 'hive', shown: await shownOf('hive') };
    const headers = { cookie, origin, 'x-faqgen-token': token, 'content-type': 'application/json' };
    const first = request(`${room}approve`, { method: 'POST', headers });
    first.on('error', () => undefined);
    first.end(JSON.stringify(act));
    await waits;
    const second = await post('approve', act);
    expect([second.status, JSON.parse(second.body).message]).toEqual([
      409,
      expect.stringContaining('Something else is being signed'),
    ]);
    first.destroy();
    await expect.poll(() => signals[0]?.aborted).toBe(true);
    // The next one is not kept out by it. Ctrl+C ends what waits.
    const third = post('approve', act).catch((error: Error) => error);
    await expect.poll(() => signals.length).toBe(2);
    expect(await desk.stop()).toBe(0);
    await third;
    expect(signals[1]?.aborted).toBe(true);
    expect(await recordsOf(desk)).toEqual([]);
  });

  test('a key that refuses, another key, no ssh-keygen and a folder that cannot be written to are told in words', async () => {
    const keys = await temporaryFolder();
    const [key] = [await makeKey(keys), await makeKey(keys, 'other')];
    const signed = { ...files, 'faq.yaml': yaml.replace('role: Nurse', `role: Nurse, key: ${key}`) };
    const tell = async (
      argv: readonly string[],
      world: Parameters<typeof openReview>[2] = {},
      prepare = async (_: OpenedReview): Promise<void> => undefined,
    ) => {
      const desk = await openReview(signed, argv, world);
      await prepare(desk);
      const { status, body } = await (await enter(desk.entrance)).approve('hive');
      expect((await recordsOf(desk)).filter((name) => name.endsWith('.yaml'))).toEqual([]);
      return [status, JSON.parse(body).message];
    };
    expect(await tell(['--key', join(keys, 'other')])).toEqual([
      422,
      expect.stringContaining('that is another key than the one of `doe`'),
    ]);
    expect(await tell(['--key', join(keys, 'none')])).toEqual([
      422,
      expect.stringMatching(/It was not approved: ssh-keygen: .*To mend it: name the private key/),
    ]);
    const missing = async (): Promise<string> => {
      throw new SigningError('ssh-keygen is not installed');
    };
    expect(await tell([], { sign: missing })).toEqual([422, expect.stringContaining('ssh-keygen is not installed')]);
    const inTheWay = async ({ write }: OpenedReview) => write('reviews', 'a file');
    expect(await tell(['--key', join(keys, 'key')], {}, inTheWay)).toEqual([
      422,
      expect.stringContaining('a file stands where the folder should be'),
    ]);
    const readOnly = async (): Promise<void> => {
      throw new SigningError('cannot write reviews/hive.yaml: the disk is read-only');
    };
    expect(await tell(['--key', join(keys, 'key')], { writeRecord: readOnly })).toEqual([
      422,
      expect.stringContaining('the disk is read-only'),
    ]);
    await chmod(keys, 0o700);
  });

  test('a passphrase is asked for by the program that SSH_ASKPASS names, where there is no terminal', async () => {
    const keys = await temporaryFolder();
    const { feed } = await import('../signing.ts');
    await feed('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'secret', '-f', join(keys, 'key')], '');
    const key = (await readFile(join(keys, 'key.pub'), 'utf8')).trim();
    await writeFile(join(keys, 'askpass'), '#!/bin/sh\necho secret\n', { mode: 0o700 });
    const before = { ...process.env };
    Object.assign(process.env, { SSH_ASKPASS: join(keys, 'askpass'), SSH_ASKPASS_REQUIRE: 'force' });
    onTestFinished(() => {
      process.env = before;
    });
    const desk = await openReview({ ...files, 'faq.yaml': yaml.replace('role: Nurse', `role: Nurse, key: ${key}`) }, [
      '--key',
      join(keys, 'key'),
    ]);
    expect((await (await enter(desk.entrance)).approve('hive')).status).toBe(200);
    expect(await recordsOf(desk)).toEqual(['hive.yaml']);
  });

  test('where another program has the port, it says so', async () => {
    const desk = await openReview(files);
    const { port } = new URL(desk.entrance);
    expect(await run(['review', 'open', '--port', port], desk.folder)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('another program listens there'),
    });
  });
});
