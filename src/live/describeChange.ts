import { plural } from '../diagnostics/verdict.ts';

/** `changed`: paths of the site. */
export function describeChange(changed: readonly string[]): string {
  const pages = changed.filter((path) => path.endsWith('.html')).map((path) => path.replace(/\.html$/, ''));
  // What is there for programs follows the pages.
  const data = changed.filter((path) => /\.(?:md|json|xml)$/.test(path)).length;
  const others = changed.length - pages.length - (pages.length > 0 ? data : 0);
  if (changed.length === 0) return 'nothing changed';
  const names = pages.length > 6 ? `${pages.slice(0, 5).join(', ')} and ${pages.length - 5} more` : pages.join(', ');
  const parts = [
    pages.length > 0 ? `${plural(pages.length, 'page')}: ${names}` : '',
    others > 0 ? plural(others, 'other file') : '',
  ];
  return parts.filter(Boolean).join('; ');
}
