import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The rooms of src/ and their doors, as the README describes them. */
const src = join(import.meta.dirname, '..', 'src');
const files = (await readdir(src, { recursive: true })).filter((path) => path.endsWith('.ts')).sort();
const texts = new Map(
  await Promise.all(files.map(async (path) => [path, await readFile(join(src, path), 'utf8')] as const)),
);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const imports: Import[] = [...texts].flatMap(([from, text]) =>
  [...text.matchAll(/^(?:import|export) (type )?([^;]*?)from '([^']+)';/gms)].map((match) => ({
    from,
    to: match[3]?.startsWith('.') ? relative(src, resolve(src, from, '..', match[3])) : (match[3] ?? ''),
    typeOnly: match[1] !== undefined || /^\{(?:\s*type [^,}]+,?)+\s*\}\s*$/.test(match[2] ?? ''),
  })),
);

/** A room knows those before it alone. */
const rooms = [
  'lettering',
  'diagnostics',
  'yaml',
  'schema',
  'slips',
  'faq',
  'review',
  'memory.ts',
  'words',
  'html',
  'directions',
  'markdown',
  'marks',
  'inspect',
  'theme',
  'pages',
  'embed',
  'outputs',
  'proof',
  'hooks',
  'cascade',
  'publicData',
  'published',
  'site',
  'audit',
  'reviewing',
  'compile.ts',
  'sitePlaces.ts',
  'init',
  'import',
  'transcribe',
  'recognise',
  'texts',
  'shapes',
  'live',
  'manual',
  'doctor',
  'projects',
  'commands',
  'commandLine',
  'main.ts',
  'library.ts',
  'cli.ts',
  'verifier',
];
/** They know the others by types alone, but for letters and their pictures, and only those who run the program know them. */
const worldly = ['writing', 'fetching', 'host'];
const roomOf = (path: string): string => path.split('/')[0] ?? '';

test('imports run one way, and only the commands and cli.ts reach the outside world', () => {
  const against = imports.filter(({ from, to, typeOnly }) => {
    if (!texts.has(to)) return false;
    const [own, other] = [roomOf(from), roomOf(to)];
    if (other === 'lettering') return false;
    if (worldly.includes(own))
      return worldly.includes(other) ? worldly.indexOf(other) > worldly.indexOf(own) : !typeOnly;
    if (worldly.includes(other))
      return (
        !typeOnly && !['projects', 'commands', 'verifier'].includes(own) && !['library.ts', 'cli.ts'].includes(from)
      );
    return rooms.indexOf(other) > rooms.indexOf(own);
  });
  expect(against).toEqual([]);
  expect([...new Set(files.map(roomOf))].sort()).toEqual([...rooms, ...worldly].sort());
});

test.each([...rooms, ...worldly].filter((room) => !room.endsWith('.ts')))(
  'src/%s/ is small, and one of its files says what comes in, what goes out and what it does not know',
  (room) => {
    const own = files.filter((path) => roomOf(path) === room).map((path) => texts.get(path) ?? '');
    expect(own.length).toBeLessThanOrEqual(25);
    expect(own.join('').split('\n').length).toBeLessThanOrEqual(2500);
    expect(own.filter((text) => /^\/\/ In: .+\.\n\/\/ Out: .+\.\n\/\/ Does not know: .+\.\n/.test(text))).toHaveLength(
      1,
    );
  },
);

test('no file leads back to itself, not even by types', () => {
  const next = (from: string): string[] => imports.filter((one) => one.from === from).map(({ to }) => to);
  const circles = files.filter((start) => {
    const seen = new Set<string>();
    const waiting = next(start);
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (path === start) return true;
      if (!seen.has(path)) waiting.push(...next(path));
      seen.add(path);
    }
    return false;
  });
  expect(circles).toEqual([]);
});

describe.each([
  ['yaml', /^yaml\//],
  ['valibot', /^schema\//],
  ['@sindresorhus/slugify', /^schema\/identifiers\.ts$/],
  ['marked', /^(?:markdown\/proseLexer|texts\/markdownHtml)\.ts$/],
  ['handlebars', /^theme\/(?:templates|parseTheme|strictTemplates)\.ts$/],
  ['handlebars/runtime.js', /^theme\/templates\.ts$/],
  ['image-size', /^html\/pictureSize\.ts$/],
  ['parse5', /^html\/(?:nodes|parseHtml)\.ts$/],
  ['syllable', /^inspect\/readingGrade\.ts$/],
  ['commander', /^(?:commandLine\/|main\.ts$)/],
  ['fs-extra', /^(?:host|writing)\//],
  ['chokidar', /^host\//],
  ['@resvg/resvg-wasm', /^host\/rasterizer\.ts$/],
])('%s', (name, door) => {
  test('has one door', () => {
    expect(imports.filter(({ from, to }) => to === name && !door.test(from))).toEqual([]);
  });
});

test('only host, writing and cli.ts touch the outside world', () => {
  const outside = /^node:(?:fs|http|net|child_process|timers|process|os|worker_threads)/;
  const offenders = imports.filter(
    ({ from, to }) => outside.test(to) && !worldly.includes(roomOf(from)) && from !== 'cli.ts',
  );
  expect(offenders).toEqual([]);
  for (const [path, text] of texts) {
    // The verifier is a program of its own, whose world is a browser.
    if ([...worldly, 'verifier'].includes(roomOf(path)) || path === 'cli.ts') continue;
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(code, path).not.toMatch(/\bprocess\.|\bconsole\.|new Date\(\)|Date\.now|Math\.random|performance\./);
  }
});

test('nothing about the repository’s own subject stands in the program or its theme', async () => {
  const templates = join(src, '..', 'templates');
  const theme = await Promise.all((await readdir(templates)).map((name) => readFile(join(templates, name), 'utf8')));
  for (const text of [...texts.values(), ...theme]) expect(text).not.toMatch(/ketamine|spravato|bickley|samhsa/i);
});

test('no template prints a value without escaping it', async () => {
  const templates = join(src, '..', 'templates');
  for (const name of await readdir(templates))
    expect(await readFile(join(templates, name), 'utf8'), name).not.toMatch(/\{\{[{&]/);
});
