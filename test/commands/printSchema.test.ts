import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../testHost.ts';

const repository = join(import.meta.dirname, '../..');

test('prints the bytes of schema/faq.schema.json', async () => {
  const { exitCode, stdout, stderr } = await run(['schema'], repository);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(Buffer.from(stdout).equals(await readFile(join(repository, 'schema/faq.schema.json')))).toBe(true);
});

test('a copy of the program without it says so', async () => {
  const packaged = { read: () => null, list: () => [] };
  const { exitCode, stdout, stderr } = await run(['schema'], repository, {}, {}, { packaged });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toBe('error: this copy of faqgen lacks schema/faq.schema.json: install it anew\n');
});
