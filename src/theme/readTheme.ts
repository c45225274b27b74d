import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Span, TextFile } from '../diagnostics/span.ts';
import type { Faq } from '../faq/faq.ts';
import type { Project } from '../faq/project.ts';
import { decodeText } from '../yaml/decodeText.ts';
import type { Places } from '../yaml/places.ts';
import { digestOfTemplate, originOf } from './ejected.ts';
import { type OwnFont, readFonts } from './fonts.ts';
import { type OwnStyle, readOwnStyle, readOwnStyles } from './ownStyle.ts';
import { misspeltNames } from './styleNames.ts';
import { templateName } from './templateHelpers.ts';

/** The style sheets of the program, or what a theme has in the place of one. */
export type StyleSheets = {
  readonly style: OwnStyle;
  /** Joined to the style where an answer holds a care card. */
  readonly careCards: OwnStyle;
  /** Joined to the style where the front page lists what there is. */
  readonly lists: OwnStyle;
  /** Joined to the style where answers stand closed behind their questions. */
  readonly closedAnswers: OwnStyle;
  /** Joined to the style where an answer has a history. */
  readonly changes: OwnStyle;
  /** Joined to the style where links lead around the FAQ. */
  readonly siteLinks: OwnStyle;
  /** Joined to the style where the FAQ is in Chinese or Japanese. */
  readonly eastAsian: OwnStyle;
  /** Joined to the style where the publisher's own stands behind it: what that may set by one property. */
  readonly properties: OwnStyle;
  /** Joined to the style where it is for pages of other sites. */
  readonly embedStyle: OwnStyle;
};

export interface ThemeFiles {
  readonly templates: readonly TextFile[];
  readonly sheets: StyleSheets;
  /** The publisher's own, behind the built-in one. */
  readonly ownStyles: readonly OwnStyle[];
  readonly fonts: readonly OwnFont[];
  readonly icon: TextFile;
  /** The script of pages with several answers; a theme brings none of its own. */
  readonly script: TextFile;
  /** Joined to that script where answers stand closed behind their questions. */
  readonly closedScript: TextFile;
  /** The script of a front page that lists the questions. */
  readonly searchScript: TextFile;
  /** What the first of them loads when the field is used. */
  readonly matchScript: TextFile;
  /** The script of the page on which a chat opens. */
  readonly chatScript: TextFile;
  /** Shows the fragment on pages of other sites. */
  readonly embedScript: TextFile;
  /** Tells a page of another site how high this one is, which stands in a frame of it. */
  readonly frameScript: TextFile;
  /** Paths of the files that the project's own theme replaces or adds. */
  readonly own: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The built-in theme, with the files of `theme.templates` in the place of those of the same name. `places`: of `faq`. */
export function readTheme(
  project: Pick<Project, 'templates' | 'files'>,
  faq: Faq | null,
  places: Places | null,
): ThemeFiles {
  const diagnostics: Diagnostic[] = [];
  const byName = new Map(project.templates.map((file) => [baseName(file.path), file]));
  const builtIn = new Set(byName.keys());
  const own = new Set<string>();
  const folder = faq?.theme.templates ?? null;
  const files = folder ? project.files.list(folder.file.replace(/^\.\//, '').replace(/\/+$/, '') || '.') : [];
  const span = (folder && places?.value(folder.path)) ?? null;
  if (folder && !files) diagnostics.push(diagnose('missing-file', span, { path: folder.file, isFolder: true }));
  for (const { path, bytes } of files ?? []) {
    if (bytes === null) diagnostics.push(diagnose('missing-file', span, { path }));
    if (bytes === null || !/\.(?:hbs|css|svg)$/.test(path)) continue;
    own.add(path);
    byName.set(baseName(path), { path, bytes });
  }
  const decoded = new Map(
    [...byName].map(([name, file]) => {
      const { value, diagnostics: bad } = decodeText(file);
      diagnostics.push(...bad);
      return [name, value] as const;
    }),
  );
  const templates = [...decoded].filter(([name]) => name.endsWith('.hbs')).map(([, file]) => file);
  diagnostics.push(...templates.filter(({ path }) => own.has(path)).flatMap((file) => outdatedCopy(file, project)));
  const nothing = { path: '', text: '' };
  const { styles: ownStyles, diagnostics: inStyles } = readOwnStyles(faq, project.files, places);
  const { fonts, diagnostics: inFonts } = readFonts(
    faq,
    project.files,
    places,
    [...ownStyles, ...[...decoded.values()].filter(({ path }) => own.has(path))].map(({ text }) => text).join('\n'),
  );
  diagnostics.push(...inStyles, ...inFonts);
  const names = {
    theme: [...decoded].filter(([name]) => name.endsWith('.css')).map(([, file]) => file),
    families: (faq?.theme.fonts ?? []).map(({ family }) => family),
    templates: templates.filter(({ path }) => own.has(path)),
  };
  diagnostics.push(...misspeltNames(ownStyles, names));
  const printed = templates.filter(({ path }) => own.has(path)).map(({ text }) => text);
  for (const name of Object.keys(faq?.theme.params ?? {}))
    if (!printed.some((text) => text.includes(`params.${name}`)))
      diagnostics.push(diagnose('unused-param', places?.key(['theme', 'params', name]) ?? null, { name }));
  const styleNamed = (name: string): OwnStyle => {
    const file = decoded.get(name) ?? nothing;
    if (!own.has(file.path)) return { ...file, loads: [] };
    const { style, diagnostics: inStyle } = readOwnStyle(file, project.files, { mayImport: true });
    diagnostics.push(...inStyle);
    return style;
  };
  const sheets: StyleSheets = {
    style: styleNamed('style.css'),
    careCards: styleNamed('care-cards.css'),
    lists: styleNamed('lists.css'),
    closedAnswers: styleNamed('closed.css'),
    changes: styleNamed('changes.css'),
    siteLinks: styleNamed('site-links.css'),
    eastAsian: styleNamed('east-asian.css'),
    properties: styleNamed('properties.css'),
    embedStyle: styleNamed('embed.css'),
  };
  const used = new Set(
    templates.flatMap(({ text }) => [...text.matchAll(/\{\{~?#?>\s*([\w@-]+)/g)].map((match) => `${match[1]}.hbs`)),
  );
  const loaded = new Set([
    ...[...Object.values(sheets), ...ownStyles].flatMap(({ loads }) => loads.map(({ path }) => path)),
    ...fonts.map(({ path }) => path),
    ...[faq?.publisher?.logo, faq?.publisher?.logoDark].map((picture) => picture?.file.replace(/^(?:\.\/)+/, '')),
  ]);
  for (const file of files ?? []) {
    const name = baseName(file.path);
    if (builtIn.has(name) || used.has(name) || loaded.has(file.path)) continue;
    diagnostics.push(
      diagnose(
        'unused-template',
        { file: file.path, start: 0, end: 0 },
        { path: file.path, nearest: nearestName(name, builtIn) },
      ),
    );
  }
  return {
    templates,
    sheets,
    ownStyles,
    fonts,
    icon: decoded.get('icon.svg') ?? nothing,
    script: decoded.get('find.js') ?? nothing,
    closedScript: decoded.get('closed.js') ?? nothing,
    searchScript: decoded.get('search.js') ?? nothing,
    matchScript: decoded.get('match.js') ?? nothing,
    chatScript: decoded.get('chat.js') ?? nothing,
    embedScript: decoded.get('embed.js') ?? nothing,
    frameScript: decoded.get('frame.js') ?? nothing,
    own,
    diagnostics,
  };
}

/** Tells of a copy by `faqgen eject` where the built-in template is another one today; whether the copy still works, others tell. */
function outdatedCopy({ path, text }: TextFile, { templates }: Pick<Project, 'templates'>): Diagnostic[] {
  const origin = originOf(text);
  const builtIn = origin && templates.find((file) => baseName(file.path) === `${origin.name}.hbs`);
  if (!builtIn || digestOfTemplate(decodeText(builtIn).value.text) === origin.digest) return [];
  const span = { file: path, start: 0, end: text.indexOf('--}}') + 4 };
  return [diagnose('outdated-template', span, { path, name: origin.name, version: origin.version })];
}

/** The theme's own file that most likely left a part out: the partial, the page, or the frame. */
export function blameTheme({ own: files }: ThemeFiles, template: string, partial: string): Span | null {
  const own = new Map([...files].map((path) => [templateName(path), path]));
  const path =
    own.get(partial) ?? own.get(template) ?? own.get('layout') ?? [...files].find((file) => file.endsWith('.hbs'));
  return wholeFile(path);
}

/** Where one of the theme's own templates has words with which a text of a page begins; null where none has. */
export function blameWords({ own, templates }: ThemeFiles, text: string): Span | null {
  const words = text.split(/\s+/).filter((word) => word.length > 3);
  for (const count of [2, 1]) {
    const sought = words.slice(0, count).join(' ');
    for (const { path, text: source } of templates) {
      const start = own.has(path) && words.length >= count ? source.indexOf(sought) : -1;
      if (start >= 0) return { file: path, start, end: start + sought.length };
    }
  }
  return null;
}

export function wholeFile(path: string | undefined): Span | null {
  return path === undefined ? null : { file: path, start: 0, end: 0 };
}

/** Of files of one kind; `header` is most likely what is built in as `masthead`. */
function nearestName(name: string, names: ReadonlySet<string>): string | null {
  const usual = usualNames[name.replace(/\.hbs$/, '')];
  if (usual !== undefined) return `${usual}.hbs`;
  const kind = /\.\w+$/.exec(name)?.[0] ?? '';
  return nearest(
    name,
    [...names].filter((one) => one.endsWith(kind)),
  );
}

/** What parts of a page are called elsewhere. */
const usualNames: Readonly<Record<string, string | undefined>> = {
  header: 'masthead',
  head: 'document-head',
  nav: 'masthead',
  menu: 'masthead',
  base: 'layout',
  home: 'index',
};

function baseName(path: string): string {
  return path.replace(/^.*\//, '');
}
