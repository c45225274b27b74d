import { decodeHTMLStrict } from 'entities';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Span } from '../diagnostics/span.ts';
import { isRemote, sortAddress } from '../html/addresses.ts';
import { originsOf, type Tokens } from '../markdown/markdown.ts';
import { inlineText } from '../markdown/printMarkdown.ts';
import { forbiddenIn } from '../yaml/forbiddenCharacters.ts';
import type { Inspection } from './inspection.ts';
import { linkMismatch } from './linkMismatch.ts';
import { meantAddress } from './meantAddress.ts';

/** A link leads where its words say, and there is something there. */
export function inspectLink(token: Tokens.Link, start: number, inspection: Inspection): void {
  const { text, span, add } = inspection;
  const here = (): Span => {
    const at = token.raw.lastIndexOf(token.href);
    const from = originsOf(token.raw, start, text)(Math.max(at, 0));
    return span(from, at < 0 ? token.raw.length : token.href.length);
  };
  for (const { name } of forbiddenIn(decodeHTMLStrict(token.title ?? ''))) {
    add(diagnose('forbidden-character', span(start, token.raw.length), { name }));
  }
  if (inlineText(token.tokens).trim() === '' && !token.tokens.some(({ type }) => type === 'image')) {
    add(
      diagnose('stray-mark', span(start, token.raw.length), {
        mark: token.raw,
        fate: 'has no words, and readers see nothing of it',
        help: `write the words of the link between its brackets: [words](${token.href})`,
      }),
    );
    return;
  }
  inspectAddress(token.href, inlineText(token.tokens), here, inspection);
}

/** Whether an address leads somewhere, and where the words of its link say. */
export function inspectAddress(
  typed: string,
  words: string,
  here: () => Span,
  { references, add }: Pick<Inspection, 'references' | 'add'>,
): void {
  const href = decodeHTMLStrict(typed);
  const address = sortAddress(href);
  if (address.kind === 'unsafe' || address.kind === 'file') inspectTarget(typed, here(), { references, add });
  const lacking = lackingIn(href);
  if (lacking !== null) add(diagnose('unsafe-link', here(), { address: typed, lacking }));
  else if (address.kind === 'elsewhere') {
    const mismatch = linkMismatch(words, address.href);
    if (mismatch)
      add(diagnose('link-mismatch', here(), mismatch, mismatch.does === 'leads to' ? { severity: 'warning' } : {}));
  }
  if (address.kind !== 'anchor' || references.anchors.has(address.id)) return;
  if (references.withdrawn.has(address.id)) {
    add(diagnose('link-to-withdrawn', here(), { id: address.id, isListed: false }));
    return;
  }
  const reason = references.leftOut.get(address.id);
  if (reason) {
    add(diagnose('link-to-left-out', here(), { id: address.id, reason }));
    return;
  }
  const candidates = [...references.anchors, ...references.withdrawn, ...references.leftOut.keys()];
  const renamed = references.renamed.get(address.id) ?? null;
  add(diagnose('unknown-question', here(), { id: address.id, nearest: nearest(address.id, candidates), renamed }));
}

/** An address that is a file of the project, or nothing that a link can lead to. */
function inspectTarget(typed: string, here: Span, { references, add }: Pick<Inspection, 'references' | 'add'>): void {
  const href = decodeHTMLStrict(typed);
  const address = sortAddress(href);
  if (address.kind === 'file' && references.hasFile(address.path)) return;
  const placeholder = /\{\{.*|\{%.*|\$\{.*|<%.*/s.exec(href)?.[0];
  const meant = meantAddress(href.trim(), references);
  if (placeholder !== undefined || meant !== null)
    add(diagnose('incomplete-address', here, { address: href, meant: placeholder === undefined ? meant : null }));
  else if (address.kind === 'file' && address.path !== '') add(diagnose('missing-file', here, { path: address.path }));
  else add(diagnose('unsafe-link', here, { address: typed, lacking: null }));
}

/** What a press on the link could not do anything without. */
function lackingIn(href: string): 'number' | 'mailbox' | null {
  const [, scheme = '', to = ''] = /^(tel|mailto):([^?]*)/i.exec(href.trim()) ?? [];
  if (scheme.toLowerCase() === 'tel') return /[\p{Nd}*]/u.test(to) ? null : 'number';
  // Without a mailbox, `mailto:?body=…` lets the reader choose one.
  if (scheme.toLowerCase() === 'mailto')
    return /@|%40/.test(to) || (to === '' && href.includes('?')) ? null : 'mailbox';
  return null;
}

const imageFile = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

export function isImageFile(path: string): boolean {
  return imageFile.test(path);
}

/** A picture is a file of the project, and says in words what it shows. */
export function inspectImage(token: Tokens.Image, start: number, { references, span, add }: Inspection): void {
  const here = (): Span => span(start, token.raw.length);
  const remote = isRemote(token.href);
  const address = sortAddress(decodeHTMLStrict(token.href));
  if (remote || address.kind !== 'file' || !isImageFile(address.path)) {
    add(diagnose('unsupported-image', here(), { path: token.href, remote }));
  } else if (!references.hasFile(address.path)) {
    add(diagnose('missing-file', here(), { path: address.path }));
  } else if (!saysSomething(inlineText(token.tokens), address.path)) {
    add(diagnose('missing-alternative', here(), { path: token.href }));
  }
}

/** The name of the file, or of the kind of thing that it is, tells nobody what a picture shows. */
function saysSomething(words: string, path: string): boolean {
  const said = words.trim().toLowerCase();
  const file = path.toLowerCase().replace(/^.*\//, '');
  // `Map` was typed by somebody, `map` may be the file's name.
  return (
    /[\p{L}\p{N}]/u.test(said) &&
    said !== file &&
    words.trim() !== file.replace(imageFile, '') &&
    !emptyWords.test(said)
  );
}

const emptyWords = /^(?:alt(?: text)?|image|img|picture|photo|bild|foto)(?:[ _-]?\d+)?$/;
