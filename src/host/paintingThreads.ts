import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Below so many pictures, loading the rasterizer in each thread takes longer than it saves: a third of a second of a processor. */
const fewestPictures = 40;

/**
 * The PNG of each SVG, painted in as many threads as there are processors; null where that would not be
 * quicker. `rasterizer`: the file that a thread runs, which answers each SVG that it is sent with its PNG.
 */
export async function paintInThreads(
  svgs: readonly string[],
  rasterizer: string,
  fewest = fewestPictures,
): Promise<Uint8Array[] | null> {
  const count = Math.min(availableParallelism(), 4);
  if (svgs.length < fewest || count < 2) return null;
  const pngs: Uint8Array[] = [];
  let next = 0;
  const workers = Array.from({ length: count }, () => new Worker(rasterizer));
  const workOff = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let at = -1;
      const send = (): void => {
        at = next++;
        if (at < svgs.length) worker.postMessage(svgs[at]);
        else resolve();
      };
      worker.on('message', (png: Uint8Array) => {
        pngs[at] = png;
        send();
      });
      worker.on('error', reject);
      worker.on('exit', reject);
      send();
    });
  try {
    await Promise.all(workers.map(workOff));
    return pngs;
  } catch {
    // A thread that could not start is no fault of the FAQ's: the pictures are painted here.
    return null;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
