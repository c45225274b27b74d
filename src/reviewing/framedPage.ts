import { posix } from 'node:path';
import { escaped } from './markup.ts';

type Site = ReadonlyMap<string, string | Uint8Array>;

/**
 * A page of the site by itself, with style, fonts and pictures in it. It is shown in a frame from which nothing
 * can be loaded and in which nothing runs: whatever the theme holds can neither press a button of the page
 * around it nor tell anybody what it shows. Null where there is no such page.
 */
export function framedPage(path: string, site: Site): string | null {
  const page = site.get(path);
  if (page === undefined) return null;
  return textOf(page)
    .replaceAll(/<meta\b[^>]*\bhttp-equiv=[^>]*>/gi, '')
    .replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/gi, '')
    .replaceAll(/<link\b[^>]*\brel="?stylesheet\b[^>]*>/gi, (tag) => {
      const [, href = ''] = /\bhref="([^"]*)"/.exec(tag) ?? [];
      const sheet = site.get(href);
      const style = sheet === undefined ? '' : withFilesInside(textOf(sheet), posix.dirname(href), site);
      return /<\/style/i.test(style) ? '' : `<style>${style}</style>`;
    })
    .replaceAll(/(<img\b[^>]*\bsrc=")([^"]*)"/gi, (tag, start: string, src: string) => {
      const data = dataOf(src, '.', site);
      return data === null ? tag : `${start}${escaped(data)}"`;
    });
}

function withFilesInside(style: string, folder: string, site: Site): string {
  return style.replaceAll(/url\((["']?)([^"')]+)\1\)/g, (whole, _quote, address: string) => {
    const data = dataOf(address, folder, site);
    return data === null ? whole : `url("${data}")`;
  });
}

function dataOf(address: string, folder: string, site: Site): string | null {
  const path = posix.join(folder, decoded(address.replace(/[?#].*$/, '')));
  const file = site.get(path);
  return file === undefined ? null : `data:${typeOf(path)};base64,${Buffer.from(file).toString('base64')}`;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function textOf(contents: string | Uint8Array): string {
  return typeof contents === 'string' ? contents : new TextDecoder().decode(contents);
}

const types: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

/** By the ending of its name. What is not known here, a browser saves and does not show. */
export function typeOf(path: string): string {
  return types[path.replace(/^.*\./, '').toLowerCase()] ?? 'application/octet-stream';
}
