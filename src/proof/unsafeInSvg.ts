import { isRemote } from '../html/addresses.ts';
import { asBrowserReads, stylesheetLoads } from '../html/loadedAddresses.ts';
import { isElement, type Node, rawText } from '../html/nodes.ts';
import { nodesOfMarkup } from '../html/parseHtml.ts';
import { deepest, leadingAttributes } from './scanPage.ts';

/** What a picture may not hold: opened by itself, it is a page of the site. */
export function unsafeInSvg(svg: string): string[] {
  // An internal subset can give any element any attribute; other prefixes can name what is looked for below.
  const hidden =
    /<!ENTITY|<!ATTLIST|<!DOCTYPE[^>]*\[|<\?xml-stylesheet|xmlns:(?!xlink\b)[\w.-]+\s*=\s*["']\s*http:\/\/www\.w3\.org\/(?:2000\/svg|1999\/xhtml|1999\/xlink)/gi;
  const unsafe = [...svg.matchAll(hidden)].map(([markup]) => markup);
  const visit = (node: Node, depth: number): void => {
    if (!isElement(node)) return;
    if (depth > deepest) {
      unsafe.push(`more than ${deepest} elements inside of each other`);
      return;
    }
    // HTML within a picture is read as text by one reader, and as markup by another.
    const isHtml = node.namespaceURI.endsWith('xhtml');
    if (isHtml || runningElements.has(node.tagName.toLowerCase())) unsafe.push(`<${node.tagName}>`);
    for (const { name, prefix, value } of node.attrs) {
      const whole = prefix ? `${prefix}:${name}` : name;
      if (name.startsWith('on')) unsafe.push(`${name}=`);
      const leads = leadingAttributes.has(whole) || /(?:^|:)href$/i.test(whole);
      const address = asBrowserReads(value);
      const isOpen = leads && node.tagName !== 'a' && isRemote(address) && !/^data:image/i.test(address);
      if (isOpen || (leads && /^(?:javascript|vbscript):/i.test(address))) unsafe.push(value);
      if (stylesheetLoads(value).some((load) => isRemote(load) && !/^data:/i.test(load))) unsafe.push(value);
    }
    if (
      node.tagName === 'style' &&
      stylesheetLoads(rawText(node)).some((load) => isRemote(load) && !/^data:/i.test(load))
    )
      unsafe.push('<style>');
    for (const child of node.childNodes) visit(child, depth + 1);
  };
  for (const child of nodesOfMarkup(svg)) visit(child, 0);
  return [...new Set(unsafe)];
}

const runningElements: ReadonlySet<string> = new Set(
  'script foreignobject iframe object embed handler animate animatemotion animatetransform set'.split(' '),
);
