import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { SiteFile } from '../pages/siteFile.ts';
import type { ProvenPage } from '../proof/verifySite.ts';
import { blameTheme, type ThemeFiles } from '../theme/readTheme.ts';

/** A tag without its other: `<div>` that is not closed, or `</div>` that closes nothing. The places are offsets. */
interface LoneTag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Tells elements that do not nest on the first page of each kind, at the templates of the project's own that print
 * them: browsers mend such a page, each part of it in a place that nobody chose.
 */
export function checkNesting(
  pages: readonly ProvenPage[],
  files: readonly SiteFile[],
  theme: ThemeFiles,
): Diagnostic[] {
  const own = theme.templates.filter(({ path }) => theme.own.has(path));
  if (own.length === 0) return [];
  const contents = new Map(files.map((file) => [file.path, file.contents]));
  // The last of those of a name stays: the first page of its kind.
  const kinds = new Map(pages.toReversed().map((page) => [page.template, page] as const));
  const faulty = [...kinds.values()].flatMap((page) => {
    const html = contents.get(page.path) ?? '';
    const [first] = loneTags(typeof html === 'string' ? html : new TextDecoder().decode(html));
    return first ? [{ page, first }] : [];
  });
  const [fault] = faulty;
  if (!fault) return [];
  const told = own.flatMap(({ path: file, text }) => {
    const [first] = loneTags(withoutElse(text));
    return first ? [diagnose('lone-tag', { file, start: first.start, end: first.end }, first)] : [];
  });
  const { page, first } = fault;
  return told.length > 0 ? told : [diagnose('lone-tag', blameTheme(theme, page.template, 'layout'), first)];
}

/** Of two branches one is printed; what stands in comments is not. Places stay as they are. */
function withoutElse(template: string): string {
  const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ');
  return template
    .replaceAll(/\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}/g, blank)
    .replaceAll(/\{\{else\b(?:(?!\{\{[#/])[\s\S])*(?=\{\{\/(?:if|unless)\}\})/g, blank)
    .replaceAll(/\{\{[^}]*\}\}/g, (tag) => '_'.repeat(tag.length));
}

/** Comments, what holds no elements, and tags, whose attributes may hold `>` between quotes. */
const markup =
  /<!--[\s\S]*?-->|<(?:script|style|textarea|title)\b[\s\S]*?<\/(?:script|style|textarea|title)\s*>|<(?<slash>\/?)(?<name>[a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^'">])*?(?<closed>\/?)>/g;

const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
/** Whose end HTML lets one leave out (HTML, 13.1.2.4). */
const endsItself = /^(?:html|head|body|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|colgroup|caption|option|optgroup|rt|rp)$/;

function loneTags(html: string): LoneTag[] {
  const lone: LoneTag[] = [];
  const open: LoneTag[] = [];
  for (const { 0: text, index: start, groups = {} } of html.matchAll(markup)) {
    const name = groups['name']?.toLowerCase();
    if (name === undefined || empty.test(name) || groups['closed'] === '/') continue;
    const tag = { name, isEnd: groups['slash'] === '/', start, end: start + text.length };
    if (!tag.isEnd) open.push(tag);
    else if (open.some((one) => one.name === name)) {
      let last = open.pop();
      while (last && last.name !== name) {
        lone.push(last);
        last = open.pop();
      }
    } else lone.push(tag);
  }
  return [...lone, ...open].filter((tag) => !endsItself.test(tag.name)).sort((a, b) => a.start - b.start);
}
