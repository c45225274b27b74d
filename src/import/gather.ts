import {
  foldId,
  idByDigest,
  idFrom,
  isId,
  isOldId,
  isOwnAnchor,
  isReservedId,
  oldIdFrom,
} from '../schema/identifiers.ts';
import type { Found, FoundDisclaimer, FoundGroup, FoundItem, Remark } from './found.ts';

/** One file, and what was found in it. */
export interface Gathered {
  /** As it was typed, or found in a folder. */
  readonly path: string;
  readonly found: Found;
}

/** A remark, and the file that it is of. */
export interface PlacedRemark extends Remark {
  readonly path: string;
}

export interface DraftQuestion {
  readonly id: string;
  readonly formerly: readonly string[];
  readonly item: FoundItem;
  /** The Markdown of the answer, with links to the ids of this FAQ. */
  readonly answer: string;
  readonly path: string;
}

export interface DraftGroup {
  readonly id: string;
  readonly title: string;
  readonly formerly: readonly string[];
  readonly intro: string | null;
  readonly questions: readonly DraftQuestion[];
}

/** A FAQ made of all that was found. */
export interface DraftFaq {
  /** One without a title holds all questions where no source has groups. */
  readonly groups: readonly DraftGroup[];
  readonly questions: readonly DraftQuestion[];
  /** With links to the ids of this FAQ. */
  readonly disclaimer: FoundDisclaimer | null;
  readonly remarks: readonly PlacedRemark[];
  /** Old pages of single questions. */
  readonly redirects: readonly { readonly from: string; readonly id: string }[];
}

/** The words above questions that have no group, where others have one. */
const ungrouped = 'More questions';

/**
 * Puts together what was found in several files: groups of one name become one, a question that is asked twice in
 * a group is taken once, and everything gets an id. What that left out is a remark.
 */
export function gather(sources: readonly Gathered[]): DraftFaq {
  const remarks: PlacedRemark[] = sources.flatMap(({ path, found }) => found.remarks.map((one) => ({ ...one, path })));
  const taken = withoutDoubles(sources, remarks);
  const groups = groupsOf(sources, taken);
  const ids = new Ids();
  const isGrouped = groups.some(({ title }) => title !== null);
  const named = groups.map((group) => ({
    group,
    ids: isGrouped ? ids.of(group.title ?? ungrouped, group.anchor) : null,
  }));
  const questions = named.map(({ group }) =>
    group.items.map((one) => ({ ...one, ...ids.of(one.item.question, one.item.anchor, group.title ?? undefined) })),
  );
  const targets = new Map<string, string>();
  const aim = (path: string, anchor: string | undefined, id: string): void => {
    if (anchor !== undefined && !targets.has(`${path}\0${anchor}`)) targets.set(`${path}\0${anchor}`, id);
  };
  for (const [index, { group, ids: own }] of named.entries()) {
    for (const { item, path, id } of questions[index] ?? []) aim(path, item.anchor, id);
    if (own) for (const path of group.paths) aim(path, group.anchor, own.id);
  }
  const drafts = new Set(
    questions
      .flat()
      .filter(({ item }) => item.draft)
      .map(({ id }) => id),
  );
  const linked = (markdown: string, path: string, isDraft: boolean, line: number): string =>
    markdown.replaceAll(/\[((?:[^[\]\\]|\\.)*)\]\(#([^\s()]+)\)/g, (_link, words: string, anchor: string) => {
      const id = targets.get(`${path}\0${anchor}`);
      if (id !== undefined && (isDraft || !drafts.has(id))) return `[${words}](#${id})`;
      const why = id === undefined ? `#${anchor} is not taken` : 'its target is a draft';
      remarks.push({ kind: 'changed', what: `the link of “${words}” is left away: ${why}`, path, line });
      return words;
    });
  const made = questions.map((all) =>
    all.map(({ item, path, id, formerly }): DraftQuestion => {
      return { id, formerly, item, path, answer: linked(item.answer, path, item.draft === true, item.line) };
    }),
  );
  const disclaimed = sources.find(({ found }) => found.disclaimer !== undefined);
  return {
    groups: isGrouped
      ? named.map(({ group, ids: own }, index) => ({
          id: own?.id ?? '',
          title: group.title ?? ungrouped,
          formerly: own?.formerly ?? [],
          intro: group.intro === undefined ? null : linked(group.intro, group.paths[0] ?? '', false, 1),
          questions: made[index] ?? [],
        }))
      : [],
    questions: made.flat(),
    disclaimer: disclaimed?.found.disclaimer
      ? { ...disclaimed.found.disclaimer, text: linked(disclaimed.found.disclaimer.text, disclaimed.path, false, 1) }
      : null,
    remarks,
    redirects: made
      .flat()
      .flatMap(({ item, id }) => (item.address === undefined || item.draft ? [] : [{ from: item.address, id }])),
  };
}

interface Taken {
  readonly item: FoundItem;
  readonly path: string;
}

function withoutDoubles(sources: readonly Gathered[], remarks: PlacedRemark[]): Taken[] {
  const first = new Map<string, Taken>();
  const all: Taken[] = [];
  const remark = (kind: Remark['kind'], { item, path }: Taken, what: string): void => {
    remarks.push({ kind, what, path, line: item.line, column: item.column });
  };
  for (const { path, found } of sources) {
    for (const item of found.items) {
      const one = { item, path };
      if (item.answer.trim() === '') {
        remark('left-out', one, `“${item.question}” has no answer`);
        continue;
      }
      const key = `${item.group ?? ''}\0${folded(item.question)}`;
      const other = first.get(key);
      if (!other) {
        first.set(key, one);
        all.push(one);
        continue;
      }
      const where = other.path === path ? `line ${other.item.line}` : `${other.path}:${other.item.line}`;
      if (folded(other.item.words) === folded(item.words)) {
        remark('left-out', one, `“${item.question}” stands in ${where} with the same answer`);
        continue;
      }
      const newer = newerOf(other.item, item);
      const words = `“${item.question}” has another answer in`;
      if (newer === item) {
        remark(
          'left-out',
          other,
          `${words} ${path === other.path ? `line ${item.line}` : `${path}:${item.line}`}, which is newer: that one is taken`,
        );
        first.set(key, one);
        all[all.indexOf(other)] = one;
      } else if (newer === other.item) remark('left-out', one, `${words} ${where}, which is newer: that one is taken`);
      else {
        remark('left-out', one, `${words} ${where}: that one is kept as a draft, until somebody has read both`);
        const draft = { ...other, item: { ...other.item, draft: true } };
        first.set(key, draft);
        all[all.indexOf(other)] = draft;
      }
    }
  }
  return all;
}

/** Null where their dates do not tell. */
function newerOf(one: FoundItem, other: FoundItem): FoundItem | null {
  const isNewer = (first: FoundItem, second: FoundItem): boolean => {
    const latest = second.updated ?? second.updatedAtLatest;
    return first.updated !== undefined && latest !== undefined && first.updated > latest;
  };
  return isNewer(one, other) ? one : isNewer(other, one) ? other : null;
}

/** By letters and digits. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}<>=≤≥±+%-]/gu, '');
}

interface Group {
  readonly title: string | null;
  readonly anchor: string | undefined;
  readonly intro: string | undefined;
  readonly paths: readonly string[];
  readonly items: Taken[];
}

function groupsOf(sources: readonly Gathered[], taken: readonly Taken[]): Group[] {
  const groups = new Map<string | null, Group>();
  const told = new Map<string, FoundGroup>();
  const paths = new Map<string, string[]>();
  for (const { path, found } of sources) {
    for (const group of found.groups ?? []) {
      if (!told.has(group.title)) told.set(group.title, group);
      paths.set(group.title, [...(paths.get(group.title) ?? []), path]);
    }
  }
  for (const one of taken) {
    const title = one.item.group ?? null;
    let group = groups.get(title);
    if (!group) {
      const { anchor, intro } = told.get(title ?? '') ?? {};
      group = { title, anchor, intro, paths: paths.get(title ?? '') ?? [one.path], items: [] };
      groups.set(title, group);
    }
    group.items.push(one);
  }
  const inOrder = [...told.keys()].flatMap((title) => groups.get(title) ?? []);
  return [...new Set([...[...groups.values()].filter(({ title }) => title === null), ...inOrder, ...groups.values()])];
}

/** Names made by a program, as `collapseOne`, `faq-3` and `elementor-tab-title-1391`. */
const made =
  /\d|^(?:q|collapse|accordion|heading|item|panel|tab|faq|question|answer|content|section)(?:[-_]|$)|(?:collapse|heading)/i;

class Ids {
  readonly #taken = new Set<string>();

  /** The id of a question or section: its old anchor where that is a name that somebody chose, else what the compiler makes of its words. */
  of(words: string, anchor?: string, group?: string): { id: string; formerly: string[] } {
    const old = anchor === undefined ? undefined : oldIdFrom(anchor);
    if (old !== undefined && isId(old) && !made.test(old) && this.#claim(old)) return { id: old, formerly: [] };
    const base = idFrom(words) ?? idByDigest(words);
    const id = this.#free([base, ...(group === undefined ? [] : [idFrom(`${words} ${group}`) ?? base])]);
    const isOld = old !== undefined && old !== id && isOldId(old) && !isOwnAnchor(old) && this.#claim(old);
    return { id, formerly: isOld ? [old] : [] };
  }

  #free(candidates: readonly string[]): string {
    for (const id of candidates) if (this.#claim(id)) return id;
    const [first = ''] = candidates;
    for (let number = 2; ; number++) {
      const id = `${first.slice(0, 90).replace(/-$/, '')}-${number}`;
      if (this.#claim(id)) return id;
    }
  }

  #claim(id: string): boolean {
    if (isReservedId(id) || this.#taken.has(foldId(id))) return false;
    this.#taken.add(foldId(id));
    return true;
  }
}
