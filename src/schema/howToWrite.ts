import * as v from 'valibot';
import type { Path } from '../yaml/places.ts';
import type { YamlMap } from '../yaml/readYaml.ts';
import { isId } from './identifiers.ts';
import { meaningOf, takesAnyText } from './meantKeys.ts';
import { originMeantBy } from './origins.ts';
import { isWebAddress } from './schema.ts';
import { expectedOf, isMap, isWords, knownKeys, requiredKeys, schemaAt } from './schemaPlaces.ts';

/** How to write, with its keys, what was typed as one text or as a list; null where nobody can tell. */
export function howToWrite(path: Path, typed: unknown): string | null {
  const schema = schemaAt(path);
  const name = String(path.at(-1) ?? '');
  if (expectedOf(schema) !== 'a map') return howToWriteTexts(path, typed);
  if (path.length === 0) {
    return Array.isArray(typed)
      ? 'write `title:` with a title on a line above the list, and `questions:` on the next'
      : 'begin the file with `title:` and a title, and write `questions:` with a list of questions below it';
  }
  // Its address, or its title, and nothing else
  if (path.length === 2 && path[0] === 'sources' && isShortText(typed))
    return `write \`${name}: {${isWebAddress(typed) ? 'url' : 'title'}: ${JSON.stringify(typed)}}\``;
  if (schema?.type === 'record') {
    const [first] = Array.isArray(typed) ? typed : [];
    const [key, id] = isMap(first) ? (Object.entries(first).find(([one]) => /^(?:id|key)$/.test(one)) ?? []) : [];
    return typeof id === 'string'
      ? `write \`${id}:\` in the place of \`- ${key}: ${id}\`, its other keys below it, further right, and so each`
      : `begin each entry below \`${name}:\` with a name of its own and a colon instead of \`- \`, as in \`${name === 'reviewers' ? 'jane-doe' : 'smith-2020'}:\``;
  }
  const mailbox = typeof typed === 'string' && /^[^\s@:]+@[^\s@:]+\.\p{L}{2,}$/u.test(typed);
  if (mailbox && name === 'contact')
    return `write \`link: {label: ${typed}, url: mailto:${typed}}\` on a line of its own below it, further right`;
  if (mailbox && name === 'link') return `write \`link: {label: ${typed}, url: mailto:${typed}}\``;
  if (path.at(-2) === 'phones' && typeof typed === 'string') return `write \`- {label: …, number: ${typed}}\``;
  if (path.length === 2 && path[0] === 'related' && typeof typed === 'string' && isId(typed))
    return 'here stand pages elsewhere, each with `title` and `url`; ids of questions stand in `related` of a question';
  const [first] = Array.isArray(typed) && typeof path.at(-1) === 'string' ? typed : [];
  const [own] = isMap(first) ? Object.keys(first).filter((key) => knownKeys(path).includes(key)) : [];
  if (own !== undefined) return `begin the lines below \`${name}:\` without \`- \`, as in \`${own}: …\``;
  const isTruth = isShortText(typed) && /^(?:true|false|yes|no|on|off)$/i.test(typed);
  const part = isShortText(typed) && !isTruth ? partOf(path, typed) : null;
  const needed = requiredKeys(path);
  const parts = [...needed, ...(part === null || needed.includes(part) ? [] : [part])].map((key) =>
    key === part && isShortText(typed) ? `\`${key}: ${written(path, key, typed)}\`` : `\`${key}: …\``,
  );
  if (typeof path.at(-1) === 'number')
    return `write its parts on lines of their own, the first behind \`- \`: ${parts.join(' and ')}`;
  if (parts.length > 1) return `write on lines of their own below \`${name}:\`, further right: ${parts.join(' and ')}`;
  if (parts.length === 0)
    return `write below \`${name}:\`, further right, one of its keys: ${knownKeys(path)
      .map((key) => `\`${key}\``)
      .join(', ')}`;
  const schemaOf = part === null ? schemaAt([...path, needed[0] ?? '']) : null;
  const wanted = takesAnyText(schemaOf) ? null : schemaOf;
  return `write ${parts[0]} on a line of its own below \`${name}:\`, further right${wanted ? `: ${meaningOf(wanted)}` : ''}`;
}

/** As it stands behind its key: a sentence between quotes, whatever signs it gets one day. */
function written(path: Path, key: string, typed: string): string {
  return takesAnyText(schemaAt([...path, key])) || /^[#*&!%@]/.test(typed) ? JSON.stringify(typed) : typed;
}

/** The key of a map whose value was typed in the place of all of it: the one that takes such a text and few others, or what has to be there. */
function partOf(path: Path, typed: string): string | null {
  if (isWebAddress(typed) && knownKeys(path).includes('url')) return 'url';
  const schemaOf = (key: string) => schemaAt([...path, key]);
  const accepts = (key: string): boolean => v.is(schemaOf(key) ?? v.never(), typed);
  // A word may be a relative address, and a mailbox the name of a link.
  const isPlain = /^\p{L}[\p{L}-]*$/u.test(typed);
  const isOwn = (key: string): boolean =>
    !takesAnyText(schemaOf(key)) && (!isPlain || schemaOf(key)?.type === 'picklist');
  const [one, ...others] = knownKeys(path).filter((key) => accepts(key) && isOwn(key));
  if (one !== undefined) return others.length === 0 ? one : null;
  const keys = requiredKeys(path);
  return (keys.length > 0 ? keys : ['text'].filter((key) => knownKeys(path).includes(key))).find(accepts) ?? null;
}

function isShortText(typed: unknown): typed is string {
  return typeof typed === 'string' && typed.length <= 200 && !/[\n`]/.test(typed);
}

/** One text, or a list of texts, each typed as the other; null where it takes more than the brackets. */
function howToWriteTexts(path: Path, typed: unknown): string | null {
  const name = String(path.at(-1) ?? '');
  const texts = (value: unknown): value is string[] =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === 'string' && /^[^\n`]{1,60}$/.test(one));
  if (path.at(-2) === 'related' && isMap(typed))
    return 'here stand ids of questions, as in `related: [opening-hours]`; pages elsewhere stand in `related` at the left edge of the file';
  if (expectedOf(schemaAt(path)) === 'a list') {
    // Two keys for each, typed as a key and its value: `Home: ./`
    const [label, text] = isMap(typed) ? (Object.entries(typed)[0] ?? []) : [];
    const [one, two, ...others] = requiredKeys([...path, 0]);
    if (two !== undefined && others.length === 0 && isShortText(text) && !knownKeys([...path, 0]).includes(label ?? ''))
      return `write below \`${name}:\` \`- {${one}: ${label}, ${two}: ${text}}\`, and so each`;
    // Questions and sections, each behind its name
    const [id = '', entry] = isMap(typed) ? (Object.entries(typed)[0] ?? []) : [];
    const [key] = isMap(entry) ? (Object.entries(entry).find(([, one]) => typeof one === 'string') ?? []) : [];
    if (isMap(entry) && key !== undefined) {
      const first =
        knownKeys([...path, 0]).includes('id') && !('id' in entry) && isId(id) && /\p{L}/u.test(id)
          ? `id: ${id}`
          : `${key}: …`;
      return `write \`- ${first}\` in the place of \`${id}:\`, its other keys as far right as \`${first.replace(/:.*/, '')}\`, and so each`;
    }
    const isOfTexts = expectedOf(schemaAt([...path, 0])) === 'a text';
    const parts =
      typeof typed === 'string'
        ? typed
            .replaceAll(/^[([{]|[)\]}]$/g, '')
            .split(/[,;\n]/)
            .flatMap((part) => part.trim() || [])
        : [];
    return isOfTexts && texts(parts) ? `write \`${name}: [${parts.map(inBrackets).join(', ')}]\`` : null;
  }
  if (isMap(typed)) return partsOfText(name, typed) ?? onlyText(path, typed);
  if (!texts(typed)) return null;
  if (name === 'phone')
    return `write \`phones: [${typed.map((one, index) => `{label: Line ${index + 1}, number: ${one}}`).join(', ')}]\` instead, and in each \`label\` what the number is for`;
  if (name === 'language')
    return `write \`language: ${typed[0]}\`; each language has a file of its own, named in \`translations\``;
  return isWords(path) ? `write \`${name}: ${typed.join(', ')}\`` : `write one of them: \`${name}: ${typed[0]}\``;
}

/** What is one line, typed as a map of its parts: `origin: {kind: generated, by: ChatGPT}`. */
function partsOfText(name: string, typed: YamlMap): string | null {
  const part = (...keys: string[]): string | null =>
    keys.map((key) => typed[key]).find((one): one is string => typeof one === 'string') ?? null;
  const kind = part('kind', 'type', 'is');
  if (kind === null) {
    const [[key, value] = [], ...others] = Object.entries(typed);
    const meant =
      name === 'origin' && typeof value === 'string' && others.length === 0
        ? originMeantBy(`${key} by ${value}`)
        : null;
    return meant && `write \`origin: ${meant}\``;
  }
  if (name === 'origin') {
    const by = part('by', 'tool', 'name', 'model');
    const meant = originMeantBy(by === null ? kind : `${kind} by ${by}`);
    return meant && `write \`origin: ${meant}\``;
  }
  if (name !== 'about') return null;
  const others = ['audience', 'specialty'].flatMap((key) => (part(key) === null ? [] : [`\`${key}: ${part(key)}\``]));
  return `write \`about: ${kind}\`${others.length > 0 ? `, and ${others.join(' and ')} behind it, each on a line of its own` : ''}`;
}

/** A text behind a key of its own, as `text:`. */
function onlyText(path: Path, typed: YamlMap): string | null {
  const texts = Object.entries(typed).filter(([, one]) => v.is(schemaAt(path) ?? v.never(), one));
  const named = texts.filter(([key]) => /^(?:file|path|text|value|content|name|id)$/i.test(key));
  const [[, text] = [], ...others] = texts.length === 1 ? texts : named;
  if (!isShortText(text) || others.length > 0) return null;
  return typeof path.at(-1) === 'number'
    ? `write \`- ${text}\` alone`
    : `write \`${path.at(-1)}: ${JSON.stringify(text)}\` alone`;
}

function inBrackets(text: string): string {
  return /^[\p{L}\p{N}][^,:#[\]{}"']*$/u.test(text) ? text : JSON.stringify(text);
}
