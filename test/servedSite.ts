import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SiteFiles } from './signedSite.ts';

export interface Served {
  /** As in `http://127.0.0.1:4321`. */
  readonly origin: string;
  /** The paths that were asked for, in their order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A server on this machine, on a free port. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Served> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(decoded(request.url ?? ''));
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Serves files as a static host does, below a folder as in `/help/`: those that hosts keep for themselves not, and 404.html for what is missing. */
export function serveFiles(files: SiteFiles, folder = '/'): Promise<Served> {
  return serve((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(folder.length);
    const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const text = name.startsWith('_') ? undefined : files[name];
    response.statusCode = text === undefined ? 404 : 200;
    if (name.endsWith('.css')) response.setHeader('content-type', 'text/css');
    response.end(text ?? files['404.html'] ?? '');
  });
}
