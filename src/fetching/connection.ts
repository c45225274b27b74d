import { lookup } from 'node:dns';
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SafeAgent, request as safeRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Answered, type Connection, type FetchLimits, FetchRefused } from './walkSite.ts';

const mostRedirects = 5;

/** Addresses of a machine, a local network and of nobody (RFC 6890), and those that hold one of them (RFC 6052, RFC 3056). */
const privateRanges = new BlockList();
for (const [start, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  privateRanges.addSubnet(start, bits, 'ipv4');
for (const [start, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  privateRanges.addSubnet(start, bits, 'ipv6');

/** An address of IPv4 within one of IPv6 (`::ffff:127.0.0.1`) counts as the former. */
export function isPrivateAddress(address: string): boolean {
  return privateRanges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Asks one host, and no other: what a name stands for is looked at when the connection is made, so that it cannot change between. */
export function openConnection(
  origin: string,
  { isPrivateAllowed, limits }: { isPrivateAllowed: boolean; limits: FetchLimits },
): Connection & { close(): void } {
  const isSafe = origin.startsWith('https:');
  const agent = new (isSafe ? SafeAgent : PlainAgent)({ keepAlive: true });
  const request = isSafe ? safeRequest : plainRequest;
  const guarded: LookupFunction = (name, options, tell) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      const refused = isPrivateAllowed ? undefined : found?.find(({ address }) => isPrivateAddress(address));
      if (error) tell(new FetchRefused(`there is no host ${name}`), []);
      else if (refused) tell(privateHost(name, refused.address), []);
      else if (options.all) tell(null, found);
      else tell(null, found[0]?.address ?? '', found[0]?.family);
    });
  };
  const end = new AbortController();
  const clock = setTimeout(
    () => end.abort(new FetchRefused(`it takes longer than ${inWords(limits.whole)}`)),
    limits.whole,
  );
  let received = 0;

  function ask(address: URL): Promise<Answered & { location: string | null }> {
    const name = address.hostname.replace(/^\[|\]$/g, '');
    // A name that is an address is never looked up.
    if (!isPrivateAllowed && isIP(name) !== 0 && isPrivateAddress(name)) return Promise.reject(privateHost(name, name));
    return new Promise((resolve, reject) => {
      const path = address.href.slice(origin.length + 1).slice(0, 200);
      const own = AbortSignal.any([end.signal, AbortSignal.timeout(limits.file)]);
      const fail = (error: unknown): void => {
        reject(reasonOf(error, own, path, limits));
        asking.destroy();
      };
      const asking = request(address, {
        agent,
        lookup: guarded,
        signal: own,
        timeout: limits.silence,
        headers: { accept: '*/*', 'accept-encoding': 'br, gzip', 'user-agent': 'faqgen' },
      });
      asking.on('timeout', () =>
        fail(new FetchRefused(`nothing came of ${path || 'it'} for ${inWords(limits.silence)}`)),
      );
      asking.on('error', (error: NodeJS.ErrnoException) => {
        // The host closed a connection that was kept open at the moment at which it was used again: nothing was asked yet.
        if (error.code === 'ECONNRESET' && asking.reusedSocket && !own.aborted) resolve(ask(address));
        else fail(error);
      });
      let isAnswered = false;
      asking.on('close', () => {
        // As after a switch to another protocol.
        if (!isAnswered) fail(new FetchRefused('its host broke off'));
      });
      asking.on('response', (response) => {
        isAnswered = true;
        const parts: Buffer[] = [];
        let size = 0;
        const encoding = String(response.headers['content-encoding'] ?? 'identity');
        const decoder = decoderOf(encoding);
        if (decoder === undefined) {
          fail(new FetchRefused(`${path || 'it'} is packed as \`${encoding.slice(0, 200)}\`, for which nobody asked`));
          return;
        }
        const body = decoder ? response.on('error', fail).pipe(decoder) : response;
        body.on('error', fail);
        body.on('data', (part: Buffer) => {
          size += part.length;
          received += part.length;
          if (size > limits.bytesOfFile)
            fail(new FetchRefused(`${path} is larger than ${limits.bytesOfFile / 1e6} MB`));
          else if (received > limits.bytes) fail(new FetchRefused(`it is larger than ${limits.bytes / 1e6} MB`));
          else parts.push(part);
        });
        body.on('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, bytes: Buffer.concat(parts), address, location: headers.location ?? null });
        });
      });
      asking.end();
    });
  }

  return {
    async get(address) {
      let at = address;
      for (let way = 0; way <= mostRedirects; way++) {
        const answered = await ask(at);
        if (answered.status < 300 || answered.status >= 400 || answered.location === null) return answered;
        if (!URL.canParse(answered.location, at))
          throw new FetchRefused(`${at.href} redirects to what is no address, ${answered.location.slice(0, 200)}`);
        at = new URL(answered.location, at);
        if (at.origin !== origin) throw new FetchRefused(`${address.href} redirects to another site, ${at.href}`);
      }
      throw new FetchRefused(`${address.href} redirects more than ${mostRedirects} times`);
    },
    close() {
      clearTimeout(clock);
      // Nobody waits for what is still asked.
      end.abort(new FetchRefused('the connection was closed'));
      agent.destroy();
    },
  };
}

/** Null where nothing is packed, undefined where nobody knows how. */
function decoderOf(encoding: string) {
  if (/^br$/i.test(encoding)) return createBrotliDecompress();
  if (/^(?:x-)?gzip$/i.test(encoding)) return createGunzip();
  if (/^deflate$/i.test(encoding)) return createInflate();
  return /^(?:identity)?$/i.test(encoding) ? null : undefined;
}

function privateHost(name: string, address: string): FetchRefused {
  const host = name === address ? address : `${name} (${address})`;
  return new FetchRefused(`${host} is a host of a private network; --private lets it be read`);
}

function inWords(milliseconds: number): string {
  return milliseconds < 60_000 ? `${milliseconds / 1000} seconds` : `${milliseconds / 60_000} minutes`;
}

function reasonOf(error: unknown, signal: AbortSignal, path: string, limits: FetchLimits): Error {
  if (error instanceof FetchRefused) return error;
  if (signal.reason instanceof FetchRefused) return signal.reason;
  if (signal.aborted) return new FetchRefused(`${path || 'it'} takes longer than ${inWords(limits.file)}`);
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nobody answers there',
    ECONNRESET: 'its host broke off',
    CERT_HAS_EXPIRED: 'its certificate has expired',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is that of another host',
  };
  return new FetchRefused(reasons[code ?? ''] ?? message);
}
