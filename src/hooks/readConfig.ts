// In: what the configuration of a project exports, whatever that is.
// Out: its hooks, and what they say and make of a FAQ.
// Does not know: where the configuration was found, and how it is loaded.

import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { TextFile } from '../diagnostics/span.ts';
import { inlineElements, markSigns, type OwnInline, ownClass } from '../markdown/ownInlines.ts';
import type { Output, Rule } from './config.ts';
import { type ConfigPlace, describeThrown, offsetOf } from './thrown.ts';

/** A configuration as it was found on the disk. */
export interface LoadedConfig {
  readonly file: TextFile;
  /** What it exports by default. */
  readonly value: unknown;
  /** Why it cannot be relied on; null where nothing speaks against it. */
  readonly fault: Fault | Crash | null;
}

export interface Fault {
  readonly problem: string;
  readonly help: string;
  /** In the text of the file, in UTF-16 code units; null for the file as a whole. */
  readonly start: number | null;
}

/** It threw while it was loaded. */
export interface Crash {
  readonly thrown: unknown;
  /** Where a script that cannot be read goes wrong, which its error does not say. */
  readonly place: ConfigPlace | null;
}

export interface Hooks {
  /** Null where there is no configuration. */
  readonly file: TextFile | null;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly outputs: ReadonlyMap<string, Output>;
  readonly inlines: readonly OwnInline[];
  readonly diagnostics: readonly Diagnostic[];
}

export const noHooks: Hooks = { file: null, rules: new Map(), outputs: new Map(), inlines: [], diagnostics: [] };

/** Takes what can be used of a configuration, and says what cannot. */
export function readConfig(config: LoadedConfig): Hooks {
  try {
    return readParts(config);
  } catch (error) {
    const { file } = config;
    const problem = `it cannot be read: ${describeThrown(error).problem}`;
    const help = 'write its parts as they are, without getters that throw';
    const span = { file: file.path, start: 0, end: 0 };
    return { ...noHooks, file, diagnostics: [diagnose('unusable-config', span, { problem, help })] };
  }
}

function readParts({ file, value, fault }: LoadedConfig): Hooks {
  const diagnostics: Diagnostic[] = [];
  const complain = (problem: string, help: string, place: number | string | null): void => {
    const start = typeof place === 'string' ? placeOf(place, file.text) : place;
    const end = start === null ? 0 : endOfWord(file.text, start);
    diagnostics.push(diagnose('unusable-config', { file: file.path, start: start ?? 0, end }, { problem, help }));
  };
  if (fault) {
    const { problem, help, start } = 'thrown' in fault ? faultOf(fault, file.text) : fault;
    complain(problem, help, start);
  }
  const config = fault ? {} : value;
  if (!isMap(config)) {
    complain(`it exports ${kindOf(value)} by default, and no object`, 'write `export default {rules: {}}`', null);
    return { ...noHooks, file, diagnostics };
  }
  for (const key of Object.keys(config).filter((one) => !keys.includes(one))) {
    const near = nearest(key, keys);
    complain(
      `it has no part \`${key}\``,
      near ? `write \`${near}\`` : 'its parts are `rules`, `outputs` and `inlines`',
      key,
    );
  }
  const functions = <F>(part: 'rules' | 'outputs'): Map<string, F> => {
    const named = config[part] ?? {};
    if (!isMap(named)) {
      complain(`\`${part}\` is ${kindOf(named)}, and no object`, `write \`${part}: {name: (faq) => …}\``, part);
      return new Map();
    }
    const entries = Object.entries(named).filter(([name, hook]) => {
      const isNamed = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) && name.length <= 60;
      if (!isNamed)
        complain(`\`${name}\` cannot name one of \`${part}\``, 'use small letters, digits and single hyphens', name);
      if (typeof hook !== 'function')
        complain(`\`${part}.${name}\` is ${kindOf(hook)}, and no function`, 'write `(faq) => …`', name);
      return isNamed && typeof hook === 'function';
    });
    return new Map(entries) as Map<string, F>;
  };
  const rules = functions<Rule>('rules');
  const outputs = functions<Output>('outputs');
  return { file, rules, outputs, inlines: readInlines(config['inlines'] ?? [], complain), diagnostics };
}

function faultOf({ thrown, place }: Crash, text: string): Fault {
  const said = describeThrown(thrown);
  const problem = said.problem.replace(/ imported from .*$/, '');
  if (problem.startsWith('it throws ')) return { problem, help: 'throw nothing in it', start: null };
  const [, missing] = /^\w+: Cannot find (?:package|module) '([^']+)'/.exec(problem) ?? [];
  const isTakenForScript = /^SyntaxError: (?:Unexpected token 'export'|Cannot use import statement)/.test(problem);
  const help = isTakenForScript
    ? 'call it `faqgen.config.mjs`: to its package.json, `.js` is no module'
    : missing === undefined
      ? 'mend it: the file is run before each build'
      : 'install it beside this file, or correct its name';
  const at = missing === undefined ? -1 : text.indexOf(missing.replace(/^.*[\\/]/, ''));
  const known = place ?? said.place;
  return { problem, help, start: known ? offsetOf(known, text) : at < 0 ? null : at };
}

const keys: readonly string[] = ['rules', 'outputs', 'inlines'];

function readInlines(value: unknown, complain: (problem: string, help: string, place: string) => void): OwnInline[] {
  if (!Array.isArray(value)) {
    complain(
      `\`inlines\` is ${kindOf(value)}, and no list`,
      "write `inlines: [{marks: '==', element: 'mark'}]`",
      'inlines',
    );
    return [];
  }
  const read: OwnInline[] = [];
  for (const one of value as readonly unknown[]) {
    const { marks, element, class: name = null, ...others } = isMap(one) ? one : {};
    const shown = typeof marks === 'string' ? marks : 'inlines';
    const known = inlineElements.find((each) => each === element);
    const [other] = Object.keys(others);
    if (!isMap(one))
      complain(`an inline is ${kindOf(one)}, and no object`, "write `{marks: '==', element: 'mark'}`", shown);
    else if (other !== undefined)
      complain(`an inline has no \`${other}\``, 'it has `marks`, `element` and `class`', shown);
    else if (typeof marks !== 'string' || !markSigns.test(marks))
      complain(
        `${typeof marks === 'string' ? `\`${marks}\`` : kindOf(marks)} cannot be the marks of an inline`,
        'use two to four of the signs `= ^ : [ ] { }`: the others mean something without them',
        shown,
      );
    else if (!known)
      complain(
        `\`${String(element)}\` cannot be the element of an inline`,
        `use one that adds no words and hides none: ${inlineElements.map((each) => `\`${each}\``).join(', ')}`,
        shown,
      );
    else if (name !== null && !(typeof name === 'string' && ownClass.test(name)))
      complain(`\`${String(name)}\` cannot be the class of an inline`, 'begin it with `own-`, as in `own-dose`', shown);
    else if (read.some((each) => each.marks === marks))
      complain(`two inlines have the marks \`${marks}\``, 'delete one of them', shown);
    else read.push({ marks, element: known, class: name as string | null });
  }
  return read;
}

function isMap(value: unknown): value is Record<string, unknown> {
  // The entries of a Map are none of its properties: nobody would hear of them.
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value);
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Map) return 'a Map';
  return (
    { function: 'a function', object: 'an object', string: 'a text', number: 'a number' }[typeof value as string] ??
    `a ${typeof value}`
  );
}

/** Where a name or a text stands in the configuration; null where it is put together. */
function placeOf(name: string, text: string): number | null {
  const escaped = name.replaceAll(/[^\w-]/g, '\\$&');
  return new RegExp(`(?<![\\w$-])${escaped}(?![\\w$-])`).exec(text)?.index ?? null;
}

function endOfWord(text: string, start: number): number {
  return start + (/^(?:[\w$-]+|[^\w\s'"`,]+|.)/.exec(text.slice(start))?.[0].length ?? 0);
}
