import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { feed } from './signing.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { run } from './testHost.ts';

const repository = join(import.meta.dirname, '..');

async function copyOf(example: string): Promise<string> {
  const folder = await temporaryFolder();
  await cp(join(repository, 'examples', example), folder, { recursive: true });
  // As git hands it out, ssh-keygen would not take it.
  if (example === 'clinic') await chmod(join(folder, 'test-key'), 0o600);
  return folder;
}

test('the clinic has an answer in each state but the one that fails a build', async () => {
  const folder = await copyOf('clinic');
  const { stdout } = await run(['review', 'status', '--format', 'json'], folder);
  const states = (JSON.parse(stdout).questions as { id: string; state: string }[]).map(({ id, state }) => [id, state]);
  expect(states).toEqual([
    ['what-to-bring', 'signed'],
    ['how-long', 'signed'],
    ['cost', 'changed'],
    ['after', 'expired'],
    ['cancel', 'unsigned'],
  ]);
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  for (const [id, state] of states) expect(readme).toMatch(new RegExp(`\`${id}\`.* \\| ${state} \\|`));

  const built = await run(['build'], folder);
  expect(built.exitCode).toBe(0);
  const page = await readFile(join(folder, 'dist/index.html'), 'utf8');
  expect([...page.matchAll(/<p class="review (\w+)">/g)].map(([, state]) => state)).toEqual(
    states.map(([, state]) => state),
  );
  expect(page.match(/Reviewed by Ana Reyes/g)).toHaveLength(2);
  expect(page).toContain('<dd>2 of 5</dd>');
  expect(page).not.toContain('Reviewed by Tom Okafor');

  const strict = await run(['review', 'verify', '--trust', 'trusted-reviewers'], folder);
  expect(strict.exitCode).toBe(1);
  expect(strict.stderr).toContain('reviews/cost.yaml');
  expect(strict.stderr).not.toMatch(/reviews\/(?:after|how-long|what-to-bring)\.yaml/);
});

test('a template knows who signed an answer, and of others nobody', async () => {
  const folder = await copyOf('clinic');
  await mkdir(join(folder, 'theme'));
  const mark = '<p class="{{review.state}}{{#if review.reviewer}} by-{{review.reviewer}}{{/if}}">{{review.text}}</p>';
  const digest =
    '{{#if review.digest}}{{#if (eq @root.kind "question")}}<p>{{@root.words.reviewDigest}}{{@root.words.colon}}<code>{{review.digest}}</code></p>{{/if}}{{/if}}';
  await writeFile(join(folder, 'theme/review-state.hbs'), `${mark}${digest}`);
  await writeFile(
    join(folder, 'faq.yaml'),
    `${await readFile(join(folder, 'faq.yaml'), 'utf8')}theme: {templates: theme}\n`,
  );
  const { exitCode, stderr } = await run(['build'], folder);
  expect(exitCode, stderr).toBe(0);
  const page = await readFile(join(folder, 'dist/index.html'), 'utf8');
  expect(
    [...page.matchAll(/<article class="answer" id="([^"]+)">|class="signed by-(\w+)"/g)].map(([, id, by]) => id ?? by),
  ).toEqual(['what-to-bring', 'reyes', 'how-long', 'reyes', 'cost', 'after', 'cancel']);
});

test('of two languages one answer is outdated, and its page says so', async () => {
  const folder = await copyOf('two-languages');
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  const [, lines = ''] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  const commands = [...lines.matchAll(/^npx --no-install faqgen ([^#\n]*)/gm)].map(([, typed = '']) =>
    typed.trim().split(' '),
  );
  expect(commands).toHaveLength(2);
  for (const command of commands) expect((await run(command, folder)).exitCode).toBe(0);
  const { stdout } = await run(['check', 'faq.es.yaml', '--format', 'json'], folder);
  expect(JSON.parse(stdout).diagnostics).toMatchObject([{ code: 'outdated-translation', line: 32 }]);

  const page = (path: string): Promise<string> => readFile(join(folder, 'site', path), 'utf8');
  const data = JSON.parse(await page('es/faq.json')).sections[0].questions as {
    id: string;
    translation: { state: string };
  }[];
  const states = data.map(({ id, translation: { state } }) => [id, state]);
  expect(states).toEqual([
    ['ready', 'current'],
    ['somebody-else', 'current'],
    ['how-long', 'outdated'],
  ]);
  for (const [id, state] of states) expect(readme).toMatch(new RegExp(`\`${id}\`.* \\| ${state} \\|`));
  for (const [id, state] of states)
    expect((await page(`es/${id}.html`)).includes('El original ha cambiado'), id).toBe(state === 'outdated');
  // Every link from one language to the other has its target.
  for (const [own, other] of [
    ['en', 'es'],
    ['es', 'en'],
  ])
    for (const name of ['index.html', ...states.map(([id]) => `${id}.html`)])
      expect(await page(`${own}/${name}`)).toContain(`<a href="../${other}/${name}" lang="${other}"`);
});

test('the lines of docs/translations.md make the digest by hand', async () => {
  const documentation = await readFile(join(repository, 'docs/translations.md'), 'utf8');
  const [, line = '', digest] = /^(printf .*?) +# ([0-9a-f]{12})…$/m.exec(documentation) ?? [];
  expect((await feed('bash', [], line)).stdout).toMatch(new RegExp(`^${digest}`));
  const help = await readFile(join(repository, 'test/cases/invalid/outdated-translation/expected.txt'), 'utf8');
  expect(help).toContain(`translatedFrom: sha256:${digest}`);
  expect(documentation).toContain(`translatedFrom: sha256:${digest} `);
});

test('the altered record fails the build', async () => {
  const { exitCode, stderr } = await run(['build'], await copyOf('altered-record'));
  expect(exitCode).toBe(1);
  expect(stderr).toContain('reviews/how-long.yaml:15:9');
});

test.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('the lines of the documentation prove a record by hand', async () => {
  const documentation = await readFile(join(repository, 'docs/sign-offs.md'), 'utf8');
  const lines = /### By hand[\s\S]*?```sh\n([\s\S]*?)```/.exec(documentation)?.[1] ?? '';
  expect(lines).toContain('ssh-keygen -Y verify');
  const clinic = await copyOf('clinic');
  for (const id of ['what-to-bring', 'how-long', 'after']) {
    const folder = await temporaryFolder();
    await cp(join(clinic, 'reviews', `${id}.yaml`), join(folder, 'caffeine.yaml'));
    await cp(join(clinic, 'trusted-reviewers'), join(folder, 'reviewers'));
    const script = `set -e; cd '${folder}'\n${lines.replace('-I doe', '-I reyes')}`;
    const { stdout, exitCode } = await feed('bash', [], script);
    const [, byHand] = /^([0-9a-f]{64}) /m.exec(stdout) ?? [];
    expect(stdout).toContain(`digest: sha256:${byHand}\n`);
    expect(stdout).toContain('Good "review@faqgen" signature for reyes');
    expect(exitCode).toBe(0);
    const record = join(folder, 'caffeine.yaml');
    await writeFile(record, (await readFile(record, 'utf8')).replace('visit', 'visits'));
    expect((await feed('bash', [], script)).exitCode).not.toBe(0);
  }
});

test.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('an agent signs where no file is named', async () => {
  const folder = await copyOf('clinic');
  const agent = await feed('ssh-agent', ['-s'], '');
  const { SSH_AUTH_SOCK: socket, SSH_AGENT_PID: id } = Object.fromEntries(
    [...agent.stdout.matchAll(/(SSH_\w+)=([^;]+)/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;
  try {
    const cli = join(repository, 'lib/cli.js');
    const sign = `cd '${folder}' && node '${cli}' review sign cancel --by reyes --yes`;
    const without = await feed('bash', [], `export SSH_AUTH_SOCK='${socket}'; ${sign}`);
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toMatch(
      /error\[cannot-sign\]: ssh-keygen: .*\n {2}help: name the private key of `reyes` with --key/,
    );
    const signed = await feed(
      'bash',
      [],
      `export SSH_AUTH_SOCK='${socket}'; ssh-add -q '${folder}/test-key' && ${sign}`,
    );
    expect(signed.stderr).toBe('');
    expect(signed.exitCode).toBe(0);
    expect((await run(['review', 'status', '--as-of', '2099-01-01'], folder)).stdout).toMatch(/^cancel +expired/m);
  } finally {
    process.kill(Number(id));
  }
});
