import * as v from 'valibot';
import { besideAnswers, keysNamed } from '../diagnostics/keyNames.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Path } from '../yaml/places.ts';
import { isWebAddress } from './schema.ts';
import {
  expectedOf,
  isOfKind,
  knownKeys,
  type OwnerOfKey,
  ownerName,
  ownersOfKeys,
  requiredKeys,
  type Schema,
  schemaAt,
  toldOf,
  valueAt,
} from './schemaPlaces.ts';

/** What was most likely meant by a key that its map does not have. */
export interface Meaning {
  /** A key of the same map that is free. */
  readonly key: string | null;
  /** What to do instead of renaming it; null where there is nothing better than a list of keys. */
  readonly advice: string | null;
}

/** The meanings of unknown keys, by their paths as JSON; each stands for another key than the others of its map. */
export function meaningsOf(unknown: readonly Path[], root: unknown): ReadonlyMap<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  const owners = new Map(unknown.map((path) => [JSON.stringify(path.slice(0, -1)), path.slice(0, -1)]));
  for (const [id, owner] of owners) {
    const parent = valueAt(root, owner);
    const isFree = (key: string): boolean => !(typeof parent === 'object' && parent && Object.hasOwn(parent, key));
    const here = unknown.filter((path) => JSON.stringify(path.slice(0, -1)) === id);
    for (const [path, meaning] of meaningsIn(owner, here, root, isFree)) meanings.set(JSON.stringify(path), meaning);
  }
  return meanings;
}

function meaningsIn(
  owner: Path,
  unknown: readonly Path[],
  root: unknown,
  isFree: (key: string) => boolean,
): Map<Path, Meaning> {
  const free = new Set(knownKeys(owner).filter(isFree));
  const found = new Map<Path, Meaning>();
  const rename = (path: Path, key: string, advice: string | null = null): void => {
    free.delete(key);
    found.set(path, { key, advice });
  };
  const schema = (key: string) => schemaAt([...owner, key]);
  for (const path of unknown) {
    const typed = String(path.at(-1));
    const value = valueAt(root, path);
    const named = keysNamed(typed).filter((key) => free.has(key));
    const near = nearest(typed, free);
    const isWanted = near !== null && requiredKeys(owner).includes(near) && fits(value, schema(near));
    const meant = named.find((key) => fits(value, schema(key))) ?? (isWanted ? near : null);
    const link = mailbox(owner, typed, value);
    const other = meant === null ? (instead(owner, typed) ?? elsewhere(owner, typed, value, root)) : null;
    const alike = named[0] ?? near;
    const far = typed.length < 5 ? null : nearest(typed, ownersOfKeys.keys());
    if (link === null && meant !== null) rename(path, meant);
    else if (link !== null || other !== null) found.set(path, { key: null, advice: link ?? other });
    else if (alike !== null) rename(path, alike);
    else if (far !== null) found.set(path, { key: null, advice: elsewhere(owner, far, value, root) });
  }
  // What is left stands in the place of what is missing, where the map is for few things.
  if (isForMany(owner)) return found;
  const isLeft = (path: Path): boolean => !found.get(path)?.key;
  const missing = requiredKeys(owner).filter((key) => free.has(key));
  for (const key of [...missing.filter((one) => !takesAnyText(schema(one))), ...missing]) {
    const path = unknown.find((one) => isLeft(one) && fits(valueAt(root, one), schema(key)));
    if (path && free.has(key)) rename(path, key);
  }
  for (const path of unknown.filter(isLeft)) {
    const key = missing.find((one) => free.has(one));
    const wanted = key === undefined ? null : schema(key);
    if (key !== undefined && wanted) rename(path, key, `write \`${key}: …\` in its place: ${meaningOf(wanted)}`);
  }
  return found;
}

/** What a value is for, in the middle of a sentence. */
export function meaningOf(schema: Schema): string {
  const { description, example } = toldOf(schema);
  const sentence = description.replace(/\.? (?:Plain text|Markdown)\.$|\.$/, '');
  const said = `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
  return example === null ? said : `${said}, as in ${example}`;
}

/** Whether it may be the value of a key, and does not look like another thing. */
function fits(value: unknown, schema: Schema | null): boolean {
  if (!schema || !isOfKind(value, schema)) return false;
  if (typeof value !== 'string' || expectedOf(schema) !== 'a text') return true;
  return v.is(schema, value) && !(takesAnyText(schema) && isPattern(value));
}

/** A mailbox, an address, a day or a number is no name, and no sentence. */
function isPattern(text: string): boolean {
  return isWebAddress(text) || /^\S+@\S+$|^[\d.:/-]+$/.test(text);
}

/** True of texts that have no form of their own. */
export function takesAnyText(schema: Schema | null): boolean {
  return schema !== null && v.is(schema, 'Any text!');
}

/** In these, a key that nobody knows may be something of its own, beside what is missing. */
function isForMany(owner: Path): boolean {
  return owner.length === 0 || ['a question', 'a section'].includes(ownerName(owner));
}

/** Where a mailbox is written; null of what is none. */
function mailbox(owner: Path, key: string, value: unknown): string | null {
  const isContact = ownerName(owner) === '`contact`';
  if (!/^e-?mail$|^mail(?:box)?$/i.test(key) || typeof value !== 'string' || !(isContact || owner.length === 0))
    return null;
  const [, address] = /^(?:mailto:)?\s*([^\s@:]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,})$/iu.exec(value) ?? [];
  if (address === undefined) return null;
  const link = `\`link: {label: ${address}, url: mailto:${address}}\``;
  return isContact ? `write ${link}` : `a mailbox stands below \`contact:\`, as ${link}`;
}

/** What is said in another way than by a key of that map. */
function instead(owner: Path, key: string): string | null {
  const name = ownerName(owner);
  if (name === 'a section' && /^(?:sub)?sections?$/i.test(key))
    return 'a section holds no others: write each as an entry of its own of `sections`';
  const isOfAnswers = name === 'a question' || name === 'a section';
  return isOfAnswers ? besideAnswers(key) : null;
}

/** Where a key that stands on the wrong level belongs; null where nobody can tell. */
function elsewhere(owner: Path, key: string, value: unknown, root: unknown): string | null {
  const owners = (ownersOfKeys.get(key) ?? []).filter(
    ({ path, schema }) =>
      path[0] !== 'words' && isOfKind(value, schema) && !sameOwner(path, owner) && isInUse(path, owner, root),
  );
  const isTaken = ({ path }: OwnerOfKey): boolean => !path.includes('*') && valueAt(root, [...path, key]) !== undefined;
  const inside = owners.filter(({ path }) => path.length === owner.length + 1 && sameOwner(path.slice(0, -1), owner));
  const around = owners.filter(
    (one) => one.path.length < owner.length && sameOwner(one.path, owner.slice(0, one.path.length)) && !isTaken(one),
  );
  const fitting = owners.filter(({ schema }) => typeof value !== 'string' || v.is(schema, value));
  const [one] = [around.slice(-1), inside, fitting, owners].find((some) => some.length === 1) ?? [];
  if (one)
    return belongs(
      one.path,
      key,
      value,
      valueAt(root, one === inside[0] ? [...owner, one.path.at(-1) ?? ''] : one.path),
    );
  if (owners.length === 0) return null;
  const names = [...new Set(owners.map(({ path }) => nameOf(path)))];
  const listed = names.length > 3 ? [...names.slice(0, 3), 'others'] : names;
  const last = listed.length > 1 ? ` and ${listed.pop()}` : '';
  return `\`${key}\` is a key of ${listed.join(', ')}${last}: move it there, or delete it`;
}

/** Questions stand in one of two places, as the file has it. */
function isInUse(path: readonly string[], owner: Path, root: unknown): boolean {
  const hasSections = owner[0] === 'sections' || valueAt(root, ['sections']) !== undefined;
  return hasSections ? path[0] !== 'questions' : path[0] !== 'sections' || path.length === 2;
}

function sameOwner(path: readonly string[], owner: Path): boolean {
  return path.length === owner.length && path.every((step, index) => step === '*' || step === owner[index]);
}

/** The owner of a key, with the one that holds it where that is not plain. */
function nameOf(path: readonly string[]): string {
  const outer = path.slice(0, -1);
  return path.length > 1 && path.at(-1) !== '*' && outer.length > 0
    ? `${ownerName(path)} of ${ownerName(outer)}`
    : ownerName(path);
}

/** `there`: what stands at that place now. */
function belongs(path: readonly string[], key: string, value: unknown, there: unknown): string {
  if (path.length === 0) return `\`${key}\` belongs to the file: begin its line at the left edge, below no other key`;
  const start = `\`${key}\` belongs to ${nameOf(path)}`;
  const name = path.at(-1) ?? '';
  const others = requiredKeys(path).filter((one) => one !== key);
  if (name === '*')
    return `${start}: write it beside its ${others[0] === undefined ? 'other keys' : `\`${others[0]}\``}`;
  const typed =
    typeof value === 'string' && /^[\p{L}\p{N}+][\p{L}\p{N} .+/:-]{0,60}$/u.test(value) && !value.includes(': ')
      ? value
      : '…';
  if (typeof there !== 'object' || there === null)
    return `${start}: write \`${name}: {${[...others.map((one) => `${one}: …`), `${key}: ${typed}`].join(', ')}}\`${path.length === 1 ? ', at the left edge' : ''}`;
  return Object.hasOwn(there, key)
    ? `${start}, which has one: delete one of the two`
    : `${start}: write \`${key}: ${typed}\` on a line below \`${name}:\`, further right`;
}
