import { isRemote } from '../html/addresses.ts';
import { Html } from '../html/html.ts';
import { contentSecurityPolicy } from '../pages/securityPolicy.ts';
import { isPrintedData } from '../pages/structuredData.ts';
import { addressFrom, type Scan } from '../proof/scanPage.ts';
import { holdsMoreThanPrinted } from './publishedData.ts';
import type { PublishedSite } from './publishedSite.ts';

/** What makes a page one that faqgen did not print: it may show a reader anything. */
export function faultsOf(
  scan: Scan,
  path: string,
  { faq, origins, isAltered, isStyle, isScript }: PublishedSite,
): string[] {
  // The page of the chat runs what its host serves, and holds no answer.
  if (path === '_chat.html' && faq)
    return [...scan.unsafe, ...scan.scripts.flatMap(({ src }) => (isScript(src ?? '') ? [] : strangeScript(src)))].map(
      holds,
    );
  const [data, ...moreData] = scan.data;
  const isMoved = (faq?.answersOn(path)?.movedTo ?? null) !== null;
  // Wherever that page is shown, no file stands beside it.
  const [style] = path === '404.html' ? scan.styles.filter(isStyle) : [];
  const [policy, policyWithFonts] = [false, true].map((hasFonts) =>
    contentSecurityPolicy({
      origins,
      hasFonts,
      ...(data === undefined ? {} : { data: new Html(data) }),
      ...(style === undefined ? {} : { inlineStyle: style }),
    }),
  ) as [Html, Html];
  const isPolicy = [policy, policyWithFonts].some((one) => one.toHTML() === scan.policies[0]);
  const framing = isMoved
    ? -1
    : scan.scripts
        .map(({ src = '' }) => addressFrom(faq?.url ?? null, src))
        .findIndex((src) => /^assets\/frame\./.test(src) && isScript(src));
  const [script, ...moreScripts] = scan.scripts.filter((_, index) => index !== framing);
  const isOwn = (address: string): boolean =>
    !isRemote(address) ||
    /^data:/i.test(address) ||
    (URL.canParse(address) && origins.includes(new URL(address).origin));
  const kind = isMoved ? 'moved' : 'find|search';
  const isPrinted = ({ src = '', 'data-index': index }: Readonly<Record<string, string>>): boolean =>
    isScript(src) &&
    new RegExp(`^assets/(?:${kind})\\.`).test(src) &&
    (index === undefined || /^assets\/search-index\.[0-9a-f]{10}\.js$/.test(index));
  return [
    ...scan.unsafe.map(holds),
    ...scan.styles.filter((text) => text !== style).map(() => holds('<style>')),
    ...scan.duplicates.map((id) => holds(`the id \`${id}\` twice`)),
    ...(isMoved ? [] : scan.refreshes.map(() => holds('<meta http-equiv="refresh">'))),
    ...moreData.map(() => holds('JSON-LD twice')),
    ...(script && !isPrinted(script) ? [script] : []).concat(moreScripts).map(({ src }) => holds(strangeScript(src))),
    ...scan.stylesheets
      .filter(
        (address, index) => !isRemote(address) && (index > 0 || !/^assets\/style\.[0-9a-f]{10}\.css$/.test(address)),
      )
      .map((address) => holds(`<link rel="stylesheet" href="${address}">`)),
    ...scan.loads.filter((address) => !isOwn(address)).map((address) => `the page loads ${address}`),
    ...scan.links.filter(isAltered).map((address) => `${address} is not the file that its name says`),
    ...(scan.policies.length === 1 && isPolicy ? [] : [policyFault(scan, policy)]),
    ...(data !== undefined && (!isPrintedData(data) || holdsMoreThanPrinted(data))
      ? ['its JSON-LD says more than is printed there']
      : []),
    ...(scan.frame.hasEncoding ? [] : ['the page lacks its encoding']),
  ];
}

function strangeScript(src: string | undefined): string {
  return `<script src="${src}">, which this version of faqgen does not print there`;
}

function holds(what: string): string {
  return `the page holds ${what}`;
}

/** Where the page at an old address leads besides the new one. */
export function strayWays(scan: Scan, targets: readonly string[]): string[] {
  const [target] = targets.filter((one) => scan.refreshes[0] === `0; url=${one}`);
  const leadsOn =
    target !== undefined &&
    scan.refreshes.length === 1 &&
    scan.scripts.every((script) => script['data-target'] === target) &&
    scan.linksIn(null).some(({ href }) => href === target);
  return leadsOn ? [] : ['it does not lead to what stands there now'];
}

/** The policy names the JSON-LD of the page by its digest: where that alone is another one, the data was altered. */
function policyFault({ policies: [found, ...others], data }: Scan, policy: Html): string {
  const withoutDigest = (text: string | undefined): string => text?.replaceAll(/ 'sha256-[^']*'/g, '') ?? '';
  if (found === undefined) return 'the page lacks its content security policy';
  if (others.length > 0) return 'the page holds two content security policies';
  if (withoutDigest(found) !== withoutDigest(policy.toHTML())) return 'its content security policy was altered';
  return data.length > 0 ? 'its JSON-LD was altered' : 'its JSON-LD was taken out';
}
