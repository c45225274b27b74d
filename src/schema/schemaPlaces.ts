import * as v from 'valibot';
import type { Path } from '../yaml/places.ts';
import type { YamlMap } from '../yaml/readYaml.ts';
import { faqSchema } from './schema.ts';

/** A part of the schema, as far as questions about its keys go. */
export type Schema = v.GenericSchema & {
  readonly wrapped?: Schema;
  readonly entries?: Record<string, Schema>;
  readonly item?: Schema;
  readonly value?: Schema;
};

const root = faqSchema as unknown as Schema;

/** What may stand at a place of faq.yaml; null where nothing may. */
export function schemaAt(path: Path): Schema | null {
  let schema: Schema | undefined = root;
  for (const step of path) {
    schema = unwrap(schema);
    schema = schema.entries ? schema.entries[step] : (schema.item ?? schema.value);
    if (!schema) return null;
  }
  return unwrap(schema);
}

function unwrap(schema: Schema): Schema {
  return schema.wrapped ? unwrap(schema.wrapped) : schema;
}

/** The keys of a map, in the order of the schema; none where the author names them. */
export function knownKeys(path: Path): readonly string[] {
  return Object.keys(schemaAt(path)?.entries ?? {});
}

/** Those of them that have to be there. */
export function requiredKeys(path: Path): readonly string[] {
  const entries = Object.entries(schemaAt(path)?.entries ?? {});
  return entries.filter(([, { type }]) => type !== 'optional').map(([key]) => key);
}

/** A map that has a key: in `path`, `*` stands for any position of a list and any name that an author gives. */
export interface OwnerOfKey {
  readonly path: readonly string[];
  readonly schema: Schema;
}

/** By key, the maps that have it, wherever they stand. */
export const ownersOfKeys: ReadonlyMap<string, readonly OwnerOfKey[]> = ownersIn(root, [], new Map());

function ownersIn(
  schema: Schema,
  path: readonly string[],
  found: Map<string, OwnerOfKey[]>,
): Map<string, OwnerOfKey[]> {
  const { entries, item, value } = unwrap(schema);
  for (const [key, entry] of Object.entries(entries ?? {})) {
    found.set(key, [...(found.get(key) ?? []), { path, schema: unwrap(entry) }]);
    ownersIn(entry, [...path, key], found);
  }
  const entry = item ?? value;
  return entry ? ownersIn(entry, [...path, '*'], found) : found;
}

/** Every key of the format, wherever it stands. */
export const knownKeyNames: ReadonlySet<string> = new Set(ownersOfKeys.keys());

/** The texts whose readers would miss what a comment cut off. */
export function isWords(path: Path): boolean {
  const schema = schemaAt(path);
  return schema !== null && 'pipe' in schema && v.getMetadata(schema as never)['words'] === true;
}

/** What a part of the schema tells of itself: its description, and examples. */
export function toldOf(schema: Schema): { readonly description: string; readonly example: string | null } {
  const { description = '', examples = [] } = v.getMetadata(schema as never) as {
    description?: string;
    examples?: readonly string[];
  };
  return { description, example: examples[0] ?? null };
}

const entryNames: Readonly<Record<string, string>> = {
  questions: 'a question',
  sections: 'a section',
  sources: 'a source',
  reviewers: 'a reviewer',
  phones: 'a phone number',
  related: 'a related page',
  translations: 'a translation',
  fonts: 'a font',
  nav: 'a link of the menu',
  footer: 'a link of the footer',
  changes: 'an entry of `changes`',
  keys: 'an entry of `keys`',
};

/** What a map is called. */
export function ownerName(path: Path): string {
  if (path.length === 0) return 'the file';
  const list = path.at(-2);
  return (list !== undefined && entryNames[list]) || `\`${path.at(-1)}\``;
}

/** The kinds of values of YAML. */
export type Kind = 'a text' | 'a list' | 'a map';

export function kindOf(value: unknown): Kind | 'empty' {
  if (value === null || value === undefined) return 'empty';
  return typeof value === 'string' ? 'a text' : Array.isArray(value) ? 'a list' : 'a map';
}

export function expectedOf(schema: Schema | null): Kind | 'a text or a list of texts' {
  switch (schema?.type) {
    case 'array':
      return 'a list';
    case 'object_with_rest':
    case 'record':
      return 'a map';
    case 'union':
      return 'a text or a list of texts';
    default:
      return 'a text';
  }
}

/** Whether a value is of the kind that is expected; whatever is empty fits. */
export function isOfKind(value: unknown, schema: Schema): boolean {
  const kind = kindOf(value);
  const expected = expectedOf(schema);
  return kind === 'empty' || expected === kind || (expected === 'a text or a list of texts' && kind !== 'a map');
}

export function isMap(value: unknown): value is YamlMap {
  return kindOf(value) === 'a map';
}

/** The value at a path, as far as there is one. */
export function valueAt(root: unknown, path: Path): unknown {
  let value: unknown = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
