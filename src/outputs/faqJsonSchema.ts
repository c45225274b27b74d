/** What `faq.json` names as its schema. */
export const schemaPath = 'faq.schema.json';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const dayOrNull = { ...day, type: ['string', 'null'] };
const id = { type: 'string', pattern: '^\\S+$' };

/** Every key is always there; what is absent is null or empty. */
function whole(properties: Readonly<Record<string, object>>) {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** Some are there where there is something to say. */
function withOptional(optional: Readonly<Record<string, object>>, map: ReturnType<typeof whole>) {
  return { ...map, properties: { ...map.properties, ...optional } };
}

function listOf(items: object) {
  return { type: 'array', items };
}

const approval = {
  reviewer: id,
  name: text,
  role: textOrNull,
  date: day,
  until: day,
  digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
  record: text,
};
const kind = { as: { type: 'string', description: 'The kind of the approval' } };

const review = {
  oneOf: [
    { type: 'null' },
    whole({ state: { enum: ['changed', 'expired', 'unsigned'] } }),
    withOptional(
      { ...kind, further: listOf(withOptional(kind, whole(approval))) },
      whole({ state: { const: 'signed' }, ...approval }),
    ),
  ],
};

const question = withOptional(
  { origin: whole({ kind: { enum: ['assisted', 'generated'] }, by: textOrNull }) },
  whole({
    id,
    formerly: listOf(id),
    question: text,
    short: textOrNull,
    answer: { ...text, description: 'Markdown' },
    keywords: listOf(text),
    sources: { ...listOf(id), description: 'Ids in `sources`, in the order of their first citation.' },
    updated: dayOrNull,
    changes: {
      ...listOf(whole({ on: day, note: text, kind: { enum: ['major', 'minor'] } })),
      description: 'The newest first.',
    },
    evidence: { oneOf: [{ type: 'null' }, whole({ until: day })] },
    review,
    translation: {
      oneOf: [
        { type: 'null' },
        whole({ language: text, url: text, state: { enum: ['current', 'outdated', 'unbound'] } }),
      ],
    },
  }),
);

const source = whole({
  id,
  title: textOrNull,
  authors: textOrNull,
  publisher: textOrNull,
  date: { type: ['string', 'null'], pattern: '^\\d{4}(?:-\\d{2}){0,2}$' },
  url: textOrNull,
  doi: textOrNull,
  checked: dayOrNull,
});

/** JSON Schema (2020-12) of `faq.json`. Keys may be added to a format, so none is refused. */
export const faqJsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'faq.json, format 1',
  ...withOptional(
    {
      about: whole({ kind: { const: 'medical' }, audience: textOrNull, specialty: textOrNull }),
      withdrawn: {
        ...listOf(whole({ id, formerly: listOf(id), question: text, on: day, reason: text, instead: textOrNull })),
        description:
          'Answers that are shown no more; `instead`: the id of a question, or an address. Absent where there are none.',
      },
    },
    whole({
      format: { const: 1 },
      title: text,
      description: textOrNull,
      language: text,
      url: textOrNull,
      publisher: { oneOf: [{ type: 'null' }, whole({ name: text, url: textOrNull })] },
      urgent: { ...textOrNull, description: 'Markdown' },
      disclaimer: { ...textOrNull, description: 'Markdown' },
      translations: listOf(whole({ language: text, url: text, original: { type: 'boolean' } })),
      reviewers: listOf({
        ...whole({ id, name: text, role: textOrNull, credentials: listOf(text), url: textOrNull, key: textOrNull }),
        description: '`keys`, where they have days: a list of `key`, `from` and `until`, null where there is no limit',
      }),
      sections: listOf(
        whole({
          id: { ...id, type: ['string', 'null'] },
          formerly: listOf(id),
          title: textOrNull,
          questions: listOf(question),
        }),
      ),
      sources: listOf(source),
    }),
  ),
};
