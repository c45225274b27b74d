// What the bytes of faqgen's front page are for.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'parse5';
import { pack } from './pageFigures.mjs';

const waysBack = /<a class="cited"[^>]*>[^<]*<\/a>\n?/g;

/**
 * Each part with its compressed bytes. What is part of a file weighs as much as the file is lighter without it.
 * Throws where the page has no such part.
 * @param {string} folder  a site
 * @returns {Promise<{ part: string, br: number, gzip: number }[]>}
 */
export async function weightOf(folder) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const [style, icon] = ['stylesheet', 'icon'].map((rel) =>
    match(html, new RegExp(`<link rel="${rel}" href="([^"]+)"`)),
  );
  const script = match(html, /<script src="([^"]+)"/);
  const [css, js, svg] = await Promise.all([style, script, icon].map((path) => readFile(join(folder, path), 'utf8')));
  const whole = (part, text) => ({ part, br: pack.br(text).length, gzip: pack.gzip(text).length });
  const without = (part, text, pattern) => {
    match(text, pattern);
    const [all, rest] = [whole(part, text), whole(part, text.replaceAll(pattern, ''))];
    return { part, br: all.br - rest.br, gzip: all.gzip - rest.gzip };
  };
  const files = [whole('the page itself', html), whole('style', css), whole('script', js), whole('icon', svg)];
  const sum = (encoding) => files.reduce((bytes, file) => bytes + file[encoding], 0);
  return [
    { part: 'all that is loaded', br: sum('br'), gzip: sum('gzip') },
    files[0],
    whole(
      '— its words and the addresses of its links, as plain text',
      wordsAndAddresses(html.replaceAll(waysBack, '')),
    ),
    without('— JSON-LD', html, /<script type="application\/ld\+json">[^<]*<\/script>\n?/g),
    without('— marks of citations', html, /<sup class="cite">.*?<\/sup>/g),
    without('— ways back from the sources', html, waysBack),
    files[1],
    without('— for paper alone', css, /@media print\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g),
    files[2],
    files[3],
  ];
}

/** What the body shows, and where it leads but to itself. */
function wordsAndAddresses(html) {
  const said = [];
  const walk = (node) => {
    if (node.nodeName === '#text') said.push(node.value);
    if (node.nodeName === 'script' || node.nodeName === 'sup') return;
    const href = node.attrs?.find(({ name }) => name === 'href')?.value ?? '#';
    if (!href.startsWith('#')) said.push(href);
    for (const child of node.childNodes ?? []) walk(child);
  };
  walk(parse(html).childNodes.at(-1).childNodes.at(-1));
  return said.join(' ').replaceAll(/\s+/g, ' ');
}

function match(text, pattern) {
  const found = new RegExp(pattern, '').exec(text);
  if (found === null) throw new Error(`the front page has nothing like ${pattern}`);
  return found[1];
}
