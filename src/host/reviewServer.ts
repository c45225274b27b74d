import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answered, Asked } from '../reviewing/routes.ts';
import type { ReviewServer } from './host.ts';
import { refuse } from './requestGate.ts';
import { closeServer, listenTo } from './server.ts';

/** This machine, and nobody beyond it. */
const loopback = '127.0.0.1';
const names = [loopback, 'localhost'];
/** More than a note and its addresses take. */
const mostBytes = 40_000;

/**
 * Serves the page of reviewers, on this machine only and behind the gate. `answer` is told by its signal when the
 * browser has left, or the server closes: what waits for a key ends then. Throws a ListenError.
 */
export async function serveReview(
  port: number | null,
  answer: (asked: Asked, stopped: AbortSignal) => Promise<Answered>,
): Promise<ReviewServer> {
  const waiting = new Set<AbortController>();
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = isFromHere(request)
      ? refuse({ method: request.method ?? '', headers: request.headers }, names, { mayChange: true })
      : { status: 403 as const, reason: 'only this machine is answered' };
    if (refusal) return send(request, response, plain(refusal.status, refusal.reason));
    const body = await read(request);
    if (body === null) return send(request, response, plain(413, 'this is more than is read'));
    const controller = new AbortController();
    waiting.add(controller);
    response.on('close', () => controller.abort());
    try {
      const { method = '', url: address = '', headers } = request;
      send(request, response, await answer({ method, address, headers, body }, controller.signal));
    } catch {
      send(request, response, plain(500, 'faqgen has a bug'));
    } finally {
      waiting.delete(controller);
    }
  };
  const { server, address } = await listenTo(
    (request, response) => {
      respond(request, response).catch(() => response.destroy());
    },
    loopback,
    port,
  );
  return {
    address,
    close: () => {
      for (const controller of waiting) controller.abort();
      return closeServer(server);
    },
  };
}

/** It listens nowhere else; a proxy of this machine would be here as well, and is kept out by its names. */
function isFromHere({ socket }: IncomingMessage): boolean {
  return /^(?:::ffff:)?127\./.test(socket.remoteAddress ?? '');
}

/** Null where it is too long: no more of it is read. Throws where it breaks off. */
function read(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > mostBytes) {
        request.removeAllListeners('data').pause();
        resolve(null);
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
    request.on('close', () => reject(new Error('it broke off')));
  });
}

function plain(status: number, reason: string): Answered {
  const headers = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Content-Type': 'text/plain; charset=utf-8',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
  return { status, headers: status === 413 ? { ...headers, Connection: 'close' } : headers, body: `${reason}\n` };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answered): void {
  if (response.destroyed) return;
  if (status === 405) response.setHeader('Allow', 'GET, HEAD, POST');
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}
