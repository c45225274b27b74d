import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { templateReference } from './templateReference.ts';

const path = join(import.meta.dirname, '../../docs/templates.md');

test('docs/templates.md names every template with its data, and every type of data (UPDATE_CASES=1 writes it)', async () => {
  const page = await readFile(path, 'utf8');
  const begin = page.indexOf('## Pages\n');
  expect(begin).toBeGreaterThan(0);
  const reference = await templateReference();
  if (process.env['UPDATE_CASES']) await writeFile(path, page.slice(0, begin) + reference);
  expect((await readFile(path, 'utf8')).slice(begin)).toBe(reference);
});
