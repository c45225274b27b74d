import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { faqSchema } from '../src/schema/schema.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import { run } from './testHost.ts';

const repository = join(import.meta.dirname, '..');
const read = (path: string): Promise<string> => readFile(join(repository, path), 'utf8');

test('the example of the README builds, and its slip is shown as it says', async () => {
  const readme = await read('README.md');
  const example = /```yaml\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'faq.yaml'), example);
  const built = JSON.parse((await run(['build', '--format', 'json'], folder)).stdout);
  expect(built).toMatchObject({ ok: true, diagnostics: [{ code: 'no-url' }, { code: 'unreviewed-answer' }] });

  await writeFile(join(folder, 'faq.yaml'), example.replace('answer: |', 'awnser: |'));
  const shown = /```\n(error\[[\s\S]*?)```/.exec(readme)?.[1] ?? 'no slip in the README';
  expect((await run(['check'], folder)).stderr).toContain(shown);
});

test('the README names every command and option', async () => {
  const readme = await read('README.md');
  const folder = await temporaryFolder();
  const commandsIn = async (...group: string[]): Promise<string[][]> =>
    [...(await run([...group, '--help'], folder)).stdout.matchAll(/^ {2}(?!help)([a-z]+) .*/gm)].map(([, name]) => [
      ...group,
      String(name),
    ]);
  const commands = [...(await commandsIn()).filter(([name]) => name !== 'review'), ...(await commandsIn('review'))];
  expect(commands).toEqual(expect.arrayContaining([['build'], ['check'], ['review', 'sign']]));
  for (const command of commands) {
    expect(readme).toContain(`\`faqgen ${command.join(' ')}`);
    const { stdout } = await run([...command, '--help'], folder);
    for (const [option] of stdout.matchAll(/--[a-z-]+/g)) {
      if (option !== '--help') expect(readme, command.join(' ')).toMatch(new RegExp(`\`[^\`]*${option}\\b`));
    }
  }
});

test('docs/dependencies.md gives every package its reason and its locked version, and counts those in the program', async () => {
  const page = await read('docs/dependencies.md');
  const { dependencies, devDependencies } = JSON.parse(await read('package.json'));
  expect(dependencies).toBeUndefined();
  const { packages } = JSON.parse(await read('package-lock.json'));
  const version = (name: string): string => packages[`node_modules/${name}`].version;
  const licences = await read('lib/LICENSES.txt');
  const shipped = [...licences.matchAll(/(?:^|-{80}\n\n)((?:@[\w-]+\/)?[\w-]+) (\d\S*)\n/g)];
  expect(page).toContain(`the ${shipped.length} that it is made of`);
  const rows = new Map(
    [...page.matchAll(/^\| \[(\S+)\]\(\S+\) \| .{10,} \| (\d\S*\.\S+) \| /gm)].map(([, name, at]) => [name, at]),
  );
  const chosen = shipped.flatMap(([, name = '', at]) => (name in devDependencies ? [[name, at] as const] : []));
  // One gives a table alone, which is computed ahead.
  expect(rows).toEqual(new Map([...chosen, ['entities', version('entities')]]));
  for (const name of Object.keys(devDependencies)) {
    if (rows.has(name)) expect(rows.get(name)).toBe(version(name));
    else expect(page).toContain(name.startsWith('@types/') ? name : `${name} ${version(name)}`);
  }
});

test('docs/faq-yaml.md names every key of the format', async () => {
  const page = await read('docs/faq-yaml.md');
  const named = (key: string): boolean => page.includes(`\`${key}\``) || page.includes(`\`${key}: `);
  const visit = (schema: unknown): string[] => {
    const { wrapped, entries, item, value } = schema as Record<string, Record<string, unknown> | undefined>;
    if (entries)
      return Object.entries(entries).flatMap(([key, entry]) => [...(named(key) ? [] : [key]), ...visit(entry)]);
    const inner = wrapped ?? item ?? value;
    return inner ? visit(inner) : [];
  };
  expect(visit(faqSchema)).toEqual([]);
});

test('every link of the README and of docs/ leads to a file that is there', async () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    ...(await readdir(join(repository, 'docs'))).map((name) => join('docs', name)),
  ];
  const gone: string[] = [];
  for (const page of pages.filter((path) => path.endsWith('.md'))) {
    const prose = (await read(page)).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
    for (const [, target = ''] of prose.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)) {
      const isThere = access(join(repository, dirname(page), target)).then(
        () => true,
        () => false,
      );
      if (!(await isThere)) gone.push(`${page}: ${target}`);
    }
  }
  expect(gone).toEqual([]);
});

test('docs/architecture.md names every room, and follows an answer over twelve stations at most', async () => {
  const page = await read('docs/architecture.md');
  const rooms = await readdir(join(repository, 'src'), { withFileTypes: true });
  for (const room of rooms.filter((one) => one.isDirectory())) expect(page).toContain(`| \`src/${room.name}/\` |`);
  const stations = [...page.matchAll(/^\| (\d+) \| \[/gm)].map(([, number]) => Number(number));
  expect(stations.at(-1)).toBeLessThanOrEqual(12);
});
