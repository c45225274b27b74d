import { cacheFolder } from './cacheFolder.ts';
import type { PaintingSurroundings } from './host.ts';
import { paintInThreads } from './paintingThreads.ts';
import { openPictureCache } from './pictureCache.ts';

/** About a thousand pictures. */
const mostBytes = 48 * 1024 * 1024;

/** Paints what no earlier build has painted. The rasterizer and the fonts are loaded for the first such picture. `rasterizer`: its file. */
export function paintingSurroundings(rasterizer: string): PaintingSurroundings {
  return {
    paint: async (drawings, { projectRoot, env, kept }) => {
      const cache = openPictureCache(cacheFolder(projectRoot, env));
      const found = await Promise.all(drawings.map(({ key }) => cache.get(key)));
      const missing = drawings.filter((_, index) => found[index] === null);
      if (missing.length === 0) return found.filter((png) => png !== null);
      const svgs = missing.map(({ svg }) => svg);
      const painted = (await paintInThreads(svgs, rasterizer)) ?? (await paintHere(svgs));
      await Promise.all(missing.map(async ({ key }, index) => cache.put(key, painted[index] as Uint8Array)));
      await cache.trim(kept, mostBytes);
      return found.map((png) => png ?? (painted.shift() as Uint8Array));
    },
  };
}

async function paintHere(svgs: readonly string[]): Promise<Uint8Array[]> {
  const { rasterize } = await import('./rasterizer.ts');
  return svgs.map(rasterize);
}
