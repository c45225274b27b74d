import { lowerHeading } from './hosted.ts';

/** Strings, which stay as they are; what opens and ends a block; all else. */
const piece = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]|[^"'{};]+|["']/g;

/**
 * The compact style of a page for a shadow root (CSS Scoping, section 3): what the page says of itself, its root and its main part, holds
 * for the host element and the fragment in it; headings stand one level lower; a fragment is laid out as on a narrow screen, since it
 * may stand in any column, and keeps to the colours of the page around it. Sizes are
 * those of the reader, whatever size the page around gives its root.
 */
export function hostedStyle(css: string): string {
  let hosted = '';
  let part = '';
  for (const [token] of css.matchAll(piece)) {
    if (!/^[{};]$/.test(token)) {
      part += token;
      continue;
    }
    hosted += `${token === '{' ? hostedPrelude(part) : hostedDeclaration(part)}${token}`;
    part = '';
  }
  return hosted + part;
}

function outsideOfStrings(text: string, change: (text: string) => string): string {
  return text.replaceAll(
    /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|[^"']+/g,
    (whole, string?: string) => string ?? change(whole),
  );
}

/** Of a page that is 60 rem wide or more, nothing holds. */
function hostedPrelude(prelude: string): string {
  if (/^\s*@media/i.test(prelude))
    return prelude
      .replaceAll('(min-width: 60rem)', '(max-width: 0)')
      .replaceAll('(max-width: 59.99rem)', '(min-width: 0)');
  if (/^\s*@/.test(prelude)) return prelude;
  return outsideOfStrings(prelude, (selector) =>
    selector
      .replaceAll(/:root(?![\w-])|(?<![\w.#:-])html(?![\w-])/g, ':host')
      .replaceAll(/(?<![\w.#:-])(?:body|main)(?![\w-])/g, '.faqgen')
      .replaceAll(/(?<![\w.#:-])h[1-5](?![\w-])/g, lowerHeading)
      .replaceAll(/:target(?![\w-])/g, '.target'),
  );
}

function hostedDeclaration(declaration: string): string {
  if (/^\s*color-scheme:\s*light dark$/.test(declaration)) return 'color-scheme:inherit';
  if (/^\s*--rem:/.test(declaration)) return declaration;
  return outsideOfStrings(declaration, (text) =>
    text.replaceAll(/(?<![\w.-])(-?(?:\d*\.)?\d+)rem(?![\w-])/g, (_, size: string) => `calc(${size}*var(--rem))`),
  );
}
