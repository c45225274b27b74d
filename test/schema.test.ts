import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { faqSchema } from '../src/faq/schema.ts';

const root = join(import.meta.dirname, '..');
const path = join(root, 'schema', 'faq.schema.json');

/** The schema that editors read, made from the one that the program checks with. `UPDATE_CASES=1` writes it. */
function jsonSchema(): string {
  const schema = toJsonSchema(faqSchema, { typeMode: 'input', errorMode: 'ignore' });
  return `${JSON.stringify({ title: 'faq.yaml', ...schema }, forEditors, 2)}\n`;
}

/** An editor reads YAML with its types; the program takes every scalar as it was typed. */
function forEditors(key: string, value: unknown): unknown {
  if (key === 'words') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const { enum: options, pattern, not, description } = value as Record<string, unknown>;
  if (not) return false;
  if (Array.isArray(options) && options.includes('true')) return { type: 'boolean', description };
  if (pattern === '^[1-9]\\d{0,2}$') return { type: 'integer', minimum: 1, description };
  return value;
}

test('schema/faq.schema.json is the schema of the program', async () => {
  if (process.env['UPDATE_CASES']) await writeFile(path, jsonSchema());
  expect(jsonSchema()).toBe(await readFile(path, 'utf8'));
});

test('the JSON Schema knows the keys of the repository’s own faq.yaml, and refuses others', async () => {
  const schema = JSON.parse(await readFile(path, 'utf8'));
  const faq = parse(await readFile(join(root, 'faq.yaml'), 'utf8'));
  expect(Object.keys(faq).filter((key) => !(key in schema.properties))).toEqual([]);
  expect(schema.additionalProperties).toBe(false);
  const question = schema.properties.questions.items;
  expect(question.required).toEqual(['question', 'answer']);
  expect(question.properties.draft).toMatchObject({ type: 'boolean' });
  expect(schema.properties.policy.properties.readingGrade).toMatchObject({ type: 'integer' });
});
