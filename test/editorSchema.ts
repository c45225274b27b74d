import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { stringify } from 'yaml';
import { faqSchema } from '../src/schema/schema.ts';

export type Json = { [key: string]: unknown };

/**
 * The schema that editors read, made from the one that the program checks with. An editor reads YAML with its types,
 * the program every scalar as it was typed: where a number or a boolean is accepted as a text, the schema allows it.
 */
export function editorSchema(): Json {
  const schema = toJsonSchema(faqSchema, { typeMode: 'input', errorMode: 'ignore' }) as Json;
  return withSnippets(retype(schema, faqSchema as unknown as Valibot)) as Json;
}

type Valibot = v.GenericSchema & {
  readonly wrapped?: Valibot;
  readonly entries?: Record<string, Valibot>;
  readonly item?: Valibot;
  readonly options?: readonly Valibot[];
  readonly key?: Valibot;
  readonly value?: Valibot;
};

/** The JSON Schema of a part, beside the part that it was made from. */
function retype(json: Json, wrapped: Valibot): Json {
  const { words: _, ...told } = json;
  const schema = wrapped.wrapped ?? wrapped;
  if (schema.entries) {
    const entries = Object.entries(schema.entries);
    const properties = json['properties'] as Record<string, Json>;
    return {
      ...told,
      properties: Object.fromEntries(entries.map(([key, entry]) => [key, retype(properties[key] as Json, entry)])),
      additionalProperties: false,
    };
  }
  if (Array.isArray(json['anyOf'])) {
    const forms = json['anyOf'].map((one: Json, index) => retype(one, schema.options?.[index] as Valibot));
    return { ...told, anyOf: forms };
  }
  if (schema.item) return { ...told, items: retype(json['items'] as Json, schema.item) };
  if (schema.key && schema.value)
    return {
      ...told,
      propertyNames: retype(json['propertyNames'] as Json, schema.key),
      additionalProperties: retype(json['additionalProperties'] as Json, schema.value),
    };
  if (Array.isArray(json['enum'])) {
    if (!json['enum'].includes('true')) return told;
    const { enum: texts, ...others } = told;
    // As a pattern, so that an editor proposes the two values alone.
    const pattern = `^(?:${(texts as string[]).join('|')})$`;
    const patternErrorMessage = 'Write true or false.';
    return { ...others, type: ['boolean', 'string'], pattern, patternErrorMessage, examples: [true] };
  }
  return { ...told, type: typesOf(schema) };
}

/** What YAML 1.2 makes of texts that are typed without quotes. */
const typed = {
  integer: ['0', '7', '12', '112', '988', '2024', '1234567', '5550100', '0x1f'],
  number: ['1.5', '555.0100', '.5', '.inf'],
  boolean: ['true', 'false', 'True', 'FALSE'],
};

function typesOf(schema: v.GenericSchema): string | string[] {
  const accepts = (texts: readonly string[]) => texts.some((text) => v.is(schema, text));
  const number = accepts(typed.number) ? ['number'] : accepts(typed.integer) ? ['integer'] : [];
  const types = ['string', ...number, ...(accepts(typed.boolean) ? ['boolean'] : [])];
  return types.length === 1 ? 'string' : types;
}

/** What an editor writes where a key is chosen: the examples, in the shape that is wanted. */
function withSnippets(json: Json): Json {
  const { snippet: _, ...told } = json;
  const inside = Object.fromEntries(
    Object.entries(told).map(([key, value]) => {
      if (key === 'properties')
        return [
          key,
          Object.fromEntries(Object.entries(value as Json).map(([name, one]) => [name, withSnippets(one as Json)])),
        ];
      const isPart = ['items', 'additionalProperties'].includes(key) && value !== false;
      return [key, isPart ? withSnippets(value as Json) : value];
    }),
  );
  const label = String(json['description'] ?? '').replace(/[.:(].*$/s, '');
  const examples = json['examples'] as unknown[] | undefined;
  const defaultSnippets = (examples ?? [null]).map((example) => ({
    label: example === null ? label : String(example),
    body: bodyOf(json, new Stops(), example),
  }));
  return { ...inside, defaultSnippets };
}

/** The places at which the cursor stops, one behind the other. */
class Stops {
  #count = 0;

  around(text: string): string {
    this.#count++;
    return `\${${this.#count}:${text.replaceAll(/[$}\\]/g, '\\$&')}}`;
  }
}

function bodyOf(json: Json, stops: Stops, example: unknown = null): unknown {
  const properties = json['properties'] as Record<string, Json> | undefined;
  if (properties) {
    const required = json['required'] as string[] | undefined;
    const keys = (json['snippet'] as string[] | undefined) ?? (required?.length ? required : Object.keys(properties));
    return Object.fromEntries(keys.map((key) => [key, bodyOf(properties[key] as Json, stops)]));
  }
  if (json['items']) return [bodyOf(json['items'] as Json, stops)];
  if (json['propertyNames']) {
    const [name] = (json['propertyNames'] as Json)['examples'] as string[];
    return { [String(name)]: bodyOf(json['additionalProperties'] as Json, stops) };
  }
  const [first] = json['examples'] as unknown[];
  return stops.around(stringify(example ?? first, { lineWidth: 0 }).trim());
}
