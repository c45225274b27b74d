import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandTree } from '../../src/commandLine/commandTree.ts';
import { programFor } from '../../src/commandLine/program.ts';
import { allCommands, flagsOf } from '../../src/manual/commandTree.ts';
import { manualPage } from '../../src/manual/manualPage.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { hostOf } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');
const {
  version,
  man: [man],
} = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));
const tree = commandTree(programFor(hostOf(repository), () => {}));

test('the package brings along the page of the commands as they are', async () => {
  expect(await readFile(join(repository, man), 'utf8')).toBe(manualPage(tree, version));
});

test.skipIf(process.env['FAQGEN_WITHOUT_MAN'])(
  'man warns of nothing, and shows every command, option and example',
  () => {
    const env = { ...process.env, MANWIDTH: '200', LC_ALL: 'C.UTF-8', MAN_KEEP_FORMATTING: '' };
    const { status, stdout, stderr } = spawnSync(
      'man',
      ['--warnings=w', '--no-hyphenation', '--no-justification', '-l', man],
      {
        cwd: repository,
        env,
      },
    );
    expect({ status, stderr: stderr.toString() }).toEqual({ status: 0, stderr: '' });
    const shown = stdout.toString();
    const commands = allCommands(tree);
    expect(commands.length).toBeGreaterThan(14);
    for (const { name, commands: below, options, examples } of commands) {
      if (below.length === 0) expect(shown).toMatch(new RegExp(`^ {3}${name}( |$)`, 'm'));
      for (const option of options) for (const flag of flagsOf(option)) expect(shown).toContain(flag);
      if (below.length === 0 || name === 'faqgen')
        for (const { line } of examples) expect(shown).toContain(`$ ${line}\n`);
    }
    expect(shown).toContain(
      '--format format\n              how to print what was found: text, json, github, sarif (default: text)\n',
    );
  },
);

test.skipIf(process.env['FAQGEN_WITHOUT_MAN'])('words that are signs to roff are shown as words', async () => {
  const option = {
    short: null,
    long: 'a-b',
    shown: null,
    description: "'quoted' \\fBx\\n -- .5",
    default: null,
    takes: 'any' as const,
  };
  const odd = { ...tree, options: [option], commands: [], description: ".So\n'it begins" };
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'odd.1'), manualPage(odd, '1'));
  const env = { ...process.env, MANWIDTH: '100', LC_ALL: 'C.UTF-8' };
  const { stdout, stderr } = spawnSync('man', ['--warnings=w', '-l', join(folder, 'odd.1')], { env });
  expect(stderr.toString()).toBe('');
  expect(stdout.toString()).toContain("--a-b  'quoted' \\fBx\\n -- .5");
  expect(stdout.toString()).toMatch(/\.So\s+'it begins/);
});
