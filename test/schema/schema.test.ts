import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { faqSchema } from '../../src/schema/schema.ts';
import { editorSchema, type Json } from '../editorSchema.ts';

const root = join(import.meta.dirname, '../..');
const path = join(root, 'schema', 'faq.schema.json');
const schema = editorSchema();
const ajv = new Ajv({ strict: false });

test('schema/faq.schema.json is the schema of the program (UPDATE_CASES=1 writes it)', async () => {
  const text = `${JSON.stringify({ title: 'faq.yaml', ...schema }, null, 2)}\n`;
  if (process.env['UPDATE_CASES']) await writeFile(path, text);
  expect(text).toBe(await readFile(path, 'utf8'));
});

interface Part {
  readonly path: string;
  readonly json: Json;
  readonly check: v.GenericSchema;
}

interface Valibot extends v.GenericSchema {
  readonly wrapped?: Valibot;
  readonly entries?: Record<string, Valibot>;
  readonly item?: Valibot;
  readonly key?: Valibot;
  readonly value?: Valibot;
}

/** Every key of the format, with what the program checks it with. */
function partsOf(json: Json, wrapped: Valibot, name = 'faq'): Part[] {
  const check = wrapped.wrapped ?? wrapped;
  const own = { path: name, json, check };
  const properties = (json['properties'] ?? {}) as Record<string, Json>;
  return [
    own,
    ...Object.entries(check.entries ?? {}).flatMap(([key, entry]) =>
      partsOf(properties[key] as Json, entry, `${name}.${key}`),
    ),
    ...(check.item ? partsOf(json['items'] as Json, check.item, `${name}[]`) : []),
    ...(check.key ? [{ path: `${name}:`, json: json['propertyNames'] as Json, check: check.key }] : []),
    ...(check.value ? partsOf(json['additionalProperties'] as Json, check.value, `${name}{}`) : []),
  ];
}

const parts = partsOf(schema, faqSchema as unknown as Valibot);
const scalars = parts.filter(({ json }) => Array.isArray(json['examples']));

test('the schema tells what each key is, with examples and a snippet', () => {
  expect(parts.length).toBeGreaterThan(90);
  for (const { path: name, json } of parts) {
    expect(json['description'], name).toMatch(/\S/);
    for (const { label, body } of (name.endsWith(':') ? [] : json['defaultSnippets']) as {
      label: string;
      body: unknown;
    }[])
      expect(`${label} ${JSON.stringify(body)}`, name).toMatch(/\S .*\$\{1:/);
    if (json['pattern']) expect(json['patternErrorMessage'], name).toMatch(/^Write /);
  }
});

test('the program takes every example, and so does the schema', () => {
  expect(scalars.length).toBeGreaterThan(70);
  for (const { path: name, json, check } of scalars) {
    const accepts = ajv.compile(json);
    for (const example of json['examples'] as unknown[]) {
      expect(v.is(check, String(example)), `${name}: ${example}`).toBe(true);
      expect(accepts(example), `${name}: ${example}`).toBe(true);
    }
  }
});

/** What an editor reads where the program reads the text as it stands. */
const asRead = (text: string): unknown => parse(text, { schema: 'core' });

const oddTexts = [
  ...[
    '988',
    '2024',
    '1.10',
    '020',
    '0o17',
    '0x1F',
    '1e5',
    '-5',
    '+44',
    '.inf',
    '.nan',
    '12:30',
    '2024-1-5',
    '2024-01-05',
  ],
  ...['true', 'True', 'no', 'Yes', 'off', 'null', '~', 'Null', 'faq_3', '112', '116 123', '555.0100', '+442079460018'],
];

const text = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ maxLength: 12, unit: fc.constantFrom(...'0123456789+-.eExX') }),
  fc.string({ maxLength: 20, unit: fc.constantFrom(...'0123456789 ()-./+AZ٣') }),
  fc.string({ maxLength: 12, unit: fc.constantFrom(...'abz09-_:/.?# ~') }),
);

/** As the author may write it: without quotes where YAML lets them, else with. */
function written(typed: string): string[] {
  const quoted = JSON.stringify(typed);
  const isPlain =
    parse(`k: ${typed}`, { schema: 'failsafe', logLevel: 'silent' })?.k === typed && !/[:#\s]$|^\s|: | #/.test(typed);
  return isPlain && !/^[&*!|>%@`"'[\]{},?-]|^$/.test(typed) ? [quoted, typed] : [quoted];
}

test('whatever the program takes for a value, the schema takes, typed with quotes or without', () => {
  const compiled = scalars
    .filter(isChecked)
    .map(({ path: name, json, check }) => ({ name, check, accepts: ajv.compile(json) }));
  fc.assert(
    fc.property(text, (typed) => {
      // A fraction to YAML, and a name to nobody
      if (/^\d+e-\d+$/i.test(typed)) return;
      const values = written(typed).map(asRead);
      for (const { name, check, accepts } of compiled) {
        // `null` without quotes is no text to the program either.
        for (const value of values.filter((one) => one !== null))
          if (v.is(check, typed)) expect(accepts(value), `${name}: ${typed}`).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

/** Whether a text is the tag of a language is checked when it is read. */
function isChecked({ path: name }: Part): boolean {
  return !name.endsWith('.language');
}

/** Keys whose whole check stands in a pattern, so that a text that the schema takes is one that the program takes. */
const whole = scalars.filter(isChecked).filter(({ json, check }) => {
  const actions = (check as unknown as { pipe: { kind: string; type: string }[] }).pipe;
  return json['type'] !== undefined && !actions.some(({ kind, type }) => kind === 'validation' && type === 'check');
});

test('a text that the program refuses is refused by the schema, where a pattern says it all', () => {
  expect(whole.length).toBeGreaterThan(40);
  const compiled = whole.map(({ path: name, json, check }) => ({ name, check, accepts: ajv.compile(json) }));
  fc.assert(
    fc.property(text, (typed) => {
      for (const { name, check, accepts } of compiled)
        expect(accepts(typed), `${name}: ${typed}`).toBe(v.is(check, typed));
    }),
    { numRuns: 400 },
  );
});

test('nothing is no text to the schema either, and other keys are refused', () => {
  for (const { path: name, json } of scalars) expect(ajv.compile(json)(null), name).toBe(false);
  expect(schema['additionalProperties']).toBe(false);
});
