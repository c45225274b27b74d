import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  isMainThread,
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads';
import type { PackedPages, RenderRequest, RenderTogether } from '../site/renderPages.ts';

/** Below so many pages, threads take longer to start than they save. */
const fewestPages = 2000;
/** Most of what a page is made of is garbage soon, and a thread that has little room for it takes no longer. */
const youngMegabytes = 16;
/** Nobody waits longer for the group of a thread that may have died. */
const longestWait = 20_000;

/** What the threads share: the next group that nobody has taken, and how many were begun and ended elsewhere. */
const [next, begun, ended] = [0, 1, 2];

interface Work extends RenderRequest {
  readonly counts: Int32Array;
  readonly port: MessagePort;
}

/** Names this kind of work among whatever else a thread may be started for. */
const role = 'faqgen render';

/**
 * Renders with a thread for each processor, of which this one is the first: its last step does not end before all is
 * done, so that compiling stays a function from its inputs to its result. `program`: the file that a thread runs, which is to find its
 * work by `renderingThread`. A thread that does not start takes nothing, and leaves all to the others.
 */
export function renderInThreads(program: string, fewest = fewestPages): RenderTogether {
  return (request, here) => {
    const pages = request.groups.reduce((sum, group) => sum + group.length, 0);
    const count = Math.min(availableParallelism(), 4) - 1;
    if (pages < fewest) return null;
    spareMemory();
    return count < 1 ? null : render(program, count, request, here);
  };
}

function* render(program: string, count: number, request: RenderRequest, here: (group: number) => void) {
  const counts = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  const channels = Array.from({ length: count }, () => new MessageChannel());
  const workers = channels.map(
    ({ port2: port }) =>
      new Worker(program, {
        workerData: { [role]: { ...request, counts, port } satisfies Work },
        transferList: [port],
        resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
      }),
  );
  // What a thread failed at is rendered here, and told here.
  for (const worker of workers) worker.on('error', () => undefined);
  const mine = new Set<number>();
  for (let group = take(counts); group < request.groups.length; group = take(counts)) {
    mine.add(group);
    here(group);
    yield;
  }
  for (let seen = counts[ended] ?? 0; seen < Atomics.load(counts, begun); seen = Atomics.load(counts, ended))
    if (Atomics.wait(counts, ended, seen, longestWait) === 'timed-out') break;
  const packed = new Map<number, PackedPages>();
  for (const { port1: from } of channels) {
    for (let answer = receiveMessageOnPort(from); answer; answer = receiveMessageOnPort(from))
      packed.set(answer.message.group, answer.message.pages);
    from.close();
  }
  for (const worker of workers) void worker.terminate();
  const others = [...request.groups.keys()].filter((group) => !mine.has(group));
  return new Map(others.map((group) => [group, packed.get(group) ?? []]));
}

/**
 * V8 lets the heap grow to a multiple of what it last found in use, and begins with a quarter of a gigabyte. In a large
 * build, what is found in use is told at its beginning, and garbage takes a third of that: a third less memory, for a twentieth of the time.
 */
function spareMemory(): void {
  setFlagsFromString('--heap-growing-percent=30');
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

function take(counts: Int32Array): number {
  return Atomics.add(counts, next, 1);
}

/** Whether this is a thread that another one started to render for it: then `serve` does. */
export function renderingThread(): {
  serve(
    rendererFor: (head: Omit<RenderRequest, 'groups'>) => (group: RenderRequest['groups'][number]) => PackedPages,
  ): void;
} | null {
  const work: Work | undefined = isMainThread ? undefined : workerData?.[role];
  if (!work) return null;
  return {
    serve: (rendererFor) => {
      const { groups, counts, port } = work;
      const render = rendererFor(work);
      for (;;) {
        Atomics.add(counts, begun, 1);
        const group = take(counts);
        const inputs = groups[group];
        if (inputs) {
          const pages = render(inputs);
          port.postMessage({ group, pages }, buffersOf(pages));
        }
        Atomics.add(counts, ended, 1);
        Atomics.notify(counts, ended);
        if (!inputs) return;
      }
    },
  };
}

/** Those that are given away instead of copied. */
function buffersOf(pages: PackedPages): ArrayBuffer[] {
  return pages.flatMap((bytes) =>
    bytes && bytes.buffer.byteLength === bytes.byteLength ? [bytes.buffer as ArrayBuffer] : [],
  );
}
