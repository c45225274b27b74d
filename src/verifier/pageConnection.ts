/// <reference lib="dom" />
import { type Connection, type FetchLimits, FetchRefused } from '../fetching/walkSite.ts';

/** Asks the host of this page, and no other: a redirect to one fails (`same-origin`). Bounded as connections of the program are. */
export function pageConnection(limits: FetchLimits): Connection {
  const whole = AbortSignal.timeout(limits.whole);
  let received = 0;
  return {
    async get(address) {
      const path = address.pathname;
      const silence = new AbortController();
      const signal = AbortSignal.any([whole, silence.signal, AbortSignal.timeout(limits.file)]);
      let clock = setTimeout(() => silence.abort(), limits.silence);
      try {
        const response = await fetch(address, {
          mode: 'same-origin',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          signal,
        });
        const parts: Uint8Array<ArrayBuffer>[] = [];
        let size = 0;
        const reader = response.body?.getReader();
        for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
          clearTimeout(clock);
          clock = setTimeout(() => silence.abort(), limits.silence);
          size += part.value.length;
          received += part.value.length;
          if (size > limits.bytesOfFile)
            throw new FetchRefused(`${path} is larger than ${limits.bytesOfFile / 1e6} MB`);
          if (received > limits.bytes) throw new FetchRefused(`it is larger than ${limits.bytes / 1e6} MB`);
          parts.push(part.value);
        }
        const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
        return { status: response.status, bytes, address: new URL(response.url) };
      } catch (error) {
        if (error instanceof FetchRefused) throw error;
        throw new FetchRefused(
          signal.aborted ? `${path} takes too long` : `${path} cannot be had: ${(error as Error).message}`,
        );
      } finally {
        clearTimeout(clock);
      }
    },
  };
}
