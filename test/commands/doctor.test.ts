import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { doctorSurroundings } from '../../src/host/doctorSurroundings.ts';
import type { DoctorSurroundings } from '../../src/host/host.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGSlEvMfF4s5lMwnFzXtwDgNC90cXQMA1pKSqqbOWk5M';
const faq = `# yaml-language-server: $schema=./faq.schema.json
title: Bees
url: https://example.org/bees/
questions: [{id: sting, question: What helps?, answer: Cold water.}]
`;

async function project(files: Record<string, string> = {}): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries({ 'faq.yaml': faq, ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

interface Check {
  readonly state: string;
  readonly found: string;
  readonly remedy: string | null;
}

/** What is said of each check, by its name. `world`: what is other than on this machine. */
async function diagnose(folder: string, world: Partial<DoctorSurroundings> = {}, ...argv: string[]) {
  const forDoctor = async () => ({ ...doctorSurroundings(repository), ...world });
  const { exitCode, stdout } = await run(['doctor', '--format', 'json', ...argv], folder, {}, {}, { forDoctor });
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: (Check & { check: string })[] };
  expect(exitCode).toBe(ok ? 0 : 1);
  expect(ok).toBe(checks.every(({ state }) => state !== 'problem'));
  for (const { state, remedy } of checks) expect(remedy !== null).toBe(state === 'problem' || state === 'remark');
  const said = new Map(checks.map(({ check, ...rest }) => [check, rest]));
  return (check: string): Check => said.get(check) ?? { state: 'missing', found: '', remedy: null };
}

const git = (folder: string, ...argv: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...argv], { cwd: folder });

test('says in text what it checked, what it did not and why, and counts them', async () => {
  const folder = await project({ 'faq.schema.json': '{"properties": {}}' });
  const { exitCode, stdout, stderr } = await run(['doctor'], folder);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain(`✓ FAQ          ${folder}/faq.yaml\n`);
  expect(stdout).toContain('✓ url          https://example.org/bees/\n');
  expect(stdout).toContain('– ids.lock     not checked: git knows of no repository here: ');
  expect(stdout).toMatch(/\n\n0 problems, 6 in order, 5 not checked\n$/);
  await writeFile(join(folder, 'faq.yaml'), faq.replace('https:', 'http:'));
  const worse = await run(['doctor'], folder);
  expect(worse.exitCode).toBe(1);
  expect(worse.stdout).toMatch(/✗ url .* without encryption\n +help: serve the site by https/);
});

test('leaves nothing behind', async () => {
  const folder = await project();
  await run(['doctor', '--watch'], folder);
  expect(await readdir(folder)).toEqual(['faq.yaml']);
});

test('a FAQ that is not there, or has errors, is told; what depends on it is not checked', async () => {
  const none = await diagnose(await temporaryFolder());
  expect(none('FAQ')).toMatchObject({ state: 'problem', remedy: expect.stringContaining('faqgen init') });
  expect([none('url').state, none('ssh-keygen').state, none('schema').state]).toEqual(Array(3).fill('unchecked'));
  const faulty = await diagnose(await project({ 'faq.yaml': faq.replace('answer', 'awnser') }));
  expect(faulty('FAQ').state).toBe('ok');
  expect(faulty('url')).toMatchObject({ state: 'unchecked', found: expect.stringContaining('faqgen check') });
  const named = await diagnose(await project({ 'other/mine.yaml': faq }), {}, 'other/mine.yaml');
  expect(named('FAQ').found).toMatch(/other\/mine\.yaml$/);
});

test.each([
  ['20.18.9', 'problem'],
  ['18.99.0', 'problem'],
  ['20.19.0', 'ok'],
  ['20.20.0', 'ok'],
  ['26.1.0', 'ok'],
])('Node %s: %s', async (nodeVersion, state) => {
  expect((await diagnose(await project(), { nodeVersion }))('Node').state).toBe(state);
});

test('which faqgen answers: that of the project, another one, or none that is installed', async () => {
  const own = { 'node_modules/faqgen/package.json': '{"version": "9.9.9"}' };
  const folder = await project(own);
  const program = join(folder, 'node_modules/faqgen');
  expect((await diagnose(folder, { program }))('program').state).toBe('ok');
  const other = (await diagnose(folder))('program');
  expect(other).toMatchObject({ state: 'problem', remedy: expect.stringContaining('npx --no-install faqgen') });
  expect(other.found).toContain('the project has 9.9.9 in');
  const asked = await project({ 'package.json': '{"devDependencies": {"faqgen": "file:x.tgz"}}' });
  expect((await diagnose(asked))('program')).toMatchObject({ state: 'problem', remedy: 'run `npm install`' });
  const alone = await project({ 'package.json': '{"dependencies": []}' });
  expect((await diagnose(alone))('program')).toMatchObject({
    state: 'ok',
    found: expect.stringContaining('none of its own'),
  });
});

test('the line for editors has to lead to a schema; without one, or to the network, nothing is checked', async () => {
  const of = async (files: Record<string, string>) => (await diagnose(await project(files)))('schema').state;
  expect(await of({})).toBe('problem');
  expect(await of({ 'faq.schema.json': 'no JSON' })).toBe('problem');
  expect(await of({ 'faq.schema.json': '{"properties": {}}' })).toBe('ok');
  expect(await of({ 'faq.yaml': faq.replace('./faq', 'https://example.org/faq') })).toBe('unchecked');
  expect(await of({ 'faq.yaml': faq.replace(/.*\n/, '') })).toBe('unchecked');
});

test('an address that is not known yet is a remark, so that a new project is in order', async () => {
  const begun = await temporaryFolder();
  await run(['init', '--yes'], begun);
  expect((await diagnose(begun))('url')).toMatchObject({
    state: 'remark',
    found: expect.stringContaining('faq.yaml has no `url`'),
  });
  const { exitCode, stdout } = await run(['doctor'], await project({ 'faq.yaml': faq.replace(/^url.*\n/m, '') }));
  expect(stdout).toMatch(/\n! url .*\n +help: once the address of the site is known/);
  expect(stdout).toContain('1 problem, 1 remark, ');
  expect(exitCode).toBe(1);
});

test('the folder of the site has to take files', async () => {
  const folder = await project({ 'taken/index.html': '', file: '' });
  expect((await diagnose(folder))('folder').state).toBe('ok');
  expect((await diagnose(folder, {}, '--out', 'taken'))('folder').found).toBe(`${folder}/taken can be written`);
  expect((await diagnose(folder, {}, '--out', 'file'))('folder').state).toBe('problem');
  expect((await diagnose(folder, {}, '--out', 'file/below'))('folder').state).toBe('problem');
  const refusal = async (path: string) => (path.endsWith('taken') ? 'the disk is read-only (EROFS)' : null);
  const refused = (await diagnose(folder, { refusal }, '--out', 'taken'))('folder');
  expect(refused.found).toBe(`nothing can be written into ${folder}/taken: the disk is read-only (EROFS)`);
});

test('ids.lock has to be committed, and not ignored', async () => {
  const folder = await project();
  const lock = async (path?: string) => (await diagnose(folder, {}, ...(path ? [path] : [])))('ids.lock');
  git(folder, 'init', '-q');
  expect(await lock()).toMatchObject({ state: 'unchecked', found: expect.stringContaining('--publish') });
  await writeFile(join(folder, 'ids.lock'), 'question sting\n');
  expect(await lock()).toMatchObject({ state: 'problem', remedy: 'run `git add ids.lock`, and commit it' });
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'a');
  expect(await lock()).toMatchObject({ state: 'ok', found: 'ids.lock is committed' });
  await writeFile(join(folder, 'ids.lock'), 'question sting\nquestion wax\n');
  expect((await lock()).state).toBe('problem');
  await writeFile(join(folder, 'faq.es.yaml'), faq);
  await writeFile(join(folder, '.gitignore'), '*.lock\n');
  expect(await lock('faq.es.yaml')).toMatchObject({ state: 'problem', found: 'git ignores faq.es.ids.lock' });
  const without = await diagnose(folder, { run: async () => null });
  expect(without('ids.lock')).toMatchObject({ state: 'unchecked', found: 'git is not installed' });
});

test.each([
  ['    - cron: "17 3 * * *"', 'ok'],
  ["    - cron: '0 */6 * * *' # four times", 'ok'],
  ['    - {cron: 5 4 1-31 * 0-6}', 'ok'],
  ['    - cron: "17 3 * * 1"', 'problem'],
  ['    - cron: "17 3 1 * *"', 'problem'],
  ['    # - cron: "17 3 * * *"', 'problem'],
])('a workflow of GitHub with %s: %s', async (schedule, state) => {
  const workflow = `on:\n  push:\n  schedule:\n${schedule}\njobs: {build: {steps: [{run: npx --no-install faqgen build}]}}\n`;
  const folder = await project({ '.github/workflows/site.yml': workflow, '.github/workflows/lint.yml': 'on: push\n' });
  expect((await diagnose(folder))('daily build').state).toBe(state);
});

test('a schedule of a workflow that does not name the program is no fault, and no proof', async () => {
  const folder = await project({
    '.github/workflows/check.yml': 'on: push\njobs: {a: {steps: [{run: yarn build}]}}\n',
    '.github/workflows/daily.yml': 'on: {schedule: [{cron: "1 2 * * *"}]}\njobs: {a: {steps: [{run: curl "$HOOK"}]}}\n',
  });
  expect((await diagnose(folder))('daily build')).toMatchObject({
    state: 'unchecked',
    found: expect.stringMatching(/daily\.yml has a schedule .* is not seen$/),
  });
});

test('what init writes is daily; where no workflow builds, or the forge keeps its schedule elsewhere, nothing is checked', async () => {
  const begun = await temporaryFolder();
  await run(['init', '--yes', '--url', 'https://example.org/'], begun);
  const found = await diagnose(begun);
  expect(found('daily build').state).toBe('ok');
  expect((await diagnose(await project()))('daily build').state).toBe('unchecked');
  const gitlab = await diagnose(await project({ '.gitlab-ci.yml': 'build: {script: [npm run build]}\n' }));
  expect(gitlab('daily build')).toMatchObject({ state: 'unchecked', found: expect.stringContaining('schedules') });
});

test('signing is looked at where a reviewer has a key', async () => {
  const keyless = await diagnose(await project());
  expect([keyless('ssh-keygen').state, keyless('SSH agent').state]).toEqual(['unchecked', 'unchecked']);
  const folder = await project({ 'faq.yaml': `${faq}reviewers: {doe: {name: Jane Doe, key: ${key}}}\n` });
  const withTools = (usage: string | null, agent: { exitCode: number; output: string } | null) =>
    diagnose(folder, {
      run: async (command) =>
        command === 'ssh-keygen'
          ? usage === null
            ? null
            : { exitCode: 1, output: usage }
          : command === 'ssh-add'
            ? agent
            : null,
    });
  const all = await withTools('usage: ssh-keygen -Y sign -f key_file', {
    exitCode: 0,
    output: `${key} doe@example.org\n`,
  });
  expect([all('ssh-keygen').state, all('SSH agent').found]).toEqual(['ok', 'it has the key of doe']);
  const old = await withTools('usage: ssh-keygen -t type', { exitCode: 1, output: 'The agent has no identities.\n' });
  expect(old('ssh-keygen')).toMatchObject({ state: 'problem', found: 'it is too old to sign' });
  expect(old('SSH agent')).toMatchObject({
    state: 'unchecked',
    found: expect.stringContaining('no key of a reviewer'),
  });
  const none = await withTools(null, { exitCode: 2, output: 'Could not open a connection' });
  expect(none('ssh-keygen')).toMatchObject({ state: 'problem', found: 'it is not installed' });
  expect(none('SSH agent').found).toContain('none answers');
});

test.skipIf(process.env['FAQGEN_WITHOUT_SSH'])('the ssh-keygen of this machine signs', async () => {
  const folder = await project({ 'faq.yaml': `${faq}reviewers: {doe: {name: Jane Doe, key: ${key}}}\n` });
  expect((await diagnose(folder))('ssh-keygen').state).toBe('ok');
});

test('whether changes are noticed is tried where that is asked for', async () => {
  const folder = await project();
  expect((await diagnose(folder))('watching').state).toBe('unchecked');
  expect((await diagnose(folder, {}, '--watch'))('watching').state).toBe('ok');
  const deaf = await diagnose(folder, { noticesChange: async () => false }, '--watch');
  expect(deaf('watching')).toMatchObject({ state: 'problem', remedy: 'use `faqgen watch --poll`' });
});
