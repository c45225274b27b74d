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

const rooms = ['diagnostics', 'faq', 'review', 'site', 'compile.ts', 'live', 'commands', 'main.ts', 'cli.ts'];
const roomOf = (path: string): string => path.split('/')[0] ?? '';

test('imports run one way, and only the commands and cli.ts reach into host', () => {
  const against = imports.filter(({ from, to, typeOnly }) => {
    if (!texts.has(to)) return false;
    if (roomOf(from) === 'host') return roomOf(to) !== 'host' && !typeOnly;
    if (roomOf(to) === 'host') return !typeOnly && roomOf(from) !== 'commands' && from !== 'cli.ts';
    return rooms.indexOf(roomOf(to)) > rooms.indexOf(roomOf(from)) && !(typeOnly && from === 'host/host.ts');
  });
  expect(against).toEqual([]);
});

describe.each([
  ['yaml', /^faq\//],
  ['valibot', /^faq\//],
  ['@sindresorhus/slugify', /^faq\/identifiers\.ts$/],
  ['marked', /^site\/proseLexer\.ts$/],
  ['handlebars', /^site\/(?:templates|parseTheme|strictTemplates)\.ts$/],
  ['handlebars/runtime.js', /^site\/templates\.ts$/],
  ['image-size', /^site\/pictureSize\.ts$/],
  ['parse5', /^site\/scanPage\.ts$/],
  ['syllable', /^site\/readingGrade\.ts$/],
  ['commander', /^main\.ts$/],
  ['fs-extra', /^host\//],
  ['chokidar', /^host\//],
  ['@resvg/resvg-wasm', /^host\/rasterizer\.ts$/],
])('%s', (name, door) => {
  test('has one door', () => {
    expect(imports.filter(({ from, to }) => to === name && !door.test(from))).toEqual([]);
  });
});

test('only host and cli.ts touch the outside world', () => {
  const worldly = /^node:(?:fs|http|net|child_process|timers|process|os|worker_threads)/;
  const offenders = imports.filter(({ from, to }) => worldly.test(to) && roomOf(from) !== 'host' && from !== 'cli.ts');
  expect(offenders).toEqual([]);
  for (const [path, text] of texts) {
    if (roomOf(path) === 'host' || path === 'cli.ts') continue;
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
