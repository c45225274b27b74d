import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface Host {
  readonly server: Server;
  /** Ends in `/`. */
  readonly origin: string;
  readonly served: { path: string; status: number }[];
}

/** A static host like those that read `_headers`: the site's own security headers are in force. */
export async function host(folder: string): Promise<Host> {
  const served: Host['served'] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
    const found = await readFile(file).catch(() => null);
    served.push({ path, status: found ? 200 : 404 });
    // A site may be built for the very address at which it is served.
    for (const { pattern, name, value } of headerRules(folder)) if (pattern.test(path)) response.setHeader(name, value);
    response.statusCode = found ? 200 : 404;
    response.setHeader(
      'content-type',
      found ? (contentTypes[extname(file)] ?? 'application/octet-stream') : 'text/html; charset=utf-8',
    );
    response.end(found ?? (await readFile(join(folder, '404.html'))));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, served };
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

function headerRules(folder: string): { pattern: RegExp; name: string; value: string }[] {
  const file = join(folder, '_headers');
  if (!existsSync(file)) return [];
  let pattern = /^$/;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      if (/^\S/.test(line)) {
        const parts = line.trim().split('*');
        pattern = new RegExp(`^${parts.map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
        return [];
      }
      const colon = line.indexOf(':');
      return [{ pattern, name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
    });
}
