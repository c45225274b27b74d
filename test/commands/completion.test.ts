import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporaryFolder.ts';
import { run } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');
const withoutShells = Boolean(process.env['FAQGEN_WITHOUT_SHELLS']);

/** A folder with the script of a shell, and with files and a folder to complete. */
async function place(shell: string): Promise<string> {
  const folder = await temporaryFolder();
  const { exitCode, stdout } = await run(['completion', shell], folder);
  expect(exitCode).toBe(0);
  await writeFile(join(folder, `completion.${shell}`), stdout);
  await mkdir(join(folder, 'public'));
  for (const name of ['with space.yaml', 'public.yaml']) await writeFile(join(folder, name), '');
  return folder;
}

/** What a person types before the key for completion, and the words that the program is then given. */
const typed = [
  ['faqgen re', ['review']],
  ['faqgen review st', ['review', 'status']],
  ['faqgen build --fo', ['build', '--format']],
  ['faqgen build --format js', ['build', '--format', 'json']],
  ['faqgen build --format=js', ['build', '--format=json']],
  ['faqgen next --format ic', ['next', '--format', 'ical']],
  ['faqgen init --host netl', ['init', '--host', 'netlify']],
  ['faqgen watch --no-w', ['watch', '--no-write']],
  ['faqgen build with', ['build', 'with space.yaml']],
  ['faqgen build -q with', ['build', '-q', 'with space.yaml']],
  ['faqgen review sign --key with', ['review', 'sign', '--key', 'with space.yaml']],
  ['faqgen build -o pub', ['build', '-o', 'public/']],
  ['faqgen explain unknown-k', ['explain', 'unknown-key']],
  ['faqgen completion z', ['completion', 'zsh']],
  ['faqgen eject mast', ['eject', 'masthead']],
  // Nothing begins so.
  ['faqgen schema wi', ['schema', 'wi']],
  ['faqgen build --as-of wi', ['build', '--as-of', 'wi']],
] as const;

/** Types into a shell at a terminal; its output. In place of the program a function shows its words. */
function typeInto(command: string, setUp: string, lines: readonly string[], cwd: string): string {
  const show = `faqgen() { printf '<%s>' "$@"; echo; }`;
  // A long line would be broken at the edge of the terminal.
  writeFileSync(join(cwd, 'set-up'), `${setUp}\n${show}\n`);
  const input = ['. ./set-up', ...lines, 'exit', ''].join('\n');
  const env = { ...process.env, TERM: 'dumb', PS1: '', HOME: cwd, ZDOTDIR: cwd };
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { cwd, env, input, timeout: 60_000 });
  return stdout.toString();
}

function shown(words: readonly string[]): string {
  return words.map((word) => `<${word}>`).join('');
}

const shells = [
  [
    'bash',
    'bash --norc --noprofile -i',
    'bind "set bell-style none"; bind "set enable-bracketed-paste off"; . ./completion.bash',
  ],
  ['zsh', 'zsh -f -i', 'autoload -U compinit; compinit -u -D; unsetopt beep auto_remove_slash; . ./completion.zsh'],
] as const;

describe.each(shells)('%s', (shell, command, setUp) => {
  test.skipIf(shell !== 'bash' && withoutShells)('completes what is typed', async () => {
    const folder = await place(shell);
    const output = typeInto(
      command,
      setUp,
      typed.map(([line]) => `${line}\t`),
      folder,
    );
    expect(output.match(/(?<=^|\r)<.*>(?=\r?$)/gm)).toEqual(typed.map(([, words]) => shown(words)));
  });

  test.skipIf(shell !== 'bash' && withoutShells)('lists what there is where several begin so', async () => {
    const folder = await place(shell);
    const lines = ['faqgen build --f\t\t', 'faqgen build --format \t\t', 'faqgen re\t\t\t'];
    const output = typeInto(command, setUp, lines, folder);
    expect(output).toMatch(/^--file[^-]* [^<]*--format/m);
    expect(output).toMatch(/^github +json +sarif +text/m);
    expect(output).toMatch(/^open [^<]*sign [^<]*status [^<]*verify/m);
  });
});

test.skipIf(withoutShells)('fish completes what is typed, and says what each does', async () => {
  const folder = await place('fish');
  const complete = (line: string): string[] => {
    const script = `source completion.fish; complete -C ${JSON.stringify(line)}`;
    const { stdout } = spawnSync('fish', ['--no-config', '-c', script], { cwd: folder, timeout: 60_000 });
    return stdout.toString().split('\n').filter(Boolean);
  };
  for (const [line, words] of typed) {
    const last = words.at(-1) ?? '';
    const found = complete(line).map((one) => one.split('\t')[0]);
    expect(found, line).toEqual(line.endsWith(last) ? [] : [last]);
  }
  expect(complete('faqgen build --f')).toEqual([
    expect.stringMatching(/^--file\tthe FAQ/),
    '--format\thow to print what was found',
  ]);
  expect(complete('faqgen build --format ').map((one) => one.split('\t')[0])).toEqual([
    'github',
    'json',
    'sarif',
    'text',
  ]);
});

test.skipIf(withoutShells)('the lines of docs/starting.md install it', async () => {
  const home = await temporaryFolder();
  const page = await readFile(join(repository, 'docs/starting.md'), 'utf8');
  const lines = page.match(/^.*faqgen completion (?:bash|zsh|fish) > .*$/gm) ?? [];
  expect(lines).toHaveLength(3);
  await writeFile(join(home, '.zshrc'), 'autoload -U compinit; compinit -u -D\n');
  await writeFile(join(home, 'faqgen'), `#!/bin/sh\nexec '${process.execPath}' '${repository}/lib/cli.js' "$@"\n`);
  await chmod(join(home, 'faqgen'), 0o755);
  const env = { ...process.env, HOME: home, PATH: `${home}:${process.env['PATH']}` };
  for (const line of lines) {
    const { status, stderr } = spawnSync('sh', ['-c', line], { cwd: home, env });
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
  }
  expect(typeInto('bash -i', 'bind "set enable-bracketed-paste off"', ['faqgen re\t'], home)).toContain('<review>');
  expect(typeInto('zsh -i', 'unsetopt beep', ['faqgen re\t'], home)).toContain('<review>');
  const fish = spawnSync('fish', ['-c', 'complete -C "faqgen re"'], { cwd: home, env });
  expect(fish.stdout.toString()).toMatch(/^review\t/);
});

test('a shell that it does not know is refused, with those that it does', async () => {
  const { exitCode, stderr } = await run(['completion', 'csh'], '/');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('bash, zsh, fish');
});
