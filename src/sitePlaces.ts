import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import type { AboutFaq } from './compile.ts';

/** A FAQ of a run: its absolute path, and what it says of itself. */
export interface PlacedFaq {
  readonly path: string;
  readonly about: AboutFaq;
}

/**
 * The folder of each site of a run, absolute, in the order of the FAQs.
 * Without `out`: `dist` beside its faq.yaml. With it: as the FAQs lie below
 * `anchor`, so below `out`. FAQs of one folder, as languages are, lie to each
 * other as their addresses do.
 */
export function placeSites(faqs: readonly PlacedFaq[], out: string | null, anchor: string): string[] {
  const roots = [...new Set(faqs.map(({ path }) => dirname(path)))];
  const groups = roots.map((root) => faqs.filter(({ path }) => dirname(path) === root));
  const within = new Map(groups.flatMap((group) => [...placeInGroup(group)]));
  return faqs.map((faq) => {
    const root = dirname(faq.path);
    const base = out === null ? join(root, 'dist') : resolve(out, relative(anchor, root));
    return join(base, within.get(faq) ?? '');
  });
}

/** FAQs of one address: where their sites are published, one lies over the other. */
export interface SharedAddress {
  readonly url: string;
  /** As in `PlacedFaq`. */
  readonly paths: readonly string[];
}

/**
 * The addresses that FAQs of several folders share. Those of one folder are told
 * apart by where their sites are written. A FAQ that another one names as its
 * translation, at an address of its own, is published there.
 */
export function sharedAddresses(faqs: readonly PlacedFaq[]): SharedAddress[] {
  const elsewhere = new Set(
    faqs.flatMap(({ path, about: { url, translations } }) =>
      translations
        .filter((other) => url !== null && new URL(other.url, url).href !== url)
        .map(({ file }) => resolve(dirname(path), file)),
    ),
  );
  const pathsOf = new Map<string, string[]>();
  for (const { path, about } of faqs)
    if (about.url !== null && !elsewhere.has(path)) pathsOf.set(about.url, [...(pathsOf.get(about.url) ?? []), path]);
  return [...pathsOf]
    .map(([url, paths]) => ({ url, paths }))
    .filter(({ paths }) => new Set(paths.map((path) => dirname(path))).size > 1);
}

/** The deepest folder that holds all of these. */
export function commonFolder(folders: readonly string[]): string {
  const [first = '/', ...others] = folders;
  const holds = (folder: string, other: string) =>
    other === folder || !/^\.\.(?:[/\\]|$)/.test(relative(folder, other));
  let common = first;
  while (!others.every((other) => holds(common, other)) && dirname(common) !== common) common = dirname(common);
  return common;
}

/** Where each FAQ of one folder goes, below the folder of their sites. */
function placeInGroup(group: readonly PlacedFaq[]): Map<PlacedFaq, string> {
  if (group.length === 1) return new Map(group.map((faq) => [faq, '']));
  const told = new Map<string, string>();
  const addresses = new Map<PlacedFaq, URL>();
  for (const faq of group) {
    const { url, translations } = faq.about;
    const address = new URL(url ?? told.get(faq.path) ?? `https://site.invalid/${ownName(faq)}/`);
    addresses.set(faq, address);
    for (const other of translations) {
      const path = resolve(dirname(faq.path), other.file);
      if (!told.has(path) && URL.canParse(other.url, address)) told.set(path, new URL(other.url, address).href);
    }
  }
  // Sites of several hosts have no address in common.
  if (new Set([...addresses.values()].map(({ host }) => host)).size > 1)
    return new Map(group.map((faq) => [faq, ownName(faq)]));
  const folders = new Map([...addresses].map(([faq, { pathname }]) => [faq, pathname.split('/').filter(Boolean)]));
  const [first = [], ...others] = folders.values();
  let common = 0;
  while (common < first.length && others.every((parts) => parts[common] === first[common])) common++;
  return new Map([...folders].map(([faq, parts]) => [faq, parts.slice(common).map(folderName).join('/')]));
}

/** What tells a FAQ from others of its folder: its language, or the name of its file. */
function ownName({ path, about }: PlacedFaq): string {
  return about.translations.length > 0 ? about.language.toLowerCase() : basename(path, extname(path));
}

/** A part of an address as a host looks for it on the disk; none leads out of its folder. */
function folderName(part: string): string {
  try {
    const name = decodeURIComponent(part);
    return /[/\\\0]|^\.\.?$/.test(name) ? part : name;
  } catch {
    return part;
  }
}
