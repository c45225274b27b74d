import { attributeOf, type Element, isElement } from '../html/nodes.ts';
import { nodesOfHtml } from '../html/parseHtml.ts';
import { elementsIn, oneSpaced, textOf } from '../html/publishedElements.ts';
import { approvedHtml, internalTarget } from '../proof/answerTranscript.ts';
import { fileCalled, linkedQuestion, type SignOff } from '../review/signOff.ts';
import { en } from '../words/en.ts';
import { wordsFor } from '../words/wordsFor.ts';
import type { PublishedSite } from './publishedSite.ts';

/**
 * What an answer shows and where it leads on, held against what was approved with it: the bytes of its pictures and files, and
 * what the questions ask to which it links. A record before format 3 says nothing of that. `body`: with the approved words.
 */
export function otherSurroundings(body: Element, signOff: SignOff, id: string, site: PublishedSite): string[] {
  if (signOff.format < 3) return [];
  const asked = new Map(signOff.links.map((link) => [link.id, link.question]));
  const links = elementsIn(body).flatMap((element) => {
    const target = internalTarget(element);
    const today = target === null || target === id ? undefined : site.faq?.questions.get(target)?.question;
    return target === null || target === signOff.id || today === undefined || today === asked.get(target)
      ? []
      : [`${linkedQuestion(target)} is another one`];
  });
  return [...otherFiles(body, signOff, site), ...new Set(links)];
}

/** Known by its name, an approved file has its place among those of the answer, which stand in one order. */
function otherFiles(body: Element, { answer, files }: SignOff, site: PublishedSite): string[] {
  const digests = new Map(files.map(({ name, digest }) => [name, digest]));
  const printed = approvedHtml(answer, 'en', undefined, undefined, (name) => `${ownFile}${name}`);
  const names = nodesOfHtml(printed)
    .flatMap(elementsIn)
    .flatMap((element) => addressesOf(element))
    .filter((address) => address.startsWith(ownFile))
    .map((address) => address.slice(ownFile.length));
  const addresses = elementsIn(body)
    .flatMap(addressesOf)
    .filter((address) => address.startsWith(ownFile));
  const others = names.filter((name, at) => !isApproved(addresses[at] ?? '', digests.get(name) ?? '', site));
  return [...new Set(others)].map((name) => `${fileCalled(name)} is another one`);
}

/** The folder in which a site has the files of its project. */
const ownFile = 'assets/';

function addressesOf(element: Element): string[] {
  return ['href', 'src'].flatMap((name) => attributeOf(element, name) ?? []);
}

/** Of a page without its site, the name of the file alone tells the first ten digits. */
function isApproved(address: string, digest: string, site: PublishedSite): boolean {
  const published = site.digestOf(address);
  if (published !== null || site.faq !== null) return published === digest;
  return namesDigest(address, [digest]);
}

/** Whether the name of a file in the site is that of one of these digests. */
function namesDigest(address: string, digests: readonly string[]): boolean {
  const [, hash] = /\.([0-9a-f]{10})(?:\.[a-z0-9]{1,10})?$/.exec(address) ?? [];
  return hash !== undefined && digests.some((digest) => digest.startsWith(`sha256:${hash}`));
}

/** Whether a copy of an answer for programs names another file than was approved. */
export function namesOtherFile(markdown: string, { format, files }: SignOff): boolean {
  const addresses = markdown.match(/(?<![\w./-])assets\/[^\s()<>"]+/g) ?? [];
  const digests = files.map(({ digest }) => digest);
  return format >= 3 && addresses.some((address) => !namesDigest(address, digests));
}

/** What stands in the list of related questions on the answer's own page, and was not approved. */
export function otherRelated(page: readonly Element[], { format, related }: SignOff, language: string): string[] {
  if (format < 3) return [];
  const lists = page.flatMap((element) => (isRelatedList(element) ? [element] : behindHeading(element, language)));
  const isApproved = (link: Element): boolean =>
    related.some(({ id, question }) => internalTarget(link) === id && textOf(link) === oneSpaced(question));
  const links = new Set(lists.flatMap(elementsIn).filter(({ tagName }) => tagName === 'a'));
  return [...links]
    .filter((link) => !isApproved(link))
    .map((link) => `the related question “${textOf(link).slice(0, 100)}” is another one`);
}

const parts: ReadonlySet<string> = new Set(['article', 'aside', 'footer', 'nav', 'section']);

function isRelatedList(element: Element): boolean {
  return (attributeOf(element, 'class') ?? '').split(/\s+/).includes('onward');
}

/** A theme may call the list otherwise: it is what follows its heading, up to the next part of the page. */
function behindHeading({ childNodes }: Element, language: string): Element[] {
  const { relatedQuestions } = wordsFor(language) ?? en;
  const nodes = childNodes.filter(isElement);
  const isHeading = ({ tagName }: Element): boolean => /^h[1-6]$/.test(tagName);
  const start = nodes.findIndex((node) => isHeading(node) && textOf(node) === oneSpaced(relatedQuestions));
  const rest = start < 0 ? [] : nodes.slice(start + 1);
  const end = rest.findIndex((node) => isHeading(node) || parts.has(node.tagName));
  return end < 0 ? rest : rest.slice(0, end);
}
