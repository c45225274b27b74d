import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { PackedGroups, RenderRequest } from '../site/renderPages.ts';

/** Renders pages of answers for another thread. */
export type GroupRenderer = (group: RenderRequest['groups'][number]) => (Uint8Array | null)[];

/** Below so many pages, threads take longer to start than they save (measured on two processors: 1,000 pages took as long with them). */
const fewestPages = 3000;
/** Small enough that no thread waits for long for the last of the others. */
const mostAtOnce = 200;
/** Most of what a page is made of is garbage soon: with room for it, collecting takes a tenth of the time. */
const youngMegabytes = 64;

/**
 * Renders the pages in as many threads as there are processors; null where that
 * would not be quicker. `program`: the file that a thread runs, which is to
 * find its work by `renderingThread`.
 */
export async function renderInThreads(
  request: RenderRequest,
  program: string,
  fewest = fewestPages,
): Promise<PackedGroups | null> {
  const pages = request.groups.reduce((sum, group) => sum + group.length, 0);
  const count = Math.min(availableParallelism(), 4);
  if (pages < fewest || count < 2) return null;
  const tasks = [...tasksOf(request.groups)];
  const results: (Uint8Array | null)[][] = request.groups.map((group) => group.map(() => null));
  const { groups: _groups, ...head } = request;
  const workers = Array.from(
    { length: count },
    () =>
      new Worker(program, {
        workerData: { [role]: head },
        resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
      }),
  );
  try {
    await Promise.all(workers.map((worker) => workOff(worker, tasks, results)));
    return results;
  } catch {
    // A thread that could not start or ran out of memory is no fault of the FAQ's: what is missing is rendered here.
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

interface Task {
  readonly group: number;
  readonly start: number;
  readonly pages: RenderRequest['groups'][number];
}

function* tasksOf(groups: RenderRequest['groups']): Generator<Task> {
  for (const [group, pages] of groups.entries())
    for (let start = 0; start < pages.length; start += mostAtOnce)
      yield { group, start, pages: pages.slice(start, start + mostAtOnce) };
}

/** Gives a thread one task after the other, and always one in advance. */
function workOff(worker: Worker, tasks: Task[], results: (Uint8Array | null)[][]): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting: Task[] = [];
    const next = (): void => {
      const task = tasks.shift();
      if (task) {
        waiting.push(task);
        worker.postMessage(task.pages);
      } else if (waiting.length === 0) resolve();
    };
    worker.on('message', (packed: (Uint8Array | null)[]) => {
      const task = waiting.shift();
      if (task) for (const [index, bytes] of packed.entries()) (results[task.group] ?? [])[task.start + index] = bytes;
      next();
    });
    worker.on('error', reject);
    worker.on('exit', reject);
    next();
    next();
  });
}

/** Names this kind of work among whatever else a thread may be started for. */
const role = 'faqgen render';

/** Whether this is a thread that another one started to render for it: then `serve` does. */
export function renderingThread(): {
  serve(rendererFor: (head: Omit<RenderRequest, 'groups'>) => GroupRenderer): void;
} | null {
  const head = isMainThread ? undefined : workerData?.[role];
  const port = parentPort;
  if (head === undefined || !port) return null;
  return {
    serve: (rendererFor) => {
      const render = rendererFor(head);
      port.on('message', (group: RenderRequest['groups'][number]) => {
        const packed = render(group);
        const buffers = packed.flatMap((bytes) =>
          bytes && bytes.buffer.byteLength === bytes.byteLength ? [bytes.buffer as ArrayBuffer] : [],
        );
        port.postMessage(packed, buffers);
      });
    },
  };
}
