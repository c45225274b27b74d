import * as v from 'valibot';
import { type Code, catalogue } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Path, Places } from '../yaml/places.ts';
import type { YamlMap, YamlValue } from '../yaml/readYaml.ts';
import { datesNamed, daysMeantBy, partialDateFrom } from './dates.ts';
import { howToWrite } from './howToWrite.ts';
import { idFrom, isSourceKey } from './identifiers.ts';
import { type Meaning, meaningsOf } from './meantKeys.ts';
import { medicalMeantBy } from './medicine.ts';
import { originMeantBy } from './origins.ts';
import { type FaqInput, faqSchema, type QuestionInput, questionSchema } from './schema.ts';
import { expectedOf, isMap, kindOf, knownKeys, ownerName, schemaAt, valueAt } from './schemaPlaces.ts';
import { standIn } from './standIn.ts';
import { faultOfNumber, numberInside, numbersIn } from './telephone.ts';

/**
 * What could not be read as it was meant, as `questions.id`: that it is not
 * there, or not among others, would mislead.
 */
export type Broken = ReadonlySet<string>;

export interface CheckedShape {
  readonly input: FaqInput | null;
  readonly diagnostics: Diagnostic[];
  readonly broken: Broken;
  /** How many texts stand inside of what has the wrong type or an unknown key, and so are not checked at all. */
  readonly unread: number;
}

/**
 * Checks the whole file against the schema. Broken parts are left out or
 * replaced by stand-ins, so `input` is null only where the root is no map: one
 * mistake must not hide the others.
 */
export function checkShape(value: YamlValue, places: Places): CheckedShape {
  const broken = new Set<string>();
  let unread = 0;
  const diagnostics = refuseOddKeys(value, [], places);
  if (Array.isArray(value)) {
    const wrong = { what: 'the file', expected: 'a map', received: 'a list', write: howToWrite([], value) };
    const told = [...diagnostics, diagnose('wrong-type', places.value([]), wrong)];
    return { input: null, diagnostics: told, broken, unread: textsIn(value) };
  }
  const lists = findLists(value, []);
  diagnostics.push(...lists.map((fault) => describe(fault, noMeanings, places)));
  const stoodIn: Path[] = [];
  const mendAll = (faults: readonly Fault[], meanings: Meanings, root: YamlValue): YamlValue => {
    for (const { path, schema, input } of faults) {
      if (schema === 'type' || schema === 'unknown') unread += textsIn(input);
      const meant = meanings.get(JSON.stringify(path))?.key;
      broken.add(nameOf(meant ? [...path.slice(0, -1), meant] : path));
    }
    return faults.reduce((mended, fault) => mend(mended, fault, stoodIn), structuredCopy(root));
  };
  let current = mendAll(lists, noMeanings, value);
  // A mended part can uncover one more fault inside of its container, hardly ever two.
  for (let round = 0; round < 4; round++) {
    const result: v.SafeParseResult<typeof faqSchema> = v.safeParse(faqSchema, current);
    if (result.success) return { input: withStandIns(result.output, stoodIn), diagnostics, broken, unread };
    const faults: Fault[] = result.issues.map(faultOf);
    const unknown = faults.filter(({ schema }) => schema === 'unknown').slice(0, mostFaults);
    const meanings = meaningsOf(
      unknown.map(({ path }) => path),
      current,
    );
    const told = withoutConsequences(faults, meanings).slice(0, mostFaults);
    diagnostics.push(...told.map((fault) => describe(fault, meanings, places)));
    if (faults.some(({ path, schema }) => path.length === 0 && schema === 'type')) break;
    current = mendAll(faults, meanings, current);
  }
  return { input: null, diagnostics, broken, unread };
}

/** How many texts there are in a list or a map. */
export function textsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, one) => sum + (typeof one === 'string' ? 1 : textsIn(one)), 0);
}

type Meanings = ReadonlyMap<string, Meaning>;
const noMeanings: Meanings = new Map();

/** Without the positions in lists. */
function nameOf(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

/** One question for itself; null where `checkShape` would have something to say of it. */
export function checkEntry(value: YamlValue): QuestionInput | null {
  if (value === null || typeof value === 'string' || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  // A map or a list of lists stands nowhere in a question; the schema library would pass over an odd key of it.
  const isFlat = entries.every(
    ([key, entry]) => !oddKeys.has(key) && (!Array.isArray(entry) || entry.every((text) => typeof text === 'string')),
  );
  const result = isFlat ? v.safeParse(questionSchema, value) : null;
  return result?.success ? result.output : null;
}

/** Nobody reads more, and each takes its time to describe. */
const mostFaults = 500;

/** Keys that the schema library passes over, to protect objects that have a prototype. */
const oddKeys = new Set(['__proto__', 'constructor', 'prototype']);

function refuseOddKeys(value: YamlValue, path: Path, places: Places): Diagnostic[] {
  if (value === null || typeof value === 'string') return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, entry]) => {
    const inside = [...path, key];
    if (typeof key !== 'string' || !oddKeys.has(key)) return refuseOddKeys(entry, inside, places);
    const isNamedByAuthor = path.length === 1 && (path[0] === 'sources' || path[0] === 'reviewers');
    return isNamedByAuthor
      ? [diagnose('reserved-id', places.key(inside), { id: key })]
      : [describe({ path: inside, schema: 'unknown', input: entry }, noMeanings, places)];
  });
}

/** The schema library takes a list for a map whose keys are numbers. */
function findLists(value: YamlValue, path: Path): Fault[] {
  if (value === null || typeof value === 'string') return [];
  if (!Array.isArray(value)) return Object.entries(value).flatMap(([key, entry]) => findLists(entry, [...path, key]));
  const isMapWanted = ['object_with_rest', 'record'].includes(schemaAt(path)?.type ?? '');
  return isMapWanted
    ? [{ path, schema: 'type', input: value }]
    : value.flatMap((entry, index) => findLists(entry, [...path, index]));
}

/** A required key in whose place another one stands is not missing as well. */
function withoutConsequences(faults: readonly Fault[], meanings: Meanings): Fault[] {
  const meant = new Set<string>();
  for (const [path, { key }] of meanings)
    if (key !== null) meant.add(JSON.stringify([...(JSON.parse(path) as Path).slice(0, -1), key]));
  return faults.filter(({ schema, path }) => schema !== 'missing' || !meant.has(JSON.stringify(path)));
}

interface Fault {
  readonly path: Path;
  readonly schema: 'missing' | 'unknown' | 'type' | 'key' | Code;
  readonly input: unknown;
}

type Issue = v.BaseIssue<unknown>;

function faultOf(issue: Issue): Fault {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const last = issue.path?.at(-1);
  if (issue.kind === 'validation' && issue.message in catalogue) {
    return { path, schema: last?.origin === 'key' ? 'key' : (issue.message as Code), input: issue.input };
  }
  if (issue.type === 'never') return { path, schema: 'unknown', input: issue.input };
  if (last?.origin === 'key' || issue.input === undefined) return { path, schema: 'missing', input: issue.input };
  if (issue.type === 'picklist' && typeof issue.input === 'string')
    return { path, schema: 'invalid-value', input: issue.input };
  return { path, schema: 'type', input: issue.input };
}

function describe(fault: Fault, meanings: Meanings, places: Places): Diagnostic {
  const { path } = fault;
  const key = String(path.at(-1) ?? '');
  const owner = ownerName(path.slice(0, -1));
  const value = typeof fault.input === 'string' ? fault.input : '';
  const what =
    path.length === 0 ? 'the file' : typeof path.at(-1) === 'number' ? `an entry of \`${path.at(-2)}\`` : `\`${key}\``;
  switch (fault.schema) {
    case 'unknown':
      return diagnose('unknown-key', places.key(path), {
        key,
        owner,
        nearest: meanings.get(JSON.stringify(path))?.key ?? null,
        known: knownKeys(path.slice(0, -1)),
        advice: meanings.get(JSON.stringify(path))?.advice ?? null,
      });
    case 'missing':
      return diagnose('missing-key', ownerSpan(path.slice(0, -1), places), { key, owner });
    case 'key':
      return diagnose('invalid-id', places.key(path), describeId(key, path));
    case 'type':
      if (fault.input === null) return diagnose('empty-value', places.key(path), { what, ...required(path) });
      return diagnose('wrong-type', kindOf(fault.input) === 'a text' ? places.value(path) : places.key(path), {
        what,
        expected: expectedOf(schemaAt(path)),
        received: kindOf(fault.input),
        write: howToWrite(path, fault.input),
      });
    case 'empty-value':
      return diagnose('empty-value', places.key(path), { what, ...required(path) });
    case 'invalid-id':
      return diagnose('invalid-id', places.value(path), describeId(value, path));
    case 'invalid-date': {
      const mayBeYear = path[0] === 'sources' && key === 'date';
      const [month] = datesNamed(value);
      const days = daysMeantBy(value);
      const meant = days.length === 0 && month !== undefined && mayBeYear ? [month] : days;
      const written = /^\d{4}-\d{1,2}$/.test(value) ? partialDateFrom(value) : null;
      return diagnose('invalid-date', places.value(path), { value, meant, month: month ?? written, mayBeYear });
    }
    case 'invalid-address':
      return diagnose('invalid-address', places.value(path), {
        value,
        what,
        mayBeRelative: path[0] === 'translations',
        meant: addressMeantBy(value, path),
      });
    case 'invalid-origin':
      return diagnose('invalid-origin', places.value(path), { value, isFraming: path.includes('frameAncestors') });
    case 'invalid-phone':
      return diagnose('invalid-phone', places.value(path), {
        value,
        fault: faultOfNumber(value),
        numbers: numbersIn(value),
        inside: numberInside(value),
        isEntry: key === 'number',
      });
    case 'invalid-key':
      return diagnose('invalid-key', places.value(path), { id: String(path[1]) });
    default: {
      const options = optionsAt(path);
      const example = examples[key] ?? null;
      return diagnose('invalid-value', places.value(path), {
        value,
        what,
        options,
        example,
        nearest: valueMeantBy(value, key, options),
      });
    }
  }
}

/** With the scheme that addresses in print leave out; that of a folder without what follows its path. */
function addressMeantBy(marked: string, path: Path): string | null {
  // Between quotes or brackets, behind its words, with blanks in it or letters too many
  const typed = (/^\[[^\]]*\]\(\s*([^\s()]+)\s*\)$/.exec(marked)?.[1] ?? marked)
    .replaceAll(/^[^\p{L}\p{N}/.]+|["'”“’»>,;]+$/gu, '')
    .replace(/^h?t{1,4}ps?:[/ ]*(?=\w)/i, (scheme) => (/s:/i.test(scheme) ? 'https://' : 'http://'));
  const isFolder = path.length === 1;
  const mailbox = /^(?:mailto:)?\s*([^\s@:]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,})$/iu.exec(typed)?.[1];
  if (mailbox !== undefined && path[0] === 'contact') return `mailto:${mailbox}`;
  // The file of a page of this site: its id is meant.
  const page = path.at(-1) === 'instead' ? /^(?:\.?\/)?([^\s/.#:]+)\.(?:html?|md)$/i.exec(typed)?.[1] : undefined;
  if (page !== undefined) return page;
  const isHost = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[/:]\S*)?$/u.test(typed);
  const whole = isHost ? `https://${typed}` : typed.replace(/^(https?):\/*(?=[^/])/i, '$1://');
  const meant = isFolder ? whole.replace(/[?#].*$/, '') : whole;
  const isWeb = /^https?:\/\//i.test(meant) && URL.canParse(meant);
  return meant !== marked && isWeb && new URL(meant).username === '' ? meant : null;
}

const yes = /^(?:yes|y|on|1|ja|oui|s[ií])$/i;
const no = /^(?:no|n|off|0|false|nein|non)$/i;

/** As style sheets and designers name them (CSS Fonts Level 4, 2.4.1). */
const weights: Readonly<Record<string, string | undefined>> = {
  thin: '100',
  light: '300',
  normal: '400',
  regular: '400',
  medium: '500',
  semibold: '600',
  bold: '700',
  black: '900',
};

function valueMeantBy(typed: string, key: string, options: readonly string[]): string | null {
  if (key === 'weight') return weights[typed.toLowerCase()] ?? null;
  // As it stands in an address, or behind `doi:`
  if (key === 'origin') return originMeantBy(typed);
  if (['about', 'audience', 'specialty'].includes(key)) return medicalMeantBy(typed, key);
  // `0a5c5a`, and `#0a5` for `#00aa55`
  const [color] = key === 'accent' ? (/^(?:[\da-f]{3}){1,2}$/i.exec(typed.replace('#', '')) ?? []) : [];
  if (color !== undefined) return `"#${color.length === 3 ? color.replaceAll(/./g, '$&$&') : color}"`;
  if (key === 'doi') return /10\.\d{4,9}\/\S+$/.exec(typed)?.[0] ?? null;
  const meant = yes.test(typed)
    ? 'true'
    : no.test(typed)
      ? ['false', 'none', 'off'].find((one) => options.includes(one))
      : null;
  return meant && options.includes(meant) ? meant : nearest(typed, options);
}

/** What was typed for an id or a key, and what could stand there instead. */
function describeId(typed: string, path: Path) {
  if (path[0] === 'sources') {
    const key = (typed.match(/[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*/gu) ?? []).join('-');
    return { id: typed, kind: 'key' as const, suggestion: isSourceKey(key) ? key : null };
  }
  if (path.includes('formerly')) {
    return { id: typed, kind: 'old' as const, suggestion: typed.trim().replaceAll(/\s/g, '%20') || null };
  }
  return {
    id: typed,
    kind:
      path[0] === 'reviewers' ? ('reviewer' as const) : path[0] === 'theme' ? ('param' as const) : ('page' as const),
    suggestion: idFrom(typed),
  };
}

/** A key that has to be there is not to be deleted. */
function required(path: Path): { write?: string } {
  const key = path.at(-1) ?? '';
  const entry = schemaAt(path.slice(0, -1))?.entries?.[key];
  return entry === undefined || entry.type === 'optional' ? {} : { write: `${key}: …` };
}

/** A missing key is shown where its owner begins: at the first key of the map. */
function ownerSpan(path: Path, places: Places) {
  return path.length > 0 && typeof path.at(-1) === 'string' ? places.key(path) : places.value(path);
}

function optionsAt(path: Path): readonly string[] {
  const schema = schemaAt(path) as (v.GenericSchema & { options?: readonly string[] }) | null;
  const options = schema?.type === 'picklist' ? (schema.options ?? []) : [];
  // Of `true`, `True` and `TRUE` the first is enough.
  return options.filter(
    (option, index) => options.findIndex((one) => one.toLowerCase() === option.toLowerCase()) === index,
  );
}

/** What a pattern accepts is shown by example. */
const examples: Record<string, string> = {
  readingGrade: '9',
  reviewEvery: '12 months',
  sourcesEvery: '6 months',
  doi: '10.1001/example.2026',
  license: '1234567',
  accent: '"#0a5c5a"',
  family: 'Brand Sans',
  weight: '100 900',
  unicodeRange: 'U+0000-00FF',
  translatedFrom: 'sha256:3f2a91c0d4e5',
  origin: 'generated by ChatGPT',
  specialty: 'Psychiatric',
};

/** Replaces what is broken by something that passes: nothing where it may be absent, a stand-in where not. */
function mend(root: YamlValue, { path, schema }: Fault, stoodIn: Path[]): YamlValue {
  const parent = valueAt(root, path.slice(0, -1)) as YamlValue | undefined;
  const key = path.at(-1);
  if (key === undefined || parent === undefined || parent === null || typeof parent === 'string') return root;
  if (Array.isArray(parent)) {
    parent[key as number] = placeholderFor(path, stoodIn);
    return root;
  }
  const owner = schemaAt(path.slice(0, -1));
  const optional = owner?.entries?.[key]?.type === 'optional' || owner?.entries === undefined;
  // Without its id, a question would get one that its author did not mean.
  if (schema === 'unknown' || schema === 'key' || (optional && key !== 'id')) delete parent[key];
  else parent[key] = placeholderFor(path, stoodIn);
  return root;
}

/** Something that the schema accepts; the texts in it are noted in `stoodIn`. */
function placeholderFor(path: Path, stoodIn: Path[]): YamlValue {
  const schema = schemaAt(path);
  if (schema?.item) return [];
  if (schema?.entries) {
    const map: YamlMap = Object.create(null);
    for (const [key, entry] of Object.entries(schema.entries)) {
      if (entry.type !== 'optional') map[key] = placeholderFor([...path, key], stoodIn);
    }
    return map;
  }
  stoodIn.push(path);
  return (
    ['missing', 'https://missing.invalid/', '112', '2000-01-01'].find((text) => schema && v.is(schema, text)) ?? standIn
  );
}

/** What only passed the schema becomes what no author can type. */
function withStandIns(input: FaqInput, stoodIn: readonly Path[]): FaqInput {
  const root = input as unknown as YamlMap;
  for (const path of stoodIn) {
    const parent = valueAt(root, path.slice(0, -1)) as Record<string | number, YamlValue> | null | undefined;
    const key = path.at(-1) ?? '';
    if (typeof parent === 'object' && typeof parent?.[key] === 'string') parent[key] = standIn;
  }
  return input;
}

/** Mending writes into the copy, never into what was read. */
function structuredCopy(value: YamlValue): YamlValue {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isMap(value)) return value;
  const copy: YamlMap = Object.create(null);
  for (const [key, entry] of Object.entries(value)) copy[key] = structuredCopy(entry);
  return copy;
}
