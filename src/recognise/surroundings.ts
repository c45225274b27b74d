import { attributeOf, type Element, elementsWithin, isElement, type Node, placeOf } from '../html/nodes.ts';
import type { FoundContact, FoundDisclaimer, FoundLink, FoundReviewer, Remark } from '../import/found.ts';
import { telephoneNumbers } from '../markdown/telephoneNumbers.ts';
import type { IsoDate } from '../schema/dates.ts';
import { dialled } from '../schema/telephone.ts';
import { classesOf, isBlock, ownWords, quoted } from '../transcribe/fates.ts';
import { type TranscribeOptions, transcribe } from '../transcribe/transcribe.ts';
import { type Cover, type PageTree, parentOf } from './pageTree.ts';
import { isAsideHeading } from './questionWords.ts';
import { dayOfChange } from './writtenDays.ts';

/** What a page says beside its questions. */
export interface Surroundings {
  readonly disclaimer: FoundDisclaimer | null;
  readonly contact: FoundContact | null;
  readonly reviewers: readonly FoundReviewer[];
  readonly related: readonly FoundLink[];
  readonly updated: IsoDate | null;
  /** What of the page it was read from. */
  readonly used: readonly Node[];
  readonly remarks: readonly Remark[];
}

const disclaimerHeading =
  /^(?:(?:medical|legal|important|general) )*disclaimer|^haftungsausschluss|^rechtlicher hinweis|^avertissement|^descargo de responsabilidad|^avvertenza/iu;
const disclaimerWords =
  /(?:is|are|does|do) not (?:intended |meant |designed )?(?:to (?:be|replace)|as|a|an|constitute|replace|substitute)\b.{0,60}(?:advice|diagnosis|treatment|substitute)|no substitute for|not (?:be )?(?:a )?(?:substitute|replacement) for|for (?:general )?information(?:al)? purposes only|ersetz(?:t|en) (?:nicht|keine)|ne (?:remplace|saurait remplacer|se substitue)|no sustituye|non sostituisc/iu;
const credit =
  /(?:(?:medically|clinically|scientifically|legally|professionally|expert|last|peer) )?(?:reviewed|fact[- ]checked|verified|approved) (?:and (?:approved|verified|updated) )?by:?\s+(?<name>(?:(?:Prof|Dr|Mrs?|Ms|St|med|\p{Lu})\.|[^.|•·\n]){3,90})|(?:medizinisch|fachlich|ärztlich)e?r? (?:geprüft|begutachtet) (?:von|durch):?\s+(?<german>[^|•·\n]{3,90})|(?:relu|vérifié|validé) par\s*:?\s+(?<french>[^|•·\n]{3,90})|revisado por:?\s+(?<spanish>[^|•·\n]{3,90})/iu;

/** Read from all blocks that are no part of a question. `taken`: those that are. */
export function readSurroundings(tree: PageTree, taken: Cover, options: TranscribeOptions): Surroundings {
  const used: Node[] = [];
  const remarks: Remark[] = [];
  const take = (nodes: readonly Node[], what: string): void => {
    used.push(...nodes);
    const place = placeOf(nodes.find((node) => placeOf(node)) ?? (nodes[0] as Node));
    remarks.push({ kind: 'taken', what, line: place?.line ?? 1, ...(place ? { column: place.column } : {}) });
  };
  let [disclaimer, contact, updated]: [FoundDisclaimer | null, FoundContact | null, IsoDate | null] = [
    null,
    null,
    null,
  ];
  const reviewers: FoundReviewer[] = [];
  const related: FoundLink[] = [];
  for (const element of tree.elements) {
    if (
      !standsAlone(element, tree) ||
      taken.covers(element) ||
      used.some((one) => tree.isWithin(element, one)) ||
      tree.lengthOf(element) === 0
    )
      continue;
    const text = tree.textOf(element);
    const part = text === null ? null : partBelow(element, tree, taken);
    if (text !== null && part !== null) {
      if (disclaimer === null && disclaimerHeading.test(text) && lengthOf(part, tree) > 20) {
        disclaimer = { title: text, text: transcribe(part, options).markdown };
        take([element, ...part], `disclaimer ${quoted(text)}`);
        continue;
      }
      if (contact === null && isAsideHeading(text)) {
        contact = contactIn(part);
        if (contact !== null) {
          if (!/[?？]/.test(text)) contact = { title: text, ...contact };
          take([element, ...part], toldContact(contact, [element, ...part]));
          continue;
        }
      }
      if (
        /^(?:related|you (?:may|might)|see also|further (?:reading|information)|useful links|siehe auch|weiterführend|voir aussi|véase)/i.test(
          text,
        )
      ) {
        const links = linksIn(part, options);
        related.push(...links);
        if (links.length > 0)
          take([element, ...part], `related: ${links.map(({ title }) => quoted(title)).join(', ')}`);
        continue;
      }
    }
    if (element.tagName === 'dt' || tree.holdsBlock(element)) continue;
    const term = element.tagName === 'dd' ? tree.siblingElement(element, -1) : null;
    const words = `${term ? ownWords(term) : ''} ${ownWords(element)}`.trim();
    if (
      disclaimer === null &&
      words.length < 1500 &&
      (disclaimerWords.test(words) || disclaimerHeading.test(words)) &&
      words.length > 40
    ) {
      disclaimer = { text: transcribe([element], options).markdown };
      take([element], `disclaimer ${quoted(words)}`);
    }
    if (words.length > longestLine) continue;
    const named = credit.exec(words)?.groups;
    const name = named && Object.values(named).find(Boolean);
    if (name !== undefined && /^\p{Lu}|^(?:dr|prof)/u.test(name)) {
      reviewers.push(reviewerIn(name));
      take([element], `${quoted(words, 120)} names who reviewed it: nothing is signed by that`);
    }
    const day = dayOfChange(words);
    if (updated === null && day !== null) {
      updated = day;
      take([element], `${quoted(words)}: the page's date, and that of no single answer`);
    }
  }
  contact ??= contactOfBox(tree, taken, take);
  return { disclaimer: disclaimer?.text ? disclaimer : null, contact, reviewers, related, updated, used, remarks };
}

const longestLine = 240;

/** A block, or words between blocks. */
function standsAlone(element: Element, tree: PageTree): boolean {
  const parent = parentOf(element);
  return isBlock(element) || (parent !== null && tree.holdsBlock(parent));
}

/** What stands below a heading: its siblings up to the next one, or those of a box that holds the heading alone. Null for any other element. */
function partBelow(element: Element, tree: PageTree, taken: Cover): Node[] | null {
  if (!isHeading(element, tree)) return null;
  let node = element;
  for (let level = 0; level < 3; level++) {
    const nodes: Node[] = [];
    for (let next = tree.siblingBehind(node); next; next = tree.siblingBehind(next)) {
      if (taken.meets(next) || taken.covers(next) || (isElement(next) && beginsWithHeading(next, tree))) break;
      nodes.push(next);
    }
    if (lengthOf(nodes, tree) > 0) return lengthOf(nodes, tree) > longestPart ? [] : nodes;
    const parent = parentOf(node);
    if (!parent || parent === tree.body || parent.tagName === 'main') return [];
    node = parent;
  }
  return [];
}

const longestPart = 1500;

/** A heading, or a line that is bold as a whole. */
function isHeading(element: Element, tree: PageTree): boolean {
  if (/^(?:h[1-6]|legend)$/.test(element.tagName)) return true;
  const bold =
    element.tagName === 'p' || element.tagName === 'div'
      ? element.childNodes.filter(isElement).find(({ tagName }) => /^(?:b|strong)$/.test(tagName))
      : undefined;
  return bold !== undefined && tree.lengthOf(bold) === tree.lengthOf(element);
}

function beginsWithHeading(element: Element, tree: PageTree): boolean {
  for (
    let node: Element | undefined = element;
    node;
    node = node.childNodes.filter(isElement).find((one) => tree.lengthOf(one) > 0)
  )
    if (isHeading(node, tree)) return true;
  return false;
}

function lengthOf(nodes: readonly Node[], tree: PageTree): number {
  return nodes.reduce((sum, node) => sum + tree.lengthOf(node), 0);
}

const hoursPattern =
  /\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|uhr|h)?\s*(?:to|until|bis|à|–|-|—)\s*\d{1,2}(?:[:.]\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.|uhr|h)?(?!\d)/iu;
/** With the days in front of them. */
const daysAndHours = new RegExp(
  `(?:\\b(?:mon|tue|wed|thu|fri|sat|sun|week|every|daily|mo|di|mi|do|fr|sa|so|täglich|lun|mar|mer|jeu|ven)[\\p{L}.]*[\\p{L}\\s.,&–-]{0,40}?)?(?:${hoursPattern.source})`,
  'giu',
);
const dayAndNight = /24 ?\/ ?7|24 hours(?: a day)?(?:,? (?:7|seven) days(?: a week)?)?/gi;

function contactIn(part: readonly Node[]): FoundContact | null {
  const lines = transcribe(part)
    .markdown.split(/\\?\n+/)
    .map((line) => transcribedWords(line));
  const linked = part
    .filter(isElement)
    .flatMap((one) => [one, ...elementsWithin(one)])
    .find((one) => /^tel:/i.test(attributeOf(one, 'href') ?? ''));
  const phone = [linked ? ownWords(linked) : '', ...lines.flatMap(numbersIn)].find((one) => dialled(one) !== null);
  if (phone === undefined) return null;
  const hours = lines
    .filter((line) => hoursPattern.test(line.replace(phone, '')) || line.search(dayAndNight) !== -1)
    .map((line) => {
      const rest = line.replace(phone, '');
      const told = [...rest.matchAll(daysAndHours), ...rest.matchAll(dayAndNight)].map(([words]) => words).join(', ');
      // In a sentence with the number, the hours alone are meant.
      return (rest !== line || line.length > 60 ? told || rest : rest).replace(/^[\s,;:–-]+|[\s,;.]+$/g, '');
    });
  return hours.length > 0 ? { phone, hours: hours.join('\n') } : { phone };
}

function transcribedWords(line: string): string {
  return line.replaceAll(/^[-#>* ]+|\*\*|\]\([^)]*\)|\[|\\/g, '');
}

/** In a box for calls nearly every run of digits is a number. */
function numbersIn(line: string): string[] {
  const told = telephoneNumbers(line).map(({ number }) => number);
  const bare = /(?<![\d:.])\+?\(?\d[\d ()/-]{5,18}\d(?![\d:.])/.exec(line)?.[0];
  return [...told, ...(bare && !hoursPattern.test(line) ? [bare.trim()] : [])];
}

/** What was taken of a box, and what the box says besides. */
function toldContact(contact: FoundContact, box: readonly Node[]): string {
  const words = box.map(ownWords).join(' ').replaceAll(/\s+/g, ' ').trim();
  return `${Object.values(contact).join(', ')} as the contact, of ${quoted(words, 200)}`;
}

/** A box that says by its class that it is one, without a heading that does. */
function contactOfBox(
  tree: PageTree,
  taken: Cover,
  take: (nodes: readonly Node[], what: string) => void,
): FoundContact | null {
  for (const element of tree.elements) {
    const names = [...classesOf(element), attributeOf(element, 'id') ?? ''];
    if (
      tree.lengthOf(element) > 400 ||
      taken.covers(element) ||
      taken.meets(element) ||
      !names.some((name) => /(?:^|[-_])(?:phone|telephone|call|hotline|contact)(?:$|[-_])/i.test(name))
    )
      continue;
    const contact = contactIn(element.childNodes);
    if (contact === null) continue;
    take([element], toldContact(contact, [element]));
    return contact;
  }
  return null;
}

function linksIn(part: readonly Node[], { base }: TranscribeOptions): FoundLink[] {
  const links = part.filter(isElement).flatMap((one) => [one, ...elementsWithin(one)]);
  return links.flatMap((one) => {
    const href = one.tagName === 'a' ? attributeOf(one, 'href') : null;
    const title = ownWords(one);
    if (href === null || title === '' || !URL.canParse(href, base?.href)) return [];
    const url = new URL(href, base?.href);
    return /^https?:$/.test(url.protocol) ? [{ title, url: url.href }] : [];
  });
}

function reviewerIn(typed: string): FoundReviewer {
  const [name = '', ...others] = typed.replace(/\s+(?:on|am|le)\s+(?=\p{L}{0,9}\.? ?\d).*$/iu, '').split(/,\s*/);
  const role = others.join(', ').trim();
  return role === '' ? { name: name.trim() } : { name: name.trim(), role };
}
