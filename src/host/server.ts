import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { ListenError, type ServeOptions, type Server } from './host.ts';
import { refuse } from './requestGate.ts';

const firstPort = 4000;
const lastPort = 4099;
/** An author has a few pages open; whoever holds more connections than this is no author. */
const mostListeners = 64;

/** Serves the pages of `faqgen watch` on this machine, and tells them of each new state by server-sent events (WHATWG HTML, 9.2). */
export async function serve({ host, port, answer, state }: ServeOptions): Promise<Server> {
  const listeners = new Map<ServerResponse, string>();
  const names = namesOf(host);
  const event = (address: string): string => `data: ${JSON.stringify(state(address))}\n\n`;

  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    const refusal = refuse({ method: request.method ?? '', headers: request.headers }, names);
    const address = request.url ?? '';
    if (refusal) {
      if (refusal.status === 405) response.setHeader('Allow', 'GET, HEAD');
      send(response, request, refusal.status, 'text/plain; charset=utf-8', `${refusal.reason}\n`);
    } else if (request.method === 'GET' && state(address) !== null) {
      if (listeners.size >= mostListeners) {
        send(response, request, 503, 'text/plain; charset=utf-8', 'too many pages are open\n');
        return;
      }
      response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
      response.write(`retry: 300\n${event(address)}`);
      listeners.set(response, address);
      response.on('close', () => listeners.delete(response));
      response.on('error', () => listeners.delete(response));
    } else {
      const { status, type, body } = answer(address);
      send(response, request, status, type, body);
    }
  };

  const { server, address } = await listenTo(respond, host, port);
  return {
    address,
    announce: () => {
      for (const [listener, address] of listeners) listener.write(event(address));
    },
    close: () => closeServer(server),
  };
}

/** A server that bounds what a connection may take, and its address as it is opened in a browser. Throws a ListenError. */
export async function listenTo(
  respond: (request: IncomingMessage, response: ServerResponse) => void,
  host: string,
  port: number | null,
): Promise<{ server: HttpServer; address: string }> {
  const server = createServer({ headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 });
  server.on('request', respond);
  // A malformed request ends its own connection, and nothing else.
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  server.keepAliveTimeout = 5000;
  await listen(server, host, port);
  // Out of file handles, say: the connections that are there go on.
  server.on('error', () => undefined);
  const { port: chosen } = server.address() as AddressInfo;
  return { server, address: `http://${displayName(host)}:${chosen}/` };
}

export function closeServer(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** No page of another site may read, hold or frame what is served here, and no cache may keep it. */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

function send(
  response: ServerResponse,
  request: IncomingMessage,
  status: number,
  type: string,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...headers, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function listen(server: HttpServer, host: string, port: number | null): Promise<void> {
  for (let candidate = port ?? firstPort; ; candidate++) {
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen({ host, port: candidate }, () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
    if (error === null) return;
    const mayGoOn = port === null && error.code === 'EADDRINUSE' && candidate < lastPort;
    if (!mayGoOn) throw new ListenError(`${host}:${candidate}`, reasons[error.code ?? ''] ?? error.message, error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'another program listens there',
  EADDRNOTAVAIL: 'this machine has no such address',
  EAI_AGAIN: 'no such name is known',
  ENOTFOUND: 'no such name is known',
};

const anyAddress = new Set(['0.0.0.0', '::']);

/** By which names a browser may call this server. */
function namesOf(host: string): string[] {
  const names = ['localhost', '127.0.0.1', '::1', host.toLowerCase()];
  if (!anyAddress.has(host)) return names;
  const addresses = Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
  return [...names, hostname().toLowerCase(), ...addresses];
}

function displayName(host: string): string {
  if (anyAddress.has(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
